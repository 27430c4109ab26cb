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

impl Table {
    /// How wide the table is where nothing wraps, in characters.
    pub fn natural_width(&self) -> usize {
        let width = |at: usize, column: &Column| {
            let cells = self.rows.iter().filter_map(|row| row.get(at)).map(Cell::width);
            cells.chain([column.head.chars().count()]).max().unwrap_or_default() + 3
        };
        self.columns.iter().enumerate().map(|(at, column)| width(at, column)).sum()
    }

    /// The table without the columns of these keys.
    #[must_use]
    pub fn without(mut self, keys: &[String]) -> Table {
        let keep: Vec<bool> = self.columns.iter().map(|column| !keys.contains(&column.key)).collect();
        let mut at = keep.iter();
        self.columns.retain(|_| at.next().copied().unwrap_or(true));
        for row in &mut self.rows {
            let mut at = keep.iter();
            row.retain(|_| at.next().copied().unwrap_or(true));
        }
        self
    }
}

impl Cell {
    fn width(&self) -> usize {
        match self {
            Cell::Blank => 0,
            Cell::Text(text) => text.chars().count(),
            Cell::Number(number) => number.to_string().len(),
            Cell::Count(count) => count.to_string().len(),
        }
    }
}
