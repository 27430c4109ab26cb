//! A cursor over the XML of a part: tags, attributes, text. No document types, no encodings but UTF-8.

use std::borrow::Cow;

use memchr::{memchr, memmem};

/// Something in a file is not as its reader knows it.
#[derive(Debug)]
pub(crate) struct Odd;

/// What was read, or that it is not as it should be.
pub(crate) type Scan<T> = Result<T, Odd>;

/// A place in the text of a part.
pub(crate) struct Xml<'a> {
    pub(crate) text: &'a str,
    pub(crate) at: usize,
}

/// An element's tag.
#[derive(Clone, Copy)]
pub(crate) struct Tag<'a> {
    /// Where its `<` stands.
    pub(crate) start: usize,
    /// Its name, as it is written.
    pub(crate) name: &'a str,
    attributes: &'a str,
    /// `</c>`.
    pub(crate) closing: bool,
    /// `<c/>`.
    pub(crate) empty: bool,
}

impl<'a> Tag<'a> {
    /// The name without its prefix.
    pub(crate) fn local(&self) -> &'a str {
        local(self.name)
    }

    /// `x:` of `x:row`.
    pub(crate) fn prefix(&self) -> &'a str {
        self.name.get(..self.name.len() - self.local().len()).unwrap_or_default()
    }

    /// The value of an attribute, as it is written.
    pub(crate) fn get(&self, name: &str) -> Option<&'a str> {
        self.attributes().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    /// All attributes.
    pub(crate) fn attributes(&self) -> impl Iterator<Item = (&'a str, &'a str)> {
        let mut xml = Xml { text: self.attributes, at: 0 };
        std::iter::from_fn(move || xml.attribute().ok().flatten())
    }
}

/// A name without its prefix.
pub(crate) fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

impl<'a> Xml<'a> {
    /// The text of a part.
    pub(crate) fn new(bytes: &'a [u8]) -> Scan<Xml<'a>> {
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let text = simdutf8::basic::from_utf8(bytes).map_err(|_| Odd)?;
        if text.starts_with("<?xml") {
            let head = text.get(..memchr(b'>', bytes).ok_or(Odd)?).ok_or(Odd)?.to_ascii_lowercase();
            let plain = head.contains("utf-8") || head.contains("utf8");
            if head.contains("encoding") && !plain && !text.is_ascii() {
                return Err(Odd);
            }
        }
        Ok(Xml { text, at: 0 })
    }

    /// The byte at the cursor; 0 at the end.
    #[inline]
    pub(crate) fn byte(&self) -> u8 {
        self.text.as_bytes().get(self.at).copied().unwrap_or(0)
    }

    /// What is left.
    #[inline]
    pub(crate) fn rest(&self) -> &'a [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    /// Passes over white space.
    #[inline]
    pub(crate) fn space(&mut self) {
        while matches!(self.byte(), b' ' | b'\n' | b'\r' | b'\t') {
            self.at += 1;
        }
    }

    /// Moves behind the next place where `end` stands; what stands before it.
    pub(crate) fn until(&mut self, end: &str) -> Scan<&'a str> {
        let start = self.at;
        let len = memmem::find(self.rest(), end.as_bytes()).ok_or(Odd)?;
        self.at += len + end.len();
        self.text.get(start..start + len).ok_or(Odd)
    }

    /// Passes over a comment or a processing instruction, where one begins here.
    pub(crate) fn aside(&mut self) -> Scan<bool> {
        let end = match self.rest() {
            [b'<', b'!', b'-', b'-', ..] => "-->",
            [b'<', b'?', ..] => "?>",
            _ => return Ok(false),
        };
        self.until(end)?;
        Ok(true)
    }

    /// The next attribute of the tag that the cursor is in; `None` at its end, and the cursor behind it.
    #[inline]
    pub(crate) fn attribute(&mut self) -> Scan<Option<(&'a str, &'a str)>> {
        self.space();
        let start = self.at;
        loop {
            match self.byte() {
                b'=' | b' ' | b'\n' | b'\r' | b'\t' => break,
                b'>' | b'/' | b'<' | b'"' | b'\'' | 0 => {
                    return if self.at == start { Ok(None) } else { Err(Odd) };
                }
                _ => self.at += 1,
            }
        }
        let name = self.text.get(start..self.at).ok_or(Odd)?;
        self.space();
        if self.byte() != b'=' {
            return Err(Odd);
        }
        self.at += 1;
        self.space();
        let quote = self.byte();
        if !matches!(quote, b'"' | b'\'') {
            return Err(Odd);
        }
        self.at += 1;
        let start = self.at;
        while self.byte() != quote {
            if matches!(self.byte(), b'<' | 0) {
                return Err(Odd);
            }
            self.at += 1;
        }
        let value = self.text.get(start..self.at).ok_or(Odd)?;
        self.at += 1;
        Ok(Some((name, value)))
    }

    /// The end of a tag, `>` or `/>`: whether the element is empty.
    #[inline]
    pub(crate) fn end_of_tag(&mut self) -> Scan<bool> {
        match self.rest() {
            [b'>', ..] => {
                self.at += 1;
                Ok(false)
            }
            [b'/', b'>', ..] => {
                self.at += 2;
                Ok(true)
            }
            _ => Err(Odd),
        }
    }

