//! `init`: a folder in which every command runs at once, and in which nothing that exists is ever changed.

// Test code.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use assert_cmd::cargo::cargo_bin_cmd;

/// All that stands below a folder; folders with an end of their own.
fn below(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap).skip(1) {
        let name = entry.path().strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
        if entry.file_type().is_dir() {
            found.insert(format!("{name}/"), Vec::new());
        } else {
            found.insert(name, fs::read(entry.path()).unwrap());
        }
    }
    found
}

/// Runs the command in a folder; all that it says.
fn run(folder: &Path, arguments: &[&str], status: i32) -> String {
    let mut command = cargo_bin_cmd!("parindex");
    let run = command.current_dir(folder).args(arguments).assert().code(status);
    let (out, err) = (&run.get_output().stdout, &run.get_output().stderr);
    String::from_utf8_lossy(&[&out[..], &err[..]].concat()).into_owned()
}

#[test]
fn a_new_round_is_whole_and_read_at_once() {
    for (lang, steps, none_yet) in
        [("vi", "LOI-DAN.txt", "chưa có tệp nào"), ("en", "README.txt", "no file to read yet")]
    {
        let folder = tempfile::tempdir().unwrap();
        run(folder.path(), &["--lang", lang, "init", "dot", "--year", "2025"], 0);
        let made = below(&folder.path().join("dot"));
        let names: Vec<&str> = made.keys().map(String::as_str).collect();
        let mut expected = [
            "appraisal/",
            "appraisal2/",
            "explanations/",
            "forms/",
            "round.toml",
            "survey/",
            "units.csv",
            steps,
        ];
        expected.sort_unstable();
        assert_eq!(names, expected);
        for (name, bytes) in made.iter().filter(|(name, _)| !name.ends_with('/')) {
            let text = std::str::from_utf8(bytes).unwrap();
            assert!(text.starts_with('\u{feff}'), "{name}: Excel and Notepad know UTF-8 by its mark");
            assert_eq!(text.matches('\n').count(), text.matches("\r\n").count(), "{name}");
            assert!(!text.contains(['{', '}']) || name == "round.toml", "{name}: a place is left unfilled");
        }
        for command in ["validate", "rank", "score"] {
            let said = run(folder.path(), &["--lang", lang, command, "dot"], 2);
            assert!(said.contains(none_yet) && said.contains("parindex template"), "{command}: {said}");
        }
        // Forms are written for the examples.
        run(folder.path(), &["--lang", lang, "template", "dot"], 0);
        let forms = below(&folder.path().join("dot/templates"));
        let forms: Vec<&str> = forms.keys().map(String::as_str).collect();
        assert_eq!(forms, ["phuong-mau-01.xlsx", "phuong-mau-02.xlsx", "xa-mau-01.xlsx", "xa-mau-02.xlsx"]);
        // The first form that comes in is read.
        fs::write(
            folder.path().join("dot/forms/a.csv"),
            "Đơn vị: Xã Mẫu 01\ncode,name,max,self\n1.1.1,x,1,1\n",
        )
        .unwrap();
        let said = run(&folder.path().join("dot"), &["--lang", lang, "rank", "--format", "json"], 1);
        assert!(said.contains("\"Xã Mẫu 01\""), "{said}");
    }
}

#[test]
fn what_exists_is_left() {
    let folder = tempfile::tempdir().unwrap();
    let dot = folder.path().join("dot");
    fs::create_dir_all(dot.join("forms")).unwrap();
    fs::write(dot.join("units.csv"), "name\nXã Mẫu 09\n").unwrap();
    fs::write(dot.join("forms/a.csv"), "một biểu").unwrap();
    let said = run(folder.path(), &["--lang", "en", "init", "dot", "--year", "2025"], 0);
    assert!(
        said.contains("left as it is  dot/units.csv") && said.contains("made           dot/round.toml"),
        "{said}"
    );
    let before = below(&dot);
    assert_eq!(before["units.csv"], b"name\nX\xc3\xa3 M\xe1\xba\xabu 09\n");
    for arguments in [&["init", "dot"][..], &["init", "dot", "--level", "so", "--year", "2030"]] {
        let said = run(folder.path(), &[&["--lang", "en"], arguments].concat(), 0);
        assert!(!said.contains("made "), "{said}");
        assert_eq!(below(&dot), before);
    }
    assert!(
        run(folder.path(), &["--lang", "en", "init", "dot", "--level", "so"], 0).contains("change nothing")
    );
}

#[test]
fn folders_that_got_lost_are_made_again() {
    let folder = tempfile::tempdir().unwrap();
    run(folder.path(), &["init", "dot", "--year", "2025"], 0);
    let dot = folder.path().join("dot");
    let before = below(&dot);
    fs::remove_dir(dot.join("survey")).unwrap();
    let said = run(folder.path(), &["--lang", "en", "rank", "dot"], 2);
    assert!(said.contains("“dot/survey/”") && said.contains("parindex init dot"), "{said}");
    run(folder.path(), &["init", "dot"], 0);
    assert_eq!(below(&dot), before);
    // What a person names in the round is made, and no table is written where it is no CSV.
    let text = fs::read_to_string(dot.join("round.toml")).unwrap();
    let text = text.replace("\"forms/\"", "\"bieu/xa/\", \"bo-sung.csv\"").replace("units.csv", "ds.xlsx");
    fs::write(dot.join("round.toml"), text).unwrap();
    run(folder.path(), &["init", "dot"], 0);
    let names: Vec<String> = below(&dot).into_keys().filter(|name| !before.contains_key(name)).collect();
    assert_eq!(names, ["bieu/", "bieu/xa/"]);
}

