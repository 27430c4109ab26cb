//! `relative`: in proportion to the best unit of the block.

use super::Expression;

/// In proportion to the best unit of the block.
#[derive(Clone, Debug, PartialEq)]
pub struct Relative {
    /// What is compared.
    pub of: Expression,
    /// Which value is the best.
    pub best: Best,
}

/// Which value is the best.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Best {
    /// The highest: value ÷ best × maximum.
    Highest,
    /// The lowest: best ÷ value × maximum.
    Lowest,
}
