//! The shape of a criteria file, key by key; what the keys mean together is checked afterwards.

use std::ops::Range;
use std::sync::Arc;

use super::rules::{self, RawRule};
use super::scope::{self, RawExemption};
use super::surveyed::{self, MissingSurvey, SurveyPolicy};
use super::worked::RawExample;
use super::{AboveScale, Compare, Days, Effect, Evidence, EvidenceChecks, NotApplicable, Status, Ties};
use crate::day::Day;
use crate::keys::{At, Faults, Keys, measure, not_empty};
use crate::message::{Detail, Scorer};
use crate::points::{Number, Rounding};
use crate::rule::{Input, WhenZero};

/// The file as it is written.
pub(super) struct RawSet<'a, 't> {
    pub span: Range<usize>,
    pub id: Option<At<String>>,
    pub title: String,
    pub level: String,
    pub years: Option<(i64, Option<i64>)>,
    pub years_span: Range<usize>,
    pub in_force: Option<Days>,
    pub status: Status,
    pub checked: Option<At<String>>,
    /// Codes that the decision itself skips.
    pub gaps: Vec<At<String>>,
    pub scale: Option<At<Number>>,
    pub sources: Vec<String>,
    pub decimals: u32,
    pub rounding: Rounding,
    pub not_applicable: NotApplicable,
    pub above_scale: AboveScale,
    pub missing_survey: MissingSurvey,
    pub survey: SurveyPolicy,
    pub ties: Ties,
    pub compare: Compare,
    pub tie_break: Vec<At<String>>,
    pub evidence: EvidenceChecks,
    pub classes: Vec<RawClass>,
    /// Classes of the set from which this one starts, where own ones stand in their place.
    pub classes_replaced: usize,
    pub blocks: Vec<(At<String>, String)>,
    pub exemptions: Vec<RawExemption>,
    pub nodes: Vec<RawNode>,
    pub adjustments: Vec<RawAdjustment>,
    pub examples: Vec<RawExample<'a, 't>>,
}

pub(super) struct RawClass {
    pub name: At<String>,
    pub from: Option<At<Number>>,
    pub also: Vec<(At<String>, Number)>,
    pub block: Option<At<String>>,
}

pub(super) struct RawNode {
    pub span: Range<usize>,
    pub field: bool,
    pub code: At<String>,
    pub name: String,
    pub name_span: Range<usize>,
    pub inputs_span: Option<Range<usize>>,
    pub max: Option<At<Number>>,
    pub basis: Option<At<String>>,
    pub was: Vec<String>,
    pub scored_by: Scorer,
    pub evidence: Evidence,
    pub appraiser: Option<String>,
    pub inputs: Vec<Input>,
    pub when_zero: WhenZero,
    pub rule: RawRule,
    /// The text that an imported rule was read from, until somebody confirms the rule.
    pub unconfirmed: Option<At<String>>,
    /// Keys that only a leaf may have.
    pub leaf_keys: Vec<At<&'static str>>,
}

pub(super) struct RawAdjustment {
    pub code: At<String>,
    pub name: String,
    pub effect: Effect,
    pub cap: Option<Number>,
}

