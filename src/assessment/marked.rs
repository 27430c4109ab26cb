//! Holds what a workbook of ours says of itself against the round, its place and its name.

use std::sync::Arc;

use super::submission::{Paper, Submission};
use super::table::FileReading;
use crate::criteria::CriteriaSet;
use crate::diagnostic::{Code, Finding, Place};
use crate::marker::{MarkedPaper, MarkedSheet, Marker};
use crate::message::{Detail, MadeFault, PaperKind};
use crate::sheet::key;
use crate::unit::{Found, Register};

/// A set of the round with the units that it scores.
#[derive(Clone, Copy, Debug)]
pub struct Scored<'a> {
    /// The set.
    pub set: &'a CriteriaSet,
    /// Its version.
    pub fingerprint: &'a str,
    /// Its units.
    pub register: Option<&'a Register>,
}

/// What a workbook should be.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// The year of the round.
    pub year: Option<i64>,
    /// The sets of the round.
    pub sets: &'a [Scored<'a>],
}

/// A form of a workbook of ours that is what it should be, up to its cells.
#[derive(Clone, Copy, Debug)]
pub struct Sound<'a> {
    /// The set (index among those of the round).
    pub set: usize,
    /// What it was made as.
    pub made: &'a MarkedSheet,
    /// What was read from it.
    pub read: &'a Submission,
}

/// That a workbook of ours lies among papers of another kind: read as one of them, nothing of it says anything.
pub fn misplaced(marker: &Marker, among: Paper) -> Option<Detail> {
    let (found, wrong) = (kind_made(marker.paper), !belongs(marker.paper, among));
    wrong.then(|| Detail::Made { fault: Box::new(MadeFault::OtherPaper { found, among: kind(among) }) })
}

/// What is wrong with a workbook of ours as a whole, and the forms of which the cells may be compared with what was given
/// out. The readings are those by each set.
pub fn check_marker<'a>(
    marker: &'a Marker,
    file: &Arc<str>,
    wanted: &Wanted,
    readings: &'a [FileReading],
) -> (Vec<Finding>, Vec<Sound<'a>>) {
    let mut findings = Vec::new();
    // A file with one form is its unit's.
    let forms: Vec<&Submission> = readings.first().iter().flat_map(|reading| &reading.submissions).collect();
    let unit_of = |form: Option<&Submission>| {
        let name = &form.or(forms.first().copied().filter(|_| forms.len() == 1))?.unit;
        wanted.sets.iter().find_map(|by| by.name_of(name)).or_else(|| Some(Arc::from(name.as_str())))
    };
    let mut found = |place: Place, form: Option<&Submission>, fault: MadeFault| {
        let finding = Finding::new(place, Detail::Made { fault: Box::new(fault) });
        findings.push(unit_of(form).into_iter().fold(finding, |finding, unit| finding.of_unit(&unit)));
    };
    let whole = || Place::file(file);
    let said_of_year = readings
        .iter()
        .flat_map(|reading| &reading.submissions)
        .any(|submission| submission.findings.iter().any(|finding| finding.code() == Code::OtherYear));
    if let (Some(found_year), Some(year), false) = (marker.year, wanted.year, said_of_year)
        && found_year != year
    {
        found(whole(), None, MadeFault::OtherYear { found: found_year, year });
    }
    let Some((at, by)) = wanted.sets.iter().enumerate().find(|(_, by)| by.set.id == marker.set) else {
        let own: Vec<&str> = wanted.sets.iter().map(|by| by.set.id.as_str()).collect();
        found(whole(), None, MadeFault::OtherSet { form: marker.set.clone(), own: own.join(", ") });
        return (findings, Vec::new());
    };
    let same_version = by.fingerprint == marker.fingerprint;
    if !same_version {
        found(whole(), None, MadeFault::OtherVersion { set: marker.set.clone() });
    }
    // The council's papers are of many units.
    if !matches!(marker.paper, MarkedPaper::Form | MarkedPaper::Explanation) {
        return (findings, Vec::new());
    }
    let read = readings.get(at).map(|reading| reading.submissions.as_slice()).unwrap_or_default();
    let mut sound = Vec::new();
    for form in read {
        let Some(made) = made_as(marker, form, read.len()) else { continue };
        let others = wanted.sets.iter().zip(readings).enumerate().filter(|(other, _)| *other != at);
        let elsewhere = others.map(|(_, pair)| pair).find(|(other, _)| other.scores(&form.unit));
        if let Some((other, reading)) = elsewhere {
            let said =
                reading.submissions.iter().any(|same| same.sheet == form.sheet && same.foreign.is_some());
            if !said {
                let fault = MadeFault::OtherSet { form: marker.set.clone(), own: other.set.id.clone() };
                found(whole(), Some(form), fault);
            }
            continue;
        }
        let of_register = |name: &str| by.register.is_none_or(|_| by.scores(name));
        if !by.is_same(&made.unit, &form.unit) {
            // That nobody has this name is said already.
            if of_register(&form.unit) {
                let (made_for, named) = (made.unit.clone(), form.unit.clone());
                found(form.unit_at.clone(), Some(form), MadeFault::OtherUnit { made_for, named });
            }
            continue;
        }
        if let ([_], Some(named)) = (marker.sheets.as_slice(), by.named_by(file))
            && !by.is_same(&named, &form.unit)
        {
            found(whole(), Some(form), MadeFault::OtherFileName { file: named, unit: form.unit.clone() });
        }
        if same_version && marker.paper == MarkedPaper::Form {
            sound.push(Sound { set: at, made, read: form });
        }
    }
    (findings, sound)
}

