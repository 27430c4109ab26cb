//! Our reader of xlsx files against calamine's streaming reader, cell by cell.

#![allow(clippy::unwrap_used)] // What a test cannot read must fail it.

#[path = "support/allowed.rs"]
mod allowed;
#[path = "support/oracle.rs"]
mod oracle;

use std::path::{Path, PathBuf};

use proptest::prelude::*;
use rust_xlsxwriter::{Format, Formula, Workbook};

#[track_caller]
fn check(name: &str, bytes: &[u8]) {
    let reading = parindex::sheet::read(&name.into(), bytes);
    assert!(!reading.by_library, "{name}: our reader did not take it");
    let found = oracle::differences(bytes);
    assert!(found.is_empty(), "{name}:\n{}", found.join("\n"));
}

/// All workbooks below a folder of the repository.
fn workbooks(folder: &str) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let files = walkdir::WalkDir::new(root).sort_by_file_name().into_iter().map(Result::unwrap);
    let paths = files.map(walkdir::DirEntry::into_path);
    paths.filter(|path| path.extension().is_some_and(|end| end == "xlsx" || end == "xlsm")).collect()
}

#[test]
fn on_every_example() {
    for path in workbooks("examples") {
        let bytes = std::fs::read(&path).unwrap();
        assert!(oracle::cells(&bytes).unwrap().iter().any(|sheet| !sheet.cells.is_empty()), "{path:?}");
        check(&path.display().to_string(), &bytes);
    }
}

#[test]
fn on_what_other_programs_saved() {
    let paths = workbooks("tests/fixtures");
    assert!(paths.len() >= 10, "{paths:?}");
    for path in paths {
        check(&path.display().to_string(), &std::fs::read(&path).unwrap());
    }
}

#[test]
fn on_the_test_files_of_findings() {
    for path in workbooks("tests/findings") {
        check(&path.display().to_string(), &std::fs::read(&path).unwrap());
    }
}

/// `PARINDEX_CORPUS=folder cargo test --test agree`: all workbooks below that folder.
#[test]
fn on_a_folder_of_ones_own() {
    let Ok(folder) = std::env::var("PARINDEX_CORPUS") else { return };
    let (mut cells, mut wrong) = (0, Vec::new());
    for path in workbooks(&folder) {
        let bytes = std::fs::read(&path).unwrap();
        cells +=
            oracle::cells(&bytes).unwrap_or_default().iter().map(|sheet| sheet.cells.len()).sum::<usize>();
        wrong.extend(oracle::differences(&bytes).iter().map(|found| format!("{}: {found}", path.display())));
    }
    assert!(wrong.is_empty() && cells > 0, "{cells} cells:\n{}", wrong.join("\n"));
}

#[test]
fn a_time_is_a_text_and_no_number() {
    use oracle::Value;
    let text = |time: &str| Value::Text(time.to_owned());
    let cells = [
        (5.0 / 1_440.0, "h:mm", text("00:05")),
        (0.5, "h:mm:ss AM/PM", text("12:00")),
        (0.0, "hh:mm", text("00:00")),
        (0.5, "[$-42A]dd/mm/yyyy hh:mm", text("12:00")),
        (1.5, "[h]:mm", text("36:00")),
        (30.0 / 86_400.0, "[mm]:ss", text("00:00:30")),
        (45_667.5, "dd/mm/yyyy hh:mm", Value::Date(2025, 1, 10)),
        (0.5, "0.00", Value::Number(0.5)),
        (0.5, "General", Value::Number(0.5)),
        (0.5, "0.0 \"điểm h\"", Value::Number(0.5)),
        (0.5, "[Red]0.0", Value::Number(0.5)),
        (0.5, "0%", Value::Number(0.5)),
    ];
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, (number, shown, _)) in (0..).zip(&cells) {
        sheet.write_number_with_format(row, 0, *number, &Format::new().set_num_format(*shown)).unwrap();
    }
    let bytes = book.save_to_buffer().unwrap();
    check("times.xlsx", &bytes);
    let (_, found) = oracle::ours(&parindex::sheet::read(&"times.xlsx".into(), &bytes)).remove(0);
    for (row, (_, shown, expected)) in (0..).zip(&cells) {
        assert_eq!(&found[&(row, 0)].value, expected, "{shown}");
    }
}

