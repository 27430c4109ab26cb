//! `checklist`: the sum of the items that hold.

use crate::points::Number;

/// The sum of the items that hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Checklist {
    /// The items, in the order of the set.
    pub items: Vec<Item>,
}

/// One item: its label and its points.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Label.
    pub label: String,
    /// Points where it holds.
    pub points: Number,
}
