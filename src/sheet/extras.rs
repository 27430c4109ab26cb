//! What calamine does not tell about a sheet of an xlsx file: hidden rows, merged ranges, the places of its cells in
//! file order, and values that it would read wrongly.

use memchr::{memchr, memmem, memrchr};

use super::limits;
use super::package::Package;
use crate::diagnostic::CellRef;

/// What stands in the XML of a sheet beside its values.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Extras {
    /// Hidden rows, from 0, ascending.
    pub(super) hidden: Vec<u32>,
    /// Merged ranges.
    pub(super) merges: Vec<(CellRef, CellRef)>,
    /// Cells whose value is written in a way that calamine reads as something else: text behind a comment, a CDATA
    /// section, a character reference where a number belongs, a shared string that has no whole number.
    pub(super) misread: Vec<CellRef>,
}

/// Finds all of it, in a few searches for rare words.
pub(super) fn scan(xml: &[u8]) -> Extras {
    let end = memmem::rfind(xml, b"sheetData>").unwrap_or(xml.len());
    let (cells, tail) = xml.split_at(end);
    Extras { hidden: hidden_rows(cells), merges: merges(tail), misread: misread(cells) }
}

fn hidden_rows(cells: &[u8]) -> Vec<u32> {
    let mut rows: Vec<u32> = memmem::find_iter(cells, b"hidden=")
        .filter_map(|at| {
            let start = memrchr(b'<', cells.get(..at)?)?;
            let tag = Tag::at(cells, start)?;
            let hidden = tag.name() == b"row" && matches!(tag.attribute(b"hidden"), Some(b"1" | b"true"));
            hidden.then(|| match tag.attribute(b"r").and_then(number) {
                Some(row) => row.checked_sub(1),
                None => u32::try_from(count_rows(cells.get(..start).unwrap_or_default())).ok(),
            })?
        })
        .filter(|row| *row < limits::ROWS)
        .collect();
    rows.sort_unstable();
    rows.dedup();
    rows
}

fn count_rows(cells: &[u8]) -> usize {
    memmem::find_iter(cells, b"row")
        .filter(|at| matches!(cells.get(at.wrapping_sub(1)), Some(b'<' | b':')))
        .count()
}

fn merges(tail: &[u8]) -> Vec<(CellRef, CellRef)> {
    memmem::find_iter(tail, b"mergeCell ")
        .take(limits::MERGES)
        .filter_map(|at| {
            let tag = Tag::at(tail, memrchr(b'<', tail.get(..at)?)?)?;
            let range = std::str::from_utf8(tag.attribute(b"ref")?).ok()?;
            let (first, last) = range.split_once(':')?;
            let (first, last) = (cell_ref(first.as_bytes())?, cell_ref(last.as_bytes())?);
            (first.row <= last.row && first.column <= last.column && first != last).then_some((first, last))
        })
        .collect()
}

