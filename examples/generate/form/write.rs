//! Writes one form into one sheet.

use std::collections::BTreeMap;

use anyhow::Result;
use parindex::criteria::{CriteriaSet, Effect, Node};
use parindex::message::Scorer;
use parindex::points::Number;
use rust_xlsxwriter::utility::row_col_to_cell;
use rust_xlsxwriter::{Format, Formula, Worksheet};

use super::frame::{below, head, letterhead};
use super::layout::{Cell, Layout, Numbering};
use super::method::method;
use super::style::Styles;
use super::value::{Declared, decimal, declared, float};
use crate::office::{Mark, Office};

/// One form.
pub struct Form<'a> {
    pub set: &'a CriteriaSet,
    pub office: &'a Office,
    pub layout: &'a Layout,
    pub year: u16,
    /// The council has filled its columns.
    pub appraised: bool,
    pub slips: &'a Slips,
}

/// What somebody did wrong in a form.
#[derive(Default)]
pub struct Slips {
    /// By code (`TONG` is the total) and kind of cell.
    pub cells: BTreeMap<(&'static str, Cell), Slip>,
    /// Codes of rows that are hidden.
    pub hidden: &'static [&'static str],
}

/// What stands in a cell instead of what belongs there.
pub enum Slip {
    Blank,
    Text(&'static str),
    Number(Number),
    /// A day, month and year, as Excel makes it of a code.
    Date(u8, u8, u16),
    /// A formula and its cached result.
    Formula(String, &'static str),
}

/// Where things stand in a written form.
pub struct Written {
    rows: BTreeMap<String, u32>,
    columns: BTreeMap<Cell, u16>,
}

impl Written {
    /// The address of a cell such as `D17`.
    pub fn address(&self, code: &str, cell: Cell) -> String {
        match (self.rows.get(code), self.columns.get(&cell)) {
            (Some(row), Some(column)) => row_col_to_cell(*row, *column),
            _ => String::new(),
        }
    }
}

/// The code of the total row in [`Slips`] and [`Written`].
pub const TOTAL: &str = "TONG";

enum Content {
    Text(String),
    Number(Number),
    Formula(String, Number),
}

/// Writes the form; the sheet has its name already.
pub fn write(form: &Form, sheet: &mut Worksheet, styles: &Styles) -> Result<Written> {
    let first = letterhead(form, sheet, styles)?;
    let start = head(form, sheet, styles, first)?;
    let rows = Rows { form, start };
    let mut written = Written { rows: BTreeMap::new(), columns: BTreeMap::new() };
    for (column, cell) in (0..).zip(form.layout.heads.iter().map(|head| head.cell)) {
        written.columns.insert(cell, column);
    }
    for (at, node) in form.set.nodes.iter().enumerate() {
        let row = rows.of_node(at);
        written.rows.insert(node.code.to_string(), row);
        let style = if node.parent.is_none() { 0 } else { 2 - usize::from(!node.children.is_empty()) };
        let content = |cell| rows.node_content(at, node, cell);
        write_row(form, sheet, styles, (row, style), &node.code, &content)?;
    }
    let mut row = rows.of_node(form.set.nodes.len());
    if form.layout.adjustments {
        for adjustment in &form.set.adjustments {
            let content = |cell| rows.adjustment_content(adjustment, cell);
            written.rows.insert(adjustment.code.to_string(), row);
            write_row(form, sheet, styles, (row, 1), &adjustment.code, &content)?;
            row += 1;
        }
    }
    written.rows.insert(TOTAL.to_owned(), row);
    write_row(form, sheet, styles, (row, 0), TOTAL, &|cell| rows.total_content(cell))?;
    for code in form.slips.hidden {
        if let Some(row) = written.rows.get(*code) {
            sheet.set_row_hidden(*row)?;
        }
    }
    below(form, sheet, styles, row + 2)?;
    Ok(written)
}

fn write_row(
    form: &Form,
    sheet: &mut Worksheet,
    styles: &Styles,
    (row, style): (u32, usize),
    code: &str,
    content: &dyn Fn(Cell) -> Option<Content>,
) -> Result<()> {
    let bold = style < 2;
    let styles = &styles.rows[style];
    let mut lines = 1;
    let slip_of = |cell: Cell| form.slips.cells.iter().find(|((at, of), _)| *at == code && *of == cell);
    for (column, head) in (0..).zip(form.layout.heads) {
        let style = match head.cell {
            Cell::Number => &styles.center,
            Cell::Max => &styles.max,
            Cell::Own | Cell::Appraised | Cell::Survey | Cell::Reached | Cell::Share => &styles.points,
            _ => &styles.text,
        };
        match slip_of(head.cell) {
            Some((_, slip)) => write_slip(sheet, (row, column), slip, style)?,
            None => match content(head.cell) {
                None => drop(sheet.write_blank(row, column, style)?),
                Some(Content::Text(text)) => {
                    lines = lines.max(lines_of(&text, head.width, bold));
                    sheet.write_string_with_format(row, column, text, style)?;
                }
                Some(Content::Number(number)) => {
                    sheet.write_number_with_format(row, column, float(&number), style)?;
                }
                Some(Content::Formula(formula, result)) => {
                    let formula = Formula::new(formula).set_result(decimal(&result));
                    sheet.write_formula_with_format(row, column, formula, style)?;
                }
            },
        }
    }
    sheet.set_row_height(row, 3 + lines * 16)?;
    Ok(())
}

/// How many lines a wrapped text takes in a column: spreadsheets do not all adapt rows by themselves.
fn lines_of(text: &str, width: u16, bold: bool) -> u32 {
    let room = usize::from(width) * if bold { 116 } else { 128 } / 100;
    let lines = text.split('\n').map(|line| {
        let mut taken = (1, 0);
        for word in line.split(' ').map(|word| word.chars().count()) {
            taken =
                if taken.1 + word > room { (taken.0 + 1, word + 1) } else { (taken.0, taken.1 + word + 1) };
        }
        taken.0
    });
    lines.sum()
}

fn write_slip(sheet: &mut Worksheet, (row, column): (u32, u16), slip: &Slip, style: &Format) -> Result<()> {
    match slip {
        Slip::Blank => drop(sheet.write_blank(row, column, style)?),
        Slip::Text(text) => drop(sheet.write_string_with_format(row, column, *text, style)?),
        Slip::Number(number) => drop(sheet.write_number_with_format(row, column, float(number), style)?),
        Slip::Date(day, month, year) => {
            let date = rust_xlsxwriter::ExcelDateTime::from_ymd(*year, *month, *day)?;
            let style = style.clone().set_num_format("d-mmm");
            sheet.write_datetime_with_format(row, column, &date, &style)?;
        }
        Slip::Formula(formula, result) => {
            sheet.write_formula_with_format(row, column, Formula::new(formula).set_result(*result), style)?;
        }
    }
    Ok(())
}

/// What stands where.
struct Rows<'a> {
    form: &'a Form<'a>,
    start: u32,
}

impl Rows<'_> {
    fn of_node(&self, node: usize) -> u32 {
        self.start + u32::try_from(node).unwrap_or_default()
    }

