//! Numbers as formulas of a spreadsheet write them, and computed values as its cells show them.

use super::{Number, Precision, Rounding};

/// Digits that a number in a formula may have after the point.
const WRITTEN: Precision = Precision { decimals: 15, rounding: Rounding::HalfUp };

/// A number as formulas write it.
pub fn number(number: &Number) -> String {
    let text = number.to_string();
    if text.contains('/') { number.published_digits(WRITTEN) } else { text }
}

/// A number after `*` or `-`.
pub fn signed(value: &Number) -> String {
    if value.is_negative() { format!("({})", number(value)) } else { number(value) }
}

/// Points that the set writes, as a cell shows them.
///
/// Formats of cells round every half up. Where the set takes a half to the even digit below, a share of the value goes
/// off that its format sees and a reader of twelve digits does not.
pub fn fixed(points: &Number, precision: Precision) -> String {
    let up = Precision { rounding: Rounding::HalfUp, ..precision };
    if points.rounded(precision) == points.rounded(up) {
        return number(points);
    }
    (points - &(points * &Number::from_scaled(1, 13))).published_digits(WRITTEN)
}

/// A computed value without the noise below so many digits; a half as in [`fixed`].
pub fn computed(value: &str, digits: u32, precision: Precision) -> String {
    let rounded = format!("ROUND({value},{digits})");
    let half = 10_i64.checked_pow(precision.decimals).filter(|_| precision.rounding == Rounding::HalfEven);
    match half {
        // What is left of half the value is a quarter where the digit before the half is even.
        Some(scale) => {
            let rest =
                format!("MOD(ABS({value})*{},1)", number(&Number::from_scaled(5 * i128::from(scale), 1)));
            format!("{rounded}*IF(ROUND({rest},7)=0.25,1-1E-13,1)")
        }
        None => rounded,
    }
}
