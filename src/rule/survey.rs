//! `survey`: mean share of the answers × maximum, group by group where the set weighs groups of respondents.

use super::expression::EvalFault;
use super::measured::{Measured, percent};
use super::{Answer, Frame, Input, RuleFault};
use crate::message::Step;
use crate::points::Number;

/// Mean share of the answers.
#[derive(Clone, Debug, PartialEq)]
pub struct SurveyRule {
    /// The answers.
    pub answers: Vec<SurveyAnswer>,
    /// The groups of respondents that are asked; empty where all answers count alike.
    pub groups: Vec<SurveyGroup>,
    /// What follows where a group has no answers in a unit.
    pub when_silent: WhenSilent,
}

/// One answer that respondents may give.
#[derive(Clone, Debug, PartialEq)]
pub struct SurveyAnswer {
    /// Label.
    pub label: String,
    /// What stands for it on the sheets, such as `A` or `5`.
    pub short: Option<String>,
    /// What it is worth: 1 is 100 %.
    pub share: Number,
}

/// A group of respondents.
#[derive(Clone, Debug, PartialEq)]
pub struct SurveyGroup {
    /// Id.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// How much its mean weighs: 1 is 100 %.
    pub weight: Number,
}

/// What follows where a group has no answers in a unit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WhenSilent {
    /// The others make the result, in the proportion of their weights.
    #[default]
    Rescale,
    /// There is no result.
    Missing,
}

/// The answers of one group in one unit.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupResult {
    /// How many answered.
    pub count: Number,
    /// The mean of their shares; `None` where nobody answered.
    pub mean: Option<Number>,
    /// The sample variance of the shares; `None` where fewer than two answered.
    pub variance: Option<Number>,
}

impl SurveyRule {
    /// How many groups are counted apart: one where the set has none.
    pub fn group_count(&self) -> usize {
        self.groups.len().max(1)
    }

    /// The input that counts an answer of a group.
    pub fn input(&self, group: usize, answer: usize) -> usize {
        group * self.answers.len() + answer
    }

    /// The leaf's inputs: `a1`, `a2`, …, how many gave each answer, named by its label; of groups `nguoi-dan.a1`, ….
    pub fn inputs(&self) -> Vec<Input> {
        let input = |id: String, name: String| Input {
            id: id.into(),
            name,
            part_of: None,
            whole_number: true,
            max: None,
        };
        let numbered = || self.answers.iter().zip(1..).map(|(answer, n)| (format!("a{n}"), &answer.label));
        if self.groups.is_empty() {
            return numbered().map(|(id, label)| input(id, label.clone())).collect();
        }
        let of_group = |group: &SurveyGroup| -> Vec<Input> {
            let (id, name) = (&group.id, &group.name);
            numbered().map(|(n, label)| input(format!("{id}.{n}"), format!("{name}: {label}"))).collect()
        };
        self.groups.iter().flat_map(of_group).collect()
    }

