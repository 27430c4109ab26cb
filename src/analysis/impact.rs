//! Last year's data under two sets: what each unit would have got, and which clause causes how much of the difference.
//!
//! The index of a unit is `I = 100 × P ÷ M`, of the points and the maximum of what applies to it; both are sums over
//! criteria. With the old ratio `r = P ÷ M` of the unit the change of the index is exactly
//!
//! ```text
//! I' − I = 100 ÷ M' × Σ [ (p' − p) − r × (m' − m) ]
//! ```
//!
//! so that each term is the part of one clause: what it brings beyond what the unit gets of a maximum on average.

use super::carry::{Carried, Carrier, same_rule};
use super::measured::measured_otherwise;
use super::pairing::{How, Link, Pairing, adjustments, pair};
use crate::assessment::{Assessment, Bests};
use crate::criteria::{CriteriaSet, Effect, NotApplicable};
use crate::message::Scorer;
use crate::points::{Number, Sum};
use crate::ranking::{Ranking, rank};
use crate::score::{Basis, Buffers, ScoreCard, Status, adjustment_stated, settle};

/// Leaves of the old set and the leaves of the new one that continue them (indices among the leaves).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// In the old set.
    pub old: Vec<usize>,
    /// In the new set.
    pub new: Vec<usize>,
    /// It stands on likeness of names alone.
    pub doubtful: bool,
}

/// What may cause a change of an index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Clause {
    /// Criteria.
    Criteria(Part, ClauseKind),
    /// A bonus or a penalty, in the old and in the new set (indices).
    Adjustment(Option<usize>, Option<usize>),
    /// The scale as a limit of the total.
    AboveScale,
    /// How the scale is stretched where criteria do not apply.
    NotApplicable,
}

/// What became of criteria.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClauseKind {
    /// They give points as before.
    Kept,
    /// The maximum or the rule changed.
    Changed,
    /// New.
    Added,
    /// Gone.
    Removed,
    /// Several, or divided.
    Regrouped,
}

impl ClauseKind {
    /// The word in JSON.
    pub fn id(self) -> &'static str {
        match self {
            ClauseKind::Kept => "kept",
            ClauseKind::Changed => "changed",
            ClauseKind::Added => "added",
            ClauseKind::Removed => "removed",
            ClauseKind::Regrouped => "regrouped",
        }
    }
}

/// A unit under both sets.
#[derive(Debug)]
pub struct UnitImpact {
    /// By the old set.
    pub old: ScoreCard,
    /// By the new set.
    pub new: ScoreCard,
    /// Per leaf of the new set how it came to its points.
    pub carried: Vec<Carried>,
    /// Per clause the index points that it causes; they add up to the change of the index exactly. `None` where one of
    /// the sets gives no index.
    pub parts: Option<Vec<Number>>,
}

impl UnitImpact {
    /// The change of the index.
    pub fn change(&self) -> Option<Number> {
        Some(self.new.index.as_ref()? - self.old.index.as_ref()?)
    }

    /// How many leaves came to their points in this way.
    pub fn count(&self, carried: Carried) -> usize {
        self.carried.iter().filter(|how| **how == carried).count()
    }
}

/// All units under both sets.
#[derive(Debug)]
pub struct Impact {
    /// What may cause changes, in the order of the new set.
    pub clauses: Vec<Clause>,
    /// The units, in the order of the data.
    pub units: Vec<UnitImpact>,
    /// The ranking by the old set; its cards are the units'.
    pub old: Ranking,
    /// The ranking by the new set.
    pub new: Ranking,
    /// What is taken for the same by names alone.
    pub to_confirm: Vec<Link>,
}

/// A unit as it is given: what it stated, its card by the old set, its block by the new one, and per leaf of the new set
/// whether that set exempts it.
#[derive(Debug)]
pub struct Given<'a> {
    /// What it stated.
    pub assessment: &'a Assessment,
    /// Its card by the old set.
    pub card: ScoreCard,
    /// Its block of the new set.
    pub block: Option<usize>,
    /// Per leaf of the new set whether that set exempts it.
    pub exempt: Vec<bool>,
}

