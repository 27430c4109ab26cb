//! The register at work: a round of twelve units after mergers, the faults of a register, forms over several sheets, and
//! that the way a name is written changes nothing.

// Test code.
#![allow(clippy::unwrap_used, clippy::format_push_string)]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use parindex::points::Number;
use parindex::score::{Basis, Status, score};
use parindex::sheet::saved;
use proptest::prelude::*;
use proptest::sample::select;
use support::{File, Parts, SMALL, brief, form, read, run, set, shown};

/// Code, name, maximum of what a unit scores itself.
const ROWS: [(&str, &str, &str); 5] = [
    ("1.1.1", "Ban hành kế hoạch", "1"),
    ("1.1.2", "Mức độ hoàn thành kế hoạch", "3"),
    ("1.1.3", "Báo cáo định kỳ", "2"),
    ("1.2", "Kiểm tra cải cách hành chính", "2"),
    ("1.10", "Sáng kiến", "4"),
];
const FULL: [&str; 5] = ["1", "3", "2", "2", "4"];

/// The form of a unit as CSV, with lines above the head.
fn csv(above: &[&str], points: [&str; 5], below: &str) -> String {
    let mut text = String::new();
    for line in above {
        text.push_str(&format!("\"{line}\",,,,\n"));
    }
    text.push_str("STT,Tiêu chí,Điểm tối đa,Điểm tự chấm,Tài liệu kiểm chứng\n");
    for ((code, name, max), points) in ROWS.iter().zip(points) {
        text.push_str(&format!("{code},{name},{max},{points},KH 01\n"));
    }
    text + &format!(",\"{below}\",,,\n")
}

