//! Results as neutral tables: what stands in which column, in the reader's words.

use super::table::{Align, Cell, Column, Table};
use crate::criteria::{Compare, CriteriaSet, NotApplicable, TieBreak};
use crate::message::{Lang, decimal_sign, say};
use crate::points::Number;
use crate::ranking::BlockRanking;
use crate::score::{Basis, ScoreCard, Status};

/// What every heading says.
#[derive(Clone, Copy, Debug)]
pub struct Heading<'a> {
    /// Title of the round.
    pub title: Option<&'a str>,
    /// Year of the round.
    pub year: Option<i64>,
    /// Basis of the scores.
    pub basis: Basis,
}

impl Heading<'_> {
    fn lines(&self, set: &CriteriaSet, lang: Lang) -> Vec<String> {
        let first = self.title.map_or_else(|| set.title.clone(), str::to_owned);
        let (id, status) = (&set.id, status(set, lang));
        let year = self.year.map_or_else(String::new, |year| say!(lang, " · năm {year}", " · year {year}"));
        let basis = basis(self.basis, lang);
        vec![
            first,
            say!(
                lang,
                "Bộ tiêu chí: {id} ({status}){year} · {basis}",
                "Criteria: {id} ({status}){year} · {basis}"
            ),
        ]
    }
}

fn status(set: &CriteriaSet, lang: Lang) -> &'static str {
    use crate::criteria::Status::{Model, Official, Partial};
    match (set.status, lang) {
        (Official, Lang::Vi) => "chính thức",
        (Official, Lang::En) => "official",
        (Partial, Lang::Vi) => "một phần",
        (Partial, Lang::En) => "partial",
        (Model, Lang::Vi) => "mẫu",
        (Model, Lang::En) => "model",
    }
}

fn basis(basis: Basis, lang: Lang) -> &'static str {
    match (basis, lang) {
        (Basis::Own, Lang::Vi) => "theo điểm tự chấm",
        (Basis::Own, Lang::En) => "by self scores",
        (Basis::Appraised, Lang::Vi) => "theo điểm thẩm định",
        (Basis::Appraised, Lang::En) => "by appraised scores",
        (Basis::Final, Lang::Vi) => "theo điểm cuối cùng (thẩm định và điều tra xã hội học)",
        (Basis::Final, Lang::En) => "by final scores (appraised and survey)",
    }
}

fn column(head: impl Into<String>, key: &str, align: Align) -> Column {
    Column { head: head.into(), key: key.to_owned(), align }
}

fn points(set: &CriteriaSet, value: &Number) -> Cell {
    Cell::Number(value.published(set.scoring.precision))
}

fn optional(set: &CriteriaSet, value: Option<&Number>) -> Cell {
    value.map_or(Cell::Blank, |value| points(set, value))
}

fn shown(set: &CriteriaSet, value: &Number, lang: Lang) -> String {
    decimal_sign(&value.published(set.scoring.precision).to_string(), lang)
}

/// The name of a unit with the marks that its line needs: `*` incomplete, `!` errors in its files.
fn marked(card: &ScoreCard) -> String {
    let incomplete = if card.complete { "" } else { " *" };
    let errors = if card.errors > 0 { " !" } else { "" };
    format!("{}{incomplete}{errors}", card.unit)
}

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
        column(say!(lang, "Hạng", "Rank"), "rank", Align::Right),
        column(say!(lang, "Đơn vị", "Unit"), "unit", Align::Left),
    ];
    for field in &set.fields {
        let code = set.nodes[*field].code.to_string();
        columns.push(column(&code, &code, Align::Right));
    }
    columns.push(column(say!(lang, "Điểm", "Points"), "points", Align::Right));
    columns.push(column(say!(lang, "Tối đa", "Max"), "max", Align::Right));
    columns.push(column(say!(lang, "Chỉ số %", "Index %"), "index", Align::Right));
    if !set.classes.is_empty() {
        columns.push(column(say!(lang, "Xếp loại", "Class"), "class", Align::Left));
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
    let rows = rows.collect();
    Table { heading: lines, columns, rows, notes: rank_notes(set, cards, block, missing, lang) }
}

