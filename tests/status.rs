//! The board of a round: what is there, what is lacking, and when it is ready to publish.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // Test code.

mod support;

use serde_json::Value;
use support::{Run, SMALL, folder, run};

const ROUND: &str = "title = \"Đợt thử\"\nyear = 2025\ndeadline = 2025-12-20\ncriteria = \"small.toml\"\nunits = \"units.csv\"\n\
                     appraisal = [\"appraisal/\"]\nappraisal2 = [\"appraisal2/\"]\nexplanations = [\"giai-trinh/\"]\nsurvey = [\"survey/\"]\n";
const UNITS: &str = "name,block,not_applicable\nXã A,,\nXã B,,2.1\n";
const FORM: &str = "STT,Tiêu chí,Điểm tối đa,Điểm tự chấm,Tài liệu kiểm chứng\n1.1.1,,1,1,\n1.1.2,,3,3,\n1.1.3,,2,2,\n1.2,,2,1,Báo cáo số 1/BC\n1.10,,4,2,\n";

/// A round with these files besides.
fn round(files: &[(&str, &str)]) -> tempfile::TempDir {
    let mut all = vec![("small.toml", SMALL), ("round.toml", ROUND), ("units.csv", UNITS)];
    let keep = ["forms/.keep", "appraisal/.keep", "appraisal2/.keep", "giai-trinh/.keep", "survey/.keep"];
    all.extend(keep.map(|name| (name, "")));
    all.extend(files);
    folder(&all)
}

fn status(folder: &tempfile::TempDir, more: &[&str]) -> Run {
    run(folder.path(), &[&["status", "--today", "2025-12-05"], more].concat())
}

fn json(folder: &tempfile::TempDir) -> Value {
    status(folder, &["--format", "json"]).json()
}

fn lacking(json: &Value) -> Vec<String> {
    let lacks = json["lacking"].as_array().unwrap();
    lacks.iter().map(|lack| format!("{} {}", lack["what"].as_str().unwrap(), lack["count"])).collect()
}

/// `3/6`.
fn share(unit: &Value, key: &str) -> String {
    format!("{}/{}", unit[key]["done"], unit[key]["of"])
}

fn form(unit: &str) -> String {
    format!("Đơn vị: {unit},,,,\n{FORM}")
}

const FIRST: &str = "unit,code,appraised,Lý do\nXã A,1.1.1,1,\nXã A,1.1.2,3,\nXã A,1.1.3,1,Thiếu báo cáo\nXã A,1.2,0,Chưa kiểm tra\nXã A,1.10,2,\nXã A,2.2,3,\n\
                     Xã B,1.1.1,1,\nXã B,1.1.2,3,\nXã B,1.1.3,2,\nXã B,1.2,1,\nXã B,1.10,2,\nXã B,2.2,3,\n";
const EXPLAINED: &str = "Đơn vị: Xã A,,,,,\nSTT,Tiêu chí,Điểm tối đa,Điểm tự chấm,Điểm thẩm định,Giải trình\n1.1.3,,2,2,1,Đã gửi đủ\n1.2,,2,1,0,\n";
const SECOND: &str = "unit,code,Điểm thẩm định lần 2,Lý do\nXã A,1.1.3,2,\n";
const SURVEY: &str = "unit,2.1\nXã A,4.5\n";

#[test]
fn a_round_goes_from_nothing_to_ready() {
    let (a, b) = (form("Xã A"), form("Xã B"));
    let forms = [("forms/a.csv", a.as_str()), ("forms/b.csv", b.as_str())];
    let fresh = round(&[]);
    let run = status(&fresh, &[]);
    assert_eq!((run.status, run.stderr.as_str()), (Some(1), ""), "{run:?}");
    let board = json(&fresh);
    assert_eq!(lacking(&board), ["forms 2", "survey 1"]);
    assert_eq!((&board["days_left"], &board["ready"]), (&15.into(), &false.into()));
    assert_eq!(board["totals"]["errors"], 0);

    let one = round(&forms[..1]);
    assert_eq!(lacking(&json(&one)), ["forms 1", "appraisal 6", "survey 1"]);

    let sent = round(&forms);
    assert_eq!(lacking(&json(&sent)), ["appraisal 12", "survey 1"]);

    let mut files = forms.to_vec();
    files.push(("appraisal/a.csv", FIRST));
    let first = json(&round(&files));
    assert_eq!(lacking(&first), ["survey 1"]);
    let unit = &first["blocks"][0]["units"][0];
    assert_eq!(
        [share(unit, "appraised"), share(unit, "explained"), share(unit, "appraised2")],
        ["6/6", "0/2", "0/0"]
    );

    // What was explained asks for a second round; what was not stays.
    files.push(("giai-trinh/a.csv", EXPLAINED));
    let explained = json(&round(&files));
    assert_eq!(lacking(&explained), ["appraisal2 1", "survey 1"]);
    let unit = &explained["blocks"][0]["units"][0];
    assert_eq!([share(unit, "explained"), share(unit, "appraised2")], ["1/2", "0/1"]);

    files.push(("appraisal2/a.csv", SECOND));
    files.push(("survey/s.csv", SURVEY));
    let ready = round(&files);
    let board = json(&ready);
    assert_eq!(lacking(&board), [""; 0], "{board:#}");
    assert_eq!((&board["ready"], &board["totals"]["complete"]), (&true.into(), &2.into()));
    let run = status(&ready, &[]);
    assert_eq!(run.status, Some(0), "{run:?}");
    assert!(run.stdout.ends_with("The ranking: parindex rank; the papers: parindex report\n"), "{run:?}");
}