/// The rows of a sheet in XML: the cells of each row from A on.
fn xml(rows: &[Vec<&str>]) -> String {
    let mut xml = String::from("<sheetData>");
    for (number, cells) in (1..).zip(rows) {
        xml.push_str(&format!("<row r=\"{number}\">"));
        for (column, text) in ('A'..).zip(cells).filter(|(_, text)| !text.is_empty()) {
            let place = format!("{column}{number}");
            xml.push_str(&format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{text}</t></is></c>"));
        }
        xml.push_str("</row>");
    }
    xml + "</sheetData>"
}

const HEAD: [&str; 5] = ["STT", "Tiêu chí", "Điểm tối đa", "Điểm tự chấm", "Tài liệu kiểm chứng"];

/// A sheet with some of the rows of a form.
fn sheet(unit: &str, rows: &[usize], points: &[&str; 5]) -> String {
    let unit = format!("Đơn vị: {unit}");
    let mut all = vec![vec![unit.as_str()], HEAD.to_vec()];
    for at in rows {
        let (code, name, max) = ROWS[*at];
        all.push(vec![code, name, max, points[*at], "KH 01"]);
    }
    xml(&all)
}

/// A workbook that was saved at a time.
fn saved_at(time: &str, unit: &str, points: &[&str; 5]) -> Vec<u8> {
    let core = format!(
        "<?xml version=\"1.0\"?><cp:coreProperties xmlns:cp=\"a\" xmlns:dcterms=\"b\">\
         <dcterms:created>2020-01-01T00:00:00Z</dcterms:created>\
         <dcterms:modified xsi:type=\"dcterms:W3CDTF\">{time}</dcterms:modified></cp:coreProperties>"
    );
    Parts::book(&[("Biểu 1", &sheet(unit, &[0, 1, 2, 3, 4], points))]).with("docProps/core.xml", core).zip()
}

const BLOCKS: &str =
    "\n[[block]]\nid = \"xa\"\nname = \"Xã\"\n\n[[block]]\nid = \"phuong\"\nname = \"Phường\"\n";
const ROUND: &str = "title = \"Đợt thử\"\nyear = 2025\ncriteria = \"small.toml\"\nunits = \"units.csv\"\n";
const UNITS: &str = "Tên đơn vị,Khối,Bí danh,Trước đây\n\
    Xã Mẫu 01,xa,,\n\
    Xã Mẫu 02,xa,,\n\
    Xã Mẫu 03,xa,,\n\
    Xã Mẫu 04,xa,,Xã Cũ A; Xã Cũ B\n\
    Xã Mẫu 05,xa,,Xã Cũ C; Xã Cũ D\n\
    Xã Mẫu 06,xa,,Xã Cũ E; Xã Mẫu 06\n\
    Phường Mẫu 07,phuong,,Thị trấn Cũ F\n\
    Xã Mẫu 08,xa,Mẫu Tám,\n\
    Xã Tân An,xa,,\n\
    Xã Tấn An,xa,,\n\
    Xã Mẫu 11,xa,,Xã Mẫu 01\n\
    Phường Mẫu 12,phuong,,\n";

fn write(folder: &Path, name: &str, bytes: impl AsRef<[u8]>) {
    fs::write(folder.join("forms").join(name), bytes).unwrap();
}

/// A round of twelve units.
fn round() -> tempfile::TempDir {
    let small = format!("{SMALL}{BLOCKS}");
    let folder = support::folder(&[
        ("small.toml", &small),
        ("round.toml", ROUND),
        ("units.csv", UNITS),
        ("forms/01.csv", &csv(&["Đơn vị: UBND XÃ MẪU 01"], FULL, "")),
    ]);
    let path = folder.path();
    write(path, "02-a.xlsx", saved_at("2025-12-10T08:00:00Z", "Xã Mẫu 02", &FULL));
    write(path, "02-b.xlsx", saved_at("2025-12-16T02:12:00Z", "Xã Mẫu 02", &["0.5", "3", "2", "1", "4"]));
    for (name, unit, below) in [
        ("04.csv", "Xã Cũ A", ""),
        ("05-c.csv", "Xã Cũ C", "Xã Cũ C, ngày 15 tháng 12 năm 2025"),
        ("05-d.csv", "UBND xã Cũ D", "Xã Cũ D, ngày 14 tháng 12 năm 2025"),
        ("06-cu.csv", "Xã Cũ E", ""),
        ("06-moi.csv", "Xã Mẫu 06", ""),
        ("08.csv", "mẫu tám", ""),
        ("10.csv", "Ủy ban nhân dân xã Tấn An", ""),
        ("10-khong-ro.csv", "xa tan an", ""),
        ("11.csv", "Xã Mẫu 11", ""),
        ("12-1.csv", "Phường Mẫu 12", ""),
        ("12-2.csv", "Phường Mẫu 12", ""),
        ("12-3.csv", "P. Mẫu 12", ""),
        ("12-4.csv", "Phường Mẫu 12", ""),
    ] {
        write(path, name, csv(&[&format!("Đơn vị: {unit}")], FULL, below));
    }
    write(path, "07.csv", csv(&["Đơn vị: Phường Mẫu 07", "Khối: Xã"], FULL, ""));
    folder
}

#[test]
fn a_round_of_twelve_units_after_mergers() {
    let folder = round();
    let json = run(folder.path(), &["validate", ".", "--format", "json"]).json();
    let findings = json["findings"].as_array().unwrap();
    let text = |finding: &serde_json::Value, key: &str| finding[key].as_str().unwrap_or("-").to_owned();
    let found: Vec<String> = findings
        .iter()
        .map(|finding| ["file", "cell", "code", "unit"].map(|key| text(finding, key)).join(" "))
        .collect();
    assert_eq!(
        found,
        [
            "forms/02-b.xlsx A1 duplicate-unit Xã Mẫu 02",
            "forms/04.csv A1 former-name Xã Mẫu 04",
            "forms/05-d.csv A1 duplicate-unit Xã Mẫu 05",
            "forms/06-moi.csv A1 duplicate-unit Xã Mẫu 06",
            "forms/07.csv A2 wrong-block Phường Mẫu 07",
            "forms/10-khong-ro.csv A1 ambiguous-unit -",
            "forms/12-2.csv A1 duplicate-unit Phường Mẫu 12",
            "forms/12-3.csv A1 unknown-unit -",
            "forms/12-4.csv A1 duplicate-unit Phường Mẫu 12",
            "units.csv A4 missing-unit Xã Mẫu 03",
            "units.csv A10 missing-unit Xã Tân An",
            "units.csv D12 former-name Xã Mẫu 11",
        ]
    );
    let message = |file: &str| {
        let finding = findings.iter().find(|finding| finding["file"] == file).unwrap();
        format!("{} {}", text(finding, "message"), text(finding, "help"))
    };
    for (file, parts) in [
        (
            "forms/02-b.xlsx",
            &[
                "“forms/02-a.xlsx!Biểu 1!A1”",
                "2 criteria (1.1.1, 1.2)",
                "This one looks newer (last saved 16/12/2025 09:12, the other one 10/12/2025 15:00)",
            ][..],
        ),
        (
            "forms/05-d.csv",
            &[
                "the points of both are the same",
                "under the name “Xã Cũ C”, this one under “Xã Cũ D”",
                "The other one looks newer (dated 14/12/2025, the other one 15/12/2025)",
                "points of former units are never added",
            ],
        ),
        ("forms/06-moi.csv", &["under the name “Xã Cũ E”, this one under “Xã Mẫu 06”"]),
        ("forms/12-3.csv", &["Phường Mẫu 12,phuong,P. Mẫu 12"]),
        ("forms/10-khong-ro.csv", &["“Xã Tân An”, “Xã Tấn An”"]),
    ] {
        for part in parts {
            assert!(message(file).contains(part), "{file}: {}", message(file));
        }
    }
    // Of two former units one counts, and nothing is added.
    let score = run(folder.path(), &["score", ".", "--by", "self", "--format", "json"]).json();
    let units = score["units"].as_array().unwrap();
    let points = |name: &str| {
        let unit = units.iter().find(|unit| unit["unit"] == name);
        unit.map(|unit| unit["points"].to_string())
    };
    for unit in ["Xã Mẫu 01", "Xã Mẫu 02", "Xã Mẫu 04", "Xã Mẫu 05", "Xã Mẫu 06", "Xã Mẫu 11"]
    {
        assert!(points(unit).is_some_and(|points| points.starts_with("12")), "{unit}: {:?}", points(unit));
    }
}

#[test]
fn two_signs_that_disagree_settle_nothing() {
    let files = |first: &str, second: &str| {
        let form = |day: &str, time: &str| {
            let unit = "Đơn vị: Xã Mẫu 02";
            let mut rows = vec![vec![unit], HEAD.to_vec()];
            rows.extend(ROWS.iter().zip(FULL).map(|((a, b, c), points)| vec![*a, *b, *c, points, "KH"]));
            rows.push(vec!["", day]);
            let core = format!("<c><modified>{time}</modified></c>");
            Parts::book(&[("S", &xml(&rows))]).with("docProps/core.xml", core).zip()
        };
        let folder = round();
        write(folder.path(), "02-a.xlsx", form(first, "2025-12-10T08:00:00Z"));
        write(folder.path(), "02-b.xlsx", form(second, "2025-12-16T08:00:00Z"));
        let json = run(folder.path(), &["validate", ".", "--format", "json"]).json();
        let all = json["findings"].as_array().unwrap();
        let of_b = all.iter().find(|finding| finding["file"] == "forms/02-b.xlsx").unwrap();
        of_b["message"].as_str().unwrap().to_owned()
    };
    let clear = files("Mẫu, ngày 9 tháng 12 năm 2025", "Mẫu, ngày 15 tháng 12 năm 2025");
    assert!(clear.contains("This one looks newer (last saved 16/12/2025 15:00, "), "{clear}");
    assert!(clear.contains("; dated 15/12/2025, the other one 09/12/2025)"), "{clear}");
    let unclear = files("Mẫu, ngày 15 tháng 12 năm 2025", "Mẫu, ngày 9 tháng 12 năm 2025");
    assert!(unclear.contains("Which one is newer is not clear (last saved"), "{unclear}");
}

#[test]
fn the_time_of_the_last_saving_is_read_from_real_files() {
    let of_file = |name: &str| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name);
        saved(&fs::read(path).unwrap()).map(|moment| moment.to_string())
    };
    for format in ["xlsx", "ods", "xls"] {
        let name = format!("libreoffice-saved.{format}");
        assert_eq!(of_file(&name).as_deref(), Some("16/12/2025 09:12"), "{name}");
    }
    assert!(of_file("openpyxl-texts.xlsx").is_some());
    let whole = saved_at("2025-12-16T02:12:00Z", "Xã Mẫu 01", &FULL);
    for cut in (0..whole.len()).step_by(7) {
        assert_eq!(saved(&whole[..cut]), None, "cut at {cut}");
    }
    assert_eq!(saved(b"a;b\n1;2\n"), None);
    assert_eq!(saved(b"PK\x03\x04"), None);
    assert_eq!(saved(&Parts::rows("").zip()), None);
    assert_eq!(saved(&saved_at("1980-01-01T00:00:00Z", "Xã Mẫu 01", &FULL)), None, "no clock");
}

