//! What holds for everything that the readers give, whatever the bytes.

use parindex::diagnostic::Finding;
use parindex::message::Lang;
use parindex::sheet::{Reading, Sheet, Value};
use unicode_normalization::is_nfc;

/// Holds a reading against what `sheet` promises.
pub fn of_reading(reading: &Reading) {
    for sheet in &reading.sheets {
        of_sheet(sheet);
    }
    of_findings(&reading.findings);
}

fn of_sheet(sheet: &Sheet) {
    assert!(sheet.row_count() > 0, "a sheet without cells");
    let mut last = None;
    for row in sheet.rows() {
        assert!(last < Some(row.index()), "rows ascend");
        last = Some(row.index());
        assert!(row.cells().len() > 0, "a row without cells");
        let mut before = None;
        for (column, value) in row.cells() {
            assert!(before < Some(column), "columns ascend");
            before = Some(column);
            assert_eq!(row.get(column), Some(value.clone()));
            of_value(&value);
        }
    }
    assert!(sheet.hidden_rows.is_sorted());
    for (first, end) in &sheet.merges {
        assert!(first.row <= end.row && first.column <= end.column);
    }
}

fn of_value(value: &Value) {
    match value {
        Value::Text(text) => {
            assert!(!text.is_empty() && text.trim() == *text, "{text:?}");
            assert!(is_nfc(text) && !text.chars().any(char::is_control), "{text:?}");
        }
        Value::Error(text) => assert!(text.starts_with('#'), "{text:?}"),
        Value::Date(date) => {
            assert!((1..=12).contains(&date.month) && (1..=31).contains(&date.day), "{date:?}");
        }
        Value::Number(_) | Value::Bool(_) | Value::Uncached | Value::Unreadable => {}
    }
}

/// Writes the texts of findings, as the program does at the end.
pub fn of_findings(findings: &[Finding]) {
    for finding in findings {
        assert!(!finding.code().id().is_empty());
        assert!(!finding.place.to_string().is_empty());
        for lang in [Lang::Vi, Lang::En] {
            let text = finding.text(lang);
            assert!(!text.message.is_empty());
        }
    }
}
