//! What the papers tell of a block: its figures, classes, fields, losses, places that were hard to decide.

use super::super::result::roman;
use super::changes::Changes;
use super::told::told;
use super::words::{Holders, Named, Names, label, label_within, listed, share, shown, shown_of, way};
use crate::criteria::{CriteriaSet, Ties};
use crate::message::{Lang, one_line};
use crate::points::Number;
use crate::report::tie_break_words;
use crate::results::{Block, FieldFigures, Judged, LeafFigures, Previous, Unit};
use crate::score::{Basis, Status};

/// So many criteria are named where most was lost.
pub const LOST: usize = 10;
/// So many of them stand among the recommendations.
const REMEDIES: usize = LOST;
/// So many criteria are named at which everybody lost.
const LOST_BY_ALL: usize = 5;
/// So many criteria are named where the appraisal cut most.
const CUT: usize = 5;

told! {
    /// A block.
    pub struct BlockFacts {
        /// Its number, from 1; its tables have it in their names.
        pub number: usize,
        /// The same as appendices have it: `II`.
        pub roman: String,
        /// `Khối xã`; nothing where all units are one block.
        pub label: String,
        /// The same within a sentence: `khối xã`.
        pub label_within: String,
        /// The same in capitals.
        pub label_upper: String,
        /// How many units are ranked.
        pub count: usize,
        /// Mean index.
        pub mean: Option<String>,
        /// The highest index and who has it.
        pub highest: Option<Holders>,
        /// The lowest index and who has it; `None` where it is the highest too.
        pub lowest: Option<Holders>,
        /// How many units reach the mean.
        pub reaching: usize,
        /// The classes in which somebody is, highest first; empty where the set has none.
        pub classes: Vec<ClassFacts>,
        /// The classes in which nobody is: `Yếu và Kém`.
        pub empty_classes: String,
        /// The fields that apply to somebody, in the order of the set.
        pub fields: Vec<FieldFacts>,
        /// The fields with the highest mean, best first.
        pub strong: Vec<FieldFacts>,
        /// The fields with the lowest mean, worst first.
        pub weak: Vec<FieldFacts>,
        /// The criteria at which most was lost, worst first.
        pub lost: Vec<LostFacts>,
        /// How many criteria all of several units lost points at.
        pub lost_by_all_count: usize,
        /// The first of those, worst first.
        pub lost_by_all: Vec<LostFacts>,
        /// The fields whose mean is below the mean index, worst first.
        pub below_mean: Vec<FieldFacts>,
        /// The first criteria at which most was lost, for recommendations.
        pub remedies: Vec<LostFacts>,
        /// How many criteria nobody lost points at.
        pub full: usize,
        /// Self scores beside appraised points; `None` where nobody has both.
        pub judged: Option<JudgedFacts>,
        /// The second round gave other points somewhere.
        pub changed_by_second: bool,
        /// What changed since the year before; `None` where nobody was there.
        pub changes: Option<Changes>,
        /// What does not apply to whom.
        pub not_applicable: Vec<NotApplicableFacts>,
        /// What decides between equal units.
        pub tie_breaks: String,
        /// Equal units have the same rank.
        pub shares_ranks: bool,
        /// Units that share a place.
        pub ties: Vec<TieFacts>,
        /// Units with an equal index of which something else decided, in their order.
        pub broken: Vec<TieFacts>,
        /// Units that are equal only as published, of which nothing else decided.
        pub by_rounding: Vec<TieFacts>,
        /// Units of the register that sent nothing.
        pub missing: Names,
        /// Units without points, or with faulty ones, at some criterion.
        pub incomplete: Names,
        /// Units with errors in their files.
        pub faulty: Names,
        /// Units to which nothing applies.
        pub unranked: Names,
    }
}

told! {
    /// A class in which somebody is.
    pub struct ClassFacts {
        /// Its name; `không xếp loại` below the lowest.
        pub name: String,
        /// How many units.
        pub count: usize,
        /// Their percentage.
        pub share: String,
    }
}

told! {
    /// A field over a block.
    pub struct FieldFacts {
        /// The field.
                pub field: Named,
        /// Mean component index.
        pub mean: String,
        /// The highest, and who has it.
        pub highest: Option<Holders>,
        /// The lowest, and who has it; `None` where it is the highest too.
        pub lowest: Option<Holders>,
    }
}

