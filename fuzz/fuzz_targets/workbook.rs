//! Workbooks: raw bytes that begin as ZIP or OLE files do, and packages written as text (see `parts`).

#![no_main]

use libfuzzer_sys::{Corpus, fuzz_target};
use parindex_fuzz::{invariants, only_our_panics_abort, parts};

fuzz_target!(init: only_our_panics_abort(), |bytes: &[u8]| -> Corpus {
    let packed = parts::package(bytes);
    let bytes = packed.as_deref().unwrap_or(bytes);
    if !bytes.starts_with(b"PK\x03\x04") && !bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return Corpus::Reject;
    }
    invariants::of_reading(&parindex::sheet::read(&"a.xlsx".into(), bytes));
    Corpus::Keep
});
