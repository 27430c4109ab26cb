//! What changed between two sets, as sentences that a drafter can put into a report.

use super::super::markdown::paragraph;
use super::facts::{Sides, code_and_name};
use crate::analysis::{Change, Diff, Entry, Field, How, Kind, Link, SetKey};
use crate::criteria::CriteriaSet;
use crate::message::{Lang, capital, number, one_line, say};

/// A heading, or a sentence of a list and how deep it stands.
enum Line {
    Title(String),
    Plain(String),
    Head(String),
    Item(usize, String),
}

/// The changes as plain text.
pub fn diff_text(old: &CriteriaSet, new: &CriteriaSet, diff: &Diff, lang: Lang) -> String {
    let mut out = String::new();
    for line in lines(old, new, diff, lang) {
        match line {
            Line::Title(text) | Line::Plain(text) => out.push_str(&format!("{}\n", one_line(&text))),
            Line::Head(text) => out.push_str(&format!("\n{}\n", one_line(&text))),
            Line::Item(depth, text) => {
                out.push_str(&format!("{}- {}\n", "  ".repeat(depth), one_line(&text)));
            }
        }
    }
    out
}

/// The changes as Markdown.
pub fn diff_markdown(old: &CriteriaSet, new: &CriteriaSet, diff: &Diff, lang: Lang) -> String {
    let mut out = String::new();
    for line in lines(old, new, diff, lang) {
        match line {
            Line::Title(text) => out.push_str(&format!("# {}\n", paragraph(&text))),
            Line::Plain(text) => out.push_str(&format!("\n{}\n", paragraph(&text))),
            Line::Head(text) => out.push_str(&format!("\n## {}\n\n", paragraph(&text))),
            Line::Item(depth, text) => {
                out.push_str(&format!("{}- {}\n", "  ".repeat(depth), paragraph(&text)));
            }
        }
    }
    out
}

fn lines(old: &CriteriaSet, new: &CriteriaSet, diff: &Diff, lang: Lang) -> Vec<Line> {
    let sides = Sides { old, new, lang };
    let (from, to) = (&old.id, &new.id);
    let mut lines = vec![Line::Title(say!(
        lang,
        "So sánh bộ tiêu chí: {from} → {to}",
        "Criteria sets compared: {from} → {to}"
    ))];
    for (set, label) in [(old, say!(lang, "Bộ cũ", "Old")), (new, say!(lang, "Bộ mới", "New"))] {
        let (title, scale, leaves) = (&set.title, number(&set.scale, lang), set.leaves.len());
        lines.push(Line::Plain(say!(
            lang,
            "{label}: {title} ({leaves} tiêu chí chấm điểm, thang điểm {scale})",
            "{label}: {title} ({leaves} scored criteria, scale {scale})"
        )));
    }
    lines.push(Line::Plain(counts(diff, lang)));
    if !diff.set.is_empty() {
        lines.push(Line::Head(say!(lang, "Quy định chung", "The set as a whole")));
        for key in &diff.set {
            let ([from, to], name) = (sides.set_values(*key), set_key(*key, lang));
            lines.push(Line::Item(
                0,
                say!(lang, "{name}: từ “{from}” thành “{to}”", "{name}: from “{from}” to “{to}”"),
            ));
        }
    }
    let mut field = None;
    for entry in &diff.entries {
        if field != Some(entry.field) {
            field = Some(entry.field);
            lines.push(Line::Head(head(&sides, entry.field, lang)));
        }
        entry_lines(&sides, entry, &mut lines, lang);
    }
    let doubts = doubts(&sides, diff, lang);
    if !doubts.is_empty() {
        lines.push(Line::Head(say!(lang, "Cần người soạn kiểm tra lại", "To be checked by the drafter")));
        lines.extend(doubts.into_iter().map(|doubt| Line::Item(0, doubt)));
    }
    lines
}

fn head(sides: &Sides, field: Field, lang: Lang) -> String {
    let Some((code, name)) = sides.field(field) else {
        return say!(lang, "Điểm cộng, điểm trừ", "Bonus and penalty");
    };
    match field {
        Field::Old(_) => say!(lang, "Lĩnh vực {code}. {name} (bộ cũ)", "Field {code}. {name} (old set)"),
        _ => say!(lang, "Lĩnh vực {code}. {name}", "Field {code}. {name}"),
    }
}

