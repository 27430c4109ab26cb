//! Between which bounds an expression lies.
//!
//! Exact where it is a quotient of sums, or min and max between such quotients ([`corners`]); else the bounds of what it is
//! put together from.

use std::collections::BTreeSet;

use super::corners;
use super::interval::{Bound, Interval};
use super::{Bounds, Extreme, Factor, Node, Target, Term};
use crate::points::Number;
use crate::rule::Input;

struct Ground<'a> {
    inputs: &'a [Input],
    max: &'a Number,
    measures: &'a Measures<'a>,
}

/// A part of a sum or product: its interval and the independent inputs behind it.
struct Piece {
    interval: Interval,
    roots: BTreeSet<usize>,
}

/// Between which bounds the measured value of a leaf lies, where they are known.
pub type Measures<'a> = dyn Fn(&str) -> Option<Bounds> + 'a;

/// The bounds of the expression's values.
pub(super) fn of(root: &Node, inputs: &[Input], max: &Number, measures: &Measures) -> Interval {
    Ground { inputs, max, measures }.interval(root)
}

impl Ground<'_> {
    fn interval(&self, node: &Node) -> Interval {
        corners::range(node, self.inputs, self.max).unwrap_or_else(|| self.joined(node))
    }

    /// The bounds that follow from those of the parts.
    fn joined(&self, node: &Node) -> Interval {
        match node {
            Node::Value(Target::Measure(code)) => match (self.measures)(code) {
                Some((low, high)) => Interval {
                    low: low.map_or(Bound::Below, Bound::At),
                    high: high.map_or(Bound::Above, Bound::At),
                    tight: false,
                },
                None => Interval::anything(),
            },
            Node::Negate(node) => self.interval(node).negated(),
            Node::Extreme(extreme, nodes) => self.extreme(*extreme, nodes),
            Node::Sum(terms) => self.sum(terms),
            Node::Product(factors) => self.product(factors),
            // Corners know them, unless there are too many inputs with a maximum.
            Node::Number(number) => Interval::point(number),
            Node::Value(Target::MaxPoints) => Interval::point(self.max),
            Node::Value(Target::Input(_)) => {
                Interval { low: Bound::At(Number::ZERO), high: Bound::Above, tight: false }
            }
        }
    }

    fn extreme(&self, extreme: Extreme, nodes: &[Node]) -> Interval {
        let pick = |one: Bound, other: Bound| match extreme {
            Extreme::Min => one.min(other),
            Extreme::Max => one.max(other),
        };
        join(nodes.iter().map(|node| self.piece(node)).collect(), |one, other| Interval {
            low: pick(one.low, other.low),
            high: pick(one.high, other.high),
            tight: true,
        })
    }

    /// Terms of the same inputs are taken together.
    fn sum(&self, terms: &[Term]) -> Interval {
        let mut groups: Vec<(BTreeSet<usize>, Vec<Term>)> = Vec::new();
        for term in terms {
            let roots = self.roots(&term.node);
            match groups.iter_mut().find(|(known, _)| *known == roots) {
                Some((_, group)) => group.push(term.clone()),
                None => groups.push((roots, vec![term.clone()])),
            }
        }
        let together = |(roots, group): (BTreeSet<usize>, Vec<Term>)| {
            let sum = Node::Sum(group);
            match corners::range(&sum, self.inputs, self.max) {
                Some(interval) => vec![Piece { interval, roots }],
                None => {
                    let Node::Sum(group) = sum else { return Vec::new() };
                    group.iter().map(|term| self.term(term)).collect()
                }
            }
        };
        join(groups.into_iter().flat_map(together).collect(), |one, other| Interval {
            low: one.low.plus(&other.low),
            high: one.high.plus(&other.high),
            tight: true,
        })
    }

    fn term(&self, term: &Term) -> Piece {
        let mut piece = self.piece(&term.node);
        if term.minus {
            piece.interval = piece.interval.negated();
        }
        piece
    }

    /// Neighbouring factors are taken together as far as they have an exact range: `b / a` is at most 1.
    fn product(&self, factors: &[Factor]) -> Interval {
        let mut pieces = Vec::new();
        let mut rest = factors;
        while let Some((first, others)) = rest.split_first() {
            let exact = (2..=rest.len()).rev().find_map(|length| {
                let (run, after) = rest.split_at_checked(length)?;
                let run = Node::Product(run.to_vec());
                let interval = corners::range(&run, self.inputs, self.max)?;
                Some((Piece { interval, roots: self.roots(&run) }, after))
            });
            let (piece, after) = exact.unwrap_or_else(|| {
                let mut piece = self.piece(&first.node);
                if first.divides {
                    piece.interval = piece.interval.reciprocal();
                }
                (piece, others)
            });
            pieces.push(piece);
            rest = after;
        }
        join(pieces, |one, other| one.times(&other))
    }

    fn piece(&self, node: &Node) -> Piece {
        Piece { interval: self.interval(node), roots: self.roots(node) }
    }

    /// The inputs behind a node, of parts their wholes.
    fn roots(&self, node: &Node) -> BTreeSet<usize> {
        let all = |nodes: &mut dyn Iterator<Item = &Node>| nodes.flat_map(|node| self.roots(node)).collect();
        let above = |i: &usize| self.inputs.get(*i).and_then(|input| input.part_of);
        match node {
            Node::Value(Target::Input(index)) => std::iter::successors(Some(*index), above)
                .take(self.inputs.len())
                .last()
                .into_iter()
                .collect(),
            Node::Number(_) | Node::Value(_) => BTreeSet::new(),
            Node::Negate(node) => self.roots(node),
            Node::Sum(terms) => all(&mut terms.iter().map(|term| &term.node)),
            Node::Product(factors) => all(&mut factors.iter().map(|factor| &factor.node)),
            Node::Extreme(_, nodes) => all(&mut nodes.iter()),
        }
    }
}

