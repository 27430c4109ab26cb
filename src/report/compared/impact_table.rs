//! What both sets make of the units, as tables.

use super::super::table::{Align, Cell, Column, Table};
use super::diff_text::unsure_link;
use super::facts::Sides;
use super::impact_view::{Effect, ImpactView, Standing, blocks_with_sets, mean, moved};
use crate::analysis::{Carried, Clause, UnitImpact};
use crate::criteria::CriteriaSet;
use crate::message::{Lang, counted, decimal_sign, say};
use crate::points::Number;
use crate::score::Basis;
use crate::sorting::Order as _;

/// Clauses that are named for each unit.
const MOST_CAUSES: usize = 3;
/// Clauses that are told in a sentence above the tables.
const MOST_SENTENCES: usize = 3;

/// The units with what changes first, then the clauses by what they cause.
pub fn impact_tables(view: &ImpactView, lang: Lang) -> Vec<Table> {
    vec![units(view, lang), clauses(view, lang)]
}

fn units(view: &ImpactView, lang: Lang) -> Table {
    let standings = view.standings();
    let several = view.new.blocks.len() > 1 || view.old.blocks.len() > 1;
    let mut columns = vec![Column::new(say!(lang, "Đơn vị", "Unit"), "unit", Align::Left)];
    if several {
        columns.push(Column::new(say!(lang, "Khối", "Block"), "block", Align::Left));
    }
    columns.extend([
        Column::new(say!(lang, "Chỉ số cũ", "Old index"), "index_old", Align::Right),
        Column::new(say!(lang, "Chỉ số mới", "New index"), "index_new", Align::Right),
        Column::new(say!(lang, "Tăng, giảm", "Change"), "change", Align::Right),
        Column::new(say!(lang, "Hạng", "Rank"), "rank", Align::Left),
        Column::new(say!(lang, "Xếp loại", "Class"), "class", Align::Left),
        Column::new(say!(lang, "Ước lượng", "Estimated"), "estimated", Align::Right),
        Column::new(say!(lang, "Do điều khoản", "Caused by"), "causes", Align::Left),
    ]);
    let row = |at: usize| {
        let (unit, [old, new]) = (&view.impact.units[at], &standings[at]);
        let mut cells = vec![Cell::Text(unit.old.unit.to_string())];
        if several {
            cells.push(Cell::Text(block(view.new, new).or_else(|| block(view.old, old)).unwrap_or_default()));
        }
        let index = |set: &CriteriaSet, index: Option<&Number>| {
            index.map_or(Cell::Blank, |index| Cell::Number(index.published(set.scoring.precision)))
        };
        let rank = |standing: &Standing| standing.rank.map(|rank| rank.to_string());
        cells.extend([
            index(view.old, unit.old.index.as_ref()),
            index(view.new, unit.new.index.as_ref()),
            unit.change().map_or(Cell::Blank, |change| Cell::Text(signed(view, &change, lang))),
            Cell::Text(from_to(rank(old), rank(new))),
            Cell::Text(from_to(old.class.clone(), new.class.clone())),
            Cell::Count(unit.count(Carried::Share)),
            Cell::Text(causes(view, unit, lang)),
        ]);
        cells
    };
    let rows = view.order(&standings).into_iter().map(row).collect();
    Table {
        heading: heading(view, &standings, lang),
        columns,
        rows,
        notes: method(view, lang),
        bold: Vec::new(),
    }
}

fn block(set: &CriteriaSet, standing: &Standing) -> Option<String> {
    standing.block.map(|block| set.blocks[block].name.clone())
}

/// `5 → 7`, or the one value where nothing changed.
fn from_to(old: Option<String>, new: Option<String>) -> String {
    let shown = |value: Option<String>| value.unwrap_or_else(|| "–".to_owned());
    if old == new { shown(new) } else { format!("{} → {}", shown(old), shown(new)) }
}

/// A change with its sign, as it is published by the new set.
fn signed(view: &ImpactView, change: &Number, lang: Lang) -> String {
    let digits = decimal_sign(&change.abs().published(view.new.scoring.precision).to_string(), lang);
    let sign = if change.is_negative() { "−" } else { "+" };
    if change.is_zero() { digits } else { format!("{sign}{digits}") }
}

