//! Looks at a workbook of Excel 5 to 2003 before it is opened: its reader makes room for every cell between the first
//! and the last, and a copy of a text for each cell that shows it; and it does not tell what is hidden, nor fonts.

use super::old_text::Font;
use super::other::Extra;
use super::{compound, limits, unreadable};
use crate::message::{Detail, FileFault, Limit};

const END: u16 = 0x000A;
const BEGIN: u16 = 0x0809;
const CONTINUED: u16 = 0x003C;
const SHEET: u16 = 0x0085;
const SHARED_TEXTS: u16 = 0x00FC;
const SIZE: u16 = 0x0200;
const FORMULA: u16 = 0x0006;
const FORMULA_TEXT: u16 = 0x0207;
const SHARED_TEXT: u16 = 0x00FD;
const NUMBERS: u16 = 0x00BD;
const FONT: u16 = 0x0031;
const FORMAT: u16 = 0x00E0;
const ROW: u16 = 0x0208;
const COLUMNS: u16 = 0x007D;
/// Number, text, rich text, truth or error, short number.
const VALUES: [u16; 5] = [0x0203, 0x0204, 0x00D6, 0x0205, 0x027E];
/// Cells of the largest sheet that there can be.
const GRID: u64 = 65_536 * 256;

/// Refuses a workbook that would need more room than it may; and what it says of its sheets, in their order.
pub(super) fn check(bytes: &[u8]) -> Result<Vec<Extra>, Detail> {
    let streams = compound::streams(bytes, &["Workbook", "Book"])?;
    let mut checked = streams.iter().map(|stream| check_stream(stream)).collect::<Result<Vec<_>, _>>()?;
    // Where there are both, the newer one is read.
    Ok(if checked.is_empty() { Vec::new() } else { checked.swap_remove(0) })
}

fn check_stream(stream: &[u8]) -> Result<Vec<Extra>, Detail> {
    let (mut sheets, mut texts) = (Vec::new(), Vec::new());
    let (mut fonts, mut formats) = (Vec::new(), Vec::new());
    let mut records = Records(stream);
    while let Some((kind, body)) = records.next().filter(|(kind, _)| *kind != END) {
        match kind {
            SHEET => sheets.extend(long(body, 0)),
            SHARED_TEXTS => texts = text_sizes(body, records.clone()),
            FONT => {
                // There is no font number 4.
                if fonts.len() == 4 {
                    fonts.push(Font::Other);
                }
                fonts.push(Font::named(&font_name(body)));
            }
            FORMAT => {
                let font = word(body, 0).and_then(|number| fonts.get(usize::from(number)));
                formats.push(font.copied().unwrap_or_default());
            }
            _ => {}
        }
    }
    if formats.iter().all(|font| *font == Font::Other) {
        formats.clear();
    }
    let (mut sum, mut extras) = (Sum::default(), Vec::new());
    for start in sheets {
        let sheet = stream.get(start as usize..).ok_or_else(|| unreadable(FileFault::DamagedXls))?;
        extras.push(sum.add_sheet(sheet, &texts, &formats)?);
        // Sheets that lie in one another are read as often as they are named.
        if sum.walked > stream.len() as u64 * 2 {
            return Err(unreadable(FileFault::DamagedXls));
        }
    }
    Ok(extras)
}

/// The name of a font: in Excel 97 and later with a mark that tells how wide its letters are.
fn font_name(body: &[u8]) -> String {
    let len = body.get(14).copied().map_or(0, usize::from);
    let name = body.get(15..).unwrap_or_default();
    match name {
        [0, narrow @ ..] if narrow.len() >= len => String::from_utf8_lossy(&narrow[..len]).into_owned(),
        [1, wide @ ..] if wide.len() >= len * 2 => {
            let units = wide[..len * 2].chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
            char::decode_utf16(units).map(|c| c.unwrap_or('\u{FFFD}')).collect()
        }
        old => String::from_utf8_lossy(old.get(..len).unwrap_or(old)).into_owned(),
    }
}

/// What all sheets need.
#[derive(Default)]
struct Sum {
    cells: u64,
    text: u64,
    walked: u64,
}

