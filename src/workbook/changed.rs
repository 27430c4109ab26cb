//! What of a form that came back is no longer as it was given out, in the cells that nobody fills.

use std::ops::Range;
use std::sync::Arc;

use super::grid::{Grid, Part, Row as Given, Value as Wrote};
use crate::diagnostic::{CellRef, Finding, Place};
use crate::message::{Detail, MadeFault};
use crate::points::Number;
use crate::sheet::{Row, Sheet, Value, clean};

/// The columns of what is printed: code, name, maximum.
const PRINTED: [u32; 3] = [0, 1, 2];
/// More rows than this are not held against each other.
const ROWS: usize = 2_000;

/// Whether a sheet has the head of a form.
pub fn is_of(grid: &Grid, sheet: &Sheet) -> bool {
    head_of(grid, sheet).is_some()
}

/// What of a form is no longer as it was given out. Cells and rows of which `said` says something already are left out:
/// where a name or a maximum differs, or a criterion is missing, that is said.
pub fn changed(grid: &Grid, file: &Arc<str>, sheet: &Sheet, said: &[Finding]) -> Vec<Finding> {
    let Some(head) = head_of(grid, sheet) else { return Vec::new() };
    let said = |cell: CellRef, in_row: bool| {
        said.iter().any(|finding| match &finding.place {
            Place::Cell { cell: Some(at), sheet: of, .. } if of.as_deref() == Some(&*sheet.name) => {
                std::iter::once(at)
                    .chain(&finding.also)
                    .any(|at| at.row == cell.row && (at.column == cell.column || in_row && at.column < 3))
            }
            _ => false,
        })
    };
    let received: Vec<Row> = sheet.rows().filter(|row| row.index() > head).collect();
    let pairs = Pairs::of(&grid.rows, &received);
    let (mut typed, mut reworded, mut worded) = (Vec::new(), Vec::new(), String::new());
    for (given, row) in &pairs.same {
        for (column, cell) in (0..).zip(&given.cells).filter(|(_, cell)| !cell.open) {
            let at = row.at(column);
            match (&cell.value, row.get(column)) {
                (Wrote::Formula(..), Some(value)) if !row.is_formula(column) => {
                    let blank = matches!(value, Value::Text(text) if text.trim().is_empty());
                    if !blank && !said(at, false) {
                        typed.push(at);
                    }
                }
                (wrote, value)
                    if PRINTED.contains(&column) && !is_same(wrote, value.as_ref()) && !said(at, true) =>
                {
                    if reworded.is_empty() {
                        worded = shown(wrote);
                    }
                    reworded.push(at);
                }
                _ => {}
            }
        }
    }
    let mut findings = Vec::new();
    let mut found = |cells: Vec<CellRef>, fault: MadeFault| {
        let Some((first, others)) = cells.split_first() else { return };
        let place = Place::cell(file, &sheet.name, *first);
        let mut finding = Finding::new(place, Detail::Made { fault: Box::new(fault) });
        finding.also = others.to_vec();
        findings.push(finding);
    };
    let names = |cells: &[CellRef]| cells.iter().map(CellRef::to_string).collect::<Vec<_>>();
    found(typed.clone(), MadeFault::TypedOver { cells: names(&typed) });
    found(reworded.clone(), MadeFault::Reworded { cells: names(&reworded), said: worded });
    // A row that stands in its place, and of which something is said, may be this one.
    let gone = |(_, between): &&(&Given, Range<u32>)| {
        !between.clone().any(|row| said(CellRef { row, column: 1 }, true))
    };
    let gone: Vec<&(&Given, Range<u32>)> = pairs.gone.iter().filter(gone).collect();
    if let Some((_, between)) = gone.first() {
        let cell = CellRef { row: between.start.saturating_sub(1).max(head), column: 1 };
        let rows = gone.iter().map(|(given, _)| label(given)).collect();
        found(vec![cell], MadeFault::RowsGone { rows });
    }
    findings
}

/// The row of the head in a sheet.
fn head_of(grid: &Grid, sheet: &Sheet) -> Option<u32> {
    let heads = |row: &Row| {
        let is = |(at, column): (u32, &super::grid::Column)| row.text(at) == Some(&*clean(&column.head));
        (0..).zip(&grid.columns).all(is)
    };
    sheet.rows().find(heads).map(Row::index)
}

/// Which row received is which row given out.
struct Pairs<'a> {
    same: Vec<(&'a Given, Row<'a>)>,
    /// Rows that are not there, each with the rows of the sheet that stand where it stood.
    gone: Vec<(&'a Given, Range<u32>)>,
}