/// Computes all units by the new set, and who owes what to which clause.
pub fn impact(old: &CriteriaSet, new: &CriteriaSet, units: &[Given], basis: Basis) -> Impact {
    let pairing = pair(old, new);
    let parts = parts(old, new, &pairing);
    let moved: Vec<bool> =
        new.leaves.iter().map(|at| !measured_otherwise(old, new, &pairing, *at).is_empty()).collect();
    let adjustments = adjustments(old, new);
    let mut clauses: Vec<Clause> =
        parts.iter().map(|part| Clause::Criteria(part.clone(), kind(old, new, part, &moved))).collect();
    clauses.extend(adjustments.iter().map(|(from, to)| Clause::Adjustment(*from, *to)));
    clauses.extend([Clause::AboveScale, Clause::NotApplicable]);
    let sides = Sides { old, new, parts: &parts, adjustments: &adjustments, basis };
    let carriers: Vec<Carrier> =
        units.iter().map(|given| Carrier::new([old, new], given, &moved, &parts)).collect();
    let mut bests = Bests::default();
    for unit in &carriers {
        unit.compete(&mut bests);
    }
    let units: Vec<UnitImpact> = carriers.iter().map(|unit| sides.unit(unit, &bests)).collect();
    let cards = |of: fn(&UnitImpact) -> &ScoreCard| -> Vec<ScoreCard> {
        units.iter().map(|unit| of(unit).clone()).collect()
    };
    let (before, after) = (rank(old, &cards(|unit| &unit.old)), rank(new, &cards(|unit| &unit.new)));
    let to_confirm = pairing.links.into_iter().filter(|link| !link.how.is_sure()).collect();
    Impact { clauses, units, old: before, new: after, to_confirm }
}

struct Sides<'a> {
    old: &'a CriteriaSet,
    new: &'a CriteriaSet,
    parts: &'a [Part],
    adjustments: &'a [(Option<usize>, Option<usize>)],
    basis: Basis,
}

impl Sides<'_> {
    fn unit(&self, unit: &Carrier, bests: &Bests) -> UnitImpact {
        let (assessment, old, block) = (unit.assessment, unit.card.clone(), unit.block);
        let mut leaves = vec![None; self.new.leaves.len()];
        for part in self.parts {
            for n in &part.new {
                leaves[*n] = Some(unit.leaf(part, *n, bests));
            }
        }
        // Every leaf belongs to one part.
        let (leaves, carried): (Vec<_>, Vec<_>) = leaves.into_iter().flatten().unzip();
        let mut new = ScoreCard { unit: old.unit.clone(), block, leaves, ..ScoreCard::default() };
        for (from, to) in self.adjustments {
            let (Some(from), Some(to)) = (from, to) else { continue };
            new.adjust(&self.new.adjustments[*to], adjustment_stated(assessment, self.basis, *from));
        }
        let of = |survey: bool| {
            let leaves = self.new.leaf_nodes().zip(&new.leaves);
            let points: Number = leaves
                .filter(|((_, leaf), _)| (leaf.scored_by == Scorer::Survey) == survey)
                .map(|(_, score)| &score.points)
                .sum();
            Some(points)
        };
        (new.survey, new.appraised) = (of(true), of(false));
        settle(self.new, &mut Buffers::default(), &mut new);
        let parts = self.clauses(assessment, &old, &new);
        UnitImpact { old, new, carried, parts }
    }

    /// Per clause the index points that it causes.
    fn clauses(&self, assessment: &Assessment, old: &ScoreCard, new: &ScoreCard) -> Option<Vec<Number>> {
        let ratio = &old.index.as_ref()?.checked_div(&Number::from(100))?;
        new.index.as_ref()?;
        let (before, after) = (Weights::of(self.old, old), Weights::of(self.new, new));
        let factor = Number::from(100).checked_div(&after.whole)?;
        // What a leaf brings beyond the average of the unit.
        let beyond = |set: &CriteriaSet, card: &ScoreCard, n: usize| {
            let score = &card.leaves[n];
            if score.status == Status::NotApplicable {
                return Number::ZERO;
            }
            &score.points - &(ratio * &set.leaf(n).0.max)
        };
        let mut all = Vec::new();
        let mut stretched = Number::ZERO;
        for part in self.parts {
            let mut own = Number::ZERO;
            for n in &part.new {
                own += &(after.of_leaf(self.new, *n) * &beyond(self.new, new, *n));
            }
            for m in &part.old {
                let value = beyond(self.old, old, *m);
                let (was, is) = (before.of_leaf(self.old, *m), after.of_leaf(self.old, *m));
                own = &own - &(is * &value);
                stretched += &(&(is - was) * &value);
            }
            all.push(&own * &factor);
        }
        let counted = |set: &CriteriaSet, at: Option<usize>, from: Option<usize>| {
            let (Some(at), Some(from)) = (at, from) else { return Number::ZERO };
            let adjustment = &set.adjustments[at];
            let points = adjustment.counted(adjustment_stated(assessment, self.basis, from));
            if adjustment.effect == Effect::Bonus { points } else { &Number::ZERO - &points }
        };
        for (from, to) in self.adjustments {
            let change = &counted(self.new, *to, *from) - &counted(self.old, *from, *from);
            all.push(&change * &factor);
        }
        let cut = &excess(self.old, old, &before) - &excess(self.new, new, &after);
        all.push(&cut * &factor);
        all.push(&stretched * &factor);
        Some(all)
    }
}

