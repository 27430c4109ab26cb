//! The workbooks of the council: what each unit claims, what its data give and what was found, beside the cells to fill.

mod case;
mod filled;
mod parcel;
mod prompts;
mod rows;
mod words;
mod write;

use crate::assessment::{Assessment, Bests, Source};
use crate::criteria::CriteriaSet;
use crate::diagnostic::Finding;
use crate::marker::MarkedPaper;
use crate::message::Lang;

pub use super::template::About;
pub use case::has_first_round;
pub use filled::is_filled;
pub use parcel::{Booklet, booklets};
pub use words::unassigned;

/// What the workbooks are made of.
pub struct Matter<'a> {
    /// The criteria.
    pub set: &'a CriteriaSet,
    /// The units.
    pub assessments: &'a [Assessment],
    /// The best values of each block.
    pub bests: &'a Bests,
    /// What was found of them.
    pub findings: &'a [Finding],
    /// The text of a cell with evidence.
    pub evidence: &'a (dyn Fn(&Source) -> Option<String> + Sync),
    /// What stands above the tables.
    pub about: About<'a>,
    /// Language of the texts.
    pub lang: Lang,
}

/// Which workbooks are wanted.
#[derive(Clone, Copy, Debug)]
pub struct Wanted {
    /// For which paper.
    pub paper: CouncilPaper,
    /// One for each unit; else one for each department that appraises.
    pub by_unit: bool,
    /// Only what there is something to settle about.
    pub only_disputed: bool,
}

impl Wanted {
    /// Whether there is one for each unit: units explain alone.
    pub fn is_by_unit(self) -> bool {
        self.by_unit || self.paper == CouncilPaper::Explanation
    }
}

/// The papers of an appraisal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CouncilPaper {
    /// The council's first round.
    First,
    /// What a unit explains of it.
    Explanation,
    /// The council's second round.
    Second,
}

impl CouncilPaper {
    /// The word for it in the hidden sheet.
    fn marked(self) -> MarkedPaper {
        match self {
            CouncilPaper::First => MarkedPaper::Appraisal,
            CouncilPaper::Explanation => MarkedPaper::Explanation,
            CouncilPaper::Second => MarkedPaper::Appraisal2,
        }
    }
}
