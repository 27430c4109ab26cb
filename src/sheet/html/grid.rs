//! A table of a page: which cell stands in which row and column, with all that spans several.

use crate::diagnostic::CellRef;
use crate::message::{Detail, Limit};
use crate::sheet::limits;

/// Columns that a cell may span, as in browsers.
const WIDEST: u32 = 1_000;
/// Rows that a cell may span, as in browsers.
const HIGHEST: u32 = 65_534;

/// How much of the limits a page has used.
#[derive(Debug, Default)]
pub(super) struct Used {
    cells: u64,
}

impl Used {
    /// So many more cells, those in the shadow of a span among them.
    fn add(&mut self, cells: u32) -> Result<(), Detail> {
        self.cells += u64::from(cells);
        let allowed = limits::CELLS as u64;
        if self.cells > allowed { Err(limits::cells(self.cells)) } else { Ok(()) }
    }
}

/// What a cell says of itself.
#[derive(Clone, Copy, Debug)]
pub(super) struct Span {
    pub(super) columns: u32,
    /// 0 reaches down to the end of the table.
    pub(super) rows: u32,
    pub(super) hidden: bool,
}

/// A cell that is still being read.
#[derive(Debug)]
struct Open {
    text: String,
    column: u32,
}

/// A table that is being read.
#[derive(Debug, Default)]
pub(super) struct Grid {
    /// Row, column and text.
    pub(super) cells: Vec<(u32, u32, String)>,
    pub(super) merges: Vec<(CellRef, CellRef)>,
    pub(super) hidden_rows: Vec<u32>,
    pub(super) hidden_columns: Vec<(u32, u32)>,
    /// Rows so far, the one that is being read among them.
    pub(super) rows: u32,
    /// All of it is hidden.
    hidden: bool,
    in_row: bool,
    /// Where the next cell of the row is, unless one from above stands there.
    column: u32,
    /// Up to which row, that one not included, a cell from above stands in each column.
    taken: Vec<u32>,
    open: Option<Open>,
    /// Rows that tables inside took, first and behind the last; and what is merged in them.
    inner: Vec<(u32, u32)>,
    inner_merges: Vec<(CellRef, CellRef)>,
    /// The column that the next `col` stands for.
    described: u32,
}

impl Grid {
    /// A table; all of it may be hidden.
    pub(super) fn new(hidden: bool) -> Grid {
        Grid { hidden, ..Grid::default() }
    }

    pub(super) fn begin_row(&mut self, hidden: bool) -> Result<(), Detail> {
        self.end_row();
        self.in_row = true;
        self.column = 0;
        self.rows += 1;
        if self.rows > limits::ROWS {
            return Err(limits::count(Limit::Rows, u64::from(limits::ROWS), u64::from(self.rows)));
        }
        if hidden || self.hidden {
            self.hidden_rows.push(self.rows - 1);
        }
        Ok(())
    }

    /// Whether the row that is being read is hidden.
    pub(super) fn row_is_hidden(&self) -> bool {
        self.hidden || self.hidden_rows.last().is_some_and(|row| row + 1 == self.rows)
    }

    pub(super) fn end_row(&mut self) {
        self.end_cell();
        self.in_row = false;
    }

    pub(super) fn begin_cell(&mut self, span: Span, used: &mut Used) -> Result<(), Detail> {
        self.end_cell();
        if !self.in_row {
            self.begin_row(false)?;
        }
        let row = self.rows - 1;
        let (columns, rows) = (span.columns.clamp(1, WIDEST), span.rows.min(HIGHEST));
        let mut column = self.column;
        while self.taken.get(column as usize).is_some_and(|until| *until > row) {
            column += 1;
            used.add(1)?;
        }
        let last = column + columns - 1;
        if last >= limits::COLUMNS {
            return Err(limits::count(Limit::Columns, u64::from(limits::COLUMNS), u64::from(last) + 1));
        }
        used.add(columns)?;
        let until = if rows == 0 { u32::MAX } else { row + rows };
        if until > row + 1 {
            if self.taken.len() <= last as usize {
                self.taken.resize(last as usize + 1, 0);
            }
            self.taken
                .iter_mut()
                .take(last as usize + 1)
                .skip(column as usize)
                .for_each(|taken| *taken = until);
        }
        if until > row + 1 || columns > 1 {
            let first = CellRef { row, column };
            if self.merges.len() < limits::MERGES {
                self.merges.push((first, CellRef { row: until - 1, column: last }));
            }
        }
        if span.hidden {
            self.hide_columns(column, last);
        }
        self.column = last + 1;
        self.open = Some(Open { text: String::new(), column });
        Ok(())
    }

