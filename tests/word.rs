//! The Word papers as the command writes them: what they say, when the decision is withheld, sentences of a round.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // Test code.

mod support;

use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;

use support::{Run, SMALL, folder, run};

const ROUND: &str = "title = \"Chỉ số mẫu\"\nyear = 2025\ncriteria = \"small.toml\"\nunits = \"units.csv\"\nforms = [\"forms/\"]\n\
                     appraisal = [\"appraisal.csv\"]\nsurvey = [\"survey.csv\"]\n";
/// A name that would be a new page and bold, were it markup.
const ODD: &str = "[[page]] **Xã** A";
const UNITS: &str = "name\n[[page]] **Xã** A\nXã B\n";
const FORM: &str =
    "STT,Tiêu chí,Điểm tối đa,Điểm tự chấm\n1.1.1,,1,1\n1.1.2,,3,3\n1.1.3,,2,2\n1.2,,2,1\n1.10,,4,2\n";
const APPRAISED: &str = "1.1.1,1 1.1.2,3 1.1.3,1 1.2,0 1.10,2 2.2,3";

/// A round of two units; where it is not final, one of them is not appraised.
fn round(is_final: bool, papers: &str, files: &[(&str, &str)]) -> tempfile::TempDir {
    let form = |unit: &str| format!("Đơn vị: {unit},,,\n{FORM}");
    let mut appraisal = "unit,code,appraised\n".to_owned();
    for unit in [ODD, "Xã B"].iter().take(if is_final { 2 } else { 1 }) {
        appraisal.extend(APPRAISED.split(' ').map(|line| format!("{unit},{line}\n")));
    }
    let (round, a, b) = (format!("{ROUND}{papers}"), form(ODD), form("Xã B"));
    let survey = format!("unit,2.1\n{ODD},4.5\nXã B,4\n");
    let mut all = vec![("small.toml", SMALL), ("round.toml", &*round), ("units.csv", UNITS)];
    all.extend([("forms/a.csv", &*a), ("forms/b.csv", &*b), ("appraisal.csv", &*appraisal)]);
    all.push(("survey.csv", &survey));
    all.extend(files);
    folder(&all)
}

fn report(folder: &Path, more: &[&str]) -> Run {
    run(folder, &[&["report", "--docx", "--by", "final"], more].concat())
}

/// A part of a document.
fn part(file: &Path, name: &str) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(fs::read(file).unwrap())).unwrap();
    let mut xml = String::new();
    zip.by_name(name).unwrap().read_to_string(&mut xml).unwrap();
    xml
}

/// The paragraphs of a document, one each line.
fn text(file: &Path) -> String {
    let xml = part(file, "word/document.xml");
    let text = |paragraph: &str| -> String {
        let texts = paragraph.split("<w:t xml:space=\"preserve\">").skip(1);
        texts.filter_map(|text| text.split("</w:t>").next()).collect()
    };
    xml.split("</w:p>").map(|paragraph| text(paragraph) + "\n").filter(|text| text != "\n").collect()
}

#[test]
fn the_decision_of_a_final_round() {
    let papers = "[papers]\ncommittee = \"Ủy ban nhân dân tỉnh Mẫu\"\nprovince = \"tỉnh Mẫu\"\nplace = \"Mẫu\"\n\
                  date = 2026-02-05\nbases = [\"Căn cứ <Luật> & lệ;\"]\n[papers.decision]\nnumber = 7\n";
    let folder = round(true, papers, &[]);
    let done = report(folder.path(), &[]);
    assert_eq!(done.status, Some(0), "{done:?}");
    let file = folder.path().join("papers/quyet-dinh.docx");
    let text = text(&file);
    for line in [
        "ỦY BAN NHÂN DÂNTỈNH MẪU\n",
        "Số: 07/QĐ-UBND\n",
        "Mẫu, ngày 05 tháng 02 năm 2026\n",
        "Về việc công bố Chỉ số mẫu\n",
        "Căn cứ &lt;Luật&gt; &amp; lệ.\n",
        "(Kèm theo Quyết định số 07/QĐ-UBND ngày 05 tháng 02 năm 2026 của Ủy ban nhân dân tỉnh Mẫu)\n",
    ] {
        assert!(text.contains(line), "{line}: {text}");
    }
    assert!(text.contains(&format!("% ({ODD})")), "a name shows as typed: {text}");
    assert!(!text.contains("DỰ THẢO") && !part(&file, "word/header1.xml").contains("DỰ THẢO"));
    // The same round gives the same bytes; a second run has nothing to write.
    let again = report(folder.path(), &[]);
    assert!(again.stderr.contains("unchanged"), "{again:?}");
}

