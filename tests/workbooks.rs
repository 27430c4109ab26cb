//! Workbooks as offices send them: a sheet for each unit, sheets beside the table, codes that the spreadsheet changed.

// Test code.
#![allow(clippy::unwrap_used, clippy::format_push_string, clippy::float_arithmetic)]

mod support;

use parindex::assessment::{Assessed, Paper};
use parindex::points::Number;
use parindex::score::Basis;
use support::{File, Parts, SMALL, brief, cards, read, set, shown};

/// What stands in a cell of a test workbook.
#[derive(Clone, Copy)]
enum Cell<'a> {
    Text(&'a str),
    Number(f64),
    /// A serial day, shown as a date.
    Date(u32),
    Blank,
}

use Cell::{Blank, Date, Text};

/// `sheetData` of rows, from A1 on.
fn data(rows: &[Vec<Cell>]) -> String {
    let mut xml = "<sheetData>".to_owned();
    for (row, cells) in (1..).zip(rows) {
        xml += &format!("<row r=\"{row}\">");
        for (column, cell) in ('A'..='Z').zip(cells) {
            xml += &match cell {
                Text(text) => format!("<c r=\"{column}{row}\" t=\"inlineStr\"><is><t>{text}</t></is></c>"),
                Cell::Number(number) => format!("<c r=\"{column}{row}\"><v>{number}</v></c>"),
                Date(day) => format!("<c r=\"{column}{row}\" s=\"1\"><v>{day}</v></c>"),
                Blank => String::new(),
            };
        }
        xml += "</row>";
    }
    xml + "</sheetData>"
}

/// A workbook in which style 1 is a date.
fn workbook(sheets: &[(&str, String)]) -> Vec<u8> {
    const STYLES: &str = r#"<?xml version="1.0"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>"#;
    let sheets: Vec<(&str, &str)> = sheets.iter().map(|(name, data)| (*name, data.as_str())).collect();
    let parts = Parts::book(&sheets).with("xl/styles.xml", STYLES);
    let relations = parts.0.iter().find(|(name, _)| name == "xl/_rels/workbook.xml.rels").unwrap().1.clone();
    let relation = r#"<Relationship Id="rIdS" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;
    let relations = String::from_utf8(relations).unwrap().replace("</Relationships>", relation);
    parts.with("xl/_rels/workbook.xml.rels", relations).zip()
}

fn assess(bytes: &[u8]) -> Assessed {
    read(&set(SMALL), None, &[File { name: "bieu.xlsx", bytes, paper: Paper::Form }])
}

/// Units with their self scores.
fn totals(assessed: &Assessed) -> Vec<(String, String)> {
    let cards = cards(&set(SMALL), assessed, Basis::Own);
    cards.iter().map(|card| (card.unit.to_string(), card.points.to_string())).collect()
}

const NAMES: [&str; 5] = [
    "Ban hành kế hoạch",
    "Mức độ hoàn thành kế hoạch",
    "Báo cáo định kỳ",
    "Kiểm tra cải cách hành chính",
    "Sáng kiến",
];

