//! A folder of results: each file appears whole or not at all, over no input, and over nothing else that differs unless
//! that is asked for.

use std::collections::{BTreeSet, HashSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{fs, io};

use rayon::prelude::*;

use super::files::{canonical, shown};
use super::outcome::{Context, Refused, write_whole};
use super::progress::Progress;
use crate::message::{Lang, counted, say};
use crate::sheet;
use crate::workbook::council::is_filled;

/// A folder to write to.
pub struct Folder<'a> {
    /// The folder.
    pub path: &'a Path,
    /// The option that names it.
    pub option: &'static str,
    /// Write over files that are there.
    pub force: bool,
    /// What is written there is for people to fill in: what they filled is kept whatever is asked for.
    pub forms: bool,
}

/// How many files were written, and how many were there already with the same bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    /// Written.
    pub new: usize,
    /// There already.
    pub same: usize,
}

impl Folder<'_> {
    /// Refuses what is no folder, and a folder in which papers of the round are looked for.
    pub fn check(&self, searched: &[PathBuf], lang: Lang) -> Result<(), Refused> {
        let (folder, option) = (shown(self.path), self.option);
        if self.path.exists() && !self.path.is_dir() {
            return Err(Refused(say!(
                lang,
                "“{folder}” không phải là thư mục. Hãy chọn một thư mục cho {option}.",
                "“{folder}” is not a folder. Choose a folder for {option}."
            )));
        }
        let whole = nearest(self.path);
        if let Some(searched) = searched.iter().find(|searched| whole.starts_with(nearest(searched))) {
            let searched = shown(searched);
            return Err(Refused(say!(
                lang,
                "“{folder}” nằm trong thư mục “{searched}” chứa hồ sơ đã nhận: tệp ghi vào đó sẽ bị đọc như bảng điểm. Hãy chọn thư mục khác cho {option}.",
                "“{folder}” lies in the folder “{searched}” of received papers: what is written there would be read as forms. Choose another folder for {option}."
            )));
        }
        Ok(())
    }

    /// Refuses to write over an input.
    pub fn spare<'p>(
        &self,
        paths: impl Iterator<Item = &'p PathBuf>,
        inputs: &[PathBuf],
        lang: Lang,
    ) -> Result<(), Refused> {
        let inputs: HashSet<PathBuf> = inputs.iter().map(|path| canonical(path)).collect();
        for path in paths.filter(|path| path.exists()) {
            let (name, option) = (shown(path), self.option);
            if inputs.contains(&canonical(path)) {
                return Err(Refused(say!(
                    lang,
                    "“{name}” là tệp đầu vào nên không được ghi đè. Hãy chọn thư mục khác cho {option}.",
                    "“{name}” is an input and is never written over. Choose another folder for {option}."
                )));
            }
        }
        Ok(())
    }

    /// Refuses to write over a file.
    pub fn refuse(&self, path: &Path, lang: Lang) -> Refused {
        let (name, option) = (shown(path), self.option);
        Refused(say!(
            lang,
            "Tệp “{name}” đã có. Chọn thư mục khác cho {option}, hoặc thêm --force để ghi đè.",
            "The file “{name}” exists already. Choose another folder for {option}, or add --force to write over it."
        ))
    }

    /// Writes files, each made when it is its turn, so that only a few are in memory. Before anything is written, those
    /// that are there already are held against what would be written; nothing is written where one differs, and never
    /// over a form that somebody has filled.
    pub fn write(
        &self,
        paths: &[PathBuf],
        make: impl Fn(usize) -> anyhow::Result<Vec<u8>> + Sync,
        inputs: &[PathBuf],
        context: &Context,
    ) -> anyhow::Result<Written> {
        let lang = context.lang;
        self.spare(paths.iter(), inputs, lang)?;
        no_file_in_the_way(paths, lang)?;
        let progress = Progress::new(paths.len(), context);
        let is_same = |(at, path): (usize, &PathBuf)| -> anyhow::Result<bool> {
            Ok(path.exists()
                && fs::read(path).ok().is_some_and(|there| make(at).is_ok_and(|new| new == there)))
        };
        let same: Vec<bool> = paths.par_iter().enumerate().map(is_same).collect::<anyhow::Result<_>>()?;
        let files = || paths.iter().zip(&same).filter(|(_, same)| !**same).map(|(path, _)| path);
        let other: Vec<&PathBuf> = files().filter(|path| path.exists()).collect();
        if self.forms {
            keep_filled(&other, lang)?;
        }
        if let (Some(first), false) = (other.first(), self.force) {
            let (first, all, option) = (shown(first), other.len(), self.option);
            return Err(Refused(say!(
                lang,
                "Chưa ghi tệp nào: ở đó đã có {all} tệp với nội dung khác, ví dụ “{first}”. Chọn thư mục khác cho {option}, hoặc thêm --force để ghi đè.",
                "Nothing was written: {} of other content would be written over, such as “{first}”. Choose another folder for {option}, or add --force.",
                counted(all, "file")
            ))
            .into());
        }
        let new = AtomicUsize::new(0);
        paths.par_iter().enumerate().try_for_each(|(at, path)| -> anyhow::Result<()> {
            if !same.get(at).copied().unwrap_or_default() {
                let bytes = make(at)?;
                whole(path, &bytes, self.force, lang)?;
                new.fetch_add(1, Ordering::Relaxed);
            }
            progress.one_more();
            Ok(())
        })?;
        let new = new.into_inner();
        Ok(Written { new, same: paths.len() - new })
    }
}

