//! Rounds with several sets: one per block, and one after the other within a year.

// Test code.
#![allow(clippy::unwrap_used)]

mod support;

use std::fs;

use support::{folder, run};

/// A set of two criteria, with these maxima.
fn set(id: &str, years: &str, first: u32, second: u32) -> String {
    format!(
        "[set]\nid = \"{id}\"\ntitle = \"Bộ {id}\"\nlevel = \"xa\"\n{years}\nstatus = \"model\"\nscale = {}\nsources = [\"Bộ mẫu để thử\"]\n\
         [[field]]\ncode = \"1\"\nname = \"Chỉ đạo\"\nmax = {first}\n[[field]]\ncode = \"2\"\nname = \"Tác động\"\nmax = {second}\n",
        first + second
    )
}

fn form(unit: &str, maxima: [u32; 2], points: [u32; 2]) -> String {
    let ([first, second], [a, b]) = (maxima, points);
    format!(
        "Đơn vị: {unit},,,\nSTT,Tiêu chí,Điểm tối đa,Điểm tự chấm\n1,Chỉ đạo,{first},{a}\n2,Tác động,{second},{b}\n"
    )
}

const YEARS: &str = "years = { from = 2025 }";

#[test]
fn departments_communes_and_wards_each_by_their_set() {
    let round = folder(&[
        ("so.toml", &set("so", YEARS, 6, 4)),
        ("xa.toml", &set("xa", YEARS, 5, 5)),
        ("phuong.toml", &set("phuong", YEARS, 16, 4)),
        ("units.csv", "name,block\nSở Mẫu,so\nXã Mẫu 01,xa\nXã Mẫu 02,xa\nPhường Mẫu,phuong\n"),
        (
            "round.toml",
            "year = 2025\nunits = \"units.csv\"\ncriteria = { so = \"so\", xa = \"xa\", phuong = \"phuong\" }\n",
        ),
        ("forms/a.csv", &form("Sở Mẫu", [6, 4], [3, 3])),
        ("forms/b.csv", &form("Xã Mẫu 01", [5, 5], [5, 3])),
        ("forms/c.csv", &form("Xã Mẫu 02", [5, 5], [4, 5])),
        ("forms/d.csv", &form("Phường Mẫu", [16, 4], [13, 4])),
    ]);
    let run = run(round.path(), &["rank", "--format", "json"]);
    assert_eq!((run.status, run.stderr.as_str()), (Some(0), ""));
    let json = run.json();
    let mut found = Vec::new();
    for block in json["blocks"].as_array().unwrap() {
        for unit in block["units"].as_array().unwrap() {
            let told = ["rank", "max", "index"].map(|key| unit[key].as_f64().unwrap().to_string());
            found.push(format!(
                "{} {} {}",
                block["id"].as_str().unwrap(),
                unit["unit"].as_str().unwrap(),
                told.join(" ")
            ));
        }
    }
    let expected =
        ["so Sở Mẫu 1 10 60", "xa Xã Mẫu 02 1 10 90", "xa Xã Mẫu 01 2 10 80", "phuong Phường Mẫu 1 20 85"];
    assert_eq!(found, expected);
}

/// A round with an old set up to 30 October and a new one, of which the rest of `round.toml` is given.
fn by_date(later: &str, rest: &str) -> support::Run {
    let old = set(
        "cu",
        "years = { from = 2025, to = 2025 }\nin_force = { from = 2025-08-31, to = 2025-10-30 }",
        6,
        4,
    );
    let new = set("moi", later, 6, 14);
    let round = folder(&[
        ("cu.toml", &old),
        ("moi.toml", &new),
        ("round.toml", &format!("year = 2025\ncriteria = [\"cu\", \"moi\"]\n{rest}")),
        ("forms/a.csv", &form("Xã Mẫu 01", [6, 14], [6, 4])),
    ]);
    run(round.path(), &["rank", "--by", "self", "--format", "json"])
}

#[test]
fn the_set_in_force_on_the_day_counts() {
    let later = "years = { from = 2025 }\nin_force = { from = 2025-10-31 }";
    let index = |run: &support::Run| {
        let json = run.json();
        (json["criteria"]["id"].as_str().unwrap().to_owned(), json["blocks"][0]["units"][0]["index"].as_f64())
    };
    let run = by_date(later, "date = 2025-12-15\n");
    assert_eq!(run.status, Some(0), "{}", run.stderr);
    assert_eq!(index(&run), ("moi".to_owned(), Some(50.0)));
    let run = by_date(later, "date = 2025-10-30\n");
    assert_eq!(index(&run).0, "cu");
    assert!(run.stderr.contains("[max-differs]"), "the form is that of the new set: {}", run.stderr);
    // A set without days is in force in its years.
    let run = by_date("years = { from = 2025 }", "date = 2025-12-15\n");
    assert_eq!(index(&run).0, "moi");
}

