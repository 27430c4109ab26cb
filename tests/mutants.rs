//! One mistyped number, edge or code of a carried set is found: of every hundred at least ninety-five.
//!
//! `cargo run --release --example mutants` reads all mutants and prints the table; here every few of them stand for all.

// Test code.
#![allow(clippy::unwrap_used)]

#[path = "../examples/mutants/measure.rs"]
mod measure;
#[path = "../examples/mutants/mutate.rs"]
mod mutate;

use measure::measure;
use mutate::{Kind, mutants};
use parindex::criteria::{builtin, cases, load};
use parindex::message::Lang;
use parindex::report::examples_toml;
use rayon::prelude::*;

/// Mutants of a set that are read here, about.
const SAMPLE: usize = 120;

#[test]
fn mistyped_sets_are_found() {
    let sets: Vec<_> = builtin::all().collect();
    let short: Vec<String> = sets
        .par_iter()
        .filter_map(|(id, text)| {
            let law: Vec<_> =
                mutants(text).into_iter().filter(|mutant| mutant.kind != Kind::Example).collect();
            let stride = (law.len() / SAMPLE).max(1);
            let measured = measure(id, text, law.into_iter().step_by(stride));
            let law = measured.law();
            assert!(law.all >= 10, "{id}: only {} mutants", law.all);
            let survivors = measured.survivors.join("\n");
            (!law.suffices()).then(|| format!("{id}: {} of {}\n{survivors}", law.caught(), law.all))
        })
        .collect();
    assert!(short.is_empty(), "{}", short.join("\n\n"));
}

#[test]
fn what_is_mistyped() {
    let check = |line: &str, kind: Kind, expected: &[&str]| {
        let text = format!("[[criterion]]\n{line}\n");
        let found = mutants(&text);
        let of_kind = found.iter().filter(|mutant| mutant.kind == kind);
        let instead: Vec<&str> = of_kind.map(|mutant| mutant.instead.as_str()).collect();
        assert_eq!(instead, expected, "{line}");
        for mutant in &found {
            assert!(mutant.text(&text).contains(&mutant.instead));
        }
    };
    check("max = 0.25", Kind::Number, &["0.26", "0.24", "2.50", "25", "0.2", "0.52"]);
    check("max = 12", Kind::Number, &["13", "11", "120", "21"]);
    check("max = 10", Kind::Number, &["11", "9", "100"]);
    check("max = -0.5", Kind::Number, &["-0.4", "-0.6", "-5.0", "0"]);
    check("rule.proportional = { floor = \"80%\" }", Kind::Number, &["81", "79", "800"]);
    check("rule.proportional = { floor = \"80%\" }", Kind::Edge, &["80"]);
    check("rule.bands = { steps = [{ over = 3 }] }", Kind::Edge, &["from"]);
    check("code = \"1.2\"", Kind::Code, &["1.1", "1.3", "2.1", "2.2"]);
    check("rule.formula = 'b1 * 5 * measure(\"2\")'", Kind::Number, &["6", "4", "50"]);
    check("rule.formula = 'b1 * 5 * measure(\"2\")'", Kind::Reference, &["1", "3"]);
    check("basis = \"mục 1.1\"", Kind::Reference, &["1.2", "2.1"]);
    check("name = \"mục 1.1\" # 80%", Kind::Number, &[]);
}

#[test]
fn examples_made_from_a_set_are_right_and_cover_it() {
    for (id, text) in builtin::all() {
        let file = format!("{id}.toml").into();
        let bare = text.split("[[example]]").next().unwrap();
        let (set, before) = load(&file, bare);
        let set = set.unwrap();
        let mut made = Vec::new();
        for lang in [Lang::Vi, Lang::En] {
            let examples = cases::examples(&set);
            made.push(examples_toml(&set, &examples, lang));
            let covered =
                |n: &usize| examples.iter().any(|example| example.given.iter().any(|(leaf, _)| leaf == n));
            let missing: Vec<_> =
                (0..set.leaves.len()).filter(|n| !covered(n)).map(|n| &set.leaf(n).0.code).collect();
            assert!(missing.is_empty(), "{id}: {missing:?}");
        }
        for made in made {
            let (with, after) = load(&file, &format!("{bare}{made}"));
            assert_eq!(before, after, "{id}");
            assert_eq!(with.unwrap().examples.len(), made.matches("[[example]]").count());
        }
    }
}
