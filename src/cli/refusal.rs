//! Parses the arguments; what cannot be parsed becomes one plain sentence in the reader's language.

use std::ffi::OsString;

use clap::error::{ContextKind, ErrorKind};
use clap::{Command, Error, FromArgMatches};

use super::language::asked_lang;
use super::{Cli, command};
use crate::message::{Lang, one_line, say};

/// Why no command is to be run: a help text that was asked for, or arguments that say nothing sensible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What to print, with its last line end. Help holds colours: print it through `anstream`.
    pub text: String,
    /// The exit status.
    pub status: u8,
    /// It belongs to standard output; else to standard error.
    pub to_stdout: bool,
}

/// Parses the arguments, of which the first is the program's name. `system` is the language without `--lang`.
pub fn parse(args: impl IntoIterator<Item = OsString>, system: Lang) -> Result<Cli, Refusal> {
    let args = with_help_as_option(args.into_iter().collect());
    let lang = asked_lang(&args).unwrap_or(system);
    let matches = command(lang).try_get_matches_from(&args);
    matches.and_then(|matches| Cli::from_arg_matches(&matches)).map_err(|error| refuse(&error, &args, lang))
}

/// `help rank` is `rank --help`.
fn with_help_as_option(mut args: Vec<OsString>) -> Vec<OsString> {
    if args.get(1).is_some_and(|word| word == "help") {
        args.remove(1);
        args.push("--help".into());
    }
    args
}

fn refuse(error: &Error, args: &[OsString], lang: Lang) -> Refusal {
    let command = command(lang);
    let asked = Asked::of(&command, args);
    // The program alone, as by a double click, shows its help; a command that lacks its command does not.
    let bare = error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand && asked.path.is_empty();
    if bare || matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        return Refusal { text: error.render().ansi().to_string(), status: 0, to_stdout: true };
    }
    // What the arguments repeat of a user's text must not command a terminal.
    let mut text = one_line(&sentence(error, &asked, lang));
    text.push('\n');
    Refusal { text, status: 2, to_stdout: false }
}

/// The command that the arguments ask for.
struct Asked<'c> {
    /// Its names below the program, each after a space.
    path: String,
    command: &'c Command,
}

