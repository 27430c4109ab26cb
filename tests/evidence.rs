//! A round in which each fault of evidence is planted once, and what must not be mistaken for one.

#![allow(clippy::unwrap_used)] // Test code.

mod support;

use support::{folder, run};

const SET: &str = r#"
[set]
id      = "mau"
title   = "Bộ tiêu chí mẫu"
level   = "xa"
years   = { from = 2025 }
status  = "model"
scale   = 12
sources = ["Bộ mẫu để thử"]

[[field]]
code = "1"
name = "Công tác chỉ đạo, điều hành"
max  = 12

[[criterion]]
code     = "1.1"
name     = "Ban hành kế hoạch"
max      = 2
evidence = "required"

[[criterion]]
code     = "1.2"
name     = "Thực hiện kế hoạch"
max      = 2
evidence = "required"

[[criterion]]
code = "1.3"
name = "Kiểm tra"
max  = 2

[[criterion]]
code = "1.4"
name = "Tuyên truyền"
max  = 2

[[criterion]]
code     = "1.5"
name     = "Tự đánh giá"
max      = 2
evidence = "none"

[[criterion]]
code = "1.6"
name = "Sáng kiến"
max  = 2
"#;

const ROUND: &str = "title = \"Đợt thử\"\nyear = 2025\ndeadline = 2025-12-20\ncriteria = \"mau.toml\"\n";

/// A form with these evidence texts, and 2 points for each criterion but those that are given others.
fn form(unit: &str, evidence: [&str; 6]) -> String {
    let mut form = format!("Đơn vị: {unit},,,,\nSTT,Tiêu chí,Điểm tối đa,Điểm tự chấm,Tài liệu kiểm chứng\n");
    let names =
        ["Ban hành kế hoạch", "Thực hiện kế hoạch", "Kiểm tra", "Tuyên truyền", "Tự đánh giá", "Sáng kiến"];
    for (n, (name, text)) in names.iter().zip(evidence).enumerate() {
        let (points, text) = text.strip_prefix("0:").map_or((2, text), |text| (0, text));
        form += &format!("1.{},{name},2,{points},\"{text}\"\n", n + 1);
    }
    form
}

/// What `validate` finds: code, file, cell.
fn found(files: &[(&str, &str)]) -> Vec<String> {
    let round = folder(files);
    let json = run(round.path(), &["validate", ".", "--format", "json"]).json();
    let shown = |finding: &serde_json::Value| {
        let text = |key: &str| finding[key].as_str().unwrap_or("-").to_owned();
        format!("{} {} {}", text("code"), text("file").trim_start_matches("forms/"), text("cell"))
    };
    json["findings"].as_array().unwrap().iter().map(shown).collect()
}

/// The same of forms, with a set and a round.
fn found_in(set: &str, round: &str, forms: &[String]) -> Vec<String> {
    let names: Vec<String> = (1..=forms.len()).map(|n| format!("forms/{n}.csv")).collect();
    let mut files = vec![("mau.toml", set), ("round.toml", round)];
    files.extend(names.iter().map(String::as_str).zip(forms.iter().map(String::as_str)));
    found(&files)
}

/// Plain evidence of a unit, with numbers of its own.
fn plain(n: usize) -> [String; 6] {
    [0, 1, 2, 3, 4, 5].map(|row| format!("Báo cáo số {}/BC-UBND ngày 10/10/2025", 100 * n + row))
}

fn plain_form(n: usize, change: &[(usize, &str)]) -> String {
    let texts = plain(n);
    let mut texts: [&str; 6] = std::array::from_fn(|row| texts[row].as_str());
    for (row, text) in change {
        texts[*row] = text;
    }
    form(&format!("Xã Mẫu {n:02}"), texts)
}

