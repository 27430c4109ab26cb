//! Sums of points: of a branch, and of the whole. Texts (`Không áp dụng`, blanks) count nothing.

use super::{Words, quoted};
use crate::criteria::{AboveScale, Adjustment, CriteriaSet, Effect};
use crate::points::Number;
use crate::points::cells::{computed, number};

/// Digits after the point that a sum keeps: thirds of a thousand leaves add up to a whole.
const KEPT: u32 = 9;
/// Most arguments that a function of Excel takes.
const MOST: usize = 255;

/// The sum of the points in these cells; an empty text while none of them holds any.
pub fn branch(set: &CriteriaSet, cells: &[String]) -> String {
    let sum = computed(&sum(cells), KEPT, set.scoring.precision);
    format!("IF({}=0,\"\",{sum})", each("COUNT", cells))
}

/// The points of the whole: the fields, plus bonus, less penalty, each at most its cap, together at most the scale where
/// the set says so. `adjustments` are the cells of the set's bonus and penalty points in its order; `leaves` are the
/// cells of the leaves that may leave the scale, each with its maximum; `scale` is that of the unit.
pub fn total(
    set: &CriteriaSet,
    fields: &[String],
    adjustments: &[String],
    leaves: &[(String, Number)],
    scale: &Number,
    words: &Words<'_>,
) -> String {
    let mut points = sum(fields);
    for (adjustment, cell) in set.adjustments.iter().zip(adjustments) {
        points.push(if adjustment.effect == Effect::Bonus { '+' } else { '-' });
        points += &counted(adjustment, cell);
    }
    if set.scoring.above_scale == AboveScale::Cap {
        let mut most = number(scale);
        for (cell, max) in leaves {
            most += &format!("-({cell}={})*{}", quoted(words.not_applicable), number(max));
        }
        points = format!("MIN({points},{most})");
    }
    computed(&points, KEPT, set.scoring.precision)
}

/// What counts of a bonus or a penalty.
fn counted(adjustment: &Adjustment, cell: &str) -> String {
    match &adjustment.cap {
        // A reference to a blank cell would not take part in the comparison.
        Some(cap) => format!("MIN(N({cell}),{})", number(cap)),
        None => format!("N({cell})"),
    }
}

fn sum(cells: &[String]) -> String {
    if cells.is_empty() { "0".to_owned() } else { each("SUM", cells) }
}

/// A function over all cells, called as often as its arguments need.
fn each(function: &str, cells: &[String]) -> String {
    let called = cells.chunks(MOST).map(|some| format!("{function}({})", some.join(",")));
    let terms: Vec<String> = called.collect();
    if let [one] = terms.as_slice() { one.clone() } else { format!("({})", terms.join("+")) }
}
