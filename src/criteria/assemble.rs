//! From the written shape to the tree: codes, parents, sums, classes, blocks, references.

use std::collections::HashMap;
use std::sync::Arc;

use super::consistent::{self, Head};
use super::raw::{RawClass, RawNode, RawSet};
use super::scope;
use super::{
    Adjustment, Block, Class, CriteriaSet, Leaf, Node, RankingPolicy, Scoring, Status, TieBreak, Years,
};
use super::{prove, worked};
use crate::diagnostic::Severity;
use crate::keys::{At, Faults, closest};
use crate::message::Detail;
use crate::points::{Number, Precision};
use crate::rule::{Judged, Rule};

/// Puts the set together; every fault is recorded, and a set with gaps is only used to find more of them.
pub(super) fn assemble(faults: &mut Faults, raw: RawSet, stem: &str) -> CriteriaSet {
    let id = raw.id.as_ref().map_or_else(|| stem.to_owned(), |id| id.value.clone());
    if let Some(id) = raw.id.as_ref().filter(|id| id.value != stem) {
        let detail = Detail::SetIdDiffers { id: id.value.clone(), file: format!("{stem}.toml") };
        faults.at(&id.span, detail);
    }
    marks(faults, &raw);
    let Tree { nodes, spans, fields, leaves, codes } = tree(faults, raw.nodes);
    let adjustments = adjustments(faults, raw.adjustments, &nodes, &codes);
    let scale = raw.scale.as_ref().map(|scale| scale.value.clone()).unwrap_or_default();
    let mut set = CriteriaSet {
        id,
        title: raw.title,
        level: raw.level,
        years: raw.years.map(|(from, to)| Years { from, to }),
        in_force: raw.in_force,
        status: raw.status,
        checked: raw.checked.as_ref().map(|day| day.value.clone()),
        scale,
        sources: raw.sources,
        scoring: Scoring {
            precision: Precision { decimals: raw.decimals, rounding: raw.rounding },
            not_applicable: raw.not_applicable,
            above_scale: raw.above_scale,
            missing_survey: raw.missing_survey,
        },
        survey: raw.survey,
        evidence: raw.evidence,
        ranking: RankingPolicy { ties: raw.ties, compare: raw.compare, tie_break: Vec::new() },
        classes: Vec::new(),
        blocks: Vec::new(),
        exemptions: Vec::new(),
        nodes,
        fields,
        leaves,
        adjustments,
        examples: Vec::new(),
        codes,
    };
    sums(faults, &set, &spans, raw.scale.as_ref());
    for (id, name) in raw.blocks {
        if set.blocks.iter().any(|block| block.id == id.value || block.name == name) {
            faults.at(&id.span, Detail::DuplicateName { name: id.value.clone() });
        }
        set.blocks.push(Block { id: id.value, name });
    }
    set.ranking.tie_break = raw.tie_break.iter().filter_map(|word| tie_break(faults, &set, word)).collect();
    set.classes = classes(faults, &set, raw.classes, raw.classes_replaced);
    let head =
        Head { id: raw.id.as_ref(), years: &raw.years_span, checked: raw.checked.as_ref(), gaps: &raw.gaps };
    consistent::check(faults, &set, &spans, &head);
    set.exemptions = scope::exemptions(faults, &set, raw.exemptions);
    prove::rules(faults, &set, &spans);
    prove::measures(faults, &set, &spans);
    prove::points(faults, &set, &spans);
    consistent::leaves(faults, &set, &spans);
    set.examples = worked::examples(faults, &set, raw.examples);
    set
}

/// Imported rules that nobody has confirmed; a set that calls itself official has none.
fn marks(faults: &mut Faults, raw: &RawSet) {
    for node in &raw.nodes {
        let Some(mark) = &node.unconfirmed else { continue };
        let (code, text) = (node.code.value.clone(), mark.value.clone());
        let judged = matches!(node.rule.rule, Some(Rule::Judged(_)));
        faults.at(&mark.span, Detail::UnconfirmedRule { code, text, judged });
        if let Some(finding) = faults.findings.last_mut().filter(|_| raw.status == Status::Official) {
            finding.severity = Severity::Error;
        }
    }
}

/// Where a node and its rule are written.
pub(super) struct NodeSpans {
    pub code: std::ops::Range<usize>,
    pub basis: Option<std::ops::Range<usize>>,
    pub max: Option<std::ops::Range<usize>>,
    pub name: std::ops::Range<usize>,
    pub inputs: Option<std::ops::Range<usize>>,
    /// The rule is written, if only as one that judges.
    pub ruled: bool,
    pub rule: std::ops::Range<usize>,
    pub parts: Vec<std::ops::Range<usize>>,
}

struct Tree {
    nodes: Vec<Node>,
    spans: Vec<NodeSpans>,
    fields: Vec<usize>,
    leaves: Vec<usize>,
    codes: HashMap<Arc<str>, usize>,
}

