//! The JSON of `validate`; its keys are described in `docs/schema/validate.v1.schema.json`.

use serde::Serialize;

use super::Checked;
use super::summary::{ByCode, Summary};
use crate::diagnostic::{Finding, Place};
use crate::message::Lang;
use crate::report::json::document;

/// A finding, with the keys that the CSV has as heads.
#[derive(Serialize)]
pub(in crate::report) struct FindingJson<'a> {
    pub code: &'static str,
    pub severity: &'static str,
    pub file: &'a str,
    pub sheet: Option<&'a str>,
    pub cell: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<usize>,
    pub unit: Option<&'a str>,
    pub criterion: Option<&'a str>,
    pub message: String,
    pub help: String,
}

impl FindingJson<'_> {
    pub fn new(finding: &Finding, lang: Lang) -> FindingJson<'_> {
        let text = finding.text(lang);
        let (sheet, cell, line) = match &finding.place {
            Place::Cell { sheet, cell, .. } => (sheet.as_deref(), cell.map(|cell| cell.to_string()), None),
            Place::Table { table, cell, .. } => (Some(&**table), cell.map(|cell| cell.to_string()), None),
            Place::Text { span, .. } => (None, None, Some((span.line, span.column))),
        };
        FindingJson {
            code: finding.code().id(),
            severity: finding.severity.id(),
            file: finding.place.path(),
            sheet,
            cell,
            line: line.map(|(line, _)| line),
            column: line.map(|(_, column)| column),
            unit: finding.unit.as_deref(),
            criterion: finding.criterion.as_deref(),
            message: text.message,
            help: text.help,
        }
    }
}

#[derive(Serialize)]
struct ReportJson<'a> {
    schema: &'static str,
    files: usize,
    errors: usize,
    warnings: usize,
    summary: SummaryJson<'a>,
    findings: Vec<FindingJson<'a>>,
}

#[derive(Serialize)]
struct SummaryJson<'a> {
    clean: usize,
    by_file: Vec<FileJson<'a>>,
    by_code: Vec<CodeJson>,
    missing: Vec<MissingJson<'a>>,
    duplicates: Vec<DuplicateJson<'a>>,
}

#[derive(Serialize)]
struct FileJson<'a> {
    file: &'a str,
    errors: usize,
    warnings: usize,
}

#[derive(Serialize)]
struct CodeJson {
    code: &'static str,
    severity: &'static str,
    files: usize,
    count: usize,
}

#[derive(Serialize)]
struct MissingJson<'a> {
    block: Option<&'a str>,
    units: &'a [&'a str],
}

#[derive(Serialize)]
struct DuplicateJson<'a> {
    unit: &'a str,
    places: &'a [String],
}

/// The JSON of `validate`.
pub fn findings_json(checked: &Checked, lang: Lang) -> serde_json::Result<Vec<u8>> {
    let summary = Summary::of(checked);
    let code = |by: &ByCode| CodeJson {
        code: by.code.id(),
        severity: by.severity.id(),
        files: by.files,
        count: by.count,
    };
    let of_files = summary.by_file.iter();
    let of_blocks = summary.missing.iter();
    let of_units = summary.duplicates.iter();
    document(&ReportJson {
        schema: "parindex/validate/1",
        files: checked.files.len(),
        errors: summary.errors,
        warnings: summary.warnings,
        summary: SummaryJson {
            clean: summary.clean,
            by_file: of_files
                .map(|by| FileJson { file: by.file, errors: by.errors, warnings: by.warnings })
                .collect(),
            by_code: summary.by_code.iter().map(code).collect(),
            missing: of_blocks
                .map(|by| MissingJson { block: by.block.map(|block| block.id.as_str()), units: &by.units })
                .collect(),
            duplicates: of_units.map(|by| DuplicateJson { unit: by.unit, places: &by.places }).collect(),
        },
        findings: checked.findings.iter().map(|finding| FindingJson::new(finding, lang)).collect(),
    })
}
