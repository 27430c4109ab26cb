//! The bytes of a text file as text, whatever encoding they are in.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, WINDOWS_1258};
use unicode_normalization::UnicodeNormalization;

use super::{legacy, unreadable};
use crate::message::{Detail, FileFault};

/// How much of a text is looked at to tell its encoding.
const SAMPLE: usize = 256 << 10;
/// A text that changes its encoding more often is none that somebody put together.
const MOST_BLOCKS: usize = 10_000;

/// A text, and what is to be said of its encoding.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Decoded<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) legacy: Vec<Detail>,
}

/// UTF-8 and UTF-16 with or without a mark, Windows-1258, TCVN3 (ABC) and VNI; lines of each may be mixed.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded<'_>, Detail> {
    let plain = |text| Decoded { text, legacy: Vec::new() };
    if let Some(encoding) = utf_16(bytes) {
        let body =
            bytes.strip_prefix(b"\xFF\xFE").or_else(|| bytes.strip_prefix(b"\xFE\xFF")).unwrap_or(bytes);
        let (text, damaged) = encoding.decode_without_bom_handling(body);
        let whole = || unreadable(FileFault::DamagedUtf16);
        return if damaged { Err(whole()) } else { Ok(plain(text)) };
    }
    let body = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    match simdutf8::basic::from_utf8(body) {
        Ok(text) => Ok(plain(Cow::Borrowed(text))),
        Err(_) => old(body),
    }
}

/// The same of a page or an XML file, which may say what it is in: Unicode goes before that, and so does an old encoding
/// that the words show, for most programs say Windows-1252 whatever they write.
pub(super) fn decode_marked<'a>(bytes: &'a [u8], label: Option<&str>) -> Result<Decoded<'a>, Detail> {
    let declared = label.and_then(|label| Encoding::for_label(label.trim().as_bytes()));
    let by_words = decode(bytes);
    match declared {
        Some(encoding) if by_words.is_err() && encoding != UTF_8 && utf_16(bytes).is_none() => {
            let text = encoding.decode_without_bom_handling(bytes).0.nfc().collect();
            Ok(Decoded { text: Cow::Owned(text), legacy: Vec::new() })
        }
        _ => by_words,
    }
}

/// What a page or an XML file says it is in.
pub(super) fn label(bytes: &[u8]) -> Option<String> {
    let head = bytes.get(..4_096).unwrap_or(bytes).to_ascii_lowercase();
    let at = ["charset", "encoding"].iter().find_map(|word| {
        let at = memchr::memmem::find(&head, word.as_bytes())?;
        Some(at + word.len())
    })?;
    let value = head.get(at..)?.iter().skip_while(|byte| b" =\"'".contains(byte));
    let name = value.take_while(|byte| byte.is_ascii_alphanumeric() || b"-_:.".contains(byte));
    Some(name.map(|byte| char::from(*byte)).collect())
}

/// UTF-16, by its mark or by the zero bytes of its plain letters.
pub(super) fn utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    if bytes.starts_with(b"\xFF\xFE") {
        return Some(UTF_16LE);
    }
    if bytes.starts_with(b"\xFE\xFF") {
        return Some(UTF_16BE);
    }
    let sample = bytes.get(..4_096).unwrap_or(bytes);
    let pairs = sample.chunks_exact(2);
    let count = pairs.len();
    let zeros = |at: usize| pairs.clone().filter(|pair| pair[at] == 0).count();
    match (zeros(0), zeros(1)) {
        (0, low) if count > 1 && low * 3 >= count => Some(UTF_16LE),
        (high, 0) if count > 1 && high * 3 >= count => Some(UTF_16BE),
        _ => None,
    }
}

type Decode = fn(&[u8]) -> String;
const OLD: [(&str, Decode); 3] = [
    ("Windows-1258", windows_1258),
    (legacy::TCVN3_NAME, |bytes| legacy::tcvn3(&windows_1252(bytes))),
    (legacy::VNI_NAME, |bytes| legacy::vni(&windows_1252(bytes))),
];

/// Lines that follow one another and are in one encoding; plain ones go with those around them.
struct Block<'a> {
    bytes: &'a [u8],
    unicode: bool,
    /// How many of its lines have letters that are not plain, and the first of them, from 0.
    special: usize,
    first_special: usize,
}

