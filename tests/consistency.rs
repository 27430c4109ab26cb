//! Rounds in which unequal treatment and strict appraisers are planted, and honest rounds in which nothing is.

#![allow(clippy::cast_possible_truncation, clippy::unwrap_used, clippy::indexing_slicing)] // Test code.

mod support;

use std::fmt::Write as _;

use parindex::analysis::consistency;
use parindex::assessment::Paper;
use parindex::diagnostic::Finding;
use parindex::message::{Detail, Lang};
use support::{File, form, read, root, run, set};

/// The same numbers for ever.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }
}

const LEAVES: usize = 40;

/// A set in which every second leaf is scored by numbers, the others are judged.
fn criteria() -> String {
    let mut text = format!(
        "[set]\nid = \"small\"\ntitle = \"Bộ thử\"\nlevel = \"xa\"\nyears = {{ from = 2025 }}\nstatus = \"model\"\nscale = {0}\n\
         sources = [\"Bộ thử\"]\n[[field]]\ncode = \"1\"\nname = \"Lĩnh vực\"\nmax = {0}\n",
        2 * LEAVES
    );
    for n in 1..=LEAVES {
        let rule = if n % 2 == 0 {
            "inputs = [ { id = \"a\", name = \"Số nhiệm vụ\" }, { id = \"b\", name = \"Đã xong\", part_of = \"a\" } ]\nrule.proportional = { of = \"b / a\" }"
        } else {
            "rule.judged = { step = 0.5 }"
        };
        write!(text, "[[criterion]]\ncode = \"1.{n}\"\nname = \"Tiêu chí số {n}\"\nmax = 2\n{rule}\n")
            .unwrap();
    }
    text
}

/// What a unit says of a leaf, and what it got.
#[derive(Clone)]
struct Cell {
    data: Option<(u64, u64)>,
    own: String,
    evidence: String,
    points: String,
    reason: String,
    who: usize,
}

/// A round: per unit and leaf a cell. The council is honest: it cuts one of eight for reasons of its own and says them.
fn honest(units: usize, appraisers: usize, dice: &mut Dice) -> Vec<Vec<Cell>> {
    let cell = |unit: usize, leaf: usize, dice: &mut Dice| {
        let data = leaf.is_multiple_of(2).then(|| {
            let a = [10, 20, 40][dice.below(3) as usize];
            (a, a - dice.below(3))
        });
        let halves = 4 - dice.below(2);
        let own = data.map_or_else(|| half(halves), |(a, b)| decimal(2 * b, a));
        let evidence = match dice.below(10) {
            0 => String::new(),
            _ => format!("Báo cáo số {}/BC-UBND ngày 15/01/2025", unit * 100 + leaf),
        };
        let cut = dice.below(8) == 0;
        let points = if cut { half(dice.below(halves)) } else { own.clone() };
        let reason = if points == own { String::new() } else { "Thiếu tài liệu".to_owned() };
        Cell { data, own, evidence, points, reason, who: unit % appraisers }
    };
    (0..units).map(|unit| (1..=LEAVES).map(|leaf| cell(unit, leaf, dice)).collect()).collect()
}

fn half(halves: u64) -> String {
    decimal(halves, 2)
}

fn decimal(of: u64, by: u64) -> String {
    let hundredths = of * 1000 / by;
    format!("{}.{:03}", hundredths / 1000, hundredths % 1000)
}

