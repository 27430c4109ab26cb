//! `criteria show`: a set as its appendix prints it.

use crate::cli::{self, ShowFormat};
use crate::commands::outcome::{Context, Done, Refused, ending};
use crate::commands::sets;
use crate::message::{Lang, one_line, say};
use crate::report::{criteria_json, docx, markdown, set_table, text, xlsx};

/// Runs the command.
pub fn run(
    name: &str,
    format: Option<ShowFormat>,
    output: &cli::Output,
    context: &mut Context,
) -> anyhow::Result<Done> {
    let lang = context.lang;
    let format = format.unwrap_or_else(|| format_of(output));
    if output.output.is_none() && matches!(format, ShowFormat::Xlsx | ShowFormat::Docx) {
        return Err(needs_a_file(name, format, lang).into());
    }
    let (set, inputs) = sets::open(name, None, context)?;
    let table = || set_table(&set, lang);
    let bytes = match format {
        ShowFormat::Table => text(&table(), &context.screen()).into_bytes(),
        ShowFormat::Markdown => markdown(&table(), lang).into_bytes(),
        ShowFormat::Json => criteria_json(&set, lang)?,
        ShowFormat::Xlsx => xlsx(&table(), &say!(lang, "Bộ tiêu chí", "Criteria"), lang)?,
        ShowFormat::Docx => docx(&table(), lang)?,
    };
    context.deliver(output, &bytes, &inputs)?;
    Ok(Done::Clean)
}

/// The form that the ending of the output file asks for.
fn format_of(output: &cli::Output) -> ShowFormat {
    match ending(output).as_deref() {
        Some("md") => ShowFormat::Markdown,
        Some("json") => ShowFormat::Json,
        Some("xlsx") => ShowFormat::Xlsx,
        Some("docx") => ShowFormat::Docx,
        _ => ShowFormat::Table,
    }
}

fn needs_a_file(set: &str, format: ShowFormat, lang: Lang) -> Refused {
    let (kind, ending) = match format {
        ShowFormat::Docx => ("Word", "docx"),
        _ => ("Excel", "xlsx"),
    };
    let set = one_line(set);
    Refused(say!(
        lang,
        "Tệp {kind} không hiện được trên màn hình. Hãy nêu tên tệp cần ghi: parindex criteria show {set} --output bo-tieu-chi.{ending}",
        "A file for {kind} cannot be shown on the screen. Name the file to write: parindex criteria show {set} --output criteria.{ending}"
    ))
}
