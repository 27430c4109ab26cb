//! The argument parser with its help in one language.

use clap::builder::{PossibleValue, Styles};
use clap::{Arg, ArgAction, Command, CommandFactory};

use super::{Cli, vietnamese};
use crate::message::{Lang, say};

/// Widest help text, in characters.
const MOST_WIDTH: usize = 100;

/// The argument parser with its help in the language; its names are the same in both.
pub fn command(lang: Lang) -> Command {
    let command = Cli::command().bin_name("parindex").max_term_width(MOST_WIDTH);
    let version = Arg::new("version").short('V').long("version").action(ArgAction::Version);
    let command = command.arg(version.help("Print the version"));
    localize(command, "", lang)
}

fn localize(command: Command, path: &str, lang: Lang) -> Command {
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help).help("Print this help");
    // Own --help, because the text of the parser's own is English.
    let mut command = command.arg(help.display_order(usize::MAX));
    if lang == Lang::Vi {
        command = command.mut_args(|arg| localize_arg(arg, path));
        if let Some(about) = vietnamese::about(path) {
            command = command.about(about);
        }
        let usage = usage(&command, path);
        command = command.override_usage(usage);
    }
    let template = template(&command, lang);
    let examples = examples(&command, lang);
    command = command.help_template(template).after_help(examples);
    command.mut_subcommands(|child| {
        let path = format!("{path} {}", child.get_name());
        localize(child, path.trim_start(), lang)
    })
}

/// The text, the default, the possible values: the parser words the last two in English, so they go into the text.
fn localize_arg(arg: Arg, path: &str) -> Arg {
    let Some(help) = vietnamese::help(path, arg.get_id().as_str()) else { return arg };
    if is_flag(&arg) {
        return arg.help(help);
    }
    let default: Vec<_> = arg.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
    let possible = arg.get_possible_values();
    let possible: Vec<_> = possible.iter().map(PossibleValue::get_name).collect();
    let mut text = help.to_owned();
    for (label, values) in [("mặc định", default.join(", ")), ("các giá trị", possible.join(", "))] {
        if !values.is_empty() {
            text.extend([" [", label, ": ", &values, "]"]);
        }
    }
    let name = arg.get_value_names().and_then(|names| vietnamese::value_name(names.first()?));
    let arg = arg.help(text).hide_default_value(true).hide_possible_values(true);
    match name {
        Some(name) => arg.value_name(name),
        None => arg,
    }
}

/// Takes no value.
fn is_flag(arg: &Arg) -> bool {
    matches!(arg.get_action(), ArgAction::SetTrue | ArgAction::Help | ArgAction::Version)
}

/// The line of usage in Vietnamese.
fn usage(command: &Command, path: &str) -> String {
    let literal = Styles::styled().get_literal().to_owned();
    let name = format!("parindex {path}");
    let mut usage = format!("{literal}{}{literal:#} [TUỲ CHỌN]", name.trim_end());
    for arg in command.get_positionals() {
        let names = arg.get_value_names().unwrap_or_default();
        let name = names.first().map_or(arg.get_id().as_str(), |name| name.as_str());
        let many = if matches!(arg.get_action(), ArgAction::Append) { "..." } else { "" };
        let (open, close) = if arg.is_required_set() { (" <", ">") } else { (" [", "]") };
        usage.extend([open, name, close, many]);
    }
    if command.has_subcommands() {
        usage.push_str(" <LỆNH>");
    }
    usage
}

/// The plan of a help text: the parser's own, with the headings in the language.
fn template(command: &Command, lang: Lang) -> String {
    let section = |vi: &str, en: &str, tag: &str| {
        let heading = heading(&say!(lang, "{vi}:", "{en}:"));
        format!("\n\n{heading}\n{{{tag}}}")
    };
    let usage = heading(&say!(lang, "Cách dùng:", "Usage:"));
    let mut template = format!("{{about-with-newline}}\n{usage} {{usage}}");
    if command.has_subcommands() {
        template += &section("Lệnh", "Commands", "subcommands");
    }
    if command.get_positionals().next().is_some() {
        template += &section("Đối số", "Arguments", "positionals");
    }
    template += &section("Tuỳ chọn", "Options", "options");
    template += "{after-help}";
    template
}

/// The examples under their heading.
fn examples(command: &Command, lang: Lang) -> String {
    let examples = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    match examples.split_once('\n') {
        Some((_, lines)) => format!("{}\n{lines}", heading(&say!(lang, "Ví dụ:", "Examples:"))),
        None => examples,
    }
}

fn heading(text: &str) -> String {
    let style = Styles::styled().get_header().to_owned();
    format!("{style}{text}{style:#}")
}

