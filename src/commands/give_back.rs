//! Forms go back to their units: one file for each faulty one, in a folder of their own.

use std::collections::{BTreeSet, HashMap};
use std::ffi::OsString;
use std::fs;
use std::io::{self, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::Context as _;
use rayon::prelude::*;

use super::batch::Batch;
use super::files::{LARGEST, canonical, shown};
use super::folder::{Folder, whole};
use super::outcome::{Context, Refused};
use super::progress::Progress;
use crate::diagnostic::Finding;
use crate::message::slip::Alone;
use crate::message::{Detail, Lang, counted, say};
use crate::returned::Slip;

/// How the name of a slip without form ends; it stands beside that of the unit's file.
const SLIP: &str = ".phieu-tra-lai.xlsx";
/// Endings that a marked workbook keeps.
const MARKED: &[&str] = &["xlsx", "xlsm"];

/// What is asked for.
pub struct Wanted<'a> {
    /// Folder to write to.
    pub folder: &'a Path,
    /// Write over files that are there.
    pub force: bool,
    /// Files with warnings alone go back too.
    pub warnings: bool,
}

/// A file that goes back: its findings, and the two names that it may get.
struct Faulty<'a> {
    path: &'a Path,
    shown: &'a Arc<str>,
    findings: &'a [Finding],
    marked: PathBuf,
    alone: PathBuf,
}

/// What goes back, when nothing speaks against it.
pub struct Planned<'a>(Vec<Faulty<'a>>, &'a Wanted<'a>);

/// Finds what goes back; refused is what would write over something.
pub fn plan<'a>(batch: &'a Batch, wanted: &'a Wanted, context: &Context) -> anyhow::Result<Planned<'a>> {
    let faulty = faulty(batch, wanted);
    check(batch, &faulty, wanted, context.lang)?;
    Ok(Planned(faulty, wanted))
}

impl Planned<'_> {
    /// Writes it, file by file; says how many and where.
    pub fn write(&self, context: &mut Context) -> anyhow::Result<()> {
        let (lang, Planned(faulty, wanted)) = (context.lang, self);
        let alone = AtomicUsize::new(0);
        let progress = Progress::new(faulty.len(), context);
        faulty.par_iter().try_for_each(|file| -> anyhow::Result<()> {
            if !file.write(wanted.force, lang)? {
                alone.fetch_add(1, Ordering::Relaxed);
            }
            progress.one_more();
            Ok(())
        })?;
        drop(progress);
        if context.quiet {
            return Ok(());
        }
        let (folder, all, alone) = (shown(wanted.folder), faulty.len(), alone.into_inner());
        let marked = all - alone;
        context.tell(&match all {
            0 => say!(lang, "Không có tệp nào phải trả lại.", "No file has to go back."),
            _ => say!(
                lang,
                "Đã ghi {all} tệp để trả lại vào “{folder}”: {marked} tệp đánh dấu ngay trong bảng, {alone} tệp chỉ có phiếu.",
                "Wrote {} to give back to “{folder}”: {marked} marked, {alone} as a slip alone.",
                counted(all, "file")
            ),
        })?;
        Ok(())
    }
}

impl Faulty<'_> {
    /// Writes the file; whether it is the unit's own, marked.
    fn write(&self, force: bool, lang: Lang) -> anyhow::Result<bool> {
        let slip = Slip { findings: self.findings, file: self.shown, lang };
        // A panic on the way costs the marks of one file; the others go on.
        let mark = |bytes: Vec<u8>| catch_unwind(AssertUnwindSafe(|| slip.mark(&bytes)));
        let marked = read(self.path).and_then(|bytes| mark(bytes).unwrap_or(Err(Alone::Unusual)));
        let is_marked = marked.is_ok();
        let path = if is_marked { &self.marked } else { &self.alone };
        let bytes = marked.or_else(|why| slip.alone(why).context("the slip cannot be packed"))?;
        whole(path, &bytes, force, lang)?;
        Ok(is_marked)
    }
}

