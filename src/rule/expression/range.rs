//! Between which bounds an expression lies.
//!
//! Interval arithmetic, exact where the expression is linear in the parts of one whole: such an expression takes its
//! extremes where one part is the whole or none is anything, so it suffices to look there.

use std::collections::BTreeSet;

use super::corners;
use super::interval::{Bound, Interval};
use super::{Extreme, Factor, Node, Target, Term};
use crate::points::Number;
use crate::rule::Input;

/// `whole^degree × (constant + Σ coefficient × part ÷ whole)`.
#[derive(Clone, Debug)]
struct Form {
    degree: i32,
    constant: Number,
    parts: Vec<(usize, Number)>,
}

struct Ground<'a> {
    inputs: &'a [Input],
    max: &'a Number,
    measures: &'a Measures<'a>,
    /// Inputs that have parts.
    wholes: BTreeSet<usize>,
}

/// A part of a sum or product: its interval and the independent inputs behind it.
struct Piece {
    interval: Interval,
    roots: BTreeSet<usize>,
}

/// Between which bounds the measured value of a leaf lies, where they are known.
pub type Measures<'a> = dyn Fn(&str) -> Option<(Option<Number>, Option<Number>)> + 'a;

/// The bounds of the expression's values.
pub(super) fn of(root: &Node, inputs: &[Input], max: &Number, measures: &Measures) -> Interval {
    let wholes = inputs.iter().filter_map(|input| input.part_of).collect();
    Ground { inputs, max, measures, wholes }.interval(root)
}

