//! What the rounds of appraisal say beside the points that count: points of earlier rounds that cannot be, cuts without
//! a reason, copies that are out of date, a second round without a first one.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::appraisal::{Appraisal, Subject};
use super::entry::{Mark, SheetRef, Source, Stated};
use super::statement::Assessment;
use super::throughout::one_of_sheet;
use crate::criteria::{CriteriaSet, Leaf};
use crate::diagnostic::Finding;
use crate::message::{Detail, Scorer};
use crate::points::Number;
use crate::rule::{Accepted, Outcome};

/// Points of the council that do not count, because a later round or another paper says otherwise, against the rules.
/// Runs before those that count are checked, and leaves these out.
pub(super) fn check_others(set: &CriteriaSet, accepted: &[Accepted], unit: &Assessment) -> Vec<Finding> {
    let wrong = |kept: &Appraisal| {
        let Stated::Points(stated) = kept.mark.stated else { return None };
        let points = Number::from(stated);
        let counts = |mark: &Mark| mark.at == kept.mark.at && matches!(mark.stated, Stated::Points(_));
        let (code, detail) = match kept.of {
            Subject::Leaf(n) if unit.exempt[n] || counts(&unit.entries[n].appraised) => return None,
            Subject::Leaf(n) if accepted[n].holds(stated) => return None,
            Subject::Leaf(n) => {
                let (node, leaf) = set.leaf(n);
                (&node.code, leaf.rule.check_claim(&set.frame(n), &points).err()?)
            }
            Subject::Adjustment(n) if counts(&unit.adjustments[n].appraised) => return None,
            Subject::Adjustment(n) => {
                let max = set.adjustments[n].cap.clone().filter(|cap| points > *cap)?;
                (&set.adjustments[n].code, Detail::PointsAboveMax { points, max })
            }
        };
        Some(Finding::new(kept.mark.at.as_ref()?.place(), detail).of_unit(&unit.unit).of_criterion(code))
    };
    unit.appraisals.iter().filter_map(wrong).collect()
}

/// What stands beside the points of all units that were checked.
pub(super) fn check_beside(set: &CriteriaSet, assessments: &[Assessment]) -> Vec<Finding> {
    let found: Vec<Vec<Beside>> = assessments.par_iter().map(|unit| of_unit(set, unit)).collect();
    let mut findings = Vec::new();
    // What most rows of a sheet lack is one finding; first the reasons, then the first rounds.
    let mut sheets: BTreeMap<(Arc<str>, Arc<str>, u8), OfSheet> = BTreeMap::new();
    for beside in found.into_iter().flatten() {
        let Beside { sheet, kind, finding, never } = beside;
        match kind {
            Kind::Copy => findings.extend(finding),
            kind => {
                let of = (Arc::clone(&sheet.file), Arc::clone(&sheet.sheet), kind as u8);
                let sheet = sheets.entry(of).or_default();
                sheet.lacking.extend(finding);
                sheet.rows += 1;
                sheet.one_cause |= never;
            }
        }
    }
    for OfSheet { lacking, rows, one_cause } in sheets.into_values() {
        findings.extend(one_of_sheet(lacking, rows, one_cause));
    }
    findings
}

/// Of what a row of a sheet could lack something.
#[derive(Clone, Copy)]
enum Kind {
    Reason,
    First,
    Copy,
}

/// A row that could lack something, and the finding where it does.
struct Beside {
    sheet: Arc<SheetRef>,
    kind: Kind,
    finding: Option<Finding>,
    /// The table has no column for it, so that all rows lack it for one cause.
    never: bool,
}

/// Of the rows of a sheet that could lack something those that do.
#[derive(Default)]
struct OfSheet {
    lacking: Vec<Finding>,
    rows: usize,
    one_cause: bool,
}

