//! Long tables: a row for each criterion of each unit, as a whole or as they come in.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use super::builder::{Builder, ReadAs, Tally};
use super::catalog::Catalog;
use super::entry::{SheetRef, states_points};
use super::header::{Header, Layout, find};
use super::heads::Head;
use super::slot::Slot;
use super::submission::{StatedBlock, Submission};
use super::table::{FileReading, Table};
use super::unit_cells::UnitCells;
use crate::diagnostic::{Finding, Place};
use crate::sheet::{Row, Sheet};
use crate::unit::short;

/// Filled rows that the first sheet must have, so that the header is the same as that of the whole table.
const HEAD: usize = 200;

/// The units of a table with their rows, in the order of their first ones.
pub(super) type UnitRows<'t> = Vec<(Cow<'t, str>, Vec<Row<'t>>)>;

impl<'c, 's, 't> Table<'c, 's, 't> {
    /// Reads a whole table, in which the rows of a unit may stand anywhere.
    pub(super) fn long(&mut self, findings: &mut Vec<Finding>) -> Vec<Submission> {
        let slots = self.slots();
        findings.extend(self.unweighed_groups());
        // A signature, a sum, the number of a page name no criterion.
        let (units, nameless) =
            self.by_unit(|row| self.names_a_criterion(row), |row| self.states_something(row, &slots));
        // Rows without a unit are those that the units lack.
        let whole = self.is_whole() && nameless.is_none();
        findings.extend(nameless);
        let of_unit = |(unit, rows): &(Cow<str>, Vec<Row>)| {
            let mut tally = Tally::default();
            let mut builder = self.unit_builder(unit, rows[0]);
            builder.submission.must_be_complete &= whole;
            self.unit_rows(&mut builder, &mut tally, &slots, rows.iter().copied());
            (builder.closed(), tally)
        };
        let (submissions, tallies): (Vec<Submission>, Vec<Tally>) = units.par_iter().map(of_unit).unzip();
        self.tally = tallies.iter().fold(Tally::default(), Tally::and);
        submissions
    }

    /// The rows of each unit that count, wherever they stand; and that some with points name none.
    pub(super) fn by_unit(
        &self,
        counts: impl Fn(Row) -> bool,
        states: impl Fn(Row) -> bool,
    ) -> (UnitRows<'t>, Option<Finding>) {
        let mut cells = UnitCells::new(self.sheet, self.unit_column());
        // They are told apart first, then each unit is read on its own.
        let mut units: UnitRows = Vec::new();
        let mut places: HashMap<Cow<str>, usize> = HashMap::new();
        let mut last: Option<(Cow<str>, usize)> = None;
        for row in self.body() {
            let Some(unit) = cells.of(row).map(short) else {
                cells.without(row, states(row));
                continue;
            };
            if !counts(row) {
                continue;
            }
            let at = match &last {
                Some((name, at)) if *name == unit => *at,
                _ => *places.entry(unit.clone()).or_insert_with(|| {
                    units.push((unit.clone(), Vec::new()));
                    units.len() - 1
                }),
            };
            last = Some((unit, at));
            units[at].1.push(row);
        }
        (units, cells.finding().map(|(cell, detail)| self.finding(cell, detail)))
    }

    /// Whether a row has points, or an answer to a question.
    fn states_something(&self, row: Row, slots: &[(u32, Slot)]) -> bool {
        let answered = |column: u32| row.get(column).is_some() && self.names_a_criterion(row);
        slots.iter().any(|(column, _)| states_points(row, *column))
            || self.header.column(Head::Answer).is_some_and(answered)
    }

    fn names_a_criterion(&self, row: Row) -> bool {
        [Head::Code, Head::Name]
            .into_iter()
            .filter_map(|head| self.header.column(head))
            .any(|column| row.get(column).is_some())
    }

    fn unit_column(&self) -> u32 {
        self.header.column(Head::Unit).unwrap_or_default()
    }

    /// A unit whose first row this is.
    pub(super) fn unit_builder(&self, unit: &str, first: Row) -> Builder<'c, 's> {
        let place = Place::cell(&self.at.file, &self.at.sheet, first.at(self.unit_column()));
        // Each unit with a reference of its own: threads that count references to one would wait for each other.
        let at = SheetRef { file: Arc::clone(&self.at.file), sheet: Arc::clone(&self.at.sheet) };
        let mut builder = self.builder_at(&Arc::new(at), unit, place);
        builder.submission.block = self.block_of(first);
        builder
    }

    /// The block that a row names.
    pub(super) fn block_of(&self, row: Row) -> Option<StatedBlock> {
        let column = self.block_column()?;
        let text = short(row.text(column)?).into_owned();
        Some(StatedBlock { text, at: row.at(column), in_heading: false })
    }

