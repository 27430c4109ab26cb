//! From a grid to a sheet of a workbook.

use rust_decimal::Decimal;
use rust_xlsxwriter::{
    ConditionalFormatBlank, ConditionalFormatCell, ConditionalFormatCellRule, DataValidation, Formula,
    IgnoreError, Workbook, Worksheet, XlsxError,
};

use super::grid::{Allowed, Cell, Check, Grid, Ground, Style, Value};
use super::look::Look;
use crate::marker::SHEET;
use crate::report::paper::clean;

/// Excel shows no longer title beside a cell, no longer message, and no longer refusal.
const TITLE: usize = 32;
const TEXT: usize = 255;
const REFUSAL: usize = 225;

/// A sheet to fill, all but its open cells protected. The letterhead is parted behind column `split`.
pub fn write_grid(book: &mut Workbook, look: &mut Look, grid: &Grid, split: u16) -> Result<(), XlsxError> {
    let sheet = book.add_worksheet();
    // A formula without a value is blank before anything is filled, not 0.
    sheet.set_name(&grid.name)?.set_formula_result_default("");
    let head = grid.head_row();
    let last = u16::try_from(grid.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    Look::page(sheet, head)?;
    let title = Style { ground: Ground::Head, bold: true, centred: true, ..Style::default() };
    for (at, column) in (0..).zip(&grid.columns) {
        sheet.set_column_width(at, column.width)?;
        sheet.write_string_with_format(head, at, clean(&column.head), look.of(title, false))?;
    }
    Look::heading(sheet, &grid.heading, split, last)?;
    let widths: Vec<u32> = grid.columns.iter().map(|column| column.width).collect();
    let heads: Vec<String> = grid.columns.iter().map(|column| clean(&column.head)).collect();
    sheet.set_row_height(head, Look::height(heads.iter().zip(&widths)))?;
    for (n, row) in grid.rows.iter().enumerate() {
        let shown = |cell: &Cell| match &cell.value {
            // What stands further right has less room.
            Value::Text(text) => format!("{}{}", " ".repeat(usize::from(cell.style.indent) * 2), clean(text)),
            _ => String::new(),
        };
        let texts: Vec<String> = row.cells.iter().map(shown).collect();
        sheet.set_row_height(grid.row(n), Look::height(texts.iter().zip(&widths)))?;
    }
    for (row, column, _, cell) in grid.cells() {
        let format = look.of(cell.style, cell.open);
        match &cell.value {
            Value::Blank => sheet.write_blank(row, column, format)?,
            Value::Text(text) => sheet.write_string_with_format(row, column, clean(text), format)?,
            Value::Number(number) => match number.to_string().parse::<Decimal>() {
                Ok(digits) => sheet.write_with_format(row, column, digits, format)?,
                // A fraction without an end is a formula.
                Err(_) => {
                    sheet.write_formula_with_format(row, column, number.to_string().as_str(), format)?
                }
            },
            Value::Formula(formula, result) => {
                let formula = Formula::new(formula.as_str()).set_result(result.as_str());
                sheet.write_formula_with_format(row, column, formula, format)?
            }
        };
        if let Some(check) = &cell.check {
            sheet.add_data_validation(row, column, row, column, &validation(check)?)?;
        }
    }
    marks(sheet, grid)?;
    let end = grid.row(grid.rows.len());
    Look::signatures(sheet, &grid.signatures, end + 1, split, last)?;
    // Codes are texts, so that 1.10 stays 1.10.
    sheet.ignore_error_range(head, 0, end, last, IgnoreError::NumberStoredAsText)?;
    Look::protect(sheet);
    Ok(())
}

/// Cells that must be filled lose their colour once they are, so that what is left to do is seen; what formulas say of
/// data that are wrong stands out. The cursor waits in the first cell to fill.
fn marks(sheet: &mut Worksheet, grid: &Grid) -> Result<(), XlsxError> {
    let to_fill = |cell: &Cell| cell.open && cell.style.ground == Ground::Fill;
    if let Some((row, column, ..)) = grid.cells().find(|(.., cell)| to_fill(cell)) {
        let filled = ConditionalFormatBlank::new().invert().set_format(Look::filled());
        let filled = filled.set_multi_range(grid.areas(to_fill).join(" "));
        sheet.add_conditional_format(row, column, row, column, &filled)?;
        sheet.set_selection(row, column, row, column)?;
    }
    let computed = |cell: &Cell| matches!(cell.value, Value::Formula(..));
    let first = grid.cells().find(|(.., cell)| computed(cell));
    if let (Some((row, column, ..)), false) = (first, grid.alarm.is_empty()) {
        let rule = ConditionalFormatCellRule::EqualTo(grid.alarm.clone());
        let wrong = ConditionalFormatCell::new().set_rule(rule).set_format(Look::wrong());
        let wrong = wrong.set_multi_range(grid.areas(computed).join(" "));
        sheet.add_conditional_format(row, column, row, column, &wrong)?;
    }
    Ok(())
}

/// What is said beside a cell, and what may be typed.
pub(super) fn validation(check: &Check) -> Result<DataValidation, XlsxError> {
    let validation = match &check.allowed {
        Allowed::Any => DataValidation::new().allow_any_value(),
        Allowed::List(range) => DataValidation::new().allow_list_formula(Formula::new(range.as_str())),
        Allowed::Where(formula) => {
            DataValidation::new().allow_custom(Formula::new(formula.as_str())).ignore_blank(false)
        }
    };
    validation
        .set_input_title(fit(&check.title, TITLE))?
        .set_input_message(fit(&check.text, TEXT))?
        .set_error_title(fit(&check.title, TITLE))?
        .set_error_message(fit(&check.refusal, REFUSAL))
}

/// The sheet that nobody sees: rows of keys and values, and from a column on the lists of drop-downs.
pub fn write_hidden(
    book: &mut Workbook,
    rows: &[Vec<String>],
    from: u16,
    lists: &[Vec<String>],
) -> Result<(), XlsxError> {
    let sheet = book.add_worksheet();
    sheet.set_name(SHEET)?.set_very_hidden(true);
    for (row, cells) in (0..).zip(rows) {
        texts(sheet, row, 0, cells.iter(), true)?;
    }
    for (column, list) in (from..).zip(lists) {
        texts(sheet, 0, column, list.iter(), false)?;
    }
    Ok(())
}

/// Texts from a cell on, to the right or downwards.
fn texts<'a>(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    texts: impl Iterator<Item = &'a String>,
    across: bool,
) -> Result<(), XlsxError> {
    for (n, text) in (0_u16..).zip(texts).filter(|(_, text)| !text.is_empty()) {
        let (row, column) = if across { (row, column + n) } else { (row + u32::from(n), column) };
        sheet.write_string(row, column, clean(text))?;
    }
    Ok(())
}

/// A text that is not longer than Excel allows, cut between words.
fn fit(text: &str, most: usize) -> String {
    let text = clean(text);
    let long = |text: &str| text.encode_utf16().count();
    if long(&text) <= most {
        return text;
    }
    let mut cut = text.as_str();
    while long(cut) + 1 > most {
        cut = cut.rsplit_once(char::is_whitespace).map_or("", |(before, _)| before).trim_end();
    }
    if cut.is_empty() {
        let letters = text.chars().scan(1, |used, c| {
            *used += c.len_utf16();
            (*used <= most).then_some(c)
        });
        return letters.chain(['…']).collect();
    }
    format!("{cut}…")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_cut_between_words() {
        let check = |text: &str, most: usize, expected: &str| assert_eq!(fit(text, most), expected);
        check("một hai", 7, "một hai");
        check("một hai ba", 9, "một hai…");
        check("một hai ba", 7, "một…");
        check("mộthaiba", 5, "mộth…");
    }
}
