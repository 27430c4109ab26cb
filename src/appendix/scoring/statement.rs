//! A clause in statements: a condition and what it is worth.

use super::condition::stripped;
use super::formula::{self, Expr};
use super::phrase::{closing, has_any, starts, starts_any, starts_cap, trimmed};
use super::token::{Kind, Source, Token};
use super::words;
use crate::points::Number;

/// What a condition is worth.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Award {
    /// So many points.
    Points(Number),
    /// So much of the maximum.
    Share(Number),
    /// What a formula gives.
    Formula(Expr),
    /// In proportion to what is measured, without a formula.
    InProportion(String),
    /// The leaf leaves the scale.
    Excluded,
}

/// A condition and what it is worth.
#[derive(Clone, Debug)]
pub(super) struct Statement {
    pub condition: Vec<Token>,
    pub award: Award,
    /// The points are taken away.
    pub minus: bool,
    /// For each time that the condition holds.
    pub each: bool,
}

/// A part of a clause.
#[derive(Clone, Debug)]
pub(super) enum Part {
    Statement(Statement),
    /// At most so many points are given or taken; `None` is the maximum.
    Cap(Option<Number>),
    /// Words that are none of these.
    Rest(Vec<Token>),
}

/// The parts of a clause.
pub(super) fn read(source: &Source, tokens: &[Token], lone: Lone) -> Vec<Part> {
    Clause { source, tokens, lone }.parts()
}

struct Clause<'s> {
    source: &'s Source,
    tokens: &'s [Token],
    lone: Lone,
}

/// Where a percentage by itself is a share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lone {
    /// After a colon.
    Stated,
    /// Of each thing, where the mean counts: `đúng hạn tính 100%`.
    Counted,
    /// In the answers of a survey: `Rất hài lòng 100%`.
    Answer,
}

struct Found {
    award: Award,
    minus: bool,
    /// The points name their unit, or are no number.
    plain: bool,
    end: usize,
}

