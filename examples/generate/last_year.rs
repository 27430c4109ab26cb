//! Results of the year before, as an office keeps them: a title, a row of heads, the rank of each unit.

use std::path::Path;

use anyhow::Result;
use parindex::criteria::CriteriaSet;
use parindex::points::{Number, Precision, Rounding};

use crate::dice::Dice;
use crate::files::{self, Style};

/// Seed of that year.
const SEED: u64 = 2_024_001;
const PUBLISHED: Precision = Precision { decimals: 2, rounding: Rounding::HalfUp };

/// Block, name then, how good it was. Two communes of today were not there, one had its former name.
const UNITS: [(&str, &str, i64); 12] = [
    ("phuong", "Phường Mẫu 01", 84),
    ("phuong", "Phường Mẫu 02", 78),
    ("phuong", "Phường Mẫu 03", 89),
    ("phuong", "Phường Mẫu 04", 83),
    ("xa", "Xã Mẫu 01", 86),
    ("xa", "Xã Mẫu 02", 88),
    ("xa", "Xã Mẫu 03", 74),
    ("xa", "Xã Mẫu 04", 76),
    ("xa", "Xã Mẫu 05", 66),
    ("xa", "Xã Mẫu 06", 81),
    ("xa", "Xã Mẫu Cũ", 70),
    ("xa", "Xã Mẫu 08", 70),
];

/// A row: block, unit, index, indices of the fields.
type Row = (&'static str, &'static str, Number, Vec<Number>);

/// Writes the table; its fields are those of the set.
pub fn write(set: &CriteriaSet, path: &Path) -> Result<()> {
    let mut dice = Dice::new(SEED);
    let fields: Vec<_> = set.fields.iter().map(|at| &set.nodes[*at]).collect();
    let mut rows: Vec<Row> = Vec::new();
    for (block, unit, quality) in UNITS {
        let mut index = || {
            let hundredths = (quality * 100 + dice.between(-1200, 1200)).min(10_000);
            Number::from_scaled(i128::from(hundredths), 2)
        };
        let indices: Vec<Number> = match rows.last() {
            // The last two are equal in everything.
            Some((.., last)) if unit == "Xã Mẫu 08" => last.clone(),
            _ => fields.iter().map(|_| index()).collect(),
        };
        let points = fields.iter().zip(&indices).map(|(field, index)| &field.max * index);
        let whole = points.sum::<Number>().checked_div(&set.scale).unwrap_or_default();
        rows.push((block, unit, whole.rounded(PUBLISHED), indices));
    }
    rows.sort_by(|a, b| a.0.cmp(b.0).then_with(|| b.2.cmp(&a.2)));
    let head = ["Khối", "Hạng", "Đơn vị", "Chỉ số (%)"].map(str::to_owned);
    let names = fields.iter().map(|field| format!("{} {}", field.code, field.name));
    let title = "Kết quả Chỉ số cải cách hành chính cấp xã năm 2024 (số liệu mẫu)".to_owned();
    let mut table = vec![vec![title], head.into_iter().chain(names).collect()];
    for (block, unit, index, indices) in &rows {
        let better = rows.iter().filter(|other| other.0 == *block && other.2 > *index).count();
        let shown = |index: &Number| index.published(PUBLISHED).to_string();
        let first = [(*block).to_owned(), (better + 1).to_string(), (*unit).to_owned(), shown(index)];
        table.push(first.into_iter().chain(indices.iter().map(shown)).collect());
    }
    files::table(path, Style::Plain, &table)
}
