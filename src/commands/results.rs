//! From a batch to cards and rankings: which points are asked for, what lacks them, whose files are at fault.

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use super::again::again;
use super::batch::{Batch, Part};
use super::files::canonical;
use super::folder::Folder;
use super::outcome::{Context, Refused, ending};
use crate::assessment::{Assessment, Stated};
use crate::cli::{self, TableFormat};
use crate::criteria::{CriteriaSet, MissingSurvey};
use crate::diagnostic::{Code, Finding, Severity, sort};
use crate::message::{Detail, Lang, Scorer, counted, say};
use crate::report::{Table, markdown, text};
use crate::score::{Basis, ScoreCard, Status, score};
use crate::unit::{Found, Match, Names};

impl Batch {
    /// Writes a result, never among the papers of the round: it would be read as one of them.
    pub fn deliver(&self, output: &cli::Output, bytes: &[u8], context: &mut Context) -> anyhow::Result<()> {
        if let (Some(file), Some(round)) = (&output.output, &self.folder) {
            let parent = file.parent().filter(|parent| !parent.as_os_str().is_empty());
            let path = parent.unwrap_or(Path::new("."));
            let folder = Folder { path, option: "--output", force: false, forms: false };
            let round = canonical(round);
            let mut papers = self.searched.clone();
            papers.retain(|folder| canonical(folder) != round);
            // Of an input something else is said.
            let is_input = || {
                let file = canonical(file);
                self.inputs.iter().any(|input| canonical(input) == file)
            };
            folder.check(&papers, context.lang).or_else(|refused| is_input().then_some(()).ok_or(refused))?;
        }
        context.deliver(output, bytes, &self.inputs)
    }

    /// The name that a unit has today, by the registers; as it was given where they do not know it.
    pub fn name_of(&self, name: &str) -> String {
        let today = self.parts.iter().find_map(|part| {
            let (Found::Unit(at) | Found::Former(at, _)) = part.register.as_ref()?.find(name) else {
                return None;
            };
            Some(part.assessments.get(at)?.unit.to_string())
        });
        today.unwrap_or_else(|| name.to_owned())
    }
}

/// The cards of one set.
pub struct Scored {
    /// The units that sent something, in order.
    pub cards: Vec<ScoreCard>,
    /// Per card its assessment (index).
    pub units: Vec<usize>,
    /// The units of the register that sent nothing, with their blocks.
    pub missing: Vec<(Option<usize>, String)>,
}

/// The basis that is asked for, or the contract's default.
pub fn basis(by: Option<cli::By>, batch: &Batch, lang: Lang) -> Result<Basis, Refused> {
    match by {
        Some(cli::By::Own) => return Ok(Basis::Own),
        Some(cli::By::Appraised) => return Ok(Basis::Appraised),
        Some(cli::By::Final) => return Ok(Basis::Final),
        None => {}
    }
    let sent = || batch.parts.iter().flat_map(|part| &part.assessments).filter(|assessment| assessment.sent);
    let without: Vec<&Assessment> = sent().filter(|assessment| !assessment.has_appraised).collect();
    let all = sent().count();
    match without.len() {
        0 if all > 0 => Ok(Basis::Final),
        n if n == all => Ok(Basis::Own),
        n => {
            let names: Vec<&str> = without.iter().take(5).map(|assessment| &*assessment.unit).collect();
            let names = names.join(", ");
            let more = if n > 5 { " …" } else { "" };
            Err(Refused(say!(
                lang,
                "{n} trong {all} đơn vị chưa có điểm thẩm định ({names}{more}). Chọn căn cứ: --by self (điểm tự chấm) hoặc --by final (điểm cuối cùng; tiêu chí chưa thẩm định tính 0).",
                "{n} of {all} units have no appraised points ({names}{more}). Choose the basis: --by self, or --by final (criteria without appraisal count 0)."
            )))
        }
    }
}

/// Scores the units of a set.
pub fn scored(part: &Part, basis: Basis) -> Scored {
    let all = &part.assessments;
    let (units, silent): (Vec<usize>, Vec<usize>) = (0..all.len()).partition(|unit| all[*unit].sent);
    Scored {
        cards: units.par_iter().map(|unit| score(&part.set, &all[*unit], basis)).collect(),
        missing: silent.iter().map(|unit| (all[*unit].block, all[*unit].unit.to_string())).collect(),
        units,
    }
}

/// The format that the ending of the output file asks for; else a table.
pub fn format_of(output: &cli::Output) -> TableFormat {
    match ending(output).as_deref() {
        Some("json") => TableFormat::Json,
        Some("csv") => TableFormat::Csv,
        Some("md") => TableFormat::Markdown,
        _ => TableFormat::Table,
    }
}

/// Tables one below the other, for the screen.
pub fn on_screen(tables: impl IntoIterator<Item = Table>, context: &Context) -> Vec<u8> {
    joined(tables, |table| text(table, &context.screen()))
}

/// The same as Markdown.
pub fn in_markdown(tables: impl IntoIterator<Item = Table>, lang: Lang) -> Vec<u8> {
    joined(tables, |table| markdown(table, lang))
}

