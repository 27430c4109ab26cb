//! An exact rational number: two machine words where they suffice, a fraction of any size where they do not.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::num::NonZeroI64;
use std::ops::{Add, AddAssign, Mul, Neg, Sub};
use std::sync::Arc;

use dashu_int::{IBig, UBig};
use dashu_ratio::RBig;
use rust_decimal::Decimal;

use super::typed::plain;
use super::{Precision, Rounding};

/// An exact rational number: points, percentages, counts.
///
/// Sums of thirds, products and quotients are exact in any order; nothing is rounded until [`Number::rounded`].
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Number(Repr);

/// In lowest terms, and `Big` only where `Small` cannot hold it, so that equal numbers are equal in form.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Repr {
    /// Numerator, and a denominator above 0. That it is never 0 makes room for the other form in the same two words.
    Small(i64, NonZeroI64),
    /// To drop an `Arc` is one call; to drop a `Box` is 180 bytes of code wherever a number goes out of scope.
    Big(Arc<RBig>),
}

const ONE: NonZeroI64 = match NonZeroI64::new(1) {
    Some(one) => one,
    None => unreachable!(),
};

/// Powers of ten up to this one fit a machine word.
const WORD_SCALE: u32 = 18;

impl Number {
    /// 0.
    pub const ZERO: Number = Number(Repr::Small(0, ONE));
    /// 1.
    pub const ONE: Number = Number(Repr::Small(1, ONE));

    /// The fraction `numerator / denominator`; `None` where the denominator is 0.
    pub fn ratio(numerator: i64, denominator: i64) -> Option<Number> {
        Number::from(numerator).checked_div(&Number::from(denominator))
    }

    /// The number `mantissa / 10^scale`.
    pub fn from_scaled(mantissa: i128, scale: u32) -> Number {
        if let (0..=2, Ok(mantissa)) = (scale, i64::try_from(mantissa)) {
            // Points, nearly always: whole numbers, tenths, hundredths.
            match (scale, mantissa.checked_mul(10)) {
                (0, _) => return Number(Repr::Small(mantissa, ONE)),
                (1, Some(hundredths)) => return Number::hundredths(hundredths),
                (2, _) => return Number::hundredths(mantissa),
                _ => {}
            }
        }
        if scale <= WORD_SCALE {
            Number::reduced(mantissa, 10_i128.pow(scale))
        } else {
            Number::from_big(RBig::from_parts(IBig::from(mantissa), power_of_ten(scale)))
        }
    }

    /// Reads a plain decimal such as `12`, `-0.25`: digits with at most one point, no exponent, at most 15 digits.
    pub fn from_plain(text: &str) -> Option<Number> {
        plain(text).map(Number::from)
    }

    /// Reads a percentage such as `80%` or `79.995 %` as the fraction 0.8, 0.79995.
    pub fn from_percent(text: &str) -> Option<Number> {
        let number = text.trim().strip_suffix('%')?.trim_end();
        Number::from_plain(number)?.checked_div(&Number::from(100))
    }

    /// The quotient; `None` where `by` is 0.
    pub fn checked_div(&self, by: &Number) -> Option<Number> {
        if by.is_zero() {
            return None;
        }
        Some(match (&self.0, &by.0) {
            (Repr::Small(n, d), Repr::Small(m, e)) => {
                let (numerator, denominator) = (wide(*n) * below(*e), below(*d) * wide(*m));
                Number::reduced(numerator * denominator.signum(), denominator.abs())
            }
            _ => Number::from_big(&*self.to_big() / &*by.to_big()),
        })
    }

    /// Whether this is 0.
    pub fn is_zero(&self) -> bool {
        matches!(self.0, Repr::Small(0, _))
    }

    /// Whether this is below 0.
    pub fn is_negative(&self) -> bool {
        match &self.0 {
            Repr::Small(numerator, _) => *numerator < 0,
            Repr::Big(_) => *self < Number::ZERO,
        }
    }

    /// Whether this is a whole number.
    pub fn is_whole(&self) -> bool {
        match &self.0 {
            Repr::Small(_, denominator) => *denominator == ONE,
            Repr::Big(big) => big.is_int(),
        }
    }

    /// The distance from 0.
    #[must_use]
    pub fn abs(&self) -> Number {
        if self.is_negative() { -self } else { self.clone() }
    }

    /// The numerator and the denominator where both fit, in lowest terms.
    pub fn parts(&self) -> Option<(i64, i64)> {
        match &self.0 {
            Repr::Small(numerator, denominator) => Some((*numerator, denominator.get())),
            Repr::Big(_) => None,
        }
    }

