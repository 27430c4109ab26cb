//! The files of the table in `docs/hostile.md`, row by row, crafted here: no file of others.

// Test code; each user takes its own part.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::format_collect,
    clippy::format_push_string,
    clippy::cast_possible_truncation
)]

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::compound;
use super::parts::Parts;

/// A file of a row.
pub struct Craft {
    /// The number in the table; of text files `T1` and so on.
    pub row: &'static str,
    pub what: &'static str,
    /// How its name ends.
    pub ending: &'static str,
    /// It is larger than a test that reads all of them should make.
    pub large: bool,
    pub make: Make,
}

type Make = Box<dyn Fn() -> Vec<u8>>;

const GIGABYTE: usize = 1 << 30;
const GOOD: &str = r#"<row r="1"><c r="A1"><v>1</v></c></row>"#;

/// All of them, in the order of the table.
pub fn all() -> Vec<Craft> {
    let mut all = packages();
    all.extend(cells());
    all.extend(others());
    all.extend(pages());
    all.extend(texts());
    all
}

fn craft(row: &'static str, what: &'static str, make: impl Fn() -> Vec<u8> + 'static) -> Craft {
    Craft { row, what, ending: "xlsx", large: false, make: Box::new(make) }
}

fn large(row: &'static str, what: &'static str, make: impl Fn() -> Vec<u8> + 'static) -> Craft {
    Craft { large: true, ..craft(row, what, make) }
}

fn ending(ending: &'static str, craft: Craft) -> Craft {
    Craft { ending, ..craft }
}

/// A sheet with these rows.
fn rows(row: &'static str, what: &'static str, xml: &str) -> Craft {
    let bytes = Parts::rows(xml).zip();
    craft(row, what, move || bytes.clone())
}

/// A sheet with these rows and these shared strings.
fn strings(row: &'static str, what: &'static str, xml: &str, strings: &str) -> Craft {
    let bytes = Parts::rows(xml).strings(strings).zip();
    craft(row, what, move || bytes.clone())
}

/// A sheet with this around its data.
fn sheet(row: &'static str, what: &'static str, xml: &str) -> Craft {
    let bytes = Parts::book(&[("S", xml)]).zip();
    craft(row, what, move || bytes.clone())
}

