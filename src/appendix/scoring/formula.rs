//! Formulas as texts write them: `(b/a) × 1 + (c/a) × 0,5`, `tỷ lệ % x điểm tối đa`, `số A / tổng số B x 2`.

use super::phrase::{DEEPEST, starts_any};
use super::token::{Kind, Source, Token};
use super::words;
use crate::message::characters;
use crate::points::Number;
use crate::sorting::Order as _;

/// What a formula calculates with.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Expr {
    /// A number.
    Number(Number),
    /// The maximum of the leaf.
    Max,
    /// A value that the unit declares.
    Atom(Atom),
    /// Terms, each perhaps taken away.
    Sum(Vec<(bool, Expr)>),
    /// Factors, each perhaps divided by.
    Product(Vec<(bool, Expr)>),
}

/// A value with the words for it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Atom {
    /// The words as written.
    pub label: String,
    /// A letter that the text defines.
    pub id: bool,
    /// A rate: a part of a whole.
    pub rate: bool,
}

impl Atom {
    /// Whether it is a letter, a rate or a number of something; `cuộc/năm` is a unit.
    pub fn is_measured(&self) -> bool {
        let label = self.label.to_lowercase();
        self.id || self.rate || ["số ", "tổng "].iter().any(|word| label.starts_with(word))
    }
}

/// The formula at the beginning of the tokens, and how many it takes.
pub(super) fn read(source: &Source, tokens: &[Token]) -> Option<(Expr, usize)> {
    let mut parser = Parser { source, tokens, at: 0, depth: 0 };
    let expr = parser.sum()?;
    Some((expr, parser.at))
}

struct Parser<'s> {
    source: &'s Source,
    tokens: &'s [Token],
    at: usize,
    depth: usize,
}

