//! `survey`: mean share of the answers × maximum.

use crate::points::Number;

/// Mean share of the answers.
#[derive(Clone, Debug, PartialEq)]
pub struct SurveyRule {
    /// The answers; the n-th of them is counted by the leaf's n-th input.
    pub answers: Vec<SurveyAnswer>,
}

/// One answer that respondents may give.
#[derive(Clone, Debug, PartialEq)]
pub struct SurveyAnswer {
    /// Label.
    pub label: String,
    /// What it is worth: 1 is 100 %.
    pub share: Number,
}
