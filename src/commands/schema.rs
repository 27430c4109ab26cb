//! `schema`: the JSON Schema of a result.

use super::outcome::{Context, Done};
use crate::cli::{Schema, SchemaOf};

/// Runs the command.
pub fn run(args: &Schema, context: &mut Context) -> anyhow::Result<Done> {
    let schema = match args.of {
        SchemaOf::Validate => include_str!("../../docs/schema/validate.v1.schema.json"),
        SchemaOf::Rank => include_str!("../../docs/schema/rank.v1.schema.json"),
        SchemaOf::CriteriaDiff => include_str!("../../docs/schema/criteria-diff.v1.schema.json"),
        SchemaOf::CriteriaImpact => include_str!("../../docs/schema/criteria-impact.v1.schema.json"),
        SchemaOf::Score => include_str!("../../docs/schema/score.v1.schema.json"),
    };
    context.print(schema.as_bytes())?;
    Ok(Done::Clean)
}
