//! What a set promises, proved: rules reach their maxima, references hold.

use super::CriteriaSet;
use super::assemble::{NodeSpans, node_named};
use crate::diagnostic::Code;
use crate::keys::Faults;
use crate::message::Detail;
use crate::points::Number;
use crate::rule::Expression;

/// The faults of every rule, at its option, step or item.
pub(super) fn rules(faults: &mut Faults, set: &CriteriaSet, spans: &[NodeSpans]) {
    for (n, at) in set.leaves.iter().enumerate() {
        let (node, leaf) = set.leaf(n);
        if node.max <= Number::ZERO {
            continue;
        }
        let spans = &spans[*at];
        let lowest = leaf.rule.lowest(&set.frame(n));
        if lowest > node.max {
            let (what, max) = ("min".to_owned(), node.max.clone());
            faults.at(&spans.rule, Detail::RuleAboveMax { what, points: lowest, max });
        }
        for fault in leaf.rule.faults(&set.frame(n)) {
            let span = fault.part.and_then(|part| spans.parts.get(part)).unwrap_or(&spans.rule);
            faults.at(span, fault.detail);
        }
    }
}

/// References by `measure`: the code exists, is measured, and no circle closes.
pub(super) fn measures(faults: &mut Faults, set: &CriteriaSet, spans: &[NodeSpans]) {
    let mut targets: Vec<Vec<usize>> = vec![Vec::new(); set.leaves.len()];
    for (n, at) in set.leaves.iter().enumerate() {
        let span = &spans[*at].rule;
        for code in set.leaf(n).1.rule.expression().map(Expression::measures).unwrap_or_default() {
            let Some(node) = node_named(faults, set, code, span) else { continue };
            match &set.nodes[node].leaf {
                Some(leaf) if leaf.rule.has_measure() => targets[n].push(leaf.index),
                _ => faults.at(span, Detail::NoMeasure { code: code.to_owned() }),
            }
        }
    }
    for (n, at) in set.leaves.iter().enumerate() {
        if let Some(circle) = circle_through(&targets, n) {
            // Each circle once, at its first leaf.
            if circle.iter().min() == Some(&n) {
                let codes = circle.iter().map(|leaf| set.leaf(*leaf).0.code.to_string()).collect();
                faults.at(&spans[*at].rule, Detail::MeasureCycle { codes });
            }
        }
    }
}

/// Computed points that may leave 0 to the maximum.
pub(super) fn points(faults: &mut Faults, set: &CriteriaSet, spans: &[NodeSpans]) {
    let measures = |code: &str| {
        let n = set.node(code)?.leaf.as_ref()?.index;
        set.leaf(n).1.rule.measure_range(&set.frame(n))
    };
    // Where a reference leads nowhere, that is what must be mended first.
    let astray = [Code::UnknownCode, Code::NoMeasure, Code::MeasureCycle];
    let astray = faults.findings.iter().any(|finding| astray.contains(&finding.code()));
    for (n, at) in set.leaves.iter().enumerate() {
        let (node, leaf) = set.leaf(n);
        let rule = &leaf.rule;
        if node.max <= Number::ZERO {
            continue;
        }
        let refers = rule.expression().is_some_and(|of| !of.measures().is_empty());
        if let Some(idle) = rule.idle(&set.frame(n)) {
            let span = idle.part.and_then(|part| spans[*at].parts.get(part)).unwrap_or(&spans[*at].rule);
            faults.warn(span, idle.detail);
        }
        match rule.leaves_range(&set.frame(n), &measures).filter(|_| !(astray && refers)) {
            Some((detail, true)) => faults.at(&spans[*at].rule, detail),
            Some((detail, false)) => faults.warn(&spans[*at].rule, detail),
            None => {}
        }
    }
}

/// A way from a leaf back to itself.
fn circle_through(targets: &[Vec<usize>], start: usize) -> Option<Vec<usize>> {
    let mut seen = vec![false; targets.len()];
    let mut path = vec![(start, 0)];
    while let Some((leaf, next)) = path.last_mut() {
        let Some(target) = targets[*leaf].get(*next).copied() else {
            path.pop();
            continue;
        };
        *next += 1;
        if target == start {
            return Some(path.into_iter().map(|(leaf, _)| leaf).collect());
        }
        if !std::mem::replace(&mut seen[target], true) {
            path.push((target, 0));
        }
    }
    None
}
