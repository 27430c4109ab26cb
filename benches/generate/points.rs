//! Points that the rules can give, for every leaf of one unit.

use parindex::criteria::CriteriaSet;
use parindex::message::Scorer;
use parindex::points::Number;
use parindex::rule::Rule;

use super::dice::Dice;

/// What a form states for a leaf; `None` where the cell is blank.
#[derive(Default)]
pub struct Stated {
    pub own: Option<Number>,
    pub appraised: Option<Number>,
}

/// Per leaf of a set all points that its rule can give.
pub struct Choices(Vec<Vec<Number>>);

impl Choices {
    /// Of a range the ends and what lies between them in twentieths, as published.
    pub fn of(set: &CriteriaSet) -> Choices {
        let between = |low: &Number, high: &Number, part: i64| {
            let share = Number::ratio(part, 20).unwrap_or_default();
            (low + &(&share * &(high - low))).rounded(set.scoring.precision)
        };
        let leaf = |n: usize| {
            let ranges = set.leaf(n).1.rule.reach(&set.frame(n)).possible();
            let mut points: Vec<Number> =
                ranges.iter().flat_map(|(low, high)| (0..=20).map(|part| between(low, high, part))).collect();
            points.dedup();
            points
        };
        Choices((0..set.leaves.len()).map(leaf).collect())
    }

    /// The points of one unit: mostly high ones, the council now and then below the unit.
    pub fn roll(&self, set: &CriteriaSet, dice: &mut Dice) -> Vec<Stated> {
        let of = |n: usize, dice: &mut Dice| {
            let any = dice.below(4) == 0;
            let from = if any { 0 } else { self.0[n].len() / 2 };
            dice.pick(&self.0[n][from..]).clone()
        };
        let stated = |n: usize| {
            let (_, leaf) = set.leaf(n);
            if leaf.rule == Rule::Info {
                return Stated::default();
            }
            let own = (leaf.scored_by == Scorer::Unit).then(|| of(n, dice));
            let same = own.clone().filter(|_| dice.below(5) > 0);
            Stated { appraised: Some(same.unwrap_or_else(|| of(n, dice))), own }
        };
        (0..set.leaves.len()).map(stated).collect()
    }
}
