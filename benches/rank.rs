//! Holds `rank` against the bare readers: calamine alone over the same workbooks, the csv crate alone over the same
//! long table. Run with `cargo bench`.
//!
//! Both sides run in one process by turns (A B A B …) and the median of the pairwise ratios counts: machines change
//! their speed from minute to minute, ratios stay. Peak memory is taken in child processes.
//!
//! `PARINDEX_BENCH_FILES`, `PARINDEX_BENCH_UNITS` and `PARINDEX_BENCH_ROUNDS` make a run shorter or longer.

// A bench prints, and has nobody to hand an error to.
#![allow(clippy::print_stdout, clippy::float_arithmetic, missing_docs)]

mod generate;

use std::ffi::OsString;
use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::Instant;

use anyhow::{Context as _, bail};
use calamine::{DataRef, Reader, Xlsx};
use clap::Parser;
use parindex::cli::Cli;
use parindex::commands::{Context, Done, run};
use parindex::criteria;
use parindex::message::Lang;
use rayon::prelude::*;

/// The set of all files here.
const SET: &str = "mau-xa-2025";
/// The bounds of the project: `rank` takes at most so many times as long as the reader alone.
const WORKBOOKS_BOUND: f64 = 1.25;
const CSV_BOUND: f64 = 1.5;

/// How much is measured.
#[derive(Clone, Copy)]
struct Sizes {
    files: u32,
    units: u32,
    rounds: u32,
}

impl Sizes {
    fn of_environment() -> Sizes {
        let size = |name: &str, usual: u32| {
            std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
        };
        Sizes {
            files: size("PARINDEX_BENCH_FILES", 2_000),
            units: size("PARINDEX_BENCH_UNITS", 3_321),
            rounds: size("PARINDEX_BENCH_ROUNDS", 9),
        }
    }
}

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let Some((flag, files)) = arguments.split_first()
        && flag == "--peak-of-rank"
    {
        rank(&files.iter().map(PathBuf::from).collect::<Vec<_>>())?;
        println!("{}", peak_kib().unwrap_or_default());
        return Ok(());
    }
    // `cargo test --benches` only sees that everything runs.
    let quick = !arguments.iter().any(|argument| argument == "--bench");
    let sizes = if quick { Sizes { files: 10, units: 5, rounds: 1 } } else { Sizes::of_environment() };
    let text = criteria::builtin::get(SET).context(SET)?;
    let (Some(set), _) = criteria::load(&Arc::from(SET), text) else { bail!("{SET} is not valid") };
    let folder = generate::folder(text);
    let workbooks = generate::workbooks(&set, &folder, sizes.files)?;
    let table = generate::long_csv(&set, &folder, sizes.units)?;

    let (files, units, threads) = (sizes.files, sizes.units, rayon::current_num_threads());
    println!("{threads} threads, {} rounds; {files} workbooks, {units} units in the table\n", sizes.rounds);
    println!("| rank against | rank, ms | alone, ms | ratio | bound | |");
    println!("|---|---:|---:|---:|---:|---|");
    let ours = || rank(&workbooks);
    compare("calamine, workbooks", WORKBOOKS_BOUND, sizes, ours, || calamine_alone(&workbooks))?;
    let ours = || rank(std::slice::from_ref(&table));
    compare("csv `StringRecord`, long table", CSV_BOUND, sizes, ours, || csv_alone(&table))?;
    println!();
    println!(
        "of which reading: {:.2} of calamine, {:.2} of csv\n",
        ratio(sizes, || sheets(&workbooks), || calamine_alone(&workbooks))?,
        ratio(sizes, || sheets(std::slice::from_ref(&table)), || csv_alone(&table))?
    );
    for count in [workbooks.len() / 10, workbooks.len()] {
        if let Some(peak) = peak_of_rank(&workbooks[..count])? {
            println!("peak memory, {count} workbooks: {:.1} MiB", peak / 1024.0);
        }
    }
    if let Some(peak) = peak_of_rank(std::slice::from_ref(&table))? {
        println!("peak memory, long table: {:.1} MiB", peak / 1024.0);
    }
    Ok(())
}

