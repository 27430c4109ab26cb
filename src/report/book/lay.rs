//! Lays tables on a sheet: what each shows, and in the same cells the exact numbers and the formulas that give them.

use rust_xlsxwriter::{Formula, Worksheet, XlsxError};

use super::look::{Digits, Look, Side, Style, Tone};
use super::refs::quoted;
use crate::message::Lang;
use crate::points::cells;
use crate::points::{Number, Precision};
use crate::report::paper::{PAGE, clean, lines, text};
use crate::report::table::{Align, Cell, Table};
use crate::report::tables::{FAULT_MARK, MISSING_MARK, exempt_mark};
use crate::report::xlsx::page;

/// Height of a line, and what is left around lines, in points; Excel knows no higher row.
const LINE: usize = 15;
const AIR: usize = 3;
const HIGHEST: usize = 409;
/// Longest formula that Excel takes.
const LONGEST: usize = 8190;

/// What a cell holds.
#[derive(Clone, Debug)]
pub(super) enum Held {
    /// What the table shows.
    Shown,
    /// This number, exact.
    Exact(Number),
    /// A formula, in braces where it reckons with ranges cell by cell, and what it gives.
    Live(String, Gives),
}

/// What a formula gives.
#[derive(Clone, Debug)]
pub(super) enum Gives {
    /// What the table shows.
    Shown,
    /// That too, by a formula that goes over ranges cell by cell.
    OverRanges,
    /// This number, exact; nothing where there is none.
    Exact(Option<Number>),
    /// A rank, and whether others share it.
    Rank(usize, bool),
    /// A whole number that is shown with its sign.
    Signed(i64),
}

impl Held {
    /// A formula for a number that may be lacking.
    pub fn live(formula: String, gives: Option<&Number>) -> Held {
        Held::Live(formula, Gives::Exact(gives.cloned()))
    }

    /// The formula where there is one, else the number.
    pub fn live_or(formula: Option<String>, gives: Option<&Number>) -> Held {
        match (formula, gives) {
            (Some(formula), gives) => Held::live(formula, gives),
            (None, Some(gives)) => Held::Exact(gives.clone()),
            (None, None) => Held::Shown,
        }
    }
}

/// What the cells of a table hold, by row and column of the table.
pub(super) type Holds<'h> = &'h dyn Fn(usize, usize) -> Held;

/// How a table is laid.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    /// Widths of the columns in letters.
    pub widths: Vec<usize>,
    /// From this column on heads stand upright, and letters are smaller.
    pub upright: Option<usize>,
    /// From this column on cells stand beside the table and are not printed.
    pub beside: usize,
    /// Titles and notes stand above so many columns.
    pub titled: usize,
    /// Its first column on the sheet.
    pub left: u16,
    /// So many rows together have one cell in each of so many columns.
    pub joined: Option<(usize, usize)>,
}

impl Layout {
    pub fn of(widths: Vec<usize>) -> Layout {
        Layout { widths, upright: None, beside: usize::MAX, titled: usize::MAX, left: 0, joined: None }
    }
}

/// A sheet that is being written from top to bottom.
pub(super) struct Page<'p> {
    pub sheet: &'p mut Worksheet,
    pub look: &'p mut Look,
    pub lang: Lang,
    /// Decimals and rounding of the set.
    pub precision: Precision,
    /// The next free row.
    pub row: u32,
    /// The last column that paragraphs go across.
    pub last: u16,
    /// The letters that fit across.
    pub room: usize,
}

