//! The life of a score, line by line: what happened, its value, its cell.

use super::words::{exact, given, origin, result, standing, status};
use crate::criteria::Leaf;
use crate::life::{Explained, Given, Life, Round, Subject, Text};
use crate::message::{Lang, Scorer, number, one_line, printable, say};
use crate::report::finding_lines;
use crate::report::markdown::{escaped, paragraph};
use crate::report::set::rule_text;
use crate::rule::Outcome;
use crate::score::Origin;

/// A line: `label: text [cell]`, below the one before it where it is deeper.
pub(in crate::report) struct Line {
    pub depth: usize,
    pub label: String,
    pub text: String,
    pub at: Option<String>,
}

#[derive(Default)]
struct Lines(Vec<Line>);

impl Lines {
    fn add(&mut self, depth: usize, label: String, text: impl Into<String>, at: Option<&str>) {
        let text = one_line(&text.into());
        self.0.push(Line { depth, label, text, at: at.map(one_line) });
    }

    fn text(&mut self, depth: usize, label: String, text: &Text) {
        self.add(depth, label, text.text.as_str(), Some(&text.at));
    }
}

/// For the screen.
pub fn life_text(life: &Life, lang: Lang) -> String {
    let mut out = format!("{}\n", title(life));
    for Line { depth, label, text, at } in lines(life, lang).0 {
        let at = at.map_or_else(String::new, |at| format!(" [{at}]"));
        let label = if label.is_empty() { label } else { format!("{label}:") };
        let gap = if label.is_empty() || text.is_empty() { "" } else { " " };
        out.push_str(&format!("{}{label}{gap}{text}{at}\n", "  ".repeat(depth)));
    }
    out.extend(life.findings.iter().map(|finding| finding_lines(finding, lang, false)));
    printable(&out)
}

/// As Markdown: a heading and a nested list.
pub fn life_markdown(life: &Life, lang: Lang) -> String {
    let mut out = format!("## {}\n\n", escaped(&title(life)));
    for Line { depth, label, text, at } in lines(life, lang).0 {
        let text = if label.is_empty() { paragraph(&text) } else { escaped(&text) };
        let label = if label.is_empty() { label } else { format!("**{}:**", escaped(&label)) };
        let at = at.map_or_else(String::new, |at| escaped(&format!("[{at}]")));
        let parts = [label, text, at];
        let parts: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        out.push_str(&format!("{}- {}\n", "  ".repeat(depth), parts.join(" ")));
    }
    out.push_str(&findings_markdown(&life.findings, lang));
    out
}

/// Findings as a list under a heading of their own.
pub(super) fn findings_markdown(findings: &[&crate::diagnostic::Finding], lang: Lang) -> String {
    if findings.is_empty() {
        return String::new();
    }
    let item = |finding: &&crate::diagnostic::Finding| {
        let lines = finding_lines(finding, lang, false);
        let lines: Vec<String> = lines.lines().map(|line| paragraph(line.trim())).collect();
        format!("- {}\n", lines.join("<br>"))
    };
    let head = say!(lang, "Phát hiện", "Findings");
    format!("\n### {head}\n\n{}", findings.iter().map(item).collect::<String>())
}

fn title(life: &Life) -> String {
    let (code, name) = match life.subject {
        Subject::Leaf(node, _) => (&node.code, &node.name),
        Subject::Adjustment(adjustment) => (&adjustment.code, &adjustment.name),
    };
    one_line(&format!("{} · {code} {name}", life.unit.unit))
}

fn lines(life: &Life, lang: Lang) -> Lines {
    let mut lines = Lines::default();
    match life.subject {
        Subject::Leaf(node, leaf) => {
            lines.add(0, say!(lang, "Điểm tối đa", "Maximum"), number(&node.max, lang), None);
            rule(&mut lines, life, leaf, node.basis.as_deref(), lang);
        }
        Subject::Adjustment(adjustment) => {
            if let Some(cap) = &adjustment.cap {
                let cap = number(cap, lang);
                let outside = say!(lang, "ngoài thang điểm", "outside the scale");
                lines.add(0, say!(lang, "Nhiều nhất", "At most"), format!("{cap} ({outside})"), None);
            }
        }
    }
    happened(&mut lines, life, lang);
    lines
}

/// What happened to the score, without the rule.
pub(in crate::report) fn life_lines(life: &Life, lang: Lang) -> Vec<Line> {
    let mut lines = Lines::default();
    happened(&mut lines, life, lang);
    lines.0
}

