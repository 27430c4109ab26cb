//! From what a unit stated to its points, its scale and its index. Pure; nothing is rounded here.

use std::sync::Arc;

use crate::assessment::{Assessment, Entry, Mark, Source, Stated};
use crate::criteria::{AboveScale, CriteriaSet, Effect, NotApplicable};
use crate::message::Scorer;
use crate::points::Number;
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
    /// What was stated, where that is points: self, appraised, survey.
    pub own: Option<Number>,
    /// Appraised points.
    pub appraised: Option<Number>,
    /// Survey points.
    pub survey: Option<Number>,
    /// The self score was typed, but cannot be used.
    pub own_fault: bool,
    /// The appraised points were typed, but cannot be used.
    pub appraised_fault: bool,
    /// The cell that decided.
    pub source: Option<Source>,
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
#[derive(Clone, Debug)]
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

/// Scores a unit that was checked before.
pub fn score(set: &CriteriaSet, assessment: &Assessment, basis: Basis) -> ScoreCard {
    let leaves: Vec<LeafScore> =
        (0..set.leaves.len()).map(|n| leaf_score(set, assessment, n, basis)).collect();
    let nodes = node_scores(set, &leaves);
    let sum = |part: fn(&LeafScore) -> Option<&Number>| {
        let counting = |leaf: &&LeafScore| leaf.status != Status::NotApplicable;
        let mut points = leaves.iter().filter(counting).filter_map(part).peekable();
        points.peek().is_some().then(|| points.collect::<Sum>().value())
    };
    let (bonus, penalty) = adjustments(set, assessment, basis);
    let mut whole = NodeScore::default();
    for field in &set.fields {
        whole.points += &nodes[*field].points;
        whole.max += &nodes[*field].max;
    }
    let adjusted = &(&whole.points + &bonus) - &penalty;
    let points = match set.scoring.above_scale {
        AboveScale::Cap if adjusted > whole.max => whole.max.clone(),
        _ => adjusted,
    };
    let index = index(set, &leaves, &points, &whole);
    let complete = leaves.iter().all(|leaf| matches!(leaf.status, Status::Scored | Status::NotApplicable));
    ScoreCard {
        unit: Arc::clone(&assessment.unit),
        block: assessment.block,
        own: sum(|leaf| leaf.own.as_ref().filter(|_| !leaf.own_fault)),
        appraised: sum(|leaf| leaf.appraised.as_ref().filter(|_| !leaf.appraised_fault)),
        survey: sum(|leaf| leaf.survey.as_ref()),
        bonus,
        penalty,
        points,
        max: whole.max,
        index,
        complete,
        errors: assessment.errors,
        leaves,
        nodes,
    }
}

fn leaf_score(set: &CriteriaSet, assessment: &Assessment, n: usize, basis: Basis) -> LeafScore {
    let (_, leaf) = set.leaf(n);
    let entry = &assessment.entries[n];
    let computed = assessment.computed[n].as_ref();
    let applies = !assessment.exempt[n];
    let own_counts = applies && leaf.scored_by == Scorer::Unit;
    let computed_points = match computed {
        Some(Outcome::Points(points)) => Some(points.clone()),
        _ => None,
    };
    let survey_counts = applies && leaf.scored_by == Scorer::Survey;
    let mut score = LeafScore {
        status: Status::NotApplicable,
        points: Number::ZERO,
        own: entry.own.typed().or_else(|| unclaimed(entry, computed_points.as_ref())).filter(|_| own_counts),
        appraised: entry.appraised.typed().filter(|_| applies && !survey_counts),
        survey: entry.survey.points().or_else(|| computed_points.clone()).filter(|_| survey_counts),
        own_fault: matches!(entry.own.stated, Stated::Fault(_)),
        appraised_fault: matches!(entry.appraised.stated, Stated::Fault(_)),
        source: None,
    };
    if !applies {
        return score;
    }
    if leaf.rule == Rule::Info {
        score.status = Status::Scored;
        return score;
    }
    let (mark, stated) = match (leaf.scored_by, basis) {
        (Scorer::Survey, _) => (&entry.survey, &score.survey),
        (Scorer::Unit, Basis::Own) => (&entry.own, &score.own),
        _ => (&entry.appraised, &score.appraised),
    };
    // Raw data speak where the one who scores left the points to the rule.
    let may_compute = !(leaf.scored_by == Scorer::Unit && basis != Basis::Own);
    let (status, points) = match (&mark.stated, computed) {
        (Stated::Fault(_), _) => (Status::Fault, None),
        (Stated::NotApplicable, _) => (Status::NotApplicable, None),
        (Stated::Blank, None) if mark_of_unit_says_not_applicable(entry) => (Status::NotApplicable, None),
        (_, Some(Outcome::NotApplicable)) if basis == Basis::Own || !mark.is_filled() => {
            (Status::NotApplicable, None)
        }
        (Stated::Points(_), _) => (Status::Scored, stated.clone()),
        (Stated::Blank, Some(Outcome::Points(points))) if may_compute => {
            (Status::Scored, Some(points.clone()))
        }
        (Stated::Blank, _)
            if may_compute && entry.declared.as_ref().is_some_and(|declared| declared.fault) =>
        {
            (Status::Fault, None)
        }
        (Stated::Blank, _) => (Status::Missing, None),
    };
    score.status = status;
    score.points = points.unwrap_or_default();
    score.source = decided_by(mark, entry, may_compute);
    score
}

