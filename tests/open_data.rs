//! Open data and the JSON of all results: the same figures as `rank`, and nothing that the description does not describe.

// Test code.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::Path;

use parindex::points::Number;
use serde_json::Value;
use support::{root, run};

/// Rounds in which points are missing, faulty, 0 and not applicable, with and without blocks and a year before.
const ROUNDS: [&str; 6] = [
    "examples/xa-2025",
    "examples/so-2025",
    "examples/huyen-2024",
    "examples/loi",
    "tests/cmd/dot",
    "tests/cmd/hai-lan",
];

/// The papers of a round.
fn papers(round: &str, kinds: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().to_string_lossy().into_owned();
    let arguments = [&["report", "--by", "final", "--output", &output], kinds].concat();
    let run = run(&root().join(round), &arguments);
    assert_ne!(run.status, Some(2), "{round}: {}", run.stderr);
    folder
}

fn json(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

/// Head and rows of a CSV.
fn table(path: &Path) -> (Vec<String>, Vec<Vec<String>>) {
    let mut reader = csv::Reader::from_path(path).unwrap();
    let texts = |record: &csv::StringRecord| record.iter().map(str::to_owned).collect::<Vec<_>>();
    let head = texts(reader.headers().unwrap());
    (head, reader.records().map(|record| texts(&record.unwrap())).collect())
}

/// Per unit, code and measure the value and the status.
type Figures = BTreeMap<[String; 3], (String, String)>;

fn figures(folder: &Path) -> Figures {
    let (head, rows) = table(&folder.join("du-lieu/du-lieu.csv"));
    let at = |name: &str| head.iter().position(|head| head == name).unwrap();
    let [unit, code, measure, value, status] = ["unit", "code", "measure", "value", "status"].map(at);
    let figure = |row: Vec<String>| {
        let key = [row[unit].clone(), row[code].clone(), row[measure].clone()];
        (key, (row[value].clone(), row[status].clone()))
    };
    rows.into_iter().map(figure).collect()
}

fn number(text: &str) -> Number {
    Number::from_plain(text).unwrap_or_else(|| panic!("{text} is no number"))
}

#[test]
fn figures_are_those_of_the_ranking() {
    for round in ROUNDS {
        let folder = papers(round, &["--csv-tidy"]);
        let figures = figures(folder.path());
        let rank = run(&root().join(round), &["rank", "--by", "final", "--format", "json"]).json();
        let mut held = 0;
        let mut same = |unit: &str, code: &str, measure: &str, expected: &Value| {
            let key = [unit, code, measure].map(str::to_owned);
            let (value, status) = figures.get(&key).unwrap_or_else(|| panic!("{round}: no {key:?}"));
            match expected {
                Value::Null => assert_eq!(value, "", "{round} {key:?}"),
                // Nothing applies: no 0 that somebody might read as lost.
                _ if status == "not-applicable" => assert_eq!(value, "", "{round} {key:?}"),
                _ => assert_eq!(number(value), number(&expected.to_string()), "{round} {key:?}"),
            }
            held += 1;
        };
        for block in rank["blocks"].as_array().unwrap() {
            for unit in block["units"].as_array().unwrap() {
                let name = unit["unit"].as_str().unwrap();
                for measure in
                    ["rank", "points", "max", "index", "self", "appraised", "survey", "bonus", "penalty"]
                {
                    same(name, "total", measure, &unit[measure]);
                }
                for field in unit["fields"].as_array().unwrap() {
                    for measure in ["points", "max", "index"] {
                        same(name, field["code"].as_str().unwrap(), measure, &field[measure]);
                    }
                }
            }
        }
        assert!(held > 0, "{round}");
    }
}

/// Published points of leaves are each rounded; so is the sum.
#[test]
fn leaves_add_up_to_what_stands_above_them() {
    for round in ROUNDS {
        let folder = papers(round, &["--csv-tidy"]);
        let figures = figures(folder.path());
        let (_, criteria) = table(&folder.path().join("du-lieu/tieu-chi.csv"));
        let (_, units) = table(&folder.path().join("du-lieu/don-vi.csv"));
        for unit in units.iter().filter(|unit| unit[5] != "missing") {
            let of = |code: &str, measure: &str| {
                figures
                    .get(&[&*unit[3], code, measure].map(str::to_owned))
                    .map(|(value, _)| if value.is_empty() { Number::ZERO } else { number(value) })
            };
            for above in criteria.iter().filter(|row| row[3] == "field" || row[3] == "criterion") {
                for measure in ["points", "max"] {
                    let below = criteria.iter().filter(|row| row[2] == above[1]);
                    let parts: Vec<Number> = below.map(|row| of(&row[1], measure).unwrap()).collect();
                    let off = &parts.iter().sum::<Number>() - &of(&above[1], measure).unwrap();
                    let most = Number::from_scaled(i128::try_from(parts.len() + 1).unwrap(), 2);
                    assert!(off.abs() <= most, "{round} {} {} {measure}: {off}", unit[3], above[1]);
                }
            }
        }
    }
}

#[test]
fn missing_faulty_zero_and_not_applicable_are_told_apart() {
    let mut seen = HashSet::new();
    for round in ROUNDS {
        let folder = papers(round, &["--csv-tidy"]);
        for (key, (value, status)) in figures(folder.path()) {
            let has_value = matches!(&*status, "scored" | "incomplete");
            assert_eq!(value.is_empty(), !has_value, "{round} {key:?} {status}");
            seen.insert(if value == "0.00" { "zero".to_owned() } else { status });
        }
    }
    for status in ["zero", "scored", "incomplete", "missing", "not-applicable", "fault"] {
        assert!(seen.contains(status), "no example has {status}");
    }
}

#[test]
fn the_description_describes_every_table_and_every_value() {
    for round in ROUNDS {
        let folder = papers(round, &["--csv-tidy"]);
        let data = folder.path().join("du-lieu");
        let package = json(&data.join("datapackage.json"));
        let words = fs::read_to_string(data.join("TU-DIEN.md")).unwrap();
        let mut keys: BTreeMap<String, HashSet<Vec<String>>> = BTreeMap::new();
        let resources = package["resources"].as_array().unwrap();
        assert_eq!(resources.len(), 3);
        for resource in resources {
            let path = resource["path"].as_str().unwrap();
            let bytes = fs::read(data.join(path)).unwrap();
            assert!(!bytes.starts_with(b"\xef\xbb\xbf"), "{path} is plain UTF-8");
            let (head, rows) = table(&data.join(path));
            let fields = resource["schema"]["fields"].as_array().unwrap();
            let names: Vec<&str> = fields.iter().map(|field| field["name"].as_str().unwrap()).collect();
            assert_eq!(head, names, "{path}");
            for field in fields {
                for text in ["title", "title_en", "description", "description_en"] {
                    assert!(!field[text].as_str().unwrap().is_empty(), "{path} {field}");
                }
                let in_words = field["name"].as_str().unwrap().replace('_', "\\_");
                assert!(words.contains(&format!("| {in_words} |")), "{in_words} is not in the dictionary");
            }
            for row in &rows {
                fields.iter().zip(row).for_each(|(field, value)| check(path, field, value));
            }
            let columns = |columns: &Value| -> Vec<usize> {
                let names = columns.as_array().unwrap().iter().map(|name| name.as_str().unwrap());
                names.map(|name| head.iter().position(|head| head == name).unwrap()).collect()
            };
            let pick = |row: &Vec<String>, at: &[usize]| at.iter().map(|at| row[*at].clone()).collect();
            let key = columns(&resource["schema"]["primaryKey"]);
            let all: HashSet<Vec<String>> = rows.iter().map(|row| pick(row, &key)).collect();
            assert_eq!(all.len(), rows.len(), "{round} {path}: a key stands twice");
            keys.insert(resource["name"].as_str().unwrap().to_owned(), all);
        }
        for resource in resources {
            let (head, rows) = table(&data.join(resource["path"].as_str().unwrap()));
            for link in resource["schema"]["foreignKeys"].as_array().into_iter().flatten() {
                let names = link["fields"].as_array().unwrap();
                let at: Vec<usize> =
                    names.iter().map(|name| head.iter().position(|head| name == head).unwrap()).collect();
                let there = &keys[link["reference"]["resource"].as_str().unwrap()];
                for row in &rows {
                    let key: Vec<String> = at.iter().map(|at| row[*at].clone()).collect();
                    assert!(there.contains(&key), "{round}: {key:?} leads nowhere");
                }
            }
        }
    }
}

/// A value against the type, the words and whether it may be blank.
fn check(path: &str, field: &Value, value: &str) {
    let name = &field["name"];
    if value.is_empty() {
        assert_eq!(field["constraints"]["required"], false, "{path}: {name} is blank");
        return;
    }
    let fits = match field["type"].as_str().unwrap() {
        "number" => Number::from_plain(value).is_some(),
        "integer" => value.parse::<i64>().is_ok(),
        "boolean" => ["true", "false"].contains(&value),
        "string" => true,
        other => panic!("{other}"),
    };
    assert!(fits, "{path} {name}: {value}");
    if let Some(words) = field["constraints"]["enum"].as_array() {
        assert!(words.iter().any(|word| word == value), "{path} {name}: {value}");
    }
}

#[test]
fn a_named_file_gets_the_figures_and_their_description_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("x.csv").to_string_lossy().into_owned();
    let run = run(&root().join("examples/so-2025"), &["report", "--csv-tidy", "--output", &file]);
    assert_eq!(run.status, Some(0), "{}", run.stderr);
    let mut names: Vec<String> = fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert_eq!(names, ["x.csv", "x.datapackage.json", "x.md"]);
    let package = json(&folder.path().join("x.datapackage.json"));
    assert_eq!(package["resources"].as_array().unwrap().len(), 1);
    assert_eq!(package["resources"][0]["path"], "x.csv");
    assert!(package["resources"][0]["schema"].get("foreignKeys").is_none());
    let whole = papers("examples/so-2025", &["--csv-tidy"]);
    let same = fs::read(whole.path().join("du-lieu/du-lieu.csv")).unwrap();
    assert!(fs::read(&file).unwrap() == same);
}

