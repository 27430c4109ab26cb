//! What the rules that measure a value have in common.

use super::expression::EvalFault;
use super::{Answer, Answered, Award, Computed, Expression, Frame, Outcome, Surroundings, WhenZero};
use crate::message::{AtZero, Detail, Shown, Step};
use crate::points::Number;

/// A measured value; `None` where nothing was declared.
pub(super) type Measured = Option<Result<Number, EvalFault>>;

impl Expression {
    /// The value, where at least one of the inputs used was declared. An expression without inputs needs the measures
    /// that it names.
    pub(super) fn measured(
        &self,
        frame: &Frame<'_>,
        answer: &Answer,
        surroundings: &dyn Surroundings,
    ) -> Measured {
        let (mut used, mut declared) = (false, false);
        for index in self.inputs() {
            used = true;
            declared |= answer.inputs.get(index).is_some_and(Option::is_some);
        }
        if used && !declared {
            return None;
        }
        match self.eval(&answer.inputs, frame.inputs, frame.max, surroundings) {
            Err(EvalFault::Detail(_)) if !used => None,
            value => Some(value),
        }
    }
}

impl Award {
    /// The points, where `value` was measured.
    pub fn points(&self, max: &Number, value: &Number) -> Number {
        match self {
            Award::Points(points) => points.clone(),
            Award::Share(share) => share * max,
            Award::Proportional => value * max,
        }
    }
}

impl Computed {
    pub(super) fn points(points: Number, measure: Option<Number>) -> Computed {
        Computed { outcome: Outcome::Points(points), measure }
    }
}

impl Frame<'_> {
    /// The points for a measured value; what the set says where a denominator is 0.
    pub(super) fn scored(
        &self,
        measured: Measured,
        expression: impl FnOnce() -> String,
        points: impl FnOnce(&Number) -> Result<Number, Detail>,
    ) -> Answered {
        Some(match measured? {
            Ok(value) => points(&value).map(|points| Computed::points(points, Some(value))),
            Err(EvalFault::DivisionByZero) => self.at_zero(expression, None),
            Err(EvalFault::Detail(detail)) => Err(detail),
        })
    }

    /// What follows where a denominator is 0.
    pub(super) fn at_zero(
        &self,
        expression: impl FnOnce() -> String,
        measure: Option<Number>,
    ) -> Result<Computed, Detail> {
        match self.when_zero {
            WhenZero::Full => Ok(Computed::points(self.max.clone(), measure)),
            WhenZero::Zero => Ok(Computed::points(Number::ZERO, measure)),
            WhenZero::NotApplicable => Ok(Computed { outcome: Outcome::NotApplicable, measure }),
            WhenZero::Fault => Err(Detail::DivisionByZero { expression: expression() }),
        }
    }

    /// The points where they lie between 0 and the maximum. They are never cut.
    pub(super) fn within(&self, points: Number) -> Result<Number, Detail> {
        if points > *self.max {
            Err(Detail::ComputedAboveMax { points, max: self.max.clone() })
        } else if points.is_negative() {
            Err(Detail::ComputedBelowMin { points, min: Number::ZERO })
        } else {
            Ok(points)
        }
    }

    pub(super) fn shown(&self, exact: Number) -> Shown {
        Shown { exact, precision: self.precision }
    }

    /// The measured value in numbers, then what follows from it.
    pub(super) fn trace_of(
        &self,
        of: &Expression,
        percent: bool,
        answer: &Answer,
        surroundings: &dyn Surroundings,
        then: impl FnOnce(Number) -> Vec<Step>,
    ) -> Vec<Step> {
        match of.measured(self, answer, surroundings) {
            Some(Ok(value)) => {
                let mut steps = vec![Step::Measured {
                    expression: of.text.clone(),
                    numbers: of.substituted(&answer.inputs, self.max, surroundings),
                    value: self.shown(value.clone()),
                    percent,
                }];
                steps.extend(then(value));
                steps
            }
            Some(Err(EvalFault::DivisionByZero)) => vec![self.trace_zero(of.text.clone())],
            Some(Err(EvalFault::Detail(_))) | None => Vec::new(),
        }
    }

    pub(super) fn trace_zero(&self, expression: String) -> Step {
        let follows = match self.when_zero {
            WhenZero::Full => AtZero::Points(self.max.clone()),
            WhenZero::Zero => AtZero::Points(Number::ZERO),
            WhenZero::NotApplicable => AtZero::NotApplicable,
            WhenZero::Fault => AtZero::Unknown,
        };
        Step::DividesByZero { expression, follows }
    }
}

/// `80 %` for 0.8.
pub(super) fn percent(value: &Number) -> String {
    format!("{} %", value * &Number::from(100))
}
