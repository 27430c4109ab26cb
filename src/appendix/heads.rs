//! What the columns of an appendix hold.

use std::collections::BTreeSet;

use super::lines::{Max, max_of};
use crate::assessment::{self, Head, columns_of};
use crate::diagnostic::CellRef;
use crate::message::characters;
use crate::sheet::{Row, Sheet, Value, fold};
use crate::sorting::Order as _;

/// The meaning of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    /// Code.
    Code,
    /// Name.
    Name,
    /// Maximum points.
    Max,
    /// Maximum points by survey, beside those by appraisal.
    SurveyMax,
    /// How points come about.
    Scoring,
    /// Notes, which are the scoring where there is no column for it.
    Note,
    /// Evidence.
    Evidence,
    /// Who appraises.
    Appraiser,
    /// Points of the options of a criterion, beside its maximum.
    OptionPoints,
    /// By what means it is scored, such as a survey.
    Means,
    /// Points that a unit or a council gave.
    Points,
    /// Known and of no use here.
    Ignored,
    /// Not known.
    Unknown,
}

impl Column {
    /// Whether what stands there goes to the draft.
    pub fn is_drafted(self) -> bool {
        use Column as C;
        matches!(self, C::Code | C::Name | C::Max | C::SurveyMax | C::Scoring | C::Evidence | C::Appraiser)
    }
}

/// The head of a table: where its body begins, and what its columns hold.
#[derive(Clone, Debug)]
pub(super) struct Header {
    /// First filled row of the body.
    pub body: usize,
    /// Columns: number, text of the head, meaning.
    pub columns: Vec<(u32, String, Column)>,
    /// Of a text table: how many cells it has.
    pub fields: u32,
}

/// Rows that tell what a column holds.
const MANY: usize = 200;

/// Words of scoring; whole words of the folded head.
const SCORING: &[&str] = &[
    "cach tinh",
    "cach cham",
    "huong dan",
    "phuong phap tinh",
    "phuong phap cham",
    "cach danh gia",
    "cach thuc cham",
    "cach thuc tinh",
    "quy dinh cham",
    "nguyen tac cham",
    "dien giai",
    "cach cho diem",
    "thang diem chi tiet",
    "noi dung cham",
    "cach xac dinh",
    "co cau diem",
];
/// Points of options, or the options themselves where they are texts.
const OPTIONS: &[&str] = &["diem tung muc", "muc diem", "diem chi tiet", "diem thanh phan"];
const APPRAISES: &[&str] = &[
    "tham dinh",
    "theo doi",
    "danh gia",
    "chu tri",
    "phu trach",
    "cham",
    "tham muu",
    "trach nhiem",
    "phuc tra",
    "kiem tra",
];
const MEANS: &[&str] = &[
    "hinh thuc danh gia",
    "phuong phap danh gia",
    "cach thuc danh gia",
    "nguon danh gia",
    "nguon diem",
    "nguon du lieu",
];
const EVIDENCE: &[&str] = &["kiem chung", "tlkc", "minh chung"];
/// Heads of appendices in English, whole and folded.
const ENGLISH: &[(Column, &[&str])] = &[
    (Column::Code, &["no", "code", "number", "criterion no", "criterion code"]),
    (
        Column::Name,
        &[
            "criterion",
            "criteria",
            "field",
            "field criterion",
            "field criterion sub criterion",
            "fields and criteria",
            "name",
            "content",
        ],
    ),
    (Column::Max, &["max", "maximum", "max points", "maximum points", "max score", "maximum score"]),
    (
        Column::Scoring,
        &[
            "scoring",
            "scoring rule",
            "scoring rules",
            "scoring method",
            "scoring guide",
            "method of scoring",
            "how it is scored",
            "how scored",
        ],
    ),
    (Column::Evidence, &["evidence", "required evidence", "evidence required"]),
    (
        Column::Appraiser,
        &[
            "appraiser",
            "appraised by",
            "department",
            "appraising department",
            "appraising body",
            "responsible department",
        ],
    ),
];
/// Words that say that a survey gives the points.
const SURVEY: &[&str] = &["xhh", "dtxhh", "xa hoi hoc"];

