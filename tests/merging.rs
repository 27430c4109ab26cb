//! What is found when the papers of the council come together with the forms.

#![allow(clippy::unwrap_used)] // Test code.

mod support;

use parindex::assessment::{Assessed, Paper};
use parindex::message::Lang;
use parindex::points::Number;
use parindex::score::{Basis, Status};
use support::{File, SMALL, cards, folder, form, read, run, set, shown};

const OWN: &str = "Đơn vị: Xã A,,,\nSTT,Tiêu chí,Điểm tối đa,Điểm tự chấm\n1.1.1,,1,1\n1.1.2,,3,3\n1.1.3,,2,2\n1.2,,2,1\n\
                   1.10,,4,2\nCONG,Điểm cộng,2,1\n";

fn one<'a>(name: &'a str, text: &'a str) -> File<'a> {
    File { name, bytes: text.as_bytes(), paper: Paper::Appraisal }
}

fn two<'a>(name: &'a str, text: &'a str) -> File<'a> {
    File { name, bytes: text.as_bytes(), paper: Paper::Appraisal2 }
}

/// What is found of these codes: code, file and cell, criterion.
fn found(assessed: &Assessed, codes: &[&str]) -> Vec<String> {
    let of = assessed.findings.iter().filter(|finding| codes.contains(&finding.code().id()));
    let mut lines: Vec<String> = of
        .map(|finding| {
            let place = finding.place.to_string();
            let cell = place.rsplit('!').next().unwrap_or_default();
            let criterion = finding.criterion.as_deref().unwrap_or("-");
            format!("{} {}!{cell} {criterion}", finding.code().id(), finding.place.path())
        })
        .collect();
    lines.sort();
    lines
}

fn message(assessed: &Assessed, code: &str) -> String {
    let of = assessed.findings.iter().find(|finding| finding.code().id() == code);
    of.unwrap_or_else(|| panic!("{}", shown(&assessed.findings))).text(Lang::En).message
}

/// The points of 1.10, and how they stand.
fn counted(assessed: &Assessed) -> (Number, Status) {
    let set = set(SMALL);
    let leaf = set.nodes[set.node_of("1.10").unwrap()].leaf.as_ref().unwrap().index;
    let card = cards(&set, assessed, Basis::Final).remove(0);
    (card.leaves[leaf].points.clone(), card.leaves[leaf].status)
}

fn n(text: &str) -> Number {
    Number::from_plain(text).unwrap()
}

const ODD: [&str; 2] = ["conflicting-appraisal", "duplicate-criterion"];

#[test]
fn of_two_papers_of_one_round_with_other_points_none_counts() {
    let set = set(SMALL);
    let (a, b) = (
        "unit,code,appraised,Người thẩm định\nXã A,1.10,1,Ông M\nXã A,CONG,1,Ông M\n",
        "unit,code,appraised\nXã A,1.10,1.5\nXã A,CONG,0\n",
    );
    // Neither the order nor the names of the papers decide.
    for (names, at) in [(["a.csv", "b.csv"], "b.csv"), (["b.csv", "a.csv"], "a.csv")] {
        let assessed = read(&set, None, &[one(names[0], a), form("x.csv", OWN), one(names[1], b)]);
        let expected =
            [format!("conflicting-appraisal {at}!C2 1.10"), format!("conflicting-appraisal {at}!C3 CONG")];
        assert_eq!(found(&assessed, &ODD), expected);
        assert_eq!(counted(&assessed), (n("0"), Status::Fault));
        assert_eq!(cards(&set, &assessed, Basis::Final)[0].bonus, n("0"));
        let text = message(&assessed, "conflicting-appraisal");
        assert!(
            text.contains("gives 1.5 points, while") && text.contains("gives 1 point (“Ông M”)"),
            "{text}"
        );
        assert!(text.contains("none counts"), "{text}");
    }
}

