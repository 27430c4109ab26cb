//! Criteria files: any text; a set that loads is used.

#![no_main]

use libfuzzer_sys::fuzz_target;
use parindex::assessment::{Catalog, assess};
use parindex::criteria::load;
use parindex::message::Lang;
use parindex::ranking::rank;
use parindex::report;
use parindex::score::{Basis, score};
use parindex_fuzz::{invariants, only_our_panics_abort};

fuzz_target!(init: only_our_panics_abort(), |text: &str| {
    let (set, findings) = load(&"small.toml".into(), text);
    invariants::of_findings(&findings);
    let Some(set) = set else {
        assert!(findings.iter().any(parindex::diagnostic::Finding::is_error), "refused without a reason");
        let _ = report::faults_text(&findings, text, Lang::Vi);
        return;
    };
    assert!(!findings.iter().any(parindex::diagnostic::Finding::is_error), "sound with an error");
    let _ = Catalog::new(&set);
    let _ = report::set_table(&set, Lang::Vi);
    let assessed = assess(&set, None, Vec::new());
    invariants::of_findings(&assessed.findings);
    let cards: Vec<_> = assessed.assessments.iter().map(|unit| score(&set, unit, Basis::Own)).collect();
    let _ = rank(&set, &cards);
});
