//! Tables that lie among papers of another kind.

use super::header::Layout;
use super::heads::Head;
use super::round_words::round_named;
use super::submission::Paper;
use super::table::Table;
use crate::diagnostic::{Finding, Place};
use crate::message::{Detail, MadeFault, PaperKind};
use crate::sheet::fold;

impl Table<'_, '_, '_> {
    /// Whether the head of a column says that it is the first round's.
    pub(super) fn is_first_round(&self, column: u32) -> bool {
        let head = self.sheet.nth_row(self.header.first).and_then(|row| row.text(column));
        head.and_then(|head| round_named(&fold(head))) == Some(1)
    }

    /// A table among the council's papers in which there is nothing of the round: the form of a unit, or a paper of the
    /// first round among those of the second.
    pub(super) fn other_paper(&self) -> Option<Finding> {
        let among = match self.read_as.paper {
            Paper::Appraisal => PaperKind::Appraisal,
            Paper::Appraisal2 => PaperKind::Appraisal2,
            _ => return None,
        };
        let found = match self.header.layout {
            Layout::Form | Layout::Long if !self.slots().is_empty() => return None,
            Layout::Form | Layout::Long if !self.header.appraised().is_empty() => PaperKind::Appraisal,
            Layout::Form | Layout::Long if self.header.column(Head::Own).is_some() => PaperKind::Form,
            _ => return None,
        };
        let fault = Box::new(MadeFault::OtherPaper { found, among });
        Some(Finding::new(Place::sheet(&self.at.file, &self.at.sheet), Detail::Made { fault }))
    }
}
