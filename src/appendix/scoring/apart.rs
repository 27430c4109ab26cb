//! States that leave out what lies between them: before a day and after it, more and less.

use super::phrase::has_any;
use super::reading::Reading;
use super::token::{Kind, Source, Token};

/// Words for two sides, each without what is neither.
const SIDES: &[(&[&str], &[&str])] = &[
    (&["tăng"], &["giảm"]),
    (&["cao hơn", "lớn hơn"], &["thấp hơn", "nhỏ hơn"]),
    (&["nhiều hơn"], &["ít hơn"]),
    (&["trước hạn", "trước thời hạn"], &["sau hạn", "sau thời hạn"]),
];
/// Words for what lies between two sides.
const EQUAL: &[&str] = &[
    "bằng",
    "không",
    "chưa",
    "giữ nguyên",
    "giữ",
    "tương đương",
    "ngang",
    "đúng",
    "duy trì",
    "như",
    "trong hạn",
];

/// Days of which no state says anything, and what is neither more nor less.
pub(super) fn neither(source: &Source, reading: &Reading) -> Vec<String> {
    if reading.cases.iter().any(|case| case.condition.otherwise) {
        return Vec::new();
    }
    let states: Vec<&[Token]> = reading.cases.iter().map(|case| case.condition.tokens.as_slice()).collect();
    let days: Vec<Day> = states.iter().flat_map(|state| days(source, state)).collect();
    let open = |side: Side| {
        let told = |day: &&Day| days.iter().any(|other| other.at == day.at && other.side == Side::Within);
        days.iter().find(|day| day.side == side && !told(day))
    };
    let mut left = Vec::new();
    if let (Some(before), Some(after)) = (open(Side::Before), open(Side::After)) {
        let (one, other) = (&before.at, &after.at);
        left.push(if one == other { one.clone() } else { format!("{one} – {other}") });
    }
    let says = |words: &[&str]| states.iter().position(|state| has_any(state, words));
    let ranged = reading.cases.iter().any(|case| case.condition.range.is_some());
    for (more, less) in SIDES {
        if let (Some(one), Some(other)) = (says(more), says(less))
            && one != other
            && !ranged
            && says(EQUAL).is_none()
        {
            left.push(format!("không {}, không {}", more[0], less[0]));
        }
    }
    left
}

/// On which side of a day a state lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Before,
    After,
    /// With the day itself.
    Within,
}

struct Day {
    at: String,
    side: Side,
}

/// The days that a state names.
fn days(source: &Source, state: &[Token]) -> Vec<Day> {
    let dated = |token: &Token| match &token.kind {
        Kind::Word(word) => word.starts_with(|c: char| c.is_ascii_digit()),
        Kind::Number { percent, .. } => !percent,
        _ => false,
    };
    let day = |at: usize| {
        let before: Vec<&str> = state[..at].iter().rev().take(3).filter_map(Token::word).collect();
        let near = before.iter().take(2).find(|word| !["ngày", "tháng"].contains(*word));
        let side = match near {
            Some(&"trước") if !before.contains(&"hoặc") => Side::Before,
            Some(&"sau") if !before.contains(&"hoặc") => Side::After,
            _ => Side::Within,
        };
        Day { at: source.part(&state[at..=at]).to_owned(), side }
    };
    (0..state.len()).filter(|at| dated(&state[*at])).map(day).collect()
}
