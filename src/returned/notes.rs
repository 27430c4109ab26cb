//! Comments: the part that holds their texts. Ours are known by their author and by their last line, since
//! `LibreOffice` keeps no authors; where a cell has a comment already, by the line above what we put below it.

use std::collections::{BTreeMap, BTreeSet};

use super::links::{MAIN, root};
use super::splice::{Splice, escape, span};
use crate::diagnostic::CellRef;
use crate::sheet::cell_place;
use crate::sheet::xml::{Odd, Scan, Tag, Xml};

/// The author of our comments.
const AUTHOR: &str = "parindex";
/// The last line of our comments.
const SIGNATURE: &str = "(parindex)";
/// The line above what we put below the comment of another.
const LINE: &str = "--- parindex ---";
/// How the authors of threaded comments begin; what stands there in old form is a copy that nobody sees.
const THREAD: &str = "tc=";

/// The texts of our comments, by cell.
pub(super) type Notes = BTreeMap<CellRef, String>;

/// A part with comments, changed.
pub(super) struct Noted {
    pub(super) text: String,
    /// Cells that have a comment now and had none.
    pub(super) fresh: Vec<CellRef>,
    /// Cells whose comment was ours, from an earlier round.
    pub(super) gone: BTreeSet<CellRef>,
}

/// Whether a part with comments may have some of ours: each of our marks has our name in it.
pub(super) fn has_ours(text: &str) -> bool {
    text.contains(AUTHOR)
}

/// Takes out our comments of an earlier round and puts in new ones.
pub(super) fn write(text: Option<&str>, notes: &Notes) -> Scan<Noted> {
    let empty = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<comments xmlns=\"{MAIN}\"><authors/><commentList/></comments>"
    );
    let (text, gone) = without_ours(text.unwrap_or(&empty))?;
    let (text, fresh) = with(&text, notes)?;
    Ok(Noted { text, fresh, gone })
}

/// A comment as it stands in the part.
struct Comment<'a> {
    at: CellRef,
    author: &'a str,
    start: usize,
    end: usize,
    /// The element `text`, if there is one: where what is inside begins and ends.
    inside: Option<(usize, usize)>,
    /// The texts in it, and the runs that they stand in.
    pieces: Vec<Piece>,
}

struct Piece {
    /// Where the text begins and ends.
    text: (usize, usize),
    /// Where the run or, without one, the element `t` begins and ends.
    whole: (usize, usize),
    run: bool,
}

/// What is known of a part with comments.
struct Part<'a> {
    prefix: &'a str,
    authors: Vec<&'a str>,
    /// End of the authors, of the list, and their tags.
    ends: [(usize, Tag<'a>); 2],
    comments: Vec<Comment<'a>>,
}

fn read(text: &str) -> Scan<Part<'_>> {
    let mut xml = Xml { text, at: 0 };
    let prefix = root(&mut xml, "comments")?.prefix();
    let (mut authors, mut comments) = (Vec::new(), Vec::new());
    let mut ends = [None, None];
    while let Some(tag) = xml.tag()? {
        match (tag.local(), tag.closing) {
            ("authors", false) => {
                let end = each(&mut xml, &tag, |xml, author| {
                    let start = xml.at;
                    if !author.empty {
                        xml.skip()?;
                    }
                    let name = text.get(start..xml.at).ok_or(Odd)?;
                    authors.push(name.split('<').next().unwrap_or_default());
                    Ok(())
                })?;
                ends[0] = Some((end, tag));
            }
            ("commentList", false) => {
                let end = each(&mut xml, &tag, |xml, comment| {
                    let author =
                        comment.get("authorId").and_then(|id| authors.get(id.parse::<usize>().ok()?));
                    let mut found = Comment {
                        at: comment.get("ref").and_then(cell_place).ok_or(Odd)?,
                        author: author.ok_or(Odd)?,
                        start: comment.start,
                        end: 0,
                        inside: None,
                        pieces: Vec::new(),
                    };
                    if !comment.empty {
                        inside(xml, &mut found)?;
                    }
                    found.end = xml.at;
                    comments.push(found);
                    Ok(())
                })?;
                ends[1] = Some((end, tag));
            }
            _ => {}
        }
    }
    let [Some(authors_end), Some(comments_end)] = ends else { return Err(Odd) };
    Ok(Part { prefix, authors, ends: [authors_end, comments_end], comments })
}

