//! Units in detail: fields, leaves, and the life of every score; packed, some units at once.

use rayon::prelude::*;
use serde::Serialize;

use super::lives::Lives;
use super::packed::packed;
use super::texts::Both;
use super::why::{Ranks, Why, why};
use crate::diagnostic::Finding;
use crate::life::{Life, Subject};
use crate::message::Lang;
use crate::points::Number;
use crate::report::table::{Cell, Table};
use crate::report::{leaves_table, unit_fields_table};
use crate::results::{Block, FieldFigures, LeafDetail, Previous, Unit};
use crate::score::Status;

/// How many units are unpacked at once.
pub(super) const AT_ONCE: usize = 48;

/// Several units. What stands per leaf goes leaf by leaf, and in it unit by unit.
#[derive(Serialize)]
struct Part {
    units: Vec<UnitDetail>,
    leaves: Vec<LeafData>,
    lives: Lives,
}

/// What is said of a unit.
#[derive(Serialize)]
struct UnitDetail {
    why: Vec<Why>,
    /// Per field: points, maximum, index, mean and best of the block.
    fields: Vec<[Option<String>; 5]>,
    /// Per node: maximum, self, appraised, survey, points.
    nodes: Vec<[Option<String>; 5]>,
    /// Bonuses and penalties: code, name, points.
    adjustments: Vec<(Both, Both, String)>,
    /// What was found of the unit that belongs to none of its criteria; whether it is an error.
    findings: Vec<(bool, Both)>,
}

/// A leaf: how it stands, what was lost, why; what was found.
#[derive(Serialize)]
struct LeafData(&'static str, Option<String>, Option<Both>, Vec<(bool, Both)>);

/// What the details of a unit are made of.
struct Open<'a> {
    unit: Unit<'a>,
    leaves: Vec<LeafDetail<'a>>,
    found: Vec<&'a Finding>,
    lives: Vec<Life<'a>>,
}

impl<'a> Open<'a> {
    fn of(unit: Unit<'a>) -> Open<'a> {
        let found = unit.findings();
        Open { unit, leaves: unit.leaves(), lives: unit.lives(&found), found }
    }
}

/// The units of a block, packed in parts; `root` is the folder from which paths are told.
pub(super) fn packed_units(
    block: &Block,
    previous: Option<&Previous>,
    root: &str,
) -> anyhow::Result<Vec<String>> {
    let units: Vec<Unit> = block.all().collect();
    let ranked = &units[..block.units().len()];
    let (ranks, fields) = (Ranks::of(ranked), block.fields());
    let firsts: Vec<usize> = (0..units.len()).step_by(AT_ONCE).collect();
    let part = |first: &usize| {
        let open: Vec<Open> = units[*first..].iter().take(AT_ONCE).map(|unit| Open::of(*unit)).collect();
        let detail = |(n, open): (usize, &Open)| {
            let why = why(&ranks, first + n, &open.leaves, block, previous);
            detail(open, why, &fields, block)
        };
        let (mut lives, mut leaves) = (Lives::default(), Vec::new());
        for n in 0..open.iter().map(|open| open.lives.len()).max().unwrap_or(0) {
            for (at, unit) in open.iter().enumerate() {
                match unit.lives.get(n) {
                    Some(life) => lives.add(at, life, root),
                    None => lives.skip(),
                }
                leaves.extend(
                    unit.leaves.get(n).zip(unit.lives.get(n)).map(|(leaf, life)| leaf_data(leaf, life)),
                );
            }
        }
        packed(&Part { units: open.iter().enumerate().map(detail).collect(), leaves, lives })
    };
    firsts.par_iter().map(part).collect()
}

fn leaf_data(leaf: &LeafDetail, life: &Life) -> LeafData {
    let lost = leaf.lost.published(life.set.scoring.precision).to_string();
    let lost = Some(lost).filter(|_| leaf.status != Status::NotApplicable);
    let reason = |lang| leaf.remark.text(lang).unwrap_or_default();
    let reason = leaf.remark.text(Lang::Vi).map(|_| Both::of(reason));
    LeafData(leaf.status.id(), lost, reason, findings(life.findings.iter()))
}

fn findings<'f>(findings: impl Iterator<Item = &'f &'f Finding>) -> Vec<(bool, Both)> {
    let text = |finding: &&Finding| {
        let text = |lang| {
            let (text, place) = (finding.text(lang), finding.place.text(lang));
            let help = if text.help.is_empty() { text.help } else { format!(" → {}", text.help) };
            format!("{} ({place}){help}", text.message)
        };
        (finding.is_error(), Both::of(text))
    };
    findings.map(text).collect()
}

fn detail(open: &Open, why: Vec<Why>, fields: &[FieldFigures], block: &Block) -> UnitDetail {
    let set = block.set();
    let adjustment = |life: &Life| match life.subject {
        Subject::Adjustment(adjustment) => Some((
            Both::same(&*adjustment.code),
            Both::same(&adjustment.name),
            published(&life.points, block),
        )),
        Subject::Leaf(..) => None,
    };
    let of_leaf = |code: &str| set.leaf_nodes().any(|(node, _)| &*node.code == code);
    let is_general = |finding: &&&Finding| !finding.criterion.as_deref().is_some_and(of_leaf);
    let mut of_nodes = leaves_table(&open.unit, &open.leaves, Lang::En);
    // Below them stand bonuses, penalties and the total.
    of_nodes.rows.truncate(set.nodes.len());
    let nodes = ["max", "self", "appraised", "survey", "points"];
    UnitDetail {
        why,
        fields: numbers(
            &unit_fields_table(&open.unit, fields, Lang::En),
            ["points", "max", "index", "mean", "best"],
        ),
        nodes: numbers(&of_nodes, nodes),
        adjustments: open.lives.iter().filter_map(adjustment).collect(),
        findings: findings(open.found.iter().filter(is_general)),
    }
}

fn published(value: &Number, block: &Block) -> String {
    value.published(block.set().scoring.precision).to_string()
}

/// The digits of these columns of a table.
fn numbers(table: &Table, keys: [&str; 5]) -> Vec<[Option<String>; 5]> {
    let columns = keys.map(|key| table.columns.iter().position(|column| column.key == key));
    let digits = |row: &Vec<Cell>| {
        columns.map(|column| match row.get(column?)? {
            Cell::Number(number) => Some(number.to_string()),
            _ => None,
        })
    };
    table.rows.iter().map(digits).collect()
}
