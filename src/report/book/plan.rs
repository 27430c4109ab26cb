//! Where everything of a block stands in the workbook, so that formulas of one sheet find the cells of another.

use super::names::Names;
use super::refs::{across, beside, down, fixed, on};
use crate::criteria::{AboveScale, CriteriaSet, TieBreak, Ties};
use crate::message::{Lang, Scorer, say};
use crate::points::Precision;
use crate::report::build::marked;
use crate::report::tables::exempt_mark;
use crate::results::{Block, Unit};

/// Digits after the point that sums of points keep, and those that indices keep: below it is the noise of binary
/// fractions, above it what differs.
pub(super) const POINTS: u32 = 12;
pub(super) const INDEX: u32 = 10;
/// Digits to which values are compared where the set compares exact ones.
pub(super) const COMPARED: u32 = 9;

/// Columns of the matrix before the units: code, name, maximum.
pub(super) const BEFORE: u16 = 3;
/// The column with the maxima.
pub(super) const MAX: u16 = 2;
/// Columns of the pairs before the units: one more, for the kind.
pub(super) const BEFORE_PAIRS: u16 = 4;

/// A block of the workbook.
pub(super) struct Plan<'a> {
    pub block: &'a Block<'a>,
    pub set: &'a CriteriaSet,
    pub lang: Lang,
    /// How many units are ranked.
    pub units: usize,
    /// First row of the cells of every sheet's first table.
    pub first: u32,
    /// Names of the sheets.
    pub ranking: String,
    pub charts: String,
    pub fields: String,
    pub matrix: String,
    pub means: String,
    pub pairs: String,
    pub exempt: String,
    pub changes: String,
    pub field_changes: String,
    /// Columns of the ranking.
    pub at: Columns,
}

/// The columns of the ranking.
#[derive(Clone, Debug, Default)]
pub(super) struct Columns {
    pub appraised: u16,
    pub survey: u16,
    pub adjusted: bool,
    pub points: u16,
    pub max: u16,
    pub index: u16,
    pub class: Option<u16>,
    /// The first field.
    pub fields: u16,
    /// What rank and class are decided on; from here on columns stand beside the table.
    pub key: u16,
    /// The first tie-break.
    pub breaks: u16,
    /// Component indices of nodes that are no fields and that a class asks for, with the nodes.
    pub also: Vec<(usize, u16)>,
    /// Whether a unit is the first of its standing, where ranks are dense.
    pub first: Option<u16>,
}

impl Columns {
    fn of(set: &CriteriaSet, block: &Block) -> Columns {
        let adjusted = !set.adjustments.is_empty();
        let mut next = 4 + 2 * u16::from(adjusted);
        let mut take = |count: usize| {
            let first = next;
            next = next.saturating_add(u16::try_from(count).unwrap_or(u16::MAX));
            first
        };
        let [points, max, index] = [take(1), take(1), take(1)];
        let class = (!set.classes.is_empty()).then(|| take(1));
        let fields = take(set.fields.len());
        let key = take(1);
        let breaks = take(set.ranking.tie_break.len());
        let mut also: Vec<(usize, u16)> = Vec::new();
        for (node, _) in set.classes_of(block.ranking.block).flat_map(|(_, class)| &class.also) {
            if !set.fields.contains(node) && !also.iter().any(|(known, _)| known == node) {
                also.push((*node, take(1)));
            }
        }
        let first = (set.ranking.ties == Ties::Dense).then(|| take(1));
        Columns {
            appraised: 2,
            survey: 3,
            adjusted,
            points,
            max,
            index,
            class,
            fields,
            key,
            breaks,
            also,
            first,
        }
    }

    /// The column of a field of the set (its number among the fields).
    pub fn field(&self, nth: usize) -> u16 {
        self.fields + u16::try_from(nth).unwrap_or(u16::MAX)
    }
}

