//! Appendices become drafts: the tree of each is the one of its truth, and a second import spares what was edited.
//!
//! `tests/appendix/generate.py` makes the appendices from `*.truth.toml`.

#![allow(clippy::unwrap_used)] // Test code.

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use parindex::appendix::{self, Facts};
use parindex::criteria::{CriteriaSet, load};
use parindex::diagnostic::Finding;
use parindex::message::{Detail, ImportDoubt, Lang};
use parindex::sheet;
use toml::{Table, Value};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/appendix")
}

fn facts() -> Facts {
    Facts { id: "xa".into(), title: None, level: Some("xa".into()), year: Some(2026), lang: Lang::Vi }
}

/// The appendix of a file, and what is doubtful in it.
fn read(name: &str, bytes: &[u8]) -> (appendix::Appendix, Vec<Finding>) {
    let file = name.into();
    let reading = sheet::read_appendix(&file, bytes);
    let (appendix, doubts) = appendix::read(&file, &reading);
    (appendix, reading.findings.into_iter().chain(doubts).collect())
}

fn csv(text: &str) -> appendix::Appendix {
    read("a.csv", text.as_bytes()).0
}

fn doubts(findings: &[Finding]) -> Vec<String> {
    let doubt = |finding: &Finding| match &finding.detail {
        Detail::Import { doubt } => {
            let name = format!("{doubt:?}");
            let name = name.split([' ', '{', '(']).next().unwrap_or_default().to_owned();
            Some(format!("{} {name}", finding.place.to_string().rsplit('!').next().unwrap_or_default()))
        }
        _ => None,
    };
    findings.iter().filter_map(doubt).collect()
}

/// Code and maximum of each node.
fn tree(appendix: &appendix::Appendix) -> Vec<String> {
    let max = |node: &appendix::Node| node.max.as_ref().map_or_else(|| "?".to_owned(), ToString::to_string);
    appendix.nodes.iter().map(|node| format!("{} {}", node.code, max(node))).collect()
}

fn truth(name: &str) -> Table {
    toml::from_str(&fs::read_to_string(folder().join(format!("{name}.truth.toml"))).unwrap()).unwrap()
}

fn text<'a>(node: &'a Value, key: &str) -> &'a str {
    node.get(key).and_then(Value::as_str).unwrap_or_default().trim_matches('\n')
}

/// A number as the program shows it.
fn plain(digits: &str) -> String {
    parindex::points::Number::from_plain(digits).unwrap().to_string()
}

#[test]
fn every_row_of_an_appendix_is_in_the_draft() {
    for (file, name) in [
        ("xa.xlsx", "xa"),
        ("huyen.ods", "huyen"),
        ("huyen.xls", "huyen"),
        ("so.docx", "so"),
        ("so-libreoffice.docx", "so"),
    ] {
        let (appendix, findings) = read(file, &fs::read(folder().join(file)).unwrap());
        let truth = truth(name);
        let nodes = truth["node"].as_array().unwrap();
        let expected: Vec<String> =
            nodes.iter().map(|node| format!("{} {}", text(node, "code"), plain(text(node, "max")))).collect();
        assert_eq!(tree(&appendix), expected, "{file}");
        for (found, node) in appendix.nodes.iter().zip(nodes) {
            let code = &found.code;
            assert_eq!(found.name, text(node, "name"), "{file} {code}");
            assert_eq!(found.is_leaf, node["leaf"].as_bool().unwrap(), "{file} {code}");
            assert_eq!(found.appraiser, text(node, "appraiser"), "{file} {code}");
            assert_eq!(
                found.evidence.replace('\n', " "),
                text(node, "evidence").replace('\n', " "),
                "{file} {code}"
            );
            let rows = node.get("rows").and_then(Value::as_array);
            let option = |row: &Value| format!("{}: {}", row[0].as_str().unwrap(), row[1].as_str().unwrap());
            let lines = rows.map(|rows| rows.iter().map(option).collect::<Vec<_>>().join("\n"));
            let scoring = lines.unwrap_or_else(|| text(node, "text").to_owned());
            assert_eq!(found.scoring.join("\n"), scoring, "{file} {code}");
        }
        let wrong: Vec<&Finding> = findings.iter().filter(|finding| finding.is_error()).collect();
        assert!(wrong.is_empty(), "{file}: {}", support::shown(&findings));
        let (set, faults) = drafted(&appendix);
        assert!(set.is_some(), "{file}: {}", support::shown(&faults));
        assert!(
            faults.iter().all(|fault| ["unconfirmed-rule", "missing-key"].contains(&fault.code().id())),
            "{file}: {}",
            support::shown(&faults)
        );
        assert_eq!(set.unwrap().unconfirmed(), appendix.leaves().count(), "{file}");
    }
}

