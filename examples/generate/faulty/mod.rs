//! `loi`: forms with the errors that officials make, each placed on purpose, and the list of them.

mod cases;
mod list;

use std::path::Path;

use anyhow::Result;
use parindex::criteria::CriteriaSet;
use parindex::points::Number;

use crate::dice::Dice;
use crate::files;
use crate::form::{self, Cell, Form, Layout, Slip, Slips, Styles, TOTAL, Written};
use crate::invent::invent;
use crate::office::Office;
use crate::uncached::without_results;

/// Seed of this folder.
const SEED: u64 = 2_025_004;

const YEAR: u16 = 2025;

/// The sheet of every form.
pub const SHEET: &str = "Tự chấm";

/// The communes of the register, and what it exempts.
const UNITS: [(&str, &str, &[&str]); 7] = [
    ("Phường Thử 01", "phuong", &[]),
    ("Phường Thử 02", "phuong", &[]),
    ("Xã Thử 01", "xa", &[]),
    ("Xã Thử 02", "xa", &["2.1.1"]),
    ("Xã Thử 03", "xa", &[]),
    ("Xã Thử 04", "xa", &[]),
    ("Xã Thử 05", "xa", &[]),
];

/// One form with errors.
pub struct Case {
    file: &'static str,
    layout: &'static Layout,
    office: Office,
    slips: Slips,
    hidden_sheet: bool,
    errors: Vec<Expected>,
}

/// Where an error stands.
pub enum Spot {
    /// The cell of a criterion.
    At(Cell),
    /// A cell by its address.
    Address(String),
    /// The sheet as a whole, or another sheet.
    Sheet(&'static str),
}

/// One error that `validate` must find.
pub struct Expected {
    code: &'static str,
    criterion: &'static str,
    spot: Spot,
    text: &'static str,
}

impl Case {
    fn new(file: &'static str, layout: &'static Layout, office: &Office) -> Case {
        let office = office.clone();
        Case { file, layout, office, slips: Slips::default(), hidden_sheet: false, errors: Vec::new() }
    }

    /// Notes what must be found.
    fn expect(&mut self, code: &'static str, criterion: &'static str, spot: Spot, text: &'static str) {
        self.errors.push(Expected { code, criterion, spot, text });
    }

    /// Something wrong in a cell, with what must be found there.
    fn slip(
        &mut self,
        (criterion, cell): (&'static str, Cell),
        slip: Slip,
        (code, text): (&'static str, &'static str),
    ) {
        self.slips.cells.insert((criterion, cell), slip);
        self.expect(code, criterion, Spot::At(cell), text);
    }

    /// Wrong own points: the sums above follow them.
    fn own(
        &mut self,
        set: &CriteriaSet,
        criterion: &'static str,
        hundredths: Option<i32>,
        (code, text): (&'static str, &'static str),
    ) {
        self.set_own(set, criterion, hundredths);
        self.expect(code, criterion, Spot::At(Cell::Own), text);
    }

    fn set_own(&mut self, set: &CriteriaSet, criterion: &str, hundredths: Option<i32>) {
        if let Some(leaf) = set.node(criterion).and_then(|node| node.leaf.as_ref()) {
            self.office.marks[leaf.index].own =
                hundredths.map(|points| Number::from_scaled(i128::from(points), 2));
        }
    }

    /// The unit fills a leaf that the register exempts.
    fn unexempt(&mut self, set: &CriteriaSet, criterion: &str) {
        if let Some(leaf) = set.node(criterion).and_then(|node| node.leaf.as_ref()) {
            self.office.marks[leaf.index].exempt = false;
        }
    }

    /// The sum of the unit's own points in a branch; of everything where there is none of that code.
    fn sum(&self, set: &CriteriaSet, code: &str) -> Number {
        let node = set.node_of(code);
        let marks = self.office.marks.iter().enumerate();
        let within =
            marks.filter(|(leaf, _)| node.is_none_or(|node| set.leaves_under(node).any(|n| n == *leaf)));
        within.filter_map(|(_, mark)| mark.own.as_ref()).sum()
    }

    fn write(&self, set: &CriteriaSet, folder: &Path) -> Result<Written> {
        let form = Form {
            set,
            office: &self.office,
            layout: self.layout,
            year: YEAR,
            appraised: false,
            slips: &self.slips,
        };
        let mut workbook = form::workbook("Bảng tự chấm điểm có lỗi để thử", YEAR)?;
        let sheet = workbook.add_worksheet();
        sheet.set_name(SHEET)?;
        let written = form::write(&form, sheet, &Styles::new())?;
        if self.hidden_sheet {
            let draft = workbook.add_worksheet();
            draft.set_name(cases::DRAFT)?.set_hidden(true);
            draft.write_string(0, 0, "Bản nháp, không gửi")?;
        }
        let bytes = without_results(&workbook.save_to_buffer()?)?;
        files::write(&folder.join("forms").join(self.file), bytes)?;
        Ok(written)
    }
}

pub fn write(set: &CriteriaSet, folder: &Path) -> Result<()> {
    let mut dice = Dice::new(SEED);
    let mut offices = Vec::new();
    for (name, block, exempt) in UNITS {
        let mut office = Office::new(set, name, block, exempt, 86);
        invent(set, &mut office, false, i64::from(YEAR), &mut dice);
        offices.push(office);
    }
    files::write(&folder.join("round.toml"), ROUND)?;
    files::register(&folder.join("units.csv"), &offices, "T")?;
    let mut rows = list::Rows::default();
    for case in cases::all(set, &offices) {
        let written = case.write(set, folder)?;
        rows.add_case(&case, &written);
    }
    for (at, (name, ..)) in UNITS.iter().enumerate() {
        if cases::SENT_NOTHING.contains(name) {
            rows.add_missing(at, name);
        }
    }
    files::write(&folder.join("LOI.md"), rows.markdown())
}

const ROUND: &str = r#"# Các biểu có lỗi đặt sẵn để thử lệnh validate; danh sách lỗi ở LOI.md. Mọi tên và điểm đều đặt ra.
title    = "Biểu tự chấm có lỗi (số liệu mẫu)"
year     = 2025
criteria = "mau-xa-2025"
units    = "units.csv"
forms    = ["forms/"]
"#;
