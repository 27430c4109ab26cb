//! The rows of the tables of an appendix, one after the other, as if it were one table.

use std::collections::BTreeMap;

use super::codes::{self, Code};
use super::heads::{Column, Header, is_survey};
use super::loose::with_points;
use super::writing::annex_name;
use super::{At, Source, doubt};
use crate::assessment::{SumRow, shown_code, sum_row};
use crate::diagnostic::{CellRef, Finding};
use crate::message::{ImportDoubt, characters};
use crate::points::{Number, read_typed};
use crate::sheet::{Row, Sheet, Value, fold, without_marks};
use crate::sorting::Order as _;

/// Rows of a sheet among which its first head is looked for.
const LOOK: usize = 200;
/// What a formula without a stored result says.
pub(super) const UNCACHED: &str = "=…";

/// A row of the table.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// Its code as it is written, and its reading.
    pub typed: String,
    pub code: Code,
    pub name: String,
    pub max: Max,
    pub scoring: String,
    /// The merged cell over several rows that its scoring stands in: the range and the text.
    pub scoring_over: Option<(String, String)>,
    pub evidence: String,
    pub appraiser: String,
    /// What stands in columns that no head explains.
    pub others: Vec<(String, String)>,
    /// It says that a survey gives its points.
    pub survey: bool,
    /// Of which head it stands below, from 1, and of which heading `PHỤ LỤC …`.
    pub table: usize,
    pub annex: usize,
    /// It states a sum of all.
    pub sum: Option<SumRow>,
    /// Cells of its code (or name) and its maximum.
    pub at: At,
    pub max_at: At,
    pub scoring_at: At,
}

/// What stands in the cell of the maximum.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Max {
    Blank,
    Is(Number),
    Unreadable(String),
    /// A formula without a stored result.
    Uncached,
    /// One cell for several rows: its range, and what stands in it.
    Merged(String, Number),
    /// A comma or semicolon divides the text of the row, so that nothing of it is certain: all that stands there.
    Divided(String),
}

impl Max {
    /// The number, where there is one.
    pub fn number(&self) -> Option<&Number> {
        match self {
            Max::Is(number) => Some(number),
            _ => None,
        }
    }
}

/// What the tables hold.
#[derive(Default)]
pub(super) struct Read {
    /// All rows from the n-th table on.
    pub lines: Vec<Line>,
    /// The texts above it.
    pub above: Vec<String>,
    /// The texts of tables behind it that are of no known kind, row by row.
    pub left: Vec<String>,
}

