//! From arguments to checked assessments: the round or the paths, the sets, the register, the files.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::again;
use super::ages;
use super::files::{self, Asked, Input, bytes_of, no_such_path, shown};
use super::made::{self, Made};
use super::outcome::{Context, Refused};
use super::sets;
use crate::analysis::consistency;
use crate::assessment::{Assessment, Bests, Catalog, FileReading, Paper, Period, PointsAre, assess, examine};
use crate::cli;
use crate::criteria::{Block, CriteriaSet};
use crate::day::Day;
use crate::diagnostic::{Finding, Place, Severities, sort};
use crate::message::{Detail, say};
use crate::report::faults_text;
use crate::round::{Papers, Round, RoundCriteria, read_round};
use crate::sheet;
use crate::unit::{Register, Shares, read_register};

/// Checked assessments of one set.
pub struct Part {
    /// The set.
    pub set: CriteriaSet,
    /// The units it scores.
    pub assessments: Vec<Assessment>,
    /// The best values of each block.
    pub bests: Bests,
    /// The register of its units.
    pub register: Option<Register>,
}

impl Drop for Part {
    /// Millions of small things are given back on all cores too.
    fn drop(&mut self) {
        std::mem::take(&mut self.assessments).into_par_iter().for_each(drop);
    }
}

/// Everything that was read.
pub struct Batch {
    /// One per set.
    pub parts: Vec<Part>,
    /// What was found, sorted.
    pub findings: Vec<Finding>,
    /// The folder of the round.
    pub folder: Option<PathBuf>,
    /// The agency above the units.
    pub agency: Option<String>,
    /// Title of the round.
    pub title: Option<String>,
    /// Where the results of the year before are.
    pub previous: Option<PathBuf>,
    /// Year of the round.
    pub year: Option<i64>,
    /// The deadline of the round.
    pub deadline: Option<Day>,
    /// Names, numbers and dates of the papers of the year.
    pub papers: Papers,
    /// The severities that the round changes; `findings` have them already.
    pub severities: Severities,
    /// The files that were read, as shown.
    pub files: Vec<Arc<str>>,
    /// Those of them that are survey results.
    pub surveys: Vec<Arc<str>>,
    /// Every file that was read, so that none is written over; first those of `files`.
    pub inputs: Vec<PathBuf>,
    /// The folders in which files were looked for.
    pub searched: Vec<PathBuf>,
}

/// What to read, before anything is opened.
#[derive(Default)]
pub(super) struct Plan {
    pub folder: Option<PathBuf>,
    pub round: Option<Round>,
    pub round_file: Option<Arc<str>>,
    pub inputs: Vec<Input>,
    pub units: Option<PathBuf>,
    /// The round itself and what it names besides.
    pub others: Vec<PathBuf>,
    /// Folders in which files are looked for.
    pub searched: Vec<PathBuf>,
    pub findings: Vec<Finding>,
}

/// A set that was opened, and the files that it was read from.
type OpenedSet = (CriteriaSet, Vec<PathBuf>);

/// Reads a batch.
pub fn read(args: &cli::Input, context: &mut Context) -> anyhow::Result<Batch> {
    read_as(args, Paper::Form, None, Asks::Points, context)
}

/// Reads a batch; files that are named without a round are survey results.
pub fn read_survey(args: &cli::Input, context: &mut Context) -> anyhow::Result<Batch> {
    read_as(args, Paper::Survey, None, Asks::Points, context)
}

/// Reads a batch, and what stands beside the points: the documents in the evidence, the rounds of appraisal with their
/// reasons, what the units explain.
pub fn read_whole(args: &cli::Input, context: &mut Context) -> anyhow::Result<Batch> {
    read_as(args, Paper::Form, None, Asks::Whole, context)
}

/// The same of a round that may have no file yet.
pub fn read_so_far(args: &cli::Input, context: &mut Context) -> anyhow::Result<Batch> {
    read_as(args, Paper::Form, None, Asks::SoFar, context)
}