/// All pieces together; tight where each is and none depends on another.
fn join(pieces: Vec<Piece>, both: impl Fn(Interval, Interval) -> Interval) -> Interval {
    let apart: usize = pieces.iter().map(|piece| piece.roots.len()).sum();
    let together: BTreeSet<usize> = pieces.iter().flat_map(|piece| piece.roots.iter().copied()).collect();
    let tight = apart == together.len() && pieces.iter().all(|piece| piece.interval.tight);
    let joined = pieces.into_iter().map(|piece| piece.interval).reduce(both);
    joined.map_or_else(Interval::anything, |interval| Interval { tight, ..interval })
}

#[cfg(test)]
mod tests {
    use super::super::Expression;
    use crate::points::Number;
    use crate::rule::testing::{input, n, part};

    /// a with the parts b and c; c has the part d; e up to 10; f free.
    fn check(text: &str, low: Option<&str>, high: Option<&str>, tight: bool) {
        let mut e = input("e");
        e.max = Some(n("10"));
        let inputs = [input("a"), part("b", 0), part("c", 0), part("d", 2), e, input("f"), part("g", 5)];
        let ids = ["a", "b", "c", "d", "e", "f", "g"];
        let expression = Expression::parse(text, &ids).unwrap();
        let max = Number::from(3);
        assert_eq!(expression.range(&inputs, &max), (low.map(n), high.map(n)), "{text}");
        assert_eq!(expression.exact_range(&inputs, &max).is_some(), tight, "{text}");
    }

    #[test]
    fn shares_of_one_whole() {
        check("b / a", Some("0"), Some("1"), true);
        check("b/a*1 + c/a*0.5", Some("0"), Some("1"), true);
        check("(b/a)*1 + (c/a)*0.5", Some("0"), Some("1"), true);
        check("(b + c * 0.5) / a", Some("0"), Some("1"), true);
        check("(b + c) * max_points / a", Some("0"), Some("3"), true);
        check("100% - (b + c) / a", Some("0"), Some("1"), true);
        check("d / a", Some("0"), Some("1"), true);
        check("d / c", Some("0"), Some("1"), true);
        check("c / a + d / a", Some("0"), Some("2"), true);
        check("b / a - c / a", Some("-1"), Some("1"), true);
        check("min(b / a, 80%) / 80%", Some("0"), Some("1"), true);
        check("max(0, 1 - b / a * 2)", Some("0"), Some("1"), true);
    }

    #[test]
    fn quotients_of_sums() {
        check("(b + g) / (a + f)", Some("0"), Some("1"), true);
        check("b / (b + c)", Some("0"), Some("1"), true);
        check("min(b / a, c / a)", Some("0"), Some("1/2"), true);
        check("min(b / a * 3, c / a / 50%)", Some("0"), Some("1.2"), true);
        check("min(a, f) / max(a, f)", Some("0"), Some("1"), true);
        check("max(b, c) / (b + c)", Some("1/2"), Some("1"), true);
        check("a / b", Some("1"), None, false);
        check("b / b", Some("1"), Some("1"), true);
        check("b / a / (b / a)", Some("1"), Some("1"), true);
        check("(b - c) / (b + c)", Some("-1"), Some("1"), true);
        check("b / (b - c)", None, None, false);
        check("e / (e + 1)", Some("0"), Some("10/11"), true);
        check("f / (f + 1)", Some("0"), Some("1"), true);
    }

    #[test]
    fn several_wholes() {
        check("b / a + g / f", Some("0"), Some("2"), true);
        check("b / a * g / f", Some("0"), Some("1"), true);
        check("b/a*1 + g/f*0.2 + c/a*0.5", Some("0"), Some("1.2"), true);
        check("b / a * b / a", Some("0"), Some("1"), false);
        check("min(b/a, 1) + c/a * 0.5", Some("0"), Some("1"), true);
        check("b / a * measure('1') * 0", Some("0"), Some("0"), false);
    }

    #[test]
    fn plain_intervals() {
        check("35/36 * 3", Some("35/12"), Some("35/12"), true);
        check("e * 0.5", Some("0"), Some("5"), true);
        check("10 - e * 2", Some("-10"), Some("10"), true);
        check("e - e", Some("0"), Some("0"), true);
        check("-e", Some("-10"), Some("0"), true);
        check("f", Some("0"), None, false);
        check("a - b", Some("0"), None, false);
        check("min(f * 0.5, max_points)", Some("0"), Some("3"), true);
        check("f / a", Some("0"), None, false);
        check("1 / (e + 1)", Some("1/11"), Some("1"), true);
        check("1 / (e - 1)", None, None, false);
        check("measure('1.4')", None, None, false);
        check("1 / 0", None, None, false);
    }
}
