//! The sets that the program carries: the folder `criteria/`.

use include_dir::{Dir, include_dir};

static FOLDER: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/criteria");

/// Ids and texts of all sets, by id.
pub fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
    let mut sets: Vec<(&str, &str)> = FOLDER
        .files()
        .filter_map(|file| Some((file.path().to_str()?.strip_suffix(".toml")?, file.contents_utf8()?)))
        .collect();
    sets.sort_unstable();
    sets.into_iter()
}

/// The text of the set with this id.
pub fn get(id: &str) -> Option<&'static str> {
    FOLDER.get_file(format!("{id}.toml"))?.contents_utf8()
}
