//! The traps in which other scoring and validation systems were caught, one test each, named after the trap.

// Test code.
#![allow(clippy::unwrap_used, clippy::format_push_string)]

mod support;

use parindex::assessment::{Assessed, Paper};
use parindex::criteria::{CriteriaSet, load};
use parindex::message::Lang;
use parindex::points::{Number, Precision, Rounding};
use parindex::ranking::{Ranked, rank};
use parindex::score::{Basis, ScoreCard, Status};
use parindex::sheet;
use support::{File, SMALL, brief, cards, folder, form, read, run, set, shown};

fn n(text: &str) -> Number {
    Number::from_plain(text).unwrap()
}

/// A small set with one change.
fn changed(from: &str, to: &str) -> String {
    assert!(SMALL.contains(from), "{from}");
    SMALL.replacen(from, to, 1)
}

/// The codes of the findings of a criteria file, and the messages.
fn faults(text: &str) -> (Vec<&'static str>, String) {
    let (_, findings) = load(&"small.toml".into(), text);
    // The small set goes from 1.2 to 1.10, which is the trap of another test.
    let findings: Vec<_> = findings.into_iter().filter(|finding| finding.code().id() != "code-gap").collect();
    let codes = findings.iter().map(|finding| finding.code().id()).collect();
    (codes, shown(&findings))
}

/// A set of fields that the council scores.
fn fields(maxima: &[&str], more: &str) -> CriteriaSet {
    let scale: Number = maxima.iter().map(|max| n(max)).sum();
    let mut text = format!(
        "[set]\nid = \"small\"\ntitle = \"t\"\nlevel = \"xa\"\nyears = {{ from = 2025 }}\nstatus = \"model\"\nscale = {scale}\nsources = [\"x\"]\n{more}"
    );
    for (at, max) in maxima.iter().enumerate() {
        text.push_str(&format!("[[field]]\ncode = \"{0}\"\nname = \"Lĩnh vực {0}\"\nmax = {max}\n", at + 1));
    }
    set(&text)
}

/// The cards of a matrix.
fn matrix(set: &CriteriaSet, text: &str) -> Vec<ScoreCard> {
    cards(set, &read(set, None, &[form("m.csv", text)]), Basis::Final)
}

/// The rows of the only block.
fn ranks(set: &CriteriaSet, cards: &[ScoreCard]) -> Vec<(String, usize)> {
    let ranking = rank(set, cards);
    ranking.blocks[0].rows.iter().map(|row: &Ranked| (cards[row.card].unit.to_string(), row.rank)).collect()
}

fn leaf<'c>(set: &CriteriaSet, card: &'c ScoreCard, code: &str) -> &'c parindex::score::LeafScore {
    &card.leaves[set.node(code).unwrap().leaf.as_ref().unwrap().index]
}

fn small(form_text: &str) -> (CriteriaSet, Assessed) {
    let set = set(SMALL);
    let assessed = read(&set, None, &[form("xa.csv", form_text)]);
    (set, assessed)
}

const ROUND: &str = "title = \"Đợt thử\"\nyear = 2025\ncriteria = \"small.toml\"\nunits = \"units.csv\"\n";
const GOOD: &str =
    "code,max,self,evidence\n1.1.1,1,1,Sổ\n1.1.2,3,2.5,Sổ\n1.1.3,2,2,Sổ\n1.2,2,1,Sổ\n1.10,4,4,Sổ\n";

#[test]
fn trap_01_maxima_that_do_not_add_up() {
    let (codes, message) = faults(&changed("max  = 8", "max  = 7.55").replace("max  = 5\n", "max  = 4.55\n"));
    assert_eq!(codes, ["sum-differs"], "{message}");
    assert!(message.contains("19.55"), "{message}");
    let (codes, message) = faults(&changed("max  = 6", "max  = 6.5"));
    assert_eq!(codes, ["sum-differs", "sum-differs"], "{message}");
}

