//! From what a unit stated to its points, its scale and its index. Pure; nothing is rounded here.

use std::sync::Arc;

use crate::assessment::{Assessment, Entry, Mark, Source, Stated};
use crate::criteria::{AboveScale, Adjustment, CriteriaSet, Effect, Leaf, MissingSurvey, NotApplicable};
use crate::message::Scorer;
use crate::points::{Number, Sum};
use crate::rule::{Outcome, Rule};

/// Which points make the result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// What the units claim; survey leaves by their survey points.
    Own,
    /// What the council gave; survey leaves by their survey points.
    Appraised,
    /// Appraised and survey points, bonus and penalty: the published result.
    Final,
}

impl Basis {
    /// The word in options and JSON.
    pub fn id(self) -> &'static str {
        match self {
            Basis::Own => "self",
            Basis::Appraised => "appraised",
            Basis::Final => "final",
        }
    }
}

/// How a leaf stands. The four stay apart up to the last total.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// It has points.
    Scored,
    /// It lacks the points asked for, and counts 0.
    Missing,
    /// It leaves the scale of the unit.
    NotApplicable,
    /// What was stated cannot be used; it counts 0.
    Fault,
}

impl Status {
    /// The word in JSON.
    pub fn id(self) -> &'static str {
        match self {
            Status::Scored => "scored",
            Status::Missing => "missing",
            Status::NotApplicable => "not-applicable",
            Status::Fault => "fault",
        }
    }
}

/// One leaf of one unit.
#[derive(Clone, Debug)]
pub struct LeafScore {
    /// How it stands.
    pub status: Status,
    /// What it counts; 0 unless scored.
    pub points: Number,
}

/// What stands behind the score of a leaf; made by [`backing`] where somebody asks.
#[derive(Clone, Debug)]
pub struct Backing {
    /// Self score, where points were typed or the rule was left to give them.
    pub own: Option<Number>,
    /// Appraised points.
    pub appraised: Option<Number>,
    /// Survey points.
    pub survey: Option<Number>,
    /// Where the points that count come from; `None` where there are none.
    pub origin: Option<Origin>,
    /// The cell that decided, as it is printed.
    pub source: Option<String>,
}

/// Where points come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The self score.
    Own,
    /// This round of appraisal.
    Round(u8),
    /// Survey points, given or from answers.
    Survey,
    /// The rule, from raw data.
    Data,
}

/// Points and scale of a node of one unit.
#[derive(Clone, Debug, Default)]
pub struct NodeScore {
    /// Points.
    pub points: Number,
    /// Maximum of what applies.
    pub max: Number,
}

impl NodeScore {
    /// Points ÷ maximum × 100; `None` where nothing applies.
    pub fn index(&self) -> Option<Number> {
        percent(&self.points, &self.max)
    }
}

/// The result of one unit.
#[derive(Clone, Debug, Default)]
pub struct ScoreCard {
    /// Name of the unit.
    pub unit: Arc<str>,
    /// Block of the set (index).
    pub block: Option<usize>,
    /// Per leaf its score.
    pub leaves: Vec<LeafScore>,
    /// Per node its points and scale.
    pub nodes: Vec<NodeScore>,
    /// Sum of the self scores; `None` where there is none.
    pub own: Option<Number>,
    /// Sum of the appraised points; `None` where there are none.
    pub appraised: Option<Number>,
    /// Sum of the survey points; `None` where there are none.
    pub survey: Option<Number>,
    /// Bonus that counts.
    pub bonus: Number,
    /// Penalty that counts.
    pub penalty: Number,
    /// Tree, plus bonus, less penalty.
    pub points: Number,
    /// Maximum of what applies.
    pub max: Number,
    /// The index in percent; `None` where nothing applies.
    pub index: Option<Number>,
    /// Every leaf that applies is scored.
    pub complete: bool,
    /// Errors in the unit's files.
    pub errors: usize,
}

