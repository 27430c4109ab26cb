//! The tables of a Word document, each as a sheet. Only the appendix of a decision is read from one: forms are not.

use std::collections::BTreeMap;
use std::sync::Arc;

use memchr::memmem;

use super::package::Package;
use super::xlsx::Parts;
use super::xml::{Odd, Scan, Tag, Xml};
use super::{Reading, SheetBuilder, limits, text, unreadable};
use crate::diagnostic::{CellRef, Finding, Place};
use crate::message::{Detail, FileFault, ImportDoubt};
use crate::sorting::Order as _;

/// The part that holds the text.
pub(super) const PART: &str = "word/document.xml";
/// Tables in tables are read so deep; what is deeper counts as text of its cell.
const DEEPEST: usize = 4;

/// Reads the tables of a document, and the paragraphs outside of them.
pub(super) fn read(file: &Arc<str>, package: &Package, reading: &mut Reading) -> Result<(), Detail> {
    let mut content = Vec::new();
    let damaged = |_: Odd| unreadable(FileFault::DamagedPart(PART.to_owned()));
    package.unpack(PART, &mut content).map_err(damaged)?;
    if memmem::find(&content, b"<!DOCTYPE").is_some() {
        return Err(unreadable(FileFault::DocumentType(PART.to_owned())));
    }
    let mut document = Document::default();
    document.scan(&content).map_err(Stop::detail)?;
    let mut tables = document.done;
    tables.order_by_key(|table| table.number);
    for table in tables {
        let merges = table.merges.into_iter().filter(|(first, last)| first != last).take(limits::MERGES);
        let merges = merges.collect();
        let mut sheet = table.builder.finish(&table.number.to_string());
        sheet.merges = merges;
        for (cell, text) in table.left_out {
            let table = Arc::clone(&sheet.name);
            let place = Place::Table { file: Arc::clone(file), table, cell: Some(cell) };
            let doubt = Box::new(ImportDoubt::TextLeftOut { text: text::clean(&text).into_owned() });
            reading.findings.push(Finding::new(place, Detail::Import { doubt }));
        }
        if sheet.row_count() > 0 {
            reading.sheets.push(sheet);
        }
    }
    reading.paragraphs = document.paragraphs;
    Ok(())
}

/// Why the reading stopped.
enum Stop {
    Broken,
    Limit(Detail),
}

impl Stop {
    fn detail(self) -> Detail {
        match self {
            Stop::Broken => unreadable(FileFault::BrokenXml(PART.to_owned())),
            Stop::Limit(detail) => detail,
        }
    }
}

impl From<Odd> for Stop {
    fn from(_: Odd) -> Stop {
        Stop::Broken
    }
}

#[derive(Default)]
struct Document {
    /// The tables that are open, the innermost last.
    open: Vec<Table>,
    done: Vec<Table>,
    /// So many tables have begun.
    begun: usize,
    /// So many cells are in all tables.
    cells: usize,
    /// Tables that are open and not read as such, being too deep.
    deeper: usize,
    paragraphs: Vec<String>,
    /// The paragraph outside of tables that is being read.
    text: String,
    /// How the text that is being read is set.
    run: Run,
}

/// How a run of text is set.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Run {
    /// No run is open; what is said of letters holds for the mark of a paragraph.
    #[default]
    None,
    Plain,
    /// Struck through or hidden: it does not count.
    LeftOut,
    /// Above or below the line, as the marks of footnotes are.
    Aside {
        below: bool,
    },
}

#[derive(Default)]
struct Table {
    number: usize,
    builder: SheetBuilder,
    row: u32,
    column: u32,
    /// The row was deleted, and the deletion is only not accepted yet.
    deleted: bool,
    cell: Option<Cell>,
    merges: Vec<(CellRef, CellRef)>,
    /// By column the merged range that the cell below may continue.
    merging: BTreeMap<u32, usize>,
    /// All of its text, for the cell that it stands in.
    lines: String,
    /// What is struck through or hidden in its cells.
    left_out: Vec<(CellRef, String)>,
}

