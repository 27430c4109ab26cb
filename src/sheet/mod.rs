//! What a file says, nothing of what it means: bytes in, sheets of cells out.

mod build;
pub mod text;

pub use build::SheetBuilder;

use std::sync::Arc;

use crate::diagnostic::CellRef;
use rust_decimal::Decimal;

/// A sheet: rows from top to bottom, the filled cells of each from left to right.
///
/// All texts lie in one string, so that a sheet of a million cells is three allocations.
#[derive(Debug, Default)]
pub struct Sheet {
    /// Name; of a text file the file name without its ending, as Excel shows it.
    pub name: Arc<str>,
    /// Read from text (CSV), where every cell is text.
    pub from_text: bool,
    /// Hidden rows, from 0, ascending.
    pub hidden_rows: Vec<u32>,
    /// Merged ranges: first and last cell.
    pub merges: Vec<(CellRef, CellRef)>,
    text: String,
    rows: Vec<RowSpan>,
    cells: Vec<Cell>,
}

#[derive(Debug)]
struct RowSpan {
    index: u32,
    start: u32,
    end: u32,
}

/// A filled cell.
#[derive(Clone, Copy, Debug)]
struct Cell {
    column: u32,
    /// Holds a formula.
    formula: bool,
    raw: Raw,
}

/// What a cell holds, without its text.
#[derive(Clone, Copy, Debug)]
enum Raw {
    Text {
        start: u32,
        len: u32,
    },
    /// `mantissa / 10^scale`, at most 15 significant digits.
    Number {
        mantissa: i64,
        scale: u8,
    },
    Date(Date),
    Bool(bool),
    Error {
        start: u32,
        len: u32,
    },
    Uncached,
}

/// A day, as a spreadsheet keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Date {
    /// Year.
    pub year: u16,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day, 1 to 31.
    pub day: u8,
}

/// What a filled cell holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value<'a> {
    /// Text: NFC, control characters removed, inner spaces folded, trimmed, never empty.
    Text(&'a str),
    /// A number, without spreadsheet noise (12 significant digits).
    Number(Decimal),
    /// A date.
    Date(Date),
    /// TRUE or FALSE.
    Bool(bool),
    /// An error value such as `#DIV/0!`.
    Error(&'a str),
    /// A formula without a stored result.
    Uncached,
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

    /// How many rows have a filled cell.
    pub fn row_count(&self) -> usize {
        self.rows.len()
    }

    fn value(&self, raw: Raw) -> Value<'_> {
        let text = |start: u32, len: u32| &self.text[start as usize..(start + len) as usize];
        match raw {
            Raw::Text { start, len } => Value::Text(text(start, len)),
            Raw::Number { mantissa, scale } => Value::Number(Decimal::new(mantissa, u32::from(scale))),
            Raw::Date(date) => Value::Date(date),
            Raw::Bool(value) => Value::Bool(value),
            Raw::Error { start, len } => Value::Error(text(start, len)),
            Raw::Uncached => Value::Uncached,
        }
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

    fn cell(self, column: u32) -> Option<&'a Cell> {
        let cells = self.slice();
        let at = cells.binary_search_by_key(&column, |cell| cell.column).ok()?;
        cells.get(at)
    }

    /// What the cell in this column holds; `None` where it is blank.
    pub fn get(self, column: u32) -> Option<Value<'a>> {
        self.cell(column).map(|cell| self.sheet.value(cell.raw))
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

    /// The filled cells: column and value.
    pub fn cells(self) -> impl DoubleEndedIterator<Item = (u32, Value<'a>)> + ExactSizeIterator {
        self.slice().iter().map(move |cell| (cell.column, self.sheet.value(cell.raw)))
    }

    /// The place of a column in this row.
    pub fn at(self, column: u32) -> CellRef {
        CellRef { row: self.index(), column }
    }
}
