//! From arguments to checked assessments: the round or the paths, the sets, the register, the files.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::files::{self, Input, no_such_path, shown};
use super::outcome::{Context, Refused};
use super::sets;
use crate::assessment::{Assessment, Bests, Catalog, FileReading, Paper, PointsAre, check, check_data, collect};
use crate::cli;
use crate::criteria::CriteriaSet;
use crate::diagnostic::{Finding, Place, sort};
use crate::message::{Detail, say};
use crate::report::faults_text;
use crate::round::{Round, RoundCriteria, read_round};
use crate::sheet;
use crate::unit::{Match, Register, read_register};

/// Checked assessments of one set.
pub struct Part {
    /// The set.
    pub set: CriteriaSet,
    /// The units it scores.
    pub assessments: Vec<Assessment>,
    /// The best values of each block.
    pub bests: Bests,
}

/// Everything that was read.
pub struct Batch {
    /// One per set.
    pub parts: Vec<Part>,
    /// What was found, sorted.
    pub findings: Vec<Finding>,
    /// Title of the round.
    pub title: Option<String>,
    /// Year of the round.
    pub year: Option<i64>,
    /// How many files were read.
    pub files: usize,
    /// Every file that was read, so that none is written over.
    pub inputs: Vec<PathBuf>,
}

/// What to read, before anything is opened.
struct Plan {
    folder: Option<PathBuf>,
    round: Option<Round>,
    round_file: Option<Arc<str>>,
    inputs: Vec<Input>,
    units: Option<PathBuf>,
    findings: Vec<Finding>,
}

/// Reads a batch.
pub fn read(args: &cli::Input, context: &mut Context) -> anyhow::Result<Batch> {
    let plan = plan(args, context)?;
    let sets = open_sets(args, &plan, context)?;
    let mut findings = plan.findings;
    let year = plan.round.as_ref().and_then(|round| round.year.clone());
    if let (Some((year, span)), Some(file)) = (&year, &plan.round_file) {
        let late = sets.iter().filter_map(|(_, set, _)| sets::out_of_date(set, *year));
        let place = Place::Text { file: Arc::clone(file), span: span.clone() };
        findings.extend(late.map(|detail| Finding::new(place.clone(), detail)));
    }
    let register = match &plan.units {
        Some(path) => Some(open_register(path, &sets, &mut findings, context)?),
        None => None,
    };
    if plan.inputs.is_empty() {
        let lang = context.lang;
        return Err(Refused(say!(
            lang,
            "Không tìm thấy tệp nào để đọc (xlsx, xlsm, xlsb, xls, ods, csv, tsv).",
            "There is no file to read (xlsx, xlsm, xlsb, xls, ods, csv, tsv)."
        ))
        .into());
    }
    let points = args.points.map(|points| match points {
        cli::PointsArg::Own => PointsAre::Own,
        cli::PointsArg::Appraised => PointsAre::Appraised,
    });
    let catalogs: Vec<Catalog> = sets.iter().map(|(_, set, _)| Catalog::new(set)).collect();
    let mut readings = files::read(&catalogs, &plan.inputs, points, context);
    drop(catalogs);
    let mut inputs: Vec<PathBuf> = plan.inputs.iter().map(|input| input.path.clone()).collect();
    inputs.extend(plan.units.clone());
    let files = plan.inputs.len();
    let mut parts = Vec::new();
    let several = sets.len() > 1;
    for (at, (blocks, set, path)) in sets.into_iter().enumerate() {
        inputs.extend(path);
        let of_set = readings.iter_mut().filter_map(|of_file| of_file.get_mut(at).map(std::mem::take));
        let of_set: Vec<FileReading> = of_set.collect();
        let (register, of_set) = match (&register, several) {
            (Some(all), true) => {
                let own = own_units(&set, all, &blocks);
                let of_set = of_set.into_iter().map(|reading| own_submissions(all, &blocks, reading, at)).collect();
                (Some(own), of_set)
            }
            (Some(all), false) => (Some(all.of_set(&set, &mut findings)), of_set),
            (None, _) => (None, of_set),
        };
        parts.push(part(set, register.as_ref(), of_set, &mut findings));
    }
    sort(&mut findings);
    findings.dedup();
    let title = plan.round.and_then(|round| round.title);
    Ok(Batch { parts, findings, title, year: year.map(|(year, _)| year), files, inputs })
}
