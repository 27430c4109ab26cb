//! The program: parses arguments, calls one command, maps the outcome to an exit status.

use std::env;
use std::io::{self, IsTerminal, Write};
use std::process::{ExitCode, exit};

use anstream::{AutoStream, ColorChoice};
use parindex::cli::{Cli, Refusal, parse, system_lang};
use parindex::commands::{Context, Done, interrupt};
use parindex::message::{Lang, one_line};

/// The status of a command that could not run.
const COULD_NOT_RUN: u8 = 2;
/// The status of a command that was ended with Ctrl-C, as shells have it.
const INTERRUPTED: i32 = 130;

fn main() -> ExitCode {
    let system = system_lang(|name| env::var(name).ok());
    let outcome = match parse(env::args_os(), system) {
        Ok(cli) => {
            let lang = cli.global.lang.unwrap_or(system);
            run(cli, lang)
        }
        Err(refusal) => tell(&refusal).map_err(anyhow::Error::from),
    };
    ExitCode::from(outcome.unwrap_or_else(|error| fail(&error)))
}

/// Runs the command; gives the exit status.
fn run(cli: Cli, lang: Lang) -> anyhow::Result<u8> {
    // It fails where Ctrl-C is ignored already (nohup, a job in the background), and so it stays.
    let _ = ctrlc::try_set_handler(|| {
        interrupt();
        exit(INTERRUPTED);
    });
    let choice = AutoStream::choice(&io::stdout());
    let colour = choice != ColorChoice::Never;
    // What has no colours need not be searched for them.
    let choice = if colour { choice } else { ColorChoice::AlwaysAnsi };
    let mut out = io::BufWriter::new(AutoStream::new(io::stdout().lock(), choice));
    // Not locked: the progress bar writes there too.
    let mut err = anstream::stderr();
    let width = io::stdout().is_terminal().then(terminal_size::terminal_size).flatten();
    let mut context = Context {
        lang,
        quiet: cli.global.quiet,
        width: width.map(|(width, _)| width.0),
        colour,
        progress: io::stderr().is_terminal(),
        out: &mut out,
        err: &mut err,
    };
    let done = parindex::commands::run(cli, &mut context)?;
    out.flush()?;
    Ok(match done {
        Done::Clean => 0,
        Done::Findings => 1,
    })
}

/// Prints help or what is wrong with the arguments; gives the exit status.
fn tell(refusal: &Refusal) -> io::Result<u8> {
    if refusal.to_stdout {
        let mut out = anstream::stdout().lock();
        out.write_all(refusal.text.as_bytes())?;
        out.flush()?;
    } else {
        anstream::stderr().lock().write_all(refusal.text.as_bytes())?;
    }
    Ok(refusal.status)
}

/// Prints why the command could not run. A reader that has seen enough and closed its pipe is no failure.
fn fail(error: &anyhow::Error) -> u8 {
    let closed = |cause: &io::Error| cause.kind() == io::ErrorKind::BrokenPipe;
    if error.chain().any(|cause| cause.downcast_ref().is_some_and(closed)) {
        return 0;
    }
    // Where standard error is gone too, the status is all that is left to say.
    let _ = writeln!(io::stderr().lock(), "{}", one_line(&format!("{error:#}")));
    COULD_NOT_RUN
}
