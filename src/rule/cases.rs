//! The data at which an error in a rule would show: every option, each edge exactly and just below it, each event once.

use super::expression::Expression;
use super::{Alone, Answer, Best, Edge, Frame, Input, Rule, Step, check_inputs};
use crate::points::Number;

/// Data of a leaf as a worked example gives them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Case {
    /// What is declared.
    pub answer: Answer,
    /// The points that the council gives, where it judges.
    pub judged: Option<Number>,
    /// The best measured value of the block.
    pub best: Option<Number>,
}

/// How many parts the wholes are tried with, until the inputs meet a value exactly.
const WHOLES: [i64; 10] = [10, 1, 4, 20, 100, 1000, 10_000, 100_000, 7, 1_000_000];

impl From<Answer> for Case {
    fn from(answer: Answer) -> Case {
        Case { answer, ..Case::default() }
    }
}

impl Rule {
    /// The data at which an error in the rule would show, each once.
    pub fn cases(&self, frame: &Frame<'_>) -> Vec<Case> {
        let option = |at| Case::from(Answer { option: Some(at), ..Answer::default() });
        let items = |at| Case::from(Answer { items: Some(vec![at]), ..Answer::default() });
        let inputs = |values: Vec<Number>| {
            Case::from(Answer { inputs: values.into_iter().map(Some).collect(), ..Answer::default() })
        };
        let count = frame.inputs.len();
        // This many of the n-th, none of the others.
        // A whole is as much as its part; nothing passes its own maximum.
        let only = |n: usize, of: &Number| {
            let whole = |at: &usize| frame.inputs.get(*at)?.part_of;
            let path: Vec<usize> = std::iter::successors(Some(n), whole).take(count.max(1)).collect();
            let most = path.iter().filter_map(|at| frame.inputs.get(*at)?.max.clone()).min();
            let of = most.map_or(of.clone(), |most| most.min(of.clone()));
            inputs((0..count).map(|at| if path.contains(&at) { of.clone() } else { Number::ZERO }).collect())
        };
        let mut cases: Vec<Case> = match self {
            Rule::Choice(rule) => (0..rule.options.len()).map(option).collect(),
            Rule::Checklist(rule) => (0..rule.items.len()).map(items).collect(),
            Rule::Survey(_) => (0..count).map(|n| only(n, &Number::ONE)).collect(),
            Rule::Judged(rule) => {
                let first = rule.stepping().map(|step| &rule.min + step);
                let judged = first.into_iter().chain([rule.min.clone(), frame.max.clone()]);
                judged.map(|points| Case { judged: Some(points), ..Case::default() }).collect()
            }
            Rule::Imported(rule) => {
                let three_quarters = Number::from_scaled(75, 2);
                vec![inputs(vec![&rule.out_of * &three_quarters])]
            }
            Rule::Deduct(rule) => {
                let least = rule.events.first().and_then(|event| {
                    let times = (frame.max - &rule.min).checked_div(&event.points)?;
                    let up = if times.is_whole() { times } else { whole(&times) + Number::ONE };
                    Some(only(event.input, &(up + Number::ONE)))
                });
                let once = rule.events.iter().map(|event| only(event.input, &Number::ONE));
                once.chain(least).chain([only(count, &Number::ZERO)]).collect()
            }
            Rule::Info => vec![only(count, &Number::ZERO)],
            Rule::Bands(_) | Rule::Proportional(_) | Rule::Count(_) => {
                let Some(of) = self.expression() else { return Vec::new() };
                self.targets(frame).iter().filter_map(|t| of.meet(frame, t)).map(Case::from).collect()
            }
            Rule::Formula(rule) => rule.expression.simple(frame).map(Case::from).collect(),
            Rule::Relative(rule) => {
                let best = |answer: &Answer| {
                    let value = rule.of.eval(&answer.inputs, frame.inputs, frame.max, &Alone).ok()?;
                    let two = Number::from(2);
                    if rule.best == Best::Highest { Some(&value * &two) } else { value.checked_div(&two) }
                };
                let answer = rule.of.simple(frame).find(|answer| best(answer).is_some());
                let case = |answer: Answer| Case { best: best(&answer), ..answer.into() };
                answer.map(case).into_iter().collect()
            }
        };
        if self.may_divide() && frame.when_zero != super::WhenZero::Fault {
            cases.push(only(count, &Number::ZERO));
        }
        let mut once: Vec<Case> = Vec::new();
        for case in cases {
            let accepted = check_inputs(frame.inputs, &case.answer.inputs).is_empty();
            if accepted && !once.contains(&case) {
                once.push(case);
            }
        }
        once
    }

    /// Values of the measure at which the points change, each exactly and just below.
    fn targets(&self, frame: &Frame<'_>) -> Vec<Target> {
        let edges: Vec<Number> = match self {
            Rule::Bands(rule) => {
                let around = |step: &Step| match step.edge {
                    Edge::Over => [Target::Above(step.at.clone()), Target::Exactly(step.at.clone())],
                    Edge::From => [Target::Exactly(step.at.clone()), Target::Below(step.at.clone())],
                };
                return rule.steps.iter().flat_map(around).collect();
            }
            Rule::Proportional(rule) => {
                // What is not written needs no edge; a rate half-way shows the proportion.
                let edge = |edge: &Number, plain: &Number| (edge != plain).then(|| edge.clone());
                let edges = [edge(&rule.full_at, &Number::ONE), edge(&rule.floor, &Number::ZERO)];
                let edges: Vec<Number> = edges.into_iter().flatten().collect();
                if edges.is_empty() {
                    return vec![Target::Exactly(Number::from_scaled(5, 1))];
                }
                edges
            }
            Rule::Count(rule) => {
                let most = frame.max.checked_div(&rule.each).unwrap_or_default();
                let over = if most.is_whole() { most } else { whole(&most) + Number::ONE };
                return vec![Target::Exactly(Number::ONE), Target::Exactly(over)];
            }
            _ => Vec::new(),
        };
        edges.into_iter().flat_map(|edge| [Target::Exactly(edge.clone()), Target::Below(edge)]).collect()
    }
}

