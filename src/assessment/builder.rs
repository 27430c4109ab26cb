//! Puts the submission of one unit together, row by row.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::answers::{Odd, Respondents};
use super::appraisal::Subject;
use super::catalog::Catalog;
use super::declared::read_declared;
use super::entry::{Entry, Mark, SheetRef, Stated, means_not_applicable, read_points, shown};
use super::header::Header;
use super::heads::Head;
use super::matching::Follower;
use super::proofs::Proofs;
use super::rows_below::{Lacking, Open};
use super::slot::Slot;
use super::submission::{AdjustmentEntry, Paper, PointsAre, Submission};
use super::throughout::one_for_all;
use super::totals::{Broken, Sums, Total};
use crate::criteria::Effect;
use crate::diagnostic::{CellRef, Finding, Place};
use crate::evidence::Reader;
use crate::message::{Detail, Scorer};
use crate::points::{Number, read_plain};
use crate::sheet::{Row, Sheet, Value};

/// How a table is read.
#[derive(Clone, Copy, Debug)]
pub struct ReadAs {
    /// The kind of paper.
    pub paper: Paper,
    /// What points count as where the head does not say it; `None` for the layout's own rule.
    pub points: Option<PointsAre>,
    /// The year of the round, where there is one.
    pub year: Option<i64>,
    /// What stands beside the points is asked for: the documents in the evidence cells, the rounds of appraisal with
    /// their reasons, what the unit explains.
    pub whole: bool,
}

/// What concerns the table as a whole, counted over its units.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub uncached: Option<(CellRef, usize)>,
    commas: Option<(CellRef, usize)>,
}

impl Tally {
    pub fn count(counter: &mut Option<(CellRef, usize)>, cell: CellRef) {
        counter.get_or_insert((cell, 0)).1 += 1;
    }

    /// This and what was counted in other rows.
    pub fn and(self, other: &Tally) -> Tally {
        let both = |a: Option<(CellRef, usize)>, b: Option<(CellRef, usize)>| match (a, b) {
            (Some((first, count)), Some((other, more))) => Some((first.min(other), count + more)),
            (a, b) => a.or(b),
        };
        Tally { uncached: both(self.uncached, other.uncached), commas: both(self.commas, other.commas) }
    }

    /// What was counted in a sheet, each with its first cell.
    pub fn findings(&self, at: &SheetRef) -> impl Iterator<Item = Finding> {
        let uncached = self.uncached.map(|(cell, count)| (cell, Detail::NoCachedValue { count }));
        let commas = self.commas.map(|(cell, count)| (cell, Detail::DecimalCommaText { count }));
        let place = |cell| Place::cell(&at.file, &at.sheet, cell);
        uncached.into_iter().chain(commas).map(move |(cell, detail)| Finding::new(place(cell), detail))
    }
}

/// The submission of one unit while its rows are read.
#[derive(Debug)]
pub(super) struct Builder<'c, 's> {
    pub catalog: &'c Catalog<'s>,
    pub submission: Submission,
    pub follower: Follower,
    pub totals: Vec<Total>,
    /// Two rounds of appraisal stand side by side, so that a sum of one of them says nothing of the points that count.
    pub rounds: usize,
    /// Reads the documents in the evidence cells, where what stands beside the points is asked for.
    pub reader: Option<Reader>,
    /// What is odd in answers of respondents.
    pub odd: Odd,
    /// The row of the head of the table that is read.
    head: u32,
    /// Rows of criteria of the table.
    rows: usize,
    /// Criteria of the table that came before: the cell, the criterion, the cell that counts.
    again: Vec<(CellRef, usize, CellRef)>,
    /// The first finding of the table.
    first: usize,
    /// Nodes where points were lost to a fault that is said.
    pub unsure: Vec<usize>,
    /// Groups of which the form says that they do not apply.
    not_applicable: Vec<(usize, CellRef)>,
    /// Sums whose formulas have no sound result.
    pub broken: Vec<Broken>,
    /// Points that a workbook holds as text: criterion, cell, points.
    pub texts: Vec<(usize, CellRef, Decimal)>,
    /// The last row of sums, while it is not known of what they are.
    pub sums: Option<Sums>,
    /// The leaf whose data may go on in the next row.
    pub open: Option<Open>,
    /// Self scores whose formulas have no sound result.
    pub lacking: Vec<Lacking>,
}

