//! What a file says, nothing of what it means: bytes in, sheets of cells out.

// A refusal ends the reading of a file; moving it costs nothing that matters.
#![allow(clippy::result_large_err)]

mod biff;
mod breaks;
mod build;
mod compound;
mod csv;
mod detect;
mod disguise;
mod docx;
mod encoding;
mod excel;
mod hidden;
mod html;
mod legacy;
mod limits;
mod marked;
mod markup;
mod mhtml;
mod ods;
mod old_text;
mod other;
mod package;
mod records;
mod saved;
mod sniff;
mod spoiled;
mod spreadsheet_ml;
mod text;
mod times;
mod value;
mod xlsb;
mod xlsx;
pub(crate) mod xml;

pub use crate::day::Day as Date;
pub use build::SheetBuilder;
pub use csv::TextParts;
pub use disguise::Format;
pub(crate) use package::Package;
pub use saved::{Moment, saved};
pub use text::{base_letter, clean, fold, key, without_marks};
pub(crate) use xlsx::{Parts, book, cell_place};

use std::sync::Arc;

use crate::diagnostic::{CellRef, Finding, Place};
use crate::marker::{METHOD, Marker};
use crate::message::{Detail, FileFault};
use detect::Kind;
use rust_decimal::Decimal;

/// What was read from a file, and what was found on the way.
#[derive(Debug, Default)]
pub struct Reading {
    /// The visible sheets with at least one cell, in the order of the workbook.
    pub sheets: Vec<Sheet>,
    /// What the file is by its content.
    pub format: Format,
    /// It is an xlsx file that our own reader left to the library.
    pub by_library: bool,
    /// It holds a slip of ours, which is not read.
    pub slip: bool,
    /// What the workbook says of itself, where we made it.
    pub marker: Option<Marker>,
    /// What is wrong with the file, in the order it was met.
    pub findings: Vec<Finding>,
    /// Of a Word document: what stands outside of its tables.
    pub paragraphs: Vec<String>,
}

/// Reads the appendix of a decision: a spreadsheet or a text table as [`read`] does, or the tables of a Word document,
/// each as a sheet that is named by its number. Line breaks stay in the texts.
pub fn read_appendix(file: &Arc<str>, bytes: &[u8]) -> Reading {
    match detect::kind(bytes).ok().and_then(|kind| package::document(kind, bytes)) {
        None => {
            let mut reading = read(file, bytes);
            breaks::restore(bytes, &mut reading);
            reading
        }
        Some(package) => {
            let mut reading = Reading { format: Format::Docx, ..Reading::default() };
            if let Err(detail) = docx::read(file, &package, &mut reading) {
                reading.findings.push(Finding::new(Place::file(file), detail));
            }
            reading.findings.extend(disguise::finding(file, reading.format));
            for sheet in &mut reading.sheets {
                reading.findings.extend(old_text::convert(file, sheet));
            }
            reading
        }
    }
}

/// Reads a spreadsheet or a text table, told by its content, never by its name. `file` is the path as shown.
///
/// Whatever the bytes, this returns: what cannot be read is a finding. A fault inside a library is caught here; its
/// message may still go to the panic hook, which belongs to the program.
pub fn read(file: &Arc<str>, bytes: &[u8]) -> Reading {
    let mut reading = Reading::default();
    let outcome = match detect::kind(bytes) {
        Ok(Kind::Zip) => package::read(file, bytes, &mut reading),
        Ok(Kind::Xls) => {
            reading.format = Format::Xls;
            other::read_xls(file, bytes, &mut reading)
        }
        Ok(Kind::Text) => {
            reading.format = Format::Text;
            csv::read(file, bytes, &mut reading)
        }
        Ok(Kind::Markup(format)) => {
            reading.format = format;
            markup::read(format, file, bytes, &mut reading)
        }
        Err(detail) => Err(detail),
    };
    if let Err(detail) = outcome {
        reading.findings.push(Finding::new(Place::file(file), detail));
    }
    if !reading.sheets.is_empty() {
        reading.findings.extend(disguise::finding(file, reading.format));
    }
    if reading.marker.is_some() {
        reading.sheets.retain(|sheet| !METHOD.contains(&&*sheet.name));
    }
    for sheet in &mut reading.sheets {
        sheet.marked = reading.marker.is_some();
        sheet.hidden_rows.sort_unstable();
        sheet.hidden_rows.dedup();
        reading.findings.extend(old_text::convert(file, sheet));
        reading.findings.extend(hidden::findings(file, sheet));
    }
    reading
}

/// A file that cannot be read, and why.
fn unreadable(fault: FileFault) -> Detail {
    Detail::UnreadableFile { fault }
}

/// A sheet: rows from top to bottom, the filled cells of each from left to right.
///
/// All texts lie in one string, so that a sheet of a million cells is three allocations.
#[derive(Clone, Debug, Default, PartialEq)]
#[allow(clippy::struct_excessive_bools)] // Independent facts, none of them a state.
pub struct Sheet {
    /// Name; of a text file the file name without its ending, as Excel shows it.
    pub name: Arc<str>,
    /// Read from text (CSV), where every cell is text.
    pub from_text: bool,
    /// Of a workbook that we made, by its marker.
    pub marked: bool,
    /// Hidden rows, from 0, ascending.
    pub hidden_rows: Vec<u32>,
    /// Hidden columns: first and last.
    pub hidden_columns: Vec<(u32, u32)>,
    /// Merged ranges: first and last cell.
    pub merges: Vec<(CellRef, CellRef)>,
    text: String,
    rows: Vec<RowSpan>,
    cells: Vec<Cell>,
    /// Of a text table: the rows from which on the records have another number of fields, and that number.
    widths: Vec<(u32, u32)>,
    /// A cell stands in a font of an old encoding.
    old_fonts: bool,
    /// Its reader saw that no text is in an old encoding.
    unicode: bool,
}

