//! Every set that the program carries is sound, says where it comes from, and its examples come out exactly.

use parindex::criteria::{Status, builtin, load};
use parindex::diagnostic::Place;
use parindex::message::Lang;

#[test]
fn every_carried_set_is_sound() {
    let mut count = 0;
    for (id, text) in builtin::all() {
        let (set, findings) = load(&format!("{id}.toml").into(), text);
        let faults: Vec<String> = findings
            .iter()
            .filter(|finding| finding.is_error())
            .map(|finding| match &finding.place {
                Place::Text { .. } => format!("{}: {}", finding.place, finding.text(Lang::En).message),
                _ => finding.place.to_string(),
            })
            .collect();
        assert!(faults.is_empty(), "{}", faults.join("\n"));
        let set = set.unwrap();
        assert_eq!(set.id, id);
        assert!(!set.sources.is_empty(), "{id} names no source");
        assert!(set.years.is_some(), "{id} names no years");
        assert_ne!(set.status, Status::Official, "{id}: no source here shows every number");
        count += 1;
    }
    assert!(count >= 7, "only {count} sets");
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
