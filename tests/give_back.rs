//! `validate --return`: which files are written, under which names, over what never; and what is read of them again.

#![allow(clippy::unwrap_used)] // Test code.

mod support;

use std::fs;
use std::path::Path;

use support::{SMALL, folder, root, run};

/// A form in CSV with one error; without it, clean but for a warning.
const FAULTY: &str = "STT,Tiêu chí,Điểm tối đa,Điểm tự chấm\n1.1.1,Ban hành kế hoạch,1,7\n1.1.2,Mức độ hoàn thành kế hoạch,3,3\n1.1.3,Báo cáo định kỳ,2,2\n1.2,Kiểm tra cải cách hành chính,2,2\n1.10,Sáng kiến,4,4\n";

fn forms() -> tempfile::TempDir {
    let clean = FAULTY.replace(",1,7", ",1,1");
    let warned = clean.replace("Sáng kiến", "Sáng kiến khác");
    let temp = folder(&[
        ("bo.toml", &SMALL.replace("\"small\"", "\"bo\"")),
        ("forms/a/xa-mau-01.csv", FAULTY),
        ("forms/b/xa-mau-02.csv", &clean),
        ("forms/b/xa-mau-03.csv", &warned),
    ]);
    let book = fs::read(root().join("tests/fixtures/openpyxl-furnished.xlsx")).unwrap();
    for name in ["b/xa-mau-04.xlsx", "b/xa-mau-05.xls"] {
        fs::write(temp.path().join("forms").join(name), &book).unwrap();
    }
    temp
}

/// The files below a folder, by their paths.
fn files(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            found.extend(files(&path).into_iter().map(|below| format!("{name}/{below}")));
        } else {
            found.push(name);
        }
    }
    found.sort();
    found
}

const RETURNED: [&str; 3] =
    ["a/xa-mau-01.csv.phieu-tra-lai.xlsx", "b/xa-mau-04.xlsx", "b/xa-mau-05.xls.xlsx"];

#[test]
fn files_with_errors_go_back_in_their_folders() {
    let temp = forms();
    let validate =
        |more: &[&str]| run(temp.path(), &[&["validate", "forms", "--criteria", "bo.toml"], more].concat());
    let plain = validate(&[]);
    let back = validate(&["--return", "back"]);
    // Whoever gives the files back need not be told how.
    let hint = "To return each file to its unit with the cells marked: \
                parindex validate forms --criteria bo.toml --return tra-lai\n";
    assert!(plain.stdout.contains(hint));
    assert_eq!((back.status, back.stdout), (Some(1), plain.stdout.replace(hint, "")));
    assert_eq!(back.stderr, "Wrote 3 files to give back to “back”: 2 marked, 1 as a slip alone.\n");
    assert_eq!(files(&temp.path().join("back")), RETURNED);
    // Nothing is written over.
    let before = fs::read(temp.path().join("back/b/xa-mau-04.xlsx")).unwrap();
    let again = validate(&["--return", "back", "--lang", "vi"]);
    assert_eq!((again.status, &*again.stdout), (Some(2), ""));
    assert!(
        again.stderr.starts_with("Tệp “back/a/xa-mau-01.csv.phieu-tra-lai.xlsx” đã có."),
        "{}",
        again.stderr
    );
    let forced = validate(&["--return", "back", "--force", "--quiet"]);
    assert_eq!((forced.status, &*forced.stderr), (Some(1), ""));
    assert_eq!(fs::read(temp.path().join("back/b/xa-mau-04.xlsx")).unwrap(), before);
    // With warnings denied, files with warnings alone too.
    validate(&["--return", "warned", "--deny", "warnings"]);
    assert_eq!(files(&temp.path().join("warned")).len(), 4);
    // One file alone lies in the folder itself.
    let one =
        run(temp.path(), &["validate", "forms/b/xa-mau-04.xlsx", "--criteria", "bo.toml", "--return", "one"]);
    assert_eq!(one.status, Some(1));
    assert_eq!(files(&temp.path().join("one")), ["xa-mau-04.xlsx"]);
    let none =
        run(temp.path(), &["validate", "forms/b/xa-mau-02.csv", "--criteria", "bo.toml", "--return", "none"]);
    assert_eq!((none.status, &*none.stderr), (Some(0), "No file has to go back.\n"));
    assert!(!temp.path().join("none").exists());
}