/// A decision on a result that does not stand is the worst that could be signed.
#[test]
fn a_decision_is_withheld_until_results_are_final() {
    let folder = round(false, "", &[]);
    let file = folder.path().join("papers/quyet-dinh.docx");
    let done = report(folder.path(), &[]);
    assert_eq!(done.status, Some(1), "{done:?}");
    assert!(!file.exists());
    for said in ["Xã B", "parindex status", "--draft"] {
        assert!(done.stderr.contains(said), "{said}: {done:?}");
    }
    let draft = report(folder.path(), &["--draft"]);
    assert_eq!(draft.status, Some(0), "{draft:?}");
    let text = text(&file);
    assert!(text.contains("Số: ……/QĐ-UBND\n"), "{text}");
    assert!(text.contains("- Xã B: ") && text.contains("tiêu chí chưa có điểm.\n"), "{text}");
    assert!(!text.contains("tự chấm, chưa qua"), "its points were appraised: {text}");
    for header in ["word/header1.xml", "word/header2.xml"] {
        assert!(part(&file, header).contains("DỰ THẢO"), "{header}");
    }
}

#[test]
fn by_self_scores_there_is_no_decision() {
    let folder = round(true, "", &[]);
    let done = run(folder.path(), &["report", "--docx", "--by", "self"]);
    let papers = folder.path().join("papers");
    assert!(done.status == Some(1) && !papers.join("quyet-dinh.docx").exists(), "{done:?}");
    assert!(papers.join("bao-cao.docx").exists() && !papers.join("bien-ban.docx").exists(), "no council met");
}

/// A draft has no number yet, and one by self scores says so wherever its figures stand.
#[test]
fn a_draft_by_self_scores_says_so() {
    let papers = "[papers]\ndate = 2026-02-05\n[papers.decision]\nnumber = \"7\"\n";
    let folder = round(true, papers, &[]);
    let done = run(folder.path(), &["report", "--docx", "--by", "self", "--draft"]);
    assert_eq!(done.status, Some(0), "{done:?}");
    let text = text(&folder.path().join("papers/quyet-dinh.docx"));
    assert_eq!(text.matches("(Kết quả tạm tính theo điểm tự chấm, chưa qua thẩm định").count(), 2, "{text}");
    assert!(text.contains("Số: ……/QĐ-UBND\n") && !text.contains("năm 2026"), "{text}");
}

