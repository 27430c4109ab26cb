//! Which node of the new set continues which of the old one.

use crate::criteria::{CriteriaSet, Node};
use crate::sorting::Order as _;

/// From this likeness on, in percent, a name under the same code is the same one in other words.
const REWORDED: usize = 50;
/// From this likeness on, in percent, a name under another code may be the same one in other words.
const SIMILAR: usize = 75;

/// Why two nodes are taken for the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// The new set says so (`was`).
    Was,
    /// Same code, same or nearly the same name.
    Code,
    /// Same name under another code.
    Name,
    /// A name that is nearly the same, under another code.
    Similar,
}

impl How {
    /// Whether it stands on more than names, so that nobody has to look at it.
    pub fn is_sure(self) -> bool {
        matches!(self, How::Was | How::Code)
    }

    /// The word in JSON.
    pub fn id(self) -> &'static str {
        match self {
            How::Was => "was",
            How::Code => "code",
            How::Name => "name",
            How::Similar => "similar-name",
        }
    }
}

/// A node of the old set and one of the new set that continues it (indices).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// In the old set.
    pub old: usize,
    /// In the new set.
    pub new: usize,
    /// Why.
    pub how: How,
}

/// What continues what.
#[derive(Debug, Default)]
pub struct Pairing {
    /// In the order of the new set. Only `was` links one node with several.
    pub links: Vec<Link>,
    /// `was` of the new set that names no code of the old one: node and code.
    pub unknown: Vec<(usize, String)>,
}

impl Pairing {
    /// The links of a node of the old set.
    pub fn of_old(&self, old: usize) -> impl Iterator<Item = &Link> {
        self.links.iter().filter(move |link| link.old == old)
    }

    /// The links of a node of the new set.
    pub fn of_new(&self, new: usize) -> impl Iterator<Item = &Link> {
        self.links.iter().filter(move |link| link.new == new)
    }
}

/// Pairs the nodes of two sets.
pub fn pair(old: &CriteriaSet, new: &CriteriaSet) -> Pairing {
    let mut pairing = Pairs::of(old, new);
    pairing.by_was();
    pairing.by_code();
    pairing.by_name();
    pairing.by_likeness();
    let mut found = pairing.found;
    found.links.order_by_key(|link| (link.new, link.old));
    found
}

/// Bonus and penalty of the new set, each with that of the old one which it continues, by code, else by name and effect;
/// then those of the old set that end.
pub fn adjustments(old: &CriteriaSet, new: &CriteriaSet) -> Vec<(Option<usize>, Option<usize>)> {
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    let by_code = |at: usize| old.adjustment_of(&new.adjustments[at].code);
    for at in 0..new.adjustments.len() {
        pairs.extend(by_code(at).map(|from| (from, at)));
    }
    for (at, adjustment) in new.adjustments.iter().enumerate() {
        let free = |from: &usize| !pairs.iter().any(|(old, new)| old == from || *new == at);
        let same = |from: &usize| {
            let other = &old.adjustments[*from];
            other.effect == adjustment.effect && words(&other.name) == words(&adjustment.name)
        };
        let found = (0..old.adjustments.len()).find(|from| free(from) && same(from));
        pairs.extend(found.map(|from| (from, at)));
    }
    let from = |to: usize| pairs.iter().find(|(_, new)| *new == to).map(|(from, _)| *from);
    let lost = |from: &usize| !pairs.iter().any(|(old, _)| old == from);
    let continued = (0..new.adjustments.len()).map(|to| (from(to), Some(to)));
    continued.chain((0..old.adjustments.len()).filter(lost).map(|from| (Some(from), None))).collect()
}

struct Pairs<'s> {
    old: &'s CriteriaSet,
    new: &'s CriteriaSet,
    old_words: Vec<Vec<String>>,
    new_words: Vec<Vec<String>>,
    old_free: Vec<bool>,
    new_free: Vec<bool>,
    found: Pairing,
}

