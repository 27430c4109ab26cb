//! The modules form layers: a `use crate::` that runs back is a fault. The table is the one of `docs/architecture.md`.

#![allow(clippy::unwrap_used)] // A test that cannot read the sources must fail.

use std::fs;
use std::path::Path;

/// Each room and what it may import besides itself.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("day", &[]),
    ("points", &[]),
    ("texts", &[]),
    ("sorting", &[]),
    ("message", &["points", "texts"]),
    ("diagnostic", &["points", "message"]),
    ("cli", &["message"]),
    ("keys", &["day", "points", "message", "diagnostic"]),
    ("marker", &[]),
    ("sheet", &["day", "points", "sorting", "message", "diagnostic", "marker"]),
    ("evidence", &["day", "sheet"]),
    ("rule", &["points", "message", "diagnostic"]),
    ("criteria", &["day", "points", "texts", "sorting", "message", "diagnostic", "keys", "rule"]),
    ("round", &["day", "points", "sorting", "message", "diagnostic", "keys"]),
    ("unit", &["points", "sorting", "message", "diagnostic", "keys", "sheet", "criteria"]),
    (
        "assessment",
        &[
            "day",
            "points",
            "sorting",
            "message",
            "diagnostic",
            "keys",
            "sheet",
            "evidence",
            "rule",
            "criteria",
            "unit",
            "marker",
        ],
    ),
    (
        "appendix",
        &["points", "sorting", "message", "diagnostic", "keys", "sheet", "rule", "criteria", "assessment"],
    ),
    ("score", &["points", "message", "rule", "criteria", "assessment"]),
    ("survey", &["points", "message", "rule", "criteria", "assessment", "score"]),
    ("ranking", &["points", "sorting", "criteria", "score"]),
    (
        "life",
        &["points", "sorting", "message", "diagnostic", "rule", "criteria", "assessment", "score", "ranking"],
    ),
    (
        "analysis",
        &["points", "sorting", "message", "diagnostic", "rule", "criteria", "assessment", "score", "ranking"],
    ),
    (
        "results",
        &["points", "message", "diagnostic", "sheet", "criteria", "assessment", "score", "ranking", "life"],
    ),
    (
        "report",
        &[
            "results",
            "day",
            "points",
            "sorting",
            "message",
            "diagnostic",
            "rule",
            "criteria",
            "appendix",
            "score",
            "survey",
            "ranking",
            "life",
            "analysis",
        ],
    ),
    (
        "papers",
        &[
            "day",
            "points",
            "message",
            "diagnostic",
            "keys",
            "rule",
            "criteria",
            "assessment",
            "score",
            "survey",
            "ranking",
            "life",
            "results",
            "round",
            "report",
        ],
    ),
    ("returned", &["sorting", "message", "diagnostic", "sheet"]),
    (
        "workbook",
        &[
            "points",
            "sorting",
            "message",
            "diagnostic",
            "sheet",
            "rule",
            "criteria",
            "unit",
            "marker",
            "assessment",
            "report",
            "returned",
        ],
    ),
];

/// The writers of tables see nothing but the table and the language.
const WRITERS: &[&str] = &[
    "report/csv.rs",
    "report/docx/mod.rs",
    "report/docx/office.rs",
    "report/docx/paragraph.rs",
    "report/docx/rows.rs",
    "report/markdown.rs",
    "report/paper.rs",
    "report/picture/canvas.rs",
    "report/picture/font.rs",
    "report/picture/png.rs",
    "report/picture/svg.rs",
    "report/text.rs",
    "report/xlsx.rs",
];

#[test]
fn no_import_runs_back() {
    let mut wrong = Vec::new();
    for file in sources(Path::new("src")) {
        let path = file.to_string_lossy().replace('\\', "/");
        let name = path.trim_start_matches("src/");
        let room = name.split('/').next().unwrap_or(name).trim_end_matches(".rs");
        if ["lib", "main", "commands"].contains(&room) {
            continue;
        }
        let Some((_, allowed)) = MAY_IMPORT.iter().find(|(known, _)| *known == room) else {
            wrong.push(format!("{path}: the room `{room}` is not in the table"));
            continue;
        };
        let allowed = if WRITERS.contains(&name) { &["message", "report"][..] } else { allowed };
        let text = fs::read_to_string(&file).unwrap();
        // Tests at the end of a file may look wherever they like.
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for used in imports(code) {
            if used != room && !allowed.contains(&used.as_str()) {
                wrong.push(format!("{path}: `{room}` may not use `crate::{used}`"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The first names after `crate::`.
fn imports(code: &str) -> Vec<String> {
    let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines
        .flat_map(|line| line.split("crate::").skip(1).map(str::to_owned).collect::<Vec<_>>())
        .map(|rest| rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect())
        .collect()
}

fn sources(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(sources(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}