/// Each appendix begins a section of its own: a page break as well would leave an empty page before it.
#[test]
fn the_report_has_no_empty_page() {
    let folder = tempfile::tempdir().unwrap();
    let example = support::root().join("examples/xa-2025");
    let example = example.to_str().unwrap();
    let done = run(folder.path(), &["report", example, "--docx", "--output", "papers"]);
    assert_eq!(done.status, Some(0), "{done:?}");
    let file = folder.path().join("papers/bao-cao.docx");
    assert!(!part(&file, "word/document.xml").contains("w:br w:type=\"page\""));
    let text = text(&file);
    for said in [
        "Phụ lục II\n",
        "của Sở Nội vụ)\n",
        "Sở Nội vụ báo cáo kết quả",
        "Sở Nội vụ kính báo cáo Ủy ban nhân dân tỉnh Mẫu./.\n",
        "- Lĩnh vực 1 (",
        "Căn cứ: Quyết định số 1187/QĐ-BNV ngày 15 tháng 10 năm 2025",
        "thuộc khối phường tập trung",
        "mà tất cả các đơn vị được đánh giá đều mất điểm",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
}

#[test]
fn sentences_of_a_round() {
    let papers = "[papers]\nsentences = \"cau-van\"\n";
    let with = |name: &str, text: &str| round(true, papers, &[(name, text)]);
    let folder = with("cau-van/quyet-dinh.txt", "# Công bố {{ subject }}\n[[table ranking 1]]\n");
    assert_eq!(report(folder.path(), &[]).status, Some(0));
    let text = text(&folder.path().join("papers/quyet-dinh.docx"));
    assert!(text.starts_with("Công bố Chỉ số mẫu\n"), "{text}");
    // A fault stops all, before anything is written.
    let check = |name: &str, text: &str, said: &str| {
        let folder = with(name, text);
        let done = report(folder.path(), &["--lang", "en"]);
        assert_eq!(done.status, Some(2), "{done:?}");
        assert!(done.stderr.contains(said), "{said}: {done:?}");
        assert!(!folder.path().join("papers").exists());
    };
    check(
        "cau-van/quyet-dinh.txt",
        "a\n{{ yeer }}",
        "cau-van/quyet-dinh.txt, line 2: there is no name “yeer”",
    );
    check("cau-van/quyet-dinh.txt", "{% if year %}", "line 1: “if” is not ended");
    check("cau-van/quyet-dinh.txt", "[[table rankings 1]]", "Is “table ranking 1” meant?");
    check("cau-van/quyet-din.txt", "a", "Is quyet-dinh.txt meant? There are: quyet-dinh.txt, bao-cao.txt,");
    check("cau-van/bien-ban.txt", "\n", "cau-van/bien-ban.txt, line 1: the template is empty");
    check("cau-van/bao-cao.txt", "a\n**b", "cau-van/bao-cao.txt, line 2: ** opens on this line");
    check("round.txt", "a", "parindex report --sentences");
}

/// What a person has changed is never written over.
#[test]
fn sentences_are_written_over_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let own = folder.path().join("cau-van");
    assert_eq!(run(folder.path(), &["report", "--sentences", "cau-van"]).status, Some(0));
    let file = own.join("quyet-dinh.txt");
    assert!(fs::read_to_string(&file).unwrap().contains("{{ subject }}"));
    fs::write(&file, "own").unwrap();
    assert_eq!(run(folder.path(), &["report", "--sentences", "cau-van"]).status, Some(0));
    assert_eq!(fs::read_to_string(&file).unwrap(), "own");
}

/// Units that are equal as published, of which something else decides, are told of once, and by which index is ranked.
#[test]
fn a_tie_is_told_once() {
    let folder = tempfile::tempdir().unwrap();
    let example = support::root().join("examples/so-2025");
    let example = example.to_str().unwrap();
    run(folder.path(), &["report", example, "--docx", "--output", "papers"]);
    let text = text(&folder.path().join("papers/bao-cao.docx"));
    let body = text.split("III. KHÓ KHĂN").next().unwrap();
    assert_eq!(body.matches("- Sở Mẫu 01 và Ban Mẫu 04").count(), 1, "{body}");
    assert!(body.contains("Việc xếp hạng căn cứ Chỉ số đã làm tròn."), "{body}");
}

/// Nothing can be announced of nobody, not even as a draft.
#[test]
fn without_ranked_units_there_is_no_decision() {
    let files = [
        ("small.toml", SMALL),
        ("round.toml", ROUND),
        ("units.csv", UNITS),
        ("forms/a.csv", "unit,code,self\n"),
        ("appraisal.csv", "unit,code,appraised\n"),
        ("survey.csv", "unit,2.1\n"),
    ];
    let folder = folder(&files);
    let done = report(folder.path(), &["--draft"]);
    assert_eq!(done.status, Some(1), "{done:?}");
    assert!(done.stderr.contains("no unit is ranked yet"), "{done:?}");
    assert!(!folder.path().join("papers/quyet-dinh.docx").exists());
    let told = text(&folder.path().join("papers/bao-cao.docx"));
    let after =
        |head: &str| told.split_once(head).and_then(|(_, after)| after.lines().nth(1)).unwrap().to_owned();
    for head in ["2. Kết quả theo lĩnh vực", "3. Tiêu chí mất nhiều điểm"] {
        assert_eq!(after(head), "Không có.", "{head}: {told}");
    }
}
