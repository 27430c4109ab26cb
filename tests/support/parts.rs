//! Builds small, and bad, workbooks part by part.

// Test code.
#![allow(clippy::unwrap_used, clippy::format_push_string)]

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>"#;
const RELS: &str = r#"<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;

/// The parts of a workbook, to be changed before they are packed.
pub struct Parts(pub Vec<(String, Vec<u8>)>);

impl Parts {
    /// A workbook with sheets of the given `sheetData` and what follows it; names may carry `" state="hidden`.
    pub fn book(sheets: &[(&str, &str)]) -> Parts {
        let mut parts = vec![part("[Content_Types].xml", TYPES), part("_rels/.rels", RELS)];
        let (mut list, mut relations) = (String::new(), String::new());
        for (number, (name, xml)) in sheets.iter().enumerate() {
            let number = number + 1;
            list.push_str(&format!(r#"<sheet name="{name}" sheetId="{number}" r:id="rId{number}"/>"#));
            relations.push_str(&format!(
                r#"<Relationship Id="rId{number}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet{number}.xml"/>"#
            ));
            parts.push(part(&format!("xl/worksheets/sheet{number}.xml"), &sheet(xml)));
        }
        parts.push(part(
            "xl/workbook.xml",
            &format!(
                r#"<?xml version="1.0" encoding="UTF-8"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>{list}</sheets></workbook>"#
            ),
        ));
        parts.push(part(
            "xl/_rels/workbook.xml.rels",
            &format!(
                r#"<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}</Relationships>"#
            ),
        ));
        Parts(parts)
    }

    /// One sheet `S` with this inside its `sheetData`.
    pub fn rows(rows: &str) -> Parts {
        Parts::book(&[("S", &format!("<sheetData>{rows}</sheetData>"))])
    }

    /// With a part put in or replaced.
    pub fn with(mut self, name: &str, text: impl AsRef<[u8]>) -> Parts {
        self.0.retain(|(known, _)| known != name);
        self.0.push((name.to_owned(), text.as_ref().to_vec()));
        self
    }

    /// With shared strings.
    pub fn strings(self, strings: &str) -> Parts {
        self.with("xl/sharedStrings.xml", format!("<?xml version=\"1.0\"?>{strings}"))
    }

    /// The file.
    pub fn zip(&self) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        for (name, bytes) in &self.0 {
            zip.start_file(name.as_str(), options).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }
}

fn part(name: &str, text: &str) -> (String, Vec<u8>) {
    (name.to_owned(), text.as_bytes().to_vec())
}

fn sheet(inside: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{inside}</worksheet>"#
    )
}
