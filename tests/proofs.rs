//! What a set must prove of itself: one change to a sound set, and what `criteria check` says.

// Test code.
#![allow(clippy::unwrap_used)]

use parindex::criteria::{builtin, load};
use parindex::diagnostic::{Finding, Place};
use parindex::message::Lang;

const SOUND: &str = r#"[set]
id      = "xa-2025"
title   = "Bộ tiêu chí"
level   = "xa"
years   = { from = 2025 }
status  = "official"
checked = 2025-12-01
scale   = 10
sources = ["Quyết định 99/QĐ-UBND ngày 15/10/2025"]

[[class]]
name = "Tốt"
from = 80
also = { "1" = "75%" }

[[class]]
name = "Khá"
from = 0

[[block]]
id   = "phuong"
name = "Phường"

[[block]]
id   = "xa"
name = "Xã"

[[field]]
code = "1"
name = "Lĩnh vực"
max  = 10

[[criterion]]
code  = "1.1"
name  = "Ban hành kế hoạch"
max   = 2
basis = "Phụ lục, mục 1.1"
rule.choice = [{ label = "Đúng hạn", points = 2 }, { label = "Trễ hạn", points = 0 }]

[[criterion]]
code   = "1.2"
name   = "Mức độ hoàn thành"
max    = 3
basis  = "Phụ lục, mục 1.2"
inputs = [{ id = "a", name = "Số việc" }, { id = "b", name = "Xong", part_of = "a" }]
when_zero = "not-applicable"
rule.formula = "b / a * max_points"

[[criterion]]
code   = "1.3"
name   = "So với khối"
max    = 1
basis  = "Phụ lục, mục 1.3"
inputs = [{ id = "n", name = "Số sáng kiến" }]
rule.relative = { of = "n", best = "highest" }

[[criterion]]
code  = "1.4"
name  = "Hội đồng chấm"
max   = 4
basis = "Phụ lục, mục 1.4"
rule.judged = { step = 0.5 }

[[adjustment]]
code   = "CONG"
name   = "Điểm cộng"
effect = "bonus"
cap    = 2

[[example]]
inputs = { "1.1" = "Trễ hạn", "1.2" = { a = 0, b = 0 }, "1.3" = { n = 3 }, "1.4" = 1.5, "CONG" = 3 }
best   = { "1.3" = 4 }
points = { "1.1" = 0, "1.2" = "not-applicable", "1.3" = 0.75, "1.4" = 1.5, "CONG" = 2 }

[[example]]
index      = "159.99 / 2"
components = { "1" = "75%" }
block      = "xa"
class      = "Tốt"
published  = 80
"#;

/// The code, `?` for a warning, and the key of its line.
fn shown(finding: &Finding, text: &str) -> String {
    let Place::Text { span, .. } = &finding.place else { panic!() };
    let severity = if finding.is_error() { "" } else { "?" };
    let line = text.lines().nth(span.line - 1).unwrap();
    let key = line.split(['=', '{']).next().unwrap().trim();
    format!("{}{severity} {key}", finding.code().id())
}

/// What is found after one text of the set was replaced; and the first message in Vietnamese.
#[track_caller]
fn check(from: &str, to: &str, expected: &[&str], message: &str) {
    assert!(SOUND.contains(from), "{from}");
    let text = SOUND.replacen(from, to, 1);
    let (_, findings) = load(&"xa-2025.toml".into(), &text);
    let found: Vec<String> = findings.iter().map(|finding| shown(finding, &text)).collect();
    assert_eq!(found, expected, "{from} → {to}: {findings:#?}");
    let first = findings.first().map(|finding| finding.text(Lang::Vi).message).unwrap_or_default();
    assert!(first.contains(message), "{first}");
}

#[test]
fn the_sound_set_is_sound() {
    check("xa-2025", "xa-2025", &[], "");
}

#[test]
fn heads() {
    check("from = 2025 }", "from = 2024 }", &["year-differs? years"], "ghi năm 2025");
    check("from = 2025 }", "from = 2021, to = 2025 }", &[], "");
    check("from = 2025 }", "from = 2021, to = 2024 }", &["year-differs? years"], "2021–2024");
    check("from = 2025 }", "from = 20250 }", &["year-differs? years", "invalid-value years"], "");
    check("2025-12-01", "2025-10-14", &["checked-early? checked"], "14/10/2025, trước ngày 15/10/2025");
    check("2025-12-01", "2025-10-15", &[], "");
    check("checked = 2025-12-01\n", "", &["missing-key [set]"], "checked");
    check(
        "sources = [\"Quyết định 99/QĐ-UBND ngày 15/10/2025\"]",
        "sources = []",
        &["missing-key [set]"],
        "sources",
    );
    check("status  = \"official\"\nchecked = 2025-12-01", "status = \"model\"", &[], "");
}

#[test]
fn codes_and_bases() {
    check("mục 1.2\"", "mục 1.3\"", &["basis-differs? basis"], "dẫn mục “1.3”");
    check("mục 1.2\"", "mục 1.3 (ở đây 1.2)\"", &[], "");
    check("mục 1.2\"", "mục 1\"", &[], "");
    check("mục 1.2\"", "ngày 15.10.2025, mục II.1.3\"", &[], "");
    check("basis  = \"Phụ lục, mục 1.2\"\n", "", &["missing-basis code"], "“1.2” không có basis");
    check("scale", "gaps = [\"1.9\"]\nscale", &[], "");
}

