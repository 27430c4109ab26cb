//! One small form as a workbook and in every disguise in which web systems and old programs send it: the same scores,
//! and what is disguised, hidden or in an old encoding is said.
//!
//! `tests/formats/` holds the form as openpyxl and `LibreOffice` write it: `mau` plain, `an` with a hidden row, column
//! and sheet, `phong-cu` with its texts in fonts of TCVN3. What other programs write is written here in their shape.

#![allow(clippy::unwrap_used, clippy::format_collect)] // What a test cannot read must fail it.

mod support;

use std::fs;
use std::sync::Arc;

use parindex::assessment::Paper;
use parindex::diagnostic::Code;
use parindex::score::Basis;
use parindex::sheet::{self, Value};
use support::{File, cards, read, set};
use unicode_normalization::UnicodeNormalization;

/// Unit and points, and the codes of the findings.
fn outcome(name: &str, bytes: &[u8]) -> (String, Vec<String>) {
    let set = set(&fs::read_to_string("tests/findings/hidden-rows/mau.toml").unwrap());
    let assessed = read(&set, None, &[File { name, bytes, paper: Paper::Form }]);
    let mut codes: Vec<String> =
        assessed.findings.iter().map(|finding| finding.code().id().to_owned()).collect();
    codes.sort();
    let points: Vec<String> = cards(&set, &assessed, Basis::Own)
        .iter()
        .flat_map(|card| {
            let leaves = card.leaves.iter().map(|leaf| format!("{:?} {}", leaf.status, leaf.points));
            std::iter::once(card.unit.to_string()).chain(leaves)
        })
        .collect();
    (points.join(", "), codes)
}

/// The findings of a disguised file beside those of the plain one.
#[track_caller]
fn check(name: &str, bytes: &[u8], more: &[&str]) {
    let (plain, codes) = outcome("mau.xlsx", &fs::read("tests/formats/mau.xlsx").unwrap());
    assert!(plain.starts_with("Xã Mẫu 01, Scored 2, Scored 3, Scored 0.5"), "{plain}");
    let (points, found) = outcome(name, bytes);
    assert_eq!(points, plain, "{name}");
    let mut expected: Vec<String> =
        codes.into_iter().chain(more.iter().map(|code| (*code).to_owned())).collect();
    expected.sort();
    assert_eq!(found, expected, "{name}");
}

#[test]
fn what_libreoffice_writes_scores_the_same() {
    let file = |name: &str| fs::read(format!("tests/formats/{name}")).unwrap();
    for ending in ["xls", "ods", "html"] {
        check(&format!("mau.{ending}"), &file(&format!("mau.{ending}")), &[]);
    }
    check("mau.xls", &file("mau.html"), &["disguised-format"]);
    check("mau.xls", &file("mau.xml"), &["disguised-format"]);
    check("mau.xlsx", &file("mau.xls"), &["disguised-format"]);
    check("mau.xls", &file("mau.xlsx"), &["disguised-format"]);
    check("mau.xls", &file("mau.ods"), &["disguised-format"]);
    for ending in ["xlsx", "xls", "ods", "xml"] {
        let mut more = vec!["hidden-columns", "hidden-rows"];
        // The stylesheet of LibreOffice for XML 2003 does not write that a sheet is hidden.
        more.extend((ending != "xml").then_some("hidden-sheet"));
        check(&format!("an.{ending}"), &file(&format!("an.{ending}")), &more);
    }
    for ending in ["xlsx", "xls", "ods", "html", "xml"] {
        check(&format!("cu.{ending}"), &file(&format!("phong-cu.{ending}")), &["legacy-encoding"]);
    }
}

/// The texts in capitals of a font such as `.VnTimeH` come back as capitals, where the format keeps fonts.
#[test]
fn fonts_are_known_in_workbooks() {
    for ending in ["xlsx", "xls", "xml"] {
        let bytes = fs::read(format!("tests/formats/phong-cu.{ending}")).unwrap();
        let reading = sheet::read(&Arc::from("a.xlsx"), &bytes);
        let head = reading.sheets[0].rows().find(|row| row.index() == 3).unwrap();
        assert_eq!(head.text(2), Some("ĐIỂM TỐI ĐA"), "{ending}");
        let last = reading.sheets[0].rows().find(|row| row.text(0) == Some("1.2")).unwrap();
        assert_eq!(last.text(4), Some("chưa đủ"), "{ending}: `ư` is a soft hyphen in TCVN3");
    }
}

