//! The formulas in the workbooks that units fill give what the rules give: reckoned by a spreadsheet in small with every
//! test, and by LibreOffice where somebody asks for it.

#![allow(clippy::unwrap_used, clippy::cast_possible_truncation)]

#[path = "formulas/cases.rs"]
mod cases;
#[path = "formulas/office.rs"]
mod office;
mod support;

use std::collections::HashMap;

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
    formula: String,
    cells: HashMap<String, Value>,
}

/// The labels of a leaf, where they stand.
fn lists(column: u16, labels: usize) -> String {
    let column = column_number_to_name(column);
    format!("lists!${column}$1:${column}${labels}")
}

/// Where the labels of each choice stand: a column of the second sheet per leaf of a set.
fn columns(sets: &[CriteriaSet]) -> HashMap<(usize, usize), u16> {
    let choices = sets.iter().enumerate().flat_map(|(at, set)| {
        let choice = |(_, leaf): (_, &parindex::criteria::Leaf)| matches!(leaf.rule, Rule::Choice(_));
        let leaves: Vec<usize> =
            set.leaf_nodes().map(choice).enumerate().filter_map(|(n, yes)| yes.then_some(n)).collect();
        leaves.into_iter().map(move |leaf| (at, leaf))
    });
    choices.zip(0..).collect()
}

/// The formula of a case, and its data in cells of row `row` from column D on. `None` where there is no formula.
fn row(sets: &[CriteriaSet], columns: &HashMap<(usize, usize), u16>, case: &Case, row: usize) -> Option<Row> {
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
    Some(Row { formula, cells: held })
}

/// Whether a value of a spreadsheet is what the rule gives; else what is wrong.
fn differs(set: &CriteriaSet, expected: &Expected, value: &Value) -> Option<String> {
    let text = |expected: &str, text: &str| (expected != text).then(|| format!("`{text}` for `{expected}`"));
    match (expected, value) {
        (Expected::Blank, Value::Text(found)) => text("", found),
        (Expected::NotApplicable, Value::Text(found)) => text(WORDS.not_applicable, found),
        (Expected::Wrong, Value::Text(found)) => text(WORDS.wrong, found),
        (Expected::Points(points), Value::Number(found)) => {
            let precision = set.scoring.precision;
            // A cell shows fifteen digits at most, and rounds every half up.
            let shown = Number::from(Decimal::from_scientific(&format!("{found:.14e}")).unwrap());
            let shown = shown.rounded(Precision { rounding: Rounding::HalfUp, ..precision });
            // Our own reader takes twelve digits of it.
            let read = Number::from(Decimal::from_scientific(&format!("{found:.11e}")).unwrap());
            let right = points.rounded(precision);
            let far = (&read - points).abs() > Number::from_scaled(1, 10);
            (shown != right || read.rounded(precision) != right || far)
                .then(|| format!("{found}, shown as {shown}, read as {read}, for {points}"))
        }
        (expected, found) => Some(format!("{found:?} for {expected:?}")),
    }
}

/// All that differs, in words.
fn faults(sets: &[CriteriaSet], rows: &[(Case, Row)], values: &[Value]) -> Vec<String> {
    let faulty = rows.iter().zip(values).filter_map(|((case, row), value)| {
        let set = &sets[case.set];
        let why = differs(set, &case.expected, value)?;
        let data: std::collections::BTreeMap<_, _> = row.cells.iter().collect();
        Some(format!("{} {}: {why}\n  {}\n  {data:?}", set.id, set.leaf(case.leaf).0.code, row.formula))
    });
    faulty.collect()
}

/// The cases for which there is a formula, each in a row of its own from row 1 on.
fn rows(sets: &[CriteriaSet]) -> Vec<(Case, Row)> {
    let columns = columns(sets);
    let mut rows = Vec::new();
    for case in cases::cases(sets) {
        if let Some(row) = row(sets, &columns, &case, rows.len() + 1) {
            rows.push((case, row));
        }
    }
    rows
}

#[test]
fn a_spreadsheet_in_small_gives_what_the_rules_give() {
    let sets = cases::sets();
    let rows = rows(&sets);
    let values: Vec<Value> = rows.iter().map(|(_, row)| reckon(&row.formula, &row.cells)).collect();
    let faults = faults(&sets, &rows, &values);
    assert!(
        faults.is_empty(),
        "{} of {}:\n{}",
        faults.len(),
        rows.len(),
        faults[..faults.len().min(20)].join("\n")
    );
    // Every answer is among them, and often enough.
    let count =
        |expected: fn(&Expected) -> bool| rows.iter().filter(|(case, _)| expected(&case.expected)).count();
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
    let values = office::reckoned(&sets, &columns(&sets), &rows);
    let faults = faults(&sets, &rows, &values);
    assert!(
        faults.is_empty(),
        "{} of {}:\n{}",
        faults.len(),
        rows.len(),
        faults[..faults.len().min(20)].join("\n")
    );
    eprintln!("{} cases, all equal", rows.len());
}
