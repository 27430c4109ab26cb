//! The criteria and the units that the figures are of.

use super::rows::{TOTAL, level};
use super::{maybe, text};
use crate::criteria::{CriteriaSet, Effect};
use crate::message::{Lang, say};
use crate::points::Number;
use crate::report::set::rule_text;
use crate::report::table::Cell;
use crate::results::{Block, Results, Unit};

/// The sets of the result, each once.
pub(super) fn sets<'a>(results: &Results<'a>) -> Vec<&'a CriteriaSet> {
    let mut sets: Vec<&CriteriaSet> = results.blocks.iter().map(Block::set).collect();
    sets.dedup_by(|a, b| std::ptr::eq(*a, *b));
    sets
}

/// Gives every criterion, the whole first.
pub(super) fn criteria(results: &Results, lang: Lang, row: &mut dyn FnMut(&[Cell])) {
    for set in sets(results) {
        let id = || text(&set.id);
        let points = |value: &Number| Cell::Number(value.published(set.scoring.precision));
        let blank = || Cell::Blank;
        let whole = Cell::Text(say!(lang, "Tổng điểm", "Total"));
        row(&[
            id(),
            text(TOTAL),
            blank(),
            text("total"),
            whole,
            points(&set.scale),
            blank(),
            blank(),
            blank(),
        ]);
        for (at, node) in set.nodes.iter().enumerate() {
            let parent = node.parent.map_or(TOTAL, |at| &*set.nodes[at].code);
            let leaf = node.leaf.as_ref();
            row(&[
                id(),
                text(&node.code),
                text(parent),
                text(level(set, at)),
                text(&node.name),
                points(&node.max),
                maybe(leaf.map(|leaf| leaf.scored_by.id())),
                maybe(leaf.map(|leaf| rule_text(leaf, lang)).as_deref()),
                maybe(node.basis.as_deref()),
            ]);
        }
        for adjustment in &set.adjustments {
            let effect = match adjustment.effect {
                Effect::Bonus => say!(lang, "Điểm cộng", "Bonus"),
                Effect::Penalty => say!(lang, "Điểm trừ", "Penalty"),
            };
            row(&[
                id(),
                text(&adjustment.code),
                text(TOTAL),
                text("adjustment"),
                text(&adjustment.name),
                adjustment.cap.as_ref().map_or(Cell::Blank, points),
                blank(),
                Cell::Text(effect),
                blank(),
            ]);
        }
    }
}

/// Gives every unit, those that sent nothing last in their block.
pub(super) fn units<'r>(
    results: &Results,
    code_of: &dyn Fn(&str) -> Option<&'r str>,
    row: &mut dyn FnMut(&[Cell]),
) {
    for block in &results.blocks {
        let start = |unit: &str, state: &str| {
            let (set, block_id, name) = (text(&block.set().id), text(block.id()), maybe(block.name()));
            let code = maybe(code_of(unit).filter(|code| !code.is_empty()));
            [set, block_id, name, text(unit), code, text(state)]
        };
        for unit in block.all() {
            let state = if unit.place.is_some() { "ranked" } else { "unranked" };
            row(&[&start(unit.name(), state)[..], &outcome(&unit)].concat());
        }
        for unit in block.missing() {
            row(&[&start(unit, "missing")[..], &[Cell::Blank, Cell::Blank, Cell::Blank, Cell::Blank]]
                .concat());
        }
    }
}

fn outcome(unit: &Unit) -> [Cell; 4] {
    let yes = |holds: bool| text(if holds { "true" } else { "false" });
    let tied = unit.place.map_or(Cell::Blank, |place| yes(place.tied));
    [maybe(unit.class()), tied, yes(unit.card.complete), Cell::Count(unit.card.errors)]
}
