//! Reads xls, xlsb and ods, whose readers know no way to take cell after cell: the size of the file bounds them.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use calamine::{Data, DataRef, Ods, Range, Reader, SheetVisible, Xls, Xlsb};

use super::old_text::Font;
use super::value::{self, Epoch};
use super::{Reading, Sheet, SheetBuilder, biff, excel, limits, marked, unreadable};
use crate::diagnostic::{CellRef, Finding, Place};
use crate::message::{Detail, FileFault, Limit};

/// What a file says of a sheet and its library does not tell.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Extra {
    pub(super) hidden_rows: Vec<u32>,
    /// First and last.
    pub(super) hidden_columns: Vec<(u32, u32)>,
    pub(super) merges: Vec<(CellRef, CellRef)>,
    /// Cells in a font of an old encoding, by row and column.
    pub(super) fonts: BTreeMap<(u32, u32), Font>,
}

impl Extra {
    /// Gives the sheet what is known of it.
    fn apply(self, sheet: &mut Sheet) {
        sheet.hidden_rows = self.hidden_rows;
        sheet.hidden_columns = self.hidden_columns;
        sheet.merges.extend(self.merges);
        sheet.merges.truncate(limits::MERGES);
    }
}

/// Calls a library: its error and its panic are a finding.
pub(super) fn guarded<T, E: Display>(call: impl FnOnce() -> Result<T, E>) -> Result<T, Detail> {
    match catch_unwind(AssertUnwindSafe(call)) {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(error)) => {
            let reason = error.to_string();
            Err(if reason.contains("password") { Detail::EncryptedFile } else { unreadable(told(reason)) })
        }
        Err(_) => Err(unreadable(FileFault::ReaderFailed)),
    }
}

/// The usual causes by what libraries say of them.
fn told(reason: String) -> FileFault {
    let says = |words: &[&str]| words.iter().any(|word| reason.contains(word));
    if says(&["EOCD", "central directory", "failed to fill whole buffer", "unexpected end"]) {
        FileFault::NotWhole
    } else if says(&["not found in archive", "FileNotFound", "file not found"]) {
        FileFault::MissingPart(
            reason.rsplit(['\'', '"', ' ']).find(|word| word.contains('.')).unwrap_or("?").to_owned(),
        )
    } else if says(&["Xml error", "XML", "Xml"]) {
        FileFault::BrokenXml(String::new())
    } else {
        FileFault::Other(reason)
    }
}

/// A file that is read as a whole is small.
pub(super) fn whole_file(bytes: &[u8]) -> Result<(), Detail> {
    let size = bytes.len() as u64;
    let fits = size <= limits::WHOLE_FILE;
    if fits { Ok(()) } else { Err(limits::bytes(Limit::File, limits::WHOLE_FILE, size)) }
}

/// Reads a workbook of Excel 5 to 2003.
pub(super) fn read_xls(file: &Arc<str>, bytes: &[u8], reading: &mut Reading) -> Result<(), Detail> {
    whole_file(bytes)?;
    let extras = biff::check(bytes)?;
    let mut book = guarded(|| Xls::new(Cursor::new(bytes)))?;
    let epoch = Epoch::of(book.has_1904_epoch());
    let merges = |book: &mut Xls<_>, name: &str| book.merge_cells_by_sheet_name(name).unwrap_or_default();
    read_ranges(file, &mut book, epoch, merges, extras, reading);
    Ok(())
}

/// Reads an `OpenDocument` spreadsheet, as `LibreOffice` writes it.
pub(super) fn read_ods(
    file: &Arc<str>,
    bytes: &[u8],
    extras: Vec<Extra>,
    reading: &mut Reading,
) -> Result<(), Detail> {
    let mut book = guarded(|| Ods::new(Cursor::new(bytes)))?;
    read_ranges(file, &mut book, Epoch::Y1900, |_, _| Vec::new(), extras, reading);
    Ok(())
}

fn read_ranges<'a, B>(
    file: &Arc<str>,
    book: &mut B,
    epoch: Epoch,
    merges: impl Fn(&mut B, &str) -> Vec<calamine::Dimensions>,
    extras: Vec<Extra>,
    reading: &mut Reading,
) where
    B: Reader<Cursor<&'a [u8]>>,
    B::Error: Display,
{
    let mut extras = extras.into_iter();
    for sheet in book.sheets_metadata().to_vec() {
        let extra = extras.next().unwrap_or_default();
        let name = Arc::from(sheet.name.as_str());
        if !excel::is_read(file, &name, sheet.typ, sheet.visible, reading) {
            continue;
        }
        let built = guarded(|| book.worksheet_range(&sheet.name)).and_then(|values| {
            let formulas = guarded(|| book.worksheet_formula(&sheet.name)).unwrap_or_default();
            build(&values, &formulas, epoch, &extra.fonts)
        });
        match built {
            Ok(builder) if builder.is_empty() => {}
            Ok(builder) => {
                let mut built = builder.finish(&name);
                let found = guarded(|| Ok::<_, String>(merges(book, &sheet.name))).unwrap_or_default();
                built.merges = excel::good_merges(&found);
                extra.apply(&mut built);
                marked::take(file, built, sheet.visible == SheetVisible::Visible, reading);
            }
            Err(detail) => reading.findings.push(Finding::new(Place::sheet(file, &name), detail)),
        }
    }
}

