//! The lists of the drop-downs: they stand in the hidden sheet, each once.

use super::words;
use crate::criteria::CriteriaSet;
use crate::marker;
use crate::message::Lang;
use crate::rule::Rule;

/// The first column of the lists, from 0.
pub const FIRST: u16 = 5;

/// The lists of a set's form.
#[derive(Clone, Debug, Default)]
pub(super) struct Lists {
    /// The lists, one per column; the first one is yes and no.
    pub columns: Vec<Vec<String>>,
    /// Per leaf its list.
    of: Vec<Option<usize>>,
}

impl Lists {
    pub fn new(set: &CriteriaSet, lang: Lang) -> Lists {
        let mut columns = vec![vec![words::yes(lang), words::no(lang)]];
        let mut list_of = |rule: &Rule| {
            let Rule::Choice(rule) = rule else { return None };
            let labels: Vec<String> = rule.options.iter().map(|option| option.label.clone()).collect();
            Some(columns.iter().position(|known| *known == labels).unwrap_or_else(|| {
                columns.push(labels);
                columns.len() - 1
            }))
        };
        let of = set.leaf_nodes().map(|(_, leaf)| list_of(&leaf.rule)).collect();
        Lists { columns, of }
    }

    /// The range with the options of a leaf.
    pub fn options(&self, leaf: usize) -> Option<String> {
        self.range((*self.of.get(leaf)?)?)
    }

    /// The range with yes and no.
    pub fn yes_no(&self) -> String {
        self.range(0).unwrap_or_default()
    }

    /// The range of each list, and what stands in it.
    pub fn all(&self) -> impl Iterator<Item = (String, &Vec<String>)> {
        self.columns.iter().enumerate().filter_map(|(list, labels)| Some((self.range(list)?, labels)))
    }

    fn range(&self, list: usize) -> Option<String> {
        let column = letters(usize::from(FIRST) + list);
        let (hidden, end) = (marker::SHEET, self.columns.get(list)?.len());
        Some(format!("{hidden}!${column}$1:${column}${end}"))
    }
}

/// The letters of a column, from 0: `A`, `Z`, `AA`.
pub fn letters(column: usize) -> String {
    let mut letters = String::new();
    let mut rest = column + 1;
    while rest > 0 {
        rest -= 1;
        letters.insert(0, char::from(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"[rest % 26]));
        rest /= 26;
    }
    letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters() {
        for (column, expected) in
            [(0, "A"), (5, "F"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (702, "AAA")]
        {
            assert_eq!(letters(column), expected);
        }
    }
}
