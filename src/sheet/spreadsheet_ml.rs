//! XML Spreadsheet 2003, which Excel still writes and which many web systems send as `.xls`.

use std::collections::HashMap;
use std::sync::Arc;

use super::old_text::Font;
use super::value::{self, Written};
use super::xlsx::{self, Format};
use super::xml::{Odd, Scan, Tag, Xml};
use super::{Reading, SheetBuilder, limits, text, times, unreadable};
use crate::diagnostic::{CellRef, Finding, Place};
use crate::message::{CellFault, Detail, FileFault, Limit};

/// Reads the visible sheets of a workbook.
pub(super) fn read(file: &Arc<str>, text: &str, reading: &mut Reading) -> Result<(), Detail> {
    let mut book = Book::default();
    let outcome = book.whole(&mut Xml { text, at: 0 });
    for sheet in book.sheets {
        sheet.tell(file, reading);
    }
    match outcome {
        Ok(()) => Ok(()),
        Err(Stop::Odd) => Err(unreadable(FileFault::BrokenXml(String::new()))),
        Err(Stop::Limit(detail)) => Err(detail),
    }
}

/// Why the reading stopped.
enum Stop {
    Odd,
    Limit(Detail),
}

impl From<Odd> for Stop {
    fn from(_: Odd) -> Stop {
        Stop::Odd
    }
}

/// How a cell is shown.
#[derive(Clone, Copy, Debug)]
struct Style {
    format: Format,
    font: Font,
}

const PLAIN: Style = Style { format: Format::General, font: Font::Other };

#[derive(Default)]
struct Book {
    styles: HashMap<String, Style>,
    sheets: Vec<Worksheet>,
    cells: usize,
}

#[derive(Default)]
struct Worksheet {
    name: String,
    hidden: bool,
    builder: SheetBuilder,
    hidden_rows: Vec<u32>,
    hidden_columns: Vec<(u32, u32)>,
    merges: Vec<(CellRef, CellRef)>,
    faults: Vec<(CellRef, CellFault)>,
}

impl Worksheet {
    fn tell(self, file: &Arc<str>, reading: &mut Reading) {
        let name: Arc<str> = Arc::from(self.name.as_str());
        reading.slip |= limits::is_slip(&name);
        if limits::is_ours(&name) {
            return;
        }
        if self.hidden {
            reading.findings.push(Finding::new(Place::sheet(file, &name), Detail::HiddenSheet));
            return;
        }
        for (cell, fault) in self.faults {
            let place = Place::cell(file, &name, cell);
            reading.findings.push(Finding::new(place, Detail::UnreadableCell { fault }));
        }
        if self.builder.is_empty() {
            return;
        }
        let mut sheet = self.builder.finish(&name);
        sheet.hidden_rows = self.hidden_rows;
        sheet.hidden_columns = self.hidden_columns;
        sheet.merges = self.merges;
        reading.sheets.push(sheet);
    }
}

/// The value of an attribute, whatever its prefix.
fn get<'a>(tag: &Tag<'a>, name: &str) -> Option<&'a str> {
    tag.attributes().find(|(known, _)| super::xml::local(known) == name).map(|(_, value)| value)
}

fn number(tag: &Tag, name: &str) -> Option<u32> {
    get(tag, name)?.trim().parse().ok()
}

fn is_hidden(tag: &Tag) -> bool {
    get(tag, "Hidden").is_some_and(|hidden| hidden == "1")
}

