//! Answers of respondents: from rows to how many of each group gave each answer.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use rust_decimal::Decimal;

use super::builder::Builder;
use super::entry::{Declared, Entry, SheetRef, Stated, read_points, shown};
use super::submission::Submission;
use crate::criteria::CriteriaSet;
use crate::diagnostic::{CellRef, Finding, Place};
use crate::message::{Detail, InputFault, SurveyFault};
use crate::points::Number;
use crate::rule::{Answer, Rule, SurveyGroup, SurveyRule};
use crate::sheet::{Row, fold};

/// So many respondents are named in one finding.
const NAMED: usize = 10;
/// So many other texts are told apart for each criterion of a unit.
const OTHERS: usize = 20;

/// Where a table of answers has what belongs to each of them.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct AnswerColumns {
    pub group: Option<u32>,
    pub respondent: Option<u32>,
    pub count: Option<u32>,
}

/// The answer of a respondent to a question.
#[derive(Clone, Debug)]
struct Given {
    /// The input that it counts for; `None` where the respondent gave several answers, so that none counts.
    input: Option<u32>,
    /// How often, where it is not once.
    times: Option<Box<Number>>,
    at: CellRef,
}

impl Given {
    fn times(&self) -> &Number {
        self.times.as_deref().unwrap_or(&Number::ONE)
    }
}

/// Who answered what, where the sheets of answers are told apart.
#[derive(Debug, Default)]
pub(super) struct Respondents {
    numbers: HashMap<Arc<str>, u32>,
    /// Their ids, each with its first cell.
    ids: Vec<(Arc<str>, CellRef)>,
    /// By respondent and leaf.
    given: HashMap<(u32, u32), Given>,
}

/// A respondent who answers a question once more.
#[derive(Debug)]
struct Doubled {
    /// Respondent and leaf.
    key: (u32, u32),
    respondent: Arc<str>,
    at: CellRef,
    /// The answer before.
    first: String,
    /// The answers are the same, so that one of them counts.
    same: bool,
}

/// What is odd in the answers of a unit, each with its first cell and how often it came.
#[derive(Debug, Default)]
pub(super) struct Odd {
    found: BTreeMap<(usize, Oddity), (CellRef, usize)>,
    doubled: Vec<Doubled>,
    /// The leaves that were answered.
    leaves: BTreeSet<usize>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Oddity {
    NotSurveyed,
    Impossible(String),
    UnknownGroup(String),
    NotAsked(String),
}

impl Respondents {
    fn number(&mut self, id: &str, at: CellRef) -> u32 {
        if let Some(number) = self.numbers.get(id) {
            return *number;
        }
        let number = u32::try_from(self.ids.len()).unwrap_or(u32::MAX);
        let id: Arc<str> = Arc::from(id);
        self.numbers.insert(Arc::clone(&id), number);
        self.ids.push((id, at));
        number
    }

    fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }
}

/// Holds the answers of a table against those of the tables before it, of the same unit: what a respondent said there
/// already is taken from the new ones, and what contradicts it from both.
pub(super) fn answered_again(
    entries: &mut [Entry],
    earlier: &mut Vec<(Arc<SheetRef>, Respondents)>,
    new: &mut Submission,
) -> Vec<Finding> {
    let mut respondents = std::mem::take(&mut new.respondents);
    if respondents.is_empty() {
        return Vec::new();
    }
    let mut keys: Vec<(CellRef, (u32, u32))> =
        respondents.given.iter().map(|(key, given)| (given.at, *key)).collect();
    keys.sort_unstable();
    let mut twice = Vec::new();
    for (at, key) in keys {
        let Some((id, _)) = respondents.ids.get(key.0 as usize) else { continue };
        let before = earlier.iter_mut().find_map(|(sheet, before)| {
            let number = before.numbers.get(&**id)?;
            Some((sheet, before.given.get_mut(&(*number, key.1))?))
        });
        let (Some((sheet, first)), Some(given)) = (before, respondents.given.get_mut(&key)) else { continue };
        let same = first.input.is_some() && first.input == given.input && first.times() == given.times();
        let leaf = key.1 as usize;
        if let (Some(input), Some(entry)) = (given.input.take(), new.entries.get_mut(leaf)) {
            take_away(&mut entry.declared, input, given.times());
        }
        if let (Some(input), Some(entry), false) = (first.input, entries.get_mut(leaf), same) {
            first.input = None;
            take_away(&mut entry.declared, input, first.times());
        }
        let first = Place::cell(&sheet.file, &sheet.sheet, first.at).to_string();
        twice.push(Doubled { key, respondent: Arc::clone(id), at, first, same });
    }
    let place = |cell| Place::cell(&new.sheet.file, &new.sheet.sheet, cell);
    let found = doubled(twice).into_iter().map(|(cell, detail)| Finding::new(place(cell), detail)).collect();
    earlier.push((Arc::clone(&new.sheet), respondents));
    found
}

