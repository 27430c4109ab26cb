//! So much for each: deductions from the maximum, and counts up to it.

use super::draft::{Draft, Input, list, quoted};
use super::formula::Expr;
use super::phrase::{find_any, has_any, starts_any, trimmed};
use super::range;
use super::reading::{Case, Reading};
use super::statement::Award;
use super::token::{Kind, Source, Token};
use super::words;
use crate::message::Doubt;
use crate::message::capital;
use crate::points::Number;

/// The rule of a text with deductions.
pub(super) fn deductions(source: &Source, reading: &Reading, max: &Number) -> Option<Draft> {
    let (events, others): (Vec<&Case>, Vec<&Case>) = reading.cases.iter().partition(|case| case.minus);
    let mut draft = Draft::default();
    for other in others {
        let full = other.award == Award::Share(Number::ONE) || other.award == Award::Points(max.clone());
        if !full || other.each {
            // A state beside the deductions.
            return None;
        }
    }
    let each = events.iter().any(|event| event.each);
    let mut lines = Vec::new();
    for event in &events {
        let Award::Points(points) = &event.award else { return None };
        let thing = Thing::of(source, event)?;
        if !event.each && !each {
            draft.doubts.push(Doubt::Once(thing.name.clone()));
        }
        if thing.percent {
            draft.doubts.push(Doubt::Begun(thing.name.clone()));
        }
        let id = if events.len() == 1 { "n".to_owned() } else { format!("n{}", lines.len() + 1) };
        lines.push(format!("  {{ input = \"{id}\", points = {} }},\n", points.abs()));
        draft.inputs.push(Input { id, name: thing.name, whole_number: !thing.percent, ..Input::default() });
    }
    apart(source, &mut draft);
    let min = min(reading, max, &mut draft.doubts)?;
    draft.rule = format!("rule.deduct = {{ events = [\n{}], min = {min} }}\n", lines.concat());
    Some(draft)
}

/// `riêng báo cáo năm …`: what is counted for itself must not count twice.
fn apart(source: &Source, draft: &mut Draft) {
    if has_any(&source.tokens, words::APART) && draft.inputs.len() > 1 {
        draft.doubts.push(Doubt::Unread(words::APART[0].to_owned()));
    }
}

/// Down to where deductions go.
fn min(reading: &Reading, max: &Number, doubts: &mut Vec<Doubt>) -> Option<Number> {
    let mut caps = reading.caps.clone();
    caps.dedup();
    match caps.as_slice() {
        [] | [None] => {
            if reading.below_zero {
                doubts.push(Doubt::Unread(words::BELOW_ZERO[0].to_owned()));
            }
            Some(Number::ZERO)
        }
        [Some(cap)] if cap.is_negative() => Some(cap.clone()),
        [Some(cap)] if cap <= max => Some(max - cap),
        [Some(cap)] if reading.below_zero => Some(max - cap),
        _ => None,
    }
}

/// The rule of a text with points for each.
pub(super) fn counts(source: &Source, reading: &Reading, max: &Number) -> Option<Draft> {
    let (counted, others): (Vec<&Case>, Vec<&Case>) = reading.cases.iter().partition(|case| case.each);
    let nothing = |case: &&Case| {
        case.award == Award::Points(Number::ZERO)
            && starts_any(&case.condition.tokens, &["không", "chưa"]).is_some()
    };
    if let [case] = counted.as_slice()
        && others.is_empty()
        && let Some(draft) = items(reading, case, max)
    {
        return Some(draft);
    }
    if counted.iter().any(|case| has_any(&case.condition.tokens, words::FOLLOWING)) {
        return None;
    }
    let capped = reading.caps.iter().all(|cap| cap.as_ref().is_none_or(|cap| cap == max));
    if !others.iter().all(nothing) || !capped {
        return None;
    }
    let mut draft = Draft::default();
    let mut terms = Vec::new();
    for case in &counted {
        let Award::Points(points) = &case.award else { return None };
        let thing = Thing::of(source, case)?;
        if thing.percent {
            draft.doubts.push(Doubt::Begun(thing.name.clone()));
        }
        let id = if counted.len() == 1 { "n".to_owned() } else { format!("n{}", terms.len() + 1) };
        terms.push((id.clone(), points.clone()));
        draft.inputs.push(Input { id, name: thing.name, whole_number: !thing.percent, ..Input::default() });
    }
    apart(source, &mut draft);
    draft.rule = match terms.as_slice() {
        [(id, points)] => format!("rule.count = {{ of = \"{id}\", each = {points} }}\n"),
        terms => {
            let sum: Vec<String> = terms.iter().map(|(id, points)| format!("{id} * {points}")).collect();
            format!("rule.formula = \"min({}, max_points)\"\n", sum.join(" + "))
        }
    };
    Some(draft)
}

