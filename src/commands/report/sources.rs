//! From what was read and scored to the result that all papers show.

use super::super::batch::{Batch, Part};
use super::super::results::Scored;
use crate::diagnostic::Finding;
use crate::ranking::{Ranking, rank};
use crate::results::{Block, Results, Source};
use crate::score::Basis;

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