#[test]
fn trap_02_a_unit_that_sent_nothing_is_listed_apart() {
    let files = [
        ("round.toml", ROUND),
        ("small.toml", SMALL),
        ("units.csv", "name\nXã Mẫu 01\nXã Mẫu 02\n"),
        ("forms/xa_mau_01.csv", GOOD),
    ];
    let folder = folder(&files);
    let run = run(folder.path(), &["rank", "--by", "self", "--format", "json"]);
    let block = &run.json()["blocks"][0];
    assert_eq!(block["missing"], serde_json::json!(["Xã Mẫu 02"]));
    assert_eq!(block["count"], 1);
    assert_eq!(block["units"].as_array().unwrap().len(), 1);
    assert_eq!(run.status, Some(1));
}

#[test]
fn trap_03_a_zero_is_a_score() {
    let (set, assessed) = small("code,max,self\n1.1.1,1,0\n1.1.2,3,0\n1.1.3,2,0\n1.2,2,0\n1.10,4,0\n");
    assert_eq!(brief(&assessed), Vec::<String>::new());
    let card = &cards(&set, &assessed, Basis::Own)[0];
    assert_eq!(leaf(&set, card, "1.1.1").status, Status::Scored);
    assert_eq!((card.points.clone(), card.nodes[0].index()), (n("0"), Some(n("0"))));
    assert_eq!(ranks(&set, std::slice::from_ref(card)).len(), 1);
}

#[test]
fn trap_04_each_way_of_writing_nothing_has_one_reading() {
    for (typed, status, finding) in [
        ("0", Status::Scored, None),
        ("", Status::Missing, Some("missing-points")),
        (" ", Status::Missing, Some("missing-points")),
        ("\u{a0}", Status::Missing, Some("missing-points")),
        ("-", Status::Fault, Some("not-a-number")),
        ("x", Status::Fault, Some("not-a-number")),
        ("null", Status::Fault, Some("not-a-number")),
        ("KAD", Status::NotApplicable, None),
        ("N/A", Status::NotApplicable, None),
        ("không áp dụng", Status::NotApplicable, None),
    ] {
        let text = format!("code,max,self\n1.1.1,1,1\n1.1.2,3,2.5\n1.1.3,2,2\n1.2,2,1\n1.10,4,{typed}\n");
        let (set, assessed) = small(&text);
        let card = &cards(&set, &assessed, Basis::Own)[0];
        assert_eq!(leaf(&set, card, "1.10").status, status, "{typed:?}");
        let found: Vec<&str> = assessed.findings.iter().map(|finding| finding.code().id()).collect();
        assert_eq!(found, finding.into_iter().collect::<Vec<_>>(), "{typed:?}");
    }
    let (set, assessed) = small("code,max,self\n1.1.1,1,1\n1.1.2,3,2.5\n1.1.3,2,2\n1.2,2,1\n");
    assert_eq!(brief(&assessed), ["missing-criterion xa 1.10"]);
    assert_eq!(leaf(&set, &cards(&set, &assessed, Basis::Own)[0], "1.10").status, Status::Missing);
}

#[test]
fn trap_05_where_nothing_applies_the_node_does_not_apply() {
    let set = set(SMALL);
    let register = "name,not_applicable\nXã A,2;1.1\nXã B,1;2\n";
    let table = "unit,1.1.1,1.1.2,1.1.3,1.2,1.10,2.1,2.2\nXã A,,,,2,4,,\nXã B,,,,0,0,0,0\n";
    let assessed = read(&set, Some(register), &[form("m.csv", table)]);
    let cards = cards(&set, &assessed, Basis::Final);
    for code in ["1.1", "2"] {
        assert_eq!(cards[0].nodes[set.node_of(code).unwrap()].index(), None, "{code}");
    }
    assert_eq!((cards[0].max.clone(), cards[0].index.clone()), (n("6"), Some(n("100"))));
    assert_eq!(cards[1].index, None);
    let ranking = rank(&set, &cards);
    assert_eq!((ranking.blocks[0].rows.len(), ranking.blocks[0].unranked.clone()), (1, vec![1]));
}

