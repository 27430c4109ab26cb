//! So much for each: deductions from the maximum, and counts up to it.

use super::draft::{Draft, Input};
use super::phrase::{starts_any, trimmed};
use super::range;
use super::reading::{Case, Reading};
use super::statement::Award;
use super::token::{Source, Token};
use super::words;
use crate::message::Doubt;
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
    let min = min(reading, max, &mut draft.doubts)?;
    draft.rule = format!("rule.deduct = {{ events = [\n{}], min = {min} }}\n", lines.concat());
    Some(draft)
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
    draft.rule = match terms.as_slice() {
        [(id, points)] => format!("rule.count = {{ of = \"{id}\", each = {points} }}\n"),
        terms => {
            let sum: Vec<String> = terms.iter().map(|(id, points)| format!("{id} * {points}")).collect();
            format!("rule.formula = \"min({}, max_points)\"\n", sum.join(" + "))
        }
    };
    Some(draft)
}

/// What is counted.
struct Thing {
    name: String,
    /// It is counted in percent.
    percent: bool,
}

/// 1, or 1 %.
fn is_one(value: &Number, percent: bool) -> bool {
    *value == if percent { Number::from_scaled(1, 2) } else { Number::ONE }
}

impl Thing {
    fn of(source: &Source, case: &Case) -> Option<Thing> {
        let tokens = trimmed(&case.condition.tokens);
        if case.condition.range.as_ref().is_some_and(|range| !range.exact)
            || range::find(tokens).is_some_and(|found| !found.range.exact)
        {
            return None;
        }
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
