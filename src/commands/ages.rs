//! Which of two forms of one unit is newer, by what stands in their files. Only files that clash are opened for it.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use super::files::Input;
use crate::assessment::dated;
use crate::diagnostic::{Finding, Place};
use crate::message::{Age, Detail, Twice};
use crate::sheet::{Date, Moment, read, saved};

/// A larger file is no form, and is not read again.
const LARGEST: u64 = 16 << 20;

/// What a file says of when it was made.
struct Made {
    saved: Option<Moment>,
    /// Per sheet the date that it bears.
    dated: HashMap<Arc<str>, Date>,
}

/// Adds to the forms that came twice which one looks newer.
pub fn tell(findings: &mut [Finding], inputs: &[Input]) {
    let twice = findings.iter().filter_map(|finding| match &finding.detail {
        Detail::DuplicateUnit { twice, .. } => Some([&twice.first.0, finding.place.path()]),
        _ => None,
    });
    let files: BTreeSet<Arc<str>> = twice.flatten().cloned().collect();
    if files.is_empty() {
        return;
    }
    let paths: HashMap<&str, &Path> = inputs.iter().map(|input| (&*input.shown, &*input.path)).collect();
    let made: HashMap<Arc<str>, Made> = files
        .into_par_iter()
        .filter_map(|file| paths.get(&*file).and_then(|path| made(&file, path)).map(|made| (file, made)))
        .collect();
    for finding in findings {
        let Detail::DuplicateUnit { twice, .. } = &mut finding.detail else { continue };
        let Place::Cell { file, sheet, .. } = &finding.place else { continue };
        twice.ages = ages(twice, (file, sheet.as_ref()), &made);
    }
}

/// A file that was read a moment ago; where it is gone, nothing is known.
fn made(file: &Arc<str>, path: &Path) -> Option<Made> {
    fs::metadata(path).ok().filter(|about| about.len() <= LARGEST)?;
    let bytes = fs::read(path).ok()?;
    let sheets = read(file, &bytes).sheets;
    let dated = sheets.iter().filter_map(|sheet| Some((Arc::clone(&sheet.name), dated(sheet)?))).collect();
    Some(Made { saved: saved(&bytes), dated })
}

/// The signs that both forms have.
fn ages(
    twice: &Twice,
    (file, sheet): (&Arc<str>, Option<&Arc<str>>),
    made: &HashMap<Arc<str>, Made>,
) -> Vec<Age> {
    let (first_file, first_sheet) = &twice.first;
    let (Some(first), Some(other)) = (made.get(first_file), made.get(file)) else { return Vec::new() };
    let mut ages = Vec::new();
    if let (Some(first), Some(other), false) = (first.saved, other.saved, first_file == file) {
        let order = other.cmp(&first);
        ages.push(Age { saved: true, first: first.to_string(), other: other.to_string(), order });
    }
    let of_sheet = |made: &Made, sheet: Option<&Arc<str>>| {
        // A form that is named by its file alone has one sheet.
        let only = || made.dated.values().next().filter(|_| made.dated.len() == 1);
        sheet.map_or_else(only, |sheet| made.dated.get(sheet)).copied()
    };
    let same = (first_file, first_sheet.as_ref()) == (file, sheet);
    if let (Some(first), Some(other), false) =
        (of_sheet(first, first_sheet.as_ref()), of_sheet(other, sheet), same)
    {
        let order = other.cmp(&first);
        ages.push(Age { saved: false, first: first.to_string(), other: other.to_string(), order });
    }
    ages
}
