//! Text as it is compared: cleaned once when it is read, folded or keyed for matching.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The text in composed form (NFC), without control and zero-width characters, every run of white space one space,
/// trimmed. Text that is so already is not copied.
pub fn clean(text: &str) -> Cow<'_, str> {
    cleaned(text, false)
}

/// The same of a cell that is being read, but soft hyphens stay: they are the `ư` of TCVN3, and what a cell is typed in
/// shows only when all are read (`old_text`, which takes them away where they are none).
pub(super) fn clean_cell(text: &str) -> Cow<'_, str> {
    cleaned(text, true)
}

fn cleaned(text: &str, soft_hyphens: bool) -> Cow<'_, str> {
    let trimmed = text.trim_matches(' ');
    let done = is_clean(trimmed.as_bytes());
    if done { Cow::Borrowed(trimmed) } else { Cow::Owned(clean_slowly(trimmed, soft_hyphens)) }
}

/// Whether nothing is to be done, as far as simple looks at the bytes can tell; the ends are not looked at.
pub(super) fn is_clean(bytes: &[u8]) -> bool {
    are_clean(bytes, &[])
}

/// The same of several texts with bytes of `between` between them. There is no branch inside, so that the compiler
/// looks at many bytes at once.
#[allow(clippy::needless_bitwise_bool)]
pub(super) fn are_clean<const N: usize>(bytes: &[u8], between: &[u8; N]) -> bool {
    // Letters with marks begin with C3 to C9 (two bytes), the composed Vietnamese ones with E1 B8 to E1 BB, dashes
    // and quotation marks with E2 80. The rest, combining marks among it, goes the slow way.
    let first = |a: u8| {
        let divides = between.iter().fold(false, |any, byte| any | (a == *byte));
        // From C0 over FF to 1F: the first bytes of letters, and control characters.
        let special = a.wrapping_add(0x40) < 0x60;
        let letter = (a.wrapping_sub(0xC3) < 7) | (a == 0xE1) | (a == 0xE2);
        special & !letter & !divides | (a == 0x7F)
    };
    let (mut odd, mut dashes) = (bytes.last().is_some_and(|last| first(*last)), false);
    let second = bytes.get(1..).unwrap_or_default();
    for (a, b) in bytes.iter().zip(second) {
        odd |= first(*a) | (*a == b' ') & (*b == b' ') | (*a == 0xE1) & (b.wrapping_sub(0xB8) > 3);
        dashes |= *a == 0xE2;
    }
    if dashes {
        let third = bytes.get(2..).unwrap_or_default();
        for ((a, b), c) in bytes.iter().zip(second).zip(third) {
            odd |= (*a == 0xE2) & ((*b != 0x80) | (c.wrapping_sub(0x90) > 0x17));
        }
    }
    !odd
}

fn clean_slowly(text: &str, soft_hyphens: bool) -> String {
    let kept = text.chars().filter_map(|c| match c {
        '\u{AD}' => soft_hyphens.then_some(c),
        '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' => None,
        c if c.is_whitespace() => Some(' '),
        c if c.is_control() => None,
        c => Some(c),
    });
    let mut clean = String::with_capacity(text.len());
    for c in kept.nfc() {
        if c != ' ' || !(clean.is_empty() || clean.ends_with(' ')) {
            clean.push(c);
        }
    }
    if clean.ends_with(' ') {
        clean.pop();
    }
    // A soft hyphen is no text by itself.
    if clean.trim_matches(['\u{AD}', ' ']).is_empty() { String::new() } else { clean }
}

/// The signs of footnotes above and below the line, each with the one on it.
const ASIDE: [(char, char, char); 12] = [
    ('0', '⁰', '₀'),
    ('1', '¹', '₁'),
    ('2', '²', '₂'),
    ('3', '³', '₃'),
    ('4', '⁴', '₄'),
    ('5', '⁵', '₅'),
    ('6', '⁶', '₆'),
    ('7', '⁷', '₇'),
    ('8', '⁸', '₈'),
    ('9', '⁹', '₉'),
    ('(', '⁽', '₍'),
    (')', '⁾', '₎'),
];

/// A letter that is set above or below the line.
pub(super) fn aside(c: char, below: bool) -> char {
    let found = ASIDE.iter().find(|(on, _, _)| *on == c);
    found.map_or(c, |(_, above, under)| if below { *under } else { *above })
}

/// A text without the marks of footnotes at its end.
pub fn without_marks(text: &str) -> &str {
    let mark = |c: char| ASIDE.iter().any(|(_, above, below)| c == *above || c == *below);
    let bare = text.trim_end_matches(|c: char| mark(c) || c == ' ');
    if bare.len() < text.trim_end().len() { bare } else { text }
}

/// For matching heads and words: without marks, `đ` as `d`, lower-case, everything that is no letter or digit as one
/// space, trimmed. `Điểm tự đánh giá (1)` becomes `diem tu danh gia 1`. Different communes may fold alike.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() {
            push_folded(&mut folded, c);
        } else if let Some(base) = base_letter(c) {
            push_folded(&mut folded, base);
        } else {
            for part in c.nfd().filter(|part| !is_combining_mark(*part)) {
                part.to_lowercase().for_each(|lower| push_folded(&mut folded, lower));
            }
        }
    }
    if folded.ends_with(' ') {
        folded.pop();
    }
    folded
}

fn push_folded(folded: &mut String, c: char) {
    if c.is_ascii_alphanumeric() {
        folded.push(c.to_ascii_lowercase());
    } else if !c.is_ascii() && c.is_alphanumeric() {
        folded.push(if c == 'đ' { 'd' } else { c });
    } else if !matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
        && !folded.is_empty()
        && !folded.ends_with(' ')
    {
        folded.push(' ');
    }
}

