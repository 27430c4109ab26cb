//! Every way in which a person may mistype one number, edge or code of a criteria file.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// What is mistyped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A number: points, maxima, shares, edges, caps, years, decimals, factors of formulas.
    Number,
    /// `over` for `from`, and the other way round; a percent sign that is forgotten.
    Edge,
    /// The code of a criterion or an adjustment.
    Code,
    /// A code that is named: `measure`, `also`, `tie_break`, `was`, `basis`.
    Reference,
    /// A code that an example names.
    Example,
}

impl Kind {
    pub const ALL: [Kind; 5] = [Kind::Number, Kind::Edge, Kind::Code, Kind::Reference, Kind::Example];
}

/// One thing written differently.
#[derive(Clone, Debug)]
pub struct Mutant {
    pub kind: Kind,
    pub at: Range<usize>,
    pub instead: String,
}

impl Mutant {
    /// The file with the mistake.
    pub fn text(&self, original: &str) -> String {
        [&original[..self.at.start], &self.instead, &original[self.at.end..]].concat()
    }
}

/// All mutants of a file, in the order of the file. Texts, comments, ids and the numbers of examples stay as they are:
/// an example is what the others are held against.
pub fn mutants(text: &str) -> Vec<Mutant> {
    let (table, errors) = DeTable::parse_recoverable(text);
    assert!(errors.is_empty(), "{errors:?}");
    let mut walk = Walk { text, found: Vec::new() };
    walk.table(table.get_ref(), "");
    walk.found.sort_by_key(|mutant| (mutant.at.start, mutant.at.end));
    walk.found
}

struct Walk<'t> {
    text: &'t str,
    found: Vec<Mutant>,
}

impl Walk<'_> {
    /// `path` is the keys above, with dots.
    fn table(&mut self, table: &DeTable, path: &str) {
        for (key, value) in table {
            let path =
                if path.is_empty() { key.get_ref().to_string() } else { format!("{path}.{}", key.get_ref()) };
            let (section, rest) = path.split_once('.').unwrap_or((&path, ""));
            if section == "example" {
                let named = |part| rest.strip_prefix(part).is_some_and(|code: &str| code.starts_with('.'));
                // `inputs.1.1`, and not the inputs of it.
                if ["inputs", "points", "best", "components"].into_iter().any(named)
                    && self.is_quoted(&key.span())
                {
                    self.codes(key.span(), Kind::Example);
                } else if let DeValue::Table(_) | DeValue::Array(_) = value.get_ref() {
                    self.value(value, &path);
                }
                continue;
            }
            if rest.starts_with("also.") {
                self.codes(key.span(), Kind::Reference);
            }
            let other = match &*path {
                "criterion.rule.bands.steps.over" | "field.rule.bands.steps.over" => Some("from"),
                "criterion.rule.bands.steps.from" | "field.rule.bands.steps.from" => Some("over"),
                _ => None,
            };
            if let Some(other) = other {
                self.add(Kind::Edge, key.span(), other.to_owned());
            }
            self.value(value, &path);
        }
    }

    fn is_quoted(&self, span: &Range<usize>) -> bool {
        self.text[span.clone()].starts_with(['"', '\''])
    }

    fn add(&mut self, kind: Kind, at: Range<usize>, instead: String) {
        self.found.push(Mutant { kind, at, instead });
    }

    fn value(&mut self, value: &Spanned<DeValue>, path: &str) {
        let last = path.rsplit('.').next().unwrap_or(path);
        let span = value.span();
        match value.get_ref() {
            DeValue::Table(table) => self.table(table, path),
            DeValue::Array(items) => items.iter().for_each(|item| self.value(item, path)),
            DeValue::Integer(_) | DeValue::Float(_) => self.number(span),
            DeValue::String(text) if percent(text).is_some() => {
                let (digits, plain) = (span.start + 1..span.end - 2, percent(text).unwrap_or_default());
                // Without its sign 0 % stays 0, and a class needs 80 of 100 either way.
                if !path.contains(".also") && path != "class.from" && !Number::is_zero(plain) {
                    self.add(Kind::Edge, span, plain.to_owned());
                }
                self.number(digits);
            }
            DeValue::String(_) => match last {
                "of" | "formula" => self.expression(span),
                "code" => self.codes(span, Kind::Code),
                "was" | "tie_break" | "gaps" => self.codes(span, Kind::Reference),
                "basis" => self.basis(span),
                _ => {}
            },
            DeValue::Boolean(_) | DeValue::Datetime(_) => {}
        }
    }

    fn number(&mut self, span: Range<usize>) {
        for instead in Number::read(&self.text[span.clone()]).map(Number::mistyped).unwrap_or_default() {
            self.add(Kind::Number, span.clone(), instead);
        }
    }

    /// The numbers of an expression, and the codes that it measures.
    fn expression(&mut self, span: Range<usize>) {
        let text = self.text;
        let bytes = text.as_bytes();
        let mut at = span.start + 1;
        while at < span.end - 1 {
            let rest = &text[at..span.end - 1];
            if let Some(behind) = rest.strip_prefix("measure(") {
                let start = at + "measure(".len();
                let end = start + behind.find(')').unwrap_or(behind.len());
                self.codes(start..end, Kind::Reference);
                at = end;
            } else if bytes[at].is_ascii_digit() {
                let length = rest.bytes().take_while(|b| b.is_ascii_digit() || *b == b'.').count();
                self.number(at..at + length);
                at += length;
            } else {
                // A whole name, so that the digits in it are none of a number.
                let name = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_');
                at += name
                    .map(char::len_utf8)
                    .sum::<usize>()
                    .max(rest.chars().next().map_or(1, char::len_utf8));
            }
        }
    }

    /// The codes that a basis names: `mục 1.1.2`.
    fn basis(&mut self, span: Range<usize>) {
        let inner = &self.text[span.clone()];
        for word in inner.split(|c: char| !(c.is_ascii_digit() || c == '.')).filter(|word| !word.is_empty()) {
            let start = span.start + (word.as_ptr() as usize - inner.as_ptr() as usize);
            self.codes(start..start + word.len(), Kind::Reference);
        }
    }

    /// The code in these bytes, with or without quotes.
    fn codes(&mut self, span: Range<usize>, kind: Kind) {
        let written = &self.text[span.clone()];
        let quote = |c| c == '"' || c == '\'';
        let code = written.trim_matches(quote);
        let start = span.start + (written.len() - written.trim_start_matches(quote).len());
        for instead in mistyped_code(code) {
            self.add(kind, start..start + code.len(), instead);
        }
    }
}

