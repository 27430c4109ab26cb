//! The JSON Schema of criteria files, for editors: it completes keys and words and marks what is wrong while one writes.

use serde_json::{Map, Value, json};

use super::shape::{FILE, Key, Kind, Shape};

/// The schema as JSON text; the program carries it as it is in `docs/schema/`. Editors of TOML know drafts up to 7; only what draft 4 has too is used.
pub fn schema() -> serde_json::Result<Vec<u8>> {
    let mut schema = table(&FILE);
    let head = [
        ("$schema", "http://json-schema.org/draft-07/schema#"),
        ("$id", "urn:parindex:criteria:1"),
        ("title", "Bộ tiêu chí của parindex / Criteria set of parindex"),
    ];
    for (key, text) in head {
        schema[key] = json!(text);
    }
    let mut text = serde_json::to_vec_pretty(&schema)?;
    text.push(b'\n');
    Ok(text)
}

fn table(shape: &Shape) -> Value {
    let mut schema = json!({ "type": "object", "additionalProperties": false });
    let properties = shape.keys.iter().map(|key| (key.name.to_owned(), property(key)));
    schema["properties"] = Value::Object(properties.collect::<Map<_, _>>());
    let needed = shape.keys.iter().filter(|key| key.needed && !key.inherited);
    let needed: Vec<&str> = needed.map(|key| key.name).collect();
    if !needed.is_empty() {
        schema["required"] = json!(needed);
    }
    for group in shape.one_of {
        if group.len() == shape.keys.len() {
            schema["minProperties"] = json!(1);
            schema["maxProperties"] = json!(1);
            continue;
        }
        let one: Vec<Value> = group.iter().map(|key| json!({ "required": [key] })).collect();
        match schema["allOf"].as_array_mut() {
            Some(groups) => groups.push(json!({ "oneOf": one })),
            None => schema["allOf"] = json!([{ "oneOf": one }]),
        }
    }
    schema
}

fn property(key: &Key) -> Value {
    let expression = json!({ "anyOf": [{ "type": "number" }, { "type": "string" }] });
    let mut schema = match key.kind {
        Kind::Text => json!({ "type": "string" }),
        Kind::Number => json!({ "type": "number" }),
        Kind::Share => share(),
        Kind::Whole(from, to) => json!({ "type": "integer", "minimum": from, "maximum": to }),
        Kind::Flag => json!({ "type": "boolean" }),
        Kind::Day => json!({ "type": "string", "format": "date" }),
        Kind::Word(words) => json!({ "type": "string", "enum": words }),
        Kind::Texts => list(&json!({ "type": "string" })),
        Kind::Table(shape) => table(shape),
        Kind::Tables(shape) => list(&table(shape)),
        Kind::Shares => by_code(&share()),
        Kind::Answers => by_code(&json!({ "anyOf": [
            expression,
            list(&json!({ "type": "string" })),
            { "type": "object", "additionalProperties": expression },
        ] })),
        Kind::Points => by_code(&expression),
        Kind::Amount => expression,
    };
    schema["description"] = json!(format!("{}\n\n{}", key.vi, key.en));
    if let Ok(default) = serde_json::from_str::<Value>(key.default) {
        schema["default"] = default;
    }
    schema
}

fn list(items: &Value) -> Value {
    json!({ "type": "array", "items": items })
}

fn by_code(value: &Value) -> Value {
    json!({ "type": "object", "additionalProperties": value })
}

