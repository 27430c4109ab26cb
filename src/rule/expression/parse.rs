//! Text to tree: the grammar of expressions.

use std::ops::Range;

use super::{Extreme, Factor, Node, Reference, Target, Term};
use crate::message::{Detail, ExpressionFault, characters};
use crate::points::Number;

/// Longest text, in characters.
const LONGEST: usize = 2000;
/// Most parentheses and functions within each other.
const DEEPEST: usize = 64;

#[derive(Clone, Debug, PartialEq)]
enum Kind<'t> {
    Number(Number),
    Name(&'t str),
    Quoted(&'t str),
    Sign(char),
}

#[derive(Clone, Debug)]
struct Token<'t> {
    kind: Kind<'t>,
    text: &'t str,
    /// Characters before it.
    at: usize,
    span: Range<usize>,
}

struct Fault {
    at: usize,
    reason: ExpressionFault,
}

/// The tree and where the text names values.
pub(super) fn parse(text: &str, ids: &[&str]) -> Result<(Node, Vec<Reference>), Vec<Detail>> {
    let detail = |fault: Fault| Detail::ExpressionFault {
        expression: text.to_owned(),
        at: fault.at,
        reason: fault.reason,
    };
    if characters(text) > LONGEST {
        return Err(vec![detail(Fault { at: LONGEST, reason: ExpressionFault::TooLong })]);
    }
    let (tokens, unread) = tokens(text);
    let readable = unread.is_empty();
    let mut faults: Vec<Detail> = unread.into_iter().map(detail).collect();
    for (n, token) in tokens.iter().enumerate() {
        let Kind::Name(name) = token.kind else { continue };
        let called = tokens.get(n + 1).is_some_and(|next| next.kind == Kind::Sign('('));
        if ids.contains(&name) || name == "max_points" || is_function(name) {
            continue;
        }
        faults.push(if called {
            detail(Fault { at: token.at, reason: ExpressionFault::UnknownFunction(name.to_owned()) })
        } else {
            let declared = ids.iter().map(|id| (*id).to_owned()).collect();
            Detail::UnknownInput { id: name.to_owned(), close: close(name, ids), declared }
        });
    }
    let mut parser =
        Parser { tokens: &tokens, next: 0, end: characters(text), depth: 0, ids, references: Vec::new() };
    let root = if readable { parser.whole().map_err(detail) } else { Ok(Node::Number(Number::ZERO)) };
    match root {
        Ok(root) if faults.is_empty() => Ok((root, parser.references)),
        Ok(_) => Err(unique(faults)),
        Err(fault) => {
            faults.push(fault);
            Err(unique(faults))
        }
    }
}

fn is_function(name: &str) -> bool {
    matches!(name, "min" | "max" | "measure")
}

fn unique(faults: Vec<Detail>) -> Vec<Detail> {
    let mut unique: Vec<Detail> = Vec::new();
    for fault in faults {
        if !unique.contains(&fault) {
            unique.push(fault);
        }
    }
    unique
}

/// The id that was probably meant: at most one letter in three differs.
fn close(name: &str, ids: &[&str]) -> Option<String> {
    let lower = name.to_lowercase();
    let letters = characters(name);
    let similar = |id: &&str| {
        let others = characters(id);
        letters.max(others) <= 200 && letters.abs_diff(others) <= letters.max(others) / 3
    };
    let known = ids.iter().copied().chain(["max_points"]).filter(similar);
    let distances = known.map(|id| (strsim::osa_distance(&lower, &id.to_lowercase()), id));
    let (distance, id) = distances.min_by_key(|(distance, _)| *distance)?;
    (distance <= characters(name).max(characters(id)) / 3).then(|| id.to_owned())
}

