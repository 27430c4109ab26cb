//! What a block as a whole comes to: its classes, fields and leaves.

use super::{Block, Unit};
use crate::criteria::Node;
use crate::points::Number;
use crate::score::{Status, backing};

/// A class of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassShare<'a> {
    /// Its name; `None` below the lowest.
    pub name: Option<&'a str>,
    /// How many units.
    pub count: usize,
    /// Their percentage of the ranked units.
    pub share: Number,
}

/// A field over the units of a block.
#[derive(Debug)]
pub struct FieldFigures<'a> {
    /// Its node (index).
    pub at: usize,
    /// Its node.
    pub node: &'a Node,
    /// Plain mean of the component indices; `None` where it applies to nobody.
    pub mean: Option<Number>,
    /// The highest component index, and who has it.
    pub highest: Option<(Number, Vec<&'a str>)>,
    /// The lowest component index, and who has it.
    pub lowest: Option<(Number, Vec<&'a str>)>,
}

/// A leaf over the units of a block.
#[derive(Debug)]
pub struct LeafFigures<'a> {
    /// Its number among the leaves.
    pub leaf: usize,
    /// Its node.
    pub node: &'a Node,
    /// To how many units it applies.
    pub applying: usize,
    /// How many of them lost points.
    pub losing: usize,
    /// Sum of the points.
    pub points: Number,
    /// Sum of the self scores, where all that count have one.
    pub own: Number,
    /// Sum of the appraised points.
    pub appraised: Number,
    /// How many units have both self score and appraised points, of which the two sums above are.
    pub both: usize,
    /// How many of them were given less than they claimed.
    pub cut: usize,
    /// Sum of what was lost.
    pub lost: Number,
}

impl LeafFigures<'_> {
    /// Plain mean of the points; `None` where it applies to nobody.
    pub fn mean(&self) -> Option<Number> {
        self.points.checked_div(&Number::from(self.applying))
    }

    /// Points ÷ maximum × 100 over all to whom it applies.
    pub fn index(&self) -> Option<Number> {
        let whole = &self.node.max * &Number::from(self.applying);
        (&self.points * &Number::from(100)).checked_div(&whole)
    }
}

impl<'a> Block<'a> {
    /// Its classes from the highest to the lowest, also those in which nobody is; last who is below the lowest.
    pub fn classes(&self) -> Vec<ClassShare<'a>> {
        let all = Number::from(self.ranking.rows.len());
        let share = |name, count| {
            let part = &Number::from(count) * &Number::from(100);
            ClassShare { name, count, share: part.checked_div(&all).unwrap_or(Number::ZERO) }
        };
        let named = self.ranking.classes.iter();
        let mut classes: Vec<ClassShare> =
            named.map(|(class, count)| share(Some(&*self.set().classes[*class].name), *count)).collect();
        let below = self.ranking.rows.iter().filter(|row| row.class.is_none()).count();
        if below > 0 && !self.set().classes.is_empty() {
            classes.push(share(None, below));
        }
        classes
    }

    /// Its fields, in the order of the set.
    pub fn fields(&self) -> Vec<FieldFigures<'a>> {
        self.set().fields.iter().map(|at| self.field(*at)).collect()
    }

    fn field(&self, at: usize) -> FieldFigures<'a> {
        let indices: Vec<(Number, &'a str)> =
            self.units().filter_map(|unit| Some((unit.card.nodes[at].index()?, &**unit.name()))).collect();
        let of = |best: Option<&Number>| {
            let best = best?.clone();
            let who = indices.iter().filter(|(index, _)| *index == best).map(|(_, unit)| *unit).collect();
            Some((best, who))
        };
        let sum: Number = indices.iter().map(|(index, _)| index).sum();
        FieldFigures {
            at,
            node: &self.set().nodes[at],
            mean: sum.checked_div(&Number::from(indices.len())),
            highest: of(indices.iter().map(|(index, _)| index).max()),
            lowest: of(indices.iter().map(|(index, _)| index).min()),
        }
    }

    /// Its leaves, in the order of the set.
    pub fn leaf_figures(&self) -> Vec<LeafFigures<'a>> {
        let mut leaves: Vec<LeafFigures> = self
            .set()
            .leaf_nodes()
            .enumerate()
            .map(|(leaf, (node, _))| LeafFigures {
                leaf,
                node,
                applying: 0,
                losing: 0,
                points: Number::ZERO,
                own: Number::ZERO,
                appraised: Number::ZERO,
                both: 0,
                cut: 0,
                lost: Number::ZERO,
            })
            .collect();
        for unit in self.units() {
            add(&mut leaves, &unit);
        }
        leaves
    }
}

fn add(leaves: &mut [LeafFigures], unit: &Unit) {
    let precision = unit.source.set.scoring.precision;
    let behind = backing(unit.source.set, unit.assessment, unit.source.basis);
    for ((leaf, score), behind) in leaves.iter_mut().zip(&unit.card.leaves).zip(behind) {
        if score.status == Status::NotApplicable {
            continue;
        }
        let lost = &leaf.node.max - &score.points;
        leaf.applying += 1;
        leaf.losing += usize::from(!lost.is_zero());
        leaf.points += &score.points;
        leaf.lost += &lost;
        if let (Some(own), Some(appraised)) = (&behind.own, &behind.appraised) {
            leaf.both += 1;
            // What a rule computes has more digits than anybody types.
            leaf.cut += usize::from(appraised.rounded(precision) < own.rounded(precision));
            leaf.own += own;
            leaf.appraised += appraised;
        }
    }
}
