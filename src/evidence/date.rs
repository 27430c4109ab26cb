//! Dates and pages.

use super::Dated;
use super::plain::Plain;
use super::words::same;
use crate::day::Day;

/// Something that was read, with the words that lead to it.
#[derive(Debug)]
pub(super) struct Read<T> {
    /// Where its lead begins: `ngày`, `trang`, `Kế hoạch số`.
    pub lead: usize,
    /// Where it ends.
    pub end: usize,
    /// What it is.
    pub what: T,
}

/// What a date is.
#[derive(Debug)]
pub(super) struct Date {
    pub dated: Dated,
    /// `ngày` stands before it.
    pub said: bool,
    /// It begins a period: `15/12/2024 - 14/12/2025`.
    pub period: bool,
}

/// The date whose first number stands at `at`: `15/3/2025`, `15 tháng 3 năm 2025`, and behind `tháng` `3/2025`.
pub(super) fn date(plain: &Plain, from: usize, at: usize) -> Option<Read<Date>> {
    let count = plain.digits(at, 2);
    if count > 2 {
        return None;
    }
    let first = u8::try_from(plain.number(at, count)).ok()?;
    let behind = at + count;
    let (start, end) = plain.word_before(from, at);
    let word = plain.between(start, end);
    let (dated, end) = if same(word, "thang") {
        let (year, end) = year_behind(plain, behind)?;
        (Dated::month(year, first)?, end)
    } else {
        let (year, month, end) = in_figures(plain, behind).or_else(|| in_words(plain, behind))?;
        (Dated::day(Day::new(year, month, first)?), end)
    };
    // `15/3/2025/QĐ-UBND` and `15/3/20251` are no dates.
    if plain.at(end).is_ascii_alphanumeric() || plain.at(end) == b'/' {
        return None;
    }
    let said = same(word, "ngay");
    let lead = if said || same(word, "thang") { start } else { at };
    Some(Read { lead, end, what: Date { dated, said, period: goes_on(plain, end) } })
}

/// `/3/2025`, `-3-2025`, `.3.2025`.
fn in_figures(plain: &Plain, at: usize) -> Option<(u16, u8, usize)> {
    let sign = |at: usize| {
        let sign = plain.skip_spaces(at);
        (plain.at(sign), plain.skip_spaces(sign + 1))
    };
    let (first, month_at) = sign(at);
    let count = plain.digits(month_at, 2);
    let (second, year_at) = sign(month_at + count);
    let year = plain.year(year_at)?;
    let known = b"/-.".contains(&first) && first == second && (1..=2).contains(&count);
    known.then_some((year, u8::try_from(plain.number(month_at, count)).ok()?, year_at + 4))
}

/// ` tháng 3 năm 2025`.
fn in_words(plain: &Plain, at: usize) -> Option<(u16, u8, usize)> {
    let month_at = plain.skip_spaces(plain.word(plain.skip_spaces(at), "thang")?);
    let count = plain.digits(month_at, 2);
    let month = u8::try_from(plain.number(month_at, count)).ok()?;
    let (year, end) = year_behind(plain, month_at + count).filter(|_| count <= 2)?;
    Some((year, month, end))
}

/// `/2025`, `-2025` or ` năm 2025` behind a month.
fn year_behind(plain: &Plain, at: usize) -> Option<(u16, usize)> {
    let at = plain.skip_spaces(at);
    let behind = if b"/-".contains(&plain.at(at)) { at + 1 } else { plain.word(at, "nam")? };
    let year_at = plain.skip_spaces(behind);
    Some((plain.year(year_at)?, year_at + 4))
}

/// Whether a date is the first day of a period.
fn goes_on(plain: &Plain, end: usize) -> bool {
    let at = plain.skip_spaces(end);
    let behind = if plain.at(at) == b'-' { Some(at + 1) } else { plain.word(at, "den") };
    behind.is_some_and(|behind| {
        let next = plain.skip_spaces(behind);
        let next = plain.word(next, "ngay").map_or(next, |end| plain.skip_spaces(end));
        plain.at(next).is_ascii_digit()
    })
}

/// The pages whose first number stands at `at`: `trang 5`, `tr.3-5`, `p. 4`.
pub(super) fn pages(plain: &Plain, from: usize, at: usize) -> Option<Read<(u16, u16)>> {
    let mut end = at;
    let (start, word_end) = plain.word_before(from, at);
    if same(plain.between(start, word_end), "so") {
        end = start;
    }
    while end > from && b" .:".contains(&plain.at(end - 1)) {
        end -= 1;
    }
    let (start, end) = plain.word_before(from, end);
    let word = plain.between(start, end);
    // `P. 4` is ward 4.
    let leads =
        word == b"p" || word == b"pp" || ["trang", "tr", "trg", "page"].iter().any(|known| same(word, known));
    let count = plain.digits(at, 4);
    if !leads || count > 4 {
        return None;
    }
    let first = plain.number(at, count);
    let behind = plain.skip_spaces(at + count);
    let sign = if plain.at(behind) == b'-' { Some(behind + 1) } else { plain.word(behind, "den") };
    let last_at = plain.skip_spaces(sign.unwrap_or_default());
    let last_count = plain.digits(last_at, 4);
    let last = plain.number(last_at, last_count);
    if sign.is_some() && (1..=4).contains(&last_count) && last > first {
        return Some(Read { lead: start, end: last_at + last_count, what: (first, last) });
    }
    Some(Read { lead: start, end: at + count, what: (first, first) })
}
