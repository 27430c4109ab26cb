//! `criteria`: the sets that the program carries, a set as its appendix prints it, the faults of a file.

use std::collections::HashMap;
use std::sync::Arc;

use super::outcome::{Context, Done};
use super::sets::{self, SetText, counts};
use crate::cli::{self, ListFormat, ShowFormat};
use crate::criteria::{builtin, load};
use crate::message::{counted, one_line, say};
use crate::report::{
    Checked, Screen, criteria_json, faults_text, findings_json, list_json, list_table, markdown, set_table,
    text,
};

/// Runs the command.
pub fn run(args: &cli::Criteria, context: &mut Context) -> anyhow::Result<Done> {
    match args {
        cli::Criteria::List { format } => list(*format, context),
        cli::Criteria::Show { set, format, output } => show(set, *format, output, context),
        cli::Criteria::Check { sets, format } => check(sets, *format, context),
    }
}

fn list(format: ListFormat, context: &mut Context) -> anyhow::Result<Done> {
    let sets: Vec<_> =
        builtin::all().filter_map(|(id, text)| load(&format!("criteria/{id}.toml").into(), text).0).collect();
    let bytes = match format {
        ListFormat::Table => {
            let screen = Screen { lang: context.lang, width: context.width, ascii: false };
            text(&list_table(&sets, context.lang), &screen).into_bytes()
        }
        ListFormat::Json => list_json(&sets)?,
    };
    context.print(&bytes)?;
    Ok(Done::Clean)
}

fn show(name: &str, format: ShowFormat, output: &cli::Output, context: &mut Context) -> anyhow::Result<Done> {
    let lang = context.lang;
    let (set, path) = sets::open(name, None, context)?;
    let bytes = match format {
        ShowFormat::Table => {
            let screen = Screen { lang, width: context.width, ascii: false };
            text(&set_table(&set, lang), &screen).into_bytes()
        }
        ShowFormat::Markdown => markdown(&set_table(&set, lang), lang).into_bytes(),
        ShowFormat::Json => criteria_json(&set, lang)?,
    };
    let inputs: Vec<_> = path.into_iter().collect();
    context.deliver(output, &bytes, &inputs)?;
    Ok(Done::Clean)
}

fn check(names: &[String], format: cli::CheckFormat, context: &mut Context) -> anyhow::Result<Done> {
    let lang = context.lang;
    let mut texts: Vec<SetText> = Vec::new();
    if names.is_empty() {
        for (id, _) in builtin::all() {
            texts.push(sets::find(id, None, context)?);
        }
    }
    for name in names {
        texts.push(sets::find(name, None, context)?);
    }
    let mut all = Vec::new();
    let mut out = String::new();
    for found in &texts {
        let (set, findings) = load(&found.shown, &found.text);
        let (errors, warnings) = counts(&findings);
        out.push_str(&faults_text(&findings, &found.text, lang));
        let shown = one_line(&found.shown);
        out.push_str(&match set {
            Some(set) => {
                let (fields, leaves, examples) = (set.fields.len(), set.leaves.len(), set.examples.len());
                let scale = crate::message::number(&set.scale, lang);
                say!(
                    lang,
                    "{shown}: đạt – {fields} lĩnh vực, {leaves} tiêu chí chấm điểm, tổng {scale} điểm, {examples} ví dụ tính đúng, {warnings} cảnh báo\n",
                    "{shown}: sound – {fields} fields, {leaves} scored criteria, {scale} points in all, {examples} examples right, {}\n",
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
