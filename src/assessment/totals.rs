//! The sums that a form states itself, held against what was typed.

use rust_decimal::Decimal;

use super::builder::{Builder, Tally};
use super::entry::{Entry, Stated, is_error_value, read_points};
use super::header::Header;
use super::heads::Head;
use super::rows_below::Lacking;
use super::slot::Slot;
use super::sums::SumRow;
use crate::criteria::{AboveScale, Effect, Node};
use crate::diagnostic::CellRef;
use crate::message::{Detail, Scorer};
use crate::points::{Number, read_typed};
use crate::rule::Rule;
use crate::sheet::{Row, Value};
use crate::sorting::Order as _;

/// A sum that the form itself states: of a node, or (`None`) of everything.
#[derive(Debug)]
pub(super) struct Total {
    node: Option<usize>,
    slot: Slot,
    stated: Decimal,
    pub cell: CellRef,
}

/// A sum whose formula has no sound result.
#[derive(Debug)]
pub(super) struct Broken {
    node: Option<usize>,
    slot: Slot,
    cell: CellRef,
    error: String,
}

/// A row of sums: those of everything, unless rows of criteria follow in the same table.
#[derive(Debug)]
pub(super) struct Sums {
    totals: Vec<Total>,
    /// The maximum beside them.
    max: Option<(CellRef, Decimal)>,
    /// The criterion before it.
    last: Option<usize>,
}

impl Builder<'_, '_> {
    /// Remembers a sum that the form states.
    pub fn total(&mut self, tally: &mut Tally, row: Row, column: u32, slot: Slot, node: Option<usize>) {
        let total = self.stated_total(tally, row, column, slot, node);
        self.totals.extend(total);
    }

    /// A row of sums.
    pub fn sum_row(
        &mut self,
        tally: &mut Tally,
        header: &Header,
        slots: &[(u32, Slot)],
        row: Row,
        sum: SumRow,
    ) {
        self.end_sum();
        let total = |(column, slot): &(u32, Slot)| self.stated_total(tally, row, *column, *slot, None);
        let totals: Vec<Total> = slots.iter().filter_map(total).collect();
        // Of which rows it is cannot be told.
        if sum == SumRow::Vague {
            return;
        }
        let max = header.column(Head::Max).and_then(|column| match read_points(row.get(column).as_ref()).0 {
            Stated::Points(max) => Some((row.at(column), max)),
            _ => None,
        });
        self.sums = Some(Sums { totals, max, last: self.follower.last() });
        if sum == SumRow::Part {
            self.part_sum();
        }
    }

    /// The table ends: the last row of sums is that of everything.
    pub fn end_sum(&mut self) {
        let Some(sums) = self.sums.take() else { return };
        if let Some((cell, max)) = sums.max {
            self.check_scale(cell, max);
        }
        self.totals.extend(sums.totals);
    }

    /// Rows of criteria follow a row of sums: it is that of a field, of a part of it, or of all rows before.
    pub fn part_sum(&mut self) {
        let Some(sums) = self.sums.take() else { return };
        let nodes = &self.catalog.set.nodes;
        let Some(last) = sums.last else { return };
        let around = std::iter::successors(Some(last), |node| nodes[*node].parent);
        let Some(field) = around.clone().last() else { return };
        if let Some((cell, max)) = sums.max {
            let before: Number = nodes[..nodes[field].end]
                .iter()
                .filter(|node| node.parent.is_none())
                .map(|node| &node.max)
                .sum();
            if Number::from(max) != before && !around.clone().any(|node| self.catalog.is_max(node, max)) {
                let (found, expected) = (max.to_string(), nodes[field].max.clone());
                self.found(cell, Some(field), Detail::MaxDiffers { found, expected });
            }
        }
        for mut total in sums.totals {
            let branches = around.clone().map(|node| node..nodes[node].end);
            let stated = Number::from(total.stated);
            let fits = |branch| self.sum(total.slot, branch).is_some_and(|sum| sum == stated);
            if !branches.chain(std::iter::once(0..nodes[field].end)).any(fits) {
                total.node = Some(field);
                self.totals.push(total);
            }
        }
    }

