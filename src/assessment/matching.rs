//! Which criterion a row means: certain, or a finding; never a guess.

use super::catalog::{Catalog, numeric};
use super::codes::{Typed, codes_of, is_dotted, letter, ordinal};
use crate::message::Detail;
use crate::sheet::Date;

/// What a row was found to mean.
#[derive(Debug, PartialEq, Eq)]
pub enum Meaning {
    /// This node; perhaps with a warning.
    Node(usize, Option<Detail>),
    /// This adjustment.
    Adjustment(usize),
    /// A criterion that cannot be told; the nodes that it may be.
    Fault(Detail, Vec<usize>),
    /// No criterion: a note, a signature.
    Nothing,
}

/// What is known of the other rows of a table.
#[derive(Clone, Copy)]
pub struct Others<'a> {
    /// Whether a node had its row before.
    pub seen: &'a dyn Fn(usize) -> bool,
    /// Whether another row has the code and the name of a node.
    pub has_own_row: &'a dyn Fn(usize) -> bool,
}

/// For so many unknown criteria of a unit a name that comes close is looked for.
const GUESSES: usize = 200;

/// Follows the rows of one unit in one table.
#[derive(Clone, Debug, Default)]
pub struct Follower {
    last: Option<usize>,
    /// The field of the last row numbered with a Roman numeral or a letter.
    numbered_field: Option<usize>,
    /// Under numbered fields the codes go on as the set's, and do not begin anew.
    pub absolute: bool,
    /// How often a name that comes close was looked for.
    guessed: usize,
    /// The dates that stood for codes: a spreadsheet makes the same date of one code only.
    dates: Vec<(Date, usize)>,
}

impl Follower {
    /// The criterion of the last row that had one.
    pub fn last(&self) -> Option<usize> {
        self.last
    }

    /// The node of a row whose code and name are exactly the set's, as in nearly every row; `None` where more is to be
    /// weighed.
    pub fn follow_usual(&mut self, catalog: &Catalog, code: &str, name: Option<&str>) -> Option<usize> {
        let set = catalog.set;
        let next = self.last.map_or(0, |last| last + 1);
        let near = set.nodes.iter().enumerate().skip(next).take(4).find(|(_, node)| *node.code == *code);
        let node = near.map(|(at, _)| at).or_else(|| set.node_of(code))?;
        let same = name.is_none_or(|name| name == set.nodes[node].name);
        // A code that may be another one, cut short (1.1 for 1.10), is weighed against the rows before.
        let sure = name.is_some() || catalog.valued(code).len() < 2;
        let usual = same && sure && self.numbered_field.is_none() && catalog.is_plain(node);
        usual.then(|| *self.last.insert(node))
    }

    /// The node of a row by its code and name; `weighty` tells whether the row has points or a maximum, so that it must
    /// be a criterion.
    pub fn follow(
        &mut self,
        catalog: &Catalog,
        typed: &Typed,
        name: Option<&str>,
        weighty: bool,
        others: Others,
    ) -> Meaning {
        let mut meaning = self.meaning(catalog, typed, name, weighty, others);
        if let Meaning::Fault(Detail::UnknownCriterion { close: close @ None, .. }, _) = &mut meaning
            && self.guessed < GUESSES
        {
            self.guessed += 1;
            *close = name.and_then(|name| catalog.closest(name));
        }
        if let (Meaning::Node(node, _), Typed::Date(date)) = (&meaning, typed) {
            match self.dates.iter().find(|(known, _)| known == date) {
                Some((_, other)) if other != node => {
                    return ambiguous(catalog, typed, name, [*other, *node].iter());
                }
                _ => self.dates.push((*date, *node)),
            }
        }
        if let Meaning::Node(node, _) = &meaning {
            self.last = Some(*node);
            if let Typed::Text(text) = typed
                && !is_dotted(text)
                && catalog.set.nodes[*node].parent.is_none()
            {
                self.numbered_field = Some(*node);
            }
        }
        meaning
    }