/// `Mỗi nội dung sau được 0,25 điểm: …`: items that are worth the same and make up the maximum.
fn items(reading: &Reading, case: &Case, max: &Number) -> Option<Draft> {
    let Award::Points(points) = &case.award else { return None };
    let unmarked = |item: &String| {
        let marks = |c: char| c.is_ascii_digit() || "()-+•. ".contains(c);
        item.trim_start_matches(marks).to_owned()
    };
    let labels: Vec<String> = reading.unread.iter().map(unmarked).collect();
    let count = Number::from(i64::try_from(labels.len()).ok()?);
    if labels.len() < 2 || &count * points != *max || labels.iter().any(String::is_empty) {
        return None;
    }
    let entry = |label: &String| format!("label = {}, points = {points}", quoted(&capital(label)));
    let rule = list("rule.checklist", &labels.iter().map(entry).collect::<Vec<_>>());
    Some(Draft { rule, lists: true, ..Draft::default() })
}

/// `Mỗi nhiệm vụ đúng hạn tính 100%, quá hạn tính 50%; lấy trung bình nhân với điểm tối đa`.
pub(super) fn average(source: &Source, reading: &Reading, name: &str, max: &Number) -> Option<Draft> {
    let (means, things): (Vec<&Case>, Vec<&Case>) = reading.cases.iter().partition(|case| is_mean(case, max));
    let ([_], [_, _, ..]) = (means.as_slice(), things.as_slice()) else { return None };
    let whole = Input { id: "a".to_owned(), name: format!("Tổng số ({name})"), ..Input::default() };
    let mut draft = Draft { inputs: vec![whole], ..Draft::default() };
    let mut terms = Vec::new();
    for (case, id) in things.iter().zip('b'..='w') {
        let Award::Share(share) = &case.award else { return None };
        if case.minus || case.condition.range.is_some() || case.condition.otherwise || case.condition.nothing
        {
            return None;
        }
        if share.is_zero() {
            continue;
        }
        let tokens = &case.condition.tokens[starts_any(&case.condition.tokens, words::EACH).unwrap_or(0)..];
        let name = format!("Số {}", source.part(tokens));
        let (id, part_of) = (id.to_string(), Some("a".to_owned()));
        terms.push(if *share == Number::ONE { id.clone() } else { format!("{id} * {share}") });
        draft.inputs.push(Input { id, name, part_of, ..Input::default() });
    }
    draft.rule = format!("rule.formula = \"({}) / a * max_points\"\n", terms.join(" + "));
    Some(draft)
}

/// `trung bình cộng × điểm tối đa`.
pub(super) fn is_mean(case: &Case, max: &Number) -> bool {
    let Award::Formula(expr) = &case.award else { return false };
    let Some((constant, Expr::Atom(atom))) = expr.factored(max) else { return false };
    let begins = |word: &&str| atom.label.to_lowercase().starts_with(*word);
    constant == *max && words::MEAN.iter().any(begins)
}

