//! The list of carried sets.

use serde::Serialize;

use crate::criteria::CriteriaSet;
use crate::message::{Lang, number, say};
use crate::report::json::{Published, document};
use crate::report::table::{Align, Cell, Column, Table};

/// The carried sets: id, level, status, size.
pub fn list_table(sets: &[CriteriaSet], lang: Lang) -> Table {
    let columns = vec![
        Column::new(say!(lang, "Mã bộ", "Id"), "id", Align::Left),
        Column::new(say!(lang, "Cấp", "Level"), "level", Align::Left),
        Column::new(say!(lang, "Năm", "Years"), "years", Align::Left),
        Column::new(say!(lang, "Tính chất", "Status"), "status", Align::Left),
        Column::new(say!(lang, "Tiêu chí", "Criteria"), "leaves", Align::Right),
        Column::new(say!(lang, "Điểm", "Points"), "scale", Align::Right),
        Column::new(say!(lang, "Tên", "Title"), "title", Align::Left),
    ];
    let text = |text: &str| Cell::Text(text.to_owned());
    let row = |set: &CriteriaSet| {
        vec![
            text(&set.id),
            text(&set.level),
            Cell::Text(set.years.map(|years| years.to_string()).unwrap_or_default()),
            text(set.status.id()),
            Cell::Count(set.leaves.len()),
            Cell::Text(number(&set.scale, lang)),
            text(&set.title),
        ]
    };
    let notes = vec![say!(
        lang,
        "official: có nguồn cho mọi con số · partial: chỉ phần đã công bố · model: bộ mẫu, tự soạn",
        "official: a source shows every number · partial: the published part only · model: ours, in the shape of real ones"
    )];
    Table { heading: Vec::new(), columns, rows: sets.iter().map(row).collect(), notes, ..Table::default() }
}

/// A set in brief.
#[derive(Serialize)]
pub(super) struct ListedJson<'a> {
    id: &'a str,
    title: &'a str,
    level: &'a str,
    status: &'static str,
    from: Option<i64>,
    to: Option<i64>,
    leaves: usize,
    scale: Published,
    sources: &'a [String],
}

/// The carried sets as JSON.
pub fn list_json(sets: &[CriteriaSet]) -> serde_json::Result<Vec<u8>> {
    let listed: Vec<ListedJson> = sets.iter().map(listed).collect();
    document(&listed)
}

/// A set in brief.
pub(super) fn listed(set: &CriteriaSet) -> ListedJson<'_> {
    ListedJson {
        id: &set.id,
        title: &set.title,
        level: &set.level,
        status: set.status.id(),
        from: set.years.map(|years| years.from),
        to: set.years.and_then(|years| years.to),
        leaves: set.leaves.len(),
        scale: Published::new(&set.scale, set.scoring.precision),
        sources: &set.sources,
    }
}