/// Reads the whole file.
pub(super) fn read<'a, 't>(faults: &mut Faults, mut top: Keys<'a, 't>) -> RawSet<'a, 't> {
    let mut raw = RawSet {
        span: 0..0,
        id: None,
        title: String::new(),
        level: String::new(),
        years: None,
        years_span: 0..0,
        in_force: None,
        status: Status::Model,
        checked: None,
        gaps: Vec::new(),
        scale: None,
        sources: Vec::new(),
        decimals: 2,
        rounding: Rounding::HalfUp,
        not_applicable: NotApplicable::Rescale,
        above_scale: AboveScale::Allow,
        missing_survey: MissingSurvey::Zero,
        survey: SurveyPolicy::default(),
        ties: Ties::Competition,
        compare: Compare::Rounded,
        tie_break: Vec::new(),
        evidence: EvidenceChecks::default(),
        classes: Vec::new(),
        classes_replaced: 0,
        blocks: Vec::new(),
        exemptions: Vec::new(),
        nodes: Vec::new(),
        adjustments: Vec::new(),
        examples: Vec::new(),
    };
    match top.table(faults, "set") {
        Some(keys) => set_table(faults, keys, &mut raw),
        None if !top.has("set") => top.missing(faults, "set"),
        None => {}
    }
    if let Some(keys) = top.table(faults, "scoring") {
        scoring_table(faults, keys, &mut raw);
    }
    if let Some(keys) = top.table(faults, "ranking") {
        ranking_table(faults, keys, &mut raw);
    }
    if let Some(keys) = top.table(faults, "evidence") {
        raw.evidence = evidence_table(faults, keys);
    }
    if let Some(keys) = top.table(faults, "survey") {
        raw.survey = surveyed::read(faults, keys);
    }
    for keys in top.tables(faults, "class").unwrap_or_default() {
        raw.classes.extend(class_table(faults, keys));
    }
    for mut keys in top.tables(faults, "block").unwrap_or_default() {
        let id = keys.need_text(faults, "id");
        let name = keys.text(faults, "name").map(|name| name.value);
        if let Some(id) = id {
            let name = name.unwrap_or_else(|| id.value.clone());
            raw.blocks.push((id, name));
        }
        keys.finish(faults);
    }
    for keys in top.tables(faults, "exemption").unwrap_or_default() {
        raw.exemptions.push(scope::read(faults, keys));
    }
    for (key, field) in [("field", true), ("criterion", false)] {
        let tables = top.tables(faults, key);
        // A base of which everything is dropped leaves an empty list.
        if field && tables.as_ref().map_or(!top.has(key), Vec::is_empty) {
            top.missing(faults, key);
        }
        for keys in tables.unwrap_or_default() {
            raw.nodes.extend(node_table(faults, keys, &raw.survey, field));
        }
    }
    for keys in top.tables(faults, "adjustment").unwrap_or_default() {
        raw.adjustments.extend(adjustment_table(faults, keys));
    }
    for keys in top.tables(faults, "example").unwrap_or_default() {
        raw.examples.push(RawExample::read(faults, keys));
    }
    top.finish(faults);
    raw
}

fn set_table(faults: &mut Faults, mut keys: Keys, raw: &mut RawSet) {
    raw.span = keys.span();
    // What they mean is done where the base is put under this file.
    let (extends, drops) = (keys.text(faults, "extends"), keys.texts(faults, "drop"));
    if extends.is_none() && drops.is_some() && !keys.has("extends") {
        let (key, table) = ("extends".to_owned(), "set".to_owned());
        faults.at(&keys.key_span("drop"), Detail::MissingKey { key, table });
    }
    raw.id = keys.need_text(faults, "id");
    raw.title = keys.need_text(faults, "title").map(|title| title.value).unwrap_or_default();
    raw.level = keys.text(faults, "level").map(|level| level.value).unwrap_or_default();
    if let Some(mut years) = keys.table(faults, "years") {
        raw.years_span = years.span();
        let from = years.integer(faults, "from");
        let to = years.integer(faults, "to");
        for (key, year) in [("from", &from), ("to", &to)] {
            if let Some(year) = year.as_ref().filter(|year| !(1990..=2100).contains(&year.value)) {
                let (key, found) = (key.to_owned(), year.value.to_string());
                faults.at(&year.span, Detail::InvalidValue { key, found, allowed: "1990 – 2100".into() });
            }
        }
        if let (Some(from), Some(to)) = (&from, &to)
            && to.value < from.value
        {
            let allowed = format!("≥ {}", from.value);
            faults.at(
                &to.span,
                Detail::InvalidValue { key: "to".into(), found: to.value.to_string(), allowed },
            );
        }
        if from.is_none() && !years.has("from") {
            years.missing(faults, "from");
        }
        raw.years = from.map(|from| (from.value, to.map(|to| to.value)));
        years.finish(faults);
    }
    raw.in_force = scope::in_force(faults, &mut keys, raw.years);
    let words = [("official", Status::Official), ("partial", Status::Partial), ("model", Status::Model)];
    raw.status = keys.word(faults, "status", &words).unwrap_or(Status::Model);
    raw.checked = keys.date(faults, "checked");
    raw.gaps = keys.texts(faults, "gaps").unwrap_or_default();
    raw.scale = keys.need_number(faults, "scale");
    raw.sources =
        keys.texts(faults, "sources").unwrap_or_default().into_iter().map(|source| source.value).collect();
    // Whoever calls a set official says where it comes from, for which years, and when it was compared.
    let official = raw.status == Status::Official;
    for (key, needed) in [("level", false), ("years", official), ("status", false), ("sources", official)] {
        let empty = key == "sources" && raw.sources.is_empty();
        if !keys.has(key) && !needed {
            faults.warn(&keys.span(), Detail::MissingKey { key: key.to_owned(), table: "set".to_owned() });
        } else if !keys.has(key) || (empty && needed) {
            keys.missing(faults, key);
        }
    }
    if official && !keys.has("checked") {
        keys.missing(faults, "checked");
    }
    keys.finish(faults);
}

