//! Forms in which the raw data of a leaf stand in rows of their own below it: a row for each input, or for each item of a
//! check list.

#![allow(clippy::unwrap_used)] // Test code.

mod support;

use parindex::assessment::Assessed;
use parindex::criteria::CriteriaSet;
use parindex::rule::Outcome;
use support::{brief, form, read, set};

const SET: &str = r#"
[set]
id = "small"
title = "Bộ nhỏ"
level = "xa"
status = "model"
scale = 10
[[class]]
name = "Đạt"
from = 0
[[field]]
code = "1"
name = "Chỉ đạo, điều hành"
max = 10
[[criterion]]
code = "1.1"
name = "Mức độ hoàn thành kế hoạch"
max = 3
inputs = [{ id = "a", name = "Số nhiệm vụ" }, { id = "b", name = "Số nhiệm vụ hoàn thành", part_of = "a" }]
rule.proportional = { of = "b / a" }
[[criterion]]
code = "1.2"
name = "Báo cáo định kỳ"
max = 2
inputs = [{ id = "tre", name = "Số báo cáo trễ" }]
rule.deduct = { events = [{ input = "tre", points = 0.25 }] }
[[criterion]]
code = "1.3"
name = "Công khai thủ tục"
max = 4
rule.checklist = [
  { label = "Niêm yết tại trụ sở", points = 1 },
  { label = "Đăng trên trang thông tin", points = 2 },
  { label = "Cập nhật kịp thời", points = 1 },
]
[[criterion]]
code = "1.4"
name = "Sáng kiến"
max = 1
"#;

const HEAD: &str =
    "Đơn vị: Xã Mẫu 01\nSTT;Tiêu chí;Điểm tối đa;Số liệu kê khai;Điểm tự chấm\n1;Chỉ đạo, điều hành;10;;\n";

/// The points that the rules of 1.1, 1.2 and 1.3 compute.
fn computed(set: &CriteriaSet, assessed: &Assessed) -> Vec<String> {
    let points = |n: usize| match assessed.assessments[0].computed(n) {
        Some(Outcome::Points(points)) => points.to_string(),
        other => format!("{other:?}"),
    };
    assert_eq!(set.leaves.len(), 4);
    (0..3).map(points).collect()
}

#[track_caller]
fn check(rows: &str, points: &[&str], findings: &[&str]) {
    let set = set(SET);
    let text = format!("{HEAD}{rows}");
    let assessed = read(&set, None, &[form("a.csv", &text)]);
    assert_eq!(brief(&assessed), findings, "{}", support::shown(&assessed.findings));
    assert_eq!(computed(&set, &assessed), points);
}

const OTHERS: &str = "1.2;Báo cáo định kỳ;2;;\n;tre. Số báo cáo trễ;;1;\n1.3;Công khai thủ tục;4;;\n\
    ;- Niêm yết tại trụ sở;;Có;\n;- Đăng trên trang thông tin;;Không;\n;- Cập nhật kịp thời;;x;\n1.4;Sáng kiến;1;;1\n";

#[test]
fn rows_of_inputs_are_known_by_id_and_name() {
    let check = |first: &str, second: &str| {
        let rows = format!("1.1;Mức độ hoàn thành kế hoạch;3;;\n{first};;10;\n{second};;8;\n{OTHERS}");
        check(&rows, &["2.4", "1.75", "2"], &[]);
    };
    check(";a. Số nhiệm vụ", ";b. Số nhiệm vụ hoàn thành");
    check(";a) Số nhiệm vụ", ";b) Số nhiệm vụ hoàn thành");
    check(";a: Số nhiệm vụ", ";b – Số nhiệm vụ hoàn thành");
    check(";Số nhiệm vụ", ";Số nhiệm vụ hoàn thành");
    check(";- số nhiệm vụ", ";- Số nhiệm vụ hoàn thành");
    check("a;", "b;");
    check("a);Số nhiệm vụ", "b);Số nhiệm vụ hoàn thành");
    check("-;a. Số nhiệm vụ", "-;b.");
}

#[test]
fn their_order_does_not_matter_and_points_beside_them_are_checked() {
    let rows = |own: &str| {
        format!(
            "1.1;Mức độ hoàn thành kế hoạch;3;;{own}\n;b. Số nhiệm vụ hoàn thành;;8;\n;a. Số nhiệm vụ;;10;\n{OTHERS}"
        )
    };
    check(&rows("2,4"), &["2.4", "1.75", "2"], &[]);
    check(&rows("3"), &["2.4", "1.75", "2"], &["points-disagree E4 1.1"]);
}

