//! Expressions over the inputs of a leaf: `+ − * / ( ) min max`, numbers, percentages, `max_points`, `measure("1.4")`.

mod corners;
mod interval;
mod parse;
mod range;

pub use range::Measures;

use std::ops::Range;

use super::{Input, Surroundings};
use crate::message::Detail;
use crate::points::Number;

/// The lowest and the highest value; `None` is unbounded.
pub type Bounds = (Option<Number>, Option<Number>);

/// A parsed expression.
#[derive(Clone, Debug, PartialEq)]
pub struct Expression {
    /// As it was written.
    pub text: String,
    root: Node,
    references: Vec<Reference>,
}

/// Why an expression has no value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EvalFault {
    /// A denominator is 0.
    DivisionByZero,
    /// An input or the measure of another leaf is missing.
    Detail(Detail),
}

/// Where the text names a value.
#[derive(Clone, Debug, PartialEq)]
struct Reference {
    /// Bytes of the text.
    span: Range<usize>,
    to: Target,
}

/// What a name stands for.
#[derive(Clone, Debug, PartialEq)]
pub enum Target {
    /// An input of the leaf (index).
    Input(usize),
    /// The leaf's maximum.
    MaxPoints,
    /// The measured value of the leaf with this code.
    Measure(String),
}

/// The tree. Sums and products are lists, so its depth is that of the parentheses.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// A number that is written; a percentage as its share.
    Number(Number),
    /// What a name stands for.
    Value(Target),
    /// With the other sign.
    Negate(Box<Node>),
    /// One after the other, added or taken off.
    Sum(Vec<Term>),
    /// One after the other, multiplied or divided by.
    Product(Vec<Factor>),
    /// The least or the greatest.
    Extreme(Extreme, Vec<Node>),
}

/// A part of a sum.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// It is taken off.
    pub minus: bool,
    /// What it is.
    pub node: Node,
}

/// A part of a product.
#[derive(Clone, Debug, PartialEq)]
pub struct Factor {
    /// It is divided by.
    pub divides: bool,
    /// What it is.
    pub node: Node,
}

/// Which of several values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extreme {
    /// The least.
    Min,
    /// The greatest.
    Max,
}

/// Where values come from.
struct Ground<'a> {
    answer: &'a [Option<Number>],
    inputs: &'a [Input],
    max: &'a Number,
    surroundings: &'a dyn Surroundings,
}

impl Expression {
    /// Reads an expression over inputs with these ids; the n-th id is input n.
    ///
    /// All faults are returned together: unknown inputs and functions, bad numbers, and the first fault of grammar.
    /// Places count characters from 0.
    pub fn parse(text: &str, input_ids: &[&str]) -> Result<Expression, Vec<Detail>> {
        let (root, references) = parse::parse(text, input_ids)?;
        Ok(Expression { text: text.to_owned(), root, references })
    }

    /// The tree, for those who write it in another language.
    pub fn root(&self) -> &Node {
        &self.root
    }

    /// The inputs that are used, each once, in the order of the text.
    pub fn inputs(&self) -> impl Iterator<Item = usize> {
        self.references.iter().enumerate().filter_map(|(n, reference)| match reference.to {
            Target::Input(index) => {
                let before = self.references[..n].iter().any(|earlier| earlier.to == reference.to);
                (!before).then_some(index)
            }
            _ => None,
        })
    }

    /// The codes of the leaves whose measured value is used, each once, in the order of the text.
    pub fn measures(&self) -> Vec<&str> {
        let mut codes = Vec::new();
        for reference in &self.references {
            if let Target::Measure(code) = &reference.to
                && !codes.contains(&code.as_str())
            {
                codes.push(code.as_str());
            }
        }
        codes
    }

    /// The exact value.
    pub fn eval(
        &self,
        answer_inputs: &[Option<Number>],
        inputs: &[Input],
        max: &Number,
        surroundings: &dyn Surroundings,
    ) -> Result<Number, EvalFault> {
        self.root.value(&Ground { answer: answer_inputs, inputs, max, surroundings })
    }

    /// Bounds that no value leaves, where inputs obey their maxima and parts their wholes; `None` is unbounded.
    pub fn range(&self, inputs: &[Input], max: &Number) -> Bounds {
        range::of(&self.root, inputs, max, &|_| None).bounds()
    }

    /// As [`Expression::range`], where the bounds of other leaves' measures are known.
    pub(super) fn range_with(&self, inputs: &[Input], max: &Number, measures: &Measures) -> Bounds {
        range::of(&self.root, inputs, max, measures).bounds()
    }

