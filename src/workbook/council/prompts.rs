//! Which points the council may type, and what is said beside the cells to fill.

use super::words::Of;
use super::{CouncilPaper, Matter};
use crate::assessment::Subject;
use crate::message::{Lang, number, say};
use crate::points::Number;
use crate::report::rule_text;
use crate::rule::Rule;
use crate::workbook::grid::{Allowed, Check};

/// More values than these make no drop-down.
const MOST_VALUES: usize = 40;
/// More ranges than these are told as the lowest and the highest.
const MOST_RANGES: usize = 8;

/// Which points there may be.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Possible {
    /// One of these.
    Values(Vec<Number>),
    /// In one of these ranges.
    Ranges(Vec<(Number, Number)>),
    /// From the first to the second, in steps.
    Steps(Number, Number, Number),
    /// This or more.
    AtLeast(Number),
}

/// Which points a leaf, a bonus or a penalty may get.
pub(super) fn possible(matter: &Matter, of: Subject) -> Possible {
    let (set, precision) = (matter.set, matter.set.scoring.precision);
    let n = match of {
        Subject::Leaf(n) => n,
        Subject::Adjustment(n) => {
            return match &set.adjustments[n].cap {
                Some(cap) => Possible::Ranges(vec![(Number::ZERO, cap.clone())]),
                None => Possible::AtLeast(Number::ZERO),
            };
        }
    };
    let (node, leaf) = set.leaf(n);
    let mut ranges = leaf.rule.reach(&set.frame(n)).possible();
    for (low, high) in &mut ranges {
        (*low, *high) = (low.rounded(precision), high.rounded(precision));
    }
    let values: Vec<Number> =
        ranges.iter().filter(|(low, high)| low == high).map(|(low, _)| low.clone()).collect();
    if values.len() == ranges.len() && (1..=MOST_VALUES).contains(&values.len()) {
        return Possible::Values(values);
    }
    if let Rule::Judged(judged) = &leaf.rule
        && let Some(step) = &judged.step
    {
        return Possible::Steps(judged.min.clone(), node.max.clone(), step.clone());
    }
    let ends = ranges.first().map(|(low, _)| low.clone()).zip(ranges.last().map(|(_, high)| high.clone()));
    match ends {
        Some(ends) if ranges.len() > MOST_RANGES => Possible::Ranges(vec![ends]),
        Some(_) => Possible::Ranges(ranges),
        None => Possible::Ranges(vec![(Number::ZERO, node.max.clone())]),
    }
}

/// What may be typed into a cell of points; `list` is the range with the values, where there are few.
pub(super) fn points(
    matter: &Matter,
    of: Subject,
    possible: &Possible,
    cell: &str,
    list: Option<String>,
) -> Check {
    let lang = matter.lang;
    let told = told(possible, lang);
    let (code, text) = match of {
        Subject::Leaf(n) => (&matter.set.leaf(n).0.code, rule_text(matter.set.leaf(n).1, lang)),
        Subject::Adjustment(n) => (&matter.set.adjustments[n].code, String::new()),
    };
    let title = say!(lang, "{code}: điểm thẩm định", "{code}: points");
    let text = format!("{told}.\n{text}");
    let allowed = list.map_or_else(|| Allowed::Where(holds(possible, cell)), Allowed::List);
    Check { allowed, title, refusal: format!("{told}."), text: text.trim_end().to_owned() }
}

/// The points in words.
fn told(possible: &Possible, lang: Lang) -> String {
    let n = |value: &Number| number(value, lang);
    match possible {
        Possible::Values(values) => {
            let values = values.iter().map(n).collect::<Vec<_>>().join("; ");
            say!(lang, "Cho một trong các mức điểm: {values}", "One of: {values}")
        }
        Possible::Ranges(ranges) => {
            let range = |(low, high): &(Number, Number)| {
                if low == high { n(low) } else { format!("{} – {}", n(low), n(high)) }
            };
            let ranges = ranges.iter().map(range).collect::<Vec<_>>().join("; ");
            say!(lang, "Cho điểm trong khoảng: {ranges}", "Points in: {ranges}")
        }
        Possible::Steps(low, high, step) => {
            let (low, high, step) = (n(low), n(high), n(step));
            say!(
                lang,
                "Cho điểm từ {low} đến {high}, mỗi bước {step}",
                "Points from {low} to {high}, in steps of {step}"
            )
        }
        Possible::AtLeast(low) => {
            let low = n(low);
            say!(lang, "Cho điểm từ {low} trở lên", "Points, {low} or more")
        }
    }
}

