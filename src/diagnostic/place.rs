//! Where a finding stands: a cell of a workbook, or a span of a text file.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use crate::message::{Lang, say};

/// A cell, counted from 0; printed as `D17`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellRef {
    /// Row, from 0.
    pub row: u32,
    /// Column, from 0.
    pub column: u32,
}

impl fmt::Display for CellRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut letters = Vec::new();
        let mut column = self.column + 1;
        while column > 0 {
            letters.push(char::from(b'A' + ((column - 1) % 26) as u8));
            column = (column - 1) / 26;
        }
        letters.iter().rev().try_for_each(|letter| write!(f, "{letter}"))?;
        write!(f, "{}", self.row + 1)
    }
}

/// A span of a text file: bytes for the mark, line and column (from 1, in characters) for people.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TextSpan {
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1, in characters.
    pub column: usize,
    /// Bytes of the text.
    pub bytes: (usize, usize),
}

/// Where the lines of a text begin, so that a place is found without counting from the top.
#[derive(Clone, Debug)]
pub struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    /// The lines of a text.
    pub fn new(text: &'t str) -> Lines<'t> {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Lines { text, starts }
    }

    /// The span of `bytes`.
    pub fn span(&self, bytes: Range<usize>) -> TextSpan {
        let boundary = |at: usize| {
            let at = at.min(self.text.len());
            (0..=at).rev().find(|at| self.text.is_char_boundary(*at)).unwrap_or(0)
        };
        let start = boundary(bytes.start);
        let end = boundary(bytes.end).max(start);
        let line = self.starts.partition_point(|line| *line <= start).max(1);
        let column = self.text[self.starts[line - 1]..start].chars().count() + 1;
        TextSpan { line, column, bytes: (start, end) }
    }
}

/// Where a finding stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// A file, a sheet of it, or a cell of that.
    Cell {
        /// Path as the user gave it, with `/`.
        file: Arc<str>,
        /// Name of the sheet.
        sheet: Option<Arc<str>>,
        /// The cell.
        cell: Option<CellRef>,
    },
    /// A table of a Word document, or a cell of it.
    Table {
        /// Path as the user gave it, with `/`.
        file: Arc<str>,
        /// Which table of the document, from 1, as text.
        table: Arc<str>,
        /// The cell.
        cell: Option<CellRef>,
    },
    /// A span of a text file.
    Text {
        /// Path as the user gave it, with `/`.
        file: Arc<str>,
        /// The span.
        span: TextSpan,
    },
}

impl Place {
    /// A file as a whole.
    pub fn file(file: &Arc<str>) -> Place {
        Place::Cell { file: Arc::clone(file), sheet: None, cell: None }
    }

    /// A sheet as a whole.
    pub fn sheet(file: &Arc<str>, sheet: &Arc<str>) -> Place {
        Place::Cell { file: Arc::clone(file), sheet: Some(Arc::clone(sheet)), cell: None }
    }

    /// A cell.
    pub fn cell(file: &Arc<str>, sheet: &Arc<str>, cell: CellRef) -> Place {
        Place::Cell { file: Arc::clone(file), sheet: Some(Arc::clone(sheet)), cell: Some(cell) }
    }

    /// In words where a spreadsheet's names of cells would say nothing: `file: table 2, row 5, column 3`.
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Place::Table { file, table, cell: Some(cell) } => {
                let (row, column) = (cell.row + 1, cell.column + 1);
                say!(
                    lang,
                    "{file}: bảng {table}, dòng {row}, cột {column}",
                    "{file}: table {table}, row {row}, column {column}"
                )
            }
            Place::Table { file, table, cell: None } => {
                say!(lang, "{file}: bảng {table}", "{file}: table {table}")
            }
            _ => self.to_string(),
        }
    }

    /// The path of the file.
    pub fn path(&self) -> &Arc<str> {
        match self {
            Place::Cell { file, .. } | Place::Table { file, .. } | Place::Text { file, .. } => file,
        }
    }
}

/// `file!sheet!D17`, or `file:12:5`; a table of a document stands as a sheet does.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::Text { file, span } => write!(f, "{file}:{}:{}", span.line, span.column),
            Place::Table { file, table, cell } => {
                write!(f, "{file}!{table}")?;
                cell.map_or(Ok(()), |cell| write!(f, "!{cell}"))
            }
            Place::Cell { file, sheet, cell } => {
                write!(f, "{file}")?;
                if let Some(sheet) = sheet {
                    write!(f, "!{sheet}")?;
                }
                if let Some(cell) = cell {
                    write!(f, "!{cell}")?;
                }
                Ok(())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_named_as_in_a_spreadsheet() {
        for (row, column, name) in
            [(0, 0, "A1"), (16, 3, "D17"), (0, 25, "Z1"), (0, 26, "AA1"), (1_048_575, 16_383, "XFD1048576")]
        {
            assert_eq!(CellRef { row, column }.to_string(), name);
        }
    }

    #[test]
    fn columns_of_a_text_count_characters_not_bytes() {
        let text = "a = 1\ntên = \"Tiêu chí\" sai";
        let at = text.find("sai").unwrap();
        let span = Lines::new(text).span(at..at + 3);
        assert_eq!((span.line, span.column), (2, 18));
    }
}
