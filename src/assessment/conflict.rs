//! Two papers of the council that give one leaf or adjustment different points in the same round. Neither is the later
//! one, so that none counts until the council agrees or a later round decides.

use std::collections::HashSet;

use super::appraisal::{Appraisal, Subject};
use super::entry::{Mark, Stated};
use super::statement::Assessment;
use crate::criteria::CriteriaSet;
use crate::diagnostic::{Finding, Severity};
use crate::message::Detail;
use crate::sorting::Order as _;

/// Points at odds, as they came in while the papers were put together.
pub(super) struct Conflict {
    /// The unit (index).
    pub unit: usize,
    /// What is scored.
    pub of: Subject,
    /// The round.
    pub round: u8,
    /// What stood there first.
    pub first: Mark,
    /// What came then.
    pub other: Mark,
}

/// Whether new points of a round go over those that stand there, which are the council's where it has `given` them; of
/// two rounds of the council the later one counts, in whatever order they come, and nothing is left to say (`None`).
pub(super) fn goes_over(
    given: bool,
    overrides: bool,
    (mark, round): (&Mark, &mut u8),
    (new, of): (&Mark, u8),
) -> Option<bool> {
    let over = overrides && !(given && of == *round);
    let passed = given && of < *round;
    if !passed && new.is_filled() && (over || !mark.is_filled()) {
        *round = of;
    }
    (!passed).then_some(over)
}

/// Holds the council's points against those that it gave before in the same round; where they are others, none can be
/// used, and what stood there is given back.
pub(super) fn at_odds(mark: &mut Mark, new: &Mark) -> Option<Mark> {
    let before = mark.clone();
    match (&mark.stated, &new.stated) {
        (_, Stated::Blank) => None,
        // A fault is said at its cell, and what was meant nobody knows.
        (_, Stated::Fault(None)) => {
            mark.spoil();
            None
        }
        _ if !differ(mark, new) => None,
        _ => {
            mark.spoil();
            Some(before)
        }
    }
}

/// Whether both say something, and not the same.
fn differ(one: &Mark, other: &Mark) -> bool {
    let says = |mark: &Mark| !matches!(mark.stated, Stated::Blank | Stated::Fault(None));
    says(one) && says(other) && one.typed() != other.typed()
}

/// What is found of points at odds: where the rounds were kept, of all of them; else of the points that would count.
pub(super) fn conflicts(set: &CriteriaSet, assessments: &[Assessment], met: &[Conflict]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for unit in assessments.iter().filter(|unit| unit.appraisals.len() > 1) {
        of_kept(set, unit, &mut findings);
    }
    for Conflict { unit, of, round, first, other } in met {
        let unit = &assessments[*unit];
        if unit.appraisals.is_empty() {
            findings.extend(finding(set, unit, *of, *round, [first, other], [None, None], false));
        }
    }
    findings
}

fn of_kept(set: &CriteriaSet, unit: &Assessment, findings: &mut Vec<Finding>) {
    let mut kept: Vec<&Appraisal> = unit.appraisals.iter().filter(|kept| kept.paper.is_council()).collect();
    kept.order_by_key(|kept| (kept.of, kept.round));
    for same in kept.chunk_by(|a, b| (a.of, a.round) == (b.of, b.round)) {
        let Some(first) = same.iter().find(|kept| !matches!(kept.mark.stated, Stated::Fault(None))) else {
            continue;
        };
        let sheet = |kept: &Appraisal| {
            kept.mark.at.as_ref().map(|at| (at.sheet.file.clone(), at.sheet.sheet.clone()))
        };
        let row = |kept: &Appraisal| kept.mark.at.as_ref().map(|at| at.cell.row);
        let beside = |other: &&&Appraisal| sheet(other) == sheet(first) && row(other) == row(first);
        // Heads of two columns that do not say which round each is.
        if let Some(last) = same.iter().rev().find(beside).filter(|last| differ(&first.mark, &last.mark)) {
            let marks = [&first.mark, &last.mark];
            findings.extend(finding(set, unit, last.of, last.round, marks, [None, None], true));
        }
        let mut told = HashSet::from([sheet(first)]);
        for other in same.iter().filter(|other| differ(&first.mark, &other.mark)) {
            if told.insert(sheet(other)) {
                let who = [*first, *other].map(|kept| kept.appraiser.as_ref().map(|who| who.text.clone()));
                findings.extend(finding(
                    set,
                    unit,
                    other.of,
                    other.round,
                    [&first.mark, &other.mark],
                    who,
                    false,
                ));
            }
        }
    }
}

fn finding(
    set: &CriteriaSet,
    unit: &Assessment,
    of: Subject,
    round: u8,
    [first, other]: [&Mark; 2],
    who: [Option<String>; 2],
    in_one_row: bool,
) -> Option<Finding> {
    let (counts, code) = match of {
        Subject::Leaf(n) => (unit.entries[n].round, &set.leaf(n).0.code),
        Subject::Adjustment(n) => (unit.adjustments[n].round, &set.adjustments[n].code),
    };
    let detail = Detail::ConflictingAppraisal {
        points: [first.typed(), other.typed()],
        first: first.at.as_ref()?.place().to_string(),
        who: Box::new(who),
        round,
        later: (counts > round || in_one_row).then_some(counts),
    };
    let mut finding = Finding::new(other.at.as_ref()?.place(), detail).of_unit(&unit.unit).of_criterion(code);
    // A later round has settled it, or the place of the columns.
    if counts > round || in_one_row {
        finding.severity = Severity::Warning;
    }
    Some(finding)
}
