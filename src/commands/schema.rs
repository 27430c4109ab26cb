//! `schema`: the JSON Schema of a result, or of the criteria file.

use anyhow::Context as _;
use clap::ValueEnum as _;

use super::outcome::{Context, Done};
use crate::cli::Schema;
use crate::texts;

/// Runs the command.
pub fn run(args: &Schema, context: &mut Context) -> anyhow::Result<Done> {
    let of = args.of.to_possible_value().context("a schema has a name")?;
    let path = format!("docs/schema/{}.v1.schema.json", of.get_name());
    let schema = texts::get(&path).with_context(|| format!("{path} is not carried"))?;
    context.deliver(&args.output, schema.as_bytes(), &[])?;
    Ok(Done::Clean)
}