fn drafted(appendix: &appendix::Appendix) -> (Option<CriteriaSet>, Vec<Finding>) {
    load(&"xa.toml".into(), &appendix::draft(appendix, &facts()).text)
}

#[test]
fn a_fault_of_an_appendix_is_named_at_its_cell() {
    let cases = truth("broken");
    for case in cases["case"].as_array().unwrap() {
        let file = text(case, "file");
        let (appendix, findings) = read(file, &fs::read(folder().join(file)).unwrap());
        let found = tree(&appendix);
        for pair in case["maxima"].as_array().unwrap() {
            let expected = format!("{} {}", pair[0].as_str().unwrap(), plain(pair[1].as_str().unwrap()));
            assert!(found.contains(&expected), "{file}: {expected} is not in {found:?}");
        }
        let cells: Vec<String> = doubts(&findings);
        // Of two tables both are read by their own heads.
        if file != "hong-hai-bang.xlsx" {
            for doubt in case["doubt"].as_array().map(Vec::as_slice).unwrap_or_default() {
                let cell = doubt["cell"].as_str().unwrap();
                assert!(
                    cells.iter().any(|found| found.starts_with(&format!("{cell} "))),
                    "{file} {cell}: {cells:?}"
                );
            }
        }
    }
}

const HEAD: &str = "STT,Lĩnh vực/Tiêu chí,Điểm tối đa,Cách tính\n";

fn check(rows: &str, expected: &[&str], expected_doubts: &[&str]) {
    let (appendix, findings) = read("a.csv", format!("{HEAD}{rows}").as_bytes());
    assert_eq!(tree(&appendix), expected, "{rows}");
    assert_eq!(doubts(&findings), expected_doubts, "{rows}");
}

#[test]
fn codes_come_from_their_place_where_they_are_missing() {
    check("1,A,2,\n1.1,B,1,x\n,C,1,x\n", &["1 2", "1.1 1", "1.2 1"], &["B4 CodeGiven"]);
    check("1,A,3,\n1.1,B,1,x\n,C,1,x\n1.3,D,1,x\n", &["1 3", "1.1 1", "1.2 1", "1.3 1"], &["B4 CodeGiven"]);
    check(
        "1,A,2,\n,B,2,\n1.1.1,C,1,x\n1.1.2,D,1,x\n",
        &["1 2", "1.1 2", "1.1.1 1", "1.1.2 1"],
        &["B3 CodeGiven"],
    );
    check("1,A,2,\n1.1,B,1,x\n1.1,C,1,x\n", &["1 2", "1.1 1", "1.2 1"], &["A4 CodeTwice"]);
    check(
        "1,A,2,\n1.1,B,2,\n-,C,1,x\n-,D,1,x\n",
        &["1 2", "1.1 2", "1.1.1 1", "1.1.2 1"],
        &["A4 CodeGiven", "A5 CodeGiven"],
    );
    check("1,A,2,\n1.1,B,2,\na),C,1,x\nb),D,1,x\n", &["1 2", "1.1 2", "1.1.1 1", "1.1.2 1"], &[]);
}

#[test]
fn a_code_that_a_spreadsheet_damaged_is_recovered() {
    let rows: String = (1..=9).fold(String::new(), |rows, k| rows + &format!("1.{k},B{k},1,x\n"));
    let (appendix, findings) = read("a.csv", format!("{HEAD}1,A,10,\n{rows}1.1,C,1,x\n").as_bytes());
    assert_eq!(tree(&appendix).last().unwrap(), "1.10 1");
    assert_eq!(doubts(&findings), ["A12 CodeRecovered"]);
    check("1,A,2,\n1.1,B,1,x\n01/02/2025,C,1,x\n", &["1 2", "1.1 1", "1.2 1"], &["A4 CodeRecovered"]);
}

