//! A set that starts from another one and states only what it changes.
//!
//! The base's text is parsed behind the own one, so that every place tells from which of the two it is; the tables are
//! put together key by key, and everything after that reads one file.

use std::cmp::Ordering;
use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use super::FindText;
use crate::keys::{At, Faults, closest};
use crate::message::Detail;
use crate::points::Number;

/// Sets that a set may start from, one behind the other.
const MOST_BASES: usize = 8;
/// What a base says of itself, so that it is not taken over.
const KEPT_OF_SET: [&str; 2] = ["level", "scale"];
/// Keys of a leaf.
const LEAF_KEYS: [&str; 7] =
    ["scored_by", "evidence", "appraiser", "inputs", "when_zero", "rule", "unconfirmed"];
/// Rules that compute from inputs.
const WITH_INPUTS: [&str; 6] = ["bands", "proportional", "count", "deduct", "relative", "formula"];

/// A table with the place of its keys.
type Table<'t> = DeTable<'t>;

/// What `[set] extends` names, and where.
pub(super) fn extends(table: &Table) -> Option<At<String>> {
    let value = table.get("set")?.get_ref().as_table()?.get("extends")?;
    Some(At { value: value.get_ref().as_str()?.trim().to_owned(), span: value.span() })
}

/// The texts from which a file starts, the nearest first, each padded to stand behind those before it; `None` where one
/// is unknown, at fault, or the file itself.
pub(super) fn texts(
    faults: &mut Faults,
    file: &Arc<str>,
    text: &str,
    named: &At<String>,
    find: FindText,
) -> Option<Vec<String>> {
    let mut files = vec![Arc::clone(file)];
    let mut texts: Vec<String> = Vec::new();
    let mut behind = text.len() + 1;
    let mut next = Some(named.value.clone());
    let mut first = None;
    while let Some(name) = next {
        let Some((found, base)) = files.last().and_then(|from| find(&name, from)) else { break };
        if files.contains(&found) || files.len() > MOST_BASES {
            files.push(found);
            let files = files.iter().map(ToString::to_string).collect();
            faults.at(&named.span, Detail::BaseCircle { files });
            return None;
        }
        let base = base.strip_prefix('\u{feff}').unwrap_or(&base).to_owned();
        next = extends(DeTable::parse_recoverable(&base).0.get_ref()).map(|at| at.value);
        first = first.or_else(|| Some((Arc::clone(&found), base.clone())));
        files.push(found);
        let padded = format!("{}{base}", " ".repeat(behind));
        behind = padded.len() + 1;
        texts.push(padded);
    }
    let Some((found, base)) = first else {
        let known = super::builtin::all().map(|(id, _)| id);
        let (name, close) = (named.value.clone(), closest(&named.value, known));
        faults.at(&named.span, Detail::UnknownBase { name, close });
        return None;
    };
    let (_, findings) = super::load_with(&found, &base, find);
    let errors = findings.iter().filter(|finding| finding.is_error()).count();
    if errors > 0 {
        faults.at(&named.span, Detail::BaseFault { file: found.to_string(), errors });
        return None;
    }
    Some(texts)
}

/// The file and its bases as one table; what the file changes of them is found, and faults in a base are led to the file.
pub(super) fn merged<'t>(
    faults: &mut Faults,
    own: &Table<'t>,
    named: &At<String>,
    bases: &'t [String],
) -> Table<'t> {
    let mut unheard = Faults::new(&Arc::from(""), "");
    let mut tables = bases.iter().rev().map(|text| DeTable::parse_recoverable(text).0.into_inner());
    let mut base = tables.next().unwrap_or_default();
    for table in tables {
        base = Merge::of(&mut unheard, base, &table).table;
    }
    faults.lead_back(named.span.clone(), Vec::new());
    let merge = Merge::of(faults, base, own);
    let (table, ways) = (merge.table, merge.ways);
    faults.lead_back(named.span.clone(), ways);
    table
}

