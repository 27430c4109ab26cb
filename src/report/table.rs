//! The neutral table that every writer writes.

use rust_decimal::Decimal;

/// A table with its heading and its notes. Texts are already in the reader's language.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// Heading lines above the table.
    pub heading: Vec<String>,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows; each has one cell per column.
    pub rows: Vec<Vec<Cell>>,
    /// Lines below the table.
    pub notes: Vec<String>,
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
    /// Text; may come from a user's file.
    Text(String),
    /// A published number with its decimals.
    Number(Decimal),
    /// A whole number: a rank, a count.
    Count(usize),
}
