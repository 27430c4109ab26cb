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
use crate::results::{Block, Previous, Unit};

/// How many criteria the table of losses names.
const LOST: usize = 10;

/// A unit: its name, whether it is incomplete, how many errors its files have, whether it is ranked.
#[derive(Serialize)]
struct UnitData(Both, bool, usize, bool);

/// What a block shows at once.
#[derive(Serialize)]
struct Tables {
    figures: TableData,
    ranking: TableData,
    classes: TableData,
}

/// What it shows where somebody asks.
#[derive(Serialize)]
struct More {
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
    bins: Vec<(String, String, usize)>,
    tables: Tables,
    /// How many units a packed part holds.
    at_once: usize,
}

impl BlockData {
    pub fn of(block: &Block, set: usize) -> BlockData {
        let unit = |unit: Unit| {
            let ranked = unit.place.is_some();
            UnitData(Both::same(&**unit.name()), !unit.card.complete, unit.card.errors, ranked)
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
            },
            at_once: AT_ONCE,
        }
    }
}

/// The other tables of a block, packed.
pub(super) fn tables(block: &Block, previous: Option<&Previous>) -> anyhow::Result<String> {
    packed(&More {
        fields: TableData::of(|lang| fields_table(block, lang)),
        strengths: TableData::of(|lang| strengths_table(block, lang)),
        lost: TableData::of(|lang| lost_table(block, LOST, lang)),
        differences: TableData::of(|lang| differences_table(block, lang)),
        not_applicable: TableData::of(|lang| not_applicable_table(block, lang)),
        changes: previous.map(|previous| TableData::of(|lang| changes_table(block, previous, lang))),
    })
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
