//! Text tables: any bytes, as the reader of CSV files gets them.

#![no_main]

use libfuzzer_sys::fuzz_target;
use parindex_fuzz::{invariants, only_our_panics_abort};

fuzz_target!(init: only_our_panics_abort(), |bytes: &[u8]| {
    if bytes.starts_with(b"PK") || bytes.starts_with(b"\xD0\xCF") {
        return;
    }
    invariants::of_reading(&parindex::sheet::read(&"a.csv".into(), bytes));
});
