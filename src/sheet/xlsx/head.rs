//! What a cell says of itself: its place, its kind, its style.

use crate::diagnostic::CellRef;
use crate::message::CellFault;
use crate::sheet::limits;

/// What a cell says of itself.
pub(super) struct Head<'a> {
    /// Its place; `None` where what it says is none.
    pub(super) at: Option<CellRef>,
    pub(super) kind: Kind<'a>,
    pub(super) style: usize,
    pub(super) empty: bool,
}

impl Head<'_> {
    /// The cell has a place in the grid of a sheet.
    pub(super) fn in_grid(&self) -> Result<(), CellFault> {
        let inside = self.at.is_some_and(|at| at.row < limits::ROWS && at.column < limits::COLUMNS);
        if inside { Ok(()) } else { Err(CellFault::NoPlace) }
    }
}

/// The kind of value that a cell says it has.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind<'a> {
    /// It says nothing: a number, or what looks like none.
    Unsaid,
    /// `n`
    Number,
    /// `s`: the number of a shared string.
    Shared,
    /// `str`: the text that a formula gave.
    Text,
    /// `inlineStr`
    Inline,
    /// `b`
    Bool,
    /// `e`
    Error,
    /// `d`: a date in words.
    Date,
    Unknown(&'a str),
}

impl<'a> Kind<'a> {
    pub(super) fn of(word: &'a str) -> Kind<'a> {
        match word {
            "n" => Kind::Number,
            "s" => Kind::Shared,
            "str" => Kind::Text,
            "inlineStr" => Kind::Inline,
            "b" => Kind::Bool,
            "e" => Kind::Error,
            "d" => Kind::Date,
            word => Kind::Unknown(word),
        }
    }
}

/// `D17`; it may lie outside the grid.
pub(crate) fn place(text: &str) -> Option<CellRef> {
    let (mut column, mut row, mut letters) = (0_u32, 0_u32, 0);
    for byte in text.bytes() {
        match byte.to_ascii_uppercase() {
            letter @ b'A'..=b'Z' if row == 0 && letters < 3 => {
                column = column * 26 + u32::from(letter - b'A') + 1;
                letters += 1;
            }
            digit @ b'0'..=b'9' if letters > 0 && row < 100_000_000 => {
                row = row * 10 + u32::from(digit - b'0');
            }
            _ => return None,
        }
    }
    Some(CellRef { row: row.checked_sub(1)?, column: column.checked_sub(1)? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_read() {
        for (text, expected) in [
            ("A1", Some((0, 0))),
            ("d17", Some((16, 3))),
            ("XFD1048576", Some((1_048_575, 16_383))),
            ("XFE1", Some((0, 16_384))),
            ("A0", None),
            ("A", None),
            ("1", None),
            ("A1B", None),
            ("AAAA1", None),
            ("A99999999999", None),
            ("$A$1", None),
        ] {
            assert_eq!(place(text).map(|cell| (cell.row, cell.column)), expected, "{text}");
        }
    }
}
