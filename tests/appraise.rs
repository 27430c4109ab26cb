//! `appraise`: which workbooks are written, where, and over what never.

#![allow(clippy::unwrap_used)] // Test code.

mod support;

use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;

use support::{Parts, SMALL, folder, run};

const ROUND: &str = "title = \"Đợt 2025\"\nyear = 2025\ncriteria = \"small.toml\"\nunits = \"units.csv\"\n\
                     agency = \"UBND tỉnh Mẫu\"\nappraisal = [\"appraisal/\"]\n";
const UNITS: &str = "name,block\nXã A,\nXã B,\n";
const A: &str = "Đơn vị: Xã A,,,\nSTT,Tiêu chí,Điểm tối đa,Điểm tự chấm\n1.1.1,,1,1\n1.1.2,,3,3\n1.1.3,,2,2\n1.2,,2,0\n1.10,,4,3\n2.2,,3,\n";

fn round() -> tempfile::TempDir {
    let set = SMALL.replace("name = \"Sáng kiến\"", "name = \"Sáng kiến\"\nappraiser = \"Sở Nội vụ\"");
    let b = A.replace("Xã A", "Xã B").replace("1.10,,4,3", "1.10,,4,4");
    let files = [
        ("round.toml", ROUND),
        ("units.csv", UNITS),
        ("small.toml", &set),
        ("forms/a.csv", A),
        ("forms/b.csv", &b),
    ];
    let folder = folder(&files);
    fs::create_dir_all(folder.path().join("appraisal")).unwrap();
    folder
}

/// The files of a folder with their bytes.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<(String, Vec<u8>)> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(path).unwrap()))
        .collect();
    files.sort();
    files
}

fn names(folder: &Path) -> Vec<String> {
    files(folder).into_iter().map(|(name, _)| name).collect()
}

/// Types a text into a cell of the first sheet that is blank.
fn typed(path: &Path, cell: &str, text: &str) -> Vec<u8> {
    let mut book = zip::ZipArchive::new(Cursor::new(fs::read(path).unwrap())).unwrap();
    let mut parts = Vec::new();
    for at in 0..book.len() {
        let mut part = book.by_index(at).unwrap();
        let (name, mut bytes) = (part.name().unwrap().into_owned(), Vec::new());
        part.read_to_end(&mut bytes).unwrap();
        if name == "xl/worksheets/sheet1.xml" {
            let sheet = String::from_utf8(bytes).unwrap();
            let (before, rest) = sheet.split_once(&format!("<c r=\"{cell}\" ")).unwrap();
            let (style, behind) = rest.split_once("/>").unwrap();
            let filled = format!("<c r=\"{cell}\" {style} t=\"inlineStr\"><is><t>{text}</t></is></c>");
            bytes = format!("{before}{filled}{behind}").into_bytes();
        }
        parts.push((name, bytes));
    }
    Parts(parts).zip()
}

#[test]
fn workbooks_go_into_the_round_and_stay_the_same() {
    let round = round();
    let first = run(round.path(), &["appraise"]);
    assert_eq!(first.status, Some(0), "{first:?}");
    assert!(first.stderr.contains("Wrote 2 workbooks to appraise (16 rows) to “to-appraise”"), "{first:?}");
    assert!(first.stderr.contains("Nobody is named to appraise 5 items"), "{first:?}");
    let there = files(&round.path().join("to-appraise"));
    assert_eq!(names(&round.path().join("to-appraise")), ["so-noi-vu.xlsx", "unassigned.xlsx"]);
    let again = run(round.path(), &["appraise"]);
    assert!(again.stderr.contains("Wrote 0 workbooks"), "{again:?}");
    assert!(again.stderr.contains("2 there already, unchanged"), "{again:?}");
    assert_eq!(files(&round.path().join("to-appraise")), there);
    let by_unit = run(round.path(), &["appraise", "--by", "unit", "--output", "units", "--lang", "vi"]);
    assert!(by_unit.stderr.contains("Đã ghi 2 bảng thẩm định (16 dòng) vào “units”"), "{by_unit:?}");
    assert_eq!(names(&round.path().join("units")), ["xa-a.xlsx", "xa-b.xlsx"]);
    let none = run(round.path(), &["appraise", "--only-disputed", "--output", "few"]);
    assert!(none.stderr.contains("There is no such row, so nothing was written"), "{none:?}");
    assert!(!round.path().join("few").exists());
}

