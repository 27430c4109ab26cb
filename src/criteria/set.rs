//! A criteria set that has been checked: the tree, the rules, the policies.

use std::collections::HashMap;
use std::sync::Arc;

use super::surveyed::{MissingSurvey, SurveyPolicy};
use crate::day::Day;
use crate::message::Scorer;
use crate::points::{Number, Precision};
use crate::rule::{Case, Frame, Input, Outcome, Rule, WhenZero};

/// One decision's criteria for one level.
#[derive(Debug)]
pub struct CriteriaSet {
    /// Id: the file name without `.toml`.
    pub id: String,
    /// Title for people.
    pub title: String,
    /// Level, a free word (`tinh`, `so`, `huyen`, `xa` …).
    pub level: String,
    /// First and last year it is in force for.
    pub years: Option<Years>,
    /// The days on which it is in force, where it is not the only set of its years.
    pub in_force: Option<Days>,
    /// How far a source shows it.
    pub status: Status,
    /// Last day on which somebody compared it with the law in force, as written.
    pub checked: Option<String>,
    /// Maximum of the whole.
    pub scale: Number,
    /// Where it comes from.
    pub sources: Vec<String>,
    /// How points become an index.
    pub scoring: Scoring,
    /// How answers of respondents are read.
    pub survey: SurveyPolicy,
    /// How indices become ranks.
    pub ranking: RankingPolicy,
    /// What is looked at in evidence.
    pub evidence: EvidenceChecks,
    /// Classes, highest first.
    pub classes: Vec<Class>,
    /// Blocks; empty where all units are one block.
    pub blocks: Vec<Block>,
    /// What does not apply to kinds of units.
    pub exemptions: Vec<Exemption>,
    /// All nodes, each before its children, in the order of the file.
    pub nodes: Vec<Node>,
    /// The fields (indices of nodes).
    pub fields: Vec<usize>,
    /// The leaves (indices of nodes).
    pub leaves: Vec<usize>,
    /// Bonus and penalty.
    pub adjustments: Vec<Adjustment>,
    /// Worked examples.
    pub examples: Vec<Example>,
    pub(super) codes: HashMap<Arc<str>, usize>,
}

/// Years, inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Years {
    /// First year.
    pub from: i64,
    /// Last year, where one is known.
    pub to: Option<i64>,
}

impl Years {
    /// Whether a year is among them.
    pub fn contains(&self, year: i64) -> bool {
        self.from <= year && self.to.is_none_or(|to| year <= to)
    }
}

/// `2025–2030`, `2025`, `2025–`.
impl std::fmt::Display for Years {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.to {
            Some(to) if to == self.from => write!(f, "{to}"),
            Some(to) => write!(f, "{}–{to}", self.from),
            None => write!(f, "{}–", self.from),
        }
    }
}

/// Days, inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    /// First day.
    pub from: Day,
    /// Last day, where one is known.
    pub to: Option<Day>,
}

impl Days {
    /// Whether a day is among them.
    pub fn contains(&self, day: Day) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }
}

/// `31/08/2025 – 30/10/2025`.
impl std::fmt::Display for Days {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} –", self.from)?;
        self.to.map_or(Ok(()), |to| write!(f, " {to}"))
    }
}

/// Criteria that do not apply to the units of some blocks, or of a kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exemption {
    /// The blocks (indices); empty where the block does not matter.
    pub blocks: Vec<usize>,
    /// The kind of units by the register, where it matters.
    pub kind: Option<String>,
    /// The codes, as written.
    pub codes: Vec<String>,
    /// What stands below them (indices among the leaves).
    pub leaves: Vec<usize>,
    /// Why, for people.
    pub reason: String,
    /// Line of the file.
    pub line: usize,
}

/// How far a source shows the set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// A source shows every number.
    Official,
    /// A source shows a part.
    Partial,
    /// Ours, in the shape of real ones.
    Model,
}

impl Status {
    /// The word in files, the same in every language.
    pub fn id(self) -> &'static str {
        match self {
            Status::Official => "official",
            Status::Partial => "partial",
            Status::Model => "model",
        }
    }
}

/// How points become an index.
#[derive(Clone, Copy, Debug)]
pub struct Scoring {
    /// Decimals and rounding of what is published.
    pub precision: Precision,
    /// What happens to the scale of a unit to which criteria do not apply.
    pub not_applicable: NotApplicable,
    /// Whether a bonus may carry a total above the scale.
    pub above_scale: AboveScale,
    /// What follows for leaves of which the survey says nothing.
    pub missing_survey: MissingSurvey,
}