#[test]
fn a_register_is_checked_before_any_form() {
    let set = set(&format!("{SMALL}{BLOCKS}"));
    let register = "name,block,aliases,formerly,not_applicable,code\n\
        Xã Mẫu 01,xa,Mẫu Một,,1.1,X1\n\
        xã mẫu 01,xa,,,,X2\n\
        Xã Mẫu 02,xa,mẫu một; Xã Mẫu 03,,1.1.9,X1\n\
        Xã Mẫu 03,xa,,,,\n\
        ,xa,,,,X5\n\
        ,,,,,6\n\
        Xã Mẫu 04,xa,,Xã Mẫu 03; Xã Cũ,1,\n\
        UBND xã Mẫu 04,xa,,,,\n\
        Xã Mẫu 05,huyện,,,1; 2,\n\
        Xã Mẫu 06,xa,,,\"1.1, 1.2\",\n";
    let assessed = read(&set, Some(register), &[]);
    let mut found = brief(&assessed);
    found.retain(|line| !line.starts_with("missing-unit"));
    assert_eq!(
        found,
        [
            "ambiguous-unit A5 -",
            "ambiguous-unit A9 -",
            "ambiguous-unit C4 -",
            "duplicate-unit A3 -",
            "duplicate-unit F4 -",
            "exempt-field E10 -",
            "exempt-field E8 -",
            "former-name D8 -",
            "unknown-block B10 -",
            "unknown-criterion E11 -",
            "unknown-criterion E4 -",
            "unknown-unit A6 -",
        ],
        "{}",
        shown(&assessed.findings)
    );
}