/// Reads the tables from the n-th on.
pub(super) fn lines(source: &Source, from: usize, findings: &mut Vec<Finding>) -> Read {
    let (mut lines, mut left) = (Vec::new(), Vec::new());
    let mut above: Vec<String> =
        source.reading.paragraphs.iter().flat_map(|text| text.split('\n')).map(str::to_owned).collect();
    let mut last: Option<Header> = None;
    let (mut table, mut annex, mut named) = (0, 0, None);
    for (number, sheet) in source.reading.sheets.iter().enumerate() {
        let first = (0..sheet.row_count().min(LOOK)).find_map(|at| Some((at, Header::at(sheet, at)?)));
        let mut header = match (first, &last) {
            (Some((at, mut header)), _) => {
                header.name_bare_columns(sheet, LOOK);
                table += 1;
                let texts: Vec<String> = sheet.rows().take(at).flat_map(texts).collect();
                if let Some(name) = texts.iter().find_map(|text| annex_name(text)) {
                    annex += usize::from(named.replace(name.clone()).is_some_and(|before| before != name));
                }
                if table <= from {
                    above = texts.into_iter().chain(above).collect();
                }
                tell_columns(source, number, sheet, at, &header, findings);
                header
            }
            // A table that goes on over the page without repeating its head.
            (None, Some(before)) if goes_on(sheet, before) => Header { body: 0, ..before.clone() },
            (None, Some(_)) if table >= from => {
                let rows: Vec<String> = sheet.rows().map(|row| texts(row).join(" ")).collect();
                let rows: Vec<String> = rows.into_iter().filter(|row| !row.is_empty()).collect();
                if let Some(first) = rows.first() {
                    let at = At { sheet: number, row: sheet.nth_row(0).map_or(0, Row::index), column: 0 };
                    let what = ImportDoubt::RowsLeftOut { text: first.clone(), count: rows.len() };
                    findings.push(doubt(source.place(at), what));
                }
                left.extend(rows);
                continue;
            }
            _ => continue,
        };
        let merges = Merges::of(sheet, &header);
        let mut at = header.body;
        while let Some(row) = sheet.nth_row(at) {
            if let Some(again) = Header::at(sheet, at) {
                at = again.body;
                header = again;
                table += 1;
                continue;
            }
            at += 1;
            // The heading of another appendix.
            if let [text] = texts(row).as_slice()
                && let Some(name) = annex_name(text)
            {
                annex += usize::from(named.replace(name.clone()).is_some_and(|before| before != name));
                if table < from {
                    above.insert(0, text.clone());
                }
                continue;
            }
            if table >= from {
                let mut line = line(&header, &merges, (number, sheet), row, (table, annex));
                if let (Some((column, text)), Some(line)) = (header.divided(sheet, row), &mut line) {
                    let (fields, heads) = (row.fields().max(Header::width(&row)), header.fields);
                    let at = At { sheet: number, row: row.index(), column };
                    findings.push(doubt(source.place(at), ImportDoubt::RowDivided { fields, heads }));
                    (line.max, line.scoring) = (Max::Divided(text), String::new());
                    (line.evidence, line.appraiser) = (String::new(), String::new());
                }
                let used = header.columns.iter().filter(|(_, _, kind)| kind.is_drafted());
                for (column, _, _) in used.filter(|(at, _, _)| row.get(*at) == Some(Value::Uncached)) {
                    let at = At { sheet: number, row: row.index(), column: *column };
                    findings.push(doubt(source.place(at), ImportDoubt::NoValue));
                }
                lines.extend(line);
            }
        }
        last = Some(header);
    }
    settle_merged(&mut lines);
    Read { lines, above, left }
}

/// The lines of text in a row.
fn texts(row: Row) -> Vec<String> {
    let of_cell = |(_, value): (u32, Value)| match value {
        Value::Text(text) => text.split('\n').map(str::to_owned).collect(),
        Value::Number(_) => vec![words(&value)],
        _ => Vec::new(),
    };
    row.cells().flat_map(of_cell).collect()
}

/// A maximum that is merged over one criterion and its rows of scoring is that of the criterion.
fn settle_merged(lines: &mut [Line]) {
    let ranges = |line: &Line| match &line.max {
        Max::Merged(range, _) => Some((line.at.sheet, range.clone())),
        _ => None,
    };
    let coded = |line: &Line| !matches!(line.code, Code::None | Code::Bullet | Code::Item | Code::Words);
    let mut criteria: BTreeMap<(usize, String), usize> = BTreeMap::new();
    for line in lines.iter().filter(|line| coded(line)) {
        if let Some(range) = ranges(line) {
            *criteria.entry(range).or_default() += 1;
        }
    }
    for line in lines {
        if ranges(line).is_some_and(|range| criteria.get(&range) == Some(&1)) {
            let own = coded(line);
            line.max = match std::mem::replace(&mut line.max, Max::Blank) {
                Max::Merged(_, number) if own => Max::Is(number),
                _ => Max::Blank,
            };
        }
    }
}