#[test]
fn exactly_one_set_must_be_in_force() {
    let check = |later: &str, rest: &str, expected: &str| {
        let run = by_date(later, rest);
        assert_eq!((run.status, run.stdout.as_str()), (Some(2), ""));
        assert!(run.stderr.starts_with(expected), "{}", run.stderr);
    };
    let later = "years = { from = 2025 }\nin_force = { from = 2025-11-01 }";
    let both = "“cu (31/08/2025 – 30/10/2025)”, “moi (01/11/2025 –)”";
    check(
        later,
        "",
        &format!(
            "round.toml:2:12: error[sets-in-force]: The round names several criteria sets and no day: {both}"
        ),
    );
    check(
        later,
        "date = 2025-10-31\n",
        &format!(
            "round.toml:2:12: error[sets-in-force]: On 31/10/2025 none of the criteria sets is in force: {both}"
        ),
    );
    check(
        "years = { from = 2025 }\nin_force = { from = 2025-10-01 }",
        "date = 2025-10-15\n",
        "round.toml:2:12: error[sets-in-force]: On 15/10/2025 several criteria sets are in force: “cu (31/08/2025 – 30/10/2025)”, “moi (01/10/2025 –)”",
    );
}

#[test]
fn a_single_set_out_of_force_is_told_too() {
    let set = set("cu", "years = { from = 2025 }\nin_force = { from = 2025-08-31, to = 2025-10-30 }", 6, 4);
    let check = |day: &str, status: i32| {
        let round = folder(&[
            ("cu.toml", &set),
            ("round.toml", &format!("year = 2025\ncriteria = \"cu\"\ndate = {day}\n")),
            ("forms/a.csv", &form("Xã Mẫu 01", [6, 4], [6, 4])),
        ]);
        let run = run(round.path(), &["rank", "--by", "self"]);
        assert_eq!(run.status, Some(status), "{}", run.stderr);
    };
    check("2025-10-30", 0);
    check("2025-10-31", 2);
}

#[test]
fn explain_says_where_an_exemption_comes_from() {
    let exempting = set("xa", YEARS, 6, 4)
        + "[[block]]\nid = \"xa\"\n[[exemption]]\nkind = \"Đặc khu\"\ncodes = [\"2\"]\nreason = \"Chưa có tổ chức bộ máy\"\n";
    let round = folder(&[
        ("xa.toml", &exempting),
        ("units.csv", "Tên đơn vị,Khối,Loại hình\nXã Mẫu 01,xa,đặc khu\nXã Mẫu 02,xa,\n"),
        ("round.toml", "year = 2025\nunits = \"units.csv\"\ncriteria = \"xa\"\n"),
        ("forms/a.csv", &form("Xã Mẫu 01", [6, 4], [3, 0])),
        ("forms/b.csv", &form("Xã Mẫu 02", [6, 4], [6, 2])),
    ]);
    let told = run(round.path(), &["explain", "Xã Mẫu 01", "2"]);
    let lines: Vec<&str> = told.stdout.lines().collect();
    assert!(lines.contains(&"Exempt by the criteria set xa: Chưa có tổ chức bộ máy"), "{}", told.stdout);
    assert!(
        lines.contains(&"Result: 0 (not applicable, leaves the scale)")
            || told.stdout.contains("not applicable")
    );
    assert!(!run(round.path(), &["explain", "Xã Mẫu 02", "2"]).stdout.contains("Exempt by"));
    // Points for it are a warning that names the set, not the register.
    fs::write(round.path().join("forms/a.csv"), form("Xã Mẫu 01", [6, 4], [3, 1])).unwrap();
    let told = run(round.path(), &["validate"]).stdout;
    assert!(
        told.contains(
            "The criteria set exempts the unit from this criterion (reason: “Chưa có tổ chức bộ máy”)"
        ),
        "{told}"
    );
    // A kind that no unit is of is most likely a slip.
    fs::write(
        round.path().join("units.csv"),
        "Tên đơn vị,Khối,Loại hình\nXã Mẫu 01,xa,Biển đảo\nXã Mẫu 02,xa,\n",
    )
    .unwrap();
    let told = run(round.path(), &["validate"]).stdout;
    assert!(
        told.contains("warning[unknown-block]: The criteria set exempts units of the kind “Đặc khu”"),
        "{told}"
    );
}
