//! From the scoring text of an appendix to a rule, as far as the text is understood.

use crate::message::{Doubt, Scorer};
use crate::points::Number;
use crate::rule::{Input, Rule, WhenZero};

/// What a scoring text says, as a rule of a leaf.
///
/// The rule is proven: it reaches the maximum and never passes it.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// The raw data that the rule asks for.
    pub inputs: Vec<Input>,
    /// What follows where nothing arose, where the text says it.
    pub when_zero: Option<WhenZero>,
    /// Who gives the points, where the text says it.
    pub scored_by: Option<Scorer>,
    /// The rule.
    pub rule: Rule,
    /// What a person must decide; empty where every word of the text is accounted for.
    pub doubts: Vec<Doubt>,
    lines: String,
}

/// How much of a text is behind its rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// Every word is accounted for.
    Full,
    /// A rule was read, but the text leaves doubts.
    Partly,
}

impl Proposal {
    /// Whether there are doubts.
    pub fn certainty(&self) -> Certainty {
        if self.doubts.is_empty() { Certainty::Full } else { Certainty::Partly }
    }

    /// The lines `scored_by = …`, `inputs = …`, `when_zero = …`, `rule.… = …` of the leaf, each ended.
    pub fn toml(&self) -> String {
        self.lines.clone()
    }
}

/// Reads the scoring text of a leaf with this name and maximum; `None` where no rule is understood, so that the leaf
/// is judged.
pub fn read(_text: &str, _name: &str, _max: &Number) -> Option<Proposal> {
    None
}
