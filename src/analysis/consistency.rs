//! Whether the council treated its units alike: the same data and evidence with other points, and appraisers who cut much
//! more than the others of the same criterion. Both are for people to look at; neither changes a point.

use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;

use crate::assessment::{Appraisal, Assessment, Holds, Subject};
use crate::criteria::CriteriaSet;
use crate::diagnostic::{Finding, Place};
use crate::message::{Detail, Scorer, Treated};
use crate::points::{Number, Precision, Rounding};
use crate::rule::{Answer, Outcome};

/// A strict appraiser cut the points of at least so many units, and of more than half of his; the others together gave
/// points to at least so many. Chance alone, where one of eight cells is cut, hardly gives that with any number of units.
const UNITS: usize = 5;
/// His cuts are at least a quarter of the maximum on average of all his units; those of the others less than a tenth.
const STRICT: i64 = 4;
const LENIENT: i64 = 10;

/// What is found over all units of a set that were checked, while it is still known what their evidence says.
pub fn consistency(set: &CriteriaSet, assessments: &[Assessment]) -> Vec<Finding> {
    if assessments.iter().all(|unit| unit.appraisals.is_empty()) {
        return Vec::new();
    }
    let units: Vec<Unit> = assessments.par_iter().map(|unit| Unit::of(set, unit)).collect();
    let leaves = (0..set.leaves.len()).into_par_iter();
    let found: Vec<(Vec<Finding>, Vec<Strict>)> =
        leaves.map(|n| (unequal(set, &units, n), strict(set, &units, n))).collect();
    let (unequal, stricts): (Vec<_>, Vec<_>) = found.into_iter().unzip();
    let mut findings: Vec<Finding> = unequal.into_iter().flatten().collect();
    findings.extend(one_of_appraiser(set, stricts.into_iter().flatten()));
    findings
}

/// A unit with its rounds by leaf.
struct Unit<'a> {
    own: &'a Assessment,
    /// Per leaf what the first and the second round gave.
    rounds: Vec<[Option<&'a Appraisal>; 2]>,
}

impl<'a> Unit<'a> {
    fn of(set: &CriteriaSet, own: &'a Assessment) -> Unit<'a> {
        let mut rounds = vec![[None; 2]; set.leaves.len()];
        for kept in &own.appraisals {
            let round = usize::from(kept.round > 1);
            if let Subject::Leaf(n) = kept.of
                && let Some(of_leaf) = rounds.get_mut(n)
            {
                of_leaf[round] = Some(kept);
            }
        }
        Unit { own, rounds }
    }
}

/// What makes two units alike for a leaf: the data and what the rule gives for them (that of a rule that compares with the
/// best of the block differs from block to block); without data the self score and the words of the evidence.
#[derive(PartialEq, Eq, Hash)]
enum Alike<'a> {
    Data(&'a Answer, Option<&'a Outcome>),
    Claim(Number, u64),
}

/// What the evidence cell of a unit says, so far as it can be compared.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Shown {
    Nothing,
    Holds(Holds),
    /// The same words, with the number of a document.
    Text(u64),
    /// Something that is like nothing else.
    Other(usize),
}

/// The points that a round gave a unit.
struct Given<'a> {
    unit: &'a Assessment,
    kept: &'a Appraisal,
    points: Number,
    /// Those that count in the end.
    last: Number,
    shown: Shown,
}

impl Given<'_> {
    /// Whether another one got more here and in the end.
    fn is_below(&self, other: &Given) -> bool {
        self.points < other.points && self.last < other.last
    }

    /// The unit, its points and their cell, as seen from another cell.
    fn told(&self, from: &Given) -> Treated {
        let cell = self.kept.mark.at.as_ref().zip(from.kept.mark.at.as_ref());
        let cell = cell.map_or_else(String::new, |(at, beside)| at.beside(beside));
        Treated { unit: self.unit.unit.to_string(), points: self.points.clone(), cell }
    }
}

