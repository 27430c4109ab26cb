//! Ranges as texts write them: `từ 80% đến dưới 90%`, `≥ 80%`, `0,8 ≤ b/a < 1`, `dưới 70%`, `đạt 100%`.

use super::phrase::{starts, starts_any};
use super::token::{Kind, Token};
use crate::points::Number;

/// One end of a range.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Bound {
    pub value: Number,
    pub closed: bool,
    pub percent: bool,
}

/// The values from one bound to the other.
#[derive(Clone, Debug, PartialEq, Default)]
pub(super) struct Range {
    pub low: Option<Bound>,
    pub high: Option<Bound>,
    /// One value: `đạt 100%`.
    pub exact: bool,
}

/// A range and the tokens that are not of it.
pub(super) struct Found {
    pub range: Range,
    pub rest: Vec<Token>,
}

const FROM: &[&str] = &[
    "từ",
    "≥",
    "tối thiểu",
    "ít nhất",
    "không dưới",
    "không thấp hơn",
    "lớn hơn hoặc bằng",
    "đạt từ",
    "bằng hoặc lớn hơn",
    "không ít hơn",
    "> hoặc =",
    "> / =",
    "từ đủ",
    "bằng hoặc cao hơn",
    "cao hơn hoặc bằng",
    "trong khoảng từ",
    "không nhỏ hơn",
    "trong khoảng",
    "lớn hơn hoặc =",
    "ít nhất là",
    "tối thiểu là",
];
const OVER: &[&str] = &[">", "trên", "lớn hơn", "hơn", "cao hơn", "từ trên", "nhiều hơn", "vượt trên"];
const BELOW: &[&str] = &[
    "<",
    "dưới",
    "nhỏ hơn",
    "ít hơn",
    "thấp hơn",
    "chưa đạt",
    "không đạt",
    "chưa đến",
    "chưa đủ",
    "không đủ",
    "đạt dưới",
    "kém hơn",
    "chưa tới",
    "cận dưới",
];
const UP_TO: &[&str] = &[
    "≤",
    "không quá",
    "không vượt quá",
    "nhỏ hơn hoặc bằng",
    "tối đa",
    "không cao hơn",
    "không lớn hơn",
    "thấp hơn hoặc bằng",
    "dưới hoặc bằng",
    "không trên",
    "ít hơn hoặc bằng",
    "nhỏ hơn hoặc =",
];
const TO: &[&str] = &["đến", "-", "tới", "cho đến", "→", "~", "và", ", và", ",", "đến mức"];
const EXACTLY: &[&str] = &["=", "bằng", "đạt", "đủ", "đạt tỷ lệ"];

/// Words that may stand between a number and what belongs to it.
const BETWEEN: usize = 12;

/// The only range of a condition; `None` also where there are several.
pub(super) fn find(tokens: &[Token]) -> Option<Found> {
    let found = |start: usize, end: usize, range: Range| {
        let rest: Vec<Token> = tokens[..start].iter().chain(&tokens[end..]).cloned().collect();
        Found { range, rest }
    };
    for at in 0..tokens.len() {
        let Some((range, length, middle)) = at_start(&tokens[at..]) else {
            // A comparison that is not understood.
            if compares(&tokens[at..]) {
                return None;
            }
            continue;
        };
        let mut one = found(at, at + length, range);
        // A second range is not understood.
        if compared(&one.rest) {
            return None;
        }
        let at = at.min(one.rest.len());
        one.rest.splice(at..at, middle);
        return Some(one);
    }
    exactly(tokens).map(|(at, length, range)| found(at, at + length, range))
}

/// Whether a comparison stands here that is not understood.
pub(super) fn unclear(tokens: &[Token]) -> bool {
    find(tokens).is_none() && (0..tokens.len()).any(|at| compares(&tokens[at..]))
}

/// Whether a word of comparison and a number stand at the beginning.
fn compares(tokens: &[Token]) -> bool {
    let words = [FROM, OVER, BELOW, UP_TO].iter().filter_map(|table| starts_any(tokens, table)).max();
    words.is_some_and(|length| tokens.get(length).is_some_and(|token| token.number().is_some()))
}

/// Whether a comparison stands here.
fn compared(tokens: &[Token]) -> bool {
    (0..tokens.len()).any(|at| at_start(&tokens[at..]).is_some())
}