/// Runs both by turns and prints the median of each and of the pairwise ratios.
fn compare<T>(
    what: &str,
    bound: f64,
    sizes: Sizes,
    ours: impl Fn() -> anyhow::Result<()>,
    alone: impl Fn() -> anyhow::Result<T>,
) -> anyhow::Result<()> {
    let (mut of_ours, mut of_alone, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    // The first round warms the page cache and is not counted.
    for round in 0..=sizes.rounds {
        let (ours, alone) = (milliseconds(&ours)?, milliseconds(&alone)?);
        if round > 0 {
            of_ours.push(ours);
            of_alone.push(alone);
            ratios.push(ours / alone);
        }
    }
    let ratio = median(&mut ratios);
    let verdict = if ratio <= bound { "met" } else { "NOT met" };
    let (ours, alone) = (median(&mut of_ours), median(&mut of_alone));
    println!("| {what} | {ours:.0} | {alone:.0} | {ratio:.2} | {bound} | {verdict} |");
    Ok(())
}

fn ratio<T>(
    sizes: Sizes,
    ours: impl Fn() -> anyhow::Result<()>,
    alone: impl Fn() -> anyhow::Result<T>,
) -> anyhow::Result<f64> {
    let mut ratios = Vec::new();
    for _ in 0..sizes.rounds {
        ratios.push(milliseconds(&ours)? / milliseconds(&alone)?);
    }
    Ok(median(&mut ratios))
}

/// The first stage of `rank` alone: from bytes to sheets.
fn sheets(files: &[PathBuf]) -> anyhow::Result<()> {
    files.par_iter().try_for_each(|file| {
        let name = Arc::from(file.to_string_lossy());
        std::hint::black_box(parindex::sheet::read(&name, &fs::read(file)?));
        Ok(())
    })
}

fn milliseconds<T>(run: impl Fn() -> anyhow::Result<T>) -> anyhow::Result<f64> {
    let start = Instant::now();
    std::hint::black_box(run()?);
    Ok(start.elapsed().as_secs_f64() * 1e3)
}

fn median(values: &mut [f64]) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

/// The command as the program runs it, from its arguments to the bytes of its JSON.
fn rank(files: &[PathBuf]) -> anyhow::Result<()> {
    let options = ["parindex", "rank", "--criteria", SET, "--format", "json"].map(OsString::from);
    let cli = Cli::try_parse_from(options.into_iter().chain(files.iter().map(OsString::from)))?;
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut context =
        Context { lang: Lang::En, quiet: true, width: None, out: &mut out, err: &mut err, progress: false };
    // Files at fault would be another measurement.
    if run(cli, &mut context)? != Done::Clean || !err.is_empty() {
        bail!("{}", String::from_utf8_lossy(&err));
    }
    std::hint::black_box(out);
    Ok(())
}

/// Bytes of text and sum of the numbers, so that no value goes unread.
type Sums = (usize, f64);

/// All cells of all sheets, with the same threads.
fn calamine_alone(files: &[PathBuf]) -> anyhow::Result<Sums> {
    let sums = files.par_iter().map(|file| cells_of(file)).collect::<anyhow::Result<Vec<Sums>>>()?;
    Ok(sums.into_iter().fold((0, 0.0), |a, b| (a.0 + b.0, a.1 + b.1)))
}

fn cells_of(file: &Path) -> anyhow::Result<Sums> {
    let bytes = fs::read(file)?;
    let mut book = Xlsx::new(Cursor::new(bytes.as_slice()))?;
    let mut sums = (0, 0.0);
    for name in book.sheet_names() {
        let mut cells = book.worksheet_cells_reader(&name)?;
        while let Some(cell) = cells.next_cell()? {
            match cell.get_value() {
                DataRef::String(text) => sums.0 += text.len(),
                DataRef::SharedString(text) => sums.0 += text.len(),
                DataRef::Float(number) => sums.1 += number,
                DataRef::DateTime(date) => sums.1 += date.as_f64(),
                _ => {}
            }
        }
    }
    Ok(sums)
}

/// All fields of all records.
fn csv_alone(file: &Path) -> anyhow::Result<Sums> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_path(file)?;
    let mut record = csv::StringRecord::new();
    let mut sums = (0, 0.0);
    while reader.read_record(&mut record)? {
        sums.0 += record.iter().map(str::len).sum::<usize>();
    }
    Ok(sums)
}

/// Peak memory of `rank` in a process of its own, in KiB; `None` where the system does not tell it.
fn peak_of_rank(files: &[PathBuf]) -> anyhow::Result<Option<f64>> {
    let output = Command::new(std::env::current_exe()?).arg("--peak-of-rank").args(files).output()?;
    if !output.status.success() {
        bail!("{}", String::from_utf8_lossy(&output.stderr));
    }
    Ok(String::from_utf8(output.stdout)?.trim().parse().ok().filter(|peak| *peak > 0.0))
}

fn peak_kib() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}
