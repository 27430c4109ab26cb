//! The workbooks of the council: what stands in them, and that they are read back as they are filled.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // Test code.

mod support;

use parindex::assessment::{Assessed, Paper, Subject};
use parindex::criteria::{CriteriaSet, builtin, load};
use parindex::message::{Lang, Scorer};
use parindex::points::Number;
use parindex::rule::Rule;
use parindex::score::Basis;
use parindex::sheet;
use parindex::workbook::council::{
    About, Booklet, CouncilPaper, Matter, Wanted, booklets, has_first_round, is_filled,
};
use parindex::workbook::grid::{Part, Value};
use support::{File, SMALL, cards, form, read, set, shown};

const UNITS: &str = "name,block,aliases,not_applicable,code\nXã A,,,,01\nXã B,,,1.1.3,02\nXã C,,,,03\n";
const HEAD: &str = "STT,Tiêu chí,Điểm tối đa,Số liệu kê khai,Điểm tự chấm,Tài liệu kiểm chứng,Giải trình\n";
const A: &str = "1.1.1,,1,Không kịp thời,1,Kế hoạch số 1/KH-UBND ngày 02/01/2025,\n1.1.2,,3,,3,,\n1.1.3,,2,,2,,\n\
                 1.2,,2,,2,Báo cáo số 7/BC-UBND ngày 03/03/2025,\n1.10,,4,,3.5,,Hai sáng kiến\n2.2,,3,,,,\nCONG,,,,1,,\n";
const B: &str = "1.1.1,,1,Ban hành kịp thời,1,,\n1.1.2,,3,,3,,\n1.1.3,,2,,KAD,,\n1.2,,2,,1,Báo cáo số 9/BC-UBND ngày 04/03/2025,\n\
                 1.10,,4,,4,,\n2.2,,3,,,,\n";

/// The small set, its criteria given to departments.
fn departments() -> CriteriaSet {
    let mut text = SMALL.to_owned();
    for (name, department) in [
        ("Ban hành kế hoạch", "Sở Nội vụ"),
        ("Mức độ hoàn thành kế hoạch", "Sở Nội vụ"),
        ("Báo cáo định kỳ", "Sở Nội vụ"),
        ("Kiểm tra cải cách hành chính", "Sở Tư pháp"),
        ("Sáng kiến", "SỞ NỘI VỤ"),
    ] {
        let name = format!("= \"{name}\"\n");
        assert_eq!(text.matches(&name).count(), 1, "{name}");
        text = text.replace(&name, &format!("{name}appraiser = \"{department}\"\n"));
    }
    set(&text)
}

fn forms() -> [String; 2] {
    [format!("Đơn vị: Xã A\n{HEAD}{A}"), format!("Đơn vị: Xã B\n{HEAD}{B}")]
}

/// Reads the forms and these papers besides.
fn assessed(set: &CriteriaSet, papers: &[(&str, &[u8], Paper)]) -> Assessed {
    let [a, b] = forms();
    let mut files = vec![form("a.csv", &a), form("b.csv", &b)];
    files.extend(papers.iter().map(|(name, bytes, paper)| File { name, bytes, paper: *paper }));
    read(set, Some(UNITS), &files)
}

/// Does something with the workbooks that are wanted.
fn with<T>(
    set: &CriteriaSet,
    assessed: &Assessed,
    wanted: Wanted,
    lang: Lang,
    work: impl Fn(&Matter, Vec<Booklet>) -> T,
) -> T {
    let matter = Matter {
        set,
        assessments: &assessed.assessments,
        bests: &assessed.bests,
        findings: &assessed.findings,
        evidence: &|at| Some(format!("evidence at {}", at.cell)),
        about: About { year: Some(2025), ..About::default() },
        lang,
    };
    work(&matter, booklets(&matter, wanted))
}

fn wanted(paper: CouncilPaper) -> Wanted {
    Wanted { paper, by_unit: false, only_disputed: false }
}

fn text(value: &Value) -> String {
    match value {
        Value::Blank => String::new(),
        Value::Text(text) | Value::Formula(text, _) => text.clone(),
        Value::Number(number) => number.to_string(),
    }
}

/// The column with this head.
fn column(book: &Booklet, head: &str) -> usize {
    book.grid.columns.iter().position(|column| column.head == head).unwrap_or_else(|| panic!("{head}"))
}