impl ScoreCard {
    /// Adds what counts of the points stated for a bonus or a penalty.
    pub fn adjust(&mut self, adjustment: &Adjustment, stated: Number) {
        let points = adjustment.counted(stated);
        match adjustment.effect {
            Effect::Bonus => self.bonus += &points,
            Effect::Penalty => self.penalty += &points,
        }
    }
}

/// Buffers of scoring: with the same ones, unit after unit is scored without allocating.
#[derive(Debug, Default)]
pub struct Buffers {
    /// Per node the sum of what stands below it.
    sums: Vec<Sum>,
}

/// Scores a unit that was checked before.
pub fn score(set: &CriteriaSet, assessment: &Assessment, basis: Basis) -> ScoreCard {
    let mut card = ScoreCard::default();
    score_into(set, assessment, &assessment.computed, basis, &mut Buffers::default(), &mut card);
    card
}

/// As [`score`], over what stood in `card`. `computed` is what the rules give for the raw data: that of the check, or of
/// [`crate::assessment::compute`] under other rules or other best values.
pub fn score_into(
    set: &CriteriaSet,
    assessment: &Assessment,
    computed: &[Option<Outcome>],
    basis: Basis,
    buffers: &mut Buffers,
    card: &mut ScoreCard,
) {
    let mut sums = Sums::default();
    card.leaves.clear();
    card.leaves.extend((0..set.leaves.len()).map(|n| {
        let given = Given::of(set, assessment, computed, n);
        let score = leaf_score(&given, basis, set.scoring.missing_survey);
        if score.status != Status::NotApplicable {
            sums.add(&given);
        }
        score
    }));
    card.unit = Arc::clone(&assessment.unit);
    card.block = assessment.block;
    [card.own, card.appraised, card.survey] = sums.0.map(|sum| sum.map(|sum| sum.value()));
    (card.bonus, card.penalty) = (Number::ZERO, Number::ZERO);
    for (at, adjustment) in set.adjustments.iter().enumerate() {
        card.adjust(adjustment, adjustment_stated(assessment, basis, at));
    }
    settle(set, buffers, card);
}

/// From the scores of the leaves, bonus and penalty to the nodes, the points and the index.
pub fn settle(set: &CriteriaSet, buffers: &mut Buffers, card: &mut ScoreCard) {
    score_nodes(set, &card.leaves, &mut buffers.sums, &mut card.nodes);
    let mut whole = NodeScore::default();
    for field in &set.fields {
        whole.points += &card.nodes[*field].points;
        whole.max += &card.nodes[*field].max;
    }
    card.points = &(&whole.points + &card.bonus) - &card.penalty;
    card.index = index(set, &card.leaves, &card.points, &whole);
    // The scale limits the total as it is compared with others: after the stretching.
    let full = Number::from(100);
    let above = card.index.as_ref().map_or(card.points > whole.max, |index| *index > full);
    if set.scoring.above_scale == AboveScale::Cap && above {
        card.points = whole.max.clone();
        card.index = card.index.take().map(|_| full);
    }
    card.complete =
        card.leaves.iter().all(|leaf| matches!(leaf.status, Status::Scored | Status::NotApplicable));
    card.max = whole.max;
}

/// Sums of the points given: self, appraised, survey; `None` where there are none.
#[derive(Default)]
struct Sums([Option<Sum>; 3]);

impl Sums {
    fn add(&mut self, given: &Given) {
        let is_fault = |mark: &Mark| matches!(mark.stated, Stated::Fault(_));
        let usable = [
            given.own.as_ref().filter(|_| !is_fault(&given.entry.own)),
            given.appraised.as_ref().filter(|_| !is_fault(&given.entry.appraised)),
            given.survey.as_ref(),
        ];
        for (sum, points) in self.0.iter_mut().zip(usable) {
            if let Some(points) = points {
                sum.get_or_insert_default().add(points);
            }
        }
    }
}

/// What stands behind the score of each leaf.
pub fn backing(set: &CriteriaSet, assessment: &Assessment, basis: Basis) -> Vec<Backing> {
    let backing = |n| {
        let given = Given::of(set, assessment, &assessment.computed, n);
        let source = given.decided_by(basis).map(|source| source.place().to_string());
        let origin = given.origin(basis);
        Backing { own: given.own, appraised: given.appraised, survey: given.survey, origin, source }
    };
    (0..set.leaves.len()).map(backing).collect()
}

