//! An amended appendix over a file of an earlier import: what changed is told or, where nobody had touched it, put in.

#![allow(clippy::unwrap_used)] // Test code.

use parindex::appendix::{self, Facts};
use parindex::criteria::load;
use parindex::message::Lang;
use parindex::report::{markdown, set_table};
use parindex::sheet;

const HEAD: &str = "STT,Tiêu chí,Điểm tối đa,Cách tính,Tài liệu kiểm chứng,Cơ quan thẩm định\n";

fn facts() -> Facts {
    Facts { id: "xa".into(), title: None, level: Some("xa".into()), year: Some(2026), lang: Lang::Vi }
}

fn read(rows: &str) -> appendix::Appendix {
    let file = "a.csv".into();
    let reading = sheet::read_appendix(&file, format!("{HEAD}{rows}").as_bytes());
    appendix::read(&file, &reading).0
}

fn draft(rows: &str) -> String {
    appendix::draft(&read(rows), &facts()).text
}

/// The file after the import of the rows, and what is said.
fn update(text: &str, rows: &str) -> (String, String) {
    let updated = appendix::update(&"xa.toml".into(), text, &read(rows), &facts()).unwrap();
    let said = updated.findings.iter().map(|finding| {
        let text = finding.text(Lang::Vi);
        format!("{}\n{}\n", text.message, text.help)
    });
    (updated.text, said.collect())
}

const OLD: &str =
    "1,A,4,,,\n1.1,B,2,Từ 90% trở lên: 2; dưới 90%: 0,Báo cáo,Sở Nội vụ\n1.2,C,2,\"Có: 2; không: 0\",,\n";

/// The draft without its marks.
fn confirmed(text: &str) -> String {
    text.lines()
        .filter(|line| !line.starts_with("unconfirmed"))
        .fold(String::new(), |out, line| out + line + "\n")
}

#[test]
fn a_confirmed_rule_is_held_against_the_new_text() {
    let file = confirmed(&draft(OLD));
    assert_eq!(update(&file, OLD), (file.clone(), String::new()));
    // People name data and confirm; neither is a difference.
    let named = file.replace("Tử số của tỷ lệ B", "Số hồ sơ đúng hạn");
    assert_ne!(named, file);
    assert_eq!(update(&named, OLD).1, "");
    // Nor are bounds of the data, and what follows where nothing arose, of which the text says nothing.
    let bounded = file.replace(", part_of = \"a\" }", ", part_of = \"a\", whole_number = true }").replacen(
        "rule.bands",
        "when_zero = \"full\"\nrule.bands",
        1,
    );
    assert!(bounded.contains("whole_number") && bounded.contains("when_zero"), "{bounded}");
    assert_eq!(update(&bounded, OLD).1, "");
    let (text, said) = update(&file, &OLD.replace("90%", "95%").replace("Sở Nội vụ", "Thanh tra tỉnh"));
    assert_eq!(text, file, "nothing is changed");
    assert!(said.contains("1.1: cách chấm trong tệp khác phụ lục"), "{said}");
    assert!(said.contains("from = \"90%\"") && said.contains("“Từ 95% trở lên: 2; dưới 95%: 0”"), "{said}");
    assert!(said.contains("appraiser = “Sở Nội vụ”, phụ lục ghi “Thanh tra tỉnh”"), "{said}");
    assert!(!said.contains("1.2"), "{said}");
    // Evidence that is asked for now.
    let said = update(&file, &OLD.replace("không: 0\",,", "không: 0\",Quyết định,")).1;
    assert!(said.contains("1.2: tệp không có evidence, phụ lục ghi “required”"), "{said}");
}

#[test]
fn a_text_that_cannot_be_compared_is_named() {
    let file = confirmed(&draft(OLD));
    let said = update(&file, &OLD.replace("Có: 2; không: 0", "Theo quy chế làm việc")).1;
    assert!(said.contains("Không so được") && said.contains(": 1.2."), "{said}");
}

#[test]
fn what_nobody_touched_is_imported_anew() {
    let file = draft(OLD);
    let new = OLD.replace("90%", "95%").replace("Có: 2; không: 0", "Hội đồng xem xét");
    let (text, said) = update(&file, &new);
    assert_eq!(text, draft(&new));
    assert!(said.contains("1.1: chưa ai sửa hay xác nhận") && said.contains("1.2: chưa ai"), "{said}");
    // And back: the comment above the unread text goes with it.
    assert_eq!(update(&text, OLD).0, file);
    let windows = update(&file.replace('\n', "\r\n"), &new).0;
    assert_eq!(windows, text.replace('\n', "\r\n"));
    // A maximum that could not be read comes with its rule.
    let unread = draft(&OLD.replace("1.2,C,2,", "1.2,C,hai,"));
    let text = update(&unread, OLD).0;
    assert!(text.contains("max         = 2\nbasis       = \"Phụ lục, mục 1.2\""), "{text}");
    assert!(text.contains("{ label = \"Có\", points = 2 }"), "{text}");
}

