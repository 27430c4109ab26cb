//! The exact range of an expression that is a quotient of sums, with min and max between such quotients.
//!
//! What a unit may declare is a cone: nothing is negative, parts together are at most their whole, maxima hold. A
//! quotient of two sums takes its extremes at the rays of the cone; a min or max cuts the cone in two.

use super::interval::{Bound, Interval};
use super::{Extreme, Factor, Node, Target, Term};
use crate::points::Number;
use crate::rule::Input;

/// More rays than these are not looked at.
const MOST_RAYS: usize = 400;

/// A number for every input and one for 1: coefficients of a sum, or a point of the cone.
type Vector = Vec<Number>;

/// Where an expression is this quotient.
#[derive(Clone)]
struct Piece {
    rays: Vec<Vector>,
    above: Vector,
    below: Vector,
}

/// The exact range; `None` where the expression is of another kind.
pub(super) fn range(root: &Node, inputs: &[Input], max: &Number) -> Option<Interval> {
    let ground = Ground { inputs, max };
    let mut all: Option<Interval> = None;
    for piece in ground.pieces(root, ground.cone()?)? {
        let one = piece.range()?;
        all = Some(match all {
            None => one,
            Some(all) => Interval { low: all.low.min(one.low), high: all.high.max(one.high), tight: true },
        });
    }
    all
}

/// Data at the extremes, in whole numbers where they can be.
pub(super) fn corners(root: &Node, inputs: &[Input], max: &Number) -> Vec<Vector> {
    let ground = Ground { inputs, max };
    let pieces = ground.cone().and_then(|cone| ground.pieces(root, cone)).unwrap_or_default();
    let mut all: Vec<Vector> = Vec::new();
    for mut ray in pieces.into_iter().flat_map(|piece| piece.rays) {
        let Some(one) = ray.pop() else { continue };
        let point: Vector = if one.is_zero() {
            let largest = ray.iter().max().cloned().unwrap_or_default();
            let factor = [10, 20, 30, 60, 70, 100, 1000].map(Number::from).into_iter().find_map(|size| {
                let factor = size.checked_div(&largest)?;
                ray.iter().all(|value| (value * &factor).is_whole()).then_some(factor)
            });
            let Some(factor) = factor.or_else(|| Number::from(10).checked_div(&largest)) else { continue };
            ray.iter().map(|value| value * &factor).collect()
        } else {
            ray.iter().filter_map(|value| value.checked_div(&one)).collect()
        };
        if !all.contains(&point) {
            all.push(point);
        }
    }
    all
}

struct Ground<'a> {
    inputs: &'a [Input],
    max: &'a Number,
}

