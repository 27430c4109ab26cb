//! Holds what a unit stated against the rules: ranges, raw data, claims, evidence, exemptions.

use rayon::prelude::*;
use rust_decimal::Decimal;

use super::collect::{Collected, collect};
use super::compute::{Around, Bests};
use super::council::{check_beside, check_others};
use super::entry::{Declared, Mark, Source, Stated};
use super::proofs::Holds;
use super::sample::sample;
use super::statement::Assessment;
use super::table::FileReading;
use crate::criteria::{CriteriaSet, Evidence, Leaf};
use crate::diagnostic::{CellRef, Finding};
use crate::evidence::Remark;
use crate::message::{Detail, Scorer};
use crate::points::Number;
use crate::rule::{Accepted, Computed, Outcome, Rule, check_inputs};
use crate::unit::Register;

/// The checked assessments of one set.
#[derive(Debug)]
pub struct Assessed {
    /// One per unit: in the order of the register, else of the files.
    pub assessments: Vec<Assessment>,
    /// The best values of each block.
    pub bests: Bests,
    /// Everything that was found.
    pub findings: Vec<Finding>,
}

/// Collects what the files of a batch say, and checks it.
pub fn assess(set: &CriteriaSet, register: Option<&Register>, readings: Vec<FileReading>) -> Assessed {
    let Collected { mut assessments, mut findings } = collect(set, register, readings);
    findings.extend(of_all(&mut assessments, |assessment| check_data(set, assessment)));
    let bests = Bests::of(set, &assessments);
    let accepted: Vec<Accepted> =
        set.leaf_nodes().enumerate().map(|(n, (_, leaf))| leaf.rule.accepted(&set.frame(n))).collect();
    findings.extend(of_all(&mut assessments, |assessment| check_others(set, &accepted, assessment)));
    findings.extend(of_all(&mut assessments, |assessment| check(set, &bests, &accepted, assessment)));
    findings.extend(check_beside(set, &assessments));
    Assessed { assessments, bests, findings }
}

/// Checks all units, on all cores; the findings in the order of the units.
fn of_all(
    assessments: &mut [Assessment],
    check: impl Fn(&mut Assessment) -> Vec<Finding> + Sync + Send,
) -> Vec<Finding> {
    let found: Vec<Vec<Finding>> = assessments.par_iter_mut().map(check).collect();
    found.into_iter().flatten().collect()
}

/// Checks the raw data alone; what is at fault is marked, so that no rule uses it.
fn check_data(set: &CriteriaSet, assessment: &mut Assessment) -> Vec<Finding> {
    let mut findings = Findings::default();
    for (n, entry) in assessment.entries.iter_mut().enumerate() {
        if assessment.exempt[n] {
            continue;
        }
        let Some(declared) = &mut entry.declared else { continue };
        for (at, input) in set.leaf(n).1.inputs.iter().enumerate() {
            let value = declared.answer.inputs.get(at).and_then(Option::as_ref);
            if let Some(value) = value.filter(|value| below_one(value) && input.is_percentage()) {
                let cell = declared.cells.get(at).copied().unwrap_or(declared.at.cell);
                let at = Source { sheet: declared.at.sheet.clone(), cell };
                let (id, value) = (input.id.to_string(), value.clone());
                findings.add(set, n, &at, Detail::SmallPercentage { id, value });
            }
        }
        for (input, detail) in check_inputs(&set.leaf(n).1.inputs, &declared.answer.inputs) {
            let cell = declared.cells.get(input).copied().unwrap_or(declared.at.cell);
            let at = Source { sheet: declared.at.sheet.clone(), cell };
            declared.fault = true;
            findings.add(set, n, &at, detail);
        }
    }
    findings.of(assessment)
}

fn below_one(value: &Number) -> bool {
    *value > Number::ZERO && *value < Number::ONE
}

/// Checks everything that a unit stated, computes what its raw data give, and marks what is at fault.
fn check(
    set: &CriteriaSet,
    bests: &Bests,
    accepted: &[Accepted],
    assessment: &mut Assessment,
) -> Vec<Finding> {
    let mut findings = Findings::default();
    for (n, accepted) in accepted.iter().enumerate() {
        if assessment.exempt[n] {
            exempt(set, assessment, n, &mut findings);
        } else {
            compute(set, bests, assessment, n, &mut findings);
            claims(set, accepted, assessment, n, &mut findings);
            missing(set, assessment, n, &mut findings);
            evidence(set, assessment, n, &mut findings);
        }
    }
    adjustments(set, assessment, &mut findings);
    sample(set, assessment, &mut findings.0);
    findings.of(assessment)
}

