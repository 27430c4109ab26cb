//! temporary
use super::table::{Cell, Table};
/// x
pub fn csv(table: &Table) -> Vec<u8> {
    let mut w = csv::Writer::from_writer(Vec::new());
    let _ = w.write_record(table.columns.iter().map(|c| c.key.clone()));
    for r in &table.rows {
        let _ = w.write_record(r.iter().map(|c| match c {
            Cell::Blank => String::new(),
            Cell::Text(t) => t.clone(),
            Cell::Number(n) => n.to_string(),
            Cell::Count(n) => n.to_string(),
        }));
    }
    w.into_inner().unwrap_or_default()
}