/// The rows as texts: unit and code, and the columns with these heads.
fn rows(book: &Booklet, heads: &[&str]) -> Vec<String> {
    let columns: Vec<usize> = heads.iter().map(|head| column(book, head)).collect();
    let line = |row: &parindex::workbook::grid::Row| {
        let cells: Vec<String> = columns.iter().map(|column| text(&row.cells[*column].value)).collect();
        cells.join("|")
    };
    book.grid.rows.iter().map(line).collect()
}

/// Fills the open cells of the row of a unit and a criterion.
fn fill(set: &CriteriaSet, book: &mut Booklet, unit: &str, code: &str, given: &[(&str, &str)]) {
    let of = |part: Part| match part {
        Part::Leaf(n) => set.leaf(n).0.code.to_string(),
        Part::Adjustment(n) => set.adjustments[n].code.to_string(),
        _ => String::new(),
    };
    let columns: Vec<usize> = given.iter().map(|(head, _)| column(book, head)).collect();
    let is_of = |row: &&mut parindex::workbook::grid::Row| {
        of(row.part) == code && (book.whose == unit || text(&row.cells[0].value) == unit)
    };
    let row = book.grid.rows.iter_mut().find(is_of).unwrap();
    for (column, (_, typed)) in columns.into_iter().zip(given) {
        let cell = &mut row.cells[column];
        assert!(cell.open, "{unit} {code}");
        cell.value =
            Number::from_plain(typed).map_or_else(|| Value::Text((*typed).to_owned()), Value::Number);
    }
}

fn points(set: &CriteriaSet, assessed: &Assessed, unit: &str, code: &str) -> String {
    let leaf = set.nodes[set.node_of(code).unwrap()].leaf.as_ref().unwrap().index;
    let at = assessed.assessments.iter().filter(|unit| unit.sent).position(|of| &*of.unit == unit).unwrap();
    cards(set, assessed, Basis::Final)[at].leaves[leaf].points.to_string()
}

/// What is found of the papers of the council.
fn faults(assessed: &Assessed) -> String {
    let papers = assessed.findings.iter().filter(|finding| finding.place.path().ends_with(".xlsx"));
    shown(&papers.cloned().collect::<Vec<_>>())
}

#[test]
fn each_department_gets_what_it_appraises_of_all_units() {
    let set = departments();
    let assessed = assessed(&set, &[]);
    with(&set, &assessed, wanted(CouncilPaper::First), Lang::Vi, |_, books| {
        let whose: Vec<(&str, bool, usize)> =
            books.iter().map(|book| (&*book.whose, book.unassigned, book.criteria())).collect();
        // Bonus and penalty go to the department that runs the whole; a survey has no rows.
        let expected = [("Sở Nội vụ", false, 6), ("Sở Tư pháp", false, 1), ("Chưa phân công", true, 1)];
        assert_eq!(whose, expected);
        let shown =
            rows(&books[0], &["Đơn vị", "STT", "Điểm tự chấm", "Điểm theo số liệu", "Số liệu kê khai"]);
        assert_eq!(
            shown[..6],
            [
                "Xã A|1.1.1|1|0.5|Không kịp thời",
                "Xã B|1.1.1|1|1|Ban hành kịp thời",
                "Xã C|1.1.1|||",
                "Xã A|1.1.2|3||",
                "Xã B|1.1.2|3||",
                "Xã C|1.1.2|||",
            ]
        );
        let texts = rows(&books[0], &["Tài liệu kiểm chứng", "Giải trình của đơn vị", "Lưu ý"]);
        assert!(texts[0].starts_with("evidence at F3||E3: ") && texts[0].ends_with("[points-disagree]"));
        assert_eq!(texts[2], "||Đơn vị chưa gửi bảng tự chấm");
        assert_eq!(texts[7], "evidence at F5||Không áp dụng theo danh sách đơn vị");
        assert_eq!(texts[9], "evidence at F7|Hai sáng kiến|");
        // Nothing is to be filled where a criterion does not apply; a unit that sent nothing may get points.
        let open = |at: usize| books[0].grid.rows[at].cells.iter().filter(|cell| cell.open).count();
        assert_eq!([open(0), open(2), open(7)], [3, 3, 0]);
        assert!(books[2].grid.rows.iter().all(|row| row.cells.iter().filter(|cell| cell.open).count() == 3));
    });
}

