//! Results of an earlier year from a table: the CSV of `rank`, or a sheet with `Hạng | Đơn vị | Chỉ số`.

use std::sync::Arc;

use super::earlier::{Earlier, EarlierUnit, sound, year_in};
use crate::criteria::CriteriaSet;
use crate::diagnostic::Finding;
use crate::message::{Lang, say};
use crate::points::{Number, read_typed};
use crate::sheet::{self, Row, Sheet, Value, fold};

/// The row of heads is one of the first.
const HEAD_WITHIN: usize = 30;
/// A percentage in a cell of that format is a share: 84.5 % is 0.845.
const WHOLE: i64 = 100;

/// Heads as they are folded, the year taken away.
const UNIT: &[&str] = &[
    "don vi",
    "ten don vi",
    "ten xa phuong",
    "xa phuong",
    "xa phuong dac khu",
    "co quan",
    "co quan don vi",
    "unit",
    "name",
];
const RANK: &[&str] =
    &["hang", "xep hang", "thu hang", "vi tri", "vi thu", "xep thu", "thu tu xep hang", "rank"];
const INDEX: &[&str] = &[
    "chi so",
    "chi so cchc",
    "chi so cai cach hanh chinh",
    "chi so par index",
    "par index",
    "ket qua chi so",
    "gia tri chi so",
    "index",
];
const CLASS: &[&str] = &["xep loai", "class"];
const BLOCK: &[&str] = &["khoi", "nhom", "block"];

/// Which columns say what.
#[derive(Default)]
struct Heads {
    unit: Option<u32>,
    rank: Option<u32>,
    index: Option<u32>,
    class: Option<u32>,
    block: Option<u32>,
    fields: Vec<(u32, String, String)>,
}

pub(super) fn read(
    file: &Arc<str>,
    bytes: &[u8],
    sets: &[&CriteriaSet],
    lang: Lang,
    faults: &mut Vec<String>,
) -> Option<Earlier> {
    let reading = sheet::read(file, bytes);
    let told = |finding: &Finding| {
        let (place, text) = (&finding.place, finding.text(lang));
        format!("{place}: {}", text.message)
    };
    faults.extend(reading.findings.iter().filter(|finding| finding.is_error()).map(told));
    let mut earlier = Earlier::default();
    let mut is_table = false;
    for sheet in &reading.sheets {
        let Some((head, heads)) = heads(sheet, sets) else { continue };
        is_table = true;
        // The title above the head says the year.
        let above = sheet.rows().take(head).flat_map(|row| row.cells().collect::<Vec<_>>());
        let mut title =
            above.filter_map(|(_, value)| if let Value::Text(text) = value { year_in(text) } else { None });
        earlier.year = earlier.year.or(title.next_back());
        let mut units = rows(file, sheet, head, &heads, lang, faults);
        in_percent(&mut units);
        for unit in &units {
            check(unit, lang, faults);
        }
        earlier.units.extend(units);
    }
    if !is_table && faults.is_empty() {
        faults.push(say!(
            lang,
            "{file}: không thấy bảng xếp hạng. Cần một dòng tiêu đề có cột “Đơn vị” và cột “Chỉ số” hoặc “Hạng”.",
            "{file}: there is no ranking in it. It needs a row of heads with “Đơn vị” (unit) and “Chỉ số” (index) or “Hạng” (rank)."
        ));
    }
    is_table.then_some(earlier)
}

/// The row of heads (which of the filled rows) and its columns.
fn heads(sheet: &Sheet, sets: &[&CriteriaSet]) -> Option<(usize, Heads)> {
    let of_row = |(at, row): (usize, Row)| {
        let heads = of_heads(row, sets);
        (heads.unit.is_some() && (heads.rank.is_some() || heads.index.is_some())).then_some((at, heads))
    };
    sheet.rows().take(HEAD_WITHIN).enumerate().find_map(of_row)
}

fn of_heads(row: Row, sets: &[&CriteriaSet]) -> Heads {
    let mut heads = Heads::default();
    // Of two columns that say the same, such as the index of two years, the one without a year is that of the table.
    let mut texts: Vec<(bool, u32, &str)> = row
        .cells()
        .filter_map(|(column, _)| Some((year_in(row.text(column)?).is_some(), column, row.text(column)?)))
        .collect();
    texts.sort_by_key(|(dated, column, _)| (*dated, *column));
    for (_, column, text) in texts {
        let folded = fold(text);
        let words = folded.split(' ').filter(|word| *word != "nam" && year_in(word).is_none());
        let bare = words.collect::<Vec<_>>().join(" ");
        let place = [
            (UNIT, &mut heads.unit),
            (RANK, &mut heads.rank),
            (INDEX, &mut heads.index),
            (CLASS, &mut heads.class),
            (BLOCK, &mut heads.block),
        ]
        .into_iter()
        .find(|(words, _)| words.contains(&&*bare));
        if let Some((_, place)) = place {
            place.get_or_insert(column);
            continue;
        }
        let nodes = sets.iter().flat_map(|set| set.fields.iter().map(|at| &set.nodes[*at]));
        let mut named = nodes.filter(|node| {
            let (name, code) = (fold(&node.name), fold(&node.code));
            bare == name || bare.strip_prefix(&*code).is_some_and(|rest| rest.trim_start() == name)
        });
        if let Some(node) = named.next() {
            heads.fields.push((column, node.code.to_string(), node.name.clone()));
        }
    }
    heads
}

