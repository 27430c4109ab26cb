//! A correct form, damaged in the ways of real life, once or several times over: it is read with the same scores, or
//! refused with an error. Never are other scores read from it.
//!
//! `PARINDEX_DAMAGED=100000 cargo test --release --test damage -- --nocapture` tries more and prints the table;
//! `PARINDEX_SHOW="sub-totals"` prints the forms with the most errors of one kind of damage.

// Test code.
#![allow(clippy::unwrap_used, clippy::cast_possible_truncation, clippy::cast_possible_wrap)]

#[path = "damage/grid.rs"]
mod grid;
#[path = "damage/harm.rs"]
mod harm;
mod support;

use std::collections::BTreeMap;
use std::sync::Arc;

use grid::{Dice, Grid};
use harm::HARMS;
use parindex::assessment::{Assessed, Catalog, Paper, ReadAs, assess, read_file};
use parindex::criteria::{CriteriaSet, builtin};
use parindex::diagnostic::{Code, Finding};
use parindex::points::Number;
use parindex::score::{Basis, Status};
use parindex::unit::{Register, read_register};
use support::{SMALL, cards, set, shown};

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

fn read(Around { set, catalog, register }: &Around, grid: &Grid, as_text: bool) -> Assessed {
    let file: Arc<str> = Arc::from("xa-mau-01.xlsx");
    let read_as = ReadAs { paper: Paper::Form, points: None, year: Some(2025), evidence: true };
    let mut reading = if as_text {
        parindex::sheet::read(&file, &grid.csv())
    } else {
        parindex::sheet::Reading { sheets: vec![grid.sheet("Sheet1")], ..Default::default() }
    };
    let mut read = read_file(catalog, &file, &reading.sheets, read_as);
    read.findings.append(&mut reading.findings);
    let mut assessed = assess(set, Some(register), vec![read]);
    // That the other unit sent nothing is not what is tried here.
    let other = |finding: &Finding| {
        finding.code() == Code::MissingUnit && finding.unit.as_deref() == Some("Xã Mẫu 02")
    };
    assessed.findings.retain(|finding| !other(finding));
    assessed
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
    /// Most errors of a form with this damage alone.
    errors: usize,
}

#[test]
fn a_damaged_form_is_read_right_or_refused() {
    let cases: usize = std::env::var("PARINDEX_DAMAGED").ok().and_then(|n| n.parse().ok()).unwrap_or(4_000);
    let sets = [set(SMALL), set(builtin::get("mau-xa-2025").unwrap()), set(&many_codes())];
    let all: Vec<Around> = sets.iter().map(around).collect();
    let mut counts: BTreeMap<&str, Count> = BTreeMap::new();
    let mut misread = Vec::new();
    for case in 0..cases {
        let mut dice = Dice(case as u64);
        let which = dice.below(sets.len());
        let (set, around) = (&sets[which], &all[which]);
        let form = Grid::form(set, &mut dice);
        let mut damaged = form.clone();
        // Each damage alone first, then up to three at once.
        let times = if case < cases / 2 { 1 } else { 2 + dice.below(2) };
        let harms: Vec<usize> =
            (0..times).map(|n| if n == 0 { case % HARMS.len() } else { dice.below(HARMS.len()) }).collect();
        for harm in &harms {
            // A column that is gone cannot be damaged again.
            if damaged.own < damaged.rows[damaged.head].len()
                && damaged.max < damaged.rows[damaged.head].len()
                && damaged.code < 90
                && damaged.name < 90
            {
                HARMS[*harm].1(&mut damaged, &mut dice);
            }
        }
        let as_text = dice.one_in(4);
        let expected = scores(set, &read(around, &form, false));
        let assessed = read(around, &damaged, as_text);
        let found = scores(set, &assessed);
        let errors = assessed.findings.iter().filter(|finding| finding.is_error()).count();
        let names: Vec<&str> = harms.iter().map(|harm| HARMS[*harm].0).collect();
        let name = if times == 1 { names[0] } else { "~ several at once" };
        let count = counts.entry(name).or_default();
        // Of another unit in the sheet the points are all zero.
        let zero = |(unit, leaves): (&String, &Vec<(Status, Number)>)| {
            expected.contains_key(unit) || leaves.iter().all(|(_, points)| points.is_zero())
        };
        let same =
            expected.iter().all(|(unit, leaves)| found.get(unit) == Some(leaves)) && found.iter().all(zero);
        if std::env::var("PARINDEX_SHOW").is_ok_and(|show| show == name) && errors > count.errors {
            println!("#### {case}\n{}\n{}", damaged.shown(), shown(&assessed.findings));
        }
        count.errors = count.errors.max(errors);
        if same {
            count.right += 1;
        } else if errors > 0 {
            count.refused += 1;
        } else {
            count.misread += 1;
            if misread.len() < 3 {
                misread.push(format!(
                    "case {case}: {names:?}\n{}\n{}",
                    damaged.shown(),
                    shown(&assessed.findings)
                ));
            }
        }
    }
    println!("{:40} {:>7} {:>7} {:>7} {:>11}", "damage", "right", "refused", "misread", "most errors");
    for (name, count) in &counts {
        println!("{name:40} {:7} {:7} {:7} {:11}", count.right, count.refused, count.misread, count.errors);
    }
    assert!(misread.is_empty(), "{}", misread.join("\n\n"));
}
