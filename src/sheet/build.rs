//! Puts a sheet together, cell by cell, in any order.

use std::sync::Arc;

use super::old_text::Font;
use super::{Cell, CellKind, Date, RowSpan, Sheet};
use crate::diagnostic::CellRef;

/// Builds a [`Sheet`]. Cells may come in any order; of two at the same place the later one counts. Columns beyond
/// 65,535 and texts beyond 4 GB in all are not kept; the readers refuse them long before.
#[derive(Debug, Default)]
pub struct SheetBuilder {
    text: String,
    rows: Vec<RowSpan>,
    cells: Vec<Cell>,
    widths: Vec<(u32, u32)>,
    unsorted: bool,
    doubled: Vec<CellRef>,
    old_fonts: bool,
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

    /// Makes room for texts and cells.
    pub(super) fn reserve(&mut self, bytes: usize, cells: usize) {
        self.text.reserve(bytes);
        self.cells.reserve(cells);
    }

    /// A text that is already clean (see [`super::Value::Text`]); an empty one is a blank cell.
    pub fn text(&mut self, row: u32, column: u32, text: &str, formula: bool) {
        let kept = self.keep(text);
        self.kept_text(row, column, kept, formula);
    }

    /// The number `mantissa / 10^scale`.
    pub fn number(&mut self, row: u32, column: u32, mantissa: i64, scale: u8, formula: bool) {
        self.push(row, column, scale, mantissa.cast_unsigned(), CellKind::Number, formula);
    }

    /// The number put last is shown with so many decimals.
    pub(super) fn shown_with(&mut self, decimals: u8) {
        if let Some(cell) = self.cells.last_mut() {
            cell.shown = decimals;
        }
    }

    /// The cell put last is shown in this font, which is one of an old encoding.
    pub(super) fn shown_in(&mut self, font: Font) {
        if let Some(cell) = self.cells.last_mut() {
            cell.font = font;
            self.old_fonts = true;
        }
    }

    /// A date.
    pub fn date(&mut self, row: u32, column: u32, date: Date, formula: bool) {
        self.push(row, column, 0, pack_date(date), CellKind::Date, formula);
    }

    /// TRUE or FALSE.
    pub fn bool(&mut self, row: u32, column: u32, value: bool, formula: bool) {
        self.push(row, column, 0, u64::from(value), CellKind::Bool, formula);
    }

    /// An error value such as `#DIV/0!`.
    pub fn error(&mut self, row: u32, column: u32, error: &str, formula: bool) {
        let kept = self.keep(error);
        self.push(row, column, 0, kept.0, CellKind::Error, formula);
    }

    /// A formula without a stored result.
    pub fn uncached(&mut self, row: u32, column: u32) {
        self.push(row, column, 0, 0, CellKind::Uncached, true);
    }

    /// A cell that cannot be read.
    pub(super) fn unreadable(&mut self, row: u32, column: u32) {
        self.push(row, column, 0, 0, CellKind::Unreadable, false);
    }

    /// Keeps a clean text, for one or more cells.
    pub(super) fn keep(&mut self, text: &str) -> Kept {
        Kept(keep(&mut self.text, text))
    }

    /// A cell with a text that was kept before.
    pub(super) fn kept_text(&mut self, row: u32, column: u32, text: Kept, formula: bool) {
        if unpack_text(text.0).1 > 0 {
            self.push(row, column, 0, text.0, CellKind::Text, formula);
        }
    }

    /// A row of texts that are parts of one that was kept before, from column A on.
    pub(super) fn record(&mut self, row: u32, kept: Kept, parts: &[(usize, usize)]) {
        let start = self.cells.len();
        for (column, (from, to)) in (0..).zip(parts).filter(|(_, (from, to))| from < to) {
            let payload = SheetBuilder::part(kept, *from, to - from).0;
            let (kind, scale, formula, shown) = (CellKind::Text, 0, false, Cell::AS_IS);
            self.cells.push(Cell { payload, column, scale, kind, formula, shown, font: Font::Other });
        }
        let (Ok(start), Ok(end)) = (u32::try_from(start), u32::try_from(self.cells.len())) else { return };
        if start < end {
            self.unsorted |= self.rows.last().is_some_and(|last| last.index >= row);
            self.rows.push(RowSpan { index: row, start, end });
        }
    }

