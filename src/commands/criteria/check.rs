//! `criteria check`: the faults of criteria files, all at once.

use std::collections::HashMap;
use std::sync::Arc;

use crate::cli;
use crate::commands::outcome::{Context, Done};
use crate::commands::sets::{self, SetText, counts};
use crate::criteria::builtin;
use crate::diagnostic::Finding;
use crate::message::{counted, number, one_line, say};
use crate::report::{Checked, faults_text, findings_json};

/// Runs the command.
pub fn run(names: &[String], format: cli::CheckFormat, context: &mut Context) -> anyhow::Result<Done> {
    let lang = context.lang;
    let carried: Vec<&str> = if names.is_empty() { builtin::ids().collect() } else { Vec::new() };
    let names = carried.into_iter().chain(names.iter().map(String::as_str));
    let texts = names.map(|name| sets::find(name, None, context)).collect::<Result<Vec<SetText>, _>>()?;
    let mut all = Vec::new();
    let mut out = String::new();
    for found in &texts {
        let (set, findings, _) = found.load();
        let (errors, warnings) = counts(&findings);
        // Many marks of an import would drown what keeps the set from being one.
        let (wrong, doubtful): (Vec<_>, Vec<_>) = findings.iter().cloned().partition(Finding::is_error);
        for group in [wrong, doubtful] {
            out.push_str(&faults_text(&group, &found.text, lang));
        }
        let shown = one_line(&found.shown);
        out.push_str(&match set {
            Some(set) => {
                let (fields, leaves, examples) = (set.fields.len(), set.leaves.len(), set.examples.len());
                let scale = number(&set.scale, lang);
                let of = counted(fields, "field");
                let examples = match examples {
                    0 => say!(lang, "chưa có ví dụ tính điểm", "no worked examples yet"),
                    _ => say!(lang, "{examples} ví dụ tính đúng", "{} right", counted(examples, "example")),
                };
                say!(
                    lang,
                    "{shown}: đạt – {fields} lĩnh vực, {leaves} tiêu chí chấm điểm, tổng {scale} điểm, {examples}, {warnings} cảnh báo\n",
                    "{shown}: sound – {of}, {leaves} scored criteria, {scale} points in all, {examples}, {}\n",
                    counted(warnings, "warning")
                )
            }
            None => say!(
                lang,
                "{shown}: {errors} lỗi, {warnings} cảnh báo\n",
                "{shown}: {}\n",
                format!("{}, {}", counted(errors, "error"), counted(warnings, "warning"))
            ),
        });
        all.extend(findings);
    }
    let bytes = match format {
        cli::CheckFormat::Text => out.into_bytes(),
        cli::CheckFormat::Json => {
            let files: Vec<_> = texts.iter().map(|text| Arc::clone(&text.shown)).collect();
            let checked = Checked { findings: &all, files: &files, blocks: &HashMap::new() };
            findings_json(&checked, lang)?
        }
    };
    context.print(&bytes)?;
    Ok(Done::with_errors(counts(&all).0 > 0))
}
