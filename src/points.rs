//! Exact numbers: the only arithmetic, the only rounding and the only text ↔ number code of the crate.

use std::cmp::Ordering;
use std::fmt;
use std::ops::{Add, AddAssign, Mul, Neg, Sub};

use dashu_int::{IBig, UBig};
use dashu_ratio::RBig;
use rust_decimal::Decimal;

/// Most digits that a number in a file may have; more is a fault of the file, not a number we round.
const MOST_DIGITS: usize = 15;

/// An exact rational number: points, percentages, counts.
///
/// Sums of thirds, products and quotients are exact in any order; nothing is rounded until [`Number::rounded`].
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Number(RBig);

/// How a published value is rounded: decimals and the rule for the half.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Precision {
    /// Digits after the decimal point.
    pub decimals: u32,
    /// What happens to a value exactly in the middle.
    pub rounding: Rounding,
}

/// What happens to a value exactly in the middle of two published values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rounding {
    /// Away from zero: 84.625 becomes 84.63.
    HalfUp,
    /// To the even digit: 84.625 becomes 84.62.
    HalfEven,
}

impl Number {
    /// 0.
    pub const ZERO: Number = Number(RBig::ZERO);
    /// 1.
    pub const ONE: Number = Number(RBig::ONE);

    /// The fraction `numerator / denominator`; `None` where the denominator is 0.
    pub fn ratio(numerator: i64, denominator: i64) -> Option<Number> {
        (denominator != 0)
            .then(|| Number(RBig::from_parts_signed(IBig::from(numerator), IBig::from(denominator))))
    }

    /// The number `mantissa / 10^scale`.
    pub fn from_scaled(mantissa: i128, scale: u32) -> Number {
        Number(RBig::from_parts(IBig::from(mantissa), power_of_ten(scale)))
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
        (!by.0.is_zero()).then(|| Number(&self.0 / &by.0))
    }

    /// Whether this is 0.
    pub fn is_zero(&self) -> bool {
        self.0.is_zero()
    }

    /// Whether this is below 0.
    pub fn is_negative(&self) -> bool {
        *self < Number::ZERO
    }

    /// Whether this is a whole number.
    pub fn is_whole(&self) -> bool {
        self.0.is_int()
    }

    /// The distance from 0.
    #[must_use]
    pub fn abs(&self) -> Number {
        if self.is_negative() { -self } else { self.clone() }
    }

    /// The numerator and the denominator where both fit, in lowest terms.
    pub fn parts(&self) -> Option<(i64, i64)> {
        let numerator = i64::try_from(self.0.numerator()).ok()?;
        let denominator = i64::try_from(self.0.denominator()).ok()?;
        Some((numerator, denominator))
    }

    /// Rounded as declared. The only rounding there is.
    #[must_use]
    pub fn rounded(&self, precision: Precision) -> Number {
        let scaled = self.scaled_and_rounded(precision);
        Number(RBig::from_parts(scaled, power_of_ten(precision.decimals)))
    }

    /// The published value. Points and indices lie far inside the range of [`Decimal`]; a value beyond it is its limit.
    pub fn published(&self, precision: Precision) -> Decimal {
        i128::try_from(self.scaled_and_rounded(precision))
            .ok()
            .and_then(|scaled| Decimal::try_from_i128_with_scale(scaled, precision.decimals).ok())
            .unwrap_or(if self.is_negative() { Decimal::MIN } else { Decimal::MAX })
    }

    fn scaled_and_rounded(&self, precision: Precision) -> IBig {
        let scale = IBig::from(power_of_ten(precision.decimals));
        let denominator = IBig::from(self.0.denominator().clone());
        let numerator = self.0.numerator() * scale;
        let negative = numerator < IBig::ZERO;
        let magnitude = if negative { -numerator } else { numerator };
        let whole = &magnitude / &denominator;
        let twice_rest = (magnitude - &whole * &denominator) * IBig::from(2);
        let up = match twice_rest.cmp(&denominator) {
            Ordering::Less => false,
            Ordering::Greater => true,
            Ordering::Equal => match precision.rounding {
                Rounding::HalfUp => true,
                Rounding::HalfEven => &whole % IBig::from(2) != IBig::ZERO,
            },
        };
        let rounded = if up { whole + IBig::ONE } else { whole };
        if negative { -rounded } else { rounded }
    }
}

/// The exact value: a decimal where it ends (`2.5`), else a fraction (`35/12`).
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = self.0.denominator().clone();
        let (mut twos, mut fives) = (0_u32, 0_u32);
        for (prime, count) in [(2_u8, &mut twos), (5, &mut fives)] {
            let prime = UBig::from(prime);
            while (&rest % &prime).is_zero() {
                rest /= &prime;
                *count += 1;
            }
        }
        let decimals = twos.max(fives);
        if !rest.is_one() || decimals > 28 {
            return write!(f, "{}/{}", self.0.numerator(), self.0.denominator());
        }
        let exact = Precision { decimals, rounding: Rounding::HalfUp };
        write!(f, "{}", fixed(&self.scaled_and_rounded(exact), decimals))
    }
}

