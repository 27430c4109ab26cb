//! Answers of respondents: however they are laid out and in whatever order, they come to the same points in every command.

#![allow(clippy::unwrap_used)] // Test code.

mod support;

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use parindex::assessment::{Assessment, Catalog, LongTable, Paper, ReadAs};
use parindex::diagnostic::{Code, Finding};
use parindex::points::Number;
use parindex::score::{Basis, score};
use parindex::sheet::TextParts;
use parindex::survey::{SurveyLeaf, survey};
use proptest::prelude::*;
use support::{File, read, root, run, set};

const SET: &str = include_str!("../docs/khao-sat/khao-sat.toml");
const HEAD: &str = "Mã phiếu,Đơn vị,Nhóm đối tượng,Mã câu hỏi,Trả lời\n";
const READ_AS: ReadAs = ReadAs { paper: Paper::Survey, points: None, year: None, whole: false };

fn n(numerator: i64, denominator: i64) -> Number {
    Number::ratio(numerator, denominator).unwrap()
}

/// The set under the name that the tests load sets by.
fn set_text() -> String {
    SET.replace("id      = \"khao-sat\"", "id      = \"small\"")
}

/// What survey files say: per unit its leaves; and the codes of the findings.
fn surveyed(set_text: &str, texts: &[&str]) -> (Vec<(String, Vec<SurveyLeaf>)>, Vec<Code>) {
    let set = set(set_text);
    let names: Vec<String> = (0..texts.len()).map(|at| format!("survey-{at}.csv")).collect();
    let files: Vec<File> = names
        .iter()
        .zip(texts)
        .map(|(name, text)| File { name, bytes: text.as_bytes(), paper: Paper::Survey })
        .collect();
    let assessed = read(&set, None, &files);
    let of_unit = |assessment: &Assessment| {
        let card = score(&set, assessment, Basis::Final);
        (assessment.unit.to_string(), survey(&set, assessment, &card))
    };
    let mut units: Vec<_> = assessed.assessments.iter().map(of_unit).collect();
    units.sort_by(|a, b| a.0.cmp(&b.0));
    let mut codes: Vec<Code> = assessed.findings.iter().map(Finding::code).collect();
    codes.retain(|code| *code != Code::MissingUnit);
    codes.sort();
    (units, codes)
}

/// Points and numbers of answers, as they are compared.
fn told(units: &[(String, Vec<SurveyLeaf>)]) -> String {
    let mut told = String::new();
    for (unit, leaves) in units {
        for leaf in leaves {
            let counts: Vec<String> = leaf.groups.iter().map(|group| group.count.to_string()).collect();
            let (at, points, error) = (leaf.leaf, &leaf.points, &leaf.error_squared);
            writeln!(told, "{unit} {at} {counts:?} {points} {error:?} {:?}", leaf.status).unwrap();
        }
    }
    told
}

/// By hand: 40 citizens of whom 10 say A, 20 B and 10 C have a mean of (10 + 20 × 0.6) / 40 = 0.55; 10 businesses of whom
/// 5 say A and 5 C have 0.5. 0.6 × 0.55 + 0.4 × 0.5 = 0.53, of 6 points 3.18. The sample variances are
/// (10 × 0.45² + 20 × 0.05² + 10 × 0.55²) / 39 = 5.1 / 39 and 2.5 / 9; the square of the error is
/// 0.36 × 5.1 / 39 / 40 + 0.16 × 2.5 / 9 / 10, which is 0.074976…²: ± 14.70 points of a hundred.
#[test]
fn a_worked_example_by_hand() {
    let mut text = HEAD.to_owned();
    let mut add = |times: usize, group: &str, answer: &str| {
        for _ in 0..times {
            writeln!(text, ",Xã Mẫu 01,{group},2.1,{answer}").unwrap();
        }
    };
    add(10, "Người dân", "Rất hài lòng");
    add(20, "nguoi-dan", "B");
    add(10, "người dân", "C");
    add(5, "Doanh nghiệp", "a");
    add(5, "Doanh nghiệp", "Không hài lòng");
    let (units, codes) = surveyed(&set_text(), &[&text]);
    let leaf = &units[0].1[0];
    assert_eq!(leaf.share, Some(n(53, 100)));
    assert_eq!(leaf.points, n(318, 100));
    assert_eq!(leaf.answers(), Some(Number::from(50)));
    let squared = n(36, 100) * n(51, 10) * n(1, 39 * 40) + n(16, 100) * n(25, 10) * n(1, 90);
    assert_eq!(leaf.error_squared, Some(squared));
    assert_eq!(leaf.margin(2), Some(n(1470, 100)));
    assert_eq!(codes, []);
}

