//! A form on its way back to its unit: a copy of the unit's own workbook in which what is wrong is coloured, carries a
//! comment and stands in a list, the slip; or the slip alone where a file cannot be marked. Bytes in, bytes out.

mod boxes;
mod cells;
mod links;
mod notes;
mod page;
mod parcel;
mod rounds;
mod splice;
mod styles;
mod workbook;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::{CellRef, Code, Finding, Place, Severity};
use crate::message::Lang;
use crate::message::slip::{self, Alone};
use crate::sheet::book::{self, Book, path, relations};
use crate::sheet::xml::{Odd, Scan};
use crate::sheet::{self, Reading};
use crate::sorting::Order as _;
use cells::{Marks, Pair};
use links::{Kind, declare, relate, relations_of};
use notes::Notes;
use page::{Above, Line};
pub(crate) use parcel::Parcel;
use rounds::Earlier;
use styles::Styles;

/// So many cells are coloured; of a form with more, nobody reads every comment.
const MOST_MARKS: usize = 1_000;
/// So many units are named.
const MOST_UNITS: usize = 5;

/// What goes back with a file.
#[derive(Clone, Copy, Debug)]
pub struct Slip<'a> {
    /// The findings of the file, and of no other.
    pub findings: &'a [Finding],
    /// Path of the file as shown.
    pub file: &'a Arc<str>,
    /// Language of the slip.
    pub lang: Lang,
}

/// The marked cells of a sheet: how bad it is there, and the text of the comment.
type Found = BTreeMap<CellRef, (Severity, String)>;
/// Styles of the marked cells, by sheet and cell.
type Pairs = BTreeMap<(String, CellRef), Pair>;