/// The bytes of a package; of another file not more than its beginning is read.
fn read(path: &Path) -> Result<Vec<u8>, Alone> {
    let begun = || -> io::Result<(fs::File, Vec<u8>)> {
        let mut file = fs::File::open(path)?;
        let mut bytes = Vec::new();
        file.by_ref().take(2).read_to_end(&mut bytes)?;
        Ok((file, bytes))
    };
    let (file, mut bytes) = begun().map_err(|_| Alone::Unreadable)?;
    if bytes != b"PK" {
        return Err(Alone::Format);
    }
    file.take(LARGEST).read_to_end(&mut bytes).map_err(|_| Alone::Unreadable)?;
    Ok(bytes)
}

/// The files that go back, in the order of their names.
fn faulty<'a>(batch: &'a Batch, wanted: &Wanted) -> Vec<Faulty<'a>> {
    let mut of_file: HashMap<&str, &[Finding]> = HashMap::new();
    // Findings are sorted by file.
    for group in batch.findings.chunk_by(|a, b| a.place.path() == b.place.path()) {
        if let Some(first) = group.first() {
            of_file.insert(first.place.path(), group);
        }
    }
    let forms = batch.inputs.get(..batch.files.len()).unwrap_or_default();
    let canonical: Vec<PathBuf> = forms.iter().map(|path| canonical(path)).collect();
    let common = common(&canonical);
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for ((path, shown), whole) in forms.iter().zip(&batch.files).zip(&canonical) {
        let findings = of_file.get(&**shown).copied().unwrap_or_default();
        let goes = findings.iter().any(|finding| wanted.warnings || finding.is_error());
        // Our own slip, sent back: its form is another file.
        let slip = findings.iter().any(|finding| matches!(finding.detail, Detail::OnlySlip));
        if !goes || slip || !seen.insert(whole) {
            continue;
        }
        let rest = whole.strip_prefix(&common).unwrap_or(whole);
        let below: PathBuf = rest.components().filter(|part| matches!(part, Component::Normal(_))).collect();
        let to = wanted.folder.join(below);
        let ending = to.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        let keeps = ending.is_some_and(|ending| MARKED.contains(&ending.as_str()));
        let marked = if keeps { to.clone() } else { with(&to, ".xlsx") };
        found.push(Faulty { path, shown, findings, marked, alone: with(&to, SLIP) });
    }
    found
}

/// A path with something behind its name.
fn with(path: &Path, behind: &str) -> PathBuf {
    let mut name = path.file_name().map(OsString::from).unwrap_or_default();
    name.push(behind);
    path.with_file_name(name)
}

/// The folder in which all files lie, some deeper.
fn common(files: &[PathBuf]) -> PathBuf {
    let mut folders = files.iter().map(|file| file.parent().unwrap_or(file));
    let mut common = folders.next().map(Path::to_path_buf).unwrap_or_default();
    for folder in folders {
        while !folder.starts_with(&common) && common.pop() {}
    }
    common
}

/// Before anything is written: no input is written over, and nothing else without being asked for.
fn check(batch: &Batch, faulty: &[Faulty], wanted: &Wanted, lang: Lang) -> Result<(), Refused> {
    let folder = Folder { path: wanted.folder, option: "--return", force: wanted.force, forms: true };
    folder.check(&batch.searched, lang)?;
    let paths = || faulty.iter().flat_map(|file| [&file.marked, &file.alone]);
    folder.spare(paths(), &batch.inputs, lang)?;
    match paths().find(|path| !wanted.force && path.exists()) {
        Some(path) => Err(folder.refuse(path, lang)),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_share_a_folder() {
        let check = |files: &[&str], expected: &str| {
            let files: Vec<PathBuf> = files.iter().map(PathBuf::from).collect();
            assert_eq!(common(&files), PathBuf::from(expected));
        };
        check(&["/a/b/c.xlsx"], "/a/b");
        check(&["/a/b/c.xlsx", "/a/bb/c.xlsx"], "/a");
        check(&["/a/b/c.xlsx", "/a/b/d/c.xlsx", "/a/b/e/f/c.xlsx"], "/a/b");
        check(&["/a/c.xlsx", "/b/c.xlsx"], "/");
        check(&[], "");
    }
}