/// The clauses that cause the most, and what all others cause together.
fn causes(view: &ImpactView, unit: &UnitImpact, lang: Lang) -> String {
    let Some(parts) = &unit.parts else { return String::new() };
    let mut order: Vec<usize> = (0..parts.len()).filter(|at| !parts[*at].is_zero()).collect();
    order.order_by(|a, b| parts[*b].abs().cmp(&parts[*a].abs()));
    let named = order.iter().take(MOST_CAUSES);
    let mut texts: Vec<String> = named
        .map(|at| {
            let mark = if view.how(unit, *at) == Some(Carried::Share) { "*" } else { "" };
            format!(
                "{}: {}{mark}",
                view.code(&view.impact.clauses[*at], lang),
                signed(view, &parts[*at], lang)
            )
        })
        .collect();
    if order.len() > MOST_CAUSES {
        let rest: Number = order[MOST_CAUSES..].iter().map(|at| &parts[*at]).sum();
        let (count, rest) = (order.len() - MOST_CAUSES, signed(view, &rest, lang));
        texts.push(say!(lang, "{count} mục khác: {rest}", "{count} others: {rest}"));
    }
    texts.join("; ")
}

fn heading(view: &ImpactView, standings: &[[Standing; 2]], lang: Lang) -> Vec<String> {
    let (old, new, units) = (&view.old.id, &view.new.id, view.impact.units.len());
    let by = match view.basis {
        Basis::Own => say!(lang, "điểm tự chấm", "self scores"),
        Basis::Appraised => say!(lang, "điểm thẩm định", "appraised scores"),
        Basis::Final => say!(lang, "điểm cuối cùng", "final scores"),
    };
    let [ranks, classes] = moved(standings);
    let mut lines = vec![
        say!(
            lang,
            "Tác động của bộ tiêu chí mới: {old} → {new}",
            "Impact of the new criteria set: {old} → {new}"
        ),
        say!(
            lang,
            "{units} đơn vị, theo {by}: {ranks} đơn vị đổi hạng, {classes} đơn vị đổi xếp loại",
            "{}, by {by}; rank changes: {ranks}, class changes: {classes}",
            counted(units, "unit")
        ),
    ];
    let [times, leaves, of] = view.count(Carried::Share);
    let [blank_times, blank_leaves, blank_of] = view.count(Carried::NoData);
    lines.push(say!(
        lang,
        "Ước lượng: {times} điểm của {leaves} tiêu chí ở {of} đơn vị. Không có số liệu (tính 0): {blank_times} điểm của {blank_leaves} tiêu chí ở {blank_of} đơn vị.",
        "Estimated scores: {times} (criteria: {leaves}, units: {of}). Scores without data, which count 0: {blank_times} (criteria: {blank_leaves}, units: {blank_of})."
    ));
    if view.silent > 0 {
        let silent = view.silent;
        lines.push(say!(
            lang,
            "{silent} đơn vị không gửi số liệu nên không có trong bảng.",
            "Units that sent nothing and are not in the table: {silent}."
        ));
    }
    if !view.left_out.is_empty() {
        let blocks = blocks_with_sets(&view.left_out);
        lines.push(say!(
            lang,
            "Không tính các khối chấm theo bộ khác: {blocks}.",
            "Left out, as another set scores them: {blocks}."
        ));
    }
    let sides = Sides { old: view.old, new: view.new, lang };
    let unsure = &view.impact.to_confirm;
    for link in unsure.iter().take(MOST_SENTENCES) {
        let what = unsure_link(&sides, link, lang);
        lines.push(say!(lang, "Cần xác nhận: {what}.", "To be confirmed: {what}."));
    }
    if unsure.len() > MOST_SENTENCES {
        let rest = unsure.len() - MOST_SENTENCES;
        lines.push(say!(
            lang,
            "Còn {rest} mục cần xác nhận; xem: parindex criteria diff",
            "{rest} more to be confirmed; see: parindex criteria diff"
        ));
    }
    let effects = view.effects();
    for at in by_size(&effects).into_iter().take(MOST_SENTENCES) {
        lines.push(sentence(view, at, &effects[at], lang));
    }
    lines
}

/// The clauses that cause something, those that cause the most first.
fn by_size(effects: &[Effect]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..effects.len()).filter(|at| !effects[*at].is_none()).collect();
    order.order_by(|a, b| effects[*b].size().cmp(&effects[*a].size()));
    order
}

