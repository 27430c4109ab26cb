//! Last year's data by two sets: how each criterion comes to its points, and that the parts of the clauses add up to the
//! change of each index, exactly.

// Test code.
#![allow(clippy::unwrap_used)]

mod support;

use parindex::analysis::{Carried, Clause, Given, Impact, impact};
use parindex::criteria::CriteriaSet;
use parindex::points::Number;
use parindex::score::Basis;
use parindex::unit::exempt_by_set;
use proptest::prelude::*;
use support::{form, read, set};

/// What `parindex criteria impact` computes for one table of data.
fn computed(
    old: &CriteriaSet,
    new: &CriteriaSet,
    register: Option<&str>,
    table: &str,
    basis: Basis,
) -> Impact {
    let assessed = read(old, register, &[form("du-lieu.csv", table)]);
    let sent = assessed.assessments.iter().filter(|unit| unit.sent);
    let units = sent.map(|assessment| {
        let card = parindex::score::score(old, assessment, basis);
        let mut leaves = vec![false; new.leaves.len()];
        exempt_by_set(new, assessment.block, &assessment.kind, &mut leaves);
        Given { assessment, card, block: assessment.block, exempt: leaves }
    });
    impact(old, new, units.collect(), basis)
}

fn n(text: &str) -> Number {
    Number::from_plain(text).unwrap()
}

/// The parts of the first unit that are not 0, by the codes of their clauses.
fn parts(impact: &Impact, old: &CriteriaSet, new: &CriteriaSet) -> Vec<(String, Number)> {
    let code = |clause: &Clause| match clause {
        Clause::Criteria(part, _) => match (part.new.first(), part.old.first()) {
            (Some(n), _) => new.leaf(*n).0.code.to_string(),
            (None, Some(m)) => format!("({})", old.leaf(*m).0.code),
            (None, None) => String::new(),
        },
        Clause::Adjustment(_, Some(at)) => new.adjustments[*at].code.to_string(),
        Clause::Adjustment(..) => "()".to_owned(),
        Clause::AboveScale => "scale".to_owned(),
        Clause::NotApplicable => "stretch".to_owned(),
    };
    let parts = impact.units[0].parts.as_ref().unwrap();
    let all = impact.clauses.iter().zip(parts).filter(|(_, part)| !part.is_zero());
    all.map(|(clause, part)| (code(clause), part.clone())).collect()
}

fn assert_sums(impact: &Impact) {
    for unit in &impact.units {
        match (&unit.parts, unit.change()) {
            (Some(parts), Some(change)) => {
                assert_eq!(parts.iter().sum::<Number>(), change, "{}: {parts:?}", unit.old.unit);
            }
            (parts, change) => assert!(parts.is_none() && change.is_none()),
        }
        assert_eq!(unit.carried.len(), unit.new.leaves.len());
    }
}

const HEAD: &str = "[set]\nid = \"small\"\ntitle = \"Bộ thử\"\nlevel = \"xa\"\nyears = { from = 2025 }\nstatus = \"model\"\nsources = [\"Bộ mẫu để thử\"]\n";

/// A set of one field with these criteria, each with its maximum, name and further keys.
fn flat(leaves: &[(&str, &str, &str)], rest: &str) -> CriteriaSet {
    let scale: Number = leaves.iter().map(|(_, max, _)| n(max)).sum();
    let mut text =
        format!("{HEAD}scale = {scale}\n[[field]]\ncode = \"1\"\nname = \"Lĩnh vực\"\nmax = {scale}\n");
    for (at, (name, max, keys)) in leaves.iter().enumerate() {
        text.push_str(&format!(
            "[[criterion]]\ncode = \"1.{}\"\nname = \"{name}\"\nmax = {max}\n{keys}\n",
            at + 1
        ));
    }
    set(&(text + rest))
}

const STATES: &str = r#"rule.choice = [ { label = "Kịp thời", points = 1 }, { label = "Chậm", points = 0.5 }, { label = "Không", points = 0 } ]"#;
const LESS: &str = r#"rule.choice = [ { label = "Kịp thời", points = 0.5 }, { label = "Chậm", points = 0.1 }, { label = "Không", points = 0 } ]"#;
const RATE: &str = r#"inputs = [ { id = "a", name = "Tổng số" }, { id = "b", name = "Đúng hạn", part_of = "a" } ]
rule.proportional = { of = "b / a" }"#;
const FLOOR: &str = r#"inputs = [ { id = "a", name = "Tổng số" }, { id = "b", name = "Đúng hạn", part_of = "a" } ]
rule.proportional = { of = "b / a", floor = "80%" }"#;

