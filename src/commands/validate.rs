//! `validate`: every finding of every file.

use std::collections::HashMap;
use std::sync::Arc;

use super::again::again;
use super::batch::{self, Batch};
use super::give_back::{Wanted, plan};
use super::outcome::{Context, Done, Refused, ending, for_excel};
use crate::cli::{FindingFormat, Validate};
use crate::criteria::Block;
use crate::message::say;
use crate::report::{
    Checked, Look, findings_csv, findings_github, findings_json, findings_text, summary_text,
};

/// Runs the command.
pub fn run(args: &Validate, context: &mut Context) -> anyhow::Result<Done> {
    let lang = context.lang;
    let format = args.format.unwrap_or(match ending(&args.output).as_deref() {
        Some("json") => FindingFormat::Json,
        Some("csv") => FindingFormat::Csv,
        _ => FindingFormat::Text,
    });
    if args.summary && format != FindingFormat::Text {
        return Err(Refused(say!(
            lang,
            "--summary chỉ dùng cho dạng văn bản; dạng json luôn có phần “summary”. Hãy bỏ --summary.",
            "--summary is for text; JSON always has its “summary”. Leave out --summary."
        ))
        .into());
    }
    let batch = batch::read_whole(&args.input, context)?;
    let blocks = blocks(&batch);
    let findings = &batch.findings;
    let checked = Checked { findings, files: &batch.files, blocks: &blocks };
    let shown = args.output.output.is_none();
    let look = Look {
        lang,
        width: context.width.filter(|_| shown),
        colour: context.colour && shown,
        all: args.all,
        asked: &again(&args.input),
        returned: args.give_back.is_some(),
    };
    let bytes = match format {
        FindingFormat::Text if args.summary => summary_text(&checked, &look).into_bytes(),
        FindingFormat::Text => findings_text(&checked, &look).into_bytes(),
        FindingFormat::Json => findings_json(&checked, lang)?,
        FindingFormat::Csv => for_excel(findings_csv(findings, lang), &args.output),
        FindingFormat::Github => findings_github(findings, lang).into_bytes(),
    };
    let wanted = args.give_back.as_deref().map(|folder| Wanted {
        folder,
        force: args.output.force,
        warnings: args.deny.is_some(),
    });
    let planned = wanted.as_ref().map(|wanted| plan(&batch, wanted, context)).transpose()?;
    batch.deliver(&args.output, &bytes, context)?;
    if let Some(planned) = planned {
        planned.write(context)?;
    }
    let errors = findings.iter().any(|finding| finding.is_error() || args.deny.is_some());
    Ok(Done::with_errors(errors))
}

/// The blocks of the units.
fn blocks(batch: &Batch) -> HashMap<Arc<str>, &Block> {
    let units = batch.parts.iter().flat_map(|part| part.assessments.iter().map(move |unit| (part, unit)));
    units.filter_map(|(part, unit)| Some((Arc::clone(&unit.unit), &part.set.blocks[unit.block?]))).collect()
}
