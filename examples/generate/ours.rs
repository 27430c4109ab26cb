//! A form that the program itself gives out (`parindex template`), as a unit filled it.

use anyhow::{Context, Result};
use parindex::criteria::CriteriaSet;
use parindex::marker::MarkedSheet;
use parindex::points::Number;
use parindex::unit::Unit;
use parindex::workbook::grid::{Grid, Part, Value};
use parindex::workbook::template::Template;

use crate::form::decimal;
use crate::office::Office;

/// The sheet of the form, in Vietnamese.
const SHEET: &str = "Tự chấm";
const DATA: usize = 3;
const OWN: usize = 4;
const EVIDENCE: usize = 5;

/// The filled workbook of a unit.
pub fn form(set: &CriteriaSet, template: &Template, unit: &Unit, office: &Office) -> Result<Vec<u8>> {
    let mut grid = template.grid(SHEET, &unit.name, &unit.exempt);
    fill(set, office, &mut grid);
    let marked =
        MarkedSheet { sheet: SHEET.into(), unit: unit.name.to_string(), code: unit.code.to_string() };
    template.write([grid].into_iter(), vec![marked]).context("the form cannot be packed")
}

fn fill(set: &CriteriaSet, office: &Office, grid: &mut Grid) {
    let sum =
        |node: usize| -> Number { set.leaves_under(node).filter_map(|leaf| office.claimed(set, leaf)).sum() };
    for row in &mut grid.rows {
        let part = row.part;
        let mut put = |column: usize, value: Option<Value>| {
            let Some(cell) = row.cells.get_mut(column) else { return };
            match (&mut cell.value, value) {
                (Value::Formula(_, result), Some(Value::Number(number))) => *result = decimal(&number),
                (Value::Formula(_, result), _) => result.clear(),
                (_, Some(value)) if cell.open => cell.value = value,
                _ => {}
            }
        };
        match part {
            Part::Group(node) => put(OWN, Some(Value::Number(sum(node)))),
            Part::Leaf(leaf) => {
                let mark = &office.marks[leaf];
                let label = match &set.leaf(leaf).1.rule {
                    parindex::rule::Rule::Choice(choice) => {
                        mark.answer.option.map(|option| choice.options[option].label.clone())
                    }
                    _ => None,
                };
                put(DATA, label.map(Value::Text));
                put(OWN, office.claimed(set, leaf).map(Value::Number));
                put(EVIDENCE, mark.evidence.clone().map(Value::Text));
            }
            Part::Input(leaf, input) => {
                let value = office.marks[leaf].answer.inputs.get(input).cloned().flatten();
                put(DATA, value.map(Value::Number));
            }
            Part::Item(leaf, item) => {
                let items = office.marks[leaf].answer.items.as_ref();
                let holds = items.map(|items| if items.contains(&item) { "Có" } else { "Không" });
                put(DATA, holds.map(|word| Value::Text(word.to_owned())));
            }
            Part::Adjustment(at) => {
                let claimed = [&office.bonus, &office.penalty][at].as_ref().map(|(own, _)| own.clone());
                put(OWN, claimed.map(Value::Number));
            }
            Part::Total => {
                let fields: Number = set.fields.iter().map(|field| sum(*field)).sum();
                let [bonus, penalty] = [&office.bonus, &office.penalty]
                    .map(|pair| pair.as_ref().map(|(own, _)| own.clone()).unwrap_or_default());
                put(OWN, Some(Value::Number(&(&fields + &bonus) - &penalty)));
            }
        }
    }
}
