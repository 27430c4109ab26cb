//! What the user asked for, as words to copy into a command that asks the same.

use clap::ValueEnum;

use crate::cli::Input;

/// The paths and options, each after a space.
pub fn again(input: &Input) -> String {
    let paths = input.paths.iter().map(|path| path.to_string_lossy().into_owned());
    let points = input.points.and_then(|points| points.to_possible_value());
    let options = [
        ("--criteria", input.criteria.clone()),
        ("--units", input.units.as_ref().map(|path| path.to_string_lossy().into_owned())),
        ("--points", points.map(|points| points.get_name().to_owned())),
    ];
    let options =
        options.into_iter().filter_map(|(option, value)| Some([option.to_owned(), value?])).flatten();
    paths.chain(options).flat_map(|word| [" ".to_owned(), quoted(&word)]).collect()
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
    use std::path::PathBuf;

    use super::*;
    use crate::cli::PointsArg;

    #[test]
    fn what_was_asked_can_be_copied() {
        assert_eq!(again(&Input::default()), "");
        let input = Input {
            paths: ["forms", "hồ sơ/xã.xlsx", "$(x)'y"].map(PathBuf::from).into(),
            criteria: Some("mau-xa-2025".to_owned()),
            units: Some("units.csv".into()),
            points: Some(PointsArg::Own),
        };
        let options = "--criteria mau-xa-2025 --units units.csv --points self";
        if cfg!(unix) {
            assert_eq!(again(&input), format!(" forms 'hồ sơ/xã.xlsx' '$(x)'\\''y' {options}"));
        }
    }
}
