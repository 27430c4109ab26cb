//! `criteria diff`: what changed from one set to the next.

use crate::analysis::diff;
use crate::cli::{self, TextFormat};
use crate::commands::outcome::{Context, Done};
use crate::commands::sets;
use crate::report::{diff_json, diff_markdown, diff_text};

/// Runs the command.
pub fn run(
    names: [&String; 2],
    format: TextFormat,
    output: &cli::Output,
    context: &mut Context,
) -> anyhow::Result<Done> {
    let lang = context.lang;
    let (old, mut inputs) = sets::open(names[0], None, context)?;
    let (new, more) = sets::open(names[1], None, context)?;
    inputs.extend(more);
    let diff = diff(&old, &new);
    let bytes = match format {
        TextFormat::Text => diff_text(&old, &new, &diff, lang).into_bytes(),
        TextFormat::Markdown => diff_markdown(&old, &new, &diff, lang).into_bytes(),
        TextFormat::Json => diff_json(&old, &new, &diff, lang)?,
    };
    context.deliver(output, &bytes, &inputs)?;
    Ok(Done::Clean)
}
