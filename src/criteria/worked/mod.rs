//! Worked examples: read, computed by the rules that score units, and compared with what they promise.

pub mod cases;
mod read;

pub(super) use read::RawExample;

use std::ops::Range;

use super::{CriteriaSet, Example, Standing, Target};
use crate::diagnostic::{Code, Finding};
use crate::keys::{At, Faults};
use crate::message::Detail;
use crate::points::Number;
use crate::rule::{Outcome, Rule, Surroundings};

/// Reads the worked examples and computes them.
pub(super) fn examples(faults: &mut Faults, set: &CriteriaSet, raw: Vec<RawExample>) -> Vec<Example> {
    // Where lines cannot be read, nobody knows what the examples lack.
    if faults.findings.iter().any(|finding| finding.code() == Code::Syntax) {
        return Vec::new();
    }
    // A set with faults gives no results worth comparing.
    let sound = !faults.findings.iter().any(Finding::is_error);
    let mut examples = Vec::new();
    for raw in raw {
        let (example, spans) = raw.resolve(faults, set);
        if sound {
            for ((target, expected), span) in example.points.iter().zip(&spans.points) {
                compare(faults, set, &example, *target, expected, span);
            }
            if let Some(standing) = &example.standing {
                compare_standing(faults, set, standing, &spans);
            }
        }
        examples.push(example);
    }
    examples
}

/// Where an example states what comes out.
struct Spans {
    points: Vec<Range<usize>>,
    class: Range<usize>,
    published: Range<usize>,
}

fn compare(
    faults: &mut Faults,
    set: &CriteriaSet,
    example: &Example,
    target: Target,
    expected: &Outcome,
    span: &Range<usize>,
) {
    let code = match target {
        Target::Leaf(n) => set.leaf(n).0.code.to_string(),
        Target::Adjustment(at) => set.adjustments[at].code.to_string(),
    };
    let detail = match outcome(set, example, target) {
        Some(Ok(computed)) if computed == *expected => return,
        Some(Ok(Outcome::Points(computed))) if matches!(expected, Outcome::Points(_)) => {
            let expected = points_of(expected).unwrap_or_default();
            Detail::ExampleDiffers { code, expected, computed }
        }
        Some(Ok(computed)) => Detail::ExampleApplies { code, computed: points_of(&computed) },
        Some(Err(reason)) => Detail::ExampleFault { code, reason: Box::new(reason) },
        None => Detail::ExampleFault { code, reason: Box::new(Detail::MissingPoints) },
    };
    faults.at(span, detail);
}

fn points_of(outcome: &Outcome) -> Option<Number> {
    match outcome {
        Outcome::Points(points) => Some(points.clone()),
        Outcome::NotApplicable => None,
    }
}

fn compare_standing(faults: &mut Faults, set: &CriteriaSet, standing: &Standing, spans: &Spans) {
    let found = standing.class_in(set);
    if standing.class.is_some() && standing.lacks_component(set) {
        let (key, table) = ("components".to_owned(), "example".to_owned());
        faults.at(&spans.class, Detail::MissingKey { key, table });
    } else if let Some(class) = standing.class
        && found != Some(class)
    {
        let name = |class: usize| set.classes[class].name.clone();
        let (index, expected, computed) = (standing.index.clone(), name(class), found.map(name));
        faults.at(&spans.class, Detail::ExampleClass { index, expected, computed });
    }
    let computed = standing.index.rounded(set.scoring.precision);
    if let Some(expected) = standing.published.clone().filter(|expected| *expected != computed) {
        let index = standing.index.clone();
        faults.at(&spans.published, Detail::ExamplePublished { index, expected, computed });
    }
}

impl Standing {
    /// Whether the class hangs on a component index that the example does not give.
    fn lacks_component(&self, set: &CriteriaSet) -> bool {
        let given = |node: &usize| self.components.iter().any(|(known, _)| known == node);
        let index = set.compared(&self.index);
        let mut reached = set.classes_of(self.block).filter(|(_, class)| index >= class.from);
        reached.any(|(_, class)| !class.also.iter().all(|(node, _)| given(node)))
    }

    /// The class that the set gives to this index.
    fn class_in(&self, set: &CriteriaSet) -> Option<usize> {
        let component = |node: usize| self.components.iter().find(|(known, _)| *known == node);
        set.class_of(self.block, &self.index, |node| component(node).map(|(_, index)| index.clone()))
    }
}

/// What comes out for a leaf or an adjustment; `None` where nothing is declared for it.
fn outcome(set: &CriteriaSet, example: &Example, target: Target) -> Option<Result<Outcome, Detail>> {
    match target {
        Target::Leaf(n) => InExample { set, example, leaf: n }.outcome(),
        Target::Adjustment(at) => {
            let (_, points) = example.adjusted.iter().find(|(known, _)| *known == at)?;
            Some(Ok(Outcome::Points(set.adjustments[at].counted(points.clone()))))
        }
    }
}

/// An example is a unit alone in its block, but for the best values that it names.
struct InExample<'a> {
    set: &'a CriteriaSet,
    example: &'a Example,
    leaf: usize,
}

impl InExample<'_> {
    fn outcome(&self) -> Option<Result<Outcome, Detail>> {
        let (_, case) = self.example.given.iter().find(|(leaf, _)| *leaf == self.leaf)?;
        let (rule, frame) = (&self.set.leaf(self.leaf).1.rule, self.set.frame(self.leaf));
        if let (Rule::Judged(_), Some(judged)) = (rule, &case.judged) {
            return Some(rule.check_claim(&frame, judged).map(|()| Outcome::Points(judged.clone())));
        }
        let computed = rule.compute(&frame, &case.answer, self)?;
        Some(computed.map(|computed| computed.outcome))
    }
}

impl Surroundings for InExample<'_> {
    fn measure(&self, code: &str) -> Option<Number> {
        let n = self.set.node(code)?.leaf.as_ref()?.index;
        let (_, case) = self.example.given.iter().find(|(leaf, _)| *leaf == n)?;
        let other = InExample { leaf: n, ..*self };
        self.set.leaf(n).1.rule.measured(&self.set.frame(n), &case.answer, &other)
    }
    fn is_at_zero(&self, code: &str) -> bool {
        let leaf = self.set.node(code).and_then(|node| node.leaf.as_ref()).map(|leaf| leaf.index);
        let given = leaf.and_then(|n| self.example.given.iter().find(|(leaf, _)| *leaf == n));
        given.is_some_and(|(n, case)| {
            let other = InExample { leaf: *n, ..*self };
            self.set.leaf(*n).1.rule.is_at_zero(&self.set.frame(*n), &case.answer, &other)
        })
    }
    fn best(&self) -> Option<Number> {
        let (_, case) = self.example.given.iter().find(|(leaf, _)| *leaf == self.leaf)?;
        case.best.clone()
    }
}

/// The leaf with a code (index among the leaves).
fn leaf_named(faults: &mut Faults, set: &CriteriaSet, code: &At<&str>) -> Option<usize> {
    let node = super::assemble::node_named(faults, set, code.value, &code.span)?;
    let leaf = set.nodes[node].leaf.as_ref().map(|leaf| leaf.index);
    if leaf.is_none() {
        faults.at(&code.span, Detail::RuleOnGroup { code: code.value.to_owned(), key: "example".into() });
    }
    leaf
}
