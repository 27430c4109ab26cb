//! `xa-2025`: a whole round of fourteen communes. Eight fill the form that the program gives out, six send their own; the
//! council appraises in two rounds, with explanations between, in the workbooks that the program gives out.

use std::path::Path;

use anyhow::Result;
use parindex::criteria::{CriteriaSet, Node};
use parindex::message::{Lang, Scorer};
use parindex::points::Number;
use parindex::workbook::council::CouncilPaper;
use parindex::workbook::grid::Value;
use parindex::workbook::template::{About, Template};

use crate::council::{appraise, first_round};
use crate::dice::Dice;
use crate::files::{self, Style};
use crate::form::{self, Form, Layout, Slips, Styles, decimal};
use crate::invent::{best, invent, prove_complete};
use crate::last_year;
use crate::office::Office;
use crate::ours;
use crate::papers::Papers;

/// Name, block, quality, the unit's own layout where it does not use the form given out, whether it leads its block.
type Plan = (&'static str, &'static str, i64, Option<&'static Layout>, bool);

const PLANS: [Plan; 14] = [
    ("Phường Mẫu 01", "phuong", 88, Some(&form::PROVINCE), false),
    ("Phường Mẫu 02", "phuong", 72, None, false),
    ("Phường Mẫu 03", "phuong", 95, None, true),
    ("Phường Mẫu 04", "phuong", 81, Some(&form::NAMED), false),
    ("Phường Mẫu 05", "phuong", 66, None, false),
    ("Xã Mẫu 01", "xa", 97, None, true),
    ("Xã Mẫu 02", "xa", 84, None, false),
    ("Xã Mẫu 03", "xa", 77, None, false),
    ("Xã Mẫu 04", "xa", 70, None, false),
    ("Xã Mẫu 05", "xa", 58, Some(&form::LETTERED), false),
    ("Xã Mẫu 06", "xa", 90, Some(&form::DECLARED_EARLY), false),
    ("Xã Mẫu 07", "xa", 74, Some(&form::RENAMED), false),
    ("Xã Mẫu 08", "xa", 84, Some(&form::EXPLAINED), false),
    ("Xã Mẫu 09", "xa", 62, None, false),
];

/// Seed of this round.
const SEED: u64 = 2_025_001;

pub const YEAR: u16 = 2025;

/// Fills everything about the fourteen communes.
fn offices(set: &CriteriaSet) -> Vec<Office> {
    let mut dice = Dice::new(SEED);
    let mut offices: Vec<Office> = Vec::new();
    for (name, block, quality, _, leads) in PLANS {
        let (exempt, aliases): (&'static [&'static str], _) = match name {
            "Phường Mẫu 02" => (&["2.1.1"], "Phường Mẫu Hai"),
            "Xã Mẫu 04" => (&["6.3", "6.1.1"], ""),
            "Xã Mẫu 07" => (&["3.2.9"], "Xã Mẫu Bảy;Xã Mẫu Cũ"),
            _ => (&[], ""),
        };
        let mut office = Office::new(set, name, block, exempt, quality).known_as(aliases);
        invent(set, &mut office, leads, i64::from(YEAR), &mut dice);
        offices.push(office);
    }
    let points = |tenths: i64| Number::from_scaled(i128::from(tenths), 2);
    for (at, bonus, penalty) in
        [(4, Some((50, 50)), None), (6, Some((100, 50)), None), (9, None, Some((50, 100)))]
    {
        let pair = |(own, appraised)| (points(own), points(appraised));
        offices[at].bonus = bonus.map(pair);
        offices[at].penalty = penalty.map(pair);
    }
    let blocks = offices.clone();
    for office in &mut offices {
        let block = office.block;
        appraise(set, office, &|n| best(set, &blocks, block, n), &mut dice);
    }
    tie(set, &mut offices);
    level(set, &mut offices);
    first_round(set, &mut offices, &mut dice);
    offices
}

/// Two communes with the same index and other points, so that the survey decides between them: the council's free
/// points for the web page of the first are set so that its total is the other's.
fn level(set: &CriteriaSet, offices: &mut [Office]) {
    let (first, other) = (9, 13);
    let total = |office: &Office| -> Number {
        let marks = office.marks.iter().filter_map(|mark| mark.appraised.as_ref().or(mark.survey.as_ref()));
        let adjusted = |pair: &Option<(Number, Number)>| pair.as_ref().map(|(_, points)| points.clone());
        marks.sum::<Number>()
            + adjusted(&office.bonus).unwrap_or_default()
            + -&adjusted(&office.penalty).unwrap_or_default()
    };
    let gap = total(&offices[other]) + -&total(&offices[first]);
    let page = set.node("7.10").and_then(|node| node.leaf.as_ref()).map(|leaf| leaf.index);
    if let Some(points) = page.and_then(|page| offices[first].marks[page].appraised.as_mut()) {
        *points += &gap;
    }
}

