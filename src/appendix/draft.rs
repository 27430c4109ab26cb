//! The draft: a criteria file that a person goes on with.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::doubt;
use super::heads::is_survey;
use super::scoring::{self, Certainty, Proposal};
use super::tree::{Appendix, Node};
use super::writing::{above, block, comment, title};
use crate::criteria::load;
use crate::diagnostic::{Finding, Place};
use crate::message::{Detail, ImportDoubt, Lang, Scorer, one_line, say, toml_string};
use crate::points::Number;

/// What the arguments say of the set.
#[derive(Clone, Debug)]
pub struct Facts {
    /// Id: the file name without `.toml`.
    pub id: String,
    /// Title.
    pub title: Option<String>,
    /// Level.
    pub level: Option<String>,
    /// First year.
    pub year: Option<i64>,
    /// Language of the comments.
    pub lang: Lang,
}

/// A draft.
#[derive(Clone, Debug, Default)]
pub struct Drafted {
    /// The file.
    pub text: String,
    /// Leaves whose scoring was read with every word, in part, not at all; all 0 where a file was brought up to date.
    pub read: [usize; 3],
    /// What must be looked at.
    pub findings: Vec<Finding>,
}

/// The keys of scoring and classes, to be taken out of their comments.
const SCORING: &str = "# [scoring]
# decimals       = 2
# rounding       = \"half-up\"
# not_applicable = \"rescale\"
#
# [[class]]
# name = \"Xuất sắc\"
# from = 90
";

/// A node with what its scoring text says.
pub(super) struct Ruled<'a> {
    pub node: &'a Node,
    /// The scoring text.
    pub text: String,
    /// The rule that it is.
    pub proposal: Option<Proposal>,
}

impl<'a> Ruled<'a> {
    /// Reads the scoring text of a leaf.
    pub fn of(node: &'a Node) -> Ruled<'a> {
        let text = node.scoring.join("\n");
        let read = |max| scoring::read(&text, &node.name, max);
        let readable = node.is_leaf && !text.is_empty() && !node.divided;
        let proposal = node.max.as_ref().filter(|_| readable).and_then(read);
        Ruled { node, text, proposal }
    }

    /// Who gives its points, where it is not the unit and the lines of the rule do not say it.
    pub fn scored_by(&self) -> Option<&'static str> {
        let said = self.proposal.as_ref().is_some_and(|proposal| proposal.scored_by.is_some());
        (!said && self.by_survey()).then_some("survey")
    }

    pub fn by_survey(&self) -> bool {
        match &self.proposal {
            Some(proposal) => self.node.survey || proposal.scored_by == Some(Scorer::Survey),
            None => self.node.survey || is_survey(&self.text),
        }
    }

    /// What must be looked at.
    pub fn doubt(&self) -> Option<Finding> {
        let code = self.node.code.clone();
        let what = match &self.proposal {
            // Its row is told already.
            None if self.node.divided => return None,
            Some(proposal) if proposal.doubts.is_empty() => return None,
            Some(proposal) => ImportDoubt::RulePartly { code, doubts: proposal.doubts.clone() },
            None => {
                let other =
                    |max: &Number| Some((scoring::reaches(&self.text, &self.node.name, max)?, max.clone()));
                match self.node.max.as_ref().and_then(other) {
                    Some((highest, max)) => {
                        ImportDoubt::RuleOverMax { code, text: self.text.clone(), highest, max }
                    }
                    None => ImportDoubt::RuleUnread {
                        code,
                        text: Some(self.text.clone()).filter(|text| !text.is_empty()),
                    },
                }
            }
        };
        Some(doubt(self.node.place.clone(), what))
    }
}

