//! A criteria set as the appendix of its decision prints it, and the list of carried sets.

use serde::Serialize;

use super::json::{Published, document};
use super::table::{Align, Cell, Column, Table};
use crate::criteria::{CriteriaSet, Effect, Evidence, Leaf};
use crate::message::{Lang, Scorer, number, say};
use crate::points::Number;
use crate::ranking::classes_of;
use crate::rule::{Award, Best, Edge, Rule, Step, WhenZero};

/// The carried sets: id, level, status, size.
pub fn list_table(sets: &[CriteriaSet], lang: Lang) -> Table {
    let columns = vec![
        Column::new(say!(lang, "Mã bộ", "Id"), "id", Align::Left),
        Column::new(say!(lang, "Cấp", "Level"), "level", Align::Left),
        Column::new(say!(lang, "Năm", "Years"), "years", Align::Left),
        Column::new(say!(lang, "Tính chất", "Status"), "status", Align::Left),
        Column::new(say!(lang, "Tiêu chí", "Criteria"), "leaves", Align::Right),
        Column::new(say!(lang, "Điểm", "Points"), "scale", Align::Right),
        Column::new(say!(lang, "Tên", "Title"), "title", Align::Left),
    ];
    let text = |text: &str| Cell::Text(text.to_owned());
    let row = |set: &CriteriaSet| {
        vec![
            text(&set.id),
            text(&set.level),
            Cell::Text(years(set)),
            text(set.status.id()),
            Cell::Count(set.leaves.len()),
            Cell::Text(number(&set.scale, lang)),
            text(&set.title),
        ]
    };
    let notes = vec![say!(
        lang,
        "official: có nguồn cho mọi con số · partial: chỉ phần đã công bố · model: bộ mẫu, tự soạn",
        "official: a source shows every number · partial: the published part only · model: ours, in the shape of real ones"
    )];
    Table { heading: Vec::new(), columns, rows: sets.iter().map(row).collect(), notes }
}

fn years(set: &CriteriaSet) -> String {
    set.years.map_or_else(String::new, |years| years.to_string())
}

/// The set as its appendix prints it.
pub fn set_table(set: &CriteriaSet, lang: Lang) -> Table {
    let columns = vec![
        Column::new(say!(lang, "Mã", "Code"), "code", Align::Left),
        Column::new(say!(lang, "Lĩnh vực, tiêu chí", "Field, criterion"), "name", Align::Left),
        Column::new(say!(lang, "Điểm tối đa", "Max"), "max", Align::Right),
        Column::new(say!(lang, "Cách tính điểm", "How it is scored"), "rule", Align::Left),
        Column::new(say!(lang, "Tài liệu kiểm chứng", "Evidence"), "evidence", Align::Left),
        Column::new(say!(lang, "Cơ quan chấm", "Scored by"), "scored_by", Align::Left),
    ];
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for node in &set.nodes {
        let indent = "  ".repeat(node.code.matches('.').count());
        let mut cells = vec![
            Cell::Text(node.code.to_string()),
            Cell::Text(format!("{indent}{}", node.name)),
            Cell::Text(number(&node.max, lang)),
        ];
        match &node.leaf {
            Some(leaf) => cells.extend([
                Cell::Text(rule_text(leaf, lang)),
                Cell::Text(evidence(leaf.evidence, lang)),
                Cell::Text(leaf.appraiser.clone().unwrap_or_else(|| scorer(leaf.scored_by, lang))),
            ]),
            None => cells.extend([Cell::Blank, Cell::Blank, Cell::Blank]),
        }
        rows.push(cells);
    }
    for adjustment in &set.adjustments {
        let effect = match adjustment.effect {
            Effect::Bonus => say!(lang, "cộng ngoài thang điểm", "added outside the scale"),
            Effect::Penalty => say!(lang, "trừ ngoài thang điểm", "taken off outside the scale"),
        };
        let cap = adjustment.cap.as_ref().map_or(Cell::Blank, |cap| Cell::Text(number(cap, lang)));
        let texts = [adjustment.code.to_string(), adjustment.name.clone()].map(Cell::Text);
        let [code, name] = texts;
        rows.push(vec![code, name, cap, Cell::Text(effect), Cell::Blank, Cell::Blank]);
    }
    let (id, status, scale) = (&set.id, set.status.id(), number(&set.scale, lang));
    let years = years(set);
    let mut heading = vec![set.title.clone()];
    heading.push(say!(
        lang,
        "{id} · {status} · năm {years} · thang điểm {scale}",
        "{id} · {status} · years {years} · scale {scale}"
    ));
    Table { heading, columns, rows, notes: notes(set, lang) }
}

