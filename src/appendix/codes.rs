//! What stands in the column of codes, or before a name.

use crate::assessment::{Typed, codes_of, is_dotted, ordinal, read_code, split_name};
use crate::message::characters;
use crate::sheet::{Value, fold};

/// A code as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Code {
    /// None.
    None,
    /// `-`, `+`, `•`.
    Bullet,
    /// `a)`, `(1)`: its place among its neighbours is its number.
    Item,
    /// `1.1.2`.
    Dotted(Vec<u32>),
    /// `IV`.
    Roman(u32),
    /// `B`.
    Upper(u32),
    /// What the spreadsheet made a date of: what it may have been.
    Perhaps(Vec<Vec<u32>>),
    /// Words.
    Words,
}

/// Reads a code cell; `shown` are the digits as their format shows them.
pub(super) fn code(value: Option<&Value>, shown: Option<String>) -> Code {
    if let Some(Value::Text(text)) = value {
        return of_text(text);
    }
    of_typed(shown.map_or_else(|| read_code(value), Typed::Text))
}

fn of_typed(typed: Typed) -> Code {
    match typed {
        Typed::None => Code::None,
        Typed::Text(text) | Typed::Number(text) => dotted(&text).map_or(Code::Words, Code::Dotted),
        Typed::Date(date) => Code::Perhaps(codes_of(date).iter().filter_map(|code| dotted(code)).collect()),
    }
}

fn of_text(text: &str) -> Code {
    let trimmed = text.trim();
    if trimmed.chars().all(|c| is_bullet(c) || c == ' ') {
        return if trimmed.is_empty() { Code::None } else { Code::Bullet };
    }
    let bare = trimmed.trim_matches(['(', ')', '.', ':', ' ']);
    let closed = trimmed.ends_with(')');
    let one_letter = characters(bare) == 1 && bare.chars().all(char::is_lowercase);
    if one_letter || (closed && !bare.is_empty() && bare.bytes().all(|b| b.is_ascii_digit())) {
        return Code::Item;
    }
    // `Phần A`, `Lĩnh vực II`
    let folded = fold(bare);
    let behind = ["linh vuc", "phan", "muc", "lv"]
        .iter()
        .any(|word| folded.strip_prefix(word).is_some_and(|rest| rest.starts_with(' ') && rest.len() <= 6));
    let last = if behind { bare.rsplit(' ').next().unwrap_or(bare) } else { bare };
    if let Some(number) = ordinal(last).and_then(|number| u32::try_from(number).ok()) {
        return Code::Roman(number);
    }
    if let [letter @ b'A'..=b'Z'] = last.as_bytes() {
        return Code::Upper(u32::from(letter - b'A') + 1);
    }
    if behind && let Some(parts) = dotted(last) {
        return Code::Dotted(parts);
    }
    of_typed(read_code(Some(&Value::Text(trimmed))))
}

fn is_bullet(c: char) -> bool {
    matches!(
        c,
        '-' | '–'
            | '—'
            | '+'
            | '*'
            | '•'
            | '·'
            | '▪'
            | '●'
            | '○'
            | '◦'
            | '✓'
            | '\u{F0B7}'
            | '\u{F02D}'
            | '\u{F0A7}'
    )
}

/// The numbers of a dotted code; none is longer than nine digits.
pub(super) fn dotted(text: &str) -> Option<Vec<u32>> {
    if !is_dotted(text) {
        return None;
    }
    let parts: Option<Vec<u32>> = text.split('.').map(|part| part.parse().ok()).collect();
    parts.filter(|parts| parts.len() <= 8)
}

/// A name that begins with its code: the code and the rest.
pub(super) fn before_name(name: &str) -> Option<(Code, &str)> {
    let first = name.chars().next()?;
    if is_bullet(first) {
        let rest = name.trim_start_matches(|c| is_bullet(c) || c == ' ');
        return (!rest.is_empty()).then_some((Code::Bullet, rest));
    }
    if let Some((mark, rest)) = name.split_once(')') {
        let bare = mark.trim_start_matches('(');
        let short = characters(bare) <= 2 && bare.chars().all(|c| c.is_lowercase() || c.is_ascii_digit());
        if short && !bare.is_empty() && !rest.trim().is_empty() {
            return Some((Code::Item, rest.trim()));
        }
    }
    let (code, rest) = split_name(name)?;
    match of_text(&code) {
        found @ (Code::Dotted(_) | Code::Roman(_) | Code::Upper(_)) => Some((found, rest)),
        _ => None,
    }
}

/// A code for people and files.
pub(super) fn shown(path: &[u32]) -> String {
    path.iter().map(u32::to_string).collect::<Vec<_>>().join(".")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_as_appendices_write_them() {
        for (text, expected) in [
            ("1.1.2", Code::Dotted(vec![1, 1, 2])),
            ("1.1.", Code::Dotted(vec![1, 1])),
            ("TCTP 1.1.2", Code::Dotted(vec![1, 1, 2])),
            ("Tiêu chí 1.1", Code::Dotted(vec![1, 1])),
            ("IV", Code::Roman(4)),
            ("IV.", Code::Roman(4)),
            ("Phần II", Code::Roman(2)),
            ("Lĩnh vực 3", Code::Dotted(vec![3])),
            ("B", Code::Upper(2)),
            ("a)", Code::Item),
            ("(2)", Code::Item),
            ("-", Code::Bullet),
            ("", Code::None),
            ("Tổng cộng", Code::Words),
        ] {
            assert_eq!(of_text(text), expected, "{text}");
        }
    }

    #[test]
    fn names_may_begin_with_their_codes() {
        assert_eq!(before_name("1.1. Kế hoạch"), Some((Code::Dotted(vec![1, 1]), "Kế hoạch")));
        assert_eq!(before_name("II. CẢI CÁCH"), Some((Code::Roman(2), "CẢI CÁCH")));
        assert_eq!(before_name("- Kịp thời"), Some((Code::Bullet, "Kịp thời")));
        assert_eq!(before_name("a) Kịp thời"), Some((Code::Item, "Kịp thời")));
        assert_eq!(before_name("Kế hoạch (nếu có) năm"), None);
        assert_eq!(before_name("100% đơn vị"), None);
    }
}
