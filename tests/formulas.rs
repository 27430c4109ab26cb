//! The formulas in the workbooks that units fill give what the rules give: reckoned by a spreadsheet in small with every
//! test, and by LibreOffice where somebody asks for it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::doc_markdown)] // A test that cannot read its data must fail.

#[path = "formulas/cases.rs"]
mod cases;
#[path = "formulas/office.rs"]
mod office;
mod support;
#[path = "formulas/totals.rs"]
mod totals;

use std::collections::{BTreeMap, HashMap};

use cases::{Case, Expected, involved};
use parindex::criteria::CriteriaSet;
use parindex::points::{Number, Precision, Rounding};
use parindex::rule::Rule;
use parindex::workbook::formula::{Cells, DEEPEST, LONGEST, Words, points};
use rust_decimal::Decimal;
use rust_xlsxwriter::utility::column_number_to_name;
use support::reckon::{Value, reckon};

const WORDS: Words<'_> =
    Words { yes: "Có", no: "Không", not_applicable: "Không áp dụng", wrong: "Số liệu sai" };

/// A case in a row of a workbook.
struct Row {
    set: usize,
    what: String,
    formula: String,
    cells: HashMap<String, Value>,
    expected: Expected,
}

/// The labels of a leaf, where they stand.
fn lists(column: u16, labels: usize) -> String {
    let column = column_number_to_name(column);
    format!("lists!${column}$1:${column}${labels}")
}

/// Where the labels of each choice stand: a column of the second sheet per leaf of a set.
fn columns(sets: &[CriteriaSet]) -> BTreeMap<(usize, usize), u16> {
    let choices = sets.iter().enumerate().flat_map(|(at, set)| {
        let choice = |(_, leaf): (_, &parindex::criteria::Leaf)| matches!(leaf.rule, Rule::Choice(_));
        let leaves: Vec<usize> =
            set.leaf_nodes().map(choice).enumerate().filter_map(|(n, yes)| yes.then_some(n)).collect();
        leaves.into_iter().map(move |leaf| (at, leaf))
    });
    choices.zip(0..).collect()
}

/// The formula of a case, and its data in cells of row `row` from column D on. `None` where there is no formula.
fn row(
    sets: &[CriteriaSet],
    columns: &BTreeMap<(usize, usize), u16>,
    case: &Case,
    row: usize,
) -> Option<Row> {
    let set = &sets[case.set];
    let mut held = HashMap::new();
    let mut places: HashMap<usize, Cells> = HashMap::new();
    let mut column = 3;
    let mut put = |value: Value| {
        let cell = format!("{}{row}", column_number_to_name(column));
        column += 1;
        held.insert(cell.clone(), value);
        cell
    };
    for leaf in involved(set, case.leaf).into_iter().chain([case.leaf]) {
        let answer = case.answers.get(&leaf).cloned().unwrap_or_default();
        let known = set.leaf(leaf).1;
        let mut cells = Cells::default();
        for at in 0..known.inputs.len() {
            let value = answer.inputs.get(at).cloned().flatten();
            let value = value.map_or(Value::Blank, |value| Value::Number(value.to_string().parse().unwrap()));
            let word = leaf == case.leaf && case.words.contains(&at);
            cells.inputs.push(put(if word { Value::Text("chưa có".to_owned()) } else { value }));
        }
        match &known.rule {
            Rule::Choice(rule) => {
                let label = |at: usize| Value::Text(rule.options[at].label.clone());
                cells.option = put(answer.option.map_or(Value::Blank, label));
                cells.lists = lists(columns[&(case.set, leaf)], rule.options.len());
            }
            Rule::Checklist(rule) => {
                for at in 0..rule.items.len() {
                    let word = |items: &Vec<usize>| if items.contains(&at) { WORDS.yes } else { WORDS.no };
                    let value = answer.items.as_ref().map(word);
                    cells.items.push(put(value.map_or(Value::Blank, |word| Value::Text(word.to_owned()))));
                }
            }
            _ => {}
        }
        places.insert(leaf, cells);
    }
    let formula = points(set, case.leaf, &|leaf| places.get(&leaf).cloned(), &WORDS)?;
    for (at, set) in sets.iter().enumerate().filter(|(at, _)| *at == case.set) {
        if let Rule::Choice(rule) = &set.leaf(case.leaf).1.rule {
            let labels = rule.options.iter().map(|option| Value::Text(option.label.clone())).collect();
            held.insert(lists(columns[&(at, case.leaf)], rule.options.len()), Value::Column(labels));
        }
    }
    let (what, expected) = (set.leaf(case.leaf).0.code.to_string(), case.expected.clone());
    Some(Row { set: case.set, what, formula, cells: held, expected })
}

