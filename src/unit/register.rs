//! The register: which units there are, in which block, and which criteria do not apply to them.

use std::sync::Arc;

use super::{Match, Names, short};
use crate::criteria::CriteriaSet;
use crate::diagnostic::{Finding, Place};
use crate::keys::closest;
use crate::message::Detail;
use crate::sheet::{Row, Sheet, Value};
use crate::sheet::{fold, key};

/// Which blocks of a round a set scores.
#[derive(Clone, Copy, Debug)]
pub struct Shares<'a> {
    /// The blocks of this set.
    pub own: &'a [String],
    /// The blocks of all sets of the round.
    pub all: &'a [String],
}

/// One unit of the register.
#[derive(Clone, Debug)]
pub struct Unit {
    /// Name.
    pub name: Arc<str>,
    /// Block of the set (index); `None` where the set has none or the register names none of it.
    pub block: Option<usize>,
    /// Per leaf whether it does not apply.
    pub exempt: Vec<bool>,
    /// Where the register lists it.
    pub place: Place,
}

/// All units of a round.
#[derive(Debug, Default)]
pub struct Register {
    /// The units, in the order of the register.
    pub units: Vec<Unit>,
    /// Finds a unit by name, those of other sets included.
    names: Names,
    /// Per name of `names` the unit; `None` where another set scores it.
    here: Vec<Option<usize>>,
}

/// Where a name leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// To this unit.
    Unit(usize),
    /// To a unit that another set of the round scores.
    Elsewhere,
    /// To any of these.
    Several(Vec<String>),
    /// Nowhere.
    Nowhere,
}

impl Register {
    /// The unit that a name means.
    pub fn find(&self, name: &str) -> Found {
        match self.names.find(name) {
            Match::One(at) => self.here[at].map_or(Found::Elsewhere, Found::Unit),
            Match::Several(units) => Found::Several(self.names.shown(&units)),
            Match::None => Found::Nowhere,
        }
    }

    /// The names that come close to one that leads nowhere (see [`Names::close`]).
    pub fn close(&self, name: &str, work: &mut usize) -> Vec<String> {
        self.names.close(name, work)
    }
}

/// Heads of the register, folded.
const HEADS: [&[&str]; 5] = [
    &["name", "unit", "ten", "ten don vi", "don vi", "ten co quan don vi", "co quan don vi", "ten co quan"],
    &["block", "khoi", "nhom"],
    &["aliases", "alias", "ten khac", "ten goi khac", "ten cu", "formerly"],
    &[
        "not applicable",
        "khong ap dung",
        "khong danh gia",
        "tieu chi khong ap dung",
        "tieu chi khong danh gia",
    ],
    &["code", "ma", "ma don vi", "stt", "tt"],
];

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
        let mut reading = Reading { set, file, shares, register: Register::default(), findings };
        for row in sheet.rows().skip(at + 1) {
            read_row(sheet, row, &columns, &mut reading);
        }
        return Some(reading.register);
    }
    findings.push(Finding::new(Place::file(file), Detail::NoTable));
    None
}

/// The column of each head; the name must be there.
fn columns(row: Row) -> Option<[Option<u32>; 5]> {
    let mut columns = [None; 5];
    for (column, value) in row.cells() {
        let Value::Text(text) = value else { continue };
        let folded = fold(text);
        if let Some(at) = HEADS.iter().position(|heads| heads.contains(&folded.as_str())) {
            columns[at].get_or_insert(column);
        }
    }
    columns[0].map(|_| columns)
}

/// What the rows of a register are read with.
struct Reading<'a> {
    set: &'a CriteriaSet,
    file: &'a Arc<str>,
    shares: Option<Shares<'a>>,
    register: Register,
    findings: &'a mut Vec<Finding>,
}

fn read_row(
    sheet: &Sheet,
    row: Row,
    [name_column, block_column, alias_column, exempt_column, _]: &[Option<u32>; 5],
    reading: &mut Reading,
) {
    let Reading { set, file, shares, register, findings } = reading;
    let (set, file) = (*set, *file);
    let text = |column: &Option<u32>| column.and_then(|column| cell_text(row, column)).unwrap_or_default();
    let place = |column: Option<u32>| Place::cell(file, &sheet.name, row.at(column.unwrap_or_default()));
    let name: Arc<str> = Arc::from(&*short(&text(name_column)));
    if name.is_empty() {
        return;
    }
    let mut found =
        |column: Option<u32>, detail| findings.push(Finding::new(place(column), detail).of_unit(&name));
    if let Found::Unit(before) = register.find(&name)
        && key(&register.units[before].name) == key(&name)
    {
        found(*name_column, Detail::DuplicateUnit { first: register.units[before].place.to_string() });
        return;
    }
    let block = text(block_column);
    let aliases = text(alias_column);
    let is_among = |blocks: &[String]| blocks.iter().any(|id| fold(id) == fold(&block));
    if let Some(shares) = shares.filter(|shares| !is_among(shares.own)) {
        if !is_among(shares.all) {
            let known = shares.all.to_vec();
            let detail = if block.is_empty() {
                Detail::MissingBlock { known }
            } else {
                Detail::UnknownBlock { block, known }
            };
            found(block_column.or(*name_column), detail);
        }
        register.names.add(&name, list(&aliases));
        register.here.push(None);
        return;
    }
    let known = || set.blocks.iter().map(|block| block.id.clone()).collect();
    let block = match set.block_of(&block).or_else(|| folded_block(set, &block)) {
        None if set.blocks.is_empty() => None,
        None if block.is_empty() => {
            found(block_column.or(*name_column), Detail::MissingBlock { known: known() });
            None
        }
        None => {
            found(*block_column, Detail::UnknownBlock { block, known: known() });
            None
        }
        block => block,
    };
    let mut exempt = vec![false; set.leaves.len()];
    for code in list(&text(exempt_column)) {
        match set.node_of(code) {
            Some(node) => set.leaves_under(node).for_each(|leaf| exempt[leaf] = true),
            None => {
                let close = closest(code, set.nodes.iter().map(|node| &*node.code));
                found(*exempt_column, Detail::UnknownCriterion { typed: code.to_owned(), close });
            }
        }
    }
    register.names.add(&name, list(&aliases));
    register.here.push(Some(register.units.len()));
    register.units.push(Unit { name: Arc::clone(&name), block, exempt, place: place(*name_column) });
}

/// A block named without case and marks.
fn folded_block(set: &CriteriaSet, text: &str) -> Option<usize> {
    let folded = fold(text);
    set.blocks.iter().position(|block| fold(&block.id) == folded || fold(&block.name) == folded)
}

fn list(text: &str) -> impl Iterator<Item = &str> {
    text.split(';').map(str::trim).filter(|item| !item.is_empty())
}

/// The text of a cell; a number as its digits.
fn cell_text(row: Row, column: u32) -> Option<String> {
    match row.get(column)? {
        Value::Text(text) => Some(text.to_owned()),
        Value::Number(number) => Some(number.normalize().to_string()),
        _ => None,
    }
}
