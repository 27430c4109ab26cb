//! The life of one score: of a leaf, or of a bonus or penalty.

use super::rounds::{Explained, Given, Remark, Round, explained, remark_of, rounds_of};
use crate::assessment::{self, Around, Assessment, Bests, Declared, Holds};
use crate::criteria::{Adjustment, CriteriaSet, Leaf, Node};
use crate::diagnostic::Finding;
use crate::message::{Scorer, Step};
use crate::points::Number;
use crate::rule::{Outcome, Rule};
use crate::score::{Backing, Basis, LeafScore, Origin, Status, adjustment_stated, backing, score};

/// What is scored.
#[derive(Clone, Copy, Debug)]
pub enum Subject<'a> {
    /// A leaf and its node.
    Leaf(&'a Node, &'a Leaf),
    /// A bonus or a penalty.
    Adjustment(&'a Adjustment),
}

/// One thing that the unit declared.
#[derive(Debug)]
pub struct Datum<'a> {
    /// The id of the input; `None` for an option or an item.
    pub id: Option<&'a str>,
    /// The name of the input, or the label.
    pub name: &'a str,
    /// The value of the input.
    pub value: Option<&'a Number>,
    /// The cell as `file!sheet!cell`.
    pub at: String,
}

/// What the unit declared.
#[derive(Debug)]
pub struct Data<'a> {
    /// Each input, option or item.
    pub given: Vec<Datum<'a>>,
    /// Something in it cannot be used.
    pub fault: bool,
}

/// What the evidence cell of a form holds.
#[derive(Debug)]
pub struct Evidence {
    /// It names something.
    pub given: bool,
    /// A word in it that names no document.
    pub word: String,
    /// The documents that are known in it: number and symbol, date.
    pub documents: Vec<String>,
    /// The cell as `file!sheet!cell`.
    pub at: String,
}

/// What a score stands among.
#[derive(Clone, Copy, Debug)]
pub struct Surroundings<'a> {
    /// The set.
    pub set: &'a CriteriaSet,
    /// The unit.
    pub unit: &'a Assessment,
    /// The best values of each block.
    pub bests: &'a Bests,
    /// Which points make the result.
    pub basis: Basis,
    /// Everything that was found in the batch.
    pub findings: &'a [Finding],
}

impl<'a> Surroundings<'a> {
    /// What was found of this code of the unit.
    pub(super) fn findings_of(&self, code: &str) -> Vec<&'a Finding> {
        let of_this = |finding: &&Finding| {
            finding.unit.as_ref() == Some(&self.unit.unit) && finding.criterion.as_deref() == Some(code)
        };
        self.findings.iter().filter(of_this).collect()
    }
}

/// The life of a score.
#[derive(Debug)]
pub struct Life<'a> {
    /// The set.
    pub set: &'a CriteriaSet,
    /// The unit.
    pub unit: &'a Assessment,
    /// Which points make the result.
    pub basis: Basis,
    /// What is scored.
    pub subject: Subject<'a>,
    /// What the unit declared.
    pub data: Option<Data<'a>>,
    /// How the rule computes from it.
    pub steps: Vec<Step>,
    /// What comes out of that.
    pub computed: Option<&'a Outcome>,
    /// What the evidence cell of the form holds.
    pub evidence: Option<Evidence>,
    /// Why the set exempts the unit.
    pub exempt: Option<&'a str>,
    /// The self score.
    pub own: Option<Given>,
    /// The survey score.
    pub survey: Option<Given>,
    /// The rounds of appraisal.
    pub rounds: Vec<Round>,
    /// What the unit explained.
    pub explanations: Vec<Explained>,
    /// The points that count.
    pub points: Number,
    /// How they stand.
    pub status: Status,
    /// Where they come from.
    pub origin: Option<Origin>,
    /// The cell that decided, as `file!sheet!cell`.
    pub source: Option<String>,
    /// What was found of it.
    pub findings: Vec<&'a Finding>,
}

impl<'a> Life<'a> {
    /// Who scores the leaf; `None` of a bonus or a penalty.
    pub fn scored_by(&self) -> Option<Scorer> {
        match self.subject {
            Subject::Leaf(_, leaf) => Some(leaf.scored_by),
            Subject::Adjustment(_) => None,
        }
    }

    /// What the council says of the points that count.
    pub fn remark(&self) -> Remark {
        remark_of(&self.rounds, self.origin)
    }