impl Sum {
    fn add_sheet(&mut self, sheet: &[u8], texts: &[u64], formats: &[Font]) -> Result<Extra, Detail> {
        let mut extra = Extra::default();
        let (mut values, mut formulas) = (Corners::default(), Corners::default());
        let (mut begun, mut depth, mut last_formula) = (false, 0_u32, (0, 0));
        for (kind, body) in Records(sheet) {
            self.walked += body.len() as u64 + 4;
            let at = word(body, 0).zip(word(body, 2));
            if depth == 0 {
                extra.note(kind, body, formats);
            }
            match kind {
                BEGIN if begun => depth += 1,
                BEGIN => begun = true,
                END if depth == 0 => break,
                END => depth -= 1,
                _ if depth > 0 => {}
                SIZE => check_size(body)?,
                FORMULA => {
                    last_formula = at.unwrap_or(last_formula);
                    formulas.add(at);
                    values.add(at);
                }
                FORMULA_TEXT => values.add(Some(last_formula)),
                NUMBERS => {
                    let last = body.len().checked_sub(2).and_then(|end| word(body, end));
                    values.add(at);
                    values.add(word(body, 0).zip(last));
                }
                SHARED_TEXT => {
                    let size = long(body, 6).and_then(|index| texts.get(index as usize));
                    self.text += size.copied().unwrap_or_default();
                    values.add(at);
                }
                kind if VALUES.contains(&kind) => values.add(at),
                _ => {}
            }
        }
        self.cells += values.area() + formulas.area();
        if self.cells > limits::CELLS as u64 {
            return Err(limits::count(Limit::CellsBetween, limits::CELLS as u64, self.cells));
        }
        if self.text > limits::ALL_PARTS {
            return Err(limits::bytes(Limit::TextOfSheets, limits::ALL_PARTS, self.text));
        }
        Ok(extra)
    }
}

impl Extra {
    /// Notes what a record says of a row, of columns, or of the font of a cell.
    fn note(&mut self, kind: u16, body: &[u8], formats: &[Font]) {
        match kind {
            ROW => {
                let hidden = word(body, 12).is_some_and(|flags| flags & 0x20 != 0);
                if hidden && let Some(row) = word(body, 0) {
                    self.hidden_rows.push(u32::from(row));
                }
            }
            COLUMNS => {
                let hidden = word(body, 8).is_some_and(|flags| flags & 1 != 0);
                if hidden && let Some((first, last)) = word(body, 0).zip(word(body, 2)) {
                    self.hidden_columns.push((u32::from(first), u32::from(last)));
                }
            }
            kind if !formats.is_empty()
                && (kind == SHARED_TEXT || kind == FORMULA || VALUES.contains(&kind)) =>
            {
                let font = word(body, 4).and_then(|format| formats.get(usize::from(format)));
                let at = word(body, 0).zip(word(body, 2));
                if let (Some((row, column)), Some(font)) = (at, font.filter(|font| **font != Font::Other)) {
                    self.fonts.insert((u32::from(row), u32::from(column)), *font);
                }
            }
            _ => {}
        }
    }
}

/// The first and last row and column of the cells of a sheet.
#[derive(Default)]
struct Corners(Option<[u16; 4]>);

impl Corners {
    fn add(&mut self, at: Option<(u16, u16)>) {
        let Some((row, column)) = at else { return };
        let [top, bottom, left, right] = self.0.unwrap_or([row, row, column, column]);
        self.0 = Some([top.min(row), bottom.max(row), left.min(column), right.max(column)]);
    }

    fn area(&self) -> u64 {
        self.0.map_or(0, |[top, bottom, left, right]| {
            (u64::from(bottom - top) + 1) * (u64::from(right - left) + 1)
        })
    }
}

/// The size that a sheet says it has: first row, row behind the last, first column, column behind the last.
fn check_size(body: &[u8]) -> Result<(), Detail> {
    let short = |at| word(body, at).map(u32::from);
    let size = match body.len() {
        10 => (short(0), short(2), short(4), short(6)),
        _ => (long(body, 0), long(body, 4), short(8), short(10)),
    };
    let (Some(top), Some(bottom), Some(left), Some(right)) = size else { return Ok(()) };
    let left = if left > 0xFF || right < left { 0 } else { left };
    if bottom == 0 || right == 0 {
        return Ok(());
    }
    // A size that runs backwards wraps round in the reader.
    let cells = u64::from(bottom.wrapping_sub(top)) * u64::from(right.wrapping_sub(left));
    if cells > GRID { Err(limits::count(Limit::CellsBetween, GRID, cells)) } else { Ok(()) }
}

