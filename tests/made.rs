//! Forms that the program made and that come back as something else, or changed: each is named once.

#![allow(clippy::unwrap_used)] // Test code.

mod support;

use parindex::criteria::{CriteriaSet, load};
use parindex::marker::{MarkedPaper, MarkedSheet, Marker};
use parindex::message::Lang;
use parindex::points::Number;
use parindex::sheet;
use parindex::workbook::grid::{Grid, Part, Value};
use support::filled::{SET, filled, marker, workbook};

fn small() -> CriteriaSet {
    load(&"mau.toml".into(), SET).0.unwrap()
}

const ROUND: &str = "title = \"Đợt thử\"\nyear = 2025\ncriteria = \"mau.toml\"\nunits = \"units.csv\"\n";
const UNITS: &str = "name\nXã Mẫu 01\nXã Mẫu 03\nXã Mẫu 05\n";

/// What `validate` finds in a round with these files, without units that sent nothing: code, file or cell.
fn found_in(set: &str, files: &[(&str, Vec<u8>)]) -> Vec<String> {
    let folder = support::folder(&[("round.toml", ROUND), ("units.csv", UNITS), ("mau.toml", set)]);
    for (name, bytes) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    let json = support::run(folder.path(), &["validate", ".", "--format", "json"]).json();
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let findings = json["findings"].as_array().unwrap().iter();
    let findings = findings.filter(|finding| finding["code"] != "missing-unit");
    findings
        .map(|finding| {
            let (code, cell) = (text(&finding["code"]), text(&finding["cell"]));
            let place = if cell.is_empty() { text(&finding["file"]) } else { cell };
            format!("{code} {place}")
        })
        .collect()
}

/// What is found in the form of Xã Mẫu 01 after a change to its cells and to what it says of itself.
#[track_caller]
fn check(change: impl Fn(&CriteriaSet, &mut Grid, &mut Marker), expected: &[&str]) {
    let set = small();
    for lang in [Lang::Vi, Lang::En] {
        let (mut grid, mut marker) = (filled(&set, "Xã Mẫu 01", lang), marker(&set, "Xã Mẫu 01"));
        change(&set, &mut grid, &mut marker);
        let found = found_in(SET, &[("forms/xa-mau-01.xlsx", workbook(&grid, &marker))]);
        assert_eq!(found, expected, "{lang:?}");
    }
}

/// The row of a part of the form.
fn row(grid: &mut Grid, is: impl Fn(Part) -> bool) -> usize {
    grid.rows.iter().position(|row| is(row.part)).unwrap()
}

#[test]
fn the_marker_is_read_and_is_no_hidden_sheet() {
    let set = small();
    let marker = marker(&set, "Xã Mẫu 01");
    let bytes = workbook(&filled(&set, "Xã Mẫu 01", Lang::Vi), &marker);
    let reading = sheet::read(&"xa-mau-01.xlsx".into(), &bytes);
    assert_eq!(reading.marker, Some(marker));
    assert!(reading.findings.is_empty() && !reading.by_library);
    assert_eq!(reading.sheets.len(), 1);
}

/// `tests/fixtures/form-saved.*`: the form of [`filled`] with its lists, opened in `LibreOffice` and saved in each format.
#[test]
fn what_another_program_saved_is_still_ours() {
    let set = small();
    for ending in ["xlsx", "ods", "xls"] {
        let bytes =
            std::fs::read(support::root().join(format!("tests/fixtures/form-saved.{ending}"))).unwrap();
        let reading = sheet::read(&format!("xa-mau-01.{ending}").into(), &bytes);
        assert_eq!(reading.marker, Some(marker(&set, "Xã Mẫu 01")), "{ending}");
        assert!(reading.findings.is_empty(), "{ending}\n{}", support::shown(&reading.findings));
        let name = format!("forms/xa-mau-01.{ending}");
        assert_eq!(found_in(SET, &[(&name, bytes)]), [""; 0], "{ending}");
    }
}

#[test]
fn a_form_as_it_was_given_out_is_no_finding() {
    check(|_, _, _| {}, &[]);
}

