//! What the tests share: sets and forms as texts, read the way the program reads them.

#![allow(dead_code, clippy::unwrap_used, clippy::expect_used)] // Test code; each test uses its own part.

pub mod books;
pub mod filled;
mod parts;
pub mod reckon;
pub mod schema;

use std::path::Path;
use std::sync::Arc;

pub use parts::Parts;

use parindex::assessment::{Assessed, Catalog, Paper, PointsAre, ReadAs, assess, read_file};
use parindex::criteria::{CriteriaSet, load};
use parindex::diagnostic::Finding;
use parindex::message::Lang;
use parindex::score::{Basis, ScoreCard, score};
use parindex::sheet;
use parindex::unit::{Register, read_register};

/// The folder of the project.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A small set: two fields, rules of several kinds, a bonus and a penalty.
pub const SMALL: &str = include_str!("small.toml");

/// Loads a set that must be sound.
pub fn set(text: &str) -> CriteriaSet {
    let (set, findings) = load(&"small.toml".into(), text);
    set.unwrap_or_else(|| panic!("{}", shown(&findings)))
}

/// Findings as lines, for messages of failed tests.
pub fn shown(findings: &[Finding]) -> String {
    findings
        .iter()
        .map(|finding| {
            let code = finding.criterion.as_deref().unwrap_or("-");
            format!("{} {} {code}: {}", finding.place, finding.code().id(), finding.text(Lang::En).message)
        })
        .collect::<Vec<_>>()
        .join("\n")
}

/// One file of a batch.
pub struct File<'a> {
    pub name: &'a str,
    pub bytes: &'a [u8],
    pub paper: Paper,
}

/// A self-assessment.
pub fn form<'a>(name: &'a str, text: &'a str) -> File<'a> {
    File { name, bytes: text.as_bytes(), paper: Paper::Form }
}

/// Reads and checks files, with a register where one is given.
pub fn read(set: &CriteriaSet, register: Option<&str>, files: &[File]) -> Assessed {
    read_as(set, register, files, None)
}

/// The same, saying what points count as.
pub fn read_as(
    set: &CriteriaSet,
    register: Option<&str>,
    files: &[File],
    points: Option<PointsAre>,
) -> Assessed {
    let catalog = Catalog::new(set);
    let mut findings = Vec::new();
    let register: Option<Register> = register.map(|text| {
        let name = Arc::from("units.csv");
        let sheets = sheet::read(&name, text.as_bytes()).sheets;
        read_register(set, &name, &sheets, None, &mut findings).expect("a register")
    });
    let readings = files
        .iter()
        .map(|file| {
            let name: Arc<str> = Arc::from(file.name);
            let mut read = sheet::read(&name, file.bytes);
            let mut reading = read_file(
                &catalog,
                &name,
                &read.sheets,
                ReadAs { paper: file.paper, points, year: None, whole: true },
            );
            reading.findings.append(&mut read.findings);
            reading
        })
        .collect();
    let mut assessed = assess(set, register.as_ref(), readings);
    assessed.findings.append(&mut findings);
    assessed
}

/// The cards of the units that sent something.
pub fn cards(set: &CriteriaSet, assessed: &Assessed, basis: Basis) -> Vec<ScoreCard> {
    assessed.assessments.iter().filter(|unit| unit.sent).map(|unit| score(set, unit, basis)).collect()
}

/// Findings in brief: code, cell, criterion.
pub fn brief(assessed: &Assessed) -> Vec<String> {
    let mut lines: Vec<String> = assessed
        .findings
        .iter()
        .map(|finding| {
            let place = finding.place.to_string();
            let cell = place.rsplit('!').next().unwrap_or_default().to_owned();
            format!("{} {cell} {}", finding.code().id(), finding.criterion.as_deref().unwrap_or("-"))
        })
        .collect();
    lines.sort();
    lines
}

/// What a run of the program printed, and its exit status.
#[derive(Debug)]
pub struct Run {
    pub stdout: String,
    pub stderr: String,
    pub status: Option<i32>,
}

impl Run {
    /// The JSON on standard output; a result must be as its published schema says.
    pub fn json(&self) -> serde_json::Value {
        let json: serde_json::Value =
            serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}\n{self:?}"));
        let faults = if json.get("schema").is_some() { schema::faults(&json) } else { Vec::new() };
        assert!(faults.is_empty(), "{faults:#?}\n{self:?}");
        json
    }
}

/// The program in a folder, in English unless the arguments say otherwise, the same on every machine.
pub fn command(folder: &Path, arguments: &[&str]) -> assert_cmd::Command {
    let mut command = assert_cmd::cargo::cargo_bin_cmd!("parindex");
    command.current_dir(folder).env("LANG", "C.UTF-8").env("LC_ALL", "C.UTF-8").env("NO_COLOR", "1");
    command.env_remove("LANGUAGE").env_remove("RAYON_NUM_THREADS").args(arguments);
    command
}

/// Runs it.
pub fn run(folder: &Path, arguments: &[&str]) -> Run {
    let output = command(folder, arguments).output().expect("the program runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8").replace("\r\n", "\n");
    Run { stdout: text(output.stdout), stderr: text(output.stderr), status: output.status.code() }
}

/// A folder with these files, gone when the test is over.
pub fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }
    folder
}