/// The records of a stream: kind and body.
#[derive(Clone)]
struct Records<'a>(&'a [u8]);

impl<'a> Iterator for Records<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<(u16, &'a [u8])> {
        let kind = word(self.0, 0)?;
        let end = 4 + usize::from(word(self.0, 2)?);
        let body = self.0.get(4..end)?;
        self.0 = self.0.get(end..)?;
        Some((kind, body))
    }
}

/// About how many bytes each shared text takes: two for a character.
fn text_sizes(body: &[u8], following: Records) -> Vec<u64> {
    let mut parts: Vec<&[u8]> = vec![body.get(8..).unwrap_or_default()];
    parts.extend(following.take_while(|(kind, _)| *kind == CONTINUED).map(|(_, body)| body));
    let mut cursor = Cursor { parts: &parts, at: 0 };
    let mut sizes = Vec::new();
    while let Some(size) = cursor.text() {
        sizes.push(size);
    }
    sizes
}

/// A place in a record and those that continue it.
struct Cursor<'a> {
    parts: &'a [&'a [u8]],
    at: usize,
}

impl Cursor<'_> {
    fn left(&self) -> usize {
        self.parts.first().map_or(0, |part| part.len() - self.at)
    }

    /// Moves into the next part.
    fn go_on(&mut self) -> Option<()> {
        self.parts = self.parts.get(1..).filter(|parts| !parts.is_empty())?;
        self.at = 0;
        Some(())
    }

    fn bytes<const N: usize>(&mut self) -> Option<[u8; N]> {
        let found = self.parts.first()?.get(self.at..self.at + N)?.try_into().ok()?;
        self.at += N;
        Some(found)
    }

    /// Passes over one text, and says how many bytes it takes.
    fn text(&mut self) -> Option<u64> {
        while self.left() == 0 {
            self.go_on()?;
        }
        let len = u16::from_le_bytes(self.bytes()?);
        let [flags] = self.bytes()?;
        let runs = if flags & 8 == 0 { 0 } else { usize::from(u16::from_le_bytes(self.bytes()?)) };
        let more = if flags & 4 == 0 { 0 } else { u32::from_le_bytes(self.bytes()?) as usize };
        let (mut left, mut width) = (usize::from(len), 1 + usize::from(flags & 1));
        while left > 0 {
            let here = left.min(self.left() / width);
            (self.at, left) = (self.at + here * width, left - here);
            if left > 0 {
                self.go_on()?;
                let [flags] = self.bytes()?;
                width = 1 + usize::from(flags & 1);
            }
        }
        let mut rest = runs * 4 + more;
        while rest > 0 {
            if self.left() == 0 {
                self.go_on()?;
            }
            let here = rest.min(self.left());
            (self.at, rest) = (self.at + here, rest - here);
        }
        Some(u64::from(len) * 2)
    }
}

fn word(bytes: &[u8], at: usize) -> Option<u16> {
    let pair = bytes.get(at..at + 2)?;
    Some(u16::from_le_bytes([pair[0], pair[1]]))
}

