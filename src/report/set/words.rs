//! A rule in the words of decisions. All that prints a rule prints these.

use crate::criteria::Leaf;
use crate::message::{Lang, decimal_sign, number, say};
use crate::points::Number;
use crate::rule::{
    Award, Bands, Best, Edge, Event, Expression, Proportional, Rule, Step, SurveyAnswer, SurveyGroup,
    WhenZero,
};

/// A rule as an appendix words it, on one line.
pub fn rule_text(leaf: &Leaf, lang: Lang) -> String {
    joined(&clauses(leaf, lang), " ")
}

/// The same as it stands in a cell of the appendix, each clause on a line.
pub(super) fn rule_lines(leaf: &Leaf, lang: Lang) -> String {
    joined(&clauses(leaf, lang), "\n")
}

/// A share as a percentage: 0.8 is `80%`.
pub(super) fn percent(share: &Number, lang: Lang) -> String {
    format!("{}%", number(&(share * &Number::from(100)), lang))
}

fn joined(clauses: &[String], gap: &str) -> String {
    let mut text = String::new();
    for clause in clauses {
        if !text.is_empty() {
            text.push_str(if text.ends_with(':') { gap } else { ";" });
            text.push_str(if text.ends_with(';') { gap } else { "" });
        }
        text.push_str(clause);
    }
    text
}

fn clauses(leaf: &Leaf, lang: Lang) -> Vec<String> {
    let n = |value: &Number| number(value, lang);
    let mut clauses = Vec::new();
    match &leaf.rule {
        Rule::Judged(rule) => {
            let min = n(&rule.min);
            let step = rule.step.as_ref().map_or_else(String::new, |step| {
                let step = n(step);
                say!(lang, ", mỗi bước {step}", ", in steps of {step}")
            });
            clauses.push(say!(
                lang,
                "Từ {min} đến điểm tối đa theo mức độ thực hiện{step}",
                "From {min} to the maximum, as judged{step}"
            ));
        }
        Rule::Choice(_) => clauses.extend(rule_parts(leaf, lang)),
        Rule::Checklist(_) => {
            clauses.push(say!(lang, "Tổng điểm của các nội dung đạt:", "Sum of what holds:"));
            clauses.extend(rule_parts(leaf, lang));
        }
        Rule::Bands(rule) => {
            let of = shown(&rule.of, lang);
            clauses.push(if rule.steps.iter().all(|step| step.percent) {
                say!(lang, "Tỷ lệ {of}:", "Rate {of}:")
            } else {
                say!(lang, "Giá trị {of}:", "Value {of}:")
            });
            clauses.extend(rule_parts(leaf, lang));
        }
        Rule::Proportional(rule) => proportional(&mut clauses, leaf, rule, lang),
        Rule::Count(rule) => {
            let (of, each) = (grouped(&shown(&rule.of, lang), &['+', '-']), n(&rule.each));
            clauses.push(say!(
                lang,
                "Điểm = {of} × {each}, không quá điểm tối đa",
                "Points = {of} × {each}, at most the maximum"
            ));
        }
        Rule::Deduct(rule) => {
            clauses.push(say!(lang, "Điểm tối đa, trừ:", "The maximum, less:"));
            clauses.extend(rule_parts(leaf, lang));
            let min = n(&rule.min);
            clauses.push(say!(lang, "Thấp nhất: {min}", "At least {min}"));
        }
        Rule::Survey(_) => {
            clauses.push(say!(
                lang,
                "Mức bình quân của các phiếu trả lời × điểm tối đa:",
                "Mean of the answers × maximum:"
            ));
            clauses.extend(rule_parts(leaf, lang));
        }
        Rule::Imported(rule) => {
            let (source, out_of) = (&rule.source, n(&rule.out_of));
            clauses.push(say!(
                lang,
                "Kết quả {source} / {out_of} × điểm tối đa",
                "Result of {source} / {out_of} × maximum"
            ));
        }
        Rule::Relative(rule) => {
            let of = grouped(&shown(&rule.of, lang), &['+', '-', '×', '/']);
            clauses.push(match rule.best {
                Best::Highest => say!(
                    lang,
                    "Điểm = {of} / giá trị cao nhất của khối × điểm tối đa",
                    "Points = {of} / highest of the block × maximum"
                ),
                Best::Lowest => say!(
                    lang,
                    "Điểm = giá trị thấp nhất của khối / {of} × điểm tối đa",
                    "Points = lowest of the block / {of} × maximum"
                ),
            });
        }
        Rule::Formula(rule) => {
            let formula = shown(&rule.expression, lang);
            clauses.push(say!(lang, "Điểm = {formula}", "Points = {formula}"));
        }
        Rule::Info => {
            clauses.push(say!(
                lang,
                "Không tính điểm, chỉ cung cấp thông tin",
                "No points, information only"
            ));
        }
    }
    clauses.extend(at_zero(leaf.when_zero, lang));
    clauses.extend(meaning(leaf, lang));
    clauses
}

