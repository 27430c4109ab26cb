//! From one row of heads, or several one below the other, to what each column says.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::heads::{Head, head};
use crate::sheet::{Row, Sheet, Value, fold};
use crate::sorting::Order as _;

/// The meaning of one head with its text.
#[derive(Debug)]
pub(crate) struct Column {
    pub at: u32,
    pub text: String,
    pub head: Option<Head>,
}

/// The columns that say the same as one before, where only one of them can count.
pub(super) fn twice(columns: &[Column]) -> Vec<(u32, u32, String)> {
    let counts = |head| {
        let useless = [Head::Block, Head::Evidence, Head::Total, Head::Ignored, Head::Explanation];
        !useless.contains(&head) && !matches!(head, Head::Reason(_) | Head::Appraiser(_))
    };
    // Other words over points of one kind do not say which of them count.
    let plain = columns.iter().all(|column| column.head != Some(Head::Own)).then_some(Head::Points);
    let only_one = [Some(Head::Own), Some(Head::Survey), Some(Head::Max), plain.or(Some(Head::Own))];
    let mut firsts: HashMap<(Head, Option<String>), u32> = HashMap::new();
    let mut twice = Vec::new();
    for column in columns {
        let Some(head) = column.head.filter(|head| counts(*head)) else { continue };
        let words = (!only_one.contains(&column.head)).then(|| fold(&column.text));
        match firsts.entry((head, words)) {
            Entry::Occupied(first) => twice.push((*first.get(), column.at, column.text.clone())),
            Entry::Vacant(place) => {
                place.insert(column.at);
            }
        }
    }
    twice
}

/// A head of points that is merged over several columns is that of each which has none of its own.
pub(super) fn over_merged(sheet: &Sheet, rows: std::ops::Range<u32>, columns: &mut Vec<Column>) {
    for (first, last) in &sheet.merges {
        if !rows.contains(&first.row) || first.column == last.column {
            continue;
        }
        let Some(over) = columns.iter().find(|column| column.at == first.column) else { continue };
        let points = over.head.is_some_and(Head::is_points);
        let (head, text) = (over.head, over.text.clone());
        for at in (first.column + 1..=last.column).take(if points { 20 } else { 0 }) {
            if columns.iter().all(|column| column.at != at) {
                columns.push(Column { at, text: text.clone(), head });
            }
        }
    }
    columns.order_by_key(|column| column.at);
}

/// Points of other years, which stand beside those of the year for comparison.
pub(super) fn pass_over_other_years(columns: &mut [Column], year: i64) {
    let of_other = |column: &Column| names_other_years(&column.text, Some(year));
    for at in 0..columns.len() {
        let (head, other) = (columns[at].head, of_other(&columns[at]));
        let points = head.is_some_and(Head::is_points);
        let counts = |column: &Column| column.head == head && !of_other(column);
        if points && other && columns.iter().any(counts) {
            columns[at].head = Some(Head::Ignored);
        }
    }
}

/// Whether a head names years, and none of them is the round's.
pub(super) fn names_other_years(head: &str, year: Option<i64>) -> bool {
    let folded = fold(head);
    let mut named = years(&folded).peekable();
    named.peek().is_some() && named.all(|named| Some(named) != year)
}

/// The years in a heading: `nam 2024`, `nam bao cao 2024`.
pub(super) fn years(folded: &str) -> impl Iterator<Item = i64> {
    let words = ["nam ", "nam bao cao ", "nam danh gia "];
    let behind = words.into_iter().flat_map(move |word| {
        let at = folded.match_indices(word);
        at.filter_map(move |(at, _)| folded.get(at + word.len()..at + word.len() + 4))
    });
    behind.filter(|digits| digits.starts_with("20")).filter_map(|digits| digits.parse().ok())
}

pub(crate) fn columns_of(row: Row) -> Vec<Column> {
    row.cells()
        .map(|(at, value)| {
            let text = match value {
                Value::Text(text) => text.to_owned(),
                _ => String::new(),
            };
            // A label such as `Đơn vị:` stands before its value, not over it.
            let head = if text.is_empty() || text.ends_with(':') { None } else { head(&fold(&text)) };
            Column { at, text, head }
        })
        .collect()
}

/// Adds the rows below that still belong to the header: those with heads but without code, name and maximum.
pub(super) fn with_lower_rows(sheet: &Sheet, at: usize, mut columns: Vec<Column>) -> (Vec<Column>, usize) {
    let fixed = |columns: &[Column]| -> Vec<u32> {
        let fixed = [Some(Head::Code), Some(Head::Name), Some(Head::Max)];
        columns.iter().filter(|column| fixed.contains(&column.head)).map(|column| column.at).collect()
    };
    let mut depth = 1;
    while depth < 3
        && let Some(row) = sheet.nth_row(at + depth)
        && let Some(last) = sheet.nth_row(at + depth - 1)
        && row.index() == last.index() + 1
    {
        let lower = columns_of(row);
        // One text there may be a note; several divide the heads above.
        let is_heads = lower.len() > 1 || lower.iter().any(|column| column.head.is_some());
        let is_head = is_heads
            && !fixed(&columns).is_empty()
            && lower.iter().all(|column| !column.text.is_empty())
            && fixed(&columns).iter().all(|column| row.get(*column).is_none());
        if !is_head {
            break;
        }
        columns = joined(columns, lower);
        depth += 1;
    }
    (columns, depth)
}

/// Each lower head under its upper one; an upper head reaches over the blank cells to its right.
fn joined(upper: Vec<Column>, lower: Vec<Column>) -> Vec<Column> {
    let mut all: Vec<Column> = Vec::new();
    for column in lower {
        let above = upper.iter().rev().find(|head| head.at <= column.at);
        let text =
            above.map_or_else(|| column.text.clone(), |above| format!("{} {}", above.text, column.text));
        let own = column.head.filter(|head| *head != Head::Points);
        let both = head(&fold(&text));
        // The round of both may stand above.
        let of_round = both.filter(|both| own.is_some_and(|own| own.kind() == both.kind()));
        let head = of_round.or(own).or(both).or(column.head);
        all.push(Column { at: column.at, text, head });
    }
    let covered: Vec<u32> = all.iter().map(|column| column.at).collect();
    all.extend(upper.into_iter().filter(|column| !covered.contains(&column.at)));
    all.order_by_key(|column| column.at);
    all
}
