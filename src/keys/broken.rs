//! What stands where a statement is broken: the parser tells only where it gave up.

use std::ops::Range;

use super::mend::lines;
use crate::day::Day;
use crate::message::Broken;

/// Parts that come several times in a file, each with two pairs of brackets.
const REPEATED: [&str; 7] = ["field", "criterion", "class", "block", "exemption", "adjustment", "example"];

/// The place and the kind of a fault that the parser tells at `at` with this reason.
pub(super) fn told(text: &str, at: &Range<usize>, reason: &str) -> (Range<usize>, Broken) {
    sign(text, at.start)
        .or_else(|| value(text, at.start))
        .or_else(|| of_reason(text, at, reason))
        .unwrap_or_else(|| (at.clone(), Broken::Other(reason.to_owned())))
}

/// The first text over several lines that nothing closes.
pub(super) fn open_text(text: &str) -> Option<(Range<usize>, &'static str)> {
    let mut at = 0;
    while let Some(start) = text[at..].find(['"', '\'', '#']).map(|found| at + found) {
        let rest = &text[start..];
        let long = ["\"\"\"", "'''"].into_iter().find(|mark| rest.starts_with(mark));
        at = match long {
            Some(mark) => match end_of(&rest[3..], mark) {
                Some(end) => start + 3 + end + 3,
                None => return Some((start..start + 3, mark)),
            },
            None if rest.starts_with('#') => start + rest.find('\n').unwrap_or(rest.len()),
            None => {
                let line = rest.find('\n').unwrap_or(rest.len());
                let inner = &rest[1..line.max(1)];
                start + end_of(inner, &rest[..1]).map_or(line.max(1), |end| end + 2)
            }
        };
    }
    None
}

/// Where a text ends that was opened by `mark`.
fn end_of(text: &str, mark: &str) -> Option<usize> {
    let mut from = 0;
    loop {
        let end = from + text[from..].find(mark)?;
        let escapes = text[..end].bytes().rev().take_while(|byte| *byte == b'\\').count();
        if mark.starts_with('\'') || escapes.is_multiple_of(2) {
            return Some(end);
        }
        from = end + 1;
    }
}

/// A sign on the line that no file holds outside its texts and remarks; in a text that ends with its line, a curved
/// quotation mark.
pub(super) fn sign(text: &str, at: usize) -> Option<(Range<usize>, Broken)> {
    let (start, line) = line_of(text, at);
    if line.contains("\"\"\"") || line.contains("'''") {
        return None;
    }
    let mut quote: Option<(char, usize)> = None;
    let mut escaped = false;
    for (place, c) in line.char_indices() {
        let here = start + place..start + place + c.len_utf8();
        match quote {
            Some(_) if escaped => escaped = false,
            Some(('"', _)) if c == '\\' => escaped = true,
            Some((mark, _)) if c == mark => quote = None,
            Some(_) => {}
            None => match c {
                '#' => return None,
                '"' | '\'' => quote = Some((c, place)),
                '“' | '”' | '„' | '‟' | '‘' | '’' | '«' | '»' | '″' => {
                    return Some((here, Broken::CurvedQuote(c)));
                }
                '‐' | '‑' | '‒' | '–' | '—' | '−' => return Some((here, Broken::Dash(c))),
                _ if is_invisible(c) => return Some((here, Broken::Invisible(c))),
                _ => {}
            },
        }
    }
    let (_, opened) = quote?;
    let curved = line[opened..].char_indices().find(|(_, c)| "“”„‟‘’".contains(*c))?;
    let from = start + opened + curved.0;
    Some((from..from + curved.1.len_utf8(), Broken::CurvedQuote(curved.1)))
}

