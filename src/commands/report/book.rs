//! The workbook of results.

use super::{Desk, Paper};
use crate::report::book;

pub(super) fn xlsx_papers<'a>(desk: &'a Desk) -> Vec<Paper<'a>> {
    vec![Paper::new("ket-qua.xlsx", || Ok(book(desk.results, desk.lang)?))]
}
