//! The rules: one file per kind, each answering which points, whether a claim is reachable, whether it agrees, and how.

// A finding is the rare case and is handed on as it is; boxing it would burden every place that reads one.
#![allow(clippy::result_large_err)]

mod bands;
mod cases;
mod checklist;
mod choice;
mod count;
mod counter;
mod deduct;
mod dispatch;
pub mod expression;
mod formula;
mod imported;
mod input;
mod judged;
mod measured;
#[cfg(test)]
mod properties;
mod proportional;
mod reach;
mod relative;
mod survey;
#[cfg(test)]
mod testing;

pub use bands::{Bands, Edge, Step};
pub use cases::Case;
pub use checklist::{Checklist, Item};
pub use choice::{Choice, ChoiceOption};
pub use count::Count;
pub use deduct::{Deduct, Event};
pub use expression::{EvalFault, Expression};
pub use formula::Formula;
pub use imported::Imported;
pub use input::{Answer, Input, check_inputs};
pub use judged::Judged;
pub use proportional::Proportional;
pub use reach::{Accepted, Reach};
pub use relative::{Best, Relative};
pub use survey::{GroupResult, SurveyAnswer, SurveyGroup, SurveyRule, WhenSilent};

use crate::message::Detail;
use crate::points::{Number, Precision};

/// How a leaf's points come about.
#[derive(Clone, Debug, PartialEq)]
pub enum Rule {
    /// Any value in a range.
    Judged(Judged),
    /// One of the options.
    Choice(Choice),
    /// The sum of what holds.
    Checklist(Checklist),
    /// The first step that holds.
    Bands(Bands),
    /// In proportion to a value.
    Proportional(Proportional),
    /// So much for each.
    Count(Count),
    /// The maximum less the events.
    Deduct(Deduct),
    /// Mean share of answers.
    Survey(SurveyRule),
    /// A score from elsewhere.
    Imported(Imported),
    /// In proportion to the block's best unit.
    Relative(Relative),
    /// A free formula.
    Formula(Formula),
    /// No points.
    Info,
}

/// Points as a number or as a share of the maximum.
#[derive(Clone, Debug, PartialEq)]
pub enum Award {
    /// So many points.
    Points(Number),
    /// So much of the maximum: 0.75 is 75 %.
    Share(Number),
    /// The measured value times the maximum (bands only).
    Proportional,
}

/// What follows where a denominator is 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WhenZero {
    /// All points.
    Full,
    /// No points.
    Zero,
    /// The leaf leaves the scale.
    NotApplicable,
    /// The unit's data are at fault.
    #[default]
    Fault,
}

impl WhenZero {
    /// All of them.
    pub const ALL: [WhenZero; 4] = [WhenZero::Full, WhenZero::Zero, WhenZero::NotApplicable, WhenZero::Fault];

    /// The word in files, the same in every language.
    pub fn id(self) -> &'static str {
        match self {
            WhenZero::Full => "full",
            WhenZero::Zero => "zero",
            WhenZero::NotApplicable => "not-applicable",
            WhenZero::Fault => "fault",
        }
    }
}

/// What a rule must know of its leaf.
#[derive(Clone, Copy, Debug)]
pub struct Frame<'a> {
    /// The leaf's maximum.
    pub max: &'a Number,
    /// The leaf's inputs.
    pub inputs: &'a [Input],
    /// What follows where a denominator is 0.
    pub when_zero: WhenZero,
    /// How the set publishes points.
    pub precision: Precision,
}

/// What a rule must know from outside its leaf.
pub trait Surroundings {
    /// The measured value of another leaf of the same unit; `None` where it has none.
    fn measure(&self, code: &str) -> Option<Number>;
    /// Whether that leaf has none because its denominator is 0.
    fn is_at_zero(&self, _code: &str) -> bool {
        false
    }
    /// The best measured value of this leaf in the unit's block.
    fn best(&self) -> Option<Number>;
}

/// Nothing from outside.
#[derive(Clone, Copy, Debug)]
pub struct Alone;

impl Surroundings for Alone {
    fn measure(&self, _code: &str) -> Option<Number> {
        None
    }
    fn best(&self) -> Option<Number> {
        None
    }
}

/// What a rule computed.
#[derive(Clone, Debug, PartialEq)]
pub struct Computed {
    /// The points.
    pub outcome: Outcome,
    /// The measured value, where the rule measures one.
    pub measure: Option<Number>,
}

/// Points, or none because the leaf leaves the scale.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// These points.
    Points(Number),
    /// Nothing arose, and the set says that the leaf then does not count.
    NotApplicable,
}

/// A rule's answer: `None` where nothing was declared, so there is nothing to compute.
pub type Answered = Option<Result<Computed, Detail>>;

/// What is wrong with a rule as the set writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleFault {
    /// Which step, option, item or answer; `None` where it is the rule as a whole.
    pub part: Option<usize>,
    /// What is wrong.
    pub detail: Detail,
}