    fn address(&self, node: usize, cell: Cell) -> String {
        let column = self.form.layout.column(cell).unwrap_or_default();
        row_col_to_cell(self.of_node(node), column)
    }

    fn node_content(&self, at: usize, node: &Node, cell: Cell) -> Option<Content> {
        match cell {
            Cell::Number => return Some(Content::Text(number(self.form, at))),
            Cell::Name => return Some(Content::Text(node.name.clone())),
            Cell::Max => return Some(Content::Number(node.max.clone())),
            _ => {}
        }
        let Some(leaf) = &node.leaf else { return self.group_content(at, node, cell) };
        let mark = &self.form.office.marks[leaf.index];
        let of_unit = leaf.scored_by == Scorer::Unit;
        match cell {
            Cell::Method => Some(Content::Text(method(node, leaf))),
            Cell::Evidence => mark.evidence.clone().map(Content::Text),
            Cell::CouncilNote if self.form.appraised => {
                mark.reason.map(|reason| Content::Text(reason.to_owned()))
            }
            Cell::Own if mark.exempt && of_unit => Some(Content::Text("KAD".to_owned())),
            Cell::Appraised if mark.exempt && self.form.appraised => Some(Content::Text("KAD".to_owned())),
            Cell::Declared if mark.exempt && of_unit => Some(Content::Text("Không áp dụng".to_owned())),
            Cell::Declared => declared(self.form.set, leaf.index, mark).map(|declared| match declared {
                Declared::Text(text) => Content::Text(text),
                Declared::Number(number) => Content::Number(number),
            }),
            Cell::Reached => {
                let value = self.value(mark, cell)?;
                let formula = format!(
                    "=N({})+N({})",
                    self.address(at, Cell::Survey),
                    self.address(at, Cell::Appraised)
                );
                Some(Content::Formula(formula, value))
            }
            Cell::Share => self.share(at, node, self.value(mark, Cell::Appraised)?),
            _ => self.value(mark, cell).map(Content::Number),
        }
    }

    fn value(&self, mark: &Mark, cell: Cell) -> Option<Number> {
        match cell {
            Cell::Own => mark.own.clone(),
            Cell::Appraised | Cell::Reached | Cell::Share if self.form.appraised => mark.appraised.clone(),
            _ => None,
        }
    }

