//! Files that are broken or mean harm: each is a finding or is read, and none is a panic.
//!
//! The numbers are those of the table of hostile files in the notes on the reader.

// Test code.
#![allow(
    clippy::unwrap_used,
    clippy::format_push_string,
    clippy::format_collect,
    clippy::cast_possible_truncation
)]

#[path = "support/compound.rs"]
mod compound;
#[path = "support/crafts.rs"]
mod crafts;
#[path = "support/parts.rs"]
mod parts;

use std::sync::Arc;

use crafts::{bzip, encrypted, lying, ods, replace};
use parindex::diagnostic::Code;
use parindex::sheet::{Reading, Value, read};
use parts::Parts;

fn read_bytes(bytes: &[u8]) -> Reading {
    read(&Arc::from("xa.xlsx"), bytes)
}

/// Cells as `S!A1=text`, then findings as `code@place`.
fn show(bytes: &[u8]) -> String {
    let reading = read_bytes(bytes);
    let mut shown: Vec<String> = Vec::new();
    for sheet in &reading.sheets {
        for row in sheet.rows() {
            for (column, value) in row.cells() {
                let value = match value {
                    Value::Text(text) => format!("{text:?}"),
                    Value::Number(number) => number.to_string(),
                    Value::Date(date) => format!("{}-{:02}-{:02}", date.year, date.month, date.day),
                    Value::Bool(value) => value.to_string(),
                    Value::Error(error) => error.to_owned(),
                    Value::Uncached => "uncached".to_owned(),
                    Value::Unreadable => continue,
                };
                shown.push(format!("{}={value}", row.at(column)));
            }
        }
    }
    // All of them are called xa.xlsx here.
    let findings = reading.findings.iter().filter(|finding| finding.code() != Code::DisguisedFormat);
    shown.extend(findings.map(|finding| {
        let place = finding.place.to_string();
        format!("{}@{}", finding.code().id(), place.strip_prefix("xa.xlsx").unwrap_or(&place))
    }));
    shown.join(" ")
}

#[track_caller]
fn check(number: u32, bytes: &[u8], expected: &str) {
    assert_eq!(show(bytes), expected, "row {number}");
}

#[track_caller]
fn check_rows(number: u32, rows: &str, expected: &str) {
    check(number, &Parts::rows(rows).zip(), expected);
}

const GOOD: &str = r#"<row r="1"><c r="A1"><v>1</v></c></row>"#;

#[test]
fn cells_far_apart_cost_nothing() {
    check_rows(
        1,
        r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>"#,
        "A1=1 XFD1048576=2",
    );
    check_rows(
        2,
        r#"<row r="1"><c r="A1"><v>1</v></c></row><row><c r="ZZ200000"><v>2</v></c></row>"#,
        "A1=1 ZZ200000=2",
    );
}

#[test]
fn bombs_are_refused_before_they_are_opened() {
    let zeros = vec![b' '; 140 << 20];
    check(3, &Parts::rows(GOOD).with("xl/theme/theme1.xml", &zeros).zip(), "limit-exceeded@");
    let dense = vec![b' '; 8 << 20];
    check(4, &Parts::rows(&(GOOD.repeat(40_000))).with("xl/x.xml", &dense).zip(), "limit-exceeded@");
    check(
        6,
        &Parts::rows(GOOD).strings("<sst/>").with("xl/sharedStrings.xml", &dense).zip(),
        "limit-exceeded@",
    );
    check(7, &Parts::rows(GOOD).with("xl/theme/theme1.xml", &dense).zip(), "limit-exceeded@");
    let nested = format!("{}{}", "<a>".repeat(1_000_000), "</a>".repeat(1_000_000));
    check(31, &Parts::rows(GOOD).with("xl/x.xml", nested).zip(), "limit-exceeded@");
    let mut many = Parts::rows(GOOD);
    many.0.extend((0..4_100).map(|number| (format!("p{number}"), Vec::new())));
    check(7, &many.zip(), "limit-exceeded@");
}

