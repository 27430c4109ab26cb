//! What both sets make of the units, as JSON.

use serde::Serialize;

use super::super::json::{CriteriaJson, Published, document};
use super::impact_view::{Effect, ImpactView, Standing, mean, moved};
use crate::analysis::Carried;
use crate::criteria::CriteriaSet;
use crate::message::Lang;
use crate::points::Number;
use crate::score::ScoreCard;

#[derive(Serialize)]
struct ImpactJson {
    schema: &'static str,
    old: CriteriaJson,
    new: CriteriaJson,
    by: &'static str,
    counts: CountsJson,
    clauses: Vec<ClauseJson>,
    units: Vec<UnitJson>,
}

#[derive(Serialize)]
struct CountsJson {
    units: usize,
    silent_units: usize,
    rank_changed: usize,
    class_changed: usize,
    estimated_scores: usize,
    estimated_criteria: usize,
    estimated_units: usize,
    no_data_scores: usize,
    no_data_criteria: usize,
    no_data_units: usize,
}

#[derive(Serialize)]
struct ClauseJson {
    kind: &'static str,
    old: Vec<String>,
    new: Vec<String>,
    name: String,
    lowered: SideJson,
    raised: SideJson,
    sum: Published,
    estimated_units: usize,
}

#[derive(Serialize)]
struct SideJson {
    units: usize,
    mean: Option<Published>,
}

#[derive(Serialize)]
struct UnitJson {
    unit: String,
    old: StandingJson,
    new: StandingJson,
    change: Option<Published>,
    change_exact: Option<String>,
    parts: Vec<PartJson>,
    criteria: Vec<CriterionJson>,
}

#[derive(Serialize)]
struct StandingJson {
    block: Option<String>,
    points: Published,
    max: Published,
    index: Option<Published>,
    rank: Option<usize>,
    class: Option<String>,
}

#[derive(Serialize)]
struct PartJson {
    clause: usize,
    part: Published,
    exact: String,
}

#[derive(Serialize)]
struct CriterionJson {
    code: String,
    points: Published,
    status: &'static str,
    how: &'static str,
}

/// The impact as JSON: units in the order of the data, clauses in the order of the new set.
pub fn impact_json(view: &ImpactView, lang: Lang) -> serde_json::Result<Vec<u8>> {
    let (new, standings) = (view.new, view.standings());
    let publish = |value: &Number| Published::new(value, new.scoring.precision);
    let side = |of: &(usize, Number)| SideJson { units: of.0, mean: (of.0 > 0).then(|| publish(&mean(of))) };
    let clause = |(clause, effect): (&crate::analysis::Clause, Effect)| {
        let [from, to] = view.codes(clause);
        ClauseJson {
            kind: ImpactView::kind_id(clause),
            old: from,
            new: to,
            name: view.name(clause, lang),
            lowered: side(&effect.lowered),
            raised: side(&effect.raised),
            sum: publish(&effect.sum()),
            estimated_units: effect.estimated,
        }
    };
    let unit = |(unit, [old, new]): (&crate::analysis::UnitImpact, &[Standing; 2])| {
        let parts = unit.parts.as_deref().unwrap_or_default().iter().enumerate();
        let leaves = view.new.leaf_nodes().zip(&unit.new.leaves).zip(&unit.carried);
        UnitJson {
            unit: unit.old.unit.to_string(),
            old: standing(view.old, &unit.old, old),
            new: standing(view.new, &unit.new, new),
            change: unit.change().as_ref().map(publish),
            change_exact: unit.change().map(|change| change.to_string()),
            parts: parts
                .filter(|(_, part)| !part.is_zero())
                .map(|(clause, part)| PartJson { clause, part: publish(part), exact: part.to_string() })
                .collect(),
            criteria: leaves
                .map(|(((node, _), score), how)| CriterionJson {
                    code: node.code.to_string(),
                    points: publish(&score.points),
                    status: score.status.id(),
                    how: how.id(),
                })
                .collect(),
        }
    };
    let [rank_changed, class_changed] = moved(&standings);
    let [estimated_scores, estimated_criteria, estimated_units] = view.count(Carried::Share);
    let [no_data_scores, no_data_criteria, no_data_units] = view.count(Carried::NoData);
    document(&ImpactJson {
        schema: "parindex/criteria-impact/1",
        old: CriteriaJson::new(view.old),
        new: CriteriaJson::new(new),
        by: view.basis.id(),
        counts: CountsJson {
            units: view.impact.units.len(),
            silent_units: view.silent,
            rank_changed,
            class_changed,
            estimated_scores,
            estimated_criteria,
            estimated_units,
            no_data_scores,
            no_data_criteria,
            no_data_units,
        },
        clauses: view.impact.clauses.iter().zip(view.effects()).map(clause).collect(),
        units: view.impact.units.iter().zip(&standings).map(unit).collect(),
    })
}

fn standing(set: &CriteriaSet, card: &ScoreCard, standing: &Standing) -> StandingJson {
    let publish = |value: &Number| Published::new(value, set.scoring.precision);
    StandingJson {
        block: standing.block.map(|block| set.blocks[block].id.clone()),
        points: publish(&card.points),
        max: publish(&card.max),
        index: card.index.as_ref().map(publish),
        rank: standing.rank,
        class: standing.class.clone(),
    }
}
