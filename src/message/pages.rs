//! The page of each finding, as `parindex explain <code>` prints it.

use memchr::memmem;

use super::Lang;
use crate::texts;

/// The Markdown page of a code such as `points-above-max`; `None` where there is no such code.
pub fn page(code_id: &str, lang: Lang) -> Option<&'static str> {
    let pages = pages(lang);
    let head = format!("\0# {code_id}: ");
    let from = memmem::find(pages.as_bytes(), head.as_bytes())? + 1;
    pages[from..].split('\0').next()
}

/// The pages of all codes, a `\0` before each.
fn pages(lang: Lang) -> &'static str {
    let all = match lang {
        Lang::Vi => "src/message/pages/*.vi.md",
        Lang::En => "src/message/pages/*.en.md",
    };
    texts::get(all).unwrap_or_default()
}

/// What a code is, in a few plain words: the title of its page.
pub fn title(code_id: &str, lang: Lang) -> &'static str {
    let first = page(code_id, lang).and_then(|page| page.lines().next()).unwrap_or_default();
    first.split_once(": ").map_or(first, |(_, title)| title)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;
    use std::path::Path;
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
        for file in Path::new(env!("CARGO_MANIFEST_DIR")).join("src/message/pages").read_dir().unwrap() {
            let path = file.unwrap().path();
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let vi = name.strip_suffix(".vi.md").map(|id| (id, Lang::Vi));
            let of = vi.or_else(|| name.strip_suffix(".en.md").map(|id| (id, Lang::En)));
            let (id, lang) = of.unwrap_or_else(|| panic!("{name}: no page"));
            assert!(Code::from_id(id).is_some(), "{name}");
            assert_eq!(page(id, lang), std::fs::read_to_string(&path).ok().as_deref(), "{name}");
        }
        assert_eq!(page("no-such-code", Lang::En), None);
        assert_eq!(page("../mod.rs", Lang::En), None);
    }
}