    /// A part of a text that was kept before.
    pub(super) fn part(kept: Kept, start: usize, len: usize) -> Kept {
        let start = (kept.0 >> 32) + start as u64;
        Kept(start << 32 | len as u64)
    }

    /// Puts another sheet below, its first row at `row`; `false` where the texts do not fit.
    pub(super) fn append(&mut self, below: &SheetBuilder, row: u32) -> bool {
        let (Ok(_), Ok(shift), Ok(cells)) = (
            u32::try_from(self.text.len() + below.text.len()),
            u32::try_from(self.text.len()),
            u32::try_from(self.cells.len()),
        ) else {
            return false;
        };
        self.text.push_str(&below.text);
        for (at, fields) in &below.widths {
            self.width(at + row, *fields as usize);
        }
        self.unsorted |= below.unsorted || self.rows.last().is_some_and(|last| last.index >= row);
        self.rows.extend(below.rows.iter().map(|span| RowSpan {
            index: span.index + row,
            start: span.start + cells,
            end: span.end + cells,
        }));
        self.cells.extend(below.cells.iter().map(|cell| {
            let moved = matches!(cell.kind, CellKind::Text | CellKind::Error);
            let payload = if moved { cell.payload + (u64::from(shift) << 32) } else { cell.payload };
            Cell { payload, ..*cell }
        }));
        true
    }

    /// Puts everything so many rows further down.
    pub(super) fn move_down(&mut self, rows: u32) {
        for span in &mut self.rows {
            span.index += rows;
        }
        for (row, _) in &mut self.widths {
            *row += rows;
        }
    }

    /// How many fields the record of a row has, of a text table with commas; row after row.
    pub(super) fn width(&mut self, row: u32, fields: usize) {
        let fields = u32::try_from(fields).unwrap_or(u32::MAX);
        if self.widths.last().is_none_or(|(_, last)| *last != fields) {
            self.widths.push((row, fields));
        }
    }

    /// How many bytes of text there are so far.
    pub(super) fn text_len(&self) -> usize {
        self.text.len()
    }

    fn push(&mut self, row: u32, column: u32, scale: u8, payload: u64, kind: CellKind, formula: bool) {
        let (Ok(column), Ok(at)) = (u16::try_from(column), u32::try_from(self.cells.len())) else { return };
        match self.rows.last_mut() {
            Some(span) if span.index == row => {
                self.unsorted |= self.cells.last().is_some_and(|last| last.column >= column);
                span.end = at + 1;
            }
            last => {
                self.unsorted |= last.is_some_and(|span| span.index > row);
                self.rows.push(RowSpan { index: row, start: at, end: at + 1 });
            }
        }
        self.cells.push(Cell {
            payload,
            column,
            scale,
            kind,
            formula,
            shown: Cell::AS_IS,
            font: Font::Other,
        });
    }

    /// The places of which there is more than one cell.
    pub(super) fn doubled(&mut self) -> Vec<CellRef> {
        if self.unsorted {
            self.sort();
        }
        std::mem::take(&mut self.doubled)
    }

    /// The sheet.
    pub fn finish(mut self, name: &str) -> Sheet {
        if self.unsorted {
            self.sort();
        }
        Sheet {
            name: Arc::from(name),
            text: self.text,
            rows: self.rows,
            cells: self.cells,
            widths: self.widths,
            old_fonts: self.old_fonts,
            ..Sheet::default()
        }
    }

