//! Forms filled in by another set of the round than the one they are read by.

use super::submission::{Paper, Submission};
use super::table::FileReading;
use crate::criteria::CriteriaSet;
use crate::diagnostic::Code;
use crate::message::Detail;

/// So many rows say what form it is.
const ROWS: usize = 3;

/// Marks the forms of a file that fit another set far better than the one they were read by; the readings are those by
/// each set. What is wrong with such a form by the other set says nothing.
pub fn mark_foreign(sets: &[&CriteriaSet], readings: &mut [FileReading]) {
    let forms: Vec<Vec<(usize, Fit)>> = readings
        .iter()
        .zip(sets)
        .map(|(reading, set)| {
            let forms = reading.submissions.iter().enumerate();
            let forms = forms.filter(|(_, form)| form.paper == Paper::Form && form.by_criterion);
            forms.map(|(at, form)| (at, Fit::of(set, form))).collect()
        })
        .collect();
    for (own, of_own) in forms.iter().enumerate() {
        for (at, _) in of_own.iter().filter(|(_, fit)| fit.is_bad()) {
            let place = readings[own].submissions[*at].unit_at.clone();
            let same = |set: usize, other: usize| {
                let other = &readings[set].submissions[other];
                other.unit_at == place && other.sheet == readings[own].submissions[*at].sheet
            };
            let better = (0..forms.len())
                .find(|set| forms[*set].iter().any(|(other, fit)| fit.is_good() && same(*set, *other)));
            if let Some(better) = better.filter(|better| *better != own) {
                let form = &mut readings[own].submissions[*at];
                form.foreign = Some([label(sets[better]), label(sets[own])]);
                form.findings.clear();
            }
        }
    }
}

/// A set as people know it.
fn label(set: &CriteriaSet) -> String {
    let blocks: Vec<&str> = set.blocks.iter().map(|block| block.name.as_str()).collect();
    if blocks.is_empty() { set.title.clone() } else { format!("{} ({})", set.title, blocks.join(", ")) }
}

/// How many rows of a form are criteria of a set, and how many of these with the set's name and maximum.
struct Fit {
    rows: usize,
    sound: usize,
}

impl Fit {
    fn of(set: &CriteriaSet, form: &Submission) -> Fit {
        let seen = set.leaves.iter().filter(|leaf| form.seen[**leaf].is_some()).count();
        let (mut strange, mut other) = (0, 0);
        for finding in &form.findings {
            let count = match &finding.detail {
                Detail::Throughout { count, .. } => *count,
                _ => 1,
            };
            match finding.code() {
                Code::UnknownCriterion | Code::AmbiguousCriterion => strange += count,
                // A row with another name and another maximum is counted twice; that makes it no better.
                Code::RenamedCriterion | Code::MaxDiffers => other += count,
                _ => {}
            }
        }
        Fit { rows: seen + strange, sound: seen.saturating_sub(other) }
    }

    fn is_good(&self) -> bool {
        self.sound >= ROWS && self.sound * 10 >= self.rows * 9
    }

    fn is_bad(&self) -> bool {
        self.sound * 2 < self.rows
    }
}
