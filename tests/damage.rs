//! A correct form, damaged in the ways of real life, once or several times over: it is read with the same scores, or
//! refused with an error. Never are other scores read from it.
//!
//! `PARINDEX_DAMAGED=100000 cargo test --release --test damage -- --nocapture` tries more and prints the table;
//! `PARINDEX_SHOW="sub-totals"` prints the forms with the most errors of one kind of damage.

// Test code.
#![allow(
    clippy::unwrap_used,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::print_stdout
)]

#[path = "damage/grid.rs"]
mod grid;
#[path = "damage/harm.rs"]
mod harm;
mod support;
#[path = "damage/table.rs"]
mod table;

use std::collections::BTreeMap;
use std::sync::Arc;

use grid::{Cell, Dice, Grid};
use harm::HARMS;
use parindex::assessment::{Assessed, Catalog, Paper, PointsAre, ReadAs, assess, read_file};
use parindex::criteria::{CriteriaSet, builtin};
use parindex::diagnostic::{Code, Finding};
use parindex::points::Number;
use parindex::score::{Basis, Status};
use parindex::unit::{Register, read_register};
use support::{SMALL, cards, set, shown};
use table::Table;

/// Codes that spreadsheets cut short: 1.1 and 1.10, 1.2 and 1.20, fields beyond nine.
fn many_codes() -> String {
    let mut text = String::from(
        "[set]\nid = \"small\"\ntitle = \"t\"\nlevel = \"xa\"\nyears = { from = 2025 }\nstatus = \"model\"\nscale = 46\nsources = [\"x\"]\n\
         [[class]]\nname = \"Tốt\"\nfrom = 0\n",
    );
    for (field, leaves) in [(1, 21), (2, 11), (3, 10), (10, 4)] {
        text += &format!("[[field]]\ncode = \"{field}\"\nname = \"Lĩnh vực thứ {field}\"\nmax = {leaves}\n");
        for leaf in 1..=leaves {
            // Some names stand twice, in different fields.
            let name = if leaf == 4 {
                "Báo cáo định kỳ".to_owned()
            } else {
                format!("Nội dung {leaf} của mục {field}")
            };
            text += &format!("[[criterion]]\ncode = \"{field}.{leaf}\"\nname = \"{name}\"\nmax = 1\n");
        }
    }
    text
}

/// A set with its indexes and a register of two units.
struct Around<'s> {
    set: &'s CriteriaSet,
    catalog: Catalog<'s>,
    register: Register,
}

fn around(set: &CriteriaSet) -> Around<'_> {
    let file: Arc<str> = Arc::from("units.csv");
    let block = set.blocks.first().map_or("", |block| block.id.as_str());
    let text = format!("name,block\nXã Mẫu 01,{block}\nXã Mẫu 02,{block}\n");
    let sheets = parindex::sheet::read(&file, text.as_bytes()).sheets;
    let register = read_register(set, &file, &sheets, None, &mut Vec::new()).unwrap();
    Around { set, catalog: Catalog::new(set), register }
}

fn read(Around { set, catalog, register }: &Around, rows: &[Vec<Cell>], as_text: bool) -> Assessed {
    let file: Arc<str> = Arc::from("xa-mau-01.xlsx");
    let read_as = ReadAs { paper: Paper::Form, points: Some(PointsAre::Own), year: Some(2025), whole: true };
    let mut reading = if as_text {
        parindex::sheet::read(&file, &grid::csv(rows))
    } else {
        parindex::sheet::Reading { sheets: vec![grid::sheet(rows, "Sheet1")], ..Default::default() }
    };
    let mut read = read_file(catalog, &file, &reading.sheets, read_as);
    read.findings.append(&mut reading.findings);
    assess(set, Some(register), vec![read])
}

/// What counts: per unit and leaf the points, where there are some that can be used, then bonus and penalty.
type Scores = BTreeMap<String, Vec<(Status, Number)>>;

fn scores(set: &CriteriaSet, assessed: &Assessed) -> Scores {
    let card = |card: parindex::score::ScoreCard| {
        let leaves = card.leaves.iter().map(|leaf| (leaf.status, leaf.points.clone()));
        let adjusted = [card.bonus.clone(), card.penalty.clone()].map(|points| (Status::Scored, points));
        (card.unit.to_string(), leaves.chain(adjusted).collect())
    };
    cards(set, assessed, Basis::Own).into_iter().map(card).collect()
}

#[derive(Default)]
struct Count {
    right: usize,
    refused: usize,
    misread: usize,
    /// Most errors of a table with this damage alone.
    errors: usize,
}

/// What became of the damaged tables.
#[derive(Default)]
struct Counts {
    by_harm: BTreeMap<&'static str, Count>,
    misread: Vec<String>,
}

