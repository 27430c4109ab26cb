//! How the result came about: the set with its fields and shares, classes, ties and rounding.

use super::told::told;
use super::words::{Named, listed, plain, share_of, shown};
use crate::criteria::{Class, Compare, CriteriaSet, Effect, NotApplicable, Ties};
use crate::message::{Lang, Scorer, level_name, one_line};
use crate::points::Number;
use crate::report::tie_break_words;
use crate::rule::Rule;

told! {
    /// A criteria set as the papers tell of it.
    pub struct Method {
        /// Its title.
        pub title: String,
        /// The decisions it comes from: `A; B`.
        pub sources: String,
        /// The units it is for: `xã, phường, đặc khu`.
        pub level: String,
        /// The blocks that are ranked by it, as a sentence begins: `Khối phường và khối xã`.
        pub blocks: String,
        /// Its scale.
        pub scale: String,
        /// Its fields.
        pub fields: Vec<Named>,
        /// How many they are.
        pub field_count: usize,
        /// How many criteria are scored.
        pub leaves: usize,
        /// What the appraisal can bring.
        pub appraised: Part,
        /// What the survey can bring; `None` where no criterion is surveyed.
        pub survey: Option<Part>,
        /// What brings points outside the scale.
        pub bonus: Vec<Adjusted>,
        /// What takes points off outside the scale.
        pub penalty: Vec<Adjusted>,
        /// The classes, highest first.
        pub classes: Vec<ClassEdge>,
        /// The departments that appraise, and how many criteria each.
        pub appraisers: Vec<Appraiser>,
        /// How many they are.
        pub appraiser_count: usize,
        /// Decimals of what is published.
        pub decimals: usize,
        /// Where criteria do not apply, the appraised part alone is rescaled.
        pub rescales_appraised: bool,
        /// Units are compared by what is published, not by the exact index.
        pub compares_rounded: bool,
        /// Which ranks equal units get: `competition`, `dense`, `ordinal`.
        pub ties: &'static str,
        /// What decides between equal units; empty where nothing does.
        pub tie_breaks: String,
    }
}

told! {
    /// A part of the scale.
    pub struct Part {
        /// How many criteria.
        pub leaves: usize,
        /// Their maximum.
        pub max: String,
        /// Its percentage of the scale.
        pub share: Option<String>,
    }
}

told! {
    /// A bonus or a penalty.
    pub struct Adjusted {
        /// Its name.
        pub name: String,
        /// The most it counts.
        pub cap: Option<String>,
    }
}

told! {
    /// A class and from where on.
    pub struct ClassEdge {
        /// Its name.
        pub name: String,
        /// The lowest index.
        pub from: String,
        /// What is asked for besides: `Chỉ số thành phần lĩnh vực 3 từ 80 %`.
        pub also: String,
        /// The block for which alone it is.
        pub block: Option<String>,
        /// It takes all that no higher class takes.
        pub rest: bool,
    }
}

told! {
    /// A department that appraises.
    pub struct Appraiser {
        /// Its name.
        pub name: String,
        /// How many criteria.
        pub leaves: usize,
    }
}

