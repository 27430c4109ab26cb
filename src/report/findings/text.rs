//! Findings file by file, then a summary that a chief reads in a minute.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::Checked;
use super::lines::{finding_lines, painted, severity};
use super::summary::{Missing, Summary};
use crate::diagnostic::{Code, Severity};
use crate::message::{Lang, counted, one_line, pages, say};
use crate::report::table::{Align, Cell, Column, Table};
use crate::report::text::{Screen, text};
use crate::sorting::Order as _;

/// So many findings of one code are printed of one file.
const MOST_ALIKE: usize = 20;
/// So many files with errors are listed.
const MOST_FILES: usize = 30;
/// So many units that sent nothing are named of one block.
const MOST_UNITS: usize = 200;

/// How findings are shown.
#[derive(Clone, Copy, Debug)]
pub struct Look<'a> {
    /// Language of the texts.
    pub lang: Lang,
    /// Width of the terminal; `None` for a pipe or a file.
    pub width: Option<u16>,
    /// With colours.
    pub colour: bool,
    /// Nothing is folded.
    pub all: bool,
    /// What was asked for, as words behind the name of a command.
    pub asked: &'a str,
    /// The files are given back with their cells marked already.
    pub returned: bool,
}

/// The findings, and the summary below them.
pub fn findings_text(checked: &Checked, look: &Look) -> String {
    let mut out = String::new();
    for group in checked.findings.chunk_by(|a, b| a.place.path() == b.place.path()) {
        let mut alike: HashMap<Code, usize> = HashMap::new();
        for finding in group {
            let count = alike.entry(finding.code()).or_default();
            *count += 1;
            if look.all || *count <= MOST_ALIKE {
                out.push_str(&finding_lines(finding, look.lang, look.colour));
            }
        }
        for code in Code::ALL.iter().filter(|_| !look.all) {
            let more = alike.get(code).map_or(0, |count| count.saturating_sub(MOST_ALIKE));
            if more > 0 {
                out.push_str(&folded(*code, more, look.lang));
            }
        }
        out.push('\n');
    }
    out.push_str(&summary_text(checked, look));
    out
}

fn folded(code: Code, more: usize, lang: Lang) -> String {
    let code = code.id();
    say!(
        lang,
        "… và {more} lần khác cùng loại ({code}) trong tệp này; xem tất cả: --all hoặc --format csv\n",
        "… and {more} more of the same ({code}) in this file; all of them: --all or --format csv\n"
    )
}

/// The summary alone.
pub fn summary_text(checked: &Checked, look: &Look) -> String {
    let summary = Summary::of(checked);
    let mut parts = vec![counts(&summary, checked.files.len(), look)];
    parts.extend([files(&summary, look), codes(&summary, look), units(&summary, look)]);
    parts.push(next(&summary, look));
    parts.retain(|part| !part.is_empty());
    parts.join("\n")
}

/// How much was read, and how much was found.
fn counts(summary: &Summary, files: usize, look: &Look) -> String {
    let (lang, clean) = (look.lang, summary.clean);
    let (errors, warnings) = (summary.errors, summary.warnings);
    let paint =
        |count: usize, text: String, severity: Severity| painted(&text, severity, look.colour && count > 0);
    let errors = paint(errors, say!(lang, "{errors} lỗi", "{}", counted(errors, "error")), Severity::Error);
    let warnings = paint(
        warnings,
        say!(lang, "{warnings} cảnh báo", "{}", counted(warnings, "warning")),
        Severity::Warning,
    );
    say!(
        lang,
        "Đã đọc {files} tệp, {clean} tệp không có gì phải sửa; tất cả: {errors}, {warnings}.\n",
        "{} read, {clean} without any finding: {errors}, {warnings}.\n",
        counted(files, "file")
    )
}

/// The files with errors, the worst first.
fn files(summary: &Summary, look: &Look) -> String {
    let lang = look.lang;
    let (mut faulty, warned): (Vec<_>, Vec<_>) = summary.by_file.iter().partition(|by| by.errors > 0);
    faulty.order_by_key(|by| (Reverse(by.errors), Reverse(by.warnings)));
    let most = if look.all { faulty.len() } else { MOST_FILES };
    let rows = faulty
        .iter()
        .take(most)
        .map(|by| vec![Cell::Text(by.file.to_owned()), Cell::Count(by.errors), Cell::Count(by.warnings)]);
    let columns = vec![
        Column::new(say!(lang, "Tệp", "File"), "file", Align::Left),
        Column::new(say!(lang, "Lỗi", "Errors"), "errors", Align::Right),
        Column::new(say!(lang, "Cảnh báo", "Warnings"), "warnings", Align::Right),
    ];
    let mut out = drawn(columns, rows.collect(), look);
    let (more, warned) = (faulty.len().saturating_sub(most), warned.len());
    if more > 0 {
        let asked = look.asked;
        out.push_str(&say!(
            lang,
            "… và {more} tệp nữa có lỗi; xem tất cả: parindex validate{asked} --summary --all\n",
            "… and {} more with errors; all of them: parindex validate{asked} --summary --all\n",
            counted(more, "file")
        ));
    }
    if warned > 0 {
        out.push_str(&say!(
            lang,
            "{warned} tệp chỉ có cảnh báo.\n",
            "{} with warnings only.\n",
            counted(warned, "file")
        ));
    }
    out
}

