//! The `rule` table of a leaf.

use std::ops::Range;
use std::sync::Arc;

use super::surveyed::{SurveyPolicy, groups_of, loose};
use crate::keys::{At, Faults, Keys, closest};
use crate::message::Detail;
use crate::points::Number;
use crate::rule::{
    Award, Bands, Best, Checklist, Choice, ChoiceOption, Count, Deduct, Edge, Event, Expression, Formula,
    Imported, Input, Item, Judged, Proportional, Relative, Rule, Step, SurveyAnswer, SurveyRule,
};

/// A rule and where its parts are written.
pub(super) struct RawRule {
    /// Whether the file names a rule.
    pub written: bool,
    pub rule: Option<Rule>,
    pub span: Range<usize>,
    /// Options, items, steps or events.
    pub parts: Vec<Range<usize>>,
}

impl RawRule {
    /// The rule of a leaf that names none.
    pub fn judged(span: Range<usize>) -> RawRule {
        RawRule { written: false, rule: Some(Rule::Judged(Judged::default())), span, parts: Vec::new() }
    }
}

/// Reads the rule of a leaf. Rules that imply their inputs (survey, imported) add them.
pub(super) fn read(
    faults: &mut Faults,
    mut keys: Keys,
    policy: &SurveyPolicy,
    inputs: &mut Vec<Input>,
    declared: bool,
) -> RawRule {
    let span = keys.span();
    let mut reader = Reader { policy, inputs: std::mem::take(inputs), declared, parts: Vec::new() };
    let mut found: Vec<At<&str>> = Vec::new();
    let mut rule = None;
    for (key, read) in KINDS {
        if !keys.has(key) {
            keys.get(key);
            continue;
        }
        found.push(At { value: *key, span: keys.key_span(key) });
        let read = read(&mut reader, faults, &mut keys);
        rule = rule.or(read);
    }
    // Entries that are at fault are told at their places.
    if reader.parts.is_empty() && matches!(&rule, Some(rule) if is_empty(rule)) {
        faults.at(
            &span,
            Detail::InvalidValue {
                key: found[0].value.to_owned(),
                found: "[]".into(),
                allowed: "[…]".into(),
            },
        );
    }
    if let [_, others @ ..] = found.as_slice() {
        for other in others {
            let keys = [found[0].value, other.value].map(|key| format!("rule.{key}")).to_vec();
            faults.at(&other.span, Detail::OneOf { keys });
        }
    }
    *inputs = reader.inputs;
    let table_is_empty = keys.entries().next().is_none();
    keys.finish(faults);
    if table_is_empty {
        return RawRule::judged(span);
    }
    RawRule { written: true, rule, span, parts: reader.parts }
}

type Read = fn(&mut Reader<'_>, &mut Faults, &mut Keys) -> Option<Rule>;

const KINDS: &[(&str, Read)] = &[
    ("judged", |_, faults, keys| judged(faults, keys)),
    ("choice", |reader, faults, keys| reader.choice(faults, keys)),
    ("checklist", |reader, faults, keys| reader.checklist(faults, keys)),
    ("bands", |reader, faults, keys| reader.bands(faults, keys)),
    ("proportional", |reader, faults, keys| reader.proportional(faults, keys)),
    ("count", |reader, faults, keys| reader.count(faults, keys)),
    ("deduct", |reader, faults, keys| reader.deduct(faults, keys)),
    ("survey", |reader, faults, keys| reader.survey(faults, keys)),
    ("imported", |reader, faults, keys| reader.imported(faults, keys)),
    ("relative", |reader, faults, keys| reader.relative(faults, keys)),
    ("formula", |reader, faults, keys| reader.formula(faults, keys)),
    ("info", |_, faults, keys| info(faults, keys)),
];

struct Reader<'p> {
    policy: &'p SurveyPolicy,
    inputs: Vec<Input>,
    declared: bool,
    parts: Vec<Range<usize>>,
}

