//! Which workbooks there are, and which rows stand in each.

use rust_xlsxwriter::XlsxError;

use super::case::{Case, Found, case};
use super::{CouncilPaper, Matter, Wanted, rows, words, write};
use crate::assessment::Subject;
use crate::criteria::fingerprint;
use crate::marker::{MarkedSheet, Marker};
use crate::message::Scorer;
use crate::rule::Rule;
use crate::sheet::fold;
use crate::sorting::Order as _;
use crate::workbook::grid::Grid;
use crate::workbook::template::words::unit as unit_line;

/// A workbook that is to be written.
pub struct Booklet {
    /// The department or the unit that it is for.
    pub whose: String,
    /// It is for criteria for which nobody is named.
    pub unassigned: bool,
    /// The sheet to fill.
    pub grid: Grid,
    pub(super) with_unit: bool,
    pub(super) paper: CouncilPaper,
    /// What the rows are of, in the order of the set, each once.
    pub(super) subjects: Vec<Subject>,
    pub(super) marker: Marker,
}

impl Booklet {
    /// Its bytes; the same for the same matter.
    pub fn bytes(&self, matter: &Matter) -> Result<Vec<u8>, XlsxError> {
        write::bytes(self, matter)
    }

    /// How many criteria it has.
    pub fn criteria(&self) -> usize {
        self.subjects.len()
    }
}

/// The workbooks that are wanted, each with at least one row.
pub fn booklets(matter: &Matter, wanted: Wanted) -> Vec<Booklet> {
    let found = Found::new(matter.findings);
    let parcels = if wanted.is_by_unit() { of_units(matter) } else { of_departments(matter) };
    let make = |parcel: Parcel| booklet(matter, &found, wanted, &parcel);
    parcels.into_iter().filter_map(make).collect()
}

/// Whose a workbook is, and what stands in it.
struct Parcel {
    whose: Whose,
    subjects: Vec<Subject>,
    units: Vec<usize>,
}

enum Whose {
    Department(String),
    Nobody,
    Unit(usize),
}

fn booklet(matter: &Matter, found: &Found, wanted: Wanted, parcel: &Parcel) -> Option<Booklet> {
    let (set, lang, paper) = (matter.set, matter.lang, wanted.paper);
    let mut cases: Vec<Case> = Vec::new();
    for of in &parcel.subjects {
        let all = parcel.units.iter().map(|unit| case(matter, found, *unit, *of, paper));
        cases.extend(all.filter(|case| is_asked(case, wanted)));
    }
    let mut subjects: Vec<Subject> = cases.iter().map(|case| case.of).collect();
    subjects.dedup();
    if subjects.is_empty() {
        return None;
    }
    let (name, line, unit) = match &parcel.whose {
        Whose::Department(name) => (name.clone(), words::department(name, lang), None),
        Whose::Nobody => {
            let name = words::unassigned(lang);
            let line = words::department(&name, lang);
            (name, line, None)
        }
        Whose::Unit(unit) => {
            let name = matter.assessments[*unit].unit.to_string();
            let line = unit_line(&name, lang);
            (name, line, Some(*unit))
        }
    };
    // A unit's own paper has its name above; the council's that of the department.
    let agency = match parcel.whose {
        Whose::Nobody => "",
        Whose::Unit(_) if paper != CouncilPaper::Explanation => "",
        _ => &name,
    };
    let grid = rows::grid(matter, &cases, paper, unit.is_none(), [agency, &line]);
    let sheet = MarkedSheet {
        sheet: grid.name.clone(),
        unit: unit.map(|_| name.clone()).unwrap_or_default(),
        code: String::new(),
    };
    let marker = Marker {
        paper: paper.marked(),
        set: set.id.clone(),
        fingerprint: fingerprint(set),
        year: matter.about.year,
        sheets: vec![sheet],
    };
    let unassigned = matches!(parcel.whose, Whose::Nobody);
    Some(Booklet { whose: name, unassigned, with_unit: unit.is_none(), paper, subjects, marker, grid })
}

/// Whether a row is wanted.
fn is_asked(case: &Case, wanted: Wanted) -> bool {
    let cut = || {
        let claimed = case.own.points().or(case.computed.points());
        let less = case.first_points().zip(claimed).is_some_and(|(points, claimed)| points < claimed);
        less || case.first.as_ref().is_some_and(|(_, reason, _)| !reason.is_empty())
    };
    match wanted.paper {
        CouncilPaper::Explanation => !case.closed && cut() && matches!(case.of, Subject::Leaf(_)),
        _ => !wanted.only_disputed || case.disputed,
    }
}

/// What the council gives points for, in the order of the set.
fn subjects(matter: &Matter) -> impl Iterator<Item = Subject> {
    let set = matter.set;
    let asked = |n: &usize| {
        let leaf = set.leaf(*n).1;
        leaf.scored_by != Scorer::Survey && leaf.rule != Rule::Info
    };
    let leaves = (0..set.leaves.len()).filter(asked).map(Subject::Leaf);
    leaves.chain((0..set.adjustments.len()).map(Subject::Adjustment))
}

/// The units: those of a block together, in the order of the register.
fn units(matter: &Matter) -> Vec<usize> {
    let mut units: Vec<usize> = (0..matter.assessments.len()).collect();
    units.order_by_key(|unit| matter.assessments[*unit].block.map_or(usize::MAX, |block| block));
    units
}

fn of_units(matter: &Matter) -> Vec<Parcel> {
    let of =
        |unit| Parcel { whose: Whose::Unit(unit), subjects: subjects(matter).collect(), units: vec![unit] };
    (0..matter.assessments.len()).map(of).collect()
}

/// One per department, in the order of the set; what nobody is named for comes last.
fn of_departments(matter: &Matter) -> Vec<Parcel> {
    let named = |of: Subject| match of {
        Subject::Leaf(n) => matter.set.leaf(n).1.appraiser.clone(),
        Subject::Adjustment(_) => None,
    };
    let mut departments: Vec<(Option<String>, Vec<Subject>)> = Vec::new();
    let key = |name: &Option<String>| name.as_deref().map(fold);
    for of in subjects(matter) {
        let mut whose = named(of);
        if matches!(of, Subject::Adjustment(_)) {
            whose = home_affairs(departments.iter().filter_map(|(name, _)| name.as_ref()));
        }
        match departments.iter_mut().find(|(known, _)| key(known) == key(&whose)) {
            Some((_, subjects)) => subjects.push(of),
            None => departments.push((whose, vec![of])),
        }
    }
    departments.order_by_key(|(name, _)| name.is_none());
    let units = units(matter);
    let parcel = |(name, subjects): (Option<String>, Vec<Subject>)| Parcel {
        whose: name.map_or(Whose::Nobody, Whose::Department),
        subjects,
        units: units.clone(),
    };
    departments.into_iter().map(parcel).collect()
}

/// The department that runs the whole, which appraises what is added and taken off.
fn home_affairs<'a>(mut departments: impl Iterator<Item = &'a String>) -> Option<String> {
    departments.find(|name| fold(name).contains("noi vu")).cloned()
}
