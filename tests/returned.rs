//! Forms that go back to their units: what is not marked is as it came, and what is read is what was read.

#![allow(clippy::unwrap_used, clippy::format_push_string)] // Test code.

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use calamine::{Reader, Xlsx};
use parindex::assessment::Paper;
use parindex::diagnostic::{CellRef, Finding, Place};
use parindex::message::slip::Alone;
use parindex::message::{Detail, Lang};
use parindex::returned::Slip;
use parindex::sheet;
use rust_xlsxwriter::{Chart, ChartType, Color, Format, Image, Note, Table, Workbook};
use support::{File, Parts, SMALL, root, set};
use zip::ZipArchive;

const SHEET: &str = "Phiếu trả lại";

fn fixture(name: &str) -> Vec<u8> {
    fs::read(root().join("tests/fixtures").join(name)).unwrap()
}

/// The findings of a form by the small set.
fn findings(bytes: &[u8]) -> Vec<Finding> {
    let form = File { name: "bieu.xlsx", bytes, paper: Paper::Form };
    let mut found = support::read(&set(SMALL), None, &[form]).findings;
    parindex::diagnostic::sort(&mut found);
    found
}

/// Findings at cells, whatever stands there.
fn at(cells: &[(&str, u32, u32)]) -> Vec<Finding> {
    let file = Arc::from("bieu.xlsx");
    let place = |(sheet, row, column): &(&str, u32, u32)| {
        Place::cell(&file, &Arc::from(*sheet), CellRef { row: *row, column: *column })
    };
    cells.iter().map(|cell| Finding::new(place(cell), Detail::MissingPoints)).collect()
}

fn mark(bytes: &[u8], findings: &[Finding]) -> Result<Vec<u8>, Alone> {
    Slip { findings, file: &Arc::from("forms/bieu.xlsx"), lang: Lang::Vi }.mark(bytes)
}

/// Names, packed bytes and checksums of all parts, in their order.
fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>, u32)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut part = archive.by_index_raw(index).unwrap();
            let mut packed = Vec::new();
            part.read_to_end(&mut packed).unwrap();
            (part.name().unwrap().into_owned(), packed, part.crc32())
        })
        .collect()
}

