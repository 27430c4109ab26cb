//! One form over several sheets of a workbook, such as a sheet for each field, is read as one.

use super::submission::{Paper, Submission};
use crate::criteria::CriteriaSet;
use crate::message::Detail;
use crate::points::Number;

/// Whether two forms of one unit in one file are parts of one: no criterion stands in both.
pub(super) fn are_parts(set: &CriteriaSet, one: &Submission, other: &Submission) -> bool {
    let is_form = |part: &Submission| {
        part.paper == Paper::Form && part.by_criterion && part.foreign.is_none() && has_rows(set, part)
    };
    let both = |node: &usize| one.seen[*node].is_some() && other.seen[*node].is_some();
    let filled = |part: &Submission, n: usize| {
        let entry = &part.adjustments[n];
        entry.own.is_filled() || entry.appraised.is_filled()
    };
    is_form(one)
        && is_form(other)
        && one.sheet.file == other.sheet.file
        && one.sheet.sheet != other.sheet.sheet
        && !set.leaves.iter().any(both)
        && !(0..set.adjustments.len()).any(|n| filled(one, n) && filled(other, n))
}

fn has_rows(set: &CriteriaSet, part: &Submission) -> bool {
    set.leaves.iter().any(|leaf| part.seen[*leaf].is_some())
}

/// Adds another part to a form.
pub(super) fn add_part(set: &CriteriaSet, whole: &mut Submission, mut part: Submission) {
    if !whole.spread {
        sum_of_part(set, whole);
    }
    sum_of_part(set, &mut part);
    for (n, leaf) in set.leaves.iter().enumerate() {
        if part.seen[*leaf].is_some() {
            whole.entries[n] = std::mem::take(&mut part.entries[n]);
        }
    }
    for (entry, new) in whole.adjustments.iter_mut().zip(part.adjustments) {
        if new.own.is_filled() || new.appraised.is_filled() {
            *entry = new;
        }
    }
    for (seen, new) in whole.seen.iter_mut().zip(part.seen) {
        *seen = seen.or(new);
    }
    whole.proofs.add(part.proofs, |_| true);
    whole.appraisals.extend(part.appraisals);
    whole.explanations.extend(part.explanations);
    whole.heard.extend(part.heard);
    whole.perhaps.extend(part.perhaps);
    whole.findings.extend(part.findings);
    whole.has_own |= part.has_own;
    whole.has_appraised |= part.has_appraised;
    whole.is_blank &= part.is_blank;
    whole.must_be_complete &= part.must_be_complete;
    whole.spread = true;
}

/// The maximum beside the sum of a part is that of its own criteria, not the whole scale.
fn sum_of_part(set: &CriteriaSet, part: &mut Submission) {
    let seen = set.leaves.iter().filter(|leaf| part.seen[**leaf].is_some());
    let max: Number = seen.map(|leaf| &set.nodes[*leaf].max).sum();
    part.findings.retain(|finding| match &finding.detail {
        Detail::MaxDiffers { found, .. } if finding.criterion.is_none() => {
            Number::from_plain(found).is_none_or(|found| found != max)
        }
        _ => true,
    });
}