impl Reader<'_> {
    fn choice(&mut self, faults: &mut Faults, keys: &mut Keys) -> Option<Rule> {
        let mut options = Vec::new();
        for mut keys in keys.tables(faults, "choice")? {
            self.parts.push(keys.span());
            let label = keys.need_text(faults, "label");
            let award = award(faults, &mut keys);
            keys.finish(faults);
            if let (Some(label), Some(award)) = (label, award) {
                unique(faults, &label, options.iter().map(|option: &ChoiceOption| option.label.as_str()));
                options.push(ChoiceOption { label: label.value, award });
            }
        }
        Some(Rule::Choice(Choice { options }))
    }

    fn checklist(&mut self, faults: &mut Faults, keys: &mut Keys) -> Option<Rule> {
        let mut items = Vec::new();
        for mut keys in keys.tables(faults, "checklist")? {
            self.parts.push(keys.span());
            let label = keys.need_text(faults, "label");
            let points = keys.need_number(faults, "points");
            keys.finish(faults);
            if let (Some(label), Some(points)) = (label, points) {
                unique(faults, &label, items.iter().map(|item: &Item| item.label.as_str()));
                items.push(Item { label: label.value, points: points.value });
            }
        }
        Some(Rule::Checklist(Checklist { items }))
    }

    fn bands(&mut self, faults: &mut Faults, keys: &mut Keys) -> Option<Rule> {
        let mut keys = keys.table(faults, "bands")?;
        let of = self.of(faults, &mut keys);
        let mut steps = Vec::new();
        if !keys.has("steps") {
            keys.missing(faults, "steps");
        }
        for mut keys in keys.tables(faults, "steps").unwrap_or_default() {
            self.parts.push(keys.span());
            let over = keys.measure(faults, "over").map(|at| (Edge::Over, at.value));
            let from = keys.measure(faults, "from").map(|at| (Edge::From, at.value));
            let written = keys.has("over") || keys.has("from");
            if keys.has("over") && keys.has("from") {
                faults.at(&keys.key_span("from"), one_of(&["over", "from"]));
            }
            let proportional = keys.bool(faults, "proportional").unwrap_or(false);
            let award = if proportional { Some(Award::Proportional) } else { award(faults, &mut keys) };
            if proportional && (keys.has("points") || keys.has("share")) {
                faults.at(&keys.span(), one_of(&["proportional", "points", "share"]));
                keys.get("points");
                keys.get("share");
            }
            if !written {
                keys.missing(faults, "from");
            }
            keys.finish(faults);
            if let (Some((edge, (at, percent))), Some(award)) = (over.or(from), award) {
                steps.push(Step { edge, at, percent, award });
            }
        }
        let otherwise = keys.number(faults, "otherwise").map(|points| points.value);
        keys.finish(faults);
        // The steps are checked even where their expression is at fault.
        let first = self.inputs.first().map(|input| Arc::clone(&input.id));
        let of = of.or_else(|| Expression::parse(first.as_deref()?, &[first.as_deref()?]).ok())?;
        Some(Rule::Bands(Bands { of, steps, otherwise }))
    }

    fn proportional(&mut self, faults: &mut Faults, keys: &mut Keys) -> Option<Rule> {
        let mut keys = keys.table(faults, "proportional")?;
        let of = self.of(faults, &mut keys);
        let floor = keys.measure(faults, "floor");
        let full_at = match keys.measure(faults, "full_at") {
            Some(At { value: (value, _), span }) => {
                let at = At { value, span };
                if positive(faults, "full_at", &at) { at.value } else { Number::ONE }
            }
            None => Number::ONE,
        };
        keys.finish(faults);
        let floor = floor.filter(|floor| floor.value.0 <= full_at || !bare_percent(faults, "floor", floor));
        let floor = floor.map(|floor| floor.value.0).unwrap_or_default();
        Some(Rule::Proportional(Proportional { of: of?, floor, full_at }))
    }

    fn count(&mut self, faults: &mut Faults, keys: &mut Keys) -> Option<Rule> {
        let mut keys = keys.table(faults, "count")?;
        let of = self.of(faults, &mut keys);
        let each = keys.need_number(faults, "each").filter(|each| positive(faults, "each", each));
        keys.finish(faults);
        Some(Rule::Count(Count { of: of?, each: each?.value }))
    }

    fn deduct(&mut self, faults: &mut Faults, keys: &mut Keys) -> Option<Rule> {
        let mut keys = keys.table(faults, "deduct")?;
        let mut events = Vec::new();
        if !keys.has("events") {
            keys.missing(faults, "events");
        }
        for mut keys in keys.tables(faults, "events").unwrap_or_default() {
            self.parts.push(keys.span());
            let input = keys.need_text(faults, "input");
            let points =
                keys.need_number(faults, "points").filter(|points| positive(faults, "points", points));
            keys.finish(faults);
            let input = input.and_then(|id| self.input(faults, &id));
            if let (Some(input), Some(points)) = (input, points) {
                events.push(Event { input, points: points.value });
            }
        }
        let min = keys.number(faults, "min").map(|min| min.value).unwrap_or_default();
        keys.finish(faults);
        Some(Rule::Deduct(Deduct { events, min }))
    }

    fn survey(&mut self, faults: &mut Faults, keys: &mut Keys) -> Option<Rule> {
        let mut keys = keys.table(faults, "survey")?;
        let mut answers = Vec::new();
        if !keys.has("answers") {
            keys.missing(faults, "answers");
        }
        for mut keys in keys.tables(faults, "answers").unwrap_or_default() {
            self.parts.push(keys.span());
            let label = keys.need_text(faults, "label");
            let short = keys.text(faults, "short");
            let share = share(faults, &mut keys);
            if !keys.has("share") {
                keys.missing(faults, "share");
            }
            keys.finish(faults);
            // Whatever stands for an answer stands for no other, nor for none.
            let words = |answers: &[SurveyAnswer]| -> Vec<String> {
                let of = |answer: &SurveyAnswer| [Some(answer.label.clone()), answer.short.clone()];
                let known = answers.iter().flat_map(of).flatten();
                known.chain(self.policy.skip.iter().cloned()).collect()
            };
            let known = words(&answers);
            let own = short
                .iter()
                .filter(|short| label.as_ref().is_none_or(|l| loose(&l.value) != loose(&short.value)));
            for word in label.iter().chain(own) {
                unique(faults, word, known.iter().map(String::as_str));
            }
            if let (Some(label), Some(share)) = (label, share) {
                let short = short.map(|short| short.value);
                answers.push(SurveyAnswer { label: label.value, short, share });
            }
        }
        let groups = groups_of(faults, &mut keys, self.policy);
        keys.finish(faults);
        let rule = SurveyRule { answers, groups, when_silent: self.policy.when_silent };
        self.inputs.extend(rule.inputs());
        Some(Rule::Survey(rule))
    }

    fn imported(&mut self, faults: &mut Faults, keys: &mut Keys) -> Option<Rule> {
        let mut keys = keys.table(faults, "imported")?;
        let source = keys.text(faults, "source").map(|source| source.value).unwrap_or_default();
        let out_of = match keys.number(faults, "out_of") {
            Some(out_of) => positive(faults, "out_of", &out_of).then_some(out_of.value)?,
            None => Number::from(100),
        };
        keys.finish(faults);
        let rule = Imported { source, out_of };
        self.inputs.extend(rule.inputs());
        Some(Rule::Imported(rule))
    }

    fn relative(&mut self, faults: &mut Faults, keys: &mut Keys) -> Option<Rule> {
        let mut keys = keys.table(faults, "relative")?;
        let of = self.of(faults, &mut keys);
        let words = [("highest", Best::Highest), ("lowest", Best::Lowest)];
        let best = keys.word(faults, "best", &words).unwrap_or(Best::Highest);
        keys.finish(faults);
        Some(Rule::Relative(Relative { of: of?, best }))
    }

    fn formula(&mut self, faults: &mut Faults, keys: &mut Keys) -> Option<Rule> {
        let text = keys.text(faults, "formula")?;
        Some(Rule::Formula(Formula { expression: self.expression(faults, &text)? }))
    }

    fn of(&mut self, faults: &mut Faults, keys: &mut Keys) -> Option<Expression> {
        let text = keys.need_text(faults, "of")?;
        self.expression(faults, &text)
    }

    fn expression(&mut self, faults: &mut Faults, text: &At<String>) -> Option<Expression> {
        let ids: Vec<Arc<str>> = self.inputs.iter().map(|input| Arc::clone(&input.id)).collect();
        let ids: Vec<&str> = ids.iter().map(|id| &**id).collect();
        let details = match Expression::parse(&text.value, &ids) {
            Ok(expression) => return Some(expression),
            Err(details) => details,
        };
        let unknown = |detail: &Detail| matches!(detail, Detail::UnknownInput { .. });
        if !self.declared && details.iter().all(unknown) {
            for detail in &details {
                if let Detail::UnknownInput { id, .. } = detail {
                    self.declare(faults, &text.span, id);
                }
            }
            return self.expression(faults, text);
        }
        for detail in details {
            faults.at(&text.span, detail);
        }
        None
    }

    fn input(&mut self, faults: &mut Faults, id: &At<String>) -> Option<usize> {
        let found = self.inputs.iter().position(|input| *input.id == *id.value);
        if found.is_none() && !self.declared {
            self.declare(faults, &id.span, &id.value);
            return Some(self.inputs.len() - 1);
        }
        if found.is_none() {
            let close = closest(&id.value, self.inputs.iter().map(|input| &*input.id));
            let declared = self.inputs.iter().map(|input| input.id.to_string()).collect();
            faults.at(&id.span, Detail::UnknownInput { id: id.value.clone(), close, declared });
        }
        found
    }

    /// A leaf without `inputs` takes the ids of its rule; that they have no names is said.
    fn declare(&mut self, faults: &mut Faults, span: &Range<usize>, id: &str) {
        if self.inputs.iter().any(|input| *input.id == *id) {
            return;
        }
        faults.warn(span, Detail::MissingKey { key: "inputs".into(), table: format!("criterion ({id})") });
        let (id, name) = (Arc::from(id), id.to_owned());
        self.inputs.push(Input { id, name, part_of: None, whole_number: false, max: None });
    }
}

