//! Reads the tables of a file: finds each header, then follows its layout.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::appraisal::Subject;
use super::builder::{Builder, ReadAs, Tally};
use super::catalog::Catalog;
use super::codes::{Typed, is_dotted, numbered_name, ordinal, read_code, split_name};
use super::entry::{SheetRef, Stated, is_error_value, read_points, shown, states_points};
use super::forms::{forms_of, has_form};
use super::header::{Header, Layout};
use super::heads::Head;
use super::matching::{Meaning, Others};
use super::parts::{Part, parts};
use super::slot::Slot;
use super::submission::{Paper, PointsAre, Submission};
use super::sums::sum_row;
use crate::diagnostic::{CellRef, Finding, Place};
use crate::evidence::Reader;
use crate::message::{Detail, Scorer};
use crate::rule::Rule;
use crate::sheet::{Row, Sheet, Value};
use crate::unit::short;

/// What was read from one file.
#[derive(Debug, Default)]
pub struct FileReading {
    /// What each unit sent.
    pub submissions: Vec<Submission>,
    /// What concerns the file and not one unit.
    pub findings: Vec<Finding>,
}

/// Reads all tables of a file.
pub fn read_file(catalog: &Catalog, file: &Arc<str>, sheets: &[Sheet], read_as: ReadAs) -> FileReading {
    let mut tables: Vec<(&Sheet, Vec<Part>)> = sheets
        .iter()
        .map(|sheet| (sheet, parts(catalog, sheet, read_as.year)))
        .filter(|(_, parts)| !parts.is_empty())
        .collect();
    // A sheet that tells how points are given is no form beside one that is.
    let tells =
        |parts: &[Part]| parts.iter().all(|part| part.header.as_ref().is_none_or(Header::is_without_points));
    if tables.iter().any(|(_, parts)| !tells(parts)) {
        tables.retain(|(_, parts)| !tells(parts));
    }
    let mut reading = FileReading::default();
    if tables.is_empty() && !sheets.is_empty() {
        reading.findings.push(Finding::new(Place::file(file), Detail::NoTable));
    }
    let forms = tables.iter().filter(|(_, parts)| has_form(parts)).count();
    let before = reading.findings.len();
    for (sheet, parts) in &tables {
        let at = Arc::new(SheetRef { file: Arc::clone(file), sheet: Arc::clone(&sheet.name) });
        let several = forms > 1;
        let shown = codes_as_shown(catalog, sheet, parts);
        let table = |header| Table::new(catalog, sheet, header, &at, read_as).trusting(&shown);
        let mut heads = parts.iter().filter_map(|part| part.header.as_ref());
        reading.findings.extend(heads.find_map(|header| table(header).other_paper()));
        let read = match parts.first().and_then(|part| part.header.as_ref()) {
            Some(header) if !has_form(parts) => {
                let mut table = table(header);
                reading.findings.extend(table.end_at_second_head());
                let read = match header.layout {
                    Layout::Long => {
                        reading.findings.extend(table.duplicate_heads());
                        reading.findings.extend(table.unread_columns());
                        table.long(&mut reading.findings)
                    }
                    Layout::Matrix => table.matrix(&mut reading.findings),
                    Layout::Transposed => table.transposed(&mut reading.findings),
                    Layout::Form | Layout::Unknown => {
                        reading.findings.extend(table.unknown_head());
                        Vec::new()
                    }
                };
                reading.findings.extend(table.tally.findings(&at));
                read
            }
            _ => forms_of(parts, several, &table, &mut reading.findings),
        };
        reading.submissions.extend(read);
    }
    if !tables.is_empty() && reading.submissions.is_empty() && reading.findings.len() == before {
        reading.findings.push(Finding::new(Place::file(file), Detail::EmptyFile));
    }
    reading
}

/// The columns of codes in which all numbers are shown as codes of the set: where a whole column has the format `0.00`,
/// 1.2 is shown as `1.20`, and then neither is the `1.10` in it one.
fn codes_as_shown(catalog: &Catalog, sheet: &Sheet, parts: &[Part]) -> BTreeSet<u32> {
    let headers = || parts.iter().filter_map(|part| part.header.as_ref());
    let body = headers().next().map_or(0, |header| header.body);
    let mut columns: BTreeSet<u32> = headers().filter_map(|header| header.column(Head::Code)).collect();
    columns.retain(|column| {
        let mut shown = sheet.rows().skip(body).filter_map(|row| shown_code(row, *column)).peekable();
        shown.peek().is_some() && shown.all(|code| catalog.set.node_of(&code).is_some())
    });
    columns
}

