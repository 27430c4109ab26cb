//! Reads the register, and says what is wrong with it before any form is held against it.

use std::collections::HashMap;
use std::sync::Arc;

use super::register::{Listed, Register, Shares, Unit, block_of, exempt_by_set};
use super::short;
use crate::criteria::CriteriaSet;
use crate::diagnostic::{Finding, Place};
use crate::keys::closest;
use crate::message::Detail;
use crate::sheet::{Row, Sheet, Value};
use crate::sheet::{fold, key};

/// The columns of the register.
#[derive(Clone, Copy)]
enum Column {
    Name,
    Block,
    Aliases,
    Formerly,
    Exempt,
    Kind,
    Code,
    /// A running number, which is nobody's own.
    Number,
}

/// Heads of the columns, folded.
const HEADS: [(Column, &[&str]); 8] = [
    (
        Column::Name,
        &[
            "name",
            "unit",
            "ten",
            "ten don vi",
            "don vi",
            "ten co quan don vi",
            "co quan don vi",
            "ten co quan",
        ],
    ),
    (Column::Block, &["block", "khoi", "nhom"]),
    (Column::Aliases, &["aliases", "alias", "ten khac", "ten goi khac", "bi danh"]),
    (
        Column::Formerly,
        &["formerly", "former names", "ten cu", "truoc day", "ten truoc day", "ten truoc khi sap nhap"],
    ),
    (
        Column::Exempt,
        &[
            "not applicable",
            "khong ap dung",
            "khong danh gia",
            "tieu chi khong ap dung",
            "tieu chi khong danh gia",
        ],
    ),
    (Column::Kind, &["kind", "loai hinh", "loai don vi"]),
    (Column::Code, &["code", "ma", "ma don vi"]),
    (Column::Number, &["stt", "tt"]),
];

/// Where the columns are.
type Columns = [Option<u32>; HEADS.len()];

/// Reads a register; `None` where no sheet has a head with the names of units.
///
/// With `shares` the set scores the units of some blocks alone; the others are kept as known elsewhere.
pub fn read_register(
    set: &CriteriaSet,
    file: &Arc<str>,
    sheets: &[Sheet],
    shares: Option<Shares>,
    findings: &mut Vec<Finding>,
) -> Option<Register> {
    for sheet in sheets {
        let head = sheet.rows().take(50).enumerate().find_map(|(at, row)| Some((at, columns(row)?)));
        let Some((at, columns)) = head else { continue };
        let register = Register::of_blocks(set, shares);
        let (codes, former) = (HashMap::new(), Vec::new());
        let mut reading = Reading {
            set,
            file,
            sheet,
            columns,
            shares,
            codes,
            former,
            kinds: Vec::new(),
            register,
            findings,
        };
        for row in sheet.rows().skip(at + 1) {
            reading.row(row);
        }
        reading.add_former();
        reading.kinds();
        return Some(reading.register);
    }
    findings.push(Finding::new(Place::file(file), Detail::NoTable));
    None
}

/// The column of each head; the name must be there.
fn columns(row: Row) -> Option<Columns> {
    let mut columns = [None; HEADS.len()];
    for (column, value) in row.cells() {
        let Value::Text(text) = value else { continue };
        let folded = fold(text);
        if let Some((head, _)) = HEADS.iter().find(|(_, heads)| heads.contains(&folded.as_str())) {
            columns[*head as usize].get_or_insert(column);
        }
    }
    columns[Column::Name as usize].map(|_| columns)
}

/// What the rows of a register are read with.
struct Reading<'a> {
    set: &'a CriteriaSet,
    file: &'a Arc<str>,
    sheet: &'a Sheet,
    columns: Columns,
    shares: Option<Shares<'a>>,
    /// The codes of units, each with its first place.
    codes: HashMap<String, Place>,
    /// Names from before mergers: of which unit, and where.
    former: Vec<(usize, String, Place)>,
    /// The kinds of units, as written.
    kinds: Vec<String>,
    register: Register,
    findings: &'a mut Vec<Finding>,
}

