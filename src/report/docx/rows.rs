//! A table within a document: as large as the page allows it, with a head that every page repeats.

use std::fmt::Write as _;

use super::paragraph::{BODY, Format, write_paragraph};
use crate::message::Lang;
use crate::report::document::Run;
use crate::report::paper::{Room, clean, lines, measured, texts, widths_in};
use crate::report::table::{Align, Table};

/// Twentieths of a point for a letter at [`BODY`].
const LETTER: usize = 118;
/// The sizes that a table may have, in half points; most are readable at the first, wide ones take a smaller one.
const SIZES: [u32; 4] = [26, 24, 22, 20];
/// Nor is a text made smaller than this only to be lower.
const LEAST_LOW: u32 = 24;
/// A text of more lines than these has too little room.
const LINES: usize = 4;
/// Letters of names that stay on one line where a page has room for it.
const WHOLE: usize = 24;

/// Writes the table into a place so wide.
pub(super) fn write_rows(xml: &mut String, table: &Table, place: usize, lang: Lang) {
    let texts = texts(table, lang);
    let (widths, size) = fitting(table, &texts, place);
    let whole: usize = widths.iter().sum();
    let _ = write!(
        xml,
        "<w:tbl><w:tblPr><w:tblW w:w=\"{whole}\" w:type=\"dxa\"/><w:jc w:val=\"center\"/><w:tblBorders>"
    );
    for side in ["top", "left", "bottom", "right", "insideH", "insideV"] {
        let _ = write!(xml, "<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>");
    }
    xml.push_str("</w:tblBorders><w:tblLayout w:type=\"fixed\"/><w:tblCellMar>");
    for side in ["left", "right"] {
        let _ = write!(xml, "<w:{side} w:w=\"70\" w:type=\"dxa\"/>");
    }
    xml.push_str("</w:tblCellMar></w:tblPr><w:tblGrid>");
    for width in &widths {
        let _ = write!(xml, "<w:gridCol w:w=\"{width}\"/>");
    }
    xml.push_str("</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
    let head = Look { side: "center", size, bold: true, keep: true };
    for (column, width) in table.columns.iter().zip(&widths) {
        cell(xml, &clean(&column.head), *width, &head);
    }
    xml.push_str("</w:tr>");
    for (at, cells) in texts.iter().enumerate() {
        xml.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
        let bold = table.is_bold(at);
        // A head is never alone with one row on its page.
        let keep = bold || (at == 0 && table.rows.len() > 1);
        for ((column, width), text) in table.columns.iter().zip(&widths).zip(cells) {
            let aligned = match column.align {
                Align::Left => "left",
                Align::Right => "right",
            };
            cell(xml, text, *width, &Look { side: aligned, size, bold, keep });
        }
        xml.push_str("</w:tr>");
    }
    xml.push_str("</w:tbl>");
}

/// The widths of the columns and the size of the text: the largest at which names stay on one line and no text becomes a
/// tall one; where there is none, at which names stay on one line; then, at which words need not be broken.
fn fitting(table: &Table, texts: &[Vec<String>], place: usize) -> (Vec<usize>, u32) {
    let columns = measured(table, texts);
    let mut first = None;
    let mut best = (Vec::new(), BODY);
    for (whole, size) in [WHOLE, 0].into_iter().flat_map(|whole| SIZES.map(|size| (whole, size))) {
        let letter = LETTER * size as usize / BODY as usize;
        let letters = widths_in(&columns, &Room { page: place / letter, least: 0, whole });
        let is_low = || size >= LEAST_LOW && tallest(texts, &letters) <= LINES;
        let widths: Vec<usize> = letters.iter().map(|letters| letters * letter).collect();
        let fits = widths.iter().sum::<usize>() <= place;
        best = (widths, size);
        if fits && is_low() {
            return best;
        }
        if fits && first.is_none() {
            first = Some(best.clone());
        }
    }
    if let Some(first) = first {
        return first;
    }
    // More columns than a page holds: all become narrower.
    let whole: usize = best.0.iter().sum();
    for width in &mut best.0 {
        *width = *width * place / whole.max(1);
    }
    best
}

/// The lines of the tallest text at these widths, in letters.
fn tallest(texts: &[Vec<String>], widths: &[usize]) -> usize {
    let of_row = |row: &Vec<String>| {
        // The margins of a cell take the room of two letters.
        let of_cell = |(text, width): (&String, &usize)| lines(text, width.saturating_sub(2));
        row.iter().zip(widths).map(of_cell).max().unwrap_or(0)
    };
    texts.iter().map(of_row).max().unwrap_or(0)
}

/// How the texts of a cell look.
struct Look {
    side: &'static str,
    size: u32,
    bold: bool,
    keep: bool,
}

/// A cell; each line of its text is a paragraph.
fn cell(xml: &mut String, text: &str, width: usize, look: &Look) {
    let vertical = if look.side == "center" { "<w:vAlign w:val=\"center\"/>" } else { "" };
    let _ = write!(xml, "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{vertical}</w:tcPr>");
    let format = Format { side: look.side, before: 20, after: 20, keep: look.keep, ..Format::PLAIN };
    for line in text.split('\n') {
        let run = Run { text: line.to_owned(), bold: look.bold, italic: false };
        write_paragraph(xml, &format, look.size, &[run]);
    }
    xml.push_str("</w:tc>");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::table::{Cell, Column};

    /// A name that would fit on one line leaves room for the long texts beside it.
    #[test]
    fn text_columns_share_the_room() {
        let column = |align| Column::new("Đầu cột", "key", align);
        let row = |texts: [&str; 4]| texts.map(|text| Cell::Text(text.to_owned())).to_vec();
        let long = "Tác động của cải cách hành chính qua điều tra xã hội học";
        let table = Table {
            columns: [Align::Left, Align::Right, Align::Left, Align::Left].map(column).to_vec(),
            rows: vec![
                row([long, "100,00", "Sở Mẫu 10, Ban Mẫu 12", "Sở Mẫu 11"]),
                row([long, "86,75", "Sở Mẫu 05", "Sở Mẫu 10, Ban Mẫu 12"]),
            ],
            ..Table::default()
        };
        let texts = texts(&table, Lang::Vi);
        let (widths, size) = fitting(&table, &texts, 7000);
        let letter = LETTER * size as usize / BODY as usize;
        let letters: Vec<usize> = widths.iter().map(|width| width / letter).collect();
        assert!(widths.iter().sum::<usize>() <= 7000, "{widths:?}");
        assert!(tallest(&texts, &letters) <= LINES, "{letters:?}");
    }
}