/// `A1` is 1, `C1` is 3, and between them this cell.
fn cell(row: &'static str, what: &'static str, xml: &str) -> Craft {
    let row_xml = format!(r#"<row r="1"><c r="A1"><v>1</v></c>{xml}<c r="C1"><v>3</v></c></row>"#);
    rows(row, what, &row_xml)
}

fn packages() -> Vec<Craft> {
    let shown = r#"<row r="1"><c r="A1" t="s"><v>0</v></c></row>"#;
    let laughs: String = (1..10).fold("<!ENTITY a0 \"ha\">".to_owned(), |all, n| {
        let before = format!("&a{};", n - 1).repeat(10);
        format!("{all}<!ENTITY a{n} \"{before}\">")
    });
    vec![
        rows(
            "1",
            "A1 and XFD1048576",
            r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>"#,
        ),
        rows(
            "2",
            "A1 and ZZ200000",
            r#"<row r="1"><c r="A1"><v>1</v></c></row><row><c r="ZZ200000"><v>2</v></c></row>"#,
        ),
        large("3", "bomb: one text cell of 1 GB", || {
            bomb(
                "xl/worksheets/sheet1.xml",
                &[
                    r#"<worksheet><sheetData><row><c t="inlineStr"><is><t>"#,
                    "x",
                    "</t></is></c></row></sheetData></worksheet>",
                ],
            )
        }),
        large("4", "bomb: 1 GB of cells A1", || {
            bomb(
                "xl/worksheets/sheet1.xml",
                &[
                    "<worksheet><sheetData><row>",
                    r#"<c r="A1"><v>1</v></c>"#,
                    "</row></sheetData></worksheet>",
                ],
            )
        }),
        large("5", "bomb: 1 GB of rows without references", || {
            bomb(
                "xl/worksheets/sheet1.xml",
                &["<worksheet><sheetData>", "<row><c><v>1</v></c></row>", "</sheetData></worksheet>"],
            )
        }),
        large("6", "bomb: 1 GB of shared strings", || {
            bomb("xl/sharedStrings.xml", &["<sst>", "<si><t>a</t></si>", "</sst>"])
        }),
        large("7", "bomb: a theme of 1 GB, never used", || {
            bomb("xl/theme/theme1.xml", &["<a>", " ", "</a>"])
        }),
        large("8", "a sheet of 20 MB whose directory claims 300 bytes", || {
            let part = format!("<worksheet><sheetData>{}</sheetData></worksheet>", GOOD.repeat(500_000));
            lying(&Parts::rows(GOOD).with("xl/worksheets/sheet1.xml", &part).zip(), part.len(), 300)
        }),
        large("9", "1,000,000 real shared strings", move || {
            let many: String =
                (0..1_000_000).map(|n| format!("<si><t>chuỗi {}</t></si>", n * 7_919 % 1_000_003)).collect();
            Parts::rows(shown).strings(&format!("<sst uniqueCount=\"1000000\">{many}</sst>")).zip()
        }),
        strings(
            "10",
            r#"`uniqueCount="100000000000"`"#,
            shown,
            r#"<sst uniqueCount="100000000000"><si><t>a</t></si></sst>"#,
        ),
        strings(
            "11",
            r#"`uniqueCount="18446744073709551615"`"#,
            shown,
            r#"<sst uniqueCount="18446744073709551615"><si><t>a</t></si></sst>"#,
        ),
        strings(
            "12",
            "billion laughs in the shared strings",
            shown,
            &format!("<!DOCTYPE sst [{laughs}]><sst><si><t>&a9;</t></si></sst>"),
        ),
        strings(
            "13",
            "external entity file:///etc/passwd",
            shown,
            r#"<!DOCTYPE sst [<!ENTITY a SYSTEM "file:///etc/passwd">]><sst><si><t>&a;</t></si></sst>"#,
        ),
        craft("14", "a package cut in half", || {
            let good = Parts::rows(GOOD).zip();
            good[..good.len() / 2].to_vec()
        }),
        craft("15", "an encrypted workbook", encrypted),
        craft("16", "text named .xlsx", || b"a;b\n1;2\n".to_vec()),
        ending("xls", craft("17", "xlsx named .xls", || Parts::rows(GOOD).zip())),
        ending(
            "xls",
            craft("17", "a web page named .xls", || {
                b"<html><body><table><tr><td>1</td></tr></table></body></html>".to_vec()
            }),
        ),
        craft("18", "an empty file", Vec::new),
        craft("18", "one byte", || vec![0]),
        craft("19", "a package without a workbook", || {
            Parts(vec![("a.txt".to_owned(), b"a".to_vec())]).zip()
        }),
        rows("20", "shared strings missing", shown),
        strings(
            "20",
            "index out of range",
            r#"<row r="1"><c r="A1" t="s"><v>7</v></c></row>"#,
            "<sst><si><t>một</t></si></sst>",
        ),
        strings(
            "21",
            "index “abc”",
            r#"<row r="1"><c r="A1" t="s"><v>abc</v></c></row>"#,
            "<sst><si><t>một</t></si></sst>",
        ),
        craft("22", "two parts named sheet1.xml", || {
            let twin = Parts::rows(GOOD).with("xl/worksheets/sheet2.xml", "<a/>").zip();
            replace(&twin, b"sheet2.xml", b"sheet1.xml")
        }),
        craft("23", "a part packed by bzip2", bzip),
    ]
}

fn cells() -> Vec<Craft> {
    let good = |before: &str, after: &str| format!("{before}<sheetData>{GOOD}</sheetData>{after}");
    let hidden = r#"<cols><col min="1" max="1" hidden="1"/></cols><sheetData><row r="1" hidden="1"><c r="A1"><v>1</v></c></row></sheetData>"#;
    vec![
        sheet("24", r#"`<dimension ref="C3:A1">`"#, &good(r#"<dimension ref="C3:A1"/>"#, "")),
        sheet("25", r#"`<dimension ref="???">`"#, &good(r#"<dimension ref="???"/>"#, "")),
        cell("26", "cell AAAAAAAAAAAA1", r#"<c r="AAAAAAAAAAAA1"><v>2</v></c>"#),
        cell("26", "cell A99999999999999", r#"<c r="A99999999999999"><v>2</v></c>"#),
        cell("27", "cell A0", r#"<c r="A0"><v>2</v></c>"#),
        cell("28", "cell XFE1", r#"<c r="XFE1"><v>2</v></c>"#),
        rows(
            "29",
            "rows and cells out of order, A1 twice",
            r#"<row r="2"><c r="B2"><v>4</v></c><c r="A2"><v>3</v></c></row><row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>"#,
        ),
        rows(
            "30",
            "no references at all",
            "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>",
        ),
        large("31", "1,000,000 nested elements", || {
            let nested = format!(
                "<worksheet><sheetData/>{}{}</worksheet>",
                "<a>".repeat(1_000_000),
                "</a>".repeat(1_000_000)
            );
            Parts::rows(GOOD).with("xl/worksheets/sheet1.xml", nested).zip()
        }),
        sheet(
            "32",
            "prefixed names `<x:c>`",
            r#"<x:sheetData><x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row></x:sheetData>"#,
        ),
        craft("33", "a sheet in UTF-16", || {
            let xml = format!(
                "<?xml version=\"1.0\" encoding=\"UTF-16\"?><worksheet><sheetData>{GOOD}</sheetData></worksheet>"
            );
            let units = xml.encode_utf16().flat_map(u16::to_le_bytes);
            Parts::rows(GOOD)
                .with("xl/worksheets/sheet1.xml", [0xFF, 0xFE].into_iter().chain(units).collect::<Vec<u8>>())
                .zip()
        }),
        sheet(
            "34",
            r#"`<mergeCell ref="C3:A1">`"#,
            &good("", r#"<mergeCells><mergeCell ref="C3:A1"/></mergeCells>"#),
        ),
        cell(
            "35",
            r#"shared formula `si="1000000000000"`"#,
            r#"<c r="B1"><f t="shared" ref="B1:B9" si="1000000000000">C1</f><v>7</v></c>"#,
        ),
        cell("36", "error #DIV/0!", r#"<c r="B1" t="e"><v>#DIV/0!</v></c>"#),
        cell("37", "error #SPILL!", r#"<c r="B1" t="e"><v>#SPILL!</v></c>"#),
        cell("38", "formula without a value", r#"<c r="B1"><f>1+1</f></c>"#),
        cell("39", "formula with an empty text", r#"<c r="B1" t="str"><f>""</f><v/></c>"#),
        sheet("40", "merged A1:C1", &good("", r#"<mergeCells><mergeCell ref="A1:C1"/></mergeCells>"#)),
        sheet("41", "hidden rows and columns", hidden),
        craft("42", "a very hidden sheet", || {
            let data = format!("<sheetData>{GOOD}</sheetData>");
            Parts::book(&[("S", &data), ("V\" state=\"veryHidden", &data)]).zip()
        }),
        cell("43", "`<v>` 1e999", r#"<c r="B1"><v>1e999</v></c>"#),
        cell("43", "`<v>` NaN", r#"<c r="B1"><v>NaN</v></c>"#),
        cell("44", "`t=\"n\"` with “1,5”", r#"<c r="B1" t="n"><v>1,5</v></c>"#),
        cell("45", "no type with “1,5”", r#"<c r="B1"><v>1,5</v></c>"#),
        cell("46", "`t=\"b\"` with 2", r#"<c r="B1" t="b"><v>2</v></c>"#),
        cell("46", "unknown type", r#"<c r="B1" t="zz"><v>2</v></c>"#),
        cell("46", "another element in a cell", r#"<c r="B1"><w>2</w></c>"#),
        cell("47", "`<![CDATA[2]]>`", r#"<c r="B1"><v><![CDATA[2]]></v></c>"#),
        cell("47", "`&#50;`", r#"<c r="B1"><v>&#50;</v></c>"#),
        cell("47", "`1<!-- -->2`", r#"<c r="B1"><v>1<!-- -->2</v></c>"#),
        cell(
            "48",
            "rich text without xml:space",
            r#"<c r="B1" t="inlineStr"><is><r><t>Tiêu </t></r><r><t>chí</t></r></is></c>"#,
        ),
        cell(
            "49",
            "NFD text",
            "<c r=\"B1\" t=\"inlineStr\"><is><t>Ke\u{302}\u{301} hoa\u{323}ch</t></is></c>",
        ),
        cell(
            "50",
            "`_x000D_`, `_x0000_`",
            r#"<c r="B1" t="inlineStr"><is><t>a_x000D_b_x0000_c</t></is></c>"#,
        ),
    ]
}

fn others() -> Vec<Craft> {
    let cell = r#"<table:table-cell office:value-type="float" office:value="1.5"/>"#;
    let wide = |columns: &str| cell.replace("/>", &format!(" table:number-columns-repeated=\"{columns}\"/>"));
    let far = ods(&format!(
        "<table:table-row table:number-rows-repeated=\"1048576\">{}</table:table-row>",
        wide("16384")
    ));
    let broad = ods(&format!("<table:table-row>{}</table:table-row>", wide("4294967295")));
    let spaces = ods(
        r#"<table:table-row><table:table-cell office:value-type="string"><text:p>a<text:s text:c="4000000000"/></text:p></table:table-cell></table:table-row>"#,
    );
    let xls = |cells: &[(u16, u16)]| compound::file("Workbook", &compound::sheet(cells));
    let (near, corners, beyond) =
        (xls(&[(0, 0), (2, 2)]), xls(&[(0, 0), (65_535, 255)]), xls(&[(0, 0), (65_535, 65_535)]));
    vec![
        ending("ods", craft("51", "ods: 1,048,576 rows x 16,384 repeated", move || far.clone())),
        ending("ods", craft("52", "ods: 4,294,967,295 columns repeated", move || broad.clone())),
        ending("ods", craft("53", "ods: 4,000,000,000 spaces", move || spaces.clone())),
        ending("xlsb", craft("54", "xlsb whose list of sheets names a relation that there is not", xlsb)),
        ending("xls", craft("55", "xls: A1 and IV65536", move || corners.clone())),
        ending(
            "xls",
            craft("56", "xls: A1 and a cell in column 65,536 (asks for 137 GB)", move || beyond.clone()),
        ),
        ending(
            "xls",
            craft("57", "xls whose directory runs in a circle", || {
                compound::circle(compound::file("Workbook", &compound::sheet(&[(0, 0)])))
            }),
        ),
        ending("xls", craft("-", "xls: a sound one, for comparison", move || near.clone())),
    ]
}

/// Pages, web archives and XML, all named .xls.
fn pages() -> Vec<Craft> {
    let page = |row, what, make: fn() -> String| ending("xls", large(row, what, move || make().into_bytes()));
    let repeated =
        |begin: &str, unit: &str, bytes: usize| begin.to_owned() + &unit.repeat(bytes / unit.len());
    let rest = move |begin: &'static str, unit: &'static str| move || repeated(begin, unit, 15 << 20);
    let many = |row, what, begin, unit| {
        let make = rest(begin, unit);
        ending("xls", large(row, what, move || make().into_bytes()))
    };
    vec![
        page("58", "page: cells that hang down over every row", || {
            let curtain = "<td rowspan=65534 colspan=1000>".repeat(16);
            format!("<table>{curtain}{}", "<tr><td>1".repeat(1_000_000))
        }),
        many("58", "page: every cell spans 1,000 x 65,534", "<table>", "<td rowspan=65534 colspan=1000>1"),
        many("59", "page: tables in one another, 15 MB", "<html>", "<table><tr><td>a<td>b<tr><td>c<td>d"),
        many(
            "59",
            "page: tables in tables of rows, 15 MB",
            "<table>",
            "<td><table><tr><td>a<td>b<tr><td>c<td>d</table>",
        ),
        many("60", "page: 5 million elements never closed", "<table><tr><td>", "<b>"),
        many("60", "page: one element with 15 MB of attributes", "<table><tr><td ", "a1='1' b=2 "),
        many("60", "page: 15 MB of hidden parts", "<table><tr><td>", "<i hidden>1"),
        many(
            "61",
            "web archive: parts in one another",
            "MIME-Version: 1.0\r\n",
            "Content-Type: multipart/related; boundary=\"a\"\r\n\r\n--a\r\n",
        ),
        many(
            "61",
            "web archive: 15 MB of boundaries",
            "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"a\"\r\n\r\n",
            "--a\r\nContent-Type: text/html\r\n\r\n",
        ),
        many(
            "61",
            "web archive: 15 MB of folded header",
            "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"a\"",
            ";\r\n a=b",
        ),
        page("62", "XML 2003: billion laughs", || {
            "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet><Table><Row><Cell><Data>&b;</Data></Cell></Row></Table></Worksheet></Workbook>".to_owned()
        }),
        many(
            "62",
            "XML 2003: hidden rows that repeat",
            XML_2003,
            "<Row ss:Hidden=\"1\" ss:Span=\"1048576\" ss:Index=\"1\"/>",
        ),
        many(
            "62",
            "XML 2003: styles without end",
            "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"><Styles>",
            "<Style ss:ID=\"a\"/>",
        ),
        page("62", "XML 2003: each cell of another style", || {
            let styles: String = (0..100_000).map(|style| format!("<Style ss:ID=\"s{style}\"/>")).collect();
            let cells: String = (0..100_000)
                .map(|style| {
                    format!(
                        "<Row><Cell ss:StyleID=\"s{style}\"><Data ss:Type=\"Number\">1</Data></Cell></Row>"
                    )
                })
                .collect();
            format!(
                "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"><Styles>{styles}</Styles><Worksheet ss:Name=\"S\"><Table>{cells}</Table></Worksheet></Workbook>"
            )
        }),
    ]
}

const XML_2003: &str = "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet ss:Name=\"S\"><Table>";

fn texts() -> Vec<Craft> {
    let text = |row, what, text: &[u8]| {
        let text = text.to_vec();
        ending("csv", craft(row, what, move || text.clone()))
    };
    let wide: Vec<u8> = [0xFF, 0xFE]
        .into_iter()
        .chain("a\tb\r\n1\t2\r\n".encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    vec![
        text("T1", "UTF-8 with a byte order mark", b"\xEF\xBB\xBFa,b\n1,2\n"),
        text("T2", "parted by `;`", b"a;b\n1;2\n"),
        text("T3", "`sep=;` first", b"sep=;\na;b\n1;2\n"),
        text("T4", "decimal comma in a comma file", b"code,self\n1.1,1,5\n"),
        text("T5", "UTF-16 as Excel's “Unicode text”", &wide),
        text("T6", "NUL and stray quotes", b"a,b\n\0x,\"x\"y\n"),
        text("T7", "line ends of CR alone", b"a,b\r1,2\r3,4\r"),
        text("T8", "two heads of one name", b"code,self,self\n1.1,1,2\n"),
        text("T9", "a line break in quotes", b"a,b\n\"1\n2\",3\n"),
        Craft {
            ending: "csv",
            ..large("T10", "a quote that never ends, 200 MB", || {
                let mut all = b"a,b\n\"".to_vec();
                all.resize(200 << 20, b'x');
                all
            })
        },
        Craft {
            ending: "csv",
            ..large("T11", "100,000 broken rows", || "1,\"a\"b,3,4,5\n".repeat(100_000).into_bytes())
        },
        Craft {
            ending: "csv",
            ..large("T12", "every other line in Windows-1258, 20 MB", || {
                b"k\xEA\xEC ho\xF2ach;1\nk\xE1\xBA\xBF ho\xE1\xBA\xA1ch;1\n".repeat(700_000)
            })
        },
        Craft {
            ending: "csv",
            ..large("T13", "another TCVN3 word in each cell, 20 MB", || {
                (0..1_000_000)
                    .map(|row| format!("x\u{b7} m\u{c9}u {row};1\n"))
                    .collect::<String>()
                    .into_bytes()
            })
        },
    ]
}

/// A workbook one part of which is 1 GB: a beginning, a unit that repeats, an end.
fn bomb(name: &str, [begin, unit, end]: &[&str; 3]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (known, bytes) in Parts::rows(GOOD).0.iter().filter(|(known, _)| known != name) {
        zip.start_file(known.as_str(), options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.start_file(name, options).unwrap();
    zip.write_all(begin.as_bytes()).unwrap();
    let many = unit.repeat((1 << 20) / unit.len());
    for _ in 0..GIGABYTE / many.len() {
        zip.write_all(many.as_bytes()).unwrap();
    }
    zip.write_all(end.as_bytes()).unwrap();
    zip.finish().unwrap().into_inner()
}

/// The package with every size `from` said to be `to`.
pub fn lying(bytes: &[u8], from: usize, to: u32) -> Vec<u8> {
    replace(bytes, &(from as u32).to_le_bytes(), &to.to_le_bytes())
}

/// A compound file with an encrypted package.
pub fn encrypted() -> Vec<u8> {
    let mut encrypted = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    encrypted.resize(512, 0);
    encrypted.extend("EncryptedPackage\0".encode_utf16().flat_map(u16::to_le_bytes));
    encrypted.resize(2_048, 0);
    encrypted
}

/// The method of the first part becomes bzip2 (12), before it and in the directory.
pub fn bzip() -> Vec<u8> {
    let mut bzip = Parts::rows(GOOD).zip();
    for (mark, at) in [(&b"PK\x03\x04"[..], 8), (b"PK\x01\x02", 10)] {
        let start = bzip.windows(4).position(|window| window == mark).unwrap();
        bzip[start + at] = 12;
    }
    bzip
}

/// All of one in the other's place, of the same length.
pub fn replace(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for at in 0..bytes.len() - from.len() {
        if &bytes[at..at + from.len()] == from {
            bytes[at..at + from.len()].copy_from_slice(to);
        }
    }
    bytes
}

/// An ods file of one table with these rows.
pub fn ods(table: &str) -> Vec<u8> {
    let content = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet><table:table table:name="S">{table}</table:table></office:spreadsheet></office:body></office:document-content>"#
    );
    Parts(vec![
        ("mimetype".to_owned(), b"application/vnd.oasis.opendocument.spreadsheet".to_vec()),
        ("content.xml".to_owned(), content.into_bytes()),
        ("META-INF/manifest.xml".to_owned(), b"<manifest:manifest/>".to_vec()),
    ])
    .zip()
}

/// A binary workbook whose list of sheets names a relation that there is not.
fn xlsb() -> Vec<u8> {
    // BrtBundleSh: state, number, relation “rId9”, name “S”.
    let wide = |text: &str| -> Vec<u8> {
        let len = (text.len() as u32).to_le_bytes();
        len.into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect()
    };
    let body = [vec![0; 4], vec![1, 0, 0, 0], wide("rId9"), wide("S")].concat();
    let book = [
        &[0x83, 0x01, 0][..],
        &[0x8F, 0x01, 0],
        &[0x9C, 0x01, body.len() as u8],
        &body,
        &[0x90, 0x01, 0],
        &[0x84, 0x01, 0],
    ];
    let relations = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"/>";
    Parts(vec![
        ("_rels/.rels".to_owned(), relations.as_bytes().to_vec()),
        ("xl/workbook.bin".to_owned(), book.concat()),
        ("xl/_rels/workbook.bin.rels".to_owned(), relations.as_bytes().to_vec()),
    ])
    .zip()
}
