//! Every set that the program carries is sound, says where it comes from, and its examples come out exactly.

// Test code.
#![allow(clippy::unwrap_used)]

use parindex::criteria::{Leaf, Node, Status, builtin, load};
use parindex::message::{Lang, Scorer};
use parindex::points::Number;

#[test]
fn every_carried_set_is_sound() {
    let mut count = 0;
    for (id, text) in builtin::all() {
        let (set, findings) = load(&format!("{id}.toml").into(), text);
        let faults: Vec<String> = findings
            .iter()
            .filter(|finding| finding.is_error())
            .map(|finding| format!("{}: {}", finding.place, finding.text(Lang::En).message))
            .collect();
        assert!(faults.is_empty(), "{}", faults.join("\n"));
        let set = set.unwrap();
        assert_eq!(set.id, id);
        assert!(!set.sources.is_empty(), "{id} names no source");
        // Its source names no year, and `criteria check` says so.
        assert!(set.years.is_some() || id == "ha-noi-phong-ban", "{id} names no years");
        assert_ne!(set.status, Status::Official, "{id}: no source here shows every number");
        count += 1;
    }
    assert_eq!(count, SHIPPED.len());
}

/// Every set with its status, its leaves and the points of the appraised and of the surveyed part.
const SHIPPED: &[(&str, Status, usize, &str, &str)] = &[
    ("bo-noi-vu-tinh-2017", Status::Partial, 8, "100", "0"),
    ("ca-mau-huyen-2013", Status::Partial, 8, "20", "0"),
    ("ha-noi-phong-ban", Status::Partial, 2, "70", "30"),
    ("ha-tinh-huyen-2019", Status::Partial, 2, "80", "20"),
    ("ha-tinh-so-2019", Status::Partial, 2, "80", "20"),
    ("ha-tinh-trung-uong-2019", Status::Partial, 2, "40", "20"),
    ("ha-tinh-xa-2019", Status::Partial, 2, "70", "30"),
    ("mau-ddci-2025", Status::Model, 15, "31", "69"),
    ("mau-huyen-2024", Status::Model, 79, "72", "28"),
    ("mau-so-2025", Status::Model, 56, "80", "20"),
    ("mau-xa-2025", Status::Model, 75, "70", "30"),
    ("phuc-vu-766", Status::Partial, 10, "100", "0"),
    ("tien-giang-y-te-2022", Status::Partial, 5, "5.5", "0"),
];

#[test]
fn every_carried_set_is_what_the_papers_say() {
    let found: Vec<String> = builtin::all().map(|(id, text)| shape(id, text)).collect();
    let promised: Vec<String> = SHIPPED
        .iter()
        .map(|(id, status, leaves, appraised, survey)| {
            format!("{id} {} {leaves} {appraised}+{survey}", status.id())
        })
        .collect();
    assert_eq!(found, promised);
    for paper in ["README.md", "README.vi.md", "CHANGELOG.md"] {
        let text = std::fs::read_to_string(paper).unwrap();
        let unnamed: Vec<&str> =
            SHIPPED.iter().map(|set| set.0).filter(|id| !text.contains(&format!("`{id}`"))).collect();
        assert!(unnamed.is_empty(), "{paper} does not name {unnamed:?}");
    }
}

fn shape(id: &str, text: &str) -> String {
    let (set, _) = load(&format!("{id}.toml").into(), text);
    let set = set.unwrap();
    let part = |survey: bool| -> Number {
        let of_part = |(_, leaf): &(&Node, &Leaf)| (leaf.scored_by == Scorer::Survey) == survey;
        set.leaf_nodes().filter(of_part).fold(Number::ZERO, |sum, (node, _)| &sum + &node.max)
    };
    format!("{id} {} {} {}+{}", set.status.id(), set.leaves.len(), part(false), part(true))
}

/// What the published table shows of decision 2948: the maxima of the fields.
#[test]
fn the_national_structure_is_the_published_one() {
    let (set, _) = load(&"bo-noi-vu-tinh-2017.toml".into(), builtin::get("bo-noi-vu-tinh-2017").unwrap());
    let set = set.unwrap();
    let maxima: Vec<String> = set.fields.iter().map(|field| set.nodes[*field].max.to_string()).collect();
    assert_eq!(maxima, ["10", "10", "14.5", "11", "16", "7", "16", "15.5"]);
}

#[test]
fn the_complete_model_sets_have_the_promised_shape() {
    for (id, leaves) in [("mau-xa-2025", 60..=80), ("mau-huyen-2024", 60..=80), ("mau-so-2025", 40..=80)] {
        let (set, _) = load(&format!("{id}.toml").into(), builtin::get(id).unwrap());
        let set = set.unwrap();
        assert_eq!(set.fields.len(), 8, "{id}");
        assert_eq!(set.scale, 100.into(), "{id}");
        assert!(leaves.contains(&set.leaves.len()), "{id} has {} leaves", set.leaves.len());
        assert!(!set.examples.is_empty(), "{id} has no worked example");
    }
}

#[test]
fn the_example_rounds_have_no_errors() {
    for round in ["xa-2025", "huyen-2024", "so-2025"] {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(round);
        assert_cmd::cargo_bin_cmd!("parindex").arg("rank").arg(folder).assert().code(0);
    }
}
