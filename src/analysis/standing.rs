//! How far a round is: of each unit what came, what is at fault, what the council and the survey gave; and whether it is
//! ready to publish.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::assessment::{Assessment, Paper, Subject};
use crate::criteria::CriteriaSet;
use crate::diagnostic::{Code, Finding};
use crate::message::Scorer;
use crate::points::Number;
use crate::rule::Rule;
use crate::score::{Basis, Status, score};

/// So much of so much.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// What is there.
    pub done: usize,
    /// What must be there.
    pub of: usize,
}

impl Share {
    /// Nothing is lacking.
    pub fn is_whole(self) -> bool {
        self.done >= self.of
    }

    /// What is lacking.
    pub fn lacking(self) -> usize {
        self.of.saturating_sub(self.done)
    }

    fn count(&mut self, done: bool) {
        self.of += 1;
        self.done += usize::from(done);
    }

    fn add(&mut self, other: Share) {
        self.done += other.done;
        self.of += other.of;
    }
}

/// What came of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Received {
    /// Nothing.
    No,
    /// A form in which nothing stands.
    Blank,
    /// So many files.
    Files(usize),
}

/// How far a unit is.
#[derive(Clone, Debug)]
pub struct UnitStanding {
    /// Name.
    pub unit: Arc<str>,
    /// What came of it.
    pub received: Received,
    /// Errors that concern it, besides that nothing came.
    pub errors: usize,
    /// Warnings that concern it.
    pub warnings: usize,
    /// Leaves that the council must give, and gave in some round.
    pub appraised: Share,
    /// Leaves that the first round cut, and the unit explained since.
    pub explained: Share,
    /// Those of them that the second round gave.
    pub second: Share,
    /// Leaves that a survey scores.
    pub survey: Share,
}

impl UnitStanding {
    /// Nothing is lacking.
    pub fn is_complete(&self) -> bool {
        self.is_received() && self.errors == 0 && self.is_appraised() && self.survey.is_whole()
    }

    /// Whether something of it came that holds something.
    pub fn is_received(&self) -> bool {
        matches!(self.received, Received::Files(_))
    }

    /// Whether the council gave all that it must: the first round, and the second one for what was explained.
    pub fn is_appraised(&self) -> bool {
        self.appraised.is_whole() && self.second.is_whole()
    }
}

/// The sums of a block or of the round.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Units.
    pub units: usize,
    /// Those of which something came.
    pub received: usize,
    /// Those of which a blank form came.
    pub blank: usize,
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Units of which the council gave all that it must.
    pub appraised: usize,
    /// Leaves that the first round cut, and those explained.
    pub explained: Share,
    /// Explained leaves, and those with points of the second round.
    pub second: Share,
    /// Leaves that a survey scores.
    pub survey: Share,
    /// Units to which nothing is lacking.
    pub complete: usize,
}

impl Totals {
    fn count(&mut self, unit: &UnitStanding) {
        self.units += 1;
        self.received += usize::from(unit.is_received());
        self.blank += usize::from(unit.received == Received::Blank);
        self.errors += unit.errors;
        self.warnings += unit.warnings;
        self.appraised += usize::from(unit.is_received() && unit.is_appraised());
        self.explained.add(unit.explained);
        self.second.add(unit.second);
        self.survey.add(unit.survey);
        self.complete += usize::from(unit.is_complete());
    }
}

/// The units of a block.
#[derive(Clone, Debug, Default)]
pub struct BlockStanding {
    /// Id and name; `None` of units without block, or where the set has none.
    pub block: Option<(String, String)>,
    /// The set that scores them.
    pub set: String,
    /// The units, in the order of the register.
    pub units: Vec<UnitStanding>,
    /// Their sums.
    pub totals: Totals,
}

/// What a round lacks, in the order in which it is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    /// No unit is known.
    Units,
    /// Forms.
    Forms,
    /// Something in forms that are blank.
    Blank,
    /// Errors to mend.
    Errors,
    /// Points of the first round.
    Appraisal,
    /// Points of the second round.
    Second,
    /// Survey points.
    Survey,
}