/// Respondents of several units: one finding for each table, with the first of them.
pub(super) fn of_two_units<'a>(
    units: impl Iterator<Item = (&'a Arc<str>, &'a [(Arc<SheetRef>, Respondents)])>,
) -> Vec<Finding> {
    let mut seen: HashMap<&str, &Arc<str>> = HashMap::new();
    let mut tables: Vec<(&SheetRef, CellRef, &Arc<str>, SurveyFault)> = Vec::new();
    for (unit, papers) in units {
        for (sheet, respondents) in papers {
            for (id, at) in &respondents.ids {
                let other = *seen.entry(id).or_insert(unit);
                if other == unit {
                    continue;
                }
                match tables.iter_mut().find(|(known, ..)| **known == **sheet) {
                    Some((.., SurveyFault::TwoUnits { count, .. })) => *count += 1,
                    Some(_) => {}
                    None => {
                        let (respondent, other) = (id.to_string(), other.to_string());
                        tables.push((
                            sheet,
                            *at,
                            unit,
                            SurveyFault::TwoUnits { respondent, other, count: 1 },
                        ));
                    }
                }
            }
        }
    }
    let finding = |(sheet, at, unit, fault): (&SheetRef, CellRef, &Arc<str>, SurveyFault)| {
        Finding::new(Place::cell(&sheet.file, &sheet.sheet, at), Detail::Survey { fault }).of_unit(unit)
    };
    tables.into_iter().map(finding).collect()
}

/// The answers that were given twice, as findings: those alike, and those that contradict each other.
fn doubled(found: Vec<Doubled>) -> Vec<(CellRef, Detail)> {
    let (same, other): (Vec<Doubled>, Vec<Doubled>) = found.into_iter().partition(|one| one.same);
    let of_kind = |all: Vec<Doubled>, same: bool| {
        let first = all.iter().min_by_key(|one| one.at)?;
        let (at, before) = (first.at, first.first.clone());
        let mut respondents: Vec<String> = Vec::new();
        for one in &all {
            if respondents.len() < NAMED && !respondents.contains(&one.respondent.to_string()) {
                respondents.push(one.respondent.to_string());
            }
        }
        let fault = SurveyFault::Doubled { respondents, count: all.len(), first: before, same };
        Some((at, Detail::Survey { fault }))
    };
    [of_kind(other, false), of_kind(same, true)].into_iter().flatten().collect()
}

/// Takes answers of one unit away again; `None` where none are left.
fn take_away(declared: &mut Option<Box<Declared>>, input: u32, times: &Number) {
    let Some(data) = declared else { return };
    if let Some(Some(count)) = data.answer.inputs.get_mut(input as usize) {
        *count = &*count - times;
    }
    if data.answer.inputs.iter().flatten().all(Number::is_zero) {
        *declared = None;
    }
}

/// Adds what another table says of the same unit and leaf: answers to answers; of other data the first count.
pub(super) fn add(rule: &Rule, declared: &mut Option<Box<Declared>>, new: Option<Box<Declared>>) {
    match (declared, new) {
        (Some(old), Some(new)) if matches!(rule, Rule::Survey(_)) => {
            for (count, more) in old.answer.inputs.iter_mut().zip(&new.answer.inputs) {
                if let (Some(count), Some(more)) = (count, more) {
                    *count += more;
                }
            }
            old.fault |= new.fault;
        }
        (old, new) => *old = old.take().or(new),
    }
}

