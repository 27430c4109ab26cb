//! What is measured: whole commands, their first stage, and the libraries alone.

use std::ffi::OsString;
use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::bail;
use calamine::{DataRef, Reader, Xlsx};
use clap::Parser;
use parindex::cli::Cli;
use parindex::commands::{Context, Done, run};
use parindex::message::Lang;
use rayon::prelude::*;

/// A command as the program runs it, from its arguments to the bytes of its JSON.
pub fn command(name: &str, set: &Path, paths: &[PathBuf]) -> anyhow::Result<usize> {
    let options = ["parindex", name, "--format", "json", "--criteria"].map(OsString::from);
    let paths = paths.iter().map(OsString::from);
    let cli = Cli::try_parse_from(options.into_iter().chain([set.into()]).chain(paths))?;
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut context = Context {
        lang: Lang::En,
        quiet: true,
        width: None,
        colour: false,
        out: &mut out,
        err: &mut err,
        progress: false,
    };
    // Files at fault would be another measurement.
    if run(cli, &mut context)? != Done::Clean || !err.is_empty() {
        bail!("{}{}", String::from_utf8_lossy(&err), String::from_utf8_lossy(&out[..out.len().min(2_000)]));
    }
    Ok(out.len())
}

/// The first stage of a command alone: from bytes to sheets.
pub fn sheets(files: &[PathBuf]) -> anyhow::Result<usize> {
    let rows = |file: &PathBuf| {
        let reading = parindex::sheet::read(&Arc::from(file.to_string_lossy()), &fs::read(file)?);
        Ok(reading.sheets.iter().map(parindex::sheet::Sheet::row_count).sum::<usize>())
    };
    files.par_iter().map(rows).sum()
}

/// calamine alone, cell by cell, on the same threads: bytes of text and sum of numbers, so that no value goes unread.
pub fn calamine(files: &[PathBuf]) -> anyhow::Result<(usize, f64)> {
    let sums = files.par_iter().map(|file| cells_of(file)).collect::<anyhow::Result<Vec<_>>>()?;
    Ok(sums.into_iter().fold((0, 0.0), |a, b| (a.0 + b.0, a.1 + b.1)))
}

fn cells_of(file: &Path) -> anyhow::Result<(usize, f64)> {
    let bytes = fs::read(file)?;
    let mut book = Xlsx::new(Cursor::new(bytes.as_slice()))?;
    let mut sums = (0, 0.0);
    for name in book.sheet_names() {
        let mut cells = book.worksheet_cells_reader(&name)?;
        while let Some(cell) = cells.next_cell()? {
            match cell.get_value() {
                DataRef::String(text) => sums.0 += text.len(),
                DataRef::SharedString(text) => sums.0 += text.len(),
                DataRef::Float(number) => sums.1 += number,
                DataRef::DateTime(date) => sums.1 += date.as_f64(),
                _ => {}
            }
        }
    }
    Ok(sums)
}

/// The csv crate alone, on one thread: bytes of all fields of all records.
pub fn csv_bytes(file: &Path) -> anyhow::Result<usize> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_path(file)?;
    let mut record = csv::ByteRecord::new();
    let mut bytes = 0;
    while reader.read_byte_record(&mut record)? {
        bytes += record.iter().map(<[u8]>::len).sum::<usize>();
    }
    Ok(bytes)
}
