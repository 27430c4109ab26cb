//! `validate`: every finding of every file.

use super::batch;
use super::outcome::{Context, Done, ending, for_excel};
use crate::cli::{FindingFormat, Validate};
use crate::report::{findings_csv, findings_github, findings_json, findings_text};

/// Runs the command.
pub fn run(args: &Validate, context: &mut Context) -> anyhow::Result<Done> {
    let batch = batch::read_evidence(&args.input, context)?;
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
    context.deliver(&args.output, &bytes, &batch.inputs)?;
    let errors = findings.iter().any(|finding| finding.is_error() || args.deny.is_some());
    Ok(Done::with_errors(errors))
}
