//! Whether anybody has written into a workbook of ours.

use super::CouncilPaper;
use super::words::Of;
use crate::marker::{MarkedPaper, Marker};
use crate::message::Lang;
use crate::sheet::{Row, Sheet};
use crate::workbook::template::words::{columns as form_columns, not_applicable};

/// Whether a cell to fill holds anything; so it is said of a workbook that is none of ours too.
pub fn is_filled(marker: Option<&Marker>, sheets: &[Sheet]) -> bool {
    let paper = match marker.map(|marker| marker.paper) {
        Some(MarkedPaper::Appraisal) => CouncilPaper::First,
        Some(MarkedPaper::Appraisal2) => CouncilPaper::Second,
        Some(MarkedPaper::Explanation) => CouncilPaper::Explanation,
        Some(MarkedPaper::Form) => return form_is_filled(sheets),
        None => return true,
    };
    let open = Of::columns(paper).iter().filter(|of| of.is_open(paper));
    let heads: Vec<String> =
        open.flat_map(|of| [Lang::Vi, Lang::En].map(|lang| of.head(paper, lang))).collect();
    let mut tables = sheets.iter().filter_map(|sheet| fills(sheet, &heads)).peekable();
    tables.peek().is_none() || tables.any(|filled| filled)
}

/// Whether a unit has written into its form.
fn form_is_filled(sheets: &[Sheet]) -> bool {
    let texts = [Lang::Vi, Lang::En].map(not_applicable);
    let heads = [Lang::Vi, Lang::En].map(form_columns);
    sheets.iter().any(|sheet| {
        let is_head = |row: &Row| heads.iter().any(|heads| row.text(3) == Some(heads[3].0.as_str()));
        let below = sheet.rows().skip_while(|row| !is_head(row)).skip(1);
        // Below the table people sign, with nothing in the column of names.
        let rows = below.filter(|row| row.get(1).is_some());
        let typed = |row: Row, column: u32| {
            let ours = || row.text(column).is_some_and(|text| texts.iter().any(|own| own == text));
            row.get(column).is_some() && !row.is_formula(column) && !ours()
        };
        rows.into_iter().any(|row| (3..7).any(|column| typed(row, column)))
    })
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