#[test]
fn how_a_criterion_comes_to_its_points() {
    let check = |old: (&str, &str), new: (&str, &str), cells: &str, points: &str, how: Carried| {
        let before = flat(&[("Ban hành kế hoạch", old.0, old.1), ("Việc khác", "9", "")], "");
        let after = flat(&[("Ban hành kế hoạch", new.0, new.1), ("Việc khác", "9", "")], "");
        let table = format!(
            "Đơn vị: Xã Mẫu 01,,,,\nSTT,Tiêu chí,Điểm tối đa,Số liệu kê khai,Điểm tự chấm\n1,Lĩnh vực,,,\n1.1,Ban hành kế hoạch,{},{cells}\n1.2,Việc khác,9,,6\n",
            old.0
        );
        let impact = computed(&before, &after, None, &table, Basis::Own);
        let unit = &impact.units[0];
        let exact = Number::from_plain(points).unwrap_or_else(|| {
            let (a, b) = points.split_once('/').unwrap();
            n(a).checked_div(&n(b)).unwrap()
        });
        assert_eq!((&unit.new.leaves[0].points, unit.carried[0]), (&exact, how), "{old:?} {new:?} {cells}");
        assert_eq!(unit.carried[1], Carried::Same);
        assert_sums(&impact);
    };
    // Nothing changed but the wording of an input.
    check(("1", STATES), ("1", STATES), ",0.5", "0.5", Carried::Same);
    // Raw data that gave the points are computed anew; a corrected claim stands on no data.
    check(("3", RATE), ("3", FLOOR), "a=4; b=3,2.25", "0", Carried::Computed);
    check(("3", RATE), ("2", RATE), "a=4; b=3,2.25", "1.5", Carried::Computed);
    check(("3", RATE), ("2", RATE), "a=7; b=6,", "12/7", Carried::Computed);
    // Only points are known.
    check(("3", RATE), ("2", RATE), ",2.25", "1.5", Carried::Share);
    check(("3", RATE), ("3", FLOOR), ",2.25", "2.25", Carried::Share);
    check(("2", ""), ("3", ""), ",1", "1.5", Carried::Share);
    // An option by its label, declared or known from the points.
    check(("1", STATES), ("0.5", LESS), "Chậm,", "0.1", Carried::Computed);
    check(("1", STATES), ("0.5", LESS), ",0.5", "0.1", Carried::Option);
    check(("1", STATES), ("1", ""), ",0.5", "0.5", Carried::Share);
    // No points stay none.
    check(("1", STATES), ("0.5", LESS), ",", "0", Carried::Same);
}

#[test]
fn parts_of_known_size() {
    // 6 of 10; the first criterion is halved, one is gone, one is new: 0.5 × 2 + 4 = 5 of 9.
    let old = flat(&[("Một", "2", ""), ("Hai", "6", ""), ("Ba", "2", "")], "");
    let new = flat(&[("Một", "1", ""), ("Hai", "6", ""), ("Bốn", "2", "")], "");
    let table = "Đơn vị: Xã Mẫu 01,,,\nSTT,Tiêu chí,Điểm tối đa,Điểm tự chấm\n1,Lĩnh vực,,\n1.1,Một,2,1\n1.2,Hai,6,4\n1.3,Ba,2,1\n";
    let impact = computed(&old, &new, None, table, Basis::Own);
    assert_sums(&impact);
    let unit = &impact.units[0];
    assert_eq!(unit.old.index, Some(n("60")));
    assert_eq!(unit.new.index, Some(n("50")));
    assert_eq!((unit.count(Carried::Share), unit.count(Carried::NoData)), (1, 1));
    // 100/9 × [ −0.5 + 0.6 × 1 ], 100/9 × [ 0 − 0.6 × 2 ], 100/9 × [ −1 + 0.6 × 2 ].
    let ninth = |tenths: i64| Number::ratio(10 * tenths, 9).unwrap();
    let expected =
        [("1.1", 1), ("1.3", -12), ("(1.3)", 2)].map(|(code, tenths)| (code.to_owned(), ninth(tenths)));
    assert_eq!(parts(&impact, &old, &new), expected);
}

