//! The results of the year before, and what changed since.

mod earlier;
mod json;
mod table;

use std::collections::HashMap;

pub use earlier::{Earlier, EarlierUnit, Today, read_earlier};

use super::Unit;
use crate::points::Number;

/// The results of the year before.
#[derive(Clone, Debug, Default)]
pub struct Previous {
    /// Its year, where it is known; nobody guesses it.
    pub year: Option<i64>,
    /// Its units, by the names that they have today.
    pub units: HashMap<String, PreviousUnit>,
    /// Units of today that several of its units became, with the names of those: they have nothing to be compared with.
    pub merged: HashMap<String, Vec<String>>,
    /// Its units that are not there today, as they were called.
    pub gone: Vec<String>,
    /// Its units whose names fit several of today.
    pub unclear: Vec<String>,
}

/// What a unit had.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PreviousUnit {
    /// Its rank.
    pub rank: Option<usize>,
    /// It was ranked in another block than today, so that its places are not compared.
    pub other_block: bool,
    /// Its index, as published.
    pub index: Option<Number>,
    /// Its class.
    pub class: Option<String>,
    /// The component indices, as published, by the code of the field; only of fields that have code and name still.
    pub fields: Vec<(String, Number)>,
}

/// What changed for a unit.
#[derive(Clone, Debug)]
pub struct Change<'p> {
    /// What it had.
    pub before: &'p PreviousUnit,
    /// By how many places it rose; negative where it fell.
    pub places: Option<i64>,
    /// By how much its published index rose; negative where it fell.
    pub index: Option<Number>,
}

impl Previous {
    /// What changed for a unit; `None` where it was not there, or was made of several.
    pub fn change(&self, unit: &Unit) -> Option<Change<'_>> {
        let before = self.units.get(&**unit.name())?;
        let signed = |rank: usize| i64::try_from(rank).ok();
        let ranks = before.rank.zip(unit.place).filter(|_| !before.other_block);
        let places = ranks.and_then(|(rank, place)| Some(signed(rank)? - signed(place.rank)?));
        let index = difference(unit, unit.card.index.as_ref(), before.index.as_ref());
        Some(Change { before, places, index })
    }

    /// The units that became this one, where they were several.
    pub fn merged_into(&self, unit: &Unit) -> &[String] {
        self.merged.get(&**unit.name()).map_or(&[], Vec::as_slice)
    }
}

impl Change<'_> {
    /// The component index of a field before, and by how much the published one rose.
    pub fn field(&self, unit: &Unit, at: usize) -> Option<(&Number, Option<Number>)> {
        let code = &*unit.set().nodes[at].code;
        let (_, before) = self.before.fields.iter().find(|(of, _)| of == code)?;
        Some((before, difference(unit, unit.card.nodes[at].index().as_ref(), Some(before))))
    }
}

/// The published value of today less that of before.
fn difference(unit: &Unit, now: Option<&Number>, before: Option<&Number>) -> Option<Number> {
    Some(&now?.rounded(unit.set().scoring.precision) - before?)
}
