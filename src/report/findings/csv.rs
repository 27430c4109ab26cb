//! Findings as CSV.

use super::json::FindingJson;
use crate::diagnostic::Finding;
use crate::message::Lang;
use crate::report::csv::csv;
use crate::report::table::{Align, Cell, Column, Table};

/// One row per finding, with the keys of the JSON as heads.
pub fn findings_csv(findings: &[Finding], lang: Lang) -> Vec<u8> {
    let keys = ["code", "severity", "file", "sheet", "cell", "unit", "criterion", "message", "help"];
    let column = |key: &&str| Column::new(*key, key, Align::Left);
    let text = |text: Option<&str>| text.map_or(Cell::Blank, |text| Cell::Text(text.to_owned()));
    let rows = findings.iter().map(|finding| {
        let json = FindingJson::new(finding, lang);
        let cell = json.cell.clone().or(json.line.map(|line| line.to_string()));
        vec![
            text(Some(json.code)),
            text(Some(json.severity)),
            text(Some(json.file)),
            text(json.sheet),
            text(cell.as_deref()),
            text(json.unit),
            text(json.criterion),
            text(Some(&json.message)),
            text(Some(&json.help)),
        ]
    });
    csv(&Table { columns: keys.iter().map(column).collect(), rows: rows.collect(), ..Table::default() })
}