impl Slip<'_> {
    /// The unit's workbook with the findings marked in it and the slip in front; or why that cannot be.
    pub fn mark(&self, bytes: &[u8]) -> Result<Vec<u8>, Alone> {
        let parcel = Parcel::open(bytes)?;
        let marked = self.marked(parcel).map_err(|Odd| Alone::Unusual)?;
        // What is not read as before is not given back.
        let read = |bytes: &[u8]| -> Reading { sheet::read(self.file, bytes) };
        let (before, after) = (read(bytes), read(&marked));
        let same = before.sheets == after.sheets && before.findings == after.findings;
        if same { Ok(marked) } else { Err(Alone::Unusual) }
    }

    /// The slip as a workbook of its own; `None` where it cannot be packed.
    pub fn alone(&self, why: Alone) -> Option<Vec<u8>> {
        // Of a file that nobody could read, its format is not what matters.
        let unread = |finding: &Finding| {
            matches!(finding.code(), Code::UnreadableFile | Code::UnsupportedFormat | Code::EncryptedFile)
        };
        let why = if self.findings.iter().any(unread) { Alone::Unreadable } else { why };
        let lines = self.lines(None, &Pairs::new());
        let above = self.above(slip::alone(why, self.lang), None);
        workbook::alone(&above, &lines, self.lang).ok()
    }

    fn marked(&self, mut parcel: Parcel) -> Scan<Vec<u8>> {
        let book = book::read(&parcel.package, &mut Vec::new())?;
        let styles_before = parcel.text(&book.styles)?;
        let new_styles = styles_before.is_none();
        let mut styles = Styles::read(styles_before)?;
        let old = book.sheets.iter().find(|listed| slip::SHEETS.contains(&listed.name.as_str()));
        let old_part = old.map(|listed| listed.part.clone().ok_or(Odd)).transpose()?;
        let earlier = match &old_part {
            Some(part) => Earlier::read(&parcel.need(part)?)?,
            None => Earlier::default(),
        };
        earlier.pairs().for_each(|(before, after)| styles.remember(before, after));
        let mut work =
            Work { parcel: &mut parcel, styles: &mut styles, earlier: &earlier, pairs: Pairs::new() };
        let (comments, capped) = self.comments();
        let mut parts = BTreeSet::new();
        for listed in book.sheets.iter().filter(|listed| !listed.is_ours()) {
            let Some(part) = &listed.part else { continue };
            if !parts.insert(part) {
                return Err(Odd);
            }
            let none = BTreeMap::new();
            work.sheet(&listed.name, part, comments.get(listed.name.as_str()).unwrap_or(&none))?;
        }
        let pairs = work.pairs;
        let note = capped.then(|| slip::too_many(MOST_MARKS, self.lang));
        let above = self.above(slip::marked(self.lang), note);
        let page = page::write(&above, &self.lines(Some(&book), &pairs), &mut styles, self.lang);
        let [_, book_links, book_part] = &book.parts;
        match (old, old_part) {
            (Some(old), Some(part)) => {
                parcel.put(&part, page);
                // What the old slip refers to is gone with it.
                if parcel.text(&relations_of(&part))?.is_some() {
                    parcel.put(&relations_of(&part), links::none());
                }
                let text = parcel.need(book_part)?;
                parcel.put(book_part, workbook::show(&text, &old.name)?);
            }
            _ => {
                let part = parcel.free(|n| format!("xl/worksheets/parindex{n}.xml"))?;
                let id = attach(&mut parcel, book_links, &part, Kind::Sheet, page)?;
                let text = parcel.need(book_part)?;
                parcel.put(book_part, workbook::add(&text, slip::sheet(self.lang), &id)?);
            }
        }
        let text = styles.finish()?;
        if new_styles {
            attach(&mut parcel, book_links, &book.styles, Kind::Styles, text)?;
        } else {
            parcel.put(&book.styles, text);
        }
        parcel.pack()
    }

    /// The marked cells by sheet; whether some were left out.
    fn comments(&self) -> (BTreeMap<&str, Found>, bool) {
        let mut found: BTreeMap<&str, Found> = BTreeMap::new();
        let (mut count, mut capped) = (0, false);
        for finding in self.findings {
            let Place::Cell { sheet: Some(sheet), cell: Some(cell), .. } = &finding.place else { continue };
            let of_sheet = found.entry(sheet).or_default();
            let text = finding.text(self.lang);
            let text = slip::comment(finding.is_error(), &text.message, &text.help, self.lang);
            for cell in std::iter::once(cell).chain(&finding.also) {
                if !of_sheet.contains_key(cell) {
                    count += 1;
                    if count > MOST_MARKS {
                        capped = true;
                        continue;
                    }
                }
                of_sheet
                    .entry(*cell)
                    .and_modify(|(severity, texts)| {
                        *severity = finding.severity.min(*severity);
                        texts.push_str("\n\n");
                        texts.push_str(&text);
                    })
                    .or_insert_with(|| (finding.severity, text.clone()));
            }
        }
        (found, capped)
    }

    fn above(&self, advice: String, note: Option<String>) -> Above {
        let mut units: Vec<&str> = Vec::new();
        for unit in self.findings.iter().filter_map(|finding| finding.unit.as_deref()) {
            if !units.contains(&unit) {
                units.push(unit);
            }
        }
        let more = units.len() > MOST_UNITS;
        units.truncate(MOST_UNITS);
        let named = units.join(", ") + if more { ", …" } else { "" };
        let errors = self.findings.iter().filter(|finding| finding.is_error()).count();
        let name = self.file.rsplit('/').next().unwrap_or(self.file);
        Above {
            units: (!units.is_empty()).then(|| slip::units(&named, self.lang)),
            file: slip::file(name, self.lang),
            counts: slip::counts(errors, self.findings.len() - errors, self.lang),
            advice,
            note,
        }
    }

    /// The findings in the order of the workbook's sheets; links only where there is something to see.
    fn lines(&self, book: Option<&Book>, pairs: &Pairs) -> Vec<Line> {
        let listed = |name: &str| {
            let place = book?.sheets.iter().position(|listed| listed.name == name)?;
            Some((place, book?.sheets.get(place)?.visible))
        };
        let mut lines: Vec<(Option<usize>, Line)> = Vec::new();
        for finding in self.findings {
            let (sheet, cell) = match &finding.place {
                Place::Cell { sheet, cell, .. } => (sheet.as_deref(), *cell),
                Place::Table { .. } | Place::Text { .. } => (None, None),
            };
            let place = sheet.and_then(listed);
            let name = cell.map(|cell| cell.to_string()).unwrap_or_default();
            let target = sheet.filter(|_| place.is_some_and(|(_, visible)| visible)).map(|sheet| {
                format!("{}!{}", workbook::quoted(sheet), if cell.is_some() { &name } else { "A1" })
            });
            let pair = sheet.zip(cell).and_then(|(sheet, cell)| pairs.get(&(sheet.to_owned(), cell)));
            let text = finding.text(self.lang);
            let listed = Line {
                severity: finding.severity,
                sheet: sheet.unwrap_or_default().to_owned(),
                cell: name,
                link: target,
                criterion: finding.criterion.as_deref().unwrap_or_default().to_owned(),
                message: text.message,
                help: text.help,
                code: finding.code().id(),
                pair: pair.copied(),
            };
            lines.push((place.map(|(place, _)| place), listed));
        }
        lines.order_by_key(|(place, _)| *place);
        lines.into_iter().map(|(_, line)| line).collect()
    }
}