/// `đạt 100%`, `b/a = 1`, a lone percentage.
fn exactly(tokens: &[Token]) -> Option<(usize, usize, Range)> {
    let numbers: Vec<usize> = (0..tokens.len()).filter(|at| tokens[*at].number().is_some()).collect();
    let [at] = numbers[..] else { return None };
    let (value, percent) = tokens[at].number()?;
    let before = (0..at)
        .rev()
        .take(3)
        .find(|start| starts_any(&tokens[*start..at], EXACTLY).is_some_and(|length| start + length == at));
    let equals = before.is_some_and(|start| tokens[start].is_sign('=') || tokens[start].is_word("bằng"));
    if !percent && !equals {
        return None;
    }
    let bound = Bound { value: value.clone(), closed: true, percent };
    let start = before.unwrap_or(at);
    Some((start, at + 1 - start, Range { low: Some(bound.clone()), high: Some(bound), exact: true }))
}

/// The range at the beginning, its length, and the words within that are not of it.
fn at_start(tokens: &[Token]) -> Option<(Range, usize, Vec<Token>)> {
    around(tokens).or_else(|| upwards(tokens)).or_else(|| downwards(tokens))
}

/// `0,8 ≤ b/a < 1`, `1 > b/a ≥ 0,8`.
fn around(tokens: &[Token]) -> Option<(Range, usize, Vec<Token>)> {
    let first = bound(tokens.first()?, true)?;
    let rising = |token: &Token| match token.kind {
        Kind::Sign('<') => Some((true, false)),
        Kind::Sign('≤') => Some((true, true)),
        Kind::Sign('>') => Some((false, false)),
        Kind::Sign('≥') => Some((false, true)),
        _ => None,
    };
    let (up, closed) = rising(tokens.get(1)?)?;
    let second = (2..tokens.len().min(2 + BETWEEN)).find(|at| rising(&tokens[*at]).is_some())?;
    let (same, other_closed) = rising(&tokens[second])?;
    let last = bound(tokens.get(second + 1)?, other_closed)?;
    if up != same {
        return None;
    }
    let first = Bound { closed, ..first };
    let (low, high) = if up { (first, last) } else { (last, first) };
    let range = Range { low: Some(low), high: Some(high), exact: false };
    Some((range, second + 2, tokens[2..second].to_vec()))
}

/// `từ 80% [số hồ sơ] đến dưới 90%`, `từ 80% [số hồ sơ] trở lên`, `trên 90%`, `80 - 90%`.
fn upwards(tokens: &[Token]) -> Option<(Range, usize, Vec<Token>)> {
    let (start, closed, said) = match (starts_any(tokens, FROM), starts_any(tokens, OVER)) {
        (from, Some(over)) if from.is_none_or(|from| over > from) => (over, false, true),
        (Some(from), _) => {
            let over = starts_any(&tokens[from..], OVER);
            (from + over.unwrap_or(0), over.is_none(), true)
        }
        _ => (0, true, false),
    };
    let low = bound(tokens.get(start)?, closed)?;
    let after = &tokens[start + 1..];
    let words = after.iter().take(BETWEEN).take_while(|token| is_plain(token)).count();
    for skipped in 0..=words {
        let rest = &after[skipped..];
        let used = start + 1 + skipped;
        let middle = || after[..skipped].to_vec();
        if let Some(up) = starts(rest, "trở lên") {
            // `trên 80% trở lên` says two things.
            return closed
                .then(|| (Range { low: Some(low.clone()), ..Range::default() }, used + up, middle()));
        }
        if let Some(down) = starts_any(rest, &["trở xuống", "trở về"]) {
            return closed
                .then(|| (Range { high: Some(low.clone()), ..Range::default() }, used + down, middle()));
        }
        let Some(to) = starts_any(rest, TO) else {
            // `≥ 70% < 80%`
            if skipped == 0
                && let Some((high, length)) = half_below(rest)
            {
                return Some((both(low, high), used + length, middle()));
            }
            continue;
        };
        if let Some((high, length)) = half_below(&rest[to..]) {
            return Some((both(low, high), used + to + length, middle()));
        }
        let joins = starts_any(rest, &["và", ", và", ","]).is_some();
        if !joins && let Some(high) = rest.get(to).and_then(|token| bound(token, true)) {
            return Some((both(low, high), used + to + 1, middle()));
        }
    }
    let range = Range { low: Some(low), ..Range::default() };
    said.then_some((range, start + 1, Vec::new()))
}

/// Both bounds, a percentage where one of them is: `80 - 90%`.
fn both(mut low: Bound, mut high: Bound) -> Range {
    let hundredth = Number::from_scaled(1, 2);
    if high.percent && !low.percent {
        low = Bound { value: &low.value * &hundredth, percent: true, ..low };
    } else if low.percent && !high.percent && high.value > Number::ONE {
        high = Bound { value: &high.value * &hundredth, percent: true, ..high };
    }
    Range { low: Some(low), high: Some(high), exact: false }
}