    fn meaning(
        &mut self,
        catalog: &Catalog,
        typed: &Typed,
        name: Option<&str>,
        weighty: bool,
        others: Others,
    ) -> Meaning {
        let (set, seen) = (catalog.set, others.seen);
        if let Typed::Text(code) = typed
            && let Some(node) = set.node_of(code)
            && self.numbered_field.is_none()
        {
            // The usual row: the code is the set's, and so is the name.
            if name.map_or_else(
                || !seen(node) || catalog.valued(code).len() < 2,
                |name| catalog.is_named(node, name),
            ) {
                return Meaning::Node(node, None);
            }
        }
        let texts = || [name, text_of(typed)].into_iter().flatten();
        if let Some(adjustment) = texts().find_map(|text| catalog.adjustment(text)) {
            return Meaning::Adjustment(adjustment);
        }
        let candidates = self.candidates(catalog, typed);
        let named: Vec<usize> = name.map(|name| catalog.named(name).to_vec()).unwrap_or_default();
        let both: Vec<usize> = candidates.iter().copied().filter(|node| named.contains(node)).collect();
        match (both.as_slice(), candidates.as_slice()) {
            ([node], _) => Meaning::Node(*node, self.damage(catalog, typed, *node)),
            ([_, _, ..], several) => self.by_order(catalog, typed, name, several, others),
            ([], []) => self.by_name(catalog, typed, name, &named, weighty, others),
            ([], [node]) if named.is_empty() => self.by_code(catalog, typed, name, *node, others),
            // The code says one criterion, the name another.
            ([], [_]) => ambiguous(catalog, typed, name, candidates.iter().chain(&named)),
            ([], several) => {
                let by_fold: Vec<usize> = several
                    .iter()
                    .copied()
                    .filter(|node| name.is_some_and(|name| catalog.is_named(*node, name)))
                    .collect();
                match by_fold.as_slice() {
                    [node] => Meaning::Node(*node, self.damage(catalog, typed, *node)),
                    _ if named.is_empty() => self.by_order(catalog, typed, name, several, others),
                    _ => ambiguous(catalog, typed, name, several.iter().chain(&named)),
                }
            }
        }
    }

    /// A code of the set, and a name that is not its.
    fn by_code(
        &mut self,
        catalog: &Catalog,
        typed: &Typed,
        name: Option<&str>,
        node: usize,
        others: Others,
    ) -> Meaning {
        let damage = self.damage(catalog, typed, node);
        let Some(found) = name.filter(|name| !catalog.is_named(node, name)) else {
            return Meaning::Node(node, damage);
        };
        if self.guessed < GUESSES {
            self.guessed += 1;
            // A row that was put in, and has the code of one that is there.
            if (others.has_own_row)(node) {
                let typed = as_typed(typed, name);
                return Meaning::Fault(Detail::UnknownCriterion { typed, close: None }, Vec::new());
            }
            // The name is nearly that of another criterion, as where the codes are those of another year.
            if let Some(other) = catalog.closer(found, node) {
                return ambiguous(catalog, typed, name, [node, other].iter());
            }
        }
        let expected = catalog.set.nodes[node].name.clone();
        let renamed = Detail::RenamedCriterion { found: found.to_owned(), expected };
        Meaning::Node(node, Some(damage.unwrap_or(renamed)))
    }