#[test]
fn a_difference_without_a_reason_is_seen() {
    let bytes =
        std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/openpyxl-numbers.xlsx"))
            .unwrap();
    let mut sheet = oracle::cells(&bytes).unwrap().remove(0);
    let number = oracle::Cell { value: oracle::Value::Number(1.100_000_001), formula: false };
    sheet.cells.insert((1, 0), number.clone());
    sheet.cells.insert((40, 0), number);
    sheet.cells.remove(&(0, 2));
    sheet.cells.get_mut(&(2, 4)).unwrap().formula = true;
    let found = oracle::differences_from(&bytes, &[sheet]);
    let places = ["row 1, column 3", "row 2, column 1", "row 3, column 5", "row 41, column 1"];
    assert_eq!(found.len(), 4, "{found:?}");
    assert!(found.iter().zip(places).all(|(found, place)| found.contains(place)), "{found:?}");
}

#[test]
fn every_allowance_names_its_reason() {
    assert!(allowed::ALLOWED.iter().all(|allowed| !allowed.reason.is_empty()));
    let table =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/hostile.md")).unwrap();
    let rows =
        allowed::ALLOWED.iter().flat_map(|allowed| allowed.rows.split(", ")).filter(|row| !row.is_empty());
    for row in rows {
        assert!(table.contains(&format!("\n| {row} |")), "row {row}");
    }
}

#[derive(Clone, Debug)]
enum Cell {
    Text(String),
    Number(f64),
    /// Shown with this number format.
    Shown(f64, &'static str),
    Bool(bool),
    /// A formula with a stored result.
    Formula(String),
    Rich(String, String),
}

const FORMATS: &[&str] = &[
    "@",
    "0.00",
    "#,##0.0",
    "d-mmm",
    "dd/mm/yyyy",
    "[h]:mm",
    "0.00%",
    "General",
    "\"d\"0",
    "yyyy\\-mm",
    "# ?/?",
];

fn number() -> impl Strategy<Value = f64> {
    prop_oneof![
        any::<i32>().prop_map(f64::from),
        (any::<i64>(), 0_u8..18).prop_map(|(digits, scale)| format!("{digits}e-{scale}").parse().unwrap()),
        (-1e6..1e6),
        (1.0..60_000.0),
        proptest::num::f64::NORMAL,
    ]
}

fn cell() -> impl Strategy<Value = Cell> {
    prop_oneof![
        "\\PC{0,12}".prop_map(Cell::Text),
        "[ aạ\u{302}\u{323}\u{a0}\n\t<>&\"'_x0D;]{1,16}".prop_map(Cell::Text),
        number().prop_map(Cell::Number),
        (number(), proptest::sample::select(FORMATS)).prop_map(|(number, shown)| Cell::Shown(number, shown)),
        any::<bool>().prop_map(Cell::Bool),
        prop_oneof!["-?[0-9]{1,9}", "[a-zđ ]{0,8}", Just("#DIV/0!".to_owned()), Just("TRUE".to_owned())]
            .prop_map(Cell::Formula),
        ("[a-zệ ]{1,6}", "[a-zệ ]{1,6}").prop_map(|(a, b)| Cell::Rich(a, b)),
    ]
}

fn write(sheet: &mut rust_xlsxwriter::Worksheet, row: u32, column: u16, cell: &Cell) {
    match cell {
        Cell::Text(text) => sheet.write_string(row, column, text),
        Cell::Number(number) => sheet.write_number(row, column, *number),
        Cell::Shown(number, shown) => {
            sheet.write_number_with_format(row, column, *number, &Format::new().set_num_format(*shown))
        }
        Cell::Bool(value) => sheet.write_boolean(row, column, *value),
        Cell::Formula(result) => sheet.write_formula(row, column, Formula::new("=A1").set_result(result)),
        Cell::Rich(a, b) => {
            let bold = Format::new().set_bold();
            sheet.write_rich_string(row, column, &[(&Format::new(), a.as_str()), (&bold, b.as_str())])
        }
    }
    .unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn on_whatever_is_written(
        cells in prop::collection::btree_map((0_u32..300, 0_u16..30), cell(), 1..80),
        hidden in prop::collection::vec(0_u32..300, 0..5),
        merged in any::<bool>(),
    ) {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        for ((row, column), cell) in &cells {
            write(sheet, *row, *column, cell);
        }
        for row in &hidden {
            sheet.set_row_hidden(*row).unwrap();
        }
        if merged {
            sheet.set_column_hidden(3).unwrap();
            sheet.merge_range(400, 0, 402, 2, "gộp", &Format::new()).unwrap();
        }
        let found = oracle::differences(&book.save_to_buffer().unwrap());
        prop_assert!(found.is_empty(), "{}", found.join("\n"));
    }
}
