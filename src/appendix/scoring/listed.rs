//! Cases in words: one of several states, or a list of which each item counts.

use super::apart;
use super::condition::Condition;
use super::draft::{Draft, list, percent, quoted};
use super::measure;
use super::phrase;
use super::range;
use super::reading::{Case, Reading};
use super::statement::Award;
use super::steps;
use super::token::Source;
use crate::message::Doubt;
use crate::message::capital;
use crate::points::Number;
use crate::rule::WhenZero;

/// The rule of cases that are states or items.
pub(super) fn draft(source: &Source, reading: &Reading, max: &Number) -> Option<Draft> {
    if reading.grouped || reading.cases.iter().any(|case| case.each) {
        return None;
    }
    let mut options = Vec::new();
    let mut when_zero = None;
    for case in &reading.cases {
        if case.award == Award::Excluded && case.condition.nothing {
            when_zero = Some(WhenZero::NotApplicable);
        } else {
            options.push((label(source, case), award(case)?, case.condition.nothing));
        }
    }
    // `không thực hiện: 0 điểm` after a list.
    let is_none = |(label, award, _): &(String, Award, bool)| {
        *award == Award::Points(Number::ZERO) && (label.starts_with("Không ") || label.starts_with("Chưa "))
    };
    let value = |award: &Award| match award {
        Award::Share(share) => share * max,
        Award::Points(points) => points.clone(),
        Award::Formula(_) | Award::InProportion(_) | Award::Excluded => Number::ZERO,
    };
    // What calculates is no state.
    let calculates = |(label, ..): &(String, Award, bool)| {
        label.contains('×') || label.split(' ').any(|word| ["x", "X", "=", "nhân", "chia"].contains(&word))
    };
    if options.len() > 2
        && options.iter().filter(|option| is_none(option)).count() == 1
        && options.last().is_some_and(is_none)
    {
        let items: Vec<Number> =
            options[..options.len() - 1].iter().map(|(_, award, _)| value(award)).collect();
        if items.iter().sum::<Number>() == *max
            && items.iter().all(|item| *item > Number::ZERO)
            && !items.contains(max)
        {
            options.pop();
        }
    }
    if options.is_empty() || options.iter().any(|option| option.0.is_empty() || calculates(option)) {
        return None;
    }
    let values: Vec<Number> = options.iter().map(|(_, award, _)| value(award)).collect();
    let sum: Number = values.iter().sum();
    let positive = values.iter().all(|value| *value > Number::ZERO);
    let unclear = reading.cases.iter().filter(|case| range::unclear(&case.condition.tokens));
    let mut doubts: Vec<Doubt> =
        unclear.map(|case| Doubt::Unread(source.part(&case.condition.tokens).to_owned())).collect();
    doubts.extend(within(source, reading, &values, max).map(Doubt::Unread));
    let rule = if values.contains(max) && !reading.sum {
        let rest = &sum - max;
        // One item, and its parts that sum to it.
        if positive
            && values.len() > 2
            && rest == *max
            && !parallel(&options)
            && !reading.cases.iter().any(|case| case.condition.nothing)
        {
            return None;
        }
        let mut entries: Vec<String> = options
            .iter()
            .map(|(label, award, _)| match award {
                Award::Share(share) if options.iter().all(|(_, award, _)| is_share(award)) => {
                    format!("label = {}, share = {}", quoted(label), percent(share))
                }
                award => format!("label = {}, points = {}", quoted(label), value(award)),
            })
            .collect();
        if options.iter().filter(|(_, _, nothing)| !nothing).count() == 1 {
            doubts.push(Doubt::Others);
            entries.push("label = \"Các trường hợp còn lại\", points = 0".to_owned());
        }
        beside(source, reading, max, &mut doubts);
        doubts.extend(apart::neither(source, reading).into_iter().map(Doubt::Gap));
        list("rule.choice", &entries)
    } else if positive && sum == *max && values.len() > 1 {
        if exclusive(&options) {
            return None;
        }
        let entries: Vec<String> = options
            .iter()
            .map(|(label, award, _)| format!("label = {}, points = {}", quoted(label), value(award)))
            .collect();
        list("rule.checklist", &entries)
    } else {
        return None;
    };
    Some(Draft { when_zero, rule, doubts, ..Draft::default() })
}

