//! Line breaks in the cells of a workbook. The readers make spaces of them; in an appendix they divide the ways of
//! scoring, so they are read again and put back.

use std::io::Cursor;

use calamine::{Data, Reader, open_workbook_auto_from_rs};

use super::package::Package;
use super::text::{clean, clean_cell};
use super::{CellKind, Format, Reading, Sheet, build, limits, other};
use crate::diagnostic::Finding;

/// No appendix spans more cells, filled or not.
const AREA: u64 = 1_000_000;

/// Puts them back, where the file is small and plain enough to be read as a whole.
pub(super) fn restore(bytes: &[u8], reading: &mut Reading) {
    // What the readers refused is not opened another time.
    let refused = reading.sheets.is_empty() || reading.findings.iter().any(Finding::is_error);
    let workbook = matches!(reading.format, Format::Xlsx | Format::Xls | Format::Ods | Format::Xlsb);
    if refused || !workbook || other::whole_file(bytes).is_err() {
        return;
    }
    if reading.format != Format::Xls && Package::open(bytes).is_err() {
        return;
    }
    let Ok(mut book) = other::guarded(|| open_workbook_auto_from_rs(Cursor::new(bytes))) else { return };
    for sheet in reading.sheets.iter_mut().filter(|sheet| is_small(sheet)) {
        let Ok(range) = other::guarded(|| book.worksheet_range(&sheet.name)) else { continue };
        let Some((top, left)) = range.start() else { continue };
        for (row, column, value) in range.used_cells() {
            let (Data::String(text), Ok(row), Ok(column)) =
                (value, u32::try_from(row), u32::try_from(column))
            else {
                continue;
            };
            if text.contains(['\n', '\r']) {
                put(sheet, top + row, left + column, text);
            }
        }
    }
}

fn is_small(sheet: &Sheet) -> bool {
    let rows = sheet.rows.last().map_or(0, |row| u64::from(row.index) + 1);
    let columns = sheet.cells.iter().map(|cell| u64::from(cell.column) + 1).max().unwrap_or(0);
    rows * columns <= AREA && rows <= u64::from(limits::ROWS)
}

/// Gives a cell its lines, where it says the same otherwise.
fn put(sheet: &mut Sheet, row: u32, column: u32, raw: &str) {
    let Ok(at) = sheet.rows.binary_search_by_key(&row, |span| span.index) else { return };
    let span = &sheet.rows[at];
    let cells = span.start as usize..span.end as usize;
    let of_row = sheet.cells.get(cells.clone()).unwrap_or_default();
    let Ok(in_row) = of_row.binary_search_by_key(&column, |cell| u32::from(cell.column)) else { return };
    let cell = of_row[in_row];
    if cell.kind != CellKind::Text || sheet.arena(cell.payload) != clean_cell(raw) {
        return;
    }
    let lines: Vec<_> = raw.split(['\n', '\r']).map(clean).filter(|line| !line.is_empty()).collect();
    let payload = build::keep(&mut sheet.text, &lines.join("\n"));
    if let Some(cell) = sheet.cells.get_mut(cells.start + in_row) {
        cell.payload = payload;
    }
}
