//! What both sets make of the units, gathered for the tables and the JSON.

use crate::analysis::{Carried, Clause, ClauseKind, Impact, UnitImpact};
use crate::criteria::CriteriaSet;
use crate::message::{Lang, say};
use crate::points::Number;
use crate::ranking::Ranking;
use crate::score::Basis;
use crate::sorting::Order as _;

/// An impact with what it is told with.
#[derive(Clone)]
pub struct ImpactView<'a> {
    /// The old set.
    pub old: &'a CriteriaSet,
    /// The new set.
    pub new: &'a CriteriaSet,
    /// What was computed.
    pub impact: &'a Impact,
    /// Which points were asked for.
    pub basis: Basis,
    /// Units that sent nothing.
    pub silent: usize,
    /// Blocks that another set scores, each with that set.
    pub left_out: Vec<(String, String)>,
}

/// `Phường (sp), Sở (so)`.
pub fn blocks_with_sets(blocks: &[(String, String)]) -> String {
    blocks.iter().map(|(block, set)| format!("{block} ({set})")).collect::<Vec<_>>().join(", ")
}

/// Where a unit stands by one set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Standing {
    pub block: Option<usize>,
    pub rank: Option<usize>,
    pub class: Option<String>,
}

/// What a clause causes over all units.
#[derive(Debug, Default)]
pub(super) struct Effect {
    /// Units that it lowers, and by how much together (below 0).
    pub lowered: (usize, Number),
    /// Units that it raises, and by how much together.
    pub raised: (usize, Number),
    /// Units of which its points are estimated.
    pub estimated: usize,
}

impl Effect {
    pub fn is_none(&self) -> bool {
        self.lowered.0 + self.raised.0 == 0
    }

    /// All it does, whatever the direction.
    pub fn size(&self) -> Number {
        &self.raised.1 - &self.lowered.1
    }

    pub fn sum(&self) -> Number {
        &self.raised.1 + &self.lowered.1
    }
}

/// How many units change their rank, and how many their class.
pub(super) fn moved(standings: &[[Standing; 2]]) -> [usize; 2] {
    let ranks = standings.iter().filter(|[old, new]| old.rank != new.rank).count();
    [ranks, standings.iter().filter(|[old, new]| old.class != new.class).count()]
}

/// So much for each of so many.
pub(super) fn mean(of: &(usize, Number)) -> Number {
    of.1.checked_div(&Number::from(of.0)).unwrap_or_default()
}

