//! What report and minutes tell of a round as a whole.

use std::collections::HashSet;

use serde::Serialize;

use super::block::BlockFacts;
use super::method::Method;
use super::words::{Names, plain};
use crate::assessment::Paper;
use crate::diagnostic::{Code, Finding};
use crate::message::{Lang, level_name, one_line};
use crate::points::Number;
use crate::results::{Block, Results};
use crate::survey::survey;

/// A round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RoundFacts {
    /// Its title.
    pub title: Option<String>,
    /// Its year.
    pub year: Option<i64>,
    /// Which points make the result: `self`, `appraised`, `final`.
    pub basis: &'static str,
    /// A decision may be made of it.
    pub is_final: bool,
    /// The kinds of units: `xã, phường, đặc khu`.
    pub level: String,
    /// How many units are ranked.
    pub units: usize,
    /// The sets by which it scores.
    pub methods: Vec<Method>,
    /// The blocks.
    pub blocks: Vec<BlockFacts>,
    /// The rounds of appraisal.
    pub hearing: Hearing,
    /// How many answers of the survey were counted; `None` where points or nothing came of it.
    pub answers: Option<String>,
    /// What was found of the evidence.
    pub evidence: EvidenceFacts,
    /// Units of the register that sent nothing.
    pub missing: Names,
    /// Units without points, or with faulty ones, at some criterion.
    pub incomplete: Names,
    /// Units with errors in their files.
    pub faulty: Names,
}

/// What units explained, and what the second round made of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Hearing {
    /// How many units explained something after the first round.
    pub units: usize,
    /// How many points at issue they explained: criteria of units.
    pub explained: usize,
    /// At how many of them the second round gave more.
    pub accepted: usize,
    /// How many criteria of units the second round decided, explained or not.
    pub decided: usize,
    /// At how many of those it gave more than the first.
    pub raised: usize,
    /// At how many less.
    pub lowered: usize,
    /// At how many the same.
    pub kept: usize,
    /// How many explanations stand in the forms.
    pub in_forms: usize,
}

/// What was found of the evidence.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct EvidenceFacts {
    /// Criteria of units without evidence.
    pub missing: usize,
    /// How many units those are of.
    pub missing_units: usize,
    /// Documents from outside the year or after the deadline.
    pub late: usize,
    /// Evidence that stands for several criteria or of several units.
    pub repeated: usize,
}

impl RoundFacts {
    /// Of the results, with everything that was found in the batch.
    pub fn of(results: &Results) -> RoundFacts {
        let previous = results.previous.as_ref();
        let blocks: Vec<BlockFacts> =
            results.blocks.iter().map(|block| BlockFacts::of(block, previous)).collect();
        let mut methods = Vec::new();
        let mut levels: Vec<String> = Vec::new();
        for sets in results.blocks.chunk_by(|a, b| std::ptr::eq(a.set(), b.set())) {
            let named = sets.iter().filter_map(Block::name).map(one_line).collect();
            let set = sets[0].set();
            methods.push(Method::of(set, named));
            let level = level_name(&set.level, Lang::Vi);
            if !levels.contains(&level) {
                levels.push(level);
            }
        }
        let all = |names: fn(&BlockFacts) -> &Names| {
            Names::of(blocks.iter().flat_map(|block| names(block).all.iter().map(String::as_str)))
        };
        let findings = results.blocks.first().map(|block| block.source.findings).unwrap_or_default();
        RoundFacts {
            title: results.title.map(one_line),
            year: results.year,
            basis: results.basis.id(),
            is_final: results.is_final(),
            level: levels.join("; "),
            units: blocks.iter().map(|block| block.count).sum(),
            methods,
            hearing: hearing(results),
            answers: answers(results),
            evidence: evidence(findings),
            missing: all(|block| &block.missing),
            incomplete: all(|block| &block.incomplete),
            faulty: all(|block| &block.faulty),
            blocks,
        }
    }
}

fn hearing(results: &Results) -> Hearing {
    let mut hearing = Hearing::default();
    for (_, unit) in results.units() {
        let explained = unit.explained();
        hearing.units += usize::from(!explained.is_empty());
        hearing.explained += explained.len();
        for heard in unit.heard() {
            let raised = heard.second > heard.first;
            hearing.decided += 1;
            hearing.raised += usize::from(raised);
            hearing.lowered += usize::from(heard.second < heard.first);
            hearing.kept += usize::from(heard.second == heard.first);
            hearing.accepted += usize::from(raised && explained.contains(&heard.leaf));
        }
        let in_form = unit.assessment.explanations.iter().filter(|told| told.paper == Paper::Form);
        hearing.in_forms += in_form.count();
    }
    hearing
}

/// How many answers were counted over all criteria.
fn answers(results: &Results) -> Option<String> {
    let leaves = results.units().flat_map(|(_, unit)| survey(unit.set(), unit.assessment, unit.card));
    let sum: Number = leaves.filter_map(|leaf| leaf.answers()).sum();
    (!sum.is_zero()).then(|| plain(&sum))
}

fn evidence(findings: &[Finding]) -> EvidenceFacts {
    let of = |codes: &[Code]| findings.iter().filter(|finding| codes.contains(&finding.code())).count();
    let missing = findings.iter().filter(|finding| finding.code() == Code::MissingEvidence);
    let units: HashSet<_> = missing.filter_map(|finding| finding.unit.as_ref()).collect();
    EvidenceFacts {
        missing: of(&[Code::MissingEvidence]),
        missing_units: units.len(),
        late: of(&[Code::EvidenceOutsideYear, Code::EvidenceAfterDeadline]),
        repeated: of(&[Code::RepeatedEvidence, Code::CopiedEvidence]),
    }
}