impl<'c, 's> Builder<'c, 's> {
    pub fn new(
        catalog: &'c Catalog<'s>,
        sheet: &Arc<SheetRef>,
        paper: Paper,
        unit: String,
        unit_at: Place,
    ) -> Builder<'c, 's> {
        let set = catalog.set;
        let submission = Submission {
            unit,
            unit_at,
            block: None,
            paper,
            sheet: Arc::clone(sheet),
            must_be_complete: paper == Paper::Form,
            has_own: false,
            has_appraised: false,
            is_blank: false,
            by_criterion: false,
            spread: false,
            foreign: None,
            entries: std::iter::repeat_with(Entry::default).take(set.leaves.len()).collect(),
            proofs: Proofs::default(),
            respondents: Respondents::default(),
            appraisals: Vec::new(),
            explanations: Vec::new(),
            heard: Vec::new(),
            adjustments: vec![AdjustmentEntry::default(); set.adjustments.len()],
            seen: vec![None; set.nodes.len()],
            perhaps: Vec::new(),
            findings: Vec::new(),
        };
        Builder {
            catalog,
            submission,
            follower: Follower::default(),
            totals: Vec::new(),
            rounds: 1,
            reader: None,
            odd: Odd::default(),
            head: 0,
            rows: 0,
            again: Vec::new(),
            first: 0,
            unsure: Vec::new(),
            not_applicable: Vec::new(),
            broken: Vec::new(),
            texts: Vec::new(),
            sums: None,
            open: None,
            lacking: Vec::new(),
        }
    }

    /// A table of a form begins; its head stands in this row.
    pub fn begin_table(&mut self, head: u32) {
        self.end_table();
        self.head = head;
    }

    /// A table ends: what most of its rows have is one finding; so are criteria that came before.
    fn end_table(&mut self) {
        self.close_rows();
        let (rows, again) = (std::mem::take(&mut self.rows), std::mem::take(&mut self.again));
        match again.first() {
            Some((cell, _, first)) if again.len() > 3 && 2 * again.len() >= rows => {
                let (first, count) = (first.to_string(), again.len());
                self.found(*cell, None, Detail::RepeatedTable { first, count });
                // Its sums are those of other points.
                self.totals.retain(|total| total.cell.row < self.head);
            }
            _ => {
                for (cell, node, first) in again {
                    self.found(cell, Some(node), Detail::DuplicateCriterion { first: first.to_string() });
                    self.unsure.push(node);
                }
            }
        }
        let lost = one_for_all(&mut self.submission.findings, self.first, rows);
        self.submission.must_be_complete &= !lost;
        self.end_sum();
        self.first = self.submission.findings.len();
    }

    /// A row of which the criterion cannot be told, and those that it may be.
    pub fn refuse(&mut self, cell: CellRef, detail: Detail, perhaps: &[usize]) {
        self.rows += 1;
        self.found(cell, None, detail);
        self.unsure.push(self.follower.last().unwrap_or_default());
        for node in perhaps {
            self.is_unsure(*node);
        }
    }

    /// Points of a node are lost to a fault that is said: its row is not missing, and no sum over it can be held against
    /// others.
    pub fn is_unsure(&mut self, node: usize) {
        self.unsure.push(node);
        self.submission.perhaps.push(node);
    }

    /// The last row of a criterion.
    pub fn last_row(&self) -> Option<u32> {
        self.submission.seen.iter().flatten().map(|cell| cell.row).max()
    }

    /// All rows were read.
    pub fn end(&mut self) {
        self.end_answers();
        self.end_table();
        self.leave_out();
        self.check_totals();
    }

    /// What the form says of a group holds for the leaves of it that it leaves blank.
    fn leave_out(&mut self) {
        for (node, cell) in std::mem::take(&mut self.not_applicable) {
            let at = self.submission.source(cell);
            for leaf in self.catalog.set.leaves_under(node) {
                let entry = &mut self.submission.entries[leaf];
                if entry.present && !entry.own.is_filled() && entry.declared.is_none() {
                    entry.own = Mark { stated: Stated::NotApplicable, at: Some(at.clone()) };
                }
            }
        }
    }

    /// The submission, when all rows were read.
    pub fn closed(mut self) -> Submission {
        self.end();
        self.submission
    }

    /// A finding at a cell that concerns a node.
    pub fn found(&mut self, cell: CellRef, node: Option<usize>, detail: Detail) {
        let code = node.map(|node| Arc::clone(&self.catalog.set.nodes[node].code));
        self.submission.found(cell, detail).criterion = code;
    }

