//! Forms that the program made and that come back: read as they were filled in; what is no longer as it should be is
//! named.

#![allow(clippy::unwrap_used)] // Test code.

mod support;

use parindex::assessment::{Assessed, Paper};
use parindex::criteria::{CriteriaSet, builtin};
use parindex::message::{Lang, Scorer};
use parindex::rule::{Alone, Rule};
use parindex::sheet;
use support::filled::{carried, declared, filled, marker, workbook};
use support::{File, brief, read};

fn read_back(set: &CriteriaSet, name: &str, bytes: &[u8]) -> Assessed {
    read(set, None, &[File { name, bytes, paper: Paper::Form }])
}

/// Every leaf of a filled form has the points that its rule gives for what was filled in.
#[track_caller]
fn check(set: &CriteriaSet, assessed: &Assessed) {
    let unit = &assessed.assessments[0];
    assert_eq!(&*unit.unit, "Xã Mẫu 01");
    for (n, (node, leaf)) in set.leaf_nodes().enumerate() {
        let entry = &unit.entries[n];
        if leaf.scored_by != Scorer::Unit {
            assert!(entry.declared.is_none() && !entry.own.is_filled(), "{} {}", set.id, node.code);
        } else if matches!(leaf.rule, Rule::Judged(_)) {
            assert_eq!(entry.own.points().as_ref(), Some(&node.max), "{} {}", set.id, node.code);
        } else if !leaf.needs_no_data() && leaf.rule.expression().is_none_or(|of| of.measures().is_empty()) {
            let given = leaf.rule.compute(&set.frame(n), &declared(set, n), &Alone);
            if let Some(Ok(given)) = given {
                assert_eq!(unit.computed(n), Some(&given.outcome), "{} {}", set.id, node.code);
            }
            let answer =
                &entry.declared.as_ref().unwrap_or_else(|| panic!("{} {}", set.id, node.code)).answer;
            assert_eq!(*answer, declared(set, n), "{} {}", set.id, node.code);
        }
    }
}

#[test]
fn what_is_filled_in_is_read_back() {
    for (id, _) in builtin::all() {
        let set = carried(id);
        for lang in [Lang::Vi, Lang::En] {
            let bytes = workbook(&filled(&set, "Xã Mẫu 01", lang), &marker(&set, "Xã Mẫu 01"));
            let assessed = read_back(&set, "xa-mau-01.xlsx", &bytes);
            let found = support::shown(&assessed.findings);
            assert!(found.is_empty() && assessed.assessments.len() == 1, "{id} {lang:?}\n{found}");
            check(&set, &assessed);
        }
    }
}

#[test]
fn the_marker_is_read_and_no_hidden_sheet() {
    let set = carried("mau-xa-2025");
    let marker = marker(&set, "Xã Mẫu 01");
    let bytes = workbook(&filled(&set, "Xã Mẫu 01", Lang::Vi), &marker);
    let reading = sheet::read(&"xa-mau-01.xlsx".into(), &bytes);
    assert_eq!(reading.marker, Some(marker));
    assert!(!reading.by_library);
    assert!(reading.findings.is_empty(), "{}", support::shown(&reading.findings));
    assert_eq!(reading.sheets.len(), 1);
}
