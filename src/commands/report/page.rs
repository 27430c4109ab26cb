//! The web page.

use super::{Desk, Paper};
use crate::report::page;

pub(super) fn page_papers<'a>(desk: &'a Desk) -> Vec<Paper<'a>> {
    // Whoever reads the page on the web need not know where the round lay.
    let root =
        desk.batch.folder.as_deref().map(|folder| format!("{}/", folder.display())).unwrap_or_default();
    vec![Paper::new("cong-bo.html", move || page(desk.results, &root, desk.lang))]
}
