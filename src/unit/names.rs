//! Finds a unit by its name: exactly first, then without case, marks and words such as UBND or xã.

use std::borrow::Cow;
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

/// Letters of a name; what is longer is no name.
const LONGEST: usize = 200;

/// A name as it is kept: what is longer than any name is cut, so that findings that repeat it stay small.
pub fn short(name: &str) -> Cow<'_, str> {
    // Most names have fewer bytes than that.
    let end = (name.len() > LONGEST).then(|| name.char_indices().nth(LONGEST)).flatten();
    end.map_or(Cow::Borrowed(name), |(end, _)| Cow::Owned(format!("{}…", &name[..end])))
}

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
    /// Per unit the part of its name that tells it from others, and its letters.
    cores: Vec<(String, usize)>,
    /// Per unit the kinds that its name and aliases say.
    kinds: Vec<Vec<String>>,
}

impl Names {
    /// Adds a unit with its name and aliases; units are numbered in the order they are added.
    pub fn add<'n>(&mut self, name: &'n str, aliases: impl IntoIterator<Item = &'n str>) -> usize {
        let unit = self.shown.len();
        self.shown.push(name.to_owned());
        self.kinds.push(Vec::new());
        let core = core(&fold(name));
        let letters = core.chars().count();
        self.cores.push((core, letters));
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

    /// Names close to this one, closest first, at most three. Each letter compared takes away from `work`; where too
    /// little is left, there are none.
    pub fn close(&self, name: &str, work: &mut usize) -> Vec<String> {
        if name.chars().nth(LONGEST).is_some() {
            return Vec::new();
        }
        let wanted = core(&fold(name));
        let letters = wanted.chars().count();
        let most = 2.max(letters / 4);
        let similar = || {
            let all = self.cores.iter().zip(&self.shown);
            all.filter(|((_, other), _)| *other <= LONGEST && other.abs_diff(letters) <= most)
        };
        let needed: usize = similar().map(|((_, other), _)| other * letters).sum();
        let Some(left) = work.checked_sub(needed) else { return Vec::new() };
        *work = left;
        let mut close: Vec<(usize, &String)> = similar()
            .map(|((core, _), shown)| (strsim::damerau_levenshtein(&wanted, core), shown))
            .filter(|(distance, shown)| *distance <= most && *distance < shown.len())
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
        let close = |name: &str, mut work: usize| names.close(name, &mut work);
        assert_eq!(close("Xã Mẫu Tay B", usize::MAX), ["Xã Mẫu Tây"]);
        assert_eq!(close("Phường Khác Hẳn", usize::MAX), Vec::<String>::new());
        assert_eq!(close("Xã Mẫu Tay B", 10), Vec::<String>::new(), "no work left");
    }

    #[test]
    fn an_endless_name_is_cut_and_like_no_other() {
        let mut names = Names::default();
        let endless = "ă".repeat(200_000);
        names.add(&endless, []);
        assert_eq!(names.close(&endless[2..], &mut { usize::MAX }), Vec::<String>::new());
        assert_eq!(short(&endless), format!("{}…", "ă".repeat(200)));
        assert_eq!(short(&endless[..400]), endless[..400]);
    }
}
