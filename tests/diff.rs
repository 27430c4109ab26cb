//! What `criteria diff` takes for the same, and what it tells of it.

// Test code.
#![allow(clippy::unwrap_used)]

mod support;

use parindex::analysis::diff;
use parindex::criteria::CriteriaSet;
use parindex::message::Lang;
use parindex::report::{diff_json, diff_text};
use support::set;

/// A set of criteria, each `code name max` and further keys.
fn of(leaves: &[(&str, &str, u32, &str)]) -> CriteriaSet {
    let mut text = String::new();
    let mut fields: Vec<(&str, u32)> = Vec::new();
    for (code, name, max, keys) in leaves {
        let field = code.split('.').next().unwrap();
        match fields.iter_mut().find(|(known, _)| *known == field) {
            Some((_, sum)) => *sum += max,
            None => fields.push((field, *max)),
        }
        text.push_str(&format!("[[criterion]]\ncode = \"{code}\"\nname = \"{name}\"\nmax = {max}\n{keys}\n"));
    }
    let scale: u32 = fields.iter().map(|(_, sum)| sum).sum();
    let mut head = format!(
        "[set]\nid = \"small\"\ntitle = \"Bộ thử\"\nlevel = \"xa\"\nyears = {{ from = 2025 }}\nstatus = \"model\"\nscale = {scale}\nsources = [\"Bộ mẫu\"]\n"
    );
    for (code, sum) in fields {
        head.push_str(&format!("[[field]]\ncode = \"{code}\"\nname = \"Lĩnh vực {code}\"\nmax = {sum}\n"));
    }
    set(&(head + &text))
}

/// The items of the text, without the headings.
fn told(old: &CriteriaSet, new: &CriteriaSet) -> Vec<String> {
    let (diff, lang) = (diff(old, new), Lang::Vi);
    let json: serde_json::Value = serde_json::from_slice(&diff_json(old, new, &diff, lang).unwrap()).unwrap();
    assert_eq!(support::schema::faults(&json), [""; 0]);
    let text = diff_text(old, new, &diff, lang);
    text.lines()
        .filter(|line| line.trim_start().starts_with("- "))
        .map(|line| line.trim_start_matches([' ', '-']).to_owned())
        .collect()
}

#[track_caller]
fn check(old: &[(&str, &str, u32, &str)], new: &[(&str, &str, u32, &str)], expected: &[&str]) {
    assert_eq!(told(&of(old), &of(new)), expected);
}

#[test]
fn was_comes_before_code_and_name() {
    // Two criteria change places; without `was` nobody could know.
    check(
        &[("1.1", "Kế hoạch", 2, ""), ("1.2", "Báo cáo", 3, "")],
        &[("1.1", "Kế hoạch", 3, "was = [\"1.2\"]"), ("1.2", "Báo cáo", 2, "was = [\"1.1\"]")],
        &[
            "Tiêu chí 1.1 “Kế hoạch”:",
            "Đổi mã từ 1.2 thành 1.1",
            "Sửa tên từ “Báo cáo” thành “Kế hoạch”",
            "Tiêu chí 1.2 “Báo cáo”:",
            "Đổi mã từ 1.1 thành 1.2",
            "Sửa tên từ “Kế hoạch” thành “Báo cáo”",
        ],
    );
}

#[test]
fn renumbered_by_name_is_doubtful() {
    check(
        &[("1.1", "Kế hoạch", 2, ""), ("1.2", "Báo cáo", 3, "")],
        &[("1.1", "Tuyên truyền", 1, ""), ("1.2", "Kế hoạch", 1, ""), ("1.3", "Báo cáo", 3, "")],
        &[
            "Bổ sung tiêu chí 1.1 “Tuyên truyền” (điểm tối đa 1); cách tính điểm: Từ 0 đến điểm tối đa theo mức độ thực hiện",
            "Tiêu chí 1.2 “Kế hoạch”:",
            "Đổi mã từ 1.1 thành 1.2",
            "Điều chỉnh điểm tối đa từ 2 xuống 1",
            "Tiêu chí 1.3 “Báo cáo”: đổi mã từ 1.2 thành 1.3",
            "Tiêu chí 1.2 “Kế hoạch” được coi là tiếp nối tiêu chí 1.1 “Kế hoạch” chỉ vì trùng tên; nếu đúng, ghi was = [\"1.1\"]",
            "Tiêu chí 1.3 “Báo cáo” được coi là tiếp nối tiêu chí 1.2 “Báo cáo” chỉ vì trùng tên; nếu đúng, ghi was = [\"1.2\"]",
        ],
    );
}

