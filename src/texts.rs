//! The texts that the program carries: criteria sets, pages of findings, schemas, models of files. `build.rs` packs
//! them; each is unpacked once, when it is first asked for.

use std::sync::OnceLock;

use flate2::{Decompress, FlushDecompress};

static TEXTS: &[Text] = &include!(concat!(env!("OUT_DIR"), "/texts.rs"));
static UNPACKED: [OnceLock<&str>; TEXTS.len()] = [const { OnceLock::new() }; TEXTS.len()];

struct Text {
    path: &'static str,
    packed: &'static [u8],
    size: usize,
}

/// The paths of all texts in the sources. Where many were packed as one, there is a `*` in place of their names.
pub fn paths() -> impl Iterator<Item = &'static str> {
    TEXTS.iter().map(|text| text.path)
}

/// The text with this path.
pub fn get(path: &str) -> Option<&'static str> {
    let (text, unpacked) = TEXTS.iter().zip(&UNPACKED).find(|(text, _)| text.path == path)?;
    Some(unpacked.get_or_init(|| text.unpack()))
}

impl Text {
    /// A test unpacks every text; what is packed with the program does not change after that.
    fn unpack(&self) -> &'static str {
        let mut out = Vec::with_capacity(self.size);
        let done = Decompress::new(false).decompress_vec(self.packed, &mut out, FlushDecompress::Finish);
        done.ok().and_then(|_| simdutf8::basic::from_utf8(out.leak()).ok()).unwrap_or_default()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn every_text_comes_out_as_it_is_in_the_sources() {
        let read = |path: &Path| std::fs::read_to_string(path).unwrap();
        for path in paths() {
            let text = get(path).unwrap();
            let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
            let Some((folder, ending)) = path.split_once("/*") else {
                assert_eq!(text, read(&file), "{path}");
                continue;
            };
            let files = file.parent().unwrap().read_dir().unwrap().map(|entry| entry.unwrap().path());
            let mut files: Vec<_> = files.filter(|file| file.to_string_lossy().ends_with(ending)).collect();
            files.sort();
            assert!(files.len() > 100, "{folder}");
            let joined: String = files.iter().flat_map(|file| ["\0".to_owned(), read(file)]).collect();
            assert!(text == joined, "{path}");
        }
    }

    #[test]
    fn there_is_no_text_of_another_path() {
        assert_eq!(get("criteria/../Cargo.toml"), None);
        assert_eq!(get(""), None);
    }
}
