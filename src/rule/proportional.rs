//! `proportional`: value × maximum ÷ `full_at`, at most the maximum, 0 below the floor.

use super::Expression;
use crate::points::Number;

/// In proportion to a value.
#[derive(Clone, Debug, PartialEq)]
pub struct Proportional {
    /// What is measured.
    pub of: Expression,
    /// Below it there are no points; 0 unless given.
    pub floor: Number,
    /// From it on there are all points; 1 (100 %) unless given. Above 0.
    pub full_at: Number,
}
