//! Errors that drafters make in criteria files: each is found, alone, with what stands there and what to write.

// Test code.
#![allow(clippy::unwrap_used)]

use std::sync::Arc;

use parindex::criteria::{load, load_with};
use parindex::message::Lang;

const SET: &str = r#"[set]
id      = "set"
title   = "Bộ tiêu chí mẫu"
level   = "xa"
years   = { from = 2025 }
status  = "model"
scale   = 11
sources = ["Bộ mẫu để thử"]

[[class]]
name = "Tốt"
from = 50

[[class]]
name = "Chưa đạt"
from = 0

[[field]]
code = "1"
name = "Công tác chỉ đạo, điều hành"
max  = 11

[[criterion]]
code = "1.1"
name = "Ban hành kế hoạch"
max  = 2
rule.choice = [
  { label = "Kịp thời", points = 2 },
  { label = "Chậm", points = 1 },
  { label = "Không ban hành", points = 0 },
]

[[criterion]]
code   = "1.2"
name   = "Mức độ hoàn thành kế hoạch"
max    = 3
inputs = [ { id = "a", name = "Số nhiệm vụ" }, { id = "b", name = "Đã hoàn thành", part_of = "a" } ]
rule.proportional = { of = "b / a", floor = "80%" }

[[criterion]]
code   = "1.3"
name   = "Gửi báo cáo"
max    = 2
inputs = [ { id = "n", name = "Số báo cáo chậm" } ]
rule.deduct = { events = [ { input = "n", points = 0.25 } ] }

[[criterion]]
code   = "1.4"
name   = "Giải quyết hồ sơ"
max    = 4
inputs = [ { id = "a", name = "Số hồ sơ" }, { id = "b", name = "Đúng hạn", part_of = "a" } ]
rule.bands = { of = "b / a", otherwise = 0, steps = [
  { from = "95%", points = 4 },
  { from = "80%", points = 3 },
  { from = "70%", points = 2 },
] }

[[example]]
inputs = { "1.2" = { a = 36, b = 35 } }
points = { "1.2" = "35/36 * 3" }
"#;

/// Every finding of a text as `code: message help`, in Vietnamese.
fn said(text: &str) -> Vec<String> {
    let (_, findings) = load(&Arc::from("set.toml"), text);
    let said = |finding: &parindex::diagnostic::Finding| {
        let text = finding.detail.text(Lang::Vi);
        format!("{}: {} {}", finding.code().id(), text.message, text.help)
    };
    findings.iter().map(said).collect()
}

/// With `from` replaced by `to` there is one finding, and it holds the words.
fn one(from: &str, to: &str, words: &[&str]) {
    assert_eq!(SET.matches(from).count(), 1, "{from}");
    let found = said(&SET.replace(from, to));
    assert_eq!(found.len(), 1, "{to}: {found:#?}");
    for word in words {
        assert!(found[0].contains(word), "{to}: no {word} in {found:#?}");
    }
}

#[test]
fn the_sample_is_sound() {
    assert_eq!(said(SET), Vec::<String>::new());
}

#[test]
fn values_are_told_as_they_are_written() {
    one("points = 0.25", "points = -0.25", &["“-0.25”", "“points”"]);
    one("{ input = \"n\", points", "{ input = \"tre\", points", &["“tre”", "inputs chỉ có “n”"]);
    one("floor = \"80%\"", "floor = \"80,5%\"", &["“80,5%”", "\"80.5%\""]);
    one("floor = \"80%\"", "floor = 95", &["“95”", "\"95%\""]);
    one("\"Chậm\", points = 1", "\"Chậm\", share = 50", &["“50”", "\"50%\""]);
    let classless = SET.replace("[[class]]\nname = \"Tốt\"\nfrom = 50\n", "");
    let classless = classless.replace("[[class]]\nname = \"Chưa đạt\"\nfrom = 0\n", "");
    let found = said(&format!("{classless}\n[[example]]\nindex = 80\nclass = \"Tốt\"\n"));
    assert!(found.len() == 1 && found[0].contains("chưa khai báo phần [[class]]"), "{found:#?}");
}