/// Whether a table without head is the rest of the one before: as many columns, and a code or a maximum in its first
/// rows.
fn goes_on(sheet: &Sheet, header: &Header) -> bool {
    let width = |columns: &mut dyn Iterator<Item = u32>| columns.max().unwrap_or(0);
    let of_head = width(&mut header.columns.iter().map(|(at, _, _)| *at));
    let of_rows = width(&mut sheet.rows().take(20).flat_map(|row| row.cells().map(|(at, _)| at)));
    let known = |row: Row| {
        let code = header.column(Column::Code).map(|at| codes::code(row.get(at).as_ref(), None));
        let coded = matches!(
            code,
            Some(Code::Dotted(_) | Code::Roman(_) | Code::Upper(_) | Code::Bullet | Code::Item)
        );
        let max = header.column(Column::Max).and_then(|at| row.get(at));
        coded || max.is_some_and(|value| matches!(max_of(Some(&value)), Max::Is(_)))
    };
    of_rows <= of_head && sheet.rows().take(3).any(known)
}

/// Names the columns that are of no use, and a form that is no appendix.
fn tell_columns(
    source: &Source,
    number: usize,
    sheet: &Sheet,
    at: usize,
    header: &Header,
    findings: &mut Vec<Finding>,
) {
    let row = sheet.nth_row(at).map_or(0, Row::index);
    for (column, text, kind) in &header.columns {
        let place = source.place(At { sheet: number, row, column: *column });
        let mut below = sheet.rows().skip(header.body).take(LOOK).filter_map(|row| row.get(*column));
        match kind {
            Column::Points if below.any(|value| matches!(max_of(Some(&value)), Max::Is(_))) => {
                findings.push(doubt(place, ImportDoubt::FilledForm { head: text.clone() }));
            }
            Column::Unknown if below.next().is_some() => {
                findings.push(doubt(place, ImportDoubt::UnknownColumn { head: text.clone() }));
            }
            _ => {}
        }
    }
}