impl Clause<'_> {
    fn from(&self, at: usize) -> &[Token] {
        self.tokens.get(at..).unwrap_or_default()
    }

    fn parts(&self) -> Vec<Part> {
        let mut parts = Vec::new();
        let (mut start, mut at) = (0, 0);
        while at < self.tokens.len() {
            // `Điểm cộng tối đa là 2 điểm`; `tối đa 2 điểm nếu …` is no cap.
            let caps = !["tối", "không"].iter().any(|word| self.tokens[at].is_word(word));
            if at == start
                && !(caps && self.cap(at).is_some())
                && let Some((statement, end)) = self.leading(at)
            {
                parts.push(Part::Statement(statement));
                (start, at) = (end, end);
            } else if let Some((cap, end)) = self.cap(at) {
                self.rest(&mut parts, start, at);
                parts.push(Part::Cap(cap));
                (start, at) = (end, end);
            } else if let Some(found) = self.award(start, at) {
                let (per, end) = self.per(found.end);
                let mut condition = self.tokens[start..at].to_vec();
                let counts = per.is_some();
                // `Mức 1 (1 điểm): ban hành đúng hạn`
                let end = match self.after_points(start, at, end) {
                    Some(words) => {
                        condition = words;
                        self.tokens.len()
                    }
                    None => end,
                };
                // `trừ 0,25đ/báo cáo`: where nothing else is said, that is what happens.
                if trimmed(&condition).is_empty() {
                    condition = per.unwrap_or_default();
                }
                parts.push(Part::Statement(statement(condition, found, counts)));
                (start, at) = (end, end);
            } else {
                at += 1;
                continue;
            }
            while self.from(at).first().is_some_and(|token| {
                matches!(token.kind, Kind::Sign(',' | ';' | '.' | '-' | '+' | ')' | '/' | '|'))
            }) {
                (start, at) = (at + 1, at + 1);
            }
        }
        self.rest(&mut parts, start, self.tokens.len());
        parts
    }

    /// What stands behind a short name and its points: `Mức 1 (1 điểm): …`.
    fn after_points(&self, start: usize, at: usize, end: usize) -> Option<Vec<Token>> {
        let [colon, words @ ..] = self.from(end) else { return None };
        let name = (1..=3).contains(&(at - start)) && self.tokens[at].is_sign('(') && colon.is_sign(':');
        let points = || words.iter().any(|token| token.number().is_some() || token.is_sign(':'));
        (name && !words.is_empty() && !points()).then(|| words.to_vec())
    }

    fn rest(&self, parts: &mut Vec<Part>, start: usize, end: usize) {
        let rest = trimmed(&self.tokens[start..end]);
        if !stripped(rest).is_empty() {
            parts.push(Part::Rest(rest.to_vec()));
        }
    }

    /// `1 điểm: …`, `0,5 điểm nếu …`, `trừ 0,25 điểm cho mỗi …`.
    fn leading(&self, start: usize) -> Option<(Statement, usize)> {
        if let Some(found) = self.numbered(start) {
            return Some(found);
        }
        let found = self.award(start, start).filter(|found| found.plain)?;
        if matches!(found.award, Award::Formula(_)) {
            return None;
        }
        let each = starts_any(self.from(found.end), words::EACH);
        let after = starts_any(self.from(found.end), words::AFTER_POINTS);
        let begin = found.end + if each.is_some() && each >= after { 0 } else { after? };
        let end = (begin..self.tokens.len())
            .find(|at| {
                let next = matches!(self.tokens[*at].kind, Kind::Sign(',' | '-' | '+'))
                    || self.tokens[*at].is_word("và");
                next && (self.opens(at + 1) || self.cap(at + 1).is_some())
            })
            .unwrap_or(self.tokens.len());
        let condition = self.tokens[begin..end].to_vec();
        (!trimmed(&condition).is_empty()).then(|| (statement(condition, found, false), end))
    }

    /// `1 = có thực hiện`; with a colon only where one begins with 0, since items are counted from 1.
    fn numbered(&self, start: usize) -> Option<(Statement, usize)> {
        let [number, sign, next, ..] = self.from(start) else { return None };
        let (value, percent) = number.number()?;
        let states =
            sign.is_sign('=') || (sign.is_sign(':') && self.source.has_zero(&['\n', ';', ','], &[':']));
        let words = self.from(start + 2).iter().take_while(|token| token.word().is_some()).count();
        let end = start + 2 + words;
        let alone = self.from(end).first().is_none_or(|token| matches!(token.kind, Kind::Sign(',')));
        if percent || !states || !alone || next.word().is_none() || formula::is_id(next) {
            return None;
        }
        let found = Found { award: Award::Points(value.clone()), minus: false, plain: true, end };
        Some((statement(self.tokens[start + 2..end].to_vec(), found, false), end))
    }

    /// Whether a leading award stands here, with what must follow it.
    fn opens(&self, at: usize) -> bool {
        self.award(at, at).is_some_and(|found| {
            found.plain && starts_any(self.from(found.end), words::AFTER_POINTS).is_some()
        })
    }

    /// Points here, with the words before them; `start` is where the condition begins.
    fn award(&self, start: usize, at: usize) -> Option<Found> {
        if self.from(at).first()?.is_sign('(')
            && let Some(found) = self.in_parentheses(at)
        {
            return Some(found);
        }
        // `không đạt: 0`: the verb belongs to the condition.
        let verb = ["đạt", "được"].iter().any(|word| self.tokens[at].is_word(word));
        let negated = at > start && ["không", "chưa"].iter().any(|word| self.tokens[at - 1].is_word(word));
        let alone = at == start
            && self.from(at + 1).first().is_some_and(|next| next.is_sign(':') || next.is_sign('='));
        if verb && (negated || alone) {
            return None;
        }
        let mut ends = vec![at];
        let mut end = at;
        while let Some(length) = starts_any(self.from(end), words::LEAD)
            && starts(self.from(end), "mức độ").is_none()
        {
            end += length;
            ends.push(end);
        }
        ends.into_iter().rev().find_map(|end| {
            let lead = &self.tokens[at..end];
            let minus = lead.iter().any(|token| token.is_word("trừ"));
            let strong = lead.iter().any(|token| match &token.kind {
                Kind::Word(word) => words::STRONG.contains(&word.as_str()),
                Kind::Sign(sign) => words::STRONG.contains(&sign.to_string().as_str()),
                _ => false,
            });
            // `b/a = 1` is a condition.
            let compares = at > start
                && self.tokens[at].is_sign('=')
                && (formula::is_id(&self.tokens[at - 1]) || self.tokens[at - 1].is_word("lệ"));
            let (award, plain, end) = self.value(start, end, !lead.is_empty(), strong)?;
            if compares && !matches!(award, Award::Formula(_)) {
                return None;
            }
            Some(Found { award, minus, plain, end })
        })
    }

    /// `(0,5 điểm)`.
    fn in_parentheses(&self, at: usize) -> Option<Found> {
        let end = closing(self.tokens, at)?;
        let inside = Clause { source: self.source, tokens: &self.tokens[at + 1..end], lone: self.lone };
        // `(0,25)`; a whole number may be a note, but nobody begins notes with 0.
        if let [number] = inside.tokens
            && let Some((value, false)) = number.number()
            && (!value.is_whole() || self.source.has_zero(&['('], &[')']))
        {
            let award = Award::Points(value.clone());
            return Some(Found { award, minus: false, plain: true, end: end + 1 });
        }
        let found = inside.award(0, 0)?;
        let whole = found.end == inside.tokens.len() && !matches!(found.award, Award::Formula(_));
        (whole && found.plain).then_some(Found { end: end + 1, ..found })
    }

    /// What is awarded here, whether it is plain that it is an award, and its end.
    fn value(&self, start: usize, at: usize, led: bool, strong: bool) -> Option<(Award, bool, usize)> {
        let rest = self.from(at);
        if let Some(length) = excluded(rest) {
            return Some((Award::Excluded, true, at + length));
        }
        if let Some(length) = starts_any(rest, words::NOTHING) {
            return Some((Award::Points(Number::ZERO), true, at + length));
        }
        let full = [words::MAXIMUM, words::FULL].iter().filter_map(|table| starts_any(rest, table)).max();
        let formula = self.formula(start, at, led);
        if let Some(length) = full.filter(|_| (led || at == start) && formula.is_none()) {
            let length = length + starts_any(&rest[length..], words::OF_LEAF).unwrap_or(0);
            let number = starts(&rest[length..], "(").and_then(|_| self.in_parentheses(at + length));
            let end = number.map_or(at + length, |number| number.end);
            if self.ends(end) || starts_any(self.from(end), words::AFTER_POINTS).is_some() {
                return Some((Award::Share(Number::ONE), true, end));
            }
        }
        self.share(at, led)
            // `2 - 0,25 × số báo cáo chậm`
            .or_else(|| {
                let takes = |end: usize| self.from(end).first().is_some_and(|token| token.is_sign('-'));
                let longer =
                    |end: usize| takes(end) && formula.as_ref().is_some_and(|formula| formula.2 > end);
                self.points(start, at, strong).filter(|(_, _, end)| !longer(*end))
            })
            .or(formula)
            .or_else(|| self.in_proportion(at, led))
    }

    /// `75% điểm tối đa`, `1/2 số điểm`; after a colon also `75%`.
    fn share(&self, at: usize, led: bool) -> Option<(Award, bool, usize)> {
        let rest = self.from(at);
        let (share, length) = match rest {
            [first, slash, second, ..] if slash.is_sign('/') => {
                (first.number()?.0.checked_div(second.number()?.0)?, 3)
            }
            [first, ..] if first.number().is_some_and(|(_, percent)| percent) => {
                (first.number()?.0.clone(), 1)
            }
            _ => (Number::ratio(1, 2)?, starts_any(rest, &["một nửa", "nửa"])?),
        };
        let after = &rest[length..];
        let of =
            [words::OF_MAXIMUM, words::MAXIMUM].iter().filter_map(|table| starts_any(after, table)).max();
        if let Some(of) = of.filter(|_| led || at == 0) {
            return Some((Award::Share(share), true, at + length + of));
        }
        let colon = at > 0
            && (self.lone == Lone::Answer
                || matches!(self.tokens[at - 1].kind, Kind::Sign(':' | '→'))
                || (self.lone == Lone::Counted && self.tokens[at - 1].is_word("tính")));
        (colon && length == 1 && self.ends(at + 1)).then_some((Award::Share(share), false, at + 1))
    }

    /// `1 điểm`, `-0,5đ`; after a colon and the like also `1`.
    fn points(&self, start: usize, at: usize, strong: bool) -> Option<(Award, bool, usize)> {
        let rest = self.from(at);
        let minus = rest.first()?.is_sign('-') && strong || rest.first()?.is_sign('-') && at == start;
        let number = usize::from(minus || rest.first()?.is_sign('+') && strong);
        let (value, percent) = rest.get(number)?.number()?;
        let value = if minus { -value } else { value.clone() };
        let mut end = at + number + 1;
        let unit = starts_any(self.from(end), &["điểm", "đ"]);
        end += unit.unwrap_or(0);
        let next = self.from(end).first();
        let calculates =
            next.is_some_and(|token| matches!(token.kind, Kind::Sign('×' | '%')) || token.is_word("x"));
        if percent || calculates {
            return None;
        }
        if unit.is_some() {
            let before = at.checked_sub(1).and_then(|before| self.tokens.get(before));
            let within = before.is_some_and(|token| match &token.kind {
                Kind::Word(word) => ["từ", "đến", "trên", "dưới", "quá"].contains(&word.as_str()),
                Kind::Sign(sign) => {
                    matches!(sign, '≥' | '≤' | '<' | '>')
                        || (*sign == '-' && self.is_number(at.wrapping_sub(2)))
                }
                _ => false,
            });
            return (!within).then_some((Award::Points(value), true, end));
        }
        (strong && self.ends(end)).then_some((Award::Points(value), false, end))
    }

    fn is_number(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.number().is_some())
    }

    /// `theo tỷ lệ % hoàn thành`.
    fn in_proportion(&self, at: usize, led: bool) -> Option<(Award, bool, usize)> {
        let rate = at + starts_any(self.from(at), words::IN_PROPORTION).filter(|_| led)?;
        let more = |token: &&Token| token.word().is_some_and(|word| word != "nhưng") || token.is_sign('%');
        let words = self.from(rate).iter().take_while(more).count();
        let calculates = self.from(rate).iter().take(words).any(|token| token.is_word("x"));
        let end = rate + words;
        let label = self.source.part(&self.tokens[at..end]).to_owned();
        (words <= 14
            && !calculates
            && self.ends(end)
            && !self.from(end).first().is_some_and(|token| token.is_sign('(')))
        .then_some((Award::InProportion(label), false, end))
    }

    fn formula(&self, start: usize, at: usize, led: bool) -> Option<(Award, bool, usize)> {
        if !led && at != start {
            return None;
        }
        let (expr, length) = formula::read(self.source, self.from(at))?;
        let end = at + length;
        (expr.calculates() && self.ends(end)).then_some((Award::Formula(expr), false, end))
    }

    /// Whether an award may end here.
    fn ends(&self, at: usize) -> bool {
        let Some(next) = self.from(at).first() else { return true };
        match &next.kind {
            Kind::Sign('/') => self.from(at + 1).first().is_some_and(|token| token.word().is_some()),
            Kind::Sign(sign) => matches!(sign, ',' | ';' | '.' | '(' | ')' | '-' | '+' | '|'),
            Kind::Word(word) => ["và", "nếu", "nhưng", "còn", "khi", "cho", "mỗi", "trừ", "đối", "trường"]
                .contains(&word.as_str()),
            _ => false,
        }
    }

    /// `/báo cáo`, `cho mỗi báo cáo`: what each of the points is for.
    fn per(&self, at: usize) -> (Option<Vec<Token>>, usize) {
        let rest = self.from(at);
        let begin = match starts_any(rest, words::EACH) {
            Some(length) => at + length,
            None if rest.first().is_some_and(|token| token.is_sign('/')) => at + 1,
            None if rest.first().is_some_and(|token| token.is_word("cho")) && self.is_number(at + 1) => {
                at + 1
            }
            None => return (None, at),
        };
        let one = self
            .from(begin)
            .first()
            .and_then(Token::number)
            .is_some_and(|(value, percent)| !percent && *value == Number::ONE);
        let begin = begin + usize::from(one);
        let end = (begin..self.tokens.len())
            .find(|at| (self.tokens[*at].word().is_none() && !self.lists(*at)) || self.cap(*at).is_some())
            .unwrap_or(self.tokens.len());
        // `Đạt: 0,5/Không đạt: 0` goes on with the next case.
        let states = self.from(end).first().is_some_and(|token| token.is_sign(':') || token.is_sign('('));
        let goes_on = states && self.is_number(end + 1);
        if end == begin || goes_on { (None, at) } else { (Some(self.tokens[begin..end].to_vec()), end) }
    }

    /// The comma of `tin, bài`: a few words up to the end or the next sign, which award nothing.
    fn lists(&self, at: usize) -> bool {
        let after = self.from(at + 1);
        let words = after.iter().take_while(|token| token.word().is_some()).count();
        let says = starts_any(after, words::LEAD).is_some() || starts_any(after, words::EACH).is_some();
        let next = after.get(words).is_none_or(|token| matches!(token.kind, Kind::Sign(',' | ')')));
        self.tokens[at].is_sign(',')
            && (1..=3).contains(&words)
            && next
            && !says
            && self.cap(at + 1).is_none()
    }

    /// `tối đa 2 điểm`, `nhưng không vượt quá điểm tối đa`, `cho đến hết điểm`.
    fn cap(&self, at: usize) -> Option<(Option<Number>, usize)> {
        let rest = self.from(at);
        let begin = starts_any(rest, &["trừ", "bị trừ", "nhưng", "và", "trừ cho"]).unwrap_or(0);
        let until = |begin: usize| Some(begin + starts_any(&rest[begin..], words::UNTIL_ZERO)?);
        if let Some(length) = until(0).or_else(|| until(begin)) {
            let end = at + length;
            return Some((None, end + starts_any(self.from(end), words::OF_LEAF).unwrap_or(0)));
        }
        let mut end = at + starts_cap(rest)?;
        end += starts_any(self.from(end), &["là", ":", "bằng"]).unwrap_or(0);
        if let Some(length) = starts_any(self.from(end), words::UNTIL_ZERO) {
            end += length;
            return Some((None, end + starts_any(self.from(end), words::OF_LEAF).unwrap_or(0)));
        }
        let whole = [words::MAXIMUM, &["số điểm", "tổng số điểm", "điểm"]]
            .iter()
            .filter_map(|table| starts_any(self.from(end), table))
            .max();
        if let Some(length) = whole {
            end += length;
            end += starts_any(self.from(end), words::OF_LEAF).unwrap_or(0);
            return self.ends(end).then_some((None, end));
        }
        let minus = self.from(end).first()?.is_sign('-');
        let (value, percent) = self.from(end + usize::from(minus)).first()?.number()?;
        let value = if minus { -value } else { value.clone() };
        end += 1 + usize::from(minus);
        let unit = starts_any(self.from(end), &["điểm", "đ"]);
        end += unit.unwrap_or(0);
        end += starts_any(self.from(end), words::OF_LEAF).unwrap_or(0);
        (!percent && unit.is_some() && self.ends(end)).then_some((Some(value), end))
    }
}

