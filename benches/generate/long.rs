//! All communes in one long CSV: a row for each unit and leaf.

use csv::{QuoteStyle, WriterBuilder};
use parindex::criteria::CriteriaSet;
use parindex::points::Number;

use super::dice::Dice;
use super::points::Choices;

/// The table of so many units.
pub fn table(set: &CriteriaSet, units: u32) -> anyhow::Result<Vec<u8>> {
    let choices = Choices::of(set);
    let mut writer = WriterBuilder::new().quote_style(QuoteStyle::NonNumeric).from_writer(Vec::new());
    writer.write_record(["unit", "block", "code", "name", "max", "self", "appraised", "evidence", "note"])?;
    let shown = |points: Option<&Number>| points.map(Number::to_string).unwrap_or_default();
    for number in 1..=units {
        let mut dice = Dice::new(number);
        let stated = choices.roll(set, &mut dice);
        let block = &set.blocks[number as usize % set.blocks.len()].id;
        for (stated, (node, _)) in stated.iter().zip(set.leaf_nodes()) {
            let unit = format!("Xã Mẫu {number:04}");
            let (own, appraised) = (shown(stated.own.as_ref()), shown(stated.appraised.as_ref()));
            let (max, evidence) = (node.max.to_string(), dice.evidence());
            writer.write_record([
                unit.as_str(),
                block,
                &node.code,
                &node.name,
                &max,
                &own,
                &appraised,
                &evidence,
                dice.note(),
            ])?;
        }
    }
    Ok(writer.into_inner()?)
}
