//! Findings as text for people, and as JSON, CSV and GitHub annotations for programs.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use serde::Serialize;

use super::csv::csv;
use super::table::{Align, Cell, Column, Table};
use crate::diagnostic::{Finding, Place, Severity};
use crate::message::{Lang, counted, say};

/// A text from a file without what could command a terminal.
pub fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && c != '\n' { '\u{fffd}' } else { c }).collect()
}

/// The word for a severity.
fn severity(severity: Severity, lang: Lang) -> &'static str {
    match (severity, lang) {
        (Severity::Error, Lang::Vi) => "lỗi",
        (Severity::Error, Lang::En) => "error",
        (Severity::Warning, Lang::Vi) => "cảnh báo",
        (Severity::Warning, Lang::En) => "warning",
    }
}

/// Two lines: where and what, then what to do.
pub fn finding_lines(finding: &Finding, lang: Lang) -> String {
    let text = finding.text(lang);
    let whom: Vec<&str> = finding.unit.iter().chain(&finding.criterion).map(|part| &**part).collect();
    let whom = if whom.is_empty() { String::new() } else { format!(" ({})", whom.join(", ")) };
    let (place, word, code) = (&finding.place, severity(finding.severity, lang), finding.code().id());
    let message = &text.message;
    let head = printable(&format!("{place}: {word}[{code}]{whom}: {message}").replace('\n', " "));
    let help = printable(&text.help.replace('\n', " "));
    if help.is_empty() { format!("{head}\n") } else { format!("{head}\n    → {help}\n") }
}

/// The faults of a TOML file, each with its line and a mark under it.
pub fn faults_text(findings: &[Finding], source: &str, lang: Lang) -> String {
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    let mut out = String::new();
    for finding in findings {
        let Place::Text { file, span } = &finding.place else {
            out.push_str(&finding_lines(finding, lang));
            continue;
        };
        let text = finding.text(lang);
        let level = match finding.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let title = format!("[{}] {}", finding.code().id(), printable(&text.message));
        let level = level.with_name(severity(finding.severity, lang));
        let (start, end) = span.bytes;
        // A whole table would be marked over many lines: its first line says enough.
        let line_end = source[start..].find('\n').map_or(source.len(), |at| start + at);
        let end = end.min(line_end).max(start);
        let snippet = Snippet::source(source)
            .path(&**file)
            .annotation(AnnotationKind::Primary.span(start..end))
            .fold(true);
        let group = Group::with_title(level.primary_title(title.as_str())).element(snippet);
        out.push_str(&printable(&Renderer::plain().render(&[group])));
        let help = printable(&text.help);
        out.push_str(&format!("\n    → {help}\n\n"));
    }
    out
}

#[derive(Serialize)]
struct FindingJson<'a> {
    code: &'static str,
    severity: &'static str,
    file: &'a str,
    sheet: Option<&'a str>,
    cell: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
    unit: Option<&'a str>,
    criterion: Option<&'a str>,
    message: String,
    help: String,
}

#[derive(Serialize)]
struct ReportJson<'a> {
    files: usize,
    errors: usize,
    warnings: usize,
    findings: Vec<FindingJson<'a>>,
}