/// Does something with each element in a list; where the list ends.
fn each<'a>(
    xml: &mut Xml<'a>,
    list: &Tag<'a>,
    mut work: impl FnMut(&mut Xml<'a>, Tag<'a>) -> Scan<()>,
) -> Scan<usize> {
    if list.empty {
        return Ok(xml.at);
    }
    loop {
        let tag = xml.tag()?.ok_or(Odd)?;
        if tag.closing {
            return Ok(tag.start);
        }
        work(xml, tag)?;
    }
}

/// What is inside a comment, up to its end.
fn inside(xml: &mut Xml, comment: &mut Comment) -> Scan<()> {
    let (mut text_start, mut run) = (None, None);
    loop {
        let tag = xml.tag()?.ok_or(Odd)?;
        match (tag.local(), tag.closing) {
            ("comment", true) => return Ok(()),
            ("text", false) if !tag.empty => text_start = Some(xml.at),
            ("text", true) => comment.inside = Some((text_start.ok_or(Odd)?, tag.start)),
            ("r", false) if !tag.empty => run = Some(tag.start),
            ("r", true) => {
                if let (Some(start), Some(piece)) = (run.take(), comment.pieces.last_mut())
                    && piece.whole.0 > start
                {
                    (piece.whole, piece.run) = ((start, xml.at), true);
                }
            }
            ("t", false) => {
                let start = xml.at;
                let mut end = start;
                if !tag.empty {
                    xml.skip()?;
                    end = xml.text.get(..xml.at).and_then(|text| text.rfind("</")).ok_or(Odd)?;
                }
                let (text, whole) = ((start, end), (tag.start, xml.at));
                comment.pieces.push(Piece { text, whole, run: false });
            }
            ("rPh", false) if !tag.empty => xml.skip()?,
            _ => {}
        }
    }
}

fn without_ours(text: &str) -> Scan<(String, BTreeSet<CellRef>)> {
    let part = read(text)?;
    let mut splice = Splice::new(text);
    let mut gone = BTreeSet::new();
    for comment in &part.comments {
        let whole = text.get(comment.start..comment.end).unwrap_or_default();
        if comment.author == AUTHOR || whole.contains(SIGNATURE) {
            splice.replace(comment.start..comment.end, "");
            gone.insert(comment.at);
            continue;
        }
        let found = comment.pieces.iter().find_map(|piece| {
            let inner = text.get(piece.text.0..piece.text.1)?;
            Some((piece, inner.get(..inner.find(LINE)?)?))
        });
        let Some((piece, before)) = found else { continue };
        let before = before.strip_suffix('\n').unwrap_or(before);
        if before.is_empty() && piece.run {
            splice.replace(piece.whole.0..piece.whole.1, "");
        } else {
            splice.replace(span(text, before).end..piece.text.1, "");
        }
        let end = comment.inside.map_or(piece.whole.1, |(_, end)| end);
        splice.replace(piece.whole.1..end, "");
    }
    Ok((splice.finish(), gone))
}

fn with(text: &str, notes: &Notes) -> Scan<(String, Vec<CellRef>)> {
    let part = read(text)?;
    let p = part.prefix;
    let mut splice = Splice::new(text);
    let (mut fresh, mut list) = (Vec::new(), String::new());
    let own = part.authors.iter().position(|author| *author == AUTHOR);
    let author = own.unwrap_or(part.authors.len());
    for (at, note) in notes {
        let Some(comment) = part.comments.iter().find(|comment| comment.at == *at) else {
            fresh.push(*at);
            let run = run(p, &format!("{}\n{SIGNATURE}", escape(note)));
            list.push_str(&format!(
                "<{p}comment ref=\"{at}\" authorId=\"{author}\"><{p}text>{run}</{p}text></{p}comment>"
            ));
            continue;
        };
        if comment.author.starts_with(THREAD) {
            continue;
        }
        let below = format!("\n{LINE}\n{}", escape(note));
        match (comment.pieces.last(), comment.inside) {
            (Some(piece), _) if piece.run => splice.insert(piece.whole.1, run(p, &below)),
            (Some(piece), _) => {
                let whole = text.get(piece.whole.0..piece.whole.1).ok_or(Odd)?;
                let tag = Xml { text: whole, at: 0 }.tag()?.ok_or(Odd)?;
                let before = text.get(piece.text.0..piece.text.1).ok_or(Odd)?;
                let mut kept = Splice::new(whole);
                kept.set(&tag, "xml:space", "preserve");
                kept.fill(
                    &tag,
                    if tag.empty { whole.len() } else { span(text, before).end - piece.whole.0 },
                    &below,
                );
                splice.replace(piece.whole.0..piece.whole.1, kept.finish());
            }
            (None, Some((_, end))) => splice.insert(end, run(p, &below)),
            (None, None) => return Err(Odd),
        }
    }
    let [(authors_end, authors), (list_end, list_tag)] = &part.ends;
    if own.is_none() && !fresh.is_empty() {
        splice.fill(authors, *authors_end, &format!("<{p}author>{AUTHOR}</{p}author>"));
    }
    splice.fill(list_tag, *list_end, &list);
    Ok((splice.finish(), fresh))
}