    /// The nodes that the code alone may mean.
    fn candidates(&self, catalog: &Catalog, typed: &Typed) -> Vec<usize> {
        let set = catalog.set;
        let mut nodes: Vec<usize> = match typed {
            Typed::None => Vec::new(),
            Typed::Number(digits) => catalog.valued(digits).to_vec(),
            Typed::Date(date) => codes_of(*date).iter().filter_map(|code| set.node_of(code)).collect(),
            Typed::Text(code) => {
                let direct = set.node_of(code);
                let numbered = || {
                    let roman = ordinal(code).and_then(|n| set.node_of(&n.to_string()));
                    let lettered = letter(code).and_then(|n| set.fields.get(n - 1).copied());
                    [roman, lettered.filter(|field| Some(*field) != roman)]
                };
                match direct {
                    // A text table keeps what the spreadsheet made of the code.
                    Some(node) => catalog.valued(code).iter().copied().chain([node]).collect(),
                    None => numbered().into_iter().flatten().collect(),
                }
            }
        };
        // Under a field numbered I, II or A, B the codes may begin anew: 1.1 then means II.1.1.
        if let Some(field) = self.numbered_field.filter(|_| !self.absolute) {
            let digits = match typed {
                Typed::Number(digits) | Typed::Text(digits) if is_dotted(digits) => Some(digits),
                _ => None,
            };
            let prefix = format!("{}.", set.nodes[field].code);
            let rest = |node: &usize| set.nodes[*node].code.strip_prefix(&prefix);
            let means =
                |digits: &String, code: &str| code == digits || numeric(code).as_ref() == Some(digits);
            let below = field..set.nodes[field].end;
            let fits =
                |node: &usize| rest(node).zip(digits).is_some_and(|(code, digits)| means(digits, code));
            nodes.extend(below.filter(fits));
        }
        nodes.sort_unstable();
        nodes.dedup();
        nodes
    }

    /// Several candidates: certain only where exactly one of them is the next criterion of the set.
    fn by_order(
        &self,
        catalog: &Catalog,
        typed: &Typed,
        name: Option<&str>,
        candidates: &[usize],
        others: Others,
    ) -> Meaning {
        let next = self.last.map_or(0, |last| last + 1);
        let next_leaf = catalog.set.leaves.iter().copied().find(|leaf| *leaf >= next);
        let following: Vec<usize> =
            candidates.iter().copied().filter(|node| *node == next || Some(*node) == next_leaf).collect();
        match following.as_slice() {
            [node] if !(others.seen)(*node) => match (self.damage(catalog, typed, *node), name) {
                // The order alone may mend a code, but not against a name that says something else.
                (Some(_), Some(_)) => ambiguous(catalog, typed, name, candidates.iter()),
                (None, Some(found)) => {
                    let (found, expected) = (found.to_owned(), catalog.set.nodes[*node].name.clone());
                    Meaning::Node(*node, Some(Detail::RenamedCriterion { found, expected }))
                }
                (damage, None) => Meaning::Node(*node, damage),
            },
            _ => ambiguous(catalog, typed, name, candidates.iter()),
        }
    }

    /// No code to go by: the name must be the set's, once in the branch where the rows are.
    fn by_name(
        &self,
        catalog: &Catalog,
        typed: &Typed,
        name: Option<&str>,
        named: &[usize],
        weighty: bool,
        others: Others,
    ) -> Meaning {
        let (set, seen) = (catalog.set, others.seen);
        let foreign_code = match typed {
            Typed::Text(code) => is_dotted(code),
            Typed::Number(_) | Typed::Date(_) => true,
            Typed::None => false,
        };
        if named.is_empty() {
            if let Some(meaning) = aside(catalog, typed, name) {
                return meaning;
            }
            let typed_code = matches!(typed, Typed::Text(code) if is_dotted(code) && code.contains('.'));
            return if weighty || typed_code {
                let typed = as_typed(typed, name);
                Meaning::Fault(Detail::UnknownCriterion { typed, close: None }, Vec::new())
            } else {
                Meaning::Nothing
            };
        }
        if foreign_code {
            // A code that the set does not have, with the name of a criterion that it has.
            return match named {
                [node] => {
                    let close = Some(catalog.shown(*node));
                    Meaning::Fault(
                        Detail::UnknownCriterion { typed: as_typed(typed, name), close },
                        vec![*node],
                    )
                }
                _ => ambiguous(catalog, typed, name, named.iter()),
            };
        }
        let mut branch = self.last;
        loop {
            let (start, end) = branch.map_or((0, set.nodes.len()), |node| (node, set.nodes[node].end));
            let within: Vec<usize> =
                named.iter().copied().filter(|node| (start..end).contains(node) && !seen(*node)).collect();
            match (within.as_slice(), branch) {
                ([node], _) => return Meaning::Node(*node, word_for(catalog, typed, *node)),
                ([], Some(node)) => branch = set.nodes[node].parent,
                // All of that name had their rows: the row repeats one of them.
                ([], None) => return Meaning::Node(named[0], None),
                _ => return ambiguous(catalog, typed, name, within.iter()),
            }
        }
    }