/// What was given for a leaf of a unit, and the points in it, whether they can be used or not.
struct Given<'a> {
    leaf: &'a Leaf,
    entry: &'a Entry,
    computed: Option<&'a Outcome>,
    applies: bool,
    own: Option<Number>,
    appraised: Option<Number>,
    survey: Option<Number>,
}

impl<'a> Given<'a> {
    fn of(
        set: &'a CriteriaSet,
        assessment: &'a Assessment,
        computed: &'a [Option<Outcome>],
        n: usize,
    ) -> Given<'a> {
        let (_, leaf) = set.leaf(n);
        let entry = &assessment.entries[n];
        let applies = !assessment.exempt[n];
        let computed = computed.get(n).and_then(Option::as_ref);
        let by_rule = || match computed {
            Some(Outcome::Points(points)) => Some(points.clone()),
            _ => None,
        };
        // A blank self score is left to the rule.
        let unclaimed = || by_rule().filter(|_| entry.own.stated == Stated::Blank);
        let survey_counts = leaf.scored_by == Scorer::Survey;
        Given {
            leaf,
            entry,
            computed,
            applies,
            own: if applies && leaf.scored_by == Scorer::Unit {
                entry.own.typed().or_else(unclaimed)
            } else {
                None
            },
            appraised: if applies && !survey_counts { entry.appraised.typed() } else { None },
            survey: if applies && survey_counts { entry.survey.points().or_else(by_rule) } else { None },
        }
    }

    /// The mark that counts by this basis, and the points in it.
    fn mark(&self, basis: Basis) -> (&'a Mark, Option<&Number>) {
        match (self.leaf.scored_by, basis) {
            (Scorer::Survey, _) => (&self.entry.survey, self.survey.as_ref()),
            (Scorer::Unit, Basis::Own) => (&self.entry.own, self.own.as_ref()),
            _ => (&self.entry.appraised, self.appraised.as_ref()),
        }
    }

    /// Raw data speak where the one who scores left the points to the rule.
    fn may_compute(&self, basis: Basis) -> bool {
        !(self.leaf.scored_by == Scorer::Unit && basis != Basis::Own)
    }

    /// Where the points come from.
    fn origin(&self, basis: Basis) -> Option<Origin> {
        if !self.applies || self.leaf.rule == Rule::Info {
            return None;
        }
        let filled = self.mark(basis).0.is_filled();
        let computed = !filled && self.may_compute(basis) && self.computed.is_some();
        match (self.leaf.scored_by, basis) {
            _ if !filled && !computed => None,
            (Scorer::Survey, _) => Some(Origin::Survey),
            _ if computed => Some(Origin::Data),
            (Scorer::Unit, Basis::Own) => Some(Origin::Own),
            _ => Some(Origin::Round(self.entry.round)),
        }
    }

    /// The cell that decided.
    fn decided_by(&self, basis: Basis) -> Option<&'a Source> {
        if !self.applies || self.leaf.rule == Rule::Info {
            return None;
        }
        let (mark, _) = self.mark(basis);
        let from_data = self.may_compute(basis) && !mark.is_filled();
        let declared = self.entry.declared.as_ref().filter(|_| from_data).map(|declared| &declared.at);
        declared.or(mark.at.as_ref())
    }
}

