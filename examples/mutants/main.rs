//! Mistypes every number, edge and code of the carried criteria sets, one at a time, and counts what `criteria check`
//! finds.
//!
//! `cargo run --release --example mutants [-- [--survivors] SET…]`, where SET is an id or a file. It fails where fewer
//! than 95 of 100 are found in a set.

#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::expect_used)] // A tool for developers.

mod measure;
mod mutate;

use measure::{Count, measure};
use mutate::{Kind, mutants};
use parindex::criteria::builtin;
use rayon::prelude::*;

fn main() {
    let (options, names): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|argument| argument.starts_with("--"));
    let mut sets: Vec<(String, String)> = Vec::new();
    for name in &names {
        let text = builtin::get(name).map(str::to_owned);
        let text = text.unwrap_or_else(|| std::fs::read_to_string(name).expect("a criteria file"));
        let file = name.rsplit('/').next().unwrap_or(name);
        sets.push((file.trim_end_matches(".toml").to_owned(), text));
    }
    if sets.is_empty() {
        sets.extend(builtin::all().map(|(id, text)| (id.to_owned(), text.to_owned())));
    }
    println!("| Set | Mistyped | Mutants | By errors | Only by warnings | Survivors | Caught |");
    println!("|---|---|---:|---:|---:|---:|---:|");
    let measured: Vec<_> = sets.par_iter().map(|(id, text)| measure(id, text, mutants(text))).collect();
    for ((id, _), measured) in sets.iter().zip(&measured) {
        for (kind, count) in Kind::ALL.iter().zip(&measured.counts) {
            row(id, name(*kind), count);
        }
        row(id, "**all but examples**", &measured.law());
    }
    if options.iter().any(|option| option == "--survivors") {
        for ((id, _), measured) in sets.iter().zip(&measured) {
            println!("\n## {id}\n");
            measured.survivors.iter().for_each(|survivor| println!("- {survivor}"));
        }
    }
    if !measured.iter().all(|measured| measured.law().suffices()) {
        std::process::exit(1);
    }
}

fn name(kind: Kind) -> &'static str {
    match kind {
        Kind::Number => "numbers",
        Kind::Edge => "edges",
        Kind::Code => "codes",
        Kind::Reference => "references",
        Kind::Example => "codes in examples",
    }
}

fn row(id: &str, what: &str, count: &Count) {
    if count.all == 0 {
        return;
    }
    let (all, caught) = (count.all, count.caught());
    let tenths = caught * 1000 / all;
    println!(
        "| {id} | {what} | {all} | {} | {} | {} | {}.{} % |",
        count.errors,
        count.warnings,
        all - caught,
        tenths / 10,
        tenths % 10
    );
}
