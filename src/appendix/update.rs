//! The appendix again, over a file that somebody has edited: what is new is put in, nothing else is touched.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::doubt;
use super::draft::{Drafted, Facts, Ruled, node, scoring_comment, settled, silent};
use super::held::{Compared, Held};
use super::tree::{Appendix, Node};
use super::writing::above;
use crate::diagnostic::{Finding, Place};
use crate::keys::{Faults, parse};
use crate::message::{ImportDoubt, Lang};
use crate::points::Number;
use crate::sheet::clean;
use crate::sorting::Order as _;

/// A table of the file that has a code.
struct Known {
    start: usize,
    kind: &'static str,
    name: Option<(String, Range<usize>)>,
    max: Option<(Number, String, Range<usize>)>,
    /// Where its keys are.
    spans: BTreeMap<String, Range<usize>>,
}

impl Known {
    /// Where a key is, else where the table begins.
    fn span(&self, key: &str) -> Range<usize> {
        self.spans.get(key).cloned().unwrap_or(self.start..self.start + 2)
    }
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
    let mut pieces: BTreeMap<usize, (usize, String)> = BTreeMap::new();
    let mut last = None;
    let name = above(appendix).name;
    let mut uncompared: Option<(Range<usize>, Vec<String>)> = None;
    for ruled in &settled(appendix, facts).1 {
        let found = ruled.node;
        let Some(there) = known.get(&found.code) else {
            let (code, name_of) = (found.code.clone(), found.name.clone());
            findings.push(doubt(found.place.clone(), ImportDoubt::Added { code, name: name_of }));
            let at = end_of(body, &starts, last);
            pieces.entry(at).or_insert((at, String::new())).1.push_str(&node(ruled, &name, facts.lang));
            continue;
        };
        last = Some(there.start);
        let mut tell = |span: &Range<usize>, what| {
            let place = Place::Text { file: Arc::clone(file), span: faults.span(span) };
            findings.push(doubt(place, what));
        };
        let end = end_of(body, &starts, last);
        let held = Held::of(body.get(there.start..end).unwrap_or_default());
        let held = held.filter(|held| found.is_leaf && held.is_leaf());
        let before = held.as_ref().map(|held| before(found, there, held));
        if let (Some(held), Some(before)) = (&held, &before)
            && is_new(ruled, before, held)
            // Data are named for the criterion, which a person may have renamed since.
            && (held.untouched(before)
                || held.untouched(&Node { name: found.name.clone(), ..before.clone() }))
        {
            let old = before.scoring.join("\n");
            let labelled = [Lang::Vi, Lang::En].map(|lang| scoring_comment(&old, lang));
            let above = body.get(..there.start).unwrap_or_default();
            let comment = labelled.iter().find(|comment| ends_with(above, comment));
            let from = comment.map_or(there.start, |comment| {
                above
                    .trim_end()
                    .rmatch_indices('\n')
                    .nth(comment.lines().count() - 1)
                    .map_or(0, |(at, _)| at + 1)
            });
            let mut lines = held.rewritten(there.kind, ruled);
            if ruled.proposal.is_none() && !ruled.text.is_empty() {
                lines.insert_str(0, &scoring_comment(&ruled.text, facts.lang));
            }
            pieces.insert(from, (end, lines));
            let max = |max: &Option<Number>| max.as_ref().map_or_else(|| "?".to_owned(), ToString::to_string);
            let both = |text: String, own: &Option<Number>| format!("{text} (max = {})", max(own));
            let (file, appendix) = if before.max == found.max {
                (old, ruled.text.clone())
            } else {
                (both(old, &before.max), both(ruled.text.clone(), &found.max))
            };
            tell(
                &there.span("unconfirmed"),
                ImportDoubt::Replaced { code: found.code.clone(), file, appendix },
            );
            name_of(found, there, &mut tell);
            kept(ruled, there, held, &mut tell);
            findings.extend(ruled.doubt());
            continue;
        }
        name_of(found, there, &mut tell);
        max_of(found, there, &mut tell);
        if let Some(held) = &held {
            kept(ruled, there, held, &mut tell);
            if !scoring(ruled, there, held, &mut tell) {
                let of = there.span("rule");
                uncompared.get_or_insert((of, Vec::new())).1.push(found.code.clone());
            }
        }
    }
    if let Some((span, codes)) = uncompared {
        let place = Place::Text { file: Arc::clone(file), span: faults.span(&span) };
        findings.push(doubt(place, ImportDoubt::NotCompared { codes }));
    }
    let codes: BTreeSet<&str> = appendix.nodes.iter().map(|node| node.code.as_str()).collect();
    let mut gone: Vec<(&String, &Known)> =
        known.iter().filter(|(code, _)| !codes.contains(code.as_str())).collect();
    gone.order_by_key(|(_, known)| known.start);
    for (code, known) in gone {
        let place =
            Place::Text { file: Arc::clone(file), span: faults.span(&(known.start..known.start + 2)) };
        let name = known.name.as_ref().map(|(name, _)| name.clone()).unwrap_or_default();
        findings.push(doubt(place, ImportDoubt::Vanished { code: code.clone(), name }));
    }
    let text = spliced(text, text.len() - body.len(), &pieces);
    Ok(Drafted { text, findings, ..Drafted::default() })
}

