//! `choice`: one of the options.

use super::{Answer, Answered, Award, Computed, Frame, RuleFault};
use crate::message::{Detail, Step};
use crate::points::Number;

/// One of the options.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// The options, in the order of the set.
    pub options: Vec<ChoiceOption>,
}

/// One option: its label as forms give it, and what it brings.
#[derive(Clone, Debug, PartialEq)]
pub struct ChoiceOption {
    /// Label.
    pub label: String,
    /// Points or share; never [`Award::Proportional`].
    pub award: Award,
}

impl Choice {
    fn points(&self, frame: &Frame<'_>) -> impl Iterator<Item = Number> {
        self.options.iter().map(|option| option.award.points(frame.max, &Number::ZERO))
    }

    pub(super) fn compute(&self, frame: &Frame<'_>, answer: &Answer) -> Answered {
        let option = self.options.get(answer.option?)?;
        let points = option.award.points(frame.max, &Number::ZERO);
        Some(if points > *frame.max {
            Err(Detail::ComputedAboveMax { points, max: frame.max.clone() })
        } else {
            Ok(Computed::points(points, None))
        })
    }

    pub(super) fn lowest(&self, frame: &Frame<'_>) -> Number {
        self.points(frame).min().unwrap_or_default()
    }

    pub(super) fn ranges(&self, frame: &Frame<'_>) -> Vec<(Number, Number)> {
        self.points(frame).map(|points| (points.clone(), points)).collect()
    }

    pub(super) fn faults(&self, frame: &Frame<'_>) -> Vec<RuleFault> {
        let above = self.options.iter().zip(self.points(frame)).enumerate();
        let mut faults: Vec<RuleFault> = above
            .filter_map(|(index, (option, points))| {
                frame.above_max(Some(index), || option.label.clone(), points)
            })
            .collect();
        faults.extend(frame.short_of_max(self.points(frame).max()));
        faults
    }

    pub(super) fn trace(&self, frame: &Frame<'_>, answer: &Answer) -> Vec<Step> {
        let option = answer.option.and_then(|index| self.options.get(index));
        let step = option.map(|option| Step::Holds {
            label: option.label.clone(),
            points: frame.shown(option.award.points(frame.max, &Number::ZERO)),
        });
        step.into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::Rule;
    use super::super::testing::{Case, points};
    use super::*;

    fn choice(max: &str, options: &[(&str, &str)]) -> Case {
        let option =
            |(label, award): &(&str, &str)| ChoiceOption { label: (*label).to_owned(), award: points(award) };
        Case::new(max, Rule::Choice(Choice { options: options.iter().map(option).collect() }))
    }

    fn chosen(option: usize) -> Answer {
        Answer { option: Some(option), ..Answer::default() }
    }

    #[test]
    fn rule_1_and_2_yes_or_no() {
        let case = choice("1", &[("Có", "1"), ("Không", "0")]);
        case.gives_for(&chosen(0), "1");
        case.gives_for(&chosen(1), "0");
        case.gives_for(&chosen(2), "none");
        case.gives_for(&Answer::default(), "none");
        case.claim("0.5", "PointsUnreachable");
        case.faults(&[]);
    }

    #[test]
    fn rule_3_and_4_three_states_one_below_0() {
        let case = choice("1", &[("Đúng hạn", "1"), ("Muộn", "0"), ("Không ban hành", "-1")]);
        case.gives_for(&chosen(2), "-1");
        case.reaches("-1; 0; 1");
        case.claim("-1", "ok");
        case.claim("-2", "PointsBelowMin");
        case.claim("1.01", "PointsAboveMax");
        case.faults(&[]);
    }

    #[test]
    fn rule_11_and_12_levels_as_shares() {
        let case = choice("3", &[("Xuất sắc", "100%"), ("Tốt", "75%"), ("Hoàn thành", "50%")]);
        case.gives_for(&chosen(1), "2.25");
        case.reaches("1.5; 2.25; 3");
        case.claim("1", "PointsBelowMin");
        case.faults(&[]);
        // A third of 1 is claimed as it is published.
        let thirds = choice("0.5", &[("Tốt", "100%"), ("Khá", "33.33%")]);
        thirds.claim("0.17", "ok");
        thirds.claim("0.18", "PointsUnreachable");
    }

    #[test]
    fn options_and_the_maximum() {
        choice("1", &[("a", "2"), ("b", "0")]).faults(&["0 RuleAboveMax"]);
        choice("2", &[("a", "1"), ("b", "0")]).faults(&["- MaxUnreachable"]);
        choice("2", &[("a", "110%"), ("b", "1")]).faults(&["0 RuleAboveMax"]);
    }

    #[test]
    fn traces() {
        let case = choice("1", &[("Muộn", "0.5")]);
        case.traces(&chosen(0), &["Muộn → 0,5 điểm"], &["Muộn → 0.5 points"]);
        case.traces(&Answer::default(), &[], &[]);
    }
}