fn judged(faults: &mut Faults, keys: &mut Keys) -> Option<Rule> {
    let mut keys = keys.table(faults, "judged")?;
    let step = keys.number(faults, "step").filter(|step| positive(faults, "step", step));
    let min = keys.number(faults, "min").map(|min| min.value).unwrap_or_default();
    keys.finish(faults);
    Some(Rule::Judged(Judged { step: step.map(|step| step.value), min }))
}

fn info(faults: &mut Faults, keys: &mut Keys) -> Option<Rule> {
    keys.table(faults, "info")?.finish(faults);
    Some(Rule::Info)
}

/// Whether a rule lists nothing that could give points.
fn is_empty(rule: &Rule) -> bool {
    match rule {
        Rule::Choice(rule) => rule.options.is_empty(),
        Rule::Checklist(rule) => rule.items.is_empty(),
        Rule::Bands(rule) => rule.steps.is_empty(),
        Rule::Deduct(rule) => rule.events.is_empty(),
        Rule::Survey(rule) => rule.answers.is_empty(),
        _ => false,
    }
}

/// A share of the maximum, at most all of it.
fn share(faults: &mut Faults, keys: &mut Keys) -> Option<Number> {
    let at = keys.measure(faults, "share")?;
    if bare_percent(faults, "share", &at) {
        return None;
    }
    let At { value: (share, _), span } = at;
    if share > Number::ONE || share.is_negative() {
        let (key, found) = ("share".to_owned(), (&share * &Number::from(100)).to_string() + "%");
        faults.at(&span, Detail::InvalidValue { key, found, allowed: "0% – 100%".into() });
        return None;
    }
    Some(share)
}