fn sentence(view: &ImpactView, at: usize, effect: &Effect, lang: Lang) -> String {
    let clause = &view.impact.clauses[at];
    let (code, name) = (view.code(clause, lang), view.name(clause, lang));
    let points = |of: &(usize, Number)| {
        decimal_sign(&mean(of).abs().published(view.new.scoring.precision).to_string(), lang)
    };
    let mut parts = Vec::new();
    for (of, down) in [(&effect.lowered, true), (&effect.raised, false)] {
        let (count, mean) = (of.0, points(of));
        if count > 0 && down {
            parts.push(say!(
                lang,
                "làm giảm trung bình {mean} điểm chỉ số của {count} đơn vị",
                "lowers the index of {} by {mean} on average",
                counted(count, "unit")
            ));
        } else if count > 0 {
            parts.push(say!(
                lang,
                "làm tăng trung bình {mean} điểm chỉ số của {count} đơn vị",
                "raises the index of {} by {mean} on average",
                counted(count, "unit")
            ));
        }
    }
    let what = parts.join("; ");
    if name == code {
        format!("{name}: {what}.")
    } else {
        let kind = view.rank_name(clause, lang);
        say!(lang, "{kind} {code} “{name}” {what}.", "{kind} {code} “{name}” {what}.")
    }
}

fn clauses(view: &ImpactView, lang: Lang) -> Table {
    let columns = vec![
        Column::new(say!(lang, "Mã", "Code"), "code", Align::Left),
        Column::new(say!(lang, "Điều khoản", "Clause"), "name", Align::Left),
        Column::new(say!(lang, "Thay đổi", "Change"), "kind", Align::Left),
        Column::new(say!(lang, "Đơn vị giảm", "Lowered"), "lowered", Align::Right),
        Column::new(say!(lang, "Giảm trung bình", "By on average"), "lowered_mean", Align::Right),
        Column::new(say!(lang, "Đơn vị tăng", "Raised"), "raised", Align::Right),
        Column::new(say!(lang, "Tăng trung bình", "By on average"), "raised_mean", Align::Right),
        Column::new(say!(lang, "Cộng các đơn vị", "All units"), "sum", Align::Right),
        Column::new(say!(lang, "Ước lượng", "Estimated"), "estimated", Align::Right),
    ];
    let effects = view.effects();
    let row = |at: usize| {
        let (clause, effect) = (&view.impact.clauses[at], &effects[at]);
        let mean = |of: &(usize, Number)| {
            if of.0 == 0 { Cell::Blank } else { Cell::Text(signed(view, &mean(of), lang)) }
        };
        vec![
            Cell::Text(
                view.codes(clause).concat().first().map(|_| view.code(clause, lang)).unwrap_or_default(),
            ),
            Cell::Text(view.name(clause, lang)),
            Cell::Text(ImpactView::kind(clause, lang)),
            Cell::Count(effect.lowered.0),
            mean(&effect.lowered),
            Cell::Count(effect.raised.0),
            mean(&effect.raised),
            Cell::Text(signed(view, &effect.sum(), lang)),
            Cell::Count(effect.estimated),
        ]
    };
    let order = by_size(&effects);
    // The limit of the scale and what stretches it are no clauses of the decision.
    let idle = |at: &usize| {
        let own = matches!(view.impact.clauses[*at], Clause::Criteria(..) | Clause::Adjustment(..));
        own && effects[*at].is_none()
    };
    let idle = (0..effects.len()).filter(idle).count();
    let heading =
        vec![say!(lang, "Điểm chỉ số do từng điều khoản gây ra", "Index points that each clause causes")];
    let guessed = effects.iter().filter(|effect| effect.is_none() && effect.estimated > 0).count();
    let notes = vec![say!(
        lang,
        "{idle} tiêu chí, điểm cộng, điểm trừ khác không làm thay đổi chỉ số của đơn vị nào; trong đó {guessed} mục có điểm ước lượng.",
        "Other criteria, bonuses and penalties, which change no index: {idle}; of these with estimated points: {guessed}."
    )];
    Table { heading, columns, rows: order.into_iter().map(row).collect(), notes, bold: Vec::new() }
}

