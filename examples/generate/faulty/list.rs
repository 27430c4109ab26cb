//! `LOI.md`: where each error stands and what `validate` must call it.

use std::fmt::Write;

use parindex::diagnostic::{Code, Severity};

use super::{Case, SHEET, Spot};
use crate::form::{TOTAL, Written};

/// Findings that name no criterion: of a sheet, or of a row that is none.
const OF_ROWS: [&str; 3] = ["no-cached-value", "decimal-comma-text", "unknown-criterion"];

/// The rows of the list.
#[derive(Default)]
pub struct Rows(Vec<String>);

impl Rows {
    pub fn add_case(&mut self, case: &Case, written: &Written) {
        if case.errors.is_empty() {
            self.0.push(format!("| `forms/{}` | | | | | | Không có lỗi, để đối chiếu |", case.file));
        }
        for error in &case.errors {
            let (sheet, cell) = match &error.spot {
                Spot::At(cell) => (SHEET, written.address(error.criterion, *cell)),
                Spot::Address(cell) => (SHEET, cell.clone()),
                Spot::Sheet(sheet) => (*sheet, String::new()),
            };
            let of_criterion = error.criterion != TOTAL && !OF_ROWS.contains(&error.code);
            let criterion = if of_criterion { error.criterion } else { "" };
            self.add(&format!("forms/{}", case.file), (sheet, &cell), error.code, criterion, error.text);
        }
    }

    /// A unit of the register, by its place there, of which no form was found.
    pub fn add_missing(&mut self, at: usize, name: &str) {
        let text = format!("Không có biểu nào của {name}");
        self.add("units.csv", ("units", &format!("A{}", at + 2)), "missing-unit", "", &text);
    }

    fn add(&mut self, file: &str, (sheet, cell): (&str, &str), code: &str, criterion: &str, text: &str) {
        let severity = match Code::from_id(code).map(Code::severity) {
            Some(Severity::Warning) => "cảnh báo",
            _ => "lỗi",
        };
        self.0
            .push(format!("| `{file}` | {sheet} | {cell} | `{code}` | {severity} | {criterion} | {text} |"));
    }

    pub fn markdown(&self) -> String {
        let mut text = String::from(HEAD);
        for row in &self.0 {
            let _ = writeln!(text, "{row}");
        }
        text
    }
}

const HEAD: &str = "# Danh sách lỗi đặt sẵn

Tệp này do chương trình `examples/generate` viết ra cùng với các biểu. Lệnh `parindex validate examples/loi` phải nêu đúng
các lỗi dưới đây, không thiếu, không thừa.

| Tệp | Trang tính | Ô | Mã | Mức | Tiêu chí | Sai ở chỗ |
|---|---|---|---|---|---|---|
";
