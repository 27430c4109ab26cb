//! A workbook made from fuzz bytes: the XML of cells in all the ways that it may be written, and some that it may not.

use crate::bytes::Bytes;

const KINDS: &[&str] = &["", "", "", "n", "s", "s", "str", "inlineStr", "b", "e", "d", "is", "zz"];
const NUMBERS: &[&str] = &[
    "0",
    "1",
    "-0",
    "1.5",
    "1.1000000000000001",
    "0.30000000000000004",
    "8.8000000000000007",
    "434.99999999999994",
    "1e5",
    "1E-7",
    "2.5E+3",
    "1e999",
    "-1e999",
    "NaN",
    "inf",
    "1,5",
    "0x10",
    "12345678901234567890",
    "999999999999.5",
    "123456789012345678",
    "1e17",
    "1e18",
    "0.1234567890125",
    "0.12345678901250001",
    "1e-12",
    "9.9999999999999e-13",
    "45667",
    "45667.999999",
    "60",
    "0.5",
    "2958465",
    "2958466",
    "-1",
    " 1.5 ",
    "+1",
    ".5",
    "5.",
    "1e",
    "",
    " ",
    "1_0",
    "\u{663}",
    "1 2",
    "00012",
    "1.10",
    "-",
    "1e-400",
    "4.9e-324",
    "true",
    "TRUE",
    "2",
];
const TEXTS: &[&str] = &[
    "a",
    "  hai  ba ",
    "Tiêu ",
    "chí",
    "&lt;",
    "&amp;",
    "&#50;",
    "&#x1F4F7;",
    "&bogus;",
    "&#0;",
    "<![CDATA[1]]>",
    "<!-- c -->",
    "_x000D_",
    "_x005F_x000D_",
    "_xD83D__xDCF7_",
    "\u{a0}",
    "e\u{302}\u{323}",
    "\r\n",
    "]]>",
    "&quot;",
    "#DIV/0!",
    "#N/A",
    "#SPILL!",
    "2025-10-01",
    "2025-10-01T00:00:00",
    "10:30:00",
    "\u{feff}",
    "\u{200b}",
    "\t",
];
const FORMATS: &[&str] = &[
    "dd/mm/yyyy",
    "d-mmm",
    "0.00",
    "@",
    "[h]:mm",
    "General",
    "\\d0",
    "&quot;d&quot;0",
    "[Red]0",
    "[$-42A]dd mmmm",
    "yyyy;@",
    "0.0%",
    "_(* #,##0_)",
    "AM/PM",
    "[mm]",
    "m",
    "",
    "#,##0.000",
];
const BETWEEN: &[&str] = &["", "", "", "\n", " ", "<!-- <c r=\"A1\"><v>9</v></c> -->", "<?pi a?>"];

/// The parts of a workbook; the ZIP file stores or deflates them.
pub fn workbook(bytes: &mut Bytes) -> Vec<(&'static str, Vec<u8>)> {
    let choice = bytes.byte();
    let mut writer =
        Writer { prefix: if choice & 0x0E == 2 { "x:" } else { "" }, text: String::new(), at: (1, 1) };
    let raw = |bytes: &mut Bytes, of: u8, text: String| {
        if choice & 0xF0 == of { bytes.some(255).to_vec() } else { text.into_bytes() }
    };
    let styles = writer.styles(bytes);
    let styles = raw(bytes, 0x10, styles);
    let strings = writer.strings(bytes);
    let strings = raw(bytes, 0x20, strings);
    let book = writer.book(bytes);
    let book = raw(bytes, 0x30, book);
    let relations = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
    let relation = |id: u8, kind: &str, target: &str| {
        let base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        format!("<Relationship Id=\"rId{id}\" Type=\"{base}/{kind}\" Target=\"{target}\"/>")
    };
    let mut all = relations.to_owned();
    all += &relation(
        1,
        "worksheet",
        ["worksheets/sheet1.xml", "/xl/worksheets/sheet1.xml"][usize::from(choice & 1)],
    );
    all += &relation(2, "worksheet", "worksheets/sheet2.xml");
    all += &relation(3, "sharedStrings", "sharedStrings.xml");
    all += &relation(4, "styles", "styles.xml");
    let second = writer.sheet(&mut Bytes(bytes.some(60)));
    let first = writer.sheet(bytes);
    let root = format!("{relations}{}</Relationships>", relation(1, "officeDocument", "xl/workbook.xml"));
    let mut parts = vec![
        (
            "[Content_Types].xml",
            b"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>".to_vec(),
        ),
        ("_rels/.rels", root.into_bytes()),
        ("xl/workbook.xml", book),
        ("xl/_rels/workbook.xml.rels", (all + "</Relationships>").into_bytes()),
        ("xl/worksheets/sheet1.xml", first.into_bytes()),
        ("xl/worksheets/sheet2.xml", second.into_bytes()),
    ];
    if choice & 4 == 0 {
        parts.push(("xl/styles.xml", styles));
    }
    if choice & 8 == 0 {
        parts.push(("xl/sharedStrings.xml", strings));
    }
    parts
}

