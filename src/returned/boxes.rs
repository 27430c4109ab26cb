//! The boxes that comments stand in: a drawing in VML, which both Excel and `LibreOffice` still want.

use std::collections::BTreeSet;

use super::cells::Grid;
use super::links::reference;
use super::links::root;
use super::splice::Splice;
use crate::diagnostic::CellRef;
use crate::message::characters;
use crate::sheet::xml::{Odd, Scan, Xml};

const NAMESPACES: &str = "xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" xmlns:x=\"urn:schemas-microsoft-com:office:excel\"";
/// A drawing without boxes.
const HEAD: &str = "<o:shapelayout v:ext=\"edit\"><o:idmap v:ext=\"edit\" data=\"1\"/></o:shapelayout>";
/// The kind of box; of its boxes each names it.
const KIND: &str = "<v:shapetype id=\"_x0000_t202\" coordsize=\"21600,21600\" o:spt=\"202\" path=\"m,l,21600r21600,l21600,xe\"><v:stroke joinstyle=\"miter\"/><v:path gradientshapeok=\"t\" o:connecttype=\"rect\"/></v:shapetype>";
/// How the number of a box begins.
const NUMBER: &str = "_x0000_s";
/// Width of a box and height of a line, in pixels; characters on a line.
const WIDTH: u32 = 340;
const LINE: u32 = 16;
const CHARACTERS: usize = 52;
const HIGHEST: u32 = 480;
/// The last cell of a sheet.
const LAST: CellRef = CellRef { row: 1_048_575, column: 16_383 };
/// What stands behind a drawing of comments in a sheet.
const BEHIND: &[&str] = &[
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
    "AlternateContent",
];

/// A box to be drawn: the cell and the text of its comment.
pub(super) type Box<'a> = (CellRef, &'a str);

/// The drawing without the boxes of comments that are gone and with those of new ones.
pub(super) fn draw(text: Option<&str>, gone: &BTreeSet<CellRef>, fresh: &[Box], grid: &Grid) -> Scan<String> {
    let empty = format!("<xml {NAMESPACES}>{HEAD}{KIND}</xml>");
    let text = text.unwrap_or(&empty);
    let mut splice = Splice::new(text);
    let mut from = 0;
    // This is not always XML; what is looked for is always written like this.
    while let Some((start, end)) = next(text, from) {
        let shape = text.get(start..end).ok_or(Odd)?;
        if cell_of(shape).is_some_and(|cell| gone.contains(&cell)) {
            splice.replace(start..end, "");
        }
        from = end;
    }
    let text = splice.finish();
    let numbers = text.match_indices(NUMBER).filter_map(|(at, _)| {
        let digits = text.get(at + NUMBER.len()..)?;
        digits.split(|c: char| !c.is_ascii_digit()).next()?.parse::<u32>().ok()
    });
    let mut number = numbers.max().map_or(1_025, |last| last.saturating_add(1));
    let top = text.split_once("<xml").and_then(|(_, rest)| rest.split('>').next()).unwrap_or_default();
    let named = ["xmlns:v=", "xmlns:o=", "xmlns:x="].iter().all(|name| top.contains(name));
    let mut shapes = String::new();
    if !fresh.is_empty() && !text.contains("id=\"_x0000_t202\"") {
        shapes.push_str(&if named { KIND.to_owned() } else { with_names(KIND) });
    }
    for (at, note) in fresh {
        let drawn = shape(number, *at, note, grid);
        shapes.push_str(&if named { drawn } else { with_names(&drawn) });
        number = number.saturating_add(1);
    }
    let (before, behind) = text.split_at(text.rfind("</").ok_or(Odd)?);
    Ok([before, &shapes, behind].concat())
}

/// An element that says itself what its prefixes mean.
fn with_names(element: &str) -> String {
    element.replacen(' ', &format!(" {NAMESPACES} "), 1)
}

/// The next box from here on, whatever the prefix of its name.
fn next(text: &str, from: usize) -> Option<(usize, usize)> {
    let at = from + text.get(from..)?.find(":shape ")?;
    let start = text.get(..at)?.rfind('<')?;
    let end = format!("</{}:shape>", text.get(start + 1..at)?);
    Some((start, at + text.get(at..)?.find(&end)? + end.len()))
}

/// The cell whose comment stands in a box.
fn cell_of(shape: &str) -> Option<CellRef> {
    let number = |name: &str| -> Option<u32> {
        let (_, behind) = shape.split_once(&format!(":{name}>"))?;
        behind.split('<').next()?.trim().parse().ok()
    };
    let note = shape.contains("ObjectType=\"Note\"") || shape.contains("ObjectType='Note'");
    if note { Some(CellRef { row: number("Row")?, column: number("Column")? }) } else { None }
}