#[test]
fn one_for_each_unit_and_only_what_is_disputed() {
    let set = departments();
    let assessed = assessed(&set, &[]);
    let by_unit = Wanted { by_unit: true, ..wanted(CouncilPaper::First) };
    with(&set, &assessed, by_unit, Lang::Vi, |_, books| {
        let whose: Vec<&str> = books.iter().map(|book| &*book.whose).collect();
        assert_eq!(whose, ["Xã A", "Xã B", "Xã C"]);
        let codes = rows(&books[0], &["STT"]);
        assert_eq!(codes, ["1.1.1", "1.1.2", "1.1.3", "1.2", "1.10", "2.2", "CONG", "TRU"]);
        assert_eq!(books[0].grid.heading.lines[1].text, "Đơn vị: Xã A");
    });
    let disputed = Wanted { only_disputed: true, ..wanted(CouncilPaper::First) };
    with(&set, &assessed, disputed, Lang::Vi, |_, books| {
        let all: Vec<String> = books.iter().flat_map(|book| rows(book, &["Đơn vị", "STT"])).collect();
        assert_eq!(all, ["Xã A|1.1.1", "Xã A|1.10"]);
    });
}

/// What a formula of a form gave has more digits than what is published: no difference.
#[test]
fn digits_that_are_not_published_are_no_difference() {
    let set = departments();
    let form_of_a = format!(
        "Đơn vị: Xã A\n{HEAD}{}",
        A.replace("Không kịp thời,1,", "Ban hành kịp thời,1,")
            .replace("1.1.2,,3,,3,,", "1.1.2,,3,,2.842105263,,")
    );
    let first = "unit,code,appraised\nXã A,1.1.2,2.84\n";
    let files =
        [form("a.csv", &form_of_a), File { name: "n.csv", bytes: first.as_bytes(), paper: Paper::Appraisal }];
    let assessed = read(&set, Some(UNITS), &files);
    let disputed = Wanted { only_disputed: true, ..wanted(CouncilPaper::Second) };
    with(&set, &assessed, disputed, Lang::Vi, |_, books| {
        let all: Vec<String> = books.iter().flat_map(|book| rows(book, &["Đơn vị", "STT"])).collect();
        assert_eq!(all, ["Xã A|1.10"]);
    });
    with(&set, &assessed, wanted(CouncilPaper::Second), Lang::Vi, |_, books| {
        assert_eq!(rows(&books[0], &["STT", "Điểm tự chấm", "Điểm thẩm định lần 1"])[3], "1.1.2|2.84|2.84");
    });
    with(&set, &assessed, wanted(CouncilPaper::Explanation), Lang::Vi, |_, books| assert!(books.is_empty()));
    // Nor is the copy of it another one, or what is given after it less.
    let before = read(&set, Some(UNITS), &[form("a.csv", &form_of_a)]);
    let written = with(&set, &before, wanted(CouncilPaper::First), Lang::Vi, |matter, mut books| {
        fill(&set, &mut books[0], "Xã A", "1.1.2", &[("Điểm thẩm định", "2.84")]);
        books[0].bytes(matter).unwrap()
    });
    let paper = File { name: "n.xlsx", bytes: &written, paper: Paper::Appraisal };
    assert_eq!(faults(&read(&set, Some(UNITS), &[form("a.csv", &form_of_a), paper])), "");
}

#[test]
fn nothing_is_found_in_what_nobody_filled() {
    let set = departments();
    let before = assessed(&set, &[]);
    for (lang, by_unit) in [(Lang::Vi, false), (Lang::Vi, true), (Lang::En, false), (Lang::En, true)] {
        let wanted = Wanted { by_unit, ..wanted(CouncilPaper::First) };
        let written: Vec<Vec<u8>> = with(&set, &before, wanted, lang, |matter, books| {
            let bytes: Vec<_> = books.iter().map(|book| book.bytes(matter).unwrap()).collect();
            let again: Vec<_> = books.iter().map(|book| book.bytes(matter).unwrap()).collect();
            assert_eq!(bytes, again);
            bytes
        });
        let papers: Vec<(&str, &[u8], Paper)> = ["1.xlsx", "2.xlsx", "3.xlsx"]
            .into_iter()
            .zip(&written)
            .map(|(n, b)| (n, &**b, Paper::Appraisal))
            .collect();
        let after = assessed(&set, &papers);
        assert_eq!(faults(&after), "", "{lang:?}");
        assert!(!has_first_round(&after.assessments));
        assert_eq!(points(&set, &after, "Xã A", "1.10"), points(&set, &before, "Xã A", "1.10"));
        for bytes in &written {
            let reading = sheet::read(&"x.xlsx".into(), bytes);
            assert!(!is_filled(reading.marker.as_ref(), &reading.sheets));
        }
    }
}

const FIRST: [&str; 3] = ["Điểm thẩm định", "Lý do", "Người thẩm định"];
const SECOND: [&str; 3] = ["Điểm thẩm định lần 2", "Lý do lần 2", "Người thẩm định lần 2"];

