//! `checklist`: the sum of the items that hold.

use std::collections::BTreeSet;

use super::{Answer, Answered, Computed, Frame, RuleFault};
use crate::message::{Detail, Step};
use crate::points::Number;

/// More distinct sums are taken for a range.
const MOST_SUMS: usize = 20_000;

/// The sum of the items that hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Checklist {
    /// The items, in the order of the set.
    pub items: Vec<Item>,
}

/// One item: its label and its points.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Label.
    pub label: String,
    /// Points where it holds.
    pub points: Number,
}

impl Checklist {
    fn held<'a>(&'a self, answer: &'a Answer) -> Option<impl Iterator<Item = &'a Item>> {
        let held = answer.items.as_ref()?;
        Some(self.items.iter().enumerate().filter(|(index, _)| held.contains(index)).map(|(_, item)| item))
    }

    pub(super) fn compute(&self, frame: &Frame<'_>, answer: &Answer) -> Answered {
        let points: Number = self.held(answer)?.map(|item| &item.points).sum();
        Some(if points > *frame.max {
            Err(Detail::ComputedAboveMax { points, max: frame.max.clone() })
        } else {
            Ok(Computed::points(points, None))
        })
    }

    /// Items may take points away.
    pub(super) fn lowest(&self) -> Number {
        self.items.iter().map(|item| &item.points).filter(|points| points.is_negative()).sum()
    }

    fn highest(&self) -> Number {
        self.items.iter().map(|item| &item.points).filter(|points| !points.is_negative()).sum()
    }

    pub(super) fn ranges(&self, frame: &Frame<'_>) -> Vec<(Number, Number)> {
        let mut sums = BTreeSet::from([Number::ZERO]);
        for item in &self.items {
            let with: Vec<Number> = sums.iter().map(|sum| sum + &item.points).collect();
            sums.extend(with);
            if sums.len() > MOST_SUMS {
                return vec![(self.lowest(), frame.max.clone())];
            }
        }
        sums.into_iter().filter(|sum| sum <= frame.max).map(|sum| (sum.clone(), sum)).collect()
    }

    pub(super) fn faults(&self, frame: &Frame<'_>) -> Vec<RuleFault> {
        let above = |(index, item): (usize, &Item)| {
            frame.above_max(Some(index), || item.label.clone(), item.points.clone())
        };
        let mut faults: Vec<RuleFault> = self.items.iter().enumerate().filter_map(above).collect();
        if faults.is_empty() {
            faults.extend(frame.above_max(None, || "sum".to_owned(), self.highest()));
        }
        faults.extend(frame.short_of_max(Some(self.highest())));
        faults
    }

    pub(super) fn trace(&self, frame: &Frame<'_>, answer: &Answer) -> Vec<Step> {
        let Some(held) = self.held(answer) else { return Vec::new() };
        let held: Vec<&Item> = held.collect();
        let mut steps: Vec<Step> = held
            .iter()
            .map(|item| Step::Holds { label: item.label.clone(), points: frame.shown(item.points.clone()) })
            .collect();
        let calculation: Vec<String> = held.iter().map(|item| item.points.to_string()).collect();
        let sum: Number = held.iter().map(|item| &item.points).sum();
        if steps.len() != 1 {
            let calculation = if held.is_empty() { "0".to_owned() } else { calculation.join(" + ") };
            steps.push(Step::Calculated { calculation, points: frame.shown(sum) });
        }
        steps
    }
}

#[cfg(test)]
mod tests {
    use super::super::Rule;
    use super::super::testing::{Case, n};
    use super::*;

    fn list(max: &str, points: &[&str]) -> Case {
        let item = |(index, points): (usize, &&str)| Item { label: format!("i{index}"), points: n(points) };
        Case::new(max, Rule::Checklist(Checklist { items: points.iter().enumerate().map(item).collect() }))
    }

    fn held(items: &[usize]) -> Answer {
        Answer { items: Some(items.to_vec()), ..Answer::default() }
    }

    #[test]
    fn rule_13_the_sum_of_what_holds() {
        let case = list("2", &["0.5", "0.5", "1"]);
        case.gives_for(&held(&[]), "0");
        case.gives_for(&held(&[0, 2]), "1.5");
        case.gives_for(&held(&[2, 2, 2, 9]), "1");
        case.gives_for(&held(&[0, 1, 2]), "2");
        case.gives_for(&Answer::default(), "none");
        case.reaches("0; 0.5; 1; 1.5; 2");
        case.claim("1.5", "ok");
        case.claim("0.75", "PointsUnreachable");
        case.claim("2.5", "PointsAboveMax");
        case.faults(&[]);
    }

    #[test]
    fn sums_and_the_maximum() {
        list("2", &["1", "0.5"]).faults(&["- MaxUnreachable"]);
        list("2", &["1", "1.5"]).faults(&["- RuleAboveMax"]);
        list("2", &["3", "0"]).faults(&["0 RuleAboveMax"]);
        list("2", &["1", "1.5"]).gives_for(&held(&[0, 1]), "ComputedAboveMax");
        list("2", &["2", "-1"]).reaches("-1; 0; 1; 2");
        list("2", &["2", "-1"]).claim("-2", "PointsBelowMin");
    }

    #[test]
    fn many_sums_are_a_range() {
        let points: Vec<String> = (0..16).map(|power| (1_u64 << power).to_string()).collect();
        let points: Vec<&str> = points.iter().map(String::as_str).collect();
        list("65535", &points).reaches("0..65535");
    }

    #[test]
    fn traces() {
        let case = list("2", &["0.5", "0.5", "1"]);
        case.traces(
            &held(&[0, 2]),
            &["i0 → 0,5 điểm", "i2 → 1 điểm", "0,5 + 1 = 1,5"],
            &["i0 → 0.5 points", "i2 → 1 point", "0.5 + 1 = 1.5"],
        );
        case.traces(&held(&[]), &["0"], &["0"]);
    }
}