fn happened(lines: &mut Lines, life: &Life, lang: Lang) {
    data(lines, life, lang);
    let blank = || say!(lang, "không có", "none");
    let points = |lines: &mut Lines, label: String, points: Option<&Given>| {
        let text = points.map_or_else(blank, |points| given(points, lang));
        lines.add(0, label, text, points.and_then(|points| points.at.as_deref()));
    };
    // What was left blank is said where it is the unit's to fill.
    let is_own = life.scored_by().is_none_or(|scorer| scorer == Scorer::Unit);
    if life.own.is_some() || (is_own && life.computed.is_none() && life.exempt.is_none()) {
        points(lines, say!(lang, "Điểm tự chấm", "Self score"), life.own.as_ref());
    }
    // What stands in the form comes before the first round, an answer to it before the second.
    for later in [false, true] {
        for told in life.explanations.iter().filter(|told| told.answers == later) {
            explanation(lines, told, lang);
        }
        for of in life.rounds.iter().filter(|of| (of.round > 1) == later) {
            round(lines, of, lang);
        }
    }
    if life.survey.is_some() {
        points(lines, say!(lang, "Điều tra xã hội học", "Survey"), life.survey.as_ref());
    }
    if let Some(reason) = life.exempt {
        let id = &life.set.id;
        let label = say!(lang, "Miễn theo bộ tiêu chí {id}", "Exempt by the criteria set {id}");
        lines.add(0, label, reason, None);
    }
    // Of self scores the label speaks.
    let origin = life.origin.filter(|from| *from != Origin::Own).map(|from| origin(from, lang));
    let why: Vec<String> = origin.into_iter().chain([status(life.status, lang)]).collect();
    let why: Vec<&str> = why.iter().map(String::as_str).filter(|text| !text.is_empty()).collect();
    let why = if why.is_empty() { String::new() } else { format!(" ({})", why.join("; ")) };
    let text = format!("{}{why}", exact(life.set, &life.points, lang));
    lines.add(0, result(life.basis, lang), text, life.source.as_deref());
}

/// How it is scored, and by what.
fn rule(lines: &mut Lines, life: &Life, leaf: &Leaf, basis: Option<&str>, lang: Lang) {
    lines.add(0, say!(lang, "Cách tính", "Rule"), rule_text(leaf, lang), None);
    if let Some(text) = &leaf.unconfirmed {
        let text = say!(
            lang,
            "cách tính này nhập từ phụ lục; nguyên văn: {text}",
            "the rule was imported from the appendix; the text: {text}"
        );
        lines.add(0, say!(lang, "Chưa xác nhận", "Not confirmed"), text, None);
    }
    let basis = basis.map_or_else(|| life.set.sources.join("; "), str::to_owned);
    if !basis.is_empty() {
        lines.add(0, say!(lang, "Căn cứ", "Basis"), format!("{basis} ({})", life.set.id), None);
    }
    if let Some(appraiser) = &leaf.appraiser {
        lines.add(0, say!(lang, "Cơ quan thẩm định", "Appraised by"), appraiser.as_str(), None);
    }
}

/// What the unit declared, what the rule makes of it, and the evidence.
fn data(lines: &mut Lines, life: &Life, lang: Lang) {
    if let Some(data) = &life.data {
        let fault = if data.fault {
            say!(lang, "có lỗi, không dùng được", "faulty, cannot be used")
        } else {
            String::new()
        };
        let is_survey = life.scored_by() == Some(Scorer::Survey);
        let label = if is_survey {
            say!(lang, "Kết quả điều tra", "Survey answers")
        } else {
            say!(lang, "Số liệu kê khai", "Declared")
        };
        lines.add(0, label, fault, None);
        for datum in &data.given {
            let text = match (datum.id, datum.value) {
                (Some(id), Some(value)) => format!("{id} = {} ({})", number(value, lang), datum.name),
                _ => datum.name.to_owned(),
            };
            lines.add(1, String::new(), text, Some(&datum.at));
        }
    }
    let computed = match life.computed {
        Some(Outcome::Points(points)) => Some(exact(life.set, points, lang)),
        Some(Outcome::NotApplicable) => {
            Some(say!(lang, "tiêu chí không áp dụng", "the criterion does not apply"))
        }
        None => None,
    };
    if computed.is_some() || !life.steps.is_empty() {
        let computed = computed.unwrap_or_default();
        lines.add(0, say!(lang, "Điểm tính theo quy tắc", "Computed by the rule"), computed, None);
        for step in &life.steps {
            lines.add(1, String::new(), step.text(lang), None);
        }
    }
    if let Some(evidence) = &life.evidence {
        let text = match evidence.given {
            true if evidence.documents.is_empty() => say!(lang, "có ghi", "given"),
            true => evidence.documents.join("; "),
            false if evidence.word.is_empty() => say!(lang, "không ghi", "none"),
            false => format!("“{}”", evidence.word),
        };
        lines.add(0, say!(lang, "Tài liệu kiểm chứng", "Evidence"), text, Some(&evidence.at));
    }
}

fn round(lines: &mut Lines, round: &Round, lang: Lang) {
    let n = round.round;
    let standing = standing(round.standing, lang);
    let standing = if standing.is_empty() { standing } else { format!(" → {standing}") };
    let text = format!("{}{standing}", given(&round.given, lang));
    let label = say!(lang, "Thẩm định lần {n}", "Appraisal, round {n}");
    lines.add(0, label, text, round.given.at.as_deref());
    if let Some(reason) = &round.reason {
        lines.text(1, say!(lang, "Lý do", "Reason"), reason);
    }
    if let Some(appraiser) = &round.appraiser {
        lines.text(1, say!(lang, "Người thẩm định", "Appraiser"), appraiser);
    }
    if let Some(copied) = &round.copied {
        let text = given(copied, lang);
        let label = say!(
            lang,
            "Lưu ý: điểm tự chấm ghi trong phiếu thẩm định khác với bảng tự chấm hiện nay",
            "Note: the self score on this sheet is not the one of the form as it is now"
        );
        lines.add(1, label, text, copied.at.as_deref());
    }
}

fn explanation(lines: &mut Lines, told: &Explained, lang: Lang) {
    lines.text(0, say!(lang, "Giải trình", "Explanation"), &told.said);
    if let Some(evidence) = &told.evidence {
        lines.text(1, say!(lang, "Tài liệu bổ sung", "Documents"), evidence);
    }
}
