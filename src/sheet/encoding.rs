//! The bytes of a text file as text, whatever encoding they are in.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1258};
use unicode_normalization::UnicodeNormalization;

use super::{legacy, unreadable};
use crate::message::Detail;

/// How much of a text is looked at to tell its encoding.
const SAMPLE: usize = 256 << 10;

/// A text, and the name of its encoding where that is an old one.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Decoded<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) legacy: Option<&'static str>,
}

/// UTF-8 and UTF-16 with or without a mark, Windows-1258, TCVN3 (ABC) and VNI.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded<'_>, Detail> {
    if let Some(encoding) = utf_16(bytes) {
        let body =
            bytes.strip_prefix(b"\xFF\xFE").or_else(|| bytes.strip_prefix(b"\xFE\xFF")).unwrap_or(bytes);
        let (text, damaged) = encoding.decode_without_bom_handling(body);
        let whole = || unreadable("the text is in UTF-16 and damaged");
        return if damaged { Err(whole()) } else { Ok(Decoded { text, legacy: None }) };
    }
    let body = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    match simdutf8::basic::from_utf8(body) {
        Ok(text) => Ok(Decoded { text: Cow::Borrowed(text), legacy: None }),
        Err(_) => old(body, body.utf8_chunks().next().map_or(0, |chunk| chunk.valid().len())),
    }
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

/// The old encoding that makes the most Vietnamese syllables of the bytes.
fn old(bytes: &[u8], first_bad: usize) -> Result<Decoded<'static>, Detail> {
    type Decode = fn(&[u8]) -> String;
    let candidates: [(&'static str, Decode); 3] =
        [("Windows-1258", windows_1258), ("TCVN3 (ABC)", legacy::tcvn3), ("VNI", legacy::vni)];
    // From the first letter that is not plain on, for a long plain start says nothing.
    let start = first_bad.saturating_sub(64);
    let sample = bytes.get(start..).unwrap_or_default();
    let sample = sample.get(..SAMPLE).unwrap_or(sample);
    let judged = candidates.iter().map(|(name, decode)| (legacy::judge(&decode(sample)), name, decode));
    // Of equals the first one stays.
    let best = judged.reduce(|best, next| if next.0.better_than(&best.0) { next } else { best });
    match best {
        Some((judgement, name, decode)) if judgement.plausible() => {
            Ok(Decoded { text: Cow::Owned(decode(bytes)), legacy: Some(name) })
        }
        _ => {
            let line = memchr::memchr_iter(b'\n', bytes.get(..first_bad).unwrap_or_default()).count() + 1;
            Err(unreadable(format!(
                "line {line} is not UTF-8, nor does the text make Vietnamese words in Windows-1258, TCVN3 or VNI"
            )))
        }
    }
}

fn windows_1258(bytes: &[u8]) -> String {
    WINDOWS_1258.decode_without_bom_handling(bytes).0.nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Tiêu chí;Điểm tự chấm\nBan hành kế hoạch cải cách hành chính đúng thời hạn;0,5\n";

    fn check(bytes: &[u8], legacy: Option<&'static str>) {
        assert_eq!(decode(bytes), Ok(Decoded { text: Cow::Borrowed(TEXT), legacy }));
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
}
