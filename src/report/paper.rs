//! What the writers of paper share: how wide columns are, and texts that a document may hold.

use unicode_normalization::UnicodeNormalization;

use super::table::{Align, Cell, Column, Table};
use crate::message::{Lang, characters, harmless};

/// The letters that fit beside each other on a page of A4 across, at the size of a table's text.
pub(super) const PAGE: usize = 118;
/// No column is narrower.
const LEAST: usize = 8;

/// The page's font.
pub(crate) const FONT: &str = "Times New Roman";

/// A text as a document holds it: composed letters, nothing harmful, no spaces around it; its line ends stay.
pub(crate) fn clean(text: &str) -> String {
    let fit = |c: char| match c {
        '\n' => c,
        // No characters, so that XML must not hold them.
        '\u{fffe}' | '\u{ffff}' => '\u{fffd}',
        c => harmless(c),
    };
    text.trim().replace("\r\n", "\n").nfc().map(fit).collect()
}

/// The text of a cell.
pub(super) fn text(cell: &Cell, lang: Lang) -> String {
    clean(&cell.shown(lang))
}

/// The texts of the cells of a table, row by row.
pub(super) fn texts(table: &Table, lang: Lang) -> Vec<Vec<String>> {
    table.rows.iter().map(|row| row.iter().map(|cell| text(cell, lang)).collect()).collect()
}

/// The width of each column in letters, together at most [`PAGE`] where words allow it: what is short gets what it needs,
/// and long texts share what is left, so that long ones get more, but not all of it.
pub(super) fn widths(table: &Table, lang: Lang) -> Vec<usize> {
    let room = Room { page: PAGE, least: LEAST, whole: 0 };
    widths_in(&measured(table, &texts(table, lang)), &room)
}

/// A place for a table, in letters.
pub(super) struct Room {
    /// How many fit beside each other.
    pub page: usize,
    /// No column is narrower.
    pub least: usize,
    /// Texts of at most so many letters stay on one line.
    pub whole: usize,
}

/// What stands in a column, in letters.
pub(super) struct Measured {
    /// Its longest word, of the head too.
    word: usize,
    /// Its longest line.
    line: usize,
    /// All its texts.
    letters: usize,
    /// Its head.
    head: usize,
    /// Numbers never wrap.
    is_number: bool,
}

/// Measures the columns of a table with these texts.
pub(super) fn measured(table: &Table, texts: &[Vec<String>]) -> Vec<Measured> {
    let words = |text: &str| text.split_whitespace().map(length).max().unwrap_or(0);
    let lines = |text: &str| text.lines().map(length).max().unwrap_or(0);
    let of_column = |(at, column): (usize, &Column)| {
        let head = clean(&column.head);
        let cells = || texts.iter().filter_map(|row| row.get(at));
        // Heads are bold, and so wider.
        let of_head = (words(&head) * 9).div_ceil(8);
        // Few long texts among blanks want more room than their sum says; of texts of one length this is the sum.
        let squares: usize = cells().map(|cell| length(cell).pow(2)).sum();
        Measured {
            word: cells().map(|cell| words(cell)).max().unwrap_or(0).max(of_head),
            line: cells().map(|cell| lines(cell)).max().unwrap_or(0),
            letters: (squares * cells().count()).isqrt() + 1,
            head: length(&head),
            is_number: column.align == Align::Right,
        }
    };
    table.columns.iter().enumerate().map(of_column).collect()
}

/// The widths of the columns in a place.
pub(super) fn widths_in(columns: &[Measured], room: &Room) -> Vec<usize> {
    let spaces: Vec<Space> = columns.iter().map(|column| Space::of(column, room)).collect();
    let mut widths: Vec<usize> = spaces.iter().map(|space| space.least).collect();
    let taken: usize = widths.iter().sum();
    for _ in taken..room.page {
        // The widths of texts go by the roots of their lengths, as the sides of a page would.
        let fuller = |a: usize, b: usize| {
            (columns[a].letters * widths[b].pow(2)).cmp(&(columns[b].letters * widths[a].pow(2)))
        };
        let open = (0..widths.len()).filter(|at| widths[*at] < spaces[*at].most);
        let fullest = open.max_by(|a, b| fuller(*a, *b));
        let Some(at) = fullest else { break };
        widths[at] += 1;
    }
    widths
}

/// How much room a column wants.
struct Space {
    /// For its longest word.
    least: usize,
    /// For its longest line.
    most: usize,
}

impl Space {
    fn of(column: &Measured, room: &Room) -> Space {
        let is_whole = column.is_number || column.line <= room.whole;
        let whole = if is_whole { column.line } else { 0 };
        let least = (column.word.min(PAGE / 4).max(whole) + 2).max(room.least);
        // A head of two lines is as high as it should be, where there is room for it.
        let most = column.line.max((column.head * 9).div_ceil(16)) + 2;
        Space { least, most: most.max(least) }
    }
}

/// How many usual letters are as wide as the text: capitals take more.
fn length(text: &str) -> usize {
    let capitals = text.chars().filter(|c| c.is_uppercase()).count();
    (characters(text) * 3 + capitals).div_ceil(3)
}

/// How many lines a text takes in so many letters, broken between words.
pub(crate) fn lines(text: &str, width: usize) -> usize {
    let width = width.max(1);
    let of_line = |line: &str| {
        let mut lines = 1;
        let mut used = 0;
        for word in line.split_whitespace() {
            let length = length(word);
            if used > 0 && used + 1 + length > width {
                lines += 1;
                used = 0;
            }
            used += length + usize::from(used > 0);
            lines += (used - 1) / width;
            used = (used - 1) % width + 1;
        }
        lines
    };
    text.split('\n').map(of_line).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: &[[&str; 3]]) -> Table {
        let column = |align| Column::new("Đầu cột", "key", align);
        let cells = |row: &[&str; 3]| row.iter().map(|text| Cell::Text((*text).to_owned())).collect();
        Table {
            columns: vec![column(Align::Left), column(Align::Left), column(Align::Right)],
            rows: rows.iter().map(cells).collect(),
            ..Table::default()
        }
    }

    #[test]
    fn what_is_short_stays_short() {
        assert_eq!(widths(&table(&[["1.1", "Tên", "100"]]), Lang::Vi), [8, 8, 8]);
    }

    #[test]
    fn long_texts_share_the_page() {
        let long = "một hai ba bốn ".repeat(40);
        let widths = widths(&table(&[["1.1", &long, "100"], ["1.2", "Tên", "100"]]), Lang::Vi);
        assert_eq!(widths, [8, PAGE - 16, 8]);
    }

    #[test]
    fn lines_break_between_words() {
        let check =
            |text: &str, width: usize, expected: usize| assert_eq!(lines(text, width), expected, "{text}");
        check("", 10, 1);
        check("một hai ba", 10, 1);
        check("một hai ba", 9, 2);
        check("một\nhai ba", 4, 3);
        check("dài-hơn-mười-chữ", 10, 2);
        check("MỘT HAI BA", 10, 2);
        check("a", 0, 1);
    }

    #[test]
    fn texts_are_cleaned() {
        assert_eq!(clean("  a\u{1b}b\r\nc\u{ffff} "), "a\u{fffd}b\nc\u{fffd}");
    }
}