#[test]
fn two_rounds_with_explanations_between() {
    let set = departments();
    let before = assessed(&set, &[]);
    let heads = |[points, reason, who]: [&'static str; 3], given: [&'static str; 3]| {
        vec![(points, given[0]), (reason, given[1]), (who, given[2])]
    };
    let first = with(&set, &before, wanted(CouncilPaper::First), Lang::Vi, |matter, mut books| {
        let book = &mut books[0];
        fill(&set, book, "Xã A", "1.1.1", &heads(FIRST, ["0.5", "Ban hành muộn", "Nguyễn A"]));
        fill(&set, book, "Xã A", "1.10", &heads(FIRST, ["1.5", "Một sáng kiến", "Nguyễn A"]));
        fill(&set, book, "Xã B", "1.1.1", &heads(FIRST, ["1", "", "Nguyễn A"])[..1]);
        fill(&set, book, "Xã C", "1.1.2", &heads(FIRST, ["0", "Không gửi bảng", "Nguyễn A"]));
        fill(&set, book, "Xã A", "CONG", &heads(FIRST, ["0.5", "Khen thưởng cấp tỉnh", "Nguyễn A"]));
        fill(&set, &mut books[2], "Xã A", "2.2", &heads(FIRST, ["2", "", ""])[..1]);
        [books[0].bytes(matter).unwrap(), books[2].bytes(matter).unwrap()]
    });
    let papers = [("n.xlsx", &*first[0], Paper::Appraisal), ("k.xlsx", &*first[1], Paper::Appraisal)];
    let after = assessed(&set, &papers);
    assert_eq!(faults(&after), "");
    assert!(has_first_round(&after.assessments));
    let given = ["1.1.1", "1.10", "2.2"].map(|code| points(&set, &after, "Xã A", code));
    assert_eq!(given, ["0.5", "1.5", "2"]);
    assert_eq!(after.assessments[0].adjustments[0].appraised.points(), Number::from_plain("0.5"));

    // The units see what was cut, and explain it.
    let told = with(&set, &after, wanted(CouncilPaper::Explanation), Lang::Vi, |matter, mut books| {
        let whose: Vec<&str> = books.iter().map(|book| &*book.whose).collect();
        assert_eq!(whose, ["Xã A", "Xã C"]);
        let shown = rows(&books[0], &["STT", "Điểm tự chấm", "Điểm thẩm định lần 1", "Lý do lần 1"]);
        assert_eq!(shown, ["1.1.1|1|0.5|Ban hành muộn", "1.10|3.5|1.5|Một sáng kiến"]);
        let unfilled = books[0].bytes(matter).unwrap();
        let reading = sheet::read(&"x.xlsx".into(), &unfilled);
        assert!(!is_filled(reading.marker.as_ref(), &reading.sheets));
        let given = [
            ("Giải trình của đơn vị", "Có thêm một sáng kiến"),
            ("Tài liệu kiểm chứng bổ sung", "Quyết định số 5/QĐ-UBND"),
        ];
        fill(&set, &mut books[0], "Xã A", "1.10", &given);
        books[0].bytes(matter).unwrap()
    });
    let papers = [papers[0], papers[1], ("a.xlsx", &*told, Paper::Explanation)];
    let explained = assessed(&set, &papers);
    assert_eq!(faults(&explained), "");
    let kept = &explained.assessments[0].explanations;
    assert_eq!(
        kept.iter().map(|told| &*told.said.text).collect::<Vec<_>>(),
        ["Hai sáng kiến", "Có thêm một sáng kiến"]
    );
    assert_eq!(points(&set, &explained, "Xã A", "1.10"), "1.5");

    // The second round shows the first one, and goes over it.
    let disputed = Wanted { only_disputed: true, ..wanted(CouncilPaper::Second) };
    with(&set, &explained, disputed, Lang::Vi, |_, books| {
        let all: Vec<String> = books.iter().flat_map(|book| rows(book, &["Đơn vị", "STT"])).collect();
        assert_eq!(all, ["Xã A|1.1.1", "Xã A|1.10", "Xã A|CONG"]);
    });
    let second = with(&set, &explained, wanted(CouncilPaper::Second), Lang::Vi, |matter, mut books| {
        let book = &mut books[0];
        let heads_shown = [
            "Điểm thẩm định lần 1",
            "Lý do lần 1",
            "Người thẩm định lần 1",
            "Giải trình của đơn vị",
            "Tài liệu kiểm chứng bổ sung",
        ];
        let shown = rows(book, &heads_shown);
        assert_eq!(
            shown[9],
            "1.5|Một sáng kiến|Nguyễn A|Hai sáng kiến\nCó thêm một sáng kiến|Quyết định số 5/QĐ-UBND"
        );
        fill(&set, book, "Xã A", "1.10", &heads(SECOND, ["2.5", "Công nhận bổ sung", "Trần B"]));
        book.bytes(matter).unwrap()
    });
    let reading = sheet::read(&"x.xlsx".into(), &second);
    assert!(is_filled(reading.marker.as_ref(), &reading.sheets));
    let papers = [papers[0], papers[1], papers[2], ("n2.xlsx", &*second, Paper::Appraisal2)];
    let done = assessed(&set, &papers);
    assert_eq!(faults(&done), "");
    assert_eq!(points(&set, &done, "Xã A", "1.10"), "2.5");
    assert_eq!(points(&set, &done, "Xã A", "1.1.1"), "0.5");
    let leaf = Subject::Leaf(set.nodes[set.node_of("1.10").unwrap()].leaf.as_ref().unwrap().index);
    let life: Vec<String> = done.assessments[0]
        .appraisals
        .iter()
        .filter(|kept| kept.of == leaf)
        .map(|kept| {
            let text = |of: &Option<parindex::assessment::Written>| of.as_ref().unwrap().text.clone();
            format!(
                "{} {} {} {}",
                kept.round,
                kept.mark.points().unwrap(),
                text(&kept.reason),
                text(&kept.appraiser)
            )
        })
        .collect();
    assert_eq!(life, ["1 1.5 Một sáng kiến Nguyễn A", "2 2.5 Công nhận bổ sung Trần B"]);
}

