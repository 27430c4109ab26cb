//! A text as it is scanned: one ASCII character for each of its characters.

use crate::sheet::base_letter;

/// A text of which each character is one byte: letters without marks, all dashes as `-`, bullets as `*`, all else that
/// is not ASCII as `?`.
#[derive(Debug, Default)]
pub(super) struct Plain {
    pub bytes: Vec<u8>,
    /// Where each character begins in the text.
    starts: Vec<u32>,
}

impl Plain {
    /// Takes a text; one beyond 4 GB is no cell.
    pub fn fill(&mut self, text: &str) {
        self.bytes.clear();
        self.starts.clear();
        for (at, c) in text.char_indices() {
            let Ok(at) = u32::try_from(at) else { return };
            self.bytes.push(plain(c));
            self.starts.push(at);
        }
    }

    /// The character at a place; a space where there is none.
    pub fn at(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(b' ')
    }

    /// The text of some characters, as typed.
    pub fn typed<'t>(&self, text: &'t str, start: usize, end: usize) -> &'t str {
        let offset = |at: usize| self.starts.get(at).map_or(text.len(), |start| *start as usize);
        text.get(offset(start)..offset(end)).unwrap_or_default()
    }

    /// The first place from here on that is no space.
    pub fn skip_spaces(&self, mut at: usize) -> usize {
        while self.bytes.get(at) == Some(&b' ') {
            at += 1;
        }
        at
    }

    /// How many digits stand here, looking at no more than `most` and one.
    pub fn digits(&self, at: usize, most: usize) -> usize {
        let rest = self.bytes.get(at..).unwrap_or_default();
        rest.iter().take(most + 1).take_while(|byte| byte.is_ascii_digit()).count()
    }

    /// The number in these digits.
    pub fn number(&self, at: usize, digits: usize) -> u16 {
        let digits = self.bytes.get(at..at + digits).unwrap_or_default();
        digits.iter().fold(0, |number: u16, digit| {
            number.saturating_mul(10).saturating_add(u16::from(digit.wrapping_sub(b'0')))
        })
    }

    /// A year of four digits that stands here alone.
    pub fn year(&self, at: usize) -> Option<u16> {
        let year = (self.digits(at, 4) == 4).then(|| self.number(at, 4))?;
        (1945..=2100).contains(&year).then_some(year)
    }

    /// The end of this word, where it stands here as a whole; `word` is lower-case.
    pub fn word(&self, at: usize, word: &str) -> Option<usize> {
        let end = at + word.len();
        let same = self.bytes.get(at..end)?.eq_ignore_ascii_case(word.as_bytes());
        (same && !self.at(end).is_ascii_alphanumeric()).then_some(end)
    }

    /// The word that ends right before a place, but for spaces, as its start and end.
    pub fn word_before(&self, from: usize, at: usize) -> (usize, usize) {
        const LONGEST: usize = 12;
        let mut end = at;
        while end > from && self.at(end - 1) == b' ' {
            end -= 1;
        }
        let mut start = end;
        while start > from && end - start <= LONGEST && self.at(start - 1).is_ascii_alphanumeric() {
            start -= 1;
        }
        (start, end)
    }

    /// The characters between two places.
    pub fn between(&self, start: usize, end: usize) -> &[u8] {
        self.bytes.get(start..end).unwrap_or_default()
    }
}

fn plain(c: char) -> u8 {
    if c.is_ascii() {
        return c as u8;
    }
    if let Some(letter) = base_letter(c) {
        let letter = if c.is_uppercase() { letter.to_ascii_uppercase() } else { letter };
        return u8::try_from(letter).unwrap_or(b'?');
    }
    match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FF0D}' => b'-',
        '\u{2044}' | '\u{2215}' | '\u{FF0F}' => b'/',
        '•' | '·' | '●' | '▪' | '◦' | '‣' | '\u{F0B7}' => b'*',
        _ => b'?',
    }
}
