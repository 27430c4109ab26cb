//! What the papers tell: the figures of the result and no others, and nothing of what is not there.

#![allow(clippy::unwrap_used)] // A test that cannot read its own input must fail.

mod support;

use parindex::assessment::Paper;
use parindex::criteria::CriteriaSet;
use parindex::papers::contents::{NoticeFacts, RoundFacts, Yardstick};
use parindex::points::Number;
use parindex::ranking::rank;
use parindex::results::{Block, Previous, PreviousUnit, Results, Source};
use parindex::score::Basis;
use support::{File, SMALL, cards, form, read, root, run, set};

/// The results of these papers, handed to a test.
fn results<T>(
    set: &CriteriaSet,
    papers: &[File],
    basis: Basis,
    previous: Option<Previous>,
    test: impl FnOnce(&Results) -> T,
) -> T {
    let assessed = read(set, None, papers);
    let cards = cards(set, &assessed, basis);
    let units: Vec<usize> =
        (0..assessed.assessments.len()).filter(|at| assessed.assessments[*at].sent).collect();
    let ranking = rank(set, &cards);
    let source = Source {
        set,
        assessments: &assessed.assessments,
        bests: &assessed.bests,
        cards: &cards,
        units: &units,
        findings: &assessed.findings,
        basis,
    };
    let blocks = ranking.blocks.iter().map(|block| Block::new(source, block, &[])).collect();
    test(&Results { title: None, year: Some(2025), basis, blocks, previous })
}

fn notice(results: &Results, unit: &str) -> NoticeFacts {
    let block = &results.blocks[0];
    let beside = Yardstick::of(block, results.previous.as_ref());
    let unit = block.all().find(|of| &**of.name() == unit).unwrap();
    NoticeFacts::of(&unit, &unit.leaves(), &beside)
}

/// Appraised points of all leaves, one unit a line.
const HEAD: &str = "unit,1.1.1,1.1.2,1.1.3,1.2,1.10,2.1,2.2,CONG,TRU\n";

fn appraised(rows: &str) -> String {
    format!("{HEAD}{rows}")
}

fn round(rows: &str, test: impl FnOnce(&Results)) {
    let set = set(SMALL);
    let rows_of_all = appraised(rows);
    results(&set, &[paper_of(&rows_of_all)], Basis::Final, None, test);
}

fn paper_of(text: &str) -> File<'_> {
    named("diem.csv", Paper::Appraisal, text)
}

fn named<'a>(name: &'a str, paper: Paper, text: &'a str) -> File<'a> {
    File { name, bytes: text.as_bytes(), paper }
}

#[test]
fn a_round_of_one_unit_has_nobody_beside_it() {
    round("Xã A,1,3,2,2,4,5,3,0,0\n", |results| {
        let facts = RoundFacts::of(results);
        let block = &facts.blocks[0];
        assert_eq!((facts.units, block.count, &block.lowest), (1, 1, &None));
        assert_eq!(block.highest.as_ref().unwrap().value, "100,00");
        assert!(block.lost.is_empty() && block.judged.is_none() && block.changes.is_none());
        assert!(block.ties.is_empty() && block.fields.iter().all(|field| field.lowest.is_none()));
        let notice = notice(results, "Xã A");
        assert_eq!((&notice.mean, &notice.highest, &notice.before), (&None, &None, &None));
        assert_eq!((notice.full, notice.applying), (7, 7));
        assert!(notice.losses.is_empty() && notice.lost.is_none());
        assert!(notice.achieved.iter().all(|field| !field.best && field.mean.is_none()));
    });
}

#[test]
fn ties_are_told_with_all_who_share_them() {
    round("Xã A,1,3,2,2,3,5,3,0,0\nXã B,1,3,2,2,3,5,3,0,0\nXã C,0,0,0,0,0,0,0,0,0\n", |results| {
        let facts = RoundFacts::of(results);
        let block = &facts.blocks[0];
        assert_eq!(block.ties.len(), 1);
        assert_eq!((block.ties[0].rank, &*block.ties[0].units.text), (1, "Xã A và Xã B"));
        assert_eq!((&*block.ties[0].index, &*block.highest.as_ref().unwrap().value), ("95,00", "95,00"));
        assert!(block.broken.is_empty() && block.by_rounding.is_empty());
        assert_eq!(notice(results, "Xã B").tied.text, "Xã A");
        let worst = notice(results, "Xã C");
        assert_eq!((worst.rank, worst.lost.as_deref(), worst.full), (Some(3), Some("20,00"), 0));
        assert!(worst.achieved.is_empty(), "all lost: nothing was achieved");
        let losses: Vec<(&str, &str)> =
            worst.losses.iter().map(|of| (&*of.criterion.code, &*of.lost)).collect();
        let expected = [("2.1", "5,00"), ("1.10", "4,00"), ("1.1.2", "3,00"), ("2.2", "3,00")];
        assert_eq!(losses[..4], expected, "largest first, equal ones in the order of the set");
        let mean = worst.mean.unwrap();
        assert_eq!((&*mean.value, &*mean.difference, mean.way), ("63,33", "63,33", "less"));
    });
}

