//! From rows to the tree of criteria: codes decide; where they are missing, order and sums do.

use std::collections::BTreeMap;

use super::adjustments::{Adjustment, Adjustments};
use super::codes::{self, Code};
use super::heads::is_survey;
use super::lines::{Line, Max, UNCACHED};
use super::marks::Scheme;
use super::{At, Source, doubt, outline};
use crate::assessment::SumRow;
use crate::criteria::Effect;
use crate::diagnostic::{Finding, Place};
use crate::message::ImportDoubt;
use crate::points::Number;
use crate::sheet::fold;

/// What an appendix says.
#[derive(Clone, Debug, Default)]
pub struct Appendix {
    /// Fields and criteria, each before those below it, in the order of the appendix.
    pub nodes: Vec<Node>,
    /// Bonus and penalty.
    pub adjustments: Vec<Adjustment>,
    /// The total that is stated.
    pub total: Option<Number>,
    /// The texts above the first table.
    pub above: Vec<String>,
    /// Rows that are neither criteria nor scoring: classes, rules for all, signatures.
    pub notes: Vec<String>,
}

/// A field, criterion or sub-criterion.
#[derive(Clone, Debug)]
pub struct Node {
    /// Dotted code.
    pub code: String,
    /// The code as it is printed, with that of the field where it does not contain it.
    pub printed: String,
    /// Name.
    pub name: String,
    /// Maximum, where it is certain.
    pub max: Option<Number>,
    /// What stands there instead.
    pub not_max: Option<String>,
    /// How it is scored, line by line.
    pub scoring: Vec<String>,
    /// Which evidence is asked for.
    pub evidence: String,
    /// Who appraises it.
    pub appraiser: String,
    /// What stands in columns that no head explains, each with its head.
    pub others: Vec<(String, String)>,
    /// A survey gives its points.
    pub survey: bool,
    /// A comma or semicolon divides a text that is its scoring, so that no rule can be read from it.
    pub divided: bool,
    /// Nothing stands below it.
    pub is_leaf: bool,
    /// Where its scoring stands.
    pub place: Place,
    pub(super) path: Vec<u32>,
    pub(super) at: At,
    pub(super) max_at: At,
    pub(super) scoring_over: Option<(String, String)>,
    pub(super) table: usize,
    pub(super) annex: usize,
}

impl Appendix {
    /// The nodes right below one; with an empty path the fields.
    pub(super) fn below<'a>(&'a self, path: &'a [u32]) -> impl Iterator<Item = &'a Node> {
        self.nodes.iter().filter(move |node| node.path.len() == path.len() + 1 && node.path.starts_with(path))
    }

    /// The fields.
    pub fn fields(&self) -> impl Iterator<Item = &Node> {
        self.nodes.iter().filter(|node| node.path.len() == 1)
    }

    /// The leaves.
    pub fn leaves(&self) -> impl Iterator<Item = &Node> {
        self.nodes.iter().filter(|node| node.is_leaf)
    }

    /// The sum of the maxima of the fields, where all are known.
    pub fn scale(&self) -> Option<Number> {
        sum(self.fields())
    }

    /// What the bonuses may add to a total.
    pub(super) fn bonus(&self) -> Number {
        let bonuses = self.adjustments.iter().filter(|found| found.effect == Effect::Bonus);
        bonuses.filter_map(|found| found.cap.as_ref()).sum()
    }
}

/// The sum of the maxima; `None` where one is missing.
pub(super) fn sum<'a>(nodes: impl Iterator<Item = &'a Node>) -> Option<Number> {
    nodes.map(|node| node.max.clone()).sum::<Option<Number>>()
}

/// A tree that grows row by row.
pub(super) struct Growing<'s, 'f> {
    pub source: &'s Source<'s>,
    pub appendix: Appendix,
    pub findings: &'f mut Vec<Finding>,
    /// By path where a node stands.
    pub seen: BTreeMap<Vec<u32>, usize>,
    /// Rows without a code of their own, since the last one that has one.
    pub pending: Vec<Line>,
    /// The total has come.
    ended: bool,
    /// Rows below it.
    below: Vec<Line>,
}

