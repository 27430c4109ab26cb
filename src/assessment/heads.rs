//! What the head of a column means.

use std::sync::LazyLock;

use super::round_words::round_named;

/// The meaning of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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
    /// Group of the respondent.
    Group,
    /// Who answered: what tells one sheet of answers from another.
    Respondent,
    /// Why the council gave the points of a round.
    Reason(u8),
    /// Who gave them.
    Appraiser(u8),
    /// What the unit explains.
    Explanation,
    /// Sum of everything, in a matrix; in a form a computed column.
    Total,
    /// Known and of no use: notes, computed columns, instructions.
    Ignored,
}

impl Head {
    /// How many kinds there are.
    pub const KINDS: usize = 20;

    /// Whether points stand below it, whoever gave them.
    pub fn is_points(self) -> bool {
        matches!(self, Head::Own | Head::Appraised(_) | Head::Survey | Head::Points)
    }

    /// The number of its kind.
    pub fn kind(self) -> usize {
        match self {
            Head::Code => 0,
            Head::Name => 1,
            Head::Max => 2,
            Head::Own => 3,
            Head::Appraised(_) => 4,
            Head::Survey => 5,
            Head::Points => 6,
            Head::Unit => 7,
            Head::Block => 8,
            Head::Option => 9,
            Head::Evidence => 10,
            Head::Answer => 11,
            Head::Count => 12,
            Head::Total => 13,
            Head::Ignored => 14,
            Head::Reason(_) => 15,
            Head::Appraiser(_) => 16,
            Head::Explanation => 17,
            Head::Group => 18,
            Head::Respondent => 19,
        }
    }
}

/// How words must stand in a head.
#[derive(Clone, Copy)]
enum How {
    /// They are the head.
    Is,
    /// The head begins with them.
    Begins,
    /// The head has them, as whole words.
    Has,
}

use How::{Begins, Has, Is};

