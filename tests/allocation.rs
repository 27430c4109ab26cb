//! Scoring again what was read once allocates nothing, unit after unit, and gives what scoring once gave.

#![allow(clippy::unwrap_used)] // A test must fail.

#[path = "../benches/parsed/mod.rs"]
mod parsed;

use allocation_counter::measure;
use parindex::assessment::compute;
use parindex::criteria::{builtin, load};
use parindex::score::{Basis, Buffers, ScoreCard, score, score_into};
use parsed::{Stating, round};

#[test]
fn scoring_again_allocates_nothing() {
    for (id, text) in builtin::all() {
        let set = load(&id.into(), text).0.unwrap();
        for stating in [Stating::Points, Stating::Data] {
            let read = round(&set, 20, stating);
            let (mut computed, mut buffers, mut card) =
                (Vec::new(), Buffers::default(), ScoreCard::default());
            let mut again = |unit| {
                let rules = measure(|| compute(&set, &read.bests, unit, &mut computed)).count_total;
                let sums = measure(|| {
                    score_into(&set, unit, &computed, Basis::Own, &mut buffers, &mut card);
                });
                assert_eq!(card.index, score(&set, unit, Basis::Own).index, "{id} {}", unit.unit);
                (rules, sums.count_total)
            };
            // The first unit makes the buffers.
            again(&read.assessments[0]);
            for unit in &read.assessments {
                let (rules, sums) = again(unit);
                assert_eq!(rules, 0, "{id} {} {stating:?}", unit.unit);
                // Sums of many fractions of any size have no room in two words.
                if stating == Stating::Points {
                    assert_eq!(sums, 0, "{id} {}", unit.unit);
                }
            }
        }
    }
}