told! {
    /// A criterion at which points were lost.
    pub struct LostFacts {
        /// The criterion.
                pub criterion: Named,
        /// Mean points.
        pub points: String,
        /// Percentage of the points that were to be had.
        pub index: String,
        /// How many units lost points.
        pub losing: usize,
        /// To how many it applies.
        pub applying: usize,
        /// The percentage of the first of the second.
        pub share: String,
    }
}

told! {
    /// Self scores beside appraised points; only criteria that have both.
    pub struct JudgedFacts {
        /// How many units have both.
        pub units: usize,
        /// Mean sum of the self scores.
        pub own: String,
        /// Mean sum of the appraised points.
        pub appraised: String,
        /// The difference of the two without its sign.
        pub difference: String,
        /// `more` where more was given than claimed, `less`, `same`.
        pub way: &'static str,
        /// How many units were given less than they claimed.
        pub cut_units: usize,
        /// At how many criteria of all units less was given.
        pub cuts: usize,
        /// At how many more was given.
        pub raises: usize,
        /// Where most was taken off, in the order of it.
        pub cut: Vec<CutFacts>,
        /// The largest difference of one unit, without its sign, where less was given.
        pub largest: Option<Holders>,
    }
}

told! {
    /// A criterion at which less was given than claimed.
    pub struct CutFacts {
        /// The criterion.
                pub criterion: Named,
        /// Mean self score.
        pub own: String,
        /// Mean appraised points.
        pub appraised: String,
        /// How many units were cut.
        pub units: usize,
    }
}

told! {
    /// Units to which the same criteria do not apply, for the same reason.
    pub struct NotApplicableFacts {
        /// The units.
        pub units: Names,
        /// Fields and criteria: `lĩnh vực 3 và tiêu chí 6.1`; one whose whole branch does not apply stands for all below it.
        pub codes: String,
        /// Why, where the set says it.
        pub reason: Option<String>,
    }
}

told! {
    /// Units with an equal index.
    pub struct TieFacts {
        /// The index.
        pub index: String,
        /// The place of the first of them.
        pub rank: usize,
        /// The units in their order.
        pub units: Names,
    }
}

impl BlockFacts {
    pub(super) fn of(block: &Block, number: usize, previous: Option<&Previous>) -> BlockFacts {
        let (set, ranking) = (block.set(), block.ranking);
        let holders = |value: Option<&Number>| {
            let value = value?;
            let at = block.units().filter(|unit| unit.card.index.as_ref() == Some(value));
            let names: Vec<&str> = at.map(|unit| &**unit.name()).collect();
            Some(Holders::of(set, value, &names))
        };
        let mean = ranking.mean.as_ref();
        let reaching =
            |unit: &Unit| unit.card.index.as_ref().zip(mean).is_some_and(|(index, mean)| index >= mean);
        let (some, none) = block.classes().into_iter().partition::<Vec<_>, _>(|class| class.count > 0);
        let classes = some.into_iter().map(|class| ClassFacts {
            name: one_line(class.name.unwrap_or("không xếp loại")),
            count: class.count,
            share: shown(set, &class.share),
        });
        let (strong, weak) = extremes(&block.fields());
        let facts = |fields: Vec<&FieldFigures>| fields.into_iter().filter_map(|of| field(set, of)).collect();
        let lost = block.most_lost();
        let all = block.fields();
        let by_all: Vec<&LeafFigures> = lost.iter().filter(|leaf| lost_by_all(block, leaf)).collect();
        let mut below: Vec<&FieldFigures> = all.iter().filter(|of| of.mean.as_ref() < mean).collect();
        below.retain(|of| of.mean.is_some());
        below.sort_by(|a, b| a.mean.cmp(&b.mean));
        let named = |is: &dyn Fn(&Unit) -> bool| {
            Names::of(block.all().filter(is).map(|unit| &**unit.name()).collect::<Vec<_>>())
        };
        let differs = ranking.highest != ranking.lowest;
        BlockFacts {
            number,
            roman: roman(number),
            label_upper: label(block.name()).to_uppercase(),
            label_within: label_within(block.name()),
            label: label(block.name()),
            count: ranking.rows.len(),
            mean: shown_of(set, mean),
            highest: holders(ranking.highest.as_ref()),
            lowest: holders(ranking.lowest.as_ref().filter(|_| differs)),
            reaching: block.units().filter(reaching).count(),
            classes: classes.collect(),
            empty_classes: listed(
                &none.iter().filter_map(|class| class.name.map(one_line)).collect::<Vec<_>>(),
            ),
            fields: all.iter().filter_map(|of| field(set, of)).collect(),
            strong: facts(strong.iter().map(|at| &all[*at]).collect()),
            weak: facts(weak.iter().map(|at| &all[*at]).collect()),
            full: set.leaves.len() - lost.len(),
            lost_by_all_count: by_all.len(),
            lost_by_all: by_all.iter().take(LOST_BY_ALL).filter_map(|of| lost_facts(set, of)).collect(),
            below_mean: facts(below),
            remedies: lost.iter().take(REMEDIES).filter_map(|of| lost_facts(set, of)).collect(),
            lost: lost.iter().take(LOST).filter_map(|of| lost_facts(set, of)).collect(),
            judged: judged(block),
            changed_by_second: block
                .all()
                .any(|unit| unit.heard().iter().any(|heard| heard.first != heard.second)),
            changes: previous.and_then(|previous| Changes::of(block, previous)),
            not_applicable: not_applicable(block),
            tie_breaks: tie_break_words(set, Lang::Vi),
            shares_ranks: set.ranking.ties != Ties::Ordinal,
            ties: ties(block, |place| place.tied),
            broken: ties(block, |place| place.broken),
            by_rounding: ties(block, |place| place.by_rounding && !place.broken && !place.tied),
            missing: Names::of(block.missing()),
            incomplete: named(&|unit| !unit.card.complete),
            faulty: named(&|unit| unit.card.errors > 0),
            unranked: Names::of(block.unranked().map(|unit| &**unit.name()).collect::<Vec<_>>()),
        }
    }
}

