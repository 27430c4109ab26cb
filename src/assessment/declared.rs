//! The raw data of a leaf: an option, ticked items, or numbers.

use super::builder::Builder;
use super::entry::{Declared, Stated, means_not_applicable, shown};
use super::header::Header;
use super::heads::Head;
use super::rows_below::{Open, may_go_on};
use crate::diagnostic::CellRef;
use crate::message::{Detail, InputFault};
use crate::points::{Number, read_typed};
use crate::rule::{Answer, Input, Rule};
use crate::sheet::fold;
use crate::sheet::{Row, Sheet, Value};

/// Reads what a row declares for a leaf, from the column of raw data and the columns of inputs; in a form its data may
/// go on in the rows below.
pub(super) fn read_declared(builder: &mut Builder, sheet: &Sheet, header: &Header, row: Row, n: usize) {
    let data = header.column(Head::Option).or(header.column(Head::Answer));
    if data.is_none() && header.inputs.is_empty() {
        return;
    }
    let (_, leaf) = builder.catalog.set.leaf(n);
    let mut reading = Reading::default();
    if let Some((column, value)) = data.and_then(|column| Some((column, row.get(column)?))) {
        let cell = row.at(column);
        let own = &mut builder.submission.entries[n].own;
        match &value {
            // Beside points it contradicts them.
            Value::Text(text)
                if means_not_applicable(text)
                    && matches!(own.stated, Stated::Blank | Stated::NotApplicable) =>
            {
                own.stated = Stated::NotApplicable;
            }
            _ => reading.option(&leaf.rule, &leaf.inputs, &value, cell),
        }
    }
    for (column, id) in &header.inputs {
        let input = leaf.inputs.iter().position(|input| input.id.to_lowercase() == *id);
        if let Some(at) = input {
            match row.get(*column) {
                Some(value) => reading.input(&leaf.inputs, at, &value, row.at(*column)),
                None => reading.blank(at, row.at(*column)),
            }
        }
    }
    if let Some(column) = may_go_on(header, leaf).filter(|_| builder.submission.by_criterion) {
        builder.open = Some(Open { n, column, reading });
        return;
    }
    // In a form of ours the points beside an option are computed.
    if let (Some(column), Rule::Choice(_), true) = (header.column(Head::Option), &leaf.rule, sheet.marked) {
        builder.submission.entries[n].to_fill = Some(row.at(column));
    }
    reading.finish(builder, n);
}

/// What is read of the data of a leaf.
#[derive(Debug, Default)]
pub(super) struct Reading {
    pub answer: Answer,
    /// Per input its cell; of an option or items the first.
    cells: Vec<Option<CellRef>>,
    /// Per input the cell where it belongs, and is not.
    blanks: Vec<Option<CellRef>>,
    faults: Vec<(CellRef, Detail)>,
}

impl Reading {
    /// Gives the leaf what was declared for it.
    pub fn finish(mut self, builder: &mut Builder, n: usize) {
        // A blank input beside filled ones is missing at its own cell.
        if self.cells.iter().any(Option::is_some) {
            for (at, cell) in std::mem::take(&mut self.blanks).into_iter().enumerate() {
                if let Some(cell) = cell {
                    self.keep(at, cell);
                }
            }
        }
        let (node, inputs) = (builder.catalog.set.leaves[n], builder.catalog.set.leaf(n).1.inputs.len());
        let fault = !self.faults.is_empty();
        for (cell, detail) in self.faults {
            builder.found(cell, Some(node), detail);
        }
        let Some(first) = self.cells.iter().flatten().next().copied() else { return };
        let cells =
            (0..inputs.max(1)).map(|at| self.cells.get(at).copied().flatten().unwrap_or(first)).collect();
        let at = builder.submission.source(first);
        let declared = Declared { answer: self.answer, cells, at, fault };
        builder.submission.entries[n].declared = Some(Box::new(declared));
    }

    /// The first cell to fill, where nothing is filled.
    pub fn to_fill(&self) -> Option<CellRef> {
        let blank = self.cells.iter().all(Option::is_none);
        self.blanks.iter().flatten().next().copied().filter(|_| blank)
    }

    /// An input that is blank, and its cell.
    pub fn blank(&mut self, at: usize, cell: CellRef) {
        if self.blanks.len() <= at {
            self.blanks.resize(at + 1, None);
        }
        self.blanks[at].get_or_insert(cell);
    }

    fn option(&mut self, rule: &Rule, inputs: &[Input], value: &Value, cell: CellRef) {
        match rule {
            Rule::Choice(choice) => {
                let labels: Vec<&str> = choice.options.iter().map(|option| option.label.as_str()).collect();
                self.keep(0, cell);
                self.answer.option = self.label(&shown(value), &labels, cell);
            }
            Rule::Checklist(list) => {
                let labels: Vec<&str> = list.items.iter().map(|item| item.label.as_str()).collect();
                self.keep(0, cell);
                let typed = shown(value);
                let none = ["khong", "khong co", "0"].contains(&fold(&typed).as_str());
                let parts = typed.split(';').map(str::trim).filter(|part| !part.is_empty() && !none);
                let mut items: Vec<usize> =
                    parts.filter_map(|part| self.label(part, &labels, cell)).collect();
                items.sort_unstable();
                items.dedup();
                self.answer.items = Some(items);
            }
            Rule::Judged(_) | Rule::Info => {}
            _ => match value {
                Value::Text(text) if text.contains(['=', ':']) => self.pairs(inputs, text, cell),
                _ if inputs.len() == 1 => self.input(inputs, 0, value, cell),
                _ => self.pairs(inputs, &shown(value), cell),
            },
        }
    }

