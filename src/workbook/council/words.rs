//! The words of the council's workbooks, in both languages. The heads are those that the readers know.

use super::CouncilPaper;
use crate::message::{Lang, say};
use crate::workbook::grid::Line;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Of {
    Unit,
    Code,
    Name,
    Max,
    Own,
    Computed,
    Declared,
    Evidence,
    Explained,
    MoreEvidence,
    Remarks,
    FirstPoints,
    FirstReason,
    FirstAppraiser,
    Points,
    Reason,
    Appraiser,
}

impl Of {
    /// The columns of a paper, in order, without that of the unit.
    pub fn columns(paper: CouncilPaper) -> &'static [Of] {
        use Of::{
            Appraiser, Code, Computed, Declared, Evidence, Explained, FirstAppraiser, FirstPoints,
            FirstReason, Max, MoreEvidence, Name, Own, Points, Reason, Remarks,
        };
        match paper {
            CouncilPaper::First => &[
                Code, Name, Max, Own, Computed, Declared, Evidence, Explained, Remarks, Points, Reason,
                Appraiser,
            ],
            CouncilPaper::Second => &[
                Code,
                Name,
                Max,
                Own,
                Computed,
                Declared,
                Evidence,
                Remarks,
                FirstPoints,
                FirstReason,
                FirstAppraiser,
                Explained,
                MoreEvidence,
                Points,
                Reason,
                Appraiser,
            ],
            CouncilPaper::Explanation => {
                &[Code, Name, Max, Own, FirstPoints, FirstReason, Explained, MoreEvidence]
            }
        }
    }

    /// Whether people fill it.
    pub fn is_open(self, paper: CouncilPaper) -> bool {
        match paper {
            CouncilPaper::First | CouncilPaper::Second => {
                matches!(self, Of::Points | Of::Reason | Of::Appraiser)
            }
            CouncilPaper::Explanation => matches!(self, Of::Explained | Of::MoreEvidence),
        }
    }

    /// Its head.
    pub fn head(self, paper: CouncilPaper, lang: Lang) -> String {
        let second = paper == CouncilPaper::Second;
        match self {
            Of::Unit => say!(lang, "Đơn vị", "Unit"),
            Of::Code => say!(lang, "STT", "Code"),
            Of::Name => say!(lang, "Tiêu chí", "Criterion"),
            Of::Max => say!(lang, "Điểm tối đa", "Max"),
            Of::Own => say!(lang, "Điểm tự chấm", "Self score"),
            Of::Computed => say!(lang, "Điểm theo số liệu", "By the data"),
            Of::Declared => say!(lang, "Số liệu kê khai", "Option"),
            Of::Evidence => say!(lang, "Tài liệu kiểm chứng", "Evidence"),
            Of::Explained => say!(lang, "Giải trình của đơn vị", "Explanation"),
            Of::MoreEvidence => say!(lang, "Tài liệu kiểm chứng bổ sung", "More evidence"),
            Of::Remarks => say!(lang, "Lưu ý", "Remarks"),
            Of::FirstPoints => say!(lang, "Điểm thẩm định lần 1", "Appraised, round 1"),
            Of::FirstReason => say!(lang, "Lý do lần 1", "Reason, round 1"),
            Of::FirstAppraiser => say!(lang, "Người thẩm định lần 1", "Appraiser, round 1"),
            Of::Points if second => say!(lang, "Điểm thẩm định lần 2", "Appraised, round 2"),
            Of::Reason if second => say!(lang, "Lý do lần 2", "Reason, round 2"),
            Of::Appraiser if second => say!(lang, "Người thẩm định lần 2", "Appraiser, round 2"),
            Of::Points => say!(lang, "Điểm thẩm định", "Appraised"),
            Of::Reason => say!(lang, "Lý do", "Reason"),
            Of::Appraiser => say!(lang, "Người thẩm định", "Appraiser"),
        }
    }

    /// Its width in letters, where anything stands in it.
    pub fn width(self, paper: CouncilPaper) -> u32 {
        let wide = paper == CouncilPaper::Explanation;
        match self {
            Of::Unit => 15,
            Of::Name if wide => 36,
            Of::Explained | Of::MoreEvidence if wide => 30,
            Of::Code | Of::Max | Of::Own | Of::FirstPoints => 8,
            Of::Computed | Of::Points => 9,
            Of::Name | Of::Remarks => 28,
            Of::Declared | Of::Evidence => 26,
            Of::Explained | Of::MoreEvidence => 22,
            Of::FirstReason | Of::Reason => 24,
            Of::FirstAppraiser | Of::Appraiser => 13,
        }
    }
}