/// A self score left to the rule.
fn unclaimed(entry: &Entry, computed: Option<&Number>) -> Option<Number> {
    (entry.own.stated == Stated::Blank).then(|| computed.cloned()).flatten()
}

/// The unit said "not applicable", no register contradicts it, and nobody gave points.
fn mark_of_unit_says_not_applicable(entry: &Entry) -> bool {
    entry.own.stated == Stated::NotApplicable
}

fn decided_by(mark: &Mark, entry: &Entry, may_compute: bool) -> Option<Source> {
    let declared =
        entry.declared.as_ref().filter(|_| may_compute && !mark.is_filled()).map(|declared| &declared.at);
    declared.or(mark.at.as_ref()).cloned()
}

/// Sums of every branch, from the leaves up.
fn node_scores(set: &CriteriaSet, leaves: &[LeafScore]) -> Vec<NodeScore> {
    let mut sums = vec![(Sum::default(), Sum::default()); set.nodes.len()];
    let mut nodes = vec![NodeScore::default(); set.nodes.len()];
    for (at, node) in set.nodes.iter().enumerate().rev() {
        let (points, max) = std::mem::take(&mut sums[at]);
        nodes[at] = match &node.leaf {
            Some(leaf) if leaves[leaf.index].status == Status::NotApplicable => NodeScore::default(),
            Some(leaf) => NodeScore { points: leaves[leaf.index].points.clone(), max: node.max.clone() },
            None => NodeScore { points: points.value(), max: max.value() },
        };
        if let Some(parent) = node.parent {
            sums[parent].0.add(&nodes[at].points);
            sums[parent].1.add(&nodes[at].max);
        }
    }
    nodes
}

/// A sum of points. Points are hundredths nearly always, whose sum needs no common denominator.
#[derive(Clone, Debug, Default)]
struct Sum {
    hundredths: i64,
    rest: Number,
}

impl Sum {
    fn add(&mut self, number: &Number) {
        let hundredths = || {
            let (above, below) = number.parts()?;
            let times = if 100 % below == 0 { above.checked_mul(100 / below)? } else { return None };
            self.hundredths.checked_add(times)
        };
        match hundredths() {
            Some(sum) => self.hundredths = sum,
            None => self.rest += number,
        }
    }

    fn value(&self) -> Number {
        let sum = Number::from_scaled(i128::from(self.hundredths), 2);
        if self.rest.is_zero() { sum } else { &sum + &self.rest }
    }
}

impl<'a> FromIterator<&'a Number> for Sum {
    fn from_iter<I: IntoIterator<Item = &'a Number>>(numbers: I) -> Sum {
        let mut sum = Sum::default();
        numbers.into_iter().for_each(|number| sum.add(number));
        sum
    }
}

/// Bonus and penalty that count, each at most its cap.
fn adjustments(set: &CriteriaSet, assessment: &Assessment, basis: Basis) -> (Number, Number) {
    let (mut bonus, mut penalty) = (Number::ZERO, Number::ZERO);
    for (adjustment, entry) in set.adjustments.iter().zip(&assessment.adjustments) {
        let mark = if basis == Basis::Own { &entry.own } else { &entry.appraised };
        let points = mark.points().unwrap_or_default();
        let points = match &adjustment.cap {
            Some(cap) => points.min(cap.clone()),
            None => points,
        };
        match adjustment.effect {
            Effect::Bonus => bonus += &points,
            Effect::Penalty => penalty += &points,
        }
    }
    (bonus, penalty)
}

/// The index as the set declares it.
fn index(set: &CriteriaSet, leaves: &[LeafScore], points: &Number, whole: &NodeScore) -> Option<Number> {
    if set.scoring.not_applicable == NotApplicable::Rescale {
        return percent(points, &whole.max);
    }
    // The appraised part is stretched to its full maximum; survey points, bonus and penalty are added as they are.
    let mut applicable = Number::ZERO;
    let mut full = Number::ZERO;
    let mut appraised = Number::ZERO;
    for ((node, leaf), score) in set.leaf_nodes().zip(leaves) {
        if leaf.scored_by != Scorer::Survey {
            full += &node.max;
            if score.status != Status::NotApplicable {
                applicable += &node.max;
                appraised += &score.points;
            }
        }
    }
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
