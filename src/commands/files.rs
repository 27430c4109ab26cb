//! Finds the files of a batch and reads them on all cores, in an order that nothing but their names decides.

use std::fs;
use std::io::{self, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use walkdir::WalkDir;

use super::outcome::Context;
use super::progress::Progress;
use crate::assessment::{Catalog, FileReading, LongTable, Paper, PointsAre, ReadAs, read_file};
use crate::diagnostic::{Finding, Place};
use crate::message::{Detail, Lang, say};
use crate::sheet;

/// Endings of tables, and of papers that units send by mistake; other files in a folder are not looked at.
const TABLES: &[&str] = &["xlsx", "xlsm", "xlsb", "xls", "ods", "csv", "tsv"];
const MISTAKEN: &[&str] = &["pdf", "doc", "docx", "odt", "zip", "rar", "7z", "jpg", "jpeg", "png"];
/// No table is larger than this, in bytes; a larger file is not read.
const LARGEST: u64 = 512 << 20;
/// Files from this size on are read block by block where they are long tables.
const LONG: u64 = 4 << 20;
/// How much is read at once.
const BLOCK: usize = 1 << 20;

/// A file to read, and as what.
#[derive(Clone, Debug)]
pub struct Input {
    /// Path to open.
    pub path: PathBuf,
    /// Path as shown, with `/`.
    pub shown: Arc<str>,
    /// As what it is read.
    pub paper: Paper,
}

/// A path as shown: with `/`, without a leading `./`.
pub fn shown(path: &Path) -> Arc<str> {
    let text = path.to_string_lossy().replace('\\', "/");
    Arc::from(text.strip_prefix("./").unwrap_or(&text))
}

/// The files below the paths, sorted by name, each once.
pub fn find(paths: &[PathBuf], paper: Paper, skip: &[PathBuf]) -> Vec<Input> {
    let skip: Vec<PathBuf> = skip.iter().filter_map(|path| path.canonicalize().ok()).collect();
    let mut inputs: Vec<(PathBuf, Input)> = Vec::new();
    for path in paths {
        if path.is_dir() {
            let files = WalkDir::new(path).follow_links(true).into_iter().filter_map(Result::ok);
            let files = files.filter(|entry| entry.file_type().is_file() && is_table(entry.path()));
            inputs.extend(files.map(|entry| input(entry.path(), paper)));
        } else {
            inputs.push(input(path, paper));
        }
    }
    inputs.retain(|(canonical, _)| !skip.contains(canonical));
    inputs.sort_by(|a, b| a.1.shown.cmp(&b.1.shown));
    let mut seen: Vec<PathBuf> = Vec::new();
    inputs.retain(|(canonical, _)| {
        let new = seen.binary_search(canonical);
        if let Err(at) = &new {
            seen.insert(*at, canonical.clone());
        }
        new.is_err()
    });
    inputs.into_iter().map(|(_, input)| input).collect()
}

fn input(path: &Path, paper: Paper) -> (PathBuf, Input) {
    let canonical = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    (canonical, Input { path: path.to_path_buf(), shown: shown(path), paper })
}

/// Whether a file in a folder is looked at: not the lock files of Excel and `LibreOffice`, not hidden ones.
fn is_table(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy().to_string()).unwrap_or_default();
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    let known = TABLES.contains(&ending.as_str()) || MISTAKEN.contains(&ending.as_str());
    known && !name.starts_with("~$") && !name.starts_with('.')
}

/// Reads all files. The order of the result is the order of the files, whatever the number of threads.
pub fn read(
    catalogs: &[Catalog],
    inputs: &[Input],
    points: Option<PointsAre>,
    context: &Context,
) -> Vec<Vec<FileReading>> {
    let progress = Progress::new(inputs.len(), context);
    inputs
        .par_iter()
        .map(|input| {
            let readings = guarded(input, || read_one(catalogs, input, points));
            progress.one_more();
            readings
        })
        .collect()
}

/// What a file gives; a panic on the way is a fault of this file, the others go on.
fn guarded(input: &Input, read: impl FnOnce() -> Vec<FileReading>) -> Vec<FileReading> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|panic| {
        let said = panic.downcast_ref::<String>().map(String::as_str);
        let said = said.or_else(|| panic.downcast_ref::<&str>().copied());
        vec![refused(input, Detail::UnreadableFile { reason: said.unwrap_or("panic").to_owned() })]
    })
}

/// The reading of a file of which nothing is known but why.
fn refused(input: &Input, detail: Detail) -> FileReading {
    let finding = Finding::new(Place::file(&input.shown), detail);
    FileReading { findings: vec![finding], ..FileReading::default() }
}

