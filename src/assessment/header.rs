//! Finds the header row of a table and what each column means.

use std::collections::BTreeSet;

use super::catalog::Catalog;
use super::codes::{Typed, is_dotted, read_code, split_name};
use super::columns::{Column, columns_of, over_merged, pass_over_other_years, twice, with_lower_rows};
use super::entry::{Stated, read_points, states_points};
use super::heads::Head;
use super::sums::is_statistic;
use super::table::shown_code;
use super::unit_name;
use crate::message::characters;
use crate::sheet::fold;
use crate::sheet::{Row, Sheet, Value};
use crate::sorting::Order as _;

/// How far down a header is looked for, in filled rows.
pub(super) const LOOK: usize = 120;
/// Rows of a table that may be those of one unit.
const SET: usize = 1000;

/// The four ways of laying out points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// One row, one criterion of one unit.
    Form,
    /// The same with a column for the unit.
    Long,
    /// One row, one unit; codes as heads.
    Matrix,
    /// One row, one criterion; units as heads.
    Transposed,
    /// One row, one criterion; numbers under heads that nobody knows.
    Unknown,
}

/// What the columns of a table mean.
#[derive(Debug)]
pub struct Header {
    /// How the table is laid out.
    pub layout: Layout,
    /// The first filled row of the header.
    pub first: usize,
    /// The first filled row below the header.
    pub body: usize,
    /// How many fields the head of a text table with commas has; else 0.
    pub fields: u32,
    /// Known columns.
    columns: Vec<(u32, Head)>,
    /// Per kind of head the first column.
    firsts: [Option<u32>; Head::KINDS],
    /// Columns with the same head of points, codes or names as one before: that one, this one.
    pub twice: Vec<(u32, u32, String)>,
    /// Columns headed by the id of an input.
    pub inputs: Vec<(u32, String)>,
    /// Of a matrix: columns headed by codes.
    pub codes: Vec<(u32, Typed, Option<String>)>,
    /// Of a transposed matrix: columns headed by units; of an unknown layout: the columns that nobody knows.
    pub units: Vec<(u32, String)>,
}

impl Header {
    /// The first column with a meaning.
    pub fn column(&self, wanted: Head) -> Option<u32> {
        self.firsts.get(wanted.kind()).copied().flatten()
    }

    fn add(&mut self, column: u32, head: Head) {
        self.columns.push((column, head));
        if let Some(first) = self.firsts.get_mut(head.kind()) {
            first.get_or_insert(column);
        }
    }

    /// All columns with a meaning.
    pub fn all(&self, wanted: Head) -> impl Iterator<Item = u32> {
        self.columns.iter().filter(move |(_, head)| *head == wanted).map(|(column, _)| *column)
    }

    /// Whether a column has a meaning.
    pub fn has_column(&self, column: u32) -> bool {
        self.columns.iter().any(|(known, _)| *known == column)
    }

    /// Whether no column may hold points, as in a table of how they are given.
    pub fn is_without_points(&self) -> bool {
        self.layout == Layout::Unknown && self.units.is_empty()
    }

    /// The columns of appraised points with their rounds, first round first.
    pub fn appraised(&self) -> Vec<(u8, u32)> {
        self.by_round(|head| if let Head::Appraised(round) = head { Some(round) } else { None })
    }

    /// The columns of reasons for appraised points.
    pub fn reasons(&self) -> Vec<(u8, u32)> {
        self.by_round(|head| if let Head::Reason(round) = head { Some(round) } else { None })
    }

    /// The columns of those who appraised.
    pub fn appraisers(&self) -> Vec<(u8, u32)> {
        self.by_round(|head| if let Head::Appraiser(round) = head { Some(round) } else { None })
    }

    fn by_round(&self, round: impl Fn(Head) -> Option<u8>) -> Vec<(u8, u32)> {
        let of = |(column, head): &(u32, Head)| Some((round(*head)?, *column));
        let mut rounds: Vec<(u8, u32)> = self.columns.iter().filter_map(of).collect();
        rounds.order();
        rounds
    }

    /// Whether a row further down repeats the first row of a header, as on every printed page.
    pub fn is_repeated_by(first: Row, row: Row) -> bool {
        let texts = |row: Row| row.cells().filter(|(_, value)| matches!(value, Value::Text(_))).count();
        row.cells().all(|(column, value)| first.get(column) == Some(value)) && texts(row) >= 2
    }
}