const LETTERHEAD: &str = "UBND TỈNH MẪU";
const UNIT: &str = "Đơn vị: Xã Mẫu 01";
const HEADS: [&str; 5] = ["STT", "Tiêu chí", "Điểm tối đa", "Điểm tự chấm", "Tài liệu kiểm chứng"];
const ROWS: [[&str; 5]; 3] = [
    ["1.1", "Ban hành kế hoạch", "2", "2", "KH 01"],
    ["1.2", "Mức độ hoàn thành kế hoạch", "3", "3", "chưa đủ"],
    ["1.10", "Sáng kiến", "1", "0,5", ""],
];

/// The rows of the form as rows of a page: a cell is opened by `head` or `cell`.
fn rows(head: &str, cell: &str) -> String {
    let row = |open: &str, cells: &[&str]| {
        let end = open.split(' ').next().unwrap_or(open);
        let cells: String = cells
            .iter()
            .map(|text| format!("<{open}>{}</{end}>", if text.is_empty() { "&nbsp;" } else { text }))
            .collect();
        format!("<tr>{cells}</tr>\n")
    };
    let body: String = ROWS.iter().map(|cells| row(cell, cells)).collect();
    row(head, &HEADS) + &body
}

/// `GridView.RenderControl` behind a style, without `html` or `body`; the unit in a label before it.
fn grid_view() -> String {
    let style = format!("<style> .textmode {{ mso-number-format:\\@; }} {} </style>", " ".repeat(3_000));
    let grid = rows("th scope=\"col\"", "td class='textmode'");
    format!(
        "{style}<span id=\"lbl\">{UNIT}</span><div>\r\n\t<table cellspacing=\"0\" rules=\"all\" border=\"1\" id=\"GridView1\" style=\"border-collapse:collapse;\">\r\n{grid}</table>\r\n</div>"
    )
}

/// `PHPExcel`'s writer of pages, with a style for each cell and the columns described.
fn php_excel() -> String {
    let head = r#"<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN" "http://www.w3.org/TR/html4/strict.dtd"><html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><meta name="generator" content="PHPExcel, http://www.phpexcel.net/"><style type="text/css">table { border-collapse:collapse; page-break-after:always } .gridlines td { border:1px dotted black }</style></head>"#;
    let table = rows("td class=\"column0 style0 s\"", "td class=\"column0 style0 n\"");
    format!(
        "{head}\n<body>\n<table border=\"0\" cellpadding=\"0\" cellspacing=\"0\" id=\"sheet0\" class=\"sheet0 gridlines\"><col class=\"col0\"><col class=\"col1\"><tbody><tr class=\"row0\"><td class=\"column0\" colspan=\"5\">{UNIT}</td></tr>{table}</tbody></table></body></html>"
    )
}

/// A report: everything in tables for the layout, tags in capitals, cells and rows never closed.
fn report() -> String {
    let table =
        rows("TD NOWRAP", "TD NOWRAP").replace("</TD>", "").replace("</tr>", "").replace("<tr>", "<TR>");
    format!(
        "<HTML><BODY><TABLE WIDTH=100%><TR><TD>{LETTERHEAD}<TD ROWSPAN=2>&nbsp;<TR><TD><B>{UNIT}</B><TR><TD COLSPAN=2><TABLE BORDER=1>{table}</TABLE><TR><TD>Ngày 01/12/2025<TD>Chủ tịch</TABLE>"
    )
}

