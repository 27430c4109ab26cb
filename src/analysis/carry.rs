//! What a unit would have got by another set, from what it got and what it declared.

use super::impact::{Given, Part};
use crate::assessment::{Assessment, Bests};
use crate::criteria::{CriteriaSet, Leaf};
use crate::points::{Number, Sum};
use crate::rule::{Alone, Answer, Input, Outcome, Rule, Surroundings, check_inputs};
use crate::score::{LeafScore, ScoreCard, Status};

/// How a criterion of the new set came to its points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carried {
    /// Nothing decides otherwise: the points, or the lack of them, are as they were.
    Same,
    /// Computed anew from the raw data that gave the old points.
    Computed,
    /// The option that the old points stand for, by its label.
    Option,
    /// The same share of the maximum, or the nearest below it that the rule can give: an estimate.
    Share,
    /// No data: it counts 0.
    NoData,
    /// The new set exempts the unit.
    Exempt,
}

impl Carried {
    /// The word in JSON.
    pub fn id(self) -> &'static str {
        match self {
            Carried::Same => "same",
            Carried::Computed => "computed",
            Carried::Option => "option",
            Carried::Share => "estimated",
            Carried::NoData => "no-data",
            Carried::Exempt => "exempt",
        }
    }
}

/// One unit between the two sets.
pub(super) struct Carrier<'a> {
    pub old: &'a CriteriaSet,
    pub new: &'a CriteriaSet,
    pub assessment: &'a Assessment,
    pub card: &'a ScoreCard,
    /// The unit's block of the new set.
    pub block: Option<usize>,
    /// Per leaf of the new set whether that set exempts the unit.
    pub exempt: &'a [bool],
    /// Per leaf of the new set whether it computes with a value that is measured otherwise than before.
    pub moved: &'a [bool],
    /// Per leaf of the new set the raw data that its rule may use.
    answers: Vec<Option<Answer>>,
}

impl<'a> Carrier<'a> {
    pub fn new(
        sets: [&'a CriteriaSet; 2],
        given: &'a Given<'a>,
        moved: &'a [bool],
        parts: &[Part],
    ) -> Carrier<'a> {
        let [old, new] = sets;
        let Given { assessment, card, block, exempt } = given;
        let mut answers = vec![None; new.leaves.len()];
        for part in parts {
            if let ([from], [to]) = (part.old.as_slice(), part.new.as_slice()) {
                let declared = assessment.entries[*from].declared.as_ref().filter(|declared| !declared.fault);
                answers[*to] = declared
                    .and_then(|declared| mapped(old.leaf(*from).1, new.leaf(*to).1, &declared.answer));
            }
        }
        for (n, (_, leaf)) in new.leaf_nodes().enumerate() {
            if leaf.needs_no_data() {
                answers[n] = Some(Answer::default());
            }
        }
        Carrier { old, new, assessment, card, block: *block, exempt, moved, answers }
    }

    /// Adds what the rules of the new set compare with the best of the block.
    pub fn compete(&self, bests: &mut Bests) {
        for (n, (_, leaf)) in self.new.leaf_nodes().enumerate() {
            if let (Rule::Relative(relative), false) = (&leaf.rule, self.exempt[n])
                && let Some(value) = self.measured(n)
            {
                bests.take(n, self.block, relative.best, value);
            }
        }
    }

    /// The score of a leaf of the new set that belongs to this part.
    pub fn leaf(&self, part: &Part, n: usize, bests: &Bests) -> (LeafScore, Carried) {
        let (_, leaf) = self.new.leaf(n);
        if self.exempt[n] {
            return (without(Status::NotApplicable), Carried::Exempt);
        }
        if leaf.rule == Rule::Info {
            return (scored(Number::ZERO), Carried::Same);
        }
        // Of what the old set exempted and the new one does not, nothing is known.
        let old: Vec<usize> =
            part.old.iter().copied().filter(|m| self.assessment.exempt_by(self.old, *m).is_none()).collect();
        match (old.as_slice(), part.new.as_slice()) {
            ([], _) if part.old.is_empty() => {
                self.computed(n, bests).map_or_else(no_data, |score| (score, Carried::Computed))
            }
            ([], _) => no_data(),
            ([m], [_]) if part.old.len() == 1 => match self.continued(*m, n, bests) {
                // Nobody said that it is the same criterion.
                (score, _) if part.doubtful && score.status == Status::Scored => (score, Carried::Share),
                continued => continued,
            },
            _ => self.shared(&old, n),
        }
    }

