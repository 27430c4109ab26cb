//! The life of a score ends where the score is, and losses add up to what is missing, exactly.

// Test code.
#![allow(clippy::unwrap_used)]

mod support;

use std::path::Path;

use parindex::assessment::{Assessed, Paper};
use parindex::criteria::CriteriaSet;
use parindex::life::{Life, Losses, Standing, Surroundings, Value};
use parindex::points::Number;
use parindex::score::{Basis, Origin, Status, score};
use support::{File, read, root, run, schema, set};

const BASES: [Basis; 3] = [Basis::Own, Basis::Appraised, Basis::Final];

/// The files of a folder, or the one file.
fn files(path: &Path) -> Vec<std::path::PathBuf> {
    if path.is_file() {
        return vec![path.to_path_buf()];
    }
    let mut all: Vec<_> =
        std::fs::read_dir(path).into_iter().flatten().map(|file| file.unwrap().path()).collect();
    all.sort();
    all
}

/// A round of the repository, read whole.
fn round(folder: &str, set: &CriteriaSet) -> Assessed {
    let folder = root().join(folder);
    let kinds = [
        ("forms", Paper::Form),
        ("cham-diem.xlsx", Paper::Form),
        ("appraisal", Paper::Appraisal),
        ("appraisal2", Paper::Appraisal2),
        ("explanations", Paper::Explanation),
        ("survey.csv", Paper::Survey),
    ];
    let read_all: Vec<(String, Vec<u8>, Paper)> = kinds
        .iter()
        .flat_map(|(name, paper)| files(&folder.join(name)).into_iter().map(move |file| (file, *paper)))
        .map(|(file, paper)| (file.to_string_lossy().into_owned(), std::fs::read(&file).unwrap(), paper))
        .collect();
    let papers: Vec<File> =
        read_all.iter().map(|(name, bytes, paper)| File { name, bytes, paper: *paper }).collect();
    let register = std::fs::read_to_string(folder.join("units.csv")).unwrap();
    read(set, Some(&register), &papers)
}

fn check(set: &CriteriaSet, assessed: &Assessed) {
    assert!(assessed.assessments.len() > 1);
    for basis in BASES {
        for unit in &assessed.assessments {
            let findings = &assessed.findings;
            let around = Surroundings { set, unit, bests: &assessed.bests, basis, findings };
            let card = score(set, unit, basis);
            for (n, score) in card.leaves.iter().enumerate() {
                let life = Life::of_leaf(around, n);
                assert_eq!((&life.points, life.status), (&score.points, score.status));
                let counting: Vec<_> =
                    life.rounds.iter().filter(|round| round.standing == Standing::Counts).collect();
                assert!(counting.len() <= 1, "{} {n}", unit.unit);
                assert_eq!(counting.is_empty(), !unit.entries[n].appraised.is_filled());
                if let Some(Origin::Round(round)) = life.origin {
                    let counting = counting.first().unwrap();
                    assert_eq!(counting.round, round);
                    assert!(life.rounds.iter().all(|of| of.round <= round));
                    assert_eq!(counting.given.at, life.source);
                    if let (Value::Points(points), Status::Scored) = (&counting.given.value, life.status) {
                        assert_eq!(*points, life.points);
                    }
                }
                assert!(life.origin.is_none() || life.source.is_some() || set.leaf(n).1.needs_no_data());
            }
            let mut adjusted = Number::ZERO;
            for (n, adjustment) in set.adjustments.iter().enumerate() {
                let points = Life::of_adjustment(around, n).points;
                let sign = if adjustment.effect.id() == "bonus" { 1 } else { -1 };
                adjusted += &(&points * &Number::from(sign));
            }
            assert_eq!(adjusted, &card.bonus - &card.penalty);
            check_losses(set, around, None, &(&card.points - &adjusted), &card.max);
            for (at, node) in set.nodes.iter().enumerate().filter(|(_, node)| node.leaf.is_none()) {
                let losses = check_losses(set, around, Some(at), &card.nodes[at].points, &card.nodes[at].max);
                assert_eq!(losses.parts.len(), node.children.len());
            }
        }
    }
}

fn check_losses<'a>(
    set: &CriteriaSet,
    around: Surroundings<'a>,
    branch: Option<usize>,
    points: &Number,
    max: &Number,
) -> Losses<'a> {
    let losses = Losses::of(around, branch, None);
    let missing = max - points;
    let lost: Number = losses.rows.iter().map(|row| &row.lost).sum();
    assert_eq!((&lost, &losses.lost), (&missing, &missing));
    assert_eq!(losses.parts.iter().map(|part| &part.lost).sum::<Number>(), missing);
    assert_eq!(losses.rows.last().map(|row| &row.cumulated), losses.rows.last().map(|_| &missing));
    if !missing.is_zero() {
        let shares: Number = losses.rows.iter().filter_map(|row| row.share.as_ref()).sum();
        assert_eq!(shares, Number::from(100));
    }
    assert!(losses.rows.is_sorted_by(|a, b| a.lost >= b.lost));
    let leaves = branch.map_or(set.leaves.len(), |at| set.leaves_under(at).count());
    assert_eq!(losses.rows.len() + losses.full + losses.left_out.len(), leaves);
    losses
}

