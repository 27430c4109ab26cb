//! `round.toml`: which files make a year-end round. Paths and names only; nothing is opened here.

mod papers;

use std::sync::Arc;

pub use papers::{Issue, Meeting, Papers};
use toml::de::DeValue;

use crate::day::Day;
use crate::diagnostic::{Code, Finding, Place, Severities, Severity, TextSpan};
use crate::keys::{Faults, Keys, closest, parse, text, wrong_type};
use crate::message::Detail;
use crate::sorting::Order as _;

/// A year-end round.
#[derive(Debug)]
pub struct Round {
    /// Title for headings.
    pub title: Option<String>,
    /// The agency that stands above the units, for the letterhead of their forms.
    pub agency: Option<String>,
    /// The year that is assessed, and where it is written.
    pub year: Option<(i64, TextSpan)>,
    /// The last day of which a document may be.
    pub deadline: Option<Day>,
    /// The day as of which it scores, where sets follow each other within a year.
    pub date: Option<Day>,
    /// Where the criteria are named.
    pub criteria_at: TextSpan,
    /// The criteria: a file beside the round or the id of a set that the program carries.
    pub criteria: RoundCriteria,
    /// The register.
    pub units: Option<String>,
    /// Self-assessments: files and folders.
    pub forms: Vec<String>,
    /// The council's sheets.
    pub appraisal: Vec<String>,
    /// The council's sheets of the second round: they override those of the first.
    pub appraisal2: Vec<String>,
    /// What the units explain of the first round.
    pub explanations: Vec<String>,
    /// Survey results.
    pub survey: Vec<String>,
    /// Results of the year before.
    pub previous: Option<String>,
    /// Names, numbers and dates of the papers of the year.
    pub papers: Papers,
    /// The severities that it changes.
    pub severities: Severities,
}

/// One set for all, or one per block.
#[derive(Debug)]
pub enum RoundCriteria {
    /// One set.
    One(String),
    /// Block id and set.
    PerBlock(Vec<(String, String)>),
    /// Sets that are in force one after the other.
    ByDay(Vec<String>),
}

/// Reads a round; `None` where it has errors. All findings are returned.
pub fn read_round(file: &Arc<str>, content: &str) -> (Option<Round>, Vec<Finding>) {
    let content = content.strip_prefix('\u{feff}').unwrap_or(content);
    let mut faults = Faults::new(file, content);
    let mut mended = None;
    let table = parse(&mut faults, content, &mut mended);
    let span = table.span();
    let mut keys = Keys::new(table.get_ref(), "", span);
    let faults = &mut faults;
    let title = keys.text(faults, "title").map(|title| title.value);
    let agency = keys.text(faults, "agency").map(|agency| agency.value);
    let year = keys.integer(faults, "year").map(|year| (year.value, faults.span(&year.span)));
    let deadline = keys.day(faults, "deadline").map(|deadline| deadline.value);
    let date = keys.day(faults, "date").map(|date| date.value);
    let criteria = criteria(faults, &mut keys);
    let units = keys.text(faults, "units").map(|units| units.value);
    let mut list = |key| -> Option<Vec<String>> {
        keys.texts(faults, key).map(|paths| paths.into_iter().map(|path| path.value).collect())
    };
    let forms = list("forms").unwrap_or_else(|| vec!["forms/".to_owned()]);
    let appraisal = list("appraisal").unwrap_or_default();
    let appraisal2 = list("appraisal2").unwrap_or_default();
    let explanations = list("explanations").unwrap_or_default();
    let survey = list("survey").unwrap_or_default();
    let previous = keys.text(faults, "previous").map(|previous| previous.value);
    let papers = papers::papers(faults, &mut keys);
    let severities = severities(faults, &mut keys);
    keys.finish(faults);
    let mut findings = std::mem::take(&mut faults.findings);
    findings.order_by_key(|finding| match &finding.place {
        Place::Text { span, .. } => (span.line, span.column),
        _ => (0, 0),
    });
    let sound = !findings.iter().any(Finding::is_error);
    let round = criteria.filter(|_| sound).map(|(criteria, criteria_at)| Round {
        title,
        agency,
        year,
        deadline,
        date,
        criteria_at,
        criteria,
        units,
        forms,
        appraisal,
        appraisal2,
        explanations,
        survey,
        previous,
        papers,
        severities,
    });
    (round, findings)
}