impl<'c> Asked<'c> {
    fn of(root: &'c Command, args: &[OsString]) -> Asked<'c> {
        let mut asked = Asked { path: String::new(), command: root };
        for word in args.iter().skip(1).filter_map(|arg| arg.to_str()) {
            if let Some(child) = asked.command.find_subcommand(word) {
                asked = Asked { path: format!("{} {word}", asked.path), command: child };
            }
        }
        asked
    }

    /// The names of its commands.
    fn commands(&self) -> String {
        self.command.get_subcommands().map(Command::get_name).collect::<Vec<_>>().join(", ")
    }
}

fn sentence(error: &Error, asked: &Asked, lang: Lang) -> String {
    let get = |kind: ContextKind| error.get(kind).map(ToString::to_string).filter(|text| !text.is_empty());
    let path = &asked.path;
    let see = say!(lang, "Xem: parindex{path} --help", "See: parindex{path} --help");
    let meant = |kind: ContextKind| {
        get(kind).map(|close| say!(lang, "Có phải “{close}”?", "Did you mean “{close}”?"))
    };
    let arg = get(ContextKind::InvalidArg).unwrap_or_default();
    // `--by <POINTS>`: only the option; `<SET>...`: all of it.
    let name = arg.split(' ').next().unwrap_or_default();
    let value = get(ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::UnknownArgument if arg.starts_with('-') => {
            let help = meant(ContextKind::SuggestedArg).unwrap_or(see);
            say!(lang, "Không có tuỳ chọn “{arg}”. {help}", "There is no option “{arg}”. {help}")
        }
        ErrorKind::UnknownArgument => {
            say!(lang, "Thừa đối số “{arg}”. {see}", "The argument “{arg}” is one too many. {see}")
        }
        ErrorKind::InvalidSubcommand => {
            let word = get(ContextKind::InvalidSubcommand).unwrap_or_default();
            let commands = asked.commands();
            let help = meant(ContextKind::SuggestedSubcommand)
                .unwrap_or_else(|| say!(lang, "Các lệnh: {commands}.", "The commands: {commands}."));
            say!(lang, "Không có lệnh “{word}”. {help}", "There is no command “{word}”. {help}")
        }
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let commands = asked.commands();
            say!(
                lang,
                "Thiếu lệnh sau “parindex{path}”. Các lệnh: {commands}.",
                "A command is missing after “parindex{path}”. The commands: {commands}."
            )
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let help = get(ContextKind::ValidValue)
                .map_or(see, |values| say!(lang, "Các giá trị: {values}.", "Possible values: {values}."));
            match value {
                None => say!(lang, "“{name}” cần một giá trị. {help}", "“{name}” needs a value. {help}"),
                Some(value) => {
                    let meant = meant(ContextKind::SuggestedValue)
                        .map_or_else(String::new, |meant| format!("{meant} "));
                    say!(
                        lang,
                        "“{value}” không phải giá trị của “{name}”. {meant}{help}",
                        "“{value}” is no value of “{name}”. {meant}{help}"
                    )
                }
            }
        }
        ErrorKind::TooManyValues => {
            let value = value.unwrap_or_default();
            say!(
                lang,
                "“{name}” không nhận giá trị, hãy bỏ “{value}”. {see}",
                "“{name}” takes no value, so leave out “{value}”. {see}"
            )
        }
        ErrorKind::ArgumentConflict => {
            let other = get(ContextKind::PriorArg).unwrap_or_default();
            let other = other.split(' ').next().unwrap_or_default();
            if other == name {
                say!(
                    lang,
                    "“{name}” được ghi nhiều lần. Chỉ ghi một lần.",
                    "“{name}” was given more than once. Give it once."
                )
            } else {
                say!(
                    lang,
                    "Không dùng được “{name}” cùng với “{other}”. {see}",
                    "“{name}” cannot be used with “{other}”. {see}"
                )
            }
        }
        ErrorKind::MissingRequiredArgument => {
            say!(lang, "Thiếu {arg}. {see}", "{arg} is missing. {see}")
        }
        ErrorKind::InvalidUtf8 => say!(
            lang,
            "Một đối số không phải văn bản UTF-8. Hãy gõ lại đối số đó.",
            "An argument is no UTF-8 text. Type it again."
        ),
        _ => say!(lang, "Không hiểu được các đối số. {see}", "The arguments cannot be understood. {see}"),
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::cli::{By, Criteria, Deny, FindingFormat, PointsArg, TableFormat};

    /// Words apart by spaces; `_` in a word stands for a space.
    fn try_parse(line: &str) -> Result<Cli, Refusal> {
        let words = line.split_whitespace().map(|word| OsString::from(word.replace('_', " ")));
        parse(words, Lang::En)
    }

    fn parsed(line: &str) -> crate::cli::Command {
        try_parse(line).unwrap().command
    }

    #[test]
    fn the_examples_of_the_contract() {
        let crate::cli::Command::Score(score) =
            parsed("parindex score forms --unit Xã_A --unit Xã_B --by self")
        else {
            panic!()
        };
        assert_eq!(score.input.paths, [PathBuf::from("forms")]);
        assert_eq!(score.unit, ["Xã A", "Xã B"]);
        assert_eq!((score.by, score.format, score.strict), (Some(By::Own), None, false));

        let line = "parindex rank a.xlsx b.xlsx --criteria mau-xa-2025 --units units.csv --points appraised --by \
                    final --format csv --output out.csv --force --strict";
        let crate::cli::Command::Rank(rank) = parsed(line) else { panic!() };
        assert_eq!(rank.input.paths.len(), 2);
        assert_eq!(rank.input.criteria.as_deref(), Some("mau-xa-2025"));
        assert_eq!(rank.input.units, Some(PathBuf::from("units.csv")));
        assert_eq!((rank.input.points, rank.by), (Some(PointsArg::Appraised), Some(By::Final)));
        assert_eq!((rank.format, rank.strict), (Some(TableFormat::Csv), true));
        assert_eq!((rank.output.output, rank.output.force), (Some(PathBuf::from("out.csv")), true));

        let crate::cli::Command::Validate(validate) =
            parsed("parindex validate --deny warnings --format github")
        else {
            panic!()
        };
        assert!(validate.input.paths.is_empty());
        assert_eq!((validate.deny, validate.format), (Some(Deny::Warnings), Some(FindingFormat::Github)));

        let crate::cli::Command::Explain(explain) = parsed("parindex explain Xã_A 1.1.1 forms") else {
            panic!()
        };
        assert_eq!((&*explain.what, explain.code.as_deref()), ("Xã A", Some("1.1.1")));
        assert_eq!(explain.input.paths, [PathBuf::from("forms")]);
        let crate::cli::Command::Explain(explain) = parsed("parindex explain damaged-code") else { panic!() };
        assert_eq!((&*explain.what, explain.code), ("damaged-code", None));

        let crate::cli::Command::Criteria(criteria) = parsed("parindex criteria check a.toml b") else {
            panic!()
        };
        assert!(matches!(criteria, Criteria::Check { sets, .. } if sets == ["a.toml", "b"]));
        assert!(matches!(parsed("parindex man"), crate::cli::Command::Man));
    }

    #[test]
    fn global_options_stand_anywhere() {
        for line in ["parindex --lang vi --quiet rank", "parindex rank --quiet --lang=VI"] {
            let global = try_parse(line).unwrap().global;
            assert_eq!((global.lang, global.quiet), (Some(Lang::Vi), true), "{line}");
        }
        assert_eq!(try_parse("parindex rank").unwrap().global.lang, None);
    }

    #[test]
    fn help_and_version_are_no_errors() {
        let check = |line: &str, begin: &str| {
            let refusal = try_parse(line).unwrap_err();
            assert_eq!((refusal.status, refusal.to_stdout), (0, true), "{line}");
            assert!(refusal.text.contains(begin), "{line}: {}", refusal.text);
        };
        check("parindex", "Computes Vietnam");
        check("parindex -h", "Computes Vietnam");
        check("parindex --help", "Computes Vietnam");
        check("parindex --version", concat!("parindex ", env!("CARGO_PKG_VERSION"), "\n"));
        check("parindex rank --help", "Rank the units");
        check("parindex help rank", "Rank the units");
        check("parindex help criteria show", "Show a criteria set");
        check("parindex help --lang vi", "Tính Chỉ số cải cách hành chính");
        check("parindex --lang vi rank -h", "Xếp hạng các đơn vị");
        check("parindex rank -h --lang=vi", "Xếp hạng các đơn vị");
    }

    #[test]
    fn errors_are_plain_sentences() {
        let all = command(Lang::En);
        let commands: Vec<&str> = all.get_subcommands().map(clap::Command::get_name).collect();
        let commands = commands.join(", ");
        let check = |line: &str, en: &str, vi: &str| {
            for (lang, expected) in [("en", en), ("vi", vi)] {
                let expected = expected.replace("COMMANDS", &commands);
                let refusal = try_parse(&format!("{line} --lang={lang}")).unwrap_err();
                assert_eq!(refusal.text, format!("{expected}\n"), "{line}");
                assert_eq!((refusal.status, refusal.to_stdout), (2, false), "{line}");
            }
        };
        check(
            "parindex rank --formt json",
            "There is no option “--formt”. Did you mean “--format”?",
            "Không có tuỳ chọn “--formt”. Có phải “--format”?",
        );
        check(
            "parindex rank --xyz",
            "There is no option “--xyz”. See: parindex rank --help",
            "Không có tuỳ chọn “--xyz”. Xem: parindex rank --help",
        );
        check(
            "parindex rnk",
            "There is no command “rnk”. Did you mean “rank”?",
            "Không có lệnh “rnk”. Có phải “rank”?",
        );
        check(
            "parindex forms.xlsx",
            "There is no command “forms.xlsx”. The commands: COMMANDS.",
            "Không có lệnh “forms.xlsx”. Các lệnh: COMMANDS.",
        );
        check(
            "parindex criteria",
            "A command is missing after “parindex criteria”. The commands: list, show, new, import, check, examples, diff, impact.",
            "Thiếu lệnh sau “parindex criteria”. Các lệnh: list, show, new, import, check, examples, diff, impact.",
        );
        check(
            "parindex --quiet",
            "A command is missing after “parindex”. The commands: COMMANDS.",
            "Thiếu lệnh sau “parindex”. Các lệnh: COMMANDS.",
        );
        check(
            "parindex rank --by finl",
            "“finl” is no value of “--by”. Did you mean “final”? Possible values: self, appraised, final.",
            "“finl” không phải giá trị của “--by”. Có phải “final”? Các giá trị: self, appraised, final.",
        );
        check(
            "parindex rank --format xml",
            "“xml” is no value of “--format”. Possible values: table, json, csv, markdown.",
            "“xml” không phải giá trị của “--format”. Các giá trị: table, json, csv, markdown.",
        );
        check(
            "parindex rank --by",
            "“--by” needs a value. Possible values: self, appraised, final.",
            "“--by” cần một giá trị. Các giá trị: self, appraised, final.",
        );
        check(
            "parindex rank --output",
            "“--output” needs a value. See: parindex rank --help",
            "“--output” cần một giá trị. Xem: parindex rank --help",
        );
        check(
            "parindex rank --strict=yes",
            "“--strict” takes no value, so leave out “yes”. See: parindex rank --help",
            "“--strict” không nhận giá trị, hãy bỏ “yes”. Xem: parindex rank --help",
        );
        check(
            "parindex rank --by self --by final",
            "“--by” was given more than once. Give it once.",
            "“--by” được ghi nhiều lần. Chỉ ghi một lần.",
        );
        check(
            "parindex criteria import a.csv --update b.toml --level so",
            "“--update” cannot be used with “--level”. See: parindex criteria import --help",
            "Không dùng được “--update” cùng với “--level”. Xem: parindex criteria import --help",
        );
        check(
            "parindex criteria show",
            "<SET> is missing. See: parindex criteria show --help",
            "Thiếu <BỘ_TIÊU_CHÍ>. Xem: parindex criteria show --help",
        );
        check(
            "parindex completions bash fish",
            "The argument “fish” is one too many. See: parindex completions --help",
            "Thừa đối số “fish”. Xem: parindex completions --help",
        );
    }

    #[test]
    fn a_bad_language_is_told_in_that_of_the_system() {
        let words = ["parindex", "rank", "--lang", "fr"].map(OsString::from);
        let refusal = parse(words, Lang::Vi).unwrap_err();
        assert_eq!(refusal.text, "“fr” không phải giá trị của “--lang”. Các giá trị: vi, en.\n");
    }

    #[test]
    fn arguments_do_not_command_the_terminal() {
        let refusal = try_parse("parindex rank --by \u{1b}[2J").unwrap_err();
        assert!(!refusal.text.contains('\u{1b}'), "{}", refusal.text);
    }
}
