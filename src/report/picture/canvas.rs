//! The pixels of a picture, and how shapes come onto them.

#![allow(clippy::float_arithmetic)] // The edges of letters lie between pixels; no figure passes through here.

use ab_glyph_rasterizer::{Point, Rasterizer, point};
use ttf_parser::OutlineBuilder;

use super::colours::WHITE;
use super::{Colour, Text, font};

/// The dashes of a line and their gaps.
pub(super) const DASH: (i32, i32) = (12, 8);

/// White paper to draw on.
pub(super) struct Canvas {
    pub width: usize,
    pub height: usize,
    /// Red, green, blue; line after line.
    pixels: Vec<u8>,
}

impl Canvas {
    pub fn new(width: i32, height: i32) -> Canvas {
        let [width, height] = [width, height].map(|side| usize::try_from(side).unwrap_or(0).max(1));
        Canvas { width, height, pixels: vec![WHITE.0; width * height * 3] }
    }

    pub fn rows(&self) -> impl Iterator<Item = &[u8]> {
        self.pixels.chunks_exact(self.width * 3)
    }

    pub fn rectangle(&mut self, at: (i32, i32), size: (i32, i32), colour: Colour) {
        let within = |from: i32, length: i32, most: usize| {
            let end = |at: i32| usize::try_from(at).unwrap_or(0).min(most);
            end(from)..end(from.saturating_add(length.max(0)))
        };
        let (columns, rows) = (within(at.0, size.0, self.width), within(at.1, size.1, self.height));
        for y in rows {
            let line = (y * self.width + columns.start) * 3..(y * self.width + columns.end) * 3;
            for pixel in self.pixels[line].chunks_exact_mut(3) {
                pixel.copy_from_slice(&[colour.0, colour.1, colour.2]);
            }
        }
    }

    pub fn line(&mut self, from: (i32, i32), to: (i32, i32), width: i32, colour: Colour, dashed: bool) {
        let is_level = from.1 == to.1;
        let (from, to) = (from.min(to), from.max(to));
        let length = if is_level { to.0 - from.0 } else { to.1 - from.1 };
        let (on, off) = if dashed { DASH } else { (length.max(1), 1) };
        let mut done = 0;
        while done < length {
            let part = on.min(length - done);
            if is_level {
                self.rectangle((from.0 + done, from.1 - width / 2), (part, width), colour);
            } else {
                self.rectangle((from.0 - width / 2, from.1 + done), (width, part), colour);
            }
            done += on + off;
        }
    }

    pub fn polygon(&mut self, points: &[(i32, i32)], colour: Colour) {
        let mut outline = Outline::default();
        for (n, (x, y)) in points.iter().enumerate() {
            let to = place(*x, *y);
            if n == 0 { outline.move_to(to.x, to.y) } else { outline.line_to(to.x, to.y) }
        }
        outline.close();
        self.fill(&outline, colour);
    }

    pub fn text(&mut self, text: &Text) {
        let start = place(text.left(), text.at.1);
        let mut outline = Outline { size: Some(text.size), start, ..Outline::default() };
        let mut units = 0;
        for letter in text.text.chars() {
            outline.start.x = start.x + scaled(units, text.size);
            let advance = font::advance(letter, text.bold);
            if !font::outline(letter, text.bold, &mut outline) {
                outline.missing(advance);
            }
            units += advance;
        }
        self.fill(&outline, text.colour);
    }

