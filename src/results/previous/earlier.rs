//! Results of an earlier year as their file has them, and which units of today they are of.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use super::{Previous, PreviousUnit, json, table};
use crate::criteria::CriteriaSet;
use crate::message::{Lang, say};
use crate::points::Number;
use crate::sheet::fold;

/// Results as a file or a round has them.
#[derive(Debug, Default)]
pub struct Earlier {
    /// The year that they are of, where it is said.
    pub year: Option<i64>,
    /// The units, in their order.
    pub units: Vec<EarlierUnit>,
}

/// A unit of such results.
#[derive(Clone, Debug, Default)]
pub struct EarlierUnit {
    /// Its name then.
    pub name: String,
    /// Its block, by id or name, where that is said.
    pub block: Option<String>,
    /// Its rank.
    pub rank: Option<usize>,
    /// Its index, as published.
    pub index: Option<Number>,
    /// Its class.
    pub class: Option<String>,
    /// The fields whose names are known: code, name, component index as published.
    pub fields: Vec<(String, String, Number)>,
    /// Where it stands, for messages.
    pub at: String,
}

/// What a unit of then is today.
#[derive(Debug)]
pub enum Today<'a> {
    /// This unit.
    Unit {
        /// Its name.
        name: &'a str,
        /// The set that scores it.
        set: &'a CriteriaSet,
        /// Its block of the set (index).
        block: Option<usize>,
        /// The block of the set that a text names (index).
        block_of: fn(&CriteriaSet, &str) -> Option<usize>,
    },
    /// One of several.
    Unclear,
    /// None.
    Gone,
}

/// Reads a file: the JSON of a result, or a table with a column of units beside ranks or indices. Every fault is told.
/// `sets` are those of today, by which columns of fields are known.
pub fn read_earlier(
    file: &Arc<str>,
    bytes: &[u8],
    sets: &[&CriteriaSet],
    lang: Lang,
) -> Result<Earlier, Vec<String>> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let first = bytes.iter().find(|byte| !byte.is_ascii_whitespace());
    let mut faults = Vec::new();
    let earlier = match first {
        Some(b'{' | b'[') => json::read(file, bytes, sets, lang, &mut faults),
        _ => table::read(file, bytes, sets, lang, &mut faults),
    };
    let earlier = earlier.map(|earlier| once(earlier, lang, &mut faults));
    match earlier {
        Some(earlier) if faults.is_empty() => {
            if earlier.units.is_empty() {
                return Err(vec![say!(
                    lang,
                    "{file}: không có đơn vị nào.",
                    "{file}: there is no unit in it."
                )]);
            }
            Ok(earlier)
        }
        _ => Err(faults),
    }
}

/// A unit that stands there several times is one where they agree: a workbook repeats its ranking from sheet to sheet.
fn once(earlier: Earlier, lang: Lang, faults: &mut Vec<String>) -> Earlier {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut units: Vec<EarlierUnit> = Vec::new();
    for unit in earlier.units {
        let key = unit.name.to_lowercase();
        let Some(known) = seen.get(&key).and_then(|at| units.get_mut(*at)) else {
            seen.insert(key, units.len());
            units.push(unit);
            continue;
        };
        let agree = agree(known.rank.as_ref(), unit.rank.as_ref())
            && agree(known.index.as_ref(), unit.index.as_ref())
            && agree(known.block.as_ref(), unit.block.as_ref());
        if !agree {
            let (name, here, there) = (&unit.name, &unit.at, &known.at);
            faults.push(say!(
                lang,
                "{here}: “{name}” đã có ở {there} với hạng hoặc chỉ số khác.",
                "{here}: “{name}” stands at {there} already, with another rank or index."
            ));
        }
        known.rank = known.rank.or(unit.rank);
        known.index = known.index.take().or(unit.index);
        known.class = known.class.take().or(unit.class);
        known.block = known.block.take().or(unit.block);
        if known.fields.is_empty() {
            known.fields = unit.fields;
        }
    }
    Earlier { units, ..earlier }
}

/// Whether two statements agree: they are the same, or one is not made.
fn agree<T: PartialEq>(a: Option<&T>, b: Option<&T>) -> bool {
    a.is_none() || b.is_none() || a == b
}

impl Earlier {
    /// Finds the units of today. Of several that became one none is compared with it.
    pub fn settle<'a>(self, find: impl Fn(&str) -> Today<'a>) -> Previous {
        let mut previous = Previous { year: self.year, ..Previous::default() };
        let mut found: BTreeMap<&'a str, Vec<(String, PreviousUnit)>> = BTreeMap::new();
        for unit in self.units {
            match find(&unit.name) {
                Today::Unit { name, set, block, block_of } => {
                    let then = unit.block.as_deref().and_then(|then| block_of(set, then));
                    let other_block = then.is_some() && then != block;
                    let fields = unit.fields.into_iter().filter(|(code, name, _)| is_field(set, code, name));
                    let before = PreviousUnit {
                        rank: unit.rank,
                        other_block,
                        index: unit.index,
                        class: unit.class,
                        fields: fields.map(|(code, _, index)| (code, index)).collect(),
                    };
                    found.entry(name).or_default().push((unit.name, before));
                }
                Today::Unclear => previous.unclear.push(unit.name),
                Today::Gone => previous.gone.push(unit.name),
            }
        }
        for (today, mut then) in found {
            match then.pop() {
                Some((_, before)) if then.is_empty() => {
                    previous.units.insert(today.to_owned(), before);
                }
                last => {
                    let names = then.into_iter().chain(last).map(|(name, _)| name).collect();
                    previous.merged.insert(today.to_owned(), names);
                }
            }
        }
        previous
    }
}

/// Whether a set has this field, by code and name.
fn is_field(set: &CriteriaSet, code: &str, name: &str) -> bool {
    let node = set.node_of(code).filter(|at| set.fields.contains(at)).map(|at| &set.nodes[at]);
    node.is_some_and(|node| fold(&node.name) == fold(name))
}

/// Bonuses and penalties lead beyond 0 and 100, but no farther than this.
const FARTHEST: usize = 200;

/// An index in percent that can be one.
pub(super) fn sound(index: &Number) -> bool {
    index.abs() <= Number::from(FARTHEST)
}

/// The year in a text such as `Kết quả năm 2024`: the one number in it that is one.
pub(super) fn year_in(text: &str) -> Option<i64> {
    let folded = fold(text);
    let years: HashSet<i64> = folded
        .split(' ')
        .filter(|word| word.len() == 4)
        .filter_map(|word| word.parse().ok())
        .filter(|year| (2000..2100).contains(year))
        .collect();
    if years.len() == 1 { years.into_iter().next() } else { None }
}
