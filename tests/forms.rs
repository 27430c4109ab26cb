//! The forms of `tests/forms/`, each read with its set and register; see the README there.
//!
//! `typed.json` holds what the unit meant to say: no leaf may come out with other points without an error that says so,
//! and a form without errors must come out wholly right. `expected.json` is what came out, and may not change unseen:
//! `UPDATE_EXPECTED=1 cargo test --test forms` writes it again. `PARINDEX_SHOW=name cargo test --test forms -- --nocapture`
//! prints what the program says to a form, `PARINDEX_SHOW=` to all.

// Test code.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use parindex::assessment::{Assessed, Catalog, Paper, Period, PointsAre, ReadAs, assess, examine, read_file};
use parindex::criteria::{CriteriaSet, builtin};
use parindex::diagnostic::{Finding, Severity};
use parindex::message::Lang;
use parindex::points::Number;
use parindex::score::{Basis, ScoreCard, Status, score};
use parindex::sheet;
use parindex::unit::read_register;
use serde::Deserialize;
use serde_json::{Value, json};

/// By unit and code of a criterion the points, `KAD`, or nothing.
type Truth = BTreeMap<String, BTreeMap<String, Option<String>>>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Typed {
    #[serde(rename = "layout")]
    _layout: String,
    #[serde(rename = "by")]
    _by: String,
    #[serde(rename = "what")]
    _what: String,
    understood: bool,
    units: Truth,
    /// What the council gave, where the form says it.
    #[serde(default, rename = "final")]
    appraised: Truth,
    /// `code cell criterion`; a `*` stands for any cell.
    #[serde(default)]
    errors: Vec<String>,
    #[serde(default)]
    warnings: Vec<String>,
    /// A carried set; then there is no register.
    set: Option<String>,
    year: Option<i64>,
    points: Option<String>,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/forms")
}

fn forms() -> Vec<PathBuf> {
    let all = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let mut forms: Vec<PathBuf> = all.filter(|path| path.join("typed.json").exists()).collect();
    forms.sort();
    forms
}

fn name_of(form: &Path) -> String {
    form.file_name().unwrap().to_string_lossy().into_owned()
}

fn typed(form: &Path) -> Typed {
    let text = fs::read_to_string(form.join("typed.json")).unwrap();
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", form.display()))
}

/// The set of the folder, or a carried one.
fn set_of(typed: &Typed) -> CriteriaSet {
    let text = match &typed.set {
        Some(id) => builtin::get(id).unwrap().to_owned(),
        None => fs::read_to_string(folder().join("set.toml")).unwrap(),
    };
    support::set(&text)
}

/// Reads the files of a form as a round of the year would.
fn read(set: &CriteriaSet, typed: &Typed, form: &Path) -> Assessed {
    let catalog = Catalog::new(set);
    let mut findings = Vec::new();
    let units: Arc<str> = Arc::from("units.csv");
    let register = typed.set.is_none().then(|| {
        let sheets = sheet::read(&units, &fs::read(folder().join("units.csv")).unwrap()).sheets;
        read_register(set, &units, &sheets, None, &mut findings).unwrap()
    });
    let points = typed.points.as_deref().map(|points| match points {
        "self" => PointsAre::Own,
        other => panic!("points are {other}"),
    });
    let year = Some(typed.year.unwrap_or(2025));
    let read_as = ReadAs { paper: Paper::Form, points, year, whole: true };
    let mut files: Vec<PathBuf> =
        fs::read_dir(form.join("files")).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let readings = files.iter().map(|path| {
        let file: Arc<str> = Arc::from(path.file_name().unwrap().to_string_lossy());
        let mut read = sheet::read(&file, &fs::read(path).unwrap());
        let mut reading = read_file(&catalog, &file, &read.sheets, read_as);
        reading.findings.append(&mut read.findings);
        reading
    });
    let mut assessed = assess(set, register.as_ref(), readings.collect());
    assessed.findings.append(&mut findings);
    let period = Period { year, deadline: None };
    assessed.findings.extend(examine(set, period, &mut assessed.assessments));
    // The register has six units, and a form is of some of them.
    let others = |finding: &Finding| {
        let unit = finding.unit.as_deref().unwrap_or_default();
        finding.code().id() == "missing-unit" && !typed.units.contains_key(unit)
    };
    assessed.findings.retain(|finding| !others(finding));
    assessed
}

