//! The workbook that a unit fills: filled and read back it says the same, and nothing is found in it.

#![allow(
    clippy::unwrap_used,
    clippy::float_arithmetic,
    clippy::cast_precision_loss,
    clippy::cast_possible_wrap
)] // Test code.

mod support;

use std::collections::HashMap;

use parindex::assessment::Paper;
use parindex::criteria::{CriteriaSet, builtin, load};
use parindex::marker::MarkedSheet;
use parindex::message::{Lang, Scorer};
use parindex::points::Number;
use parindex::rule::Rule;
use parindex::score::Basis;
use parindex::sheet;
use parindex::unit::read_register;
use parindex::workbook::grid::{Grid, Part, Value, name};
use parindex::workbook::template::{About, Template};
use support::{File, brief, cards, reckon};

/// What a unit fills into an open cell; `seed` decides.
fn filled(set: &CriteriaSet, part: Part, column: usize, row: u32, seed: usize, lang: Lang) -> Value {
    let number = |number: i64| Value::Number(Number::from(number));
    let text = |text: &str| Value::Text(text.to_owned());
    let pick = seed.wrapping_mul(7).wrapping_add(row as usize * 13);
    match (part, column) {
        (_, 5) => Value::Text(format!("Quyết định số {row}/QĐ-UBND ngày 15/01/2025")),
        (_, 6) => text("Đã thực hiện đúng kế hoạch"),
        (Part::Leaf(leaf), 3) => match &set.leaf(leaf).1.rule {
            Rule::Choice(rule) => text(&rule.options[pick % rule.options.len()].label),
            other => panic!("{other:?}"),
        },
        (Part::Leaf(leaf), _) => {
            let frame = set.frame(leaf);
            let lowest = set.leaf(leaf).1.rule.lowest(&frame);
            Value::Number(if pick.is_multiple_of(3) { lowest } else { frame.max.clone() })
        }
        (Part::Item(..), _) => text(match (lang, pick % 2) {
            (Lang::Vi, 0) => "Có",
            (Lang::Vi, _) => "Không",
            (Lang::En, 0) => "Yes",
            (Lang::En, _) => "No",
        }),
        (Part::Input(leaf, at), _) => {
            let inputs = &set.leaf(leaf).1.inputs;
            // Parts have whole numbers above them; the whole is the same for all.
            let parts = inputs.iter().filter(|input| input.part_of == inputs[at].part_of).count();
            let value = match (inputs[at].part_of, seed % 4) {
                (_, 3) => 0,
                (Some(_), share) => (12 - share as i64 * 3) / parts as i64,
                (None, _) if inputs.iter().any(|input| input.part_of == Some(at)) => 12,
                (None, few) => few as i64,
            };
            let value = Number::from(value);
            Value::Number(inputs[at].max.clone().map_or(value.clone(), |max| max.min(value)))
        }
        (Part::Adjustment(at), _) => number(1).min_with(set.adjustments[at].cap.clone()),
        other => panic!("{other:?} is not to be filled"),
    }
}

trait Least {
    fn min_with(self, cap: Option<Number>) -> Value;
}

impl Least for Value {
    fn min_with(self, cap: Option<Number>) -> Value {
        match (self, cap) {
            (Value::Number(number), Some(cap)) => Value::Number(number.min(cap)),
            (value, _) => value,
        }
    }
}

/// Fills every open cell and reckons the formulas as a spreadsheet would; the total.
fn fill(
    set: &CriteriaSet,
    grid: &mut Grid,
    lists: &HashMap<String, reckon::Value>,
    seed: usize,
    lang: Lang,
) -> f64 {
    let mut cells = lists.clone();
    let shown = |value: &Value| match value {
        Value::Blank => reckon::Value::Blank,
        Value::Text(text) => reckon::Value::Text(text.clone()),
        Value::Number(number) => reckon::Value::Number(number.to_string().parse().unwrap()),
        Value::Formula(..) => panic!("formulas come later"),
    };
    let first = grid.row(0);
    for (row, line) in (first..).zip(&mut grid.rows) {
        for (column, cell) in line.cells.iter_mut().enumerate() {
            if cell.open {
                cell.value = filled(set, line.part, column, row, seed, lang);
            }
            if !matches!(cell.value, Value::Formula(..)) {
                cells.insert(name(row, u16::try_from(column).unwrap()), shown(&cell.value));
            }
        }
    }
    // From below, so that sums find what they add up; the sum of everything last.
    let mut rows: Vec<usize> = (0..grid.rows.len()).rev().collect();
    rows.rotate_left(1);
    for at in rows {
        let row = grid.row(at);
        for column in 0..grid.columns.len() {
            let Value::Formula(formula, result) = &mut grid.rows[at].cells[column].value else { continue };
            let value = reckon::reckon(formula, &cells);
            *result = match &value {
                reckon::Value::Number(number) => number.to_string(),
                reckon::Value::Text(text) => text.clone(),
                other => panic!("{formula}: {other:?}"),
            };
            cells.insert(name(row, u16::try_from(column).unwrap()), value);
        }
    }
    match &cells[&name(grid.row(grid.rows.len() - 1), 4)] {
        reckon::Value::Number(total) => *total,
        other => panic!("{other:?}"),
    }
}