fn criteria(faults: &mut Faults, keys: &mut Keys) -> Option<(RoundCriteria, TextSpan)> {
    let Some(value) = keys.get("criteria") else {
        keys.missing(faults, "criteria");
        return None;
    };
    let named = match value.get_ref() {
        DeValue::String(_) => text(faults, "criteria", value).map(|set| RoundCriteria::One(set.value)),
        DeValue::Array(list) => {
            let sets = list.iter().filter_map(|set| Some(text(faults, "criteria", set)?.value));
            Some(RoundCriteria::ByDay(sets.collect()))
        }
        DeValue::Table(table) => {
            // In the order of the file.
            let mut entries: Vec<_> = table.iter().collect();
            entries.order_by_key(|(block, _)| block.span().start);
            let sets = entries.into_iter().filter_map(|(block, set)| {
                Some((block.get_ref().to_string(), text(faults, "criteria", set)?.value))
            });
            Some(RoundCriteria::PerBlock(sets.collect()))
        }
        other => wrong_type(faults, "criteria", "string", other, value.span()),
    };
    let empty = match &named {
        Some(RoundCriteria::PerBlock(sets)) => sets.is_empty(),
        Some(RoundCriteria::ByDay(sets)) => sets.is_empty(),
        _ => false,
    };
    if empty {
        let (key, found) = ("criteria".to_owned(), "[]".to_owned());
        faults.at(&value.span(), Detail::InvalidValue { key, found, allowed: "[\"…\", \"…\"]".to_owned() });
    }
    Some((named?, faults.span(&value.span())))
}

/// `[findings]`: code and severity.
fn severities(faults: &mut Faults, keys: &mut Keys) -> Severities {
    let mut severities = Severities::default();
    let Some(table) = keys.table(faults, "findings") else { return severities };
    for (id, value) in table.entries() {
        let Some(code) = Code::from_id(id.value) else {
            let known = Code::ALL.iter().filter(|code| code.is_changeable());
            let close = closest(id.value, known.map(|code| code.id()));
            let (key, table) = (id.value.to_owned(), "findings".to_owned());
            faults.at(&id.span, Detail::UnknownKey { key, table, close });
            continue;
        };
        if !code.is_changeable() {
            faults.at(&id.span, Detail::FixedSeverity { code: code.id() });
            continue;
        }
        let Some(word) = text(faults, code.id(), value) else { continue };
        match &*word.value {
            "error" => severities.set(code, Some(Severity::Error)),
            "warning" => severities.set(code, Some(Severity::Warning)),
            "off" if code.may_be_off() => severities.set(code, None),
            "off" => faults.at(&word.span, Detail::NotOff { code: code.id() }),
            _ => {
                let allowed = if code.may_be_off() { "error | warning | off" } else { "error | warning" };
                let (key, allowed) = (code.id().to_owned(), allowed.to_owned());
                faults.at(&word.span, Detail::InvalidValue { key, found: word.value, allowed });
            }
        }
    }
    severities
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::Lang;

    fn read(findings: &str) -> (Option<Round>, Vec<String>) {
        let text = format!("criteria = \"mau\"\n[findings]\n{findings}\n");
        let (round, found) = read_round(&"round.toml".into(), &text);
        let told = |finding: &Finding| {
            let text = finding.text(Lang::En);
            format!("{} {} {} {}", finding.place, finding.code().id(), text.message, text.help)
        };
        (round, found.iter().map(told).collect())
    }

    #[test]
    fn severities_of_a_round() {
        let (round, faults) = read(
            "missing-evidence = \"off\"\nmissing-points = \"warning\"\nhidden-rows = \"error\"\nhidden-sheet = \"off\"",
        );
        assert!(faults.is_empty(), "{faults:?}");
        let mut expected = Severities::default();
        expected.set(Code::HiddenRows, Some(Severity::Error));
        expected.set(Code::HiddenSheet, None);
        expected.set(Code::MissingEvidence, None);
        expected.set(Code::MissingPoints, Some(Severity::Warning));
        assert_eq!(round.unwrap().severities, expected);
    }

    #[test]
    fn what_a_round_may_not_change() {
        let check = |line: &str, expected: &str| {
            let (round, faults) = read(line);
            assert!(round.is_none(), "{line}");
            assert_eq!(faults.len(), 1, "{faults:?}");
            assert!(faults[0].starts_with(expected), "{line}: {faults:?}");
        };
        check("points-above-max = \"off\"", "round.toml:3:20 invalid-value “points-above-max” is an error");
        check("sum-differs = \"warning\"", "round.toml:3:1 invalid-value “sum-differs” speaks of faults in");
        check(
            "mising-evidence = \"off\"",
            "round.toml:3:1 unknown-key The key “mising-evidence” has no meaning",
        );
        check("missing-evidence = \"none\"", "round.toml:3:20 invalid-value The value “none” is not allowed");
        check("missing-evidence = false", "round.toml:3:20 wrong-type ");
        assert!(read("mising-evidence = \"off\"").1[0].contains("Is “missing-evidence” meant?"));
        assert!(read("[[findings]]").0.is_none());
    }

    #[test]
    fn no_error_but_those_about_evidence_can_be_switched_off() {
        for code in Code::ALL {
            let off = read(&format!("{} = \"off\"", code.id())).0.is_some();
            let about_evidence = code.id().contains("evidence");
            let may = code.is_changeable() && (code.severity() == Severity::Warning || about_evidence);
            assert_eq!(off, may, "{}", code.id());
            let warned = read(&format!("{} = \"warning\"", code.id())).0.is_some();
            assert_eq!(warned, code.is_changeable(), "{}", code.id());
        }
    }
}