/// A number, or a percentage as a text.
fn share() -> Value {
    json!({ "anyOf": [{ "type": "number" }, { "type": "string", "pattern": "^ *-?[0-9]+([.][0-9]+)? *% *$" }] })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::diagnostic::Finding;
    use crate::keys::{Faults, Keys, parse};
    use crate::message::Detail;

    /// A key and the way to it.
    type Found = (Vec<&'static str>, &'static Key);

    /// Every key of the file, those of tables within tables too.
    fn keys() -> Vec<Found> {
        fn walk(shape: &'static Shape, path: &[&'static str], found: &mut Vec<Found>) {
            for key in shape.keys {
                let path = [path, &[key.name]].concat();
                if let Kind::Table(inner) | Kind::Tables(inner) = key.kind {
                    walk(inner, &path, found);
                }
                found.push((path, key));
            }
        }
        let mut found = Vec::new();
        walk(&FILE, &[], &mut found);
        found
    }

    /// A table with every key; with `only`, of keys that exclude each other just one, by turns.
    fn sample(shape: &Shape, only: Option<usize>) -> Value {
        let excluded = |name: &str| {
            only.is_some_and(|turn| {
                let group = shape.one_of.iter().find(|group| group.contains(&name));
                group.is_some_and(|group| group[turn % group.len()] != name)
            })
        };
        let value = |key: &Key| match key.kind {
            Kind::Text => json!("a"),
            Kind::Number | Kind::Whole(..) => json!(if key.name == "decimals" { 2 } else { 2000 }),
            Kind::Share => json!("80%"),
            Kind::Flag => json!(false),
            Kind::Day => json!("2025-01-31"),
            // The last one asks least: an official set needs more keys than others.
            Kind::Word(words) => json!(words.last()),
            Kind::Texts => json!(["a"]),
            Kind::Table(shape) => sample(shape, only),
            Kind::Tables(shape) => json!([sample(shape, only)]),
            Kind::Shares => json!({ "1": "80%" }),
            Kind::Answers => json!({ "1": { "a": 1 } }),
            Kind::Points => json!({ "1": "1 / 2" }),
            Kind::Amount => json!("1 / 2"),
        };
        let keys = shape.keys.iter().filter(|key| !excluded(key.name));
        Value::Object(keys.map(|key| (key.name.to_owned(), value(key))).collect())
    }

    /// The table that holds the last key of a way.
    fn at<'v>(file: &'v mut Value, path: &[&str]) -> Option<&'v mut Map<String, Value>> {
        let (_, tables) = path.split_last()?;
        let inner = tables.iter().try_fold(file, |value, key| match value.get_mut(*key)? {
            Value::Array(items) => items.first_mut(),
            other => Some(other),
        });
        inner?.as_object_mut()
    }

    fn toml(value: &Value) -> String {
        match value {
            Value::Object(keys) => {
                let keys: Vec<String> =
                    keys.iter().map(|(key, value)| format!("{key:?} = {}", toml(value))).collect();
                format!("{{ {} }}", keys.join(", "))
            }
            Value::Array(items) => format!("[{}]", items.iter().map(toml).collect::<Vec<_>>().join(", ")),
            Value::String(text) if text.starts_with("2025-") => text.clone(),
            other => other.to_string(),
        }
    }

    fn text(file: &Value) -> String {
        let top = file.as_object().unwrap().iter();
        top.map(|(key, value)| format!("{key} = {}", toml(value))).collect::<Vec<_>>().join("\n")
    }

    /// The errors of a file.
    fn errors(file: &Value) -> Vec<Detail> {
        let mut file = file.clone();
        // There is no set “a” to start from.
        if let Some(set) =
            at(&mut file, &["set", "extends"]).filter(|set| set.get("extends") == Some(&json!("a")))
        {
            set.remove("extends");
        }
        let (_, findings) = crate::criteria::load(&"t.toml".into(), &text(&file));
        findings.into_iter().filter(Finding::is_error).map(|finding| finding.detail).collect()
    }

    #[test]
    fn the_reader_knows_the_keys_of_the_table_and_no_others() {
        let text = text(&sample(&FILE, None));
        let mut faults = Faults::new(&"t.toml".into(), &text);
        let mut mended = None;
        let table = parse(&mut faults, &text, &mut mended);
        crate::criteria::raw::read(&mut faults, Keys::new(table.get_ref(), "", table.span()));
        let known = faults.known.into_iter().collect();
        let listed: BTreeSet<(String, &str)> =
            keys().iter().map(|(path, key)| (path[..path.len() - 1].join("."), key.name)).collect();
        let only =
            |a: &BTreeSet<_>, b: &BTreeSet<_>| a.difference(b).cloned().collect::<Vec<(String, &str)>>();
        assert_eq!(only(&known, &listed), [], "read, but not in criteria/shape.rs");
        assert_eq!(only(&listed, &known), [], "in criteria/shape.rs, but not read");
    }

    #[test]
    fn reader_and_schema_refuse_the_same_values() {
        let schema: Value = serde_json::from_slice(&schema().unwrap()).unwrap();
        let validator = jsonschema::draft7::new(&schema).unwrap();
        for (path, key) in keys() {
            let wrong = match key.kind {
                Kind::Text => json!(1),
                Kind::Amount => json!([]),
                _ => json!("?"),
            };
            let mut file = sample(&FILE, None);
            at(&mut file, &path).unwrap().insert(key.name.to_owned(), wrong.clone());
            let said = errors(&file).into_iter().find_map(|detail| match detail {
                Detail::WrongType { key: name, .. } if name == key.name => Some(None),
                Detail::InvalidValue { key: name, allowed, .. } if name == key.name => Some(Some(allowed)),
                _ => None,
            });
            let allowed = said.unwrap_or_else(|| panic!("the reader takes {wrong} for {path:?}"));
            if let Kind::Word(words) = key.kind {
                assert_eq!(allowed, Some(words.join(" | ")), "the words of {path:?}");
            }
            for turn in 0..12 {
                let mut file = sample(&FILE, Some(turn));
                assert!(validator.is_valid(&file), "{:?}", validator.validate(&file));
                let Some(table) = at(&mut file, &path) else { continue };
                if table.contains_key(key.name) {
                    table.insert(key.name.to_owned(), wrong.clone());
                    assert!(!validator.is_valid(&file), "the schema takes {wrong} for {path:?}");
                }
            }
        }
    }

    #[test]
    fn reader_and_schema_miss_the_same_keys() {
        for (path, key) in keys() {
            // A leaf that informs needs no maximum; all others do.
            if key.name == "max" && path.len() == 2 {
                continue;
            }
            // `drop` needs `extends`; an example needs `inputs` with `points`, or `index`.
            if path == ["set", "extends"]
                || (path[0] == "example" && ["inputs", "points", "index"].contains(&key.name))
            {
                continue;
            }
            let mut file = sample(&FILE, None);
            at(&mut file, &path).unwrap().remove(key.name);
            let missed =
                |detail: &Detail| matches!(detail, Detail::MissingKey { key: name, .. } if name == key.name);
            let missed = errors(&file).iter().any(missed);
            assert_eq!(missed, key.needed, "{path:?}");
        }
    }

    #[test]
    fn every_key_is_described_and_defaults_are_json() {
        for (path, key) in keys() {
            assert!(!key.vi.is_empty() && !key.en.is_empty(), "{path:?}");
            assert!(key.default.is_empty() || serde_json::from_str::<Value>(key.default).is_ok(), "{path:?}");
        }
    }
}
