//! `judged`: any value from a minimum to the maximum, in steps where the set says so.

use crate::points::Number;

/// Any value from `min` to the maximum.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Judged {
    /// Distance between two allowed values, counted from `min`.
    pub step: Option<Number>,
    /// The lowest value; 0 unless given.
    pub min: Number,
}
