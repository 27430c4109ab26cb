//! What the head, the codes, the bases and the classes of a set say of each other.

use std::ops::Range;

use super::assemble::NodeSpans;
use super::base::is_under;
use super::{AboveScale, Class, CriteriaSet, Effect, Status};
use crate::day::Day;
use crate::keys::{At, Faults};
use crate::message::Detail;
use crate::points::Number;
use crate::rule::Rule;

/// Where the head is written, and what only its checks need.
pub(super) struct Head<'a> {
    pub id: Option<&'a At<String>>,
    pub years: &'a Range<usize>,
    pub checked: Option<&'a At<String>>,
    pub gaps: &'a [At<String>],
}

/// Years, dates, codes, bases.
pub(super) fn check(faults: &mut Faults, set: &CriteriaSet, spans: &[NodeSpans], head: &Head) {
    year(faults, set, head);
    dates(faults, set, head);
    // What is known only in part has gaps.
    if set.status != Status::Partial {
        gaps(faults, set, spans, head, &set.fields);
        for node in &set.nodes {
            gaps(faults, set, spans, head, &node.children);
        }
    }
    for (node, spans) in set.nodes.iter().zip(spans) {
        if let (Some(basis), Some(span)) = (&node.basis, &spans.basis)
            && let Some(found) = other_item(basis, &node.code)
        {
            faults.warn(span, Detail::BasisDiffers { code: node.code.to_string(), found: found.to_owned() });
        }
        let scored = node.leaf.as_ref().is_some_and(|leaf| leaf.rule != Rule::Info);
        if set.status == Status::Official && scored && node.basis.is_none() {
            faults.at(&spans.code, Detail::MissingBasis { code: node.code.to_string() });
        }
    }
}

/// The year in the id: the first of the set, or one of its years where the last is known.
fn year(faults: &mut Faults, set: &CriteriaSet, head: &Head) {
    let (Some(id), Some(years)) = (head.id, set.years) else { return };
    let year = id.value.split('-').find_map(|part| {
        let plain = part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_digit());
        part.parse::<i64>().ok().filter(|year| plain && (1990..=2100).contains(year))
    });
    let Some(year) = year else { return };
    if !(years.from..=years.to.unwrap_or(years.from)).contains(&year) {
        let (id, from, to) = (id.value.clone(), years.from, years.to);
        faults.warn(head.years, Detail::YearDiffers { id, year, from, to });
    }
}

/// Nobody compared the set with a source that did not exist yet.
fn dates(faults: &mut Faults, set: &CriteriaSet, head: &Head) {
    let Some((at, checked)) = head.checked.and_then(|at| Some((at, Day::from_iso(&at.value)?))) else {
        return;
    };
    let newest =
        set.sources.iter().flat_map(|source| source.split(|c: char| !(c.is_ascii_digit() || c == '/')));
    let newest = newest.filter_map(day).max();
    if let Some(source) = newest.filter(|source| *source > checked) {
        let (checked, source) = (checked.to_string(), source.to_string());
        faults.warn(&at.span, Detail::CheckedEarly { checked, source });
    }
}

/// `15/10/2025`.
fn day(text: &str) -> Option<Day> {
    let mut parts = text.split('/');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 {
        return None;
    }
    Day::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

/// Codes of one group that skip a number.
fn gaps(faults: &mut Faults, set: &CriteriaSet, spans: &[NodeSpans], head: &Head, group: &[usize]) {
    /// More missing codes than these mean another way of numbering.
    const MOST: u32 = 5;
    let mut next = 1;
    for at in group {
        let code = &*set.nodes[*at].code;
        let (stem, last) = code.rsplit_once('.').map_or(("", code), |(stem, last)| (stem, last));
        let Ok(number) = last.parse::<u32>() else { return };
        let name = |n: u32| if stem.is_empty() { n.to_string() } else { format!("{stem}.{n}") };
        let first = if number.saturating_sub(next) > MOST { number } else { next };
        let stated = |code: &String| head.gaps.iter().any(|gap| gap.value == *code);
        let exists = |code: &String| set.node_of(code).is_some();
        let missing: Vec<String> =
            (first..number).map(name).filter(|code| !stated(code) && !exists(code)).collect();
        if !missing.is_empty() {
            faults.warn(&spans[*at].code, Detail::CodeGap { missing, code: code.to_owned() });
        }
        next = number.saturating_add(1);
    }
}

/// The first dotted code in a basis (no date), where it names neither this one nor a part or group of it.
fn other_item<'b>(basis: &'b str, code: &str) -> Option<&'b str> {
    let words = basis.split(|c: char| !(c.is_alphanumeric() || c == '.' || c == '/' || c == '-'));
    let mut items = words.map(|word| word.trim_matches('.')).filter(|word| {
        word.contains('.') && word.split('.').all(|part| part.parse::<u32>().is_ok_and(|n| n < 1000))
    });
    let first = items.next()?;
    let own = |item: &str| is_under(item, code) || is_under(code, item);
    (!own(first) && !items.any(own)).then_some(first)
}

/// Classes that nobody can reach, and blocks without any.
pub(super) fn classes(faults: &mut Faults, set: &CriteriaSet, classes: &[Class], edges: &[Range<usize>]) {
    let hundred = Number::from(100);
    let bonus = set.adjustments.iter().any(|adjustment| adjustment.effect == Effect::Bonus);
    let capped = !bonus || set.scoring.above_scale == AboveScale::Cap;
    for (class, edge) in classes.iter().zip(edges) {
        let index = (capped && class.from > hundred).then(|| (class.from.clone(), None));
        let component = class.also.iter().find(|(_, share)| *share > Number::ONE);
        let component =
            component.map(|(node, share)| (share * &hundred, Some(set.nodes[*node].code.to_string())));
        if let Some((needs, of)) = index.or(component) {
            let (name, most) = (class.name.clone(), hundred.clone());
            faults.at(edge, Detail::ClassUnreachable { name, needs, of, most });
        }
    }
    let common = classes.is_empty() || classes.iter().any(|class| class.block.is_none());
    for (at, block) in set.blocks.iter().enumerate() {
        if let Some(edge) = edges.first().filter(|_| !common && classes.iter().all(|c| c.block != Some(at))) {
            faults.warn(edge, Detail::NoClasses { block: block.name.clone() });
        }
    }
}