impl<'p> Page<'p> {
    /// A sheet of A4 across whose columns have these widths.
    pub fn new(
        sheet: &'p mut Worksheet,
        look: &'p mut Look,
        lang: Lang,
        precision: Precision,
        layout: &Layout,
    ) -> Result<Page<'p>, XlsxError> {
        page(sheet);
        // A formula that gives nothing keeps an empty text, not 0.
        sheet.set_formula_result_default("");
        sheet.set_footer("&C&\"Times New Roman,Regular\"&11&P/&N");
        for (column, width) in (layout.left..).zip(&layout.widths) {
            sheet.set_column_width(column, u32::try_from(*width).unwrap_or(u32::MAX))?;
        }
        let on_first = layout.widths.len().min(layout.beside).min(layout.titled);
        let last = layout.left + u16::try_from(on_first.saturating_sub(1)).unwrap_or(u16::MAX);
        let letters: usize = layout.widths.iter().take(on_first).sum();
        Ok(Page { sheet, look, lang, precision, row: 0, last, room: letters.max(PAGE / 2) })
    }

    /// The heading of a table, and a line free below it.
    pub fn heading(&mut self, lines: &[String]) -> Result<(), XlsxError> {
        for (at, line) in lines.iter().enumerate() {
            let first = at == 0;
            let style =
                Style { side: Side::Centre, bold: first, large: first, italic: !first, ..Style::default() };
            self.paragraph(line, style)?;
        }
        self.row += 1;
        Ok(())
    }

    /// A line over the whole width, as high as its text needs.
    pub fn paragraph(&mut self, line: &str, style: Style) -> Result<(), XlsxError> {
        let line = clean(line);
        let format = self.look.of(style);
        if self.last > 0 {
            self.sheet.merge_range(self.row, 0, self.row, self.last, &line, format)?;
        } else {
            self.sheet.write_string_with_format(self.row, 0, &line, format)?;
        }
        let room = if style.large { self.room * 6 / 7 } else { self.room };
        let high = height(lines(&line, room * 6 / 5)) + if style.large { 6 } else { 0 };
        self.sheet.set_row_height(self.row, high)?;
        self.row += 1;
        Ok(())
    }

    /// A line whose counts, in their order, are these formulas.
    pub fn counted(&mut self, line: &str, counts: &[String]) -> Result<(), XlsxError> {
        let line = clean(line);
        let style = Style::default();
        let (row, formula) = (self.row, counting(&line, counts));
        self.paragraph(&line, style)?;
        if let Some(formula) = formula.filter(|formula| formula.chars().count() < LONGEST) {
            let formula = Formula::new(formula).set_result(line);
            self.sheet.write_formula_with_format(row, 0, formula, self.look.of(style))?;
        }
        Ok(())
    }

    /// Lines below a table.
    pub fn notes(&mut self, notes: &[String]) -> Result<(), XlsxError> {
        self.row += 1;
        notes.iter().try_for_each(|note| self.paragraph(note, Style::default()))
    }

    /// The head and the rows of a table; returns the row of the head.
    pub fn table(&mut self, table: &Table, layout: &Layout, holds: Holds) -> Result<u32, XlsxError> {
        let head = self.row;
        let is_upright = |at: usize| layout.upright.is_some_and(|from| at >= from);
        let mut high = 1;
        for (at, column) in table.columns.iter().enumerate() {
            let beside = at >= layout.beside;
            let upright = is_upright(at);
            let style = Style {
                side: Side::Centre,
                tone: if beside { Tone::Faded } else { Tone::Head },
                bold: !beside,
                italic: beside,
                small: upright,
                upright,
                boxed: !beside,
                ..Style::default()
            };
            let text = clean(&column.head);
            high = high.max(if upright {
                // A head of two lines beside each other, at most so long.
                (text.chars().count() / 2).clamp(8, 18) / 2
            } else {
                lines(&text, width(layout, at))
            });
            self.sheet.write_string_with_format(head, column_at(layout, at), text, self.look.of(style))?;
        }
        self.sheet.set_row_height(head, height(high))?;
        // The height of rows that are joined is that of the first.
        let mut group = height(1);
        for (at, cells) in table.rows.iter().enumerate() {
            self.row += 1;
            let mut high = 1;
            for (column, cell) in cells.iter().enumerate() {
                let joined = layout.joined.filter(|(_, columns)| column < *columns).map(|(rows, _)| rows);
                if joined.is_some_and(|rows| at % rows > 0) {
                    continue;
                }
                if let (Cell::Text(_), false) = (cell, is_upright(column)) {
                    let needed = lines(&text(cell, self.lang), width(layout, column));
                    high = high.max(needed.div_ceil(joined.unwrap_or(1)));
                }
                let of = table.columns.get(column).map_or(Align::Right, |column| column.align);
                let style = Style {
                    side: if of == Align::Left { Side::Left } else { Side::Right },
                    tone: if column >= layout.beside { Tone::Faded } else { Tone::Plain },
                    bold: table.is_bold(at),
                    small: is_upright(column),
                    boxed: column < layout.beside,
                    ..Style::default()
                };
                let place = column_at(layout, column);
                if let Some(rows) = joined.and_then(|rows| u32::try_from(rows).ok()).filter(|rows| *rows > 1)
                {
                    let last = self.row + rows - 1;
                    self.sheet.merge_range(self.row, place, last, place, "", self.look.of(style))?;
                }
                self.cell(place, cell, &holds(at, column), style)?;
            }
            if at % layout.joined.map_or(1, |(rows, _)| rows) == 0 {
                group = height(high);
            }
            self.sheet.set_row_height(self.row, group)?;
        }
        self.row += 1;
        Ok(head)
    }

    /// One cell of the current row.
    fn cell(&mut self, column: u16, cell: &Cell, held: &Held, style: Style) -> Result<(), XlsxError> {
        let decimals = Digits::Decimals(self.precision.decimals);
        let digits = match (held, cell) {
            (Held::Live(_, Gives::Rank(_, tied)), _) => {
                if *tied {
                    Digits::Shared
                } else {
                    Digits::Whole
                }
            }
            (Held::Live(_, Gives::Signed(_)), _) => Digits::Signed,
            (Held::Live(_, Gives::Exact(_)) | Held::Exact(_), _) => decimals,
            (_, Cell::Count(_)) => Digits::Whole,
            (_, Cell::Number(number)) => Digits::Decimals(number.scale()),
            _ => Digits::Text,
        };
        let style = Style { digits, ..style };
        let (row, lang) = (self.row, self.lang);
        let exact = |number: &Number| cells::fixed(number, self.precision);
        match held {
            Held::Exact(number) => return self.number(column, &exact(number), style),
            Held::Live(formula, gives) => {
                let result = match gives {
                    Gives::Shown | Gives::OverRanges => match cell {
                        Cell::Text(_) => text(cell, lang),
                        Cell::Count(count) => count.to_string(),
                        Cell::Number(number) => number.to_string(),
                        Cell::Blank => String::new(),
                    },
                    Gives::Exact(number) => number.as_ref().map(exact).unwrap_or_default(),
                    Gives::Rank(rank, _) => rank.to_string(),
                    Gives::Signed(places) => places.to_string(),
                };
                // A text that looks like a number, or like an error, would be kept as one.
                let is_text = digits == Digits::Text;
                let odd = is_text
                    && (result.parse::<f64>().is_ok()
                        || ["TRUE", "FALSE"].contains(&&*result)
                        || result.starts_with('#'));
                if formula.chars().count() < LONGEST && !odd {
                    let formula = Formula::new(format!("={formula}")).set_result(result);
                    let format = self.look.of(style);
                    if matches!(gives, Gives::OverRanges) {
                        self.sheet
                            .write_array_formula_with_format(row, column, row, column, formula, format)?;
                    } else {
                        self.sheet.write_formula_with_format(row, column, formula, format)?;
                    }
                    return Ok(());
                }
                if !is_text && !result.is_empty() {
                    return self.number(column, &result, style);
                }
            }
            Held::Shown => {}
        }
        match cell {
            Cell::Blank => drop(self.sheet.write_blank(row, column, self.look.of(style))?),
            Cell::Number(number) => self.number(column, &number.to_string(), style)?,
            Cell::Count(count) => self.number(column, &count.to_string(), style)?,
            Cell::Text(_) => {
                let shown = text(cell, lang);
                let style = marked(style, &shown, lang);
                self.sheet.write_string_with_format(row, column, shown, self.look.of(style))?;
            }
        }
        Ok(())
    }

    /// A number, given in plain digits.
    fn number(&mut self, column: u16, digits: &str, style: Style) -> Result<(), XlsxError> {
        let format = self.look.of(style);
        match digits.parse::<f64>() {
            Ok(number) => self.sheet.write_number_with_format(self.row, column, number, format)?,
            Err(_) => self.sheet.write_string_with_format(self.row, column, digits, format)?,
        };
        Ok(())
    }
}

