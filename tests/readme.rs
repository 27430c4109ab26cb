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
    let mut found = all_files(folder);
    found.retain(|path| path.extension().is_some_and(|own| own == ending));
    found
}

/// Files below a folder, by name.
fn all_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(all_files(&path));
        } else {
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

/// What a paper quotes from a criteria file, a round or a table stands in a file that is checked, or that the manual has
/// the program write, word for word.
#[test]
fn quoted_blocks_are_parts_of_checked_files() {
    let mut wrong = Vec::new();
    let written = MANUAL.map(after_shell_blocks);
    for language in ["toml", "csv"] {
        let sources: Vec<String> = ["docs", "examples", "criteria", "src/commands/criteria/new"]
            .iter()
            .map(Path::new)
            .chain(written.iter().map(tempfile::TempDir::path))
            .flat_map(|folder| files(folder, language))
            .map(|file| read(&file))
            .collect();
        for paper in papers() {
            for block in blocks(&read(&paper), language) {
                if !sources.iter().any(|source| source.contains(block.trim())) {
                    wrong.push(format!("{}:\n{block}", paper.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "in no file that is checked:\n{}", wrong.join("\n"));
}

/// What the manual has a reader run and what leaves files behind: it runs, line after line, in a copy of the folders.
#[test]
fn the_shell_blocks_of_the_manual_run() {
    for manual in MANUAL {
        after_shell_blocks(manual);
    }
}

/// A copy of `docs/` and `examples/` in which the shell blocks of a paper have run.
fn after_shell_blocks(paper: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for file in ["docs", "examples"].iter().flat_map(|name| all_files(Path::new(name))) {
        let copy = folder.path().join(&file);
        fs::create_dir_all(copy.parent().unwrap()).unwrap();
        fs::copy(&file, copy).unwrap();
    }
    let text = read(Path::new(paper));
    for line in blocks(&text, "sh").into_iter().flat_map(str::lines) {
        let words: Vec<&str> = line.split_whitespace().collect();
        assert_eq!(words.first(), Some(&"parindex"), "{paper}: {line}");
        assert!(!line.contains(['"', '\\', '>']), "{paper}: {line}");
        let mut run = assert_cmd::cargo_bin_cmd!("parindex");
        let run = run.args(&words[1..]).current_dir(folder.path()).assert();
        let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
        assert!(run.get_output().status.success(), "{paper}: {line}\n{said}");
    }
    folder
}

/// The manuals whose shell blocks run: of the criteria file and of the round, in both languages.
const MANUAL: [&str; 6] = [
    "docs/criteria.md",
    "docs/criteria.vi.md",
    "docs/round.md",
    "docs/round.vi.md",
    "docs/report.md",
    "docs/report.vi.md",
];

/// Papers in two languages have the same sections, blocks, commands and rows of tables.
#[test]
fn papers_say_the_same_in_both_languages() {
    for paper in papers().iter().filter(|paper| paper.starts_with("docs")) {
        let name = paper.to_string_lossy();
        if let Some(name) = name.strip_suffix(".vi.md") {
            says_the_same(&[format!("{name}.md"), name.to_owned() + ".vi.md"]);
        }
    }
}

fn says_the_same(papers: &[String; 2]) {
    let [english, vietnamese] = papers.each_ref().map(|paper| {
        let text = read(Path::new(paper));
        let quoted: Vec<String> =
            ["toml", "csv"].iter().flat_map(|language| blocks(&text, language)).map(str::to_owned).collect();
        let commands: Vec<String> = text
            .lines()
            .filter_map(|line| line.strip_prefix("$ "))
            .map(|line| line.replace(" --lang vi", ""))
            .collect();
        let prose: String = text.split("```").step_by(2).collect();
        let levels: Vec<usize> = prose
            .lines()
            .filter(|line| line.starts_with('#'))
            .map(|line| line.bytes().take_while(|byte| *byte == b'#').count())
            .collect();
        // The first cell of a row names a key, a finding or a rule.
        let rows: Vec<String> = prose
            .lines()
            .filter(|line| line.starts_with("| `"))
            .map(|line| line.split('`').nth(1).unwrap_or_default().to_owned())
            .collect();
        (levels, rows, commands, quoted)
    });
    assert_eq!(english.0, vietnamese.0, "headings of {papers:?}");
    assert_eq!(english.1, vietnamese.1, "rows of tables of {papers:?}");
    assert_eq!(english.2, vietnamese.2, "commands of {papers:?}");
    assert_eq!(english.3, vietnamese.3, "blocks of {papers:?}");
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

/// Links to files of the repository, and to sections of papers, lead somewhere.
#[test]
fn links_lead_to_files() {
    let mut wrong = Vec::new();
    for paper in papers().into_iter().chain([PathBuf::from("CONTRIBUTING.md"), PathBuf::from("CHANGELOG.md")])
    {
        let folder = paper.parent().unwrap_or(Path::new(""));
        for target in links(&read(&paper)) {
            let file = target.split('#').next().unwrap_or_default();
            let file = if file.is_empty() { paper.clone() } else { folder.join(file) };
            if target.contains("://") || (file.exists() && has_section(&file, target)) {
                continue;
            }
            wrong.push(format!("{}: {target}", paper.display()));
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

/// Whether a heading of a paper has the anchor behind `#`, as pages on the web name them.
fn has_section(file: &Path, target: &str) -> bool {
    let Some((_, section)) = target.split_once('#') else { return true };
    let text = read(file);
    let prose: String = text.split("```").step_by(2).collect();
    prose.lines().filter(|line| line.starts_with('#')).any(|line| {
        let heading = line.trim_start_matches('#').trim().to_lowercase();
        let kept = heading.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
        kept.map(|c| if c == ' ' { '-' } else { c }).eq(section.chars())
    })
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