fn unequal(set: &CriteriaSet, units: &[Unit], n: usize) -> Vec<Finding> {
    let mut findings = Vec::new();
    for round in [0, 1] {
        let mut places: HashMap<Alike, usize> = HashMap::new();
        let mut groups: Vec<Vec<Given>> = Vec::new();
        for (at, unit) in units.iter().enumerate() {
            let Some((alike, given)) = given(set, unit, at, n, round) else { continue };
            let place = *places.entry(alike).or_insert(groups.len());
            match groups.get_mut(place) {
                Some(group) => group.push(given),
                None => groups.push(vec![given]),
            }
        }
        findings.extend(groups.iter().filter_map(|group| of_group(set, group, n)));
    }
    findings
}

fn given<'a>(
    set: &CriteriaSet,
    unit: &Unit<'a>,
    at: usize,
    n: usize,
    round: usize,
) -> Option<(Alike<'a>, Given<'a>)> {
    let (own, entry) = (unit.own, unit.own.entries.get(n)?);
    let kept = unit.rounds.get(n)?.get(round).copied().flatten().filter(|_| !own.exempt[n])?;
    let shown = match entry.evidence {
        None | Some((Holds::Nothing, _)) => Shown::Nothing,
        Some((Holds::Evidence, _)) => own.proofs.text(n).map_or(Shown::Other(at), Shown::Text),
        Some((holds, _)) => Shown::Holds(holds),
    };
    let alike = match (&entry.declared, shown) {
        (Some(declared), _) if !declared.fault => Alike::Data(&declared.answer, own.computed(n)),
        (None, Shown::Text(text)) if set.leaf(n).1.scored_by == Scorer::Unit => {
            Alike::Claim(entry.own.typed()?, text)
        }
        _ => return None,
    };
    Some((
        alike,
        Given { unit: own, kept, points: kept.mark.points()?, last: entry.appraised.points()?, shown },
    ))
}

/// Of units with the same data those that got less than another one whose evidence has the same words; or without the
/// reason that their table asks for, where numbers were declared (a choice has so few answers that what the council looks
/// at is the evidence), or neither names any evidence.
fn of_group(set: &CriteriaSet, group: &[Given], n: usize) -> Option<Finding> {
    let first_points = &group.first()?.points;
    if group.iter().all(|given| given.points == *first_points) {
        return None;
    }
    // All of a group have data, or none.
    let data = group.first()?.unit.entries[n].declared.as_ref();
    let numbers = data.is_some_and(|data| !data.answer.inputs.is_empty());
    let mut best: HashMap<Shown, &Given> = HashMap::new();
    for given in group {
        // Numbers are compared whatever the evidence says.
        let alike = [Some(given.shown), numbers.then_some(Shown::Other(usize::MAX))];
        for shown in alike.into_iter().flatten() {
            let best = best.entry(shown).or_insert(given);
            if given.points > best.points {
                *best = given;
            }
        }
    }
    let below = |given: &Given, shown| best.get(&shown).is_some_and(|best| given.is_below(best));
    let same_words = |given: &Given| matches!(given.shown, Shown::Text(_)) && below(given, given.shown);
    let reasonless = |given: &Given| given.kept.asks_reason && given.kept.reason.is_none();
    let unequal = |given: &Given| {
        let any = numbers && below(given, Shown::Other(usize::MAX));
        let none = given.shown == Shown::Nothing && below(given, Shown::Nothing);
        same_words(given) || reasonless(given) && (any || none)
    };
    let below: Vec<&Given> = group.iter().filter(|given| unequal(given)).collect();
    let first = *below.first()?;
    let evidence = same_words(first);
    let alike =
        |given: &&Given| first.is_below(given) && (given.shown == first.shown || !evidence && numbers);
    let told = |given: &Given| given.told(first);
    let detail = Detail::UnequalTreatment {
        points: first.points.clone(),
        data: data.is_some(),
        evidence,
        more: group.iter().filter(alike).map(told).collect(),
        others: below.iter().skip(1).map(|given| told(given)).collect(),
    };
    let place = first.kept.mark.at.as_ref()?.place();
    Some(Finding::new(place, detail).of_unit(&first.unit.unit).of_criterion(&set.leaf(n).0.code))
}

/// An appraiser who is strict with a leaf.
struct Strict<'a> {
    who: String,
    leaf: usize,
    cut: Number,
    units: usize,
    others_cut: Number,
    others: usize,
    /// What he cut.
    kept: Vec<&'a Appraisal>,
}

