//! The words of lives and losses.

use crate::criteria::CriteriaSet;
use crate::life::{Given, Standing, Value};
use crate::message::{Lang, decimal_sign, number, say};
use crate::points::Number;
use crate::score::{Basis, Origin, Status};

/// The published value, and the exact one where it differs.
pub(super) fn exact(set: &CriteriaSet, value: &Number, lang: Lang) -> String {
    let published = value.rounded(set.scoring.precision);
    let shown = decimal_sign(&value.published(set.scoring.precision).to_string(), lang);
    if published == *value { shown } else { format!("{shown} (= {})", number(value, lang)) }
}

/// Points as they were given.
pub(super) fn given(given: &Given, lang: Lang) -> String {
    match &given.value {
        Value::Points(points) => number(points, lang),
        Value::NotApplicable => say!(lang, "không áp dụng", "not applicable"),
        Value::Fault(typed) => {
            let typed = typed.as_ref().map_or_else(String::new, |typed| format!("{} ", number(typed, lang)));
            say!(lang, "{typed}(lỗi, không dùng được)", "{typed}(faulty, cannot be used)")
        }
    }
}

/// What became of the points of a round.
pub(super) fn standing(standing: Standing, lang: Lang) -> String {
    match standing {
        Standing::Counts => String::new(),
        Standing::Replaced(by) => say!(lang, "thay bằng lần {by}", "replaced by round {by}"),
        Standing::Overruled => say!(lang, "thay bằng phiếu thẩm định", "replaced by the council's sheet"),
        Standing::Same => say!(lang, "cùng lần, cùng điểm", "same round, same points"),
        Standing::Differs => {
            say!(lang, "cùng lần nhưng khác điểm, không tính", "same round, other points; does not count")
        }
    }
}

/// What a leaf without points is.
pub(super) fn status(status: Status, lang: Lang) -> String {
    match status {
        Status::Scored => String::new(),
        Status::Missing => say!(lang, "thiếu điểm, tính 0", "no points, counts 0"),
        Status::NotApplicable => {
            say!(lang, "không áp dụng, ra khỏi thang điểm", "not applicable, leaves the scale")
        }
        Status::Fault => say!(lang, "điểm lỗi, tính 0", "faulty, counts 0"),
    }
}

/// Where points come from.
pub(super) fn origin(origin: Origin, lang: Lang) -> String {
    match origin {
        Origin::Own => say!(lang, "điểm tự chấm", "self score"),
        Origin::Round(round) => say!(lang, "thẩm định lần {round}", "appraisal, round {round}"),
        Origin::Survey => say!(lang, "điều tra xã hội học", "survey"),
        Origin::Data => say!(lang, "tính từ số liệu kê khai", "computed from the declared data"),
    }
}

/// The word of an origin in JSON; a round has its number beside.
pub(in crate::report) fn origin_id(origin: Origin) -> &'static str {
    match origin {
        Origin::Own => "self",
        Origin::Round(_) => "appraisal",
        Origin::Survey => "survey",
        Origin::Data => "data",
    }
}

/// What the points that count are called.
pub(super) fn result(basis: Basis, lang: Lang) -> String {
    match basis {
        Basis::Own => say!(lang, "Kết quả theo điểm tự chấm", "Result by self scores"),
        Basis::Appraised => say!(lang, "Kết quả theo điểm thẩm định", "Result by appraised scores"),
        Basis::Final => say!(lang, "Điểm cuối cùng", "Final points"),
    }
}
