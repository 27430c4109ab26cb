//! The neutral table that every writer writes.

use rust_decimal::Decimal;

use crate::message::{Lang, decimal_sign};

/// A table with its heading and its notes. Texts are already in the reader's language.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// Heading lines above the table.
    pub heading: Vec<String>,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows; each has one cell per column.
    pub rows: Vec<Vec<Cell>>,
    /// The rows that stand out (places in `rows`, rising): groups and sums.
    pub bold: Vec<usize>,
    /// Lines below the table.
    pub notes: Vec<String>,
}

impl Table {
    /// Whether a row stands out.
    pub(super) fn is_bold(&self, row: usize) -> bool {
        self.bold.binary_search(&row).is_ok()
    }
}

/// A column.
#[derive(Clone, Debug)]
pub struct Column {
    /// Head for people.
    pub head: String,
    /// Stable key for machines, the same in every language (head of a CSV column).
    pub key: String,
    /// Which side its cells stand on.
    pub align: Align,
}

impl Column {
    /// A column.
    pub fn new(head: impl Into<String>, key: &str, align: Align) -> Column {
        Column { head: head.into(), key: key.to_owned(), align }
    }
}

/// Which side the cells of a column stand on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Text.
    Left,
    /// Numbers.
    Right,
}

/// A cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing.
    Blank,
    /// Text; may come from a user's file. Line ends show where there is room for them.
    Text(String),
    /// A published number with its decimals.
    Number(Decimal),
    /// A whole number: a rank, a count.
    Count(usize),
}

impl Cell {
    /// What is shown: numbers with the decimal sign of the language, a text as it is.
    pub(super) fn shown(&self, lang: Lang) -> String {
        match self {
            Cell::Blank => String::new(),
            Cell::Text(text) => text.clone(),
            Cell::Number(number) => decimal_sign(&number.to_string(), lang),
            Cell::Count(count) => count.to_string(),
        }
    }
}
