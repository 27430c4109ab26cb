//! JSON results against their published schemas, in which no key may be unknown.

use serde_json::{Value, json};

/// What is wrong with a result by the schema that it names; a key without description is wrong too.
pub fn faults(result: &Value) -> Vec<String> {
    let text = match result["schema"].as_str() {
        Some("parindex/validate/1") => include_str!("../../docs/schema/validate.v1.schema.json"),
        Some("parindex/rank/1") => include_str!("../../docs/schema/rank.v1.schema.json"),
        Some("parindex/score/1") => include_str!("../../docs/schema/score.v1.schema.json"),
        Some("parindex/survey/1") => include_str!("../../docs/schema/survey.v1.schema.json"),
        Some("parindex/explain/1") => include_str!("../../docs/schema/explain.v1.schema.json"),
        Some("parindex/status/1") => include_str!("../../docs/schema/status.v1.schema.json"),
        Some("parindex/report/1") => include_str!("../../docs/schema/report.v1.schema.json"),
        Some("parindex/import/1") => include_str!("../../docs/schema/import.v1.schema.json"),
        Some("parindex/criteria-diff/1") => include_str!("../../docs/schema/criteria-diff.v1.schema.json"),
        Some("parindex/criteria-impact/1") => {
            include_str!("../../docs/schema/criteria-impact.v1.schema.json")
        }
        other => return vec![format!("the schema {other:?} is not published")],
    };
    let mut schema: Value = serde_json::from_str(text).expect("a schema is JSON");
    close(&mut schema);
    let validator = jsonschema::draft202012::new(&schema).expect("a sound schema");
    validator.iter_errors(result).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

/// Forbids keys that are not described; published schemas allow them, as later versions may have more.
fn close(schema: &mut Value) {
    match schema {
        Value::Object(object) => {
            if object.contains_key("properties") && !object.contains_key("additionalProperties") {
                object.insert("additionalProperties".to_owned(), json!(false));
            }
            object.values_mut().for_each(close);
        }
        Value::Array(items) => items.iter_mut().for_each(close),
        _ => {}
    }
}
