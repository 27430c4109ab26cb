//! TCVN3 (ABC) and VNI, the encodings of Vietnamese before Unicode, and whether a text is Vietnamese at all.

use unicode_normalization::UnicodeNormalization;

/// TCVN3 as findings call it.
pub(super) const TCVN3_NAME: &str = "TCVN3 (ABC)";
/// VNI as findings call it.
pub(super) const VNI_NAME: &str = "VNI";

/// The bytes A1 to FE of TCVN3; `\0` where there is no letter. Capitals with a tone are small letters in it, shown by
/// a font of capitals, and come back small.
const TCVN3: &str = "ĂÂÊÔƠƯĐăâêôơưđ\0\0\0\0\0\0àảãáạ\0ằẳẵắ\0\0\0\0\0\0\0ặầẩẫấậè\0ẻẽéẹềểễếệìỉ\0\0\0ĩíịò\0ỏõóọồổỗốộờởỡớợù\0ủũúụừửữứựỳỷỹýỵ";

/// TCVN3 as text; its bytes come as the signs that Windows-1252 has for them, whatever else stands there stays.
pub(super) fn tcvn3(text: &str) -> String {
    let table: Vec<char> = TCVN3.chars().collect();
    let letter = |c: char| match c {
        '\u{A1}'..='\u{FF}' => match table.get(c as usize - 0xA1) {
            Some('\0') | None => '\u{FFFD}',
            Some(letter) => *letter,
        },
        '\u{80}'..='\u{9F}' => '\u{FFFD}',
        c => c,
    };
    text.chars().map(letter).collect()
}

/// The letters of VNI that are one byte; the capital lies 32 below.
const VNI_LETTERS: [(u8, char); 9] = [
    (0xF1, 'đ'),
    (0xEC, 'ì'),
    (0xED, 'í'),
    (0xE6, 'ỉ'),
    (0xF3, 'ĩ'),
    (0xF2, 'ị'),
    (0xEE, 'ỵ'),
    (0xF4, 'ơ'),
    (0xF6, 'ư'),
];
/// The marks of VNI, each a byte behind its letter; behind a capital 32 below.
const VNI_MARKS: [(u8, &str); 17] = [
    (0xF8, "\u{300}"),
    (0xF9, "\u{301}"),
    (0xFB, "\u{309}"),
    (0xF5, "\u{303}"),
    (0xEF, "\u{323}"),
    (0xE2, "\u{302}"),
    (0xE0, "\u{302}\u{300}"),
    (0xE1, "\u{302}\u{301}"),
    (0xE5, "\u{302}\u{309}"),
    (0xE3, "\u{302}\u{303}"),
    (0xE4, "\u{302}\u{323}"),
    (0xEA, "\u{306}"),
    (0xE8, "\u{306}\u{300}"),
    (0xE9, "\u{306}\u{301}"),
    (0xFA, "\u{306}\u{309}"),
    (0xFC, "\u{306}\u{303}"),
    (0xEB, "\u{306}\u{323}"),
];

/// VNI (Windows) as text, its bytes as for [`tcvn3`].
pub(super) fn vni(text: &str) -> String {
    let small = |byte: u8| if byte >= 0xE0 { byte } else { byte.wrapping_add(32) };
    let letter = |byte: u8| {
        let (_, small_letter) = VNI_LETTERS.iter().find(|(code, _)| *code == small(byte))?;
        if byte >= 0xE0 { Some(*small_letter) } else { small_letter.to_uppercase().next() }
    };
    let mut vietnamese = String::with_capacity(text.len());
    let mut base = false;
    for c in text.chars() {
        match u8::try_from(c) {
            Ok(byte @ 0xC0..) => match VNI_MARKS.iter().find(|(code, _)| *code == small(byte)) {
                Some((_, marks)) if base => vietnamese.push_str(marks),
                _ => vietnamese.push(letter(byte).unwrap_or('\u{FFFD}')),
            },
            Ok(0x80..=0x9F | 0xA1..=0xBF) => vietnamese.push('\u{FFFD}'),
            _ => vietnamese.push(c),
        }
        base = "aeouyAEOUYôöÔÖ".contains(c);
    }
    vietnamese.nfc().collect()
}

