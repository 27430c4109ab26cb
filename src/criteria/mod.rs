//! Criteria sets: from a TOML file to a tree that is always valid, or to every fault of the file.

mod assemble;
mod base;
pub mod builtin;
mod class;
mod consistent;
mod fingerprint;
mod prove;
mod raw;
mod rules;
mod schema;
mod scope;
mod set;
mod shape;
mod surveyed;
mod worked;

pub use fingerprint::fingerprint;
pub use schema::schema;
pub use set::{
    AboveScale, Adjustment, Block, Class, Compare, CriteriaSet, Days, Effect, Evidence, EvidenceChecks,
    Example, Exemption, Leaf, Node, NotApplicable, RankingPolicy, Scoring, Standing, Status, Target,
    TieBreak, Ties, Years,
};

pub use surveyed::{MissingSurvey, SurveyPolicy};
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

/// Finds the set from which another one starts, by its name and the path of the file that names it: its path as shown,
/// and its text.
pub type FindText<'f> = &'f dyn Fn(&str, &str) -> Option<(Arc<str>, String)>;

/// Reads a criteria file: the set where the file has no error, and every finding of the file. It may start from a set
/// that the program carries.
///
/// `file` is the path as shown; its stem should be the set's id.
pub fn load(file: &Arc<str>, text: &str) -> (Option<CriteriaSet>, Vec<Finding>) {
    load_with(file, text, &|name, _| carried(name))
}

/// The path as shown and the text of a set that the program carries.
pub fn carried(name: &str) -> Option<(Arc<str>, String)> {
    let text = builtin::get(name)?;
    Some((Arc::from(format!("criteria/{name}.toml")), text.to_owned()))
}

/// As [`load`]; `find` gives the text of the set from which the file starts, where it starts from one.
pub fn load_with(file: &Arc<str>, text: &str, find: FindText) -> (Option<CriteriaSet>, Vec<Finding>) {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut faults = Faults::new(file, text);
    let mut mended = None;
    let own = parse(&mut faults, text, &mut mended);
    let span = own.span();
    let named = base::extends(own.get_ref());
    let bases = match &named {
        None => Vec::new(),
        Some(named) => match base::texts(&mut faults, file, text, named, find) {
            Some(bases) => bases,
            None => return (None, faults.findings),
        },
    };
    let replaced = base::classes_replaced(own.get_ref(), &bases);
    let table = match &named {
        None => own.into_inner(),
        Some(named) => base::merged(&mut faults, own.get_ref(), named, &bases),
    };
    let mut raw = raw::read(&mut faults, Keys::new(&table, "", span));
    raw.classes_replaced = replaced;
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
