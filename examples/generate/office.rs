//! An invented unit and what is known of each of its leaves.

use parindex::criteria::CriteriaSet;
use parindex::message::Scorer;
use parindex::points::Number;
use parindex::rule::{Answer, Outcome, Surroundings};

/// An invented unit.
#[derive(Clone)]
pub struct Office {
    pub name: String,
    pub block: &'static str,
    pub aliases: &'static str,
    /// Codes of leaves and branches that do not apply.
    pub exempt: &'static [&'static str],
    /// How good it is: out of a hundred cases, so many go well.
    pub quality: i64,
    /// Per leaf of the set.
    pub marks: Vec<Mark>,
    /// Bonus and penalty: claimed, accepted.
    pub bonus: Option<(Number, Number)>,
    pub penalty: Option<(Number, Number)>,
}

/// One leaf of one unit.
#[derive(Clone, Default)]
pub struct Mark {
    pub exempt: bool,
    /// What the unit declares; for survey leaves the answers counted.
    pub answer: Answer,
    /// The unit's own points.
    pub own: Option<Number>,
    /// What the council gives.
    pub appraised: Option<Number>,
    /// What the survey gives.
    pub survey: Option<Number>,
    pub evidence: Option<String>,
    /// Why the council gives less.
    pub reason: Option<&'static str>,
    /// What the unit and the council said after the first round.
    pub dispute: Option<Dispute>,
}

/// A unit explains, and the council answers.
#[derive(Clone)]
pub struct Dispute {
    /// What the first round gave, and why.
    pub first: Number,
    pub reason: &'static str,
    /// What the unit explains, and the document that it adds.
    pub said: &'static str,
    pub more: Option<String>,
    /// What the council says to it.
    pub answer: &'static str,
}

impl Office {
    pub fn new(
        set: &CriteriaSet,
        name: &str,
        block: &'static str,
        exempt: &'static [&'static str],
        quality: i64,
    ) -> Office {
        let mut marks = vec![Mark::default(); set.leaves.len()];
        for node in exempt.iter().filter_map(|code| set.node_of(code)) {
            set.leaves_under(node).for_each(|leaf| marks[leaf].exempt = true);
        }
        Office {
            name: name.to_owned(),
            block,
            aliases: "",
            exempt,
            quality,
            marks,
            bonus: None,
            penalty: None,
        }
    }

    pub fn known_as(mut self, aliases: &'static str) -> Office {
        self.aliases = aliases;
        self
    }

    /// The points of an answer to the n-th leaf as published; `None` where there are none.
    pub fn points(
        &self,
        set: &CriteriaSet,
        n: usize,
        answer: &Answer,
        best: Option<&Number>,
    ) -> Option<Number> {
        Some(self.exact(set, n, answer, best)?.rounded(set.scoring.precision))
    }

    /// The same before it is rounded.
    fn exact(&self, set: &CriteriaSet, n: usize, answer: &Answer, best: Option<&Number>) -> Option<Number> {
        let (_, leaf) = set.leaf(n);
        let around = Around { set, office: self, best };
        match leaf.rule.compute(&set.frame(n), answer, &around)?.ok()?.outcome {
            Outcome::Points(points) => Some(points),
            Outcome::NotApplicable => None,
        }
    }

    /// What stands in the cell of the self score where a formula computes it.
    pub fn claimed(&self, set: &CriteriaSet, n: usize) -> Option<Number> {
        let mark = &self.marks[n];
        let own = mark.own.as_ref()?;
        Some(self.exact(set, n, &mark.answer, None).unwrap_or_else(|| own.clone()))
    }

    /// Codes of leaves that should have points and have none.
    pub fn gaps(&self, set: &CriteriaSet) -> Vec<String> {
        let wanted = |mark: &Mark, scored_by| match scored_by {
            Scorer::Unit => mark.own.is_none() || mark.appraised.is_none(),
            Scorer::Council => mark.appraised.is_none(),
            Scorer::Survey => mark.survey.is_none(),
        };
        let leaves = set.leaf_nodes().zip(&self.marks);
        let gaps = leaves.filter(|((node, leaf), mark)| {
            !mark.exempt && !node.max.is_zero() && wanted(mark, leaf.scored_by)
        });
        gaps.map(|((node, _), _)| format!("{} {}", self.name, node.code)).collect()
    }

    /// The points of the first round for a code, and the reason where there is one.
    pub fn first(&self, set: &CriteriaSet, code: &str) -> Option<(Number, Option<&'static str>)> {
        let Some(node) = set.node(code) else { return self.adjusted(set, code) };
        let mark = &self.marks[node.leaf.as_ref()?.index];
        match &mark.dispute {
            Some(dispute) => Some((dispute.first.clone(), Some(dispute.reason))),
            None => Some((mark.appraised.clone()?, mark.reason)),
        }
    }

    /// What was said of a code after the first round.
    pub fn dispute(&self, set: &CriteriaSet, code: &str) -> Option<&Dispute> {
        self.marks[set.node(code)?.leaf.as_ref()?.index].dispute.as_ref()
    }

    /// The points that the council settled for a code.
    pub fn settled(&self, set: &CriteriaSet, code: &str) -> Option<Number> {
        self.marks[set.node(code)?.leaf.as_ref()?.index].appraised.clone()
    }

    /// What the council accepts of a bonus or a penalty, and why where that is not what the unit claims.
    fn adjusted(&self, set: &CriteriaSet, code: &str) -> Option<(Number, Option<&'static str>)> {
        let at = set.adjustments.iter().position(|adjustment| &*adjustment.code == code)?;
        let (claimed, accepted) = [&self.bonus, &self.penalty].get(at)?.as_ref()?;
        let reason = (claimed != accepted).then_some("Theo hồ sơ thi đua và kết quả kiểm tra trong năm");
        Some((accepted.clone(), reason))
    }

    /// What is measured for the n-th leaf.
    pub fn measured(&self, set: &CriteriaSet, n: usize) -> Option<Number> {
        let (_, leaf) = set.leaf(n);
        let around = Around { set, office: self, best: None };
        leaf.rule.measured(&set.frame(n), &self.marks[n].answer, &around)
    }
}

struct Around<'a> {
    set: &'a CriteriaSet,
    office: &'a Office,
    best: Option<&'a Number>,
}

impl Surroundings for Around<'_> {
    fn measure(&self, code: &str) -> Option<Number> {
        let leaf = self.set.node(code)?.leaf.as_ref()?;
        self.office.measured(self.set, leaf.index)
    }

    fn best(&self) -> Option<Number> {
        self.best.cloned()
    }
}