fn method(view: &ImpactView, lang: Lang) -> Vec<String> {
    let mut notes = vec![
        say!(
            lang,
            "Phần của một điều khoản = (điểm tăng thêm − tỷ lệ đạt cũ của đơn vị × điểm tối đa tăng thêm) ÷ thang điểm mới của đơn vị × 100. Các phần cộng lại đúng bằng mức thay đổi chỉ số; số in ra đã làm tròn.",
            "The part of a clause = (points gained − the unit's old ratio × maximum gained) ÷ the unit's new scale × 100. The parts add up to the change of the index exactly; what is printed is rounded."
        ),
        say!(
            lang,
            "Điểm theo bộ mới: cùng cách tính và điểm tối đa thì giữ điểm cũ; có số liệu kê khai đúng với điểm đã tính, hoặc phương án đã chọn, thì tính lại; còn lại giữ nguyên tỷ lệ so với điểm tối đa, hoặc lấy mức gần nhất phía dưới mà cách tính mới cho phép, và đánh dấu * (ước lượng). Tiêu chí mới chưa có số liệu tính 0.",
            "Points by the new set: the same rule and maximum keep the points; raw data that gave the points, or the option chosen, are computed anew; all else keeps its share of the maximum, or what the new rule can give next below it, and is marked * (estimated). New criteria without data count 0."
        ),
    ];
    let unknown = view.impact.units.iter().filter(|unit| unit.parts.is_none()).count();
    if unknown > 0 {
        notes.push(say!(
            lang,
            "{unknown} đơn vị không có chỉ số ở một trong hai bộ vì không tiêu chí nào áp dụng.",
            "{} without an index by one of the sets, as nothing applies.",
            counted(unknown, "unit")
        ));
    }
    let homeless = view.impact.units.iter().filter(|unit| unit.new.block.is_none()).count();
    if homeless > 0 && !view.new.blocks.is_empty() {
        notes.push(say!(
            lang,
            "{homeless} đơn vị không thuộc khối nào của bộ mới, nên được xếp hạng chung với nhau.",
            "{} in no block of the new set, ranked together.",
            counted(homeless, "unit")
        ));
    }
    notes
}

/// One row per unit and clause that causes something, for programs.
pub fn impact_flat(view: &ImpactView) -> Table {
    let keys = [
        "unit",
        "block",
        "index_old",
        "index_new",
        "change",
        "rank_old",
        "rank_new",
        "class_old",
        "class_new",
        "clause_old",
        "clause_new",
        "clause_kind",
        "part",
        "part_exact",
        "how",
    ];
    let columns = keys.into_iter().map(|key| Column::new(key, key, Align::Left)).collect();
    let standings = view.standings();
    let mut rows = Vec::new();
    for at in view.order(&standings) {
        let (unit, [old, new]) = (&view.impact.units[at], &standings[at]);
        let number = |value: Option<&Number>, set: &CriteriaSet| {
            value.map_or(Cell::Blank, |value| Cell::Number(value.published(set.scoring.precision)))
        };
        let text = |value: Option<String>| value.map_or(Cell::Blank, Cell::Text);
        let start = vec![
            Cell::Text(unit.old.unit.to_string()),
            text(block(view.new, new).or_else(|| block(view.old, old))),
            number(unit.old.index.as_ref(), view.old),
            number(unit.new.index.as_ref(), view.new),
            number(unit.change().as_ref(), view.new),
            old.rank.map_or(Cell::Blank, Cell::Count),
            new.rank.map_or(Cell::Blank, Cell::Count),
            text(old.class.clone()),
            text(new.class.clone()),
        ];
        let parts = unit.parts.as_deref().unwrap_or_default();
        let causing: Vec<usize> = (0..parts.len()).filter(|at| !parts[*at].is_zero()).collect();
        if causing.is_empty() {
            let mut row = start.clone();
            row.resize(keys.len(), Cell::Blank);
            rows.push(row);
        }
        for clause in causing {
            let [from, to] = view.codes(&view.impact.clauses[clause]).map(|codes| codes.join(";"));
            let mut row = start.clone();
            row.extend([
                Cell::Text(from),
                Cell::Text(to),
                Cell::Text(ImpactView::kind_id(&view.impact.clauses[clause]).to_owned()),
                number(Some(&parts[clause]), view.new),
                Cell::Text(parts[clause].to_string()),
                text(view.how(unit, clause).map(|how| how.id().to_owned())),
            ]);
            rows.push(row);
        }
    }
    Table { heading: Vec::new(), columns, rows, notes: Vec::new(), bold: Vec::new() }
}
