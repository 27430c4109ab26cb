//! Data with which a measured rule leaves 0 to the maximum.

use super::expression::Measures;
use super::{Expression, Frame, Input, Surroundings, check_inputs};
use crate::message::Detail;
use crate::points::Number;

/// More combinations than these are not tried.
const MOST: usize = 20_000;

/// A value for every input that is declared.
type Values = Vec<Option<Number>>;

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

/// Points for a measured value.
pub(super) type PointsOf<'p> = &'p dyn Fn(&Number) -> Number;

impl Expression {
    /// How the points for the value may leave 0 to the maximum, with data that show it where there are any. Certain
    /// where the excess does not hang on how large a unit's numbers are: a set that gives its inputs no bounds may
    /// count on what everybody knows of them.
    pub(super) fn leaves(
        &self,
        frame: &Frame<'_>,
        measures: &Measures,
        of: PointsOf,
    ) -> Option<(Detail, bool)> {
        let tried = self.corners(frame.inputs, frame.max).into_iter();
        let tried = tried.map(|values| (values.into_iter().map(Some).collect(), Vec::new()));
        self.tries(frame, measures)
            .chain(tried)
            .find_map(|(inputs, given)| self.shows(frame, of, inputs, &given))
    }

    /// What the data show, where the leaf accepts them and the points leave their range.
    fn shows(
        &self,
        frame: &Frame<'_>,
        of: PointsOf,
        inputs: Values,
        given: &[(String, Number)],
    ) -> Option<(Detail, bool)> {
        let value = |inputs: &[Option<Number>]| {
            let value = self.eval(inputs, frame.inputs, frame.max, &Given(given)).ok()?;
            let points = of(&value);
            (points.is_negative() || points > *frame.max).then_some(points)
        };
        let mut inputs = inputs;
        let points = value(&inputs)?;
        // A whole that the expression does not name stands beside its parts: unless given, what they are together.
        for _ in frame.inputs {
            for whole in 0..frame.inputs.len() {
                let parts = || (0..inputs.len()).filter(|at| frame.inputs[*at].part_of == Some(whole));
                if inputs[whole].is_none() && parts().any(|at| inputs[at].is_some()) {
                    inputs[whole] = Some(parts().filter_map(|at| inputs[at].clone()).sum());
                }
            }
        }
        if !check_inputs(frame.inputs, &inputs).is_empty() {
            return None;
        }
        let named: Vec<usize> = (0..inputs.len())
            .filter(|at| {
                inputs[*at].is_some() && (self.inputs().any(|used| used == *at) || self.is_above(frame, *at))
            })
            .collect();
        let input = |at: &usize| Some((frame.inputs[*at].id.to_string(), inputs[*at].clone()?));
        let measure = |(code, value): &(String, Number)| (format!("measure(\"{code}\")"), value.clone());
        let shown: Vec<_> = named.iter().filter_map(input).chain(given.iter().map(measure)).collect();
        let scaled = |by: &Number| {
            inputs.iter().map(|value| value.as_ref().map(|value| value * by)).collect::<Vec<_>>()
        };
        let sizes = [Number::from_scaled(1, 3), Number::from_scaled(1, 1), Number::from(1000)];
        let bounded = named.iter().all(|at| {
            let whole = |at: &usize| frame.inputs[*at].part_of;
            let mut path = std::iter::successors(Some(*at), whole).take(inputs.len());
            path.any(|at| frame.inputs[at].max.is_some())
        });
        let (low, high) = self.range(frame.inputs, frame.max);
        let finite = if points.is_negative() { low.is_some() } else { high.is_some() };
        let certain = finite
            && given.is_empty()
            && (bounded || sizes.iter().all(|size| value(&scaled(size)).is_some()));
        let inputs = shown;
        let detail = if points.is_negative() {
            Detail::FormulaBelow { inputs, points }
        } else {
            Detail::FormulaAbove { inputs, points, max: frame.max.clone() }
        };
        Some((detail, certain))
    }

    /// Whether an input that is used is a part of this one.
    fn is_above(&self, frame: &Frame<'_>, whole: usize) -> bool {
        let above = |at: &usize| frame.inputs[*at].part_of;
        self.inputs()
            .any(|at| std::iter::successors(Some(at), above).take(frame.inputs.len()).any(|at| at == whole))
    }

    /// The ends of every input: nothing, the whole or the highest value, and some values between.
    fn tries(
        &self,
        frame: &Frame<'_>,
        measures: &Measures,
    ) -> impl Iterator<Item = (Values, Vec<(String, Number)>)> {
        let mut used: Vec<usize> = self.inputs().collect();
        used.sort_unstable();
        let codes: Vec<String> = self.measures().into_iter().map(str::to_owned).collect();
        let ends: Vec<[Number; 2]> = codes
            .iter()
            .map(|code| match measures(code) {
                Some((low, high)) => {
                    let low = low.unwrap_or_else(|| -&Number::from(10));
                    let high = high.unwrap_or_else(|| low.clone().max(Number::ZERO) + Number::from(10));
                    [low, high]
                }
                None => [Number::ZERO, Number::ONE],
            })
            .collect();
        let choices: Vec<usize> = used.iter().map(|at| values(&frame.inputs[*at], None).len()).collect();
        let sizes: Vec<usize> = choices.iter().copied().chain(ends.iter().map(|_| 2)).collect();
        let all = sizes.iter().try_fold(1_usize, |all, size| all.checked_mul(*size)).unwrap_or(MOST);
        (0..all.min(MOST)).map(move |mut nth| {
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
            (inputs, given)
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
