//! The unit that a row of a table of several units names: in its cell, or in a merged one that covers it.

use super::sums::sum_row;
use crate::diagnostic::CellRef;
use crate::message::Detail;
use crate::sheet::{Row, Sheet, Value};
use crate::sorting::Order as _;

/// The column of units of a table.
pub(super) struct UnitCells<'t> {
    column: u32,
    /// Rows that share the name of the first of them: first, last, name.
    merged: Vec<(u32, u32, &'t str)>,
    /// Rows with points and without a unit: the first cell, and how many.
    unnamed: Option<(CellRef, usize)>,
}

impl<'t> UnitCells<'t> {
    pub fn new(sheet: &'t Sheet, column: u32) -> UnitCells<'t> {
        let over_rows = sheet
            .merges
            .iter()
            .filter(|(first, last)| first.row < last.row && (first.column..=last.column).contains(&column));
        let mut merged: Vec<(u32, u32, &str)> = over_rows
            .filter_map(|(first, last)| {
                let text = sheet.row_at(first.row)?.text(first.column)?;
                Some((first.row, last.row, text))
            })
            .collect();
        merged.order();
        UnitCells { column, merged, unnamed: None }
    }

    /// The unit of a row.
    pub fn of(&self, row: Row<'t>) -> Option<&'t str> {
        row.text(self.column).or_else(|| {
            let at = self.merged.partition_point(|(first, ..)| *first <= row.index());
            let (_, last, text) = self.merged.get(at.checked_sub(1)?)?;
            (row.index() <= *last && row.get(self.column).is_none()).then_some(*text)
        })
    }

    /// Takes note of a row without a unit, where it states something and is no row of sums.
    pub fn without(&mut self, row: Row, states: bool) {
        let is_sum = |(_, value): (u32, Value)| matches!(value, Value::Text(text) if sum_row(None, Some(text)).is_some());
        if states && !row.cells().any(is_sum) {
            self.unnamed.get_or_insert((row.at(self.column), 0)).1 += 1;
        }
    }

    /// That rows have points and no unit.
    pub fn finding(&self) -> Option<(CellRef, Detail)> {
        self.unnamed.map(|(cell, count)| (cell, Detail::NoUnitName { count }))
    }
}
