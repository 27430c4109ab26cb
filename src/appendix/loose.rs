//! Rows without a code of their own: criteria whose code is missing, criteria in a list, or options of the one above.

use super::codes::{self, Code};
use super::lines::{Line, Max, behind_name};
use super::tree::{Growing, sum};
use crate::message::{ImportDoubt, Lang, number};
use crate::points::Number;

/// What rows below a criterion are, by their points.
#[derive(Debug, PartialEq, Eq)]
enum Kind {
    /// Criteria: their maxima add up.
    Criteria,
    /// Options: the highest is the maximum.
    Options,
    Unclear,
}

/// Decides by the maximum of the criterion above.
fn kind(max: Option<&Number>, points: &[Number]) -> Kind {
    let Some(max) = max else { return Kind::Unclear };
    let all: Number = points.iter().cloned().sum();
    let positive = points.iter().all(|points| *points > Number::ZERO);
    if positive && points.len() > 1 && all == *max {
        Kind::Criteria
    } else if points.iter().max() == Some(max) {
        Kind::Options
    } else {
        Kind::Unclear
    }
}

impl Growing<'_, '_> {
    /// Finds a place for the rows since the last code; `next` is the code behind them.
    pub fn flush(&mut self, next: Option<&[u32]>) {
        let run = std::mem::take(&mut self.pending);
        let mut given = self.given(&run, next).into_iter().peekable();
        let mut loose = Vec::new();
        for (at, line) in run.into_iter().enumerate() {
            match given.next_if(|(of, _)| *of == at) {
                Some((_, path)) => {
                    self.settle(std::mem::take(&mut loose));
                    self.tell_given(&line, &path);
                    self.push(path, line);
                }
                // A row that has a code is no option of another one, whatever its points.
                None if matches!(line.code, Code::Dotted(_) | Code::Perhaps(_)) => {
                    self.find(line.at, ImportDoubt::CodeUnclear { typed: line.typed });
                }
                None => loose.push(line),
            }
        }
        self.settle(loose);
    }

    fn tell_given(&mut self, line: &Line, path: &[u32]) {
        let code = codes::shown(path);
        let typed = line.typed.clone();
        let what = match codes::dotted(&typed).and_then(|path| self.seen.get(&path)) {
            Some(first) => {
                let first = self.source.place(self.appendix.nodes[*first].at).to_string();
                ImportDoubt::CodeTwice { typed, first, code }
            }
            None => ImportDoubt::CodeGiven { code },
        };
        self.find(line.at, what);
    }

    /// The codes that rows without one must have, by what stands before and behind them.
    fn given(&self, run: &[Line], next: Option<&[u32]>) -> Vec<(usize, Vec<u32>)> {
        let bare = |line: &&Line| {
            !matches!(line.code, Code::Bullet | Code::Item) && !line.name.is_empty() && !says_points(line)
        };
        let open: Vec<usize> =
            run.iter().enumerate().filter(|(_, line)| bare(line)).map(|(at, _)| at).collect();
        let mut missing: Vec<Vec<u32>> = Vec::new();
        if let Some(next) = next {
            for len in 1..next.len() {
                let path = next.get(..len).unwrap_or_default().to_vec();
                if !self.seen.contains_key(&path) && (!missing.is_empty() || self.is_next(&path)) {
                    missing.push(path);
                }
            }
            if let Some((last, parent)) = next.split_last()
                && missing.is_empty()
            {
                let before =
                    (1..*last).rev().take_while(|k| !self.seen.contains_key(&[parent, &[*k]].concat()));
                let mut gap: Vec<Vec<u32>> = before.map(|k| [parent, &[k]].concat()).collect();
                gap.reverse();
                let known = parent.is_empty() || self.seen.contains_key(parent);
                if known && gap.len() == open.len() {
                    missing = gap;
                }
            }
        }
        if !missing.is_empty() && missing.len() <= open.len() {
            let from = open.len() - missing.len();
            return open.into_iter().skip(from).zip(missing).collect();
        }
        self.trailing(run, &open, next).unwrap_or_default()
    }

