//! Words, numbers and signs of a scoring text.

use std::ops::Range;

use super::normalise::{folded, normalise};
use crate::points::{Number, read_typed};

/// One word, number or sign.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Token {
    pub kind: Kind,
    /// Bytes of the text.
    pub span: Range<usize>,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    /// In small letters; also dates, codes and numbers of documents.
    Word(String),
    /// `80%` is 0.8 and a percentage.
    Number { value: Number, percent: bool },
    /// Any other character.
    Sign(char),
    /// A line break.
    Line,
}

impl Token {
    pub fn is_word(&self, word: &str) -> bool {
        matches!(&self.kind, Kind::Word(own) if own == word)
    }

    pub fn is_sign(&self, sign: char) -> bool {
        self.kind == Kind::Sign(sign)
    }

    pub fn word(&self) -> Option<&str> {
        match &self.kind {
            Kind::Word(word) => Some(word),
            _ => None,
        }
    }

    pub fn number(&self) -> Option<(&Number, bool)> {
        match &self.kind {
            Kind::Number { value, percent } => Some((value, *percent)),
            _ => None,
        }
    }
}

/// A text in one way of writing, and its tokens.
pub(super) struct Source {
    pub text: String,
    pub tokens: Vec<Token>,
}

impl Source {
    /// Whether a 0 stands between one of these signs (or the beginning) and one of those.
    pub fn has_zero(&self, before: &[char], after: &[char]) -> bool {
        let is = |token: Option<&Token>, signs: &[char]| match token.map(|token| &token.kind) {
            Some(Kind::Sign(sign)) => signs.contains(sign),
            Some(Kind::Line) | None => signs.contains(&'\n'),
            _ => false,
        };
        (0..self.tokens.len()).any(|at| {
            let zero = self.tokens[at].number().is_some_and(|(value, percent)| !percent && value.is_zero());
            let last = at.checked_sub(1).and_then(|last| self.tokens.get(last));
            zero && is(last, before) && is(self.tokens.get(at + 1), after)
        })
    }

    pub fn new(text: &str) -> Source {
        let text = normalise(text);
        let tokens = without_words(&tokens(&text));
        Source { text, tokens }
    }

    /// The text from the first to the last of these tokens.
    pub fn part(&self, tokens: &[Token]) -> &str {
        match (tokens.first(), tokens.last()) {
            (Some(first), Some(last)) => &self.text[first.span.start..last.span.end],
            _ => "",
        }
    }
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut start = 0;
    while let Some(first) = text[start..].chars().next() {
        let rest = &text[start..];
        let (kind, length) = if first == ' ' {
            start += 1;
            continue;
        } else if first == '\n' {
            (Kind::Line, 1)
        } else if first.is_ascii_digit() {
            let after = tokens.last().and_then(Token::word);
            number(rest, after)
        } else if matches!(first, 'x' | 'X')
            && tokens.last().is_some_and(|token| token.span.end == start && token.number().is_some())
            && rest[1..].starts_with(|c: char| c.is_ascii_digit())
        {
            (Kind::Sign('×'), 1)
        } else if first.is_alphanumeric() || first == '_' {
            let length = prefix(rest, |c| c.is_alphanumeric() || c == '_');
            (Kind::Word(folded(&rest[..length])), length)
        } else {
            (Kind::Sign(first), first.len_utf8())
        };
        tokens.push(Token { kind, span: start..start + length });
        start += length;
    }
    tokens
}

/// The tokens without numbers said again in words: `01 (một) điểm`.
fn without_words(tokens: &[Token]) -> Vec<Token> {
    let mut kept: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let rest = &tokens[at + 1..];
        let words = rest
            .iter()
            .take(8)
            .take_while(|token| token.word().is_some_and(|word| SPELLED.contains(&word)))
            .count();
        let said = token.is_sign('(')
            && kept.last().is_some_and(|last| last.number().is_some())
            && words > 0
            && rest.get(words).is_some_and(|token| token.is_sign(')'));
        if said {
            at += words + 2;
            continue;
        }
        kept.push(token.clone());
        at += 1;
    }
    kept
}

/// Words of numbers.
const SPELLED: &[&str] = &[
    "không", "một", "hai", "ba", "bốn", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười", "mươi", "trăm",
    "lẻ", "linh", "rưỡi", "phẩy", "lăm", "mốt", "phần",
];