#[test]
fn labels() {
    check("\"Trễ hạn\"", "\"Đúng hạn\"", &["duplicate-name rule.choice", "invalid-value inputs"], "hai lần");
    check(
        "\"Trễ hạn\"",
        "\"đung  han\"",
        &["duplicate-name rule.choice", "invalid-value inputs"],
        "“đung  han” và “Đúng hạn”",
    );
}

#[test]
fn formulas() {
    check(
        "b / a * max_points\"",
        "b / a * 4\"",
        &["rule-above-max rule.formula"],
        "a = 10, b = 10 cho 4 điểm, quá tối đa 3",
    );
    check(
        "b / a * max_points\"",
        "3 - b / a * 4\"",
        &["rule-below-min rule.formula"],
        "a = 10, b = 10 cho -1 điểm",
    );
    check(", part_of = \"a\"", "", &["rule-above-max? rule.formula"], "a = 1, b = 10 cho 30 điểm");
    check("b / a * max_points\"", "min(3, b)\"", &["example-differs points"], "");
}

#[test]
fn classes() {
    check("\"75%\" }", "\"750%\" }", &["class-unreachable from"], "chỉ số thành phần “1” từ 750");
    check(
        "from = 80",
        "from = 800",
        &["example-differs class"],
        "là loại “Tốt”, nhưng theo bộ tiêu chí thì là loại “Khá”",
    );
    check("effect = \"bonus\"", "effect = \"penalty\"", &[], "");
    let classes = "also = { \"1\" = \"75%\" }\n\n[[class]]\nname = \"Khá\"\nfrom = 0";
    check(
        classes,
        &classes.replace("from = 0", "from = 0\nblock = \"xa\""),
        &["class-gap? from", "invalid-value class"],
        "",
    );
    let both = classes.replace("\n\n", "\nblock = \"xa\"\n\n") + "\nblock = \"xa\"";
    check(classes, &both, &["class-gap? from"], "Khối “Phường” không có loại nào");
}

#[test]
fn examples() {
    check("\"1.1\" = 0,", "\"1.1\" = 1,", &["example-differs points"], "được 1 điểm, nhưng tính ra 0");
    check("\"1.2\" = \"not-applicable\"", "\"1.2\" = 3", &["example-differs points"], "không đánh giá");
    check("\"1.1\" = 0,", "\"1.1\" = \"not-applicable\",", &["example-differs points"], "tính ra 0 điểm");
    check("\"1.3\" = 4 }", "\"1.3\" = 5 }", &["example-differs points"], "tính ra 0,6");
    check("best   = { \"1.3\" = 4 }\n", "", &["example-differs points"], "1.3");
    check(
        "best   = { \"1.3\" = 4 }",
        "best   = { \"1.1\" = 4 }",
        &["invalid-value best", "example-differs points"],
        "",
    );
    check("\"1.4\" = 1.5, \"CONG\" = 3", "\"1.4\" = 1.6, \"CONG\" = 3", &["example-differs points"], "1.4");
    check("\"CONG\" = 3 }", "\"CONG\" = 1 }", &["example-differs points"], "tính ra 1");
    check("cap    = 2", "cap    = 3", &["example-differs points"], "tính ra 3");
    check("published  = 80", "published  = 79.99", &["example-differs published"], "được công bố là 79,99");
    check("\"1\" = \"75%\" }\nblock", "\"1\" = \"74.99%\" }\nblock", &["example-differs class"], "");
    check("class      = \"Tốt\"\npublished  = 80\n", "", &["missing-key [[example]]"], "class");
    check("index      = \"159.99 / 2\"\n", "", &["missing-key [[example]]"], "");
    check("block      = \"xa\"", "block      = \"xã\"", &["invalid-value block"], "");
    check("class      = \"Tốt\"", "class      = \"Giỏi\"", &["invalid-value class"], "Giỏi");
}

#[test]
fn every_broken_line_of_a_file_is_told_and_nothing_else() {
    let mut text = builtin::get("mau-xa-2025").unwrap().to_owned();
    let broken = [
        ("from = 80\n", "from = 80]\n"),
        ("max  = 14\n", "max  = 14,5\n"),
        (
            "  { label = \"Không ban hành\", points = 0 },\n]",
            "  { label = \"Không ban hành\", points = 0 },\n",
        ),
        ("name      = \"Chất lượng kế hoạch\"", "name      = Chất lượng kế hoạch"),
        ("rule.count = { of = \"n\", each = 0.5 }", "rule.count = { of = \"n\", each = 0.5"),
        ("code      = \"2.3\"", "code      = \"2.3\"\ncode = \"2.9\""),
        ("[[criterion]]\ncode      = \"5.2\"", "[[criterion]\ncode      = \"5.2\""),
    ];
    for (from, to) in broken {
        assert!(text.contains(from), "{from}");
        text = text.replacen(from, to, 1);
    }
    let (set, findings) = load(&"mau-xa-2025.toml".into(), &text);
    assert!(set.is_none());
    let found: Vec<String> = findings.iter().map(|finding| shown(finding, &text)).collect();
    let keys = ["from", "max", "rule.choice", "name", "rule.count", "code", "[[criterion]"];
    assert_eq!(found, keys.map(|key| format!("syntax {key}")));
}