/// The answer that a text stands for: exactly, else without case and marks.
pub(super) fn answer_of(rule: &SurveyRule, typed: &str) -> Option<usize> {
    let words = |at: usize| {
        let answer = rule.answers.get(at);
        answer.into_iter().flat_map(|answer| std::iter::once(&answer.label).chain(&answer.short))
    };
    let find = |is: &dyn Fn(&str) -> bool| (0..rule.answers.len()).find(|at| words(*at).any(|word| is(word)));
    find(&|word| word == typed).or_else(|| {
        let folded = fold(typed);
        find(&|word| fold(word) == folded)
    })
}

fn group_of<'g>(groups: &'g [SurveyGroup], typed: &str) -> Option<(usize, &'g SurveyGroup)> {
    let find = |is: &dyn Fn(&str) -> bool| {
        groups.iter().enumerate().find(|(_, group)| is(&group.id) || is(&group.name))
    };
    find(&|word| word == typed).or_else(|| {
        let folded = fold(typed);
        find(&|word| fold(word) == folded)
    })
}

/// Whether a text says that there is no answer.
pub(super) fn is_skipped(set: &CriteriaSet, typed: &str) -> bool {
    let skip = &set.survey.skip;
    skip.iter().any(|word| word == typed) || (!skip.is_empty() && is_folded(skip, typed))
}

fn is_folded(words: &[String], typed: &str) -> bool {
    let folded = fold(typed);
    words.iter().any(|word| fold(word) == folded)
}

impl Builder<'_, '_> {
    /// Counts an answer of respondents for a leaf that a survey scores: one, or as many as the column of counts says.
    pub fn answer(&mut self, columns: AnswerColumns, row: Row, answer: u32, node: usize) {
        let set = self.catalog.set;
        let Some(leaf) = set.nodes[node].leaf.as_ref() else { return };
        let at = row.at(answer);
        let Some(typed) = row.get(answer).map(|value| shown(&value)) else { return };
        let Rule::Survey(rule) = &leaf.rule else { return self.odd(node, Oddity::NotSurveyed, at) };
        let Some(label) = answer_of(rule, &typed) else {
            if !is_skipped(set, &typed) {
                self.odd(node, Oddity::Impossible(typed), at);
            }
            return;
        };
        let times = match columns.count.map(|column| (column, read_points(row.get(column).as_ref()).0)) {
            None => Number::ONE,
            Some((_, Stated::Points(times))) if times >= Decimal::ZERO => Number::from(times),
            Some((column, _)) => {
                let typed = row.get(column).map(|value| shown(&value)).unwrap_or_default();
                let (id, fault) = (String::new(), InputFault::NotANumber);
                return self.found(row.at(column), Some(node), Detail::InputInvalid { id, typed, fault });
            }
        };
        let group = match rule.groups.as_slice() {
            [] => 0,
            groups => {
                let column = columns.group;
                let typed = column.and_then(|column| row.get(column)).map(|value| shown(&value));
                match (typed.as_deref(), groups) {
                    // Where one group alone is asked, nobody else can have answered.
                    (None, [_]) => 0,
                    (None, _) => {
                        let cell = column.map_or(at, |column| row.at(column));
                        return self.odd(node, Oddity::UnknownGroup(String::new()), cell);
                    }
                    (Some(typed), groups) => match group_of(groups, typed) {
                        Some((group, _)) => group,
                        None => {
                            let cell = column.map_or(at, |column| row.at(column));
                            let oddity = match group_of(&set.survey.groups, typed) {
                                Some((_, group)) => Oddity::NotAsked(group.name.clone()),
                                None => Oddity::UnknownGroup(typed.to_owned()),
                            };
                            return self.odd(node, oddity, cell);
                        }
                    },
                }
            }
        };
        let (leaf, input) = (leaf.index, rule.input(group, label));
        self.submission.seen[node] = Some(at);
        self.odd.leaves.insert(leaf);
        let id = columns.respondent.and_then(|column| row.get(column)).map(|value| shown(&value));
        if id.is_some_and(|id| !id.is_empty() && !self.is_first(&id, leaf, input, &times, at)) {
            return;
        }
        let at = self.submission.source(at);
        let counted = self.submission.entries[leaf].declared.get_or_insert_with(|| {
            let inputs = vec![Some(Number::ZERO); set.leaf(leaf).1.inputs.len()];
            let cells = vec![at.cell; inputs.len()];
            let answer = Answer { inputs, ..Answer::default() };
            Box::new(Declared { answer, cells, at, fault: false })
        });
        if let Some(Some(number)) = counted.answer.inputs.get_mut(input) {
            *number += &times;
        }
    }

