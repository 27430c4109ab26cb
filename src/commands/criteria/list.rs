//! `criteria list`: the sets that the program carries.

use crate::cli::ListFormat;
use crate::commands::outcome::{Context, Done};
use crate::criteria::{builtin, load};
use crate::report::{Screen, list_json, list_table, text};

/// Runs the command.
pub fn run(format: ListFormat, context: &mut Context) -> anyhow::Result<Done> {
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
