//! The workbook that a unit fills.

mod form;
mod lists;
mod names;
mod prompts;
pub mod words;

use rust_xlsxwriter::XlsxError;

use super::grid::{Grid, Heading, Line, Signature};
use super::growing::growing;
use super::look::Look;
use super::write::{write_grid, write_hidden};
use crate::criteria::{CriteriaSet, fingerprint};
use crate::marker::{MarkedPaper, MarkedSheet, Marker};
use crate::message::{Lang, say};
use crate::report::{Align, Cell, Column, Table, set_table, write_table};
use crate::unit::Unit;
use lists::Lists;

pub(super) use lists::{FIRST as FIRST_LIST, letters};
pub use names::{file_names, sheet_names};

/// The last column below the agency: state and motto stand right of it.
const SPLIT: u16 = 2;

/// What the forms of a round say above their table.
#[derive(Clone, Copy, Debug, Default)]
pub struct About<'a> {
    /// Title of the round.
    pub title: Option<&'a str>,
    /// The agency above the units.
    pub agency: Option<&'a str>,
    /// The year that is assessed.
    pub year: Option<i64>,
}

/// The form of a criteria set; made once for all units.
#[derive(Debug)]
pub struct Template<'a> {
    set: &'a CriteriaSet,
    about: About<'a>,
    lang: Lang,
    lists: Lists,
    /// The form of a unit that is exempt from nothing, without its name.
    grid: Grid,
    /// The rules.
    method: Table,
    fingerprint: String,
}

impl<'a> Template<'a> {
    /// The form of a set.
    pub fn new(set: &'a CriteriaSet, about: About<'a>, lang: Lang) -> Template<'a> {
        let lists = Lists::new(set, lang);
        let line = |text: &str, bold| Line { text: text.to_owned(), bold };
        let agency = about.agency.map_or_else(|| words::agency(&set.level, lang), str::to_uppercase);
        let heading = Heading {
            agency: [agency, String::new()],
            state: words::state(lang),
            title: words::title(about.year, lang),
            lines: vec![
                line(about.title.unwrap_or(&set.title), false),
                line("", true),
                line(&words::legend(lang), false),
            ],
        };
        let signed = |(at, texts)| Signature { texts, bold: at == 1, open: at == 0 };
        let mut signatures: Vec<Signature> =
            words::signatures(lang).into_iter().enumerate().map(signed).collect();
        // Room to sign, then the names.
        let gap = Signature { texts: [String::new(), String::new()], bold: true, open: false };
        signatures.extend([gap.clone(), gap.clone(), gap.clone(), Signature { open: true, ..gap }]);
        let mut grid = Grid { heading, signatures, alarm: words::wrong(lang), ..Grid::default() };
        form::rows(&mut grid, set, &lists, about.year, lang);
        Template { set, about, lang, lists, grid, method: method(set, lang), fingerprint: fingerprint(set) }
    }

    /// Id of the set.
    pub fn id(&self) -> &str {
        &self.set.id
    }

    /// The lists of the drop-downs: the range of each, and what stands in it.
    pub fn lists(&self) -> impl Iterator<Item = (String, &Vec<String>)> {
        self.lists.all()
    }

    /// The sheet of a unit, which is exempt from these leaves.
    pub fn grid(&self, sheet: &str, unit: &str, exempt: &[bool]) -> Grid {
        let mut grid = self.grid.clone();
        sheet.clone_into(&mut grid.name);
        grid.heading.agency[1] = unit.to_uppercase();
        if let Some(line) = grid.heading.lines.iter_mut().find(|line| line.bold) {
            line.text = words::unit(unit, self.lang);
        }
        for (leaf, _) in exempt.iter().enumerate().filter(|(_, exempt)| **exempt) {
            form::exempt(&mut grid, leaf, self.lang);
        }
        grid
    }

    /// The workbook of a unit; with several, one with a sheet for each.
    pub fn workbook(&self, units: &[&Unit]) -> Result<Vec<u8>, XlsxError> {
        let (method, form) = (words::method(self.lang), words::sheet(self.lang));
        let sheets = match units {
            [_] => vec![form],
            _ => sheet_names(units.iter().map(|unit| &*unit.name), &[method, crate::marker::SHEET]),
        };
        let grids = units.iter().zip(&sheets).map(|(unit, sheet)| self.grid(sheet, &unit.name, &unit.exempt));
        let marked = units.iter().zip(&sheets).map(|(unit, sheet)| MarkedSheet {
            sheet: sheet.clone(),
            unit: unit.name.to_string(),
            code: unit.code.to_string(),
        });
        self.write(grids, marked.collect())
    }

    /// A workbook with these sheets, and what the hidden sheet says of each.
    pub fn write(
        &self,
        grids: impl Iterator<Item = Grid>,
        sheets: Vec<MarkedSheet>,
    ) -> Result<Vec<u8>, XlsxError> {
        let (forms, first) = (sheets.len(), self.grid.row(0) + 1);
        let (mut book, mut look) = (Look::book(&self.grid.heading.title)?, Look::default());
        for grid in grids {
            write_grid(&mut book, &mut look, &grid, SPLIT)?;
        }
        let sheet = book.add_worksheet();
        sheet.set_name(words::method(self.lang))?;
        write_table(sheet, &self.method, self.lang)?;
        Look::protect(sheet);
        let marker = Marker {
            paper: MarkedPaper::Form,
            set: self.set.id.clone(),
            fingerprint: self.fingerprint.clone(),
            year: self.about.year,
            sheets,
        };
        write_hidden(&mut book, &marker.rows(), lists::FIRST, &self.lists.columns)?;
        Ok(growing(book.save_to_buffer()?, forms, first))
    }
}

/// The rules as the appendix has them, and where each stands in the decision.
pub(super) fn method(set: &CriteriaSet, lang: Lang) -> Table {
    let mut table = set_table(set, lang);
    if set.nodes.iter().all(|node| node.basis.is_none()) {
        return table;
    }
    table.columns.push(Column::new(say!(lang, "Căn cứ", "Basis"), "basis", Align::Left));
    // The nodes stand first.
    let mut nodes = set.nodes.iter();
    for row in &mut table.rows {
        let basis = nodes.next().and_then(|node| node.basis.clone());
        row.push(basis.map_or(Cell::Blank, Cell::Text));
    }
    table
}
