//! What of a broken TOML file can be read: every statement but the broken ones, of which each is one fault.
//!
//! A parser that goes on behind a fault takes what follows for something else: one bracket that is missing makes every
//! line after it wrong. So a broken statement is blanked, and the rest is parsed again as if it were not there.

use std::ops::Range;

use toml::de::DeTable;

use super::{Faults, broken};
use crate::message::{Broken, Detail};

/// Broken statements that are told one by one; a file with more is not mended any further.
const MOST: usize = 100;
/// Bytes that are parsed again in all, so that a huge file costs no more than a few readings.
const MOST_BYTES: usize = 20_000_000;

/// Records every syntax fault and returns the text without the broken statements, every byte at its place.
pub(super) fn mend(faults: &mut Faults, text: &str) -> String {
    let mut mended = text.to_owned();
    // Texts over several lines may hold anything.
    if !text.contains("\"\"\"") && !text.contains("'''") {
        for (bracket, statement) in unclosed(text) {
            let kind = if text[bracket.clone()].starts_with('[') { "[" } else { "{" };
            // A text that swallows the bracket which closes is the cause.
            let mut marks = lines(&text[statement.clone()]);
            let mark = marks.find_map(|(line, _)| broken::sign(text, statement.start + line));
            let (at, broken) = mark.unwrap_or((bracket, Broken::Open(kind)));
            faults.at(&at, Detail::Syntax { broken });
            blank(&mut mended, &statement);
        }
    }
    for _ in 0..MOST.min(MOST_BYTES / text.len().max(1)) {
        let (_, errors) = DeTable::parse_recoverable(&mended);
        let span = |error: &toml::de::Error| error.span().unwrap_or(0..0);
        let Some(first) = errors.iter().min_by_key(|error| span(error).start) else { return mended };
        let (at, broken) = match broken::open_text(&mended) {
            Some((at, mark)) => (at, Broken::OpenText(mark)),
            None => broken::told(&mended, &span(first), first.message()),
        };
        let statement = statement_at(&mended, at.start);
        if mended[statement.clone()].trim().is_empty() {
            break;
        }
        faults.at(&at, Detail::Syntax { broken });
        blank(&mut mended, &statement);
    }
    let (_, errors) = DeTable::parse_recoverable(&mended);
    for error in errors {
        let (at, broken) = broken::told(&mended, &error.span().unwrap_or(0..0), error.message());
        faults.at(&at, Detail::Syntax { broken });
    }
    mended
}

/// Spaces in the place of everything but the ends of lines.
fn blank(text: &mut String, range: &Range<usize>) {
    let spaces: String =
        text[range.clone()].bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect();
    text.replace_range(range.clone(), &spaces);
}

/// Lines with their place.
pub(super) fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_inclusive('\n').scan(0, |at, line| {
        let start = *at;
        *at += line.len();
        Some((start, line))
    })
}

/// The statement around a byte: from a line that begins one up to the next; of a head all that stands under it.
fn statement_at(text: &str, at: usize) -> Range<usize> {
    let starts: Vec<(usize, bool)> = lines(text)
        .filter(|(_, line)| !line.starts_with([' ', '\t', '\r', '\n', '#', ']', '}', '{']))
        .map(|(start, line)| (start, line.starts_with('[')))
        .collect();
    // A fault at the very end of a statement stands at the end of its last line.
    let Some(own) = starts.iter().rposition(|(start, _)| *start <= at) else { return 0..text.len() };
    let (start, is_head) = starts[own];
    let end = starts[own + 1..].iter().find(|(_, head)| *head || !is_head);
    start..end.map_or(text.len(), |(end, _)| *end)
}

/// Brackets that a statement leaves open, or closes with one of the other kind; and the statement.
fn unclosed(text: &str) -> Vec<(Range<usize>, Range<usize>)> {
    let mut found = Vec::new();
    let mut open: Vec<(u8, usize)> = Vec::new();
    let mut start = 0;
    let mut broken = false;
    for (at, line) in lines(text) {
        if broken || !open.is_empty() {
            let next = is_head(line)
                || (is_entry(line) && (broken || open.last().is_some_and(|last| last.0 == b'[')));
            if next {
                if let Some((_, bracket)) = open.last() {
                    found.push((*bracket..bracket + 1, start..at));
                }
                open.clear();
                broken = false;
            }
        }
        if open.is_empty() && !broken {
            start = at;
            if line.starts_with('[') {
                continue;
            }
        }
        if !broken {
            broken = !follow(line, at, &mut open);
        }
    }
    if let Some((_, bracket)) = open.last() {
        found.push((*bracket..bracket + 1, start..text.len()));
    }
    found
}

