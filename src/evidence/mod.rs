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

use crate::day::Day;
use clause::{Clauses, Draft};
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

    /// Whether no more is known than the year.
    pub fn is_year(&self) -> bool {
        self.first.month != self.last.month
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

/// Number and symbol of a document, where they stand in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Symbol {
    /// First byte.
    start: usize,
    /// The byte behind the last one.
    end: usize,
    /// Of a bare number behind `Công văn số` how symbols of its kind begin.
    kind: Option<&'static str>,
    /// The same for symbols that differ only in case, marks, signs and leading zeros.
    pub key: u64,
}

impl Symbol {
    /// Writes it as it is typed, without spaces: `123/KH-UBND`.
    pub fn write(&self, text: &str, to: &mut String) {
        let typed = text.get(self.start..self.end).unwrap_or_default();
        let sign = |c: char| if plain::plain(c) == b'-' { '-' } else { c };
        to.extend(typed.chars().filter(|c| *c != ' ').map(sign));
        to.extend(self.kind.iter().flat_map(|kind| ["/", kind]));
    }
}

/// A document that an evidence cell names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Number and symbol.
    pub symbol: Option<Symbol>,
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

/// The day that a text begins with: `15 tháng 3 năm 2025`, `15/3/2025`.
pub fn first_day(text: &str) -> Option<Day> {
    let mut plain = Plain::default();
    plain.fill(text);
    let dated = date::date(&plain, 0, plain.skip_spaces(0))?.what.dated;
    (dated.first == dated.last).then_some(dated.first)
}

/// Reads one text after the other with the same buffers.
#[derive(Debug, Default)]
pub struct Reader {
    plain: Plain,
    drafts: Vec<Draft>,
    documents: Vec<Document>,
}

impl Reader {
    /// The documents that a text names, in their order.
    pub fn read(&mut self, text: &str) -> &[Document] {
        self.plain.fill(text);
        self.drafts.clear();
        self.documents.clear();
        Clauses::new(&self.plain, text, &mut self.drafts).read(&mut self.documents);
        &self.documents
    }
}

/// A number for a text, the same for texts that differ only in the case of letters.
pub fn digest(text: &str) -> u64 {
    const EACH: u64 = 0x0101_0101_0101_0101;
    let (words, rest) = text.as_bytes().as_chunks::<8>();
    let mut last = [0; 8];
    last.iter_mut().zip(rest).for_each(|(last, byte)| *last = *byte);
    // Case is one bit of a plain letter; of a letter with marks it is somewhere in its bytes, which are left out.
    words.iter().chain([&last]).fold(text.len() as u64, |digest, word| {
        let word = u64::from_le_bytes(*word) | (EACH * 0x20);
        let marked = ((word >> 7) & EACH) * 0xFF;
        mixed(digest ^ (word & !marked))
    })
}

/// Every bit of the result depends on every bit.
fn mixed(number: u64) -> u64 {
    let number = number.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    number ^ (number >> 29) ^ (number >> 43)
}
