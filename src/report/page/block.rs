//! A block as the page shows it: its tables, its units with their marks, the points of every criterion.

use serde::Serialize;

use super::bins::bins;
use super::packed::packed;
use super::texts::{Both, TableData};
use super::unit::AT_ONCE;
use crate::message::{Lang, say};
use crate::report::table::Cell;
use crate::report::{
    changes_table, classes_table, differences_table, fields_table, figures_table, lost_table, matrix_table,
    not_applicable_table, ranking_table, strengths_table,
};
use crate::results::{Block, Previous};

/// How many criteria the table of losses names.
const LOST: usize = 10;

/// A unit: its name, and what its marks say.
#[derive(Serialize)]
struct UnitData {
    name: Both,
    incomplete: bool,
    errors: usize,
    ranked: bool,
}

/// The tables of a block.
#[derive(Serialize)]
struct Tables {
    figures: TableData,
    ranking: TableData,
    classes: TableData,
    fields: TableData,
    strengths: TableData,
    lost: TableData,
    differences: TableData,
    not_applicable: TableData,
    changes: Option<TableData>,
}

/// A block.
#[derive(Serialize)]
pub(super) struct BlockData {
    id: String,
    name: Both,
    set: usize,
    is_final: bool,
    units: Vec<UnitData>,
    missing: Vec<Both>,
    /// Place of the highest and the lowest unit among the units need no search: they are sorted.
    bins: Vec<(String, String, usize)>,
    tables: Tables,
    /// How many units a packed part holds, and how many parts there are.
    at_once: usize,
    parts: usize,
}

impl BlockData {
    pub fn of(block: &Block, previous: Option<&Previous>, set: usize, parts: usize) -> BlockData {
        let unit = |unit: crate::results::Unit| UnitData {
            name: Both::same(&**unit.name()),
            incomplete: !unit.card.complete,
            errors: unit.card.errors,
            ranked: unit.place.is_some(),
        };
        BlockData {
            id: block.id().to_owned(),
            name: Both::of(|lang| name(block, lang)),
            set,
            is_final: block.is_final(),
            units: block.all().map(unit).collect(),
            missing: block.missing().map(Both::same).collect(),
            bins: bins(block),
            tables: Tables {
                figures: TableData::of(|lang| figures_table(&[*block], lang)),
                ranking: TableData::of(|lang| ranking_table(block, lang)),
                classes: TableData::of(|lang| classes_table(block, lang)),
                fields: TableData::of(|lang| fields_table(block, lang)),
                strengths: TableData::of(|lang| strengths_table(block, lang)),
                lost: TableData::of(|lang| lost_table(block, LOST, lang)),
                differences: TableData::of(|lang| differences_table(block, lang)),
                not_applicable: TableData::of(|lang| not_applicable_table(block, lang)),
                changes: previous.map(|previous| TableData::of(|lang| changes_table(block, previous, lang))),
            },
            at_once: AT_ONCE,
            parts,
        }
    }
}

/// The name of a block for people.
pub(super) fn name(block: &Block, lang: Lang) -> String {
    block.name().map_or_else(|| say!(lang, "Tất cả đơn vị", "All units"), str::to_owned)
}

/// Per ranked unit the points of each leaf: the matrix of criteria and units, turned, packed. `k` does not apply, `-` is
/// missing, `!` is faulty.
pub(super) fn points(block: &Block) -> anyhow::Result<String> {
    let table = matrix_table(block, Lang::En);
    let before = table.columns.len().saturating_sub(block.units().len());
    let cell = |cell: &Cell| match cell {
        Cell::Number(number) => number.to_string(),
        Cell::Text(text) if text == "–" => "-".to_owned(),
        Cell::Text(text) if text == "!" => "!".to_owned(),
        _ => "k".to_owned(),
    };
    let unit = |at: usize| -> Vec<String> { table.rows.iter().map(|row| cell(&row[before + at])).collect() };
    packed(&(0..block.units().len()).map(unit).collect::<Vec<_>>())
}