#[test]
fn a_code_that_the_spreadsheet_changed_exempts_nothing() {
    let set = set(&SMALL.replace("code = \"2.2\"", "code = \"2.10\""));
    let row = |cell: &str| {
        format!(
            "<sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>name</t></is></c>\
             <c r=\"B1\" t=\"inlineStr\"><is><t>not_applicable</t></is></c></row>\
             <row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>Xã Mẫu 01</t></is></c>{cell}</row></sheetData>"
        )
    };
    let read = |cell: &str| {
        let bytes = Parts::book(&[("Danh sách", &row(cell))]).zip();
        let mut findings = Vec::new();
        let sheets = parindex::sheet::read(&"units.xlsx".into(), &bytes).sheets;
        let register =
            parindex::unit::read_register(&set, &"units.xlsx".into(), &sheets, None, &mut findings).unwrap();
        let codes: Vec<&str> = findings.iter().map(|finding| finding.code().id()).collect();
        (codes.join(" "), register.units[0].exempt.iter().filter(|exempt| **exempt).count())
    };
    let number = |number: &str| format!("<c r=\"B2\"><v>{number}</v></c>");
    assert_eq!(read(&number("1.2")), (String::new(), 1));
    assert_eq!(read(&number("1.1")), ("ambiguous-criterion".to_owned(), 0));
    assert_eq!(read(&number("2.1")), ("ambiguous-criterion".to_owned(), 0));
    assert_eq!(read("<c r=\"B2\" t=\"b\"><v>1</v></c>"), ("unknown-criterion".to_owned(), 0));
    assert_eq!(read("<c r=\"B2\" t=\"e\"><v>#N/A</v></c>"), ("unknown-criterion".to_owned(), 0));
    assert_eq!(read("<c r=\"B2\" t=\"inlineStr\"><is><t>1.1</t></is></c>"), (String::new(), 3));
}

