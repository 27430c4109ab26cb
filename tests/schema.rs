//! The published schemas describe what the program prints, every key of it.

// Test code.
#![allow(clippy::unwrap_used)]

mod support;

use serde_json::{Value, json};
use support::{root, run, schema};

#[test]
fn results_are_as_described() {
    let rounds =
        ["examples/xa-2025", "examples/so-2025", "examples/loi", "tests/cmd/dot", "tests/cmd/dot-loi"];
    for round in rounds {
        for arguments in
            [&["validate"][..], &["rank", "--by", "final"], &["score", "--by", "self"], &["status"]]
        {
            let run = run(&root().join(round), &[arguments, &["--format", "json"]].concat());
            assert_ne!(run.status, Some(2), "{round} {arguments:?}: {}", run.stderr);
            let faults = schema::faults(&run.json());
            assert!(faults.is_empty(), "{round} {arguments:?}: {faults:#?}");
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let papers = folder.path().join("ket-qua.json").to_string_lossy().into_owned();
    for round in rounds.iter().chain(&["examples/huyen-2024"]) {
        let arguments = ["report", "--json", "--by", "final", "--output", &papers];
        let run = run(&root().join(round), &arguments);
        assert_ne!(run.status, Some(2), "{round}: {}", run.stderr);
        let json = serde_json::from_slice(&std::fs::read(&papers).unwrap()).unwrap();
        std::fs::remove_file(&papers).unwrap();
        assert_eq!(schema::faults(&json), [""; 0], "{round}");
    }
    let of_sets: [&[&str]; 3] = [
        &["check"],
        &["diff", "mau-xa-2025", "mau-so-2025"],
        &["impact", "mau-xa-2025", "mau-so-2025", "--data", "examples/xa-2025"],
    ];
    for arguments in of_sets {
        let run = run(root(), &[&["criteria"], arguments, &["--format", "json"]].concat());
        assert_eq!(schema::faults(&run.json()), [""; 0], "{arguments:?}");
    }
}

#[test]
fn reports_of_imports_are_as_described() {
    let folder = tempfile::tempdir().unwrap();
    let draft = folder.path().join("draft.toml").to_string_lossy().into_owned();
    let of_files: [&[&str]; 5] = [
        &["phu-luc.csv"],
        &["bo-sung.csv", "--update", "da-sua.toml"],
        &["bang-cham.csv"],
        &["trong.csv"],
        &["hong.docx"],
    ];
    for arguments in of_files {
        let output = ["--format", "json", "--force", "--output", &draft];
        let run =
            run(&root().join("tests/cmd/phu-luc"), &[&["criteria", "import"], arguments, &output].concat());
        assert_eq!(schema::faults(&run.json()), [""; 0], "{arguments:?}");
    }
}

#[test]
fn what_is_not_described_is_found() {
    let mut json = run(&root().join("tests/cmd/dot-loi"), &["validate", "--format", "json"]).json();
    json["summary"]["by_file"][0]["more"] = json!(1);
    assert_eq!(schema::faults(&json).len(), 1);
    json["findings"][0]["severity"] = json!("hint");
    json["errors"] = Value::Null;
    assert_eq!(schema::faults(&json).len(), 3);
    json["schema"] = json!("parindex/validate/2");
    assert_eq!(schema::faults(&json).len(), 1);
}

#[test]
fn every_part_of_a_schema_is_described() {
    fn check(schema: &Value, at: &str) {
        if let Some(properties) = schema["properties"].as_object() {
            for (key, part) in properties {
                let at = format!("{at}/{key}");
                let described = [&part["description"], &part["$ref"]].iter().any(|text| text.is_string());
                assert!(described, "{at} has no description");
                check(part, &at);
            }
            assert!(schema["title"].is_string(), "{at} has no title");
        }
        check_inner(schema, at);
    }
    fn check_inner(schema: &Value, at: &str) {
        for (name, part) in schema["$defs"].as_object().into_iter().flatten() {
            check(part, &format!("{at}/{name}"));
        }
        if schema["items"].is_object() {
            check(&schema["items"], &format!("{at}[]"));
        }
    }
    for name in
        ["validate", "rank", "score", "report", "explain", "import", "criteria-diff", "criteria-impact"]
    {
        let printed = run(root(), &["schema", name]);
        assert_eq!(printed.status, Some(0));
        let file = root().join(format!("docs/schema/{name}.v1.schema.json"));
        assert_eq!(printed.stdout, std::fs::read_to_string(file).unwrap().replace("\r\n", "\n"));
        check(&printed.json(), name);
    }
}

#[test]
fn the_summary_is_that_of_the_findings() {
    let json = run(&root().join("examples/loi"), &["validate", "--format", "json"]).json();
    let findings = json["findings"].as_array().unwrap();
    let summary = &json["summary"];
    let sum = |key: &str, of: &str| -> u64 {
        summary[key].as_array().unwrap().iter().map(|by| by[of].as_u64().unwrap()).sum()
    };
    assert_eq!(sum("by_file", "errors"), json["errors"].as_u64().unwrap());
    assert_eq!(sum("by_file", "warnings"), json["warnings"].as_u64().unwrap());
    assert_eq!(sum("by_code", "count"), findings.len() as u64);
    for by in summary["by_code"].as_array().unwrap() {
        let of_code = findings.iter().filter(|finding| finding["code"] == by["code"]);
        let mut files: Vec<&str> = of_code.map(|finding| finding["file"].as_str().unwrap()).collect();
        assert_eq!(by["count"], files.len());
        files.dedup();
        assert_eq!(by["files"], files.len());
    }
    assert_eq!(summary["missing"], json!([{ "block": "xa", "units": ["Xã Thử 03", "Xã Thử 05"] }]));
    let twice = &summary["duplicates"];
    assert_eq!((twice.as_array().unwrap().len(), &twice[0]["unit"]), (1, &json!("Xã Thử 02")));
    assert_eq!(twice[0]["places"].as_array().unwrap().len(), 2);
}
