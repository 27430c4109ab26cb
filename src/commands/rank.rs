//! `rank`: the ranking of each block.

use super::batch;
use super::outcome::{Context, Done, for_excel};
use super::results::{
    Scored, basis, findings, format_of, in_markdown, on_screen, scored, tell, without_block,
};
use crate::cli::{Rank, TableFormat};
use crate::ranking::{BlockRanking, Ranking, rank};
use crate::report::json::{BlockJson, CriteriaJson, RankJson, blocks, document};
use crate::report::{Heading, Table, csv, rank_flat, rank_table};

/// Runs the command.
pub fn run(args: &Rank, context: &mut Context) -> anyhow::Result<Done> {
    let lang = context.lang;
    let mut batch = batch::read(&args.input, context)?;
    let basis = basis(args.by, &batch, lang)?;
    let mut scored: Vec<Scored> = batch.parts.iter().map(|part| scored(part, basis)).collect();
    let mut findings = findings(&mut batch, &mut scored, basis, args.strict);
    let mut without_block = batch.parts.iter().filter_map(without_block).collect();
    batch.severities.apply(&mut without_block);
    findings.append(&mut without_block);
    let errors = tell(&findings, args.strict, &args.input, context)?;
    if errors && args.strict {
        return Ok(Done::Findings);
    }
    let ranking = |(part, scored): (&batch::Part, &Scored)| {
        rank(&part.set, &scored.cards).with_silent(scored.missing.iter().map(|(block, _)| *block))
    };
    let rankings: Vec<Ranking> = batch.parts.iter().zip(&scored).map(ranking).collect();
    let results = || {
        batch
            .parts
            .iter()
            .zip(&scored)
            .zip(&rankings)
            .map(|((part, scored), ranking)| (part, scored, ranking))
    };
    let heading = Heading { title: batch.title.as_deref(), year: batch.year, basis };
    let tables = || -> Vec<Table> {
        let of_part = |(part, scored, ranking): (&batch::Part, &Scored, &Ranking)| -> Vec<Table> {
            let table = |block: &BlockRanking| {
                let missing: Vec<String> = missing_of(scored, block.block);
                rank_table(&part.set, &scored.cards, block, &missing, heading, lang)
            };
            ranking.blocks.iter().map(table).collect()
        };
        results().flat_map(of_part).collect()
    };
    let bytes = match args.format.unwrap_or_else(|| format_of(&args.output)) {
        TableFormat::Table => on_screen(tables(), context),
        TableFormat::Markdown => in_markdown(tables(), lang),
        TableFormat::Csv => {
            let flat =
                results().map(|(part, scored, ranking)| rank_flat(&part.set, &scored.cards, &ranking.blocks));
            for_excel(flat.flat_map(|table| csv(&table)).collect(), &args.output)
        }
        TableFormat::Json => {
            let mut all: Vec<BlockJson> = Vec::new();
            for (part, scored, ranking) in results() {
                let several = batch.parts.len() > 1;
                all.extend(blocks(&part.set, &scored.cards, ranking, &scored.missing, several)?);
            }
            let first = batch.parts.first().map(|part| CriteriaJson::new(&part.set));
            document(&RankJson { schema: "parindex/rank/1", criteria: first, by: basis.id(), blocks: all })?
        }
    };
    batch.deliver(&args.output, &bytes, context)?;
    Ok(Done::with_errors(errors))
}

fn missing_of(scored: &Scored, block: Option<usize>) -> Vec<String> {
    scored.missing.iter().filter(|(at, _)| *at == block).map(|(_, unit)| unit.clone()).collect()
}
