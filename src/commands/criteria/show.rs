//! `criteria show`: a set as its appendix prints it.

use crate::cli::{self, ShowFormat};
use crate::commands::outcome::{Context, Done};
use crate::commands::sets;
use crate::report::{Screen, criteria_json, markdown, set_table, text};

/// Runs the command.
pub fn run(
    name: &str,
    format: ShowFormat,
    output: &cli::Output,
    context: &mut Context,
) -> anyhow::Result<Done> {
    let lang = context.lang;
    let (set, inputs) = sets::open(name, None, context)?;
    let bytes = match format {
        ShowFormat::Table => {
            let screen = Screen { lang, width: context.width, ascii: false };
            text(&set_table(&set, lang), &screen).into_bytes()
        }
        ShowFormat::Markdown => markdown(&set_table(&set, lang), lang).into_bytes(),
        ShowFormat::Json => criteria_json(&set, lang)?,
    };
    context.deliver(output, &bytes, &inputs)?;
    Ok(Done::Clean)
}
