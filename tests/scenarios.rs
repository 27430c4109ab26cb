//! Scenarios that an official can write: what units declare or got, and the points, index, rank and class that follow.
//!
//! A file of `tests/scenarios` names a set (carried, or a file in its folder `sets`) and one unit or several `[[unit]]`:
//!
//! - `inputs`: by code the raw data `{ a = 36, b = 35 }`, the option chosen, the list of what holds, or a number: the
//!   only input of the rule, else points. `self`: self scores. `not_applicable`: what the register exempts. `block` and
//!   `kind` of the unit.
//! - expected: `points` by code, `total`, `max`, `index`, `rank`, `tied`, `class`, `status` and `findings` by code. An
//!   expression in quotes is exact, as points and totals are; an index without quotes is as published.
//! - `by`: `self` (as if nothing is said) or `final`. Of the only block: `mean`, `highest`, `lowest`.

// Test code.
#![allow(clippy::unwrap_used)]

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use parindex::criteria::{CriteriaSet, builtin, carried, load_with};
use parindex::message::Scorer;
use parindex::points::Number;
use parindex::ranking::{BlockRanking, rank};
use parindex::rule::{Alone, Expression, Rule};
use parindex::score::{Basis, ScoreCard};
use toml::{Table, Value};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scenarios")
}

#[test]
fn every_scenario_comes_out() {
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending == "toml"));
    files.sort();
    assert!(files.len() >= 30, "only {} scenarios", files.len());
    let mut faults = Vec::new();
    for file in files {
        let scenario: Table = toml::from_str(&fs::read_to_string(&file).unwrap())
            .unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        faults.extend(run(&scenario).into_iter().map(|fault| format!("{name}: {fault}")));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

const SCENARIO: &[&str] = &["name", "criteria", "by", "mean", "highest", "lowest", "unit"];
const UNIT: &[&str] = &[
    "name",
    "block",
    "inputs",
    "self",
    "not_applicable",
    "kind",
    "points",
    "total",
    "max",
    "index",
    "rank",
    "tied",
    "class",
    "status",
    "findings",
];

/// What does not come out.
fn run(scenario: &Table) -> Vec<String> {
    let set = set_of(text(scenario, "criteria"));
    let alone = !scenario.contains_key("unit");
    let units: Vec<Table> = match scenario.get("unit") {
        Some(units) => {
            units.as_array().unwrap().iter().map(|unit| unit.as_table().unwrap().clone()).collect()
        }
        None => vec![scenario.clone()],
    };
    let known = |key: &&String| SCENARIO.contains(&key.as_str()) || (alone && UNIT.contains(&key.as_str()));
    let mut faults: Vec<String> =
        scenario.keys().filter(|key| !known(key)).map(|key| format!("no key “{key}”")).collect();
    if !alone {
        let strange = units.iter().flat_map(Table::keys).filter(|key| !UNIT.contains(&key.as_str()));
        faults.extend(strange.map(|key| format!("a unit has no key “{key}”")));
    }
    let basis = match scenario.get("by").map(|by| by.as_str().unwrap()) {
        Some("final") => Basis::Final,
        Some("self") | None => Basis::Own,
        Some(by) => panic!("no basis “{by}”"),
    };
    let table = table(&set, &units, basis);
    let register = register(&units);
    let assessed = support::read(&set, register.as_deref(), &[support::form("scenario.csv", &table)]);
    let cards = support::cards(&set, &assessed, basis);
    let ranking = rank(&set, &cards);
    for unit in &units {
        let name = text(unit, "name");
        let Some(at) = cards.iter().position(|card| &*card.unit == name) else {
            faults.push(format!("{name}: no card\n{}", support::shown(&assessed.findings)));
            continue;
        };
        let block = ranking.blocks.iter().find(|block| block.block == cards[at].block).unwrap();
        let mut of_unit = compare(&set, unit, &cards[at]);
        of_unit.extend(compare_rank(&set, unit, at, block));
        let found: BTreeSet<(String, String)> = assessed
            .findings
            .iter()
            .filter(|finding| finding.unit.as_deref() == Some(name))
            // A scenario states only what it is about.
            .filter(|finding| !["missing-criterion", "missing-points"].contains(&finding.code().id()))
            .map(|finding| {
                (finding.criterion.as_deref().unwrap_or("").to_owned(), finding.code().id().to_owned())
            })
            .collect();
        let wanted: BTreeSet<(String, String)> = entries(unit, "findings")
            .map(|(code, id)| (code.clone(), id.as_str().unwrap().to_owned()))
            .collect();
        if found != wanted {
            of_unit.push(format!(
                "findings {found:?}, expected {wanted:?}\n{}",
                support::shown(&assessed.findings)
            ));
        }
        faults.extend(of_unit.into_iter().map(|fault| format!("{name}: {fault}")));
    }
    let figures = [("mean", &ranking.blocks[0].mean), ("highest", &ranking.blocks[0].highest)];
    for (key, found) in figures.into_iter().chain([("lowest", &ranking.blocks[0].lowest)]) {
        faults.extend(scenario.get(key).and_then(|wanted| differs(&set, key, wanted, found.as_ref())));
    }
    faults
}

fn set_of(name: &str) -> CriteriaSet {
    let text = builtin::get(name).map_or_else(
        || {
            fs::read_to_string(folder().join(format!("{name}.toml")))
                .unwrap_or_else(|error| panic!("{name}: {error}"))
        },
        str::to_owned,
    );
    // A set may start from another one of the folder, or from a carried one.
    let base = |name: &str, _: &str| {
        let beside = fs::read_to_string(folder().join(format!("sets/{name}.toml"))).ok();
        beside.map(|text| (Arc::from(format!("sets/{name}.toml")), text)).or_else(|| carried(name))
    };
    let (set, findings) = load_with(&Arc::from(format!("{name}.toml")), &text, &base);
    set.unwrap_or_else(|| panic!("{}", support::shown(&findings)))
}

/// Of one unit alone the scenario's name is the unit's.
fn text<'t>(table: &'t Table, key: &str) -> &'t str {
    table.get(key).and_then(Value::as_str).unwrap_or_else(|| panic!("“{key}” is missing"))
}

