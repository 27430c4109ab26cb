//! Brings together what each unit sent, by identity and never by order.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::answers::{Respondents, add, answered_again, of_two_units};
use super::appraisal::Subject;
use super::conflict::{Conflict, at_odds, conflicts, goes_over};
use super::entry::{Entry, Mark, SheetRef};
use super::proofs::Proofs;
use super::statement::Assessment;
use super::submission::{AdjustmentEntry, Paper, Submission};
use super::table::FileReading;
use super::twice::differing;
use super::union::{add_part, are_parts};
use crate::criteria::CriteriaSet;
use crate::diagnostic::{Finding, Place};
use crate::message::{Detail, Scorer, Twice};
use crate::rule::Rule;
use crate::sheet::key;
use crate::sorting::Order as _;
use crate::unit::{Found, Register, block_of, exempt_by_set};

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
    // The council's sheets come after the forms that they override.
    let is_council = |reading: &FileReading| reading.submissions.iter().any(|sent| sent.paper.is_council());
    let (mut council, forms): (Vec<_>, Vec<_>) = readings.into_iter().partition(is_council);
    council.order_by_key(|reading| reading.submissions.first().map(|sent| sent.paper as usize));
    for reading in forms.into_iter().chain(council) {
        collector.findings.extend(reading.findings);
        collector.add_file(reading.submissions);
    }
    collector.finish()
}

/// For so many unknown units of a batch names that come close are looked for.
const GUESSES: usize = 200;
/// So many letters are compared for that in all: about a second.
const WORK: usize = 500_000_000;

/// The first paper of a kind that a unit sent.
#[derive(Clone)]
struct First {
    place: Place,
    /// The name from before a merger under which it came.
    former: Option<String>,
    /// No other one is held against it.
    alone: bool,
}

/// Whose a submission is.
enum Whose {
    /// This unit's, by this name from before a merger.
    Unit(usize, Option<String>),
    /// A unit's that another set of the round scores.
    Elsewhere,
    /// Nobody knows; a finding says so.
    Unknown,
}

