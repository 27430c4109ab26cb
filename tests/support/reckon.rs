//! A spreadsheet in small: as much of its language as the formulas of `workbook::formula` use, in binary fractions.

#![allow(clippy::float_arithmetic, clippy::float_cmp)] // It stands for a program that reckons so.

use std::collections::HashMap;

use rust_decimal::{Decimal, RoundingStrategy};

/// What a cell holds, or a formula gives.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Blank,
    Number(f64),
    Text(String),
    Truth(bool),
    /// A column of values.
    Column(Vec<Value>),
}
use Value::{Blank, Column, Number, Text, Truth};

impl Value {
    fn number(&self) -> f64 {
        match self {
            Number(number) => *number,
            Truth(truth) => f64::from(u8::from(*truth)),
            Blank => 0.0,
            other => panic!("#VALUE! {other:?}"),
        }
    }

    fn truth(&self) -> bool {
        self.number() != 0.0
    }

    fn each(&self) -> Vec<Value> {
        if let Column(values) = self { values.clone() } else { vec![self.clone()] }
    }

    /// Applied to each member, where one of the two is a column.
    fn with(&self, other: &Value, with: &dyn Fn(&Value, &Value) -> Value) -> Value {
        match (self, other) {
            (Column(left), Column(right)) => {
                assert_eq!(left.len(), right.len());
                Column(left.iter().zip(right).map(|(left, right)| with(left, right)).collect())
            }
            (Column(left), right) => Column(left.iter().map(|left| with(left, right)).collect()),
            (left, Column(right)) => Column(right.iter().map(|right| with(left, right)).collect()),
            (left, right) => with(left, right),
        }
    }
}

/// The value of a formula over cells (`D7`, `lists!$F$1:$F$3`).
pub fn reckon(formula: &str, cells: &HashMap<String, Value>) -> Value {
    let letters: Vec<char> = formula.chars().collect();
    let mut reader = Reader { letters: &letters, at: 0, cells, idle: false };
    let value = reader.comparison();
    assert_eq!(reader.at, letters.len(), "{formula}");
    value
}

struct Reader<'a> {
    letters: &'a [char],
    at: usize,
    cells: &'a HashMap<String, Value>,
    /// A branch that is not taken: read, not reckoned.
    idle: bool,
}

impl Reader<'_> {
    fn take(&mut self, sign: &str) -> bool {
        let ahead: String = self.letters[self.at..].iter().take(sign.len()).collect();
        let found = ahead == sign;
        self.at += if found { sign.len() } else { 0 };
        found
    }

    fn expect(&mut self, sign: &str) {
        assert!(self.take(sign), "{sign} at {}", self.letters[self.at..].iter().collect::<String>());
    }

    fn reckoned(&self, left: &Value, right: &Value, with: impl Fn(f64, f64) -> f64) -> Value {
        if self.idle {
            return Number(0.0);
        }
        left.with(right, &|left, right| Number(with(left.number(), right.number())))
    }

    fn comparison(&mut self) -> Value {
        let left = self.sum();
        let Some(sign) = ["<>", ">=", "<=", "=", ">", "<"].into_iter().find(|sign| self.take(sign)) else {
            return left;
        };
        let right = self.sum();
        left.with(&right, &|left, right| Truth(compare(left, right, sign)))
    }

    fn sum(&mut self) -> Value {
        let mut value = self.product();
        loop {
            if self.take("+") {
                let right = self.product();
                value = self.reckoned(&value, &right, |a, b| a + b);
            } else if self.take("-") {
                let right = self.product();
                value = self.reckoned(&value, &right, |a, b| a - b);
            } else {
                return value;
            }
        }
    }

    fn product(&mut self) -> Value {
        let mut value = self.signed();
        loop {
            if self.take("*") {
                let right = self.signed();
                value = self.reckoned(&value, &right, |a, b| a * b);
            } else if self.take("/") {
                let right = self.signed();
                assert!(self.idle || right.number() != 0.0, "#DIV/0!");
                value = self.reckoned(&value, &right, |a, b| a / b);
            } else {
                return value;
            }
        }
    }

    fn signed(&mut self) -> Value {
        if self.take("-") {
            let value = self.signed();
            return self.reckoned(&Number(0.0), &value, |a, b| a - b);
        }
        self.primary()
    }

    fn primary(&mut self) -> Value {
        if self.take("(") {
            let value = self.comparison();
            self.expect(")");
            return value;
        }
        if self.take("\"") {
            let mut text = String::new();
            loop {
                let letter = self.letters[self.at];
                self.at += 1;
                match letter {
                    '"' if self.take("\"") => text.push('"'),
                    '"' => return Text(text),
                    letter => text.push(letter),
                }
            }
        }
        if self.take("{") {
            let mut values = vec![self.signed()];
            while self.take(";") {
                values.push(self.signed());
            }
            self.expect("}");
            return Column(values);
        }
        let word = |c: &char| c.is_alphanumeric() || "$!:.".contains(*c);
        let mut name: String = self.letters[self.at..].iter().take_while(|c| word(c)).collect();
        self.at += name.chars().count();
        if name.starts_with(|c: char| c.is_ascii_digit()) {
            if name.ends_with('E') {
                self.expect("-");
                let power: String = self.letters[self.at..].iter().take_while(|c| word(c)).collect();
                self.at += power.len();
                name += &format!("-{power}");
            }
            return Number(name.parse().unwrap());
        }
        if self.take("(") { self.call(&name) } else { self.cells.get(&name).cloned().unwrap_or(Blank) }
    }

    fn call(&mut self, name: &str) -> Value {
        let mut values = vec![self.comparison()];
        let idle = self.idle;
        while self.take(",") {
            // Of IF only the branch that is taken.
            let taken = name != "IF" || values.len() == if idle || values[0].truth() { 1 } else { 2 };
            self.idle = idle || !taken;
            values.push(self.comparison());
            self.idle = idle;
        }
        self.expect(")");
        if self.idle { Number(0.0) } else { function(name, &values) }
    }
}