    /// As [`Expression::range`], and whether values come as close to the bounds as one likes.
    pub(super) fn range_told(&self, inputs: &[Input], max: &Number) -> (Bounds, bool) {
        let range = range::of(&self.root, inputs, max, &|_| None);
        let tight = range.tight;
        (range.bounds(), tight)
    }

    /// As [`Expression::range`], where both bounds are known and values come as close to them as one likes.
    pub(super) fn exact_range(&self, inputs: &[Input], max: &Number) -> Option<(Number, Number)> {
        let ((low, high), exact) = self.range_told(inputs, max);
        low.zip(high).filter(|_| exact)
    }

    /// Data at which the value is highest or lowest, where the expression is of a kind that has its extremes at corners.
    pub(super) fn corners(&self, inputs: &[Input], max: &Number) -> Vec<Vec<Number>> {
        corners::corners(&self.root, inputs, max)
    }

    /// Whether whole inputs always give a whole value.
    pub(super) fn is_whole(&self, max: &Number) -> bool {
        self.root.is_whole(max)
    }

    /// The text with values in the place of names: `35 / 36`. A missing value keeps its name; `;` stands between
    /// arguments, since `,` may be the decimal sign.
    pub fn substituted(
        &self,
        answer_inputs: &[Option<Number>],
        max: &Number,
        surroundings: &dyn Surroundings,
    ) -> String {
        self.replaced(|target| {
            let value = match target {
                Target::Input(index) => answer_inputs.get(*index).cloned().flatten(),
                Target::MaxPoints => Some(max.clone()),
                Target::Measure(code) => surroundings.measure(code),
            };
            let value = value?.to_string();
            Some(if value.contains(['/', '-']) { format!("({value})") } else { value })
        })
    }

    /// The text with words for the maximum and for the measured value of another leaf; inputs keep their ids.
    pub fn worded(&self, maximum: &str, measure: impl Fn(&str) -> String) -> String {
        self.replaced(|target| match target {
            Target::Input(_) => None,
            Target::MaxPoints => Some(maximum.to_owned()),
            Target::Measure(code) => Some(measure(code)),
        })
    }

    /// The text with other texts in the place of names; `;` stands between arguments.
    fn replaced(&self, by: impl Fn(&Target) -> Option<String>) -> String {
        let mut text = String::with_capacity(self.text.len());
        let mut from = 0;
        for reference in &self.references {
            text += &self.text[from..reference.span.start].replace(',', ";");
            from = reference.span.end;
            match by(&reference.to) {
                Some(other) => text += &other,
                None => text += &self.text[reference.span.clone()],
            }
        }
        text + &self.text[from..].replace(',', ";")
    }
}

impl Node {
    fn value(&self, ground: &Ground<'_>) -> Result<Number, EvalFault> {
        match self {
            Node::Number(number) => Ok(number.clone()),
            Node::Value(target) => target.value(ground),
            Node::Negate(node) => node.value(ground).map(|value| -&value),
            Node::Sum(terms) => terms.iter().try_fold(Number::ZERO, |sum, term| {
                let value = term.node.value(ground)?;
                Ok(if term.minus { sum - value } else { sum + value })
            }),
            Node::Product(factors) => factors.iter().try_fold(Number::ONE, |product, factor| {
                let value = factor.node.value(ground)?;
                if factor.divides {
                    product.checked_div(&value).ok_or(EvalFault::DivisionByZero)
                } else {
                    Ok(product * value)
                }
            }),
            Node::Extreme(extreme, nodes) => {
                let mut best: Option<Number> = None;
                for node in nodes {
                    let value = node.value(ground)?;
                    best = Some(match (best, extreme) {
                        (None, _) => value,
                        (Some(best), Extreme::Min) => best.min(value),
                        (Some(best), Extreme::Max) => best.max(value),
                    });
                }
                Ok(best.unwrap_or_default())
            }
        }
    }

    fn is_whole(&self, max: &Number) -> bool {
        match self {
            Node::Number(number) => number.is_whole(),
            Node::Value(Target::Input(_)) => true,
            Node::Value(Target::MaxPoints) => max.is_whole(),
            Node::Value(Target::Measure(_)) => false,
            Node::Negate(node) => node.is_whole(max),
            Node::Sum(terms) => terms.iter().all(|term| term.node.is_whole(max)),
            Node::Product(factors) => {
                factors.iter().all(|factor| !factor.divides && factor.node.is_whole(max))
            }
            Node::Extreme(_, nodes) => nodes.iter().all(|node| node.is_whole(max)),
        }
    }
}

