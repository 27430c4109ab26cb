//! `criteria impact`: last year's data by the old and by the new set.

use crate::analysis::{Given, impact};
use crate::assessment::Assessment;
use crate::cli::{self, TableFormat};
use crate::commands::batch::{self, Part};
use crate::commands::outcome::{Context, Done, Refused, for_excel};
use crate::commands::results::{Scored, basis, findings, format_of, in_markdown, on_screen, scored, tell};
use crate::commands::sets;
use crate::criteria::CriteriaSet;
use crate::message::say;
use crate::report::{ImpactView, csv, impact_flat, impact_json, impact_tables};
use crate::unit::exempt_by_set;

/// Runs the command.
pub fn run(args: &cli::Impact, context: &mut Context) -> anyhow::Result<Done> {
    let lang = context.lang;
    let (new, mut inputs) = sets::open(&args.new, None, context)?;
    let input = args.input();
    let mut batch = batch::read(&input, context)?;
    let basis = basis(args.by, &batch, lang)?;
    let mut scored: Vec<Scored> = batch.parts.iter().map(|part| scored(part, basis)).collect();
    let findings = findings(&mut batch, &mut scored, basis, false);
    let errors = tell(&findings, false, &input, context)?;
    // The old set is named, so that there is one.
    let (Some(part), Some(of_part)) = (batch.parts.first(), scored.first_mut()) else {
        return Err(Refused(say!(lang, "Không có số liệu.", "There are no data.")).into());
    };
    let cards = std::mem::take(&mut of_part.cards);
    let units = of_part.units.iter().zip(cards).map(|(unit, card)| {
        let assessment = &part.assessments[*unit];
        let (block, exempt) = by_new(part, &new, assessment);
        Given { assessment, card, block, exempt }
    });
    let impact = impact(&part.set, &new, units.collect(), basis);
    let silent = of_part.missing.len();
    let view = ImpactView { old: &part.set, new: &new, impact: &impact, basis, silent };
    let bytes = match args.format.unwrap_or_else(|| format_of(&args.output)) {
        TableFormat::Table => on_screen(impact_tables(&view, lang), context),
        TableFormat::Markdown => in_markdown(impact_tables(&view, lang), lang),
        TableFormat::Csv => for_excel(csv(&impact_flat(&view)), &args.output),
        TableFormat::Json => impact_json(&view, lang)?,
    };
    inputs.extend(batch.inputs.iter().cloned());
    context.deliver(&args.output, &bytes, &inputs)?;
    Ok(Done::with_errors(errors))
}

/// The block of a unit by the new set, which has it by id or name, and what that set exempts it from.
fn by_new(part: &Part, new: &CriteriaSet, assessment: &Assessment) -> (Option<usize>, Vec<bool>) {
    let block = assessment.block.map(|block| &part.set.blocks[block]);
    let block = block.and_then(|block| new.block_of(&block.id).or_else(|| new.block_of(&block.name)));
    let mut leaves = vec![false; new.leaves.len()];
    exempt_by_set(new, block, &assessment.kind, &mut leaves);
    (block, leaves)
}