impl Lack {
    /// The word in JSON.
    pub fn id(self) -> &'static str {
        match self {
            Lack::Units => "units",
            Lack::Forms => "forms",
            Lack::Blank => "blank",
            Lack::Errors => "errors",
            Lack::Appraisal => "appraisal",
            Lack::Second => "appraisal2",
            Lack::Survey => "survey",
        }
    }

    /// How much of it a unit lacks: files, errors, leaves.
    fn of(self, unit: &UnitStanding) -> usize {
        let came = unit.is_received();
        match self {
            Lack::Units => 0,
            Lack::Forms => usize::from(unit.received == Received::No),
            Lack::Blank => usize::from(unit.received == Received::Blank),
            Lack::Errors => unit.errors,
            // Of what did not come nothing can be appraised yet.
            Lack::Appraisal => {
                if came {
                    unit.appraised.lacking()
                } else {
                    0
                }
            }
            Lack::Second => unit.second.lacking(),
            Lack::Survey => unit.survey.lacking(),
        }
    }
}

/// A lack, with how much of it there is, and which units have it.
#[derive(Clone, Debug)]
pub struct Lacking {
    /// What is lacking.
    pub lack: Lack,
    /// How much: files, errors, leaves.
    pub count: usize,
    /// Errors among them that concern no unit.
    pub loose: usize,
    /// The units.
    pub units: Vec<Arc<str>>,
}

/// How many findings there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
}

/// How far a round is.
#[derive(Clone, Debug, Default)]
pub struct Standing {
    /// Per set its blocks.
    pub blocks: Vec<BlockStanding>,
    /// Sums of all.
    pub totals: Totals,
    /// Errors and warnings that concern no unit.
    pub loose: Counts,
    /// What is lacking, in order; empty where the round is ready to publish.
    pub lacking: Vec<Lacking>,
}

impl Standing {
    /// Whether nothing is lacking.
    pub fn is_ready(&self) -> bool {
        self.lacking.is_empty()
    }
}

/// How far a round is by what was read and found of it.
pub fn standing<'a>(
    parts: impl Iterator<Item = (&'a CriteriaSet, &'a [Assessment])>,
    findings: &[Finding],
) -> Standing {
    let (of_units, loose) = counts(findings);
    let parts: Vec<(&CriteriaSet, &[Assessment])> = parts.collect();
    let used = used_in_second(&parts);
    let mut standing = Standing { loose, ..Standing::default() };
    for (set, assessments) in parts {
        let units: Vec<UnitStanding> =
            assessments.par_iter().map(|unit| of_unit(set, unit, &of_units, &used)).collect();
        let mut blocks: Vec<BlockStanding> = Vec::new();
        blocks.resize_with(set.blocks.len() + 1, || BlockStanding {
            set: set.id.clone(),
            ..BlockStanding::default()
        });
        for (block, known) in blocks.iter_mut().zip(&set.blocks) {
            block.block = Some((known.id.clone(), known.name.clone()));
        }
        for (unit, assessment) in units.into_iter().zip(assessments) {
            let at = assessment.block.unwrap_or(set.blocks.len());
            if let Some(block) = blocks.get_mut(at) {
                standing.totals.count(&unit);
                block.totals.count(&unit);
                block.units.push(unit);
            }
        }
        standing.blocks.extend(blocks.into_iter().filter(|block| !block.units.is_empty()));
    }
    standing.lacking = lacking(&standing);
    standing
}

/// Errors and warnings per unit, and those of none. That nothing came of a unit is told apart.
fn counts(findings: &[Finding]) -> (HashMap<&str, Counts>, Counts) {
    let mut of_units: HashMap<&str, Counts> = HashMap::new();
    let mut loose = Counts::default();
    for finding in findings.iter().filter(|finding| finding.code() != Code::MissingUnit) {
        let count = match &finding.unit {
            Some(unit) => of_units.entry(unit).or_default(),
            None => &mut loose,
        };
        if finding.is_error() {
            count.errors += 1;
        } else {
            count.warnings += 1;
        }
    }
    (of_units, loose)
}

