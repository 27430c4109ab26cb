//! The data of a leaf in rows of their own right below it: a row for each input, or for each item of a check list.

use rust_decimal::Decimal;

use super::builder::{Builder, Tally};
use super::declared::Reading;
use super::entry::{Entry, Stated, shown};
use super::header::{Header, Layout};
use super::heads::Head;
use super::slot::Slot;
use crate::criteria::Leaf;
use crate::diagnostic::CellRef;
use crate::message::{Detail, InputFault, Scorer};
use crate::rule::{Input, Item, Rule};
use crate::sheet::{Row, Value, fold};

/// Marks before the items of a list.
const BULLETS: [char; 7] = ['-', '–', '—', '+', '•', '*', ' '];
/// What closes an id: `a)`, `a.`, `a: …`.
const CLOSING: [char; 5] = ['.', ')', ':', '–', '-'];

/// A leaf whose data may go on in the rows below it.
#[derive(Debug)]
pub(super) struct Open {
    /// The leaf (index among the leaves).
    pub n: usize,
    /// The column of the data.
    pub column: u32,
    pub reading: Reading,
}

/// A cell of self scores whose formula has no result that can be used; data beside it make it dispensable.
#[derive(Debug)]
pub(super) struct Lacking {
    /// The leaf (index among the leaves); `None` of a sum.
    pub leaf: Option<usize>,
    pub cell: CellRef,
    /// What is wrong; `None` where there is no result at all.
    pub detail: Option<Detail>,
}

/// What a row below a leaf is.
enum Below {
    Input(usize),
    Item(usize),
    /// It begins as one of these, which is named, and goes on otherwise; the input that it begins as.
    Strange(String, Option<usize>),
}

/// The column of the data of a leaf, where they may stand in rows below it.
pub(super) fn may_go_on(header: &Header, leaf: &Leaf) -> Option<u32> {
    let column = header.column(Head::Option).filter(|_| header.layout == Layout::Form)?;
    let has_rows = !leaf.inputs.is_empty() || matches!(leaf.rule, Rule::Checklist(_));
    (has_rows && leaf.scored_by != Scorer::Survey).then_some(column)
}

impl Builder<'_, '_> {
    /// Reads a row as data of the leaf above it; `false` where it is none.
    pub fn row_below(&mut self, header: &Header, row: Row) -> bool {
        let Some(mut open) = self.open.take() else { return false };
        let (_, leaf) = self.catalog.set.leaf(open.n);
        let read = match self.below(header, leaf, row, open.column) {
            None => false,
            Some(below) => {
                let cell = row.at(open.column);
                match (below, row.get(open.column)) {
                    (Below::Input(at), Some(value)) => open.reading.input(&leaf.inputs, at, &value, cell),
                    (Below::Input(at) | Below::Strange(_, Some(at)), None) => open.reading.blank(at, cell),
                    (Below::Item(at), Some(value)) => open.reading.item(leaf, at, &value, cell),
                    (Below::Item(_), None) => open.reading.blank(0, cell),
                    (Below::Strange(close, _), Some(_)) => {
                        let typed = header.column(Head::Name).and_then(|column| row.text(column));
                        let typed = typed.unwrap_or_default().to_owned();
                        let detail = Detail::UnknownCriterion { typed, close: Some(close) };
                        open.reading.keep(0, cell);
                        open.reading.refuse(row.at(header.column(Head::Name).unwrap_or_default()), detail);
                    }
                    (Below::Strange(_, None), None) => {}
                }
                true
            }
        };
        self.open = Some(open);
        read
    }

    /// What a row below a leaf is of it; `None` where it is a row of its own.
    fn below(&self, header: &Header, leaf: &Leaf, row: Row, column: u32) -> Option<Below> {
        let set = self.catalog.set;
        let name = header.column(Head::Name).and_then(|column| row.text(column)).unwrap_or_default();
        let bare = name.trim_start_matches(BULLETS);
        let by_code = match header.column(Head::Code).and_then(|column| row.get(column)) {
            None => None,
            Some(Value::Text(code)) if set.node_of(code).is_some() => return None,
            Some(Value::Text(code)) => {
                let code = code.trim_matches(|c| BULLETS.contains(&c) || CLOSING.contains(&c));
                match input_of(&leaf.inputs, code).filter(|_| set.node_of(code).is_none()) {
                    None if !code.is_empty() => return None,
                    input => input,
                }
            }
            Some(_) => return None,
        };
        let of_set = || !self.catalog.named(name).is_empty();
        if let Rule::Checklist(list) = &leaf.rule {
            let folded = fold(bare);
            let mut found = list.items.iter().enumerate().filter(|(_, item)| fold(&item.label) == folded);
            return match (found.next(), found.next()) {
                (Some((at, _)), None) if bare != name || !of_set() => Some(Below::Item(at)),
                _ if bare != name && row.get(column).is_some_and(|value| ticked(&value).is_some()) => {
                    Some(Below::Strange(labels(&list.items), None))
                }
                _ => None,
            };
        }
        let (by_id, rest) = match by_code {
            Some(at) => (Some(at), bare),
            None => with_id(&leaf.inputs, bare).map_or((None, bare), |(at, rest)| (Some(at), rest)),
        };
        let folded = fold(rest);
        let is_named = |input: &Input| fold(&input.name) == folded;
        match by_id {
            Some(at) if rest.is_empty() || is_named(&leaf.inputs[at]) => Some(Below::Input(at)),
            Some(at) => {
                let Input { id, name, .. } = &leaf.inputs[at];
                Some(Below::Strange(format!("{id}. {name}"), Some(at)))
            }
            None => {
                let mut found = leaf.inputs.iter().enumerate().filter(|(_, input)| is_named(input));
                let (at, _) = found.next().filter(|_| found.next().is_none() && !of_set())?;
                Some(Below::Input(at))
            }
        }
    }

