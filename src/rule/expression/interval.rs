//! Arithmetic of intervals that may be unbounded.

use crate::points::Number;

/// A bound; the order of the variants is the order of the values.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Bound {
    Below,
    At(Number),
    Above,
}

/// Bounds that no value leaves.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Interval {
    pub(super) low: Bound,
    pub(super) high: Bound,
    /// Values come as close to the bounds as one likes.
    pub(super) tight: bool,
}

impl Interval {
    pub(super) fn bounds(self) -> super::Bounds {
        let known = |bound| if let Bound::At(number) = bound { Some(number) } else { None };
        (known(self.low), known(self.high))
    }

    pub(super) fn point(number: &Number) -> Interval {
        Interval { low: Bound::At(number.clone()), high: Bound::At(number.clone()), tight: true }
    }

    pub(super) fn anything() -> Interval {
        Interval { low: Bound::Below, high: Bound::Above, tight: false }
    }

    pub(super) fn negated(&self) -> Interval {
        Interval { low: self.high.negated(), high: self.low.negated(), tight: self.tight }
    }

    pub(super) fn times(&self, other: &Interval) -> Interval {
        let corner = |one: &Bound, two: &Bound| one.times(two);
        let (a, b) = (corner(&self.low, &other.low), corner(&self.low, &other.high));
        let (c, d) = (corner(&self.high, &other.low), corner(&self.high, &other.high));
        let low = a.clone().min(b.clone()).min(c.clone()).min(d.clone());
        Interval { low, high: a.max(b).max(c).max(d), tight: self.tight && other.tight }
    }

    pub(super) fn reciprocal(&self) -> Interval {
        let zero = Bound::At(Number::ZERO);
        let one_by = |bound: &Bound, at_zero: Bound| match bound {
            Bound::At(number) => Number::ONE.checked_div(number).map_or(at_zero, Bound::At),
            _ => zero.clone(),
        };
        if self.low >= zero && self.high > zero {
            let (low, high) = (one_by(&self.high, Bound::Above), one_by(&self.low, Bound::Above));
            Interval { low, high, tight: self.tight }
        } else if self.high <= zero && self.low < zero {
            self.negated().reciprocal().negated()
        } else {
            Interval::anything()
        }
    }
}

impl Bound {
    pub(super) fn negated(&self) -> Bound {
        match self {
            Bound::Below => Bound::Above,
            Bound::At(number) => Bound::At(-number),
            Bound::Above => Bound::Below,
        }
    }

    /// Lows are added to lows and highs to highs, so the infinities never meet.
    pub(super) fn plus(&self, other: &Bound) -> Bound {
        match (self, other) {
            (Bound::At(one), Bound::At(other)) => Bound::At(one + other),
            (Bound::At(_), infinite) | (infinite, _) => infinite.clone(),
        }
    }

    pub(super) fn times(&self, other: &Bound) -> Bound {
        let zero = Bound::At(Number::ZERO);
        match (self, other) {
            (Bound::At(one), Bound::At(other)) => Bound::At(one * other),
            (one, other) if *one == zero || *other == zero => zero,
            (one, other) if (*one > zero) == (*other > zero) => Bound::Above,
            _ => Bound::Below,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::n;
    use super::*;

    fn interval(low: &str, high: &str) -> Interval {
        let bound = |text: &str| match text {
            "-inf" => Bound::Below,
            "inf" => Bound::Above,
            number => Bound::At(n(number)),
        };
        Interval { low: bound(low), high: bound(high), tight: true }
    }

    #[test]
    fn products() {
        let check = |a: (&str, &str), b: (&str, &str), expected: (&str, &str)| {
            assert_eq!(interval(a.0, a.1).times(&interval(b.0, b.1)), interval(expected.0, expected.1));
        };
        check(("1", "2"), ("3", "4"), ("3", "8"));
        check(("-1", "2"), ("-3", "4"), ("-6", "8"));
        check(("0", "inf"), ("-1", "2"), ("-inf", "inf"));
        check(("0", "inf"), ("0", "0"), ("0", "0"));
        check(("-inf", "-1"), ("2", "3"), ("-inf", "-2"));
    }

    #[test]
    fn reciprocals() {
        let check = |a: (&str, &str), expected: (&str, &str)| {
            assert_eq!(interval(a.0, a.1).reciprocal(), interval(expected.0, expected.1));
        };
        check(("2", "4"), ("1/4", "1/2"));
        check(("0", "4"), ("1/4", "inf"));
        check(("0", "inf"), ("0", "inf"));
        check(("-4", "0"), ("-inf", "-1/4"));
        assert_eq!(interval("-1", "1").reciprocal(), Interval::anything());
        assert_eq!(interval("0", "0").reciprocal(), Interval::anything());
    }
}
