//! `parindex template`: which workbooks are written, under which names, and over what never.

#![allow(clippy::unwrap_used)] // Test code.

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use parindex::sheet;
use support::{Run, SMALL, folder, run};

const ROUND: &str = "title = \"Đợt mẫu\"\nyear = 2025\ncriteria = \"bo.toml\"\nunits = \"units.csv\"\n";
const UNITS: &str = "name,block,not_applicable,code\nXã Mẫu 01,xa,1.10,007\nXã Mẫu 02,xa,,\nxã mẫu 2,xa,,\n";

fn round(round: &str, units: &str) -> tempfile::TempDir {
    folder(&[("bo.toml", &SMALL.replace("\"small\"", "\"bo\"")), ("round.toml", round), ("units.csv", units)])
}

/// The workbooks in a folder.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).into_iter().flatten().map(Result::unwrap);
    entries
        .map(|entry| (entry.file_name().to_string_lossy().into_owned(), fs::read(entry.path()).unwrap()))
        .collect()
}

fn names(files: &BTreeMap<String, Vec<u8>>) -> Vec<&str> {
    files.keys().map(String::as_str).collect()
}

fn refused(run: &Run, said: &str) {
    assert_eq!(run.status, Some(2), "{}", run.stderr);
    assert!(run.stderr.contains(said), "{}", run.stderr);
}

#[test]
fn every_unit_gets_a_workbook() {
    let temp = round(ROUND, UNITS);
    let first = run(temp.path(), &["template"]);
    assert_eq!(first.status, Some(0), "{}", first.stderr);
    assert_eq!(first.stderr, "Wrote 3 workbooks to “templates”.\n");
    let written = files(&temp.path().join("templates"));
    assert_eq!(names(&written), ["xa-mau-01.xlsx", "xa-mau-02.xlsx", "xa-mau-2.xlsx"]);
    // The folder of the forms need not be there yet, and none is made.
    assert!(!temp.path().join("forms").exists());
    let marker = sheet::read(&Arc::from("a.xlsx"), &written["xa-mau-01.xlsx"]).marker.unwrap();
    assert_eq!((marker.set.as_str(), marker.year), ("bo", Some(2025)));
    assert_eq!((marker.sheets[0].unit.as_str(), marker.sheets[0].code.as_str()), ("Xã Mẫu 01", "007"));

    // The same again changes nothing.
    let again = run(temp.path(), &["template"]);
    assert_eq!(again.stderr, "Wrote 0 workbooks to “templates”; 3 there already, unchanged.\n");
    assert_eq!(files(&temp.path().join("templates")), written);
}

#[test]
fn a_workbook_that_differs_is_not_written_over() {
    let temp = round(ROUND, UNITS);
    let templates = temp.path().join("templates");
    fs::create_dir(&templates).unwrap();
    fs::write(templates.join("xa-mau-02.xlsx"), "filled").unwrap();
    refused(&run(temp.path(), &["template"]), "not made by this program");
    assert_eq!(names(&files(&templates)), ["xa-mau-02.xlsx"], "nothing is written before everything may be");
    // Only what is asked for is looked at.
    assert_eq!(run(temp.path(), &["template", "--unit", "Xã Mẫu 01"]).status, Some(0));
    assert_eq!(names(&files(&templates)), ["xa-mau-01.xlsx", "xa-mau-02.xlsx"]);
    // Nor is it with --force: nobody knows what stands in it.
    refused(&run(temp.path(), &["template", "--force"]), "not made by this program");
    assert_eq!(files(&templates)["xa-mau-02.xlsx"], b"filled");
    // A form of ours that nobody has filled may give way to a newer one.
    fs::remove_file(templates.join("xa-mau-02.xlsx")).unwrap();
    assert_eq!(run(temp.path(), &["template"]).status, Some(0));
    refused(&run(temp.path(), &["template", "--year", "2026"]), "3 files of other content");
    let forced = run(temp.path(), &["template", "--year", "2026", "--force"]);
    assert_eq!(forced.stderr, "Wrote 3 workbooks to “templates”.\n");
}

#[test]
fn nothing_goes_among_the_papers_of_the_round() {
    let temp = round(&format!("{ROUND}forms = [\"nhan/\"]\nappraisal = [\"hoi-dong/\"]\n"), UNITS);
    for folder in ["nhan", "nhan/moi", "hoi-dong"] {
        let to = run(temp.path(), &["template", "--force", "--output", folder]);
        refused(&to, "would be read as forms. Choose another folder for --output.");
        assert!(!temp.path().join(folder).exists());
    }
    refused(&run(temp.path(), &["template", "--output", "bo.toml"]), "“bo.toml” is not a folder");
}

