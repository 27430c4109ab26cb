//! An expression of a rule in the language of spreadsheets.

use super::guards::Guard;
use super::{Workbook, checks};
use crate::points::cells::number;
use crate::rule::Rule;
use crate::rule::expression::{Expression, Extreme, Node, Target};

/// Digits after the point that tell a share from an edge: one of whole numbers up to 10 million differs from an edge
/// with four decimals by more, and from itself by less.
const OF_SHARES: u32 = 13;
/// Digits that tell sums and products of what people type from each other: as large as they may be, the noise of what
/// they are taken from lies below.
const OF_AMOUNTS: u32 = 8;

/// A measured value in the language of spreadsheets.
pub(super) struct Value {
    /// What computes it.
    pub text: String,
    /// What must hold before.
    pub guards: Vec<Guard>,
    /// It is a product, a sum, or a name or number alone.
    binds: Binds,
    /// Digits at which it is compared.
    digits: u32,
}

/// How firmly a text holds together.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Binds {
    Sum,
    Product,
    Alone,
}

impl Value {
    /// As one side of a product.
    pub fn factor(&self) -> String {
        if self.binds < Binds::Product { format!("({})", self.text) } else { self.text.clone() }
    }

    /// As it is compared with an edge: without the noise of binary fractions.
    pub fn compared(&self) -> String {
        if self.binds == Binds::Alone {
            self.text.clone()
        } else {
            format!("ROUND({},{})", self.text, self.digits)
        }
    }
}

impl Workbook<'_> {
    /// The value of an expression of a leaf.
    pub fn value(&self, leaf: usize, expression: &Expression) -> Option<Value> {
        let mut writer =
            Writer { workbook: self, leaf, inputs: (self.cells)(leaf)?.inputs, guards: Vec::new() };
        let (text, binds) = writer.node(expression.root())?;
        Some(Value { text, guards: writer.guards, binds, digits: digits(expression.root()) })
    }

    /// The measured value of a leaf, behind what must hold for it. Sets with rules that refer to each other in a circle
    /// are refused before.
    fn measured(&self, leaf: usize) -> Option<Value> {
        let (_, known) = self.set.leaf(leaf);
        let mut value = match &known.rule {
            Rule::Imported(rule) => {
                let cell = (self.cells)(leaf)?.inputs.first()?.clone();
                let text = format!("{cell}/{}", number(&rule.out_of));
                Value { text, guards: vec![Guard::Missing(cell)], binds: Binds::Product, digits: OF_SHARES }
            }
            rule => self.value(leaf, rule.expression()?)?,
        };
        let wrong = checks::wrong(&known.inputs, &(self.cells)(leaf)?.inputs);
        value.guards.splice(..0, wrong.map(Guard::Unmeasured));
        Some(value)
    }
}

/// Digits at which a value is compared: shares lie close together, amounts may be large.
fn digits(node: &Node) -> u32 {
    fn is_share(node: &Node) -> bool {
        match node {
            Node::Number(_) => false,
            Node::Value(target) => matches!(target, Target::Measure(_)),
            Node::Negate(node) => is_share(node),
            Node::Sum(terms) => terms.iter().any(|term| is_share(&term.node)),
            Node::Product(factors) => factors.iter().any(|factor| factor.divides || is_share(&factor.node)),
            Node::Extreme(_, nodes) => nodes.iter().any(is_share),
        }
    }
    if is_share(node) { OF_SHARES } else { OF_AMOUNTS }
}

/// Writes a tree, collecting what must hold in the order in which the rule asks for it.
struct Writer<'a> {
    workbook: &'a Workbook<'a>,
    leaf: usize,
    inputs: Vec<String>,
    guards: Vec<Guard>,
}

impl Writer<'_> {
    fn guard(&mut self, guard: Guard) {
        if !self.guards.contains(&guard) {
            self.guards.push(guard);
        }
    }

    fn node(&mut self, node: &Node) -> Option<(String, Binds)> {
        Some(match node {
            Node::Number(value) if value.is_negative() => (format!("({})", number(value)), Binds::Alone),
            Node::Number(value) => (number(value), Binds::Alone),
            Node::Value(target) => self.target(target)?,
            Node::Negate(node) => (format!("(-{})", self.bound(node, Binds::Alone)?), Binds::Alone),
            Node::Sum(terms) => {
                let mut text = String::new();
                for (n, term) in terms.iter().enumerate() {
                    if n > 0 {
                        text.push(if term.minus { '-' } else { '+' });
                    }
                    text += &self.bound(&term.node, Binds::Product)?;
                }
                (text, Binds::Sum)
            }
            Node::Product(factors) => {
                let mut text = String::new();
                for (n, factor) in factors.iter().enumerate() {
                    if n > 0 {
                        text.push(if factor.divides { '/' } else { '*' });
                    }
                    // Of two products the second would be taken apart.
                    let least = if n == 0 { Binds::Product } else { Binds::Alone };
                    let part = self.bound(&factor.node, least)?;
                    if factor.divides {
                        self.divide_by(&factor.node, &part);
                    }
                    text += &part;
                }
                (text, Binds::Product)
            }
            Node::Extreme(extreme, nodes) => {
                let parts: Option<Vec<String>> =
                    nodes.iter().map(|node| self.node(node).map(|(text, _)| text)).collect();
                let name = if *extreme == Extreme::Min { "MIN" } else { "MAX" };
                // Not compared as it stands: what it chooses from may carry noise.
                (format!("{name}({})", parts?.join(",")), Binds::Product)
            }
        })
    }

    /// The text in parentheses where it holds together less firmly than asked for.
    fn bound(&mut self, node: &Node, least: Binds) -> Option<String> {
        let (text, binds) = self.node(node)?;
        Some(if binds < least { format!("({text})") } else { text })
    }

    fn divide_by(&mut self, node: &Node, text: &str) {
        match node {
            Node::Number(number) if !number.is_zero() => {}
            Node::Number(_) | Node::Value(Target::Input(_) | Target::MaxPoints) => {
                self.guard(Guard::DividesByZero(format!("{text}=0")));
            }
            _ => self.guard(Guard::DividesByZero(format!("ROUND({text},{})=0", digits(node)))),
        }
    }

    fn target(&mut self, target: &Target) -> Option<(String, Binds)> {
        Some(match target {
            Target::MaxPoints => (number(&self.workbook.set.leaf(self.leaf).0.max), Binds::Alone),
            Target::Input(index) => {
                let cell = self.inputs.get(*index)?.clone();
                self.guard(Guard::Missing(cell.clone()));
                (cell, Binds::Alone)
            }
            Target::Measure(code) => {
                let other = self.workbook.set.node(code)?.leaf.as_ref()?.index;
                let value = self.workbook.measured(other)?;
                // Where nothing arose there, nothing can be measured here either.
                value.guards.into_iter().for_each(|guard| self.guard(guard));
                (value.text, value.binds)
            }
        })
    }
}
