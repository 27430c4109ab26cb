//! The answers of a rule, whatever its kind.

use super::expression::EvalFault;
use super::expression::{Expression, Measures};
use super::measured::Measured;
use super::{Accepted, Answer, Answered, Computed, Frame, Reach, Rule, RuleFault, Surroundings, WhenZero};
use crate::message::{Detail, Step};
use crate::points::Number;

impl Rule {
    /// The points for what was declared; `None` where nothing was declared that the rule can use.
    pub fn compute(&self, frame: &Frame<'_>, answer: &Answer, surroundings: &dyn Surroundings) -> Answered {
        let of = |expression: &Expression| expression.measured(frame, answer, surroundings);
        match self {
            Rule::Judged(_) => None,
            Rule::Choice(rule) => rule.compute(frame, answer),
            Rule::Checklist(rule) => rule.compute(frame, answer),
            Rule::Deduct(rule) => rule.compute(frame, answer),
            Rule::Relative(rule) => rule.compute(frame, answer, surroundings),
            Rule::Bands(rule) => {
                frame.scored(of(&rule.of), || rule.of.text.clone(), |value| rule.points(frame, value))
            }
            Rule::Proportional(rule) => {
                frame.scored(of(&rule.of), || rule.of.text.clone(), |value| Ok(rule.points(frame, value)))
            }
            Rule::Count(rule) => {
                frame.scored(of(&rule.of), || rule.of.text.clone(), |value| rule.points(frame, value))
            }
            Rule::Formula(rule) => {
                let text = || rule.expression.text.clone();
                frame.scored(of(&rule.expression), text, |value| frame.within(value.clone()))
            }
            Rule::Survey(rule) => {
                let measured = rule.measured(frame, answer);
                frame.scored(measured, || rule.denominator(), |share| frame.within(share * frame.max))
            }
            Rule::Imported(rule) => {
                let text = || rule.source.clone();
                frame.scored(rule.measured(answer), text, |share| frame.within(share * frame.max))
            }
            Rule::Info => Some(Ok(Computed::points(Number::ZERO, None))),
        }
    }

    /// The measured value alone, without the points: what `measure("…")` and the best of a block refer to.
    pub fn measured(
        &self,
        frame: &Frame<'_>,
        answer: &Answer,
        surroundings: &dyn Surroundings,
    ) -> Option<Number> {
        let measured: Measured = match self {
            Rule::Survey(rule) => rule.measured(frame, answer),
            Rule::Imported(rule) => rule.measured(answer),
            _ => self.expression()?.measured(frame, answer, surroundings),
        };
        measured?.ok()
    }

    /// Whether there is no measured value because a denominator is 0.
    pub fn is_at_zero(&self, frame: &Frame<'_>, answer: &Answer, surroundings: &dyn Surroundings) -> bool {
        let measured = self.expression().and_then(|of| of.measured(frame, answer, surroundings));
        matches!(measured, Some(Err(EvalFault::DivisionByZero)))
    }

    /// Whether the rule measures a value at all.
    pub fn has_measure(&self) -> bool {
        self.expression().is_some() || matches!(self, Rule::Survey(_) | Rule::Imported(_))
    }

    /// The rule's expression, where it has one.
    pub fn expression(&self) -> Option<&Expression> {
        match self {
            Rule::Bands(rule) => Some(&rule.of),
            Rule::Proportional(rule) => Some(&rule.of),
            Rule::Count(rule) => Some(&rule.of),
            Rule::Relative(rule) => Some(&rule.of),
            Rule::Formula(rule) => Some(&rule.expression),
            Rule::Judged(_)
            | Rule::Choice(_)
            | Rule::Checklist(_)
            | Rule::Deduct(_)
            | Rule::Survey(_)
            | Rule::Imported(_)
            | Rule::Info => None,
        }
    }

    /// The fewest points that the rule gives.
    pub fn lowest(&self, frame: &Frame<'_>) -> Number {
        let lowest = match self {
            Rule::Judged(rule) => rule.min.clone(),
            Rule::Choice(rule) => rule.lowest(frame),
            Rule::Checklist(rule) => rule.lowest(),
            Rule::Deduct(rule) => rule.min.clone(),
            Rule::Bands(rule) => rule.lowest(frame),
            Rule::Proportional(_)
            | Rule::Count(_)
            | Rule::Survey(_)
            | Rule::Imported(_)
            | Rule::Relative(_)
            | Rule::Formula(_)
            | Rule::Info => Number::ZERO,
        };
        if self.may_divide() && frame.when_zero == WhenZero::Zero { lowest.min(Number::ZERO) } else { lowest }
    }