impl Parser<'_> {
    fn rest(&self) -> &[Token] {
        self.tokens.get(self.at..).unwrap_or_default()
    }

    fn eat(&mut self, phrases: &[&str]) -> bool {
        let length = starts_any(self.rest(), phrases);
        self.at += length.unwrap_or(0);
        length.is_some()
    }

    fn sum(&mut self) -> Option<Expr> {
        let mut terms = vec![(false, self.product()?)];
        loop {
            let before = self.at;
            let minus = if self.eat(&["+", "cộng với", "cộng"]) {
                false
            } else if self.eat(&["-", "trừ đi", "trừ"]) {
                true
            } else {
                break;
            };
            let Some(term) = self.product() else {
                self.at = before;
                break;
            };
            terms.push((minus, term));
        }
        Some(if terms.len() == 1 { terms.remove(0).1 } else { Expr::Sum(terms) })
    }

    fn product(&mut self) -> Option<Expr> {
        let mut factors = vec![(false, self.factor()?)];
        loop {
            let before = self.at;
            let divides = if self.eat(&[
                "×",
                "x",
                "nhân với",
                "nhân",
                ", nhân với",
                ", nhân",
                ", ×",
                ", x",
                "rồi nhân với",
                ", sau đó nhân với",
            ]) {
                false
            } else if self.eat(&["/", "chia cho", "chia"])
                || (self.depth > 0 && self.eat(&[":", "trên tổng"]))
            {
                true
            } else {
                break;
            };
            let Some(factor) = self.factor() else {
                self.at = before;
                break;
            };
            factors.push((divides, factor));
        }
        Some(if factors.len() == 1 { factors.remove(0).1 } else { Expr::Product(factors) })
    }

    fn factor(&mut self) -> Option<Expr> {
        let first = self.rest().first()?;
        if first.is_sign('(') {
            return self.parentheses();
        }
        if let Some((value, _)) = first.number() {
            let value = value.clone();
            self.at += 1;
            if starts_any(self.rest(), words::MAXIMUM).is_none() {
                self.eat(&["điểm", "đ"]);
            }
            return Some(Expr::Number(value));
        }
        if let Some(length) = starts_any(self.rest(), words::MAXIMUM) {
            self.at += length;
            self.eat(words::OF_LEAF);
            return Some(Expr::Max);
        }
        if let Some(length) = starts_any(self.rest(), &["tối đa -", "tối đa trừ"]) {
            self.at += length - 1;
            return Some(Expr::Max);
        }
        let atom = self.phrase()?;
        // `tỷ lệ hồ sơ đúng hạn (b/a)` is b/a.
        let named = self.at;
        if self.rest().first().is_some_and(|token| token.is_sign('('))
            && let Some(expr) = self.parentheses()
            && expr.calculates()
            && expr.atoms().iter().all(|atom| atom.id)
        {
            return Some(expr);
        }
        self.at = named;
        Some(Expr::Atom(atom))
    }

    fn parentheses(&mut self) -> Option<Expr> {
        if self.depth == DEEPEST {
            return None;
        }
        self.depth += 1;
        self.at += 1;
        let inside = self.sum();
        self.depth -= 1;
        let closed = self.rest().first().is_some_and(|token| token.is_sign(')'));
        self.at += 1;
        inside.filter(|_| closed)
    }

    /// The words of a value, up to the next sign of calculation.
    fn phrase(&mut self) -> Option<Atom> {
        let start = self.at;
        // `tỷ lệ b/a` is b/a.
        if let Some(length) = starts_any(self.rest(), &["tỷ lệ", "tỷ lệ %", "tỷ số"])
            && self.tokens.get(start + length).is_some_and(is_id)
            && self.tokens.get(start + length + 1).is_some_and(|token| token.is_sign('/'))
        {
            self.at += length;
        }
        let first = self.at;
        while let Some(token) = self.rest().first() {
            let before = self.tokens[first..self.at].last();
            let belongs = match &token.kind {
                Kind::Word(word) => {
                    let mean = word == "cộng" && before.is_some_and(|token| token.is_word("bình"));
                    (mean || !["x", "nhân", "chia", "nếu", "thì", "cộng"].contains(&word.as_str()))
                        && !self.divides_by_words()
                }
                Kind::Number { percent, .. } => {
                    let named = ["năm", "mức", "quý", "số", "tháng", "cấp", "độ", "điều"];
                    // Decision 766 gave its name to a set of indicators.
                    let decision = token.number().is_some_and(|(value, _)| *value == Number::from(766));
                    let named = before.and_then(Token::word).is_some_and(|word| named.contains(&word));
                    !percent && (named || decision && before.is_some())
                }
                Kind::Sign('%') => true,
                Kind::Sign(',') => self.depth > 0 || self.lists(),
                // `(%)`, `(SIPAS)`
                Kind::Sign('(') => {
                    let one = self
                        .rest()
                        .get(1)
                        .is_some_and(|token| token.is_sign('%') || (token.word().is_some() && !is_id(token)));
                    let closed = self.rest().get(2).is_some_and(|token| token.is_sign(')'));
                    self.at += if one && closed { 2 } else { 0 };
                    one && closed
                }
                _ => false,
            };
            if !belongs {
                break;
            }
            self.at += 1;
        }
        let tokens = &self.tokens[first..self.at];
        let named = |word: &str| word.starts_with(char::is_alphabetic);
        if !tokens.first().and_then(Token::word).is_some_and(named) {
            self.at = start;
            return None;
        }
        let id = tokens.len() == 1 && is_id(&tokens[0]);
        let rate =
            !id && starts_any(tokens, &["tỷ lệ", "tỷ trọng", "% ", "phần trăm", "tỷ số", "mức độ"]).is_some();
        // `tỷ lệ thực hiện/kế hoạch` is what was done, divided by the plan.
        if let Some(length) = starts_any(tokens, &["tỷ lệ", "tỷ lệ %"])
            && length < tokens.len()
            && self.divides_by_thing()
        {
            let label = self.source.part(&tokens[length..]).to_owned();
            return Some(Atom { label, id: false, rate: false });
        }
        Some(Atom { label: self.source.part(tokens).to_owned(), id, rate })
    }

    /// The comma of `người dân, doanh nghiệp/100`: a few words up to a calculation.
    fn lists(&self) -> bool {
        let after = &self.rest()[1..];
        let words =
            after.iter().take(10).take_while(|token| token.word().is_some_and(|word| word != "x")).count();
        let next = after
            .get(words)
            .is_some_and(|token| matches!(token.kind, Kind::Sign('/' | '×')) || token.is_word("x"));
        let other = &["số", "tổng", "tỷ", "trong", "với", "nếu", "điểm", "mỗi", "còn", "các", "không"];
        words > 1 && next && !other.iter().any(|word| after[0].is_word(word))
    }

    /// Whether the next sign divides by something with a name that is no rate.
    fn divides_by_thing(&self) -> bool {
        let [sign, next, then, ..] = self.rest() else { return false };
        let named = next.word().is_some_and(|word| characters(word) > 1) && then.word().is_some();
        sign.is_sign('/')
            && named
            && starts_any(&self.rest()[1..], words::MAXIMUM).is_none()
            && !next.is_word("tỷ")
    }

    /// `số A trên tổng số B`, in parentheses.
    fn divides_by_words(&self) -> bool {
        self.depth > 0 && starts_any(self.rest(), &["trên tổng số", "chia cho"]).is_some()
    }
}

