//! Findings in numbers: per file, per code, and the units that sent nothing or twice.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use super::Checked;
use crate::criteria::Block;
use crate::diagnostic::{Code, Finding, Severity};
use crate::message::Detail;
use crate::sorting::Order as _;

/// The findings of one file.
pub(super) struct ByFile<'a> {
    pub file: &'a str,
    pub errors: usize,
    pub warnings: usize,
}

/// The findings of one code.
pub(super) struct ByCode {
    pub code: Code,
    pub severity: Severity,
    /// In so many files.
    pub files: usize,
    pub count: usize,
}

/// The units of a block that sent nothing.
pub(super) struct Missing<'a> {
    pub block: Option<&'a Block>,
    pub units: Vec<&'a str>,
}

/// A unit that sent more than once, and where.
pub(super) struct Duplicate<'a> {
    pub unit: &'a str,
    pub places: Vec<String>,
}

/// All of it.
pub(super) struct Summary<'a> {
    pub errors: usize,
    pub warnings: usize,
    /// Files that were read and have no finding.
    pub clean: usize,
    /// Files with findings, by name.
    pub by_file: Vec<ByFile<'a>>,
    /// Errors first, then by number.
    pub by_code: Vec<ByCode>,
    /// In the order of the findings.
    pub missing: Vec<Missing<'a>>,
    pub duplicates: Vec<Duplicate<'a>>,
}

impl<'a> Summary<'a> {
    /// Goes once through the findings, which are sorted by file.
    pub fn of(checked: &Checked<'a>) -> Summary<'a> {
        let findings = checked.findings;
        let errors = findings.iter().filter(|finding| finding.is_error()).count();
        let by_file = by_file(findings);
        let faulty: HashSet<&str> = by_file.iter().map(|by| by.file).collect();
        Summary {
            errors,
            warnings: findings.len() - errors,
            clean: checked.files.iter().filter(|file| !faulty.contains(&***file)).count(),
            by_code: by_code(findings),
            missing: missing(checked),
            duplicates: duplicates(findings),
            by_file,
        }
    }
}

fn by_file(findings: &[Finding]) -> Vec<ByFile<'_>> {
    let of_one = findings.chunk_by(|a, b| a.place.path() == b.place.path());
    of_one
        .filter_map(|group| {
            let errors = group.iter().filter(|finding| finding.is_error()).count();
            Some(ByFile { file: group.first()?.place.path(), errors, warnings: group.len() - errors })
        })
        .collect()
}

fn by_code(findings: &[Finding]) -> Vec<ByCode> {
    let mut at: HashMap<(Code, Severity), (usize, &str)> = HashMap::new();
    let mut by_code: Vec<ByCode> = Vec::new();
    for finding in findings {
        let (code, severity, file) = (finding.code(), finding.severity, &**finding.place.path());
        let (at, last) = at.entry((code, severity)).or_insert_with(|| {
            by_code.push(ByCode { code, severity, files: 1, count: 0 });
            (by_code.len() - 1, file)
        });
        by_code[*at].count += 1;
        by_code[*at].files += usize::from(*last != file);
        *last = file;
    }
    by_code.order_by_key(|by| (by.severity, Reverse(by.files), Reverse(by.count), by.code.id()));
    by_code
}

fn missing<'a>(checked: &Checked<'a>) -> Vec<Missing<'a>> {
    let mut at: HashMap<Option<&str>, usize> = HashMap::new();
    let mut missing: Vec<Missing> = Vec::new();
    for finding in checked.findings.iter().filter(|finding| finding.code() == Code::MissingUnit) {
        let Some(unit) = &finding.unit else { continue };
        let block = checked.blocks.get(unit).copied();
        let at = at.entry(block.map(|block| block.id.as_str())).or_insert_with(|| {
            missing.push(Missing { block, units: Vec::new() });
            missing.len() - 1
        });
        missing[*at].units.push(unit);
    }
    missing
}

fn duplicates(findings: &[Finding]) -> Vec<Duplicate<'_>> {
    let mut at: HashMap<&str, usize> = HashMap::new();
    let mut duplicates: Vec<Duplicate> = Vec::new();
    for finding in findings {
        let (Detail::DuplicateUnit { first, .. }, Some(unit)) = (&finding.detail, &finding.unit) else {
            continue;
        };
        let at = at.entry(unit).or_insert_with(|| {
            duplicates.push(Duplicate { unit, places: vec![first.clone()] });
            duplicates.len() - 1
        });
        duplicates[*at].places.push(finding.place.to_string());
    }
    duplicates
}
