//! From a booklet to the bytes of a workbook.

use rust_decimal::Decimal;
use rust_xlsxwriter::{
    Color, ConditionalFormatFormula, Format, ProtectionOptions, Workbook, Worksheet, XlsxError,
};

use super::parcel::Booklet;
use super::prompts::{self, Possible};
use super::rows;
use super::words::Of;
use super::{CouncilPaper, Matter};
use crate::assessment::Subject;
use crate::marker::SHEET;
use crate::points::Number;
use crate::report::{Cell, Table, write_table};
use crate::workbook::grid::{Grid, Part, name};
use crate::workbook::growing::growing;
use crate::workbook::look::Look;
use crate::workbook::template::{FIRST_LIST, letters, method, words};
use crate::workbook::write::{validation, write_grid, write_hidden};

/// A reason that is missing.
const MISSING: Color = Color::RGB(0x00F8_B4B4);

pub(super) fn bytes(booklet: &Booklet, matter: &Matter) -> Result<Vec<u8>, XlsxError> {
    let grid = &booklet.grid;
    let columns = rows::columns(booklet.paper, booklet.with_unit);
    let (mut book, mut look) = (Look::book(&grid.heading.title)?, Look::default());
    write_grid(&mut book, &mut look, grid, small(columns.len() / 2 - 1))?;
    let mut lists = Lists::default();
    let sheet = book.worksheet_from_name(&grid.name)?;
    let (head, first, end) = (grid.head_row(), grid.row(0), grid.row(grid.rows.len()).saturating_sub(1));
    sheet.autofilter(head, 0, end, small(columns.len() - 1))?;
    sheet.set_freeze_panes(first, if booklet.with_unit { 3 } else { 2 })?;
    let options = ProtectionOptions {
        use_autofilter: true,
        format_columns: true,
        format_rows: true,
        ..ProtectionOptions::default()
    };
    sheet.protect_with_options(&options);
    checks(sheet, booklet, matter, &columns, &mut lists)?;
    marks(sheet, booklet, &columns)?;
    let rules = book.add_worksheet();
    rules.set_name(words::method(matter.lang))?;
    write_table(rules, &of_these(method(matter.set, matter.lang), booklet, matter), matter.lang)?;
    Look::protect(rules);
    write_hidden(&mut book, &booklet.marker.rows(), FIRST_LIST, &[])?;
    lists.write(&mut book)?;
    Ok(growing(book.save_to_buffer()?, 1, first + 1))
}

/// What may be typed, once for rows of one criterion below each other.
fn checks(
    sheet: &mut Worksheet,
    booklet: &Booklet,
    matter: &Matter,
    columns: &[Of],
    lists: &mut Lists,
) -> Result<(), XlsxError> {
    let grid = &booklet.grid;
    for (column, of) in (0..).zip(columns).filter(|(_, of)| of.is_open(booklet.paper)) {
        if let Some(check) = prompts::beside(*of, booklet.paper, matter.lang) {
            let end = grid.row(grid.rows.len()).saturating_sub(1);
            sheet.add_data_validation(grid.row(0), column, end, column, &validation(&check)?)?;
            continue;
        }
        for (first, last, part) in runs(grid, column) {
            let subject = match part {
                Part::Leaf(n) => Subject::Leaf(n),
                Part::Adjustment(n) => Subject::Adjustment(n),
                _ => continue,
            };
            let possible = prompts::possible(matter, subject);
            let list = match &possible {
                Possible::Values(values) => Some(lists.range(values)),
                _ => None,
            };
            let check = prompts::points(matter, subject, &possible, &name(first, column), list);
            sheet.add_data_validation(first, column, last, column, &validation(&check)?)?;
        }
    }
    Ok(())
}

/// Rows of one criterion below each other with an open cell in the column: first, last.
fn runs(grid: &Grid, column: u16) -> Vec<(u32, u32, Part)> {
    let mut runs: Vec<(u32, u32, Part)> = Vec::new();
    let open = grid.cells().filter(|(_, at, _, cell)| *at == column && cell.open);
    for (row, _, part, _) in open {
        match runs.last_mut() {
            Some((_, last, of)) if *of == part && *last + 1 == row => *last = row,
            _ => runs.push((row, row, part)),
        }
    }
    runs
}

/// A reason that is missing gets a colour of its own.
fn marks(sheet: &mut Worksheet, booklet: &Booklet, columns: &[Of]) -> Result<(), XlsxError> {
    let grid = &booklet.grid;
    let (first, end) = (grid.row(0), grid.row(grid.rows.len()).saturating_sub(1));
    let column = |of: Of| columns.iter().position(|at| *at == of).map(small);
    let cell = |of: Of| column(of).map(|at| format!("${}", name(first, at)));
    let missing = || {
        let (points, own, reason) = (cell(Of::Points)?, cell(Of::Own)?, cell(Of::Reason)?);
        let computed = cell(Of::Computed)?;
        let below = format!("{points}<IF(ISNUMBER({own}),{own},N({computed}))");
        let differs = match (booklet.paper, cell(Of::FirstPoints)) {
            (CouncilPaper::Second, Some(before)) => {
                format!("IF(ISNUMBER({before}),{points}<>{before},{below})")
            }
            _ => below,
        };
        Some(format!("=AND(ISNUMBER({points}),TRIM({reason})=\"\",{differs})"))
    };
    if let (Some(at), Some(formula)) = (column(Of::Reason), missing()) {
        let format = Format::new().set_background_color(MISSING);
        let rule = ConditionalFormatFormula::new().set_rule(formula.as_str()).set_format(format);
        sheet.add_conditional_format(first, at, end, at, &rule)?;
    }
    Ok(())
}

/// The rules of what stands in the workbook.
fn of_these(mut table: Table, booklet: &Booklet, matter: &Matter) -> Table {
    let set = matter.set;
    let code = |of: &Subject| match of {
        Subject::Leaf(n) => &*set.leaf(*n).0.code,
        Subject::Adjustment(n) => &*set.adjustments[*n].code,
    };
    let codes: Vec<&str> = booklet.subjects.iter().map(code).collect();
    table.rows.retain(|row| matches!(row.first(), Some(Cell::Text(code)) if codes.contains(&code.as_str())));
    table.bold.clear();
    table.notes.clear();
    for row in &mut table.rows {
        if let Some(Cell::Text(name)) = row.get_mut(1) {
            *name = name.trim_start().to_owned();
        }
    }
    table
}

/// The values of the drop-downs: they stand in the hidden sheet, one list in each column, as numbers.
#[derive(Default)]
struct Lists(Vec<Vec<Number>>);

impl Lists {
    /// The range in which the values stand.
    fn range(&mut self, values: &[Number]) -> String {
        let known = self.0.iter().position(|list| list == values);
        let at = known.unwrap_or_else(|| {
            self.0.push(values.to_vec());
            self.0.len() - 1
        });
        let column = letters(usize::from(FIRST_LIST) + at);
        format!("{SHEET}!${column}$1:${column}${}", values.len())
    }

    fn write(&self, book: &mut Workbook) -> Result<(), XlsxError> {
        let sheet = book.worksheet_from_name(SHEET)?;
        for (column, list) in (FIRST_LIST..).zip(&self.0) {
            for (row, value) in (0..).zip(list) {
                // They are rounded, and so have digits.
                let digits: Decimal = value.to_string().parse().unwrap_or_default();
                sheet.write(row, column, digits)?;
            }
        }
        Ok(())
    }
}

fn small(size: usize) -> u16 {
    u16::try_from(size).unwrap_or(u16::MAX)
}
