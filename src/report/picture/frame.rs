//! What all pictures have in common: the size of a slide, title, line below it and notes, and how texts are put in place.

use rust_decimal::Decimal;

use super::colours::{GRID, QUIET, TITLE, WHITE};
use super::scale::{Scale, TICK};
use super::{Anchor, Colour, Picture, Shape, Text, clean, font};
use crate::message::{Lang, say};
use crate::report::table::{Cell, Table};
use crate::results::Block;

/// A slide of 16 to 9.
pub(super) const SLIDE: (i32, i32) = (1920, 1080);
/// Left and right of everything.
pub(super) const MARGIN: i32 = 60;
/// What is between the margins.
pub(super) const ROOM: i32 = SLIDE.0 - 2 * MARGIN;
/// Between a text and what stands beside it.
pub(super) const GAP: i32 = 16;
/// Where charts end at the latest; below are the numbers of the axis and the notes.
pub(super) const BOTTOM: i32 = 976;

/// Words that differ from picture to picture.
pub(super) struct Words {
    pub title: String,
    pub below: String,
    pub notes: Vec<String>,
}

/// A picture in the making.
pub(super) struct Frame {
    shapes: Vec<Shape>,
    title: String,
    said: Vec<String>,
}

impl Frame {
    /// A slide with its title; `page` is its number and how many there are.
    pub fn new(words: &Words, page: (usize, usize)) -> Frame {
        let mut frame =
            Frame { shapes: Vec::new(), title: clean(&words.title), said: vec![clean(&words.below)] };
        let mut room = ROOM;
        if page.1 > 1 {
            let number = format!("{}/{}", page.0, page.1);
            frame.title = format!("{} ({number})", frame.title);
            let width = frame.text(&number, (SLIDE.0 - MARGIN, 88), 30, false, Anchor::End, QUIET);
            room -= width + 2 * GAP;
        }
        frame.rectangle((0, 0), (SLIDE.0, 12), TITLE);
        let size = [46, 40, 34]
            .into_iter()
            .find(|size| font::width(&words.title, *size, true) <= room)
            .unwrap_or(30);
        frame.text_in(&words.title, (MARGIN, 88), size, true, Anchor::Start, TITLE, room);
        frame.text_in(&words.below, (MARGIN, 136), 28, false, Anchor::Start, QUIET, ROOM);
        let notes = words.notes.join(" · ");
        frame.label(&notes, (MARGIN, 1043), 22, (ROOM, 55), QUIET);
        frame.said.extend(words.notes.iter().map(|note| clean(note)));
        frame
    }

    /// Adds a sentence to what the picture says in words.
    pub fn say(&mut self, line: &str) {
        self.said.push(clean(line));
    }

    pub fn rectangle(&mut self, at: (i32, i32), size: (i32, i32), colour: Colour) {
        if size.0 > 0 && size.1 > 0 {
            self.shapes.push(Shape::Rectangle { at, size, colour });
        }
    }

    pub fn upright(&mut self, x: i32, from: i32, to: i32, width: i32, colour: Colour, dashed: bool) {
        self.shapes.push(Shape::Line { from: (x, from), to: (x, to), width, colour, dashed });
    }

    pub fn level(&mut self, y: i32, from: i32, to: i32, width: i32, colour: Colour) {
        self.shapes.push(Shape::Line { from: (from, y), to: (to, y), width, colour, dashed: false });
    }

    pub fn polygon(&mut self, points: Vec<(i32, i32)>, colour: Colour) {
        self.shapes.push(Shape::Polygon { points, colour });
    }

    /// A line of text; gives its width.
    pub fn text(
        &mut self,
        text: &str,
        at: (i32, i32),
        size: i32,
        bold: bool,
        anchor: Anchor,
        colour: Colour,
    ) -> i32 {
        let text = clean(text);
        let width = font::width(&text, size, bold);
        if !text.trim().is_empty() {
            self.shapes.push(Shape::Text(Text { at, size, bold, anchor, colour, text, whole: None }));
        }
        width
    }

