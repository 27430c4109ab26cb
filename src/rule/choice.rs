//! `choice`: one of the options.

use super::Award;

/// One of the options.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// The options, in the order of the set.
    pub options: Vec<ChoiceOption>,
}

/// One option: its label as forms give it, and what it brings.
#[derive(Clone, Debug, PartialEq)]
pub struct ChoiceOption {
    /// Label.
    pub label: String,
    /// Points or share; never [`Award::Proportional`].
    pub award: Award,
}