fn scoring_table(faults: &mut Faults, mut keys: Keys, raw: &mut RawSet) {
    if let Some(decimals) = keys.integer(faults, "decimals") {
        match u32::try_from(decimals.value) {
            Ok(value) if value <= 6 => raw.decimals = value,
            _ => faults.at(
                &decimals.span,
                Detail::InvalidValue {
                    key: "decimals".into(),
                    found: decimals.value.to_string(),
                    allowed: "0 – 6".into(),
                },
            ),
        }
    }
    let words = [("half-up", Rounding::HalfUp), ("half-even", Rounding::HalfEven)];
    raw.rounding = keys.word(faults, "rounding", &words).unwrap_or(raw.rounding);
    let words = [("rescale", NotApplicable::Rescale), ("rescale-appraised", NotApplicable::RescaleAppraised)];
    raw.not_applicable = keys.word(faults, "not_applicable", &words).unwrap_or(raw.not_applicable);
    let words = [("allow", AboveScale::Allow), ("cap", AboveScale::Cap)];
    raw.above_scale = keys.word(faults, "above_scale", &words).unwrap_or(raw.above_scale);
    let words = [("zero", MissingSurvey::Zero), ("rescale", MissingSurvey::Rescale)];
    raw.missing_survey = keys.word(faults, "missing_survey", &words).unwrap_or(raw.missing_survey);
    keys.finish(faults);
}

fn ranking_table(faults: &mut Faults, mut keys: Keys, raw: &mut RawSet) {
    let words = [("competition", Ties::Competition), ("dense", Ties::Dense), ("ordinal", Ties::Ordinal)];
    raw.ties = keys.word(faults, "ties", &words).unwrap_or(raw.ties);
    let words = [("rounded", Compare::Rounded), ("exact", Compare::Exact)];
    raw.compare = keys.word(faults, "compare", &words).unwrap_or(raw.compare);
    raw.tie_break = keys.texts(faults, "tie_break").unwrap_or_default();
    keys.finish(faults);
}

fn evidence_table(faults: &mut Faults, mut keys: Keys) -> EvidenceChecks {
    let mut check = |key| keys.bool(faults, key).unwrap_or(true);
    let (dates, repeated, copied) = (check("dates"), check("repeated"), check("copied"));
    let (from, to) = (keys.day(faults, "from"), keys.day(faults, "to"));
    if let (Some(from), Some(to)) = (&from, &to)
        && to.value < from.value
    {
        let (key, found) = ("to".to_owned(), to.value.to_string());
        faults.at(&to.span, Detail::InvalidValue { key, found, allowed: format!("≥ {}", from.value) });
    }
    keys.finish(faults);
    let day = |at: Option<At<Day>>| at.map(|at| at.value);
    EvidenceChecks { dates, repeated, copied, from: day(from), to: day(to) }
}