impl ImpactView<'_> {
    /// Per unit where it stood and where it stands.
    pub(super) fn standings(&self) -> Vec<[Standing; 2]> {
        let of = |set: &CriteriaSet, ranking: &Ranking| {
            let mut all = vec![Standing::default(); self.impact.units.len()];
            for block in &ranking.blocks {
                for row in &block.rows {
                    let class = row.class.map(|class| set.classes[class].name.clone());
                    all[row.card] = Standing { block: block.block, rank: Some(row.rank), class };
                }
                for card in &block.unranked {
                    all[*card].block = block.block;
                }
            }
            all
        };
        let (old, new) = (of(self.old, &self.impact.old), of(self.new, &self.impact.new));
        old.into_iter().zip(new).map(|(old, new)| [old, new]).collect()
    }

    /// The units, changes first: of class, of rank, of the index; the greater before the smaller.
    pub(super) fn order(&self, standings: &[[Standing; 2]]) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.impact.units.len()).collect();
        let change = |at: usize| self.impact.units[at].change().unwrap_or_default().abs();
        let group = |at: usize| {
            let [old, new] = &standings[at];
            if old.class != new.class {
                0
            } else if old.rank != new.rank {
                1
            } else {
                2
            }
        };
        order.order_by(|a, b| group(*a).cmp(&group(*b)).then_with(|| change(*b).cmp(&change(*a))));
        order
    }

    /// What each clause causes.
    pub(super) fn effects(&self) -> Vec<Effect> {
        let clause = |at: usize| {
            let mut effect = Effect::default();
            for unit in &self.impact.units {
                let Some(part) = unit.parts.as_ref().map(|parts| &parts[at]) else { continue };
                if !part.is_zero() {
                    let side = if part.is_negative() { &mut effect.lowered } else { &mut effect.raised };
                    *side = (side.0 + 1, &side.1 + part);
                }
                effect.estimated += usize::from(self.how(unit, at) == Some(Carried::Share));
            }
            effect
        };
        (0..self.impact.clauses.len()).map(clause).collect()
    }

    /// How a clause came to its points in a unit: the least certain of its criteria.
    pub(super) fn how(&self, unit: &UnitImpact, clause: usize) -> Option<Carried> {
        let Clause::Criteria(part, _) = &self.impact.clauses[clause] else { return None };
        let doubt = |how: &Carried| match how {
            Carried::Share => 3,
            Carried::NoData => 2,
            _ => 1,
        };
        part.new.iter().filter_map(|n| unit.carried.get(*n)).copied().max_by_key(doubt)
    }

    /// The codes of a clause in the old and in the new set.
    pub(super) fn codes(&self, clause: &Clause) -> [Vec<String>; 2] {
        match clause {
            Clause::Criteria(part, _) => {
                let of = |set: &CriteriaSet, leaves: &[usize]| {
                    leaves.iter().map(|leaf| set.leaf(*leaf).0.code.to_string()).collect()
                };
                [of(self.old, &part.old), of(self.new, &part.new)]
            }
            Clause::Adjustment(old, new) => {
                let of = |set: &CriteriaSet, at: &Option<usize>| {
                    at.map(|at| set.adjustments[at].code.to_string()).into_iter().collect()
                };
                [of(self.old, old), of(self.new, new)]
            }
            Clause::AboveScale | Clause::NotApplicable => [Vec::new(), Vec::new()],
        }
    }

    /// `3.2.1`, or `3.2 → 3.3`; of what is no criterion its name.
    pub(super) fn code(&self, clause: &Clause, lang: Lang) -> String {
        let [old, new] = self.codes(clause).map(|codes| codes.join(" + "));
        match (old.is_empty(), new.is_empty()) {
            (true, true) => self.name(clause, lang),
            (true, false) => new,
            (false, true) => old,
            (false, false) if old == new => new,
            (false, false) => format!("{old} → {new}"),
        }
    }

    /// What the decision calls it, by its depth.
    pub(super) fn rank_name(&self, clause: &Clause, lang: Lang) -> String {
        let Clause::Criteria(part, _) = clause else { return say!(lang, "Mục", "Item") };
        let code = match (part.new.first(), part.old.first()) {
            (Some(n), _) => &self.new.leaf(*n).0.code,
            (None, Some(m)) => &self.old.leaf(*m).0.code,
            (None, None) => return String::new(),
        };
        match code.matches('.').count() {
            0 => say!(lang, "Lĩnh vực", "Field"),
            1 => say!(lang, "Tiêu chí", "Criterion"),
            _ => say!(lang, "Tiêu chí thành phần", "Sub-criterion"),
        }
    }

    pub(super) fn name(&self, clause: &Clause, lang: Lang) -> String {
        match clause {
            Clause::Criteria(part, _) => match (part.new.first(), part.old.first()) {
                (Some(n), _) => self.new.leaf(*n).0.name.clone(),
                (None, Some(m)) => self.old.leaf(*m).0.name.clone(),
                (None, None) => String::new(),
            },
            Clause::Adjustment(_, Some(at)) => self.new.adjustments[*at].name.clone(),
            Clause::Adjustment(Some(at), None) => self.old.adjustments[*at].name.clone(),
            Clause::Adjustment(None, None) => String::new(),
            Clause::AboveScale => say!(lang, "giới hạn của thang điểm", "limit of the scale"),
            Clause::NotApplicable => {
                say!(lang, "quy đổi khi có tiêu chí không áp dụng", "stretching for what does not apply")
            }
        }
    }

    pub(super) fn kind_id(clause: &Clause) -> &'static str {
        match clause {
            Clause::Criteria(_, kind) => kind.id(),
            Clause::Adjustment(Some(_), Some(_)) => "adjustment",
            Clause::Adjustment(None, _) => "adjustment-added",
            Clause::Adjustment(_, None) => "adjustment-removed",
            Clause::AboveScale => "above-scale",
            Clause::NotApplicable => "not-applicable",
        }
    }

    pub(super) fn kind(clause: &Clause, lang: Lang) -> String {
        match clause {
            Clause::Criteria(_, ClauseKind::Kept) => say!(lang, "giữ nguyên", "as it was"),
            Clause::Criteria(_, ClauseKind::Changed) => say!(lang, "điều chỉnh", "changed"),
            Clause::Criteria(_, ClauseKind::Added) => say!(lang, "bổ sung", "added"),
            Clause::Criteria(_, ClauseKind::Removed) => say!(lang, "bãi bỏ", "removed"),
            Clause::Criteria(_, ClauseKind::Regrouped) => say!(lang, "gộp, tách", "regrouped"),
            Clause::Adjustment(..) => say!(lang, "điểm cộng, trừ", "bonus, penalty"),
            Clause::AboveScale | Clause::NotApplicable => say!(lang, "quy định chung", "the set as a whole"),
        }
    }

    /// How often points were estimated, in how many criteria, of how many units.
    pub(super) fn count(&self, carried: Carried) -> [usize; 3] {
        let units = &self.impact.units;
        let leaves = (0..self.new.leaves.len())
            .filter(|n| units.iter().any(|unit| unit.carried.get(*n) == Some(&carried)))
            .count();
        let times = units.iter().map(|unit| unit.count(carried)).sum();
        [times, leaves, units.iter().filter(|unit| unit.count(carried) > 0).count()]
    }
}