fn rank_notes(
    set: &CriteriaSet,
    cards: &[ScoreCard],
    block: &BlockRanking,
    missing: &[String],
    lang: Lang,
) -> Vec<String> {
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
    let names: Vec<String> = set
        .fields
        .iter()
        .map(|field| format!("{} {}", set.nodes[*field].code, set.nodes[*field].name))
        .collect();
    let names = names.join("; ");
    notes.push(say!(
        lang,
        "Cột lĩnh vực: chỉ số thành phần (%): {names}",
        "Columns of fields: component index (%): {names}"
    ));
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
        let (names, by) = (broken.join(", "), tie_breaks(set, lang));
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

fn tie_breaks(set: &CriteriaSet, lang: Lang) -> String {
    let one = |by: &TieBreak| match by {
        TieBreak::Survey => say!(lang, "điểm điều tra xã hội học", "survey points"),
        TieBreak::Appraised => say!(lang, "điểm thẩm định", "appraised points"),
        TieBreak::Node(node) => {
            let code = &set.nodes[*node].code;
            say!(lang, "chỉ số thành phần {code}", "component index {code}")
        }
    };
    set.ranking.tie_break.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// The ranking of all blocks as one flat table with stable keys, for CSV.
pub fn rank_flat(set: &CriteriaSet, cards: &[ScoreCard], blocks: &[BlockRanking]) -> Table {
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
    let mut columns: Vec<Column> = keys.iter().map(|key| column(*key, key, Align::Left)).collect();
    for field in &set.fields {
        let code = set.nodes[*field].code.to_string();
        columns.push(column(&code, &code, Align::Right));
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

/// The card of a unit: every field and criterion with its points.
pub fn score_table(
    set: &CriteriaSet,
    card: &ScoreCard,
    class: Option<usize>,
    heading: Heading,
    lang: Lang,
) -> Table {
    let mut lines = heading.lines(set, lang);
    let unit = &card.unit;
    lines.push(say!(lang, "Đơn vị: {unit}", "Unit: {unit}"));
    let columns = vec![
        column(say!(lang, "Mã", "Code"), "code", Align::Left),
        column(say!(lang, "Lĩnh vực, tiêu chí", "Field, criterion"), "name", Align::Left),
        column(say!(lang, "Tự chấm", "Self"), "self", Align::Right),
        column(say!(lang, "Thẩm định", "Appraised"), "appraised", Align::Right),
        column(say!(lang, "Điều tra", "Survey"), "survey", Align::Right),
        column(say!(lang, "Kết quả", "Result"), "points", Align::Right),
        column(say!(lang, "Tối đa", "Max"), "max", Align::Right),
        column(say!(lang, "Chỉ số %", "Index %"), "index", Align::Right),
        column("", "status", Align::Left),
    ];
    let rows = set.nodes.iter().zip(&card.nodes).map(|(node, score)| {
        let leaf = node.leaf.as_ref().map(|leaf| &card.leaves[leaf.index]);
        let indent = "  ".repeat(node.code.matches('.').count());
        let stated = |value: Option<&Number>| optional(set, value);
        let status = leaf.map_or(Cell::Blank, |leaf| status_word(leaf.status, lang));
        vec![
            Cell::Text(node.code.to_string()),
            Cell::Text(format!("{indent}{}", node.name)),
            stated(leaf.and_then(|leaf| leaf.own.as_ref())),
            stated(leaf.and_then(|leaf| leaf.appraised.as_ref())),
            stated(leaf.and_then(|leaf| leaf.survey.as_ref())),
            points(set, &score.points),
            points(set, &score.max),
            optional(set, score.index().as_ref()),
            status,
        ]
    });
    let rows = rows.collect();
    let mut notes = vec![total_line(set, card, class, lang)];
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
    Table { heading: lines, columns, rows, notes }
}

fn total_line(set: &CriteriaSet, card: &ScoreCard, class: Option<usize>, lang: Lang) -> String {
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

fn status_word(status: Status, lang: Lang) -> Cell {
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

/// All units and all nodes as one flat table with stable keys, for CSV.
pub fn score_flat(set: &CriteriaSet, cards: &[&ScoreCard]) -> Table {
    let keys =
        ["unit", "code", "name", "self", "appraised", "survey", "points", "max", "index", "status", "source"];
    let columns = keys.iter().map(|key| column(*key, key, Align::Left)).collect();
    let mut rows = Vec::new();
    for card in cards {
        for (node, score) in set.nodes.iter().zip(&card.nodes) {
            let leaf = node.leaf.as_ref().map(|leaf| &card.leaves[leaf.index]);
            let text = |text: &str| Cell::Text(text.to_owned());
            let source = leaf.and_then(|leaf| leaf.source.as_ref()).map(|source| source.place().to_string());
            rows.push(vec![
                text(&card.unit),
                text(&node.code),
                text(&node.name),
                optional(set, leaf.and_then(|leaf| leaf.own.as_ref())),
                optional(set, leaf.and_then(|leaf| leaf.appraised.as_ref())),
                optional(set, leaf.and_then(|leaf| leaf.survey.as_ref())),
                points(set, &score.points),
                points(set, &score.max),
                optional(set, score.index().as_ref()),
                leaf.map_or(Cell::Blank, |leaf| text(leaf.status.id())),
                source.map_or(Cell::Blank, Cell::Text),
            ]);
        }
    }
    Table { columns, rows, ..Table::default() }
}
