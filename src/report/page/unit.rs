//! Units in detail: fields, leaves, and the life of every score; packed, some units at once.

use std::collections::HashMap;

use rayon::prelude::*;
use serde::Serialize;

use super::packed::packed;
use super::texts::Both;
use super::why::{Why, why};
use crate::diagnostic::Finding;
use crate::life::{Life, Subject};
use crate::message::Lang;
use crate::points::Number;
use crate::report::life::life_lines;
use crate::report::table::{Cell, Table};
use crate::report::{leaves_table, unit_fields_table};
use crate::results::{Block, FieldFigures, Unit};
use crate::score::Status;

/// How many units are unpacked at once.
pub(super) const AT_ONCE: usize = 24;

/// Several units, with every text once.
#[derive(Serialize)]
struct Part {
    texts: Vec<Both>,
    units: Vec<UnitDetail>,
}

/// What is said of a unit; texts are places in `texts`.
#[derive(Serialize)]
struct UnitDetail {
    why: Vec<Why>,
    /// Per field: points, maximum, index, mean and best of the block.
    fields: Vec<[Option<String>; 5]>,
    /// Per node: maximum, self, appraised, survey, points.
    nodes: Vec<[Option<String>; 5]>,
    leaves: Vec<LeafData>,
    adjustments: Vec<AdjustmentData>,
    /// What was found of the unit that belongs to none of its criteria.
    findings: Vec<(bool, usize)>,
}

/// A leaf. A line is its depth, label, text and cell.
#[derive(Serialize)]
struct LeafData {
    status: &'static str,
    lost: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<usize>,
    lines: Vec<[usize; 4]>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    findings: Vec<(bool, usize)>,
}

#[derive(Serialize)]
struct AdjustmentData {
    code: usize,
    name: usize,
    points: String,
    lines: Vec<[usize; 4]>,
}

/// Every text once.
#[derive(Default)]
struct Texts {
    all: Vec<Both>,
    known: HashMap<Both, usize>,
}

impl Texts {
    fn place(&mut self, text: Both) -> usize {
        *self.known.entry(text).or_insert_with_key(|text| {
            self.all.push(text.clone());
            self.all.len() - 1
        })
    }

    fn lines(&mut self, life: &Life) -> Vec<[usize; 4]> {
        let (vi, en) = (life_lines(life, Lang::Vi), life_lines(life, Lang::En));
        let line = |(vi, en): (&crate::report::life::Line, &crate::report::life::Line)| {
            let at = Both::same(vi.at.as_deref().unwrap_or_default());
            [
                vi.depth,
                self.place(Both::new(&vi.label, &en.label)),
                self.place(Both::new(&vi.text, &en.text)),
                self.place(at),
            ]
        };
        vi.iter().zip(&en).map(line).collect()
    }

    fn findings<'f>(&mut self, findings: impl Iterator<Item = &'f &'f Finding>) -> Vec<(bool, usize)> {
        let text = |finding: &&Finding| {
            let text = |lang| {
                let (text, place) = (finding.text(lang), finding.place.text(lang));
                let help = if text.help.is_empty() { text.help } else { format!(" → {}", text.help) };
                format!("{} ({place}){help}", text.message)
            };
            (finding.is_error(), self.place(Both::of(text)))
        };
        findings.map(text).collect()
    }
}

/// The units of a block, packed in parts.
pub(super) fn packed_units(block: &Block) -> anyhow::Result<Vec<String>> {
    let units: Vec<Unit> = block.all().collect();
    let fields = block.fields();
    let ranked = block.units().len();
    let parts = (0..units.len()).step_by(AT_ONCE).collect::<Vec<_>>();
    let part = |from: &usize| {
        let mut texts = Texts::default();
        let until = units.len().min(from + AT_ONCE);
        let details = (*from..until).map(|at| detail(&units, at, ranked, &fields, block, &mut texts)).collect();
        packed(&Part { units: details, texts: texts.all })
    };
    parts.par_iter().map(part).collect()
}

fn detail(
    units: &[Unit],
    at: usize,
    ranked: usize,
    fields: &[FieldFigures],
    block: &Block,
    texts: &mut Texts,
) -> UnitDetail {
    let unit = &units[at];
    let set = unit.set();
    let details = unit.leaves();
    let found = unit.findings();
    let lives = unit.lives(&found);
    let published = |value: &Number| value.published(set.scoring.precision).to_string();
    let leaves = details.iter().zip(&lives).map(|(detail, life)| LeafData {
        status: detail.status.id(),
        lost: Some(published(&detail.lost)).filter(|_| detail.status != Status::NotApplicable),
        reason: detail.reason.as_ref().map(|reason| texts.place(Both::same(&reason.text))),
        lines: texts.lines(life),
        findings: texts.findings(life.findings.iter()),
    });
    let leaves = leaves.collect();
    let mut adjustments = Vec::new();
    for life in &lives[details.len().min(lives.len())..] {
        let Subject::Adjustment(adjustment) = life.subject else { continue };
        adjustments.push(AdjustmentData {
            code: texts.place(Both::same(&*adjustment.code)),
            name: texts.place(Both::same(&adjustment.name)),
            points: published(&life.points),
            lines: texts.lines(life),
        });
    }
    let is_general = |finding: &&&Finding| {
        let of_leaf = |code: &str| set.leaf_nodes().any(|(node, _)| &*node.code == code);
        !finding.criterion.as_deref().is_some_and(of_leaf)
    };
    UnitDetail {
        why: why(&units[..ranked], at, fields, &details, block),
        fields: numbers(&unit_fields_table(unit, fields, Lang::En), ["points", "max", "index", "mean", "best"]),
        nodes: numbers(
            &leaves_table(unit, &details, Lang::En),
            ["max", "self", "appraised", "survey", "points"],
        ),
        leaves,
        adjustments,
        findings: texts.findings(found.iter().filter(is_general)),
    }
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