#[test]
fn not_applicable_is_said_by_the_register_alone() {
    let set = set(SMALL);
    let kad = ",,,,\n2,\"Tác động đến người dân, tổ chức\",8,,\n2.1,Mức độ hài lòng của người dân,5,KAD,\n2.2,Điểm do lãnh đạo chấm,3,,\n";
    let form = |points| csv(&["Đơn vị: Xã Mẫu 01"], points, "").replace(",\"\",,,\n", kad);
    let of = |exempt: &str, text: &str| {
        let register = format!("name,block,not_applicable\nXã Mẫu 01,,{exempt}\n");
        let assessed = read(&set, Some(&register), &[support::form("01.csv", text)]);
        let card = score(&set, &assessed.assessments[0], Basis::Own);
        (brief(&assessed), card.leaves[5].status)
    };
    // A survey scores 2.1; that the unit says it does not apply takes nothing out of its scale.
    let (found, status) = of("", &form(FULL));
    assert_eq!((found, status), (vec!["not-applicable-undeclared D10 2.1".to_owned()], Status::Missing));
    assert_eq!(of("2.1", &form(FULL)), (vec![], Status::NotApplicable));
    // One criterion of an exempt branch is scored.
    let (found, _) = of("1.1; 2.1", &form(["KAD", "3", "", "2", "4"]));
    assert_eq!(found, ["exempt-but-scored D4 1.1.2"]);
}