#[test]
fn keys_that_exclude_each_other_and_keys_in_braces() {
    one("rule.choice", "rule.judged = {}\nrule.choice", &["“rule.judged”, “rule.choice”", "một trong số đó"]);
    one("\"Chậm\", points = 1", "\"Chậm\", points = 1, share = \"50%\"", &["“points”, “share”"]);
    one("\"Chậm\", points = 1", "\"Chậm\"", &["missing-key", "{ }", "share"]);
}

#[test]
fn empty_texts() {
    one("name = \"Ban hành kế hoạch\"", "name = \"\"", &["“name” để trống"]);
    one("\"Bộ tiêu chí mẫu\"", "\" \"", &["“title” để trống"]);
    one("\"Chậm\"", "\"\"", &["“label” để trống"]);
    one("\"Số báo cáo chậm\"", "\"\"", &["“name” để trống"]);
}

#[test]
fn inputs() {
    one("\"n\", name = \"Số báo cáo chậm\" }", "\"n\" }, { id = \"m\" }", &["input-unused", "“m”"]);
    one(
        "rule.deduct = { events = [ { input = \"n\", points = 0.25 } ] }",
        "",
        &["input-unused", "không có rule"],
    );
    let judged =
        SET.replace("rule.deduct = { events = [ { input = \"n\", points = 0.25 } ] }", "rule.judged = {}");
    assert_eq!(said(&judged), Vec::<String>::new());
    let accents =
        SET.replace("[ { id = \"n\"", "[ { id = \"chậm\"").replace("input = \"n\"", "input = \"chậm\"");
    let found = said(&accents);
    assert!(found.len() == 1 && found[0].contains("Đổi thành “cham”"), "{found:#?}");
}

#[test]
fn an_id_is_named_once_whoever_uses_it() {
    let text =
        SET.replace("{ id = \"a\", name = \"Số nhiệm vụ\" }", "{ id = \"x\", name = \"Số nhiệm vụ\" }");
    let found = said(&text);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(found[0].contains("“a”") && found[0].contains("chỉ có “x”, “b”"), "{found:#?}");
}

#[test]
fn rules_that_cannot_be_meant() {
    let swapped = SET.replace("{ of = \"b / a\", floor", "{ of = \"a / b\", floor").replace("35/36 * 3", "3");
    let found = said(&swapped);
    assert!(found.len() == 1 && found[0].contains("luôn từ 100 %"), "{found:#?}");
    one("points = 3 },\n", "points = 1 },\n", &["step-order", "“from 80%”", "“from 70%”"]);
    one("name   = \"Gửi báo cáo\"", "name   = \"Ban hành kế hoạch\"", &["duplicate-name", "“1.1”"]);
    let hump =
        SET.replace("points = 4 },", "points = 1 },").replace("\"80%\", points = 3", "\"80%\", points = 4");
    assert_eq!(said(&hump), Vec::<String>::new());
}

#[test]
fn a_set_that_starts_from_another() {
    let head = "[set]\nid = \"new\"\ntitle = \"Mới\"\nyears = { from = 2026 }\nstatus = \"model\"\nsources = [\"Thử\"]\nextends = \"set\"\n";
    let check = |rest: &str, line: usize, word: &str| {
        let text = format!("{head}{rest}");
        let base = |_: &str, _: &str| Some((Arc::from("set.toml"), SET.to_owned()));
        let (_, findings) = load_with(&Arc::from("new.toml"), &text, &base);
        assert_eq!(findings.len(), 1, "{findings:#?}");
        let said = findings[0].detail.text(Lang::Vi);
        assert!(format!("{} {}", said.message, said.help).contains(word), "{said:?}");
        let place = format!("{:?}", findings[0].place);
        assert!(place.contains(&format!("line: {line},")), "{place}");
    };
    check("drop = [\"1.1\"]\n", 8, "cộng lại là 9");
    check("[[class]]\nname = \"Xuất sắc\"\nfrom = 92\n", 10, "thay cho cả 2 loại");
}