    fn unit_rows<'r>(
        &self,
        builder: &mut Builder,
        tally: &mut Tally,
        slots: &[(u32, Slot)],
        rows: impl Iterator<Item = Row<'r>>,
    ) {
        for row in rows {
            self.criterion_row(builder, tally, slots, row);
        }
    }

    /// The rows of a sheet, from the `from`th on, that name the same unit one behind the other.
    /// `None` where a row has points and no unit.
    fn runs<'r>(&self, sheet: &'r Sheet, from: usize, slots: &[(u32, Slot)]) -> Option<Vec<Run<'r>>> {
        let unit_column = self.unit_column();
        let head = self.sheet.nth_row(self.header.first).and_then(|head| head.text(unit_column)).map(short);
        let mut runs: Vec<Run> = Vec::new();
        for (at, row) in sheet.rows().enumerate().skip(from) {
            let Some(unit) = row.text(unit_column).map(short) else {
                let answer = self.header.column(Head::Answer);
                if slots.iter().map(|(column, _)| *column).chain(answer).any(|at| row.get(at).is_some()) {
                    return None;
                }
                continue;
            };
            if !self.names_a_criterion(row) {
                continue;
            }
            match runs.last_mut() {
                Some(run) if run.unit == unit && run.rows.end == at && head.as_ref() != Some(&unit) => {
                    run.rows.end = at + 1;
                }
                _ if self.is_of_header(from, at, row) => {}
                // Another head in the middle.
                _ if head.as_ref() == Some(&unit) => return None,
                _ => runs.push(Run { unit, sheet, rows: at..at + 1 }),
            }
        }
        Some(runs)
    }
}

/// Rows of one unit, one behind the other.
struct Run<'t> {
    unit: Cow<'t, str>,
    sheet: &'t Sheet,
    rows: Range<usize>,
}

/// A long table that comes in sheet after sheet, the rows of each unit together.
#[derive(Debug)]
pub struct LongTable<'c, 's> {
    catalog: &'c Catalog<'s>,
    read_as: ReadAs,
    at: Arc<SheetRef>,
    /// The first sheet, which has the header.
    head: Sheet,
    header: Header,
    /// Where the rows of the next sheet begin.
    body: usize,
    /// The units so far.
    units: HashSet<Box<str>>,
    /// The last unit, which may go on in the next sheet.
    open: Option<Builder<'c, 's>>,
    submissions: Vec<Submission>,
    findings: Vec<Finding>,
}

impl<'c, 's> LongTable<'c, 's> {
    /// A table with this first sheet; `None` where it is no plain long table. `file` is the path as shown.
    pub fn begin(
        catalog: &'c Catalog<'s>,
        file: &Arc<str>,
        head: &Sheet,
        read_as: ReadAs,
    ) -> Option<LongTable<'c, 's>> {
        let header = find(catalog, head, 0, read_as.year)?;
        let plain = header.layout == Layout::Long && header.twice.is_empty() && head.row_count() >= HEAD;
        let at = Arc::new(SheetRef { file: Arc::clone(file), sheet: Arc::clone(&head.name) });
        let unweighed = Table::new(catalog, head, &header, &at, read_as).unweighed_groups();
        plain.then(|| LongTable {
            catalog,
            read_as,
            at,
            head: head.clone(),
            body: header.body,
            header,
            units: HashSet::new(),
            open: None,
            submissions: Vec::new(),
            findings: unweighed.into_iter().collect(),
        })
    }

    /// Takes the next sheets of a text table, the first one first. `None` where the rows of a unit do not stand
    /// together: then only [`super::read_file`] can read the table.
    pub fn take(&mut self, sheets: &[Sheet]) -> Option<()> {
        let table = Table::new(self.catalog, &self.head, &self.header, &self.at, self.read_as);
        let slots = table.slots();
        let body = self.body;
        self.body = if sheets.is_empty() { body } else { 0 };
        let from = |number: usize| if number == 0 { body } else { 0 };
        let runs = sheets.par_iter().enumerate().map(|(n, sheet)| table.runs(sheet, from(n), &slots));
        let runs: Vec<Vec<Run>> = runs.collect::<Option<_>>()?;
        // Each unit with its runs; the first one may be the one that is open.
        let mut units: Vec<(Option<Builder>, Vec<Run>)> = Vec::new();
        for run in runs.into_iter().flatten() {
            match units.last_mut() {
                Some((_, runs)) if runs.first().is_some_and(|first| first.unit == run.unit) => runs.push(run),
                _ => {
                    let open = self.open.take();
                    let goes_on = open.as_ref().is_some_and(|open| open.submission.unit == run.unit);
                    if !goes_on && !self.units.insert(Box::from(&*run.unit)) {
                        return None;
                    }
                    let (open, done) = if goes_on { (open, None) } else { (None, open) };
                    self.submissions.extend(done.map(Builder::closed));
                    units.push((open, vec![run]));
                }
            }
        }
        let last = units.len();
        let read = |(number, (open, runs)): (usize, (Option<Builder<'c, 's>>, Vec<Run>))| {
            let rows = runs.iter().flat_map(|run| run.rows.clone().filter_map(|at| run.sheet.nth_row(at)));
            let mut rows = rows.peekable();
            let mut builder = match (open, rows.peek()) {
                (Some(open), _) => open,
                (None, first) => table.unit_builder(&runs.first()?.unit, *first?),
            };
            // Cells of a text table give a tally nothing to count.
            table.unit_rows(&mut builder, &mut Tally::default(), &slots, rows);
            if number + 1 < last {
                builder.end();
            }
            Some(builder)
        };
        let mut builders: Vec<Builder> = units.into_par_iter().enumerate().filter_map(read).collect();
        self.open = builders.pop().or(self.open.take());
        self.submissions.extend(builders.into_iter().map(|builder| builder.submission));
        Some(())
    }

    /// What was read; `None` where there is nothing in it.
    pub fn finish(mut self) -> Option<FileReading> {
        self.submissions.extend(self.open.take().map(Builder::closed));
        let filled = !self.submissions.is_empty();
        filled.then(|| FileReading { submissions: self.submissions, findings: self.findings })
    }
}
