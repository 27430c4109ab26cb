//! `bands`: the first step that holds.

use super::{Award, Expression};
use crate::points::Number;

/// The first step that holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Bands {
    /// What is measured.
    pub of: Expression,
    /// The steps, in the order of the set.
    pub steps: Vec<Step>,
    /// Points where no step holds; `None` where the set does not say (a fault of the set).
    pub otherwise: Option<Number>,
}

/// One step.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Whether the edge itself belongs to the step.
    pub edge: Edge,
    /// Where the step begins.
    pub at: Number,
    /// The edge was written as a percentage, and is shown as one.
    pub percent: bool,
    /// What it brings.
    pub award: Award,
}

/// Whether the edge belongs to the step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// Above the edge: `over`.
    Over,
    /// From the edge on: `from`.
    From,
}
