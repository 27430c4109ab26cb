//! Templates, from their text to the document.

#![allow(clippy::unwrap_used)] // A test that cannot go on must fail.

use super::markup::document;
use super::template::Template;
use super::*;
use crate::message::Lang;
use crate::report::document::{Block, Document, Style};
use crate::report::{Cell, Table};

fn facts() -> Facts {
    let unit = |name: &str, count: usize| Facts::new().with("name", name).with("count", count);
    Facts::new()
        .with("year", "2025")
        .with("nothing", "")
        .with("draft", false)
        .with("units", vec![unit("Xã Mẫu 01", 0), unit("Xã Mẫu 02", 2)])
        .with("odd", "[[page]]\n# **x** {{ year }} \u{e001}*y*")
}

fn parts() -> Parts<'static> {
    let table = || Table { rows: vec![vec![Cell::Count(1)]], ..Table::default() };
    Parts::default().with_table("ranking 1", table)
}

fn read(text: &str) -> Result<Document, Fault> {
    let template = Template::read("mau.txt", text)?;
    document(template.file(), &template.render(&[&facts()])?, &parts())
}

/// What stands on the pages, a line for each block.
fn shown(text: &str) -> String {
    let document = read(text).unwrap();
    let block = |block: &Block| match block {
        Block::Paragraph(paragraph) => {
            let sign = match paragraph.style {
                Style::Title => "# ",
                Style::Heading => "## ",
                Style::Centred => "### ",
                _ => "",
            };
            let run = |run: &crate::report::document::Run| match (run.bold, run.italic) {
                (true, _) => format!("<b>{}</b>", run.text),
                (_, true) => format!("<i>{}</i>", run.text),
                _ => run.text.clone(),
            };
            format!("{sign}{}", paragraph.runs.iter().map(run).collect::<String>())
        }
        Block::Letterhead(_) => "letterhead".to_owned(),
        Block::Signature(_) => "signature".to_owned(),
        Block::Table(table) => format!("table of {}", table.rows.len()),
        Block::NewPage => "page".to_owned(),
        Block::Rule => "rule".to_owned(),
    };
    let section = |section: &crate::report::document::Section| {
        let lines: Vec<String> = section.blocks.iter().map(block).collect();
        format!("{}{}", if section.landscape { "across: " } else { "" }, lines.join("|"))
    };
    document.sections.iter().map(section).collect::<Vec<_>>().join("\n")
}

#[test]
fn what_a_template_says() {
    let check = |text: &str, expected: &str| assert_eq!(shown(text), expected, "{text}");
    check("Năm {{ year }}.\n\n  Hai dòng.", "Năm 2025.|Hai dòng.");
    check("\u{feff}# A\r\n---\r\n## B\r\n### *C*", "# <b>A</b>|rule|## <b>B</b>|### <i>C</i>");
    check("**Điều 1.** Công bố", "<b>Điều 1.</b> Công bố");
    check("a \\* b * c * d", "a * b <i> c </i> d");
    check("- một", "- một");
    check("{# nhiều\ndòng #}a", "a");
    check(
        "{% for u in units %}{{ loop.index }}. {{ u.name }}{% if loop.last %}.{% else %}; {% endif %}{% endfor %}",
        "1. Xã Mẫu 01; 2. Xã Mẫu 02.",
    );
    check("{% for u in units %}\n{% if u.count > 1 %}\n{{ u.name }}\n{% endif %}\n{% endfor %}", "Xã Mẫu 02");
    check("{% if nothing %}a{% elif not draft and year == \"2025\" %}b{% else %}c{% endif %}", "b");
    check("{% if draft or nothing %}a{% endif %}b", "b");
    check(
        "[[letterhead]]\n[[page]]\n[[signature]]\n[[landscape]]\n[[table ranking 1]]",
        "letterhead|page|signature\nacross: table of 1",
    );
    check("[[table ranking {{ loops }}]]".replace("{{ loops }}", "1").as_str(), "table of 1");
}

/// A unit may be called as it likes: its name is never a title, a page or bold, nor a template.
#[test]
fn values_are_inert() {
    let name = "[[page]] # **x** {{ year }} *y*";
    for text in ["{{ odd }}", "  {{ odd }}", "# {{ odd }}", "**{{ odd }}**"] {
        let document = read(text).unwrap();
        let [Block::Paragraph(paragraph)] = &document.sections[0].blocks[..] else { panic!("{text}") };
        assert_eq!(paragraph.text(), name, "{text}");
        assert_eq!(paragraph.runs.len(), 1, "{text}");
    }
}

