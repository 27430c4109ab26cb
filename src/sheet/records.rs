//! The records and fields of a text table, the rows numbered as a spreadsheet numbers them.
//!
//! They are what the csv crate makes of the same text (a property test holds them against it). Most fields are plain:
//! those are found with few looks at the bytes and never copied one by one.

use std::sync::Arc;

use super::{SheetBuilder, limits, old_text, text, unreadable};
use crate::diagnostic::{CellRef, Finding, Place};
use crate::message::{Detail, FileFault, Limit};

/// What was read from a text.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Rows {
    /// How many rows, with the empty lines between and behind the records.
    pub(super) count: u32,
    /// What does not belong in a text table.
    pub(super) odd: Odd,
    /// Something in it may be in an old encoding.
    pub(super) old: bool,
}

/// Cells with signs that do not belong in them: the first, and how many.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Odd {
    controls: Option<(CellRef, usize)>,
    quotes: Option<(CellRef, usize)>,
}

impl Odd {
    /// Adds what was found to the findings of a sheet.
    pub(super) fn tell(&self, file: &Arc<str>, sheet: &str, findings: &mut Vec<Finding>) {
        let controls = self.controls.map(|(cell, count)| (cell, Detail::ControlCharacters { count }));
        let quotes = self.quotes.map(|(cell, count)| (cell, Detail::StrayQuotes { count }));
        let sheet = Arc::from(sheet);
        let found = controls.into_iter().chain(quotes);
        findings.extend(found.map(|(cell, detail)| Finding::new(Place::cell(file, &sheet, cell), detail)));
    }
}

fn count(counter: &mut Option<(CellRef, usize)>, cell: CellRef) {
    counter.get_or_insert((cell, 0)).1 += 1;
}

/// Reads the records of `whole` from `start` on.
pub(super) fn read(
    whole: &str,
    start: usize,
    delimiter: u8,
    builder: &mut SheetBuilder,
) -> Result<Rows, Detail> {
    let text = whole.get(start..).unwrap_or_default();
    let bytes = text.as_bytes();
    // Plain fields are parts of the text, which is kept as a whole.
    let kept = builder.keep(text);
    // In most texts nothing is to be cleaned: that is seen at once; then only quoted line ends and tabs are looked for.
    let all_clean = text::are_clean(bytes, b"\n\r\t");
    // What is clean has no signs such as `¡` in it.
    let old = if all_clean { old_text::foreign(bytes) } else { old_text::suspected(bytes) };
    let mut fields: Vec<(usize, usize)> = Vec::new();
    let mut odd = Odd::default();
    let (mut row, mut at) = (0_u32, 0_usize);
    loop {
        let (blank, begin) = blank_lines(bytes, at);
        row = row.saturating_add(blank);
        if begin >= bytes.len() {
            return Ok(Rows { count: row, odd, old });
        }
        if row >= limits::TEXT_ROWS {
            return Err(limits::count(Limit::Rows, u64::from(limits::TEXT_ROWS), u64::from(row) + 1));
        }
        fields.clear();
        let plain = plain_record(bytes, begin, delimiter, &mut fields)
            .filter(|end| *end - begin <= limits::RECORD && fields.len() <= limits::COLUMNS as usize);
        match plain {
            Some(end) => {
                let record = bytes.get(begin..end).unwrap_or_default();
                let clean = if all_clean {
                    memchr::memchr3(b'\n', b'\r', b'\t', record).is_none()
                } else {
                    text::is_clean(record)
                };
                at = after_line_end(bytes, end);
                if clean {
                    for field in &mut fields {
                        *field = trimmed(bytes, *field);
                    }
                    builder.record(row, kept, &fields);
                } else {
                    for (column, (from, to)) in (0..).zip(&fields) {
                        let field = text.get(*from..*to).unwrap_or_default();
                        put_unclean(builder, &mut odd.controls, CellRef { row, column }, field);
                    }
                }
                if delimiter == b',' {
                    builder.width(row, fields.len());
                }
            }
            None => {
                let record = Record::read(bytes, begin, delimiter);
                record.check(whole, start + begin)?;
                for (column, field) in (0..).zip(record.fields()) {
                    put_unclean(builder, &mut odd.controls, CellRef { row, column }, field);
                }
                for column in &record.stray {
                    count(&mut odd.quotes, CellRef { row, column: *column });
                }
                if delimiter == b',' {
                    builder.width(row, record.ends.len());
                }
                at = after_line_end(bytes, record.end);
            }
        }
        row = row.saturating_add(1);
    }
}

/// A field without the spaces at its ends.
fn trimmed(bytes: &[u8], (mut from, mut to): (usize, usize)) -> (usize, usize) {
    while from < to && bytes.get(from) == Some(&b' ') {
        from += 1;
    }
    while from < to && bytes.get(to - 1) == Some(&b' ') {
        to -= 1;
    }
    (from, to)
}