fn long(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from(word(bytes, at)?) | u32::from(word(bytes, at + 2)?) << 16)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: u16, body: &[u16]) -> Vec<u8> {
        let len = u16::try_from(body.len() * 2).unwrap_or_default();
        [kind, len].iter().chain(body).flat_map(|word| word.to_le_bytes()).collect()
    }

    /// A stream with these sheets.
    fn stream(texts: &[u8], sheets: &[Vec<u8>]) -> Vec<u8> {
        let mut start = 8 + texts.len() + 4 + sheets.len() * 12;
        let mut all = record(BEGIN, &[0x0600, 5]);
        all.extend_from_slice(texts);
        for sheet in sheets {
            let place = u32::try_from(start).unwrap_or_default().to_le_bytes();
            let body = [0, 2].map(|at| u16::from_le_bytes([place[at], place[at + 1]]));
            all.extend(record(SHEET, &[body[0], body[1], 0, 0]));
            start += sheet.len();
        }
        all.extend(record(END, &[]));
        all.extend(sheets.concat());
        all
    }

    fn sheet(cells: &[Vec<u8>]) -> Vec<u8> {
        [record(BEGIN, &[0x0600, 0x10]), cells.concat(), record(END, &[])].concat()
    }

    fn number(row: u16, column: u16) -> Vec<u8> {
        record(0x0203, &[row, column, 0, 0, 0, 0, 0])
    }

    #[test]
    fn cells_far_apart_are_refused() {
        let check =
            |sheets: &[Vec<u8>], good: bool| assert_eq!(check_stream(&stream(&[], sheets)).is_ok(), good);
        check(&[sheet(&[number(0, 0), number(65_535, 30)])], true);
        check(&[sheet(&[number(0, 0), number(65_535, 255)])], false);
        check(&[sheet(&[number(0, 65_535), number(65_535, 0)])], false);
        let wide = sheet(&[number(0, 0), number(65_535, 30)]);
        check(&[wide.clone(), wide.clone()], true);
        check(&[wide.clone(), wide.clone(), wide], false);
        check(&[sheet(&[record(SIZE, &[0, 0, 9, 0, 0, 9, 0]), number(1, 1)])], true);
        check(&[sheet(&[record(SIZE, &[0, 0, 0, 0xFFFF, 0, 0xFF, 0])])], false);
        check(&[sheet(&[record(SIZE, &[9, 0, 5, 0, 0, 9, 0])])], false);
        check(&[sheet(&[record(FORMULA, &[0, 0]), record(NUMBERS, &[1, 0, 0, 0, 0, 65_535])])], true);
        check(&[sheet(&[number(65_535, 0), record(NUMBERS, &[1, 0, 0, 0, 0, 65_535])])], false);
        // A chart inside has its own begin and end; its cells are none of the sheet's.
        let chart = [record(BEGIN, &[0, 0x20]), number(65_535, 255), record(END, &[])].concat();
        check(&[sheet(&[number(0, 0), chart])], true);
    }

    #[test]
    fn a_long_text_in_many_cells_is_refused() {
        // Two texts, the second with a run and continued in the next record in another width.
        let mut head = vec![0_u8; 8];
        head.extend([2, 0, 0, b'a', b'b']);
        head.extend([0x40, 0x1F, 8, 1, 0]);
        head.extend(vec![b'x'; 5_001]);
        let mut more = vec![1_u8];
        more.extend(vec![b'y'; 2_999 * 2]);
        more.extend([0; 4]);
        let mut texts = Vec::new();
        for (kind, body) in [(SHARED_TEXTS, &head), (CONTINUED, &more)] {
            texts.extend(kind.to_le_bytes());
            texts.extend(u16::try_from(body.len()).unwrap_or_default().to_le_bytes());
            texts.extend(body);
        }
        assert_eq!(text_sizes(&head, Records(&texts[head.len() + 4..])), [4, 16_000]);
        let cells = |many: u16| -> Vec<Vec<u8>> {
            (0..many).map(|row| record(SHARED_TEXT, &[row, 0, 0, 1, 0])).collect()
        };
        assert!(check_stream(&stream(&texts, &[sheet(&cells(16_000))])).is_ok());
        assert!(check_stream(&stream(&texts, &[sheet(&cells(17_000))])).is_err());
    }

    #[test]
    fn sheets_in_one_another_are_refused() {
        let long = sheet(&(0..200).map(|row| number(row, 0)).collect::<Vec<_>>());
        let short = vec![sheet(&[]); 40];
        let mut all = stream(&[], &[&[long][..], &short].concat());
        assert!(check_stream(&all).is_ok());
        // All of them begin where the first does.
        let first = all[12..16].to_vec();
        for at in (8..8 + 41 * 12).step_by(12) {
            all[at + 4..at + 8].copy_from_slice(&first);
        }
        assert!(check_stream(&all).is_err());
    }
}
