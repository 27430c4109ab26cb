//! `criteria import`: the appendix of a decision becomes the draft of a criteria file.

use std::path::Path;
use std::sync::Arc;

use crate::appendix::{self, Appendix, Drafted, Facts};
use crate::cli::{self, CheckFormat};
use crate::commands::files::{self, shown};
use crate::commands::outcome::{Context, Done, Refused};
use crate::commands::sets;
use crate::criteria::{CriteriaSet, load};
use crate::diagnostic::{Code, Finding, Place, Severity, sort};
use crate::message::{Detail, ImportDoubt, Lang, one_line, say};
use crate::report::{Imported, Screen, faults_text, finding_lines, import_json, import_table, text};
use crate::sheet::{self, Reading};

/// Runs the command.
pub fn run(args: &cli::Import, context: &mut Context) -> anyhow::Result<Done> {
    let (appendix, mut findings) = read(args, context)?;
    let facts = facts(args, context);
    let written = args.update.as_deref().filter(|_| args.output.force && args.output.output.is_none());
    let output = cli::Output {
        output: written.map(Path::to_path_buf).or_else(|| args.output.output.clone()),
        ..args.output
    };
    let mut inputs = vec![args.appendix.clone()];
    let drafted = match &args.update {
        _ if appendix.nodes.is_empty() => Drafted::default(),
        None => appendix::draft(&appendix, &facts),
        Some(path) => {
            // Only --force lets the file be written over, and that is what it says here.
            inputs.extend(
                Some(path.clone()).filter(|path| !args.output.force || output.output.as_ref() != Some(path)),
            );
            update(path, &appendix, &facts, context)?
        }
    };
    findings.extend(drafted.findings);
    sort(&mut findings);
    let nothing = drafted.text.is_empty();
    let file: Arc<str> = output.output.as_deref().map_or_else(|| format!("{}.toml", facts.id).into(), shown);
    let (set, faults) = load(&file, &drafted.text);
    // What keeps the draft from being a set is an error, the rest is to be looked at.
    for finding in findings.iter_mut().filter(|finding| finding.code() == Code::DoubtfulImport) {
        let other = matches!(&finding.detail, Detail::Import { doubt } if matches!(**doubt, ImportDoubt::OtherSet { .. }));
        if set.is_some() && !other {
            finding.severity = Severity::Warning;
        }
    }
    // Every cause has been told at its cell; what has not is told at its line of the draft.
    let told = set.is_some() || nothing || findings.iter().any(Finding::is_error);
    let faults: Vec<Finding> = faults.into_iter().filter(|fault| fault.is_error() && !told).collect();
    let report = Imported {
        appendix: &appendix,
        read: drafted.read,
        findings: &findings,
        faults: &faults,
        sound: set.is_some(),
        unconfirmed: set.as_ref().map_or(0, CriteriaSet::unconfirmed),
    };
    let report = match args.format {
        CheckFormat::Json => import_json(&report, context.lang)?,
        CheckFormat::Text => {
            let lines = findings.iter().map(|finding| finding_lines(finding, context.lang, false));
            let mut out: String = lines.collect();
            if !nothing {
                let screen = Screen { lang: context.lang, width: context.width, ascii: false };
                out.push_str(if out.is_empty() { "" } else { "\n" });
                out.push_str(&faults_text(&faults, &drafted.text, context.lang));
                out.push_str(&text(&import_table(&report, context.lang), &screen));
            }
            out.into_bytes()
        }
    };
    if !nothing {
        context.deliver(&output, drafted.text.as_bytes(), &inputs)?;
    }
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
    Ok(Done::with_errors(set.is_none() || findings.iter().any(Finding::is_error)))
}

/// Reads the appendix.
fn read(args: &cli::Import, context: &Context) -> anyhow::Result<(Appendix, Vec<Finding>)> {
    let path = &args.appendix;
    let lang = context.lang;
    let file = shown(path);
    let size = std::fs::metadata(path).map(|data| data.len());
    let bytes = match size {
        Ok(size) if size > files::LARGEST => Err(say!(lang, "tệp quá lớn", "it is too large")),
        Ok(_) => std::fs::read(path).map_err(|error| error.to_string()),
        Err(_) => return Err(Refused(files::no_such_path(path, lang)).into()),
    };
    let bytes = bytes.map_err(|error| {
        Refused(say!(
            lang,
            "Không đọc được tệp “{file}” ({error}).",
            "Cannot read the file “{file}” ({error})."
        ))
    })?;
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
    let named = reading.sheets.iter().position(|sheet| sheet::fold(&sheet.name) == sheet::fold(wanted));
    let counted = || wanted.parse::<usize>().ok()?.checked_sub(1).filter(|at| *at < reading.sheets.len());
    let Some(at) = named.or_else(counted) else {
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
    let found = sets::find(&path.to_string_lossy(), None, context)?;
    match appendix::update(&found.shown, &found.text, appendix, facts) {
        Ok(updated) => Ok(Drafted { text: updated.text, findings: updated.findings, ..Drafted::default() }),
        Err(faults) => {
            context.err.write_all(faults_text(&faults, &found.text, lang).as_bytes())?;
            let shown = &found.shown;
            Err(Refused(say!(
                lang,
                "“{shown}” viết sai cú pháp nên không cập nhật được. Sửa các lỗi trên rồi chạy lại.",
                "“{shown}” is not valid TOML and cannot be brought up to date. Mend it and run again."
            ))
            .into())
        }
    }
}