/// What happens to the scale where criteria do not apply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotApplicable {
    /// The whole is rescaled: obtained ÷ applicable maximum.
    Rescale,
    /// The appraised part is rescaled to its full maximum, the survey part added as it is.
    RescaleAppraised,
}

/// Whether a total may lie above the scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AboveScale {
    /// It may.
    Allow,
    /// It stops at the scale.
    Cap,
}

/// How indices become ranks.
#[derive(Clone, Debug)]
pub struct RankingPolicy {
    /// Which ranks equal units share.
    pub ties: Ties,
    /// Whether rank and class are decided on the rounded or the exact index.
    pub compare: Compare,
    /// What decides between equal units, first to last.
    pub tie_break: Vec<TieBreak>,
}

/// Which ranks equal units share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ties {
    /// 1-2-2-4.
    Competition,
    /// 1-2-2-3.
    Dense,
    /// 1-2-3-4.
    Ordinal,
}

/// The value on which rank and class are decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compare {
    /// As published.
    Rounded,
    /// Before rounding.
    Exact,
}

/// What decides between equal units; the higher wins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TieBreak {
    /// Survey points.
    Survey,
    /// Appraised points.
    Appraised,
    /// The component index of a node (index).
    Node(usize),
}

/// A class of units.
#[derive(Clone, Debug)]
pub struct Class {
    /// Name.
    pub name: String,
    /// Lowest index.
    pub from: Number,
    /// Component indices needed besides: node and lowest share (0.8 is 80 %).
    pub also: Vec<(usize, Number)>,
    /// Only for units of this block (index).
    pub block: Option<usize>,
}

/// Units ranked together.
#[derive(Clone, Debug)]
pub struct Block {
    /// Id.
    pub id: String,
    /// Name for people.
    pub name: String,
}

/// A field, criterion or sub-criterion.
#[derive(Debug)]
pub struct Node {
    /// Dotted code.
    pub code: Arc<str>,
    /// Name.
    pub name: String,
    /// Maximum points.
    pub max: Number,
    /// The node above (index).
    pub parent: Option<usize>,
    /// The nodes below (indices).
    pub children: Vec<usize>,
    /// One past the last node of its branch: the branch of node `n` is `n..end`.
    pub end: usize,
    /// Where the number stands in the decision.
    pub basis: Option<String>,
    /// Codes of the previous set that it continues.
    pub was: Vec<String>,
    /// Line of the file.
    pub line: usize,
    /// What makes it a leaf.
    pub leaf: Option<Leaf>,
}

/// What a scored node has besides.
#[derive(Debug)]
pub struct Leaf {
    /// Place among the leaves, from 0.
    pub index: usize,
    /// Who gives the points.
    pub scored_by: Scorer,
    /// Whether evidence is asked for.
    pub evidence: Evidence,
    /// Which department appraises it.
    pub appraiser: Option<String>,
    /// Raw data it asks for.
    pub inputs: Vec<Input>,
    /// What follows where a denominator is 0.
    pub when_zero: WhenZero,
    /// How its points come about.
    pub rule: Rule,
    /// The text that the rule was read from, where it was imported and nobody has confirmed it.
    pub unconfirmed: Option<String>,
}

/// Whether evidence is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// There must be some.
    Required,
    /// There may be some.
    Optional,
    /// None is looked at.
    None,
}

impl Evidence {
    /// All of them.
    pub const ALL: [Evidence; 3] = [Evidence::Required, Evidence::Optional, Evidence::None];

    /// The word in files, the same in every language.
    pub fn id(self) -> &'static str {
        match self {
            Evidence::Required => "required",
            Evidence::Optional => "optional",
            Evidence::None => "none",
        }
    }
}

/// What is looked at in evidence besides whether there is some.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceChecks {
    /// Documents outside the year or after the deadline.
    pub dates: bool,
    /// One document for several criteria.
    pub repeated: bool,
    /// The same evidence of several units.
    pub copied: bool,
    /// Documents from this day on count, where the year begins later.
    pub from: Option<Day>,
    /// Documents up to this day count, where the year ends earlier.
    pub to: Option<Day>,
}