fn of_unit(set: &CriteriaSet, unit: &Assessment) -> Vec<Beside> {
    let mut found = Vec::new();
    let mut stale: Vec<(Arc<SheetRef>, Finding, Vec<String>)> = Vec::new();
    for kept in &unit.appraisals {
        let (Some(at), Some(points)) = (&kept.mark.at, kept.mark.points()) else { continue };
        let code = match kept.of {
            Subject::Leaf(n) if unit.exempt[n] => continue,
            Subject::Leaf(n) => &set.leaf(n).0.code,
            Subject::Adjustment(n) => &set.adjustments[n].code,
        };
        let place = || at.place();
        let about = |detail| Finding::new(place(), detail).of_unit(&unit.unit).of_criterion(code);
        let council = kept.paper.is_council();
        let sheet = || Arc::clone(&at.sheet);
        let against = changed(set, unit, kept, &points);
        if let (true, Some((asked, of_round))) = (kept.asks_reason || council, against) {
            let none = kept.reason.is_none() && !reasoned_before(unit, kept);
            let detail = Detail::MissingReason { points, asked, of_round };
            let (finding, never) = (none.then(|| about(detail)), !kept.asks_reason);
            found.push(Beside { sheet: sheet(), kind: Kind::Reason, finding, never });
        }
        if council && kept.round > 1 {
            let first = unit.appraisals.iter().any(|other| other.of == kept.of && other.round == 1);
            let finding = (!first).then(|| about(Detail::NoFirstRound));
            found.push(Beside { sheet: sheet(), kind: Kind::First, finding, never: false });
        }
        if let Some((copied, now)) = out_of_date(set, unit, kept) {
            let copy = kept.copied.as_ref().and_then(|copied| copied.at.as_ref());
            let Some(copy) = copy.map(Source::place) else { continue };
            match stale.iter_mut().find(|(of, ..)| *of == at.sheet) {
                // The same copy stands beside both rounds of a row.
                Some((_, first, others)) if first.place != copy && !others.contains(&code.to_string()) => {
                    others.push(code.to_string());
                }
                Some(_) => {}
                None => {
                    let detail = Detail::StaleCopy { copied, now, others: Vec::new() };
                    let finding = Finding::new(copy, detail).of_unit(&unit.unit).of_criterion(code);
                    stale.push((Arc::clone(&at.sheet), finding, Vec::new()));
                }
            }
        }
    }
    found.extend(stale.into_iter().map(|(sheet, mut finding, codes)| {
        if let Detail::StaleCopy { others, .. } = &mut finding.detail {
            *others = codes;
        }
        Beside { sheet, kind: Kind::Copy, finding: Some(finding), never: false }
    }));
    found
}

impl Assessment {
    /// The points that the unit asks for with a leaf that it scores: those it typed, else those that its data give.
    pub fn asked(&self, set: &CriteriaSet, leaf: usize) -> Option<Number> {
        if set.leaf(leaf).1.scored_by != Scorer::Unit {
            return None;
        }
        let own = self.entries[leaf].own.typed();
        own.or_else(|| computed(set, self, leaf).map(|(_, computed)| computed.clone()))
    }
}

/// Against what the council changed points: those that the unit asked for, where the rule does not give the council's
/// either; in the second round also those of the first, with its number.
fn changed(
    set: &CriteriaSet,
    unit: &Assessment,
    kept: &Appraisal,
    points: &Number,
) -> Option<(Number, Option<u8>)> {
    // What a formula of a form gave has more digits than anybody types.
    let published = |points: &Number| points.rounded(set.scoring.precision);
    let mut before = unit.appraisals.iter().filter(|other| other.of == kept.of && other.round < kept.round);
    let first = before.find_map(|other| Some((other.mark.points()?, other.round)));
    let differs = |asked: &Number| published(asked) != published(points);
    if let Some((first, round)) = first.filter(|(first, _)| differs(first)) {
        return Some((first, Some(round)));
    }
    let asked = match kept.of {
        Subject::Leaf(n) if by_rule(set, unit, n, points) => None,
        // What does not apply by its data asks for nothing.
        Subject::Leaf(n) if unit.computed(n) == Some(&Outcome::NotApplicable) => Some(Number::ZERO),
        Subject::Leaf(n) => unit.asked(set, n),
        Subject::Adjustment(n) => unit.adjustments[n].own.typed(),
    };
    asked.filter(differs).map(|asked| (asked, None))
}

/// Whether the rule of a leaf gives these points for the data of the unit.
fn by_rule(set: &CriteriaSet, unit: &Assessment, n: usize, points: &Number) -> bool {
    computed(set, unit, n).is_some_and(|(leaf, computed)| leaf.rule.agrees(&set.frame(n), points, computed))
}

fn computed<'a>(set: &'a CriteriaSet, unit: &'a Assessment, n: usize) -> Option<(&'a Leaf, &'a Number)> {
    match unit.computed(n)? {
        Outcome::Points(points) => Some((set.leaf(n).1, points)),
        Outcome::NotApplicable => None,
    }
}

/// Whether an earlier round gave the same points with a reason.
fn reasoned_before(unit: &Assessment, kept: &Appraisal) -> bool {
    let same = |other: &&Appraisal| {
        other.of == kept.of && other.round < kept.round && other.mark.points() == kept.mark.points()
    };
    unit.appraisals.iter().filter(same).any(|other| other.reason.is_some())
}

/// The self score that a paper of the council copied and the one of the form, where the form says another one now.
fn out_of_date(
    set: &CriteriaSet,
    unit: &Assessment,
    kept: &Appraisal,
) -> Option<(Option<Number>, Option<Number>)> {
    let copied = kept.copied.as_ref()?;
    let own = match kept.of {
        Subject::Leaf(n) => &unit.entries[n].own,
        Subject::Adjustment(n) => &unit.adjustments[n].own,
    };
    own.at.as_ref()?;
    let (was, now) = (copied.typed(), own.typed());
    let published =
        |points: &Option<Number>| points.as_ref().map(|points| points.rounded(set.scoring.precision));
    if published(&was) == published(&now) {
        return None;
    }
    // What the rule gives may be shown where the unit left its points to it.
    match (kept.of, &was, &now) {
        (Subject::Leaf(n), Some(was), None) if by_rule(set, unit, n, was) => None,
        _ => Some((was, now)),
    }
}