    pub(super) fn end_cell(&mut self) {
        if let Some(open) = self.open.take() {
            self.put(open.column, open.text);
        }
    }

    fn put(&mut self, column: u32, text: String) {
        if !text.trim().is_empty() {
            self.cells.push((self.rows.saturating_sub(1), column, text));
        }
    }

    /// Where text goes: into the cell that is open.
    pub(super) fn text(&mut self) -> Option<&mut String> {
        self.open.as_mut().map(|open| &mut open.text)
    }

    /// The next columns, described by a `col`.
    pub(super) fn describe(&mut self, columns: u32, hidden: bool) {
        let first = self.described;
        self.described = first.saturating_add(columns.clamp(1, WIDEST));
        if hidden {
            self.hide_columns(first, self.described - 1);
        }
    }

    fn hide_columns(&mut self, first: u32, last: u32) {
        if self.hidden_columns.last() != Some(&(first, last)) {
            self.hidden_columns.push((first, last));
        }
    }

    /// The table is whole: spans end with it.
    pub(super) fn close(&mut self) {
        self.end_row();
        let end = self.rows.saturating_sub(1);
        for (first, last) in &mut self.merges {
            last.row = last.row.min(end).max(first.row);
        }
        // What spans the rows of a table inside is a frame around it and covers none of its cells.
        let inner = std::mem::take(&mut self.inner);
        self.merges.retain(|(first, last)| {
            let next = inner.partition_point(|(_, end)| *end <= first.row);
            first != last && inner.get(next).is_none_or(|(begin, _)| *begin > last.row)
        });
        self.merges.append(&mut self.inner_merges);
        self.hidden_columns.sort_unstable();
        self.hidden_columns.dedup();
    }

    /// Whether it is a table to a reader, and not a frame around a line or a list.
    fn is_table(&self) -> bool {
        let two = |of: fn(&(u32, u32, String)) -> u32| {
            let mut places = self.cells.iter().map(of);
            places.next().is_some_and(|first| places.any(|place| place != first))
        };
        two(|cell| cell.0) && two(|cell| cell.1)
    }

    /// Takes in a table that stands in the open cell: a line or a list as text of the cell, another below what came
    /// before.
    pub(super) fn take_in(&mut self, mut inner: Grid, used: &mut Used) -> Result<(), Detail> {
        if !inner.is_table()
            && let Some(text) = self.text()
        {
            if !inner.hidden {
                for (_, _, more) in inner.cells {
                    text.push(' ');
                    text.push_str(&more);
                }
                text.push(' ');
            }
            return Ok(());
        }
        let column = self.open.as_ref().map_or(0, |open| open.column);
        let (next, before) = (self.column, self.rows);
        self.end_cell();
        // The row goes on below; if nothing of it stands yet, the inner table takes its place.
        let empty = self.cells.last().is_none_or(|(row, ..)| row + 1 < self.rows);
        let base = if empty { self.rows.saturating_sub(1) } else { self.rows };
        let at = |cell: CellRef| CellRef { row: cell.row + base, ..cell };
        self.cells.extend(inner.cells.drain(..).map(|(row, column, text)| (row + base, column, text)));
        self.inner_merges.extend(inner.merges.iter().map(|(first, last)| (at(*first), at(*last))));
        self.inner.push((base, base + inner.rows));
        self.hidden_rows.extend(inner.hidden_rows.iter().map(|row| row + base));
        self.hidden_columns.extend(inner.hidden_columns);
        self.rows = base + inner.rows;
        self.begin_row(false)?;
        // What hangs down from above reaches as many rows further.
        used.add(u32::try_from(self.taken.len()).unwrap_or(u32::MAX))?;
        let more = self.rows - before;
        for until in self.taken.iter_mut().filter(|until| **until >= before) {
            *until = until.saturating_add(more);
        }
        self.column = next;
        self.open = Some(Open { text: String::new(), column });
        Ok(())
    }
}
