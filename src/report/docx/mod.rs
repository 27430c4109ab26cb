//! Documents of Word, laid out as decree 30/2020/NĐ-CP says, and tables as the appendices of decisions are.
//!
//! The few parts are written here: the library for it knows no head that each page repeats, and brings copies of its own
//! of what packs and of what writes XML.

mod office;
mod paragraph;
mod rows;

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use quick_xml::escape::escape;
use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use self::paragraph::{BODY, Format, SMALL, TEXT, rule, write_paragraph};
use super::document::{Block, Document, Paragraph, Run, Section, Style};
use super::paper::{FONT, clean};
use super::table::Table;
use crate::message::Lang;

/// A4 in twentieths of a point.
const SHORT: usize = 11906;
const LONG: usize = 16838;
/// 30 mm on the left, 20 mm above and below, on the right 15 mm, across 20 mm.
const LEFT: usize = 1701;
const ABOVE: usize = 1134;
const RIGHT: usize = 851;

impl Section {
    /// Width of a line between the margins.
    fn width(&self) -> usize {
        if self.landscape { LONG - LEFT - ABOVE } else { SHORT - LEFT - RIGHT }
    }
}

/// The table as a document: A4 across, the heading centred above, a head that every page repeats, page numbers from the
/// second page on, notes below. The same table gives the same bytes.
pub fn docx(table: &Table, lang: Lang) -> ZipResult<Vec<u8>> {
    docx_document(&document_of(table), lang)
}

fn document_of(table: &Table) -> Document {
    let title = table.heading.first().map(|title| clean(title)).unwrap_or_default();
    let heading = table.heading.iter().enumerate().map(|(at, line)| {
        let run = Run { text: line.clone(), bold: at == 0, italic: at > 0 };
        Block::Paragraph(Paragraph { style: Style::Title, runs: vec![run] })
    });
    let mut blocks: Vec<Block> = heading.collect();
    blocks.push(Block::Table(table.clone()));
    Document { title, draft: false, sections: vec![Section { landscape: true, blocks }] }
}