/// Makes the tree.
pub(super) fn grow(
    source: &Source,
    all: &[Line],
    above: Vec<String>,
    tell: bool,
    findings: &mut Vec<Finding>,
) -> Appendix {
    let (mut lines, told) = (all.to_vec(), findings.len());
    let numbered = outline::number(&mut lines);
    let mut scheme = Scheme::of(&lines);
    let mut growing = Growing {
        source,
        appendix: Appendix { above: above.clone(), ..Appendix::default() },
        findings,
        seen: BTreeMap::new(),
        pending: Vec::new(),
        ended: false,
        below: Vec::new(),
    };
    let mut adjustments = Adjustments::default();
    let mut ended = false;
    let mut lines = lines.into_iter();
    while let Some(line) = lines.next() {
        if let Some(sum) = line.sum {
            growing.flush(None);
            if sum == SumRow::Whole {
                ended = !growing.appendix.nodes.is_empty();
                growing.ended |= ended;
                growing.appendix.total = growing.appendix.total.take().or_else(|| line.max.number().cloned());
            }
            continue;
        }
        if adjustments.takes(&line) {
            scheme.pass(&line.code);
            growing.flush(None);
            continue;
        }
        let loose = matches!(line.code, Code::None | Code::Bullet | Code::Item | Code::Words);
        if loose && ended {
            growing.below.push(line);
            continue;
        }
        ended &= loose;
        match scheme.path(&line.code, |path| growing.seen.contains_key(path)) {
            // Read once more without it: its codes say nothing of those before.
            Some(path) if growing.begins_anew(&path, &line) => {
                let rest = lines.len() + 1;
                findings.truncate(told);
                if tell {
                    let (text, table) = (format!("{} {}", line.typed, line.name), line.table);
                    findings.push(doubt(
                        source.place(line.at),
                        ImportDoubt::OtherSet { text, count: rest, table },
                    ));
                }
                let own = all.get(..all.len() - rest).unwrap_or_default();
                return grow(source, own, above, tell, findings);
            }
            Some(path) => {
                if numbered {
                    growing.find(line.at, ImportDoubt::CodeGiven { code: codes::shown(&path) });
                }
                growing.coded(path, line);
            }
            None => growing.pending.push(line),
        }
    }
    growing.flush(None);
    let below = std::mem::take(&mut growing.below);
    growing.leave_out(&below.iter().collect::<Vec<_>>());
    growing.appendix.adjustments = adjustments.done();
    growing.finish()
}

impl Growing<'_, '_> {
    /// Takes a row that has a code.
    fn coded(&mut self, path: Vec<u32>, line: Line) {
        let Some(first) = self.seen.get(&path).copied() else {
            self.flush(Some(&path));
            self.recover_told(&path, &line);
            self.push(path, line);
            return;
        };
        let bare =
            |name: &str| fold(name).trim_end_matches(" tiep theo").trim_end_matches(" tiep").to_owned();
        let node = &self.appendix.nodes[first];
        let same = bare(&node.name) == bare(&line.name);
        if same && (line.max == Max::Blank || line.max.number() == node.max.as_ref()) {
            self.flush(Some(&path));
            self.goes_on(first, line);
            return;
        }
        // 1.1 behind 1.9 was 1.10 before a spreadsheet took it for a number.
        if let Some(tenfold) = tenfold(&path).filter(|path| self.is_next(path)) {
            self.flush(Some(&tenfold));
            let (typed, code) = (line.typed.clone(), codes::shown(&tenfold));
            self.find(line.at, ImportDoubt::CodeRecovered { typed, code });
            self.push(tenfold, line);
            return;
        }
        self.pending.push(line);
    }

    /// Whether the codes begin anew with a row, in another table: below the heading of another appendix, behind the
    /// total, or in another sheet after other fields.
    fn begins_anew(&self, path: &[u32], line: &Line) -> bool {
        let (Some(first), Some(last)) = (self.appendix.nodes.first(), self.appendix.nodes.last()) else {
            return false;
        };
        let goes_on = last.path.first() == path.first() || first.at.sheet == line.at.sheet;
        first.path == path
            && first.table != line.table
            && (first.annex != line.annex || self.ended || !goes_on)
    }

