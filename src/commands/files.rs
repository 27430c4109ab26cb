//! Finds the files of a batch and reads them on all cores, in an order that nothing but their names decides.

use std::cell::RefCell;
use std::collections::HashSet;
use std::fs;
use std::io::{self, Read, Seek};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use super::made::Made;
use super::outcome::{Context, Refused};
use super::progress::Progress;
use crate::assessment::{
    Catalog, FileReading, LongTable, Paper, PointsAre, ReadAs, mark_foreign, misplaced, read_file,
};
use crate::criteria::CriteriaSet;
use crate::diagnostic::{Finding, Place};
use crate::message::{Detail, FileFault, Lang, Limit, say};
use crate::sheet;

/// Endings of tables, and of papers that units send by mistake; other files in a folder are not looked at.
const TABLES: &[&str] = &["xlsx", "xlsm", "xlsb", "xls", "ods", "csv", "tsv", "htm", "html", "mht", "mhtml"];
const MISTAKEN: &[&str] = &["pdf", "doc", "docx", "odt", "zip", "rar", "7z", "jpg", "jpeg", "png"];
/// No table is larger than this, in bytes; a larger file is not read.
pub const LARGEST: u64 = 512 << 20;
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
            inputs.extend(below(path, paper));
        } else {
            inputs.push(input(path, canonical(path), paper));
        }
    }
    inputs.retain(|(canonical, _)| !skip.contains(canonical));
    inputs.sort_by(|a, b| a.1.shown.cmp(&b.1.shown));
    let mut seen = HashSet::new();
    inputs.into_iter().filter_map(|(canonical, input)| seen.insert(canonical).then_some(input)).collect()
}

/// The tables in a folder, each with the path that is its own.
fn below(folder: &Path, paper: Paper) -> Vec<(PathBuf, Input)> {
    let entries: Vec<_> =
        WalkDir::new(folder).follow_links(true).into_iter().filter_map(Result::ok).collect();
    // Without links below it, a path is the folder's own and the rest.
    let linked = entries.iter().skip(1).any(DirEntry::path_is_symlink);
    let whole = canonical(folder);
    let own = |path: &Path| match path.strip_prefix(folder) {
        Ok(rest) if !linked => whole.join(rest),
        _ => canonical(path),
    };
    let files = entries.iter().filter(|entry| entry.file_type().is_file()).map(DirEntry::path);
    files.filter(|path| is_table(path)).map(|path| input(path, own(path), paper)).collect()
}

/// The path that is a file's own, where it is there.
pub fn canonical(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_path_buf())
}

fn input(path: &Path, canonical: PathBuf, paper: Paper) -> (PathBuf, Input) {
    (canonical, Input { path: path.to_path_buf(), shown: shown(path), paper })
}

/// Whether a file in a folder is looked at: not the lock files of Excel and `LibreOffice`, not hidden ones.
fn is_table(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy().to_string()).unwrap_or_default();
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    let known = TABLES.contains(&ending.as_str()) || MISTAKEN.contains(&ending.as_str());
    known && !name.starts_with("~$") && !name.starts_with('.')
}

/// What is asked of all files.
#[derive(Clone, Copy)]
pub struct Asked<'a, 's> {
    /// What points count as where the head does not say it.
    pub points: Option<PointsAre>,
    /// The year of the round.
    pub year: Option<i64>,
    /// A round says which papers lie where.
    pub in_round: bool,
    /// Whether what stands beside the points is read.
    pub whole: bool,
    /// Against what workbooks of ours are held, where they are.
    pub made: Option<&'a Made<'s>>,
}

/// Reads all files. The order of the result is the order of the files, whatever the number of threads.
pub fn read(
    catalogs: &[Catalog],
    inputs: &[Input],
    asked: Asked,
    context: &Context,
) -> Vec<Vec<FileReading>> {
    let progress = Progress::new(inputs.len(), context);
    inputs
        .par_iter()
        .map(|input| {
            let readings = guarded(input, || read_one(catalogs, input, asked));
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
        let fault = said.map_or(FileFault::ReaderFailed, |said| FileFault::Other(said.to_owned()));
        vec![refused(input, Detail::UnreadableFile { fault })]
    })
}

/// The reading of a file of which nothing is known but why.
fn refused(input: &Input, detail: Detail) -> FileReading {
    let finding = Finding::new(Place::file(&input.shown), detail);
    FileReading { findings: vec![finding], ..FileReading::default() }
}