    fn share(&self, at: usize, node: &Node, value: Number) -> Option<Content> {
        let whole =
            if self.form.layout.column(Cell::Reached).is_some() { Cell::Reached } else { Cell::Appraised };
        let formula = format!("=ROUND({}/{}*100,2)", self.address(at, whole), self.address(at, Cell::Max));
        let share = (value * Number::from(100)).checked_div(&node.max)?;
        Some(Content::Formula(formula, share.rounded(self.form.set.scoring.precision)))
    }

    /// Sums of what stands below.
    fn group_content(&self, at: usize, node: &Node, cell: Cell) -> Option<Content> {
        if !matches!(cell, Cell::Own | Cell::Appraised | Cell::Reached | Cell::Share) {
            return None;
        }
        let marks = || self.form.set.leaves_under(at).map(|leaf| &self.form.office.marks[leaf]);
        let values: Vec<Number> = marks().filter_map(|mark| self.value(mark, cell)).collect();
        if values.is_empty() {
            return None;
        }
        let sum: Number = values.iter().sum();
        if cell == Cell::Share {
            let whole = values.len() == marks().count();
            return whole.then(|| self.share(at, node, sum)).flatten();
        }
        let together = node.children.windows(2).all(|pair| pair[0] + 1 == pair[1]);
        let addresses: Vec<String> = node.children.iter().map(|child| self.address(*child, cell)).collect();
        let inside = match addresses.as_slice() {
            [first, .., last] if together => format!("{first}:{last}"),
            several => several.join(","),
        };
        Some(Content::Formula(format!("=SUM({inside})"), sum))
    }

    fn adjustment_content(&self, adjustment: &parindex::criteria::Adjustment, cell: Cell) -> Option<Content> {
        let pair = match adjustment.effect {
            Effect::Bonus => &self.form.office.bonus,
            Effect::Penalty => &self.form.office.penalty,
        };
        match cell {
            Cell::Number => Some(Content::Text(adjustment.code.to_string())),
            Cell::Name => Some(Content::Text(adjustment.name.clone())),
            Cell::Max => adjustment.cap.clone().map(Content::Number),
            Cell::Own => pair.as_ref().map(|(own, _)| Content::Number(own.clone())),
            Cell::Appraised if self.form.appraised => {
                pair.as_ref().map(|(_, appraised)| Content::Number(appraised.clone()))
            }
            _ => None,
        }
    }

    fn total_content(&self, cell: Cell) -> Option<Content> {
        let (set, office) = (self.form.set, self.form.office);
        let fields =
            || set.fields.iter().map(|field| self.address(*field, cell)).collect::<Vec<_>>().join(",");
        match cell {
            Cell::Name => Some(Content::Text("Tổng cộng".to_owned())),
            Cell::Max => Some(Content::Formula(format!("=SUM({})", fields()), set.scale.clone())),
            Cell::Own | Cell::Appraised | Cell::Reached => {
                let values: Vec<Number> =
                    office.marks.iter().filter_map(|mark| self.value(mark, cell)).collect();
                let mut sum: Number = values.iter().sum();
                let mut formula = format!("=SUM({})", fields());
                if self.form.layout.adjustments {
                    let at = set.nodes.len();
                    let (bonus, penalty) = (self.address(at, cell), self.address(at + 1, cell));
                    formula = format!("{formula}+N({bonus})-N({penalty})");
                    let part = |pair: &Option<(Number, Number)>| match (pair, cell) {
                        (Some((own, _)), Cell::Own) => own.clone(),
                        (Some((_, appraised)), _) => appraised.clone(),
                        (None, _) => Number::ZERO,
                    };
                    sum = sum + part(&office.bonus) + -&part(&office.penalty);
                }
                (!values.is_empty()).then_some(Content::Formula(formula, sum))
            }
            _ => None,
        }
    }
}

/// The number of a row as the layout writes it.
fn number(form: &Form, at: usize) -> String {
    const ROMAN: [&str; 9] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    const LETTERS: [&str; 12] = ["a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m"];
    let node = &form.set.nodes[at];
    let place = node.parent.map_or_else(
        || form.set.fields.iter().position(|field| *field == at),
        |parent| form.set.nodes[parent].children.iter().position(|child| *child == at),
    );
    let place = place.unwrap_or_default();
    let depth = node.code.matches('.').count();
    match (form.layout.numbering, depth) {
        (Numbering::Roman | Numbering::ByName, 0) => ROMAN[place].to_owned(),
        (Numbering::Letter, 0) => ["A", "B", "C", "D", "E", "F", "G", "H", "I"][place].to_owned(),
        (Numbering::ByName, 1) => format!("{})", LETTERS[place]),
        (Numbering::ByName, _) => "-".to_owned(),
        _ => node.code.to_string(),
    }
}
