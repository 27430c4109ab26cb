//! The figures: one row for each unit, code and measure.

use super::text;
use crate::criteria::CriteriaSet;
use crate::life::Life;
use crate::message::Scorer;
use crate::points::Number;
use crate::report::table::Cell;
use crate::results::{Block, Change, LeafDetail, Results, Unit};
use crate::score::{Basis, NodeScore, Status};

/// What stands for the whole in the column of codes.
pub(super) const TOTAL: &str = "total";
/// A sum in which criteria without points, or with faulty ones, count 0.
const INCOMPLETE: &str = "incomplete";

/// The level of a node.
pub(super) fn level(set: &CriteriaSet, at: usize) -> &'static str {
    let node = &set.nodes[at];
    match (&node.leaf, node.parent) {
        (Some(_), _) => "leaf",
        (None, None) => "field",
        (None, Some(_)) => "criterion",
    }
}

/// Gives every row.
pub(super) fn figures(results: &Results, row: &mut dyn FnMut(&[Cell])) {
    let compares = results.previous.is_some();
    for (block, unit) in results.units() {
        let change = results.previous.as_ref().and_then(|previous| previous.change(&unit));
        let year = results.year.map_or(Cell::Blank, |year| Cell::Text(year.to_string()));
        let before = [year, text(&unit.set().id), text(block.id()), text(unit.name())];
        let mut rows = Rows { unit, before, row };
        rows.total(change.as_ref(), compares);
        rows.nodes(block, change.as_ref(), compares);
        rows.adjustments();
    }
}

/// The rows of a unit.
struct Rows<'r, 'a> {
    unit: Unit<'a>,
    /// The cells that all of its rows begin with.
    before: [Cell; 4],
    row: &'r mut dyn FnMut(&[Cell]),
}

/// Level and code.
type Of<'c> = (&'static str, &'c str);

impl Rows<'_, '_> {
    fn put(&mut self, (level, code): Of, measure: &str, value: Cell, status: &str) {
        let [year, set, block, unit] = self.before.clone();
        (self.row)(&[year, set, block, unit, text(level), text(code), text(measure), value, text(status)]);
    }

    fn published(&self, value: &Number) -> Cell {
        Cell::Number(value.published(self.unit.set().scoring.precision))
    }

    /// A figure; where there is none, `lacking` says why.
    fn figure(&mut self, of: Of, measure: &str, value: Option<&Number>, there: &str, lacking: &str) {
        match value {
            Some(value) => self.put(of, measure, self.published(value), there),
            None => self.put(of, measure, Cell::Blank, lacking),
        }
    }

    fn total(&mut self, change: Option<&Change>, compares: bool) {
        let of = ("total", TOTAL);
        let card = self.unit.card;
        let (there, out, missing) =
            (sum_status(card.complete), Status::NotApplicable.id(), Status::Missing.id());
        match self.unit.place {
            Some(place) => self.put(of, "rank", Cell::Count(place.rank), there),
            None => self.put(of, "rank", Cell::Blank, out),
        }
        // Nothing applies: no 0 that somebody might read as lost.
        let applies = card.index.is_some();
        self.figure(of, "points", Some(&card.points).filter(|_| applies), there, out);
        self.figure(of, "max", Some(&card.max).filter(|_| applies), Status::Scored.id(), out);
        self.figure(of, "index", card.index.as_ref(), there, out);
        self.figure(of, "self", card.own.as_ref(), Status::Scored.id(), missing);
        self.figure(of, "appraised", card.appraised.as_ref(), Status::Scored.id(), missing);
        self.figure(of, "survey", card.survey.as_ref(), Status::Scored.id(), missing);
        self.figure(of, "bonus", Some(&card.bonus), Status::Scored.id(), missing);
        self.figure(of, "penalty", Some(&card.penalty), Status::Scored.id(), missing);
        if compares {
            let rank = change.and_then(|change| change.before.rank);
            let (value, status) =
                rank.map_or((Cell::Blank, missing), |rank| (Cell::Count(rank), Status::Scored.id()));
            self.put(of, "previous_rank", value, status);
            let index = change.and_then(|change| change.before.index.as_ref());
            self.figure(of, "previous_index", index, Status::Scored.id(), missing);
            let places = change.and_then(|change| change.places);
            let (value, status) =
                places.map_or((Cell::Blank, missing), |places| (Cell::Number(places.into()), there));
            self.put(of, "rank_change", value, status);
            let rise = change.and_then(|change| change.index.as_ref());
            self.figure(of, "index_change", rise, there, missing);
        }
    }