impl<'a> Plan<'a> {
    pub fn new(block: &'a Block<'a>, names: &mut Names, lang: Lang) -> Plan<'a> {
        let set = block.set();
        let mut name = |shows: String| names.of(&shows, block.name());
        Plan {
            block,
            set,
            lang,
            units: block.units().len(),
            // The title, the block, a line free, the head.
            first: 3 + u32::from(block.name().is_some()),
            ranking: name(say!(lang, "Xếp hạng", "Ranking")),
            charts: name(say!(lang, "Biểu đồ", "Charts")),
            fields: name(say!(lang, "Lĩnh vực", "Fields")),
            matrix: name(say!(lang, "Tiêu chí", "Criteria")),
            means: name(say!(lang, "Chênh lệch", "Differences")),
            pairs: name(say!(lang, "Tự chấm", "Self")),
            exempt: name(say!(lang, "KAD", "Not applicable")),
            changes: name(say!(lang, "So sánh", "Changes")),
            field_changes: name(say!(lang, "So sánh LV", "Changes by field")),
            at: Columns::of(set, block),
        }
    }

    pub fn precision(&self) -> Precision {
        self.set.scoring.precision
    }

    pub fn is_capped(&self) -> bool {
        self.set.scoring.above_scale == AboveScale::Cap
    }

    /// The row of a unit on the sheets that have one for each.
    pub fn row(&self, unit: usize) -> u32 {
        self.first + u32::try_from(unit).unwrap_or(u32::MAX / 2)
    }

    /// The first and the last of these rows.
    pub fn rows(&self) -> (u32, u32) {
        (self.first, self.row(self.units.saturating_sub(1)))
    }

    /// The columns of the units among the pairs.
    pub fn pair_columns(&self) -> (u16, u16) {
        let last = u16::try_from(self.units.saturating_sub(1)).unwrap_or(u16::MAX);
        (BEFORE_PAIRS, BEFORE_PAIRS.saturating_add(last))
    }

    /// A column of the ranking over all units, for other sheets.
    pub fn ranked(&self, column: u16) -> String {
        on(&self.ranking, &down(self.rows(), column))
    }

    /// A cell of a unit in the ranking, for the sheet on which its name stands in `name` as the text `shown`. It is looked
    /// up by the name, since people sort rankings; by its place where a name is none that can be looked up.
    pub fn of_ranking(&self, unit: &Unit, nth: usize, column: u16, name: u16, shown: &str) -> String {
        let found = shown == marked(unit.card) && !shown.contains(['*', '?', '~']) && shown.len() < 255;
        if !found {
            return on(&self.ranking, &fixed(self.row(nth), column));
        }
        let (values, names) = (self.ranked(column), self.ranked(1));
        format!("INDEX({values},MATCH({},{names},0))", beside(self.row(nth), name))
    }

    /// The row of a leaf of the matrix.
    fn leaf_row(&self, leaf: usize) -> u32 {
        self.row(leaf)
    }

    /// The row of a sum below the matrix.
    pub fn sum_row(&self, nth: u32) -> u32 {
        self.leaf_row(self.set.leaves.len()) + nth
    }

    /// A sum of a unit below the matrix, for other sheets.
    pub fn sum(&self, unit: usize, nth: u32) -> String {
        on(&self.matrix, &fixed(self.sum_row(nth), unit_column(unit)))
    }

    /// The leaves of a branch in a column of the matrix.
    pub fn branch(&self, node: usize, column: u16) -> Option<String> {
        let leaves: Vec<usize> = self.set.leaves_under(node).collect();
        let (first, last) = (*leaves.iter().min()?, *leaves.iter().max()?);
        Some(down((self.leaf_row(first), self.leaf_row(last)), column))
    }

    /// The leaves that a survey scores, or the others, in a column of the matrix: as few ranges as there are runs.
    pub fn runs(&self, of_survey: bool, column: u16) -> Vec<String> {
        let mut runs: Vec<(usize, usize)> = Vec::new();
        for (_, leaf) in
            self.set.leaf_nodes().filter(|(_, leaf)| (leaf.scored_by == Scorer::Survey) == of_survey)
        {
            match runs.last_mut() {
                Some((_, last)) if *last + 1 == leaf.index => *last = leaf.index,
                _ => runs.push((leaf.index, leaf.index)),
            }
        }
        runs.into_iter().map(|(from, to)| down((self.leaf_row(from), self.leaf_row(to)), column)).collect()
    }

    /// The row of self scores, appraised points or differences (0 to 2) of a leaf that has both.
    pub fn pair_row(&self, nth_leaf: usize, kind: usize) -> u32 {
        self.row(nth_leaf * 3 + kind)
    }

    /// That row over all units, for other sheets.
    pub fn pairs_of(&self, nth_leaf: usize, kind: usize) -> String {
        on(&self.pairs, &across(self.pair_row(nth_leaf, kind), self.pair_columns()))
    }

    /// `"<>KAD"`: what applies.
    pub fn applies(&self) -> String {
        format!("\"<>{}\"", exempt_mark(self.lang))
    }

    /// The number of a node among the fields.
    pub fn field_of(&self, node: usize) -> Option<usize> {
        self.set.fields.iter().position(|field| *field == node)
    }

    /// The tie-breaks with their columns.
    pub fn breaks(&self) -> impl Iterator<Item = (u16, &'a TieBreak)> {
        (self.at.breaks..).zip(&self.set.ranking.tie_break)
    }
}

/// The column of a unit in the matrix.
pub(super) fn unit_column(unit: usize) -> u16 {
    BEFORE.saturating_add(u16::try_from(unit).unwrap_or(u16::MAX))
}