struct Writer {
    /// Of all elements.
    prefix: &'static str,
    text: String,
    /// Row and column of the next cell, from 1.
    at: (u32, u32),
}

impl Writer {
    fn taken(&mut self) -> String {
        std::mem::take(&mut self.text)
    }

    fn open(&mut self, name: &str) {
        self.text += &format!("<{}{name}", self.prefix);
    }

    fn close(&mut self, name: &str) {
        self.text += &format!("</{}{name}>", self.prefix);
    }

    fn tag(&mut self, name: &str) {
        self.open(name);
        self.text.push('>');
    }

    fn styles(&mut self, bytes: &mut Bytes) -> String {
        self.tag("styleSheet");
        self.tag("numFmts");
        for id in 0..bytes.byte() % 4 {
            self.open("numFmt");
            self.text += &format!(" numFmtId=\"{}\" formatCode=\"{}\"/>", 164 + id, bytes.one(FORMATS));
        }
        self.close("numFmts");
        self.tag("cellXfs");
        for _ in 0..bytes.byte() % 6 {
            self.open("xf");
            let format = match bytes.byte() {
                own @ 0..128 => 164 + own % 4,
                built_in => built_in % 60,
            };
            self.text += &format!(" numFmtId=\"{format}\" applyNumberFormat=\"1\"/>");
        }
        self.close("cellXfs");
        self.close("styleSheet");
        self.taken()
    }

    fn strings(&mut self, bytes: &mut Bytes) -> String {
        self.open("sst");
        let count = bytes.byte() % 6;
        match bytes.byte() % 8 {
            0 => self.text += " uniqueCount=\"3\"",
            1 => self.text += " uniqueCount=\"99\" count='1'",
            _ => {}
        }
        self.text.push('>');
        for _ in 0..count {
            self.tag("si");
            self.rich(bytes);
            self.close("si");
            self.text += bytes.one(BETWEEN);
        }
        self.close("sst");
        self.taken()
    }

    /// What stands inside `si` and `is`.
    fn rich(&mut self, bytes: &mut Bytes) {
        let choice = bytes.byte();
        if choice & 7 == 0 {
            return;
        }
        let runs = if choice & 8 == 0 { 1 } else { 1 + choice % 3 };
        for _ in 0..runs {
            if choice & 8 != 0 {
                self.tag("r");
                self.tag("rPr");
                self.text += bytes.one(BETWEEN);
                self.close("rPr");
            }
            self.open("t");
            self.text +=
                bytes.one(&["", "", " xml:space=\"preserve\"", " xml:space='preserve'", " a='b'", "/"]);
            self.text.push('>');
            if !self.text.ends_with("/>") {
                self.texts(bytes);
                self.close("t");
            }
            if choice & 8 != 0 {
                self.close("r");
            }
        }
        if choice & 0x30 == 0x30 {
            self.text += "<rPh sb=\"0\" eb=\"1\"><t>x</t></rPh>";
        }
    }

    fn texts(&mut self, bytes: &mut Bytes) {
        for _ in 0..bytes.byte() % 4 {
            if bytes.byte() & 15 == 0 {
                let own = String::from_utf8_lossy(bytes.some(12)).replace(['<', '&'], "");
                self.text += &own;
            } else {
                self.text += bytes.one(TEXTS);
            }
        }
    }

    fn book(&mut self, bytes: &mut Bytes) -> String {
        let choice = bytes.byte();
        let prefix = self.prefix;
        self.open("workbook");
        self.text += " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">";
        if choice & 3 == 0 {
            self.text += &format!("<{prefix}workbookPr date1904=\"1\"/>");
        }
        self.tag("sheets");
        let state = ["", "", " state=\"hidden\"", " state=\"veryHidden\"", " state='visible'"];
        for (number, name) in [(1, "S"), (2, "Đ &amp; C")] {
            let hidden = if number == 1 { "" } else { bytes.one(&state) };
            self.text += &format!(
                "<{prefix}sheet name=\"{name}\" sheetId=\"{number}\"{hidden} r:id=\"rId{number}\"/>"
            );
        }
        self.close("sheets");
        self.close("workbook");
        self.taken()
    }

    fn sheet(&mut self, bytes: &mut Bytes) -> String {
        self.at = (1, 1);
        self.tag("worksheet");
        match bytes.byte() % 16 {
            0 => self.text += &format!("<{}dimension ref=\"A1:C3\"/>", self.prefix),
            1 => {
                self.text +=
                    &format!("<{0}cols><{0}col min=\"2\" max=\"3\" hidden=\"1\"/></{0}cols>", self.prefix)
            }
            _ => {}
        }
        self.tag("sheetData");
        while !bytes.is_empty() && self.text.len() < 1 << 17 {
            self.row(bytes);
        }
        self.close("sheetData");
        self.text += &format!("<{0}mergeCells><{0}mergeCell ref=\"A1:B2\"/></{0}mergeCells>", self.prefix);
        self.close("worksheet");
        self.taken()
    }