/// The tokens, and what could not be read.
fn tokens(text: &str) -> (Vec<Token<'_>>, Vec<Fault>) {
    let (mut tokens, mut faults) = (Vec::new(), Vec::new());
    let (mut start, mut at) = (0, 0);
    while let Some(first) = text[start..].chars().next() {
        let rest = &text[start..];
        let mut length = first.len_utf8();
        let kind = match first {
            c if c.is_whitespace() => None,
            c if c.is_ascii_digit() => {
                let digits = prefix(rest, |c| c.is_ascii_digit() || c == '.');
                length = digits.len();
                let percent = rest[length..].trim_start().starts_with('%');
                if percent {
                    length = rest.find('%').map_or(length, |sign| sign + 1);
                }
                let number = Number::from_plain(digits);
                if number.is_none() {
                    faults.push(Fault { at, reason: ExpressionFault::BadNumber(digits.to_owned()) });
                }
                number.map(|number| {
                    Kind::Number(if percent { number * Number::from_scaled(1, 2) } else { number })
                })
            }
            c if c.is_alphabetic() || c == '_' => {
                let name = prefix(rest, |c| c.is_alphanumeric() || c == '_');
                length = name.len();
                Some(Kind::Name(name))
            }
            quote @ ('"' | '\'') => {
                if let Some(end) = rest[1..].find(quote) {
                    length = end + 2;
                    Some(Kind::Quoted(&rest[1..=end]))
                } else {
                    length = rest.len();
                    let end = at + characters(rest);
                    faults.push(Fault { at: end, reason: ExpressionFault::Incomplete });
                    None
                }
            }
            '+' | '(' | ')' | ',' => Some(Kind::Sign(first)),
            '-' | '−' => Some(Kind::Sign('-')),
            '*' | '×' => Some(Kind::Sign('*')),
            '/' | '÷' => Some(Kind::Sign('/')),
            other => {
                faults.push(Fault { at, reason: ExpressionFault::Unexpected(other.to_string()) });
                None
            }
        };
        let span = start..start + length;
        let text = &text[span.clone()];
        if let Some(kind) = kind {
            tokens.push(Token { kind, text, at, span });
        }
        start += length;
        at += characters(text);
    }
    (tokens, faults)
}

fn prefix(text: &str, belongs: impl Fn(char) -> bool) -> &str {
    let end = text.find(|c| !belongs(c)).unwrap_or(text.len());
    &text[..end]
}

struct Parser<'t> {
    tokens: &'t [Token<'t>],
    next: usize,
    /// Characters of the whole text.
    end: usize,
    depth: usize,
    ids: &'t [&'t str],
    references: Vec<Reference>,
}

impl<'t> Parser<'t> {
    fn whole(&mut self) -> Result<Node, Fault> {
        let root = self.sum()?;
        if self.next < self.tokens.len() { Err(self.unexpected()) } else { Ok(root) }
    }

    fn sum(&mut self) -> Result<Node, Fault> {
        let first = self.product()?;
        let mut terms = vec![Term { minus: false, node: first }];
        while let Some(sign) = self.take_sign(&['+', '-']) {
            terms.push(Term { minus: sign == '-', node: self.product()? });
        }
        Ok(if terms.len() == 1 { terms.remove(0).node } else { Node::Sum(terms) })
    }

    fn product(&mut self) -> Result<Node, Fault> {
        let first = self.signed()?;
        let mut factors = vec![Factor { divides: false, node: first }];
        while let Some(sign) = self.take_sign(&['*', '/']) {
            factors.push(Factor { divides: sign == '/', node: self.signed()? });
        }
        Ok(if factors.len() == 1 { factors.remove(0).node } else { Node::Product(factors) })
    }

    fn signed(&mut self) -> Result<Node, Fault> {
        let mut minus = false;
        while self.take_sign(&['-']).is_some() {
            minus = !minus;
        }
        let node = self.primary()?;
        Ok(if minus { Node::Negate(Box::new(node)) } else { node })
    }

    fn primary(&mut self) -> Result<Node, Fault> {
        let tokens = self.tokens;
        let Some(token) = tokens.get(self.next) else { return Err(self.unexpected()) };
        match &token.kind {
            Kind::Number(number) => {
                self.next += 1;
                Ok(Node::Number(number.clone()))
            }
            Kind::Sign('(') => {
                self.open()?;
                let node = self.sum()?;
                self.close()?;
                Ok(node)
            }
            Kind::Name(name) => {
                self.next += 1;
                let called = tokens.get(self.next).is_some_and(|next| next.kind == Kind::Sign('('));
                if called && *name == "measure" {
                    return self.measure(token);
                }
                if called && !self.ids.contains(name) {
                    return self.arguments(name);
                }
                if *name == "max_points" {
                    return Ok(self.refer(token.span.clone(), Target::MaxPoints));
                }
                match self.ids.iter().position(|id| id == name) {
                    Some(index) => Ok(self.refer(token.span.clone(), Target::Input(index))),
                    None if is_function(name) => Err(self.unexpected()),
                    // Reported with all other unknown inputs.
                    None => Ok(Node::Number(Number::ZERO)),
                }
            }
            Kind::Quoted(_) | Kind::Sign(_) => Err(self.unexpected()),
        }
    }

    fn arguments(&mut self, name: &str) -> Result<Node, Fault> {
        self.open()?;
        let mut nodes = vec![self.sum()?];
        while self.take_sign(&[',']).is_some() {
            nodes.push(self.sum()?);
        }
        self.close()?;
        Ok(Node::Extreme(if name == "min" { Extreme::Min } else { Extreme::Max }, nodes))
    }

