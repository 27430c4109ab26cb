//! The same bytes for the same input: whatever the order of the arguments, the number of threads, the clock and the
//! zone of time, the order in which a folder lists its files; and nothing is ever written over an input.

// Test code.
#![allow(clippy::unwrap_used)]

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use support::{Run, command, run};

const COMMANDS: &[&[&str]] = &[
    &["rank", "--format", "table"],
    &["rank", "--format", "json"],
    &["rank", "--format", "csv"],
    &["rank", "--format", "markdown"],
    &["score", "--format", "table"],
    &["score", "--format", "json"],
    &["validate", "--format", "text"],
    &["validate", "--format", "json"],
    &["validate", "--format", "csv"],
];

fn round(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn all(run: &Run) -> String {
    format!("{}\n{}\n{:?}", run.stdout, run.stderr, run.status)
}

fn with_environment(folder: &Path, arguments: &[&str], variables: &[(&str, &str)]) -> String {
    let output = command(folder, arguments).envs(variables.iter().copied()).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap().replace("\r\n", "\n");
    all(&Run { stdout: text(output.stdout), stderr: text(output.stderr), status: output.status.code() })
}

/// The arguments of a command with the basis, where it has one.
fn by<'a>(arguments: &[&'a str], basis: &'a str) -> Vec<&'a str> {
    let basis: &[&str] = if arguments[0] == "validate" { &[] } else { &["--by", basis] };
    [arguments, basis].concat()
}

#[test]
fn threads_and_clocks_change_nothing() {
    for (folder, commands) in
        [("examples/xa-2025", &COMMANDS[1..2]), ("examples/loi", COMMANDS), ("tests/cmd/dot", COMMANDS)]
    {
        for arguments in commands {
            let (folder, arguments) = (round(folder), by(arguments, "self"));
            let expected = with_environment(&folder, &arguments, &[("RAYON_NUM_THREADS", "1")]);
            for variables in [
                &[("RAYON_NUM_THREADS", "2")][..],
                &[("RAYON_NUM_THREADS", "7"), ("TZ", "Asia/Ho_Chi_Minh")],
                &[("SOURCE_DATE_EPOCH", "0"), ("COLUMNS", "40"), ("HOME", "/nowhere")],
            ] {
                let found = with_environment(&folder, &arguments, variables);
                assert_eq!(found, expected, "{arguments:?} {variables:?}");
            }
        }
    }
}

#[test]
fn the_order_of_arguments_changes_nothing() {
    let folder = round("tests/cmd/dot");
    let files = ["forms/xa-mau-mot.csv", "forms/xa-mau-hai.csv", "forms/xa-mau-ba.csv", "appraisal"];
    let orders: [[usize; 4]; 5] = [[0, 1, 2, 3], [3, 2, 1, 0], [1, 3, 0, 2], [2, 0, 3, 1], [3, 0, 2, 1]];
    for arguments in COMMANDS {
        let arguments = by(arguments, "final");
        let outputs: Vec<String> = orders
            .iter()
            .map(|order| {
                let mut all_arguments = arguments.clone();
                all_arguments.extend(order.iter().map(|at| files[*at]));
                all_arguments.extend(["--criteria", "nho.toml", "--units", "units.csv"]);
                all(&run(&folder, &all_arguments))
            })
            .collect();
        for output in &outputs[1..] {
            assert_eq!(output, &outputs[0], "{arguments:?}");
        }
        // Options before the files, and a file named twice.
        let mut turned = vec![arguments[0], "--units", "units.csv", "--criteria", "./nho.toml"];
        turned.extend(&arguments[1..]);
        turned.extend(files);
        turned.extend(["forms/../forms/xa-mau-mot.csv", "forms/xa-mau-mot.csv"]);
        assert_eq!(all(&run(&folder, &turned)), outputs[0], "{arguments:?}");
    }
}

#[test]
fn the_order_of_a_folder_changes_nothing() {
    let names = ["phuong-mau-mot.csv", "xa-mau-ba.csv", "xa-mau-hai.csv", "xa-mau-mot.csv"];
    let source = round("tests/cmd/dot");
    let outputs: Vec<String> = [[0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1]]
        .iter()
        .map(|order| {
            let folder = tempfile::tempdir().unwrap();
            for name in ["nho.toml", "units.csv"] {
                fs::copy(source.join(name), folder.path().join(name)).unwrap();
            }
            fs::create_dir(folder.path().join("forms")).unwrap();
            for at in order {
                fs::copy(source.join("forms").join(names[*at]), folder.path().join("forms").join(names[*at]))
                    .unwrap();
            }
            let arguments =
                ["rank", "forms", "--criteria", "nho.toml", "--units", "units.csv", "--format", "json"];
            all(&run(folder.path(), &arguments))
        })
        .collect();
    assert!(outputs.iter().all(|output| *output == outputs[0]));
}

/// Every file below a folder with its bytes.
fn contents(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files: Vec<(PathBuf, Vec<u8>)> = walkdir::WalkDir::new(folder)
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| (entry.path().to_path_buf(), fs::read(entry.path()).unwrap()))
        .collect();
    files.sort();
    files
}