    /// The life of the n-th leaf.
    pub fn of_leaf(around: Surroundings<'a>, n: usize) -> Life<'a> {
        let behind = backing(around.set, around.unit, around.basis).swap_remove(n);
        let score = score(around.set, around.unit, around.basis).leaves.swap_remove(n);
        let findings = around.findings_of(&around.set.leaf(n).0.code);
        Life::leaf(around, n, behind, score, findings)
    }

    /// The lives of all leaves, whose scores are known; `findings` are those of the unit.
    pub fn of_leaves(
        around: Surroundings<'a>,
        scores: &[LeafScore],
        findings: &[&'a Finding],
    ) -> Vec<Life<'a>> {
        let behind = backing(around.set, around.unit, around.basis).into_iter();
        let life = |(n, (behind, score)): (usize, (Backing, &LeafScore))| {
            let code = &around.set.leaf(n).0.code;
            let of_leaf = |finding: &&&Finding| finding.criterion.as_deref() == Some(&**code);
            let findings = findings.iter().filter(of_leaf).copied().collect();
            Life::leaf(around, n, behind, score.clone(), findings)
        };
        behind.zip(scores).enumerate().map(life).collect()
    }

    fn leaf(
        around: Surroundings<'a>,
        n: usize,
        behind: Backing,
        score: LeafScore,
        findings: Vec<&'a Finding>,
    ) -> Life<'a> {
        let Surroundings { set, unit, bests, basis, .. } = around;
        let (node, leaf) = set.leaf(n);
        let entry = &unit.entries[n];
        let own = entry.own.typed().or(behind.own);
        let of = assessment::Subject::Leaf(n);
        let counted = (&entry.appraised, entry.round);
        Life {
            set,
            unit,
            basis,
            subject: Subject::Leaf(node, leaf),
            data: entry.declared.as_deref().map(|declared| data(leaf, declared)),
            steps: steps(set, unit, bests, leaf),
            computed: unit.computed(n),
            evidence: evidence(unit, n),
            exempt: unit.exempt_by(set, n).map(|exemption| &*exemption.reason),
            own: Given::of(&entry.own),
            survey: Given::of(&entry.survey),
            rounds: rounds_of(unit, of, counted, own.as_ref(), set.scoring.precision),
            explanations: explained(unit, n),
            points: score.points,
            status: score.status,
            origin: behind.origin,
            source: behind.source,
            findings,
        }
    }

    /// The life of the n-th bonus or penalty.
    pub fn of_adjustment(around: Surroundings<'a>, n: usize) -> Life<'a> {
        let Surroundings { set, unit, basis, .. } = around;
        let (adjustment, entry) = (&set.adjustments[n], &unit.adjustments[n]);
        let (mark, origin) = match basis {
            Basis::Own => (&entry.own, Origin::Own),
            Basis::Appraised | Basis::Final => (&entry.appraised, Origin::Round(entry.round)),
        };
        let of = assessment::Subject::Adjustment(n);
        let counted = (&entry.appraised, entry.round);
        Life {
            set,
            unit,
            basis,
            subject: Subject::Adjustment(adjustment),
            data: None,
            steps: Vec::new(),
            computed: None,
            evidence: None,
            exempt: None,
            own: Given::of(&entry.own),
            survey: None,
            rounds: rounds_of(unit, of, counted, entry.own.typed().as_ref(), set.scoring.precision),
            explanations: Vec::new(),
            points: adjustment.counted(adjustment_stated(unit, basis, n)),
            status: Status::Scored,
            origin: mark.is_filled().then_some(origin),
            source: mark.at.as_ref().filter(|_| mark.is_filled()).map(|at| at.place().to_string()),
            findings: around.findings_of(&adjustment.code),
        }
    }
}

fn steps(set: &CriteriaSet, unit: &Assessment, bests: &Bests, leaf: &Leaf) -> Vec<Step> {
    let around = Around::new(set, unit, bests, leaf.index);
    let trace = |answer| leaf.rule.trace(&set.frame(leaf.index), answer, &around);
    around.answer(leaf.index).map(trace).unwrap_or_default()
}

/// What the evidence cell of a leaf holds.
pub fn evidence(unit: &Assessment, leaf: usize) -> Option<Evidence> {
    let (holds, at) = unit.entries[leaf].evidence.as_ref()?;
    let documents = unit.proofs.documents.iter().filter(|document| document.leaf as usize == leaf);
    let documents = documents.map(|document| unit.proofs.shown(document));
    Some(Evidence {
        given: *holds == Holds::Evidence,
        word: unit.proofs.word(leaf),
        documents: documents.filter(|document| !document.is_empty()).collect(),
        at: at.place().to_string(),
    })
}

fn data<'a>(leaf: &'a Leaf, declared: &'a Declared) -> Data<'a> {
    let answer = &declared.answer;
    let at = |n: usize| {
        let cell = declared.cells.get(n).copied().unwrap_or(declared.at.cell);
        assessment::Source { sheet: declared.at.sheet.clone(), cell }.place().to_string()
    };
    let label = |(n, name): (usize, &'a String)| Datum { id: None, name, value: None, at: at(n) };
    let given = match &leaf.rule {
        Rule::Choice(choice) => {
            let chosen = answer.option.and_then(|option| choice.options.get(option));
            chosen.map(|option| label((0, &option.label))).into_iter().collect()
        }
        Rule::Checklist(list) => {
            let items = answer.items.iter().flatten();
            items.filter_map(|item| Some(label((*item, &list.items.get(*item)?.label)))).collect()
        }
        _ => {
            let inputs = leaf.inputs.iter().zip(&answer.inputs).enumerate();
            let datum = |(n, (input, given)): (usize, (&'a crate::rule::Input, &'a Option<Number>))| {
                Some(Datum {
                    id: Some(&input.id),
                    name: &input.name,
                    value: Some(given.as_ref()?),
                    at: at(n),
                })
            };
            inputs.filter_map(datum).collect()
        }
    };
    Data { given, fault: declared.fault }
}