impl Book {
    fn whole(&mut self, xml: &mut Xml) -> Result<(), Stop> {
        loop {
            let tag = xml.tag()?.ok_or(Odd)?;
            match (tag.local(), tag.closing, tag.empty) {
                ("Workbook", true, _) => return Ok(()),
                ("Styles", false, false) => self.styles(xml)?,
                ("Worksheet", false, false) => {
                    let name = super::xml::resolve(get(&tag, "Name").unwrap_or_default())?;
                    let mut sheet =
                        Worksheet { name: super::clean(&name).into_owned(), ..Worksheet::default() };
                    let outcome = self.worksheet(xml, &mut sheet);
                    self.sheets.push(sheet);
                    outcome?;
                    if self.sheets.len() as u64 > limits::PARTS {
                        let found = self.sheets.len() as u64;
                        return Err(Stop::Limit(limits::count(Limit::Sheets, limits::PARTS, found)));
                    }
                }
                _ => {}
            }
        }
    }

    fn styles(&mut self, xml: &mut Xml) -> Scan<()> {
        let mut last = String::new();
        loop {
            let tag = xml.tag()?.ok_or(Odd)?;
            if tag.local() == "Styles" && tag.closing {
                return Ok(());
            }
            if tag.local() == "Style" && !tag.closing {
                get(&tag, "ID").unwrap_or_default().clone_into(&mut last);
                self.styles.insert(last.clone(), PLAIN);
            }
            let Some(style) = self.styles.get_mut(&last) else { continue };
            match tag.local() {
                "NumberFormat" => {
                    if let Some(code) = get(&tag, "Format") {
                        style.format = format(&super::xml::resolve(code)?);
                    }
                }
                "Font" => {
                    if let Some(name) = get(&tag, "FontName") {
                        style.font = Font::named(&super::xml::resolve(name)?);
                    }
                }
                _ => {}
            }
        }
    }

    fn worksheet(&mut self, xml: &mut Xml, sheet: &mut Worksheet) -> Result<(), Stop> {
        let (mut row, mut next_row, mut column) = (0, 0_u32, 0_u32);
        loop {
            let tag = xml.tag()?.ok_or(Odd)?;
            match (tag.local(), tag.closing) {
                ("Worksheet", true) => return Ok(()),
                ("Visible", false) if !tag.empty => {
                    sheet.hidden |= xml.content()?.trim() != "SheetVisible";
                }
                ("Column", false) => {
                    let first =
                        number(&tag, "Index").and_then(|index| index.checked_sub(1)).unwrap_or(column);
                    let last = first.saturating_add(number(&tag, "Span").unwrap_or(0));
                    column = last.saturating_add(1);
                    if is_hidden(&tag) {
                        sheet.hidden_columns.push((first, last.min(limits::COLUMNS)));
                    }
                }
                ("Row", false) => {
                    row = number(&tag, "Index").and_then(|index| index.checked_sub(1)).unwrap_or(next_row);
                    let last = row.saturating_add(number(&tag, "Span").unwrap_or(0)).min(limits::ROWS);
                    next_row = last.max(row).saturating_add(1);
                    column = 0;
                    if is_hidden(&tag) && sheet.hidden_rows.len() < limits::CELLS {
                        sheet.hidden_rows.extend(row..=last.min(row.saturating_add(limits::ROWS / 16)));
                    }
                }
                ("Cell", false) => {
                    let index = number(&tag, "Index").and_then(|index| index.checked_sub(1));
                    let at = CellRef { row, column: index.unwrap_or(column) };
                    let across = number(&tag, "MergeAcross").unwrap_or(0);
                    column = at.column.saturating_add(across).saturating_add(1);
                    Self::merge(sheet, at, across, number(&tag, "MergeDown").unwrap_or(0));
                    let formula = get(&tag, "Formula").is_some();
                    if tag.empty {
                        if formula && at.row < limits::ROWS && at.column < limits::COLUMNS {
                            sheet.builder.uncached(at.row, at.column);
                        }
                    } else {
                        let style = get(&tag, "StyleID").and_then(|id| self.styles.get(id));
                        let style = style.copied().unwrap_or(PLAIN);
                        self.cell(xml, sheet, at, style, formula)?;
                    }
                }
                _ => {}
            }
        }
    }

