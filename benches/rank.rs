//! Holds the commands against the least that must be done: workbooks against inflating them, long tables against the
//! csv crate, the start against an empty program. Run with `cargo bench --bench rank`; docs/performance.md explains.
//!
//! Both sides run in one process by turns (A B A B …) and the median of the pairwise ratios counts: machines change
//! their speed from minute to minute, ratios stay. Peak memory is taken in child processes.
//!
//! `PARINDEX_BENCH_FILES`, `PARINDEX_BENCH_UNITS`, `PARINDEX_BENCH_ROUNDS` and `PARINDEX_BENCH_GROWTH` make a run
//! shorter or longer. `-- --record` writes the tables into docs/performance.md, `-- --inputs` only writes the files
//! that `.ci/instructions` runs over.

// A bench prints, counts in floating point, and has nobody to hand an error to.
#![allow(clippy::print_stdout, clippy::float_arithmetic, clippy::cast_precision_loss, missing_docs)]

mod generate;
mod measure;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use generate::{Data, PER_FOLDER};
use measure::floor::{Inflate, inflate};
use measure::memory::{exponent, peak_of_rank};
use measure::{Page, memory, paired, readers, start, verdict};

/// The bounds of the project; times as multiples of the floor, memory in MiB or as a multiple of the unpacked parts.
mod bound {
    pub const RANK: f64 = 3.0;
    pub const VALIDATE: f64 = 4.0;
    /// Of `validate` to `rank` on the same files.
    pub const CHECKING: f64 = 1.3;
    pub const LONG_CSV: f64 = 1.5;
    pub const LONG_XLSX: f64 = 3.0;
    pub const PEAK: f64 = 64.0;
    pub const PEAK_LONG_XLSX: f64 = 3.0;
    pub const GROWTH: f64 = 1.05;
    pub const START: f64 = 5.0;
    pub const PROGRAM: f64 = 12.0;
}

/// Scored criteria of a commune's workbook (70 rows with the groups), of the long tables, of the longest.
const LEAVES: [usize; 3] = [54, 70, 100];

/// How much is measured.
#[derive(Clone, Copy)]
struct Sizes {
    files: u32,
    units: u32,
    rounds: u32,
    /// Up to how many files the growth of memory is followed.
    growth: u32,
    starts: u32,
}

impl Sizes {
    /// `cargo test --benches` only sees that everything runs.
    const QUICK: Sizes = Sizes { files: 10, units: 5, rounds: 1, growth: 0, starts: 1 };

    fn of_environment() -> Sizes {
        let size = |name: &str, usual: u32| {
            std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
        };
        Sizes {
            files: size("PARINDEX_BENCH_FILES", 2_000),
            units: size("PARINDEX_BENCH_UNITS", 3_321),
            rounds: size("PARINDEX_BENCH_ROUNDS", 9),
            growth: size("PARINDEX_BENCH_GROWTH", 5_000),
            starts: 200,
        }
    }

    /// The units of the longest table: all communes before 2025.
    fn more_units(self) -> u32 {
        self.units * 10_598 / 3_321
    }
}

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let Some((flag, rest)) = arguments.split_first()
        && flag == memory::FLAG
    {
        return memory::child(rest);
    }
    let has = |flag: &str| arguments.iter().any(|argument| argument == flag);
    let folder = generate::folder();
    if has("--inputs") {
        return inputs(&folder);
    }
    let sizes = if has("--bench") { Sizes::of_environment() } else { Sizes::QUICK };
    let mut page = Page(String::new());
    page.line(&machine(sizes));
    workbooks(&folder, sizes, &mut page)?;
    long_tables(&folder, sizes, &mut page)?;
    program(&folder, sizes, &mut page)?;
    if has("--record") {
        record(&page.0)?;
    }
    Ok(())
}

