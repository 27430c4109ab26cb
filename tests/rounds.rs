//! The rounds of appraisal: which points count, and what is kept beside them.

#![allow(clippy::unwrap_used)] // A test that cannot read its own input must fail.

mod support;

use parindex::assessment::{Assessed, Assessment, Paper, Stated, Subject};
use parindex::criteria::CriteriaSet;
use parindex::points::Number;
use parindex::score::Basis;
use support::{File, SMALL, cards, form, read, set};

const OWN: &str = "Đơn vị: Xã A,,,,\nSTT,Tiêu chí,Điểm tối đa,Điểm tự chấm,Giải trình\n1.1.1,,1,1,\n1.1.2,,3,3,\n\
                   1.2,,1,1,Đã ban hành muộn do sáp nhập\n1.10,,2,2,\n";

fn paper<'a>(name: &'a str, paper: Paper, text: &'a str) -> File<'a> {
    File { name, bytes: text.as_bytes(), paper }
}

fn n(text: &str) -> Number {
    Number::from_plain(text).unwrap()
}

fn leaf(set: &CriteriaSet, code: &str) -> usize {
    set.nodes[set.node_of(code).unwrap()].leaf.as_ref().unwrap().index
}

/// The rounds kept of a leaf: round, points, reason, who, the copy of the self score.
fn kept(set: &CriteriaSet, unit: &Assessment, code: &str) -> Vec<String> {
    let of = Subject::Leaf(leaf(set, code));
    let kept = unit.appraisals.iter().filter(|kept| kept.of == of);
    kept.map(|kept| {
        let text = |written: &Option<parindex::assessment::Written>| {
            written.as_ref().map(|w| w.text.clone()).unwrap_or_default()
        };
        let points = kept.mark.points().map(|points| points.to_string()).unwrap_or_default();
        let at = kept.mark.at.as_ref().unwrap().place().to_string();
        let copied = kept
            .copied
            .as_ref()
            .and_then(parindex::assessment::Mark::points)
            .map(|points| points.to_string());
        let copied = copied.unwrap_or_default();
        format!("{} {points} [{}] {} {copied} {at}", kept.round, text(&kept.reason), text(&kept.appraiser))
    })
    .collect()
}

fn points(set: &CriteriaSet, assessed: &Assessed, code: &str) -> Number {
    let cards = cards(set, assessed, Basis::Final);
    cards[0].leaves[leaf(set, code)].points.clone()
}

const FIRST: &str = "unit,code,self,appraised,Lý do,Người thẩm định\nXã A,1.10,2,1,Thiếu biên bản,Nguyễn A\n\
                     Xã A,1.2,1,1,,Nguyễn A\n";

#[test]
fn the_last_filled_round_counts_and_never_the_highest() {
    let set = set(SMALL);
    let second = "unit,code,Điểm thẩm định lần 1,Lý do lần 1,Điểm thẩm định lần 2,Lý do lần 2\n\
                  Xã A,1.10,1,Thiếu biên bản,,\nXã A,1.2,1,,0,Ban hành sau hạn\n";
    let check = |papers: &[File]| {
        let assessed = read(&set, None, papers);
        assert!(assessed.findings.iter().all(|finding| finding.code().id() != "duplicate-criterion"));
        assert_eq!([points(&set, &assessed, "1.10"), points(&set, &assessed, "1.2")], [n("1"), n("0")]);
        let unit = &assessed.assessments[0];
        assert_eq!(kept(&set, unit, "1.10"), ["1 1 [Thiếu biên bản] Nguyễn A 2 a1.csv!a1!D2"]);
        let both = kept(&set, unit, "1.2");
        assert!(both.contains(&"1 1 [] Nguyễn A 1 a1.csv!a1!D3".to_owned()), "{both:?}");
        assert!(both.contains(&"2 0 [Ban hành sau hạn]   a2.csv!a2!E3".to_owned()), "{both:?}");
    };
    let (own, one) = (form("x.csv", OWN), paper("a1.csv", Paper::Appraisal, FIRST));
    check(&[own, one, paper("a2.csv", Paper::Appraisal2, second)]);
    // The order of the papers changes nothing.
    let (own, one) = (form("x.csv", OWN), paper("a1.csv", Paper::Appraisal, FIRST));
    check(&[paper("a2.csv", Paper::Appraisal2, second), one, own]);
}

#[test]
fn rounds_of_one_folder_are_told_by_their_heads() {
    let set = set(SMALL);
    let second = "unit,code,Điểm thẩm định lần 2,Lý do\nXã A,1.10,0.5,Không đủ\n";
    for names in [["a.csv", "b.csv"], ["b.csv", "a.csv"]] {
        let papers = [
            form("x.csv", OWN),
            paper(names[0], Paper::Appraisal, FIRST),
            paper(names[1], Paper::Appraisal, second),
        ];
        let assessed = read(&set, None, &papers);
        assert_eq!(points(&set, &assessed, "1.10"), n("0.5"));
        let codes: Vec<&str> = assessed.findings.iter().map(|finding| finding.code().id()).collect();
        assert!(!codes.contains(&"duplicate-criterion"), "{codes:?}");
    }
}

