//! What is wrong with a template, and where.

use std::fmt::Write as _;

use crate::keys::closest;
use crate::message::{Lang, one_line, say};

/// A fault of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub cause: Cause,
}

/// What is wrong with a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// `{{` or `{%` without its end on the same line.
    Unclosed(&'static str),
    /// What stands in `{{ }}` or `{% %}` is not understood.
    NotUnderstood(String),
    /// `endif`, `else`, `endfor` without what they belong to.
    Lonely(String),
    /// `if` or `for` without its end.
    Endless(&'static str),
    /// Too many blocks within each other.
    TooDeep,
    /// A name that is not there; and those that are.
    UnknownName(String, Vec<String>),
    /// A `for` over what is no list.
    NoList(String),
    /// A list or a table where a text belongs.
    NoText(String),
    /// A comparison of a text with a number, or of lists.
    NotComparable(String),
    /// `**` or `*` that is not closed on its line.
    OpenSign(&'static str),
    /// Nothing but empty lines and remarks.
    Empty,
    /// `[[…]]` that is not there; and those that are.
    UnknownMark(String, Vec<String>),
}

impl Fault {
    /// The fault as a line for people: where, what, and what is known.
    pub fn text(&self, lang: Lang) -> String {
        let (file, line) = (one_line(&self.file), self.line);
        let mut out = say!(lang, "{file}, dòng {line}: ", "{file}, line {line}: ");
        out += &self.cause.text(lang);
        out
    }
}

impl Cause {
    fn text(&self, lang: Lang) -> String {
        match self {
            Cause::Unclosed(open) => {
                let close = if *open == "{{" { "}}" } else { "%}" };
                say!(
                    lang,
                    "“{open}” chưa có “{close}” đóng lại trên cùng dòng.",
                    "“{open}” has no “{close}” on the same line."
                )
            }
            Cause::NotUnderstood(text) => {
                let text = short(text);
                say!(
                    lang,
                    "không hiểu “{text}”. Được dùng: {{{{ tên }}}}, {{% for x in danh_sách %}} … {{% endfor %}}, {{% if tên %}} … {{% else %}} … {{% endif %}}.",
                    "“{text}” is not understood. There are {{{{ name }}}}, {{% for x in list %}} … {{% endfor %}} and {{% if name %}} … {{% else %}} … {{% endif %}}."
                )
            }
            Cause::Lonely(word) => {
                let word = short(word);
                say!(
                    lang,
                    "“{word}” không có phần mở đầu tương ứng.",
                    "“{word}” belongs to nothing above it."
                )
            }
            Cause::Endless(word) => say!(
                lang,
                "“{word}” chưa có {{% end{word} %}} kết thúc.",
                "“{word}” is not ended by {{% end{word} %}}."
            ),
            Cause::TooDeep => {
                say!(lang, "quá nhiều phần lồng vào nhau.", "too many parts lie within each other.")
            }
            Cause::UnknownName(name, known) => {
                let shown = short(name);
                let said = say!(lang, "không có tên “{shown}”.", "there is no name “{shown}”.");
                said + &among(name, known, lang)
            }
            Cause::NoList(name) => {
                let name = short(name);
                say!(lang, "“{name}” không phải là danh sách.", "“{name}” is no list.")
            }
            Cause::NoText(name) => {
                let name = short(name);
                say!(
                    lang,
                    "“{name}” là danh sách hoặc nhóm, không ghi thẳng vào câu được.",
                    "“{name}” is a list or a group, which no sentence can show."
                )
            }
            Cause::NotComparable(text) => {
                let text = short(text);
                say!(lang, "không so sánh được: “{text}”.", "this cannot be compared: “{text}”.")
            }
            Cause::OpenSign(sign) => say!(
                lang,
                "dấu {sign} mở ở dòng này chưa có {sign} đóng lại trên cùng dòng. Muốn in ra dấu sao thì viết \\*.",
                "{sign} opens on this line and is not closed on it. For an asterisk itself write \\*."
            ),
            Cause::Empty => say!(
                lang,
                "mẫu này để trống, văn bản sẽ không có nội dung. Xóa tệp này thì dùng câu văn của chương trình.",
                "the template is empty, so the paper would be empty. Delete the file to use the program's sentences."
            ),
            Cause::UnknownMark(name, known) => {
                let shown = short(name);
                let said = say!(lang, "không có [[{shown}]].", "there is no [[{shown}]].");
                said + &among(name, known, lang)
            }
        }
    }
}

/// Which one is meant, and all that there are.
fn among(name: &str, known: &[String], lang: Lang) -> String {
    let mut out = String::new();
    if let Some(close) = closest(name, known.iter().map(String::as_str)) {
        let _ = write!(out, " {}", say!(lang, "Có phải là “{close}”?", "Is “{close}” meant?"));
    }
    let known = known.join(", ");
    let _ = write!(out, " {}", say!(lang, "Được dùng: {known}.", "There are: {known}."));
    out
}

/// A text of a user's file, short and on one line.
fn short(text: &str) -> String {
    one_line(text).chars().take(80).collect()
}
