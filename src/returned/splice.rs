//! Puts text into text, at the places that a scan found; all else stays as it is.

use std::ops::Range;

use crate::sheet::xml::Tag;
use crate::sorting::Order as _;

/// The longest text of a cell or a comment, in units of UTF-16, as Excel has it.
const LONGEST: usize = 32_767;

/// A text and what is to become of it.
pub(super) struct Splice<'a> {
    text: &'a str,
    edits: Vec<(Range<usize>, String)>,
}

impl<'a> Splice<'a> {
    pub(super) fn new(text: &'a str) -> Splice<'a> {
        Splice { text, edits: Vec::new() }
    }

    /// Puts a text in the place of another.
    pub(super) fn replace(&mut self, range: Range<usize>, text: impl Into<String>) {
        self.edits.push((range, text.into()));
    }

    /// Puts a text in; texts at the same place stand in the order in which they came.
    pub(super) fn insert(&mut self, at: usize, text: impl Into<String>) {
        self.replace(at..at, text);
    }

    /// Gives an attribute of a tag a value, which needs no escape.
    pub(super) fn set(&mut self, tag: &Tag, name: &str, value: &str) {
        match tag.get(name) {
            Some(before) => self.replace(span(self.text, before), value),
            None => self.insert(tag.start + 1 + tag.name.len(), format!(" {name}=\"{value}\"")),
        }
    }

    /// Puts a text at the end of an element that ends at `end`; `<a/>` is opened for it.
    pub(super) fn fill(&mut self, tag: &Tag, end: usize, text: &str) {
        if text.is_empty() {
            return;
        }
        if tag.empty {
            self.replace(end - 2..end, format!(">{text}</{}>", tag.name));
        } else {
            self.insert(end, text);
        }
    }

    /// The text as it has become.
    pub(super) fn finish(mut self) -> String {
        self.edits.order_by_key(|(range, _)| (range.start, range.end));
        let more: usize = self.edits.iter().map(|(_, text)| text.len()).sum();
        let mut whole = String::with_capacity(self.text.len() + more);
        let mut at = 0;
        for (range, text) in self.edits {
            whole.push_str(self.text.get(at..range.start).unwrap_or_default());
            whole.push_str(&text);
            at = at.max(range.end);
        }
        whole.push_str(self.text.get(at..).unwrap_or_default());
        whole
    }
}

/// Where a piece of a text stands in it.
pub(super) fn span(whole: &str, piece: &str) -> Range<usize> {
    let start = piece.as_ptr().addr().saturating_sub(whole.as_ptr().addr());
    start..start + piece.len()
}

/// A text as XML has it, as long as Excel takes it, without what XML must not hold.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 16);
    let mut left = LONGEST;
    for (at, c) in text.char_indices() {
        let Some(rest) = left.checked_sub(c.len_utf16()) else { break };
        left = rest;
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' | '\t' => escaped.push(c),
            // Excel reads `_x0041_` as a letter.
            '_' if is_number_of_letter(text.get(at..).unwrap_or_default()) => escaped.push_str("_x005F_"),
            '\u{FFFE}' | '\u{FFFF}' => escaped.push('\u{FFFD}'),
            c if c.is_control() => escaped.push('\u{FFFD}'),
            c => escaped.push(c),
        }
    }
    escaped
}

fn is_number_of_letter(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.starts_with(b"_x")
        && bytes.get(6) == Some(&b'_')
        && bytes.iter().skip(2).take(4).all(u8::is_ascii_hexdigit)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::sheet::xml::Xml;

    #[test]
    fn what_is_not_named_stays() {
        let text = "<x:a b='1'><c/></x:a>";
        let mut xml = Xml::new(text.as_bytes()).unwrap();
        let a = xml.tag().unwrap().unwrap();
        let c = xml.tag().unwrap().unwrap();
        let mut splice = Splice::new(text);
        splice.fill(&c, xml.at, "<d/>");
        splice.set(&a, "b", "22");
        splice.set(&a, "e", "3");
        splice.insert(xml.at, "<f/>");
        assert_eq!(splice.finish(), "<x:a e=\"3\" b='22'><c><d/></c><f/></x:a>");
        assert_eq!(Splice::new(text).finish(), text);
    }

    #[test]
    fn texts_are_made_safe() {
        for (text, expected) in [
            ("=1+1 <a> & \"b\"", "=1+1 &lt;a&gt; &amp; &quot;b&quot;"),
            ("a\u{0}b\u{1b}\u{FFFF}\u{85}\n", "a\u{FFFD}b\u{FFFD}\u{FFFD}\u{FFFD}\n"),
            ("_x0041_ _x00", "_x005F_x0041_ _x00"),
            ("𝕏", "𝕏"),
        ] {
            assert_eq!(escape(text), expected);
        }
        assert_eq!(escape(&"𝕏".repeat(40_000)).chars().count(), 16_383);
    }
}