#[test]
fn equal_points_and_other_kinds_of_papers_are_no_conflict() {
    let set = set(SMALL);
    let check = |papers: &[File], expected: &[&str]| {
        assert_eq!(found(&read(&set, None, papers), &ODD), expected);
    };
    let (a, same, odd) = (
        "unit,code,appraised\nXã A,1.10,1\n",
        "unit,code,appraised\nXã A,1.10,1.0\n",
        "unit,code,appraised\nXã A,1.10,1.5\n",
    );
    check(&[form("x.csv", OWN), one("a.csv", a), one("b.csv", same)], &[]);
    check(&[form("x.csv", OWN), one("a.csv", a), two("b.csv", odd)], &[]);
    let blank = "unit,code,appraised\nXã A,1.10,\n";
    check(&[form("x.csv", OWN), one("a.csv", a), one("b.csv", blank)], &[]);
    // A third paper that says what the first one says is at odds with nobody but the second.
    check(
        &[form("x.csv", OWN), one("a.csv", a), one("b.csv", odd), one("c.csv", same)],
        &["conflicting-appraisal b.csv!C2 1.10"],
    );
    // The form's own column of appraised points is what the council goes over.
    let both = "Đơn vị: Xã A,,,,\nSTT,Tiêu chí,Điểm tối đa,Điểm tự chấm,Điểm thẩm định\n1.10,,4,2,2\n";
    check(&[form("x.csv", both), one("a.csv", a)], &[]);
    // What cannot be read is said at its cell, and nothing else.
    let word = "unit,code,appraised\nXã A,1.10,một\n";
    let assessed = read(&set, None, &[form("x.csv", OWN), one("a.csv", a), one("b.csv", word)]);
    assert_eq!(found(&assessed, &["conflicting-appraisal", "not-a-number"]), ["not-a-number b.csv!C2 1.10"]);
    assert_eq!(counted(&assessed), (n("0"), Status::Fault));
}

#[test]
fn a_later_round_decides_a_conflict_and_it_is_told_all_the_same() {
    let set = set(SMALL);
    let (a, b, later) = (
        "unit,code,appraised\nXã A,1.10,1\n",
        "unit,code,appraised\nXã A,1.10,1.5\n",
        "unit,code,appraised2\nXã A,1.10,2\n",
    );
    let assessed =
        read(&set, None, &[form("x.csv", OWN), one("a.csv", a), one("b.csv", b), two("c.csv", later)]);
    assert_eq!(found(&assessed, &ODD), ["conflicting-appraisal b.csv!C2 1.10"]);
    assert!(message(&assessed, "conflicting-appraisal").contains("the points of round 2 count"));
    assert_eq!(counted(&assessed), (n("2"), Status::Scored));
    // Both rounds in one paper: the first one is at odds with the other paper, and passed.
    let both = "unit,code,Điểm thẩm định lần 1,Điểm thẩm định lần 2\nXã A,1.10,1,2\n";
    for names in [["a.csv", "b.csv"], ["b.csv", "a.csv"]] {
        let assessed = read(&set, None, &[form("x.csv", OWN), one(names[0], both), one(names[1], b)]);
        assert_eq!(found(&assessed, &ODD).len(), 1, "{}", shown(&assessed.findings));
        assert_eq!(counted(&assessed), (n("2"), Status::Scored));
    }
}

/// The final score as the maximum of self and appraised: it is the last round that was filled, never a maximum.
#[test]
fn trap_11_the_last_filled_round_counts_and_never_a_maximum() {
    let set = set(SMALL);
    let check = |first: &str, second: &str, expected: &str| {
        let (first, second) = (
            format!("unit,code,appraised\nXã A,1.10,{first}\n"),
            format!("unit,code,appraised\nXã A,1.10,{second}\n"),
        );
        for papers in [
            [form("x.csv", OWN), one("a.csv", &first), two("b.csv", &second)],
            [two("a.csv", &second), one("b.csv", &first), form("x.csv", OWN)],
        ] {
            assert_eq!(counted(&read(&set, None, &papers)).0, n(expected), "{first} {second}");
        }
    };
    check("1", "", "1"); // below the self score of 2
    check("4", "", "4"); // above it
    check("4", "0", "0"); // a true 0 of the second round
    check("0", "1.5", "1.5");
    check("2", "1", "1");
    check("", "0.5", "0.5");
    check("", "", "0"); // not appraised: the self score never enters
}

#[test]
fn a_ranking_reports_a_conflict_as_an_error() {
    let round = folder(&[
        ("small.toml", SMALL),
        ("round.toml", "criteria = \"small.toml\"\nappraisal = [\"appraisal/\"]\n"),
        ("forms/x.csv", OWN),
        ("appraisal/a.csv", "unit,code,appraised\nXã A,1.10,1\nXã A,1.2,1\n"),
        ("appraisal/b.csv", "unit,code,appraised\nXã A,1.10,1.5\nXã A,1.2,1\n"),
    ]);
    let ranked = run(round.path(), &["rank", "."]);
    assert_eq!(ranked.status, Some(1), "{ranked:?}");
    assert!(ranked.stderr.contains("appraisal/b.csv!b!C2: error[conflicting-appraisal]"), "{ranked:?}");
    assert_eq!(ranked.stderr.matches("conflicting-appraisal]").count(), 1, "{ranked:?}");
}

