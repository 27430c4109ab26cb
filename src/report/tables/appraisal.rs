//! The tables of the minutes: what the appraisal came to for each unit, and what the second round changed.

use super::block::signed;
use super::{Cell, Table, left, optional, points, right, table, text, titled};
use crate::message::{Lang, say};
use crate::points::Number;
use crate::results::{Block, Judged, Unit};

/// Per unit its self scores beside what was given for them. The sums are of the criteria that have both.
pub fn appraisal_table(block: &Block, lang: Lang) -> Table {
    let set = block.set();
    let columns = vec![
        right(say!(lang, "STT", "No."), "number"),
        left(say!(lang, "Đơn vị", "Unit"), "unit"),
        right(say!(lang, "Tự chấm", "Self"), "self"),
        right(say!(lang, "Thẩm định phần tự chấm", "Appraised, of the self scores"), "appraised"),
        right(say!(lang, "Chênh lệch", "Difference"), "difference"),
        right(say!(lang, "Số tiêu chí giảm điểm", "Criteria cut"), "cut"),
        right(say!(lang, "Số tiêu chí tăng điểm", "Criteria raised"), "raised"),
        right(say!(lang, "Số tiêu chí có ý kiến", "Reasons"), "reasons"),
    ];
    let judged: Vec<(Unit, Judged)> = block.all().map(|unit| (unit, unit.judged())).collect();
    let judged = judged.iter().filter(|(_, judged)| judged.leaves > 0 || judged.reasons > 0);
    let rows = judged.enumerate().map(|(at, (unit, judged))| {
        let of = |value: &Number| if judged.leaves > 0 { points(set, value) } else { Cell::Blank };
        let difference = judged.difference();
        let digits = difference.published(set.scoring.precision).to_string();
        vec![
            Cell::Count(at + 1),
            text(unit.name()),
            of(&judged.own),
            of(&judged.appraised),
            if judged.leaves > 0 { Cell::Text(signed(&difference, &digits, lang)) } else { Cell::Blank },
            Cell::Count(judged.cut),
            Cell::Count(judged.raised),
            Cell::Count(judged.reasons),
        ]
    });
    let rows = rows.collect();
    let notes = vec![say!(
        lang,
        "Tự chấm, thẩm định: tổng điểm các tiêu chí vừa có điểm tự chấm vừa có điểm thẩm định.",
        "Self, appraised: sums over the criteria that have both."
    )];
    let title = say!(
        lang,
        "Điểm tự chấm và điểm thẩm định của từng đơn vị",
        "Self scores and appraised points by unit"
    );
    table(titled(title, block, lang), columns, rows, notes)
}

/// What the second round gave other points than the first for.
pub fn second_round_table(block: &Block, lang: Lang) -> Table {
    let set = block.set();
    let columns = vec![
        left(say!(lang, "Đơn vị", "Unit"), "unit"),
        left(say!(lang, "Mã", "Code"), "code"),
        left(say!(lang, "Tiêu chí", "Criterion"), "name"),
        right(say!(lang, "Lần 1", "Round 1"), "first"),
        right(say!(lang, "Lần 2", "Round 2"), "second"),
        left(say!(lang, "Ý kiến thẩm định", "Remark of the council"), "reason"),
    ];
    let mut rows = Vec::new();
    for unit in block.all() {
        for heard in unit.heard().iter().filter(|heard| heard.first != heard.second) {
            rows.push(vec![
                text(unit.name()),
                text(&heard.node.code),
                text(&heard.node.name),
                optional(set, Some(&heard.first)),
                optional(set, Some(&heard.second)),
                heard.reason.as_ref().map_or(Cell::Blank, |reason| text(&reason.text)),
            ]);
        }
    }
    let title = say!(lang, "Điểm thay đổi qua thẩm định lần 2", "What the second round changed");
    table(titled(title, block, lang), columns, rows, Vec::new())
}