    fn stated_total(
        &mut self,
        tally: &mut Tally,
        row: Row,
        column: u32,
        slot: Slot,
        node: Option<usize>,
    ) -> Option<Total> {
        let cell = row.at(column);
        if matches!(slot, Slot::Appraised(_)) && self.rounds > 1 {
            return None;
        }
        let stated = match row.get(column) {
            Some(Value::Number(stated)) => stated,
            Some(Value::Error(error)) => {
                self.broken.push(Broken { node, slot, cell, error: error.to_owned() });
                return None;
            }
            Some(Value::Text(text)) => match read_typed(text) {
                Some(typed) if !typed.percent => typed.value,
                _ if is_error_value(text) => {
                    self.broken.push(Broken { node, slot, cell, error: text.to_owned() });
                    return None;
                }
                _ => return None,
            },
            Some(Value::Uncached) => {
                if self.submission.by_criterion && slot.of(Scorer::Unit) == Slot::Own {
                    self.lacking.push(Lacking { leaf: None, cell, detail: None });
                } else {
                    Tally::count(&mut tally.uncached, cell);
                }
                return None;
            }
            _ => return None,
        };
        Some(Total { node, slot, stated, cell })
    }

    /// The maximum beside a total is the scale, or what is left of it where criteria do not apply.
    fn check_scale(&mut self, cell: CellRef, max: Decimal) {
        let set = self.catalog.set;
        let leaves = || set.leaf_nodes().zip(&self.submission.entries);
        let applies = |entry: &Entry| entry.own.stated != Stated::NotApplicable;
        let applicable = self.applicable();
        // A form may leave out what its unit never scores.
        let own: Number = leaves()
            .filter(|((_, leaf), entry)| leaf.scored_by == Scorer::Unit && applies(entry))
            .map(|((node, _), _)| &node.max)
            .sum();
        let there: Number = leaves()
            .filter(|(_, entry)| entry.present && applies(entry))
            .map(|((node, _), _)| &node.max)
            .sum();
        if ![&set.scale, &applicable, &own, &there].contains(&&Number::from(max)) {
            let (found, expected) = (max.to_string(), set.scale.clone());
            self.found(cell, None, Detail::MaxDiffers { found, expected });
        }
    }

    /// Compares the sums that the form states with the sums of its leaves, the deepest first: a sum that is off
    /// only because one below it is off is not reported again.
    pub fn check_totals(&mut self) {
        self.check_broken();
        let set = self.catalog.set;
        let precision = set.scoring.precision;
        let mut totals = std::mem::take(&mut self.totals);
        totals.sort_by_cached_key(|total| {
            std::cmp::Reverse(total.node.map_or(0, |node| set.nodes[node].code.matches('.').count() + 1))
        });
        let mut reported: Vec<(Slot, usize, Number)> = Vec::new();
        for total in totals {
            let (start, end) = total.node.map_or((0, set.nodes.len()), |node| (node, set.nodes[node].end));
            if self.is_exact(&total, start..end) || self.unsure.iter().any(|node| (start..end).contains(node))
            {
                continue;
            }
            // Points that the rule is left to compute are in the form's sum, but not in its cells.
            if total.slot.of(Scorer::Unit) == Slot::Own && self.leaves_points_to_rules(start..end) {
                continue;
            }
            let Some(computed) = self.sum(total.slot, start..end) else { continue };
            let stated = Number::from(total.stated);
            let mut off = &stated - &computed;
            for (_, _, below) in
                reported.iter().filter(|(slot, node, _)| *slot == total.slot && (start..end).contains(node))
            {
                off = &off - below;
            }
            // A total may be with bonus and penalty, up to their caps and up to the scale, or without them.
            let whole = total.node.is_none();
            let adjusted = |counted: bool| self.adjusted(total.slot, counted);
            let is_nothing = |off: &Number| off.rounded(precision).is_zero();
            if stated.rounded(precision) == computed.rounded(precision)
                || is_nothing(&off)
                || whole && [false, true].iter().any(|counted| is_nothing(&(&off - &adjusted(*counted))))
                || whole && self.is_capped(&stated, &(&computed + &adjusted(true)))
            {
                continue;
            }
            if self.may_be_missing(&off, start..end) {
                continue;
            }
            reported.push((total.slot, total.node.unwrap_or_default(), off));
            let texts = self.texts_left_out(&total, start..end, &(&computed - &stated));
            self.found(total.cell, total.node, Detail::TotalDiffers { found: stated, computed, texts });
        }
    }

    /// Sums without a sound result, the deepest first: that of a branch with such a sum or a faulty cell in it has no
    /// other cause.
    fn check_broken(&mut self) {
        let nodes = &self.catalog.set.nodes;
        let branch = |node: Option<usize>| node.map_or(0..nodes.len(), |node| node..nodes[node].end);
        let mut broken = std::mem::take(&mut self.broken);
        broken.order_by_key(|broken| branch(broken.node).len());
        let mut said: Vec<(Slot, usize)> = Vec::new();
        for Broken { node, slot, cell, error } in broken {
            let within = branch(node);
            let below = said.iter().any(|(of, node)| *of == slot && within.contains(node));
            let faulty = |stated: &Stated| matches!(stated, Stated::Fault(None));
            if !below && !self.stated(slot, within.clone()).any(faulty) {
                self.found(cell, node, Detail::FormulaError { error });
            }
            said.push((slot, within.start));
        }
    }

