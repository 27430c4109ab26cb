//! What changed between two sets, as JSON.

use serde::Serialize;

use super::super::json::{CriteriaJson, document};
use super::facts::Sides;
use crate::analysis::{Diff, Entry, How, Kind};
use crate::criteria::CriteriaSet;
use crate::message::Lang;

#[derive(Serialize)]
struct DiffJson {
    schema: &'static str,
    old: CriteriaJson,
    new: CriteriaJson,
    differs: bool,
    counts: CountsJson,
    set: Vec<ValuesJson>,
    entries: Vec<EntryJson>,
    unknown_was: Vec<UnknownJson>,
}

#[derive(Serialize)]
struct CountsJson {
    added: usize,
    removed: usize,
    merged: usize,
    split: usize,
    changed: usize,
    unchanged: usize,
}

#[derive(Serialize)]
struct ValuesJson {
    key: &'static str,
    old: String,
    new: String,
}

#[derive(Serialize)]
struct EntryJson {
    kind: &'static str,
    adjustment: bool,
    field: Option<String>,
    old: Vec<String>,
    new: Vec<String>,
    name: String,
    matched_by: Option<&'static str>,
    sure: bool,
    changes: Vec<ValuesJson>,
}

#[derive(Serialize)]
struct UnknownJson {
    code: String,
    was: String,
}

/// The changes as JSON; values are texts in the language.
pub fn diff_json(
    old: &CriteriaSet,
    new: &CriteriaSet,
    diff: &Diff,
    lang: Lang,
) -> serde_json::Result<Vec<u8>> {
    let sides = Sides { old, new, lang };
    let entry = |entry: &Entry| {
        let [codes_old, codes_new] = sides.codes(entry);
        let changes = entry.changes.iter().map(|change| {
            let [old, new] = sides.values(entry, *change);
            ValuesJson { key: change.id(), old, new }
        });
        EntryJson {
            kind: entry.kind.id(),
            adjustment: entry.adjustment,
            field: sides.field(entry.field).map(|(code, _)| code.to_owned()),
            old: codes_old,
            new: codes_new,
            name: sides.name(entry).to_owned(),
            matched_by: entry.how.map(How::id),
            sure: entry.how.is_none_or(How::is_sure),
            changes: changes.collect(),
        }
    };
    let unknown = diff.pairing.unknown.iter();
    document(&DiffJson {
        schema: "parindex/criteria-diff/1",
        old: CriteriaJson::new(old),
        new: CriteriaJson::new(new),
        differs: !diff.is_empty(),
        counts: CountsJson {
            added: diff.count(Kind::Added),
            removed: diff.count(Kind::Removed),
            merged: diff.count(Kind::Merged),
            split: diff.count(Kind::Split),
            changed: diff.count(Kind::Changed),
            unchanged: diff.unchanged,
        },
        set: diff
            .set
            .iter()
            .map(|key| {
                let [old, new] = sides.set_values(*key);
                ValuesJson { key: key.id(), old, new }
            })
            .collect(),
        entries: diff.entries.iter().map(entry).collect(),
        unknown_was: unknown
            .map(|(at, was)| UnknownJson { code: new.nodes[*at].code.to_string(), was: was.clone() })
            .collect(),
    })
}