/// The document: page numbers in the middle above from the second page on. The same document gives the same bytes.
pub fn docx_document(document: &Document, lang: Lang) -> ZipResult<Vec<u8>> {
    let language = match lang {
        Lang::Vi => "vi-VN",
        Lang::En => "en-GB",
    };
    let draft = if document.draft { DRAFT } else { "" };
    let parts = [
        ("[Content_Types].xml", CONTENT_TYPES.to_owned()),
        ("_rels/.rels", RELATIONS.to_owned()),
        ("docProps/core.xml", core(&clean(&document.title))),
        ("word/document.xml", body(document, lang)),
        ("word/_rels/document.xml.rels", RELATIONS_OF_DOCUMENT.to_owned()),
        ("word/styles.xml", styles(language)),
        ("word/settings.xml", SETTINGS.to_owned()),
        ("word/header1.xml", header(&format!("{NUMBER}{draft}"))),
        ("word/header2.xml", header(if document.draft { DRAFT } else { "<w:p/>" })),
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

fn body(document: &Document, lang: Lang) -> String {
    let mut xml = format!("<w:document {NAMESPACES}><w:body>");
    let last = document.sections.len().saturating_sub(1);
    for (at, section) in document.sections.iter().enumerate() {
        blocks(&mut xml, section, lang);
        let properties = properties(section, at);
        if at < last {
            let _ = write!(xml, "<w:p><w:pPr>{}{properties}</w:pPr></w:p>", paragraph::TINY);
        } else {
            xml += &properties;
        }
    }
    if document.sections.is_empty() {
        xml += &properties(&Section::default(), 0);
    }
    xml + "</w:body></w:document>"
}

fn blocks(xml: &mut String, section: &Section, lang: Lang) {
    let width = section.width();
    let mut titled = false;
    for (at, block) in section.blocks.iter().enumerate() {
        let next = section.blocks.get(at + 1);
        match block {
            Block::Letterhead(head) => office::letterhead(xml, head, width),
            Block::Paragraph(paragraph) => {
                let mut format = Format::of(paragraph.style);
                if matches!(paragraph.style, Style::Title | Style::Centred) && !titled && at > 0 {
                    format.before = 240;
                }
                // The end of a paper is never alone on its page.
                format.keep |= matches!(next, Some(Block::Signature(_)));
                // Nor is what announces something.
                format.keep |= next.is_some() && paragraph.text().trim_end().ends_with(':');
                let size = if paragraph.style == Style::Note { SMALL } else { TEXT };
                write_paragraph(xml, &format, size, &paragraph.runs);
            }
            Block::Rule => rule(xml, width, width / 5, 120),
            Block::Table(table) if table.columns.is_empty() => notes(xml, table),
            Block::Table(table) => {
                space(xml);
                rows::write_rows(xml, table, width, lang);
                notes(xml, table);
                // Two tables that touch would be one.
                if table.notes.is_empty() && !matches!(next, Some(Block::Paragraph(_))) {
                    space(xml);
                }
            }
            Block::NewPage => xml.push_str("<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>"),
            Block::Signature(signature) => {
                space(xml);
                office::signature(xml, signature, width);
                // A table is never the last of a document.
                let _ = write!(xml, "<w:p><w:pPr>{}</w:pPr></w:p>", paragraph::TINY);
            }
        }
        titled = matches!(block, Block::Paragraph(of) if matches!(of.style, Style::Title | Style::Centred));
    }
}

fn notes(xml: &mut String, table: &Table) {
    for note in &table.notes {
        write_paragraph(xml, &Format::of(Style::Note), SMALL, &Paragraph::plain(Style::Note, note).runs);
    }
}

/// A little room, on the page of what follows.
fn space(xml: &mut String) {
    let _ = write!(xml, "<w:p><w:pPr><w:keepNext/>{}</w:pPr></w:p>", paragraph::TINY);
}

/// Page and head of a section; each has its own numbers of pages, as appendices have.
fn properties(section: &Section, at: usize) -> String {
    let (page, right) = if section.landscape {
        (format!("w:w=\"{LONG}\" w:h=\"{SHORT}\" w:orient=\"landscape\""), ABOVE)
    } else {
        (format!("w:w=\"{SHORT}\" w:h=\"{LONG}\""), RIGHT)
    };
    let start = if at > 0 { "<w:pgNumType w:start=\"1\"/>" } else { "" };
    format!(
        "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId3\"/><w:headerReference w:type=\"first\" \
         r:id=\"rId4\"/><w:pgSz {page}/><w:pgMar w:top=\"{ABOVE}\" w:right=\"{right}\" w:bottom=\"{ABOVE}\" \
         w:left=\"{LEFT}\" w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/>{start}<w:titlePg/></w:sectPr>"
    )
}

/// The head of a page.
fn header(paragraphs: &str) -> String {
    format!("<w:hdr {NAMESPACES}>{paragraphs}</w:hdr>")
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
     ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml\"/>\
     <Override PartName=\"/word/header2.xml\" \
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
     Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/header\"/>\
     <Relationship Id=\"rId4\" Target=\"header2.xml\" \
     Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/header\"/></Relationships>";
/// Word shows documents without it in its mode for old ones.
const SETTINGS: &str = "<w:settings xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:compat>\
     <w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/>\
     </w:compat></w:settings>";
/// The number of the page in the middle.
const NUMBER: &str = "<w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr><w:fldSimple w:instr=\" PAGE \"><w:r><w:t>2</w:t></w:r>\
     </w:fldSimple></w:p>";
/// What each page of a draft says.
const DRAFT: &str = "<w:p><w:pPr><w:jc w:val=\"right\"/></w:pPr><w:r><w:rPr><w:b/><w:sz w:val=\"22\"/></w:rPr>\
     <w:t>DỰ THẢO</w:t></w:r></w:p>";

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::report::table::{Align, Cell, Column};

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
        let xml = body(&document_of(&table), Lang::Vi);
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
            2 + 3 + 3 + 1 + 2,
            "heading, heads, first row, blank cell, note; each line is a text"
        );
        assert!(xml.contains("&lt;/w:t&gt; &amp; ") && !xml.contains('\u{1}'));
        assert_eq!(docx(&table, Lang::Vi).unwrap(), docx(&table, Lang::Vi).unwrap());
        assert!(docx(&Table::default(), Lang::En).is_ok());
    }
}