#[test]
fn lives_end_at_the_score_and_losses_add_up() {
    let small = std::fs::read_to_string(root().join("tests/cmd/dot/nho.toml")).unwrap();
    let carried = |id: &str| parindex::criteria::carried(id).unwrap().1;
    let rounds = [
        ("examples/xa-2025", carried("mau-xa-2025")),
        ("examples/so-2025", carried("mau-so-2025")),
        ("examples/loi", carried("mau-xa-2025")),
        ("tests/cmd/dot", small.clone()),
        ("tests/cmd/hai-lan", small),
    ];
    for (folder, text) in rounds {
        let set = set(&text);
        check(&set, &round(folder, &set));
    }
}

#[test]
fn the_last_round_is_told_with_those_before_it() {
    let folder = root().join("tests/cmd/hai-lan");
    let told = |code: &str| run(&folder, &["explain", "Xã Mẫu Một", code, "--format", "json"]).json();
    let rounds = |json: &serde_json::Value| -> Vec<(i64, f64, String)> {
        let rounds = json["life"]["rounds"].as_array().unwrap().iter();
        let word = |round: &serde_json::Value| round["standing"].as_str().unwrap().to_owned();
        rounds.map(|of| (of["round"].as_i64().unwrap(), of["points"].as_f64().unwrap(), word(of))).collect()
    };
    let json = told("1.10");
    assert_eq!(rounds(&json), [(1, 2.0, "replaced".to_owned()), (2, 3.5, "counts".to_owned())]);
    assert_eq!(json["life"]["rounds"][0]["replaced_by"], 2);
    assert_eq!(json["life"]["explanations"][0]["documents"]["text"], "45/BB-UBND ngày 15/09/2025");
    assert_eq!(json["life"]["final"]["round"], 2);
    let json = told("1.2");
    assert_eq!(rounds(&json), [(1, 2.0, "counts".to_owned()), (1, 1.0, "differs".to_owned())]);
    assert_eq!(json["findings"].as_array().unwrap().len(), 1);
    let json = told("1.1.2");
    assert_eq!(json["life"]["rounds"][0]["copied_self"]["points"], 2.5);
    assert_eq!(json["life"]["computed"]["points_exact"], "35/12");
    // A copy that is as the form is says nothing.
    assert!(told("1.10")["life"]["rounds"][0]["copied_self"].is_null());
}

#[test]
fn a_path_may_stand_in_the_place_of_the_code() {
    let parent = root().join("tests/cmd");
    let by_path = run(&parent, &["explain", "Xã Mẫu Một", "hai-lan"]);
    assert_eq!(by_path.status, Some(0), "{}", by_path.stderr);
    let here = run(&parent.join("hai-lan"), &["explain", "Xã Mẫu Một"]);
    assert_eq!(by_path.stdout, here.stdout);
    // A file that is named as a code is: the set decides.
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("1.1")).unwrap();
    let round = parent.join("hai-lan");
    let round = round.to_string_lossy();
    let by_code = run(folder.path(), &["explain", "Xã Mẫu Một", "1.1", &round]);
    assert!(by_code.stdout.contains("· 1.1 Kế hoạch cải cách hành chính năm"), "{by_code:?}");
    let no_folder = run(&parent, &["explain", "Xã Mẫu Một", "./hai-lam"]);
    assert_eq!(no_folder.status, Some(2));
    assert!(no_folder.stderr.contains("hai-lam"), "{no_folder:?}");
}

#[test]
fn traces_are_as_their_schema_says() {
    let rounds = [
        ("tests/cmd/hai-lan", "Xã Mẫu Một"),
        ("tests/cmd/dot-loi", "Xã Mẫu Một"),
        ("tests/cmd/dot", "Xã Mẫu Hai"),
    ];
    for (folder, unit) in rounds {
        for code in
            ["", "1", "1.1", "1.1.1", "1.1.2", "1.1.3", "1.2", "1.10", "2", "2.1", "2.2", "CONG", "TRU"]
        {
            for by in ["self", "final"] {
                let mut arguments = vec!["explain", unit, code, "--by", by, "--format", "json"];
                arguments.retain(|word| !word.is_empty());
                let json = run(&root().join(folder), &arguments).json();
                assert_eq!(schema::faults(&json), [""; 0], "{folder} {code}");
                assert_eq!((&json["version"], &json["unit"]), (&1.into(), &unit.into()));
                assert!(json["life"].is_null() != json["losses"].is_null());
            }
        }
    }
}

/// A rule computes more digits than the council writes: that is no cut.
#[test]
fn rounding_is_no_cut_without_reason() {
    let told = run(root(), &["explain", "Xã Mẫu 01", "7", "examples/xa-2025"]).stdout;
    assert!(told.contains("7.8.3") && !told.contains("no reason given"), "{told}");
    let cut = run(&root().join("tests/cmd/dot"), &["explain", "Phường Mẫu Một", "1"]).stdout;
    assert!(cut.contains("no reason given"), "{cut}");
}