/// What heads say, folded; the first line that fits decides, so that the special stands before the general:
/// `Ý kiến hội đồng thẩm định` is a note, `Thẩm định` is points.
const WORDS: &[(Head, How, &[&str])] = &[
    (
        Head::Unit,
        Is,
        &["unit", "don vi", "ten don vi", "co quan don vi", "ten co quan don vi", "don vi duoc cham"],
    ),
    (
        Head::Unit,
        Is,
        &[
            "xa phuong",
            "phuong xa",
            "ten xa",
            "ten huyen",
            "ten so",
            "so ban nganh",
            "huyen",
            "xa",
            "unit name",
        ],
    ),
    (Head::Unit, Begins, &["ten don vi", "ten co quan", "don vi duoc"]),
    (
        Head::Group,
        Is,
        &[
            "group",
            "respondent group",
            "nhom doi tuong",
            "doi tuong",
            "doi tuong khao sat",
            "doi tuong tra loi",
            "doi tuong duoc hoi",
            "nhom khao sat",
            "nhom duoc hoi",
            "nhom tra loi",
            "nhom nguoi tra loi",
        ],
    ),
    (
        Head::Respondent,
        Is,
        &[
            "respondent",
            "respondent id",
            "phieu",
            "phieu so",
            "ma phieu",
            "ma so phieu",
            "so hieu phieu",
            "nguoi tra loi",
            "ma nguoi tra loi",
        ],
    ),
    (Head::Block, Is, &["block", "khoi", "nhom"]),
    (Head::Reason(1), Has, &["ly do", "reason"]),
    (Head::Reason(1), Has, &["y kien tham dinh", "y kien hoi dong", "y kien cua hoi dong"]),
    (Head::Reason(1), Has, &["ghi chu cua tham dinh", "ghi chu tham dinh", "nhan xet cua hoi dong"]),
    (
        Head::Ignored,
        Has,
        &["ghi chu", "y kien", "nhan xet", "note", "luu y", "remarks", "don vi tinh", "thoi han"],
    ),
    (
        Head::Ignored,
        Has,
        &["cach tinh", "huong dan", "yeu cau", "phuong phap", "theo so lieu", "by the data"],
    ),
    (
        Head::Appraiser(1),
        Begins,
        &["nguoi tham dinh", "can bo tham dinh", "co quan tham dinh", "don vi tham dinh", "appraiser"],
    ),
    (
        Head::Appraiser(1),
        Is,
        &["appraiser", "nguoi tham dinh", "can bo tham dinh", "co quan tham dinh", "don vi tham dinh"],
    ),
    (Head::Ignored, Begins, &["ngay", "thoi gian", "nguoi", "can bo"]),
    // What the program writes beside survey points.
    (Head::Ignored, Is, &["share", "margin", "answers"]),
    (Head::Ignored, Begins, &["answers"]),
    (Head::Evidence, Has, &["kiem chung", "tlkc", "minh chung", "chung minh", "evidence"]),
    (Head::Appraised(1), Begins, &["diem tham dinh", "tham dinh sau", "tham dinh truoc", "cham sau"]),
    (Head::Explanation, Has, &["giai trinh", "explanation"]),
    (Head::Ignored, Has, &["dat duoc", "chenh lech", "ty le", "so voi"]),
    (Head::Max, Has, &["toi da", "diem chuan", "thang diem", "diem quy dinh", "max", "maximum"]),
    (Head::Ignored, Has, &["chi so", "xep hang", "xep loai", "xep thu", "index", "rank", "class"]),
    (Head::Total, Is, &["tong"]),
    (Head::Total, Has, &["tong diem", "tong cong", "tong so diem", "total"]),
    (Head::Own, Has, &["tu cham", "tu danh gia", "tu cho", "don vi cham", "don vi danh gia", "self"]),
    (Head::Own, Is, &["diem cua don vi", "diem danh gia cua don vi"]),
    // Who appraises, not what was given.
    (Head::Ignored, Begins, &["co quan", "don vi"]),
    (Head::Survey, Has, &["xhh", "dtxhh", "xa hoi hoc", "dieu tra", "khao sat", "survey"]),
    (Head::Appraised(1), Has, &["tham dinh", "cham thuc te", "snv danh gia", "snv cham", "phuc tra"]),
    // Not the bare names: in a table of departments they are units.
    (
        Head::Appraised(1),
        Has,
        &["so noi vu danh gia", "so noi vu cham", "hoi dong cham", "hoi dong danh gia"],
    ),
    (Head::Appraised(1), Has, &["appraised", "appraised2"]),
    // What the council settled at last.
    (
        Head::Appraised(1),
        Is,
        &[
            "diem thong nhat",
            "diem phe duyet",
            "diem chinh thuc",
            "diem ket luan",
            "diem duoc cong nhan",
            "diem cong nhan",
        ],
    ),
    (Head::Appraised(1), Has, &["ket luan cua hoi dong", "hoi dong thong nhat", "hoi dong ket luan"]),
    (Head::Option, Is, &["gia tri"]),
    (Head::Option, Has, &["ke khai", "so lieu", "lua chon", "phuong an", "option"]),
    (Head::Answer, Is, &["answer", "tra loi", "cau tra loi", "muc danh gia"]),
    (Head::Count, Is, &["count", "so phieu", "so luong", "so y kien"]),
    (Head::Code, Is, &["code", "stt", "tt", "so tt", "so thu tu", "muc", "ky hieu", "criterion code", "no"]),
    (Head::Code, Is, &["ma", "ma so", "ma tc", "ma tieu chi", "ma cau hoi", "question code"]),
    (Head::Name, Has, &["tieu chi", "linh vuc", "tctp", "chi tieu", "field criterion sub criterion"]),
    (Head::Name, Is, &["name", "noi dung", "criterion", "ten", "noi dung danh gia", "cau hoi", "question"]),
    (
        Head::Points,
        Is,
        &["diem", "so diem", "points", "score", "diem so", "diem danh gia", "diem cham", "ket qua"],
    ),
];

/// Words over points that say that they are the second round's.
const SECOND: &[&str] = &[
    "appraised2",
    "appraised 2",
    "thong nhat",
    "phe duyet",
    "cuoi cung",
    "chinh thuc",
    "ket luan",
    "cong nhan",
];

/// The meaning of a head, given without case and marks (folded); `None` where it is unknown.
pub fn head(folded: &str) -> Option<Head> {
    let bytes = folded.as_bytes();
    let mut first: Option<(usize, Head)> = None;
    for at in (0..bytes.len()).filter(|at| *at == 0 || bytes[*at - 1] == b' ') {
        for (line, words) in &STARTS[bucket(&bytes[at..])] {
            let (head, how, _) = WORDS[*line];
            let Some(rest) = bytes[at..].strip_prefix(words.as_bytes()) else { continue };
            let fits = match how {
                Is => at == 0 && rest.is_empty(),
                Begins => at == 0 && rest.starts_with(b" "),
                Has => rest.first().is_none_or(|next| *next == b' '),
            };
            if fits && first.is_none_or(|(before, _)| *line < before) {
                first = Some((*line, head));
            }
        }
    }
    let second = || SECOND.iter().any(|word| contains_word(folded, word));
    let points = || round_named(folded).unwrap_or(if second() { 2 } else { 1 });
    let beside = || round_named(folded).unwrap_or(1);
    first.map(|(_, head)| match head {
        Head::Appraised(_) => Head::Appraised(points()),
        Head::Reason(_) => Head::Reason(beside()),
        Head::Appraiser(_) => Head::Appraiser(beside()),
        head => head,
    })
}