#[test]
fn nothing_is_written_over_an_input_and_nothing_is_left_half_written() {
    let source = round("tests/cmd/dot");
    let folder = tempfile::tempdir().unwrap();
    for (path, bytes) in contents(&source) {
        let target = folder.path().join(path.strip_prefix(&source).unwrap());
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::write(target, bytes).unwrap();
    }
    let before = contents(folder.path());
    for target in
        ["units.csv", "nho.toml", "survey.csv", "forms/xa-mau-mot.csv", "appraisal/../appraisal/snv.csv"]
    {
        let run = run(folder.path(), &["rank", ".", "--output", target, "--force"]);
        assert_eq!((run.status, run.stdout.as_str()), (Some(2), ""), "{target}: {}", run.stderr);
        assert!(contents(folder.path()) == before, "{target} was changed");
    }
    for target in ["cu.txt", "no/such/folder.csv", "forms"] {
        let run = run(folder.path(), &["rank", ".", "--output", target]);
        assert_eq!(run.status, Some(2), "{target}");
        assert!(contents(folder.path()) == before, "{target}");
    }
    assert_eq!(run(folder.path(), &["rank", ".", "--format", "csv", "--output", "new.csv"]).status, Some(0));
    let printed = run(folder.path(), &["rank", ".", "--format", "csv"]).stdout;
    // Excel takes a file for Vietnamese only behind a mark.
    let written = fs::read_to_string(folder.path().join("new.csv")).unwrap().replace("\r\n", "\n");
    assert_eq!(written.strip_prefix('\u{feff}'), Some(printed.as_str()));
    assert_eq!(contents(folder.path()).len(), before.len() + 1);
}

#[test]
fn a_document_is_not_filled_with_text() {
    let folder = tempfile::tempdir().unwrap();
    let set = "mau-xa-2025";
    for (arguments, ending, fine) in [
        (&["criteria", "show", set][..], "doc", false),
        (&["criteria", "show", set], "pdf", false),
        (&["criteria", "diff", set, set], "docx", false),
        (&["criteria", "show", set, "--format", "docx"], "xlsx", false),
        (&["criteria", "show", set, "--format", "json"], "xlsx", false),
        (&["criteria", "show", set, "--format", "docx"], "DOCX", true),
        (&["criteria", "show", set], "xlsx", true),
        (&["criteria", "show", set], "txt", true),
    ] {
        let name = format!("a.{ending}");
        let run = run(folder.path(), &[arguments, &["--output", &name, "--force"]].concat());
        assert_eq!(run.status, Some(if fine { 0 } else { 2 }), "{arguments:?} {ending}: {}", run.stderr);
        assert_eq!(folder.path().join(&name).exists(), fine, "{arguments:?} {ending}");
        let _ = fs::remove_file(folder.path().join(&name));
    }
}

#[test]
fn impact_leaves_blocks_of_other_sets_out() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    let set = |id: &str, max: u32| {
        let scale = max + 5;
        format!(
            "[set]\nid = \"{id}\"\ntitle = \"Bộ thử\"\nlevel = \"xa\"\nyears = {{ from = 2025 }}\nstatus = \"model\"\nscale = {scale}\nsources = [\"Bộ mẫu\"]\n[[field]]\ncode = \"1\"\nname = \"Một\"\nmax = {max}\n[[field]]\ncode = \"2\"\nname = \"Hai\"\nmax = 5\n"
        )
    };
    for (id, max) in [("xa", 5), ("phuong", 15), ("xa-moi", 10)] {
        write(&format!("{id}.toml"), &set(id, max));
    }
    fs::create_dir(folder.path().join("forms")).unwrap();
    write("forms/a.csv", "unit,code,max,self\nXã Mẫu 01,1,5,4\nXã Mẫu 01,2,5,3\n");
    write("forms/b.csv", "unit,code,max,self\nPhường Mẫu 02,1,15,9\nPhường Mẫu 02,2,5,3\n");
    write("units.csv", "name,block\nXã Mẫu 01,khoi-xa\nPhường Mẫu 02,khoi-phuong\n");
    write(
        "round.toml",
        "title = \"Đợt thử\"\nyear = 2025\ncriteria = { khoi-xa = \"xa\", khoi-phuong = \"phuong\" }\nunits = \"units.csv\"\nforms = [\"forms\"]\n",
    );
    let impact = |old: &str| {
        run(folder.path(), &["--lang", "en", "criteria", "impact", old, "xa-moi.toml", "--data", "."])
    };
    let found = impact("xa.toml");
    assert_eq!(found.status, Some(0), "{}", found.stderr);
    assert!(
        found.stdout.contains("Left out, as another set scores them: khoi-phuong (phuong)."),
        "{}",
        found.stdout
    );
    assert!(
        found.stdout.contains("Xã Mẫu 01") && !found.stdout.contains("Phường Mẫu 02"),
        "{}",
        found.stdout
    );
    let found = impact("xa-moi.toml");
    assert_eq!(found.status, Some(2));
    assert!(found.stderr.contains("khoi-xa (xa), khoi-phuong (phuong)"), "{}", found.stderr);
}

/// Half of the papers of a year are worse than none: what stands in the way is found before any is written.
#[test]
fn a_file_in_the_place_of_a_folder_stops_all_papers() {
    let folder = tempfile::tempdir().unwrap();
    let papers = folder.path().join("papers");
    fs::create_dir(&papers).unwrap();
    fs::write(papers.join("hinh"), "").unwrap();
    let example = round("examples/huyen-2024");
    let done =
        run(folder.path(), &["report", example.to_str().unwrap(), "--output", "papers", "--lang", "en"]);
    assert_eq!(done.status, Some(2), "{done:?}");
    assert!(done.stderr.contains("hinh” must be a folder, and it is a file"), "{done:?}");
    assert_eq!(fs::read_dir(&papers).unwrap().count(), 1);
}