/// What is counted.
struct Thing {
    name: String,
    /// It is counted in percent.
    percent: bool,
}

/// Words before a bound.
const BOUNDS: &[&str] = &["từ", "trên", "dưới", "quá", "hơn", "tối", "ít", "đạt"];

/// 1, or 1 %.
fn is_one(value: &Number, percent: bool) -> bool {
    *value == if percent { Number::from_scaled(1, 2) } else { Number::ONE }
}

impl Thing {
    fn of(source: &Source, case: &Case) -> Option<Thing> {
        let tokens = trimmed(&case.condition.tokens);
        // `mỗi thủ tục cắt giảm từ 20% trở lên` is counted; `từ 2 báo cáo trở lên` is none.
        let from = find_any(tokens, words::EACH).map_or(0, |(at, length)| at + length);
        let counts = from > 0
            && tokens.get(from).is_some_and(|token| !token.number().is_some_and(|(_, percent)| percent));
        let (before, after) = if counts { tokens.split_at(from) } else { (tokens, &tokens[..0]) };
        let ranged = |tokens: &[Token]| range::find(tokens).is_some_and(|found| !found.range.exact);
        if ranged(before)
            || range::unclear(before)
            || after.iter().take(2).any(|token| token.word().is_some_and(|word| BOUNDS.contains(&word)))
        {
            return None;
        }
        // What each must reach.
        let threshold = if ranged(after) {
            after.iter().position(|token| {
                token.word().is_some_and(|word| BOUNDS.contains(&word))
                    || matches!(token.kind, Kind::Sign('≥' | '>' | '<' | '≤'))
            })
        } else {
            None
        };
        let end = threshold.map_or(tokens.len(), |at| from + at);
        let (tokens, threshold) = tokens.split_at(end);
        let (mut kept, mut after): (Vec<&Token>, Vec<&Token>) = (Vec::new(), Vec::new());
        let mut percent = false;
        let mut at = 0;
        let mut one_allowed = false;
        while at < tokens.len() {
            if let Some(length) = starts_any(&tokens[at..], words::EACH) {
                at += length;
                // `04 nội dung, mỗi nội dung`; `thiếu mỗi báo cáo` is one that is missing.
                let before = std::mem::take(&mut kept);
                let apart = before.last().is_some_and(|token| token.is_sign(',') || token.is_sign(':'));
                after = if apart { Vec::new() } else { before };
                one_allowed = true;
                continue;
            }
            match tokens[at].number() {
                // `mỗi 01 báo cáo`, `cứ 1%`; `cứ 2 báo cáo` is not understood.
                Some((value, is_percent)) if one_allowed || is_one(value, is_percent) => {
                    if !is_one(value, is_percent) {
                        return None;
                    }
                    percent |= is_percent;
                    one_allowed = false;
                }
                _ => kept.push(&tokens[at]),
            }
            at += 1;
        }
        percent |= kept.iter().any(|token| token.is_sign('%'));
        kept.extend(after);
        kept.extend(threshold);
        let words: Vec<&str> = kept.iter().map(|token| source.part(std::slice::from_ref(*token))).collect();
        let mut name = words.join(" ").replace(" ,", ",").replace("( ", "(").replace(" )", ")");
        for fill in ["ban hành ", "có ", "bị ", "Có ", "nếu "] {
            name = name.strip_prefix(fill).unwrap_or(&name).to_owned();
        }
        if name.is_empty() {
            return None;
        }
        let abbreviated = name.chars().nth(1).is_some_and(char::is_uppercase);
        let first = usize::from(!abbreviated);
        let small: String =
            name.chars().take(first).flat_map(char::to_lowercase).chain(name.chars().skip(first)).collect();
        let name = if small.starts_with("số ") {
            small
        } else if percent {
            format!("số điểm phần trăm: {small}")
        } else {
            format!("số {small}")
        };
        Some(Thing { name, percent })
    }
}