#[test]
fn merged_and_divided_criteria_are_one_clause() {
    let old = flat(&[("Một", "2", ""), ("Hai", "4", ""), ("Ba", "4", "")], "");
    let new = flat(
        &[
            ("Một và hai", "6", "was = [\"1.1\", \"1.2\"]"),
            ("Ba a", "1", "was = [\"1.3\"]"),
            ("Ba b", "3", "was = [\"1.3\"]"),
        ],
        "",
    );
    let table = "Đơn vị: Xã Mẫu 01,,,\nSTT,Tiêu chí,Điểm tối đa,Điểm tự chấm\n1,Lĩnh vực,,\n1.1,Một,2,1\n1.2,Hai,4,4\n1.3,Ba,4,3\n";
    let impact = computed(&old, &new, None, table, Basis::Own);
    assert_sums(&impact);
    let unit = &impact.units[0];
    assert_eq!(
        unit.new.leaves.iter().map(|leaf| leaf.points.clone()).collect::<Vec<_>>(),
        [n("5"), n("0.75"), n("2.25")]
    );
    assert_eq!(unit.count(Carried::Share), 3);
    assert_eq!(unit.change(), Some(Number::ZERO));
    assert_eq!(impact.clauses.len(), 4, "two of criteria, two of the set as a whole");
}

#[test]
fn bonus_caps_and_exemptions_have_their_parts() {
    let bonus = |cap: &str| format!("[[adjustment]]\ncode = \"CONG\"\neffect = \"bonus\"\ncap = {cap}\n");
    let exempting = "[[block]]\nid = \"xa\"\n[[exemption]]\nblocks = [\"xa\"]\ncodes = [\"1.2\"]\nreason = \"Không phát sinh\"\n";
    let blocks = "[[block]]\nid = \"xa\"\n";
    let old = flat(&[("Một", "6", ""), ("Hai", "4", "")], &(bonus("2") + blocks));
    let new = flat(&[("Một", "6", ""), ("Hai", "4", "")], &(bonus("1") + exempting));
    let table = "Đơn vị,Khối,1.1,1.2,CONG\nXã Mẫu 01,xa,3,4,2\n";
    let impact = computed(&old, &new, None, table, Basis::Final);
    assert_sums(&impact);
    let unit = &impact.units[0];
    // 9 of 10, then 4 of 6.
    assert_eq!(unit.old.index, Some(n("90")));
    assert_eq!(unit.new.index, Number::ratio(400, 6));
    assert_eq!(unit.carried[1], Carried::Exempt);
    let sixth = |tenths: i64| Number::ratio(10 * tenths, 6).unwrap();
    // 1.2: −4 + 0.9 × 4; the bonus: −1.
    let expected = [("1.2", -4), ("CONG", -10)].map(|(code, tenths)| (code.to_owned(), sixth(tenths)));
    assert_eq!(parts(&impact, &old, &new), expected);
}

/// A criterion of a random set: maximum in quarters, rule, scored by a survey.
type Leaf = Option<(u32, usize, bool, Vec<&'static str>)>;

/// What it continues, mostly nothing; some of the codes do not exist.
fn was() -> impl Strategy<Value = Vec<&'static str>> {
    let codes = vec!["1.1", "1.2", "1.3", "2.1", "2.2", "2", "9.9"];
    prop_oneof![3 => Just(Vec::new()), 2 => proptest::sample::subsequence(codes, 1..3)]
}

fn leaf() -> impl Strategy<Value = Leaf> {
    prop_oneof![1 => Just(None), 4 => (1..12u32, 0..3usize, any::<bool>(), was()).prop_map(Some)]
}

/// Modes of a random set: rescaling of the appraised part alone, a capped total, caps of bonus and penalty.
type Modes = (bool, bool, u32, u32);

const NAMES: [&str; 6] = ["Một", "Hai", "Ba", "Bốn", "Năm", "Sáu"];

fn quarters(value: u32) -> String {
    Number::ratio(i64::from(value), 4).unwrap().to_string()
}

