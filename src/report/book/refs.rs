//! Cells and ranges as formulas write them.

use rust_xlsxwriter::utility::column_number_to_name;

/// A cell of its own sheet that stays where the formula goes.
pub(super) fn fixed(row: u32, column: u16) -> String {
    format!("${}${}", column_number_to_name(column), row + 1)
}

/// A cell in the row of the formula, which goes with it when rows are sorted.
pub(super) fn beside(row: u32, column: u16) -> String {
    format!("${}{}", column_number_to_name(column), row + 1)
}

/// The rows from one to another, in one column.
pub(super) fn down(rows: (u32, u32), column: u16) -> String {
    range((rows.0, column), (rows.1, column))
}

/// The columns from one to another, in one row.
pub(super) fn across(row: u32, columns: (u16, u16)) -> String {
    range((row, columns.0), (row, columns.1))
}

fn range(from: (u32, u16), to: (u32, u16)) -> String {
    let first = fixed(from.0, from.1);
    if from == to { first } else { format!("{first}:{}", fixed(to.0, to.1)) }
}

/// The rows from the first down to that of the formula.
pub(super) fn so_far(first: u32, row: u32, column: u16) -> String {
    format!("{}:{}", fixed(first, column), beside(row, column))
}

/// A reference to another sheet.
pub(super) fn on(sheet: &str, range: &str) -> String {
    format!("'{}'!{range}", sheet.replace('\'', "''"))
}

/// A text within a formula; `None` where it is longer than Excel takes.
pub(super) fn quoted(text: &str) -> Option<String> {
    (text.encode_utf16().count() <= 255).then(|| format!("\"{}\"", text.replace('"', "\"\"")))
}
