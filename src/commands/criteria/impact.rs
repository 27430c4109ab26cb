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
use crate::report::{ImpactView, blocks_with_sets, csv, impact_flat, impact_json, impact_tables};
use crate::unit::exempt_by_set;

/// Runs the command.
pub fn run(args: &cli::Impact, context: &mut Context) -> anyhow::Result<Done> {
    let lang = context.lang;
    let (new, mut inputs) = sets::open(&args.new, None, context)?;
    let input = args.input();
    let old = sets::open(&args.old, None, context)?;
    let old_id = old.0.id.clone();
    let mut batch = batch::read_by(&input, old, context)?;
    let basis = basis(args.by, &batch, lang)?;
    let mut scored: Vec<Scored> = batch.parts.iter().map(|part| scored(part, basis)).collect();
    let findings = findings(&mut batch, &mut scored, basis, false);
    let errors = tell(&findings, false, &input, context)?;
    let at = batch.parts.iter().position(|part| part.set.id == old_id);
    let left_out = left_out(&batch.parts, &old_id);
    let of_set = at.and_then(|at| Some((batch.parts.get(at)?, scored.get_mut(at)?)));
    let Some((part, of_part)) = of_set else {
        let blocks = blocks_with_sets(&left_out);
        return Err(Refused(say!(
            lang,
            "Đợt này không khối nào chấm theo bộ {old_id}: {blocks}.",
            "No block of this round is scored by the set {old_id}: {blocks}."
        ))
        .into());
    };
    let cards = std::mem::take(&mut of_part.cards);
    let units: Vec<Given> = of_part
        .units
        .iter()
        .zip(cards)
        .map(|(unit, card)| {
            let assessment = &part.assessments[*unit];
            let (block, exempt) = by_new(part, &new, assessment);
            Given { assessment, card, block, exempt }
        })
        .collect();
    let impact = impact(&part.set, &new, &units, basis);
    let silent = of_part.missing.len();
    let view = ImpactView { old: &part.set, new: &new, impact: &impact, basis, silent, left_out };
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

/// The blocks with units that another set scores, each with that set.
fn left_out(parts: &[Part], id: &str) -> Vec<(String, String)> {
    let mut blocks: Vec<(String, String)> = Vec::new();
    for part in parts.iter().filter(|part| part.set.id != id) {
        for block in part.assessments.iter().filter_map(|unit| unit.block) {
            let block = (part.set.blocks[block].name.clone(), part.set.id.clone());
            if !blocks.contains(&block) {
                blocks.push(block);
            }
        }
    }
    blocks
}

/// The block of a unit by the new set, which has it by id or name, and what that set exempts it from.
fn by_new(part: &Part, new: &CriteriaSet, assessment: &Assessment) -> (Option<usize>, Vec<bool>) {
    let block = assessment.block.map(|block| &part.set.blocks[block]);
    let block = block.and_then(|block| new.block_of(&block.id).or_else(|| new.block_of(&block.name)));
    let mut leaves = vec![false; new.leaves.len()];
    exempt_by_set(new, block, &assessment.kind, &mut leaves);
    (block, leaves)
}