/// Many small workbooks: time, memory and its growth.
fn workbooks(folder: &Path, sizes: Sizes, page: &mut Page) -> anyhow::Result<()> {
    let data = &Data::new(folder, LEAVES[0])?;
    let files = data.workbooks(sizes.files.max(sizes.growth))?;
    let files = &files[..sizes.files as usize];
    let count = files.len();
    let floor = || inflate(files, Inflate::Libdeflate);
    let bytes = floor()? as f64 / 1024.0 / count as f64;
    page.table(&[&format!("{count} workbooks"), "ms", "floor, ms", "ratio", "bound", ""]);
    let command = |name| move || readers::command(name, &data.file, files);
    page.paired("`rank`", paired(sizes.rounds, command("rank"), floor)?, Some(bound::RANK));
    page.paired("`validate`", paired(sizes.rounds, command("validate"), floor)?, Some(bound::VALIDATE));
    page.paired("reading alone", paired(sizes.rounds, || readers::sheets(files), floor)?, None);
    page.paired("calamine alone", paired(sizes.rounds, || readers::calamine(files), floor)?, None);
    let zlib = || inflate(files, Inflate::ZlibRs);
    page.paired("the floor with zlib-rs", paired(sizes.rounds, zlib, floor)?, None);
    page.table(&["`validate` against `rank`", "ms", "`rank`, ms", "ratio", "bound", ""]);
    let checking = paired(sizes.rounds, command("validate"), command("rank"))?;
    page.paired(&format!("the same {count} workbooks"), checking, Some(bound::CHECKING));
    let long = Data::new(folder, LEAVES[1])?;
    let table = [long.long_csv(sizes.units)?];
    let command = |name| readers::command(name, &long.file, &table);
    let checking = paired(sizes.rounds, || command("validate"), || command("rank"))?;
    page.paired(&what(&long, sizes.units, &table[0])?, checking, Some(bound::CHECKING));
    page.line("");
    page.line(&format!("A workbook has {bytes:.1} KiB in sheet and strings once inflated."));
    growth(data, sizes, page)
}

fn growth(data: &Data, sizes: Sizes, page: &mut Page) -> anyhow::Result<()> {
    let Some(base) = peak_of_rank(&data.file, &[first_of(data)])? else { return Ok(()) };
    page.table(&["peak memory of `rank`", "MiB", "bound", ""]);
    page.line(&format!("| 1 workbook | {base:.1} | | |"));
    let mut points = Vec::new();
    for count in [100, 1_000, 2_000, 5_000, 20_000].into_iter().filter(|count| *count <= sizes.growth) {
        let folders: Vec<PathBuf> =
            (1..=count).step_by(PER_FOLDER as usize).map(|number| data.forms(number)).collect();
        let Some(peak) = peak_of_rank(&data.file, &folders)? else { break };
        let bound = (count == 2_000).then_some(bound::PEAK);
        page.line(&format!("| {count} workbooks | {peak:.1} | {}", verdict(peak, bound)));
        points.push((f64::from(count), peak - base));
    }
    if points.len() > 1 {
        let exponent = exponent(&points);
        let verdict = verdict(exponent, Some(bound::GROWTH));
        page.line(&format!("| exponent of its growth over the number | {exponent:.2} | {verdict}"));
    }
    Ok(())
}

fn first_of(data: &Data) -> PathBuf {
    data.forms(1).join("xa-00001.xlsx")
}

