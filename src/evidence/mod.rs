//! Reads the documents that the text of an evidence cell names: number and symbol, date, page.
//!
//! Only what is certain is read. A date belongs to the document right before it; a document that another one only refers
//! to (`Báo cáo … thực hiện Kế hoạch số 10/KH-UBND`) is none of the cell's own.

mod clause;
mod date;
mod number;
mod plain;
mod remark;
mod words;

#[cfg(test)]
mod samples;

use std::fmt;
use std::hash::{DefaultHasher, Hasher};

use crate::day::Day;
use clause::Clauses;
use plain::Plain;
pub use remark::{Remark, remark};

/// So many documents are read from one cell; no unit names more.
const MOST: usize = 100;

/// When a document was issued: one day, or all days of the month or the year that is all its text says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dated {
    /// First day.
    pub first: Day,
    /// Last day.
    pub last: Day,
}

impl Dated {
    fn day(day: Day) -> Dated {
        Dated { first: day, last: day }
    }

    fn month(year: u16, month: u8) -> Option<Dated> {
        let last = Day::last_of(year, month)?;
        Some(Dated { first: Day::new(year, month, 1)?, last: Day::new(year, month, last)? })
    }

    fn year(year: u16) -> Option<Dated> {
        Some(Dated { first: Day::new(year, 1, 1)?, last: Day::new(year, 12, 31)? })
    }

    /// Whether both may be the same day.
    pub fn may_be(&self, other: &Dated) -> bool {
        self.first <= other.last && other.first <= self.last
    }
}

/// `15/03/2025`, `03/2025` or `2025`.
impl fmt::Display for Dated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Day { year, month, .. } = self.first;
        match (self.first == self.last, month == self.last.month) {
            (true, _) => self.first.fmt(f),
            (false, true) => write!(f, "{month:02}/{year}"),
            (false, false) => write!(f, "{year}"),
        }
    }
}

/// A document that an evidence cell names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Number and symbol as they are typed, without spaces: `123/KH-UBND`.
    pub symbol: Option<Box<str>>,
    /// When it was issued.
    pub dated: Option<Dated>,
    /// First and last page.
    pub pages: Option<(u16, u16)>,
    /// A part of it is named in another way than by pages: `mục 2`, `phụ lục III`.
    pub part: bool,
}

impl Document {
    /// A document of which only the day is known.
    pub fn of_day(day: Day) -> Document {
        Document { symbol: None, dated: Some(Dated::day(day)), pages: None, part: false }
    }
}

/// `123/KH-UBND (15/03/2025)`, or what is known of it.
impl fmt::Display for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The year alone stands in the symbol already.
        let dated = self.dated.filter(|dated| dated.first.month == dated.last.month);
        match (&self.symbol, dated) {
            (Some(symbol), Some(dated)) => write!(f, "{symbol} ({dated})"),
            (Some(symbol), None) => f.write_str(symbol),
            (None, _) => self.dated.iter().try_for_each(|dated| dated.fmt(f)),
        }
    }
}

/// Reads one text after the other with the same buffers.
#[derive(Debug, Default)]
pub struct Reader {
    plain: Plain,
    folded: Vec<u8>,
}

impl Reader {
    /// The documents that a text names, in their order.
    pub fn read(&mut self, text: &str) -> Vec<Document> {
        self.plain.fill(text);
        Clauses::new(&self.plain, text).read()
    }

    /// A number for the text that was read last: the same for texts that differ only in case, marks and punctuation.
    pub fn digest(&mut self) -> u64 {
        self.folded.clear();
        for byte in &self.plain.bytes {
            if byte.is_ascii_alphanumeric() {
                self.folded.push(byte.to_ascii_lowercase());
            } else if self.folded.last().is_some_and(|last| *last != b' ') {
                self.folded.push(b' ');
            }
        }
        let mut hasher = DefaultHasher::new();
        hasher.write(self.folded.trim_ascii_end());
        hasher.finish()
    }
}
