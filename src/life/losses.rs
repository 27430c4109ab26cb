//! Where a unit lost points: the whole of it, or one branch.

use super::rounds::{Text, reason};
use super::trace::Surroundings;
use crate::assessment::Assessment;
use crate::criteria::{CriteriaSet, Leaf, Node};
use crate::diagnostic::Finding;
use crate::points::Number;
use crate::ranking::{class_of_card, rank};
use crate::score::{Backing, Basis, NodeScore, Origin, ScoreCard, Status, backing, score};
use crate::sorting::Order as _;

/// A leaf at which the unit lost points.
#[derive(Debug)]
pub struct Loss<'a> {
    /// Its node.
    pub node: &'a Node,
    /// What makes it a leaf.
    pub leaf: &'a Leaf,
    /// The self score.
    pub own: Option<Number>,
    /// The points that count.
    pub points: Number,
    /// How they stand.
    pub status: Status,
    /// Where they come from.
    pub origin: Option<Origin>,
    /// The cell that decided, as `file!sheet!cell`.
    pub source: Option<String>,
    /// Maximum less points.
    pub lost: Number,
    /// The same with all that stand before it.
    pub cumulated: Number,
    /// Its percentage of all that was lost.
    pub share: Option<Number>,
    /// Why, in the words of the round that counts.
    pub reason: Option<Text>,
}

/// A field, or a criterion of the branch, as a whole.
#[derive(Debug)]
pub struct Part<'a> {
    /// Its node.
    pub node: &'a Node,
    /// Points and scale.
    pub score: NodeScore,
    /// Maximum less points.
    pub lost: Number,
    /// Its percentage of all that was lost.
    pub share: Option<Number>,
}

/// The place of the unit in its block.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// Its rank.
    pub rank: usize,
    /// It shares the rank.
    pub tied: bool,
    /// How many units are ranked.
    pub count: usize,
}

/// Where a unit lost points.
#[derive(Debug)]
pub struct Losses<'a> {
    /// The set.
    pub set: &'a CriteriaSet,
    /// The unit.
    pub unit: &'a Assessment,
    /// Which points make the result.
    pub basis: Basis,
    /// The branch; `None` for all of it.
    pub branch: Option<&'a Node>,
    /// The leaves with a loss, largest first; equal ones in the order of the set.
    pub rows: Vec<Loss<'a>>,
    /// The fields, or what stands right below the branch.
    pub parts: Vec<Part<'a>>,
    /// Points and scale of them all.
    pub sum: NodeScore,
    /// What was lost in all.
    pub lost: Number,
    /// How many leaves have all their points.
    pub full: usize,
    /// The leaves that do not apply.
    pub left_out: Vec<&'a Node>,
    /// The whole result, with errors counted.
    pub card: ScoreCard,
    /// The class (index).
    pub class: Option<usize>,
    /// The place of the unit; `None` where it has none, or of a branch.
    pub place: Option<Place>,
    /// What was found of the branch.
    pub findings: Vec<&'a Finding>,
}

impl<'a> Losses<'a> {
    /// The losses of a unit, in all or below a node (index). `others` are the cards that it is ranked with, and which of
    /// them is its own.
    pub fn of(
        around: Surroundings<'a>,
        branch: Option<usize>,
        others: Option<(&[ScoreCard], usize)>,
    ) -> Losses<'a> {
        let Surroundings { set, unit, basis, .. } = around;
        let mut card = score(set, unit, basis);
        let of_unit = |finding: &&Finding| finding.is_error() && finding.unit.as_ref() == Some(&unit.unit);
        card.errors = around.findings.iter().filter(of_unit).count();
        let (parts, sum) = match branch {
            Some(at) => (&set.nodes[at].children, card.nodes[at].clone()),
            None => {
                let fields = || set.fields.iter().map(|field| &card.nodes[*field]);
                let points = fields().map(|field| &field.points).sum();
                (&set.fields, NodeScore { points, max: fields().map(|field| &field.max).sum() })
            }
        };
        let lost = &sum.max - &sum.points;
        let part = |at: &usize| {
            let score = card.nodes[*at].clone();
            let of_part = &score.max - &score.points;
            Part { node: &set.nodes[*at], score, share: share(&of_part, &lost), lost: of_part }
        };
        let parts = parts.iter().map(part).collect();
        let leaves: Vec<usize> = match branch {
            Some(at) => set.leaves_under(at).collect(),
            None => (0..set.leaves.len()).collect(),
        };
        let (left_out, applying): (Vec<usize>, Vec<usize>) =
            leaves.into_iter().partition(|n| card.leaves[*n].status == Status::NotApplicable);
        let behind = backing(set, unit, basis);
        let mut rows: Vec<Loss> =
            applying.iter().map(|n| loss(around, &card, *n, &behind[*n], &lost)).collect();
        rows.retain(|row| !row.lost.is_zero());
        let full = applying.len() - rows.len();
        rows.order_by(|a, b| b.lost.cmp(&a.lost));
        let mut before = Number::ZERO;
        for row in &mut rows {
            before += &row.lost;
            row.cumulated = before.clone();
        }
        Losses {
            set,
            unit,
            basis,
            branch: branch.map(|at| &set.nodes[at]),
            rows,
            parts,
            sum,
            lost,
            full,
            left_out: left_out.into_iter().map(|n| set.leaf(n).0).collect(),
            class: class_of_card(set, &card),
            card,
            place: others.and_then(|(cards, own)| place(set, cards, own)),
            findings: branch.map(|at| around.findings_of(&set.nodes[at].code)).unwrap_or_default(),
        }
    }
}

fn loss<'a>(
    around: Surroundings<'a>,
    card: &ScoreCard,
    n: usize,
    behind: &Backing,
    all: &Number,
) -> Loss<'a> {
    let Surroundings { set, unit, .. } = around;
    let (node, leaf) = set.leaf(n);
    let score = &card.leaves[n];
    let lost = &node.max - &score.points;
    let reason = reason(unit, n, behind.origin, set.scoring.precision);
    Loss {
        node,
        leaf,
        own: behind.own.clone(),
        points: score.points.clone(),
        status: score.status,
        origin: behind.origin,
        source: behind.source.clone(),
        share: share(&lost, all),
        lost,
        cumulated: Number::ZERO,
        reason,
    }
}

fn share(part: &Number, all: &Number) -> Option<Number> {
    (part * &Number::from(100)).checked_div(all)
}

fn place(set: &CriteriaSet, cards: &[ScoreCard], own: usize) -> Option<Place> {
    rank(set, cards).blocks.iter().find_map(|block| {
        let row = block.rows.iter().find(|row| row.card == own)?;
        Some(Place { rank: row.rank, tied: row.tied, count: block.rows.len() })
    })
}