    /// The label that was typed: exactly, else without case and marks.
    fn label(&mut self, typed: &str, labels: &[&str], cell: CellRef) -> Option<usize> {
        let exact = labels.iter().position(|label| *label == typed);
        let loose = || {
            let folded = fold(typed);
            let mut found = labels.iter().enumerate().filter(|(_, label)| fold(label) == folded);
            found.next().filter(|_| found.next().is_none()).map(|(at, _)| at)
        };
        let found = exact.or_else(loose);
        if found.is_none() {
            let fault = InputFault::NotAnOption(labels.iter().map(|label| (*label).to_owned()).collect());
            self.fault(cell, String::new(), typed.to_owned(), fault);
        }
        found
    }

    /// Several inputs in one cell: `a=36; b=35`, with semicolons, commas, spaces or line breaks between.
    fn pairs(&mut self, inputs: &[Input], typed: &str, cell: CellRef) {
        let starts = pair_starts(inputs, typed);
        if starts.first().is_none_or(|(start, _, _)| !typed[..*start].trim().is_empty()) {
            let ids: Vec<&str> = inputs.iter().map(|input| &*input.id).collect();
            return self.fault(cell, ids.join(", "), typed.to_owned(), InputFault::NotANumber);
        }
        for (at, (_, input, value)) in starts.iter().enumerate() {
            let end = starts.get(at + 1).map_or(typed.len(), |(start, ..)| *start);
            let value = typed[*value..end].trim_matches([' ', ';', ',']);
            self.input(inputs, *input, &Value::Text(value), cell);
        }
    }

    pub fn input(&mut self, inputs: &[Input], at: usize, value: &Value, cell: CellRef) {
        let input = &inputs[at];
        self.keep(at, cell);
        if self.answer.inputs.len() < inputs.len() {
            self.answer.inputs.resize(inputs.len(), None);
        }
        let number = match value {
            Value::Number(number) => Some(Number::from(*number)),
            Value::Text(text) => match read_typed(text) {
                // 80 of a hundred, or 0.8?
                Some(typed) if typed.percent && input.max != Some(Number::ONE) => None,
                Some(typed) => match typed.grouped {
                    // 14.158 of something that is counted in whole numbers can only be 14,158.
                    Some(grouped) if input.whole_number => Some(Number::from(grouped)),
                    Some(grouped) => {
                        let fault = InputFault::Ambiguous(typed.value.into(), grouped.into());
                        return self.fault(cell, input.id.to_string(), (*text).to_owned(), fault);
                    }
                    None => Some(Number::from(typed.value)),
                },
                None => None,
            },
            // Reported once for the sheet or as a missing input.
            Value::Uncached | Value::Unreadable => return,
            Value::Error(error) => {
                return self.faults.push((cell, Detail::FormulaError { error: (*error).to_owned() }));
            }
            _ => None,
        };
        match number {
            Some(number) => match &self.answer.inputs[at] {
                Some(first) if *first != number => {
                    let fault = InputFault::Twice(first.clone(), number);
                    self.fault(cell, input.id.to_string(), shown(value), fault);
                }
                _ => self.answer.inputs[at] = Some(number),
            },
            None => self.fault(cell, input.id.to_string(), shown(value), InputFault::NotANumber),
        }
    }

    pub fn keep(&mut self, at: usize, cell: CellRef) {
        if self.cells.len() <= at {
            self.cells.resize(at + 1, None);
        }
        self.cells[at].get_or_insert(cell);
    }

    /// A fault of a cell; one is enough for each.
    pub fn fault(&mut self, cell: CellRef, id: String, typed: String, fault: InputFault) {
        self.refuse(cell, Detail::InputInvalid { id, typed, fault });
    }

    /// What is wrong at a cell, where nothing is said of it yet.
    pub fn refuse(&mut self, cell: CellRef, detail: Detail) {
        if !self.faults.iter().any(|(known, _)| *known == cell) {
            self.faults.push((cell, detail));
        }
    }
}

/// Where the pairs `id = value` of a text begin: start of the id, the input, start of the value.
fn pair_starts(inputs: &[Input], typed: &str) -> Vec<(usize, usize, usize)> {
    let mut starts = Vec::new();
    for (sign, _) in typed.match_indices(['=', ':']) {
        let before = typed[..sign].trim_end();
        let start = before
            .rfind(|c: char| !(c.is_alphanumeric() || c == '_'))
            .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
        let input = inputs.iter().position(|input| input.id.to_lowercase() == before[start..].to_lowercase());
        starts.extend(input.map(|input| (start, input, sign + 1)));
    }
    starts
}
