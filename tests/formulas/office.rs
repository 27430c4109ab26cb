//! LibreOffice: a workbook without stored values goes in, what it reckons comes out.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use calamine::{Data, Reader, Xlsx};
use parindex::criteria::CriteriaSet;
use parindex::rule::Rule;
use rust_xlsxwriter::utility::column_name_to_number;
use rust_xlsxwriter::{Formula, Workbook};

use crate::Row;
use crate::support::reckon::Value;

/// Reckon everything anew, whatever program a workbook says that it comes from.
const SETTINGS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>"#;

/// What LibreOffice gives for the formulas of the rows, and how it shows that at the decimals of the set.
pub fn reckoned(
    sets: &[CriteriaSet],
    columns: &BTreeMap<(usize, usize), u16>,
    rows: &[Row],
) -> Vec<(Value, String)> {
    let folder = tempfile::tempdir().unwrap();
    let profile = folder.path().join("profile");
    fs::create_dir_all(profile.join("user")).unwrap();
    fs::write(profile.join("user/registrymodifications.xcu"), SETTINGS).unwrap();
    let given = folder.path().join("given.xlsx");
    fs::write(&given, workbook(sets, columns, rows)).unwrap();
    let out = folder.path().join("out");
    let program = std::env::var_os("SOFFICE").unwrap_or_else(|| "soffice".into());
    let status = Command::new(program)
        .arg(format!("-env:UserInstallation=file://{}", profile.display()))
        .args(["--headless", "--convert-to", "xlsx", "--outdir"])
        .args([&out, &given])
        .status()
        .expect("LibreOffice is needed: set SOFFICE where it is not in the path");
    assert!(status.success());
    values(&out.join("given.xlsx"), rows.len())
}

/// The cases, one in a row: its formula in column A, how that is shown in column B, its data behind. No formula has a
/// stored value.
fn workbook(sets: &[CriteriaSet], columns: &BTreeMap<(usize, usize), u16>, rows: &[Row]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (at, row) in (0..).zip(rows) {
        let decimals = sets[row.set].scoring.precision.decimals as usize;
        let shown = format!("TEXT(A{},\"0.{}\")", at + 1, "0".repeat(decimals));
        for (column, formula) in [(0, &row.formula), (1, &shown)] {
            sheet.write_formula(at, column, Formula::new(formula).set_result("")).unwrap();
        }
        for (cell, value) in row.cells.iter().collect::<BTreeMap<_, _>>() {
            let column = || column_name_to_number(cell.trim_end_matches(|c: char| c.is_ascii_digit()));
            match value {
                Value::Number(number) => drop(sheet.write_number(at, column(), *number).unwrap()),
                Value::Text(text) => drop(sheet.write_string(at, column(), text).unwrap()),
                _ => {}
            }
        }
    }
    let lists = book.add_worksheet().set_name("lists").unwrap();
    for ((set, leaf), column) in columns {
        let Rule::Choice(rule) = &sets[*set].leaf(*leaf).1.rule else { continue };
        for (row, option) in (0..).zip(&rule.options) {
            lists.write_string(row, *column, &option.label).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

fn values(path: &Path, rows: usize) -> Vec<(Value, String)> {
    let mut book: Xlsx<_> = calamine::open_workbook(path).unwrap();
    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
    let value = |row, column| match sheet.get_value((row, column)) {
        Some(Data::Float(number)) => Value::Number(*number),
        Some(Data::String(text)) => Value::Text(text.clone()),
        Some(Data::Empty) | None => Value::Text(String::new()),
        Some(other) => Value::Text(format!("{other:?}")),
    };
    let shown = |row| if let Value::Text(text) = value(row, 1) { text } else { String::new() };
    (0..u32::try_from(rows).unwrap()).map(|row| (value(row, 0), shown(row))).collect()
}