fn entries<'t>(table: &'t Table, key: &str) -> impl Iterator<Item = (&'t String, &'t Value)> {
    table.get(key).into_iter().flat_map(|value| value.as_table().unwrap().iter())
}

/// The long table that the units would have sent.
fn table(set: &CriteriaSet, units: &[Table], basis: Basis) -> String {
    let points = if basis == Basis::Own { "self" } else { "appraised" };
    let mut rows = csv::Writer::from_writer(Vec::new());
    rows.write_record(["unit", "block", "code", "option", points, "survey"]).unwrap();
    for unit in units {
        let (name, block) =
            (text(unit, "name"), unit.get("block").map_or("", |block| block.as_str().unwrap()));
        for (code, value) in entries(unit, "inputs") {
            let leaf = set.node(code).and_then(|node| node.leaf.as_ref());
            let single = leaf.is_some_and(|leaf| leaf.inputs.len() == 1);
            let surveyed = leaf.is_some_and(|leaf| leaf.scored_by == Scorer::Survey);
            let labelled = leaf.is_some_and(|leaf| matches!(leaf.rule, Rule::Choice(_) | Rule::Checklist(_)));
            let mut cells = [String::new(), String::new(), String::new()];
            let at = match value {
                Value::Table(_) | Value::Array(_) => 0,
                Value::String(_) if labelled => 0,
                _ if single => 0,
                _ => 1 + usize::from(surveyed),
            };
            cells[at] = typed(value);
            let [option, points, survey] = cells;
            rows.write_record([name, block, code, &option, &points, &survey]).unwrap();
        }
        for (code, value) in entries(unit, "self") {
            rows.write_record([name, block, code, "", &typed(value), ""]).unwrap();
        }
    }
    String::from_utf8(rows.into_inner().unwrap()).unwrap()
}

