//! Forms: sheets made of the words of forms, read against the carried sets, checked, scored, ranked and written.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use parindex::assessment::{Catalog, Paper, PointsAre, ReadAs, assess, read_file};
use parindex::criteria::{CriteriaSet, builtin, load};
use parindex::message::Lang;
use parindex::ranking::rank;
use parindex::report;
use parindex::score::{Basis, backing, score};
use parindex_fuzz::{bytes::Bytes, form, invariants, only_our_panics_abort};

static SETS: LazyLock<Vec<CriteriaSet>> = LazyLock::new(|| {
    let small = ("small", include_str!("../../tests/support/small.toml"));
    let texts = builtin::all().chain([small]);
    texts.filter_map(|(id, text)| load(&format!("{id}.toml").into(), text).0).collect()
});
static CATALOGS: LazyLock<Vec<Catalog<'static>>> = LazyLock::new(|| SETS.iter().map(Catalog::new).collect());

fuzz_target!(init: only_our_panics_abort(), |bytes: &[u8]| {
    let mut bytes = Bytes(bytes);
    let catalog = &CATALOGS[bytes.below(CATALOGS.len())];
    let set = catalog.set;
    let choice = bytes.byte();
    let read_as = ReadAs {
        paper: [Paper::Form, Paper::Form, Paper::Appraisal, Paper::Survey][usize::from(choice & 3)],
        points: [None, None, Some(PointsAre::Own), Some(PointsAre::Appraised)][usize::from(choice >> 2 & 3)],
        year: Some(2025),
        evidence: choice & 16 > 0,
    };
    let sheets: Vec<_> = (0..=choice >> 7).map(|_| form::sheet(set, &mut bytes)).collect();
    let reading = read_file(catalog, &"xa.xlsx".into(), &sheets, read_as);
    let assessed = assess(set, None, vec![reading]);
    invariants::of_findings(&assessed.findings);
    for basis in [Basis::Own, Basis::Final] {
        let cards: Vec<_> = assessed.assessments.iter().map(|unit| score(set, unit, basis)).collect();
        let ranking = rank(set, &cards);
        let _ = report::csv(&report::rank_flat(set, &cards, &ranking.blocks));
        let backings = assessed.assessments.iter().map(|unit| backing(set, unit, basis));
        let _ = report::csv(&report::score_flat(set, cards.iter().zip(backings)));
    }
    let _ = report::findings_text(&assessed.findings, 1, Lang::Vi);
});
