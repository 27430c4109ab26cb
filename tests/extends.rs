//! A set that starts from another: what it changes, adds and drops, and where its faults are told.

// Test code.
#![allow(clippy::unwrap_used)]

mod support;

use std::sync::Arc;

use parindex::criteria::{CriteriaSet, load_with};
use parindex::message::Lang;

const BASE: &str = r#"
[set]
id      = "goc"
title   = "Bộ gốc"
level   = "xa"
years   = { from = 2025 }
status  = "partial"
scale   = 10
sources = ["Bộ mẫu để thử"]
[scoring]
decimals = 3
rounding = "half-even"
[[class]]
name = "Đạt"
from = 0
[[block]]
id = "xa"
[[field]]
code = "1"
name = "Công tác chỉ đạo, điều hành"
max  = 6
[[criterion]]
code = "1.1"
name = "Ban hành kế hoạch"
max  = 2
was  = ["1.9"]
rule.choice = [ { label = "Kịp thời", points = 2 }, { label = "Không", points = 0 } ]
[[criterion]]
code = "1.2"
name = "Hoàn thành kế hoạch"
max  = 3
inputs = [ { id = "a" }, { id = "b", part_of = "a" } ]
rule.proportional = { of = "b / a" }
[[criterion]]
code = "1.10"
name = "Sáng kiến"
max  = 1
[[field]]
code = "2"
name = "Tác động"
max  = 4
[[adjustment]]
code = "CONG"
effect = "bonus"
cap = 2
[[example]]
name = "giữ"
inputs = { "1.2" = { a = 4, b = 1 } }
points = { "1.2" = "3/4" }
[[example]]
name = "bỏ"
inputs = { "1.1" = "Không" }
points = { "1.1" = 0 }
"#;

/// A set that starts from `goc.toml`, of which the rest of the file is given.
fn own(rest: &str) -> String {
    let head = "[set]\nid = \"moi\"\ntitle = \"Bộ mới\"\nyears = { from = 2026 }\nstatus = \"model\"\nsources = [\"Bộ mẫu để thử\"]\nextends = \"goc\"\n";
    format!("{head}{rest}")
}

fn load(files: &[(&str, &str)]) -> (Option<CriteriaSet>, Vec<String>) {
    let find = |name: &str, _: &str| {
        let file = files.iter().find(|(file, _)| file.strip_suffix(".toml") == Some(name))?;
        Some((Arc::from(file.0), file.1.to_owned()))
    };
    let (set, findings) = load_with(&Arc::from(files[0].0), files[0].1, &find);
    let told = |finding: &parindex::diagnostic::Finding| {
        format!("{} {} {}", finding.place, finding.code().id(), finding.text(Lang::En).message)
    };
    (set, findings.iter().map(told).collect())
}

fn on_base(rest: &str) -> (Option<CriteriaSet>, Vec<String>) {
    load(&[("moi.toml", &own(rest)), ("goc.toml", BASE)])
}

fn codes(set: &CriteriaSet) -> Vec<String> {
    set.nodes.iter().map(|node| format!("{} {}", node.code, node.max)).collect()
}

#[test]
fn what_is_not_changed_is_taken_over() {
    let (set, found) = on_base("");
    assert_eq!(found, [""; 0]);
    let set = set.unwrap();
    assert_eq!((set.id.as_str(), set.level.as_str(), set.title.as_str()), ("moi", "xa", "Bộ mới"));
    assert_eq!(codes(&set), ["1 6", "1.1 2", "1.2 3", "1.10 1", "2 4"]);
    assert_eq!((set.scoring.precision.decimals, set.classes.len(), set.blocks.len()), (3, 1, 1));
    assert_eq!((set.examples.len(), set.adjustments.len()), (2, 1));
    assert!(set.node("1.1").unwrap().was.is_empty(), "the codes of the base's own base mean nothing here");
}

