//! The tables by criterion: the matrix with the units, self scores beside appraised ones, where most was lost, the fields.

use super::{
    Cell, Column, FAULT_MARK, MISSING_MARK, Table, exempt_mark, left, optional, points, right, table, text,
    titled,
};
use crate::message::{Lang, say};
use crate::points::Number;
use crate::report::table::Align;
use crate::results::{Block, Parts};
use crate::score::Status;

/// Criteria × units: the points of every leaf. Units stand in the order of the ranking.
pub fn matrix_table(block: &Block, lang: Lang) -> Table {
    let set = block.set();
    let mut columns = criterion(lang);
    columns.extend(block.units().map(|unit| Column::new(&**unit.name(), unit.name(), Align::Right)));
    let rows = set.leaf_nodes().map(|(node, leaf)| {
        let mut cells = vec![text(&node.code), text(&node.name), points(set, &node.max)];
        cells.extend(block.units().map(|unit| {
            let score = &unit.card.leaves[leaf.index];
            match score.status {
                Status::NotApplicable => Cell::Text(exempt_mark(lang)),
                Status::Missing => text(MISSING_MARK),
                Status::Fault => text(FAULT_MARK),
                Status::Scored => points(set, &score.points),
            }
        }));
        cells
    });
    let rows = rows.collect();
    let notes = vec![say!(
        lang,
        "KAD: tiêu chí không áp dụng cho đơn vị; –: chưa có điểm (tính 0); !: điểm lỗi (tính 0).",
        "n/a: the criterion does not apply to the unit; –: no points yet (counts 0); !: faulty points (count 0)."
    )];
    let title = say!(lang, "Điểm từng tiêu chí của từng đơn vị", "Points by criterion and unit");
    table(titled(title, block, lang), columns, rows, notes)
}

/// The sums below the matrix, in its columns: all points, the maximum of what applies, and what is of a survey.
pub fn matrix_sums_table(block: &Block, lang: Lang) -> Table {
    let set = block.set();
    let parts: Vec<Parts> = block.units().map(|unit| unit.parts()).collect();
    let row = |name: String, of: &dyn Fn(&Parts) -> Option<Number>| {
        let mut cells = vec![Cell::Blank, Cell::Text(name), Cell::Blank];
        cells.extend(parts.iter().map(|parts| optional(set, of(parts).as_ref())));
        cells
    };
    let rows = vec![
        row(say!(lang, "Tổng điểm các tiêu chí", "All points"), &|parts| Some(parts.points.clone())),
        row(say!(lang, "Điểm tối đa áp dụng", "Maximum that applies"), &|parts| {
            Some(parts.max.clone())
        }),
        row(say!(lang, "Điểm không qua điều tra XHH", "Points not of a survey"), &|parts| {
            parts.appraised.clone()
        }),
        row(
            say!(lang, "Điểm tối đa áp dụng, không kể điều tra XHH", "Maximum of these"),
            &|parts| Some(parts.appraised_max.clone()),
        ),
        row(say!(lang, "Điểm điều tra XHH", "Survey points"), &|parts| parts.survey.clone()),
    ];
    Table { bold: (0..rows.len()).collect(), rows, ..Table::default() }
}

/// Criteria × units: self score, appraised points and difference in three rows for each criterion that has both.
pub fn pairs_table(block: &Block, lang: Lang) -> Table {
    let set = block.set();
    let mut columns = criterion(lang);
    columns.push(left(say!(lang, "Điểm", "Points"), "kind"));
    columns.extend(block.units().map(|unit| Column::new(&**unit.name(), unit.name(), Align::Right)));
    let kinds = [
        say!(lang, "Tự chấm", "Self"),
        say!(lang, "Thẩm định", "Appraised"),
        say!(lang, "Chênh lệch", "Difference"),
    ];
    let units: Vec<_> = block.units().map(|unit| (unit.card, unit.pairs())).collect();
    let mut rows = Vec::new();
    for leaf in block.leaf_figures().iter().filter(|leaf| leaf.both > 0) {
        for (kind, name) in kinds.iter().enumerate() {
            let mut cells = vec![text(&leaf.node.code), text(&leaf.node.name), points(set, &leaf.node.max)];
            cells.push(text(name));
            cells.extend(units.iter().map(|(card, pairs)| {
                if card.leaves[leaf.leaf].status == Status::NotApplicable {
                    return Cell::Text(exempt_mark(lang));
                }
                optional(set, pairs[leaf.leaf].shown(kind).as_ref())
            }));
            rows.push(cells);
        }
    }
    let title = say!(
        lang,
        "Điểm tự chấm và điểm thẩm định của từng đơn vị",
        "Self scores and appraised points by unit"
    );
    table(titled(title, block, lang), columns, rows, Vec::new())
}