fn shape(number: u32, at: CellRef, note: &str, grid: &Grid) -> String {
    let lines: usize = note.split('\n').map(|line| characters(line) / CHARACTERS + 1).sum();
    let height = u32::try_from(lines).unwrap_or(HIGHEST).saturating_mul(LINE).saturating_add(12).min(HIGHEST);
    let (left, top) = ((at.column + 1).min(LAST.column), at.row.saturating_sub(1).min(LAST.row));
    let (right, across) = reach(left, WIDTH + 15, LAST.column, |column| grid.width(column));
    let (bottom, down) = reach(top, height + 6, LAST.row, |row| grid.height(row));
    let (row, column) = (at.row, at.column);
    format!(
        "<v:shape id=\"{NUMBER}{number}\" type=\"#_x0000_t202\" style=\"position:absolute;width:255pt;height:{}pt;z-index:1;visibility:hidden\" fillcolor=\"#ffffe1\" o:insetmode=\"auto\"><v:fill color2=\"#ffffe1\"/><v:shadow on=\"t\" color=\"black\" obscured=\"t\"/><v:path o:connecttype=\"none\"/><v:textbox style=\"mso-direction-alt:auto\"><div style=\"text-align:left\"></div></v:textbox><x:ClientData ObjectType=\"Note\"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{left}, 15, {top}, 6, {right}, {across}, {bottom}, {down}</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>",
        height * 3 / 4
    )
}

/// The row or column in which so many pixels end, and how far in; none is behind the last one.
fn reach(from: u32, pixels: u32, last: u32, size: impl Fn(u32) -> u32) -> (u32, u32) {
    let (mut at, mut left) = (from, pixels);
    while left > size(at) && at < last.min(from + 200) {
        left -= size(at);
        at += 1;
    }
    (at, left.min(size(at)))
}

/// The relation by which a sheet refers to its drawing of comments.
pub(super) fn reference_in(sheet: &str) -> Scan<Option<String>> {
    let mut xml = Xml { text: sheet, at: sheet.rfind("sheetData").ok_or(Odd)? };
    xml.until(">")?;
    while let Some(tag) = xml.tag()? {
        if tag.local() == "legacyDrawing" && !tag.closing {
            let id = tag.attributes().find(|(name, _)| name.ends_with(":id")).ok_or(Odd)?;
            return Ok(Some(id.1.to_owned()));
        }
    }
    Ok(None)
}

/// A sheet that refers to its drawing of comments, in the place that the schema wants.
pub(super) fn refer(sheet: &str, id: &str) -> Scan<String> {
    let mut xml = Xml { text: sheet, at: 0 };
    let root = root(&mut xml, "worksheet")?;
    let mut splice = Splice::new(sheet);
    loop {
        let tag = xml.tag()?.ok_or(Odd)?;
        if tag.closing || BEHIND.contains(&tag.local()) {
            let (prefix, reference) = (root.prefix(), reference(&root, id));
            splice.insert(tag.start, format!("<{prefix}legacyDrawing {reference}/>"));
            return Ok(splice.finish());
        }
        if !tag.empty {
            xml.skip()?;
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn boxes_come_and_go() {
        let (a, b) = (CellRef { row: 4, column: 2 }, CellRef { row: 5, column: 2 });
        let grid = Grid::default();
        let none = BTreeSet::new();
        let empty = draw(None, &none, &[], &grid).unwrap();
        let one = draw(None, &none, &[(a, "x")], &grid).unwrap();
        let two = draw(Some(&one), &none, &[(b, "x")], &grid).unwrap();
        assert!(
            two.contains("_x0000_s1025") && two.contains("_x0000_s1026") && two.ends_with("</v:shape></xml>")
        );
        assert!(one.contains("<x:Anchor>3, 15, 3, 6, 8, 35, 4, 14</x:Anchor>"), "{one}");
        assert_eq!(draw(Some(&two), &[b].into(), &[], &grid).unwrap(), one);
        assert_eq!(draw(Some(&one), &[a].into(), &[], &grid).unwrap(), empty);
        assert!(draw(Some("x"), &none, &[(a, "x")], &grid).is_err());
    }

    #[test]
    fn the_reference_stands_where_the_schema_wants_it() {
        for (sheet, expected) in [
            (
                "<worksheet><sheetData/><drawing/></worksheet>",
                "<worksheet><sheetData/><drawing/>#</worksheet>",
            ),
            (
                "<worksheet><sheetData><row/></sheetData><drawing/><tableParts/></worksheet>",
                "<worksheet><sheetData><row/></sheetData><drawing/>#<tableParts/></worksheet>",
            ),
            (
                "<worksheet><sheetData/><mc:AlternateContent><controls/></mc:AlternateContent></worksheet>",
                "<worksheet><sheetData/>#<mc:AlternateContent><controls/></mc:AlternateContent></worksheet>",
            ),
        ] {
            let own = format!("<legacyDrawing xmlns:r=\"{}\" r:id=\"a\"/>", super::super::links::RELATIONS);
            let text = refer(sheet, "a").unwrap();
            assert_eq!(text, expected.replace('#', &own));
            assert_eq!(reference_in(&text).unwrap().as_deref(), Some("a"));
            assert_eq!(reference_in(sheet).unwrap(), None);
        }
    }
}