/// A plain decimal: digits with at most one point, at most 15 of them.
fn plain(text: &str) -> Option<Decimal> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (mut mantissa, mut scale, mut significant, mut point) = (0_i64, 0_u32, 0_usize, false);
    for byte in digits.bytes() {
        match byte {
            b'0'..=b'9' => {
                mantissa = mantissa.checked_mul(10)?.checked_add(i64::from(byte - b'0'))?;
                scale += u32::from(point);
                significant += usize::from(mantissa != 0 || point);
            }
            b'.' if !point => point = true,
            _ => return None,
        }
    }
    let closed = digits.starts_with(|c: char| c.is_ascii_digit()) && !digits.ends_with('.');
    let number = Decimal::new(if text.starts_with('-') { -mantissa } else { mantissa }, scale.min(28));
    (closed && significant <= MOST_DIGITS).then_some(number)
}

/// The text of `scaled / 10^decimals` with all its decimals.
fn fixed(scaled: &IBig, decimals: u32) -> String {
    let digits = scaled.to_string();
    let (sign, digits) = digits.strip_prefix('-').map_or(("", digits.as_str()), |d| ("-", d));
    let decimals = decimals as usize;
    let padded = format!("{digits:0>width$}", width = decimals + 1);
    let (whole, fraction) = padded.split_at(padded.len() - decimals);
    if decimals == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
}

fn power_of_ten(exponent: u32) -> UBig {
    UBig::from(10_u8).pow(exponent as usize)
}

