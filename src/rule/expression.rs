//! Expressions over the inputs of a leaf: `+ − * / ( ) min max`, numbers, percentages, `max_points`, `measure("1.4")`.

/// A parsed expression.
#[derive(Clone, Debug, PartialEq)]
pub struct Expression {
    /// As it was written.
    pub text: String,
}