/// A letter, perhaps with digits: `a`, `b1`.
pub(super) fn is_id(token: &Token) -> bool {
    let Some(word) = token.word() else { return false };
    let mut chars = word.chars();
    chars.next().is_some_and(|c| c.is_ascii_alphabetic())
        && chars.all(|c| c.is_ascii_digit())
        && word != "x"
        && word.len() <= 3
}

impl Expr {
    /// The values, each once, in the order of the text.
    pub fn atoms(&self) -> Vec<&Atom> {
        fn collect<'e>(expr: &'e Expr, atoms: &mut Vec<&'e Atom>) {
            match expr {
                Expr::Atom(atom) if !atoms.contains(&atom) => atoms.push(atom),
                Expr::Sum(parts) | Expr::Product(parts) => {
                    for (_, part) in parts {
                        collect(part, atoms);
                    }
                }
                _ => {}
            }
        }
        let mut atoms = Vec::new();
        collect(self, &mut atoms);
        atoms
    }

    /// Whether something is calculated with a declared value.
    pub fn calculates(&self) -> bool {
        matches!(self, Expr::Sum(_) | Expr::Product(_)) && !self.atoms().is_empty()
    }

    /// The constant factor, and what is left: `(b/a × 3)/0,9` is 3/0.9 times `b/a`.
    pub fn factored(&self, max: &Number) -> Option<(Number, Expr)> {
        let (mut constant, mut left) = (Number::ONE, Vec::new());
        self.factor_into(max, false, &mut constant, &mut left)?;
        left.order_by_key(|(divides, _)| *divides);
        let left = if left.len() == 1 && !left[0].0 { left.remove(0).1 } else { Expr::Product(left) };
        Some((constant, left))
    }

    fn factor_into(
        &self,
        max: &Number,
        divides: bool,
        constant: &mut Number,
        left: &mut Vec<(bool, Expr)>,
    ) -> Option<()> {
        let value = match self {
            Expr::Product(factors) => {
                for (by, factor) in factors {
                    factor.factor_into(max, divides != *by, constant, left)?;
                }
                return Some(());
            }
            Expr::Number(value) => value,
            Expr::Max => max,
            other => {
                left.push((divides, other.clone()));
                return Some(());
            }
        };
        *constant = if divides { constant.checked_div(value)? } else { &*constant * value };
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn factors() {
        let check = |text: &str, constant: &str, atoms: usize| {
            let source = Source::new(text);
            let (expr, length) = read(&source, &source.tokens).unwrap();
            assert_eq!(length, source.tokens.len(), "{text}");
            let (factor, _) = expr.factored(&Number::from(2)).unwrap();
            assert_eq!((factor.to_string().as_str(), expr.atoms().len()), (constant, atoms), "{text}");
        };
        check("(b/a)*2,0", "2", 2);
        check("(Tỷ lệ % hoàn thành x điểm tối đa)/100%", "2", 1);
        check("(tỷ lệ x điểm tối đa)/80%", "2.5", 1);
        check("(Số hồ sơ đúng hạn/Tổng số hồ sơ) x 1,5 điểm", "1.5", 2);
        check("[(b x 1 + c x 0,5)/a] x điểm tối đa", "2", 3);
        check("tỷ lệ b/a x điểm chuẩn", "2", 2);
    }
}
