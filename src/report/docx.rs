//! Tables as documents of Word, laid out as the appendices of decisions are.
//!
//! The few parts are written here: the library for it knows no head that each page repeats, and brings copies of its own
//! of what packs and of what writes XML.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use quick_xml::escape::escape;
use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::paper::{FONT, clean, text, widths};
use super::table::{Align, Table};
use crate::message::Lang;

/// Twentieths of a point for a letter of a table, so that [`super::paper::PAGE`] letters fill the page between its margins.
const LETTER: usize = 118;
/// Sizes in half points.
const TITLE: u32 = 28;
const BODY: u32 = 26;

/// The table as a document: A4 across, the heading centred above, a head that every page repeats, page numbers from the
/// second page on, notes below. The same table gives the same bytes.
pub fn docx(table: &Table, lang: Lang) -> ZipResult<Vec<u8>> {
    let title = table.heading.first().map(|title| clean(title)).unwrap_or_default();
    let language = match lang {
        Lang::Vi => "vi-VN",
        Lang::En => "en-GB",
    };
    let parts = [
        ("[Content_Types].xml", CONTENT_TYPES.to_owned()),
        ("_rels/.rels", RELATIONS.to_owned()),
        ("docProps/core.xml", core(&title)),
        ("word/document.xml", document(table, lang)),
        ("word/_rels/document.xml.rels", RELATIONS_OF_DOCUMENT.to_owned()),
        ("word/styles.xml", styles(language)),
        ("word/settings.xml", SETTINGS.to_owned()),
        ("word/header1.xml", HEADER.to_owned()),
    ];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for (name, xml) in parts {
        zip.start_file(name, options)?;
        zip.write_all(format!("{DECLARATION}{xml}").as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

fn document(table: &Table, lang: Lang) -> String {
    let mut body = String::new();
    for (at, line) in table.heading.iter().enumerate() {
        let run = if at == 0 {
            Run { bold: true, size: TITLE, ..Run::BODY }
        } else {
            Run { italic: true, ..Run::BODY }
        };
        body += &paragraph(line, "center", 60, &run);
    }
    if !table.columns.is_empty() {
        if !table.heading.is_empty() {
            body += &paragraph("", "left", 0, &Run::BODY);
        }
        body += &rows(table, lang);
    }
    for (at, note) in table.notes.iter().enumerate() {
        body += &paragraph(note, "both", if at == 0 { 160 } else { 60 }, &Run::BODY);
    }
    format!(
        "<w:document {NAMESPACES}><w:body>{body}<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId3\"/>\
         <w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/><w:pgMar w:top=\"1134\" w:right=\"1134\" \
         w:bottom=\"1134\" w:left=\"1701\" w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/><w:titlePg/></w:sectPr>\
         </w:body></w:document>"
    )
}

fn rows(table: &Table, lang: Lang) -> String {
    let widths: Vec<usize> = widths(table, lang).into_iter().map(|letters| letters * LETTER).collect();
    let mut xml = String::from("<w:tbl><w:tblPr>");
    let _ = write!(
        xml,
        "<w:tblW w:w=\"{}\" w:type=\"dxa\"/><w:jc w:val=\"center\"/>",
        widths.iter().sum::<usize>()
    );
    xml.push_str("<w:tblBorders>");
    for side in ["top", "left", "bottom", "right", "insideH", "insideV"] {
        let _ = write!(xml, "<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>");
    }
    xml.push_str("</w:tblBorders><w:tblLayout w:type=\"fixed\"/><w:tblCellMar>");
    for side in ["left", "right"] {
        let _ = write!(xml, "<w:{side} w:w=\"70\" w:type=\"dxa\"/>");
    }
    xml.push_str("</w:tblCellMar></w:tblPr><w:tblGrid>");
    for width in &widths {
        let _ = write!(xml, "<w:gridCol w:w=\"{width}\"/>");
    }
    xml.push_str("</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
    let head = Run { bold: true, ..Run::BODY };
    for (column, width) in table.columns.iter().zip(&widths) {
        xml += &cell(&clean(&column.head), *width, "center", &head);
    }
    xml.push_str("</w:tr>");
    for (at, cells) in table.rows.iter().enumerate() {
        xml.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
        let bold = table.is_bold(at);
        let run = Run { bold, keep: bold, ..Run::BODY };
        for ((column, width), value) in table.columns.iter().zip(&widths).zip(cells) {
            let side = match column.align {
                Align::Left => "left",
                Align::Right => "right",
            };
            xml += &cell(&text(value, lang), *width, side, &run);
        }
        xml.push_str("</w:tr>");
    }
    xml + "</w:tbl>"
}

/// A cell; each line of its text is a paragraph.
fn cell(text: &str, width: usize, side: &str, run: &Run) -> String {
    let vertical = if side == "center" { "<w:vAlign w:val=\"center\"/>" } else { "" };
    let lines: String = text.split('\n').map(|line| paragraph(line, side, 20, run)).collect();
    format!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{vertical}</w:tcPr>{lines}</w:tc>")
}

/// How a text looks.
struct Run {
    bold: bool,
    italic: bool,
    size: u32,
    /// It stands on the page of what follows.
    keep: bool,
}

impl Run {
    const BODY: Run = Run { bold: false, italic: false, size: BODY, keep: false };
}

fn paragraph(text: &str, side: &str, space: u32, run: &Run) -> String {
    let mut look = String::new();
    for (holds, tag) in [(run.bold, "<w:b/>"), (run.italic, "<w:i/>")] {
        look.push_str(if holds { tag } else { "" });
    }
    if run.size != BODY {
        let _ = write!(look, "<w:sz w:val=\"{0}\"/><w:szCs w:val=\"{0}\"/>", run.size);
    }
    let keep = if run.keep { "<w:keepNext/>" } else { "" };
    let text = clean(text);
    let text = escape(&text);
    format!(
        "<w:p><w:pPr>{keep}<w:spacing w:before=\"{space}\" w:after=\"{space}\"/><w:jc w:val=\"{side}\"/></w:pPr>\
         <w:r><w:rPr>{look}</w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>"
    )
}

/// The title, and a fixed day: the time at which a document was written must not show in its bytes.
fn core(title: &str) -> String {
    let title = escape(title);
    format!(
        "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{title}</dc:title>\
         <dcterms:created xsi:type=\"dcterms:W3CDTF\">2000-01-01T00:00:00Z</dcterms:created></cp:coreProperties>"
    )
}

fn styles(language: &str) -> String {
    format!(
        "<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"{FONT}\" w:hAnsi=\"{FONT}\" \
         w:eastAsia=\"{FONT}\" w:cs=\"{FONT}\"/><w:sz w:val=\"{BODY}\"/><w:szCs w:val=\"{BODY}\"/>\
         <w:lang w:val=\"{language}\"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style>\
         </w:styles>"
    )
}

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const NAMESPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
     xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
const CONTENT_TYPES: &str = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
     <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
     <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
     <Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>\
     <Override PartName=\"/word/document.xml\" \
     ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>\
     <Override PartName=\"/word/styles.xml\" \
     ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/>\
     <Override PartName=\"/word/settings.xml\" \
     ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml\"/>\
     <Override PartName=\"/word/header1.xml\" \
     ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml\"/></Types>";
const RELATIONS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
     <Relationship Id=\"rId1\" Target=\"word/document.xml\" \
     Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\"/>\
     <Relationship Id=\"rId2\" Target=\"docProps/core.xml\" \
     Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\"/></Relationships>";
const RELATIONS_OF_DOCUMENT: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
     <Relationship Id=\"rId1\" Target=\"styles.xml\" \
     Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\"/>\
     <Relationship Id=\"rId2\" Target=\"settings.xml\" \
     Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings\"/>\
     <Relationship Id=\"rId3\" Target=\"header1.xml\" \
     Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/header\"/></Relationships>";
/// Word shows documents without it in its mode for old ones.
const SETTINGS: &str = "<w:settings xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:compat>\
     <w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/>\
     </w:compat></w:settings>";
/// The number of the page in the middle.
const HEADER: &str = "<w:hdr xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
     <w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr><w:fldSimple w:instr=\" PAGE \"><w:r><w:t>2</w:t></w:r></w:fldSimple>\
     </w:p></w:hdr>";

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::table::{Cell, Column};
    use super::*;

    /// What is odd in a text must not spoil the document, nor show as anything else.
    #[test]
    fn any_text_is_only_text() {
        let odd = "</w:t> & \"a\" ]]> \u{1}\u{fffe}\nline";
        let table = Table {
            heading: vec![odd.to_owned()],
            columns: vec![Column::new(odd, "a", Align::Left), Column::new("b", "b", Align::Right)],
            rows: vec![vec![Cell::Text(odd.to_owned()), Cell::Count(3)], vec![Cell::Blank]],
            bold: vec![0],
            notes: vec![odd.to_owned()],
        };
        let xml = document(&table, Lang::Vi);
        let mut reader = quick_xml::Reader::from_str(&xml);
        let mut texts = 0;
        loop {
            match reader.read_event().unwrap() {
                quick_xml::events::Event::Eof => break,
                quick_xml::events::Event::Start(tag) if tag.name().as_ref() == "w:t" => texts += 1,
                _ => {}
            }
        }
        assert_eq!(
            texts,
            1 + 1 + 3 + 3 + 1 + 1,
            "heading, line below it, heads, first row, blank cell, note"
        );
        assert!(xml.contains("&lt;/w:t&gt; &amp; ") && !xml.contains('\u{1}'));
        assert_eq!(docx(&table, Lang::Vi).unwrap(), docx(&table, Lang::Vi).unwrap());
        assert!(docx(&Table::default(), Lang::En).is_ok());
    }
}