    /// Rounded as declared. The only rounding there is.
    #[must_use]
    pub fn rounded(&self, precision: Precision) -> Number {
        match self.scaled(precision) {
            Scaled::Word(scaled) => Number::reduced(scaled, 10_i128.pow(precision.decimals)),
            Scaled::Any(scaled) => {
                Number::from_big(RBig::from_parts(scaled, power_of_ten(precision.decimals)))
            }
        }
    }

    /// The published value. Points and indices lie far inside the range of [`Decimal`]; a value beyond it is its limit.
    pub fn published(&self, precision: Precision) -> Decimal {
        let scaled = match self.scaled(precision) {
            Scaled::Word(scaled) => Some(scaled),
            Scaled::Any(scaled) => i128::try_from(scaled).ok(),
        };
        scaled
            .and_then(|scaled| Decimal::try_from_i128_with_scale(scaled, precision.decimals).ok())
            .unwrap_or(if self.is_negative() { Decimal::MIN } else { Decimal::MAX })
    }

    /// The whole number nearest to `self × 10^decimals`.
    pub(super) fn scaled(&self, precision: Precision) -> Scaled {
        if let (Repr::Small(n, d), 0..=WORD_SCALE) = (&self.0, precision.decimals) {
            let magnitude = u128::from(n.unsigned_abs()) * 10_u128.pow(precision.decimals);
            let (whole, rest) = divided(magnitude, d.unsigned_abs().get());
            let up = rounds_up(
                (rest * 2).cmp(&u128::from(d.unsigned_abs().get())),
                precision.rounding,
                whole % 2 != 0,
            );
            let rounded = i128::try_from(whole + u128::from(up)).unwrap_or(i128::MAX);
            return Scaled::Word(if *n < 0 { -rounded } else { rounded });
        }
        let big = self.to_big();
        let denominator = IBig::from(big.denominator().clone());
        let numerator = big.numerator() * IBig::from(power_of_ten(precision.decimals));
        let negative = numerator < IBig::ZERO;
        let magnitude = if negative { -numerator } else { numerator };
        let whole = &magnitude / &denominator;
        let twice_rest = (magnitude - &whole * &denominator) * IBig::from(2);
        let odd = &whole % IBig::from(2) != IBig::ZERO;
        let up = rounds_up(twice_rest.cmp(&denominator), precision.rounding, odd);
        let rounded = if up { whole + IBig::ONE } else { whole };
        Scaled::Any(if negative { -rounded } else { rounded })
    }

    /// The fraction in lowest terms; the denominator is above 0.
    pub(super) fn reduced(numerator: i128, denominator: i128) -> Number {
        if let (Ok(n), Ok(d)) = (i64::try_from(numerator), i64::try_from(denominator)) {
            return Number::in_words(n, d);
        }
        let divisor = common_divisor(numerator.unsigned_abs(), denominator.unsigned_abs());
        let (n, d) = match i128::try_from(divisor) {
            Ok(divisor) if divisor > 1 => (numerator / divisor, denominator / divisor),
            _ => (numerator, denominator),
        };
        Number::small(i64::try_from(n).ok(), i64::try_from(d).ok()).unwrap_or_else(|| {
            Number::from_big(RBig::from_parts(IBig::from(n), UBig::from(d.unsigned_abs())))
        })
    }

    /// So many hundredths; in lowest terms without dividing by what is not known beforehand.
    pub(super) fn hundredths(count: i64) -> Number {
        let twos = count.trailing_zeros().min(2);
        let (count, fives) = match count {
            _ if count % 25 == 0 => (count / 25, 1),
            _ if count % 5 == 0 => (count / 5, 5),
            _ => (count, 25),
        };
        Number(Repr::Small(count >> twos, NonZeroI64::new((4 >> twos) * fives).unwrap_or(ONE)))
    }

    /// As [`Number::reduced`], for words.
    fn in_words(numerator: i64, denominator: i64) -> Number {
        let divisor = common_word(numerator.unsigned_abs(), denominator.unsigned_abs());
        let (n, d) = match i64::try_from(divisor) {
            Ok(divisor) if divisor > 1 => (numerator / divisor, denominator / divisor),
            _ => (numerator, denominator),
        };
        Number(Repr::Small(n, NonZeroI64::new(d).unwrap_or(ONE)))
    }

