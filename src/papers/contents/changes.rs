//! What changed in a block since the year before.

use super::told::told;
use super::words::{Holders, Names};
use crate::points::Number;
use crate::results::{Block, Previous};

told! {
    /// What changed since the year before, of the units that were there.
    pub struct Changes {
        /// The year before, where it is known.
        pub year: Option<String>,
        /// How many units have an index in both years.
        pub units: usize,
        /// How many of them have a higher index.
        pub rose: usize,
        /// How many a lower one.
        pub fell: usize,
        /// How many the same.
        pub same: usize,
        /// The largest rise of the index, and whose.
        pub most_risen: Option<Holders>,
        /// The largest fall of the index without its sign, and whose.
        pub most_fallen: Option<Holders>,
        /// The most places gained, and who did.
        pub places_gained: Option<Moved>,
        /// The most places lost, and who did.
        pub places_lost: Option<Moved>,
        /// Who was not there.
        pub new: Names,
    }
}

told! {
    /// So many places, and who moved by them.
    pub struct Moved {
        /// How many places.
        pub places: usize,
        /// Who.
        pub units: Names,
    }
}

impl Changes {
    /// `None` where nobody can be compared.
    pub(super) fn of(block: &Block, previous: &Previous) -> Option<Changes> {
        let set = block.set();
        let (mut indices, mut places, mut new) = (Vec::new(), Vec::new(), Vec::new());
        for unit in block.units() {
            let name: &str = unit.name();
            let Some(change) = previous.change(&unit) else {
                new.push(name);
                continue;
            };
            indices.extend(change.index.map(|index| (index, name)));
            places.extend(change.places.map(|moved| (moved, name)));
        }
        if indices.is_empty() && places.is_empty() {
            return None;
        }
        let who = |value: &Number| -> Vec<&str> {
            indices.iter().filter(|(index, _)| index == value).map(|(_, unit)| *unit).collect()
        };
        let is_rise = |value: &Number| !value.is_negative() && !value.is_zero();
        let risen = indices.iter().map(|(index, _)| index).max().filter(|index| is_rise(index));
        let fallen = indices.iter().map(|(index, _)| index).min().filter(|index| index.is_negative());
        let moved = |by: Option<i64>| {
            let by = by?;
            let units = places.iter().filter(|(places, _)| *places == by).map(|(_, unit)| *unit);
            Some(Moved {
                places: usize::try_from(by.unsigned_abs()).unwrap_or(usize::MAX),
                units: Names::of(units),
            })
        };
        Some(Changes {
            year: previous.year.map(|year| year.to_string()),
            units: indices.len(),
            rose: indices.iter().filter(|(index, _)| is_rise(index)).count(),
            fell: indices.iter().filter(|(index, _)| index.is_negative()).count(),
            same: indices.iter().filter(|(index, _)| index.is_zero()).count(),
            most_risen: risen.map(|value| Holders::of(set, value, &who(value))),
            most_fallen: fallen.map(|value| Holders::of(set, &value.abs(), &who(value))),
            places_gained: moved(places.iter().map(|(places, _)| *places).max().filter(|places| *places > 0)),
            places_lost: moved(places.iter().map(|(places, _)| *places).min().filter(|places| *places < 0)),
            new: Names::of(new),
        })
    }
}