impl<'a> Pairs<'a> {
    fn of(given: &'a [Given], received: &[Row<'a>]) -> Pairs<'a> {
        let mut pairs = Pairs { same: Vec::new(), gone: Vec::new() };
        let alike = |a: usize, b: usize| matches!((given.get(a), received.get(b)), (Some(a), Some(b)) if is_row(a, *b));
        let (mut a, mut b) = (0, 0);
        // Nearly always they stand as they were given out.
        while a < given.len() && alike(a, b) {
            pairs.take(given, received, a, b);
            (a, b) = (a + 1, b + 1);
        }
        let (rows, columns) = (given.len() - a, received.len() - b);
        if rows == 0 || rows > ROWS || columns > ROWS {
            return pairs;
        }
        // The longest run of rows that both have, from behind.
        let mut longest = vec![vec![0_u16; columns + 1]; rows + 1];
        for row in (0..rows).rev() {
            for column in (0..columns).rev() {
                longest[row][column] = if alike(a + row, b + column) {
                    longest[row + 1][column + 1] + 1
                } else {
                    longest[row + 1][column].max(longest[row][column + 1])
                };
            }
        }
        let (mut row, mut column) = (0, 0);
        while row < rows {
            // What stands between two rows that both have.
            let (from, of) = (row, column);
            while row < rows || column < columns {
                if row < rows
                    && column < columns
                    && alike(a + row, b + column)
                    && longest[row][column] > longest[row + 1][column].max(longest[row][column + 1])
                {
                    break;
                }
                if column < columns && longest[row][column] == longest[row][column + 1] {
                    column += 1;
                } else if row < rows {
                    row += 1;
                } else {
                    break;
                }
            }
            pairs.between(given, received, a + from..a + row, b + of..b + column);
            while row < rows && column < columns && alike(a + row, b + column) {
                pairs.take(given, received, a + row, b + column);
                (row, column) = (row + 1, column + 1);
            }
        }
        pairs
    }

    fn take(&mut self, given: &'a [Given], received: &[Row<'a>], a: usize, b: usize) {
        if let (Some(given), Some(row)) = (given.get(a), received.get(b)) {
            self.same.push((given, *row));
        }
    }

    /// Rows given out against those that stand in their place: as many are the same ones reworded; else one with its code
    /// is, and the others are gone.
    fn between(&mut self, given: &'a [Given], received: &[Row<'a>], a: Range<usize>, b: Range<usize>) {
        let row = |at: usize| received.get(at).map(|row| row.index());
        let before = b.start.checked_sub(1).and_then(row).map_or(0, |row| row + 1);
        let stands = before..row(b.end).or(row(b.end.saturating_sub(1)).map(|row| row + 1)).unwrap_or(before);
        if a.len() == b.len() {
            return a.zip(b).for_each(|(a, b)| self.take(given, received, a, b));
        }
        for at in a {
            let Some(wrote) = given.get(at) else { continue };
            let code = wrote.cells.first().map(|cell| shown(&cell.value)).filter(|code| !code.is_empty());
            let by_code = code.and_then(|code| {
                b.clone().find(|at| received.get(*at).is_some_and(|row| row.text(0) == Some(&*clean(&code))))
            });
            match by_code {
                Some(row) => self.take(given, received, at, row),
                // That a criterion has no row is said where it matters.
                None if matches!(wrote.part, Part::Leaf(_) | Part::Group(_)) => {}
                None => self.gone.push((wrote, stands.clone())),
            }
        }
    }
}

/// Whether code and name are those of a row given out.
fn is_row(given: &Given, row: Row) -> bool {
    let same = |column: u32| {
        let wrote = given.cells.get(column as usize).map(|cell| &cell.value);
        wrote.is_some_and(|wrote| is_same(wrote, row.get(column).as_ref()))
    };
    same(0) && same(1)
}

fn is_same(wrote: &Wrote, read: Option<&Value>) -> bool {
    match (wrote, read) {
        (Wrote::Blank, None) | (Wrote::Formula(..), _) => true,
        (Wrote::Text(text), None) => clean(text).is_empty(),
        (Wrote::Text(text), Some(Value::Text(read))) => clean(text) == *read,
        // A code that is a number, or became one, has a finding where it matters.
        (Wrote::Text(text), Some(Value::Number(read))) => *clean(text) == *read.to_string(),
        // Twelve digits of a fraction are kept.
        (Wrote::Number(number), Some(Value::Number(read))) => {
            let read = Number::from(*read);
            let off = if read > *number { &read - number } else { number - &read };
            off < Number::from(1).checked_div(&Number::from(1_000_000)).unwrap_or_default()
        }
        (Wrote::Number(number), Some(Value::Text(read))) => number.to_string() == read.replace(',', "."),
        _ => false,
    }
}

fn shown(wrote: &Wrote) -> String {
    match wrote {
        Wrote::Text(text) => text.clone(),
        Wrote::Number(number) => number.to_string(),
        Wrote::Blank | Wrote::Formula(..) => String::new(),
    }
}

/// A row as people know it: `1.2 Báo cáo`, `a. Số nhiệm vụ`.
fn label(given: &Given) -> String {
    let texts = given.cells.iter().take(2).map(|cell| shown(&cell.value));
    texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
}
