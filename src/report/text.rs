//! Tables for the screen: a rule under the head, numbers to the right, and no line wider than the terminal.

use comfy_table::{CellAlignment, ColumnConstraint, LineStyle, TableStyle, Width};
use unicode_normalization::UnicodeNormalization;

use super::table::{Align, Cell, Table};
use crate::message::{self, Lang, characters};

/// Spaces between two columns.
const GAP: u16 = 2;
/// A column of text is not made narrower than this, nor than its longest word up to `LONG_WORD`.
const LEAST_TEXT: u16 = 16;
const LONG_WORD: u16 = 30;

/// What the text is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Screen {
    /// Language, for the decimal sign.
    pub lang: Lang,
    /// Width of the terminal; `None` for a pipe or a file, where nothing is wrapped.
    pub width: Option<u16>,
    /// The terminal draws no lines.
    pub ascii: bool,
}

/// The table as text, each part after an empty line: heading, table, notes. Where the terminal is too narrow, first
/// heads and texts wrap; then the table is cut into several, each with the columns up to the first one of text.
pub fn text(table: &Table, screen: &Screen) -> String {
    let lines = |lines: &[String]| lines.iter().map(|line| paragraph(line, screen.width)).collect::<String>();
    let mut parts = vec![lines(&table.heading)];
    let columns = Columns::new(table, screen.lang);
    parts.extend(columns.bands(screen.width).iter().map(|band| columns.draw(band, screen.ascii)));
    parts.push(lines(&table.notes));
    parts.retain(|part| !part.is_empty());
    parts.join("\n")
}

/// A text on one line with composed letters.
fn one_line(text: &str) -> String {
    message::one_line(text).nfc().collect()
}

/// A line of heading or notes, wrapped between words.
fn paragraph(line: &str, width: Option<u16>) -> String {
    let Some(width) = width else { return format!("{}\n", one_line(line)) };
    let mut inner = comfy_table::Table::new();
    inner.load_style(TableStyle::new()).add_row([one_line(line)]);
    if let Some(column) = inner.column_mut(0) {
        column.set_padding((0, 0)).set_constraint(ColumnConstraint::UpperBoundary(Width::Fixed(width)));
    }
    lines_of(&inner)
}

/// The lines without the spaces at their ends.
fn lines_of(table: &comfy_table::Table) -> String {
    // Spaces that must not break were made so only for the layout.
    let mut out = String::new();
    for line in table.lines() {
        out.push_str(line.replace('\u{a0}', " ").trim_end());
        out.push('\n');
    }
    out
}

/// The texts of a table, column by column, with what decides the layout.
struct Columns {
    heads: Vec<String>,
    rows: Vec<Vec<String>>,
    aligns: Vec<Align>,
    /// Widths at which nothing wraps.
    natural: Vec<u16>,
    /// Widths below which a column is not readable: numbers whole, heads and texts by words.
    least: Vec<u16>,
}

impl Columns {
    fn new(table: &Table, lang: Lang) -> Columns {
        let heads: Vec<String> = table.columns.iter().map(|column| one_line(&column.head)).collect();
        let rows: Vec<Vec<String>> = table
            .rows
            .iter()
            .map(|row| {
                (0..table.columns.len())
                    .map(|at| row.get(at).map_or_else(String::new, |cell| shown(cell, lang)))
                    .collect()
            })
            .collect();
        let aligns: Vec<Align> = table.columns.iter().map(|column| column.align).collect();
        let words = |text: &String| text.replace(' ', "\n");
        let words_of_heads: Vec<String> = heads.iter().map(words).collect();
        let words_of_rows: Vec<Vec<String>> =
            rows.iter().map(|row| row.iter().map(words).collect()).collect();
        let natural = widths(&heads, &rows);
        let words = widths(&words_of_heads, &words_of_rows);
        let numbers = widths(&words_of_heads, &rows);
        let least = (0..aligns.len()).map(|at| match aligns[at] {
            Align::Right => numbers[at],
            Align::Left => natural[at].min(words[at].clamp(LEAST_TEXT, LONG_WORD)),
        });
        let least = least.collect();
        Columns { heads, rows, aligns, natural, least }
    }

