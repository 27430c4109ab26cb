//! Which rules compute with the measured value of a criterion that is measured otherwise than before.

use super::carry::same_rule;
use super::pairing::Pairing;
use crate::criteria::{CriteriaSet, Leaf};

/// The codes whose measured value the rule of a node of the new set uses, and that are not measured as they were.
pub fn measured_otherwise<'n>(
    old: &CriteriaSet,
    new: &'n CriteriaSet,
    pairing: &Pairing,
    at: usize,
) -> Vec<&'n str> {
    let expression = new.nodes[at].leaf.as_ref().and_then(|leaf| leaf.rule.expression());
    let mut codes = expression.map(|expression| expression.measures()).unwrap_or_default();
    codes.retain(|code| !as_before(old, new, pairing, code));
    codes
}

/// Whether the code names what it named, and that is measured as it was. What it computes with is of an own criterion
/// again; no rule goes round in a circle.
fn as_before(old: &CriteriaSet, new: &CriteriaSet, pairing: &Pairing, code: &str) -> bool {
    let (Some(from), Some(to)) = (old.node_of(code), new.node_of(code)) else { return false };
    let mut links = pairing.of_new(to);
    let alone = links.next().is_some_and(|link| link.old == from) && links.next().is_none();
    let (Some(before), Some(after)) = (&old.nodes[from].leaf, &new.nodes[to].leaf) else { return false };
    alone && same_measure(before, after) && measured_otherwise(old, new, pairing, to).is_empty()
}

/// Whether two leaves measure the same, whatever they make of it.
fn same_measure(before: &Leaf, after: &Leaf) -> bool {
    match (before.rule.expression(), after.rule.expression()) {
        (Some(from), Some(to)) => from == to && super::carry::same_inputs(before, after),
        _ => same_rule(before, after),
    }
}