#[test]
fn what_somebody_filled_is_never_written_over() {
    let round = round();
    run(round.path(), &["appraise"]);
    let path = round.path().join("to-appraise").join("so-noi-vu.xlsx");
    // Another form came in: what nobody has filled may be written anew, where that is asked for.
    fs::write(round.path().join("forms/a.csv"), A.replace("1.10,,4,3", "1.10,,4,2")).unwrap();
    let before = fs::read(&path).unwrap();
    let refused = run(round.path(), &["appraise"]);
    assert_eq!(refused.status, Some(2));
    assert!(
        refused.stderr.contains("1 file exist already and differ") || refused.stderr.contains("--force"),
        "{refused:?}"
    );
    assert_eq!(fs::read(&path).unwrap(), before);
    assert_eq!(run(round.path(), &["appraise", "--force"]).status, Some(0));
    assert_ne!(fs::read(&path).unwrap(), before);
    // A reason alone, and it is somebody's work.
    let filled = typed(&path, "L9", "Chờ văn bản bổ sung");
    fs::write(&path, &filled).unwrap();
    for arguments in [&["appraise"][..], &["appraise", "--force"]] {
        let refused = run(round.path(), arguments);
        assert_eq!(refused.status, Some(2), "{refused:?}");
        assert!(refused.stderr.contains("1 file is filled already"), "{refused:?}");
        assert_eq!(fs::read(&path).unwrap(), filled);
    }
    // What is no workbook of ours is nobody's to write over either.
    fs::write(&path, "notes").unwrap();
    assert_eq!(run(round.path(), &["appraise", "--force"]).status, Some(2));
    assert_eq!(fs::read(&path).unwrap(), b"notes");
}

#[test]
fn the_second_round_needs_the_first() {
    let round = round();
    for arguments in [&["appraise", "--round", "2"][..], &["appraise", "--explanations"]] {
        let refused = run(round.path(), arguments);
        assert_eq!(refused.status, Some(2));
        assert!(refused.stderr.contains("There are no points of the first round yet"), "{refused:?}");
    }
    fs::write(round.path().join("appraisal/a.csv"), "unit,code,appraised,Lý do\nXã A,1.10,1,Thiếu văn bản\n")
        .unwrap();
    let second = run(round.path(), &["appraise", "--round", "2"]);
    assert!(second.stderr.contains("to “to-appraise-2”"), "{second:?}");
    let told = run(round.path(), &["appraise", "--explanations"]);
    assert!(told.stderr.contains("Wrote 1 workbook to explain (1 row) to “to-explain”"), "{told:?}");
    assert_eq!(names(&round.path().join("to-explain")), ["xa-a.xlsx"]);
    let read = run(round.path(), &["appraise", "--output", "appraisal/new"]);
    assert_eq!(read.status, Some(2), "{read:?}");
    assert!(!round.path().join("appraisal/new").exists());
}

#[test]
fn an_explanation_under_another_units_name_is_told() {
    let temp = round();
    let path = temp.path();
    let cut = "unit,code,appraised,Lý do\nXã A,1.10,1,Thiếu biên bản\nXã B,1.10,1,Thiếu biên bản\n";
    fs::write(path.join("appraisal/a.csv"), cut).unwrap();
    let keys = format!("{ROUND}explanations = [\"explanations/\"]\n");
    fs::create_dir_all(path.join("explanations")).unwrap();
    fs::write(path.join("round.toml"), keys).unwrap();
    assert_eq!(run(path, &["appraise", "--explanations", "--quiet"]).status, Some(0));
    let told = |run: support::Run| run.stdout.matches("[other-unit]").count();
    fs::copy(path.join("to-explain/xa-a.xlsx"), path.join("explanations/xa-a.xlsx")).unwrap();
    assert_eq!(told(run(path, &["validate"])), 0);
    fs::copy(path.join("to-explain/xa-a.xlsx"), path.join("explanations/xa-b.xlsx")).unwrap();
    assert_eq!(told(run(path, &["validate"])), 1);
}

#[test]
fn no_result_goes_among_the_papers_of_a_round() {
    let temp = round();
    let out = |output: &str| run(temp.path(), &["rank", "--by", "self", "--quiet", "--output", output]);
    for output in ["forms/hang.csv", "appraisal/hang.csv"] {
        let refused = out(output);
        assert_eq!(refused.status, Some(2), "{}", refused.stderr);
        assert!(!temp.path().join(output).exists());
    }
    out("hang.csv");
    assert!(temp.path().join("hang.csv").exists());
}
