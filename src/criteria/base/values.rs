//! Entries of a set as they are written: their codes, their places, and whether two say the same.

use std::cmp::Ordering;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use super::Table;
use crate::points::Number;

/// Rules that compute from inputs.
const WITH_INPUTS: [&str; 6] = ["bands", "proportional", "count", "deduct", "relative", "formula"];

/// Puts the keys of an entry over those of the base's; whether anything is another then.
pub(super) fn change<'t>(base: &mut Spanned<DeValue<'t>>, own: &Spanned<DeValue<'t>>) -> bool {
    let span = own.span();
    let (DeValue::Table(table), Some(keys)) = (base.get_mut(), own.get_ref().as_table()) else { return true };
    let mut differs = false;
    if let Some(rule) = keys.get("rule").and_then(|rule| rule.get_ref().as_table()) {
        let computes = rule.keys().any(|key| WITH_INPUTS.contains(&&**key.get_ref()));
        let gone = if computes { &["unconfirmed"][..] } else { &["unconfirmed", "inputs", "when_zero"] };
        for key in gone {
            differs |= table.remove(*key).is_some();
        }
    }
    for (key, value) in keys {
        let word = &**key.get_ref();
        let known = table.remove(word);
        differs |= !known.is_some_and(|known| same(known.get_ref(), value.get_ref()));
        table.insert(key.clone(), value.clone());
    }
    let changed = std::mem::replace(table, DeTable::new());
    *base = Spanned::new(span, DeValue::Table(changed));
    differs
}

/// Whether two values mean the same, wherever they stand.
fn same(a: &DeValue, b: &DeValue) -> bool {
    let digits = |value: &DeValue| match value {
        DeValue::Integer(number) => Number::from_plain(&number.as_str().replace('_', "")),
        DeValue::Float(number) => Number::from_plain(&number.as_str().replace('_', "")),
        _ => None,
    };
    match (a, b) {
        (DeValue::String(a), DeValue::String(b)) => a.trim() == b.trim(),
        (DeValue::Boolean(a), DeValue::Boolean(b)) => a == b,
        (DeValue::Datetime(a), DeValue::Datetime(b)) => a == b,
        (DeValue::Array(a), DeValue::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b.iter()).all(|(a, b)| same(a.get_ref(), b.get_ref()))
        }
        (DeValue::Table(a), DeValue::Table(b)) => {
            let also = |(key, value): (&Spanned<toml::de::DeString>, &Spanned<DeValue>)| {
                b.get(&**key.get_ref()).is_some_and(|other| same(value.get_ref(), other.get_ref()))
            };
            a.len() == b.len() && a.iter().all(also)
        }
        _ => digits(a).is_some() && digits(a) == digits(b),
    }
}

/// All of a list, which is left empty.
pub(super) fn taken<'t>(list: &mut DeArray<'t>) -> Vec<Spanned<DeValue<'t>>> {
    std::mem::replace(list, std::iter::empty().collect()).into_iter().collect()
}

pub(super) fn entries_of<'a, 't>(
    table: &'a Table<'t>,
    key: &str,
) -> impl Iterator<Item = &'a DeValue<'t>> + use<'a, 't> {
    let list = table.get(key).and_then(|list| list.get_ref().as_array());
    list.into_iter().flat_map(|list| list.iter().map(Spanned::get_ref))
}

pub(super) fn code_of<'a>(entry: &'a DeValue) -> Option<&'a str> {
    entry.as_table()?.get("code")?.get_ref().as_str().map(str::trim)
}

/// Where the code of an entry is written.
pub(super) fn code_span(entry: &Spanned<DeValue>) -> Range<usize> {
    let code = entry.get_ref().as_table().and_then(|table| table.get("code"));
    code.map_or_else(|| entry.span(), Spanned::span)
}

/// Every place in a value, and its own. They are told one by one, as an entry may come from several files.
pub(super) fn spans(value: &Spanned<DeValue>) -> Vec<Range<usize>> {
    let mut all = vec![value.span()];
    match value.get_ref() {
        DeValue::Table(table) => {
            for (key, value) in table {
                all.push(key.span());
                all.extend(spans(value));
            }
        }
        DeValue::Array(list) => all.extend(list.iter().flat_map(spans)),
        _ => {}
    }
    all
}

pub(super) fn parent(code: &str) -> Option<&str> {
    code.rsplit_once('.').map(|(parent, _)| parent)
}

/// Whether a code is this branch or below it.
pub(in crate::criteria) fn is_under(code: &str, branch: &str) -> bool {
    code.strip_prefix(branch).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// `1.2` before `1.10`.
pub(super) fn natural(a: &str, b: &str) -> Ordering {
    let number = |part: &str| part.parse::<u64>().ok();
    let mut parts = a.split('.').zip(b.split('.'));
    let unequal = parts.find(|(a, b)| a != b);
    unequal.map_or_else(
        || a.len().cmp(&b.len()),
        |(a, b)| match (number(a), number(b)) {
            (Some(first), Some(second)) => first.cmp(&second),
            _ => a.cmp(b),
        },
    )
}
