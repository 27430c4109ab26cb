//! Looks at the documents that units name as evidence: their dates, one document for several criteria, the same evidence
//! of several units.

use std::num::NonZeroU64;

use rayon::prelude::*;
use rust_decimal::Decimal;

use super::entry::{Entry, Source, Stated};
use super::proofs::{Cited, Proofs};
use super::statement::Assessment;
use crate::criteria::{CriteriaSet, Evidence};
use crate::day::Day;
use crate::diagnostic::Finding;
use crate::evidence::Dated;
use crate::message::Detail;
use crate::points::Number;
use crate::rule::Outcome;
use crate::sorting::Order as _;

/// From so many units of a block on, and more than half of it, the same evidence is a paper that all of them got.
const COMMON: usize = 4;

/// The days that the evidence of a round may have.
#[derive(Clone, Copy, Debug, Default)]
pub struct Period {
    /// The year that is assessed.
    pub year: Option<i64>,
    /// The last day of which a document may be.
    pub deadline: Option<Day>,
}

/// Examines the evidence of all units; of it stays what may give points.
pub fn examine(set: &CriteriaSet, period: Period, assessments: &mut [Assessment]) -> Vec<Finding> {
    let mut proofs: Vec<Proofs> =
        assessments.iter_mut().map(|assessment| std::mem::take(&mut assessment.proofs)).collect();
    let window = Window::of(set, period);
    let of_unit = |(assessment, proofs): (&Assessment, &mut Proofs)| {
        let unit = Unit { set, assessment };
        proofs.documents.retain(|document| unit.counts(document.leaf));
        let mut findings = Vec::new();
        if set.evidence.dates {
            unit.dates(&window, proofs, &mut findings);
        }
        if set.evidence.repeated {
            unit.repeated(proofs, &mut findings);
        }
        findings
    };
    let found: Vec<Vec<Finding>> = assessments.par_iter().zip(&mut proofs).map(of_unit).collect();
    let mut findings: Vec<Finding> = found.into_iter().flatten().collect();
    if set.evidence.copied {
        copied(set, assessments, &proofs, &mut findings);
    }
    for (assessment, proofs) in assessments.iter_mut().zip(proofs) {
        assessment.proofs = proofs;
    }
    findings
}

/// The days that count.
struct Window {
    year: Option<(Day, Day)>,
    deadline: Option<Day>,
}

impl Window {
    fn of(set: &CriteriaSet, period: Period) -> Window {
        let year = period.year.and_then(|year| u16::try_from(year).ok()).and_then(|year| {
            let (first, last) = (Day::new(year, 1, 1)?, Day::new(year, 12, 31)?);
            let wider = &set.evidence;
            Some((wider.from.map_or(first, |from| from.min(first)), wider.to.map_or(last, |to| to.max(last))))
        });
        Window { year, deadline: period.deadline }
    }

    fn is_outside(&self, dated: Dated) -> bool {
        self.year.is_some_and(|(first, last)| dated.last < first || dated.first > last)
    }

    fn is_late(&self, dated: Dated) -> bool {
        self.deadline.is_some_and(|deadline| dated.first > deadline)
    }
}

/// What one unit sent.
#[derive(Clone, Copy)]
struct Unit<'a> {
    set: &'a CriteriaSet,
    assessment: &'a Assessment,
}

