//! The JSON of `report`: all results of a round in one document.

use serde::Serialize;

use super::json::{BlockJson, CriteriaJson, Published, document, whole_block};
use crate::criteria::CriteriaSet;
use crate::points::Number;
use crate::results::{Block, ClassShare, FieldFigures, LeafFigures, Results};

#[derive(Serialize)]
struct ReportJson<'a> {
    schema: &'static str,
    title: Option<&'a str>,
    year: Option<i64>,
    by: &'static str,
    #[serde(rename = "final")]
    is_final: bool,
    criteria: Option<CriteriaJson>,
    sets: Vec<SetJson<'a>>,
    previous: Option<PreviousJson<'a>>,
    blocks: Vec<WholeBlockJson<'a>>,
}

/// A set: what its codes mean.
#[derive(Serialize)]
struct SetJson<'a> {
    #[serde(flatten)]
    criteria: CriteriaJson,
    sources: &'a [String],
    nodes: Vec<NodeJson<'a>>,
    adjustments: Vec<AdjustmentJson<'a>>,
}

#[derive(Serialize)]
struct NodeJson<'a> {
    code: &'a str,
    parent: Option<&'a str>,
    name: &'a str,
    max: Published,
    leaf: bool,
    scored_by: Option<&'static str>,
}

#[derive(Serialize)]
struct AdjustmentJson<'a> {
    code: &'a str,
    name: &'a str,
    effect: &'static str,
    cap: Option<Published>,
}

#[derive(Serialize)]
struct PreviousJson<'a> {
    year: Option<i64>,
    compared: usize,
    gone: &'a [String],
    unclear: &'a [String],
}

#[derive(Serialize)]
struct WholeBlockJson<'a> {
    #[serde(flatten)]
    block: BlockJson<'a>,
    class_shares: Vec<ShareJson<'a>>,
    fields: Vec<FieldJson<'a>>,
    leaves: Vec<LeafJson<'a>>,
}

#[derive(Serialize)]
struct ShareJson<'a> {
    class: Option<&'a str>,
    count: usize,
    share: Published,
}

#[derive(Serialize)]
struct FieldJson<'a> {
    code: &'a str,
    mean: Option<Published>,
    highest: Option<Published>,
    highest_units: Vec<&'a str>,
    lowest: Option<Published>,
    lowest_units: Vec<&'a str>,
}

#[derive(Serialize)]
struct LeafJson<'a> {
    code: &'a str,
    applying: usize,
    losing: usize,
    mean: Option<Published>,
    index: Option<Published>,
}

/// All results as JSON.
pub fn report_json(results: &Results) -> serde_json::Result<Vec<u8>> {
    let blocks = &results.blocks;
    let sets: Vec<&CriteriaSet> = blocks
        .chunk_by(|a, b| std::ptr::eq(a.set(), b.set()))
        .filter_map(|of| Some(of.first()?.set()))
        .collect();
    let block = |block| whole(block, results, sets.len() > 1);
    let previous = results.previous.as_ref().map(|previous| PreviousJson {
        year: previous.year,
        compared: previous.units.len(),
        gone: &previous.gone,
        unclear: &previous.unclear,
    });
    document(&ReportJson {
        schema: "parindex/report/1",
        title: results.title,
        year: results.year,
        by: results.basis.id(),
        is_final: results.is_final(),
        criteria: sets.first().map(|set| CriteriaJson::new(set)),
        sets: sets.iter().map(|set| described(set)).collect(),
        previous,
        blocks: blocks.iter().map(block).collect::<Result<_, _>>()?,
    })
}

fn described(set: &CriteriaSet) -> SetJson<'_> {
    let precision = set.scoring.precision;
    let nodes = set.nodes.iter().map(|node| NodeJson {
        code: &node.code,
        parent: node.parent.map(|at| &*set.nodes[at].code),
        name: &node.name,
        max: Published::new(&node.max, precision),
        leaf: node.leaf.is_some(),
        scored_by: node.leaf.as_ref().map(|leaf| leaf.scored_by.id()),
    });
    let adjustments = set.adjustments.iter().map(|adjustment| AdjustmentJson {
        code: &adjustment.code,
        name: &adjustment.name,
        effect: adjustment.effect.id(),
        cap: adjustment.cap.as_ref().map(|cap| Published::new(cap, precision)),
    });
    SetJson {
        criteria: CriteriaJson::new(set),
        sources: &set.sources,
        nodes: nodes.collect(),
        adjustments: adjustments.collect(),
    }
}

fn whole<'a>(block: &Block<'a>, results: &Results, several: bool) -> serde_json::Result<WholeBlockJson<'a>> {
    let precision = block.set().scoring.precision;
    let published = |value: &Number| Published::new(value, precision);
    let share = |class: ClassShare<'a>| ShareJson {
        class: class.name,
        count: class.count,
        share: published(&class.share),
    };
    let field = |field: FieldFigures<'a>| {
        let (highest, highest_units) = field.highest.map(|(value, who)| (published(&value), who)).unzip();
        let (lowest, lowest_units) = field.lowest.map(|(value, who)| (published(&value), who)).unzip();
        FieldJson {
            code: &field.node.code,
            mean: field.mean.as_ref().map(published),
            highest,
            highest_units: highest_units.unwrap_or_default(),
            lowest,
            lowest_units: lowest_units.unwrap_or_default(),
        }
    };
    let leaf = |leaf: LeafFigures<'a>| LeafJson {
        code: &leaf.node.code,
        applying: leaf.applying,
        losing: leaf.losing,
        mean: leaf.mean().as_ref().map(published),
        index: leaf.index().as_ref().map(published),
    };
    Ok(WholeBlockJson {
        block: whole_block(block, results.previous.as_ref(), several)?,
        class_shares: block.classes().into_iter().map(share).collect(),
        fields: block.fields().into_iter().map(field).collect(),
        leaves: block.leaf_figures().into_iter().map(leaf).collect(),
    })
}
