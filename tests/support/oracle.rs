//! A second opinion on xlsx files: what calamine's streaming reader says of the cells, and where ours says otherwise.
//!
//! Nothing here shares code with our readers but the cleaning of texts, which is no matter of reading.

// Test code; each user takes its own part.
#![allow(dead_code, clippy::float_arithmetic, clippy::cast_possible_truncation, clippy::cast_precision_loss)]

use std::collections::BTreeMap;
use std::fmt;
use std::io::{Cursor, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use parindex::sheet::{Reading, clean, read};

use super::allowed::ALLOWED;

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Text(String),
    Number(f64),
    /// Year, month, day.
    Date(u16, u8, u8),
    Bool(bool),
    Error(String),
    /// A formula without a stored result.
    Uncached,
}

/// A filled cell: its value, and whether it holds a formula.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    pub value: Value,
    pub formula: bool,
}

/// The cells of a sheet by row and column.
pub type Cells = BTreeMap<(u32, u32), Cell>;

/// A visible sheet, as calamine reads it.
#[derive(Debug, Default)]
pub struct Sheet {
    pub name: String,
    pub cells: Cells,
    /// Cells that it could not read.
    pub faults: usize,
    /// It could not read the sheet to its end.
    pub broken: bool,
}

/// A place at which the two readers differ.
#[derive(Debug)]
pub struct Difference {
    pub sheet: String,
    pub at: (u32, u32),
    pub ours: Option<Cell>,
    pub theirs: Option<Cell>,
    /// Calamine met cells in this sheet that it could not read, or did not come to its end.
    pub faulty: bool,
    /// We have a finding at this cell.
    pub reported: bool,
    /// The cell as it is written, as often as it is.
    pub written: Vec<String>,
}

impl fmt::Display for Difference {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        let Difference { sheet, at: (row, column), ours, theirs, written, .. } = self;
        write!(
            out,
            "{sheet}, row {}, column {}: ours {ours:?}, calamine {theirs:?}: {}",
            row + 1,
            column + 1,
            written.concat()
        )
    }
}

const ROWS: u32 = 1_048_576;
const COLUMNS: u32 = 16_384;
const GIVE_UP: usize = 50;

/// The visible sheets with their cells; why there are none, where calamine refuses the file.
pub fn cells(bytes: &[u8]) -> Result<Vec<Sheet>, String> {
    let open = catch_unwind(AssertUnwindSafe(|| Xlsx::new(Cursor::new(bytes))));
    let mut book = open.map_err(|_| "panic".to_owned())?.map_err(|error| error.to_string())?;
    let mut sheets = Vec::new();
    for listed in book.sheets_metadata().to_vec() {
        let ours = listed.name.starts_with("_parindex");
        if listed.typ == SheetType::WorkSheet && listed.visible == SheetVisible::Visible && !ours {
            let mut sheet = Sheet { name: listed.name.clone(), ..Sheet::default() };
            let whole = catch_unwind(AssertUnwindSafe(|| read_sheet(&mut book, &mut sheet)));
            sheet.broken |= !matches!(whole, Ok(Ok(())));
            sheets.push(sheet);
        }
    }
    Ok(sheets)
}

fn read_sheet(book: &mut Xlsx<Cursor<&[u8]>>, sheet: &mut Sheet) -> Result<(), XlsxError> {
    let name = sheet.name.clone();
    let mut reader = book.worksheet_cells_reader(&name)?;
    loop {
        match catch_unwind(AssertUnwindSafe(|| reader.next_cell_with_formula_metadata())) {
            Ok(Ok(Some(record))) => put(sheet, record.pos, &record.value, record.formula.is_some()),
            Ok(Ok(None)) => return Ok(()),
            Ok(Err(error @ (XlsxError::Xml(_) | XlsxError::XmlEof(_)))) => return Err(error),
            Ok(Err(_)) | Err(_) => sheet.faults += 1,
        }
        if sheet.faults >= GIVE_UP {
            sheet.broken = true;
            return Ok(());
        }
    }
}