struct Merge<'f, 'x, 't> {
    faults: &'f mut Faults<'x>,
    table: Table<'t>,
    /// Entries of the base that the file changes: their place, and the file's.
    ways: Vec<(Range<usize>, Range<usize>)>,
    /// Codes that the file changes or drops.
    changed: Vec<String>,
}

impl<'f, 'x, 't> Merge<'f, 'x, 't> {
    fn of(faults: &'f mut Faults<'x>, base: Table<'t>, own: &Table<'t>) -> Self {
        let mut merge = Merge { faults, table: base, ways: Vec::new(), changed: Vec::new() };
        merge.forget();
        let drops = merge.drops(own);
        merge.set(own);
        for key in ["scoring", "ranking", "evidence"] {
            merge.keys(own, key);
        }
        for key in ["class", "block", "exemption"] {
            merge.replace(own, key);
        }
        let parents = merge.parents();
        for key in ["field", "criterion", "adjustment"] {
            merge.entries(own, key);
        }
        merge.leaves(own, &parents, &drops);
        merge.examples(own);
        let known =
            ["set", "scoring", "ranking", "evidence", "class", "block", "exemption", "field", "criterion"];
        for (key, value) in own.iter() {
            if !known.contains(&&**key.get_ref()) && !["adjustment", "example"].contains(&&**key.get_ref()) {
                merge.table.insert(key.clone(), value.clone());
            }
        }
        merge
    }

    /// The codes that a base continues are those of the set before it.
    fn forget(&mut self) {
        for key in ["field", "criterion"] {
            let Some(DeValue::Array(list)) = self.table.get_mut(key).map(Spanned::get_mut) else { continue };
            for entry in list.iter_mut() {
                if let DeValue::Table(table) = entry.get_mut() {
                    table.remove("was");
                }
            }
        }
    }

    /// The own `[set]`, with what the base's says of the whole.
    fn set(&mut self, own: &Table<'t>) {
        let base = self.table.remove("set");
        let Some((key, value)) = own.get_key_value("set") else { return };
        let mut value = value.clone();
        if let (DeValue::Table(table), Some(base)) = (value.get_mut(), base) {
            let base = base.into_inner();
            for key in KEPT_OF_SET {
                let taken = base.as_table().and_then(|base| base.get_key_value(key));
                if let Some((key, value)) = taken.filter(|_| !table.contains_key(key)) {
                    table.insert(key.clone(), value.clone());
                }
            }
        }
        self.table.insert(key.clone(), value);
    }

    /// A table of which the own keys count before the base's.
    fn keys(&mut self, own: &Table<'t>, key: &str) {
        let Some((name, value)) = own.get_key_value(key) else { return };
        match (self.table.get_mut(key).map(Spanned::get_mut), value.get_ref()) {
            (Some(DeValue::Table(base)), DeValue::Table(table)) => {
                for (key, value) in table.iter() {
                    base.remove(&**key.get_ref());
                    base.insert(key.clone(), value.clone());
                }
            }
            _ => self.replace_with(name.clone(), value.clone()),
        }
    }

    fn replace(&mut self, own: &Table<'t>, key: &str) {
        if let Some((name, value)) = own.get_key_value(key) {
            self.replace_with(name.clone(), value.clone());
        }
    }

    fn replace_with(&mut self, key: Spanned<toml::de::DeString<'t>>, value: Spanned<DeValue<'t>>) {
        self.table.remove(&**key.get_ref());
        self.table.insert(key, value);
    }

