//! What report and minutes tell of a round as a whole.

use std::collections::HashSet;

use super::block::BlockFacts;
use super::method::Method;
use super::told::told;
use super::words::{Names, label_within, plain};
use crate::assessment::Paper;
use crate::diagnostic::{Code, Finding};
use crate::message::{Lang, level_name, one_line};
use crate::points::Number;
use crate::results::{Block, Results};
use crate::survey::survey;

told! {
    /// A round.
    pub struct RoundFacts {
        /// Its title.
        pub title: Option<String>,
        /// Its year.
        pub year: Option<String>,
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
        /// How many they are.
        pub method_count: usize,
        /// The blocks.
        pub blocks: Vec<BlockFacts>,
        /// How many they are.
        pub block_count: usize,
        /// Somebody has both self scores and appraised points.
        pub has_judged: bool,
        /// Somebody was there the year before.
        pub has_changes: bool,
        /// Something does not apply to somebody, or units are equal.
        pub has_remarks: bool,
        /// Somebody lost points.
        pub has_losses: bool,
        /// There are difficulties to tell of.
        pub has_difficulties: bool,
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
}

told! {
    /// What units explained, and what the second round made of it.
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
}

told! {
    /// What was found of the evidence.
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
}

impl RoundFacts {
    /// Of the results, with everything that was found in the batch.
    pub fn of(results: &Results) -> RoundFacts {
        let previous = results.previous.as_ref();
        let blocks: Vec<BlockFacts> = (1..)
            .zip(&results.blocks)
            .map(|(number, block)| BlockFacts::of(block, number, previous))
            .collect();
        let mut methods = Vec::new();
        let mut levels: Vec<String> = Vec::new();
        for sets in results.blocks.chunk_by(|a, b| std::ptr::eq(a.set(), b.set())) {
            let named: Vec<String> =
                sets.iter().filter_map(Block::name).map(|name| label_within(Some(name))).collect();
            let set = sets[0].set();
            methods.push(Method::of(set, &named));
            let level = level_name(&set.level, Lang::Vi);
            if !levels.contains(&level) {
                levels.push(level);
            }
        }
        let all = |names: fn(&BlockFacts) -> &Names| {
            Names::of(blocks.iter().flat_map(|block| names(block).all.iter().map(String::as_str)))
        };
        let findings = results.blocks.first().map(|block| block.source.findings).unwrap_or_default();
        let (missing, incomplete) = (all(|block| &block.missing), all(|block| &block.incomplete));
        let (faulty, hearing, evidence) = (all(|block| &block.faulty), hearing(results), evidence(findings));
        let any = |is: fn(&BlockFacts) -> bool| blocks.iter().any(is);
        let counts = [
            missing.count,
            incomplete.count,
            faulty.count,
            hearing.in_forms,
            evidence.missing,
            evidence.late,
            evidence.repeated,
        ];
        RoundFacts {
            title: results.title.map(one_line),
            year: results.year.map(|year| year.to_string()),
            basis: results.basis.id(),
            is_final: results.is_final(),
            level: levels.join("; "),
            units: blocks.iter().map(|block| block.count).sum(),
            method_count: methods.len(),
            methods,
            block_count: blocks.len(),
            has_judged: any(|block| block.judged.is_some()),
            has_changes: any(|block| block.changes.is_some()),
            has_remarks: any(|block| {
                let equal = [&block.ties, &block.broken, &block.by_rounding];
                !block.not_applicable.is_empty() || equal.iter().any(|ties| !ties.is_empty())
            }),
            has_losses: any(|block| !block.lost.is_empty()),
            has_difficulties: counts.iter().any(|count| *count > 0)
                || any(|block| {
                    let is_cut = block.judged.as_ref().is_some_and(|judged| judged.cut_units > 0);
                    is_cut || block.lost_by_all_count > 0 || !block.below_mean.is_empty()
                }),
            hearing,
            answers: answers(results),
            evidence,
            missing,
            incomplete,
            faulty,
            blocks,
        }
    }
}

fn hearing(results: &Results) -> Hearing {
    let mut hearing = Hearing {
        units: 0,
        explained: 0,
        accepted: 0,
        decided: 0,
        raised: 0,
        lowered: 0,
        kept: 0,
        in_forms: 0,
    };
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