/// Two communes with the same points in every criterion, so with the same index and rank.
fn tie(set: &CriteriaSet, offices: &mut [Office]) {
    let (from, to) = (6, 12);
    for n in 0..set.leaves.len() {
        let evidence = offices[to].marks[n].evidence.take();
        offices[to].marks[n] = offices[from].marks[n].clone();
        offices[to].marks[n].evidence = evidence.or_else(|| offices[from].marks[n].evidence.clone());
    }
    let bonus = offices[from].bonus.clone();
    offices[to].bonus = bonus;
}

pub fn write(set: &CriteriaSet, folder: &Path) -> Result<()> {
    let offices = offices(set);
    prove_complete(set, &offices)?;
    files::write(&folder.join("round.toml"), ROUND)?;
    files::register(&folder.join("units.csv"), &offices, "X")?;
    survey(set, &offices, &folder.join("survey.csv"))?;
    last_year::write(set, &folder.join("nam-truoc.csv"))?;
    let papers = Papers { set, folder, title: TITLE, year: i64::from(YEAR) };
    forms(set, &offices, &papers)?;
    let office = |name: &str| offices.iter().find(|office| office.name == name);
    let number = |number: &Number| Value::Number(number.clone());
    let text = |text: &str| Value::Text(text.to_owned());
    papers.fill(CouncilPaper::First, false, "appraisal", &mut |line| {
        let Some((points, reason)) = office(line.unit).and_then(|office| office.first(set, line.code)) else {
            return;
        };
        line.put("Điểm thẩm định", &number(&points));
        line.put("Lý do", &reason.map_or(Value::Blank, text));
        line.put("Người thẩm định", &text(who(line.code)));
    })?;
    papers.fill(CouncilPaper::Explanation, false, "explanations", &mut |line| {
        let Some(dispute) = office(line.unit).and_then(|office| office.dispute(set, line.code)) else {
            return;
        };
        line.put("Giải trình của đơn vị", &text(dispute.said));
        line.put("Tài liệu kiểm chứng bổ sung", &dispute.more.as_deref().map_or(Value::Blank, text));
    })?;
    papers.fill(CouncilPaper::Second, true, "appraisal2", &mut |line| {
        let Some(office) = office(line.unit) else { return };
        let Some(dispute) = office.dispute(set, line.code) else { return };
        let Some(points) = office.settled(set, line.code) else { return };
        line.put("Điểm thẩm định lần 2", &number(&points));
        line.put("Lý do lần 2", &text(dispute.answer));
        line.put("Người thẩm định lần 2", &text(who(line.code)));
    })?;
    Ok(())
}

/// The self-assessments: the form given out, filled, or the unit's own.
fn forms(set: &CriteriaSet, offices: &[Office], papers: &Papers) -> Result<()> {
    let about = About { title: Some(TITLE), year: Some(i64::from(YEAR)), ..About::default() };
    let template = Template::new(set, about, Lang::Vi);
    let register = papers.register()?;
    for ((office, unit), (name, _, _, layout, _)) in offices.iter().zip(&register.units).zip(PLANS) {
        let bytes = match layout {
            None => ours::form(set, &template, unit, office)?,
            Some(layout) => {
                let slips = Slips::default();
                let form = Form { set, office, layout, year: YEAR, appraised: false, slips: &slips };
                let mut workbook = form::workbook("Bảng tự chấm điểm Chỉ số cải cách hành chính", YEAR)?;
                let sheet = workbook.add_worksheet();
                sheet.set_name("Tự chấm")?;
                form::write(&form, sheet, &Styles::new())?;
                workbook.save_to_buffer()?
            }
        };
        files::write(&papers.folder.join("forms").join(format!("{}.xlsx", files::slug(name))), bytes)?;
    }
    Ok(())
}

/// Who appraises a criterion.
fn who(code: &str) -> &'static str {
    const PEOPLE: [&str; 3] = ["Chuyên viên 01", "Chuyên viên 02", "Chuyên viên 03"];
    PEOPLE[code.bytes().map(usize::from).sum::<usize>() % PEOPLE.len()]
}

