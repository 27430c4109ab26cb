//! `score`: one card per unit.

use super::batch::{self, Batch, Part};
use super::outcome::{Context, Done, Refused, for_excel};
use super::results::{Scored, basis, findings, format_of, in_markdown, on_screen, scored, tell};
use crate::cli::{Score, TableFormat};
use crate::criteria::CriteriaSet;
use crate::ranking::{class_of_card, rank};
use crate::report::json::{CriteriaJson, ScoreJson, UnitJson, document};
use crate::report::{Heading, csv, score_flat, score_table};
use crate::score::{Backing, Basis, ScoreCard, backing};

/// Runs the command.
pub fn run(args: &Score, context: &mut Context) -> anyhow::Result<Done> {
    let lang = context.lang;
    let mut batch = batch::read(&args.input, context)?;
    let basis = basis(args.by, &batch, lang)?;
    let mut scored: Vec<Scored> = batch.parts.iter().map(|part| scored(part, basis)).collect();
    let mut findings = findings(&mut batch, &mut scored, basis, args.strict);
    let mut tied: Vec<Vec<bool>> =
        batch.parts.iter().zip(&scored).map(|(part, scored)| tied_cards(&part.set, &scored.cards)).collect();
    if !args.unit.is_empty() {
        let wanted = wanted(&args.unit, &batch, &scored, lang)?;
        for ((part, tied), wanted) in scored.iter_mut().zip(&mut tied).zip(wanted) {
            let mut at = wanted.iter();
            part.cards.retain(|_| at.next().copied().unwrap_or_default());
            let mut at = wanted.iter();
            part.units.retain(|_| at.next().copied().unwrap_or_default());
            let mut at = wanted.iter();
            tied.retain(|_| at.next().copied().unwrap_or_default());
            part.missing.clear();
        }
        let asked = |unit: &str| scored.iter().flat_map(|part| &part.cards).any(|card| &*card.unit == unit);
        findings.retain(|finding| finding.unit.as_deref().is_some_and(asked));
    }
    let errors = tell(&findings, args.strict, &args.input, context)?;
    if errors && args.strict {
        return Ok(Done::Findings);
    }
    let heading = Heading { title: batch.title.as_deref(), year: batch.year, basis };
    let parts = || batch.parts.iter().zip(&scored);
    let cards = |(part, scored)| cards_of(part, scored, basis);
    let tables = || {
        parts().flat_map(|(part, scored)| {
            cards((part, scored)).map(|(card, backing)| {
                score_table(&part.set, card, &backing, class_of_card(&part.set, card), heading, lang)
            })
        })
    };
    let bytes = match args.format.unwrap_or_else(|| format_of(&args.output)) {
        TableFormat::Table => on_screen(tables(), context),
        TableFormat::Markdown => in_markdown(tables(), lang),
        TableFormat::Csv => {
            let flat = parts().map(|(part, scored)| score_flat(&part.set, cards((part, scored))));
            for_excel(flat.flat_map(|table| csv(&table)).collect(), &args.output)
        }
        TableFormat::Json => {
            let units = parts().zip(&tied).flat_map(|((part, scored), tied)| {
                cards((part, scored)).zip(tied).map(|((card, backing), tied)| {
                    UnitJson::with_leaves(&part.set, card, backing, class_of_card(&part.set, card), *tied)
                })
            });
            let missing =
                parts().flat_map(|(_, scored)| scored.missing.iter().map(|(_, unit)| unit.as_str()));
            document(&ScoreJson {
                schema: "parindex/score/1",
                criteria: batch.parts.first().map(|part| CriteriaJson::new(&part.set)),
                by: basis.id(),
                units: units.collect(),
                missing: missing.collect(),
            })?
        }
    };
    batch.deliver(&args.output, &bytes, context)?;
    Ok(Done::with_errors(errors))
}

/// The cards of a set, each with what stands behind its leaves.
fn cards_of<'a>(
    part: &'a Part,
    scored: &'a Scored,
    basis: Basis,
) -> impl Iterator<Item = (&'a ScoreCard, Vec<Backing>)> {
    let backing = move |unit: &usize| backing(&part.set, &part.assessments[*unit], basis);
    scored.cards.iter().zip(scored.units.iter().map(backing))
}

/// Per part and card whether it was asked for; a name that fits no unit or several is refused.
fn wanted(
    asked: &[String],
    batch: &Batch,
    scored: &[Scored],
    lang: crate::message::Lang,
) -> Result<Vec<Vec<bool>>, Refused> {
    let chosen = super::results::chosen(asked, batch, scored, lang)?;
    let mut at = 0;
    let wanted = scored.iter().map(|part| {
        part.cards
            .iter()
            .map(|_| {
                at += 1;
                chosen.contains(&(at - 1))
            })
            .collect()
    });
    Ok(wanted.collect())
}

/// Per card whether its rank is shared.
fn tied_cards(set: &CriteriaSet, cards: &[ScoreCard]) -> Vec<bool> {
    let mut tied = vec![false; cards.len()];
    for row in rank(set, cards).blocks.iter().flat_map(|block| &block.rows) {
        tied[row.card] = row.tied;
    }
    tied
}
