//! Each change of a set as two values in words, the old and the new.

use super::super::set::{also, evidence, rule_parts, rule_text, scored_by};
use crate::analysis::{Change, Entry, Field, SetKey, tie_break};
use crate::criteria::{
    AboveScale, Class, Compare, CriteriaSet, Effect, Exemption, Leaf, MissingSurvey, NotApplicable,
    SurveyPolicy, Ties,
};
use crate::message::{Lang, number, say};
use crate::points::{Number, Rounding};
use crate::rule::{Input, Rule, SurveyGroup, WhenSilent, WhenZero};

/// Two sets and the language in which they are told.
#[derive(Clone, Copy)]
pub(super) struct Sides<'a> {
    pub old: &'a CriteriaSet,
    pub new: &'a CriteriaSet,
    pub lang: Lang,
}

impl Sides<'_> {
    /// The codes of an entry in the old and in the new set.
    pub fn codes(&self, entry: &Entry) -> [Vec<String>; 2] {
        let codes = |set: &CriteriaSet, at: &[usize]| {
            at.iter().map(|at| code_and_name(set, *at, entry.adjustment).0.to_owned()).collect()
        };
        [codes(self.old, &entry.old), codes(self.new, &entry.new)]
    }

    /// The name of an entry: the new one, where it is not gone.
    pub fn name(&self, entry: &Entry) -> &str {
        let new = entry.new.first().map(|at| (self.new, at));
        let found = new.or_else(|| entry.old.first().map(|at| (self.old, at)));
        found.map_or("", |(set, at)| code_and_name(set, *at, entry.adjustment).1)
    }

    /// Code and name of the field of an entry; `None` outside the tree.
    pub fn field(&self, field: Field) -> Option<(&str, &str)> {
        let node = match field {
            Field::New(at) => &self.new.nodes[at],
            Field::Old(at) => &self.old.nodes[at],
            Field::None => return None,
        };
        Some((&node.code, &node.name))
    }

    /// The old and the new value of a change, in words.
    pub fn values(&self, entry: &Entry, change: Change) -> [String; 2] {
        if change == Change::Measured {
            return [String::new(), entry.measured.join(", ")];
        }
        let value = |set: &CriteriaSet, at: Option<&usize>| {
            let Some(at) = at else { return String::new() };
            if entry.adjustment {
                adjustment_value(set, *at, change, self.lang)
            } else {
                node_value(set, *at, change, self.lang)
            }
        };
        [value(self.old, entry.old.first()), value(self.new, entry.new.first())]
    }

    /// What changed of the steps, options or items of a rule that is of the same kind: those that are gone, those that
    /// came; `None` where the rule has none, or is of another kind.
    pub fn steps(&self, entry: &Entry) -> Option<[Vec<String>; 2]> {
        let leaf = |set: &'_ CriteriaSet, at: Option<&usize>| {
            at.and_then(|at| parts(set.nodes[*at].leaf.as_ref()?, self.lang))
        };
        let (old, new) = (leaf(self.old, entry.old.first())?, leaf(self.new, entry.new.first())?);
        if old.0 != new.0 {
            return None;
        }
        let only = |a: &[String], b: &[String]| a.iter().filter(|part| !b.contains(part)).cloned().collect();
        Some([only(&old.1, &new.1), only(&new.1, &old.1)])
    }

    /// What the two sets say of the whole, in words.
    pub fn set_values(&self, key: SetKey) -> [String; 2] {
        [set_value(self.old, key, self.lang), set_value(self.new, key, self.lang)]
    }
}

/// Code and name of a node, or of a bonus or penalty.
pub(super) fn code_and_name(set: &CriteriaSet, at: usize, adjustment: bool) -> (&str, &str) {
    if adjustment {
        (&set.adjustments[at].code, &set.adjustments[at].name)
    } else {
        (&set.nodes[at].code, &set.nodes[at].name)
    }
}