pub(super) struct Table<'c, 's, 't> {
    pub(super) catalog: &'c Catalog<'s>,
    pub(super) sheet: &'t Sheet,
    pub(super) header: &'t Header,
    pub(super) at: Arc<SheetRef>,
    pub(super) read_as: ReadAs,
    pub(super) tally: Tally,
    /// The filled row behind the last one of the table.
    pub(super) end: usize,
    /// What the numbers in the column of codes are shown as is to be trusted.
    shown_codes: bool,
}

impl<'c, 's, 't> Table<'c, 's, 't> {
    pub(super) fn new(
        catalog: &'c Catalog<'s>,
        sheet: &'t Sheet,
        header: &'t Header,
        at: &Arc<SheetRef>,
        read_as: ReadAs,
    ) -> Table<'c, 's, 't> {
        let (at, end) = (Arc::clone(at), sheet.row_count());
        Table { catalog, sheet, header, at, read_as, tally: Tally::default(), end, shown_codes: false }
    }

    fn trusting(mut self, shown: &BTreeSet<u32>) -> Table<'c, 's, 't> {
        self.shown_codes = self.header.column(Head::Code).is_some_and(|column| shown.contains(&column));
        self
    }

    /// Whether the table goes on to the end of the sheet.
    pub(super) fn is_whole(&self) -> bool {
        self.end == self.sheet.row_count()
    }

    pub(super) fn finding(&self, cell: CellRef, detail: Detail) -> Finding {
        Finding::new(Place::cell(&self.at.file, &self.at.sheet, cell), detail)
    }

    pub(super) fn builder(&self, unit: &str, unit_at: Place) -> Builder<'c, 's> {
        self.builder_at(&self.at, unit, unit_at)
    }

    pub(super) fn builder_at(&self, at: &Arc<SheetRef>, unit: &str, unit_at: Place) -> Builder<'c, 's> {
        let mut builder =
            Builder::new(self.catalog, at, self.read_as.paper, short(unit).into_owned(), unit_at);
        builder.reader = self.read_as.whole.then(Reader::default);
        self.knows(&mut builder, &self.slots());
        builder
    }

    /// Tells the submission which points the table has columns for.
    pub(super) fn knows(&self, builder: &mut Builder, slots: &[(u32, Slot)]) {
        let any = |scorer| slots.iter().map(move |(_, slot)| slot.of(scorer));
        builder.submission.has_own |= any(Scorer::Unit).any(|slot| slot == Slot::Own);
        builder.submission.has_appraised |= any(Scorer::Unit).any(|slot| matches!(slot, Slot::Appraised(_)));
        builder.rounds = builder.rounds.max(self.header.appraised().len());
    }

    /// The points columns, and which points each holds.
    pub(super) fn slots(&self) -> Vec<(u32, Slot)> {
        let header = self.header;
        let mut slots: Vec<(u32, Slot)> = Vec::new();
        let paper = self.read_as.paper;
        // An explanation gives no points; what the council's papers show of the unit's are copies.
        if paper == Paper::Explanation {
            return slots;
        }
        slots.extend(
            header.column(Head::Own).filter(|_| !paper.is_council()).map(|column| (column, Slot::Own)),
        );
        let appraised = header.appraised().into_iter();
        match paper {
            // The first round stands beside the second one to be seen.
            Paper::Appraisal2 => {
                let last = appraised.last().filter(|(_, column)| !self.is_first_round(*column));
                slots.extend(last.map(|(_, column)| (column, Slot::Appraised(2))));
            }
            _ => slots.extend(appraised.map(|(round, column)| (column, Slot::Appraised(round)))),
        }
        slots.extend(header.column(Head::Survey).map(|column| (column, Slot::Survey)));
        let plain = self.plain_slot();
        let kind = |slot: Slot| std::mem::discriminant(&slot.of(Scorer::Unit));
        if !slots.iter().any(|(_, slot)| kind(*slot) == kind(plain)) {
            slots.extend(header.column(Head::Points).map(|column| (column, plain)));
        }
        slots
    }

    /// What points count as where the head does not say it.
    pub(super) fn plain_slot(&self) -> Slot {
        match (self.read_as.points, self.read_as.paper, self.header.layout) {
            (_, Paper::Survey, _) => Slot::Survey,
            (_, Paper::Appraisal2, _) => Slot::Appraised(2),
            (Some(points), Paper::Form, _) => Slot::Plain(points),
            (_, Paper::Explanation, _) | (None, Paper::Form, Layout::Form) => Slot::Plain(PointsAre::Own),
            (_, Paper::Form | Paper::Appraisal, _) => Slot::Plain(PointsAre::Appraised),
        }
    }

    pub(super) fn body(&self) -> impl Iterator<Item = Row<'t>> {
        let from = self.header.body;
        let rows = self.sheet.rows().enumerate().take(self.end).skip(from);
        rows.filter(move |(at, row)| !self.is_of_header(from, *at, *row)).map(|(_, row)| row)
    }

    /// Whether the `at`th row of a sheet, of which the table begins with the `from`th, only repeats the header or
    /// numbers the columns.
    pub(super) fn is_of_header(&self, from: usize, at: usize, row: Row) -> bool {
        let head = self.sheet.nth_row(self.header.first);
        from > 0 && at < from + 2 && numbers_the_columns(row)
            || head.is_some_and(|head| Header::is_repeated_by(head, row))
    }

    /// The code of a row, as it is typed or, where that is certain, as it is shown.
    fn code(&self, row: Row, column: u32) -> Typed {
        let shown = if self.shown_codes { shown_code(row, column) } else { None };
        shown.map_or_else(|| read_code(row.get(column).as_ref()), Typed::Text)
    }

    /// Whether codes under fields numbered I, II go on as the set's (2.1 under II) instead of beginning anew (1.1).
    pub(super) fn codes_go_on(&self) -> bool {
        let Some(column) = self.header.column(Head::Code) else { return false };
        let mut field = None;
        let (mut go_on, mut anew) = (false, false);
        // Without a numeral nothing begins anew; most forms have none.
        let below = || self.sheet.rows().take(self.end).skip(self.header.body);
        let upper = |row: Row| row.text(column).is_some_and(|code| code.contains(char::is_uppercase));
        if !below().any(upper) {
            return false;
        }
        for row in below() {
            let (Typed::Text(code) | Typed::Number(code)) = self.code(row, column) else { continue };
            if let Some(number) = ordinal(&code) {
                field = Some(number.to_string());
            } else if let Some(field) = field.as_ref().filter(|_| is_dotted(&code)) {
                let first = code.split('.').next().unwrap_or_default();
                // Under I both begin with 1; a lone 1 is then the first criterion.
                go_on |= first == field;
                anew |= first != field || code == "1";
            }
        }
        go_on && !anew
    }

    /// The number that a decimal comma divides into two cells, where the row of a text table has more fields than the
    /// head.
    pub(super) fn split_number(
        &self,
        points: impl Iterator<Item = u32>,
        row: Row,
    ) -> Option<(CellRef, Detail)> {
        let digits =
            |column: u32| row.text(column).filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()));
        let halves = |at: u32| Some((digits(at)?, digits(at + 1)?));
        let node =
            || self.header.column(Head::Code).and_then(|code| self.catalog.set.node_of(row.text(code)?));
        let is_max = |max: Stated| matches!((node(), max), (Some(node), Stated::Points(max)) if self.catalog.is_max(node, max));
        let whole = |column: u32| {
            self.header.column(Head::Max) == Some(column) && is_max(read_points(row.get(column).as_ref()).0)
        };
        // A maximum may be divided where the points behind it are blank: then nothing stands beyond the head.
        let is_max_divided = |max: u32| {
            halves(max).filter(|_| !whole(max)).is_some_and(|(before, behind)| {
                is_max(read_points(Some(&Value::Text(&format!("{before}.{behind}")))).0)
            })
        };
        let max = self.header.column(Head::Max).filter(|_| self.header.fields > 0);
        if !self.is_too_wide(row) && !max.is_some_and(is_max_divided) {
            return None;
        }
        let mut columns: Vec<u32> = self.header.column(Head::Max).into_iter().chain(points).collect();
        columns.sort_unstable();
        let mut split = columns.into_iter().filter(|column| !whole(*column));
        let (column, number) = split.find_map(|at| Some((at, halves(at)?)))?;
        let number = format!("{},{}", number.0, number.1);
        let (number, fields, heads) = (Some(number), row.fields(), self.header.fields);
        Some((row.at(column), Detail::SplitNumber { number, fields, heads }))
    }

    /// Whether a row of a text table is filled beyond the last field of the head.
    pub(super) fn is_too_wide(&self, row: Row) -> bool {
        let heads = self.header.fields;
        heads > 0 && row.fields() > heads && row.cells().any(|(column, _)| column >= heads)
    }

    /// One row of a form or a long table.
    pub(super) fn criterion_row(
        &self,
        builder: &mut Builder,
        tally: &mut Tally,
        slots: &[(u32, Slot)],
        row: Row,
    ) {
        let code_column = self.header.column(Head::Code);
        let name_column = self.header.column(Head::Name);
        if let Some((cell, detail)) = self.split_number(slots.iter().map(|(column, _)| *column), row) {
            let node = code_column.and_then(|column| self.catalog.set.node_of(row.text(column)?));
            builder.found(cell, node, detail);
            return node.into_iter().for_each(|node| builder.is_unsure(node));
        }
        if builder.row_below(self.header, row) {
            return;
        }
        if let Some(code) = code_column.and_then(|column| row.text(column)) {
            let name = name_column.and_then(|column| row.text(column));
            if let Some(node) = builder.follower.follow_usual(self.catalog, code, name) {
                if name.is_none() {
                    self.label_faults(builder, tally, slots, row);
                }
                return self.node_row(builder, tally, slots, row, node);
            }
        }
        self.label_faults(builder, tally, slots, row);
        let mut typed = code_column.map_or(Typed::None, |column| self.code(row, column));
        let mut name = name_column.and_then(|column| row.text(column)).filter(|name| !is_error_value(name));
        // Code and name in one cell: in the column of names, or in that of codes.
        let in_one = match (&typed, name) {
            (Typed::None, Some(name)) => self.split_name(name),
            (Typed::Text(_), None) => {
                code_column.and_then(|column| row.text(column)).and_then(|text| self.split_name(text))
            }
            _ => None,
        };
        if let Some((code, rest)) = in_one {
            typed = Typed::Text(code);
            name = Some(rest);
        }
        if typed == Typed::None && name.is_none() {
            // Something that is no code is a fault of its own, or a mark of a note.
            if [code_column, name_column].into_iter().flatten().all(|column| row.get(column).is_none()) {
                let columns = slots.iter().map(|(column, slot)| (*column, Some(*slot)));
                let units = self.header.units.iter().map(|(column, _)| (*column, None));
                builder.nameless_row(columns.chain(units), row);
            }
            return;
        }
        let cell = row
            .at(code_column.filter(|column| row.get(*column).is_some()).or(name_column).unwrap_or_default());
        let code = match &typed {
            Typed::Text(text) => Some(text.as_str()),
            _ => None,
        };
        // `CONG` is the bonus where the set has one, and a sum where it has none.
        let adjusts =
            || [code, name].into_iter().flatten().any(|text| self.catalog.adjustment(text).is_some());
        let named = || name.is_some_and(|name| !self.catalog.named(name).is_empty());
        if let Some(sum) = sum_row(code, name).filter(|_| !adjusts() && !named()) {
            return builder.sum_row(tally, self.header, slots, row, sum);
        }
        let number = |column: u32| states_points(row, column);
        let weighty = || {
            slots.iter().any(|(column, _)| number(*column))
                || self.header.column(Head::Max).is_some_and(number)
        };
        let mut follower = std::mem::take(&mut builder.follower);
        let seen = |node: usize| builder.submission.seen[node].is_some();
        let others = Others { seen: &seen, has_own_row: &|node| self.has_own_row(node, row) };
        let meaning = follower.follow(builder.catalog, &typed, name, weighty(), others);
        builder.follower = follower;
        match meaning {
            Meaning::Node(node, warning) => {
                if let Some(detail) = warning {
                    let at = match (&detail, name_column) {
                        (Detail::RenamedCriterion { .. }, Some(column)) => row.at(column),
                        _ => cell,
                    };
                    builder.found(at, Some(node), detail);
                }
                self.node_row(builder, tally, slots, row, node);
            }
            Meaning::Adjustment(adjustment) => {
                if builder.reader.is_some() {
                    let of = Subject::Adjustment(adjustment);
                    builder.keep_row(self.header, slots, row, of, Scorer::Unit);
                }
                builder.adjustment_row(tally, self.sheet, slots, row, adjustment);
            }
            Meaning::Fault(detail, perhaps) => builder.refuse(cell, detail, &perhaps),
            Meaning::Nothing => {}
        }
    }

    /// A code and a name in one cell; where little stands between them, both must be those of one criterion.
    fn split_name<'n>(&self, text: &'n str) -> Option<(String, &'n str)> {
        let both = |code: &str, name| {
            let node = self.catalog.set.node_of(code);
            node.is_some_and(|node| self.catalog.is_named(node, name))
        };
        split_name(text).or_else(|| numbered_name(text).filter(|(code, name)| both(code, name)))
    }

    /// Whether another row of a form has the code and the name of a node.
    fn has_own_row(&self, node: usize, than: Row) -> bool {
        let (Some(code), Some(name)) = (self.header.column(Head::Code), self.header.column(Head::Name))
        else {
            return false;
        };
        let of_set = &self.catalog.set.nodes[node].code;
        let own = |row: Row| {
            row.text(code) == Some(of_set)
                && row.text(name).is_some_and(|name| self.catalog.is_named(node, name))
        };
        self.header.layout == Layout::Form && self.body().any(|row| row.index() != than.index() && own(row))
    }

    /// Formulas without a sound result in the code or the name of a row that has points.
    fn label_faults(&self, builder: &mut Builder, tally: &mut Tally, slots: &[(u32, Slot)], row: Row) {
        let filled = || {
            let mut points = slots
                .iter()
                .map(|(column, _)| column)
                .chain(self.header.units.iter().map(|(column, _)| column));
            points.any(|column| row.get(*column).is_some())
        };
        for column in [Head::Code, Head::Name].into_iter().filter_map(|head| self.header.column(head)) {
            let error = match row.get(column) {
                Some(Value::Error(error)) => error,
                Some(Value::Text(text)) if is_error_value(text) => text,
                Some(Value::Uncached) if filled() => {
                    Tally::count(&mut tally.uncached, row.at(column));
                    continue;
                }
                _ => continue,
            };
            if filled() {
                builder.found(row.at(column), None, Detail::FormulaError { error: error.to_owned() });
            }
        }
    }

    /// A row of which the criterion is known.
    fn node_row(
        &self,
        builder: &mut Builder,
        tally: &mut Tally,
        slots: &[(u32, Slot)],
        row: Row,
        node: usize,
    ) {
        // In survey results an option is an answer.
        let options = self.header.column(Head::Option).filter(|_| self.read_as.paper == Paper::Survey);
        let rule = self.catalog.set.nodes[node].leaf.as_ref().map(|leaf| &leaf.rule);
        match self.header.column(Head::Answer).or(options) {
            // A value from elsewhere is no answer of somebody.
            Some(answer) if !matches!(rule, Some(Rule::Imported(_))) => {
                builder.answer(self.answer_columns(), row, answer, node);
            }
            _ => builder.node_row(tally, self.sheet, self.header, slots, row, node),
        }
    }
}

