//! How the indices of a block are spread: counts per range of equal width.

use crate::points::{Number, Precision, Rounding};
use crate::results::Block;

/// At most so many ranges, and fewer where units are few.
const MOST: usize = 14;

/// From, to (not included, but for 100 and more) and how many units, from the lowest range that has one to the highest.
pub(super) fn bins(block: &Block) -> Vec<(String, String, usize)> {
    let precision = block.set().scoring.precision;
    let indices: Vec<Number> =
        block.units().filter_map(|unit| Some(unit.card.index.as_ref()?.rounded(precision))).collect();
    let (Some(low), Some(high)) = (indices.iter().min(), indices.iter().max()) else { return Vec::new() };
    let most = MOST.min(indices.len().isqrt() * 2 + 2) as u64;
    let widths = [Number::ratio(1, 10), Number::ratio(1, 2), Number::ratio(1, 1), Number::ratio(2, 1)];
    let wider = [5, 10, 20, 50, 100, 1000].map(|width| Some(Number::from(width)));
    let bins = |width: &Number| Some((floor(low, width)?, floor(high, width)?));
    let fits = |width: &Number| bins(width).is_some_and(|(low, high)| high.abs_diff(low) < most);
    let Some(width) = widths.into_iter().chain(wider).flatten().find(fits) else { return Vec::new() };
    let Some((first, last)) = bins(&width) else { return Vec::new() };
    let edge = |at: i64| (&width * &whole(at)).to_string();
    let count = |at: i64| indices.iter().filter(|index| floor(index, &width) == Some(at)).count();
    (first..=last).map(|at| (edge(at), edge(at + 1), count(at))).collect()
}

fn whole(value: i64) -> Number {
    Number::from_scaled(value.into(), 0)
}

/// How many whole widths are in a value.
fn floor(value: &Number, width: &Number) -> Option<i64> {
    let parts = value.checked_div(width)?;
    let nearest = parts.rounded(Precision { decimals: 0, rounding: Rounding::HalfUp });
    let below = if nearest > parts { &nearest - &Number::from(1) } else { nearest };
    below.parts().map(|(whole, _)| whole)
}
