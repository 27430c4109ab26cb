//! `imported`: a score from elsewhere, scaled to the maximum.

use super::expression::EvalFault;
use super::measured::Measured;
use super::{Answer, Frame, Input};
use crate::message::{Detail, InputFault, Step};
use crate::points::Number;

/// A score from elsewhere; it is the leaf's only input, `value`.
#[derive(Clone, Debug, PartialEq)]
pub struct Imported {
    /// Where it comes from, e.g. `SIPAS`.
    pub source: String,
    /// Its own maximum; above 0.
    pub out_of: Number,
}

impl Imported {
    /// The leaf's only input: `value`, named after the source, at most `out_of`.
    pub fn inputs(&self) -> Vec<Input> {
        vec![Input {
            id: "value".into(),
            name: self.source.clone(),
            part_of: None,
            whole_number: false,
            max: Some(self.out_of.clone()),
        }]
    }

    pub(super) fn measured(&self, answer: &Answer) -> Measured {
        let value = answer.inputs.first()?.as_ref()?;
        Some(if *value > self.out_of {
            Err(EvalFault::Detail(Detail::InputInvalid {
                id: "value".to_owned(),
                typed: value.to_string(),
                fault: InputFault::AboveMax(self.out_of.clone()),
            }))
        } else {
            value.checked_div(&self.out_of).ok_or(EvalFault::DivisionByZero)
        })
    }

    pub(super) fn trace(&self, frame: &Frame<'_>, answer: &Answer) -> Vec<Step> {
        let (Some(Ok(share)), Some(Some(value))) = (self.measured(answer), answer.inputs.first()) else {
            return Vec::new();
        };
        let numbers = format!("{value} / {}", self.out_of);
        let points = &share * frame.max;
        vec![
            Step::Measured {
                expression: self.source.clone(),
                numbers: numbers.clone(),
                value: frame.shown(share),
                percent: true,
            },
            Step::Calculated {
                calculation: format!("{numbers} × {}", frame.max),
                points: frame.shown(points),
            },
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::super::Rule;
    use super::super::testing::{Case, declared, n};
    use super::*;

    fn imported(max: &str, out_of: &str) -> Case {
        let rule = Imported { source: "SIPAS".into(), out_of: n(out_of) };
        let inputs = rule.inputs();
        Case { inputs, ..Case::new(max, Rule::Imported(rule)) }
    }

    #[test]
    fn rule_20_a_score_from_elsewhere() {
        let case = imported("10", "100");
        for (value, expected) in
            [("85", "8.5"), ("0", "0"), ("100", "10"), ("101", "InputInvalid"), ("_", "none"), ("", "none")]
        {
            case.gives(value, expected);
        }
        assert_eq!(case.compute(&declared("85")).unwrap().unwrap().measure, Some(n("0.85")));
        case.reaches("0..10");
        case.claim("8.51", "ok");
        case.claim("10.1", "PointsAboveMax");
        case.faults(&[]);
        imported("3", "18").gives("5", "5/6");
    }

    #[test]
    fn traces() {
        imported("10", "100").traces(
            &declared("85.5"),
            &["SIPAS = 85,5 / 100 = 85,5 %", "85,5 / 100 × 10 = 8,55"],
            &["SIPAS = 85.5 / 100 = 85.5%", "85.5 / 100 × 10 = 8.55"],
        );
    }
}
