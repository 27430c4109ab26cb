//! The grid of a form: the tree of a set with the cells that a unit fills.

use super::lists::Lists;
use super::{prompts, words};
use crate::criteria::{Adjustment, CriteriaSet, Evidence, Leaf, Node};
use crate::message::{Lang, Scorer, characters};
use crate::points::Number;
use crate::report::rule_text;
use crate::rule::Rule;
use crate::workbook::formula::{self, Cells, sums};
use crate::workbook::grid::{Cell, Column, Digits, Grid, Ground, Part, Row, Style, Value, name};

/// The columns.
const DATA: u16 = 3;
const OWN: u16 = 4;

/// What the rows of a set's form are made with.
struct Form<'a> {
    set: &'a CriteriaSet,
    lists: &'a Lists,
    year: Option<i64>,
    lang: Lang,
    words: Words,
    /// Of what each row is.
    parts: Vec<Part>,
    /// Per leaf the row of its own.
    leaves: Vec<usize>,
    /// The row of the first part, from 0.
    first: u32,
}

/// Fills in columns and rows for a unit that is exempt from nothing; the heading must have all its lines.
pub(super) fn rows(grid: &mut Grid, set: &CriteriaSet, lists: &Lists, year: Option<i64>, lang: Lang) {
    grid.columns = words::columns(lang).map(|(head, width)| Column { head, width }).into();
    let parts = parts(set);
    let mut leaves = vec![0; set.leaves.len()];
    for (row, part) in parts.iter().enumerate() {
        if let Part::Leaf(leaf) = part {
            leaves[*leaf] = row;
        }
    }
    let (words, first) = (Words::new(lang), grid.row(0));
    let form = Form { set, lists, year, lang, words, parts, leaves, first };
    grid.rows =
        (0..form.parts.len()).map(|row| Row { part: form.parts[row], cells: form.row(row) }).collect();
}

/// The rows of a leaf become grey: it does not apply.
pub(super) fn exempt(grid: &mut Grid, leaf: usize, lang: Lang) {
    let of_leaf = |part: Part| match part {
        Part::Leaf(of) | Part::Input(of, _) | Part::Item(of, _) => of == leaf,
        _ => false,
    };
    for row in grid.rows.iter_mut().filter(|row| of_leaf(row.part)) {
        let own = matches!(row.part, Part::Leaf(_));
        for (column, cell) in (0..).zip(&mut row.cells) {
            cell.style.ground = Ground::Grey;
            if column >= DATA {
                (cell.open, cell.check, cell.value) = (false, None, Value::Blank);
            }
            if own && column == OWN {
                cell.value = Value::Text(words::not_applicable(lang));
                cell.style = Style { digits: Digits::General, italic: true, ..cell.style };
            }
        }
    }
}

/// Of what the rows are, from the first to the sum of everything.
fn parts(set: &CriteriaSet) -> Vec<Part> {
    let mut parts = Vec::new();
    for (at, node) in set.nodes.iter().enumerate() {
        let Some(leaf) = &node.leaf else {
            parts.push(Part::Group(at));
            continue;
        };
        parts.push(Part::Leaf(leaf.index));
        if leaf.scored_by != Scorer::Unit {
            continue;
        }
        parts.extend((0..leaf.inputs.len()).map(|input| Part::Input(leaf.index, input)));
        if let Rule::Checklist(rule) = &leaf.rule {
            parts.extend((0..rule.items.len()).map(|item| Part::Item(leaf.index, item)));
        }
    }
    parts.extend((0..set.adjustments.len()).map(Part::Adjustment));
    parts.push(Part::Total);
    parts
}

