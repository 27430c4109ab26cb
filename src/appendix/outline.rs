//! An appendix without any code: the tree is where maxima add up.

use super::codes::Code;
use super::lines::{Line, Max};
use crate::points::Number;

/// Gives the rows of an appendix that has no code at all their codes, by order and sums; whether it did.
pub(super) fn number(lines: &mut [Line]) -> bool {
    let coded = |line: &Line| !matches!(line.code, Code::None | Code::Bullet | Code::Item | Code::Words);
    if lines.iter().any(coded) {
        return false;
    }
    let rows: Vec<usize> = (0..lines.len())
        .filter(|at| {
            let line = &lines[*at];
            line.code == Code::None && line.sum.is_none() && line.max != Max::Blank && !line.name.is_empty()
        })
        .collect();
    let of: Vec<(Option<Number>, bool)> =
        rows.iter().map(|at| (lines[*at].max.number().cloned(), !lines[*at].scoring.is_empty())).collect();
    let ends = ends(&of);
    let mut path: Vec<u32> = vec![0];
    let mut closes: Vec<usize> = Vec::new();
    for (n, at) in rows.iter().enumerate() {
        while closes.last().is_some_and(|end| *end <= n) {
            closes.pop();
            path.pop();
        }
        if let Some(last) = path.last_mut() {
            *last += 1;
        }
        lines[*at].code = Code::Dotted(path.clone());
        if ends[n] > n + 1 {
            closes.push(ends[n]);
            path.push(0);
        }
    }
    !rows.is_empty()
}

/// Per row one past the last row below it. What says how it is scored has none below it.
fn ends(rows: &[(Option<Number>, bool)]) -> Vec<usize> {
    let mut ends: Vec<usize> = (1..=rows.len()).collect();
    for at in (0..rows.len()).rev() {
        let (Some(max), false) = (&rows[at].0, rows[at].1) else { continue };
        let (mut sum, mut next, mut count) = (Number::ZERO, at + 1, 0);
        while next < rows.len() && sum < *max {
            let Some(own) = &rows[next].0 else { break };
            sum = &sum + own;
            count += 1;
            next = ends[next];
        }
        // A row with the same points behind it is a neighbour, unless that one is a group itself, or says how it is
        // scored and this one does not.
        let below = count > 1 || next > at + 2 || rows.get(at + 1).is_some_and(|row| row.1);
        if sum == *max && below {
            ends[at] = next;
        }
    }
    ends
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn groups_are_where_maxima_add_up() {
        let check = |rows: &[(&str, bool)], expected: &[usize]| {
            let rows: Vec<_> = rows.iter().map(|(max, scored)| (Number::from_plain(max), *scored)).collect();
            assert_eq!(ends(&rows), expected);
        };
        check(&[("3", false), ("3", false), ("1", true), ("2", true), ("1", true)], &[4, 4, 3, 4, 5]);
        check(&[("2", true), ("1", true), ("1", true)], &[1, 2, 3]);
        check(&[("2", false), ("1", true), ("1", true)], &[3, 2, 3]);
        check(&[("3", true), ("3", true)], &[1, 2]);
        check(&[("3", false), ("3", true)], &[2, 2]);
        check(&[("3", false), ("3", false)], &[1, 2]);
        check(&[("3", false), ("", false), ("3", true)], &[1, 2, 3]);
    }
}