#[test]
fn rows_of_respondents_say_the_same_as_rows_of_answers() {
    let long = "Mã phiếu,Đơn vị,Nhóm đối tượng,Câu hỏi,Trả lời\nD1,Xã Mẫu 01,Người dân,2.1,A\n\
                D1,Xã Mẫu 01,Người dân,2.2,Tốt\nD2,Xã Mẫu 02,Người dân,2.1,B\nN1,Xã Mẫu 01,Doanh nghiệp,2.1,C\n";
    let wide = "Phiếu,Đơn vị,Đối tượng,2.1,2.2 Thái độ của cán bộ tiếp dân\nD1,Xã Mẫu 01,Người dân,A,Tốt\n\
                D2,Xã Mẫu 02,Người dân,B,\nN1,Xã Mẫu 01,Doanh nghiệp,C,\n";
    let (of_long, of_wide) = (surveyed(&set_text(), &[long]), surveyed(&set_text(), &[wide]));
    assert_eq!(told(&of_long.0), told(&of_wide.0));
    assert_eq!(of_long.1, of_wide.1);
    assert!(told(&of_long.0).contains("[\"1\", \"1\"]"), "{}", told(&of_long.0));
}

#[test]
fn a_question_that_one_group_is_asked_needs_no_group() {
    let text = "Đơn vị,Mã,Trả lời\nXã Mẫu 01,2.2,Tốt\nXã Mẫu 01,2.1,A\n";
    let (units, codes) = surveyed(&set_text(), &[text]);
    assert_eq!(units[0].1[1].points, Number::from(3));
    assert_eq!(units[0].1[0].answers(), None);
    assert_eq!(codes, [Code::UnknownGroup, Code::SmallSample]);
}

#[test]
fn answers_without_a_unit_are_told() {
    let text = HEAD.to_owned() + "D1,Xã Mẫu 01,Người dân,2.1,A\nD2,,Người dân,2.1,A\n";
    assert!(surveyed(&set_text(), &[&text]).1.contains(&Code::UnknownUnit));
}

#[test]
fn what_a_respondent_says_twice_counts_once_and_what_contradicts_itself_never() {
    let rows = [
        "D1,Xã Mẫu 01,Người dân,2.1,A",
        "D1,Xã Mẫu 01,Người dân,2.1,A",
        "D2,Xã Mẫu 01,Người dân,2.1,A",
        "D2,Xã Mẫu 01,Người dân,2.1,B",
        "D2,Xã Mẫu 01,Người dân,2.1,A",
        "D3,Xã Mẫu 01,Người dân,2.1,C",
    ];
    let whole = HEAD.to_owned() + &rows.join("\n");
    let first = HEAD.to_owned() + &rows[..3].join("\n");
    let second = HEAD.to_owned() + &rows[3..].join("\n");
    let third = HEAD.to_owned() + rows[0];
    for texts in
        [vec![&*whole], vec![&*first, &*second], vec![&*second, &*first], vec![&*third, &*first, &*second]]
    {
        let (units, codes) = surveyed(&set_text(), &texts);
        assert_eq!(units[0].1[0].groups[0].count, Number::from(2), "{texts:?}");
        assert_eq!(units[0].1[0].points, Number::from(3), "{texts:?}");
        assert!(codes.contains(&Code::DuplicateAnswer), "{texts:?}");
    }
    // Where nothing is left, there is no result.
    let (units, _) = surveyed(&set_text(), &[&(HEAD.to_owned() + &rows[2..5].join("\n"))]);
    assert_eq!(units[0].1[0].answers(), None);
}

#[test]
fn every_command_gives_the_points_of_the_survey() {
    let round = root().join("docs/khao-sat");
    let json = |command: &str| {
        let run = run(&round, &[command, ".", "--format", "json"]);
        assert_eq!(run.status, Some(0), "{}", run.stderr);
        assert_eq!(support::schema::faults(&run.json()), [""; 0], "{command}");
        run.json()
    };
    let (survey, score, rank) = (json("survey"), json("score"), json("rank"));
    for (unit, card) in
        survey["surveys"][0]["units"].as_array().unwrap().iter().zip(score["units"].as_array().unwrap())
    {
        assert_eq!(unit["unit"], card["unit"]);
        let mut sum = 0;
        for leaf in unit["leaves"].as_array().unwrap() {
            let of_card =
                card["leaves"].as_array().unwrap().iter().find(|own| own["code"] == leaf["code"]).unwrap();
            assert_eq!(leaf["status"], of_card["status"]);
            if leaf["status"] == "scored" {
                assert_eq!(leaf["points"], of_card["points"]);
                assert_eq!(leaf["points"], of_card["survey"]);
                sum += 1;
            }
        }
        let units = rank["blocks"][0]["units"].as_array().unwrap();
        let ranked = units.iter().find(|own| own["unit"] == unit["unit"]).unwrap();
        assert_eq!(ranked["survey"], card["survey"]);
        assert_eq!(sum > 0, !card["survey"].is_null());
    }
    let explained = run(&round, &["explain", "Xã Mẫu 01", "2.1", ".", "--lang", "en"]);
    assert!(explained.stdout.contains("Computed by the rule: 3.78"), "{}", explained.stdout);
}

