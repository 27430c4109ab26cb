//! Finds a unit by its name: exactly first, then without case, marks and words such as UBND or xã.

use std::collections::HashMap;

use crate::sheet::{fold, key};

/// Words that name an office, left out first (folded).
const OFFICE: &[&str] = &["uy ban nhan dan", "ubnd", "hdnd", "va", "cong chuc"];
/// Words that name a kind of unit, left out last (folded).
const KINDS: &[&str] = &[
    "xa",
    "phuong",
    "thi tran",
    "dac khu",
    "huyen",
    "quan",
    "thi xa",
    "thanh pho",
    "tp",
    "so",
    "ban",
    "tinh",
];

/// What a name was found to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Match {
    /// This unit.
    One(usize),
    /// Any of these.
    Several(Vec<usize>),
    /// None.
    None,
}

/// An index over the names and aliases of units.
#[derive(Debug, Default)]
pub struct Names {
    /// From the strictest way of writing a name to the loosest.
    tiers: [HashMap<String, Vec<usize>>; 3],
    shown: Vec<String>,
    /// Per unit the kinds that its name and aliases say.
    kinds: Vec<Vec<String>>,
}

impl Names {
    /// Adds a unit with its name and aliases; units are numbered in the order they are added.
    pub fn add<'n>(&mut self, name: &'n str, aliases: impl IntoIterator<Item = &'n str>) -> usize {
        let unit = self.shown.len();
        self.shown.push(name.to_owned());
        self.kinds.push(Vec::new());
        for name in std::iter::once(name).chain(aliases) {
            let kind = kind(name);
            if !kind.is_empty() {
                self.kinds[unit].push(kind);
            }
            for (tier, key) in self.tiers.iter_mut().zip(keys(name)) {
                let units = tier.entry(key).or_default();
                if !units.contains(&unit) {
                    units.push(unit);
                }
            }
        }
        unit
    }

    /// Finds the unit of a name. The strictest way of writing that fits any unit decides; a name that says another
    /// kind of unit (xã for a phường) never fits.
    pub fn find(&self, name: &str) -> Match {
        let found = self.tiers.iter().zip(keys(name)).find_map(|(tier, key)| tier.get(&key));
        let kind = kind(name);
        let fits = |unit: &&usize| {
            let own = &self.kinds[**unit];
            kind.is_empty() || own.is_empty() || own.contains(&kind)
        };
        let units: Vec<usize> = found.into_iter().flatten().filter(fits).copied().collect();
        match units.as_slice() {
            [] => Match::None,
            [unit] => Match::One(*unit),
            _ => Match::Several(units),
        }
    }

    /// Names close to this one, closest first, at most three.
    pub fn close(&self, name: &str) -> Vec<String> {
        let wanted = core(&fold(name));
        let mut close: Vec<(usize, &String)> = self
            .shown
            .iter()
            .map(|shown| (strsim::damerau_levenshtein(&wanted, &core(&fold(shown))), shown))
            .filter(|(distance, shown)| {
                *distance <= 2.max(wanted.chars().count() / 4) && *distance < shown.len()
            })
            .collect();
        close.sort();
        close.into_iter().take(3).map(|(_, shown)| shown.clone()).collect()
    }

    /// The names of units, for messages.
    pub fn shown(&self, units: &[usize]) -> Vec<String> {
        units.iter().map(|unit| self.shown[*unit].clone()).collect()
    }
}

/// The name as written; without case, marks and office; without the kind of unit besides.
fn keys(name: &str) -> [String; 3] {
    let folded = fold(name);
    let office = without(&folded, OFFICE);
    let core = without(&office, KINDS);
    [key(name), office, core]
}

/// The kind of unit that a name says: `xa`, `phuong`; empty where it says none.
fn kind(name: &str) -> String {
    let office = without(&fold(name), OFFICE);
    let core = without(&office, KINDS);
    office.strip_suffix(&core).unwrap_or_default().trim().to_owned()
}

fn core(folded: &str) -> String {
    without(&without(folded, OFFICE), KINDS)
}

/// Leaves out leading words; a name that consists of nothing else stays as it is.
fn without(folded: &str, words: &[&str]) -> String {
    let mut rest = folded;
    while let Some(shorter) = words.iter().find_map(|word| rest.strip_prefix(word)?.strip_prefix(' ')) {
        rest = shorter;
    }
    rest.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_finds_its_unit_and_only_its_unit() {
        let mut names = Names::default();
        for (name, aliases) in [
            ("Xã Mẫu 01", vec!["Xã Mẫu Cũ"]),
            ("Phường Mẫu 01", vec![]),
            ("Xã Tấn An", vec![]),
            ("Xã Tân An", vec![]),
            ("Phường Hòa Bình", vec![]),
            ("Sở Nội vụ", vec!["SNV"]),
        ] {
            names.add(name, aliases);
        }
        let check = |name: &str, expected: Match| assert_eq!(names.find(name), expected, "{name}");
        check("Xã Mẫu 01", Match::One(0));
        check("xã mẫu 01", Match::One(0));
        check("UBND xã Mẫu 01", Match::One(0));
        check("ỦY BAN NHÂN DÂN XÃ MẪU 01", Match::One(0));
        check("Xa Mau 01", Match::One(0));
        check("xã mẫu cũ", Match::One(0));
        check("Mẫu 01", Match::Several(vec![0, 1]));
        check("Xã Tân An", Match::One(3));
        check("xa tan an", Match::Several(vec![2, 3]));
        check("Hoà Bình", Match::One(4));
        check("phường Tấn An", Match::None);
        check("snv", Match::One(5));
        check("Nội vụ", Match::One(5));
        check("Xã Mẫu 99", Match::None);
        check("", Match::None);
    }

    #[test]
    fn close_names_are_offered() {
        let mut names = Names::default();
        names.add("Xã Mẫu Tây", []);
        names.add("Xã Thử Đông", []);
        assert_eq!(names.close("Xã Mẫu Tay B"), ["Xã Mẫu Tây"]);
        assert_eq!(names.close("Phường Khác Hẳn"), Vec::<String>::new());
    }
}