/// What is found of a round.
fn found(round: &[Vec<Cell>]) -> Vec<Finding> {
    let set = set(&criteria());
    let mut own = "unit,code,a,b,self,evidence\n".to_owned();
    let mut given = "unit,code,appraised,Lý do,Người thẩm định\n".to_owned();
    for (unit, cells) in round.iter().enumerate() {
        for (leaf, cell) in cells.iter().enumerate() {
            let (a, b) = cell.data.map_or_else(Default::default, |(a, b)| (a.to_string(), b.to_string()));
            let (name, code) = (format!("Xã Mẫu {unit:03}"), leaf + 1);
            writeln!(own, "{name},1.{code},{a},{b},{},{}", cell.own, cell.evidence).unwrap();
            writeln!(given, "{name},1.{code},{},{},Người {}", cell.points, cell.reason, cell.who).unwrap();
        }
    }
    let papers =
        [form("x.csv", &own), File { name: "a.csv", bytes: given.as_bytes(), paper: Paper::Appraisal }];
    let assessed = read(&set, None, &papers);
    let wrong: Vec<_> = assessed.findings.iter().filter(|finding| finding.is_error()).collect();
    assert!(wrong.is_empty(), "{}", wrong[0].text(Lang::En).message);
    consistency(&set, &assessed.assessments)
}

fn codes(found: &[Finding]) -> Vec<String> {
    let told = |finding: &Finding| {
        let criterion = finding.criterion.as_deref().unwrap_or("-");
        format!("{} {} {criterion}", finding.code().id(), finding.unit.as_deref().unwrap_or("-"))
    };
    let mut codes: Vec<String> = found.iter().map(told).collect();
    codes.sort();
    codes
}

#[test]
fn honest_rounds_raise_no_alarm() {
    let mut alarms = [0, 0];
    let mut cells = 0;
    for (seed, (units, appraisers)) in
        (1..).zip([(15, 3), (15, 3), (18, 3), (24, 4), (30, 3), (60, 3), (60, 6), (90, 5)])
    {
        let round = honest(units, appraisers, &mut Dice(seed));
        cells += units * LEAVES;
        for finding in found(&round) {
            alarms[usize::from(matches!(finding.detail, Detail::StrictAppraiser { .. }))] += 1;
        }
    }
    println!(
        "{cells} appraised cells of honest rounds: {} alarms of unequal treatment, {} of strict appraisers",
        alarms[0], alarms[1]
    );
    assert_eq!(alarms, [0, 0]);
}

/// A round of 30 units in which nothing is found.
fn quiet() -> Vec<Vec<Cell>> {
    let round = honest(30, 3, &mut Dice(7));
    assert_eq!(codes(&found(&round)), [""; 0]);
    round
}

#[test]
fn equal_data_with_other_points_are_found() {
    // Leaf 2 (at 1) is scored by numbers.
    let plant = |reason: &str, evidence: [&str; 2]| {
        let mut round = quiet();
        for (at, unit) in [3, 11].into_iter().enumerate() {
            let cell = &mut round[unit][1];
            (cell.data, cell.own, cell.evidence) =
                (Some((50, 43)), "1.720".to_owned(), evidence[at].to_owned());
            (cell.points, cell.reason) = if at == 0 {
                ("1.72".to_owned(), String::new())
            } else {
                ("1".to_owned(), reason.to_owned())
            };
        }
        found(&round)
    };
    let expected = ["unequal-treatment Xã Mẫu 011 1.2"];
    let other = ["Báo cáo số 1/BC", "Báo cáo số 2/BC"];
    let planted = plant("", other);
    assert_eq!(codes(&planted), expected);
    let Detail::UnequalTreatment { more, data: true, evidence: false, .. } = &planted[0].detail else {
        panic!()
    };
    assert_eq!((more[0].unit.as_str(), more[0].cell.as_str()), ("Xã Mẫu 003", "C123"));
    assert_eq!(planted[0].place.to_string(), "a.csv!a!C443");
    // A reason says why; but not where the evidence has the same words.
    assert_eq!(codes(&plant("Thiếu báo cáo", other)), [""; 0]);
    assert_eq!(codes(&plant("Thiếu báo cáo", ["Báo cáo chung số 1/BC"; 2])), expected);
}

