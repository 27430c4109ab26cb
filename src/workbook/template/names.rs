//! The names that units get: of their files and of their sheets.

use std::collections::HashSet;

use crate::report::paper::clean;
use crate::sheet::fold;

/// Excel knows no longer name of a sheet.
const SHEET: usize = 31;
/// Letters of a file name, so that the path stays short.
const FILE: usize = 80;
/// Names that Windows keeps for itself.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// Per unit the name of its file without ending: `xa-mau-01`; on a clash `xa-mau-01-2`.
pub fn file_names<'a>(units: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut taken = HashSet::new();
    units.map(|unit| free(&file_name(unit), &mut taken, |name, n| format!("{name}-{n}"))).collect()
}

/// A name without marks, lower case, `-` between words.
fn file_name(unit: &str) -> String {
    let letters: String =
        fold(unit).chars().map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' }).collect();
    let name: String = letters.split_whitespace().collect::<Vec<_>>().join("-").chars().take(FILE).collect();
    let name = name.trim_end_matches('-');
    let port =
        |name: &str| name.strip_prefix("com").or(name.strip_prefix("lpt")).is_some_and(|n| n.len() == 1);
    if name.is_empty() || DEVICES.contains(&name) || port(name) {
        return format!("don-vi-{name}").trim_end_matches('-').to_owned();
    }
    name.to_owned()
}

/// Per unit the name of its sheet; none of them is one of `others`.
pub fn sheet_names<'a>(units: impl Iterator<Item = &'a str>, others: &[&str]) -> Vec<String> {
    // "History" is Excel's own.
    let mut taken: HashSet<String> =
        others.iter().chain(&["History"]).map(|name| name.to_lowercase()).collect();
    let numbered = |name: &str, n: usize| {
        let behind = format!(" ({n})");
        format!("{}{behind}", cut(name, SHEET - behind.len()))
    };
    units.map(|unit| free(&sheet_name(unit), &mut taken, numbered)).collect()
}

/// A name that Excel takes for a sheet.
fn sheet_name(unit: &str) -> String {
    let allowed = |c: char| if "[]:*?/\\".contains(c) || c.is_control() { ' ' } else { c };
    let name: String = clean(unit).chars().map(allowed).collect();
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = cut(name.trim_matches(['\'', ' ']), SHEET).trim_matches(['\'', ' ']);
    if name.is_empty() { "Đơn vị".to_owned() } else { name.to_owned() }
}

/// The beginning of a name, as Excel counts letters.
fn cut(name: &str, most: usize) -> &str {
    let mut used = 0;
    let end = name.char_indices().find(|(_, c)| {
        used += c.len_utf16();
        used > most
    });
    end.map_or(name, |(end, _)| name.get(..end).unwrap_or(name))
}

/// The name, or the first of its numbered ones that is free.
fn free(name: &str, taken: &mut HashSet<String>, numbered: impl Fn(&str, usize) -> String) -> String {
    let mut free = name.to_owned();
    let mut n = 2;
    while !taken.insert(free.to_lowercase()) {
        free = numbered(name, n);
        n += 1;
    }
    free
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files() {
        let check = |units: &[&str], expected: &[&str]| {
            assert_eq!(file_names(units.iter().copied()), expected, "{units:?}");
        };
        check(&["Xã Mẫu 01", "Phường Đức Mẫu"], &["xa-mau-01", "phuong-duc-mau"]);
        check(&["Xã Mẫu", "Xã  mâu", "xa-mau"], &["xa-mau", "xa-mau-2", "xa-mau-3"]);
        check(
            &["Sở Mẫu (cũ)/2", "…", "CON", "LPT1"],
            &["so-mau-cu-2", "don-vi", "don-vi-con", "don-vi-lpt1"],
        );
        check(&["../../etc/passwd", "..", "a\\b"], &["etc-passwd", "don-vi", "a-b"]);
        assert_eq!(file_names([&*"dài ".repeat(99)].into_iter())[0].len(), 79);
    }

    #[test]
    fn names_of_sheets() {
        let check = |units: &[&str], expected: &[&str]| {
            assert_eq!(sheet_names(units.iter().copied(), &["Cách chấm"]), expected, "{units:?}");
        };
        check(&["Xã Mẫu 01", "xã mẫu 01"], &["Xã Mẫu 01", "xã mẫu 01 (2)"]);
        check(&["a\u{202e}b\u{fffe}"], &["a\u{fffd}b\u{fffd}"]);
        check(&["cách chấm", "History", "'A/B'", "?"], &["cách chấm (2)", "History (2)", "A B", "Đơn vị"]);
        let long = "Trung tâm Phục vụ hành chính công Mẫu".to_owned();
        check(&[&long, &long], &["Trung tâm Phục vụ hành chính cô", "Trung tâm Phục vụ hành chín (2)"]);
    }
}
