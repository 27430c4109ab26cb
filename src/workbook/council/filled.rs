//! Whether anybody has written into a workbook of the council.

use super::CouncilPaper;
use super::words::Of;
use crate::marker::{MarkedPaper, Marker};
use crate::message::Lang;
use crate::sheet::Sheet;

/// Whether a cell to fill holds anything; so it is said of a workbook that is none of ours too.
pub fn is_filled(marker: Option<&Marker>, sheets: &[Sheet]) -> bool {
    let paper = match marker.map(|marker| marker.paper) {
        Some(MarkedPaper::Appraisal) => CouncilPaper::First,
        Some(MarkedPaper::Appraisal2) => CouncilPaper::Second,
        Some(MarkedPaper::Explanation) => CouncilPaper::Explanation,
        Some(MarkedPaper::Form) | None => return true,
    };
    let open = Of::columns(paper).iter().filter(|of| of.is_open(paper));
    let heads: Vec<String> =
        open.flat_map(|of| [Lang::Vi, Lang::En].map(|lang| of.head(paper, lang))).collect();
    let mut tables = sheets.iter().filter_map(|sheet| fills(sheet, &heads)).peekable();
    tables.peek().is_none() || tables.any(|filled| filled)
}

/// Whether anything stands below these heads; `None` of a sheet without them.
fn fills(sheet: &Sheet, heads: &[String]) -> Option<bool> {
    let is_head = |text: &str| heads.iter().any(|head| head == text.trim());
    let mut rows = sheet.rows();
    let columns = rows.find_map(|row| {
        let columns: Vec<u32> =
            row.cells().map(|(at, _)| at).filter(|at| row.text(*at).is_some_and(is_head)).collect();
        (columns.len() > 1).then_some(columns)
    })?;
    Some(rows.any(|row| columns.iter().any(|column| row.get(*column).is_some())))
}
