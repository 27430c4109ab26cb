//! A text in clauses: at line breaks, semicolons, ends of sentences, bullets; asides in parentheses by themselves.

use super::condition;
use super::definitions;
use super::phrase::{closing, has_any, starts_any, starts_cap};
use super::token::{Kind, Source, Token};
use super::words;
use crate::message::characters;

/// A clause, without its bullet and its end.
#[derive(Clone, Debug)]
pub(super) struct Clause {
    pub tokens: Vec<Token>,
    /// It ends with a colon.
    pub introduces: bool,
    /// Its bullet, if it has one: `-`, `+`, or `1` for one that counts.
    pub bullet: Option<char>,
}

/// The clauses of a text, asides after the clause in which they stand.
pub(super) fn clauses(source: &Source) -> Vec<Clause> {
    let mut clauses = Vec::new();
    for row in rows(source, &source.tokens) {
        let (row, asides) = without_asides(&row);
        clauses.extend(clause(&row));
        for aside in asides {
            for row in rows(source, &aside) {
                clauses.extend(clause(&row));
            }
        }
    }
    clauses
}

fn clause(row: &[Token]) -> Option<Clause> {
    let marks = bullet(row);
    let bullet = row[..marks].last().map(|token| match token.kind {
        Kind::Sign(sign @ ('-' | '+')) => sign,
        _ => '1',
    });
    let mut tokens = &row[marks..];
    while let [rest @ .., Token { kind: Kind::Sign(',' | '.' | ';' | '→'), .. }] = tokens {
        tokens = rest;
    }
    let introduces = tokens.last().is_some_and(|token| token.is_sign(':'));
    if introduces {
        tokens = &tokens[..tokens.len() - 1];
    }
    (!tokens.is_empty()).then(|| Clause { tokens: tokens.to_vec(), introduces, bullet })
}

/// Rows between breaks; an aside is never broken.
fn rows(source: &Source, tokens: &[Token]) -> Vec<Vec<Token>> {
    let mut rows: Vec<Vec<Token>> = vec![Vec::new()];
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let row = rows.len() - 1;
        if token.is_sign('(')
            && let Some(end) = closing(tokens, at)
        {
            rows[row].extend(tokens[at..=end].iter().filter(|token| token.kind != Kind::Line).cloned());
            at = end + 1;
            continue;
        }
        let breaks = match token.kind {
            Kind::Line => !goes_on(source, &rows[row], &tokens[at + 1..]),
            Kind::Sign(';' | '•') => true,
            Kind::Sign('.') => !is_number(&rows[row]) && ends_sentence(source, &tokens[at + 1..]),
            _ => false,
        };
        if breaks {
            rows.push(Vec::new());
        } else if token.kind != Kind::Line {
            rows[row].push(token.clone());
        }
        at += 1;
    }
    rows
}

/// Whether the next line belongs to this row.
fn goes_on(source: &Source, row: &[Token], rest: &[Token]) -> bool {
    let Some(next) = rest.iter().position(|token| token.kind != Kind::Line) else { return false };
    let rest = &rest[next..];
    if row.is_empty() || bullet(rest) > 0 || definitions::begins(rest) {
        return false;
    }
    let Some(last) = row.last() else { return false };
    match &last.kind {
        Kind::Sign(':') => condition::measured(row) || ends_with_formula(row),
        Kind::Sign('=' | '×' | '/' | '(' | ',' | '→') => true,
        Kind::Word(word) if matches!(word.as_str(), "điểm" | "đ") => false,
        Kind::Word(word)
            if ["thì", "là", "của", "và", "thức", "hoặc", "được", "với"].contains(&word.as_str()) =>
        {
            true
        }
        Kind::Word(_) => begins_small(source, &rest[0]),
        _ => false,
    }
}

fn ends_with_formula(row: &[Token]) -> bool {
    row.len() > 2 && has_any(&row[row.len() - 3..], &["công thức :", "công thức sau :"])
}

fn begins_small(source: &Source, token: &Token) -> bool {
    token.word().is_some() && source.text[token.span.clone()].chars().next().is_some_and(char::is_lowercase)
}

fn ends_sentence(source: &Source, rest: &[Token]) -> bool {
    rest.first().is_none_or(|next| !begins_small(source, next))
}

/// Whether the row is the number of an item so far: `1` before its point.
fn is_number(row: &[Token]) -> bool {
    let marks = row.iter().take_while(|token| matches!(token.kind, Kind::Sign('-' | '+' | '•'))).count();
    matches!(&row[marks..], [one] if is_short(one))
}

fn is_short(token: &Token) -> bool {
    match &token.kind {
        Kind::Word(word) => characters(word) == 1,
        Kind::Number { value, percent } => !percent && value.is_whole(),
        _ => false,
    }
}

/// How many tokens a bullet takes: `-`, `+`, `a)`, `1.`, `1)`.
fn bullet(row: &[Token]) -> usize {
    let dash =
        row.iter().take_while(|token| matches!(token.kind, Kind::Sign('-' | '+' | '•' | '×' | '\''))).count();
    match &row[dash..] {
        [first, second, third, ..] if is_short(first) && (second.is_sign(')') || second.is_sign('.')) => {
            let number = first.number().is_some() || second.is_sign(')') || third.word().is_some();
            if number { dash + 2 } else { dash }
        }
        // A negative number is none.
        [first, ..] if dash == 1 && row[0].is_sign('-') && first.number().is_some() => {
            if row.len() > 2 {
                dash
            } else {
                0
            }
        }
        [] => 0,
        _ => dash,
    }
}

/// The row without the asides that are clauses of their own.
fn without_asides(row: &[Token]) -> (Vec<Token>, Vec<Vec<Token>>) {
    let (mut kept, mut asides) = (Vec::new(), Vec::new());
    let mut at = 0;
    while let Some(token) = row.get(at) {
        if token.is_sign('(')
            && let Some(end) = closing(row, at)
            && is_aside(&row[at + 1..end], row.get(end + 1))
        {
            asides.push(row[at + 1..end].to_vec());
            at = end + 1;
            continue;
        }
        kept.push(token.clone());
        at += 1;
    }
    (kept, asides)
}

/// Definitions, caps and conditions in parentheses; not a formula, not points, not an explanation.
fn is_aside(inside: &[Token], after: Option<&Token>) -> bool {
    let calculates =
        after.is_some_and(|token| matches!(token.kind, Kind::Sign('×' | '/')) || token.is_word("x"));
    if calculates {
        return false;
    }
    let begins = has_any(inside, words::NOTHING_AROSE)
        || starts_any(
            inside,
            &["trong đó", "trường hợp", "nếu", "có thể", "ghi chú", "lưu ý", "với", "tỷ lệ ="],
        )
        .is_some()
        || starts_cap(inside).is_some()
        || starts_any(inside, words::UNTIL_ZERO).is_some();
    begins || definitions::begins(inside)
}
