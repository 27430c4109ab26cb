//! Names of sheets: what Excel takes, each once.

use std::collections::HashSet;

use crate::report::paper::clean;

/// Excel takes no longer name, in UTF-16 units.
const LONGEST: usize = 31;
/// What no name may hold.
const FORBIDDEN: [char; 7] = ['[', ']', ':', '*', '?', '/', '\\'];

/// The names given so far, as Excel compares them.
#[derive(Debug, Default)]
pub(super) struct Names(HashSet<String>);

impl Names {
    /// A new name for a sheet of a block: what it shows, and the block as far as there is room.
    pub fn of(&mut self, shows: &str, block: Option<&str>) -> String {
        let fit = |c: char| if FORBIDDEN.contains(&c) || c.is_control() { ' ' } else { c };
        let words = |text: &str| -> String {
            text.chars().map(fit).collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
        };
        let full = match block {
            Some(block) => format!("{shows} – {}", words(&clean(block))),
            None => shows.to_owned(),
        };
        let full = full.trim_matches('\'');
        for nth in 1_usize.. {
            let end = if nth == 1 { String::new() } else { format!(" ({nth})") };
            let room = LONGEST - end.encode_utf16().count().min(LONGEST);
            let name = format!("{}{end}", cut(full, room));
            if self.0.insert(name.to_lowercase()) {
                return name;
            }
        }
        String::new()
    }
}

/// The first letters that fit.
fn cut(text: &str, room: usize) -> &str {
    let mut used = 0;
    let end = text.char_indices().find(|(_, letter)| {
        used += letter.len_utf16();
        used > room
    });
    let text = end.map_or(text, |(at, _)| text.get(..at).unwrap_or(text));
    text.trim_end_matches(['\'', ' '])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn excel_takes_every_name_and_each_comes_once() {
        let mut names = Names::default();
        let mut check = |block: Option<&str>, expected: &str| {
            assert_eq!(names.of("Xếp hạng", block), expected);
        };
        check(None, "Xếp hạng");
        check(Some("Phường"), "Xếp hạng – Phường");
        check(Some("PHƯỜNG"), "Xếp hạng – PHƯỜNG (2)");
        check(Some("Sở, ban/ngành [tỉnh]: *?\\'"), "Xếp hạng – Sở, ban ngành tỉnh");
        check(Some("Các cơ quan chuyên môn thuộc Ủy ban"), "Xếp hạng – Các cơ quan chuyên m");
        check(Some("Các cơ quan chuyên môn thuộc tỉnh"), "Xếp hạng – Các cơ quan chuy (2)");
        check(Some("𝔸𝔸𝔸𝔸𝔸𝔸𝔸𝔸𝔸𝔸𝔸"), "Xếp hạng – 𝔸𝔸𝔸𝔸𝔸𝔸𝔸𝔸𝔸𝔸");
    }
}
