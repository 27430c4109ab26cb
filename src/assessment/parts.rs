//! The tables of a sheet, one below the other: heads repeated on every page, a table that goes on under a head of its
//! own, the forms of several units, and lists that are no forms.

use super::catalog::Catalog;
use super::header::{Header, Layout, find, is_head_of_list, read};
use super::heads::{Head, head};
use crate::message::characters;
use crate::sheet::{Row, Sheet, Value, fold};

/// A table of a sheet.
#[derive(Debug)]
pub struct Part {
    /// Its header; `None` of a list that is no form, such as one of papers.
    pub header: Option<Header>,
    /// The filled row with which it begins.
    pub first: usize,
}

/// The tables of a sheet; only around a form others are looked for.
pub fn parts(catalog: &Catalog, sheet: &Sheet, year: Option<i64>) -> Vec<Part> {
    let Some(mut header) = find(catalog, sheet, 0, year) else { return Vec::new() };
    // A table of how points are given may stand above that of the points.
    if header.is_without_points()
        && let Some(next) = find(catalog, sheet, header.body, year)
        && next.layout != Layout::Form
        && is_head(sheet, &next)
    {
        header = next;
    }
    let (layout, max, mut from) = (header.layout, header.column(Head::Max), header.body);
    let mut parts = vec![Part { first: header.first, header: Some(header) }];
    if matches!(layout, Layout::Long | Layout::Matrix) {
        return parts;
    }
    while let Some(part) = (from..sheet.row_count()).find_map(|at| part(catalog, sheet, at, max, year)) {
        from = part.header.as_ref().map_or(part.first + 1, |header| header.body);
        parts.push(part);
    }
    let is_form = |part: &Part| part.header.as_ref().is_some_and(|header| header.layout == Layout::Form);
    let Some(form) = parts.iter().position(is_form) else {
        parts.truncate(1);
        return parts;
    };
    // Beside a form, a table whose points have no known head is one only where it states maxima too. One without any
    // points tells below a form how they are given; above it, it may be the form of the unit that is named there.
    for (at, part) in parts.iter_mut().enumerate() {
        let counts = |header: &Header| match header.layout {
            Layout::Form => true,
            _ if header.is_without_points() => at < form,
            _ => header.column(Head::Max).is_some(),
        };
        part.header = part.header.take().filter(counts);
    }
    parts
}

/// Whether the head of units or codes of a table is one, and no name of a criterion that has such a word.
fn is_head(sheet: &Sheet, header: &Header) -> bool {
    /// Letters of a longer head.
    const LONGEST: usize = 30;
    let column = match header.layout {
        Layout::Transposed => header.column(Head::Code),
        _ => header.column(Head::Unit),
    };
    let text = column.and_then(|column| sheet.nth_row(header.first)?.text(column));
    text.is_some_and(|text| characters(text) <= LONGEST && head(&fold(text)).is_some())
}

fn part(catalog: &Catalog, sheet: &Sheet, at: usize, max: Option<u32>, year: Option<i64>) -> Option<Part> {
    let row = sheet.nth_row(at)?;
    if !may_be_a_head(row, max) {
        return None;
    }
    match read(catalog, sheet, at, year) {
        Some(header) => Some(Part { first: at, header: Some(header) }),
        None => is_head_of_list(row).then_some(Part { first: at, header: None }),
    }
}

/// Whether a row has several texts and nothing that is a number or begins with one.
fn may_be_a_head(row: Row, max: Option<u32>) -> bool {
    // Nearly every row of a form has its maximum.
    if max.is_some_and(|column| matches!(row.get(column), Some(Value::Number(_)))) || row.cells().len() < 3 {
        return false;
    }
    let word =
        |value: Value| matches!(value, Value::Text(text) if !text.starts_with(|c: char| c.is_ascii_digit()));
    row.cells().all(|(_, value)| word(value))
}