/// Finds the fields of a record in which every quotation mark opens or closes a field, and where the record ends.
fn plain_record(
    bytes: &[u8],
    mut at: usize,
    delimiter: u8,
    fields: &mut Vec<(usize, usize)>,
) -> Option<usize> {
    loop {
        let behind = if bytes.get(at) == Some(&b'"') {
            let close = at + 1 + memchr::memchr(b'"', bytes.get(at + 1..)?)?;
            fields.push((at + 1, close));
            close + 1
        } else {
            let end = field_end(bytes, at, delimiter);
            fields.push((at, end));
            end
        };
        match bytes.get(behind) {
            Some(byte) if *byte == delimiter => at = behind + 1,
            None | Some(b'\n' | b'\r') => return Some(behind),
            Some(_) => return None,
        }
    }
}

/// Where a field ends that is not within quotation marks. Most are short.
fn field_end(bytes: &[u8], from: usize, delimiter: u8) -> usize {
    const SHORT: usize = 16;
    let rest = bytes.get(from..).unwrap_or_default();
    let ends = |byte: &u8| *byte == delimiter || *byte == b'\n' || *byte == b'\r';
    let short = rest.iter().take(SHORT).position(ends);
    let end = short.or_else(|| {
        let long = rest.get(SHORT..)?;
        memchr::memchr3(delimiter, b'\n', b'\r', long).map(|at| SHORT + at)
    });
    from + end.unwrap_or(rest.len())
}

/// A record with doubled or stray quotation marks, or one beyond the limits.
struct Record {
    /// The fields one behind the other, as the quotation marks mean them.
    text: Vec<u8>,
    /// Where each field ends in it.
    ends: Vec<usize>,
    /// Fields that go on behind their closing quotation mark.
    stray: Vec<u32>,
    /// Where the quotation mark stands that is never closed.
    open: Option<usize>,
    begin: usize,
    end: usize,
}

impl Record {
    /// Reads a record, but no further than a record may go.
    fn read(bytes: &[u8], begin: usize, delimiter: u8) -> Record {
        let bytes = bytes.get(..begin + limits::RECORD + 1).unwrap_or(bytes);
        let mut record =
            Record { text: Vec::new(), ends: Vec::new(), stray: Vec::new(), open: None, begin, end: begin };
        loop {
            record.field(bytes, delimiter);
            record.ends.push(record.text.len());
            if bytes.get(record.end) != Some(&delimiter) {
                return record;
            }
            record.end += 1;
        }
    }

    fn field(&mut self, bytes: &[u8], delimiter: u8) {
        let quoted = bytes.get(self.end) == Some(&b'"');
        if quoted {
            let open = self.end;
            loop {
                let rest = bytes.get(self.end + 1..).unwrap_or_default();
                let Some(close) = memchr::memchr(b'"', rest) else {
                    self.text.extend_from_slice(rest);
                    (self.open, self.end) = (Some(open), bytes.len());
                    return;
                };
                self.text.extend_from_slice(rest.get(..close).unwrap_or_default());
                self.end += close + 2;
                if bytes.get(self.end) != Some(&b'"') {
                    break;
                }
                self.text.push(b'"');
            }
        }
        let end = field_end(bytes, self.end, delimiter);
        let behind = bytes.get(self.end..end).unwrap_or_default();
        if quoted && behind.iter().any(|byte| *byte != b' ') {
            self.stray.extend(u32::try_from(self.ends.len()));
        }
        self.text.extend_from_slice(behind);
        self.end = end;
    }

    fn fields(&self) -> impl Iterator<Item = &str> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        let fields = starts.zip(&self.ends).map(|(start, end)| self.text.get(start..*end));
        fields.map(|field| std::str::from_utf8(field.unwrap_or_default()).unwrap_or_default())
    }

    /// Refuses a record that is too long, has too many fields, or is cut off by a quotation mark; it begins at `at`
    /// of the whole text.
    fn check(&self, whole: &str, at: usize) -> Result<(), Detail> {
        let whole = whole.as_bytes();
        let too_long = self.end - self.begin > limits::RECORD;
        // A record that is too long was cut: its mark may be closed behind the cut.
        let open = self.open.map(|open| at + open - self.begin);
        if let Some(open) = open.filter(|open| !too_long || never_closed(whole, *open)) {
            let line = line_of(whole, open);
            return Err(unreadable(FileFault::OpenQuote(line)));
        }
        if too_long {
            let line = line_of(whole, at);
            let size = (self.end - self.begin) as u64;
            return Err(limits::bytes(Limit::Record(line), limits::RECORD as u64, size));
        }
        let (allowed, found) = (u64::from(limits::COLUMNS), self.ends.len() as u64);
        if found > allowed { Err(limits::count(Limit::Columns, allowed, found)) } else { Ok(()) }
    }
}