    /// The columns of each table that is drawn, with their widths.
    fn bands(&self, width: Option<u16>) -> Vec<Vec<(usize, u16)>> {
        let empty = |at: usize| self.heads[at].is_empty() && self.rows.iter().all(|row| row[at].is_empty());
        let all: Vec<usize> = (0..self.heads.len()).filter(|at| !empty(*at)).collect();
        let Some(width) = width else {
            return vec![all.into_iter().map(|at| (at, self.natural[at])).collect()];
        };
        let leading = all.iter().position(|at| self.aligns[*at] == Align::Left).map_or(0, |at| at + 1);
        let (leading, others) = all.split_at(leading);
        let mut bands = vec![leading.to_vec()];
        for at in others {
            if let Some(band) = bands.last_mut() {
                let fits = taken(band.iter().chain([at]).map(|at| self.least[*at])) <= u32::from(width);
                // A column that fits nowhere stands alone beside the leading ones.
                if fits || band.len() == leading.len() {
                    band.push(*at);
                    continue;
                }
            }
            bands.push(leading.iter().chain([at]).copied().collect());
        }
        bands.iter().map(|band| self.arrange(band, width)).collect()
    }

    /// Widths that fit: as they are, else with wrapped heads of numbers, else with the widest texts wrapped.
    fn arrange(&self, band: &[usize], width: u16) -> Vec<(usize, u16)> {
        let limited = |most: u16, wrap_heads: bool| -> Vec<(usize, u16)> {
            let of = |at: usize| match self.aligns[at] {
                Align::Left => self.natural[at].min(most).max(self.least[at]),
                Align::Right if wrap_heads => self.least[at],
                Align::Right => self.natural[at],
            };
            band.iter().map(|at| (*at, of(*at))).collect()
        };
        let fits =
            |widths: &Vec<(usize, u16)>| taken(widths.iter().map(|(_, width)| *width)) <= u32::from(width);
        let whole = limited(u16::MAX, false);
        if fits(&whole) {
            return whole;
        }
        (0..=width).rev().map(|most| limited(most, true)).find(fits).unwrap_or_else(|| limited(0, true))
    }

    fn draw(&self, band: &[(usize, u16)], ascii: bool) -> String {
        let cells = |texts: &[String]| -> Vec<String> {
            let text = |at: &usize| texts.get(*at).cloned().unwrap_or_default();
            band.iter().map(|(at, _)| text(at)).collect()
        };
        if band.is_empty() {
            return String::new();
        }
        let rule = LineStyle::none().fill(if ascii { '-' } else { '─' });
        let mut inner = comfy_table::Table::new();
        inner.load_style(TableStyle::new().header_separator(rule)).set_header(cells(&self.heads));
        inner.add_rows(self.rows.iter().map(|row| cells(row)));
        let last = band.len() - 1;
        for (column, (position, (at, width))) in inner.column_iter_mut().zip(band.iter().enumerate()) {
            let gap = if position == last { 0 } else { GAP };
            column
                .set_padding((0, gap))
                .set_constraint(ColumnConstraint::Absolute(Width::Fixed(width.saturating_add(gap))));
            column.set_cell_alignment(match self.aligns[*at] {
                Align::Left => CellAlignment::Left,
                Align::Right => CellAlignment::Right,
            });
        }
        lines_of(&inner)
    }
}

/// The text of a cell. Spaces at its begin, which show the level of a criterion, stay when it wraps.
fn shown(cell: &Cell, lang: Lang) -> String {
    let text = one_line(&cell.shown(lang));
    let inner = text.trim_start();
    format!("{}{inner}", "\u{a0}".repeat(characters(&text) - characters(inner)))
}

/// The width of each column at which only line ends break.
fn widths(heads: &[String], rows: &[Vec<String>]) -> Vec<u16> {
    let mut inner = comfy_table::Table::new();
    inner.set_header(heads).add_rows(rows);
    inner.column_max_content_widths()
}

/// Columns and the gaps between them.
fn taken(widths: impl Iterator<Item = u16>) -> u32 {
    widths.map(|width| u32::from(width) + u32::from(GAP)).sum::<u32>().saturating_sub(GAP.into())
}

#[cfg(test)]
mod tests {
    use super::super::table::Column;
    use super::*;

    fn table() -> Table {
        let column = |head: &str, align: Align| Column { head: head.to_owned(), key: head.to_owned(), align };
        let number = |text: &str| Cell::Number(text.parse().unwrap());
        let text = |text: &str| Cell::Text(text.to_owned());
        Table {
            heading: vec!["Chỉ số cải cách hành chính năm 2025".to_owned(), "Khối: Phường".to_owned()],
            columns: vec![
                column("Hạng", Align::Right),
                column("Đơn vị", Align::Left),
                column("Chỉ số %", Align::Right),
                column("Xếp loại", Align::Left),
                column("", Align::Left),
            ],
            rows: vec![
                vec![
                    Cell::Count(1),
                    text("Phường Nguyễn Thị Minh Khai mở rộng"),
                    number("84.50"),
                    text("Tốt"),
                ],
                vec![text("2="), text("Đặc khu A\u{1b}[31m"), number("7.00"), Cell::Blank, Cell::Blank],
                // The same letters, decomposed.
                vec![
                    text("2="),
                    text("  Đặc khu Phú Quý".nfd().collect::<String>().as_str()),
                    Cell::Blank,
                    text("Khá\nb"),
                ],
            ],
            bold: Vec::new(),
            notes: vec!["Số đơn vị: 3 · trung bình 45,75 · cao nhất 84,50".to_owned()],
        }
    }