    fn nodes(&mut self, block: &Block, change: Option<&Change>, compares: bool) {
        let (set, card) = (self.unit.set(), self.unit.card);
        let leaves = self.unit.leaves();
        for (at, (node, score)) in set.nodes.iter().zip(&card.nodes).enumerate() {
            let of = (level(set, at), &*node.code);
            if let Some(leaf) = node.leaf.as_ref().and_then(|leaf| leaves.get(leaf.index)) {
                self.leaf(of, leaf, block.source.basis);
                // A field that is a leaf of its own has an index, as every field has.
                if node.parent.is_none() {
                    let there = if leaf.status == Status::Scored { leaf.status.id() } else { INCOMPLETE };
                    self.figure(of, "index", score.index().as_ref(), there, leaf.status.id());
                }
            } else {
                self.sums(of, score, is_whole(set, &leaves, at));
            }
            if compares && node.parent.is_none() {
                let field = change.and_then(|change| change.field(&self.unit, at));
                let (before, rise) = field.unzip();
                let (scored, missing) = (Status::Scored.id(), Status::Missing.id());
                self.figure(of, "previous_index", before, scored, missing);
                self.figure(of, "index_change", rise.flatten().as_ref(), scored, missing);
            }
        }
    }

    fn sums(&mut self, of: Of, score: &NodeScore, whole: bool) {
        let index = score.index();
        let (there, out) = (sum_status(whole), Status::NotApplicable.id());
        let applies = index.is_some();
        self.figure(of, "points", Some(&score.points).filter(|_| applies), there, out);
        self.figure(of, "max", Some(&score.max).filter(|_| applies), Status::Scored.id(), out);
        self.figure(of, "index", index.as_ref(), there, out);
    }

    fn leaf(&mut self, of: Of, leaf: &LeafDetail, basis: Basis) {
        let (status, scored) = (leaf.status.id(), Status::Scored.id());
        let counts = Some(&leaf.points).filter(|_| leaf.status == Status::Scored);
        let applies = leaf.status != Status::NotApplicable;
        self.figure(of, "points", counts, status, status);
        self.figure(of, "max", Some(&leaf.node.max).filter(|_| applies), scored, status);
        // Where something else counts, what was not stated is no fault.
        let lacking = if leaf.status == Status::Scored { Status::Missing.id() } else { status };
        let by = leaf.leaf.scored_by;
        let stated = [
            ("self", &leaf.own, by == Scorer::Unit),
            ("appraised", &leaf.appraised, by != Scorer::Survey && basis != Basis::Own),
            ("survey", &leaf.survey, by == Scorer::Survey),
        ];
        for (measure, value, asked) in stated {
            if asked || value.is_some() {
                self.figure(of, measure, value.as_ref().filter(|_| applies), scored, lacking);
            }
        }
    }

    fn adjustments(&mut self) {
        for (at, adjustment) in self.unit.set().adjustments.iter().enumerate() {
            let of = ("adjustment", &*adjustment.code);
            let points = Life::of_adjustment(self.unit.surroundings(), at).points;
            let measure = adjustment.effect.id();
            self.figure(of, measure, Some(&points), Status::Scored.id(), Status::Missing.id());
        }
    }
}

fn sum_status(whole: bool) -> &'static str {
    if whole { Status::Scored.id() } else { INCOMPLETE }
}

/// Whether every leaf below a node that applies is scored.
fn is_whole(set: &CriteriaSet, leaves: &[LeafDetail], at: usize) -> bool {
    let below = set.nodes.get(at..set.nodes[at].end).unwrap_or_default();
    below
        .iter()
        .filter_map(|node| leaves.get(node.leaf.as_ref()?.index))
        .all(|leaf| matches!(leaf.status, Status::Scored | Status::NotApplicable))
}