/// Puts a field that has to be cleaned, and counts it where signs were taken away.
fn put_unclean(
    builder: &mut SheetBuilder,
    controls: &mut Option<(CellRef, usize)>,
    cell: CellRef,
    field: &str,
) {
    let dropped = |byte: u8| matches!(byte, 0..=8 | 0x0E..=0x1F | 0x7F);
    if field.bytes().any(dropped) {
        count(controls, cell);
    }
    builder.text(cell.row, cell.column, &text::clean_cell(field), false);
}

/// How many empty lines stand before a record, and where the record begins.
fn blank_lines(bytes: &[u8], from: usize) -> (u32, usize) {
    let (mut count, mut at) = (0, from);
    loop {
        let behind = after_line_end(bytes, at);
        if behind == at {
            return (count, at);
        }
        (count, at) = (count + 1, behind);
    }
}

/// The place behind the line end that stands here, if one does.
fn after_line_end(bytes: &[u8], at: usize) -> usize {
    match bytes.get(at..) {
        Some([b'\r', b'\n', ..]) => at + 2,
        Some([b'\r' | b'\n', ..]) => at + 1,
        _ => at,
    }
}

/// Whether a quoted field that opens at `quote` goes on to the end of the text.
fn never_closed(text: &[u8], quote: usize) -> bool {
    let mut rest = text.get(quote + 1..).unwrap_or_default();
    while let Some(at) = memchr::memchr(b'"', rest) {
        let doubled = rest.get(at + 1) == Some(&b'"');
        if !doubled {
            return false;
        }
        rest = rest.get(at + 2..).unwrap_or_default();
    }
    true
}

/// The line of a byte, from 1.
fn line_of(text: &[u8], at: usize) -> usize {
    let before = text.get(..at).unwrap_or_default();
    let lines = memchr::memchr_iter(b'\n', before).count();
    if lines == 0 { memchr::memchr_iter(b'\r', before).count() + 1 } else { lines + 1 }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::sheet::Row;

    /// Row and fields of every record, as the csv crate reads them.
    fn by_the_crate(text: &str) -> Vec<Vec<String>> {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(b';')
            .from_reader(text.as_bytes());
        let records = reader.records().map(Result::unwrap_or_default);
        records.map(|record| record.iter().map(|field| text::clean(field).into_owned()).collect()).collect()
    }

    fn by_us(text: &str) -> Vec<Vec<String>> {
        let bytes = text.as_bytes();
        let (mut at, mut records) = (0, Vec::new());
        loop {
            let begin = blank_lines(bytes, at).1;
            if begin >= bytes.len() {
                return records;
            }
            let mut fields = Vec::new();
            let record = Record::read(bytes, begin, b';');
            let odd: Vec<String> = record.fields().map(|field| text::clean(field).into_owned()).collect();
            if let Some(end) = plain_record(bytes, begin, b';', &mut fields) {
                let plain = fields.iter().map(|(from, to)| text::clean(&text[*from..*to]).into_owned());
                assert_eq!((plain.collect::<Vec<_>>(), end), (odd.clone(), record.end), "{text:?}");
            }
            at = after_line_end(bytes, record.end);
            records.push(odd);
        }
    }

    proptest! {
        #[test]
        fn records_are_those_of_the_csv_crate(text in "[a;\"\\r\\n đ]{0,40}|(a|đ{17}|;|\"|\"\"|\"đ;a\"|\n|\r){0,30}") {
            prop_assert_eq!(by_us(&text), by_the_crate(&text), "{:?}", text);
        }

        #[test]
        fn cells_are_those_of_the_records(text in "[a;\"\\r\\n đ\u{0}]{0,40}") {
            let mut builder = SheetBuilder::default();
            if read(&text, 0, b';', &mut builder).is_err() {
                return Ok(());
            }
            let sheet = builder.finish("S");
            let of_row = |row: Row| -> Vec<(u32, String)> {
                row.cells().map(|(column, _)| (column, row.text(column).unwrap_or_default().to_owned())).collect()
            };
            let cells: Vec<Vec<(u32, String)>> = sheet.rows().map(of_row).collect();
            let filled = |record: &Vec<String>| -> Vec<(u32, String)> {
                (0..).zip(record.iter().cloned()).filter(|(_, field)| !field.is_empty()).collect()
            };
            let expected: Vec<Vec<(u32, String)>> =
                by_the_crate(&text).iter().map(filled).filter(|record| !record.is_empty()).collect();
            prop_assert_eq!(cells, expected, "{:?}", text);
        }
    }
}
