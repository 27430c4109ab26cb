//! Number and symbol of a document.

use super::date::Read;
use super::plain::Plain;
use super::words;

/// What names a document.
#[derive(Debug)]
pub(super) struct Number {
    /// The characters from the number to the end of the symbol.
    pub start: usize,
    /// The year in the symbol: `15/2025/QĐ-UBND`.
    pub year: Option<u16>,
    /// Before it stands what kind of document it is, by name or abbreviation.
    pub kind: bool,
    /// Of a number without symbol behind `Công văn số` the symbol that begins the kind's.
    pub bare: Option<&'static str>,
}

/// The number at `at`, with its symbol: `123/KH-UBND`, `15/2025/QĐ-UBND`, `12-KH/ĐU`; or the bare number behind a kind.
pub(super) fn number(plain: &Plain, from: usize, at: usize) -> Option<Read<Number>> {
    let count = plain.digits(at, 5);
    if count > 5 {
        return None;
    }
    let Lead { start: lead, kind, said } = lead(plain, from, at);
    let letter =
        plain.at(at + count).is_ascii_alphabetic() && !plain.at(at + count + 1).is_ascii_alphanumeric();
    let behind = at + count + usize::from(letter);
    let found = match symbol(plain, behind, said || kind.is_some()) {
        Some((year, end)) => Some((Number { start: at, year, kind: kind.is_some(), bare: None }, end)),
        None => {
            // `Kế hoạch 2025` is the plan of a year.
            let year = !said && plain.year(at).is_some();
            let alone =
                !letter && !plain.at(behind).is_ascii_alphanumeric() && !b"/%".contains(&plain.at(behind));
            let decimal = b".,".contains(&plain.at(behind)) && plain.at(behind + 1).is_ascii_digit();
            let bare = kind.filter(|_| alone && !decimal && !year);
            bare.map(|short| (Number { start: at, year: None, kind: true, bare: Some(short) }, behind))
        }
    };
    found.map(|(what, end)| Read { lead, end, what })
}

/// What stands before a number.
struct Lead {
    start: usize,
    /// The abbreviation of the kind.
    kind: Option<&'static str>,
    /// `số` stands before it.
    said: bool,
}

fn lead(plain: &Plain, from: usize, at: usize) -> Lead {
    let mut start = at;
    let signs = |mut at: usize| {
        while at > from && b" :.".contains(&plain.at(at - 1)) {
            at -= 1;
        }
        at
    };
    let (word, end) = plain.word_before(from, signs(start));
    let said = words::same(plain.between(word, end), "so");
    if said {
        start = word;
    }
    match kind_before(plain, from, signs(start)) {
        Some((kind, short)) => Lead { start: kind, kind: Some(short), said },
        None => Lead { start, kind: None, said },
    }
}

/// The kind of document that is named right before a place: where its name begins, and its abbreviation.
pub(super) fn kind_before(plain: &Plain, from: usize, at: usize) -> Option<(usize, &'static str)> {
    let (second, end) = plain.word_before(from, at);
    let (first, first_end) = plain.word_before(from, second);
    let word = plain.between(second, end);
    if let Some(short) = words::kind(plain.between(first, first_end), word) {
        return Some((first, short));
    }
    // `đã` is no ĐA.
    let typed = word.first().is_some_and(u8::is_ascii_uppercase);
    words::abbreviated(word).filter(|_| typed).map(|short| (second, short))
}

/// The symbol behind a number: the year in it, and where it ends.
fn symbol(plain: &Plain, at: usize, led: bool) -> Option<(Option<u16>, usize)> {
    let sign = plain.skip_spaces(at);
    let mut part = plain.skip_spaces(sign + 1);
    let party = match plain.at(sign) {
        b'/' => false,
        b'-' => true,
        _ => return None,
    };
    let mut year = None;
    if !party && plain.at(part).is_ascii_digit() {
        year = Some(plain.year(part)?);
        let sign = plain.skip_spaces(part + 4);
        if plain.at(sign) != b'/' {
            return None;
        }
        part = plain.skip_spaces(sign + 1);
    }
    let first = word(plain, part)?;
    let letters = plain.between(part, first);
    let known = words::is_abbreviation(letters);
    // Of the Party: `12-KH/ĐU`, where a kind and a stroke must stand.
    if party && !(known && plain.at(first) == b'/') {
        return None;
    }
    let typed = known || words::is_issuer(letters) || is_acronym(letters);
    let end = next_parts(plain, first, known && letters.iter().all(u8::is_ascii_lowercase))
        .filter(|_| typed && letters.len() >= 2);
    let end = end.or_else(|| {
        let alone = (known && !letters.iter().all(u8::is_ascii_lowercase)) || (led && typed);
        (alone && letters.len() >= 2 && !party).then_some(first)
    })?;
    let digits = plain.at(end) == b'/' && plain.at(end + 1).is_ascii_digit();
    (!digits).then_some((year, end))
}

/// The parts behind the first one: `-UBND`, `-UBND-VX`, ` - UBND`, `/ĐU`; behind a kind in lower case any in lower case.
/// `None` where there is none.
fn next_parts(plain: &Plain, first: usize, lower_case: bool) -> Option<usize> {
    let lower = |letters: &[u8]| lower_case && letters.iter().all(u8::is_ascii_lowercase);
    let mut end = first;
    for count in 0..4 {
        let sign = plain.skip_spaces(end);
        let start = plain.skip_spaces(sign + 1);
        let spaced = sign > end || start > sign + 1;
        let Some(stop) = word(plain, start) else { break };
        let letters = plain.between(start, stop);
        let issuer = is_acronym(letters) && letters.len() >= 2 || words::is_issuer(letters);
        let fits = match plain.at(sign) {
            b'-' | b'/' if spaced => count == 0 && issuer && !words::is_abbreviation(letters),
            b'-' | b'/' => {
                issuer
                    || letters.len() == 2 && letters[0].is_ascii_uppercase()
                    || count == 0 && lower(letters)
            }
            b'.' if !spaced => issuer,
            _ => false,
        };
        if !fits {
            break;
        }
        end = stop;
    }
    (end > first).then_some(end)
}

/// The end of a part of a symbol: letters, perhaps with digits behind them.
fn word(plain: &Plain, at: usize) -> Option<usize> {
    const LONGEST: usize = 14;
    let rest = plain.bytes.get(at..)?;
    let len = rest.iter().take(LONGEST + 1).take_while(|byte| byte.is_ascii_alphanumeric()).count();
    (len <= LONGEST && rest.first().is_some_and(u8::is_ascii_alphabetic)).then_some(at + len)
}

/// Written in capitals, such as `UBND`, `BCĐ389`; `TTg` and `VPĐPNTMi` too, but no word such as `Báo`.
fn is_acronym(letters: &[u8]) -> bool {
    let upper = letters.iter().filter(|byte| byte.is_ascii_uppercase()).count();
    let lower = letters.iter().filter(|byte| byte.is_ascii_lowercase()).count();
    letters.first().is_some_and(u8::is_ascii_uppercase) && upper > lower
}