/// The header of the first table of a sheet, from a filled row on; `year` is the round's.
pub fn find(catalog: &Catalog, sheet: &Sheet, from: usize, year: Option<i64>) -> Option<Header> {
    (from..sheet.row_count().min(LOOK)).find_map(|at| read(catalog, sheet, at, year))
}

/// The header that begins in a filled row.
pub(super) fn read(catalog: &Catalog, sheet: &Sheet, at: usize, year: Option<i64>) -> Option<Header> {
    let row = sheet.nth_row(at)?;
    if row.cells().len() < 2 {
        return None;
    }
    let top = columns_of(row);
    if top.iter().all(|column| column.head.is_none()) && !looks_like_codes(catalog, row) {
        return None;
    }
    let (mut columns, depth) = with_lower_rows(sheet, at, top);
    let points = |column: &Column| column.head.is_some_and(Head::is_points);
    if depth > 1 && !columns.iter().any(points) {
        // What stands below names no points: of a table of units, their kinds.
        columns = columns_of(row);
    }
    let last = sheet.nth_row(at + depth - 1).map_or(row.index(), Row::index);
    over_merged(sheet, row.index()..last + 1, &mut columns);
    if let Some(year) = year {
        pass_over_other_years(&mut columns, year);
    }
    let mut header = Header {
        layout: Layout::Form,
        first: at,
        body: at + depth,
        fields: (at..at + depth).filter_map(|at| fields(sheet.nth_row(at)?)).max().unwrap_or_default(),
        columns: Vec::new(),
        firsts: [None; Head::KINDS],
        twice: twice(&columns),
        inputs: Vec::new(),
        codes: Vec::new(),
        units: Vec::new(),
    };
    for column in &columns {
        match column.head {
            Some(head) => header.add(column.at, head),
            None if catalog.is_input(&column.text) => {
                header.inputs.push((column.at, column.text.to_lowercase()));
            }
            None => {}
        }
    }
    name_unheaded_code_column(catalog, sheet, &mut header);
    choose_code_column(catalog, sheet, &mut header);
    name_code_column_of_answers(catalog, sheet, &mut header);
    let known: Vec<Head> = header.columns.iter().map(|(_, head)| *head).collect();
    let has = |head| known.contains(&head);
    let points = has(Head::Own) || has(Head::Survey) || has(Head::Points) || !header.appraised().is_empty();
    let data = points || has(Head::Option) || !header.inputs.is_empty();
    let criterion = has(Head::Code) || has(Head::Name);
    if has(Head::Unit) && has(Head::Code) && (data || has(Head::Answer)) {
        header.layout = Layout::Long;
        return Some(header);
    }
    if criterion && data && (has(Head::Max) || has(Head::Code)) && !has(Head::Unit) {
        return Some(header);
    }
    if (has(Head::Unit) || (has(Head::Name) && !has(Head::Code)))
        && read_code_heads(catalog, row, &mut header)
    {
        header.layout = Layout::Matrix;
        return Some(header);
    }
    if has(Head::Code) && !points {
        header.units = columns
            .iter()
            .filter(|column| column.head.is_none() && !column.text.is_empty() && !is_statistic(&column.text))
            .map(|column| (column.at, column.text.clone()))
            .collect();
        header.layout = Layout::Transposed;
        header.units.retain(|(column, _)| holds_points(sheet, header.body, *column));
        let first = header.units.first().cloned();
        // A table of many units may have a unit above it too.
        let mut alone = header.units.len() <= 2 && unit_name::stands_above(sheet, &header);
        if let Some(first) =
            first.filter(|first| !has(Head::Max) && are_maxima(catalog, sheet, &header, first))
        {
            if header.units.len() > 1 {
                header.units.remove(0);
                header.add(first.0, Head::Max);
            } else {
                alone = true;
            }
        }
        if alone {
            // The form of one unit.
            header.layout = Layout::Unknown;
        }
        if !header.units.is_empty() && below_are_codes(catalog, sheet, &header) {
            return Some(header);
        }
    }
    // A form in which nothing is known as points, not a table of something else.
    let heads = has(Head::Code) && has(Head::Name);
    if criterion && has(Head::Max) && !data && (heads || below_are_codes(catalog, sheet, &header)) {
        let unknown = |column: &&Column| column.head.is_none_or(|head| head == Head::Unit);
        let numbers = |column: &&Column| unknown(column) && holds_points(sheet, header.body, column.at);
        header.units =
            columns.iter().filter(numbers).map(|column| (column.at, column.text.clone())).collect();
        header.layout = Layout::Unknown;
        return Some(header);
    }
    None
}