/// How Vietnamese a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Judgement {
    /// Words with a letter that is not plain.
    words: usize,
    /// Those of them that can be Vietnamese syllables.
    syllables: usize,
    /// Bytes that mean nothing in the encoding.
    damage: usize,
}

impl Judgement {
    /// Nine words in ten are Vietnamese, and hardly a byte means nothing.
    pub(super) fn plausible(self) -> bool {
        self.syllables * 10 >= self.words * 9 && self.damage * 20 <= self.words
    }

    /// All of its words are Vietnamese; one of them at least is there.
    pub(super) fn sure(self) -> bool {
        self.words > 0 && self.syllables == self.words && self.damage == 0
    }

    /// Every byte means something.
    pub(super) fn undamaged(self) -> bool {
        self.damage == 0
    }

    /// It may be Vietnamese with a foreign name in it: half of its words, and more than of the other.
    pub(super) fn likelier_than(self, other: Judgement) -> bool {
        self.damage == 0 && self.syllables * 2 >= self.words && self.syllables > other.syllables
    }
}

/// Judges a text. A sign such as `«` or `§` is no word by itself, and within a word none of Vietnamese.
pub(super) fn judge(text: &str) -> Judgement {
    let mut judgement = Judgement { words: 0, syllables: 0, damage: text.matches('\u{FFFD}').count() };
    let divides = |c: char| !c.is_alphabetic() && !matches!(c, '\u{A1}'..='\u{BF}' | '×' | '÷' | '\u{FFFD}');
    for word in text
        .split(divides)
        .filter(|word| word.chars().nth(1).is_some() || word.chars().any(char::is_alphabetic))
    {
        if !word.is_ascii() {
            judgement.words += 1;
            judgement.syllables += usize::from(is_syllable(word));
        }
    }
    judgement
}

/// Beginnings and ends of syllables; `kr` and `k` are those of names of the Central Highlands (Krông, Đắk).
const INITIALS: [&str; 29] = [
    "", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "kr", "l", "m", "n", "ng", "ngh", "nh",
    "p", "ph", "qu", "r", "s", "t", "th", "tr", "v", "x",
];
const FINALS: [&str; 10] = ["", "c", "ch", "k", "m", "n", "ng", "nh", "p", "t"];
const VOWELS: [&str; 55] = [
    "a", "ă", "â", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y", "ai", "ao", "au", "ay", "âu", "ây", "eo",
    "êu", "ia", "iê", "iêu", "iu", "oa", "oai", "oao", "oay", "oă", "oe", "oeo", "oi", "oo", "ôi", "ơi",
    "ua", "uâ", "uây", "uê", "ui", "uô", "uôi", "uơ", "uy", "uya", "uyê", "uyu", "ưa", "ưi", "ươ", "ươi",
    "ươu", "ưu", "yê", "yêu",
];

/// Whether a word can be a syllable of Vietnamese: a known beginning, vowels and end, at most one tone.
fn is_syllable(word: &str) -> bool {
    let (mut tones, mut plain) = (0, String::with_capacity(word.len()));
    for c in word.chars() {
        if c.is_ascii() {
            plain.push(c.to_ascii_lowercase());
            continue;
        }
        let base = c.nfd().next().unwrap_or(c);
        let letter = c.nfd().filter(|part| {
            let tone = matches!(part, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}');
            // `ñ` has none of the tones: they stand on vowels.
            tones += if tone && "nN".contains(base) { 2 } else { usize::from(tone) };
            !tone
        });
        letter.nfc().flat_map(char::to_lowercase).for_each(|part| plain.push(part));
    }
    // `HọC`, `tIÊU`: a capital behind a small letter is what a wrong encoding gives.
    let mixed = word.chars().skip(1).any(char::is_uppercase) && word.chars().any(char::is_lowercase);
    // In TCVN3 a word in capitals comes back mixed, its toned letters small.
    let capitals = word.chars().all(|c| c.is_uppercase() || !c.is_ascii());
    tones <= 1
        && (!mixed || capitals)
        && INITIALS.iter().filter_map(|initial| plain.strip_prefix(initial)).any(|rest| {
            FINALS
                .iter()
                .filter_map(|end| rest.strip_suffix(end))
                .any(|vowels| VOWELS.contains(&vowels) && !plain.ends_with(['ă', 'â']))
        })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::cast_possible_truncation)]