/// Whether a value of a spreadsheet is what the rule gives; else what is wrong. `shown` is how the spreadsheet shows it.
fn differs(set: &CriteriaSet, expected: &Expected, value: &Value, shown: Option<&str>) -> Option<String> {
    let text = |expected: &str, text: &str| (expected != text).then(|| format!("`{text}` for `{expected}`"));
    match (expected, value) {
        (Expected::Blank, Value::Text(found)) => text("", found),
        (Expected::NotApplicable, Value::Text(found)) => text(WORDS.not_applicable, found),
        (Expected::Wrong, Value::Text(found)) => text(WORDS.wrong, found),
        (Expected::Points(points), Value::Number(found)) => {
            let precision = set.scoring.precision;
            let digits = |text: String| match Decimal::from_scientific(&text) {
                Ok(number) => Number::from(number),
                Err(_) => Number::ZERO,
            };
            // A cell shows fifteen digits at most, and rounds every half up.
            let up = Precision { rounding: Rounding::HalfUp, ..precision };
            let by_digits = digits(format!("{found:.14e}")).rounded(up);
            let shown = shown.map_or(by_digits.clone(), |shown| Number::from_plain(shown).unwrap());
            // Our own reader takes twelve digits of it.
            let read = digits(format!("{found:.11e}"));
            let right = points.rounded(precision);
            let far = (&read - points).abs() > Number::from_scaled(1, 9)
                || read.is_negative() != points.is_negative()
                || *found > 0.0 && *points == Number::ZERO;
            (by_digits != right || shown != right || read.rounded(precision) != right || far)
                .then(|| format!("{found}, shown as {shown}, read as {read}, for {points}"))
        }
        (expected, found) => Some(format!("{found:?} for {expected:?}")),
    }
}

/// Nothing differs; else the test fails with what does.
#[track_caller]
fn all_equal(sets: &[CriteriaSet], rows: &[Row], values: &[(Value, Option<String>)]) {
    let faulty = rows.iter().zip(values).filter_map(|(row, (value, shown))| {
        let set = &sets[row.set];
        let why = differs(set, &row.expected, value, shown.as_deref())?;
        let data: BTreeMap<_, _> = row.cells.iter().collect();
        Some(format!("{} {}: {why}\n  {}\n  {data:?}", set.id, row.what, row.formula))
    });
    let all: Vec<String> = faulty.collect();
    let some = all[..all.len().min(20)].join("\n");
    assert!(all.is_empty(), "{} of {}:\n{some}", all.len(), rows.len());
}

/// The cases for which there is a formula, each in a row of its own from row 1 on; then sums.
fn rows(sets: &[CriteriaSet]) -> Vec<Row> {
    let columns = columns(sets);
    let mut rows = Vec::new();
    for case in cases::cases(sets) {
        rows.extend(row(sets, &columns, &case, rows.len() + 1));
    }
    totals::rows(sets, rows)
}

#[test]
fn a_spreadsheet_in_small_gives_what_the_rules_give() {
    let sets = cases::sets();
    let rows = rows(&sets);
    let values: Vec<_> = rows.iter().map(|row| (reckon(&row.formula, &row.cells), None)).collect();
    all_equal(&sets, &rows, &values);
    // Every answer is among them, and often enough.
    let count = |expected: fn(&Expected) -> bool| rows.iter().filter(|row| expected(&row.expected)).count();
    let counts = [
        count(|expected| matches!(expected, Expected::Points(_))),
        count(|expected| *expected == Expected::Blank),
        count(|expected| *expected == Expected::NotApplicable),
        count(|expected| *expected == Expected::Wrong),
    ];
    assert!(counts.iter().all(|count| *count > 50), "{counts:?}");
}

#[test]
fn every_leaf_that_its_rule_computes_has_a_formula_that_excel_takes() {
    let sets = cases::sets();
    let columns = columns(&sets);
    for (at, set) in sets.iter().enumerate() {
        for (leaf, (node, known)) in set.leaf_nodes().enumerate() {
            let answers = HashMap::new();
            let case = Case { set: at, leaf, answers, words: Vec::new(), expected: Expected::Blank };
            let found = row(&sets, &columns, &case, 12345).map(|row| row.formula);
            let people =
                matches!(known.rule, Rule::Judged(_) | Rule::Survey(_) | Rule::Relative(_) | Rule::Info);
            assert_eq!(found.is_none(), people, "{} {}: {found:?}", set.id, node.code);
            let Some(formula) = found else { continue };
            assert!(formula.chars().count() < LONGEST, "{formula}");
            let (mut open, mut deepest, mut text) = (0_i32, 0, false);
            for letter in formula.chars() {
                match letter {
                    '"' => text = !text,
                    '(' if !text => open += 1,
                    ')' if !text => open -= 1,
                    _ => {}
                }
                deepest = deepest.max(open);
                assert!(open >= 0, "{formula}");
            }
            assert!(open == 0 && !text && usize::try_from(deepest).unwrap() <= DEEPEST, "{formula}");
        }
    }
}

#[test]
#[ignore = "needs LibreOffice"]
fn libreoffice_gives_what_the_rules_give() {
    let sets = cases::sets();
    let rows = rows(&sets);
    let values = office::reckoned(&sets, &columns(&sets), &rows).into_iter();
    let values: Vec<_> = values.map(|(value, shown)| (value, Some(shown))).collect();
    all_equal(&sets, &rows, &values);
    eprintln!("{} cases, all equal", rows.len());
}
