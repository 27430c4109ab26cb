//! The start of the program, held against a program that does nothing.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, ensure};

use super::{median, milliseconds};

/// The program as it is released.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_parindex");

/// Median times of `parindex --version` and of an empty program, and the median of their differences, in milliseconds.
pub fn start(folder: &Path, runs: u32) -> anyhow::Result<(f64, f64, f64)> {
    let empty = empty_program(folder)?;
    let run = |program: &Path| {
        let mut command = Command::new(program);
        let status = command.arg("--version").stdout(Stdio::null()).status()?;
        ensure!(status.success(), "{} ended with {status}", program.display());
        Ok(())
    };
    let (mut of_ours, mut of_empty, mut differences) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..runs {
        let (ours, empty) = (milliseconds(|| run(Path::new(PROGRAM)))?, milliseconds(|| run(&empty))?);
        of_ours.push(ours);
        of_empty.push(empty);
        differences.push(ours - empty);
    }
    Ok((median(&mut of_ours), median(&mut of_empty), median(&mut differences)))
}

fn empty_program(folder: &Path) -> anyhow::Result<PathBuf> {
    let (source, program) = (folder.join("empty.rs"), folder.join("empty"));
    fs::write(&source, "fn main() {}\n")?;
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let status = Command::new(rustc).arg("-O").arg("-o").arg(&program).arg(&source).status();
    ensure!(status.context("rustc")?.success(), "rustc failed");
    Ok(program)
}
