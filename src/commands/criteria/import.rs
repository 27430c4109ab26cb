//! `criteria import`: the appendix of a decision becomes the draft of a criteria file.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::check_id;
use crate::appendix::{self, Appendix, Drafted, Facts};
use crate::cli::{self, CheckFormat};
use crate::commands::files::{self, shown};
use crate::commands::outcome::{Context, Done, Refused};
use crate::commands::sets::{self, SetText};
use crate::criteria::{CriteriaSet, load};
use crate::diagnostic::{Code, Finding, Place, Severity, sort};
use crate::message::{Detail, ImportDoubt, Lang, one_line, say};
use crate::report::{Imported, faults_text, finding_lines, import_json, import_table, text};
use crate::sheet::{self, Reading};

/// Runs the command.
pub fn run(args: &cli::Import, context: &mut Context) -> anyhow::Result<Done> {
    if let Some(id) = &args.id {
        check_id(id, context.lang)?;
    }
    refuse_over_itself(args, context.lang)?;
    let (appendix, mut findings) = read(args, context)?;
    let facts = facts(args, context);
    // With --force and no name a file that is brought up to date is written over, and only so it is no input.
    let own = args.update.clone().filter(|_| args.output.force);
    let output = cli::Output { output: args.output.output.clone().or(own), ..args.output };
    let overwritten = |path: &PathBuf| args.output.force && output.output.as_ref() == Some(path);
    let mut inputs = vec![args.appendix.clone()];
    inputs.extend(args.update.clone().filter(|path| !overwritten(path)));
    let drafted = match &args.update {
        _ if appendix.nodes.is_empty() => Drafted::default(),
        None => appendix::draft(&appendix, &facts),
        Some(path) => update(path, &appendix, &facts, context)?,
    };
    findings.extend(drafted.findings);
    sort(&mut findings);
    let file: Arc<str> = output.output.as_deref().map_or_else(|| format!("{}.toml", facts.id).into(), shown);
    let (set, faults) = load(&file, &drafted.text);
    let (sound, nothing) = (set.is_some(), drafted.text.is_empty());
    // What keeps the draft from being a set is an error, the rest is to be looked at.
    for finding in findings.iter_mut().filter(|finding| sound && finding.code() == Code::DoubtfulImport) {
        let blocks = |doubt: &ImportDoubt| {
            matches!(doubt, ImportDoubt::OtherSet { .. } | ImportDoubt::RowDivided { .. })
        };
        if !matches!(&finding.detail, Detail::Import { doubt } if blocks(doubt)) {
            finding.severity = Severity::Warning;
        }
    }
    let errors = findings.iter().any(Finding::is_error);
    // Every cause has been told at its cell; what has not is told at its line of the draft.
    let told = sound || nothing || errors;
    let faults: Vec<Finding> = faults.into_iter().filter(|fault| fault.is_error() && !told).collect();
    let unconfirmed = set.as_ref().map_or(0, CriteriaSet::unconfirmed);
    let (appendix, read) = (&appendix, drafted.read);
    let imported = Imported { appendix, read, findings: &findings, faults: &faults, sound, unconfirmed };
    let report = match args.format {
        CheckFormat::Json => import_json(&imported, context.lang)?,
        CheckFormat::Text => as_text(&imported, &drafted.text, context).into_bytes(),
    };
    if !nothing {
        context.deliver(&output, drafted.text.as_bytes(), &inputs)?;
    }
    // The report goes where the draft does not.
    if output.output.is_some() || (nothing && args.format == CheckFormat::Json) {
        context.print(&report)?;
    } else {
        context.err.write_all(&report)?;
    }
    if nothing {
        let (lang, file) = (context.lang, shown(&args.appendix));
        return Err(Refused(say!(
            lang,
            "Không đọc được tiêu chí nào từ “{file}”, nên không có bản thảo.",
            "No criterion could be read from “{file}”, so there is no draft."
        ))
        .into());
    }
    Ok(Done::with_errors(!sound || errors))
}

/// The findings, and where there is a draft its own faults and the numbers.
fn as_text(imported: &Imported, draft: &str, context: &Context) -> String {
    let lang = context.lang;
    let mut out: String =
        imported.findings.iter().map(|finding| finding_lines(finding, lang, false)).collect();
    if !draft.is_empty() {
        out.push_str(if out.is_empty() { "" } else { "\n" });
        out.push_str(&faults_text(imported.faults, draft, lang));
        out.push_str(&text(&import_table(imported, lang), &context.screen()));
    }
    out
}

