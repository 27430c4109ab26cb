//! Puts a sheet together, cell by cell, in any order.

use std::sync::Arc;

use super::{Cell, Date, Raw, RowSpan, Sheet};

/// Builds a [`Sheet`]. Cells may come in any order; of two at the same place the later one counts.
#[derive(Debug, Default)]
pub struct SheetBuilder {
    text: String,
    cells: Vec<(u32, Cell)>,
    unsorted: bool,
}

impl SheetBuilder {
    /// How many cells there are so far.
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// Whether there is no cell.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// A text that is already clean (see [`super::Value::Text`]); an empty one is a blank cell.
    pub fn text(&mut self, row: u32, column: u32, text: &str, formula: bool) {
        if !text.is_empty() {
            let (start, len) = self.keep(text);
            self.push(row, column, formula, Raw::Text { start, len });
        }
    }

    /// The number `mantissa / 10^scale`.
    pub fn number(&mut self, row: u32, column: u32, mantissa: i64, scale: u8, formula: bool) {
        self.push(row, column, formula, Raw::Number { mantissa, scale });
    }

    /// A date.
    pub fn date(&mut self, row: u32, column: u32, date: Date, formula: bool) {
        self.push(row, column, formula, Raw::Date(date));
    }

    /// TRUE or FALSE.
    pub fn bool(&mut self, row: u32, column: u32, value: bool, formula: bool) {
        self.push(row, column, formula, Raw::Bool(value));
    }

    /// An error value such as `#DIV/0!`.
    pub fn error(&mut self, row: u32, column: u32, error: &str, formula: bool) {
        let (start, len) = self.keep(error);
        self.push(row, column, formula, Raw::Error { start, len });
    }

    /// A formula without a stored result.
    pub fn uncached(&mut self, row: u32, column: u32) {
        self.push(row, column, true, Raw::Uncached);
    }

    fn keep(&mut self, text: &str) -> (u32, u32) {
        let start = self.text.len() as u32;
        self.text.push_str(text);
        (start, text.len() as u32)
    }

    fn push(&mut self, row: u32, column: u32, formula: bool, raw: Raw) {
        if let Some((last_row, last)) = self.cells.last() {
            self.unsorted |= (*last_row, last.column) >= (row, column);
        }
        self.cells.push((row, Cell { column, formula, raw }));
    }

    /// The sheet.
    pub fn finish(mut self, name: &str) -> Sheet {
        if self.unsorted {
            self.cells.sort_by_key(|(row, cell)| (*row, cell.column));
            // Of equal places the last one stays: the sort is stable, so walk from behind.
            self.cells.reverse();
            self.cells.dedup_by_key(|(row, cell)| (*row, cell.column));
            self.cells.reverse();
        }
        let mut rows: Vec<RowSpan> = Vec::new();
        for (at, (row, _)) in self.cells.iter().enumerate() {
            let at = at as u32;
            match rows.last_mut() {
                Some(span) if span.index == *row => span.end = at + 1,
                _ => rows.push(RowSpan { index: *row, start: at, end: at + 1 }),
            }
        }
        Sheet {
            name: Arc::from(name),
            text: self.text,
            rows,
            cells: self.cells.into_iter().map(|(_, cell)| cell).collect(),
            ..Sheet::default()
        }
    }
}
