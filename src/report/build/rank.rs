//! The ranking of a block, for people and as a flat table.

use super::{Heading, marked, optional, points, shown};
use crate::criteria::{Compare, CriteriaSet, NotApplicable, TieBreak};
use crate::message::{Lang, say};
use crate::ranking::BlockRanking;
use crate::report::table::{Align, Cell, Column, Table};
use crate::score::{ScoreCard, Status};

/// The ranking of a block for people: fields as columns, below it the figures of the decision's text.
pub fn rank_table(
    set: &CriteriaSet,
    cards: &[ScoreCard],
    block: &BlockRanking,
    missing: &[String],
    heading: Heading,
    lang: Lang,
) -> Table {
    let mut lines = heading.lines(set, lang);
    if let Some(at) = block.block {
        let name = &set.blocks[at].name;
        lines.push(say!(lang, "Khối: {name}", "Block: {name}"));
    }
    let mut columns = vec![
        Column::new(say!(lang, "Hạng", "Rank"), "rank", Align::Right),
        Column::new(say!(lang, "Đơn vị", "Unit"), "unit", Align::Left),
    ];
    for field in &set.fields {
        let code = set.nodes[*field].code.to_string();
        columns.push(Column::new(&code, &code, Align::Right));
    }
    columns.push(Column::new(say!(lang, "Điểm", "Points"), "points", Align::Right));
    columns.push(Column::new(say!(lang, "Tối đa", "Max"), "max", Align::Right));
    columns.push(Column::new(say!(lang, "Chỉ số %", "Index %"), "index", Align::Right));
    if !set.classes.is_empty() {
        columns.push(Column::new(say!(lang, "Xếp loại", "Class"), "class", Align::Left));
    }
    let rows = block.rows.iter().map(|row| {
        let card = &cards[row.card];
        let rank = if row.tied { Cell::Text(format!("{}=", row.rank)) } else { Cell::Count(row.rank) };
        let mut cells = vec![rank, Cell::Text(marked(card))];
        cells.extend(set.fields.iter().map(|field| optional(set, card.nodes[*field].index().as_ref())));
        cells.extend([points(set, &card.points), points(set, &card.max), optional(set, card.index.as_ref())]);
        if !set.classes.is_empty() {
            let class = row.class.map_or(Cell::Blank, |class| Cell::Text(set.classes[class].name.clone()));
            cells.push(class);
        }
        cells
    });
    let (rows, notes) = (rows.collect(), rank_notes(set, cards, block, missing, lang));
    Table { heading: lines, columns, rows, notes, ..Table::default() }
}

/// The figures of the decision's text, and what must be known of single places.
pub(in crate::report) fn rank_notes(
    set: &CriteriaSet,
    cards: &[ScoreCard],
    block: &BlockRanking,
    missing: &[String],
    lang: Lang,
) -> Vec<String> {
    let mut notes = rank_figures(set, block, lang);
    notes.push(rank_columns(set, lang));
    notes.extend(rank_remarks(set, cards, block, missing, lang));
    notes
}

/// The figures of the decision's text.
fn rank_figures(set: &CriteriaSet, block: &BlockRanking, lang: Lang) -> Vec<String> {
    let mut notes = Vec::new();
    let count = block.rows.len();
    if let (Some(mean), Some(highest), Some(lowest)) = (&block.mean, &block.highest, &block.lowest) {
        let [mean, highest, lowest] = [mean, highest, lowest].map(|value| shown(set, value, lang));
        notes.push(say!(
            lang,
            "Số đơn vị: {count} · trung bình {mean} · cao nhất {highest} · thấp nhất {lowest}",
            "Units: {count} · mean {mean} · highest {highest} · lowest {lowest}"
        ));
    }
    if !block.classes.is_empty() {
        let classes: Vec<String> = block
            .classes
            .iter()
            .map(|(class, count)| format!("{} {count}", set.classes[*class].name))
            .collect();
        let classes = classes.join(", ");
        notes.push(say!(lang, "Xếp loại: {classes}", "Classes: {classes}"));
    }
    notes
}

/// What the columns of the fields are.
pub(in crate::report) fn rank_columns(set: &CriteriaSet, lang: Lang) -> String {
    let names: Vec<String> = set
        .fields
        .iter()
        .map(|field| format!("{} {}", set.nodes[*field].code, set.nodes[*field].name))
        .collect();
    let names = names.join("; ");
    say!(
        lang,
        "Cột lĩnh vực: chỉ số thành phần (%): {names}",
        "Columns of fields: component index (%): {names}"
    )
}