#[test]
fn rows_below_a_criterion_are_options_or_criteria_by_their_sums() {
    let options = format!("{HEAD}1,A,1,\n1.1,B,1,\n-,Kịp thời,1,\n-,Trễ,\"0,5\",\n-,Không,0,\n");
    let (appendix, findings) = read("a.csv", options.as_bytes());
    assert_eq!(tree(&appendix), ["1 1", "1.1 1"]);
    assert_eq!(appendix.nodes[1].scoring, ["- Kịp thời: 1", "- Trễ: 0,5", "- Không: 0"]);
    assert_eq!(doubts(&findings), Vec::<String>::new());
    check("1,A,1,\n1.1,B,1,\n-,C,\"0,5\",\n-,D,\"0,25\",\n", &["1 1", "1.1 1"], &["C4 RowsUnclear"]);
    // Options that stand beside a criterion whose name is merged over them.
    let beside = format!("{HEAD}1,A,1,\n1.1,B,1,Kịp thời\n,,\"0,5\",Trễ\n,,0,Không\n");
    let (appendix, findings) = read("a.csv", beside.as_bytes());
    assert_eq!(appendix.nodes[1].scoring, ["Kịp thời: 1", "Trễ: 0,5", "Không: 0"]);
    assert_eq!(doubts(&findings), Vec::<String>::new());
}

#[test]
fn maxima_are_never_invented() {
    check(
        "1,A,3,\n1.1,B,1 điểm,x\n1.2,C,\"0,5đ\",x\n1.3,D,\"1,50\",x\n",
        &["1 3", "1.1 1", "1.2 0.5", "1.3 1.5"],
        &[],
    );
    check("1,A,2,\n1.1,B,1,x\n1.2,C,,x\n", &["1 2", "1.1 1", "1.2 ?"], &["C4 MaxMissing"]);
    check("1,A,2,\n1.1,B,1,x\n1.2,C,0-1,x\n", &["1 2", "1.1 1", "1.2 ?"], &["C4 MaxUnreadable"]);
    check("1,A,,\n1.1,B,1,x\n1.2,C,1,x\n", &["1 ?", "1.1 1", "1.2 1"], &["C2 MaxMissing"]);
    check("1,A,3,\n1.1,B,1,x\n1.2,C,1,x\n", &["1 3", "1.1 1", "1.2 1"], &["C2 SumDiffers"]);
    check("1,A,2,x\n2,B,1,x\nTổng cộng,,4,\n", &["1 2", "2 1"], &["C2 SumDiffers"]);
    check("1,A,2,x\n1.2.1,B,1,x\n", &["1 2", "1.2.1 1"], &["A3 NoParent"]);
}

#[test]
fn nothing_of_a_row_that_a_comma_divides_is_read() {
    check(
        "1,A,1,5,\n1.1,B,1,5,Kịp thời: 1; không: 0,5\n",
        &["1 ?", "1.1 ?"],
        &["D2 RowDivided", "E3 RowDivided"],
    );
    check("1,A,1,\n1.1,B,1,Kịp thời: 1; không: 0,5\n", &["1 1", "1.1 ?"], &["E3 RowDivided"]);
    let rows = "STT;Tiêu chí;Điểm tối đa;Cách tính\n1;A;1;\n1.1;B;1;Kịp thời: 1; trễ: 0\n";
    let (appendix, findings) = read("a.csv", rows.as_bytes());
    assert_eq!(doubts(&findings), ["E3 RowDivided"]);
    assert_eq!(appendix.nodes[1].scoring, ["1.1;B;1;Kịp thời: 1;trễ: 0"]);
    let drafted = appendix::draft(&appendix, &facts());
    assert_eq!((drafted.read, drafted.findings.len()), ([0, 0, 1], 0));
    // An option that is divided makes the whole scoring unread; commas within quotation marks divide nothing.
    let (appendix, findings) =
        read("a.csv", format!("{HEAD}1,A,1,\n1.1,B,1,\n-,Có,1,\n-,Trễ,0,5\n").as_bytes());
    assert_eq!(doubts(&findings), ["D5 RowDivided"]);
    assert_eq!(appendix::draft(&appendix, &facts()).read, [0, 0, 1]);
    check("1,A,1,\n1.1,B,1,\"Kịp thời: 1; không: 0,5\"\n", &["1 1", "1.1 1"], &[]);
}

