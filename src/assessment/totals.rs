//! The sums that a form states itself, held against what was typed.

use rust_decimal::Decimal;

use super::builder::{Builder, Slot, Tally};
use super::entry::Stated;
use crate::criteria::Effect;
use crate::diagnostic::CellRef;
use crate::message::{Detail, Scorer};
use crate::points::{Number, read_typed};
use crate::sheet::{Row, Value};

/// A sum that the form itself states: of a node, or (`None`) of everything.
#[derive(Debug)]
pub(super) struct Total {
    node: Option<usize>,
    slot: Slot,
    stated: Decimal,
    cell: CellRef,
}

impl Builder<'_, '_> {
    /// Remembers a sum that the form states.
    pub fn total(&mut self, tally: &mut Tally, row: Row, column: u32, slot: Slot, node: Option<usize>) {
        let cell = row.at(column);
        if slot == Slot::Appraised && self.rounds > 1 {
            return;
        }
        let stated = match row.get(column) {
            Some(Value::Number(stated)) => stated,
            Some(Value::Text(text)) => match read_typed(text) {
                Some(typed) if !typed.percent => typed.value,
                _ => return,
            },
            Some(Value::Uncached) => return Tally::count(&mut tally.uncached, cell),
            _ => return,
        };
        self.totals.push(Total { node, slot, stated, cell });
    }

    /// Compares the sums that the form states with the sums of its leaves, the deepest first: a sum that is off
    /// only because one below it is off is not reported again.
    pub fn check_totals(&mut self) {
        let set = self.catalog.set;
        let precision = set.scoring.precision;
        let mut totals = std::mem::take(&mut self.totals);
        totals.sort_by_cached_key(|total| {
            std::cmp::Reverse(total.node.map_or(0, |node| set.nodes[node].code.matches('.').count() + 1))
        });
        let mut reported: Vec<(Slot, usize, Number)> = Vec::new();
        for total in totals {
            let (start, end) = total.node.map_or((0, set.nodes.len()), |node| (node, set.nodes[node].end));
            if self.is_exact(&total, start..end) {
                continue;
            }
            // Points that the rule is left to compute are in the form's sum, but not in its cells.
            if total.slot.of(Scorer::Unit) == Slot::Own && self.leaves_points_to_rules(start..end) {
                continue;
            }
            let Some(computed) = self.sum(total.slot, start..end) else { continue };
            let stated = Number::from(total.stated);
            let mut off = &stated - &computed;
            if total.node.is_none() && off == self.adjusted(total.slot) {
                continue;
            }
            for (_, _, below) in
                reported.iter().filter(|(slot, node, _)| *slot == total.slot && (start..end).contains(node))
            {
                off = &off - below;
            }
            if stated.rounded(precision) == computed.rounded(precision) || off.rounded(precision).is_zero() {
                continue;
            }
            reported.push((total.slot, total.node.unwrap_or_default(), off));
            self.found(total.cell, total.node, Detail::TotalDiffers { found: stated, computed });
        }
    }

    fn leaves_points_to_rules(&self, branch: std::ops::Range<usize>) -> bool {
        let leaves = self.catalog.set.nodes[branch].iter().filter_map(|node| node.leaf.as_ref());
        let mut entries = leaves.map(|leaf| &self.submission.entries[leaf.index]);
        entries.any(|entry| entry.declared.is_some() && !entry.own.is_filled())
    }

    /// The sum of what was typed in a column for a branch; `None` where something in it cannot be used, or nothing
    /// was typed.
    fn sum(&self, slot: Slot, branch: std::ops::Range<usize>) -> Option<Number> {
        let mut sum = Number::ZERO;
        let mut any = false;
        for stated in self.stated(slot, branch) {
            match stated {
                Stated::Points(points) => {
                    sum += &Number::from(*points);
                    any = true;
                }
                Stated::Fault(_) => return None,
                Stated::Blank | Stated::NotApplicable => {}
            }
        }
        any.then_some(sum)
    }

    /// Whether a stated sum is exactly the sum of what was typed, as in nearly every form: then it needs no longer look.
    fn is_exact(&self, total: &Total, branch: std::ops::Range<usize>) -> bool {
        const UNITS: [i64; 7] = [1_000_000, 100_000, 10_000, 1_000, 100, 10, 1];
        let scaled = |points: &Decimal| {
            let unit = *UNITS.get(points.scale() as usize)?;
            i64::try_from(points.mantissa()).ok().map(|mantissa| i128::from(mantissa) * i128::from(unit))
        };
        let mut sum = (0_i128, false);
        for stated in self.stated(total.slot, branch) {
            match stated {
                Stated::Points(points) => match scaled(points) {
                    Some(points) => sum = (sum.0 + points, true),
                    None => return false,
                },
                Stated::Fault(_) => return false,
                Stated::Blank | Stated::NotApplicable => {}
            }
        }
        sum.1 && scaled(&total.stated) == Some(sum.0)
    }

    /// What was typed in a column for the leaves of a branch.
    fn stated(&self, slot: Slot, branch: std::ops::Range<usize>) -> impl Iterator<Item = &Stated> {
        let leaves = self.catalog.set.nodes[branch].iter().filter_map(|node| node.leaf.as_ref());
        leaves.map(move |leaf| {
            let entry = &self.submission.entries[leaf.index];
            let mark = match slot.of(leaf.scored_by) {
                Slot::Own => &entry.own,
                Slot::Survey => &entry.survey,
                Slot::Appraised if leaf.scored_by == Scorer::Survey => &entry.survey,
                Slot::Appraised | Slot::Plain(_) => &entry.appraised,
            };
            &mark.stated
        })
    }

    /// What the adjustments add to a total.
    fn adjusted(&self, slot: Slot) -> Number {
        let set = self.catalog.set;
        let signed = set.adjustments.iter().zip(&self.submission.adjustments).map(|(adjustment, entry)| {
            let mark = if slot.of(Scorer::Unit) == Slot::Own { &entry.own } else { &entry.appraised };
            let points = mark.points().unwrap_or_default();
            if adjustment.effect == Effect::Penalty { -&points } else { points }
        });
        signed.sum()
    }
}