/// How many of each kind, and of each change.
fn counts(diff: &Diff, lang: Lang) -> String {
    if diff.is_empty() {
        let unchanged = diff.unchanged;
        return say!(
            lang,
            "Hai bộ tiêu chí không có khác biệt ({unchanged} mục giữ nguyên).",
            "The two sets do not differ ({unchanged} entries are as they were)."
        );
    }
    let kinds = [
        (Kind::Added, say!(lang, "bổ sung", "added")),
        (Kind::Removed, say!(lang, "bãi bỏ", "removed")),
        (Kind::Merged, say!(lang, "gộp", "merged")),
        (Kind::Split, say!(lang, "tách", "divided")),
        (Kind::Changed, say!(lang, "điều chỉnh", "changed")),
    ];
    let told = kinds.into_iter().map(|(kind, word)| (diff.count(kind), word)).filter(|(count, _)| *count > 0);
    let mut parts: Vec<String> =
        told.map(|(count, word)| say!(lang, "{word} {count}", "{count} {word}")).collect();
    let changes = [
        Change::Code,
        Change::Name,
        Change::Max,
        Change::Shape,
        Change::Rule,
        Change::Inputs,
        Change::Measured,
        Change::WhenZero,
        Change::Evidence,
        Change::ScoredBy,
        Change::Appraiser,
        Change::Effect,
    ];
    let of_change = |change| diff.entries.iter().filter(|entry| entry.changes.contains(&change)).count();
    let inner: Vec<String> = changes
        .into_iter()
        .map(|change| (of_change(change), change))
        .filter(|(count, _)| *count > 0)
        .map(|(count, change)| {
            let name = change_name(change, lang);
            format!("{name}: {count}")
        })
        .collect();
    if let (Some(last), false) = (parts.last_mut(), inner.is_empty()) {
        last.push_str(&format!(" ({})", inner.join(", ")));
    }
    if !diff.set.is_empty() {
        let count = diff.set.len();
        parts.push(say!(lang, "quy định chung {count}", "{count} of the set as a whole"));
    }
    let unchanged = diff.unchanged;
    parts.push(say!(lang, "giữ nguyên {unchanged}", "{unchanged} as they were"));
    let all = parts.join(", ");
    say!(lang, "Tổng hợp: {all}.", "In all: {all}.")
}

/// What changes are called where they are counted.
fn change_name(change: Change, lang: Lang) -> String {
    match change {
        Change::Code => say!(lang, "đổi mã", "code"),
        Change::Name => say!(lang, "sửa tên", "name"),
        Change::Max => say!(lang, "điểm tối đa", "maximum"),
        Change::Shape => say!(lang, "cơ cấu", "structure"),
        Change::Rule => say!(lang, "cách tính điểm", "rule"),
        Change::Inputs => say!(lang, "số liệu kê khai", "raw data"),
        Change::Measured => say!(lang, "số đo của tiêu chí khác", "values of others"),
        Change::WhenZero => say!(lang, "trường hợp không phát sinh", "nothing arose"),
        Change::Evidence => say!(lang, "tài liệu kiểm chứng", "evidence"),
        Change::ScoredBy => say!(lang, "người chấm", "scorer"),
        Change::Appraiser => say!(lang, "cơ quan thẩm định", "appraiser"),
        Change::Effect => say!(lang, "cộng hay trừ", "effect"),
    }
}

