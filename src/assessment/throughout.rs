//! One cause, one finding: what is wrong with most rows of a table is said once, with the cells.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::diagnostic::{CellRef, Code, Finding, Place};
use crate::message::Detail;
use crate::sorting::Order as _;

/// Fewer warnings of a column, and fewer rows that are most of a table, are each a finding of their own.
const SEVERAL: usize = 6;
/// Fewer of any kind are. So many rows of no criterion of the set have one cause, also where they are not most.
const MANY: usize = 10;
/// So many cells, or ranges of cells, are named.
const NAMED: usize = 40;

/// Faults that a whole column has for one reason: another set, other heads, a column that the spreadsheet changed.
const OF_COLUMNS: [Code; 7] = [
    Code::ShiftedColumns,
    Code::UnknownCriterion,
    Code::AmbiguousCriterion,
    Code::MaxDiffers,
    Code::NotANumber,
    Code::RenamedCriterion,
    Code::DamagedCode,
];

/// Makes one finding of those from the `from`th on that have the same code in the same column (or row of heads), where they concern most
/// of the `rows` of the table, or warn of what was understood anyway. Says whether rows were lost so.
pub(super) fn one_for_all(findings: &mut Vec<Finding>, from: usize, rows: usize) -> bool {
    let mut lost = false;
    for code in OF_COLUMNS {
        let of_code = |finding: &Finding| match &finding.place {
            Place::Cell { cell: Some(cell), .. } if finding.code() == code => Some(*cell),
            _ => None,
        };
        let cells: Vec<(usize, CellRef)> =
            findings.iter().enumerate().skip(from).filter_map(|(at, f)| Some((at, of_code(f)?))).collect();
        let same = of_fullest_line(cells);
        if same.is_empty() {
            continue;
        }
        let understood = matches!(code, Code::RenamedCriterion | Code::DamagedCode);
        let rows_lost =
            matches!(code, Code::UnknownCriterion | Code::AmbiguousCriterion | Code::ShiftedColumns);
        let most = 2 * same.len() > rows;
        let several = same.len() >= SEVERAL && (understood || (rows_lost && most));
        if !several && (same.len() < MANY || !(rows_lost || most)) {
            continue;
        }
        lost |= rows_lost;
        let cells = named(&same, findings);
        let kept = same[0].0;
        let detail = Box::new(findings[kept].detail.clone());
        findings[kept].detail = Detail::Throughout { detail, count: same.len(), cells };
        findings[kept].criterion = None;
        findings[kept].also = same.iter().skip(1).map(|(_, cell)| *cell).collect();
        let mut at = 0;
        findings.retain(|_| {
            at += 1;
            at - 1 == kept || same.binary_search_by_key(&(at - 1), |(at, _)| *at).is_err()
        });
    }
    if lost {
        // What else is wrong with the codes, names and maxima of such a table has the same cause.
        let mut at = 0;
        findings.retain(|finding| {
            at += 1;
            let one = matches!(finding.detail, Detail::Throughout { .. });
            at <= from || one || !OF_COLUMNS.contains(&finding.code())
        });
    }
    lost
}

/// Of what may be lacking in `rows` rows of a sheet: one finding where most lack it, or all for one cause.
pub(super) fn one_of_sheet(mut findings: Vec<Finding>, rows: usize, one_cause: bool) -> Vec<Finding> {
    let most = findings.len() >= SEVERAL && 2 * findings.len() > rows;
    if findings.len() < 2 || !(one_cause || most) {
        return findings;
    }
    let cell = |finding: &Finding| match &finding.place {
        Place::Cell { cell, .. } => *cell,
        _ => None,
    };
    findings.order_by_key(|finding| cell(finding).map(|cell| (cell.column, cell.row)));
    let cells: Vec<(usize, CellRef)> =
        findings.iter().enumerate().filter_map(|(at, finding)| Some((at, cell(finding)?))).collect();
    let named = named(&cells, &findings);
    let mut first = findings.swap_remove(0);
    let detail = Box::new(first.detail);
    first.detail = Detail::Throughout { detail, count: cells.len(), cells: named };
    first.also = cells.iter().skip(1).map(|(_, cell)| *cell).collect();
    (first.unit, first.criterion) = (None, None);
    vec![first]
}

/// Those in the column that has the most of them; in the heads of a matrix they stand in one row.
fn of_fullest_line(mut cells: Vec<(usize, CellRef)>) -> Vec<(usize, CellRef)> {
    let fullest = |line: fn(&CellRef) -> u32| {
        let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
        for (_, cell) in &cells {
            *counts.entry(line(cell)).or_default() += 1;
        }
        counts.into_iter().map(|(line, count)| (count, Reverse(line))).max()
    };
    match (fullest(|cell| cell.column), fullest(|cell| cell.row)) {
        (Some((of_column, _)), Some((of_row, Reverse(row)))) if of_row > of_column => {
            cells.retain(|(_, cell)| cell.row == row);
        }
        (Some((_, Reverse(column))), _) => cells.retain(|(_, cell)| cell.column == column),
        (None, _) => {}
    }
    cells
}

/// The cells: ranges of them, or each with the code that was understood.
fn named(same: &[(usize, CellRef)], findings: &[Finding]) -> String {
    let mut names: Vec<String> = Vec::new();
    let mut range: Option<(CellRef, CellRef)> = None;
    let closed = |(first, last): (CellRef, CellRef)| {
        if first == last { first.to_string() } else { format!("{first}:{last}") }
    };
    for (at, cell) in same {
        if let Detail::DamagedCode { code, .. } = &findings[*at].detail {
            names.push(format!("{cell} → {code}"));
            continue;
        }
        match &mut range {
            Some((_, last)) if last.row + 1 == cell.row => *last = *cell,
            _ => names.extend(range.replace((*cell, *cell)).map(closed)),
        }
    }
    names.extend(range.map(closed));
    let more = names.len() > NAMED;
    names.truncate(NAMED);
    format!("{}{}", names.join(", "), if more { ", …" } else { "" })
}
