//! What was stated for one leaf, and where.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::proofs::Holds;
use crate::diagnostic::{CellRef, Place};
use crate::message::{Detail, Lang, number};
use crate::points::{Number, read_typed};
use crate::rule::Answer;
use crate::sheet::fold;
use crate::sheet::{Row, Value};

/// A sheet of a file, shared by all that was read from it.
#[derive(Debug, PartialEq, Eq)]
pub struct SheetRef {
    /// Path as the user gave it.
    pub file: Arc<str>,
    /// Name of the sheet.
    pub sheet: Arc<str>,
}

/// The cell from which a value comes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The sheet.
    pub sheet: Arc<SheetRef>,
    /// The cell.
    pub cell: CellRef,
}

impl Source {
    /// The same as the place of a finding.
    pub fn place(&self) -> Place {
        Place::cell(&self.sheet.file, &self.sheet.sheet, self.cell)
    }

    /// The cell, with file and sheet where they are others than those of `beside`.
    pub fn beside(&self, beside: &Source) -> String {
        if self.sheet == beside.sheet { self.cell.to_string() } else { self.place().to_string() }
    }
}

/// What stands in a points cell. Blank, not applicable, zero and faulty stay apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Stated {
    /// Nothing.
    #[default]
    Blank,
    /// These points.
    Points(Decimal),
    /// The criterion does not apply.
    NotApplicable,
    /// Something that cannot be used, with the points where some were typed; a finding says why.
    Fault(Option<Decimal>),
}

/// A stated value and its cell; a blank cell has its place too.
#[derive(Clone, Debug, Default)]
pub struct Mark {
    /// What stands there.
    pub stated: Stated,
    /// Where; `None` where the form has no such cell.
    pub at: Option<Source>,
}

impl Mark {
    /// Whether anything stands there.
    pub fn is_filled(&self) -> bool {
        self.stated != Stated::Blank
    }

    /// Takes a new mark where there is none yet, or where the new one overrides.
    pub(super) fn take(&mut self, new: Mark, overrides: bool) {
        if (overrides && new.is_filled()) || (!self.is_filled() && (new.is_filled() || self.at.is_none())) {
            *self = new;
        }
    }

    /// The points that were typed, also where they cannot be used.
    pub fn typed(&self) -> Option<Number> {
        match self.stated {
            Stated::Points(points) | Stated::Fault(Some(points)) => Some(Number::from(points)),
            _ => None,
        }
    }

    /// What was typed is at fault.
    pub fn spoil(&mut self) {
        self.stated = match self.stated {
            Stated::Points(points) => Stated::Fault(Some(points)),
            Stated::Fault(typed) => Stated::Fault(typed),
            Stated::Blank | Stated::NotApplicable => Stated::Fault(None),
        };
    }

    /// The points, where it states some that can be used.
    pub fn points(&self) -> Option<Number> {
        match self.stated {
            Stated::Points(points) => Some(exact(points)),
            _ => None,
        }
    }
}

/// Points as a number; most are whole, which need no fraction.
fn exact(points: Decimal) -> Number {
    match i64::try_from(points.mantissa()) {
        Ok(whole) if points.scale() == 0 => Number::from(whole),
        _ => Number::from(points),
    }
}

/// The raw data that a unit declared for a leaf.
#[derive(Clone, Debug)]
pub struct Declared {
    /// The values.
    pub answer: Answer,
    /// The first cell of them.
    pub at: Source,
    /// Per input its cell; of an option or items the one cell.
    pub cells: Vec<CellRef>,
    /// Something in them cannot be used; a finding says what.
    pub fault: bool,
}

/// All that was stated for one leaf.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    /// The form has a row (or column) for the leaf.
    pub present: bool,
    /// Self score.
    pub own: Mark,
    /// Appraised score, of the last round that is filled.
    pub appraised: Mark,
    /// That round, from 1 on; 0 where none is.
    pub round: u8,
    /// Survey score.
    pub survey: Mark,
    /// Raw data.
    pub declared: Option<Box<Declared>>,
    /// Where the form asks for raw data and they are blank: the first cell to fill.
    pub to_fill: Option<CellRef>,
    /// What the evidence cell of the unit's own form holds, and where it is; `None` where the form has none.
    pub evidence: Option<(Holds, Source)>,
}