    /// The counts of a group, answer by answer.
    pub fn counts<'a>(
        &self,
        answer: &'a Answer,
        group: usize,
    ) -> impl Iterator<Item = Option<&'a Number>> + use<'a> {
        let first = self.input(group, 0);
        (first..first + self.answers.len()).map(|index| answer.inputs.get(index).and_then(Option::as_ref))
    }

    /// What each group answered.
    pub fn results(&self, answer: &Answer) -> Vec<GroupResult> {
        (0..self.group_count()).map(|group| self.result(answer, group)).collect()
    }

    /// The answers of a group, each with how many gave it.
    fn counted<'a>(
        &'a self,
        answer: &'a Answer,
        group: usize,
    ) -> impl Iterator<Item = (&'a SurveyAnswer, &'a Number)> {
        self.answers.iter().zip(self.counts(answer, group).map(|count| count.unwrap_or(&Number::ZERO)))
    }

    /// How many of a group answered, and the mean of their shares.
    fn mean(&self, answer: &Answer, group: usize) -> (Number, Option<Number>) {
        let count: Number = self.counted(answer, group).map(|(_, count)| count).sum();
        let sum: Number = self.counted(answer, group).map(|(known, count)| count * &known.share).sum();
        let mean = sum.checked_div(&count);
        (count, mean)
    }

    fn result(&self, answer: &Answer, group: usize) -> GroupResult {
        let (count, mean) = self.mean(answer, group);
        let variance = mean.as_ref().and_then(|mean| {
            let squared = |(known, count): (&SurveyAnswer, &Number)| {
                let apart = &known.share - mean;
                count * &(&apart * &apart)
            };
            let all: Number = self.counted(answer, group).map(squared).sum();
            all.checked_div(&(&count - &Number::ONE)).filter(|_| count > Number::ONE)
        });
        GroupResult { count, mean, variance }
    }

    fn weight(&self, group: usize) -> &Number {
        self.groups.get(group).map_or(&Number::ONE, |group| &group.weight)
    }

    /// The sum of the weights of those who answered.
    fn answered_weight(&self, results: &[GroupResult]) -> Number {
        let answered = results.iter().enumerate().filter(|(_, result)| result.mean.is_some());
        answered.map(|(group, _)| self.weight(group)).sum()
    }

    /// The groups (indices) that did not answer while others did.
    pub fn silent(&self, answer: &Answer) -> Vec<usize> {
        let results = self.results(answer);
        let silent = results.iter().enumerate().filter(|(_, result)| result.mean.is_none());
        let silent: Vec<usize> = silent.map(|(group, _)| group).collect();
        if silent.len() == results.len() { Vec::new() } else { silent }
    }

    /// The square of the standard error of the mean share; `None` where a group that counts has fewer than two answers.
    pub fn error_squared(&self, answer: &Answer) -> Option<Number> {
        let results = self.results(answer);
        let all = self.answered_weight(&results);
        let mut sum = Number::ZERO;
        for (group, result) in results.iter().enumerate().filter(|(_, result)| result.mean.is_some()) {
            let weight = self.weight(group).checked_div(&all)?;
            let of_mean = result.variance.as_ref()?.checked_div(&result.count)?;
            sum += &(&(&weight * &weight) * &of_mean);
        }
        (!sum.is_negative() && !all.is_zero()).then_some(sum)
    }

    /// The mean share; by 0 is divided where nobody answered.
    pub(super) fn measured(&self, frame: &Frame<'_>, answer: &Answer) -> Measured {
        let counts = || (0..self.group_count()).flat_map(|group| self.counts(answer, group));
        if counts().all(|count| count.is_none()) {
            return None;
        }
        if let Some(index) = counts().position(|count| count.is_none()) {
            return Some(Err(EvalFault::Detail(frame.missing(index))));
        }
        // Without a list: this is done for every unit of a country, again and again.
        let (mut sum, mut answered, mut silent) = (Number::ZERO, Number::ZERO, false);
        for group in 0..self.group_count() {
            match self.mean(answer, group).1 {
                Some(mean) => {
                    sum += &(self.weight(group) * &mean);
                    answered += self.weight(group);
                }
                None => silent = true,
            }
        }
        if silent && self.when_silent == WhenSilent::Missing && !answered.is_zero() {
            return None;
        }
        Some(sum.checked_div(&answered).ok_or(EvalFault::DivisionByZero))
    }

    /// What is divided by: the number of answers.
    pub(super) fn denominator(&self) -> String {
        self.inputs().iter().map(|input| &*input.id).collect::<Vec<_>>().join(" + ")
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
        let results = self.results(answer);
        let numbers = |group: usize, all: &Number| {
            let counted = self.answers.iter().zip(self.counts(answer, group).flatten());
            let terms: Vec<String> =
                counted.map(|(known, count)| format!("{count} × {}", percent(&known.share))).collect();
            format!("({}) / {all}", terms.join(" + "))
        };
        let mut steps = Vec::new();
        let of_all = match (self.groups.as_slice(), results.as_slice()) {
            ([], [all, ..]) => numbers(0, &all.count),
            _ => {
                let mut terms = Vec::new();
                for (at, (group, result)) in self.groups.iter().zip(&results).enumerate() {
                    let Some(mean) = &result.mean else { continue };
                    let (expression, numbers) = (group.name.clone(), numbers(at, &result.count));
                    let value = frame.shown(mean.clone());
                    steps.push(Step::Measured { expression, numbers, value, percent: true });
                    terms.push(format!("{mean} × {}", percent(&group.weight)));
                }
                let (sum, all) = (terms.join(" + "), self.answered_weight(&results));
                if all == Number::ONE { sum } else { format!("({sum}) / {}", percent(&all)) }
            }
        };
        let calculation = format!("{mean} × {}", frame.max);
        let points = frame.shown(&mean * frame.max);
        steps.push(Step::Mean { numbers: of_all, value: frame.shown(mean) });
        steps.push(Step::Calculated { calculation, points });
        steps
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Case, declared, n};
    use super::super::{Rule, WhenZero};
    use super::*;

    fn survey(max: &str, shares: &[&str]) -> Case {
        grouped(max, shares, &[], WhenSilent::Rescale)
    }

    fn grouped(max: &str, shares: &[&str], weights: &[(&str, &str)], when_silent: WhenSilent) -> Case {
        let answer = |share: &&str| SurveyAnswer { label: (*share).to_owned(), short: None, share: n(share) };
        let group = |(id, weight): &(&str, &str)| SurveyGroup {
            id: (*id).to_owned(),
            name: id.to_uppercase(),
            weight: n(weight),
        };
        let groups = weights.iter().map(group).collect();
        let rule = SurveyRule { answers: shares.iter().map(answer).collect(), groups, when_silent };
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

    #[test]
    fn rule_19_groups_are_weighed() {
        let weights = [("dan", "60%"), ("dn", "40%")];
        let case = grouped("10", &["100%", "50%", "0%"], &weights, WhenSilent::Rescale);
        for (values, expected) in [
            // 0.6 × (2 + 0.5) / 4 + 0.4 × 1.5 / 2
            ("2 1 1 1 1 0", "6.75"),
            // Many of one group outweigh nobody of the other.
            ("200 100 100 1 1 0", "6.75"),
            // The second group is silent: the first one alone.
            ("2 1 1 0 0 0", "6.25"),
            ("0 0 0 1 1 0", "7.5"),
            ("0 0 0 0 0 0", "DivisionByZero"),
            ("_ _ _ _ _ _", "none"),
            ("1 1 1 1 1 _", "MissingInput"),
        ] {
            case.gives(values, expected);
        }
        case.reaches("0..10");
        let ids: Vec<&str> = case.inputs.iter().map(|input| &*input.id).collect();
        assert_eq!(ids, ["dan.a1", "dan.a2", "dan.a3", "dn.a1", "dn.a2", "dn.a3"]);
        let strict = grouped("10", &["100%", "50%", "0%"], &weights, WhenSilent::Missing);
        strict.gives("2 1 1 1 1 0", "6.75");
        strict.gives("2 1 1 0 0 0", "none");
    }

    #[test]
    fn the_error_of_the_mean() {
        let rule = |case: &Case| match &case.rule {
            Rule::Survey(rule) => rule.clone(),
            _ => unreachable!(),
        };
        let one = rule(&survey("10", &["100%", "0%"]));
        // Shares 1, 1, 1, 0: mean 3/4, variance (3 × 1/16 + 9/16) / 3 = 1/4, of the mean 1/16.
        assert_eq!(one.error_squared(&declared("3 1")), Some(n("1/16")));
        assert_eq!(one.error_squared(&declared("7 0")), Some(n("0")));
        assert_eq!(one.error_squared(&declared("1 0")), None);
        assert_eq!(one.error_squared(&declared("0 0")), None);
        let weights = [("dan", "60%"), ("dn", "40%")];
        let two = rule(&grouped("10", &["100%", "0%"], &weights, WhenSilent::Rescale));
        // (0.6)² × 1/16 + (0.4)² × 1/4: of two that differ the variance is 1/2, of their mean 1/4.
        assert_eq!(
            two.error_squared(&declared("3 1 1 1")),
            Some(n("1/16") * n("0.36") + n("1/4") * n("0.16"))
        );
        assert_eq!(two.error_squared(&declared("3 1 0 0")), Some(n("1/16")));
        assert_eq!(two.error_squared(&declared("3 1 1 0")), None);
    }

    #[test]
    fn traces_of_groups() {
        let weights = [("dan", "60%"), ("dn", "40%")];
        let case = grouped("10", &["100%", "50%"], &weights, WhenSilent::Rescale);
        case.traces(
            &declared("1 1 2 0"),
            &[
                "DAN = (1 × 100 % + 1 × 50 %) / 2 = 75 %",
                "DN = (2 × 100 % + 0 × 50 %) / 2 = 100 %",
                "bình quân = 0,75 × 60 % + 1 × 40 % = 85 %",
                "0,85 × 10 = 8,5",
            ],
            &[
                "DAN = (1 × 100 % + 1 × 50 %) / 2 = 75%",
                "DN = (2 × 100 % + 0 × 50 %) / 2 = 100%",
                "mean = 0.75 × 60 % + 1 × 40 % = 85%",
                "0.85 × 10 = 8.5",
            ],
        );
        case.traces(
            &declared("1 1 0 0"),
            &[
                "DAN = (1 × 100 % + 1 × 50 %) / 2 = 75 %",
                "bình quân = (0,75 × 60 %) / 60 % = 75 %",
                "0,75 × 10 = 7,5",
            ],
            &[
                "DAN = (1 × 100 % + 1 × 50 %) / 2 = 75%",
                "mean = (0.75 × 60 %) / 60 % = 75%",
                "0.75 × 10 = 7.5",
            ],
        );
    }
}
