//! `explain`: the page of a finding, or how the score of one unit for one criterion came about.

use super::batch::{self, Batch, Part};
use super::outcome::{Context, Done, Refused};
use super::results::{basis, one_unit};
use crate::assessment::{Around, Assessment, Mark, Stated};
use crate::cli::Explain;
use crate::criteria::Leaf;
use crate::diagnostic::{Code, Finding};
use crate::keys::closest;
use crate::message::{Lang, number, one_line, pages, printable, say};
use crate::report::{finding_lines, rule_text};
use crate::rule::{Answer, Outcome, Rule};
use crate::score::{Basis, LeafScore, Status, backing, score};
use crate::unit::Names;

/// Runs the command.
pub fn run(args: &Explain, context: &mut Context) -> anyhow::Result<Done> {
    let lang = context.lang;
    let Some(code) = &args.code else { return page(&args.what, context) };
    let batch = batch::read(&args.input, context)?;
    let basis = basis(args.by, &batch, lang)?;
    let (part, unit) = find_unit(&batch, &args.what, lang)?;
    let set = &part.set;
    if let Some(adjustment) = set.adjustment_of(code) {
        let text = explain_adjustment(&batch, part, unit, adjustment, lang);
        context.print(printable(&text).as_bytes())?;
        return Ok(Done::Clean);
    }
    let Some(node) = set.node_of(code) else {
        let close = closest(code, set.nodes.iter().map(|node| &*node.code));
        let guess =
            close.map_or_else(String::new, |close| say!(lang, " Có phải {close}?", " Did you mean {close}?"));
        let id = &set.id;
        return Err(Refused(say!(
            lang,
            "Bộ tiêu chí {id} không có mã {code}.{guess}",
            "The set {id} has no code {code}.{guess}"
        ))
        .into());
    };
    let text = explain(&batch, part, unit, node, basis, lang);
    context.print(printable(&text).as_bytes())?;
    Ok(Done::Clean)
}

/// The page of a finding's code.
fn page(word: &str, context: &mut Context) -> anyhow::Result<Done> {
    let lang = context.lang;
    if let Some(page) = pages::page(word, lang) {
        context.print(page.as_bytes())?;
        return Ok(Done::Clean);
    }
    let close = closest(word, Code::ALL.iter().map(|code| code.id()));
    let guess =
        close.map_or_else(String::new, |close| say!(lang, " Có phải “{close}”?", " Did you mean “{close}”?"));
    Err(Refused(say!(
        lang,
        "“{word}” không phải mã phát hiện.{guess} Để xem điểm của một đơn vị, ghi thêm mã tiêu chí: parindex explain \"Xã Mẫu 01\" 1.1.1 THƯ_MỤC",
        "“{word}” is not the code of a finding.{guess} To see a unit's score, add the code of the criterion: parindex explain \"Xã Mẫu 01\" 1.1.1 FOLDER"
    ))
    .into())
}

fn find_unit<'b>(batch: &'b Batch, name: &str, lang: Lang) -> Result<(&'b Part, &'b Assessment), Refused> {
    let mut names = Names::default();
    let all: Vec<(&Part, &Assessment)> = batch
        .parts
        .iter()
        .flat_map(|part| part.assessments.iter().map(move |assessment| (part, assessment)))
        .collect();
    for (_, assessment) in &all {
        names.add(&assessment.unit, []);
    }
    one_unit(&names, name, lang).map(|at| all[at])
}