impl Default for EvidenceChecks {
    fn default() -> EvidenceChecks {
        EvidenceChecks { dates: true, repeated: true, copied: true, from: None, to: None }
    }
}

/// Points outside the tree.
#[derive(Debug)]
pub struct Adjustment {
    /// Code.
    pub code: Arc<str>,
    /// Name.
    pub name: String,
    /// Bonus or penalty.
    pub effect: Effect,
    /// The most it counts.
    pub cap: Option<Number>,
}

/// Which way an adjustment works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Added.
    Bonus,
    /// Taken off.
    Penalty,
}

impl Effect {
    /// The word in files and JSON.
    pub fn id(self) -> &'static str {
        match self {
            Effect::Bonus => "bonus",
            Effect::Penalty => "penalty",
        }
    }
}

/// A worked example of the set: data, and what follows from them.
#[derive(Debug, Default)]
pub struct Example {
    /// Name.
    pub name: String,
    /// Per leaf (index among the leaves) what is declared.
    pub given: Vec<(usize, Case)>,
    /// Per adjustment (index) the points declared.
    pub adjusted: Vec<(usize, Number)>,
    /// What comes out.
    pub points: Vec<(Target, Outcome)>,
    /// How a unit with this index stands.
    pub standing: Option<Standing>,
}

/// What an example gives points for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A leaf (index among the leaves).
    Leaf(usize),
    /// An adjustment (index).
    Adjustment(usize),
}

/// An index of a unit, and what is published of it.
#[derive(Debug)]
pub struct Standing {
    /// The exact index.
    pub index: Number,
    /// Per node (index) the exact component index; what is not named bars no class.
    pub components: Vec<(usize, Number)>,
    /// The unit's block (index).
    pub block: Option<usize>,
    /// The class (index) expected.
    pub class: Option<usize>,
    /// The index as it is published.
    pub published: Option<Number>,
}

impl Adjustment {
    /// What counts of these points: at most the cap.
    pub fn counted(&self, points: Number) -> Number {
        match &self.cap {
            Some(cap) => points.min(cap.clone()),
            None => points,
        }
    }
}

impl Leaf {
    /// Whether its rule computes from other criteria alone, so that a unit declares nothing for it.
    pub fn needs_no_data(&self) -> bool {
        self.inputs.is_empty() && self.rule.expression().is_some()
    }
}

impl CriteriaSet {
    /// The node with this code (index).
    pub fn node_of(&self, code: &str) -> Option<usize> {
        self.codes.get(code).copied()
    }

    /// The node with this code.
    pub fn node(&self, code: &str) -> Option<&Node> {
        self.node_of(code).map(|at| &self.nodes[at])
    }

    /// The n-th leaf: its node and what makes it a leaf.
    pub fn leaf(&self, n: usize) -> (&Node, &Leaf) {
        let node = &self.nodes[self.leaves[n]];
        match &node.leaf {
            Some(leaf) => (node, leaf),
            None => unreachable!("`leaves` lists nodes with a leaf"),
        }
    }

    /// How many rules were imported and not confirmed.
    pub fn unconfirmed(&self) -> usize {
        self.leaf_nodes().filter(|(_, leaf)| leaf.unconfirmed.is_some()).count()
    }

    /// All leaves in order.
    pub fn leaf_nodes(&self) -> impl Iterator<Item = (&Node, &Leaf)> {
        (0..self.leaves.len()).map(|n| self.leaf(n))
    }

    /// What a rule must know of the n-th leaf.
    pub fn frame(&self, n: usize) -> Frame<'_> {
        let (node, leaf) = self.leaf(n);
        Frame {
            max: &node.max,
            inputs: &leaf.inputs,
            when_zero: leaf.when_zero,
            precision: self.scoring.precision,
        }
    }

    /// The leaves of a branch (indices among the leaves).
    pub fn leaves_under(&self, node: usize) -> impl Iterator<Item = usize> + '_ {
        let end = self.nodes[node].end;
        self.nodes[node..end].iter().filter_map(|node| node.leaf.as_ref().map(|leaf| leaf.index))
    }

    /// The adjustment with this code (index).
    pub fn adjustment_of(&self, code: &str) -> Option<usize> {
        self.adjustments.iter().position(|adjustment| *adjustment.code == *code)
    }

    /// The block with this id or name (index).
    pub fn block_of(&self, text: &str) -> Option<usize> {
        self.blocks.iter().position(|block| block.id == text || block.name == text)
    }
}
