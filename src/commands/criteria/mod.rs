//! `criteria`: what can be done with criteria sets themselves, one file per command.

mod check;
mod diff;
mod examples;
mod impact;
mod import;
mod list;
mod new;
mod show;

use super::outcome::{Context, Done};
use crate::cli;

/// Runs the command.
pub fn run(args: &cli::Criteria, context: &mut Context) -> anyhow::Result<Done> {
    match args {
        cli::Criteria::List { format } => list::run(*format, context),
        cli::Criteria::Show { set, format, output } => show::run(set, *format, output, context),
        cli::Criteria::Examples { set, output } => examples::run(set, output, context),
        cli::Criteria::New(args) => new::run(args, context),
        cli::Criteria::Diff { old, new, format, output } => diff::run([old, new], *format, output, context),
        cli::Criteria::Impact(args) => impact::run(args, context),
        cli::Criteria::Import(args) => import::run(args, context),
        cli::Criteria::Check { sets, format } => check::run(sets, *format, context),
    }
}