/// Whether a text speaks of the survey.
pub(super) fn is_survey(text: &str) -> bool {
    has(&fold(text), SURVEY)
}

fn has(folded: &str, words: &[&str]) -> bool {
    let padded = format!(" {folded} ");
    words.iter().any(|word| padded.contains(&format!(" {word} ")))
}

/// What a head means.
pub(super) fn column(text: &str) -> Column {
    let folded = fold(text);
    if let Some((column, _)) = ENGLISH.iter().find(|(_, heads)| heads.contains(&folded.as_str())) {
        return *column;
    }
    let known = assessment::head(&folded);
    let begins = |words: &[&str]| words.iter().any(|word| folded.starts_with(word));
    if begins(&["co quan", "don vi", "so nganh", "nganh "])
        && has(&folded, APPRAISES)
        && known != Some(Head::Own)
        && !has(&folded, &["tu danh gia", "tu cham", "y kien", "diem"])
    {
        return Column::Appraiser;
    }
    if has(&folded, MEANS) {
        return Column::Means;
    }
    if OPTIONS.iter().any(|words| folded == *words || folded.starts_with(&format!("{words} "))) {
        return Column::OptionPoints;
    }
    let maximum = known == Some(Head::Max);
    if !maximum && has(&folded, SCORING) {
        return Column::Scoring;
    }
    match known {
        Some(Head::Code) => Column::Code,
        Some(Head::Name) => Column::Name,
        Some(Head::Max) if has(&folded, SURVEY) => Column::SurveyMax,
        Some(Head::Max) => Column::Max,
        Some(Head::Evidence) => Column::Evidence,
        // Told after them: `Yêu cầu & TLKC` is the evidence, `Yêu cầu` alone how points are given.
        Some(Head::Ignored) if has(&folded, EVIDENCE) => Column::Evidence,
        Some(Head::Ignored) if begins(&["yeu cau"]) => Column::Scoring,
        Some(Head::Survey) => Column::Means,
        Some(Head::Own | Head::Appraised(_) | Head::Points) => Column::Points,
        Some(Head::Ignored) if folded.contains("ghi chu") => Column::Note,
        Some(_) => Column::Ignored,
        None if begins(&["noi dung"]) => Column::Name,
        None => Column::Unknown,
    }
}

/// What the lower of two heads means, the upper one with it: what it says itself, but for the parts of a maximum.
fn of_two(both: &str, own: &str) -> Column {
    match (column(both), column(own)) {
        (_, own @ Column::OptionPoints) => own,
        (both @ (Column::Max | Column::SurveyMax), _) | (both, Column::Unknown) => both,
        (_, own) => own,
    }
}

/// Whether a row below heads divides them: it has heads itself, and neither code nor name.
fn divides(columns: &[(u32, String, Column)], lower: Row) -> bool {
    let blank = |wanted: Column| {
        let at = columns.iter().find(|(_, _, column)| *column == wanted).map(|(at, _, _)| *at);
        at.is_none_or(|at| lower.get(at).is_none())
    };
    let known = |text: &str| column(text) != Column::Unknown;
    columns.iter().any(|(_, _, column)| *column == Column::Name)
        && blank(Column::Code)
        && blank(Column::Name)
        && lower.cells().all(|(_, value)| matches!(value, Value::Text(_)))
        && lower.cells().any(|(_, value)| matches!(value, Value::Text(text) if known(text)))
}