/// Reads one file once, and its tables by each set.
fn read_one(catalogs: &[Catalog], input: &Input, asked: Asked) -> Vec<FileReading> {
    let read_as = ReadAs { paper: input.paper, points: asked.points, year: asked.year, whole: asked.whole };
    let (mut file, size) = match open(&input.path) {
        Ok(opened) => opened,
        Err(detail) => return vec![refused(input, *detail)],
    };
    if size >= LONG
        && let Some(readings) = read_long(&mut file, catalogs, input, read_as)
    {
        return readings;
    }
    let reading = match with_bytes(&mut file, size, |bytes| sheet::read(&input.shown, bytes)) {
        Ok(reading) => reading,
        Err(error) => return vec![refused(input, unreadable(&error))],
    };
    let misplaced = reading.marker.as_ref().and_then(|marker| misplaced(marker, input.paper));
    if let Some(detail) = misplaced.filter(|_| asked.in_round) {
        return vec![refused(input, detail)];
    }
    let mut readings: Vec<FileReading> =
        catalogs.iter().map(|catalog| read_file(catalog, &input.shown, &reading.sheets, read_as)).collect();
    if catalogs.len() > 1 {
        let sets: Vec<&CriteriaSet> = catalogs.iter().map(|catalog| catalog.set).collect();
        mark_foreign(&sets, &mut readings);
    }
    let mut findings = reading.findings;
    if let (Some(made), Some(marker)) = (asked.made, &reading.marker) {
        findings.extend(made.check(input, marker, &reading.sheets, &readings));
    }
    if reading.sheets.is_empty() && !findings.iter().any(Finding::is_error) {
        let detail = if reading.slip { Detail::OnlySlip } else { Detail::EmptyFile };
        findings.push(Finding::new(Place::file(&input.shown), detail));
    }
    if let Some(first) = readings.first_mut() {
        findings.append(&mut first.findings);
        first.findings = findings;
    }
    readings
}

/// Reads a long table block by block, so that it is never in memory as a whole; `None` for every other file, and where
/// anything about the table is out of the ordinary.
fn read_long(
    file: &mut fs::File,
    catalogs: &[Catalog],
    input: &Input,
    read_as: ReadAs,
) -> Option<Vec<FileReading>> {
    let (mut block, mut next) = (vec![0; BLOCK], vec![0; BLOCK]);
    let mut filled = fill(file, &mut block).ok()?;
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
        let (taken, read) = rayon::join(take, || fill(file, &mut next));
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

/// Opens a file, and its size.
fn open(path: &Path) -> Result<(fs::File, u64), Box<Detail>> {
    let unreadable = |error: io::Error| Box::new(unreadable(&error));
    let file = fs::File::open(path).map_err(unreadable)?;
    let known = file.metadata().map_err(unreadable)?;
    if known.is_dir() {
        return Err(Box::new(Detail::UnreadableFile { fault: FileFault::IsFolder }));
    }
    let size = known.len();
    if size > LARGEST {
        let found = format!("{} MB", size >> 20);
        let allowed = format!("{} MB", LARGEST >> 20);
        return Err(Box::new(Detail::LimitExceeded { limit: Limit::File, allowed, found }));
    }
    Ok((file, size))
}

/// Why the system does not give a file.
fn unreadable(error: &io::Error) -> Detail {
    // Windows: another program shares neither the file nor a part of it.
    let locked = cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33));
    let fault = match error.kind() {
        _ if locked => FileFault::InUse,
        io::ErrorKind::PermissionDenied => FileFault::NoPermission,
        io::ErrorKind::IsADirectory => FileFault::IsFolder,
        io::ErrorKind::NotFound => FileFault::NotThere,
        io::ErrorKind::UnexpectedEof => FileFault::NotWhole,
        _ => FileFault::Other(error.to_string()),
    };
    Detail::UnreadableFile { fault }
}

thread_local! {
    /// The bytes of a file, kept for the next one.
    static BYTES: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Reads a whole file and does something with its bytes.
fn with_bytes<T>(file: &mut fs::File, size: u64, work: impl FnOnce(&[u8]) -> T) -> io::Result<T> {
    let mut bytes = BYTES.take();
    bytes.clear();
    bytes.reserve(usize::try_from(size).unwrap_or_default() + 1);
    // The start of a large file was looked at already.
    if size >= LONG {
        file.rewind()?;
    }
    // What is no file, such as a pipe, has no size; of a file nothing needs to be asked behind its end.
    file.take(if size > 0 { size } else { LARGEST }).read_to_end(&mut bytes)?;
    let done = work(&bytes);
    if size < LONG {
        BYTES.set(bytes);
    }
    Ok(done)
}

/// The bytes of a file that is named.
pub fn bytes_of(path: &Path, lang: Lang) -> Result<Vec<u8>, Refused> {
    bytes_up_to(path, LARGEST, lang)
}

/// The bytes of a file that may have no more than so many, whatever it says of its size.
pub fn bytes_up_to(path: &Path, most: u64, lang: Lang) -> Result<Vec<u8>, Refused> {
    let mut bytes = Vec::new();
    let read = fs::File::open(path).and_then(|file| file.take(most + 1).read_to_end(&mut bytes));
    let read = read.map_err(|error| cannot_read(path, &error, lang))?;
    if read as u64 > most {
        let most = most >> 20;
        return Err(cannot_read(path, &say!(lang, "lớn hơn {most} MB", "larger than {most} MB"), lang));
    }
    Ok(bytes)
}

/// Why a file that is named is not read.
pub fn cannot_read(path: &Path, reason: &dyn std::fmt::Display, lang: Lang) -> Refused {
    let shown = shown(path);
    Refused(say!(
        lang,
        "Không đọc được tệp “{shown}” ({reason}).",
        "Cannot read the file “{shown}” ({reason})."
    ))
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
        assert_eq!(found, ["b.xlsx UnreadableFile { fault: Other(\"row 7 of a table\") }"]);
        assert_eq!(readings.len(), 3);
    }
}
