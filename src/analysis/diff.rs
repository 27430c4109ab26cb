//! What changed from one criteria set to the next.

use super::measured::measured_otherwise;
use super::pairing::{self, How, Pairing, pair};
use crate::criteria::{CriteriaSet, Node, TieBreak};
use crate::points::Number;

/// What changed between two sets.
#[derive(Debug)]
pub struct Diff {
    /// What continues what.
    pub pairing: Pairing,
    /// What is not as it was, in the order of the new set; what is gone stands behind its field.
    pub entries: Vec<Entry>,
    /// What changed of the set as a whole.
    pub set: Vec<SetKey>,
    /// Nodes that are as they were.
    pub unchanged: usize,
}

impl Diff {
    /// Nothing changed.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty() && self.set.is_empty()
    }

    /// How many entries are of this kind.
    pub fn count(&self, kind: Kind) -> usize {
        self.entries.iter().filter(|entry| entry.kind == kind).count()
    }
}

/// A node, a bonus or a penalty that is not as it was.
#[derive(Debug)]
pub struct Entry {
    /// What became of it.
    pub kind: Kind,
    /// In the old set (indices of nodes, or of adjustments).
    pub old: Vec<usize>,
    /// In the new set (indices of nodes, or of adjustments).
    pub new: Vec<usize>,
    /// It is a bonus or a penalty.
    pub adjustment: bool,
    /// The field that it belongs to: of the new set, or of the old one where the new one has none for it.
    pub field: Field,
    /// Why it is taken for the same; `None` where nothing is.
    pub how: Option<How>,
    /// What changed of it.
    pub changes: Vec<Change>,
    /// The codes that it computes with and that are measured otherwise.
    pub measured: Vec<String>,
}

/// A field, by its index in one of the sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Of the new set.
    New(usize),
    /// Of the old set, gone from the new one.
    Old(usize),
    /// Outside the tree.
    None,
}

/// What became of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// New.
    Added,
    /// Gone.
    Removed,
    /// Several became one.
    Merged,
    /// One became several.
    Split,
    /// One and the same, changed.
    Changed,
}

impl Kind {
    /// The word in JSON.
    pub fn id(self) -> &'static str {
        match self {
            Kind::Added => "added",
            Kind::Removed => "removed",
            Kind::Merged => "merged",
            Kind::Split => "split",
            Kind::Changed => "changed",
        }
    }
}

/// What changed of a node, a bonus or a penalty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Its code.
    Code,
    /// Its name.
    Name,
    /// Its maximum, or its cap.
    Max,
    /// It was divided, or what it was divided into is gone.
    Shape,
    /// How its points come about, and of which raw data.
    Rule,
    /// The raw data alone.
    Inputs,
    /// The rule is the same, but a value of another criterion that it uses is measured otherwise.
    Measured,
    /// What follows where a denominator is 0.
    WhenZero,
    /// Whether evidence is asked for.
    Evidence,
    /// Who gives the points.
    ScoredBy,
    /// Which department appraises it.
    Appraiser,
    /// A bonus became a penalty, or the other way round.
    Effect,
}

impl Change {
    /// The word in JSON.
    pub fn id(self) -> &'static str {
        match self {
            Change::Code => "code",
            Change::Name => "name",
            Change::Max => "max",
            Change::Shape => "shape",
            Change::Rule => "rule",
            Change::Inputs => "inputs",
            Change::Measured => "measured",
            Change::WhenZero => "when_zero",
            Change::Evidence => "evidence",
            Change::ScoredBy => "scored_by",
            Change::Appraiser => "appraiser",
            Change::Effect => "effect",
        }
    }
}

/// What a set says of the whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SetKey {
    /// Years.
    Years,
    /// Days within the years.
    InForce,
    /// Scale.
    Scale,
    /// Decimals.
    Decimals,
    /// Rounding.
    Rounding,
    /// What does not apply.
    NotApplicable,
    /// Totals above the scale.
    AboveScale,
    /// What the survey does not say.
    MissingSurvey,
    /// How answers of respondents are read.
    Survey,
    /// Equal units.
    Ties,
    /// Rounded or exact.
    Compare,
    /// What decides between equal units.
    TieBreak,
    /// What is looked at in evidence.
    Evidence,
    /// Classes.
    Classes,
    /// Blocks.
    Blocks,
    /// Exemptions.
    Exemptions,
}

impl SetKey {
    /// All, in the order of the file.
    pub const ALL: [SetKey; 16] = [
        SetKey::Years,
        SetKey::InForce,
        SetKey::Scale,
        SetKey::Decimals,
        SetKey::Rounding,
        SetKey::NotApplicable,
        SetKey::AboveScale,
        SetKey::MissingSurvey,
        SetKey::Survey,
        SetKey::Ties,
        SetKey::Compare,
        SetKey::TieBreak,
        SetKey::Evidence,
        SetKey::Classes,
        SetKey::Blocks,
        SetKey::Exemptions,
    ];

