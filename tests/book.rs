//! The workbook of results: what it keeps is what `rank` says, and what a spreadsheet program reckons is what it keeps.

#![allow(clippy::unwrap_used, clippy::float_arithmetic, clippy::cast_precision_loss)] // Test code, and numbers as a spreadsheet holds them.

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use calamine::{Data, Range, Reader, Xlsx};
use rust_decimal::{Decimal, RoundingStrategy};
use serde_json::Value;
use support::{SMALL, folder, root, run};

const WORKBOOK: &str = "ket-qua.xlsx";
const ROUND: &str = "title = \"Đợt 2025\"\nyear = 2025\ncriteria = \"small.toml\"\nunits = \"units.csv\"\n\
                     appraisal = [\"appraisal/\"]\nsurvey = [\"survey.csv\"]\n";
/// Two equal ones, one equal but for its survey, one equal but in a field, one below zero, one with nothing but a half.
const UNITS: &str =
    "name,block,not_applicable\nXã A,,\nXã B,,2.2\nXã C,,\nXã D,,\nXã E,,1.1;2.2\nXã G,,\nXã H,,2\n";
const POINTS: &[(&str, &str, &str)] = &[
    ("Xã A", "1 3 2 2 4 3", "5"),
    ("Xã B", "1 2.5 1.75 2 3.5 -", "4.5"),
    ("Xã C", "0.5 2.4 1.25 1 2.5 1.235", "3"),
    ("Xã D", "0.5 2.4 1.25 1 2.5 1.235", "3"),
    ("Xã E", "- - - 1 2 -", "2.333"),
    ("Xã G", "0.5 2.4 1.25 1 2.5 0.235", "4"),
    ("Xã H", "0 3 1.5 0 4 -", "-"),
];
const CODES: [&str; 6] = ["1.1.1", "1.1.2", "1.1.3", "1.2", "1.10", "2.2"];

/// Each policy of a set, as what is replaced in the small one.
const POLICIES: &[(&str, &[(&str, &str)])] = &[
    ("as it is", &[]),
    ("dense", &[("\"competition\"", "\"dense\"")]),
    ("ordinal", &[("\"competition\"", "\"ordinal\"")]),
    ("exact", &[("\"rounded\"", "\"exact\"")]),
    ("half to even", &[("half-up", "half-even"), ("decimals = 2", "decimals = 1")]),
    ("three decimals", &[("decimals = 2", "decimals = 3")]),
    ("no decimals", &[("decimals = 2", "decimals = 0")]),
    (
        "tie-breaks",
        &[("\"rounded\"", "\"rounded\"\ntie_break = [\"survey\", \"2\", \"1.1\", \"appraised\"]")],
    ),
    (
        "dense with tie-breaks on exact values",
        &[("\"competition\"", "\"dense\""), ("\"rounded\"", "\"exact\"\ntie_break = [\"1.1\", \"survey\"]")],
    ),
    (
        "ordinal with tie-breaks",
        &[("\"competition\"", "\"ordinal\""), ("\"rounded\"", "\"rounded\"\ntie_break = [\"appraised\"]")],
    ),
    ("stretched", &[("decimals = 2", "decimals = 2\nnot_applicable = \"rescale-appraised\"")]),
    ("cap", &[("decimals = 2", "decimals = 2\nabove_scale = \"cap\"")]),
    (
        "stretched with a cap",
        &[("decimals = 2", "decimals = 2\nnot_applicable = \"rescale-appraised\"\nabove_scale = \"cap\"")],
    ),
    ("no survey", &[("decimals = 2", "decimals = 2\nmissing_survey = \"rescale\"")]),
    ("classes by fields", &[("from = 80", "from = 80\nalso = { \"2\" = \"70%\", \"1.1\" = \"83.33%\" }")]),
    (
        "no classes",
        &[(
            "[[class]]\nname = \"Tốt\"\nfrom = 80\n[[class]]\nname = \"Khá\"\nfrom = 60\n[[class]]\nname = \"Yếu\"\nfrom = 0\n",
            "",
        )],
    ),
    ("odd names", &[("\"Tốt\"", "'=\"Tốt\"*'"), ("\"Khá\"", "\"12\"")]),
];