    /// Rows that complete the sum of a criterion above the last one.
    fn trailing(&self, run: &[Line], open: &[usize], next: Option<&[u32]>) -> Option<Vec<(usize, Vec<u32>)>> {
        let last = self.appendix.nodes.last()?;
        let points: Number = open
            .iter()
            .map(|at| run.get(*at).and_then(|line| line.max.number()).cloned())
            .sum::<Option<Number>>()?;
        if open.is_empty() {
            return None;
        }
        for len in (1..last.path.len()).rev() {
            let above = last.path.get(..len)?;
            if next.is_some_and(|next| next.starts_with(above)) {
                continue;
            }
            let Some(at) = self.seen.get(above) else { continue };
            let so_far = sum(self.appendix.below(above))?;
            if self.appendix.nodes[*at].max.as_ref() == Some(&(&so_far + &points)) {
                let from = self.appendix.below(above).filter_map(|node| node.path.last()).max()? + 1;
                return Some(
                    open.iter().zip(from..).map(|(at, number)| (*at, [above, &[number]].concat())).collect(),
                );
            }
        }
        None
    }

    /// Rows that have no code: criteria or options below the last one, by their points.
    fn settle(&mut self, rows: Vec<Line>) {
        let Some(parent) = self.appendix.nodes.len().checked_sub(1) else {
            return self.leave_out(&rows.iter().collect::<Vec<_>>());
        };
        let level = |line: &Line| match line.code {
            Code::Bullet => 1,
            Code::Item => 2,
            _ => 0,
        };
        // Texts without points go to the scoring; a name without points and without a mark belongs nowhere.
        let first = rows.iter().find(|row| row.max.number().is_some()).map(level);
        let Some(first) = first else {
            let (texts, names): (Vec<&Line>, Vec<&Line>) =
                rows.iter().partition(|row| level(row) > 0 || row.name.is_empty() || says_points(row));
            for row in texts {
                self.tell_text(parent, row, false);
            }
            return self.leave_out(&names);
        };
        let counts = |row: &&Line| level(row) == first && row.max.number().is_some();
        let mut points: Vec<Number> =
            rows.iter().filter(counts).filter_map(|row| row.max.number().cloned()).collect();
        let node = &self.appendix.nodes[parent];
        // Rows with neither code nor name go on with the first one, whose own points are the first option.
        let continued = rows.iter().filter(counts).all(|row| row.name.is_empty());
        if continued {
            points.extend(node.max.clone());
        }
        let formula = rows.iter().any(|row| matches!(row.max, Max::Unreadable(_)));
        let below = points.iter().max() <= node.max.as_ref();
        // One row with the points of the criterion may be a criterion whose code is missing.
        let lone = first == 0 && !continued && points.len() == 1;
        match kind(node.max.as_ref(), &points) {
            Kind::Unclear if formula && below && node.max.is_some() => {
                for row in &rows {
                    self.tell_text(parent, row, true);
                }
            }
            Kind::Criteria if !continued => self.criteria(parent, rows, first, level),
            found => {
                if found != Kind::Options || lone {
                    let what =
                        ImportDoubt::RowsUnclear { code: node.code.clone(), max: node.max.clone(), points };
                    let at = rows.iter().find(|row| counts(row)).map_or(node.max_at, |row| row.max_at);
                    self.find(at, what);
                }
                if continued {
                    self.first_option(parent);
                }
                for row in &rows {
                    self.tell_text(parent, row, true);
                }
            }
        }
    }

    /// Rows in a list whose maxima add up are criteria, numbered as they stand.
    fn criteria(&mut self, parent: usize, rows: Vec<Line>, first: u8, level: impl Fn(&Line) -> u8) {
        let above = self.appendix.nodes[parent].path.clone();
        let mut number = 0;
        let mut below: Vec<Line> = Vec::new();
        for row in rows {
            if level(&row) != first || row.max.number().is_none() {
                below.push(row);
                continue;
            }
            self.below_last(std::mem::take(&mut below));
            number += 1;
            let path = [&above[..], &[number]].concat();
            if row.code != Code::Item {
                self.tell_given(&row, &path);
            }
            self.push(path, row);
        }
        self.below_last(below);
    }