impl Form<'_> {
    fn at(&self, row: usize) -> u32 {
        self.first + u32::try_from(row).unwrap_or(u32::MAX)
    }

    fn row(&self, row: usize) -> Vec<Cell> {
        match self.parts[row] {
            Part::Group(node) => self.group(node),
            Part::Leaf(leaf) => self.leaf(leaf, row),
            Part::Input(leaf, input) => self.input(leaf, input),
            Part::Item(leaf, item) => self.item(leaf, item),
            Part::Adjustment(at) => self.adjustment(&self.set.adjustments[at], row),
            Part::Total => self.total(),
        }
    }

    /// A field or criterion with others below it: their sum.
    fn group(&self, at: usize) -> Vec<Cell> {
        let node = &self.set.nodes[at];
        let field = node.parent.is_none();
        let ground = if field { Ground::Field } else { Ground::Plain };
        let style = Style { ground, bold: true, ..Style::default() };
        let name = if field { node.name.to_uppercase() } else { node.name.clone() };
        let own = Value::Formula(sums::branch(self.set, &self.owns(&node.children)), String::new());
        self.line(style, &node.code, name, depth(node), Value::Number(node.max.clone()), own)
    }

    /// The cells of a row without anything to fill.
    fn line(&self, style: Style, code: &str, name: String, indent: u8, max: Value, own: Value) -> Vec<Cell> {
        let cell = |value, style| Cell { value, style, ..Cell::default() };
        let number = Style { centred: true, ..style };
        vec![
            cell(Value::Text(code.to_owned()), Style { digits: Digits::Text, centred: true, ..style }),
            cell(Value::Text(name), Style { indent, ..style }),
            cell(max, number),
            cell(Value::Blank, style),
            cell(own, Style { digits: self.decimals(), ..number }),
            cell(Value::Blank, style),
            cell(Value::Blank, style),
        ]
    }

    fn leaf(&self, leaf: usize, row: usize) -> Vec<Cell> {
        let (node, what) = self.set.leaf(leaf);
        let ours = what.scored_by == Scorer::Unit;
        let ground = if ours { Ground::Plain } else { Ground::Grey };
        let style = Style { ground, bold: node.parent.is_none(), ..Style::default() };
        let name = if node.parent.is_none() { node.name.to_uppercase() } else { node.name.clone() };
        let max = Value::Number(node.max.clone());
        let mut cells = self.line(style, &node.code, name, depth(node), max, Value::Blank);
        if ours {
            self.fill(&mut cells, leaf, node, what, row);
        }
        cells
    }

    /// Opens the cells of a leaf that a unit scores.
    fn fill(&self, cells: &mut [Cell], leaf: usize, node: &Node, what: &Leaf, row: usize) {
        let [.., data, own, evidence, explanation] = cells else { return };
        let at = self.at(row);
        if let Rule::Choice(rule) = &what.rule {
            let labels: Vec<String> = rule.options.iter().map(|option| option.label.clone()).collect();
            data.open = true;
            data.style = Style { ground: Ground::Fill, digits: Digits::Text, ..Style::default() };
            let range = self.lists.options(leaf).unwrap_or_default();
            data.check = Some(prompts::choice(&node.code, &labels, range, self.lang));
        }
        if let Some(formula) = formula::points(self.set, leaf, &|leaf| self.cells_of(leaf), &self.words.of())
        {
            own.value = Value::Formula(formula, String::new());
            own.check = Some(prompts::computed(&node.code, &rule_text(what, self.lang), self.lang));
        } else if matches!(what.rule, Rule::Relative(_) | Rule::Info) {
            own.style.ground = Ground::Grey;
            own.check = Some(prompts::computed(&node.code, &rule_text(what, self.lang), self.lang));
        } else {
            let frame = self.set.frame(leaf);
            let step = if let Rule::Judged(rule) = &what.rule { rule.step.as_ref() } else { None };
            let range = [&what.rule.lowest(&frame), &node.max];
            own.open = true;
            own.style.ground = Ground::Fill;
            own.check = Some(prompts::points(&node.code, &name(at, OWN), range, step, self.lang));
        }
        if what.evidence == Evidence::None {
            evidence.style.ground = Ground::Grey;
        } else {
            let required = what.evidence == Evidence::Required;
            evidence.style.ground = if required { Ground::Fill } else { Ground::Plain };
            evidence.open = true;
            evidence.check = Some(prompts::evidence(required, self.year, self.lang));
        }
        explanation.open = true;
        explanation.check = Some(prompts::explanation(self.lang));
    }

    /// A row below a leaf with one cell to fill.
    fn below(&self, leaf: usize, text: String, data: Cell) -> Vec<Cell> {
        let style = Style { italic: true, ..Style::default() };
        let indent = depth(self.set.leaf(leaf).0) + 1;
        let mut cells = self.line(style, "", text, indent, Value::Blank, Value::Blank);
        cells[usize::from(DATA)] = Cell { open: true, ..data };
        cells
    }

    fn input(&self, leaf: usize, at: usize) -> Vec<Cell> {
        let (node, what) = self.set.leaf(leaf);
        let input = &what.inputs[at];
        let (id, name) = (&input.id, &input.name);
        let text = if **id == **name { format!("{id}.") } else { format!("{id}. {name}") };
        let cells = self.cells_of(leaf).map(|cells| cells.inputs).unwrap_or_default();
        let digits = if input.whole_number { Digits::Whole } else { Digits::General };
        let style = Style { ground: Ground::Fill, centred: true, digits, ..Style::default() };
        let check = prompts::input(&node.code, &what.inputs, at, &cells, self.lang);
        self.below(leaf, text, Cell { check, style, ..Cell::default() })
    }

    fn item(&self, leaf: usize, at: usize) -> Vec<Cell> {
        let (node, what) = self.set.leaf(leaf);
        let Rule::Checklist(rule) = &what.rule else { return Vec::new() };
        let item = &rule.items[at];
        let [yes, no] = [words::yes(self.lang), words::no(self.lang)];
        let range = self.lists.yes_no();
        let check = prompts::item(&node.code, &item.points, [&yes, &no], range, self.lang);
        let style = Style { ground: Ground::Fill, centred: true, ..Style::default() };
        let cell = Cell { check: Some(check), style, ..Cell::default() };
        self.below(leaf, format!("- {}", item.label), cell)
    }

    fn adjustment(&self, of: &Adjustment, row: usize) -> Vec<Cell> {
        let max = of.cap.clone().map_or(Value::Blank, Value::Number);
        let style = Style { bold: true, ..Style::default() };
        let mut cells = self.line(style, &of.code, of.name.clone(), 0, max, Value::Blank);
        if let [.., own, evidence, explanation] = cells.as_mut_slice() {
            own.open = true;
            own.style = Style { ground: Ground::Fill, bold: false, ..own.style };
            let cell = name(self.at(row), OWN);
            own.check = Some(prompts::adjustment(&of.code, &cell, of.cap.as_ref(), self.lang));
            (evidence.open, explanation.open) = (true, true);
            (evidence.style, explanation.style) = (Style::default(), Style::default());
            evidence.check = Some(prompts::evidence(false, self.year, self.lang));
            explanation.check = Some(prompts::explanation(self.lang));
        }
        cells
    }

    /// Everything, plus bonus, less penalty, each up to its cap.
    fn total(&self) -> Vec<Cell> {
        let style = Style { ground: Ground::Head, bold: true, ..Style::default() };
        let fields = self.owns(&self.set.fields);
        let own = |part| self.own(part);
        let adjustments: Vec<String> =
            (0..self.set.adjustments.len()).map(|at| own(Part::Adjustment(at))).collect();
        let leaf = |leaf| (own(Part::Leaf(leaf)), self.set.leaf(leaf).0.max.clone());
        let leaves: Vec<(String, Number)> = (0..self.set.leaves.len()).map(leaf).collect();
        let scale = &self.set.scale;
        let sum =
            |leaves: &[_]| sums::total(self.set, &fields, &adjustments, leaves, scale, &self.words.of());
        let mut total = sum(&leaves);
        if characters(&total) >= formula::LONGEST {
            total = sum(&[]);
        }
        let own = Value::Formula(total, "0".to_owned());
        self.line(style, "", words::total(self.lang), 0, Value::Number(scale.clone()), own)
    }

    /// The cells with the points of nodes.
    fn owns(&self, nodes: &[usize]) -> Vec<String> {
        let part = |node: &usize| match self.set.nodes[*node].leaf.as_ref() {
            Some(leaf) => Part::Leaf(leaf.index),
            None => Part::Group(*node),
        };
        nodes.iter().map(|node| self.own(part(node))).collect()
    }

    /// The cell with the points of a row.
    fn own(&self, of: Part) -> String {
        let row = self.parts.iter().position(|part| *part == of).unwrap_or_default();
        name(self.at(row), OWN)
    }

    fn decimals(&self) -> Digits {
        Digits::Decimals(u8::try_from(self.set.scoring.precision.decimals).unwrap_or(2))
    }

    /// The cells of a leaf, for formulas.
    fn cells_of(&self, leaf: usize) -> Option<Cells> {
        let row = *self.leaves.get(leaf)?;
        let below = |of: fn(&Part) -> bool| -> Vec<String> {
            let rows = self.parts.iter().enumerate().skip(row + 1);
            let own = rows.take_while(|(_, part)| matches!(part, Part::Input(..) | Part::Item(..)));
            own.filter(|(_, part)| of(part)).map(|(row, _)| name(self.at(row), DATA)).collect()
        };
        Some(Cells {
            option: name(self.at(row), DATA),
            inputs: below(|part| matches!(part, Part::Input(..))),
            items: below(|part| matches!(part, Part::Item(..))),
            lists: self.lists.options(leaf).unwrap_or_default(),
        })
    }
}

/// The words of the formulas.
struct Words([String; 4]);

impl Words {
    fn new(lang: Lang) -> Words {
        Words([words::yes(lang), words::no(lang), words::not_applicable(lang), words::wrong(lang)])
    }

    fn of(&self) -> formula::Words<'_> {
        let [yes, no, not_applicable, wrong] = &self.0;
        formula::Words { yes, no, not_applicable, wrong }
    }
}

/// How deep a node stands below its field.
fn depth(node: &Node) -> u8 {
    u8::try_from(node.code.matches('.').count()).unwrap_or(u8::MAX).min(6)
}
