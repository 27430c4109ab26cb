//! One truth: every paper of the example rounds is read back with readers of others, and every figure in it is held
//! against the JSON of `rank` and `score`, at its unit, its block, its criterion.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::float_arithmetic)] // Test code.

mod check;
mod facts;
mod meaning;
mod read;
#[allow(unused_imports)]
#[path = "../support/mod.rs"]
mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use check::Check;
use facts::Facts;
use support::{command, root};

/// The kinds of papers: the option, a file that it must write, and what must be found in all that it writes.
const KINDS: [Kind; 8] = [
    Kind { option: "--markdown", file: "ket-qua.md", shows: &["unit", "block", "class"] },
    Kind { option: "--csv", file: "xep-hang.csv", shows: &["unit"] },
    Kind { option: "--csv-tidy", file: "", shows: &[] },
    Kind { option: "--json", file: "", shows: &[] },
    Kind { option: "--xlsx", file: "", shows: &[] },
    Kind { option: "--docx", file: "", shows: &[] },
    Kind { option: "--html", file: "", shows: &[] },
    Kind { option: "--pictures", file: "", shows: &[] },
];

struct Kind {
    option: &'static str,
    /// Empty where the command writes none yet.
    file: &'static str,
    /// Kinds of facts (first words of their keys) of which none may lack.
    shows: &'static [&'static str],
}

const ROUNDS: [&str; 4] = ["examples/xa-2025", "examples/so-2025", "examples/huyen-2024", "examples/loi"];

/// The files below a folder, with `/`, in order.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap);
    let files = entries.filter(|entry| entry.file_type().is_file());
    let name = |path: &Path| path.strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
    files.map(|entry| (name(entry.path()), fs::read(entry.path()).unwrap())).collect()
}

/// Runs `report`; what it says on standard error.
fn report(arguments: &[&str], status: i32) -> String {
    let output = command(root(), &[&["report"], arguments].concat()).output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(status), "{arguments:?}: {told}");
    told
}

/// Where a paper goes.
fn place(folder: &tempfile::TempDir, name: &str) -> String {
    folder.path().join(name).to_string_lossy().into_owned()
}

#[test]
fn every_figure_of_every_paper_is_that_of_rank() {
    for round in ROUNDS {
        let (facts, errors) = Facts::of(round);
        for kind in KINDS.iter().filter(|kind| !kind.file.is_empty()) {
            for lang in ["vi", "en"] {
                let folder = tempfile::tempdir().unwrap();
                let output = place(&folder, "papers");
                report(&[round, kind.option, "--draft", "--lang", lang, "--output", &output], errors);
                let mut check = Check::new(&facts);
                let papers = files(Path::new(&output));
                assert!(papers.contains_key(kind.file), "{:?}", papers.keys());
                for (name, bytes) in &papers {
                    for table in read::tables(name, bytes) {
                        check.table(name, &table);
                    }
                }
                check.finish(&format!("{round} {} {lang}", kind.option), kind.shows);
            }
        }
    }
}

#[test]
fn the_ranking_as_csv_is_that_of_rank_byte_for_byte() {
    for round in ROUNDS {
        let folder = tempfile::tempdir().unwrap();
        let output = place(&folder, "a.csv");
        let errors = Facts::of(round).1;
        report(&[round, "--csv", "--output", &output], errors);
        let ranked = command(root(), &["rank", round, "--format", "csv"]).output().unwrap().stdout;
        let ours = fs::read(&output).unwrap();
        assert_eq!(ours.strip_prefix(b"\xef\xbb\xbf").unwrap(), ranked, "{round}");
    }
}

#[test]
fn the_same_bytes_twice_on_any_number_of_threads() {
    let folder = tempfile::tempdir().unwrap();
    let mut written = Vec::new();
    for threads in ["1", "2", "5"] {
        let output = place(&folder, threads);
        let arguments = ["report", "examples/xa-2025", "--output", &output];
        let status = command(root(), &arguments).env("RAYON_NUM_THREADS", threads).status_of();
        assert_eq!(status, Some(0));
        written.push(files(&PathBuf::from(output)));
    }
    assert!(written.iter().all(|papers| papers == &written[0]));
    // And a second time into the same folder there is nothing to write.
    let output = place(&folder, "1");
    let told = report(&["examples/xa-2025", "--output", &output, "--lang", "en"], 0);
    assert!(told.contains(&format!("Wrote 0 files to “{}”", output.replace('\\', "/"))), "{told}");
}

trait StatusOf {
    fn status_of(&mut self) -> Option<i32>;
}

impl StatusOf for assert_cmd::Command {
    fn status_of(&mut self) -> Option<i32> {
        self.output().unwrap().status.code()
    }
}
