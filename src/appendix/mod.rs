//! From the appendix of a decision to the draft of a criteria file.

mod adjustments;
mod codes;
mod draft;
mod heads;
mod held;
mod lines;
mod loose;
mod marks;
mod outline;
pub mod scoring;
mod tree;
mod update;
mod writing;

pub use draft::{Drafted, Facts, draft};
pub use tree::{Appendix, Node};
pub use update::update;

use std::sync::Arc;

use lines::Read;

use crate::diagnostic::{CellRef, Finding, Place};
use crate::message::{Detail, ImportDoubt, Limit};
use crate::sheet::{Format, Reading};

/// Rows that an appendix may have; real ones have some hundreds.
const MOST: usize = 5_000;

/// Reads the tables of an appendix. What is doubtful is found at its cell; nothing is filled in.
pub fn read(file: &Arc<str>, reading: &Reading) -> (Appendix, Vec<Finding>) {
    read_table(file, reading, None)
}

/// The same from the n-th table on, counted from 1 by their heads; who names one knows that there are others.
pub fn read_table(file: &Arc<str>, reading: &Reading, table: Option<usize>) -> (Appendix, Vec<Finding>) {
    let source = Source { file, reading };
    let mut findings = Vec::new();
    let Read { mut lines, above, left } = lines::lines(&source, table.unwrap_or(1), &mut findings);
    if lines.len() > MOST {
        let (allowed, found) = (MOST.to_string(), lines.len().to_string());
        findings.push(Finding::new(
            Place::file(file),
            Detail::LimitExceeded { limit: Limit::Rows, allowed, found },
        ));
        lines.clear();
    } else if lines.is_empty() && !(reading.sheets.is_empty() && reading.paragraphs.is_empty()) {
        findings.push(doubt(Place::file(file), ImportDoubt::NoTable));
    }
    let mut appendix = tree::grow(&source, &lines, above, table.is_none(), &mut findings);
    appendix.notes.extend(left);
    (appendix, findings)
}

/// What is read, and how its places are named.
struct Source<'a> {
    file: &'a Arc<str>,
    reading: &'a Reading,
}

impl Source<'_> {
    /// A cell of the n-th sheet.
    fn place(&self, at: At) -> Place {
        let Some(sheet) = self.reading.sheets.get(at.sheet) else { return Place::file(self.file) };
        let cell = CellRef { row: at.row, column: at.column };
        if self.reading.format == Format::Docx {
            Place::Table { file: Arc::clone(self.file), table: Arc::clone(&sheet.name), cell: Some(cell) }
        } else {
            Place::cell(self.file, &sheet.name, cell)
        }
    }
}

/// A cell of a sheet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct At {
    sheet: usize,
    row: u32,
    column: u32,
}

fn doubt(place: Place, doubt: ImportDoubt) -> Finding {
    Finding::new(place, Detail::Import { doubt: Box::new(doubt) })
}