/// What the sheets of a workbook are marked with.
struct Work<'w, 'p> {
    parcel: &'w mut Parcel<'p>,
    styles: &'w mut Styles,
    earlier: &'w Earlier,
    pairs: Pairs,
}

impl Work<'_, '_> {
    /// Marks a sheet; marks of an earlier round go.
    fn sheet(&mut self, name: &str, part: &str, found: &Found) -> Scan<()> {
        let links_part = relations_of(part);
        let links_text = self.parcel.text(&links_part)?;
        let target = |kind: Kind| -> Scan<Option<String>> {
            let Some(text) = &links_text else { return Ok(None) };
            let found =
                relations(text.as_bytes())?.into_iter().find(|relation| relation.kind == kind.relation());
            Ok(found.map(|relation| path(folder(part), &relation.target)))
        };
        let comments_part = target(Kind::Comments)?;
        let before = comments_part.as_ref().map(|part| self.parcel.need(part)).transpose()?;
        let ours = before.as_deref().is_some_and(notes::has_ours);
        if found.is_empty() && self.earlier.is_empty() && !ours {
            return Ok(());
        }
        let mut text = self.parcel.need(part)?;
        let merged = cells::merges(&text)?;
        let (mut marks, mut notes) = (Marks::new(), Notes::new());
        for (cell, (severity, note)) in found {
            let at = cells::anchor(&merged, *cell);
            let worst = marks.entry(at).or_insert(*severity);
            *worst = (*worst).min(*severity);
            notes
                .entry(at)
                .and_modify(|all: &mut String| *all += &format!("\n\n{note}"))
                .or_insert(note.clone());
        }
        let earlier = self.earlier;
        let painted = cells::paint(&text, &marks, self.styles, &|style| earlier.style(style))?;
        let pair_of = |cell: &CellRef| painted.styles.get(&cells::anchor(&merged, *cell)).copied();
        self.pairs.extend(found.keys().filter_map(|cell| Some(((name.to_owned(), *cell), pair_of(cell)?))));
        if painted.text != text {
            text = painted.text;
            self.parcel.put(part, text.clone());
        }
        if before.is_none() && notes.is_empty() {
            return Ok(());
        }
        let written = notes::write(before.as_deref(), &notes)?;
        match comments_part {
            Some(part) if before.as_ref() != Some(&written.text) => self.parcel.put(&part, written.text),
            Some(_) => {}
            None => {
                let new = self.parcel.free(|n| format!("xl/comments{n}.xml"))?;
                attach(self.parcel, &links_part, &new, Kind::Comments, written.text)?;
            }
        }
        if written.fresh.is_empty() && written.gone.is_empty() {
            return Ok(());
        }
        let boxes: Vec<boxes::Box> =
            written.fresh.iter().filter_map(|at| Some((*at, notes.get(at)?.as_str()))).collect();
        match boxes::reference_in(&text)? {
            Some(id) => {
                let links_text = self.parcel.need(&links_part)?;
                let links = relations(links_text.as_bytes())?;
                let link = links.iter().find(|relation| relation.id == id).ok_or(Odd)?;
                let drawing = path(folder(part), &link.target);
                let before = self.parcel.need(&drawing)?;
                let drawn = boxes::draw(Some(&before), &written.gone, &boxes, &painted.grid)?;
                self.parcel.put(&drawing, drawn);
            }
            None => {
                let drawn = boxes::draw(None, &written.gone, &boxes, &painted.grid)?;
                let new = self.parcel.free(|n| format!("xl/drawings/vmlDrawing{n}.vml"))?;
                let id = attach(self.parcel, &links_part, &new, Kind::Drawing, drawn)?;
                self.parcel.put(part, boxes::refer(&text, &id)?);
            }
        }
        Ok(())
    }
}

fn folder(part: &str) -> &str {
    part.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Adds a part and what refers to it; gives the id of its relation.
fn attach(parcel: &mut Parcel, links: &str, part: &str, kind: Kind, text: String) -> Scan<String> {
    let (related, id) = relate(parcel.text(links)?.as_deref(), kind, part)?;
    parcel.put(links, related);
    let types = parcel.need("[Content_Types].xml")?;
    parcel.put("[Content_Types].xml", declare(&types, part, kind)?);
    parcel.put(part, text);
    Ok(id)
}
