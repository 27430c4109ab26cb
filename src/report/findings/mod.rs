//! Findings as text for people, and as JSON, CSV and GitHub annotations for programs.

mod csv;
mod github;
mod json;
mod lines;
mod summary;
mod text;

use std::collections::HashMap;
use std::sync::Arc;

use crate::criteria::Block;
use crate::diagnostic::Finding;

pub use csv::findings_csv;
pub use github::findings_github;
pub(in crate::report) use json::FindingJson;
pub use json::findings_json;
pub use lines::{faults_text, finding_lines};
pub use text::{Look, findings_text, summary_text};

/// What a check looked at and found.
#[derive(Clone, Copy, Debug)]
pub struct Checked<'a> {
    /// The findings, sorted.
    pub findings: &'a [Finding],
    /// The files that were read, as shown.
    pub files: &'a [Arc<str>],
    /// The blocks of the units.
    pub blocks: &'a HashMap<Arc<str>, &'a Block>,
}