struct Cell {
    text: String,
    left_out: String,
    span: u32,
    merge: Merge,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Merge {
    None,
    Begins,
    Continues,
}

impl Document {
    fn scan(&mut self, content: &[u8]) -> Result<(), Stop> {
        let mut xml = Xml::new(content)?;
        while let Some(tag) = xml.tag()? {
            match (tag.local(), tag.closing) {
                // What was deleted or moved away, and the second telling of what newer programs draw.
                ("del" | "moveFrom" | "Fallback" | "rPrChange", false) if !tag.empty => xml.skip()?,
                ("del", false) => self.delete_row(),
                ("t", false) if !tag.empty => {
                    let text = xml.content()?;
                    self.push_run(&text);
                }
                ("br" | "cr", false) => self.push("\n"),
                ("r", false) if !tag.empty => self.run = Run::Plain,
                ("r", true) => self.run = Run::None,
                ("strike" | "dstrike" | "vanish", false) if self.run != Run::None && is_on(&tag) => {
                    self.run = Run::LeftOut;
                }
                ("vertAlign" | "footnoteReference" | "endnoteReference", false) if self.run == Run::Plain => {
                    let below = value(&tag) == Some("subscript");
                    if value(&tag) != Some("baseline") {
                        self.run = Run::Aside { below };
                    }
                }
                // A stop of tabs has attributes; a tab has none.
                ("tab", false) if tag.attributes().next().is_none() => self.push(" "),
                ("noBreakHyphen", false) => self.push("-"),
                ("p", closing) if closing || tag.empty => self.end_of_paragraph(),
                (name, closing) => self.of_table(name, closing, &tag)?,
            }
        }
        if self.open.is_empty() && self.deeper == 0 { Ok(()) } else { Err(Stop::Broken) }
    }

    /// Tags that make up tables.
    fn of_table(&mut self, name: &str, closing: bool, tag: &Tag) -> Result<(), Stop> {
        match (name, closing) {
            ("tbl", false) if tag.empty => {}
            ("tbl", false) if self.deeper > 0 || self.open.len() >= DEEPEST => self.deeper += 1,
            ("tbl", false) => {
                self.begun += 1;
                self.open.push(Table { number: self.begun, ..Table::default() });
            }
            ("tbl", true) if self.deeper > 0 => self.deeper -= 1,
            ("tbl", true) => {
                let mut table = self.open.pop().ok_or(Stop::Broken)?;
                let lines = std::mem::take(&mut table.lines);
                self.done.push(table);
                self.push(&lines);
            }
            _ if self.deeper > 0 => {}
            _ => {
                let Some(table) = self.open.last_mut() else { return Ok(()) };
                if name == "tc" && closing {
                    self.cells += 1;
                    if self.cells > limits::CELLS {
                        return Err(Stop::Limit(limits::cells(self.cells as u64)));
                    }
                }
                table.take(name, closing, tag)?;
            }
        }
        Ok(())
    }

    /// Text as it is set: what does not count is only kept to be told, digits beside the line are none on it.
    fn push_run(&mut self, text: &str) {
        match self.run {
            Run::LeftOut => {
                if let Some(cell) = self.open.last_mut().and_then(|table| table.cell.as_mut()) {
                    cell.left_out.push_str(text);
                }
            }
            Run::Aside { below } => {
                let text: String = text.chars().map(|c| text::aside(c, below)).collect();
                self.push(&text);
            }
            Run::Plain | Run::None => self.push(text),
        }
    }

    fn push(&mut self, text: &str) {
        match self.open.last_mut() {
            // Between cells there is no text.
            Some(table) => {
                if let Some(cell) = &mut table.cell {
                    cell.text.push_str(text);
                }
            }
            None => self.text.push_str(text),
        }
    }

    fn end_of_paragraph(&mut self) {
        if self.open.is_empty() {
            let paragraph = lines(&std::mem::take(&mut self.text));
            if !paragraph.is_empty() {
                self.paragraphs.push(paragraph);
            }
        } else {
            self.push("\n");
        }
    }

