//! Crafts the files of `docs/hostile.md`, runs the program on each in a process of its own, and prints the table.
//!
//! `cargo build --release && cargo run --release --example hostile > docs/hostile.md`

#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::expect_used)] // A tool for developers.

#[path = "../../tests/support/compound.rs"]
mod compound;
#[path = "../../tests/support/crafts.rs"]
mod crafts;
#[path = "../../tests/support/parts.rs"]
mod parts;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

const HEAD: &str = include_str!("head.md");
/// Measures the memory of a process: prints it in kilobytes.
const TIME: &str = "/usr/bin/time";

fn main() {
    let folder = tempfile::tempdir().expect("a folder");
    let day = Command::new("date")
        .arg("+%Y-%m-%d")
        .output()
        .map(|out| String::from_utf8_lossy(&out.stdout).trim().to_owned());
    println!("{}", HEAD.replace("{date}", &day.unwrap_or_else(|_| "?".to_owned())));
    println!("| # | File | Size | Findings | Time | Peak memory |");
    println!("|---|---|---:|---|---:|---:|");
    for craft in crafts::all() {
        let path = folder.path().join(format!("xa.{}", craft.ending));
        let bytes = (craft.make)();
        std::fs::write(&path, &bytes).expect("a file");
        let run = run(&path);
        println!(
            "| {} | {} | {} | {} | {:.2} s | {} |",
            craft.row,
            craft.what,
            size(bytes.len()),
            run.findings,
            run.seconds,
            run.memory
                .map_or_else(|| "?".to_owned(), |kilobytes| format!("{} MB", kilobytes.div_ceil(1_024))),
        );
        std::fs::remove_file(&path).expect("the file is there");
    }
}

struct Run {
    findings: String,
    seconds: f32,
    memory: Option<u64>,
}

/// The program on one file, in a process of its own.
fn run(path: &Path) -> Run {
    let program = program();
    let measured = Path::new(TIME).exists();
    let mut command = Command::new(if measured { Path::new(TIME) } else { &program });
    if measured {
        command.args(["-f", "%M"]).arg(&program);
    }
    command
        .args(["validate", "--criteria", "mau-xa-2025", "--format", "json", "--lang", "en", "--quiet"])
        .arg(path);
    command.env("RUST_BACKTRACE", "0");
    let start = Instant::now();
    let output = command.output().expect("the program runs");
    let seconds = start.elapsed().as_secs_f32();
    let errors = String::from_utf8_lossy(&output.stderr);
    let memory = errors.lines().last().and_then(|line| line.trim().parse().ok()).filter(|_| measured);
    let findings = match serde_json::from_slice(&output.stdout) {
        Ok(json) => counted(&json),
        Err(_) => format!("**no answer**, {}", output.status),
    };
    Run { findings, seconds, memory }
}

/// The program beside this one.
fn program() -> PathBuf {
    let own = std::env::current_exe().expect("a path");
    own.parent().and_then(Path::parent).expect("a folder").join("parindex")
}

/// `no-table`, `unreadable-cell (3)`; a sheet that is no form lacks its table, and that alone is nothing.
fn counted(json: &serde_json::Value) -> String {
    let mut codes: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in json["findings"].as_array().into_iter().flatten() {
        *codes.entry(finding["code"].as_str().unwrap_or("?")).or_default() += 1;
    }
    let read = codes.remove("no-table").is_some();
    let mut shown: Vec<String> = codes
        .iter()
        .map(|(code, count)| if *count == 1 { format!("`{code}`") } else { format!("`{code}` ({count})") })
        .collect();
    if read || shown.is_empty() {
        shown.insert(0, "read".to_owned());
    }
    shown.join(", ")
}

fn size(bytes: usize) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{}.{} KB", bytes / 1_000, bytes % 1_000 / 100),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}
