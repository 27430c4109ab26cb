//! What the rules give for the raw data of a unit.

use super::statement::Assessment;
use crate::criteria::CriteriaSet;
use crate::points::Number;
use crate::rule::{Answer, Answered, Best, Outcome, Rule, Surroundings};

/// No raw data.
static NOTHING: Answer = Answer { inputs: Vec::new(), option: None, items: None };

/// What each rule gives for the raw data of a unit that was checked before, written over `computed`: `None` where there
/// are no data, or they cannot be used. The check does the same once and tells the faults; this is for doing it again,
/// under other rules or other best values.
pub fn compute(
    set: &CriteriaSet,
    bests: &Bests,
    assessment: &Assessment,
    computed: &mut Vec<Option<Outcome>>,
) {
    computed.clear();
    computed.extend((0..set.leaves.len()).map(|n| {
        let answered =
            if assessment.exempt[n] { None } else { Around::new(set, assessment, bests, n).answered() };
        answered.and_then(Result::ok).map(|computed| computed.outcome)
    }));
}

/// Per leaf and block the best measured value, for rules that compare with it.
#[derive(Debug, Default)]
pub struct Bests {
    best: Vec<(usize, Option<usize>, Number)>,
}

impl Bests {
    /// The best values of all blocks.
    pub fn of(set: &CriteriaSet, assessments: &[Assessment]) -> Bests {
        let mut bests = Bests::default();
        for (n, (_, leaf)) in set.leaf_nodes().enumerate() {
            let Rule::Relative(relative) = &leaf.rule else { continue };
            for assessment in assessments.iter().filter(|assessment| !assessment.exempt[n]) {
                let around = Around { set, assessment, bests: &Bests::default(), leaf: n };
                let Some(value) = around.measured(n) else { continue };
                bests.take(n, assessment.block, relative.best, value);
            }
        }
        bests
    }

    /// Adds a measured value of a leaf in a block.
    pub fn take(&mut self, leaf: usize, block: Option<usize>, rule: Best, value: Number) {
        match self.best.iter_mut().find(|(of, within, _)| (*of, *within) == (leaf, block)) {
            Some((_, _, best)) if rule == Best::Highest => *best = value.max(best.clone()),
            Some((_, _, best)) => *best = value.min(best.clone()),
            None => self.best.push((leaf, block, value)),
        }
    }

    /// The best value of a leaf in a block.
    pub fn get(&self, leaf: usize, block: Option<usize>) -> Option<&Number> {
        let found = self.best.iter().find(|(of, within, _)| (*of, *within) == (leaf, block));
        found.map(|(_, _, best)| best)
    }
}

/// A leaf within its unit and its block.
#[derive(Clone, Copy, Debug)]
pub struct Around<'a> {
    set: &'a CriteriaSet,
    assessment: &'a Assessment,
    bests: &'a Bests,
    leaf: usize,
}

impl<'a> Around<'a> {
    /// The surroundings of a leaf.
    pub fn new(
        set: &'a CriteriaSet,
        assessment: &'a Assessment,
        bests: &'a Bests,
        leaf: usize,
    ) -> Around<'a> {
        Around { set, assessment, bests, leaf }
    }

    /// The raw data that the rule of a leaf may use.
    pub fn answer(&self, n: usize) -> Option<&'a Answer> {
        match &self.assessment.entries[n].declared {
            Some(declared) => Some(&declared.answer).filter(|_| !declared.fault),
            // A formula over other criteria alone needs no data of its own.
            None => self.set.leaf(n).1.needs_no_data().then_some(&NOTHING),
        }
    }

    /// The measured value of a leaf from its raw data.
    fn measured(&self, n: usize) -> Option<Number> {
        let rule = &self.set.leaf(n).1.rule;
        rule.measured(&self.set.frame(n), self.answer(n)?, &Around { leaf: n, ..*self })
    }

    /// What the rule of the leaf answers; `None` where it has nothing to go by.
    pub(super) fn answered(&self) -> Answered {
        let rule = &self.set.leaf(self.leaf).1.rule;
        rule.compute(&self.set.frame(self.leaf), self.answer(self.leaf)?, self)
    }
}

impl Surroundings for Around<'_> {
    fn measure(&self, code: &str) -> Option<Number> {
        self.measured(self.set.node(code)?.leaf.as_ref()?.index)
    }
    fn is_at_zero(&self, code: &str) -> bool {
        let leaf = self.set.node(code).and_then(|node| node.leaf.as_ref()).map(|leaf| leaf.index);
        leaf.is_some_and(|n| {
            let (rule, frame) = (&self.set.leaf(n).1.rule, self.set.frame(n));
            let around = Around { leaf: n, ..*self };
            self.answer(n).is_some_and(|answer| rule.is_at_zero(&frame, answer, &around))
        })
    }
    fn best(&self) -> Option<Number> {
        self.bests.get(self.leaf, self.assessment.block).cloned()
    }
}