fn set_key(key: SetKey, lang: Lang) -> String {
    match key {
        SetKey::Years => say!(lang, "Năm áp dụng", "Years"),
        SetKey::InForce => say!(lang, "Thời gian có hiệu lực", "In force"),
        SetKey::Scale => say!(lang, "Thang điểm", "Scale"),
        SetKey::Decimals => say!(lang, "Số chữ số thập phân", "Decimals"),
        SetKey::Rounding => say!(lang, "Cách làm tròn", "Rounding"),
        SetKey::NotApplicable => say!(lang, "Tiêu chí không áp dụng", "What does not apply"),
        SetKey::AboveScale => say!(lang, "Tổng điểm vượt thang", "Totals above the scale"),
        SetKey::MissingSurvey => say!(lang, "Chưa có điểm điều tra", "Without survey points"),
        SetKey::Survey => say!(lang, "Điều tra xã hội học", "Survey"),
        SetKey::Ties => say!(lang, "Xếp hạng đơn vị bằng nhau", "Equal units"),
        SetKey::Compare => say!(lang, "Căn cứ xếp hạng, xếp loại", "Rank and class"),
        SetKey::TieBreak => say!(lang, "Tiêu chí phân định", "Tie-break"),
        SetKey::Evidence => say!(lang, "Kiểm tra tài liệu kiểm chứng", "Checks of evidence"),
        SetKey::Classes => say!(lang, "Xếp loại", "Classes"),
        SetKey::Blocks => say!(lang, "Khối xếp hạng", "Blocks"),
        SetKey::Exemptions => say!(lang, "Miễn theo loại đơn vị", "Exemptions"),
    }
}

/// `tiêu chí 1.1 “Kế hoạch”`.
fn named(set: &CriteriaSet, at: usize, adjustment: bool, lang: Lang) -> String {
    let (code, name) = code_and_name(set, at, adjustment);
    if adjustment {
        return format!("{code} “{name}”");
    }
    match code.matches('.').count() {
        0 => say!(lang, "lĩnh vực {code} “{name}”", "field {code} “{name}”"),
        1 => say!(lang, "tiêu chí {code} “{name}”", "criterion {code} “{name}”"),
        _ => say!(lang, "tiêu chí thành phần {code} “{name}”", "sub-criterion {code} “{name}”"),
    }
}

fn max_of(set: &CriteriaSet, at: usize, adjustment: bool, lang: Lang) -> String {
    if adjustment {
        return set.adjustments[at].cap.as_ref().map_or_else(
            || say!(lang, "không giới hạn", "no limit"),
            |cap| {
                let cap = number(cap, lang);
                say!(lang, "nhiều nhất {cap} điểm", "at most {cap}")
            },
        );
    }
    let max = number(&set.nodes[at].max, lang);
    say!(lang, "điểm tối đa {max}", "maximum {max}")
}

fn entry_lines(sides: &Sides, entry: &Entry, lines: &mut Vec<Line>, lang: Lang) {
    let full = |set: &CriteriaSet, at: usize| {
        let (name, max) = (named(set, at, entry.adjustment, lang), max_of(set, at, entry.adjustment, lang));
        format!("{name} ({max})")
    };
    let all = |set: &CriteriaSet, list: &[usize]| {
        list.iter().map(|at| full(set, *at)).collect::<Vec<_>>().join(", ")
    };
    let (old, new) = (all(sides.old, &entry.old), all(sides.new, &entry.new));
    let rule = entry.new.first().filter(|_| !entry.adjustment && entry.kind == Kind::Added);
    let rule = rule.and_then(|at| sides.new.nodes[*at].leaf.as_ref());
    match entry.kind {
        Kind::Added => {
            let rule = rule.map_or_else(String::new, |leaf| {
                let rule = super::super::set::rule_text(leaf, lang);
                say!(lang, "; cách tính điểm: {rule}", "; rule: {rule}")
            });
            lines.push(Line::Item(0, say!(lang, "Bổ sung {new}{rule}", "Added: {new}{rule}")));
        }
        Kind::Removed => lines.push(Line::Item(0, say!(lang, "Bãi bỏ {old}", "Removed: {old}"))),
        Kind::Merged => {
            lines.push(Line::Item(0, say!(lang, "Gộp {old} thành {new}", "Merged: {old} into {new}")));
        }
        Kind::Split => {
            lines.push(Line::Item(0, say!(lang, "Tách {old} thành {new}", "Divided: {old} into {new}")));
        }
        Kind::Changed => {
            let name =
                entry.new.first().map(|at| named(sides.new, *at, entry.adjustment, lang)).unwrap_or_default();
            let name = capital(&name);
            let changes: Vec<String> =
                entry.changes.iter().map(|change| sentence(sides, entry, *change, lang)).collect();
            match changes.as_slice() {
                [] => {}
                [one] => lines.push(Line::Item(0, format!("{name}: {one}"))),
                several => {
                    lines.push(Line::Item(0, format!("{name}:")));
                    lines.extend(several.iter().map(|change| Line::Item(1, capital(change))));
                }
            }
        }
    }
}