#[test]
fn a_set_of_ones_own_is_named_from_the_folder() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::create_dir(at("bo")).unwrap();
    run(folder.path(), &["criteria", "new", "--year", "2026", "--output", "bo/rieng.toml"], 0);
    let set_at = |dot: &str, set: &str| {
        run(folder.path(), &["--lang", "en", "init", dot, "--criteria", set, "--year", "2026"], 0);
        let text = fs::read_to_string(at(dot).join("round.toml")).unwrap();
        text.lines().find(|line| line.starts_with("criteria = ")).unwrap().to_owned()
    };
    assert_eq!(set_at("a/b", "bo/rieng.toml"), "criteria = \"../../bo/rieng.toml\"");
    assert_eq!(set_at("bo", "bo/rieng"), "criteria = \"rieng.toml\"");
    assert_eq!(set_at("c", "mau-so-2025"), "criteria = \"mau-so-2025\"");
    assert!(fs::read_to_string(at("c/units.csv")).unwrap().contains("Sở Mẫu 01,tham-muu"));
    assert!(run(folder.path(), &["--lang", "en", "rank", "a/b"], 2).contains("no file to read yet"));
}

#[test]
fn what_cannot_be_made_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("tep"), "").unwrap();
    fs::write(folder.path().join("hong.toml"), "[set]\n").unwrap();
    let before = below(folder.path());
    for (arguments, said) in [
        (&["tep"][..], "is a file"),
        (&["dot", "--level", "tinh"], "no model set for the level “tinh”"),
        (&["dot", "--criteria", "khong-co"], "no criteria set “khong-co”"),
        (&["dot", "--criteria", "hong.toml"], "hong.toml has"),
        (&["dot", "--criteria", "mau-xa-2025", "--level", "so"], "of the level xa, not so"),
        (&["dot", "--year", "25"], "25"),
    ] {
        let found = run(folder.path(), &[&["--lang", "en", "init"], arguments].concat(), 2);
        assert!(found.contains(said), "{arguments:?}: {found}");
        assert_eq!(below(folder.path()), before);
    }
}

#[test]
fn the_year_comes_from_the_clock_and_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let said = run(folder.path(), &["--lang", "en", "init", "dot"], 0);
    let text = fs::read_to_string(folder.path().join("dot/round.toml")).unwrap();
    let year = text.lines().find_map(|line| line.strip_prefix("year = ")).unwrap();
    assert!(year.parse::<u16>().unwrap() >= 2025);
    assert!(said.contains(&format!("Round of {year}")) && said.contains("today's date"), "{said}");
}

#[cfg(unix)] // Windows has no such names.
#[test]
fn a_round_of_somebody_else_makes_nothing_outside_and_no_mischief_on_the_screen() {
    let folder = tempfile::tempdir().unwrap();
    let dot = folder.path().join("dot");
    fs::create_dir(&dot).unwrap();
    let outside = folder.path().join("xa/").to_string_lossy().replace('\\', "/");
    let text = format!(
        "criteria = \"mau-xa-2025\"\nunits = \"../units.csv\"\nforms = [\"../ngoai/\", \"{outside}\", \"a\\u001b[2J/\"]\n"
    );
    fs::write(dot.join("round.toml"), text).unwrap();
    let said = run(folder.path(), &["init", "dot", "--lang", "en"], 0);
    assert!(!said.contains('\u{1b}'), "{said:?}");
    let names: Vec<String> = below(folder.path()).into_keys().collect();
    assert_eq!(names, ["dot/", "dot/README.txt", "dot/a\u{1b}[2J/", "dot/round.toml"]);
}

/// The words of a line as a shell takes them; only quotation marks join.
fn words(line: &str) -> Vec<String> {
    line.split('"')
        .enumerate()
        .flat_map(|(nth, part)| match nth % 2 {
            0 => part.split_whitespace().map(str::to_owned).collect(),
            _ => vec![part.to_owned()],
        })
        .collect()
}

#[test]
fn every_command_of_the_steps_exists() {
    for (lang, steps) in [("vi", "LOI-DAN.txt"), ("en", "README.txt")] {
        let folder = tempfile::tempdir().unwrap();
        run(folder.path(), &["--lang", lang, "init", ".", "--year", "2025"], 0);
        let text = fs::read_to_string(folder.path().join(steps)).unwrap();
        let commands: Vec<&str> =
            text.lines().filter_map(|line| line.strip_prefix("      parindex ")).collect();
        assert!(commands.len() > 12, "{commands:?}");
        for command in commands {
            let mut arguments = words(command);
            // Results of units are no documents yet.
            let is_document = arguments.last().is_some_and(|last| last.contains(".docx"));
            assert!(!(arguments[0] != "criteria" && is_document), "{command}");
            arguments.push("--help".to_owned());
            let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
            run(folder.path(), &arguments, 0);
        }
    }
}
