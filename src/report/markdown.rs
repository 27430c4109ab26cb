//! temporary
use super::table::Table;
/// x
pub fn markdown(_table: &Table, _lang: crate::message::Lang) -> String {
    String::new()
}
