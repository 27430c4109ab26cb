//! The life of a score besides the points that count: each round of appraisal with its reason and who gave it, and what
//! the unit explained in between.

use super::builder::Builder;
use super::conflict::at_odds;
use super::entry::{Mark, Source, shown};
use super::header::Header;
use super::heads::Head;
use super::slot::Slot;
use super::submission::Paper;
use crate::message::Scorer;
use crate::sheet::Row;

/// What is scored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// A leaf (index).
    Leaf(usize),
    /// A bonus or a penalty (index).
    Adjustment(usize),
}

/// A text and the cell in which it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// As written.
    pub text: String,
    /// Where.
    pub at: Source,
}

/// Points that the council gave in one round, as one paper states them.
#[derive(Clone, Debug)]
pub struct Appraisal {
    /// What is scored.
    pub of: Subject,
    /// The round, from 1 on.
    pub round: u8,
    /// The paper: the council's, or a form that has the points beside its own.
    pub paper: Paper,
    /// The points and their cell; always filled.
    pub mark: Mark,
    /// Why.
    pub reason: Option<Written>,
    /// The table has a column for it.
    pub asks_reason: bool,
    /// Who gave them; without it the file says it.
    pub appraiser: Option<Written>,
    /// The self score that the council's paper shows beside them: a copy of the form's as it was then.
    pub copied: Option<Mark>,
}

/// What a unit explains of a leaf.
#[derive(Clone, Debug)]
pub struct Explanation {
    /// The leaf (index).
    pub leaf: usize,
    /// The paper: the form, or the answer to the first round.
    pub paper: Paper,
    /// What it says.
    pub said: Written,
    /// The documents that it names besides.
    pub evidence: Option<Written>,
}

impl Builder<'_, '_> {
    /// Keeps what a row says of the rounds beside the points that count.
    pub(super) fn keep_row(
        &mut self,
        header: &Header,
        slots: &[(u32, Slot)],
        row: Row,
        of: Subject,
        scorer: Scorer,
    ) {
        let from = self.submission.appraisals.len();
        for (column, slot) in slots.iter().filter(|_| scorer != Scorer::Survey) {
            if let Slot::Appraised(round) = slot.of(scorer) {
                self.keep_points(row, *column, round, of);
            }
        }
        let copied = header.column(Head::Own).filter(|_| self.submission.paper.is_council());
        let copied = copied.map(|column| self.plain_mark(row, column)).filter(Mark::is_filled);
        let last = self.submission.appraisals[from..].iter().map(|kept| kept.round).max();
        let (reasons, appraisers) = (header.reasons(), header.appraisers());
        for at in from..self.submission.appraisals.len() {
            let round = self.submission.appraisals[at].round;
            let is_last = last == Some(round);
            let reason = self.of_round(header, row, round, is_last, &reasons);
            let appraiser = self.of_round(header, row, round, is_last, &appraisers);
            let kept = &mut self.submission.appraisals[at];
            (kept.reason, kept.appraiser, kept.copied) = (reason, appraiser, copied.clone());
            kept.asks_reason = !reasons.is_empty();
        }
        let is_unit = !self.submission.paper.is_council();
        if let (Subject::Leaf(leaf), true) = (of, is_unit) {
            let paper = self.submission.paper;
            let column = header.column(Head::Evidence).filter(|_| paper == Paper::Explanation);
            let evidence = column.and_then(|column| self.written(row, column));
            let said = header.all(Head::Explanation).find_map(|column| self.written(row, column));
            // New documents explain too.
            if let Some(said) = said.or_else(|| evidence.clone()) {
                self.submission.explanations.push(Explanation { leaf, paper, said, evidence });
            }
        }
    }

    /// A criterion that a paper of the council has once more: other points of the round that counts leave none.
    pub(super) fn council_again(&mut self, header: &Header, slots: &[(u32, Slot)], row: Row, node: usize) {
        let set = self.catalog.set;
        let Some(leaf) = set.nodes[node].leaf.as_ref().filter(|_| self.submission.paper.is_council()) else {
            return;
        };
        for (column, slot) in slots {
            let mark = self.plain_mark(row, *column);
            let entry = &mut self.submission.entries[leaf.index];
            if slot.of(leaf.scored_by) == Slot::Appraised(entry.round) {
                at_odds(&mut entry.appraised, &mark);
            }
        }
        if self.reader.is_some() {
            self.keep_row(header, slots, row, Subject::Leaf(leaf.index), leaf.scored_by);
        }
    }

    /// Keeps the points of one cell of a matrix.
    pub(super) fn keep_cell(&mut self, row: Row, column: u32, slot: Slot, of: Subject) {
        let scorer = match of {
            Subject::Leaf(leaf) => self.catalog.set.leaf(leaf).1.scored_by,
            Subject::Adjustment(_) => Scorer::Unit,
        };
        if let (true, Slot::Appraised(round)) = (self.reader.is_some(), slot.of(scorer)) {
            self.keep_points(row, column, round, of);
        }
    }

    fn keep_points(&mut self, row: Row, column: u32, round: u8, of: Subject) {
        let mark = self.plain_mark(row, column);
        if mark.is_filled() {
            let paper = self.submission.paper;
            let (reason, appraiser, copied) = (None, None, None);
            let kept = Appraisal { of, round, paper, mark, reason, asks_reason: false, appraiser, copied };
            self.submission.appraisals.push(kept);
        }
    }

    fn plain_mark(&self, row: Row, column: u32) -> Mark {
        let stated = super::entry::read_points(row.get(column).as_ref()).0;
        Mark { stated, at: Some(self.submission.source(row.at(column))) }
    }

    /// The text of the column for a round; a column that names no round speaks of the last one that is filled.
    fn of_round(
        &self,
        header: &Header,
        row: Row,
        round: u8,
        is_last: bool,
        columns: &[(u8, u32)],
    ) -> Option<Written> {
        let named = columns.iter().any(|(of, _)| *of > 1) || header.appraised().len() < 2;
        let serves = |of: u8| of == round || (!named && is_last) || columns.len() == 1 && is_last;
        let mut of_round = columns.iter().filter(|(of, _)| serves(*of));
        of_round.find_map(|(_, column)| self.written(row, *column))
    }

    fn written(&self, row: Row, column: u32) -> Option<Written> {
        let text = shown(&row.get(column)?);
        let text = text.trim();
        let at = self.submission.source(row.at(column));
        (!text.is_empty()).then(|| Written { text: text.to_owned(), at })
    }
}