fn build(
    values: &Range<Data>,
    formulas: &Range<String>,
    epoch: Epoch,
    fonts: &BTreeMap<(u32, u32), Font>,
) -> Result<SheetBuilder, Detail> {
    let mut builder = SheetBuilder::default();
    let place = |start: Option<(u32, u32)>, row: usize, column: usize| {
        let (top, left) = start.unwrap_or_default();
        let absolute = |first: u32, at: usize| first.saturating_add(u32::try_from(at).unwrap_or(u32::MAX));
        (absolute(top, row), absolute(left, column))
    };
    let inside = |at: (u32, u32)| at.0 < limits::ROWS && at.1 < limits::COLUMNS;
    for (row, column, value) in values.used_cells() {
        let at = place(values.start(), row, column);
        if inside(at) {
            let formula = formulas.get_value(at).is_some_and(|formula| !formula.is_empty());
            value::put(&mut builder, at, &borrowed(value), formula, epoch);
            if let (Data::String(_), Some(font)) = (value, fonts.get(&at)) {
                builder.shown_in(*font);
            }
        }
        within_cells(&builder)?;
    }
    for (row, column, _) in formulas.used_cells() {
        let at = place(formulas.start(), row, column);
        if inside(at) && values.get_value(at).is_none_or(|value| *value == Data::Empty) {
            builder.uncached(at.0, at.1);
        }
        within_cells(&builder)?;
    }
    Ok(builder)
}

fn within_cells(builder: &SheetBuilder) -> Result<(), Detail> {
    let found = builder.len();
    let fits = found <= limits::CELLS;
    if fits { Ok(()) } else { Err(limits::cells(found as u64)) }
}

fn borrowed(value: &Data) -> DataRef<'_> {
    match value {
        Data::Int(value) => DataRef::Int(*value),
        Data::Float(value) => DataRef::Float(*value),
        Data::String(text) => DataRef::SharedString(text),
        Data::DurationIso(text) => DataRef::DurationIso(text.clone()),
        Data::Bool(value) => DataRef::Bool(*value),
        Data::DateTime(value) => DataRef::DateTime(*value),
        Data::DateTimeIso(text) => DataRef::DateTimeIso(text.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::Empty => DataRef::Empty,
    }
}

/// Reads a binary workbook. A formula whose result is an error value is passed over by the reader of values; the
/// reader of formulas tells where it stands.
pub(super) fn read_xlsb(
    file: &Arc<str>,
    bytes: &[u8],
    extras: Vec<Extra>,
    reading: &mut Reading,
) -> Result<(), Detail> {
    let mut extras = extras.into_iter();
    let mut book = guarded(|| Xlsb::new(Cursor::new(bytes)))?;
    let epoch = Epoch::of(book.has_1904_epoch());
    for sheet in book.sheets_metadata().to_vec() {
        let extra = extras.next().unwrap_or_default();
        let name = Arc::from(sheet.name.as_str());
        if !excel::is_read(file, &name, sheet.typ, sheet.visible, reading) {
            continue;
        }
        let mut formulas = Vec::new();
        // Without the formulas the values are still worth having.
        let _ = guarded(|| {
            let mut cells = book.worksheet_cells_reader(&sheet.name)?;
            while let Some(cell) = cells.next_formula()? {
                formulas.push(cell.get_position());
                if formulas.len() > limits::CELLS {
                    break;
                }
            }
            Ok::<_, calamine::XlsbError>(())
        });
        formulas.sort_unstable();
        let mut builder = SheetBuilder::default();
        let mut limit = Ok(());
        let mut seen = Vec::new();
        let outcome = guarded(|| {
            let mut cells = book.worksheet_cells_reader(&sheet.name)?;
            while let Some(cell) = cells.next_cell()? {
                let at = cell.get_position();
                let formula = formulas.binary_search(&at).is_ok();
                if formula {
                    seen.push(at);
                }
                if at.0 < limits::ROWS && at.1 < limits::COLUMNS {
                    value::put(&mut builder, at, cell.get_value(), formula, epoch);
                }
                limit = within_cells(&builder).and_then(|()| within_text(&builder));
                if limit.is_err() {
                    break;
                }
            }
            Ok::<_, calamine::XlsbError>(())
        });
        seen.sort_unstable();
        for at in formulas.iter().filter(|at| at.0 < limits::ROWS && at.1 < limits::COLUMNS) {
            if outcome.is_ok() && seen.binary_search(at).is_err() {
                builder.error(at.0, at.1, "#VALUE!", true);
            }
        }
        match outcome.and(limit) {
            Ok(()) if builder.is_empty() => {}
            Ok(()) => {
                let mut built = builder.finish(&name);
                extra.apply(&mut built);
                marked::take(file, built, sheet.visible == SheetVisible::Visible, reading);
            }
            Err(detail) => reading.findings.push(Finding::new(Place::sheet(file, &name), detail)),
        }
    }
    Ok(())
}

/// Shared texts may be shown by any number of cells.
fn within_text(builder: &SheetBuilder) -> Result<(), Detail> {
    let found = builder.text_len() as u64;
    let fits = found <= limits::ALL_PARTS;
    if fits { Ok(()) } else { Err(limits::bytes(Limit::Text, limits::ALL_PARTS, found)) }
}
