//! The sheet in which a workbook that we made says what it is.

use std::sync::Arc;

use super::{Reading, Sheet, Value};
use crate::diagnostic::{Finding, Place};
use crate::marker::{Marker, SHEET};
use crate::message::Detail;

/// Whether a sheet may be the marker: only then a hidden one is read.
pub(super) fn may_be(name: &str) -> bool {
    name == SHEET
}

/// Takes a sheet that was read: as the marker, as any other, or as one that is hidden, which is said.
pub(super) fn take(file: &Arc<str>, sheet: Sheet, visible: bool, reading: &mut Reading) {
    let marker = if may_be(&sheet.name) { Marker::read(rows(&sheet)) } else { None };
    if marker.is_some() {
        reading.marker = marker;
    } else if visible {
        reading.sheets.push(sheet);
    } else {
        reading.findings.push(Finding::new(Place::sheet(file, &sheet.name), Detail::HiddenSheet));
    }
}

/// The first cells of each row. Every one was written as a text; other programs make numbers of some.
fn rows(sheet: &Sheet) -> impl Iterator<Item = [String; 4]> {
    sheet.rows().map(|row| {
        [0, 1, 2, 3].map(|column| match row.get(column) {
            Some(Value::Text(text)) => text.to_owned(),
            Some(Value::Number(number)) => number.normalize().to_string(),
            _ => String::new(),
        })
    })
}
