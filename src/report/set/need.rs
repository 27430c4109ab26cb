//! What a rule needs for all points, in the words of a recommendation.

use super::words::{percent, shown};
use crate::criteria::Leaf;
use crate::message::{Lang, Scorer, number, say};
use crate::points::Number;
use crate::rule::{Award, Bands, Best, Choice, Edge, Input, Rule};

/// What a leaf of this maximum needs for all points, as what follows “cần”; `None` where only the council can say it.
pub fn rule_need(leaf: &Leaf, max: &Number, lang: Lang) -> Option<String> {
    let named = |input: usize| {
        let name = leaf.inputs.get(input).map(|input| input.name.trim());
        name.map(|name| if lang == Lang::Vi { lower(name) } else { name.to_owned() })
    };
    let surveyed = leaf.scored_by == Scorer::Survey;
    Some(match &leaf.rule {
        Rule::Judged(_) if surveyed => survey(lang),
        Rule::Judged(_) | Rule::Info => return None,
        Rule::Choice(rule) => {
            let label = best_option(rule, max)?;
            say!(lang, "đạt mức “{label}”", "reach “{label}”")
        }
        Rule::Checklist(rule) => {
            let held = rule.items.iter().filter(|item| !item.points.is_negative() && !item.points.is_zero());
            let items: Vec<&str> = held.map(|item| item.label.trim()).collect();
            let items = items.join("; ");
            say!(lang, "bảo đảm đủ các nội dung: {items}", "fulfil all of: {items}")
        }
        Rule::Bands(rule) => bands(leaf, rule, max, lang)?,
        Rule::Proportional(rule) => {
            let (full, of) = (percent(&rule.full_at, lang), worded(leaf, &shown(&rule.of, lang), lang));
            if let Some(rate) = rate(leaf, &shown(&rule.of, lang)).filter(|_| lang == Lang::Vi) {
                return Some(if rule.full_at == Number::ONE {
                    format!("nâng {rate} lên {full}")
                } else {
                    format!("nâng {rate} lên ít nhất {full}")
                });
            }
            if rule.full_at == Number::ONE {
                say!(lang, "đạt tỷ lệ {full} ({of})", "reach a rate of {full} ({of})")
            } else {
                say!(lang, "đạt tỷ lệ từ {full} trở lên ({of})", "reach a rate of {full} or more ({of})")
            }
        }
        Rule::Count(rule) => {
            let of = worded(leaf, &shown(&rule.of, lang), lang);
            let count = max.checked_div(&rule.each).filter(Number::is_whole)?;
            let count = number(&count, lang);
            quantity(&of, &say!(lang, "từ {count} trở lên", "{count} or more"), lang)
        }
        Rule::Deduct(rule) => {
            let events: Vec<String> = rule.events.iter().filter_map(|event| named(event.input)).collect();
            let events = events.join("; ");
            say!(
                lang,
                "không để xảy ra trường hợp bị trừ điểm ({events})",
                "avoid what is deducted: {events}"
            )
        }
        Rule::Survey(_) => survey(lang),
        Rule::Imported(rule) => {
            let (source, out_of) = (rule.source.trim(), number(&rule.out_of, lang));
            say!(lang, "nâng kết quả {source} (mức cao nhất {out_of})", "raise {source} (highest {out_of})")
        }
        Rule::Relative(rule) => {
            let of = worded(leaf, &shown(&rule.of, lang), lang);
            match rule.best {
                Best::Highest => say!(
                    lang,
                    "đạt giá trị cao nhất của khối ({of})",
                    "reach the highest of the block ({of})"
                ),
                Best::Lowest => say!(
                    lang,
                    "đạt giá trị thấp nhất của khối ({of})",
                    "reach the lowest of the block ({of})"
                ),
            }
        }
        Rule::Formula(rule) => {
            let formula = shown(&rule.expression, lang);
            let of = worded(leaf, &formula, lang);
            if lang == Lang::Vi {
                let is_told = |input: &&Input| *input.id != *input.name && mentions(&formula, &input.id);
                let named = leaf.inputs.iter().filter(is_told);
                let named: Vec<String> = named.map(|input| lower(&input.name)).collect();
                if let Some(rate) = quotient(leaf, &formula) {
                    return Some(format!("nâng {rate}"));
                } else if !named.is_empty() {
                    return Some(format!("cải thiện số liệu: {}", named.join("; ")));
                }
            }
            say!(
                lang,
                "cải thiện số liệu của công thức tính điểm ({of})",
                "improve the data of the formula ({of})"
            )
        }
    })
}

