//! `imported`: a score from elsewhere, scaled to the maximum.

use crate::points::Number;

/// A score from elsewhere; it is the leaf's only input, `value`.
#[derive(Clone, Debug, PartialEq)]
pub struct Imported {
    /// Where it comes from, e.g. `SIPAS`.
    pub source: String,
    /// Its own maximum; above 0.
    pub out_of: Number,
}