/// The letter under the marks of a composed Vietnamese letter, lower-case.
pub fn base_letter(c: char) -> Option<char> {
    Some(match c {
        'À'..='Ã' | 'à'..='ã' | 'Ă' | 'ă' | '\u{1EA0}'..='\u{1EB7}' => 'a',
        'È'..='Ê' | 'è'..='ê' | '\u{1EB8}'..='\u{1EC7}' => 'e',
        'Ì' | 'Í' | 'ì' | 'í' | 'Ĩ' | 'ĩ' | '\u{1EC8}'..='\u{1ECB}' => 'i',
        'Ò'..='Õ' | 'ò'..='õ' | 'Ơ' | 'ơ' | '\u{1ECC}'..='\u{1EE3}' => 'o',
        'Ù' | 'Ú' | 'ù' | 'ú' | 'Ũ' | 'ũ' | 'Ư' | 'ư' | '\u{1EE4}'..='\u{1EF1}' => 'u',
        'Ý' | 'ý' | '\u{1EF2}'..='\u{1EF9}' => 'y',
        'Đ' | 'đ' => 'd',
        _ => return None,
    })
}

/// For the exact comparison of names: cleaned, lower-case, the tone of `oa`, `oe` and `uy` at its new place (`hòa` as
/// `hoà`, `thúy` as `thuý`), punctuation at the ends removed. All marks count.
pub fn key(text: &str) -> String {
    let clean = clean(text);
    let ends = |c: char| c == ' ' || ".,;:!?-–—_*\"'“”‘’…•·".contains(c);
    let mut key = String::with_capacity(clean.len());
    let mut before = None;
    let mut letters = clean.trim_matches(ends).chars().flat_map(char::to_lowercase).peekable();
    while let Some(c) = letters.next() {
        if let Some((first, second)) = letters.peek().and_then(|next| move_tone(before, c, *next)) {
            key.push(first);
            key.push(second);
            letters.next();
            before = Some(second);
        } else {
            key.push(c);
            before = Some(c);
        }
    }
    key
}

/// `òa` as `oà`; `qúy`, where `u` belongs to the consonant, likewise.
fn move_tone(before: Option<char>, first: char, second: char) -> Option<(char, char)> {
    const TONED: [(char, &str); 5] =
        [('o', "òóỏõọ"), ('u', "ùúủũụ"), ('a', "àáảãạ"), ('e', "èéẻẽẹ"), ('y', "ỳýỷỹỵ")];
    let toned = |base: char| TONED.iter().find(|(letter, _)| *letter == base).map(|(_, toned)| *toned);
    let base = match second {
        'a' | 'e' => 'o',
        'y' => 'u',
        _ => return None,
    };
    let tone = toned(base)?.chars().position(|c| c == first)?;
    // In `ngoéo` and the like the tone stands right already; after a vowel `o` or `u` is no glide.
    let vowel_before =
        before.is_some_and(|c| matches!(base_letter(c).unwrap_or(c), 'a' | 'e' | 'o' | 'u' | 'y'));
    (!vowel_before).then_some(())?;
    Some((base, toned(second)?.chars().nth(tone)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_cleaned() {
        for (input, expected) in [
            ("", ""),
            ("Tiêu chí", "Tiêu chí"),
            ("  Tiêu   chí ", "Tiêu chí"),
            ("Tie\u{302}u chi\u{301}", "Tiêu chí"),
            ("A\u{a0}\u{202f}B\tC\r\nD", "A B C D"),
            ("\u{feff}A\u{200b}B\u{0}\u{7}C\u{ad}", "ABC"),
            ("\u{1b}[31mđỏ", "[31mđỏ"),
            ("“Đạt” – 80%…", "“Đạt” – 80%…"),
            ("\u{2028}", ""),
            ("e\u{200b}\u{301}", "é"),
            ("한글 中文", "한글 中文"),
            (" \u{301}", "\u{301}"),
        ] {
            assert_eq!(clean(input), expected, "{input:?}");
        }
        assert!(matches!(clean(" Ủy ban nhân dân xã "), Cow::Borrowed(_)));
    }

    #[test]
    fn text_is_folded() {
        for (input, expected) in [
            ("Điểm tự đánh giá (1)", "diem tu danh gia 1"),
            ("ĐẮK LẮK", "dak lak"),
            ("Ho\u{e0} B\u{ec}nh — hoa\u{300}", "hoa binh hoa"),
            ("  --- ", ""),
            ("Ủy ban/ƯỚC Ỹ", "uy ban uoc y"),
            ("ÇA Straße", "ca straße"),
        ] {
            assert_eq!(fold(input), expected, "{input:?}");
        }
    }

    #[test]
    fn names_are_keyed() {
        for (a, b) in [
            ("Xã Hòa Bình", "xã  hoà bình."),
            ("Thúy", "thuý"),
            ("QÚY", "Quý"),
            ("khỏe", "khoẻ"),
            ("tòan", "toàn"),
            ("Ủy ban", "Uỷ ban"),
            ("- Có kế hoạch;", "Có kế hoạch"),
        ] {
            assert_eq!(key(a), key(b));
        }
        for (a, b) in [("Tân", "Tấn"), ("mùa", "muà"), ("A (%)", "A")] {
            assert_ne!(key(a), key(b));
        }
    }

    proptest::proptest! {
        #[test]
        fn cleaning_twice_changes_nothing(text in "\\PC{0,40}|[ \\t\\u{300}-\\u{303}aeoạ\\u{a0}]{0,12}") {
            let once = clean(&text).into_owned();
            proptest::prop_assert_eq!(clean(&once), once.as_str());
            proptest::prop_assert_eq!(clean_slowly(&once, false), once.clone());
        }
    }
}
