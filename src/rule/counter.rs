//! Data with which a formula leaves its range.

use super::expression::Measures;
use super::{Formula, Frame, Input, Surroundings, check_inputs};
use crate::message::Detail;
use crate::points::Number;

/// More combinations than these are not tried.
const MOST: usize = 20_000;

/// A value for every measure that the formula refers to.
struct Given<'a>(&'a [(String, Number)]);

impl Surroundings for Given<'_> {
    fn measure(&self, code: &str) -> Option<Number> {
        self.0.iter().find(|(known, _)| known == code).map(|(_, value)| value.clone())
    }
    fn best(&self) -> Option<Number> {
        None
    }
}

impl Formula {
    /// Data that the leaf accepts and with which the result lies above the maximum or below 0. Tried are the ends of
    /// every input: nothing, the whole or the highest value, and some values between.
    pub(super) fn counter_example(&self, frame: &Frame<'_>, measures: &Measures) -> Option<Detail> {
        let mut used: Vec<usize> = self.expression.inputs().collect();
        used.sort_unstable();
        let codes: Vec<String> = self.expression.measures().into_iter().map(str::to_owned).collect();
        let ends: Vec<[Number; 2]> = codes
            .iter()
            .map(|code| measures(code).map_or([Number::ZERO, Number::ONE], |(low, high)| [low, high]))
            .collect();
        let choices: Vec<usize> = used.iter().map(|at| values(&frame.inputs[*at], None).len()).collect();
        let sizes: Vec<usize> = choices.iter().copied().chain(ends.iter().map(|_| 2)).collect();
        let all = sizes.iter().try_fold(1_usize, |all, size| all.checked_mul(*size))?;
        (0..all.min(MOST)).find_map(|mut nth| {
            let mut digit = |size: usize| {
                let digit = nth % size;
                nth /= size;
                digit
            };
            let digits: Vec<usize> = sizes.iter().map(|size| digit(*size)).collect();
            let mut inputs: Vec<Option<Number>> = vec![None; frame.inputs.len()];
            // Wholes before their parts: a whole that is used itself stands fixed, else parts are taken of 10.
            for round in 0..=used.len() {
                for (place, at) in used.iter().enumerate() {
                    let input = &frame.inputs[*at];
                    let whole =
                        input.part_of.map(|whole| inputs[whole].clone().or_else(|| unused(&used, whole)));
                    match whole {
                        None if round == 0 => inputs[*at] = values(input, None).get(digits[place]).cloned(),
                        Some(Some(whole)) if inputs[*at].is_none() => {
                            inputs[*at] = values(input, Some(&whole)).get(digits[place]).cloned();
                        }
                        _ => {}
                    }
                }
            }
            let given: Vec<(String, Number)> = codes
                .iter()
                .zip(&ends)
                .zip(&digits[used.len()..])
                .map(|((code, ends), digit)| (code.clone(), ends[*digit].clone()))
                .collect();
            let points = self.expression.eval(&inputs, frame.inputs, frame.max, &Given(&given)).ok()?;
            if (!points.is_negative() && points <= *frame.max)
                || !check_inputs(frame.inputs, &inputs).is_empty()
            {
                return None;
            }
            let input = |at: &usize| Some((frame.inputs[*at].id.to_string(), inputs[*at].clone()?));
            let measure = |(code, value): (String, Number)| (format!("measure(\"{code}\")"), value);
            let inputs = used.iter().filter_map(input).chain(given.into_iter().map(measure)).collect();
            Some(if points.is_negative() {
                Detail::FormulaBelow { inputs, points }
            } else {
                Detail::FormulaAbove { inputs, points, max: frame.max.clone() }
            })
        })
    }
}

/// A whole that the formula does not use may be anything.
fn unused(used: &[usize], whole: usize) -> Option<Number> {
    (!used.contains(&whole)).then(|| Number::from(10))
}

/// Values of an input, the plainest first.
fn values(input: &Input, whole: Option<&Number>) -> Vec<Number> {
    if input.part_of.is_some() {
        let whole = whole.cloned().unwrap_or_default();
        let half = whole.checked_div(&Number::from(2)).unwrap_or_default();
        return vec![whole, Number::ZERO, half];
    }
    match &input.max {
        Some(max) => vec![max.clone(), Number::ZERO, Number::ONE],
        None => [10, 1, 0, 100].map(Number::from).to_vec(),
    }
}