fn put(sheet: &mut Sheet, at: (u32, u32), value: &DataRef, formula: bool) {
    if matches!(value, DataRef::Empty) && !formula {
        return;
    }
    if at.0 >= ROWS || at.1 >= COLUMNS {
        sheet.faults += 1;
        return;
    }
    let value = match value {
        DataRef::Empty => Value::Uncached,
        DataRef::Int(number) => Value::Number(*number as f64),
        DataRef::Float(number) => float(*number),
        DataRef::String(text) | DataRef::DurationIso(text) => Value::Text(clean(text).into_owned()),
        DataRef::SharedString(text) => Value::Text(clean(text).into_owned()),
        DataRef::Bool(value) => Value::Bool(*value),
        DataRef::Error(error) => Value::Error(error.to_string()),
        DataRef::DateTime(time) => {
            let first = if time.to_ymd_hms_milli().0 >= 1904 { 0.0 } else { 1.0 };
            match time.to_ymd_hms_milli() {
                (year, month, day, ..) if time.is_datetime() && in_calendar(time.as_f64(), first) => {
                    Value::Date(year, month, day)
                }
                _ => float(time.as_f64()),
            }
        }
        DataRef::DateTimeIso(text) => iso(text).unwrap_or_else(|| Value::Text(clean(text).into_owned())),
    };
    if value != Value::Text(String::new()) {
        sheet.cells.insert(at, Cell { value, formula });
    }
}

fn in_calendar(serial: f64, first: f64) -> bool {
    serial >= first && serial < 2_958_466.0
}

fn float(number: f64) -> Value {
    if number.is_finite() { Value::Number(number) } else { Value::Error("#NUM!".to_owned()) }
}