    /// Fills an outline; what lies beyond the edges is cut off.
    fn fill(&mut self, outline: &Outline, colour: Colour) {
        let points = || outline.sides.iter().flat_map(Side::points);
        let edge = |from: fn(f32, f32) -> f32, of: fn(&Point) -> f32, first: f32| {
            points().map(|point| of(&point)).fold(first, from)
        };
        let (left, top) = (edge(f32::min, |p| p.x, f32::MAX), edge(f32::min, |p| p.y, f32::MAX));
        let (right, bottom) = (edge(f32::max, |p| p.x, f32::MIN), edge(f32::max, |p| p.y, f32::MIN));
        let limit = |side: usize| place(i32::try_from(side).unwrap_or(i32::MAX), 0).x;
        // Outlines beyond the paper are not drawn at all; those of a picture never are.
        if !(left >= 0.0 && top >= 0.0 && right <= limit(self.width) && bottom <= limit(self.height)) {
            return;
        }
        let start = (pixel(left.floor()), pixel(top.floor()));
        let (width, height) = (pixel(right.ceil()) - start.0 + 1, pixel(bottom.ceil()) - start.1 + 1);
        let mut raster = Rasterizer::new(width, height);
        let moved = |p: Point| point(p.x - left.floor(), p.y - top.floor());
        for side in &outline.sides {
            match *side {
                Side::Line(a, b) => raster.draw_line(moved(a), moved(b)),
                Side::Curve(a, over, b) => raster.draw_quad(moved(a), moved(over), moved(b)),
            }
        }
        raster.for_each_pixel_2d(|column, row, covered| {
            let (column, row) = (column as usize + start.0, row as usize + start.1);
            if column < self.width && row < self.height {
                let first = (row * self.width + column) * 3;
                let share = share(covered);
                for (part, ink) in self.pixels[first..].iter_mut().zip([colour.0, colour.1, colour.2]) {
                    *part = mixed(*part, ink, share);
                }
            }
        });
    }
}

/// A side of an outline, in pixels.
enum Side {
    Line(Point, Point),
    Curve(Point, Point, Point),
}

impl Side {
    fn points(&self) -> impl Iterator<Item = Point> + use<> {
        let points = match *self {
            Side::Line(a, b) => [a, b, b],
            Side::Curve(a, b, c) => [a, b, c],
        };
        points.into_iter()
    }
}

/// Collects outlines: of letters, in units of the font that grow upwards, or in pixels.
#[derive(Default)]
struct Outline {
    /// Size of the letters; without one the lengths are pixels.
    size: Option<i32>,
    /// Where the letter stands.
    start: Point,
    first: Point,
    last: Point,
    sides: Vec<Side>,
}

impl Outline {
    fn to(&self, x: f32, y: f32) -> Point {
        let Some(size) = self.size else { return point(x, y) };
        let scale = place(size, 0).x / place(font::UNITS, 0).x;
        point(self.start.x + x * scale, self.start.y - y * scale)
    }

    /// A box for a letter that the font lacks.
    fn missing(&mut self, advance: i32) {
        let right = place(advance, 0).x - 100.0;
        for (left, right, bottom, top) in [(100.0, right, 0.0, 1400.0), (right - 100.0, 200.0, 100.0, 1300.0)]
        {
            self.move_to(left, bottom);
            for (x, y) in [(left, top), (right, top), (right, bottom)] {
                self.line_to(x, y);
            }
            self.close();
        }
    }
}

impl OutlineBuilder for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        self.first = self.to(x, y);
        self.last = self.first;
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let to = self.to(x, y);
        self.sides.push(Side::Line(self.last, to));
        self.last = to;
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let (over, to) = (self.to(x1, y1), self.to(x, y));
        self.sides.push(Side::Curve(self.last, over, to));
        self.last = to;
    }

    fn curve_to(&mut self, _: f32, _: f32, _: f32, _: f32, x: f32, y: f32) {
        // TrueType has none.
        self.line_to(x, y);
    }

    fn close(&mut self) {
        self.sides.push(Side::Line(self.last, self.first));
        self.last = self.first;
    }
}

/// Whole pixels as a point: exact below 16 million.
#[allow(clippy::cast_precision_loss)]
fn place(x: i32, y: i32) -> Point {
    point(x as f32, y as f32)
}

/// Units of the font in pixels.
fn scaled(units: i32, size: i32) -> f32 {
    place(units, 0).x * place(size, 0).x / place(font::UNITS, 0).x
}

/// A whole number of pixels, which is known not to be negative.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn pixel(at: f32) -> usize {
    at as usize
}

/// The covered part of a pixel in 255ths.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn share(covered: f32) -> u8 {
    (covered * 255.0 + 0.5) as u8
}

/// A part of a colour over another one.
fn mixed(under: u8, over: u8, share: u8) -> u8 {
    let (under, over, share) = (u32::from(under), u32::from(over), u32::from(share));
    u8::try_from((over * share + under * (255 - share) + 127) / 255).unwrap_or(u8::MAX)
}
