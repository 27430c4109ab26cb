//! Ctrl-C: status 130, the bar gone, nothing left in the folder. The files are pipes that nobody writes, so that the
//! program is surely still reading.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used)] // Test code.

use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

const PROGRAM: &str = env!("CARGO_BIN_EXE_parindex");
const RANK: &str = "rank --lang en --criteria mau-xa-2025 --output out.csv forms/a.csv forms/b.csv";

fn pipe(folder: &Path, name: &str) {
    assert!(Command::new("mkfifo").arg(folder.join(name)).status().unwrap().success());
}

fn round() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("forms")).unwrap();
    pipe(folder.path(), "forms/a.csv");
    pipe(folder.path(), "forms/b.csv");
    folder
}

fn names(folder: &Path) -> Vec<String> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

/// Whether whoever started the tests has Ctrl-C ignored; then it is ignored here too, as it should be.
fn ignored() -> bool {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:")).unwrap().trim();
    u64::from_str_radix(mask, 16).unwrap() & 2 != 0
}

#[test]
fn an_interrupted_command_leaves_nothing() {
    if ignored() {
        return;
    }
    let folder = round();
    let mut child = Command::new(PROGRAM).current_dir(folder.path()).args(RANK.split(' ')).spawn().unwrap();
    sleep(Duration::from_millis(500));
    let killed = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(killed.success());
    assert_eq!(child.wait().unwrap().code(), Some(130));
    assert_eq!(names(folder.path()), ["forms"]);
}

#[test]
fn the_bar_goes_with_ctrl_c() {
    if ignored() || Command::new("script").arg("--version").output().is_err() {
        return;
    }
    let folder = round();
    let line = format!("{PROGRAM} {RANK}");
    // `script` gives it a terminal, and `--return` its status.
    let mut terminal = Command::new("script")
        .args(["--quiet", "--return", "--command", &line, "/dev/null"])
        .current_dir(folder.path())
        .env("RAYON_NUM_THREADS", "1")
        .env("TERM", "xterm")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    // The first file ends after the delay of the bar, the second never.
    let mut first = fs::OpenOptions::new().write(true).open(folder.path().join("forms/a.csv")).unwrap();
    sleep(Duration::from_millis(700));
    first.write_all(b"unit,code,max,self\n").unwrap();
    drop(first);
    sleep(Duration::from_millis(500));
    terminal.stdin.take().unwrap().write_all(b"\x03").unwrap();
    let mut shown = String::new();
    terminal.stdout.take().unwrap().read_to_string(&mut shown).unwrap();
    assert_eq!(terminal.wait().unwrap().code(), Some(130), "{shown}");
    assert!(shown.contains("1/2 files, "), "{shown:?}");
    let after = shown.rsplit("files/s").next().unwrap_or_default();
    assert!(after.contains("\x1b[2K") && !after.contains('█'), "{shown:?}");
    assert_eq!(names(folder.path()), ["forms"]);
}
