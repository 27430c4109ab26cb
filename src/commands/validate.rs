//! `validate`: every finding of every file.

use super::batch;
use super::give_back::{Wanted, plan};
use super::outcome::{Context, Done, ending, for_excel};
use crate::cli::{FindingFormat, Validate};
use crate::report::{findings_csv, findings_github, findings_json, findings_text};

/// Runs the command.
pub fn run(args: &Validate, context: &mut Context) -> anyhow::Result<Done> {
    let batch = batch::read(&args.input, context)?;
    let (findings, files, lang) = (&batch.findings, batch.files, context.lang);
    let format = args.format.unwrap_or(match ending(&args.output).as_deref() {
        Some("json") => FindingFormat::Json,
        Some("csv") => FindingFormat::Csv,
        _ => FindingFormat::Text,
    });
    let bytes = match format {
        FindingFormat::Text => findings_text(findings, files, lang).into_bytes(),
        FindingFormat::Json => findings_json(findings, files, lang)?,
        FindingFormat::Csv => for_excel(findings_csv(findings, lang), &args.output),
        FindingFormat::Github => findings_github(findings, lang).into_bytes(),
    };
    let wanted = args.give_back.as_deref().map(|folder| Wanted {
        folder,
        force: args.output.force,
        warnings: args.deny.is_some(),
    });
    let planned = wanted.as_ref().map(|wanted| plan(&batch, wanted, context)).transpose()?;
    context.deliver(&args.output, &bytes, &batch.inputs)?;
    if let Some(planned) = planned {
        planned.write(context)?;
    }
    let errors = findings.iter().any(|finding| finding.is_error() || args.deny.is_some());
    Ok(Done::with_errors(errors))
}