/// What follows where nothing arose.
fn at_zero(when: WhenZero, lang: Lang) -> Option<String> {
    match when {
        WhenZero::Fault => None,
        WhenZero::Full => Some(say!(lang, "Không phát sinh: điểm tối đa", "Nothing arose: the maximum")),
        WhenZero::Zero => Some(say!(lang, "Không phát sinh: 0", "Nothing arose: 0")),
        WhenZero::NotApplicable => {
            Some(say!(lang, "Không phát sinh: không đánh giá", "Nothing arose: not applicable"))
        }
    }
}

/// What the letters stand for.
fn meaning(leaf: &Leaf, lang: Lang) -> Option<String> {
    leaf.rule.expression()?;
    let named = leaf.inputs.iter().filter(|input| *input.id != *input.name);
    let inputs: Vec<String> = named
        .map(|input| {
            let (id, name) = (&input.id, &input.name);
            say!(lang, "{id} là {name}", "{id} is {name}")
        })
        .collect();
    let inputs = inputs.join("; ");
    (!inputs.is_empty()).then(|| say!(lang, "Trong đó: {inputs}", "Where {inputs}"))
}

/// The options, items, steps, events or answers of a rule; none where it has no such parts.
pub(crate) fn rule_parts(leaf: &Leaf, lang: Lang) -> Vec<String> {
    let n = |value: &Number| number(value, lang);
    let event = |event: &Event| {
        let name = leaf.inputs.get(event.input).map_or("", |input| input.name.as_str());
        let points = n(&event.points);
        say!(lang, "{name}: mỗi trường hợp trừ {points}", "{name}: {points} for each")
    };
    match &leaf.rule {
        Rule::Choice(rule) => {
            rule.options.iter().map(|at| format!("{}: {}", at.label, award(&at.award, lang))).collect()
        }
        Rule::Checklist(rule) => {
            rule.items.iter().map(|item| format!("{}: {}", item.label, n(&item.points))).collect()
        }
        Rule::Bands(rule) => bands(leaf, rule, lang),
        Rule::Deduct(rule) => rule.events.iter().map(event).collect(),
        Rule::Survey(rule) => {
            let answer = |at: &SurveyAnswer| {
                let short = at.short.as_ref().map_or_else(String::new, |short| format!(" ({short})"));
                format!("{}{short}: {}", at.label, percent(&at.share, lang))
            };
            let group = |at: &SurveyGroup| {
                let (name, weight) = (&at.name, percent(&at.weight, lang));
                say!(lang, "nhóm {name}: trọng số {weight}", "group {name}: weight {weight}")
            };
            rule.answers.iter().map(answer).chain(rule.groups.iter().map(group)).collect()
        }
        _ => Vec::new(),
    }
}

fn bands(leaf: &Leaf, rule: &Bands, lang: Lang) -> Vec<String> {
    let mut clauses = Vec::new();
    let mut above: Option<&Step> = None;
    for step in &rule.steps {
        let highest = above.is_none() && step.edge == Edge::From && at_most(leaf, &rule.of, &step.at);
        let (at, award) = (edge(step, lang), award(&step.award, lang));
        let range = if highest { say!(lang, "Đạt {at}", "{at}") } else { range(Some(step), above, lang) };
        clauses.push(format!("{range}: {award}"));
        above = Some(step);
    }
    if let (Some(otherwise), Some(_)) = (&rule.otherwise, above) {
        clauses.push(format!("{}: {}", range(None, above, lang), number(otherwise, lang)));
    }
    clauses
}

/// The edge of a step, as it is written.
fn edge(step: &Step, lang: Lang) -> String {
    if step.percent { percent(&step.at, lang) } else { number(&step.at, lang) }
}

