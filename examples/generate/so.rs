//! `so-2025`: twelve departments, one workbook with a sheet for each, self and appraised side by side.

use std::path::Path;

use anyhow::Result;
use parindex::criteria::CriteriaSet;
use parindex::points::Number;

use crate::council::appraise;
use crate::dice::Dice;
use crate::files::{self, Style};
use crate::form::{self, Form, Slips, Styles, decimal};
use crate::invent::{invent, prove_complete};
use crate::office::Office;

/// Seed of this round.
const SEED: u64 = 2_025_003;

/// No procedures: the whole field 3 and what follows from dossiers in field 7.
const NO_PROCEDURES: &[&str] = &["3", "7.5", "7.6", "7.7"];

/// Name, block, quality, exempt.
const PLANS: [(&str, &str, i64, &[&str]); 12] = [
    ("Sở Mẫu 01", "tham-muu", 96, &[]),
    ("Ban Mẫu 02", "tham-muu", 82, NO_PROCEDURES),
    ("Sở Mẫu 03", "tham-muu", 75, &["6.4"]),
    ("Ban Mẫu 04", "tham-muu", 90, NO_PROCEDURES),
    ("Sở Mẫu 05", "chuyen-nganh", 92, &[]),
    ("Sở Mẫu 06", "chuyen-nganh", 86, &[]),
    ("Sở Mẫu 07", "chuyen-nganh", 70, &["4.3"]),
    ("Sở Mẫu 08", "chuyen-nganh", 64, &[]),
    ("Sở Mẫu 09", "chuyen-nganh", 79, &["6.1"]),
    ("Sở Mẫu 10", "chuyen-nganh", 88, &[]),
    ("Sở Mẫu 11", "chuyen-nganh", 58, &[]),
    ("Ban Mẫu 12", "chuyen-nganh", 83, &["2.1.1"]),
];

pub fn write(set: &CriteriaSet, folder: &Path) -> Result<()> {
    let mut dice = Dice::new(SEED);
    let mut offices = Vec::new();
    for (name, block, quality, exempt) in PLANS {
        let mut office = Office::new(set, name, block, exempt, quality);
        invent(set, &mut office, false, 2025, &mut dice);
        appraise(set, &mut office, &|_| None, &mut dice);
        offices.push(office);
    }
    offices[4].bonus = Some((Number::from(2), Number::from_scaled(15, 1)));
    offices[10].penalty = Some((Number::ZERO, Number::ONE));
    prove_complete(set, &offices)?;
    files::write(&folder.join("round.toml"), ROUND)?;
    files::register(&folder.join("units.csv"), &offices, "S")?;
    let mut workbook = form::workbook("Chỉ số cải cách hành chính của sở, ban, ngành", 2025)?;
    let styles = Styles::new();
    for office in &offices {
        let slips = Slips::default();
        let form =
            Form { set, office, layout: &form::DEPARTMENT, year: 2025, appraised: true, slips: &slips };
        let sheet = workbook.add_worksheet();
        sheet.set_name(&office.name)?;
        form::write(&form, sheet, &styles)?;
    }
    files::write(&folder.join("cham-diem.xlsx"), workbook.save_to_buffer()?)?;
    survey(set, &offices, &folder.join("survey.csv"))
}

const ROUND: &str = r#"# Số liệu mẫu: mọi tên và điểm đều đặt ra. Một tệp, mỗi cơ quan một trang tính.
title    = "Chỉ số cải cách hành chính của sở, ban, ngành năm 2025 (số liệu mẫu)"
year     = 2025
criteria = "mau-so-2025"
units    = "units.csv"
forms    = ["cham-diem.xlsx"]
survey   = ["survey.csv"]
"#;

/// The survey: one row for each unit and criterion.
fn survey(set: &CriteriaSet, offices: &[Office], path: &Path) -> Result<()> {
    let mut rows = vec![["unit", "code", "points"].map(str::to_owned).to_vec()];
    for office in offices {
        for ((node, _), mark) in set.leaf_nodes().zip(&office.marks) {
            if let Some(points) = &mark.survey {
                rows.push(vec![office.name.clone(), node.code.to_string(), decimal(points)]);
            }
        }
    }
    files::table(path, Style::Plain, &rows)
}