/// What begins with a digit: a number, a percentage, or a word (a date, a code, the number of a document).
fn number(rest: &str, before: Option<&str>) -> (Kind, usize) {
    let word = |length: usize| (Kind::Word(rest[..length].to_lowercase()), length);
    if let Some(length) = document(rest).or_else(|| date(rest, before)) {
        return word(length);
    }
    let digits = digits(rest);
    let unit = prefix(&rest[digits..], char::is_alphanumeric);
    let typed = read_typed(&rest[..digits]).filter(|typed| typed.grouped.is_none());
    let Some(typed) = typed else { return word(digits) };
    // `2025a`, but `1đ` is one point and `2x` two times.
    let unit = &rest[digits..digits + unit];
    let times = unit.strip_prefix(['x', 'X']).is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit()));
    if !unit.is_empty() && !times && !["đ", "điểm", "Đ"].contains(&unit) {
        return word(digits + unit.len());
    }
    let value = Number::from(typed.value);
    let spaces = prefix(&rest[digits..], |c| c == ' ');
    let rest = &rest[digits + spaces..];
    if let Some(sign) = ["%", "phần trăm"].iter().find(|sign| rest.starts_with(**sign)) {
        let value = value * Number::from_scaled(1, 2);
        return (Kind::Number { value, percent: true }, digits + spaces + sign.len());
    }
    (Kind::Number { value, percent: false }, digits)
}

/// Digits with points or commas between them.
fn digits(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let mut length = prefix(rest, |c| c.is_ascii_digit());
    while matches!(bytes.get(length), Some(b'.' | b','))
        && bytes.get(length + 1).is_some_and(u8::is_ascii_digit)
    {
        length += 1 + prefix(&rest[length + 1..], |c| c.is_ascii_digit());
    }
    length
}

/// `31/12/2025`, `12/2025`, and after `ngày`, `trước`, … also `31/12`.
fn date(rest: &str, before: Option<&str>) -> Option<usize> {
    let mut parts = Vec::new();
    let mut length = 0;
    loop {
        let digits = prefix(&rest[length..], |c| c.is_ascii_digit());
        if !(1..=4).contains(&digits) {
            return None;
        }
        parts.push(digits);
        length += digits;
        let separator = rest[length..].chars().next().filter(|c| matches!(c, '/' | '-' | '.'));
        let more = rest.as_bytes().get(length + 1).is_some_and(u8::is_ascii_digit);
        if separator != Some('/') || !more {
            break;
        }
        length += 1;
    }
    let named = before.is_some_and(|word| DATED.contains(&word));
    // `5/1000` is no month.
    let year = ["19", "20"]
        .iter()
        .any(|century| rest[..length].rsplit('/').next().is_some_and(|year| year.starts_with(century)));
    match parts.as_slice() {
        [1 | 2, 1 | 2, 2 | 4] => Some(length),
        [1 | 2, 4] if year => Some(length),
        [1 | 2, 1 | 2] if named => Some(length),
        _ => None,
    }
}

/// Words before a day and month.
const DATED: &[&str] = &["ngày", "trước", "sau", "đến", "từ", "hạn", "tháng", "đêm"];

/// `766/QĐ-TTg`, `61/2018/NĐ-CP`.
fn document(rest: &str) -> Option<usize> {
    let whole = prefix(rest, |c| c.is_alphanumeric() || matches!(c, '/' | '-'));
    let text = rest[..whole].trim_end_matches(['/', '-']);
    let letters = text.rsplit('/').next()?;
    let first = text.split('/').next()?;
    let symbol = letters.chars().filter(|c| c.is_uppercase()).count() >= 2 && letters.contains('-');
    (text.contains('/') && first.chars().all(|c| c.is_ascii_digit()) && symbol).then_some(text.len())
}

fn prefix(text: &str, belongs: impl Fn(char) -> bool) -> usize {
    text.find(|c| !belongs(c)).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_of_every_kind() {
        let check = |text: &str, expected: &str| {
            let source = Source::new(text);
            let shown = source.tokens.iter().map(|token| match &token.kind {
                Kind::Word(word) => word.clone(),
                Kind::Number { value, percent } => format!("<{value}{}>", if *percent { "%" } else { "" }),
                Kind::Sign(sign) => sign.to_string(),
                Kind::Line => "¶".to_owned(),
            });
            let shown: Vec<String> = shown.collect();
            assert_eq!(shown.join(" "), expected, "{text}");
        };
        check("Từ 80% - dưới 90 %: 0,5đ", "từ <0.8%> - dưới <0.9%> : <0.5> đ");
        check("(b/a)*1.00+(c/a)*0.50", "( b / a ) × <1> + ( c / a ) × <0.5>");
        check("trước ngày 31/12/2025: 1", "trước ngày 31/12/2025 : <1>");
        check("Quyết định số 766/QĐ-TTg", "quyết định số 766/qđ-ttg");
        check("Nghị định 61/2018/NĐ-CP", "nghị định 61/2018/nđ-cp");
        check("tiêu chí 3.2.1 và 1/2 số điểm", "tiêu chí 3.2.1 và <1> / <2> số điểm");
        check("trước 15/12", "trước 15/12");
        check("1.000 hồ sơ", "1.000 hồ sơ");
        check("Có\n01 điểm", "có ¶ <1> điểm");
        check("b/ax2", "b / ax2");
        check("1x2", "<1> × <2>");
    }
}
