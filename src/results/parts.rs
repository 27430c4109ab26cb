//! What the leaves of a unit come to, apart by who gives the points.

use super::Unit;
use crate::message::Scorer;
use crate::points::{Number, Sum};
use crate::score::Status;

/// What the leaves of a unit come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parts {
    /// All points, without bonus and penalty.
    pub points: Number,
    /// Maximum of what applies.
    pub max: Number,
    /// Points of the leaves that no survey scores; `None` where none of them has any.
    pub appraised: Option<Number>,
    /// Maximum of those that apply.
    pub appraised_max: Number,
    /// Points of the leaves that a survey scores; `None` where none of them has any.
    pub survey: Option<Number>,
}

impl Unit<'_> {
    /// What its leaves come to, by the points that count.
    pub fn parts(&self) -> Parts {
        let (mut appraised, mut survey) = (None::<Sum>, None::<Sum>);
        let mut maxima = [Sum::default(), Sum::default()];
        for ((node, leaf), score) in self.set().leaf_nodes().zip(&self.card.leaves) {
            let of_survey = leaf.scored_by == Scorer::Survey;
            if score.status == Status::Scored {
                let sum = if of_survey { &mut survey } else { &mut appraised };
                sum.get_or_insert_default().add(&score.points);
            }
            if score.status != Status::NotApplicable {
                maxima[usize::from(of_survey)].add(&node.max);
            }
        }
        let [appraised, survey] = [appraised, survey].map(|sum| sum.map(|sum| sum.value()));
        let [appraised_max, survey_max] = maxima.map(|sum| sum.value());
        let or_none = |sum: &Option<Number>| sum.clone().unwrap_or_default();
        Parts {
            points: or_none(&appraised) + or_none(&survey),
            max: &appraised_max + &survey_max,
            appraised,
            appraised_max,
            survey,
        }
    }
}
