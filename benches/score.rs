//! How long it takes to score all communes again from what was read once, in one thread: rules, points, sums, index.
//! Every carried set is scored, so that every kind of rule in use is measured. Run with `cargo bench --bench score`.
//!
//! `PARINDEX_BENCH_UNITS` and `PARINDEX_BENCH_ROUNDS` make a run shorter or longer.

// A bench prints, and has nobody to hand an error to.
#![allow(clippy::print_stdout, clippy::float_arithmetic, missing_docs)]

mod parsed;

use std::time::Instant;

use anyhow::Context as _;
use parindex::assessment::{Assessed, compute};
use parindex::criteria::{CriteriaSet, builtin, load};
use parindex::score::{Basis, Buffers, ScoreCard, score_into};
use parsed::{Stating, round};

/// All communes, at 100 leaves each.
const UNITS: u32 = 3_321;
const LEAVES: u32 = 100;
/// The bound of the project.
const BOUND: f64 = 50.0;

fn main() -> anyhow::Result<()> {
    // `cargo test --benches` only sees that everything runs.
    let quick = !std::env::args().any(|argument| argument == "--bench");
    let size = |name: &str, usual: u32| -> u32 {
        std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
    };
    let rounds = if quick { 1 } else { size("PARINDEX_BENCH_ROUNDS", 9) };
    let units = if quick { 5 } else { size("PARINDEX_BENCH_UNITS", UNITS) };
    println!("| set | leaves | {units} units × {LEAVES} leaves by points, ms | by raw data, ms |");
    println!("|---|---:|---:|---:|");
    let mut worst = 0.0_f64;
    for (id, text) in builtin::all() {
        let (set, _) = load(&id.into(), text);
        let set = set.context("a carried set is valid")?;
        // As many leaves in all as the bound speaks of, whatever the size of the set.
        let units = units * LEAVES / u32::try_from(set.leaves.len())?;
        let [points, data] = [Stating::Points, Stating::Data]
            .map(|stating| median_of_rounds(&set, &round(&set, units, stating), rounds));
        worst = worst.max(points).max(data);
        println!("| {id} | {} | {points:.1} | {data:.1} |", set.leaves.len());
    }
    let verdict = if worst <= BOUND { "met" } else { "NOT met" };
    println!("\nthe longest: {worst:.1} ms, bound {BOUND} ms: {verdict}");
    Ok(())
}

#[inline(never)] // A name for profilers.
fn median_of_rounds(set: &CriteriaSet, read: &Assessed, rounds: u32) -> f64 {
    let (mut computed, mut buffers, mut card) = (Vec::new(), Buffers::default(), ScoreCard::default());
    let mut times: Vec<f64> = Vec::new();
    for _ in 0..rounds {
        let start = Instant::now();
        for unit in &read.assessments {
            compute(set, &read.bests, unit, &mut computed);
            score_into(set, unit, &computed, Basis::Own, &mut buffers, &mut card);
            std::hint::black_box(&card);
        }
        times.push(start.elapsed().as_secs_f64() * 1e3);
    }
    times.sort_unstable_by(f64::total_cmp);
    times[times.len() / 2]
}