    /// A date for a code is told.
    fn recover_told(&mut self, path: &[u32], line: &Line) {
        if matches!(line.code, Code::Perhaps(_)) {
            let (typed, code) = (line.typed.clone(), codes::shown(path));
            self.find(line.at, ImportDoubt::CodeRecovered { typed, code });
        }
    }

    /// The row of a criterion that is repeated on the next page.
    fn goes_on(&mut self, node: usize, line: Line) {
        let node = &mut self.appendix.nodes[node];
        node.others.extend(line.others);
        node.scoring.extend(Some(line.scoring).filter(|text| !text.is_empty()));
        for (own, other) in [(&mut node.evidence, line.evidence), (&mut node.appraiser, line.appraiser)] {
            if !other.is_empty() && *own != other {
                own.push_str(if own.is_empty() { "" } else { "\n" });
                own.push_str(&other);
            }
        }
    }

    /// Whether a code is the next one among its neighbours.
    pub fn is_next(&self, path: &[u32]) -> bool {
        let Some((last, parent)) = path.split_last() else { return false };
        !self.seen.contains_key(path)
            && (parent.is_empty() || self.seen.contains_key(parent))
            && (*last == 1 || self.seen.contains_key(&[parent, &[last - 1]].concat()))
    }

    /// A new node.
    pub fn push(&mut self, path: Vec<u32>, line: Line) {
        let mut scoring = Some(line.scoring).filter(|text| !text.is_empty());
        let divided = matches!(line.max, Max::Divided(_));
        let (max, not_max) = match line.max {
            Max::Divided(text) => {
                scoring = Some(text);
                (None, None)
            }
            Max::Is(number) if number.is_negative() => {
                let (code, typed) = (codes::shown(&path), number.to_string().replace('.', ","));
                self.find(line.max_at, ImportDoubt::MaxNegative { code, typed: typed.clone() });
                (None, Some(typed))
            }
            Max::Is(number) => (Some(number), None),
            Max::Blank => (None, None),
            // Told at its cell already.
            Max::Uncached => (None, Some(UNCACHED.to_owned())),
            Max::Unreadable(typed) => {
                let code = codes::shown(&path);
                self.find(line.max_at, ImportDoubt::MaxUnreadable { code, typed: typed.clone() });
                (None, Some(typed))
            }
            Max::Merged(range, number) => {
                let code = codes::shown(&path);
                self.find(line.max_at, ImportDoubt::MaxMerged { code, range: range.clone() });
                (None, Some(format!("{number} ({range})")))
            }
        };
        let code = codes::shown(&path);
        let own = line.typed.trim_end_matches(['.', ')', ':']);
        let printed_of = |len: usize| {
            let above = path.get(..len).and_then(|path| self.seen.get(path));
            above.map_or_else(|| codes::shown(&path[..len]), |at| self.appendix.nodes[*at].printed.clone())
        };
        let printed = match line.code {
            // A number that the appendix does not have is none to cite.
            _ if own.is_empty() && path.len() > 1 => {
                format!("{}, dòng không ghi mã", printed_of(path.len() - 1))
            }
            _ if own.is_empty() => "không ghi mã".to_owned(),
            _ if path.len() == 1 || own == code => own.to_owned(),
            Code::Dotted(parts) => format!("{}, {own}", printed_of(path.len().saturating_sub(parts.len()))),
            Code::Bullet => format!("{} ({own})", printed_of(path.len() - 1)),
            _ => format!("{}, {own}", printed_of(path.len() - 1)),
        };
        let inherited = (1..path.len()).any(|len| {
            let above = self.seen.get(&path[..len]).map(|at| &self.appendix.nodes[*at]);
            above.is_some_and(|node| node.survey)
        });
        let survey = line.survey || inherited || names_survey(&line.name);
        self.seen.insert(path.clone(), self.appendix.nodes.len());
        self.appendix.nodes.push(Node {
            code,
            printed,
            name: line.name,
            max,
            not_max,
            scoring: scoring.into_iter().collect(),
            evidence: line.evidence,
            appraiser: line.appraiser,
            others: line.others,
            survey,
            divided,
            is_leaf: true,
            place: self.source.place(line.scoring_at),
            path,
            at: line.at,
            max_at: line.max_at,
            scoring_over: line.scoring_over,
            table: line.table,
            annex: line.annex,
        });
    }