fn misread(cells: &[u8]) -> Vec<CellRef> {
    let inside = |at: usize| -> Option<CellRef> {
        let before = cells.get(..at)?;
        let start = before.windows(2).rposition(|pair| pair[1] == b'c' && matches!(pair[0], b'<' | b':'))?;
        let start = memrchr(b'<', cells.get(..=start)?)?;
        let tag = Tag::at(cells, start)?;
        // What lies behind the end of the cell is between cells and harms nobody.
        let closed = tag.empty() || memmem::find(cells.get(start..at)?, b"c>").is_some();
        (tag.name() == b"c" && !closed && tag.attribute(b"t") != Some(b"str"))
            .then(|| tag.attribute(b"r").and_then(cell_ref))?
    };
    let mut found: Vec<CellRef> = memmem::find_iter(cells, b"<!")
        .chain(memmem::find_iter(cells, b"v>&"))
        .take(limits::FAULTS)
        .filter_map(inside)
        .collect();
    for at in memmem::find_iter(cells, b"t=\"s\"") {
        let value = cells.get(at + 5..).unwrap_or_default();
        let digits = value.strip_prefix(b"><v>").unwrap_or_default();
        let len = digits.iter().take_while(|byte| byte.is_ascii_digit()).count();
        if (len == 0 || digits.get(len) != Some(&b'<'))
            && found.len() < limits::FAULTS
            && let Some(place) = odd_index(cells, at)
        {
            found.push(place);
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// The cell around an attribute `t="s"`, where its value is there and is no whole number.
fn odd_index(cells: &[u8], at: usize) -> Option<CellRef> {
    let start = memrchr(b'<', cells.get(..at)?)?;
    let tag = Tag::at(cells, start)?;
    if tag.name() != b"c" || tag.empty() {
        return None;
    }
    let inside = cells.get(tag.end + 1..)?;
    let inside = inside.get(..memmem::find(inside, b"c>")?)?;
    let open = memmem::find(inside, b"v>")?;
    let value = inside.get(open + 2..)?;
    let value = value.get(..memchr(b'<', value)?)?;
    (!value.is_empty() && !value.iter().all(u8::is_ascii_digit))
        .then(|| tag.attribute(b"r").and_then(cell_ref))?
}

/// A cell in the order of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// Row and column.
    pub(super) at: (u32, u32),
    /// The cell names its place itself.
    pub(super) named: bool,
}

/// The places of all cells in the order of the file.
pub(super) fn places(xml: &[u8]) -> Vec<Place> {
    let start = memmem::find(xml, b"sheetData").unwrap_or(0);
    let mut places = Vec::new();
    let (mut row, mut column, mut from) = (0_u32, 0_u32, start);
    while let Some(at) = xml.get(from..).and_then(|rest| memchr(b'<', rest)).map(|at| from + at) {
        let Some(tag) = Tag::at(xml, at) else { break };
        from = tag.end;
        match (tag.name(), tag.closing()) {
            (b"row", false) => {
                row = tag.attribute(b"r").and_then(number).and_then(|row| row.checked_sub(1)).unwrap_or(row);
                if tag.empty() {
                    (row, column) = (row.saturating_add(1), 0);
                }
            }
            (b"row", true) => (row, column) = (row.saturating_add(1), 0),
            (b"c", false) => {
                let name = tag.attribute(b"r");
                let at = name.and_then(cell_ref).map_or((row, column), |cell| (cell.row, cell.column));
                column = at.1.saturating_add(1);
                places.push(Place { at, named: name.is_some() });
            }
            (b"sheetData", true) => break,
            _ => {}
        }
    }
    places
}

/// An element's tag, from `<` to `>`.
pub(super) struct Tag<'a> {
    text: &'a [u8],
    /// Where its `>` stands.
    pub(super) end: usize,
}

impl<'a> Tag<'a> {
    /// The tag that begins at a `<`.
    pub(super) fn at(xml: &'a [u8], start: usize) -> Option<Tag<'a>> {
        let end = start + memchr(b'>', xml.get(start..)?)?;
        Some(Tag { text: xml.get(start + 1..end)?, end })
    }

    /// `</c>`.
    pub(super) fn closing(&self) -> bool {
        self.text.first() == Some(&b'/')
    }

    /// `<c/>`.
    pub(super) fn empty(&self) -> bool {
        self.text.last() == Some(&b'/')
    }

    /// The name without its prefix.
    pub(super) fn name(&self) -> &'a [u8] {
        let name = self.text.strip_prefix(b"/").unwrap_or(self.text);
        let end = name.iter().position(|byte| b" \t\r\n/".contains(byte)).unwrap_or(name.len());
        let name = name.get(..end).unwrap_or_default();
        memrchr(b':', name).map_or(name, |colon| &name[colon + 1..])
    }

    /// The value of an attribute, as it is written.
    pub(super) fn attribute(&self, name: &[u8]) -> Option<&'a [u8]> {
        let text = self.text;
        memmem::find_iter(text, name).find_map(|at| {
            let before = text.get(at.checked_sub(1)?)?;
            let rest = text.get(at + name.len()..)?.trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
            let quote = *rest.first().filter(|byte| matches!(byte, b'"' | b'\''))?;
            let value = rest.get(1..)?;
            before.is_ascii_whitespace().then(|| value.get(..memchr(quote, value)?))?
        })
    }
}

fn number(text: &[u8]) -> Option<u32> {
    std::str::from_utf8(text).ok()?.parse().ok()
}

/// `D17`, inside the grid.
fn cell_ref(text: &[u8]) -> Option<CellRef> {
    let letters = text.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let (letters, digits) = text.split_at(letters);
    if letters.is_empty() || letters.len() > 3 {
        return None;
    }
    let column =
        letters.iter().fold(0, |column, byte| column * 26 + u32::from(byte.to_ascii_uppercase() - b'A') + 1);
    let cell = CellRef { row: number(digits)?.checked_sub(1)?, column: column - 1 };
    (cell.row < limits::ROWS && cell.column < limits::COLUMNS).then_some(cell)
}

