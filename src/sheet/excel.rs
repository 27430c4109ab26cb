//! Reads xlsx and xlsm, cell by cell: one cell that cannot be read is one finding, not a lost sheet.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::io::{Read, Seek};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxCellReader, XlsxError};

use super::build::Kept;
use super::extras::{self, Extras, Place as CellPlace};
use super::package::Package;
use super::value::{self, Epoch};
use super::{Reading, Sheet, SheetBuilder, limits, other, text};
use crate::diagnostic::{CellRef, Finding, Place};
use crate::message::Detail;

/// Sheets of our own in a workbook that we wrote.
const OWN_SHEETS: &str = "_parindex";
/// Texts from this length on are kept once, however many cells show them.
const SHARED_FROM: usize = 24;

/// Reads the visible sheets of a workbook.
pub(super) fn read(
    file: &Arc<str>,
    bytes: &[u8],
    mut package: Package,
    reading: &mut Reading,
) -> Result<(), Detail> {
    let stored = package.stored();
    let bytes = stored.as_deref().unwrap_or(bytes);
    let mut book = other::guarded(|| Xlsx::new(std::io::Cursor::new(bytes)))?;
    let epoch = Epoch::of(book.has_1904_epoch());
    let all = book.sheets_metadata().to_vec();
    for sheet in &all {
        let name = Arc::from(sheet.name.as_str());
        if !is_read(file, &name, sheet.typ, sheet.visible, reading) {
            continue;
        }
        let xml = extras::sheet_part(&mut package, &sheet.name, all.len())
            .and_then(|part| package.part(&part, limits::PART_BYTES))
            .unwrap_or_default();
        let mut run = Run { epoch, xml: &xml, ..Run::default() };
        let outcome = other::guarded(|| book.worksheet_cells_reader(&sheet.name))
            .and_then(|mut cells| run.read_all(&mut cells));
        run.report(file, &name, reading);
        match outcome {
            Ok(()) => finish(file, &name, run.builder, extras::scan(&xml), reading),
            Err(detail) => reading.findings.push(Finding::new(Place::sheet(file, &name), detail)),
        }
    }
    Ok(())
}

/// Whether a sheet is to be read; a hidden one is a finding.
pub(super) fn is_read(
    file: &Arc<str>,
    name: &Arc<str>,
    kind: SheetType,
    visible: SheetVisible,
    reading: &mut Reading,
) -> bool {
    if kind != SheetType::WorkSheet || name.starts_with(OWN_SHEETS) {
        return false;
    }
    if visible != SheetVisible::Visible {
        reading.findings.push(Finding::new(Place::sheet(file, name), Detail::HiddenSheet));
        return false;
    }
    true
}

fn finish(file: &Arc<str>, name: &Arc<str>, builder: SheetBuilder, extras: Extras, reading: &mut Reading) {
    for cell in extras.misread {
        let reason = "the value is written in a way that spreadsheets do not use".to_owned();
        let place = Place::cell(file, name, cell);
        reading.findings.push(Finding::new(place, Detail::UnreadableCell { reason }));
    }
    if builder.is_empty() {
        return;
    }
    let mut sheet = builder.finish(name);
    let filled: Vec<u32> = extras.hidden.iter().copied().filter(|row| has_row(&sheet, *row)).collect();
    if !filled.is_empty() {
        let detail = Detail::HiddenRows { rows: ranges(&filled) };
        reading.findings.push(Finding::new(Place::sheet(file, name), detail));
    }
    sheet.hidden_rows = extras.hidden;
    sheet.merges = extras.merges;
    reading.sheets.push(sheet);
}

fn has_row(sheet: &Sheet, row: u32) -> bool {
    sheet.rows.binary_search_by_key(&row, |span| span.index).is_ok()
}

/// `5–7, 12`, rows counted from 1; a long list is cut.
fn ranges(rows: &[u32]) -> String {
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for row in rows.iter().map(|row| row + 1) {
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == row => *last = row,
            _ => ranges.push((row, row)),
        }
    }
    let mut text: Vec<String> = ranges
        .iter()
        .take(20)
        .map(|(first, last)| if first == last { first.to_string() } else { format!("{first}–{last}") })
        .collect();
    if ranges.len() > text.len() {
        text.push("…".to_owned());
    }
    text.join(", ")
}

/// One pass over the cells of a sheet.
struct Run<'x> {
    builder: SheetBuilder,
    epoch: Epoch,
    xml: &'x [u8],
    shared: HashMap<usize, Kept, BuildHasherDefault<Address>>,
    /// Cells that the reader has passed, read or not.
    passed: usize,
    last: Option<(u32, u32)>,
    faults: Vec<Fault>,
    /// How many of the faults are at the place that `places` says.
    sure: usize,
    /// The cells in the order of the file, from the first fault on.
    places: Option<Vec<CellPlace>>,
}

impl Default for Run<'_> {
    fn default() -> Self {
        Run {
            builder: SheetBuilder::default(),
            epoch: Epoch::Y1900,
            xml: &[],
            shared: HashMap::default(),
            passed: 0,
            last: None,
            faults: Vec::new(),
            sure: 0,
            places: None,
        }
    }
}