fn notes(set: &CriteriaSet, lang: Lang) -> Vec<String> {
    let mut notes = Vec::new();
    for block in std::iter::once(None).chain((0..set.blocks.len()).map(Some)) {
        let own = block.is_none_or(|block| set.classes.iter().any(|class| class.block == Some(block)));
        let classes: Vec<String> = classes_of(set, block)
            .map(|(_, class)| format!("{} ≥ {}", class.name, number(&class.from, lang)))
            .collect();
        if own && !classes.is_empty() {
            let classes = classes.join(", ");
            let of = block.map_or_else(String::new, |block| format!(" ({})", set.blocks[block].name));
            notes.push(say!(lang, "Xếp loại{of}: {classes}", "Classes{of}: {classes}"));
        }
    }
    if !set.blocks.is_empty() {
        let blocks: Vec<&str> = set.blocks.iter().map(|block| block.name.as_str()).collect();
        let blocks = blocks.join(", ");
        notes.push(say!(lang, "Khối xếp hạng: {blocks}", "Blocks: {blocks}"));
    }
    if let Some(days) = set.in_force {
        notes.push(say!(lang, "Có hiệu lực: {days}", "In force: {days}"));
    }
    for exemption in &set.exemptions {
        let blocks = exemption.blocks.iter().map(|block| set.blocks[*block].name.clone());
        let whom = blocks.chain(exemption.kind.clone()).collect::<Vec<_>>().join(", ");
        let (codes, reason) = (exemption.codes.join(", "), &exemption.reason);
        notes.push(say!(
            lang,
            "Không áp dụng cho {whom}: {codes} ({reason})",
            "Not applicable to {whom}: {codes} ({reason})"
        ));
    }
    for source in &set.sources {
        notes.push(say!(lang, "Nguồn: {source}", "Source: {source}"));
    }
    notes
}

pub(super) fn scorer(scorer: Scorer, lang: Lang) -> String {
    match scorer {
        Scorer::Unit => String::new(),
        Scorer::Council => say!(lang, "Hội đồng thẩm định", "Council"),
        Scorer::Survey => say!(lang, "Điều tra xã hội học", "Survey"),
    }
}

pub(super) fn evidence(evidence: Evidence, lang: Lang) -> String {
    match evidence {
        Evidence::Required => say!(lang, "bắt buộc", "required"),
        Evidence::Optional => String::new(),
        Evidence::None => say!(lang, "không cần", "none"),
    }
}

/// The options, items, steps, events or answers of a rule, each as a person reads it.
pub(super) fn rule_parts(leaf: &Leaf, lang: Lang) -> Vec<String> {
    let n = |value: &Number| number(value, lang);
    match &leaf.rule {
        Rule::Choice(rule) => rule
            .options
            .iter()
            .map(|option| format!("{}: {}", option.label, award(&option.award, lang)))
            .collect(),
        Rule::Checklist(rule) => {
            rule.items.iter().map(|item| format!("{}: {}", item.label, n(&item.points))).collect()
        }
        Rule::Bands(rule) => {
            let step = |step: &Step| format!("{}: {}", edge(step, lang), award(&step.award, lang));
            rule.steps.iter().map(step).collect()
        }
        Rule::Deduct(rule) => {
            let name = |input: usize| leaf.inputs.get(input).map_or("", |input| input.name.as_str());
            rule.events.iter().map(|event| format!("{}: −{}", name(event.input), n(&event.points))).collect()
        }
        Rule::Survey(rule) => rule
            .answers
            .iter()
            .map(|answer| format!("{}: {}", answer.label, percent(&answer.share, lang)))
            .collect(),
        _ => Vec::new(),
    }
}