#[test]
fn struck_text_footnotes_and_signs_are_no_digits_of_a_maximum() {
    let row =
        |cells: &[&str]| format!("<w:tr>{}</w:tr>", cells.iter().map(|text| word(text)).collect::<String>());
    let run = |set: &str, text: &str| format!("<w:r><w:rPr>{set}</w:rPr><w:t>{text}</w:t></w:r>");
    let with = |max: String| {
        let head = row(&["STT", "Tiêu chí", "Điểm tối đa"]);
        let field = row(&["1", "A", "3"]);
        let last = format!("<w:tr>{}{}<w:tc><w:p>{max}</w:p></w:tc></w:tr>", word("1.1"), word("B"));
        let document = format!("<w:document><w:tbl>{head}{field}{last}</w:tbl></w:document>");
        let (appendix, findings) = read("a.docx", &docx(&document));
        (
            tree(&appendix).pop().unwrap(),
            findings.iter().map(|found| found.place.to_string()).collect::<Vec<_>>(),
        )
    };
    let cell = vec!["a.docx!1!C3".to_owned()];
    assert_eq!(with(run("<w:strike/>", "2") + &run("", "3")), ("1.1 3".to_owned(), cell.clone()));
    assert_eq!(with(run("<w:vanish/>", "1") + &run("", "3")), ("1.1 3".to_owned(), cell.clone()));
    let above = "<w:vertAlign w:val=\"superscript\"/>";
    assert_eq!(with(run("", "3") + &run(above, "1")), ("1.1 3".to_owned(), vec![]));
    assert_eq!(with(run("", "-1")), ("1.1 ?".to_owned(), cell));
}

#[test]
fn bonus_and_penalty_stand_outside_of_the_tree() {
    let rows =
        "I,A,2,x\n,Tổng cộng,2,\nII,Điểm thưởng,3,Mỗi sáng kiến 1 điểm\nIII,Điểm trừ,2,\n1,Chậm báo cáo,1,\n";
    let appendix = csv(&format!("{HEAD}{rows}"));
    assert_eq!(tree(&appendix), ["1 2"]);
    let set = drafted(&appendix).0.unwrap();
    let found: Vec<String> = set
        .adjustments
        .iter()
        .map(|found| format!("{} {:?} {:?}", found.code, found.effect, found.cap))
        .collect();
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].starts_with("CONG Bonus") && found[1].starts_with("TRU Penalty"), "{found:?}");
}

#[test]
fn no_row_vanishes() {
    // A field in one cell, with its points behind its name.
    for field in ["I. A (2 điểm),,,", "I. A: 2 điểm,,,", ",I. A (2 điểm),,"] {
        check(&format!("{field}\n1,B,2,x\nII,C,1,\n1,D,1,x\n"), &["1 2", "1.1 2", "2 1", "2.1 1"], &[]);
    }
    check("I. A,,,\n1,B,2,x\n", &["1 ?", "1.1 2"], &["C2 MaxMissing"]);
    check("1,A,2,\nGhi chú,,,\n1.1,B,2,x\n", &["1 2", "1.1 2"], &["A3 RowsLeftOut"]);
    // Options that say their points themselves.
    let rows =
        format!("{HEAD}1,A,3,\n1.1,B,3,\n,Kịp thời: 3 điểm,,\n,Chậm: \"1,5 điểm\",,\n,Không: 0 điểm,,\n");
    let (appendix, findings) = read("a.csv", rows.replace('"', "").replace("1,5", "1.5").as_bytes());
    assert_eq!(appendix.nodes[1].scoring, ["Kịp thời: 3 điểm", "Chậm: 1.5 điểm", "Không: 0 điểm"]);
    assert_eq!(doubts(&findings), Vec::<String>::new());
}

#[test]
fn a_table_that_goes_on_is_one_table() {
    let rows = format!("1,A,2,\n1.1,B,1,x\n{HEAD}1.1,B (tiếp theo),,y\n1.2,C,1,z\n");
    let (appendix, findings) = read("a.csv", format!("{HEAD}{rows}").as_bytes());
    assert_eq!(tree(&appendix), ["1 2", "1.1 1", "1.2 1"]);
    assert_eq!(appendix.nodes[1].scoring, ["x", "y"]);
    assert_eq!(doubts(&findings), Vec::<String>::new());
}