/// What must be known of single places.
pub(in crate::report) fn rank_remarks(
    set: &CriteriaSet,
    cards: &[ScoreCard],
    block: &BlockRanking,
    missing: &[String],
    lang: Lang,
) -> Vec<String> {
    let mut notes = Vec::new();
    let any = |test: fn(&ScoreCard) -> bool| block.rows.iter().any(|row| test(&cards[row.card]));
    if any(|card| !card.complete) {
        notes.push(say!(
            lang,
            "* Thiếu điểm hoặc có điểm lỗi ở một số tiêu chí; các tiêu chí đó tính 0.",
            "* Some criteria have no points or faulty ones; they count 0."
        ));
    }
    if any(|card| card.errors > 0) {
        notes.push(say!(
            lang,
            "! Tệp của đơn vị có lỗi; xem: parindex validate.",
            "! The unit's files have errors; see: parindex validate."
        ));
    }
    if block.rows.iter().any(|row| row.tied) {
        notes.push(say!(
            lang,
            "= Đồng hạng: các đơn vị bằng nhau ở mọi căn cứ xếp hạng.",
            "= Tied: the units are equal in everything that decides."
        ));
    }
    let broken: Vec<&str> =
        block.rows.iter().filter(|row| row.broken).map(|row| &*cards[row.card].unit).collect();
    if !broken.is_empty() {
        let (names, by) = (broken.join(", "), tie_break_words(set, lang));
        notes.push(say!(
            lang,
            "Chỉ số bằng nhau, thứ hạng phân định theo {by}: {names}.",
            "Equal index, place decided by {by}: {names}."
        ));
    }
    let rounded: Vec<&str> =
        block.rows.iter().filter(|row| row.by_rounding).map(|row| &*cards[row.card].unit).collect();
    if !rounded.is_empty() {
        let names = rounded.join(", ");
        notes.push(match set.ranking.compare {
            Compare::Rounded => say!(
                lang,
                "Bằng nhau sau khi làm tròn, khác nhau trước khi làm tròn: {names}.",
                "Equal after rounding, different before it: {names}."
            ),
            Compare::Exact => say!(
                lang,
                "Chỉ số công bố bằng nhau nhưng giá trị chưa làm tròn khác nhau: {names}.",
                "Equal as published, but the unrounded values differ: {names}."
            ),
        });
    }
    if set.scoring.not_applicable == NotApplicable::RescaleAppraised && any(has_not_applicable) {
        notes.push(say!(
            lang,
            "Đơn vị có tiêu chí không áp dụng: phần thẩm định được quy đổi về thang đầy đủ, phần điều tra giữ nguyên.",
            "Where criteria do not apply, the appraised part is rescaled to its full maximum and the survey part added as it is."
        ));
    }
    let unranked: Vec<&str> = block.unranked.iter().map(|card| &*cards[*card].unit).collect();
    if !unranked.is_empty() {
        let names = unranked.join(", ");
        notes.push(say!(
            lang,
            "Không xếp hạng (không có tiêu chí nào áp dụng): {names}.",
            "Not ranked (no criterion applies): {names}."
        ));
    }
    if !missing.is_empty() {
        let (count, names) = (missing.len(), missing.join(", "));
        notes.push(say!(
            lang,
            "Chưa gửi hồ sơ, không xếp hạng ({count}): {names}.",
            "Sent nothing, not ranked ({count}): {names}."
        ));
    }
    notes
}

fn has_not_applicable(card: &ScoreCard) -> bool {
    card.leaves.iter().any(|leaf| leaf.status == Status::NotApplicable)
}

/// What decides between equal units, first to last.
pub fn tie_break_words(set: &CriteriaSet, lang: Lang) -> String {
    set.ranking.tie_break.iter().map(|by| tie_break_word(set, by, lang)).collect::<Vec<_>>().join(", ")
}

/// One of them.
pub(in crate::report) fn tie_break_word(set: &CriteriaSet, by: &TieBreak, lang: Lang) -> String {
    match by {
        TieBreak::Survey => say!(lang, "điểm điều tra xã hội học", "survey points"),
        TieBreak::Appraised => say!(lang, "điểm thẩm định", "appraised points"),
        TieBreak::Node(node) => {
            let node = &set.nodes[*node];
            let (code, is_field) = (&node.code, node.parent.is_none());
            let kind = if is_field { "lĩnh vực" } else { "tiêu chí" };
            say!(lang, "chỉ số thành phần {kind} {code}", "component index {code}")
        }
    }
}

/// The ranking of all blocks as one flat table with stable keys, for CSV.
pub fn rank_flat<'a>(
    set: &CriteriaSet,
    cards: &[ScoreCard],
    blocks: impl IntoIterator<Item = &'a BlockRanking>,
) -> Table {
    let keys = [
        "block",
        "rank",
        "unit",
        "points",
        "max",
        "index",
        "class",
        "self",
        "appraised",
        "survey",
        "bonus",
        "penalty",
        "tied",
        "complete",
        "errors",
    ];
    let mut columns: Vec<Column> = keys.iter().map(|key| Column::new(*key, key, Align::Left)).collect();
    for field in &set.fields {
        let code = set.nodes[*field].code.to_string();
        columns.push(Column::new(&code, &code, Align::Right));
    }
    let mut rows = Vec::new();
    for block in blocks {
        let id = block.block.map_or("all", |at| set.blocks[at].id.as_str());
        for row in &block.rows {
            let card = &cards[row.card];
            let text = |text: &str| Cell::Text(text.to_owned());
            let yes = |holds: bool| Cell::Text(holds.to_string());
            let mut cells = vec![
                text(id),
                Cell::Count(row.rank),
                text(&card.unit),
                points(set, &card.points),
                points(set, &card.max),
                optional(set, card.index.as_ref()),
                row.class.map_or(Cell::Blank, |class| text(&set.classes[class].name)),
                optional(set, card.own.as_ref()),
                optional(set, card.appraised.as_ref()),
                optional(set, card.survey.as_ref()),
                points(set, &card.bonus),
                points(set, &card.penalty),
                yes(row.tied),
                yes(card.complete),
                Cell::Count(card.errors),
            ];
            cells.extend(set.fields.iter().map(|field| optional(set, card.nodes[*field].index().as_ref())));
            rows.push(cells);
        }
    }
    Table { columns, rows, ..Table::default() }
}