fn node_value(set: &CriteriaSet, at: usize, change: Change, lang: Lang) -> String {
    let node = &set.nodes[at];
    let of_leaf = |value: &dyn Fn(&Leaf) -> String| node.leaf.as_ref().map(value).unwrap_or_default();
    match change {
        Change::Code => node.code.to_string(),
        Change::Name => node.name.clone(),
        Change::Max => number(&node.max, lang),
        Change::Shape if node.leaf.is_some() => say!(lang, "chấm trực tiếp", "scored itself"),
        Change::Shape => say!(lang, "tổng các tiêu chí bên trong", "the sum of what is below it"),
        Change::Rule => of_leaf(&|leaf| rule_text(leaf, lang)),
        Change::Inputs => of_leaf(&|leaf| {
            leaf.inputs
                .iter()
                .map(|input| input_text(input, &leaf.inputs, lang))
                .collect::<Vec<_>>()
                .join("; ")
        }),
        Change::WhenZero => of_leaf(&|leaf| when_zero(leaf.when_zero, lang)),
        Change::Evidence => of_leaf(&|leaf| match evidence(leaf.evidence, lang) {
            text if text.is_empty() => say!(lang, "Không bắt buộc", "Optional"),
            text => text,
        }),
        Change::ScoredBy => of_leaf(&|leaf| {
            scored_by(leaf.scored_by, lang).unwrap_or_else(|| say!(lang, "Đơn vị tự chấm", "The unit"))
        }),
        Change::Appraiser => of_leaf(&|leaf| leaf.appraiser.clone().unwrap_or_else(|| none(lang))),
        Change::Effect | Change::Measured => String::new(),
    }
}

/// `b = Số hồ sơ (chỉ nhận số nguyên, là một phần của a)`.
fn input_text(input: &Input, all: &[Input], lang: Lang) -> String {
    let mut limits = Vec::new();
    if input.whole_number {
        limits.push(say!(lang, "chỉ nhận số nguyên", "whole numbers only"));
    }
    if let Some(whole) = input.part_of.and_then(|whole| all.get(whole)) {
        let whole = &whole.id;
        limits.push(say!(lang, "là một phần của {whole}", "a part of {whole}"));
    }
    if let Some(max) = &input.max {
        let max = number(max, lang);
        limits.push(say!(lang, "tối đa {max}", "at most {max}"));
    }
    let limits = if limits.is_empty() { String::new() } else { format!(" ({})", limits.join(", ")) };
    format!("{} = {}{limits}", input.id, input.name)
}

fn adjustment_value(set: &CriteriaSet, at: usize, change: Change, lang: Lang) -> String {
    let adjustment = &set.adjustments[at];
    match change {
        Change::Code => adjustment.code.to_string(),
        Change::Name => adjustment.name.clone(),
        Change::Max => adjustment
            .cap
            .as_ref()
            .map_or_else(|| say!(lang, "không giới hạn", "no limit"), |cap| number(cap, lang)),
        Change::Effect => match adjustment.effect {
            Effect::Bonus => say!(lang, "điểm cộng", "bonus"),
            Effect::Penalty => say!(lang, "điểm trừ", "penalty"),
        },
        _ => String::new(),
    }
}

fn none(lang: Lang) -> String {
    say!(lang, "không ghi", "none")
}

fn when_zero(value: WhenZero, lang: Lang) -> String {
    match value {
        WhenZero::Fault => say!(lang, "không quy định", "not said"),
        WhenZero::Full => say!(lang, "điểm tối đa", "full points"),
        WhenZero::Zero => say!(lang, "0 điểm", "0 points"),
        WhenZero::NotApplicable => say!(lang, "không đánh giá", "not applicable"),
    }
}

/// What a rule is apart from its steps, options, items, events or answers, and these, each in words.
fn parts(leaf: &Leaf, lang: Lang) -> Option<(String, Vec<String>)> {
    let mut parts = rule_parts(leaf, lang);
    let kind = match &leaf.rule {
        Rule::Choice(_) => "choice".to_owned(),
        Rule::Checklist(_) => "checklist".to_owned(),
        Rule::Survey(_) => "survey".to_owned(),
        Rule::Bands(rule) => format!("bands {}", rule.of.text),
        Rule::Deduct(rule) => {
            let min = number(&rule.min, lang);
            parts.push(say!(lang, "thấp nhất: {min}", "at least: {min}"));
            "deduct".to_owned()
        }
        _ => return None,
    };
    Some((kind, parts))
}