#[test]
fn equal_claims_with_the_same_evidence_are_found() {
    let plant = |own: [&str; 2], evidence: [&str; 2], points: [&str; 3]| {
        let mut round = quiet();
        for (at, unit) in [4, 9, 20].into_iter().enumerate() {
            let cell = &mut round[unit][0];
            (cell.own, cell.evidence) = (own[at.min(1)].to_owned(), evidence[at.min(1)].to_owned());
            (cell.points, cell.reason) = (points[at].to_owned(), "Xem biên bản".to_owned());
        }
        codes(&found(&round))
    };
    let text = "Kế hoạch chung số 9/KH";
    let expected = ["unequal-treatment Xã Mẫu 009 1.1"];
    assert_eq!(plant(["2", "2"], [text; 2], ["2", "1", "2"]), expected);
    // One finding for all of a group.
    assert_eq!(plant(["2", "2"], [text; 2], ["2", "1", "0.5"]), expected);
    assert_eq!(plant(["2", "2"], [text; 2], ["1", "1", "1"]), [""; 0]);
    assert_eq!(plant(["2", "1.5"], [text; 2], ["2", "1", "1"]), [""; 0]);
    assert_eq!(plant(["2", "2"], [text, "Kế hoạch riêng số 8/KH"], ["2", "1", "1"]), [""; 0]);
}

#[test]
fn a_strict_appraiser_is_found() {
    // Appraiser 1 has ten of the thirty units.
    let plant = |leaves: &[usize], cut: usize, points: &str| {
        let mut round = quiet();
        for leaf in leaves {
            // The others accept nearly all.
            for cells in &mut round {
                let cell = &mut cells[*leaf];
                (cell.data, cell.own, cell.points, cell.reason) =
                    (None, "2".to_owned(), "2".to_owned(), String::new());
            }
            for cells in round.iter_mut().filter(|cells| cells[*leaf].who == 1).take(cut) {
                (cells[*leaf].points, cells[*leaf].reason) = (points.to_owned(), "Chưa đạt".to_owned());
            }
        }
        found(&round)
    };
    let one = plant(&[4], 6, "1");
    assert_eq!(codes(&one), ["strict-appraiser - 1.5"]);
    let Detail::StrictAppraiser { who, cut, units: 10, others: 20, cells, criteria, .. } = &one[0].detail
    else {
        panic!()
    };
    assert_eq!(
        (who.as_str(), cut.to_string().as_str(), cells.len(), criteria.len()),
        ("Người 1", "30", 6, 0)
    );
    assert_eq!(one[0].also.len(), 5);
    // Not more than half, not a quarter of the maximum.
    assert_eq!(codes(&plant(&[4], 5, "0")), [""; 0]);
    assert_eq!(codes(&plant(&[4], 9, "1.5")), [""; 0]);
    assert_eq!(codes(&plant(&[4], 5, "1")), [""; 0]);
    // One finding for several criteria.
    let several = plant(&[4, 6, 8], 10, "1");
    assert_eq!(codes(&several), ["strict-appraiser - 1.5"]);
    assert!(several[0].text(Lang::En).message.ends_with("So it is with “1.7”, “1.9”."));
    // Where all are strict nobody is.
    let mut round = quiet();
    for cells in &mut round {
        (cells[4].own, cells[4].points, cells[4].reason) =
            ("2".to_owned(), "1".to_owned(), "Chưa đạt".to_owned());
    }
    assert_eq!(codes(&found(&round)), [""; 0]);
}

#[test]
fn the_examples_raise_no_alarm() {
    for example in ["examples/xa-2025", "examples/so-2025"] {
        let json = run(root(), &["validate", example, "--format", "json"]).json();
        let alarms = json["findings"].as_array().unwrap().iter().filter(|finding| {
            ["unequal-treatment", "strict-appraiser"].contains(&finding["code"].as_str().unwrap())
        });
        let count = alarms.count();
        println!("{example}: {count} alarms");
        assert_eq!(count, 0, "{example}");
    }
}
