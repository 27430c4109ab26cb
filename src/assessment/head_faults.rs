//! What is wrong with the heads of a table.

use super::columns::names_other_years;
use super::header::{Header, codes_aside, holds_many_points};
use super::heads::Head;
use super::table::Table;
use crate::diagnostic::{CellRef, Finding};
use crate::message::Detail;
use crate::sheet::Row;

impl Table<'_, '_, '_> {
    /// Of a table of several units: ends it where another head begins, which is said.
    pub(super) fn end_at_second_head(&mut self) -> Option<Finding> {
        let key =
            [Head::Code, Head::Unit, Head::Name].into_iter().find_map(|head| self.header.column(head))?;
        let first = self.sheet.nth_row(self.header.first)?;
        let word = first.text(key)?;
        let is_second = |row: &Row| row.text(key) == Some(word) && !Header::is_repeated_by(first, *row);
        let mut rows = self.sheet.rows().enumerate().skip(self.header.body);
        let (at, row) = rows.find(|(_, row)| is_second(row))?;
        self.end = at;
        Some(self.finding(row.at(key), Detail::SecondHead))
    }

    /// That no column is known to hold points, at the head over numbers that nobody knows.
    pub(super) fn unknown_head(&self) -> Option<Finding> {
        let row = self.sheet.nth_row(self.header.first)?;
        let (column, head) = match self.header.units.first() {
            Some((column, head)) => (*column, head.clone()),
            None => (row.cells().next()?.0, String::new()),
        };
        Some(self.finding(row.at(column), Detail::UnknownHead { head }))
    }

    /// That the codes do not stand under their head.
    pub(super) fn columns_aside(&self) -> Option<(CellRef, Detail)> {
        let aside = codes_aside(self.catalog, self.sheet, self.header)?;
        let row = self.sheet.nth_row(self.header.first)?;
        let column = self.header.column(Head::Code)?;
        let head = row.text(column).unwrap_or_default().to_owned();
        let name = CellRef { row: 0, column: aside }.to_string();
        let last = self.sheet.nth_row(self.header.body.saturating_sub(1)).map_or(row.index(), Row::index);
        let detail = Detail::ColumnsAside {
            head,
            column: name.trim_end_matches('1').to_owned(),
            rows: (row.index() + 1, last + 1),
            by: i64::from(aside) - i64::from(column),
        };
        Some((row.at(column), detail))
    }

    /// Columns with the same head of which another one holds something else than the first.
    pub(super) fn duplicate_heads(&self) -> Vec<Finding> {
        let Some(head) = self.sheet.nth_row(self.header.first) else { return Vec::new() };
        let differ = |first: u32, second: u32| {
            self.body().any(|row| row.get(second).is_some() && row.get(first) != row.get(second))
        };
        let twice = self.header.twice.iter().filter(|(first, second, _)| differ(*first, *second));
        twice
            .map(|(first, second, text)| {
                let first = head.at(*first).to_string();
                self.finding(head.at(*second), Detail::DuplicateHead { head: text.clone(), first })
            })
            .collect()
    }

    /// Columns of numbers that nobody knows beside columns of points; where the head is another's, that is said already.
    pub(super) fn unread_columns(&self) -> Vec<Finding> {
        let Some(head) = self.sheet.nth_row(self.header.first) else { return Vec::new() };
        let mut columns: Vec<u32> = head.cells().map(|(column, _)| column).collect();
        columns.extend(self.body().take(10).flat_map(|row| row.cells().map(|(column, _)| column)));
        columns.sort_unstable();
        columns.dedup();
        // What stands behind the last head of a text table is moved there by a comma, which is said.
        let in_table = |column: u32| self.header.fields == 0 || column < self.header.fields;
        let input = |column: u32| self.header.inputs.iter().any(|(known, _)| *known == column);
        columns.retain(|column| in_table(*column) && !self.header.has_column(*column) && !input(*column));
        let found = |column: &u32| {
            let rows = self.header.first..self.header.body;
            let mut texts = rows.rev().filter_map(|at| self.sheet.nth_row(at)?.text(*column));
            let text = texts.next().unwrap_or_default();
            // Those of another year stand there for comparison.
            let other = names_other_years(text, self.read_as.year);
            let unread = !other && holds_many_points(self.sheet, self.header.body, *column);
            unread.then(|| self.finding(head.at(*column), Detail::UnreadColumn { head: text.to_owned() }))
        };
        columns.iter().filter_map(found).collect()
    }
}
