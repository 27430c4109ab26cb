//! The sheet to fill as a grid.

use super::case::{Case, Shown};
use super::words::{self, Of};
use super::{CouncilPaper, Matter};
use crate::assessment::Subject;
use crate::message::Scorer;
use crate::points::Number;
use crate::workbook::grid::{
    Cell, Column, Digits, Grid, Ground, Heading, Line, Part, Row, Signature, Style, Value,
};
use crate::workbook::template::words::{agency as above, state};

/// The width of a column in which nothing stands.
const BLANK: u32 = 10;
/// Excel takes hardly more letters in a cell.
const LETTERS: usize = 30_000;

/// The columns of a workbook: that of the unit where it is for several.
pub(super) fn columns(paper: CouncilPaper, with_unit: bool) -> Vec<Of> {
    with_unit.then_some(Of::Unit).into_iter().chain(Of::columns(paper).iter().copied()).collect()
}

/// The sheet with these rows; `whose` is the line that says for whom it is, `agency` the name above.
pub(super) fn grid(
    matter: &Matter,
    cases: &[Case],
    paper: CouncilPaper,
    with_unit: bool,
    [agency, whose]: [&str; 2],
) -> Grid {
    let lang = matter.lang;
    let columns = columns(paper, with_unit);
    let title = matter.about.title.unwrap_or(&matter.set.title);
    let heading = Heading {
        agency: [
            matter.about.agency.map_or_else(|| above(&matter.set.level, lang), str::to_uppercase),
            agency.to_uppercase(),
        ],
        state: state(lang),
        title: words::title(paper, matter.about.year, lang),
        lines: vec![
            Line { text: title.to_owned(), bold: false },
            Line { text: whose.to_owned(), bold: true },
            words::legend(paper, lang),
        ],
    };
    // Rows of one criterion are of one colour, so that the next one is seen.
    let mut tinted = false;
    let mut last = None;
    let rows: Vec<Row> = cases
        .iter()
        .map(|case| {
            tinted = with_unit && tinted != (last.is_some() && last != Some(case.of));
            last = Some(case.of);
            let part = match case.of {
                Subject::Leaf(n) => Part::Leaf(n),
                Subject::Adjustment(n) => Part::Adjustment(n),
            };
            let cells = columns.iter().map(|column| cell(matter, case, *column, paper, tinted));
            Row { part, cells: cells.collect() }
        })
        .collect();
    let signed = words::signatures(paper, lang).into_iter().enumerate();
    let signed = signed.map(|(at, texts)| Signature { texts, bold: at == 1, open: at == 0 });
    let gap = Signature { texts: [String::new(), String::new()], bold: true, open: false };
    let below = [gap.clone(), gap.clone(), gap.clone(), Signature { open: true, ..gap }];
    let width = |at: usize, of: Of| {
        let blank = |row: &Row| row.cells.get(at).is_none_or(|cell| cell.value == Value::Blank);
        let used = of.is_open(paper) || !rows.iter().all(blank);
        if used { of.width(paper) } else { of.width(paper).min(BLANK) }
    };
    Grid {
        name: words::sheet(paper, lang),
        heading,
        columns: columns
            .iter()
            .enumerate()
            .map(|(at, of)| Column { head: of.head(paper, lang), width: width(at, *of) })
            .collect(),
        signatures: signed.chain(below).collect(),
        rows,
        ..Grid::default()
    }
}

/// A cell of a row.
fn cell(matter: &Matter, case: &Case, column: Of, paper: CouncilPaper, tinted: bool) -> Cell {
    let open = column.is_open(paper) && !case.closed;
    let set = matter.set;
    let (code, name, max, scorer) = match case.of {
        Subject::Leaf(n) => {
            let (node, leaf) = set.leaf(n);
            (&node.code, &node.name, Some(&node.max), leaf.scored_by)
        }
        Subject::Adjustment(n) => {
            let of = &set.adjustments[n];
            (&of.code, &of.name, of.cap.as_ref(), Scorer::Unit)
        }
    };
    let not_asked = scorer == Scorer::Council && matches!(column, Of::Own | Of::Computed | Of::Declared);
    let ground = if open {
        Ground::Fill
    } else if case.closed || not_asked {
        Ground::Grey
    } else if is_marked(case, column) {
        Ground::Marked
    } else if tinted {
        Ground::Field
    } else {
        Ground::Plain
    };
    let text = |text: &str| if text.is_empty() { Value::Blank } else { Value::Text(clipped(text)) };
    let number = |number: Option<&Number>| number.cloned().map_or(Value::Blank, Value::Number);
    let shown = |shown: &Shown| match shown {
        Shown::Blank => Value::Blank,
        Shown::Points(points) => Value::Number(points.clone()),
        Shown::Text(said) => text(said),
    };
    let first = case.first.as_ref();
    let value = match column {
        _ if open => Value::Blank,
        Of::Unit => text(&matter.assessments[case.unit].unit),
        Of::Code => text(code),
        Of::Name => text(name),
        Of::Max => number(max),
        Of::Own => shown(&case.own),
        Of::Computed => shown(&case.computed),
        Of::Declared => text(&case.declared),
        Of::Evidence => text(&case.evidence),
        Of::Explained => {
            let said: Vec<&str> =
                case.explained.iter().map(String::as_str).filter(|said| !said.is_empty()).collect();
            text(&said.join("\n"))
        }
        Of::MoreEvidence => text(&case.more_evidence),
        Of::Remarks => text(&case.remarks.join("\n")),
        Of::FirstPoints => first.map_or(Value::Blank, |(points, ..)| shown(points)),
        Of::FirstReason => text(first.map_or("", |(_, reason, _)| reason)),
        Of::FirstAppraiser => text(first.map_or("", |(.., who)| who)),
        Of::Points | Of::Reason | Of::Appraiser => Value::Blank,
    };
    let points = matches!(column, Of::Max | Of::Own | Of::Computed | Of::FirstPoints | Of::Points);
    let digits = if column == Of::Code { Digits::Text } else { Digits::General };
    let bold = column == Of::Points;
    let style = Style { ground, bold, digits, centred: points || column == Of::Code, ..Style::default() };
    Cell { value, open, check: None, style }
}

/// Whether a cell is one to look at: something was found, or points differ from those that the unit claims.
fn is_marked(case: &Case, column: Of) -> bool {
    let differs =
        |points: Option<&Number>| case.own.points().zip(points).is_some_and(|(own, points)| own != points);
    match column {
        Of::Remarks => !case.remarks.is_empty(),
        Of::Computed => differs(case.computed.points()),
        Of::FirstPoints => differs(case.first_points()),
        _ => false,
    }
}

/// A text that fits into a cell.
fn clipped(text: &str) -> String {
    let mut used = 0;
    let cut = text.char_indices().find(|(_, c)| {
        used += c.len_utf16();
        used > LETTERS
    });
    cut.and_then(|(at, _)| text.get(..at)).map_or_else(|| text.to_owned(), |begun| format!("{begun}…"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_is_too_long_for_a_cell() {
        assert_eq!(clipped("một"), "một");
        let long = clipped(&"𝐀".repeat(20_000));
        assert_eq!((long.encode_utf16().count(), long.ends_with('…')), (LETTERS + 1, true));
    }
}