    /// Whether a respondent answers a question for the first time. Of answers that contradict each other none counts,
    /// whichever came first.
    fn is_first(&mut self, id: &str, leaf: usize, input: usize, times: &Number, at: CellRef) -> bool {
        let input = u32::try_from(input).unwrap_or(u32::MAX);
        let respondents = &mut self.submission.respondents;
        let key = (respondents.number(id, at), u32::try_from(leaf).unwrap_or(u32::MAX));
        let Some(first) = respondents.given.get_mut(&key) else {
            let times = (*times != Number::ONE).then(|| Box::new(times.clone()));
            respondents.given.insert(key, Given { input: Some(input), times, at });
            return true;
        };
        let same = first.input == Some(input) && first.times() == times;
        let before = first.at;
        if let (Some(counted), false) = (first.input, same) {
            first.input = None;
            let times = first.times().clone();
            if let Some(data) = &mut self.submission.entries[leaf].declared
                && let Some(Some(count)) = data.answer.inputs.get_mut(counted as usize)
            {
                *count = &*count - &times;
            }
        }
        self.odd.doubled.push(Doubled {
            key,
            respondent: Arc::from(id),
            at,
            first: before.to_string(),
            same,
        });
        false
    }

    /// Notes something odd; of other texts beyond so many only the first ones are told.
    fn odd(&mut self, node: usize, oddity: Oddity, at: CellRef) {
        if let Some((_, count)) = self.odd.found.get_mut(&(node, oddity.clone())) {
            *count += 1;
            return;
        }
        let full = self.odd.found.range((node, Oddity::NotSurveyed)..).take_while(|((of, _), _)| *of == node);
        let oddity = match oddity {
            Oddity::Impossible(_) if full.count() >= OTHERS => Oddity::Impossible("…".to_owned()),
            other => other,
        };
        self.odd.found.entry((node, oddity)).or_insert((at, 0)).1 += 1;
    }

    /// Tells what was odd in the answers, when all rows were read.
    pub(super) fn end_answers(&mut self) {
        let Odd { found, doubled: mut twice, leaves } = std::mem::take(&mut self.odd);
        let set = self.catalog.set;
        let names =
            |groups: &[SurveyGroup]| groups.iter().map(|group| group.name.clone()).collect::<Vec<_>>();
        for ((node, oddity), (at, count)) in found {
            let rule = set.nodes[node].leaf.as_ref().map(|leaf| &leaf.rule);
            let (answers, known) = match rule {
                Some(Rule::Survey(rule)) => {
                    (rule.answers.iter().map(|answer| answer.label.clone()).collect(), names(&rule.groups))
                }
                _ => (Vec::new(), Vec::new()),
            };
            let fault = match oddity {
                Oddity::NotSurveyed => {
                    self.found(at, Some(node), Detail::NotSurveyed);
                    continue;
                }
                Oddity::Impossible(typed) => SurveyFault::Impossible { typed, answers, count },
                Oddity::UnknownGroup(typed) => SurveyFault::UnknownGroup { typed, known, count },
                Oddity::NotAsked(group) => SurveyFault::NotAsked { group, known, count },
            };
            self.found(at, Some(node), Detail::Survey { fault });
        }
        // Whoever contradicts himself anywhere does so wherever he answers that question.
        for one in &mut twice {
            let counted =
                self.submission.respondents.given.get(&one.key).is_some_and(|given| given.input.is_some());
            one.same &= counted;
        }
        for (at, detail) in doubled(twice) {
            self.found(at, None, detail);
        }
        // Where none of the answers counts there is none.
        for leaf in leaves {
            take_away(&mut self.submission.entries[leaf].declared, 0, &Number::ZERO);
        }
    }
}
