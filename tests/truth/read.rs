//! Papers read back, by readers that have nothing to do with what wrote them.

use std::io::Read;

use calamine::{Reader, Xlsx};
use quick_xml::escape::unescape;

/// A table as it was found: what stands above it, and its rows of texts.
#[derive(Clone, Debug, Default)]
pub struct Table {
    pub above: String,
    pub rows: Vec<Vec<String>>,
    /// Its numbers are exact values of which the paper shows a rounded one.
    pub exact: bool,
}

/// The tables of a file, by the ending of its name.
pub fn tables(name: &str, bytes: &[u8]) -> Vec<Table> {
    let ending = name.rsplit('.').next().unwrap();
    match ending {
        "csv" => vec![of_csv(bytes)],
        "md" => of_markdown(std::str::from_utf8(bytes).unwrap()),
        "xlsx" => of_workbook(bytes),
        "docx" => of_document(bytes),
        "html" => of_page(std::str::from_utf8(bytes).unwrap()),
        other => panic!("no reader for {other}"),
    }
}

/// Each sheet, in parts where rows are blank between; the values that the formulas hold.
fn of_workbook(bytes: &[u8]) -> Vec<Table> {
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(std::io::Cursor::new(bytes)).unwrap();
    let mut tables = Vec::new();
    for name in book.sheet_names() {
        let (mut above, mut rows) = (String::new(), Vec::<Vec<String>>::new());
        let range = book.worksheet_range(&name).unwrap();
        for row in range.rows().map(|row| row.iter().map(ToString::to_string).collect::<Vec<_>>()) {
            match row.iter().filter(|cell| !cell.is_empty()).count() {
                // A heading, a note, or the end.
                0 | 1 => {
                    if !rows.is_empty() {
                        tables.push(Table { above: std::mem::take(&mut above), rows, exact: true });
                        rows = Vec::new();
                    }
                    above += &row.concat();
                    above.push('\n');
                }
                _ => rows.push(row),
            }
        }
        if !rows.is_empty() {
            tables.push(Table { above, rows, exact: true });
        }
    }
    tables
}

/// The tables of a document of Word, each with the paragraphs since the last one.
fn of_document(bytes: &[u8]) -> Vec<Table> {
    let mut package = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut xml = String::new();
    package.by_name("word/document.xml").unwrap().read_to_string(&mut xml).unwrap();
    marked(&xml, ["w:tbl", "w:tr", "w:tc", "w:tc"], |name| matches!(name, "w:p" | "w:br"))
}

/// The tables of a page as they stand in it, and those in its data.
fn of_page(text: &str) -> Vec<Table> {
    let (page, _) = text.split_once("<script type=\"application/json\"").unwrap_or((text, ""));
    marked(page, ["table", "tr", "td", "th"], |name| matches!(name, "p" | "caption" | "h2" | "br"))
}

/// Tables between tags: of a table, a row, a cell and a head.
fn marked(text: &str, [of_table, of_row, of_cell, of_head]: [&str; 4], ends: fn(&str) -> bool) -> Vec<Table> {
    let mut tables: Vec<Table> = Vec::new();
    let (mut above, mut depth) = (String::new(), 0);
    for part in text.split('<').skip(1) {
        let (tag, text) = part.split_once('>').unwrap();
        let (closes, tag) = tag.strip_prefix('/').map_or((false, tag), |tag| (true, tag));
        let name = tag.split([' ', '/', '\n']).next().unwrap();
        let text = unescape(text).unwrap();
        if name == of_table && closes {
            depth -= 1;
            above.clear();
        } else if name == of_table {
            depth += 1;
            tables.push(Table { above: above.clone(), ..Table::default() });
        }
        let Some(rows) = tables.last_mut().map(|table| &mut table.rows).filter(|_| depth > 0) else {
            if ends(name) {
                above.push('\n');
            }
            above += &text;
            continue;
        };
        if name == of_row && !closes {
            rows.push(Vec::new());
        } else if (name == of_cell || name == of_head) && !closes {
            rows.last_mut().unwrap().push(String::new());
        }
        if let Some(cell) = rows.last_mut().and_then(|row| row.last_mut()) {
            *cell += text.trim_matches(['\n', '\r']);
        }
    }
    tables
}

fn of_csv(bytes: &[u8]) -> Table {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
    let rows = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
    Table { rows, ..Table::default() }
}

fn of_markdown(text: &str) -> Vec<Table> {
    let mut tables: Vec<Table> = Vec::new();
    let (mut above, mut inside) = (String::new(), false);
    for line in text.lines() {
        let Some(row) = line.strip_prefix('|') else {
            // A list below a table ends what stands above the next one.
            if inside {
                above.clear();
            }
            inside = false;
            above += line;
            above.push('\n');
            continue;
        };
        if !inside {
            tables.push(Table { above: above.clone(), ..Table::default() });
        }
        inside = true;
        if row.chars().all(|c| " |:-".contains(c)) {
            continue;
        }
        // No text in these rounds has a bar in it.
        let cells = row.trim_end_matches('|').split('|').map(|cell| cell.trim().replace('\\', ""));
        tables.last_mut().unwrap().rows.push(cells.collect());
    }
    tables
}