/// Only --force lets the file that is brought up to date be written over.
fn refuse_over_itself(args: &cli::Import, lang: Lang) -> Result<(), Refused> {
    let canonical = |path: &Option<PathBuf>| path.as_deref().and_then(|path| path.canonicalize().ok());
    let (update, output) = (canonical(&args.update), canonical(&args.output.output));
    if args.output.force || update.is_none() || update != output {
        return Ok(());
    }
    let file = args.output.output.as_deref().map(shown).unwrap_or_default();
    Err(Refused(say!(
        lang,
        "“{file}” là tệp đang được cập nhật. Thêm --force để ghi đè lên tệp đó, hoặc chọn tên khác cho --output.",
        "“{file}” is the file that is brought up to date. Add --force to write over it, or choose another name for --output."
    )))
}

/// Reads the appendix.
fn read(args: &cli::Import, context: &Context) -> anyhow::Result<(Appendix, Vec<Finding>)> {
    let path = args.appendix.as_path();
    let (lang, file) = (context.lang, shown(path));
    let bytes = match std::fs::metadata(path) {
        Ok(about) if about.is_dir() => {
            return Err(Refused(say!(
                lang,
                "“{file}” là thư mục, không phải tệp. Ghi đường dẫn của tệp phụ lục ở bên trong thư mục.",
                "“{file}” is a folder, not a file. Give the path of the appendix inside it."
            ))
            .into());
        }
        Ok(about) if about.len() > files::LARGEST => {
            return Err(files::cannot_read(path, &say!(lang, "tệp quá lớn", "it is too large"), lang).into());
        }
        Ok(_) => files::bytes_of(path, lang)?,
        Err(_) => return Err(Refused(files::no_such_path(path, lang)).into()),
    };
    let mut reading = sheet::read_appendix(&file, &bytes);
    let mut found = std::mem::take(&mut reading.findings);
    for finding in &mut found {
        if let Detail::UnsupportedFormat { kind } = &finding.detail {
            let doubt = Box::new(ImportDoubt::OtherFormat { kind: kind.clone() });
            *finding = Finding::new(finding.place.clone(), Detail::Import { doubt });
        }
    }
    if reading.sheets.is_empty() && found.iter().any(Finding::is_error) {
        return Ok((Appendix::default(), found));
    }
    if reading.sheets.is_empty() && reading.paragraphs.is_empty() {
        found.push(Finding::new(Place::file(&file), Detail::EmptyFile));
        return Ok((Appendix::default(), found));
    }
    if let Some(wanted) = &args.sheet {
        only(&mut reading, wanted, &file, lang)?;
    }
    let chosen = args.table.or(args.sheet.as_ref().map(|_| 1));
    let (appendix, doubts) = appendix::read_table(&file, &reading, chosen);
    found.extend(doubts);
    Ok((appendix, found))
}

/// Leaves the sheet with this name or number alone.
fn only(reading: &mut Reading, wanted: &str, file: &str, lang: Lang) -> Result<(), Refused> {
    let by_name = reading.sheets.iter().position(|sheet| sheet::fold(&sheet.name) == sheet::fold(wanted));
    let counted = || wanted.parse::<usize>().ok()?.checked_sub(1).filter(|at| *at < reading.sheets.len());
    let Some(at) = by_name.or_else(counted) else {
        let names: Vec<&str> = reading.sheets.iter().map(|sheet| &*sheet.name).collect();
        let (names, wanted) = (names.join("”, “"), one_line(wanted));
        return Err(Refused(say!(
            lang,
            "“{file}” không có sheet “{wanted}”. Các sheet: “{names}”.",
            "“{file}” has no sheet “{wanted}”. Its sheets: “{names}”."
        )));
    };
    let sheet = reading.sheets.swap_remove(at);
    reading.sheets = vec![sheet];
    Ok(())
}

fn facts(args: &cli::Import, context: &Context) -> Facts {
    let stem = |path: &Path| path.file_stem().map(|stem| stem.to_string_lossy().to_string());
    let named = args.output.output.as_deref().or(args.update.as_deref()).unwrap_or(&args.appendix);
    Facts {
        id: args.id.clone().or_else(|| stem(named)).unwrap_or_else(|| "bo-tieu-chi".to_owned()),
        title: args.title.clone(),
        level: args.level.clone(),
        year: args.year,
        lang: context.lang,
    }
}

/// Brings an edited file up to the appendix.
fn update(path: &Path, appendix: &Appendix, facts: &Facts, context: &mut Context) -> anyhow::Result<Drafted> {
    let lang = context.lang;
    let SetText { shown, text, .. } = sets::find(&path.to_string_lossy(), None, context)?;
    let faults = match appendix::update(&shown, &text, appendix, facts) {
        Ok(drafted) => return Ok(drafted),
        Err(faults) => faults,
    };
    context.err.write_all(faults_text(&faults, &text, lang).as_bytes())?;
    Err(Refused(say!(
        lang,
        "“{shown}” viết sai cú pháp nên không cập nhật được. Sửa các lỗi trên rồi chạy lại.",
        "“{shown}” is not valid TOML and cannot be brought up to date. Mend it and run again."
    ))
    .into())
}