    fn measure(&mut self, name: &Token<'t>) -> Result<Node, Fault> {
        self.open()?;
        let Some(Token { kind: Kind::Quoted(code), .. }) = self.tokens.get(self.next) else {
            return Err(self.unexpected());
        };
        self.next += 1;
        let end = self.tokens.get(self.next).map_or(name.span.end, |token| token.span.end);
        self.close()?;
        Ok(self.refer(name.span.start..end, Target::Measure((*code).to_owned())))
    }

    fn refer(&mut self, span: Range<usize>, to: Target) -> Node {
        self.references.push(Reference { span, to: to.clone() });
        Node::Value(to)
    }

    fn open(&mut self) -> Result<(), Fault> {
        let at = self.tokens.get(self.next).map_or(self.end, |token| token.at);
        self.depth += 1;
        self.next += 1;
        if self.depth > DEEPEST { Err(Fault { at, reason: ExpressionFault::TooLong }) } else { Ok(()) }
    }

    fn close(&mut self) -> Result<(), Fault> {
        self.depth -= 1;
        self.take_sign(&[')']).map(|_| ()).ok_or_else(|| self.unexpected())
    }

    fn take_sign(&mut self, signs: &[char]) -> Option<char> {
        match self.tokens.get(self.next)?.kind {
            Kind::Sign(sign) if signs.contains(&sign) => {
                self.next += 1;
                Some(sign)
            }
            _ => None,
        }
    }

    fn unexpected(&self) -> Fault {
        match self.tokens.get(self.next) {
            Some(token) => Fault { at: token.at, reason: ExpressionFault::Unexpected(token.text.to_owned()) },
            None => Fault { at: self.end, reason: ExpressionFault::Incomplete },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Expression;
    use super::*;

    fn faults(text: &str) -> Vec<Detail> {
        Expression::parse(text, &["a", "tong_so", "ty_le"]).unwrap_err()
    }

    #[test]
    fn faults_of_grammar() {
        use ExpressionFault::{BadNumber, Incomplete, TooLong, Unexpected, UnknownFunction};
        let check = |text: &str, at: usize, reason: ExpressionFault| {
            let expected = Detail::ExpressionFault { expression: text.to_owned(), at, reason };
            assert_eq!(faults(text), [expected], "{text}");
        };
        check("", 0, Incomplete);
        check("a +", 3, Incomplete);
        check("(a", 2, Incomplete);
        check("a )", 2, Unexpected(")".into()));
        check("a a", 2, Unexpected("a".into()));
        check("+a", 0, Unexpected("+".into()));
        check("0,5", 1, Unexpected(",".into()));
        check("a : 2", 2, Unexpected(":".into()));
        check("(a)%", 3, Unexpected("%".into()));
        check("a(2)", 1, Unexpected("(".into()));
        check("min()", 4, Unexpected(")".into()));
        check("min", 3, Incomplete);
        check("measure(1.4)", 8, Unexpected("1.4".into()));
        check("measure('1.4'", 13, Incomplete);
        check("'1", 2, Incomplete);
        check("\"1\" + a", 0, Unexpected("\"1\"".into()));
        check("1.2.3", 0, BadNumber("1.2.3".into()));
        check("1.", 0, BadNumber("1.".into()));
        check("a × 1234567890123456", 4, BadNumber("1234567890123456".into()));
        check("avg(a, 2)", 0, UnknownFunction("avg".into()));
        check(&format!("{}a{}", "(".repeat(65), ")".repeat(65)), 64, TooLong);
        check(&"1+".repeat(1001), 2000, TooLong);
    }

    #[test]
    fn unknown_inputs_all_at_once() {
        let unknown = |id: &str, close: Option<&str>| Detail::UnknownInput {
            id: id.to_owned(),
            close: close.map(str::to_owned),
            declared: ["a", "tong_so", "ty_le"].map(str::to_owned).to_vec(),
        };
        let all = [unknown("tong_s0", Some("tong_so")), unknown("d", None), unknown("A", Some("a"))];
        assert_eq!(faults("tong_s0 / d + A + d"), all);
        assert_eq!(faults("maxpoints"), [unknown("maxpoints", Some("max_points"))]);
        assert_eq!(faults("x +").len(), 2);
    }

    #[test]
    fn deep_and_long_expressions_that_are_allowed() {
        let deep = format!("{}a{}", "-(".repeat(64), ")".repeat(64));
        assert!(Expression::parse(&deep, &["a"]).is_ok());
        let long = format!("{}a", "a+".repeat(999));
        assert!(Expression::parse(&long, &["a"]).is_ok());
    }
}
