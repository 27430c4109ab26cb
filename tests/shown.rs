//! A set as its appendix prints it: what stands in the set stands in the workbook and in the document.

// Test code.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;

use assert_cmd::cargo::cargo_bin_cmd;
use calamine::{Data, Reader, Xlsx};
use parindex::criteria::{CriteriaSet, builtin, load};

/// What `criteria show` writes for a carried set, by the ending of the file.
fn shown(id: &str, ending: &str, folder: &Path) -> Vec<u8> {
    let path = folder.join(format!("{id}.{ending}"));
    let arguments = ["--lang", "vi", "criteria", "show", id, "--force", "--output"];
    cargo_bin_cmd!("parindex").args(arguments).arg(&path).assert().code(0);
    fs::read(path).unwrap()
}

fn sets() -> impl Iterator<Item = CriteriaSet> {
    builtin::all().map(|(id, text)| load(&format!("{id}.toml").into(), text).0.unwrap())
}

/// Codes and maxima, with those of bonus and penalty, in order.
fn expected(set: &CriteriaSet) -> Vec<(String, String)> {
    let nodes = set.nodes.iter().map(|node| (node.code.to_string(), node.max.to_string()));
    let sum = [(String::new(), set.scale.to_string())];
    let adjustments = set.adjustments.iter().map(|adjustment| {
        let cap = adjustment.cap.as_ref().map_or_else(String::new, ToString::to_string);
        (adjustment.code.to_string(), cap)
    });
    nodes.chain(sum).chain(adjustments).collect()
}

#[test]
fn the_workbook_has_every_code_and_maximum() {
    let folder = tempfile::tempdir().unwrap();
    for set in sets() {
        let bytes = shown(&set.id, "xlsx", folder.path());
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(&bytes)).unwrap();
        let sheet = book.worksheet_range_at(0).unwrap().unwrap();
        let rows: Vec<_> = sheet.rows().collect();
        let head = rows.iter().position(|row| row[0] == Data::String("STT".to_owned())).unwrap();
        let table: Vec<(String, String)> = rows[head + 1..]
            .iter()
            .take_while(|row| row[1] != Data::Empty)
            .map(|row| {
                assert!(matches!(row[0], Data::String(_) | Data::Empty), "{:?} is no text", row[0]);
                assert!(matches!(row[2], Data::Float(_) | Data::Empty), "{:?} is no number", row[2]);
                (row[0].to_string(), row[2].to_string())
            })
            .collect();
        assert_eq!(table, expected(&set), "{}", set.id);
        assert_eq!(bytes, shown(&set.id, "xlsx", folder.path()), "{} differs from run to run", set.id);
    }
}

#[test]
fn the_document_is_well_formed_and_complete() {
    let folder = tempfile::tempdir().unwrap();
    for set in sets() {
        let bytes = shown(&set.id, "docx", folder.path());
        let mut package = zip::ZipArchive::new(Cursor::new(&bytes)).unwrap();
        let mut parts = Vec::new();
        for at in 0..package.len() {
            let mut part = package.by_index(at).unwrap();
            let mut xml = String::new();
            part.read_to_string(&mut xml).unwrap();
            parts.push((part.name().unwrap().to_string(), cells(&xml), xml));
        }
        let (_, rows, xml) = parts.iter().find(|(name, ..)| name == "word/document.xml").unwrap();
        assert_eq!(xml.matches("<w:tblHeader/>").count(), 1);
        let columns = xml.matches("<w:gridCol ").count();
        let table: Vec<(String, String)> =
            rows.chunks(columns).skip(1).map(|row| (row[0].clone(), row[2].replace(',', "."))).collect();
        assert_eq!(table, expected(&set), "{}", set.id);
        assert_eq!(bytes, shown(&set.id, "docx", folder.path()), "{} differs from run to run", set.id);
    }
}

/// The text of each cell of a part; fails where the part is not well-formed.
fn cells(xml: &str) -> Vec<String> {
    use quick_xml::events::Event;
    let mut reader = quick_xml::Reader::from_str(xml);
    let (mut cells, mut open) = (Vec::new(), Vec::new());
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) => {
                if tag.name().as_ref() == "w:tc" {
                    cells.push(String::new());
                }
                open.push(tag.name().as_ref().to_owned());
            }
            Event::End(_) => drop(open.pop()),
            Event::Text(text) if open.iter().any(|tag: &String| tag == "w:tc") => {
                cells.last_mut().unwrap().push_str(&text);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(open.is_empty(), "not closed: {open:?}");
    cells
}

#[test]
fn a_binary_file_is_not_for_the_screen() {
    for format in ["xlsx", "docx"] {
        let arguments = ["--lang", "vi", "criteria", "show", "mau-xa-2025", "--format", format];
        let run = cargo_bin_cmd!("parindex").args(arguments).assert().code(2);
        let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
        assert!(
            run.get_output().stdout.is_empty() && said.contains(&format!("--output bo-tieu-chi.{format}")),
            "{said}"
        );
    }
}