/// Up to where a head of a text table with commas reaches; the blank fields behind it, with which a spreadsheet makes
/// all records equally long, head nothing.
fn fields(row: Row) -> Option<u32> {
    let last = row.cells().last().map(|(column, _)| column + 1)?;
    (row.fields() > 0).then_some(last)
}

/// Whether a row heads a table that numbers its rows, whatever they are.
pub(super) fn is_head_of_list(row: Row) -> bool {
    columns_of(row).iter().any(|column| column.head == Some(Head::Code))
}

/// The column left of the names holds the codes where it has no head of its own.
fn name_unheaded_code_column(catalog: &Catalog, sheet: &Sheet, header: &mut Header) {
    if header.column(Head::Code).is_some() || header.column(Head::Unit).is_some() {
        return;
    }
    let Some(left) = header.column(Head::Name).and_then(|name| name.checked_sub(1)) else { return };
    if !header.has_column(left) && codes_below(catalog, sheet, header.body, left) {
        header.add(left, Head::Code);
    }
}

/// In a table of answers the questions may stand as codes under a head such as `Câu hỏi`.
fn name_code_column_of_answers(catalog: &Catalog, sheet: &Sheet, header: &mut Header) {
    let of_answers = header.column(Head::Unit).is_some() && header.column(Head::Answer).is_some();
    let name = header.column(Head::Name).filter(|_| of_answers && header.column(Head::Code).is_none());
    if let Some(name) = name.filter(|name| codes_below(catalog, sheet, header.body, *name)) {
        header.columns.retain(|(column, _)| *column != name);
        if let Some(first) = header.firsts.get_mut(Head::Name.kind()) {
            *first = None;
        }
        header.add(name, Head::Code);
    }
}

/// Of several columns that are headed as codes, such as `TT` and `Mã tiêu chí`, the one with the most codes.
fn choose_code_column(catalog: &Catalog, sheet: &Sheet, header: &mut Header) {
    let of_codes = header.columns.iter().filter(|(_, head)| *head == Head::Code).map(|(column, _)| *column);
    let columns: Vec<u32> = of_codes.collect();
    if columns.len() < 2 {
        return;
    }
    // Numbers of rows look like codes of fields; codes of criteria have a point.
    let codes = |column: u32| {
        let rows = sheet.rows().skip(header.body).take(40);
        let known = rows.filter_map(|row| match read_code(row.get(column).as_ref()) {
            Typed::Text(code) => catalog.set.node_of(&code).map(|_| code.contains('.')),
            _ => None,
        });
        known.fold((0, 0), |(dotted, all), point| (dotted + usize::from(point), all + 1))
    };
    let best = columns.iter().copied().max_by_key(|column| (codes(*column), std::cmp::Reverse(*column)));
    if let (Some(best), Some(first)) = (best, header.firsts.get_mut(Head::Code.kind())) {
        *first = Some(best);
        // The others number the rows; that they differ is no fault.
        header.twice.retain(|(one, other, _)| !columns.contains(one) || !columns.contains(other));
    }
}

fn codes_below(catalog: &Catalog, sheet: &Sheet, body: usize, column: u32) -> bool {
    sheet.rows().skip(body).take(12).any(|row| is_code(catalog, row.get(column).as_ref()))
}

fn is_code(catalog: &Catalog, value: Option<&Value>) -> bool {
    match read_code(value) {
        Typed::Text(code) => {
            catalog.set.node_of(&code).is_some() || catalog.set.adjustment_of(&code).is_some()
        }
        Typed::Number(digits) => !catalog.valued(&digits).is_empty(),
        _ => false,
    }
}

fn looks_like_codes(catalog: &Catalog, row: Row) -> bool {
    row.cells().filter(|(_, value)| is_code(catalog, Some(value))).count() >= 1
}

/// Whether a column holds points rather than texts.
pub(super) fn holds_points(sheet: &Sheet, body: usize, column: u32) -> bool {
    let (mut points, mut texts) = (0, 0);
    for value in sheet.rows().skip(body).take(60).filter_map(|row| row.get(column)) {
        match read_points(Some(&value)).0 {
            Stated::Points(_) | Stated::NotApplicable => points += 1,
            _ => texts += 1,
        }
    }
    points > texts
}

