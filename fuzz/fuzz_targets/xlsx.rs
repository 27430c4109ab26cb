//! Workbooks whose XML is well made, or nearly: our reader against calamine's, cell by cell.

#![no_main]

#[path = "../../tests/support/allowed.rs"]
mod allowed;
#[path = "../../tests/support/oracle.rs"]
mod oracle;

use libfuzzer_sys::fuzz_target;
use parindex_fuzz::{bytes::Bytes, cells, invariants, only_our_panics_abort, parts};

fuzz_target!(init: only_our_panics_abort(), |bytes: &[u8]| {
    let package = match parts::package(bytes) {
        Some(package) => package,
        None => {
            let mut bytes = Bytes(bytes);
            let deflated = bytes.byte() & 1 == 0;
            parts::zip(&cells::workbook(&mut bytes), deflated)
        }
    };
    invariants::of_reading(&parindex::sheet::read(&"a.xlsx".into(), &package));
    let found = oracle::differences(&package);
    if std::env::var("SHOW").is_ok() && !found.is_empty() {
        eprintln!("{}", found[0]);
        return;
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
});
