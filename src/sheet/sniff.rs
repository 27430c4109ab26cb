//! Which sign divides the fields of a text table.

use super::limits;

/// How much of the text is looked at.
const HEAD: usize = 64 << 10;
const RECORDS: usize = 50;

/// What a `sep=;` line of Excel says: the sign, and where the line ends.
pub(super) fn declared(text: &[u8]) -> Option<(u8, usize)> {
    let end =
        text.iter().take(16).position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(text.len().min(16));
    let line = text.get(..end)?;
    let inner = line.strip_prefix(b"\"").and_then(|line| line.strip_suffix(b"\"")).unwrap_or(line);
    let (word, sign) = inner.split_at_checked(4)?;
    let [sign] = sign else { return None };
    let rest = text.get(end..).unwrap_or_default();
    let after = end + if rest.starts_with(b"\r\n") { 2 } else { rest.len().min(1) };
    let divides = sign.is_ascii_punctuation() && *sign != b'"' || *sign == b'\t';
    (word.eq_ignore_ascii_case(b"sep=") && divides).then_some((*sign, after))
}

/// How well a sign divides the records: most fields in most records.
#[derive(Clone, Copy, Debug, Default)]
struct Fit {
    score: usize,
    /// Records with the number of fields that most have.
    records: usize,
}

/// The sign that gives the most fields in the most records. A comma that mostly stands in decimals divides nothing.
pub(super) fn delimiter(text: &[u8]) -> u8 {
    let head = text.get(..HEAD).unwrap_or(text);
    let whole = head.len() == text.len();
    let end = if whole { None } else { head.iter().rposition(|byte| matches!(byte, b'\n' | b'\r')) };
    let head = end.map_or(head, |end| &head[..end]);
    let fits = [b';', b'\t', b'|', b','].map(|sign| (sign, fit(head, sign)));
    let comma = fits[3].1;
    let commas = memchr::memchr_iter(b',', head);
    let is_digit = |at: usize| head.get(at).is_some_and(u8::is_ascii_digit);
    let (all, decimal) = commas.fold((0, 0), |(all, decimal), at| {
        (all + 1, decimal + usize::from(at > 0 && is_digit(at - 1) && is_digit(at + 1)))
    });
    // Of equals the first one stays.
    let mut best = (b',', Fit::default());
    for candidate in &fits[..3] {
        if candidate.1.score > best.1.score {
            best = *candidate;
        }
    }
    let decimals = decimal * 2 >= all && all > 0 && best.1.records * 2 >= comma.records;
    let wins = comma.score > best.1.score || (comma.score == best.1.score && decimal == 0);
    if best.1.score == 0 || (wins && !decimals) { b',' } else { best.0 }
}

fn fit(head: &[u8], sign: u8) -> Fit {
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(sign).from_reader(head);
    let mut counts: Vec<(usize, usize)> = Vec::new();
    for record in reader.byte_records().take(RECORDS).flatten() {
        let fields = record.len().min(limits::COLUMNS as usize);
        match counts.iter_mut().find(|(known, _)| *known == fields) {
            Some((_, records)) => *records += 1,
            None => counts.push((fields, 1)),
        }
    }
    let fits = counts
        .iter()
        .map(|(fields, records)| Fit { score: (fields - 1) * records * records, records: *records });
    fits.max_by_key(|fit| fit.score).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sign_is_found() {
        for (text, expected) in [
            ("a;b;c\n1;2;3\n", b';'),
            ("a,b,c\n1,2,3\n", b','),
            ("a\tb\n1\t2\n", b'\t'),
            ("a|b\n1|2\n", b'|'),
            ("a;b\n0,5;0,25\n0,5;1,5\n", b';'),
            ("0,5;0,5\n0,5;0,5\n", b';'),
            ("mã\ttự chấm\n1.1\t0,5\n1.2\t0,5\n", b'\t'),
            ("\"a;b\",\"c;d\"\n\"1;2\",3\n", b','),
            ("code,note\n1,\"x; y\"\n2,\"x; y; z\"\n", b','),
            ("Phiếu tự chấm\nĐơn vị: xã A, huyện B\nNăm 2025, lần 1\nSTT;Tên;Điểm\n1;a;2\n2;b;3\n", b';'),
            ("chỉ một cột\nhai\n", b','),
            ("code,points\n1.1,2\n1.2,3\n", b','),
            ("1,2\n3,4\n", b','),
            ("", b','),
        ] {
            assert_eq!(char::from(delimiter(text.as_bytes())), char::from(expected), "{text:?}");
        }
    }

    #[test]
    fn the_declaration_is_read() {
        for (text, expected) in [
            ("sep=;\r\na;b", Some((b';', 7))),
            ("\"sep=,\"\na", Some((b',', 8))),
            ("SEP=|", Some((b'|', 5))),
            ("sep\na", None),
            ("sepal;x", None),
        ] {
            assert_eq!(declared(text.as_bytes()), expected, "{text:?}");
        }
    }
}
