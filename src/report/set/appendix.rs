//! A criteria set as the appendix of its decision prints it, so that both can be laid side by side.

use super::words::{percent, rule_lines};
use crate::criteria::{Class, CriteriaSet, Effect, Evidence, Leaf, Status};
use crate::message::{Lang, Scorer, counted, level_name, number, say};
use crate::points::Number;
use crate::report::table::{Align, Cell, Column, Table};
use crate::rule::Rule;

/// The set as its appendix prints it.
pub fn set_table(set: &CriteriaSet, lang: Lang) -> Table {
    let mut table = Table { heading: heading(set, lang), notes: notes(set, lang), ..Table::default() };
    let any = |holds: fn(&Leaf) -> bool| set.leaf_nodes().any(|(_, leaf)| holds(leaf));
    let with_evidence = any(|leaf| leaf.evidence != Evidence::Optional);
    let with_scorer = any(|leaf| leaf.appraiser.is_some() || leaf.scored_by != Scorer::Unit);
    let name = say!(lang, "Lĩnh vực/Tiêu chí/Tiêu chí thành phần", "Field/Criterion/Sub-criterion");
    table.columns = vec![
        Column::new(say!(lang, "STT", "No."), "code", Align::Left),
        Column::new(name, "name", Align::Left),
        Column::new(say!(lang, "Điểm tối đa", "Max"), "max", Align::Right),
        Column::new(say!(lang, "Cách tính điểm", "How it is scored"), "rule", Align::Left),
    ];
    if with_evidence {
        let head = say!(lang, "Tài liệu kiểm chứng", "Evidence");
        table.columns.push(Column::new(head, "evidence", Align::Left));
    }
    if with_scorer {
        let head = say!(lang, "Cơ quan thẩm định", "Appraised by");
        table.columns.push(Column::new(head, "scored_by", Align::Left));
    }
    let columns = table.columns.len();
    let mut add = |bold: bool, mut cells: Vec<Cell>| {
        if bold {
            table.bold.push(table.rows.len());
        }
        cells.resize(columns, Cell::Blank);
        table.rows.push(cells);
    };
    for node in &set.nodes {
        let depth = node.code.matches('.').count();
        let name = if node.parent.is_none() { node.name.to_uppercase() } else { node.name.clone() };
        let name = format!("{}{name}", "  ".repeat(depth));
        let mut cells = vec![Cell::Text(node.code.to_string()), Cell::Text(name), points(&node.max, lang)];
        if let Some(leaf) = &node.leaf {
            cells.push(Cell::Text(scoring(leaf, lang)));
            if with_evidence {
                cells.push(Cell::Text(evidence(leaf.evidence, lang)));
            }
            if with_scorer {
                cells.push(Cell::Text(scorer(leaf, lang)));
            }
        }
        add(node.parent.is_none() || node.leaf.is_none(), cells);
    }
    let sum = say!(lang, "TỔNG CỘNG", "TOTAL");
    add(true, vec![Cell::Blank, Cell::Text(sum), points(&set.scale, lang)]);
    for adjustment in &set.adjustments {
        let cap = adjustment.cap.as_ref();
        let most = cap.map_or_else(String::new, |cap| {
            let cap = number(cap, lang);
            say!(lang, ", không quá {cap} điểm", ", at most {cap}")
        });
        let effect = match adjustment.effect {
            Effect::Bonus => say!(lang, "Cộng ngoài thang điểm{most}", "Added outside the scale{most}"),
            Effect::Penalty => say!(lang, "Trừ ngoài thang điểm{most}", "Taken off outside the scale{most}"),
        };
        let texts = [adjustment.code.to_string(), adjustment.name.clone()].map(Cell::Text);
        let [code, name] = texts;
        let cap = cap.map_or(Cell::Blank, |cap| points(cap, lang));
        add(false, vec![code, name, cap, Cell::Text(effect)]);
    }
    table
}

/// How a leaf is scored, and whether nobody has confirmed it; what was not read as it stands in the appendix.
fn scoring(leaf: &Leaf, lang: Lang) -> String {
    let Some(text) = &leaf.unconfirmed else { return rule_lines(leaf, lang) };
    let mark = say!(lang, "CHƯA XÁC NHẬN:", "UNCONFIRMED:");
    match leaf.rule {
        Rule::Judged(_) => format!("{mark}\n{}", text.trim()),
        _ => format!("{mark}\n{}", rule_lines(leaf, lang)),
    }
}