impl Counts {
    fn add(&mut self, harms: &[&'static str], same: bool, rows: &[Vec<Cell>], findings: &[Finding]) {
        let name = if let [name] = harms { *name } else { "~ several at once" };
        let count = self.by_harm.entry(name).or_default();
        let errors = findings.iter().filter(|finding| finding.is_error()).count();
        let described = || format!("#### {harms:?}\n{}\n{}", grid::shown(rows), shown(findings));
        if std::env::var("PARINDEX_SHOW").is_ok_and(|show| show == name) && errors > count.errors {
            println!("{}", described());
        }
        count.errors = count.errors.max(errors);
        match (same, errors) {
            (true, _) => count.right += 1,
            (false, 1..) => count.refused += 1,
            (false, 0) => {
                count.misread += 1;
                self.misread.push(described());
                self.misread.truncate(3);
            }
        }
    }

    fn finish(self) {
        println!("{:40} {:>7} {:>7} {:>7} {:>11}", "damage", "right", "refused", "misread", "most errors");
        for (name, count) in &self.by_harm {
            println!(
                "{name:40} {:7} {:7} {:7} {:11}",
                count.right, count.refused, count.misread, count.errors
            );
        }
        let sum = |of: fn(&Count) -> usize| self.by_harm.values().map(of).sum::<usize>();
        println!(
            "{:40} {:7} {:7} {:7}",
            "all",
            sum(|count| count.right),
            sum(|count| count.refused),
            sum(|count| count.misread)
        );
        assert!(self.misread.is_empty(), "{}", self.misread.join("\n\n"));
    }
}

fn sets() -> [CriteriaSet; 3] {
    [set(SMALL), set(builtin::get("mau-xa-2025").unwrap()), set(&many_codes())]
}

fn cases() -> usize {
    std::env::var("PARINDEX_DAMAGED").ok().and_then(|n| n.parse().ok()).unwrap_or(2_000)
}

/// Each damage alone in the first half of the cases, then two or three at once.
fn choose(case: usize, dice: &mut Dice, of: usize) -> Vec<usize> {
    let times = if case < cases() / 2 { 1 } else { 2 + dice.below(2) };
    (0..times).map(|n| if n == 0 { case % of } else { dice.below(of) }).collect()
}

#[test]
fn a_damaged_form_is_read_right_or_refused() {
    let sets = sets();
    let all: Vec<Around> = sets.iter().map(around).collect();
    let mut counts = Counts::default();
    for case in 0..cases() {
        let mut dice = Dice(case as u64);
        let around = dice.pick(&all);
        let form = Grid::form(around.set, &mut dice);
        let mut damaged = form.clone();
        let harms = choose(case, &mut dice, HARMS.len());
        for harm in &harms {
            // What is gone cannot be damaged again.
            let width = damaged.rows[damaged.head].len();
            let columns = [damaged.code, damaged.name, damaged.max, damaged.own];
            if columns.iter().all(|column| *column < width) && damaged.criteria().len() > 2 {
                HARMS[*harm].1(&mut damaged, &mut dice);
            }
        }
        let expected = scores(around.set, &read(around, &form.rows, false));
        let mut assessed = read(around, &damaged.rows, dice.one_in(4));
        // That the other unit sent nothing is not what is tried here.
        let other = |finding: &Finding| {
            finding.code() == Code::MissingUnit && finding.unit.as_deref() == Some("Xã Mẫu 02")
        };
        assessed.findings.retain(|finding| !other(finding));
        let found = scores(around.set, &assessed);
        // Of another unit in the sheet the points are all zero.
        let zero = |(unit, leaves): (&String, &Vec<(Status, Number)>)| {
            expected.contains_key(unit) || leaves.iter().all(|(_, points)| points.is_zero())
        };
        let same =
            expected.iter().all(|(unit, leaves)| found.get(unit) == Some(leaves)) && found.iter().all(zero);
        let names: Vec<&str> = harms.iter().map(|harm| HARMS[*harm].0).collect();
        counts.add(&names, same, &damaged.rows, &assessed.findings);
    }
    counts.finish();
}

#[test]
fn a_damaged_table_of_units_is_read_right_or_refused() {
    let sets = sets();
    let all: Vec<Around> = sets.iter().map(around).collect();
    let mut counts = Counts::default();
    for case in 0..cases() {
        let mut dice = Dice(case as u64);
        let around = dice.pick(&all);
        let turned = dice.one_in(2);
        let rows = |table: &Table| if turned { table.turned() } else { table.rows.clone() };
        let table = Table::of(around.set, &["Xã Mẫu 01", "Xã Mẫu 02"], &mut dice);
        let mut damaged = table.clone();
        let harms = choose(case, &mut dice, table::HARMS.len());
        for harm in &harms {
            if damaged.rows.len() > 2 && damaged.rows[0].len() > 3 {
                table::HARMS[*harm].1(&mut damaged, &mut dice);
                damaged.square();
            }
        }
        let expected = scores(around.set, &read(around, &rows(&table), false));
        assert_eq!(expected.len(), 2);
        let damaged = rows(&damaged);
        let assessed = read(around, &damaged, dice.one_in(4));
        let same = scores(around.set, &assessed) == expected;
        let names: Vec<&str> = harms.iter().map(|harm| table::HARMS[*harm].0).collect();
        counts.add(&names, same, &damaged, &assessed.findings);
    }
    counts.finish();
}