fn text(bytes: &[u8], name: &str) -> String {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

fn has(bytes: &[u8], name: &str) -> bool {
    parts(bytes).iter().any(|(known, ..)| known == name)
}

/// The parts that differ, with `+` those that are new. The others are the same bytes in the same order.
fn touched(before: &[u8], after: &[u8]) -> BTreeSet<String> {
    let (before, after) = (parts(before), parts(after));
    let names =
        |parts: &[(String, Vec<u8>, u32)]| parts.iter().map(|part| part.0.clone()).collect::<Vec<_>>();
    assert_eq!(names(&before), names(&after)[..before.len()], "the order of the parts");
    let changed = before.iter().zip(&after).filter(|(a, b)| a != b).map(|(a, _)| a.0.clone());
    changed.chain(after[before.len()..].iter().map(|part| format!("+{}", part.0))).collect()
}

/// Every part that was touched is well-formed.
fn assert_well_formed(before: &[u8], after: &[u8]) {
    for name in touched(before, after) {
        let name = name.trim_start_matches('+');
        let text = text(after, name);
        let mut reader = quick_xml::Reader::from_str(&text);
        reader.config_mut().check_end_names = true;
        let mut depth = 0_i32;
        loop {
            match reader.read_event() {
                Ok(quick_xml::events::Event::Start(tag)) => {
                    assert!(tag.attributes().all(|attribute| attribute.is_ok()), "{name}: {text}");
                    depth += 1;
                }
                Ok(quick_xml::events::Event::Empty(tag)) => {
                    assert!(tag.attributes().all(|attribute| attribute.is_ok()), "{name}: {text}");
                }
                Ok(quick_xml::events::Event::End(_)) => depth -= 1,
                Ok(quick_xml::events::Event::Eof) => break,
                Ok(_) => {}
                Err(error) => panic!("{name}: {error}\n{text}"),
            }
        }
        assert_eq!(depth, 0, "{name}");
    }
}

/// Another reader sees the same values, formulas, merged cells and names in all sheets but ours.
fn assert_same_cells(before: &[u8], after: &[u8]) {
    let open = |bytes: &[u8]| Xlsx::new(Cursor::new(bytes.to_vec())).unwrap();
    let (mut before, mut after) = (open(before), open(after));
    let names = |book: &Xlsx<Cursor<Vec<u8>>>| {
        let names = book.sheet_names().into_iter().filter(|name| name != SHEET);
        names.collect::<Vec<_>>()
    };
    assert_eq!(names(&before), names(&after));
    for name in names(&before) {
        let values = |book: &mut Xlsx<Cursor<Vec<u8>>>| {
            let range = book.worksheet_range(&name).unwrap();
            let start = range.start().unwrap_or_default();
            let cells = range.used_cells().map(|(row, column, value)| {
                (start.0 as usize + row, start.1 as usize + column, value.clone())
            });
            cells.collect::<Vec<_>>()
        };
        assert_eq!(values(&mut before), values(&mut after), "{name}");
        let formulas = |book: &mut Xlsx<Cursor<Vec<u8>>>| {
            let range = book.worksheet_formula(&name).unwrap();
            let start = range.start().unwrap_or_default();
            let cells = range.used_cells().map(|(row, column, formula)| {
                (start.0 as usize + row, start.1 as usize + column, formula.clone())
            });
            cells.filter(|cell| !cell.2.is_empty()).collect::<Vec<_>>()
        };
        assert_eq!(formulas(&mut before), formulas(&mut after), "{name}");
        let merges = |book: &mut Xlsx<Cursor<Vec<u8>>>| book.merge_cells_by_sheet_name(&name).unwrap();
        assert_eq!(merges(&mut before), merges(&mut after), "{name}");
    }
    let defined = |book: &Xlsx<Cursor<Vec<u8>>>| book.defined_names().to_vec();
    let ours = |name: &(String, String)| name.0 == "_xlnm.Print_Titles" && name.1.contains(SHEET);
    let kept: Vec<_> = defined(&after).into_iter().filter(|name| !ours(name)).collect();
    assert_eq!(defined(&before), kept);
}

/// Marks a form and holds all of the above.
fn check(bytes: &[u8], findings: &[Finding]) -> Vec<u8> {
    let marked = mark(bytes, findings).unwrap();
    assert_well_formed(bytes, &marked);
    assert_same_cells(bytes, &marked);
    let file = Arc::from("bieu.xlsx");
    let (before, after) = (sheet::read(&file, bytes), sheet::read(&file, &marked));
    assert_eq!(before.sheets, after.sheets);
    assert_eq!(before.findings, after.findings);
    // The same input gives the same bytes; a second round leaves nothing of the first.
    assert_eq!(mark(bytes, findings).unwrap(), marked);
    let again = mark(&marked, findings).unwrap();
    for (first, second) in parts(&marked).iter().zip(parts(&again)) {
        assert_eq!(text_of(&marked, &first.0), text_of(&again, &second.0), "{}", first.0);
    }
    assert_eq!(marked, again);
    marked
}

fn text_of(bytes: &[u8], name: &str) -> String {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = Vec::new();
    archive.by_name(name).unwrap().read_to_end(&mut text).unwrap();
    String::from_utf8_lossy(&text).into_owned()
}

const EVERY: [&str; 4] =
    ["[Content_Types].xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/workbook.xml"];

fn names<'a>(more: &[&'a str]) -> BTreeSet<&'a str> {
    EVERY.into_iter().chain(["+xl/worksheets/parindex1.xml"]).chain(more.iter().copied()).collect()
}

