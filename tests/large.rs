//! What many units, many unknown names and endless names must not do: cost more than their number, or fill the output.

#![allow(clippy::unwrap_used)] // Test code.

mod support;

use std::fmt::Write;

use parindex::ranking::rank;
use parindex::score::Basis;
use support::{cards, form, read};

/// Units with one row each.
fn long(names: impl Iterator<Item = String>) -> String {
    names.fold("unit,code,max,self\n".to_owned(), |mut text, name| {
        writeln!(text, "{name},1.1,2,1").unwrap();
        text
    })
}

#[test]
fn many_equal_units_are_tied_in_linear_time() {
    let set = support::set(support::SMALL);
    let assessed = read(&set, None, &[form("m.csv", &long((0..3).map(|n| format!("Xã {n}"))))]);
    let some = cards(&set, &assessed, Basis::Own);
    let many: Vec<_> = some.iter().cycle().take(20_000).cloned().collect();
    let ranking = rank(&set, &many);
    let rows = &ranking.blocks[0].rows;
    assert_eq!(rows.len(), 20_000);
    assert!(rows.iter().all(|row| row.rank == 1 && row.tied && !row.broken && !row.by_rounding));
}