/// The values of a step: from its edge to that of the step above; without a step, all that lies below.
fn range(step: Option<&Step>, above: Option<&Step>, lang: Lang) -> String {
    let below = match above {
        None => String::new(),
        Some(above) => {
            let top = edge(above, lang);
            match (step, above.edge) {
                (None, Edge::From) => return say!(lang, "Dưới {top}", "Under {top}"),
                (None, Edge::Over) => return say!(lang, "Từ {top} trở xuống", "{top} or less"),
                (Some(step), _) if step.at == above.at => return say!(lang, "Bằng {top}", "Exactly {top}"),
                (Some(_), Edge::From) => say!(lang, " đến dưới {top}", " to under {top}"),
                (Some(_), Edge::Over) => say!(lang, " đến {top}", " to {top}"),
            }
        }
    };
    let Some(step) = step else { return say!(lang, "Mọi trường hợp", "Always") };
    let from = edge(step, lang);
    match (step.edge, above) {
        (Edge::Over, _) => say!(lang, "Trên {from}{below}", "Over {from}{below}"),
        (Edge::From, None) => say!(lang, "Từ {from} trở lên", "{from} or more"),
        (Edge::From, Some(_)) => say!(lang, "Từ {from}{below}", "{from}{below}"),
    }
}

fn proportional(clauses: &mut Vec<String>, leaf: &Leaf, rule: &Proportional, lang: Lang) {
    let (floor, full) = (percent(&rule.floor, lang), percent(&rule.full_at, lang));
    let of = shown(&rule.of, lang);
    let rate = rate_times_maximum(lang);
    let whole = rule.full_at == Number::ONE;
    if whole && at_most(leaf, &rule.of, &Number::ONE) {
        clauses.push(if rule.floor.is_zero() {
            say!(lang, "Tỷ lệ % × điểm tối đa", "Rate × maximum")
        } else {
            say!(lang, "Từ {floor} đến 100%: {rate}", "{floor} to 100%: {rate}")
        });
    } else if rule.floor >= rule.full_at {
        clauses.push(say!(lang, "Từ {floor} trở lên: điểm tối đa", "{floor} or more: the maximum"));
    } else {
        let rate = if whole { rate } else { format!("{rate} / {full}") };
        clauses.push(say!(lang, "Từ {full} trở lên: điểm tối đa", "{full} or more: the maximum"));
        clauses.push(if rule.floor.is_zero() {
            say!(lang, "Dưới {full}: {rate}", "Under {full}: {rate}")
        } else {
            say!(lang, "Từ {floor} đến dưới {full}: {rate}", "{floor} to under {full}: {rate}")
        });
    }
    if !rule.floor.is_zero() {
        clauses.push(say!(lang, "Dưới {floor}: 0", "Under {floor}: 0"));
    }
    clauses.push(say!(lang, "Tỷ lệ % = {of}", "Rate = {of}"));
}

/// Whether an expression is certain never to be higher; what a maximum in it may be is not known here.
fn at_most(leaf: &Leaf, expression: &Expression, most: &Number) -> bool {
    !expression.text.contains("max_points")
        && matches!(expression.range(&leaf.inputs, &Number::ONE), (_, Some(high)) if high <= *most)
}

fn rate_times_maximum(lang: Lang) -> String {
    say!(lang, "tỷ lệ % × điểm tối đa", "rate × maximum")
}

fn award(award: &Award, lang: Lang) -> String {
    match award {
        Award::Points(points) => number(points, lang),
        Award::Share(share) => {
            let share = percent(share, lang);
            say!(lang, "{share} điểm tối đa", "{share} of the maximum")
        }
        Award::Proportional => rate_times_maximum(lang),
    }
}

/// A formula in parentheses, where one of these signs would fall apart beside another factor.
fn grouped(text: &str, signs: &[char]) -> String {
    let mut depth = 0_usize;
    let apart = text.chars().any(|c| {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && signs.contains(&c)
    });
    if apart { format!("({text})") } else { text.to_owned() }
}

