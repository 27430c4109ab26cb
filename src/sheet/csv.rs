//! Reads a text table: fields of records, the rows numbered as a spreadsheet numbers them.

use std::cell::Cell;
use std::io::{self, Read};
use std::sync::Arc;

use rayon::prelude::*;

use super::encoding::{self, Decoded};
use super::{Reading, SheetBuilder, limits, sniff, text, unreadable};
use crate::diagnostic::{Finding, Place};
use crate::message::Detail;

/// What the csv reader asks for at once.
const BUFFER: usize = 64 << 10;

/// Tables from this length on are read in parts on all cores.
const LONG: usize = 4 << 20;

/// Reads a text table as one sheet, called as the file without its ending.
pub(super) fn read(file: &Arc<str>, bytes: &[u8], reading: &mut Reading) -> Result<(), Detail> {
    let size = bytes.len() as u64;
    if size > limits::TEXT {
        return Err(limits::bytes("file size", limits::TEXT, size));
    }
    // Most files are UTF-8: they are read as if they were, and their records checked on the way.
    let plain = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let mut builder = SheetBuilder::default();
    let mut outcome = match encoding::utf_16(bytes) {
        None => records(plain, &mut builder),
        Some(_) => Ok(false),
    };
    if let Ok(false) = outcome {
        let Decoded { text, legacy } = encoding::decode(bytes)?;
        if let Some(encoding) = legacy {
            let detail = Detail::LegacyEncoding { encoding: encoding.to_owned() };
            reading.findings.push(Finding::new(Place::file(file), detail));
        }
        builder = SheetBuilder::default();
        outcome = records(text.as_bytes(), &mut builder);
    }
    let outcome = outcome.map(|_| ());
    match outcome {
        // A table that is cut off by a quotation mark is shown as far as it goes.
        Ok(()) | Err(Detail::UnreadableFile { .. }) => {
            if !builder.is_empty() {
                let mut sheet = builder.finish(stem(file));
                sheet.from_text = true;
                reading.sheets.push(sheet);
            } else if outcome.is_ok() {
                return Err(Detail::EmptyFile);
            }
        }
        Err(_) => {}
    }
    outcome
}

/// `xa_01` of `forms/xa_01.csv`.
fn stem(file: &str) -> &str {
    let name = file.rsplit('/').next().unwrap_or(file);
    name.rsplit_once('.').map_or(name, |(stem, _)| if stem.is_empty() { name } else { stem })
}

/// Reads the records of a text in UTF-8; `false` where it is none.
fn records(whole: &[u8], builder: &mut SheetBuilder) -> Result<bool, Detail> {
    let (delimiter, start) = sniff::declared(whole).unwrap_or_else(|| (sniff::delimiter(whole), 0));
    let bytes = whole.get(start..).unwrap_or_default();
    if let Some(table) = in_parts(bytes, delimiter) {
        *builder = table;
        return Ok(true);
    }
    builder.reserve(bytes.len());
    Ok(rows(whole, start, delimiter, builder)?.is_some())
}

/// Reads a long table in parts at once, each from one line end to another. A part that does not end with a record,
/// because the line end lies within quotation marks, and whatever else is odd: `None`, and the table is read as one.
fn in_parts(bytes: &[u8], delimiter: u8) -> Option<SheetBuilder> {
    let parts = rayon::current_num_threads();
    if bytes.len() < LONG || parts < 2 {
        return None;
    }
    let mut rest = bytes;
    let mut cut = Vec::with_capacity(parts);
    for _ in 1..parts {
        let length = bytes.len() / parts;
        let end = length + memchr::memchr(b'\n', rest.get(length..)?)? + 1;
        let (part, below) = rest.split_at(end);
        cut.push(part);
        rest = below;
    }
    cut.push(rest);
    // The reader takes a byte order mark at the start of a part for its own.
    if cut.iter().skip(1).any(|part| part.starts_with(b"\xEF\xBB\xBF")) {
        return None;
    }
    let read = |(number, part): (usize, &&[u8])| {
        let mut builder = SheetBuilder::default();
        builder.reserve(if number == 0 { bytes.len() } else { part.len() });
        let rows = rows(part, 0, delimiter, &mut builder).ok()??;
        Some((builder, rows))
    };
    let read: Option<Vec<(SheetBuilder, u32)>> = cut.par_iter().enumerate().map(read).collect();
    let mut parts = read?.into_iter();
    let (mut table, mut row) = parts.next()?;
    for (part, rows) in parts {
        if !table.append(&part, row) {
            return None;
        }
        row = row.checked_add(rows)?;
    }
    (row <= limits::TEXT_ROWS).then_some(table)
}

