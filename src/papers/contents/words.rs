//! Numbers and lists as the papers write them in Vietnamese.

use super::told::told;
use crate::criteria::{CriteriaSet, Node};
use crate::message::{Lang, decimal_sign, number, one_line};
use crate::points::Number;
use crate::report::rule_need;

/// So many names stand in a sentence; of more it says how many there are.
const NAMES: usize = 10;

/// A published number: `84,58`.
pub(super) fn shown(set: &CriteriaSet, value: &Number) -> String {
    decimal_sign(&value.published(set.scoring.precision).to_string(), Lang::Vi)
}

/// The same of a value that may be lacking.
pub(super) fn shown_of(set: &CriteriaSet, value: Option<&Number>) -> Option<String> {
    value.map(|value| shown(set, value))
}

/// An exact number as the set writes it: `0,5`, `80`.
pub(super) fn plain(value: &Number) -> String {
    number(value, Lang::Vi)
}

/// A percentage, as it is published.
pub(super) fn share_of(set: &CriteriaSet, part: &Number, of: &Number) -> Option<String> {
    shown_of(set, (part * &Number::from(100)).checked_div(of).as_ref())
}

/// A percentage of counts.
pub(super) fn share(set: &CriteriaSet, part: usize, of: usize) -> Option<String> {
    share_of(set, &Number::from(part), &Number::from(of))
}

/// `A, B và C`.
pub(super) fn listed<T: AsRef<str>>(names: &[T]) -> String {
    match names {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{} và {}", first.join(", "), last.as_ref())
        }
    }
}

told! {
    /// Names in a sentence, of which there may be many.
    pub struct Names {
        /// How many there are.
        pub count: usize,
        /// All of them.
        pub all: Vec<String>,
        /// As a sentence names them: `A, B và C`, `A, B, … và 12 đơn vị khác`.
        pub text: String,
    }
}

impl Names {
    pub(super) fn of<'a>(names: impl IntoIterator<Item = &'a str>) -> Names {
        let all: Vec<String> = names.into_iter().map(one_line).collect();
        let text = match all.len().checked_sub(NAMES) {
            // One more is no longer than saying so.
            None | Some(0 | 1) => listed(&all),
            Some(more) => format!("{} và {more} đơn vị khác", all[..NAMES].join(", ")),
        };
        Names { count: all.len(), all, text }
    }

    /// Nobody.
    pub(super) fn none() -> Names {
        Names { count: 0, all: Vec::new(), text: String::new() }
    }
}

told! {
    /// A figure and the units that have it.
    pub struct Holders {
        /// The figure.
        pub value: String,
        /// Who has it.
        pub units: Names,
    }
}

impl Holders {
    pub(super) fn of(set: &CriteriaSet, value: &Number, units: &[&str]) -> Holders {
        Holders { value: shown(set, value), units: Names::of(units.iter().copied()) }
    }
}

/// Which way a difference goes: `more`, `less`, `same`.
pub(super) fn way(difference: &Number) -> &'static str {
    match difference {
        difference if difference.is_zero() => "same",
        difference if difference.is_negative() => "less",
        _ => "more",
    }
}

/// The block as a sentence begins with it: `Khối xã`; nothing where all units are one.
pub(in crate::papers) fn label(name: Option<&str>) -> String {
    let within = label_within(name);
    let mut letters = within.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The same within a sentence: `khối xã`.
pub(in crate::papers) fn label_within(name: Option<&str>) -> String {
    let name = name.map(one_line).unwrap_or_default();
    match name.trim() {
        "" => String::new(),
        name if name.to_lowercase().starts_with("khối") => {
            let kind: String = name.chars().skip("khối".chars().count()).collect();
            format!("khối {}", common(kind.trim())).trim_end().to_owned()
        }
        name => format!("khối {}", common(name)),
    }
}

/// A kind of units with a small first letter; numbers, signs and names of places stay as they are.
fn common(kind: &str) -> String {
    let mut letters = kind.chars();
    match letters.next() {
        Some(first)
            if letters.clone().any(char::is_alphabetic) && !letters.clone().any(char::is_uppercase) =>
        {
            first.to_lowercase().chain(letters).collect()
        }
        _ => kind.to_owned(),
    }
}

told! {
    /// A field or a criterion as sentences name it.
    pub struct Named {
        /// Its code.
        pub code: String,
        /// Its name on one line.
        pub name: String,
        /// Its maximum.
        pub max: String,
        /// What it needs for full points; of a leaf.
        pub need: Option<String>,
    }
}

impl Named {
    pub(super) fn of(set: &CriteriaSet, node: &Node) -> Named {
        Named {
            code: node.code.to_string(),
            name: one_line(&node.name),
            max: shown(set, &node.max),
            need: node.leaf.as_ref().and_then(|leaf| rule_need(leaf, &node.max, Lang::Vi)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_in_a_sentence() {
        let check = |name: Option<&str>, expected: [&str; 2]| {
            assert_eq!([label(name), label_within(name)], expected, "{name:?}");
        };
        check(None, ["", ""]);
        check(Some("Phường"), ["Khối phường", "khối phường"]);
        check(Some("Khối Xã"), ["Khối xã", "khối xã"]);
        check(Some("Sở, ban, ngành"), ["Khối sở, ban, ngành", "khối sở, ban, ngành"]);
        check(Some("A"), ["Khối A", "khối A"]);
        check(Some("Khối II"), ["Khối II", "khối II"]);
        check(Some("UBND"), ["Khối UBND", "khối UBND"]);
    }

    #[test]
    fn names_in_a_sentence() {
        let check = |count: usize, expected: &str| {
            let names: Vec<String> = (1..=count).map(|n| format!("Xã {n}")).collect();
            let names = Names::of(names.iter().map(String::as_str));
            assert_eq!((names.text.as_str(), names.count), (expected, count));
        };
        check(0, "");
        check(1, "Xã 1");
        check(2, "Xã 1 và Xã 2");
        check(3, "Xã 1, Xã 2 và Xã 3");
        check(11, "Xã 1, Xã 2, Xã 3, Xã 4, Xã 5, Xã 6, Xã 7, Xã 8, Xã 9, Xã 10 và Xã 11");
        check(12, "Xã 1, Xã 2, Xã 3, Xã 4, Xã 5, Xã 6, Xã 7, Xã 8, Xã 9, Xã 10 và 2 đơn vị khác");
    }
}