    /// The points that the rule can give.
    pub fn reach(&self, frame: &Frame<'_>) -> Reach {
        let up_to_max = || Reach::of(vec![(Number::ZERO, frame.max.clone())]);
        let reach = match self {
            Rule::Judged(rule) => rule.reach(frame),
            Rule::Count(rule) => rule.reach(frame),
            Rule::Choice(rule) => Reach::of(rule.ranges(frame)),
            Rule::Checklist(rule) => Reach::of(rule.ranges(frame)),
            Rule::Bands(rule) => Reach::of(rule.ranges(frame)),
            Rule::Proportional(rule) => Reach::of(rule.ranges(frame)),
            Rule::Deduct(rule) => Reach::of(rule.ranges(frame)),
            Rule::Survey(rule) => Reach::of(rule.ranges(frame)),
            Rule::Imported(_) | Rule::Relative(_) | Rule::Formula(_) => up_to_max(),
            Rule::Info => Reach::of(vec![(Number::ZERO, Number::ZERO)]),
        };
        match frame.when_zero {
            WhenZero::Full if self.may_divide() => reach.and(frame.max.clone(), frame.max.clone()),
            WhenZero::Zero if self.may_divide() => reach.and(Number::ZERO, Number::ZERO),
            _ => reach,
        }
    }

    /// The claims that [`Rule::check_claim`] certainly accepts; made once for many claims.
    pub fn accepted(&self, frame: &Frame<'_>) -> Accepted {
        self.reach(frame).accepted(frame.max, frame.precision)
    }

    /// Whether the rule can give the claimed points, given nothing else.
    pub fn check_claim(&self, frame: &Frame<'_>, claim: &Number) -> Result<(), Detail> {
        let points = claim.clone();
        if points > *frame.max {
            return Err(Detail::PointsAboveMax { points, max: frame.max.clone() });
        }
        let reach = self.reach(frame);
        if reach.contains(claim, frame.precision) {
            return Ok(());
        }
        let min = self.lowest(frame);
        if points < min {
            return Err(Detail::PointsBelowMin { points, min });
        }
        if let Rule::Judged(rule) = self
            && let Some(step) = rule.stepping()
        {
            return Err(Detail::PointsOffStep { points, step: step.clone() });
        }
        Err(Detail::PointsUnreachable { points, possible: reach.possible() })
    }

    /// Whether a claim equals the computed points at the decimals of the set.
    pub fn agrees(&self, frame: &Frame<'_>, claim: &Number, computed: &Number) -> bool {
        claim == computed || claim.rounded(frame.precision) == computed.rounded(frame.precision)
    }

    /// What is wrong with the rule itself. Only what is certain: a rule that may be right has no fault.
    pub fn faults(&self, frame: &Frame<'_>) -> Vec<RuleFault> {
        match self {
            Rule::Judged(rule) => rule.faults(frame),
            Rule::Choice(rule) => rule.faults(frame),
            Rule::Checklist(rule) => rule.faults(frame),
            Rule::Bands(rule) => rule.faults(frame),
            Rule::Proportional(rule) => rule.faults(frame),
            Rule::Count(rule) => rule.faults(frame),
            Rule::Survey(rule) => rule.faults(frame),
            Rule::Formula(rule) => rule.faults(frame),
            Rule::Deduct(rule) => rule.faults(frame),
            Rule::Imported(_) | Rule::Relative(_) | Rule::Info => Vec::new(),
        }
    }

    /// What is written and never used or in an odd order, without any result being impossible for it.
    pub fn idle(&self, frame: &Frame<'_>) -> Option<RuleFault> {
        let whole = |detail| Some(RuleFault { part: None, detail });
        match self {
            Rule::Bands(rule) => rule.idle(frame).or_else(|| whole(rule.odd_order(frame)?)),
            Rule::Proportional(rule) => whole(rule.doubts(frame)?),
            _ => None,
        }
    }