#[test]
fn errors_and_blank_forms_are_lacking_too() {
    let (a, blank) = (
        form("Xã A").replace("1.10,,4,2", "1.10,,4,5"),
        "Đơn vị: Xã B,,,,\nSTT,Tiêu chí,Điểm tối đa,Điểm tự chấm,Tài liệu kiểm chứng\n1.1.1,,1,,\n1.1.2,,3,,\n1.1.3,,2,,\n1.2,,2,,\n1.10,,4,,\n",
    );
    let board =
        json(&round(&[("forms/a.csv", &a), ("forms/b.csv", blank), ("forms/la.csv", &form("Xã Lạ Hoắc"))]));
    let units = &board["blocks"][0]["units"];
    assert_eq!([&units[0]["received"], &units[1]["received"]], ["yes", "blank"]);
    assert_eq!(units[0]["errors"], 1);
    // The form of nobody is an error that no unit has.
    assert_eq!(board["of_no_unit"]["errors"], 1);
    let blank_cells = units[1]["errors"].as_u64().unwrap();
    let errors = format!("errors {}", 2 + blank_cells);
    assert_eq!(lacking(&board), ["blank 1", &errors, "appraisal 6", "survey 1"]);
}

#[test]
fn two_files_of_a_unit_are_counted_and_its_conflicts_are_errors() {
    let a = form("Xã A");
    let files = [("forms/a.csv", a.as_str()), ("forms/a2.csv", a.as_str()), ("appraisal/a.csv", FIRST)];
    let board = json(&round(&files));
    assert_eq!(board["blocks"][0]["units"][0]["files"], 2);
    let odd = [files[0], files[2], ("appraisal/b.csv", "unit,code,appraised,Lý do\nXã A,1.10,1,Thiếu\n")];
    assert_eq!(json(&round(&odd))["blocks"][0]["units"][0]["errors"], 1);
}

#[test]
fn the_days_to_the_deadline() {
    let round = round(&[]);
    let check = |today: &str, expected: &str| {
        let run = run(round.path(), &["status", "--today", today]);
        assert_eq!(run.stdout.lines().nth(1), Some(expected));
    };
    check("2025-12-19", "As of 19/12/2025 · deadline 20/12/2025: 1 day left");
    check("2025-12-20", "As of 20/12/2025 · the deadline is today");
    check("2026-01-02", "As of 02/01/2026 · deadline 20/12/2025: 13 days past");
    let wrong = run(round.path(), &["status", "--today", "20/12/2025"]);
    assert_eq!(wrong.status, Some(2));
    // Without it the clock is asked.
    assert!(run(round.path(), &["status"]).stdout.lines().nth(1).unwrap().starts_with("As of "));
}

#[test]
fn many_units_are_folded_unless_all_are_asked_for() {
    let mut units = "name,block\n".to_owned();
    (1..=70).for_each(|n| units += &format!("Xã Mẫu {n:02},\n"));
    let round = round(&[("units.csv", &units)]);
    let (few, all) = (status(&round, &[]), status(&round, &["--all"]));
    let listed = |run: &Run| run.stdout.lines().filter(|line| line.starts_with("Xã Mẫu")).count();
    assert_eq!((listed(&few), listed(&all)), (50, 70));
    assert!(few.stdout.contains("… and 20 more; to see all: parindex status --all"), "{few:?}");
    // The same bytes again, in every form.
    for form in ["table", "markdown", "json"] {
        let once = status(&round, &["--format", form]).stdout;
        assert_eq!(once, status(&round, &["--format", form]).stdout);
    }
}

#[test]
fn without_a_register_the_units_are_those_that_came() {
    let bare = folder(&[("small.toml", SMALL), ("forms/a.csv", &form("Xã A"))]);
    let of_files =
        run(bare.path(), &["status", "forms", "--criteria", "small.toml", "--format", "json"]).json();
    assert_eq!(of_files["totals"]["units"], 1);
    let empty =
        folder(&[("small.toml", SMALL), ("round.toml", "criteria = \"small.toml\"\n"), ("forms/.keep", "")]);
    let board = run(empty.path(), &["status", "--format", "json"]);
    assert_eq!((board.status, lacking(&board.json())), (Some(1), vec!["units 0".to_owned()]));
}
