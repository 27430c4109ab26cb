//! What must hold before a value is computed, in the order in which the rule asks.

/// A condition under which there is no value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Guard {
    /// This cell holds no number.
    Missing(String),
    /// Another leaf that is referred to has no measured value: a condition that is true then.
    Unmeasured(String),
    /// What is divided by is 0: a condition that is true then.
    DividesByZero(String),
}

/// The value behind its guards; `zero` follows where a denominator is 0.
pub(super) fn guarded(guards: &[Guard], zero: &str, value: String) -> String {
    let mut text = value;
    let mut rest = guards;
    while let Some((last, before)) = rest.split_last() {
        let (condition, then) = match last {
            Guard::Unmeasured(condition) => (condition.clone(), "\"\""),
            Guard::DividesByZero(condition) => (condition.clone(), zero),
            Guard::Missing(_) => {
                let from = before.iter().rposition(|guard| !matches!(guard, Guard::Missing(_)));
                let from = from.map_or(0, |at| at + 1);
                let missing = rest.get(from..).unwrap_or_default();
                rest = rest.get(..from).unwrap_or_default();
                text = format!("IF({},\"\",{text})", any_missing(missing));
                continue;
            }
        };
        text = format!("IF({condition},{then},{text})");
        rest = before;
    }
    text
}

/// Whether one of the cells holds no number.
fn any_missing(missing: &[Guard]) -> String {
    let cells: Vec<&str> = missing
        .iter()
        .filter_map(|guard| match guard {
            Guard::Missing(cell) => Some(cell.as_str()),
            _ => None,
        })
        .collect();
    format!("COUNT({})<{}", cells.join(","), cells.len())
}

/// How deep parentheses stand within each other, texts left out.
pub(super) fn depth(formula: &str) -> usize {
    let (mut deepest, mut open, mut within_text) = (0_usize, 0_usize, false);
    for letter in formula.chars() {
        match letter {
            '"' => within_text = !within_text,
            '(' if !within_text => {
                open += 1;
                deepest = deepest.max(open);
            }
            ')' if !within_text => open = open.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}
