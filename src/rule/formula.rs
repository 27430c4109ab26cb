//! `formula`: a free formula over the leaf's inputs.

use super::Expression;

/// A free formula. Its result must lie between 0 and the maximum, else the unit's data are at fault.
#[derive(Clone, Debug, PartialEq)]
pub struct Formula {
    /// The formula.
    pub expression: Expression,
}
