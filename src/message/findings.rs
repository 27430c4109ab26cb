//! The wording of every finding: what is wrong, and what to do.

use super::{Detail, Lang};

/// Message and help of a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// What is wrong, with the value and the limit.
    pub message: String,
    /// What to do.
    pub help: String,
}

impl Detail {
    /// The finding in words.
    pub fn text(&self, _lang: Lang) -> Text {
        Text { message: format!("{self:?}"), help: String::new() }
    }
}
