//! From what was read and scored to the result that all papers show.

use super::super::batch::{Batch, Part};
use super::super::outcome::Refused;
use super::super::results::{Scored, one_unit};
use crate::diagnostic::Finding;
use crate::message::Lang;
use crate::ranking::{Ranking, rank};
use crate::results::{Block, Results, Source};
use crate::score::Basis;
use crate::unit::Names;

/// The ranking of each set.
pub(super) fn rankings(batch: &Batch, scored: &[Scored]) -> Vec<Ranking> {
    let ranking = |(part, scored): (&Part, &Scored)| {
        rank(&part.set, &scored.cards).with_silent(scored.missing.iter().map(|(block, _)| *block))
    };
    batch.parts.iter().zip(scored).map(ranking).collect()
}

/// The result.
pub(super) fn results<'a>(
    batch: &'a Batch,
    scored: &'a [Scored],
    rankings: &'a [Ranking],
    findings: &'a [Finding],
    basis: Basis,
) -> Results<'a> {
    let mut blocks = Vec::new();
    for ((part, scored), ranking) in batch.parts.iter().zip(scored).zip(rankings) {
        let source = Source {
            set: &part.set,
            assessments: &part.assessments,
            bests: &part.bests,
            cards: &scored.cards,
            units: &scored.units,
            findings,
            basis,
        };
        blocks.extend(ranking.blocks.iter().map(|block| Block::new(source, block, &scored.missing)));
    }
    Results { title: batch.title.as_deref(), year: batch.year, basis, blocks, previous: None }
}

/// The units that are asked for, by their names; a name that fits none or several is refused.
pub(super) fn units(
    asked: &[String],
    batch: &Batch,
    results: &Results,
    lang: Lang,
) -> Result<Vec<String>, Refused> {
    let mut names = Names::default();
    let all: Vec<&str> = results.units().map(|(_, unit)| &**unit.name()).collect();
    for name in &all {
        names.add(name, []);
    }
    let found = |name: &String| Ok(all[one_unit(&names, &batch.name_of(name), lang)?].to_owned());
    asked.iter().map(found).collect()
}
