//! The tables of changes since the year before: of each unit, and of the fields.

use super::{Cell, Table, left, optional, points, rank_cell, right, table, text, titled};
use crate::message::{Lang, say};
use crate::points::Number;
use crate::results::{Block, Change, Previous, Unit};

/// How the year before is called: by its number where that is known.
fn year(previous: &Previous, lang: Lang) -> String {
    previous.year.map_or_else(|| say!(lang, "năm trước", "last year"), |year| year.to_string())
}

/// Rank and index of the year before beside this year's; the units of this year. Below it, how many rose and fell.
pub fn changes_table(block: &Block, previous: &Previous, lang: Lang) -> Table {
    let set = block.set();
    let year = year(previous, lang);
    let columns = vec![
        left(say!(lang, "Đơn vị", "Unit"), "unit"),
        right(say!(lang, "Hạng {year}", "Rank {year}"), "rank_before"),
        right(say!(lang, "Hạng năm nay", "Rank this year"), "rank"),
        right(say!(lang, "Tăng, giảm hạng", "Places"), "places"),
        right(say!(lang, "Chỉ số {year} (%)", "Index {year} (%)"), "index_before"),
        right(say!(lang, "Chỉ số năm nay (%)", "Index this year (%)"), "index"),
        right(say!(lang, "Tăng, giảm chỉ số", "Difference"), "difference"),
        left(say!(lang, "Ghi chú", "Note"), "note"),
    ];
    let changes: Vec<(Unit, Option<Change>)> =
        block.units().map(|unit| (unit, previous.change(&unit))).collect();
    let rows = changes.iter().map(|(unit, change)| {
        let before = change.as_ref().map(|change| change.before);
        let places = change.as_ref().and_then(|change| change.places);
        vec![
            text(unit.name()),
            before.and_then(|before| before.rank).map_or(Cell::Blank, Cell::Count),
            rank_cell(unit),
            places.map_or(Cell::Blank, |places| {
                Cell::Text(if places > 0 { format!("+{places}") } else { places.to_string() })
            }),
            optional(set, before.and_then(|before| before.index.as_ref())),
            optional(set, unit.card.index.as_ref()),
            optional(set, change.as_ref().and_then(|change| change.index.as_ref())),
            note(unit, change.as_ref(), previous, lang),
        ]
    });
    let rows = rows.collect();
    let mut notes = Vec::new();
    let indices = changes.iter().filter_map(|(_, change)| change.as_ref()?.index.as_ref());
    let places = changes.iter().filter_map(|(_, change)| change.as_ref()?.places.map(Number::from));
    let [rose, fell, same] = directions(indices);
    if rose + fell + same > 0 {
        notes.push(say!(
            lang,
            "Chỉ số: {rose} đơn vị tăng, {fell} đơn vị giảm, {same} đơn vị giữ nguyên",
            "Index: {rose} rose, {fell} fell, {same} stayed"
        ));
    }
    let [rose, fell, same] = directions(places.collect::<Vec<_>>().iter());
    if rose + fell + same > 0 {
        notes.push(say!(
            lang,
            "Thứ hạng: {rose} đơn vị tăng, {fell} đơn vị giảm, {same} đơn vị giữ nguyên",
            "Rank: {rose} rose, {fell} fell, {same} stayed"
        ));
    }
    let named = named(previous, lang);
    let title = say!(lang, "So sánh với {named}", "Compared with {named}");
    table(titled(title, block, lang), columns, rows, notes)
}

/// The same as a sentence names it.
fn named(previous: &Previous, lang: Lang) -> String {
    match previous.year {
        Some(year) => say!(lang, "năm {year}", "{year}"),
        None => year(previous, lang),
    }
}

/// Why a unit is not compared, or not wholly.
fn note(unit: &Unit, change: Option<&Change>, previous: &Previous, lang: Lang) -> Cell {
    let merged = previous.merged_into(unit);
    Cell::Text(match change {
        Some(change) if change.before.other_block => {
            say!(lang, "Năm trước xếp ở khối khác", "In another block last year")
        }
        Some(_) => return Cell::Blank,
        None if merged.is_empty() => say!(lang, "Năm trước không có", "Not there last year"),
        None => {
            let names = merged.join(", ");
            say!(lang, "Hợp nhất từ: {names}", "Made of: {names}")
        }
    })
}

/// How many rose, fell and stayed.
fn directions<'n>(changes: impl Iterator<Item = &'n Number>) -> [usize; 3] {
    let mut counts = [0; 3];
    for change in changes {
        let [rose, fell, same] = &mut counts;
        *(if change.is_zero() {
            same
        } else if change.is_negative() {
            fell
        } else {
            rose
        }) += 1;
    }
    counts
}

/// The fields that were there the year before, by code and name: mean of the units that have both, and how many rose.
pub fn field_changes_table(block: &Block, previous: &Previous, lang: Lang) -> Table {
    let set = block.set();
    let year = year(previous, lang);
    let columns = vec![
        left(say!(lang, "Mã", "Code"), "code"),
        left(say!(lang, "Lĩnh vực", "Field"), "name"),
        right(say!(lang, "Trung bình {year} (%)", "Mean {year} (%)"), "mean_before"),
        right(say!(lang, "Trung bình các đơn vị so sánh (%)", "Mean of those compared (%)"), "mean"),
        right(say!(lang, "Tăng, giảm", "Difference"), "difference"),
        right(say!(lang, "Số đơn vị so sánh", "Units compared"), "count"),
        right(say!(lang, "Số đơn vị tăng", "Rose"), "rose"),
        right(say!(lang, "Số đơn vị giảm", "Fell"), "fell"),
    ];
    let mut rows = Vec::new();
    for at in &set.fields {
        let of_unit = |unit: Unit| {
            let change = previous.change(&unit)?;
            let (before, difference) = change.field(&unit, *at)?;
            Some((before.clone(), difference?))
        };
        let both: Vec<(Number, Number)> = block.units().filter_map(of_unit).collect();
        let count = Number::from(both.len());
        let before: Number = both.iter().map(|(before, _)| before).sum();
        let Some(before) = before.checked_div(&count) else { continue };
        let sum: Number = both.iter().map(|(_, by)| by).sum();
        let [rose, fell, _] = directions(both.iter().map(|(_, by)| by));
        // The difference is that of the means as they stand beside it.
        let precision = set.scoring.precision;
        let now = &before + &sum.checked_div(&count).unwrap_or(Number::ZERO);
        let difference = &now.rounded(precision) - &before.rounded(precision);
        rows.push(vec![
            text(&set.nodes[*at].code),
            text(&set.nodes[*at].name),
            points(set, &before),
            points(set, &now),
            points(set, &difference),
            Cell::Count(both.len()),
            Cell::Count(rose),
            Cell::Count(fell),
        ]);
    }
    let named = named(previous, lang);
    let title = say!(lang, "Chỉ số thành phần so với {named}", "Component indices compared with {named}");
    table(titled(title, block, lang), columns, rows, Vec::new())
}