    pub fn find(&mut self, at: At, what: ImportDoubt) {
        self.findings.push(doubt(self.source.place(at), what));
    }

    /// What holds for the tree as a whole.
    fn finish(mut self) -> Appendix {
        let Growing { source, appendix, findings, seen, .. } = &mut self;
        let mut found = Vec::new();
        let mut over: BTreeMap<(usize, String), Vec<usize>> = BTreeMap::new();
        for at in 0..appendix.nodes.len() {
            let is_leaf = appendix.below(&appendix.nodes[at].path).next().is_none();
            appendix.nodes[at].is_leaf = is_leaf;
            if let Some((range, text)) = appendix.nodes[at].scoring_over.take().filter(|_| is_leaf) {
                let node = &mut appendix.nodes[at];
                if node.scoring.is_empty() && !text.is_empty() {
                    node.scoring.push(text);
                }
                over.entry((node.at.sheet, range)).or_default().push(at);
            }
            let node = &appendix.nodes[at];
            let code = || node.code.clone();
            let parent = node.path.len() - 1;
            if parent > 0 && !seen.contains_key(&node.path[..parent]) {
                let parent = codes::shown(&node.path[..parent]);
                found.push((node.at, ImportDoubt::NoParent { code: code(), parent }));
            }
            let below = if node.is_leaf { None } else { sum(appendix.below(&node.path)) };
            match (&node.max, below) {
                (Some(stated), Some(sum)) if *stated != sum => {
                    let stated = stated.clone();
                    found.push((node.max_at, ImportDoubt::SumDiffers { code: code(), stated, sum }));
                }
                (None, sum) if node.not_max.is_none() && !node.divided => {
                    found.push((node.max_at, ImportDoubt::MaxMissing { code: code(), sum }));
                }
                _ => {}
            }
        }
        if let (Some(stated), Some(sum)) = (&appendix.total, appendix.scale())
            && *stated != sum
            && *stated != &sum + &appendix.bonus()
        {
            let first = appendix.nodes.first().map(|node| node.max_at).unwrap_or_default();
            found.push((first, ImportDoubt::SumDiffers { code: String::new(), stated: stated.clone(), sum }));
        }
        for ((_, range), at) in over.into_iter().filter(|(_, at)| at.len() > 1) {
            let codes = at.iter().map(|at| appendix.nodes[*at].code.clone()).collect();
            let place = at.first().map(|at| appendix.nodes[*at].place.clone());
            findings.extend(place.map(|place| doubt(place, ImportDoubt::ScoringMerged { codes, range })));
        }
        findings.extend(found.into_iter().map(|(at, what)| doubt(source.place(at), what)));
        self.appendix
    }
}

/// Ten times the last number.
fn tenfold(path: &[u32]) -> Option<Vec<u32>> {
    let (last, parent) = path.split_last()?;
    Some([parent, &[last.checked_mul(10)?]].concat())
}

/// Whether a name says that a survey gives the points, and not only that there is one.
fn names_survey(name: &str) -> bool {
    let bracketed =
        name.split(['(', '[']).skip(1).any(|part| is_survey(part.split([')', ']']).next().unwrap_or(part)));
    let folded = fold(name);
    let words = ["phan ", "diem ", "ket qua ", "danh gia ", "qua "];
    let bare = words.iter().fold(folded.as_str(), |rest, word| rest.strip_prefix(word).unwrap_or(rest));
    let begins = ["dieu tra xa hoi hoc", "dieu tra xhh"].iter().any(|words| bare.starts_with(words));
    bracketed || begins || folded.contains("qua dieu tra xa hoi hoc")
}