#[test]
fn a_furnished_form_of_openpyxl() {
    let bytes = fixture("openpyxl-furnished.xlsx");
    let found = findings(&bytes);
    assert_eq!(found.iter().filter(|finding| finding.is_error()).count(), 3, "{}", support::shown(&found));
    let marked = check(&bytes, &found);
    let touched = touched(&bytes, &marked);
    let expected =
        names(&["xl/worksheets/sheet1.xml", "xl/comments/comment1.xml", "xl/drawings/commentsDrawing1.vml"]);
    assert_eq!(touched.iter().map(String::as_str).collect::<BTreeSet<_>>(), expected);
    let comments = text(&marked, "xl/comments/comment1.xml");
    assert!(comments.contains("Xem lại điểm này.\n--- parindex ---\nLỖI: "), "{comments}");
    assert!(comments.contains("ref=\"D6\"") && comments.contains("ref=\"D7\""), "{comments}");
    assert!(comments.contains("Theo báo cáo tháng 12.</"), "{comments}");
    let book = text(&marked, "xl/workbook.xml");
    assert!(book.contains("activeTab=\"2\""), "{book}");
    assert!(book.contains("localSheetId=\"2\""), "{book}");
    // The slip is first, its links lead to the cells.
    let slip = text(&marked, "xl/worksheets/parindex1.xml");
    assert!(slip.contains("location=\"'Bảng 1'!D4\""), "{slip}");
    assert!(book.find(SHEET).unwrap() < book.find("Bảng 1").unwrap());
}

#[test]
fn a_furnished_form_of_libreoffice() {
    let bytes = fixture("libreoffice-furnished.xlsx");
    let marked = check(&bytes, &findings(&bytes));
    let touched = touched(&bytes, &marked);
    let expected = names(&["xl/worksheets/sheet1.xml", "xl/comments1.xml", "xl/drawings/vmlDrawing1.vml"]);
    assert_eq!(touched.iter().map(String::as_str).collect::<BTreeSet<_>>(), expected);
}

