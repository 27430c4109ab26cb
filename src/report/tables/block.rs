//! The tables of a block: ranking, fields, figures, classes, what does not apply, changes since the year before.

use super::{
    Cell, Table, class_cell, left, opening, optional, points, rank_cell, rank_columns, rank_remarks, right,
    shown, table, text, titled,
};
use crate::message::{Lang, decimal_sign, say};
use crate::points::Number;
use crate::report::build::marked;
use crate::results::Block;
use crate::score::Status;

/// The ranking: what the total is made of, index and class, then the index of each field. Below it the figures and what
/// must be known of single places.
pub fn ranking_table(block: &Block, lang: Lang) -> Table {
    let set = block.set();
    let adjusted = !set.adjustments.is_empty();
    let mut columns = opening(lang);
    columns.push(right(say!(lang, "Điểm thẩm định", "Appraised"), "appraised"));
    columns.push(right(say!(lang, "Điểm điều tra XHH", "Survey"), "survey"));
    if adjusted {
        columns.push(right(say!(lang, "Điểm cộng", "Bonus"), "bonus"));
        columns.push(right(say!(lang, "Điểm trừ", "Penalty"), "penalty"));
    }
    columns.push(right(say!(lang, "Tổng điểm", "Total"), "points"));
    columns.push(right(say!(lang, "Điểm tối đa", "Maximum"), "max"));
    columns.push(right(say!(lang, "Chỉ số (%)", "Index (%)"), "index"));
    if !set.classes.is_empty() {
        columns.push(left(say!(lang, "Xếp loại", "Class"), "class"));
    }
    for field in &set.fields {
        let code = &*set.nodes[*field].code;
        columns.push(right(say!(lang, "LV {code} (%)", "Field {code} (%)"), code));
    }
    let rows = block.units().map(|unit| {
        let card = unit.card;
        let mut cells = vec![rank_cell(&unit), Cell::Text(marked(card))];
        cells.extend([optional(set, card.appraised.as_ref()), optional(set, card.survey.as_ref())]);
        if adjusted {
            cells.extend([points(set, &card.bonus), points(set, &card.penalty)]);
        }
        cells.extend([points(set, &card.points), points(set, &card.max), optional(set, card.index.as_ref())]);
        if !set.classes.is_empty() {
            cells.push(class_cell(&unit));
        }
        cells.extend(set.fields.iter().map(|field| optional(set, card.nodes[*field].index().as_ref())));
        cells
    });
    let rows = rows.collect();
    let missing: Vec<String> = block.missing().map(str::to_owned).collect();
    let mut notes = vec![rank_columns(set, lang)];
    notes.extend(rank_remarks(set, block.source.cards, block.ranking, &missing, lang));
    let title = say!(lang, "Kết quả xếp hạng", "Ranking");
    table(titled(title, block, lang), columns, rows, notes)
}

/// Units × fields: points and component index of each field.
pub fn fields_table(block: &Block, lang: Lang) -> Table {
    let set = block.set();
    let mut columns = opening(lang);
    for field in &set.fields {
        let code = &*set.nodes[*field].code;
        columns.push(right(say!(lang, "LV {code}: điểm", "Field {code}: points"), &format!("{code}.points")));
        columns.push(right(say!(lang, "LV {code}: %", "Field {code}: %"), &format!("{code}.index")));
    }
    let rows = block.units().map(|unit| {
        let mut cells = vec![rank_cell(&unit), Cell::Text(marked(unit.card))];
        for field in &set.fields {
            let score = &unit.card.nodes[*field];
            let index = score.index();
            // Nothing of the field applies: no 0 that somebody might read as lost.
            cells.push(if index.is_some() { points(set, &score.points) } else { Cell::Blank });
            cells.push(optional(set, index.as_ref()));
        }
        cells
    });
    let rows = rows.collect();
    let names: Vec<String> = set
        .fields
        .iter()
        .map(|field| &set.nodes[*field])
        .map(|node| {
            let (code, name, max) = (&node.code, &node.name, shown(set, &node.max, lang));
            say!(lang, "LV {code}: {name} (tối đa {max} điểm)", "Field {code}: {name} (maximum {max})")
        })
        .collect();
    let title = say!(lang, "Kết quả theo lĩnh vực", "Results by field");
    table(titled(title, block, lang), columns, rows, names)
}