#[cfg(test)]
mod tests {
    use clap_complete::Shell;

    use super::*;

    /// Calls `f` with every command and its path.
    fn walk(command: &Command, path: &str, f: &mut impl FnMut(&Command, &str)) {
        f(command, path);
        for child in command.get_subcommands() {
            walk(child, format!("{path} {}", child.get_name()).trim_start(), f);
        }
    }

    #[test]
    fn the_tree_is_sound() {
        command(Lang::Vi).debug_assert();
        command(Lang::En).debug_assert();
    }

    #[test]
    fn its_companions_take_it() {
        for lang in [Lang::Vi, Lang::En] {
            let mut page = Vec::new();
            clap_mangen::Man::new(command(lang)).render(&mut page).unwrap();
            assert!(!page.contains(&0x1b), "colours in the manual page");
            for shell in [Shell::Bash, Shell::Fish, Shell::PowerShell, Shell::Zsh] {
                let mut script = Vec::new();
                clap_complete::generate(shell, &mut command(lang), "parindex", &mut script);
                assert!(!script.contains(&0x1b), "colours in the script for {shell}");
            }
        }
    }

    #[test]
    fn every_command_and_argument_has_both_texts() {
        walk(&command(Lang::En), "", &mut |command, path| {
            assert!(vietnamese::about(path).is_some(), "no Vietnamese text of the command {path:?}");
            assert!(command.get_about().is_some(), "no English text of the command {path:?}");
            assert!(command.get_after_help().is_some(), "no examples of the command {path:?}");
            for arg in command.get_arguments() {
                let id = arg.get_id().as_str();
                assert!(vietnamese::help(path, id).is_some(), "no Vietnamese text of {id:?} of {path:?}");
                assert!(arg.get_help().is_some(), "no English text of {id:?} of {path:?}");
                if !is_flag(arg) {
                    let name = arg.get_value_names().and_then(|names| vietnamese::value_name(names.first()?));
                    assert!(name.is_some(), "no Vietnamese name of the value of {id:?} of {path:?}");
                }
            }
        });
    }

    #[test]
    fn no_english_is_left_in_vietnamese_help() {
        let mut command = command(Lang::Vi);
        command.build();
        walk(&command, "", &mut |command, path| {
            let help = command.clone().render_help().to_string();
            for english in
                ["Usage", "Options", "Commands", "Arguments", "Examples", "[default", "[possible", "Print"]
            {
                assert!(!help.contains(english), "{english} in the help of {path:?}:\n{help}");
            }
        });
    }

    fn help_of(path: &str, lang: Lang) -> String {
        let mut command = command(lang).term_width(100);
        command.build();
        let mut found = &mut command;
        for name in path.split_whitespace() {
            found = found.find_subcommand_mut(name).unwrap();
        }
        found.render_help().to_string()
    }

