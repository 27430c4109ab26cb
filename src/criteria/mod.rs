//! Criteria sets: from a TOML file to a tree that is always valid, or to every fault of the file.

mod assemble;
pub mod builtin;
mod class;
mod consistent;
mod prove;
mod raw;
mod rules;
mod schema;
mod set;
mod worked;
mod shape;

pub use schema::schema;
pub use set::{
    AboveScale, Adjustment, Block, Class, Compare, CriteriaSet, Effect, Evidence, EvidenceChecks, Example,
    Leaf, Node, NotApplicable, RankingPolicy, Scoring, Standing, Status, Target, TieBreak, Ties, Years,
};

pub use worked::cases;

use std::sync::Arc;

use crate::diagnostic::{Code, Finding, Place, TextSpan, sort};
use crate::keys::{Faults, Keys, parse};
use crate::message::Detail;

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
    let syntax: Vec<(usize, bool)> = findings.iter().filter_map(syntax_fault).collect();
    // Where brackets or quotes are missing, keys and sums that seem wrong are most likely their consequence.
    if syntax.iter().any(|(_, structural)| *structural) {
        let follows = [Code::MissingKey, Code::UnknownKey, Code::OrphanCode, Code::SumDiffers];
        findings.retain(|finding| !follows.contains(&finding.code()));
    }
    // And a value that cannot be read is not of a wrong kind besides.
    findings.retain(|finding| {
        let same_line = |span: &TextSpan| syntax.iter().any(|(line, _)| *line == span.line);
        let beside = matches!(&finding.place, Place::Text { span, .. } if same_line(span));
        !(beside && [Code::WrongType, Code::InvalidValue].contains(&finding.code()))
    });
    sort(&mut findings);
    findings.dedup();
    (sound.then_some(set), findings)
}

/// The file name without folder and ending.
fn stem(file: &str) -> &str {
    let name = file.rsplit('/').next().unwrap_or(file);
    name.strip_suffix(".toml").unwrap_or(name)
}

/// The line of a syntax fault, and whether it may hide the structure of what follows.
fn syntax_fault(finding: &Finding) -> Option<(usize, bool)> {
    let (Detail::Syntax { reason }, Place::Text { span, .. }) = (&finding.detail, &finding.place) else {
        return None;
    };
    let structural = ["unclosed", "string", "table", "bracket", "key", "extra"];
    Some((span.line, structural.iter().any(|word| reason.contains(word))))
}
