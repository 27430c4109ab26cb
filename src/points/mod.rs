//! Exact numbers: the only arithmetic, the only rounding and the only text ↔ number code of the crate.

pub mod cells;
mod digits;
mod number;
mod root;
mod sum;
mod typed;

pub use number::Number;
pub use sum::Sum;
pub use typed::{Typed, read_plain, read_typed};

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

/// For tests: `2.5` or `1/3`.
#[cfg(test)]
#[allow(clippy::unwrap_used)]
fn n(text: &str) -> Number {
    match text.split_once('/') {
        Some((a, b)) => n(a).checked_div(&n(b)).unwrap(),
        None => Number::from_plain(text).unwrap(),
    }
}
