//! Results as neutral tables: what stands in which column, in the reader's words.

mod rank;
pub(super) mod score;

pub(super) use rank::{rank_columns, rank_notes, rank_remarks, tie_break_word};
pub use rank::{rank_flat, rank_table, tie_break_words};
pub(super) use score::{rounding_note, total_line};
pub use score::{score_flat, score_table};

use super::table::Cell;
use crate::criteria::CriteriaSet;
use crate::message::{Lang, decimal_sign, say};
use crate::points::Number;
use crate::score::{Basis, ScoreCard};

/// What every heading says.
#[derive(Clone, Copy, Debug)]
pub struct Heading<'a> {
    /// Title of the round.
    pub title: Option<&'a str>,
    /// Year of the round.
    pub year: Option<i64>,
    /// Basis of the scores.
    pub basis: Basis,
}

impl Heading<'_> {
    pub(super) fn lines(&self, set: &CriteriaSet, lang: Lang) -> Vec<String> {
        self.about(set, basis(self.basis, lang), lang)
    }

    /// The title, and the set with what the table is about.
    pub fn about(&self, set: &CriteriaSet, what: &str, lang: Lang) -> Vec<String> {
        let first = self.title.map_or_else(|| set.title.clone(), str::to_owned);
        let (id, status) = (&set.id, status(set, lang));
        let year = self.year.map_or_else(String::new, |year| say!(lang, " · năm {year}", " · year {year}"));
        vec![
            first,
            say!(
                lang,
                "Bộ tiêu chí: {id} ({status}){year} · {what}",
                "Criteria: {id} ({status}){year} · {what}"
            ),
        ]
    }
}

pub(super) fn status(set: &CriteriaSet, lang: Lang) -> &'static str {
    use crate::criteria::Status::{Model, Official, Partial};
    match (set.status, lang) {
        (Official, Lang::Vi) => "chính thức",
        (Official, Lang::En) => "official",
        (Partial, Lang::Vi) => "một phần",
        (Partial, Lang::En) => "partial",
        (Model, Lang::Vi) => "mẫu",
        (Model, Lang::En) => "model",
    }
}

pub(super) fn basis(basis: Basis, lang: Lang) -> &'static str {
    match (basis, lang) {
        (Basis::Own, Lang::Vi) => "theo điểm tự chấm",
        (Basis::Own, Lang::En) => "by self scores",
        (Basis::Appraised, Lang::Vi) => "theo điểm thẩm định",
        (Basis::Appraised, Lang::En) => "by appraised scores",
        (Basis::Final, Lang::Vi) => "theo điểm cuối cùng (thẩm định và điều tra xã hội học)",
        (Basis::Final, Lang::En) => "by final scores (appraised and survey)",
    }
}

pub(super) fn points(set: &CriteriaSet, value: &Number) -> Cell {
    Cell::Number(value.published(set.scoring.precision))
}

pub(super) fn optional(set: &CriteriaSet, value: Option<&Number>) -> Cell {
    value.map_or(Cell::Blank, |value| points(set, value))
}

/// A number as it is published, with the decimal sign of the language.
pub fn shown(set: &CriteriaSet, value: &Number, lang: Lang) -> String {
    decimal_sign(&value.published(set.scoring.precision).to_string(), lang)
}

/// The name of a unit with the marks that its line needs: `*` incomplete, `!` errors in its files.
pub(super) fn marked(card: &ScoreCard) -> String {
    let incomplete = if card.complete { "" } else { " *" };
    let errors = if card.errors > 0 { " !" } else { "" };
    format!("{}{incomplete}{errors}", card.unit)
}