/// `dưới 70%`, `≤ 70%`, `không quá 70%`.
fn downwards(tokens: &[Token]) -> Option<(Range, usize, Vec<Token>)> {
    let (high, length) = half_below(tokens)?;
    // `< 100% và ≥ 90%`
    if let Some(and) = starts_any(&tokens[length..], &["và", ",", ", và"])
        && let Some((Range { low: Some(low), high: None, .. }, up, _)) = upwards(&tokens[length + and..])
    {
        return Some((both(low, high), length + and + up, Vec::new()));
    }
    let down = starts(&tokens[length..], "trở xuống");
    // `dưới 70% trở xuống` says two things.
    if down.is_some() && !high.closed {
        return None;
    }
    Some((Range { high: Some(high), ..Range::default() }, length + down.unwrap_or(0), Vec::new()))
}

fn half_below(tokens: &[Token]) -> Option<(Bound, usize)> {
    let (length, closed) = match (starts_any(tokens, BELOW), starts_any(tokens, UP_TO)) {
        (below, Some(up_to)) if below.is_none_or(|below| up_to > below) => (up_to, true),
        (Some(below), _) => (below, false),
        _ => return None,
    };
    Some((bound(tokens.get(length)?, closed)?, length + 1))
}

fn bound(token: &Token, closed: bool) -> Option<Bound> {
    let (value, percent) = token.number()?;
    Some(Bound { value: value.clone(), closed, percent })
}

/// A word of a description: `số hồ sơ`, `(%)`.
fn is_plain(token: &Token) -> bool {
    matches!(token.kind, Kind::Word(_) | Kind::Sign('%' | '(' | ')' | ',' | '/'))
}

#[cfg(test)]
mod tests {
    use super::super::token::Source;
    use super::*;

    fn shown(text: &str) -> String {
        let source = Source::new(text);
        let Some(found) = find(&source.tokens) else { return "-".to_owned() };
        let side = |bound: &Option<Bound>, open: char, closed: char| match bound {
            Some(bound) => (bound.value.to_string(), if bound.closed { closed } else { open }),
            None => ("∞".to_owned(), open),
        };
        let (low, left) = side(&found.range.low, '(', '[');
        let (high, right) = side(&found.range.high, ')', ']');
        let rest: Vec<&str> = found.rest.iter().map(|token| &source.text[token.span.clone()]).collect();
        format!("{left}{low}; {high}{right} {}", rest.join(" ")).trim_end().to_owned()
    }

    #[test]
    fn ranges() {
        let check = |text: &str, expected: &str| assert_eq!(shown(text), expected, "{text}");
        check("từ 80% đến dưới 90%", "[0.8; 0.9)");
        check("Từ 80% - dưới 100% kế hoạch", "[0.8; 1) kế hoạch");
        check("95%-<98%", "[0.95; 0.98)");
        check("80-100%", "[0.8; 1]");
        check("90 - dưới 100% đạt chuẩn", "[0.9; 1) đạt chuẩn");
        check("trên 90%", "(0.9; ∞)");
        check("từ trên 80% đến 95%", "(0.8; 0.95]");
        check("trên 80% đến 95%", "(0.8; 0.95]");
        check("≥ 30%", "[0.3; ∞)");
        check("Từ 50% số hồ sơ trở lên", "[0.5; ∞) số hồ sơ");
        check("80% trở lên", "[0.8; ∞)");
        check("từ 80% trở xuống", "(∞; 0.8]");
        check("dưới 70%", "(∞; 0.7)");
        check("< 20%", "(∞; 0.2)");
        check("không quá 5%", "(∞; 0.05]");
        check("≥ 70% và < 80%", "[0.7; 0.8)");
        check("< 100% và ≥ 90%", "[0.9; 1)");
        check("0,8 ≤ b/a < 1", "[0.8; 1) b / a");
        check("1 > b/a ≥ 0,8", "[0.8; 1) b / a");
        check("tỷ lệ b/a = 1", "[1; 1] tỷ lệ b / a");
        check("Đạt 100% kế hoạch", "[1; 1] kế hoạch");
        check("Có từ 02 sáng kiến trở lên", "[2; ∞) Có sáng kiến");
        check("từ 06 đến 11 tin, bài", "[6; 11] tin , bài");
        check("từ 70% số hồ sơ đến dưới 80% số hồ sơ", "[0.7; 0.8) số hồ sơ số hồ sơ");
        check("Có 01 sáng kiến", "-");
        check("trên 80% trở lên", "-");
        check("dưới 5% hoặc trên 10%", "-");
    }
}
