//! `survey`: mean share of the answers × maximum.

use super::expression::EvalFault;
use super::measured::{Measured, percent};
use super::{Answer, Frame, Input, RuleFault};
use crate::message::Step;
use crate::points::Number;

/// Mean share of the answers.
#[derive(Clone, Debug, PartialEq)]
pub struct SurveyRule {
    /// The answers; the n-th of them is counted by the leaf's n-th input.
    pub answers: Vec<SurveyAnswer>,
}

/// One answer that respondents may give.
#[derive(Clone, Debug, PartialEq)]
pub struct SurveyAnswer {
    /// Label.
    pub label: String,
    /// What it is worth: 1 is 100 %.
    pub share: Number,
}

impl SurveyRule {
    /// The leaf's inputs: `a1`, `a2`, …, how many gave each answer, named by its label.
    pub fn inputs(&self) -> Vec<Input> {
        let input = |(index, answer): (usize, &SurveyAnswer)| Input {
            id: format!("a{}", index + 1).into(),
            name: answer.label.clone(),
            part_of: None,
            whole_number: true,
            max: None,
        };
        self.answers.iter().enumerate().map(input).collect()
    }

    fn counts<'a>(&self, answer: &'a Answer) -> impl Iterator<Item = Option<&'a Number>> {
        (0..self.answers.len()).map(|index| answer.inputs.get(index).and_then(Option::as_ref))
    }

    /// The mean share; by 0 is divided where nobody answered.
    pub(super) fn measured(&self, frame: &Frame<'_>, answer: &Answer) -> Measured {
        if self.counts(answer).all(|count| count.is_none()) {
            return None;
        }
        let (mut all, mut sum) = (Number::ZERO, Number::ZERO);
        for (index, (known, count)) in self.answers.iter().zip(self.counts(answer)).enumerate() {
            let Some(count) = count else {
                return Some(Err(EvalFault::Detail(frame.missing(index))));
            };
            all += count;
            sum = sum + count * &known.share;
        }
        Some(sum.checked_div(&all).ok_or(EvalFault::DivisionByZero))
    }

    /// What is divided by: the number of answers.
    pub(super) fn denominator(&self) -> String {
        (1..=self.answers.len()).map(|n| format!("a{n}")).collect::<Vec<_>>().join(" + ")
    }

    fn shares(&self, frame: &Frame<'_>) -> impl Iterator<Item = Number> {
        self.answers.iter().map(|answer| &answer.share * frame.max)
    }

    pub(super) fn ranges(&self, frame: &Frame<'_>) -> Vec<(Number, Number)> {
        self.shares(frame).min().zip(self.shares(frame).max()).into_iter().collect()
    }

    pub(super) fn faults(&self, frame: &Frame<'_>) -> Vec<RuleFault> {
        let shares = self.answers.iter().zip(self.shares(frame)).enumerate();
        let mut faults: Vec<RuleFault> = shares
            .filter_map(|(index, (answer, points))| {
                frame.above_max(Some(index), || answer.label.clone(), points)
            })
            .collect();
        faults.extend(frame.short_of_max(self.shares(frame).max()));
        faults
    }

    pub(super) fn trace(&self, frame: &Frame<'_>, answer: &Answer) -> Vec<Step> {
        let mean = match self.measured(frame, answer) {
            Some(Ok(mean)) => mean,
            Some(Err(EvalFault::DivisionByZero)) => return vec![frame.trace_zero(self.denominator())],
            _ => return Vec::new(),
        };
        let terms: Vec<String> = self
            .answers
            .iter()
            .zip(self.counts(answer).flatten())
            .map(|(known, count)| format!("{count} × {}", percent(&known.share)))
            .collect();
        let all: Number = self.counts(answer).flatten().sum();
        let numbers = format!("({}) / {all}", terms.join(" + "));
        let calculation = format!("{mean} × {}", frame.max);
        let points = frame.shown(&mean * frame.max);
        vec![Step::Mean { numbers, value: frame.shown(mean) }, Step::Calculated { calculation, points }]
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Case, declared, n};
    use super::super::{Rule, WhenZero};
    use super::*;

    fn survey(max: &str, shares: &[&str]) -> Case {
        let answer = |share: &&str| SurveyAnswer { label: (*share).to_owned(), share: n(share) };
        let rule = SurveyRule { answers: shares.iter().map(answer).collect() };
        let inputs = rule.inputs();
        Case { inputs, ..Case::new(max, Rule::Survey(rule)) }
    }

    #[test]
    fn rule_19_weighted_mean() {
        let case = survey("10", &["100%", "60%", "20%", "0%"]);
        for (values, expected) in [
            ("1 1 1 1", "4.5"),
            ("10 0 0 0", "10"),
            ("0 0 0 7", "0"),
            ("2 1 0 0", "26/3"),
            ("0 0 0 0", "DivisionByZero"),
            ("1 1 1 _", "MissingInput"),
            ("_ _ _ _", "none"),
        ] {
            case.gives(values, expected);
        }
        assert_eq!(case.compute(&declared("1 1 1 1")).unwrap().unwrap().measure, Some(n("0.45")));
        case.reaches("0..10");
        case.claim("8.67", "ok");
        case.faults(&[]);
        assert_eq!(case.inputs[1].id.as_ref(), "a2");
        survey("10", &["100%", "50%"]).reaches("5..10");
        survey("10", &["100%", "50%"]).zero(WhenZero::NotApplicable).gives("0 0", "n/a");
    }

    #[test]
    fn shares_and_the_maximum() {
        survey("10", &["110%", "100%"]).faults(&["0 RuleAboveMax"]);
        survey("10", &["90%", "0%"]).faults(&["- MaxUnreachable"]);
    }

    #[test]
    fn traces() {
        survey("3", &["100%", "60%"]).traces(
            &declared("10 5"),
            &["bình quân = (10 × 100 % + 5 × 60 %) / 15 = 86,67 %", "13/15 × 3 = 2,6"],
            &["mean = (10 × 100 % + 5 × 60 %) / 15 = 86.67%", "13/15 × 3 = 2.6"],
        );
    }
}