    /// Takes away what `drop` names, with all below it; the codes and where they are named.
    fn drops(&mut self, own: &Table<'t>) -> Vec<At<String>> {
        let list = own.get("set").and_then(|set| set.get_ref().as_table()?.get("drop"));
        let codes = list.and_then(|list| list.get_ref().as_array()).into_iter().flatten();
        let codes = codes.filter_map(|code| {
            Some(At { value: code.get_ref().as_str()?.trim().to_owned(), span: code.span() })
        });
        let drops: Vec<At<String>> = codes.collect();
        let known: Vec<String> = ["field", "criterion", "adjustment"]
            .iter()
            .flat_map(|key| entries_of(&self.table, key))
            .filter_map(|entry| code_of(entry).map(str::to_owned))
            .collect();
        for drop in &drops {
            if !known.contains(&drop.value) {
                let close = closest(&drop.value, known.iter().map(String::as_str));
                self.faults.at(&drop.span, Detail::UnknownCode { code: drop.value.clone(), close });
            }
        }
        let dropped = |code: &str| drops.iter().any(|drop| is_under(code, &drop.value));
        for key in ["field", "criterion", "adjustment"] {
            if let Some(DeValue::Array(list)) = self.table.get_mut(key).map(Spanned::get_mut) {
                let kept = taken(list).into_iter();
                *list = kept.filter(|entry| !code_of(entry.get_ref()).is_some_and(dropped)).collect();
            }
        }
        self.changed.extend(known.into_iter().filter(|code| dropped(code)));
        drops
    }

    /// Criteria and adjustments by code: those that are there change, others come to their place.
    fn entries(&mut self, own: &Table<'t>, key: &str) {
        let Some((name, value)) = own.get_key_value(key) else { return };
        let (Some(added), Some(DeValue::Array(list))) =
            (value.get_ref().as_array(), self.table.get_mut(key).map(Spanned::get_mut))
        else {
            self.replace_with(name.clone(), value.clone());
            return;
        };
        let mut list = taken(list);
        let mut seen: Vec<&str> = Vec::new();
        for entry in added {
            let code = code_of(entry.get_ref());
            let known = code.filter(|code| !seen.contains(code)).and_then(|code| {
                list.iter().position(|base| code_of(base.get_ref()) == Some(code)).map(|at| (code, at))
            });
            seen.extend(code);
            self.changed.extend(code.into_iter().chain(code.and_then(parent)).map(str::to_owned));
            match known {
                Some((code, at)) => {
                    let line = code_span(entry);
                    self.ways.push((extent(&list[at]), line.clone()));
                    if !change(&mut list[at], entry) {
                        let code = code.to_owned();
                        self.faults.at(&line, Detail::OverrideWithoutEffect { code });
                    }
                }
                None => {
                    let before = |base: &Spanned<DeValue>| match (code, code_of(base.get_ref())) {
                        (Some(code), Some(other)) => {
                            parent(code) == parent(other) && natural(code, other) == Ordering::Less
                        }
                        _ => false,
                    };
                    let at = list.iter().position(before).unwrap_or(list.len());
                    list.insert(at, entry.clone());
                }
            }
        }
        if let Some(DeValue::Array(kept)) = self.table.get_mut(key).map(Spanned::get_mut) {
            *kept = list.into_iter().collect();
        }
    }

    /// The codes of criteria with others below them.
    fn parents(&self) -> Vec<String> {
        let codes = entries_of(&self.table, "criterion").filter_map(code_of);
        codes.filter_map(|code| parent(code).map(str::to_owned)).collect()
    }

    /// A criterion of the base with new ones below it is no leaf any more; one that lost all below it needs a rule.
    fn leaves(&mut self, own: &Table<'t>, still: &[String], drops: &[At<String>]) {
        let parents = self.parents();
        let owned = |code: &str, key: &str| {
            let mut entries = ["field", "criterion"].into_iter().flat_map(|list| entries_of(own, list));
            entries.any(|entry| {
                code_of(entry) == Some(code) && entry.as_table().is_some_and(|table| table.contains_key(key))
            })
        };
        for key in ["field", "criterion"] {
            let Some(DeValue::Array(list)) = self.table.get_mut(key).map(Spanned::get_mut) else { continue };
            for entry in list.iter_mut() {
                let Some(code) = code_of(entry.get_ref()).map(str::to_owned) else { continue };
                let DeValue::Table(table) = entry.get_mut() else { continue };
                if parents.contains(&code) && !still.contains(&code) {
                    for key in LEAF_KEYS.into_iter().filter(|key| !owned(&code, key)) {
                        table.remove(key);
                    }
                }
                let lost = drops.iter().find(|drop| parent(&drop.value) == Some(&*code));
                if let Some(drop) = lost.filter(|_| !parents.contains(&code) && !owned(&code, "rule")) {
                    let (key, table) = ("rule".to_owned(), format!("{key} {code}"));
                    self.faults.at(&drop.span, Detail::MissingKey { key, table });
                }
            }
        }
    }

