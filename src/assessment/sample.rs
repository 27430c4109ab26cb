//! How many respondents a unit has: too few, or none of a group.

use super::statement::Assessment;
use crate::criteria::CriteriaSet;
use crate::diagnostic::Finding;
use crate::message::{Detail, SurveyFault};
use crate::points::Number;
use crate::rule::{Answer, Rule, SurveyRule, WhenSilent};

/// What is said of the sample of a unit; one finding for all criteria that it concerns.
pub(super) fn sample(set: &CriteriaSet, assessment: &Assessment, findings: &mut Vec<Finding>) {
    let leaves: Vec<(usize, &SurveyRule, &Answer)> = surveyed(set, assessment).collect();
    if let Some(minimum) = set.survey.minimum {
        let counts = leaves.iter().map(|(n, rule, answer)| {
            (*n, rule.results(answer).into_iter().map(|result| result.count).sum::<Number>())
        });
        let small: Vec<(usize, Number)> =
            counts.filter(|(_, count)| *count < Number::from(minimum)).collect();
        if let Some(fewest) = small.iter().map(|(_, count)| count).min() {
            let (fewest, codes) = (fewest.to_string(), codes(set, small.iter().map(|(n, _)| *n)));
            let fault = SurveyFault::SmallSample { fewest, minimum, codes };
            findings.extend(small.first().and_then(|(n, _)| finding(assessment, *n, fault)));
        }
    }
    for group in &set.survey.groups {
        let is_silent = |(_, rule, answer): &&(usize, &SurveyRule, &Answer)| {
            let silent = rule.silent(answer);
            silent.iter().filter_map(|at| rule.groups.get(*at)).any(|silent| silent.id == group.id)
        };
        let without: Vec<usize> = leaves.iter().filter(is_silent).map(|(n, ..)| *n).collect();
        let Some(first) = without.first() else { continue };
        let fault = SurveyFault::Silent {
            group: group.name.clone(),
            codes: codes(set, without.iter().copied()),
            rescaled: set.survey.when_silent == WhenSilent::Rescale,
        };
        findings.extend(finding(assessment, *first, fault));
    }
}

/// The leaves of which respondents answered, with what they said.
fn surveyed<'a>(
    set: &'a CriteriaSet,
    assessment: &'a Assessment,
) -> impl Iterator<Item = (usize, &'a SurveyRule, &'a Answer)> {
    let usable = assessment.entries.iter().zip(&assessment.exempt).enumerate();
    usable.filter_map(move |(n, (entry, exempt))| {
        let declared = entry.declared.as_ref().filter(|declared| !declared.fault && !exempt)?;
        match &set.leaf(n).1.rule {
            Rule::Survey(rule) => Some((n, rule, &declared.answer)),
            _ => None,
        }
    })
}

fn codes(set: &CriteriaSet, leaves: impl Iterator<Item = usize>) -> Vec<String> {
    leaves.map(|n| set.leaf(n).0.code.to_string()).collect()
}

fn finding(assessment: &Assessment, n: usize, fault: SurveyFault) -> Option<Finding> {
    let declared = assessment.entries.get(n)?.declared.as_ref()?;
    Some(Finding::new(declared.at.place(), Detail::Survey { fault }))
}
