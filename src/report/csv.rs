//! Tables as CSV, for programs and spreadsheets.

use super::table::{Cell, Table};
use crate::message::one_line;

/// The table as CSV by RFC 4180 with LF line ends and no byte order mark: keys as head, numbers with a point and all
/// their decimals, no heading and no notes.
///
/// A spreadsheet takes a text that begins with `=`, `+`, `-` or `@` for a formula, even when the text came from somebody
/// else's form. Such a sign gets an apostrophe before it; so it does behind a semicolon, where a spreadsheet that
/// divides at semicolons begins a cell.
pub fn csv(table: &Table) -> Vec<u8> {
    let head: Vec<Cell> = table.columns.iter().map(|column| Cell::Text(column.key.clone())).collect();
    let mut rows = CsvRows::new();
    rows.row(&head);
    table.rows.iter().for_each(|row| rows.row(row));
    rows.bytes()
}

/// The same row by row, where a table of all rows would be large.
#[derive(Debug)]
pub(super) struct CsvRows(csv::Writer<Vec<u8>>);

impl CsvRows {
    pub(super) fn new() -> CsvRows {
        CsvRows(csv::WriterBuilder::new().flexible(true).from_writer(Vec::new()))
    }

    pub(super) fn row(&mut self, cells: &[Cell]) {
        // Writing to memory does not fail, nor do rows of different lengths where they are allowed.
        let _ = self.0.write_record(cells.iter().map(|cell| field(cell).into_bytes()));
    }

    pub(super) fn bytes(self) -> Vec<u8> {
        self.0.into_inner().unwrap_or_default()
    }
}

fn field(cell: &Cell) -> String {
    match cell {
        Cell::Blank => String::new(),
        Cell::Text(text) => neutral(text),
        Cell::Number(number) => number.to_string(),
        Cell::Count(count) => count.to_string(),
    }
}

/// The text on one line, so that no spreadsheet computes it and no terminal obeys it.
fn neutral(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut begins = true;
    for c in one_line(text).chars() {
        if begins && matches!(c, '=' | '+' | '-' | '@') {
            out.push('\'');
        }
        out.push(c);
        begins = c == ';' || out.trim_start().is_empty();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::table::{Align, Column};
    use super::*;

    #[test]
    fn a_table() {
        let column =
            |key: &str| Column { head: "Đầu cột".to_owned(), key: key.to_owned(), align: Align::Left };
        let number = |text: &str| Cell::Number(text.parse().unwrap());
        let text = |text: &str| Cell::Text(text.to_owned());
        let table = Table {
            heading: vec!["Tiêu đề".to_owned()],
            columns: ["rank", "unit", "index", "class"].map(column).into(),
            rows: vec![
                vec![Cell::Count(1), text("Xã “Tân, Phú”, huyện A"), number("84.50"), text("Tốt")],
                vec![text("2="), text("say \"a\"\nb"), number("-7.00"), Cell::Blank],
                vec![Cell::Count(10), text("Đặc khu"), number("100"), text("Khá")],
            ],
            bold: Vec::new(),
            notes: vec!["Ghi chú".to_owned()],
        };
        let expected = "rank,unit,index,class\n\
                        1,\"Xã “Tân, Phú”, huyện A\",84.50,Tốt\n\
                        2=,\"say \"\"a\"\" b\",-7.00,\n\
                        10,Đặc khu,100,Khá\n";
        assert_eq!(String::from_utf8(csv(&table)).unwrap(), expected);
    }

    #[test]
    fn formulas_become_text() {
        let check = |text: &str, expected: &str| assert_eq!(field(&Cell::Text(text.to_owned())), expected);
        check("=1+1", "'=1+1");
        check("+84", "'+84");
        check("-", "'-");
        check("-1", "'-1");
        check("@SUM(A1)", "'@SUM(A1)");
        check("\t=1", " '=1");
        check("\r=1", " '=1");
        check("  -x", "  '-x");
        check("a\r\n=1", "a =1");
        check("Xã;=1+1;", "Xã;'=1+1;");
        check("a; -0.5", "a; -0.5");
        check("a\u{1b}[2J\u{202e}", "a\u{fffd}[2J\u{fffd}");
        check("1=", "1=");
        check("'=1", "'=1");
        check("", "");
        assert_eq!(field(&Cell::Number("-1.50".parse().unwrap())), "-1.50");
    }
}