/// A page that Excel saved, with what it writes for itself.
fn of_excel(charset: &str, name: &str) -> String {
    let table = rows("td class=xl65", "td class=xl65 x:num");
    format!(
        "<html xmlns:o=\"urn:schemas-microsoft-com:office:office\" xmlns:x=\"urn:schemas-microsoft-com:office:excel\">\r\n<head>\r\n<meta http-equiv=Content-Type content=\"text/html; charset={charset}\">\r\n<!--[if gte mso 9]><xml><x:ExcelWorkbook><x:ExcelWorksheets><x:ExcelWorksheet><x:Name>{name}</x:Name></x:ExcelWorksheet></x:ExcelWorksheets></x:ExcelWorkbook></xml><![endif]-->\r\n</head>\r\n<body link=blue vlink=purple>\r\n<table border=0 style='border-collapse: collapse'>\r\n<col width=64 span=5>\r\n<tr height=20><td colspan=5>{UNIT}</td></tr>{table}<![if supportMisalignedColumns]><tr height=0 style='display:none'><td width=64></td></tr><![endif]></table></body></html>"
    )
}

/// A web archive of Excel: the list of the sheets, and each sheet a page.
fn archive() -> Vec<u8> {
    let quoted = |text: &str| -> String {
        text.bytes()
            .map(|byte| {
                if byte == b'=' || !byte.is_ascii() {
                    format!("={byte:02X}")
                } else {
                    char::from(byte).to_string()
                }
            })
            .collect()
    };
    let part = |place: &str, html: &str| {
        format!(
            "------=_NextPart_01\r\nContent-Location: file:///C:/0B1/{place}\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Type: text/html; charset=\"us-ascii\"\r\n\r\n{}\r\n\r\n",
            quoted(html)
        )
    };
    let sheet = |name: &str, page: &str, more: &str| {
        format!(
            "<x:ExcelWorksheet><x:Name>{name}</x:Name>{more}<x:WorksheetSource HRef=\"a_files/{page}\"/></x:ExcelWorksheet>"
        )
    };
    let list = format!(
        "<html><head><meta http-equiv=Content-Type content=\"text/html; charset=utf-8\"><!--[if gte mso 9]><xml><x:ExcelWorkbook><x:ExcelWorksheets>{}{}</x:ExcelWorksheets></x:ExcelWorkbook></xml><![endif]--></head><frameset rows=\"*,39\"></frameset></html>",
        sheet("Tự chấm", "sheet001.htm", ""),
        sheet("Nháp", "sheet002.htm", "<x:Visible>SheetHidden</x:Visible>"),
    );
    let page = of_excel("utf-8", "Tự chấm");
    let archive = [
        "MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\nContent-Type: multipart/related; boundary=\"----=_NextPart_01\"\r\n\r\nThis document is a Single File Web Page.\r\n\r\n".to_owned(),
        part("a.htm", &list),
        part("a_files/sheet001.htm", &page),
        part("a_files/sheet002.htm", "<html><body><table><tr><td>x</td></tr></table></body></html>"),
        "------=_NextPart_01--\r\n".to_owned(),
    ];
    archive.concat().into_bytes()
}

#[test]
fn what_web_systems_write_scores_the_same() {
    for (page, more) in [
        (grid_view(), &["disguised-format"][..]),
        (php_excel(), &["disguised-format"]),
        (report(), &["disguised-format"]),
        (of_excel("utf-8", "Tự chấm"), &["disguised-format"]),
    ] {
        check("xa.xls", page.as_bytes(), more);
        check("xa.xls", &[b"\xEF\xBB\xBF", page.as_bytes()].concat(), more);
        let wide: Vec<u8> = page.encode_utf16().flat_map(u16::to_le_bytes).collect();
        check("xa.xls", &[b"\xFF\xFE", wide.as_slice()].concat(), more);
        check("xa.html", page.as_bytes(), &more[1..]);
    }
    check("xa.xls", &archive(), &["disguised-format", "hidden-sheet"]);
    check("xa.mht", &archive(), &["hidden-sheet"]);
    let reading = sheet::read(&Arc::from("xa.mht"), &archive());
    assert_eq!(&*reading.sheets[0].name, "Tự chấm");
}

#[test]
fn a_page_in_an_old_encoding_is_read() {
    // Letters and tones apart, as Windows-1258 has them.
    check("xa.html", &windows_1258(&of_excel("windows-1258", "x")), &["legacy-encoding"]);
    // And as most programs say it.
    check("xa.html", &windows_1258(&of_excel("windows-1252", "x")), &["legacy-encoding"]);
}

