//! Which points a rule can give at all.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use crate::points::{Number, Precision, Rounding};

/// The points that a rule can give: closed ranges, ascending; a single value is a range from it to itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reach {
    /// The ranges.
    pub ranges: Vec<(Number, Number)>,
    /// Beside the ranges: `first`, `first + step`, … up to `last`.
    grid: Option<Grid>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Grid {
    first: Number,
    /// Above 0.
    step: Number,
    last: Number,
}

/// More values than these are told as the range that they lie in.
const MOST_VALUES: usize = 1000;

impl Reach {
    /// These ranges, in any order; overlapping ones become one.
    pub fn of(mut ranges: Vec<(Number, Number)>) -> Reach {
        ranges.sort();
        let mut merged: Vec<(Number, Number)> = Vec::with_capacity(ranges.len());
        for (low, high) in ranges {
            match merged.last_mut() {
                Some(last) if low <= last.1 => last.1 = high.max(last.1.clone()),
                _ => merged.push((low, high)),
            }
        }
        Reach { ranges: merged, grid: None }
    }

    /// The values `first`, `first + step`, … up to `last`; `step` lies above 0.
    pub(super) fn stepped(first: Number, step: Number, last: Number) -> Reach {
        let grid = (first <= last && step > Number::ZERO).then_some(Grid { first, step, last });
        Reach { ranges: Vec::new(), grid }
    }

    /// This and the range from `low` to `high`.
    #[must_use]
    pub(super) fn and(mut self, low: Number, high: Number) -> Reach {
        self.ranges.push((low, high));
        Reach { grid: self.grid, ..Reach::of(self.ranges) }
    }

    /// Whether a claim is one of these points, or is what one of them is when published: 2.92 for 35/12.
    pub fn contains(&self, claim: &Number, precision: Precision) -> bool {
        let within = |(low, high): &(Number, Number)| {
            (low <= claim && claim <= high)
                || (low.rounded(precision) <= *claim && *claim <= high.rounded(precision))
        };
        self.ranges.iter().any(within)
            || self.grid.as_ref().is_some_and(|grid| grid.contains(claim, precision))
    }

    /// These points where the rule can give them, else the most below them that it can give, else the fewest that it gives.
    pub fn nearest(&self, points: &Number, precision: Precision) -> Number {
        if self.contains(points, precision) || self.contains(&points.rounded(precision), precision) {
            return points.clone();
        }
        let below =
            self.ranges.iter().filter(|(low, _)| low <= points).map(|(_, high)| high.min(points).clone());
        let stepped = self.grid.iter().flat_map(|grid| grid.near(points.min(&grid.last)).collect::<Vec<_>>());
        let stepped = stepped.filter(|value| value <= points);
        let first = || {
            let grid = self.grid.iter().map(|grid| grid.first.clone());
            self.ranges.iter().map(|(low, _)| low.clone()).chain(grid).min()
        };
        below.chain(stepped).max().or_else(first).unwrap_or_default()
    }

    /// The ranges for people, ascending; of very many single values only the lowest and the highest.
    pub fn possible(&self) -> Vec<(Number, Number)> {
        let mut ranges = self.ranges.clone();
        if let Some(grid) = &self.grid {
            let values: Vec<_> = grid.values().take(MOST_VALUES + 1).collect();
            if values.len() > MOST_VALUES {
                ranges.push((grid.first.clone(), grid.highest()));
            } else {
                ranges.extend(values.into_iter().map(|value| (value.clone(), value)));
            }
        }
        Reach::of(ranges).ranges
    }

    /// The claims up to `max` that [`Reach::contains`] accepts, made ready for very many of them.
    pub(super) fn accepted(&self, max: &Number, precision: Precision) -> Accepted {
        let values: Vec<Number> = self.grid.iter().flat_map(Grid::values).take(MOST_VALUES + 1).collect();
        // A grid of too many values is left to the long way.
        let values = if values.len() > MOST_VALUES { Vec::new() } else { values };
        let exact = self.ranges.iter().cloned().chain(values.into_iter().map(|value| (value.clone(), value)));
        let published = exact.clone().map(|(low, high)| (low.rounded(precision), high.rounded(precision)));
        let ranges = Reach::of(exact.chain(published).filter(|(_, high)| high <= max).collect()).ranges;
        let fraction = |number: &Number| number.parts().map(|(above, below)| Fraction { above, below });
        Accepted(ranges.iter().filter_map(|(low, high)| Some((fraction(low)?, fraction(high)?))).collect())
    }

    /// The most points.
    pub(super) fn highest(&self) -> Option<Number> {
        let grid = self.grid.as_ref().map(Grid::highest);
        self.ranges.iter().map(|(_, high)| high.clone()).chain(grid).max()
    }
}

/// Points that a rule certainly accepts: closed ranges, ascending and apart. A claim beside them takes the long way
/// by [`Reach`].
#[derive(Clone, Debug, Default)]
pub struct Accepted(Vec<(Fraction, Fraction)>);

/// A number in whole parts; the lower one lies above 0.
#[derive(Clone, Copy, Debug)]
struct Fraction {
    above: i64,
    below: i64,
}