fn survey(lang: Lang) -> String {
    say!(
        lang,
        "nâng mức đánh giá của người được hỏi trong điều tra xã hội học",
        "raise what respondents of the survey say"
    )
}

fn best_option<'r>(rule: &'r Choice, max: &Number) -> Option<&'r str> {
    let points = |award: &Award| award.points(max, &Number::ZERO);
    // The first of equal ones, as the decision lists them.
    let best = rule.options.iter().map(|option| points(&option.award)).max()?;
    rule.options.iter().find(|option| points(&option.award) == best).map(|option| option.label.trim())
}

/// The lowest step that brings all points.
fn bands(leaf: &Leaf, rule: &Bands, max: &Number, lang: Lang) -> Option<String> {
    let full = rule.steps.iter().rfind(|step| match &step.award {
        Award::Proportional => false,
        award => award.points(max, &Number::ZERO) >= *max,
    })?;
    let at = if full.percent { percent(&full.at, lang) } else { number(&full.at, lang) };
    let of = worded(leaf, &shown(&rule.of, lang), lang);
    if let Some(rate) = rate(leaf, &shown(&rule.of, lang)).filter(|_| full.percent && lang == Lang::Vi) {
        return Some(match full.edge {
            Edge::From if full.at == Number::ONE => format!("nâng {rate} lên {at}"),
            Edge::From => format!("nâng {rate} lên ít nhất {at}"),
            Edge::Over => format!("nâng {rate} lên trên {at}"),
        });
    }
    Some(match (full.edge, full.percent) {
        (Edge::From, true) if full.at == Number::ONE => {
            say!(lang, "đạt tỷ lệ {at} ({of})", "reach {at} ({of})")
        }
        (Edge::From, true) => say!(lang, "đạt tỷ lệ từ {at} trở lên ({of})", "reach {at} or more ({of})"),
        (Edge::Over, true) => say!(lang, "đạt tỷ lệ trên {at} ({of})", "exceed {at} ({of})"),
        (Edge::From, false) => quantity(&of, &say!(lang, "từ {at} trở lên", "{at} or more"), lang),
        (Edge::Over, false) => quantity(&of, &say!(lang, "trên {at}", "more than {at}"), lang),
    })
}

/// A quantity that must reach something: what is counted is named first.
fn quantity(of: &str, reached: &str, lang: Lang) -> String {
    if lang == Lang::Vi && of.starts_with("số ") {
        return format!("bảo đảm {of} đạt {reached}");
    }
    say!(lang, "đạt {reached} ({of})", "reach {reached} ({of})")
}

/// A formula that is a rate, in words: one number over another, or a percentage that is given as such.
fn rate(leaf: &Leaf, formula: &str) -> Option<String> {
    let percentage = || {
        let id = formula.strip_suffix("/ 100")?.trim();
        let input = leaf.inputs.iter().find(|input| *input.id == *id && *input.id != *input.name)?;
        let name = lower(&input.name);
        Some(name.trim_end_matches("(%)").trim().to_owned())
    };
    let whole = || quotient(leaf, formula).filter(|_| formula.split_whitespace().count() == 3);
    percentage().or_else(whole)
}

/// One named number over another somewhere in a formula: `tỷ lệ số hồ sơ đúng hạn trên tổng số hồ sơ`.
fn quotient(leaf: &Leaf, formula: &str) -> Option<String> {
    let named = || leaf.inputs.iter().filter(|input| *input.id != *input.name);
    named().find_map(|part| {
        let of = named().find(|of| mentions(formula, &format!("{} / {}", part.id, of.id)))?;
        Some(format!("tỷ lệ {} trên {}", lower(&part.name), lower(&of.name)))
    })
}

/// A name within a sentence: its first letter small, where it is no abbreviation.
fn lower(name: &str) -> String {
    let name = name.trim();
    let mut letters = name.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            first.to_lowercase().chain(name.chars().skip(1)).collect()
        }
        _ => name.to_owned(),
    }
}

/// A formula with its letters explained; of a letter alone what it stands for.
fn worded(leaf: &Leaf, formula: &str, lang: Lang) -> String {
    if let Some(input) = leaf.inputs.iter().find(|input| *input.id == *formula) {
        return if lang == Lang::Vi { lower(&input.name) } else { input.name.trim().to_owned() };
    }
    let named = leaf.inputs.iter().filter(|input| *input.id != *input.name && mentions(formula, &input.id));
    let words: Vec<String> = named
        .map(|input| {
            let (id, name) = (&input.id, lower(&input.name));
            say!(lang, "{id} là {name}", "{id} is {name}")
        })
        .collect();
    if words.is_empty() {
        return formula.to_owned();
    }
    let words = words.join("; ");
    say!(lang, "{formula}, trong đó {words}", "{formula}, where {words}")
}