/// Reads a batch by the set that the arguments name, which stands for that of the same id; blocks of a round that have
/// another one keep it.
pub fn read_by(args: &cli::Input, set: OpenedSet, context: &mut Context) -> anyhow::Result<Batch> {
    read_as(args, Paper::Form, Some(set), Asks::Points, context)
}

/// What is asked of the files.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asks {
    Points,
    Whole,
    /// As a whole, and there may be none.
    SoFar,
}

fn read_as(
    args: &cli::Input,
    named: Paper,
    given: Option<OpenedSet>,
    asks: Asks,
    context: &mut Context,
) -> anyhow::Result<Batch> {
    let whole = asks != Asks::Points;
    let plan = plan(args, named, context)?;
    let mut findings = Vec::new();
    let sets = open_sets(args, given, &plan, &mut findings, context)?;
    findings.extend(plan.findings);
    tell_unconfirmed(&sets, context)?;
    let year = plan.round.as_ref().and_then(|round| round.year.clone());
    let period = Period {
        year: year.as_ref().map(|(year, _)| *year),
        deadline: plan.round.as_ref().and_then(|round| round.deadline),
    };
    if let (Some((year, span)), Some(file)) = (&year, &plan.round_file) {
        let late = sets.iter().filter_map(|opened| sets::out_of_date(&opened.set, *year));
        let place = Place::Text { file: Arc::clone(file), span: span.clone() };
        findings.extend(late.map(|detail| Finding::new(place.clone(), detail)));
    }
    if plan.inputs.is_empty() && asks != Asks::SoFar {
        let lang = context.lang;
        if let Some(file) = &plan.round_file {
            return Err(Refused(say!(
                lang,
                "Đợt chấm điểm {file} chưa có tệp nào để đọc. Chép bảng tự chấm điểm các đơn vị gửi về vào thư mục mà forms nêu; chưa có biểu mẫu để gửi thì tạo bằng: parindex template",
                "The round {file} has no file to read yet. Copy the self-assessments that units send into the folder that forms names; if there are no forms to send out, write them with: parindex template"
            ))
            .into());
        }
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
    let catalogs: Vec<Catalog> = sets.iter().map(|opened| Catalog::new(&opened.set)).collect();
    let forms = whole.then(|| Made::of(&sets, period.year));
    let in_round = plan.round.is_some();
    let asked = Asked { points, year: period.year, in_round, whole, made: forms.as_ref() };
    let mut readings = files::read(&catalogs, &plan.inputs, asked, context);
    drop(catalogs);
    drop(forms);
    let mut inputs: Vec<PathBuf> = plan.inputs.iter().map(|input| input.path.clone()).collect();
    inputs.extend(plan.units.iter().chain(&plan.others).cloned());
    let files = plan.inputs.iter().map(|input| Arc::clone(&input.shown)).collect();
    let surveys = plan.inputs.iter().filter(|input| input.paper == Paper::Survey);
    let surveys = surveys.map(|input| Arc::clone(&input.shown)).collect();
    let mut parts = Vec::new();
    for (at, opened) in sets.into_iter().enumerate() {
        inputs.extend(opened.paths);
        let of_set =
            readings.iter_mut().filter_map(|of_file| of_file.get_mut(at).map(std::mem::take)).collect();
        let mut part = part(opened.set, opened.register.as_ref(), of_set, &mut findings);
        if whole {
            findings.extend(consistency(&part.set, &part.assessments));
            findings.extend(examine(&part.set, period, &mut part.assessments));
        }
        part.register = opened.register;
        parts.push(part);
    }
    made::settle(&mut findings);
    ages::tell(&mut findings, &plan.inputs);
    sort(&mut findings);
    // What concerns a file and no unit is found once for each set.
    findings.dedup();
    let folder = plan.folder.as_deref().unwrap_or(Path::new(""));
    let previous = plan.round.as_ref().and_then(|round| round.previous.as_ref());
    let previous = previous.map(|previous| folder.join(previous));
    let round = plan.round.map(|round| (round.title, round.agency, round.papers, round.severities));
    let (title, agency, papers, severities) = round.unwrap_or_default();
    severities.apply(&mut findings);
    Ok(Batch {
        parts,
        findings,
        folder: plan.folder,
        agency,
        title,
        previous,
        year: year.map(|(year, _)| year),
        deadline: period.deadline,
        papers,
        severities,
        files,
        surveys,
        inputs,
        searched: plan.searched,
    })
}

/// One line where rules were imported that nobody has confirmed.
pub(super) fn tell_unconfirmed(sets: &[Opened], context: &mut Context) -> anyhow::Result<()> {
    let lang = context.lang;
    let count: usize = sets.iter().map(|opened| opened.set.unconfirmed()).sum();
    if count > 0 && !context.quiet {
        context.tell(&say!(
            lang,
            "Cảnh báo: {count} tiêu chí có cách chấm nhập từ phụ lục chưa được xác nhận; xem: parindex criteria check",
            "Warning: the rules of {} were imported and nobody has confirmed them; see: parindex criteria check",
            if count == 1 { "1 criterion".to_owned() } else { format!("{count} criteria") }
        ))?;
    }
    Ok(())
}

/// A set of the batch with the units that it scores.
pub(super) struct Opened {
    pub set: CriteriaSet,
    pub paths: Vec<PathBuf>,
    pub register: Option<Register>,
}

/// Collects and checks what the files say by one set.
fn part(
    set: CriteriaSet,
    register: Option<&Register>,
    readings: Vec<FileReading>,
    findings: &mut Vec<Finding>,
) -> Part {
    let assessed = assess(&set, register, readings);
    findings.extend(assessed.findings);
    Part { set, assessments: assessed.assessments, bests: assessed.bests, register: None }
}

/// What the arguments name: a round, or files and folders.
fn plan(args: &cli::Input, paper: Paper, context: &mut Context) -> anyhow::Result<Plan> {
    let lang = context.lang;
    for path in args.paths.iter().chain(&args.units) {
        if !path.exists() {
            return Err(Refused(no_such_path(path, lang)).into());
        }
    }
    if let Some(file) = round_file(args) {
        return plan_round(args, &file, true, context);
    }
    if args.paths.is_empty() {
        return Err(Refused(say!(
            lang,
            "Thư mục này không có round.toml. Hãy chạy trong thư mục của một đợt chấm điểm, hoặc ghi tên tệp, thư mục cần đọc.",
            "This folder has no round.toml. Run inside the folder of a round, or name the files and folders to read."
        ))
        .into());
    }
    let skip: Vec<PathBuf> = args.units.iter().cloned().collect();
    Ok(Plan {
        folder: None,
        round: None,
        round_file: None,
        inputs: files::find(&args.paths, paper, &skip),
        units: args.units.clone(),
        others: Vec::new(),
        searched: folders(&args.paths),
        findings: Vec::new(),
    })
}

/// The round that the arguments name: that of a folder, of the current one where none is named.
pub(super) fn round_file(args: &cli::Input) -> Option<PathBuf> {
    let here = PathBuf::from(".");
    let named = args.paths.first().unwrap_or(&here);
    let file = if named.is_dir() { named.join("round.toml") } else { named.clone() };
    let is_round = file.file_name().is_some_and(|name| name == "round.toml") && file.is_file();
    (is_round && args.paths.len() <= 1).then_some(file)
}

/// Those of the paths that are folders.
fn folders(paths: &[PathBuf]) -> Vec<PathBuf> {
    paths.iter().filter(|path| path.is_dir()).cloned().collect()
}

/// The round that a file describes, and what is to be said of it; one with errors stops the command, with every fault
/// told.
pub fn round_of(file: &Path, context: &mut Context) -> anyhow::Result<(Arc<str>, Round, Vec<Finding>)> {
    let lang = context.lang;
    let shown_file = shown(file);
    let text = std::fs::read_to_string(file).map_err(|error| {
        Refused(say!(lang, "Không đọc được {shown_file} ({error}).", "Cannot read {shown_file} ({error})."))
    })?;
    let (round, findings) = read_round(&shown_file, &text);
    let Some(round) = round else {
        context.err.write_all(faults_text(&findings, &text, lang).as_bytes())?;
        return Err(Refused(say!(
            lang,
            "{shown_file} có lỗi nên không chạy được. Sửa các lỗi trên rồi chạy lại.",
            "{shown_file} has faults, so nothing can be run. Mend them and run again."
        ))
        .into());
    };
    Ok((shown_file, round, findings))
}

/// The round, and the papers in it; where they are not read, they need not be there.
pub(super) fn plan_round(
    args: &cli::Input,
    file: &Path,
    read: bool,
    context: &mut Context,
) -> anyhow::Result<Plan> {
    let lang = context.lang;
    let (shown_file, round, findings) = round_of(file, context)?;
    let folder =
        file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new(".")).to_path_buf();
    let units = args.units.clone().or_else(|| round.units.as_ref().map(|units| folder.join(units)));
    let within = |paths: &[String]| -> Vec<PathBuf> { paths.iter().map(|path| folder.join(path)).collect() };
    let papers = [
        (within(&round.forms), Paper::Form),
        (within(&round.appraisal), Paper::Appraisal),
        (within(&round.appraisal2), Paper::Appraisal2),
        (within(&round.explanations), Paper::Explanation),
        (within(&round.survey), Paper::Survey),
    ];
    let previous = round.previous.as_ref().map(|previous| folder.join(previous));
    let papers_named = papers.iter().flat_map(|(paths, _)| paths).chain(&previous);
    let named = papers_named.filter(|_| read).chain(&units);
    let missing: Vec<String> =
        named.filter(|path| !path.exists()).map(|path| format!("“{}”", shown(path))).collect();
    if !missing.is_empty() {
        let (missing, here) = (missing.join(", "), again::folder(&folder));
        return Err(Refused(say!(
            lang,
            "{shown_file} ghi {missing} nhưng không có tệp hoặc thư mục đó. Tên sai thì sửa trong round.toml; thư mục rỗng bị mất khi nén hoặc sao chép thì tạo lại bằng: parindex init {here}",
            "{shown_file} names {missing}, but there is no such file or folder. Mend a wrong name in round.toml; empty folders that got lost when the round was packed or copied are made again by: parindex init {here}"
        ))
        .into());
    }
    let skip: Vec<PathBuf> = units.iter().chain(&previous).cloned().collect();
    let inputs = papers.iter().flat_map(|(paths, paper)| files::find(paths, *paper, &skip)).collect();
    let others = std::iter::once(file.to_path_buf()).chain(previous).collect();
    Ok(Plan {
        folder: Some(folder),
        round: Some(round),
        round_file: Some(shown_file),
        inputs,
        units,
        others,
        searched: papers
            .into_iter()
            .flat_map(|(paths, _)| paths)
            .filter(|path| !read || path.is_dir())
            .collect(),
        findings,
    })
}