    /// Reads what a row says of a node.
    pub fn node_row(
        &mut self,
        tally: &mut Tally,
        sheet: &Sheet,
        header: &Header,
        slots: &[(u32, Slot)],
        row: Row,
        node: usize,
    ) {
        self.close_rows();
        let cell = row.at(header.column(Head::Code).or(header.column(Head::Name)).unwrap_or_default());
        if self.sums.is_some() {
            self.part_sum();
        }
        let is_leaf = self.catalog.set.nodes[node].leaf.is_some();
        match self.submission.seen[node] {
            // A table that goes on below, or a summary above, has the heading of a field once more.
            Some(first) if !is_leaf && first.row < self.head => {}
            Some(first) => {
                self.rows += 1;
                self.council_again(header, slots, row, node);
                return self.again.push((cell, node, first));
            }
            None => self.submission.seen[node] = Some(cell),
        }
        self.rows += usize::from(is_leaf);
        self.check_max(header, row, node);
        let Some(leaf) = self.catalog.set.nodes[node].leaf.as_ref().map(|leaf| leaf.index) else {
            for (column, slot) in slots {
                let says = |text| means_not_applicable(text) && slot.of(Scorer::Unit) == Slot::Own;
                if row.text(*column).is_some_and(says) {
                    self.not_applicable.push((node, row.at(*column)));
                }
                self.total(tally, row, *column, *slot, Some(node));
            }
            return;
        };
        for (column, slot) in slots {
            self.points_cell(tally, sheet, row, *column, *slot, leaf);
        }
        if self.reader.is_some() {
            if self.submission.paper == Paper::Appraisal2 {
                self.submission.heard.push(leaf);
            }
            self.keep_row(header, slots, row, Subject::Leaf(leaf), self.catalog.set.leaf(leaf).1.scored_by);
        }
        // What the council's papers show beside their points are copies.
        let copies =
            self.submission.paper.is_council() && self.catalog.set.leaf(leaf).1.scored_by == Scorer::Unit;
        if !copies {
            read_declared(self, sheet, header, row, leaf);
        }
        // The council's remarks on evidence are none.
        let filled = |column: &u32| row.get(*column).is_some();
        let column = header.all(Head::Evidence).find(filled).or(header.column(Head::Evidence));
        if let (Some(column), Paper::Form) = (column, self.submission.paper) {
            let holds = self.submission.proofs.take(leaf, row.get(column).as_ref(), self.reader.as_mut());
            let source = self.submission.source(row.at(column));
            self.submission.entries[leaf].evidence = Some((holds, source));
        }
        self.submission.entries[leaf].present = true;
    }

    /// Reads a points cell of a leaf.
    pub fn points_cell(
        &mut self,
        tally: &mut Tally,
        sheet: &Sheet,
        row: Row,
        column: u32,
        slot: Slot,
        leaf: usize,
    ) {
        let set = self.catalog.set;
        let mark = self.mark(tally, sheet, row, (column, slot), Some(set.leaves[leaf]));
        let scorer = set.leaf(leaf).1.scored_by;
        let slot = slot.of(scorer);
        let filled = mark.is_filled();
        let cell = row.at(column);
        let entry = &mut self.submission.entries[leaf];
        let target = slot.mark_of(entry, scorer);
        // The last round that is filled counts; a blank cell only says where the points belong.
        if filled || target.at.is_none() {
            *target = mark;
        }
        if let (true, Slot::Appraised(round)) = (filled, slot) {
            entry.round = round;
        }
        // "Not applicable" over a whole branch claims no points.
        if !filled || entry.own.stated == Stated::NotApplicable {
            return;
        }
        let node = Some(set.leaves[leaf]);
        match (slot, scorer) {
            (Slot::Own, Scorer::Council | Scorer::Survey) => {
                self.found(cell, node, Detail::NotYoursToScore { scorer });
            }
            (Slot::Survey, Scorer::Unit | Scorer::Council) => self.found(cell, node, Detail::NotSurveyed),
            _ => {}
        }
    }

