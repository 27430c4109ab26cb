//! Safe in both directions: what a file, a name or an argument holds never commands a terminal, a page or a
//! spreadsheet, and a received file is never written to.

// Test code.
#![allow(clippy::unwrap_used)]

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use support::{Run, command, folder, run};

/// Clears the screen in two ways, turns the text round, hides itself; begins a formula, a cell, a tag, a command.
const HOSTILE: &str = "=\u{1b}[2J\u{9b}31m\u{202e}\u{2066}\u{61c}\u{7f}\u{7}|<b>;=1+1;%0A::error::";

/// The same in a text table, which would be no text with some of these signs.
const IN_A_TABLE: &str = "=\u{9b}31m\u{202e}\u{2066}\u{61c}|<b>;=1+1;%0A::error::";

/// The text in a TOML string.
fn toml(text: &str) -> String {
    let escaped = text.chars().map(|c| {
        if c.is_ascii_graphic() || c == ' ' { c.to_string() } else { format!("\\u{:04x}", u32::from(c)) }
    });
    format!("\"{}\"", escaped.collect::<String>())
}

/// A set in which every name is hostile.
fn set() -> String {
    let name = |text: &str| toml(&format!("{HOSTILE}{text}"));
    let [set, class, block, field, first, input, second, bonus, basis] =
        ["Bộ", "Tốt", "Khối", "Lĩnh vực", "Một", "Số", "Hai", "Cộng", "Điều 1"].map(name);
    format!(
        "[set]\nid = \"mau\"\ntitle = {set}\nlevel = \"xa\"\nyears = {{ from = 2020, to = 2021 }}\nstatus = \"model\"\n\
         scale = 4\nsources = [{set}]\n\
         [[class]]\nname = {class}\nfrom = 0\n\
         [[block]]\nid = \"xa\"\nname = {block}\n\
         [[field]]\ncode = \"1\"\nname = {field}\nmax = 4\n\
         [[criterion]]\ncode = \"1.1\"\nname = {first}\nmax = 2\nbasis = {basis}\nevidence = \"required\"\n\
         inputs = [{{ id = \"a\", name = {input} }}, {{ id = \"b\", name = {input} }}]\n\
         rule.proportional = {{ of = \"b / a\" }}\n\
         [[criterion]]\ncode = \"1.2\"\nname = {second}\nmax = 2\nrule.judged = {{ step = 0.5 }}\n\
         [[adjustment]]\ncode = \"CONG\"\nname = {bonus}\neffect = \"bonus\"\ncap = 1\n"
    )
}

/// The name of a file that means harm, as far as the system has such names.
fn hostile_file() -> &'static str {
    if cfg!(unix) { "forms/=\u{1b}[2J\u{9b}\u{202e}\n::error::x\r|<b>.csv" } else { "forms/=x;=1.csv" }
}

fn round() -> tempfile::TempDir {
    let unit = format!("{IN_A_TABLE}Xã Mẫu");
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let register =
        format!("name,block\n{},xa\n{},xa\n", quoted(&format!("{unit} Một")), quoted(&format!("{unit} Hai")));
    let form = |unit: &str, points: &str| {
        let (unit, name) = (quoted(&format!("Đơn vị: {unit}")), quoted(&format!("{IN_A_TABLE}Khác")));
        format!(
            "{unit}\ncode,name,max,a,b,self,evidence\n1,,4,,,,\n1.1,{name},2,4,2,1,\n1.2,{name},2,,,{points},x\n9.9,{name},1,,,1,\n"
        )
    };
    let title = toml(&format!("{HOSTILE}Đợt"));
    let folder = folder(&[
        (
            "round.toml",
            &format!("title = {title}\nyear = 2025\ncriteria = \"mau.toml\"\nunits = \"units.csv\"\n"),
        ),
        ("mau.toml", &set()),
        ("units.csv", &register),
        (hostile_file(), &form(&format!("{unit} Một"), IN_A_TABLE)),
        ("forms/xa-la.csv", &form(&format!("{IN_A_TABLE}Xã Lạ"), "1")),
        ("sai.toml", &format!("[set]\nid = {title}\n{title} = 1\n")),
    ]);
    fs::write(folder.path().join("forms/so.xlsx"), workbook()).unwrap();
    folder
}