#[test]
fn trap_06_a_leaf_at_fault_marks_the_total_wherever_it_is_shown() {
    let form = GOOD.replace("1.10,4,4,Sổ", "1.10,4,4.7,Sổ");
    let folder = folder(&[("small.toml", SMALL), ("xa_mau_01.csv", &form)]);
    let shown = |command: &str, format: &str| {
        let arguments =
            [command, "xa_mau_01.csv", "--criteria", "small.toml", "--by", "self", "--format", format];
        let run = run(folder.path(), &arguments);
        assert_eq!(run.status, Some(1));
        run
    };
    assert_eq!(shown("rank", "json").json()["blocks"][0]["units"][0]["complete"], false);
    assert_eq!(shown("score", "json").json()["units"][0]["complete"], false);
    assert!(shown("rank", "table").stdout.contains("xa mau 01 *"));
    assert!(shown("rank", "markdown").stdout.contains(r"xa mau 01 \*"));
    assert!(shown("score", "markdown").stdout.contains("Incomplete"));
    assert!(shown("score", "table").stdout.contains("Incomplete"));
    let csv = shown("rank", "csv").stdout;
    let column = csv.lines().next().unwrap().split(',').position(|key| key == "complete").unwrap();
    assert_eq!(csv.lines().nth(1).unwrap().split(',').nth(column), Some("false"), "{csv}");
}

#[test]
fn trap_07_a_parent_has_no_points_of_its_own() {
    let (codes, message) = faults(&changed("max  = 6\n", "max  = 6\nrule.judged = { step = 0.5 }\n"));
    assert_eq!(codes, ["rule-on-group"], "{message}");
    let text = GOOD.replace("1.1.1,1,1,Sổ", "1.1,6,6,\n1.1.1,1,1,Sổ");
    let (set, assessed) = small(&text);
    assert_eq!(brief(&assessed), ["total-differs C2 1.1"]);
    assert_eq!(cards(&set, &assessed, Basis::Own)[0].points, n("10.5"));
}

#[test]
fn trap_08_equal_parts_both_count() {
    let set = fields(&["10", "10", "10"], "");
    let cards = matrix(&set, "unit,1,2,3\nXã A,5,5,5\n");
    assert_eq!(cards[0].points, n("15"));
}

#[test]
fn trap_09_a_total_over_some_criteria_is_not_printed_like_a_full_one() {
    let set = set(SMALL);
    let table = "unit,code,appraised\nXã A,1.1.1,1\nXã A,1.1.2,3\n";
    let assessed = read(&set, None, &[form("l.csv", table)]);
    let card = &cards(&set, &assessed, Basis::Final)[0];
    assert!(!card.complete);
    assert_eq!(card.max, n("20"));
    assert_eq!(card.index, Some(n("20")));
}

#[test]
fn trap_10_nothing_is_no_success() {
    let empty = folder(&[("small.toml", SMALL), ("forms/readme.txt", "")]);
    for command in ["validate", "score", "rank"] {
        let run = run(empty.path(), &[command, "forms", "--criteria", "small.toml"]);
        assert_eq!((run.status, run.stdout.as_str()), (Some(2), ""), "{command}");
        assert!(!run.stderr.is_empty());
    }
    let head = folder(&[("small.toml", SMALL), ("xa.csv", "code,max,self\n")]);
    let run = run(head.path(), &["validate", "xa.csv", "--criteria", "small.toml"]);
    assert_eq!(run.status, Some(1));
}

#[test]
fn trap_11_the_last_round_counts_never_the_best() {
    let set = set(SMALL);
    let table = "unit,code,self,appraised\nXã A,1.1.1,1,0.5\nXã A,1.1.2,2.4,3\n";
    let assessed = read(&set, None, &[form("l.csv", table)]);
    let card = &cards(&set, &assessed, Basis::Final)[0];
    assert_eq!(
        (leaf(&set, card, "1.1.1").points.clone(), leaf(&set, card, "1.1.2").points.clone()),
        (n("0.5"), n("3"))
    );
}

