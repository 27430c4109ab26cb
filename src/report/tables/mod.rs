//! The tables of the year's papers: each is built once, and every paper shows the same.

mod appraisal;
mod block;
mod changes;
mod criteria;
mod unit;

pub use appraisal::{appraisal_table, second_round_table};
pub use block::{
    classes_table, fields_table, figures_table, not_applicable_table, profile_table, ranking_table,
};
pub use changes::{changes_table, field_changes_table};
pub use criteria::{
    differences_table, lost_table, matrix_sums_table, matrix_table, pairs_table, strengths_table,
};
pub use unit::{leaves_table, unit_fields_table};

use super::build::{optional, points, rank_columns, rank_remarks, shown};
use super::table::{Align, Cell, Column, Table};
use crate::message::{Lang, say};
use crate::results::{Block, Unit};

/// The name of a block; nothing where all units are one.
fn block_line(block: &Block, lang: Lang) -> Vec<String> {
    block.name().map(|name| say!(lang, "Khối: {name}", "Block: {name}")).into_iter().collect()
}

/// A heading of one title and the block.
fn titled(title: String, block: &Block, lang: Lang) -> Vec<String> {
    let mut lines = vec![title];
    lines.extend(block_line(block, lang));
    lines
}

/// The rank as papers show it.
pub(super) fn rank_cell(unit: &Unit) -> Cell {
    match unit.place {
        Some(place) if place.tied => Cell::Text(format!("{}=", place.rank)),
        Some(place) => Cell::Count(place.rank),
        None => Cell::Text("–".to_owned()),
    }
}

/// What stands in the place of points where a criterion does not apply.
pub(in crate::report) fn exempt_mark(lang: Lang) -> String {
    say!(lang, "KAD", "n/a")
}

/// What stands there while there are no points, and where they are faulty.
pub(in crate::report) const MISSING_MARK: &str = "–";
pub(in crate::report) const FAULT_MARK: &str = "!";

/// The class as papers show it.
pub(super) fn class_cell(unit: &Unit) -> Cell {
    unit.class().map_or(Cell::Blank, |class| Cell::Text(class.to_owned()))
}

fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

fn left(head: String, key: &str) -> Column {
    Column::new(head, key, Align::Left)
}

fn right(head: String, key: &str) -> Column {
    Column::new(head, key, Align::Right)
}

/// Rank and unit, with which most tables begin.
fn opening(lang: Lang) -> Vec<Column> {
    vec![right(say!(lang, "Hạng", "Rank"), "rank"), left(say!(lang, "Đơn vị", "Unit"), "unit")]
}

fn table(heading: Vec<String>, columns: Vec<Column>, rows: Vec<Vec<Cell>>, notes: Vec<String>) -> Table {
    Table { heading, columns, rows, notes, ..Table::default() }
}
