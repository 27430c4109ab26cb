//! The appendix again, over a file that somebody has edited: what is new is put in, nothing else is touched.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::doubt;
use super::draft::{Drafted, Facts, Ruled, node};
use super::tree::{Appendix, Node};
use super::writing::above;
use crate::diagnostic::{Finding, Place};
use crate::keys::{Faults, parse};
use crate::message::ImportDoubt;
use crate::points::Number;
use crate::sheet::clean;

/// A table of the file that has a code.
struct Known {
    start: usize,
    name: Option<(String, Range<usize>)>,
    max: Option<(Number, String, Range<usize>)>,
    unconfirmed: Option<(String, Range<usize>)>,
}

/// Brings a file up to an appendix: its text, and what differs, is new or is gone. `Err` holds the faults of a file that is no TOML.
pub fn update(
    file: &Arc<str>,
    text: &str,
    appendix: &Appendix,
    facts: &Facts,
) -> Result<Drafted, Vec<Finding>> {
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut faults = Faults::new(file, body);
    let mut mended = None;
    let table = parse(&mut faults, body, &mut mended);
    if !faults.findings.is_empty() {
        return Err(faults.findings);
    }
    let (known, starts) = known(body, table.get_ref());
    let mut findings = Vec::new();
    let mut insertions: BTreeMap<usize, String> = BTreeMap::new();
    let mut last = None;
    let name = above(appendix).name;
    for found in &appendix.nodes {
        let Some(there) = known.get(&found.code) else {
            let (code, name_of) = (found.code.clone(), found.name.clone());
            findings.push(doubt(found.place.clone(), ImportDoubt::Added { code, name: name_of }));
            let block = node(&Ruled::of(found), &name, facts.lang);
            insertions.entry(end_of(body, &starts, last)).or_default().push_str(&block);
            continue;
        };
        last = Some(there.start);
        differences(found, there, |span, what| {
            let place = Place::Text { file: Arc::clone(file), span: faults.span(span) };
            findings.push(doubt(place, what));
        });
    }
    let codes: BTreeSet<&str> = appendix.nodes.iter().map(|node| node.code.as_str()).collect();
    let mut gone: Vec<(&String, &Known)> =
        known.iter().filter(|(code, _)| !codes.contains(code.as_str())).collect();
    gone.sort_by_key(|(_, known)| known.start);
    for (code, known) in gone {
        let place =
            Place::Text { file: Arc::clone(file), span: faults.span(&(known.start..known.start + 2)) };
        let name = known.name.as_ref().map(|(name, _)| name.clone()).unwrap_or_default();
        findings.push(doubt(place, ImportDoubt::Vanished { code: code.clone(), name }));
    }
    let text = spliced(text, text.len() - body.len(), &insertions);
    Ok(Drafted { text, findings, ..Drafted::default() })
}

/// The text with the insertions, which end their lines as the text does.
fn spliced(text: &str, shift: usize, insertions: &BTreeMap<usize, String>) -> String {
    let windows = text.contains("\r\n");
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for (at, block) in insertions {
        let at = at + shift;
        out.push_str(text.get(done..at).unwrap_or_default());
        if !out.is_empty() && !out.ends_with('\n') {
            out.push('\n');
        }
        out.push_str(&if windows { block.replace('\n', "\r\n") } else { block.clone() });
        done = at;
    }
    out.push_str(text.get(done..).unwrap_or_default());
    out
}

/// Where the block that begins at `start` ends: behind its last line that is neither blank nor a comment. Without a
/// block: the end of the text.
fn end_of(text: &str, starts: &BTreeSet<usize>, start: Option<usize>) -> usize {
    let Some(start) = start else { return text.len() };
    let next = starts.range(start + 1..).next().copied().unwrap_or(text.len());
    let block = text.get(start..next).unwrap_or_default();
    let mut end = block.len();
    for line in block.split_inclusive('\n').rev() {
        let bare = line.trim();
        if !bare.is_empty() && !bare.starts_with('#') {
            break;
        }
        end -= line.len();
    }
    start + end
}

fn differences(found: &Node, there: &Known, mut tell: impl FnMut(&Range<usize>, ImportDoubt)) {
    let code = || found.code.clone();
    if let Some((name, span)) = &there.name
        && clean(name) != clean(&found.name)
    {
        let (file, appendix) = (name.clone(), found.name.clone());
        tell(span, ImportDoubt::Differs { code: code(), key: "name", file, appendix });
    }
    if let (Some((max, typed, span)), Some(own)) = (&there.max, &found.max)
        && max != own
    {
        let (file, appendix) = (typed.clone(), own.to_string());
        tell(span, ImportDoubt::Differs { code: code(), key: "max", file, appendix });
    }
    let text = found.scoring.join("\n");
    if let Some((old, span)) = &there.unconfirmed
        && !text.is_empty()
        && clean(old) != clean(&text)
    {
        let file = old.clone();
        tell(span, ImportDoubt::Differs { code: code(), key: "unconfirmed", file, appendix: text });
    }
}

/// The tables with a code, by it, and where all tables begin.
fn known(text: &str, top: &DeTable) -> (BTreeMap<String, Known>, BTreeSet<usize>) {
    let mut known = BTreeMap::new();
    let mut starts = BTreeSet::new();
    for (key, value) in top {
        match value.get_ref() {
            DeValue::Table(_) => {
                starts.insert(value.span().start);
            }
            DeValue::Array(tables) => {
                // A list in brackets has no room for a table between its own.
                let tables = tables.iter().filter(|table| {
                    text.get(table.span().start..).is_some_and(|text| text.starts_with("[["))
                });
                for table in tables {
                    starts.insert(table.span().start);
                    let of_tree = ["field", "criterion"].contains(&key.get_ref().as_ref());
                    if let DeValue::Table(keys) = table.get_ref()
                        && of_tree
                        && let Some((code, _)) = string(keys, "code")
                    {
                        known.entry(code).or_insert_with(|| Known {
                            start: table.span().start,
                            name: string(keys, "name"),
                            max: number(keys),
                            unconfirmed: string(keys, "unconfirmed"),
                        });
                    }
                }
            }
            _ => {}
        }
    }
    (known, starts)
}

fn string(keys: &DeTable, key: &str) -> Option<(String, Range<usize>)> {
    let value: &Spanned<DeValue> = keys.get(key)?;
    match value.get_ref() {
        DeValue::String(text) => Some((text.trim().to_owned(), value.span())),
        _ => None,
    }
}

fn number(keys: &DeTable) -> Option<(Number, String, Range<usize>)> {
    let value: &Spanned<DeValue> = keys.get("max")?;
    let digits = match value.get_ref() {
        DeValue::Integer(integer) => integer.as_str(),
        DeValue::Float(float) => float.as_str(),
        _ => return None,
    };
    Some((Number::from_plain(&digits.replace('_', ""))?, digits.to_owned(), value.span()))
}