impl<'s> Pairs<'s> {
    fn of(old: &'s CriteriaSet, new: &'s CriteriaSet) -> Pairs<'s> {
        let of_all = |set: &CriteriaSet| set.nodes.iter().map(|node| words(&node.name)).collect();
        Pairs {
            old_words: of_all(old),
            new_words: of_all(new),
            old_free: vec![true; old.nodes.len()],
            new_free: vec![true; new.nodes.len()],
            found: Pairing::default(),
            old,
            new,
        }
    }

    fn link(&mut self, old: usize, new: usize, how: How) {
        (self.old_free[old], self.new_free[new]) = (false, false);
        self.found.links.push(Link { old, new, how });
    }

    fn by_was(&mut self) {
        for (at, node) in self.new.nodes.iter().enumerate() {
            for code in &node.was {
                match self.old.node_of(code) {
                    Some(old) if self.found.of_new(at).all(|link| link.old != old) => {
                        self.link(old, at, How::Was);
                    }
                    Some(_) => {}
                    None => self.found.unknown.push((at, code.clone())),
                }
            }
        }
    }

    fn by_code(&mut self) {
        for (at, node) in self.new.nodes.iter().enumerate() {
            let Some(old) = self.old.node_of(&node.code) else { continue };
            let alike = likeness(&self.old_words[old], &self.new_words[at]) >= REWORDED;
            if self.new_free[at] && self.old_free[old] && alike {
                self.link(old, at, How::Code);
            }
        }
    }

    /// The same name, first below what continues the parent, then anywhere, where it leaves one.
    fn by_name(&mut self) {
        for below in [true, false] {
            for at in 0..self.new.nodes.len() {
                if !self.new_free[at] || self.new_words[at].is_empty() {
                    continue;
                }
                let same = |old: &usize| {
                    self.old_free[*old]
                        && self.old_words[*old] == self.new_words[at]
                        && (!below || self.parents_are_linked(*old, at))
                };
                let twins = self.new_words.iter().enumerate().filter(|(new, words)| {
                    self.new_free[*new]
                        && **words == self.new_words[at]
                        && (!below || self.new.nodes[*new].parent == self.new.nodes[at].parent)
                });
                let mut found = (0..self.old.nodes.len()).filter(same);
                if let (Some(old), None, 1) = (found.next(), found.next(), twins.count()) {
                    self.link(old, at, How::Name);
                }
            }
        }
    }

    /// The name that comes closest, where each is the closest of the other and both are leaves or both are none.
    fn by_likeness(&mut self) {
        let kin = |old: &Node, new: &Node| old.leaf.is_some() == new.leaf.is_some();
        let like = |old: usize, new: usize| {
            let alike = likeness(&self.old_words[old], &self.new_words[new]);
            let other = other_number(&self.old_words[old], &self.new_words[new]);
            Some(alike).filter(|alike| {
                *alike >= SIMILAR && !other && kin(&self.old.nodes[old], &self.new.nodes[new])
            })
        };
        let olds: Vec<usize> = (0..self.old.nodes.len()).filter(|old| self.old_free[*old]).collect();
        let news: Vec<usize> = (0..self.new.nodes.len()).filter(|new| self.new_free[*new]).collect();
        let mut links = Vec::new();
        for new in &news {
            let best = only_best(olds.iter().filter_map(|old| Some((like(*old, *new)?, *old))));
            let Some(old) = best else { continue };
            let back = only_best(news.iter().filter_map(|new| Some((like(old, *new)?, *new))));
            links.extend(back.filter(|back| back == new).map(|new| (old, new)));
        }
        for (old, new) in links {
            self.link(old, new, How::Similar);
        }
    }

    fn parents_are_linked(&self, old: usize, new: usize) -> bool {
        match (self.old.nodes[old].parent, self.new.nodes[new].parent) {
            (Some(old), Some(new)) => self.found.of_new(new).any(|link| link.old == old),
            (None, None) => true,
            _ => false,
        }
    }
}

/// The one with the highest value, where no other has the same.
fn only_best(candidates: impl Iterator<Item = (usize, usize)>) -> Option<usize> {
    let all: Vec<(usize, usize)> = candidates.collect();
    let best = all.iter().max_by_key(|(value, _)| *value)?;
    let alone = all.iter().filter(|(value, _)| *value == best.0).count() == 1;
    alone.then_some(best.1)
}

/// The words of a name without case and marks of sentences, in order.
pub(super) fn words(name: &str) -> Vec<String> {
    let lower = name.to_lowercase();
    lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Whether two names differ in nothing but numbers: quarter I is not quarter IV. A year is none, as it changes each year.
fn other_number(a: &[String], b: &[String]) -> bool {
    let is_year = |word: &str| word.len() == 4 && (word.starts_with("19") || word.starts_with("20"));
    let is_number = |word: &str| {
        (word.bytes().all(|byte| byte.is_ascii_digit()) && !is_year(word))
            || word.bytes().all(|byte| b"ivx".contains(&byte))
    };
    let only = |a: &[String], b: &[String]| -> Vec<String> {
        let mut rest = b.to_vec();
        let mut missing = a.to_vec();
        missing.retain(|word| match rest.iter().position(|other| other == word) {
            Some(at) => {
                rest.swap_remove(at);
                false
            }
            None => true,
        });
        missing
    };
    let differing = [only(a, b), only(b, a)].concat();
    !differing.is_empty() && differing.iter().all(|word| is_number(word))
}

/// How many words two names share, in percent.
fn likeness(a: &[String], b: &[String]) -> usize {
    if a == b {
        return 100;
    }
    let mut rest: Vec<&String> = b.iter().collect();
    let mut shared = 0;
    for word in a {
        if let Some(at) = rest.iter().position(|other| *other == word) {
            rest.swap_remove(at);
            shared += 1;
        }
    }
    200 * shared / (a.len() + b.len()).max(1)
}
