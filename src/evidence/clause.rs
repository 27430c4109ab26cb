//! Puts numbers, dates and pages together: each date and page to the document before it, where that is certain.

use super::date::{Date, Read, date, pages};
use super::number::{Number, kind_before, number};
use super::plain::Plain;
use super::words;
use super::{Dated, Document, MOST, Symbol, mixed};

/// A date further away than this from its document, in characters, is none of it.
const REACH: usize = 200;
/// And a page further away than this; titles are shorter.
const FAR: usize = 1000;

/// A document while its clause is read.
#[derive(Debug)]
#[allow(clippy::struct_excessive_bools)] // Four independent facts, none of them a state.
pub(super) struct Draft {
    symbol: Option<Symbol>,
    dated: Option<Dated>,
    pages: Option<(u16, u16)>,
    part: bool,
    /// Another document refers to it, or it is not certain that none does.
    cited: bool,
    /// It is one only where a date stands behind it.
    needs_date: bool,
    /// A date behind it was none of its own.
    strayed: bool,
}

/// The clauses of a text while they are read.
pub(super) struct Clauses<'p> {
    plain: &'p Plain,
    text: &'p str,
    drafts: &'p mut Vec<Draft>,
    /// Where the last document ends, with its date and page.
    end: usize,
    /// Pages before the first document of a clause, and where they end.
    before: Option<((u16, u16), usize)>,
    /// Dates that stand before every document.
    lone: Option<Dated>,
    /// There are several of them.
    several: bool,
}

