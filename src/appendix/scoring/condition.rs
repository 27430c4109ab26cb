//! What must hold for points: a range of a measured value, or a state in words.

use super::formula::{self, Expr};
use super::phrase::{find_any, has_any, starts_any, trimmed};
use super::range::{self, Range};
use super::token::{Kind, Source, Token};
use super::words;

/// A condition.
#[derive(Clone, Debug)]
pub(super) struct Condition {
    /// The words, without `nếu` and the like.
    pub tokens: Vec<Token>,
    /// The range that it names.
    pub range: Option<Range>,
    /// What it measures, where it writes a formula.
    pub of: Option<Expr>,
    /// The words besides the range.
    pub about: Vec<Token>,
    /// Nothing arose.
    pub nothing: bool,
    /// All other cases.
    pub otherwise: bool,
}

/// Reads a condition.
pub(super) fn read(source: &Source, tokens: &[Token]) -> Condition {
    let tokens = stripped(tokens);
    let nothing = has_any(tokens, words::NOTHING_AROSE) || is_zero(tokens);
    let otherwise = starts_any(tokens, words::OTHERWISE).is_some_and(|length| {
        length == tokens.len()
            || tokens[length..]
                .iter()
                .all(|token| token.word().is_some_and(|word| words::FILLER.contains(&word)))
    }) || is_others(tokens);
    let found = if nothing { None } else { range::find(tokens) };
    let (range, about) = match found {
        Some(found) => (Some(found.range), found.rest),
        None => (None, tokens.to_vec()),
    };
    let of = range.as_ref().and_then(|_| measure(source, &about));
    let about = if of.is_some() { Vec::new() } else { about };
    Condition { tokens: tokens.to_vec(), range, of, about, nothing, otherwise }
}

/// Whether the row ends with a condition on a measured value.
pub(super) fn measured(row: &[Token]) -> bool {
    range::find(trimmed(row)).is_some()
}

/// The tokens without `nếu`, `trường hợp` before and `thì` after them.
pub(super) fn stripped(tokens: &[Token]) -> &[Token] {
    let mut tokens = trimmed(tokens);
    loop {
        let before = tokens.len();
        if starts_any(tokens, words::OTHERWISE).is_none()
            && let Some(length) = starts_any(tokens, words::IF)
            && length < tokens.len()
        {
            tokens = trimmed(&tokens[length..]);
        }
        if tokens.len() > 1 && tokens.last().is_some_and(|token| token.is_word("thì") || token.is_word("và"))
        {
            tokens = trimmed(&tokens[..tokens.len() - 1]);
        }
        if tokens.len() == before {
            return tokens;
        }
    }
}

/// `a = 0`, `mẫu số bằng 0`.
fn is_zero(tokens: &[Token]) -> bool {
    let [.., before, sign, zero] = tokens else { return false };
    let equals = sign.is_sign('=') || sign.is_word("bằng");
    let named = formula::is_id(before) || before.is_word("số");
    equals && named && tokens.len() <= 6 && zero.number().is_some_and(|(value, _)| value.is_zero())
}

/// `các đơn vị còn lại`.
fn is_others(tokens: &[Token]) -> bool {
    tokens.len() <= 6
        && find_any(tokens, &["còn lại"]).is_some_and(|(at, length)| at + length == tokens.len())
}

/// The formula that the words besides a range write: `tỷ lệ b/a`, `100% - (tỷ lệ A + tỷ lệ B)`.
fn measure(source: &Source, about: &[Token]) -> Option<Expr> {
    let mut about = trimmed(stripped(about));
    while let [rest @ .., last] = about
        && (last.is_word("đạt") || matches!(last.kind, Kind::Sign(':' | '=')))
    {
        about = trimmed(rest);
    }
    (0..about.len().min(6)).find_map(|skipped| {
        let (expr, length) = formula::read(source, &about[skipped..])?;
        let before = &about[..skipped];
        let fills = before.iter().all(|token| token.word().is_some_and(|word| words::FILLER.contains(&word)));
        let measures = expr.atoms().iter().any(|atom| atom.is_measured());
        (expr.calculates() && measures && skipped + length == about.len() && fills).then_some(expr)
    })
}
