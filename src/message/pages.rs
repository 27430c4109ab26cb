//! The page of each finding, as `parindex explain <code>` prints it.

use include_dir::{Dir, include_dir};

use super::Lang;

/// `<code>.vi.md` and `<code>.en.md`.
static PAGES: Dir = include_dir!("$CARGO_MANIFEST_DIR/src/message/pages");

/// The Markdown page of a code such as `points-above-max`; `None` where there is no such code.
pub fn page(code_id: &str, lang: Lang) -> Option<&'static str> {
    let ending = match lang {
        Lang::Vi => "vi",
        Lang::En => "en",
    };
    PAGES.get_file(format!("{code_id}.{ending}.md"))?.contents_utf8()
}

/// What a code is, in a few plain words: the title of its page.
pub fn title(code_id: &str, lang: Lang) -> &'static str {
    let first = page(code_id, lang).and_then(|page| page.lines().next()).unwrap_or_default();
    first.split_once(": ").map_or(first, |(_, title)| title)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;
    use unicode_normalization::is_nfc;

    const HEADS: [(Lang, [&str; 4]); 2] = [
        (Lang::Vi, ["**Ý nghĩa.** ", "**Vì sao quan trọng.** ", "**Ví dụ.** ", "**Cách sửa.** "]),
        (Lang::En, ["**What it means.** ", "**Why it matters.** ", "**Example.** ", "**What to do.** "]),
    ];

    #[test]
    fn every_code_has_a_page_in_both_languages() {
        for code in Code::ALL {
            for (lang, heads) in HEADS {
                let id = code.id();
                let page = page(id, lang).unwrap_or_else(|| panic!("no page for {id} in {lang:?}"));
                let title = page.lines().next().unwrap_or_default();
                let name = title.strip_prefix(&format!("# {id}: "));
                assert!(name.is_some_and(|name| !name.trim().is_empty()), "{title}");
                let places = heads.map(|head| page.find(&format!("\n{head}")));
                assert!(places[0].is_some() && places.is_sorted(), "{id} {lang:?}: heads out of order");
                assert!(is_nfc(page), "{id} {lang:?}: not composed");
                assert!(page.ends_with(".\n"), "{id} {lang:?}: no final stop");
                let words = super::title(id, lang);
                assert!(words.chars().count() <= 60 && !words.contains(id), "{id} {lang:?}: {words}");
                assert!(!page.contains("leaf"), "{id} {lang:?}: a word nobody knows");
            }
        }
    }

    #[test]
    fn there_is_no_page_without_a_code() {
        for file in PAGES.files() {
            let name = file.path().to_string_lossy();
            let id = name.strip_suffix(".vi.md").or_else(|| name.strip_suffix(".en.md"));
            assert!(id.is_some_and(|id| Code::from_id(id).is_some()), "{name}");
        }
        assert_eq!(page("no-such-code", Lang::En), None);
        assert_eq!(page("../mod.rs", Lang::En), None);
    }
}