#[test]
fn sheets_that_are_parts_of_one_form_are_one() {
    let set = set(SMALL);
    let register = Some("name\nXã Mẫu 01\nXã Mẫu 02\n");
    let read_book = |sheets: &[(&str, &str)]| {
        let bytes = Parts::book(sheets).zip();
        let files = [File { name: "a.xlsx", bytes: &bytes, paper: parindex::assessment::Paper::Form }];
        let assessed = read(&set, register, &files);
        let card = score(&set, &assessed.assessments[0], Basis::Own);
        let mut found = brief(&assessed);
        found.retain(|line| !line.starts_with("missing-unit"));
        (found, card.own)
    };
    let part = |unit: &str, rows: &[usize]| sheet(unit, rows, &FULL);
    let twelve = Number::from_plain("12");
    // Written in two ways, it is one unit; in any order.
    let (one, other) = (part("Xã Mẫu 01", &[0, 1, 2]), part("UBND xã mẫu 01", &[3, 4]));
    assert_eq!(read_book(&[("LV1", &one), ("LV2", &other)]), (vec![], twelve.clone()));
    assert_eq!(read_book(&[("LV2", &other), ("LV1", &one)]), (vec![], twelve.clone()));
    // What is in no sheet is missing, once.
    let (found, own) = read_book(&[("LV1", &one), ("LV2", &part("Xã Mẫu 01", &[3]))]);
    assert_eq!((found, own), (vec!["missing-criterion a.xlsx 1.10".to_owned()], Number::from_plain("8")));
    // The same criterion in both: two forms.
    let (found, own) = read_book(&[("LV1", &part("Xã Mẫu 01", &[0, 1, 2, 3, 4])), ("LV2", &other)]);
    assert_eq!((found, own), (vec!["duplicate-unit A1 -".to_owned()], twelve));
    // Another unit is another form.
    let (found, _) = read_book(&[("LV1", &one), ("LV2", &part("Xã Mẫu 02", &[3, 4]))]);
    assert_eq!(
        found,
        ["missing-criterion LV1 1.10", "missing-criterion LV1 1.2", "missing-criterion LV2 1.1"]
    );
    // A sum of a part has the maximum of the part.
    let sum = |text: &str, max, points| {
        let row = format!(
            "<row r=\"9\"><c r=\"B9\" t=\"inlineStr\"><is><t>Tổng cộng</t></is></c>\
             <c r=\"C9\"><v>{max}</v></c><c r=\"D9\"><v>{points}</v></c></row></sheetData>"
        );
        text.replace("</sheetData>", &row)
    };
    let (found, _) = read_book(&[("LV1", &sum(&one, 6, 6)), ("LV2", &sum(&other, 6, 6))]);
    assert_eq!(found, Vec::<String>::new());
    let (found, _) = read_book(&[("LV1", &sum(&one, 6, 6)), ("LV2", &sum(&other, 7, 6))]);
    assert_eq!(found, ["max-differs C9 -"]);
}

#[test]
fn the_form_of_another_block_is_one_finding() {
    let other = SMALL.replace("id      = \"small\"", "id = \"other\"");
    let other =
        ROWS.iter().fold(other, |text, (_, name, _)| text.replace(name, &format!("Đô thị: {name} khác hẳn")));
    let round =
        "criteria = { xa = \"small.toml\", phuong = \"other.toml\" }\nunits = \"units.csv\"\nyear = 2025\n";
    let units = "name,block\nXã Mẫu 01,xa\nPhường Mẫu 02,phuong\n";
    let of_xa = |unit: &str| csv(&[&format!("Đơn vị: {unit}")], FULL, "");
    let of_phuong = ROWS.iter().fold(of_xa("Phường Mẫu 02"), |text, (_, name, _)| {
        text.replace(name, &format!("Đô thị: {name} khác hẳn"))
    });
    let codes = |form: &str| {
        let folder = support::folder(&[
            ("small.toml", SMALL),
            ("other.toml", &other),
            ("round.toml", round),
            ("units.csv", units),
            ("forms/01.csv", &of_xa("UBND xã Mẫu 01")),
            ("forms/02.csv", form),
        ]);
        let json = run(folder.path(), &["validate", ".", "--format", "json"]).json();
        let found = json["findings"].as_array().unwrap().iter();
        let score = run(folder.path(), &["score", ".", "--by", "self", "--format", "json"]).stdout;
        let codes: Vec<String> = found.map(|finding| finding["code"].as_str().unwrap().to_owned()).collect();
        (codes.join(" "), score.contains("Phường Mẫu 02"))
    };
    assert_eq!(codes(&of_phuong).0, "");
    let (found, _) = codes(&of_xa("Phường Mẫu 02"));
    assert_eq!(found, "wrong-form");
    // Without a register the form says whose it is.
    let open = |form: &str| {
        let round = round.replace("units = \"units.csv\"\n", "");
        let files =
            [("small.toml", SMALL), ("other.toml", &other), ("round.toml", &round), ("forms/02.csv", form)];
        let folder = support::folder(&files);
        let json = run(folder.path(), &["score", ".", "--by", "self", "--format", "json"]);
        (json.status, json.stdout.matches("Phường Mẫu 02").count())
    };
    assert_eq!((open(&of_phuong), open(&of_xa("Phường Mẫu 02"))), ((Some(0), 1), (Some(0), 1)));
    // A unit that nobody knows with the form of a block is one finding too.
    assert_eq!(codes(&of_xa("Phường Lạ Hoắc")).0, "unknown-unit missing-unit");
}

