//! Brings together what each unit sent, by identity and never by order.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::entry::{Entry, Mark};
use super::proofs::Proofs;
use super::submission::{AdjustmentEntry, Paper, Submission};
use super::table::FileReading;
use crate::criteria::CriteriaSet;
use crate::diagnostic::{Finding, Place};
use crate::message::{Detail, Scorer};
use crate::rule::{Outcome, Rule};
use crate::sheet::key;
use crate::unit::{Found, Register};

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
    /// Per leaf whether the register exempts the unit.
    pub exempt: Vec<bool>,
    /// There is a register, so that only it exempts.
    pub registered: bool,
    /// A form or a table was read that holds something of it.
    pub sent: bool,
    /// A form of it was read, perhaps a blank one.
    pub has_form: bool,
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
}

impl Assessment {
    /// What the rule of a leaf computes from the raw data.
    pub fn computed(&self, leaf: usize) -> Option<&Outcome> {
        self.computed.get(leaf)?.as_ref()
    }
}

/// What was collected.
#[derive(Debug, Default)]
pub struct Collected {
    /// One per unit: in the order of the register, else of the files.
    pub assessments: Vec<Assessment>,
    /// What was found.
    pub findings: Vec<Finding>,
}

/// Collects what the files of a batch say, in the order of the files.
pub fn collect(set: &CriteriaSet, register: Option<&Register>, readings: Vec<FileReading>) -> Collected {
    let mut collector = Collector::new(set, register);
    let mut submissions = Vec::new();
    for reading in readings {
        collector.findings.extend(reading.findings);
        submissions.extend(reading.submissions);
    }
    // The council's sheets come after the forms that they override.
    submissions.sort_by_key(|submission| submission.paper == Paper::Appraisal);
    for submission in submissions {
        collector.add(submission);
    }
    collector.finish()
}

/// For so many unknown units of a batch names that come close are looked for.
const GUESSES: usize = 200;
/// So many letters are compared for that in all: about a second.
const WORK: usize = 500_000_000;

struct Collector<'a> {
    set: &'a CriteriaSet,
    register: Option<&'a Register>,
    assessments: Vec<Assessment>,
    by_name: HashMap<String, usize>,
    /// Per unit whether anything was taken for it.
    touched: Vec<bool>,
    /// Per unit the first form, for messages.
    first: Vec<Option<Place>>,
    /// Per unit where a form names it and holds nothing.
    blank: Vec<Option<Place>>,
    /// Per unit whether the council's sheets have it.
    appraised: Vec<bool>,
    /// The council's files so far.
    council: HashSet<Arc<str>>,
    /// How often names that come close may still be looked for, and how many letters compared.
    guesses: usize,
    work: usize,
    findings: Vec<Finding>,
}

