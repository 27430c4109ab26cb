//! The texts of evidence cells. Of hundreds of thousands of them no more is kept than the checks need; who wants to show
//! them looks into the files once more.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::sync::Arc;

use rayon::prelude::*;

use super::batch::Batch;
use crate::assessment::{Source, shown};
use crate::diagnostic::Place;
use crate::sheet;

/// Where evidence stands, and what it says.
#[derive(Debug, Default)]
pub struct Texts(BTreeMap<Place, String>);

impl Texts {
    /// The texts of all evidence cells of a batch. A file that can no longer be read gives none.
    pub fn of(batch: &Batch) -> Texts {
        let entries = batch.parts.iter().flat_map(|part| &part.assessments).flat_map(|unit| &unit.entries);
        let mut cells: BTreeMap<&Arc<str>, Vec<&Source>> = BTreeMap::new();
        for (_, at) in entries.filter_map(|entry| entry.evidence.as_ref()) {
            cells.entry(&at.sheet.file).or_default().push(at);
        }
        let paths: HashMap<&Arc<str>, _> = batch.files.iter().zip(&batch.inputs).collect();
        let files: Vec<(&Arc<str>, Vec<&Source>)> = cells.into_iter().collect();
        let read = |(file, cells): &(&Arc<str>, Vec<&Source>)| -> Vec<(Place, String)> {
            let bytes = paths.get(file).and_then(|path| fs::read(path).ok());
            let reading = bytes.map(|bytes| sheet::read(file, &bytes)).unwrap_or_default();
            let text = |at: &&Source| {
                let sheet = reading.sheets.iter().find(|sheet| sheet.name == at.sheet.sheet)?;
                let value = sheet.row_at(at.cell.row)?.get(at.cell.column)?;
                Some((at.place(), shown(&value).trim().to_owned()))
            };
            cells.iter().filter_map(text).collect()
        };
        Texts(files.par_iter().map(read).flatten().collect())
    }

    /// What a cell says.
    pub fn at(&self, source: &Source) -> Option<String> {
        self.0.get(&source.place()).cloned()
    }
}