/// A round of the small set with these changes.
fn round(changes: &[(&str, &str)]) -> tempfile::TempDir {
    let mut set = SMALL.to_owned();
    for (from, to) in changes {
        assert!(set.contains(from), "{from}");
        set = set.replace(from, to);
    }
    let mut files = vec![
        ("round.toml".to_owned(), ROUND.to_owned()),
        ("units.csv".to_owned(), UNITS.to_owned()),
        ("small.toml".to_owned(), set),
    ];
    let mut survey = "unit,code,points\n".to_owned();
    for (nth, (unit, points, answered)) in POINTS.iter().enumerate() {
        let mut form = format!("Đơn vị: {unit},,,,\nSTT,Tiêu chí,Điểm tối đa,Điểm tự chấm,Điểm thẩm định\n");
        for (code, points) in CODES.iter().zip(points.split(' ')) {
            let max = ["1", "3", "2", "2", "4", "3"][CODES.iter().position(|of| of == code).unwrap()];
            let (own, points) = match points {
                "-" => ("", ""),
                _ if *code == "2.2" => ("", points),
                points => (if *code == "1.10" { "4" } else { points }, points),
            };
            form += &format!("{code},,{max},{own},{points}\n");
        }
        let bonus = ["2", "", "0.5", "0.5", "", "", "0.125"][nth];
        form += &format!("CONG,Điểm cộng,,{bonus},{bonus}\n");
        files.push((format!("forms/{nth}.csv"), form));
        if *answered != "-" {
            survey += &format!("{unit},2.1,{answered}\n");
        }
    }
    files.push(("survey.csv".to_owned(), survey));
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (&**name, &**text)).collect();
    let folder = folder(&files);
    fs::create_dir_all(folder.path().join("appraisal")).unwrap();
    folder
}

/// Every round that is tried, by name, with the folder it lies in.
fn rounds() -> Vec<(String, PathBuf, Option<tempfile::TempDir>)> {
    let examples = ["xa-2025", "so-2025", "huyen-2024"];
    let examples = examples.map(|name| (name.to_owned(), root().join("examples").join(name), None));
    // The year before: the round as it is, but for one unit.
    let before = round(&[]);
    let mut before = run(before.path(), &["rank", ".", "--format", "json"]).json();
    before["blocks"][0]["units"][0]["index"] = 12.5.into();
    let before = before.to_string();
    let small = POLICIES.iter().map(|(name, changes)| {
        let folder = round(changes);
        fs::write(folder.path().join("previous.json"), &before).unwrap();
        fs::write(folder.path().join("round.toml"), format!("{ROUND}previous = \"previous.json\"\n"))
            .unwrap();
        ((*name).to_owned(), folder.path().to_owned(), Some(folder))
    });
    examples.into_iter().chain(small).collect()
}

type Book = BTreeMap<String, Sheet>;

struct Sheet {
    values: Range<Data>,
    formulas: Range<String>,
}

fn open(path: &Path) -> Book {
    let mut book: Xlsx<_> = calamine::open_workbook(path).unwrap();
    let names = book.sheet_names();
    let sheet = |name: String| {
        let values = book.worksheet_range(&name).unwrap();
        let formulas = book.worksheet_formula(&name).unwrap();
        (name, Sheet { values, formulas })
    };
    names.into_iter().map(sheet).collect()
}

fn report(round: &Path, output: &Path) -> PathBuf {
    let (round, output) = (round.to_str().unwrap(), output.to_str().unwrap());
    let done = run(root(), &["report", round, "--xlsx", "--output", output, "--lang", "vi"]);
    assert!(done.status < Some(2), "{round}: {}", done.stderr);
    Path::new(output).join(WORKBOOK)
}

/// A number as its format shows it: of the fifteen digits that a spreadsheet knows, halves go up.
fn published(number: f64, decimals: u32) -> Decimal {
    let digits = Decimal::from_scientific(&format!("{number:.14e}")).unwrap();
    digits.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero)
}

fn number(data: Option<&Data>) -> Option<f64> {
    match data {
        Some(Data::Float(number)) => Some(*number),
        Some(Data::Int(number)) => Some(*number as f64),
        _ => None,
    }
}

/// What the ranking sheets keep is what the JSON of `rank` says, digit by digit.
#[test]
fn the_workbook_keeps_what_rank_says() {
    for (name, round, kept) in rounds() {
        let output = tempfile::tempdir().unwrap();
        let book = open(&report(&round, output.path()));
        let compared = book.keys().any(|sheet| sheet.starts_with("So sánh"));
        assert!(compared || kept.is_none(), "{name}");
        let ranked = run(root(), &["rank", round.to_str().unwrap(), "--format", "json"]).json();
        for block in ranked["blocks"].as_array().unwrap() {
            let sheet = match (ranked["blocks"].as_array().unwrap().len(), block["name"].as_str()) {
                (_, Some(block)) => format!("Xếp hạng – {block}"),
                _ => "Xếp hạng".to_owned(),
            };
            let sheet = book.iter().find(|(of, _)| sheet.starts_with(of.trim_end())).map(|(_, sheet)| sheet);
            let sheet = sheet.unwrap_or_else(|| panic!("{name}: {:?}", book.keys()));
            compare_ranking(&name, &sheet.values, block);
        }
    }
}

