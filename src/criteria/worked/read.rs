//! How worked examples are written.

use toml::Spanned;
use toml::de::DeValue;

use super::{Spans, leaf_named};
use crate::criteria::assemble::node_named;
use crate::criteria::{CriteriaSet, Example, Standing, Target};
use crate::keys::{At, Faults, Keys, closest, measure, number, table, text, wrong_type};
use crate::message::Detail;
use crate::points::Number;
use crate::rule::{Alone, Answer, Case, Expression, Input, Outcome, Rule, check_inputs};

/// The word for a leaf that leaves the scale.
pub(super) const NOT_APPLICABLE: &str = "not-applicable";

type Value<'a, 't> = &'a Spanned<DeValue<'t>>;
type Entries<'a, 't> = Vec<(At<&'a str>, Value<'a, 't>)>;

/// An example as it is written.
pub(in crate::criteria) struct RawExample<'a, 't> {
    name: String,
    inputs: Entries<'a, 't>,
    best: Entries<'a, 't>,
    points: Entries<'a, 't>,
    index: Option<Value<'a, 't>>,
    components: Entries<'a, 't>,
    block: Option<At<String>>,
    class: Option<At<String>>,
    published: Option<Value<'a, 't>>,
}

impl<'a, 't> RawExample<'a, 't> {
    pub(in crate::criteria) fn read(faults: &mut Faults, mut keys: Keys<'a, 't>) -> Self {
        let about_index = ["components", "block", "class", "published"].iter().any(|key| keys.has(key));
        let needed: &[&str] = match (keys.has("index"), keys.has("inputs") || keys.has("points")) {
            (true, false) if keys.has("class") || keys.has("published") => &[],
            (true, false) => &["class"],
            // What stands there is about an index.
            (false, false) if about_index => &[],
            _ => &["inputs", "points"],
        };
        let index = (about_index && !keys.has("index")).then_some("index");
        for key in needed.iter().copied().chain(index) {
            if !keys.has(key) {
                keys.missing(faults, key);
            }
        }
        let name = keys.text(faults, "name").map(|name| name.value).unwrap_or_default();
        let mut entries = |key| {
            keys.table(faults, key).map(|table| table.entries().collect::<Vec<_>>()).unwrap_or_default()
        };
        let (inputs, best, points) = (entries("inputs"), entries("best"), entries("points"));
        let components = entries("components");
        let (index, published) = (keys.get("index"), keys.get("published"));
        let (block, class) = (keys.text(faults, "block"), keys.text(faults, "class"));
        keys.finish(faults);
        RawExample { name, inputs, best, points, index, components, block, class, published }
    }

    /// The example for this set, and where it states what comes out.
    pub(super) fn resolve(self, faults: &mut Faults, set: &CriteriaSet) -> (Example, Spans) {
        let mut spans = Spans { points: Vec::new(), class: 0..0, published: 0..0 };
        let standing = self.standing(faults, set, &mut spans);
        let mut example = Example { name: self.name, standing, ..Example::default() };
        for (code, value) in &self.inputs {
            if let Some(adjustment) = set.adjustment_of(code.value) {
                example.adjusted.extend(amount(faults, code.value, value).map(|points| (adjustment, points)));
            } else if let Some(leaf) = leaf_named(faults, set, code) {
                example.given.extend(case(faults, set, leaf, value).map(|case| (leaf, case)));
            }
        }
        for (code, value) in &self.best {
            let Some(leaf) = leaf_named(faults, set, code) else { continue };
            let best = amount(faults, code.value, value);
            match example.given.iter_mut().find(|(known, _)| *known == leaf) {
                Some((_, case)) if matches!(set.leaf(leaf).1.rule, Rule::Relative(_)) => case.best = best,
                Some(_) => {
                    let (key, found) = ("best".to_owned(), code.value.to_owned());
                    let allowed = "rule.relative".to_owned();
                    faults.at(&code.span, Detail::InvalidValue { key, found, allowed });
                }
                None => {
                    let (key, table) = (code.value.to_owned(), "example.inputs".to_owned());
                    faults.at(&code.span, Detail::MissingKey { key, table });
                }
            }
        }
        for (code, value) in &self.points {
            let target = match set.adjustment_of(code.value) {
                Some(adjustment) => Some(Target::Adjustment(adjustment)),
                None => leaf_named(faults, set, code).map(Target::Leaf),
            };
            if let (Some(target), Some(outcome)) = (target, outcome(faults, code.value, value)) {
                example.points.push((target, outcome));
                spans.points.push(value.span());
            }
        }
        (example, spans)
    }

    fn standing(&self, faults: &mut Faults, set: &CriteriaSet, spans: &mut Spans) -> Option<Standing> {
        let index = amount(faults, "index", self.index?)?;
        let mut components = Vec::new();
        for (code, value) in &self.components {
            let node = node_named(faults, set, code.value, &code.span);
            let share = measure(faults, code.value, value);
            if let (Some(node), Some((share, percent))) = (node, share) {
                components.push((node, if percent { share * Number::from(100) } else { share }));
            }
        }
        let unknown = |faults: &mut Faults, key: &str, word: &At<String>, known: Vec<&str>| {
            let (key, found, allowed) = (key.to_owned(), word.value.clone(), known.join(" | "));
            faults.at(&word.span, Detail::InvalidValue { key, found, allowed });
        };
        let block = self.block.as_ref().and_then(|word| {
            let block = set.blocks.iter().position(|block| block.id == word.value);
            if block.is_none() {
                unknown(faults, "block", word, set.blocks.iter().map(|block| block.id.as_str()).collect());
            }
            block
        });
        let class = self.class.as_ref().and_then(|word| {
            spans.class = word.span.clone();
            let found = set.classes_of(block).find(|(_, class)| class.name == word.value).map(|(at, _)| at);
            if found.is_none() {
                unknown(faults, "class", word, set.classes_of(block).map(|(_, c)| c.name.as_str()).collect());
            }
            found
        });
        let published = self.published.and_then(|value| {
            spans.published = value.span();
            amount(faults, "published", value)
        });
        Some(Standing { index, components, block, class, published })
    }
}

fn outcome(faults: &mut Faults, code: &str, value: Value) -> Option<Outcome> {
    match value.get_ref() {
        DeValue::String(word) if word.as_ref() == NOT_APPLICABLE => Some(Outcome::NotApplicable),
        _ => amount(faults, code, value).map(Outcome::Points),
    }
}

fn case(faults: &mut Faults, set: &CriteriaSet, n: usize, value: Value) -> Option<Case> {
    let (node, leaf) = set.leaf(n);
    let pick = |faults: &mut Faults, label: &At<String>, labels: Vec<&str>| {
        let found = labels.iter().position(|known| *known == label.value);
        if found.is_none() {
            let allowed = labels.join(" | ");
            let (key, found) = (node.code.to_string(), label.value.clone());
            faults.at(&label.span, Detail::InvalidValue { key, found, allowed });
        }
        found
    };
    let answer = match (&leaf.rule, value.get_ref()) {
        (Rule::Judged(_), DeValue::String(_) | DeValue::Integer(_) | DeValue::Float(_)) => {
            let judged = Some(amount(faults, &node.code, value)?);
            return Some(Case { judged, ..Case::default() });
        }
        (Rule::Choice(choice), DeValue::String(_)) => {
            let label = text(faults, &node.code, value)?;
            let labels = choice.options.iter().map(|option| option.label.as_str()).collect();
            Answer { option: Some(pick(faults, &label, labels)?), ..Answer::default() }
        }
        (Rule::Survey(survey), DeValue::String(_)) => {
            let label = text(faults, &node.code, value)?;
            let labels = survey.answers.iter().map(|answer| answer.label.as_str()).collect();
            let chosen = pick(faults, &label, labels)?;
            // One of each group.
            let one = |at| if at % survey.answers.len() == chosen { Number::ONE } else { Number::ZERO };
            let inputs = (0..leaf.inputs.len()).map(|at| Some(one(at))).collect();
            Answer { inputs, ..Answer::default() }
        }
        (Rule::Checklist(list), DeValue::Array(_)) => {
            let known: Vec<&str> = list.items.iter().map(|item| item.label.as_str()).collect();
            let items = labels(faults, &node.code, value)?;
            let items = items.iter().filter_map(|label| pick(faults, label, known.clone())).collect();
            Answer { items: Some(items), ..Answer::default() }
        }
        _ => {
            let keys = table(faults, &node.code, node.code.to_string(), value)?;
            let is_survey = matches!(leaf.rule, Rule::Survey(_));
            let mut inputs = vec![is_survey.then_some(Number::ZERO); leaf.inputs.len()];
            for (id, value) in keys.entries() {
                // Answers of a survey are named by their labels too.
                let named = |input: &Input| *input.id == *id.value || (is_survey && input.name == id.value);
                match leaf.inputs.iter().position(named) {
                    Some(at) => inputs[at] = amount(faults, id.value, value),
                    None => {
                        // What the rule names too is told there.
                        let told = |detail: &Detail| matches!(detail, Detail::UnknownInput { id: known, .. } if known == id.value);
                        if faults.findings.iter().any(|finding| told(&finding.detail)) {
                            continue;
                        }
                        let close = closest(id.value, leaf.inputs.iter().map(|input| &*input.id));
                        let declared = leaf.inputs.iter().map(|input| input.id.to_string()).collect();
                        let id_text = id.value.to_owned();
                        faults.at(&id.span, Detail::UnknownInput { id: id_text, close, declared });
                    }
                }
            }
            for (_, detail) in check_inputs(&leaf.inputs, &inputs) {
                let (code, reason) = (node.code.to_string(), Box::new(detail));
                faults.at(&value.span(), Detail::ExampleFault { code, reason });
            }
            Answer { inputs, ..Answer::default() }
        }
    };
    Some(Case { answer, ..Case::default() })
}

/// A number: a TOML number or an expression such as `"35/36 * 3"`.
fn amount(faults: &mut Faults, key: &str, value: Value) -> Option<Number> {
    let DeValue::String(_) = value.get_ref() else { return number(faults, key, value) };
    let text = text(faults, key, value)?;
    let expression = match Expression::parse(&text.value, &[]) {
        Ok(expression) => expression,
        Err(details) => {
            for detail in details {
                faults.at(&text.span, detail);
            }
            return None;
        }
    };
    let value = expression.eval(&[], &[], &Number::ZERO, &Alone);
    value.map_err(|_| faults.at(&text.span, Detail::DivisionByZero { expression: text.value.clone() })).ok()
}

/// A list of strings.
fn labels(faults: &mut Faults, key: &str, value: Value) -> Option<Vec<At<String>>> {
    match value.get_ref() {
        DeValue::Array(items) => items.iter().map(|item| text(faults, key, item)).collect(),
        other => wrong_type(faults, key, "list", other, value.span()),
    }
}