impl Ground<'_> {
    fn constant(&self, number: &Number) -> Vector {
        let mut vector = vec![Number::ZERO; self.inputs.len()];
        vector.push(number.clone());
        vector
    }

    /// The rays of all that may be declared: one of each input with all that it is a part of, and 1.
    fn cone(&self) -> Option<Vec<Vector>> {
        let mut rays = vec![self.constant(&Number::ONE)];
        for input in 0..self.inputs.len() {
            let mut ray = self.constant(&Number::ZERO);
            let whole = |at: &usize| self.inputs.get(*at).and_then(|input| input.part_of);
            for at in std::iter::successors(Some(input), whole).take(self.inputs.len()) {
                *ray.get_mut(at)? = Number::ONE;
            }
            rays.push(ray);
        }
        for (at, input) in self.inputs.iter().enumerate() {
            if let Some(most) = &input.max {
                let mut room = self.constant(most);
                room[at] = -&Number::ONE;
                rays = cut(&rays, &room)?;
            }
        }
        Some(rays)
    }

    fn plain(&self, rays: Vec<Vector>, above: Vector) -> Vec<Piece> {
        vec![Piece { rays, above, below: self.constant(&Number::ONE) }]
    }

    fn pieces(&self, node: &Node, rays: Vec<Vector>) -> Option<Vec<Piece>> {
        match node {
            Node::Number(number) => Some(self.plain(rays, self.constant(number))),
            Node::Value(Target::MaxPoints) => Some(self.plain(rays, self.constant(self.max))),
            Node::Value(Target::Input(index)) => {
                let mut above = self.constant(&Number::ZERO);
                *above.get_mut(*index)? = Number::ONE;
                Some(self.plain(rays, above))
            }
            Node::Value(Target::Measure(_)) => None,
            Node::Negate(node) => {
                let mut pieces = self.pieces(node, rays)?;
                for piece in &mut pieces {
                    piece.above = scaled(&piece.above, &-&Number::ONE);
                }
                Some(pieces)
            }
            Node::Sum(terms) => {
                let (first, rest) = match terms.split_first() {
                    Some((Term { minus: false, node }, rest)) => (self.pieces(node, rays)?, rest),
                    _ => (self.plain(rays, self.constant(&Number::ZERO)), terms.as_slice()),
                };
                rest.iter().try_fold(first, |sums, term| {
                    let by = if term.minus { -&Number::ONE } else { Number::ONE };
                    self.each(sums, &term.node, |sum, piece| {
                        let (one, other, below) = sum.together(&piece)?;
                        Some(vec![Piece { rays: piece.rays, above: plus(&one, &scaled(&other, &by)), below }])
                    })
                })
            }
            Node::Product(factors) => {
                let (first, rest) = match factors.split_first() {
                    Some((Factor { divides: false, node }, rest)) => (self.pieces(node, rays)?, rest),
                    _ => (self.plain(rays, self.constant(&Number::ONE)), factors.as_slice()),
                };
                rest.iter().try_fold(first, |products, factor| {
                    self.each(products, &factor.node, |product, piece| {
                        let (above, below) = if factor.divides {
                            (piece.below, piece.above)
                        } else {
                            (piece.above, piece.below)
                        };
                        let (above, below) =
                            self.product([product.above.clone(), above], [product.below.clone(), below])?;
                        Some(vec![Piece { rays: piece.rays, above, below }])
                    })
                })
            }
            Node::Extreme(extreme, nodes) => {
                let (first, rest) = nodes.split_first()?;
                rest.iter().try_fold(self.pieces(first, rays)?, |best, node| {
                    self.each(best, node, |best, piece| best.better(&piece, *extreme))
                })
            }
        }
    }

    /// Every piece with every piece of a node on its rays.
    fn each(
        &self,
        pieces: Vec<Piece>,
        node: &Node,
        join: impl Fn(&Piece, Piece) -> Option<Vec<Piece>>,
    ) -> Option<Vec<Piece>> {
        let mut all = Vec::new();
        for piece in pieces {
            for other in self.pieces(node, piece.rays.clone())? {
                all.extend(join(&piece, other)?);
            }
            if all.len() > MOST_RAYS {
                return None;
            }
        }
        Some(all)
    }

    /// The product as one quotient, where all but one factor above and below cancel.
    fn product(&self, above: [Vector; 2], below: [Vector; 2]) -> Option<(Vector, Vector)> {
        if below.iter().any(is_zero) {
            return None;
        }
        let one = self.constant(&Number::ONE);
        if above.iter().any(is_zero) {
            return Some((self.constant(&Number::ZERO), one));
        }
        let mut left: Vec<Vector> = Vec::new();
        let mut below = Vec::from(below);
        let mut by = Number::ONE;
        for vector in above {
            match below.iter().enumerate().find_map(|(at, b)| Some((at, multiple(&vector, b)?))) {
                Some((at, times)) => {
                    below.remove(at);
                    by = &by * &times;
                }
                None => left.push(vector),
            }
        }
        if left.len() > 1 {
            return None;
        }
        let above = left.pop().unwrap_or_else(|| one.clone());
        Some((scaled(&above, &by), below.pop().unwrap_or(one)))
    }
}

impl Piece {
    /// Both numerators over one denominator.
    fn together(&self, other: &Piece) -> Option<(Vector, Vector, Vector)> {
        if let Some(times) = multiple(&other.below, &self.below) {
            let by = Number::ONE.checked_div(&times)?;
            return Some((self.above.clone(), scaled(&other.above, &by), self.below.clone()));
        }
        if let Some(number) = multiple(&other.above, &other.below) {
            return Some((self.above.clone(), scaled(&self.below, &number), self.below.clone()));
        }
        let number = multiple(&self.above, &self.below)?;
        Some((scaled(&other.below, &number), other.above.clone(), other.below.clone()))
    }