impl Accepted {
    /// Whether a claim is certainly accepted.
    pub fn holds(&self, claim: Decimal) -> bool {
        let (Ok(mantissa), Some(unit)) = (i64::try_from(claim.mantissa()), 10_i64.checked_pow(claim.scale()))
        else {
            return false;
        };
        let claim = Fraction { above: mantissa, below: unit };
        let at = self.0.partition_point(|(_, high)| high.cmp(claim) == Ordering::Less);
        self.0.get(at).is_some_and(|(low, _)| low.cmp(claim) != Ordering::Greater)
    }
}

impl Fraction {
    fn cmp(self, other: Fraction) -> Ordering {
        let crosswise = |a: i64, b: i64| i128::from(a) * i128::from(b);
        crosswise(self.above, other.below).cmp(&crosswise(other.above, self.below))
    }
}

impl Grid {
    fn values(&self) -> impl Iterator<Item = Number> {
        let next = |value: &Number| Some(value + &self.step).filter(|next| *next <= self.last);
        std::iter::successors(Some(self.first.clone()), next)
    }

    /// The value nearest to `number`, and its neighbours.
    fn near(&self, number: &Number) -> impl Iterator<Item = Number> {
        let whole = Precision { decimals: 0, rounding: Rounding::HalfUp };
        let steps = (number - &self.first).checked_div(&self.step).unwrap_or_default().rounded(whole);
        [-1, 0, 1]
            .into_iter()
            .map(move |beside| &self.first + &(&self.step * &(&steps + &Number::from(beside))))
            .filter(|value| self.first <= *value && *value <= self.last)
    }

    fn contains(&self, claim: &Number, precision: Precision) -> bool {
        self.near(claim).any(|value| value == *claim || value.rounded(precision) == *claim)
    }

    fn highest(&self) -> Number {
        self.near(&self.last).max().unwrap_or_else(|| self.first.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{CENTS, n};
    use super::*;

    #[test]
    fn claims() {
        let ranges = Reach::of(vec![(n("35/12"), n("35/12")), (n("0"), n("0")), (n("1/3"), n("2/3"))]);
        let check = |reach: &Reach, claim: &str, expected: bool| {
            assert_eq!(reach.contains(&n(claim), CENTS), expected, "{claim}");
        };
        for claim in ["0", "0.33", "0.5", "0.67", "2.92", "35/12"] {
            check(&ranges, claim, true);
        }
        for claim in ["0.01", "0.32", "0.68", "2.91", "2.917", "3", "-1"] {
            check(&ranges, claim, false);
        }
        let grid = Reach::stepped(n("0.005"), n("0.25"), n("1")).and(n("1"), n("1"));
        for claim in ["0.005", "0.01", "0.255", "0.26", "0.76", "1"] {
            check(&grid, claim, true);
        }
        for claim in ["0", "0.25", "1.01", "1.005", "1.26", "-0.245"] {
            check(&grid, claim, false);
        }
        check(&Reach::stepped(n("2"), n("1"), n("1")), "2", false);
    }

    #[test]
    fn what_is_certainly_accepted_is_accepted() {
        let ranges = Reach::of(vec![(n("35/12"), n("35/12")), (n("0"), n("0")), (n("1/3"), n("2/3"))]);
        let grid = Reach::stepped(n("0.005"), n("0.25"), n("3")).and(n("3"), n("3"));
        let fine = Reach::stepped(n("0"), n("0.001"), n("3"));
        for reach in [&ranges, &grid, &fine] {
            let accepted = reach.accepted(&n("2.92"), CENTS);
            for mantissa in -10..310 {
                let claim = Decimal::new(mantissa, 2);
                let contains = reach.contains(&Number::from(claim), CENTS) && claim <= Decimal::new(292, 2);
                assert_eq!(accepted.holds(claim), contains && reach != &fine, "{claim}");
                assert_eq!(
                    accepted.holds(claim * Decimal::new(1000, 3)),
                    contains && reach != &fine,
                    "{claim}"
                );
            }
        }
    }

    #[test]
    fn the_nearest_points_below() {
        let ranges = Reach::of(vec![(n("0"), n("0")), (n("2.85"), n("3"))]);
        let grid = Reach::stepped(n("0.5"), n("0.5"), n("2"));
        for (reach, points, expected) in [
            (&ranges, "2.55", "0"),
            (&ranges, "2.9", "2.9"),
            (&ranges, "4", "3"),
            (&ranges, "-1", "0"),
            (&grid, "1.3", "1"),
            (&grid, "1.5", "1.5"),
            (&grid, "0.2", "0.5"),
            (&grid, "9", "2"),
        ] {
            assert_eq!(reach.nearest(&n(points), CENTS), n(expected), "{points}");
        }
    }

    #[test]
    fn overlapping_ranges_are_one() {
        let reach = Reach::of(vec![(n("2"), n("3")), (n("0"), n("0")), (n("1"), n("2")), (n("0"), n("0"))]);
        assert_eq!(reach.ranges, [(n("0"), n("0")), (n("1"), n("3"))]);
    }

    #[test]
    fn very_many_values_are_told_as_a_range() {
        let reach = Reach::stepped(n("0"), n("0.003"), n("10"));
        assert_eq!(reach.possible(), [(n("0"), n("9.999"))]);
        assert_eq!(reach.highest(), Some(n("9.999")));
    }
}