/// What the scale cuts off a total, in points of the whole by which the index is divided.
fn excess(set: &CriteriaSet, card: &ScoreCard, weights: &Weights) -> Number {
    let leaves = card.leaves.iter().enumerate();
    let tree: Number = leaves.map(|(n, score)| weights.of_leaf(set, n) * &score.points).sum();
    let counted =
        card.index.as_ref().and_then(|index| (index * &weights.whole).checked_div(&Number::from(100)));
    counted.map_or(Number::ZERO, |counted| &(&(&tree + &card.bonus) - &card.penalty) - &counted)
}

/// What a point counts in the index of a unit, and the whole by which it is divided.
struct Weights {
    appraised: Number,
    whole: Number,
}

impl Weights {
    fn of(set: &CriteriaSet, card: &ScoreCard) -> Weights {
        let plain = || Weights { appraised: Number::ONE, whole: card.max.clone() };
        if set.scoring.not_applicable == NotApplicable::Rescale {
            return plain();
        }
        let [mut applicable, mut full] = <[Sum; 2]>::default();
        for ((node, leaf), score) in set.leaf_nodes().zip(&card.leaves) {
            if leaf.scored_by != Scorer::Survey {
                full.add(&node.max);
                if score.status != Status::NotApplicable {
                    applicable.add(&node.max);
                }
            }
        }
        let (applicable, full) = (applicable.value(), full.value());
        match full.checked_div(&applicable) {
            Some(appraised) => Weights { appraised, whole: &(&card.max - &applicable) + &full },
            None => plain(),
        }
    }

    /// What a point of a leaf counts.
    fn of_leaf(&self, set: &CriteriaSet, n: usize) -> &Number {
        if set.leaf(n).1.scored_by == Scorer::Survey { &ONE } else { &self.appraised }
    }
}

static ONE: Number = Number::ONE;

fn kind(old: &CriteriaSet, new: &CriteriaSet, part: &Part, moved: &[bool]) -> ClauseKind {
    match (part.old.as_slice(), part.new.as_slice()) {
        ([], _) => ClauseKind::Added,
        (_, []) => ClauseKind::Removed,
        ([m], [n]) => {
            let ((from, before), (to, after)) = (old.leaf(*m), new.leaf(*n));
            let kept = from.max == to.max && same_rule(before, after) && !moved[*n];
            if kept { ClauseKind::Kept } else { ClauseKind::Changed }
        }
        _ => ClauseKind::Regrouped,
    }
}

/// Which leaves of the old set are continued by which of the new one: every leaf is in one part.
fn parts(old: &CriteriaSet, new: &CriteriaSet, pairing: &Pairing) -> Vec<Part> {
    let olds = old.leaves.len();
    // Leaves of both sets in one row, each with the first of its group.
    let mut group: Vec<usize> = (0..olds + new.leaves.len()).collect();
    let mut doubtful = vec![false; group.len()];
    for link in &pairing.links {
        let is_leaf = [old.nodes[link.old].leaf.is_some(), new.nodes[link.new].leaf.is_some()];
        if is_leaf == [false, false] {
            continue;
        }
        let free_old = |m: &usize| is_leaf[0] || pairing.of_old(old.leaves[*m]).next().is_none();
        let free_new = |n: &usize| is_leaf[1] || pairing.of_new(new.leaves[*n]).next().is_none();
        let members: Vec<usize> = old
            .leaves_under(link.old)
            .filter(free_old)
            .chain(new.leaves_under(link.new).filter(free_new).map(|n| olds + n))
            .collect();
        for member in &members {
            doubtful[*member] |= link.how == How::Similar;
        }
        if let Some(first) = members.iter().map(|member| group[*member]).min() {
            let joined: Vec<usize> = members.iter().map(|member| group[*member]).collect();
            for of in group.iter_mut().filter(|of| joined.contains(of)) {
                *of = first;
            }
        }
    }
    let mut parts: Vec<(usize, Part)> = Vec::new();
    // In the order of the new set, then what is gone.
    for at in (olds..group.len()).chain(0..olds) {
        let place = parts.iter().position(|(first, _)| *first == group[at]).unwrap_or_else(|| {
            parts.push((group[at], Part::default()));
            parts.len() - 1
        });
        let part = &mut parts[place].1;
        part.doubtful |= doubtful[at];
        if at < olds { part.old.push(at) } else { part.new.push(at - olds) }
    }
    parts.into_iter().map(|(_, part)| part).collect()
}
