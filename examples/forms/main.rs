//! Writes one workbook with the writer that the program uses: its description as JSON comes on standard input, its
//! path is the argument. `tests/forms/generate.py` calls it; see there.

use std::io::stdin;

use anyhow::{Context, Result};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};
use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
struct Sheet {
    name: String,
    hidden: bool,
    cells: Vec<Cell>,
    merges: Vec<[u32; 4]>,
    hidden_rows: Vec<u32>,
    hidden_columns: Vec<u16>,
    widths: Vec<(u16, u16)>,
}

#[derive(Deserialize)]
struct Cell {
    row: u32,
    column: u16,
    value: Value,
    /// Instead of a value: a day, `2025-02-03`.
    date: Option<String>,
    /// Beside a value, which is its result.
    formula: Option<String>,
    format: Option<String>,
    font: Option<String>,
    bold: bool,
}

fn main() -> Result<()> {
    let path = std::env::args().nth(1).context("where to?")?;
    let sheets: Vec<Sheet> = serde_json::from_reader(stdin())?;
    let mut book = Workbook::new();
    book.set_properties(
        &rust_xlsxwriter::DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2025, 12, 15)?),
    );
    for sheet in &sheets {
        write(book.add_worksheet(), sheet)?;
    }
    book.save(&path).with_context(|| path.clone())
}

fn write(target: &mut Worksheet, sheet: &Sheet) -> Result<()> {
    target.set_name(&sheet.name)?.set_hidden(sheet.hidden);
    for [first_row, first, last_row, last] in &sheet.merges {
        let (first, last) = (u16::try_from(*first)?, u16::try_from(*last)?);
        target.merge_range(*first_row, first, *last_row, last, "", &Format::new())?;
    }
    for cell in &sheet.cells {
        let mut format = Format::new();
        if let Some(shown) = &cell.format {
            format = format.set_num_format(shown);
        }
        if let Some(font) = &cell.font {
            format = format.set_font_name(font);
        }
        if cell.bold {
            format = format.set_bold();
        }
        let (row, column) = (cell.row, cell.column);
        match (&cell.formula, &cell.date, &cell.value) {
            (Some(formula), ..) => {
                let result = match &cell.value {
                    Value::String(text) => text.clone(),
                    other => other.to_string(),
                };
                target.write_formula_with_format(
                    row,
                    column,
                    Formula::new(formula).set_result(result),
                    &format,
                )?
            }
            (_, Some(date), _) => target.write_datetime_with_format(
                row,
                column,
                ExcelDateTime::parse_from_str(date)?,
                &format,
            )?,
            (.., Value::Number(number)) => {
                target.write_number_with_format(row, column, number.as_f64().context("a number")?, &format)?
            }
            (.., Value::String(text)) => target.write_string_with_format(row, column, text, &format)?,
            _ => target.write_blank(row, column, &format)?,
        };
    }
    for row in &sheet.hidden_rows {
        target.set_row_hidden(*row)?;
    }
    for (column, width) in &sheet.widths {
        target.set_column_width(*column, *width)?;
    }
    for column in &sheet.hidden_columns {
        target.set_column_hidden(*column)?;
    }
    Ok(())
}