/// A text of which at least one line is no UTF-8: each block of lines in the one old encoding in which it is
/// Vietnamese. A block that is too short to tell goes with the others.
fn old(bytes: &[u8]) -> Result<Decoded<'static>, Detail> {
    let mut blocks = blocks(bytes, true);
    let most = SAMPLE / blocks.len().min(256);
    let of = |block: &Block| if block.unicode { None } else { only(sample(block.bytes, most)) };
    // Two old files one behind the other: each line by itself.
    if blocks.iter().any(|block| !block.unicode && block.special > 1 && of(block).is_none()) {
        blocks = self::blocks(bytes, false);
    }
    let refuse = |block: &Block| Err(unreadable(FileFault::UnknownEncoding(block.first_special + 1)));
    if let Some(block) = blocks.get(MOST_BLOCKS) {
        return refuse(block);
    }
    let found: Vec<Option<usize>> = blocks.iter().map(of).collect();
    let mut known: Vec<usize> = found.iter().copied().flatten().collect();
    known.sort_unstable();
    known.dedup();
    let others = if let [only] = known[..] { Some(only) } else { None };
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 4);
    let mut told: [Option<(usize, usize)>; OLD.len()] = [None; OLD.len()];
    for (block, found) in blocks.iter().zip(found) {
        if block.unicode {
            text.push_str(&String::from_utf8_lossy(block.bytes));
            continue;
        }
        let fits = |encoding: &usize| judged(sample(block.bytes, most), *encoding).undamaged();
        let Some(encoding) = found.or_else(|| others.filter(fits)) else { return refuse(block) };
        let (_, decode) = OLD[encoding];
        text.push_str(&decode(block.bytes));
        told[encoding].get_or_insert((block.first_special, 0)).1 += block.special;
    }
    let mixed = blocks.iter().any(|block| block.unicode && block.special > 0) || known.len() > 1;
    let said = OLD.iter().zip(told).filter_map(|((name, _), told)| {
        let (first, count) = told?;
        let encoding = (*name).to_owned();
        Some(if mixed {
            Detail::LegacyLines { encoding, count, first: first + 1 }
        } else {
            Detail::LegacyEncoding { encoding }
        })
    });
    Ok(Decoded { text: Cow::Owned(text), legacy: said.collect() })
}

/// The blocks of a text; where lines are not to be joined, each line in an old encoding is one.
fn blocks(bytes: &[u8], joined: bool) -> Vec<Block<'_>> {
    let (mut blocks, mut start) = (Vec::<Block>::new(), 0);
    for (number, line) in bytes.split_inclusive(|byte| *byte == b'\n').enumerate() {
        let plain = line.is_ascii();
        let unicode = std::str::from_utf8(line).is_ok();
        let end = start + line.len();
        match blocks.last_mut() {
            // A block of plain lines becomes what the next line is.
            Some(block)
                if plain || block.special == 0 || (block.unicode == unicode && (joined || unicode)) =>
            {
                block.bytes = bytes.get(end - block.bytes.len() - line.len()..end).unwrap_or_default();
                if !plain {
                    if block.special == 0 {
                        (block.unicode, block.first_special) = (unicode, number);
                    }
                    block.special += 1;
                }
            }
            _ => blocks.push(Block {
                bytes: line,
                unicode,
                special: usize::from(!plain),
                first_special: number,
            }),
        }
        start = end;
    }
    blocks
}

/// The one old encoding in which the bytes are Vietnamese; two letters at least must say so.
fn only(sample: &[u8]) -> Option<usize> {
    let mut plausible = (0..OLD.len()).filter(|encoding| judged(sample, *encoding).plausible());
    let found = plausible.next()?;
    let letters = sample.iter().filter(|byte| !byte.is_ascii()).count();
    (letters > 1 && plausible.next().is_none()).then_some(found)
}

fn judged(sample: &[u8], encoding: usize) -> legacy::Judgement {
    let (_, decode) = OLD[encoding];
    legacy::judge(&decode(sample))
}