    /// The next tag, text before it passed over; `None` at the end.
    pub(crate) fn tag(&mut self) -> Scan<Option<Tag<'a>>> {
        loop {
            let Some(at) = memchr(b'<', self.rest()) else { return Ok(None) };
            self.at += at;
            if self.rest().starts_with(b"<![CDATA[") {
                self.until("]]>")?;
            } else if !self.aside()? {
                break;
            }
        }
        let begin = self.at;
        self.at += 1;
        let closing = self.byte() == b'/';
        self.at += usize::from(closing);
        let start = self.at;
        while !matches!(self.byte(), b' ' | b'\n' | b'\r' | b'\t' | b'>' | b'/' | 0) {
            // A document type; a broken tag.
            if matches!(self.byte(), b'!' | b'<' | b'&') {
                return Err(Odd);
            }
            self.at += 1;
        }
        let name = self.text.get(start..self.at).ok_or(Odd)?;
        let start = self.at;
        while self.attribute()?.is_some() {}
        let attributes = self.text.get(start..self.at).ok_or(Odd)?;
        let empty = self.end_of_tag()?;
        Ok(Some(Tag { start: begin, name, attributes, closing, empty }))
    }

    /// Passes over what is inside an element that was just opened, and its closing tag.
    pub(crate) fn skip(&mut self) -> Scan<()> {
        let mut depth = 1_usize;
        while depth > 0 {
            let tag = self.tag()?.ok_or(Odd)?;
            match (tag.closing, tag.empty) {
                (true, _) => depth -= 1,
                (false, false) => depth += 1,
                (false, true) => {}
            }
        }
        Ok(())
    }

    /// The text up to the next tag: references resolved, CDATA taken, comments passed over.
    pub(crate) fn content(&mut self) -> Scan<Cow<'a, str>> {
        let first = self.piece()?;
        if !self.rest().starts_with(b"<!") && !self.rest().starts_with(b"<?") {
            return resolve(first);
        }
        let mut text = resolve(first)?.into_owned();
        loop {
            if self.rest().starts_with(b"<![CDATA[") {
                self.at += 9;
                text.push_str(self.until("]]>")?);
            } else if !self.aside()? {
                return Ok(Cow::Owned(text));
            }
            text.push_str(&resolve(self.piece()?)?);
        }
    }

    /// What stands before the next `<`.
    fn piece(&mut self) -> Scan<&'a str> {
        let start = self.at;
        self.at += memchr(b'<', self.rest()).ok_or(Odd)?;
        self.text.get(start..self.at).ok_or(Odd)
    }
}

/// A text with its references resolved. Only those of XML itself are known.
pub(crate) fn resolve(text: &str) -> Scan<Cow<'_, str>> {
    if memchr(b'&', text.as_bytes()).is_none() {
        return Ok(Cow::Borrowed(text));
    }
    let mut resolved = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('&') {
        resolved.push_str(before);
        let (name, behind) = behind.split_once(';').ok_or(Odd)?;
        resolved.push(match name {
            "lt" => '<',
            "gt" => '>',
            "amp" => '&',
            "quot" => '"',
            "apos" => '\'',
            _ => {
                let number = name.strip_prefix('#').ok_or(Odd)?;
                let code = match number.strip_prefix('x') {
                    Some(digits) => u32::from_str_radix(digits, 16),
                    None => number.parse(),
                };
                code.ok().and_then(char::from_u32).filter(|c| *c != '\0').ok_or(Odd)?
            }
        });
        rest = behind;
    }
    resolved.push_str(rest);
    Ok(Cow::Owned(resolved))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_attributes_are_read_as_xml_has_them() {
        let text = "<?xml version='1.0'?><!-- <a> --><x:a b=\"1 > 0\" c = 'd'/><e>t</e><![CDATA[<f>]]></x:a>";
        let mut xml = Xml::new(text.as_bytes()).unwrap();
        let tag = xml.tag().unwrap().unwrap();
        assert_eq!((tag.local(), tag.prefix(), tag.empty, tag.closing), ("a", "x:", true, false));
        assert_eq!((tag.get("b"), tag.get("c"), tag.get("d")), (Some("1 > 0"), Some("d"), None));
        let names: Vec<_> = std::iter::from_fn(|| xml.tag().unwrap()).map(|tag| tag.name).collect();
        assert_eq!(names, ["e", "e", "x:a"]);
        for odd in ["<!DOCTYPE a><a>", "<a b=c>", "<a b>", "<a b=\"<\">", "<a", "<a / >", "<a b=\"1"] {
            assert!(Xml::new(odd.as_bytes()).unwrap().tag().is_err(), "{odd}");
        }
        for odd in [&b"<?xml encoding=\"ISO-8859-1\"?>\xC3\xA9"[..], b"\xFF\xFE<", b"<a>\xFF</a>"] {
            assert!(Xml::new(odd).is_err());
        }
    }

    #[test]
    fn content_is_resolved() {
        let check = |text: &str, expected: Option<&str>| {
            let found = Xml { text, at: 0 }.content().ok();
            assert_eq!(found.as_deref(), expected, "{text}");
        };
        check("a</v>", Some("a"));
        check("1<!-- -->2</v>", Some("12"));
        check("<![CDATA[<2>]]>3</v>", Some("<2>3"));
        check("&lt;5 &amp;&#273;&#x111;&quot;&apos;&gt;<", Some("<5 &đđ\"'>"));
        check("&a;<", None);
        check("&#0;<", None);
        check("a", None);
        check("a & b<", None);
    }
}
