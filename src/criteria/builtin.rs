//! The sets that the program carries: the folder `criteria/`.

use include_dir::{Dir, include_dir};

static FOLDER: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/criteria");

/// Ids of all sets, in order.
pub fn ids() -> impl Iterator<Item = &'static str> {
    let mut ids: Vec<&str> =
        FOLDER.files().filter_map(|file| file.path().to_str()?.strip_suffix(".toml")).collect();
    ids.sort_unstable();
    ids.into_iter()
}

/// Ids and texts of all sets, by id.
pub fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
    ids().filter_map(|id| Some((id, get(id)?)))
}

/// The text of the set with this id.
pub fn get(id: &str) -> Option<&'static str> {
    FOLDER.get_file(format!("{id}.toml"))?.contents_utf8()
}
