//! One way of writing for what authors write in many: letters, spaces, dashes, signs of comparison.

use std::iter::Peekable;

use unicode_normalization::UnicodeNormalization as _;

/// The text composed, with one kind of space, dash, quote and sign each; line breaks stay.
pub(super) fn normalise(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut chars = text.nfc().filter(|c| !is_invisible(*c)).map(plain_character).peekable();
    while let Some(c) = chars.next() {
        let c = match c {
            '\r' => '\n',
            '>' if follows(&mut chars, '=') => '≥',
            '<' if follows(&mut chars, '=') => '≤',
            '-' | '=' if follows(&mut chars, '>') => '→',
            '=' if follows(&mut chars, '<') => '≤',
            c => c,
        };
        let doubled = c == ' ' && plain.ends_with([' ', '\n']);
        if !doubled {
            plain.push(c);
        }
    }
    plain
}

/// Takes the next character where it is this one.
fn follows(chars: &mut Peekable<impl Iterator<Item = char>>, wanted: char) -> bool {
    chars.next_if_eq(&wanted).is_some()
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{ad}' | '\u{2060}')
}

fn plain_character(c: char) -> char {
    match c {
        '\n' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
        '\r' => '\r',
        c if c.is_whitespace() => ' ',
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe63}' | '－' => '-',
        '⩾' | '≧' => '≥',
        '⩽' | '≦' => '≤',
        '×' | '✕' | '✖' | '∗' | '⋅' | '·' | '*' => '×',
        '÷' | '∕' | '⁄' | '／' => '/',
        '⇒' | '➔' | '➜' | '⟶' | '\u{f0e0}' => '→',
        '“' | '”' | '„' | '«' | '»' | '"' | '‘' | '’' | '`' => '\'',
        '[' | '{' | '（' => '(',
        ']' | '}' | '）' => ')',
        '•' | '●' | '▪' | '◦' | '○' | '■' | '‣' | '\u{f0b7}' | '\u{f0a7}' => '•',
        '：' => ':',
        '；' => ';',
        '，' => ',',
        '％' => '%',
        '＋' => '+',
        '＝' => '=',
        '０'..='９' => char::from_digit(c as u32 - '０' as u32, 10).unwrap_or(c),
        c => c,
    }
}

/// A word as it is compared: small letters, the tone mark on one place (`hóa`, not `hoá`), `tỷ` for `tỉ`.
pub(super) fn folded(word: &str) -> String {
    let mut folded = word.to_lowercase();
    for (old, new) in TONES {
        if folded.ends_with(old) && !folded.starts_with("qu") {
            folded.truncate(folded.len() - old.len());
            folded += new;
            break;
        }
    }
    match folded.as_str() {
        "tỉ" => "tỷ".to_owned(),
        "kì" => "kỳ".to_owned(),
        _ => folded,
    }
}

/// Endings with the tone mark on the second vowel, as some write them.
const TONES: &[(&str, &str)] = &[
    ("oà", "òa"),
    ("oá", "óa"),
    ("oả", "ỏa"),
    ("oã", "õa"),
    ("oạ", "ọa"),
    ("oè", "òe"),
    ("oé", "óe"),
    ("oẻ", "ỏe"),
    ("oẽ", "õe"),
    ("oẹ", "ọe"),
    ("uỳ", "ùy"),
    ("uý", "úy"),
    ("uỷ", "ủy"),
    ("uỹ", "ũy"),
    ("uỵ", "ụy"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_way_of_writing() {
        let check = |text: &str, expected: &str| assert_eq!(normalise(text), expected, "{text:?}");
        check("Từ  80%\u{a0}– 90 %", "Từ 80% - 90 %");
        check(">= 80% và <=90%", "≥ 80% và ≤90%");
        check("Có => 1 -> 0 =< 2", "Có → 1 → 0 ≤ 2");
        check("(b/a) * 1 × 0,5", "(b/a) × 1 × 0,5");
        check("a\r\nb", "a\n\nb");
        check("Tu\u{31b}\u{300}", "Từ");
    }

    #[test]
    fn words_are_compared_in_one_form() {
        let check = |word: &str, expected: &str| assert_eq!(folded(word), expected);
        check("Hoá", "hóa");
        check("Tỉ", "tỷ");
        check("UỶ", "ủy");
        check("quý", "quý");
    }
}