impl<'p> Clauses<'p> {
    pub fn new(plain: &'p Plain, text: &'p str, drafts: &'p mut Vec<Draft>) -> Clauses<'p> {
        Clauses { plain, text, drafts, end: 0, before: None, lone: None, several: false }
    }

    /// Reads the documents of the text.
    pub fn read(mut self, documents: &mut Vec<Document>) {
        let bytes = &self.plain.bytes;
        let mut at = 0;
        // Nothing that was read is looked at again.
        let mut from = 0;
        while let Some(byte) = bytes.get(at).filter(|_| self.drafts.len() < MOST) {
            if !byte.is_ascii_digit() {
                at = if link(bytes, at) { token_end(bytes, at) } else { at + 1 };
                continue;
            }
            match if begins(bytes, from, at) { self.item(from, at) } else { None } {
                Some(end) => {
                    at = end.max(at + 1);
                    from = at;
                }
                None => at += bytes[at..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count(),
            }
        }
        self.part_behind();
        self.give(documents);
    }

    /// Reads what begins with the number at `at`; where it ends.
    fn item(&mut self, from: usize, at: usize) -> Option<usize> {
        if let Some(read) = date(self.plain, from, at) {
            let end = read.end;
            self.date(&read);
            return Some(end);
        }
        if let Some(read) = pages(self.plain, from, at) {
            let end = read.end;
            self.pages(&read);
            return Some(end);
        }
        let read = number(self.plain, from, at)?;
        let end = read.end;
        self.document(&read);
        Some(end)
    }

    fn document(&mut self, read: &Read<Number>) {
        let number = &read.what;
        let symbol = Symbol {
            start: self.plain.offset(self.text, number.start),
            end: self.plain.offset(self.text, read.end),
            kind: number.bare,
            key: key(self.plain.between(number.start, read.end), number.bare),
        };
        let mut draft = self.draft(read.lead, number.kind, Some(symbol));
        draft.needs_date = number.bare.is_some();
        draft.dated = number.year.and_then(Dated::year);
        self.drafts.push(draft);
        self.end = read.end;
    }

    /// A document whose lead begins at `lead`, by what stands between it and the one before.
    fn draft(&mut self, lead: usize, kind: bool, symbol: Option<Symbol>) -> Draft {
        let gap = self.plain.between(self.end, lead);
        let broken = last_break(gap, self.end == 0);
        let tail = broken.map_or(gap, |at| &gap[at..]);
        let first = broken.is_some() || self.drafts.is_empty();
        if let Some(draft) = self.drafts.last_mut() {
            let of_last = if broken.is_some() { &gap[..gap.len() - tail.len()] } else { gap };
            draft.part |= names_part(of_last);
        }
        let nearest = tail.rsplit(|byte| b",(".contains(byte)).next().unwrap_or_default();
        let referred = kind && words::refers(words_from_behind(nearest));
        let mut words = words_of(tail).filter(|word| !is_and(word)).peekable();
        let worded = words.peek().is_some();
        let last_word = words_from_behind(tail).next();
        let joined = tail.trim_ascii_end().ends_with(b",")
            || tail.trim_ascii_end().ends_with(b"&")
            || last_word.is_some_and(|word| is_and(word) && tail.trim_ascii_end().ends_with(word));
        let after = self.drafts.last().is_some_and(|draft| draft.cited);
        let cited = referred || !first && (after || worded && !joined);
        let pages = self.before.take().filter(|(_, end)| {
            let between = self.plain.between(*end, lead);
            first && between.len() < REACH && words_of(between).all(|word| words::same(word, "cua"))
        });
        Draft {
            symbol,
            dated: None,
            pages: pages.map(|(pages, _)| pages),
            part: first && names_part(tail),
            cited,
            needs_date: false,
            strayed: false,
        }
    }

    fn date(&mut self, read: &Read<Date>) {
        let date = &read.what;
        let plain = self.plain;
        // `Biên bản ngày 15/3/2025` has no number.
        let from = self.end.max(read.lead.saturating_sub(REACH));
        let kind = kind_before(plain, from, read.lead).filter(|_| date.said && !date.period);
        if let Some((lead, _)) = kind {
            let mut draft = self.draft(lead, true, None);
            draft.dated = Some(date.dated);
            self.drafts.push(draft);
            self.end = read.end;
            return;
        }
        let Some(draft) = self.drafts.last_mut() else {
            self.several |= self.lone.replace(date.dated).is_some();
            return;
        };
        let gap = plain.between(self.end, read.lead);
        let behind = gap.trim_ascii_end();
        let set_apart = date.said && !draft.strayed && (behind.ends_with(b",") || behind.ends_with(b"("));
        let own = gap.len() < REACH
            && !gap.contains(&b';')
            && (leads_to_date(gap) || set_apart && last_break(gap, false).is_none());
        let agrees = match draft.dated {
            None => true,
            // The year in the symbol says less than the date.
            Some(year) => year.first != year.last && year.may_be(&date.dated),
        };
        if own && !date.period && !draft.strayed && agrees {
            draft.dated = Some(date.dated);
            self.end = read.end;
        } else {
            draft.strayed = true;
        }
    }

    fn pages(&mut self, read: &Read<(u16, u16)>) {
        let gap = self.plain.between(self.end, read.lead);
        // A page behind the title of another document that is referred to is one of the document itself.
        let own = self.drafts.iter_mut().rfind(|draft| !draft.cited);
        let near = gap.len() < FAR;
        match own.filter(|draft| {
            draft.pages.is_none() && near && (last_break(gap, false).is_none() || ends_sentence(gap))
        }) {
            Some(draft) => {
                draft.pages = Some(read.what);
                if words_of(gap).next().is_none() {
                    self.end = read.end;
                }
            }
            None => self.before = Some((read.what, read.end)),
        }
    }

    /// The part that is named behind the last document.
    fn part_behind(&mut self) {
        let rest = self.plain.between(self.end, self.plain.bytes.len());
        if let Some(draft) = self.drafts.last_mut() {
            draft.part |= names_part(rest);
        }
    }

    fn give(self, documents: &mut Vec<Document>) {
        if let (true, false, Some(dated)) = (self.drafts.is_empty(), self.several, self.lone) {
            // A cell that holds a date and nothing else.
            let mut words = words_of(&self.plain.bytes).filter(|word| !word.iter().all(u8::is_ascii_digit));
            let alone =
                words.all(|word| ["ngay", "thang", "nam"].iter().any(|known| words::same(word, known)));
            documents.extend((alone && dated.first == dated.last).then(|| Document::of_day(dated.first)));
            return;
        }
        let sure = |draft: &&Draft| !draft.cited && (!draft.needs_date || draft.dated.is_some());
        documents.extend(self.drafts.iter().filter(sure).map(|draft| Document {
            symbol: draft.symbol,
            dated: draft.dated,
            pages: draft.pages,
            part: draft.part,
        }));
    }
}

/// A number for number and symbol of a document; case, signs and leading zeros do not count.
fn key(symbol: &[u8], kind: Option<&'static str>) -> u64 {
    let number = symbol.iter().skip_while(|byte| **byte == b'0');
    let letters = number.filter(|byte| byte.is_ascii_alphanumeric()).map(u8::to_ascii_lowercase);
    // Between number and symbol there is a sign, so that `1/2025` and `12/025` differ.
    let mut digits = true;
    let (key, last) = letters.fold((0, 0_u64), |(key, word), byte| {
        let changes = std::mem::replace(&mut digits, byte.is_ascii_digit()) != digits;
        let letter = u64::from(byte) | u64::from(changes) << 7;
        // Eight letters at once.
        if word >> 48 > 0 { (mixed(key ^ (word << 8 | letter)), 0) } else { (key, word << 8 | letter) }
    });
    let key = mixed(key ^ last);
    kind.map_or(key, |kind| kind.bytes().fold(key, |key, byte| mixed(key ^ u64::from(byte))))
}

/// Whether a number may begin here: it is no part of a word, of a decimal, of a fraction or of a range.
fn begins(bytes: &[u8], from: usize, at: usize) -> bool {
    let back =
        |count: usize| at.checked_sub(count).filter(|at| *at >= from).and_then(|at| bytes.get(at)).copied();
    match (back(1), back(2)) {
        (Some(b'/' | b'_'), _) => false,
        (Some(b'.' | b',' | b'-'), Some(digit)) if digit.is_ascii_digit() => false,
        // `tr5`, `p4`.
        (Some(letter), _) if letter.is_ascii_alphabetic() => {
            let start = (from..at).rev().take(5).take_while(|at| bytes[*at].is_ascii_alphabetic()).last();
            let word = start.and_then(|start| bytes.get(start..at)).unwrap_or_default();
            ["tr", "trang", "p"].iter().any(|known| word == known.as_bytes())
        }
        (Some(digit), _) => !digit.is_ascii_digit(),
        (None, _) => at == 0 || !bytes[at - 1].is_ascii_alphanumeric(),
    }
}

/// Whether an address begins here.
fn link(bytes: &[u8], at: usize) -> bool {
    let rest = &bytes[at..];
    rest.starts_with(b"://") || rest.starts_with(b"www.")
}

fn token_end(bytes: &[u8], at: usize) -> usize {
    at + bytes[at..].iter().take_while(|byte| **byte != b' ').count()
}

/// The words of a text, numbers among them.
fn words_of(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    bytes.split(|byte| !byte.is_ascii_alphanumeric()).filter(|word| !word.is_empty())
}

fn words_from_behind(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    bytes.rsplit(|byte| !byte.is_ascii_alphanumeric()).filter(|word| !word.is_empty())
}

/// `và`, `cùng`.
fn is_and(word: &[u8]) -> bool {
    words::same(word, "va") || words::same(word, "cung")
}

/// Where the last clause of a gap begins: behind a semicolon, a bullet, a dash or plus on its own, the end of a sentence,
/// or the number of an item of a list.
fn last_break(gap: &[u8], of_text: bool) -> Option<usize> {
    let at = |at: Option<usize>| at.and_then(|at| gap.get(at)).copied();
    (0..gap.len()).rev().find_map(|n| {
        let (before, behind) = (at(n.checked_sub(1)), at(Some(n + 1)));
        let ends = match gap[n] {
            b';' | b'*' | b'|' => true,
            b'-' | b'+' => behind.is_none_or(|c| c == b' ') && before.map_or(of_text, |c| c == b' '),
            b'.' => behind == Some(b' ') || behind.is_none() && before.is_some_and(|c| c.is_ascii_digit()),
            b')' => before.is_some_and(|c| c.is_ascii_digit()) && behind.is_none_or(|c| c == b' '),
            _ => false,
        };
        ends.then_some(n + 1)
    })
}

/// Whether the only break of a gap is the end of a sentence.
fn ends_sentence(gap: &[u8]) -> bool {
    gap.iter().all(|byte| b". ".contains(byte))
}

/// Whether nothing stands between a document and its date but what belongs there: `ký ngày`, `của UBND xã …`.
fn leads_to_date(gap: &[u8]) -> bool {
    if gap.iter().any(|byte| !byte.is_ascii_alphanumeric() && !b" ,(:-?\"'".contains(byte)) {
        return false;
    }
    let mut issuer = None;
    words_of(gap).all(|word| match &mut issuer {
        Some(left) => {
            *left -= 1;
            *left > 0 && !words::is_after_issuer(word)
        }
        None if words::same(word, "cua") => {
            issuer = Some(10);
            true
        }
        None => words::is_before_date(word),
    })
}

/// Whether a text names a part that is no page: `mục 2`, `phụ lục III`.
fn names_part(text: &[u8]) -> bool {
    // Most texts number nothing.
    if !text.iter().fold(false, |any, byte| any | byte.is_ascii_digit() | b"IVX".contains(byte)) {
        return false;
    }
    let mut before: &[u8] = &[];
    words_of(text).any(|word| {
        let names = words::numbers(word) && words::is_part(before);
        before = word;
        names
    })
}