fn explain(batch: &Batch, part: &Part, unit: &Assessment, node: usize, basis: Basis, lang: Lang) -> String {
    let set = &part.set;
    let card = score(set, unit, basis);
    let facts = &set.nodes[node];
    let (name, code, title) = (&unit.unit, &facts.code, &facts.name);
    let mut out = format!("{name} · {code} {title}\n");
    let max = number(&facts.max, lang);
    out.push_str(&say!(lang, "Điểm tối đa: {max}\n", "Maximum: {max}\n"));
    if let Some(basis) = &facts.basis {
        let id = &set.id;
        out.push_str(&say!(lang, "Căn cứ: {basis} ({id})\n", "Basis: {basis} ({id})\n"));
    }
    match &facts.leaf {
        Some(leaf) => {
            let rule = rule_text(leaf, lang);
            out.push_str(&say!(lang, "Cách tính: {rule}\n", "Rule: {rule}\n"));
            if let Some(text) = &leaf.unconfirmed {
                let text = one_line(text);
                out.push_str(&say!(
                    lang,
                    "Chưa xác nhận: cách tính này nhập từ phụ lục; nguyên văn: {text}\n",
                    "Not confirmed: the rule was imported from the appendix; the text: {text}\n"
                ));
            }
            explain_leaf(&mut out, part, unit, leaf, &card.leaves[leaf.index], lang);
            if let Some(place) = backing(set, unit, basis).swap_remove(leaf.index).source {
                let place = one_line(&place);
                out.push_str(&say!(lang, "Nguồn: {place}\n", "Source: {place}\n"));
            }
        }
        None => {
            for child in &facts.children {
                let (node, score) = (&set.nodes[*child], &card.nodes[*child]);
                let result = match score.index() {
                    None => say!(lang, "không áp dụng", "not applicable"),
                    Some(_) => format!("{} / {}", exact(set, &score.points, lang), number(&score.max, lang)),
                };
                out.push_str(&format!("  {} {}: {result}\n", node.code, node.name));
            }
            let score = &card.nodes[node];
            let (points, max) = (exact(set, &score.points, lang), number(&score.max, lang));
            let index = score.index().map_or_else(|| "–".to_owned(), |index| exact(set, &index, lang));
            out.push_str(&say!(
                lang,
                "Cộng: {points} / {max} · chỉ số {index} %\n",
                "Sum: {points} / {max} · index {index} %\n"
            ));
        }
    }
    out.push_str(&findings_of(batch, unit, code, lang));
    out
}

/// What was found of one criterion of a unit.
fn findings_of(batch: &Batch, unit: &Assessment, code: &str, lang: Lang) -> String {
    let of_this = |finding: &&Finding| {
        finding.unit.as_deref() == Some(&*unit.unit) && finding.criterion.as_deref() == Some(code)
    };
    batch.findings.iter().filter(of_this).map(|finding| finding_lines(finding, lang, false)).collect()
}

/// Bonus or penalty of a unit.
fn explain_adjustment(batch: &Batch, part: &Part, unit: &Assessment, at: usize, lang: Lang) -> String {
    let (adjustment, entry) = (&part.set.adjustments[at], &unit.adjustments[at]);
    let (name, code, title) = (&unit.unit, &adjustment.code, &adjustment.name);
    let mut out = format!("{name} · {code} {title}\n");
    if let Some(cap) = &adjustment.cap {
        let cap = number(cap, lang);
        out.push_str(&say!(
            lang,
            "Ngoài thang điểm, nhiều nhất {cap} điểm\n",
            "Outside the scale, at most {cap} points\n"
        ));
    }
    for (label, mark) in [
        (say!(lang, "Tự chấm", "Self"), &entry.own),
        (say!(lang, "Thẩm định", "Appraised"), &entry.appraised),
    ] {
        let line = mark_text(mark, lang).unwrap_or_else(|| say!(lang, "không có", "none"));
        out.push_str(&format!("{label}: {line}\n"));
    }
    out.push_str(&findings_of(batch, unit, code, lang));
    out
}