fn rows(
    file: &Arc<str>,
    sheet: &Sheet,
    head: usize,
    heads: &Heads,
    lang: Lang,
    faults: &mut Vec<String>,
) -> Vec<EarlierUnit> {
    let mut units = Vec::new();
    for row in sheet.rows().skip(head + 1) {
        let Some(name) = heads.unit.and_then(|column| row.text(column)) else { continue };
        let at = |column: u32| format!("{file}!{}!{}", sheet.name, row.at(column));
        let mut number = |column: u32| match number(row.get(column)) {
            Ok(number) => number,
            Err(text) => {
                let at = at(column);
                faults.push(say!(
                    lang,
                    "{at}: “{text}” không phải là một số.",
                    "{at}: “{text}” is no number."
                ));
                None
            }
        };
        let rank = heads.rank.and_then(|column| Some((column, number(column)?)));
        let index = heads.index.and_then(&mut number);
        let fields = heads
            .fields
            .iter()
            .filter_map(|(column, code, name)| Some((code.clone(), name.clone(), number(*column)?)));
        let fields = fields.collect();
        let text = |column: Option<u32>| column.and_then(|column| row.text(column)).map(str::to_owned);
        let rank = rank.and_then(|(column, rank)| {
            let whole =
                rank.parts().filter(|(n, d)| *d == 1 && *n > 0).and_then(|(n, _)| usize::try_from(n).ok());
            if whole.is_none() {
                let at = at(column);
                faults.push(say!(
                    lang,
                    "{at}: hạng phải là số nguyên từ 1.",
                    "{at}: a rank is a whole number from 1."
                ));
            }
            whole
        });
        // Groups, sums and signatures name no rank and no index.
        if rank.is_none() && index.is_none() {
            continue;
        }
        let at = heads.unit.map(at).unwrap_or_default();
        let (class, block) = (text(heads.class), text(heads.block));
        units.push(EarlierUnit { name: bare(name).to_owned(), block, rank, index, class, fields, at });
    }
    units
}

/// The name without the marks that our own tables put behind it.
fn bare(name: &str) -> &str {
    name.trim_end_matches([' ', '*', '!'])
}

/// The number of a cell; `Ok(None)` where it says that there is none, `Err` with what it says else.
#[allow(clippy::needless_pass_by_value)] // A cell is looked at once.
fn number(value: Option<Value<'_>>) -> Result<Option<Number>, String> {
    let text = match value {
        None => return Ok(None),
        Some(Value::Number(number)) => return Ok(Some(Number::from(number))),
        Some(Value::Text(text)) => text,
        Some(Value::Error(text)) => return Err(text.to_owned()),
        Some(Value::Uncached) => return Err("=".to_owned()),
        Some(Value::Date(date)) => return Err(date.to_string()),
        Some(Value::Bool(_) | Value::Unreadable) => return Err("?".to_owned()),
    };
    // `2=` is a shared place, `–` none.
    let plain = text.trim_end_matches(['=', ' ']);
    if matches!(plain, "" | "-" | "–" | "—" | "'-") {
        return Ok(None);
    }
    let typed = read_typed(plain.trim_end_matches(['%', ' ']));
    typed.map(|typed| Some(Number::from(typed.value))).ok_or_else(|| text.to_owned())
}

/// Where no index is above 1, the cells have the format of percentages.
fn in_percent(units: &mut [EarlierUnit]) {
    let all = || units.iter().filter_map(|unit| unit.index.as_ref());
    let shares = all().all(|index| *index <= Number::ONE && !index.is_negative())
        && all().any(|index| !index.is_zero());
    if shares {
        let whole = Number::from(WHOLE);
        for unit in units {
            unit.index = unit.index.take().map(|index| &index * &whole);
            for (.., index) in &mut unit.fields {
                *index = &*index * &whole;
            }
        }
    }
}

fn check(unit: &EarlierUnit, lang: Lang, faults: &mut Vec<String>) {
    let indices = unit.index.iter().chain(unit.fields.iter().map(|(.., index)| index));
    for index in indices.filter(|index| !sound(index)) {
        let (at, name) = (&unit.at, &unit.name);
        faults.push(say!(
            lang,
            "{at}: chỉ số {index} của “{name}” phải là một số phần trăm, từ −200 đến 200.",
            "{at}: the index {index} of “{name}” must be a percentage, from −200 to 200."
        ));
    }
}
