//! The tables of one unit: its fields beside its block, and all of its leaves.

use super::block::signed;
use super::{Cell, Table, left, optional, points, right, table, text};
use crate::criteria::Effect;
use crate::life::Subject;
use crate::message::{Lang, say};
use crate::points::Number;
use crate::report::build::score::status_word;
use crate::results::{FieldFigures, LeafDetail, Unit};
use crate::score::Status;

/// The fields of a unit beside the mean and the best of its block.
pub fn unit_fields_table(unit: &Unit, fields: &[FieldFigures], lang: Lang) -> Table {
    let set = unit.set();
    let columns = vec![
        left(say!(lang, "Mã", "Code"), "code"),
        left(say!(lang, "Lĩnh vực", "Field"), "name"),
        right(say!(lang, "Điểm", "Points"), "points"),
        right(say!(lang, "Điểm tối đa", "Maximum"), "max"),
        right(say!(lang, "Chỉ số (%)", "Index (%)"), "index"),
        right(say!(lang, "Trung bình khối (%)", "Mean of the block (%)"), "mean"),
        right(say!(lang, "Cao nhất khối (%)", "Best of the block (%)"), "best"),
    ];
    let rows = fields.iter().map(|field| {
        let score = &unit.card.nodes[field.at];
        let index = score.index();
        let applying = |value| if index.is_some() { points(set, value) } else { Cell::Blank };
        vec![
            text(&field.node.code),
            text(&field.node.name),
            applying(&score.points),
            applying(&score.max),
            optional(set, index.as_ref()),
            optional(set, field.mean.as_ref()),
            optional(set, field.highest.as_ref().map(|(best, _)| best)),
        ]
    });
    let rows = rows.collect();
    table(vec![say!(lang, "Kết quả theo lĩnh vực", "Results by field")], columns, rows, Vec::new())
}

/// The column of the points that count; the remark stands behind it.
const RESULT: usize = 7;

/// All leaves of a unit, each field with its sums above them; below them bonuses, penalties and the total.
pub fn leaves_table(unit: &Unit, leaves: &[LeafDetail], lang: Lang) -> Table {
    let set = unit.set();
    let columns = vec![
        left(say!(lang, "Mã", "Code"), "code"),
        left(say!(lang, "Lĩnh vực, tiêu chí", "Field, criterion"), "name"),
        right(say!(lang, "Điểm tối đa", "Maximum"), "max"),
        right(say!(lang, "Tự chấm", "Self"), "self"),
        right(say!(lang, "Thẩm định", "Appraised"), "appraised"),
        right(say!(lang, "Chênh lệch", "Difference"), "difference"),
        right(say!(lang, "Điều tra XHH", "Survey"), "survey"),
        right(say!(lang, "Kết quả", "Result"), "points"),
        left(say!(lang, "Ý kiến thẩm định", "Remark of the council"), "reason"),
    ];
    let (mut rows, mut bold) = (Vec::new(), Vec::new());
    for (node, score) in set.nodes.iter().zip(&unit.card.nodes) {
        let Some(leaf) = &node.leaf else {
            bold.push(rows.len());
            let applies = score.index().is_some();
            let applying = |value| if applies { points(set, value) } else { Cell::Blank };
            let (max, points) = (applying(&score.max), applying(&score.points));
            let remark = if applies { Cell::Blank } else { status_word(Status::NotApplicable, lang) };
            let blank = || Cell::Blank;
            let name = text(&node.name);
            rows.push(vec![text(&node.code), name, max, blank(), blank(), blank(), blank(), points, remark]);
            continue;
        };
        let detail = &leaves[leaf.index];
        let applies = detail.status != Status::NotApplicable;
        let difference = detail.difference().map(|difference| {
            let digits = difference.published(set.scoring.precision).to_string();
            Cell::Text(signed(&difference, &digits, lang))
        });
        let remark = detail.remark.text(lang).map_or_else(|| status_word(detail.status, lang), Cell::Text);
        rows.push(vec![
            text(&node.code),
            text(&node.name),
            points(set, &node.max),
            optional(set, detail.own.as_ref()),
            optional(set, detail.appraised.as_ref()),
            difference.unwrap_or(Cell::Blank),
            optional(set, detail.survey.as_ref()),
            if applies { points(set, &detail.points) } else { Cell::Blank },
            remark,
        ]);
    }
    for life in unit.adjustments().iter().filter(|life| !life.points.is_zero()) {
        let Subject::Adjustment(adjustment) = life.subject else { continue };
        let is_penalty = adjustment.effect == Effect::Penalty;
        let counted = if is_penalty { &Number::ZERO - &life.points } else { life.points.clone() };
        let digits = counted.published(set.scoring.precision).to_string();
        let mut row = vec![Cell::Blank; columns.len()];
        row[1] = text(&adjustment.name);
        row[RESULT] = Cell::Text(signed(&counted, &digits, lang));
        row[RESULT + 1] = life.remark().text(lang).map_or(Cell::Blank, Cell::Text);
        rows.push(row);
    }
    bold.push(rows.len());
    let mut total = vec![Cell::Blank; columns.len()];
    total[1] = Cell::Text(say!(lang, "Tổng điểm", "Total"));
    total[2] = points(set, &unit.card.max);
    total[RESULT] = points(set, &unit.card.points);
    rows.push(total);
    let title = say!(lang, "Kết quả từng tiêu chí", "Results by criterion");
    Table { bold, ..table(vec![title], columns, rows, Vec::new()) }
}
