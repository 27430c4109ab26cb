//! The program: parses arguments, calls one command, maps the outcome to an exit status.

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;
use parindex::cli::Cli;
use parindex::commands::{Context, Done, Refused, run};
use parindex::message::Lang;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let lang = if cli.lang.as_deref() == Some("vi") { Lang::Vi } else { Lang::En };
    let (mut out, mut err) = (io::BufWriter::new(io::stdout().lock()), io::stderr().lock());
    let mut context =
        Context { lang, quiet: cli.quiet, width: None, out: &mut out, err: &mut err, progress: false };
    let done = run(cli, &mut context);
    let _ = out.flush();
    match done {
        Ok(Done::Clean) => ExitCode::SUCCESS,
        Ok(Done::Findings) => ExitCode::from(1),
        Err(error) => {
            if let Some(refused) = error.downcast_ref::<Refused>() {
                let _ = writeln!(err, "{refused}");
            } else {
                let _ = writeln!(err, "{error:#}");
            }
            ExitCode::from(2)
        }
    }
}
