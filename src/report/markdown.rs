//! Tables as Markdown with pipes.

use unicode_normalization::UnicodeNormalization;

use super::table::{Align, Cell, Table};
use crate::message::{Lang, harmless};

/// The table as Markdown: heading lines as paragraphs, the first one bold; a table with pipes; notes as a list. Numbers
/// have the decimal sign of the language. Texts show as they are: neither HTML nor signs of Markdown work in them.
pub fn markdown(table: &Table, lang: Lang) -> String {
    let mut parts: Vec<String> = Vec::new();
    for (at, line) in table.heading.iter().enumerate() {
        let line = paragraph(line);
        parts.push(if at == 0 && !line.is_empty() { format!("**{line}**\n") } else { format!("{line}\n") });
    }
    if !table.columns.is_empty() {
        parts.push(pipes(table, lang));
    }
    let notes: Vec<String> = table.notes.iter().map(|note| format!("- {}\n", paragraph(note))).collect();
    parts.push(notes.concat());
    parts.retain(|part| !part.trim().is_empty());
    parts.join("\n")
}

fn pipes(table: &Table, lang: Lang) -> String {
    let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let mut out = line(table.columns.iter().map(|column| escaped(&column.head)).collect());
    let rule = table.columns.iter().map(|column| match column.align {
        Align::Left => ":---".to_owned(),
        Align::Right => "---:".to_owned(),
    });
    out.push_str(&line(rule.collect()));
    for (at, row) in table.rows.iter().enumerate() {
        let bold = table.is_bold(at);
        let shown = |cell: &Cell| {
            let text = escaped(&cell.shown(lang));
            if bold && !text.is_empty() { format!("**{text}**") } else { text }
        };
        out.push_str(&line(row.iter().map(shown).collect()));
    }
    out
}

/// A text within a line: composed letters, and every sign stands for itself. Line ends become `<br>`.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.trim().replace("\r\n", "\n").nfc() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\n' | '\r' => out.push_str("<br>"),
            '\t' => out.push(' '),
            '\\' | '`' | '*' | '_' | '[' | ']' | '~' | '|' => out.extend(['\\', c]),
            _ => out.push(harmless(c)),
        }
    }
    out
}

/// A text that begins a line: nor does it begin a list, a heading or a rule.
pub(super) fn paragraph(text: &str) -> String {
    let text = escaped(text);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = text.split_at(digits);
    if text.starts_with(['-', '+', '#', '=']) || (digits > 0 && rest.starts_with(['.', ')'])) {
        return format!("{number}\\{rest}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::super::table::Column;
    use super::*;

    #[test]
    fn a_table() {
        let column = |head: &str, align: Align| Column { head: head.to_owned(), key: head.to_owned(), align };
        let number = |text: &str| Cell::Number(text.parse().unwrap());
        let text = |text: &str| Cell::Text(text.to_owned());
        let table = Table {
            heading: vec!["Chỉ số *CCHC* <2025>".to_owned(), "Khối: Phường".to_owned()],
            columns: vec![
                column("Hạng", Align::Right),
                column("Đơn vị", Align::Left),
                column("Chỉ số %", Align::Right),
            ],
            rows: vec![
                vec![Cell::Count(1), text("Phường Nguyễn Thị Minh Khai | mở rộng *"), number("84.50")],
                vec![text("2="), text("  Xã A\r\n<b>B</b> & C\u{1b}"), Cell::Blank],
                vec![text("2="), text("Đặc khu".nfd().collect::<String>().as_str()), number("7.00")],
            ],
            bold: vec![1],
            notes: vec!["* Thiếu điểm.".to_owned(), "= Đồng hạng.".to_owned()],
        };
        let expected = "\
**Chỉ số \\*CCHC\\* &lt;2025&gt;**

Khối: Phường

| Hạng | Đơn vị | Chỉ số % |
| ---: | :--- | ---: |
| 1 | Phường Nguyễn Thị Minh Khai \\| mở rộng \\* | 84,50 |
| **2=** | **Xã A<br>&lt;b&gt;B&lt;/b&gt; &amp; C\u{fffd}** |  |
| 2= | Đặc khu | 7,00 |

- \\* Thiếu điểm.
- \\= Đồng hạng.
";
        assert_eq!(markdown(&table, Lang::Vi), expected);
        assert!(markdown(&table, Lang::En).contains("| 84.50 |"));
        assert_eq!(markdown(&Table::default(), Lang::En), "");
    }

    #[test]
    fn a_line_begins_nothing() {
        let check = |text: &str, expected: &str| assert_eq!(paragraph(text), expected);
        check("1. Xã", "1\\. Xã");
        check("12) Xã", "12\\) Xã");
        check("2025", "2025");
        check("2,5", "2,5");
        check("- a", "\\- a");
        check("# a", "\\# a");
        check("! a", "! a");
        check("", "");
    }
}