impl Method {
    pub(super) fn of(set: &CriteriaSet, blocks: &[String]) -> Method {
        let part = |surveyed: bool| {
            let scored = set.leaf_nodes().filter(|(_, leaf)| leaf.rule != Rule::Info);
            let of_part = scored.filter(|(_, leaf)| (leaf.scored_by == Scorer::Survey) == surveyed);
            let (count, max) =
                of_part.fold((0, Number::ZERO), |(count, max), (node, _)| (count + 1, &max + &node.max));
            Part { leaves: count, share: share_of(set, &max, &set.scale), max: shown(set, &max) }
        };
        let adjusted = |effect: Effect| {
            let of_effect = set.adjustments.iter().filter(|adjustment| adjustment.effect == effect);
            let adjusted = of_effect.map(|adjustment| Adjusted {
                name: one_line(&adjustment.name),
                cap: adjustment.cap.as_ref().map(|cap| shown(set, cap)),
            });
            adjusted.collect()
        };
        let mut appraisers: Vec<Appraiser> = Vec::new();
        for (_, leaf) in set.leaf_nodes() {
            let Some(name) = leaf.appraiser.as_deref() else { continue };
            match appraisers.iter_mut().find(|known| known.name == name) {
                Some(known) => known.leaves += 1,
                None => appraisers.push(Appraiser { name: one_line(name), leaves: 1 }),
            }
        }
        Method {
            title: one_line(&set.title),
            sources: set
                .sources
                .iter()
                .map(|source| in_words(&one_line(source)))
                .collect::<Vec<_>>()
                .join("; "),
            level: level_name(&set.level, Lang::Vi),
            blocks: capital(&listed(blocks)),
            scale: plain(&set.scale),
            fields: set.fields.iter().map(|at| Named::of(set, &set.nodes[*at])).collect(),
            field_count: set.fields.len(),
            leaves: set.leaf_nodes().filter(|(_, leaf)| leaf.rule != Rule::Info).count(),
            appraised: part(false),
            survey: Some(part(true)).filter(|part| part.leaves > 0),
            bonus: adjusted(Effect::Bonus),
            penalty: adjusted(Effect::Penalty),
            classes: set.classes.iter().map(|class| edge(set, class)).collect(),
            appraiser_count: appraisers.len(),
            appraisers,
            decimals: set.scoring.precision.decimals as usize,
            rescales_appraised: set.scoring.not_applicable == NotApplicable::RescaleAppraised,
            compares_rounded: set.ranking.compare == Compare::Rounded,
            ties: match set.ranking.ties {
                Ties::Competition => "competition",
                Ties::Dense => "dense",
                Ties::Ordinal => "ordinal",
            },
            tie_breaks: tie_break_words(set, Lang::Vi),
        }
    }
}

/// With a capital first letter.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A source as papers cite it: `Quyết định 1187/QĐ-BNV ngày 15/10/2025` is `Quyết định số 1187/QĐ-BNV ngày 15 tháng 10
/// năm 2025`.
fn in_words(source: &str) -> String {
    let mut words: Vec<String> = Vec::new();
    for word in source.split(' ') {
        let before = words.last().map(|word| word.to_lowercase()).unwrap_or_default();
        let date = word.trim_end_matches([',', ';', '.', ':']);
        let parts: Vec<&str> = date.split('/').collect();
        let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        match parts[..] {
            [day, month, year] if before == "ngày" && [day, month, year].into_iter().all(is_number) => {
                let end = word.strip_prefix(date).unwrap_or_default();
                words.push(format!("{day} tháng {month} năm {year}{end}"));
            }
            [number, ..] if parts.len() > 1 && is_number(number) && before == "định" => {
                words.push(format!("số {word}"));
            }
            _ => words.push(word.to_owned()),
        }
    }
    words.join(" ")
}

fn edge(set: &CriteriaSet, class: &Class) -> ClassEdge {
    let also = class.also.iter().map(|(node, least)| {
        let node = &set.nodes[*node];
        let kind = if node.parent.is_none() { "lĩnh vực" } else { "tiêu chí" };
        let least = plain(&(least * &Number::from(100)));
        format!("Chỉ số thành phần của {kind} {} đạt từ {least}%", node.code)
    });
    ClassEdge {
        name: one_line(&class.name),
        rest: class.from.is_zero() && class.also.is_empty(),
        from: plain(&class.from),
        also: listed(&also.collect::<Vec<_>>()),
        block: class.block.and_then(|block| set.blocks.get(block)).map(|block| one_line(&block.name)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_are_cited_in_full() {
        let check = |source: &str, expected: &str| assert_eq!(in_words(source), expected);
        check(
            "Quyết định 1187/QĐ-BNV ngày 15/10/2025 (8 lĩnh vực)",
            "Quyết định số 1187/QĐ-BNV ngày 15 tháng 10 năm 2025 (8 lĩnh vực)",
        );
        check("Nghị định 30/2020/NĐ-CP", "Nghị định số 30/2020/NĐ-CP");
        check("Quyết định số 5/QĐ ngày 1/2/2025; nay", "Quyết định số 5/QĐ ngày 1 tháng 2 năm 2025; nay");
        check("Kế hoạch của tỉnh: và/hoặc", "Kế hoạch của tỉnh: và/hoặc");
    }
}