#[test]
fn the_same_code_needs_nearly_the_same_name() {
    check(
        &[("1.1", "Ban hành kế hoạch năm", 2, ""), ("1.2", "Kiểm tra công vụ", 3, "")],
        &[("1.1", "Ban hành kế hoạch cải cách năm", 2, ""), ("1.2", "Sáng kiến", 3, "")],
        &[
            "Tiêu chí 1.1 “Ban hành kế hoạch cải cách năm”: sửa tên từ “Ban hành kế hoạch năm” thành “Ban hành kế hoạch cải cách năm”",
            "Bổ sung tiêu chí 1.2 “Sáng kiến” (điểm tối đa 3); cách tính điểm: Từ 0 đến điểm tối đa theo mức độ thực hiện",
            "Bãi bỏ tiêu chí 1.2 “Kiểm tra công vụ” (điểm tối đa 3)",
            "Mã 1.2 ở bộ cũ là “Kiểm tra công vụ”, ở bộ mới là “Sáng kiến”: coi là bãi bỏ và bổ sung; nếu chỉ sửa tên, ghi was = [\"1.2\"]",
        ],
    );
}

#[test]
fn merged_divided_and_unknown() {
    check(
        &[("1.1", "Một", 2, ""), ("1.2", "Hai", 3, ""), ("1.3", "Ba", 4, "")],
        &[
            ("1.1", "Một và hai", 5, "was = [\"1.1\", \"1.2\"]"),
            ("1.2", "Ba a", 1, "was = [\"1.3\"]"),
            ("1.3", "Ba b", 3, "was = [\"1.3\", \"9.9\"]"),
        ],
        &[
            "Gộp tiêu chí 1.1 “Một” (điểm tối đa 2), tiêu chí 1.2 “Hai” (điểm tối đa 3) thành tiêu chí 1.1 “Một và hai” (điểm tối đa 5)",
            "Tách tiêu chí 1.3 “Ba” (điểm tối đa 4) thành tiêu chí 1.2 “Ba a” (điểm tối đa 1), tiêu chí 1.3 “Ba b” (điểm tối đa 3)",
            "Tiêu chí 1.3 “Ba b” ghi was = [\"9.9\"], nhưng bộ cũ không có mã đó",
        ],
    );
}

#[test]
fn never_two_to_one_by_name() {
    // Both criteria of the new set have the name of one of the old set: neither is taken for it.
    check(
        &[("1.1", "Báo cáo", 2, ""), ("1.2", "Khác", 1, "")],
        &[("1.2", "Khác", 1, ""), ("1.3", "Báo cáo", 1, ""), ("1.4", "Báo cáo", 1, "")],
        &[
            "Bổ sung tiêu chí 1.3 “Báo cáo” (điểm tối đa 1); cách tính điểm: Từ 0 đến điểm tối đa theo mức độ thực hiện",
            "Bổ sung tiêu chí 1.4 “Báo cáo” (điểm tối đa 1); cách tính điểm: Từ 0 đến điểm tối đa theo mức độ thực hiện",
            "Bãi bỏ tiêu chí 1.1 “Báo cáo” (điểm tối đa 2)",
        ],
    );
}