fn windows_1258(text: &str) -> Vec<u8> {
    let is_tone = |c: &char| matches!(c, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}');
    let apart: String = text
        .chars()
        .flat_map(|c| {
            let tone = c.nfd().find(is_tone);
            let letter: String = c.nfd().filter(|part| !is_tone(part)).nfc().collect();
            letter.chars().chain(tone).collect::<Vec<char>>()
        })
        .collect();
    encoding_rs::WINDOWS_1258.encode(&apart).0.into_owned()
}

#[test]
fn text_tables_score_the_same_in_every_encoding() {
    let table = |sign: &str| -> String {
        let rows = ROWS.iter().map(|cells| cells.join(sign) + "\r\n");
        format!("{UNIT}{}\r\n{}\r\n", sign.repeat(4), HEADS.join(sign)) + &rows.collect::<String>()
    };
    for sign in [";", "\t", "|"] {
        let text = table(sign);
        check("xa.csv", text.as_bytes(), &[]);
        check("xa.xls", text.as_bytes(), &["disguised-format"]);
        check("xa.csv", &[b"\xEF\xBB\xBF", text.as_bytes()].concat(), &[]);
        let (little, big): (Vec<u8>, Vec<u8>) = (
            text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        );
        check("xa.csv", &[b"\xFF\xFE", little.as_slice()].concat(), &[]);
        check("xa.csv", &[b"\xFE\xFF", big.as_slice()].concat(), &[]);
        check("xa.csv", &little, &[]);
        check("xa.csv", &big, &[]);
        check("xa.csv", &windows_1258(&text), &["legacy-encoding"]);
        let apart: String = text.nfd().collect();
        check("xa.csv", apart.as_bytes(), &[]);
        // Of two files that were put together one is old.
        let (above, below) = text.split_at(text.find("1.2").unwrap());
        check("xa.csv", &[above.as_bytes(), &windows_1258(below)].concat(), &["legacy-encoding"]);
    }
}

/// Each row typed in a font of its own, as a file looks that went through several hands.
#[test]
fn cells_in_several_encodings_score_the_same() {
    let mixed = |text: &str| {
        text.replace("Mức độ hoàn thành kế hoạch", "Møc ®é hoµn thµnh kÕ ho¹ch")
            .replace("Sáng kiến", "Saùng kieán")
            .replace("chưa đủ", "ch\u{AD}a ®ñ")
    };
    let twice = ["legacy-encoding", "legacy-encoding"];
    check("xa.html", mixed(&php_excel()).as_bytes(), &twice);
    let rows = ROWS.iter().map(|cells| cells.join(";") + "\n");
    let table = format!("{UNIT};;;;\n{}\n{}", HEADS.join(";"), rows.collect::<String>());
    check("xa.csv", mixed(&table).as_bytes(), &twice);
    let book = fs::read("tests/formats/mau.xml").unwrap();
    check(
        "xa.xls",
        mixed(&String::from_utf8(book).unwrap()).as_bytes(),
        &[&twice[..], &["disguised-format"]].concat(),
    );
}

#[test]
fn a_value_under_a_merged_cell_is_said_in_every_format() {
    let page = "<table><tr><td>1</td></tr></table>";
    assert!(sheet::read(&Arc::from("a.html"), page.as_bytes()).findings.is_empty());
    let xml = |cells: &str| {
        format!(
            "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet ss:Name=\"S\"><Table>{cells}</Table></Worksheet></Workbook>"
        )
    };
    let value = |number: &str| format!("<Data ss:Type=\"Number\">{number}</Data></Cell>");
    let covered =
        xml(&format!("<Row><Cell ss:MergeDown=\"1\">{}</Row><Row><Cell>{}</Row>", value("2"), value("0.5")));
    let reading = sheet::read(&Arc::from("a.xml"), covered.as_bytes());
    let found: Vec<String> =
        reading.findings.iter().map(|finding| format!("{} {}", finding.place, finding.code().id())).collect();
    assert_eq!(found, ["a.xml!S!A2 hidden-under-merge"]);
}

