//! A long table read block by block is the same as read as a whole, however it is cut and on however many threads.

#![allow(clippy::unwrap_used)] // Test code.

mod support;

use std::sync::Arc;

use parindex::assessment::{Catalog, FileReading, LongTable, Paper, PointsAre, ReadAs, read_file};
use parindex::sheet::{TextParts, read};
use proptest::prelude::*;

const READ_AS: ReadAs = ReadAs { paper: Paper::Form, points: Some(PointsAre::Own), year: None, whole: true };

/// What was read from the text as a whole.
fn whole(catalog: &Catalog, text: &str) -> FileReading {
    let file = Arc::from("long.csv");
    let mut sheets = read(&file, text.as_bytes());
    let mut reading = read_file(catalog, &file, &sheets.sheets, READ_AS);
    reading.findings.append(&mut sheets.findings);
    reading
}

/// The same in blocks of these lengths, the last one again and again; `None` where that is left to the other way.
fn in_blocks(catalog: &Catalog, text: &str, lengths: &[usize]) -> Option<FileReading> {
    let file = Arc::from("long.csv");
    let (mut rest, mut at) = (text.as_bytes(), 0);
    let mut table: Option<LongTable> = None;
    let mut parts = TextParts::begin(&file, &rest[..lengths[0].min(rest.len())])?;
    loop {
        let (block, below) = rest.split_at(lengths[at].min(rest.len()));
        let sheets = parts.take(block, below.is_empty())?;
        if let (None, Some(head)) = (&table, sheets.first()) {
            table = Some(LongTable::begin(catalog, &file, head, READ_AS)?);
        }
        if let Some(table) = &mut table {
            table.take(&sheets)?;
        }
        if below.is_empty() {
            return table?.finish();
        }
        (rest, at) = (below, (at + 1).min(lengths.len() - 1));
    }
}

fn check(text: &str, lengths: &[usize], threads: usize) -> bool {
    let set = support::set(support::SMALL);
    let catalog = Catalog::new(&set);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    let Some(found) = pool.install(|| in_blocks(&catalog, text, lengths)) else { return false };
    let expected = whole(&catalog, text);
    assert_eq!(format!("{:#?}", found.findings), format!("{:#?}", expected.findings));
    assert_eq!(format!("{:#?}", found.submissions), format!("{:#?}", expected.submissions));
    true
}

const HEAD: &str = "unit,code,max,self,appraised,evidence\n";

/// So many units, each with all criteria.
fn table(units: usize) -> String {
    let of_unit = |unit: usize| {
        let rows = ["1.1.1,1", "1.1.2,3", "1.1.3,2", "1.2,2", "1.10,4", "2.1,5", "2.2,3"];
        rows.map(|row| format!("Xã {unit},{row},1,\"1\",\"KH, số {unit}\"\n")).concat()
    };
    HEAD.to_owned() + &(1..=units).map(of_unit).collect::<String>()
}

#[test]
fn blocks_give_what_the_whole_gives() {
    let text = table(60);
    assert!(check(&text, &[text.len() + 1], 1));
    assert!(check(&text, &[10_000, 100], 2));
    assert!(check(&text, &[10_000, 1], 1));
    assert!(check(&format!("\u{feff}sep=,\n{text}\n\n"), &[10_000, 999], 3));
}

#[test]
fn what_is_out_of_the_ordinary_is_left_to_the_other_way() {
    let text = table(60);
    for odd in
        ["Xã 1,1.1.1,1,1,1,\n", "Xã 99,1.1.1,1,1,1,\u{1}\n", "Xã 99,1.1.1,1,1,1,\"x\" y\n", "Xã 99,\"1.1\n"]
    {
        assert!(!check(&(text.clone() + odd), &[10_000, 500], 2), "{odd:?}");
    }
    assert!(!check("a;b\n1;2\n", &[10_000], 1));
    assert!(!check(&text.replace("self,appraised", "self,self"), &[10_000, 500], 2));
}

fn row() -> impl Strategy<Value = String> {
    let code =
        prop::sample::select(vec!["1.1.1", "1.1.2", "1.1", "1.10", "1,2", "2.1", "9.9", "x", "CONG", "Tổng"]);
    let points = prop::sample::select(vec!["1", "0.5", "\"0,5\"", "", "x", "KAD", "0,5"]);
    let evidence = prop::sample::select(vec!["", "KH", "\"a\nb\"", "\"a \"\"b\"\"\"", "  ", "không"]);
    (code, points.clone(), points, evidence)
        .prop_map(|(code, own, appraised, evidence)| format!("{code},1,{own},{appraised},{evidence}"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]
    #[test]
    fn blocks_never_give_anything_else(
        units in prop::collection::vec((prop::collection::vec(row(), 1..6), any::<bool>()), 60..90),
        lengths in prop::collection::vec(1_usize..3_000, 1..6),
        threads in 1_usize..4,
    ) {
        let mut text = HEAD.to_owned() + &"Xã,1.1.1,1,1,1,\n".repeat(200);
        for (number, (rows, paged)) in units.iter().enumerate() {
            for (at, row) in rows.iter().enumerate() {
                text += &format!("Xã {number},{row}\n");
                text += if *paged && at == 2 { HEAD } else { "" };
            }
            text += if *paged { "\n,,,\n" } else { "" };
        }
        let lengths: Vec<usize> = [6_000].into_iter().chain(lengths).collect();
        prop_assert!(check(&text, &lengths, threads));
    }
}