fn explain_leaf(
    out: &mut String,
    part: &Part,
    unit: &Assessment,
    leaf: &Leaf,
    score: &LeafScore,
    lang: Lang,
) {
    let (set, n) = (&part.set, leaf.index);
    let entry = &unit.entries[n];
    if let Some(declared) = &entry.declared {
        let place = one_line(&declared.at.place().to_string());
        let given = given(leaf, &declared.answer, lang);
        out.push_str(&say!(lang, "Số liệu kê khai: {given} [{place}]\n", "Declared: {given} [{place}]\n"));
    }
    let nothing = Answer::default();
    let answer = match &entry.declared {
        Some(declared) => Some(&declared.answer).filter(|_| !declared.fault),
        None => leaf.needs_no_data().then_some(&nothing),
    };
    if let Some(answer) = answer {
        let around = Around::new(set, unit, &part.bests, n);
        for step in leaf.rule.trace(&set.frame(n), answer, &around) {
            out.push_str(&format!("  {}\n", step.text(lang)));
        }
        match unit.computed(n) {
            Some(Outcome::Points(points)) => {
                let points = exact(set, points, lang);
                out.push_str(&say!(
                    lang,
                    "Điểm tính theo quy tắc: {points}\n",
                    "Computed by the rule: {points}\n"
                ));
            }
            Some(Outcome::NotApplicable) => out.push_str(&say!(
                lang,
                "Theo quy tắc: tiêu chí không áp dụng\n",
                "By the rule: the criterion does not apply\n"
            )),
            None => {}
        }
    }
    let marks = [
        (say!(lang, "Tự chấm", "Self"), &entry.own),
        (say!(lang, "Thẩm định", "Appraised"), &entry.appraised),
        (say!(lang, "Điều tra xã hội học", "Survey"), &entry.survey),
    ];
    for (label, mark) in marks {
        if let Some(line) = mark_text(mark, lang) {
            out.push_str(&format!("{label}: {line}\n"));
        }
    }
    let status = match score.status {
        Status::Scored => String::new(),
        Status::Missing => say!(lang, " (thiếu điểm, tính 0)", " (no points, counts 0)"),
        Status::NotApplicable => {
            say!(lang, " (không áp dụng, ra khỏi thang điểm)", " (not applicable, leaves the scale)")
        }
        Status::Fault => say!(lang, " (điểm lỗi, tính 0)", " (faulty, counts 0)"),
    };
    if let Some(exemption) = unit.exempt_by(set, n) {
        let (reason, id) = (one_line(&exemption.reason), &set.id);
        out.push_str(&say!(
            lang,
            "Miễn theo bộ tiêu chí {id}: {reason}\n",
            "Exempt by the criteria set {id}: {reason}\n"
        ));
    }
    let points = exact(set, &score.points, lang);
    out.push_str(&say!(lang, "Kết quả: {points}{status}\n", "Result: {points}{status}\n"));
}

/// The published value, and the exact one where it differs.
fn exact(set: &crate::criteria::CriteriaSet, value: &crate::points::Number, lang: Lang) -> String {
    let published = value.rounded(set.scoring.precision);
    let shown = crate::message::decimal_sign(&value.published(set.scoring.precision).to_string(), lang);
    if published == *value { shown } else { format!("{shown} (= {})", number(value, lang)) }
}

fn mark_text(mark: &Mark, lang: Lang) -> Option<String> {
    let at =
        mark.at.as_ref().map_or_else(String::new, |at| format!(" [{}]", one_line(&at.place().to_string())));
    let text = match &mark.stated {
        Stated::Blank => return None,
        Stated::Points(points) => number(&(*points).into(), lang),
        Stated::NotApplicable => say!(lang, "không áp dụng", "not applicable"),
        Stated::Fault(typed) => {
            let typed = typed.map_or_else(String::new, |typed| format!("{} ", number(&typed.into(), lang)));
            say!(lang, "{typed}(lỗi, không dùng được)", "{typed}(faulty, cannot be used)")
        }
    };
    Some(format!("{text}{at}"))
}

/// What a unit declared, with the names of the inputs.
fn given(leaf: &Leaf, answer: &Answer, lang: Lang) -> String {
    let labels: Vec<String> = match &leaf.rule {
        Rule::Choice(choice) => answer
            .option
            .and_then(|option| choice.options.get(option))
            .map(|option| option.label.clone())
            .into_iter()
            .collect(),
        Rule::Checklist(list) => {
            let items = answer.items.iter().flatten().filter_map(|item| list.items.get(*item));
            items.map(|item| item.label.clone()).collect()
        }
        _ => {
            let inputs = leaf.inputs.iter().zip(&answer.inputs);
            let value = |value: &crate::points::Number| number(value, lang);
            inputs
                .filter_map(|(input, given)| {
                    Some(format!("{} = {} ({})", input.id, value(given.as_ref()?), input.name))
                })
                .collect()
        }
    };
    labels.join("; ")
}