/// Reads one file once, and its tables by each set.
fn read_one(catalogs: &[Catalog], input: &Input, points: Option<PointsAre>) -> Vec<FileReading> {
    let read_as = ReadAs { paper: input.paper, points };
    if let Some(readings) = read_long(catalogs, input, read_as) {
        return readings;
    }
    let bytes = match bytes(&input.path) {
        Ok(bytes) => bytes,
        Err(detail) => return vec![refused(input, *detail)],
    };
    let reading = sheet::read(&input.shown, &bytes);
    drop(bytes);
    let mut readings: Vec<FileReading> =
        catalogs.iter().map(|catalog| read_file(catalog, &input.shown, &reading.sheets, read_as)).collect();
    let mut findings = reading.findings;
    if reading.sheets.is_empty() && !findings.iter().any(Finding::is_error) {
        findings.push(Finding::new(Place::file(&input.shown), Detail::EmptyFile));
    }
    if let Some(first) = readings.first_mut() {
        findings.append(&mut first.findings);
        first.findings = findings;
    }
    readings
}

/// Reads a long table block by block, so that it is never in memory as a whole; `None` for every other file, and where
/// anything about the table is out of the ordinary.
fn read_long(catalogs: &[Catalog], input: &Input, read_as: ReadAs) -> Option<Vec<FileReading>> {
    let mut file = fs::File::open(&input.path).ok()?;
    let size = file.metadata().ok()?.len();
    if !(LONG..=LARGEST).contains(&size) {
        return None;
    }
    let (mut block, mut next) = (vec![0; BLOCK], vec![0; BLOCK]);
    let mut filled = fill(&mut file, &mut block).ok()?;
    let mut text = sheet::TextParts::begin(&input.shown, block.get(..filled)?)?;
    let mut tables: Option<Vec<LongTable>> = None;
    loop {
        let last = filled < BLOCK;
        let take = || {
            let sheets = text.take(block.get(..filled)?, last)?;
            if let (None, Some(head)) = (&tables, sheets.first()) {
                let begin = |catalog| LongTable::begin(catalog, &input.shown, head, read_as);
                tables = Some(catalogs.iter().map(begin).collect::<Option<_>>()?);
            }
            tables.iter_mut().flatten().try_for_each(|table| table.take(&sheets))
        };
        let (taken, read) = rayon::join(take, || fill(&mut file, &mut next));
        taken?;
        if last {
            return tables?.into_iter().map(LongTable::finish).collect();
        }
        filled = read.ok()?;
        std::mem::swap(&mut block, &mut next);
    }
}

/// Fills the block; less only at the end of the file.
fn fill(file: &mut fs::File, block: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while let Some(free) = block.get_mut(filled..).filter(|free| !free.is_empty()) {
        match file.read(free) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

fn bytes(path: &Path) -> Result<Vec<u8>, Box<Detail>> {
    let unreadable = |error: std::io::Error| Box::new(Detail::UnreadableFile { reason: error.to_string() });
    let size = fs::metadata(path).map_err(unreadable)?.len();
    if size > LARGEST {
        let found = format!("{} MB", size >> 20);
        let allowed = format!("{} MB", LARGEST >> 20);
        return Err(Box::new(Detail::LimitExceeded { limit: "file size", allowed, found }));
    }
    fs::read(path).map_err(unreadable)
}

/// A sentence that names a path that does not exist.
pub fn no_such_path(path: &Path, lang: Lang) -> String {
    let shown = shown(path);
    say!(
        lang,
        "Không có tệp hoặc thư mục “{shown}”. Kiểm tra lại đường dẫn.",
        "There is no file or folder “{shown}”. Check the path."
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_costs_one_file() {
        let inputs: Vec<Input> = ["a.xlsx", "b.xlsx", "c.xlsx"]
            .map(|name| Input { path: name.into(), shown: name.into(), paper: Paper::Form })
            .into();
        let read = |input: &Input| {
            let ours = || {
                assert!(&*input.shown != "b.xlsx", "row {} of a table", 7);
                vec![FileReading::default()]
            };
            guarded(input, ours)
        };
        let readings: Vec<Vec<FileReading>> = inputs.par_iter().map(read).collect();
        let found: Vec<String> = readings
            .iter()
            .flatten()
            .flat_map(|reading| &reading.findings)
            .map(|finding| format!("{} {:?}", finding.place, finding.detail))
            .collect();
        assert_eq!(found, ["b.xlsx UnreadableFile { reason: \"row 7 of a table\" }"]);
        assert_eq!(readings.len(), 3);
    }
}
