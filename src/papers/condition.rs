//! What `{% if %}` asks: names, `not`, comparisons with a text or a number, joined by `and` and `or`.

use std::borrow::Cow;
use std::cmp::Ordering;

use super::facts::Fact;
use super::fault::Cause;
use super::template::is_name;

/// A condition: it holds where all parts of one of its choices hold.
#[derive(Debug)]
pub(super) struct Condition(Vec<Vec<Part>>);

#[derive(Debug)]
struct Part {
    /// As it is written.
    text: String,
    /// It must not hold.
    not: bool,
    name: String,
    compared: Option<(Sign, Literal)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    Is,
    IsNot,
    More,
    Less,
    AtLeast,
    AtMost,
}

#[derive(Debug)]
enum Literal {
    Count(usize),
    Text(String),
}

impl Condition {
    /// Reads the words behind `if`.
    pub fn read(words: &[&str]) -> Result<Condition, Cause> {
        let choice = |words: &[&str]| words.split(|word| *word == "and").map(Part::read).collect();
        let choices: Result<Vec<_>, Cause> = words.split(|word| *word == "or").map(choice).collect();
        Ok(Condition(choices?))
    }

    /// Whether it holds; `find` knows the names.
    pub fn holds<'f>(&self, find: &impl Fn(&str) -> Result<Cow<'f, Fact>, Cause>) -> Result<bool, Cause> {
        for parts in &self.0 {
            let mut all = true;
            for part in parts {
                all &= part.holds(&*find(&part.name)?)?;
            }
            if all {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

impl Part {
    fn read(words: &[&str]) -> Result<Part, Cause> {
        let text = words.join(" ");
        let wrong = || Cause::NotUnderstood(format!("if {text}"));
        let (not, words) = match words {
            ["not", words @ ..] => (true, words),
            words => (false, words),
        };
        let (name, compared) = match words {
            [name] => (*name, None),
            [name, sign, literal @ ..] => {
                let sign = match *sign {
                    "==" => Sign::Is,
                    "!=" => Sign::IsNot,
                    ">" => Sign::More,
                    "<" => Sign::Less,
                    ">=" => Sign::AtLeast,
                    "<=" => Sign::AtMost,
                    _ => return Err(wrong()),
                };
                let literal = literal.join(" ");
                let quoted = ['"', '\''].into_iter().find_map(|quote| {
                    literal.strip_prefix(quote)?.strip_suffix(quote).filter(|text| !text.contains(quote))
                });
                let literal = match (quoted, literal.parse()) {
                    (Some(text), _) => Literal::Text(text.to_owned()),
                    (None, Ok(count)) => Literal::Count(count),
                    _ => return Err(wrong()),
                };
                (*name, Some((sign, literal)))
            }
            [] => return Err(wrong()),
        };
        if !is_name(name) {
            return Err(wrong());
        }
        let name = name.to_owned();
        Ok(Part { name, not, compared, text })
    }

    fn holds(&self, fact: &Fact) -> Result<bool, Cause> {
        let holds = match (&self.compared, fact) {
            (None, fact) => fact.holds(),
            (Some((sign, Literal::Count(literal))), Fact::Count(count)) => sign.holds(count.cmp(literal)),
            (Some((sign @ (Sign::Is | Sign::IsNot), Literal::Text(literal))), Fact::Text(text)) => {
                sign.holds(text.cmp(literal))
            }
            _ => return Err(Cause::NotComparable(self.text.clone())),
        };
        Ok(holds != self.not)
    }
}

impl Sign {
    fn holds(self, order: Ordering) -> bool {
        match self {
            Sign::Is => order.is_eq(),
            Sign::IsNot => order.is_ne(),
            Sign::More => order.is_gt(),
            Sign::Less => order.is_lt(),
            Sign::AtLeast => order.is_ge(),
            Sign::AtMost => order.is_le(),
        }
    }
}
