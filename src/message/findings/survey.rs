//! Findings about surveys: answers, respondents, groups, samples.

use super::{Lang, Text, list, plural, quoted, say};

/// What is wrong with the answers of respondents.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // Each variant is documented; its fields are named for what they hold.
pub enum SurveyFault {
    /// `count` answers that the question does not have.
    Impossible { typed: String, answers: Vec<String>, count: usize },
    /// `count` answers of a group that the set does not have, or of none.
    UnknownGroup { typed: String, known: Vec<String>, count: usize },
    /// `count` answers of a group that is not asked this question.
    NotAsked { group: String, known: Vec<String>, count: usize },
    /// The table names groups, and the set weighs none.
    Unweighed,
    /// `count` answers of respondents who answered the question before, first at `first`.
    Doubled { respondents: Vec<String>, count: usize, first: String, same: bool },
    /// `count` respondents of another unit too.
    TwoUnits { respondent: String, other: String, count: usize },
    /// Fewer answers than the set asks for.
    SmallSample { fewest: String, minimum: i64, codes: Vec<String> },
    /// Nobody of a group answered.
    Silent { group: String, codes: Vec<String>, rescaled: bool },
}

impl SurveyFault {
    /// Whether the answers could be used all the same.
    pub fn is_used(&self) -> bool {
        matches!(self, SurveyFault::Unweighed | SurveyFault::Doubled { same: true, .. })
    }

    pub(super) fn text(&self, lang: Lang) -> Text {
        match self {
            SurveyFault::Impossible { typed, answers, count } => impossible(typed, answers, *count, lang),
            SurveyFault::UnknownGroup { typed, known, count } => unknown_group(typed, known, *count, lang),
            SurveyFault::NotAsked { group, known, count } => not_asked(group, known, *count, lang),
            SurveyFault::Unweighed => unweighed(lang),
            SurveyFault::Doubled { respondents, count, first, same: true } => {
                same(respondents, *count, first, lang)
            }
            SurveyFault::Doubled { respondents, count, first, same: false } => {
                contradicting(respondents, *count, first, lang)
            }
            SurveyFault::TwoUnits { respondent, other, count } => two_units(respondent, other, *count, lang),
            SurveyFault::SmallSample { fewest, minimum, codes } => small(fewest, *minimum, codes, lang),
            SurveyFault::Silent { group, codes, rescaled } => silent(group, codes, *rescaled, lang),
        }
    }
}

fn impossible(typed: &str, answers: &[String], count: usize, lang: Lang) -> Text {
    let (typed, answers) = (quoted(typed), list(answers));
    let times = plural(count, "answer is", "answers are");
    Text {
        message: say!(
            lang,
            "{count} câu trả lời ghi {typed}, không phải phương án nào của câu hỏi này nên không được tính.",
            "{count} {times} {typed}, which is none of this question's answers, and not counted.",
        ),
        help: say!(
            lang,
            "Sửa theo một trong các phương án: {answers}; nếu là không có ý kiến thì để trống ô, hoặc thêm vào mục skip của bộ tiêu chí.",
            "Write one of the answers: {answers}; for no opinion leave the cell blank, or add the words to skip in the criteria.",
        ),
    }
}

fn unknown_group(typed: &str, known: &[String], count: usize, lang: Lang) -> Text {
    let known = list(known);
    let is = plural(count, "answer names", "answers name");
    let message = if typed.is_empty() {
        say!(
            lang,
            "{count} câu trả lời không ghi nhóm người trả lời nên không được tính.",
            "{count} {is} no group of respondents, and cannot be counted.",
        )
    } else {
        let typed = quoted(typed);
        say!(
            lang,
            "{count} câu trả lời ghi nhóm {typed}, không có trong bộ tiêu chí, nên không được tính.",
            "{count} {is} the group {typed}, which the criteria do not have, and cannot be counted.",
        )
    };
    Text {
        message,
        help: say!(
            lang,
            "Ghi ở cột nhóm đối tượng một trong các nhóm: {known}.",
            "Write one of these groups in the column of groups: {known}.",
        ),
    }
}

fn not_asked(group: &str, known: &[String], count: usize, lang: Lang) -> Text {
    let (group, known) = (quoted(group), list(known));
    let are = plural(count, "answer is", "answers are");
    Text {
        message: say!(
            lang,
            "{count} câu trả lời là của nhóm {group}, nhưng câu hỏi này không hỏi nhóm đó nên không được tính.",
            "{count} {are} of the group {group}, which is not asked this question, and not counted.",
        ),
        help: say!(
            lang,
            "Kiểm tra mã câu hỏi và nhóm; câu hỏi này chỉ hỏi: {known}.",
            "Check the code and the group; this question is asked of: {known}.",
        ),
    }
}