#[test]
fn an_xml_spreadsheet_is_read_cell_by_cell() {
    let xml = r#"<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:html="http://www.w3.org/TR/REC-html40">
<Styles><Style ss:ID="s1"><NumberFormat ss:Format="Fixed"/></Style></Styles>
<Worksheet ss:Name="A &amp; B"><Table><Row ss:Index="2"><Cell ss:StyleID="s1"><Data ss:Type="Number">1.1</Data></Cell>
<Cell ss:Index="4" ss:Formula="=1+1"><Data ss:Type="Number">2</Data></Cell><Cell ss:Formula="=A1"/></Row>
<Row><Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><B>Ti&#234;u</B> chí&#10;x</ss:Data><Comment><ss:Data>no</ss:Data></Comment></Cell>
<Cell><Data ss:Type="DateTime">2025-10-01T00:00:00.000</Data></Cell><Cell><Data ss:Type="Error">#DIV/0!</Data></Cell><Cell><Data ss:Type="Boolean">1</Data></Cell><Cell><Data ss:Type="Number">x</Data></Cell></Row></Table></Worksheet>
<Worksheet ss:Name="C"><Table><Row><Cell><Data ss:Type="Number">1</Data></Cell></Row></Table><WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet></Workbook>"#;
    let reading = sheet::read(&Arc::from("a.xls"), xml.as_bytes());
    let sheet = &reading.sheets[0];
    let cells: Vec<String> = sheet
        .rows()
        .flat_map(|row| row.cells().map(move |(column, value)| format!("{}={value:?}", row.at(column))))
        .collect();
    assert_eq!(
        cells,
        [
            "A2=Number(1.1)",
            "D2=Number(2)",
            "E2=Uncached",
            "A3=Text(\"Tiêu chí x\")",
            "B3=Date(Day { year: 2025, month: 10, day: 1 })",
            "C3=Error(\"#DIV/0!\")",
            "D3=Bool(true)",
            "E3=Unreadable",
        ]
    );
    let first = sheet.nth_row(0).unwrap();
    assert_eq!((&*sheet.name, first.decimals(0), first.is_formula(3)), ("A & B", Some(2), true));
    let codes: Vec<Code> = reading.findings.iter().map(parindex::diagnostic::Finding::code).collect();
    assert_eq!(codes, [Code::UnreadableCell, Code::HiddenSheet, Code::DisguisedFormat]);
    let cut = sheet::read(&Arc::from("a.xml"), &xml.as_bytes()[..xml.len() / 2]);
    assert!(cut.findings.iter().any(|finding| finding.code() == Code::UnreadableFile));
    assert!(matches!(cut.sheets[0].nth_row(0).unwrap().get(0), Some(Value::Number(_))));
}

mod any_bytes {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]
        #[test]
        fn a_damaged_disguise_is_read_or_refused(which in 0..4_usize, at in any::<prop::sample::Index>(), byte: u8, cut: bool) {
            let mut bytes = match which {
                0 => report().into_bytes(),
                1 => archive(),
                2 => fs::read("tests/formats/an.xml").unwrap(),
                _ => fs::read("tests/formats/phong-cu.html").unwrap(),
            };
            let at = at.index(bytes.len());
            if cut { bytes.truncate(at) } else { bytes[at] = byte }
            let reading = sheet::read(&Arc::from("a.xls"), &bytes);
            // The end of a page may be missing, that of XML may not.
            prop_assert!(!cut || which != 2 || !reading.findings.is_empty());
        }

        #[test]
        fn any_text_behind_a_head_is_read_or_refused(head in prop::sample::select(vec![
            "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"a\"\r\n\r\n--a\r\nContent-Type: text/html\r\n",
            "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet ss:Name=\"S\"><Table>",
            "<html><table><tr><td>",
        ]), tail in "\\PC{0,80}|(<Row>|<Cell>|<Cell ss:Index='9'>|<Data>|</Data>|</Cell>|</Row>|</Table>|</Worksheet>|--a\r\n|\r\n|=\r\n|=C3|a|1){0,30}") {
            let _ = sheet::read(&Arc::from("a.xls"), [head, &tail].concat().as_bytes());
        }
    }
}
