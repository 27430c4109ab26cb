//! Pages, web archives and XML Spreadsheet 2003: any bytes behind one of their beginnings.

#![no_main]

use libfuzzer_sys::fuzz_target;
use parindex_fuzz::{invariants, only_our_panics_abort};

const HEADS: [&[u8]; 3] = [
    b"<html><table>",
    b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=a\r\n\r\n--a\r\n",
    b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">",
];

fuzz_target!(init: only_our_panics_abort(), |bytes: &[u8]| {
    let Some((which, rest)) = bytes.split_first() else { return };
    let whole = [HEADS[usize::from(*which) % HEADS.len()], rest].concat();
    invariants::of_reading(&parindex::sheet::read(&"a.xls".into(), &whole));
});