pub(super) mod tests {
    use super::*;

    pub fn encode_1258(text: &str) -> Vec<u8> {
        // The encoder takes letters and tones apart, as Windows does.
        let is_tone = |c: char| matches!(c, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}');
        text.chars()
            .flat_map(|c| {
                let tone = c.nfd().find(|part| is_tone(*part));
                let letter: String = c.nfd().filter(|part| !is_tone(*part)).nfc().collect();
                let apart: String = letter.chars().chain(tone).collect();
                encoding_rs::WINDOWS_1258.encode(&apart).0.into_owned()
            })
            .collect()
    }

    pub fn encode_tcvn3(text: &str) -> Vec<u8> {
        let code = |c: char| {
            TCVN3
                .chars()
                .position(|letter| letter == c)
                .map_or_else(|| u8::try_from(c).unwrap(), |at| u8::try_from(at).unwrap() + 0xA1)
        };
        text.chars().map(code).collect()
    }

    pub fn encode_vni(text: &str) -> Vec<u8> {
        let mut bytes = Vec::new();
        for c in text.chars() {
            let lower = c.to_lowercase().next().unwrap();
            let shift = if c.is_uppercase() { 32 } else { 0 };
            if c.is_ascii() {
                bytes.push(c as u8);
            } else if let Some((code, _)) = VNI_LETTERS.iter().find(|(_, l)| *l == lower) {
                bytes.push(code - shift);
            } else {
                let parts: Vec<char> = c.nfd().collect();
                let horn = parts.contains(&'\u{31B}');
                let marks: String = parts[1..].iter().filter(|part| **part != '\u{31B}').collect();
                let base = match (parts[0].to_ascii_lowercase(), horn) {
                    ('o', true) => 0xF4 - shift,
                    ('u', true) => 0xF6 - shift,
                    _ => parts[0] as u8,
                };
                let sorted = |text: &str| {
                    let mut chars: Vec<char> = text.chars().collect();
                    chars.sort_unstable();
                    chars
                };
                let (mark, _) = VNI_MARKS.iter().find(|(_, m)| sorted(m) == sorted(&marks)).unwrap();
                bytes.extend([base, mark - shift]);
            }
        }
        bytes
    }

    /// Bytes as the text that a program which knows nothing of them makes.
    pub fn as_1252(bytes: &[u8]) -> String {
        encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned()
    }

    pub const LETTERS: &str = "ăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ";

    #[test]
    fn every_letter_comes_back() {
        assert_eq!(LETTERS.chars().count(), 67);
        assert_eq!(tcvn3(&as_1252(&encode_tcvn3(LETTERS))), LETTERS);
        assert_eq!(vni(&as_1252(&encode_vni(LETTERS))), LETTERS);
        let capitals = LETTERS.to_uppercase();
        assert_eq!(vni(&as_1252(&encode_vni(&capitals))), capitals);
        assert_eq!(tcvn3(&as_1252(&encode_tcvn3("ĂÂÊÔƠƯĐ"))), "ĂÂÊÔƠƯĐ");
    }

    #[test]
    fn known_words_are_read() {
        assert_eq!(tcvn3("Céng hßa x· héi – “Ch\u{AD}a”"), "Cộng hòa xã hội – “Chưa”");
        assert_eq!(vni("Vieät Nam, ñoäc laäp, töï do"), "Việt Nam, độc lập, tự do");
    }

    #[test]
    fn syllables_are_told_from_noise() {
        for word in
            ["Tiêu", "chí", "nghiệm", "ĐƯỜNG", "gì", "quý", "khuyến", "ở", "giỏi", "HộI", "uỷ", "người"]
        {
            assert!(is_syllable(word), "{word}");
        }
        for word in ["TiÃªu", "Café", "naïve", "ñaõ", "ñô", "Ùy", "xñ", "thựức", "µ", "hïi"] {
            let expected = word == "Ùy";
            assert_eq!(is_syllable(word), expected, "{word}");
        }
    }
}