#[derive(Default)]
struct Findings(Vec<Finding>);

impl Findings {
    fn add(&mut self, set: &CriteriaSet, n: usize, at: &Source, detail: Detail) {
        self.0.push(Finding::new(at.place(), detail).of_criterion(&set.leaf(n).0.code));
    }

    /// The findings, as the unit's.
    fn of(self, assessment: &Assessment) -> Vec<Finding> {
        self.0.into_iter().map(|finding| finding.of_unit(&assessment.unit)).collect()
    }
}

/// What the register exempts does not count, whatever the form says.
fn exempt(set: &CriteriaSet, assessment: &Assessment, n: usize, findings: &mut Findings) {
    let entry = &assessment.entries[n];
    let mut files: Vec<&str> = Vec::new();
    for mark in [&entry.own, &entry.appraised, &entry.survey] {
        let (Stated::Points(points), Some(at)) = (&mark.stated, &mark.at) else { continue };
        // Each paper is said once: another one is another's to mend.
        if points.is_zero() || files.contains(&&*at.sheet.file) {
            continue;
        }
        files.push(&at.sheet.file);
        let reason = assessment.exempt_by(set, n).map(|exemption| exemption.reason.clone());
        findings.add(set, n, at, Detail::ExemptButScored { points: Number::from(*points), reason });
    }
}

/// Computes the points of a leaf from its raw data, and holds the self score against them.
fn compute(set: &CriteriaSet, bests: &Bests, assessment: &mut Assessment, n: usize, findings: &mut Findings) {
    let (_, leaf) = set.leaf(n);
    let entry = &assessment.entries[n];
    let at = entry.declared.as_ref().map(|declared| &declared.at).or(entry.own.at.as_ref());
    let at_fault = entry.declared.as_ref().is_some_and(|declared| declared.fault);
    let answered = Around::new(set, assessment, bests, n).answered();
    if answered.is_none() && !at_fault {
        return;
    }
    let faulty = at_fault || matches!(answered, Some(Err(_)));
    let mut spoilt = faulty;
    let own = entry.own.clone();
    match answered {
        Some(Err(detail)) => {
            if let Some(at) = at {
                let cell =
                    cell_of(leaf, assessment.entries[n].declared.as_deref(), &detail).unwrap_or(at.cell);
                findings.add(set, n, &Source { sheet: at.sheet.clone(), cell }, detail);
            }
        }
        Some(Ok(Computed { outcome, .. })) => {
            if let (Outcome::Points(points), Some(claimed), Some(at)) = (&outcome, own.points(), &own.at)
                && leaf.scored_by == Scorer::Unit
                && !leaf.rule.agrees(&set.frame(n), &claimed, points)
            {
                let computed = points.clone();
                findings.add(set, n, at, Detail::PointsDisagree { claimed, computed });
                spoilt = true;
            }
            surveyed_otherwise(set, assessment, n, &outcome, findings);
            let unclaimed = own.points().is_none_or(|claimed| claimed.is_zero());
            if let (Outcome::NotApplicable, false, Some(at)) = (&outcome, unclaimed, &own.at) {
                let claimed = own.points().unwrap_or_default();
                findings.add(set, n, at, Detail::NothingArose { claimed });
            }
            assessment.computed.resize_with(set.leaves.len(), || None);
            assessment.computed[n] = Some(outcome);
        }
        None => {}
    }
    // A claim that rests on data at fault cannot be used; nor can the data where there is no claim.
    let entry = &mut assessment.entries[n];
    if spoilt {
        entry.own.spoil();
    }
    if let (true, Some(declared)) = (faulty, &mut entry.declared) {
        declared.fault = true;
    }
}

/// Survey points that are given beside answers, and are not what these come to; the points given count.
fn surveyed_otherwise(
    set: &CriteriaSet,
    assessment: &Assessment,
    n: usize,
    outcome: &Outcome,
    findings: &mut Findings,
) {
    let (leaf, survey) = (set.leaf(n).1, &assessment.entries[n].survey);
    if let (Scorer::Survey, Outcome::Points(points), Some(claimed), Some(at)) =
        (leaf.scored_by, outcome, survey.points(), &survey.at)
        && !leaf.rule.agrees(&set.frame(n), &claimed, points)
    {
        findings.add(set, n, at, Detail::PointsDisagree { claimed, computed: points.clone() });
    }
}

/// The cell of the input that a fault names.
fn cell_of(leaf: &Leaf, declared: Option<&Declared>, detail: &Detail) -> Option<CellRef> {
    let Detail::MissingInput { id, .. } = detail else { return None };
    let input = leaf.inputs.iter().position(|input| *input.id == **id)?;
    declared?.cells.get(input).copied()
}