fn finding_json(finding: &Finding, lang: Lang) -> FindingJson<'_> {
    let text = finding.text(lang);
    let (sheet, cell, line) = match &finding.place {
        Place::Cell { sheet, cell, .. } => (sheet.as_deref(), cell.map(|cell| cell.to_string()), None),
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

/// The JSON of `validate`.
pub fn findings_json(findings: &[Finding], files: usize, lang: Lang) -> anyhow::Result<Vec<u8>> {
    let errors = findings.iter().filter(|finding| finding.is_error()).count();
    let report = ReportJson {
        files,
        errors,
        warnings: findings.len() - errors,
        findings: findings.iter().map(|finding| finding_json(finding, lang)).collect(),
    };
    let mut json = serde_json::to_vec_pretty(&report)?;
    json.push(b'\n');
    Ok(json)
}

/// One row per finding, with the keys of the JSON as heads.
pub fn findings_csv(findings: &[Finding], lang: Lang) -> Vec<u8> {
    let keys = ["code", "severity", "file", "sheet", "cell", "unit", "criterion", "message", "help"];
    let column = |key: &&str| Column::new(*key, key, Align::Left);
    let text = |text: Option<&str>| text.map_or(Cell::Blank, |text| Cell::Text(text.to_owned()));
    let rows = findings.iter().map(|finding| {
        let json = finding_json(finding, lang);
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

/// Workflow commands that GitHub shows beside a file.
pub fn findings_github(findings: &[Finding], lang: Lang) -> String {
    let data = |text: &str| text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    let property = |text: &str| data(text).replace(':', "%3A").replace(',', "%2C");
    let line = |finding: &Finding| {
        let text = finding.text(lang);
        let at = match &finding.place {
            Place::Cell { .. } => String::new(),
            Place::Text { span, .. } => format!(",line={},col={}", span.line, span.column),
        };
        let (level, file) = (finding.severity.id(), property(finding.place.path()));
        let message = data(&printable(&format!("{}: {} {}", finding.place, text.message, text.help)));
        format!("::{level} file={file}{at},title={}::{message}\n", finding.code().id())
    };
    findings.iter().map(line).collect()
}

/// Findings file by file, then a summary that a chief reads in a minute.
pub fn findings_text(findings: &[Finding], files: usize, lang: Lang) -> String {
    let mut out = String::new();
    let mut file = None;
    for finding in findings {
        if file.is_some_and(|file| file != finding.place.path()) {
            out.push('\n');
        }
        file = Some(finding.place.path());
        out.push_str(&finding_lines(finding, lang));
    }
    if !findings.is_empty() {
        out.push('\n');
    }
    out.push_str(&summary(findings, files, lang));
    out
}

/// `1 error, 2 warnings`.
fn both(errors: usize, warnings: usize) -> String {
    format!("{}, {}", counted(errors, "error"), counted(warnings, "warning"))
}

fn summary(findings: &[Finding], files: usize, lang: Lang) -> String {
    let errors = findings.iter().filter(|finding| finding.is_error()).count();
    let warnings = findings.len() - errors;
    let mut out = say!(
        lang,
        "{files} tệp: {errors} lỗi, {warnings} cảnh báo.\n",
        "{}",
        format!("{}: {}.\n", counted(files, "file"), both(errors, warnings))
    );
    let mut per_file: Vec<(&str, usize, usize)> = Vec::new();
    let mut per_code: Vec<(&str, Severity, usize)> = Vec::new();
    for finding in findings {
        let path = &**finding.place.path();
        let error = usize::from(finding.is_error());
        match per_file.iter_mut().find(|(file, ..)| *file == path) {
            Some((_, errors, warnings)) => {
                *errors += error;
                *warnings += 1 - error;
            }
            None => per_file.push((path, error, 1 - error)),
        }
        let code = finding.code().id();
        match per_code.iter_mut().find(|(known, severity, _)| *known == code && *severity == finding.severity)
        {
            Some((.., count)) => *count += 1,
            None => per_code.push((code, finding.severity, 1)),
        }
    }
    for (file, errors, warnings) in per_file {
        let line = say!(
            lang,
            "  {file}: {errors} lỗi, {warnings} cảnh báo\n",
            "  {file}: {}\n",
            both(errors, warnings)
        );
        out.push_str(&printable(&line));
    }
    per_code.sort_by(|a, b| (a.1, std::cmp::Reverse(a.2), a.0).cmp(&(b.1, std::cmp::Reverse(b.2), b.0)));
    for (code, severity_of, count) in per_code {
        let word = severity(severity_of, lang);
        out.push_str(&format!("  {count} × {word} {code}\n"));
    }
    let missing: Vec<&str> = findings
        .iter()
        .filter(|finding| finding.code() == crate::diagnostic::Code::MissingUnit)
        .filter_map(|finding| finding.unit.as_deref())
        .collect();
    if !missing.is_empty() {
        let (count, names) = (missing.len(), missing.join(", "));
        out.push_str(&printable(&say!(
            lang,
            "Chưa gửi ({count}): {names}\n",
            "Nothing received from ({count}): {names}\n"
        )));
    }
    if !findings.is_empty() {
        out.push_str(&say!(
            lang,
            "Giải thích một mã: parindex explain <mã>\n",
            "To read about a code: parindex explain <code>\n"
        ));
    }
    out
}