fn tree(faults: &mut Faults, raw: Vec<RawNode>) -> Tree {
    let mut by_code: HashMap<String, usize> = HashMap::new();
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); raw.len()];
    let mut roots = Vec::new();
    let mut kept = vec![true; raw.len()];
    for (at, node) in raw.iter().enumerate() {
        let code = &node.code.value;
        let well_formed = code
            .split('.')
            .all(|part| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || c == '-'));
        if code.is_empty() {
            // Told where it was read.
            kept[at] = false;
        } else if !well_formed {
            let (key, found) = ("code".to_owned(), code.clone());
            faults
                .at(&node.code.span, Detail::InvalidValue { key, found, allowed: "1, 1.1, 1.1.1 …".into() });
            kept[at] = false;
        } else if let Some(first) = by_code.get(code) {
            let first_line = faults.own_line(&raw[*first].code.span);
            faults.at(&node.code.span, Detail::DuplicateCode { code: code.clone(), first_line });
            kept[at] = false;
        } else {
            by_code.insert(code.clone(), at);
        }
    }
    for (at, node) in raw.iter().enumerate().filter(|(at, _)| kept[*at]) {
        if node.field {
            roots.push(at);
            continue;
        }
        let Some((parent, _)) = node.code.value.rsplit_once('.') else {
            let (key, found) = ("code".to_owned(), node.code.value.clone());
            faults.at(&node.code.span, Detail::InvalidValue { key, found, allowed: "1.1, 1.1.1 …".into() });
            continue;
        };
        match by_code.get(parent) {
            Some(parent) => children[*parent].push(at),
            None => {
                let (code, parent) = (node.code.value.clone(), parent.to_owned());
                faults.at(&node.code.span, Detail::OrphanCode { code, parent });
            }
        }
    }
    let mut tree = Tree {
        nodes: Vec::new(),
        spans: Vec::new(),
        fields: Vec::new(),
        leaves: Vec::new(),
        codes: HashMap::new(),
    };
    let mut raw: Vec<Option<RawNode>> = raw.into_iter().map(Some).collect();
    for root in roots {
        let at = grow(faults, &mut tree, &mut raw, &children, root, None);
        tree.fields.extend(at);
    }
    tree
}

/// Adds a node and its branch, each node before its children; returns its place.
fn grow(
    faults: &mut Faults,
    tree: &mut Tree,
    raw: &mut [Option<RawNode>],
    children: &[Vec<usize>],
    at: usize,
    parent: Option<usize>,
) -> Option<usize> {
    let node = raw[at].take()?;
    let place = tree.nodes.len();
    let code: Arc<str> = Arc::from(node.code.value.as_str());
    let group = !children[at].is_empty();
    if group {
        for key in &node.leaf_keys {
            let (code, key_name) = (code.to_string(), key.value.to_owned());
            faults.at(&key.span, Detail::RuleOnGroup { code, key: key_name });
        }
    }
    let leaf = (!group).then(|| {
        tree.leaves.push(place);
        Leaf {
            index: tree.leaves.len() - 1,
            scored_by: node.scored_by,
            evidence: node.evidence,
            appraiser: node.appraiser,
            inputs: node.inputs,
            when_zero: node.when_zero,
            // A rule that could not be read is a fault already; the set is then never used.
            rule: node.rule.rule.unwrap_or_else(|| Rule::Judged(Judged::default())),
            unconfirmed: node.unconfirmed.map(|mark| mark.value),
        }
    });
    tree.codes.insert(Arc::clone(&code), place);
    tree.spans.push(NodeSpans {
        code: node.code.span.clone(),
        basis: node.basis.as_ref().map(|basis| basis.span.clone()),
        max: node.max.as_ref().map(|max| max.span.clone()),
        name: node.name_span,
        inputs: node.inputs_span,
        ruled: node.rule.written,
        rule: node.rule.span,
        parts: node.rule.parts,
    });
    tree.nodes.push(Node {
        code,
        name: node.name,
        max: node.max.map(|max| max.value).unwrap_or_default(),
        parent,
        children: Vec::new(),
        end: place + 1,
        basis: node.basis.map(|basis| basis.value),
        was: node.was,
        line: faults.span(&node.span).line,
        leaf,
    });
    for child in &children[at] {
        let child = grow(faults, tree, raw, children, *child, Some(place));
        tree.nodes[place].children.extend(child);
    }
    tree.nodes[place].end = tree.nodes.len();
    Some(place)
}

