//! What fuzzing found once: the files below `tests/hostile/`, a folder per target, are read without a panic.

#![allow(clippy::unwrap_used)] // What a test cannot read must fail it.

use std::path::{Path, PathBuf};

use parindex::criteria::load;
use parindex::message::Lang;
use parindex::sheet::read;

fn kept(target: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/hostile").join(target);
    let Ok(files) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut files: Vec<PathBuf> = files.map(|file| file.unwrap().path()).collect();
    files.sort();
    files
}

#[test]
fn tables_and_workbooks() {
    for path in ["text", "workbook"].into_iter().flat_map(kept) {
        let reading = read(&path.to_string_lossy().into(), &std::fs::read(&path).unwrap());
        let texts = reading.findings.iter().map(|finding| finding.text(Lang::Vi).message.len());
        assert!(!reading.sheets.is_empty() || texts.sum::<usize>() > 0, "{}", path.display());
    }
}

#[test]
fn criteria_files() {
    for path in kept("criteria") {
        let (set, findings) = load(&path.to_string_lossy().into(), &std::fs::read_to_string(&path).unwrap());
        assert!(set.is_some() || !findings.is_empty(), "{}", path.display());
    }
}
