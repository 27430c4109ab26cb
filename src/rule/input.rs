//! Raw data: what a leaf asks for, and what a unit declared.

use std::sync::Arc;

use crate::message::{Detail, InputFault};
use crate::points::Number;

/// A number that a unit declares.
#[derive(Clone, Debug, PartialEq)]
pub struct Input {
    /// Its id in expressions and in heads of forms.
    pub id: Arc<str>,
    /// Its name for people.
    pub name: String,
    /// The input of which this is a part (index into the leaf's inputs).
    pub part_of: Option<usize>,
    /// Only whole numbers.
    pub whole_number: bool,
    /// The highest value.
    pub max: Option<Number>,
}

impl Input {
    /// Whether it asks for a percentage, of which the whole is 100.
    pub fn is_percentage(&self) -> bool {
        self.name.contains('%') && self.max == Some(Number::from(100))
    }
}

/// What a unit declared for a leaf.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Answer {
    /// Per input of the leaf its value; shorter than the inputs or empty where none was declared.
    pub inputs: Vec<Option<Number>>,
    /// The option chosen (index).
    pub option: Option<usize>,
    /// The items of the check list that hold (indices); `None` where nothing was declared.
    pub items: Option<Vec<usize>>,
}

/// What is wrong with declared values, each with the index of the input; parts that exceed their whole are reported
/// at the first of them. A value that is missing is no fault here.
pub fn check_inputs(inputs: &[Input], values: &[Option<Number>]) -> Vec<(usize, Detail)> {
    let value = |index: usize| values.get(index).and_then(Option::as_ref);
    let mut faults = Vec::new();
    for (index, input) in inputs.iter().enumerate() {
        if let Some((typed, fault)) = value(index).and_then(|value| Some((value, input.fault(value)?))) {
            let (id, typed) = (input.id.to_string(), typed.to_string());
            faults.push((index, Detail::InputInvalid { id, typed, fault }));
        }
    }
    for (whole, of) in inputs.iter().enumerate().filter_map(|(index, _)| Some((index, value(index)?))) {
        let parts: Vec<(usize, &Number)> = inputs
            .iter()
            .enumerate()
            .filter(|(_, input)| input.part_of == Some(whole))
            .filter_map(|(index, _)| Some((index, value(index)?)))
            .collect();
        let sum: Number = parts.iter().map(|(_, value)| *value).sum();
        if let Some((first, _)) = parts.first()
            && sum > *of
        {
            let detail = Detail::PartExceedsWhole {
                parts: parts.iter().map(|(index, _)| inputs[*index].id.to_string()).collect(),
                sum,
                whole: inputs[whole].id.to_string(),
                of: of.clone(),
            };
            faults.push((*first, detail));
        }
    }
    faults
}

impl Input {
    fn fault(&self, value: &Number) -> Option<InputFault> {
        if value.is_negative() {
            return Some(InputFault::Negative);
        }
        if self.whole_number && !value.is_whole() {
            return Some(InputFault::NotWhole);
        }
        self.max.clone().filter(|max| value > max).map(InputFault::AboveMax)
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{declared, input, n, part};
    use super::*;

    #[test]
    fn declared_values() {
        let inputs = [
            input("a"),
            part("b", 0),
            part("c", 0),
            Input { whole_number: true, max: Some(n("10")), ..input("d") },
        ];
        let check = |values: &str, expected: &[&str]| {
            let faults = check_inputs(&inputs, &declared(values).inputs);
            let text = |(index, detail): &(usize, Detail)| match detail {
                Detail::InputInvalid { fault, .. } => format!("{index} {fault:?}"),
                Detail::PartExceedsWhole { parts, sum, whole, of } => {
                    format!("{index} {} = {sum} > {whole} = {of}", parts.join(" + "))
                }
                other => format!("{other:?}"),
            };
            assert_eq!(faults.iter().map(text).collect::<Vec<_>>(), expected, "{values}");
        };
        check("", &[]);
        check("_ 5 6 _", &[]);
        check("10 5 5 10", &[]);
        check("10.5 5.5 5 10", &[]);
        check("10 6 5", &["1 b + c = 11 > a = 10"]);
        check("10 _ 11", &["2 c = 11 > a = 10"]);
        check("-1 _ _ -2", &["0 Negative", "3 Negative"]);
        check("1 _ _ 2.5", &["3 NotWhole"]);
        assert_eq!(
            check_inputs(&inputs, &declared("_ _ _ 11").inputs)[0].1,
            Detail::InputInvalid { id: "d".into(), typed: "11".into(), fault: InputFault::AboveMax(n("10")) }
        );
    }
}