impl Header {
    /// The header that begins in the n-th filled row; the row below divides heads where it names no criterion.
    pub fn at(sheet: &Sheet, at: usize) -> Option<Header> {
        let row = sheet.nth_row(at)?;
        let top = columns_of(row);
        if top.len() < 2 || top.iter().any(|column| column.text.is_empty() || characters(&column.text) > 200)
        {
            return None;
        }
        let mut columns: Vec<(u32, String, Column)> =
            top.into_iter().map(|found| (found.at, found.text.clone(), column(&found.text))).collect();
        let mut body = at + 1;
        if let Some(lower) = sheet.nth_row(body).filter(|lower| divides(&columns, *lower)) {
            let tops = columns.clone();
            for (under, value) in lower.cells() {
                let Value::Text(own) = value else { continue };
                let above = tops.iter().rev().find(|(at, _, _)| *at <= under);
                let both = above.map_or_else(|| own.to_owned(), |(_, above, _)| format!("{above} {own}"));
                let found = (under, both.clone(), of_two(&both, own));
                match columns.iter_mut().find(|(at, _, _)| *at == under) {
                    Some(known) => *known = found,
                    None => columns.push(found),
                }
                columns.order_by_key(|(at, _, _)| *at);
            }
            body += 1;
        }
        // Points without a further word are the maximum where nothing else is.
        if columns.iter().all(|(_, _, column)| *column != Column::Max) {
            let bare = columns.iter_mut().find(|(_, text, column)| {
                *column == Column::Points && ["diem", "so diem"].contains(&fold(text).as_str())
            });
            if let Some((_, _, column)) = bare {
                *column = Column::Max;
            }
        }
        let fields = columns.last().map_or(0, |(at, _, _)| at + 1);
        let mut header = Header { body, columns, fields: if sheet.from_text { fields } else { 0 } };
        header.one_of(Column::Code);
        header.one_of(Column::Name);
        header.one_of(Column::Max);
        if header.column(Column::Scoring).is_none()
            && let Some((_, _, note)) = header.columns.iter_mut().find(|(_, _, known)| *known == Column::Note)
        {
            *note = Column::Scoring;
        }
        let found = header.column(Column::Name).is_some()
            && (header.column(Column::Max).is_some() || header.column(Column::SurveyMax).is_some());
        if !found {
            return None;
        }
        header.skip_numbers(sheet);
        header.settle_options(sheet);
        Some(header)
    }

    /// Options that are texts and not points are how it is scored.
    fn settle_options(&mut self, sheet: &Sheet) {
        for (at, _, column) in &mut self.columns {
            let mut below = sheet.rows().skip(self.body).take(MANY).filter_map(|row| row.get(*at));
            let text = |value: Value| matches!(max_of(Some(&value)), Max::Unreadable(_));
            if *column == Column::OptionPoints && below.any(text) {
                *column = Column::Scoring;
            }
        }
    }

    /// Only the first column of a kind counts.
    fn one_of(&mut self, wanted: Column) {
        let of_kind = self.columns.iter_mut().filter(|(_, _, column)| *column == wanted);
        of_kind.skip(1).for_each(|(_, _, column)| *column = Column::Unknown);
    }

    /// The row of column numbers below a head: `(1) (2) (3)`, `A B 1 2`.
    fn skip_numbers(&mut self, sheet: &Sheet) {
        let Some(row) = sheet.nth_row(self.body) else { return };
        let mut numbers: Vec<u32> = Vec::new();
        for (_, value) in row.cells() {
            let bare = match value {
                Value::Number(number) => number.normalize().to_string(),
                Value::Text(text) => text.trim_matches(['(', ')', '[', ']']).to_owned(),
                _ => return,
            };
            match (bare.parse::<u32>(), bare.as_bytes()) {
                (Ok(number), _) => numbers.push(number),
                // Letters count the first columns, numbers those behind.
                (_, [b'A'..=b'Z']) if numbers.is_empty() => {}
                _ => return,
            }
        }
        let one_by_one = numbers.windows(2).all(|pair| pair[1] == pair[0] + 1);
        if row.cells().len() >= 3 && numbers.first() == Some(&1) && one_by_one {
            self.body += 1;
        }
    }

    /// Up to where a row of a text table is filled.
    pub fn width(row: &Row) -> u32 {
        row.cells().last().map_or(0, |(column, _)| column + 1)
    }