/// Refuses paths that lead through a file, before any of them is written.
fn no_file_in_the_way(paths: &[PathBuf], lang: Lang) -> Result<(), Refused> {
    let parents: BTreeSet<&Path> = paths.iter().filter_map(|path| path.parent()).collect();
    let in_the_way = parents.iter().flat_map(|parent| parent.ancestors()).find(|folder| folder.is_file());
    let Some(file) = in_the_way.map(shown) else { return Ok(()) };
    Err(Refused(say!(
        lang,
        "Chưa ghi tệp nào: cần thư mục “{file}” nhưng đó là một tệp. Đổi tên hoặc chuyển tệp này đi.",
        "Nothing was written: “{file}” must be a folder, and it is a file. Rename it or move it away."
    )))
}

/// Why the system did not write a file.
fn reason(error: &io::Error, lang: Lang) -> String {
    match error.kind() {
        io::ErrorKind::PermissionDenied => {
            say!(lang, "không có quyền ghi, hoặc tệp đang mở", "no permission, or the file is open elsewhere")
        }
        io::ErrorKind::StorageFull => say!(lang, "đĩa đã đầy", "the disk is full"),
        io::ErrorKind::ReadOnlyFilesystem => say!(lang, "đĩa chỉ cho đọc", "the disk is read-only"),
        io::ErrorKind::InvalidFilename => {
            say!(lang, "tên quá dài hoặc không hợp lệ", "the name is too long or not allowed")
        }
        _ => error.to_string(),
    }
}

/// Writes a file into a folder that need not exist yet.
pub fn whole(path: &Path, bytes: &[u8], force: bool, lang: Lang) -> Result<(), Refused> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).and_then(|()| write_whole(path, bytes, force)).map_err(|error| {
        let (path, reason) = (shown(path), reason(&error, lang));
        Refused(say!(
            lang,
            "Không ghi được tệp “{path}” ({reason}).",
            "Cannot write the file “{path}” ({reason})."
        ))
    })
}

/// A folder that need not exist yet, as it will be called.
pub fn nearest(folder: &Path) -> PathBuf {
    let whole = std::path::absolute(folder).unwrap_or_else(|_| folder.to_path_buf());
    let known = whole.ancestors().find_map(|known| Some((known, known.canonicalize().ok()?)));
    match known {
        Some((known, canonical)) => canonical.join(whole.strip_prefix(known).unwrap_or(Path::new(""))),
        None => whole,
    }
}

/// Refuses to write over what somebody has filled, whatever is asked for.
fn keep_filled(paths: &[&PathBuf], lang: Lang) -> Result<(), Refused> {
    let filled = |path: &&&PathBuf| match fs::read(path) {
        Ok(bytes) => {
            let reading = sheet::read(&shown(path), &bytes);
            is_filled(reading.marker.as_ref(), &reading.sheets)
        }
        Err(_) => path.exists(),
    };
    let filled: Vec<&&PathBuf> = paths.par_iter().filter(filled).collect();
    let Some(first) = filled.first() else { return Ok(()) };
    let (first, count) = (shown(first), filled.len());
    Err(Refused(say!(
        lang,
        "{count} tệp đã có người điền, hoặc không phải do chương trình lập, ví dụ “{first}”; chưa ghi tệp nào. Không bao giờ ghi đè tệp như vậy: hãy chuyển tệp đã điền vào thư mục mà round.toml ghi, hoặc chọn thư mục khác cho --output.",
        "{} filled already, or not made by this program, such as “{first}”; nothing was written. Such a file is never written over: move what is filled into the folder that round.toml names, or choose another folder for --output.",
        if count == 1 { "1 file is".to_owned() } else { format!("{count} files are") }
    )))
}
