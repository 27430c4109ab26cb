//! A criteria set as forms refer to it: by code, by damaged code, by name.

use std::collections::HashMap;

use rust_decimal::Decimal;

use super::codes::is_dotted;
use super::sums::{is_bare_sum, sum_row};
use crate::criteria::{CriteriaSet, Effect};
use crate::message::characters;
use crate::points::{Number, Precision, Rounding};
use crate::sheet::{fold, key};

/// Letters of the longest name for which a close one is looked for.
const LONGEST: usize = 200;

/// Indexes over the nodes of a set, built once for all files.
#[derive(Debug)]
pub struct Catalog<'s> {
    /// The set.
    pub set: &'s CriteriaSet,
    by_name: HashMap<String, Vec<usize>>,
    by_value: HashMap<String, Vec<usize>>,
    folded: Vec<String>,
    /// Per node the letters of its folded name.
    letters: Vec<usize>,
    adjustments: HashMap<String, usize>,
    inputs: Vec<String>,
    /// Per node whether a row with its code and name can mean nothing else.
    plain: Vec<bool>,
    /// Per node its maximum, where that is a short decimal.
    max: Vec<Option<Decimal>>,
    /// The same as it is mostly written.
    max_text: Vec<String>,
}

impl<'s> Catalog<'s> {
    /// The indexes of a set.
    pub fn new(set: &'s CriteriaSet) -> Catalog<'s> {
        let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
        let mut by_value: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, node) in set.nodes.iter().enumerate() {
            by_name.entry(key(&node.name)).or_default().push(at);
            if let Some(value) = numeric(&node.code) {
                by_value.entry(value).or_default().push(at);
            }
        }
        let mut inputs: Vec<String> = set
            .leaf_nodes()
            .flat_map(|(_, leaf)| leaf.inputs.iter().map(|input| input.id.to_lowercase()))
            .collect();
        inputs.sort_unstable();
        inputs.dedup();
        let folded: Vec<String> = set.nodes.iter().map(|node| fold(&node.name)).collect();
        let mut catalog = Catalog {
            set,
            by_name,
            by_value,
            letters: folded.iter().map(|name| characters(name)).collect(),
            folded,
            adjustments: adjustment_names(set),
            inputs,
            plain: Vec::new(),
            max_text: set.nodes.iter().map(|node| node.max.to_string()).collect(),
            max: set.nodes.iter().map(|node| short_decimal(&node.max)).collect(),
        };
        catalog.plain = set
            .nodes
            .iter()
            .map(|node| {
                let is_sum = sum_row(Some(&node.code), Some(&node.name)).is_some();
                is_dotted(&node.code) && (!is_sum || catalog.adjusts(node))
            })
            .collect();
        catalog
    }

    fn adjusts(&self, node: &crate::criteria::Node) -> bool {
        self.adjustment(&node.code).is_some() || self.adjustment(&node.name).is_some()
    }

    /// Whether a row with the code and name of this node can mean nothing else: a sum, or a numbered field.
    pub fn is_plain(&self, node: usize) -> bool {
        self.plain[node]
    }

    /// Whether these points are the node's maximum.
    pub fn is_max(&self, node: usize, points: Decimal) -> bool {
        self.max[node] == Some(points) || Number::from(points) == self.set.nodes[node].max
    }

    /// Whether this is the node's maximum as it is mostly written.
    pub fn is_max_text(&self, node: usize, text: &str) -> bool {
        self.max_text[node] == text
    }

    /// The nodes with exactly this name after normalisation.
    pub fn named(&self, name: &str) -> &[usize] {
        self.by_name.get(&key(name)).map_or(&[], Vec::as_slice)
    }

    /// The nodes whose code a spreadsheet shows as this number: `1.1` for 1.1, 1.10 and 1.100.
    pub fn valued(&self, digits: &str) -> &[usize] {
        self.by_value.get(digits).map_or(&[], Vec::as_slice)
    }

