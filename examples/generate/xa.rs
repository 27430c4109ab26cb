//! `xa-2025`: fourteen communes, one workbook each, in nine layouts; appraisal in the form or in tables of its own.

use std::path::Path;

use anyhow::Result;
use parindex::criteria::{CriteriaSet, Leaf, Node};
use parindex::message::Scorer;
use parindex::points::Number;
use rust_xlsxwriter::{FormatAlign, Worksheet};

use crate::council::appraise;
use crate::dice::Dice;
use crate::files::{self, Style};
use crate::form::{self, Form, Layout, Slips, Styles, decimal, float, table_style};
use crate::invent::{best, invent, prove_complete};
use crate::office::Office;

/// Name, block, quality, layout, whether the council filled its columns in the form, whether it leads its block.
type Plan = (&'static str, &'static str, i64, &'static Layout, bool, bool);

const PLANS: [Plan; 14] = [
    ("Phường Mẫu 01", "phuong", 88, &form::PROVINCE, true, false),
    ("Phường Mẫu 02", "phuong", 72, &form::PLAIN, false, false),
    ("Phường Mẫu 03", "phuong", 95, &form::DECLARED, false, true),
    ("Phường Mẫu 04", "phuong", 81, &form::NAMED, true, false),
    ("Phường Mẫu 05", "phuong", 66, &form::COUNCIL, false, false),
    ("Xã Mẫu 01", "xa", 97, &form::DECLARED, false, true),
    ("Xã Mẫu 02", "xa", 84, &form::COUNCIL, true, false),
    ("Xã Mẫu 03", "xa", 77, &form::PLAIN, true, false),
    ("Xã Mẫu 04", "xa", 70, &form::RENAMED, false, false),
    ("Xã Mẫu 05", "xa", 58, &form::LETTERED, false, false),
    ("Xã Mẫu 06", "xa", 90, &form::DECLARED_EARLY, false, false),
    ("Xã Mẫu 07", "xa", 74, &form::RENAMED, true, false),
    ("Xã Mẫu 08", "xa", 84, &form::EXPLAINED, false, false),
    ("Xã Mẫu 09", "xa", 62, &form::DECLARED, false, false),
];

/// Seed of this round.
const SEED: u64 = 2_025_001;

pub const YEAR: u16 = 2025;

/// Fills everything about the fourteen communes.
fn offices(set: &CriteriaSet) -> Vec<Office> {
    let mut dice = Dice::new(SEED);
    let mut offices: Vec<Office> = Vec::new();
    for (name, block, quality, _, _, leads) in PLANS {
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
    for (office, (name, _, _, layout, appraised, _)) in offices.iter().zip(PLANS) {
        let slips = Slips::default();
        let form = Form { set, office, layout, year: YEAR, appraised, slips: &slips };
        let mut workbook = form::workbook("Bảng tự chấm điểm Chỉ số cải cách hành chính", YEAR)?;
        let sheet = workbook.add_worksheet();
        sheet.set_name("Tự chấm")?;
        form::write(&form, sheet, &Styles::new())?;
        files::write(
            &folder.join("forms").join(format!("{}.xlsx", files::slug(name))),
            workbook.save_to_buffer()?,
        )?;
    }
    let apart: Vec<&Office> =
        offices.iter().zip(PLANS).filter(|(_, plan)| !plan.4).map(|(office, _)| office).collect();
    department(set, &apart, "Sở Nội vụ", &folder.join("appraisal/so-noi-vu.xlsx"))?;
    department(set, &apart, "Văn phòng UBND tỉnh", &folder.join("appraisal/van-phong-ubnd-tinh.xlsx"))?;
    others(set, &apart, &folder.join("appraisal/cac-co-quan-khac.csv"))?;
    survey(set, &offices, &folder.join("survey.csv"))
}

const ROUND: &str = r#"# Vòng chấm điểm mẫu: mọi tên và điểm đều đặt ra.
title     = "Chỉ số cải cách hành chính cấp xã năm 2025 (số liệu mẫu)"
year      = 2025
criteria  = "mau-xa-2025"
units     = "units.csv"
forms     = ["forms/"]
appraisal = ["appraisal/"]
survey    = ["survey.csv"]
"#;

const WITH_WORKBOOKS: [&str; 2] = ["Sở Nội vụ", "Văn phòng UBND tỉnh"];

/// The leaves that a department appraises, with their numbers.
fn appraised_by<'a>(
    set: &'a CriteriaSet,
    fits: &'a dyn Fn(&str) -> bool,
) -> impl Iterator<Item = (usize, &'a Node, &'a Leaf)> {
    let leaves = (0..).zip(set.leaf_nodes()).map(|(n, (node, leaf))| (n, node, leaf));
    leaves.filter(move |(_, node, leaf)| {
        leaf.scored_by != Scorer::Survey
            && !node.max.is_zero()
            && fits(leaf.appraiser.as_deref().unwrap_or_default())
    })
}

/// One department's workbook: criteria down, units across.
fn department(set: &CriteriaSet, offices: &[&Office], name: &str, path: &Path) -> Result<()> {
    let mut workbook = form::workbook("Kết quả thẩm định Chỉ số cải cách hành chính", YEAR)?;
    let sheet = workbook.add_worksheet();
    sheet.set_name("Thẩm định")?;
    let last = 2 + u16::try_from(offices.len())?;
    let styles = Styles::new();
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    for (column, width) in [(0, 8.0), (1, 56.0), (2, 9.0)] {
        sheet.set_column_width(column, width)?;
    }
    let title = "KẾT QUẢ THẨM ĐỊNH CHỈ SỐ CẢI CÁCH HÀNH CHÍNH CẤP XÃ NĂM 2025";
    sheet.merge_range(0, 0, 0, last, title, &styles.title)?;
    sheet.merge_range(1, 0, 1, last, &format!("Cơ quan thẩm định: {name}"), &styles.subtitle)?;
    for (column, text) in (0..).zip(["STT", "Tiêu chí", "Điểm tối đa"]) {
        sheet.write_string_with_format(3, column, text, &styles.head)?;
    }
    for (column, office) in (3..).zip(offices) {
        sheet.set_column_width(column, 11)?;
        sheet.write_string_with_format(3, column, &office.name, &styles.head)?;
    }
    sheet.set_row_height(3, 36)?;
    sheet.set_freeze_panes(4, 3)?;
    let fits = |appraiser: &str| appraiser == name;
    for (row, (n, node, _)) in (4..).zip(appraised_by(set, &fits)) {
        department_row(sheet, row, node, n, offices)?;
    }
    files::write(path, workbook.save_to_buffer()?)
}

fn department_row(sheet: &mut Worksheet, row: u32, node: &Node, n: usize, offices: &[&Office]) -> Result<()> {
    let text = table_style(false, None);
    let center = text.clone().set_align(FormatAlign::Center);
    let points = center.clone().set_num_format("0.00");
    sheet.set_row_height(row, if node.name.chars().count() > 68 { 35 } else { 19 })?;
    sheet.write_string_with_format(row, 0, &*node.code, &center)?;
    sheet.write_string_with_format(row, 1, &node.name, &text)?;
    sheet.write_number_with_format(row, 2, float(&node.max), &center)?;
    for (column, office) in (3..).zip(offices) {
        let mark = &office.marks[n];
        match &mark.appraised {
            _ if mark.exempt => drop(sheet.write_string_with_format(row, column, "KAD", &center)?),
            Some(value) => drop(sheet.write_number_with_format(row, column, float(value), &points)?),
            None => drop(sheet.write_blank(row, column, &points)?),
        }
    }
    Ok(())
}

/// All other departments: a long table.
fn others(set: &CriteriaSet, offices: &[&Office], path: &Path) -> Result<()> {
    let mut rows = vec![["unit", "code", "appraised", "note"].map(str::to_owned).to_vec()];
    let fits = |appraiser: &str| !WITH_WORKBOOKS.contains(&appraiser);
    for office in offices {
        for (n, node, _) in appraised_by(set, &fits) {
            let mark = &office.marks[n];
            let value =
                if mark.exempt { Some("KAD".to_owned()) } else { mark.appraised.as_ref().map(decimal) };
            let note = mark.reason.unwrap_or_default().to_owned();
            rows.push(vec![office.name.clone(), node.code.to_string(), value.unwrap_or_default(), note]);
        }
        for (adjustment, pair) in set.adjustments.iter().zip([&office.bonus, &office.penalty]) {
            if let Some((_, value)) = pair {
                rows.push(vec![
                    office.name.clone(),
                    adjustment.code.to_string(),
                    decimal(value),
                    String::new(),
                ]);
            }
        }
    }
    files::table(path, Style::Plain, &rows)
}

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