impl Unit<'_> {
    /// Whether the evidence of a leaf is looked at: the set asks for it, and the unit may claim points with it.
    fn counts(&self, leaf: u32) -> bool {
        let n = leaf as usize;
        let Some(entry) = self.assessment.entries.get(n).filter(|entry| entry.evidence.is_some()) else {
            return false;
        };
        self.set.leaf(n).1.evidence != Evidence::None
            && !self.assessment.exempt[n]
            && claims(entry, self.assessment.computed(n))
    }

    fn at(&self, leaf: u32) -> Option<&Source> {
        let (_, source) = self.assessment.entries.get(leaf as usize)?.evidence.as_ref()?;
        Some(source)
    }

    fn add(&self, leaf: u32, detail: Detail, findings: &mut Vec<Finding>) {
        let Some(at) = self.at(leaf) else { return };
        let code = &self.set.leaf(leaf as usize).0.code;
        findings.push(Finding::new(at.place(), detail).of_unit(&self.assessment.unit).of_criterion(code));
    }

    /// Documents outside the year, else after the deadline; one finding for each kind and cell.
    fn dates(&self, window: &Window, proofs: &Proofs, findings: &mut Vec<Finding>) {
        for of_cell in proofs.documents.chunk_by(|a, b| a.leaf == b.leaf) {
            let (mut outside, mut late) = (Vec::new(), Vec::new());
            for (document, dated) in of_cell.iter().filter_map(|document| Some((document, document.dated?))) {
                if window.is_outside(dated) {
                    outside.push(proofs.shown(document));
                } else if window.is_late(dated) {
                    late.push(proofs.shown(document));
                }
            }
            let leaf = of_cell[0].leaf;
            if let (false, Some((first, last))) = (outside.is_empty(), window.year) {
                let (first, last) = (first.to_string(), last.to_string());
                self.add(leaf, Detail::EvidenceOutsideYear { documents: outside, first, last }, findings);
            }
            if let (false, Some(deadline)) = (late.is_empty(), window.deadline) {
                let deadline = deadline.to_string();
                self.add(leaf, Detail::EvidenceAfterDeadline { documents: late, deadline }, findings);
            }
        }
    }

    /// Documents that stand under several criteria with the same pages: one finding for all that stand under the same.
    fn repeated(&self, proofs: &Proofs, findings: &mut Vec<Finding>) {
        type Same = (NonZeroU64, Option<(u16, u16)>);
        let documents = &proofs.documents;
        let whole = documents.iter().enumerate().filter(|(_, document)| !document.part);
        let mut uses: Vec<(Same, usize)> =
            whole.filter_map(|(n, document)| Some(((document.key?, document.pages), n))).collect();
        uses.order();
        let mut repeated: Vec<(Vec<u32>, usize, String)> = Vec::new();
        for same in uses.chunk_by(|a, b| a.0 == b.0).filter(|same| same.len() > 1) {
            // The same number may be that of another year.
            let mut years: Vec<(Option<Dated>, Vec<u32>, usize)> = Vec::new();
            for (_, n) in same {
                let Cited { leaf, dated, .. } = documents[*n];
                let agrees = |known: &Option<Dated>| match (known, &dated) {
                    (Some(known), Some(dated)) => known.may_be(dated),
                    _ => true,
                };
                match years.iter_mut().find(|(known, ..)| agrees(known)) {
                    Some((known, leaves, shown)) => {
                        if known.is_none() {
                            (*known, *shown) = (dated, *n);
                        }
                        if !leaves.contains(&leaf) {
                            leaves.push(leaf);
                        }
                    }
                    None => years.push((dated, vec![leaf], *n)),
                }
            }
            let several = years.into_iter().filter(|(_, leaves, _)| leaves.len() > 1);
            repeated.extend(several.map(|(_, leaves, n)| (leaves, n, proofs.shown(&documents[n]))));
        }
        repeated.order();
        for same in repeated.chunk_by(|a, b| a.0 == b.0) {
            let leaves = &same[0].0;
            let second = leaves[1];
            let others = leaves.iter().filter(|leaf| **leaf != second).map(|leaf| self.named(*leaf, second));
            let documents = same.iter().map(|(.., document)| document.clone()).collect();
            self.add(second, Detail::RepeatedEvidence { documents, others: others.collect() }, findings);
        }
    }

    /// `1.1 (E10)`, with file and sheet where they are others than those of `beside`.
    fn named(&self, leaf: u32, beside: u32) -> String {
        let code = &self.set.leaf(leaf as usize).0.code;
        match (self.at(leaf), self.at(beside)) {
            (Some(at), Some(beside)) => format!("{code} ({})", at.beside(beside)),
            _ => code.to_string(),
        }
    }
}

/// Whether a unit claims points above zero, perhaps some that are at fault.
fn claims(entry: &Entry, computed: Option<&Outcome>) -> bool {
    match (&entry.own.stated, computed) {
        (Stated::Points(points) | Stated::Fault(Some(points)), _) => *points > Decimal::ZERO,
        (Stated::Fault(None), _) => true,
        (Stated::Blank, Some(Outcome::Points(points))) => *points > Number::ZERO,
        (Stated::Blank | Stated::NotApplicable, _) => false,
    }
}

/// The same text with the number of a document under the same criterion of several units: one finding for all criteria
/// of which the same units have the same text.
fn copied(set: &CriteriaSet, assessments: &[Assessment], proofs: &[Proofs], findings: &mut Vec<Finding>) {
    let of_unit = |(unit, proofs): (u32, &Proofs)| -> Vec<(u64, u32, u32)> {
        let of_cell = proofs.documents.chunk_by(|a, b| a.leaf == b.leaf);
        let numbered = of_cell.filter_map(|of_cell| of_cell.iter().find(|document| document.key.is_some()));
        numbered.map(|document| (document.text, document.leaf, unit)).collect()
    };
    let mut texts: Vec<(u64, u32, u32)> = (0..).zip(proofs).flat_map(of_unit).collect();
    texts.par_sort_unstable();
    let mut in_block = vec![0_usize; set.blocks.len() + 1];
    let block = |unit: usize| assessments[unit].block.map_or(0, |block| block + 1);
    for unit in (0..assessments.len()).filter(|unit| assessments[*unit].sent) {
        in_block[block(unit)] += 1;
    }
    let mut groups: Vec<(Vec<usize>, u32)> = Vec::new();
    for same in texts.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)).filter(|same| same.len() > 1) {
        let units: Vec<usize> = same.iter().map(|(.., unit)| *unit as usize).collect();
        let mut of_block = vec![0_usize; in_block.len()];
        for unit in &units {
            of_block[block(*unit)] += 1;
        }
        let common = of_block.iter().zip(&in_block).any(|(share, all)| *share >= COMMON && share * 2 > *all);
        if !common {
            groups.push((units, same[0].1));
        }
    }
    groups.order();
    for same in groups.chunk_by(|a, b| a.0 == b.0) {
        let (units, leaf) = &same[0];
        let second = units[1];
        let others = units.iter().filter(|unit| **unit != second);
        let units = others.map(|unit| assessments[*unit].unit.to_string()).collect();
        let code = |(_, leaf): &(Vec<usize>, u32)| set.leaf(*leaf as usize).0.code.to_string();
        let criteria = same[1..].iter().map(code).collect();
        let unit = Unit { set, assessment: &assessments[second] };
        unit.add(*leaf, Detail::CopiedEvidence { units, criteria }, findings);
    }
}
