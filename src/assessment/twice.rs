//! Two forms of one unit: in what they differ.

use super::entry::{Declared, Entry, Mark};
use super::statement::Assessment;
use super::submission::Submission;
use crate::criteria::CriteriaSet;

/// So many codes are named.
const NAMED: usize = 5;

/// How many criteria have other points in a form than what was taken before, and the first codes of them.
pub(super) fn differing(set: &CriteriaSet, before: &Assessment, form: &Submission) -> (usize, Vec<String>) {
    let leaves = before.entries.iter().zip(&form.entries).enumerate();
    let leaves = leaves
        .filter(|(_, (old, new))| differ(old, new, form.by_criterion))
        .map(|(n, _)| &set.leaf(n).0.code);
    let adjustments = set.adjustments.iter().zip(before.adjustments.iter().zip(&form.adjustments));
    let adjustments = adjustments
        .filter(|(_, (old, new))| {
            other_points(&old.own, &new.own) || other_points(&old.appraised, &new.appraised)
        })
        .map(|(adjustment, _)| &adjustment.code);
    let codes: Vec<String> = leaves.chain(adjustments).map(ToString::to_string).collect();
    (codes.len(), codes.into_iter().take(NAMED).collect())
}

fn differ(old: &Entry, new: &Entry, by_criterion: bool) -> bool {
    if !new.present {
        return by_criterion && old.present;
    }
    let answer = |declared: &Option<Box<Declared>>| declared.as_ref().map(|data| data.answer.clone());
    other_points(&old.own, &new.own)
        || other_points(&old.appraised, &new.appraised)
        || other_points(&old.survey, &new.survey)
        || answer(&old.declared) != answer(&new.declared)
}

/// Whether a form has such a cell, and something else in it.
fn other_points(old: &Mark, new: &Mark) -> bool {
    new.at.is_some() && old.stated != new.stated
}