    /// One leaf that continues one.
    fn continued(&self, m: usize, n: usize, bests: &Bests) -> (LeafScore, Carried) {
        let ((from, before), (to, after)) = (self.old.leaf(m), self.new.leaf(n));
        let score = &self.card.leaves[m];
        let same = from.max == to.max && same_rule(before, after) && !self.moved[n];
        // The best of the block may be another one though the rule is the same.
        if same && !matches!(after.rule, Rule::Relative(_)) {
            return (score.clone(), Carried::Same);
        }
        if self.stands_on_data(m)
            && let Some(computed) = self.computed(n, bests)
        {
            // Points that were typed rounded stay as they are where both rules give the same.
            let unchanged = computed.status == Status::Scored
                && self.assessment.computed(m) == Some(&Outcome::Points(computed.points.clone()));
            let how = if same && unchanged { Carried::Same } else { Carried::Computed };
            return (if unchanged { score.clone() } else { computed }, how);
        }
        if same {
            return (score.clone(), Carried::Same);
        }
        if score.status != Status::Scored {
            return (score.clone(), Carried::Same);
        }
        if before.rule == Rule::Info {
            return no_data();
        }
        if let Some(points) = self.by_option(m, n) {
            return (scored(points), Carried::Option);
        }
        let share = score.points.checked_div(&from.max).unwrap_or_default();
        self.estimated(n, &(&share * &to.max))
    }

    /// Several leaves that became one, one that became several, or several of each.
    fn shared(&self, old: &[usize], n: usize) -> (LeafScore, Carried) {
        let [mut points, mut of] = <[Sum; 2]>::default();
        let scores = || old.iter().map(|m| (&self.card.leaves[*m], &self.old.leaf(*m).0.max));
        for (score, max) in scores().filter(|(score, _)| score.status != Status::NotApplicable) {
            points.add(&score.points);
            of.add(max);
        }
        if scores().all(|(score, _)| score.status == Status::NotApplicable) {
            return (without(Status::NotApplicable), Carried::Same);
        }
        if !scores().any(|(score, _)| score.status == Status::Scored) {
            return (without(Status::Missing), Carried::Same);
        }
        let share = points.value().checked_div(&of.value()).unwrap_or_default();
        self.estimated(n, &(&share * &self.new.leaf(n).0.max))
    }

    /// An estimate, as far as the rule can give it.
    fn estimated(&self, n: usize, points: &Number) -> (LeafScore, Carried) {
        let reach = self.new.leaf(n).1.rule.reach(&self.new.frame(n));
        (scored(reach.nearest(points, self.new.scoring.precision)), Carried::Share)
    }

    /// Whether what counted is what the raw data give, so that they stand behind it and nobody corrected it.
    fn stands_on_data(&self, m: usize) -> bool {
        let (score, precision) = (&self.card.leaves[m], self.old.scoring.precision);
        match self.assessment.computed(m) {
            Some(Outcome::Points(points)) => {
                score.status == Status::Scored && points.rounded(precision) == score.points.rounded(precision)
            }
            Some(Outcome::NotApplicable) => score.status == Status::NotApplicable,
            None => false,
        }
    }

    /// What the new rule gives for the raw data.
    fn computed(&self, n: usize, bests: &Bests) -> Option<LeafScore> {
        let rule = &self.new.leaf(n).1.rule;
        let around = Around { unit: self, best: bests.get(n, self.block) };
        let computed = rule.compute(&self.new.frame(n), self.answers[n].as_ref()?, &around)?.ok()?;
        Some(match computed.outcome {
            Outcome::Points(points) => scored(points),
            Outcome::NotApplicable => without(Status::NotApplicable),
        })
    }

    /// The measured value of a leaf of the new set.
    fn measured(&self, n: usize) -> Option<Number> {
        let around = Around { unit: self, best: None };
        self.new.leaf(n).1.rule.measured(&self.new.frame(n), self.answers[n].as_ref()?, &around)
    }