impl Reading<'_> {
    fn row(&mut self, row: Row) {
        let name: Arc<str> = Arc::from(&*short(&self.text(row, Column::Name)));
        if name.is_empty() {
            let said = [Column::Block, Column::Aliases, Column::Formerly, Column::Exempt];
            if said.into_iter().any(|column| !self.text(row, column).is_empty()) {
                self.findings.push(Finding::new(self.place(row, Column::Name), Detail::NamelessUnit));
            }
            return;
        }
        let [block, aliases] = [Column::Block, Column::Aliases].map(|column| self.text(row, column));
        if self.is_listed(row, &name) {
            return;
        }
        self.shared_names(row, &name, &aliases);
        self.code(row, &name);
        let here = if self.is_ours(row, &name, &block) {
            let (block, mut exempt) = (self.block(row, &name, &block), self.exempt(row, &name));
            let kind = self.text(row, Column::Kind);
            let folded: Arc<str> = Arc::from(fold(&kind));
            let exemptions = exempt_by_set(self.set, block, &folded, &mut exempt);
            if !kind.is_empty() && !self.kinds.contains(&kind) {
                self.kinds.push(kind);
            }
            let place = self.place(row, Column::Name);
            self.register.units.push(Unit {
                name: Arc::clone(&name),
                code: Arc::from(self.text(row, Column::Code)),
                block,
                exempt,
                exemptions,
                kind: folded,
                place,
            });
            Some(self.register.units.len() - 1)
        } else {
            None
        };
        let at = self.register.names.add(&name, list(&aliases));
        let (texts, place) = ([name.to_string(), block, aliases], self.place(row, Column::Name));
        self.register.listed.push(Listed { here, texts, place });
        let former = self.text(row, Column::Formerly);
        let place = self.place(row, Column::Formerly);
        self.former.extend(list(&former).map(|former| (at, former.to_owned(), place.clone())));
    }

    fn column(&self, column: Column) -> Option<u32> {
        self.columns[column as usize]
    }

    /// The text of a cell; a number as its digits.
    fn text(&self, row: Row, column: Column) -> String {
        match self.column(column).and_then(|column| row.get(column)) {
            Some(Value::Text(text)) => text.to_owned(),
            Some(Value::Number(number)) => number.normalize().to_string(),
            _ => String::new(),
        }
    }

    fn place(&self, row: Row, column: Column) -> Place {
        let column = self.column(column).or(self.column(Column::Name)).unwrap_or_default();
        Place::cell(self.file, &self.sheet.name, row.at(column))
    }

    fn found(&mut self, row: Row, column: Column, name: &Arc<str>, detail: Detail) {
        let finding = Finding::new(self.place(row, column), detail).of_unit(name);
        self.findings.push(finding);
    }

    /// Whether a row above has the same name.
    fn is_listed(&mut self, row: Row, name: &Arc<str>) -> bool {
        let known = self.register.names.bearers(name);
        let same = |at: &&usize| key(&self.register.listed[**at].texts[0]) == key(name);
        let Some(at) = known.iter().find(same) else { return false };
        let first = self.register.listed[*at].place.to_string();
        self.found(row, Column::Name, name, Detail::ListedTwice { first });
        true
    }

    /// Names and aliases that lead to units above too.
    fn shared_names(&mut self, row: Row, name: &Arc<str>, aliases: &str) {
        let names = std::iter::once((Column::Name, &**name));
        for (column, shared) in names.chain(list(aliases).map(|alias| (Column::Aliases, alias))) {
            let others = self.register.names.bearers(shared);
            if !others.is_empty() {
                let others = self.register.names.shown(&others);
                let shared = shared.to_owned();
                self.found(row, column, name, Detail::SharedName { name: shared, others });
            }
        }
    }

    fn code(&mut self, row: Row, name: &Arc<str>) {
        let code = self.text(row, Column::Code);
        if code.is_empty() {
            return;
        }
        match self.codes.get(&key(&code)).map(Place::to_string) {
            Some(first) => self.found(row, Column::Code, name, Detail::UnitCodeTwice { code, first }),
            None => {
                self.codes.insert(key(&code), self.place(row, Column::Code));
            }
        }
    }

    /// Whether the set scores the block; the unit of a block that no set scores is a finding.
    fn is_ours(&mut self, row: Row, name: &Arc<str>, block: &str) -> bool {
        let Some(shares) = self.shares else { return true };
        let is_among = |blocks: &[String]| blocks.iter().any(|id| fold(id) == fold(block));
        let ours = is_among(shares.own);
        if !ours && !is_among(shares.all) {
            self.found(row, Column::Block, name, no_block(block, shares.all.to_vec()));
        }
        ours
    }

    /// The block of the set.
    fn block(&mut self, row: Row, name: &Arc<str>, block: &str) -> Option<usize> {
        let set = self.set;
        let found = block_of(set, block);
        if found.is_none() && !set.blocks.is_empty() {
            let known = set.blocks.iter().map(|block| block.id.clone()).collect();
            self.found(row, Column::Block, name, no_block(block, known));
        }
        found
    }

    /// Per leaf whether it does not apply to the unit.
    fn exempt(&mut self, row: Row, name: &Arc<str>) -> Vec<bool> {
        let set = self.set;
        let mut exempt = vec![false; set.leaves.len()];
        let cell = self.column(Column::Exempt).and_then(|column| row.get(column));
        let text = match &cell {
            None => return exempt,
            Some(Value::Text(text)) => (*text).to_owned(),
            Some(Value::Number(number)) => number.normalize().to_string(),
            Some(Value::Date(date)) => date.to_string(),
            Some(Value::Error(error)) => (*error).to_owned(),
            Some(Value::Bool(_) | Value::Uncached | Value::Unreadable) => "?".to_owned(),
        };
        for code in list(&text) {
            // The number 1.1 may have been 1.10.
            let longer = format!("{code}0");
            let unsure = matches!(cell, Some(Value::Number(_))) && set.node_of(&longer).is_some();
            match set.node_of(code) {
                Some(node) if !unsure => set.leaves_under(node).for_each(|leaf| exempt[leaf] = true),
                Some(_) => {
                    let (typed, candidates) = (code.to_owned(), vec![code.to_owned(), longer]);
                    let detail = Detail::AmbiguousExemption { typed, candidates };
                    self.found(row, Column::Exempt, name, detail);
                }
                None => {
                    let close = closest(code, set.nodes.iter().map(|node| &*node.code));
                    let detail = Detail::UnknownExemption { typed: code.to_owned(), close };
                    self.found(row, Column::Exempt, name, detail);
                }
            }
        }
        self.exempt_fields(row, name, &exempt);
        exempt
    }

    /// Fields of which nothing applies to a unit.
    fn exempt_fields(&mut self, row: Row, name: &Arc<str>, exempt: &[bool]) {
        let set = self.set;
        let nothing = |field: &&usize| {
            // A field without criteria is one itself; what has no points is for information.
            let scored = || set.leaves_under(**field).filter(|leaf| !set.leaf(*leaf).0.max.is_zero());
            set.nodes[**field].leaf.is_none()
                && scored().next().is_some()
                && scored().all(|leaf| exempt[leaf])
        };
        let fields: Vec<String> =
            set.fields.iter().filter(nothing).map(|field| set.nodes[*field].code.to_string()).collect();
        if !fields.is_empty() {
            let all = fields.len() == set.fields.len();
            self.found(row, Column::Exempt, name, Detail::ExemptField { fields, all });
        }
    }

    /// Kinds of units for which the set exempts something, and of which there is none.
    fn kinds(&mut self) {
        for kind in self.set.exemptions.iter().filter_map(|exemption| exemption.kind.as_ref()) {
            if !self.kinds.iter().any(|known| fold(known) == fold(kind)) {
                let detail = Detail::NobodyOfKind { kind: kind.clone(), known: self.kinds.clone() };
                self.findings.push(Finding::new(Place::file(self.file), detail));
            }
        }
    }

    /// Adds the names from before mergers, when all names of today are known.
    fn add_former(&mut self) {
        for (unit, former, place) in std::mem::take(&mut self.former) {
            let names = &mut self.register.names;
            let bearers = names.bearers(&former);
            names.add_former(unit, &former);
            if !bearers.is_empty() && !bearers.contains(&unit) {
                let detail = Detail::FormerIsCurrent { name: former, bearers: names.shown(&bearers) };
                let name = Arc::from(self.register.listed[unit].texts[0].as_str());
                self.findings.push(Finding::new(place, detail).of_unit(&name));
            }
        }
    }
}

fn no_block(block: &str, known: Vec<String>) -> Detail {
    if block.is_empty() {
        Detail::MissingBlock { known }
    } else {
        Detail::UnknownBlock { block: block.to_owned(), known }
    }
}

fn list(text: &str) -> impl Iterator<Item = &str> {
    text.split(';').map(str::trim).filter(|item| !item.is_empty())
}