/// A criterion that does not apply is no loss, and a field of which nothing applies is no strength.
#[test]
fn what_does_not_apply_is_neither_lost_nor_achieved() {
    round("Xã A,1,3,2,2,4,KAD,KAD,0,0\nXã B,1,3,2,2,4,5,1,0,0\n", |results| {
        let facts = RoundFacts::of(results);
        let left_out = &facts.blocks[0].not_applicable;
        assert_eq!(left_out.len(), 1);
        assert_eq!((&*left_out[0].units.text, &*left_out[0].codes), ("Xã A", "lĩnh vực 2"));
        let notice = notice(results, "Xã A");
        assert_eq!((notice.index.as_deref(), &*notice.max), (Some("100,00"), "12,00"));
        assert!(notice.losses.is_empty() && notice.lacking.count == 0);
        let fields: Vec<&str> = notice.achieved.iter().map(|field| &*field.field.code).collect();
        assert_eq!(fields, ["1"]);
        assert_eq!((notice.applying, notice.not_applicable.len()), (5, 1));
    });
}

/// What lacks points counts 0 and is said as that, never as points that were given.
#[test]
fn what_lacks_points_is_marked() {
    round("Xã A,1,3,2,9,4,,3,0,0\nXã B,1,3,2,2,4,5,3,0,0\n", |results| {
        let facts = RoundFacts::of(results);
        assert_eq!((facts.incomplete.text.as_str(), facts.is_final), ("Xã A", false));
        let notice = notice(results, "Xã A");
        assert_eq!((&*notice.lacking.text, &*notice.faults.text), ("2.1", "1.2"));
        assert!(notice.provisional);
        assert_eq!((notice.losses[0].status, notice.loss_count), ("fault", 1));
        assert_eq!(&*notice.awaited.text, "2.1", "a survey without results is no loss of the unit");
    });
}

/// A reader takes the printed figure of one year from the other's.
#[test]
fn the_year_before() {
    let set = set(SMALL);
    let text = appraised("Xã A,1,3,2,2,3,5,3,0,0\nXã B,1,3,2,2,2,5,3,0,0\nXã C,1,3,2,2,1,5,3,0,0\n");
    let before = |rank, index: &str| PreviousUnit {
        rank: Some(rank),
        index: Number::from_plain(index),
        ..PreviousUnit::default()
    };
    let units = [("Xã A".to_owned(), before(3, "80.5")), ("Xã B".to_owned(), before(1, "92.25"))];
    let previous = Previous { year: Some(2024), units: units.into_iter().collect(), ..Previous::default() };
    results(&set, &[paper_of(&text)], Basis::Final, Some(previous), |results| {
        let facts = RoundFacts::of(results);
        let changes = facts.blocks[0].changes.as_ref().unwrap();
        assert_eq!((changes.units, changes.rose, changes.fell, changes.same), (2, 1, 1, 0));
        assert_eq!(changes.most_risen.as_ref().unwrap().value, "14,50");
        assert_eq!(changes.most_fallen.as_ref().unwrap().value, "2,25");
        assert_eq!(changes.places_gained.as_ref().unwrap().places, 2);
        assert_eq!((changes.places_lost.as_ref().unwrap().places, &*changes.new.text), (1, "Xã C"));
        let told = notice(results, "Xã B").before.unwrap();
        let index = told.index.unwrap();
        assert_eq!((&*index.value, &*index.difference, index.way), ("92,25", "2,25", "less"));
        assert_eq!((told.rank, told.places, told.places_way), (Some(1), Some(1), "less"));
        assert!(notice(results, "Xã C").before.is_none());
    });
}

