//! The web page.

use super::{Desk, Paper};
use crate::report::page;

pub(super) fn page_papers<'a>(desk: &'a Desk) -> Vec<Paper<'a>> {
    vec![Paper::new("cong-bo.html", || page(desk.results, desk.lang))]
}
