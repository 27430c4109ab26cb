//! All communes in one long table, as CSV and as one workbook: a row for each unit and criterion.

use std::fs::File;
use std::io::BufWriter;
use std::path::Path;

use csv::{QuoteStyle, WriterBuilder};
use parindex::criteria::CriteriaSet;
use parindex::points::Number;
use rust_xlsxwriter::Workbook;

use super::dice::Dice;
use super::points::Choices;

const HEADS: [&str; 9] = ["unit", "block", "code", "name", "max", "self", "appraised", "evidence", "note"];
/// The columns that hold numbers.
const NUMBERS: [usize; 3] = [4, 5, 6];

/// Writes the table of so many units as CSV.
pub fn csv(set: &CriteriaSet, units: u32, path: &Path) -> anyhow::Result<()> {
    let file = BufWriter::new(File::create(path)?);
    let mut writer = WriterBuilder::new().quote_style(QuoteStyle::NonNumeric).from_writer(file);
    writer.write_record(HEADS)?;
    rows(set, units, |row| Ok(writer.write_record(row)?))?;
    Ok(writer.flush()?)
}

/// Writes the table of so many units as a workbook, row by row.
pub fn xlsx(set: &CriteriaSet, units: u32, path: &Path) -> anyhow::Result<()> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet_with_low_memory()?;
    sheet.write_row(0, 0, HEADS)?;
    let mut line = 0;
    rows(set, units, |row| {
        line += 1;
        for (column, text) in row.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
            let at = u16::try_from(column)?;
            if NUMBERS.contains(&column) {
                sheet.write_number(line, at, text.parse::<f64>()?)?;
            } else {
                sheet.write_string(line, at, *text)?;
            }
        }
        Ok(())
    })?;
    Ok(book.save(path)?)
}

fn rows(
    set: &CriteriaSet,
    units: u32,
    mut write: impl FnMut(&[&str; 9]) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let choices = Choices::of(set);
    let shown = |points: Option<&Number>| points.map(Number::to_string).unwrap_or_default();
    for number in 1..=units {
        let mut dice = Dice::new(number);
        let stated = choices.roll(set, &mut dice);
        let block = &set.blocks[number as usize % set.blocks.len()].id;
        let unit = format!("Xã Mẫu {number:05}");
        for (stated, (node, _)) in stated.iter().zip(set.leaf_nodes()) {
            let (max, own) = (node.max.to_string(), shown(stated.own.as_ref()));
            let appraised = shown(stated.appraised.as_ref());
            let (evidence, note) = (dice.evidence(), dice.note());
            write(&[&unit, block, &node.code, &node.name, &max, &own, &appraised, &evidence, &note])?;
        }
    }
    Ok(())
}
