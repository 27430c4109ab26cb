//! Forms of our own as they come back: filled through the grid in which it says which cells are to fill.

use std::sync::Arc;

use parindex::criteria::{CriteriaSet, fingerprint};
use parindex::marker::{MarkedPaper, MarkedSheet, Marker};
use parindex::message::Lang;
use parindex::points::Number;
use parindex::rule::{Answer, Rule};
use parindex::workbook::grid::{Grid, Part, Value};
use parindex::workbook::template::{About, Template};
use parindex::workbook::{Look, write_grid, write_hidden};

/// The form of a unit, with every cell filled that is to fill.
pub fn filled(set: &CriteriaSet, unit: &str, lang: Lang) -> Grid {
    let about = About { year: Some(2025), ..About::default() };
    let mut grid = Template::new(set, about, lang).grid("Tự chấm", unit, &vec![false; set.leaves.len()]);
    for row in &mut grid.rows {
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
            row.cells[5].value = Value::Text("Quyết định số 12/QĐ-UBND ngày 15/3/2025".to_owned());
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
        Part::Input(leaf, input) => Some(Value::Number(declared(set, leaf).inputs[input].clone()?)),
        Part::Item(_, item) => {
            let [yes, no] = if lang == Lang::Vi { ["Có", "Không"] } else { ["Yes", "No"] };
            Some(Value::Text(if item % 2 == 0 { yes } else { no }.to_owned()))
        }
        _ => None,
    }
}

/// What [`filled`] declares for a leaf: wholes are 20, parts share 9 of them.
pub fn declared(set: &CriteriaSet, leaf: usize) -> Answer {
    let leaf = set.leaf(leaf).1;
    let parts = |whole: usize| leaf.inputs.iter().filter(|input| input.part_of == Some(whole)).count();
    let value = |at: usize| {
        let input = &leaf.inputs[at];
        let value = match input.part_of {
            Some(whole) => 18 / i64::try_from(parts(whole)).unwrap(),
            None if parts(at) > 0 => 20,
            None => 1,
        };
        let value = Number::from(value);
        Some(input.max.clone().map_or(value.clone(), |max| value.min(max)))
    };
    let inputs = (0..leaf.inputs.len()).map(value).collect();
    match &leaf.rule {
        Rule::Choice(_) => Answer { option: Some(0), ..Answer::default() },
        Rule::Checklist(rule) => {
            Answer { items: Some((0..rule.items.len()).step_by(2).collect()), ..Answer::default() }
        }
        _ => Answer { inputs, ..Answer::default() },
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

/// A set that the program carries.
pub fn carried(id: &str) -> CriteriaSet {
    let (path, text) = parindex::criteria::carried(id).unwrap();
    let (set, findings) = parindex::criteria::load(&Arc::clone(&path), &text);
    set.unwrap_or_else(|| panic!("{}", super::shown(&findings)))
}