/// A text with formulas for the counts in it; `None` where there are not as many.
fn counting(line: &str, counts: &[String]) -> Option<String> {
    let texts: Vec<&str> = line
        .split(|c: char| c.is_ascii_digit())
        .enumerate()
        .filter(|(at, text)| *at == 0 || !text.is_empty())
        .map(|(_, text)| text)
        .collect();
    if texts.len() != counts.len() + 1 {
        return None;
    }
    let mut parts = Vec::new();
    for (at, text) in texts.into_iter().enumerate() {
        parts.extend(at.checked_sub(1).map(|count| counts[count].clone()));
        parts.push(quoted(text)?);
    }
    Some(format!("={}", parts.join("&")))
}

/// Marks in the place of points stand out.
fn marked(style: Style, text: &str, lang: Lang) -> Style {
    if style.side != Side::Right {
        return style;
    }
    let tone = match text {
        _ if text == exempt_mark(lang) => Tone::Grey,
        MISSING_MARK => Tone::Missing,
        FAULT_MARK => Tone::Wrong,
        _ => return style,
    };
    Style { tone, side: Side::Centre, ..style }
}

fn column_at(layout: &Layout, at: usize) -> u16 {
    layout.left.saturating_add(u16::try_from(at).unwrap_or(u16::MAX))
}

/// The letters that fit in a column: five letters of a text are as wide as four of Excel's.
fn width(layout: &Layout, column: usize) -> usize {
    layout.widths.get(column).copied().unwrap_or(8) * 5 / 4
}

/// The height of a row of so many lines.
fn height(lines: usize) -> u32 {
    u32::try_from((lines * LINE + AIR).min(HIGHEST)).unwrap_or(15)
}