    /// Whether the name is the node's, without case and marks.
    pub fn is_named(&self, node: usize, name: &str) -> bool {
        self.set.nodes[node].name == name || self.folded[node] == fold(name)
    }

    /// The adjustment that a row means by its code or name.
    pub fn adjustment(&self, text: &str) -> Option<usize> {
        // `Cộng` is a sum, `CONG` is a code.
        let text = text.split('(').next().map_or(text, str::trim_end);
        let code = || self.set.adjustments.iter().position(|adjustment| *adjustment.code == *text);
        self.adjustments.get(&fold(text)).copied().filter(|_| !is_bare_sum(text)).or_else(code)
    }

    /// Whether a head is the id of an input of some leaf.
    pub fn is_input(&self, head: &str) -> bool {
        self.inputs.binary_search_by(|id| id.as_str().cmp(&head.to_lowercase())).is_ok()
    }

    /// The node with the closest name, as `code name`. A text longer than any name has none.
    pub fn closest(&self, name: &str) -> Option<String> {
        self.nearest(name).map(|(_, at)| self.shown(at))
    }

    /// A node whose name is closer to this one than that of `node`.
    pub fn closer(&self, name: &str, node: usize) -> Option<usize> {
        let (distance, other) = self.nearest(name)?;
        let own = strsim::damerau_levenshtein(&fold(name), &self.folded[node]);
        (distance < own).then_some(other)
    }

    /// The closest of the names that come close, and how many letters differ.
    fn nearest(&self, name: &str) -> Option<(usize, usize)> {
        if name.chars().nth(LONGEST).is_some() {
            return None;
        }
        let wanted = fold(name);
        let length = characters(&wanted);
        let most = if length > 3 { length * 3 / 10 } else { return None };
        let similar = |at: &usize| self.letters[*at] <= LONGEST && self.letters[*at].abs_diff(length) <= most;
        (0..self.folded.len())
            .filter(similar)
            .map(|at| (strsim::damerau_levenshtein(&wanted, &self.folded[at]), at))
            .filter(|(distance, _)| *distance <= most)
            .min()
    }

    /// A node for messages: `1.1.2 Mức độ hoàn thành kế hoạch`.
    pub fn shown(&self, node: usize) -> String {
        format!("{} {}", self.set.nodes[node].code, self.set.nodes[node].name)
    }
}

fn short_decimal(number: &Number) -> Option<Decimal> {
    let decimal = number.published(Precision { decimals: 6, rounding: Rounding::HalfUp });
    (Number::from(decimal) == *number).then_some(decimal)
}

/// The digits that a spreadsheet makes of a code: `1.10` becomes `1.1`; `None` for codes that are no number.
pub(super) fn numeric(code: &str) -> Option<String> {
    let digits = code.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    match (digits, code.matches('.').count()) {
        (true, 0) => Some(code.to_owned()),
        (true, 1) => Some(code.trim_end_matches('0').trim_end_matches('.').to_owned()),
        _ => None,
    }
}

/// Codes, names and the usual words, where a word can mean only one adjustment.
fn adjustment_names(set: &CriteriaSet) -> HashMap<String, usize> {
    let mut names = HashMap::new();
    for (effect, words) in [
        (Effect::Bonus, ["diem thuong", "diem cong", "thuong"]),
        (Effect::Penalty, ["diem phat", "diem tru", "phat"]),
    ] {
        let mut of_effect = set.adjustments.iter().enumerate().filter(|(_, a)| a.effect == effect);
        if let (Some((at, _)), None) = (of_effect.next(), of_effect.next()) {
            names.extend(words.map(|word| (word.to_owned(), at)));
        }
    }
    for (at, adjustment) in set.adjustments.iter().enumerate() {
        names.insert(fold(&adjustment.name), at);
        names.insert(fold(&adjustment.code), at);
    }
    names
}
