//! Reads a text table: encoding and delimiter, then its records, a long table in parts on all cores.

use std::sync::Arc;

use rayon::prelude::*;

use super::detect::{self, Kind};
use super::encoding::{self, Decoded};
use super::records::{self, Odd, Rows};
use super::{Format, Reading, Sheet, SheetBuilder, disguise, limits, sniff, spoiled};
use crate::diagnostic::{Finding, Place};
use crate::message::{Detail, Limit};

/// Tables from this length on are read in parts on all cores.
const LONG: usize = 4 << 20;
/// About how long a part is: its cells then stay near the processor.
const PART: usize = 256 << 10;

/// Reads a text table as one sheet, called as the file without its ending.
pub(super) fn read(file: &Arc<str>, bytes: &[u8], reading: &mut Reading) -> Result<(), Detail> {
    let size = bytes.len() as u64;
    if size > limits::TEXT {
        return Err(limits::bytes(Limit::File, limits::TEXT, size));
    }
    let Decoded { text, legacy } = encoding::decode(bytes)?;
    spoiled::check(&text)?;
    reading.findings.extend(legacy.into_iter().map(|detail| Finding::new(Place::file(file), detail)));
    let (delimiter, start) = dialect(text.as_bytes());
    let mut builder = SheetBuilder::default();
    let outcome = match in_parts(text.get(start..).unwrap_or_default(), delimiter) {
        Some((table, rows)) => {
            builder = table;
            Ok(rows)
        }
        None => records::read(&text, start, delimiter, &mut builder),
    };
    match &outcome {
        Ok(Rows { odd, .. }) => odd.tell(file, stem(file), &mut reading.findings),
        // A table that is cut off by a quotation mark is shown as far as it goes.
        Err(Detail::UnreadableFile { .. }) => {}
        Err(_) => return outcome.map(|_| ()),
    }
    if builder.is_empty() {
        return outcome.and(Err(Detail::EmptyFile));
    }
    let mut sheet = finish(builder, file);
    sheet.unicode = outcome.as_ref().is_ok_and(|rows| !rows.old);
    reading.sheets.push(sheet);
    outcome.map(|_| ())
}

fn finish(builder: SheetBuilder, file: &str) -> Sheet {
    let mut sheet = builder.finish(stem(file));
    sheet.from_text = true;
    sheet
}

/// `xa_01` of `forms/xa_01.csv`.
pub(super) fn stem(file: &str) -> &str {
    let name = file.rsplit('/').next().unwrap_or(file);
    name.rsplit_once('.').map_or(name, |(stem, _)| if stem.is_empty() { name } else { stem })
}

/// The sign between fields, and where the records begin.
fn dialect(text: &[u8]) -> (u8, usize) {
    sniff::declared(text).unwrap_or_else(|| (sniff::delimiter(text), 0))
}

/// Reads a long table in parts at once. What is odd in a part, and where a part does not begin with a record after
/// all: `None`, and the table is read as one.
fn in_parts(text: &str, delimiter: u8) -> Option<(SheetBuilder, Rows)> {
    let threads = rayon::current_num_threads();
    if text.len() < LONG || threads < 2 {
        return None;
    }
    let (mut parts, rest) = cut(text.as_bytes(), text.len() / threads);
    parts.push(rest);
    let read = read_parts(&parts, delimiter);
    let (mut table, mut all) = (SheetBuilder::default(), Rows::default());
    for (part, rows) in read? {
        if !table.append(&part, all.count) {
            return None;
        }
        all.count = all.count.checked_add(rows.count)?;
    }
    (all.count <= limits::TEXT_ROWS).then_some((table, all))
}

fn read_parts(parts: &[&[u8]], delimiter: u8) -> Option<Vec<(SheetBuilder, Rows)>> {
    parts.par_iter().map(|part| read_part(part, delimiter)).collect()
}

/// Reads a part that begins and ends with a record and holds nothing odd.
fn read_part(part: &[u8], delimiter: u8) -> Option<(SheetBuilder, Rows)> {
    let text = simdutf8::basic::from_utf8(part).ok()?;
    let mut builder = SheetBuilder::default();
    let rows = records::read(text, 0, delimiter, &mut builder).ok()?;
    (rows.odd == Odd::default() && !rows.old).then_some((builder, rows))
}

/// Cuts a text that begins with a record into parts of at least `length` bytes that end with one, and the rest.
fn cut(bytes: &[u8], length: usize) -> (Vec<&[u8]>, &[u8]) {
    let (mut parts, mut rest) = (Vec::new(), bytes);
    while let Some(end) = record_end(rest, length, false) {
        let (part, below) = rest.split_at(end);
        parts.push(part);
        rest = below;
    }
    (parts, rest)
}

/// Where the first record ends behind `from`, told by line ends and the number of quotation marks before them.
/// `open`: the text begins within quotation marks.
fn record_end(bytes: &[u8], from: usize, mut open: bool) -> Option<usize> {
    let mut at = 0;
    loop {
        let look = at.max(from);
        let end = look + memchr::memchr(b'\n', bytes.get(look..)?)? + 1;
        open ^= quotes(bytes.get(at..end)?) % 2 == 1;
        if !open {
            return Some(end);
        }
        at = end;
    }
}

