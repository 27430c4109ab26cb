//! The shared strings: found in one pass, decoded when a cell uses one.

use std::borrow::Cow;

use memchr::{memchr, memmem};

use crate::sheet::build::Kept;
use crate::sheet::xml::{Odd, Scan, Xml, resolve};
use crate::sheet::{SheetBuilder, text};

/// The shared strings of a workbook.
pub(super) struct Strings<'a> {
    text: &'a str,
    items: Vec<Item>,
    /// No text holds anything to be cleaned, no reference, no escape.
    plain: bool,
}

/// A string: the span of its text, or of all that is inside its element.
#[derive(Clone, Copy)]
struct Item {
    start: u32,
    len: u32,
    rich: bool,
}

impl<'a> Strings<'a> {
    /// A workbook without shared strings.
    pub(super) fn none() -> Strings<'a> {
        Strings { text: "", items: Vec::new(), plain: true }
    }

    /// Finds the strings of a part.
    pub(super) fn find(part: &'a [u8]) -> Scan<Strings<'a>> {
        let mut xml = Xml::new(part)?;
        let root = xml.tag()?.ok_or(Odd)?;
        let count: usize = root.get("uniqueCount").map_or(Ok(0), str::parse).map_err(|_| Odd)?;
        // The other reader makes room for as many; and says what is wrong.
        if root.local() != "sst" || root.closing || count > part.len() {
            return Err(Odd);
        }
        let mut strings = Strings { text: xml.text, items: Vec::with_capacity(count), plain: false };
        let whole = xml.rest();
        strings.plain = text::is_clean(whole)
            && memchr(b'&', whole).is_none()
            && memmem::find(whole, b"_x").is_none()
            && memmem::find(whole, b"<!").is_none();
        if root.empty {
            return Ok(strings);
        }
        loop {
            let rest = xml.rest();
            let head = if rest.starts_with(b"<si><t>") {
                7
            } else if rest.starts_with(b"<si><t xml:space=\"preserve\">") {
                28
            } else {
                0
            };
            let len = rest.get(head..).and_then(|text| memchr(b'<', text)).unwrap_or(0);
            if head > 0 && rest.get(head + len..).is_some_and(|tail| tail.starts_with(b"</t></si>")) {
                strings.push(xml.at + head, len, false)?;
                xml.at += head + len + 9;
                continue;
            }
            let Some(tag) = xml.tag()? else { return Err(Odd) };
            match (tag.local(), tag.closing) {
                ("si", false) => {
                    let start = xml.at;
                    if !tag.empty {
                        xml.skip()?;
                    }
                    strings.push(start, xml.at - start, true)?;
                }
                ("sst", true) => return Ok(strings),
                (_, false) if !tag.empty => xml.skip()?,
                (_, false) => {}
                (_, true) => return Err(Odd),
            }
        }
    }

    fn push(&mut self, start: usize, len: usize, rich: bool) -> Scan<()> {
        let (Ok(start), Ok(len)) = (u32::try_from(start), u32::try_from(len)) else { return Err(Odd) };
        self.items.push(Item { start, len, rich });
        Ok(())
    }

    /// Bytes of the part.
    pub(super) fn size(&self) -> usize {
        self.text.len()
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.items.len()
    }

    /// Keeps a string in a sheet.
    pub(super) fn keep(&self, index: usize, builder: &mut SheetBuilder) -> Scan<Kept> {
        let item = self.items.get(index).ok_or(Odd)?;
        let start = item.start as usize;
        let found = self.text.get(start..start + item.len as usize).ok_or(Odd)?;
        if self.plain && !item.rich {
            return Ok(builder.keep(found.trim_ascii()));
        }
        let decoded = if item.rich {
            Cow::Owned(rich(&mut Xml { text: found, at: 0 })?)
        } else {
            unescape(resolve(found)?)
        };
        Ok(builder.keep(&text::clean_cell(&decoded)))
    }
}

/// The text inside an element `si` or `is`, up to its closing tag or the end: its runs joined, readings left out.
pub(super) fn rich(xml: &mut Xml) -> Scan<String> {
    let mut whole = String::new();
    while let Some(tag) = xml.tag()? {
        match (tag.local(), tag.closing) {
            ("si" | "is", true) => break,
            ("rPh", false) if !tag.empty => xml.skip()?,
            ("t", false) if !tag.empty => {
                let text = xml.content()?;
                let kept = tag.get("xml:space") == Some("preserve");
                let text = if kept { &*text } else { text.trim_matches([' ', '\t', '\r', '\n']) };
                whole.push_str(&unescape(Cow::Borrowed(text)));
                if xml.tag()?.is_none_or(|end| end.local() != "t" || !end.closing) {
                    return Err(Odd);
                }
            }
            _ => {}
        }
    }
    Ok(whole)
}

/// `_x000D_` stands for a character by its number in UTF-16.
pub(super) fn unescape(text: Cow<'_, str>) -> Cow<'_, str> {
    if memmem::find(text.as_bytes(), b"_x").is_none() {
        return text;
    }
    let unit = |text: &str| -> Option<u16> {
        let digits = text.strip_prefix("_x")?.get(..4)?;
        let hex =
            digits.bytes().all(|byte| byte.is_ascii_hexdigit()) && text.as_bytes().get(6) == Some(&b'_');
        if hex { u16::from_str_radix(digits, 16).ok() } else { None }
    };
    let (mut units, mut plain) = (Vec::new(), String::new());
    let mut rest = &*text;
    while let Some(c) = rest.chars().next() {
        let len = match unit(rest) {
            Some(escaped) => {
                units.push(escaped);
                7
            }
            None => {
                plain.extend(char::decode_utf16(units.drain(..)).map(|c| c.unwrap_or('\u{FFFD}')));
                plain.push(c);
                c.len_utf8()
            }
        };
        rest = rest.get(len..).unwrap_or_default();
    }
    plain.extend(char::decode_utf16(units).map(|c| c.unwrap_or('\u{FFFD}')));
    Cow::Owned(plain)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_found_and_decoded() {
        let part = "<?xml version=\"1.0\"?>\n<sst uniqueCount=\"7\"><si><t>một</t></si>\
            <si><t xml:space=\"preserve\"> hai  ba </t></si><si/><si><t/></si><si><t>&lt;a_x000D_&gt;</t></si>\
            <si><r><rPr><b/></rPr><t>Tiêu </t></r><r><t xml:space='preserve'> chí</t></r><rPh><t>x</t></rPh></si>\n\
            <si><t>_x005F_x000D_ _xD83D__xDCF7_ _x00</t></si><extLst><ext/></extLst></sst>";
        let strings = Strings::find(part.as_bytes()).unwrap();
        let mut builder = SheetBuilder::default();
        for index in 0..strings.len() {
            let kept = strings.keep(index, &mut builder).unwrap();
            builder.kept_text(0, u32::try_from(index).unwrap(), kept, false);
        }
        let sheet = builder.finish("S");
        let row = sheet.nth_row(0).unwrap();
        let texts: Vec<_> = (0..8).map(|column| row.text(column).unwrap_or_default()).collect();
        assert_eq!(texts, ["một", "hai ba", "", "", "<a >", "Tiêu chí", "_x000D_ 📷 _x00", ""]);
        assert!(strings.keep(7, &mut SheetBuilder::default()).is_err());
        for odd in ["<sst><si><t>a</t>", "<a/>", "<sst uniqueCount=\"99\"/>", "<sst></si></sst>", ""] {
            assert!(Strings::find(odd.as_bytes()).is_err(), "{odd}");
        }
    }
}
