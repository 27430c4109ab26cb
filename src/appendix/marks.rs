//! How an appendix numbers its rows: dotted codes alone, or Roman numbers and letters above them.

use super::codes::Code;
use super::lines::Line;
use crate::sorting::Order as _;

/// A kind of number above the dotted ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ordinal {
    Roman,
    Upper,
}

/// How codes become paths.
pub(super) struct Scheme {
    /// Kinds in the order of their levels, at most two.
    levels: Vec<Ordinal>,
    /// Of each ordinal in turn: the dotted codes below it begin anew, so that 1, 1.1 below II are 2.1, 2.1.1.
    relative: Vec<bool>,
    /// So many ordinals have come.
    passed: usize,
    /// Where the rows are: the numbers of the ordinals.
    at: Vec<u32>,
}

impl Scheme {
    /// The scheme of all rows.
    pub fn of(lines: &[Line]) -> Scheme {
        // A lone letter such as I or C is one of both kinds.
        let has_letters = lines.iter().any(|line| line.code == Code::Upper(1));
        let mut scheme = Scheme { levels: Vec::new(), relative: Vec::new(), passed: 0, at: Vec::new() };
        for line in lines.iter().filter(|line| line.sum.is_none()) {
            let level = match line.code {
                Code::Roman(_) => Ordinal::Roman,
                Code::Upper(_) if has_letters => Ordinal::Upper,
                Code::Dotted(ref path) => {
                    if let Some(relative) = scheme.relative.last_mut() {
                        *relative |= path.len() == 1;
                    }
                    continue;
                }
                _ => continue,
            };
            scheme.relative.push(false);
            if !scheme.levels.contains(&level) {
                scheme.levels.push(level);
            }
        }
        scheme
    }

    /// The path of a code; `None` for a row that has none of its own.
    pub fn path(&mut self, code: &Code, seen: impl Fn(&[u32]) -> bool) -> Option<Vec<u32>> {
        match code {
            Code::Roman(number) => self.ordinal(Ordinal::Roman, *number),
            Code::Upper(number) => self.ordinal(Ordinal::Upper, *number),
            Code::Dotted(parts) => Some(self.whole(parts)),
            Code::Perhaps(candidates) => {
                let next = |path: &Vec<u32>| {
                    let Some((last, parent)) = path.split_last() else { return false };
                    !seen(path)
                        && !parent.is_empty()
                        && seen(parent)
                        && (*last == 1 || seen(&[parent, &[last - 1]].concat()))
                };
                let mut fitting: Vec<Vec<u32>> =
                    candidates.iter().map(|parts| self.whole(parts)).filter(next).collect();
                fitting.order();
                fitting.dedup();
                <[Vec<u32>; 1]>::try_from(fitting).ok().map(|[path]| path)
            }
            Code::None | Code::Bullet | Code::Item | Code::Words => None,
        }
    }

    /// Passes over a row that is not of the tree.
    pub fn pass(&mut self, code: &Code) {
        let counts = matches!(
            (code, self.levels.contains(&Ordinal::Upper)),
            (Code::Roman(_), _) | (Code::Upper(_), true)
        );
        self.passed += usize::from(counts);
    }

    fn ordinal(&mut self, kind: Ordinal, number: u32) -> Option<Vec<u32>> {
        let level = self.levels.iter().position(|known| *known == kind)?;
        self.passed += 1;
        self.at.truncate(level);
        self.at.push(number);
        Some(self.at.clone())
    }

    fn begins_anew(&self) -> bool {
        self.passed.checked_sub(1).and_then(|at| self.relative.get(at)).copied().unwrap_or(false)
    }

    fn whole(&self, parts: &[u32]) -> Vec<u32> {
        match self.at.as_slice() {
            [] => parts.to_vec(),
            at if self.begins_anew() => [at, parts].concat(),
            // The first number of the code is that of the ordinal right above it.
            [above @ .., _] => [above, parts].concat(),
        }
    }
}
