//! What kind of file this is, by its content, never by its name.

use memchr::memmem;

use super::{Format, encoding, limits, unreadable};
use crate::message::{Detail, FileFault, Limit};

/// What reads the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A package: its parts say more.
    Zip,
    /// A workbook of Excel 5 to 2003.
    Xls,
    /// A page, a web archive or XML Spreadsheet 2003.
    Markup(Format),
    /// Text.
    Text,
}

/// Formats that are told by their first bytes and are no spreadsheets.
const SIGNATURES: [(&[u8], &str); 12] = [
    (b"%PDF", "PDF"),
    (b"Rar!", "RAR"),
    (b"7z\xBC\xAF\x27\x1C", "7-Zip"),
    (b"\x1F\x8B", "gzip"),
    (b"\x89PNG", "PNG"),
    (b"\xFF\xD8\xFF", "JPEG"),
    (b"GIF8", "GIF"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"{\\rtf", "RTF"),
    (b"PK\x05\x06", "ZIP"),
    (b"SQLite format 3\0", "SQLite"),
];
const OLE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
/// How much of a file is looked at to tell text from data.
const SAMPLE: usize = 64 << 10;

/// The kind of a file, or why it cannot be read.
pub(super) fn kind(bytes: &[u8]) -> Result<Kind, Detail> {
    if bytes.starts_with(b"PK\x03\x04") {
        return Ok(Kind::Zip);
    }
    if bytes.starts_with(OLE) {
        return ole(bytes);
    }
    if let Some((_, kind)) = SIGNATURES.iter().find(|(signature, _)| bytes.starts_with(signature)) {
        return Err(Detail::UnsupportedFormat { kind: (*kind).to_owned() });
    }
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    if text.is_empty() {
        return Err(Detail::EmptyFile);
    }
    let wide = encoding::utf_16(bytes).is_some();
    let sample = text.get(..SAMPLE).unwrap_or(text);
    // Tags are plain letters, in UTF-16 every other byte.
    let found = if wide {
        markup(&sample.iter().filter(|byte| byte.is_ascii() && **byte != 0).copied().collect::<Vec<u8>>())
    } else {
        markup(sample)
    };
    if let Some(found) = found {
        return found.map_err(|kind| Detail::UnsupportedFormat { kind: kind.to_owned() });
    }
    if !wide && is_binary(bytes) {
        return Err(unreadable(FileFault::Binary));
    }
    Ok(Kind::Text)
}

/// A compound file: the names of its streams tell what wrote it.
fn ole(bytes: &[u8]) -> Result<Kind, Detail> {
    if bytes.len() as u64 > limits::PACKAGE {
        return Err(limits::bytes(Limit::File, limits::WHOLE_FILE, bytes.len() as u64));
    }
    let has = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
        // Directory entries are 128 bytes long and lie so.
        memmem::find_iter(bytes, &wide).any(|at| at % 128 == 0)
    };
    if has("Workbook") || has("Book") {
        return Ok(Kind::Xls);
    }
    if has("EncryptedPackage") {
        return Err(Detail::EncryptedFile);
    }
    let kind = match () {
        () if has("WordDocument") => "Word",
        () if has("PowerPoint Document") => "PowerPoint",
        () => "OLE",
    };
    Err(Detail::UnsupportedFormat { kind: kind.to_owned() })
}

