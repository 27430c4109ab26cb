//! `criteria examples`: worked examples of a set as it is, to be compared with the decision.

use crate::cli;
use crate::commands::outcome::{Context, Done};
use crate::commands::sets;
use crate::criteria::cases;
use crate::report::examples_toml;

/// Runs the command.
pub fn run(name: &str, output: &cli::Output, context: &mut Context) -> anyhow::Result<Done> {
    let (set, path) = sets::open(name, None, context)?;
    let text = examples_toml(&set, &cases::examples(&set), context.lang);
    let inputs: Vec<_> = path.into_iter().collect();
    context.deliver(output, text.as_bytes(), &inputs)?;
    Ok(Done::Clean)
}
