//! `round.toml`: which files make a year-end round. Paths and names only; nothing is opened here.

use std::sync::Arc;

use toml::de::DeValue;

use crate::day::Day;
use crate::diagnostic::{Finding, TextSpan};
use crate::keys::{Faults, Keys, parse, text, wrong_type};

/// A year-end round.
#[derive(Debug)]
pub struct Round {
    /// Title for headings.
    pub title: Option<String>,
    /// The year that is assessed, and where it is written.
    pub year: Option<(i64, TextSpan)>,
    /// The last day of which a document may be.
    pub deadline: Option<Day>,
    /// The criteria: a file beside the round or the id of a set that the program carries.
    pub criteria: RoundCriteria,
    /// The register.
    pub units: Option<String>,
    /// Self-assessments: files and folders.
    pub forms: Vec<String>,
    /// The council's sheets.
    pub appraisal: Vec<String>,
    /// Survey results.
    pub survey: Vec<String>,
    /// Results of the year before.
    pub previous: Option<String>,
}

/// One set for all, or one per block.
#[derive(Debug)]
pub enum RoundCriteria {
    /// One set.
    One(String),
    /// Block id and set.
    PerBlock(Vec<(String, String)>),
}

/// Reads a round; `None` where it has errors. All findings are returned.
pub fn read_round(file: &Arc<str>, content: &str) -> (Option<Round>, Vec<Finding>) {
    let content = content.strip_prefix('\u{feff}').unwrap_or(content);
    let mut faults = Faults::new(file, content);
    let table = parse(&mut faults);
    let span = table.span();
    let mut keys = Keys::new(table.get_ref(), "", span);
    let faults = &mut faults;
    let title = keys.text(faults, "title").map(|title| title.value);
    let year = keys.integer(faults, "year").map(|year| (year.value, faults.span(&year.span)));
    let deadline = keys.day(faults, "deadline").map(|deadline| deadline.value);
    let criteria = criteria(faults, &mut keys);
    let units = keys.text(faults, "units").map(|units| units.value);
    let mut list = |key| -> Option<Vec<String>> {
        keys.texts(faults, key).map(|paths| paths.into_iter().map(|path| path.value).collect())
    };
    let forms = list("forms").unwrap_or_else(|| vec!["forms/".to_owned()]);
    let appraisal = list("appraisal").unwrap_or_default();
    let survey = list("survey").unwrap_or_default();
    let previous = keys.text(faults, "previous").map(|previous| previous.value);
    keys.finish(faults);
    let findings = std::mem::take(&mut faults.findings);
    let sound = !findings.iter().any(Finding::is_error);
    let round = criteria.filter(|_| sound).map(|criteria| Round {
        title,
        year,
        deadline,
        criteria,
        units,
        forms,
        appraisal,
        survey,
        previous,
    });
    (round, findings)
}

fn criteria(faults: &mut Faults, keys: &mut Keys) -> Option<RoundCriteria> {
    let Some(value) = keys.get("criteria") else {
        keys.missing(faults, "criteria");
        return None;
    };
    match value.get_ref() {
        DeValue::String(_) => text(faults, "criteria", value).map(|set| RoundCriteria::One(set.value)),
        DeValue::Table(table) => {
            // In the order of the file.
            let mut entries: Vec<_> = table.iter().collect();
            entries.sort_by_key(|(block, _)| block.span().start);
            let sets = entries.into_iter().filter_map(|(block, set)| {
                Some((block.get_ref().to_string(), text(faults, "criteria", set)?.value))
            });
            Some(RoundCriteria::PerBlock(sets.collect()))
        }
        other => wrong_type(faults, "criteria", "string", other, value.span()),
    }
}