impl Target {
    fn value(&self, ground: &Ground<'_>) -> Result<Number, EvalFault> {
        match self {
            Target::MaxPoints => Ok(ground.max.clone()),
            Target::Input(index) => ground.answer.get(*index).cloned().flatten().ok_or_else(|| {
                let input = ground.inputs.get(*index);
                EvalFault::Detail(Detail::MissingInput {
                    id: input.map(|input| input.id.to_string()).unwrap_or_default(),
                    name: input.map(|input| input.name.clone()).unwrap_or_default(),
                })
            }),
            Target::Measure(code) => ground.surroundings.measure(code).ok_or_else(|| {
                // Nothing arose there, so that nothing can be measured here either: the set says what follows.
                if ground.surroundings.is_at_zero(code) {
                    EvalFault::DivisionByZero
                } else {
                    EvalFault::Detail(Detail::MissingMeasure { code: code.clone() })
                }
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{inputs, n};
    use super::super::{Alone, Surroundings};
    use super::*;

    struct Half;
    impl Surroundings for Half {
        fn measure(&self, code: &str) -> Option<Number> {
            (code == "1.4").then(|| n("1/2"))
        }
        fn best(&self) -> Option<Number> {
            None
        }
    }

    fn value(text: &str, values: &[i64]) -> Result<Number, EvalFault> {
        let ids = ["a", "b", "c", "hồ_sơ"];
        let answer: Vec<_> = values.iter().map(|value| Some(Number::from(*value))).collect();
        let expression = Expression::parse(text, &ids).unwrap();
        expression.eval(&answer, &inputs(&ids), &n("3"), &Half)
    }

    #[test]
    fn values() {
        let check = |text: &str, values: &[i64], expected: &str| {
            assert_eq!(value(text, values), Ok(n(expected)), "{text}");
        };
        check("b / a", &[36, 35], "35/36");
        check("35/36 * 3", &[], "35/12");
        check("1 - 2 - 3", &[], "-4");
        check("8 / 4 / 2", &[], "1");
        check("2 + 3 * 4", &[], "14");
        check("(2 + 3) × 4 ÷ 10 − 1", &[], "1");
        check("--2 - -a", &[1], "3");
        check("-a * b", &[2, 3], "-6");
        check("80%", &[], "0.8");
        check("79.995 % * 100", &[], "79.995");
        check("min(a, b, 7)", &[9, 8], "7");
        check("max(min(a), 2)", &[1], "2");
        check("max_points * measure(\"1.4\") + measure('1.4')", &[], "2");
        check("hồ_sơ + 1", &[0, 0, 0, 4], "5");
        check("b / a * 1 + c / a * 0.5", &[10, 6, 4], "0.8");
        check("1/3 * 0.375", &[], "0.125");
    }

    #[test]
    fn no_values() {
        assert_eq!(value("b / a", &[0, 0]), Err(EvalFault::DivisionByZero));
        assert_eq!(value("min(1, 1 / (a - 1))", &[1]), Err(EvalFault::DivisionByZero));
        let missing = EvalFault::Detail(Detail::MissingInput { id: "b".into(), name: "b".into() });
        assert_eq!(value("a + b", &[1]), Err(missing));
        let missing = EvalFault::Detail(Detail::MissingMeasure { code: "1.5".into() });
        assert_eq!(value("measure('1.5')", &[]), Err(missing));
    }

    #[test]
    fn what_it_uses() {
        let text = "c / a + c * measure('2') - measure('1') + measure('2')";
        let expression = Expression::parse(text, &["a", "b", "c"]).unwrap();
        assert_eq!(expression.inputs().collect::<Vec<_>>(), [2, 0]);
        assert_eq!(expression.measures(), ["2", "1"]);
    }

    #[test]
    fn values_in_the_place_of_names() {
        let check = |text: &str, expected: &str| {
            let expression = Expression::parse(text, &["a", "b", "c"]).unwrap();
            let answer = [Some(n("36")), Some(n("35.5")), None];
            assert_eq!(expression.substituted(&answer, &n("3"), &Half), expected);
            let _ = expression.substituted(&[], &n("3"), &Alone);
        };
        check("b / a", "35.5 / 36");
        check("min(a,0.5) * max_points", "min(36;0.5) * 3");
        check("(b+c) / a * measure(\"1.4\")", "(35.5+c) / 36 * 0.5");
        check("measure('1,4') + 1", "measure('1,4') + 1");
    }
}