    /// The rows of a leaf's data are over.
    pub fn close_rows(&mut self) {
        let Some(Open { n, reading, .. }) = self.open.take() else { return };
        self.submission.entries[n].to_fill = reading.to_fill();
        reading.finish(self, n);
    }

    /// Remembers a self score in a form whose formula has no sound result, where data may give the points.
    pub fn lacks(
        &mut self,
        row: Row,
        (column, slot): (u32, Slot),
        node: Option<usize>,
        detail: Option<Detail>,
    ) -> bool {
        let leaf = node.and_then(|node| self.catalog.set.nodes[node].leaf.as_ref());
        let leaf = leaf.filter(|leaf| !matches!(leaf.rule, Rule::Judged(_) | Rule::Info));
        let own = self.submission.by_criterion && slot.of(Scorer::Unit) == Slot::Own;
        let Some(leaf) = leaf.filter(|leaf| own && leaf.scored_by == Scorer::Unit) else { return false };
        self.lacking.push(Lacking { leaf: Some(leaf.index), cell: row.at(column), detail });
        true
    }

    /// Tells the formulas without a sound result beside which no data stand from which the points follow; sums only where
    /// such a one is among what they add. In a form of ours every formula can be done without.
    pub fn tell_lacking(&mut self, tally: &mut Tally, marked: bool) {
        let all = std::mem::take(&mut self.lacking);
        let is_needed = |entry: &Entry| entry.declared.is_none() && entry.to_fill.is_none();
        let needed =
            |lacking: &&Lacking| lacking.leaf.is_some_and(|leaf| is_needed(&self.submission.entries[leaf]));
        let any_leaf = all.iter().any(|lacking| lacking.leaf.is_some());
        let (any_needed, mut told) = (all.iter().any(|lacking| needed(&lacking)), Vec::new());
        for lacking in &all {
            let tell = if lacking.leaf.is_some() { needed(&lacking) } else { any_needed || !any_leaf };
            match &lacking.detail {
                _ if !tell => {}
                None if marked => {}
                None => Tally::count(&mut tally.uncached, lacking.cell),
                Some(detail) => told.push((lacking.leaf, lacking.cell, detail.clone())),
            }
        }
        for (leaf, cell, detail) in told {
            if let Some(leaf) = leaf {
                self.submission.entries[leaf].own.stated = Stated::Fault(None);
            }
            self.found(cell, leaf.map(|leaf| self.catalog.set.leaves[leaf]), detail);
        }
    }
}

impl Reading {
    /// An item of a check list and what stands beside it.
    fn item(&mut self, leaf: &Leaf, at: usize, value: &Value, cell: CellRef) {
        self.keep(0, cell);
        let items = self.answer.items.get_or_insert_default();
        match (ticked(value), items.binary_search(&at)) {
            (Some(true), Err(place)) => items.insert(place, at),
            (Some(true), Ok(_)) | (Some(false), Err(_)) => {}
            // The row of the leaf says that it holds.
            (Some(false), Ok(_)) => {
                let fault = InputFault::NotAnOption(vec!["Có".to_owned()]);
                self.fault(cell, String::new(), shown(value), fault);
            }
            (None, _) => {
                let fault = InputFault::NotAnOption(vec!["Có".to_owned(), "Không".to_owned()]);
                let label = match &leaf.rule {
                    Rule::Checklist(list) => list.items.get(at).map(|item| item.label.clone()),
                    _ => None,
                };
                self.fault(cell, label.unwrap_or_default(), shown(value), fault);
            }
        }
    }
}

/// The input with this id.
fn input_of(inputs: &[Input], id: &str) -> Option<usize> {
    let id = id.to_lowercase();
    inputs.iter().position(|input| input.id.to_lowercase() == id)
}

/// The input whose id stands before a name, with a mark between: `a. Số nhiệm vụ`; and the name.
fn with_id<'n>(inputs: &[Input], name: &'n str) -> Option<(usize, &'n str)> {
    let (id, rest) = name.split_once(CLOSING)?;
    let at = input_of(inputs, id.trim_end())?;
    Some((at, rest.trim_start_matches(|c| CLOSING.contains(&c) || c == ' ')))
}

/// Whether an item is said to hold; `None` where that is not clear.
fn ticked(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(holds) => Some(*holds),
        Value::Number(number) if *number == Decimal::ONE => Some(true),
        Value::Number(number) if number.is_zero() => Some(false),
        Value::Text(_) => {
            let typed = shown(value);
            if ["✓", "✔", "☑", "√"].contains(&typed.as_str()) {
                return Some(true);
            }
            match fold(&typed).as_str() {
                "co" | "x" | "v" | "yes" | "y" | "1" => Some(true),
                "khong" | "khong co" | "no" | "n" | "0" => Some(false),
                _ => None,
            }
        }
        _ => None,
    }
}

fn labels(items: &[Item]) -> String {
    let labels: Vec<&str> = items.iter().map(|item| item.label.as_str()).collect();
    labels.join("; ")
}