fn sentence(sides: &Sides, entry: &Entry, change: Change, lang: Lang) -> String {
    let [from, to] = sides.values(entry, change);
    match change {
        Change::Code => say!(lang, "đổi mã từ {from} thành {to}", "code changed from {from} to {to}"),
        Change::Name => say!(lang, "sửa tên từ “{from}” thành “{to}”", "renamed from “{from}” to “{to}”"),
        Change::Max => max_sentence(sides, entry, &from, &to, lang),
        Change::Shape => say!(
            lang,
            "điều chỉnh cơ cấu từ “{from}” thành “{to}”",
            "structure changed from “{from}” to “{to}”"
        ),
        Change::Rule => rule_sentence(sides, entry, &from, &to, lang),
        Change::Inputs => say!(
            lang,
            "điều chỉnh số liệu kê khai từ “{from}” thành “{to}”",
            "raw data changed from “{from}” to “{to}”"
        ),
        Change::Measured => say!(
            lang,
            "dùng số đo của {to}, cách đo đã thay đổi",
            "uses the measured value of {to}, which is measured otherwise now"
        ),
        Change::WhenZero => say!(
            lang,
            "trường hợp không phát sinh: từ “{from}” thành “{to}”",
            "where nothing arose: from “{from}” to “{to}”"
        ),
        Change::Evidence => {
            say!(lang, "tài liệu kiểm chứng: từ “{from}” thành “{to}”", "evidence: from “{from}” to “{to}”")
        }
        Change::ScoredBy => {
            say!(lang, "người chấm điểm: từ “{from}” thành “{to}”", "scored by: from “{from}” to “{to}”")
        }
        Change::Appraiser => {
            say!(lang, "cơ quan thẩm định: từ “{from}” thành “{to}”", "appraiser: from “{from}” to “{to}”")
        }
        Change::Effect => say!(lang, "chuyển từ {from} thành {to}", "turned from {from} into {to}"),
    }
}

fn max_sentence(sides: &Sides, entry: &Entry, from: &str, to: &str, lang: Lang) -> String {
    let max = |set: &CriteriaSet, at: Option<&usize>| {
        let at = *at?;
        if entry.adjustment { set.adjustments[at].cap.clone() } else { Some(set.nodes[at].max.clone()) }
    };
    let what = if entry.adjustment {
        say!(lang, "mức tối đa", "cap")
    } else {
        say!(lang, "điểm tối đa", "maximum")
    };
    match (max(sides.old, entry.old.first()), max(sides.new, entry.new.first())) {
        (Some(before), Some(after)) if after < before => {
            say!(lang, "điều chỉnh {what} từ {from} xuống {to}", "{what} lowered from {from} to {to}")
        }
        (Some(_), Some(_)) => {
            say!(lang, "điều chỉnh {what} từ {from} lên {to}", "{what} raised from {from} to {to}")
        }
        _ => say!(lang, "điều chỉnh {what} từ {from} thành {to}", "{what} changed from {from} to {to}"),
    }
}

/// A rule with steps by its steps, where the kind of rule is the same; any other as a whole.
fn rule_sentence(sides: &Sides, entry: &Entry, from: &str, to: &str, lang: Lang) -> String {
    let whole = || {
        if from == to {
            say!(lang, "điều chỉnh cách tính điểm: “{to}”", "rule changed: “{to}”")
        } else {
            say!(
                lang,
                "điều chỉnh cách tính điểm từ “{from}” thành “{to}”",
                "rule changed from “{from}” to “{to}”"
            )
        }
    };
    let Some([gone, come]) = sides.steps(entry) else { return whole() };
    let (gone, come) = (gone.join("; "), come.join("; "));
    match (gone.is_empty(), come.is_empty()) {
        (true, true) => whole(),
        (false, true) => {
            say!(lang, "điều chỉnh cách tính điểm: bỏ mức “{gone}”", "rule changed: without “{gone}”")
        }
        (true, false) => {
            say!(lang, "điều chỉnh cách tính điểm: thêm mức “{come}”", "rule changed: with “{come}” besides")
        }
        (false, false) => say!(
            lang,
            "điều chỉnh cách tính điểm: thay mức “{gone}” bằng “{come}”",
            "rule changed: “{come}” in place of “{gone}”"
        ),
    }
}

