//! Writes the files of the benchmarks: criteria sets, one workbook per commune, and long tables of all communes. The
//! same for ever by a fixed seed; made once and kept below `target/bench-data/`.

// Not every benchmark needs every kind of file.
#![allow(dead_code)]

mod dice;
mod form;
mod long;
mod points;
mod set;

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, bail};
use parindex::criteria::{self, CriteriaSet};
use rayon::prelude::*;

/// How many workbooks lie in one folder.
pub const PER_FOLDER: u32 = 100;

/// A criteria set with the folder of its files.
pub struct Data {
    /// The set.
    pub set: CriteriaSet,
    /// Its file.
    pub file: PathBuf,
    folder: PathBuf,
}

/// Where the files lie: elsewhere as soon as this generator is another one.
pub fn folder() -> PathBuf {
    let mut hash = DefaultHasher::new();
    let sources = [
        include_str!("dice.rs"),
        include_str!("form.rs"),
        include_str!("long.rs"),
        include_str!("mod.rs"),
        include_str!("points.rs"),
        include_str!("set.rs"),
    ];
    sources.hash(&mut hash);
    let target = std::env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("target"), PathBuf::from);
    target.join("bench-data").join(format!("{:016x}", hash.finish()))
}

impl Data {
    /// The set with so many scored criteria, below this folder.
    pub fn new(folder: &Path, leaves: usize) -> anyhow::Result<Data> {
        fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
        let toml = set::toml(leaves);
        let name = format!("bench-{leaves}.toml");
        let (Some(set), faults) = criteria::load(&Arc::from(name.as_str()), &toml) else {
            bail!("{name} is not valid")
        };
        if let Some(fault) = faults.first() {
            bail!("{name}: {fault:?}");
        }
        let file = folder.join(name);
        fs::write(&file, toml)?;
        Ok(Data { set, file, folder: folder.to_path_buf() })
    }

    /// Writes so many workbooks where they are not there yet; their paths in order.
    pub fn workbooks(&self, count: u32) -> anyhow::Result<Vec<PathBuf>> {
        let choices = points::Choices::of(&self.set);
        let write = |number: u32| {
            let folder = self.forms(number);
            fs::create_dir_all(&folder)?;
            let path = folder.join(format!("xa-{number:05}.xlsx"));
            once(&path, |path| Ok(fs::write(path, form::workbook(&self.set, &choices, number)?)?))?;
            Ok(path)
        };
        (1..=count).into_par_iter().map(write).collect()
    }

    /// The folder of the workbook with this number.
    pub fn forms(&self, number: u32) -> PathBuf {
        self.folder.join("forms").join(format!("{:03}", (number - 1) / PER_FOLDER))
    }

    /// Writes the long CSV of so many units where it is not there yet.
    pub fn long_csv(&self, units: u32) -> anyhow::Result<PathBuf> {
        let path = self.folder.join(format!("long-{units}.csv"));
        once(&path, |path| long::csv(&self.set, units, path))?;
        Ok(path)
    }

    /// Writes the long workbook of so many units where it is not there yet.
    pub fn long_xlsx(&self, units: u32) -> anyhow::Result<PathBuf> {
        let path = self.folder.join(format!("long-{units}.xlsx"));
        once(&path, |path| long::xlsx(&self.set, units, path))?;
        Ok(path)
    }
}

/// Writes a file that is not there yet; it appears whole.
fn once(path: &Path, write: impl FnOnce(&Path) -> anyhow::Result<()>) -> anyhow::Result<()> {
    if path.exists() {
        return Ok(());
    }
    let unfinished = path.with_extension("tmp");
    write(&unfinished)?;
    fs::rename(&unfinished, path).with_context(|| path.display().to_string())
}