/// The fields with the highest and the lowest mean: up to three of each, no field among both (indices).
fn extremes(fields: &[FieldFigures]) -> (Vec<usize>, Vec<usize>) {
    let mut order: Vec<usize> = (0..fields.len()).filter(|at| fields[*at].mean.is_some()).collect();
    order.sort_by(|a, b| fields[*b].mean.cmp(&fields[*a].mean));
    let most = (order.len() / 2).min(3);
    let weak = order.iter().rev().take(most).copied().collect();
    (order.into_iter().take(most).collect(), weak)
}

fn field(set: &CriteriaSet, of: &FieldFigures) -> Option<FieldFacts> {
    let holders =
        |of: &Option<(Number, Vec<&str>)>| of.as_ref().map(|(value, who)| Holders::of(set, value, who));
    let value = |of: &Option<(Number, Vec<&str>)>| of.as_ref().map(|(value, _)| value.clone());
    let differs = value(&of.highest) != value(&of.lowest);
    Some(FieldFacts {
        field: Named::of(set, of.node),
        mean: shown(set, of.mean.as_ref()?),
        highest: holders(&of.highest),
        lowest: holders(&of.lowest).filter(|_| differs),
    })
}

fn lost_facts(set: &CriteriaSet, of: &LeafFigures) -> Option<LostFacts> {
    Some(LostFacts {
        criterion: Named::of(set, of.node),
        points: shown(set, &of.mean()?),
        index: shown(set, &of.index()?),
        losing: of.losing,
        applying: of.applying,
        share: share(set, of.losing, of.applying)?,
    })
}

/// All of several units lost points here, and to none of them points are still lacking.
fn lost_by_all(block: &Block, leaf: &LeafFigures) -> bool {
    let is_open = |unit: &Unit| matches!(unit.card.leaves[leaf.leaf].status, Status::Missing | Status::Fault);
    leaf.applying > 1 && leaf.losing == leaf.applying && !block.units().any(|unit| is_open(&unit))
}