/// What a form was made as: by the name of its sheet, or because there is only one.
fn made_as<'a>(marker: &'a Marker, form: &Submission, forms: usize) -> Option<&'a MarkedSheet> {
    let only = match (marker.sheets.as_slice(), forms) {
        ([only], 1) => Some(only),
        _ => None,
    };
    marker.sheet(&form.sheet.sheet).or(only)
}

impl Scored<'_> {
    fn unit(&self, name: &str) -> Option<usize> {
        match self.register?.find(name) {
            Found::Unit(unit) | Found::Former(unit, _) => Some(unit),
            _ => None,
        }
    }

    /// A unit as the register names it.
    fn name_of(&self, name: &str) -> Option<Arc<str>> {
        self.register?.units.get(self.unit(name)?).map(|unit| Arc::clone(&unit.name))
    }

    fn scores(&self, name: &str) -> bool {
        self.unit(name).is_some()
    }

    fn is_same(&self, one: &str, other: &str) -> bool {
        match (self.unit(one), self.unit(other)) {
            (Some(one), Some(other)) => one == other,
            (None, None) => key(one) == key(other),
            _ => false,
        }
    }

    /// The unit of the register that the name of a file names.
    fn named_by(&self, file: &str) -> Option<String> {
        let name = file.rsplit('/').next().unwrap_or(file);
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        self.name_of(&stem.replace(['-', '_'], " ")).map(|unit| unit.to_string())
    }
}

/// Whether a paper that we made belongs among those.
fn belongs(made: MarkedPaper, among: Paper) -> bool {
    match made {
        MarkedPaper::Form => among == Paper::Form,
        MarkedPaper::Appraisal => among == Paper::Appraisal,
        MarkedPaper::Appraisal2 => among == Paper::Appraisal2,
        MarkedPaper::Explanation => among == Paper::Explanation,
    }
}

fn kind_made(paper: MarkedPaper) -> PaperKind {
    match paper {
        MarkedPaper::Form => PaperKind::Form,
        MarkedPaper::Appraisal => PaperKind::Appraisal,
        MarkedPaper::Appraisal2 => PaperKind::Appraisal2,
        MarkedPaper::Explanation => PaperKind::Explanation,
    }
}

fn kind(paper: Paper) -> PaperKind {
    match paper {
        Paper::Form => PaperKind::Form,
        Paper::Appraisal => PaperKind::Appraisal,
        Paper::Appraisal2 => PaperKind::Appraisal2,
        Paper::Explanation => PaperKind::Explanation,
        Paper::Survey => PaperKind::Survey,
    }
}