    fn row(&mut self, bytes: &mut Bytes) {
        let choice = bytes.byte();
        if choice & 7 == 1 {
            self.at.0 += u32::from(bytes.byte());
        }
        self.open("row");
        let number = format!(" r=\"{}\"", self.at.0);
        let hidden =
            bytes.one(&["", "", " hidden=\"1\"", " hidden='true'", " hidden=\"0\"", " spans=\"1:3\""]);
        match choice & 0x30 {
            0x10 => self.text += hidden,
            0x20 => self.text += &format!("{hidden}{number}"),
            _ => self.text += &format!("{number}{hidden}"),
        }
        if choice & 0xC0 == 0xC0 {
            self.text += "/>";
        } else {
            self.text.push('>');
            for _ in 0..=bytes.byte() % 6 {
                self.text += bytes.one(BETWEEN);
                self.cell(bytes);
            }
            self.close("row");
        }
        self.at = (self.at.0 + 1, 1);
    }

    fn cell(&mut self, bytes: &mut Bytes) {
        let choice = bytes.byte();
        if choice & 7 == 1 {
            self.at.1 += u32::from(bytes.byte() % 40);
        }
        let kind = bytes.one(KINDS);
        let place = match choice & 0xF8 {
            0x08 => bytes.one(&["A0", "XFE1", "AAAA1", "A", "1", "$A$1", "a1", ""]).to_owned(),
            _ => name(self.at),
        };
        let mut attributes = [String::new(), String::new(), String::new()];
        // Without its name only now and then: nobody can say then what lies where behind a fault.
        if choice & 0xF8 != 0x10 {
            attributes[0] = format!(" r=\"{place}\"");
        }
        if !kind.is_empty() {
            attributes[1] = format!(" t=\"{kind}\"");
        }
        if choice & 1 == 0 {
            attributes[2] = format!(" s=\"{}\"", bytes.one(&["0", "1", "2", "3", "4", "5", "99", "-1", "x"]));
        }
        attributes.rotate_left(usize::from(choice >> 3 & 3));
        self.open("c");
        self.text += &attributes.concat();
        self.at.1 += 1;
        if choice & 0xF8 == 0x18 {
            self.text += "/>";
            return;
        }
        self.text.push('>');
        self.inside(kind, bytes);
        self.close("c");
    }

    fn inside(&mut self, kind: &str, bytes: &mut Bytes) {
        let choice = bytes.byte();
        match choice & 0x0F {
            0 => self.tagged("f", "1+1"),
            1 => self.text += &format!("<{}f t=\"shared\" ref=\"A1:A9\" si=\"0\">B1</{0}f>", self.prefix),
            2 => self.text += &format!("<{}f t=\"shared\" si=\"0\"/>", self.prefix),
            3 => self.text += &format!("<{}f/>", self.prefix),
            _ => {}
        }
        self.text += bytes.one(BETWEEN);
        if matches!(kind, "inlineStr" | "is") && choice & 0x10 == 0 {
            self.tag("is");
            self.rich(bytes);
            self.close("is");
            return;
        }
        match choice >> 4 {
            0 => self.text += &format!("<{}v/>", self.prefix),
            1 => {}
            2 => self.tagged("w", "1"),
            3 => self.tagged("extLst", "<ext/>"),
            4..=6 => {
                self.tag("v");
                self.texts(bytes);
                self.close("v");
            }
            7 => {
                let (digits, scale) = (bytes.long(), bytes.byte());
                let more = bytes.long();
                self.tagged("v", &format!("{digits}.{more}E{}", i32::from(scale) / 8 - 16));
            }
            8 | 9 if kind == "s" => self.tagged("v", &(bytes.byte() % 7).to_string()),
            8 if kind == "b" => self.tagged("v", bytes.one(&["0", "1", "true", "FALSE", " 1", "2"])),
            8 if kind == "e" => {
                self.tagged("v", bytes.one(&["#DIV/0!", "#N/A", "#REF!", "#SPILL!", "#", "N/A"]))
            }
            _ => self.tagged("v", bytes.one(NUMBERS)),
        }
    }

    fn tagged(&mut self, name: &str, inside: &str) {
        self.tag(name);
        self.text += inside;
        self.close(name);
    }
}

/// `D17`.
fn name((row, mut column): (u32, u32)) -> String {
    let mut letters = Vec::new();
    while column > 0 {
        letters.insert(0, b'A' + ((column - 1) % 26) as u8);
        column = (column - 1) / 26;
    }
    format!("{}{row}", String::from_utf8_lossy(&letters))
}
