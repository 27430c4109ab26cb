//! The list of sheets, and which part holds each.

use std::borrow::Cow;

use super::archive::Archive;
use crate::sheet::limits;
use crate::sheet::xml::{Odd, Scan, Xml, local, resolve};

/// The parts that say all of it.
pub(super) const PARTS: [&str; 3] = ["_rels/.rels", "xl/_rels/workbook.xml.rels", "xl/workbook.xml"];

/// A workbook: its sheets and what holds for all of them.
pub(super) struct Book {
    pub(super) sheets: Vec<Listed>,
    /// Part with the shared strings.
    pub(super) strings: String,
    /// Part with the styles.
    pub(super) styles: String,
    /// Days are counted from 1904.
    pub(super) from_1904: bool,
}

/// A sheet as the workbook lists it.
pub(super) struct Listed {
    pub(super) name: String,
    pub(super) visible: bool,
    /// The part that holds it; `None` for a chart, a dialogue, a macro sheet.
    pub(super) part: Option<String>,
}

impl Listed {
    /// The part that holds it, where it is read: not a hidden one, not one of ours.
    pub(super) fn read_part(&self) -> Option<&str> {
        self.part.as_deref().filter(|_| self.visible && !self.is_ours())
    }

    /// A sheet of ours in a workbook that we wrote.
    pub(super) fn is_ours(&self) -> bool {
        self.name.starts_with(limits::OWN_SHEETS)
    }
}

/// What a part refers to: id, kind, target.
struct Relation<'a> {
    id: Cow<'a, str>,
    kind: &'a str,
    target: Cow<'a, str>,
}

/// Reads the list of sheets.
pub(super) fn read(archive: &Archive, buffer: &mut Vec<u8>) -> Scan<Book> {
    // Where the package says it is elsewhere, or nothing, the other reader decides.
    if !archive.unpack(PARTS[0], buffer)? {
        return Err(Odd);
    }
    let main = relations(buffer)?;
    let mut documents = main.iter().filter(|relation| relation.kind == "officeDocument");
    let target = documents.next().map(|relation| relation.target.trim_start_matches('/'));
    if target != Some(PARTS[2]) || documents.next().is_some() {
        return Err(Odd);
    }
    let mut links = Vec::new();
    if !archive.unpack(PARTS[1], &mut links)? || !archive.unpack(PARTS[2], buffer)? {
        return Err(Odd);
    }
    let relations = relations(&links)?;
    let of_kind = |kind: &str, usual: &str| {
        let found = relations.iter().find(|relation| relation.kind == kind);
        found.map_or_else(|| usual.to_owned(), |relation| path(&relation.target))
    };
    let mut book = Book {
        sheets: Vec::new(),
        strings: of_kind("sharedStrings", "xl/sharedStrings.xml"),
        styles: of_kind("styles", "xl/styles.xml"),
        from_1904: false,
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
                let part = (relation.kind == "worksheet").then(|| path(&relation.target));
                book.sheets.push(Listed { name, visible, part });
            }
            ("sheets" | "workbook", true) => break,
            _ => {}
        }
    }
    // Shared formulas, names and whatever else stands behind the sheets is of no concern.
    if book.sheets.is_empty() { Err(Odd) } else { Ok(book) }
}

fn relations(part: &[u8]) -> Scan<Vec<Relation<'_>>> {
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

/// A target beside the workbook, or from the root of the package.
fn path(target: &str) -> String {
    let beside = || format!("xl/{}", target.strip_prefix("./").unwrap_or(target));
    target.strip_prefix('/').map_or_else(beside, str::to_owned)
}