/// The fields with mean, best and lowest component index of the block, and those of its first `most` units.
pub fn profile_table(block: &Block, most: usize, lang: Lang) -> Table {
    let set = block.set();
    let mut columns = vec![
        left(say!(lang, "Mã", "Code"), "code"),
        left(say!(lang, "Lĩnh vực", "Field"), "name"),
        right(say!(lang, "Trung bình (%)", "Mean (%)"), "mean"),
        right(say!(lang, "Cao nhất (%)", "Highest (%)"), "highest"),
        right(say!(lang, "Thấp nhất (%)", "Lowest (%)"), "lowest"),
    ];
    columns.extend(block.units().take(most).map(|unit| right(unit.name().to_string(), unit.name())));
    let fields = block.fields();
    let rows = fields.iter().map(|field| {
        let extreme = |of: &Option<(Number, Vec<&str>)>| optional(set, of.as_ref().map(|(value, _)| value));
        let mut cells = vec![text(&field.node.code), text(&field.node.name)];
        cells.extend([optional(set, field.mean.as_ref()), extreme(&field.highest), extreme(&field.lowest)]);
        cells.extend(
            block.units().take(most).map(|unit| optional(set, unit.card.nodes[field.at].index().as_ref())),
        );
        cells
    });
    let title = say!(lang, "Chỉ số thành phần theo lĩnh vực", "Component indices by field");
    table(titled(title, block, lang), columns, rows.collect(), Vec::new())
}

/// The figures of the decision's text for each block: units, mean, highest, lowest.
pub fn figures_table(blocks: &[Block], lang: Lang) -> Table {
    let columns = vec![
        left(say!(lang, "Khối", "Block"), "block"),
        right(say!(lang, "Số đơn vị", "Units"), "count"),
        right(say!(lang, "Trung bình (%)", "Mean (%)"), "mean"),
        right(say!(lang, "Cao nhất (%)", "Highest (%)"), "highest"),
        right(say!(lang, "Thấp nhất (%)", "Lowest (%)"), "lowest"),
    ];
    let rows = blocks.iter().map(|block| {
        let (set, ranking) = (block.set(), block.ranking);
        let figures = [&ranking.mean, &ranking.highest, &ranking.lowest];
        let name = block.name().map_or_else(|| say!(lang, "Tất cả", "All"), str::to_owned);
        let mut cells = vec![Cell::Text(name), Cell::Count(ranking.rows.len())];
        cells.extend(figures.map(|figure| optional(set, figure.as_ref())));
        cells
    });
    table(vec![say!(lang, "Kết quả chung", "Overview")], columns, rows.collect(), Vec::new())
}

/// Per class how many units, and their share.
pub fn classes_table(block: &Block, lang: Lang) -> Table {
    let set = block.set();
    let columns = vec![
        left(say!(lang, "Xếp loại", "Class"), "class"),
        right(say!(lang, "Số đơn vị", "Units"), "count"),
        right(say!(lang, "Tỷ lệ (%)", "Share (%)"), "share"),
    ];
    let classes = block.classes();
    let below = say!(lang, "Không xếp loại", "Below all classes");
    let rows = classes
        .iter()
        .map(|class| {
            vec![text(class.name.unwrap_or(&below)), Cell::Count(class.count), points(set, &class.share)]
        })
        .collect();
    table(titled(say!(lang, "Kết quả xếp loại", "Classes"), block, lang), columns, rows, Vec::new())
}

/// Which criteria do not apply to whom, and why where the set says it.
pub fn not_applicable_table(block: &Block, lang: Lang) -> Table {
    let set = block.set();
    let columns = vec![
        left(say!(lang, "Đơn vị", "Unit"), "unit"),
        left(say!(lang, "Mã", "Code"), "code"),
        left(say!(lang, "Tiêu chí không đánh giá", "Criterion that does not apply"), "name"),
        right(say!(lang, "Điểm tối đa", "Maximum"), "max"),
        left(say!(lang, "Lý do", "Reason"), "reason"),
    ];
    let mut rows = Vec::new();
    for unit in block.all() {
        for (node, leaf) in set.leaf_nodes() {
            if unit.card.leaves[leaf.index].status == Status::NotApplicable {
                let by = unit.assessment.exempt_by(set, leaf.index);
                rows.push(vec![
                    text(unit.name()),
                    text(&node.code),
                    text(&node.name),
                    points(set, &node.max),
                    by.map_or(Cell::Blank, |exemption| text(&exemption.reason)),
                ]);
            }
        }
    }
    let title = say!(lang, "Tiêu chí không đánh giá", "What does not apply");
    table(titled(title, block, lang), columns, rows, Vec::new())
}

/// A number with its sign, as differences are shown.
pub(super) fn signed(value: &Number, digits: &str, lang: Lang) -> String {
    let is_shown_zero = digits.bytes().all(|digit| matches!(digit, b'0' | b'.'));
    let plus = if value.is_negative() || is_shown_zero { "" } else { "+" };
    format!("{plus}{}", decimal_sign(digits, lang))
}
