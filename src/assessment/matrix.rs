//! Tables with a column or a row for each unit: both kinds of matrix.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::appraisal::Subject;
use super::builder::{Builder, Tally};
use super::codes::{Typed, is_dotted};
use super::entry::{Mark, Stated, read_points, states_points};
use super::header::holds_points;
use super::heads::{Head, head};
use super::matching::{Follower, Meaning, Others};
use super::slot::Slot;
use super::submission::Submission;
use super::sums::{is_statistic, sum_row};
use super::table::Table;
use super::throughout::one_for_all;
use super::unit_cells::UnitCells;
use crate::diagnostic::{CellRef, Finding, Place};
use crate::message::{Detail, Scorer};
use crate::sheet::{Row, Value, fold};

impl Table<'_, '_, '_> {
    pub(super) fn matrix(&mut self, findings: &mut Vec<Finding>) -> Vec<Submission> {
        let before = findings.len();
        let targets = self.matrix_targets(findings);
        one_for_all(findings, before, self.header.codes.len());
        if self.is_of_respondents(&targets) {
            return self.respondents(&targets, findings);
        }
        let unit_column =
            self.header.column(Head::Unit).or(self.header.column(Head::Name)).unwrap_or_default();
        let slot = self.plain_slot();
        let mut tally = std::mem::take(&mut self.tally);
        let mut submissions = Vec::new();
        let mut last: Option<u32> = None;
        let mut cells = UnitCells::new(self.sheet, unit_column);
        let nameless = self.seldom_filled();
        for row in self.body() {
            let Some(unit) = cells.of(row) else {
                cells.without(row, targets.iter().any(|(column, _)| states_points(row, *column)));
                continue;
            };
            let holds_points =
                row.cells().any(|(column, _)| targets.iter().any(|(target, _)| *target == column));
            // A name without points is a unit that sent nothing, but not below the table, where people sign.
            let below = last.is_some_and(|last| row.index() != last + 1);
            if head(&fold(unit)) == Some(Head::Max) {
                findings.extend(self.other_maxima(&targets, row));
                last = Some(row.index());
                continue;
            }
            if sum_row(None, Some(unit)).is_some() || is_statistic(unit) || (below && !holds_points) {
                last.get_or_insert(0);
                continue;
            }
            last = Some(row.index());
            let place = Place::cell(&self.at.file, &self.at.sheet, row.at(unit_column));
            let mut builder = self.builder(unit, place);
            builder.submission.block = self.block_of(row);
            builder.submission.has_own |= slot.of(Scorer::Unit) == Slot::Own;
            builder.submission.has_appraised |= matches!(slot.of(Scorer::Unit), Slot::Appraised(_));
            let shifted = self.shifted(targets.iter().map(|(column, _)| *column), row);
            let aside = || {
                let column =
                    row.cells().map(|(column, _)| column).find(|column| nameless.contains(column))?;
                Some((row.at(column), Detail::RowAside { criterion: unit.to_owned() }))
            };
            if let Some((cell, detail)) = shifted.or_else(aside) {
                builder.found(cell, None, detail);
                for (column, target) in &targets {
                    spoil(&mut builder, row.at(*column), slot, *target);
                }
                submissions.push(builder.submission);
                continue;
            }
            for (column, target) in &targets {
                self.matrix_cell(&mut builder, &mut tally, row, *column, slot, *target);
            }
            builder.submission.is_blank = builder.is_blank();
            if let Some(total) = self.header.column(Head::Total) {
                builder.total(&mut tally, row, total, slot, None);
            }
            submissions.push(builder.closed());
        }
        findings.extend(cells.finding().map(|(cell, detail)| self.finding(cell, detail)));
        self.tally = tally;
        submissions
    }

    /// The nodes and adjustments that the heads of a matrix mean.
    fn matrix_targets(&self, findings: &mut Vec<Finding>) -> Vec<(u32, Target)> {
        let Some(head) = self.sheet.nth_row(self.header.first) else { return Vec::new() };
        let mut follower = Follower::default();
        let mut seen: Vec<Option<u32>> = vec![None; self.catalog.set.nodes.len()];
        let mut targets = Vec::new();
        for (column, typed, name) in &self.header.codes {
            let mut found = |detail, code: Option<&Arc<str>>| {
                let place = Place::cell(&self.at.file, &self.at.sheet, head.at(*column));
                findings.push(Finding { criterion: code.cloned(), ..Finding::new(place, detail) });
            };
            let known = |node: usize| seen[node].is_some();
            let code_like = !matches!(typed, Typed::Text(text) if !is_dotted(text));
            let others = Others { seen: &known, has_own_row: &|_| false };
            match follower.follow(self.catalog, typed, name.as_deref(), code_like, others) {
                Meaning::Node(node, warning) => {
                    if let Some(detail) = warning {
                        found(detail, Some(&self.catalog.set.nodes[node].code));
                    }
                    match seen[node] {
                        Some(first) => {
                            let code = &self.catalog.set.nodes[node].code;
                            found(
                                Detail::DuplicateCriterion { first: head.at(first).to_string() },
                                Some(code),
                            );
                        }
                        None => targets.push((*column, Target::Node(node))),
                    }
                    seen[node].get_or_insert(*column);
                }
                Meaning::Adjustment(adjustment) => targets.push((*column, Target::Adjustment(adjustment))),
                Meaning::Fault(detail, _) => found(detail, None),
                Meaning::Nothing => {}
            }
        }
        targets
    }

    /// What differs from the set in a row of maxima.
    fn other_maxima(&self, targets: &[(u32, Target)], row: Row) -> Vec<Finding> {
        let differs = |(column, target): &(u32, Target)| {
            let Target::Node(node) = target else { return None };
            let Stated::Points(max) = read_points(row.get(*column).as_ref()).0 else { return None };
            let expected = &self.catalog.set.nodes[*node];
            let found = || Detail::MaxDiffers { found: max.to_string(), expected: expected.max.clone() };
            let differs = !self.catalog.is_max(*node, max);
            differs.then(|| self.finding(row.at(*column), found()).of_criterion(&expected.code))
        };
        targets.iter().filter_map(differs).collect()
    }

    fn matrix_cell(
        &self,
        builder: &mut Builder,
        tally: &mut Tally,
        row: Row,
        column: u32,
        slot: Slot,
        target: Target,
    ) {
        match target {
            Target::Adjustment(adjustment) => {
                builder.keep_cell(row, column, slot, Subject::Adjustment(adjustment));
                builder.adjustment_row(tally, self.sheet, &[(column, slot)], row, adjustment);
            }
            Target::Node(node) => {
                builder.submission.seen[node] = Some(row.at(column));
                match self.catalog.set.nodes[node].leaf.as_ref() {
                    Some(leaf) => {
                        builder.keep_cell(row, column, slot, Subject::Leaf(leaf.index));
                        builder.points_cell(tally, self.sheet, row, column, slot, leaf.index);
                        builder.submission.entries[leaf.index].present = true;
                    }
                    None => builder.total(tally, row, column, slot, Some(node)),
                }
            }
        }
    }

    pub(super) fn transposed(&mut self, findings: &mut Vec<Finding>) -> Vec<Submission> {
        let slot = self.plain_slot();
        let head = self.sheet.nth_row(self.header.first);
        let mut builders: Vec<(u32, Builder)> = Vec::new();
        for (column, unit) in &self.header.units {
            let place = head.map_or_else(
                || Place::sheet(&self.at.file, &self.at.sheet),
                |head| Place::cell(&self.at.file, &self.at.sheet, head.at(*column)),
            );
            let mut builder = self.builder(unit, place);
            builder.submission.has_own |= slot.of(Scorer::Unit) == Slot::Own;
            builder.submission.has_appraised |= matches!(slot.of(Scorer::Unit), Slot::Appraised(_));
            builders.push((*column, builder));
        }
        let mut tally = std::mem::take(&mut self.tally);
        // The rows are matched once; every unit then reads its own column.
        let mut lead = self.builder("", Place::file(&self.at.file));
        for row in self.body() {
            let shifted = self.shifted(self.header.units.iter().map(|(column, _)| *column), row);
            if let Some((cell, detail)) = shifted {
                let code = self.header.column(Head::Code).and_then(|column| row.text(column));
                let node = code.and_then(|code| self.catalog.set.node_of(code));
                lead.found(cell, node, detail);
                for ((column, builder), node) in
                    builders.iter_mut().filter_map(|unit| node.map(|node| (unit, node)))
                {
                    spoil(builder, row.at(*column), slot, Target::Node(node));
                }
                continue;
            }
            let adjustment = self.adjustment_of(row);
            self.criterion_row(&mut lead, &mut tally, &[], row);
            let nodes: Vec<usize> = (0..lead.submission.seen.len())
                .filter(|node| lead.submission.seen[*node].is_some_and(|cell| cell.row == row.index()))
                .collect();
            for (column, builder) in &mut builders {
                if let Some(adjustment) = adjustment {
                    self.matrix_cell(builder, &mut tally, row, *column, slot, Target::Adjustment(adjustment));
                }
                for node in &nodes {
                    self.matrix_cell(builder, &mut tally, row, *column, slot, Target::Node(*node));
                }
            }
        }
        findings.extend(self.unnamed_columns());
        findings.append(&mut lead.closed().findings);
        self.tally = tally;
        builders
            .into_iter()
            .map(|(_, mut builder)| {
                builder.submission.is_blank = builder.is_blank();
                builder.submission.must_be_complete &= self.is_whole();
                builder.closed()
            })
            .collect()
    }

    /// Of a workbook: columns without a head that hold numbers in at most half of the rows, as where the cells of a row
    /// stand aside.
    fn seldom_filled(&self) -> BTreeSet<u32> {
        let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
        let mut rows = 0;
        for row in self.body().filter(|_| self.header.fields == 0) {
            rows += 1;
            for (column, value) in row.cells().rev().take_while(|(column, _)| !self.is_headed(*column)) {
                if matches!(value, Value::Number(_)) {
                    *counts.entry(column).or_default() += 1;
                }
            }
        }
        counts.into_iter().filter(|(_, count)| 2 * count <= rows).map(|(column, _)| column).collect()
    }

    /// Whether a column has a meaning or anything stands in its head.
    fn is_headed(&self, column: u32) -> bool {
        let mut rows = (self.header.first..self.header.body).filter_map(|at| self.sheet.nth_row(at));
        self.header.has_column(column) || rows.any(|row| row.get(column).is_some())
    }

    /// Columns of a transposed matrix that hold points and have no head.
    fn unnamed_columns(&self) -> Option<Finding> {
        let head = self.sheet.nth_row(self.header.first)?;
        let columns: BTreeSet<u32> =
            self.body().flat_map(|row| row.cells().map(|(column, _)| column)).collect();
        let nameless = |column: &u32| {
            // Of a text table what stands behind the last head is moved there by a comma, which is said.
            let in_table = self.header.fields == 0 || *column < self.header.fields;
            in_table && !self.is_headed(*column) && holds_points(self.sheet, self.header.body, *column)
        };
        let nameless: Vec<u32> = columns.into_iter().filter(nameless).collect();
        let count = nameless.len();
        nameless.first().map(|column| self.finding(head.at(*column), Detail::NoUnitName { count }))
    }

    /// What a comma did to a row that has more fields than the head, so that its cells stand under other heads.
    fn shifted(&self, points: impl Iterator<Item = u32>, row: Row) -> Option<(CellRef, Detail)> {
        if !self.is_too_wide(row) {
            return None;
        }
        let points: Vec<u32> = points.collect();
        let stated = |column: u32| read_points(row.get(column).as_ref()).0;
        // A note without a head, behind points that stand in their place, moves no cell.
        let last = points.iter().copied().chain(self.header.column(Head::Total)).max().unwrap_or_default();
        let sound = points.iter().all(|column| !matches!(stated(*column), Stated::Fault(_)));
        let is_number = |column: u32| matches!(stated(column), Stated::Points(_));
        if !row.cells().any(|(column, _)| column > last && is_number(column)) {
            return None;
        }
        // Where a text stands between the points, it is not a number that the comma divides.
        let split = if sound { self.split_number(points.into_iter(), row) } else { None };
        split.or_else(|| {
            let (fields, heads) = (row.fields(), self.header.fields);
            Some((row.at(heads), Detail::SplitNumber { number: None, fields, heads }))
        })
    }

    /// The adjustment that a row of a transposed matrix means.
    fn adjustment_of(&self, row: Row) -> Option<usize> {
        let texts =
            [Head::Code, Head::Name].map(|head| self.header.column(head).and_then(|column| row.text(column)));
        texts.into_iter().flatten().find_map(|text| {
            self.catalog.adjustment(text).filter(|_| self.catalog.set.node_of(text).is_none())
        })
    }
}

/// Points that are there, but cannot be told.
fn spoil(builder: &mut Builder, cell: CellRef, slot: Slot, target: Target) {
    let Target::Node(node) = target else { return };
    let source = builder.submission.source(cell);
    builder.submission.seen[node] = Some(cell);
    if let Some(leaf) = &builder.catalog.set.nodes[node].leaf {
        let entry = &mut builder.submission.entries[leaf.index];
        entry.present = true;
        *slot.mark_of(entry, leaf.scored_by) = Mark { stated: Stated::Fault(None), at: Some(source) };
    }
}

/// What a column or row of a matrix is about.
#[derive(Clone, Copy)]
pub(super) enum Target {
    /// A node (index).
    Node(usize),
    /// An adjustment (index).
    Adjustment(usize),
}