    /// How computed points may leave 0 to the maximum, and whether that is certain; `measures` are the bounds of other
    /// leaves' values.
    pub fn leaves_range(&self, frame: &Frame<'_>, measures: &Measures) -> Option<(Detail, bool)> {
        match self {
            Rule::Formula(rule) => rule.leaves_range(frame, measures),
            Rule::Bands(rule) => rule.leaves_range(frame, measures),
            Rule::Count(rule) => rule.leaves_range(frame, measures),
            _ => None,
        }
    }

    /// The inputs that decide the points, with those of which they are parts; `None` where people judge.
    pub fn used_inputs(&self, inputs: &[super::Input]) -> Option<Vec<usize>> {
        let own: Vec<usize> = match self {
            Rule::Choice(_) | Rule::Checklist(_) => Vec::new(),
            Rule::Deduct(rule) => rule.events.iter().map(|event| event.input).collect(),
            _ => self.expression()?.inputs().collect(),
        };
        let whole = |at: &usize| inputs.get(*at).and_then(|input| input.part_of);
        let wholes = |at: usize| std::iter::successors(Some(at), whole).take(inputs.len());
        Some(own.into_iter().flat_map(wholes).collect())
    }

    /// The bounds of the measured value, where they are known.
    pub fn measure_range(&self, frame: &Frame<'_>) -> Option<(Option<Number>, Option<Number>)> {
        let shares = |rule: &super::SurveyRule| {
            let shares = || rule.answers.iter().map(|answer| answer.share.clone());
            (shares().min(), shares().max())
        };
        match self {
            Rule::Survey(rule) => Some(shares(rule)),
            Rule::Imported(_) => Some((Some(Number::ZERO), Some(Number::ONE))),
            _ => Some(self.expression()?.range(frame.inputs, frame.max)),
        }
    }

    /// How the points came about; empty where nothing can be computed.
    pub fn trace(&self, frame: &Frame<'_>, answer: &Answer, surroundings: &dyn Surroundings) -> Vec<Step> {
        match self {
            Rule::Choice(rule) => rule.trace(frame, answer),
            Rule::Checklist(rule) => rule.trace(frame, answer),
            Rule::Deduct(rule) => rule.trace(frame, answer),
            Rule::Survey(rule) => rule.trace(frame, answer),
            Rule::Imported(rule) => rule.trace(frame, answer),
            Rule::Bands(rule) => rule.trace(frame, answer, surroundings),
            Rule::Proportional(rule) => rule.trace(frame, answer, surroundings),
            Rule::Count(rule) => rule.trace(frame, answer, surroundings),
            Rule::Relative(rule) => rule.trace(frame, answer, surroundings),
            Rule::Formula(rule) => rule.trace(frame, answer, surroundings),
            Rule::Judged(_) | Rule::Info => Vec::new(),
        }
    }

    pub(super) fn may_divide(&self) -> bool {
        self.expression().is_some() || matches!(self, Rule::Survey(_))
    }
}

impl Frame<'_> {
    /// The finding that an input of the leaf is missing.
    pub(super) fn missing(&self, index: usize) -> Detail {
        let input = self.inputs.get(index);
        Detail::MissingInput {
            id: input.map(|input| input.id.to_string()).unwrap_or_default(),
            name: input.map(|input| input.name.clone()).unwrap_or_default(),
        }
    }

    /// The fault that a part of the rule gives more than the maximum.
    pub(super) fn above_max(
        &self,
        part: Option<usize>,
        what: impl FnOnce() -> String,
        points: Number,
    ) -> Option<RuleFault> {
        (points > *self.max).then(|| RuleFault {
            part,
            detail: Detail::RuleAboveMax { what: what(), points, max: self.max.clone() },
        })
    }

    /// The fault that the most that the rule gives is less than the maximum.
    pub(super) fn short_of_max(&self, most: Option<Number>) -> Option<RuleFault> {
        let most = most.filter(|most| most < self.max)?;
        Some(RuleFault { part: None, detail: Detail::MaxUnreachable { most, max: self.max.clone() } })
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::Case;
    use super::super::{Answer, Rule};

    #[test]
    fn rule_25_information_only() {
        let case = Case::new("0", Rule::Info);
        case.gives_for(&Answer::default(), "0");
        case.reaches("0");
        case.claim("0", "ok");
        case.claim("1", "PointsAboveMax");
        case.claim("-1", "PointsBelowMin");
        case.faults(&[]);
        case.traces(&Answer::default(), &[], &[]);
    }
}
