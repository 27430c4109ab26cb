//! What a set promises, proved: rules reach their maxima, references hold, worked examples come out exactly.

use toml::Spanned;
use toml::de::DeValue;

use super::assemble::{NodeSpans, node_named};
use super::raw::{RawExample, example_labels, example_number};
use super::{CriteriaSet, Example};
use crate::keys::{At, Faults, closest, table};
use crate::message::Detail;
use crate::points::Number;
use crate::rule::{Answer, Expression, Input, Outcome, Rule, Surroundings};

/// The faults of every rule, at its option, step or item.
pub(super) fn rules(faults: &mut Faults, set: &CriteriaSet, spans: &[NodeSpans]) {
    for (n, at) in set.leaves.iter().enumerate() {
        let (node, leaf) = set.leaf(n);
        if node.max <= Number::ZERO {
            continue;
        }
        let spans = &spans[*at];
        let lowest = leaf.rule.lowest(&set.frame(n));
        if lowest > node.max {
            let (what, max) = ("min".to_owned(), node.max.clone());
            faults.at(&spans.rule, Detail::RuleAboveMax { what, points: lowest, max });
        }
        for fault in leaf.rule.faults(&set.frame(n)) {
            let span = fault.part.and_then(|part| spans.parts.get(part)).unwrap_or(&spans.rule);
            faults.at(span, fault.detail);
        }
    }
}

/// References by `measure`: the code exists, is measured, and no circle closes.
pub(super) fn measures(faults: &mut Faults, set: &CriteriaSet, spans: &[NodeSpans]) {
    let mut targets: Vec<Vec<usize>> = vec![Vec::new(); set.leaves.len()];
    for (n, at) in set.leaves.iter().enumerate() {
        let span = &spans[*at].rule;
        for code in set.leaf(n).1.rule.expression().map(Expression::measures).unwrap_or_default() {
            let Some(node) = node_named(faults, set, code, span) else { continue };
            match &set.nodes[node].leaf {
                Some(leaf) if leaf.rule.has_measure() => targets[n].push(leaf.index),
                _ => faults.at(span, Detail::NoMeasure { code: code.to_owned() }),
            }
        }
    }
    for (n, at) in set.leaves.iter().enumerate() {
        if let Some(circle) = circle_through(&targets, n) {
            // Each circle once, at its first leaf.
            if circle.iter().min() == Some(&n) {
                let codes = circle.iter().map(|leaf| set.leaf(*leaf).0.code.to_string()).collect();
                faults.at(&spans[*at].rule, Detail::MeasureCycle { codes });
            }
        }
    }
}

/// A way from a leaf back to itself.
fn circle_through(targets: &[Vec<usize>], start: usize) -> Option<Vec<usize>> {
    let mut seen = vec![false; targets.len()];
    let mut path = vec![(start, 0)];
    while let Some((leaf, next)) = path.last_mut() {
        let Some(target) = targets[*leaf].get(*next).copied() else {
            path.pop();
            continue;
        };
        *next += 1;
        if target == start {
            return Some(path.into_iter().map(|(leaf, _)| leaf).collect());
        }
        if !std::mem::replace(&mut seen[target], true) {
            path.push((target, 0));
        }
    }
    None
}

/// Reads the worked examples and computes them.
pub(super) fn examples(faults: &mut Faults, set: &CriteriaSet, raw: Vec<RawExample>) -> Vec<Example> {
    let before = faults.findings.iter().any(crate::diagnostic::Finding::is_error);
    let mut examples = Vec::new();
    for raw in raw {
        let mut example = Example { name: raw.name, answers: Vec::new(), points: Vec::new() };
        for (code, value) in &raw.inputs {
            if let Some(leaf) = leaf_named(faults, set, code) {
                example.answers.extend(answer(faults, set, leaf, value).map(|answer| (leaf, answer)));
            }
        }
        for (code, value) in &raw.points {
            let points = example_number(faults, code.value, value);
            if let (Some(leaf), Some(points)) = (leaf_named(faults, set, code), points) {
                let span = value.span();
                // A set with faults gives no results worth comparing.
                if !before {
                    compare(faults, set, &example, leaf, &points, &span);
                }
                example.points.push((leaf, points, faults.span(&span)));
            }
        }
        examples.push(example);
    }
    examples
}

fn leaf_named(faults: &mut Faults, set: &CriteriaSet, code: &At<&str>) -> Option<usize> {
    let node = node_named(faults, set, code.value, &code.span)?;
    let leaf = set.nodes[node].leaf.as_ref().map(|leaf| leaf.index);
    if leaf.is_none() {
        faults.at(&code.span, Detail::RuleOnGroup { code: code.value.to_owned(), key: "example".into() });
    }
    leaf
}