#[derive(Clone, Debug, PartialEq)]
struct RowSpan {
    index: u32,
    start: u32,
    end: u32,
}

/// A filled cell, in 16 bytes: a long table has millions.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Cell {
    /// Text and error: start and length in the arena. Number: mantissa. Date: year, month, day. Boolean: 0 or 1.
    payload: u64,
    column: u16,
    /// Of a number: how many digits of the mantissa stand after the decimal point.
    scale: u8,
    kind: CellKind,
    /// Holds a formula.
    formula: bool,
    /// Of a number: with how many decimals its format shows it; [`Cell::AS_IS`] where it does not say.
    shown: u8,
    /// Of a text: the font it stands in, where that is one of an old encoding.
    font: old_text::Font,
}

impl Cell {
    const AS_IS: u8 = u8::MAX;
}

/// What kind of value a cell holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum CellKind {
    Text,
    Number,
    Date,
    Bool,
    Error,
    Uncached,
    Unreadable,
}

/// What a filled cell holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value<'a> {
    /// Text: NFC, control characters removed, inner spaces folded, trimmed, never empty.
    Text(&'a str),
    /// A number, without spreadsheet noise: a fraction has 12 significant digits.
    Number(Decimal),
    /// A date.
    Date(Date),
    /// TRUE or FALSE.
    Bool(bool),
    /// An error value such as `#DIV/0!`.
    Error(&'a str),
    /// A formula without a stored result.
    Uncached,
    /// Something that cannot be read; a finding of the reader says why.
    Unreadable,
}

/// A row with at least one filled cell.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    sheet: &'a Sheet,
    span: &'a RowSpan,
}

impl Sheet {
    /// The rows with at least one filled cell.
    pub fn rows(&self) -> impl DoubleEndedIterator<Item = Row<'_>> + ExactSizeIterator {
        self.rows.iter().map(|span| Row { sheet: self, span })
    }

    /// The n-th row that has a filled cell (not the row number).
    pub fn nth_row(&self, n: usize) -> Option<Row<'_>> {
        self.rows.get(n).map(|span| Row { sheet: self, span })
    }

    /// The row with this number, from 0, where it has a filled cell.
    pub fn row_at(&self, index: u32) -> Option<Row<'_>> {
        let at = self.rows.binary_search_by_key(&index, |span| span.index).ok()?;
        self.nth_row(at)
    }

    /// How many rows have a filled cell.
    pub fn row_count(&self) -> usize {
        self.rows.len()
    }

    fn value(&self, cell: &Cell) -> Value<'_> {
        match cell.kind {
            CellKind::Text => Value::Text(self.arena(cell.payload)),
            CellKind::Error => Value::Error(self.arena(cell.payload)),
            CellKind::Number => {
                Value::Number(Decimal::new(cell.payload.cast_signed(), u32::from(cell.scale)))
            }
            CellKind::Date => Value::Date(build::unpack_date(cell.payload)),
            CellKind::Bool => Value::Bool(cell.payload != 0),
            CellKind::Uncached => Value::Uncached,
            CellKind::Unreadable => Value::Unreadable,
        }
    }

    fn arena(&self, payload: u64) -> &str {
        let (start, len) = build::unpack_text(payload);
        self.text.get(start..start + len).unwrap_or_default()
    }
}

impl<'a> Row<'a> {
    /// Row number, from 0.
    pub fn index(self) -> u32 {
        self.span.index
    }

    fn slice(self) -> &'a [Cell] {
        &self.sheet.cells[self.span.start as usize..self.span.end as usize]
    }

    /// Of a text table with commas: how many fields the record has, blank ones too; else 0.
    pub fn fields(self) -> u32 {
        let widths = &self.sheet.widths;
        let at = widths.partition_point(|(row, _)| *row <= self.span.index);
        at.checked_sub(1).and_then(|at| widths.get(at)).map_or(0, |(_, fields)| *fields)
    }

    fn cell(self, column: u32) -> Option<&'a Cell> {
        let cells = self.slice();
        // In a row without blank cells it stands where it belongs.
        if let Some(cell) = cells.get(column as usize).filter(|cell| u32::from(cell.column) == column) {
            return Some(cell);
        }
        let at = cells.binary_search_by_key(&column, |cell| u32::from(cell.column)).ok()?;
        cells.get(at)
    }

    /// What the cell in this column holds; `None` where it is blank.
    pub fn get(self, column: u32) -> Option<Value<'a>> {
        self.cell(column).map(|cell| self.sheet.value(cell))
    }

    /// The text of the cell in this column, where it holds text.
    pub fn text(self, column: u32) -> Option<&'a str> {
        match self.get(column) {
            Some(Value::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// Whether the cell in this column holds a formula.
    pub fn is_formula(self, column: u32) -> bool {
        self.cell(column).is_some_and(|cell| cell.formula)
    }

    /// With how many decimals the cell in this column shows its number, where its format says so: `1.10` holds 1.1.
    pub fn decimals(self, column: u32) -> Option<u8> {
        self.cell(column).map(|cell| cell.shown).filter(|shown| *shown != Cell::AS_IS)
    }

    /// The filled cells: column and value.
    pub fn cells(self) -> impl DoubleEndedIterator<Item = (u32, Value<'a>)> + ExactSizeIterator {
        self.slice().iter().map(move |cell| (u32::from(cell.column), self.sheet.value(cell)))
    }

    /// The place of a column in this row.
    pub fn at(self, column: u32) -> CellRef {
        CellRef { row: self.index(), column }
    }
}