fn judged(block: &Block) -> Option<JudgedFacts> {
    if block.source.basis == Basis::Own {
        return None;
    }
    let set = block.set();
    let units: Vec<(&str, Judged)> = block.units().map(|unit| (&**unit.name(), unit.judged())).collect();
    let units: Vec<_> = units.into_iter().filter(|(_, judged)| judged.leaves > 0).collect();
    let mean = |sum: Number| sum.checked_div(&Number::from(units.len()));
    let own = mean(units.iter().map(|(_, judged)| &judged.own).sum())?;
    let appraised = mean(units.iter().map(|(_, judged)| &judged.appraised).sum())?;
    // As a reader takes the printed one from the other.
    let precision = set.scoring.precision;
    let difference = &appraised.rounded(precision) - &own.rounded(precision);
    let least = units.iter().map(|(_, judged)| judged.difference()).min();
    let least = least.filter(|least| least.rounded(precision).is_negative());
    let largest = least.map(|least| {
        let at: Vec<&str> =
            units.iter().filter(|(_, judged)| judged.difference() == least).map(|(unit, _)| *unit).collect();
        Holders::of(set, &least.abs(), &at)
    });
    let mut leaves = block.leaf_figures();
    leaves.retain(|leaf| leaf.cut > 0);
    leaves.sort_by_cached_key(|leaf| &leaf.appraised - &leaf.own);
    let cut = leaves.iter().take(CUT).filter_map(|leaf| {
        let mean = |sum: &Number| Some(shown(set, &sum.checked_div(&Number::from(leaf.both))?));
        let (own, appraised) = (mean(&leaf.own)?, mean(&leaf.appraised)?);
        Some(CutFacts { criterion: Named::of(set, leaf.node), own, appraised, units: leaf.cut })
    });
    Some(JudgedFacts {
        own: shown(set, &own),
        appraised: shown(set, &appraised),
        way: way(&difference),
        difference: shown(set, &difference.abs()),
        cut_units: units
            .iter()
            .filter(|(_, judged)| judged.difference().rounded(precision).is_negative())
            .count(),
        cuts: units.iter().map(|(_, judged)| judged.cut).sum(),
        raises: units.iter().map(|(_, judged)| judged.raised).sum(),
        units: units.len(),
        cut: cut.collect(),
        largest,
    })
}

fn not_applicable(block: &Block) -> Vec<NotApplicableFacts> {
    let set = block.set();
    let mut found: Vec<(Vec<String>, Option<String>, Vec<&str>)> = Vec::new();
    for unit in block.all() {
        let mut by_reason: Vec<(Option<String>, Vec<String>)> = Vec::new();
        for (code, reason) in left_out(set, &unit) {
            match by_reason.iter_mut().find(|(known, _)| *known == reason) {
                Some((_, codes)) => codes.push(code),
                None => by_reason.push((reason, vec![code])),
            }
        }
        for (reason, codes) in by_reason {
            match found.iter_mut().find(|(known, why, _)| *known == codes && *why == reason) {
                Some((_, _, units)) => units.push(unit.name()),
                None => found.push((codes, reason, vec![unit.name()])),
            }
        }
    }
    let facts = |(codes, reason, units): (Vec<String>, _, _)| NotApplicableFacts {
        units: Names::of(units),
        codes: listed(&codes),
        reason,
    };
    found.into_iter().map(facts).collect()
}

/// What does not apply to a unit: code and reason. A branch of which nothing applies is named once, by its top.
pub(super) fn left_out(set: &CriteriaSet, unit: &Unit) -> Vec<(String, Option<String>)> {
    let is_out = |leaf: usize| unit.card.leaves[leaf].status == Status::NotApplicable;
    let mut codes = Vec::new();
    let mut at = 0;
    while at < set.nodes.len() {
        let node = &set.nodes[at];
        let mut leaves = set.leaves_under(at).peekable();
        let first = leaves.peek().copied();
        if first.is_some() && leaves.all(is_out) {
            let by = first.and_then(|leaf| unit.assessment.exempt_by(set, leaf));
            let reason =
                by.map(|by| crate::message::one_line(&by.reason)).filter(|reason| !reason.is_empty());
            let kind = if node.parent.is_none() { "lĩnh vực" } else { "tiêu chí" };
            codes.push((format!("{kind} {}", node.code), reason));
            at = node.end;
        } else {
            at += 1;
        }
    }
    codes
}

/// Runs of units with the same published index of which something holds.
fn ties(block: &Block, holds: impl Fn(&crate::ranking::Ranked) -> bool) -> Vec<TieFacts> {
    let set = block.set();
    let index = |unit: &Unit| unit.card.index.as_ref().map(|index| index.rounded(set.scoring.precision));
    let units: Vec<Unit> = block.units().filter(|unit| unit.place.is_some_and(&holds)).collect();
    let runs = units.chunk_by(|a, b| index(a) == index(b));
    let tie = |run: &[Unit]| {
        let first = run.first()?;
        let units = Names::of(run.iter().map(|unit| &**unit.name()));
        Some(TieFacts { index: shown_of(set, first.card.index.as_ref())?, rank: first.place?.rank, units })
    };
    runs.filter(|run| run.len() > 1).filter_map(tie).collect()
}