/// The codes, in plain words.
fn codes(summary: &Summary, look: &Look) -> String {
    let lang = look.lang;
    let columns = vec![
        Column::new(say!(lang, "Mức", "Level"), "severity", Align::Left),
        Column::new(say!(lang, "Mã", "Code"), "code", Align::Left),
        Column::new(say!(lang, "Nội dung", "What it is"), "title", Align::Left),
        Column::new(say!(lang, "Số tệp", "Files"), "files", Align::Right),
        Column::new(say!(lang, "Số lần", "Times"), "count", Align::Right),
    ];
    let rows = summary.by_code.iter().map(|by| {
        let id = by.code.id();
        let texts = [severity(by.severity, lang), id, pages::title(id, lang)];
        let counts = [by.files, by.count];
        let texts = texts.into_iter().map(|text| Cell::Text(text.to_owned()));
        texts.chain(counts.into_iter().map(Cell::Count)).collect()
    });
    let table = drawn(columns, rows.collect(), look);
    // The first word of a row has the colour of its severity.
    let mut out = String::with_capacity(table.len());
    for line in table.lines() {
        let level = [Severity::Error, Severity::Warning].into_iter().find_map(|level| {
            let word = severity(level, lang);
            let rest = line.strip_prefix(word)?;
            Some(format!("{}{rest}", painted(word, level, look.colour)))
        });
        out.push_str(level.as_deref().unwrap_or(line));
        out.push('\n');
    }
    out
}

/// The units that sent nothing, block by block, and those that sent more than once.
fn units(summary: &Summary, look: &Look) -> String {
    let lang = look.lang;
    let mut out = String::new();
    let missing: usize = summary.missing.iter().map(|by| by.units.len()).sum();
    if missing > 0 {
        out.push_str(&say!(
            lang,
            "Chưa gửi: {missing} đơn vị\n",
            "Nothing received from {}\n",
            counted(missing, "unit")
        ));
    }
    for Missing { block, units } in &summary.missing {
        let names: Vec<&str> = units.iter().take(MOST_UNITS).copied().collect();
        let (count, names) = (units.len(), names.join(", "));
        let block = block.map_or_else(String::new, |block| format!("{} ({count}): ", block.name));
        let more = count.saturating_sub(MOST_UNITS);
        let more = if more == 0 {
            String::new()
        } else {
            say!(lang, " … và {more} đơn vị nữa (--format csv)", " … and {more} more (--format csv)")
        };
        out.push_str(&format!("  {}\n", one_line(&format!("{block}{names}{more}"))));
    }
    let twice = summary.duplicates.len();
    if twice > 0 {
        out.push_str(&say!(
            lang,
            "Gửi nhiều lần: {twice} đơn vị\n",
            "Received more than once from {}\n",
            counted(twice, "unit")
        ));
    }
    for by in &summary.duplicates {
        let line = format!("{}: {}", by.unit, by.places.join(", "));
        out.push_str(&format!("  {}\n", one_line(&line)));
    }
    out
}

/// What to do next, as commands to copy.
fn next(summary: &Summary, look: &Look) -> String {
    let (lang, asked) = (look.lang, look.asked);
    let Some(most) = summary.by_code.first() else {
        return say!(lang, "Tiếp theo: parindex rank{asked}\n", "Next: parindex rank{asked}\n");
    };
    let code = most.code.id();
    let give_back = if look.returned {
        String::new()
    } else {
        say!(
            lang,
            "Trả lại từng tệp cho đơn vị, có đánh dấu ô phải sửa: parindex validate{asked} --return tra-lai\n",
            "To return each file to its unit with the cells marked: parindex validate{asked} --return tra-lai\n"
        )
    };
    let mut out = if summary.errors > 0 {
        say!(
            lang,
            "Tiếp theo: sửa các lỗi rồi chạy lại: parindex validate{asked}\n{give_back}",
            "Next: mend the errors, then run again: parindex validate{asked}\n{give_back}"
        )
    } else {
        say!(
            lang,
            "Tiếp theo: xem các cảnh báo, rồi chạy: parindex rank{asked}\n",
            "Next: look at the warnings, then run: parindex rank{asked}\n"
        )
    };
    out.push_str(&say!(
        lang,
        "Ý nghĩa và cách sửa của từng mã: parindex explain {code}\n",
        "What a code means and how to mend it: parindex explain {code}\n"
    ));
    out
}

/// A table without heading and notes; nothing where it has no rows.
fn drawn(columns: Vec<Column>, rows: Vec<Vec<Cell>>, look: &Look) -> String {
    if rows.is_empty() {
        return String::new();
    }
    text(
        &Table { columns, rows, ..Table::default() },
        &Screen { lang: look.lang, width: look.width, ascii: false },
    )
}
