//! From the rule of a leaf to the formula of a spreadsheet that gives the same points.
//!
//! A spreadsheet reckons with binary fractions. So a measured value is rounded before it is compared with an edge, at a
//! digit that is finer than any difference between numbers that people type and coarser than the noise; and the points
//! are rounded once more, so that a half is a half where they are shown or added up.

mod checks;
mod expression;
mod guards;
mod rules;
pub mod sums;
#[cfg(test)]
mod tests;

use crate::criteria::CriteriaSet;

/// The cells of a leaf in the workbook, as a formula of the sheet writes them (`D7`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cells {
    /// The cell of the option chosen.
    pub option: String,
    /// Where the labels of the options stand, one column in the order of the set (`parindex!$F$1:$F$3`).
    pub lists: String,
    /// Per input its cell.
    pub inputs: Vec<String>,
    /// Per item of a check list its cell.
    pub items: Vec<String>,
}

/// The words that cells hold and formulas give, in the language of the workbook.
#[derive(Clone, Copy, Debug)]
pub struct Words<'a> {
    /// An item holds: `Có`.
    pub yes: &'a str,
    /// An item does not hold: `Không`.
    pub no: &'a str,
    /// The leaf leaves the scale: `Không áp dụng`.
    pub not_applicable: &'a str,
    /// The data contradict each other: `Số liệu sai`.
    pub wrong: &'a str,
}

/// Longest formula that Excel takes, in characters, with the `=`.
pub const LONGEST: usize = 8192;
/// Most parentheses and functions within each other that Excel takes.
pub const DEEPEST: usize = 64;

/// The formula for the points of a leaf (index among the leaves), without the leading `=`.
///
/// It gives the points, exact but for the noise of binary fractions; an empty text while data are missing; one of the
/// `words` where the leaf does not apply by its data, or where the data cannot be right. `None` where the unit's own
/// workbook cannot tell the points: people judge or answer, the block's best unit decides, `cells` of a leaf it refers
/// to are not there, or Excel would not take so long a formula.
pub fn points(
    set: &CriteriaSet,
    leaf: usize,
    cells: &dyn Fn(usize) -> Option<Cells>,
    words: &Words<'_>,
) -> Option<String> {
    let workbook = Workbook { set, cells };
    let text = rules::points(&workbook, leaf, words)?;
    (text.chars().count() < LONGEST && guards::depth(&text) <= DEEPEST).then_some(text)
}

/// Where the cells of leaves stand.
struct Workbook<'a> {
    set: &'a CriteriaSet,
    cells: &'a dyn Fn(usize) -> Option<Cells>,
}

/// A text within a formula.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}
