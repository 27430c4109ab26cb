//! The workbooks of `tests/findings` that cannot be written as text: each with the one fault it shows.

use std::fmt::Write;

use parindex::marker::{MarkedPaper, Marker};
use parindex::message::Lang;
use parindex::workbook::grid::{Grid, Part, Value};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Formula, Workbook, Worksheet};

use super::{Parts, filled};

/// The workbook of a code; `None` for codes that a text shows.
pub fn of_code(code: &str) -> Option<Vec<u8>> {
    Some(match code {
        "damaged-code" => book(|sheet| sheet.write_number(4, 0, 1.1).map(drop)),
        "decimal-comma-text" => book(|sheet| sheet.write_string(4, 3, "0,5").map(drop)),
        "formula-error" => {
            book(|sheet| sheet.write_formula(4, 3, Formula::new("=1/0").set_result("#DIV/0!")).map(drop))
        }
        "no-cached-value" => {
            // The writer stores 0 where it is told nothing: the stored result of the sum is taken out again.
            let total = r#"<c r="D6"><f>SUM(D3:D5)</f></c>"#;
            plain(&format!(r#"{}<row r="6">{}{total}</row>"#, rows("0.5"), text("B6", "Tổng cộng")))
        }
        "unreadable-cell" => {
            plain(&format!(r#"{}<row r="6"><c r="E6" t="zz"><v>1</v></c></row>"#, rows("0.5")))
        }
        "hidden-rows" => book(|sheet| sheet.set_row_hidden(3).map(drop)),
        // The points of 1.10 lie under those of 1.2.
        "hidden-under-merge" => {
            plain_and(&rows("0.5"), r#"<mergeCells count="1"><mergeCell ref="D4:D5"/></mergeCells>"#)
        }
        "hidden-sheet" => {
            let mut book = workbook();
            write(book.add_worksheet(), |_| Ok(()));
            book.add_worksheet().set_name("Nháp").unwrap().set_hidden(true);
            book.save_to_buffer().unwrap()
        }
        // Two megabytes of nothing, packed into two kilobytes.
        "limit-exceeded" => Parts::rows(&rows("0.5")).with("xl/theme/theme1.xml", vec![b' '; 2 << 20]).zip(),
        "other-unit" => ours(|grid, _| {
            let lines = grid.heading.lines.iter_mut();
            lines.for_each(|line| line.text = line.text.replace("Xã Mẫu 01", "Xã Mẫu 05"));
        }),
        "other-paper" => ours(|_, marker| marker.paper = MarkedPaper::Appraisal),
        "other-version" => ours(|_, marker| "0123456789abcdef".clone_into(&mut marker.fingerprint)),
        "changed-cell" => ours(|grid, _| {
            let row = grid.rows.iter_mut().find(|row| row.part == Part::Leaf(0)).unwrap();
            row.cells[4].value = Value::Number(2.into());
        }),
        _ => return None,
    })
}

/// A form as `template` writes it, filled, and then the change.
fn ours(change: fn(&mut Grid, &mut Marker)) -> Vec<u8> {
    let (set, _) = parindex::criteria::load(&"mau.toml".into(), filled::SET);
    let set = set.unwrap();
    let (mut grid, mut marker) =
        (filled::filled(&set, "Xã Mẫu 01", Lang::Vi), filled::marker(&set, "Xã Mẫu 01"));
    change(&mut grid, &mut marker);
    filled::workbook(&grid, &marker)
}

/// The same bytes today and tomorrow.
fn workbook() -> Workbook {
    let mut book = Workbook::new();
    let day = ExcelDateTime::from_ymd(2025, 12, 1).unwrap();
    book.set_properties(&DocProperties::new().set_creation_datetime(&day));
    book
}

type Change = fn(&mut Worksheet) -> Result<(), rust_xlsxwriter::XlsxError>;

fn book(change: Change) -> Vec<u8> {
    let mut book = workbook();
    write(book.add_worksheet(), change);
    book.save_to_buffer().unwrap()
}

/// The form of the small set, and then the change.
fn write(sheet: &mut Worksheet, change: Change) {
    sheet.set_name("Tự chấm").unwrap();
    sheet.write_string(0, 0, "Đơn vị: Xã Mẫu 01").unwrap();
    for (column, head) in (0..).zip(HEADS) {
        sheet.write_string(1, column, head).unwrap();
    }
    for (row, (code, name, max, points)) in (2..).zip(ROWS) {
        sheet.write_string(row, 0, code).unwrap();
        sheet.write_string(row, 1, name).unwrap();
        sheet.write_number(row, 2, max).unwrap();
        sheet.write_number(row, 3, points).unwrap();
    }
    change(sheet).unwrap();
}

const HEADS: [&str; 4] = ["STT", "Tiêu chí", "Điểm tối đa", "Điểm tự chấm"];
const ROWS: [(&str, &str, f64, f64); 3] = [
    ("1.1", "Ban hành kế hoạch", 2.0, 2.0),
    ("1.2", "Mức độ hoàn thành kế hoạch", 3.0, 3.0),
    ("1.10", "Sáng kiến", 1.0, 0.5),
];

/// The same form, cell by cell, for what the writer would not write.
fn plain(rows: &str) -> Vec<u8> {
    plain_and(rows, "")
}

/// The same with something behind its cells.
fn plain_and(rows: &str, behind: &str) -> Vec<u8> {
    Parts::book(&[("Tự chấm", &format!("<sheetData>{rows}</sheetData>{behind}"))]).zip()
}

fn rows(last: &str) -> String {
    let mut xml = format!(r#"<row r="1">{}</row>"#, text("A1", "Đơn vị: Xã Mẫu 01"));
    let heads: Vec<String> =
        ["A2", "B2", "C2", "D2"].iter().zip(HEADS).map(|(cell, head)| text(cell, head)).collect();
    write!(xml, r#"<row r="2">{}</row>"#, heads.concat()).unwrap();
    for (row, (code, name, max, points)) in (3..).zip(ROWS) {
        let points = if code == "1.10" { last.to_owned() } else { points.to_string() };
        let (code, name) = (text(&format!("A{row}"), code), text(&format!("B{row}"), name));
        write!(
            xml,
            r#"<row r="{row}">{code}{name}<c r="C{row}"><v>{max}</v></c><c r="D{row}"><v>{points}</v></c></row>"#
        )
        .unwrap();
    }
    xml
}

fn text(cell: &str, text: &str) -> String {
    format!(r#"<c r="{cell}" t="inlineStr"><is><t>{text}</t></is></c>"#)
}