/// Which part holds the sheet of this name; `sheets` is how many sheets the workbook has.
pub(super) fn sheet_part(package: &mut Package, name: &str, sheets: usize) -> Option<String> {
    let is_sheet =
        |part: &&String| part.starts_with("xl/worksheets/") && !part.starts_with("xl/worksheets/_rels/");
    let mut parts = package.names().iter().filter(is_sheet);
    if let (1, Some(part), None) = (sheets, parts.next(), parts.next()) {
        return Some(part.clone());
    }
    let book = package.part("xl/workbook.xml", limits::PART_BYTES)?;
    let relations = package.part("xl/_rels/workbook.xml.rels", limits::PART_BYTES)?;
    let id = tags(&book, b"sheet").find_map(|tag| {
        let written = unescape(std::str::from_utf8(tag.attribute(b"name")?).ok()?);
        (written == name).then(|| relation_id(&tag))?
    })?;
    let target = tags(&relations, b"Relationship")
        .find(|tag| tag.attribute(b"Id") == Some(id))
        .and_then(|tag| std::str::from_utf8(tag.attribute(b"Target")?).ok())?;
    Some(target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned))
}

/// `r:id`, whatever the prefix.
fn relation_id<'a>(tag: &Tag<'a>) -> Option<&'a [u8]> {
    let at = memmem::find(tag.text, b":id")?;
    let start = tag.text.get(..at)?.iter().rposition(u8::is_ascii_whitespace)? + 1;
    tag.attribute(tag.text.get(start..at + 3)?)
}

fn tags<'a>(xml: &'a [u8], name: &'static [u8]) -> impl Iterator<Item = Tag<'a>> {
    memchr::memchr_iter(b'<', xml).filter_map(|at| Tag::at(xml, at)).filter(move |tag| tag.name() == name)
}

fn unescape(text: &str) -> String {
    let named = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")];
    named.iter().fold(text.to_owned(), |text, (entity, plain)| text.replace(entity, plain))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(row: u32, column: u32) -> CellRef {
        CellRef { row, column }
    }

    #[test]
    fn hidden_rows_and_merges_are_found() {
        let xml =
            br#"<worksheet><cols><col hidden="1"/></cols><sheetData><row r="2" hidden="1"><c r="A2"/></row>
            <x:row hidden='true' r='7'/><row r="3" hidden="0"/><row r="5" hidden="1"/></sheetData>
            <mergeCells count="2"><mergeCell ref="A1:C1"/><mergeCell ref="C3:A1"/><mergeCell ref="A1"/>
            <x:mergeCell  ref='B2:B9'/></mergeCells></worksheet>"#;
        let extras = scan(xml);
        assert_eq!(extras.hidden, [1, 4, 6]);
        assert_eq!(extras.merges, [(at(0, 0), at(0, 2)), (at(1, 1), at(8, 1))]);
        assert_eq!(extras.misread, []);
    }

    #[test]
    fn values_that_would_be_misread_are_found() {
        let xml = br#"<sheetData><row><c r="A1"><v><![CDATA[2]]></v></c><c r="B1"><v>&#50;</v></c>
            <c r="C1"><v>1<!-- -->2</v></c><!-- between --><c r="D1" t="str"><v>&lt;5</v></c>
            <c r="E1" t="s"><v>abc</v></c><c r="F1" t="s"><v>12</v></c><c r="G1" t="s" s="1"><v>3</v></c>
            <c r="H1" t="s"/><c r="I1" s="2" t="s" x="y"><v>-1</v></c></row></sheetData>"#;
        assert_eq!(scan(xml).misread, [at(0, 0), at(0, 1), at(0, 2), at(0, 4), at(0, 8)]);
    }

    #[test]
    fn places_follow_the_order_of_the_file() {
        let xml = br#"<sheetData><row r="2"><c/><c r="D2"/><c><v>1</v></c></row><row><x:c></x:c></row></sheetData>"#;
        let found: Vec<_> = places(xml).iter().map(|place| (place.at, place.named)).collect();
        assert_eq!(found, [((1, 0), false), ((1, 3), true), ((1, 4), false), ((2, 0), false)]);
    }
}
