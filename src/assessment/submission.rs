//! What one unit sent in one table.

use std::sync::Arc;

use super::answers::Respondents;
use super::appraisal::{Appraisal, Explanation};
use super::entry::{Entry, Mark, SheetRef, Source};
use super::proofs::Proofs;
use crate::diagnostic::{CellRef, Finding, Place};
use crate::message::Detail;

/// What kind of paper a file is; a round says it by its folders.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paper {
    /// Self-assessments, or tables of any kind.
    Form,
    /// The council's sheets: they override appraised points.
    Appraisal,
    /// The council's sheets after the units explained: they override those of the first round.
    Appraisal2,
    /// What the units explain of the first round.
    Explanation,
    /// Survey results.
    Survey,
}

impl Paper {
    /// How many kinds there are.
    pub const KINDS: usize = 5;

    /// Whether the council wrote it.
    pub fn is_council(self) -> bool {
        matches!(self, Paper::Appraisal | Paper::Appraisal2)
    }
}

/// What points count as where the head does not say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PointsAre {
    /// Self scores.
    Own,
    /// Appraised scores.
    Appraised,
}

/// Points outside the tree.
#[derive(Clone, Debug, Default)]
pub struct AdjustmentEntry {
    /// Self score.
    pub own: Mark,
    /// Appraised score.
    pub appraised: Mark,
    /// The round of it; 0 where there is none.
    pub round: u8,
}

/// The block that a file names.
#[derive(Clone, Debug)]
pub struct StatedBlock {
    /// As written.
    pub text: String,
    /// Where.
    pub at: CellRef,
    /// In a heading, which may say something else too; else in a column of blocks.
    pub in_heading: bool,
}

/// What one unit sent in one table.
#[derive(Debug)]
#[allow(clippy::struct_excessive_bools)] // Four independent facts, none of them a state.
pub struct Submission {
    /// The unit as the file names it.
    pub unit: String,
    /// Where the file names it.
    pub unit_at: Place,
    /// The block as the file names it.
    pub block: Option<StatedBlock>,
    /// The kind of paper.
    pub paper: Paper,
    /// The sheet.
    pub sheet: Arc<SheetRef>,
    /// A form must have all criteria; a table by criterion may have some.
    pub must_be_complete: bool,
    /// Which points the table has columns for: self, appraised.
    pub has_own: bool,
    /// Appraised points.
    pub has_appraised: bool,
    /// Nothing stands in the cells of the unit.
    pub is_blank: bool,
    /// The table has a row for each criterion, so that each blank cell is a finding of its own.
    pub by_criterion: bool,
    /// It stands in several sheets.
    pub spread: bool,
    /// It is filled in by another set than the one it was read by: the other, and this one.
    pub foreign: Option<[String; 2]>,
    /// Per leaf what was stated.
    pub entries: Vec<Entry>,
    /// What the evidence cells say.
    pub proofs: Proofs,
    /// Who answered what, where sheets of answers are told apart.
    pub(super) respondents: Respondents,
    /// The rounds of appraisal, where they are asked for.
    pub appraisals: Vec<Appraisal>,
    /// What the unit explains, where that is asked for.
    pub explanations: Vec<Explanation>,
    /// The leaves that a paper of the second round lists, filled or not, where that is asked for.
    pub heard: Vec<usize>,
    /// Per adjustment what was stated.
    pub adjustments: Vec<AdjustmentEntry>,
    /// Nodes of which a row was seen.
    pub seen: Vec<Option<CellRef>>,
    /// Nodes of which a row was perhaps seen; a finding says why it is not certain.
    pub perhaps: Vec<usize>,
    /// What was found while reading it.
    pub findings: Vec<Finding>,
}

impl Submission {
    /// The source of a cell.
    pub fn source(&self, cell: CellRef) -> Source {
        Source { sheet: Arc::clone(&self.sheet), cell }
    }

    /// Records a finding at a cell.
    pub fn found(&mut self, cell: CellRef, detail: Detail) -> &mut Finding {
        let place = Place::cell(&self.sheet.file, &self.sheet.sheet, cell);
        self.findings.push(Finding::new(place, detail));
        let last = self.findings.len() - 1;
        &mut self.findings[last]
    }
}
