//! Every text a person reads, Vietnamese and English side by side.

mod broken;
mod detail;
mod doubt;
mod fault;
mod findings;
pub mod pages;
mod plain;
pub mod slip;
mod steps;

pub use broken::Broken;
pub use detail::{Age, Detail, Scorer, Treated, Twice};
pub use doubt::Doubt;
pub use fault::{CellFault, ExpressionFault, FileFault, InputFault, Limit};
pub use findings::{ImportDoubt, MadeFault, PaperKind, SurveyFault, Text};
pub use plain::{harmless, one_line, printable, printable_json, toml_string};
pub use steps::{AtZero, Shown, Step};

use crate::points::Number;

/// Language of the texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lang {
    /// Vietnamese.
    Vi,
    /// English.
    En,
}

/// `say!(lang, "vi {x}", "en {x}")`: the text in the language asked for.
macro_rules! say {
    ($lang:expr, $vi:literal, $en:literal $(,)?) => {
        match $lang {
            $crate::message::Lang::Vi => $crate::message::said(format_args!($vi)),
            $crate::message::Lang::En => $crate::message::said(format_args!($en)),
        }
    };
    ($lang:expr, $vi:literal, $en:literal, $argument:expr) => {
        match $lang {
            $crate::message::Lang::Vi => $crate::message::said(format_args!($vi)),
            $crate::message::Lang::En => $crate::message::said(format_args!($en, $argument)),
        }
    };
}
pub(crate) use say;

/// As `format!`, which the compiler writes out at every place where it stands: `say!` stands at thousands.
#[inline(never)]
pub(crate) fn said(text: std::fmt::Arguments) -> String {
    std::fmt::format(text)
}

/// How many characters a text has. The count of the standard library is six hundred bytes wherever it stands.
#[inline(never)]
pub fn characters(text: &str) -> usize {
    text.chars().count()
}

/// So many of a thing, in English: `1 error`, `2 errors`.
pub fn counted(count: usize, thing: &str) -> String {
    format!("{count} {thing}{}", if count == 1 { "" } else { "s" })
}

/// A number as a text in the language: `2,5` in Vietnamese, `2.5` in English; a fraction where no decimal ends.
pub fn number(value: &Number, lang: Lang) -> String {
    decimal_sign(&value.to_string(), lang)
}

/// Digits with the decimal sign of the language.
pub fn decimal_sign(digits: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => digits.replace('.', ","),
        Lang::En => digits.to_owned(),
    }
}

/// A text with a capital letter in front.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The units that a level of criteria sets is for; a level that is not known, as it is written.
pub fn level_name(level: &str, lang: Lang) -> String {
    match level {
        "bo" => say!(lang, "bộ, cơ quan ngang bộ", "ministries"),
        "tinh" => say!(lang, "tỉnh, thành phố", "provinces"),
        "so" => say!(lang, "sở, ban, ngành", "departments"),
        "huyen" => say!(lang, "huyện", "districts"),
        "xa" => say!(lang, "xã, phường, đặc khu", "communes"),
        "dvsn" => say!(lang, "đơn vị sự nghiệp", "public service units"),
        other => other.to_owned(),
    }
}
