//! `deduct`: the maximum less so many points for each event.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::{Answer, Answered, Computed, Frame, RuleFault};
use crate::message::{Detail, Step};
use crate::points::Number;

/// More distinct sums are taken for a range.
const MOST_SUMS: usize = 20_000;

/// The maximum less the events.
#[derive(Clone, Debug, PartialEq)]
pub struct Deduct {
    /// The events.
    pub events: Vec<Event>,
    /// The lowest value; 0 unless given, may lie below 0.
    pub min: Number,
}

/// One kind of event.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Which input counts it (index into the leaf's inputs).
    pub input: usize,
    /// Points lost for each; above 0.
    pub points: Number,
}

impl Deduct {
    /// What is lost; `None` where no event was declared.
    fn lost(&self, frame: &Frame<'_>, answer: &Answer) -> Option<Result<Number, Detail>> {
        let value = |event: &Event| answer.inputs.get(event.input).and_then(Option::as_ref);
        if !self.events.is_empty() && self.events.iter().all(|event| value(event).is_none()) {
            return None;
        }
        Some(self.events.iter().try_fold(Number::ZERO, |lost, event| {
            let number = value(event).ok_or_else(|| frame.missing(event.input))?;
            Ok(lost + number * &event.points)
        }))
    }

    pub(super) fn compute(&self, frame: &Frame<'_>, answer: &Answer) -> Answered {
        let lost = self.lost(frame, answer)?;
        Some(lost.map(|lost| Computed::points((frame.max.clone() - lost).max(self.min.clone()), None)))
    }

    pub(super) fn ranges(&self, frame: &Frame<'_>) -> Vec<(Number, Number)> {
        let single = |points: Number| (points.clone(), points);
        let most = frame.max - &self.min;
        let mut sums = BTreeSet::from([Number::ZERO]);
        for event in self.events.iter().filter(|event| event.points > Number::ZERO) {
            let mut open: Vec<Number> = sums.iter().cloned().collect();
            while let Some(sum) = open.pop() {
                let sum = sum + event.points.clone();
                if sum < most && sums.insert(sum.clone()) {
                    open.push(sum);
                }
                if sums.len() > MOST_SUMS {
                    return vec![(self.min.clone(), frame.max.clone())];
                }
            }
        }
        let mut ranges: Vec<_> = sums.iter().map(|sum| single(frame.max - sum)).collect();
        if !self.events.is_empty() {
            ranges.push(single(self.min.clone()));
        }
        ranges
    }

    /// No event would ever cost anything.
    pub(super) fn faults(&self, frame: &Frame<'_>) -> Vec<RuleFault> {
        let (key, found) = ("min".to_owned(), self.min.to_string());
        let detail = Detail::InvalidValue { key, found, allowed: format!("< {}", frame.max) };
        // A lowest value above the maximum is a fault of every rule.
        (self.min == *frame.max).then_some(RuleFault { part: None, detail }).into_iter().collect()
    }

    pub(super) fn trace(&self, frame: &Frame<'_>, answer: &Answer) -> Vec<Step> {
        let Some(Ok(lost)) = self.lost(frame, answer) else { return Vec::new() };
        let mut calculation = frame.max.to_string();
        for event in &self.events {
            let number = answer.inputs.get(event.input).cloned().flatten().unwrap_or_default();
            if !number.is_zero() {
                let _ = write!(calculation, " − {number} × {}", event.points);
            }
        }
        let points = frame.max.clone() - lost;
        let below = points < self.min;
        let mut steps = vec![Step::Calculated { calculation, points: frame.shown(points) }];
        if below {
            steps.push(Step::AtLeast { min: self.min.clone() });
        }
        steps
    }
}

#[cfg(test)]
mod tests {
    use super::super::Rule;
    use super::super::testing::{Case, declared, n};
    use super::*;

    fn deduct(max: &str, events: &[(usize, &str)], min: &str) -> Case {
        let event = |(input, points): &(usize, &str)| Event { input: *input, points: n(points) };
        Case::new(max, Rule::Deduct(Deduct { events: events.iter().map(event).collect(), min: n(min) }))
    }

    #[test]
    fn rule_10_late_and_missing_reports() {
        let case = deduct("2", &[(0, "0.25"), (1, "0.5"), (2, "1")], "0");
        for (values, expected) in [
            ("0 0 0", "2"),
            ("1 0 0", "1.75"),
            ("2 1 0", "1"),
            ("1 1 2", "0"),
            ("1 _ 0", "MissingInput"),
            ("_ _ _ 1", "none"),
            ("", "none"),
        ] {
            case.gives(values, expected);
        }
        case.reaches("0; 0.25; 0.5; 0.75; 1; 1.25; 1.5; 1.75; 2");
        case.claim("1.75", "ok");
        case.claim("1.8", "PointsUnreachable");
        case.faults(&[]);
    }

    #[test]
    fn below_0_where_the_set_allows() {
        let case = deduct("1", &[(0, "0.8")], "-1");
        case.gives("2", "-0.6");
        case.gives("5", "-1");
        case.reaches("-1; -0.6; 0.2; 1");
        case.claim("-1.1", "PointsBelowMin");
    }

    #[test]
    fn a_lowest_value_at_the_maximum() {
        deduct("2", &[(0, "0.5")], "2").faults(&["- InvalidValue"]);
        deduct("2", &[(0, "0.5")], "1").faults(&[]);
    }

    #[test]
    fn very_many_sums_are_a_range() {
        deduct("100", &[(0, "0.001")], "0").reaches("0..100");
    }

    #[test]
    fn traces() {
        deduct("2", &[(0, "0.25"), (1, "0.5")], "0").traces(
            &declared("2 4"),
            &["2 − 2 × 0,25 − 4 × 0,5 = -0,5", "ít nhất 0 điểm"],
            &["2 − 2 × 0.25 − 4 × 0.5 = -0.5", "at least 0 points"],
        );
    }
}
