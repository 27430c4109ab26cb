//! `schema`: the JSON Schema of a result, or of the criteria file.

use super::outcome::{Context, Done};
use crate::cli::{Schema, SchemaOf};

/// Runs the command.
pub fn run(args: &Schema, context: &mut Context) -> anyhow::Result<Done> {
    let result = |schema: &str| schema.as_bytes().to_vec();
    let schema = match args.of {
        SchemaOf::Validate => result(include_str!("../../docs/schema/validate.v1.schema.json")),
        SchemaOf::Rank => result(include_str!("../../docs/schema/rank.v1.schema.json")),
        SchemaOf::Score => result(include_str!("../../docs/schema/score.v1.schema.json")),
        SchemaOf::Survey => result(include_str!("../../docs/schema/survey.v1.schema.json")),
        SchemaOf::Explain => result(include_str!("../../docs/schema/explain.v1.schema.json")),
        SchemaOf::Status => result(include_str!("../../docs/schema/status.v1.schema.json")),
        SchemaOf::Report => result(include_str!("../../docs/schema/report.v1.schema.json")),
        SchemaOf::Criteria => crate::criteria::schema()?,
        SchemaOf::Import => result(include_str!("../../docs/schema/import.v1.schema.json")),
        SchemaOf::CriteriaDiff => result(include_str!("../../docs/schema/criteria-diff.v1.schema.json")),
        SchemaOf::CriteriaImpact => result(include_str!("../../docs/schema/criteria-impact.v1.schema.json")),
    };
    context.deliver(&args.output, &schema, &[])?;
    Ok(Done::Clean)
}
