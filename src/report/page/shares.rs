//! What each field, bonus and penalty brings to the index of a unit, and what of it makes the difference to another.

use rayon::prelude::*;
use serde::Serialize;

use crate::criteria::CriteriaSet;
use crate::points::{Number, Precision};
use crate::results::Unit;
use crate::score::{Buffers, settle};

/// Per field what it brings to the index, then bonus, penalty, and what the limit of the scale takes off: in all the index.
#[derive(Clone)]
pub(super) struct Shares(Vec<Number>);

/// A part of a difference, and its published digits; a field by its place, the others by the script's word for them.
#[derive(Debug, Serialize)]
pub(super) struct Part(Of, String);

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Of {
    Field(usize),
    Other(&'static str),
}

impl Shares {
    /// Of each of these units, which all have an index, and the mean of them.
    pub fn of_all(units: &[Unit]) -> (Vec<Shares>, Shares) {
        let all: Vec<Shares> =
            units.par_iter().map_init(Buffers::default, |buffers, unit| Shares::of(unit, buffers)).collect();
        let count = Number::from(all.len());
        let mean = |part: usize| {
            let sum: Number = all.iter().filter_map(|shares| shares.0.get(part)).sum();
            sum.checked_div(&count).unwrap_or(Number::ZERO)
        };
        let mean = (0..all.first().map_or(0, |shares| shares.0.len())).map(mean).collect();
        (all, Shares(mean))
    }

    /// Each part is the index that it alone would bring, by the scoring of the set.
    fn of(unit: &Unit, buffers: &mut Buffers) -> Shares {
        let set = unit.set();
        let field_of = |leaf: usize| {
            let up = std::iter::successors(Some(leaf), |at| set.nodes[*at].parent);
            up.last().unwrap_or(leaf)
        };
        let fields: Vec<usize> = set.leaves.iter().map(|leaf| field_of(*leaf)).collect();
        let mut card = unit.card.clone();
        let mut alone = |field: Option<usize>, bonus: &Number, penalty: &Number| {
            for (at, leaf) in card.leaves.iter_mut().enumerate() {
                let counts = Some(fields[at]) == field;
                leaf.points = if counts { unit.card.leaves[at].points.clone() } else { Number::ZERO };
            }
            (card.bonus, card.penalty) = (bonus.clone(), penalty.clone());
            settle(set, buffers, &mut card);
            card.index.take().unwrap_or(Number::ZERO)
        };
        let zero = Number::ZERO;
        let mut shares: Vec<Number> =
            set.fields.iter().map(|field| alone(Some(*field), &zero, &zero)).collect();
        shares.push(alone(None, &unit.card.bonus, &zero));
        shares.push(alone(None, &zero, &unit.card.penalty));
        let sum: Number = shares.iter().sum();
        shares.push(unit.card.index.as_ref().map_or(zero, |index| index - &sum));
        Shares(shares)
    }

    /// What makes the difference to another, as it is published: what is behind first where it is behind. The parts make
    /// the whole, to the last digit.
    pub fn against(&self, other: &Shares, whole: &Number, set: &CriteriaSet) -> Vec<Part> {
        let exact: Vec<Number> = self.0.iter().zip(&other.0).map(|(own, of)| own - of).collect();
        let rounded = rounded(&exact, whole, set.scoring.precision);
        let mut parts: Vec<(usize, Number)> =
            rounded.into_iter().enumerate().filter(|(_, part)| !part.is_zero()).collect();
        parts.sort_by(|(_, a), (_, b)| a.cmp(b));
        if !whole.is_negative() && !whole.is_zero() {
            parts.reverse();
        }
        let fields = set.fields.len();
        let part = |(at, part): (usize, Number)| {
            let of = match at.checked_sub(fields) {
                None => Of::Field(at),
                Some(0) => Of::Other("bonus"),
                Some(1) => Of::Other("penalty"),
                Some(_) => Of::Other("limit"),
            };
            Part(of, part.published(set.scoring.precision).to_string())
        };
        parts.into_iter().map(part).collect()
    }
}

/// The parts rounded, so that they make the rounded whole: what rounding left over goes where it errs least.
fn rounded(exact: &[Number], whole: &Number, precision: Precision) -> Vec<Number> {
    let mut rounded: Vec<Number> = exact.iter().map(|part| part.rounded(precision)).collect();
    let sum: Number = rounded.iter().sum();
    let mut left = whole - &sum;
    let down = left.is_negative();
    let step = Number::from_scaled(if down { -1 } else { 1 }, precision.decimals);
    // What is the same in both stays so.
    let mut order: Vec<usize> = (0..exact.len()).filter(|at| !exact[*at].is_zero()).collect();
    order.sort_by_cached_key(|at| {
        let over = &rounded[*at] - &exact[*at];
        if down { &Number::ZERO - &over } else { over }
    });
    for at in order {
        if left.is_zero() {
            break;
        }
        rounded[at] += &step;
        left = &left - &step;
    }
    rounded
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::points::Rounding;

    /// Printed parts that miss their printed whole would be taken for an error.
    #[test]
    fn parts_make_the_whole() {
        let precision = Precision { decimals: 2, rounding: Rounding::HalfUp };
        let n = |text: &str| Number::from_plain(text).unwrap();
        for (exact, whole, expected) in [
            (&["-1.5", "0.25", "0"][..], "-1.25", &["-1.5", "0.25", "0"][..]),
            (&["0.004", "0.004", "0.004"], "0.01", &["0.01", "0", "0"]),
            (&["-0.126", "-0.126", "0", "-0.128"], "-0.38", &["-0.12", "-0.13", "0", "-0.13"]),
            (&["0.004", "-0.004"], "0", &["0", "0"]),
            (&[], "0", &[]),
        ] {
            let exact: Vec<Number> = exact.iter().map(|part| n(part)).collect();
            let expected: Vec<Number> = expected.iter().map(|part| n(part)).collect();
            assert_eq!(rounded(&exact, &n(whole), precision), expected, "{exact:?}");
        }
    }
}