#[test]
fn a_blank_form_says_what_to_fill() {
    let open = |cell: &mut parindex::workbook::grid::Cell| {
        if cell.open {
            cell.value = Value::Blank;
        }
    };
    check(
        |_, grid, _| grid.rows.iter_mut().flat_map(|row| &mut row.cells).for_each(open),
        &["missing-input D10", "missing-input D12", "missing-points E14"],
    );
}

#[test]
fn another_year_set_or_version() {
    check(|_, _, marker| marker.year = Some(2024), &["other-year forms/xa-mau-01.xlsx"]);
    check(|_, _, marker| marker.year = None, &[]);
    // Said once, where a person sees it.
    check(
        |_, grid, marker| {
            marker.year = Some(2024);
            grid.heading.title = "BẢNG TỰ CHẤM ĐIỂM CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2024".to_owned();
        },
        &["other-year A4"],
    );
    check(|_, _, marker| marker.set = "mau-xa-2030".into(), &["wrong-form forms/xa-mau-01.xlsx"]);
    check(|_, _, marker| marker.fingerprint = "0".repeat(16), &["other-version forms/xa-mau-01.xlsx"]);
    // A remark in the criteria file is no other version; a maximum is, and is named at its cell too.
    let (set, of) = (small(), |set: &CriteriaSet| {
        workbook(&filled(set, "Xã Mẫu 01", Lang::Vi), &marker(set, "Xã Mẫu 01"))
    });
    let files = [("forms/xa-mau-01.xlsx", of(&set))];
    assert_eq!(found_in(&format!("# Đã đối chiếu\n{SET}"), &files), [""; 0]);
    let other = SET.replace("{ label = \"Chậm\", points = 1 }", "{ label = \"Chậm\", points = 0.5 }");
    assert_eq!(found_in(&other, &files), ["other-version forms/xa-mau-01.xlsx"]);
}

#[test]
fn the_form_of_another_unit() {
    let named = |name: &'static str| {
        move |_: &CriteriaSet, grid: &mut Grid, _: &mut Marker| {
            for line in &mut grid.heading.lines {
                line.text = line.text.replace("Xã Mẫu 01", name);
            }
        }
    };
    check(named("UBND xã Mẫu 01"), &[]);
    check(named("Xã Mẫu 03"), &["other-unit A6"]);
    // That nobody has the name is the whole of it.
    check(named("Xã Mẫu 99"), &["unknown-unit A6"]);
    let set = small();
    let of = |unit: &str, name: &str| {
        let grid = filled(&set, unit, Lang::Vi);
        found_in(SET, &[(name, workbook(&grid, &marker(&set, unit)))])
    };
    assert_eq!(of("Xã Mẫu 03", "forms/xa-mau-05.xlsx"), ["other-unit forms/xa-mau-05.xlsx"]);
    assert_eq!(of("Xã Mẫu 03", "forms/xa-mau-03.xlsx"), [""; 0]);
    assert_eq!(of("Xã Mẫu 03", "forms/bao cao tu cham (2).xlsx"), [""; 0]);
    // Two units sent one form: only the copy is named.
    let copy = |unit: &str| workbook(&filled(&set, unit, Lang::Vi), &marker(&set, "Xã Mẫu 03"));
    let found = found_in(SET, &[("forms/a.xlsx", copy("Xã Mẫu 03")), ("forms/b.xlsx", copy("Xã Mẫu 05"))]);
    let found: Vec<String> = found.into_iter().filter(|line| !line.starts_with("copied")).collect();
    assert_eq!(found, ["other-unit A6"]);
}

#[test]
fn a_paper_in_the_wrong_folder() {
    check(|_, _, marker| marker.paper = MarkedPaper::Appraisal, &["other-paper forms/xa-mau-01.xlsx"]);
    check(|_, _, marker| marker.paper = MarkedPaper::Explanation, &["other-paper forms/xa-mau-01.xlsx"]);
}