/// A page or another file in tags, some of which pass for spreadsheets; `None` for a text that is no such file.
fn markup(text: &[u8]) -> Option<Result<Kind, &'static str>> {
    let text = text.trim_ascii_start();
    let head = text.get(..text.len().min(2_048))?.to_ascii_lowercase();
    let has = |text: &[u8], word: &str| memmem::find(text, word.as_bytes()).is_some();
    if has(&head, "mime-version:") && (has(&head, "multipart/related") || has(&head, "text/html")) {
        return Some(Ok(Kind::Markup(Format::Mhtml)));
    }
    if head.starts_with(b"<?xml") || head.starts_with(b"<workbook") {
        if has(&head, "urn:schemas-microsoft-com:office:spreadsheet") {
            return Some(Ok(Kind::Markup(Format::Xml2003)));
        }
        if !has(&head, "<html") && !has(&head, "<!doctype html") {
            return head.starts_with(b"<?xml").then_some(Err("XML"));
        }
    }
    let tag = |next: &u8| next.is_ascii_alphabetic() || matches!(next, b'!' | b'?' | b'/');
    let begins = head.first() == Some(&b'<') && head.get(1).is_some_and(tag);
    // A table begins late where a long style stands before it.
    let (page, table) = (has(&head, "<html") || has(&head, "<!doctype html"), || {
        let whole = text.to_ascii_lowercase();
        has(&whole, "<table") && has(&whole, "<tr")
    });
    (begins && page || (begins || has(&head, "<table")) && table()).then_some(Ok(Kind::Markup(Format::Html)))
}

/// Whether control characters are more than accidents.
fn is_binary(bytes: &[u8]) -> bool {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let control =
        sample.iter().filter(|byte| matches!(byte, 0..=8 | 0x0E..=0x1A | 0x1C..=0x1F | 0x7F)).count();
    control * 50 > sample.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ole_with(stream: &str) -> Vec<u8> {
        let mut bytes = OLE.to_vec();
        bytes.resize(512, 0);
        bytes.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
        bytes.resize(1_024, 0);
        bytes
    }

    #[test]
    fn content_tells_the_kind() {
        for (bytes, expected) in [
            (&b"PK\x03\x04..."[..], Ok(Kind::Zip)),
            (b"a;b\n1;2\n", Ok(Kind::Text)),
            (b"x", Ok(Kind::Text)),
            (b"\xFF\xFEa\0;\0b\0", Ok(Kind::Text)),
            (b"a\0;\0b\0;\0c\0\r\0\n\0", Ok(Kind::Text)),
            (b"<5 tuoi;1", Ok(Kind::Text)),
            (b"", Err("empty-file")),
            (b" \r\n\t", Err("empty-file")),
            (b"\xEF\xBB\xBF", Err("empty-file")),
            (b"%PDF-1.7", Err("unsupported-format")),
            (b"Rar!\x1a\x07", Err("unsupported-format")),
            (b"\n<HTML><body>", Ok(Kind::Markup(Format::Html))),
            (b"\xEF\xBB\xBF<style>a{}</style><div>\n<TABLE id=x><TR><td>1", Ok(Kind::Markup(Format::Html))),
            (b"<\0h\0t\0m\0l\0>\0<\0p\0>\0", Ok(Kind::Markup(Format::Html))),
            (b"<?xml version='1.0'?><!DOCTYPE html><html>", Ok(Kind::Markup(Format::Html))),
            (b"<!-- a --><table><tr><td>1", Ok(Kind::Markup(Format::Html))),
            (b"a;<table\n1;<b>\n", Ok(Kind::Text)),
            (b"<b>;1\n", Ok(Kind::Text)),
            (
                b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n",
                Ok(Kind::Markup(Format::Mhtml)),
            ),
            (
                b"<?xml version=\"1.0\"?>\n<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">",
                Ok(Kind::Markup(Format::Xml2003)),
            ),
            (b"<?xml version=\"1.0\"?><a/>", Err("unsupported-format")),
            (b"\x00", Err("unreadable-file")),
            (b"abc\x00\x01\x02\x03\x04", Err("unreadable-file")),
        ] {
            let found = kind(bytes).map_err(|detail| crate::diagnostic::Code::of(&detail).id());
            assert_eq!(found, expected, "{:?}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn streams_tell_what_wrote_a_compound_file() {
        assert_eq!(kind(&ole_with("Workbook")), Ok(Kind::Xls));
        assert_eq!(kind(&ole_with("EncryptedPackage")), Err(Detail::EncryptedFile));
        let unsupported = |kind: &str| Err(Detail::UnsupportedFormat { kind: kind.to_owned() });
        assert_eq!(kind(&ole_with("WordDocument")), unsupported("Word"));
        assert_eq!(kind(&ole_with("")), unsupported("OLE"));
    }
}