#[test]
fn the_table_that_is_written_is_read_again() {
    let round = root().join("docs/khao-sat");
    let folder = tempfile::tempdir().unwrap();
    for file in ["khao-sat.toml", "units.csv", "forms/cham-diem.csv"] {
        let to = folder.path().join(file);
        std::fs::create_dir_all(to.parent().unwrap()).unwrap();
        std::fs::copy(round.join(file), to).unwrap();
    }
    let points = folder.path().join("survey-points.csv");
    let written = run(&round, &["survey", ".", "--output", &points.to_string_lossy()]);
    assert_eq!(written.status, Some(0), "{}", written.stderr);
    let text = std::fs::read_to_string(round.join("round.toml")).unwrap();
    std::fs::write(folder.path().join("round.toml"), text.replace("survey/", "survey-points.csv")).unwrap();
    // The same but for digits that are not printed.
    let points_of = |folder: &Path| {
        let json = run(folder, &["survey", ".", "--format", "json"]).json();
        let units = json["surveys"][0]["units"].as_array().unwrap().clone();
        let leaves = units.iter().flat_map(|unit| unit["leaves"].as_array().unwrap().clone());
        leaves.map(|leaf| (leaf["code"].clone(), leaf["points"].clone())).collect::<Vec<_>>()
    };
    assert_eq!(points_of(folder.path()), points_of(&round));
    let validated = run(folder.path(), &["validate", ".", "--format", "json"]).json();
    assert_eq!(validated["findings"], serde_json::json!([]));
    // Beside the answers they say the same.
    let both = text.replace("\"survey/\"", "\"survey/\", \"survey-points.csv\"");
    let folder_of = |name: &str| folder.path().join(name);
    std::fs::create_dir_all(folder_of("survey")).unwrap();
    for entry in std::fs::read_dir(round.join("survey")).unwrap() {
        let entry = entry.unwrap();
        std::fs::copy(entry.path(), folder_of("survey").join(entry.file_name())).unwrap();
    }
    std::fs::write(folder_of("round.toml"), &both).unwrap();
    assert_eq!(run(folder.path(), &["validate", "."]).status, Some(0));
    let other = std::fs::read_to_string(&points).unwrap().replace("3.78", "3.77");
    std::fs::write(&points, other).unwrap();
    let found = run(folder.path(), &["validate", ".", "--format", "json"]).json();
    assert!(found["findings"].as_array().unwrap().iter().any(|finding| finding["code"] == "points-disagree"));
}

#[test]
fn without_a_survey_the_set_says_what_follows() {
    let round = root().join("docs/khao-sat");
    let folder = tempfile::tempdir().unwrap();
    let zero = SET.replace("missing_survey = \"rescale\"", "missing_survey = \"zero\"");
    std::fs::write(folder.path().join("khao-sat.toml"), zero).unwrap();
    let third = |set: &str| {
        let run = run(&round, &["rank", ".", "--format", "json", "--criteria", set]).json();
        let units = run["blocks"][0]["units"].as_array().unwrap().clone();
        units.into_iter().find(|unit| unit["unit"] == "Xã Mẫu 03").unwrap()
    };
    let (rescaled, zero) =
        (third("khao-sat.toml"), third(&folder.path().join("khao-sat.toml").to_string_lossy()));
    assert_eq!(
        (&rescaled["index"], &rescaled["max"], &rescaled["complete"]),
        (&100.into(), &8.into(), &true.into())
    );
    assert_eq!((&zero["index"], &zero["max"], &zero["complete"]), (&40.into(), &20.into(), &false.into()));
}