/// States that lie within another one: so much less of the points, or a part of them told after nothing.
fn within(source: &Source, reading: &Reading, values: &[Number], max: &Number) -> Option<String> {
    let shown = |case: &Case| source.part(&case.condition.tokens).to_owned();
    let words = |case: &Case| measure::content(&shown(case));
    let akin = |case: &Case| {
        let Some(first) = words(case).into_iter().next() else { return false };
        let others = reading.cases.iter().filter(|other| !other.minus);
        others.flat_map(words).any(|word| word == first)
    };
    // `vi phạm nhẹ: trừ 50% số điểm` is a state beside `không vi phạm`.
    if let Some(case) = reading.cases.iter().find(|case| case.minus && !akin(case)) {
        return Some(shown(case));
    }
    let nothing = values.iter().position(Number::is_zero).filter(|at| *at > 0)?;
    let later = values[nothing..].iter().find(|value| **value > Number::ZERO && *value < max)?;
    let worth =
        |case: &&Case| award(case).and_then(|award| steps::points(&award, max)).as_ref() == Some(later);
    reading.cases.iter().rfind(worth).map(shown)
}

fn is_share(award: &Award) -> bool {
    matches!(award, Award::Share(_)) || *award == Award::Points(Number::ZERO)
}

/// The words of a case as they stand, the first letter capital.
pub(super) fn label(source: &Source, case: &Case) -> String {
    capital(source.part(&case.condition.tokens))
}

/// What a state is worth: `trừ 50% số điểm` leaves 50 %.
fn award(case: &Case) -> Option<Award> {
    match (&case.award, case.minus) {
        (Award::Share(share), true) => Some(Award::Share(&Number::ONE - share)),
        (award @ (Award::Points(_) | Award::Share(_)), false) => Some(award.clone()),
        _ => None,
    }
}

/// States with ranges: gaps between them, and states beside them that may hold at the same time.
fn beside(source: &Source, reading: &Reading, max: &Number, doubts: &mut Vec<Doubt>) {
    let ranged: Vec<&Case> = reading.cases.iter().filter(|case| case.condition.range.is_some()).collect();
    if ranged.len() < 2 || super::same_twice(&ranged) {
        return;
    }
    steps::between_states(&ranged, doubts);
    let points = |case: &Case| award(case).and_then(|award| steps::points(&award, max));
    let known: Vec<Number> = ranged.iter().filter_map(|case| points(case)).collect();
    for case in reading.cases.iter().filter(|case| case.condition.range.is_none()) {
        let condition = &case.condition;
        let Some(worth) = points(case) else { continue };
        // `không kiểm tra: 0` goes on where the steps end.
        let first = phrase::starts_any(&condition.tokens, &["không", "chưa"]).is_some();
        let end = known.iter().all(|other| worth < *other) || known.iter().all(|other| worth > *other);
        let apart = condition.nothing || condition.otherwise || is_target(condition) || (first && end);
        if !apart {
            doubts.push(Doubt::Unread(source.part(&condition.tokens).to_owned()));
        }
    }
}

/// `đạt chỉ tiêu`, `hoàn thành`: the top of the steps.
pub(super) fn is_target(condition: &Condition) -> bool {
    phrase::starts_any(&condition.tokens, &["đạt", "hoàn thành", "đúng", "đầy đủ", "đủ"]).is_some()
}

/// Whether all labels begin alike: `Loại A`, `Loại B`.
fn parallel(options: &[(String, Award, bool)]) -> bool {
    let first = |(label, ..): &(String, Award, bool)| label.split(' ').next().map(str::to_lowercase);
    options.windows(2).all(|pair| first(&pair[0]) == first(&pair[1]))
}

/// Whether one label is the negation of another, so that both cannot hold.
fn exclusive(options: &[(String, Award, bool)]) -> bool {
    let lower: Vec<String> = options.iter().map(|(label, ..)| label.to_lowercase()).collect();
    let negated = |label: &str| {
        ["không ", "chưa ", "có "]
            .iter()
            .any(|word| label.strip_prefix(word).is_some_and(|rest| lower.iter().any(|other| other == rest)))
    };
    lower.iter().any(|label| {
        let without = label.strip_prefix("không ").or_else(|| label.strip_prefix("chưa "));
        negated(label)
            || without.is_some_and(|rest| lower.iter().any(|other| other.strip_prefix("có ") == Some(rest)))
    })
}