/// The words by their first two letters, each with its line: a head is held only against those that it may have.
static STARTS: LazyLock<Vec<Vec<(usize, &str)>>> = LazyLock::new(|| {
    let mut starts = vec![Vec::new(); 1_024];
    for (line, (_, _, words)) in WORDS.iter().enumerate() {
        for word in *words {
            starts[bucket(word.as_bytes())].push((line, *word));
        }
    }
    starts
});

fn bucket(word: &[u8]) -> usize {
    let letter = |at: usize| word.get(at).map_or(0, |byte| usize::from(byte & 31));
    letter(0) * 32 + letter(1)
}

/// Whether `words` stand in `text` as whole words.
fn contains_word(text: &str, words: &str) -> bool {
    let (text, words) = (text.as_bytes(), words.as_bytes());
    // Looking for the first letter alone passes over nearly all of the words that are asked for.
    let starts = (0..text.len()).filter(|at| text.get(*at) == words.first());
    starts.filter(|at| *at == 0 || text[*at - 1] == b' ').any(|at| {
        let rest = text[at..].strip_prefix(words);
        rest.is_some_and(|rest| rest.first().is_none_or(|next| *next == b' '))
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
            ("Ý kiến hội đồng thẩm định", Head::Reason(1)),
            ("Lý do", Head::Reason(1)),
            ("Lý do lần 2", Head::Reason(2)),
            ("Người thẩm định", Head::Appraiser(1)),
            ("Người thẩm định lần 2", Head::Appraiser(2)),
            ("Appraiser, round 2", Head::Appraiser(2)),
            ("Người thẩm định lần 1", Head::Appraiser(1)),
            ("Lý do lần 1", Head::Reason(1)),
            ("Reason, round 2", Head::Reason(2)),
            ("Điểm thẩm định lần 1", Head::Appraised(1)),
            ("Appraised, round 2", Head::Appraised(2)),
            ("Lưu ý", Head::Ignored),
            ("Remarks", Head::Ignored),
            ("Tài liệu kiểm chứng bổ sung", Head::Evidence),
            ("More evidence", Head::Evidence),
            ("Giải trình của đơn vị", Head::Explanation),
            ("Điểm theo số liệu", Head::Ignored),
            ("Điểm thẩm định sau giải trình", Head::Appraised(2)),
            ("Thẩm định sau giải trình", Head::Appraised(2)),
            ("Thẩm định trước giải trình", Head::Appraised(1)),
            ("Điểm thẩm định lần thứ hai", Head::Appraised(2)),
            ("Điểm thẩm định lần thứ nhất", Head::Appraised(1)),
            ("Thẩm định lại", Head::Appraised(2)),
            ("Ghi chú của đơn vị", Head::Ignored),
            ("Ghi chú của thẩm định", Head::Reason(1)),
            ("Yêu cầu & TLKC", Head::Ignored),
            ("TLKC/Giải trình", Head::Evidence),
            ("Tài liệu kiểm chứng", Head::Evidence),
            ("Số liệu kê khai", Head::Option),
            ("Cách tính điểm", Head::Ignored),
            ("Điểm đạt được", Head::Ignored),
            ("Chỉ số", Head::Ignored),
            ("Đơn vị tự chấm", Head::Own),
            ("Tên đơn vị được đánh giá", Head::Unit),
            ("Hội đồng chấm", Head::Appraised(1)),
            ("Cơ quan thẩm định", Head::Appraiser(1)),
            ("Đơn vị chủ trì thẩm định", Head::Ignored),
            ("Ngày thẩm định", Head::Ignored),
            ("Tổng điểm tối đa", Head::Max),
            ("Tỷ lệ đạt được so với điểm tối đa", Head::Ignored),
            ("Đơn vị", Head::Unit),
            ("unit", Head::Unit),
            ("Khối", Head::Block),
            ("Điểm", Head::Points),
        ] {
            assert_eq!(head(&fold(text)), Some(expected), "{text}");
        }
        for text in ["1.1", "Xã Mẫu 01", "Sở Nội vụ", "SNV", "I", "BẢNG CHẤM", ""] {
            assert_eq!(head(&fold(text)), None, "{text}");
        }
    }
}