fn random_set(leaves: &[Leaf], modes: Modes) -> (CriteriaSet, Vec<(usize, String, u32)>) {
    let mut text = String::new();
    let mut codes: Vec<(usize, String, u32)> = Vec::new();
    let mut sums = [0, 0];
    for (at, leaf) in leaves.iter().enumerate() {
        let Some((max, rule, survey, was)) = leaf else { continue };
        let (max, rule, survey) = (*max, *rule, *survey);
        let field = at % 2;
        sums[field] += max;
        let code =
            format!("{}.{}", field + 1, codes.iter().filter(|(other, ..)| other % 2 == field).count() + 1);
        let shown = quarters(max);
        let rule = match rule {
            0 => "rule.judged = {}".to_owned(),
            1 => format!(
                "rule.choice = [ {{ label = \"Đạt\", points = {shown} }}, {{ label = \"Không\", points = 0 }} ]"
            ),
            _ => RATE.to_owned(),
        };
        let scored_by = if survey { "survey" } else { "unit" };
        text.push_str(&format!("[[criterion]]\ncode = \"{code}\"\nname = \"{}\"\nmax = {shown}\nscored_by = \"{scored_by}\"\nwas = {was:?}\n{rule}\n", NAMES[at]));
        codes.push((at, code, max));
    }
    let (appraised, cap, bonus, penalty) = modes;
    let mut head = format!("{HEAD}scale = {}\n[scoring]\n", quarters(sums[0] + sums[1]));
    head.push_str(if appraised { "not_applicable = \"rescale-appraised\"\n" } else { "" });
    head.push_str(if cap { "above_scale = \"cap\"\n" } else { "" });
    for (code, effect, cap) in [("CONG", "bonus", bonus), ("TRU", "penalty", penalty)] {
        head.push_str(&format!(
            "[[adjustment]]\ncode = \"{code}\"\neffect = \"{effect}\"\ncap = {}\n",
            quarters(cap)
        ));
    }
    for (field, sum) in sums.iter().enumerate().filter(|(_, sum)| **sum > 0) {
        head.push_str(&format!(
            "[[field]]\ncode = \"{}\"\nname = \"Lĩnh vực {field}\"\nmax = {}\n",
            field + 1,
            quarters(*sum)
        ));
    }
    (set(&(head + &text)), codes)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn parts_add_up(
        mut old in proptest::collection::vec(leaf(), 6),
        mut new in proptest::collection::vec(leaf(), 6),
        old_modes in (any::<bool>(), any::<bool>(), 1..8u32, 1..8u32),
        new_modes in (any::<bool>(), any::<bool>(), 1..8u32, 1..8u32),
        // Per unit: what it got of each criterion in hundredths, what does not apply, bonus and penalty.
        units in proptest::collection::vec((proptest::collection::vec(0..=100u32, 6), 0..6usize, 0..9u32, 0..9u32), 1..4),
    ) {
        // Both sets have something.
        old[0] = old[0].take().or(Some((4, 0, false, Vec::new())));
        new[1] = new[1].take().or(Some((8, 0, true, vec!["1.1"])));
        let ((old, codes), (new, _)) = (random_set(&old, old_modes), random_set(&new, new_modes));
        let heads: Vec<&str> = codes.iter().map(|(_, code, _)| code.as_str()).collect();
        let mut table = format!("Đơn vị,{},CONG,TRU\n", heads.join(","));
        let mut register = "name,not_applicable\n".to_owned();
        for (at, (points, exempt, bonus, penalty)) in units.iter().enumerate() {
            let cells: Vec<String> = codes
                .iter()
                .map(|(leaf, _, max)| Number::ratio(i64::from(points[*leaf] * max), 400).unwrap().to_string())
                .collect();
            table.push_str(&format!("Xã Mẫu {at:02},{},{},{}\n", cells.join(","), quarters(*bonus), quarters(*penalty)));
            let exempt = codes.iter().find(|(leaf, ..)| leaf == exempt).map_or("", |(_, code, _)| code.as_str());
            register.push_str(&format!("Xã Mẫu {at:02},{exempt}\n"));
        }
        let impact = computed(&old, &new, Some(&register), &table, Basis::Final);
        prop_assert_eq!(impact.units.len(), units.len());
        for unit in &impact.units {
            // The index by the old set is that of the points in the table, not of nothing.
            prop_assert!(unit.old.leaves.iter().all(|leaf| leaf.status != parindex::score::Status::Missing));
        }
        assert_sums(&impact);
    }
}

#[test]
fn a_set_against_itself_changes_nothing() {
    let (old, new) = (set(support::SMALL), set(support::SMALL));
    let table = "Đơn vị,1.1.1,1.1.2,1.1.3,1.2,1.10,2.1,2.2\nXã Mẫu 01,1,2.4,2,1,3.5,4,2\n";
    let impact = computed(&old, &new, None, table, Basis::Final);
    assert_eq!(parts(&impact, &old, &new), []);
    assert!(impact.units[0].carried.iter().all(|how| *how == Carried::Same));
    let diff = parindex::analysis::diff(&old, &new);
    assert!(diff.entries.is_empty() && diff.set.is_empty());
}
