//! What one unit stated.

use std::sync::Arc;

use super::appraisal::{Appraisal, Explanation};
use super::entry::Entry;
use super::proofs::Proofs;
use super::submission::AdjustmentEntry;
use crate::criteria::{CriteriaSet, Exemption};
use crate::diagnostic::Place;
use crate::rule::Outcome;

/// All that one unit stated, from all of its files.
#[derive(Debug)]
#[allow(clippy::struct_excessive_bools)] // Four independent facts, none of them a state.
pub struct Assessment {
    /// Name of the unit.
    pub unit: Arc<str>,
    /// Block of the set (index).
    pub block: Option<usize>,
    /// Where the unit is named: in the register, else in its file.
    pub place: Place,
    /// Per leaf whether the register or the set exempts the unit.
    pub exempt: Vec<bool>,
    /// The exemptions of the set that hold for the unit (indices).
    pub exemptions: Vec<usize>,
    /// The kind of the unit by the register, folded.
    pub kind: Arc<str>,
    /// There is a register, so that only it exempts.
    pub registered: bool,
    /// A form or a table was read that holds something of it.
    pub sent: bool,
    /// A form of it was read, perhaps a blank one.
    pub has_form: bool,
    /// The files in which something of it came, besides those of the council.
    pub received: Vec<Arc<str>>,
    /// It was asked for self scores.
    pub has_own: bool,
    /// Some leaf or adjustment has appraised points.
    pub has_appraised: bool,
    /// Per leaf what was stated.
    pub entries: Vec<Entry>,
    /// Per leaf what its rule computes from the raw data; empty where nothing was computed at all.
    pub computed: Vec<Option<Outcome>>,
    /// Per adjustment what was stated.
    pub adjustments: Vec<AdjustmentEntry>,
    /// What its evidence cells say.
    pub proofs: Proofs,
    /// The rounds of appraisal, in the order of the papers, where they were asked for.
    pub appraisals: Vec<Appraisal>,
    /// What it explains, where that was asked for.
    pub explanations: Vec<Explanation>,
    /// The leaves that papers of the second round list, each with its file: a blank row keeps the first round's points.
    pub heard: Vec<(usize, Arc<str>)>,
}

impl Assessment {
    /// What the rule of a leaf computes from the raw data.
    pub fn computed(&self, leaf: usize) -> Option<&Outcome> {
        self.computed.get(leaf)?.as_ref()
    }

    /// The exemption of the set that takes a leaf away from the unit.
    pub fn exempt_by<'s>(&self, set: &'s CriteriaSet, leaf: usize) -> Option<&'s Exemption> {
        let holding = self.exemptions.iter().map(|at| &set.exemptions[*at]);
        holding.into_iter().find(|exemption| exemption.leaves.contains(&leaf))
    }
}