fn compare_ranking(name: &str, sheet: &Range<Data>, block: &Value) {
    let is_head = |row: &&[Data]| row.first() == Some(&Data::String("Hạng".to_owned()));
    let head = sheet.rows().position(|row| is_head(&row)).unwrap();
    let heads: Vec<String> = sheet.rows().nth(head).unwrap().iter().map(ToString::to_string).collect();
    let column = |head: &str| heads.iter().position(|of| of == head);
    for (row, unit) in sheet.rows().skip(head + 1).zip(block["units"].as_array().unwrap()) {
        let at = format!("{name}: {}", unit["unit"]);
        let columns = [
            ("Hạng", "rank"),
            ("Điểm thẩm định", "appraised"),
            ("Điểm điều tra XHH", "survey"),
            ("Điểm cộng", "bonus"),
            ("Điểm trừ", "penalty"),
            ("Tổng điểm", "points"),
            ("Điểm tối đa", "max"),
            ("Chỉ số (%)", "index"),
        ];
        for (head, key) in columns {
            let Some(column) = column(head) else { continue };
            same(&format!("{at} {key}"), row.get(column), &unit[key]);
        }
        if let Some(column) = column("Xếp loại") {
            let class = unit["class"].as_str().unwrap_or_default();
            assert_eq!(row[column].to_string(), class, "{at} class");
        }
        for field in unit["fields"].as_array().unwrap() {
            let code = field["code"].as_str().unwrap();
            let column = column(&format!("LV {code} (%)")).unwrap();
            same(&format!("{at} field {code}"), row.get(column), &field["index"]);
        }
    }
}

/// The digits of JSON are those that a cell shows.
fn same(at: &str, cell: Option<&Data>, expected: &Value) {
    let Some(expected) = expected.as_number().map(ToString::to_string) else {
        assert_eq!(number(cell), None, "{at}");
        return;
    };
    let found = number(cell).unwrap_or_else(|| panic!("{at}: {cell:?}, not {expected}"));
    // JSON leaves zeros at the end out; three decimals are the most that any of these sets has.
    let expected: Decimal = expected.parse().unwrap();
    let is_shown = (expected.scale()..=3).any(|decimals| published(found, decimals) == expected);
    assert!(is_shown, "{at}: {found}, not {expected}");
}

/// What states figures follows when points are changed, or is not there.
#[test]
fn notes_do_not_state_what_may_change() {
    for (name, round, _kept) in rounds() {
        let output = tempfile::tempdir().unwrap();
        for (title, sheet) in open(&report(&round, output.path())) {
            let texts = |start: &str| {
                let is_one = |cell: &&Data| cell.to_string().starts_with(start);
                sheet.values.used_cells().filter(|(.., cell)| is_one(cell)).count()
            };
            assert_eq!(texts("Số đơn vị:") + texts("Xếp loại:"), 0, "{name}: {title}");
            let counted =
                |(.., formula): &(usize, usize, &String)| formula.starts_with("\"Chỉ số: \"&COUNTIF(");
            assert_eq!(
                texts("Chỉ số: "),
                sheet.formulas.used_cells().filter(counted).count(),
                "{name}: {title}"
            );
        }
    }
}

/// Criteria of up to fifteen units are on one page across, those of more at a size that can be read.
#[test]
fn criteria_fit_across_a_page() {
    for (name, title, fits) in [("huyen-2024", "Tiêu chí", true), ("xa-2025", "Tiêu chí – Xã", false)]
    {
        let output = tempfile::tempdir().unwrap();
        let path = report(&root().join("examples").join(name), output.path());
        let book: Xlsx<_> = calamine::open_workbook(&path).unwrap();
        let number = book.sheet_names().iter().position(|of| of == title).unwrap() + 1;
        let mut parts = zip::ZipArchive::new(fs::File::open(&path).unwrap()).unwrap();
        let mut text = String::new();
        parts
            .by_name(&format!("xl/worksheets/sheet{number}.xml"))
            .unwrap()
            .read_to_string(&mut text)
            .unwrap();
        assert_eq!(text.contains("fitToPage=\"1\""), fits, "{name}");
        assert_eq!(text.contains("scale=\"66\""), !fits, "{name}");
    }
}