fn line(
    header: &Header,
    merges: &Merges,
    (number, sheet): (usize, &Sheet),
    row: Row,
    (table, annex): (usize, usize),
) -> Option<Line> {
    let cell = |column: Option<u32>| column.map(|column| At { sheet: number, row: row.index(), column });
    let text = |column: u32| row.get(column).map(|value| words(&value)).unwrap_or_default();
    let all = |kind: Column| {
        let texts: Vec<String> = header.all(kind).map(text).filter(|text| !text.is_empty()).collect();
        texts.join("\n")
    };
    // What is merged down over rows says the same of each.
    let same_for_all = |kind: Column| {
        let texts = header.all(kind).map(|column| match merges.over(row.index(), column) {
            Some((first, _)) => sheet.row_at(first.row).and_then(|row| row.get(first.column)),
            None => row.get(column),
        });
        let texts: Vec<String> = texts.flatten().map(|value| words(&value)).collect();
        texts.join("\n")
    };
    let (code_at, name_at) = (header.column(Column::Code), header.column(Column::Name)?);
    let mut typed = code_at.map(|at| without_marks(&text(at)).to_owned()).unwrap_or_default();
    let mut name = text(name_at).replace('\n', " ");
    let value = code_at.and_then(|at| row.get(at)).map(|value| match value {
        Value::Text(text) => Value::Text(without_marks(text)),
        other => other,
    });
    let shown = code_at.and_then(|at| shown_code(row, at));
    let mut code = if code_at == Some(name_at) { Code::None } else { codes::code(value.as_ref(), shown) };
    // A heading that is merged over code and name.
    let heads = typed.split_whitespace().nth(1).is_some() || characters(&typed) > 12;
    if name.is_empty() && (matches!(code, Code::None | Code::Words) || heads) {
        name = typed.replace('\n', " ");
        typed = String::new();
    }
    if matches!(code, Code::None | Code::Words) && typed.is_empty() {
        code = Code::None;
        if let Some((found, rest)) = codes::before_name(&name) {
            let len = name.len() - rest.len();
            let mark = name[..len].trim().trim_end_matches(['.', ':', '-', ')']).trim_end();
            mark.clone_into(&mut typed);
            (code, name) = (found, rest.to_owned());
        }
    }
    let (max_column, survey_column) = (header.column(Column::Max), header.column(Column::SurveyMax));
    let of = |column: Option<u32>| -> Max {
        let Some(column) = column else { return Max::Blank };
        match merges.over(row.index(), column) {
            Some((first, last)) if first.row != last.row => {
                let value = sheet.row_at(first.row).and_then(|row| row.get(first.column));
                match max_of(value.as_ref()) {
                    Max::Is(number) => Max::Merged(format!("{first}:{last}"), number),
                    other => other,
                }
            }
            _ => max_of(row.get(column).as_ref()),
        }
    };
    let (appraised, surveyed) = (of(max_column), of(survey_column));
    let only_survey = appraised == Max::Blank && surveyed != Max::Blank;
    let mut max = match (&appraised, &surveyed) {
        (Max::Is(one), Max::Is(other)) => Max::Is(one + other),
        (Max::Blank, _) => surveyed,
        _ => appraised,
    };
    // `Cải cách thể chế (5,5 điểm)` beside a blank cell.
    let coded = !matches!(code, Code::None | Code::Bullet | Code::Item | Code::Words);
    if max == Max::Blank
        && let Some((rest, number)) = in_name(&name).or_else(|| behind_name(&name).filter(|_| coded))
    {
        (name, max) = (rest, Max::Is(number));
    }
    // The points of an option; those of the first one may stand in the row of its criterion.
    let mut scoring = all(Column::Scoring);
    match max_of(header.column(Column::OptionPoints).and_then(|at| row.get(at)).as_ref()) {
        Max::Blank => {}
        points if max == Max::Blank && !coded => max = points,
        Max::Is(points) if !scoring.is_empty() => scoring = with_points(&scoring, &points),
        _ => {}
    }
    let over = header.column(Column::Scoring).and_then(|column| merges.over(row.index(), column));
    let scoring_over = over.filter(|(first, last)| first.row != last.row).and_then(|(first, last)| {
        let value = sheet.row_at(first.row).and_then(|row| row.get(first.column))?;
        Some((format!("{first}:{last}"), words(&value)))
    });
    let survey = only_survey
        || header.all(Column::Note).any(|column| is_survey(&text(column)))
        || header.all(Column::Means).any(|column| {
            let text = text(column);
            is_survey(&text) || (!text.is_empty() && is_survey(&head_of(header, column)))
        });
    let unexplained = header.columns.iter().filter(|(_, _, kind)| *kind == Column::Unknown);
    let others = unexplained.map(|(at, head, _)| (head.replace('\n', " "), text(*at)));
    let others = others.filter(|(_, text)| !text.is_empty()).collect();
    let line = Line {
        sum: sum_row(Some(&typed).filter(|_| code == Code::Words).map(String::as_str), Some(&name))
            .filter(|_| matches!(code, Code::None | Code::Words)),
        typed,
        code,
        name,
        max,
        scoring,
        scoring_over,
        table,
        annex,
        evidence: same_for_all(Column::Evidence),
        appraiser: same_for_all(Column::Appraiser),
        others,
        survey,
        at: cell(code_at.filter(|at| row.get(*at).is_some()).or(Some(name_at))).unwrap_or_default(),
        max_at: cell(max_column.or(survey_column)).unwrap_or_default(),
        scoring_at: cell(header.column(Column::Scoring).or(Some(name_at))).unwrap_or_default(),
    };
    let empty =
        line.name.is_empty() && line.scoring.is_empty() && line.max == Max::Blank && line.code == Code::None;
    (!empty).then_some(line)
}

fn head_of(header: &Header, column: u32) -> String {
    let found = header.columns.iter().find(|(at, _, _)| *at == column);
    found.map(|(_, text, _)| text.clone()).unwrap_or_default()
}