const REASONS: [&str; 1] = ["missing-reason"];

#[test]
fn points_that_were_changed_need_a_reason() {
    let set = set(SMALL);
    let check = |papers: &[File], expected: &[&str]| {
        let assessed = read(&set, None, papers);
        assert_eq!(found(&assessed, &REASONS), expected, "{}", shown(&assessed.findings));
    };
    let paper = "unit,code,appraised,Lý do\nXã A,1.10,1,\nXã A,1.1.1,0.5,Chậm\nXã A,1.1.3,2,\nXã A,1.2,2,\nXã A,CONG,0,\nXã A,2.2,1,\n";
    // Below, above, an adjustment; not what is equal, what has a reason, or what the council alone gives.
    check(
        &[form("x.csv", OWN), one("a.csv", paper)],
        &["missing-reason a.csv!C2 1.10", "missing-reason a.csv!C5 1.2", "missing-reason a.csv!C6 CONG"],
    );
    // Without a column for reasons a paper of the council lacks them for one cause.
    let bare = "unit,code,appraised\nXã A,1.10,1\nXã A,1.2,2\n";
    check(&[form("x.csv", OWN), one("a.csv", bare)], &["missing-reason a.csv!C2 -"]);
    // A form that has appraised points and no such column is asked for none.
    let head = "Đơn vị: Xã A,,,,\nSTT,Tiêu chí,Điểm tối đa,Điểm tự chấm,Điểm thẩm định";
    check(&[form("x.csv", &format!("{head}\n1.10,,4,2,1\n"))], &[]);
    check(&[form("x.csv", &format!("{head},Lý do\n1.10,,4,2,1,\n"))], &["missing-reason x.csv!E3 1.10"]);
    // The second round keeps what the first one gave a reason for, or changes it.
    let first = one("a.csv", "unit,code,appraised,Lý do\nXã A,1.10,1,Thiếu\nXã A,1.2,0,Thiếu\n");
    let second = two("b.csv", "unit,code,appraised,Lý do\nXã A,1.10,1,\nXã A,1.2,0.5,\n");
    let assessed = read(&set, None, &[form("x.csv", OWN), first, second]);
    assert_eq!(found(&assessed, &REASONS), ["missing-reason b.csv!C3 1.2"]);
}

#[test]
fn what_the_rule_gives_needs_no_reason() {
    let set = set(SMALL);
    let own = "Đơn vị: Xã A,,,,\nSTT,Tiêu chí,Điểm tối đa,tre,Điểm tự chấm\n1.1.3,,2,2,2\n1.10,,4,,2\n";
    let check = |points: &str, expected: &[&str]| {
        let paper = format!("unit,code,appraised,Lý do\nXã A,1.1.3,{points},\n");
        let assessed = read(&set, None, &[form("x.csv", own), one("a.csv", &paper)]);
        assert_eq!(found(&assessed, &REASONS), expected);
    };
    check("1.5", &[]);
    check("1", &["missing-reason a.csv!C2 1.1.3"]);
}

#[test]
fn reasons_that_most_rows_lack_are_one_finding() {
    let set = set(SMALL);
    let units: Vec<String> = (1..=9).map(|unit| format!("Xã {unit}")).collect();
    let head = "unit,code,self\n".to_owned();
    let own = units.iter().fold(head, |all, unit| all + &format!("{unit},1.10,2\n"));
    let paper = |lacking: usize| {
        let head = "unit,code,appraised,Lý do\n".to_owned();
        let row = |(n, unit): (usize, &String)| {
            format!("{unit},1.10,1,{}\n", if n < lacking { "" } else { "Thiếu" })
        };
        units.iter().enumerate().map(row).fold(head, |all, row| all + &row)
    };
    let found = |lacking| {
        let paper = paper(lacking);
        found(&read(&set, None, &[form("x.csv", &own), one("a.csv", &paper)]), &REASONS)
    };
    assert_eq!(found(9), ["missing-reason a.csv!C2 -"]);
    assert_eq!(found(6), ["missing-reason a.csv!C2 -"]);
    assert_eq!(found(4).len(), 4);
}

