//! What refers to a part: relations, the list of content types, prefixes of namespaces.

use super::splice::Splice;
use crate::sheet::book::path;
use crate::sheet::xml::{Odd, Scan, Tag, Xml};

/// The namespace of a spreadsheet.
pub(super) const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
/// The namespace of references to relations, and how the kinds of relations begin.
pub(super) const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
/// How the content types of the parts of a spreadsheet begin.
const TYPE: &str = "application/vnd.openxmlformats-officedocument";

/// A part that is added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Book,
    Sheet,
    Styles,
    Comments,
    Drawing,
}

impl Kind {
    /// The last word of its relation.
    pub(super) fn relation(self) -> &'static str {
        match self {
            Kind::Book => "officeDocument",
            Kind::Sheet => "worksheet",
            Kind::Styles => "styles",
            Kind::Comments => "comments",
            Kind::Drawing => "vmlDrawing",
        }
    }

    fn content_type(self) -> String {
        match self {
            Kind::Book => format!("{TYPE}.spreadsheetml.sheet.main+xml"),
            Kind::Sheet => format!("{TYPE}.spreadsheetml.worksheet+xml"),
            Kind::Styles => format!("{TYPE}.spreadsheetml.styles+xml"),
            Kind::Comments => format!("{TYPE}.spreadsheetml.comments+xml"),
            Kind::Drawing => format!("{TYPE}.vmlDrawing"),
        }
    }
}

/// The part with the relations of another.
pub(super) fn relations_of(part: &str) -> String {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    path(folder, &format!("_rels/{name}.rels"))
}

/// The first tag of a part.
pub(super) fn root<'a>(xml: &mut Xml<'a>, name: &str) -> Scan<Tag<'a>> {
    let root = xml.tag()?.ok_or(Odd)?;
    let strict = root.attributes().any(|(_, value)| value.contains("purl.oclc.org"));
    if root.closing || root.local() != name || strict { Err(Odd) } else { Ok(root) }
}

/// A part without relations.
pub(super) fn none() -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\"{PACKAGE}\"/>"
    )
}

/// Adds a relation; gives the text and its id.
pub(super) fn relate(text: Option<&str>, kind: Kind, target: &str) -> Scan<(String, String)> {
    let text = text.map_or_else(none, str::to_owned);
    let ids = (1..10_000).map(|n| format!("rIdParindex{n}"));
    let taken = |id: &String| text.contains(&format!("\"{id}\"")) || text.contains(&format!("'{id}'"));
    let id = ids.into_iter().find(|id| !taken(id)).ok_or(Odd)?;
    let word = kind.relation();
    let relation =
        |p: &str| format!("<{p}Relationship Id=\"{id}\" Type=\"{RELATIONS}/{word}\" Target=\"/{target}\"/>");
    let text = put_last(&text, "Relationships", relation)?;
    Ok((text, id))
}

/// Adds the content type of a part.
pub(super) fn declare(text: &str, part: &str, kind: Kind) -> Scan<String> {
    let content_type = kind.content_type();
    put_last(text, "Types", |p| format!("<{p}Override PartName=\"/{part}\" ContentType=\"{content_type}\"/>"))
}

/// Puts an element behind the others in a root; it is told its prefix.
fn put_last(text: &str, name: &str, element: impl Fn(&str) -> String) -> Scan<String> {
    let mut xml = Xml::new(text.as_bytes())?;
    let root = root(&mut xml, name)?;
    let end = if root.empty { xml.at } else { text.rfind("</").ok_or(Odd)? };
    let mut splice = Splice::new(text);
    splice.fill(&root, end, &element(root.prefix()));
    Ok(splice.finish())
}

/// The attribute that refers to a relation from inside this root: `r:id="…"`, its prefix declared where the root does
/// not.
pub(super) fn reference(root: &Tag, id: &str) -> String {
    let known = root.attributes().find(|(_, value)| *value == RELATIONS);
    match known.and_then(|(name, _)| name.strip_prefix("xmlns:")) {
        Some(prefix) => format!("{prefix}:id=\"{id}\""),
        None => format!("xmlns:r=\"{RELATIONS}\" r:id=\"{id}\""),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn relations_are_added_behind_the_others() {
        let (text, id) = relate(None, Kind::Comments, "xl/comments1.xml").unwrap();
        assert_eq!(id, "rIdParindex1");
        assert!(text.ends_with("Target=\"/xl/comments1.xml\"/></Relationships>"), "{text}");
        let (text, id) = relate(Some(&text), Kind::Drawing, "xl/d.vml").unwrap();
        assert_eq!(id, "rIdParindex2");
        assert_eq!(text.matches("<Relationship ").count(), 2);
        let odd = "<p:Relationships xmlns:p='x'><p:Relationship Id='a'/></p:Relationships>";
        let (text, _) = relate(Some(odd), Kind::Sheet, "s").unwrap();
        assert!(text.contains("<p:Relationship Id='a'/><p:Relationship Id=\"rIdParindex1\""), "{text}");
        assert!(relate(Some("<Types/>"), Kind::Sheet, "s").is_err());
    }
}