#[test]
fn what_is_no_appendix_is_said() {
    let form = "STT,Tiêu chí,Điểm tối đa,Điểm tự chấm\n1,A,2,1\n";
    assert_eq!(doubts(&read("a.csv", form.as_bytes()).1), ["D1 FilledForm"]);
    assert_eq!(doubts(&read("a.csv", b"a,b\n1,2\n").1), ["a.csv NoTable"]);
    let colour = "STT,Tiêu chí,Điểm tối đa,Màu\n1,A,2,đỏ\n";
    assert_eq!(doubts(&read("a.csv", colour.as_bytes()).1), ["D1 UnknownColumn"]);
    let long: String = "1,A,1,x\n".repeat(6_000);
    let (appendix, findings) = read("a.csv", format!("{HEAD}{long}").as_bytes());
    assert!(appendix.nodes.is_empty());
    assert_eq!(findings[0].code().id(), "limit-exceeded");
}

#[test]
fn a_second_import_changes_nothing_that_stands() {
    let rows = "1,A,3,\n1.1,B,1,Hội đồng quyết định\n1.2,C,2,\"Có: 2; không: 0\"\n";
    let first = csv(&format!("{HEAD}{rows}"));
    let draft = appendix::draft(&first, &facts()).text;
    let again = |text: &str, appendix| {
        appendix::update(&"xa.toml".into(), text, appendix, &facts())
            .map_err(|faults| support::shown(&faults))
            .unwrap()
    };
    assert_eq!(again(&draft, &first).text, draft);
    assert!(again(&draft, &first).findings.is_empty());
    // A person confirms one rule, renames a criterion and writes a comment.
    let mark = "unconfirmed = \"Có: 2; không: 0\"\n";
    let edited =
        draft.replace(mark, "# đã đối chiếu\n").replace("name        = \"B\"", "name        = \"B, sửa\"")
            + "\n# cuối tệp\n";
    assert_ne!(edited, draft);
    assert_eq!(again(&edited, &first).text, edited);
    let differs: Vec<String> =
        again(&edited, &first).findings.iter().map(|found| found.place.to_string()).collect();
    assert_eq!(differs.len(), 1, "{differs:?}");
    // The appendix is amended: 1.2 is worth more, 1.3 is new, 1.1 is gone.
    let amended =
        csv(&format!("{HEAD}1,A,6,\n1.2,C,3,\"Có: 2; không: 0\"\n1.3,D,3,Hội đồng quyết định\n2,E,1,x\n"));
    let updated = again(&edited, &amended);
    let kept: String = edited.clone();
    let mut rest = updated.text.as_str();
    for line in kept.lines() {
        rest = rest.split_once(&format!("{line}\n")).unwrap_or_else(|| panic!("{line} is gone")).1;
    }
    assert!(updated.text.ends_with("# cuối tệp\n"));
    let place = |code: &str| updated.text.find(&format!("\"{code}\"")).unwrap();
    assert!(place("1.2") < place("1.3") && place("1.3") < place("2"), "{}", updated.text);
    let names: Vec<&str> = updated
        .findings
        .iter()
        .map(|finding| match &finding.detail {
            Detail::Import { doubt } => match &**doubt {
                ImportDoubt::Differs { key, .. } => key,
                ImportDoubt::Added { .. } => "added",
                ImportDoubt::Vanished { .. } => "vanished",
                ImportDoubt::NotCompared { .. } => "not compared",
                _ => "?",
            },
            _ => "??",
        })
        .collect();
    assert_eq!(names, ["max", "max", "added", "added", "not compared", "vanished"]);
    // Line ends of Windows, and a mark at the beginning, stay too.
    let windows = format!("\u{feff}{}", draft.replace('\n', "\r\n"));
    assert_eq!(again(&windows, &first).text, windows);
    let longer = again(&windows, &amended).text;
    assert_eq!(longer.matches('\n').count(), longer.matches("\r\n").count());
}

#[test]
fn an_official_set_has_no_mark() {
    let draft = appendix::draft(&csv(&format!("{HEAD}1,A,1,\"Có: 1; không: 0\"\n")), &facts()).text;
    assert!(load(&"xa.toml".into(), &draft).0.is_some());
    let official = draft.replace("\"partial\"", "\"official\"");
    assert!(load(&"xa.toml".into(), &official).0.is_none());
}

