//! The sets that the program carries: the folder `criteria/`.

use crate::texts;

/// Ids of all sets, in order.
pub fn ids() -> impl Iterator<Item = &'static str> {
    let id = |path: &'static str| path.strip_prefix("criteria/")?.strip_suffix(".toml");
    let mut ids: Vec<&str> = texts::paths().filter_map(id).collect();
    ids.sort_unstable();
    ids.into_iter()
}

/// Ids and texts of all sets, by id.
pub fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
    ids().filter_map(|id| Some((id, get(id)?)))
}

/// The text of the set with this id.
pub fn get(id: &str) -> Option<&'static str> {
    texts::get(&format!("criteria/{id}.toml"))
}