/// Long tables: CSV and one workbook.
fn long_tables(folder: &Path, sizes: Sizes, page: &mut Page) -> anyhow::Result<()> {
    let data = Data::new(folder, LEAVES[1])?;
    let long = data.long_csv(sizes.units)?;
    let longest = Data::new(folder, LEAVES[2])?;
    let table = longest.long_csv(sizes.more_units())?;
    let book = [data.long_xlsx(sizes.units)?];
    page.table(&["`rank` on one long table", "ms", "floor, ms", "ratio", "bound", ""]);
    let mut peaks = Vec::new();
    for (data, units, file) in [(&data, sizes.units, long), (&longest, sizes.more_units(), table)] {
        let paths = std::slice::from_ref(&file);
        let ours = || readers::command("rank", &data.file, paths);
        let measured = paired(sizes.rounds, ours, || readers::csv_bytes(&file))?;
        let what = what(data, units, &file)?;
        page.paired(&what, measured, Some(bound::LONG_CSV));
        peaks.push((what, peak_of_rank(&data.file, paths)?, None));
    }
    let floor = || inflate(&book, Inflate::Libdeflate);
    let measured = paired(sizes.rounds, || readers::command("rank", &data.file, &book), floor)?;
    let what = what(&data, sizes.units, &book[0])?;
    page.paired(&what, measured, Some(bound::LONG_XLSX));
    let calamine = paired(sizes.rounds.min(3), || readers::calamine(&book), floor)?;
    page.paired("the same, calamine alone", calamine, None);
    let unpacked = floor()? as f64 / f64::from(1 << 20);
    peaks.push((what, peak_of_rank(&data.file, &book)?, Some(bound::PEAK_LONG_XLSX)));
    page.line("");
    page.line(&format!("The workbook has {unpacked:.1} MiB in sheet and strings once inflated."));
    page.table(&["peak memory of `rank`", "MiB", "of the unpacked", "bound", ""]);
    for (what, peak, bound) in peaks {
        let Some(peak) = peak else { continue };
        match bound {
            None => page.line(&format!("| {what} | {peak:.1} | | | |")),
            Some(_) => {
                let share = peak / unpacked;
                page.line(&format!("| {what} | {peak:.1} | {share:.2} | {}", verdict(share, bound)));
            }
        }
    }
    Ok(())
}

fn what(data: &Data, units: u32, file: &Path) -> anyhow::Result<String> {
    let rows = data.set.leaves.len() * units as usize;
    let size = fs::metadata(file)?.len() as f64 / 1e6;
    let kind = file.extension().unwrap_or_default().to_string_lossy().to_uppercase();
    Ok(format!("{kind}, {rows} rows, {size:.0} MB"))
}

/// Start and size of the program.
fn program(folder: &Path, sizes: Sizes, page: &mut Page) -> anyhow::Result<()> {
    let (ours, empty, more) = start::start(folder, sizes.starts)?;
    page.table(&["the program", "", "bound", ""]);
    page.line(&format!("| `parindex --version`, ms | {ours:.2} | | |"));
    page.line(&format!("| an empty program, ms | {empty:.2} | | |"));
    page.line(&format!("| the difference, ms | {more:.2} | {}", verdict(more, Some(bound::START))));
    let size = fs::metadata(start::PROGRAM)?.len() as f64 / 1e6;
    page.line(&format!("| its size, MB | {size:.1} | {}", verdict(size, Some(bound::PROGRAM))));
    Ok(())
}

/// What was measured where: first line of the page.
fn machine(sizes: Sizes) -> String {
    let rustc = std::process::Command::new("rustc").arg("--version").output();
    let rustc =
        rustc.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned()).unwrap_or_default();
    let cpu = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let cpu = cpu.lines().find_map(|line| line.strip_prefix("model name")?.split(": ").nth(1));
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    format!(
        "{} threads, {}, {}, {rustc}; {} rounds; load before: {}.",
        rayon::current_num_threads(),
        cpu.unwrap_or(std::env::consts::ARCH),
        std::env::consts::OS,
        sizes.rounds,
        load.split(' ').next().unwrap_or_default()
    )
}

/// Writes the small files that `.ci/instructions` counts over.
fn inputs(folder: &Path) -> anyhow::Result<()> {
    let folder = folder.parent().context("bench-data")?.join("instructions");
    let data = Data::new(&folder, LEAVES[0])?;
    data.workbooks(20)?;
    data.long_csv(40)?;
    Ok(())
}

/// Puts the tables between the two marks in docs/performance.md.
fn record(tables: &str) -> anyhow::Result<()> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/performance.md");
    let text = fs::read_to_string(&file)?;
    let (before, rest) =
        text.split_once("<!-- cargo bench -->\n").context("the mark `<!-- cargo bench -->`")?;
    let (_, after) = rest.split_once("<!-- end -->\n").context("the mark `<!-- end -->`")?;
    fs::write(&file, format!("{before}<!-- cargo bench -->\n{tables}<!-- end -->\n{after}"))?;
    Ok(())
}