    /// The key in files and JSON.
    pub fn id(self) -> &'static str {
        match self {
            SetKey::Years => "years",
            SetKey::InForce => "in_force",
            SetKey::Scale => "scale",
            SetKey::Decimals => "decimals",
            SetKey::Rounding => "rounding",
            SetKey::NotApplicable => "not_applicable",
            SetKey::AboveScale => "above_scale",
            SetKey::MissingSurvey => "missing_survey",
            SetKey::Survey => "survey",
            SetKey::Ties => "ties",
            SetKey::Compare => "compare",
            SetKey::TieBreak => "tie_break",
            SetKey::Evidence => "evidence",
            SetKey::Classes => "class",
            SetKey::Blocks => "block",
            SetKey::Exemptions => "exemption",
        }
    }
}

/// What changed from `old` to `new`.
pub fn diff(old: &CriteriaSet, new: &CriteriaSet) -> Diff {
    let pairing = pair(old, new);
    let (mut entries, mut unchanged) = (Vec::new(), 0);
    for field in &new.fields {
        for at in *field..new.nodes[*field].end {
            match continued(old, new, &pairing, at) {
                Told::Entry(entry) => entries.push(entry),
                Told::Unchanged => unchanged += 1,
                Told::Elsewhere => {}
            }
        }
        entries.extend(gone(old, new, &pairing, Field::New(*field)));
    }
    for field in &old.fields {
        entries.extend(gone(old, new, &pairing, Field::Old(*field)));
    }
    entries.extend(adjustments(old, new));
    let set = SetKey::ALL.into_iter().filter(|key| differs(old, new, *key)).collect();
    Diff { pairing, entries, set, unchanged }
}

/// What there is to tell of a node of the new set.
enum Told {
    Entry(Entry),
    Unchanged,
    /// It is a part of one that was divided, which is told at the first part.
    Elsewhere,
}

/// What became of a node of the new set.
fn continued(old: &CriteriaSet, new: &CriteriaSet, pairing: &Pairing, at: usize) -> Told {
    let olds: Vec<usize> = pairing.of_new(at).map(|link| link.old).collect();
    let how = pairing.of_new(at).map(|link| link.how).next();
    let field = Field::New(field_of(new, at));
    let entry_with = |kind, old: Vec<usize>, new: Vec<usize>, changes, measured| {
        Told::Entry(Entry { kind, old, new, adjustment: false, field, how, changes, measured })
    };
    let entry = |kind, old, new| entry_with(kind, old, new, Vec::new(), Vec::new());
    let [from] = olds.as_slice() else {
        let kind = if olds.is_empty() { Kind::Added } else { Kind::Merged };
        return entry(kind, olds, vec![at]);
    };
    let news: Vec<usize> = pairing.of_old(*from).map(|link| link.new).collect();
    if news.len() > 1 {
        // A part that continues others too is told as merged.
        let alone = |new: &&usize| pairing.of_new(**new).count() == 1;
        let is_first = news.iter().find(alone) == Some(&at);
        return if is_first { entry(Kind::Split, olds, news) } else { Told::Elsewhere };
    }
    let mut changes = changes(&old.nodes[*from], &new.nodes[at]);
    let mut measured = Vec::new();
    if !changes.contains(&Change::Rule) {
        let codes = measured_otherwise(old, new, pairing, at);
        measured.extend(codes.into_iter().map(str::to_owned));
        changes.extend((!measured.is_empty()).then_some(Change::Measured));
    }
    if changes.is_empty() && how.is_none_or(How::is_sure) {
        return Told::Unchanged;
    }
    entry_with(Kind::Changed, olds, vec![at], changes, measured)
}

/// The nodes of the old set that nothing continues and that belong to a field.
fn gone<'d>(
    old: &'d CriteriaSet,
    new: &'d CriteriaSet,
    pairing: &'d Pairing,
    field: Field,
) -> impl Iterator<Item = Entry> + use<'d> {
    let belongs = move |at: &usize| {
        let own = field_of(old, *at);
        let heir = pairing.of_old(own).map(|link| field_of(new, link.new)).next();
        heir.map_or(Field::Old(own), Field::New) == field
    };
    let lost = (0..old.nodes.len()).filter(|at| pairing.of_old(*at).next().is_none()).filter(belongs);
    lost.map(move |at| Entry {
        kind: Kind::Removed,
        old: vec![at],
        new: Vec::new(),
        adjustment: false,
        field,
        how: None,
        changes: Vec::new(),
        measured: Vec::new(),
    })
}

/// The field of a node: itself or the highest above it.
fn field_of(set: &CriteriaSet, at: usize) -> usize {
    std::iter::successors(Some(at), |at| set.nodes[*at].parent).last().unwrap_or(at)
}

