//! What the user asked for, as words to copy into a command that asks the same.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::files::{canonical, shown};
use crate::cli::Input;
use crate::message::one_line;
use crate::sorting::Order as _;

/// The paths and options, each after a space: the same whatever the order in which they were given.
pub fn again(input: &Input) -> String {
    let paths = paths(&input.paths).into_iter();
    let points = input.points.and_then(|points| points.to_possible_value());
    let options = [
        ("--criteria", input.criteria.as_deref().map(|set| word(Path::new(set)))),
        ("--units", input.units.as_deref().map(word)),
        ("--points", points.map(|points| points.get_name().to_owned())),
    ];
    let options =
        options.into_iter().filter_map(|(option, value)| Some([option.to_owned(), value?])).flatten();
    paths.chain(options).flat_map(|word| [" ".to_owned(), quoted(&word)]).collect()
}

/// Each path once, in its shortest spelling, sorted.
fn paths(given: &[PathBuf]) -> Vec<String> {
    let mut paths: Vec<(String, &PathBuf)> = given.iter().map(|path| (word(path), path)).collect();
    paths.order_by_key(|(word, _)| (word.len(), word.clone()));
    let mut seen = HashSet::new();
    paths.retain(|(_, path)| seen.insert(canonical(path)));
    let mut words: Vec<String> = paths.into_iter().map(|(word, _)| word).collect();
    words.order();
    words
}

/// A folder as a shell takes it; the one where it runs is `.`.
pub fn folder(path: &Path) -> String {
    let word = word(path);
    if word.is_empty() || word == "." { ".".to_owned() } else { quoted(word.trim_end_matches('/')) }
}

/// A path as a word; one that looks like an option is named from the folder.
fn word(path: &Path) -> String {
    let word = one_line(&shown(path));
    if word.starts_with('-') { format!("./{word}") } else { word }
}

/// The word so that a shell takes it for one, and for nothing but a word.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_./\\:,+@".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        return word.to_owned();
    }
    if cfg!(windows) { format!("\"{word}\"") } else { format!("'{}'", word.replace('\'', "'\\''")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::PointsArg;

    #[test]
    fn what_was_asked_can_be_copied() {
        assert_eq!(again(&Input::default()), "");
        let input = Input {
            paths: ["hồ sơ/xã.xlsx", "./forms", "./-x", "a\u{1b}b", "$(x)'y"].map(PathBuf::from).into(),
            criteria: Some("./mau-xa-2025".to_owned()),
            units: Some("units.csv".into()),
            points: Some(PointsArg::Own),
        };
        let options = "--criteria mau-xa-2025 --units units.csv --points self";
        if cfg!(unix) {
            assert_eq!(
                again(&input),
                format!(" '$(x)'\\''y' ./-x 'a\u{fffd}b' forms 'hồ sơ/xã.xlsx' {options}")
            );
        }
    }
}
