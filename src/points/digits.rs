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

/// The digits with a point before the last `decimals` of them.
fn with_point(digits: &str, decimals: usize) -> String {
    let (sign, digits) = digits.strip_prefix('-').map_or(("", digits), |digits| ("-", digits));
    let padded = format!("{digits:0>width$}", width = decimals + 1);
    let (whole, fraction) = padded.split_at(padded.len() - decimals);
    if decimals == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
}
