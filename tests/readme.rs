//! The papers of the project hold: console blocks run, and TOML blocks are parts of files that are checked.

// Test code.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};

/// Both READMEs and the manual.
fn papers() -> Vec<PathBuf> {
    let mut papers = vec![PathBuf::from("README.md"), PathBuf::from("README.vi.md")];
    papers.extend(files(Path::new("docs"), "md"));
    papers
}

/// Files below a folder with an ending, by name.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path.extension().is_some_and(|own| own == ending) {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap().replace("\r\n", "\n")
}

/// `$ parindex …` with the output below it, run in the root of the repository.
#[test]
fn console_blocks_run() {
    let cases = trycmd::TestCases::new();
    for (name, value) in
        [("LANG", "C"), ("LC_ALL", "C"), ("PARINDEX_LANG", "en"), ("NO_COLOR", "1"), ("COLUMNS", "120")]
    {
        cases.env(name, value);
    }
    for paper in papers() {
        cases.case(paper);
    }
}

/// What a paper quotes from a criteria file or a round stands in a file of `docs/` or `examples/`, or in the skeleton that
/// `criteria new` writes, word for word.
#[test]
fn toml_blocks_are_parts_of_checked_files() {
    let folders = ["docs", "examples", "src/commands/criteria/new"];
    let sources: Vec<String> =
        folders.iter().flat_map(|folder| files(Path::new(folder), "toml")).map(|file| read(&file)).collect();
    let mut wrong = Vec::new();
    for paper in papers() {
        for block in blocks(&read(&paper), "toml") {
            if !sources.iter().any(|source| source.contains(block.trim())) {
                wrong.push(format!("{}:\n{block}", paper.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "in no file of docs/ or examples/:\n{}", wrong.join("\n"));
}

/// Every criteria file of the manual is run through `criteria check` by a console block.
#[test]
fn every_criteria_file_of_the_manual_is_checked() {
    let text: String = papers().iter().map(|paper| read(paper)).collect();
    for file in files(Path::new("docs"), "toml") {
        let name = file.to_string_lossy().replace('\\', "/");
        let checked = name.ends_with("round.toml") || text.contains(&format!("criteria check {name}"));
        assert!(checked, "no console block runs `parindex criteria check {name}`");
    }
}

/// Links to files of the repository lead somewhere.
#[test]
fn links_lead_to_files() {
    let mut wrong = Vec::new();
    for paper in papers().into_iter().chain([PathBuf::from("CONTRIBUTING.md"), PathBuf::from("CHANGELOG.md")])
    {
        let folder = paper.parent().unwrap_or(Path::new(""));
        for target in links(&read(&paper)) {
            let file = target.split('#').next().unwrap_or_default();
            if !target.contains("://") && !file.is_empty() && !folder.join(file).exists() {
                wrong.push(format!("{}: {target}", paper.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The table of imports in the manual is the one that `tests/layers.rs` enforces.
#[test]
fn the_import_table_is_the_enforced_one() {
    let manual = read(Path::new("docs/architecture.md"));
    let enforced = read(Path::new("tests/layers.rs"));
    for line in enforced.lines().filter(|line| line.starts_with("    (\"")) {
        let mut words = line.split('"').skip(1).step_by(2);
        let room = words.next().unwrap_or_default();
        let allowed: Vec<String> = words.map(|word| format!("`{word}`")).collect();
        let allowed = if allowed.is_empty() { "nothing of ours".to_owned() } else { allowed.join(", ") };
        let row = format!("| `{room}` | {allowed} |");
        assert!(manual.contains(&row), "docs/architecture.md lacks the row:\n{row}");
    }
}

/// The blocks of a language in a paper.
fn blocks<'t>(text: &'t str, language: &str) -> Vec<&'t str> {
    let mark = format!("```{language}\n");
    text.split(mark.as_str()).skip(1).map(|rest| rest.split("```").next().unwrap_or_default()).collect()
}

/// The targets of `[text](target)`, those of code blocks left out.
fn links(text: &str) -> Vec<&str> {
    let prose = text.split("```").step_by(2);
    prose.flat_map(|part| part.split("](").skip(1)).filter_map(|rest| rest.split(')').next()).collect()
}
