//! A text as it is scanned: one ASCII character for each of its characters.

use super::words::PASSED;
use crate::sheet::base_letter;

/// So much is looked at before a number, and behind it; in bytes.
const BEFORE: usize = 48;
const BEHIND: usize = 32;

/// The parts of a text around its numbers, each character as one byte: letters without marks, all dashes as `-`, bullets
/// as `*`, all else that is not ASCII as `?`. What lies between them is one word that means nothing.
#[derive(Debug, Default)]
pub(super) struct Plain {
    pub bytes: Vec<u8>,
    /// The parts: where each begins, and where it stands in the text.
    parts: Vec<(usize, usize)>,
}

impl Plain {
    /// Takes a text.
    pub fn fill(&mut self, text: &str) {
        self.bytes.clear();
        self.parts.clear();
        let mut done = 0;
        for (start, end) in numbers(text.as_bytes()) {
            let from = boundary(text, start.saturating_sub(BEFORE)).max(done);
            // An address is known by its beginning.
            let spaces = text.as_bytes().get(done..from).unwrap_or_default();
            let from = spaces.iter().rposition(|byte| *byte == b' ').map_or(done, |at| done + at);
            if from > done {
                self.pass(text, done, from);
            }
            done = boundary(text, end + BEHIND);
            self.parts.push((self.bytes.len(), from));
            self.bytes.extend(text.get(from..done).unwrap_or_default().chars().map(plain));
        }
        if !self.bytes.is_empty() && done < text.len() {
            self.pass(text, done, text.len());
        }
    }

    /// Passes over a part without numbers; that clauses end in it is kept.
    fn pass(&mut self, text: &str, from: usize, to: usize) {
        let part = text.as_bytes().get(from..to).unwrap_or_default();
        let ends = part.contains(&b';') || part.windows(2).any(|two| two == b". ");
        self.bytes.push(b' ');
        self.bytes.extend(ends.then_some(b';'));
        self.bytes.extend(PASSED.as_bytes());
        self.bytes.push(b' ');
    }

    /// The character at a place; a space where there is none.
    pub fn at(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(b' ')
    }

    /// Where a character begins in the text, in bytes.
    pub fn offset(&self, text: &str, at: usize) -> usize {
        let part = self.parts.partition_point(|(start, _)| *start <= at).checked_sub(1);
        let (start, offset) = part.and_then(|part| self.parts.get(part)).copied().unwrap_or_default();
        let before = text.get(offset..).unwrap_or_default().chars().take(at - start);
        offset + before.map(char::len_utf8).sum::<usize>()
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

pub(super) fn plain(c: char) -> u8 {
    if c.is_ascii() {
        return c as u8;
    }
    if let Some(letter) = base_letter(c) {
        let letter = if is_capital(c) { letter.to_ascii_uppercase() } else { letter };
        return u8::try_from(letter).unwrap_or(b'?');
    }
    match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FF0D}' => b'-',
        '\u{2044}' | '\u{2215}' | '\u{FF0F}' => b'/',
        '•' | '·' | '●' | '▪' | '◦' | '‣' | '\u{F0B7}' => b'*',
        _ => b'?',
    }
}

/// The first place from here on at which a character begins, or the end.
fn boundary(text: &str, at: usize) -> usize {
    (at..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len())
}

/// Whether a Vietnamese letter with marks is a capital.
fn is_capital(c: char) -> bool {
    match c {
        '\u{C0}'..='\u{FF}' => c < '\u{DF}',
        'Ư' => true,
        'ư' => false,
        _ => u32::from(c).is_multiple_of(2),
    }
}

/// The numbers of a text that may be those of a document, a date, a page or a part, as start and end; others are passed
/// over at little cost, for most texts are titles.
fn numbers(text: &[u8]) -> impl Iterator<Item = (usize, usize)> {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let start = from + next_digit(text.get(from..)?)?;
            let count = text.get(start..)?.iter().take_while(|byte| byte.is_ascii_digit()).count();
            from = start + count;
            if may_count(text, start, from) {
                return Some((start, from));
            }
        }
    })
}

fn may_count(text: &[u8], start: usize, end: usize) -> bool {
    let byte = |at: usize| text.get(at).copied().unwrap_or(b' ');
    if end - start > 5 {
        return false;
    }
    // Behind it: a letter of its own, then the sign of a symbol or a date; or a date on its own.
    let mut next = end;
    if byte(next).is_ascii_alphabetic() {
        next += 1;
    }
    while byte(next) == b' ' && next < text.len() {
        next += 1;
    }
    if matches!(byte(next), b'/' | b'-' | b'.' | 0xE2 | 0xEF)
        || next > end && b"tTnNkKbBlLcC".contains(&byte(next))
    {
        return true;
    }
    // Before it: `trang`, `tr.`, `p.`, or the name of a part.
    let before = text.get(start.saturating_sub(3)..start).unwrap_or_default();
    let sign = before.iter().rev().find(|byte| !b" .:".contains(byte));
    let led = sign.is_some_and(|byte| b"cCnNuUgGrRpPeEoO\x91\x90".contains(byte));
    led || next > end && matches!(byte(next), b'(' | b',')
}

/// Where the first digit stands; eight bytes are looked at at once.
fn next_digit(bytes: &[u8]) -> Option<usize> {
    const EACH: u64 = 0x0101_0101_0101_0101;
    let (words, rest) = bytes.as_chunks::<8>();
    for (n, word) in words.iter().enumerate() {
        let word = u64::from_le_bytes(*word) ^ (EACH * 0x30);
        // The highest bit of a byte stays clear where it was a digit.
        let others = ((word & (EACH * 0x7F)) + EACH * 0x76) | word;
        let digits = !others & (EACH * 0x80);
        if digits != 0 {
            return Some(n * 8 + digits.trailing_zeros() as usize / 8);
        }
    }
    let at = rest.iter().position(u8::is_ascii_digit)?;
    Some(words.len() * 8 + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_are_told() {
        for c in ('\u{80}'..'\u{2000}').filter(|c| base_letter(*c).is_some()) {
            assert_eq!(is_capital(c), c.is_uppercase(), "{c}");
        }
    }

    #[test]
    fn digits_are_found_wherever_they_stand() {
        for byte in 0..=255_u8 {
            for at in 0..20 {
                let mut bytes = [b'x'; 20];
                bytes[at] = byte;
                assert_eq!(next_digit(&bytes), byte.is_ascii_digit().then_some(at), "{byte} at {at}");
            }
        }
        assert_eq!(next_digit("Kế hoạch số 12".as_bytes()), Some("Kế hoạch số ".len()));
    }
}