#[test]
fn trap_12_the_engine_holds_the_cap_of_a_bonus() {
    let set = set(SMALL);
    let assessed = read(&set, None, &[form("m.csv", "unit,1.10,CONG,TRU\nXã A,4,3,5\n")]);
    let card = &cards(&set, &assessed, Basis::Final)[0];
    assert_eq!((card.bonus.clone(), card.penalty.clone(), card.points.clone()), (n("2"), n("2"), n("4")));
    let found: Vec<&str> = assessed.findings.iter().map(|finding| finding.code().id()).collect();
    assert_eq!(found.iter().filter(|code| **code == "points-above-max").count(), 2);
}

#[test]
fn trap_13_a_total_is_never_cut_silently() {
    let bonus = "[[adjustment]]\ncode = \"CONG\"\neffect = \"bonus\"\ncap = 5\n";
    let allowed = matrix(&fields(&["100"], bonus), "unit,1,CONG\nXã A,98.5,4\n");
    assert_eq!(allowed[0].points, n("102.5"));
    let capped = format!("[scoring]\nabove_scale = \"cap\"\n{bonus}");
    let capped = matrix(&fields(&["100"], &capped), "unit,1,CONG\nXã A,98.5,4\n");
    assert_eq!(capped[0].points, n("100"));
}

#[test]
fn trap_14_the_order_of_a_sum_changes_nothing() {
    let set = fields(&["1", "1", "1"], "[ranking]\ncompare = \"exact\"\n");
    let cards = matrix(&set, "unit,1,2,3\nXã A,0.1,0.2,0.3\nXã B,0.3,0.2,0.1\nXã C,0.2,0.3,0.1\n");
    assert_eq!(ranks(&set, &cards).into_iter().map(|(_, rank)| rank).collect::<Vec<_>>(), [1, 1, 1]);
}

#[test]
fn trap_15_before_or_after_rounding_as_the_set_declares() {
    let table = "unit,1\nXã A,84.621\nXã B,84.624\n";
    for (compare, expected) in
        [("rounded", [("Xã A", 1), ("Xã B", 1)]), ("exact", [("Xã B", 1), ("Xã A", 2)])]
    {
        let set = fields(&["100"], &format!("[ranking]\ncompare = \"{compare}\"\n"));
        let found = ranks(&set, &matrix(&set, table));
        assert_eq!(found, expected.map(|(unit, rank)| (unit.to_owned(), rank)), "{compare}");
    }
}

#[test]
fn trap_16_halves_by_the_declared_rule_alone() {
    for (rounding, expected) in [("half-up", "84.63 2.68 1.01"), ("half-even", "84.62 2.68 1")] {
        let set = fields(&["100", "100", "100"], &format!("[scoring]\nrounding = \"{rounding}\"\n"));
        let card = &matrix(&set, "unit,1,2,3\nXã A,84.625,2.675,1.005\n")[0];
        let published = |at: usize| card.nodes[at].points.rounded(set.scoring.precision).to_string();
        assert_eq!([published(0), published(1), published(2)].join(" "), expected);
    }
}

#[test]
fn trap_17_thirds_and_edges_are_exact() {
    let eighth = n("1").checked_div(&n("3")).unwrap() * n("0.375");
    assert_eq!(eighth, n("0.125"));
    assert_eq!(eighth.rounded(Precision { decimals: 2, rounding: Rounding::HalfUp }), n("0.13"));
    let classes = "[ranking]\ncompare = \"exact\"\n[[class]]\nname = \"Tốt\"\nfrom = 80\n[[class]]\nname = \"Khá\"\nfrom = 0\n";
    let set = fields(&["3"], classes);
    let cards = matrix(&set, "unit,1\nđúng mốc,2.4\ndưới mốc,2.39985\n");
    let ranking = rank(&set, &cards);
    let classes: Vec<Option<usize>> = ranking.blocks[0].rows.iter().map(|row| row.class).collect();
    assert_eq!(classes, [Some(0), Some(1)]);
}