/// The same round gives the same bytes.
#[test]
fn the_same_round_gives_the_same_bytes() {
    let round = round(&[]);
    let [first, second] = [(), ()].map(|()| {
        let output = tempfile::tempdir().unwrap();
        fs::read(report(round.path(), output.path())).unwrap()
    });
    assert!(first == second);
}

/// Reckon everything anew, whatever program a workbook says that it comes from.
const SETTINGS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>"#;

#[test]
#[ignore = "needs LibreOffice"]
fn libreoffice_reckons_what_the_workbook_keeps() {
    let folder = tempfile::tempdir().unwrap();
    let profile = folder.path().join("profile");
    fs::create_dir_all(profile.join("user")).unwrap();
    fs::write(profile.join("user/registrymodifications.xcu"), SETTINGS).unwrap();
    let given = folder.path().join("given");
    let reckoned = folder.path().join("reckoned");
    fs::create_dir_all(&given).unwrap();
    let mut names = Vec::new();
    for (at, (name, round, _kept)) in rounds().into_iter().enumerate() {
        let output = tempfile::tempdir().unwrap();
        let path = given.join(format!("{at}.xlsx"));
        fs::write(&path, spoiled(&fs::read(report(&round, output.path())).unwrap())).unwrap();
        fs::copy(output.path().join(WORKBOOK), given.join(format!("{at}.kept"))).unwrap();
        names.push((name, path));
    }
    let program = std::env::var_os("SOFFICE").unwrap_or_else(|| "soffice".into());
    let status = Command::new(program)
        .arg(format!("-env:UserInstallation=file://{}", profile.display()))
        .args(["--headless", "--convert-to", "xlsx", "--outdir"])
        .arg(&reckoned)
        .args(names.iter().map(|(_, path)| path))
        .status()
        .expect("LibreOffice is needed: set SOFFICE where it is not in the path");
    assert!(status.success());
    let (mut wrong, mut cells) = (Vec::new(), 0);
    for (at, (name, _)) in names.iter().enumerate() {
        let ours = open(&given.join(format!("{at}.kept")));
        let theirs = open(&reckoned.join(format!("{at}.xlsx")));
        let decimals = match name.as_str() {
            "three decimals" => 3,
            "half to even" => 1,
            "no decimals" => 0,
            _ => 2,
        };
        for (sheet, ours) in &ours {
            let theirs = &theirs[sheet].values;
            for (row, column, formula) in ours.formulas.used_cells() {
                let start = ours.formulas.start().unwrap();
                let place = (start.0 + u32::try_from(row).unwrap(), start.1 + u32::try_from(column).unwrap());
                let (kept, found) = (ours.values.get_value(place), theirs.get_value(place));
                cells += 1;
                if !agree(kept, found, decimals) {
                    wrong.push(format!("{name}: {sheet} {place:?}: {kept:?}, not {found:?}: {formula}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {cells}:\n{}", wrong.len(), wrong[..wrong.len().min(40)].join("\n"));
    assert!(cells > 5000, "{cells}");
    eprintln!("{cells} formulas, all equal");
}

/// The same digits, and no further apart than what is left of binary fractions.
fn agree(kept: Option<&Data>, found: Option<&Data>, decimals: u32) -> bool {
    match (number(kept), number(found)) {
        (Some(kept), Some(found)) => {
            (kept - found).abs() < 1e-9 && published(kept, decimals) == published(found, decimals)
        }
        (None, None) => {
            let text = |data: Option<&Data>| data.map(ToString::to_string).unwrap_or_default();
            text(kept) == text(found)
        }
        _ => false,
    }
}

/// The workbook with another value behind every formula, so that what comes back was reckoned.
fn spoiled(bytes: &[u8]) -> Vec<u8> {
    use std::io::{Cursor, Read, Write};
    let mut book = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..book.len() {
        let mut part = book.by_index(at).unwrap();
        let (name, mut bytes) = (part.name().unwrap().into_owned(), Vec::new());
        part.read_to_end(&mut bytes).unwrap();
        if name.starts_with("xl/worksheets/sheet") {
            let text = String::from_utf8(bytes).unwrap();
            let mut pieces = text.split("</f><v>");
            let mut spoiled = pieces.next().unwrap().to_owned();
            for piece in pieces {
                spoiled += "</f><v>77777";
                spoiled += &piece[piece.find('<').unwrap()..];
            }
            bytes = spoiled.into_bytes();
        }
        out.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        out.write_all(&bytes).unwrap();
    }
    out.finish().unwrap().into_inner()
}