/// `code cell criterion`.
fn brief(finding: &Finding) -> String {
    let place = finding.place.to_string();
    let cell = place.rsplit(['!', '/']).next().unwrap_or_default();
    format!("{} {cell} {}", finding.code().id(), finding.criterion.as_deref().unwrap_or("-"))
}

fn with(findings: &[Finding], severity: Severity) -> Vec<String> {
    let mut found: Vec<String> =
        findings.iter().filter(|finding| finding.severity == severity).map(brief).collect();
    found.sort();
    found
}

/// Findings that are not those that must be there, each once.
fn differences(severity: &str, found: &[String], wanted: &[String]) -> Vec<String> {
    let fits = |found: &str, wanted: &str| {
        let mut parts = found.split(' ').zip(wanted.split(' '));
        parts.all(|(found, wanted)| wanted == "*" || found == wanted)
    };
    let mut missing: Vec<&String> = wanted.iter().collect();
    let mut faults = Vec::new();
    for line in found {
        match missing.iter().position(|wanted| fits(line, wanted)) {
            Some(at) => drop(missing.remove(at)),
            None => faults.push(format!("{severity} too many: {line}")),
        }
    }
    faults.extend(missing.into_iter().map(|line| format!("{severity} missing: {line}")));
    faults
}

/// Whether an error says that the points of a criterion of a unit are not as they were meant.
fn is_said(finding: &Finding, unit: &str, code: &str, exactly: bool) -> bool {
    let of_unit = finding.unit.as_deref().is_none_or(|of| of == unit);
    let about = match finding.criterion.as_deref() {
        Some(criterion) => criterion == code || !exactly && code.starts_with(&format!("{criterion}.")),
        // Of two columns of self scores one is read, and the other may be the right one.
        None => !exactly || finding.code().id() == "duplicate-head",
    };
    finding.severity == Severity::Error && of_unit && about
}

/// Leaves and adjustments of a unit that came out otherwise than they were meant, without an error that says so.
fn misread(set: &CriteriaSet, assessed: &Assessed, truth: &Truth, basis: Basis, right: bool) -> Vec<String> {
    let mut faults = Vec::new();
    for (unit, meant) in truth {
        let Some(card) = card(set, assessed, unit, basis) else {
            let of_unit = |finding: &Finding| finding.unit.as_deref().is_none_or(|of| of == unit);
            let said = assessed
                .findings
                .iter()
                .any(|finding| finding.severity == Severity::Error && of_unit(finding));
            if right || !said {
                faults.push(format!("{unit}: nothing was read"));
            }
            continue;
        };
        let mut sum = Number::ZERO;
        for ((node, _), leaf) in set.leaf_nodes().zip(&card.leaves) {
            let meant = meant.get(&*node.code).unwrap_or_else(|| panic!("{unit}: what of {}?", node.code));
            let (status, points) = match meant.as_deref() {
                None => (Status::Missing, Number::ZERO),
                Some("KAD") => (Status::NotApplicable, Number::ZERO),
                Some(points) => (Status::Scored, Number::from_plain(points).unwrap()),
            };
            sum += &points;
            if (status, &points) == (leaf.status, &leaf.points) {
                continue;
            }
            // Points that nobody typed are said of the criterion itself.
            let exactly = leaf.status == Status::Scored;
            let said = assessed.findings.iter().any(|finding| is_said(finding, unit, &node.code, exactly));
            if right || !said {
                let (status, read) = (leaf.status, &leaf.points);
                faults.push(format!("{unit} {}: meant {meant:?}, read {status:?} {read}", node.code));
            }
        }
        for (code, read) in [("THUONG", &card.bonus), ("PHAT", &card.penalty)] {
            let Some(meant) = meant.get(code) else { continue };
            let points: Number =
                meant.as_deref().map_or(Number::ZERO, |points| Number::from_plain(points).unwrap());
            sum += &(if code == "PHAT" { -&points } else { points.clone() });
            let said = assessed.findings.iter().any(|finding| is_said(finding, unit, code, false));
            if points != *read && (right || !said) {
                faults.push(format!("{unit} {code}: meant {meant:?}, read {read}"));
            }
        }
        if right && sum != card.points {
            faults.push(format!("{unit}: the total is {}, not {sum}", card.points));
        }
    }
    faults
}