#[test]
fn one_workbook_has_a_sheet_for_each_unit() {
    let temp = round(ROUND, UNITS);
    let done = run(temp.path(), &["template", "--one-workbook"]);
    assert_eq!(done.status, Some(0), "{}", done.stderr);
    let written = files(&temp.path().join("templates"));
    assert_eq!(names(&written), ["bo.xlsx"]);
    let read = sheet::read(&Arc::from("bo.xlsx"), &written["bo.xlsx"]);
    let sheets: Vec<&str> = read.sheets.iter().map(|sheet| &*sheet.name).collect();
    assert_eq!(sheets, ["Xã Mẫu 01", "Xã Mẫu 02", "xã mẫu 2"]);
    let marked: Vec<String> = read.marker.unwrap().sheets.into_iter().map(|sheet| sheet.unit).collect();
    assert_eq!(marked, ["Xã Mẫu 01", "Xã Mẫu 02", "xã mẫu 2"]);
}

#[test]
fn each_block_has_the_form_of_its_set() {
    let temp = round(
        "year = 2025\ncriteria = { xa = \"bo.toml\", phuong = \"bo-2.toml\" }\nunits = \"units.csv\"\n",
        "name,block\nXã Mẫu 01,xa\nPhường Mẫu 01,phuong\n",
    );
    fs::write(temp.path().join("bo-2.toml"), SMALL.replace("\"small\"", "\"bo-2\"")).unwrap();
    let done = run(temp.path(), &["template"]);
    assert_eq!(done.status, Some(0), "{}", done.stderr);
    let set = |name: &str, bytes: &[u8]| sheet::read(&Arc::from(name), bytes).marker.unwrap().set;
    let written = files(&temp.path().join("templates"));
    let sets: Vec<(&str, String)> =
        written.iter().map(|(name, bytes)| (name.as_str(), set(name, bytes))).collect();
    assert_eq!(sets, [("phuong-mau-01.xlsx", "bo-2".to_owned()), ("xa-mau-01.xlsx", "bo".to_owned())]);
    run(temp.path(), &["template", "--one-workbook", "--output", "mot"]);
    assert_eq!(names(&files(&temp.path().join("mot"))), ["bo-2.xlsx", "bo.xlsx"]);
}

#[test]
fn the_letterhead_names_agency_and_unit() {
    let temp = round(&format!("agency = \"UBND tỉnh Mẫu\"\n{ROUND}"), UNITS);
    assert_eq!(run(temp.path(), &["--lang", "vi", "template"]).status, Some(0));
    let bytes = &files(&temp.path().join("templates"))["xa-mau-01.xlsx"];
    let read = sheet::read(&Arc::from("a.xlsx"), bytes);
    let first: Vec<String> = read.sheets[0]
        .rows()
        .take(6)
        .flat_map(|row| {
            row.cells()
                .filter_map(|(_, value)| match value {
                    sheet::Value::Text(text) => Some(text.to_owned()),
                    _ => None,
                })
                .collect::<Vec<_>>()
        })
        .collect();
    assert_eq!(
        first[..6],
        [
            "UBND TỈNH MẪU",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "XÃ MẪU 01",
            "Độc lập - Tự do - Hạnh phúc",
            "BẢNG TỰ CHẤM ĐIỂM CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2025",
            "Đợt mẫu",
        ]
    );
}

#[test]
fn what_is_missing_is_said() {
    let temp = round("year = 2025\ncriteria = \"bo.toml\"\n", UNITS);
    refused(&run(temp.path(), &["template"]), "There is no register of units");
    refused(&run(temp.path(), &["template", "nhan"]), "There is no file or folder “nhan”");
    let named = ["template", "--units", "units.csv", "--unit", "Xã Mẫu 09"];
    refused(&run(temp.path(), &named), "There is no unit “Xã Mẫu 09”");
    fs::create_dir(temp.path().join("trong")).unwrap();
    refused(&run(temp.path(), &["template", "trong"]), "“trong” has no round.toml");
    assert!(!temp.path().join("templates").exists());
    // Without a round: the set, the units and the year are named.
    let bare = folder(&[("units.csv", UNITS), ("bo.toml", SMALL)]);
    let done =
        run(bare.path(), &["template", "--criteria", "bo.toml", "--units", "units.csv", "--year", "2030"]);
    assert_eq!(done.status, Some(0), "{}", done.stderr);
    let bytes = &files(&bare.path().join("templates"))["xa-mau-01.xlsx"];
    assert_eq!(sheet::read(&Arc::from("a.xlsx"), bytes).marker.unwrap().year, Some(2030));
}