fn iso(text: &str) -> Option<Value> {
    if !matches!(text.as_bytes().get(10), None | Some(b'T')) {
        return None;
    }
    let mut parts = text.get(..10)?.split('-').map(str::parse::<u16>);
    let (year, month, day) = (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
    let known = (1..=12).contains(&month) && (1..=31).contains(&day);
    known.then_some(Value::Date(year, month as u8, day as u8))
}

/// The cells of our reader, in the same shape.
pub fn ours(reading: &Reading) -> Vec<(String, Cells)> {
    use parindex::sheet::Value as Ours;
    let value = |value: Ours| {
        Some(match value {
            Ours::Text(text) => Value::Text(text.to_owned()),
            Ours::Number(number) => Value::Number(number.to_string().parse().unwrap_or(f64::NAN)),
            Ours::Date(date) => Value::Date(date.year, date.month, date.day),
            Ours::Bool(value) => Value::Bool(value),
            Ours::Error(error) => Value::Error(error.to_owned()),
            Ours::Uncached => Value::Uncached,
            // A finding tells of it.
            Ours::Unreadable => return None,
        })
    };
    let mut sheets = Vec::new();
    for sheet in &reading.sheets {
        let rows = sheet.rows().flat_map(|row| row.cells().map(move |(column, value)| (row, column, value)));
        let cell = |(row, column, found): (parindex::sheet::Row, u32, Ours)| {
            Some(((row.index(), column), Cell { value: value(found)?, formula: row.is_formula(column) }))
        };
        sheets.push((sheet.name.to_string(), rows.filter_map(cell).collect()));
    }
    sheets
}

/// Where our reader differs from calamine without a known reason.
pub fn differences(bytes: &[u8]) -> Vec<String> {
    cells(bytes).map_or_else(|_| Vec::new(), |theirs| differences_from(bytes, &theirs))
}

/// Where our reader differs from these sheets without a known reason.
pub fn differences_from(bytes: &[u8], theirs: &[Sheet]) -> Vec<String> {
    let file: Arc<str> = Arc::from("book.xlsx");
    let reading = read(&file, bytes);
    let whole = |finding: &&parindex::diagnostic::Finding| finding.place.to_string() == *file;
    if let Some(refusal) = reading.findings.iter().find(whole) {
        let text = refusal.text(parindex::message::Lang::En).message;
        let known = ["limit-exceeded", "encrypted-file"].contains(&refusal.code().id())
            || super::allowed::REFUSALS.iter().any(|(reason, _)| text.contains(reason));
        return if known { Vec::new() } else { vec![format!("refused: {text}")] };
    }
    let parts = Parts::of(bytes);
    let ours = ours(&reading);
    let mut found = Vec::new();
    for sheet in theirs {
        let said = |finding: &&parindex::diagnostic::Finding| {
            finding.place.to_string().ends_with(&format!("!{}", sheet.name))
                && ["limit-exceeded", "unreadable-file"].contains(&finding.code().id())
        };
        let given_up = reading.findings.iter().any(|finding| said(&finding));
        // Two sheets of one name, and sheets that either gives up, cannot be laid beside each other.
        let named = theirs.iter().filter(|other| other.name == sheet.name).count();
        // The rules in a workbook of ours are nobody's data.
        let rules = reading.marker.is_some() && parindex::marker::METHOD.contains(&sheet.name.as_str());
        if given_up || sheet.broken || named > 1 || parts.places_are_odd || rules {
            continue;
        }
        let empty = Cells::new();
        let own = ours.iter().find(|(name, _)| *name == sheet.name).map_or(&empty, |(_, cells)| cells);
        compare(sheet, own, &parts, &reading, &mut found);
    }
    found
}

fn compare(sheet: &Sheet, own: &Cells, parts: &Parts, reading: &Reading, found: &mut Vec<String>) {
    let places: std::collections::BTreeSet<_> = own.keys().chain(sheet.cells.keys()).collect();
    for &at in places {
        let (ours, theirs) = (own.get(&at), sheet.cells.get(&at));
        if same(ours, theirs) {
            continue;
        }
        let place = parindex::diagnostic::CellRef { row: at.0, column: at.1 }.to_string();
        let difference = Difference {
            sheet: sheet.name.clone(),
            at,
            ours: ours.cloned(),
            theirs: theirs.cloned(),
            faulty: sheet.faults > 0,
            reported: reading.findings.iter().any(|finding| finding.place.to_string().ends_with(&place)),
            written: parts.cell(&place),
        };
        if !ALLOWED.iter().any(|allowed| (allowed.when)(&difference)) {
            found.push(difference.to_string());
        }
    }
}

fn same(ours: Option<&Cell>, theirs: Option<&Cell>) -> bool {
    let (Some(ours), Some(theirs)) = (ours, theirs) else { return ours.is_none() && theirs.is_none() };
    ours.formula == theirs.formula && same_value(&ours.value, &theirs.value)
}

fn same_value(ours: &Value, theirs: &Value) -> bool {
    match (ours, theirs) {
        // We keep 12 significant digits, and nothing below a billionth of a thousandth.
        (Value::Number(a), Value::Number(b)) => (a - b).abs() <= b.abs() * 6e-12 + 1e-12,
        // What has more digits than we compute with stays as it is written.
        (Value::Text(text), Value::Number(number)) => {
            number.abs() >= 1e15 && text.parse::<f64>().is_ok_and(|text| text.to_bits() == number.to_bits())
        }
        _ => ours == theirs,
    }
}

/// The sheets as they are written, to see what stands at a cell.
struct Parts {
    sheets: Vec<String>,
    /// Some cell does not name its place as spreadsheets do, or two have one place: after a fault no reader knows
    /// where it is.
    places_are_odd: bool,
}

impl Parts {
    fn of(bytes: &[u8]) -> Parts {
        let mut sheets = Vec::new();
        let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else {
            return Parts { sheets, places_are_odd: true };
        };
        for index in 0..archive.len() {
            let Ok(part) = archive.by_index(index) else { continue };
            let name = part.name().map(|name| name.to_lowercase()).unwrap_or_default();
            let mut text = Vec::new();
            if name.contains("worksheets/") && part.take(16 << 20).read_to_end(&mut text).is_ok() {
                sheets.push(String::from_utf8_lossy(&text).into_owned());
            }
        }
        let odd = sheets.iter().any(|sheet| tags(sheet).any(|(_, tag)| !plain_place(tag)));
        Parts { sheets, places_are_odd: odd }
    }

    /// Every cell of this name, as it is written.
    fn cell(&self, place: &str) -> Vec<String> {
        let mut found = Vec::new();
        for sheet in &self.sheets {
            for (at, tag) in tags(sheet) {
                if attribute(tag, "r").is_some_and(|name| name.eq_ignore_ascii_case(place)) {
                    let rest = &sheet[at..];
                    let end = if tag.ends_with("/>") {
                        tag.len()
                    } else {
                        rest.find("c>").map_or(rest.len(), |at| at + 2)
                    };
                    found.push(rest[..end].to_owned());
                }
            }
        }
        found
    }
}

/// The opening tags of cells, with where they begin.
fn tags(sheet: &str) -> impl Iterator<Item = (usize, &str)> {
    sheet.match_indices('<').filter_map(move |(at, _)| {
        let tag = &sheet[at..=at + sheet[at..].find('>')?];
        let name = tag[1..].split([' ', '\t', '\r', '\n', '/', '>']).next()?;
        (name.rsplit(':').next()? == "c").then_some((at, tag))
    })
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = tag.split_once(&format!(" {name}=")).or_else(|| tag.split_once(&format!("\n{name}=")))?;
    let quote = rest.chars().next().filter(|quote| ['"', '\''].contains(quote))?;
    rest[1..].split(quote).next()
}

/// `D17`, no more than Excel has.
fn plain_place(tag: &str) -> bool {
    let Some(name) = attribute(tag, "r") else { return false };
    let letters = name.bytes().take_while(u8::is_ascii_alphabetic).count();
    let digits = &name[letters..];
    (1..=3).contains(&letters)
        && (1..=7).contains(&digits.len())
        && digits.bytes().all(|byte| byte.is_ascii_digit())
}