    fn drawn(width: Option<u16>, ascii: bool, lang: Lang) -> String {
        let drawn = text(&table(), &Screen { lang, width, ascii });
        for line in drawn.lines() {
            assert!(
                width.is_none_or(|width| line.chars().count() <= width.into()),
                "{line:?} is wider than {width:?}"
            );
            assert_eq!(line, line.trim_end());
        }
        drawn
    }

    fn check_lines(text: &str, expected: &[&str]) {
        assert_eq!(text.lines().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn nothing_wraps_where_there_is_no_terminal() {
        check_lines(
            &drawn(None, false, Lang::Vi),
            &[
                "Chỉ số cải cách hành chính năm 2025",
                "Khối: Phường",
                "",
                "Hạng  Đơn vị                               Chỉ số %  Xếp loại",
                "─────────────────────────────────────────────────────────────",
                "   1  Phường Nguyễn Thị Minh Khai mở rộng     84,50  Tốt",
                "  2=  Đặc khu A�[31m                           7,00",
                "  2=    Đặc khu Phú Quý                              Khá b",
                "",
                "Số đơn vị: 3 · trung bình 45,75 · cao nhất 84,50",
            ],
        );
    }

    #[test]
    fn english_without_lines() {
        check_lines(
            &drawn(Some(120), true, Lang::En),
            &[
                "Chỉ số cải cách hành chính năm 2025",
                "Khối: Phường",
                "",
                "Hạng  Đơn vị                               Chỉ số %  Xếp loại",
                "-------------------------------------------------------------",
                "   1  Phường Nguyễn Thị Minh Khai mở rộng     84.50  Tốt",
                "  2=  Đặc khu A�[31m                           7.00",
                "  2=    Đặc khu Phú Quý                              Khá b",
                "",
                "Số đơn vị: 3 · trung bình 45,75 · cao nhất 84,50",
            ],
        );
    }

    #[test]
    fn texts_wrap_and_numbers_do_not() {
        check_lines(
            &drawn(Some(44), false, Lang::Vi),
            &[
                "Chỉ số cải cách hành chính năm 2025",
                "Khối: Phường",
                "",
                "Hạng  Đơn vị                   Chỉ  Xếp loại",
                "                              số %",
                "────────────────────────────────────────────",
                "   1  Phường Nguyễn Thị      84,50  Tốt",
                "      Minh Khai mở rộng",
                "  2=  Đặc khu A�[31m          7,00",
                "  2=    Đặc khu Phú Quý             Khá b",
                "",
                "Số đơn vị: 3 · trung bình 45,75 · cao nhất",
                "84,50",
            ],
        );
    }

    #[test]
    fn a_terminal_too_narrow_gets_several_tables() {
        check_lines(
            &drawn(Some(36), false, Lang::Vi),
            &[
                "Chỉ số cải cách hành chính năm 2025",
                "Khối: Phường",
                "",
                "Hạng  Đơn vị                     Chỉ",
                "                                số %",
                "────────────────────────────────────",
                "   1  Phường Nguyễn Thị Minh   84,50",
                "      Khai mở rộng",
                "  2=  Đặc khu A�[31m            7,00",
                "  2=    Đặc khu Phú Quý",
                "",
                "Hạng  Đơn vị                Xếp loại",
                "────────────────────────────────────",
                "   1  Phường Nguyễn Thị     Tốt",
                "      Minh Khai mở rộng",
                "  2=  Đặc khu A�[31m",
                "  2=    Đặc khu Phú Quý     Khá b",
                "",
                "Số đơn vị: 3 · trung bình 45,75 ·",
                "cao nhất 84,50",
            ],
        );
    }

    #[test]
    fn parts_may_be_empty() {
        let screen = Screen { lang: Lang::En, width: Some(80), ascii: false };
        assert_eq!(text(&Table::default(), &screen), "");
        let only_notes = Table { notes: vec!["a".to_owned()], ..Table::default() };
        assert_eq!(text(&only_notes, &screen), "a\n");
        let no_rows = Table { rows: Vec::new(), heading: Vec::new(), notes: Vec::new(), ..table() };
        check_lines(
            &text(&no_rows, &screen),
            &["Hạng  Đơn vị  Chỉ số %  Xếp loại", "────────────────────────────────"],
        );
    }
}