impl Ground<'_> {
    fn interval(&self, node: &Node) -> Interval {
        if let Some(exact) = corners::range(node, self.inputs, self.max) {
            return exact;
        }
        for whole in &self.wholes {
            if let Some(interval) = self.form(node, *whole).and_then(|form| self.span(&form, *whole)) {
                return interval;
            }
        }
        match node {
            Node::Number(number) => Interval::point(number),
            Node::Value(Target::MaxPoints) => Interval::point(self.max),
            Node::Value(Target::Measure(code)) => match (self.measures)(code) {
                Some((low, high)) => Interval {
                    low: low.map_or(Bound::Below, Bound::At),
                    high: high.map_or(Bound::Above, Bound::At),
                    tight: false,
                },
                None => Interval::anything(),
            },
            Node::Value(Target::Input(index)) => Interval {
                low: Bound::At(Number::ZERO),
                high: self.path(*index, None).filter_map(|i| self.highest(i)).min().unwrap_or(Bound::Above),
                tight: true,
            },
            Node::Negate(node) => self.interval(node).negated(),
            Node::Extreme(extreme, nodes) => self.extreme(*extreme, nodes),
            Node::Sum(terms) => self.sum(terms),
            Node::Product(factors) => self.whole_by_part(factors).unwrap_or_else(|| self.product(factors)),
        }
    }

    /// `a / b` where b is a part of a: one by what `b / a` is.
    fn whole_by_part(&self, factors: &[Factor]) -> Option<Interval> {
        let [Factor { divides: false, node: above }, Factor { divides: true, node: below }] = factors else {
            return None;
        };
        self.wholes.iter().find_map(|whole| {
            let form = self.form(below, *whole)?.into_factor(Form::constant(&Number::ONE), false)?;
            let form = self.form(above, *whole)?.into_factor(form, true)?;
            let share = form.degree == 0 && !form.parts.is_empty();
            share.then(|| self.span(&form, *whole))?.map(|interval| interval.reciprocal())
        })
    }

    fn extreme(&self, extreme: Extreme, nodes: &[Node]) -> Interval {
        let pieces: Vec<Piece> = nodes.iter().map(|node| self.piece(node)).collect();
        let pick = |one: Bound, other: Bound| match extreme {
            Extreme::Min => one.min(other),
            Extreme::Max => one.max(other),
        };
        join(pieces, |one, other| Interval {
            low: pick(one.low, other.low),
            high: pick(one.high, other.high),
            tight: true,
        })
    }

    /// Terms over the same whole are taken together: their parts share it.
    fn sum(&self, terms: &[Term]) -> Interval {
        let mut rest: Vec<&Term> = terms.iter().collect();
        let mut pieces = Vec::new();
        for whole in &self.wholes {
            let shares = |term: &Term| {
                self.form(&term.node, *whole).filter(|form| form.degree == 0 && !form.parts.is_empty())
            };
            let together: Vec<Term> =
                rest.iter().filter(|t| shares(t).is_some()).map(|t| (*t).clone()).collect();
            if together.len() > 1 && together.len() < terms.len() {
                rest.retain(|term| shares(term).is_none());
                pieces.push(self.piece(&Node::Sum(together)));
            }
        }
        pieces.extend(rest.into_iter().map(|term| {
            let mut piece = self.piece(&term.node);
            if term.minus {
                piece.interval = piece.interval.negated();
            }
            piece
        }));
        join(pieces, |one, other| Interval {
            low: one.low.plus(&other.low),
            high: one.high.plus(&other.high),
            tight: true,
        })
    }

    /// Neighbouring factors over the same whole are taken together: `b / a` is at most 1.
    fn product(&self, factors: &[Factor]) -> Interval {
        let mut pieces = Vec::new();
        let mut rest = factors;
        while !rest.is_empty() {
            let length = self.run(rest);
            let (run, after) = rest.split_at(length);
            rest = after;
            pieces.push(match run {
                [Factor { divides, node }] => {
                    let mut piece = self.piece(node);
                    if *divides {
                        piece.interval = piece.interval.reciprocal();
                    }
                    piece
                }
                run if length < factors.len() => self.piece(&Node::Product(run.to_vec())),
                // Already tried as a whole.
                _ => Piece { interval: Interval::anything(), roots: BTreeSet::new() },
            });
        }
        join(pieces, |one, other| one.times(&other))
    }

    /// How many of the first factors have bounds together.
    fn run(&self, factors: &[Factor]) -> usize {
        let mut longest = 1;
        for whole in &self.wholes {
            let mut form = Some(Form::constant(&Number::ONE));
            for (n, factor) in factors.iter().enumerate() {
                form =
                    form.and_then(|form| self.form(&factor.node, *whole)?.into_factor(form, factor.divides));
                match &form {
                    None => break,
                    Some(form) if form.degree == 0 && !form.parts.is_empty() => longest = longest.max(n + 1),
                    Some(_) => {}
                }
            }
        }
        longest
    }

    fn piece(&self, node: &Node) -> Piece {
        let mut roots = BTreeSet::new();
        self.collect_roots(node, &mut roots);
        Piece { interval: self.interval(node), roots }
    }

    fn collect_roots(&self, node: &Node, roots: &mut BTreeSet<usize>) {
        let nodes: Vec<&Node> = match node {
            Node::Value(Target::Input(index)) => {
                roots.extend(self.path(*index, None).last());
                return;
            }
            Node::Number(_) | Node::Value(_) => return,
            Node::Negate(node) => vec![node],
            Node::Sum(terms) => terms.iter().map(|term| &term.node).collect(),
            Node::Product(factors) => factors.iter().map(|factor| &factor.node).collect(),
            Node::Extreme(_, nodes) => nodes.iter().collect(),
        };
        for node in nodes {
            self.collect_roots(node, roots);
        }
    }

    /// The input, what it is a part of, and so on, before `until`.
    fn path(&self, index: usize, until: Option<usize>) -> impl Iterator<Item = usize> {
        let above = |i: &usize| self.inputs.get(*i).and_then(|input| input.part_of);
        std::iter::successors(Some(index), above)
            .take(self.inputs.len())
            .take_while(move |i| Some(*i) != until)
    }

    fn highest(&self, index: usize) -> Option<Bound> {
        self.inputs.get(index)?.max.clone().map(Bound::At)
    }

    fn is_part(&self, index: usize, whole: usize) -> bool {
        index != whole && self.path(index, None).any(|i| i == whole)
    }

    fn form(&self, node: &Node, whole: usize) -> Option<Form> {
        match node {
            Node::Number(number) => Some(Form::constant(number)),
            Node::Value(Target::MaxPoints) => Some(Form::constant(self.max)),
            Node::Value(Target::Input(index)) if *index == whole => {
                Some(Form { degree: 1, ..Form::constant(&Number::ONE) })
            }
            Node::Value(Target::Input(index)) if self.is_part(*index, whole) => {
                Some(Form { degree: 1, constant: Number::ZERO, parts: vec![(*index, Number::ONE)] })
            }
            Node::Value(_) | Node::Extreme(..) => None,
            Node::Negate(node) => Some(self.form(node, whole)?.scaled(&-&Number::ONE, 0)),
            Node::Sum(terms) => terms.iter().try_fold(Form::constant(&Number::ZERO), |sum, term| {
                let form = self.form(&term.node, whole)?;
                sum.plus(if term.minus { form.scaled(&-&Number::ONE, 0) } else { form })
            }),
            Node::Product(factors) => {
                factors.iter().try_fold(Form::constant(&Number::ONE), |product, factor| {
                    self.form(&factor.node, whole)?.into_factor(product, factor.divides)
                })
            }
        }
    }

    /// The extremes: each part in turn is the whole, and so are those that it is a part of.
    fn span(&self, form: &Form, whole: usize) -> Option<Interval> {
        let coefficient = |i: usize| form.parts.iter().find(|(part, _)| *part == i).map(|(_, c)| c);
        let parts = (0..self.inputs.len()).filter(|i| self.is_part(*i, whole));
        let corner = |part: usize| {
            &form.constant + &self.path(part, Some(whole)).filter_map(coefficient).sum::<Number>()
        };
        let (mut low, mut high) = (form.constant.clone(), form.constant.clone());
        for value in parts.clone().map(corner) {
            low = low.min(value.clone());
            high = high.max(value);
        }
        let ratio = Interval { low: Bound::At(low), high: Bound::At(high), tight: true };
        match form.degree {
            0 => Some(ratio),
            1 if parts.clone().all(|part| self.highest(part).is_none()) => {
                Some(ratio.times(&self.interval_of_whole(whole)))
            }
            _ => None,
        }
    }

    fn interval_of_whole(&self, whole: usize) -> Interval {
        let high = self.path(whole, None).filter_map(|i| self.highest(i)).min().unwrap_or(Bound::Above);
        Interval { low: Bound::At(Number::ZERO), high, tight: true }
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

impl Form {
    fn constant(number: &Number) -> Form {
        Form { degree: 0, constant: number.clone(), parts: Vec::new() }
    }

    fn is_zero(&self) -> bool {
        self.constant.is_zero() && self.parts.is_empty()
    }

    fn scaled(mut self, by: &Number, degree: i32) -> Form {
        self.degree += degree;
        self.constant = &self.constant * by;
        for (_, coefficient) in &mut self.parts {
            *coefficient = &*coefficient * by;
        }
        self
    }

    fn plus(mut self, other: Form) -> Option<Form> {
        if self.is_zero() {
            return Some(other);
        }
        if other.is_zero() {
            return Some(self);
        }
        if self.degree != other.degree {
            return None;
        }
        self.constant += &other.constant;
        for (part, coefficient) in other.parts {
            match self.parts.iter_mut().find(|(known, _)| *known == part) {
                Some((_, sum)) => *sum += &coefficient,
                None => self.parts.push((part, coefficient)),
            }
        }
        Some(self)
    }

    /// `product` times or divided by this; at most one of the two may have parts.
    fn into_factor(self, product: Form, divides: bool) -> Option<Form> {
        match (self.parts.is_empty(), product.parts.is_empty()) {
            (true, _) if divides => {
                let by = Number::ONE.checked_div(&self.constant)?;
                Some(product.scaled(&by, -self.degree))
            }
            (true, _) => Some(product.scaled(&self.constant, self.degree)),
            (false, true) if !divides => Some(self.scaled(&product.constant, product.degree)),
            _ => None,
        }
    }
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