/// The ranges of the drop-downs.
fn lists(template: &Template) -> HashMap<String, reckon::Value> {
    let column = |labels: &Vec<String>| {
        reckon::Value::Column(labels.iter().map(|label| reckon::Value::Text(label.clone())).collect())
    };
    template.lists().map(|(range, labels)| (range, column(labels))).collect()
}

fn sound(id: &str, text: &str) -> CriteriaSet {
    let (set, findings) = load(&format!("{id}.toml").into(), text);
    set.unwrap_or_else(|| panic!("{}", support::shown(&findings)))
}

/// Fills the form of a set, with one of its leaves exempt, and reads it.
fn round_trip(set: &CriteriaSet, seed: usize, lang: Lang) {
    let about = About { year: Some(2025), ..About::default() };
    let template = Template::new(set, about, lang);
    let ours: Vec<usize> =
        (0..set.leaves.len()).filter(|leaf| set.leaf(*leaf).1.scored_by == Scorer::Unit).collect();
    // A set may be a list of questions alone.
    if ours.is_empty() {
        return;
    }
    let left_out = if ours.len() > 1 { &*set.leaf(ours[seed * 5 % ours.len()]).0.code } else { "" };
    let block = set.blocks.first().map_or("", |block| block.id.as_str());
    let register = format!("name,block,not_applicable,code\nXã Mẫu 01,{block},{left_out},007\n");
    let (name, mut findings) = ("units.csv".into(), Vec::new());
    let sheets = sheet::read(&name, register.as_bytes()).sheets;
    let unit = &read_register(set, &name, &sheets, None, &mut findings).unwrap().units[0];
    let mut grid = template.grid("Tự chấm", &unit.name, &unit.exempt);
    let total = fill(set, &mut grid, &lists(&template), seed, lang);
    let sheet = MarkedSheet { sheet: "Tự chấm".into(), unit: "Xã Mẫu 01".into(), code: "007".into() };
    let bytes = template.write([grid.clone()].into_iter(), vec![sheet]).unwrap();
    let file = File { name: "xa-mau-01.xlsx", bytes: &bytes, paper: Paper::Form };
    let assessed = support::read(set, Some(&register), &[file]);
    // Where the workbook says that data are wrong, the program says why.
    let is_wrong = |value: &Value| matches!(value, Value::Formula(_, result) if result == "Số liệu sai" || result == "Wrong data");
    let wrong = grid.cells().filter(|(.., cell)| is_wrong(&cell.value)).count();
    let found = brief(&assessed);
    let is_known = |line: &String| {
        ["division-by-zero", "computed-above-max", "formula-out-of-range"]
            .iter()
            .any(|code| line.starts_with(code))
    };
    assert!(
        found.len() == wrong && found.iter().all(is_known),
        "{} {seed} {lang:?}\n{}",
        set.id,
        support::shown(&assessed.findings)
    );
    let card = &cards(set, &assessed, Basis::Own)[0];
    let points: f64 = card
        .points
        .published(parindex::points::Precision { decimals: 9, ..set.scoring.precision })
        .to_string()
        .parse()
        .unwrap();
    assert!((points - total).abs() < 1e-6, "{} {seed}: {points} {total}", set.id);
}

#[test]
fn a_filled_form_says_the_same() {
    for (id, text) in builtin::all() {
        let set = sound(id, text);
        for seed in 0..4 {
            round_trip(&set, seed, Lang::Vi);
        }
        round_trip(&set, 1, Lang::En);
    }
}

#[test]
fn a_total_stops_at_the_scale_where_the_set_says_so() {
    let text = "[set]\nid = \"bo\"\ntitle = \"Bộ\"\nlevel = \"xa\"\nstatus = \"model\"\nscale = 3\n[scoring]\nabove_scale = \"cap\"\n\
                [[class]]\nname = \"Đạt\"\nfrom = 0\n[[field]]\ncode = \"1\"\nname = \"Một\"\nmax = 2\n\
                [[field]]\ncode = \"2\"\nname = \"Hai\"\nmax = 1\n\
                [[adjustment]]\ncode = \"CONG\"\nname = \"Điểm cộng\"\neffect = \"bonus\"\ncap = 5\n";
    let set = sound("bo", text);
    let capped = (0..12).filter(|seed| {
        round_trip(&set, *seed, Lang::Vi);
        let template = Template::new(&set, About::default(), Lang::Vi);
        let mut grid = template.grid("Tự chấm", "Xã Mẫu 01", &[false, false]);
        let total = fill(&set, &mut grid, &lists(&template), *seed, Lang::Vi);
        let own = |row: usize| match &grid.rows[row].cells[4].value {
            Value::Number(points) => points.clone(),
            other => panic!("{other:?}"),
        };
        let sum = [0, 1, 2].map(own).iter().sum::<Number>();
        assert!(total <= 3.0);
        sum > set.scale
    });
    assert!(capped.count() > 0, "the scale is never reached");
}
