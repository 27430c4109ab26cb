//! What a survey says of each unit, leaf by leaf: answers, mean, margin of error, and the points that the score counts.

use crate::assessment::Assessment;
use crate::criteria::CriteriaSet;
use crate::message::Scorer;
use crate::points::Number;
use crate::rule::{Alone, GroupResult, Rule};
use crate::score::{ScoreCard, Status};

/// What the survey says of one leaf of one unit.
#[derive(Clone, Debug)]
pub struct SurveyLeaf {
    /// The leaf (index among the leaves).
    pub leaf: usize,
    /// What each group of the leaf's rule answered, or all respondents; empty where points or a value were given.
    pub groups: Vec<GroupResult>,
    /// The mean share, or the share of a value from elsewhere; 1 is 100 %.
    pub share: Option<Number>,
    /// The square of the standard error of the mean share.
    pub error_squared: Option<Number>,
    /// How the leaf stands.
    pub status: Status,
    /// What it counts in the score.
    pub points: Number,
    /// There are fewer answers than the set asks for.
    pub small: bool,
}

impl SurveyLeaf {
    /// How many answered; `None` where points or a value were given.
    pub fn answers(&self) -> Option<Number> {
        (!self.groups.is_empty()).then(|| self.groups.iter().map(|group| &group.count).sum())
    }

    /// The margin of error in percentage points at 95 %: 1.96 standard errors of the mean share.
    pub fn margin(&self, decimals: u32) -> Option<Number> {
        let percent = Number::from(196);
        Some((&(&percent * &percent) * self.error_squared.as_ref()?).root(decimals))
    }
}

/// What the survey says of a unit, of every leaf that it scores; `card` is the unit's score.
pub fn survey(set: &CriteriaSet, assessment: &Assessment, card: &ScoreCard) -> Vec<SurveyLeaf> {
    let leaves = set.leaf_nodes().zip(&assessment.entries).zip(&card.leaves);
    let leaves =
        leaves.filter(|(((_, leaf), _), _)| leaf.scored_by == Scorer::Survey && leaf.rule != Rule::Info);
    let of_leaf = |(((_, leaf), entry), score): (
        ((_, &crate::criteria::Leaf), &crate::assessment::Entry),
        &crate::score::LeafScore,
    )| {
        let n = leaf.index;
        let told = entry.declared.as_ref().filter(|declared| !declared.fault && !assessment.exempt[n]);
        let (mut groups, mut error_squared, mut share) = (Vec::new(), None, None);
        if let Some(declared) = told {
            // Points that are given count before what answers come to.
            if !entry.survey.is_filled() {
                share = leaf.rule.measured(&set.frame(n), &declared.answer, &Alone);
            }
            if let Rule::Survey(rule) = &leaf.rule {
                groups = rule.results(&declared.answer);
                error_squared = share.as_ref().and_then(|_| rule.error_squared(&declared.answer));
            }
        }
        let mut result = SurveyLeaf {
            leaf: n,
            groups,
            share,
            error_squared,
            status: score.status,
            points: score.points.clone(),
            small: false,
        };
        result.small = result
            .answers()
            .zip(set.survey.minimum)
            .is_some_and(|(count, least)| count < Number::from(least));
        result
    };
    leaves.map(of_leaf).collect()
}