/// A value as somebody would type it into a cell.
fn typed(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) if items.is_empty() => "Không".to_owned(),
        Value::Array(items) => items.iter().map(typed).collect::<Vec<_>>().join("; "),
        Value::Table(data) => {
            data.iter().map(|(id, value)| format!("{id} = {}", typed(value))).collect::<Vec<_>>().join("; ")
        }
        other => other.to_string(),
    }
}

/// The register, where some unit is exempt from something.
fn register(units: &[Table]) -> Option<String> {
    let listed = |unit: &Table| ["not_applicable", "kind"].iter().any(|key| unit.contains_key(*key));
    units.iter().any(listed).then(|| {
        let mut rows = csv::Writer::from_writer(Vec::new());
        rows.write_record(["name", "block", "kind", "not_applicable"]).unwrap();
        for unit in units {
            let block = unit.get("block").map_or("", |block| block.as_str().unwrap());
            let exempt = unit.get("not_applicable").map(typed).unwrap_or_default();
            let kind = unit.get("kind").map_or("", |kind| kind.as_str().unwrap());
            rows.write_record([text(unit, "name"), block, kind, &exempt]).unwrap();
        }
        String::from_utf8(rows.into_inner().unwrap()).unwrap()
    })
}

fn compare(set: &CriteriaSet, unit: &Table, card: &ScoreCard) -> Vec<String> {
    let mut faults = Vec::new();
    for (code, wanted) in entries(unit, "points") {
        let Some(node) = set.node_of(code) else {
            faults.push(format!("the set has no {code}"));
            continue;
        };
        let found = &card.nodes[node].points;
        if number(wanted) != *found {
            faults.push(format!("{code}: {found} points, expected {wanted}"));
        }
    }
    for (code, wanted) in entries(unit, "status") {
        let leaf = set.node(code).and_then(|node| node.leaf.as_ref()).unwrap();
        let found = card.leaves[leaf.index].status.id();
        if wanted.as_str() != Some(found) {
            faults.push(format!("{code} is {found}, expected {wanted}"));
        }
    }
    for (key, found) in [("total", &card.points), ("max", &card.max)] {
        if let Some(wanted) = unit.get(key).filter(|wanted| number(wanted) != *found) {
            faults.push(format!("{key} {found}, expected {wanted}"));
        }
    }
    faults.extend(unit.get("index").and_then(|wanted| differs(set, "index", wanted, card.index.as_ref())));
    faults
}

fn compare_rank(set: &CriteriaSet, unit: &Table, card: usize, block: &BlockRanking) -> Option<String> {
    let wanted = |key: &str| unit.get(key).cloned();
    let Some(row) = block.rows.iter().find(|row| row.card == card) else {
        return wanted("rank").map(|_| "is not ranked".to_owned());
    };
    let found = [
        ("rank", Value::Integer(i64::try_from(row.rank).unwrap())),
        ("tied", Value::Boolean(row.tied)),
        ("class", Value::String(row.class.map_or("", |class| &set.classes[class].name).to_owned())),
    ];
    let wrong = |(key, found): &(&str, Value)| wanted(key).is_some_and(|wanted| wanted != *found);
    let wrong: Vec<String> =
        found.iter().filter(|pair| wrong(pair)).map(|(key, found)| format!("{key} {found}")).collect();
    (!wrong.is_empty()).then(|| wrong.join(", "))
}

/// An expression is exact, a number is as published.
fn differs(set: &CriteriaSet, key: &str, wanted: &Value, found: Option<&Number>) -> Option<String> {
    let Some(found) = found else { return Some(format!("no {key}")) };
    let shown = if wanted.is_str() { found.clone() } else { found.rounded(set.scoring.precision) };
    (number(wanted) != shown).then(|| format!("{key} {shown}, expected {wanted}"))
}

fn number(value: &Value) -> Number {
    let text = typed(value);
    let expression = Expression::parse(&text, &[]).unwrap_or_else(|faults| panic!("{text}: {faults:?}"));
    expression.eval(&[], &[], &Number::ZERO, &Alone).unwrap_or_else(|fault| panic!("{text}: {fault:?}"))
}