#[test]
fn trap_18_rounded_parts_may_miss_the_total_which_is_still_right() {
    let third = "[[field]]\ncode = \"{}\"\nname = \"Lĩnh vực {}\"\nmax = 1\nrule.proportional = { of = \"b / a\" }\ninputs = [{ id = \"a\", name = \"A\" }, { id = \"b\", name = \"B\", part_of = \"a\" }]\n";
    let head = "[set]\nid = \"small\"\ntitle = \"t\"\nlevel = \"xa\"\nyears = { from = 2025 }\nstatus = \"model\"\nscale = 3\nsources = [\"x\"]\n";
    let text = ["1", "2", "3"].map(|code| third.replace("{}", code)).concat();
    let set = set(&format!("{head}{text}"));
    let assessed = read(&set, None, &[form("xa.csv", "code,max,a,b\n1,1,3,1\n2,1,3,1\n3,1,3,1\n")]);
    let card = &cards(&set, &assessed, Basis::Own)[0];
    assert_eq!(card.nodes[0].points.rounded(set.scoring.precision), n("0.33"));
    assert_eq!(card.points, n("1"));
}

#[test]
fn trap_19_ties_are_visible() {
    let folder = folder(&[("small.toml", SMALL), ("m.csv", "unit,1.10\nXã A,4\nXã B,4\nXã C,3\n")]);
    let arguments = ["rank", "m.csv", "--criteria", "small.toml", "--by", "final"];
    let table = run(folder.path(), &arguments).stdout;
    assert_eq!(table.matches("1=").count(), 2, "{table}");
    let json = run(folder.path(), &[&arguments[..], &["--format", "json"]].concat()).json();
    let tied = |at: usize| json["blocks"][0]["units"][at]["tied"].as_bool().unwrap();
    assert_eq!([tied(0), tied(1), tied(2)], [true, true, false]);
}

#[test]
fn trap_20_the_order_of_rows_changes_nothing() {
    let set = set(SMALL);
    let rows = ["Xã A,1.1.1,1", "Xã B,1.1.1,0.5", "Xã A,1.10,3", "Xã B,1.10,4", "Xã C,1.1.2,3"];
    let points = |rows: &[&str]| {
        let table = format!("unit,code,appraised\n{}\n", rows.join("\n"));
        let mut points: Vec<(String, Number)> =
            matrix(&set, &table).into_iter().map(|card| (card.unit.to_string(), card.points)).collect();
        points.sort_by(|a, b| a.0.cmp(&b.0));
        points
    };
    let mut turned = rows;
    turned.reverse();
    assert_eq!(points(&rows), points(&turned));
}

#[test]
fn trap_21_steps_that_overlap_or_leave_a_gap() {
    let bands = |steps: &str| {
        changed(
            "steps = [{ over = \"90%\", points = 2 }, { from = \"70%\", points = 1 }], otherwise = 0",
            steps,
        )
    };
    let (codes, message) =
        faults(&bands("steps = [{ from = \"80%\", points = 2 }, { from = \"0%\", points = 1 }]"));
    assert_eq!(codes, Vec::<&str>::new(), "{message}");
    let (codes, message) =
        faults(&bands("steps = [{ from = \"80%\", points = 2 }, { from = \"50%\", points = 1 }]"));
    assert_eq!(codes, ["step-gap"], "{message}");
    assert!(message.contains("49.99"), "{message}");
    let (codes, message) = faults(&bands(
        "steps = [{ from = \"70%\", points = 2 }, { over = \"90%\", points = 1 }], otherwise = 0",
    ));
    assert_eq!(codes, ["step-unreachable"], "{message}");
}

