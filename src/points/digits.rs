//! A number as exact digits.

use std::fmt;

use dashu_int::UBig;

use super::number::Scaled;
use super::{Number, Precision, Rounding};

/// The exact value: a decimal where it ends (`2.5`), else a fraction (`35/12`).
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let big = self.to_big();
        let mut rest = big.denominator().clone();
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
            return write!(f, "{}/{}", big.numerator(), big.denominator());
        }
        let digits = match self.scaled(Precision { decimals, rounding: Rounding::HalfUp }) {
            Scaled::Word(scaled) => scaled.to_string(),
            Scaled::Any(scaled) => scaled.to_string(),
        };
        f.write_str(&with_point(&digits, decimals as usize))
    }
}

impl Number {
    /// The published value in plain digits, without zeros at the end of a fraction: `86.5`.
    pub fn published_digits(&self, precision: Precision) -> String {
        let word = match self.scaled(precision) {
            Scaled::Word(scaled) => i64::try_from(scaled).ok(),
            Scaled::Any(_) => None,
        };
        let Some(mut scaled) = word else { return self.published(precision).normalize().to_string() };
        let mut decimals = precision.decimals;
        while decimals > 0 && scaled % 10 == 0 {
            (scaled, decimals) = (scaled / 10, decimals - 1);
        }
        if decimals == 0 { scaled.to_string() } else { with_point(&scaled.to_string(), decimals as usize) }
    }
}

/// The digits with a point before the last `decimals` of them.
fn with_point(digits: &str, decimals: usize) -> String {
    let (sign, digits) = digits.strip_prefix('-').map_or(("", digits), |digits| ("-", digits));
    let mut text = String::with_capacity(sign.len() + digits.len().max(decimals + 1) + 1);
    text.push_str(sign);
    let (whole, fraction) = digits.split_at(digits.len().saturating_sub(decimals));
    text.push_str(if whole.is_empty() { "0" } else { whole });
    if decimals > 0 {
        text.push('.');
        text.extend(std::iter::repeat_n('0', decimals - fraction.len()));
        text.push_str(fraction);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::points::n;

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
    fn published_keeps_its_decimals() {
        let precision = Precision { decimals: 2, rounding: Rounding::HalfUp };
        assert_eq!(n("86.5").published(precision).to_string(), "86.50");
        let share = n("69.25").checked_div(&n("71.5")).unwrap() * Number::from(100);
        assert_eq!(share.published(precision).to_string(), "96.85");
        for (value, digits) in [
            ("86.5", "86.5"),
            ("0", "0"),
            ("-0.004", "0"),
            ("0.05", "0.05"),
            ("-1/3", "-0.33"),
            ("120", "120"),
        ] {
            assert_eq!(n(value).published_digits(precision), digits);
        }
    }
}