#[test]
fn points_of_a_passed_round_are_checked_at_their_cell() {
    let set = set(SMALL);
    let first =
        "unit,code,appraised,Lý do\nXã A,1.10,5,Nhầm\nXã A,1.1.1,0.7,Nhầm\nXã A,CONG,3,Nhầm\nXã A,1.2,1,\n";
    let second = "unit,code,appraised,Lý do\nXã A,1.10,2,\nXã A,1.1.1,1,\nXã A,CONG,1,\n";
    let codes = ["points-above-max", "points-unreachable"];
    let expected = [
        "points-above-max a.csv!C2 1.10",
        "points-above-max a.csv!C4 CONG",
        "points-unreachable a.csv!C3 1.1.1",
    ];
    let assessed = read(&set, None, &[form("x.csv", OWN), one("a.csv", first), two("b.csv", second)]);
    assert_eq!(found(&assessed, &codes), expected);
    assert_eq!(counted(&assessed), (n("2"), Status::Scored));
    // Once where they count themselves.
    let assessed = read(&set, None, &[form("x.csv", OWN), one("a.csv", first)]);
    assert_eq!(found(&assessed, &codes), expected);
    // Of two papers at odds each is looked at.
    let other = "unit,code,appraised,Lý do\nXã A,1.10,1,Thiếu\n";
    let assessed = read(&set, None, &[form("x.csv", OWN), one("a.csv", first), one("b.csv", other)]);
    assert_eq!(found(&assessed, &codes), expected);
}

#[test]
fn appraised_points_of_what_does_not_apply() {
    let set = set(SMALL);
    let units = "name,block,aliases,not_applicable\nXã A,,,1.10\n";
    let paper = "unit,code,appraised\nXã A,1.10,1\n";
    let assessed = read(&set, Some(units), &[form("x.csv", OWN), one("a.csv", paper)]);
    let expected = ["exempt-but-scored a.csv!C2 1.10", "exempt-but-scored x.csv!D7 1.10"];
    assert_eq!(found(&assessed, &["exempt-but-scored", "missing-reason"]), expected);
}

#[test]
fn copies_that_are_out_of_date() {
    let set = set(SMALL);
    let paper = "unit,code,self,Điểm thẩm định lần 1,Lý do,Điểm thẩm định lần 2\nXã A,1.10,1,2,,2\nXã A,1.2,1,1,,\nXã A,1.1.1,0,1,,\n";
    let assessed = read(&set, None, &[form("x.csv", OWN), one("a.csv", paper)]);
    assert_eq!(found(&assessed, &["stale-copy"]), ["stale-copy a.csv!C2 1.10"]);
    let text = message(&assessed, "stale-copy");
    assert!(text.contains("1 point; the unit's form now says 2 points. So it is with “1.1.1”."), "{text}");
    // Of a unit that sent nothing there is no form to differ from.
    let units = "name,block\nXã A,\nXã B,\n";
    let silent = "unit,code,self,appraised\nXã B,1.10,1,1\n";
    let assessed = read(&set, Some(units), &[form("x.csv", OWN), one("a.csv", silent)]);
    assert_eq!(found(&assessed, &["stale-copy"]), [""; 0]);
}

#[test]
fn a_second_round_follows_a_first_one() {
    let set = set(SMALL);
    let first = one("a.csv", "unit,code,appraised,Lý do\nXã A,1.10,1,Thiếu\nXã A,1.2,,\n");
    let second = two("b.csv", "unit,code,appraised,Lý do\nXã A,1.10,2,\nXã A,1.2,1,\n");
    let assessed = read(&set, None, &[form("x.csv", OWN), first, second]);
    assert_eq!(found(&assessed, &["no-first-round"]), ["no-first-round b.csv!C3 1.2"]);
}

#[test]
fn papers_of_units_and_criteria_that_nobody_knows() {
    let set = set(SMALL);
    let units = "name,block\nXã A,\n";
    let paper = "unit,code,appraised\nXã Lạ,1.10,1\nXã A,9.9,1\n";
    let said =
        "Đơn vị: Xã Khác Lạ,,,\nSTT,Tiêu chí,Điểm tối đa,Điểm thẩm định,Giải trình\n1.10,,4,1,Đã bổ sung\n";
    let stray =
        "Đơn vị: Xã A,,,\nSTT,Tiêu chí,Điểm tối đa,Điểm thẩm định,Giải trình\n9.8,Không có,4,1,Đã bổ sung\n";
    let explained =
        |name, text: &'static str| File { name, bytes: text.as_bytes(), paper: Paper::Explanation };
    let papers =
        [form("x.csv", OWN), one("a.csv", paper), explained("g.csv", said), explained("h.csv", stray)];
    let assessed = read(&set, Some(units), &papers);
    let expected = [
        "unknown-criterion a.csv!B3 -",
        "unknown-criterion h.csv!A3 -",
        "unknown-unit a.csv!A2 -",
        "unknown-unit g.csv!A1 -",
    ];
    assert_eq!(found(&assessed, &["unknown-unit", "unknown-criterion"]), expected);
}
