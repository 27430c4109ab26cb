//! temporary
use super::table::{Cell, Table};
use crate::message::{Lang, decimal_sign};
/// x
pub struct Screen {
    /// x
    pub lang: Lang,
    /// x
    pub width: Option<u16>,
    /// x
    pub ascii: bool,
}
/// x
pub fn text(table: &Table, screen: &Screen) -> String {
    let mut t = comfy_table::Table::new();
    t.set_header(table.columns.iter().map(|c| c.head.clone()));
    for r in &table.rows {
        t.add_row(r.iter().map(|c| match c {
            Cell::Blank => String::new(),
            Cell::Text(t) => t.clone(),
            Cell::Number(n) => decimal_sign(&n.to_string(), screen.lang),
            Cell::Count(n) => n.to_string(),
        }));
    }
    format!("{}\n{t}\n{}\n", table.heading.join("\n"), table.notes.join("\n"))
}