/// What a cell says, as text.
fn words(value: &Value) -> String {
    match value {
        Value::Text(text) => (*text).to_owned(),
        Value::Number(number) => number.normalize().to_string().replace('.', ","),
        Value::Date(date) => format!("{:02}/{:02}/{}", date.day, date.month, date.year),
        Value::Error(error) => (*error).to_owned(),
        Value::Uncached => UNCACHED.to_owned(),
        Value::Bool(_) | Value::Unreadable => String::new(),
    }
}

/// A maximum at the end of a name, in brackets and called points.
fn in_name(name: &str) -> Option<(String, Number)> {
    let (rest, bracket) = name.trim_end().strip_suffix(')')?.rsplit_once('(')?;
    let points = fold(bracket).ends_with(" diem") && !rest.trim().is_empty();
    let value = Value::Text(bracket);
    match max_of(Some(&value).filter(|_| points)) {
        Max::Is(number) => Some((rest.trim_end().to_owned(), number)),
        _ => None,
    }
}

/// Points behind a name: `CHỈ ĐẠO: 5 điểm`, `Kịp thời - 1 điểm`.
pub(super) fn behind_name(name: &str) -> Option<(String, Number)> {
    let bare = name.trim_end_matches(['.', ';', ' ']);
    let (rest, points) = bare.rsplit_once([':', '–', '-'])?;
    let value = Value::Text(points.trim());
    match max_of(Some(&value).filter(|_| fold(points).ends_with(" diem") && !rest.trim().is_empty())) {
        Max::Is(number) => Some((rest.trim_end().to_owned(), number)),
        _ => None,
    }
}

/// A maximum: a number, `1 điểm`, `0,5đ`, `Tối đa 2 điểm`; nothing else is taken for one.
pub(super) fn max_of(value: Option<&Value>) -> Max {
    match value {
        None => Max::Blank,
        Some(Value::Number(number)) => Max::Is((*number).into()),
        Some(Value::Uncached) => Max::Uncached,
        Some(Value::Text(text)) => {
            let text = without_marks(text);
            let bare = text.trim_matches(['(', ')', '[', ']', ' ', ';', ':']);
            if bare.is_empty() || bare.chars().all(|c| matches!(c, '-' | '–' | '/' | '\\' | 'x')) {
                return Max::Blank;
            }
            let number = match fold(bare).strip_prefix("toi da ") {
                Some(_) => bare
                    .split_once(' ')
                    .and_then(|(_, rest)| rest.split_once(' '))
                    .map_or("", |(_, rest)| rest),
                None => bare,
            };
            match read_typed(number).filter(|typed| !typed.percent && typed.grouped.is_none()) {
                Some(typed) => Max::Is(typed.value.into()),
                None => Max::Unreadable(text.to_owned()),
            }
        }
        Some(value) => {
            let text = words(value);
            Max::Unreadable(if text.is_empty() { "?".to_owned() } else { text })
        }
    }
}

/// The merged ranges over the columns of a header.
struct Merges(BTreeMap<u32, Vec<(CellRef, CellRef)>>);

impl Merges {
    fn of(sheet: &Sheet, header: &Header) -> Merges {
        let mut by_column: BTreeMap<u32, Vec<(CellRef, CellRef)>> = BTreeMap::new();
        for (column, _, _) in &header.columns {
            let over =
                sheet.merges.iter().filter(|(first, last)| (first.column..=last.column).contains(column));
            let mut ranges: Vec<_> = over.copied().collect();
            ranges.order_by_key(|(first, _)| first.row);
            by_column.insert(*column, ranges);
        }
        Merges(by_column)
    }

    /// The range that a cell is in.
    fn over(&self, row: u32, column: u32) -> Option<(CellRef, CellRef)> {
        let ranges = self.0.get(&column)?;
        let behind = ranges.partition_point(|(first, _)| first.row <= row);
        ranges.get(behind.checked_sub(1)?).copied().filter(|(_, last)| row <= last.row)
    }
}
