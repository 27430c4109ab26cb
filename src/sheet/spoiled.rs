//! Text files whose Vietnamese letters were spoiled before they came here: read in the wrong encoding and saved again.

use memchr::memmem;

use super::unreadable;
use crate::message::{Detail, FileFault};

/// How much of a text is looked at.
const SAMPLE: usize = 64 << 10;
/// Fewer signs of damage are none.
const FEWEST: usize = 3;

/// Refuses a text in which many letters were read as Windows-1252 though they were UTF-8 (`Ä‘iá»ƒm`), or were lost
/// (`?i?m`).
pub(super) fn check(text: &str) -> Result<(), Detail> {
    let end = SAMPLE.min(text.len());
    let sample = (0..=end).rev().find_map(|end| text.get(..end)).unwrap_or_default();
    // Sound texts have none of the signs; to see that costs next to nothing.
    let has = |sign: &str| memmem::find(sample.as_bytes(), sign.as_bytes()).is_some();
    let twice = if has("á»") || has("áº") { twice_encoded(sample) } else { None };
    let gaps = || if has("?") || has("\u{FFFD}") { lost(sample) } else { None };
    match twice.or_else(gaps) {
        Some(word) => Err(unreadable(FileFault::SpoiledLetters(word.to_owned()))),
        None => Ok(()),
    }
}

/// The first word in which the bytes of a letter stand as letters. Each of them is rare in a sound text, and the three
/// of an `ể` do not follow one another there; letters that Windows-1252 does not have speak for a sound text.
fn twice_encoded(text: &str) -> Option<&str> {
    let (mut pairs, mut triples, mut sound, mut first) = (0_usize, 0_usize, 0_usize, None);
    let mut rest = text.char_indices();
    while let Some((at, c)) = rest.next() {
        let mut next = rest.as_str().chars();
        let (second, third) = (next.next().unwrap_or(' '), next.next().unwrap_or(' '));
        let triple = c == 'á' && matches!(second, '»' | 'º') && continues(third);
        if triple || (matches!(c, 'Ã' | 'Ă' | 'Ä' | 'Å' | 'Æ') && continues(second)) {
            pairs += 1;
            triples += usize::from(triple);
            first.get_or_insert(at);
        } else {
            sound += usize::from(matches!(c, 'Ạ'..='ỹ') || "ĂăĐđĨĩŨũƠơƯư".contains(c));
        }
    }
    (triples >= FEWEST && pairs * 2 > sound).then(|| word_at(text, first.unwrap_or_default()))
}

/// What Windows-1252 shows for the second and third byte of a letter in UTF-8; some of them are nothing there.
fn continues(c: char) -> bool {
    matches!(c, '\u{80}'..='\u{BF}' | '\u{FFFD}') || "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ".contains(c)
}

/// The first word with a `?` or U+FFFD between letters, where one word in five is such a one. A link is no word.
fn lost(text: &str) -> Option<&str> {
    let gap = |c: char| matches!(c, '?' | '\u{FFFD}');
    let divides = |c: char| c.is_whitespace() || matches!(c, ';' | ',' | '"');
    let words = text.split(divides).filter(|word| word.chars().nth(1).is_some());
    let words = words.filter(|word| word.chars().all(|c| c.is_alphabetic() || gap(c)));
    let (mut all, mut damaged, mut first) = (0_usize, 0_usize, None);
    for word in words {
        all += 1;
        // A question ends with its mark.
        if word.trim_matches(gap).contains(gap) {
            damaged += 1;
            first.get_or_insert(word);
        }
    }
    first.filter(|_| damaged >= FEWEST && damaged * 5 >= all)
}

/// The word around a place.
fn word_at(text: &str, at: usize) -> &str {
    let divides = |c: char| c.is_whitespace() || matches!(c, ';' | ',' | '"');
    let start = text[..at].rfind(divides).map_or(0, |start| start + 1);
    let end = text[at..].find(divides).map_or(text.len(), |end| at + end);
    text.get(start..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use encoding_rs::{WINDOWS_1252, WINDOWS_1258};

    use super::*;

    const TEXT: &str = "STT;Tiêu chí;Điểm tối đa;Điểm tự chấm;Tài liệu\n\
                        1.1;Ban hành kế hoạch cải cách hành chính;2;1,5;Có?\n\
                        1.2;XÃ MẪU “XÔ «quá» Ã…;1;1;https://mau.vn/tai?id=1\n";

    fn word(text: &str) -> Option<String> {
        match check(text) {
            Err(Detail::UnreadableFile { fault: FileFault::SpoiledLetters(word) }) => Some(word),
            _ => None,
        }
    }

    #[test]
    fn letters_that_were_encoded_twice_are_seen() {
        for encoding in [WINDOWS_1252, WINDOWS_1258] {
            let text = encoding.decode_without_bom_handling(TEXT.as_bytes()).0;
            assert!(word(&text).is_some_and(|word| word.starts_with('T')), "{text}");
        }
    }

    #[test]
    fn letters_that_were_lost_are_seen() {
        let ansi = |c: char| if c <= 'ÿ' { c } else { '?' };
        assert_eq!(word(&TEXT.chars().map(ansi).collect::<String>()).as_deref(), Some("?i?m"));
        let unknown = |c: char| if c.is_ascii() { c } else { '\u{FFFD}' };
        assert_eq!(word(&TEXT.chars().map(unknown).collect::<String>()).as_deref(), Some("Ti\u{FFFD}u"));
    }

    #[test]
    fn sound_text_is_left_alone() {
        let links = "1.1;https://mau.vn/a?b=c;a?b=c\n".repeat(9);
        let quotes = "«quá»;“XÃ”;“MÃ”…;Ã–;Đã có\n".repeat(9);
        let questions = "Có? Không? Vì sao?;Sao?không\n".repeat(2);
        for text in [TEXT, "", "code;max\n1;2\n", &links, &quotes, &questions, "«quá»;«đá»"] {
            assert_eq!(word(text), None, "{text}");
        }
        assert_eq!(word(&format!("{TEXT}{}", "Mức độ hoàn thành;1\n".repeat(50_000))), None);
    }
}
