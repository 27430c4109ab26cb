//! The tables of a file and of its base, put together key by key.

use std::cmp::Ordering;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeArray, DeValue};

use super::Table;
use super::values::{change, code_of, code_span, entries_of, is_under, natural, parent, spans, taken};
use crate::keys::{At, Faults, closest};
use crate::message::Detail;

/// What a base says of itself, so that it is not taken over.
const KEPT_OF_SET: [&str; 2] = ["level", "scale"];
/// Keys of a leaf.
const LEAF_KEYS: [&str; 7] =
    ["scored_by", "evidence", "appraiser", "inputs", "when_zero", "rule", "unconfirmed"];

/// The base with what the file changes of it.
pub(super) struct Merge<'f, 'x, 't> {
    faults: &'f mut Faults<'x>,
    pub table: Table<'t>,
    /// Entries of the base that the file changes: their place, and the file's.
    pub ways: Vec<(Range<usize>, Range<usize>)>,
    /// Codes that the file changes or drops.
    changed: Vec<String>,
}

impl<'f, 'x, 't> Merge<'f, 'x, 't> {
    pub fn of(faults: &'f mut Faults<'x>, base: Table<'t>, own: &Table<'t>) -> Self {
        let mut merge = Merge { faults, table: base, ways: Vec::new(), changed: Vec::new() };
        merge.forget();
        let drops = merge.drops(own);
        merge.set(own);
        for key in ["scoring", "ranking", "evidence", "survey"] {
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
        let known = [
            "set",
            "scoring",
            "ranking",
            "evidence",
            "survey",
            "class",
            "block",
            "exemption",
            "field",
            "criterion",
        ];
        for (key, value) in own {
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
                for (key, value) in table {
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
        // A sum that is wrong then is so because of what is dropped.
        for drop in &drops {
            let maximum = self.maximum_above(&drop.value);
            self.ways.extend(maximum.map(|span| (span, drop.span.clone())));
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

    /// Where the base states what the group of a code adds up to: its maximum, or the scale of the set.
    fn maximum_above(&self, code: &str) -> Option<Range<usize>> {
        let Some(parent) = parent(code) else {
            return Some(self.table.get("set")?.get_ref().as_table()?.get("scale")?.span());
        };
        let mut entries = ["field", "criterion"].into_iter().flat_map(|key| entries_of(&self.table, key));
        let group = entries.find(|entry| code_of(entry) == Some(parent))?;
        Some(group.as_table()?.get("max")?.span())
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
                    self.ways.extend(spans(&list[at]).into_iter().map(|span| (span, line.clone())));
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
                let emptied_by = drops.iter().find(|drop| parent(&drop.value) == Some(&*code));
                if let Some(drop) = emptied_by.filter(|_| !parents.contains(&code) && !owned(&code, "rule")) {
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
