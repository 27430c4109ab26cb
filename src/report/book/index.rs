//! Points, index, rank and class as formulas: each policy of a set in the words of a spreadsheet.

use super::matrix::{ALL, APPRAISED, APPRAISED_MAX};
use super::plan::{COMPARED, INDEX, MAX, POINTS, Plan, unit_column};
use super::refs::{beside, down, on, quoted, so_far};
use crate::criteria::{Compare, NotApplicable, Ties};
use crate::message::Scorer;
use crate::points::Number;
use crate::points::cells::{computed, number};

/// Component index of a branch of a unit, from the matrix.
pub(super) fn component(plan: &Plan, unit: usize, node: usize) -> Option<String> {
    let (points, max) = branch(plan, unit, node)?;
    let index = computed(&format!("{points}*100/{max}"), INDEX, plan.precision());
    Some(format!("IF({max}=0,\"\",{index})"))
}

/// Points of a branch and the maximum of what applies of it.
pub(super) fn branch(plan: &Plan, unit: usize, node: usize) -> Option<(String, String)> {
    let points = on(&plan.matrix, &plan.branch(node, unit_column(unit))?);
    let maxima = on(&plan.matrix, &plan.branch(node, MAX)?);
    Some((format!("SUM({points})"), format!("SUMIF({points},{},{maxima})", plan.applies())))
}

/// The total of a unit, before the scale limits it.
fn whole(plan: &Plan, unit: usize, row: u32) -> String {
    let points = plan.sum(unit, ALL);
    if !plan.at.adjusted {
        return points;
    }
    let (bonus, penalty) = (plan.at.points - 2, plan.at.points - 1);
    format!("({points}+{}-{})", beside(row, bonus), beside(row, penalty))
}

/// Points ÷ maximum × 100 where the appraised part alone is stretched; the raw value, an empty text without a scale.
fn stretched(plan: &Plan, unit: usize, row: u32) -> String {
    let (whole, max) = (whole(plan, unit, row), beside(row, plan.at.max));
    // Where no leaf is appraised there is no sum of them.
    let (appraised, applies) = (format!("N({})", plan.sum(unit, APPRAISED)), plan.sum(unit, APPRAISED_MAX));
    let of_council = plan.set.leaf_nodes().filter(|(_, leaf)| leaf.scored_by != Scorer::Survey);
    let full = number(&of_council.map(|(node, _)| &node.max).sum::<Number>());
    format!(
        "IF({applies}=0,{whole}*100/{max},({appraised}*{full}/{applies}+{whole}-{appraised})*100/({full}+{max}-{applies}))"
    )
}

/// The total of a unit.
pub(super) fn total(plan: &Plan, unit: usize) -> String {
    let row = plan.row(unit);
    let (whole, max) = (whole(plan, unit, row), beside(row, plan.at.max));
    let points = |value: &str| computed(value, POINTS, plan.precision());
    match (plan.is_capped(), plan.set.scoring.not_applicable) {
        (false, _) => points(&whole),
        (true, NotApplicable::Rescale) => points(&format!("MIN({whole},{max})")),
        (true, NotApplicable::RescaleAppraised) => {
            let index = stretched(plan, unit, row);
            format!(
                "IF({max}=0,{},IF(ROUND({index},{INDEX})>100,{max},{}))",
                points(&format!("MIN({whole},0)")),
                points(&whole)
            )
        }
    }
}

/// The index of a unit.
pub(super) fn index(plan: &Plan, unit: usize) -> String {
    let row = plan.row(unit);
    let max = beside(row, plan.at.max);
    let index = match plan.set.scoring.not_applicable {
        NotApplicable::Rescale => format!("{}*100/{max}", beside(row, plan.at.points)),
        NotApplicable::RescaleAppraised if plan.is_capped() => {
            format!("MIN(100,{})", stretched(plan, unit, row))
        }
        NotApplicable::RescaleAppraised => stretched(plan, unit, row),
    };
    format!("IF({max}=0,\"\",{})", computed(&index, INDEX, plan.precision()))
}

/// A value as rank and class compare it; where there is none, lower than any.
pub(super) fn compared(plan: &Plan, value: &str) -> String {
    let digits = match plan.set.ranking.compare {
        Compare::Rounded => plan.precision().decimals,
        Compare::Exact => COMPARED,
    };
    format!("IF({value}=\"\",{LOWEST},ROUND({value},{digits}))")
}

/// What stands for a value that there is not.
pub(super) const LOWEST: i64 = -1_000_000_000;

/// The rank of a unit: one more than there are better ones, of each standing all of them, or one where ranks are dense.
pub(super) fn rank(plan: &Plan, unit: usize) -> String {
    let row = plan.row(unit);
    let at = &plan.at;
    let keys: Vec<u16> = std::iter::once(at.key).chain(plan.breaks().map(|(column, _)| column)).collect();
    let all = |column| down(plan.rows(), column);
    let equal = |range: &dyn Fn(u16) -> String, keys: &[u16]| {
        keys.iter().map(|key| format!("{},{}", range(*key), beside(row, *key))).collect::<Vec<_>>()
    };
    let mut terms = Vec::new();
    for (nth, key) in keys.iter().enumerate() {
        let mut conditions = equal(&all, &keys[..nth]);
        conditions.push(format!("{},\">\"&{}", all(*key), beside(row, *key)));
        let conditions = conditions.join(",");
        terms.push(match at.first {
            Some(first) => format!("SUMIFS({},{conditions})", all(first)),
            None => format!("COUNTIFS({conditions})"),
        });
    }
    // Of equal units, each stands behind those above it.
    let last = match plan.set.ranking.ties {
        Ties::Ordinal => {
            let above = |column| so_far(plan.first, row, column);
            format!("COUNTIFS({})", equal(&above, &keys).join(","))
        }
        _ => "1".to_owned(),
    };
    terms.push(last);
    terms.join("+")
}

/// 1 for the first of equal units, 0 for the others.
pub(super) fn first_of_equals(plan: &Plan, unit: usize) -> String {
    let row = plan.row(unit);
    let keys = std::iter::once(plan.at.key).chain(plan.breaks().map(|(column, _)| column));
    let conditions = keys.map(|key| format!("{},{}", so_far(plan.first, row, key), beside(row, key)));
    format!("IF(COUNTIFS({})=1,1,0)", conditions.collect::<Vec<_>>().join(","))
}

/// The class of a unit; `None` where a name is too long for a formula.
pub(super) fn class(plan: &Plan, unit: usize) -> Option<String> {
    let row = plan.row(unit);
    let key = beside(row, plan.at.key);
    let classes: Vec<_> = plan.set.classes_of(plan.block.ranking.block).map(|(_, class)| class).collect();
    let mut formula = "\"\"".to_owned();
    for class in classes.into_iter().rev() {
        let mut conditions = vec![format!("{key}>={}", number(&class.from))];
        for (node, share) in &class.also {
            let column = match plan.field_of(*node) {
                Some(nth) => plan.at.field(nth),
                None => plan.at.also.iter().find(|(known, _)| known == node)?.1,
            };
            let cell = beside(row, column);
            let least = number(&(share * &Number::from(100)));
            conditions.push(format!("OR({cell}=\"\",{}>={least})", compared(plan, &cell)));
        }
        formula = format!("IF(AND({}),{},{formula})", conditions.join(","), quoted(&class.name)?);
    }
    Some(formula)
}