#[test]
fn faults_stand_at_their_own_cells() {
    let check = |a: &str, b: &str, found: &[&str]| {
        let rows = format!(
            "1.1;Mức độ hoàn thành kế hoạch;3;;\n;a. Số nhiệm vụ;;{a};\n;b. Số nhiệm vụ hoàn thành;;{b};\n{OTHERS}"
        );
        check(&rows, &["None", "1.75", "2"], found);
    };
    check("", "8", &["missing-input D5 1.1"]);
    check("10", "", &["missing-input D6 1.1"]);
    check("", "", &["missing-input D5 1.1"]);
    check("10", "11", &["part-exceeds-whole D6 1.1"]);
    check("0", "0", &["division-by-zero D5 1.1"]);
    check("mười", "8", &["input-invalid D5 1.1"]);
    check("10", "80%", &["input-invalid D6 1.1"]);
}

#[test]
fn a_row_that_begins_as_an_input_and_goes_on_otherwise_is_refused() {
    let rows = format!(
        "1.1;Mức độ hoàn thành kế hoạch;3;;\n;a. Số văn bản;;10;\n;b. Số nhiệm vụ hoàn thành;;8;\n{OTHERS}"
    );
    check(&rows, &["None", "1.75", "2"], &["unknown-criterion B5 1.1"]);
    // What says nothing is a note.
    let rows = format!(
        "1.1;Mức độ hoàn thành kế hoạch;3;a=10, b=8;\n;a. Hoàn thành toàn bộ: 3 điểm;;;\n;Ghi chú;;;\n{OTHERS}"
    );
    check(&rows, &["2.4", "1.75", "2"], &[]);
}

#[test]
fn a_number_given_twice_must_be_the_same() {
    let rows =
        |a: &str| format!("1.1;Mức độ hoàn thành kế hoạch;3;a=10, b=8;\n;a. Số nhiệm vụ;;{a};\n{OTHERS}");
    check(&rows("10"), &["2.4", "1.75", "2"], &[]);
    check(&rows("12"), &["None", "1.75", "2"], &["input-invalid D5 1.1"]);
}

#[test]
fn items_hold_where_they_are_ticked() {
    let check = |marks: [&str; 3], points: &str, found: &[&str]| {
        let [first, second, third] = marks;
        let rows = format!(
            "1.1;Mức độ hoàn thành kế hoạch;3;a=10, b=8;\n1.2;Báo cáo định kỳ;2;1;\n1.3;Công khai thủ tục;4;;\n\
             ;- Niêm yết tại trụ sở;;{first};\n-;Đăng trên trang thông tin;;{second};\n;+ cập nhật kịp thời;;{third};\n\
             1.4;Sáng kiến;1;;1\n"
        );
        check(&rows, &["2.4", "1.75", points], found);
    };
    check(["Có", "Không", "Có"], "2", &[]);
    check(["x", "X", ""], "3", &[]);
    check(["✓", "1", "TRUE"], "None", &["input-invalid D9 1.3"]);
    check(["Không", "Không", ""], "0", &[]);
    check(["Không", "", ""], "0", &[]);
    check(["", "", ""], "None", &["missing-input D7 1.3"]);
    check(["Có", "Có một phần", ""], "None", &["input-invalid D8 1.3"]);
}

#[test]
fn an_item_that_the_set_does_not_have_is_refused() {
    let rows = "1.1;Mức độ hoàn thành kế hoạch;3;a=10, b=8;\n1.2;Báo cáo định kỳ;2;1;\n1.3;Công khai thủ tục;4;;\n\
        ;- Niêm yết tại trụ sở;;Có;\n;- Phát trên loa;;Có;\n1.4;Sáng kiến;1;;1\n";
    check(rows, &["2.4", "1.75", "None"], &["unknown-criterion B8 1.3"]);
}

#[test]
fn points_typed_without_data_stay_a_claim() {
    let rows = "1.1;Mức độ hoàn thành kế hoạch;3;;2,4\n;a. Số nhiệm vụ;;;\n;b. Số nhiệm vụ hoàn thành;;;\n\
        1.2;Báo cáo định kỳ;2;1;\n1.3;Công khai thủ tục;4;Niêm yết tại trụ sở;\n1.4;Sáng kiến;1;;1\n";
    check(rows, &["None", "1.75", "1"], &[]);
}
