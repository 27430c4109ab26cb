//! The card of a unit, for people and as a flat table.

use super::{Heading, optional, points, shown};
use crate::criteria::CriteriaSet;
use crate::message::{Lang, say};
use crate::points::Number;
use crate::report::table::{Align, Cell, Column, Table};
use crate::score::{Backing, ScoreCard, Status};

/// The card of a unit: every field and criterion with its points.
pub fn score_table(
    set: &CriteriaSet,
    card: &ScoreCard,
    backing: &[Backing],
    class: Option<usize>,
    heading: Heading,
    lang: Lang,
) -> Table {
    let mut lines = heading.lines(set, lang);
    let unit = &card.unit;
    lines.push(say!(lang, "Đơn vị: {unit}", "Unit: {unit}"));
    let columns = vec![
        Column::new(say!(lang, "Mã", "Code"), "code", Align::Left),
        Column::new(say!(lang, "Lĩnh vực, tiêu chí", "Field, criterion"), "name", Align::Left),
        Column::new(say!(lang, "Tự chấm", "Self"), "self", Align::Right),
        Column::new(say!(lang, "Thẩm định", "Appraised"), "appraised", Align::Right),
        Column::new(say!(lang, "Điều tra", "Survey"), "survey", Align::Right),
        Column::new(say!(lang, "Kết quả", "Result"), "points", Align::Right),
        Column::new(say!(lang, "Tối đa", "Max"), "max", Align::Right),
        Column::new(say!(lang, "Chỉ số %", "Index %"), "index", Align::Right),
        Column::new("", "status", Align::Left),
    ];
    let rows = set.nodes.iter().zip(&card.nodes).map(|(node, score)| {
        let leaf = node.leaf.as_ref().map(|leaf| &card.leaves[leaf.index]);
        let behind = node.leaf.as_ref().map(|leaf| &backing[leaf.index]);
        let indent = "  ".repeat(node.code.matches('.').count());
        let stated = |value: Option<&Number>| optional(set, value);
        let nothing_applies =
            score.index().is_none() && leaf.is_none_or(|leaf| leaf.status == Status::NotApplicable);
        let status = match leaf {
            _ if nothing_applies => status_word(Status::NotApplicable, lang),
            Some(leaf) => status_word(leaf.status, lang),
            None => Cell::Blank,
        };
        let applying = |value: &Number| if nothing_applies { Cell::Blank } else { points(set, value) };
        vec![
            Cell::Text(node.code.to_string()),
            Cell::Text(format!("{indent}{}", node.name)),
            stated(behind.and_then(|behind| behind.own.as_ref())),
            stated(behind.and_then(|behind| behind.appraised.as_ref())),
            stated(behind.and_then(|behind| behind.survey.as_ref())),
            applying(&score.points),
            applying(&score.max),
            optional(set, score.index().as_ref()),
            status,
        ]
    });
    let rows = rows.collect();
    let mut notes = vec![total_line(set, card, class, lang)];
    if parts_miss_their_sum(set, card) {
        notes.push(rounding_note(lang));
    }
    if !card.complete {
        notes.push(say!(
            lang,
            "Chưa đầy đủ: tiêu chí thiếu điểm hoặc có điểm lỗi tính 0.",
            "Incomplete: criteria without points or with faulty ones count 0."
        ));
    }
    if card.errors > 0 {
        let errors = card.errors;
        notes.push(say!(
            lang,
            "Tệp của đơn vị có {errors} lỗi; xem: parindex validate.",
            "The unit's files have {errors} errors; see: parindex validate."
        ));
    }
    Table { heading: lines, columns, rows, notes, ..Table::default() }
}

/// Why printed parts do not add up to the printed whole.
pub(in crate::report) fn rounding_note(lang: Lang) -> String {
    say!(
        lang,
        "Điểm được làm tròn từ giá trị chính xác, nên tổng các số in ra có thể lệch tổng chung ở chữ số cuối.",
        "Points are rounded from exact values, so printed parts may miss the printed total in the last digit."
    )
}

