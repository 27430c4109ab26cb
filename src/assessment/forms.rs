//! The forms of a sheet: of one unit, perhaps on several pages or in several tables, or of several units.

use super::builder::{Builder, Tally};
use super::columns::years;
use super::header::{Header, Layout};
use super::parts::Part;
use super::submission::Submission;
use super::table::Table;
use super::unit_name;
use crate::diagnostic::{CellRef, Finding, Place};
use crate::message::Detail;
use crate::sheet::{Row, Value, fold, key};

/// Whether one of the tables of a sheet is a form.
pub(super) fn has_form(parts: &[Part]) -> bool {
    parts.iter().filter_map(|part| part.header.as_ref()).any(|header| header.layout == Layout::Form)
}

/// Reads the forms of a sheet; `several` says that the workbook has forms in other sheets too. A table belongs to the
/// unit of the one above it unless another unit is named between them.
pub(super) fn forms_of<'c, 's: 'c, 't>(
    parts: &'t [Part],
    several: bool,
    table_of: &impl Fn(&'t Header) -> Table<'c, 's, 't>,
    findings: &mut Vec<Finding>,
) -> Vec<Submission> {
    let mut done: Vec<Submission> = Vec::new();
    let mut open: Option<Builder> = None;
    let (mut tally, mut at) = (Tally::default(), None);
    let mut last_body = 0;
    for (n, part) in parts.iter().enumerate() {
        let Some(header) = &part.header else { continue };
        let mut table = table_of(header);
        if let Some(next) = parts.get(n + 1) {
            table.end = next.first;
        }
        if header.layout != Layout::Form {
            findings.extend(table.unknown_head());
            continue;
        }
        let row = |header: &Header| table.sheet.nth_row(header.first);
        let first = parts.iter().find_map(|part| row(part.header.as_ref()?)).filter(|_| open.is_some());
        let repeats = first.zip(row(header)).is_some_and(|(first, row)| Header::is_repeated_by(first, row));
        if !repeats {
            findings.extend(table.duplicate_heads());
        }
        let mut builder = match open.take() {
            None => {
                let (unit, place) = unit_name::of_form(&table.at, table.sheet, header, several);
                let mut builder = table.builder(&unit, place);
                builder.submission.block = unit_name::block_above(table.sheet, header);
                if let Some((cell, detail)) = other_year(&table) {
                    builder.found(cell, None, detail);
                }
                builder
            }
            Some(above) => match another_unit(&table, last_body, &above) {
                None => above,
                Some((unit, place)) => {
                    done.push(above.closed());
                    table.builder(&unit, place)
                }
            },
        };
        match table.columns_aside() {
            None => {
                if !repeats {
                    findings.extend(table.unread_columns());
                }
                table.take_form(&mut builder, &mut tally);
            }
            // Nothing of it can be read; that its criteria are missing is no other fault.
            Some((cell, detail)) => {
                builder.found(cell, None, detail);
                builder.submission.by_criterion = true;
                builder.submission.is_blank = builder.is_blank();
                builder.submission.must_be_complete = false;
            }
        }
        at.get_or_insert(table.at);
        last_body = header.body;
        open = Some(builder);
    }
    findings.extend(at.iter().flat_map(|at| tally.findings(at)));
    done.extend(open.map(Builder::closed));
    done
}

/// The unit that is named between the last criterion of the form above, of which the last table has its rows from
/// `last_body` on, and the head of a table, where it is another.
fn another_unit(table: &Table, last_body: usize, above: &Builder) -> Option<(String, Place)> {
    let last = above.last_row();
    let rows = table.sheet.rows().take(table.header.first).skip(last_body);
    let mut between = rows.rev().take_while(|row| Some(row.index()) > last);
    let (row, (column, unit)) = between.find_map(|row| Some((row, unit_name::labelled(row)?)))?;
    let other = key(&unit) != key(&above.submission.unit);
    other.then(|| (unit, Place::cell(&table.at.file, &table.at.sheet, row.at(column))))
}

/// That the heading above a form names only years that are not the round's.
fn other_year(table: &Table) -> Option<(CellRef, Detail)> {
    let year = table.read_as.year?;
    let above = table.sheet.rows().take(table.header.first);
    let mut found = None;
    for row in above {
        for (column, value) in row.cells() {
            let Value::Text(text) = value else { continue };
            let folded = fold(text);
            let heading = [
                "cai cach hanh chinh",
                "cchc",
                "cham diem",
                "tu danh gia",
                "par index",
                "nam bao cao",
                "nam danh gia",
            ];
            // A title in two lines has its year in the second.
            let own_line = folded.starts_with("nam 20") && folded.len() == 8;
            if !own_line && !heading.iter().any(|word| folded.contains(word)) {
                continue;
            }
            for named in years(&folded) {
                if named == year {
                    return None;
                }
                found.get_or_insert((row.at(column), Detail::OtherYear { found: named, year }));
            }
        }
    }
    found
}

impl Table<'_, '_, '_> {
    /// Reads the rows of one table of a form.
    fn take_form(&self, builder: &mut Builder, tally: &mut Tally) {
        builder.begin_table(self.sheet.nth_row(self.header.first).map_or(0, Row::index));
        builder.follower.absolute |= self.codes_go_on();
        builder.submission.by_criterion = true;
        let slots = self.slots();
        self.knows(builder, &slots);
        for row in self.body() {
            self.criterion_row(builder, tally, &slots, row);
        }
        builder.close_rows();
        builder.tell_lacking(tally, self.sheet.marked);
        builder.submission.is_blank = builder.is_blank();
    }
}