/// Maxima: positive at leaves (0 for information), equal to the sum of the children at groups and of the fields at the top.
fn sums(faults: &mut Faults, set: &CriteriaSet, spans: &[NodeSpans], scale: Option<&At<Number>>) {
    for (node, own) in set.nodes.iter().zip(spans) {
        let Some(span) = &own.max else { continue };
        if let Some(leaf) = &node.leaf {
            let info = leaf.rule == Rule::Info;
            if (info && !node.max.is_zero()) || (!info && node.max <= Number::ZERO) {
                let allowed = if info { "0" } else { "> 0" }.to_owned();
                let (key, found) = ("max".to_owned(), node.max.to_string());
                faults.at(span, Detail::InvalidValue { key, found, allowed });
            }
            continue;
        }
        // A child without maximum is a fault of its own.
        let known = node.children.iter().all(|child| spans[*child].max.is_some());
        let sum: Number = node.children.iter().map(|child| &set.nodes[*child].max).sum();
        if known && sum != node.max {
            let (code, stated) = (node.code.to_string(), node.max.clone());
            faults.at(span, Detail::SumDiffers { code, stated, sum });
        }
    }
    let Some(scale) = scale else { return };
    let sum: Number = set.fields.iter().map(|field| &set.nodes[*field].max).sum();
    let known = set.fields.iter().all(|field| spans[*field].max.is_some());
    if sum != scale.value && known && !set.fields.is_empty() {
        faults.at(&scale.span, Detail::SumDiffers { code: String::new(), stated: scale.value.clone(), sum });
    }
}

fn adjustments(
    faults: &mut Faults,
    raw: Vec<super::raw::RawAdjustment>,
    nodes: &[Node],
    codes: &HashMap<Arc<str>, usize>,
) -> Vec<Adjustment> {
    let mut adjustments: Vec<Adjustment> = Vec::new();
    let mut lines: Vec<Option<usize>> = Vec::new();
    for raw in raw {
        let code: Arc<str> = Arc::from(raw.code.value.as_str());
        // A node of the base has the line that names the base.
        let of_node = codes.get(&code).map(|at| Some(nodes[*at].line));
        let of_adjustment = adjustments.iter().position(|other| other.code == code).map(|at| lines[at]);
        if let Some(first_line) = of_node.or(of_adjustment) {
            faults.at(&raw.code.span, Detail::DuplicateCode { code: raw.code.value, first_line });
            continue;
        }
        lines.push(faults.own_line(&raw.code.span));
        adjustments.push(Adjustment { code, name: raw.name, effect: raw.effect, cap: raw.cap });
    }
    adjustments
}

fn tie_break(faults: &mut Faults, set: &CriteriaSet, word: &At<String>) -> Option<TieBreak> {
    match word.value.as_str() {
        "survey" => Some(TieBreak::Survey),
        "appraised" => Some(TieBreak::Appraised),
        code => match set.node_of(code) {
            Some(node) => Some(TieBreak::Node(node)),
            None => {
                let known =
                    ["survey", "appraised"].into_iter().chain(set.nodes.iter().map(|node| &*node.code));
                let close = closest(code, known);
                faults.at(&word.span, Detail::UnknownCode { code: code.to_owned(), close });
                None
            }
        },
    }
}

fn classes(faults: &mut Faults, set: &CriteriaSet, raw: Vec<RawClass>, replaced: usize) -> Vec<Class> {
    let mut classes: Vec<Class> = Vec::new();
    let mut edges = Vec::new();
    for raw in raw {
        let block = raw.block.as_ref().and_then(|block| {
            let found = set.blocks.iter().position(|known| known.id == block.value);
            if found.is_none() {
                let allowed =
                    set.blocks.iter().map(|block| block.id.as_str()).collect::<Vec<_>>().join(" | ");
                let (key, found) = ("block".to_owned(), block.value.clone());
                faults.at(&block.span, Detail::InvalidValue { key, found, allowed });
            }
            found
        });
        let also = raw
            .also
            .iter()
            .filter_map(|(code, share)| {
                Some((node_named(faults, set, &code.value, &code.span)?, share.clone()))
            })
            .collect();
        let Some(from) = raw.from else { continue };
        let same_block = || classes.iter().filter(|class| class.block == block);
        if same_block().any(|class| class.name == raw.name.value) {
            faults.at(&raw.name.span, Detail::DuplicateName { name: raw.name.value.clone() });
        }
        if let Some(above) = same_block().next_back().filter(|above| above.from <= from.value) {
            let (name, above) = (raw.name.value.clone(), above.from.clone());
            faults.at(&from.span, Detail::ClassOrder { name, from: from.value.clone(), above });
        }
        edges.push(from.span);
        classes.push(Class { name: raw.name.value, from: from.value, also, block });
    }
    consistent::classes(faults, set, &classes, &edges);
    for (at, class) in classes.iter().enumerate() {
        let lowest = !classes[at + 1..].iter().any(|other| other.block == class.block);
        if lowest && class.from > Number::ZERO {
            faults.at(&edges[at], Detail::ClassGap { from: class.from.clone(), replaced });
        } else if lowest && !class.also.is_empty() {
            faults.at(&edges[at], Detail::ClassLeft { name: class.name.clone() });
        }
    }
    classes
}

/// The node with a code; one that does not exist is a fault with the closest code.
pub(super) fn node_named(
    faults: &mut Faults,
    set: &CriteriaSet,
    code: &str,
    span: &std::ops::Range<usize>,
) -> Option<usize> {
    let found = set.node_of(code);
    if found.is_none() {
        let close = closest(code, set.nodes.iter().map(|node| &*node.code));
        faults.at(span, Detail::UnknownCode { code: code.to_owned(), close });
    }
    found
}
