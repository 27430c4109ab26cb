//! `[survey]`: the groups of respondents, what answers are none, how many there must be.

use std::ops::Range;

use super::rules::{bare_percent, without_marks};
use crate::keys::{At, Faults, Keys, measure};
use crate::message::Detail;
use crate::points::Number;
use crate::rule::{SurveyGroup, WhenSilent};
use crate::sorting::Order as _;

/// How a set reads the answers of respondents.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SurveyPolicy {
    /// The groups of respondents and what each weighs; empty where all answers count alike.
    pub groups: Vec<SurveyGroup>,
    /// So many answers a leaf of a unit should have at least, all groups together.
    pub minimum: Option<i64>,
    /// What is written where somebody has no opinion: no answer.
    pub skip: Vec<String>,
    /// What follows where a group has no answers in a unit.
    pub when_silent: WhenSilent,
}

/// What follows for a leaf of which the survey says nothing for a unit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MissingSurvey {
    /// It counts 0.
    #[default]
    Zero,
    /// It leaves the scale of the unit, so that the others are rescaled.
    Rescale,
}

/// Reads the table.
pub(super) fn read(faults: &mut Faults, mut keys: Keys) -> SurveyPolicy {
    let mut policy = SurveyPolicy::default();
    let mut weights = Vec::new();
    for mut keys in keys.tables(faults, "groups").unwrap_or_default() {
        let id = keys.need_text(faults, "id");
        let name = keys.text(faults, "name").map(|name| name.value);
        let weight = keys.measure(faults, "weight");
        if !keys.has("weight") {
            keys.missing(faults, "weight");
        }
        keys.finish(faults);
        let weight = weight.and_then(|at| share(faults, "weight", at));
        let Some(id) = id.filter(|id| !id.value.is_empty()) else { continue };
        if !id.value.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_') {
            let allowed = "nguoi-dan, doanh-nghiep …".to_owned();
            faults.at(&id.span, Detail::InvalidValue { key: "id".into(), found: id.value, allowed });
            continue;
        }
        let name = name.unwrap_or_else(|| id.value.clone());
        let same = |known: &&SurveyGroup| {
            [&known.id, &known.name].iter().any(|a| [&id.value, &name].iter().any(|b| loose(a) == loose(b)))
        };
        if policy.groups.iter().find(same).is_some() {
            faults.at(&id.span, Detail::DuplicateName { name: id.value.clone() });
            continue;
        }
        weights.extend(weight.clone());
        policy.groups.push(SurveyGroup { id: id.value, name, weight: weight.unwrap_or_default() });
    }
    if keys.has("groups") && weights.len() == policy.groups.len() {
        whole(faults, "groups", &weights, &keys.key_span("groups"));
    }
    policy.minimum = keys.integer(faults, "minimum").and_then(|minimum| {
        let sound = (1..=1_000_000).contains(&minimum.value);
        if !sound {
            let (key, found) = ("minimum".to_owned(), minimum.value.to_string());
            faults.at(&minimum.span, Detail::InvalidValue { key, found, allowed: "1 – 1000000".into() });
        }
        sound.then_some(minimum.value)
    });
    policy.skip = keys.texts(faults, "skip").unwrap_or_default().into_iter().map(|word| word.value).collect();
    let words = [("rescale", WhenSilent::Rescale), ("missing", WhenSilent::Missing)];
    policy.when_silent = keys.word(faults, "silent_group", &words).unwrap_or_default();
    keys.finish(faults);
    policy
}

/// The groups that a leaf asks, where they or their weights are not the set's; else the set's.
pub(super) fn groups_of(faults: &mut Faults, keys: &mut Keys, policy: &SurveyPolicy) -> Vec<SurveyGroup> {
    let span = keys.has("groups").then(|| keys.key_span("groups"));
    let Some((table, span)) = keys.table(faults, "groups").zip(span) else {
        // Who weighs nothing is asked nothing, or for one leaf alone.
        return policy.groups.iter().filter(|group| !group.weight.is_zero()).cloned().collect();
    };
    let mut groups = Vec::new();
    let mut all_read = true;
    for (id, value) in table.entries() {
        let weight =
            measure(faults, "groups", value).map(|value_of| At { value: value_of, span: value.span() });
        let weight = weight.and_then(|at| share(faults, "groups", at));
        let known = policy.groups.iter().find(|group| group.id == id.value);
        if known.is_none() {
            let allowed = policy.groups.iter().map(|group| group.id.as_str()).collect::<Vec<_>>().join(" | ");
            let allowed = if allowed.is_empty() { "[survey] groups = …".to_owned() } else { allowed };
            let (key, found) = ("groups".to_owned(), id.value.to_owned());
            faults.at(&id.span, Detail::InvalidValue { key, found, allowed });
        }
        match (known, weight) {
            (Some(group), Some(weight)) if !weight.is_zero() => {
                groups.push(SurveyGroup { weight, ..group.clone() });
            }
            (Some(_), Some(_)) => {}
            _ => all_read = false,
        }
    }
    // In the order of the set, whatever the order of the leaf.
    groups.order_by_key(|group| policy.groups.iter().position(|known| known.id == group.id));
    if all_read {
        whole(faults, "groups", &groups.iter().map(|group| group.weight.clone()).collect::<Vec<_>>(), &span);
    }
    groups
}

/// Weights are together the whole.
fn whole(faults: &mut Faults, key: &str, weights: &[Number], span: &Range<usize>) {
    let sum: Number = weights.iter().sum();
    if sum != Number::ONE {
        let percent = |share: &Number| format!("{}%", share * &Number::from(100));
        let terms: Vec<String> = weights.iter().map(percent).collect();
        let found = format!("{} = {}", terms.join(" + "), percent(&sum));
        faults.at(span, Detail::InvalidValue { key: key.to_owned(), found, allowed: "100%".into() });
    }
}

/// A weight from 0 to 100 %.
fn share(faults: &mut Faults, key: &str, at: At<(Number, bool)>) -> Option<Number> {
    if bare_percent(faults, key, &at) {
        return None;
    }
    let At { value: (share, _), span } = at;
    if share > Number::ONE || share.is_negative() {
        let (key, found) = (key.to_owned(), format!("{}%", &share * &Number::from(100)));
        faults.at(&span, Detail::InvalidValue { key, found, allowed: "0% – 100%".into() });
        return None;
    }
    Some(share)
}

/// Sheets write labels in any case, with and without marks and spaces.
pub(super) fn loose(text: &str) -> String {
    without_marks(text).filter(|c| !c.is_whitespace()).collect()
}