    /// The warning for a code that the spreadsheet changed.
    fn damage(&self, catalog: &Catalog, typed: &Typed, node: usize) -> Option<Detail> {
        let code = &catalog.set.nodes[node].code;
        let relative = |digits: &str| {
            self.numbered_field
                .is_some_and(|field| **code == format!("{}.{digits}", catalog.set.nodes[field].code))
        };
        let typed = match typed {
            Typed::Number(digits) | Typed::Text(digits)
                if is_dotted(digits) && **code != **digits && !relative(digits) =>
            {
                digits.clone()
            }
            Typed::Date(_) => as_typed(typed, None),
            _ => return None,
        };
        Some(Detail::DamagedCode { typed, code: code.to_string() })
    }
}

/// A code in the column of names, or a name in the column of codes: of a heading without points it is certain, else the
/// cells of the row are not where they belong.
fn aside(catalog: &Catalog, typed: &Typed, name: Option<&str>) -> Option<Meaning> {
    let is_number = |name: &str| name.starts_with(|c: char| c.is_ascii_digit());
    let node = match (text_of(typed), name) {
        (None, Some(name)) => catalog.set.node_of(name)?,
        (Some(text), name) if name.is_none_or(is_number) => match catalog.named(text) {
            [node] => *node,
            _ => return None,
        },
        _ => return None,
    };
    if catalog.set.nodes[node].leaf.is_none() && name.is_none() {
        return Some(Meaning::Node(node, None));
    }
    Some(Meaning::Fault(Detail::RowAside { criterion: catalog.shown(node) }, vec![node]))
}

/// The warning for a word where the code belongs; a field may be numbered by one.
fn word_for(catalog: &Catalog, typed: &Typed, node: usize) -> Option<Detail> {
    let field = catalog.set.nodes[node].parent.is_none();
    let code = catalog.set.nodes[node].code.to_string();
    text_of(typed).filter(|_| !field).map(|word| Detail::DamagedCode { typed: word.to_owned(), code })
}

fn text_of(typed: &Typed) -> Option<&str> {
    match typed {
        Typed::Text(text) => Some(text),
        _ => None,
    }
}

fn as_typed(typed: &Typed, name: Option<&str>) -> String {
    let code = match typed {
        Typed::None => String::new(),
        Typed::Text(text) | Typed::Number(text) => text.clone(),
        Typed::Date(date) => format!("{:02}/{:02}/{}", date.day, date.month, date.year),
    };
    match name {
        Some(name) if code.is_empty() => name.to_owned(),
        Some(name) => format!("{code} {name}"),
        None => code,
    }
}

fn ambiguous<'n>(
    catalog: &Catalog,
    typed: &Typed,
    name: Option<&str>,
    candidates: impl Iterator<Item = &'n usize>,
) -> Meaning {
    let mut nodes: Vec<usize> = candidates.copied().collect();
    nodes.sort_unstable();
    nodes.dedup();
    let candidates = nodes.iter().map(|node| catalog.shown(*node)).collect();
    Meaning::Fault(Detail::AmbiguousCriterion { typed: as_typed(typed, name), candidates }, nodes)
}
