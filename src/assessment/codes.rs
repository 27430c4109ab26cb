//! Codes as people and spreadsheets write them.

use crate::message::characters;
use crate::sheet::{Date, Value, fold};

/// What stands in a code cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Typed {
    /// Nothing, or a mark without meaning of its own: `-`, `*`, `a)`.
    None,
    /// A code as text, without a closing point.
    Text(String),
    /// A number; its digits.
    Number(String),
    /// A date, as the spreadsheet made of `3.2`.
    Date(Date),
}

/// Reads a code cell.
pub fn read_code(value: Option<&Value>) -> Typed {
    match value {
        Some(Value::Text(text)) => read_text(text),
        Some(Value::Number(number)) => Typed::Number(number.normalize().to_string()),
        Some(Value::Date(date)) => Typed::Date(*date),
        _ => Typed::None,
    }
}

fn read_text(text: &str) -> Typed {
    if is_dotted(text) {
        return Typed::Text(text.to_owned());
    }
    if let Some(date) = read_date(text) {
        return Typed::Date(date);
    }
    let text = text.trim_matches(['\'', '"', '`', ' ']);
    if text.ends_with(')') || text.starts_with('(') {
        return Typed::None;
    }
    let text = text.trim_end_matches(['.', ':', '/', ' ']);
    // `TC 1.1`, `Tiêu chí 1.1`
    let bare = text.rsplit_once(' ').filter(|(word, code)| {
        is_dotted(code)
            && ["tc", "tctp", "tieu chi", "tieu chi thanh phan", "ma"].contains(&fold(word).as_str())
    });
    let text = bare.map_or(text, |(_, code)| code);
    let code: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let code = code.replace(',', ".");
    let lone_letter = characters(&code) == 1 && code.starts_with(|c: char| c.is_lowercase());
    if code.is_empty() || lone_letter || !code.starts_with(|c: char| c.is_alphanumeric()) {
        return Typed::None;
    }
    // Words that belong together (`Điểm cộng`) are no code: keep them as they are.
    if is_dotted(&code) { Typed::Text(code) } else { Typed::Text(text.to_owned()) }
}

/// A date as text tables keep it: `01/10/2025`, `1-10-2025`.
fn read_date(text: &str) -> Option<Date> {
    let parts: Vec<&str> = text.split(['/', '-']).collect();
    let [day, month, year] = parts.as_slice() else { return None };
    let (day, month, year) = (day.parse().ok()?, month.parse().ok()?, year.parse().ok()?);
    ((1..=31).contains(&day) && (1..=12).contains(&month) && year >= 1900).then_some(Date {
        year,
        month,
        day,
    })
}

/// Whether a text is `1`, `1.1`, `1.1.1` …
pub fn is_dotted(text: &str) -> bool {
    !text.is_empty()
        && text.split('.').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
}

/// A name that begins with its code (`1.1.1. Ban hành kế hoạch`, `I. Công tác …`, `Lĩnh vực 2: …`): the code and the rest.
pub fn split_name(text: &str) -> Option<(String, &str)> {
    let numbered = ["Lĩnh vực ", "LĨNH VỰC "].iter().find_map(|word| text.strip_prefix(word));
    let (first, rest) = numbered.unwrap_or(text).split_once([' ', '.', ':', '-', ')'])?;
    let rest = rest.trim_start_matches([' ', '.', ':', '-', ')']);
    let named = rest.starts_with(char::is_alphabetic);
    if named && (ordinal(first).is_some() || (numbered.is_some() && is_dotted(first))) {
        return Some((first.to_owned(), rest));
    }
    let end = text.find(|c: char| !(c.is_ascii_digit() || c == '.'))?;
    let (code, rest) = text.split_at(end);
    let closed = code.trim_end_matches('.');
    let name = rest.trim_start_matches([' ', '-', ':', ')']);
    let dotted = is_dotted(closed) && (closed.contains('.') || code.ends_with('.'));
    (dotted && !name.is_empty() && name.len() < rest.len()).then(|| (closed.to_owned(), name))
}

/// A name behind a number and any mark: `1) Công tác …`, `1 - Công tác …`; that it is a code is not certain.
pub fn numbered_name(text: &str) -> Option<(String, &str)> {
    let (code, rest) = text.split_at(text.find(|c: char| !(c.is_ascii_digit() || c == '.'))?);
    let name = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
    let code = code.trim_end_matches('.');
    (is_dotted(code) && name.len() < rest.len()).then(|| (code.to_owned(), name))
}

/// The number of a Roman numeral I to XX, or of a letter A to T; upper case only.
pub fn ordinal(text: &str) -> Option<usize> {
    const ROMAN: [&str; 20] = [
        "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI",
        "XVII", "XVIII", "XIX", "XX",
    ];
    ROMAN.iter().position(|roman| *roman == text).map(|at| at + 1)
}

/// The n-th letter for A, B, C …
pub fn letter(text: &str) -> Option<usize> {
    match text.as_bytes() {
        [byte @ b'A'..=b'T'] => Some(usize::from(byte - b'A') + 1),
        _ => None,
    }
}

/// The codes that a spreadsheet may have turned into this date.
pub fn codes_of(date: Date) -> Vec<String> {
    let Date { year, month, day } = date;
    let short = year % 100;
    vec![
        format!("{day}.{month}"),
        format!("{month}.{day}"),
        format!("{day}.{month}.{short}"),
        format!("{month}.{day}.{short}"),
        format!("{short}.{month}.{day}"),
        // 1.2025 and 13.24 become months of a year.
        format!("{month}.{short}"),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_as_people_write_them() {
        let check = |text: &str, expected: Typed| assert_eq!(read_text(text), expected, "{text}");
        let text = |code: &str| Typed::Text(code.to_owned());
        check("1.1.1", text("1.1.1"));
        check("1.1.", text("1.1"));
        check("'1.10", text("1.10"));
        check("1 . 2", text("1.2"));
        check("1,2", text("1.2"));
        check("I", text("I"));
        check("I.", text("I"));
        check("a)", Typed::None);
        check("(1)", Typed::None);
        check("01/10/2025", Typed::Date(Date { year: 2025, month: 10, day: 1 }));
        check("a", Typed::None);
        check("-", Typed::None);
        check("*", Typed::None);
        check("TC 1.1", text("1.1"));
        check("Tiêu chí 1.1.2.", text("1.1.2"));
        check("Bảng 1.1", text("Bảng 1.1"));
        check("CONG", text("CONG"));
        check("Tổng cộng", text("Tổng cộng"));
    }

    #[test]
    fn a_name_may_begin_with_its_code() {
        assert_eq!(split_name("1.1.1. Ban hành"), Some(("1.1.1".into(), "Ban hành")));
        assert_eq!(split_name("2. Cải cách"), Some(("2".into(), "Cải cách")));
        assert_eq!(split_name("I. Công tác"), Some(("I".into(), "Công tác")));
        assert_eq!(split_name("II Cải cách"), Some(("II".into(), "Cải cách")));
        assert_eq!(split_name("Lĩnh vực 2: Cải cách"), Some(("2".into(), "Cải cách")));
        assert_eq!(split_name("100 hồ sơ"), None);
        assert_eq!(split_name("Ban hành 1.1"), None);
        assert_eq!(split_name("1.1"), None);
        assert_eq!(numbered_name("1) Công tác"), Some(("1".into(), "Công tác")));
        assert_eq!(numbered_name("1 - Công tác"), Some(("1".into(), "Công tác")));
        assert_eq!(numbered_name("Công tác 1"), None);
    }
}
