//! The cells of a sheet get other styles; blank ones that the file does not mention are put in.

use std::collections::{BTreeMap, HashMap};
use std::iter::Peekable;

use super::links::root;
use super::splice::Splice;
use super::styles::Styles;
use crate::diagnostic::{CellRef, Severity};
use crate::sheet::cell_place;
use crate::sheet::xml::{Odd, Scan, Tag, Xml};

/// The cells to colour.
pub(super) type Marks = BTreeMap<CellRef, Severity>;
/// The style of a cell as it came, and as it went.
pub(super) type Pair = (u32, u32);

/// A sheet with its colours.
pub(super) struct Painted {
    pub(super) text: String,
    /// The styles of the marked cells.
    pub(super) styles: BTreeMap<CellRef, Pair>,
    pub(super) grid: Grid,
}

/// How wide and high the columns and rows are, in pixels; what style a blank cell has.
#[derive(Default)]
pub(super) struct Grid {
    columns: Vec<(u32, u32, Option<u32>, u32)>,
    column: Option<u32>,
    rows: HashMap<u32, u32>,
    row: Option<u32>,
}

impl Grid {
    /// Width of a column.
    pub(super) fn width(&self, column: u32) -> u32 {
        let own = self.of(column).and_then(|(_, _, width, _)| *width);
        own.or(self.column).unwrap_or(64)
    }

    /// Height of a row.
    pub(super) fn height(&self, row: u32) -> u32 {
        self.rows.get(&row).copied().or(self.row).unwrap_or(20)
    }

    fn of(&self, column: u32) -> Option<&(u32, u32, Option<u32>, u32)> {
        self.columns.iter().find(|(first, last, ..)| (*first..=*last).contains(&column))
    }

    fn style(&self, column: u32) -> u32 {
        self.of(column).map_or(0, |(.., style)| *style)
    }
}

/// A number as an attribute has it, whole and multiplied.
fn scaled(value: Option<&str>, by: u32, of: u32) -> Option<u32> {
    let whole: u32 = value?.split('.').next()?.parse().ok()?;
    Some(whole.min(1_000) * by / of)
}

fn number(tag: &Tag, name: &str) -> Option<u32> {
    tag.get(name)?.parse().ok()
}

/// The merged ranges of a sheet: a cell inside one stands for its first.
pub(super) fn merges(text: &str) -> Scan<Vec<(CellRef, CellRef)>> {
    let behind =
        text.rfind("sheetData").and_then(|at| text.get(at..)).and_then(|rest| Some((rest.find('>')?, rest)));
    let Some((end, rest)) = behind else { return Err(Odd) };
    let mut xml = Xml { text: rest, at: end + 1 };
    let mut found = Vec::new();
    while let Some(tag) = xml.tag()? {
        if tag.local() == "mergeCell" && !tag.closing {
            let corners = tag.get("ref").and_then(|range| range.split_once(':'));
            found.extend(corners.and_then(|(a, b)| Some((cell_place(a)?, cell_place(b)?))));
        }
    }
    Ok(found)
}

/// The first cell of the merged range that a cell lies in; else the cell.
pub(super) fn anchor(merges: &[(CellRef, CellRef)], cell: CellRef) -> CellRef {
    let inside = |(first, last): &&(CellRef, CellRef)| {
        (first.row..=last.row).contains(&cell.row) && (first.column..=last.column).contains(&cell.column)
    };
    merges.iter().find(inside).map_or(cell, |(first, _)| *first)
}

/// Colours cells; `before` says which style stood there before one that an earlier round gave.
pub(super) fn paint(
    text: &str,
    marks: &Marks,
    styles: &mut Styles,
    before: &dyn Fn(u32) -> Option<u32>,
) -> Scan<Painted> {
    let mut painter = Painter {
        xml: Xml { text, at: 0 },
        splice: Splice::new(text),
        queue: marks.iter().peekable(),
        styles,
        before,
        prefix: "",
        pairs: BTreeMap::new(),
        grid: Grid::default(),
        row: 0,
    };
    painter.sheet()?;
    Ok(Painted { text: painter.splice.finish(), styles: painter.pairs, grid: painter.grid })
}

struct Painter<'a, 'm> {
    xml: Xml<'a>,
    splice: Splice<'a>,
    /// The marks that are still to come, in the order of the file.
    queue: Peekable<std::collections::btree_map::Iter<'m, CellRef, Severity>>,
    styles: &'m mut Styles,
    before: &'m dyn Fn(u32) -> Option<u32>,
    prefix: &'a str,
    pairs: BTreeMap<CellRef, Pair>,
    grid: Grid,
    /// Number of the next row, from 0, unless it says otherwise.
    row: u32,
}

