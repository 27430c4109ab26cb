//! Results of the year before: every form of file, names that changed, and what is refused.

// Test code.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use support::{Run, root, run};

/// A copy of the small round, with former names in its register; `last` is written into it.
fn round(last: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy(&root().join("tests/cmd/dot"), folder.path());
    let register = "name,block,aliases,not_applicable,formerly\n\
                    Xã Mẫu Một,xa,,,Xã Cũ A;Xã Cũ B\n\
                    Xã Mẫu Hai,xa,,1.10,Xã Cũ C\n\
                    Xã Mẫu Ba,xa,Xã Ba Mới,,\n\
                    Phường Mẫu Một,phuong,,,\n";
    fs::write(folder.path().join("units.csv"), register).unwrap();
    for (name, bytes) in last {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    folder
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}

fn report(folder: &Path, previous: &str) -> Run {
    fs::remove_file(folder.join("out.json")).unwrap_or_default();
    let arguments = ["report", "--by", "final", "--json", "--output", "out.json", "--previous", previous];
    run(folder, &arguments)
}

/// What the JSON says of the year before: per unit `[rank, index, places]`.
fn compared(folder: &Path, previous: &str) -> (Value, Vec<(String, Value)>) {
    let run = report(folder, previous);
    assert_ne!(run.status, Some(2), "{}", run.stderr);
    let whole: Value = serde_json::from_slice(&fs::read(folder.join("out.json")).unwrap()).unwrap();
    assert_eq!(support::schema::faults(&whole), [""; 0]);
    let blocks = whole["blocks"].as_array().unwrap();
    let mut units: Vec<(String, Value)> = blocks
        .iter()
        .flat_map(|block| block["units"].as_array().unwrap())
        .filter_map(|unit| {
            let then = unit.get("previous")?;
            let name = unit["unit"].as_str().unwrap().to_owned();
            Some((name, json!([then["rank"], then["index"], then["places"]])))
        })
        .collect();
    units.sort_by(|a, b| a.0.cmp(&b.0));
    (whole["previous"].clone(), units)
}

fn ranks(folder: &Path) -> Vec<(String, i64)> {
    let ranked = run(folder, &["rank", "--by", "final", "--format", "json"]).json();
    let blocks = ranked["blocks"].as_array().unwrap();
    let units = blocks.iter().flat_map(|block| block["units"].as_array().unwrap());
    units.map(|unit| (unit["unit"].as_str().unwrap().to_owned(), unit["rank"].as_i64().unwrap())).collect()
}

/// Each says the same: Hai was first with 90.5, Ba second with 80; the ward first of its own.
#[test]
fn every_form_says_the_same() {
    let table = "Kết quả năm 2024\nHạng;Đơn vị;Chỉ số (%);Xếp loại;Khối\n\
                 1;UBND xã Mẫu Hai;90,50;Tốt;Xã\n2=;Xã Ba Mới;80;Khá;xa\n;;;;\n1;Phường Mẫu Một;70,25 %;;phuong\n\
                 Người lập biểu;;;;\n";
    let english = "rank,unit,index\n1,Xã Mẫu Hai,90.5\n2,xa mau ba,80.00\n1,Phường Mẫu Một,70.25\n";
    let shares = "Thứ hạng,Tên đơn vị,Chỉ số CCHC 2024\n1,Xã Mẫu Hai,0.905\n2,Xã Mẫu Ba,0.8\n1,Phường Mẫu Một,0.7025\n";
    let twice = "Đơn vị,Hạng 2024,Hạng,Chỉ số 2024,Chỉ số\nXã Mẫu Hai,7,1,1,90.5\nXã Mẫu Ba,8,2,1,80\nPhường Mẫu Một,9,1,1,70.25\n";
    let unit = |unit: &str, rank: u8, index: f64| json!({ "unit": unit, "rank": rank, "index": index });
    let xa = [unit("Xã Mẫu Hai", 1, 90.5), unit("Xã Ba Mới", 2, 80.0)];
    let blocks = json!([
        { "id": "xa", "units": xa },
        { "id": "phuong", "units": [unit("Phường Mẫu Một", 1, 70.25)] }
    ]);
    let rank = json!({ "schema": "parindex/rank/1", "blocks": blocks }).to_string();
    let whole = json!({ "schema": "parindex/report/1", "year": 2024, "blocks": blocks }).to_string();
    let folder = round(&[
        ("a.csv", table.as_bytes()),
        ("b.csv", english.as_bytes()),
        ("c.csv", shares.as_bytes()),
        ("d.csv", twice.as_bytes()),
        ("e.json", rank.as_bytes()),
        ("f.json", whole.as_bytes()),
    ]);
    let today = ranks(folder.path());
    let now = |unit: &str| today.iter().find(|(name, _)| name == unit).unwrap().1;
    let row = |unit: &str, rank: i64, index: Value| (unit.to_owned(), json!([rank, index, rank - now(unit)]));
    let expected = vec![
        row("Phường Mẫu Một", 1, json!(70.25)),
        row("Xã Mẫu Ba", 2, json!(80)),
        row("Xã Mẫu Hai", 1, json!(90.5)),
    ];
    for (file, year) in [
        ("a.csv", json!(2024)),
        ("b.csv", json!(null)),
        ("c.csv", json!(null)),
        ("d.csv", json!(null)),
        ("e.json", json!(null)),
        ("f.json", json!(2024)),
    ] {
        let (previous, units) = compared(folder.path(), file);
        assert_eq!(units, expected, "{file}");
        assert_eq!((&previous["year"], &previous["compared"]), (&year, &json!(3)), "{file}");
    }
}

#[test]
fn a_round_and_its_results_compare_alike() {
    let folder = round(&[]);
    let last = folder.path().join("last");
    fs::create_dir(&last).unwrap();
    copy(&root().join("tests/cmd/dot"), &last);
    let text = fs::read_to_string(last.join("round.toml")).unwrap().replace("2025", "2024");
    fs::write(last.join("round.toml"), text).unwrap();
    // One score of last year was another one, so that it is not this year's.
    let form = last.join("forms/xa-mau-hai.csv");
    let text = fs::read_to_string(&form).unwrap().replace("36,36,3,", "36,30,2.5,");
    fs::write(&form, text).unwrap();
    let survey = last.join("survey.csv");
    let text =
        fs::read_to_string(&survey).unwrap().replace("Xã Mẫu Một,2.1,Rất tốt,30", "Xã Mẫu Một,2.1,Rất tốt,3");
    fs::write(&survey, text).unwrap();
    let of_round = compared(folder.path(), "last");
    assert_eq!(of_round.0["year"], 2024);
    assert_eq!(compared(folder.path(), "last/round.toml"), of_round);
    let file = run(&last, &["report", "--by", "final", "--json", "--output", "../ket-qua.json"]);
    assert_ne!(file.status, Some(2), "{}", file.stderr);
    assert_eq!(compared(folder.path(), "ket-qua.json"), of_round);
    let whole: Value = serde_json::from_slice(&fs::read(folder.path().join("out.json")).unwrap()).unwrap();
    let fields = whole["blocks"][0]["units"][0]["previous"]["fields"].as_array().unwrap();
    assert!(!fields.is_empty(), "fields with the same code and name are compared");
}

#[test]
fn units_that_were_merged_are_left_without_comparison() {
    let table = "Đơn vị,Chỉ số\nXã Cũ A,70\nXã Cũ B,80\nXã Cũ C,60\nXã Lạ,50\nMẫu Một,55\n";
    let folder = round(&[("last.csv", table.as_bytes())]);
    let (previous, units) = compared(folder.path(), "last.csv");
    assert_eq!(units, [("Xã Mẫu Hai".to_owned(), json!([null, 60, null]))]);
    assert_eq!((&previous["gone"], &previous["unclear"]), (&json!(["Xã Lạ"]), &json!(["Mẫu Một"])));
    let told = report(folder.path(), "last.csv").stderr;
    for line in ["1 unit of it not there today: Xã Lạ", "1 unit made of several", "1 name that may mean"] {
        assert!(told.contains(line), "{line}: {told}");
    }
    let tables = [
        "report",
        "--markdown",
        "--by",
        "final",
        "--lang",
        "vi",
        "--previous",
        "last.csv",
        "--output",
        "x.md",
    ];
    run(folder.path(), &tables);
    let text = fs::read_to_string(folder.path().join("x.md")).unwrap();
    assert!(text.contains("Hợp nhất từ: Xã Cũ A, Xã Cũ B"), "{text}");
}

#[test]
fn places_in_another_block_are_not_compared() {
    let table = "Khối,Hạng,Đơn vị,Chỉ số\nphuong,4,Xã Mẫu Hai,60\n";
    let folder = round(&[("last.csv", table.as_bytes())]);
    let (_, units) = compared(folder.path(), "last.csv");
    assert_eq!(units, [("Xã Mẫu Hai".to_owned(), json!([4, 60, null]))]);
}

/// Penalties lead below 0; what `rank` wrote is read again.
#[test]
fn an_index_may_be_below_zero() {
    let text = "{\"schema\":\"parindex/rank/1\",\"blocks\":[{\"id\":\"xa\",\"units\":[{\"unit\":\"Xã Mẫu Hai\",\"rank\":1,\"index\":-60}]}]}";
    let folder = round(&[("last.json", text.as_bytes())]);
    let (_, units) = compared(folder.path(), "last.json");
    assert_eq!(units[0].1[1], json!(-60), "{units:?}");
}

#[test]
fn what_cannot_be_used_is_refused_with_every_fault() {
    let own = round(&[]);
    run(own.path(), &["rank", "--by", "final", "--format", "json", "--output", "own.json"]);
    let own = fs::read_to_string(own.path().join("own.json")).unwrap();
    let cases: [(&str, &str, &[&str]); 15] = [
        ("a.csv", "Hạng,Đơn vị,Chỉ số\nx,Xã Mẫu Một,80\n", &["A2: “x” is no number"]),
        (
            "b.csv",
            "Đơn vị,Hạng,Chỉ số\nXã Mẫu Một,x,80\nXã Mẫu Hai,1.5,70\nXã Mẫu Ba,1,250\n",
            &["B2: “x”", "B3: a rank", "A4: the index 250"],
        ),
        ("c.csv", "Tên,Điểm\nXã Mẫu Một,80\n", &["there is no ranking in it"]),
        ("d.csv", "Đơn vị,Chỉ số\n", &["there is no unit in it"]),
        ("e.csv", "Đơn vị,Chỉ số\nXã Mẫu Một,80\nXã Mẫu Một,81\n", &["“Xã Mẫu Một” stands at"]),
        ("f.csv", "Đơn vị,Chỉ số\nXã Khác,80\n", &["None of the 1 unit"]),
        ("g.json", "{\"schema\": \"parindex/rank/9\"}", &["“parindex/rank/9”"]),
        ("h.json", "{\"schema\": ", &["this is no JSON"]),
        ("o.json", "{}", &["there is no “schema” in it"]),
        ("i.json", "[1]", &["this is no JSON"]),
        ("j.json", &own, &["are those of this year"]),
        (
            "k.json",
            "{\"schema\":\"parindex/report/1\",\"year\":2025,\"units\":[{\"unit\":\"Xã Mẫu Một\",\"index\":1}]}",
            &["has the results of 2025"],
        ),
        (
            "l.json",
            "{\"schema\":\"parindex/score/1\",\"units\":[{\"unit\":\"Xã Mẫu Một\",\"index\":\"80\"},{\"unit\":\"Xã Mẫu Hai\",\"index\":1e9}]}",
            &["“Xã Mẫu Một”: the index is \"80\"", "“Xã Mẫu Hai”: the index is 1e9"],
        ),
        ("m.xlsx", "PK\u{3}\u{4} no workbook", &["cannot be used, so no paper was written"]),
        ("n.csv", "", &["cannot be used, so no paper was written"]),
    ];
    for (name, text, expected) in cases {
        let folder = round(&[(name, text.as_bytes())]);
        let run = report(folder.path(), name);
        assert_eq!(run.status, Some(2), "{name}: {}", run.stderr);
        for line in expected {
            assert!(run.stderr.contains(line), "{name}: {line}: {}", run.stderr);
        }
        assert!(!folder.path().join("out.json").exists(), "{name}");
    }
    let folder = round(&[]);
    for (path, line) in [("nowhere.csv", "There is no file"), ("forms", "has no round.toml")] {
        let run = report(folder.path(), path);
        assert_eq!((run.status, run.stderr.contains(line)), (Some(2), true), "{path}: {}", run.stderr);
    }
}

#[test]
fn the_file_is_neither_read_as_a_form_nor_written_over() {
    let table = "Đơn vị,Chỉ số,Điểm tự chấm\nXã Mẫu Một,80,1\n";
    let folder = round(&[("forms/last.csv", table.as_bytes())]);
    let toml = fs::read_to_string(folder.path().join("round.toml")).unwrap();
    let before = run(folder.path(), &["validate"]);
    fs::write(folder.path().join("round.toml"), format!("previous = \"forms/last.csv\"\n{toml}")).unwrap();
    let after = run(folder.path(), &["validate"]);
    assert!(before.stdout.contains("last.csv") && !after.stdout.contains("last.csv"), "{}", after.stdout);
    let over = ["report", "--csv", "--by", "final", "--force", "--output", "forms/last.csv"];
    assert_eq!(run(folder.path(), &over).status, Some(2));
}