    /// Reads the points of an adjustment. A penalty written below zero means the same as above.
    pub fn adjustment_row(
        &mut self,
        tally: &mut Tally,
        sheet: &Sheet,
        slots: &[(u32, Slot)],
        row: Row,
        adjustment: usize,
    ) {
        for (column, slot) in slots {
            let mut mark = self.mark(tally, sheet, row, (*column, *slot), None);
            let penalty = self.catalog.set.adjustments[adjustment].effect == Effect::Penalty;
            if let Stated::Points(points) = &mut mark.stated {
                if penalty {
                    *points = points.abs();
                } else if points.is_sign_negative() && !points.is_zero() {
                    let (points, min) = (Number::from(*points), Number::ZERO);
                    self.found(row.at(*column), None, Detail::PointsBelowMin { points, min });
                    mark.spoil();
                }
            }
            let entry = &mut self.submission.adjustments[adjustment];
            let target = match slot.of(Scorer::Unit) {
                Slot::Own => &mut entry.own,
                Slot::Appraised(_) | Slot::Plain(_) => &mut entry.appraised,
                Slot::Survey => continue,
            };
            let filled = mark.is_filled();
            if filled || target.at.is_none() {
                *target = mark;
            }
            if let (true, Slot::Appraised(round)) = (filled, slot.of(Scorer::Unit)) {
                entry.round = round;
            }
        }
    }

    fn mark(
        &mut self,
        tally: &mut Tally,
        sheet: &Sheet,
        row: Row,
        (column, slot): (u32, Slot),
        node: Option<usize>,
    ) -> Mark {
        let cell = row.at(column);
        // Most cells of a text table are a plain number.
        if let Some(points) = row.text(column).and_then(read_plain) {
            self.is_text(sheet, node, cell, points);
            return Mark { stated: Stated::Points(points), at: Some(self.submission.source(cell)) };
        }
        let value = row.get(column);
        let (mut stated, mut fault) = read_points(value.as_ref());
        match (&value, &stated) {
            (Some(Value::Uncached), _) if !self.lacks(row, (column, slot), node, None) => {
                Tally::count(&mut tally.uncached, cell);
            }
            (Some(Value::Text(_)), Stated::Fault(_))
                if row.is_formula(column) && self.lacks(row, (column, slot), node, fault.clone()) =>
            {
                (stated, fault) = (Stated::Blank, None);
            }
            (Some(Value::Text(text)), Stated::Points(points)) if !sheet.from_text => {
                if text.contains(',') {
                    Tally::count(&mut tally.commas, cell);
                }
                self.is_text(sheet, node, cell, *points);
            }
            _ => {}
        }
        // That the cell is not the unit's to fill is said already.
        let not_theirs = node
            .and_then(|node| self.catalog.set.nodes[node].leaf.as_ref())
            .is_some_and(|leaf| slot.of(leaf.scored_by) == Slot::Own && leaf.scored_by != Scorer::Unit);
        if let Some(detail) = fault.filter(|_| !not_theirs) {
            self.found(cell, node, detail);
        }
        Mark { stated, at: Some(self.submission.source(cell)) }
    }

    /// Remembers that a workbook holds points as text.
    fn is_text(&mut self, sheet: &Sheet, node: Option<usize>, cell: CellRef, points: Decimal) {
        if !sheet.from_text {
            self.texts.extend(node.map(|node| (node, cell, points)));
        }
    }

    fn check_max(&mut self, header: &Header, row: Row, node: usize) {
        let Some(column) = header.column(Head::Max) else { return };
        let Some(value) = row.get(column) else { return };
        if matches!(&value, Value::Text(text) if self.catalog.is_max_text(node, text)) {
            return;
        }
        let same = match read_points(Some(&value)).0 {
            Stated::Points(points) => self.catalog.is_max(node, points),
            Stated::Blank | Stated::NotApplicable => true,
            Stated::Fault(_) => false,
        };
        if !same {
            let expected = self.catalog.set.nodes[node].max.clone();
            self.found(row.at(column), Some(node), Detail::MaxDiffers { found: shown(&value), expected });
        }
    }

    /// Whether nothing at all stands in the cells of the unit.
    pub fn is_blank(&self) -> bool {
        let marks =
            self.submission.entries.iter().flat_map(|entry| [&entry.own, &entry.appraised, &entry.survey]);
        let adjusted = self.submission.adjustments.iter().flat_map(|entry| [&entry.own, &entry.appraised]);
        let declared = self.submission.entries.iter().any(|entry| entry.declared.is_some());
        let explains =
            self.submission.paper == Paper::Explanation && !self.submission.explanations.is_empty();
        !declared && !explains && !marks.chain(adjusted).any(Mark::is_filled)
    }
}
