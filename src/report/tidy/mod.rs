//! Open data: every figure of a result in a row of its own, with the criteria and the units that it is of, and the
//! description of all columns.

mod columns;
mod lists;
mod package;
mod rows;

pub use package::{data_package, dictionary};

use super::table::Cell;
use crate::message::Lang;
use crate::results::Results;

/// A table of the open data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resource {
    /// The figures: one row for each unit, code and measure.
    Figures,
    /// The criteria: what the codes mean.
    Criteria,
    /// The units, and how each came out.
    Units,
}

impl Resource {
    /// All of them.
    pub const ALL: [Resource; 3] = [Resource::Figures, Resource::Criteria, Resource::Units];

    /// Its name, which is that of its file without the ending.
    pub fn name(self) -> &'static str {
        match self {
            Resource::Figures => "du-lieu",
            Resource::Criteria => "tieu-chi",
            Resource::Units => "don-vi",
        }
    }
}

/// A table of the open data as CSV, in plain UTF-8; `code_of` gives the code of a unit in the register.
pub fn tidy_csv<'r>(
    resource: Resource,
    results: &Results,
    code_of: &dyn Fn(&str) -> Option<&'r str>,
    lang: Lang,
) -> Vec<u8> {
    let mut csv = super::csv::CsvRows::new();
    let head: Vec<Cell> =
        resource.columns().iter().map(|column| Cell::Text(column.name.to_owned())).collect();
    csv.row(&head);
    let mut row = |cells: &[Cell]| csv.row(cells);
    match resource {
        Resource::Figures => rows::figures(results, &mut row),
        Resource::Criteria => lists::criteria(results, lang, &mut row),
        Resource::Units => lists::units(results, code_of, &mut row),
    }
    csv.bytes()
}

fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

fn maybe(text: Option<&str>) -> Cell {
    text.map_or(Cell::Blank, |text| Cell::Text(text.to_owned()))
}
