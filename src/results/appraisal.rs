//! What the appraisal of a unit came to: its self scores beside what was given for them, and what the second round heard.

use super::{Block, LeafFigures, Unit};
use crate::assessment::{Paper, Subject};
use crate::criteria::Node;
use crate::life::{Text, reason};
use crate::points::Number;
use crate::score::{Origin, Status, backing};

/// The self scores of a unit beside what was given for them, of the leaves that have both.
#[derive(Clone, Debug, Default)]
pub struct Judged {
    /// How many leaves have both.
    pub leaves: usize,
    /// Sum of the self scores.
    pub own: Number,
    /// Sum of the appraised points.
    pub appraised: Number,
    /// How many of them were given less than was claimed.
    pub cut: usize,
    /// How many were given more.
    pub raised: usize,
    /// How many leaves the council gives a reason for, with or without a self score.
    pub reasons: usize,
}

/// A leaf of which the second round decided.
#[derive(Debug)]
pub struct Heard<'a> {
    /// Its node.
    pub node: &'a Node,
    /// Its number among the leaves.
    pub leaf: usize,
    /// The points of the first round.
    pub first: Number,
    /// The points of the second round, which count.
    pub second: Number,
    /// Why, in the words of the second round.
    pub reason: Option<Text>,
}

impl Judged {
    /// Appraised points less self scores.
    pub fn difference(&self) -> Number {
        &self.appraised - &self.own
    }
}

impl<'a> Unit<'a> {
    /// Its self scores beside what was given for them.
    pub fn judged(&self) -> Judged {
        let (set, unit) = (self.source.set, self.assessment);
        let mut judged = Judged::default();
        for (n, behind) in backing(set, unit, self.source.basis).into_iter().enumerate() {
            if self.card.leaves[n].status == Status::NotApplicable {
                continue;
            }
            let round = behind.appraised.as_ref().map(|_| Origin::Round(unit.entries[n].round));
            judged.reasons += usize::from(reason(unit, n, round, set.scoring.precision).is_some());
            let (Some(own), Some(appraised)) = (&behind.own, &behind.appraised) else { continue };
            judged.leaves += 1;
            judged.cut += usize::from(appraised < own);
            judged.raised += usize::from(appraised > own);
            judged.own += own;
            judged.appraised += appraised;
        }
        judged
    }

    /// What the second round decided of its leaves, in the order of the set.
    pub fn heard(&self) -> Vec<Heard<'a>> {
        let (set, unit) = (self.source.set, self.assessment);
        let heard = |n: usize| {
            let entry = &unit.entries[n];
            let second = entry.appraised.points().filter(|_| entry.round > 1)?;
            let mut of_first =
                unit.appraisals.iter().filter(|kept| kept.of == Subject::Leaf(n) && kept.round == 1);
            // Of two papers of the first round the council's counts.
            let council = of_first.clone().find(|kept| kept.paper.is_council());
            let first = council.or_else(|| of_first.next())?.mark.points()?;
            let reason = reason(unit, n, Some(Origin::Round(entry.round)), set.scoring.precision);
            Some(Heard { node: set.leaf(n).0, leaf: n, first, second, reason })
        };
        (0..set.leaves.len()).filter_map(heard).collect()
    }

    /// The leaves of which it explained something after the first round.
    pub fn explained(&self) -> Vec<usize> {
        let answers = self.assessment.explanations.iter().filter(|told| told.paper == Paper::Explanation);
        let mut leaves: Vec<usize> = answers.map(|told| told.leaf).collect();
        leaves.sort_unstable();
        leaves.dedup();
        leaves
    }
}

impl<'a> Block<'a> {
    /// The leaves at which points were lost, first those with the lowest share of what was to be had.
    pub fn most_lost(&self) -> Vec<LeafFigures<'a>> {
        let mut leaves = self.leaf_figures();
        leaves.retain(|leaf| leaf.losing > 0);
        leaves.sort_by_cached_key(LeafFigures::index);
        leaves
    }
}
