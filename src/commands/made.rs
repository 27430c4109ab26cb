//! Workbooks that the program made and that came back: what is not, or no longer, as it should be.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use super::batch::Opened;
use super::files::Input;
use crate::assessment::{FileReading, Scored, Sound, Wanted, check_marker};
use crate::criteria::fingerprint;
use crate::diagnostic::{CellRef, Finding, Place};
use crate::marker::Marker;
use crate::message::{Detail, Lang, MadeFault};
use crate::sheet::Sheet;
use crate::unit::Found;
use crate::workbook::changed;
use crate::workbook::template::{About, Template};

/// The sets of a batch, against which workbooks of ours are held.
pub struct Made<'a> {
    sets: &'a [Opened],
    fingerprints: Vec<String>,
    /// Per set its form in both languages, once one is asked for.
    templates: Vec<OnceLock<[Template<'a>; 2]>>,
    year: Option<i64>,
}

impl<'a> Made<'a> {
    /// For the sets of a batch.
    pub fn of(sets: &'a [Opened], year: Option<i64>) -> Made<'a> {
        Made {
            sets,
            fingerprints: sets.iter().map(|opened| fingerprint(&opened.set)).collect(),
            templates: sets.iter().map(|_| OnceLock::new()).collect(),
            year,
        }
    }

    /// What is wrong with a workbook of ours; the readings are those by each set.
    pub fn check(
        &self,
        input: &Input,
        marker: &Marker,
        sheets: &[Sheet],
        readings: &[FileReading],
    ) -> Vec<Finding> {
        let sets: Vec<Scored> = self
            .sets
            .iter()
            .zip(&self.fingerprints)
            .map(|(opened, fingerprint)| Scored {
                set: &opened.set,
                fingerprint,
                register: opened.register.as_ref(),
            })
            .collect();
        let wanted = Wanted { year: self.year, sets: &sets };
        let (mut findings, sound) = check_marker(marker, &input.shown, &wanted, readings);
        for form in sound {
            findings.extend(self.changed(form, &input.shown, sheets));
        }
        findings
    }

    /// What of a form was changed that nobody fills.
    fn changed(&self, form: Sound, file: &Arc<str>, sheets: &[Sheet]) -> Vec<Finding> {
        let (Some(opened), Some(template)) = (self.sets.get(form.set), self.templates.get(form.set)) else {
            return Vec::new();
        };
        let Some(sheet) = sheets.iter().find(|sheet| sheet.name == form.read.sheet.sheet) else {
            return Vec::new();
        };
        let templates = template.get_or_init(|| {
            let about = About { year: self.year, ..About::default() };
            [Lang::Vi, Lang::En].map(|lang| Template::new(&opened.set, about, lang))
        });
        let unit = opened.register.as_ref().and_then(|register| match register.find(&form.made.unit) {
            Found::Unit(unit) | Found::Former(unit, _) => register.units.get(unit),
            _ => None,
        });
        let exempt = unit.map(|unit| unit.exempt.as_slice()).unwrap_or_default();
        let grids = templates.iter().map(|template| template.grid(&sheet.name, &form.made.unit, exempt));
        let grid = grids.into_iter().find(|grid| changed::is_of(grid, sheet));
        let found = grid.map(|grid| changed::changed(&grid, file, sheet, &form.read.findings));
        let name = unit.map_or_else(|| Arc::from(form.read.unit.as_str()), |unit| Arc::clone(&unit.name));
        found.into_iter().flatten().map(|finding| finding.of_unit(&name)).collect()
    }
}

/// Leaves out the cells of formulas typed over at which something else is wrong: that says more.
pub fn settle(findings: &mut Vec<Finding>) {
    let typed = |finding: &Finding| matches!(&finding.detail, Detail::Made { fault } if matches!(**fault, MadeFault::TypedOver { .. }));
    if !findings.iter().any(typed) {
        return;
    }
    let others = findings.iter().filter(|finding| !typed(finding) && finding.is_error());
    let wrong: BTreeSet<Place> = others.map(|finding| finding.place.clone()).collect();
    findings.retain_mut(|finding| {
        let (true, Place::Cell { file, sheet: Some(sheet), cell: Some(first) }) =
            (typed(finding), &finding.place)
        else {
            return true;
        };
        let is_wrong = |cell: &CellRef| wrong.contains(&Place::cell(file, sheet, *cell));
        let mut cells = std::iter::once(*first).chain(finding.also.iter().copied());
        let left: Vec<CellRef> = cells.by_ref().filter(|cell| !is_wrong(cell)).collect();
        let Some((first, also)) = left.split_first() else { return false };
        let cells = left.iter().map(CellRef::to_string).collect();
        finding.detail = Detail::Made { fault: Box::new(MadeFault::TypedOver { cells }) };
        finding.place = Place::cell(file, sheet, *first);
        finding.also = also.to_vec();
        true
    });
}
