//! `judged`: any value from a minimum to the maximum, in steps where the set says so.

use super::{Frame, Reach, RuleFault};
use crate::points::Number;

/// Any value from `min` to the maximum.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Judged {
    /// Distance between two allowed values, counted from `min`.
    pub step: Option<Number>,
    /// The lowest value; 0 unless given.
    pub min: Number,
}

impl Judged {
    pub(super) fn reach(&self, frame: &Frame<'_>) -> Reach {
        match self.stepping() {
            Some(step) => Reach::stepped(self.min.clone(), step.clone(), frame.max.clone()),
            None => Reach::of(vec![(self.min.clone(), frame.max.clone())]),
        }
    }

    pub(super) fn stepping(&self) -> Option<&Number> {
        self.step.as_ref().filter(|step| **step > Number::ZERO)
    }

    pub(super) fn faults(&self, frame: &Frame<'_>) -> Vec<RuleFault> {
        frame.short_of_max(self.reach(frame).highest()).into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Case, declared, n};
    use super::super::{Answer, Rule};
    use super::*;

    fn judged(max: &str, step: Option<&str>, min: &str) -> Case {
        Case::new(max, Rule::Judged(Judged { step: step.map(n), min: n(min) }))
    }

    #[test]
    fn rule_13_any_value_in_steps() {
        let case = judged("3", Some("0.25"), "0");
        case.gives("1 1 1 1", "none");
        for (claim, expected) in [
            ("0", "ok"),
            ("2.75", "ok"),
            ("3", "ok"),
            ("2.8", "PointsOffStep"),
            ("3.25", "PointsAboveMax"),
            ("-0.25", "PointsBelowMin"),
        ] {
            case.claim(claim, expected);
        }
        case.faults(&[]);
        case.traces(&declared("1"), &[], &[]);
        case.gives_for(&Answer::default(), "none");
    }

    #[test]
    fn without_steps_and_below_0() {
        judged("3", None, "0").claim("2.83", "ok");
        let below = judged("1", Some("0.5"), "-1");
        below.reaches("-1; -0.5; 0; 0.5; 1");
        below.claim("-1", "ok");
        below.claim("-1.5", "PointsBelowMin");
    }

    #[test]
    fn steps_that_miss_the_maximum() {
        judged("1", Some("0.3"), "0").faults(&["- MaxUnreachable"]);
        judged("1", Some("0.3"), "0.1").faults(&[]);
        judged("100", Some("0.001"), "0").faults(&[]);
    }
}