/// What was claimed, cut, explained and heard comes to the papers, with the reason of the round that counts.
#[test]
fn appraisal_and_hearing() {
    let set = set(SMALL);
    let claims = [("1.1.1", 1), ("1.1.2", 3), ("1.1.3", 2), ("1.2", 2), ("1.10", 4)];
    let claim = |unit: &str| claims.map(|(code, points)| format!("{unit},{code},{points}\n")).concat();
    let own = format!("unit,code,self\n{}{}", claim("Xã A"), claim("Xã B"));
    let first = "unit,code,self,appraised,Lý do\nXã A,1.10,4,2,Thiếu biên bản\nXã A,1.1.2,3,0,Chưa đủ\nXã A,1.1.1,1,1,\n\
                 Xã A,1.1.3,2,2,\nXã A,1.2,2,2,\nXã A,2.2,,3,\nXã B,1.10,4,4,\n";
    let told = "Đơn vị: Xã A,,,,,\nSTT,Tiêu chí,Điểm tối đa,Điểm tự chấm,Điểm thẩm định,Giải trình\n\
                1.1.2,,3,3,0,Đã làm\n1.10,,4,4,2,Đã có biên bản\n";
    let second = "unit,code,appraised,Lý do\nXã A,1.10,3.5,Bổ sung một phần\nXã A,1.1.2,0,Giữ nguyên\n";
    let papers = [
        named("tu-cham.csv", Paper::Form, &own),
        named("lan-1.csv", Paper::Appraisal, first),
        named("giai-trinh.csv", Paper::Explanation, told),
        named("lan-2.csv", Paper::Appraisal2, second),
    ];
    results(&set, &papers, Basis::Final, None, |results| {
        let facts = RoundFacts::of(results);
        let hearing = &facts.hearing;
        assert_eq!((hearing.units, hearing.explained, hearing.accepted), (1, 2, 1));
        assert_eq!((hearing.decided, hearing.raised, hearing.lowered, hearing.kept), (2, 1, 0, 1));
        let judged = facts.blocks[0].judged.as_ref().unwrap();
        assert_eq!((judged.units, judged.cuts, judged.raises, judged.cut_units), (2, 2, 0, 1));
        // Xã A 12 → 8.5 of five criteria, Xã B 4 → 4 of one.
        assert_eq!(
            (&*judged.own, &*judged.appraised, &*judged.difference, judged.way),
            ("8,00", "6,25", "1,75", "less")
        );
        let largest = judged.largest.as_ref().unwrap();
        assert_eq!((&*largest.value, &*largest.units.text), ("3,50", "Xã A"));
        let cut: Vec<&str> = judged.cut.iter().map(|of| &*of.criterion.code).collect();
        assert_eq!(cut, ["1.1.2", "1.10"]);
        let notice = notice(results, "Xã A");
        let own = notice.judged.as_ref().unwrap();
        assert_eq!(
            (&*own.own, &*own.appraised, &*own.difference, own.way),
            ("12,00", "8,50", "3,50", "less")
        );
        let reasons: Vec<_> = notice
            .losses
            .iter()
            .filter_map(|loss| Some((&*loss.criterion.code, loss.reason.as_deref()?)))
            .collect();
        assert_eq!(reasons, [("1.1.2", "Giữ nguyên; lần 1: Chưa đủ"), ("1.10", "Bổ sung một phần")]);
    });
}

/// Bonus and penalty stand below the leaves with their reasons, so that the total is the sum of the column.
#[test]
fn bonus_and_penalty_are_told() {
    let set = set(SMALL);
    let text = "unit,code,appraised,Lý do\nXã A,1.10,4,\nXã A,TRU,1,Chậm báo cáo\n";
    results(&set, &[paper_of(text)], Basis::Final, None, |results| {
        let unit = results.blocks[0].all().next().unwrap();
        let notice = notice(results, "Xã A");
        let told = &notice.adjustments[0];
        assert_eq!((&*told.name, &*told.points, told.penalty), ("Điểm trừ", "1,00", true));
        assert_eq!(told.reason.as_deref(), Some("Chậm báo cáo"));
        let table = parindex::report::leaves_table(&unit, &unit.leaves(), parindex::message::Lang::Vi);
        let below: Vec<String> = table.rows.iter().rev().take(2).map(|row| format!("{row:?}")).collect();
        assert!(below[1].contains("-1,00") && below[1].contains("Chậm báo cáo"), "{below:?}");
        assert!(below[0].contains("Tổng điểm") && below[0].contains("3.00"), "{below:?}");
    });
}