fn compare(left: &Value, right: &Value, sign: &str) -> bool {
    let order = match (left, right) {
        (Text(left), Text(right)) => left.to_lowercase().partial_cmp(&right.to_lowercase()),
        (Text(left), Blank) => left.as_str().partial_cmp(""),
        (Blank, Text(right)) => "".partial_cmp(right.as_str()),
        (Text(_), _) => Some(std::cmp::Ordering::Greater),
        (_, Text(_)) => Some(std::cmp::Ordering::Less),
        (left, right) => left.number().partial_cmp(&right.number()),
    };
    let order = order.unwrap();
    match sign {
        "=" => order.is_eq(),
        "<>" => order.is_ne(),
        ">" => order.is_gt(),
        ">=" => order.is_ge(),
        "<" => order.is_lt(),
        _ => order.is_le(),
    }
}

fn function(name: &str, values: &[Value]) -> Value {
    // Of cells only the numbers count.
    let numbers =
        || values.iter().filter_map(|value| if let Number(number) = value { Some(*number) } else { None });
    let count = |count: usize| Number(u32::try_from(count).unwrap().into());
    match name {
        "IF" => {
            if values[0].truth() {
                values[1].clone()
            } else {
                values[2].clone()
            }
        }
        "OR" => Truth(values.iter().any(Value::truth)),
        "COUNT" => count(numbers().count()),
        "COUNTA" => count(values.iter().filter(|value| **value != Blank).count()),
        "MIN" => Number(numbers().reduce(f64::min).unwrap_or(0.0)),
        "MAX" => Number(numbers().reduce(f64::max).unwrap_or(0.0)),
        "SUM" => Number(numbers().sum()),
        "N" => Number(numbers().next().unwrap_or(0.0)),
        "ABS" => Number(values[0].number().abs()),
        "MOD" => {
            let (number, by) = (values[0].number(), values[1].number());
            Number(number - by * (number / by).floor())
        }
        "ROUND" => Number(rounded(values[0].number(), values[1].number())),
        "SUMPRODUCT" => Number(values[0].each().iter().map(Value::number).sum()),
        _ => panic!("#NAME? {name}"),
    }
}

/// Rounded at so many decimals, the half up, as spreadsheets do it: by the fifteen digits that they show.
fn rounded(number: f64, decimals: f64) -> f64 {
    if number.abs() < 1e-14 {
        return 0.0;
    }
    let Ok(shown) = Decimal::from_scientific(&format!("{number:.14e}")) else { return number };
    let decimals = format!("{decimals}").parse().unwrap();
    let rounded = shown.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
    rounded.to_string().parse().unwrap()
}
