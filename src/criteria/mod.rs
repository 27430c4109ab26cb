//! Criteria sets: from a TOML file to a tree that is always valid, or to every fault of the file.

mod assemble;
pub mod builtin;
mod class;
mod consistent;
mod prove;
mod raw;
mod rules;
mod set;
mod worked;

pub use set::{
    AboveScale, Adjustment, Block, Class, Compare, CriteriaSet, Effect, Evidence, EvidenceChecks, Example,
    Leaf, Node, NotApplicable, RankingPolicy, Scoring, Standing, Status, Target, TieBreak, Ties, Years,
};

pub use worked::cases;

use std::sync::Arc;

use crate::diagnostic::{Code, Finding, sort};
use crate::keys::{Faults, Keys, parse};

/// What a line that cannot be read makes seem wrong elsewhere.
const FOLLOWS_BROKEN_LINES: &[Code] = &[
    Code::MissingKey,
    Code::OrphanCode,
    Code::SumDiffers,
    Code::UnknownCode,
    Code::UnknownInput,
    Code::NoMeasure,
    Code::CodeGap,
    Code::ClassGap,
];

/// Reads a criteria file: the set where the file has no error, and every finding of the file.
///
/// `file` is the path as shown; its stem should be the set's id.
pub fn load(file: &Arc<str>, text: &str) -> (Option<CriteriaSet>, Vec<Finding>) {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut faults = Faults::new(file, text);
    let mut mended = None;
    let table = parse(&mut faults, text, &mut mended);
    let span = table.span();
    let raw = raw::read(&mut faults, Keys::new(table.get_ref(), "", span));
    let set = assemble::assemble(&mut faults, raw, stem(file));
    let sound = !faults.findings.iter().any(Finding::is_error);
    let mut findings = faults.findings;
    if findings.iter().any(|finding| finding.code() == Code::Syntax) {
        findings.retain(|finding| !FOLLOWS_BROKEN_LINES.contains(&finding.code()));
    }
    sort(&mut findings);
    findings.dedup();
    (sound.then_some(set), findings)
}

/// The file name without folder and ending.
fn stem(file: &str) -> &str {
    let name = file.rsplit('/').next().unwrap_or(file);
    name.strip_suffix(".toml").unwrap_or(name)
}