fn card(set: &CriteriaSet, assessed: &Assessed, unit: &str, basis: Basis) -> Option<ScoreCard> {
    let read = assessed.assessments.iter().find(|read| &*read.unit == unit && read.sent)?;
    Some(score(set, read, basis))
}

/// What came out, to be kept beside the form.
fn outcome(set: &CriteriaSet, assessed: &Assessed, typed: &Typed) -> Value {
    let precision = set.scoring.precision;
    let of_unit = |unit: &String| {
        let card = card(set, assessed, unit, Basis::Own)?;
        let leaves = set.leaf_nodes().zip(&card.leaves);
        let leaves: Vec<String> = leaves
            .map(|((node, _), leaf)| match leaf.status {
                Status::Scored => format!("{}={}", node.code, leaf.points),
                status => format!("{}={}", node.code, status.id()),
            })
            .collect();
        let index = card.index.as_ref().map(|index| index.published_digits(precision));
        let (bonus, penalty) = (card.bonus.to_string(), card.penalty.to_string());
        let total = card.points.to_string();
        Some(
            json!({ "total": total, "bonus": bonus, "penalty": penalty, "index": index, "leaves": leaves.join(" ") }),
        )
    };
    let units: BTreeMap<&String, Option<Value>> =
        typed.units.keys().map(|unit| (unit, of_unit(unit))).collect();
    json!({
        "errors": with(&assessed.findings, Severity::Error),
        "warnings": with(&assessed.findings, Severity::Warning),
        "units": units,
    })
}

fn faults(form: &Path, typed: &Typed) -> Vec<String> {
    let set = set_of(typed);
    let assessed = read(&set, typed, form);
    let (errors, warnings) =
        (with(&assessed.findings, Severity::Error), with(&assessed.findings, Severity::Warning));
    let mut faults = differences("error", &errors, &typed.errors);
    // What is missing from the council's and the survey's side is said of every form.
    faults.extend(differences("warning", &warnings, &typed.warnings));
    faults.extend(misread(&set, &assessed, &typed.units, Basis::Own, typed.understood));
    faults.extend(misread(&set, &assessed, &typed.appraised, Basis::Final, typed.understood));
    let strange = |unit: &str| !typed.units.contains_key(unit);
    let strangers = assessed.assessments.iter().filter(|read| read.sent && strange(&read.unit));
    faults.extend(strangers.map(|read| format!("{}: nobody meant this unit", read.unit)));
    if typed.understood != typed.errors.is_empty() {
        faults.push("understood is what has no errors".to_owned());
    }
    let path = form.join("expected.json");
    let found = serde_json::to_string_pretty(&outcome(&set, &assessed, typed)).unwrap() + "\n";
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        fs::write(&path, &found).unwrap();
    }
    let expected = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    if faults.is_empty() && found != expected {
        faults.push(format!("expected\n{expected}\ngot\n{found}"));
    }
    if std::env::var("PARINDEX_SHOW").is_ok_and(|shown| shown.is_empty() || shown == name_of(form)) {
        println!("── {}", name_of(form));
        for finding in &assessed.findings {
            let text = finding.text(Lang::Vi);
            let severity = finding.severity.id();
            println!(
                "{severity}[{}] {}\n    {}\n    → {}",
                finding.code().id(),
                finding.place,
                text.message,
                text.help
            );
        }
    }
    faults
}

#[test]
fn every_form_is_read_as_it_was_meant_or_refused() {
    let mut all = Vec::new();
    for form in forms() {
        let typed = typed(&form);
        let faults = faults(&form, &typed);
        all.extend(faults.into_iter().map(|fault| format!("{}: {fault}", name_of(&form))));
    }
    assert!(all.is_empty(), "{}", all.join("\n"));
}

#[test]
fn the_collection_is_whole() {
    let (forms, mut readme) = (forms(), fs::read_to_string(folder().join("README.md")).unwrap());
    readme.push('\n');
    assert!(forms.len() >= 60, "only {} forms", forms.len());
    let unlisted = forms.iter().filter(|form| !readme.contains(&format!("\n| {} |", name_of(form))));
    assert_eq!(unlisted.map(|form| name_of(form)).collect::<Vec<_>>(), Vec::<String>::new());
}
