//! Pieces of a criteria file as text.

use super::tree::Appendix;
use crate::assessment::ordinal;
use crate::message::{Lang, capital, characters, say};
use crate::sheet::fold;

/// Characters in a line of a comment.
const WIDE: usize = 97;

/// What the texts above the table say.
pub(super) struct Above {
    /// `Phụ lục II`.
    pub name: String,
    /// Title of the set.
    pub title: Option<String>,
    /// The decision.
    pub source: Option<String>,
}

/// `Phụ lục II` at the beginning of a heading.
pub(super) fn annex_name(text: &str) -> Option<String> {
    let text = text.trim();
    let word = text.split(' ').nth(2)?.trim_matches(['.', ':', '-', '(', ')']);
    let is_number = ordinal(word).is_some() || word.parse::<u32>().is_ok();
    (fold(text).starts_with("phu luc ") && is_number).then(|| format!("Phụ lục {word}"))
}

/// Looks for the name of the appendix, the title and the decision above the table.
pub(super) fn above(appendix: &Appendix) -> Above {
    let texts = || appendix.above.iter().map(|text| text.trim());
    let name = texts().find(|text| fold(text).starts_with("phu luc")).and_then(annex_name);
    let source = texts().find_map(|text| {
        let at =
            ["Quyết định số", "QUYẾT ĐỊNH SỐ", "quyết định số"].iter().find_map(|words| text.find(words))?;
        let text = text.get(at..)?.trim_end_matches([')', '.', ' ']);
        // Its number is still to be filled in.
        if text.contains("số /") || text.contains("số …") || text.contains("số ...") {
            return None;
        }
        Some(capital(text))
    });
    let says = |text: &&str| {
        let folded = fold(text);
        ["chi so", "bo tieu chi", "tieu chi", "bang diem"].iter().any(|words| folded.contains(words))
            && !folded.contains("quyet dinh")
            && !folded.starts_with("phu luc")
            && characters(text) > 12
    };
    Above {
        name: name.unwrap_or_else(|| "Phụ lục".to_owned()),
        title: texts().find(says).map(str::to_owned),
        source,
    }
}

/// `[[name]]` with its keys, their values below each other.
pub(super) fn block(name: &str, keys: &[(&str, String)]) -> String {
    let width = keys.iter().map(|(key, _)| key.len()).max().unwrap_or(0);
    let lines = keys.iter().map(|(key, value)| format!("{key:width$} = {value}\n"));
    format!("[[{name}]]\n{}", lines.collect::<String>())
}

/// A comment, wrapped between words.
pub(super) fn comment(label: &str, text: &str) -> String {
    let mut out = String::new();
    for (at, line) in text.split('\n').enumerate() {
        let mut row = if at == 0 { format!("# {label}:") } else { "#  ".to_owned() };
        for word in line.split_whitespace() {
            if characters(&row) + 1 + characters(word) > WIDE && row.len() > 3 {
                out.push_str(&row);
                out.push('\n');
                "#  ".clone_into(&mut row);
            }
            row.push(' ');
            row.extend(word.chars().map(|c| if c.is_control() { ' ' } else { c }));
        }
        out.push_str(&row);
        out.push('\n');
    }
    out
}

/// The line above a field.
pub(super) fn title(code: &str, max: Option<&str>, lang: Lang) -> String {
    let max = max.unwrap_or("?");
    bar(&say!(lang, "LĨNH VỰC {code} ({max})", "FIELD {code} ({max})"))
}

/// A line across the page that ends with a text.
pub(super) fn bar(text: &str) -> String {
    let rest = WIDE.saturating_sub(characters(text) + 3);
    format!("# {} {text}\n", "=".repeat(rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_above_is_found() {
        let above = above(&Appendix {
            above: [
                "UBND TỈNH MẪU",
                "PHỤ LỤC II",
                "BỘ TIÊU CHÍ XÁC ĐỊNH CHỈ SỐ CẢI CÁCH HÀNH CHÍNH CẤP XÃ",
                "(Kèm theo Quyết định số 12/QĐ-UBND ngày 05/01/2026 của UBND tỉnh Mẫu)",
            ]
            .map(str::to_owned)
            .to_vec(),
            ..Appendix::default()
        });
        assert_eq!(above.name, "Phụ lục II");
        assert_eq!(above.title.as_deref(), Some("BỘ TIÊU CHÍ XÁC ĐỊNH CHỈ SỐ CẢI CÁCH HÀNH CHÍNH CẤP XÃ"));
        assert_eq!(
            above.source.as_deref(),
            Some("Quyết định số 12/QĐ-UBND ngày 05/01/2026 của UBND tỉnh Mẫu")
        );
    }
}