/// The text with its new pieces, by where each begins, with the end of what it replaces; they end their lines as the
/// text does.
fn spliced(text: &str, shift: usize, pieces: &BTreeMap<usize, (usize, String)>) -> String {
    let windows = text.contains("\r\n");
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for (from, (to, block)) in pieces {
        out.push_str(text.get(done..from + shift).unwrap_or_default());
        if !out.is_empty() && !out.ends_with('\n') {
            out.push('\n');
        }
        out.push_str(&if windows { block.replace('\n', "\r\n") } else { block.clone() });
        done = to + shift;
    }
    out.push_str(text.get(done..).unwrap_or_default());
    out
}

/// Whether a text ends with lines, however its own end.
fn ends_with(text: &str, lines: &str) -> bool {
    let count = lines.lines().count();
    let last: Vec<&str> = text.lines().rev().take(count).collect();
    text.ends_with('\n') && last.iter().rev().copied().eq(lines.lines())
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

/// The node as it was when the leaf of a file was imported, as far as the file says it.
fn before(found: &Node, there: &Known, held: &Held) -> Node {
    let text = held.text("unconfirmed").unwrap_or_default();
    let none = [Lang::Vi, Lang::En].iter().any(|lang| silent(*lang) == text);
    Node {
        name: there.name.as_ref().map(|(name, _)| name.clone()).unwrap_or_default(),
        max: there.max.as_ref().map(|(max, _, _)| max.clone()),
        scoring: Some(text.to_owned()).filter(|text| !none && !text.is_empty()).into_iter().collect(),
        is_leaf: true,
        ..found.clone()
    }
}

/// Whether the appendix says more or something else of the scoring than the file: another text, a maximum that was
/// missing, a rule where the file has points at will.
fn is_new(ruled: &Ruled, before: &Node, held: &Held) -> bool {
    let text = before.scoring.join("\n");
    let max = &ruled.node.max;
    let other = clean(&text) != clean(&ruled.text) || (before.max.is_none() && max.is_some());
    !ruled.text.is_empty()
        && (other || (before.max == *max && held.is_bare() && held.compared(ruled) == Compared::Other))
}

fn name_of(found: &Node, there: &Known, tell: &mut impl FnMut(&Range<usize>, ImportDoubt)) {
    if let Some((name, span)) = &there.name
        && clean(name) != clean(&found.name)
    {
        let (file, appendix) = (name.clone(), found.name.clone());
        tell(span, ImportDoubt::Differs { code: found.code.clone(), key: "name", file, appendix });
    }
}

fn max_of(found: &Node, there: &Known, tell: &mut impl FnMut(&Range<usize>, ImportDoubt)) {
    let code = || found.code.clone();
    let Some(own) = &found.max else { return };
    match &there.max {
        Some((max, typed, span)) if max != own => {
            let (file, appendix) = (typed.clone(), own.to_string());
            tell(span, ImportDoubt::Differs { code: code(), key: "max", file, appendix });
        }
        None if !there.spans.contains_key("max") => {
            tell(
                &there.span("code"),
                ImportDoubt::Lacks { code: code(), key: "max", appendix: own.to_string() },
            );
        }
        _ => {}
    }
}

/// Evidence and appraiser, which stay as the file has them.
fn kept(ruled: &Ruled, there: &Known, held: &Held, tell: &mut impl FnMut(&Range<usize>, ImportDoubt)) {
    let found = ruled.node;
    let required = Some("required").filter(|_| !found.evidence.is_empty() && !ruled.by_survey());
    let appraiser = Some(found.appraiser.replace('\n', ", ")).filter(|text| !text.is_empty());
    for (key, own) in [("evidence", required), ("appraiser", appraiser.as_deref())] {
        let (Some(own), file) = (own, held.text(key)) else { continue };
        let (code, appendix) = (found.code.clone(), own.to_owned());
        match file {
            Some(file) if clean(file) == clean(own) => {}
            Some(file) => {
                let file = file.to_owned();
                tell(&there.span(key), ImportDoubt::Differs { code, key, file, appendix });
            }
            None => tell(&there.span("code"), ImportDoubt::Lacks { code, key, appendix }),
        }
    }
}

/// The scoring of a leaf that a person has touched; whether it could be compared.
fn scoring(
    ruled: &Ruled,
    there: &Known,
    held: &Held,
    tell: &mut impl FnMut(&Range<usize>, ImportDoubt),
) -> bool {
    let code = || ruled.node.code.clone();
    let old = held.text("unconfirmed");
    if let Some(old) = old {
        if !ruled.text.is_empty() && clean(old) != clean(&ruled.text) {
            let (file, appendix) = (old.to_owned(), ruled.text.clone());
            tell(&there.span("unconfirmed"), ImportDoubt::TextChanged { code: code(), file, appendix });
        }
        return true;
    }
    match held.compared(ruled) {
        Compared::Same => true,
        Compared::Other => {
            let (file, read, appendix) = (held.rule(), ruled.rule_words(), ruled.text.clone());
            tell(&there.span("rule"), ImportDoubt::RuleDiffers { code: code(), file, read, appendix });
            true
        }
        Compared::Unknown => ruled.text.is_empty(),
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
                        let spans = keys.iter().map(|(key, value)| {
                            (key.get_ref().to_string(), key.span().start..value.span().end)
                        });
                        known.entry(code).or_insert_with(|| Known {
                            start: table.span().start,
                            kind: if key.get_ref() == "field" { "field" } else { "criterion" },
                            name: string(keys, "name"),
                            max: number(keys),
                            spans: spans.collect(),
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