/// Whether a text means "not applicable".
pub fn means_not_applicable(text: &str) -> bool {
    // All of these are short; most texts in a points cell are digits.
    if text.starts_with(|c: char| c.is_ascii_digit()) || text.len() > 40 {
        return false;
    }
    matches!(fold(text).as_str(), "kad" | "khong ap dung" | "khong danh gia" | "n a")
}

/// Whether a text is an error value of a spreadsheet, as CSV and ods keep it: `#N/A`, `#DIV/0!`, `Err:502`.
pub fn is_error_value(text: &str) -> bool {
    const NAMES: [&str; 11] =
        ["N/A", "DIV/0", "REF", "VALUE", "NAME", "NUM", "NULL", "SPILL", "CALC", "FIELD", "GETTING_DATA"];
    let name = text.strip_prefix('#').unwrap_or_default().trim_end_matches(['!', '?']);
    NAMES.contains(&name)
        || text.strip_prefix("Err:").is_some_and(|code| code.bytes().all(|b| b.is_ascii_digit()))
}

/// Whether a cell states points.
pub fn states_points(row: Row, column: u32) -> bool {
    matches!(read_points(row.get(column).as_ref()).0, Stated::Points(_))
}

/// What a points cell states; a fault comes with its detail.
pub fn read_points(value: Option<&Value>) -> (Stated, Option<Detail>) {
    let fault = |detail| (Stated::Fault(None), Some(detail));
    match value {
        // A formula without result is reported once for the sheet.
        None | Some(Value::Uncached) => (Stated::Blank, None),
        // Reported by the reader of the sheet.
        Some(Value::Unreadable) => (Stated::Fault(None), None),
        Some(Value::Number(points)) => (Stated::Points(*points), None),
        Some(Value::Error(error)) => fault(Detail::FormulaError { error: (*error).to_owned() }),
        Some(Value::Text(text)) => match read_typed(text).filter(|typed| !typed.percent) {
            Some(typed) => (Stated::Points(typed.value), None),
            None if is_error_value(text) => fault(Detail::FormulaError { error: (*text).to_owned() }),
            None if means_not_applicable(text) => (Stated::NotApplicable, None),
            None => fault(Detail::NotANumber { typed: (*text).to_owned() }),
        },
        Some(other) => fault(Detail::NotANumber { typed: shown(other) }),
    }
}

/// A cell as a person sees it.
pub fn shown(value: &Value) -> String {
    match value {
        Value::Text(text) | Value::Error(text) => (*text).to_owned(),
        Value::Number(digits) => number(&Number::from(*digits), Lang::En),
        Value::Date(date) => date.to_string(),
        Value::Bool(true) => "TRUE".to_owned(),
        Value::Bool(false) => "FALSE".to_owned(),
        Value::Uncached | Value::Unreadable => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trap_4_each_way_of_writing_nothing_has_one_reading() {
        let check = |text: &str, expected: Stated| {
            assert_eq!(read_points(Some(&Value::Text(text))).0, expected, "{text}");
        };
        assert_eq!(read_points(None).0, Stated::Blank);
        check("0", Stated::Points(Decimal::ZERO));
        check("-", Stated::Fault(None));
        check("x", Stated::Fault(None));
        check("KAD", Stated::NotApplicable);
        check("Không áp dụng", Stated::NotApplicable);
        check("không đánh giá", Stated::NotApplicable);
        check("N/A", Stated::NotApplicable);
        check("0.5/1", Stated::Fault(None));
        check("80%", Stated::Fault(None));
        assert_eq!(
            read_points(Some(&Value::Text("#N/A"))).1,
            Some(Detail::FormulaError { error: "#N/A".into() })
        );
        check("1,50 điểm", Stated::Points(Decimal::new(150, 2)));
    }
}