fn joined(tables: impl IntoIterator<Item = Table>, write: impl Fn(&Table) -> String) -> Vec<u8> {
    tables.into_iter().map(|table| write(&table)).collect::<Vec<_>>().join("\n").into_bytes()
}

/// The one unit that a name means.
pub fn one_unit(names: &Names, name: &str, lang: Lang) -> Result<usize, Refused> {
    match names.find(name) {
        Match::One(unit) | Match::Former(unit, _) => Ok(unit),
        Match::Several(units) => {
            let units = names.shown(&units).join(", ");
            Err(Refused(say!(
                lang,
                "“{name}” có thể là: {units}. Hãy ghi rõ tên.",
                "“{name}” may mean: {units}. Write the name in full."
            )))
        }
        Match::None => {
            let close = names.shown(&names.close(name, &mut { usize::MAX })).join(", ");
            let guess = if close.is_empty() {
                close
            } else {
                say!(lang, " Có phải: {close}?", " Did you mean: {close}?")
            };
            Err(Refused(say!(lang, "Không có đơn vị “{name}”.{guess}", "There is no unit “{name}”.{guess}")))
        }
    }
}

/// The cards that are asked for, counted through all sets; a name that fits no unit or several is refused.
pub fn chosen(asked: &[String], batch: &Batch, scored: &[Scored], lang: Lang) -> Result<Vec<usize>, Refused> {
    let mut names = Names::default();
    for card in scored.iter().flat_map(|part| &part.cards) {
        names.add(&card.unit, []);
    }
    let cards = scored.iter().map(|part| part.cards.len()).sum::<usize>();
    for (_, unit) in scored.iter().flat_map(|part| &part.missing) {
        names.add(unit, []);
    }
    let of_name = |name: &String| match one_unit(&names, &batch.name_of(name), lang)? {
        unit if unit < cards => Ok(unit),
        _ => Err(Refused(say!(
            lang,
            "“{name}” chưa gửi hồ sơ nên chưa có bảng điểm.",
            "“{name}” has sent nothing, so there is no card."
        ))),
    };
    asked.iter().map(of_name).collect()
}

/// What the files say, as a result sees it: a leaf without points is a warning unless `strict`, and what lacks
/// points by this basis is said once per unit.
pub fn findings(batch: &mut Batch, scored: &mut [Scored], basis: Basis, strict: bool) -> Vec<Finding> {
    let mut findings = std::mem::take(&mut batch.findings);
    for finding in &mut findings {
        if matches!(finding.detail, Detail::MissingPoints) {
            finding.severity = if strict { Severity::Error } else { Severity::Warning };
        }
    }
    let blank: HashSet<(Arc<str>, Arc<str>)> = findings
        .iter()
        .filter(|finding| matches!(finding.detail, Detail::MissingPoints))
        .filter_map(|finding| finding.unit.clone().zip(finding.criterion.clone()))
        .collect();
    for (part, scored) in batch.parts.iter().zip(&*scored) {
        for (unit, card) in scored.units.iter().zip(&scored.cards) {
            let assessment = &part.assessments[*unit];
            let is_blank =
                |code: &Arc<str>| blank.contains(&(Arc::clone(&assessment.unit), Arc::clone(code)));
            findings.extend(lacking(&part.set, assessment, card, &is_blank, basis, strict));
        }
    }
    // What --strict makes an error stays one; for all else the word of the round holds.
    let lacks = [Code::MissingPoints, Code::MissingSurvey, Code::MissingAppraisal];
    let (mut strictly, mut findings): (Vec<Finding>, Vec<Finding>) = findings
        .into_iter()
        .partition(|finding| strict && finding.is_error() && lacks.contains(&finding.code()));
    batch.severities.apply(&mut findings);
    findings.append(&mut strictly);
    sort(&mut findings);
    // A card counts the errors as they stand here.
    let mut errors: HashMap<Arc<str>, usize> = HashMap::new();
    for unit in
        findings.iter().filter(|finding| finding.is_error()).filter_map(|finding| finding.unit.as_ref())
    {
        *errors.entry(Arc::clone(unit)).or_default() += 1;
    }
    for card in scored.iter_mut().flat_map(|scored| &mut scored.cards) {
        card.errors = errors.get(&card.unit).copied().unwrap_or_default();
    }
    findings
}

