//! What a reader of the table does not see, and what is read nevertheless: hidden rows and columns, and values under a
//! merged cell.

use std::sync::Arc;

use super::{Cell, Sheet, Value, limits};
use crate::diagnostic::{CellRef, Finding, Place};
use crate::message::Detail;

/// Names the hidden rows and columns of a sheet that hold something.
pub(super) fn findings(file: &Arc<str>, sheet: &Sheet) -> Vec<Finding> {
    let whole = Place::sheet(file, &sheet.name);
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
        found.push(Finding::new(whole, Detail::HiddenColumns { columns }));
    }
    found.extend(under_merges(file, sheet));
    found
}

/// Names the merged ranges that hold a value beside the one that is seen, at the first such cell. A text that repeats
/// what is seen says nothing more.
fn under_merges(file: &Arc<str>, sheet: &Sheet) -> Vec<Finding> {
    let (mut found, mut looked_at) = (Vec::new(), 0);
    for (first, last) in &sheet.merges {
        let from = sheet.rows.partition_point(|span| span.index < first.row);
        let rows = sheet.rows.iter().skip(from).take_while(|span| span.index <= last.row);
        let mut seen = None;
        let mut covered: Option<(CellRef, Value)> = None;
        let mut more = 0;
        for span in rows {
            let cells = sheet.cells.get(span.start as usize..span.end as usize).unwrap_or_default();
            let left = cells.partition_point(|cell| u32::from(cell.column) < first.column);
            let within = |cell: &&Cell| u32::from(cell.column) <= last.column;
            for cell in cells.iter().skip(left).take_while(within) {
                looked_at += 1;
                let at = CellRef { row: span.index, column: u32::from(cell.column) };
                let value = sheet.value(cell);
                match (&covered, &value) {
                    _ if at == *first => seen = Some(value),
                    (_, Value::Text(_)) if seen.as_ref() == Some(&value) => {}
                    (None, _) => covered = Some((at, value)),
                    (Some(_), _) => more += 1,
                }
            }
        }
        if let Some((at, value)) = covered {
            let detail = Detail::UnderMerge { value: shown(&value), range: format!("{first}:{last}"), more };
            found.push(Finding::new(Place::cell(file, &sheet.name, at), detail));
        }
        // Ranges of an honest sheet do not overlap.
        if found.len() >= limits::FAULTS || looked_at > limits::CELLS {
            break;
        }
    }
    found
}

fn shown(value: &Value) -> String {
    match value {
        Value::Text(text) | Value::Error(text) => (*text).to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Date(date) => format!("{:02}/{:02}/{}", date.day, date.month, date.year),
        Value::Bool(true) => "TRUE".to_owned(),
        Value::Bool(false) => "FALSE".to_owned(),
        Value::Uncached | Value::Unreadable => "?".to_owned(),
    }
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