    /// The worked examples of the base that name nothing that is changed, then the own ones.
    fn examples(&mut self, own: &Table<'t>) {
        let changed = &self.changed;
        let holds = |entry: &Spanned<DeValue>| {
            let Some(table) = entry.get_ref().as_table() else { return false };
            let plain = table.keys().all(|key| ["name", "inputs", "points"].contains(&&**key.get_ref()));
            let codes = ["inputs", "points"].iter().filter_map(|key| table.get(*key)?.get_ref().as_table());
            plain
                && !codes
                    .flat_map(|codes| codes.keys())
                    .any(|key| changed.iter().any(|code| **key.get_ref() == **code))
        };
        if let Some(DeValue::Array(list)) = self.table.get_mut("example").map(Spanned::get_mut) {
            let mut kept: DeArray = taken(list).into_iter().filter(holds).collect();
            if let Some(DeValue::Array(added)) = own.get("example").map(Spanned::get_ref) {
                added.iter().for_each(|example| kept.push(example.clone()));
                *list = kept;
                return;
            }
            *list = kept;
        }
        if !self.table.contains_key("example")
            || own.get("example").is_some_and(|own| !own.get_ref().is_array())
        {
            self.replace(own, "example");
        }
    }
}

/// Puts the keys of an entry over those of the base's; whether anything is another then.
fn change<'t>(base: &mut Spanned<DeValue<'t>>, own: &Spanned<DeValue<'t>>) -> bool {
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
    for (key, value) in keys.iter() {
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
fn taken<'t>(list: &mut DeArray<'t>) -> Vec<Spanned<DeValue<'t>>> {
    std::mem::replace(list, std::iter::empty().collect()).into_iter().collect()
}

fn entries_of<'a, 't>(
    table: &'a Table<'t>,
    key: &str,
) -> impl Iterator<Item = &'a DeValue<'t>> + use<'a, 't> {
    let list = table.get(key).and_then(|list| list.get_ref().as_array());
    list.into_iter().flat_map(|list| list.iter().map(Spanned::get_ref))
}

fn code_of<'a>(entry: &'a DeValue) -> Option<&'a str> {
    entry.as_table()?.get("code")?.get_ref().as_str().map(str::trim)
}

/// Where the code of an entry is written.
fn code_span(entry: &Spanned<DeValue>) -> Range<usize> {
    let code = entry.get_ref().as_table().and_then(|table| table.get("code"));
    code.map_or_else(|| entry.span(), Spanned::span)
}

/// From the first to the last thing that is written in a value.
fn extent(value: &Spanned<DeValue>) -> Range<usize> {
    let inner: Vec<Range<usize>> = match value.get_ref() {
        DeValue::Table(table) => table.iter().flat_map(|(key, value)| [key.span(), extent(value)]).collect(),
        DeValue::Array(list) => list.iter().map(extent).collect(),
        _ => Vec::new(),
    };
    let all = || inner.iter().cloned().chain([value.span()]);
    let (first, last) = (all().map(|span| span.start).min(), all().map(|span| span.end).max());
    first.unwrap_or_default()..last.unwrap_or_default()
}

fn parent(code: &str) -> Option<&str> {
    code.rsplit_once('.').map(|(parent, _)| parent)
}

fn is_under(code: &str, branch: &str) -> bool {
    code.strip_prefix(branch).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// `1.2` before `1.10`.
fn natural(a: &str, b: &str) -> Ordering {
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
