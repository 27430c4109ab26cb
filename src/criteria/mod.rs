//! Criteria sets: from a TOML file to a tree that is always valid, or to every fault of the file.

mod assemble;
pub mod builtin;
mod prove;
mod raw;
mod rules;
mod set;

pub use set::{
    AboveScale, Adjustment, Block, Class, Compare, CriteriaSet, Effect, Evidence, Example, Leaf, Node,
    NotApplicable, RankingPolicy, Scoring, Status, TieBreak, Ties, Years,
};

use std::sync::Arc;

use crate::diagnostic::{Code, Finding, sort};
use crate::keys::{Faults, Keys, parse};

/// Reads a criteria file: the set where the file has no error, and every finding of the file.
///
/// `file` is the path as shown; its stem should be the set's id.
pub fn load(file: &Arc<str>, text: &str) -> (Option<CriteriaSet>, Vec<Finding>) {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut faults = Faults::new(file, text);
    let table = parse(&mut faults);
    let span = table.span();
    let raw = raw::read(&mut faults, Keys::new(table.get_ref(), "", span));
    let set = assemble::assemble(&mut faults, raw, stem(file));
    let sound = !faults.findings.iter().any(Finding::is_error);
    let mut findings = faults.findings;
    // Where brackets or quotes are missing, keys and sums that seem wrong are most likely their consequence.
    if findings.iter().any(|finding| finding.code() == Code::Syntax) {
        let follows = [Code::MissingKey, Code::UnknownKey, Code::OrphanCode, Code::SumDiffers];
        findings.retain(|finding| !follows.contains(&finding.code()));
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
