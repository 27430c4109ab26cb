//! Writes the files of the benchmarks: one workbook per commune, and one long CSV of all communes. The same for ever
//! by a fixed seed; made once and kept below `target/bench-data/`.

mod dice;
mod form;
mod long;
mod points;

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use anyhow::Context;
use parindex::criteria::CriteriaSet;

/// Where the files of a set lie: elsewhere as soon as the set or this generator is another one.
pub fn folder(criteria: &str) -> PathBuf {
    let mut hash = DefaultHasher::new();
    criteria.hash(&mut hash);
    for source in ["dice.rs", "form.rs", "long.rs", "points.rs"].map(source) {
        source.hash(&mut hash);
    }
    let target = std::env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("target"), PathBuf::from);
    target.join("bench-data").join(format!("{:016x}", hash.finish()))
}

fn source(name: &str) -> &'static str {
    match name {
        "dice.rs" => include_str!("dice.rs"),
        "form.rs" => include_str!("form.rs"),
        "long.rs" => include_str!("long.rs"),
        _ => include_str!("points.rs"),
    }
}

/// Writes so many workbooks where they are not there yet; their paths in order.
pub fn workbooks(set: &CriteriaSet, folder: &Path, count: u32) -> anyhow::Result<Vec<PathBuf>> {
    let folder = folder.join("forms");
    fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
    let write = |number: u32| {
        let path = folder.join(format!("xa-{number:04}.xlsx"));
        once(&path, || form::workbook(set, number))?;
        Ok(path)
    };
    (1..=count).map(write).collect()
}

/// Writes the long CSV of so many units where it is not there yet.
pub fn long_csv(set: &CriteriaSet, folder: &Path, units: u32) -> anyhow::Result<PathBuf> {
    fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    let path = folder.join(format!("long-{units}.csv"));
    once(&path, || long::table(set, units))?;
    Ok(path)
}

/// Writes a file that is not there yet; it appears whole.
fn once(path: &Path, bytes: impl FnOnce() -> anyhow::Result<Vec<u8>>) -> anyhow::Result<()> {
    if path.exists() {
        return Ok(());
    }
    let unfinished = path.with_extension("tmp");
    fs::write(&unfinished, bytes()?)?;
    fs::rename(&unfinished, path).with_context(|| path.display().to_string())
}
