//! Reads through calamine the xlsx and xlsm files that our own reader does not take, cell by cell: one cell that
//! cannot be read is one finding, not a lost sheet.

use std::io::{Cursor, Read, Seek};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use calamine::{DataRef, Dimensions, Reader, SheetType, SheetVisible, Xlsx, XlsxCellReader, XlsxError};

use super::value::{self, Epoch};
use super::{Reading, SheetBuilder, limits, marked, other};
use crate::diagnostic::{CellRef, Finding, Place};
use crate::message::{CellFault, Detail, Limit};

/// Reads the visible sheets of a workbook.
pub(super) fn read(file: &Arc<str>, bytes: &[u8], reading: &mut Reading) -> Result<(), Detail> {
    reading.by_library = true;
    let mut book = other::guarded(|| Xlsx::new(Cursor::new(bytes)))?;
    let epoch = Epoch::of(book.has_1904_epoch());
    for sheet in book.sheets_metadata().to_vec() {
        let name = Arc::from(sheet.name.as_str());
        if !is_read(file, &name, sheet.typ, sheet.visible, reading) {
            continue;
        }
        let mut run = Run { builder: SheetBuilder::default(), epoch, last: None, faults: Vec::new() };
        let outcome = other::guarded(|| book.worksheet_cells_reader(&sheet.name))
            .and_then(|mut cells| run.read_all(&mut cells));
        run.report(file, &name, reading);
        match outcome {
            Ok(()) if run.builder.is_empty() => {}
            Ok(()) => {
                let mut built = run.builder.finish(&name);
                let merges = other::guarded(|| book.merge_cells_by_sheet_name(&sheet.name));
                built.merges = good_merges(&merges.unwrap_or_default());
                marked::take(file, built, sheet.visible == SheetVisible::Visible, reading);
            }
            Err(detail) => reading.findings.push(Finding::new(Place::sheet(file, &name), detail)),
        }
    }
    Ok(())
}

/// Whether a sheet is to be read; a hidden one is a finding, unless it may be the marker.
pub(super) fn is_read(
    file: &Arc<str>,
    name: &Arc<str>,
    kind: SheetType,
    visible: SheetVisible,
    reading: &mut Reading,
) -> bool {
    reading.slip |= limits::is_slip(name);
    if kind != SheetType::WorkSheet || limits::is_ours(name) {
        return false;
    }
    if visible != SheetVisible::Visible && !marked::may_be(name) {
        reading.findings.push(Finding::new(Place::sheet(file, name), Detail::HiddenSheet));
        return false;
    }
    true
}

/// The merged ranges whose corners are in order.
pub(super) fn good_merges(found: &[Dimensions]) -> Vec<(CellRef, CellRef)> {
    let cell = |(row, column)| CellRef { row, column };
    found
        .iter()
        .filter(|range| range.start.0 <= range.end.0 && range.start.1 <= range.end.1)
        .take(limits::MERGES)
        .map(|range| (cell(range.start), cell(range.end)))
        .collect()
}

/// One pass over the cells of a sheet.
struct Run {
    builder: SheetBuilder,
    epoch: Epoch,
    last: Option<CellRef>,
    /// What is wrong, and the cell before it; the reader does not tell the place of what it cannot read.
    faults: Vec<(Option<CellRef>, String)>,
}

/// Why the reading of a sheet stopped.
enum Stop {
    Reader(XlsxError),
    Limit(Detail),
}

impl Run {
    fn read_all<RS: Read + Seek>(&mut self, cells: &mut XlsxCellReader<'_, RS>) -> Result<(), Detail> {
        let mut broken_before = false;
        loop {
            let at = self.last;
            // A panic in the reader is one more cell that cannot be read: it goes on behind it.
            match catch_unwind(AssertUnwindSafe(|| self.read_good(cells))) {
                Ok(Ok(())) => return Ok(()),
                Ok(Err(Stop::Limit(detail))) => return Err(detail),
                Ok(Err(Stop::Reader(error))) => {
                    let broken = matches!(error, XlsxError::Xml(_)) && self.last == at;
                    let end = matches!(error, XlsxError::XmlEof(_)) || (broken && broken_before);
                    broken_before = broken;
                    self.faults.push((self.last, error.to_string()));
                    if end {
                        return Ok(());
                    }
                }
                Err(_) => self.faults.push((self.last, "the reader failed at this cell".to_owned())),
            }
            if self.faults.len() >= limits::FAULTS {
                let faults = limits::FAULTS as u64;
                return Err(limits::count(Limit::UnreadableCells, faults - 1, faults));
            }
        }
    }

    fn read_good<RS: Read + Seek>(&mut self, cells: &mut XlsxCellReader<'_, RS>) -> Result<(), Stop> {
        while let Some(record) = cells.next_cell_with_formula_metadata().map_err(Stop::Reader)? {
            let (row, column) = record.pos;
            let formula = record.formula.is_some();
            if matches!(record.value, DataRef::Empty) && !formula {
                continue;
            }
            if row >= limits::ROWS || column >= limits::COLUMNS {
                return Err(Stop::Reader(XlsxError::Unexpected("a cell outside the grid of a spreadsheet")));
            }
            self.last = Some(CellRef { row, column });
            value::put(&mut self.builder, record.pos, &record.value, formula, self.epoch);
            if self.builder.len() > limits::CELLS {
                return Err(Stop::Limit(limits::cells(self.builder.len() as u64)));
            }
        }
        Ok(())
    }

    fn report(&mut self, file: &Arc<str>, sheet: &Arc<str>, reading: &mut Reading) {
        for (last, reason) in self.faults.drain(..) {
            let (place, reason) = match last {
                Some(cell) => (Place::cell(file, sheet, cell), format!("after {cell}: {reason}")),
                None => (Place::sheet(file, sheet), reason),
            };
            reading
                .findings
                .push(Finding::new(place, Detail::UnreadableCell { fault: CellFault::Other(reason) }));
        }
    }
}
