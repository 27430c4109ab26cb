//! What `validate` prints for people: folding, the summary, colours; and the severities that a round changes.

// Test code.
#![allow(clippy::unwrap_used)]

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use support::{Run, command, folder, run};

fn round(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// A copy of the faulty round with more lines in its `round.toml`.
fn faulty_round(lines: &str) -> tempfile::TempDir {
    let copy = tempfile::tempdir().unwrap();
    let source = round("tests/cmd/dot-loi");
    for entry in walkdir::WalkDir::new(&source) {
        let entry = entry.unwrap();
        let target = copy.path().join(entry.path().strip_prefix(&source).unwrap());
        if entry.file_type().is_dir() {
            fs::create_dir_all(target).unwrap();
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
    let file = copy.path().join("round.toml");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(file, format!("{text}\n[findings]\n{lines}\n")).unwrap();
    copy
}

/// Severities and codes, in order.
fn codes(run: &Run) -> Vec<String> {
    let json = run.json();
    let findings = json["findings"].as_array().unwrap().iter();
    findings.map(|finding| format!("{} {}", finding["severity"], finding["code"]).replace('"', "")).collect()
}

const JSON: [&str; 2] = ["--format", "json"];

#[test]
fn a_round_makes_errors_warnings_and_switches_evidence_off() {
    let folder = faulty_round(
        "missing-evidence = \"off\"\npoints-above-max = \"warning\"\nmissing-points = \"warning\"\nmissing-unit = \"warning\"",
    );
    let validate = run(folder.path(), &[&["validate", "."][..], &JSON].concat());
    let expected = ["renamed-criterion", "points-above-max", "missing-points", "missing-unit"];
    assert_eq!(codes(&validate), expected.map(|code| format!("warning {code}")));
    assert_eq!(validate.status, Some(0), "{}", validate.stderr);
    assert_eq!(run(folder.path(), &["validate", ".", "--deny", "warnings"]).status, Some(1));

    let rank = run(folder.path(), &[&["rank", ".", "--by", "self"][..], &JSON].concat());
    assert_eq!(rank.status, Some(0), "{}", rank.stderr);
    assert!(!rank.stderr.contains("error["), "{}", rank.stderr);
    let units: Vec<_> = rank.json()["blocks"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|block| block["units"].as_array().unwrap().clone())
        .collect();
    assert!(!units.is_empty() && units.iter().all(|unit| unit["errors"] == 0));

    // Points that are at fault stay at fault, whatever their finding is called.
    let score =
        run(folder.path(), &[&["score", ".", "--by", "self", "--unit", "Xã Mẫu Một"][..], &JSON].concat());
    assert_eq!(score.status, Some(0), "{}", score.stderr);
    let unit = &score.json()["units"][0];
    assert_eq!(unit["errors"], 0);
    let leaf =
        unit["leaves"].as_array().unwrap().iter().find(|leaf| leaf["code"] == "1.1.1").unwrap().clone();
    assert_eq!((&leaf["status"], &leaf["points"]), (&"fault".into(), &0.into()));

    // What is asked for now holds over the round.
    let strict = run(folder.path(), &["rank", ".", "--by", "self", "--strict"]);
    assert_eq!(strict.status, Some(1));
    assert!(strict.stderr.contains("error[missing-points]"), "{}", strict.stderr);
    assert!(!strict.stderr.contains("error[points-above-max]"), "{}", strict.stderr);
}

#[test]
fn a_round_makes_warnings_errors() {
    let folder = faulty_round("renamed-criterion = \"error\"\nmissing-points = \"error\"");
    let validate = run(folder.path(), &[&["validate", "."][..], &JSON].concat());
    assert_eq!(codes(&validate)[0], "error renamed-criterion");
    assert_eq!(validate.json()["warnings"], 0);
    for command in ["rank", "score"] {
        let run = run(folder.path(), &[command, ".", "--by", "self"]);
        assert_eq!(run.status, Some(1));
        for code in ["renamed-criterion", "missing-points"] {
            assert!(run.stderr.contains(&format!("error[{code}]")), "{command}: {}", run.stderr);
        }
    }
    let score = run(folder.path(), &[&["score", ".", "--by", "self"][..], &JSON].concat()).json();
    let errors: Vec<_> =
        score["units"].as_array().unwrap().iter().map(|unit| unit["errors"].clone()).collect();
    assert!(errors.contains(&1.into()) && errors.contains(&3.into()), "{errors:?}");
}

#[test]
fn what_a_round_may_not_change_stops_every_command() {
    let folder = faulty_round("points-above-max = \"off\"\nmising-evidence = \"off\"\nsyntax = \"warning\"");
    for command in ["validate", "rank", "score"] {
        let run = run(folder.path(), &[command, "."]);
        assert_eq!((run.status, run.stdout.as_str()), (Some(2), ""), "{command}");
        for text in
            ["points-above-max = \"off\"", "Is “missing-evidence” meant?", "round.toml, so its severity"]
        {
            assert!(run.stderr.contains(text), "{text}: {}", run.stderr);
        }
    }
}

/// A text for each number.
fn each(numbers: std::ops::RangeInclusive<usize>, text: impl Fn(usize) -> String) -> String {
    numbers.map(text).collect::<Vec<_>>().concat()
}

/// A long table in which `units` units leave one criterion blank.
fn long_table(units: usize) -> tempfile::TempDir {
    let rows = each(1..=units, |n| format!("Xã Mẫu {n:03},1.1,1,\n"));
    let names = each(1..=units + 250, |n| format!("Xã Mẫu {n:03}\n"));
    let set = "[set]\nid = \"mau\"\ntitle = \"Bộ mẫu\"\nlevel = \"xa\"\nyears = { from = 2025 }\nstatus = \"model\"\nscale = 1\n\
               sources = [\"Bộ mẫu\"]\n[[field]]\ncode = \"1\"\nname = \"Một\"\nmax = 1\n[[criterion]]\ncode = \"1.1\"\n\
               name = \"Kế hoạch\"\nmax = 1\nrule.judged = { step = 0.5 }\n";
    folder(&[
        ("mau.toml", set),
        ("units.csv", &format!("name\n{names}")),
        ("long.csv", &format!("unit,code,max,self\n{rows}")),
    ])
}

const LONG: [&str; 6] = ["validate", "long.csv", "--criteria", "mau.toml", "--units", "units.csv"];

#[test]
fn alike_findings_of_a_file_are_folded() {
    let folder = long_table(143);
    let shown = |arguments: &[&str]| run(folder.path(), &[&LONG, arguments].concat()).stdout;
    let text = shown(&[]);
    assert_eq!(text.matches("error[missing-points]").count(), 20);
    let line =
        "… and 123 more of the same (missing-points) in this file; all of them: --all or --format csv\n";
    assert_eq!(text.matches(line).count(), 1, "{text}");
    assert_eq!(text.matches("error[missing-unit]").count(), 20);
    assert!(text.contains("long.csv      143         0\n"), "{text}");
    assert!(text.contains("Nothing received from 250 units\n  Xã Mẫu 144, "), "{text}");
    assert!(text.contains("Xã Mẫu 343 … and 50 more (--format csv)\n"), "{text}");
    let asked = "long.csv --criteria mau.toml --units units.csv\n";
    assert!(text.contains(&format!("then run again: parindex validate {asked}")), "{text}");

    let all = shown(&["--all"]);
    assert_eq!(all.matches("error[missing-points]").count(), 143);
    assert!(!all.contains("more of the same"));
    assert_eq!(shown(&["--format", "github"]).lines().count(), 143 + 250);
    assert_eq!(shown(&["--format", "csv"]).lines().count(), 1 + 143 + 250);
    // 20 are 20, not 19 and a line about one more.
    let folder = long_table(20);
    assert!(!run(folder.path(), &LONG).stdout.contains("(missing-points) in this file"));
}

#[test]
fn the_summary_alone_is_the_end_of_the_text() {
    let folder = round("tests/cmd/dot-loi");
    for lang in ["vi", "en"] {
        let text = run(&folder, &["validate", ".", "--lang", lang]);
        let summary = run(&folder, &["validate", ".", "--lang", lang, "--summary"]);
        assert!(text.stdout.ends_with(&format!("\n\n{}", summary.stdout)), "{}", summary.stdout);
        assert!(!summary.stdout.contains('→'));
        assert_eq!((summary.status, summary.stderr), (text.status, text.stderr));
    }
    let refused = run(&folder, &["validate", ".", "--summary", "--format", "csv"]);
    assert_eq!((refused.status, refused.stdout.as_str()), (Some(2), ""));
}

#[test]
fn many_files_with_errors_are_cut_after_the_worst() {
    let form = |faults: usize| {
        let rows = each(1..=8, |n| format!("1.{n},1,{}\n", if n <= faults { "x" } else { "1" }));
        format!("code,max,self\n1,8,\n{rows}")
    };
    let leaves = each(1..=8, |n| {
        format!(
            "[[criterion]]\ncode = \"1.{n}\"\nname = \"Kế hoạch {n}\"\nmax = 1\nrule.judged = {{ step = 0.5 }}\n"
        )
    });
    let set = format!(
        "[set]\nid = \"mau\"\ntitle = \"Bộ mẫu\"\nlevel = \"xa\"\nyears = {{ from = 2025 }}\nstatus = \"model\"\nscale = 8\n\
         sources = [\"Bộ mẫu\"]\n[[field]]\ncode = \"1\"\nname = \"Một\"\nmax = 8\n{leaves}"
    );
    let forms: Vec<(String, String)> = (0..45)
        .map(|n| (format!("forms/xa-mau-{n:02}.csv"), form(if n == 33 { 7 } else { n % 3 })))
        .collect();
    let mut files: Vec<(&str, &str)> =
        forms.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    files.push(("mau.toml", &set));
    let folder = folder(&files);
    let shown = |more: &[&str]| {
        run(folder.path(), &[&["validate", "forms", "--criteria", "mau.toml", "--summary"], more].concat())
            .stdout
    };
    let text = shown(&[]);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[0], "45 files read, 14 without any finding: 52 errors, 0 warnings.");
    assert!(lines[4].starts_with("forms/xa-mau-33.csv       7 "), "{text}");
    assert!(lines[5].starts_with("forms/xa-mau-02.csv       2 "), "{text}");
    let more = "… and 1 file more with errors; all of them: parindex validate forms --criteria mau.toml --summary --all";
    assert_eq!(lines[34], more, "{text}");
    assert_eq!(shown(&["--all"]).matches("forms/xa-mau-").count(), 31);
}

#[test]
fn colours_are_for_terminals() {
    let folder = faulty_round("");
    let shown = |arguments: &[&str], force: bool| {
        let mut command = command(folder.path(), arguments);
        command.env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
        if force {
            command.env("CLICOLOR_FORCE", "1");
        }
        let output = command.output().unwrap();
        [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap())
    };
    for arguments in [&["validate", "."][..], &["validate", ".", "--summary"], &["rank", ".", "--by", "self"]]
    {
        let [plain, coloured] = [shown(arguments, false), shown(arguments, true)];
        assert!(!plain.concat().contains('\u{1b}'), "{arguments:?}");
        assert!(coloured.concat().contains("\u{1b}[1m\u{1b}[31m"), "{arguments:?}: {coloured:?}");
        let stripped = coloured.map(|text| anstream::adapter::strip_str(&text).to_string());
        assert_eq!(stripped, plain, "{arguments:?}");
    }
    assert!(
        shown(&["validate", "."], true)[0].contains("\u{1b}[1m\u{1b}[33mwarning[renamed-criterion]\u{1b}[0m")
    );
    for format in ["json", "csv", "github"] {
        assert!(!shown(&["validate", ".", "--format", format], true).concat().contains('\u{1b}'), "{format}");
    }
    shown(&["validate", ".", "--output", "list.txt"], true);
    assert!(!fs::read_to_string(folder.path().join("list.txt")).unwrap().contains('\u{1b}'));
    // Who wants none gets none.
    let mut command = command(folder.path(), &["validate", "."]);
    let output = command.env("CLICOLOR_FORCE", "1").env("NO_COLOR", "1").output().unwrap();
    assert!(!output.stdout.contains(&0x1b));
}