#[test]
fn each_planted_fault_is_found_once_and_nothing_else() {
    let forms = [
        form(
            "Xã Mẫu 01",
            [
                "Kế hoạch số 12/KH-UBND ngày 15/01/2025",
                // The plan again, without a page as before.
                "Báo cáo số 45/BC-UBND ngày 10/12/2025; KH số 12/KH-UBND",
                // Not again: it is only referred to, and dates of other things are none of its own.
                "Báo cáo số 46/BC-UBND kết quả thực hiện Kế hoạch số 12/KH-UBND, số liệu từ 15/12/2024 đến 14/12/2025",
                "Thông báo số 7/TB-UBND ngày 05/3/2024",
                // Nobody looks at it: the set asks for none.
                "Kế hoạch số 12/KH-UBND ngày 15/01/2019",
                "Công văn số 8/UBND-VX ngày 24/12/2025",
            ],
        ),
        form(
            "Xã Mẫu 02",
            [
                "không có",
                "Đính kèm",
                // The same document with other pages.
                "Báo cáo số 60/BC-UBND ngày 01/12/2025, trang 3",
                "Báo cáo số 60/BC-UBND ngày 01/12/2025, trang 9",
                "x",
                // Outside the year and after the deadline: one finding.
                "Quyết định số 5/QĐ-UBND ngày 12/01/2026",
            ],
        ),
        form(
            "Xã Mẫu 03",
            [
                // That of the first unit, in another case.
                "KẾ HOẠCH số 12/KH-UBND ngày 15/01/2025",
                "Ảnh chụp, tệp 12_KH.pdf, https://xa-mau-03.example/12/KH-UBND",
                // The same text as of the second unit, but without a document.
                "Hệ thống một cửa điện tử",
                "-",
                "",
                // No points are claimed.
                "0:Kế hoạch số 9/KH-UBND ngày 15/01/2023",
            ],
        ),
    ];
    let expected = [
        "repeated-evidence 1.csv E4",
        "evidence-outside-year 1.csv E6",
        "evidence-after-deadline 1.csv E8",
        "missing-evidence 2.csv E3",
        "unclear-evidence 2.csv E4",
        "evidence-outside-year 2.csv E8",
        "copied-evidence 3.csv E3",
    ];
    assert_eq!(found_in(SET, ROUND, &forms), expected);
}

#[test]
fn a_set_may_widen_the_year_or_look_at_less() {
    let forms = [
        plain_form(
            1,
            &[(0, "12/KH-UBND ngày 20/12/2024"), (1, "12/KH-UBND"), (2, "13/KH-UBND ngày 24/12/2025")],
        ),
        plain_form(2, &[(0, "12/KH-UBND ngày 20/12/2024")]),
    ];
    let with = |table: &str| found_in(&format!("{SET}\n[evidence]\n{table}\n"), ROUND, &forms);
    let all = [
        "evidence-outside-year 1.csv E3",
        "repeated-evidence 1.csv E4",
        "evidence-after-deadline 1.csv E5",
        "copied-evidence 2.csv E3",
        "evidence-outside-year 2.csv E3",
    ];
    let without =
        |code: &str| -> Vec<&str> { all.iter().filter(|found| !found.starts_with(code)).copied().collect() };
    assert_eq!(with(""), all);
    assert_eq!(with("from = 2024-12-15"), without("evidence-outside-year"));
    // The year itself always counts.
    assert_eq!(with("from = 2025-06-01\nto = 2025-06-30"), all);
    assert_eq!(with("repeated = false"), without("repeated"));
    assert_eq!(with("copied = false"), without("copied"));
    assert_eq!(with("dates = false"), ["repeated-evidence 1.csv E4", "copied-evidence 2.csv E3"]);
    let no_year = ROUND.replace("year = 2025\n", "").replace("deadline = 2025-12-20\n", "");
    assert_eq!(found_in(SET, &no_year, &forms), ["repeated-evidence 1.csv E4", "copied-evidence 2.csv E3"]);
}

#[test]
fn a_paper_of_the_superior_authority_is_not_copied() {
    let common = [(2, "Quyết định số 1187/QĐ-BNV ngày 15/10/2025")];
    let forms = |common_of: usize, all: usize| -> Vec<String> {
        (1..=all).map(|n| plain_form(n, if n <= common_of { &common } else { &[] })).collect()
    };
    assert_eq!(found_in(SET, ROUND, &forms(4, 7)), [] as [&str; 0]);
    assert_eq!(found_in(SET, ROUND, &forms(4, 8)), ["copied-evidence 2.csv E5"]);
    assert_eq!(found_in(SET, ROUND, &forms(3, 3)), ["copied-evidence 2.csv E5"]);
}

#[test]
fn a_form_that_was_copied_as_a_whole_is_one_finding() {
    let first = plain_form(1, &[]);
    let second = first.replace("Xã Mẫu 01", "Xã Mẫu 02");
    assert_eq!(found_in(SET, ROUND, &[first, second]), ["copied-evidence 2.csv E3"]);
}

#[test]
fn the_same_number_of_another_year_is_another_document() {
    let years = [
        (0, "5/2025/QĐ-UBND; 12/KH-UBND ngày 15/01/2025"),
        (1, "12/KH-UBND ngày 16/01/2025"),
        (2, "12/KH-UBND (mục 2)"),
        (3, "05/2025/QĐ-UBND; 012/KH-UBND tháng 01/2025"),
    ];
    assert_eq!(found_in(SET, ROUND, &[plain_form(1, &years)]), ["repeated-evidence 1.csv E6"]);
}

