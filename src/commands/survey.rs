//! `survey`: what the respondents said of each unit, and the points that it comes to.

use rayon::prelude::*;

use super::batch::{self, Part};
use super::outcome::{Context, Done, for_excel};
use super::results::{format_of, in_markdown, on_screen, tell};
use crate::assessment::Assessment;
use crate::cli::{Survey, TableFormat};
use crate::diagnostic::{Code, Finding};
use crate::report::json::document;
use crate::report::{Heading, SurveyJson, Surveyed, csv, survey_flat, survey_table};
use crate::score::{Basis, score};
use crate::survey::{SurveyLeaf, survey};

/// Runs the command.
pub fn run(args: &Survey, context: &mut Context) -> anyhow::Result<Done> {
    let lang = context.lang;
    let mut batch = batch::read_survey(&args.input, context)?;
    // What is wrong with the forms is for `validate`.
    let findings: Vec<Finding> = std::mem::take(&mut batch.findings)
        .into_iter()
        .filter(|finding| finding.code() != Code::MissingUnit && batch.surveys.contains(finding.place.path()))
        .collect();
    let errors = tell(&findings, false, &args.input, context)?;
    let surveys: Vec<Vec<Surveyed>> = batch.parts.iter().map(surveyed).collect();
    let parts = || batch.parts.iter().map(|part| &part.set).zip(surveys.iter().map(Vec::as_slice));
    let heading = Heading { title: batch.title.as_deref(), year: batch.year, basis: Basis::Final };
    let tables = || parts().map(|(set, units)| survey_table(set, units, heading, lang));
    let bytes = match args.format.unwrap_or_else(|| format_of(&args.output)) {
        TableFormat::Table => on_screen(tables(), context),
        TableFormat::Markdown => in_markdown(tables(), lang),
        TableFormat::Csv => {
            let flat = parts().flat_map(|(set, units)| csv(&survey_flat(set, units)));
            for_excel(flat.collect(), &args.output)
        }
        TableFormat::Json => document(&SurveyJson::new(parts()))?,
    };
    batch.deliver(&args.output, &bytes, context)?;
    Ok(Done::with_errors(errors))
}

/// What the survey says of the units that a set scores.
fn surveyed(part: &Part) -> Vec<Surveyed<'_>> {
    let of_unit =
        |assessment: &Assessment| survey(&part.set, assessment, &score(&part.set, assessment, Basis::Final));
    let leaves: Vec<Vec<SurveyLeaf>> = part.assessments.par_iter().map(of_unit).collect();
    part.assessments.iter().map(|assessment| &*assessment.unit).zip(leaves).collect()
}
