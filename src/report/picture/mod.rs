//! Pictures for slides: what a picture shows as plain shapes, made from the same tables as all papers, and the two
//! writers that draw these shapes, as SVG and as PNG.

mod canvas;
mod classes;
mod colours;
mod font;
mod frame;
mod png;
mod profile;
mod ranking;
mod scale;
mod svg;

use unicode_normalization::UnicodeNormalization;

pub use classes::classes_picture;
pub use colours::Colour;
pub use png::png;
pub use profile::{fields_pictures, unit_pictures};
pub use ranking::ranking_pictures;
pub use svg::svg;

use crate::message::one_line;

/// A picture: shapes on white, the first lowest. Lengths are pixels; no shape reaches out of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Width.
    pub width: i32,
    /// Height.
    pub height: i32,
    /// What it shows, in a line.
    pub title: String,
    /// The same in words with all figures, for those who do not see it.
    pub description: String,
    /// The shapes.
    pub shapes: Vec<Shape>,
}

/// A shape.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// An upright rectangle.
    Rectangle {
        /// Its upper left corner.
        at: (i32, i32),
        /// Its width and height.
        size: (i32, i32),
        /// What fills it.
        colour: Colour,
    },
    /// A straight line, level or upright.
    Line {
        /// One end.
        from: (i32, i32),
        /// The other end.
        to: (i32, i32),
        /// How thick it is.
        width: i32,
        /// Its colour.
        colour: Colour,
        /// Whether it has gaps.
        dashed: bool,
    },
    /// A filled area with straight sides.
    Polygon {
        /// Its corners.
        points: Vec<(i32, i32)>,
        /// What fills it.
        colour: Colour,
    },
    /// A line of text.
    Text(Text),
}

/// A line of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// Where it is held: the point on the line that it stands on.
    pub at: (i32, i32),
    /// Height of the font.
    pub size: i32,
    /// Bold instead of regular.
    pub bold: bool,
    /// Which part of it is at the point.
    pub anchor: Anchor,
    /// Its colour.
    pub colour: Colour,
    /// The text: composed letters on one line.
    pub text: String,
    /// The whole text, where this one is only its beginning.
    pub whole: Option<String>,
}

/// Which part of a text is at its point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// Its beginning.
    Start,
    /// Its middle.
    Middle,
    /// Its end.
    End,
}

impl Text {
    /// The room that its letters take: left, top, right, bottom; accents and tails included.
    pub fn bounds(&self) -> [i32; 4] {
        let (left, size) = (self.left(), self.size);
        let right = left + font::width(&self.text, size, self.bold);
        [left, self.at.1 - size * 19 / 20, right, self.at.1 + size * 11 / 50]
    }

    /// Its first pixel from the left.
    fn left(&self) -> i32 {
        let width = font::width(&self.text, self.size, self.bold);
        match self.anchor {
            Anchor::Start => self.at.0,
            Anchor::Middle => self.at.0 - width / 2,
            Anchor::End => self.at.0 - width,
        }
    }
}

/// A text as pictures show it: composed letters on one line, without what could do harm.
fn clean(text: &str) -> String {
    one_line(&text.nfc().collect::<String>())
}