/// An expression for people: the signs and decimals of the language, words for what has a name.
pub(super) fn shown(expression: &Expression, lang: Lang) -> String {
    let maximum = say!(lang, "điểm tối đa", "maximum");
    let measure = |code: &str| say!(lang, "kết quả tiêu chí {code}", "result of {code}");
    let digits = |text: &str| decimal_sign(text, lang).replace('*', "×");
    // Codes keep their points.
    let codes = expression.measures().into_iter().map(measure);
    let text = digits(&expression.worded(&maximum, measure));
    codes.fold(text, |text, name| text.replace(&digits(&name), &name))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// What a leaf of 2 points with this rule, inputs `a` and its part `b`, and `n`, is worded as.
    fn check(rule: &str, vi: &str, en: &str) {
        let leaf = format!(
            "[set]\nid = \"t\"\ntitle = \"T\"\nscale = 2\n[[field]]\ncode = \"1\"\nname = \"F\"\nmax = 2\n\
             inputs = [{{ id = \"a\" }}, {{ id = \"b\", part_of = \"a\" }}, {{ id = \"n\", name = \"Số việc\" }}]\n{rule}\n"
        );
        let (set, findings) = crate::criteria::load(&"t.toml".into(), &leaf);
        let set = set.unwrap_or_else(|| panic!("{findings:?}"));
        let leaf = set.leaf(0).1;
        assert_eq!(
            (rule_text(leaf, Lang::Vi).as_str(), rule_text(leaf, Lang::En).as_str()),
            (vi, en),
            "{rule}"
        );
        assert_eq!(rule_lines(leaf, Lang::Vi).replace('\n', " "), vi);
    }

    #[test]
    fn rules_in_the_words_of_decisions() {
        check(
            "rule.count = { of = \"a + n\", each = 0.5 }",
            "Điểm = (a + n) × 0,5, không quá điểm tối đa; Trong đó: n là Số việc",
            "Points = (a + n) × 0.5, at most the maximum; Where n is Số việc",
        );
        check(
            "rule.choice = [{ label = \"Kịp thời\", points = 2 }, { label = \"Không kịp thời\", points = 0.5 }]",
            "Kịp thời: 2; Không kịp thời: 0,5",
            "Kịp thời: 2; Không kịp thời: 0.5",
        );
        check(
            "rule.choice = [{ label = \"Tốt\", share = \"100%\" }, { label = \"Khá\", share = \"75%\" }]",
            "Tốt: 100% điểm tối đa; Khá: 75% điểm tối đa",
            "Tốt: 100% of the maximum; Khá: 75% of the maximum",
        );
        check(
            "rule.proportional = { of = \"b / a\", floor = \"80%\" }\nwhen_zero = \"full\"",
            "Từ 80% đến 100%: tỷ lệ % × điểm tối đa; Dưới 80%: 0; Tỷ lệ % = b / a; Không phát sinh: điểm tối đa; Trong đó: n là Số việc",
            "80% to 100%: rate × maximum; Under 80%: 0; Rate = b / a; Nothing arose: the maximum; Where n is Số việc",
        );
        check(
            "rule.proportional = { of = \"n / a\", floor = \"50%\", full_at = \"80%\" }\nwhen_zero = \"zero\"",
            "Từ 80% trở lên: điểm tối đa; Từ 50% đến dưới 80%: tỷ lệ % × điểm tối đa / 80%; Dưới 50%: 0; Tỷ lệ % = n / a; Không phát sinh: 0; Trong đó: n là Số việc",
            "80% or more: the maximum; 50% to under 80%: rate × maximum / 80%; Under 50%: 0; Rate = n / a; Nothing arose: 0; Where n is Số việc",
        );
        check(
            "rule.bands = { of = \"n\", steps = [{ over = 9.5, points = 2 }, { from = 9.5, points = 1.5 }, \
             { over = 5, points = 1 }, { from = 2, points = 0.5 }], otherwise = 0 }",
            "Giá trị n: Trên 9,5: 2; Bằng 9,5: 1,5; Trên 5 đến dưới 9,5: 1; Từ 2 đến 5: 0,5; Dưới 2: 0; Trong đó: n là Số việc",
            "Value n: Over 9.5: 2; Exactly 9.5: 1.5; Over 5 to under 9.5: 1; 2 to 5: 0.5; Under 2: 0; Where n is Số việc",
        );
        check(
            "rule.bands = { of = \"b / a\", steps = [{ from = \"100%\", points = 2 }, \
             { from = \"50%\", proportional = true }], otherwise = 0 }\nwhen_zero = \"zero\"",
            "Tỷ lệ b / a: Đạt 100%: 2; Từ 50% đến dưới 100%: tỷ lệ % × điểm tối đa; Dưới 50%: 0; Không phát sinh: 0; Trong đó: n là Số việc",
            "Rate b / a: 100%: 2; 50% to under 100%: rate × maximum; Under 50%: 0; Nothing arose: 0; Where n is Số việc",
        );
        check(
            "rule.formula = \"min(b / a * max_points, 2.0)\"\nwhen_zero = \"zero\"",
            "Điểm = min(b / a × điểm tối đa; 2,0); Không phát sinh: 0; Trong đó: n là Số việc",
            "Points = min(b / a × maximum; 2.0); Nothing arose: 0; Where n is Số việc",
        );
        check(
            "rule.deduct = { events = [{ input = \"n\", points = 0.25 }], min = -1 }",
            "Điểm tối đa, trừ: Số việc: mỗi trường hợp trừ 0,25; Thấp nhất: -1",
            "The maximum, less: Số việc: 0.25 for each; At least -1",
        );
    }
}