fn set_value(set: &CriteriaSet, key: SetKey, lang: Lang) -> String {
    let listed = |items: Vec<String>| if items.is_empty() { none(lang) } else { items.join("; ") };
    match key {
        SetKey::Years => set.years.map_or_else(|| none(lang), |years| years.to_string()),
        SetKey::InForce => set.in_force.map_or_else(|| none(lang), |days| days.to_string()),
        SetKey::Scale => number(&set.scale, lang),
        SetKey::Decimals => set.scoring.precision.decimals.to_string(),
        SetKey::Rounding => match set.scoring.precision.rounding {
            Rounding::HalfUp => say!(lang, "nửa làm tròn lên", "half up"),
            Rounding::HalfEven => say!(lang, "nửa làm tròn về số chẵn", "half to even"),
        },
        SetKey::NotApplicable => match set.scoring.not_applicable {
            NotApplicable::Rescale => say!(lang, "quy đổi cả thang điểm", "the whole is rescaled"),
            NotApplicable::RescaleAppraised => {
                say!(lang, "chỉ quy đổi phần thẩm định", "the appraised part alone is rescaled")
            }
        },
        SetKey::AboveScale => match set.scoring.above_scale {
            AboveScale::Allow => say!(lang, "được vượt thang điểm", "allowed"),
            AboveScale::Cap => say!(lang, "không quá thang điểm", "cut at the scale"),
        },
        SetKey::MissingSurvey => match set.scoring.missing_survey {
            MissingSurvey::Zero => say!(lang, "tính 0 điểm", "counts 0"),
            MissingSurvey::Rescale => say!(lang, "bỏ khỏi thang điểm", "leaves the scale"),
        },
        SetKey::Survey => listed(survey(&set.survey, lang)),
        SetKey::Ties => match set.ranking.ties {
            Ties::Competition => "1-2-2-4".to_owned(),
            Ties::Dense => "1-2-2-3".to_owned(),
            Ties::Ordinal => "1-2-3-4".to_owned(),
        },
        SetKey::Compare => match set.ranking.compare {
            Compare::Rounded => say!(lang, "theo chỉ số đã làm tròn", "by the rounded index"),
            Compare::Exact => say!(lang, "theo chỉ số chưa làm tròn", "by the exact index"),
        },
        SetKey::TieBreak => listed(tie_break(set).into_iter().map(str::to_owned).collect()),
        SetKey::Evidence => {
            let checks = &set.evidence;
            let on = [("dates", checks.dates), ("repeated", checks.repeated), ("copied", checks.copied)];
            let on = on.into_iter().filter(|(_, on)| *on).map(|(word, _)| word.to_owned());
            let days = [("from", checks.from), ("to", checks.to)].into_iter();
            let days = days.filter_map(|(word, day)| Some(format!("{word} {}", day?)));
            listed(on.chain(days).collect())
        }
        SetKey::Classes => listed(set.classes.iter().map(|class| class_text(set, class, lang)).collect()),
        SetKey::Blocks => listed(set.blocks.iter().map(|block| block.name.clone()).collect()),
        SetKey::Exemptions => {
            let text = |exemption: &Exemption| {
                let blocks = exemption.blocks.iter().map(|block| set.blocks[*block].name.clone());
                let whom: Vec<String> = blocks.chain(exemption.kind.clone()).collect();
                format!("{}: {}", whom.join(", "), exemption.codes.join(", "))
            };
            listed(set.exemptions.iter().map(text).collect())
        }
    }
}

fn survey(policy: &SurveyPolicy, lang: Lang) -> Vec<String> {
    let group = |group: &SurveyGroup| {
        let weight = number(&(&group.weight * &Number::from(100)), lang);
        format!("{} {weight}%", group.name)
    };
    let minimum =
        policy.minimum.map(|least| say!(lang, "cỡ mẫu tối thiểu {least}", "smallest sample {least}"));
    let missing = (policy.when_silent == WhenSilent::Missing)
        .then(|| say!(lang, "thiếu một nhóm là chưa có kết quả", "no result where a group is missing"));
    let skip = policy.skip.iter().map(|word| say!(lang, "bỏ qua “{word}”", "no answer: “{word}”"));
    policy.groups.iter().map(group).chain(minimum).chain(missing).chain(skip).collect()
}

fn class_text(set: &CriteriaSet, class: &Class, lang: Lang) -> String {
    let block = class.block.map_or_else(String::new, |block| format!(" ({})", set.blocks[block].name));
    let also = also(set, class, lang).map_or_else(String::new, |also| format!(" [{also}]"));
    format!("{}{block} ≥ {}{also}", class.name, number(&class.from, lang))
}