#[test]
fn copies_in_the_councils_papers_are_no_self_scores() {
    let set = set(SMALL);
    let stale = "unit,code,self,appraised\nXã A,1.10,0.5,1\n";
    let assessed = read(&set, None, &[form("x.csv", OWN), paper("a.csv", Paper::Appraisal, stale)]);
    let entry = &assessed.assessments[0].entries[leaf(&set, "1.10")];
    assert_eq!(entry.own.points(), Some(n("2")));
    assert_eq!(entry.appraised.points(), Some(n("1")));
}

#[test]
fn explanations_give_no_points() {
    let set = set(SMALL);
    let said = "Đơn vị: Xã A,,,,,\nSTT,Tiêu chí,Điểm tối đa,Điểm tự chấm,Điểm thẩm định,Giải trình,Tài liệu kiểm chứng\n\
                1.10,,2,0,0,Xin bổ sung,Biên bản số 12/BB\n1.2,,1,0,0,,\n";
    let papers = [
        form("x.csv", OWN),
        paper("a.csv", Paper::Appraisal, FIRST),
        paper("g.csv", Paper::Explanation, said),
    ];
    let assessed = read(&set, None, &papers);
    let unit = &assessed.assessments[0];
    assert_eq!(points(&set, &assessed, "1.10"), n("1"));
    assert_eq!(unit.entries[leaf(&set, "1.10")].own.stated, Stated::Points("2".parse().unwrap()));
    let told: Vec<(usize, Paper, &str, &str)> = unit
        .explanations
        .iter()
        .map(|told| {
            let evidence = told.evidence.as_ref().map_or("", |evidence| &*evidence.text);
            (told.leaf, told.paper, &*told.said.text, evidence)
        })
        .collect();
    let expected = [
        (leaf(&set, "1.2"), Paper::Form, "Đã ban hành muộn do sáp nhập", ""),
        (leaf(&set, "1.10"), Paper::Explanation, "Xin bổ sung", "Biên bản số 12/BB"),
    ];
    assert_eq!(told, expected);
}

#[test]
fn two_columns_without_a_round_are_told_where_they_differ() {
    let set = set(SMALL);
    let two =
        "unit,code,Điểm thẩm định của Sở Nội vụ,Điểm thẩm định của Sở Tư pháp\nXã A,1.10,2,1\nXã A,1.2,1,1\n";
    let assessed = read(&set, None, &[form("x.csv", OWN), paper("a.csv", Paper::Appraisal, two)]);
    assert_eq!(points(&set, &assessed, "1.10"), n("1"), "the last column that is filled counts");
    let found: Vec<String> = assessed
        .findings
        .iter()
        .filter(|finding| finding.code().id() == "conflicting-appraisal")
        .map(|finding| format!("{} {:?}", finding.place, finding.is_error()))
        .collect();
    assert_eq!(found, ["a.csv!a!D2 false"]);
}

#[test]
fn the_round_may_stand_over_several_columns() {
    let set = set(SMALL);
    let check = |text: &str, expected: &str| {
        let assessed = read(&set, None, &[form("x.csv", OWN), paper("a.csv", Paper::Appraisal, text)]);
        assert_eq!(points(&set, &assessed, "1.10"), n(expected), "{text}");
    };
    check("unit,code,Lần 2,Lần 1\n,,Điểm thẩm định,Điểm thẩm định\nXã A,1.10,1.5,1\n", "1.5");
    check("unit,code,Điểm thẩm định lần thứ hai,Điểm thẩm định lần thứ nhất\nXã A,1.10,1.5,1\n", "1.5");
    check("unit,code,Thẩm định sau khi giải trình,Thẩm định trước khi giải trình\nXã A,1.10,1.5,1\n", "1.5");
}

#[test]
fn two_rows_of_the_council_that_differ_leave_no_points() {
    let set = set(SMALL);
    let twice = "unit,code,appraised\nXã A,1.10,2\nXã A,1.10,1\nXã A,1.2,1\n";
    let assessed = read(&set, None, &[form("x.csv", OWN), paper("a.csv", Paper::Appraisal, twice)]);
    let entry = &assessed.assessments[0].entries[leaf(&set, "1.10")];
    assert!(matches!(entry.appraised.stated, Stated::Fault(_)), "{:?}", entry.appraised);
    assert_eq!(kept(&set, &assessed.assessments[0], "1.10").len(), 2);
}

#[test]
fn a_row_with_both_rounds_once_more_does_not_contradict_itself() {
    let set = set(SMALL);
    let twice = "unit,code,Điểm thẩm định lần 1,Điểm thẩm định lần 2\nXã A,1.10,1,2\nXã A,1.10,1,2\n";
    let assessed = read(&set, None, &[form("x.csv", OWN), paper("a.csv", Paper::Appraisal, twice)]);
    assert_eq!(points(&set, &assessed, "1.10"), n("2"));
}