/// A class edge: an index in percent, `90` or `"90%"`.
fn class_table(faults: &mut Faults, mut keys: Keys) -> Option<RawClass> {
    let name = keys.need_text(faults, "name");
    let from = keys.measure(faults, "from").map(|At { value: (value, percent), span }| {
        let value = if percent { value * Number::from(100) } else { value };
        At { value, span }
    });
    if !keys.has("from") {
        keys.missing(faults, "from");
    }
    let mut also = Vec::new();
    if let Some(table) = keys.table(faults, "also") {
        for (code, value) in table.entries() {
            if let Some((share, percent)) = measure(faults, code.value, value) {
                let share = if percent { share } else { share * Number::from_scaled(1, 2) };
                also.push((At { value: code.value.to_owned(), span: code.span }, share));
            }
        }
    }
    let block = keys.text(faults, "block");
    keys.finish(faults);
    Some(RawClass { name: name?, from, also, block })
}

fn node_table(faults: &mut Faults, mut keys: Keys, policy: &SurveyPolicy, field: bool) -> Option<RawNode> {
    let span = keys.span();
    let code = keys.need_text(faults, "code");
    let (name, name_span) = keys
        .need_text(faults, "name")
        .map_or_else(|| (String::new(), span.clone()), |at| (at.value, at.span));
    let mut max = keys.number(faults, "max");
    let basis = keys.text(faults, "basis");
    let was = keys.texts(faults, "was").unwrap_or_default().into_iter().map(|code| code.value).collect();
    let words = Scorer::ALL.map(|scorer| (scorer.id(), scorer));
    let scored_by = keys.word(faults, "scored_by", &words).unwrap_or(Scorer::Unit);
    let words = Evidence::ALL.map(|evidence| (evidence.id(), evidence));
    let evidence = keys.word(faults, "evidence", &words).unwrap_or(Evidence::Optional);
    let appraiser = keys.text(faults, "appraiser").map(|appraiser| appraiser.value);
    let words = WhenZero::ALL.map(|follows| (follows.id(), follows));
    let when_zero = keys.word(faults, "when_zero", &words).unwrap_or_default();
    let mark = keys.key_span("unconfirmed");
    let unconfirmed = keys.text(faults, "unconfirmed").map(|text| At { value: text.value, span: mark });
    let said = faults.findings.len();
    let mut inputs = inputs(faults, &mut keys);
    let declared = keys.has("inputs");
    let inputs_span = declared.then(|| keys.key_span("inputs"));
    let rule = match keys.table(faults, "rule") {
        Some(rule) => rules::read(faults, rule, policy, &mut inputs, declared),
        None => RawRule::judged(span.clone()),
    };
    once(faults, said);
    if max.is_none() && !keys.has("max") {
        if matches!(rule.rule, Some(crate::rule::Rule::Info)) {
            max = Some(At { value: Number::ZERO, span: span.clone() });
        } else {
            keys.missing(faults, "max");
        }
    }
    let leaf_keys = ["scored_by", "evidence", "appraiser", "inputs", "when_zero", "rule", "unconfirmed"]
        .into_iter()
        .filter(|key| keys.has(key))
        .map(|key| At { value: key, span: keys.key_span(key) })
        .collect();
    keys.finish(faults);
    Some(RawNode {
        span,
        field,
        code: code?,
        name,
        name_span,
        inputs_span,
        max,
        basis,
        was,
        scored_by,
        evidence,
        appraiser,
        inputs,
        when_zero,
        rule,
        unconfirmed,
        leaf_keys,
    })
}

