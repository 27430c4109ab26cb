//! `count`: so many points for each, at most the maximum.

use super::Expression;
use crate::points::Number;

/// So many points for each.
#[derive(Clone, Debug, PartialEq)]
pub struct Count {
    /// What is counted.
    pub of: Expression,
    /// Points for each; above 0.
    pub each: Number,
}