/// The sets of the batch, each with its register.
pub(super) fn open_sets(
    args: &cli::Input,
    given: Option<OpenedSet>,
    plan: &Plan,
    findings: &mut Vec<Finding>,
    context: &mut Context,
) -> anyhow::Result<Vec<Opened>> {
    let lang = context.lang;
    let folder = plan.folder.as_deref();
    let named = args.criteria.as_ref().filter(|_| given.is_none());
    let named: Vec<(Option<String>, String)> = match (named, plan.round.as_ref().map(|round| &round.criteria))
    {
        (None, Some(RoundCriteria::PerBlock(sets))) => {
            sets.iter().map(|(block, set)| (Some(block.clone()), set.clone())).collect()
        }
        (None, _) if given.is_some() => Vec::new(),
        (Some(set), _) | (None, Some(RoundCriteria::One(set))) => vec![(None, set.clone())],
        (None, Some(RoundCriteria::ByDay(sets))) => sets.iter().map(|set| (None, set.clone())).collect(),
        (None, None) => {
            return Err(Refused(say!(
                lang,
                "Chưa biết dùng bộ tiêu chí nào. Thêm --criteria TÊN; xem các bộ có sẵn bằng: parindex criteria list",
                "Which criteria? Add --criteria NAME; see the carried sets with: parindex criteria list"
            ))
            .into());
        }
    };
    // Blocks of one set stay together: they are read once.
    let mut sets: Vec<(String, Vec<String>)> = Vec::new();
    for (block, set) in named {
        match sets.iter_mut().find(|(known, _)| *known == set) {
            Some((_, blocks)) => blocks.extend(block),
            None => sets.push((set, block.into_iter().collect())),
        }
    }
    let all: Vec<String> = sets.iter().flat_map(|(_, blocks)| blocks.clone()).collect();
    // A path given on the command line is meant from here, one of the round from its folder.
    let folder = folder.filter(|_| args.criteria.is_none() || given.is_some());
    let mut read = Vec::new();
    let mut of_given = Vec::new();
    let mut given_at = 0;
    for (name, blocks) in sets {
        let (set, paths) = sets::open(&name, folder, context)?;
        if given.as_ref().is_some_and(|(given, _)| given.id == set.id) {
            given_at = if of_given.is_empty() { read.len() } else { given_at };
            of_given.extend(blocks);
        } else {
            read.push((set, paths, blocks));
        }
    }
    if let Some((set, paths)) = given.filter(|_| read.is_empty() || !of_given.is_empty()) {
        read.insert(given_at, (set, paths, of_given));
    }
    if let (Some(round), Some(file), None) = (&plan.round, &plan.round_file, &args.criteria) {
        sets::in_force(round, file, &mut read, context)?;
    }
    let mut opened = Vec::new();
    for (mut set, paths, blocks) in read {
        if set.blocks.is_empty() {
            set.blocks = blocks.iter().map(|id| Block { id: id.clone(), name: id.clone() }).collect();
        }
        let shares = (!blocks.is_empty()).then_some(Shares { own: &blocks, all: &all });
        let register = match &plan.units {
            Some(path) => Some(open_register(path, &set, shares, findings, context)?),
            None => {
                let unheard = set.exemptions.iter().filter_map(|exemption| exemption.kind.clone());
                findings.extend(unheard.map(|kind| nobody_of_kind(&set, kind)));
                None
            }
        };
        opened.push(Opened { set, paths, register });
    }
    Ok(opened)
}

/// Without a register nobody is of a kind.
fn nobody_of_kind(set: &CriteriaSet, kind: String) -> Finding {
    let place = Place::file(&Arc::from(format!("{}.toml", set.id)));
    Finding::new(place, Detail::NobodyOfKind { kind, known: Vec::new() })
}

/// Reads the register; one that cannot be read stops the command.
fn open_register(
    path: &Path,
    set: &CriteriaSet,
    shares: Option<Shares>,
    findings: &mut Vec<Finding>,
    context: &mut Context,
) -> anyhow::Result<Register> {
    let lang = context.lang;
    let shown = shown(path);
    let bytes = bytes_of(path, lang)?;
    let reading = sheet::read(&shown, &bytes);
    let mut found = reading.findings;
    let register = read_register(set, &shown, &reading.sheets, shares, &mut found);
    if let Some(register) = register {
        findings.append(&mut found);
        return Ok(register);
    }
    for finding in &found {
        context.tell_finding(finding)?;
    }
    Err(Refused(say!(
        lang,
        "Danh sách đơn vị “{shown}” không đọc được: cần một bảng có cột tên đơn vị (name).",
        "The register “{shown}” cannot be read: it needs a table with a column of unit names (name)."
    ))
    .into())
}