fn inputs(faults: &mut Faults, keys: &mut Keys) -> Vec<Input> {
    let mut inputs: Vec<Input> = Vec::new();
    let mut wholes: Vec<(usize, At<String>)> = Vec::new();
    for mut keys in keys.tables(faults, "inputs").unwrap_or_default() {
        let id = keys.need_text(faults, "id");
        let name = keys.text(faults, "name");
        if let Some(name) = &name {
            not_empty(faults, "name", name);
        }
        let name = name.map(|name| name.value);
        let part_of = keys.text(faults, "part_of");
        let whole_number = keys.bool(faults, "whole_number").unwrap_or(false);
        let max = keys.number(faults, "max").map(|max| max.value);
        keys.finish(faults);
        let Some(id) = id.filter(|id| !id.value.is_empty()) else { continue };
        let word = id.value.chars().all(|c| c.is_alphanumeric() || c == '_')
            && id.value.starts_with(|c: char| c.is_alphabetic() || c == '_');
        if !word || ["min", "max", "measure", "max_points"].contains(&id.value.as_str()) {
            let allowed = "a, b, so_ho_so …".to_owned();
            faults.at(&id.span, Detail::InvalidValue { key: "id".into(), found: id.value, allowed });
            continue;
        }
        if inputs.iter().any(|input| *input.id == *id.value) {
            faults.at(&id.span, Detail::DuplicateName { name: id.value });
            continue;
        }
        if !id.value.is_ascii() {
            let plain = rules::without_marks(&id.value).collect();
            faults.warn(&id.span, Detail::AccentedId { id: id.value.clone(), plain });
        }
        if let Some(whole) = part_of {
            wholes.push((inputs.len(), whole));
        }
        let name = name.unwrap_or_else(|| id.value.clone());
        inputs.push(Input { id: Arc::from(id.value), name, part_of: None, whole_number, max });
    }
    for (part, whole) in wholes {
        match inputs.iter().position(|input| *input.id == *whole.value) {
            Some(at) if !is_within(&inputs, at, part) => inputs[part].part_of = Some(at),
            _ => {
                let close = crate::keys::closest(&whole.value, inputs.iter().map(|input| &*input.id));
                let declared = inputs.iter().map(|input| input.id.to_string()).collect();
                faults.at(&whole.span, Detail::UnknownInput { id: whole.value, close, declared });
            }
        }
    }
    inputs
}

/// An input that a leaf does not declare is told once, where it is named first.
fn once(faults: &mut Faults, from: usize) {
    let mut seen: Vec<String> = Vec::new();
    let mut at = 0;
    faults.findings.retain(|finding| {
        at += 1;
        let Detail::UnknownInput { id, .. } = &finding.detail else { return true };
        if at <= from {
            return true;
        }
        let again = seen.contains(id);
        seen.push(id.clone());
        !again
    });
}

/// Whether `input` is `whole` or a part of it, over any number of steps.
fn is_within(inputs: &[Input], input: usize, whole: usize) -> bool {
    std::iter::successors(Some(input), |at| inputs[*at].part_of).take(inputs.len() + 1).any(|at| at == whole)
}

fn adjustment_table(faults: &mut Faults, mut keys: Keys) -> Option<RawAdjustment> {
    let code = keys.need_text(faults, "code");
    let name = keys.text(faults, "name").map(|name| name.value);
    let words = [("bonus", Effect::Bonus), ("penalty", Effect::Penalty)];
    let effect = keys.word(faults, "effect", &words);
    if !keys.has("effect") {
        keys.missing(faults, "effect");
    }
    let cap = keys.number(faults, "cap").and_then(|cap| {
        if cap.value.is_negative() {
            faults.at(
                &cap.span,
                Detail::InvalidValue {
                    key: "cap".into(),
                    found: cap.value.to_string(),
                    allowed: "≥ 0".into(),
                },
            );
            return None;
        }
        Some(cap.value)
    });
    keys.finish(faults);
    let code = code?;
    let name = name.unwrap_or_else(|| code.value.clone());
    Some(RawAdjustment { code, name, effect: effect?, cap })
}