/// A rule as a person reads it in an appendix.
pub fn rule_text(leaf: &Leaf, lang: Lang) -> String {
    let n = |value: &Number| number(value, lang);
    let parts = || list(rule_parts(leaf, lang).into_iter());
    let body = match &leaf.rule {
        Rule::Judged(rule) => {
            let min = n(&rule.min);
            let step = rule.step.as_ref().map_or_else(String::new, |step| {
                let step = n(step);
                say!(lang, ", bước {step}", ", in steps of {step}")
            });
            say!(lang, "từ {min} đến điểm tối đa{step}", "from {min} to the maximum{step}")
        }
        Rule::Choice(_) => parts(),
        Rule::Checklist(_) => {
            let items = parts();
            say!(lang, "cộng các ý đạt – {items}", "sum of what holds – {items}")
        }
        Rule::Bands(rule) => {
            let of = &rule.of.text;
            let steps = parts();
            let otherwise = n(&rule.otherwise.clone().unwrap_or_default());
            say!(lang, "{of} – {steps}; còn lại: {otherwise}", "{of} – {steps}; otherwise: {otherwise}")
        }
        Rule::Proportional(rule) => {
            let (of, floor, full) = (&rule.of.text, percent(&rule.floor, lang), percent(&rule.full_at, lang));
            let below = if rule.floor.is_zero() {
                String::new()
            } else {
                say!(lang, "; dưới {floor}: 0", "; below {floor}: 0")
            };
            say!(
                lang,
                "{of} × điểm tối đa ÷ {full}, không quá điểm tối đa{below}",
                "{of} × maximum ÷ {full}, at most the maximum{below}"
            )
        }
        Rule::Count(rule) => {
            let (of, each) = (&rule.of.text, n(&rule.each));
            say!(lang, "{of} × {each}, không quá điểm tối đa", "{of} × {each}, at most the maximum")
        }
        Rule::Deduct(rule) => {
            let events = parts();
            let min = n(&rule.min);
            say!(
                lang,
                "điểm tối đa trừ mỗi trường hợp – {events}; thấp nhất {min}",
                "maximum less each event – {events}; at least {min}"
            )
        }
        Rule::Survey(_) => {
            let answers = parts();
            say!(
                lang,
                "điểm bình quân phiếu × điểm tối đa – {answers}",
                "mean of the answers × maximum – {answers}"
            )
        }
        Rule::Imported(rule) => {
            let (source, out_of) = (&rule.source, n(&rule.out_of));
            say!(lang, "{source} ÷ {out_of} × điểm tối đa", "{source} ÷ {out_of} × maximum")
        }
        Rule::Relative(rule) => {
            let of = &rule.of.text;
            match rule.best {
                Best::Highest => say!(
                    lang,
                    "{of} ÷ giá trị cao nhất của khối × điểm tối đa",
                    "{of} ÷ highest of the block × maximum"
                ),
                Best::Lowest => say!(
                    lang,
                    "giá trị thấp nhất của khối ÷ {of} × điểm tối đa",
                    "lowest of the block ÷ {of} × maximum"
                ),
            }
        }
        Rule::Formula(rule) => rule.expression.text.clone(),
        Rule::Info => say!(lang, "chỉ cung cấp thông tin", "information only"),
    };
    let zero = match leaf.when_zero {
        WhenZero::Fault => String::new(),
        WhenZero::Full => say!(lang, "; không phát sinh: điểm tối đa", "; nothing arose: full points"),
        WhenZero::Zero => say!(lang, "; không phát sinh: 0", "; nothing arose: 0"),
        WhenZero::NotApplicable => {
            say!(lang, "; không phát sinh: không đánh giá", "; nothing arose: not applicable")
        }
    };
    let inputs = if matches!(leaf.rule, Rule::Survey(_) | Rule::Imported(_) | Rule::Deduct(_)) {
        String::new()
    } else {
        let inputs = list(leaf.inputs.iter().map(|input| format!("{} = {}", input.id, input.name)));
        if inputs.is_empty() { inputs } else { format!(" ({inputs})") }
    };
    format!("{body}{zero}{inputs}")
}