/// A form with these codes in front of the five leaves, and these points.
fn form(codes: [Cell<'_>; 5], points: [f64; 5], names: bool) -> Vec<Vec<Cell<'_>>> {
    let mut rows = vec![vec![Text("STT"), Text("Tiêu chí"), Text("Điểm tối đa"), Text("Điểm tự chấm")]];
    for ((code, name), (max, points)) in
        codes.into_iter().zip(NAMES).zip([1.0, 3.0, 2.0, 2.0, 4.0].into_iter().zip(points))
    {
        let name = if names { Text(name) } else { Blank };
        rows.push(vec![code, name, Cell::Number(max), Cell::Number(points)]);
    }
    rows
}

const CODES: [Cell; 5] = [Text("1.1.1"), Text("1.1.2"), Text("1.1.3"), Text("1.2"), Text("1.10")];

#[test]
fn a_sheet_for_each_unit() {
    let one = data(&form(CODES, [1.0, 3.0, 2.0, 2.0, 4.0], true));
    let other = data(&form(CODES, [0.5, 3.0, 2.0, 2.0, 3.5], true));
    let guide = data(&[vec![Text("Hướng dẫn")], vec![Text("Điểm tự chấm ghi ở cột D.")]]);
    let mut named = form(CODES, [0.0, 0.0, 0.0, 0.0, 0.0], true);
    named.insert(0, vec![Text("Đơn vị:"), Text("UBND xã Mẫu 03")]);
    let assessed = assess(&workbook(&[
        ("Hướng dẫn", guide),
        ("Xã Mẫu 01", one),
        ("Xã Mẫu 02", other),
        ("Sheet3", data(&named)),
    ]));
    assert_eq!(brief(&assessed), Vec::<String>::new(), "{}", shown(&assessed.findings));
    let expected = [("Xã Mẫu 01", "12"), ("Xã Mẫu 02", "11"), ("UBND xã Mẫu 03", "0")];
    assert_eq!(totals(&assessed), expected.map(|(unit, points)| (unit.to_owned(), points.to_owned())));
}

#[test]
fn a_code_that_became_a_number_is_known_by_its_name() {
    let codes = [CODES[0], CODES[1], CODES[2], Cell::Number(1.2), Cell::Number(1.1)];
    let assessed = assess(&workbook(&[("Xã A", data(&form(codes, [1.0, 3.0, 2.0, 2.0, 4.0], true)))]));
    assert_eq!(brief(&assessed), ["damaged-code A6 1.10"], "{}", shown(&assessed.findings));
    assert_eq!(totals(&assessed)[0].1, "12");
}

#[test]
fn a_code_that_became_a_number_is_known_by_its_place_or_not_at_all() {
    // After 1.2 the next leaf is 1.10, and 1.1 had no row.
    let codes = [CODES[0], CODES[1], CODES[2], Cell::Number(1.2), Cell::Number(1.1)];
    let assessed = assess(&workbook(&[("Xã A", data(&form(codes, [1.0, 3.0, 2.0, 2.0, 4.0], false)))]));
    assert_eq!(brief(&assessed), ["damaged-code A6 1.10"], "{}", shown(&assessed.findings));
    // Out of order the number may be 1.1 as well as 1.10: never a guess.
    let codes = [CODES[0], Cell::Number(1.1), CODES[2], Cell::Number(1.2), CODES[1]];
    let mut rows = form(codes, [1.0, 4.0, 2.0, 2.0, 3.0], false);
    rows[2][2] = Cell::Number(4.0);
    rows[5][2] = Cell::Number(3.0);
    let assessed = assess(&workbook(&[("Xã A", data(&rows))]));
    let found = brief(&assessed);
    assert!(found.contains(&"ambiguous-criterion A3 -".to_owned()), "{}", shown(&assessed.findings));
    assert_eq!(totals(&assessed)[0].1, "8");
}

#[test]
fn a_code_that_became_a_date_is_recovered() {
    // 1.10 and 1.2 as the first of October and the first of February.
    let codes = [CODES[0], CODES[1], CODES[2], Date(45_689), Date(45_931)];
    let assessed = assess(&workbook(&[("Xã A", data(&form(codes, [1.0, 3.0, 2.0, 2.0, 4.0], true)))]));
    assert_eq!(
        brief(&assessed),
        ["damaged-code A5 1.2", "damaged-code A6 1.10"],
        "{}",
        shown(&assessed.findings)
    );
    assert_eq!(totals(&assessed)[0].1, "12");
}

#[test]
fn the_noise_of_binary_numbers_is_no_step_missed() {
    let noisy = [1.0, 0.1 + 0.2 + 2.4, 0.1 + 0.2 + 1.45, 2.0, 3.999_999_999_999_999_6];
    let assessed = assess(&workbook(&[("Xã A", data(&form(CODES, noisy, true)))]));
    assert_eq!(brief(&assessed), Vec::<String>::new(), "{}", shown(&assessed.findings));
    let card = &cards(&set(SMALL), &assessed, Basis::Own)[0];
    assert_eq!(card.leaves[1].points, Number::from_plain("2.7").unwrap());
    assert_eq!(totals(&assessed)[0].1, "11.45");
}

#[test]
fn rows_that_are_no_criteria_are_left_alone() {
    let mut rows = vec![
        vec![Text("UBND TỈNH MẪU"), Blank, Text("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")],
        vec![],
        vec![Text("BẢNG TỰ CHẤM ĐIỂM CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2025")],
        vec![Text("Đơn vị: UBND xã Mẫu 01")],
        vec![],
    ];
    rows.extend(form(CODES, [1.0, 3.0, 2.0, 2.0, 4.0], true));
    rows.push(vec![Blank, Text("Điểm cộng"), Blank, Cell::Number(1.0)]);
    rows.push(vec![Blank, Text("TỔNG CỘNG"), Cell::Number(20.0), Cell::Number(13.0)]);
    rows.push(vec![]);
    rows.push(vec![Blank, Blank, Text("Xã Mẫu 01, ngày 15 tháng 12 năm 2025")]);
    rows.push(vec![Text("NGƯỜI LẬP BIỂU"), Blank, Text("CHỦ TỊCH")]);
    rows.push(vec![Text("Nguyễn Văn Mẫu"), Blank, Text("Trần Thị Mẫu")]);
    let assessed = assess(&workbook(&[("Tự chấm", data(&rows))]));
    assert_eq!(brief(&assessed), Vec::<String>::new(), "{}", shown(&assessed.findings));
    assert_eq!(totals(&assessed), [("UBND xã Mẫu 01".to_owned(), "13".to_owned())]);
}