fn quotes(bytes: &[u8]) -> usize {
    memchr::memchr_iter(b'"', bytes).count()
}

/// A long table that comes in block after block and is given on in sheets of some thousand rows.
#[derive(Debug)]
pub struct TextParts {
    file: Arc<str>,
    delimiter: u8,
    /// Bytes of the first block that belong to no record.
    skip: usize,
    /// Rows so far.
    row: u32,
    /// The begin of a record that the next block goes on with.
    rest: Vec<u8>,
}

impl TextParts {
    /// A table with this first block; `None` where it is no text in UTF-8. `file` is the path as shown.
    pub fn begin(file: &Arc<str>, head: &[u8]) -> Option<TextParts> {
        let bom = if head.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
        let odd = encoding::utf_16(head).is_some() || disguise::finding(file, Format::Text).is_some();
        if odd || !matches!(detect::kind(head), Ok(Kind::Text)) {
            return None;
        }
        let (delimiter, start) = dialect(head.get(bom..)?);
        Some(TextParts { file: Arc::clone(file), delimiter, skip: bom + start, row: 0, rest: Vec::new() })
    }

    /// The sheets of the next block, and what was left of the one before, numbered on. `None` where anything is odd:
    /// then only [`super::read`] can tell what.
    pub fn take(&mut self, block: &[u8], last: bool) -> Option<Vec<Sheet>> {
        let block = block.get(std::mem::take(&mut self.skip)..)?;
        let mut seam = std::mem::take(&mut self.rest);
        let open = quotes(&seam) % 2 == 1;
        let end = if seam.is_empty() { Some(0) } else { record_end(block, 0, open) };
        let (head, below) = block.split_at(end.unwrap_or(block.len()));
        seam.extend_from_slice(head);
        if end.is_none() && !last {
            self.rest = seam;
            return (self.rest.len() <= limits::RECORD).then(Vec::new);
        }
        let (parts, rest) = cut(below, PART);
        self.rest = if last { Vec::new() } else { rest.to_vec() };
        let parts = [seam.as_slice()].into_iter().chain(parts).chain(last.then_some(rest));
        let parts: Vec<&[u8]> = parts.filter(|part| !part.is_empty()).collect();
        let mut sheets = Vec::with_capacity(parts.len());
        for (mut part, rows) in read_parts(&parts, self.delimiter)? {
            part.move_down(self.row);
            self.row = self.row.checked_add(rows.count).filter(|row| *row <= limits::TEXT_ROWS)?;
            sheets.push(finish(part, &self.file));
        }
        Some(sheets)
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
                Detail::UnreadableFile { fault } => format!("{fault:?}"),
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
            (
                "a,b\n\"say \"\"1\"\"\",2\na\"b,\"x\"y\n",
                "A1=a B1=b A2=say \"1\" B2=2 A3=a\"b B3=xy stray-characters",
            ),
            ("a,b\n\"x\" ,\"y\"\n", "A1=a B1=b A2=x B2=y"),
            ("a;b\n1\u{0}5;\u{7f}\n", "A1=a B1=b A2=15 stray-characters"),
            ("a\tb\n\"1\t2\"\t 3 \n", "A1=a B1=b A2=1 2 B2=3"),
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
            let parts = pool.install(|| in_parts(&text, b';'));
            assert_eq!(parts.is_some(), in_parts_too, "{line:?}");
            let Some(parts) = parts else { return };
            let mut whole = SheetBuilder::default();
            let rows = records::read(&text, 0, b';', &mut whole).unwrap();
            assert_eq!(parts.1, rows, "{line:?}");
            let (parts, whole) = (parts.0.finish("S"), whole.finish("S"));
            assert_eq!(parts.row_count(), whole.row_count());
            for (a, b) in parts.rows().zip(whole.rows()) {
                assert!(a.index() == b.index() && a.cells().eq(b.cells()), "{line:?}: row {}", b.index());
            }
        };
        check("Xã Mẫu;\"1.1\";\"nói \"\"có\"\"\";0,5\n", true);
        check("a;b\r\n\r\n1;2\r\n", true);
        check("\n\n\n;\n", true);
        check(&format!("a;\"{}\"\n", "\n".repeat(900_000)), true);
        check("a;b\r", true);
        check("a;\"b\n", false);
    }

    #[test]
    fn an_open_quotation_mark_is_named() {
        let open = "a;b\n1;2\n\n3;\"x\n4;5\n";
        assert_eq!(show(open.as_bytes()), "A1=a B1=b A2=1 B2=2 OpenQuote(4)");
        let long = format!("a;b\n1;\"{}", "x;y\n".repeat(1_000_000));
        assert_eq!(show(long.as_bytes()), "A1=a B1=b OpenQuote(2)");
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
