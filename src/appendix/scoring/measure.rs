//! What a rule measures: the inputs behind the words, and the expression over them.

use super::draft::Input;
use super::formula::{Atom, Expr};
use super::naming;
use super::normalise::folded;
use super::reading::Reading;
use super::words;
use crate::message::Doubt;
use crate::points::Number;
use crate::sorting::Order as _;

/// The inputs of a leaf and how its words become expressions over them.
#[derive(Clone, Debug, Default)]
pub(super) struct Measure {
    pub inputs: Vec<Input>,
    pub doubts: Vec<Doubt>,
    /// Atoms and what stands for them.
    bound: Vec<(Atom, String)>,
}

impl Measure {
    /// A measure of the values of an expression; `parts` says whether parts are at most their whole.
    pub fn of(expr: &Expr, reading: &Reading, name: &str, parts: bool) -> Measure {
        let mut measure = Measure::default();
        let divisors = divisors(expr);
        let mut atoms = expr.atoms();
        // The whole first.
        atoms.order_by_key(|atom| {
            (!atom.id && !divisors.contains(atom), atom.id.then(|| atom.label.to_lowercase()))
        });
        let rates = atoms.iter().filter(|atom| atom.rate).count();
        for atom in atoms {
            let text = if atom.rate {
                measure.rate(atom, reading, name, rates, parts)
            } else {
                measure.value(atom, reading, name)
            };
            measure.bound.push((atom.clone(), text));
        }
        if parts {
            for (part, whole) in ratios(expr) {
                measure.relate(part, whole);
            }
        }
        measure
    }

    /// The expression as the criteria file writes it.
    pub fn text(&self, expr: &Expr) -> String {
        self.written(expr, 0)
    }

    fn written(&self, expr: &Expr, binding: u8) -> String {
        let (text, own) = match expr {
            Expr::Number(value) => (value.to_string(), 2),
            Expr::Max => ("max_points".to_owned(), 2),
            Expr::Atom(atom) => {
                let text =
                    self.bound.iter().find(|(own, _)| own == atom).map_or("", |(_, text)| text.as_str());
                (text.to_owned(), if text.contains(' ') { 1 } else { 2 })
            }
            Expr::Sum(terms) => (self.joined(terms, " - ", " + ", 0), 0),
            Expr::Product(factors) => (self.joined(factors, " / ", " * ", 1), 1),
        };
        if own < binding { format!("({text})") } else { text }
    }

    fn joined(&self, parts: &[(bool, Expr)], inverse: &str, plain: &str, own: u8) -> String {
        let mut text = String::new();
        for (n, (inverted, part)) in parts.iter().enumerate() {
            match (n, inverted) {
                (0, true) if own == 1 => text += "1 / ",
                (0, true) => text += "0 - ",
                (0, false) => {}
                (_, true) => text += inverse,
                (_, false) => text += plain,
            }
            // What follows a minus or a division keeps its parentheses.
            text += &self.written(part, own + u8::from(*inverted));
        }
        text
    }

    fn free(&self) -> String {
        let taken = |id: &str| self.inputs.iter().any(|input| input.id == id);
        ('a'..='z').filter(|c| *c != 'x').map(|c| c.to_string()).find(|id| !taken(id)).unwrap_or_default()
    }

    fn value(&mut self, atom: &Atom, reading: &Reading, name: &str) -> String {
        let same = |id: &str| id.to_lowercase() == atom.label.to_lowercase();
        let defined = reading.definitions.iter().find(|definition| same(&definition.id));
        let (id, shown) = match defined {
            Some(definition) => (definition.id.clone(), definition.name.clone()),
            None if atom.id => {
                self.doubts.push(Doubt::Undefined(atom.label.clone()));
                (atom.label.clone(), format!("{} ({name})", atom.label))
            }
            None => (self.free(), atom.label.clone()),
        };
        self.inputs.push(Input { id: id.clone(), ..counted(&shown) });
        id
    }