/// Follows the brackets of a line; `false` where one closes another kind than was opened.
fn follow(line: &str, at: usize, open: &mut Vec<(u8, usize)>) -> bool {
    let mut quote: Option<u8> = None;
    let mut escaped = false;
    for (place, byte) in line.bytes().enumerate() {
        match (quote, byte) {
            (Some(_), _) if escaped => escaped = false,
            (Some(b'"'), b'\\') => escaped = true,
            (Some(mark), _) if byte == mark => quote = None,
            (None, b'#') => break,
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'[' | b'{') => open.push((byte, at + place)),
            (None, b']' | b'}') => {
                let pair = if byte == b']' { b'[' } else { b'{' };
                match open.last() {
                    Some((last, _)) if *last == pair => {
                        open.pop();
                    }
                    // One too many is the parser's to tell.
                    None => {}
                    Some(_) => return false,
                }
            }
            _ => {}
        }
    }
    true
}

/// `[set]`, `[[criterion]]`: no value of an array looks so.
fn is_head(line: &str) -> bool {
    let line = line.split('#').next().unwrap_or_default().trim_end();
    let name = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let name = name.map(|name| name.strip_prefix('[').unwrap_or(name).strip_suffix(']').unwrap_or(name));
    name.is_some_and(|name| {
        name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.trim_end_matches(']').chars().all(is_bare)
    })
}

/// `max = 2`, at the beginning of the line.
fn is_entry(line: &str) -> bool {
    line.split_once('=').is_some_and(|(key, _)| {
        key.starts_with(|c: char| c.is_ascii_alphabetic()) && key.trim_end().chars().all(is_bare)
    })
}

fn is_bare(c: char) -> bool {
    c.is_ascii_alphanumeric() || "_-.".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Place;

    /// Lines with a fault, and which lines are left.
    fn check(text: &str, lines: &[usize], left: &str) {
        let mut faults = Faults::new(&"x.toml".into(), text);
        let mended = mend(&mut faults, text);
        assert_eq!(mended.len(), text.len(), "{text}");
        assert!(toml::de::DeTable::parse(&mended).is_ok(), "{mended}");
        let line = |place: &Place| if let Place::Text { span, .. } = place { span.line } else { 0 };
        let found: Vec<usize> = faults.findings.iter().map(|finding| line(&finding.place)).collect();
        assert_eq!(found, lines, "{text}");
        let kept: Vec<&str> = mended.lines().map(str::trim_end).filter(|line| !line.is_empty()).collect();
        assert_eq!(kept.join("\n"), left, "{text}");
    }

    #[test]
    fn sound_texts_stay() {
        let text = "[set]\na = [\n  { b = \"]\" }, # ]\n]\n[[x]]\nc = '{'\n";
        check(text, &[], text.trim_end());
        check("a = [\n[1, 2],\n[3],\n]", &[], "a = [\n[1, 2],\n[3],\n]");
    }

    #[test]
    fn every_broken_statement_is_one_fault() {
        check(
            "a = 1,5\nb = “x”\nc \"y\"\nd = 3%\ne = 1\ne = 2\nđ = 1\nf = \"x\ng = 1\n",
            &[1, 2, 3, 4, 6, 7, 8],
            "e = 1\ng = 1",
        );
        check("= 1\na = 1 ]\nb = \"\\k\"\nc = 1", &[1, 2, 3], "c = 1");
    }

    #[test]
    fn an_open_bracket_takes_nothing_with_it() {
        check("a = 1\nb = [\n  { c = 1 },\n[[x]]\nd = 1,5\ne = 2\n", &[2, 5], "a = 1\n[[x]]\ne = 2");
        check("b = [\n  { c = 1 ,\n  { c = 2 },\n]\nd = 1\n", &[2], "d = 1");
        check("a = { b = 1\n[x]\nc = [1, 2\nd = 3\n", &[1, 3], "[x]\nd = 3");
        check("a = 1\nb = { c = [1, 2 }\nd = 3\n", &[2], "a = 1\nd = 3");
        check("a = 1\nb = { of = \"b", &[2], "a = 1");
    }

    #[test]
    fn more_faults_than_are_mended_one_by_one_are_told_as_the_parser_tells_them() {
        let text = "a = 1,5\n".repeat(3 * MOST);
        let mut faults = Faults::new(&"x.toml".into(), &text);
        let mended = mend(&mut faults, &text);
        assert_eq!(mended.len(), text.len());
        assert!(faults.findings.len() >= 3 * MOST, "{}", faults.findings.len());
    }

    #[test]
    fn a_broken_head_takes_what_stands_under_it() {
        check("[[x]\na = 1\n[[x]]\na = 2\n", &[1], "[[x]]\na = 2");
        check("[x]]\na = 1\nb = 1,5\n[y]\nb = 2\n", &[1], "[y]\nb = 2");
        check("[x]\na = 1\n[x]\nb = 1\n[y]\nc = 1\n", &[3], "[x]\na = 1\n[y]\nc = 1");
    }
}