#[test]
fn trap_22_no_key_is_ignored() {
    for (from, to) in [
        ("scale   = 20", "scale   = 20\nsclae = 20"),
        ("rounding = \"half-up\"", "rounding = \"half-up\"\nround = 2"),
        ("compare = \"rounded\"", "compare = \"rounded\"\ntie = 1"),
        ("from = 80", "from = 80\nto = 90"),
        ("floor = \"80%\" }", "floor = \"80%\", flor = \"70%\" }"),
        ("points = 0.5 },", "points = 0.5, point = 1 },"),
        ("effect = \"bonus\"", "effect = \"bonus\"\nmax = 2"),
    ] {
        let (codes, message) = faults(&changed(from, to));
        assert_eq!(codes, ["unknown-key"], "{to}: {message}");
    }
    let folder =
        folder(&[("round.toml", "criteria = \"small.toml\"\nform = [\"forms/\"]\n"), ("small.toml", SMALL)]);
    let run = run(folder.path(), &["validate"]);
    assert_eq!(run.status, Some(2));
    assert!(run.stderr.contains("[unknown-key]"), "{}", run.stderr);
}

#[test]
fn trap_23_a_rule_copied_with_the_wrong_code() {
    let (codes, message) = faults(&changed("code = \"1.1.3\"", "code = \"1.1.2\""));
    assert!(codes.contains(&"duplicate-code"), "{message}");
    let (codes, message) = faults(&changed("code = \"1.1.3\"", "code = \"3.1.3\""));
    assert!(codes.contains(&"orphan-code"), "{message}");
    let example = "\n[[example]]\nname = \"35 of 36\"\ninputs = { \"1.1.2\" = { a = 36, b = 35 } }\npoints = { \"1.1.2\" = \"35/36 * 2\" }\n";
    let (codes, message) = faults(&format!("{SMALL}{example}"));
    assert_eq!(codes, ["example-differs"], "{message}");
}

#[test]
fn trap_24_last_years_set_is_said() {
    let folder = folder(&[
        ("round.toml", "year = 2024\ncriteria = \"small.toml\"\n"),
        ("small.toml", SMALL),
        ("forms/xa.csv", GOOD),
    ]);
    let run = run(folder.path(), &["validate", "--format", "json"]);
    let findings = run.json()["findings"].clone();
    assert_eq!(findings[0]["code"], "set-out-of-date");
    assert_eq!(findings[0]["severity"], "warning");
    assert_eq!(findings[0]["line"], 1);
}

#[test]
fn trap_25_the_latest_value_counts_not_the_first() {
    let set = set(SMALL);
    for table in [
        "unit,code,appraised,appraised2\nXã A,1.10,3,4\nXã A,1.1.1,0.5,\n",
        "unit,code,appraised2,appraised\nXã A,1.10,4,3\nXã A,1.1.1,,0.5\n",
    ] {
        let card = &cards(&set, &read(&set, None, &[form("l.csv", table)]), Basis::Final)[0];
        assert_eq!(leaf(&set, card, "1.10").points, n("4"), "{table}");
        assert_eq!(leaf(&set, card, "1.1.1").points, n("0.5"), "{table}");
    }
}

#[test]
fn trap_26_numbers_as_people_type_them() {
    for (typed, points) in [
        ("1,5", Some("1.5")),
        ("1.5", Some("1.5")),
        ("1,50 điểm", Some("1.5")),
        ("1.5đ", Some("1.5")),
        ("１.５", Some("1.5")),
        ("\u{a0}1,5\u{a0}", Some("1.5")),
        ("+1.5", Some("1.5")),
        ("1/2", None),
        ("1.5.0", None),
        ("150%", None),
    ] {
        let text = format!("code;max;self\n1.1.1;1;1\n1.1.2;3;2.5\n1.1.3;2;2\n1.2;2;1\n1.10;4;{typed}\n");
        let (set, assessed) = small(&text);
        let leaf = leaf(&set, &cards(&set, &assessed, Basis::Own)[0], "1.10").clone();
        if let Some(points) = points {
            assert_eq!((leaf.status, leaf.points), (Status::Scored, n(points)), "{typed:?}");
        } else {
            assert_eq!(leaf.status, Status::Fault, "{typed:?}");
            assert_eq!(brief(&assessed), ["not-a-number C6 1.10"], "{typed:?}");
        }
    }
}

