//! Which points a rule can give at all.

use crate::points::Number;

/// The points that a rule can give: closed ranges, ascending; a single value is a range from it to itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reach {
    /// The ranges.
    pub ranges: Vec<(Number, Number)>,
}