const TITLE: &str = "Chỉ số cải cách hành chính cấp xã năm 2025 (số liệu mẫu)";

const ROUND: &str = r#"# Vòng chấm điểm mẫu: mọi tên và điểm đều đặt ra.
title        = "Chỉ số cải cách hành chính cấp xã năm 2025 (số liệu mẫu)"
year         = 2025
criteria     = "mau-xa-2025"
units        = "units.csv"
forms        = ["forms/"]
appraisal    = ["appraisal/"]
explanations = ["explanations/"]
appraisal2   = ["appraisal2/"]
survey       = ["survey.csv"]
previous     = "nam-truoc.csv"

# Tên, số, ngày của các văn bản cuối năm: cũng đều đặt ra.
[papers]
authority = "UBND TỈNH MẪU"
agency    = "SỞ NỘI VỤ"
committee = "ỦY BAN NHÂN DÂN TỈNH MẪU"
province  = "tỉnh Mẫu"
place     = "Mẫu"
date      = 2026-01-20
bases     = [
    "Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15 ngày 16 tháng 6 năm 2025",
    "Căn cứ Quyết định số 1187/QĐ-BNV ngày 15 tháng 10 năm 2025 của Bộ trưởng Bộ Nội vụ",
    "Căn cứ Kế hoạch số 12/KH-UBND ngày 10 tháng 01 năm 2025 của Ủy ban nhân dân tỉnh Mẫu về cải cách hành chính năm 2025",
]
proposer  = "Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 45/TTr-SNV ngày 16 tháng 01 năm 2026"

[papers.decision]
number     = 125
symbol     = "QĐ-UBND"
capacity   = ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"]
position   = "PHÓ CHỦ TỊCH"
signer     = "Nguyễn Văn Mẫu"
recipients = ["Như Điều 3", "Bộ Nội vụ (để báo cáo)", "Chủ tịch, các Phó Chủ tịch UBND tỉnh", "Cổng thông tin điện tử tỉnh", "Lưu: VT, SNV"]

[papers.report]
number     = 46
symbol     = "BC-SNV"
date       = 2026-01-16
position   = "GIÁM ĐỐC"
signer     = "Trần Thị Mẫu"
recipients = ["Ủy ban nhân dân tỉnh (để báo cáo)", "Các sở, ban, ngành tỉnh", "Lưu: VT, CCHC"]

[papers.notice]
number     = 47
symbol     = "TB-SNV"
date       = 2026-01-22
position   = "GIÁM ĐỐC"
signer     = "Trần Thị Mẫu"
recipients = ["Giám đốc Sở (để báo cáo)", "Lưu: VT, CCHC"]

[papers.minutes]
number     = 3
symbol     = "BB-SNV"
date       = 2026-01-15
time       = "8 giờ 00, ngày 15 tháng 01 năm 2026"
venue      = "Phòng họp số 1, Sở Nội vụ tỉnh Mẫu"
chair      = "Bà Trần Thị Mẫu, Giám đốc Sở Nội vụ, Chủ tịch Hội đồng"
secretary  = "Ông Lê Văn Mẫu, chuyên viên Sở Nội vụ"
members    = [
    "Ông Phạm Văn Mẫu, Phó Chánh Văn phòng UBND tỉnh",
    "Bà Hoàng Thị Mẫu, Phó Giám đốc Sở Tư pháp",
    "Ông Vũ Văn Mẫu, Phó Giám đốc Sở Tài chính",
]
"#;

/// The survey: units down, criteria across.
fn survey(set: &CriteriaSet, offices: &[Office], path: &Path) -> Result<()> {
    let surveyed: Vec<(usize, &Node)> = (0..)
        .zip(set.leaf_nodes())
        .filter(|(_, (_, leaf))| leaf.scored_by == Scorer::Survey)
        .map(|(n, (node, _))| (n, node))
        .collect();
    let head =
        std::iter::once("unit".to_owned()).chain(surveyed.iter().map(|(_, node)| node.code.to_string()));
    let mut rows = vec![head.collect::<Vec<_>>()];
    for office in offices {
        let points =
            surveyed.iter().map(|(n, _)| office.marks[*n].survey.as_ref().map(decimal).unwrap_or_default());
        rows.push(std::iter::once(office.name.clone()).chain(points).collect());
    }
    files::table(path, Style::Plain, &rows)
}