/// A formula that holds for these points, and for a blank cell.
fn holds(possible: &Possible, cell: &str) -> String {
    let between = |low: &Number, high: &Number| format!("AND({cell}>={low},{cell}<={high})");
    let of = match possible {
        Possible::Values(values) => values.iter().map(|value| format!("{cell}={value}")).collect(),
        Possible::Ranges(ranges) => ranges.iter().map(|(low, high)| between(low, high)).collect(),
        Possible::Steps(low, high, step) => {
            let steps = format!("({cell}-({low}))/({step})");
            vec![format!("AND({},ABS({steps}-ROUND({steps},0))<0.000001)", between(low, high))]
        }
        Possible::AtLeast(low) => vec![format!("{cell}>={low}")],
    };
    let of: Vec<String> = of;
    format!("OR({cell}=\"\",AND(ISNUMBER({cell}),OR({})))", of.join(","))
}

/// What is said beside the other cells to fill.
pub(super) fn beside(column: Of, paper: CouncilPaper, lang: Lang) -> Option<Check> {
    let text = match column {
        Of::Reason => say!(
            lang,
            "Ghi ngắn gọn vì sao điểm khác điểm tự chấm: thiếu văn bản nào, số liệu nào không khớp, nguồn đối chiếu.",
            "Why the points differ from the self score: which document is missing, which figure differs, by which source."
        ),
        Of::Appraiser => say!(
            lang,
            "Họ tên người thẩm định. Có thể sao chép xuống các dòng dưới.",
            "Name of the appraiser. It may be copied down."
        ),
        Of::Explained => say!(
            lang,
            "Nêu rõ vì sao đơn vị đề nghị giữ điểm tự chấm.",
            "Why the unit keeps to its self score."
        ),
        Of::MoreEvidence => say!(
            lang,
            "Ghi số, ký hiệu, ngày ban hành và số trang của văn bản bổ sung gửi kèm.",
            "Number, symbol, date and page of the documents that are sent along."
        ),
        _ => return None,
    };
    Some(Check { allowed: Allowed::Any, title: column.head(paper, lang), text, refusal: String::new() })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::super::template::About;
    use super::*;
    use crate::assessment::Bests;
    use crate::criteria::{builtin, load};

    fn takes(possible: &Possible, points: &Number) -> bool {
        match possible {
            Possible::Values(values) => values.contains(points),
            Possible::Ranges(ranges) => ranges.iter().any(|(low, high)| low <= points && points <= high),
            Possible::Steps(low, high, step) => {
                let steps = (points - low).checked_div(step);
                low <= points && points <= high && steps.is_some_and(|steps| steps.is_whole())
            }
            Possible::AtLeast(low) => low <= points,
        }
    }

    /// Nothing that a rule accepts is refused where it is typed, and little else is taken.
    #[test]
    fn a_cell_takes_what_the_rule_accepts() {
        let (mut held, mut wide) = (0, 0);
        for (id, text) in builtin::all() {
            let Some(set) = load(&Arc::from(format!("{id}.toml")), text).0 else { continue };
            let matter = Matter {
                set: &set,
                assessments: &[],
                bests: &Bests::default(),
                findings: &[],
                evidence: &|_| None,
                about: About::default(),
                lang: Lang::Vi,
            };
            for (n, (node, leaf)) in set.leaf_nodes().enumerate() {
                let possible = possible(&matter, Subject::Leaf(n));
                for hundredths in -500..=2500 {
                    let points = Number::from_scaled(hundredths, 2);
                    let accepted = leaf.rule.check_claim(&set.frame(n), &points).is_ok();
                    let taken = takes(&possible, &points);
                    assert!(taken || !accepted, "{id} {} {points}: {possible:?}", node.code);
                    held += usize::from(accepted);
                    wide += usize::from(taken && !accepted);
                }
            }
        }
        assert!(held > 1000 && wide * 20 < held, "{held} {wide}");
    }

    #[test]
    fn formulas_hold_for_the_points_alone() {
        let n = |text: &str| Number::from_plain(text).unwrap_or_default();
        let check = |possible: &Possible, formula: &str, vi: &str| {
            assert_eq!((holds(possible, "K9").as_str(), told(possible, Lang::Vi).as_str()), (formula, vi));
        };
        check(
            &Possible::Ranges(vec![(n("0"), n("0")), (n("1.6"), n("2"))]),
            "OR(K9=\"\",AND(ISNUMBER(K9),OR(AND(K9>=0,K9<=0),AND(K9>=1.6,K9<=2))))",
            "Cho điểm trong khoảng: 0; 1,6 – 2",
        );
        check(
            &Possible::Steps(n("-1"), n("2"), n("0.25")),
            "OR(K9=\"\",AND(ISNUMBER(K9),OR(AND(AND(K9>=-1,K9<=2),ABS((K9-(-1))/(0.25)-ROUND((K9-(-1))/(0.25),0))<0.000001))))",
            "Cho điểm từ -1 đến 2, mỗi bước 0,25",
        );
    }
}