    fn merge(sheet: &mut Worksheet, at: CellRef, across: u32, down: u32) {
        let last = CellRef { row: at.row.saturating_add(down), column: at.column.saturating_add(across) };
        let inside = last.row < limits::ROWS && last.column < limits::COLUMNS;
        if inside && last != at && sheet.merges.len() < limits::MERGES {
            sheet.merges.push((at, last));
        }
    }

    /// A cell up to its end. What it holds beside its value, such as a comment, says nothing.
    fn cell(
        &mut self,
        xml: &mut Xml,
        sheet: &mut Worksheet,
        at: CellRef,
        style: Style,
        formula: bool,
    ) -> Result<(), Stop> {
        let before = sheet.builder.len();
        loop {
            let tag = xml.tag()?.ok_or(Odd)?;
            match (tag.local(), tag.closing, tag.empty) {
                ("Cell", true, _) => break,
                ("Comment", false, false) => xml.skip()?,
                ("Data", false, false) => {
                    let kind = get(&tag, "Type").unwrap_or("String");
                    let value = data(xml)?;
                    let fault = if at.row < limits::ROWS && at.column < limits::COLUMNS {
                        put(&mut sheet.builder, at, kind, &value, style.format, formula).err()
                    } else {
                        Some(CellFault::NoPlace)
                    };
                    if let Some(fault) = fault
                        && sheet.faults.len() < limits::FAULTS
                    {
                        sheet.faults.push((at, fault));
                    }
                }
                _ => {}
            }
        }
        if formula && sheet.builder.len() == before && at.row < limits::ROWS && at.column < limits::COLUMNS {
            sheet.builder.uncached(at.row, at.column);
        }
        if style.font != Font::Other && sheet.builder.len() > before {
            sheet.builder.shown_in(style.font);
        }
        self.cells += sheet.builder.len() - before;
        if self.cells > limits::CELLS { Err(Stop::Limit(limits::cells(self.cells as u64))) } else { Ok(()) }
    }
}

/// The text of an element `Data`, its runs joined, up to its end.
fn data(xml: &mut Xml) -> Scan<String> {
    let mut whole = String::new();
    loop {
        whole.push_str(&xml.content()?);
        let tag = xml.tag()?.ok_or(Odd)?;
        match (tag.local(), tag.closing) {
            ("Data", true) => return Ok(whole),
            ("Br" | "br" | "BR", false) => whole.push(' '),
            _ => {}
        }
    }
}

fn put(
    builder: &mut SheetBuilder,
    at: CellRef,
    kind: &str,
    value: &str,
    format: Format,
    formula: bool,
) -> Result<(), CellFault> {
    let (row, column, typed) = (at.row, at.column, value.trim());
    let short = || typed.chars().take(40).collect::<String>();
    match kind {
        _ if typed.is_empty() => {}
        "Number" => match value::written(typed) {
            Some(Written::Exact(mantissa, scale)) => {
                builder.number(row, column, mantissa, scale, formula);
                if let Format::Fixed(decimals) = format {
                    builder.shown_with(decimals);
                }
            }
            Some(Written::TooLarge) => builder.text(row, column, typed, formula),
            Some(Written::NotFinite) => builder.error(row, column, "#NUM!", formula),
            None => {
                builder.unreadable(row, column);
                return Err(CellFault::NotANumber(short()));
            }
        },
        "DateTime" => times::put_iso(builder, (row, column), typed, formula),
        "Boolean" => match typed {
            "0" => builder.bool(row, column, false, formula),
            "1" => builder.bool(row, column, true, formula),
            _ => {
                builder.unreadable(row, column);
                return Err(CellFault::NotABool(short()));
            }
        },
        "Error" => builder.error(row, column, &text::clean(&short()), formula),
        _ => builder.text(row, column, &text::clean_cell(value), formula),
    }
    Ok(())
}

/// A format by its code or by its name in this file.
fn format(code: &str) -> Format {
    match code {
        "Fixed" | "Standard" => Format::Fixed(2),
        code => xlsx::of_code(code),
    }
}
