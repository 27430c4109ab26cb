//! `proportional`: value × maximum ÷ `full_at`, at most the maximum, 0 below the floor.

use std::fmt::Write as _;

use super::measured::percent;
use super::{Answer, Expression, Frame, RuleFault, Surroundings};
use crate::message::{Detail, Step};
use crate::points::Number;

/// In proportion to a value.
#[derive(Clone, Debug, PartialEq)]
pub struct Proportional {
    /// What is measured.
    pub of: Expression,
    /// Below it there are no points; 0 unless given.
    pub floor: Number,
    /// From it on there are all points; 1 (100 %) unless given. Above 0.
    pub full_at: Number,
}

impl Proportional {
    fn full(&self, max: &Number, value: &Number) -> Number {
        (value * max).checked_div(&self.full_at).unwrap_or_default()
    }

    fn below_floor(&self, value: &Number) -> bool {
        *value < self.floor || value.is_negative()
    }

    pub(super) fn points(&self, frame: &Frame<'_>, value: &Number) -> Number {
        if self.below_floor(value) {
            Number::ZERO
        } else {
            self.full(frame.max, value).min(frame.max.clone())
        }
    }

    pub(super) fn ranges(&self, frame: &Frame<'_>) -> Vec<(Number, Number)> {
        let max = frame.max.clone();
        if self.floor <= Number::ZERO {
            return vec![(Number::ZERO, max)];
        }
        let from = self.full(frame.max, &self.floor).min(max.clone());
        vec![(Number::ZERO, Number::ZERO), (from, max)]
    }

    pub(super) fn faults(&self, frame: &Frame<'_>) -> Vec<RuleFault> {
        let mut faults = Vec::new();
        let shown = |value: &Number| format!("{}%", value * &Number::from(100));
        if self.floor > self.full_at {
            let detail = Detail::InvalidValue {
                key: "floor".to_owned(),
                found: shown(&self.floor),
                allowed: format!("0% – {}", shown(&self.full_at)),
            };
            faults.push(RuleFault { part: None, detail });
        }
        let (least, most) = self.of.range(frame.inputs, frame.max);
        // Always the same value: `b / b`.
        if let Some(least) = least.filter(|least| most.as_ref() == Some(least) && *least >= self.full_at) {
            let (step, lowest) = (format!("full_at {}", shown(&self.full_at)), shown(&least));
            faults.push(RuleFault { part: None, detail: Detail::StepAlways { step, lowest } });
        }
        faults.extend(frame.short_of_max(most.map(|most| self.points(frame, &most))));
        faults
    }

    /// A value that is never below what brings all points.
    pub(super) fn doubts(&self, frame: &Frame<'_>) -> Option<Detail> {
        let lowest = self.of.range(frame.inputs, frame.max).0.filter(|low| *low >= self.full_at)?;
        Some(Detail::AlwaysFull { of: self.of.text.clone(), lowest })
    }

    pub(super) fn trace(
        &self,
        frame: &Frame<'_>,
        answer: &Answer,
        surroundings: &dyn Surroundings,
    ) -> Vec<Step> {
        frame.trace_of(&self.of, true, answer, surroundings, |value| {
            if self.below_floor(&value) {
                return vec![Step::BelowFloor { floor: self.floor.clone().max(Number::ZERO) }];
            }
            let points = self.full(frame.max, &value);
            let cut = points > *frame.max;
            let mut calculation = format!("{value} × {}", frame.max);
            if self.full_at != Number::ONE {
                let _ = write!(calculation, " ÷ {}", percent(&self.full_at));
            }
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
    use super::super::testing::{Case, declared, n, of};
    use super::super::{Rule, WhenZero};
    use super::*;

    fn proportional(measure: &str, max: &str, floor: &str, full_at: &str) -> Case {
        let rule = Proportional { of: of(measure), floor: n(floor), full_at: n(full_at) };
        Case::new(max, Rule::Proportional(rule))
    }

    #[test]
    fn rule_6_with_a_floor() {
        let case = proportional("b / a", "3", "80%", "100%");
        for (values, expected) in
            [("36 35", "35/12"), ("10 8", "2.4"), ("100000 79995", "0"), ("10 10", "3"), ("10 12", "3")]
        {
            case.gives(values, expected);
        }
        assert_eq!(case.compute(&declared("36 35")).unwrap().unwrap().measure, Some(n("35/36")));
        case.reaches("0; 2.4..3");
        for (claim, expected) in [
            ("2.92", "ok"),
            ("2.4", "ok"),
            ("2.39", "PointsUnreachable"),
            ("0", "ok"),
            ("3.01", "PointsAboveMax"),
        ] {
            case.claim(claim, expected);
        }
        let agrees = |claim: &str| case.rule.agrees(&case.frame(), &n(claim), &n("35/12"));
        assert!(agrees("2.92") && agrees("35/12") && !agrees("2.91") && !agrees("3"));
        case.faults(&[]);
    }

    #[test]
    fn rule_7_full_at_a_target() {
        let case = proportional("b / a", "2", "0", "80%");
        for (values, expected) in [("10 8", "2"), ("10 9", "2"), ("10 4", "1"), ("10 0", "0")] {
            case.gives(values, expected);
        }
        case.reaches("0..2");
        case.faults(&[]);
        proportional("b / a", "2", "50%", "80%").reaches("0; 1.25..2");
    }

    #[test]
    fn rule_16_100_percent_less_the_bad_rates() {
        let case = proportional("100% - (b + c) / a", "2", "0", "80%");
        case.gives("100 30 30", "1");
        case.gives("100 90 20", "0");
        case.faults(&[]);
    }

    #[test]
    fn rule_18_a_denominator_of_0() {
        let case = || proportional("b / a", "3", "80%", "100%");
        case().gives("0 0", "DivisionByZero");
        case().zero(WhenZero::Full).gives("0 0", "3");
        case().zero(WhenZero::Zero).gives("0 0", "0");
        case().zero(WhenZero::NotApplicable).gives("0 0", "n/a");
        case().zero(WhenZero::Full).gives("_ 0", "MissingInput");
        let full = case().zero(WhenZero::Full);
        assert_eq!(full.compute(&declared("0 0")).unwrap().unwrap().measure, None);
    }

    #[test]
    fn floors_and_the_maximum() {
        proportional("b / a", "3", "90%", "80%").faults(&["- InvalidValue"]);
        proportional("b / a", "3", "80%", "80%").faults(&[]);
        proportional("b / a", "3", "120%", "120%").faults(&["- MaxUnreachable"]);
        proportional("b / b", "3", "80%", "100%").faults(&["- StepAlways"]);
        proportional("b / a * 50%", "3", "0", "100%").faults(&["- MaxUnreachable"]);
    }

    #[test]
    fn traces() {
        proportional("b / a", "3", "80%", "90%").traces(
            &declared("36 35"),
            &["b / a = 35 / 36 = 97,22 %", "35/36 × 3 ÷ 90 % = 175/54 ≈ 3,24", "nhiều nhất 3 điểm"],
            &["b / a = 35 / 36 = 97.22%", "35/36 × 3 ÷ 90 % = 175/54 ≈ 3.24", "at most 3 points"],
        );
        proportional("b / a", "3", "80%", "100%").traces(
            &declared("10 7"),
            &["b / a = 7 / 10 = 70 %", "dưới 80 % → 0 điểm"],
            &["b / a = 7 / 10 = 70%", "below 80% → 0 points"],
        );
    }
}