impl<'a> Collector<'a> {
    fn new(set: &'a CriteriaSet, register: Option<&'a Register>) -> Collector<'a> {
        let mut collector = Collector {
            set,
            register,
            assessments: Vec::new(),
            by_name: HashMap::new(),
            touched: Vec::new(),
            first: Vec::new(),
            blank: Vec::new(),
            appraised: Vec::new(),
            council: HashSet::new(),
            guesses: GUESSES,
            work: WORK,
            findings: Vec::new(),
        };
        for unit in register.map(|register| register.units.as_slice()).unwrap_or_default() {
            collector.open(Arc::clone(&unit.name), unit.block, unit.place.clone(), unit.exempt.clone());
        }
        collector
    }

    fn open(&mut self, unit: Arc<str>, block: Option<usize>, place: Place, exempt: Vec<bool>) -> usize {
        let leaves = self.set.leaves.len();
        self.assessments.push(Assessment {
            unit,
            block,
            place,
            exempt,
            registered: self.register.is_some(),
            sent: false,
            has_form: false,
            has_own: false,
            has_appraised: false,
            entries: vec![Entry::default(); leaves],
            computed: Vec::new(),
            adjustments: vec![AdjustmentEntry::default(); self.set.adjustments.len()],
            proofs: Proofs::default(),
        });
        self.first.push(None);
        self.blank.push(None);
        self.appraised.push(false);
        self.touched.push(false);
        self.assessments.len() - 1
    }

    /// The unit that a submission means; a finding where it means none.
    fn unit_of(&mut self, submission: &Submission) -> Option<usize> {
        let name = &submission.unit;
        let Some(register) = self.register else {
            let known = key(name);
            if let Some(at) = self.by_name.get(&known) {
                return Some(*at);
            }
            let block = submission.block.as_deref().and_then(|block| self.set.block_of(block));
            if let (None, Some(block), false) = (block, &submission.block, self.set.blocks.is_empty()) {
                let known = self.set.blocks.iter().map(|block| block.id.clone()).collect();
                let detail = Detail::UnknownBlock { block: block.clone(), known };
                self.findings.push(Finding::new(submission.unit_at.clone(), detail));
            }
            let exempt = vec![false; self.set.leaves.len()];
            let at = self.open(Arc::from(name.as_str()), block, submission.unit_at.clone(), exempt);
            self.by_name.insert(known, at);
            return Some(at);
        };
        let detail = match register.find(name) {
            Found::Unit(unit) => return Some(unit),
            Found::Elsewhere => return None,
            Found::Several(candidates) => Detail::AmbiguousUnit { name: name.clone(), candidates },
            Found::Nowhere if submission.is_blank => return None,
            Found::Nowhere => {
                let guess = self.guesses > 0;
                self.guesses = self.guesses.saturating_sub(1);
                let close = if guess { register.close(name, &mut self.work) } else { Vec::new() };
                Detail::UnknownUnit { name: name.clone(), close }
            }
        };
        if !submission.is_blank {
            self.findings.push(Finding::new(submission.unit_at.clone(), detail));
        }
        None
    }

    /// Whether another set of the round scores the unit.
    fn is_elsewhere(&self, name: &str) -> bool {
        self.register.is_some_and(|register| register.find(name) == Found::Elsewhere)
    }

    fn add(&mut self, mut submission: Submission) {
        let Some(at) = self.unit_of(&submission) else {
            if !self.is_elsewhere(&submission.unit) && !submission.is_blank {
                self.findings.append(&mut submission.findings);
            }
            return;
        };
        let unit = Arc::clone(&self.assessments[at].unit);
        // A name and nothing else is no submission: the unit is listed as one that sent nothing.
        if submission.is_blank && submission.paper == Paper::Form {
            self.blank[at].get_or_insert(submission.unit_at.clone());
            if !submission.by_criterion {
                return;
            }
        }
        if let Some(first) = self.clash(at, &submission) {
            let detail = Detail::DuplicateUnit { first: first.to_string() };
            self.findings.push(Finding::new(submission.unit_at.clone(), detail).of_unit(&unit));
            return;
        }
        self.missing_rows(at, &mut submission);
        let assessment = &mut self.assessments[at];
        self.findings.extend(submission.findings.drain(..).map(|finding| finding.of_unit(&unit)));
        self.appraised[at] |= submission.paper == Paper::Appraisal;
        if submission.paper == Paper::Form {
            assessment.sent |= !submission.is_blank;
            assessment.has_form |= submission.by_criterion;
            self.first[at].get_or_insert(submission.unit_at.clone());
        }
        assessment.has_own |= submission.has_own;
        self.take_all(at, submission);
        let assessment = &mut self.assessments[at];
        let filled = |mark: &Mark| mark.is_filled();
        assessment.has_appraised |= assessment.entries.iter().any(|entry| filled(&entry.appraised))
            || assessment.adjustments.iter().any(|entry| filled(&entry.appraised));
    }

    /// Where the unit already sent what this form states again. The council's sheets override forms, and survey
    /// results come from elsewhere: with those only the single criterion can clash (see [`Self::take_all`]).
    fn clash(&self, at: usize, submission: &Submission) -> Option<Place> {
        if submission.paper != Paper::Form {
            return None;
        }
        let first = self.first[at].as_ref()?;
        let both = |a: &Mark, b: &Mark| a.is_filled() && b.is_filled();
        let twice = self.assessments[at].entries.iter().zip(&submission.entries).any(|(old, new)| {
            both(&old.own, &new.own)
                || both(&old.appraised, &new.appraised)
                || (old.declared.is_some() && new.declared.is_some())
        });
        twice.then(|| first.clone())
    }

    /// Takes what a submission states; of two papers of one kind for one criterion neither is the later one.
    fn take_all(&mut self, at: usize, mut submission: Submission) {
        let overrides = submission.paper == Paper::Appraisal;
        let unit = Arc::clone(&self.assessments[at].unit);
        let mut clashes = Vec::new();
        let mut settle = |code: &Arc<str>, mark: &mut Mark, new: Mark, may_override: bool| {
            let same_kind =
                !may_override || mark.at.as_ref().is_some_and(|old| self.council.contains(&old.sheet.file));
            if mark.is_filled() && new.is_filled() && same_kind {
                if let (true, Some(first), Some(at)) = (mark.stated != new.stated, &mark.at, &new.at) {
                    let detail = Detail::DuplicateCriterion { first: first.place().to_string() };
                    clashes.push(Finding::new(at.place(), detail).of_unit(&unit).of_criterion(code));
                }
                return;
            }
            take(mark, new, may_override);
        };
        let assessment = &mut self.assessments[at];
        if !std::mem::replace(&mut self.touched[at], true) {
            // The first one is taken as it is.
            assessment.entries = std::mem::take(&mut submission.entries);
            assessment.proofs = std::mem::take(&mut submission.proofs);
        }
        let entries = &assessment.entries;
        assessment.proofs.add(submission.proofs, |leaf| entries[leaf].evidence.is_none());
        for (n, (entry, new)) in assessment.entries.iter_mut().zip(submission.entries).enumerate() {
            let code = &self.set.leaf(n).0.code;
            entry.present |= new.present;
            settle(code, &mut entry.own, new.own, false);
            settle(code, &mut entry.appraised, new.appraised, overrides);
            settle(code, &mut entry.survey, new.survey, false);
            entry.declared = entry.declared.take().or(new.declared);
            entry.evidence = entry.evidence.take().or(new.evidence);
        }
        let adjustments =
            self.set.adjustments.iter().zip(assessment.adjustments.iter_mut().zip(submission.adjustments));
        for (adjustment, (entry, new)) in adjustments {
            settle(&adjustment.code, &mut entry.own, new.own, false);
            settle(&adjustment.code, &mut entry.appraised, new.appraised, overrides);
        }
        self.findings.append(&mut clashes);
        if overrides {
            self.council.insert(Arc::clone(&submission.sheet.file));
        }
    }

    /// Criteria of which a form has no row: a branch without any row is one finding.
    fn missing_rows(&self, at: usize, submission: &mut Submission) {
        if !submission.must_be_complete || submission.seen.iter().all(Option::is_some) {
            return;
        }
        let set = self.set;
        let exempt = &self.assessments[at].exempt;
        // A row that may be this one is a finding already.
        let perhaps =
            |node: usize| submission.perhaps.iter().any(|other| (node..set.nodes[node].end).contains(other));
        let has_row = |node: usize| {
            submission.seen[node..set.nodes[node].end].iter().any(Option::is_some) || perhaps(node)
        };
        let needed = |node: usize| {
            set.leaves_under(node).any(|leaf| {
                let (_, facts) = set.leaf(leaf);
                facts.scored_by == Scorer::Unit && facts.rule != Rule::Info && !exempt[leaf]
            })
        };
        let mut missing = Vec::new();
        let mut node = 0;
        while node < set.nodes.len() {
            if has_row(node) || !needed(node) {
                node += 1;
            } else {
                missing.push(node);
                node = set.nodes[node].end;
            }
        }
        let place = Place::sheet(&submission.sheet.file, &submission.sheet.sheet);
        for node in missing {
            let node = &set.nodes[node];
            let detail = Detail::MissingCriterion { name: node.name.clone() };
            submission.findings.push(Finding::new(place.clone(), detail).of_criterion(&node.code));
        }
    }

    fn finish(mut self) -> Collected {
        // Where there are no forms at all, the council's sheets are what was sent.
        if !self.assessments.iter().any(|assessment| assessment.sent) {
            for (assessment, appraised) in self.assessments.iter_mut().zip(&self.appraised) {
                assessment.sent = *appraised;
            }
        }
        for (assessment, blank) in self.assessments.iter().zip(&self.blank) {
            // Of a blank form each blank cell speaks.
            if !assessment.sent && !assessment.has_form {
                let place = blank.as_ref().unwrap_or(&assessment.place);
                self.findings
                    .push(Finding::new(place.clone(), Detail::MissingUnit).of_unit(&assessment.unit));
            }
        }
        Collected { assessments: self.assessments, findings: self.findings }
    }
}

/// Takes a new mark where there is none yet, or where the new one overrides.
fn take(mark: &mut Mark, new: Mark, overrides: bool) {
    if (overrides && new.is_filled()) || (!mark.is_filled() && (new.is_filled() || mark.at.is_none())) {
        *mark = new;
    }
}