#[test]
fn keys_change_codes_come_and_go() {
    let (set, found) = on_base(
        r#"drop = ["1.10"]
[scoring]
decimals = 2
[[criterion]]
code = "1.3"
name = "Kiểm tra"
max  = 1.5
[[criterion]]
code = "1.1"
max  = 1.5
rule.choice = [ { label = "Kịp thời", points = 1.5 }, { label = "Không", points = 0 } ]
[[adjustment]]
code = "CONG"
cap = 1
"#,
    );
    assert_eq!(found, [""; 0]);
    let set = set.unwrap();
    assert_eq!(codes(&set), ["1 6", "1.1 1.5", "1.2 3", "1.3 1.5", "2 4"]);
    assert_eq!(set.node("1.1").unwrap().name, "Ban hành kế hoạch");
    assert_eq!(set.adjustments[0].cap, Some(1.into()));
    assert_eq!(set.scoring.precision.decimals, 2);
    assert_eq!(set.scoring.precision.rounding, parindex::points::Rounding::HalfEven);
    // The example of the criterion that changed is not taken over.
    let names: Vec<&str> = set.examples.iter().map(|example| example.name.as_str()).collect();
    assert_eq!(names, ["giữ"]);
}

#[test]
fn a_new_rule_takes_the_inputs_that_it_needs() {
    let (set, found) =
        on_base("[[criterion]]\ncode = \"1.2\"\nrule.proportional = { of = \"b / a\", floor = \"50%\" }\n");
    assert_eq!(found, [""; 0]);
    assert_eq!(set.unwrap().leaf(1).1.inputs.len(), 2);
    let (set, found) = on_base("[[criterion]]\ncode = \"1.2\"\nrule.judged = { step = 0.5 }\n");
    assert_eq!(found, [""; 0]);
    assert_eq!(set.unwrap().leaf(1).1.inputs.len(), 0);
}

#[test]
fn a_criterion_may_be_divided() {
    let part =
        |code: &str| format!("[[criterion]]\ncode = \"1.2.{code}\"\nname = \"Phần {code}\"\nmax = 1.5\n");
    let (set, found) = on_base(&(part("1") + &part("2")));
    assert_eq!(found, [""; 0]);
    assert_eq!(codes(&set.unwrap()), ["1 6", "1.1 2", "1.2 3", "1.2.1 1.5", "1.2.2 1.5", "1.10 1", "2 4"]);
}

#[test]
fn faults_are_told_where_this_file_can_mend_them() {
    let check = |rest: &str, expected: &[&str]| {
        let (set, mut found) = on_base(rest);
        // The base jumps from 1.2 to 1.10.
        found.retain(|found| !found.contains(" code-gap "));
        assert_eq!(found.len(), expected.len(), "{found:#?}");
        for (found, expected) in found.iter().zip(expected) {
            assert!(found.starts_with(expected), "{found}\n{expected}");
        }
        let errors = expected.iter().any(|text| !text.contains("override-without-effect"));
        assert_eq!(set.is_none(), errors);
    };
    // The sum of the base's field: at `extends`; of a field that is stated here: at its line.
    check("[[criterion]]\ncode = \"1.10\"\nmax = 2\n", &["moi.toml:7:11 sum-differs The maximum of “1” is "]);
    check(
        "[[field]]\ncode = \"1\"\nmax = 7\n",
        &["moi.toml:7:11 sum-differs ", "moi.toml:10:7 sum-differs The maximum of “1” is "],
    );
    // The rule stands in the base, the maximum here.
    check(
        "[[criterion]]\ncode = \"1.1\"\nmax = 1\n[[criterion]]\ncode = \"1.10\"\nmax = 2\n",
        &["moi.toml:9:8 rule-above-max "],
    );
    check("drop = [\"1.11\"]\n", &["moi.toml:8:9 unknown-code The criteria set has no code “1.11”."]);
    check("[[criterion]]\ncode = \"1.10\"\nmax = 1.0\n", &["moi.toml:9:8 override-without-effect "]);
    check("[[criterion]]\ncode = \"1.4.1\"\nname = \"x\"\nmax = 1\n", &["moi.toml:9:8 orphan-code "]);
    check("[[criterion]]\ncode = \"1.10\"\nmaxx = 1\n", &["moi.toml:10:1 unknown-key "]);
    check("drop = [\"1.1\", \"1.2\", \"1.10\"]\n", &["moi.toml:8:9 missing-key "]);
}