/// A cell that could not be read.
struct Fault {
    /// Its number in the order of the file.
    number: usize,
    after: Option<(u32, u32)>,
    /// Its place, as far as it is known.
    at: Option<(u32, u32)>,
    /// The place is certain.
    certain: bool,
    reason: String,
}

impl Run<'_> {
    fn read_all<RS: Read + Seek>(&mut self, cells: &mut XlsxCellReader<'_, RS>) -> Result<(), Detail> {
        loop {
            // A panic in the reader is one more cell that cannot be read: it goes on behind it.
            match catch_unwind(AssertUnwindSafe(|| self.read_good(cells))) {
                Ok(Ok(())) => break,
                Ok(Err(Stop::Limit(detail))) => return Err(detail),
                Ok(Err(Stop::Reader(error))) => {
                    let broken = matches!(error, XlsxError::Xml(_) | XlsxError::XmlEof(_));
                    let again = self.faults.last().is_some_and(|fault| fault.number + 1 == self.passed);
                    self.fault(error.to_string());
                    if matches!(error, XlsxError::XmlEof(_)) || (broken && again) {
                        break;
                    }
                }
                Err(_) => self.fault("the reader failed at this cell".to_owned()),
            }
            if self.faults.len() >= limits::FAULTS {
                let faults = limits::FAULTS as u64;
                return Err(limits::count("unreadable cells in a sheet", faults - 1, faults));
            }
        }
        if self.places.as_ref().is_some_and(|places| places.len() == self.passed) {
            self.sure = self.faults.len();
        }
        Ok(())
    }

    fn read_good<RS: Read + Seek>(&mut self, cells: &mut XlsxCellReader<'_, RS>) -> Result<(), Stop> {
        while let Some(record) = cells.next_cell_with_formula_metadata().map_err(Stop::Reader)? {
            let at = self.place(record.pos);
            self.passed += 1;
            self.last = Some(at);
            let formula = record.formula.is_some();
            match record.value {
                DataRef::Empty if !formula => {}
                _ if at.0 >= limits::ROWS || at.1 >= limits::COLUMNS => self.faults.push(Fault {
                    number: self.passed - 1,
                    after: None,
                    at: Some(at),
                    certain: true,
                    reason: "the cell lies outside the grid of a spreadsheet".to_owned(),
                }),
                DataRef::SharedString(text) if text.len() >= SHARED_FROM => {
                    let builder = &mut self.builder;
                    let kept = *self
                        .shared
                        .entry(text.as_ptr().addr())
                        .or_insert_with(|| builder.keep(&text::clean(text)));
                    builder.kept_text(at.0, at.1, kept, formula);
                }
                value => value::put(&mut self.builder, at, &value, formula, self.epoch),
            }
            if self.builder.len() > limits::CELLS {
                let found = self.builder.len() as u64;
                return Err(Stop::Limit(limits::count("cells of a sheet", limits::CELLS as u64, found)));
            }
            if self.faults.len() >= limits::FAULTS {
                let faults = limits::FAULTS as u64;
                return Err(Stop::Limit(limits::count("unreadable cells in a sheet", faults - 1, faults)));
            }
        }
        Ok(())
    }

    /// The place of the cell that was just read. After a fault the reader may count wrongly where cells do not name
    /// their places; then our own count holds, as long as both agree on the cells that do.
    fn place(&mut self, read: (u32, u32)) -> (u32, u32) {
        let Some(places) = &self.places else { return read };
        match places.get(self.passed) {
            Some(place) if place.at == read || !place.named => {
                if place.named {
                    self.sure = self.faults.len();
                }
                place.at
            }
            _ => {
                self.places = None;
                read
            }
        }
    }

    fn fault(&mut self, reason: String) {
        if self.faults.is_empty() {
            let places = extras::places(self.xml);
            let before = self.passed.checked_sub(1).and_then(|number| places.get(number));
            if before.map(|place| place.at) == self.last {
                self.places = Some(places);
            }
        }
        let at = self.places.as_ref().and_then(|places| places.get(self.passed)).map(|place| place.at);
        self.faults.push(Fault { number: self.passed, after: self.last, at, certain: false, reason });
        self.passed += 1;
    }

    fn report(&mut self, file: &Arc<str>, sheet: &Arc<str>, reading: &mut Reading) {
        for (number, fault) in self.faults.drain(..).enumerate() {
            let cell =
                |(row, column): (u32, u32)| CellRef { row: row.min(1 << 30), column: column.min(1 << 30) };
            let known = fault.at.filter(|_| fault.certain || number < self.sure);
            let (place, reason) = match (known, fault.after.map(cell)) {
                (Some(at), _) => (Place::cell(file, sheet, cell(at)), fault.reason),
                (None, Some(after)) => {
                    (Place::cell(file, sheet, after), format!("after {after}: {}", fault.reason))
                }
                (None, None) => (Place::sheet(file, sheet), fault.reason),
            };
            reading.findings.push(Finding::new(place, Detail::UnreadableCell { reason }));
        }
    }
}

/// Why the reading of a sheet stopped.
enum Stop {
    Reader(XlsxError),
    Limit(Detail),
}

/// Hashes the address of a shared text: the same text of the workbook lies at the same place.
#[derive(Default)]
struct Address(u64);

impl Hasher for Address {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_usize(usize::from(*byte));
        }
    }

    fn write_usize(&mut self, address: usize) {
        self.0 = (self.0 ^ address as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(26);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}
