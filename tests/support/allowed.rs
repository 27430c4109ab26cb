//! Where our reader may differ from calamine, each with its reason.

#![allow(dead_code, clippy::float_arithmetic)] // Test code; each user takes its own part.

use super::oracle::{Cell, Difference, Value};

/// A kind of difference that is no fault of ours.
pub struct Allowed {
    /// Rows of the table in `docs/hostile.md`.
    pub rows: &'static str,
    pub reason: &'static str,
    pub when: fn(&Difference) -> bool,
}

/// What we refuse and calamine reads: what the message says, and why.
pub const REFUSALS: &[(&str, &str)] = &[
    ("two parts", "which of two parts of one name counts is not for a reader to guess (row 22)"),
    ("overlap", "parts that share bytes are made by nobody but attackers"),
    ("packed by the method", "no spreadsheet program packs otherwise (row 23)"),
    ("sharedStrings.xml", "a document type, or no root element at its place (rows 12, 13)"),
    ("the directory of the package", "a name that is no text"),
    ("binary data", "calamine finds a package behind bytes that are none"),
    ("ZIP", "a package without the parts of a workbook at the usual places"),
    ("no data", "an empty file"),
];

/// All of them.
pub const ALLOWED: &[Allowed] = &[
    Allowed {
        rows: "20, 27, 37, 44, 46",
        reason: "calamine gives an error without a place and no cell; ours has a value or a finding there",
        when: |cell| cell.faulty && cell.theirs.is_none(),
    },
    Allowed {
        rows: "46",
        reason: "an extension inside a cell is allowed by the standard; calamine gives an error instead of the cell",
        when: |cell| any(cell, |written| written.contains("extLst")),
    },
    Allowed {
        rows: "21",
        reason: "calamine takes an index that is no number for the first string",
        when: |cell| {
            any(cell, |written| {
                written.contains("\"s\"")
                    && value(written).is_none_or(|index| index.parse::<usize>().is_err())
            })
        },
    },
    Allowed {
        rows: "47",
        reason: "calamine reads no CDATA section, no reference and nothing behind a comment where a number belongs",
        when: |cell| {
            let hidden = |text: &str| text.contains("<!") || value(text).unwrap_or_default().contains('&');
            cell.reported || any(cell, hidden)
        },
    },
    Allowed {
        rows: "43",
        reason: "words for numbers that are none; no spreadsheet program writes them",
        when: |cell| {
            any(cell, |written| {
                let word = value(written).unwrap_or_default().trim_matches(['+', '-']).to_lowercase();
                ["nan", "inf", "infinity"].contains(&word.as_str())
            })
        },
    },
    Allowed {
        rows: "44",
        reason: "a number or a date between spaces is one",
        when: |cell| any(cell, |written| value(written).is_some_and(|value| value.trim() != value)),
    },
    Allowed {
        rows: "39",
        reason: "only a text can be empty; a date without a value is a formula that was not computed",
        when: |cell| held(cell.ours.as_ref()) == Some(&Value::Uncached) && cell.theirs.is_none(),
    },
    Allowed {
        rows: "",
        reason: "text that was typed in a font of TCVN3 or VNI is converted",
        when: |cell| match (held(cell.ours.as_ref()), held(cell.theirs.as_ref())) {
            (Some(Value::Text(_)), Some(Value::Text(theirs))) => {
                theirs.chars().any(|c| matches!(c, '\u{A1}'..='\u{FF}'))
            }
            _ => false,
        },
    },
    Allowed {
        rows: "48",
        reason: "spaces at the ends of a run without xml:space",
        when: |cell| match (held(cell.ours.as_ref()), held(cell.theirs.as_ref())) {
            (Some(Value::Text(ours)), Some(Value::Text(theirs))) => {
                ours.replace(' ', "") == theirs.replace(' ', "")
            }
            _ => false,
        },
    },
    Allowed {
        rows: "",
        reason: "a cell that names no style has style 0, as the standard says; calamine takes it for General",
        when: |cell| {
            let is_date = matches!(held(cell.ours.as_ref()), Some(Value::Date(..)));
            is_date && any(cell, |written| !written.contains(" s=") && !written.contains("\ns="))
        },
    },
    Allowed {
        rows: "",
        reason: "the last moment of a day: calamine rounds it up to the next, ours cuts the time off",
        when: |cell| {
            let late = |serial: &str| serial.parse::<f64>().is_ok_and(|serial| serial.fract() > 0.999_999_99);
            let is_date = matches!(held(cell.ours.as_ref()), Some(Value::Date(..)));
            is_date && any(cell, |written| value(written).is_some_and(|serial| late(serial.trim())))
        },
    },
    Allowed {
        rows: "",
        reason: "a day that only the other calendar of spreadsheets has before the year 10000",
        when: |cell| held(cell.theirs.as_ref()) == Some(&Value::Date(9999, 12, 31)),
    },
    Allowed {
        rows: "",
        reason: "a time of day and a duration are texts in ours, `00:05`, so that nobody takes them for points",
        when: |cell| match (held(cell.ours.as_ref()), held(cell.theirs.as_ref())) {
            (Some(Value::Text(time)), Some(Value::Number(days))) => seconds(time)
                .is_some_and(|found| (found - days * 86_400.0).abs() <= days.abs() * 86_400.0 * 6e-12 + 1.0),
            (Some(Value::Text(time)), Some(Value::Date(1904, 1, 1))) => {
                seconds(time).is_some_and(|found| (0.0..=86_400.0).contains(&found))
            }
            _ => false,
        },
    },
    Allowed {
        rows: "",
        reason: "29 February 1900 never was; Excel and calamine count it, ours is the day before",
        when: |cell| held(cell.theirs.as_ref()) == Some(&Value::Date(1900, 2, 29)),
    },
];

/// Whether it holds for one of the cells at this place.
fn any(cell: &Difference, holds: impl Fn(&str) -> bool) -> bool {
    cell.written.iter().any(|written| holds(written))
}

fn held(cell: Option<&Cell>) -> Option<&Value> {
    cell.map(|cell| &cell.value)
}

/// The seconds of `-36:00:05`.
fn seconds(time: &str) -> Option<f64> {
    let parts: Vec<f64> =
        time.trim_start_matches('-').split(':').map(str::parse).collect::<Result<_, _>>().ok()?;
    let [hours, minutes, rest @ ..] = &parts[..] else { return None };
    let seconds = hours * 3_600.0 + minutes * 60.0 + rest.first().unwrap_or(&0.0);
    Some(if time.starts_with('-') { -seconds } else { seconds })
}

/// What stands in the `v` of the cell.
fn value(written: &str) -> Option<&str> {
    let (_, rest) = written.split_once("v>")?;
    rest.split('<').next()
}