/// Per criterion the self scores beside what was given for them.
pub fn differences_table(block: &Block, lang: Lang) -> Table {
    let set = block.set();
    let mut columns = criterion(lang);
    columns.extend([
        right(say!(lang, "Tự chấm (bình quân)", "Self (mean)"), "self"),
        right(say!(lang, "Thẩm định (bình quân)", "Appraised (mean)"), "appraised"),
        right(say!(lang, "Chênh lệch", "Difference"), "difference"),
        right(say!(lang, "Số đơn vị bị giảm điểm", "Units that were cut"), "cut"),
    ]);
    let leaves = block.leaf_figures();
    let rows = leaves.iter().filter(|leaf| leaf.both > 0).map(|leaf| {
        let mean = |sum: &Number| sum.checked_div(&Number::from(leaf.both));
        let difference = &leaf.appraised - &leaf.own;
        vec![
            text(&leaf.node.code),
            text(&leaf.node.name),
            points(set, &leaf.node.max),
            optional(set, mean(&leaf.own).as_ref()),
            optional(set, mean(&leaf.appraised).as_ref()),
            optional(set, mean(&difference).as_ref()),
            Cell::Count(leaf.cut),
        ]
    });
    let rows = rows.collect();
    let title = say!(lang, "Điểm tự chấm và điểm thẩm định", "Self scores and appraised points");
    table(titled(title, block, lang), columns, rows, Vec::new())
}

/// The criteria at which most was lost, by the percentage of the points that were to be had; at most `most` of them.
pub fn lost_table(block: &Block, most: usize, lang: Lang) -> Table {
    let set = block.set();
    let mut columns = criterion(lang);
    columns.extend([
        right(say!(lang, "Điểm bình quân", "Mean points"), "mean"),
        right(say!(lang, "Tỷ lệ đạt (%)", "Share reached (%)"), "index"),
        right(say!(lang, "Số đơn vị mất điểm", "Units that lost points"), "losing"),
    ]);
    let leaves = block.most_lost();
    let rows = leaves.iter().take(most).map(|leaf| {
        vec![
            text(&leaf.node.code),
            text(&leaf.node.name),
            points(set, &leaf.node.max),
            optional(set, leaf.mean().as_ref()),
            optional(set, leaf.index().as_ref()),
            Cell::Count(leaf.losing),
        ]
    });
    let rows = rows.collect();
    let title = say!(lang, "Tiêu chí mất nhiều điểm nhất", "Where most points were lost");
    table(titled(title, block, lang), columns, rows, Vec::new())
}

/// The fields of a block: mean, highest and lowest component index, and who has them.
pub fn strengths_table(block: &Block, lang: Lang) -> Table {
    let set = block.set();
    let columns = vec![
        left(say!(lang, "Mã", "Code"), "code"),
        left(say!(lang, "Lĩnh vực", "Field"), "name"),
        right(say!(lang, "Trung bình (%)", "Mean (%)"), "mean"),
        right(say!(lang, "Cao nhất (%)", "Highest (%)"), "highest"),
        left(say!(lang, "Đơn vị cao nhất", "Highest unit"), "highest_unit"),
        right(say!(lang, "Thấp nhất (%)", "Lowest (%)"), "lowest"),
        left(say!(lang, "Đơn vị thấp nhất", "Lowest unit"), "lowest_unit"),
    ];
    let fields = block.fields();
    let rows = fields.iter().map(|field| {
        let extreme = |extreme: &Option<(Number, Vec<&str>)>| {
            let value = optional(set, extreme.as_ref().map(|(value, _)| value));
            let who = extreme.as_ref().map_or(Cell::Blank, |(_, who)| Cell::Text(some_of(who, lang)));
            [value, who]
        };
        let mut cells = vec![text(&field.node.code), text(&field.node.name)];
        cells.push(optional(set, field.mean.as_ref()));
        cells.extend(extreme(&field.highest));
        cells.extend(extreme(&field.lowest));
        cells
    });
    let rows = rows.collect();
    let title = say!(lang, "Chỉ số thành phần theo lĩnh vực", "Component indices by field");
    table(titled(title, block, lang), columns, rows, Vec::new())
}

/// Code, name and maximum, with which the tables by criterion begin.
fn criterion(lang: Lang) -> Vec<Column> {
    vec![
        left(say!(lang, "Mã", "Code"), "code"),
        left(say!(lang, "Tiêu chí", "Criterion"), "name"),
        right(say!(lang, "Điểm tối đa", "Maximum"), "max"),
    ]
}

/// The first three names, and how many more there are.
fn some_of(names: &[&str], lang: Lang) -> String {
    let first = names.iter().take(3).copied().collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(3) {
        0 => first,
        more => say!(lang, "{first} và {more} đơn vị khác", "{first} and {more} more"),
    }
}
