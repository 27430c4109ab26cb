//! Text files: tables with separators, registers, `round.toml`.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use csv::{Terminator, WriterBuilder};

use crate::office::Office;

/// How a table is written.
#[derive(Clone, Copy)]
pub enum Style {
    /// UTF-8, commas.
    Plain,
    /// As Vietnamese Excel saves "CSV UTF-8": byte order mark, semicolons, CR LF.
    Excel,
}

/// Writes a file, making its folder.
pub fn write(path: &Path, bytes: impl AsRef<[u8]>) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    }
    fs::write(path, bytes).with_context(|| path.display().to_string())
}

/// Writes a table.
pub fn table(path: &Path, style: Style, rows: &[Vec<String>]) -> Result<()> {
    let (delimiter, terminator, mark) = match style {
        Style::Plain => (b',', Terminator::Any(b'\n'), ""),
        Style::Excel => (b';', Terminator::CRLF, "\u{feff}"),
    };
    let mut bytes = mark.as_bytes().to_vec();
    let mut writer = WriterBuilder::new()
        .delimiter(delimiter)
        .terminator(terminator)
        .flexible(true)
        .from_writer(&mut bytes);
    for row in rows {
        writer.write_record(row)?;
    }
    writer.flush()?;
    drop(writer);
    write(path, bytes)
}

/// Writes the register of units.
pub fn register(path: &Path, offices: &[Office], prefix: &str) -> Result<()> {
    let mut rows = vec![["name", "block", "aliases", "not_applicable", "code"].map(str::to_owned).to_vec()];
    for (at, office) in (1..).zip(offices) {
        let code = format!("{prefix}{at:02}");
        let exempt = office.exempt.join(";");
        rows.push(vec![
            office.name.clone(),
            office.block.to_owned(),
            office.aliases.to_owned(),
            exempt,
            code,
        ]);
    }
    table(path, Style::Plain, &rows)
}

/// `Xã Mẫu 01` as `xa-mau-01`.
pub fn slug(name: &str) -> String {
    name.replace("Phường", "phuong").replace("Xã", "xa").replace("Mẫu", "mau").replace(' ', "-")
}
