//! Finds a criteria set by path or id, and loads it with all of its faults.

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::files::{bytes_of, shown};
use super::outcome::{Context, Refused};
use crate::criteria::{CriteriaSet, builtin, carried, load_with};
use crate::diagnostic::{Finding, Place};
use crate::message::{Detail, counted, say};
use crate::report::faults_text;
use crate::round::{Round, RoundCriteria};

/// A criteria file as text.
pub struct SetText {
    /// Path as shown; of a carried set `criteria/<id>.toml`.
    pub shown: Arc<str>,
    /// The file, where it is one.
    pub path: Option<PathBuf>,
    /// Its text.
    pub text: String,
}

/// Finds a set: a file as it is named, a file in `folder`, or a set that the program carries.
pub fn find(name: &str, folder: Option<&Path>, context: &Context) -> anyhow::Result<SetText> {
    let lang = context.lang;
    let path = folder.and_then(|folder| file_in(folder, name)).or_else(|| file_in(Path::new(""), name));
    if let Some(path) = path {
        let text = String::from_utf8(bytes_of(&path, lang)?).map_err(|_| {
            let shown = shown(&path);
            Refused(say!(
                lang,
                "Tệp bộ tiêu chí “{shown}” không phải UTF-8. Mở tệp bằng Notepad, chọn Tệp > Lưu thành (Save as), mục Mã hóa (Encoding) chọn UTF-8 rồi lưu.",
                "The criteria file “{shown}” is not UTF-8. Open it in Notepad, choose File > Save as, and UTF-8 under Encoding."
            ))
        })?;
        return Ok(SetText { shown: shown(&path), path: Some(path), text });
    }
    if let Some((shown, text)) = carried(name) {
        return Ok(SetText { shown, path: None, text });
    }
    let ids: Vec<&str> = builtin::ids().collect();
    let close = crate::keys::closest(name, ids.iter().copied());
    let known = ids.join(", ");
    let guess = close.map_or_else(String::new, |id| say!(lang, " Có phải “{id}”?", " Did you mean “{id}”?"));
    Err(Refused(say!(
        lang,
        "Không có bộ tiêu chí “{name}”: không phải tệp, cũng không phải bộ có sẵn ({known}).{guess}",
        "There is no criteria set “{name}”: neither a file nor a carried set ({known}).{guess}"
    ))
    .into())
}

/// The file of a set in a folder, named with or without its ending.
fn file_in(folder: &Path, name: &str) -> Option<PathBuf> {
    [folder.join(name), folder.join(format!("{name}.toml"))].into_iter().find(|path| path.is_file())
}

impl SetText {
    /// Loads the set, and those from which it starts: files beside it, else carried sets. All files that were read are
    /// returned.
    pub fn load(&self) -> (Option<CriteriaSet>, Vec<Finding>, Vec<PathBuf>) {
        let files: RefCell<Vec<PathBuf>> = RefCell::new(self.path.iter().cloned().collect());
        let base = |name: &str, from: &str| {
            // Beside a carried set there are only carried ones.
            let read_from = files.borrow().iter().find(|path| *shown(path) == *from).cloned();
            let beside = read_from.as_deref().and_then(Path::parent).and_then(|folder| file_in(folder, name));
            let Some(path) = beside else { return carried(name) };
            let text = std::fs::read_to_string(&path).ok()?;
            let shown = shown(&path);
            files.borrow_mut().push(path);
            Some((shown, text))
        };
        let (set, findings) = load_with(&self.shown, &self.text, &base);
        let mut files = files.into_inner();
        files.dedup();
        (set, findings, files)
    }
}

/// Loads a set; one with errors stops the command, with every fault told. All files that were read are returned.
pub fn open(
    name: &str,
    folder: Option<&Path>,
    context: &mut Context,
) -> anyhow::Result<(CriteriaSet, Vec<PathBuf>)> {
    let lang = context.lang;
    let found = find(name, folder, context)?;
    let (set, findings, files) = found.load();
    if let Some(set) = set {
        return Ok((set, files));
    }
    let text = faults_text(&findings, &found.text, lang);
    context.err.write_all(text.as_bytes())?;
    let (errors, shown) = (counts(&findings).0, found.shown);
    Err(Refused(say!(
        lang,
        "Bộ tiêu chí {shown} có {errors} lỗi nên không chấm được. Sửa các lỗi trên rồi chạy lại.",
        "The criteria set {shown} has {}, so nothing can be scored. Mend the file and run again.",
        counted(errors, "error")
    ))
    .into())
}

/// The warning for a set that is not in force in the year.
pub fn out_of_date(set: &CriteriaSet, year: i64) -> Option<Detail> {
    let years = set.years?;
    if !years.contains(year) {
        return Some(Detail::SetOutOfDate { year, from: years.from, to: years.to });
    }
    let checked = set.checked.as_ref()?;
    let reviewed: i64 = checked.get(..4)?.parse().ok()?;
    (reviewed < year).then(|| Detail::SetNotReviewed { year, checked: checked.clone() })
}

/// Counts errors and warnings.
pub fn counts(findings: &[Finding]) -> (usize, usize) {
    let errors = findings.iter().filter(|finding| finding.is_error()).count();
    (errors, findings.len() - errors)
}

/// Keeps the sets that are in force on the day of the round; sets that follow each other need one, and then exactly one
/// of them is in force.
pub fn in_force(
    round: &Round,
    file: &Arc<str>,
    read: &mut Vec<(CriteriaSet, Vec<PathBuf>, Vec<String>)>,
    context: &mut Context,
) -> anyhow::Result<()> {
    let by_day = matches!(round.criteria, RoundCriteria::ByDay(_)) && read.len() > 1;
    let named = |set: &CriteriaSet| match (set.in_force, set.years) {
        (Some(days), _) => format!("{} ({days})", set.id),
        (None, Some(years)) => format!("{} ({})", set.id, years),
        (None, None) => set.id.clone(),
    };
    let all: Vec<String> = read.iter().map(|(set, ..)| named(set)).collect();
    let detail = match round.date {
        None if by_day => Detail::NoDayForSets { sets: all },
        None => return Ok(()),
        Some(day) => {
            let before = read.len();
            let holding: Vec<bool> = read.iter().map(|(set, ..)| set.is_in_force(day)).collect();
            let count = holding.iter().filter(|holds| **holds).count();
            if by_day && count == 1 {
                let mut holds = holding.iter();
                read.retain(|_| holds.next().copied().unwrap_or(true));
                return Ok(());
            }
            if !by_day && count == before {
                return Ok(());
            }
            let told = all
                .into_iter()
                .zip(&holding)
                .filter(|(_, holds)| if by_day && count > 1 { **holds } else { !**holds });
            let told = told.map(|(set, _)| set).collect();
            Detail::SetsOnDay { day: day.to_string(), sets: told, several: by_day && count > 1 }
        }
    };
    let place = Place::Text { file: Arc::clone(file), span: round.criteria_at.clone() };
    context.tell_finding(&Finding::new(place, detail))?;
    let lang = context.lang;
    Err(Refused(say!(
        lang,
        "Chưa rõ dùng bộ tiêu chí nào nên không chạy được. Sửa lỗi trên rồi chạy lại.",
        "It is not clear which criteria set to use, so nothing can be run. Mend this and run again."
    ))
    .into())
}