#[test]
fn inputs_are_never_written_over() {
    let temp = forms();
    let before = fs::read(temp.path().join("forms/b/xa-mau-04.xlsx")).unwrap();
    let input = "forms/b/xa-mau-04.xlsx";
    for (paths, to, says) in [
        (input, "forms/b", "“forms/b/xa-mau-04.xlsx” is an input and is never written over."),
        (input, "forms/a/../b", "is an input and is never written over."),
        ("forms", "forms", "“forms” lies in the folder “forms” of received papers"),
        ("forms", "forms/back/new", "“forms/back/new” lies in the folder “forms” of received papers"),
        ("forms", "bo.toml", "“bo.toml” is not a folder."),
    ] {
        let refused =
            run(temp.path(), &["validate", paths, "--criteria", "bo.toml", "--force", "--return", to]);
        assert_eq!((refused.status, &*refused.stdout), (Some(2), ""), "{to}");
        assert!(refused.stderr.contains(says), "{to}: {}", refused.stderr);
    }
    assert_eq!(fs::read(temp.path().join(input)).unwrap(), before);
    assert_eq!(files(temp.path()).len(), 6);
}

#[test]
fn a_slip_sent_back_is_no_form_and_gets_no_slip() {
    let temp = forms();
    run(temp.path(), &["validate", "forms", "--criteria", "bo.toml", "--return", "back"]);
    let slip = "back/a/xa-mau-01.csv.phieu-tra-lai.xlsx";
    let read = run(temp.path(), &["validate", slip, "--criteria", "bo.toml", "--return", "more"]);
    assert_eq!(read.status, Some(1));
    assert!(
        read.stdout.contains("error[empty-file]: This file holds a return slip and no score table."),
        "{read:?}"
    );
    assert_eq!(read.stderr, "No file has to go back.\n");
}

/// Copies a folder.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() { copy(&path, &target) } else { _ = fs::copy(&path, &target).unwrap() }
    }
}

#[test]
fn what_goes_back_is_read_as_what_came() {
    let mut marked = 0;
    let folders = fs::read_dir(root().join("tests/findings")).unwrap().map(|entry| entry.unwrap().path());
    for folder in folders.chain([root().join("examples/loi")]) {
        if !folder.join("round.toml").exists() {
            continue;
        }
        let temp = tempfile::tempdir().unwrap();
        let (round, back) = (temp.path().join("round"), temp.path().join("back"));
        copy(&folder, &round);
        let run =
            |more: &[&str]| support::run(&round, &[&["validate", ".", "--format", "json"], more].concat());
        let (before, scores) = (run(&[]), support::run(&round, &["score", ".", "--format", "json"]));
        let written = run(&["--deny", "warnings", "--return", back.to_str().unwrap()]);
        assert_eq!(written.stdout, before.stdout, "{}", folder.display());
        for file in files(&back).iter().filter(|file| !file.ends_with(".phieu-tra-lai.xlsx")) {
            let target = files(&round).into_iter().find(|path| path.ends_with(file)).unwrap();
            fs::copy(back.join(file), round.join(target)).unwrap();
            marked += 1;
        }
        assert_eq!(run(&[]).stdout, before.stdout, "{}", folder.display());
        let again = support::run(&round, &["score", ".", "--format", "json"]);
        assert_eq!((again.stdout, again.stderr), (scores.stdout, scores.stderr), "{}", folder.display());
    }
    assert!(marked >= 14, "{marked} workbooks");
}