/// The files of the second round in which anybody has given points: of a row that stays blank there the first round holds.
fn used_in_second<'a>(parts: &[(&CriteriaSet, &'a [Assessment])]) -> HashSet<&'a str> {
    let units = parts.iter().flat_map(|(_, units)| units.iter());
    let given = units.flat_map(|unit| &unit.appraisals).filter(|kept| kept.paper == Paper::Appraisal2);
    given.filter_map(|kept| kept.mark.at.as_ref()).map(|at| &*at.sheet.file).collect()
}

fn of_unit(
    set: &CriteriaSet,
    unit: &Assessment,
    counts: &HashMap<&str, Counts>,
    used: &HashSet<&str>,
) -> UnitStanding {
    let Counts { errors, warnings } = counts.get(&*unit.unit).copied().unwrap_or_default();
    let received = match unit.received.len() {
        0 if unit.has_form => Received::Blank,
        0 => Received::No,
        files => Received::Files(files),
    };
    let (appraised, explained, second, survey) = Default::default();
    let mut standing = UnitStanding {
        unit: Arc::clone(&unit.unit),
        received,
        errors,
        warnings,
        appraised,
        explained,
        second,
        survey,
    };
    let card = score(set, unit, Basis::Final);
    for ((n, (_, leaf)), score) in set.leaf_nodes().enumerate().zip(&card.leaves) {
        if score.status == Status::NotApplicable || leaf.rule == Rule::Info {
            continue;
        }
        match leaf.scored_by {
            Scorer::Survey => standing.survey.count(score.status != Status::Missing),
            Scorer::Unit | Scorer::Council => standing.appraised.count(unit.entries[n].appraised.is_filled()),
        }
        if is_cut(set, unit, n) {
            let mut answers = unit.explanations.iter().filter(|told| told.paper == Paper::Explanation);
            let explained = answers.any(|told| told.leaf == n);
            standing.explained.count(explained);
            if explained {
                let given = unit.appraisals.iter().any(|kept| kept.of == Subject::Leaf(n) && kept.round > 1);
                let heard = unit.heard.iter().any(|(leaf, file)| *leaf == n && used.contains(&**file));
                standing.second.count(given || heard);
            }
        }
    }
    standing
}

/// Whether the first round gave less than the unit asks for.
fn is_cut(set: &CriteriaSet, unit: &Assessment, n: usize) -> bool {
    let mut first = unit.appraisals.iter().filter(|kept| kept.of == Subject::Leaf(n) && kept.round == 1);
    let Some(asked) = unit.asked(set, n) else { return false };
    // What a formula of a form gave has more digits than anybody types.
    let published = |points: &Number| points.rounded(set.scoring.precision);
    first.any(|kept| kept.mark.points().is_some_and(|points| published(&points) < published(&asked)))
}

fn lacking(standing: &Standing) -> Vec<Lacking> {
    if standing.totals.units == 0 {
        return vec![Lacking { lack: Lack::Units, count: 0, loose: 0, units: Vec::new() }];
    }
    let lacks =
        [Lack::Forms, Lack::Blank, Lack::Errors, Lack::Appraisal, Lack::Second, Lack::Survey].into_iter();
    let told = lacks.map(|lack| {
        let units = standing.blocks.iter().flat_map(|block| &block.units);
        let of_units: Vec<(usize, &Arc<str>)> =
            units.map(|unit| (lack.of(unit), &unit.unit)).filter(|(count, _)| *count > 0).collect();
        let loose = if lack == Lack::Errors { standing.loose.errors } else { 0 };
        let count = of_units.iter().map(|(count, _)| count).sum::<usize>() + loose;
        Lacking {
            lack,
            count,
            loose,
            units: of_units.into_iter().map(|(_, unit)| Arc::clone(unit)).collect(),
        }
    });
    told.filter(|lacking| lacking.count > 0).collect()
}