/// A workbook of the second unit, with a hostile name of its sheet, and the signs that only a workbook can hold.
fn workbook() -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("=\u{1b}\u{9b}\u{202e}\u{2066}|<b>;=1").unwrap();
    let unit = format!("Đơn vị: {HOSTILE}Xã Mẫu Hai");
    let rows: [&[&str]; 5] = [
        &[&unit],
        &["code", "name", "max", "self", "evidence"],
        &["1", HOSTILE, "4"],
        &["1.1", HOSTILE, "2", HOSTILE, HOSTILE],
        &["1.2", HOSTILE, "2", "1", HOSTILE],
    ];
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(cells) {
            sheet.write_string(row, column, *cell).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

/// What may stand on a terminal and on a page: no control but line ends, nothing that turns the direction.
fn assert_printable(text: &str, of: &str) {
    let harmful = |c: char| {
        (c.is_control() && c != '\n')
            || ('\u{2028}'..='\u{202e}').contains(&c)
            || ('\u{2066}'..='\u{2069}').contains(&c)
            || ['\u{61c}', '\u{200e}', '\u{200f}'].contains(&c)
    };
    let found = text.chars().find(|c| harmful(*c));
    assert!(found.is_none(), "{of}: {found:?} in\n{text:?}");
}

#[test]
fn nothing_commands_a_terminal_or_a_page() {
    let folder = round();
    let unit = format!("{HOSTILE}Xã Mẫu Một");
    let mut commands: Vec<Vec<&str>> = Vec::new();
    for format in ["table", "markdown", "json", "csv"] {
        commands.push(vec!["rank", ".", "--by", "self", "--format", format]);
        commands.push(vec!["score", ".", "--by", "self", "--format", format]);
    }
    for format in ["text", "github", "json", "csv"] {
        commands.push(vec!["validate", ".", "--format", format]);
    }
    for format in ["table", "markdown", "json"] {
        commands.push(vec!["criteria", "show", "mau.toml", "--format", format]);
    }
    let known = format!("{IN_A_TABLE}Xã Mẫu Một");
    let possible = commands.len() + 14;
    commands.extend([
        vec!["validate", hostile_file(), "--criteria", "mau.toml"],
        vec!["validate", ".", "--summary"],
        vec!["validate", "forms", "--criteria", "mau.toml", "--all"],
        vec!["explain", &known, "1", "."],
        vec!["explain", &known, "1.1", "."],
        vec!["explain", &known, "1.2", "."],
        vec!["explain", &known, "CONG", "."],
        vec!["explain", &known, "."],
        vec!["explain", &known, ".", "--format", "markdown"],
        vec!["explain", &known, "1.1", ".", "--format", "markdown"],
        vec!["explain", &known, "1.1", ".", "--format", "json"],
        vec!["criteria", "check", "mau.toml", "sai.toml"],
        vec!["criteria", "check", "sai.toml", "--format", "json"],
        vec!["criteria", "show", "mau.toml", "--output", "\u{9b}\u{202e}.txt"],
        // From here on nothing can be done.
        vec!["rank", ".", "--criteria", "sai.toml"],
        // Arguments that an error repeats.
        vec![&unit],
        vec!["rank", "--by", &unit],
        vec!["rank", "--formt\u{1b}\u{202e}"],
        vec!["rank", &unit],
        vec!["rank", ".", "--criteria", &unit],
        vec!["rank", ".", "--units", &unit],
        vec!["score", ".", "--unit", &unit, "--by", "self"],
        vec!["score", ".", "--unit", "\u{1b}\u{202e}x", "--by", "self"],
        vec!["explain", "\u{1b}\u{202e}\n"],
        vec!["explain", "\u{1b}\u{202e}x", "1", "."],
        vec!["explain", &known, "\u{1b}\u{202e}", "."],
        vec!["criteria", "show", &unit],
        vec!["rank", ".", "--output", "no/\u{1b}\u{202e}.csv"],
    ]);
    for (at, arguments) in commands.into_iter().enumerate() {
        for lang in ["vi", "en"] {
            let of = format!("{arguments:?} {lang}");
            let mut arguments = arguments.clone();
            arguments.extend(["--lang", lang]);
            if arguments.contains(&"--output") {
                arguments.push("--force");
            }
            // Progress and colours as on a terminal.
            for run in [run(folder.path(), &arguments), coloured(folder.path(), &arguments)] {
                let Run { stdout, stderr, status } = &run;
                assert_eq!(*status == Some(2), at >= possible, "{of}: {run:?}");
                assert_printable(stdout, &of);
                assert_printable(stderr, &of);
                assert!(!stdout.is_empty() || !stderr.is_empty(), "{of}");
                assert!(!format!("\n{stderr}").contains("\n::error::"), "{of}: {stderr}");
                if !arguments.contains(&"github") {
                    assert!(!format!("\n{stdout}").contains("\n::error::"), "{of}: {stdout}");
                }
            }
        }
    }
}

/// A run with colours; they are taken away again, as all that is left must be harmless.
fn coloured(folder: &Path, arguments: &[&str]) -> Run {
    let mut command = command(folder, arguments);
    let output = command.env_remove("NO_COLOR").env("CLICOLOR_FORCE", "1").output().unwrap();
    let text = |bytes: Vec<u8>| {
        let text = String::from_utf8(bytes).unwrap().replace("\r\n", "\n");
        ["\u{1b}[1m", "\u{1b}[31m", "\u{1b}[33m", "\u{1b}[0m"]
            .iter()
            .fold(text, |text, code| text.replace(code, ""))
    };
    Run { stdout: text(output.stdout), stderr: text(output.stderr), status: output.status.code() }
}

#[test]
fn nothing_becomes_a_formula() {
    let folder = round();
    for arguments in [&["rank", ".", "--by", "self"][..], &["score", ".", "--by", "self"], &["validate", "."]]
    {
        let run = run(folder.path(), &[arguments, &["--format", "csv"]].concat());
        assert!(run.stdout.contains("'="), "{}", run.stdout);
        // Whether a spreadsheet divides at commas, or at semicolons without regard to the quotation marks.
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(run.stdout.as_bytes());
        let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        let fields = records.iter().flat_map(|record| record.iter().map(str::to_owned).collect::<Vec<_>>());
        let pieces =
            run.stdout.split([';', '\n', '\r']).map(|piece| piece.trim_start_matches('"').to_owned());
        for cell in fields.chain(pieces) {
            let formula = cell.starts_with(['=', '+', '-', '@', '\t']) && cell.parse::<f64>().is_err();
            assert!(!formula, "{arguments:?}: {cell:?}");
        }
    }
}

#[test]
fn nothing_becomes_a_tag_or_a_column_of_a_page() {
    let folder = round();
    for arguments in [
        &["rank", ".", "--by", "self"][..],
        &["score", ".", "--by", "self"],
        &["criteria", "show", "mau.toml"],
    ] {
        let page = run(folder.path(), &[arguments, &["--format", "markdown"]].concat()).stdout;
        assert!(page.contains("\\|&lt;b&gt;"), "{arguments:?}: {page}");
        assert!(!page.contains("<b>"), "{arguments:?}: {page}");
        let columns = |line: &str| line.replace("\\|", "").matches('|').count();
        let tables: Vec<usize> = page.lines().filter(|line| line.starts_with('|')).map(columns).collect();
        assert!(tables.windows(2).all(|two| two[0] == two[1]), "{arguments:?}: {tables:?}");
    }
}

/// Every file below a folder, with its bytes and the time of its last change.
fn contents(folder: &Path) -> Vec<(PathBuf, Vec<u8>, SystemTime)> {
    let files = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().map(Result::unwrap);
    let files = files.filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| {
            let changed = entry.metadata().unwrap().modified().unwrap();
            (entry.path().to_path_buf(), fs::read(entry.path()).unwrap(), changed)
        })
        .collect()
}

