//! Pages and XML that pass for spreadsheets: decoded by what they say they are in, then read as what they are.

use std::sync::Arc;

use super::encoding::{self, Decoded};
use super::{Format, Reading, csv, html, mhtml, other, spreadsheet_ml};
use crate::diagnostic::{Finding, Place};
use crate::message::Detail;

/// Reads a file of a kind that is written in tags.
pub(super) fn read(
    format: Format,
    file: &Arc<str>,
    bytes: &[u8],
    reading: &mut Reading,
) -> Result<(), Detail> {
    other::whole_file(bytes)?;
    let stem = csv::stem(file);
    if format == Format::Mhtml {
        return mhtml::read(file, stem, bytes, reading);
    }
    let Decoded { text, legacy } = encoding::decode_marked(bytes, encoding::label(bytes).as_deref())?;
    reading.findings.extend(legacy.into_iter().map(|detail| Finding::new(Place::file(file), detail)));
    if format == Format::Xml2003 {
        return spreadsheet_ml::read(file, &text, reading);
    }
    match html::read(stem, &text)? {
        Some(sheet) if sheet.row_count() == 0 => Err(Detail::EmptyFile),
        Some(sheet) => {
            reading.sheets.push(sheet);
            Ok(())
        }
        // A page that says why there is no table, such as one to log in.
        None => Err(Detail::UnsupportedFormat { kind: "HTML".to_owned() }),
    }
}
