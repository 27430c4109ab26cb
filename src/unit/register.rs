//! The register: which units there are, in which block, and which criteria do not apply to them.

use std::sync::Arc;

use super::{Match, Names};
use crate::criteria::{CriteriaSet, Exemption};
use crate::diagnostic::Place;
use crate::sheet::fold;

/// Which blocks of a round a set scores.
#[derive(Clone, Copy, Debug)]
pub struct Shares<'a> {
    /// The blocks of this set.
    pub own: &'a [String],
    /// The blocks of all sets of the round.
    pub all: &'a [String],
}

/// One unit of the register.
#[derive(Clone, Debug)]
pub struct Unit {
    /// Name.
    pub name: Arc<str>,
    /// Its code in the register; empty where it has none.
    pub code: Arc<str>,
    /// Block of the set (index); `None` where the set has none or the register names none of it.
    pub block: Option<usize>,
    /// Per leaf whether it does not apply.
    pub exempt: Vec<bool>,
    /// The exemptions of the set that hold for it (indices).
    pub exemptions: Vec<usize>,
    /// Its kind by the register, folded; empty where the register does not say.
    pub kind: Arc<str>,
    /// Where the register lists it.
    pub place: Place,
}

/// All units of a round.
#[derive(Debug, Default)]
pub struct Register {
    /// The units, in the order of the register.
    pub units: Vec<Unit>,
    /// Finds a unit by name, those of other sets included.
    pub(super) names: Names,
    /// Per name of `names` what the register says.
    pub(super) listed: Vec<Listed>,
    /// The blocks of the round, folded: id and name; those of the set first.
    blocks: Vec<[String; 2]>,
}

/// A row of the register.
#[derive(Debug)]
pub(super) struct Listed {
    /// The unit; `None` where another set scores it.
    pub here: Option<usize>,
    /// Name, block and aliases as they stand there.
    pub texts: [String; 3],
    /// Where.
    pub place: Place,
}

/// Where a name leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// To this unit.
    Unit(usize),
    /// To this unit, by this name of one that was merged into it.
    Former(usize, String),
    /// To a unit that another set of the round scores.
    Elsewhere,
    /// To any of these.
    Several(Vec<String>),
    /// Nowhere.
    Nowhere,
}

impl Register {
    /// A register without units, of the blocks of a set and those of the whole round.
    pub(super) fn of_blocks(set: &CriteriaSet, shares: Option<Shares>) -> Register {
        let mut blocks: Vec<[String; 2]> =
            set.blocks.iter().map(|block| [fold(&block.id), fold(&block.name)]).collect();
        for id in shares.map(|shares| shares.all).unwrap_or_default() {
            let folded = fold(id);
            if !blocks.iter().flatten().any(|known| *known == folded) {
                blocks.push([folded.clone(), folded]);
            }
        }
        Register { blocks, ..Register::default() }
    }

    /// The unit that a name means.
    pub fn find(&self, name: &str) -> Found {
        let here = |at: usize| self.listed[at].here;
        match self.names.find(name) {
            Match::One(at) => here(at).map_or(Found::Elsewhere, Found::Unit),
            Match::Former(at, former) => {
                here(at).map_or(Found::Elsewhere, |unit| Found::Former(unit, former))
            }
            Match::Several(units) => Found::Several(self.names.shown(&units)),
            Match::None => Found::Nowhere,
        }
    }

    /// The names that come close to one that leads nowhere (see [`Names::close`]), and the row of the first of them with
    /// that name among its aliases: `Xã Mẫu 01,xa,Xã Cũ; Xã Mẫu 10`.
    pub fn close(&self, name: &str, work: &mut usize) -> (Vec<String>, Option<String>) {
        let close = self.names.close(name, work);
        let row = close.first().map(|first| {
            let [unit, block, aliases] = &self.listed[*first].texts;
            let aliases = if aliases.is_empty() { name.to_owned() } else { format!("{aliases}; {name}") };
            [unit, block, &aliases].map(|text| quoted(text)).join(",")
        });
        (self.names.shown(&close), row)
    }

    /// The block that the register says of a unit, where a text names another one of the round.
    pub fn other_block<'s>(&self, set: &'s CriteriaSet, unit: usize, stated: &str) -> Option<&'s str> {
        let own = self.units[unit].block?;
        let is_block =
            |text: &str| self.blocks.iter().position(|names| names.iter().any(|name| name == text));
        (named(stated, is_block)? != own).then(|| set.blocks[own].name.as_str())
    }
}

/// Marks the leaves from which a set exempts a unit by its block and its kind (folded), and returns the exemptions that
/// hold for it (indices).
pub fn exempt_by_set(set: &CriteriaSet, block: Option<usize>, kind: &str, exempt: &mut [bool]) -> Vec<usize> {
    let holds = |exemption: &Exemption| {
        (exemption.blocks.is_empty() || block.is_some_and(|block| exemption.blocks.contains(&block)))
            && exemption.kind.as_ref().is_none_or(|of| fold(of) == kind)
    };
    let mut holding = Vec::new();
    for (at, exemption) in set.exemptions.iter().enumerate().filter(|(_, exemption)| holds(exemption)) {
        exemption.leaves.iter().for_each(|leaf| exempt[*leaf] = true);
        holding.push(at);
    }
    holding
}

/// The block of a set that a text names, by id or name, without case and marks: `phuong`, `Khối phường`.
pub fn block_of(set: &CriteriaSet, text: &str) -> Option<usize> {
    let is_block =
        |text: &str| set.blocks.iter().position(|block| fold(&block.id) == text || fold(&block.name) == text);
    set.block_of(text).or_else(|| named(text, is_block))
}

/// What a text is found to be, or what is left of it without words such as `khối`.
fn named(text: &str, find: impl Fn(&str) -> Option<usize>) -> Option<usize> {
    let folded = fold(text);
    let words = ["khoi ", "nhom ", "cac ", "cap ", "ubnd "];
    let bare = words.iter().fold(folded.as_str(), |rest, word| rest.strip_prefix(word).unwrap_or(rest));
    find(&folded).or_else(|| find(bare))
}

/// A text as it stands in a CSV.
fn quoted(text: &str) -> String {
    if text.contains([',', '"']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
}