/// Reads the records of `whole` from `start` on; how many rows they are with the empty lines between and behind them,
/// `None` where the text is not UTF-8.
fn rows(
    whole: &[u8],
    start: usize,
    delimiter: u8,
    builder: &mut SheetBuilder,
) -> Result<Option<u32>, Detail> {
    let bytes = whole.get(start..).unwrap_or_default();
    let record_limit = usize::try_from(limits::RECORD).unwrap_or(usize::MAX);
    let until = Cell::new(0);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .buffer_capacity(BUFFER)
        .from_reader(Window { bytes, at: 0, until: &until });
    let mut record = csv::ByteRecord::new();
    let (mut row, mut from) = (0_u32, 0_usize);
    loop {
        let (blank, begin) = blank_lines(bytes, from);
        until.set(begin.saturating_add(record_limit + BUFFER));
        if !reader.read_byte_record(&mut record).map_err(|error| unreadable(error.to_string()))? {
            return Ok(Some(row.saturating_add(blank)));
        }
        let end = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
        let last = end >= bytes.len();
        let too_long = end - begin > record_limit;
        if last || too_long {
            // A record that is too long was cut: its mark may be closed behind the cut.
            let rest = bytes.get(begin..).unwrap_or_default();
            let open = open_quote(rest.get(..end - begin).unwrap_or_default(), delimiter);
            if let Some(quote) = open.filter(|quote| !too_long || never_closed(rest, *quote)) {
                let line = line_of(whole, start + begin + quote);
                return Err(unreadable(format!("the quotation mark in line {line} is never closed")));
            }
        }
        if too_long {
            let line = line_of(whole, start + begin);
            let (allowed, found) = ("1 MB".to_owned(), format!("more than 1 MB in line {line}"));
            return Err(Detail::LimitExceeded { limit: "size of a record", allowed, found });
        }
        row = row.saturating_add(blank);
        if row >= limits::TEXT_ROWS {
            return Err(limits::count("rows", u64::from(limits::TEXT_ROWS), u64::from(row) + 1));
        }
        if record.len() > limits::COLUMNS as usize {
            let (allowed, found) = (u64::from(limits::COLUMNS), record.len() as u64);
            return Err(limits::count("columns", allowed, found));
        }
        // One check and one copy for the whole record, its fields one behind the other.
        let Ok(fields) = std::str::from_utf8(record.as_slice()) else { return Ok(None) };
        let kept = text::is_clean(fields.as_bytes()).then(|| builder.keep(fields));
        for column in 0..record.len() {
            let range = record.range(column).unwrap_or_default();
            let Some(field) = fields.get(range.clone()) else { return Ok(None) };
            let place = u32::try_from(column).unwrap_or(u32::MAX);
            match kept {
                _ if field.is_empty() => {}
                Some(kept) => {
                    let trimmed = field.trim_start_matches(' ');
                    let skipped = field.len() - trimmed.len();
                    let len = trimmed.trim_end_matches(' ').len();
                    builder.kept_text(
                        row,
                        place,
                        SheetBuilder::part(kept, range.start + skipped, len),
                        false,
                    );
                }
                None => builder.text(row, place, &text::clean(field), false),
            }
        }
        row = row.saturating_add(1);
        from = end;
    }
}

/// How many empty lines the reader passed over before the record, and where the record begins.
fn blank_lines(bytes: &[u8], from: usize) -> (u32, usize) {
    let half = from > 0 && bytes.get(from - 1..=from) == Some(b"\r\n");
    let (mut count, mut at) = (0, from + usize::from(half));
    loop {
        match bytes.get(at..) {
            Some([b'\r', b'\n', ..]) => at += 2,
            Some([b'\r' | b'\n', ..]) => at += 1,
            _ => return (count, at),
        }
        count += 1;
    }
}

/// Where the quotation mark stands that is still open at the end of a record.
fn open_quote(record: &[u8], delimiter: u8) -> Option<usize> {
    let (mut open, mut field_start, mut quoted, mut at) = (None, true, false, 0);
    while let Some(byte) = record.get(at) {
        match byte {
            b'"' if quoted && record.get(at + 1) == Some(&b'"') => at += 1,
            b'"' if quoted => (open, quoted) = (None, false),
            b'"' if field_start => (open, quoted) = (Some(at), true),
            _ => {}
        }
        field_start = !quoted && (*byte == delimiter || *byte == b'\n' || *byte == b'\r');
        at += 1;
    }
    open
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

/// The bytes of a text up to a mark that moves with the records, so that no record grows beyond bounds.
struct Window<'a> {
    bytes: &'a [u8],
    at: usize,
    until: &'a Cell<usize>,
}