/// Writes the draft. A rule that does not hold in it is taken back.
pub fn draft(appendix: &Appendix, facts: &Facts) -> Drafted {
    let (text, ruled) = settled(appendix, facts);
    let mut read = [0; 3];
    for leaf in ruled.iter().filter(|ruled| ruled.node.is_leaf) {
        read[match leaf.proposal.as_ref().map(Proposal::certainty) {
            Some(Certainty::Full) => 0,
            Some(Certainty::Partly) => 1,
            None => 2,
        }] += 1;
    }
    let findings = ruled.iter().filter(|ruled| ruled.node.is_leaf).filter_map(Ruled::doubt).collect();
    Drafted { text, read, findings }
}

/// The text of a draft and the nodes, none with a rule that does not hold in it.
pub(super) fn settled<'a>(appendix: &'a Appendix, facts: &Facts) -> (String, Vec<Ruled<'a>>) {
    let mut ruled: Vec<Ruled> = appendix.nodes.iter().map(Ruled::of).collect();
    let (text, places) = write(appendix, &ruled, facts);
    let unsound = unsound(&text, &places, facts);
    if unsound.is_empty() {
        return (text, ruled);
    }
    for at in unsound {
        ruled[at].proposal = None;
    }
    (write(appendix, &ruled, facts).0, ruled)
}

/// The nodes with a rule that `load` does not take.
fn unsound(text: &str, places: &[(usize, usize)], facts: &Facts) -> BTreeSet<usize> {
    let file = Arc::from(format!("{}.toml", facts.id));
    let (_, findings) = load(&file, text);
    let of_rule = |finding: &&Finding| {
        finding.is_error()
            && !matches!(
                finding.detail,
                Detail::SumDiffers { .. } | Detail::MissingKey { .. } | Detail::OrphanCode { .. }
            )
    };
    let line = |finding: &Finding| match &finding.place {
        Place::Text { span, .. } => Some(span.line),
        _ => None,
    };
    let lines = findings.iter().filter(of_rule).filter_map(line);
    // Blocks stand in the order of their lines.
    lines
        .filter_map(|line| places.iter().rev().find(|(_, from)| *from <= line).map(|(node, _)| *node))
        .collect()
}

/// The text, and per node the line at which its block begins.
fn write(appendix: &Appendix, ruled: &[Ruled], facts: &Facts) -> (String, Vec<(usize, usize)>) {
    let above = above(appendix);
    let mut out = head(appendix, facts);
    let mut places = Vec::new();
    let mut line = out.matches('\n').count() + 1;
    for (at, ruled) in ruled.iter().enumerate() {
        let text = node(ruled, &above.name, facts.lang);
        places.push((at, line));
        line += text.matches('\n').count();
        out.push_str(&text);
    }
    out.push_str(&adjustments(appendix, facts.lang));
    if !appendix.notes.is_empty() {
        let label = say!(
            facts.lang,
            "Ghi chú của phụ lục, chưa thành quy định nào ở trên",
            "Notes of the appendix that are no rule above"
        );
        out.push('\n');
        out.push_str(&comment(&label, &format!("\n{}", appendix.notes.join("\n"))));
    }
    (out, places)
}

