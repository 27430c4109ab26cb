//! A round as files: a few long tables, so that thousands of units are quick to write and to read.

use std::path::Path;

use anyhow::Result;
use parindex::criteria::CriteriaSet;
use parindex::points::Number;

use crate::files::{self, Style};
use crate::many::{Plan, YEAR};
use crate::office::{Mark, Office};
use crate::value::{Declared, decimal, declared};

/// A round to write.
pub struct Written<'a> {
    pub set: &'a CriteriaSet,
    pub offices: &'a [Office],
    pub plan: &'a Plan,
    pub folder: &'a Path,
    /// How `round.toml` names the set.
    pub criteria: &'a str,
}

/// A row of a table; `None` where the unit has none.
type Line = Option<Vec<String>>;

impl Written<'_> {
    /// Writes all of it.
    pub fn write(&self) -> Result<()> {
        let Written { offices, folder, .. } = self;
        files::register(&folder.join("units.csv"), offices, "M")?;
        self.table("forms/tu-cham.csv", &["unit", "code", "option", "self", "evidence"], |at, mark, n| {
            if self.plan.gaps && at % 10 == 9 {
                return None;
            }
            let said = declared(self.set, n, mark).filter(|_| mark.own.is_some());
            let said = said.map_or_else(String::new, |said| match said {
                Declared::Text(text) => text,
                Declared::Number(number) => decimal(&number),
            });
            let own = match (&mark.own, self.plan.gaps) {
                (Some(_), true) if at % 7 == 3 && n == 4 => "chưa có".to_owned(),
                (Some(_), true) if at % 7 == 5 && n == 9 => "99".to_owned(),
                (own, _) => own.as_ref().map(decimal)?,
            };
            Some(vec![said, own, mark.evidence.clone().unwrap_or_default()])
        })?;
        let heads = ["unit", "code", "appraised", "reason", "appraiser"];
        self.table("appraisal/tham-dinh.csv", &heads, |at, mark, n| {
            if self.plan.gaps && at % 5 == 2 && n % 11 == 6 {
                return None;
            }
            let (points, reason) = match &mark.dispute {
                Some(dispute) => (Some(&dispute.first), Some(dispute.reason)),
                None => (mark.appraised.as_ref(), mark.reason),
            };
            let who = format!("Chuyên viên {:02}", n % 3 + 1);
            Some(vec![decimal(points?), reason.unwrap_or_default().to_owned(), who])
        })?;
        let heads = ["unit", "code", "appraised", "explanation", "evidence"];
        self.table("explanations/giai-trinh.csv", &heads, |_, mark, _| {
            let dispute = mark.dispute.as_ref()?;
            Some(vec![
                decimal(&dispute.first),
                dispute.said.to_owned(),
                dispute.more.clone().unwrap_or_default(),
            ])
        })?;
        let heads = ["unit", "code", "Điểm thẩm định lần 2", "Lý do lần 2", "Người thẩm định lần 2"];
        self.table("appraisal2/tham-dinh-2.csv", &heads, |_, mark, n| {
            let dispute = mark.dispute.as_ref()?;
            let who = format!("Chuyên viên {:02}", n % 3 + 1);
            Some(vec![decimal(mark.appraised.as_ref()?), dispute.answer.to_owned(), who])
        })?;
        self.table("survey.csv", &["unit", "code", "points"], |_, mark, _| {
            Some(vec![decimal(mark.survey.as_ref().filter(|_| self.plan.surveyed)?)])
        })?;
        files::write(&folder.join("round.toml"), self.round())
    }

    /// A table of the leaves of all units, with bonus and penalty where points stand in it; no file where it is empty.
    fn table(&self, name: &str, heads: &[&str], of: impl Fn(usize, &Mark, usize) -> Line) -> Result<()> {
        let head = heads.iter().map(|head| (*head).to_owned()).collect();
        let mut rows: Vec<Vec<String>> = vec![head];
        for (at, office) in self.offices.iter().enumerate() {
            for ((n, mark), (node, _)) in office.marks.iter().enumerate().zip(self.set.leaf_nodes()) {
                let line = if mark.exempt { None } else { of(at, mark, n) };
                rows.extend(
                    line.map(|line| [vec![office.name.clone(), node.code.to_string()], line].concat()),
                );
            }
            let pairs = self.set.adjustments.iter().zip([&office.bonus, &office.penalty]);
            for (adjustment, pair) in
                pairs.filter_map(|(adjustment, pair)| Some((adjustment, pair.as_ref()?)))
            {
                let Some(points) = adjusted(pair, heads) else { continue };
                let mut row = vec![String::new(); heads.len()];
                row[0].clone_from(&office.name);
                row[1] = adjustment.code.to_string();
                if let Some(at) = heads.iter().position(|head| ["self", "appraised"].contains(head)) {
                    row[at] = decimal(points);
                }
                if heads.contains(&"reason") && pair.0 != pair.1 {
                    row[3] = "Theo hồ sơ thi đua và kết quả kiểm tra trong năm".to_owned();
                }
                rows.push(row);
            }
        }
        if rows.len() == 1 {
            return Ok(());
        }
        files::table(&self.folder.join(name), Style::Plain, &rows)
    }

    /// `round.toml`, with the files that were written.
    fn round(&self) -> String {
        let mut text = format!(
            "# Vòng chấm điểm đặt ra để thử: mọi tên và điểm đều không có thật.\n\
             title        = \"Chỉ số cải cách hành chính cấp xã năm {YEAR} (số liệu mẫu)\"\n\
             year         = {YEAR}\ncriteria     = \"{}\"\nunits        = \"units.csv\"\n",
            self.criteria
        );
        for (key, path) in [
            ("forms", "forms/"),
            ("appraisal", "appraisal/"),
            ("explanations", "explanations/"),
            ("appraisal2", "appraisal2/"),
            ("survey", "survey.csv"),
        ] {
            if self.folder.join(path).exists() {
                text += &format!("{key:12} = [\"{path}\"]\n");
            }
        }
        text
    }
}

/// The points of a bonus or penalty that a table with these heads holds.
fn adjusted<'a>((claimed, accepted): &'a (Number, Number), heads: &[&str]) -> Option<&'a Number> {
    match heads {
        [.., "self", _] => Some(claimed).filter(|claimed| !claimed.is_zero()),
        _ => heads.contains(&"reason").then_some(accepted),
    }
}
