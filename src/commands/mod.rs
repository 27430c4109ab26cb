//! One file per command: read files, call the stages, write. The only place with files, standard output and `anyhow`.

mod again;
mod ages;
mod appraise;
mod batch;
mod clock;
mod criteria;
mod evidence;
mod explain;
mod files;
mod folder;
mod give_back;
mod init;
mod interrupt;
mod made;
mod outcome;
mod progress;
mod rank;
mod report;
mod results;
mod schema;
mod score;
mod sets;
mod status;
mod survey;
mod template;
mod validate;

pub use interrupt::interrupt;
pub use outcome::{Context, Done, Refused};

use crate::cli::{Cli, Command, command};

/// Runs a command; the outcome maps to the exit status.
pub fn run(cli: Cli, context: &mut Context) -> anyhow::Result<Done> {
    match cli.command {
        Command::Score(args) => score::run(&args, context),
        Command::Rank(args) => rank::run(&args, context),
        Command::Validate(args) => validate::run(&args, context),
        Command::Status(args) => status::run(&args, context),
        Command::Appraise(args) => appraise::run(&args, context),
        Command::Explain(args) => explain::run(&args, context),
        Command::Survey(args) => survey::run(&args, context),
        Command::Report(args) => report::run(&args, context),
        Command::Criteria(args) => criteria::run(&args, context),
        Command::Template(args) => template::run(&args, context),
        Command::Init(args) => init::run(&args, context),
        Command::Schema(args) => schema::run(&args, context),
        Command::Completions(args) => {
            let mut script = Vec::new();
            clap_complete::generate(args.shell, &mut command(context.lang), "parindex", &mut script);
            context.print(&script)?;
            Ok(Done::Clean)
        }
        Command::Man => {
            let mut page = Vec::new();
            clap_mangen::Man::new(command(context.lang)).render(&mut page)?;
            context.print(&page)?;
            Ok(Done::Clean)
        }
    }
}