#[test]
fn faults_name_line_and_what_is_known() {
    let check = |text: &str, line: usize, expected: &str| {
        let fault = read(text).unwrap_err();
        let told = fault.text(Lang::En);
        assert!(told.starts_with(&format!("mau.txt, line {line}: ")), "{text}: {told}");
        assert!(told.contains(expected), "{text}: {told}");
        assert!(!fault.text(Lang::Vi).is_empty());
    };
    check("a\n{{ yaer }}", 2, "there is no name “yaer”. Is “year” meant? There are: draft, nothing, odd, ");
    check("{% for u in units %}\n{{ u.nmae }}\n{% endfor %}", 2, "“u.nmae”. Is “u.name” meant?");
    check("{% for u in units %}{{ loop.lst }}{% endfor %}", 1, "Is “loop.last” meant?");
    check("{{ year.first }}", 1, "“year.first”");
    check("a\nb {{ year", 2, "has no “}}” on the same line");
    check("{{ year\n}}", 1, "has no “}}”");
    check("{{ year | upper }}", 1, "“year | upper” is not understood");
    check("{% include 'x' %}", 1, "is not understood");
    check("a\n{% if year %}\nb", 2, "“if” is not ended by {% endif %}");
    check("{% for u in units %}\n{% if u.name %}x{% endfor %}", 2, "“endfor” belongs to nothing");
    check("{% for u in units %}\n{{ u.name }}{% endif %}", 1, "“for” is not ended");
    check("x{% endif %}", 1, "“endif” belongs to nothing");
    check("{% if year %}{% else %}{% else %}{% endif %}", 1, "“else” belongs to nothing");
    check("{% for u in year %}{% endfor %}", 1, "“year” is no list");
    check("{{ units }}", 1, "“units” is a list");
    check("{% if year > 3 %}{% endif %}", 1, "cannot be compared: “year > 3”");
    check("{% if year === 3 %}{% endif %}", 1, "is not understood");
    check("{% if %}{% endif %}", 1, "is not understood");
    check("a\n\n[[pge]]", 3, "there is no [[pge]]. Is “page” meant?");
    check("{% for u in units %}\n[[table rankng 1]]\n{% endfor %}", 2, "Is “table ranking 1” meant?");
    check("a\n**Điều 1. {{ year }}", 2, "** opens on this line and is not closed");
    check("a\n\n2 * 3", 3, "* opens on this line");
    check("\n{# nothing #}\n[[landscape]]", 1, "the template is empty");
    check(&"{% if year %}".repeat(40), 1, "too many parts");
}

/// Every template that is carried can be read.
#[test]
fn ours_are_sound() {
    assert!(Sentences::read(|_| None).is_ok());
    let own = |name: &str| (name == BUILT_IN[0].0).then(|| ("cau-van/a.txt".to_owned(), "{{".to_owned()));
    assert_eq!(Sentences::read(own).unwrap_err()[0].file, "cau-van/a.txt");
}

#[test]
fn what_is_not_known_stays_blank() {
    use crate::round::{Issue, Papers};
    let papers = Papers::default();
    let office = Office::new(&papers, Some("UBND tỉnh Mẫu"));
    let head = office.letterhead(Kind::Decision);
    assert_eq!((head.number.as_str(), head.authority), ("Số: ……/QĐ-UBND", None));
    assert!(head.place_and_date.ends_with(", ngày …… tháng …… năm 20……"));
    let head = office.letterhead(Kind::Report);
    assert_eq!(head.authority.as_deref(), Some("UBND TỈNH MẪU"), "the agency of the round");
    let day = |text| crate::day::Day::from_iso(text);
    let check = |number: &str, date, shown: (&str, &str)| {
        let decision = Issue { number: Some(number.to_owned()), date: day(date), ..Issue::default() };
        let papers = Papers { place: Some("Mẫu".to_owned()), decision, ..Papers::default() };
        let head = Office::new(&papers, None).letterhead(Kind::Decision);
        assert_eq!((head.number.as_str(), head.place_and_date.as_str()), shown);
    };
    check("3", "2026-02-05", ("Số: 03/QĐ-UBND", "Mẫu, ngày 05 tháng 02 năm 2026"));
    check("125", "2026-03-20", ("Số: 125/QĐ-UBND", "Mẫu, ngày 20 tháng 3 năm 2026"));
    let mut papers = Papers::default();
    papers.meeting.chair = Some("Bà Trần Thị Mẫu, Giám đốc Sở".to_owned());
    let end = Office::new(&papers, None).signature(Kind::Minutes);
    assert_eq!(end.right.name.as_deref(), Some("Trần Thị Mẫu"));
    assert_eq!(end.left.unwrap().position, "THƯ KÝ");
}