/// Whether at least half of the rows have points in a column.
pub(super) fn holds_many_points(sheet: &Sheet, body: usize, column: u32) -> bool {
    let rows = || sheet.rows().skip(body).take(60);
    let is_number = |row: &Row| states_points(*row, column);
    rows().len() > 2
        && 2 * rows().filter(is_number).count() >= rows().len()
        && holds_points(sheet, body, column)
}

/// Whether the values of a column, which is not headed as a unit would be, are the maxima of their criteria.
fn are_maxima(catalog: &Catalog, sheet: &Sheet, header: &Header, (column, text): &(u32, String)) -> bool {
    const UNITS: [&str; 17] = [
        "xa", "phuong", "thi", "huyen", "quan", "thanh", "tp", "tinh", "dac", "so", "ban", "phong", "chi",
        "van", "ubnd", "uy", "don",
    ];
    let folded = fold(text);
    let first = folded.split(' ').next().unwrap_or_default();
    // Units are shortened to capitals: SNV, STC.
    let short = characters(text) > 1 && !text.chars().any(char::is_lowercase) && !text.contains(' ');
    if UNITS.contains(&first) || short {
        return false;
    }
    let Some(codes) = header.column(Head::Code) else { return false };
    let mut rows = 0;
    for row in sheet.rows().skip(header.body).take(SET) {
        let nodes = match read_code(row.get(codes).as_ref()) {
            Typed::Text(code) => catalog.set.node_of(&code).into_iter().collect(),
            Typed::Number(digits) => catalog.valued(&digits).to_vec(),
            _ => continue,
        };
        match read_points(row.get(*column).as_ref()).0 {
            Stated::Points(points) if nodes.iter().any(|node| catalog.is_max(*node, points)) => rows += 1,
            Stated::Blank => {}
            _ if nodes.is_empty() => {}
            _ => return false,
        }
    }
    rows > 2
}

fn below_are_codes(catalog: &Catalog, sheet: &Sheet, header: &Header) -> bool {
    header.column(Head::Code).is_some_and(|column| codes_below(catalog, sheet, header.body, column))
}

/// Of a form: the column in which the codes stand, where it is not the one under their head.
pub fn codes_aside(catalog: &Catalog, sheet: &Sheet, header: &Header) -> Option<u32> {
    /// Rows that are looked at.
    const SOME: usize = 40;
    let column = header.column(Head::Code)?;
    let rows = || sheet.rows().skip(header.body).take(SOME);
    // Nearly always one of the first rows has its code in its place.
    if rows().any(|row| is_code(catalog, row.get(column).as_ref())) {
        return None;
    }
    let columns: BTreeSet<u32> = rows().flat_map(|row| row.cells().map(|(column, _)| column)).collect();
    // Points look like codes too, but not each only once.
    let are_codes = |column: &u32| {
        let dotted = |row: Row| row.text(*column).filter(|text| is_dotted(text)).map(str::to_owned);
        let codes: Vec<String> = rows().filter_map(dotted).collect();
        let known = codes.iter().filter(|code| catalog.set.node_of(code).is_some()).count();
        let once: BTreeSet<&String> = codes.iter().collect();
        once.len() == codes.len() && known >= 4 && 2 * known > codes.len()
    };
    columns.into_iter().find(are_codes)
}

/// Of a matrix: the heads that are codes of leaves, groups or adjustments; at least one must be.
fn read_code_heads(catalog: &Catalog, row: Row, header: &mut Header) -> bool {
    // A head 1.1 that is shown as 1.10 is that code, where all that are shown so are codes.
    let mut shown = row.cells().filter_map(|(column, _)| shown_code(row, column));
    let shown_are_codes = shown.all(|code| catalog.set.node_of(&code).is_some());
    for (column, value) in row.cells() {
        if header.has_column(column) {
            continue;
        }
        let (typed, name) = match &value {
            Value::Text(text) => match split_name(text) {
                Some((code, name)) => (Typed::Text(code), Some(name.to_owned())),
                None => (read_code(Some(&value)), None),
            },
            _ => {
                let shown = shown_code(row, column).filter(|_| shown_are_codes);
                (shown.map_or_else(|| read_code(Some(&value)), Typed::Text), None)
            }
        };
        if typed != Typed::None {
            header.codes.push((column, typed, name));
        }
    }
    let known = |(_, typed, _): &(u32, Typed, Option<String>)| match typed {
        Typed::Text(code) => catalog.set.node_of(code).is_some(),
        Typed::Number(digits) => !catalog.valued(digits).is_empty(),
        _ => false,
    };
    header.inputs.clear();
    header.codes.iter().any(known)
}