#[test]
fn bases_that_cannot_be_used() {
    let check = |files: &[(&str, &str)], expected: &str| {
        let (set, found) = load(files);
        assert!(set.is_none());
        assert_eq!(found.len(), 1, "{found:#?}");
        assert!(found[0].starts_with(expected), "{found:#?}");
    };
    check(&[("moi.toml", &own(""))], "moi.toml:7:11 unknown-base ");
    let faulty = BASE.replace("max  = 3", "max  = 4");
    check(&[("moi.toml", &own("")), ("goc.toml", &faulty)], "moi.toml:7:11 base-fault ");
    let circle = own("").replace("\"moi\"", "\"goc\"").replace("extends = \"goc\"", "extends = \"moi\"");
    check(&[("moi.toml", &own("")), ("goc.toml", &circle)], "moi.toml:7:11 base-circle ");
    check(&[("goc.toml", &own("").replace("\"moi\"", "\"goc\""))], "goc.toml:7:11 base-circle ");
    let lost = own("drop = [\"1\"]").replace("extends = \"goc\"\n", "");
    let found = load(&[("moi.toml", &lost)]).1;
    assert!(found.iter().any(|text| text.starts_with("moi.toml:7:1 missing-key ")), "{found:?}");
}

#[test]
fn a_base_may_start_from_another() {
    let between = own(
        "[[criterion]]\ncode = \"1.1\"\nmax = 2.5\nrule.judged = {}\n[[criterion]]\ncode = \"1.10\"\nmax = 0.5\n",
    );
    let between = between.replace("\"moi\"", "\"giua\"");
    let last =
        own("drop = [\"1.10\"]\n[[criterion]]\ncode = \"1.1\"\nmax = 3\n").replace("\"goc\"", "\"giua\"");
    let (set, found) = load(&[("moi.toml", &last), ("giua.toml", &between), ("goc.toml", BASE)]);
    assert_eq!(found, [""; 0]);
    assert_eq!(codes(&set.unwrap()), ["1 6", "1.1 3", "1.2 3", "2 4"]);
    // An entry that comes from both files answers for its own faults alone.
    let last = own("[[criterion]]\ncode = \"1.1\"\nmax = 2\n").replace("\"goc\"", "\"giua\"");
    let found = load(&[("moi.toml", &last), ("giua.toml", &between), ("goc.toml", BASE)]).1;
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("moi.toml:7:11 sum-differs The maximum of “1” is 6, "), "{found:?}");
}

#[test]
fn exemptions_name_blocks_and_codes_of_the_set() {
    let check = |exemption: &str, expected: &str| {
        let text = BASE.replace(
            "[[field]]\ncode = \"1\"",
            &format!("[[exemption]]\n{exemption}\n[[field]]\ncode = \"1\""),
        );
        let (set, found) = load(&[("goc.toml", &text)]);
        assert!(set.is_none());
        assert_eq!(found.len(), 1, "{found:#?}");
        assert!(found[0].starts_with(expected), "{found:#?}");
    };
    check("blocks = [\"xa\"]\ncodes = [\"1.2\", \"9\"]\nreason = \"x\"", "goc.toml:20:17 unknown-code ");
    check("blocks = [\"dac-khu\"]\ncodes = [\"1.2\"]\nreason = \"x\"", "goc.toml:19:11 unknown-block ");
    check("codes = [\"1.2\"]\nreason = \"x\"", "goc.toml:18:1 missing-key ");
    check("kind = \"Đặc khu\"\nreason = \"x\"", "goc.toml:18:1 missing-key ");
    check("kind = \"Đặc khu\"\ncodes = [\"1.2\"]", "goc.toml:18:1 missing-key ");
    check("kind = \"Đặc khu\"\ncode = \"1.2\"\ncodes = []\nreason = \"x\"", "goc.toml:20:1 unknown-key ");
}

#[test]
fn days_in_force_are_in_order() {
    let text =
        BASE.replace("scale   = 10", "scale   = 10\nin_force = { from = 2025-10-31, to = 2025-10-30 }");
    let found = load(&[("goc.toml", &text)]).1;
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("goc.toml:9:38 invalid-value "), "{found:?}");
}
