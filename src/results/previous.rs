//! The results of the year before, and what changed since.

use std::collections::HashMap;

use super::Unit;
use crate::points::Number;

/// The results of the year before.
#[derive(Clone, Debug, Default)]
pub struct Previous {
    /// Its year, where it is known.
    pub year: Option<i64>,
    /// Its units, by the names that they have today.
    pub units: HashMap<String, PreviousUnit>,
}

/// What a unit had.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PreviousUnit {
    /// Its rank.
    pub rank: Option<usize>,
    /// Its index.
    pub index: Option<Number>,
    /// Its class.
    pub class: Option<String>,
    /// The component indices, by the code of the field.
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
    /// What changed for a unit; `None` where it was not there.
    pub fn change(&self, unit: &Unit) -> Option<Change<'_>> {
        let before = self.units.get(&**unit.name())?;
        let signed = |rank: usize| i64::try_from(rank).ok();
        let places =
            before.rank.zip(unit.place).and_then(|(rank, place)| Some(signed(rank)? - signed(place.rank)?));
        let precision = unit.source.set.scoring.precision;
        let now = unit.card.index.as_ref().map(|index| index.rounded(precision));
        Some(Change { before, places, index: now.zip(before.index.as_ref()).map(|(now, then)| &now - then) })
    }
}
