//! When a set is in force within a year, and which kinds of units it exempts from what.

use super::CriteriaSet;
use super::assemble::node_named;
use super::set::{Days, Exemption};
use crate::day::Day;
use crate::keys::{At, Faults, Keys};
use crate::message::Detail;

impl CriteriaSet {
    /// Whether it is in force on a day: by its days where it names some, else by its years.
    pub fn is_in_force(&self, day: Day) -> bool {
        match (self.in_force, self.years) {
            (Some(days), _) => days.contains(day),
            (None, years) => years.is_none_or(|years| years.contains(i64::from(day.year))),
        }
    }
}

/// `[[exemption]]` as it is written.
pub(super) struct RawExemption {
    span: std::ops::Range<usize>,
    blocks: Vec<At<String>>,
    kind: Option<String>,
    codes: Vec<At<String>>,
    reason: String,
}

/// `in_force = { from = 2025-08-31, to = 2025-10-30 }`.
pub(super) fn in_force(faults: &mut Faults, set: &mut Keys) -> Option<Days> {
    let mut keys = set.table(faults, "in_force")?;
    if !keys.has("from") {
        keys.missing(faults, "from");
    }
    let (from, to) = (keys.day(faults, "from"), keys.day(faults, "to"));
    keys.finish(faults);
    let from = from?.value;
    if let Some(to) = to.as_ref().filter(|to| to.value < from) {
        let (key, found) = ("to".to_owned(), to.value.to_string());
        faults.at(&to.span, Detail::InvalidValue { key, found, allowed: format!("≥ {from}") });
    }
    Some(Days { from, to: to.map(|to| to.value) })
}

pub(super) fn read(faults: &mut Faults, mut keys: Keys) -> RawExemption {
    let span = keys.span();
    let kind = keys.text(faults, "kind").map(|kind| kind.value);
    let blocks = keys.texts(faults, "blocks");
    if blocks.is_none() && kind.is_none() && !keys.has("blocks") && !keys.has("kind") {
        faults.at(&span, Detail::ExemptsNobody);
    }
    if !keys.has("codes") {
        keys.missing(faults, "codes");
    }
    let codes = keys.texts(faults, "codes").unwrap_or_default();
    let reason = keys.need_text(faults, "reason").map(|reason| reason.value).unwrap_or_default();
    keys.finish(faults);
    RawExemption { span, blocks: blocks.unwrap_or_default(), kind, codes, reason }
}

/// The exemptions of a set of which tree and blocks are known.
pub(super) fn exemptions(faults: &mut Faults, set: &CriteriaSet, raw: Vec<RawExemption>) -> Vec<Exemption> {
    let exemption = |raw: RawExemption| {
        let known = || set.blocks.iter().map(|block| block.id.clone()).collect();
        let mut blocks = Vec::new();
        for block in raw.blocks {
            match set.block_of(&block.value) {
                Some(found) => blocks.push(found),
                None => {
                    faults
                        .at(&block.span, Detail::ExemptsUnknownBlock { block: block.value, known: known() });
                }
            }
        }
        let mut leaves = Vec::new();
        for code in &raw.codes {
            leaves.extend(
                node_named(faults, set, &code.value, &code.span)
                    .into_iter()
                    .flat_map(|node| set.leaves_under(node)),
            );
        }
        let line = faults.span(&raw.span).line;
        let codes = raw.codes.into_iter().map(|code| code.value).collect();
        Exemption { blocks, kind: raw.kind, codes, leaves, reason: raw.reason, line }
    };
    raw.into_iter().map(exemption).collect()
}