#[test]
fn what_a_leaf_says_besides() {
    let rate = |zero: &str| {
        format!(
            "inputs = [ {{ id = \"a\" }}, {{ id = \"b\", part_of = \"a\" }} ]\nrule.proportional = {{ of = \"b / a\" }}\n{zero}"
        )
    };
    let (before, after) = (
        rate(""),
        rate("when_zero = \"full\"\nscored_by = \"council\"\nappraiser = \"Sở Nội vụ\"\nevidence = \"none\""),
    );
    let expected = [
        "Tiêu chí 1.1 “Hồ sơ”:",
        "Trường hợp không phát sinh: từ “không quy định” thành “điểm tối đa”",
        "Tài liệu kiểm chứng: từ “Không bắt buộc” thành “Không yêu cầu”",
        "Người chấm điểm: từ “Đơn vị tự chấm” thành “Hội đồng thẩm định”",
        "Cơ quan thẩm định: từ “không ghi” thành “Sở Nội vụ”",
    ];
    check(&[("1.1", "Hồ sơ", 2, &before)], &[("1.1", "Hồ sơ", 2, &after)], &expected);
}

#[test]
fn two_sets_that_are_the_same() {
    let one = of(&[("1.1", "Kế hoạch", 2, "")]);
    let two = of(&[("1.1", "Kế hoạch", 2, "")]);
    let text = diff_text(&one, &two, &diff(&one, &two), Lang::Vi);
    assert!(text.ends_with("Hai bộ tiêu chí không có khác biệt (2 mục giữ nguyên).\n"), "{text}");
}

#[test]
fn every_carried_set_is_itself() {
    for (id, text) in parindex::criteria::builtin::all() {
        let load = || parindex::criteria::load(&format!("{id}.toml").into(), text).0.unwrap();
        let diff = diff(&load(), &load());
        assert!(diff.entries.is_empty() && diff.set.is_empty(), "{id}: {:?}", diff.entries);
    }
}

#[test]
fn a_number_makes_another_name() {
    let quarter = |number: &str| format!("Báo cáo cải cách hành chính quý {number}");
    let sets = |from: &str, to: &str| {
        let old = of(&[("1.1", from, 2, ""), ("1.2", "Mức độ hoàn thành", 4, ""), ("2.1", "Hồ sơ", 4, "")]);
        let new = of(&[("1.2", "Mức độ hoàn thành", 4, ""), ("2.1", "Hồ sơ", 4, ""), ("2.2", to, 2, "")]);
        diff(&old, &new).pairing.links.iter().any(|link| old.nodes[link.old].name == from)
    };
    assert!(!sets(&quarter("I"), &quarter("IV")));
    assert!(!sets(&quarter("1"), &quarter("2")));
    assert!(sets(&quarter("I năm 2025"), &quarter("I năm 2026")));
    assert!(sets(&quarter("I"), &quarter("I, đúng hạn")));
}

#[test]
fn a_code_that_was_elsewhere_and_is_still_there_is_to_be_checked() {
    let old = of(&[("1.1", "Kế hoạch", 2, ""), ("1.2", "Báo cáo", 3, "")]);
    let new = of(&[("1.1", "Kế hoạch", 2, ""), ("1.2", "Báo cáo", 3, "was = [\"1.1\"]")]);
    let doubts = told(&old, &new).into_iter().filter(|line| line.contains("was = [\"1.1\"]")).count();
    assert_eq!(doubts, 1);
}

#[test]
fn a_rule_that_computes_with_another_criterion_is_told_with_it() {
    let rate = |of: &str| {
        format!(
            "inputs = [ {{ id = \"a\", name = \"Tổng\" }}, {{ id = \"b\", name = \"Đạt\" }} ]\nrule.proportional = {{ of = \"{of}\" }}\nwhen_zero = \"zero\""
        )
    };
    let formula = "rule.formula = 'measure(\"1.1\") * 3'";
    let (before, after) = (rate("b / a"), rate("1 - b / a"));
    let old = of(&[("1.1", "Kế hoạch", 2, &before), ("1.2", "Báo cáo", 3, formula)]);
    let new = of(&[("1.1", "Kế hoạch", 2, &after), ("1.2", "Báo cáo", 3, formula)]);
    let expected = "Tiêu chí 1.2 “Báo cáo”: dùng số đo của 1.1, cách đo đã thay đổi";
    assert!(told(&old, &new).contains(&expected.to_owned()));
    assert_eq!(told(&old, &old), [""; 0]);
}
