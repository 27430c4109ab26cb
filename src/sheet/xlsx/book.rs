//! The list of sheets, and which part holds each.

use std::borrow::Cow;

use super::Parts;
use crate::sheet::limits;
use crate::sheet::xml::{Odd, Scan, Xml, local, resolve};

/// The part that says which part is the workbook.
const ROOT: &str = "_rels/.rels";

/// A workbook: its sheets and what holds for all of them.
pub(crate) struct Book {
    pub(crate) sheets: Vec<Listed>,
    /// The parts that say all of this.
    pub(crate) parts: [String; 3],
    /// Part with the shared strings.
    pub(super) strings: String,
    /// Part with the styles.
    pub(crate) styles: String,
    /// Days are counted from 1904.
    pub(super) from_1904: bool,
}

/// A sheet as the workbook lists it.
pub(crate) struct Listed {
    pub(crate) name: String,
    pub(crate) visible: bool,
    /// The part that holds it; `None` for a chart, a dialogue, a macro sheet.
    pub(crate) part: Option<String>,
}

impl Listed {
    /// The part that holds it, where it is read: not a hidden one, not one of ours.
    pub(super) fn read_part(&self) -> Option<&str> {
        self.part.as_deref().filter(|_| self.visible && !self.is_ours())
    }

    /// A sheet of ours in a workbook that we wrote.
    pub(crate) fn is_ours(&self) -> bool {
        limits::is_ours(&self.name)
    }
}

/// What a part refers to: id, kind, target.
pub(crate) struct Relation<'a> {
    pub(crate) id: Cow<'a, str>,
    pub(crate) kind: &'a str,
    pub(crate) target: Cow<'a, str>,
}

/// Reads the list of sheets.
pub(crate) fn read(parts: &impl Parts, buffer: &mut Vec<u8>) -> Scan<Book> {
    if !parts.unpack(ROOT, buffer)? {
        return Err(Odd);
    }
    let main = relations(buffer)?;
    let mut documents = main.iter().filter(|relation| relation.kind == "officeDocument");
    let (Some(document), None) = (documents.next(), documents.next()) else { return Err(Odd) };
    let main = path("", &document.target);
    let (folder, name) = main.rsplit_once('/').unwrap_or(("", &main));
    let beside = path(folder, &format!("_rels/{name}.rels"));
    let mut links = Vec::new();
    if !parts.unpack(&beside, &mut links)? || !parts.unpack(&main, buffer)? {
        return Err(Odd);
    }
    let relations = relations(&links)?;
    let of_kind = |kind: &str, usual: &str| {
        let found = relations.iter().find(|relation| relation.kind == kind);
        path(folder, found.map_or(usual, |relation| &relation.target))
    };
    let mut book = Book {
        sheets: Vec::new(),
        strings: of_kind("sharedStrings", "sharedStrings.xml"),
        styles: of_kind("styles", "styles.xml"),
        from_1904: false,
        parts: [ROOT.to_owned(), beside, main.clone()],
    };
    let mut xml = Xml::new(buffer)?;
    let mut root = true;
    while let Some(tag) = xml.tag()? {
        match (tag.local(), tag.closing) {
            (name, _) if std::mem::take(&mut root) && name != "workbook" => return Err(Odd),
            ("workbookPr", false) => {
                if let Some(epoch) = tag.get("date1904") {
                    book.from_1904 = matches!(epoch, "1" | "true");
                }
            }
            ("sheet", false) => {
                let visible = match tag.get("state") {
                    None | Some("visible") => true,
                    Some("hidden" | "veryHidden") => false,
                    Some(_) => return Err(Odd),
                };
                let name = resolve(tag.get("name").ok_or(Odd)?)?.into_owned();
                // `r:id`, whatever its prefix.
                let id = tag.attributes().find(|(name, _)| name.contains(':') && local(name) == "id");
                let (_, id) = id.ok_or(Odd)?;
                let relation = relations.iter().find(|relation| relation.id == id).ok_or(Odd)?;
                let part = (relation.kind == "worksheet").then(|| path(folder, &relation.target));
                book.sheets.push(Listed { name, visible, part });
            }
            ("sheets" | "workbook", true) => break,
            _ => {}
        }
    }
    // Shared formulas, names and whatever else stands behind the sheets is of no concern.
    if book.sheets.is_empty() { Err(Odd) } else { Ok(book) }
}

/// The relations of a part to others of the package.
pub(crate) fn relations(part: &[u8]) -> Scan<Vec<Relation<'_>>> {
    let mut xml = Xml::new(part)?;
    let mut found = Vec::new();
    while let Some(tag) = xml.tag()? {
        let external = tag.get("TargetMode") == Some("External");
        if tag.local() == "Relationship" && !tag.closing && !external {
            let get = |name: &str| tag.get(name).ok_or(Odd);
            let kind = get("Type")?;
            found.push(Relation {
                id: resolve(get("Id")?)?,
                kind: kind.rsplit('/').next().unwrap_or(kind),
                target: resolve(get("Target")?)?,
            });
        }
    }
    Ok(found)
}

/// A target as seen from a folder, or from the root of the package.
pub(crate) fn path(folder: &str, target: &str) -> String {
    let mut path: Vec<&str> = match target.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => folder.split('/').collect(),
    };
    for step in target.split('/') {
        match step {
            "." => {}
            ".." => _ = path.pop(),
            step => path.push(step),
        }
    }
    path.retain(|step| !step.is_empty());
    path.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_followed() {
        for (folder, target, expected) in [
            ("xl", "worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl", "./styles.xml", "xl/styles.xml"),
            ("xl", "../sheets/s.xml", "sheets/s.xml"),
            ("xl", "/xl/a.xml", "xl/a.xml"),
            ("", "xl/workbook.xml", "xl/workbook.xml"),
            ("", "/workbook.xml", "workbook.xml"),
            ("", "../../a.xml", "a.xml"),
        ] {
            assert_eq!(path(folder, target), expected);
        }
    }
}