    /// The fraction, in lowest terms already, where both words are there.
    fn small(numerator: Option<i64>, denominator: Option<i64>) -> Option<Number> {
        Some(Number(Repr::Small(numerator?, NonZeroI64::new(denominator?)?)))
    }

    pub(super) fn from_big(big: RBig) -> Number {
        Number::small(i64::try_from(big.numerator()).ok(), i64::try_from(big.denominator()).ok())
            .unwrap_or_else(|| Number(Repr::Big(Arc::new(big))))
    }

    /// As a fraction of any size; borrowed where it is one already.
    pub(super) fn to_big(&self) -> Cow<'_, RBig> {
        match &self.0 {
            Repr::Small(n, d) => {
                Cow::Owned(RBig::from_parts(IBig::from(*n), UBig::from(d.unsigned_abs().get())))
            }
            Repr::Big(big) => Cow::Borrowed(big),
        }
    }
}

/// A whole number, in words where it fits.
pub(super) enum Scaled {
    Word(i128),
    Any(IBig),
}

/// Two of these multiply without overflow.
fn wide(word: i64) -> i128 {
    i128::from(word)
}

/// As [`wide`], of a denominator.
fn below(word: NonZeroI64) -> i128 {
    i128::from(word.get())
}

/// Quotient and rest, in 64 bits where the magnitude fits, which is nearly always.
fn divided(magnitude: u128, by: u64) -> (u128, u128) {
    match u64::try_from(magnitude) {
        Ok(word) => (u128::from(word / by), u128::from(word % by)),
        Err(_) => (magnitude / u128::from(by), magnitude % u128::from(by)),
    }
}

/// Whether a magnitude goes up, by how twice its rest compares with the whole.
fn rounds_up(twice_rest: Ordering, rounding: Rounding, odd: bool) -> bool {
    match (twice_rest, rounding) {
        (Ordering::Less, _) => false,
        (Ordering::Greater, _) | (Ordering::Equal, Rounding::HalfUp) => true,
        (Ordering::Equal, Rounding::HalfEven) => odd,
    }
}

/// The greatest common divisor; in 64 bits where both fit.
pub(super) fn common_divisor(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        if let (Ok(a), Ok(b)) = (u64::try_from(a), u64::try_from(b)) {
            return u128::from(common_word(a, b));
        }
        (a, b) = (b, a % b);
    }
    a
}

/// The greatest common divisor of two words.
fn common_word(mut a: u64, mut b: u64) -> u64 {
    while b > 1 {
        (a, b) = (b, a % b);
    }
    if b == 1 { 1 } else { a }
}

fn power_of_ten(exponent: u32) -> UBig {
    UBig::from(10_u8).pow(exponent as usize)
}

impl Default for Number {
    fn default() -> Number {
        Number::ZERO
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Number) -> Ordering {
        match (&self.0, &other.0) {
            (Repr::Small(n, d), Repr::Small(m, e)) if d == e => n.cmp(m),
            (Repr::Small(n, d), Repr::Small(m, e)) => (wide(*n) * below(*e)).cmp(&(wide(*m) * below(*d))),
            _ => self.to_big().cmp(&other.to_big()),
        }
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Number) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

macro_rules! from_integer {
    ($($kind:ty),*) => {$(
        impl From<$kind> for Number {
            fn from(value: $kind) -> Number {
                match i64::try_from(value) {
                    Ok(word) => Number(Repr::Small(word, ONE)),
                    Err(_) => Number::from_big(RBig::from(value)),
                }
            }
        }
    )*};
}
from_integer!(i32, i64, u32, u64, usize);

impl From<Decimal> for Number {
    fn from(value: Decimal) -> Number {
        Number::from_scaled(value.mantissa(), value.scale())
    }
}

impl Add for &Number {
    type Output = Number;
    fn add(self, other: &Number) -> Number {
        match (&self.0, &other.0) {
            (Repr::Small(n, d), Repr::Small(m, e)) if d == e => {
                Number::reduced(wide(*n) + wide(*m), below(*d))
            }
            (Repr::Small(n, d), Repr::Small(m, e)) => {
                Number::reduced(wide(*n) * below(*e) + wide(*m) * below(*d), below(*d) * below(*e))
            }
            _ => Number::from_big(&*self.to_big() + &*other.to_big()),
        }
    }
}

impl Neg for &Number {
    type Output = Number;
    fn neg(self) -> Number {
        match &self.0 {
            Repr::Small(n, d) => Number::reduced(-wide(*n), below(*d)),
            Repr::Big(big) => Number::from_big(-(**big).clone()),
        }
    }
}

impl Sub for &Number {
    type Output = Number;
    fn sub(self, other: &Number) -> Number {
        self + &-other
    }
}

impl Mul for &Number {
    type Output = Number;
    fn mul(self, other: &Number) -> Number {
        match (&self.0, &other.0) {
            (Repr::Small(n, d), Repr::Small(m, e)) => {
                Number::reduced(wide(*n) * wide(*m), below(*d) * below(*e))
            }
            _ => Number::from_big(&*self.to_big() * &*other.to_big()),
        }
    }
}

macro_rules! by_value {
    ($($name:ident $method:ident),*) => {$(
        impl $name for Number {
            type Output = Number;
            fn $method(self, other: Number) -> Number {
                (&self).$method(&other)
            }
        }
    )*};
}
by_value!(Add add, Sub sub, Mul mul);

impl AddAssign<&Number> for Number {
    fn add_assign(&mut self, other: &Number) {
        *self = &*self + other;
    }
}

impl<'a> std::iter::Sum<&'a Number> for Number {
    fn sum<I: Iterator<Item = &'a Number>>(numbers: I) -> Number {
        numbers.fold(Number::ZERO, |sum, number| &sum + number)
    }
}

