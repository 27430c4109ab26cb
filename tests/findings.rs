//! Every code of a finding has a folder with the smallest input that shows it and the text that the command prints.
//!
//! A folder with `set.toml` is run as `parindex criteria check set.toml`, any other as `parindex validate .`, or as its
//! `command.txt` says. `also.txt` lists codes that the input cannot help showing too. After a change of the wording,
//! `UPDATE_EXPECTED=1 cargo test --test findings` writes the texts (and the workbooks) again; look at the difference.

// Test code.
#![allow(clippy::unwrap_used)]

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use parindex::diagnostic::{Code, Severity};

fn folders() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/findings")
}

fn updates() -> bool {
    std::env::var_os("UPDATE_EXPECTED").is_some()
}

/// What the command of a folder prints, standard error after standard output, and its exit status.
fn run(folder: &Path, arguments: &[&str]) -> (String, Option<i32>) {
    let command = fs::read_to_string(folder.join("command.txt")).unwrap_or_else(|_| {
        let of_set = folder.join("set.toml").exists();
        if of_set { "criteria check set.toml" } else { "validate ." }.to_owned()
    });
    let arguments: Vec<&str> = command.split_whitespace().chain(arguments.iter().copied()).collect();
    let run = support::run(folder, &arguments);
    (run.stdout + &run.stderr, run.status)
}

/// The codes that may show beside the folder's own.
fn also(folder: &Path) -> BTreeSet<String> {
    let text = fs::read_to_string(folder.join("also.txt")).unwrap_or_default();
    text.split_whitespace().map(str::to_owned).collect()
}

/// What is wrong with the folder of a code.
fn faults(code: Code, folder: &Path) -> Vec<String> {
    let mut faults = Vec::new();
    let id = code.id();
    for lang in ["vi", "en"] {
        let (text, status) = run(folder, &["--lang", lang]);
        let expected = folder.join(format!("expected.{lang}.txt"));
        if updates() {
            fs::write(&expected, &text).unwrap();
        }
        let wanted = fs::read_to_string(&expected).unwrap_or_default().replace("\r\n", "\n");
        if text != wanted {
            faults.push(format!("{id} ({lang}): expected\n{wanted}\ngot\n{text}"));
        }
        let errors = text.contains("error[")
            || text.contains("lỗi[")
            || text.contains("error: [")
            || text.contains("lỗi: [");
        // Where a command cannot run at all, `status.txt` says so.
        let ended = fs::read_to_string(folder.join("status.txt")).ok();
        let ended = ended.map_or(i32::from(errors), |status| status.trim().parse().unwrap());
        if status != Some(ended) {
            faults.push(format!("{id} ({lang}): exit status {status:?}"));
        }
        if !text.contains(&format!("[{id}]")) {
            faults.push(format!("{id} ({lang}): the text does not name the code\n{text}"));
        }
    }
    // A command that prints a ranking as JSON names no findings in it.
    if !folder.join("command.txt").exists() {
        faults.extend(json_faults(code, folder));
    }
    faults
}

/// The JSON has the code with its severity, no code besides, and counts what it lists.
fn json_faults(code: Code, folder: &Path) -> Vec<String> {
    let mut faults = Vec::new();
    let id = code.id();
    let (text, _) = run(folder, &["--lang", "en", "--format", "json"]);
    let json: serde_json::Value =
        serde_json::from_str(&text).unwrap_or_else(|_| panic!("{id}: no JSON\n{text}"));
    faults.extend(support::schema::faults(&json).into_iter().map(|fault| format!("{id}: {fault}")));
    let findings = json["findings"].as_array().unwrap();
    let severity = if code.severity() == Severity::Error { "error" } else { "warning" };
    if !findings.iter().any(|finding| finding["code"] == id && finding["severity"] == severity) {
        faults.push(format!("{id}: not in the JSON as {severity}\n{text}"));
    }
    let also = also(folder);
    for finding in findings {
        let other = finding["code"].as_str().unwrap();
        if other != id && !also.contains(other) {
            faults.push(format!("{id}: shows {other} too: {}", finding["message"]));
        }
        for key in ["file", "message", "help"] {
            if finding[key].as_str().is_none_or(str::is_empty) {
                faults.push(format!("{id}: `{key}` is empty"));
            }
        }
    }
    let count = |severity: &str| findings.iter().filter(|finding| finding["severity"] == severity).count();
    if json["errors"] != count("error") || json["warnings"] != count("warning") {
        faults.push(format!("{id}: the counts are not those of the list"));
    }
    faults
}

#[test]
fn every_code_has_a_folder_that_shows_it() {
    let mut faults: Vec<String> = Vec::new();
    for code in Code::ALL {
        let folder = folders().join(code.id());
        if !folder.is_dir() {
            faults.push(format!("tests/findings/{} is missing", code.id()));
            continue;
        }
        write_workbook(code.id(), &folder);
        faults.extend(self::faults(*code, &folder));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
}

#[test]
fn every_folder_is_of_a_code() {
    for entry in fs::read_dir(folders()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(Code::from_id(&name).is_some(), "tests/findings/{name} is no code");
    }
}

/// Writes the workbook of a folder where it is asked for.
fn write_workbook(id: &str, folder: &Path) {
    let Some(bytes) = support::books::of_code(id).filter(|_| updates()) else { return };
    fs::create_dir_all(folder.join("forms")).unwrap();
    fs::write(folder.join("forms/xa-mau-01.xlsx"), bytes).unwrap();
}
