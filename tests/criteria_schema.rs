//! The schema of criteria files takes every set that the program takes, and refuses what an editor should mark.

// Test code.
#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};

use jsonschema::Validator;
use serde_json::{Number, Value, json};
use toml::de::{DeTable, DeValue};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_path_buf()
}

fn published() -> String {
    let file = root().join("docs/schema/criteria.v1.schema.json");
    std::fs::read_to_string(file).unwrap_or_default().replace("\r\n", "\n")
}

/// Editors read it by draft 4 or by draft 7.
fn validators() -> [Validator; 2] {
    let schema = serde_json::from_str(&published()).unwrap();
    [jsonschema::draft4::new(&schema).unwrap(), jsonschema::draft7::new(&schema).unwrap()]
}

/// A TOML text as editors hand it to a validator: days are texts, numbers have the digits that are written.
fn json(text: &str) -> Value {
    fn value(toml: &DeValue) -> Value {
        match toml {
            DeValue::String(text) => json!(text),
            DeValue::Boolean(flag) => json!(flag),
            DeValue::Integer(number) => Value::Number(number.as_str().parse().unwrap()),
            DeValue::Float(number) => {
                let read: Number = number.as_str().parse().unwrap();
                assert_eq!(read.to_string(), number.as_str().trim_end_matches('0'), "a number lost digits");
                Value::Number(read)
            }
            DeValue::Datetime(day) => json!(day.to_string()),
            DeValue::Array(items) => items.iter().map(|item| value(item.get_ref())).collect(),
            DeValue::Table(keys) => table(keys),
        }
    }
    fn table(keys: &DeTable) -> Value {
        keys.iter().map(|(key, item)| (key.get_ref().to_string(), value(item.get_ref()))).collect()
    }
    table(DeTable::parse(text.trim_start_matches('\u{feff}')).unwrap().get_ref())
}

#[test]
fn the_published_schema_is_that_of_the_keys_that_are_read() {
    let made = String::from_utf8(parindex::criteria::schema().unwrap()).unwrap();
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        std::fs::write(root().join("docs/schema/criteria.v1.schema.json"), &made).unwrap();
    }
    assert_eq!(made, published(), "run: UPDATE_EXPECTED=1 cargo test --test criteria_schema");
}

#[test]
fn the_program_prints_the_published_schema() {
    let run = assert_cmd::cargo_bin_cmd!("parindex").args(["schema", "criteria"]).assert().code(0);
    assert_eq!(String::from_utf8_lossy(&run.get_output().stdout), published());
}

#[test]
fn every_set_is_valid() {
    let validators = validators();
    let mut count = 0;
    for folder in ["criteria", "docs", "src/commands/criteria/new", "tests/cmd/dot"] {
        for entry in root().join(folder).read_dir().unwrap() {
            let path = entry.unwrap().path();
            let toml = path.extension().is_some_and(|ending| ending == "toml");
            if !toml || path.ends_with("round.toml") {
                continue;
            }
            let set = json(&std::fs::read_to_string(&path).unwrap());
            let faults: Vec<String> = validators
                .iter()
                .flat_map(|validator| validator.iter_errors(&set))
                .map(|fault| format!("{}: {fault}", fault.instance_path()))
                .collect();
            assert!(faults.is_empty(), "{}: {faults:#?}", path.display());
            count += 1;
        }
    }
    assert!(count >= 11, "only {count} files");
}

#[test]
fn faults_are_marked() {
    let sound = std::fs::read_to_string(root().join("docs/mau.toml")).unwrap();
    let validators = validators();
    let check = |from: &str, to: &str| {
        assert!(sound.contains(from), "{from}");
        let faulty = json(&sound.replacen(from, to, 1));
        assert!(validators.iter().all(|validator| !validator.is_valid(&faulty)), "{from} -> {to}");
    };
    check("basis ", "bassis ");
    check("scale   = 40", "scale   = \"40\"");
    check("status  = \"model\"", "status  = \"draft\"");
    check("checked = 2025-12-01", "checked = true");
    check("decimals       = 2", "decimals       = 7");
    check("id      = \"mau\"\n", "");
    check("code = \"1.1\"", "code = 1.1");
    check("scored_by = \"council\"", "scored_by = \"Council\"");
    check("rule.count = { of = \"n\", each = 0.5 }", "rule.count = { of = \"n\" }");
    check(
        "rule.count = { of = \"n\", each = 0.5 }",
        "rule.count = { of = \"n\", each = 0.5 }\nrule.judged = {}",
    );
    check("rule.info = {}", "rule = {}");
    check("{ over = \"90%\", points = 2 }", "{ over = \"90 phần trăm\", points = 2 }");
    check("{ over = \"90%\", points = 2 }", "{ points = 2 }");
    check("{ over = \"90%\", points = 2 }", "{ over = \"90%\", points = 2, share = \"100%\" }");
    check("part_of = \"a\"", "part_of = 1");
    check("effect = \"bonus\"", "effect = \"plus\"");
}