    /// A rate becomes a part of a whole.
    fn rate(&mut self, atom: &Atom, reading: &Reading, name: &str, rates: usize, parts: bool) -> String {
        let about = content(&atom.label);
        let rises = about.first().is_some_and(|word| word == "tăng");
        let changes = rises || about.first().is_some_and(|word| word == "giảm");
        let topic = match rates {
            1 if changes => name,
            1 => naming::topic(&atom.label, name),
            _ => &atom.label,
        };
        let (part, whole) = match &reading.ratio {
            Some((part, whole)) => (counted(part), counted(whole)),
            None if changes => {
                let of =
                    |time: &str| Input { name: format!("Số liệu {time} ({topic})"), ..Input::default() };
                (of("năm đánh giá"), of("năm gốc"))
            }
            None => naming::of_rate(topic),
        };
        if self.inputs.is_empty() {
            self.inputs.push(Input { id: "a".to_owned(), ..whole });
        } else {
            self.doubts.push(Doubt::SameWhole(atom.label.clone()));
        }
        let id = self.free();
        let exceeds = words::EXCEEDED.iter().any(|word| topic.to_lowercase().contains(word));
        let part_of = (parts && !changes && !exceeds).then(|| "a".to_owned());
        self.inputs.push(Input { id: id.clone(), part_of, ..part });
        match (rises, changes) {
            (true, _) => format!("({id} - a) / a"),
            (_, true) => format!("(a - {id}) / a"),
            _ => format!("{id} / a"),
        }
    }

    fn relate(&mut self, part: &Atom, whole: &Atom) {
        let id = |atom: &Atom| self.bound.iter().find(|(own, _)| own == atom).map(|(_, text)| text.clone());
        let (Some(part), Some(whole)) = (id(part), id(whole)) else { return };
        let name =
            |id: &str| self.inputs.iter().find(|input| input.id == id).map(|input| input.name.to_lowercase());
        let has_parts = |name: Option<String>| {
            name.is_some_and(|name| {
                let own = ["tổng số", "số", "tổng"].iter().any(|word| name.starts_with(word));
                // Targets are counted, what they demand is measured.
                let name = name.replace("số chỉ tiêu", "số");
                own && !words::EXCEEDED.iter().any(|word| name.contains(word))
            })
        };
        if has_parts(name(&part))
            && has_parts(name(&whole))
            && let Some(input) = self.inputs.iter_mut().find(|input| input.id == part)
        {
            input.part_of = Some(whole);
        }
    }
}

/// An input with this name, in whole numbers where it counts.
fn counted(name: &str) -> Input {
    Input { name: name.to_owned(), whole_number: naming::is_counted(name), ..Input::default() }
}

/// A bare rate, named by the leaf.
pub(super) fn plain_rate(label: &str) -> Expr {
    Expr::Atom(Atom { label: label.to_owned(), id: false, rate: true })
}

/// The words of a label that say something, in small letters.
pub(super) fn content(label: &str) -> Vec<String> {
    label
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(folded)
        .filter(|word| !words::FILLER.contains(&word.as_str()))
        .collect()
}

/// Values by which is divided.
fn divisors(expr: &Expr) -> Vec<&Atom> {
    match expr {
        Expr::Sum(parts) => parts.iter().flat_map(|(_, part)| divisors(part)).collect(),
        Expr::Product(factors) => factors
            .iter()
            .flat_map(|(divides, factor)| if *divides { factor.atoms() } else { divisors(factor) })
            .collect(),
        _ => Vec::new(),
    }
}

/// Parts and their wholes: what is divided, and by what.
fn ratios(expr: &Expr) -> Vec<(&Atom, &Atom)> {
    match expr {
        Expr::Sum(parts) => parts.iter().flat_map(|(_, part)| ratios(part)).collect(),
        Expr::Product(factors) => {
            let wholes: Vec<&Atom> = factors
                .iter()
                .filter(|(divides, _)| *divides)
                .flat_map(|(_, factor)| factor.atoms())
                .collect();
            let above = factors.iter().filter(|(divides, _)| !divides);
            match wholes[..] {
                [whole] => above
                    .flat_map(|(_, factor)| factor.atoms())
                    .filter(|part| *part != whole)
                    .map(|part| (part, whole))
                    .collect(),
                _ => above.flat_map(|(_, factor)| ratios(factor)).collect(),
            }
        }
        _ => Vec::new(),
    }
}

/// What `k` times a measure gives at most: where the maximum is reached. `tỷ lệ × 2 / 80%` reaches 2 at 80 %.
pub(super) fn full_at(constant: &Number, max: &Number) -> Option<Number> {
    let at = max.checked_div(constant)?;
    // The rate as a number of percent: `tỷ lệ × 2 / 100`.
    let hundred = Number::from(100);
    if at > Number::from(20) { at.checked_div(&hundred) } else { Some(at) }
}