    /// Where this one is the lower or the higher, and where the other one is.
    fn better(&self, other: &Piece, extreme: Extreme) -> Option<Vec<Piece>> {
        let (one, two, below) = self.together(other)?;
        let by = sign(&other.rays, &below)?;
        let by = if extreme == Extreme::Min { by } else { -&by };
        let ahead = scaled(&plus(&two, &scaled(&one, &-&Number::ONE)), &by);
        let back = scaled(&ahead, &-&Number::ONE);
        let anywhere = |sum: &Vector| other.rays.iter().any(|ray| dot(sum, ray) > Number::ZERO);
        let mut pieces = Vec::new();
        // Where both are the same, either will do.
        if anywhere(&ahead) || !anywhere(&back) {
            pieces.push(Piece { rays: cut(&other.rays, &ahead)?, above: one, below: below.clone() });
        }
        if anywhere(&back) {
            pieces.push(Piece { rays: cut(&other.rays, &back)?, above: two, below });
        }
        Some(pieces)
    }

    /// The range on the rays; `None` where it is divided by 0 everywhere, or by what is now above and now below 0.
    fn range(&self) -> Option<Interval> {
        // The same everywhere, whatever is divided by itself.
        if let Some(number) = multiple(&self.above, &self.below) {
            return Some(Interval::point(&number));
        }
        let by = sign(&self.rays, &self.below)?;
        let mut ratios: Vec<Bound> = Vec::new();
        let mut defined = false;
        for ray in &self.rays {
            let (above, below) = (&dot(&self.above, ray) * &by, &dot(&self.below, ray) * &by);
            match above.checked_div(&below) {
                Some(ratio) => {
                    defined = true;
                    ratios.push(Bound::At(ratio));
                }
                None if above.is_zero() => {}
                None => ratios.push(if above.is_negative() { Bound::Below } else { Bound::Above }),
            }
        }
        if !defined {
            return None;
        }
        let (low, high) = (ratios.iter().min()?.clone(), ratios.iter().max()?.clone());
        Some(Interval { low, high, tight: true })
    }
}

/// 1 or −1 as a sum is nowhere negative or nowhere positive; `None` where it is both.
fn sign(rays: &[Vector], sum: &Vector) -> Option<Number> {
    let values: Vec<Number> = rays.iter().map(|ray| dot(sum, ray)).collect();
    if values.iter().all(|value| !value.is_negative()) {
        Some(Number::ONE)
    } else if values.iter().all(|value| *value <= Number::ZERO) {
        Some(-&Number::ONE)
    } else {
        None
    }
}

/// The rays of the part of a cone where a sum is not negative.
fn cut(rays: &[Vector], sum: &Vector) -> Option<Vec<Vector>> {
    let valued: Vec<(&Vector, Number)> = rays.iter().map(|ray| (ray, dot(sum, ray))).collect();
    let mut kept: Vec<Vector> =
        valued.iter().filter(|(_, value)| !value.is_negative()).map(|(ray, _)| (*ray).clone()).collect();
    for (inside, room) in valued.iter().filter(|(_, value)| *value > Number::ZERO) {
        for (outside, over) in valued.iter().filter(|(_, value)| value.is_negative()) {
            let edge = plus(&scaled(inside, &-over), &scaled(outside, room));
            if !kept.contains(&edge) {
                kept.push(edge);
            }
            if kept.len() > MOST_RAYS {
                return None;
            }
        }
    }
    Some(kept)
}

/// How many times the other one a vector is.
fn multiple(vector: &Vector, other: &Vector) -> Option<Number> {
    let (at, first) = other.iter().enumerate().find(|(_, value)| !value.is_zero())?;
    let times = vector.get(at)?.checked_div(first)?;
    (scaled(other, &times) == *vector).then_some(times)
}

fn is_zero(vector: &Vector) -> bool {
    vector.iter().all(Number::is_zero)
}

fn scaled(vector: &Vector, by: &Number) -> Vector {
    vector.iter().map(|value| value * by).collect()
}

fn plus(one: &Vector, other: &Vector) -> Vector {
    one.iter().zip(other).map(|(one, other)| one + other).collect()
}

fn dot(one: &Vector, other: &Vector) -> Number {
    one.iter().zip(other).map(|(one, other)| one * other).sum()
}