/// The leaves of a unit without points; those of which a finding at a cell or a row speaks already are left out.
fn lacking(
    set: &CriteriaSet,
    assessment: &Assessment,
    card: &ScoreCard,
    is_blank: &dyn Fn(&Arc<str>) -> bool,
    basis: Basis,
    strict: bool,
) -> Vec<Finding> {
    let leaves = set.leaf_nodes().zip(&card.leaves).zip(&assessment.entries);
    let (mut survey, mut left_out, mut council) = (0, 0, 0);
    let mut own = Vec::new();
    let unasked = left_out_of_scale(set, assessment);
    for (((node, leaf), score), entry) in leaves {
        left_out += usize::from(score.status == Status::NotApplicable && unasked(leaf.index));
        if score.status != Status::Missing || is_blank(&node.code) {
            continue;
        }
        match leaf.scored_by {
            Scorer::Survey => survey += 1,
            Scorer::Council => council += 1,
            Scorer::Unit if basis == Basis::Own => own.push((&node.code, entry.present)),
            Scorer::Unit => council += usize::from(entry.present),
        }
    }
    let finding = |detail, strict: bool| {
        let mut finding = Finding::new(assessment.place.clone(), detail).of_unit(&assessment.unit);
        finding.severity = if strict { Severity::Error } else { Severity::Warning };
        finding
    };
    // What council and survey have yet to give is not asked for where self scores are.
    let strict_others = strict && basis != Basis::Own;
    let own = own.into_iter().filter(|(_, present)| *present);
    let mut findings: Vec<Finding> =
        own.map(|(code, _)| finding(Detail::MissingPoints, strict).of_criterion(code)).collect();
    let details = [
        (survey, Detail::MissingSurvey { count: survey, left_out: false }),
        (left_out, Detail::MissingSurvey { count: left_out, left_out: true }),
        (council, Detail::MissingAppraisal { count: council }),
    ];
    findings.extend(
        details.into_iter().filter(|(count, _)| *count > 0).map(|(_, detail)| finding(detail, strict_others)),
    );
    findings
}

/// Whether a leaf leaves the scale of a unit only because the survey says nothing of it.
fn left_out_of_scale(set: &CriteriaSet, assessment: &Assessment) -> impl Fn(usize) -> bool {
    let rescales = set.scoring.missing_survey == MissingSurvey::Rescale;
    move |n| {
        let entry = &assessment.entries[n];
        let unsaid = entry.survey.stated == Stated::Blank && entry.own.stated != Stated::NotApplicable;
        let surveyed = set.leaf(n).1.scored_by == Scorer::Survey;
        rescales && surveyed && unsaid && !assessment.exempt[n] && assessment.computed(n).is_none()
    }
}

/// Units without a block in a set that ranks by block, where no register says so already: they are ranked together.
pub fn without_block(part: &Part) -> Option<Finding> {
    let homeless =
        |assessment: &&Assessment| assessment.sent && assessment.block.is_none() && !assessment.registered;
    let first = part.assessments.iter().find(homeless).filter(|_| !part.set.blocks.is_empty())?;
    let known = part.set.blocks.iter().map(|block| block.id.clone()).collect();
    let mut finding = Finding::new(first.place.clone(), Detail::MissingBlock { known }).of_unit(&first.unit);
    finding.severity = Severity::Warning;
    Some(finding)
}

/// Tells the errors, what lacks points, and how many other warnings there are; whether there were errors.
pub fn tell(
    findings: &[Finding],
    strict: bool,
    input: &cli::Input,
    context: &mut Context,
) -> anyhow::Result<bool> {
    let lang = context.lang;
    let (errors, warnings): (Vec<&Finding>, Vec<&Finding>) =
        findings.iter().partition(|finding| finding.is_error());
    let by_result = [Code::MissingSurvey, Code::MissingAppraisal, Code::UnknownBlock, Code::SetOutOfDate];
    let (lacking, others): (Vec<&Finding>, Vec<&Finding>) =
        warnings.into_iter().partition(|finding| by_result.contains(&finding.code()));
    tell_first(&errors, 20, context)?;
    if !context.quiet {
        tell_first(&lacking, 5, context)?;
    }
    let (count, warned, asked) = (errors.len(), others.len(), again(input));
    if count > 0 {
        let errors = say!(lang, "{count} lỗi", "{}", counted(count, "error"));
        let warnings = say!(lang, "{warned} cảnh báo", "{}", counted(warned, "warning"));
        context.tell(&if strict {
            say!(
                lang,
                "Dừng vì có {errors} trong các tệp (--strict). Xem tất cả: parindex validate{asked}",
                "Stopped: {errors} in the files (--strict). To see all: parindex validate{asked}"
            )
        } else {
            say!(
                lang,
                "{errors}, {warnings} trong các tệp; kết quả chỉ là tạm tính. Xem tất cả: parindex validate{asked}",
                "{errors}, {warnings} in the files; the result is provisional. To see all: parindex validate{asked}"
            )
        })?;
    } else if warned > 0 && !context.quiet {
        let warnings = say!(lang, "{warned} cảnh báo", "{}", counted(warned, "warning"));
        context.tell(&say!(
            lang,
            "{warnings}; xem: parindex validate{asked}",
            "{warnings}; see: parindex validate{asked}"
        ))?;
    }
    Ok(count > 0)
}

fn tell_first(findings: &[&Finding], most: usize, context: &mut Context) -> anyhow::Result<()> {
    for finding in findings.iter().take(most) {
        context.tell_finding(finding)?;
    }
    if findings.len() > most {
        let (lang, more) = (context.lang, findings.len() - most);
        context.tell(&say!(lang, "… và {more} nữa.", "… and {more} more."))?;
    }
    Ok(())
}