/// `không đánh giá tiêu chí này`, `loại tiêu chí này khỏi thang điểm`, `không tính vào tổng điểm`.
fn excluded(tokens: &[Token]) -> Option<usize> {
    let begins =
        [words::EXCLUDED, words::LEAVES].iter().filter_map(|table| starts_any(tokens, table)).max()?;
    let skip = |at: usize, table: &[&str]| at + starts_any(&tokens[at..], table).unwrap_or(0);
    let leaf = skip(begins, words::LEAF);
    let into: &[&str] = if tokens[0].is_word("không") { words::OUT_OF } else { &["khỏi", "ra khỏi"] };
    let out = starts_any(&tokens[leaf..], into)
        .and_then(|length| Some(leaf + length + starts_any(&tokens[leaf + length..], words::SCALE)?));
    out.or_else(|| starts_any(tokens, words::EXCLUDED).map(|length| skip(length, words::LEAF)))
}

fn statement(condition: Vec<Token>, found: Found, counts: bool) -> Statement {
    // `trễ 01 báo cáo trừ 0,25 điểm`
    let one =
        |token: &Token| token.number().is_some_and(|(value, percent)| !percent && *value == Number::ONE);
    let each = counts || has_any(&condition, words::EACH) || (found.minus && condition.iter().any(one));
    // `mỗi báo cáo: -0,25 điểm`
    let taken = each && matches!(&found.award, Award::Points(points) if points.is_negative());
    Statement { condition, award: found.award, minus: found.minus || taken, each }
}