impl Read for Window<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let end = self.bytes.len().min(self.until.get()).min(self.at.saturating_add(buffer.len()));
        let part = self.bytes.get(self.at..end).unwrap_or_default();
        let Some(target) = buffer.get_mut(..part.len()) else { return Ok(0) };
        target.copy_from_slice(part);
        self.at += part.len();
        Ok(part.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All cells as `A1=text`, then the codes of the findings.
    fn show(bytes: &[u8]) -> String {
        let mut reading = Reading::default();
        let outcome = read(&Arc::from("forms/xa_01.csv"), bytes, &mut reading);
        let cells = reading.sheets.iter().flat_map(|sheet| {
            assert_eq!((&*sheet.name, sheet.from_text), ("xa_01", true));
            sheet.rows().flat_map(|row| row.cells().map(move |(column, value)| (row.at(column), value)))
        });
        let mut shown: Vec<String> = cells
            .map(|(at, value)| match value {
                crate::sheet::Value::Text(text) => format!("{at}={text}"),
                value => format!("{at}={value:?}"),
            })
            .collect();
        shown.extend(reading.findings.iter().map(|finding| finding.code().id().to_owned()));
        if let Err(detail) = outcome {
            shown.push(match detail {
                Detail::UnreadableFile { reason } => reason,
                detail => crate::diagnostic::Code::of(&detail).id().to_owned(),
            });
        }
        shown.join(" ")
    }

    #[test]
    fn rows_are_numbered_as_in_a_spreadsheet() {
        for (text, expected) in [
            ("a;b\n1;2\n", "A1=a B1=b A2=1 B2=2"),
            ("a;b\r\n1;2", "A1=a B1=b A2=1 B2=2"),
            ("a;b\r1;2\r", "A1=a B1=b A2=1 B2=2"),
            ("\n\na;b\n\n1;2\n\n", "A3=a B3=b A5=1 B5=2"),
            ("\r\n\r\na;b\r\n\r\n1;2\r\n", "A3=a B3=b A5=1 B5=2"),
            ("\r\ra;b\r\r1;2\r", "A3=a B3=b A5=1 B5=2"),
            ("a;b\n;;\n  \n1;2\n", "A1=a B1=b A4=1 B4=2"),
            ("a;\"x\ny\n\nz\"\n1;2\n", "A1=a B1=x y z A2=1 B2=2"),
            ("sep=|\na|b;c\n", "A1=a B1=b;c"),
            ("\u{feff}a;b\n1;2\n", "A1=a B1=b A2=1 B2=2"),
            ("a,b\n\"say \"\"1\"\"\",2\na\"b,\"x\"y\n", "A1=a B1=b A2=say \"1\" B2=2 A3=a\"b B3=xy"),
            ("a;b;c\n1\n;;3;4\n", "A1=a B1=b C1=c A2=1 C3=3 D3=4"),
        ] {
            assert_eq!(show(text.as_bytes()), expected, "{text:?}");
        }
    }

    #[test]
    fn a_long_table_in_parts_is_the_same() {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(3).build().unwrap();
        let check = |line: &str, in_parts_too: bool| {
            let text = line.repeat(LONG / line.len() + 1);
            let text = text.as_bytes();
            let parts = pool.install(|| in_parts(text, b';'));
            assert_eq!(parts.is_some(), in_parts_too, "{line:?}");
            let Some(parts) = parts else { return };
            let mut whole = SheetBuilder::default();
            rows(text, 0, b';', &mut whole).unwrap();
            let (parts, whole) = (parts.finish("S"), whole.finish("S"));
            assert_eq!(parts.row_count(), whole.row_count());
            for (a, b) in parts.rows().zip(whole.rows()) {
                assert!(a.index() == b.index() && a.cells().eq(b.cells()), "{line:?}: row {}", b.index());
            }
        };
        check("Xã Mẫu;\"1.1\";\"nói \"\"có\"\"\";0,5\n", true);
        check("a;b\r\n\r\n1;2\r\n", true);
        check("\n\n\n;\n", true);
        check(&format!("a;\"{}\"\n", "\n".repeat(900_000)), false);
        check("a;b\r", false);
        check("a;\"b\n", false);
    }

    #[test]
    fn an_open_quotation_mark_is_named() {
        let open = "a;b\n1;2\n\n3;\"x\n4;5\n";
        assert_eq!(show(open.as_bytes()), "A1=a B1=b A2=1 B2=2 the quotation mark in line 4 is never closed");
        let long = format!("a;b\n1;\"{}", "x;y\n".repeat(1_000_000));
        assert_eq!(show(long.as_bytes()), "A1=a B1=b the quotation mark in line 2 is never closed");
        assert_eq!(show(b"a;\"b\"\n\"c\";\"d\""), "A1=a B1=b A2=c B2=d");
    }

    #[test]
    fn limits_hold() {
        let long = format!("a;b\n1;\"{}\"\n", "x".repeat(2_000_000));
        assert_eq!(show(long.as_bytes()), "limit-exceeded");
        assert_eq!(show("a;b\n".repeat(3).replace('b', &";".repeat(16_384)).as_bytes()), "limit-exceeded");
        assert_eq!(show(b";;\n;;\n"), "empty-file");
        assert_eq!(show(&[b"a;b\n", "\n".repeat(5_000_000).as_bytes(), b"1;2"].concat()), "limit-exceeded");
    }
}
