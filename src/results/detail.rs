//! One unit in detail: each leaf with what was claimed, given and counted, why, and from which cell.

use super::Unit;
use crate::criteria::{Leaf, Node};
use crate::diagnostic::Finding;
use crate::life::{Evidence, Explained, Life, Remark, Surroundings, evidence, explained, leaf_remark};
use crate::points::Number;
use crate::score::{Backing, Origin, Status, backing};

/// A leaf of a unit.
#[derive(Debug)]
pub struct LeafDetail<'a> {
    /// Its node.
    pub node: &'a Node,
    /// What makes it a leaf.
    pub leaf: &'a Leaf,
    /// The self score.
    pub own: Option<Number>,
    /// The appraised points that count.
    pub appraised: Option<Number>,
    /// The survey points.
    pub survey: Option<Number>,
    /// What it counts.
    pub points: Number,
    /// How it stands.
    pub status: Status,
    /// Maximum less points; 0 where it does not apply.
    pub lost: Number,
    /// Where the points come from.
    pub origin: Option<Origin>,
    /// The cell that decided, as `file!sheet!cell`.
    pub source: Option<String>,
    /// Why, in the words of the council.
    pub remark: Remark,
    /// What the unit explained.
    pub explained: Vec<Explained>,
    /// What its evidence cell holds.
    pub evidence: Option<Evidence>,
}

impl LeafDetail<'_> {
    /// Appraised points less the self score; `None` where one is lacking.
    pub fn difference(&self) -> Option<Number> {
        Some(self.appraised.as_ref()? - self.own.as_ref()?)
    }
}

/// What a unit claimed for a leaf, and what it was given.
#[derive(Clone, Debug)]
pub struct Pair {
    /// The self score.
    pub own: Option<Number>,
    /// The appraised points that count.
    pub appraised: Option<Number>,
}

impl Pair {
    /// Appraised points less the self score; `None` where one is lacking.
    pub fn difference(&self) -> Option<Number> {
        Some(self.appraised.as_ref()? - self.own.as_ref()?)
    }

    /// Self score, appraised points and difference, by their number in this order.
    pub fn shown(&self, nth: usize) -> Option<Number> {
        match nth {
            0 => self.own.clone(),
            1 => self.appraised.clone(),
            _ => self.difference(),
        }
    }
}

impl<'a> Unit<'a> {
    /// Per leaf what it claimed and what it was given.
    pub fn pairs(&self) -> Vec<Pair> {
        let behind = backing(self.source.set, self.assessment, self.source.basis).into_iter();
        behind.map(|behind| Pair { own: behind.own, appraised: behind.appraised }).collect()
    }

    /// What it stands among.
    pub fn surroundings(&self) -> Surroundings<'a> {
        let source = self.source;
        Surroundings {
            set: source.set,
            unit: self.assessment,
            bests: source.bests,
            basis: source.basis,
            findings: source.findings,
        }
    }

    /// The whole life of its n-th leaf.
    pub fn life(&self, leaf: usize) -> Life<'a> {
        Life::of_leaf(self.surroundings(), leaf)
    }

    /// The whole lives of all of its leaves, of its bonuses and penalties. `findings` are those of the unit.
    pub fn lives(&self, findings: &[&'a Finding]) -> Vec<Life<'a>> {
        let mut lives = Life::of_leaves(self.surroundings(), &self.card.leaves, findings);
        lives.extend(self.adjustments());
        lives
    }

    /// Its bonuses and penalties.
    pub fn adjustments(&self) -> Vec<Life<'a>> {
        let count = self.source.set.adjustments.len().min(self.assessment.adjustments.len());
        (0..count).map(|n| Life::of_adjustment(self.surroundings(), n)).collect()
    }

    /// What was found of it.
    pub fn findings(&self) -> Vec<&'a Finding> {
        let unit = &self.assessment.unit;
        self.source.findings.iter().filter(|finding| finding.unit.as_ref() == Some(unit)).collect()
    }

    /// Its leaves in detail, in the order of the set. Reasons and explanations are there where the batch was read as a whole.
    pub fn leaves(&self) -> Vec<LeafDetail<'a>> {
        let set = self.source.set;
        let behind = backing(set, self.assessment, self.source.basis);
        let leaf = |(n, behind)| self.leaf_detail(n, behind);
        behind.into_iter().enumerate().map(leaf).collect()
    }

    fn leaf_detail(&self, n: usize, behind: Backing) -> LeafDetail<'a> {
        let set = self.source.set;
        let (node, leaf) = set.leaf(n);
        let score = &self.card.leaves[n];
        let lost = match score.status {
            Status::NotApplicable => Number::ZERO,
            _ => &node.max - &score.points,
        };
        LeafDetail {
            node,
            leaf,
            own: behind.own,
            appraised: behind.appraised,
            survey: behind.survey,
            points: score.points.clone(),
            status: score.status,
            lost,
            origin: behind.origin,
            source: behind.source,
            remark: leaf_remark(self.assessment, n, behind.origin, set.scoring.precision),
            explained: explained(self.assessment, n),
            evidence: evidence(self.assessment, n),
        }
    }
}