fn leaf_score(given: &Given, basis: Basis, missing_survey: MissingSurvey) -> LeafScore {
    let without = |status| LeafScore { status, points: Number::ZERO };
    let with = |points: Option<&Number>| LeafScore {
        status: Status::Scored,
        points: points.cloned().unwrap_or_default(),
    };
    if !given.applies {
        return without(Status::NotApplicable);
    }
    if given.leaf.rule == Rule::Info {
        return without(Status::Scored);
    }
    let (mark, points) = given.mark(basis);
    let may_compute = given.may_compute(basis);
    let declared_fault = || given.entry.declared.as_ref().is_some_and(|declared| declared.fault);
    match (&mark.stated, given.computed) {
        (Stated::Fault(_), _) => without(Status::Fault),
        (Stated::NotApplicable, _) => without(Status::NotApplicable),
        // The unit said "not applicable", no register contradicts it, and nobody gave points.
        (Stated::Blank, None) if given.entry.own.stated == Stated::NotApplicable => {
            without(Status::NotApplicable)
        }
        (_, Some(Outcome::NotApplicable)) if basis == Basis::Own || !mark.is_filled() => {
            without(Status::NotApplicable)
        }
        (Stated::Points(_), _) => with(points),
        (Stated::Blank, Some(Outcome::Points(points))) if may_compute => with(Some(points)),
        (Stated::Blank, _) if may_compute && declared_fault() => without(Status::Fault),
        // Without a survey the others make the whole, where the set says so.
        (Stated::Blank, _)
            if given.leaf.scored_by == Scorer::Survey && missing_survey == MissingSurvey::Rescale =>
        {
            without(Status::NotApplicable)
        }
        (Stated::Blank, _) => without(Status::Missing),
    }
}

/// Sums of every branch, from the leaves up. The maximum of a branch is that of the set without what does not apply.
fn score_nodes(set: &CriteriaSet, leaves: &[LeafScore], sums: &mut Vec<Sum>, nodes: &mut Vec<NodeScore>) {
    sums.clear();
    sums.resize_with(set.nodes.len(), Sum::default);
    nodes.clear();
    nodes.extend(set.nodes.iter().map(|node| NodeScore { points: Number::ZERO, max: node.max.clone() }));
    for (at, node) in set.nodes.iter().enumerate().rev() {
        nodes[at].points = match &node.leaf {
            Some(leaf) => leaves[leaf.index].points.clone(),
            None => sums[at].value(),
        };
        if let Some(parent) = node.parent {
            sums[parent].add(&nodes[at].points);
        }
    }
    let leaves_out = leaves.iter().zip(&set.leaves).filter(|(leaf, _)| leaf.status == Status::NotApplicable);
    for (_, leaf) in leaves_out {
        let lost = &set.nodes[*leaf].max;
        for at in std::iter::successors(Some(*leaf), |at| set.nodes[*at].parent) {
            nodes[at].max = &nodes[at].max - lost;
        }
    }
}

/// What was stated for an adjustment of a unit; more than its cap does not count.
pub fn adjustment_stated(assessment: &Assessment, basis: Basis, at: usize) -> Number {
    let Some(entry) = assessment.adjustments.get(at) else { return Number::ZERO };
    let mark = if basis == Basis::Own { &entry.own } else { &entry.appraised };
    mark.points().unwrap_or_default()
}

/// The index as the set declares it.
fn index(set: &CriteriaSet, leaves: &[LeafScore], points: &Number, whole: &NodeScore) -> Option<Number> {
    if set.scoring.not_applicable == NotApplicable::Rescale {
        return percent(points, &whole.max);
    }
    // The appraised part is stretched to its full maximum; survey points, bonus and penalty are added as they are.
    let [mut applicable, mut full, mut appraised] = <[Sum; 3]>::default();
    for ((node, leaf), score) in set.leaf_nodes().zip(leaves) {
        if leaf.scored_by != Scorer::Survey {
            full.add(&node.max);
            if score.status != Status::NotApplicable {
                applicable.add(&node.max);
                appraised.add(&score.points);
            }
        }
    }
    let [applicable, full, appraised] = [applicable, full, appraised].map(|sum| sum.value());
    let Some(stretched) = (&appraised * &full).checked_div(&applicable) else {
        return percent(points, &whole.max);
    };
    let rest = points - &appraised;
    let survey_max = &whole.max - &applicable;
    percent(&(&stretched + &rest), &(&full + &survey_max))
}

fn percent(points: &Number, max: &Number) -> Option<Number> {
    (points * &Number::from(100)).checked_div(max)
}