/// Whether the printed points of some node's children do not add up to its own.
fn parts_miss_their_sum(set: &CriteriaSet, card: &ScoreCard) -> bool {
    let precision = set.scoring.precision;
    let printed = |at: &usize| card.nodes[*at].points.rounded(precision);
    let misses = |parts: &[usize], whole: Number| parts.iter().map(printed).sum::<Number>() != whole;
    let groups = set.nodes.iter().enumerate().filter(|(_, node)| !node.children.is_empty());
    let tree: Number = set.fields.iter().map(|field| &card.nodes[*field].points).sum();
    misses(&set.fields, tree.rounded(precision))
        || groups.into_iter().any(|(at, node)| misses(&node.children, printed(&at)))
}

/// The whole result of a unit on a line.
pub(in crate::report) fn total_line(
    set: &CriteriaSet,
    card: &ScoreCard,
    class: Option<usize>,
    lang: Lang,
) -> String {
    let [points, max, bonus, penalty] =
        [&card.points, &card.max, &card.bonus, &card.penalty].map(|value| shown(set, value, lang));
    let index = card.index.as_ref().map_or_else(|| "–".to_owned(), |index| shown(set, index, lang));
    let class = class.map_or_else(|| "–".to_owned(), |class| set.classes[class].name.clone());
    let adjusted = if set.adjustments.is_empty() {
        String::new()
    } else {
        say!(lang, " (điểm cộng {bonus}, điểm trừ {penalty})", " (bonus {bonus}, penalty {penalty})")
    };
    say!(
        lang,
        "Tổng điểm {points}/{max}{adjusted} · chỉ số {index} % · xếp loại {class}",
        "Total {points}/{max}{adjusted} · index {index} % · class {class}"
    )
}

/// How a leaf stands, where that must be said.
pub(in crate::report) fn status_word(status: Status, lang: Lang) -> Cell {
    let word = match (status, lang) {
        (Status::Scored, _) => return Cell::Blank,
        (Status::Missing, Lang::Vi) => "thiếu điểm",
        (Status::Missing, Lang::En) => "missing",
        (Status::NotApplicable, Lang::Vi) => "không áp dụng",
        (Status::NotApplicable, Lang::En) => "not applicable",
        (Status::Fault, Lang::Vi) => "điểm lỗi",
        (Status::Fault, Lang::En) => "faulty",
    };
    Cell::Text(word.to_owned())
}

/// All units and all nodes as one flat table with stable keys, for CSV; each card with what stands behind its leaves.
pub fn score_flat<'a>(
    set: &CriteriaSet,
    cards: impl Iterator<Item = (&'a ScoreCard, Vec<Backing>)>,
) -> Table {
    let keys =
        ["unit", "code", "name", "self", "appraised", "survey", "points", "max", "index", "status", "source"];
    let columns = keys.iter().map(|key| Column::new(*key, key, Align::Left)).collect();
    let mut rows = Vec::new();
    for (card, backing) in cards {
        for (node, score) in set.nodes.iter().zip(&card.nodes) {
            let leaf = node.leaf.as_ref().map(|leaf| &card.leaves[leaf.index]);
            let behind = node.leaf.as_ref().map(|leaf| &backing[leaf.index]);
            let text = |text: &str| Cell::Text(text.to_owned());
            rows.push(vec![
                text(&card.unit),
                text(&node.code),
                text(&node.name),
                optional(set, behind.and_then(|behind| behind.own.as_ref())),
                optional(set, behind.and_then(|behind| behind.appraised.as_ref())),
                optional(set, behind.and_then(|behind| behind.survey.as_ref())),
                points(set, &score.points),
                points(set, &score.max),
                optional(set, score.index().as_ref()),
                leaf.map_or(Cell::Blank, |leaf| text(leaf.status.id())),
                behind.and_then(|behind| behind.source.as_deref()).map_or(Cell::Blank, text),
            ]);
        }
    }
    Table { columns, rows, ..Table::default() }
}