/// A run of text as Excel writes it in comments.
fn run(p: &str, escaped: &str) -> String {
    format!(
        "<{p}r><{p}rPr><{p}sz val=\"9\"/><{p}color indexed=\"81\"/><{p}rFont val=\"Tahoma\"/><{p}family val=\"2\"/></{p}rPr><{p}t xml:space=\"preserve\">{escaped}</{p}t></{p}r>"
    )
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn notes(cells: &[&str]) -> Notes {
        cells.iter().map(|cell| (cell_place(cell).unwrap(), "LỖI: <1>".to_owned())).collect()
    }

    const OTHERS: &str = "<comments><authors><author>An</author><author>tc={1}</author></authors><commentList><comment ref=\"A1\" authorId=\"0\"><text><t>một</t></text></comment><comment ref='B1' authorId='0'><text><r><rPr><b/></rPr><t>hai</t></r></text></comment><comment ref=\"C1\" authorId=\"1\"><text><t>ba</t></text></comment><comment ref=\"D1\" authorId=\"0\"><text><t/></text></comment></commentList></comments>";

    #[test]
    fn a_new_part() {
        let noted = write(None, &notes(&["A1", "B2"])).unwrap();
        assert!(
            noted.text.contains(
                "<authors><author>parindex</author></authors><commentList><comment ref=\"A1\" authorId=\"0\">"
            ),
            "{}",
            noted.text
        );
        assert!(
            noted
                .text
                .contains("LỖI: &lt;1&gt;\n(parindex)</t></r></text></comment></commentList></comments>")
        );
        assert_eq!((noted.fresh.len(), noted.gone.len()), (2, 0));
    }

    #[test]
    fn comments_of_others_stay_and_get_ours_below() {
        let noted = write(Some(OTHERS), &notes(&["A1", "B1", "C1", "D1", "E9"])).unwrap();
        assert!(
            noted.text.contains("<t xml:space=\"preserve\">một\n--- parindex ---\nLỖI: &lt;1&gt;</t>"),
            "{}",
            noted.text
        );
        assert!(noted.text.contains("<t>hai</t></r><r><rPr><sz"), "{}", noted.text);
        assert!(noted.text.contains("<text><t>ba</t></text>"));
        assert!(noted.text.contains("<comment ref=\"E9\" authorId=\"2\">"));
        assert_eq!(noted.fresh, [cell_place("E9").unwrap()]);
    }

    #[test]
    fn a_second_round_replaces_the_first() {
        let first = write(Some(OTHERS), &notes(&["A1", "B1", "D1", "E9"])).unwrap();
        let second = write(Some(&first.text), &notes(&["A1", "B1", "D1", "E9"])).unwrap();
        assert_eq!(second.text, first.text);
        assert_eq!(second.gone, [cell_place("E9").unwrap()].into());
        let saved = first.text.replace("<author>parindex</author>", "<author> </author>");
        assert_eq!(write(Some(&saved), &Notes::new()).unwrap().gone, second.gone);
        let none = write(Some(&first.text), &Notes::new()).unwrap();
        let expected = OTHERS
            .replace("<t>một", "<t xml:space=\"preserve\">một")
            .replace("<t/>", "<t xml:space=\"preserve\"></t>")
            .replace("</authors>", "<author>parindex</author></authors>");
        assert_eq!(none.text, expected);
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        for odd in [
            "<comments/>",
            "<comments><authors/></comments>",
            "<x/>",
            "<comments><authors/><commentList><comment ref=\"A1\" authorId=\"5\"/></commentList></comments>",
        ] {
            assert!(write(Some(odd), &notes(&["A1"])).is_err(), "{odd}");
        }
    }
}