fn changes(old: &Node, new: &Node) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut add = |change, differs: bool| changes.extend(differs.then_some(change));
    add(Change::Code, old.code != new.code);
    add(Change::Name, old.name != new.name);
    add(Change::Max, old.max != new.max);
    match (&old.leaf, &new.leaf) {
        (Some(from), Some(to)) => {
            let rule = from.rule != to.rule;
            add(Change::Rule, rule);
            add(Change::Inputs, !rule && from.inputs != to.inputs);
            add(Change::WhenZero, from.when_zero != to.when_zero);
            add(Change::Evidence, from.evidence != to.evidence);
            add(Change::ScoredBy, from.scored_by != to.scored_by);
            add(Change::Appraiser, from.appraiser != to.appraiser);
        }
        (from, to) => add(Change::Shape, from.is_some() != to.is_some()),
    }
    changes
}

fn adjustments(old: &CriteriaSet, new: &CriteriaSet) -> Vec<Entry> {
    let entry = |kind, old, new, changes| Entry {
        kind,
        old,
        new,
        adjustment: true,
        field: Field::None,
        how: None,
        changes,
        measured: Vec::new(),
    };
    let mut entries = Vec::new();
    for (from, to) in pairing::adjustments(old, new) {
        let (Some(from), Some(at)) = (from, to) else {
            let kind = if from.is_none() { Kind::Added } else { Kind::Removed };
            entries.push(entry(kind, Vec::from_iter(from), Vec::from_iter(to), Vec::new()));
            continue;
        };
        let (before, to) = (&old.adjustments[from], &new.adjustments[at]);
        let differing = [
            (Change::Code, before.code != to.code),
            (Change::Name, before.name != to.name),
            (Change::Max, before.cap != to.cap),
            (Change::Effect, before.effect != to.effect),
        ];
        let changes: Vec<Change> =
            differing.into_iter().filter(|(_, differs)| *differs).map(|(change, _)| change).collect();
        if !changes.is_empty() {
            entries.push(entry(Kind::Changed, vec![from], vec![at], changes));
        }
    }
    entries
}

/// Whether two sets say different things of the whole; what a set says by codes is compared by codes.
fn differs(old: &CriteriaSet, new: &CriteriaSet, key: SetKey) -> bool {
    match key {
        SetKey::Years => old.years != new.years,
        SetKey::InForce => old.in_force != new.in_force,
        SetKey::Scale => old.scale != new.scale,
        SetKey::Decimals => old.scoring.precision.decimals != new.scoring.precision.decimals,
        SetKey::Rounding => old.scoring.precision.rounding != new.scoring.precision.rounding,
        SetKey::NotApplicable => old.scoring.not_applicable != new.scoring.not_applicable,
        SetKey::AboveScale => old.scoring.above_scale != new.scoring.above_scale,
        SetKey::MissingSurvey => old.scoring.missing_survey != new.scoring.missing_survey,
        SetKey::Survey => old.survey != new.survey,
        SetKey::Ties => old.ranking.ties != new.ranking.ties,
        SetKey::Compare => old.ranking.compare != new.ranking.compare,
        SetKey::TieBreak => tie_break(old) != tie_break(new),
        SetKey::Evidence => old.evidence != new.evidence,
        SetKey::Classes => classes(old) != classes(new),
        SetKey::Blocks => blocks(old) != blocks(new),
        SetKey::Exemptions => exemptions(old) != exemptions(new),
    }
}

/// What decides between equal units, by the words of the file.
pub fn tie_break(set: &CriteriaSet) -> Vec<&str> {
    let word = |by: &TieBreak| match by {
        TieBreak::Survey => "survey",
        TieBreak::Appraised => "appraised",
        TieBreak::Node(node) => &set.nodes[*node].code,
    };
    set.ranking.tie_break.iter().map(word).collect()
}

type ClassFacts<'s> = (&'s str, &'s Number, Vec<(&'s str, &'s Number)>, Option<&'s str>);

fn classes(set: &CriteriaSet) -> Vec<ClassFacts<'_>> {
    let all = set.classes.iter().map(|class| {
        let also = class.also.iter().map(|(node, share)| (&*set.nodes[*node].code, share));
        (class.name.as_str(), &class.from, also.collect(), class.block.map(|block| &*set.blocks[block].id))
    });
    all.collect()
}

fn blocks(set: &CriteriaSet) -> Vec<(&str, &str)> {
    set.blocks.iter().map(|block| (block.id.as_str(), block.name.as_str())).collect()
}

fn exemptions(set: &CriteriaSet) -> Vec<(Vec<&str>, Option<&str>, &[String])> {
    let all = set.exemptions.iter().map(|exemption| {
        let blocks = exemption.blocks.iter().map(|block| set.blocks[*block].id.as_str()).collect();
        (blocks, exemption.kind.as_deref(), exemption.codes.as_slice())
    });
    all.collect()
}