    /// The cell of a text table at which a comma or semicolon divides the text of a row: the first beyond the head, or
    /// the digits behind those of a number; and the whole row.
    pub fn divided(&self, sheet: &Sheet, row: Row) -> Option<(u32, String)> {
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let halves = |(at, _, kind): &&(u32, String, Column)| {
            let of_text = [Column::Scoring, Column::Note, Column::Evidence, Column::Appraiser].contains(kind);
            let before = at.checked_sub(1).and_then(|before| row.text(before));
            let ends = before.is_some_and(|text| text.ends_with(|c: char| c.is_ascii_digit()));
            of_text && ends && row.text(*at).is_some_and(digits)
        };
        if !sheet.from_text {
            return None;
        }
        let half = || self.columns.iter().find(halves).map(|(at, _, _)| *at);
        let wide = (Header::width(&row) > self.fields).then_some(self.fields);
        let at = wide.or_else(half)?;
        let sign = if row.fields() > 0 { "," } else { ";" };
        let cells: Vec<&str> = (0..Header::width(&row)).map(|at| row.text(at).unwrap_or_default()).collect();
        Some((at, cells.join(sign)))
    }

    /// The columns without a head that hold texts in a table's body get their letter for one.
    pub fn name_bare_columns(&mut self, sheet: &Sheet, rows: usize) {
        // What stands beyond the head of a text table is there because something divides a row.
        let below = sheet.rows().skip(self.body).take(rows);
        let filled = below.flat_map(|row| row.cells().filter(|_| !sheet.from_text).collect::<Vec<_>>());
        let texts = filled.filter(|(_, value)| matches!(value, Value::Text(_))).map(|(at, _)| at);
        let bare: BTreeSet<u32> =
            texts.filter(|at| self.columns.iter().all(|(known, _, _)| known != at)).collect();
        for at in bare {
            let letter = CellRef { row: 0, column: at }.to_string();
            self.columns.push((at, letter.trim_end_matches('1').to_owned(), Column::Unknown));
        }
        self.columns.order_by_key(|(at, _, _)| *at);
    }

    /// The first column of a kind.
    pub fn column(&self, wanted: Column) -> Option<u32> {
        self.columns.iter().find(|(_, _, column)| *column == wanted).map(|(at, _, _)| *at)
    }

    /// All columns of a kind.
    pub fn all(&self, wanted: Column) -> impl Iterator<Item = u32> {
        self.columns.iter().filter(move |(_, _, column)| *column == wanted).map(|(at, _, _)| *at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_of_appendices_are_known() {
        for (text, expected) in [
            ("STT", Column::Code),
            ("Lĩnh vực/Tiêu chí/Tiêu chí thành phần", Column::Name),
            ("Nội dung tiêu chí", Column::Name),
            ("Điểm tối đa", Column::Max),
            ("Điểm chuẩn", Column::Max),
            ("Thang điểm", Column::Max),
            ("Điểm tối đa điều tra XHH", Column::SurveyMax),
            ("Cách tính", Column::Scoring),
            ("Hướng dẫn chấm điểm", Column::Scoring),
            ("Ghi chú", Column::Note),
            ("Tài liệu kiểm chứng", Column::Evidence),
            ("Yêu cầu tài liệu kiểm chứng", Column::Evidence),
            ("Yêu cầu & TLKC", Column::Evidence),
            ("Hướng dẫn chấm điểm, tài liệu kiểm chứng", Column::Scoring),
            ("Cơ quan thẩm định", Column::Appraiser),
            ("Đơn vị theo dõi, đánh giá", Column::Appraiser),
            ("Cơ quan chủ trì thẩm định", Column::Appraiser),
            ("Hình thức đánh giá", Column::Means),
            ("Điều tra XHH", Column::Means),
            ("Điểm tự chấm", Column::Points),
            ("Đơn vị tự đánh giá", Column::Points),
            ("Điểm thẩm định", Column::Points),
            ("No.", Column::Code),
            ("Field/Criterion", Column::Name),
            ("Maximum points", Column::Max),
            ("How it is scored", Column::Scoring),
            ("Appraiser", Column::Appraiser),
            ("Scoring team", Column::Unknown),
            ("Điểm từng mức", Column::OptionPoints),
            ("Mức điểm", Column::OptionPoints),
            ("Màu sắc", Column::Unknown),
        ] {
            assert_eq!(column(text), expected, "{text}");
        }
    }
}
