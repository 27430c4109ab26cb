//! Forms of our own as they come back: filled through the grid in which it says which cells are to fill.

use parindex::criteria::{CriteriaSet, fingerprint};
use parindex::marker::{MarkedPaper, MarkedSheet, Marker};
use parindex::message::Lang;
use parindex::points::Number;
use parindex::rule::Rule;
use parindex::workbook::grid::{Grid, Part, Value};
use parindex::workbook::template::{About, Template};
use parindex::workbook::{Look, write_grid, write_hidden};

/// The small set of `tests/findings`.
pub const SET: &str = include_str!("../findings/other-year/mau.toml");

/// The form of a unit, with every cell filled that is to fill.
pub fn filled(set: &CriteriaSet, unit: &str, lang: Lang) -> Grid {
    let about = About { year: Some(2025), ..About::default() };
    let mut grid = Template::new(set, about, lang).grid("Tự chấm", unit, &vec![false; set.leaves.len()]);
    for (n, row) in grid.rows.iter_mut().enumerate() {
        let of_row = data(set, row.part, lang);
        if row.cells[3].open {
            row.cells[3].value = of_row.unwrap_or_default();
        }
        if let (Part::Leaf(leaf), true) = (row.part, row.cells[4].open) {
            row.cells[4].value = Value::Number(set.leaf(leaf).0.max.clone());
        }
        // Nobody has computed anything since.
        if let Value::Formula(_, result) = &mut row.cells[4].value {
            result.clear();
        }
        if row.cells[5].open {
            row.cells[5].value = Value::Text(format!("Quyết định số {n}/QĐ-UBND ngày 15/3/2025"));
        }
    }
    grid
}

/// What a unit declares in a row.
fn data(set: &CriteriaSet, part: Part, lang: Lang) -> Option<Value> {
    match part {
        Part::Leaf(leaf) => match &set.leaf(leaf).1.rule {
            Rule::Choice(rule) => Some(Value::Text(rule.options.first()?.label.clone())),
            _ => None,
        },
        // Wholes are 10, parts 9.
        Part::Input(leaf, input) => {
            let part = set.leaf(leaf).1.inputs[input].part_of.is_some();
            Some(Value::Number(Number::from(if part { 9 } else { 10 })))
        }
        Part::Item(_, item) => {
            let [yes, no] = if lang == Lang::Vi { ["Có", "Không"] } else { ["Yes", "No"] };
            Some(Value::Text(if item % 2 == 0 { yes } else { no }.to_owned()))
        }
        _ => None,
    }
}

/// What the form says of itself.
pub fn marker(set: &CriteriaSet, unit: &str) -> Marker {
    Marker {
        paper: MarkedPaper::Form,
        set: set.id.clone(),
        fingerprint: fingerprint(set),
        year: Some(2025),
        sheets: vec![MarkedSheet { sheet: "Tự chấm".into(), unit: unit.into(), code: String::new() }],
    }
}

/// The workbook.
pub fn workbook(grid: &Grid, marker: &Marker) -> Vec<u8> {
    let (mut book, mut look) = (Look::book("Biểu").unwrap(), Look::default());
    write_grid(&mut book, &mut look, grid, 2).unwrap();
    write_hidden(&mut book, &marker.rows(), 5, &[]).unwrap();
    book.save_to_buffer().unwrap()
}
