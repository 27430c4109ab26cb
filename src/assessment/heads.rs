//! What the head of a column means.

/// The meaning of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Head {
    /// Code of the criterion.
    Code,
    /// Name of the criterion.
    Name,
    /// Maximum points.
    Max,
    /// Self score.
    Own,
    /// Appraised score of a round (1, 2).
    Appraised(u8),
    /// Survey score.
    Survey,
    /// Points of which the head does not say which.
    Points,
    /// Name of the unit.
    Unit,
    /// Block of the unit.
    Block,
    /// Raw data or the option chosen.
    Option,
    /// Evidence.
    Evidence,
    /// Answer of a respondent.
    Answer,
    /// Number of such answers.
    Count,
    /// Known and of no use: notes, computed columns, instructions.
    Ignored,
}

/// The meaning of a head, given without case and marks (folded); `None` where it is unknown.
pub fn head(folded: &str) -> Option<Head> {
    let any = |words: &[&str]| words.iter().any(|word| contains_word(folded, word));
    let exact = |words: &[&str]| words.contains(&folded);
    let second = any(&["lan 2", "lan hai", "vong 2", "lan ii", "appraised2", "appraised 2", "dot 2"]);
    let head = if exact(&[
        "unit",
        "don vi",
        "ten don vi",
        "co quan don vi",
        "ten co quan don vi",
        "xa phuong",
        "don vi duoc cham",
    ]) {
        Head::Unit
    } else if exact(&["block", "khoi", "nhom"]) {
        Head::Block
    } else if any(&[
        "ghi chu",
        "y kien",
        "nhan xet",
        "note",
        "ly do",
        "cach tinh",
        "huong dan",
        "yeu cau",
        "phuong phap",
        "thoi han",
        "don vi tinh",
    ]) {
        Head::Ignored
    } else if any(&["kiem chung", "tlkc", "minh chung", "evidence"]) {
        Head::Evidence
    } else if any(&[
        "giai trinh",
        "dat duoc",
        "chi so",
        "chenh lech",
        "xep hang",
        "xep loai",
        "xep thu",
        "index",
        "rank",
        "class",
        "total",
        "tong diem",
        "tong cong",
        "tong so diem",
        "ty le",
    ]) {
        Head::Ignored
    } else if any(&["toi da", "diem chuan", "thang diem", "diem quy dinh", "max", "maximum"]) {
        Head::Max
    } else if any(&["tu cham", "tu danh gia", "tu cho", "don vi cham", "don vi danh gia", "self"]) {
        Head::Own
    } else if any(&["xhh", "dtxhh", "xa hoi hoc", "dieu tra", "khao sat", "survey"]) {
        Head::Survey
    } else if any(&[
        "tham dinh",
        "cham thuc te",
        "snv",
        "so noi vu",
        "hoi dong",
        "appraised",
        "appraised2",
        "phuc tra",
    ]) {
        Head::Appraised(if second { 2 } else { 1 })
    } else if any(&["ke khai", "so lieu", "lua chon", "phuong an", "option"]) {
        Head::Option
    } else if exact(&["answer", "tra loi", "cau tra loi", "muc danh gia"]) {
        Head::Answer
    } else if exact(&["count", "so phieu", "so luong", "so y kien"]) {
        Head::Count
    } else if exact(&[
        "code",
        "stt",
        "tt",
        "so tt",
        "so thu tu",
        "ma",
        "ma so",
        "ma tc",
        "ma tieu chi",
        "muc",
        "ky hieu",
        "criterion code",
    ]) {
        Head::Code
    } else if any(&["tieu chi", "linh vuc", "tctp", "chi tieu"])
        || exact(&["name", "noi dung", "criterion", "ten", "noi dung danh gia", "cau hoi", "question"])
    {
        Head::Name
    } else if exact(&[
        "diem",
        "so diem",
        "points",
        "score",
        "diem so",
        "diem danh gia",
        "diem cham",
        "ket qua",
    ]) {
        Head::Points
    } else {
        return None;
    };
    Some(head)
}

/// Whether `words` stand in `text` as whole words.
fn contains_word(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + words.len()..].chars().next();
        before.is_none_or(|c| c == ' ') && after.is_none_or(|c| c == ' ')
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::fold;

    #[test]
    fn the_heads_seen_in_real_forms() {
        for (text, expected) in [
            ("STT", Head::Code),
            ("Lĩnh vực/TC/TCTP", Head::Name),
            ("Lĩnh vực/Tiêu chí/Tiêu chí thành phần", Head::Name),
            ("Nội dung", Head::Name),
            ("Điểm tối đa", Head::Max),
            ("Điểm chuẩn", Head::Max),
            ("Thang điểm", Head::Max),
            ("Điểm tự chấm", Head::Own),
            ("Tự đánh giá", Head::Own),
            ("Tự chấm", Head::Own),
            ("Điểm tự đánh giá", Head::Own),
            ("Điều tra XHH", Head::Survey),
            ("Điểm điều tra xã hội học", Head::Survey),
            ("SNV đánh giá", Head::Appraised(1)),
            ("Điểm thẩm định", Head::Appraised(1)),
            ("Thẩm định", Head::Appraised(1)),
            ("Điểm thẩm định lần 2", Head::Appraised(2)),
            ("appraised2", Head::Appraised(2)),
            ("Điểm chấm thực tế", Head::Appraised(1)),
            ("Ý kiến hội đồng thẩm định", Head::Ignored),
            ("Ghi chú của đơn vị", Head::Ignored),
            ("Ghi chú của thẩm định", Head::Ignored),
            ("Yêu cầu & TLKC", Head::Ignored),
            ("TLKC/Giải trình", Head::Evidence),
            ("Tài liệu kiểm chứng", Head::Evidence),
            ("Số liệu kê khai", Head::Option),
            ("Cách tính điểm", Head::Ignored),
            ("Điểm đạt được", Head::Ignored),
            ("Chỉ số", Head::Ignored),
            ("Đơn vị", Head::Unit),
            ("unit", Head::Unit),
            ("Khối", Head::Block),
            ("Điểm", Head::Points),
        ] {
            assert_eq!(head(&fold(text)), Some(expected), "{text}");
        }
        for text in ["1.1", "Xã Mẫu 01", "I", "BẢNG CHẤM", ""] {
            assert_eq!(head(&fold(text)), None, "{text}");
        }
    }
}