/// Whether a formula has this letter as a word of its own.
fn mentions(formula: &str, id: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    formula
        .match_indices(id)
        .any(|(at, _)| !formula[..at].ends_with(is_part) && !formula[at + id.len()..].starts_with(is_part))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// What a leaf of 2 points with this rule needs; inputs `a` and its part `b`, and `n`.
    fn check(rule: &str, expected: Option<&str>) {
        let leaf = format!(
            "[set]\nid = \"t\"\ntitle = \"T\"\nscale = 2\n[[field]]\ncode = \"1\"\nname = \"F\"\nmax = 2\n\
             inputs = [{{ id = \"a\" }}, {{ id = \"b\", part_of = \"a\" }}, {{ id = \"n\", name = \"Số việc\" }}]\n{rule}\n"
        );
        let (set, findings) = crate::criteria::load(&"t.toml".into(), &leaf);
        let set = set.unwrap_or_else(|| panic!("{findings:?}"));
        let (node, leaf) = set.leaf(0);
        assert_eq!(rule_need(leaf, &node.max, Lang::Vi).as_deref(), expected, "{rule}");
    }

    /// A recommendation must not name a step that brings less than all points.
    #[test]
    fn what_brings_all_points() {
        check(
            "rule.choice = [{ label = \"Không kịp thời\", points = 0.5 }, { label = \"Kịp thời\", points = 2 }]",
            Some("đạt mức “Kịp thời”"),
        );
        check(
            "rule.checklist = [{ label = \"Có kế hoạch\", points = 1 }, { label = \"Đủ nội dung\", points = 1 }]",
            Some("bảo đảm đủ các nội dung: Có kế hoạch; Đủ nội dung"),
        );
        let steps = "rule.bands = { of = \"b / a\", steps = [{ from = \"90%\", points = 2 }, { from = \"50%\", points = 1 }], otherwise = 0 }\nwhen_zero = \"zero\"";
        check(steps, Some("đạt tỷ lệ từ 90% trở lên (b / a)"));
        let over = "rule.bands = { of = \"n\", steps = [{ over = 9.5, points = 2 }, { from = 2, points = 0.5 }], otherwise = 0 }";
        check(over, Some("bảo đảm số việc đạt trên 9,5"));
        check("rule.proportional = { of = \"b / a\" }\nwhen_zero = \"zero\"", Some("đạt tỷ lệ 100% (b / a)"));
        check("rule.count = { of = \"n\", each = 0.5 }", Some("bảo đảm số việc đạt từ 4 trở lên"));
        check(
            "rule.deduct = { events = [{ input = \"n\", points = 0.25 }] }",
            Some("không để xảy ra trường hợp bị trừ điểm (số việc)"),
        );
        check("rule.judged = { step = 0.5 }", None);
        check(
            "rule.formula = \"min(b / a * max_points, 2.0)\"\nwhen_zero = \"zero\"",
            Some("cải thiện số liệu của công thức tính điểm (min(b / a × điểm tối đa; 2,0))"),
        );
    }

    /// An official is told of a rate in words, not by letters.
    #[test]
    fn rates_in_words() {
        let check = |rule: &str, expected: &str| {
            let leaf = format!(
                "[set]\nid = \"t\"\ntitle = \"T\"\nscale = 2\n[[field]]\ncode = \"1\"\nname = \"F\"\nmax = 2\n\
                 inputs = [{{ id = \"a\", name = \"Tổng số hồ sơ\" }}, {{ id = \"b\", name = \"TTHC đúng hạn\", part_of = \"a\" }}, \
                 {{ id = \"tl\", name = \"Tỷ lệ hồ sơ đủ (%)\" }}]\n{rule}\n"
            );
            let (set, findings) = crate::criteria::load(&"t.toml".into(), &leaf);
            let set = set.unwrap_or_else(|| panic!("{findings:?}"));
            let (node, leaf) = set.leaf(0);
            assert_eq!(rule_need(leaf, &node.max, Lang::Vi).as_deref(), Some(expected), "{rule}");
        };
        let whole = "nâng tỷ lệ TTHC đúng hạn trên tổng số hồ sơ lên 100%";
        check("rule.proportional = { of = \"b / a\" }\nwhen_zero = \"zero\"", whole);
        check("rule.proportional = { of = \"tl / 100\" }", "nâng tỷ lệ hồ sơ đủ lên 100%");
        check(
            "rule.formula = \"min(b / a * max_points, 2.0)\"\nwhen_zero = \"zero\"",
            "nâng tỷ lệ TTHC đúng hạn trên tổng số hồ sơ",
        );
    }
}
