//! Finds a unit by its name: as written first, then without marks, then without words such as xã.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::message::characters;
use crate::sheet::{fold, key};
use crate::sorting::Order as _;

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
    /// This unit, by this name of one that was merged into it.
    Former(usize, String),
    /// Any of these.
    Several(Vec<usize>),
    /// None.
    None,
}

/// An index over the names of units: current ones, aliases, and those from before mergers.
#[derive(Debug, Default)]
pub struct Names {
    known: Vec<Known>,
    /// From the strictest way of writing a name to the loosest, which of the known names it is.
    tiers: [HashMap<String, Vec<usize>>; 4],
    shown: Vec<String>,
    /// Per unit the part of its name that tells it from others, and its letters.
    cores: Vec<(String, usize)>,
}

/// A name that leads to a unit.
#[derive(Debug)]
struct Known {
    unit: usize,
    /// The kind of unit that the name says, else that the unit's own name says.
    kind: String,
    /// As written, where it is the name of a unit that was merged into this one.
    former: Option<String>,
}

impl Names {
    /// Adds a unit with its name and aliases; units are numbered in the order they are added.
    pub fn add<'n>(&mut self, name: &'n str, aliases: impl IntoIterator<Item = &'n str>) -> usize {
        let unit = self.shown.len();
        self.shown.push(name.to_owned());
        let core = core(&fold(name));
        let letters = characters(&core);
        self.cores.push((core, letters));
        let own_kind = kind(name);
        for name in std::iter::once(name).chain(aliases) {
            self.insert(name, unit, &own_kind, None);
        }
        unit
    }

    /// Adds the name of a unit that was merged into one; not where it is a name that a unit bears today.
    pub fn add_former(&mut self, unit: usize, name: &str) {
        if self.bearers(name).is_empty() {
            self.insert(name, unit, "", Some(name.to_owned()));
        }
    }

    fn insert(&mut self, name: &str, unit: usize, own_kind: &str, former: Option<String>) {
        let said = kind(name);
        let kind = if said.is_empty() { own_kind.to_owned() } else { said };
        let at = self.known.len();
        self.known.push(Known { unit, kind, former });
        for (tier, key) in self.tiers.iter_mut().zip(keys(name)) {
            tier.entry(key).or_default().push(at);
        }
    }

    /// The units whose name or alias today this is, case and the words for its office aside.
    pub fn bearers(&self, name: &str) -> Vec<usize> {
        let [_, exact, ..] = keys(name);
        let known = self.tiers[1].get(&exact).into_iter().flatten().map(|at| &self.known[*at]);
        distinct(known.filter(|known| known.former.is_none()))
    }

    /// Finds the unit of a name. The strictest way of writing that fits any unit decides; a name that says another
    /// kind of unit (xã for a phường) never fits.
    pub fn find(&self, name: &str) -> Match {
        let found = self.tiers.iter().zip(keys(name)).find_map(|(tier, key)| tier.get(&key));
        let kind = kind(name);
        let fits = |known: &&Known| kind.is_empty() || known.kind.is_empty() || known.kind == kind;
        let fitting: Vec<&Known> =
            found.into_iter().flatten().map(|at| &self.known[*at]).filter(fits).collect();
        let units = distinct(fitting.iter().copied());
        match (units.as_slice(), fitting.iter().find(|known| known.former.is_none())) {
            ([], _) => Match::None,
            ([unit], None) => {
                let former = fitting.first().and_then(|known| known.former.clone());
                Match::Former(*unit, former.unwrap_or_default())
            }
            ([unit], Some(_)) => Match::One(*unit),
            _ => Match::Several(units),
        }
    }

    /// Units whose names are close to this one, closest first, at most three; where there are none, those close to what
    /// stands before the first comma or dash: `Xã Mẫu 01, tỉnh Mẫu`. Each letter compared takes away from `work`; where
    /// too little is left, there are none.
    pub fn close(&self, name: &str, work: &mut usize) -> Vec<usize> {
        let close = self.near(name, work);
        let end = [",", " - ", " – "].iter().filter_map(|sign| name.find(sign)).min();
        match end {
            Some(end) if close.is_empty() => self.near(&name[..end], work),
            _ => close,
        }
    }

    fn near(&self, name: &str, work: &mut usize) -> Vec<usize> {
        if name.chars().nth(LONGEST).is_some() {
            return Vec::new();
        }
        let wanted = core(&fold(name));
        let letters = characters(&wanted);
        let most = 2.max(letters / 4);
        let similar = || {
            let all = self.cores.iter().enumerate();
            all.filter(|(_, (_, other))| *other <= LONGEST && other.abs_diff(letters) <= most)
        };
        let needed: usize = similar().map(|(_, (_, other))| other * letters).sum();
        let Some(left) = work.checked_sub(needed) else { return Vec::new() };
        *work = left;
        // A xã is meant for a xã first, whatever the letters.
        let kind = kind(name);
        let other_kind = |shown: &str| !kind.is_empty() && self::kind(shown) != kind;
        let mut close: Vec<(bool, usize, &String, usize)> = similar()
            .map(|(unit, (core, _))| {
                let shown = &self.shown[unit];
                (other_kind(shown), strsim::damerau_levenshtein(&wanted, core), shown, unit)
            })
            .filter(|(_, distance, shown, _)| *distance <= most && *distance < shown.len())
            .collect();
        close.order();
        close.into_iter().take(3).map(|(.., unit)| unit).collect()
    }

    /// The names of units, for messages.
    pub fn shown(&self, units: &[usize]) -> Vec<String> {
        units.iter().map(|unit| self.shown[*unit].clone()).collect()
    }
}

