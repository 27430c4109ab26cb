//! `huyen-2024`: fifteen districts in one matrix, as Vietnamese Excel saves it.

use std::path::Path;

use anyhow::Result;
use parindex::criteria::CriteriaSet;
use parindex::points::Number;

use crate::council::appraise;
use crate::dice::Dice;
use crate::files::{self, Style};
use crate::form::decimal;
use crate::invent::{invent, prove_complete};
use crate::office::Office;

/// Seed of this round.
const SEED: u64 = 2_024_002;

/// Units by number that get the points of another: a tie, in which the next rank is not left out.
const TIE: (usize, usize) = (3, 10);

pub fn write(set: &CriteriaSet, folder: &Path) -> Result<()> {
    let mut dice = Dice::new(SEED);
    let mut offices: Vec<Office> = (1..=15)
        .map(|number| {
            let quality = dice.between(36, 96);
            let exempt: &[&str] = if number == 9 { &["6.3.2"] } else { &[] };
            Office::new(set, &format!("Huyện Mẫu {number:02}"), "", exempt, quality)
        })
        .collect();
    for office in &mut offices {
        invent(set, office, false, 2024, &mut dice);
        appraise(set, office, &|_| None, &mut dice);
    }
    offices[1].bonus = Some((Number::ONE, Number::ONE));
    offices[7].penalty = Some((Number::ONE, Number::from_scaled(5, 1)));
    let marks = offices[TIE.0].marks.clone();
    offices[TIE.1].marks = marks;
    prove_complete(set, &offices)?;
    files::write(&folder.join("round.toml"), ROUND)?;
    files::register(&folder.join("units.csv"), &offices, "H")?;
    matrix(set, &offices, &folder.join("cham-diem.csv"))
}

const ROUND: &str = r#"# Số liệu mẫu: mọi tên và điểm đều đặt ra. Một bảng ma trận cho cả năm.
title    = "Chỉ số cải cách hành chính cấp huyện năm 2024 (số liệu mẫu)"
year     = 2024
criteria = "mau-huyen-2024"
units    = "units.csv"
forms    = ["cham-diem.csv"]
"#;

fn matrix(set: &CriteriaSet, offices: &[Office], path: &Path) -> Result<()> {
    let scored: Vec<usize> = (0..set.leaves.len()).filter(|n| !set.leaf(*n).0.max.is_zero()).collect();
    let mut head = vec!["Đơn vị".to_owned()];
    head.extend(scored.iter().map(|n| set.leaf(*n).0.code.to_string()));
    head.extend(set.adjustments.iter().map(|adjustment| adjustment.code.to_string()));
    let comma = |value: &Number| decimal(value).replace('.', ",");
    let mut rows = vec![head];
    for office in offices {
        let mut row = vec![office.name.clone()];
        row.extend(scored.iter().map(|n| {
            let mark = &office.marks[*n];
            let value = mark.appraised.as_ref().or(mark.survey.as_ref()).map(comma);
            if mark.exempt { "KAD".to_owned() } else { value.unwrap_or_default() }
        }));
        let pairs = [&office.bonus, &office.penalty];
        row.extend(pairs.map(|pair| pair.as_ref().map_or_else(|| "0".to_owned(), |(_, value)| comma(value))));
        rows.push(row);
    }
    files::table(path, Style::Excel, &rows)
}