    /// The points of the option for which the old points stand, where they stand for one.
    fn by_option(&self, m: usize, n: usize) -> Option<Number> {
        let ((_, before), (_, after)) = (self.old.leaf(m), self.new.leaf(n));
        let (Rule::Choice(from), Rule::Choice(to)) = (&before.rule, &after.rule) else { return None };
        let points = |set: &CriteriaSet, leaf: usize, option: usize| {
            let answer = Answer { option: Some(option), ..Answer::default() };
            match set.leaf(leaf).1.rule.compute(&set.frame(leaf), &answer, &Alone)?.ok()?.outcome {
                Outcome::Points(points) => Some(points),
                Outcome::NotApplicable => None,
            }
        };
        let counted = &self.card.leaves[m].points;
        let mut options =
            (0..from.options.len()).filter(|option| points(self.old, m, *option).as_ref() == Some(counted));
        let (option, None) = (options.next()?, options.next()) else { return None };
        let label = &from.options[option].label;
        let option = to.options.iter().position(|option| same_label(&option.label, label))?;
        points(self.new, n, option)
    }
}

/// A leaf of the new set within its unit and its block.
struct Around<'a> {
    unit: &'a Carrier<'a>,
    best: Option<&'a Number>,
}

impl Surroundings for Around<'_> {
    fn measure(&self, code: &str) -> Option<Number> {
        self.unit.measured(self.unit.new.node(code)?.leaf.as_ref()?.index)
    }
    fn is_at_zero(&self, code: &str) -> bool {
        let (unit, set) = (self.unit, self.unit.new);
        let leaf = set.node(code).and_then(|node| node.leaf.as_ref()).map(|leaf| leaf.index);
        leaf.is_some_and(|n| {
            let around = Around { unit, best: None };
            let answer = unit.answers[n].as_ref();
            answer.is_some_and(|answer| set.leaf(n).1.rule.is_at_zero(&set.frame(n), answer, &around))
        })
    }
    fn best(&self) -> Option<Number> {
        self.best.cloned()
    }
}

fn no_data() -> (LeafScore, Carried) {
    (without(Status::Missing), Carried::NoData)
}

fn scored(points: Number) -> LeafScore {
    LeafScore { status: Status::Scored, points }
}

fn without(status: Status) -> LeafScore {
    LeafScore { status, points: Number::ZERO }
}

/// Whether two leaves compute the same from the same.
pub(super) fn same_rule(a: &Leaf, b: &Leaf) -> bool {
    a.rule == b.rule && a.when_zero == b.when_zero && same_inputs(a, b)
}

/// Whether two leaves ask for the same raw data: an input of another name is another one.
pub(super) fn same_inputs(a: &Leaf, b: &Leaf) -> bool {
    let same = |(a, b): (&Input, &Input)| {
        same_label(&a.name, &b.name) && *a == Input { name: a.name.clone(), ..b.clone() }
    };
    a.inputs.len() == b.inputs.len() && a.inputs.iter().zip(&b.inputs).all(same)
}

fn same_label(a: &str, b: &str) -> bool {
    super::pairing::words(a) == super::pairing::words(b)
}

/// Raw data of one leaf as those of another: inputs by name (an id alone says nothing); options and items by label. `None` where the new
/// leaf asks for something that was not declared.
fn mapped(old: &Leaf, new: &Leaf, answer: &Answer) -> Option<Answer> {
    match (&old.rule, &new.rule) {
        (Rule::Choice(from), Rule::Choice(to)) => {
            let label = &from.options.get(answer.option?)?.label;
            let option = to.options.iter().position(|option| same_label(&option.label, label))?;
            Some(Answer { option: Some(option), ..Answer::default() })
        }
        (Rule::Checklist(from), Rule::Checklist(to)) => {
            let held = answer.items.as_ref()?;
            let before = |label: &str| from.items.iter().position(|item| same_label(&item.label, label));
            let places: Option<Vec<usize>> = to.items.iter().map(|item| before(&item.label)).collect();
            let places = places?;
            let items = places.iter().enumerate().filter(|(_, at)| held.contains(at)).map(|(item, _)| item);
            Some(Answer { items: Some(items.collect()), ..Answer::default() })
        }
        (_, Rule::Choice(_) | Rule::Checklist(_)) => None,
        _ => {
            let value = |input: &Input| {
                let named = || {
                    old.inputs.iter().enumerate().filter(|(_, other)| same_label(&other.name, &input.name))
                };
                let (at, _) = named().find(|(_, other)| other.id == input.id).or_else(|| named().next())?;
                answer.inputs.get(at)?.clone()
            };
            let values: Option<Vec<Option<Number>>> =
                new.inputs.iter().map(|input| value(input).map(Some)).collect();
            let inputs =
                values.filter(|values| !values.is_empty() && check_inputs(&new.inputs, values).is_empty())?;
            Some(Answer { inputs, ..Answer::default() })
        }
    }
}
