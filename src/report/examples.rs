//! Worked examples as a criteria file writes them.

use std::fmt::Write as _;

use crate::criteria::{CriteriaSet, Example, Standing, Target};
use crate::message::{Lang, one_line, say, toml_string};
use crate::points::Number;
use crate::rule::{Case, Outcome, Rule};

/// The examples as TOML, with a warning above them.
pub fn examples_toml(set: &CriteriaSet, examples: &[Example], lang: Lang) -> String {
    let id = one_line(&set.id);
    let mut out = say!(
        lang,
        "# Các trường hợp dễ lộ lỗi soạn thảo của bộ {id}, tính theo tệp như đang viết.\n\
         # Đây là điều TỆP nói, chưa phải điều QUYẾT ĐỊNH nói: đối chiếu từng dòng với quyết định, rồi mới dán\n\
         # vào cuối tệp bộ tiêu chí và đặt lại tên (name).\n",
        "# Cases at which a drafting error of the set {id} would show, computed from the file as it stands.\n\
         # This is what the FILE says, not yet what the DECISION says: compare each line with the decision before\n\
         # you paste it at the end of the criteria file, and give each example a name.\n",
    );
    let edges = say!(lang, "Mốc xếp loại, làm tròn", "Edges of the classes, rounding");
    for (nth, example) in examples.iter().enumerate() {
        let name = match &example.standing {
            Some(_) => edges.clone(),
            None => {
                let nth = nth + 1;
                say!(lang, "Trường hợp {nth}", "Case {nth}")
            }
        };
        let _ = write!(out, "\n[[example]]\nname = {}\n", text(&name));
        write_example(&mut out, set, example);
    }
    out
}

fn write_example(out: &mut String, set: &CriteriaSet, example: &Example) {
    let code = |n: usize| text(&set.leaf(n).0.code);
    let adjustment = |at: usize| text(&set.adjustments[at].code);
    if let Some(standing) = &example.standing {
        write_standing(out, set, standing);
    }
    let given = example.given.iter().map(|(n, case)| (code(*n), declared(set, *n, case)));
    let adjusted = example.adjusted.iter().map(|(at, points)| (adjustment(*at), number(points)));
    section(out, "inputs", given.chain(adjusted));
    let best = example.given.iter().filter_map(|(n, case)| Some((code(*n), number(case.best.as_ref()?))));
    section(out, "best", best);
    let points = example.points.iter().map(|(target, outcome)| {
        let code = match target {
            Target::Leaf(n) => code(*n),
            Target::Adjustment(at) => adjustment(*at),
        };
        let outcome = match outcome {
            Outcome::Points(points) => number(points),
            Outcome::NotApplicable => "\"not-applicable\"".to_owned(),
        };
        (code, outcome)
    });
    section(out, "points", points);
}

fn section(out: &mut String, name: &str, entries: impl Iterator<Item = (String, String)>) {
    for (nth, (key, value)) in entries.enumerate() {
        if nth == 0 {
            let _ = writeln!(out, "[example.{name}]");
        }
        let _ = writeln!(out, "{key} = {value}");
    }
}

fn write_standing(out: &mut String, set: &CriteriaSet, standing: &Standing) {
    let _ = writeln!(out, "index = {}", number(&standing.index));
    if !standing.components.is_empty() {
        let component =
            |(node, index): &(usize, Number)| format!("{} = \"{index}%\"", text(&set.nodes[*node].code));
        let components: Vec<String> = standing.components.iter().map(component).collect();
        let _ = writeln!(out, "components = {{ {} }}", components.join(", "));
    }
    if let Some(block) = standing.block {
        let _ = writeln!(out, "block = {}", text(&set.blocks[block].id));
    }
    if let Some(class) = standing.class {
        let _ = writeln!(out, "class = {}", text(&set.classes[class].name));
    }
    if let Some(published) = &standing.published {
        let _ = writeln!(out, "published = {}", number(published));
    }
}

/// What is declared for a leaf.
fn declared(set: &CriteriaSet, n: usize, case: &Case) -> String {
    let leaf = set.leaf(n).1;
    if let Some(points) = &case.judged {
        return number(points);
    }
    let answer = &case.answer;
    match &leaf.rule {
        Rule::Choice(rule) => {
            let option = answer.option.and_then(|at| rule.options.get(at));
            text(option.map_or("", |option| &option.label))
        }
        Rule::Checklist(rule) => {
            let items = answer.items.iter().flatten().filter_map(|at| rule.items.get(*at));
            let items: Vec<String> = items.map(|item| text(&item.label)).collect();
            format!("[{}]", items.join(", "))
        }
        Rule::Survey(rule)
            if rule.groups.is_empty()
                && answer.inputs.iter().flatten().filter(|count| !count.is_zero()).count() == 1 =>
        {
            let at = answer.inputs.iter().position(|count| count.as_ref().is_some_and(|n| !n.is_zero()));
            text(at.and_then(|at| rule.answers.get(at)).map_or("", |answer| &answer.label))
        }
        _ => {
            let value = |(input, value): (_, &Option<Number>)| {
                let input: &crate::rule::Input = input;
                Some(format!("{} = {}", bare(&input.id), number(value.as_ref()?)))
            };
            let values: Vec<String> = leaf.inputs.iter().zip(&answer.inputs).filter_map(value).collect();
            if values.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", values.join(", ")) }
        }
    }
}

/// A key of letters and digits stands without quotes.
fn bare(key: &str) -> String {
    let plain = key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte));
    if plain { key.to_owned() } else { text(key) }
}

/// A decimal as a number, another fraction as an expression.
fn number(value: &Number) -> String {
    let plain = value.to_string();
    if plain.contains('/') { text(&plain) } else { plain }
}

/// A text on one line.
fn text(plain: &str) -> String {
    toml_string(&one_line(plain))
}