#[test]
fn what_anybody_wrote_is_seen() {
    let set = departments();
    let before = assessed(&set, &[]);
    with(&set, &before, wanted(CouncilPaper::First), Lang::En, |matter, mut books| {
        // A reason alone, without points.
        fill(&set, &mut books[0], "Xã B", "1.10", &[("Reason", "Chờ bổ sung")]);
        let reading = sheet::read(&"x.xlsx".into(), &books[0].bytes(matter).unwrap());
        assert!(is_filled(reading.marker.as_ref(), &reading.sheets));
    });
    let foreign = sheet::read(&"x.csv".into(), forms()[0].as_bytes());
    assert!(is_filled(foreign.marker.as_ref(), &foreign.sheets));
}

#[test]
fn every_carried_set_is_read_back_as_it_is_filled() {
    let mut sets = 0;
    for (id, text) in builtin::all() {
        let Some(set) = load(&format!("{id}.toml").into(), text).0 else { continue };
        let before = read(&set, Some("name,not_applicable\nXã A,\nXã B,\n"), &[]);
        for (lang, by_unit) in [(Lang::Vi, false), (Lang::Vi, true), (Lang::En, false)] {
            let wanted = Wanted { by_unit, ..wanted(CouncilPaper::First) };
            let written: Vec<Vec<u8>> = with(&set, &before, wanted, lang, |matter, mut books| {
                let first = |book: &Booklet| book.grid.columns.len() - 3;
                books
                    .iter_mut()
                    .map(|book| {
                        let at = first(book);
                        for row in &mut book.grid.rows {
                            let most = match row.part {
                                Part::Leaf(n) => set.leaf(n).0.max.clone(),
                                Part::Adjustment(n) => set.adjustments[n].cap.clone().unwrap_or(Number::ONE),
                                part => panic!("{part:?}"),
                            };
                            row.cells[at].value = Value::Number(most);
                        }
                        book.bytes(matter).unwrap()
                    })
                    .collect()
            });
            let names: Vec<String> = (0..written.len()).map(|at| format!("{at}.xlsx")).collect();
            let files: Vec<File> = names
                .iter()
                .zip(&written)
                .map(|(name, bytes)| File { name, bytes, paper: Paper::Appraisal })
                .collect();
            let after = read(&set, Some("name,not_applicable\nXã A,\nXã B,\n"), &files);
            assert_eq!(faults(&after), "", "{id} {lang:?}");
            for unit in &after.assessments {
                let asked = (0..set.leaves.len()).map(|n| set.leaf(n)).zip(&unit.entries);
                for ((node, leaf), entry) in asked {
                    let council = leaf.scored_by != Scorer::Survey && leaf.rule != Rule::Info;
                    let expected = council.then(|| node.max.clone());
                    assert_eq!(entry.appraised.points(), expected, "{id} {}", node.code);
                }
            }
            sets += 1;
        }
    }
    assert!(sets >= 12, "{sets}");
}
