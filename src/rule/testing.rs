//! Short words for the tests of the rules.

use super::{
    Alone, Answer, Award, Computed, Expression, Frame, Input, Outcome, Rule, Surroundings, WhenZero,
};
use crate::message::{Detail, Lang};
use crate::points::{Number, Precision, Rounding};

pub const CENTS: Precision = Precision { decimals: 2, rounding: Rounding::HalfUp };

/// `2.5`, `-1`, `35/36`, `80%`.
pub fn n(text: &str) -> Number {
    if text.ends_with('%') {
        return Number::from_percent(text).unwrap();
    }
    let (numerator, denominator) = text.split_once('/').unwrap_or((text, "1"));
    Number::from_plain(numerator).unwrap().checked_div(&Number::from_plain(denominator).unwrap()).unwrap()
}

pub fn input(id: &str) -> Input {
    Input { id: id.into(), name: id.into(), part_of: None, whole_number: false, max: None }
}

pub fn part(id: &str, whole: usize) -> Input {
    Input { part_of: Some(whole), ..input(id) }
}

pub fn inputs(ids: &[&str]) -> Vec<Input> {
    ids.iter().map(|id| input(id)).collect()
}

/// a, its parts b and c, and n, which stands alone.
pub fn abcn() -> Vec<Input> {
    vec![input("a"), part("b", 0), part("c", 0), input("n")]
}

pub fn of(text: &str) -> Expression {
    Expression::parse(text, &["a", "b", "c", "n"]).unwrap()
}

pub fn points(text: &str) -> Award {
    if text.ends_with('%') { Award::Share(n(text)) } else { Award::Points(n(text)) }
}

/// Values of a, b, c, n; `_` where there is none.
pub fn declared(values: &str) -> Answer {
    let inputs = values.split_whitespace().map(|value| (value != "_").then(|| n(value))).collect();
    Answer { inputs, ..Answer::default() }
}

pub struct Best(pub Option<Number>);

impl Surroundings for Best {
    fn measure(&self, code: &str) -> Option<Number> {
        Alone.measure(code)
    }
    fn best(&self) -> Option<Number> {
        self.0.clone()
    }
}

/// One rule at one maximum, over the inputs a, b, c, n.
pub struct Case {
    pub rule: Rule,
    pub max: Number,
    pub inputs: Vec<Input>,
    pub when_zero: WhenZero,
    pub best: Best,
}

impl Case {
    pub fn new(max: &str, rule: Rule) -> Case {
        Case { rule, max: n(max), inputs: abcn(), when_zero: WhenZero::Fault, best: Best(None) }
    }

    pub fn zero(mut self, when_zero: WhenZero) -> Case {
        self.when_zero = when_zero;
        self
    }

    pub fn frame(&self) -> Frame<'_> {
        Frame { max: &self.max, inputs: &self.inputs, when_zero: self.when_zero, precision: CENTS }
    }

    pub fn compute(&self, answer: &Answer) -> Option<Result<Computed, Detail>> {
        self.rule.compute(&self.frame(), answer, &self.best)
    }

    /// The points as a text; `n/a`, `none`, or the finding's name.
    #[track_caller]
    pub fn gives(&self, values: &str, expected: &str) {
        self.gives_for(&declared(values), expected);
    }

    #[track_caller]
    pub fn gives_for(&self, answer: &Answer, expected: &str) {
        let text = match self.compute(answer) {
            None => "none".to_owned(),
            Some(Ok(Computed { outcome: Outcome::NotApplicable, .. })) => "n/a".to_owned(),
            Some(Ok(Computed { outcome: Outcome::Points(points), .. })) => points.to_string(),
            Some(Err(detail)) => name(&detail),
        };
        assert_eq!(text, expected, "{answer:?}");
    }

    /// Whether a claim is accepted: `ok` or the finding's name.
    #[track_caller]
    pub fn claim(&self, claim: &str, expected: &str) {
        let text = match self.rule.check_claim(&self.frame(), &n(claim)) {
            Ok(()) => "ok".to_owned(),
            Err(detail) => name(&detail),
        };
        assert_eq!(text, expected, "{claim}");
    }

    /// The ranges as `0; 2.4..3`.
    #[track_caller]
    pub fn reaches(&self, expected: &str) {
        let reach = self.rule.reach(&self.frame()).possible();
        let range = |(low, high): &(Number, Number)| {
            if low == high { low.to_string() } else { format!("{low}..{high}") }
        };
        assert_eq!(reach.iter().map(range).collect::<Vec<_>>().join("; "), expected);
    }

    /// The faults as `1 RuleAboveMax`, `- MaxUnreachable`.
    #[track_caller]
    pub fn faults(&self, expected: &[&str]) {
        let faults = self.rule.faults(&self.frame());
        let text = |fault: &super::RuleFault| {
            format!("{} {}", fault.part.map_or("-".to_owned(), |part| part.to_string()), name(&fault.detail))
        };
        assert_eq!(faults.iter().map(text).collect::<Vec<_>>(), expected);
    }

    #[track_caller]
    pub fn traces(&self, answer: &Answer, vietnamese: &[&str], english: &[&str]) {
        let steps = self.rule.trace(&self.frame(), answer, &self.best);
        for (lang, expected) in [(Lang::Vi, vietnamese), (Lang::En, english)] {
            assert_eq!(steps.iter().map(|step| step.text(lang)).collect::<Vec<_>>(), expected);
        }
    }
}

fn name(detail: &Detail) -> String {
    let text = format!("{detail:?}");
    text.split([' ', '(']).next().unwrap().to_owned()
}