/// `95` for `"95%"`: a share that is written as a number above 1 is a fault that says so.
pub(super) fn bare_percent(faults: &mut Faults, key: &str, at: &At<(Number, bool)>) -> bool {
    let (number, percent) = &at.value;
    let bare = !percent && *number > Number::ONE && *number <= Number::from(100);
    if bare {
        let (key, found) = (key.to_owned(), number.to_string());
        let allowed = format!("\"{found}%\" (0% – 100%)");
        faults.at(&at.span, Detail::InvalidValue { key, found, allowed });
    }
    bare
}

fn one_of(keys: &[&str]) -> Detail {
    Detail::OneOf { keys: keys.iter().map(|key| (*key).to_owned()).collect() }
}

/// `points` or `share`, exactly one of them.
fn award(faults: &mut Faults, keys: &mut Keys) -> Option<Award> {
    let points = keys.number(faults, "points").map(|points| Award::Points(points.value));
    let share = share(faults, keys).map(Award::Share);
    if keys.has("points") && keys.has("share") {
        faults.at(&keys.span(), one_of(&["points", "share"]));
    }
    if !keys.has("points") && !keys.has("share") {
        keys.missing(faults, "points");
    }
    points.or(share)
}

/// The small letters of a text without their marks.
pub(super) fn without_marks(text: &str) -> impl Iterator<Item = char> {
    use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
    let letters = text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
    letters.map(|c| if c == 'đ' { 'd' } else { c })
}

/// Forms write labels in any case, with and without marks and spaces.
fn unique<'l>(faults: &mut Faults, label: &At<String>, mut before: impl Iterator<Item = &'l str>) {
    let own = loose(&label.value);
    let Some(other) = before.find(|other| loose(other) == own) else { return };
    let (label_text, other) = (label.value.clone(), other.to_owned());
    faults.at(
        &label.span,
        if other == label_text {
            Detail::DuplicateName { name: other }
        } else {
            Detail::SameLabel { label: label_text, other }
        },
    );
}

fn positive(faults: &mut Faults, key: &str, number: &At<Number>) -> bool {
    let holds = number.value > Number::ZERO;
    if !holds {
        let (key, found) = (key.to_owned(), number.value.to_string());
        faults.at(&number.span, Detail::InvalidValue { key, found, allowed: "> 0".into() });
    }
    holds
}
