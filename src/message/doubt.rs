//! Why a rule that was read from a scoring text needs a person's decision.

use super::{Lang, say};

/// What a scoring text leaves open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// A part of the text that was not understood.
    Unread(String),
    /// Values between two steps that belong to none, such as `90% – 95%`.
    Gap(String),
    /// Values that belong to two steps, such as `90%`.
    Overlap(String),
    /// Values above or below all steps, such as `< 70%`, taken for 0 points.
    Unsaid(String),
    /// The text names one state only; the others are taken for 0 points.
    Others,
    /// A letter of the formula that the text does not define.
    Undefined(String),
    /// A rate that is taken to have the same whole as the one before.
    SameWhole(String),
    /// A deduction of which the text does not say whether it counts each time.
    Once(String),
    /// So much for each percent or for several: begun or full ones.
    Begun(String),
}

impl Doubt {
    /// The doubt as a sentence without an end.
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Doubt::Unread(part) => say!(lang, "chưa hiểu: “{part}”", "not understood: “{part}”"),
            Doubt::Gap(values) => {
                say!(lang, "không mức nào áp dụng cho {values}", "no step applies to {values}")
            }
            Doubt::Overlap(values) => {
                say!(lang, "hai mức cùng áp dụng cho {values}", "two steps apply to {values}")
            }
            Doubt::Unsaid(values) => say!(
                lang,
                "văn bản không nói {values} được bao nhiêu điểm; tạm tính 0 điểm",
                "the text does not say what {values} is worth; taken for 0 points"
            ),
            Doubt::Others => say!(
                lang,
                "văn bản không nói các trường hợp còn lại được bao nhiêu điểm; tạm tính 0 điểm",
                "the text does not say what the other cases are worth; taken for 0 points"
            ),
            Doubt::Undefined(id) => {
                say!(lang, "văn bản không nói {id} là gì", "the text does not say what {id} is")
            }
            Doubt::SameWhole(rate) => say!(
                lang,
                "“{rate}”: tạm tính trên cùng một tổng số với tỷ lệ trước",
                "“{rate}”: taken to have the same whole as the rate before"
            ),
            Doubt::Once(event) => say!(
                lang,
                "“{event}”: văn bản không nói trừ mỗi lần hay chỉ một lần; tạm tính mỗi lần",
                "“{event}”: the text does not say whether each time or once; taken for each time"
            ),
            Doubt::Begun(event) => say!(
                lang,
                "“{event}”: văn bản không nói phần lẻ được tính thế nào; tạm tính theo tỷ lệ",
                "“{event}”: the text does not say how a fraction counts; taken in proportion"
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doubts_in_both_languages() {
        let doubts = [
            Doubt::Unread("nếu có".into()),
            Doubt::Gap("79% – 80%".into()),
            Doubt::Overlap("80%".into()),
            Doubt::Unsaid("< 70%".into()),
            Doubt::Others,
            Doubt::Undefined("b".into()),
            Doubt::SameWhole("tỷ lệ quá hạn".into()),
            Doubt::Once("báo cáo chậm".into()),
            Doubt::Begun("1% hồ sơ".into()),
        ];
        for doubt in doubts {
            let (vi, en) = (doubt.text(Lang::Vi), doubt.text(Lang::En));
            assert!(!vi.is_empty() && !en.is_empty() && vi != en, "{vi} | {en}");
        }
    }
}