#[test]
fn an_appendix_without_codes_is_numbered_by_its_sums() {
    let rows = "Tiêu chí,Điểm tối đa,Cách tính\nA,3,\nB,3,\nC,1,x\nD,2,y\nE,1,\nG,1,z\nTổng cộng,4,\n";
    let (appendix, findings) = read("a.csv", rows.as_bytes());
    assert_eq!(tree(&appendix), ["1 3", "1.1 3", "1.1.1 1", "1.1.2 2", "2 1", "2.1 1"]);
    assert_eq!(doubts(&findings).len(), 6, "each code is a doubt");
}

#[test]
fn levels_are_told_by_roman_numbers_letters_and_columns() {
    check(
        "A,P,4,\nI,Q,3,\n1,R,3,\n1.1,S,3,x\nII,T,1,\n1,U,1,x\nB,V,6,\nI,W,6,x\n",
        &["1 4", "1.1 3", "1.1.1 3", "1.1.1.1 3", "1.2 1", "1.2.1 1", "2 6", "2.1 6"],
        &[],
    );
    check("I,A,3,\n1.1,B,3,x\nII,C,1,\n1,D,1,x\n", &["1 3", "1.1 3", "2 1", "2.1 1"], &[]);
    let two = "Lĩnh vực/Tiêu chí,Điểm tối đa,,Cách tính\n,Thẩm định,Điều tra XHH,\nI. A,1,2,\n1. B,1,,x\n2. C,,2,\n";
    let appendix = csv(two);
    assert_eq!(tree(&appendix), ["1 3", "1.1 1", "1.2 2"]);
    let survey: Vec<bool> = appendix.nodes.iter().map(|node| node.survey).collect();
    assert_eq!(survey, [false, false, true]);
}

#[test]
fn a_row_with_a_code_is_never_an_option() {
    // The second 1.1.2 fits nowhere: it is named, and its points are not taken for an option of the first.
    check(
        "1,A,9,\n1.1,B,9,\n1.1.1,C,1,x\n1.1.2,D,1,x\n1.1.2,E,1,x\n1.1.3,G,1,x\n",
        &["1 9", "1.1 9", "1.1.1 1", "1.1.2 1", "1.1.3 1"],
        &["A6 CodeUnclear", "C3 SumDiffers"],
    );
    check("1,A,9,\n1.1,B,1,x\n,C,1,\n", &["1 9", "1.1 1"], &["C4 RowsUnclear", "C2 SumDiffers"]);
}