/// What is taken for the same by names alone, and the line that settles it.
pub(super) fn unsure_link(sides: &Sides, link: &Link, lang: Lang) -> String {
    let (old, new) = (named(sides.old, link.old, false, lang), named(sides.new, link.new, false, lang));
    let code = &sides.old.nodes[link.old].code;
    match link.how {
        How::Similar => say!(
            lang,
            "{new} được coi là tiếp nối {old} chỉ vì tên gần giống nhau; nếu đúng, ghi was = [\"{code}\"]",
            "{new} is taken to continue {old} only because the names are nearly the same; if so, write was = [\"{code}\"]"
        ),
        _ => say!(
            lang,
            "{new} được coi là tiếp nối {old} chỉ vì trùng tên; nếu đúng, ghi was = [\"{code}\"]",
            "{new} is taken to continue {old} only because the name is the same; if so, write was = [\"{code}\"]"
        ),
    }
}

/// Matches by names alone, `was` that leads nowhere, codes that mean something else now.
fn doubts(sides: &Sides, diff: &Diff, lang: Lang) -> Vec<String> {
    let mut doubts = Vec::new();
    let unsure = diff.pairing.links.iter().filter(|link| !link.how.is_sure());
    doubts.extend(unsure.map(|link| unsure_link(sides, link, lang)));
    for (at, code) in &diff.pairing.unknown {
        let new = named(sides.new, *at, false, lang);
        doubts.push(say!(
            lang,
            "{new} ghi was = [\"{code}\"], nhưng bộ cũ không có mã đó",
            "{new} says was = [\"{code}\"], but the old set has no such code"
        ));
    }
    for link in diff.pairing.links.iter().filter(|link| link.how == How::Was) {
        let before = &sides.old.nodes[link.old];
        let stays = sides.new.node_of(&before.code).filter(|at| {
            *at != link.new
                && sides.new.nodes[*at].name == before.name
                && diff.pairing.of_new(*at).next().is_none()
        });
        if stays.is_some() {
            let (code, name) = (&before.code, &before.name);
            let new = named(sides.new, link.new, false, lang);
            doubts.push(say!(
                lang,
                "{new} ghi was = [\"{code}\"], nhưng mã {code} “{name}” vẫn có ở bộ mới, nên bị coi là bổ sung; nếu {code} tiếp nối chính nó, ghi was = [\"{code}\"] ở đó hoặc bỏ mã này ở đây",
                "{new} says was = [\"{code}\"], but {code} “{name}” is in the new set too and so is told as added; if {code} continues itself, write was = [\"{code}\"] there, or take it away here"
            ));
        }
    }
    for entry in diff.entries.iter().filter(|entry| entry.kind == Kind::Added && !entry.adjustment) {
        let Some(at) = entry.new.first() else { continue };
        let code = &sides.new.nodes[*at].code;
        let reused = sides.old.node_of(code).filter(|old| diff.pairing.of_old(*old).next().is_none());
        if let Some(old) = reused {
            let (before, after) = (&sides.old.nodes[old].name, &sides.new.nodes[*at].name);
            doubts.push(say!(
                lang,
                "mã {code} ở bộ cũ là “{before}”, ở bộ mới là “{after}”: coi là bãi bỏ và bổ sung; nếu chỉ sửa tên, ghi was = [\"{code}\"]",
                "the code {code} was “{before}” and is “{after}”: taken as removed and added; if it was only renamed, write was = [\"{code}\"]"
            ));
        }
    }
    doubts.into_iter().map(|doubt| capital(&doubt)).collect()
}