/// What stands above: the title, which set it is, and where it comes from.
fn heading(set: &CriteriaSet, lang: Lang) -> Vec<String> {
    let (id, scale) = (&set.id, number(&set.scale, lang));
    let mut facts = vec![say!(lang, "Mã bộ: {id}", "Id: {id}")];
    if !set.level.is_empty() {
        let level = level_name(&set.level, lang);
        facts.push(say!(lang, "Cấp áp dụng: {level}", "For: {level}"));
    }
    if let Some(years) = set.years {
        let from = years.from;
        facts.push(match years.to {
            Some(_) => say!(lang, "Năm: {years}", "Years: {years}"),
            None => say!(lang, "Năm: từ {from}", "Years: from {from}"),
        });
    }
    facts.push(say!(lang, "Thang điểm: {scale}", "Scale: {scale}"));
    let mut status = match set.status {
        Status::Official => say!(
            lang,
            "Tính chất: chính thức, mọi con số có nguồn",
            "Status: official, a source shows every number"
        ),
        Status::Partial => {
            say!(lang, "Tính chất: một phần, chỉ phần đã công bố", "Status: partial, the published part only")
        }
        Status::Model => say!(
            lang,
            "Tính chất: bộ mẫu, tự soạn theo dạng của các bộ thực tế",
            "Status: model, ours, in the shape of real ones"
        ),
    };
    if let Some(day) = &set.checked {
        status.push_str(&say!(lang, " · Đối chiếu lần cuối: {day}", " · Last compared: {day}"));
    }
    let mut heading = vec![set.title.to_uppercase()];
    let waiting = set.unconfirmed();
    if waiting > 0 {
        heading.push(say!(
            lang,
            "Bản thảo: còn {waiting} cách chấm chưa xác nhận",
            "Draft: {} not confirmed",
            counted(waiting, "rule")
        ));
    }
    heading.extend([facts.join(" · "), status]);
    heading.extend(set.sources.iter().map(|source| say!(lang, "Nguồn: {source}", "Source: {source}")));
    heading
}

/// What stands below: blocks and classes.
fn notes(set: &CriteriaSet, lang: Lang) -> Vec<String> {
    let mut notes = Vec::new();
    if !set.blocks.is_empty() {
        let blocks: Vec<&str> = set.blocks.iter().map(|block| block.name.as_str()).collect();
        let blocks = blocks.join(", ");
        notes.push(say!(lang, "Khối xếp hạng: {blocks}", "Blocks: {blocks}"));
    }
    for block in std::iter::once(None).chain((0..set.blocks.len()).map(Some)) {
        let own = block.is_none_or(|block| set.classes.iter().any(|class| class.block == Some(block)));
        let mut above: Option<String> = None;
        let mut classes = Vec::new();
        for (_, class) in set.classes_of(block).filter(|_| own) {
            let (name, from) = (&class.name, number(&class.from, lang));
            let also = also(set, class, lang);
            let also = also.map_or_else(String::new, |also| {
                say!(lang, " (và chỉ số thành phần {also})", " (and component index {also})")
            });
            classes.push(match above {
                None => say!(lang, "{name}: từ {from}%{also}", "{name}: {from}% or more{also}"),
                Some(top) if class.from.is_zero() => {
                    say!(lang, "{name}: dưới {top}%{also}", "{name}: under {top}%{also}")
                }
                Some(top) => {
                    say!(
                        lang,
                        "{name}: từ {from}% đến dưới {top}%{also}",
                        "{name}: {from}% to under {top}%{also}"
                    )
                }
            });
            above = Some(from);
        }
        if !classes.is_empty() {
            let classes = classes.join("; ");
            let of = block.map_or_else(String::new, |block| format!(" ({})", set.blocks[block].name));
            notes.push(say!(lang, "Xếp loại{of}: {classes}", "Classes{of}: {classes}"));
        }
    }
    notes
}

/// What a class needs besides: `1 ≥ 80%`.
pub(crate) fn also(set: &CriteriaSet, class: &Class, lang: Lang) -> Option<String> {
    let least =
        |(node, share): &(usize, Number)| format!("{} ≥ {}", set.nodes[*node].code, percent(share, lang));
    let all: Vec<String> = class.also.iter().map(least).collect();
    (!all.is_empty()).then(|| all.join(", "))
}

/// Points by all their digits; what has no decimal end as a fraction.
fn points(value: &Number, lang: Lang) -> Cell {
    match value.to_string().parse() {
        Ok(digits) => Cell::Number(digits),
        Err(_) => Cell::Text(number(value, lang)),
    }
}

/// Who gives or appraises the points.
fn scorer(leaf: &Leaf, lang: Lang) -> String {
    let mut both: Vec<String> = scored_by(leaf.scored_by, lang).into_iter().collect();
    both.extend(leaf.appraiser.clone());
    both.dedup();
    both.join("; ")
}

/// Who scores a criterion, where it is not the unit.
pub(crate) fn scored_by(scorer: Scorer, lang: Lang) -> Option<String> {
    match scorer {
        Scorer::Unit => None,
        Scorer::Council => Some(say!(lang, "Hội đồng thẩm định", "Council")),
        Scorer::Survey => Some(say!(lang, "Điều tra xã hội học", "Survey")),
    }
}

/// What is asked of evidence; nothing where it is optional.
pub(crate) fn evidence(evidence: Evidence, lang: Lang) -> String {
    match evidence {
        Evidence::Required => say!(lang, "Bắt buộc", "Required"),
        Evidence::Optional => String::new(),
        Evidence::None => say!(lang, "Không yêu cầu", "None"),
    }
}