/// The units of names, each once.
fn distinct<'k>(known: impl Iterator<Item = &'k Known>) -> Vec<usize> {
    let mut units = Vec::new();
    for known in known {
        if !units.contains(&known.unit) {
            units.push(known.unit);
        }
    }
    units
}

/// The name as written, case aside; without its office; without marks besides; without the kind of unit too.
fn keys(name: &str) -> [String; 4] {
    let office = without(&fold(name), OFFICE);
    let core = without(&office, KINDS);
    let key = key(name);
    let before = key.split(' ').count().saturating_sub(office.split(' ').count());
    let exact = key.split(' ').skip(before).collect::<Vec<_>>().join(" ");
    [key, exact, office, core]
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
        check("UBND xã Tân An", Match::One(3));
        check("Ủy ban nhân dân xã Tấn An", Match::One(2));
        check("UBND xa tan an", Match::Several(vec![2, 3]));
    }

    #[test]
    fn names_from_before_a_merger_lead_to_the_unit_of_today() {
        let mut names = Names::default();
        for name in ["Xã Mẫu 01", "Phường Mẫu 02", "Xã Tân An", "Xã Chia 1", "Xã Chia 2"] {
            names.add(name, []);
        }
        for (unit, former) in [
            (0, "Xã Mẫu 01"),
            (0, "Xã Cũ A"),
            (1, "Xã Mẫu 01"),
            (1, "Xã Cũ B"),
            (1, "Thị trấn Mẫu 02"),
            (0, "Xã Tấn An"),
            (3, "Xã Gốc"),
            (4, "Xã Gốc"),
        ] {
            names.add_former(unit, former);
        }
        let check = |name: &str, expected: Match| assert_eq!(names.find(name), expected, "{name}");
        let former = |unit, name: &str| Match::Former(unit, name.to_owned());
        check("UBND xã Cũ A", former(0, "Xã Cũ A"));
        check("xa cu a", former(0, "Xã Cũ A"));
        check("Cũ B", former(1, "Xã Cũ B"));
        check("Thị trấn Cũ B", Match::None);
        // What a unit is called today wins.
        check("UBND xã Mẫu 01", Match::One(0));
        check("Phường Mẫu 02", Match::One(1));
        check("Thị trấn Mẫu 02", former(1, "Thị trấn Mẫu 02"));
        check("Mẫu 02", Match::One(1));
        // An old name does not make a unit one of another kind.
        check("Xã Mẫu 02", Match::None);
        check("Xã Tấn An", former(0, "Xã Tấn An"));
        check("Xã Tân An", Match::One(2));
        check("xa tan an", Match::Several(vec![2, 0]));
        check("Xã Gốc", Match::Several(vec![3, 4]));
    }

    #[test]
    fn close_names_are_offered() {
        let mut names = Names::default();
        names.add("Xã Mẫu Tây", []);
        names.add("Xã Thử Đông", []);
        let close = |names: &Names, name: &str, mut work: usize| names.shown(&names.close(name, &mut work));
        assert_eq!(close(&names, "Xã Mẫu Tay B", usize::MAX), ["Xã Mẫu Tây"]);
        names.add("Phường Mẫu 03", []);
        names.add("Xã Mẫu 03", []);
        assert_eq!(close(&names, "UBND xã Mẩu O3", usize::MAX)[..2], ["Xã Mẫu 03", "Phường Mẫu 03"]);
        assert_eq!(close(&names, "Phường Khác Hẳn", usize::MAX), Vec::<String>::new());
        assert_eq!(close(&names, "Xã Mẫu Tay B", 10), Vec::<String>::new(), "no work left");
        for name in
            ["UBND xã Mẫu Tây, tỉnh Mẫu Lớn", "Xã Mẫu Tây - huyện Mẫu, tỉnh Lớn", "xã Mẫu Tay – Mẫu Lớn"]
        {
            assert_eq!(close(&names, name, usize::MAX), ["Xã Mẫu Tây"], "{name}");
            assert_eq!(names.find(name), Match::None, "{name}");
        }
        assert_eq!(close(&names, "tỉnh Mẫu Lớn, Xã Mẫu Tây", usize::MAX), Vec::<String>::new());
    }

    #[test]
    fn an_endless_name_is_cut_and_like_no_other() {
        let mut names = Names::default();
        let endless = "ă".repeat(200_000);
        names.add(&endless, []);
        assert_eq!(names.close(&endless[2..], &mut { usize::MAX }), Vec::<usize>::new());
        assert_eq!(short(&endless), format!("{}…", "ă".repeat(200)));
        assert_eq!(short(&endless[..400]), endless[..400]);
    }
}
