//! `a là tổng số hồ sơ; b là số hồ sơ đúng hạn`.

use super::formula::is_id;
use super::phrase::{starts_any, trimmed};
use super::token::{Source, Token};
use super::words;
use crate::message::characters;

/// What a letter stands for.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Definition {
    pub id: String,
    pub name: String,
}

const BEFORE: &[&str] = &[
    "trong đó",
    "trong đó :",
    "trong đó ,",
    "với",
    "gọi",
    "với :",
    "thống kê :",
    "thống kê số lượng :",
    "yêu cầu thống kê :",
    "ký hiệu",
    "ký hiệu :",
    "ghi chú :",
    "( trong đó",
    "( trong đó :",
];

/// Whether a definition begins here.
pub(super) fn begins(tokens: &[Token]) -> bool {
    let skipped = starts_any(tokens, BEFORE).unwrap_or(0);
    at(&tokens[skipped..]).is_some()
}

/// How many tokens `a là`, `a:` take.
fn at(tokens: &[Token]) -> Option<usize> {
    let [id, sign, next, ..] = tokens else { return None };
    let defines = sign.is_word("là") || sign.is_sign(':') || sign.is_sign('=') || sign.is_sign('-');
    if !(is_id(id) || id.is_word("đ")) || !defines {
        return None;
    }
    // `a: là …`
    let double = sign.is_sign(':') && next.is_word("là");
    let noun = tokens.get(2 + usize::from(double))?;
    let named = noun.word().is_some_and(|word| characters(word) > 1) && !is_id(noun);
    // A dash also subtracts.
    let sure = !sign.is_sign('-') && !sign.is_sign('=') || noun.is_word("số") || noun.is_word("tổng");
    (named && sure).then_some(2 + usize::from(double))
}

/// The definitions of a clause that consists of them.
pub(super) fn read(source: &Source, tokens: &[Token]) -> Option<Vec<Definition>> {
    if !begins(tokens) {
        return behind(source, tokens);
    }
    let skipped = starts_any(tokens, BEFORE).unwrap_or(0);
    let tokens = &tokens[skipped..];
    let separates = |token: &Token| token.is_sign(',') || token.is_word("và") || token.is_word("còn");
    let starts: Vec<usize> = (0..tokens.len())
        .filter(|n| (*n == 0 || separates(&tokens[n - 1])) && at(&tokens[*n..]).is_some())
        .collect();
    let mut definitions = Vec::new();
    for (n, start) in starts.iter().enumerate() {
        let end = starts.get(n + 1).copied().unwrap_or(tokens.len());
        let mut name = trimmed(&tokens[start + at(&tokens[*start..])?..end]);
        while let [rest @ .., last] = name
            && last.is_word("và")
        {
            name = trimmed(rest);
        }
        let id = source.part(&tokens[*start..=*start]).to_owned();
        definitions.push(Definition { id, name: source.part(name).to_owned() });
    }
    Some(definitions)
}

/// `Thống kê: tổng số hồ sơ (a), số hồ sơ đúng hạn (b)`.
fn behind(source: &Source, tokens: &[Token]) -> Option<Vec<Definition>> {
    let mut rest = tokens;
    if let Some(length) = starts_any(tokens, words::COUNTS) {
        rest = trimmed(&tokens[length..]);
    }
    let mut definitions = Vec::new();
    while !rest.is_empty() {
        let open = rest.iter().position(|token| token.is_sign('('))?;
        let [_, id, close, ..] = &rest[open..] else { return None };
        let counts = starts_any(rest, &["số", "tổng", "tổng số"]).is_some();
        let name = &rest[..open];
        if !counts || !is_id(id) || !close.is_sign(')') || name.iter().any(|token| token.number().is_some()) {
            return None;
        }
        let id = source.part(std::slice::from_ref(id)).to_owned();
        definitions.push(Definition { id, name: source.part(name).to_owned() });
        rest = trimmed(&rest[open + 3..]);
        if rest.first().is_some_and(|token| token.is_word("và")) {
            rest = trimmed(&rest[1..]);
        }
    }
    Some(definitions).filter(|all| !all.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn definitions() {
        let check = |text: &str, expected: &str| {
            let source = Source::new(text);
            let read = read(&source, &source.tokens).unwrap_or_default();
            let shown: Vec<String> = read.iter().map(|one| format!("{}={}", one.id, one.name)).collect();
            assert_eq!(shown.join("|"), expected, "{text}");
        };
        check("Trong đó: a là tổng số hồ sơ", "a=tổng số hồ sơ");
        check("a là tổng số hồ sơ, b là số hồ sơ đúng hạn", "a=tổng số hồ sơ|b=số hồ sơ đúng hạn");
        check("với b: số PAKN đã trả lời, xử lý", "b=số PAKN đã trả lời, xử lý");
        check("a = 0", "");
        check("Nếu a = 0", "");
    }
}
