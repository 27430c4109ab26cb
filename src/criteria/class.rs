//! Which class an index is.

use super::{Class, Compare, CriteriaSet};
use crate::points::Number;

impl CriteriaSet {
    /// The value of an index on which rank and class are decided.
    pub fn compared(&self, exact: &Number) -> Number {
        match self.ranking.compare {
            Compare::Rounded => exact.rounded(self.scoring.precision),
            Compare::Exact => exact.clone(),
        }
    }

    /// The classes of a block, highest first: its own where it has any, else the common ones.
    pub fn classes_of(&self, block: Option<usize>) -> impl Iterator<Item = (usize, &Class)> {
        let own = block.is_some() && self.classes.iter().any(|class| class.block == block);
        let wanted = if own { block } else { None };
        self.classes.iter().enumerate().filter(move |(_, class)| class.block == wanted)
    }

    /// The class of a unit with this exact index (index of the class); `None` below the lowest.
    ///
    /// `component` gives the exact index of a node; one to which nothing applies (`None`) bars no class.
    pub fn class_of(
        &self,
        block: Option<usize>,
        index: &Number,
        component: impl Fn(usize) -> Option<Number>,
    ) -> Option<usize> {
        let index = self.compared(index);
        let reaches = |(node, share): &(usize, Number)| {
            component(*node).is_none_or(|exact| self.compared(&exact) >= share * &Number::from(100))
        };
        let holds = |class: &Class| index >= class.from && class.also.iter().all(reaches);
        self.classes_of(block).find(|(_, class)| holds(class)).map(|(at, _)| at)
    }
}