    /// The cells of a branch that hold their points as text, which no formula adds, where they are what is missing.
    fn texts_left_out(&self, total: &Total, branch: std::ops::Range<usize>, off: &Number) -> String {
        let of = |(node, cell, _): &&(usize, CellRef, Decimal)| {
            branch.contains(node) && cell.column == total.cell.column
        };
        let texts = || self.texts.iter().filter(of);
        let sum: Number = texts().map(|(_, _, points)| Number::from(*points)).sum();
        if sum != *off {
            return String::new();
        }
        let cells: Vec<String> = texts().map(|(_, cell, _)| cell.to_string()).collect();
        cells.join(", ")
    }

    /// A row without code and name: with points it is a fault, unless these are a sum that has no label.
    pub fn nameless_row(&mut self, columns: impl Iterator<Item = (u32, Option<Slot>)>, row: Row) {
        for (column, slot) in columns {
            let Stated::Points(points) = read_points(row.get(column).as_ref()).0 else { continue };
            let is_sum = slot.is_some_and(|slot| self.is_sum(slot, points));
            if !points.is_zero() && !is_sum {
                return self.found(row.at(column), None, Detail::NoCriterion);
            }
        }
    }

    /// Whether points are the sum of everything so far, or of the field or group of the last row.
    fn is_sum(&self, slot: Slot, points: Decimal) -> bool {
        let nodes = &self.catalog.set.nodes;
        let around = std::iter::successors(self.follower.last(), |node| nodes[*node].parent);
        let branches = around.map(|node| node..nodes[node].end).chain(std::iter::once(0..nodes.len()));
        let points = Number::from(points);
        let mut sums = branches.filter_map(|branch| self.sum(slot, branch));
        sums.any(|sum| sum == points || &sum + &self.adjusted(slot, false) == points)
    }

    /// Whether a form has lost rows that were worth what its sum is too much; that they are missing is said.
    fn may_be_missing(&self, off: &Number, branch: std::ops::Range<usize>) -> bool {
        let lost = branch.filter(|node| self.submission.seen[*node].is_none());
        let nodes = lost.map(|node| &self.catalog.set.nodes[node]);
        let asked = |node: &&Node| node.leaf.as_ref().is_some_and(|leaf| leaf.scored_by == Scorer::Unit);
        let most: Number = nodes.filter(asked).map(|node| &node.max).sum();
        self.submission.must_be_complete && *off > Number::ZERO && *off <= most
    }

    fn leaves_points_to_rules(&self, branch: std::ops::Range<usize>) -> bool {
        let leaves = self.catalog.set.nodes[branch].iter().filter_map(|node| node.leaf.as_ref());
        // What is compared with the best unit no unit can add up, and what is only told has no points.
        let reckoned = leaves.filter(|leaf| !matches!(leaf.rule, Rule::Relative(_) | Rule::Info));
        let mut entries = reckoned.map(|leaf| &self.submission.entries[leaf.index]);
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
                Slot::Appraised(_) if leaf.scored_by == Scorer::Survey => &entry.survey,
                Slot::Appraised(_) | Slot::Plain(_) => &entry.appraised,
            };
            &mark.stated
        })
    }

    /// What the adjustments add to a total: as typed, or what counts of them.
    fn adjusted(&self, slot: Slot, counted: bool) -> Number {
        let set = self.catalog.set;
        let signed = set.adjustments.iter().zip(&self.submission.adjustments).map(|(adjustment, entry)| {
            let mark = if slot.of(Scorer::Unit) == Slot::Own { &entry.own } else { &entry.appraised };
            let points = mark.points().unwrap_or_default();
            let points = if counted { adjustment.counted(points) } else { points };
            if adjustment.effect == Effect::Penalty { -&points } else { points }
        });
        signed.sum()
    }

    /// Whether a total stops at the maximum of what applies, as the set has it.
    fn is_capped(&self, stated: &Number, points: &Number) -> bool {
        let set = self.catalog.set;
        let caps = set.scoring.above_scale == AboveScale::Cap && points > stated;
        caps && *stated == self.applicable()
    }

    /// The maximum of what applies.
    fn applicable(&self) -> Number {
        let leaves = self.catalog.set.leaf_nodes().zip(&self.submission.entries);
        let applies = leaves.filter(|(_, entry)| entry.own.stated != Stated::NotApplicable);
        applies.map(|((node, _), _)| &node.max).sum()
    }
}