/// Writes a workbook with what the fixtures lack: a picture, notes without ours, a name of a sheet that needs quotes.
fn furnished() -> Vec<u8> {
    // A picture of one point.
    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0\x90wS\xde\0\0\0\x0cIDATx\x9cc\xf8\xcf\xc0\0\0\x03\x01\x01\0\xc9\xfe\x92\xef\0\0\0\0IEND\xaeB`\x82";
    let mut book = Workbook::new();
    let form = book.add_worksheet();
    form.set_name("Tự 'chấm' 1").unwrap();
    form.merge_range(0, 0, 0, 3, "Đơn vị: Xã Mẫu 01", &Format::new().set_bold()).unwrap();
    for (column, head) in (0..).zip(["STT", "Tiêu chí", "Điểm tối đa", "Điểm tự chấm"]) {
        form.write(2, column, head).unwrap();
    }
    let grey = Format::new().set_background_color(Color::Gray).set_num_format("0.00").set_unlocked();
    for (row, (code, max, points)) in
        (3..).zip([("1.1.1", 1.0, "=1/0"), ("1.1.2", 3.0, "3"), ("1.2", 2.0, "9")])
    {
        form.write(row, 0, code).unwrap();
        form.write(row, 2, max).unwrap();
        match points.strip_prefix('=') {
            Some(formula) => form.write_formula_with_format(row, 3, formula, &grey).map(|_| ()).unwrap(),
            None => form
                .write_number_with_format(row, 3, points.parse::<f64>().unwrap(), &grey)
                .map(|_| ())
                .unwrap(),
        }
    }
    form.set_column_format(5, &grey).unwrap();
    form.set_row_format(20, &grey).unwrap();
    form.insert_image(10, 5, &Image::new_from_buffer(PNG).unwrap()).unwrap();
    let mut chart = Chart::new(ChartType::Column);
    chart.add_series().set_values("Khác!$A$1:$A$3");
    form.insert_chart(12, 5, &chart).unwrap();
    form.protect();
    let other = book.add_worksheet();
    other.set_name("Khác").unwrap();
    other.add_table(0, 0, 3, 1, &Table::new()).unwrap();
    other.insert_note(1, 1, &Note::new("của đơn vị")).unwrap();
    book.define_name("Tong", "=Khác!$A$1").unwrap();
    book.save_to_buffer().unwrap()
}

/// The style of a cell.
fn style(bytes: &[u8], part: &str, cell: &str) -> Option<u32> {
    let text = text(bytes, part);
    let (_, behind) = text.split_once(&format!("r=\"{cell}\""))?;
    let tag = behind.split('>').next()?;
    tag.split_once(" s=\"").map_or(Some(0), |(_, style)| style.split('"').next()?.parse().ok())
}

#[test]
fn a_furnished_form_of_excel() {
    let bytes = furnished();
    let name = "Tự 'chấm' 1";
    let found = at(&[
        (name, 0, 2),
        (name, 3, 3),
        (name, 8, 3),
        (name, 20, 7),
        (name, 30, 5),
        ("Khác", 1, 1),
        ("Khác", 5, 5),
    ]);
    let marked = check(&bytes, &found);
    let touched = touched(&bytes, &marked);
    let expected = names(&[
        "+xl/comments2.xml",
        "+xl/drawings/vmlDrawing2.vml",
        "xl/comments1.xml",
        "xl/drawings/vmlDrawing1.vml",
        "xl/worksheets/sheet1.xml",
        "xl/worksheets/sheet2.xml",
        "xl/worksheets/_rels/sheet1.xml.rels",
    ]);
    assert_eq!(touched.iter().map(String::as_str).collect::<BTreeSet<_>>(), expected);
    // A cell in a merged range: its first one.
    let comments = text(&marked, "xl/comments2.xml");
    assert!(comments.contains("ref=\"A1\"") && !comments.contains("ref=\"C1\""), "{comments}");
    let slip = text(&marked, "xl/worksheets/parindex1.xml");
    assert!(slip.contains("location=\"'Tự ''chấm'' 1'!C1\""), "{slip}");
    // Blank cells have the looks of their row or column, and our fill.
    let form = "xl/worksheets/sheet1.xml";
    let looks = style(&marked, form, "D4");
    assert!(looks > style(&bytes, form, "D4"));
    for cell in ["H21", "F31"] {
        assert_eq!(style(&marked, form, cell), looks, "{cell}");
    }
    assert_ne!(style(&marked, form, "D9"), looks);
}

#[test]
fn a_mended_cell_looks_as_before() {
    let bytes = furnished();
    let form = "xl/worksheets/sheet1.xml";
    let name = "Tự 'chấm' 1";
    let first = check(&bytes, &at(&[(name, 3, 3), (name, 4, 3)]));
    let second = mark(&first, &at(&[(name, 4, 3), (name, 5, 3)])).unwrap();
    assert_eq!(style(&second, form, "D4"), style(&bytes, form, "D4"));
    assert_eq!(style(&second, form, "D5"), style(&first, form, "D5"));
    assert_eq!(style(&second, form, "D6"), style(&first, form, "D5"));
    let comments = text(&second, "xl/comments2.xml");
    assert!(
        !comments.contains("\"D4\"") && comments.contains("\"D5\"") && comments.contains("\"D6\""),
        "{comments}"
    );
    let drawing = text(&second, "xl/drawings/vmlDrawing2.vml");
    assert_eq!(drawing.matches("<v:shape ").count(), 2, "{drawing}");
    assert_eq!(text(&first, "xl/workbook.xml"), text(&second, "xl/workbook.xml"));
    assert_eq!(text(&first, "xl/styles.xml"), text(&second, "xl/styles.xml"));
}

/// Cells that differ in nothing but their fill, and one that has nearly our colour already.
#[test]
fn each_mended_cell_has_its_own_fill_again() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("S").unwrap();
    for (row, colour) in (0..).zip([0x00D9_D9D9, 0x00FF_FF00, 0x00FF_C7CE]) {
        sheet.write_with_format(row, 0, row, &Format::new().set_background_color(colour)).unwrap();
    }
    let bytes = book.save_to_buffer().unwrap();
    let first = check(&bytes, &at(&[("S", 0, 0), ("S", 1, 0)]));
    let second = mark(&first, &at(&[("S", 5, 0)])).unwrap();
    for cell in ["A1", "A2", "A3"] {
        assert_eq!(
            style(&second, "xl/worksheets/sheet1.xml", cell),
            style(&bytes, "xl/worksheets/sheet1.xml", cell)
        );
    }
}

#[test]
fn small_packages_of_other_hands() {
    let rows = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>a</t></is></c></row>";
    let found = at(&[("S", 0, 0), ("S", 0, 3), ("S", 4, 1)]);
    // No styles, no relations of the sheet.
    let marked = check(&Parts::rows(rows).zip(), &found);
    assert!(has(&marked, "xl/styles.xml") && has(&marked, "xl/comments1.xml"));
    // A prefix, single quotes, no places.
    let odd = "<?xml version='1.0'?><x:worksheet xmlns:x='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><x:sheetData><x:row><x:c t='str'><x:v>a</x:v></x:c></x:row></x:sheetData></x:worksheet>";
    let marked = check(&Parts::rows(rows).with("xl/worksheets/sheet1.xml", odd).zip(), &found);
    let sheet = text(&marked, "xl/worksheets/sheet1.xml");
    assert!(sheet.contains("<x:row><x:c s=\"1\" t='str'>") && sheet.contains("<x:legacyDrawing "), "{sheet}");
    check(&Parts::rows("").zip(), &[]);
}

#[test]
fn what_cannot_be_marked_goes_back_with_the_slip_alone() {
    let rows = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>";
    let found = at(&[("S", 0, 0)]);
    let good = Parts::rows(rows);
    check(&good.zip(), &found);
    let sheet = |inside: &str| Parts::rows(inside).zip();
    let own = Parts::book(&[("S", "<sheetData/>"), (SHEET, "<sheetData/>")]);
    for (bytes, why) in [
        (Parts::rows(rows).with("_xmlsignatures/sig1.xml", "<a/>").zip(), Alone::Signed),
        (Parts::rows(rows).with("xl/revisions/revisionHeaders.xml", "<a/>").zip(), Alone::Shared),
        (b"STT;1".to_vec(), Alone::Format),
        (fs::read(root().join("tests/formats/xa-mau-01.ods")).unwrap(), Alone::Format),
        (fs::read(root().join("tests/formats/xa-mau-01.xls")).unwrap(), Alone::Format),
        (b"PK\x03\x04".to_vec(), Alone::Unreadable),
        (sheet("<row r=\"2\"/><row r=\"1\"/>"), Alone::Unusual),
        (sheet("<row r=\"1\"><c r=\"A1\" s=\"99\"/></row>"), Alone::Unusual),
        (good.with("xl/styles.xml", "<styleSheet").zip(), Alone::Unusual),
        // A sheet that has the name of ours and is not.
        (own.zip(), Alone::Unusual),
    ] {
        assert_eq!(mark(&bytes, &found).err(), Some(why));
        let slip = Slip { findings: &found, file: &Arc::from("forms/bieu.xls"), lang: Lang::Vi };
        let alone = slip.alone(why).unwrap();
        let mut book = Xlsx::new(Cursor::new(alone.clone())).unwrap();
        let cells = book.worksheet_range(SHEET).unwrap();
        let shown: Vec<String> = cells.used_cells().map(|cell| cell.2.to_string()).collect();
        assert!(shown.iter().any(|text| text.starts_with(&why.reason(Lang::Vi))), "{shown:?}");
        assert!(shown.iter().any(|text| text == "Tệp: bieu.xls"), "{shown:?}");
        assert!(sheet::read(&Arc::from("a.xlsx"), &alone).slip);
    }
}

#[test]
fn texts_never_become_formulas_and_long_ones_are_cut() {
    let place = Place::cell(&Arc::from("a"), &Arc::from("S"), CellRef { row: 0, column: 0 });
    let detail = |typed: &str| Detail::NotANumber { typed: typed.to_owned() };
    let mut found =
        vec![Finding::new(place.clone(), detail("=cmd()")), Finding::new(place, detail("a\u{0}b\u{1b}<&"))];
    found[0].criterion = Some(Arc::from("=1+1"));
    found[1].criterion = Some(Arc::from("@x".repeat(30_000)));
    let marked = check(&Parts::rows("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>").zip(), &found);
    let mut book = Xlsx::new(Cursor::new(marked)).unwrap();
    assert!(book.worksheet_formula(SHEET).unwrap().used_cells().all(|cell| cell.2.is_empty()));
    let cells = book.worksheet_range(SHEET).unwrap();
    let criteria: Vec<String> = (7..9).map(|row| cells.get_value((row, 4)).unwrap().to_string()).collect();
    assert_eq!(criteria[0], "=1+1");
    assert_eq!(criteria[1].len(), 32_767);
}

#[test]
fn of_very_faulty_forms_the_first_thousand_cells_are_marked() {
    let cells: Vec<(&str, u32, u32)> = (0..1_200).map(|row| ("S", row, 0)).collect();
    let marked = check(&Parts::rows("").zip(), &at(&cells));
    assert_eq!(text(&marked, "xl/comments1.xml").matches("<comment ").count(), 1_000);
    let slip = text(&marked, "xl/worksheets/parindex1.xml");
    assert!(slip.contains("1000 ô đầu") && slip.contains("r=\"A1207\""), "{slip}");
}

/// Whatever the file, it is marked well or not at all.
#[test]
fn files_of_every_kind() {
    let mut marked = 0;
    let folders = ["tests/fixtures", "tests/hostile/workbook", "tests/formats", "examples/hostile"];
    for path in folders.iter().flat_map(|folder| files(&root().join(folder))) {
        let bytes = fs::read(&path).unwrap();
        let mut found = Vec::new();
        for sheet in sheet::read(&Arc::from("bieu.xlsx"), &bytes).sheets {
            for row in sheet.rows().take(40) {
                let cells = row.cells().take(9).map(|(column, _)| (&*sheet.name, row.index(), column + 1));
                found.extend(at(&cells.collect::<Vec<_>>()));
            }
        }
        if mark(&bytes, &found).is_ok() {
            check(&bytes, &found);
            marked += 1;
        }
    }
    assert!(marked >= 14, "{marked} files");
}

/// Parts with a few bytes changed: marked, or not, and no panic.
#[test]
fn damaged_parts_are_no_trouble() {
    let mut seed = 7_u64;
    let mut random = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).unwrap() % below
    };
    let bytes = fixture("openpyxl-furnished.xlsx");
    let mut archive = ZipArchive::new(Cursor::new(&bytes)).unwrap();
    let whole: Vec<(String, Vec<u8>)> = (0..archive.len())
        .map(|index| {
            let mut part = archive.by_index(index).unwrap();
            let mut text = Vec::new();
            part.read_to_end(&mut text).unwrap();
            (part.name().unwrap().into_owned(), text)
        })
        .collect();
    let found = at(&[("Bảng 1", 3, 3), ("Bảng 1", 9, 9), ("Danh mục", 1, 0)]);
    let pieces: [&[u8]; 8] = [b"<", b"/>", b"\"", b"</t>", b"<r>", b" s=\"9\"", b"&", b"<c r=\"A1\"/>"];
    let mut marked = 0;
    for _ in 0..150 {
        let mut parts = Parts(whole.clone());
        let index = random(parts.0.len());
        let text = &mut parts.0[index].1;
        for _ in 0..=random(2) {
            let start = random(text.len());
            let end = (start + random(12)).min(text.len());
            text.splice(start..end, pieces[random(8)].iter().copied());
        }
        marked += usize::from(mark(&parts.zip(), &found).is_ok());
    }
    assert!((15..150).contains(&marked), "{marked}");
}

/// The files below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.into_iter().flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}