/// Before the appraisal nothing is said of one.
#[test]
fn self_scores_alone_are_no_appraisal() {
    let set = set(SMALL);
    let own = "unit,1.1.1,1.1.2,1.1.3,1.2,1.10\nXã A,1,3,2,2,4\nXã B,1,3,2,2,1\n";
    results(&set, &[form("tu-cham.csv", own)], Basis::Own, None, |results| {
        let facts = RoundFacts::of(results);
        assert_eq!((facts.basis, facts.blocks[0].judged.is_none()), ("self", true));
        assert_eq!((facts.hearing.explained, facts.hearing.decided, facts.answers), (0, 0, None));
    });
}

/// The text of a document: its paragraphs, a line each.
fn text(path: &std::path::Path) -> String {
    let mut zip = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let mut xml = String::new();
    std::io::Read::read_to_string(&mut zip.by_name("word/document.xml").unwrap(), &mut xml).unwrap();
    let mut out = String::new();
    for part in xml.split('<') {
        match part.split_once('>') {
            Some((tag, text)) if tag.starts_with("w:t ") || tag == "w:t" => out += text,
            Some(("/w:p", _)) => out += "\n",
            _ => {}
        }
    }
    out.replace('\u{a0}', " ")
}

/// Report, minutes and notices say the figures of `rank`, to the last digit.
#[test]
fn the_papers_of_the_examples_say_what_rank_says() {
    for round in ["xa-2025", "so-2025", "huyen-2024"] {
        let folder = tempfile::tempdir().unwrap();
        let (example, out) = (root().join("examples").join(round), folder.path().join("papers"));
        let (example, out_text) = (example.to_str().unwrap(), out.to_str().unwrap());
        let run_it = run(folder.path(), &["report", example, "--docx", "--output", out_text]);
        let read = |name: &str| text(&out.join(name));
        let (report, minutes) = (read("bao-cao.docx"), read("bien-ban.docx"));
        assert!(run_it.status.is_some() && !report.contains("{{") && !report.contains("[["), "{run_it:?}");
        let rank = run(folder.path(), &["rank", example, "--format", "json"]).json();
        let shown = |value: &serde_json::Value| {
            let number = Number::from_plain(&value.to_string()).unwrap();
            let two =
                parindex::points::Precision { decimals: 2, rounding: parindex::points::Rounding::HalfUp };
            number.published(two).to_string().replace('.', ",")
        };
        for block in rank["blocks"].as_array().unwrap() {
            for figure in ["mean", "highest", "lowest"] {
                let figure = format!("{}%", shown(&block[figure]));
                assert!(report.contains(&figure), "{round}: {figure}\n{report}");
                assert_eq!(minutes.contains(&figure), rank["by"] != "self", "{round}: {figure}\n{minutes}");
            }
            let units = block["units"].as_array().unwrap();
            for unit in units {
                let name = unit["unit"].as_str().unwrap();
                let file = out.join("thong-bao").join(file_of(name));
                let notice = text(&file);
                let (rank, count, index) = (&unit["rank"], units.len(), shown(&unit["index"]));
                let (points, max) = (shown(&unit["points"]), shown(&unit["max"]));
                let mut said = vec![
                    format!(
                        "{name} đạt {points}/{max} điểm, Chỉ số cải cách hành chính {index}%, xếp hạng {rank}/{count}"
                    ),
                    format!("xếp loại {}", unit["class"].as_str().unwrap()),
                ];
                if rank_is_final(&unit["appraised"]) {
                    said.push(format!("điểm thẩm định {}", shown(&unit["appraised"])));
                }
                for field in unit["fields"].as_array().unwrap() {
                    if !field["index"].is_null() {
                        said.push(shown(&field["index"]));
                        said.push(shown(&field["points"]));
                    }
                }
                for said in said {
                    assert!(notice.contains(&said), "{round} {name}: {said}\n{notice}");
                }
            }
        }
    }
}

fn rank_is_final(appraised: &serde_json::Value) -> bool {
    appraised.is_number()
}

/// The file of a unit: its name in plain letters.
fn file_of(unit: &str) -> String {
    parindex::workbook::template::file_names([unit].into_iter())[0].clone() + ".docx"
}

/// `--unit` writes one notice; a name that is none is refused, with what may be meant.
#[test]
fn notices_of_one_unit() {
    let folder = tempfile::tempdir().unwrap();
    let example = root().join("examples/so-2025");
    let asked = |name: &str| {
        run(folder.path(), &["report", example.to_str().unwrap(), "--docx", "--output", "p", "--unit", name])
    };
    let refused = asked("Sở Nội Vu Mẫu Lạ");
    assert_eq!(refused.status, Some(2), "{refused:?}");
    assert!(refused.stderr.contains("There is no unit"), "{refused:?}");
    assert!(!folder.path().join("p").exists(), "nothing is written");
}
