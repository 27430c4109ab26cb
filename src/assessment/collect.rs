//! Brings together what each unit sent, by identity and never by order.

use std::collections::HashMap;
use std::sync::Arc;

use super::entry::{Entry, Mark};
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
    /// A form or a table of it was read.
    pub sent: bool,
    /// It was asked for self scores.
    pub has_own: bool,
    /// Some leaf or adjustment has appraised points.
    pub has_appraised: bool,
    /// Per leaf what was stated.
    pub entries: Vec<Entry>,
    /// Per leaf what its rule computes from the raw data.
    pub computed: Vec<Option<Outcome>>,
    /// Per adjustment what was stated.
    pub adjustments: Vec<AdjustmentEntry>,
    /// How many errors its files have.
    pub errors: usize,
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

struct Collector<'a> {
    set: &'a CriteriaSet,
    register: Option<&'a Register>,
    assessments: Vec<Assessment>,
    by_name: HashMap<String, usize>,
    /// Per unit the first form, for messages.
    first: Vec<Option<Place>>,
    findings: Vec<Finding>,
}

impl<'a> Collector<'a> {
    fn new(set: &'a CriteriaSet, register: Option<&'a Register>) -> Collector<'a> {
        let mut collector = Collector {
            set,
            register,
            assessments: Vec::new(),
            by_name: HashMap::new(),
            first: Vec::new(),
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
            has_own: false,
            has_appraised: false,
            entries: vec![Entry::default(); leaves],
            computed: vec![None; leaves],
            adjustments: vec![AdjustmentEntry::default(); self.set.adjustments.len()],
            errors: 0,
        });
        self.first.push(None);
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
            Found::Nowhere(close) => Detail::UnknownUnit { name: name.clone(), close },
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
        // A row with a name and nothing else is no submission: the unit is listed as one that sent nothing.
        if submission.is_blank {
            return;
        }
        let unit = Arc::clone(&self.assessments[at].unit);
        if let Some(first) = self.clash(at, &submission) {
            let detail = Detail::DuplicateUnit { first: first.to_string() };
            self.findings.push(Finding::new(submission.unit_at.clone(), detail).of_unit(&unit));
            self.assessments[at].errors += 1;
            return;
        }
        self.missing_rows(at, &mut submission);
        let assessment = &mut self.assessments[at];
        assessment.errors += submission.findings.iter().filter(|finding| finding.is_error()).count();
        self.findings.extend(submission.findings.drain(..).map(|finding| finding.of_unit(&unit)));
        if submission.paper != Paper::Survey {
            assessment.sent = true;
            self.first[at].get_or_insert(submission.unit_at);
        }
        assessment.has_own |= submission.has_own;
        let overrides = submission.paper == Paper::Appraisal;
        for (entry, new) in assessment.entries.iter_mut().zip(submission.entries) {
            entry.present |= new.present;
            take(&mut entry.own, new.own, false);
            take(&mut entry.appraised, new.appraised, overrides);
            take(&mut entry.survey, new.survey, false);
            entry.declared = entry.declared.take().or(new.declared);
            entry.evidence = entry.evidence.take().or(new.evidence);
        }
        for (entry, new) in assessment.adjustments.iter_mut().zip(submission.adjustments) {
            take(&mut entry.own, new.own, false);
            take(&mut entry.appraised, new.appraised, overrides);
        }
        let filled = |mark: &Mark| mark.is_filled();
        assessment.has_appraised |= assessment.entries.iter().any(|entry| filled(&entry.appraised))
            || assessment.adjustments.iter().any(|entry| filled(&entry.appraised));
    }

    /// Where the unit already stated what this submission states again.
    fn clash(&mut self, at: usize, submission: &Submission) -> Option<Place> {
        let assessment = &self.assessments[at];
        let overrides = submission.paper == Paper::Appraisal;
        let both = |a: &Mark, b: &Mark| a.is_filled() && b.is_filled();
        let twice = assessment.entries.iter().zip(&submission.entries).find_map(|(old, new)| {
            let own = both(&old.own, &new.own).then_some(&old.own);
            let declared =
                old.declared.as_ref().filter(|_| new.declared.is_some()).map(|declared| &declared.at);
            let survey = both(&old.survey, &new.survey).then_some(&old.survey);
            // Of two sheets of the council for one leaf neither is the later one.
            let from_council = old.appraised.at.as_ref().is_some_and(|_| !overrides);
            let appraised = (from_council && both(&old.appraised, &new.appraised)).then_some(&old.appraised);
            own.or(survey).or(appraised).and_then(|mark| mark.at.as_ref()).or(declared)
        });
        twice.map(|source| self.first[at].clone().unwrap_or_else(|| source.place()))
    }

    /// Criteria of which a form has no row: a branch without any row is one finding.
    fn missing_rows(&self, at: usize, submission: &mut Submission) {
        if !submission.must_be_complete {
            return;
        }
        let set = self.set;
        let exempt = &self.assessments[at].exempt;
        let has_row = |node: usize| submission.seen[node..set.nodes[node].end].iter().any(Option::is_some);
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
        for assessment in self.assessments.iter().filter(|assessment| !assessment.sent) {
            let finding = Finding::new(assessment.place.clone(), Detail::MissingUnit);
            self.findings.push(finding.of_unit(&assessment.unit));
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
