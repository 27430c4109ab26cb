//! Measures by turns, and shows what came out as Markdown.

pub mod floor;
pub mod memory;
pub mod readers;
pub mod start;

use std::fmt::Write;
use std::hint::black_box;
use std::time::Instant;

/// Two ways measured by turns.
#[derive(Clone, Copy)]
pub struct Paired {
    /// Median time of each, in milliseconds.
    pub ours: f64,
    pub floor: f64,
    /// Median of the pairwise ratios.
    pub ratio: f64,
}

/// Runs both by turns (A B A B …). One round before warms the page cache and is not counted.
pub fn paired<T, U>(
    rounds: u32,
    ours: impl Fn() -> anyhow::Result<T>,
    floor: impl Fn() -> anyhow::Result<U>,
) -> anyhow::Result<Paired> {
    let (mut of_ours, mut of_floor, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..=rounds {
        let (ours, floor) = (milliseconds(&ours)?, milliseconds(&floor)?);
        if round > 0 {
            of_ours.push(ours);
            of_floor.push(floor);
            ratios.push(ours / floor);
        }
    }
    Ok(Paired { ours: median(&mut of_ours), floor: median(&mut of_floor), ratio: median(&mut ratios) })
}

/// How long a run takes.
pub fn milliseconds<T>(run: impl Fn() -> anyhow::Result<T>) -> anyhow::Result<f64> {
    let start = Instant::now();
    black_box(run()?);
    Ok(start.elapsed().as_secs_f64() * 1e3)
}

/// The value in the middle.
pub fn median(values: &mut [f64]) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

/// Bound and verdict, as the last two cells of a row.
pub fn verdict(value: f64, bound: Option<f64>) -> String {
    match bound {
        None => "| |".to_owned(),
        Some(bound) if value <= bound => format!("{bound} | met |"),
        Some(bound) => format!("{bound} | **NOT met** |"),
    }
}

/// A Markdown table that shows its rows as they come and keeps them.
pub struct Page(pub String);

impl Page {
    /// Adds a line.
    pub fn line(&mut self, line: &str) {
        println!("{line}");
        let _ = writeln!(self.0, "{line}");
    }

    /// Begins a table: the first column is text, the last the verdict, the others are numbers.
    pub fn table(&mut self, heads: &[&str]) {
        self.line("");
        self.line(&format!("| {} |", heads.join(" | ")));
        self.line(&format!("|---|{}---|", "---:|".repeat(heads.len() - 2)));
    }

    /// A row of two ways measured by turns.
    pub fn paired(&mut self, what: &str, paired: Paired, bound: Option<f64>) {
        let Paired { ours, floor, ratio } = paired;
        let verdict = verdict(ratio, bound);
        self.line(&format!("| {what} | {ours:.0} | {floor:.0} | {ratio:.2} | {verdict}"));
    }
}