impl<'a> Painter<'a, '_> {
    fn sheet(&mut self) -> Scan<()> {
        root(&mut self.xml, "worksheet")?;
        loop {
            let tag = self.xml.tag()?.ok_or(Odd)?;
            match (tag.local(), tag.closing) {
                ("sheetFormatPr", false) => {
                    self.grid.column = scaled(tag.get("defaultColWidth"), 7, 1).map(|width| width + 5);
                    self.grid.row = scaled(tag.get("defaultRowHeight"), 4, 3);
                }
                ("col", false) => {
                    if let (Some(first @ 1..), Some(last)) = (number(&tag, "min"), number(&tag, "max")) {
                        let hidden = matches!(tag.get("hidden"), Some("1" | "true"));
                        let width = scaled(tag.get("width"), 7, 1).map(|width| width + 5);
                        let width = if hidden { Some(0) } else { width };
                        let style = number(&tag, "style").unwrap_or(0);
                        self.grid.columns.push((first - 1, last.saturating_sub(1), width, style));
                    }
                }
                ("sheetData", false) => return self.data(&tag),
                _ => {}
            }
        }
    }

    fn data(&mut self, data: &Tag<'a>) -> Scan<()> {
        self.prefix = data.prefix();
        if data.empty {
            let rows = self.rows_before(u32::MAX)?;
            self.splice.fill(data, self.xml.at, &rows);
            return Ok(());
        }
        loop {
            let tag = self.xml.tag()?.ok_or(Odd)?;
            match (tag.local(), tag.closing) {
                ("row", false) => {
                    let row = match tag.get("r") {
                        Some(row) => row.parse::<u32>().ok().and_then(|row| row.checked_sub(1)).ok_or(Odd)?,
                        None => self.row,
                    };
                    if row < self.row {
                        return Err(Odd);
                    }
                    let rows = self.rows_before(row)?;
                    self.splice.insert(tag.start, rows);
                    self.row = row.saturating_add(1);
                    self.cells(&tag, row)?;
                }
                ("sheetData", true) => {
                    let rows = self.rows_before(u32::MAX)?;
                    self.splice.insert(tag.start, rows);
                    return Ok(());
                }
                _ => return Err(Odd),
            }
        }
    }

    fn cells(&mut self, row_tag: &Tag<'a>, row: u32) -> Scan<()> {
        if let Some(height) = scaled(row_tag.get("ht"), 4, 3) {
            self.grid.rows.insert(row, height);
        }
        let own = number(row_tag, "s").filter(|_| matches!(row_tag.get("customFormat"), Some("1" | "true")));
        let mut put_in = Vec::new();
        if row_tag.empty {
            let cells = self.blanks_before(CellRef { row: row + 1, column: 0 }, own, &mut put_in)?;
            self.splice.fill(row_tag, self.xml.at, &cells);
        } else {
            self.filled(row, own, &mut put_in)?;
        }
        self.widen(row_tag, &put_in);
        Ok(())
    }

    /// The cells of a row, up to its end.
    fn filled(&mut self, row: u32, row_style: Option<u32>, put_in: &mut Vec<u32>) -> Scan<()> {
        let mut next = 0;
        loop {
            let tag = self.xml.tag()?.ok_or(Odd)?;
            match (tag.local(), tag.closing) {
                ("c", false) => {
                    let at = match tag.get("r") {
                        Some(place) => cell_place(place).ok_or(Odd)?,
                        None => CellRef { row, column: next },
                    };
                    if at.row != row || at.column < next {
                        return Err(Odd);
                    }
                    next = at.column + 1;
                    let cells = self.blanks_before(at, row_style, put_in)?;
                    self.splice.insert(tag.start, cells);
                    self.cell(&tag, at)?;
                    if !tag.empty {
                        self.xml.skip()?;
                    }
                }
                ("row", true) => {
                    let end = CellRef { row: row + 1, column: 0 };
                    let cells = self.blanks_before(end, row_style, put_in)?;
                    self.splice.insert(tag.start, cells);
                    return Ok(());
                }
                (_, true) => return Err(Odd),
                (_, false) if !tag.empty => self.xml.skip()?,
                (_, false) => {}
            }
        }
    }

    /// The cell at a tag gets its colour, or back the style that it had.
    fn cell(&mut self, tag: &Tag<'a>, at: CellRef) -> Scan<()> {
        let style = tag.get("s").map_or(Ok(0), str::parse::<u32>).map_err(|_| Odd)?;
        let own = (self.before)(style).unwrap_or(style);
        let becomes = match self.queue.next_if(|(marked, _)| **marked == at) {
            Some((_, severity)) => {
                let coloured = self.styles.coloured(own, *severity)?;
                self.pairs.insert(at, (own, coloured));
                coloured
            }
            None => own,
        };
        if becomes != style {
            self.splice.set(tag, "s", &becomes.to_string());
        }
        Ok(())
    }

    /// Cells for the marks before a place, all in one row.
    fn blanks_before(&mut self, end: CellRef, row_style: Option<u32>, put_in: &mut Vec<u32>) -> Scan<String> {
        let mut cells = String::new();
        while let Some((at, severity)) = self.queue.next_if(|(marked, _)| **marked < end) {
            let own = row_style.unwrap_or_else(|| self.grid.style(at.column));
            let coloured = self.styles.coloured(own, *severity)?;
            self.pairs.insert(*at, (own, coloured));
            put_in.push(at.column + 1);
            cells.push_str(&format!("<{}c r=\"{at}\" s=\"{coloured}\"/>", self.prefix));
        }
        Ok(cells)
    }

    /// Rows for the marks in rows before this one.
    fn rows_before(&mut self, end: u32) -> Scan<String> {
        let (mut rows, prefix) = (String::new(), self.prefix);
        while let Some(row) = self.queue.peek().map(|(at, _)| at.row).filter(|row| *row < end) {
            let cells = self.blanks_before(CellRef { row: row + 1, column: 0 }, None, &mut Vec::new())?;
            rows.push_str(&format!("<{prefix}row r=\"{}\">{cells}</{prefix}row>", row + 1));
        }
        Ok(rows)
    }

    /// A row that says from where to where it is filled says it of the new cells too.
    fn widen(&mut self, row: &Tag<'a>, put_in: &[u32]) {
        let spans = row.get("spans").and_then(|spans| spans.split_once(':'));
        let Some((Ok(first), Ok(last))) = spans.map(|(a, b)| (a.parse::<u32>(), b.parse::<u32>())) else {
            return;
        };
        let wide = put_in.iter().fold((first, last), |(a, b), column| (a.min(*column), b.max(*column)));
        if wide != (first, last) {
            self.splice.set(row, "spans", &format!("{}:{}", wide.0, wide.1));
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const STYLES: &str =
        "<styleSheet><fills><fill/></fills><cellXfs><xf/><xf a='1'/><xf a='2'/></cellXfs></styleSheet>";

    /// Paints cells and gives the text; coloured styles are 3 and more.
    fn painted(text: &str, cells: &[&str]) -> Option<String> {
        let marks = cells.iter().map(|cell| (cell_place(cell).unwrap(), Severity::Error)).collect();
        let mut styles = Styles::read(Some(STYLES.to_owned())).unwrap();
        let painted = paint(text, &marks, &mut styles, &|_| None).ok()?;
        assert_eq!(painted.styles.len(), cells.len());
        Some(painted.text)
    }

    fn check(data: &str, cells: &[&str], expected: &str) {
        let whole = |data: &str| {
            format!("<worksheet><cols><col min='5' max='9' style='2'/></cols>{data}<a/></worksheet>")
        };
        assert_eq!(painted(&whole(data), cells).as_deref(), Some(&*whole(expected)), "{data}");
    }

    #[test]
    fn cells_get_styles_and_blank_ones_are_put_in() {
        let data = "<sheetData><row r=\"2\" spans=\"1:2\"><c r=\"A2\"><v>1</v></c><c r='B2' s='1' t='s'/></row></sheetData>";
        check(data, &[], data);
        check(
            data,
            &["A1", "A2", "B2", "D2", "E3", "A9"],
            "<sheetData><row r=\"1\"><c r=\"A1\" s=\"3\"/></row><row r=\"2\" spans=\"1:4\"><c s=\"3\" r=\"A2\"><v>1</v></c><c r='B2' s='4' t='s'/><c r=\"D2\" s=\"3\"/></row><row r=\"3\"><c r=\"E3\" s=\"5\"/></row><row r=\"9\"><c r=\"A9\" s=\"3\"/></row></sheetData>",
        );
        check("<sheetData/>", &["B2"], "<sheetData><row r=\"2\"><c r=\"B2\" s=\"3\"/></row></sheetData>");
        check(
            "<x:sheetData><x:row r='3' s='1' customFormat='1'/><x:row><x:c/><x:c r='C4'/></x:row></x:sheetData>",
            &["B3", "B4"],
            "<x:sheetData><x:row r='3' s='1' customFormat='1'><x:c r=\"B3\" s=\"3\"/></x:row><x:row><x:c/><x:c r=\"B4\" s=\"4\"/><x:c r='C4'/></x:row></x:sheetData>",
        );
    }

    #[test]
    fn rows_out_of_order_are_refused() {
        for data in [
            "<row r='2'/><row r='1'/>",
            "<row r='2'><c r='B2'/><c r='A2'/></row>",
            "<row r='2'><c r='A3'/></row>",
            "<row r='2'><c r='A2' s='x'/></row>",
            "<c r='A1'/>",
            "<row>",
        ] {
            assert!(
                painted(&format!("<worksheet><sheetData>{data}</sheetData></worksheet>"), &["C3"]).is_none(),
                "{data}"
            );
        }
    }

    #[test]
    fn a_cell_inside_a_merged_range_stands_for_its_first() {
        let found =
            merges("<worksheet><sheetData/><mergeCells><mergeCell ref=\"B2:C4\"/></mergeCells></worksheet>")
                .unwrap();
        for (cell, expected) in [("C3", "B2"), ("B2", "B2"), ("D3", "D3")] {
            assert_eq!(anchor(&found, cell_place(cell).unwrap()).to_string(), expected);
        }
    }
}