/// The comment at the top, `[set]`, and what else must be decided.
fn head(appendix: &Appendix, facts: &Facts) -> String {
    let lang = facts.lang;
    let above = above(appendix);
    let id = &facts.id;
    let bar = "=".repeat(94);
    let mut out = format!("# {bar}\n");
    out.push_str(&say!(
        lang,
        "# BẢN THẢO do `parindex criteria import` viết từ phụ lục. Chưa dùng để chấm điểm thật.\n\
         #\n\
         # Việc cần làm:\n\
         #   1. Chạy parindex criteria check {id}.toml và sửa hết các lỗi; lệnh này cũng kể mọi chỗ còn phải\n\
         #      xác nhận.\n\
         #   2. Đối chiếu tên, mã, điểm tối đa với phụ lục: parindex criteria show {id}.toml\n\
         #   3. Với từng tiêu chí, so rule với nguyên văn ở unconfirmed. Đúng thì xóa cả mục unconfirmed\n\
         #      (nhiều dòng thì đến hết dấu \"\"\" đóng), sai thì sửa rule rồi xóa. rule.judged = {{}}: chưa nhận\n\
         #      ra cách chấm, cho điểm bất kỳ.\n\
         #   4. Điền những chỗ còn thiếu trong [set], thêm [[class]], [[block]] theo quyết định; xem cả các\n\
         #      ghi chú của phụ lục ở cuối tệp, nếu có.\n",
        "# A DRAFT that `parindex criteria import` wrote from an appendix. Not for scoring yet.\n\
         #\n\
         # What to do:\n\
         #   1. Run parindex criteria check {id}.toml and mend all errors; it also names everything that waits\n\
         #      for you.\n\
         #   2. Compare names, codes and maxima with the appendix: parindex criteria show {id}.toml\n\
         #   3. For each criterion hold the rule against the text in unconfirmed. When it is right, or mended,\n\
         #      delete the whole entry unconfirmed (of several lines: up to its closing \"\"\").\n\
         #      rule.judged = {{}}: nothing was understood.\n\
         #   4. Fill in what is missing in [set]; add [[class]] and [[block]] as the decision has them; see\n\
         #      the notes of the appendix at the end of the file, if there are any.\n"
    ));
    out.push_str(&format!("# {bar}\n\n[set]\n"));
    let name = facts
        .title
        .clone()
        .or(above.title)
        .unwrap_or_else(|| say!(lang, "Bộ tiêu chí (chưa ghi tên)", "Criteria set (no title yet)"));
    out.push_str(&format!("id      = {}\ntitle   = {}\n", toml_string(&facts.id), toml_string(&name)));
    let level = say!(lang, "cấp: tinh, so, huyen, xa …", "tinh, so, huyen, xa …");
    out.push_str(&known_or(
        ("level", facts.level.as_deref().map(toml_string)),
        &format!("# level = \"xa\"                                # {level}\n"),
    ));
    let year = say!(lang, "năm bắt đầu áp dụng", "the first year it is in force for");
    out.push_str(&known_or(
        ("years", facts.year.map(|year| format!("{{ from = {year} }}"))),
        &format!("# years = {{ from = 2026 }}                      # {year}\n"),
    ));
    out.push_str(&say!(
        lang,
        "status  = \"partial\"                           # đổi thành \"official\" khi không còn mục unconfirmed\n",
        "status  = \"partial\"                           # \"official\" when no entry unconfirmed is left\n"
    ));
    let scale = match (&appendix.total, appendix.scale()) {
        (Some(total), Some(sum)) if *total == &sum + &appendix.bonus() => Some(sum),
        (Some(total), _) => Some(total.clone()),
        (None, sum) => sum,
    };
    let maxima = say!(lang, "tổng điểm tối đa các lĩnh vực", "the sum of the fields' maxima");
    out.push_str(&known_or(
        ("scale", scale.map(|scale| scale.to_string())),
        &format!("# scale = 100                                 # {maxima}\n"),
    ));
    let decision = say!(lang, "văn bản ban hành", "the decision");
    out.push_str(&known_or(
        ("sources", above.source.map(|source| format!("[{}]", toml_string(&source)))),
        &format!("# sources = [\"Quyết định số …/QĐ-UBND ngày …\"] # {decision}\n"),
    ));
    let decides = say!(
        lang,
        "Quyết định nói khác thì sửa: làm tròn, tiêu chí không áp dụng, thứ hạng bằng nhau, mức xếp loại.",
        "Where the decision says so: rounding, what does not apply, ties, classes."
    );
    out.push_str(&format!("\n# {decides}\n{SCORING}"));
    out
}

/// A key of `[set]` with its value, or what stands in its place.
fn known_or((key, value): (&str, Option<String>), unknown: &str) -> String {
    value.map_or_else(|| unknown.to_owned(), |value| format!("{key:7} = {value}\n"))
}