impl std::iter::Sum<Number> for Number {
    fn sum<I: Iterator<Item = Number>>(numbers: I) -> Number {
        numbers.fold(Number::ZERO, |sum, number| sum + number)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::points::n;

    #[test]
    fn trap_16_only_the_declared_rounding() {
        let check = |value: &str, decimals, up: &str, even: &str| {
            let with = |rounding| n(value).rounded(Precision { decimals, rounding });
            assert_eq!(with(Rounding::HalfUp), n(up), "{value} half-up");
            assert_eq!(with(Rounding::HalfEven), n(even), "{value} half-even");
        };
        check("84.625", 2, "84.63", "84.62");
        check("2.675", 2, "2.68", "2.68");
        check("1.005", 2, "1.01", "1");
        check("-84.625", 2, "-84.63", "-84.62");
        check("1/3", 2, "0.33", "0.33");
        check("79.995", 2, "80", "80");
        check("79.985", 2, "79.99", "79.98");
        check("0.5", 0, "1", "0");
    }

    #[test]
    fn trap_17_a_third_of_three_eighths_is_an_eighth() {
        let precision = Precision { decimals: 2, rounding: Rounding::HalfUp };
        let third = n("1/3");
        assert_eq!(&third * &n("0.375"), n("0.125"));
        assert_eq!((&third * &n("0.375")).published(precision).to_string(), "0.13");
        assert_eq!((&third * &n("3")).checked_div(&n("3")), third.checked_div(&n("3")).map(|x| &x * &n("3")));
    }

    #[test]
    fn trap_14_order_of_a_sum_changes_nothing() {
        assert_eq!(n("0.1") + n("0.2") + n("0.3"), n("0.3") + n("0.2") + n("0.1"));
    }

    /// Numbers around the edge between the two forms, each with its fraction of any size.
    fn both_forms() -> impl Strategy<Value = (Number, RBig)> {
        let word =
            prop_oneof![Just(i64::MAX), Just(i64::MIN), Just(0), Just(1), any::<i64>(), -1000_i64..1000];
        (word, 1..=i64::MAX).prop_map(|(n, d)| {
            let fraction = RBig::from_parts(IBig::from(n), UBig::from(d.unsigned_abs()));
            (Number::from(n).checked_div(&Number::from(d)).unwrap(), fraction)
        })
    }

    proptest! {
        #[test]
        fn words_and_fractions_of_any_size_agree((a, x) in both_forms(), (b, y) in both_forms(), decimals in 0_u32..4) {
            let check = |number: &Number, fraction: RBig| assert_eq!(*number, Number::from_big(fraction));
            check(&(&a + &b), &x + &y);
            check(&(&a - &b), &x - &y);
            check(&(&a * &b), &x * &y);
            check(&(&(&a * &b) + &a), &(&x * &y) + &x);
            prop_assert_eq!(a.cmp(&b), x.cmp(&y));
            if !b.is_zero() {
                check(&a.checked_div(&b).unwrap(), &x / &y);
            }
            for rounding in [Rounding::HalfUp, Rounding::HalfEven] {
                let precision = Precision { decimals, rounding };
                let forced = Number(Repr::Big(Arc::new(x.clone()))).rounded(precision);
                prop_assert_eq!(a.rounded(precision), forced);
            }
        }
    }
}