/// The sheet to fill.
pub(super) fn sheet(paper: CouncilPaper, lang: Lang) -> String {
    match paper {
        CouncilPaper::First => say!(lang, "Thẩm định", "Appraisal"),
        CouncilPaper::Second => say!(lang, "Thẩm định lần 2", "Appraisal 2"),
        CouncilPaper::Explanation => say!(lang, "Giải trình", "Explanation"),
    }
}

/// The title.
pub(super) fn title(paper: CouncilPaper, year: Option<i64>, lang: Lang) -> String {
    let year = year.map_or_else(|| "……".to_owned(), |year| year.to_string());
    match paper {
        CouncilPaper::First => say!(
            lang,
            "BẢNG THẨM ĐỊNH ĐIỂM CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM {year}",
            "APPRAISAL FOR THE PAR INDEX OF {year}"
        ),
        CouncilPaper::Second => say!(
            lang,
            "BẢNG THẨM ĐỊNH LẦN 2 ĐIỂM CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM {year}",
            "SECOND APPRAISAL FOR THE PAR INDEX OF {year}"
        ),
        CouncilPaper::Explanation => say!(
            lang,
            "BẢNG GIẢI TRÌNH KẾT QUẢ THẨM ĐỊNH CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM {year}",
            "EXPLANATION OF THE APPRAISAL FOR THE PAR INDEX OF {year}"
        ),
    }
}

/// What is to be done, below the title.
pub(super) fn legend(paper: CouncilPaper, lang: Lang) -> Line {
    let text = match paper {
        CouncilPaper::First => say!(
            lang,
            "Điền các ô vàng. Ghi lý do khi cho điểm thấp hơn điểm tự chấm: ô lý do còn thiếu có nền đỏ. Ô xám: không áp dụng. Cách chấm ở trang sau.",
            "Fill the yellow cells. Points below the self score need a reason: where it is missing the cell is red. Grey: does not apply. The rules are in the next sheet."
        ),
        CouncilPaper::Second => say!(
            lang,
            "Chỉ điền các ô vàng ở dòng cần sửa điểm; dòng để trống giữ nguyên điểm lần 1. Sửa điểm phải ghi lý do: ô lý do còn thiếu có nền đỏ.",
            "Fill the yellow cells only where points change; what stays blank keeps those of round 1. A change needs a reason: where it is missing the cell is red."
        ),
        CouncilPaper::Explanation => say!(
            lang,
            "Điền các ô vàng ở những dòng đơn vị cần giải trình, rồi gửi lại nguyên tệp này. Dòng để trống: đơn vị thống nhất với điểm thẩm định.",
            "Fill the yellow cells of what you explain and send this file back. What stays blank is agreed to."
        ),
    };
    Line { text, bold: false }
}

/// Who signs: each line on the left and on the right.
pub(super) fn signatures(paper: CouncilPaper, lang: Lang) -> [[String; 2]; 3] {
    let right = match paper {
        CouncilPaper::Explanation => say!(lang, "THỦ TRƯỞNG ĐƠN VỊ", "HEAD OF THE UNIT"),
        _ => say!(lang, "THỦ TRƯỞNG CƠ QUAN THẨM ĐỊNH", "HEAD OF THE DEPARTMENT"),
    };
    [
        [String::new(), say!(lang, "………, ngày …… tháng …… năm ………", "………, ………")],
        [say!(lang, "NGƯỜI LẬP BIỂU", "DRAWN UP BY"), right],
        [
            say!(lang, "(Ký, ghi rõ họ tên)", "(Signature, name)"),
            say!(lang, "(Ký, đóng dấu, ghi rõ họ tên)", "(Signature, seal, name)"),
        ],
    ]
}

/// Which department it is for.
pub(super) fn department(name: &str, lang: Lang) -> String {
    say!(lang, "Cơ quan thẩm định: {name}", "Appraised by: {name}")
}

/// Criteria for which nobody is named.
pub fn unassigned(lang: Lang) -> String {
    say!(lang, "Chưa phân công", "Unassigned")
}

/// A criterion does not apply.
pub(super) fn not_applicable(lang: Lang) -> String {
    say!(lang, "Không áp dụng", "N/A")
}

/// Why a criterion does not apply.
pub(super) fn exempt(reason: Option<&str>, lang: Lang) -> String {
    match reason {
        Some(reason) => say!(lang, "Không áp dụng: {reason}", "Does not apply: {reason}"),
        None => say!(lang, "Không áp dụng theo danh sách đơn vị", "Does not apply, by the register"),
    }
}

/// The unit is listed and sent nothing.
pub(super) fn sent_nothing(lang: Lang) -> String {
    say!(lang, "Đơn vị chưa gửi bảng tự chấm", "The unit sent no self-assessment")
}

/// An item of a check list.
pub(super) fn item(holds: bool, label: &str, lang: Lang) -> String {
    if holds {
        say!(lang, "Có: {label}", "Yes: {label}")
    } else {
        say!(lang, "Không: {label}", "No: {label}")
    }
}