fn unweighed(lang: Lang) -> Text {
    Text {
        message: say!(
            lang,
            "Bảng có cột nhóm đối tượng nhưng bộ tiêu chí không quy định trọng số các nhóm, nên mọi câu trả lời được tính như nhau.",
            "The table names groups of respondents, but the criteria give them no weights: all answers count alike.",
        ),
        help: say!(
            lang,
            "Nếu quyết định có quy định trọng số của từng nhóm, thêm mục [survey] groups vào tệp bộ tiêu chí.",
            "If the decision weighs the groups, add [survey] groups to the criteria file.",
        ),
    }
}

fn same(respondents: &[String], count: usize, first: &str, lang: Lang) -> Text {
    let (who, first) = (list(respondents), quoted(first));
    let are = plural(count, "answer stands", "answers stand");
    Text {
        message: say!(
            lang,
            "{count} câu trả lời của phiếu {who} có trước rồi và giống hệt (lần đầu ở {first}), nên chỉ tính một lần.",
            "{count} {are} there already, with the same respondent ({who}) and the same answer, first at {first}; each is counted once.",
        ),
        help: say!(
            lang,
            "Xóa các dòng nhập lặp; nếu là hai người khác nhau thì đánh lại số phiếu.",
            "Delete the rows that stand twice; if these are two people, number the sheets anew.",
        ),
    }
}

fn contradicting(respondents: &[String], count: usize, first: &str, lang: Lang) -> Text {
    let (who, first) = (list(respondents), quoted(first));
    let are = plural(count, "answer contradicts", "answers contradict");
    Text {
        message: say!(
            lang,
            "{count} câu trả lời của phiếu {who} trả lời khác câu trước của chính phiếu đó (ở {first}), nên không câu nào được tính.",
            "{count} {are} an earlier one of the same respondent ({who}), first at {first}; none of them is counted.",
        ),
        help: say!(
            lang,
            "Xem lại phiếu giấy và giữ một câu trả lời cho mỗi câu hỏi; nếu là hai người khác nhau thì đánh lại số phiếu.",
            "Look at the sheets of paper and keep one answer to each question; if these are two people, number the sheets anew.",
        ),
    }
}

fn two_units(respondent: &str, other: &str, count: usize, lang: Lang) -> Text {
    let (respondent, other) = (quoted(respondent), quoted(other));
    let come = plural(count, "sheet number comes", "sheet numbers come");
    Text {
        message: say!(
            lang,
            "{count} mã phiếu có ở nhiều đơn vị, ví dụ {respondent} có cả ở {other}; các câu trả lời vẫn được tính cho từng đơn vị.",
            "{count} {come} with several units, such as {respondent}, which {other} has too; the answers are counted for each unit.",
        ),
        help: say!(
            lang,
            "Nếu mỗi đơn vị đánh số phiếu từ đầu thì không cần sửa; nếu không, xem phiếu thuộc đơn vị nào và xóa dòng nhập nhầm.",
            "If the sheets are numbered anew in each unit, nothing needs to be done; if not, see whose they are and delete the others.",
        ),
    }
}

fn small(fewest: &str, minimum: i64, codes: &[String], lang: Lang) -> Text {
    let codes = list(codes);
    Text {
        message: say!(
            lang,
            "Đơn vị có ít câu trả lời hơn cỡ mẫu tối thiểu {minimum} ở tiêu chí {codes}; ít nhất là {fewest} câu.",
            "The unit has fewer answers than the smallest sample of {minimum} at {codes}; the fewest are {fewest}.",
        ),
        help: say!(
            lang,
            "Điểm vẫn được tính. Khảo sát thêm, hoặc nêu cỡ mẫu và sai số khi công bố.",
            "The points are counted. Ask more people, or publish the sample and its margin of error.",
        ),
    }
}

fn silent(group: &str, codes: &[String], rescaled: bool, lang: Lang) -> Text {
    let (group, codes) = (quoted(group), list(codes));
    let message = if rescaled {
        say!(
            lang,
            "Nhóm {group} không có câu trả lời nào ở tiêu chí {codes}, nên kết quả tính theo trọng số của các nhóm còn lại.",
            "Nobody of the group {group} answered at {codes}, so the result is that of the other groups by their weights.",
        )
    } else {
        say!(
            lang,
            "Nhóm {group} không có câu trả lời nào ở tiêu chí {codes}, nên theo bộ tiêu chí các tiêu chí đó chưa có kết quả điều tra.",
            "Nobody of the group {group} answered at {codes}, so by the criteria these have no survey result.",
        )
    };
    Text {
        message,
        help: say!(
            lang,
            "Kiểm tra tên nhóm trong tệp và khảo sát bổ sung nhóm này nếu còn kịp.",
            "Check the group's name in the file, and ask this group if there is still time.",
        ),
    }
}