#[test]
fn blocks_of_a_long_table_count_what_the_whole_counts() {
    let set = set(&set_text());
    let catalog = Catalog::new(&set);
    let mut text = HEAD.to_owned();
    for unit in 0..400 {
        for sheet in 0..12 {
            let answer = ["A", "B", "C", "x"][(unit + sheet) % 4];
            // Every eleventh sheet comes twice.
            for _ in 0..=usize::from(sheet == 11) {
                writeln!(text, "P{unit}-{sheet},Xã {unit},Người dân,2.1,{answer}").unwrap();
            }
        }
    }
    let file: Arc<str> = Arc::from("survey.csv");
    let sheets = parindex::sheet::read(&file, text.as_bytes()).sheets;
    let whole = parindex::assessment::read_file(&catalog, &file, &sheets, READ_AS);
    let mut rest = text.as_bytes();
    let mut parts = TextParts::begin(&file, &rest[..100_000]).unwrap();
    let mut table: Option<LongTable> = None;
    let mut length = 100_000;
    while !rest.is_empty() {
        let (block, below) = rest.split_at(rest.len().min(length));
        let sheets = parts.take(block, below.is_empty()).unwrap();
        if table.is_none() {
            table = sheets.first().and_then(|head| LongTable::begin(&catalog, &file, head, READ_AS));
        }
        if let Some(table) = &mut table {
            table.take(&sheets).unwrap();
        }
        (rest, length) = (below, 7_000);
    }
    let blocks = table.unwrap().finish().unwrap();
    assert_eq!(blocks.submissions.len(), 400);
    for (one, other) in blocks.submissions.iter().zip(&whole.submissions) {
        assert_eq!(format!("{:?}", one.entries), format!("{:?}", other.entries));
        assert_eq!(one.findings, other.findings);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]
    #[test]
    fn the_order_of_rows_changes_nothing(
        rows in prop::collection::vec(
            (0_u8..12, 0_usize..3, 0_usize..4, 0_usize..2, 0_usize..6).prop_map(|(who, unit, group, code, answer)| {
                let unit = ["Xã Mẫu 01", "Xã Mẫu 02", "Xã Mẫu 03"][unit];
                let group = ["Người dân", "Doanh nghiệp", "", "Cán bộ"][group];
                let answer = ["A", "B", "C", "Tốt", "Không ý kiến", "?"][answer];
                format!("P{who},{unit},{group},{},{answer}", ["2.1", "2.2"][code])
            }),
            1..60,
        ).prop_flat_map(|rows| (Just(rows.clone()), Just(rows).prop_shuffle())),
        cut in 0_usize..60,
    ) {
        let (rows, shuffled) = rows;
        let text = |rows: &[String]| HEAD.to_owned() + &rows.join("\n");
        let one = surveyed(&set_text(), &[&text(&rows)]);
        let other = surveyed(&set_text(), &[&text(&shuffled)]);
        prop_assert_eq!(told(&one.0), told(&other.0));
        prop_assert_eq!(&one.1, &other.1);
        // Nor does it matter how the rows are divided into files.
        let (first, second) = shuffled.split_at(cut.min(shuffled.len()));
        let apart = surveyed(&set_text(), &[&text(first), &text(second)]);
        let named = told(&apart.0);
        prop_assert!(told(&one.0).lines().all(|line| line.contains("Missing") || line.contains("NotApplicable") || named.contains(line)), "{}\n{}", told(&one.0), named);
    }

    #[test]
    fn weights_are_of_groups_and_not_of_answers(counts in prop::array::uniform6(0_u32..9), times in 2_u32..5) {
        let text = |more: u32| {
            let mut text = "Đơn vị,Nhóm đối tượng,Mã,Trả lời,Số lượng\n".to_owned();
            for (at, count) in counts.iter().enumerate() {
                let (group, answer) = (["Người dân", "Doanh nghiệp"][at / 3], ["A", "B", "C"][at % 3]);
                // As many times more answers of one group alone.
                let count = if at < 3 { count * more } else { *count };
                writeln!(text, "Xã Mẫu 01,{group},2.1,{answer},{count}").unwrap();
            }
            text
        };
        let (one, more) = (surveyed(&set_text(), &[&text(1)]), surveyed(&set_text(), &[&text(times)]));
        prop_assert_eq!(&one.0[0].1[0].points, &more.0[0].1[0].points);
        let of_group = |from: usize| {
            let [a, b, c] = [0, 1, 2].map(|at| i64::from(counts[from + at]));
            (a + b + c > 0).then(|| Number::ratio(10 * a + 6 * b, 10 * (a + b + c)).unwrap())
        };
        let expected = match (of_group(0), of_group(3)) {
            (Some(a), Some(b)) => Some(a * n(6, 10) + b * n(4, 10)),
            (one, None) | (None, one) => one,
        };
        prop_assert_eq!(&one.0[0].1[0].share, &expected);
    }
}