/// `80` of `80%`.
fn percent(text: &str) -> Option<&str> {
    text.strip_suffix('%').filter(|plain| Number::read(plain).is_some())
}

/// The neighbours of a code, that of the next group, and two parts or letters swapped.
fn mistyped_code(code: &str) -> Vec<String> {
    let parts: Vec<&str> = code.split('.').collect();
    let numbers: Option<Vec<u32>> = parts.iter().map(|part| part.parse().ok()).collect();
    let mut found = Vec::new();
    if let Some(numbers) = numbers {
        let join = |numbers: &[u32]| numbers.iter().map(u32::to_string).collect::<Vec<_>>().join(".");
        let with = |at: usize, by: i64| {
            let mut changed = numbers.clone();
            changed[at] = u32::try_from(i64::from(changed[at]) + by).ok().filter(|n| *n > 0)?;
            Some(join(&changed))
        };
        let last = numbers.len() - 1;
        found.extend([with(last, 1), with(last, -1), with(0, 1)].into_iter().flatten());
        for at in 1..numbers.len() {
            let mut swapped = numbers.clone();
            swapped.swap(at - 1, at);
            found.push(join(&swapped));
        }
    } else {
        let mut letters: Vec<char> = code.chars().collect();
        letters.swap(0, 1);
        found.push(letters.into_iter().collect());
    }
    found.sort();
    found.dedup();
    found.retain(|other| other != code);
    found
}

/// A decimal by its written digits.
#[derive(Clone, Copy, PartialEq)]
struct Number {
    digits: i64,
    decimals: u32,
}

impl Number {
    fn read(text: &str) -> Option<Number> {
        let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
        let digits = format!("{whole}{decimals}").parse().ok()?;
        Some(Number { digits, decimals: u32::try_from(decimals.len()).ok()? })
    }

    fn is_zero(text: &str) -> bool {
        Number::read(text).is_some_and(|number| number.digits == 0)
    }

    fn write(self) -> String {
        let decimals = self.decimals as usize;
        let sign = if self.digits < 0 { "-" } else { "" };
        let digits = format!("{:0>width$}", self.digits.abs(), width = decimals + 1);
        let (whole, fraction) = digits.split_at(digits.len() - decimals);
        if decimals == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
    }

    fn is(self, other: Number) -> bool {
        let scaled = |one: Number, by: Number| i128::from(one.digits) * 10_i128.pow(by.decimals);
        scaled(self, other) == scaled(other, self)
    }

    /// One unit more or less, ten times, the point or the last decimal left out, two digits swapped.
    fn mistyped(self) -> Vec<String> {
        let Number { digits, decimals } = self;
        let of = |digits, decimals| Number { digits, decimals };
        let mut found = vec![of(digits + 1, decimals), of(digits - 1, decimals), of(digits * 10, decimals)];
        if decimals > 0 {
            found.extend([of(digits, 0), of(digits / 10, decimals - 1)]);
        }
        let written: Vec<char> = digits.abs().to_string().chars().collect();
        for at in 1..written.len() {
            let mut swapped = written.clone();
            swapped.swap(at - 1, at);
            let swapped: String = swapped.into_iter().collect();
            // `10` with its digits swapped is no number that anybody writes.
            if !swapped.starts_with('0') || decimals > 0 {
                found.push(of(swapped.parse::<i64>().unwrap_or_default() * digits.signum(), decimals));
            }
        }
        let mut once: Vec<Number> = Vec::new();
        for number in found {
            if !number.is(self) && !once.iter().any(|known| known.is(number)) {
                once.push(number);
            }
        }
        once.into_iter().map(Number::write).collect()
    }
}