    /// The mark of a deletion stands in the properties of a row, and in those of runs, where it means nothing here.
    fn delete_row(&mut self) {
        if let Some(table) = self.open.last_mut().filter(|table| table.cell.is_none()) {
            table.deleted = true;
        }
    }
}

impl Table {
    fn take(&mut self, name: &str, closing: bool, tag: &Tag) -> Scan<()> {
        match (name, closing) {
            ("tr", false) => (self.column, self.deleted, self.cell) = (0, false, None),
            ("tr", true) => {
                if !self.deleted {
                    self.row += 1;
                    self.lines.push('\n');
                }
                if self.row >= limits::ROWS {
                    return Err(Odd);
                }
            }
            ("gridBefore", false) => self.column = columns(tag),
            ("tc", false) if tag.empty => self.column = self.column.saturating_add(1),
            ("tc", false) => {
                self.cell =
                    Some(Cell { text: String::new(), left_out: String::new(), span: 1, merge: Merge::None });
            }
            ("tc", true) => {
                if let Some(cell) = self.cell.take() {
                    self.end_of_cell(&cell);
                }
            }
            ("gridSpan", false) => {
                if let Some(cell) = &mut self.cell {
                    cell.span = columns(tag).max(1);
                }
            }
            ("vMerge", false) => {
                if let Some(cell) = &mut self.cell {
                    let begins = value(tag) == Some("restart");
                    cell.merge = if begins { Merge::Begins } else { Merge::Continues };
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn end_of_cell(&mut self, cell: &Cell) {
        let (row, column) = (self.row, self.column);
        self.column = column.saturating_add(cell.span).min(limits::COLUMNS);
        if self.deleted || column >= limits::COLUMNS {
            return;
        }
        let last = CellRef { row, column: self.column - 1 };
        match (cell.merge, self.merging.get(&column)) {
            (Merge::Continues, Some(at)) => {
                if let Some((_, end)) = self.merges.get_mut(*at) {
                    end.row = row;
                }
            }
            _ => {
                self.merging.remove(&column);
                if cell.merge == Merge::Begins {
                    self.merging.insert(column, self.merges.len());
                }
                if cell.merge == Merge::Begins || cell.span > 1 {
                    self.merges.push((CellRef { row, column }, last));
                }
            }
        }
        if !cell.left_out.trim().is_empty() {
            self.left_out.push((CellRef { row, column }, cell.left_out.clone()));
        }
        let text = lines(&cell.text);
        if !text.is_empty() {
            let between = if self.lines.is_empty() || self.lines.ends_with('\n') { "" } else { ": " };
            self.lines.push_str(between);
            self.lines.push_str(&text);
            self.builder.text(row, column, &text, false);
        }
    }
}

/// A number of columns, of which no document has more than a spreadsheet.
fn columns(tag: &Tag) -> u32 {
    value(tag).and_then(|digits| digits.trim().parse().ok()).unwrap_or(1).min(limits::COLUMNS)
}

/// `w:val`, whatever the prefix.
fn value<'a>(tag: &Tag<'a>) -> Option<&'a str> {
    tag.attributes().find(|(name, _)| super::xml::local(name) == "val").map(|(_, value)| value)
}

/// Whether a property that is only switched on or off is on.
fn is_on(tag: &Tag) -> bool {
    !matches!(value(tag), Some("0" | "false" | "off" | "none"))
}

/// Clean lines, none of them empty.
fn lines(raw: &str) -> String {
    let lines: Vec<_> = raw.split('\n').map(text::clean).filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn tables(body: &str) -> Option<Document> {
        let xml = format!("<?xml version=\"1.0\"?><w:document><w:body>{body}</w:body></w:document>");
        let mut document = Document::default();
        document.scan(xml.as_bytes()).ok()?;
        document.done.order_by_key(|table| table.number);
        Some(document)
    }

    /// The only table as `B2=text`.
    fn cells(rows: &str) -> Vec<String> {
        let document = tables(&format!("<w:tbl>{rows}</w:tbl>")).unwrap();
        let sheet = document.done.into_iter().next().unwrap().builder.finish("1");
        let of_row = |row: super::super::Row| -> Vec<String> {
            row.cells()
                .filter_map(|(column, _)| Some(format!("{}={}", row.at(column), row.text(column)?)))
                .collect()
        };
        sheet.rows().flat_map(of_row).collect()
    }

    fn cell(properties: &str, text: &str) -> String {
        format!("<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>")
    }

    #[test]
    fn cells_stand_where_the_grid_has_them() {
        let (a, b, c) = (cell("", "a"), cell("", "b"), cell("", "c"));
        let wide = cell("<w:gridSpan w:val=\"3\"/>", "wide");
        assert_eq!(cells(&format!("<w:tr>{a}{b}</w:tr><w:tr>{c}</w:tr>")), ["A1=a", "B1=b", "A2=c"]);
        assert_eq!(cells(&format!("<w:tr>{wide}{b}</w:tr>")), ["A1=wide", "D1=b"]);
        let before = format!("<w:tr><w:trPr><w:gridBefore w:val=\"2\"/></w:trPr>{a}</w:tr>");
        assert_eq!(cells(&before), ["C1=a"]);
        let huge = cell("<w:gridSpan w:val=\"4294967295\"/>", "huge");
        assert_eq!(cells(&format!("<w:tr>{huge}{b}{huge}</w:tr>")), ["A1=huge"]);
    }

    #[test]
    fn paragraphs_and_breaks_are_lines() {
        let text = "<w:tc><w:p><w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs></w:pPr><w:r><w:t>Kịp thời:</w:t><w:tab/>\
                    <w:t xml:space=\"preserve\"> 1 </w:t><w:br/><w:t>trễ: 0,5</w:t></w:r></w:p><w:p/>\
                    <w:p><w:r><w:t>không</w:t></w:r><w:r><w:t>: 0</w:t></w:r></w:p></w:tc>";
        assert_eq!(cells(&format!("<w:tr>{text}</w:tr>")), ["A1=Kịp thời: 1\ntrễ: 0,5\nkhông: 0"]);
    }

    #[test]
    fn what_was_deleted_is_left_out_and_what_was_inserted_stays() {
        let text = "<w:tc><w:p><w:del w:id=\"1\"><w:r><w:delText>2</w:delText></w:r></w:del>\
                    <w:ins w:id=\"2\"><w:r><w:rPr><w:ins/></w:rPr><w:t>3</w:t></w:r></w:ins></w:p></w:tc>";
        let gone = format!("<w:tr><w:trPr><w:del w:id=\"3\"/></w:trPr>{}</w:tr>", cell("", "gone"));
        let stays = cell("", "stays");
        assert_eq!(cells(&format!("<w:tr>{text}</w:tr>{gone}<w:tr>{stays}</w:tr>")), ["A1=3", "A2=stays"]);
    }

    #[test]
    fn what_is_struck_through_or_hidden_is_left_out_and_digits_beside_the_line_are_none() {
        let run = |set: &str, text: &str| format!("<w:r><w:rPr>{set}</w:rPr><w:t>{text}</w:t></w:r>");
        let one = |runs: String| cells(&format!("<w:tr><w:tc><w:p>{runs}</w:p></w:tc></w:tr>"));
        for set in ["<w:strike/>", "<w:dstrike w:val=\"1\"/>", "<w:vanish/>"] {
            assert_eq!(one(run(set, "2") + &run("", "3")), ["A1=3"], "{set}");
        }
        for set in ["<w:strike w:val=\"0\"/>", "<w:rPrChange><w:rPr><w:strike/></w:rPr></w:rPrChange>"] {
            assert_eq!(one(run(set, "2") + &run("", "3")), ["A1=23"], "{set}");
        }
        // The mark of a paragraph is struck, its text is not.
        assert_eq!(one(format!("<w:pPr><w:rPr><w:strike/></w:rPr></w:pPr>{}", run("", "3"))), ["A1=3"]);
        let above = "<w:vertAlign w:val=\"superscript\"/>";
        assert_eq!(one(run("", "3") + &run(above, "1)")), ["A1=3¹⁾"]);
        let mark = "<w:r><w:footnoteReference w:customMarkFollows=\"1\" w:id=\"2\"/><w:t>2</w:t></w:r>";
        assert_eq!(one(run("", "3") + mark), ["A1=3²"]);
        let below = "<w:vertAlign w:val=\"subscript\"/>";
        assert_eq!(one(run("", "H") + &run(below, "2") + &run("", "O")), ["A1=H₂O"]);
        let rows = format!("<w:tr><w:tc><w:p>{}</w:p></w:tc></w:tr>", run("<w:strike/>", "2"));
        let document = tables(&format!("<w:tbl>{rows}</w:tbl>")).unwrap();
        assert_eq!(document.done[0].left_out, [(CellRef { row: 0, column: 0 }, "2".to_owned())]);
    }

    #[test]
    fn merged_ranges_are_told() {
        let (begins, goes_on) = (cell("<w:vMerge w:val=\"restart\"/>", "Sở"), cell("<w:vMerge/>", ""));
        let a = cell("", "a");
        let rows = format!(
            "<w:tr>{a}{begins}</w:tr><w:tr>{a}{goes_on}</w:tr><w:tr>{a}{goes_on}</w:tr><w:tr>{a}{a}</w:tr>"
        );
        let document = tables(&format!("<w:tbl>{rows}</w:tbl>")).unwrap();
        let range: Vec<String> =
            document.done[0].merges.iter().map(|(first, last)| format!("{first}:{last}")).collect();
        assert_eq!(range, ["B1:B3"]);
    }

    #[test]
    fn a_table_in_a_cell_is_its_text_and_a_table_too() {
        let inner = format!(
            "<w:tbl><w:tr>{}{}</w:tr><w:tr>{}</w:tr></w:tbl>",
            cell("", "đủ"),
            cell("", "1"),
            cell("", "thiếu")
        );
        let outer = format!(
            "<w:p><w:r><w:t>Phụ lục</w:t></w:r></w:p><w:tbl><w:tr><w:tc>{inner}<w:p/></w:tc></w:tr></w:tbl>"
        );
        let document = tables(&outer).unwrap();
        assert_eq!(document.paragraphs, ["Phụ lục"]);
        let texts: Vec<String> = document
            .done
            .into_iter()
            .map(|table| table.builder.finish("").nth_row(0).unwrap().text(0).unwrap().to_owned())
            .collect();
        assert_eq!(texts, ["đủ: 1\nthiếu", "đủ"]);
    }

    #[test]
    fn depth_costs_nothing_and_broken_documents_are_refused() {
        let deep = "<w:tbl><w:tr><w:tc>".repeat(20_000) + &"</w:tc></w:tr></w:tbl>".repeat(20_000);
        assert_eq!(tables(&deep).unwrap().done.len(), DEEPEST);
        for broken in ["<w:tbl>", "</w:tbl>", "<w:tbl><w:tr>", "<w:p", "<w:t>&x;</w:t>", "<!DOCTYPE a>"] {
            assert!(tables(broken).is_none(), "{broken}");
        }
    }
}
