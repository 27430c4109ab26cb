//! Takes results of formulas out of a workbook, as programs other than Excel leave them.

use std::io::{Cursor, Read, Write};

use anyhow::Result;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// The result to write where there shall be none.
pub const NO_RESULT: &str = "?";

/// The same workbook; formulas whose result was written as [`NO_RESULT`] have none.
pub fn without_results(workbook: &[u8]) -> Result<Vec<u8>> {
    let mut from = ZipArchive::new(Cursor::new(workbook))?;
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for at in 0..from.len() {
        let mut part = from.by_index(at)?;
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes)?;
        let name = part.name()?.into_owned();
        if name.starts_with("xl/worksheets/sheet") {
            let text = String::from_utf8(bytes)?;
            // Such a result is the only one that is a text; numbers and errors keep theirs.
            let result = format!("</f><v>{NO_RESULT}</v>");
            bytes = text.replace(" t=\"str\"><f>", "><f>").replace(&result, "</f>").into_bytes();
        }
        to.start_file(name, options)?;
        to.write_all(&bytes)?;
    }
    Ok(to.finish()?.into_inner())
}