/// A workbook with the rows of a form from row 5 on, under a merged title and a head of two rows.
fn workbook(points: &str) -> Vec<u8> {
    let text = |cell: &str, text: &str| format!(r#"<c r="{cell}" t="inlineStr"><is><t>{text}</t></is></c>"#);
    let number = |cell: &str, number: &str| format!(r#"<c r="{cell}"><v>{number}</v></c>"#);
    let mut rows = format!("<row r=\"3\">{}</row>", text("B3", "BẢNG TỰ CHẤM ĐIỂM"));
    rows += &format!("<row r=\"4\">{}</row>", text("B4", "Đơn vị: Xã Mẫu 01"));
    let heads = [("B6", "STT"), ("C6", "Tiêu chí"), ("D6", "Điểm tối đa"), ("E6", "Điểm đánh giá")];
    rows += &format!("<row r=\"6\">{}</row>", heads.map(|(cell, head)| text(cell, head)).concat());
    rows += &format!("<row r=\"7\">{}{}</row>", text("E7", "Điều tra XHH"), text("F7", "Tự đánh giá"));
    let leaves = [("1.1.1", "1", "1"), ("1.1.2", "3", "2.5"), ("1.1.3", "2", "2"), ("1.2", "2", "1")];
    for (row, (code, max, points)) in (8..).zip(leaves) {
        let cells = [
            text(&format!("B{row}"), code),
            number(&format!("D{row}"), max),
            number(&format!("F{row}"), points),
        ];
        rows += &format!("<row r=\"{row}\">{}</row>", cells.concat());
    }
    rows += &format!("<row r=\"12\">{}{}{points}</row>", text("B12", "1.10"), number("D12", "4"));
    let merges = r#"<mergeCells count="2"><mergeCell ref="B3:F3"/><mergeCell ref="E6:F6"/></mergeCells>"#;
    let sheet = format!("<sheetData>{rows}</sheetData>{merges}");
    support::Parts::book(&[("Tự chấm", &sheet)]).zip()
}

fn workbook_findings(bytes: &[u8]) -> Vec<String> {
    let set = set(SMALL);
    brief(&read(&set, None, &[File { name: "xa.xlsx", bytes, paper: Paper::Form }]))
}

#[test]
fn trap_27_a_formula_without_a_result_is_not_an_empty_cell() {
    let found = workbook_findings(&workbook(r#"<c r="F12"><f>1+3</f></c>"#));
    assert_eq!(found, ["missing-points F12 1.10", "no-cached-value F12 -"]);
    assert_eq!(workbook_findings(&workbook(r#"<c r="F12"><f>1+3</f><v>4</v></c>"#)), Vec::<String>::new());
}

#[test]
fn trap_28_the_cell_that_is_named_is_the_real_one() {
    let found = workbook_findings(&workbook(r#"<c r="F12"><v>4.7</v></c>"#));
    assert_eq!(found, ["points-above-max F12 1.10"]);
    let three = "\n\nUBND XÃ,,,\nBẢNG CHẤM ĐIỂM,,,\nĐơn vị: Xã A,,,\n\nSTT,Điểm tối đa,Điểm đánh giá,\n,,Vòng 1,Vòng 2\n,,Tự đánh giá,SNV đánh giá\n1.1.1,1,9,\n";
    let (_, assessed) = small(three);
    assert!(brief(&assessed).contains(&"points-above-max C10 1.1.1".to_owned()), "{:?}", brief(&assessed));
}

#[test]
fn trap_29_the_same_thing_twice_however_it_is_written() {
    let set = set(SMALL);
    let decomposed = "Xa\u{303} Ma\u{302}\u{303}u 01";
    let first = format!("Đơn vị: Xã Mẫu 01,,,\n{GOOD}");
    let second = format!("Đơn vị: {decomposed},,,\n{GOOD}");
    let assessed = read(&set, None, &[form("a.csv", &first), form("b.csv", &second)]);
    assert_eq!(brief(&assessed), ["duplicate-unit A1 -"]);
    assert_eq!(assessed.assessments.len(), 1);
    let twice = format!("{GOOD}1.10,4,4,Sổ\n");
    assert_eq!(brief(&small(&twice).1), ["duplicate-criterion A7 1.10"]);
    let named = "STT,Tiêu chí,Điểm tối đa,Điểm tự chấm\n,Sa\u{301}ng kie\u{302}\u{301}n,4,4\n";
    let (set, assessed) = small(named);
    assert_eq!(leaf(&set, &cards(&set, &assessed, Basis::Own)[0], "1.10").points, n("4"));
}

#[test]
fn trap_30_all_errors_at_once_each_with_its_cell_in_the_readers_words() {
    let form = "code,max,self\n1.1.1,1,1.5\n1.1.2,3,x\n1.1.3,5,2\n1.2,2,\n1.10,4,3.7\n1.9,1,1\n";
    let (_, assessed) = small(form);
    assert_eq!(
        brief(&assessed),
        [
            "max-differs B4 1.1.3",
            "missing-points C5 1.2",
            "not-a-number C3 1.1.2",
            "points-above-max C2 1.1.1",
            "points-off-step C6 1.10",
            "unknown-criterion A7 -",
        ]
    );
    for finding in &assessed.findings {
        let (vi, en) = (finding.text(Lang::Vi), finding.text(Lang::En));
        assert_ne!(vi.message, en.message);
        assert!(!vi.help.is_empty() && !en.help.is_empty());
        assert!(finding.place.to_string().starts_with("xa.csv!xa!"), "{}", finding.place);
    }
}

#[test]
fn trap_31_a_unit_that_is_gone_is_reported() {
    let set = set(SMALL);
    let register = "name\nXã A\nXã B\n";
    let round = |files: &[File]| brief(&read(&set, Some(register), files));
    let (a, b) = (format!("Đơn vị: Xã A,,,\n{GOOD}"), format!("Đơn vị: Xã B,,,\n{GOOD}"));
    assert_eq!(round(&[form("a.csv", &a), form("b.csv", &b)]), Vec::<String>::new());
    assert_eq!(round(&[form("a.csv", &a)]), ["missing-unit A3 -"]);
}

#[test]
fn trap_32_the_councils_sheet_is_matched_by_identity() {
    let set = set(SMALL);
    let own = format!("Đơn vị: Xã A,,,\n{GOOD}");
    let other = format!("Đơn vị: Xã B,,,\n{GOOD}");
    let council = "unit,code,appraised\nXã B,1.10,1\nXã A,1.2,0\nXã A,1.10,2\nXã B,1.1.1,0.5\n";
    let council = File { name: "snv.csv", bytes: council.as_bytes(), paper: Paper::Appraisal };
    let assessed = read(&set, None, &[form("a.csv", &own), form("b.csv", &other), council]);
    let cards = cards(&set, &assessed, Basis::Final);
    let points = |card: usize, code: &str| leaf(&set, &cards[card], code).points.clone();
    assert_eq!([points(0, "1.10"), points(0, "1.2")], [n("2"), n("0")]);
    assert_eq!([points(1, "1.10"), points(1, "1.1.1")], [n("1"), n("0.5")]);
}

#[test]
fn a_file_called_what_it_is_not_is_read_by_its_content() {
    let name = std::sync::Arc::from("xa.xls");
    assert_eq!(sheet::read(&name, GOOD.as_bytes()).sheets.len(), 1);
}