/// The block of a node, with an empty line before it.
pub(super) fn node(ruled: &Ruled, appendix: &str, lang: Lang) -> String {
    let node = ruled.node;
    let field = node.path.len() == 1;
    let mut out = String::from("\n");
    let max = node.max.as_ref().map(ToString::to_string);
    if field {
        out.push_str(&title(&node.code, max.as_deref(), lang));
    }
    if !node.evidence.is_empty() {
        let label = say!(lang, "Tài liệu kiểm chứng", "Evidence");
        out.push_str(&comment(&label, &node.evidence));
    }
    for (head, text) in &node.others {
        out.push_str(&comment(&one_line(head), text));
    }
    let unread = node.is_leaf && ruled.proposal.is_none();
    if !ruled.text.is_empty() && (unread || !node.is_leaf) {
        out.push_str(&scoring_comment(&ruled.text, lang));
    }
    if let Some(typed) = &node.not_max {
        let label = say!(lang, "Điểm tối đa trong phụ lục", "Maximum in the appendix");
        out.push_str(&comment(&label, typed));
    }
    let mut keys: Vec<(&str, String)> =
        vec![("code", toml_string(&node.code)), ("name", toml_string(&node.name))];
    keys.extend(max.map(|max| ("max", max)));
    if node.is_leaf {
        keys.extend(ruled.scored_by().map(|word| ("scored_by", toml_string(word))));
        if !node.evidence.is_empty() && !ruled.by_survey() {
            keys.push(("evidence", toml_string("required")));
        }
        if !node.appraiser.is_empty() {
            keys.push(("appraiser", toml_string(&node.appraiser.replace('\n', ", "))));
        }
        let printed = &node.printed;
        // Where the appendix numbers otherwise both are told.
        let here = if *printed == node.code { String::new() } else { format!(" (ở đây {})", node.code) };
        keys.push(("basis", toml_string(&format!("{appendix}, mục {printed}{here}"))));
        let text = if ruled.text.is_empty() { silent(lang) } else { ruled.text.clone() };
        keys.push(("unconfirmed", toml_string(&text)));
    }
    out.push_str(&block(if field { "field" } else { "criterion" }, &keys));
    if node.is_leaf {
        out.push_str(&ruled.rule_lines());
    }
    out
}

/// The scoring text above a node whose rule does not say it.
pub(super) fn scoring_comment(text: &str, lang: Lang) -> String {
    comment(&say!(lang, "Cách chấm (nguyên văn)", "Scoring (as it stands)"), text)
}

/// The mark of a leaf for which there is no scoring text.
pub(super) fn silent(lang: Lang) -> String {
    say!(lang, "(phụ lục không ghi cách chấm)", "(the appendix does not say how it is scored)")
}

/// The keys before a rule, their values below those of the others; a rule is as wide as it is.
pub(super) fn aligned(lines: &str) -> String {
    let align = |line: &str| match line.split_once(" = ") {
        Some((key @ ("scored_by" | "inputs" | "when_zero"), value)) => format!("{key:11} = {value}\n"),
        _ => format!("{line}\n"),
    };
    lines.lines().map(align).collect()
}

fn adjustments(appendix: &Appendix, lang: Lang) -> String {
    let mut out = String::new();
    if !appendix.adjustments.is_empty() {
        out.push('\n');
        out.push_str(&super::writing::bar(&say!(lang, "ĐIỂM CỘNG, ĐIỂM TRỪ", "BONUS, PENALTY")));
    }
    for (at, found) in appendix.adjustments.iter().enumerate() {
        if at > 0 {
            out.push('\n');
        }
        if !found.text.is_empty() {
            out.push_str(&comment(&say!(lang, "Cách tính", "How it is given"), &found.text.join("\n")));
        }
        let (code, name) = (toml_string(&found.code), toml_string(&found.name));
        let mut keys = vec![("code", code), ("name", name), ("effect", toml_string(found.effect.id()))];
        keys.extend(found.cap.as_ref().map(|cap| ("cap", cap.to_string())));
        out.push_str(&block("adjustment", &keys));
    }
    out
}