struct Collector<'a> {
    set: &'a CriteriaSet,
    register: Option<&'a Register>,
    assessments: Vec<Assessment>,
    by_name: HashMap<String, usize>,
    /// Per unit whether anything was taken for it.
    touched: Vec<bool>,
    /// Per unit the first of each kind of paper.
    first: Vec<[Option<First>; Paper::KINDS]>,
    /// Per unit where a form names it and holds nothing.
    blank: Vec<Option<Place>>,
    /// Per unit whether the council's sheets have it.
    appraised: Vec<bool>,
    /// Per unit the respondents of each table of answers.
    respondents: Vec<Vec<(Arc<SheetRef>, Respondents)>>,
    /// The council's files so far.
    council: HashSet<Arc<str>>,
    /// Points of the council that are at odds.
    conflicts: Vec<Conflict>,
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
            respondents: Vec::new(),
            council: HashSet::new(),
            conflicts: Vec::new(),
            guesses: GUESSES,
            work: WORK,
            findings: Vec::new(),
        };
        for unit in register.map(|register| register.units.as_slice()).unwrap_or_default() {
            let at =
                collector.open(Arc::clone(&unit.name), unit.block, unit.place.clone(), unit.exempt.clone());
            collector.assessments[at].exemptions.clone_from(&unit.exemptions);
            collector.assessments[at].kind = Arc::clone(&unit.kind);
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
            exemptions: Vec::new(),
            kind: Arc::from(""),
            registered: self.register.is_some(),
            sent: false,
            has_form: false,
            received: Vec::new(),
            has_own: false,
            has_appraised: false,
            entries: vec![Entry::default(); leaves],
            computed: Vec::new(),
            adjustments: vec![AdjustmentEntry::default(); self.set.adjustments.len()],
            proofs: Proofs::default(),
            appraisals: Vec::new(),
            explanations: Vec::new(),
            heard: Vec::new(),
        });
        self.first.push(Default::default());
        self.blank.push(None);
        self.appraised.push(false);
        self.respondents.push(Vec::new());
        self.touched.push(false);
        self.assessments.len() - 1
    }

    /// The unit that a submission means; a finding where it means none.
    fn whose(&mut self, submission: &Submission) -> Whose {
        let name = &submission.unit;
        let Some(register) = self.register else {
            let known = key(name);
            if let Some(at) = self.by_name.get(&known) {
                return Whose::Unit(*at, None);
            }
            let block = submission.block.as_ref().and_then(|block| block_of(self.set, &block.text));
            if let (None, Some(stated), false) = (block, &submission.block, self.set.blocks.is_empty())
                && !stated.in_heading
            {
                let known = self.set.blocks.iter().map(|block| block.id.clone()).collect();
                let detail = Detail::UnknownBlock { block: stated.text.clone(), known };
                self.findings.push(Finding::new(submission.source(stated.at).place(), detail));
            }
            let mut exempt = vec![false; self.set.leaves.len()];
            let holding = exempt_by_set(self.set, block, "", &mut exempt);
            let at = self.open(Arc::from(name.as_str()), block, submission.unit_at.clone(), exempt);
            self.assessments[at].exemptions = holding;
            self.by_name.insert(known, at);
            return Whose::Unit(at, None);
        };
        let detail = match register.find(name) {
            Found::Unit(unit) => return Whose::Unit(unit, None),
            Found::Former(unit, former) => return Whose::Unit(unit, Some(former)),
            Found::Elsewhere => return Whose::Elsewhere,
            _ if submission.is_blank => return Whose::Unknown,
            Found::Several(candidates) => Detail::AmbiguousUnit { name: name.clone(), candidates },
            Found::Nowhere => {
                let guess = self.guesses > 0;
                self.guesses = self.guesses.saturating_sub(1);
                let guessed = guess.then(|| register.close(name, &mut self.work));
                let (close, row) = guessed.unwrap_or_default();
                Detail::UnknownUnit { name: name.clone(), close, row }
            }
        };
        self.findings.push(Finding::new(submission.unit_at.clone(), detail));
        Whose::Unknown
    }

    /// Takes what a file holds; sheets that are parts of one form as one.
    fn add_file(&mut self, submissions: Vec<Submission>) {
        let mut wholes: Vec<(usize, Option<String>, Submission)> = Vec::new();
        // Without a register a form is its unit's by the set that it was filled in by.
        let known = self.register.is_some();
        for mut submission in submissions.into_iter().filter(|form| known || form.foreign.is_none()) {
            match self.whose(&submission) {
                Whose::Unit(at, former) if submission.by_criterion => {
                    let is_of = |(unit, name, whole): &&mut (usize, Option<String>, Submission)| {
                        *unit == at && *name == former && are_parts(self.set, whole, &submission)
                    };
                    match wholes.iter_mut().find(is_of) {
                        Some((_, _, whole)) => add_part(self.set, whole, submission),
                        None => wholes.push((at, former, submission)),
                    }
                }
                Whose::Unit(at, former) => self.add(at, former, submission),
                Whose::Unknown if !submission.is_blank => self.findings.append(&mut submission.findings),
                Whose::Unknown | Whose::Elsewhere => {}
            }
        }
        for (at, former, whole) in wholes {
            self.add(at, former, whole);
        }
    }

    fn add(&mut self, at: usize, former: Option<String>, mut submission: Submission) {
        let unit = Arc::clone(&self.assessments[at].unit);
        let (file, received) = (&submission.sheet.file, &mut self.assessments[at].received);
        if submission.paper == Paper::Form && !submission.is_blank && !received.contains(file) {
            received.push(Arc::clone(file));
        }
        if let Some([form, own]) = submission.foreign {
            let detail = Detail::OtherSet { form, own };
            self.findings.push(Finding::new(submission.unit_at, detail).of_unit(&unit));
            self.assessments[at].has_form = true;
            return;
        }
        self.other_block(at, &submission);
        if submission.paper == Paper::Explanation {
            self.findings.extend(submission.findings.drain(..).map(|finding| finding.of_unit(&unit)));
            return self.assessments[at].explanations.append(&mut submission.explanations);
        }
        // A name and nothing else is no submission: the unit is listed as one that sent nothing.
        if submission.is_blank && submission.paper == Paper::Form {
            self.blank[at].get_or_insert(submission.unit_at.clone());
            if !submission.by_criterion {
                return;
            }
        }
        if let Some(first) = self.clash(at, former.as_ref(), &submission) {
            let detail = self.twice(at, first, former, &submission);
            self.findings.push(Finding::new(submission.unit_at, detail).of_unit(&unit));
            return;
        }
        if !submission.is_blank {
            let place = submission.unit_at.clone();
            self.first[at][submission.paper as usize].get_or_insert(First { place, former, alone: true });
        }
        self.missing_rows(at, &mut submission);
        let assessment = &mut self.assessments[at];
        self.findings.extend(submission.findings.drain(..).map(|finding| finding.of_unit(&unit)));
        self.appraised[at] |= submission.paper.is_council();
        if submission.paper == Paper::Form {
            assessment.sent |= !submission.is_blank;
            assessment.has_form |= submission.by_criterion;
        }
        assessment.has_own |= submission.has_own;
        self.take_all(at, submission);
        let assessment = &mut self.assessments[at];
        let filled = |mark: &Mark| mark.is_filled();
        assessment.has_appraised |= assessment.entries.iter().any(|entry| filled(&entry.appraised))
            || assessment.adjustments.iter().any(|entry| filled(&entry.appraised));
    }

    /// The block that a table states against the one that the register lists.
    fn other_block(&mut self, at: usize, submission: &Submission) {
        let (Some(register), Some(stated)) = (self.register, &submission.block) else { return };
        if let Some(listed) = register.other_block(self.set, at, &stated.text) {
            let detail = Detail::OtherBlock { stated: stated.text.clone(), listed: listed.to_owned() };
            let place = submission.source(stated.at).place();
            self.findings.push(Finding::new(place, detail).of_unit(&self.assessments[at].unit));
        }
    }

    /// What the unit already sent of what this states again. The council's sheets override forms, and survey results come
    /// from elsewhere: with those only the single criterion can clash (see [`Self::take_all`]). But what came under two
    /// names, one of them from before a merger, is never put together.
    fn clash(&mut self, at: usize, former: Option<&String>, submission: &Submission) -> Option<First> {
        let first = self.first[at][submission.paper as usize].as_mut()?;
        let both = |a: &Mark, b: &Mark| a.is_filled() && b.is_filled();
        let mut entries = self.assessments[at].entries.iter().zip(&submission.entries);
        let clashes = first.former.as_ref() != former && !submission.is_blank
            || submission.paper == Paper::Form
                && entries.any(|(old, new)| {
                    both(&old.own, &new.own)
                        || both(&old.appraised, &new.appraised)
                        || (old.declared.is_some() && new.declared.is_some())
                });
        first.alone &= !clashes;
        clashes.then(|| first.clone())
    }

    fn twice(&self, at: usize, first: First, former: Option<String>, submission: &Submission) -> Detail {
        let (differing, codes) = differing(self.set, &self.assessments[at], submission);
        let today = || self.assessments[at].unit.to_string();
        let under_two = first.former.is_some() || former.is_some();
        let names = under_two.then(|| [first.former, former].map(|name| name.unwrap_or_else(today)));
        let sheet = match &first.place {
            Place::Cell { sheet, .. } => sheet.clone(),
            Place::Table { .. } | Place::Text { .. } => None,
        };
        let of_first = (Arc::clone(first.place.path()), sheet);
        let twice = Twice { first: of_first, names, differing, codes, ages: Vec::new() };
        Detail::DuplicateUnit { first: first.place.to_string(), twice: Box::new(twice) }
    }

    /// Takes what a submission states; of two papers of one kind for one criterion neither is the later one.
    fn take_all(&mut self, at: usize, mut submission: Submission) {
        let overrides = submission.paper.is_council();
        let unit = Arc::clone(&self.assessments[at].unit);
        let mut clashes = Vec::new();
        let mut settle = |code: &Arc<str>, mark: &mut Mark, new: Mark, overrides: bool| {
            if mark.is_filled() && new.is_filled() && !overrides {
                if let (true, Some(first), Some(at)) = (mark.stated != new.stated, &mark.at, &new.at) {
                    let detail = Detail::DuplicateCriterion { first: first.place().to_string() };
                    clashes.push(Finding::new(at.place(), detail).of_unit(&unit).of_criterion(code));
                }
                return;
            }
            mark.take(new, overrides);
        };
        let (council, conflicts) = (&self.council, &mut self.conflicts);
        // What is left to settle of new appraised points, and whether they go over the old ones.
        let mut appraised = |of, mark: &mut Mark, round: &mut u8, new: Mark, new_round: u8| {
            let given =
                mark.at.as_ref().is_some_and(|at| council.contains(&at.sheet.file)) && mark.is_filled();
            let over = goes_over(given, overrides, (mark, round), (&new, new_round))?;
            if over || !overrides {
                return Some((new, over));
            }
            // The council's word against the council's.
            let first = at_odds(mark, &new)?;
            conflicts.push(Conflict { unit: at, of, round: new_round, first, other: new });
            None
        };
        let assessment = &mut self.assessments[at];
        let again = answered_again(&mut assessment.entries, &mut self.respondents[at], &mut submission);
        self.findings.extend(again.into_iter().map(|finding| finding.of_unit(&unit)));
        assessment.appraisals.append(&mut submission.appraisals);
        assessment.explanations.append(&mut submission.explanations);
        let file = &submission.sheet.file;
        assessment.heard.extend(submission.heard.drain(..).map(|leaf| (leaf, Arc::clone(file))));
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
            let (mark, round) = (&mut entry.appraised, &mut entry.round);
            if let Some((new, over)) = appraised(Subject::Leaf(n), mark, round, new.appraised, new.round) {
                settle(code, &mut entry.appraised, new, over);
            }
            if entry.own.at.is_none() {
                entry.to_fill = new.to_fill;
            }
            settle(code, &mut entry.own, new.own, false);
            settle(code, &mut entry.survey, new.survey, false);
            add(&self.set.leaf(n).1.rule, &mut entry.declared, new.declared);
            entry.evidence = entry.evidence.take().or(new.evidence);
        }
        let adjustments =
            self.set.adjustments.iter().zip(assessment.adjustments.iter_mut().zip(submission.adjustments));
        for (n, (adjustment, (entry, new))) in adjustments.enumerate() {
            let code = &adjustment.code;
            let (of, mark, round) = (Subject::Adjustment(n), &mut entry.appraised, &mut entry.round);
            if let Some((new, over)) = appraised(of, mark, round, new.appraised, new.round) {
                settle(code, &mut entry.appraised, new, over);
            }
            settle(code, &mut entry.own, new.own, false);
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
        let SheetRef { file, sheet } = &*submission.sheet;
        let place = if submission.spread { Place::file(file) } else { Place::sheet(file, sheet) };
        for node in missing {
            let before = (0..node).rev().find_map(|node| Some((submission.seen[node]?, node)));
            let after = before
                .filter(|_| submission.by_criterion && !submission.spread)
                .map(|(cell, node)| (cell.to_string(), set.nodes[node].code.to_string()));
            let node = &set.nodes[node];
            let (name, max) = (node.name.clone(), node.max.clone());
            let detail = Detail::MissingCriterion { name, max, after };
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
            let listed = self.register.is_some();
            // Of a blank form each blank cell speaks.
            if !assessment.sent && !assessment.has_form {
                let place = blank.as_ref().unwrap_or(&assessment.place);
                self.findings.push(
                    Finding::new(place.clone(), Detail::MissingUnit { listed }).of_unit(&assessment.unit),
                );
            }
        }
        for (assessment, firsts) in self.assessments.iter().zip(&self.first) {
            for first in firsts.iter().flatten().filter(|first| first.alone) {
                let Some(name) = first.former.clone() else { continue };
                let detail = Detail::FormerName { name, unit: assessment.unit.to_string() };
                self.findings.push(Finding::new(first.place.clone(), detail).of_unit(&assessment.unit));
            }
        }
        self.findings.extend(conflicts(self.set, &self.assessments, &self.conflicts));
        let units = self.assessments.iter().map(|assessment| &assessment.unit);
        self.findings.extend(of_two_units(units.zip(self.respondents.iter().map(Vec::as_slice))));
        Collected { assessments: self.assessments, findings: self.findings }
    }
}