/// A value that the measure shall have.
enum Target {
    Exactly(Number),
    Below(Number),
    Above(Number),
}

/// How near to an edge a value is tried: one digit finer than the edge is written; by one for whole things.
fn near(edge: &Number) -> Option<[Number; 3]> {
    let fine = (3..=8).find(|scale| (edge * &Number::from(10_i64.pow(scale - 1))).is_whole())?;
    Some([Number::from_scaled(1, fine), Number::from_scaled(1, 1), Number::ONE])
}

/// The whole part of a number above 0.
fn whole(number: &Number) -> Number {
    let down = crate::points::Precision { decimals: 0, rounding: crate::points::Rounding::HalfUp };
    let near = number.rounded(down);
    if near > *number { near - Number::ONE } else { near }
}

impl Expression {
    /// Inputs with which the expression has a value; `None` where no simple ones do.
    fn meet(&self, frame: &Frame<'_>, target: &Target) -> Option<Answer> {
        let inputs = match target {
            Target::Exactly(value) => self.solve(frame, value),
            Target::Below(edge) => {
                let steps = near(edge)?.into_iter().filter(|step| step <= edge);
                steps.map(|step| edge - &step).find_map(|value| self.solve(frame, &value))
            }
            Target::Above(edge) => {
                near(edge)?.iter().map(|step| edge + step).find_map(|value| self.solve(frame, &value))
            }
        };
        inputs.map(|inputs| Answer { inputs, ..Answer::default() })
    }

    /// Inputs with which the expression has this value: one input follows from two others tries, the rest are simple.
    fn solve(&self, frame: &Frame<'_>, value: &Number) -> Option<Vec<Option<Number>>> {
        let used: Vec<usize> = self.inputs().collect();
        let eval = |inputs: &[Option<Number>]| self.eval(inputs, frame.inputs, frame.max, &Alone).ok();
        let fits = |inputs: &[Option<Number>]| {
            eval(inputs).as_ref() == Some(value) && check_inputs(frame.inputs, inputs).is_empty()
        };
        for size in WHOLES.map(Number::from) {
            for parts_are_whole in [false, true] {
                let mut inputs = vec![None; frame.inputs.len()];
                for at in &used {
                    let is_part = frame.inputs[*at].part_of.is_some();
                    let simple = if is_part && !parts_are_whole { Number::ZERO } else { size.clone() };
                    inputs[*at] = Some(simple);
                }
                for unknown in &used {
                    for (low, high) in [(0, 1), (1, 2), (3, 4)] {
                        let quarter = |n: i64| &size * &Number::ratio(n, 4).unwrap_or_default();
                        let (low, high) = (quarter(low), quarter(high));
                        let mut tried = inputs.clone();
                        let mut at = |x: &Number| {
                            tried[*unknown] = Some(x.clone());
                            eval(&tried)
                        };
                        let (Some(one), Some(two)) = (at(&low), at(&high)) else { continue };
                        let Some(slope) = (&two - &one).checked_div(&(&high - &low)) else { continue };
                        let Some(by) = (value - &one).checked_div(&slope) else { continue };
                        tried[*unknown] = Some(&low + &by);
                        if fits(&tried) {
                            return Some(tried);
                        }
                    }
                }
            }
        }
        None
    }

    /// Simple inputs: something of everything, then each part in turn as the whole.
    fn simple(&self, frame: &Frame<'_>) -> impl Iterator<Item = Answer> {
        let used: Vec<usize> = self.inputs().collect();
        let is_whole = |at: usize| frame.inputs.iter().any(|input| input.part_of == Some(at));
        let parts: Vec<usize> =
            used.iter().copied().filter(|at| frame.inputs[*at].part_of.is_some()).collect();
        let with = |part: &dyn Fn(usize, &Input) -> i64| {
            let mut inputs: Vec<Option<Number>> = vec![None; frame.inputs.len()];
            for at in &used {
                let input = &frame.inputs[*at];
                let value = match input.part_of {
                    Some(_) => part(*at, input),
                    None if is_whole(*at) => 10,
                    None => 1,
                };
                inputs[*at] = Some(Number::from(value));
            }
            Answer { inputs, ..Answer::default() }
        };
        let place = |at: usize| parts.iter().position(|part| *part == at).unwrap_or_default();
        let some = with(&|at, _| [4, 3, 2, 1].get(place(at)).copied().unwrap_or(0));
        let alone = parts.iter().map(|part| with(&|at, _| if at == *part { 10 } else { 0 }));
        let mut cases = vec![some];
        cases.extend(alone);
        cases.retain(|answer| check_inputs(frame.inputs, &answer.inputs).is_empty());
        cases.into_iter()
    }
}
