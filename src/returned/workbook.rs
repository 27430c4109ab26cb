//! The list of sheets gets one more, in front of the others; what counts sheets by their place counts on.

use super::links::{Kind, MAIN, RELATIONS, declare, reference, relate, relations_of, root};
use super::page::{self, Above, Line};
use super::parcel;
use super::splice::{Splice, escape};
use super::styles::Styles;
use crate::message::{Lang, slip};
use crate::sheet::xml::{Odd, Scan, Xml};

/// The parts of a workbook of our own.
const BOOK: &str = "xl/workbook.xml";
const SHEET: &str = "xl/worksheets/sheet1.xml";
const STYLES: &str = "xl/styles.xml";

/// Puts a sheet in front.
pub(super) fn add(text: &str, sheet: &str, relation: &str) -> Scan<String> {
    let mut xml = Xml { text, at: 0 };
    let root = root(&mut xml, "workbook")?;
    let (p, relation) = (root.prefix(), reference(&root, relation));
    let (name, title) = (escape(sheet), print_title(p, sheet));
    let mut splice = Splice::new(text);
    let (mut sheets, mut ids, mut views, mut names, mut behind) = (None, Vec::new(), false, false, 0);
    while let Some(tag) = xml.tag()? {
        match (tag.local(), tag.closing) {
            ("workbookView", false) => {
                views = true;
                let place = |name| tag.get(name).map_or(Ok(0), str::parse::<u32>).map_err(|_| Odd);
                splice.set(&tag, "activeTab", &(place("activeTab")? + 1).to_string());
                if tag.get("firstSheet").is_some() {
                    splice.set(&tag, "firstSheet", "0");
                }
            }
            ("sheets", false) if !tag.empty => sheets = Some((tag.start, xml.at)),
            ("sheet", false) => {
                ids.push(tag.get("sheetId").and_then(|id| id.parse::<u32>().ok()).ok_or(Odd)?);
            }
            ("definedNames", false) => {
                names = true;
                if tag.empty {
                    splice.fill(&tag, xml.at, &title);
                } else {
                    splice.insert(xml.at, title.as_str());
                }
            }
            ("definedName", false) => {
                if let Some(id) = tag.get("localSheetId") {
                    let id: u32 = id.parse().map_err(|_| Odd)?;
                    splice.set(&tag, "localSheetId", &(id + 1).to_string());
                }
            }
            _ => {}
        }
        let ends = tag.closing || tag.empty;
        if ends && matches!(tag.local(), "sheets" | "functionGroups" | "externalReferences") {
            behind = xml.at;
        }
    }
    let (start, inside) = sheets.ok_or(Odd)?;
    let id = ids.iter().max().ok_or(Odd)?.checked_add(1).ok_or(Odd)?;
    if !views {
        let views = format!("<{p}bookViews><{p}workbookView activeTab=\"1\"/></{p}bookViews>");
        splice.insert(start, views);
    }
    splice.insert(inside, format!("<{p}sheet name=\"{name}\" sheetId=\"{id}\" {relation}/>"));
    if !names {
        splice.insert(behind, format!("<{p}definedNames>{title}</{p}definedNames>"));
    }
    Ok(splice.finish())
}

/// The slip of an earlier round is shown again where it was hidden.
pub(super) fn show(text: &str, sheet: &str) -> Scan<String> {
    let mut xml = Xml { text, at: 0 };
    let mut splice = Splice::new(text);
    while let Some(tag) = xml.tag()? {
        if tag.local() == "sheet" && tag.get("name") == Some(sheet) && tag.get("state").is_some() {
            splice.set(&tag, "state", "visible");
        }
    }
    Ok(splice.finish())
}

/// A workbook with the slip alone.
pub(super) fn alone(above: &Above, lines: &[Line], lang: Lang) -> Scan<Vec<u8>> {
    let mut styles = Styles::read(None)?;
    let page = page::write(above, lines, &mut styles, lang);
    let name = slip::sheet(lang);
    let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    let mut types = format!(
        "{declaration}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/></Types>"
    );
    for (part, kind) in [(BOOK, Kind::Book), (SHEET, Kind::Sheet), (STYLES, Kind::Styles)] {
        types = declare(&types, part, kind)?;
    }
    let (top, _) = relate(None, Kind::Book, BOOK)?;
    let (related, id) = relate(None, Kind::Sheet, SHEET)?;
    let (related, _) = relate(Some(&related), Kind::Styles, STYLES)?;
    let title = print_title("", name);
    let book = format!(
        "{declaration}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{RELATIONS}\"><sheets><sheet name=\"{name}\" sheetId=\"1\" r:id=\"{id}\"/></sheets><definedNames>{title}</definedNames></workbook>"
    );
    parcel::pack(&[
        ("[Content_Types].xml", types),
        ("_rels/.rels", top),
        (BOOK, book),
        (&relations_of(BOOK), related),
        (SHEET, page),
        (STYLES, styles.finish()?),
    ])
}

/// The rows of the slip that are printed on every page.
fn print_title(p: &str, sheet: &str) -> String {
    let (sheet, rows) = (escape(&quoted(sheet)), page::REPEATED_ROWS);
    format!("<{p}definedName name=\"_xlnm.Print_Titles\" localSheetId=\"0\">{sheet}!{rows}</{p}definedName>")
}

/// The name of a sheet as it stands before the name of a cell.
pub(super) fn quoted(sheet: &str) -> String {
    format!("'{}'", sheet.replace('\'', "''"))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const NAME: &str = "<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"0\">'P'!$7:$7</definedName>";

    fn check(text: &str, expected: &str) {
        let whole = |inside: &str| {
            format!("<workbook xmlns:q=\"{}\">{inside}</workbook>", super::super::links::RELATIONS)
        };
        assert_eq!(add(&whole(text), "P", "i").unwrap(), whole(&expected.replace('#', NAME)));
    }

    #[test]
    fn places_are_counted_on() {
        check(
            "<bookViews><workbookView activeTab=\"2\" firstSheet='1'/></bookViews><sheets><sheet sheetId='7'/></sheets><definedNames><definedName localSheetId='1'>A!B</definedName><definedName>C</definedName></definedNames><calcPr/>",
            "<bookViews><workbookView activeTab=\"3\" firstSheet='0'/></bookViews><sheets><sheet name=\"P\" sheetId=\"8\" q:id=\"i\"/><sheet sheetId='7'/></sheets><definedNames>#<definedName localSheetId='2'>A!B</definedName><definedName>C</definedName></definedNames><calcPr/>",
        );
        check(
            "<sheets><sheet sheetId='1'/></sheets><externalReferences><a/></externalReferences><calcPr/>",
            "<bookViews><workbookView activeTab=\"1\"/></bookViews><sheets><sheet name=\"P\" sheetId=\"2\" q:id=\"i\"/><sheet sheetId='1'/></sheets><externalReferences><a/></externalReferences><definedNames>#</definedNames><calcPr/>",
        );
        check(
            "<bookViews><workbookView/></bookViews><sheets><sheet sheetId='1'/></sheets><definedNames/>",
            "<bookViews><workbookView activeTab=\"1\"/></bookViews><sheets><sheet name=\"P\" sheetId=\"2\" q:id=\"i\"/><sheet sheetId='1'/></sheets><definedNames>#</definedNames>",
        );
        for odd in
            ["<workbook/>", "<workbook><sheets/></workbook>", "<x><sheets><sheet sheetId='1'/></sheets></x>"]
        {
            assert!(add(odd, "P", "i").is_err(), "{odd}");
        }
    }
}