#[test]
fn a_part_larger_than_it_says_is_stopped() {
    let mut rows = String::new();
    for row in 1..=1_000 {
        rows.push_str(&format!(r#"<row r="{row}"><c r="A{row}"><v>{row}</v></c></row>"#));
    }
    let bytes = Parts::rows(&rows).zip();
    // The declared size of the sheet, in the directory and before the part, becomes 300.
    let lying = lying(&bytes, sheet_size(&bytes), 300);
    assert_ne!(bytes, lying);
    let shown = show(&lying);
    assert!(shown.contains("unreadable-") && !shown.contains("A999"), "row 8: {shown}");
}

fn sheet_size(bytes: &[u8]) -> usize {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    zip.by_name("xl/worksheets/sheet1.xml").unwrap().size() as usize
}

#[test]
fn shared_strings_are_held_to_what_they_say() {
    let row = r#"<row r="1"><c r="A1" t="s"><v>0</v></c></row>"#;
    let strings = |sst: &str| Parts::rows(row).strings(sst).zip();
    let many: String =
        (0..60_000).map(|number| format!("<si><t>chuỗi {}</t></si>", number * 7_919 % 65_537)).collect();
    check(9, &strings(&format!("<sst uniqueCount=\"60000\">{many}</sst>")), "A1=\"chuỗi 0\"");
    check(10, &strings(r#"<sst uniqueCount="100000000000"><si><t>a</t></si></sst>"#), "limit-exceeded@");
    check(
        11,
        &strings(r#"<sst uniqueCount="18446744073709551615"><si><t>a</t></si></sst>"#),
        "limit-exceeded@",
    );
    let laughs = r#"<!DOCTYPE sst [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><sst><si><t>&b;</t></si></sst>"#;
    check(12, &strings(laughs), "unreadable-file@");
    let external =
        r#"<!DOCTYPE sst [<!ENTITY a SYSTEM "file:///etc/passwd">]><sst><si><t>&a;</t></si></sst>"#;
    check(13, &strings(external), "unreadable-file@");
    check(20, &Parts::rows(row).zip(), "unreadable-cell@!S!A1");
    let index = |index: &str| row.replace("<v>0", &format!("<v>{index}"));
    let one = "<sst><si><t>một</t></si></sst>";
    let out = format!("{}{}", index("7"), r#"<row r="2"><c r="A2"><v>5</v></c></row>"#);
    check(20, &Parts::rows(&out).strings(one).zip(), "A2=5 unreadable-cell@!S!A1");
    for odd in ["abc", "-1", "1.0", "+0"] {
        check(21, &Parts::rows(&index(odd)).strings(one).zip(), "unreadable-cell@!S!A1");
    }
    let rich = "<sst><si><r><t>Tiêu </t></r><r><t>chí</t></r></si></sst>";
    check(48, &strings(rich), "A1=\"Tiêuchí\"");
    check(49, &strings("<sst><si><t>Tie\u{302}u chi\u{301}</t></si></sst>"), "A1=\"Tiêu chí\"");
    check(50, &strings("<sst><si><t>a_x000D_b_x0000_c</t></si></sst>"), "A1=\"a bc\"");
}

#[test]
fn what_is_no_workbook_is_named() {
    let good = Parts::rows(GOOD).zip();
    check(14, &good[..good.len() / 2], "unreadable-file@");
    check(15, &encrypted(), "encrypted-file@");
    check(16, b"a;b\n1;2\n", "A1=\"a\" B1=\"b\" A2=\"1\" B2=\"2\"");
    check(17, &good, "A1=1");
    check(17, b"<html><body><table><tr><td>1</td></tr></table></body></html>", "A1=\"1\"");
    check(17, b"<html><body><p>Session expired</p></body></html>", "unsupported-format@");
    check(18, b"", "empty-file@");
    check(18, b"\0", "unreadable-file@");
    check(19, &Parts(vec![("a.txt".to_owned(), b"a".to_vec())]).zip(), "unsupported-format@");
    check(19, &Parts(vec![("word/document.xml".to_owned(), b"<a/>".to_vec())]).zip(), "unsupported-format@");
    check(19, b"%PDF-1.7\n...", "unsupported-format@");
    let mut xls = encrypted();
    xls.splice(512..546, "Workbook\0\0\0\0\0\0\0\0\0".encode_utf16().flat_map(u16::to_le_bytes));
    check(54, &xls, "unreadable-file@");
}

#[test]
fn packages_that_are_put_together_badly_are_refused() {
    // Two names of one length in the file; the second is then made the first.
    let twin = Parts::rows(GOOD).with("xl/worksheets/sheet2.xml", "<a/>").zip();
    let same = replace(&twin, b"sheet2.xml", b"sheet1.xml");
    check(22, &same, "unreadable-file@");
    check(22, &Parts::rows(GOOD).with("xl/worksheets/SHEET1.xml", "<a/>").zip(), "unreadable-file@");
    check(23, &bzip(), "unreadable-file@");
}

#[test]
fn odd_sheets_are_read_or_said_to_be_unreadable() {
    let dimension = |range: &str| {
        Parts::book(&[("S", &format!("<dimension ref=\"{range}\"/><sheetData>{GOOD}</sheetData>"))]).zip()
    };
    check(24, &dimension("C3:A1"), "A1=1");
    check(25, &dimension("???"), "A1=1");
    let utf_16: Vec<u8> = "<?xml version=\"1.0\" encoding=\"UTF-16\"?><worksheet><sheetData/></worksheet>"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let sheet = [b"\xFF\xFE".as_slice(), &utf_16].concat();
    check(33, &Parts::rows(GOOD).with("xl/worksheets/sheet1.xml", sheet).zip(), "unreadable-file@!S");
    let prefixed = r#"<x:sheetData><x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row></x:sheetData>"#;
    check(32, &Parts::book(&[("S", prefixed)]).zip(), "A1=1");
    let merged = format!("<sheetData>{GOOD}</sheetData><mergeCells><mergeCell ref=\"C3:A1\"/></mergeCells>");
    check(34, &Parts::book(&[("S", &merged)]).zip(), "A1=1");
    let cut = Parts::rows(GOOD)
        .with("xl/worksheets/sheet1.xml", "<worksheet><sheetData><row><c r=\"A1\"><v>1</v></c>");
    check(14, &cut.zip(), "A1=1 unreadable-cell@!S!A1");
}

#[test]
fn odd_places_are_refused_at_their_cell() {
    let tail = r#"<c r="C1"><v>3</v></c></row>"#;
    for far in ["AAAAAAAAAAAA1", "A99999999999999"] {
        let shown = show(&Parts::rows(&format!(r#"<row r="1"><c r="{far}"><v>1</v></c>{tail}"#)).zip());
        assert!(shown.starts_with("C1=3 unreadable-cell@"), "row 26: {shown}");
    }
    check_rows(27, &format!(r#"<row r="1"><c r="A0"><v>1</v></c>{tail}"#), "C1=3 unreadable-cell@!S!A1");
    check_rows(28, &format!(r#"<row r="1"><c r="XFE1"><v>1</v></c>{tail}"#), "C1=3 unreadable-cell@!S!XFE1");
    check_rows(
        29,
        r#"<row r="2"><c r="B2"><v>4</v></c><c r="A2"><v>3</v></c></row><row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>"#,
        "A1=2 A2=3 B2=4 unreadable-cell@!S!A1",
    );
    check_rows(30, "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>", "A1=1 B1=2 A2=3");
}

#[test]
fn formulas_are_seen_and_never_expanded() {
    let shared =
        r#"<row r="1"><c r="A1"><f t="shared" ref="A1:A9" si="1000000000000">B1</f><v>7</v></c></row>"#;
    check_rows(35, shared, "A1=7");
    let reading = read_bytes(&Parts::rows(shared).zip());
    assert!(reading.sheets[0].nth_row(0).unwrap().is_formula(0));
    check_rows(
        38,
        r#"<row r="1"><c r="A1"><f>1+1</f></c><c r="B1"><f>1+1</f><v></v></c><c r="C1"><f>1+1</f><v/></c></row>"#,
        "A1=uncached B1=uncached C1=uncached",
    );
    check_rows(39, r#"<row r="1"><c r="A1" t="str"><f>""</f><v/></c><c r="B1"><v>1</v></c></row>"#, "B1=1");
}

#[test]
fn one_bad_cell_is_one_finding() {
    let errors = ["#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"];
    for error in errors {
        check_rows(
            36,
            &format!(r#"<row r="1"><c r="A1" t="e"><v>{error}</v></c></row>"#),
            &format!("A1={error}"),
        );
    }
    let between = |cell: &str| {
        format!(
            r#"<row r="1"><c r="A1"><v>1</v></c>{cell}<c r="C1"><v>3</v></c></row><row r="2"><c r="A2"><v>4</v></c></row>"#
        )
    };
    for error in ["#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!", "#BUSY!"] {
        let cell = format!(r#"<c r="B1" t="e"><v>{error}</v></c>"#);
        check_rows(37, &between(&cell), &format!("A1=1 B1={error} C1=3 A2=4"));
    }
    for bad in [
        r#"<c r="B1" t="n"><v>1,5</v></c>"#,
        r#"<c r="B1" t="n"><v>abc</v></c>"#,
        r#"<c r="B1" t="b"><v>2</v></c>"#,
        r#"<c r="B1" t="zz"><v>2</v></c>"#,
        r#"<c r="B1"><w>2</w></c>"#,
    ] {
        check_rows(46, &between(bad), "A1=1 C1=3 A2=4 unreadable-cell@!S!B1");
    }
    check_rows(45, &between(r#"<c r="B1"><v>1,5</v></c>"#), r#"A1=1 B1="1,5" C1=3 A2=4"#);
    check_rows(45, &between(r#"<c r="B1"><v>0x10</v></c>"#), r#"A1=1 B1="0x10" C1=3 A2=4"#);
    for value in ["1e999", "NaN", "inf"] {
        check_rows(43, &between(&format!(r#"<c r="B1"><v>{value}</v></c>"#)), "A1=1 B1=#NUM! C1=3 A2=4");
    }
    check_rows(44, &between(r#"<c r="B1" t="n"><v> 1.5 </v></c>"#), "A1=1 B1=1.5 C1=3 A2=4");
    check_rows(47, &between(r#"<c r="B1"><v><![CDATA[2]]></v></c>"#), "A1=1 B1=2 C1=3 A2=4");
    check_rows(47, &between(r#"<c r="B1"><v>&#50;</v></c>"#), "A1=1 B1=2 C1=3 A2=4");
    check_rows(47, &between(r#"<c r="B1"><v>1<!-- -->2</v></c>"#), "A1=1 B1=12 C1=3 A2=4");
}

#[test]
fn cells_without_names_keep_their_places_behind_a_fault() {
    check_rows(
        46,
        "<row><c><v>1</v></c><c t=\"zz\"><v>2</v></c><c><v>3</v></c></row><row><c><v>4</v></c></row>",
        "A1=1 C1=3 A2=4 unreadable-cell@!S!B1",
    );
    let two = r#"<row r="1"><c r="A1" t="zz"><v>1</v></c><c r="B1" t="zz"><v>1</v></c><c r="C1"><v>3</v></c></row>"#;
    check_rows(46, two, "C1=3 unreadable-cell@!S!A1 unreadable-cell@!S!B1");
    let many: String =
        (1..=60).map(|row| format!(r#"<row r="{row}"><c r="A{row}" t="zz"><v>1</v></c></row>"#)).collect();
    let shown = show(&Parts::rows(&many).zip());
    assert_eq!(shown.matches("unreadable-cell").count(), 50);
    assert!(shown.ends_with("limit-exceeded@!S"), "{shown}");
}

#[test]
fn merged_and_hidden_cells_are_said() {
    let merged = r#"<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"/><c r="C1"/></row></sheetData><mergeCells><mergeCell ref="A1:C1"/></mergeCells>"#;
    let bytes = Parts::book(&[("S", merged)]).zip();
    check(40, &bytes, "A1=1");
    assert_eq!(read_bytes(&bytes).sheets[0].merges.len(), 1);
    let hidden = r#"<cols><col min="1" max="1" hidden="1"/></cols><sheetData><row r="1" hidden="1"><c r="A1"><v>1</v></c></row><row r="2" hidden="1"/></sheetData>"#;
    let bytes = Parts::book(&[("S", hidden)]).zip();
    check(41, &bytes, "A1=1 hidden-rows@!S hidden-columns@!S");
    assert_eq!(read_bytes(&bytes).sheets[0].hidden_rows, [0, 1]);
    let data = format!("<sheetData>{GOOD}</sheetData>");
    let book = Parts::book(&[
        ("S", &data),
        ("H\" state=\"hidden", &data),
        ("V\" state=\"veryHidden", &data),
        ("_parindex\" state=\"veryHidden", &data),
        ("Đ &amp; C", hidden),
    ]);
    check(
        42,
        &book.zip(),
        "A1=1 A1=1 hidden-sheet@!H hidden-sheet@!V hidden-rows@!Đ & C hidden-columns@!Đ & C",
    );
}

#[test]
fn ods_is_read_and_held_to_what_it_stands_for() {
    let cell = r#"<table:table-cell office:value-type="float" office:value="1.5"/>"#;
    let text =
        r#"<table:table-cell office:value-type="string"><text:p>Tiêu  chí</text:p></table:table-cell>"#;
    let formula = r#"<table:table-cell table:formula="of:=1+1" office:value-type="float" office:value="2"/>"#;
    let row = format!("<table:table-row>{cell}{text}{formula}</table:table-row>");
    check(51, &ods(&row), "A1=1.5 B1=\"Tiêu chí\" C1=2");
    let date = r#"<table:table-row><table:table-cell office:value-type="date" office:date-value="2025-10-01"/></table:table-row>"#;
    check(51, &ods(date), "A1=2025-10-01");
    let far = format!(
        r#"<table:table-row table:number-rows-repeated="1048576">{}</table:table-row>"#,
        cell.replace("/>", " table:number-columns-repeated=\"16384\"/>")
    );
    check(51, &ods(&far), "limit-exceeded@");
    let wide = cell.replace("/>", " table:number-columns-repeated=\"4294967295\"/>");
    let reading = read_bytes(&ods(&format!("<table:table-row>{wide}</table:table-row>")));
    assert!(reading.sheets.iter().all(|sheet| sheet.nth_row(0).unwrap().cells().len() == 16_384), "row 52");
    let spaces = text.replace("  ", "<text:s text:c=\"4000000000\"/>");
    check(53, &ods(&format!("<table:table-row>{spaces}</table:table-row>")), "limit-exceeded@");
}

#[test]
fn text_tables_keep_their_lines_and_name_what_is_odd() {
    for (text, expected) in [
        // Decimal commas, marks and encodings.
        ("sep=;\r\na;b\r\n1,5;2\r\n", r#"A1="a" B1="b" A2="1,5" B2="2""#),
        ("\u{feff}a;b\n1;2\n", r#"A1="a" B1="b" A2="1" B2="2""#),
        ("a;b\r1;\"x\ry\"\r3;4\r", r#"A1="a" B1="b" A2="1" B2="x y" A3="3" B3="4""#),
        ("a;b\r1;2\r3;\"x\r", r#"A1="a" B1="b" A2="1" B2="2" unreadable-file@"#),
        // Within a cell a quotation mark is text; behind a closed one something is wrong.
        ("a;b\n1;x\"y\n", r#"A1="a" B1="b" A2="1" B2="x\"y""#),
        (
            "a;b\n1;\"x\"y\n2;\"x\"z\n",
            r#"A1="a" B1="b" A2="1" B2="xy" A3="2" B3="xz" stray-characters@!xa!B2"#,
        ),
        (
            "a;Ban hành kế hoạch cải cách hành chính năm của xã\n1\0;2\n\x1b[31m;2\x0b3\n",
            r#"A1="a" B1="Ban hành kế hoạch cải cách hành chính năm của xã" A2="1" B2="2" A3="[31m" B3="2 3" stray-characters@!xa!A2"#,
        ),
    ] {
        assert_eq!(show(text.as_bytes()), expected, "{text:?}");
    }
    let wide: Vec<u8> = "\u{feff}a\tb\n1\t2\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(show(&wide), r#"A1="a" B1="b" A2="1" B2="2""#);
}

#[test]
fn xls_files_are_looked_at_before_they_are_opened() {
    let xls = |cells: &[(u16, u16)]| compound::file("Workbook", &compound::sheet(cells));
    check(55, &xls(&[(0, 0), (2, 2)]), "A1=1 C3=1");
    check(55, &xls(&[(0, 0), (65_535, 255)]), "limit-exceeded@");
    check(56, &xls(&[(0, 0), (65_535, 65_535)]), "limit-exceeded@");
    check(57, &compound::circle(xls(&[(0, 0)])), "unreadable-file@");
}

#[test]
fn every_small_file_of_the_table_is_read_or_refused() {
    for craft in crafts::all().iter().filter(|craft| !craft.large) {
        let reading = read_bytes(&(craft.make)());
        assert!(
            !reading.sheets.is_empty() || !reading.findings.is_empty(),
            "row {}: {}",
            craft.row,
            craft.what
        );
    }
}

#[test]
fn a_part_that_is_damaged_or_declares_a_document_type_is_refused() {
    // The checksum of every part, in the directory and before the part, becomes another.
    let mut wrong = Parts::rows(GOOD).zip();
    for at in 0..wrong.len() - 46 {
        match wrong[at..at + 4] {
            [b'P', b'K', 3, 4] => wrong[at + 14] ^= 1,
            [b'P', b'K', 1, 2] => wrong[at + 16] ^= 1,
            _ => {}
        }
    }
    check(8, &wrong, "unreadable-file@");
    let sheet = format!("<!DOCTYPE x><worksheet><sheetData>{GOOD}</sheetData></worksheet>");
    check(12, &Parts::rows(GOOD).with("xl/worksheets/sheet1.xml", sheet).zip(), "unreadable-file@");
}

#[test]
fn unusual_packages_are_read_like_others() {
    let hidden = r#"<row r="1" hidden="1"><c r="A1"><v>1</v></c></row>"#;
    let mut comment = Parts::rows(hidden).zip();
    let end = comment.len();
    comment[end - 2] = 3;
    comment.extend(b"abc");
    check(19, &comment, "A1=1 hidden-rows@!S");
    let moved = |parts: Parts, from: &str, to: &str| {
        let change = |text: &str| text.replace(from, to);
        let parts = parts
            .0
            .iter()
            .map(|(name, text)| (change(name), change(&String::from_utf8_lossy(text)).into_bytes()));
        Parts(parts.collect()).zip()
    };
    check(19, &moved(Parts::rows(GOOD), "workbook.xml", "workbook22.xml"), "A1=1");
    let up = Parts::rows(GOOD).0.into_iter().map(|(name, text)| {
        let text = String::from_utf8_lossy(&text).replace("\"worksheets/", "\"../worksheets/");
        (name.replace("xl/worksheets", "worksheets"), text.into_bytes())
    });
    check(19, &Parts(up.collect()).zip(), "A1=1");
}

#[test]
fn cut_and_damaged_files_never_panic() {
    let good =
        Parts::rows(&format!("{GOOD}<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>a</t></is></c></row>"))
            .zip();
    for end in (0..good.len()).step_by(7) {
        let _ = read_bytes(&good[..end]);
    }
    for at in (0..good.len()).step_by(3) {
        let mut damaged = good.clone();
        damaged[at] ^= 0x55;
        let _ = read_bytes(&damaged);
    }
}

mod written_and_read_back {
    use super::*;
    use proptest::prelude::*;
    use rust_decimal::Decimal;
    use rust_xlsxwriter::{Formula, Workbook};

    #[derive(Clone, Debug)]
    enum Cell {
        Text(String),
        /// `mantissa / 10^scale`.
        Number(i64, u32),
        Bool(bool),
        Formula(i32),
    }

    fn cell() -> impl Strategy<Value = Cell> {
        prop_oneof![
            "[a-zăâđêôơưạếờỹ][a-zăâđêôơưạếờỹ0-9 .;<>&\"]{0,20}[a-zđ]".prop_map(Cell::Text),
            (-99_999_999_999_i64..=99_999_999_999, 0_u32..6)
                .prop_map(|(mantissa, scale)| Cell::Number(mantissa, scale)),
            any::<bool>().prop_map(Cell::Bool),
            (-1_000..1_000).prop_map(Cell::Formula),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn the_same_cells(cells in prop::collection::btree_map((0_u32..200, 0_u16..40), cell(), 1..60)) {
            let mut book = Workbook::new();
            let sheet = book.add_worksheet();
            for ((row, column), cell) in &cells {
                match cell {
                    Cell::Text(text) => sheet.write_string(*row, *column, text),
                    Cell::Number(mantissa, scale) => {
                        let text = format!("{mantissa}e-{scale}");
                        sheet.write_number(*row, *column, text.parse::<f64>().unwrap())
                    }
                    Cell::Bool(value) => sheet.write_boolean(*row, *column, *value),
                    Cell::Formula(value) => {
                        sheet.write_formula(*row, *column, Formula::new("=1+1").set_result(value.to_string()))
                    }
                }
                .unwrap();
            }
            let reading = read_bytes(&book.save_to_buffer().unwrap());
            prop_assert!(reading.findings.is_empty());
            let sheet = &reading.sheets[0];
            let mut found = sheet.rows().flat_map(|row| row.cells().map(move |(column, value)| (row, column, value)));
            for ((row, column), cell) in &cells {
                let (found_row, found_column, value) = found.next().unwrap();
                prop_assert_eq!((found_row.index(), found_column), (*row, u32::from(*column)));
                prop_assert_eq!(found_row.is_formula(found_column), matches!(cell, Cell::Formula(_)));
                let clean = match cell {
                    Cell::Text(text) => parindex::sheet::clean(text).into_owned(),
                    _ => String::new(),
                };
                let expected = match cell {
                    Cell::Text(_) => Value::Text(&clean),
                    Cell::Number(mantissa, scale) => Value::Number(Decimal::new(*mantissa, *scale)),
                    Cell::Bool(value) => Value::Bool(*value),
                    Cell::Formula(value) => Value::Number(Decimal::from(*value)),
                };
                prop_assert_eq!(value, expected);
            }
            prop_assert!(found.next().is_none());
        }
    }
}