fn list(items: impl Iterator<Item = String>) -> String {
    items.collect::<Vec<_>>().join("; ")
}

fn award(award: &Award, lang: Lang) -> String {
    match award {
        Award::Points(points) => number(points, lang),
        Award::Share(share) => {
            let share = percent(share, lang);
            say!(lang, "{share} điểm tối đa", "{share} of the maximum")
        }
        Award::Proportional => say!(lang, "tỷ lệ × điểm tối đa", "rate × maximum"),
    }
}

fn edge(step: &Step, lang: Lang) -> String {
    let at = if step.percent { percent(&step.at, lang) } else { number(&step.at, lang) };
    match step.edge {
        Edge::Over => say!(lang, "trên {at}", "over {at}"),
        Edge::From => say!(lang, "từ {at}", "from {at}"),
    }
}

/// A share as a percentage: 0.8 is `80%`.
pub fn percent(share: &Number, lang: Lang) -> String {
    format!("{}%", number(&(share * &Number::from(100)), lang))
}

#[derive(Serialize)]
struct ListedJson<'a> {
    id: &'a str,
    title: &'a str,
    level: &'a str,
    status: &'static str,
    from: Option<i64>,
    to: Option<i64>,
    leaves: usize,
    scale: Published,
    sources: &'a [String],
}

/// The carried sets as JSON.
pub fn list_json(sets: &[CriteriaSet]) -> serde_json::Result<Vec<u8>> {
    let listed: Vec<ListedJson> = sets.iter().map(listed).collect();
    document(&listed)
}

fn listed(set: &CriteriaSet) -> ListedJson<'_> {
    ListedJson {
        id: &set.id,
        title: &set.title,
        level: &set.level,
        status: set.status.id(),
        from: set.years.map(|years| years.from),
        to: set.years.and_then(|years| years.to),
        leaves: set.leaves.len(),
        scale: Published::new(&set.scale, set.scoring.precision),
        sources: &set.sources,
    }
}

#[derive(Serialize)]
struct NodeJson<'a> {
    code: &'a str,
    name: &'a str,
    max: Published,
    leaf: bool,
    scored_by: Option<&'static str>,
    rule: Option<String>,
    appraiser: Option<&'a str>,
    basis: Option<&'a str>,
}

#[derive(Serialize)]
struct SetJson<'a> {
    set: ListedJson<'a>,
    nodes: Vec<NodeJson<'a>>,
}

/// A set as JSON.
pub fn criteria_json(set: &CriteriaSet, lang: Lang) -> serde_json::Result<Vec<u8>> {
    let nodes = set.nodes.iter().map(|node| NodeJson {
        code: &node.code,
        name: &node.name,
        max: Published::new(&node.max, set.scoring.precision),
        leaf: node.leaf.is_some(),
        scored_by: node.leaf.as_ref().map(|leaf| match leaf.scored_by {
            Scorer::Unit => "unit",
            Scorer::Council => "council",
            Scorer::Survey => "survey",
        }),
        rule: node.leaf.as_ref().map(|leaf| rule_text(leaf, lang)),
        appraiser: node.leaf.as_ref().and_then(|leaf| leaf.appraiser.as_deref()),
        basis: node.basis.as_deref(),
    });
    document(&SetJson { set: listed(set), nodes: nodes.collect() })
}
