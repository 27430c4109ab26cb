//! Raw data: what a leaf asks for, and what a unit declared.

use std::sync::Arc;

use crate::points::Number;

/// A number that a unit declares.
#[derive(Clone, Debug, PartialEq)]
pub struct Input {
    /// Its id in expressions and in heads of forms.
    pub id: Arc<str>,
    /// Its name for people.
    pub name: String,
    /// The input of which this is a part (index into the leaf's inputs).
    pub part_of: Option<usize>,
    /// Only whole numbers.
    pub whole_number: bool,
    /// The highest value.
    pub max: Option<Number>,
}

/// What a unit declared for a leaf.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// Per input of the leaf its value; shorter than the inputs or empty where none was declared.
    pub inputs: Vec<Option<Number>>,
    /// The option chosen (index).
    pub option: Option<usize>,
    /// The items of the check list that hold (indices); `None` where nothing was declared.
    pub items: Option<Vec<usize>>,
}
