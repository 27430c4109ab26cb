//! A criteria set as JSON.

use serde::Serialize;

use super::list::{ListedJson, listed};
use super::words::rule_text;
use crate::criteria::CriteriaSet;
use crate::message::Lang;
use crate::report::json::{Published, document};

#[derive(Serialize)]
struct NodeJson<'a> {
    code: &'a str,
    name: &'a str,
    max: Published,
    leaf: bool,
    scored_by: Option<&'static str>,
    evidence: Option<&'static str>,
    rule: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unconfirmed: Option<&'a str>,
    appraiser: Option<&'a str>,
    basis: Option<&'a str>,
}

#[derive(Serialize)]
struct AdjustmentJson<'a> {
    code: &'a str,
    name: &'a str,
    effect: &'static str,
    cap: Option<Published>,
}

#[derive(Serialize)]
struct ClassJson<'a> {
    name: &'a str,
    from: Published,
    block: Option<&'a str>,
}

#[derive(Serialize)]
struct BlockJson<'a> {
    id: &'a str,
    name: &'a str,
}

#[derive(Serialize)]
struct SetJson<'a> {
    set: ListedJson<'a>,
    nodes: Vec<NodeJson<'a>>,
    adjustments: Vec<AdjustmentJson<'a>>,
    classes: Vec<ClassJson<'a>>,
    blocks: Vec<BlockJson<'a>>,
}

/// A set as JSON.
pub fn criteria_json(set: &CriteriaSet, lang: Lang) -> serde_json::Result<Vec<u8>> {
    let precision = set.scoring.precision;
    let nodes = set.nodes.iter().map(|node| NodeJson {
        code: &node.code,
        name: &node.name,
        max: Published::new(&node.max, precision),
        leaf: node.leaf.is_some(),
        scored_by: node.leaf.as_ref().map(|leaf| leaf.scored_by.id()),
        evidence: node.leaf.as_ref().map(|leaf| leaf.evidence.id()),
        rule: node.leaf.as_ref().map(|leaf| rule_text(leaf, lang)),
        unconfirmed: node.leaf.as_ref().and_then(|leaf| leaf.unconfirmed.as_deref()),
        appraiser: node.leaf.as_ref().and_then(|leaf| leaf.appraiser.as_deref()),
        basis: node.basis.as_deref(),
    });
    let adjustments = set.adjustments.iter().map(|adjustment| AdjustmentJson {
        code: &adjustment.code,
        name: &adjustment.name,
        effect: adjustment.effect.id(),
        cap: adjustment.cap.as_ref().map(|cap| Published::new(cap, precision)),
    });
    let classes = set.classes.iter().map(|class| ClassJson {
        name: &class.name,
        from: Published::new(&class.from, precision),
        block: class.block.map(|block| set.blocks[block].id.as_str()),
    });
    let blocks = set.blocks.iter().map(|block| BlockJson { id: &block.id, name: &block.name });
    document(&SetJson {
        set: listed(set),
        nodes: nodes.collect(),
        adjustments: adjustments.collect(),
        classes: classes.collect(),
        blocks: blocks.collect(),
    })
}