/// Whether a row numbers the columns: `1 2 3 4`, `(1) (2) (3)`, `A B 1 2`, `(6)=(4)+(5)`.
fn numbers_the_columns(row: Row) -> bool {
    let mut numbers = Vec::new();
    for (_, value) in row.cells() {
        let text = shown(&value);
        let plain = text.trim_start_matches('(');
        let digits: String = plain.chars().take_while(char::is_ascii_digit).collect();
        let rest = &plain[digits.len()..];
        let letter = digits.is_empty() && text.len() == 1 && text.bytes().all(|b| b.is_ascii_uppercase());
        let closed = rest.is_empty() || rest.starts_with(')') || rest.starts_with('=');
        match digits.parse::<u32>() {
            Ok(number) if closed => numbers.push(number),
            _ if letter && !matches!(value, Value::Number(_)) => {}
            _ => return false,
        }
    }
    numbers.len() >= 2 && row.cells().len() >= 3 && numbers.windows(2).all(|pair| pair[1] == pair[0] + 1)
}

/// The digits that a number in the column of codes is shown with, where its format adds to those it has: `1.10` of 1.1.
pub(crate) fn shown_code(row: Row, column: u32) -> Option<String> {
    let decimals = row.decimals(column)? as usize;
    match row.get(column)? {
        Value::Number(number) if (number.scale() as usize) < decimals => Some(format!("{number:.decimals$}")),
        _ => None,
    }
}