    fn sort(&mut self) {
        let mut placed: Vec<(u32, Cell)> = Vec::with_capacity(self.cells.len());
        for span in self.rows.drain(..) {
            let cells = self.cells.get(span.start as usize..span.end as usize).unwrap_or_default();
            placed.extend(cells.iter().map(|cell| (span.index, *cell)));
        }
        placed.sort_by_key(|(row, cell)| (*row, cell.column));
        // Of equal places the last one stays: the sort is stable, so walk from behind.
        placed.reverse();
        let doubled = &mut self.doubled;
        placed.dedup_by(|(row, cell), (last_row, last)| {
            let same = (*row, cell.column) == (*last_row, last.column);
            if same {
                doubled.push(CellRef { row: *row, column: u32::from(cell.column) });
            }
            same
        });
        doubled.dedup();
        doubled.reverse();
        self.cells.clear();
        self.unsorted = false;
        for (row, cell) in placed.into_iter().rev() {
            self.push(row, u32::from(cell.column), cell.scale, cell.payload, cell.kind, cell.formula);
            self.shown_with(cell.shown);
            if cell.font != Font::Other {
                self.shown_in(cell.font);
            }
        }
    }
}

/// A text that lies in the arena: start in the upper, length in the lower half.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kept(u64);

/// Puts a text into an arena: start and length, or an empty one where it does not fit.
pub(super) fn keep(arena: &mut String, text: &str) -> u64 {
    let (Ok(start), Ok(len)) = (u32::try_from(arena.len()), u32::try_from(text.len())) else { return 0 };
    arena.push_str(text);
    u64::from(start) << 32 | u64::from(len)
}

/// Start and length of a text.
pub(super) fn unpack_text(payload: u64) -> (usize, usize) {
    ((payload >> 32) as usize, (payload & 0xFFFF_FFFF) as usize)
}

fn pack_date(date: Date) -> u64 {
    u64::from(date.year) << 16 | u64::from(date.month) << 8 | u64::from(date.day)
}

/// The day that a cell holds.
pub(super) fn unpack_date(payload: u64) -> Date {
    let [.., high, low, month, day] = payload.to_be_bytes();
    Date { year: u16::from_be_bytes([high, low]), month, day }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::sheet::Value;

    #[test]
    fn cells_may_come_in_any_order_and_the_later_one_counts() {
        let mut builder = SheetBuilder::default();
        builder.text(2, 1, "B3", false);
        builder.text(0, 1, "alt", false);
        builder.text(0, 0, "A1", false);
        builder.text(0, 1, "B1", true);
        let sheet = builder.finish("S");
        let all: Vec<_> = sheet
            .rows()
            .flat_map(|row| row.cells().map(move |(column, value)| (row.at(column).to_string(), value)))
            .collect();
        let text = |name: &str, value| (name.to_owned(), Value::Text(value));
        assert_eq!(all, [text("A1", "A1"), text("B1", "B1"), text("B3", "B3")]);
        assert!(sheet.nth_row(0).unwrap().is_formula(1));
    }

    #[test]
    fn every_kind_of_value_comes_back() {
        let date = Date { year: 2025, month: 10, day: 31 };
        let mut builder = SheetBuilder::default();
        builder.number(0, 0, -25, 2, false);
        builder.date(0, 1, date, false);
        builder.bool(0, 2, true, false);
        builder.error(0, 3, "#N/A", true);
        builder.uncached(0, 4);
        builder.text(0, 5, "", false);
        builder.text(0, 70_000, "beyond", false);
        let sheet = builder.finish("S");
        let row = sheet.nth_row(0).unwrap();
        assert_eq!(row.get(0), Some(Value::Number(rust_decimal::Decimal::new(-25, 2))));
        assert_eq!(row.get(1), Some(Value::Date(date)));
        assert_eq!(row.get(2), Some(Value::Bool(true)));
        assert_eq!(row.get(3), Some(Value::Error("#N/A")));
        assert_eq!(row.get(4), Some(Value::Uncached));
        assert_eq!(row.cells().len(), 5);
    }
}