/// A copy of a round of the examples or tests.
fn copy(name: &str) -> tempfile::TempDir {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    let copy = tempfile::tempdir().unwrap();
    for (path, bytes, _) in contents(&source) {
        let target = copy.path().join(path.strip_prefix(&source).unwrap());
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::write(target, bytes).unwrap();
    }
    copy
}

#[test]
fn no_command_writes_to_what_it_reads() {
    for name in ["tests/cmd/dot", "examples/loi"] {
        let folder = copy(name);
        let before = contents(folder.path());
        let unit = if name == "examples/loi" { "Xã Thử 01" } else { "Xã Mẫu Một" };
        for arguments in [
            &["rank", ".", "--by", "self"][..],
            &["score", ".", "--by", "self", "--format", "json"],
            &["validate", "."],
            &["validate", ".", "--format", "csv"],
            &["explain", unit, "1.1", ".", "--by", "self"],
            &["explain", unit, ".", "--by", "self"],
        ] {
            let run = run(folder.path(), arguments);
            assert_ne!(run.status, Some(2), "{name} {arguments:?}: {}", run.stderr);
            assert!(contents(folder.path()) == before, "{name}: {arguments:?} changed a file");
        }
    }
}

#[test]
fn an_input_is_no_output_however_it_is_spelt() {
    let folder = copy("tests/cmd/dot");
    let at = folder.path();
    let mut spellings: Vec<String> = Vec::new();
    for name in
        ["units.csv", "nho.toml", "round.toml", "survey.csv", "forms/xa-mau-mot.csv", "appraisal/snv.csv"]
    {
        let whole = at.join(name).to_string_lossy().into_owned();
        spellings.extend([name.to_owned(), format!("./{name}"), format!("forms/../{name}"), whole]);
        // Where the system does not tell the case of names, neither may we.
        if at.join(name.to_uppercase()).exists() {
            spellings.push(name.to_uppercase());
        }
        #[cfg(unix)]
        {
            let link = format!("link-{}", name.replace('/', "-"));
            std::os::unix::fs::symlink(at.join(name), at.join(&link)).unwrap();
            spellings.push(link);
        }
    }
    let before = contents(at);
    for spelling in &spellings {
        for arguments in
            [&["rank", ".", "--by", "self"][..], &["score", ".", "--by", "self"], &["validate", "."]]
        {
            let run = run(at, &[arguments, &["--output", spelling, "--force"]].concat());
            assert_eq!((run.status, run.stdout.as_str()), (Some(2), ""), "{spelling} {arguments:?}");
            assert!(run.stderr.contains("is an input"), "{spelling} {arguments:?}: {}", run.stderr);
            assert!(contents(at) == before, "{spelling}: {arguments:?} changed a file");
        }
    }
    for spelling in ["nho.toml", "./nho.toml", "forms/../nho.toml"] {
        let run = run(at, &["criteria", "show", "nho.toml", "--output", spelling, "--force"]);
        assert_eq!(run.status, Some(2), "{spelling}");
        assert!(contents(at) == before, "{spelling}");
    }
}