/// What an appraiser cut of a leaf.
#[derive(Default)]
struct Cuts<'a> {
    sum: Number,
    units: usize,
    kept: Vec<&'a Appraisal>,
}

fn strict<'a>(set: &CriteriaSet, units: &[Unit<'a>], n: usize) -> Vec<Strict<'a>> {
    // However a name is spelt, it is one person's.
    let mut of_appraisers: BTreeMap<String, (String, Cuts)> = BTreeMap::new();
    let (mut sum, mut all) = (Number::ZERO, 0);
    for unit in units.iter().filter(|unit| !unit.own.exempt[n]) {
        let Some(kept) = unit.rounds[n][0] else { continue };
        let (Some(asked), Some(points)) = (unit.own.asked(set, n), kept.mark.points()) else { continue };
        let Some(who) = appraiser(kept) else { continue };
        let (_, cuts) = of_appraisers.entry(who.to_lowercase()).or_insert_with(|| (who, Cuts::default()));
        (cuts.units, all) = (cuts.units + 1, all + 1);
        if points < asked {
            let cut = &asked - &points;
            cuts.sum += &cut;
            sum += &cut;
            cuts.kept.push(kept);
        }
    }
    let max = &set.leaf(n).0.max;
    // Sums against shares of the maximum, without dividing.
    let reaches = |sum: &Number, units: usize, share: i64| &Number::from(share) * sum >= &whole(units) * max;
    let mean = |sum: &Number, units: usize| {
        let percent = (sum * &Number::from(100)).checked_div(&(&whole(units) * max)).unwrap_or_default();
        percent.rounded(Precision { decimals: 0, rounding: Rounding::HalfUp })
    };
    let found = of_appraisers.into_values().filter_map(|(who, cuts)| {
        let (others, others_sum) = (all - cuts.units, &sum - &cuts.sum);
        let enough = cuts.kept.len() >= UNITS && others >= UNITS && 2 * cuts.kept.len() > cuts.units;
        let is_strict =
            enough && reaches(&cuts.sum, cuts.units, STRICT) && !reaches(&others_sum, others, LENIENT);
        is_strict.then(|| Strict {
            who,
            leaf: n,
            cut: mean(&cuts.sum, cuts.units),
            units: cuts.units,
            others_cut: mean(&others_sum, others),
            others,
            kept: cuts.kept,
        })
    });
    found.collect()
}

fn whole(units: usize) -> Number {
    Number::from(i64::try_from(units).unwrap_or(i64::MAX))
}

/// Who gave the points: the name as it is written, else the file.
fn appraiser(kept: &Appraisal) -> Option<String> {
    match &kept.appraiser {
        Some(who) => Some(who.text.split_whitespace().collect::<Vec<_>>().join(" ")),
        None => Some(kept.mark.at.as_ref()?.sheet.file.to_string()),
    }
}

/// One finding for each appraiser, at the first criterion of which it holds.
fn one_of_appraiser<'a>(set: &CriteriaSet, found: impl Iterator<Item = Strict<'a>>) -> Vec<Finding> {
    let mut by_name: BTreeMap<String, Vec<Strict>> = BTreeMap::new();
    found.for_each(|strict| by_name.entry(strict.who.clone()).or_default().push(strict));
    let finding = |stricts: Vec<Strict>| {
        let mut stricts = stricts.into_iter();
        let Strict { who, leaf, cut, units, others_cut, others, kept } = stricts.next()?;
        let at = kept.first()?.mark.at.as_ref()?;
        let cells = kept.iter().filter_map(|kept| kept.mark.at.as_ref());
        let criteria = stricts.map(|strict| set.leaf(strict.leaf).0.code.to_string()).collect();
        let detail = Detail::StrictAppraiser {
            who,
            cut,
            units,
            others_cut,
            others,
            cells: cells.clone().map(|cell| cell.beside(at)).collect(),
            criteria,
        };
        let place: Place = at.place();
        let mut finding = Finding::new(place, detail).of_criterion(&set.leaf(leaf).0.code);
        finding.also = cells.skip(1).filter(|cell| cell.sheet == at.sheet).map(|cell| cell.cell).collect();
        Some(finding)
    };
    by_name.into_values().filter_map(finding).collect()
}