/// Names of a register, after mergers.
const NAMES: [&str; 6] =
    ["Xã Mẫu 01", "Phường Hòa Bình", "Xã Thúy Sơn", "Đặc khu Đảo Xa", "Phường Mẫu 01", "Xã Núi Đá"];

/// A name as somebody else writes it.
fn written(name: &str, case: usize, marks: bool, office: &str, spaces: bool) -> String {
    let name = match case {
        0 => name.to_owned(),
        1 => name.to_uppercase(),
        _ => name.to_lowercase(),
    };
    let name = if marks { name } else { parindex::sheet::fold(&name) };
    let name = format!("{office}{name}");
    if spaces { name.replace(' ', "  ") + " " } else { name }
}

/// Findings and points, without the way a name is written.
fn results(files: &[(String, String)]) -> (Vec<String>, BTreeMap<String, Option<Number>>) {
    let set = set(SMALL);
    let register =
        format!("name,formerly\n{}\n", NAMES.map(|name| format!("{name},Xã Cũ {name}")).join("\n"));
    let files: Vec<File> = files.iter().map(|(name, text)| form(name, text)).collect();
    let assessed = read(&set, Some(&register), &files);
    let cards = support::cards(&set, &assessed, Basis::Own);
    let points = cards.iter().map(|card| (card.unit.to_string(), card.index.clone())).collect();
    (brief(&assessed), points)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn how_a_name_is_written_changes_nothing(
        units in prop::collection::vec((0..NAMES.len(), select(vec!["0", "0.5", "1"])), 1..8),
        ways in prop::collection::vec(
            (0_usize..3, any::<bool>(), select(vec!["", "UBND ", "Ủy ban nhân dân ", "HĐND và UBND "]), any::<bool>()),
            8,
        ),
    ) {
        let file = |at: usize, unit: &str, points: &str| {
            let unit = format!("Đơn vị: {unit}");
            (format!("{at}.csv"), csv(&[&unit], [points, "3", "2", "2", "4"], ""))
        };
        let plain: Vec<_> =
            units.iter().enumerate().map(|(at, (unit, points))| file(at, NAMES[*unit], points)).collect();
        let others: Vec<_> = units
            .iter()
            .zip(&ways)
            .enumerate()
            .map(|(at, ((unit, points), (case, marks, office, spaces)))| {
                file(at, &written(NAMES[*unit], *case, *marks, office, *spaces), points)
            })
            .collect();
        prop_assert_eq!(results(&others), results(&plain));
    }

    #[test]
    fn the_order_of_files_decides_nothing_but_which_is_first(
        units in prop::collection::vec((0..NAMES.len(), any::<bool>(), select(vec!["0", "1"])), 1..8),
        turn in 0_usize..8,
    ) {
        let mut files: Vec<(String, String)> = units
            .iter()
            .enumerate()
            .map(|(at, (unit, former, points))| {
                let name = if *former { format!("Xã Cũ {}", NAMES[*unit]) } else { NAMES[*unit].to_owned() };
                let unit = format!("Đơn vị: {name}");
                (format!("{at}.csv"), csv(&[&unit], [points, "3", "2", "2", "4"], ""))
            })
            .collect();
        let expected = results(&files);
        let middle = turn % files.len();
        files.rotate_left(middle);
        let turned = results(&files);
        // Another form may be the first; how many are too many, and who sent, stays.
        prop_assert_eq!(&turned.0.len(), &expected.0.len());
        prop_assert_eq!(turned.0, expected.0);
        prop_assert_eq!(turned.1.keys().collect::<Vec<_>>(), expected.1.keys().collect::<Vec<_>>());
    }
}