/// A Word document with this body.
fn docx(body: &str) -> Vec<u8> {
    use std::io::Write;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for (name, text) in [("[Content_Types].xml", "<Types/>"), ("word/document.xml", body)] {
        zip.start_file(name, options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn word(text: &str) -> String {
    format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>")
}

#[test]
fn documents_that_mean_harm_cost_nothing() {
    let codes = |bytes: &[u8]| -> Vec<&'static str> {
        let findings = read("a.docx", bytes).1;
        findings.iter().map(|finding| finding.code().id()).collect()
    };
    let row =
        |cells: &[&str]| format!("<w:tr>{}</w:tr>", cells.iter().map(|text| word(text)).collect::<String>());
    let table = [row(&["STT", "Tiêu chí", "Điểm tối đa"]), row(&["1", "A", "2"])].concat();
    let good = format!("<w:document><w:tbl>{table}</w:tbl></w:document>");
    let (appendix, _) = read("a.docx", &docx(&good));
    assert_eq!(tree(&appendix), ["1 2"]);
    assert_eq!(codes(&docx(&format!("<!DOCTYPE a [<!ENTITY b \"c\">]>{good}"))), ["unreadable-file"]);
    assert_eq!(codes(&docx(&good[..good.len() - 30])), ["unreadable-file"]);
    assert_eq!(codes(&docx(&"<w:tbl>".repeat(100_000))), ["unreadable-file"]);
    assert_eq!(codes(&docx(&" ".repeat(8 << 20))), ["limit-exceeded"], "a bomb");
    let whole = docx(&good);
    assert!(codes(&whole[..whole.len() / 2]).contains(&"unreadable-file"));
    // A form in Word is refused by every other command.
    let form = sheet::read(&"a.docx".into(), &whole);
    assert_eq!(form.findings[0].code().id(), "unsupported-format");
}

#[test]
fn what_stands_in_other_columns_is_read() {
    let head = "STT,Tiêu chí,Điểm tối đa,Phương pháp chấm điểm,Yêu cầu tài liệu kiểm chứng,Ghi chú\n";
    let appendix = csv(&format!("{head}1,A (3 điểm),,,,\n1.1,B,1,x,Báo cáo,\n1.2,C,2,,,Điều tra XHH\n"));
    assert_eq!(tree(&appendix), ["1 3", "1.1 1", "1.2 2"]);
    assert_eq!(appendix.nodes[0].name, "A");
    assert_eq!((appendix.nodes[1].evidence.as_str(), appendix.nodes[1].survey), ("Báo cáo", false));
    assert!(appendix.nodes[2].survey);
}

#[test]
fn heads_in_english_are_known_and_what_no_head_explains_is_kept() {
    let head = "No.,Criterion,Maximum points,Scoring,Evidence,Appraiser,Colour\n";
    let rows = format!("{head}1,A,1,,,,\n1.1,B,1,Done: 1; not done: 0,Plan,Department A,red\n");
    let (appendix, findings) = read("a.csv", rows.as_bytes());
    let node = &appendix.nodes[1];
    assert_eq!((node.code.as_str(), node.scoring.join("").as_str()), ("1.1", "Done: 1; not done: 0"));
    assert_eq!((node.evidence.as_str(), node.appraiser.as_str()), ("Plan", "Department A"));
    assert_eq!(doubts(&findings), ["G1 UnknownColumn"]);
    assert!(appendix::draft(&appendix, &facts()).text.contains("# Colour: red\n"));
    // A column without any head, in a table of a document.
    let row =
        |cells: &[&str]| format!("<w:tr>{}</w:tr>", cells.iter().map(|text| word(text)).collect::<String>());
    let rows = [row(&["STT", "Tiêu chí", "Điểm tối đa", ""]), row(&["1", "A", "2", "đỏ"])].concat();
    let (appendix, findings) =
        read("a.docx", &docx(&format!("<w:document><w:tbl>{rows}</w:tbl></w:document>")));
    assert_eq!(doubts(&findings)[0], "D1 UnknownColumn");
    assert_eq!(appendix.nodes[0].others, [("D".to_owned(), "đỏ".to_owned())]);
}

#[test]
fn a_formula_without_a_result_is_said_at_its_cell() {
    let mut builder = sheet::SheetBuilder::default();
    for (at, text) in (0..).zip(["STT", "Tiêu chí", "Điểm tối đa"]) {
        builder.text(0, at, text, false);
    }
    builder.text(1, 0, "1", false);
    builder.text(1, 1, "A", false);
    builder.uncached(1, 2);
    let reading = sheet::Reading { sheets: vec![builder.finish("S")], ..sheet::Reading::default() };
    let (appendix, findings) = appendix::read(&"a.xlsx".into(), &reading);
    assert_eq!(tree(&appendix), ["1 ?"]);
    assert_eq!(doubts(&findings), ["C2 NoValue"]);
}

#[test]
fn the_table_of_another_set_is_left_out() {
    let row =
        |cells: &[&str]| format!("<w:tr>{}</w:tr>", cells.iter().map(|text| word(text)).collect::<String>());
    let table = |name: &str| {
        let rows = [row(&["STT", "Tiêu chí", "Điểm tối đa"]), row(&["1", name, "2"]), row(&["2", "C", "1"])];
        format!("<w:tbl>{}</w:tbl>", rows.concat())
    };
    let (appendix, findings) =
        read("a.docx", &docx(&format!("<w:document>{}{}</w:document>", table("A"), table("B"))));
    assert_eq!(tree(&appendix), ["1 2", "2 1"]);
    assert_eq!(doubts(&findings).iter().filter(|found| found.ends_with("OtherSet")).count(), 1);
}

#[test]
fn what_every_reader_refuses_is_refused_here_too() {
    for name in ["circle.xls", "cells-far-apart.xls"] {
        let bytes = fs::read(folder().join("../hostile/workbook").join(name)).unwrap();
        let (appendix, findings) = read(name, &bytes);
        assert!(appendix.nodes.is_empty() && findings.iter().any(Finding::is_error), "{name}");
    }
}

#[test]
fn the_first_of_two_appendices_in_a_file_is_taken() {
    let table = "STT,Tiêu chí,Điểm tối đa\n";
    let first = format!("PHỤ LỤC I,,\n{table}1,A,3\n1.1,B,3\n,Tổng cộng,3\n");
    let second = format!("PHỤ LỤC II,,\n{table}1,A,2\n2,C,1\n,Tổng cộng,3\n");
    let both = format!("{first}{second}");
    let (appendix, findings) = read("a.csv", both.as_bytes());
    assert_eq!(tree(&appendix), ["1 3", "1.1 3"]);
    assert_eq!(doubts(&findings), ["A8 OtherSet"]);
    assert!(findings[0].is_error());
    let table = |number| {
        let reading = sheet::read_appendix(&"a.csv".into(), both.as_bytes());
        let (appendix, findings) = appendix::read_table(&"a.csv".into(), &reading, Some(number));
        assert_eq!(doubts(&findings), Vec::<String>::new(), "who chooses knows of the others");
        (tree(&appendix), appendix::draft(&appendix, &facts()).text)
    };
    assert_eq!(table(1).0, ["1 3", "1.1 3"]);
    let (tree, text) = table(2);
    assert_eq!(tree, ["1 2", "2 1"]);
    assert!(text.contains("\"Phụ lục II, mục 1\"") && !text.contains("Phụ lục I,"), "{text}");
}

#[test]
fn points_of_options_may_have_a_column() {
    let head = "STT,Tiêu chí,Thang điểm,,Cách chấm\n,,Điểm tối đa,Điểm từng mức,\n";
    let rows = "1,A,2,,\n1.1,B,1,,\n,- Đủ,,1,\n,- Thiếu,,\"0,5\",\n1.2,C,1,,Có: 1; không: 0\n";
    let (appendix, findings) = read("a.csv", format!("{head}{rows}").as_bytes());
    assert_eq!(tree(&appendix), ["1 2", "1.1 1", "1.2 1"]);
    assert_eq!(appendix.nodes[1].scoring, ["- Đủ: 1", "- Thiếu: 0,5"]);
    assert_eq!(doubts(&findings), Vec::<String>::new());
    // Texts below such a head are the scoring itself.
    let appendix = csv("STT,Tiêu chí,Điểm tối đa,Mức điểm\n1,A,1,Có: 1; không: 0\n");
    assert_eq!(appendix.nodes[0].scoring, ["Có: 1; không: 0"]);
    // The lower head is named with the upper one alone.
    let other = "STT,Tiêu chí,Thang điểm,\n,,Điểm tối đa,Màu\n1,A,1,đỏ\n";
    let said = support::shown(&read("a.csv", other.as_bytes()).1);
    assert!(said.contains("“Thang điểm Màu”"), "{said}");
}

#[test]
fn a_merged_scoring_cell_is_told_with_its_criteria() {
    let cell = |merge: &str, text: &str| {
        format!("<w:tc><w:tcPr><w:vMerge{merge}/></w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>")
    };
    let row = |cells: &[&str], last: &str| {
        format!("<w:tr>{}{last}</w:tr>", cells.iter().map(|text| word(text)).collect::<String>())
    };
    let rows = [
        row(&["STT", "Tiêu chí", "Điểm tối đa"], &word("Cách chấm")),
        row(&["1", "A", "4"], &word("")),
        row(&["1.1", "B", "2"], &cell(" w:val=\"restart\"", "Có: 2; không: 0")),
        row(&["1.2", "C", "2"], &cell("", "")),
    ];
    let document = format!("<w:document><w:tbl>{}</w:tbl></w:document>", rows.concat());
    let (appendix, findings) = read("a.docx", &docx(&document));
    assert_eq!(appendix.nodes[2].scoring, ["Có: 2; không: 0"]);
    let said = support::shown(&findings);
    assert!(said.contains("!D3") && said.contains("merged over 1.1, 1.2"), "{said}");
}

#[test]
fn a_number_that_the_appendix_does_not_have_is_not_cited() {
    let text = appendix::draft(&csv(&format!("{HEAD}1,A,2,\n1.1,B,1,x\n,C,1,x\n")), &facts()).text;
    assert!(text.contains("\"Phụ lục, mục 1, dòng không ghi mã (ở đây 1.2)\""), "{text}");
    assert!(!text.contains("mục 1.2"), "{text}");
}
