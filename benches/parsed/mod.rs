//! Rounds that were read and checked: what scoring begins with. The same for ever by a fixed seed.

#[path = "../generate/dice.rs"]
#[allow(dead_code)] // Texts of evidence are for files.
mod dice;
#[path = "../generate/points.rs"]
mod points;

use std::fmt::Write as _;
use std::sync::Arc;

use dice::Dice;
use parindex::assessment::{Assessed, Catalog, Paper, ReadAs, assess, read_file};
use parindex::criteria::{CriteriaSet, Leaf};
use parindex::points::Number;
use parindex::rule::Rule;
use parindex::sheet;
use points::{Choices, Stated};

/// What the units state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stating {
    /// Points, as self scores and as appraised ones.
    Points,
    /// Raw data for each rule that computes, points for the others.
    Data,
}

/// A round of so many units.
pub fn round(set: &CriteriaSet, units: u32, stating: Stating) -> Assessed {
    let choices = Choices::of(set);
    let mut table = "unit,block,code,option,self,appraised\n".to_owned();
    for number in 1..=units {
        let mut dice = Dice::new(number);
        let stated = choices.roll(set, &mut dice);
        let block = set.blocks.get(number as usize % set.blocks.len().max(1)).map_or("", |block| &block.id);
        for (mut stated, (node, leaf)) in stated.into_iter().zip(set.leaf_nodes()) {
            let mut data = String::new();
            if stating == Stating::Data {
                data = declared(leaf, &mut dice);
            }
            if !data.is_empty() {
                stated = Stated::default();
            }
            let shown = |points: Option<Number>| points.map(|points| points.to_string()).unwrap_or_default();
            let (own, appraised) = (shown(stated.own), shown(stated.appraised));
            let code = &node.code;
            let _ = writeln!(table, "Xã Mẫu {number:04},{block},{code},\"{data}\",{own},{appraised}");
        }
    }
    let name: Arc<str> = Arc::from("round.csv");
    let sheets = sheet::read(&name, table.as_bytes()).sheets;
    let read_as = ReadAs { paper: Paper::Form, points: None, year: None, whole: false };
    assess(set, None, vec![read_file(&Catalog::new(set), &name, &sheets, read_as)])
}

/// What a unit declares for a leaf; empty where its rule computes nothing.
fn declared(leaf: &Leaf, dice: &mut Dice) -> String {
    match &leaf.rule {
        Rule::Judged(_) | Rule::Info => String::new(),
        Rule::Choice(choice) => dice.pick(&choice.options).label.clone(),
        Rule::Checklist(list) => {
            let held = list.items.iter().filter(|_| dice.below(4) > 0);
            held.map(|item| item.label.as_str()).collect::<Vec<_>>().join("; ")
        }
        _ => inputs(leaf, dice),
    }
}

/// Whole numbers, parts at most their wholes.
fn inputs(leaf: &Leaf, dice: &mut Dice) -> String {
    let mut values: Vec<u32> = Vec::new();
    for input in &leaf.inputs {
        let whole = input.part_of.and_then(|whole| values.get(whole).copied());
        let most = input.max.as_ref().and_then(Number::parts).and_then(|(most, _)| u32::try_from(most).ok());
        values.push(match whole.or(most) {
            Some(most) => most - dice.below(most / 4 + 1),
            None if matches!(leaf.rule, Rule::Deduct(_) | Rule::Count(_)) => dice.below(4),
            None => 20 + dice.below(380),
        });
    }
    let pairs = leaf.inputs.iter().zip(values).map(|(input, value)| format!("{}={value}", input.id));
    pairs.collect::<Vec<_>>().join("; ")
}