#[test]
fn what_a_person_edited_stays() {
    let new = OLD.replace("90%", "95%");
    for (own, by) in [
        ("points = 2 }", "points = 1.5 }"),
        ("rule.bands", "# của tôi\nrule.bands"),
        ("rule.bands", "when_zero = \"full\"\nrule.bands"),
        ("Tử số của tỷ lệ B", "Số b"),
    ] {
        let edited = draft(OLD).replacen(own, by, 1);
        assert_ne!(edited, draft(OLD));
        let (text, said) = update(&edited, &new);
        assert_eq!(text, edited, "{own}");
        assert!(said.contains("Sửa cả rule lẫn nguyên văn"), "{said}");
    }
    let renamed = draft(OLD).replacen("\"B\"", "\"B, sửa\"", 1);
    let (text, said) = update(&renamed, &new);
    assert!(text.contains("\"B, sửa\"") && text.contains("from = \"95%\""), "{text}");
    assert!(said.contains("name = “B, sửa”"), "{said}");
    // A maximum that a person took out is said with its value.
    let without = confirmed(&draft(OLD)).replacen("max         = 2\n", "", 1);
    let said = update(&without, OLD).1;
    assert!(said.contains("tệp không có max, phụ lục ghi “2”"), "{said}");
}

#[test]
fn notes_and_classes_are_kept_as_comments() {
    let rows = format!(
        "{OLD},Ghi chú: không phát sinh thì được điểm tối đa,,,,\n,Tổng cộng,4,,,\n,Xuất sắc,90,,,\n,\"Tốt: từ 80 đến dưới 90\",,,,\n"
    );
    let file = "a.csv".into();
    let reading = sheet::read_appendix(&file, format!("{HEAD}{rows}").as_bytes());
    let (appendix, findings) = appendix::read(&file, &reading);
    let places: Vec<String> = findings.iter().map(|finding| finding.place.to_string()).collect();
    assert_eq!(places, ["a.csv!a!B5", "a.csv!a!B7"]);
    let text = appendix::draft(&appendix, &facts()).text;
    let (rules, notes) = text.split_once("# Ghi chú của phụ lục").unwrap();
    assert!(!rules.contains("Xuất sắc 90") && !rules.contains("không phát sinh thì"), "{rules}");
    let lines: Vec<&str> = notes.lines().skip(1).collect();
    let expected = [
        "#   Ghi chú: không phát sinh thì được điểm tối đa",
        "#   Xuất sắc 90",
        "#   Tốt: từ 80 đến dưới 90",
    ];
    assert_eq!(lines, expected);
}

#[test]
fn a_text_that_does_not_fit_its_maximum_is_told_with_both() {
    let drafted =
        appendix::draft(&read("1,A,5,Từ 95% trở lên: 4; từ 80% đến dưới 95%: 3; dưới 80%: 0,,\n"), &facts());
    let said: Vec<String> = drafted.findings.iter().map(|finding| finding.text(Lang::Vi).message).collect();
    assert!(said[0].contains("mức cao nhất là 4, điểm tối đa là 5"), "{said:?}");
    assert!(drafted.text.contains("rule.judged = {}"));
}

#[test]
fn a_draft_is_shown_as_one() {
    let set = load(&"xa.toml".into(), &draft(&OLD.replace("Có: 2; không: 0", "Hội đồng xem xét"))).0.unwrap();
    let table = set_table(&set, Lang::Vi);
    assert_eq!(table.heading[1], "Bản thảo: còn 2 cách chấm chưa xác nhận");
    let markdown = markdown(&table, Lang::Vi);
    assert!(
        markdown.contains("CHƯA XÁC NHẬN:<br>Tỷ lệ")
            && markdown.contains("CHƯA XÁC NHẬN:<br>Hội đồng xem xét"),
        "{markdown}"
    );
    assert!(!markdown.contains("theo mức độ thực hiện"), "{markdown}");
    let sure = load(&"xa.toml".into(), &confirmed(&draft(OLD))).0.unwrap();
    let table = set_table(&sure, Lang::Vi);
    assert!(!table.heading[1].contains("Bản thảo"), "{:?}", table.heading);
    let (_, findings) = load(&"xa.toml".into(), &draft(&OLD.replace("Có: 2; không: 0", "Hội đồng xem xét")));
    let said: Vec<String> = findings.iter().map(|finding| finding.text(Lang::Vi).message).collect();
    assert!(
        said.iter().any(|said| said.starts_with("Cách chấm của 1.2 chưa được đọc thành rule")),
        "{said:?}"
    );
}
