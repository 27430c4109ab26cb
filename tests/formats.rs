//! The same form as xlsx, xls and ods says the same. `tests/formats/` holds the form of the example round as
//! `LibreOffice` saves it in the other formats.

#![allow(clippy::unwrap_used)] // What a test cannot read must fail it.

mod support;

use std::fs;

use parindex::assessment::Paper;
use parindex::criteria::{builtin, load};
use parindex::score::Basis;
use support::{File, brief, cards, read};

#[test]
fn a_form_says_the_same_in_every_format() {
    let (set, _) = load(&"mau-xa-2025.toml".into(), builtin::get("mau-xa-2025").unwrap());
    let set = set.unwrap();
    let read_one = |path: &str| {
        let bytes = fs::read(path).unwrap();
        let assessed = read(&set, None, &[File { name: path, bytes: &bytes, paper: Paper::Form }]);
        let card = cards(&set, &assessed, Basis::Own).remove(0);
        let leaves: Vec<String> =
            card.leaves.iter().map(|leaf| format!("{:?} {}", leaf.status, leaf.points)).collect();
        (brief(&assessed), card.unit.to_string(), leaves)
    };
    let xlsx = read_one("examples/xa-2025/forms/xa-mau-01.xlsx");
    assert_eq!(xlsx.1, "Xã Mẫu 01");
    assert!(xlsx.2.iter().filter(|leaf| leaf.starts_with("Scored")).count() > 40);
    for other in ["tests/formats/xa-mau-01.xls", "tests/formats/xa-mau-01.ods"] {
        assert_eq!(read_one(other), xlsx, "{other}");
    }
}