/// The part that is judged: from the first letter that is not plain on, for a long plain start says nothing.
fn sample(bytes: &[u8], most: usize) -> &[u8] {
    let start = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0).saturating_sub(64);
    let rest = bytes.get(start..).unwrap_or_default();
    rest.get(..most).unwrap_or(rest)
}

fn windows_1252(bytes: &[u8]) -> String {
    WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned()
}

fn windows_1258(bytes: &[u8]) -> String {
    WINDOWS_1258.decode_without_bom_handling(bytes).0.nfc().collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const TEXT: &str = "Tiêu chí;Điểm tự chấm\nBan hành kế hoạch cải cách hành chính đúng thời hạn;0,5\n";

    fn check(bytes: &[u8], legacy: Option<&'static str>) {
        let legacy = legacy.map(|name| Detail::LegacyEncoding { encoding: name.to_owned() });
        assert_eq!(
            decode(bytes),
            Ok(Decoded { text: Cow::Borrowed(TEXT), legacy: legacy.into_iter().collect() })
        );
    }

    #[test]
    fn unicode_is_read_with_and_without_a_mark() {
        let little: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_be_bytes).collect();
        check(TEXT.as_bytes(), None);
        check(&[b"\xEF\xBB\xBF", TEXT.as_bytes()].concat(), None);
        check(&[b"\xFF\xFE", little.as_slice()].concat(), None);
        check(&[b"\xFE\xFF", big.as_slice()].concat(), None);
        check(&little, None);
        check(&big, None);
    }

    #[test]
    fn old_encodings_are_recognised() {
        check(&legacy::tests::encode_1258(TEXT), Some("Windows-1258"));
        check(&legacy::tests::encode_tcvn3(TEXT), Some("TCVN3 (ABC)"));
        check(&legacy::tests::encode_vni(TEXT), Some("VNI"));
    }

    #[test]
    fn what_is_no_vietnamese_is_refused() {
        for bytes in
            [&b"a;b\n\xFF\xFD\xFC\xFB\xFA"[..], b"Ti\xC3\xAAu ch\xC3\xAD \xC3", b"\xFF\xFEa", b"Caf\xE9"]
        {
            assert!(decode(bytes).is_err(), "{bytes:?}");
        }
    }

    #[test]
    fn every_letter_comes_back() {
        let text = format!("Đơn vị: Ủy ban nhân dân xã\n{}\n", legacy::tests::LETTERS.replace("", " "));
        for (encoded, name) in
            [(legacy::tests::encode_1258(&text), "Windows-1258"), (legacy::tests::encode_vni(&text), "VNI")]
        {
            assert_eq!(decode(&encoded).unwrap().text, text, "{name}");
        }
        let small = text.to_lowercase();
        assert_eq!(decode(&legacy::tests::encode_tcvn3(&small)).unwrap().text, small);
    }

    #[test]
    fn files_that_were_put_together_are_read_line_by_line() {
        let line = "Ban hành kế hoạch cải cách;2\n";
        let plain = "1.1;a\n";
        let old = legacy::tests::encode_1258(line);
        let said = |encoding: &str, count, first| Detail::LegacyLines {
            encoding: encoding.to_owned(),
            count,
            first,
        };
        let check = |parts: &[&[u8]], lines: &[&str], legacy: Vec<Detail>| {
            assert_eq!(decode(&parts.concat()), Ok(Decoded { text: Cow::Owned(lines.concat()), legacy }));
        };
        check(
            &[plain.as_bytes(), line.as_bytes(), plain.as_bytes(), &old, plain.as_bytes(), &old],
            &[plain, line, plain, line, plain, line],
            vec![said("Windows-1258", 2, 4)],
        );
        check(
            &[&old, &legacy::tests::encode_tcvn3(line), line.as_bytes()],
            &[line, line, line],
            vec![said("Windows-1258", 1, 1), said("TCVN3 (ABC)", 1, 2)],
        );
        // A word that fits several goes with the rest of the file.
        let short = "Thôn;1\n";
        check(
            &[&old, line.as_bytes(), &legacy::tests::encode_1258(short)],
            &[line, line, short],
            vec![said("Windows-1258", 2, 1)],
        );
        assert!(decode(&legacy::tests::encode_1258(short)).is_err(), "one letter is no evidence");
    }
}
