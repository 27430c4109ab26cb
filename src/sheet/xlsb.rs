//! What a binary workbook says of its sheets and its library does not tell: hidden rows and columns, and merges.

use super::other::Extra;
use super::package::Package;
use super::xlsx::{Parts, targets};
use super::xml::{Odd, Scan};
use crate::diagnostic::CellRef;

const ROW: u32 = 0;
const COLUMNS: u32 = 60;
const SHEET: u32 = 156;
const MERGE: u32 = 176;

/// What is said of the sheets, in their order; nothing of one whose part is odd.
pub(super) fn extras(package: &Package) -> Vec<Extra> {
    let mut buffer = Vec::new();
    let mut read = |name: &str| -> Scan<Vec<u8>> {
        let found = package.unpack(name, &mut buffer)?;
        if found { Ok(std::mem::take(&mut buffer)) } else { Err(Odd) }
    };
    let (Ok(book), Ok(links)) = (read("xl/workbook.bin"), read("xl/_rels/workbook.bin.rels")) else {
        return Vec::new();
    };
    let Ok(targets) = targets("xl", &links) else { return Vec::new() };
    let sheets = Records(&book).filter(|(kind, _)| *kind == SHEET);
    let extras = sheets.map(|(_, body)| {
        let id = wide(body.get(8..)?)?;
        let (_, part) = targets.iter().find(|(known, _)| *known == id)?;
        read(part).ok().map(|part| of_sheet(&part))
    });
    extras.map(Option::unwrap_or_default).collect()
}

fn of_sheet(part: &[u8]) -> Extra {
    let mut extra = Extra::default();
    for (kind, body) in Records(part) {
        match kind {
            ROW if body.get(11).is_some_and(|flags| flags & 0x10 != 0) => {
                extra.hidden_rows.extend(long(body, 0));
            }
            COLUMNS if body.get(16).is_some_and(|flags| flags & 1 != 0) => {
                extra.hidden_columns.extend(long(body, 0).zip(long(body, 4)));
            }
            MERGE => {
                let corners = [long(body, 0), long(body, 4), long(body, 8), long(body, 12)];
                if let [Some(top), Some(bottom), Some(left), Some(right)] = corners
                    && top <= bottom
                    && left <= right
                {
                    let cell = |row, column| CellRef { row, column };
                    extra.merges.push((cell(top, left), cell(bottom, right)));
                }
            }
            _ => {}
        }
    }
    extra
}

/// The records of a part: kind and body.
struct Records<'a>(&'a [u8]);

impl<'a> Iterator for Records<'a> {
    type Item = (u32, &'a [u8]);

    fn next(&mut self) -> Option<(u32, &'a [u8])> {
        let kind = self.number(2)?;
        let len = self.number(4)? as usize;
        let body = self.0.get(..len)?;
        self.0 = self.0.get(len..)?;
        Some((kind, body))
    }
}

impl Records<'_> {
    /// A number in as many bytes as it needs, seven bits in each.
    fn number(&mut self, most: u32) -> Option<u32> {
        let mut number = 0;
        for place in 0..most {
            let (byte, rest) = self.0.split_first()?;
            self.0 = rest;
            number |= u32::from(byte & 0x7F) << (7 * place);
            if byte & 0x80 == 0 {
                break;
            }
        }
        Some(number)
    }
}

/// A text behind its length.
fn wide(body: &[u8]) -> Option<String> {
    let len = usize::try_from(long(body, 0)?).ok()?.checked_mul(2)?;
    let units = body.get(4..4_usize.checked_add(len)?)?.chunks_exact(2);
    let units = units.map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
    Some(char::decode_utf16(units).map(|c| c.unwrap_or('\u{FFFD}')).collect())
}

fn long(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at + 4)?;
    Some(u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn hidden_rows_columns_and_merges_are_told() {
        let record = |kind: &[u8], words: &[u32], rest: &[u8]| {
            let mut body: Vec<u8> = words.iter().flat_map(|word| word.to_le_bytes()).collect();
            body.extend(rest);
            [kind, &[u8::try_from(body.len()).unwrap()], &body].concat()
        };
        let row = |row, hidden| record(&[0], &[row, 0], &[0x2C, 1, 0, hidden, 0]);
        let part = [
            record(&[0x81, 1], &[], &[]),
            record(&[60], &[0, 0, 0, 0], &[6, 0]),
            record(&[60], &[3, 4, 0, 0], &[7, 0]),
            row(0, 0),
            row(7, 0x10),
            record(&[0xB0, 1], &[1, 2, 0, 3], &[]),
            record(&[0xB0, 1], &[2, 1, 0, 3], &[]),
            vec![60, 200],
        ];
        let cell = |row, column| CellRef { row, column };
        let expected = Extra {
            hidden_rows: vec![7],
            hidden_columns: vec![(3, 4)],
            merges: vec![(cell(1, 0), cell(2, 3))],
            ..Extra::default()
        };
        assert_eq!(of_sheet(&part.concat()), expected);
        assert_eq!(wide(b"\x02\0\0\0a\0\xBF\x1E"), Some("aế".to_owned()));
        assert_eq!(wide(b"\xFF\xFF\xFF\xFFa\0"), None);
    }
}
