//! The workbook of results: the tables of every block on sheets, with live formulas that rest on the points of the leaves.

mod charts;
mod index;
mod lay;
mod look;
mod matrix;
mod names;
mod overview;
mod pairs;
mod plan;
mod ranking;
mod refs;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use look::Look;
use names::Names;
use plan::Plan;

use super::paper::clean;
use crate::message::{Lang, say};
use crate::results::Results;

/// The workbook of results; the same results give the same bytes.
pub fn book(results: &Results, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // A fixed day: the time at which a workbook was written must not show in its bytes.
    let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let title = results.title.map(clean).unwrap_or_default();
    book.set_properties(&DocProperties::new().set_title(title).set_creation_datetime(&day));
    let (mut names, mut look) = (Names::default(), Look::default());
    let first = names.of(&say!(lang, "Tổng hợp", "Overview"), None);
    let plans: Vec<Plan> = results.blocks.iter().map(|block| Plan::new(block, &mut names, lang)).collect();
    overview::overview(&mut book, &mut look, &first, results, &plans, lang)?;
    for plan in &plans {
        ranking::ranking(&mut book, &mut look, plan)?;
        charts::charts(&mut book, &mut look, plan)?;
        ranking::fields(&mut book, &mut look, plan)?;
        matrix::matrix(&mut book, &mut look, plan)?;
        pairs::pairs(&mut book, &mut look, plan)?;
        overview::exempt(&mut book, &mut look, plan)?;
        if let Some(previous) = results.previous.as_ref().filter(|of| overview::has_changes(plan.block, of)) {
            overview::changes(&mut book, &mut look, plan, previous)?;
        }
    }
    book.save_to_buffer()
}