#[test]
fn the_csv_is_that_of_rank() {
    for round in ROUNDS {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
        let [ranked, reported] = ["rank.csv", "report.csv"].map(file);
        let at = root().join(round);
        run(&at, &["rank", "--by", "final", "--format", "csv", "--output", &ranked]);
        run(&at, &["report", "--by", "final", "--csv", "--output", &reported]);
        let bytes = fs::read(&ranked).unwrap();
        assert!(!bytes.is_empty() && bytes == fs::read(&reported).unwrap(), "{round}");
        assert!(bytes == fs::read(papers(round, &["--csv"]).path().join("xep-hang.csv")).unwrap());
    }
}

#[test]
fn the_json_has_what_rank_and_score_have() {
    for round in ROUNDS {
        let mut whole = json(&papers(round, &["--json"]).path().join("ket-qua.json"));
        assert_eq!(support::schema::faults(&whole), [""; 0], "{round}");
        let at = root().join(round);
        let rank = run(&at, &["rank", "--by", "final", "--format", "json"]).json();
        let score = run(&at, &["score", "--by", "final", "--format", "json"]).json();
        for key in ["criteria", "by"] {
            assert_eq!(whole[key], rank[key], "{round}");
        }
        for (block, expected) in
            whole["blocks"].as_array_mut().unwrap().iter_mut().zip(rank["blocks"].as_array().unwrap())
        {
            let block = block.as_object_mut().unwrap();
            for key in ["class_shares", "fields", "leaves"] {
                block.remove(key).unwrap();
            }
            for unit in ["units", "unranked"].iter().flat_map(|key| block[*key].as_array().unwrap().clone()) {
                let cards = score["units"].as_array().unwrap();
                let card = cards.iter().find(|card| card["unit"] == unit["unit"]).unwrap();
                let leaves = unit["leaves"].as_array().unwrap();
                assert_eq!(leaves.len(), card["leaves"].as_array().unwrap().len());
                for (leaf, expected) in leaves.iter().zip(card["leaves"].as_array().unwrap()) {
                    for (key, value) in expected.as_object().unwrap() {
                        assert_eq!(leaf[key], *value, "{round} {} {}", unit["unit"], leaf["code"]);
                    }
                }
            }
            for key in ["units", "unranked"] {
                for unit in block[key].as_array_mut().unwrap() {
                    let unit = unit.as_object_mut().unwrap();
                    unit.remove("leaves").unwrap();
                    unit.remove("previous");
                }
            }
            assert_eq!(Value::Object(block.clone()), *expected, "{round}");
        }
    }
}