fn is_invisible(c: char) -> bool {
    c != '\u{3000}' && (c.is_whitespace() && !c.is_ascii() || crate::message::harmless(c) != c)
        || matches!(c, '\u{3000}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// A value that is written as people write it, and not as TOML does.
fn value(text: &str, at: usize) -> Option<(Range<usize>, Broken)> {
    let (start, line) = line_of(text, at);
    let sign = line[..(at - start).min(line.len())].rfind('=').or_else(|| {
        // The fault may stand at the beginning of the line.
        line.find('=').filter(|_| !line.contains(['"', '\'']))
    })?;
    let rest = &line[sign + 1..];
    let written = rest.trim_start();
    let from = start + sign + 1 + rest.len() - written.len();
    if written.starts_with(['"', '\'', '[', '{', '#']) {
        return None;
    }
    let with_comma: String =
        written.chars().take_while(|c| c.is_ascii_digit() || matches!(c, ',' | '-')).collect();
    let comma = with_comma.split_once(',').is_some_and(|(whole, part)| {
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        digits(whole.trim_start_matches('-')) && digits(part)
    });
    if comma {
        return Some((from..from + with_comma.len(), Broken::DecimalComma(with_comma)));
    }
    let word = written.split([',', '}', ']', '#', '\n', '\r']).next().unwrap_or_default().trim_end();
    let place = from..from + word.len();
    let number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = word.split(['/', '-', '.']).map(str::trim).collect();
    let broken = match parts.as_slice() {
        [day, month, year] if number(day) && number(month) && number(year) && year.len() == 4 => {
            let iso = format!("{year}-{month:0>2}-{day:0>2}");
            Broken::Date(word.to_owned(), Day::from_iso(&iso).is_some().then_some(iso))
        }
        [year, month, day] if number(year) && number(month) && number(day) && year.len() == 4 => {
            let iso = format!("{year}-{month:0>2}-{day:0>2}");
            match Day::from_iso(&iso) {
                Some(_) if iso != word => Broken::Date(word.to_owned(), Some(iso)),
                Some(_) => return None,
                None => Broken::NoDay(word.to_owned()),
            }
        }
        [from, to] if word.contains('-') && [from, to].iter().all(|year| number(year) && year.len() == 4) => {
            Broken::Years((*from).to_owned(), (*to).to_owned())
        }
        ["" | "+", decimals] if word.contains('.') && number(decimals) => {
            Broken::LeadingPoint(word.to_owned())
        }
        _ if ["true", "false"].contains(&word.to_lowercase().as_str()) => {
            if word.to_lowercase() == word {
                return None;
            }
            Broken::Capital(word.to_owned())
        }
        _ if word.strip_suffix('%').is_some_and(|digits| {
            digits.trim_end().bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
        }) =>
        {
            Broken::Percent(word.replace(' ', ""))
        }
        _ if word.is_empty() || word.contains(['"', '\'', '=', '\\']) || is_number(word) => return None,
        _ => Broken::Unquoted(word.to_owned()),
    };
    Some((place, broken))
}

/// `2`, `-0.5`, `1_000`: sound as it stands, so that the fault lies elsewhere.
fn is_number(word: &str) -> bool {
    ["true", "false"].contains(&word) || word.replace('_', "").parse::<toml::Value>().is_ok()
}

fn of_reason(text: &str, at: &Range<usize>, reason: &str) -> Option<(Range<usize>, Broken)> {
    let has = |words: &[&str]| words.iter().any(|word| reason.contains(word));
    if reason.contains("duplicate key") {
        return Some(repeated(text, at));
    }
    if has(&["carriage return"]) {
        return Some((at.clone(), Broken::CarriageReturn));
    }
    if has(&["escape", "unicode"]) {
        let from = text[..at.start].rfind('\\').unwrap_or(at.start);
        return Some((from..from + 1, Broken::Backslash)).filter(|_| text[from..].starts_with('\\'));
    }
    if has(&["must be quoted"]) {
        let word = text[at.clone()].trim();
        let broken = match word.split_whitespace().count() {
            0 => Broken::Other("missing value".to_owned()),
            2.. if word.split_whitespace().all(is_number) => Broken::Other("missing comma".to_owned()),
            _ => Broken::Unquoted(word.to_owned()),
        };
        return Some((at.clone(), broken));
    }
    if has(&["literal string"]) && !line_of(text, at.start).1.contains('\'') {
        // What the parser says of a key that stands alone.
        return Some((at.clone(), Broken::Other("missing assignment".to_owned())));
    }
    let inner = text[..at.start].ends_with('"') && text[at.start..].starts_with(char::is_alphabetic);
    if inner {
        return Some((at.start - 1..at.start, Broken::InnerQuote));
    }
    None
}

/// A key or a head that came before.
fn repeated(text: &str, at: &Range<usize>) -> (Range<usize>, Broken) {
    let (start, line) = line_of(text, at.start);
    let key = text[at.clone()].trim_matches(['"', '\'']).to_owned();
    let is_head = line.starts_with('[');
    let head = line.trim_end().trim_start_matches('[');
    let head = head.split(']').next().unwrap_or_default().trim();
    let line_number = |place: usize| text[..place].bytes().filter(|byte| *byte == b'\n').count() + 1;
    if is_head {
        let twice = format!("[[{head}]]");
        if !line.starts_with("[[") && (REPEATED.contains(&head) || text.contains(&twice)) {
            return (start..start + line.trim_end().len(), Broken::SingleBrackets(head.to_owned()));
        }
        let first = lines(&text[..start])
            .find(|(_, line)| line.trim_start_matches('[').split(']').next().map(str::trim) == Some(head));
        return (at.clone(), Broken::Repeated(format!("[{head}]"), first.map(|(at, _)| line_number(at))));
    }
    // The one before lies in the same part of the file.
    let part = lines(&text[..start]).filter(|(_, line)| line.starts_with('[')).last();
    let from = part.map_or(0, |(at, _)| at);
    let before = &text[from..at.start];
    let first = before.rmatch_indices(key.as_str()).find(|(place, _)| {
        let bare = |c: char| c.is_alphanumeric() || "_-".contains(c);
        let behind = before[place + key.len()..].trim_start_matches(['"', '\'']).trim_start();
        !before[..*place].ends_with(bare) && behind.starts_with(['=', '.'])
    });
    (at.clone(), Broken::Repeated(key, first.map(|(place, _)| line_number(from + place))))
}

/// The line of a byte, and where it begins.
fn line_of(text: &str, at: usize) -> (usize, &str) {
    let at = (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let end = text[start..].find('\n').map_or(text.len(), |end| start + end);
    (start, &text[start..end])
}

#[cfg(test)]
mod tests {
    use super::super::Faults;
    use crate::diagnostic::Place;
    use crate::message::{Broken, Detail, Lang};

    /// Every fault of a text: its line, its column and its kind.
    fn found(text: &str) -> Vec<(usize, usize, Broken)> {
        let mut faults = Faults::new(&"x.toml".into(), text);
        super::super::mend::mend(&mut faults, text);
        let mut all = Vec::new();
        for finding in &faults.findings {
            let (Place::Text { span, .. }, Detail::Syntax { broken }) = (&finding.place, &finding.detail)
            else {
                panic!("{finding:?}");
            };
            all.push((span.line, span.column, broken.clone()));
        }
        all
    }

    fn one(text: &str, line: usize, column: usize, broken: Broken) {
        assert_eq!(found(text), [(line, column, broken)], "{text}");
    }

    #[test]
    fn what_stands_there_is_said_at_its_place() {
        let s = str::to_owned;
        one("a = [\n  { b = \"c\", d = 0,5 },\n]\n", 2, 18, Broken::DecimalComma(s("0,5")));
        one("a = 4,5", 1, 5, Broken::DecimalComma(s("4,5")));
        one("a = 20/12/2025", 1, 5, Broken::Date(s("20/12/2025"), Some(s("2025-12-20"))));
        one("a = 31/2/2025", 1, 5, Broken::Date(s("31/2/2025"), None));
        one("a = { b = 2027-13-01 }", 1, 11, Broken::NoDay(s("2027-13-01")));
        one("a = 2026-2030", 1, 5, Broken::Years(s("2026"), s("2030")));
        one("a = { b = –1 }", 1, 11, Broken::Dash('–'));
        one("a =\u{200b} 2", 1, 4, Broken::Invisible('\u{200b}'));
        one("a\u{a0}= 2", 1, 2, Broken::Invisible('\u{a0}'));
        one("a = “x”", 1, 5, Broken::CurvedQuote('“'));
        one("a = [\n  { b = \"n”, c = 1 },\n]\nd = 1\n", 2, 11, Broken::CurvedQuote('”'));
        one("a = [ { b = \"x \"y\" z\", c = 2 } ]", 1, 16, Broken::InnerQuote);
        one("a = \"x \"y\" z\"", 1, 8, Broken::InnerQuote);
        one("[[x]]\na = 1\n[x]\na = 2\n", 3, 1, Broken::SingleBrackets(s("x")));
        one("[x]\na = 1\n\na = 2\n", 4, 1, Broken::Repeated(s("a"), Some(2)));
        one("[x]\na = 1\n[x]\nb = 2\n", 3, 2, Broken::Repeated(s("[x]"), Some(1)));
        one("a = \"\"\"x\"\nb = 1\nc = \"y\"\n", 1, 5, Broken::OpenText("\"\"\""));
        one("a = { b = True }", 1, 11, Broken::Capital(s("True")));
        one("a = { b = .75 }", 1, 11, Broken::LeadingPoint(s(".75")));
        one("a = 80%", 1, 5, Broken::Percent(s("80%")));
        one("a = 2.1.2", 1, 5, Broken::Unquoted(s("2.1.2")));
        one("a = Xã Mẫu", 1, 5, Broken::Unquoted(s("Xã Mẫu")));
        one("a = \"..\\x\\y\"", 1, 8, Broken::Backslash);
        one("# a\rb = 1\r", 1, 5, Broken::CarriageReturn);
    }

    /// The parser speaks English: none of it is said in Vietnamese.
    #[test]
    fn no_english_reason_under_vi() {
        let texts = [
            "a",
            "= 1",
            "a =",
            "a = 1 2",
            "a = [1 2]",
            "a = [1,,2]",
            "a = [=]",
            "a = {b}",
            "a = {b = }",
            "a = {,}",
            "a = {b = 1,,}",
            "a = {b = 1 c = 2}",
            "a = ]",
            "a = }",
            "[a",
            "[[a]",
            "[]",
            "[a.]",
            "a. = 1",
            "a = 01",
            "a = 1__0",
            "a = 1_",
            "a = 0x",
            "a = 0XFF",
            "a = +0x1",
            "a = --1",
            "a = 1.",
            "a = 1e",
            "a = 1.e1",
            "a = .5",
            "a = tru",
            "a = TRUE",
            "a = nul",
            "a = inff",
            "a = 2025-13-01",
            "a = 2025-02-30",
            "a = 2025-1-1",
            "a = 25:00:00",
            "a = 2025-01-01T",
            "a = 2025-01-01T99:00:00",
            "a = 2025-01-01T00:00:00+99:00",
            "a = \"\\q\"",
            "a = \"\\u12\"",
            "a = \"\\ud800\"",
            "a = \"\\",
            "a = '",
            "a = \"",
            "a = \"\"\"",
            "a = '''",
            "a = \"\u{1}\"",
            "a = '\u{1}'",
            "# \u{1}",
            "\"\"\"a\"\"\" = 1",
            "'''a''' = 1",
            "a = 1\na = 2",
            "a.b = 1\na.b.c = 2",
            "[a]\nb = 1\n[a.b]\nc = 1",
            "a = {b = 1}\n[a.c]",
            "a = [1]\n[[a]]",
            "a = 1\rb = 2",
            "a = 1 # \u{7f}",
            "đ = 1",
            "a = 3%",
            "a = 99999999999999999999999",
            "[a]]",
            "a == 1",
            "a = 1 = 2",
            "[[a]]\n[a]",
            "a = {b = [1}",
            "a: 1",
            "a = 1;",
        ];
        let words = [
            "invalid",
            "expected",
            "missing",
            "unexpected",
            "unclosed",
            "duplicate",
            "extra",
            "value",
            "must",
            "between",
            "number",
            "cannot",
            "escape",
            "redundant",
            "recursion",
            "comma",
            "table",
            "string",
        ];
        for text in texts {
            let text = &text.replace("\\u{1}", "\u{1}");
            for (line, _, broken) in found(text) {
                let said = Detail::Syntax { broken: broken.clone() }.text(Lang::Vi);
                let all = format!("{} {}", said.message, said.help).to_lowercase();
                for word in words {
                    assert!(!all.contains(word), "{text:?} line {line}: {all}");
                }
                assert!(
                    !all.contains("thiếu dấu ngoặc kép") || text.contains(['"', '\'']),
                    "{text:?}: {broken:?} {all}"
                );
            }
        }
        let nested = format!("a = {}", "[".repeat(500));
        for (_, _, broken) in found(&nested) {
            let said = Detail::Syntax { broken }.text(Lang::Vi).message;
            assert!(!said.contains("recurs"), "{said}");
        }
        let unknown = Broken::Other("a reason of tomorrow".to_owned());
        assert!(!Detail::Syntax { broken: unknown }.text(Lang::Vi).message.contains("tomorrow"));
    }
}
