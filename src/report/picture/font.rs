//! The letters: two small fonts that the program carries, how wide a text in them is, and how it is made to fit.

use std::sync::LazyLock;

use ttf_parser::{GlyphId, OutlineBuilder, RawFace, Tag, cmap, glyf, head, hhea, hmtx, loca, maxp};

/// All lengths of the fonts are in this part of their height.
pub(super) const UNITS: i32 = 2048;
/// How wide the box is that stands for a letter that the font lacks.
const LACKING: i32 = 1229;
/// No text is shrunk below this size.
const SMALLEST: i32 = 15;

static REGULAR: LazyLock<Option<Font>> =
    LazyLock::new(|| Font::of(include_bytes!("font/ParindexSans-Regular.ttf")));
static BOLD: LazyLock<Option<Font>> =
    LazyLock::new(|| Font::of(include_bytes!("font/ParindexSans-Bold.ttf")));

/// The tables of a font that are needed. They are parsed one by one, since a whole face would bring in the formats that
/// this font does not have.
struct Font {
    glyphs: glyf::Table<'static>,
    letters: cmap::Subtable<'static>,
    widths: hmtx::Table<'static>,
}

impl Font {
    fn of(bytes: &'static [u8]) -> Option<Font> {
        let face = RawFace::parse(bytes, 0).ok()?;
        let table = |tag| face.table(Tag::from_bytes(tag));
        let head = head::Table::parse(table(b"head")?)?;
        let count = maxp::Table::parse(table(b"maxp")?)?.number_of_glyphs;
        let metrics = hhea::Table::parse(table(b"hhea")?)?.number_of_metrics;
        let places = loca::Table::parse(count, head.index_to_location_format, table(b"loca")?)?;
        Some(Font {
            glyphs: glyf::Table::parse(places, table(b"glyf")?)?,
            letters: cmap::Table::parse(table(b"cmap")?)?
                .subtables
                .into_iter()
                .find(cmap::Subtable::is_unicode)?,
            widths: hmtx::Table::parse(metrics, count, table(b"hmtx")?)?,
        })
    }

    fn glyph(&self, letter: char) -> Option<GlyphId> {
        self.letters.glyph_index(u32::from(letter))
    }
}

fn font(bold: bool) -> Option<&'static Font> {
    if bold { BOLD.as_ref() } else { REGULAR.as_ref() }
}

/// How far a letter moves on, in units of the font.
pub(super) fn advance(letter: char, bold: bool) -> i32 {
    let of = |font: &Font| font.widths.advance(font.glyph(letter)?);
    font(bold).and_then(of).map_or(LACKING, i32::from)
}

/// Draws the outline of a letter; `false` where the font lacks it.
pub(super) fn outline(letter: char, bold: bool, into: &mut dyn OutlineBuilder) -> bool {
    let Some((font, glyph)) = font(bold).and_then(|font| Some((font, font.glyph(letter)?))) else {
        return false;
    };
    // A space has none.
    font.glyphs.outline(glyph, into);
    true
}

/// The width of a text in pixels, rounded up.
pub(super) fn width(text: &str, size: i32, bold: bool) -> i32 {
    let units: i64 = text.chars().map(|letter| i64::from(advance(letter, bold))).sum();
    let pixels = (units * i64::from(size) + i64::from(UNITS) - 1) / i64::from(UNITS);
    i32::try_from(pixels).unwrap_or(i32::MAX / 4)
}

/// The text, or as much of its beginning as there is room for, with an ellipsis.
pub(super) fn shortened(text: &str, size: i32, bold: bool, room: i32) -> String {
    if width(text, size, bold) <= room {
        return text.to_owned();
    }
    let limit = i64::from(room) * i64::from(UNITS) / i64::from(size.max(1)) - i64::from(advance('…', bold));
    let mut units = 0;
    let fits = |letter: &char| {
        units += i64::from(advance(*letter, bold));
        units <= limit
    };
    let beginning: String = text.chars().take_while(fits).collect();
    format!("{}…", beginning.trim_end())
}

/// A text made to fit: its size and its lines.
pub(super) struct Fitted {
    pub size: i32,
    pub lines: Vec<String>,
    /// Something had to be left off.
    pub cut: bool,
}

/// A text in a room of the given width and height: on one line if it can be, else on two, smaller where two of this size
/// are too high, and with an ellipsis where even that is too long.
pub(super) fn fitted(text: &str, size: i32, bold: bool, room: (i32, i32)) -> Fitted {
    if width(text, size, bold) <= room.0 {
        return Fitted { size, lines: vec![text.to_owned()], cut: false };
    }
    let small = size.min(room.1 * 10 / 25);
    if small < SMALLEST {
        return Fitted { size, lines: vec![shortened(text, size, bold, room.0)], cut: true };
    }
    let mut first = String::new();
    let mut words = text.split(' ').peekable();
    while let Some(word) = words.peek() {
        let longer = if first.is_empty() { (*word).to_owned() } else { format!("{first} {word}") };
        if width(&longer, small, bold) > room.0 {
            break;
        }
        first = longer;
        words.next();
    }
    let rest = words.collect::<Vec<_>>().join(" ");
    if rest.is_empty() {
        return Fitted { size: small, lines: vec![first], cut: false };
    }
    if first.is_empty() {
        // One word, longer than a line.
        return Fitted { size: small, lines: vec![shortened(text, small, bold, room.0)], cut: true };
    }
    let second = shortened(&rest, small, bold, room.0);
    Fitted { size: small, cut: second != rest, lines: vec![first, second] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_of_vietnamese_is_there() {
        let letters =
            "aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ";
        let others = "0123456789 .,:;()[]%+-–—“”‘’…•·!*=/&<>\"'";
        for letter in letters.chars().chain(letters.to_uppercase().chars()).chain(others.chars()) {
            for bold in [false, true] {
                assert!(font(bold).is_some_and(|font| font.glyph(letter).is_some()), "{letter} {bold}");
            }
        }
    }

    #[test]
    fn a_text_is_made_to_fit() {
        let check = |text: &str, room: (i32, i32), expected: &[&str], cut: bool| {
            let fitted = fitted(text, 24, false, room);
            assert_eq!(
                (&fitted.lines[..], fitted.cut),
                (&expected.iter().map(|line| (*line).to_owned()).collect::<Vec<_>>()[..], cut)
            );
            let fits = |line: &String| line == "…" || width(line, fitted.size, false) <= room.0;
            assert!(fitted.lines.iter().all(fits), "{text}");
        };
        check("Xã Mẫu 01", (200, 40), &["Xã Mẫu 01"], false);
        check("Sở Nông nghiệp và Môi trường", (200, 40), &["Sở Nông nghiệp và Môi", "trường"], false);
        check("Sở Nông nghiệp và Môi trường", (200, 30), &["Sở Nông nghiệp…"], true);
        check("Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", (120, 40), &["Aaaaaaaaaaa…"], true);
        check("", (10, 40), &[""], false);
        check("Xã", (0, 40), &["…"], true);
    }
}