#[test]
fn long_tables_are_looked_at_like_forms_and_papers_of_the_council_are_not() {
    let rows = |n: usize, evidence: &str| {
        format!("Xã Mẫu {n:02},1.1,2,\"{evidence}\"\nXã Mẫu {n:02},1.3,2,\"{evidence}\"\n")
    };
    let table = |what: &str| {
        format!(
            "unit,code,{what},evidence\n{}{}",
            rows(1, "12/KH-UBND ngày 15/01/2024"),
            rows(2, "Quyết định số 1/QĐ-UBND, trang 2")
        )
    };
    let (own, council) = (table("self"), table("appraised"));
    let mut files = vec![("mau.toml", SET), ("round.toml", ROUND), ("forms/bang.csv", own.as_str())];
    let of_form = |found: Vec<String>| -> Vec<String> {
        found.into_iter().filter(|found| found.contains("evidence")).collect()
    };
    let expected = [
        "evidence-outside-year bang.csv D2",
        "evidence-outside-year bang.csv D3",
        "repeated-evidence bang.csv D3",
        "repeated-evidence bang.csv D5",
    ];
    assert_eq!(of_form(found(&files)), expected);
    let round = format!("{ROUND}appraisal = [\"appraisal/\"]\n");
    files[1].1 = &round;
    files.push(("appraisal/hoi-dong.csv", &council));
    assert_eq!(of_form(found(&files)), expected);
}

#[test]
fn a_date_cell_is_a_document_of_that_day() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "Đơn vị: Xã Mẫu 01").unwrap();
    for (column, head) in
        ["STT", "Tiêu chí", "Điểm tối đa", "Điểm tự chấm", "Tài liệu kiểm chứng"].iter().enumerate()
    {
        sheet.write(1, u16::try_from(column).unwrap(), *head).unwrap();
    }
    let day = rust_xlsxwriter::Format::new().set_num_format("dd/mm/yyyy");
    for (row, (code, year)) in [("1.1", 2025), ("1.2", 2024)].into_iter().enumerate() {
        let row = 2 + u32::try_from(row).unwrap();
        sheet.write(row, 0, code).unwrap();
        sheet.write(row, 2, 2).unwrap();
        sheet.write(row, 3, 2).unwrap();
        let date = rust_xlsxwriter::ExcelDateTime::from_ymd(year, 3, 15).unwrap();
        sheet.write_with_format(row, 4, &date, &day).unwrap();
    }
    let round = folder(&[("mau.toml", SET), ("round.toml", ROUND), ("forms/README.txt", "")]);
    std::fs::write(round.path().join("forms/1.xlsx"), book.save_to_buffer().unwrap()).unwrap();
    let json = run(round.path(), &["validate", ".", "--format", "json"]).json();
    let dated: Vec<&serde_json::Value> = json["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|found| found["code"] == "evidence-outside-year")
        .collect();
    assert_eq!(dated.len(), 1);
    assert_eq!(dated[0]["cell"], "E4");
    assert!(dated[0]["message"].as_str().unwrap().contains("“15/03/2024”"));
}

#[test]
fn only_validate_looks_at_documents() {
    let form = plain_form(1, &[(0, "12/KH-UBND ngày 15/01/2019"), (1, "-")]);
    let round = folder(&[("mau.toml", SET), ("round.toml", ROUND), ("forms/1.csv", &form)]);
    let score = run(round.path(), &["score", "."]);
    assert_eq!(score.status, Some(1));
    assert!(score.stderr.contains("missing-evidence") && score.stderr.contains("0 warnings"), "{score:?}");
}

#[test]
fn the_keys_of_the_set_are_checked() {
    let check = |table: &str| {
        let files = folder(&[("mau.toml", &format!("{SET}\n[evidence]\n{table}\n"))]);
        run(files.path(), &["criteria", "check", "mau.toml"]).stdout
    };
    assert!(check("dates = false\nfrom = 2024-12-15\nto = 2026-01-31").contains("sound"));
    assert!(check("date = false").contains("unknown-key"));
    assert!(check("dates = \"no\"").contains("wrong-type"));
    assert!(check("from = \"15/12/2024\"").contains("wrong-type"));
    assert!(check("from = 2025-02-01\nto = 2025-01-31").contains("invalid-value"));
}
