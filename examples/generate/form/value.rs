//! Numbers and declared data as the text of a cell.

use parindex::criteria::{CriteriaSet, Leaf};
use parindex::points::{Number, Precision, Rounding};
use parindex::rule::Rule;

use crate::office::Mark;

/// The decimal digits of a number that has at most six decimals.
pub fn decimal(value: &Number) -> String {
    let precision = Precision { decimals: 6, rounding: Rounding::HalfUp };
    value.published(precision).normalize().to_string()
}

/// The number as the spreadsheet stores it.
pub fn float(value: &Number) -> f64 {
    decimal(value).parse().unwrap_or_default()
}

/// What a unit declares for the n-th leaf as a form's cell holds it: a label, labels, a number, or `a=36; b=35`.
pub fn declared(set: &CriteriaSet, n: usize, mark: &Mark) -> Option<Declared> {
    let (_, leaf): (_, &Leaf) = set.leaf(n);
    let answer = &mark.answer;
    match &leaf.rule {
        Rule::Choice(choice) => {
            answer.option.map(|option| Declared::Text(choice.options[option].label.clone()))
        }
        Rule::Checklist(list) => {
            let labels = answer.items.as_ref()?.iter().map(|item| list.items[*item].label.clone());
            Some(Declared::Text(labels.collect::<Vec<_>>().join("; ")))
        }
        Rule::Survey(_) | Rule::Imported(_) | Rule::Judged(_) => None,
        _ => match answer.inputs.as_slice() {
            [] => None,
            [only] => only.clone().map(Declared::Number),
            several => {
                let pairs = leaf.inputs.iter().zip(several).filter_map(|(input, value)| {
                    Some(format!("{}={}", input.id, decimal(value.as_ref()?).replace('.', ",")))
                });
                Some(Declared::Text(pairs.collect::<Vec<_>>().join("; ")))
            }
        },
    }
}

/// A cell with declared data.
pub enum Declared {
    Text(String),
    Number(Number),
}
