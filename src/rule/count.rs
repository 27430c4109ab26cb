//! `count`: so many points for each, at most the maximum.

use super::expression::Measures;
use super::{Answer, Expression, Frame, Reach, RuleFault, Surroundings};
use crate::message::{Detail, Step};
use crate::points::Number;

/// So many points for each.
#[derive(Clone, Debug, PartialEq)]
pub struct Count {
    /// What is counted.
    pub of: Expression,
    /// Points for each; above 0.
    pub each: Number,
}

impl Count {
    pub(super) fn points(&self, frame: &Frame<'_>, value: &Number) -> Result<Number, Detail> {
        frame.within((value * &self.each).min(frame.max.clone()))
    }

    /// Multiples of `each`, and the maximum; anything up to it where the measure may be broken.
    pub(super) fn reach(&self, frame: &Frame<'_>) -> Reach {
        let (zero, max) = (Number::ZERO, frame.max.clone());
        if self.of.is_whole(frame.max) && self.each > zero {
            Reach::stepped(zero, self.each.clone(), max.clone()).and(max.clone(), max)
        } else {
            Reach::of(vec![(zero, max)])
        }
    }

    pub(super) fn faults(&self, frame: &Frame<'_>) -> Vec<RuleFault> {
        let (_, most) = self.of.range(frame.inputs, frame.max);
        frame.short_of_max(most.map(|most| &most * &self.each)).into_iter().collect()
    }

    /// Data with which there is less than nothing to count.
    pub(super) fn leaves_range(&self, frame: &Frame<'_>, measures: &Measures) -> Option<(Detail, bool)> {
        let (low, _) = self.of.range_with(frame.inputs, frame.max, measures);
        let within = low.is_some_and(|low| !low.is_negative());
        let points = |value: &Number| (value * &self.each).min(frame.max.clone());
        if within { None } else { self.of.leaves(frame, measures, &points) }
    }

    pub(super) fn trace(
        &self,
        frame: &Frame<'_>,
        answer: &Answer,
        surroundings: &dyn Surroundings,
    ) -> Vec<Step> {
        frame.trace_of(&self.of, false, answer, surroundings, |value| {
            let points = &value * &self.each;
            let calculation = format!("{value} × {}", self.each);
            let cut = points > *frame.max;
            let mut steps = vec![Step::Calculated { calculation, points: frame.shown(points) }];
            if cut {
                steps.push(Step::AtMost { max: frame.max.clone() });
            }
            steps
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::Rule;
    use super::super::testing::{Case, declared, n, of};
    use super::*;

    fn count(measure: &str, max: &str, each: &str) -> Case {
        Case::new(max, Rule::Count(Count { of: of(measure), each: n(each) }))
    }

    #[test]
    fn rule_9_so_much_for_each() {
        let case = count("n", "2", "0.5");
        for (values, expected) in [("_ _ _ 0", "0"), ("_ _ _ 3", "1.5"), ("_ _ _ 9", "2"), ("1 1 1", "none")]
        {
            case.gives(values, expected);
        }
        case.reaches("0; 0.5; 1; 1.5; 2");
        case.claim("1.5", "ok");
        case.claim("0.75", "PointsUnreachable");
        case.claim("-0.5", "PointsBelowMin");
        case.faults(&[]);
        count("n", "2", "0.75").reaches("0; 0.75; 1.5; 2");
    }

    #[test]
    fn broken_measures() {
        count("n / 2", "2", "0.5").reaches("0..2");
        count("n * 50%", "2", "0.5").claim("0.75", "ok");
        count("n - a", "2", "1").gives("3 _ _ 1", "ComputedBelowMin");
        count("b / a", "2", "0.5").faults(&["- MaxUnreachable"]);
    }

    #[test]
    fn traces() {
        count("n", "2", "0.5").traces(
            &declared("_ _ _ 9"),
            &["n = 9", "9 × 0,5 = 4,5", "nhiều nhất 2 điểm"],
            &["n = 9", "9 × 0.5 = 4.5", "at most 2 points"],
        );
    }
}
