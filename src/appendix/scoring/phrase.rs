//! Phrases in a row of tokens.

use super::token::{Kind, Token};
use super::words;

/// How many tokens the phrase takes at the beginning; its parts are words or signs with spaces between them.
pub(super) fn starts(tokens: &[Token], phrase: &str) -> Option<usize> {
    let mut length = 0;
    for part in phrase.split(' ') {
        let token = tokens.get(length)?;
        let same = match &token.kind {
            Kind::Word(word) => word == part,
            Kind::Sign(sign) => part.chars().eq([*sign]),
            _ => false,
        };
        if !same {
            return None;
        }
        length += 1;
    }
    Some(length)
}

/// The longest of the phrases at the beginning. Asked for at more than a hundred places, so not inlined.
#[inline(never)]
pub(super) fn starts_any(tokens: &[Token], phrases: &[&str]) -> Option<usize> {
    phrases.iter().filter_map(|phrase| starts(tokens, phrase)).max()
}

/// How many tokens `nhưng tổng điểm trừ không vượt quá` takes at the beginning.
pub(super) fn starts_cap(tokens: &[Token]) -> Option<usize> {
    let skip = |at: usize, table: &[&str]| at + starts_any(&tokens[at..], table).unwrap_or(0);
    let before = skip(0, words::CAP_BEFORE);
    let limit = |at: usize, tables: &[&[&str]]| {
        Some(at + tables.iter().filter_map(|table| starts_any(&tokens[at..], table)).max()?)
    };
    limit(skip(before, words::CAPPED), &[words::LIMIT, words::NOT_OVER])
        .or_else(|| limit(before, &[words::LIMIT, words::NOT_OVER]))
        .or_else(|| limit(skip(before, words::CAPPED_POINTS), &[words::NOT_OVER]))
}

/// Where one of the phrases stands first, and how many tokens it takes.
pub(super) fn find_any(tokens: &[Token], phrases: &[&str]) -> Option<(usize, usize)> {
    (0..tokens.len()).find_map(|at| Some((at, starts_any(&tokens[at..], phrases)?)))
}

/// Whether one of the phrases stands anywhere.
pub(super) fn has_any(tokens: &[Token], phrases: &[&str]) -> bool {
    find_any(tokens, phrases).is_some()
}

/// The tokens without signs that only separate, at both ends.
pub(super) fn trimmed(tokens: &[Token]) -> &[Token] {
    let loose = |token: &Token| {
        matches!(token.kind, Kind::Line | Kind::Sign(',' | ';' | '.' | ':' | '-' | '+' | '•' | '→' | '='))
    };
    let start = tokens.iter().position(|token| !loose(token)).unwrap_or(tokens.len());
    let end = tokens.iter().rposition(|token| !loose(token)).map_or(start, |at| at + 1);
    &tokens[start..end]
}

/// Deepest parentheses.
pub(super) const DEEPEST: usize = 20;

/// The sign that closes the parenthesis at `open`.
pub(super) fn closing(tokens: &[Token], open: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate().skip(open) {
        if token.is_sign('(') {
            depth += 1;
            if depth > DEEPEST {
                return None;
            }
        } else if token.is_sign(')') {
            depth -= 1;
            if depth == 0 {
                return Some(at);
            }
        }
    }
    None
}