    /// The same, shortened to the room that there is.
    #[allow(clippy::too_many_arguments)] // what a text is
    pub fn text_in(
        &mut self,
        text: &str,
        at: (i32, i32),
        size: i32,
        bold: bool,
        anchor: Anchor,
        colour: Colour,
        room: i32,
    ) -> i32 {
        let whole = clean(text);
        let text = font::shortened(&whole, size, bold, room);
        let width = font::width(&text, size, bold);
        let whole = (text != whole).then_some(whole);
        if !text.trim().is_empty() {
            self.shapes.push(Shape::Text(Text { at, size, bold, anchor, colour, text, whole }));
        }
        width
    }

    /// A name beside the middle of its row, on one line or two.
    pub fn label(&mut self, name: &str, at: (i32, i32), size: i32, room: (i32, i32), colour: Colour) {
        let whole = clean(name);
        let fitted = font::fitted(&whole, size, false, room);
        let count = i32::try_from(fitted.lines.len()).unwrap_or(1);
        let high = fitted.size * 6 / 5;
        for (n, line) in (0..).zip(fitted.lines) {
            let y = middle(at.1, fitted.size) + n * high - (count - 1) * high / 2;
            let whole = fitted.cut.then(|| whole.clone());
            let (at, anchor) = ((at.0, y), Anchor::Start);
            if !line.is_empty() {
                self.shapes.push(Shape::Text(Text {
                    at,
                    size: fitted.size,
                    bold: false,
                    anchor,
                    colour,
                    text: line,
                    whole,
                }));
            }
        }
    }

    /// A text with paper of the given colour under it, so that no line runs through it.
    pub fn over(&mut self, text: &str, at: (i32, i32), size: i32, bold: bool, colour: Colour, paper: Colour) {
        let width = font::width(&clean(text), size, bold);
        self.rectangle((at.0 - 4, at.1 - size * 4 / 5), (width + 8, size), paper);
        self.text(text, at, size, bold, Anchor::Start, colour);
    }

    /// The lines of an axis with their numbers.
    pub fn axis(&mut self, scale: &Scale, top: i32, bottom: i32) {
        for (value, x) in scale.lines() {
            let is_zero = value == 0;
            let colour = if is_zero { QUIET } else { GRID };
            self.upright(x, top, bottom, 2, colour, false);
            self.text(&value.to_string(), (x, bottom + 26), TICK, false, Anchor::Middle, QUIET);
        }
    }

    /// The picture.
    pub fn done(self) -> Picture {
        let (width, height) = SLIDE;
        Picture { width, height, title: self.title, description: self.said.join("\n"), shapes: self.shapes }
    }
}

/// The line on which a text of this size stands, so that its middle is at `y`.
pub(super) fn middle(y: i32, size: i32) -> i32 {
    y + size * 7 / 20
}

/// How many rows go on each picture: evenly, at most `most`.
pub(super) fn per_page(rows: usize, most: usize) -> usize {
    rows.div_ceil(rows.div_ceil(most).max(1)).max(1)
}

/// A cell as a published number.
pub(super) fn number(cell: Option<&Cell>) -> Option<Decimal> {
    match cell {
        Some(Cell::Number(number)) => Some(*number),
        Some(Cell::Count(count)) => Some(Decimal::from(*count)),
        _ => None,
    }
}

/// Where a column stands in a table.
pub(super) fn column(table: &Table, key: &str) -> Option<usize> {
    table.columns.iter().position(|column| column.key == key)
}

/// A title of the year.
pub(super) fn of_year(title: String, year: Option<i64>, lang: Lang) -> String {
    match year {
        Some(year) => say!(lang, "{title} năm {year}", "{title}, {year}"),
        None => title,
    }
}

/// The block and what else is known, on one line.
pub(super) fn below(block: &Block, more: Vec<String>) -> String {
    block.name().map(str::to_owned).into_iter().chain(more).collect::<Vec<_>>().join(" · ")
}

/// What the block lacks, where its results are not final.
pub(super) fn open(block: &Block, lang: Lang) -> Vec<String> {
    let mut notes = Vec::new();
    if !block.is_final() {
        notes.push(say!(lang, "Chưa phải kết quả cuối cùng", "Not final"));
    }
    match block.missing().count() {
        0 => {}
        count => notes.push(say!(lang, "{count} đơn vị chưa gửi", "{count} not sent yet")),
    }
    match block.unranked().count() {
        0 => {}
        count => notes.push(say!(lang, "{count} đơn vị không xếp hạng", "{count} not ranked")),
    }
    notes
}

/// Paper for texts beside bars.
pub(super) const PAPER: Colour = WHITE;
