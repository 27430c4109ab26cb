//! The result of a round as every paper shows it: the units of each block in their order, with what the block as a whole
//! comes to. Pure; nothing is rounded here.

mod appraisal;
mod detail;
mod figures;
mod parts;
mod previous;

use std::sync::Arc;

pub use appraisal::{Heard, Judged};
pub use detail::{LeafDetail, Pair};
pub use figures::{ClassShare, FieldFigures, LeafFigures};
pub use parts::Parts;
pub use previous::{Change, Earlier, EarlierUnit, Previous, PreviousUnit, Today, read_earlier};

use crate::assessment::{Assessment, Bests};
use crate::criteria::CriteriaSet;
use crate::diagnostic::Finding;
use crate::ranking::{BlockRanking, Ranked};
use crate::score::{Basis, ScoreCard};

/// The result of a round.
#[derive(Debug)]
pub struct Results<'a> {
    /// Title of the round.
    pub title: Option<&'a str>,
    /// Year of the round.
    pub year: Option<i64>,
    /// Which points make the result.
    pub basis: Basis,
    /// The blocks that are ranked, in the order of the sets.
    pub blocks: Vec<Block<'a>>,
    /// The results of the year before, where the round names them.
    pub previous: Option<Previous>,
}

/// One block: the units that are ranked together.
#[derive(Clone, Copy, Debug)]
pub struct Block<'a> {
    /// What scores it, and the cards of all units of the set.
    pub source: Source<'a>,
    /// The ranking.
    pub ranking: &'a BlockRanking,
    /// The units of the register that sent nothing, of all blocks of the set.
    silent: &'a [(Option<usize>, String)],
}

/// What the results of a set are made of.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// The set.
    pub set: &'a CriteriaSet,
    /// What each unit stated.
    pub assessments: &'a [Assessment],
    /// The best values of each block.
    pub bests: &'a Bests,
    /// The cards of the units that sent something.
    pub cards: &'a [ScoreCard],
    /// Per card its assessment (index).
    pub units: &'a [usize],
    /// Everything that was found in the batch.
    pub findings: &'a [Finding],
    /// Which points make the result.
    pub basis: Basis,
}

/// A unit of a block.
#[derive(Clone, Copy, Debug)]
pub struct Unit<'a> {
    /// What scores it.
    source: Source<'a>,
    /// Its card.
    pub card: &'a ScoreCard,
    /// What it stated.
    pub assessment: &'a Assessment,
    /// Its place; `None` where nothing applies to it.
    pub place: Option<&'a Ranked>,
}

impl<'a> Block<'a> {
    /// A ranked block; `silent` are the units of the register that sent nothing, with their blocks.
    pub fn new(
        source: Source<'a>,
        ranking: &'a BlockRanking,
        silent: &'a [(Option<usize>, String)],
    ) -> Block<'a> {
        Block { source, ranking, silent }
    }

    /// The set that scores it.
    pub fn set(&self) -> &'a CriteriaSet {
        self.source.set
    }

    /// Id of the block; `all` where all units are one.
    pub fn id(&self) -> &'a str {
        self.ranking.block.map_or("all", |at| &self.set().blocks[at].id)
    }

    /// Name of the block; `None` where all units are one.
    pub fn name(&self) -> Option<&'a str> {
        self.ranking.block.map(|at| &*self.set().blocks[at].name)
    }

    /// The ranked units, best first.
    pub fn units(&self) -> impl ExactSizeIterator<Item = Unit<'a>> + Clone + use<'a> {
        let source = self.source;
        self.ranking.rows.iter().map(move |row| Unit::new(source, row.card, Some(row)))
    }

    /// The unit of a row of the ranking.
    pub fn ranked(&self, row: &'a Ranked) -> Unit<'a> {
        Unit::new(self.source, row.card, Some(row))
    }

    /// The unit of a card that has no place.
    pub fn of_card(&self, card: usize) -> Unit<'a> {
        Unit::new(self.source, card, None)
    }

    /// The units to which nothing applies.
    pub fn unranked(&self) -> impl Iterator<Item = Unit<'a>> + use<'a> {
        let source = self.source;
        self.ranking.unranked.iter().map(move |card| Unit::new(source, *card, None))
    }

    /// Ranked and unranked units.
    pub fn all(&self) -> impl Iterator<Item = Unit<'a>> + use<'a> {
        self.units().chain(self.unranked())
    }

    /// The units of the register that sent nothing.
    pub fn missing(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let block = self.ranking.block;
        self.silent.iter().filter(move |(of, _)| *of == block).map(|(_, unit)| unit.as_str())
    }

    /// Whether a decision may be made of it: every unit of the register is there, complete and without errors.
    pub fn is_final(&self) -> bool {
        self.missing().next().is_none() && self.all().all(|unit| unit.is_final())
    }
}

impl<'a> Unit<'a> {
    fn new(source: Source<'a>, card: usize, place: Option<&'a Ranked>) -> Unit<'a> {
        let assessment = &source.assessments[source.units[card]];
        Unit { source, card: &source.cards[card], assessment, place }
    }

    /// The set that scores it.
    pub fn set(&self) -> &'a CriteriaSet {
        self.source.set
    }

    /// Its name.
    pub fn name(&self) -> &'a Arc<str> {
        &self.card.unit
    }

    /// The name of its class; `None` below the lowest.
    pub fn class(&self) -> Option<&'a str> {
        self.place?.class.map(|class| &*self.source.set.classes[class].name)
    }

    /// Whether its result stands: complete and without errors.
    pub fn is_final(&self) -> bool {
        self.card.complete && self.card.errors == 0
    }
}

impl<'a> Results<'a> {
    /// Every unit that sent something, with its block.
    pub fn units(&self) -> impl Iterator<Item = (&Block<'a>, Unit<'a>)> {
        self.blocks.iter().flat_map(|block| block.all().map(move |unit| (block, unit)))
    }

    /// Whether a decision may be made of it.
    pub fn is_final(&self) -> bool {
        self.blocks.iter().all(Block::is_final)
    }
}