/// Stated points against the range and the steps of the rule; "not applicable" against the register.
fn claims(
    set: &CriteriaSet,
    accepted: &Accepted,
    assessment: &mut Assessment,
    n: usize,
    findings: &mut Findings,
) {
    let (_, leaf) = set.leaf(n);
    if leaf.rule == Rule::Info {
        return;
    }
    let registered = assessment.registered;
    let by_rule = assessment.computed(n) == Some(&Outcome::NotApplicable);
    let entry = &mut assessment.entries[n];
    // A unit that scores nothing here may still say that the criterion does not apply.
    let own_counts = leaf.scored_by == Scorer::Unit || entry.own.stated == Stated::NotApplicable;
    for (mark, counts) in
        [(&mut entry.own, own_counts), (&mut entry.appraised, true), (&mut entry.survey, true)]
    {
        let Some(at) = mark.at.as_ref().filter(|_| counts) else { continue };
        let detail = match &mark.stated {
            Stated::Points(points) if accepted.holds(*points) => None,
            Stated::Points(points) => leaf.rule.check_claim(&set.frame(n), &Number::from(*points)).err(),
            // By its data the criterion does not apply: then the form says nothing else.
            Stated::NotApplicable if registered && !by_rule => Some(Detail::NotApplicableUndeclared),
            _ => None,
        };
        if let Some(detail) = detail {
            findings.add(set, n, at, detail);
            mark.spoil();
        }
    }
}

/// A leaf that the unit had to score, and left blank.
fn missing(set: &CriteriaSet, assessment: &Assessment, n: usize, findings: &mut Findings) {
    let (_, leaf) = set.leaf(n);
    let entry = &assessment.entries[n];
    // Of a unit that sent nothing that is said once.
    let nothing = !assessment.sent && !assessment.has_form;
    if nothing || leaf.rule == Rule::Info || !entry.present || assessment.computed(n).is_some() {
        return;
    }
    let mark: &Mark = match leaf.scored_by {
        Scorer::Unit if entry.own.at.is_some() => &entry.own,
        Scorer::Unit | Scorer::Council if !assessment.has_own => &entry.appraised,
        _ => return,
    };
    let (Stated::Blank, Some(at)) = (&mark.stated, &mark.at) else { return };
    match entry.to_fill.filter(|_| leaf.scored_by == Scorer::Unit) {
        None => findings.add(set, n, at, Detail::MissingPoints),
        // The points follow from data that are not there.
        Some(cell) => {
            let first = leaf.inputs.first();
            let id = first.map(|input| input.id.to_string()).unwrap_or_default();
            let name = first.map(|input| input.name.clone()).unwrap_or_default();
            let at = Source { sheet: at.sheet.clone(), cell };
            findings.add(set, n, &at, Detail::MissingInput { id, name });
        }
    }
}

/// Evidence that the set requires for points above zero.
fn evidence(set: &CriteriaSet, assessment: &Assessment, n: usize, findings: &mut Findings) {
    let (_, leaf) = set.leaf(n);
    let entry = &assessment.entries[n];
    let claims = match (&entry.own.stated, assessment.computed(n)) {
        (Stated::Points(points), _) => *points > Decimal::ZERO,
        (Stated::Blank, Some(Outcome::Points(points))) => *points > Number::ZERO,
        _ => false,
    };
    let (Evidence::Required, true, Some((holds, at))) = (leaf.evidence, claims, &entry.evidence) else {
        return;
    };
    let typed = || assessment.proofs.word(n);
    let detail = match holds {
        Holds::Nothing => Detail::MissingEvidence,
        Holds::Word(Remark::None) => Detail::NoEvidence { typed: typed() },
        Holds::Word(Remark::Some) => Detail::UnclearEvidence { typed: typed() },
        Holds::Evidence => return,
    };
    findings.add(set, n, at, detail);
}

/// Bonus and penalty against their caps; above the cap only the cap counts, and that is said.
fn adjustments(set: &CriteriaSet, assessment: &Assessment, findings: &mut Findings) {
    for (adjustment, entry) in set.adjustments.iter().zip(&assessment.adjustments) {
        let Some(cap) = &adjustment.cap else { continue };
        for mark in [&entry.own, &entry.appraised] {
            if let (Some(points), Some(at)) = (mark.points().filter(|points| points > cap), &mark.at) {
                let detail = Detail::PointsAboveMax { points, max: cap.clone() };
                findings.0.push(Finding::new(at.place(), detail).of_criterion(&adjustment.code));
            }
        }
    }
}