macro_rules! from_integer {
    ($($kind:ty),*) => {$(
        impl From<$kind> for Number {
            fn from(value: $kind) -> Number {
                Number(RBig::from(value))
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

macro_rules! operator {
    ($name:ident, $method:ident) => {
        impl $name<&Number> for &Number {
            type Output = Number;
            fn $method(self, other: &Number) -> Number {
                Number((&self.0).$method(&other.0))
            }
        }
        impl $name<Number> for Number {
            type Output = Number;
            fn $method(self, other: Number) -> Number {
                Number(self.0.$method(other.0))
            }
        }
    };
}
operator!(Add, add);
operator!(Sub, sub);
operator!(Mul, mul);

impl AddAssign<&Number> for Number {
    fn add_assign(&mut self, other: &Number) {
        *self = &*self + other;
    }
}

impl Neg for &Number {
    type Output = Number;
    fn neg(self) -> Number {
        &Number::ZERO - self
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

/// What a person typed where a number belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    /// The value; `80%` is 0.8.
    pub value: Decimal,
    /// The decimal sign was a comma.
    pub comma: bool,
    /// A percent sign followed.
    pub percent: bool,
    /// `14.158` may also mean fourteen thousand one hundred and fifty-eight: that other reading.
    pub grouped: Option<Decimal>,
}

/// Reads what a person typed: `0.5`, `0,5`, `1,50 điểm`, `２`, no-break spaces, `80%`, `1.234.567`.
///
/// `None` where it is no number: `1/2`, `-`, `x`, an empty text, more than 15 digits.
pub fn read_typed(text: &str) -> Option<Typed> {
    // Three digits after the point may be a group of thousands: that takes the longer look below.
    let perhaps_grouped = |(_, fraction): (&str, &str)| fraction.len() == 3;
    if let Some(value) = plain(text).filter(|_| !text.split_once('.').is_some_and(perhaps_grouped)) {
        return Some(Typed { value, comma: false, percent: false, grouped: None });
    }
    let text: String = text.chars().map(plain_character).collect();
    let text = strip_unit(text.trim());
    let (text, percent) = text.strip_suffix('%').map_or((text, false), |rest| (rest.trim_end(), true));
    let (text, negative) = match text.strip_prefix(['-', '+']) {
        Some(rest) => (rest.trim_start(), text.starts_with('-')),
        None => (text, false),
    };
    let (value, comma, grouped) = read_separated(text)?;
    let signed = |number: Decimal| if negative { -number } else { number };
    let hundredth = |number: Decimal| {
        if percent { number.checked_mul(Decimal::new(1, 2)).unwrap_or(number) } else { number }
    };
    Some(Typed {
        value: hundredth(signed(value)),
        comma,
        percent,
        grouped: grouped.map(|number| hundredth(signed(number))),
    })
}

/// Digits with `.`, `,` or spaces between them: the value, whether the decimal sign is a comma, the other reading.
fn read_separated(text: &str) -> Option<(Decimal, bool, Option<Decimal>)> {
    let separators: Vec<(usize, char)> = text.char_indices().filter(|(_, c)| !c.is_ascii_digit()).collect();
    let groups: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).collect();
    let in_threes = |groups: &[&str]| {
        groups.len() > 1
            && (1..=3).contains(&groups[0].len())
            && !groups[0].starts_with('0')
            && groups[1..].iter().all(|group| group.len() == 3)
    };
    let same = separators.windows(2).all(|pair| pair[0].1 == pair[1].1);
    match separators.as_slice() {
        [] => Some((plain(text)?, false, None)),
        [(at, sign @ ('.' | ','))] => {
            let value = plain(&format!("{}.{}", &text[..*at], &text[at + 1..]))?;
            let grouped = in_threes(&groups).then(|| plain(&groups.concat()));
            Some((value, *sign == ',', grouped.flatten()))
        }
        [(_, '.' | ',' | ' '), ..] if same && in_threes(&groups) => {
            Some((plain(&groups.concat())?, false, None))
        }
        [.., (_, thousands), (at, sign @ ('.' | ','))] if thousands != sign => {
            let (whole, fraction) = groups.split_at(groups.len() - 1);
            let one_kind = separators[..separators.len() - 1].iter().all(|(_, c)| c == thousands);
            let fits = one_kind && in_threes(whole) && *at + 1 < text.len();
            let number = format!("{}.{}", whole.concat(), fraction[0]);
            fits.then(|| plain(&number))?.map(|value| (value, *sign == ',', None))
        }
        _ => None,
    }
}

/// Full-width digits and signs, every kind of space and minus as plain characters.
fn plain_character(c: char) -> char {
    match c {
        '０'..='９' => char::from_digit(c as u32 - '０' as u32, 10).unwrap_or(c),
        '．' => '.',
        '，' => ',',
        '％' => '%',
        '−' | '–' | '－' => '-',
        c if c.is_whitespace() => ' ',
        c => c,
    }
}

fn strip_unit(text: &str) -> &str {
    let lower = text.to_lowercase();
    for unit in ["điểm", "điểm.", "đ", "đ.", "diem"] {
        let Some(at) = lower.len().checked_sub(unit.len()) else { continue };
        // Lower-casing keeps the length of what we strip; where it did not, nothing is stripped.
        if lower.ends_with(unit) && lower.len() == text.len() && at > 0 && text.is_char_boundary(at) {
            return text[..at].trim_end();
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn n(text: &str) -> Number {
        match text.split_once('/') {
            Some((a, b)) => n(a).checked_div(&n(b)).unwrap(),
            None => Number::from_plain(text).unwrap(),
        }
    }

    #[test]
    fn a_number_is_printed_exactly() {
        for (value, text) in [
            ("0", "0"),
            ("2.50", "2.5"),
            ("-0.25", "-0.25"),
            ("35/12", "35/12"),
            ("1/8", "0.125"),
            ("100", "100"),
        ] {
            assert_eq!(n(value).to_string(), text);
        }
    }

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

    #[test]
    fn published_keeps_its_decimals() {
        let precision = Precision { decimals: 2, rounding: Rounding::HalfUp };
        assert_eq!(n("86.5").published(precision).to_string(), "86.50");
        let share = n("69.25").checked_div(&n("71.5")).unwrap() * Number::from(100);
        assert_eq!(share.published(precision).to_string(), "96.85");
    }

    #[test]
    fn trap_26_what_people_type_is_read() {
        let check = |text: &str, value: &str| {
            assert_eq!(read_typed(text).map(|typed| typed.value.into()), Some(n(value)), "{text:?}");
        };
        check("0.5", "0.5");
        check("0,5", "0.5");
        check("1,50 điểm", "1.5");
        check("1,50 ĐIỂM", "1.5");
        check("1.5đ", "1.5");
        check("2 đ.", "2");
        check(" \u{a0}1\u{202f}", "1");
        check("１，５", "1.5");
        check("\u{2212}1", "-1");
        check("- 0,25", "-0.25");
        check("+1", "1");
        check("80%", "0.8");
        check("79,995 %", "0.79995");
        check("1.234.567", "1234567");
        check("14 158", "14158");
        check("1.234,5", "1234.5");
        check("0.125", "0.125");
        assert_eq!(read_typed("14.158").unwrap().grouped.map(Number::from), Some(n("14158")));
        assert_eq!(read_typed("0.125").unwrap().grouped, None);
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in [
            "",
            " ",
            "-",
            "x",
            "1/2",
            "0.5/1",
            "1.",
            ".5",
            "1e3",
            "1_000",
            "1,2,3",
            "điểm",
            "đ",
            "1 2",
            "NaN",
            "inf",
            "1234567890123456",
            "1.23.4",
            "12..5",
            "--1",
            "%",
            "1,,5",
            "0x10",
            "một",
        ] {
            assert_eq!(read_typed(text), None, "{text:?}");
        }
    }
}
