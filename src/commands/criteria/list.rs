//! `criteria list`: the sets that the program carries.

use crate::cli::ListFormat;
use crate::commands::outcome::{Context, Done};
use crate::criteria::{builtin, carried, load};
use crate::report::{list_json, list_table, text};

/// Runs the command.
pub fn run(format: ListFormat, context: &mut Context) -> anyhow::Result<Done> {
    let carried = builtin::ids().filter_map(carried);
    let sets: Vec<_> = carried.filter_map(|(shown, text)| load(&shown, &text).0).collect();
    let bytes = match format {
        ListFormat::Table => text(&list_table(&sets, context.lang), &context.screen()).into_bytes(),
        ListFormat::Json => list_json(&sets)?,
    };
    context.print(&bytes)?;
    Ok(Done::Clean)
}
