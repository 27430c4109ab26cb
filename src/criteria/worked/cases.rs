//! The worked examples at which an error in a set would show, computed from the set as it is.

use super::{InExample, outcome};
use crate::criteria::{CriteriaSet, Example, Standing, Target};
use crate::points::Number;
use crate::rule::{Case, Expression};

/// Case by case of every leaf together, then the edges of the classes and the rounding.
pub fn examples(set: &CriteriaSet) -> Vec<Example> {
    let cases: Vec<Vec<Case>> = (0..set.leaves.len()).map(|n| cases_of(set, n)).collect();
    let rounds = cases.iter().map(Vec::len).max().unwrap_or_default();
    let mut examples: Vec<Example> = (0..rounds).map(|round| round_of(set, &cases, round)).collect();
    if let Some(first) = examples.first_mut() {
        adjust(set, first);
    }
    examples.retain(|example| !example.points.is_empty());
    let standings = standings(set).into_iter();
    examples.extend(standings.map(|at| Example { standing: Some(at), ..Example::default() }));
    examples
}

/// The cases of a leaf that have a result. One that refers to other leaves has it only beside them.
fn cases_of(set: &CriteriaSet, n: usize) -> Vec<Case> {
    let leaf = set.leaf(n).1;
    let mut cases = leaf.rule.cases(&set.frame(n));
    if leaf.rule.expression().is_none_or(|of| of.measures().is_empty()) {
        cases.retain(|case| {
            let example = Example { given: vec![(n, case.clone())], ..Example::default() };
            matches!(InExample { set, example: &example, leaf: n }.outcome(), Some(Ok(_)))
        });
    }
    cases
}

fn round_of(set: &CriteriaSet, cases: &[Vec<Case>], round: usize) -> Example {
    let mut example = Example::default();
    let mut wanted: Vec<bool> = cases.iter().map(|cases| round < cases.len()).collect();
    let own = wanted.clone();
    // What a leaf refers to stands in the example too, and what that refers to.
    for _ in 0..cases.len() {
        let before = wanted.clone();
        for n in (0..cases.len()).filter(|n| before[*n]) {
            let codes = set.leaf(n).1.rule.expression().map(Expression::measures).unwrap_or_default();
            for leaf in codes.iter().filter_map(|code| set.node(code)?.leaf.as_ref()) {
                wanted[leaf.index] = true;
            }
        }
        if before == wanted {
            break;
        }
    }
    for n in (0..cases.len()).filter(|n| wanted[*n]) {
        let case = cases[n].get(round).or(cases[n].first());
        example.given.extend(case.map(|case| (n, case.clone())));
    }
    for n in (0..cases.len()).filter(|n| own[*n]) {
        if let Some(Ok(points)) = outcome(set, &example, Target::Leaf(n)) {
            example.points.push((Target::Leaf(n), points));
        }
    }
    example
}

/// Each adjustment with one point more than counts.
fn adjust(set: &CriteriaSet, example: &mut Example) {
    for (at, adjustment) in set.adjustments.iter().enumerate() {
        example.adjusted.push((at, adjustment.cap.clone().unwrap_or_default() + Number::ONE));
        if let Some(Ok(points)) = outcome(set, example, Target::Adjustment(at)) {
            example.points.push((Target::Adjustment(at), points));
        }
    }
}

/// Each edge of each block's classes exactly and one published unit below it, what a class needs besides, the rounding.
fn standings(set: &CriteriaSet) -> Vec<Standing> {
    let unit = Number::from_scaled(1, set.scoring.precision.decimals);
    let half = Number::from_scaled(5, 1);
    let hundred = Number::from(100);
    let mut all = Vec::new();
    let mut add = |index: Number, components: Vec<(usize, Number)>, block| {
        all.push(Standing { index, components, block, class: None, published: None });
    };
    let own = (0..set.blocks.len()).map(Some).filter(|block| set.classes.iter().any(|c| c.block == *block));
    for block in std::iter::once(None).chain(own) {
        for (nth, (_, class)) in set.classes_of(block).enumerate() {
            let full: Vec<_> = class.also.iter().map(|(node, share)| (*node, share * &hundred)).collect();
            add(class.from.clone(), full.clone(), block);
            if class.from > Number::ZERO {
                add(&class.from - &unit, Vec::new(), block);
            }
            if nth == 0 {
                // Whether rounding lifts an index into the class.
                add(&class.from - &(&unit * &half), full.clone(), block);
            }
            for (node, least) in &full {
                let short = |(at, index): &(usize, Number)| {
                    (*at, if at == node { least - &unit } else { index.clone() })
                };
                add(class.from.clone(), full.iter().map(short).collect(), block);
            }
        }
    }
    // Half-way, so that the kind of rounding shows.
    add(Number::from(84) + &unit * &(Number::from(8) + half), Vec::new(), None);
    let hundred = Number::from(100);
    for standing in &mut all {
        let index = set.compared(&standing.index);
        let classes = set.classes_of(standing.block).filter(|(_, class)| index >= class.from);
        for (node, _) in classes.flat_map(|(_, class)| &class.also) {
            if !standing.components.iter().any(|(known, _)| known == node) {
                standing.components.push((*node, hundred.clone()));
            }
        }
        standing.class = standing.class_in(set);
        standing.published = Some(standing.index.rounded(set.scoring.precision));
    }
    all
}
