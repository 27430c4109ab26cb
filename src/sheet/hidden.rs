//! Rows and columns that a reader of the table does not see, and that are read nevertheless.

use super::Sheet;
use crate::diagnostic::{CellRef, Finding, Place};
use crate::message::Detail;

/// Names the hidden rows and columns of a sheet that hold something.
pub(super) fn findings(whole: &Place, sheet: &Sheet) -> Vec<Finding> {
    let rows: Vec<u32> = sheet.hidden_rows.iter().copied().filter(|row| has_row(sheet, *row)).collect();
    let mut columns: Vec<u32> = Vec::new();
    if !sheet.hidden_columns.is_empty() {
        columns = sheet.cells.iter().map(|cell| u32::from(cell.column)).collect();
        columns.sort_unstable();
        columns.dedup();
        columns.retain(|column| {
            sheet.hidden_columns.iter().any(|(first, last)| (first..=last).contains(&column))
        });
    }
    let mut found = Vec::new();
    if !rows.is_empty() {
        let rows = ranges(&rows, |row| (row + 1).to_string());
        found.push(Finding::new(whole.clone(), Detail::HiddenRows { rows }));
    }
    if !columns.is_empty() {
        let letters = |column| CellRef { row: 0, column }.to_string().trim_end_matches('1').to_owned();
        let columns = ranges(&columns, letters);
        found.push(Finding::new(whole.clone(), Detail::HiddenColumns { columns }));
    }
    found
}

fn has_row(sheet: &Sheet, row: u32) -> bool {
    sheet.rows.binary_search_by_key(&row, |span| span.index).is_ok()
}

/// `5–7, 12`; a long list is cut.
fn ranges(rows: &[u32], name: impl Fn(u32) -> String) -> String {
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for row in rows.iter().copied() {
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == row => *last = row,
            _ => ranges.push((row, row)),
        }
    }
    let mut text: Vec<String> = ranges
        .iter()
        .take(20)
        .map(
            |(first, last)| {
                if first == last { name(*first) } else { format!("{}–{}", name(*first), name(*last)) }
            },
        )
        .collect();
    if ranges.len() > text.len() {
        text.push("…".to_owned());
    }
    text.join(", ")
}