fn answer(faults: &mut Faults, set: &CriteriaSet, n: usize, value: &Spanned<DeValue>) -> Option<Answer> {
    let (node, leaf) = set.leaf(n);
    let span = value.span();
    let pick = |faults: &mut Faults, label: &At<String>, labels: Vec<&str>| {
        let found = labels.iter().position(|known| *known == label.value);
        if found.is_none() {
            let allowed = labels.join(" | ");
            let (key, found) = (node.code.to_string(), label.value.clone());
            faults.at(&label.span, Detail::InvalidValue { key, found, allowed });
        }
        found
    };
    match (&leaf.rule, value.get_ref()) {
        (Rule::Choice(choice), DeValue::String(_)) => {
            let label = crate::keys::text(faults, &node.code, value)?;
            let labels = choice.options.iter().map(|option| option.label.as_str()).collect();
            Some(Answer { option: Some(pick(faults, &label, labels)?), ..Answer::default() })
        }
        (Rule::Survey(survey), DeValue::String(_)) => {
            let label = crate::keys::text(faults, &node.code, value)?;
            let labels = survey.answers.iter().map(|answer| answer.label.as_str()).collect();
            let chosen = pick(faults, &label, labels)?;
            let one = |at| if at == chosen { Number::ONE } else { Number::ZERO };
            let inputs = (0..survey.answers.len()).map(|at| Some(one(at))).collect();
            Some(Answer { inputs, ..Answer::default() })
        }
        (Rule::Checklist(list), DeValue::Array(_)) => {
            let labels: Vec<&str> = list.items.iter().map(|item| item.label.as_str()).collect();
            let items = example_labels(faults, &node.code, value)?;
            let items = items.iter().filter_map(|label| pick(faults, label, labels.clone())).collect();
            Some(Answer { items: Some(items), ..Answer::default() })
        }
        _ => {
            let keys = table(faults, &node.code, node.code.to_string(), value)?;
            let is_survey = matches!(leaf.rule, Rule::Survey(_));
            let mut inputs = vec![is_survey.then_some(Number::ZERO); leaf.inputs.len()];
            for (id, value) in keys.entries() {
                // Answers of a survey are named by their labels too.
                let named = |input: &Input| *input.id == *id.value || (is_survey && input.name == id.value);
                match leaf.inputs.iter().position(named) {
                    Some(at) => inputs[at] = example_number(faults, id.value, value),
                    None => {
                        let close = closest(id.value, leaf.inputs.iter().map(|input| &*input.id));
                        faults.at(&id.span, Detail::UnknownInput { id: id.value.to_owned(), close });
                    }
                }
            }
            for (_, detail) in crate::rule::check_inputs(&leaf.inputs, &inputs) {
                let (code, reason) = (node.code.to_string(), Box::new(detail));
                faults.at(&span, Detail::ExampleFault { code, reason });
            }
            Some(Answer { inputs, ..Answer::default() })
        }
    }
}

fn compare(
    faults: &mut Faults,
    set: &CriteriaSet,
    example: &Example,
    n: usize,
    expected: &Number,
    span: &std::ops::Range<usize>,
) {
    let code = || set.leaf(n).0.code.to_string();
    let found = match compute(set, example, n) {
        None => Err(Detail::MissingPoints),
        Some(Err(detail)) => Err(detail),
        Some(Ok(Outcome::NotApplicable)) => Err(Detail::NotApplicableUndeclared),
        Some(Ok(Outcome::Points(points))) => Ok(points),
    };
    match found {
        Ok(computed) if computed == *expected => {}
        Ok(computed) => {
            faults.at(span, Detail::ExampleDiffers { code: code(), expected: expected.clone(), computed });
        }
        Err(reason) => faults.at(span, Detail::ExampleFault { code: code(), reason: Box::new(reason) }),
    }
}

/// The points of one leaf of a worked example.
fn compute(set: &CriteriaSet, example: &Example, n: usize) -> Option<Result<Outcome, Detail>> {
    let (_, answer) = example.answers.iter().find(|(leaf, _)| *leaf == n)?;
    let computed = set.leaf(n).1.rule.compute(&set.frame(n), answer, &InExample { set, example })?;
    Some(computed.map(|computed| computed.outcome))
}

/// An example is a unit alone in its block.
struct InExample<'a> {
    set: &'a CriteriaSet,
    example: &'a Example,
}

impl Surroundings for InExample<'_> {
    fn measure(&self, code: &str) -> Option<Number> {
        let n = self.set.node(code)?.leaf.as_ref()?.index;
        let (_, answer) = self.example.answers.iter().find(|(leaf, _)| *leaf == n)?;
        self.set.leaf(n).1.rule.measured(&self.set.frame(n), answer, self)
    }
    fn best(&self) -> Option<Number> {
        None
    }
}