    fn check_lines(text: &str, expected: &[&str]) {
        assert_eq!(text.lines().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn help_in_english() {
        check_lines(
            &help_of("rank", Lang::En),
            &[
                "Rank the units of each block, with index and class",
                "",
                "Usage: parindex rank [OPTIONS] [PATH]...",
                "",
                "Arguments:",
                "  [PATH]...  Files, folders or a round; without any, the current folder is the round",
                "",
                "Options:",
                "      --criteria <SET>   Criteria set: a TOML file, or the id of a set that the program carries",
                "      --units <FILE>     Register of the units: names, blocks, what does not apply to whom",
                "      --points <POINTS>  What points count as where the head of their column does not say it",
                "                         [possible values: self, appraised]",
                "      --by <POINTS>      Points that make the result; without it final where any file is appraised,",
                "                         else self [possible values: self, appraised, final]",
                "      --strict           Missing points are errors, and errors stop the result",
                "      --format <FORMAT>  Form of the result; without it by the ending of --output, else a table",
                "                         [possible values: table, json, csv, markdown]",
                "      --output <FILE>    Write the result to this file, never over an input",
                "      --force            Write over files that exist",
                "      --lang <LANG>      Language of the texts; without it the language of the system [possible",
                "                         values: vi, en]",
                "      --quiet            No progress and no warnings beside the result",
                "  -h, --help             Print this help",
                "",
                "Examples:",
                "  parindex rank examples/xa-2025",
                "  parindex rank forms --units units.csv --criteria mau-xa-2025 --format csv --output ranking.csv",
            ],
        );
    }

    #[test]
    fn help_in_vietnamese() {
        check_lines(
            &help_of("rank", Lang::Vi),
            &[
                "Xếp hạng các đơn vị trong từng khối, kèm chỉ số và xếp loại",
                "",
                "Cách dùng: parindex rank [TUỲ CHỌN] [ĐƯỜNG_DẪN]...",
                "",
                "Đối số:",
                "  [ĐƯỜNG_DẪN]...  Tệp, thư mục hoặc đợt chấm điểm; nếu bỏ trống thì thư mục hiện tại là đợt chấm",
                "                  điểm",
                "",
                "Tuỳ chọn:",
                "      --criteria <BỘ_TIÊU_CHÍ>  Bộ tiêu chí: tệp TOML, hoặc mã của một bộ có sẵn trong chương trình",
                "      --units <TỆP>             Danh sách đơn vị: tên, khối, tiêu chí nào không áp dụng cho đơn vị",
                "                                nào",
                "      --points <LOẠI_ĐIỂM>      Điểm được coi là loại nào khi tiêu đề cột không nói rõ [các giá trị:",
                "                                self, appraised]",
                "      --by <LOẠI_ĐIỂM>          Loại điểm dùng để tính kết quả; nếu bỏ trống thì là final khi có tệp",
                "                                đã thẩm định, ngược lại là self [các giá trị: self, appraised,",
                "                                final]",
                "      --strict                  Thiếu điểm là lỗi, và có lỗi thì không in kết quả",
                "      --format <DẠNG>           Dạng của kết quả; nếu bỏ trống thì theo đuôi tệp của --output, không",
                "                                thì là bảng [các giá trị: table, json, csv, markdown]",
                "      --output <TỆP>            Ghi kết quả vào tệp này, không bao giờ ghi đè tệp đầu vào",
                "      --force                   Ghi đè tệp đã có",
                "      --lang <NGÔN_NGỮ>         Ngôn ngữ của thông báo; nếu bỏ trống thì theo ngôn ngữ của hệ thống",
                "                                [các giá trị: vi, en]",
                "      --quiet                   Không hiện tiến độ và cảnh báo bên cạnh kết quả",
                "  -h, --help                    In hướng dẫn này",
                "",
                "Ví dụ:",
                "  parindex rank examples/xa-2025",
                "  parindex rank forms --units units.csv --criteria mau-xa-2025 --format csv --output ranking.csv",
            ],
        );
    }

    #[test]
    fn help_of_the_program() {
        check_lines(
            &help_of("", Lang::Vi),
            &[
                "Tính Chỉ số cải cách hành chính (PAR Index): chấm điểm, kiểm tra và xếp hạng các bảng tự chấm điểm",
                "",
                "Cách dùng: parindex [TUỲ CHỌN] <LỆNH>",
                "",
                "Lệnh:",
                "  score        In phiếu điểm của từng đơn vị, theo từng lĩnh vực và từng tiêu chí",
                "  rank         Xếp hạng các đơn vị trong từng khối, kèm chỉ số và xếp loại",
                "  validate     Kiểm tra bảng chấm điểm của các đơn vị và in mọi phát hiện",
                "  template     Ghi biểu mẫu cho từng đơn vị điền: tiêu chí, danh sách lựa chọn, điểm tự tính",
                "  survey       In kết quả điều tra xã hội học của từng đơn vị: số trả lời, bình quân, sai số, điểm",
                "  status       Xem tiến độ của đợt: đã nhận gì, đã thẩm định đến đâu, còn thiếu gì để công bố",
                "  appraise     Lập bảng để hội đồng thẩm định, và bảng để đơn vị giải trình",
                "  explain      Điểm hình thành qua từng bước, mất điểm ở đâu, hoặc ý nghĩa của một phát hiện",
                "  report       Lập các văn bản cuối năm: bảng tính, văn bản Word, trang web, hình, dữ liệu mở",
                "  criteria     Liệt kê, xem, soạn, kiểm tra và so sánh bộ tiêu chí",
                "  init         Tạo thư mục của một đợt chấm điểm mới: round.toml, danh sách đơn vị, lời dẫn",
                "  schema       In JSON Schema của một dạng kết quả hoặc của tệp bộ tiêu chí, cho chương trình khác",
                "  completions  In tập lệnh giúp shell tự hoàn thành câu lệnh",
                "  man          In trang hướng dẫn (man)",
                "",
                "Tuỳ chọn:",
                "      --lang <NGÔN_NGỮ>  Ngôn ngữ của thông báo; nếu bỏ trống thì theo ngôn ngữ của hệ thống [các",
                "                         giá trị: vi, en]",
                "      --quiet            Không hiện tiến độ và cảnh báo bên cạnh kết quả",
                "  -V, --version          In phiên bản",
                "  -h, --help             In hướng dẫn này",
                "",
                "Ví dụ:",
                "  parindex rank examples/xa-2025",
                "  parindex validate forms --units units.csv --criteria mau-xa-2025",
                "  parindex explain points-above-max",
            ],
        );
    }
}