#[test]
fn one_workbook_for_several_units() {
    let set = small();
    let (grid, mut marker) = (filled(&set, "Xã Mẫu 01", Lang::Vi), marker(&set, "Xã Mẫu 01"));
    let sheet =
        |sheet: &str, unit: &str| MarkedSheet { sheet: sheet.into(), unit: unit.into(), code: String::new() };
    let found = |sheets: Vec<MarkedSheet>| {
        let marker = Marker { sheets, ..marker.clone() };
        found_in(SET, &[("forms/xa-mau-03.xlsx", workbook(&grid, &marker))])
    };
    // The file's name says nothing of a workbook for all.
    assert_eq!(found(vec![sheet("Tự chấm", "Xã Mẫu 01"), sheet("B", "Xã Mẫu 03")]), [""; 0]);
    assert_eq!(found(vec![sheet("Tự chấm", "Xã Mẫu 05"), sheet("B", "Xã Mẫu 03")]), ["other-unit A6"]);
    // A sheet that was put in from elsewhere is nobody's.
    assert_eq!(found(vec![sheet("A", "Xã Mẫu 05"), sheet("B", "Xã Mẫu 03")]), [""; 0]);
    // A sheet with another name, and no other there, is the one.
    marker.sheets[0].sheet = "Sheet1".into();
    let found = found_in(SET, &[("forms/xa-mau-01.xlsx", workbook(&grid, &marker))]);
    assert_eq!(found, [""; 0]);
}

#[test]
fn formulas_that_were_typed_over() {
    let typed = |at: fn(Part) -> bool, points: i64| {
        move |_: &CriteriaSet, grid: &mut Grid, _: &mut Marker| {
            let row = row(grid, at);
            grid.rows[row].cells[4].value = Value::Number(Number::from(points));
        }
    };
    // Right or not, it no longer follows; where it is wrong, that says more.
    check(typed(|part| part == Part::Leaf(0), 2), &["changed-cell E10"]);
    check(typed(|part| part == Part::Leaf(0), 1), &["points-disagree E10"]);
    check(typed(|part| part == Part::Total, 1), &["changed-cell E18"]);
    check(typed(|part| part == Part::Leaf(2), 1), &[]);
}

#[test]
fn what_is_printed_was_changed() {
    let reworded = |at: fn(Part) -> bool, column: usize, text: &'static str| {
        move |_: &CriteriaSet, grid: &mut Grid, _: &mut Marker| {
            let row = row(grid, at);
            grid.rows[row].cells[column].value = Value::Text(text.to_owned());
        }
    };
    check(reworded(|part| part == Part::Input(1, 0), 2, "10"), &["changed-cell C12"]);
    check(reworded(|part| part == Part::Total, 1, "Cộng tất cả"), &["unknown-criterion B18"]);
    // Said by those who know what it means.
    check(
        reworded(|part| part == Part::Leaf(0), 1, "Kế hoạch được ban hành sớm"),
        &["renamed-criterion B10"],
    );
    check(reworded(|part| part == Part::Leaf(0), 2, "3"), &["max-differs C10"]);
    check(reworded(|part| part == Part::Input(1, 0), 1, "a. Số văn bản"), &["unknown-criterion B12"]);
    // Remarks in the last columns are the unit's own.
    check(reworded(|part| part == Part::Leaf(0), 6, "Đã báo cáo"), &[]);
}

#[test]
fn rows_that_are_gone() {
    let without = |at: fn(Part) -> bool| {
        move |_: &CriteriaSet, grid: &mut Grid, _: &mut Marker| {
            let row = row(grid, at);
            grid.rows.remove(row);
        }
    };
    check(without(|part| part == Part::Total), &["changed-cell B17"]);
    check(without(|part| part == Part::Leaf(0)), &["missing-criterion forms/xa-mau-01.xlsx"]);
    // A row more is a remark.
    check(
        |_, grid, _| {
            let mut row = grid.rows[0].clone();
            row.cells.iter_mut().for_each(|cell| cell.value = Value::Blank);
            row.cells[1].value = Value::Text("Ghi chú của đơn vị".to_owned());
            grid.rows.insert(2, row);
        },
        &[],
    );
}