    /// Rows below a criterion of a list: its options.
    fn below_last(&mut self, rows: Vec<Line>) {
        if !rows.is_empty() {
            self.settle(rows);
        }
    }

    /// The first option stands in the row of the criterion itself.
    fn first_option(&mut self, node: usize) {
        let node = &mut self.appendix.nodes[node];
        if let (Some(max), [line]) = (&node.max, node.scoring.as_mut_slice()) {
            *line = with_points(line, max);
        }
    }

    /// A row becomes a line of the scoring.
    fn tell_text(&mut self, node: usize, row: &Line, with: bool) {
        let parts = [row.name.as_str(), row.scoring.as_str()];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let text = parts.join(": ");
        let text = match &row.max {
            Max::Is(points) if with => with_points(&text, points),
            // How the points of this row come about stands where its points would.
            Max::Unreadable(how) => format!("{}: {how}", text.trim_end_matches([':', ' '])),
            Max::Divided(row) => row.clone(),
            _ => text,
        };
        let text = if row.code == Code::Bullet { format!("- {text}") } else { text };
        let node = &mut self.appendix.nodes[node];
        node.others.extend(row.others.iter().cloned());
        node.divided |= matches!(row.max, Max::Divided(_));
        node.scoring.extend(Some(text).filter(|text| !text.is_empty()));
        if node.evidence.is_empty() {
            node.evidence.clone_from(&row.evidence);
        }
    }

    /// Names rows that have no place in the tree.
    pub fn leave_out(&mut self, rows: &[&Line]) {
        for row in rows {
            let points =
                row.max.number().map(|points| points.to_string().replace('.', ",")).unwrap_or_default();
            let parts = [row.typed.as_str(), &row.name, &points, &row.scoring];
            let text: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            self.appendix.notes.push(text.join(" "));
        }
        if let Some(first) = rows.first() {
            let text = format!("{} {}", first.typed, first.name);
            let what = ImportDoubt::RowsLeftOut { text: text.trim().to_owned(), count: rows.len() };
            self.find(first.at, what);
        }
    }
}

/// `Kịp thời: 3 điểm` beside a blank cell is an option of the criterion above.
fn says_points(line: &Line) -> bool {
    line.max == Max::Blank && behind_name(&line.name).is_some()
}

/// `Kịp thời: 1`; points that the text says itself are not said again.
pub(super) fn with_points(text: &str, points: &Number) -> String {
    let points = number(points, Lang::Vi);
    let text = text.trim_end_matches([':', ' ', ';', '.']);
    let bare = text.trim_end_matches("điểm").trim_end();
    let says = bare.ends_with(&points)
        && !bare[..bare.len() - points.len()].ends_with(|c: char| c.is_ascii_digit() || c == ',');
    if says { text.to_owned() } else { format!("{text}: {points}") }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn sums_tell_criteria_from_options() {
        let n = |text: &str| Number::from_plain(text).unwrap();
        let check = |max: &str, points: &[&str], expected: Kind| {
            let points: Vec<Number> = points.iter().map(|text| n(text)).collect();
            assert_eq!(kind(Some(&n(max)), &points), expected, "{max} {points:?}");
        };
        check("1", &["0.5", "0.5"], Kind::Criteria);
        check("1", &["1", "0.5", "0"], Kind::Options);
        check("1", &["1", "0"], Kind::Options);
        check("1", &["0.5", "0.25"], Kind::Unclear);
        check("1", &["1"], Kind::Options);
        check("2", &["1", "0.5", "0.5"], Kind::Criteria);
        assert_eq!(kind(None, &[n("1")]), Kind::Unclear);
    }

    #[test]
    fn points_are_said_once() {
        let n = |text: &str| Number::from_plain(text).unwrap();
        assert_eq!(with_points("Kịp thời", &n("0.5")), "Kịp thời: 0,5");
        assert_eq!(with_points("Kịp thời: 0,5 điểm", &n("0.5")), "Kịp thời: 0,5 điểm");
        assert_eq!(with_points("Từ 10,5", &n("0.5")), "Từ 10,5: 0,5");
        assert_eq!(with_points("Kịp thời:", &n("1")), "Kịp thời: 1");
    }
}
