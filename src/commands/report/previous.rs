//! The results of the year before: where they are, what they say, and which units of today they are of.

use std::path::{Path, PathBuf};

use super::super::batch::{self, Batch};
use super::super::files::{bytes_of, no_such_path, shown};
use super::super::outcome::{Context, Refused};
use super::super::results::{basis, findings, scored};
use super::sources;
use crate::cli;
use crate::criteria::CriteriaSet;
use crate::message::{Lang, counted, say};
use crate::results::{Earlier, EarlierUnit, Previous, Results, Today, read_earlier};
use crate::unit::{Found, Match, Names, block_of};

/// How many names a line tells.
const TOLD: usize = 5;

/// The results of the year before, where they are asked for or the round names them. What is at fault there stops the
/// command: no paper may seem to have nothing to compare with.
pub(super) fn previous(
    args: &cli::Report,
    batch: &mut Batch,
    context: &mut Context,
) -> anyhow::Result<Option<Previous>> {
    let lang = context.lang;
    let Some(path) = args.previous.clone().or_else(|| batch.previous.clone()) else { return Ok(None) };
    if !path.exists() {
        return Err(Refused(no_such_path(&path, lang)).into());
    }
    let is_round = path.file_name().is_some_and(|name| name == "round.toml");
    let earlier = if path.is_dir() || is_round {
        of_round(&path, batch, context)?
    } else {
        of_file(&path, batch, context)?
    };
    if let (Some(then), Some(now)) = (earlier.year, batch.year)
        && then >= now
    {
        let path = shown(&path);
        return Err(Refused(say!(
            lang,
            "“{path}” là kết quả năm {then}, không phải kết quả trước năm {now}.",
            "“{path}” has the results of {then}, which are not those of a year before {now}."
        ))
        .into());
    }
    let all = earlier.units.len();
    let named = names(batch);
    let previous = earlier.settle(|name| today(batch, &named, name));
    if previous.units.is_empty() && previous.merged.is_empty() {
        let path = shown(&path);
        return Err(Refused(say!(
            lang,
            "Không đơn vị nào trong {all} đơn vị của “{path}” có tên trong kết quả năm nay. Kiểm tra có đúng tệp kết quả năm trước không.",
            "None of the {} of “{path}” is there this year. See whether it has the results of the year before.",
            counted(all, "unit")
        ))
        .into());
    }
    tell(&previous, context)?;
    Ok(Some(previous))
}

/// One line for each reason why units are not compared.
fn tell(previous: &Previous, context: &mut Context) -> anyhow::Result<()> {
    let lang = context.lang;
    if context.quiet {
        return Ok(());
    }
    let some = |names: &[String]| {
        let first = names.iter().take(TOLD).map(String::as_str).collect::<Vec<_>>().join(", ");
        if names.len() > TOLD { format!("{first} …") } else { first }
    };
    let (gone, unclear) = (&previous.gone, &previous.unclear);
    let mut merged: Vec<String> = previous.merged.keys().cloned().collect();
    merged.sort();
    if !gone.is_empty() {
        let (count, names) = (gone.len(), some(gone));
        context.tell(&say!(
            lang,
            "So sánh với năm trước: {count} đơn vị năm trước không còn trong năm nay: {names}",
            "Compared with the year before: {} of it not there today: {names}",
            counted(count, "unit")
        ))?;
    }
    if !merged.is_empty() {
        let (count, names) = (merged.len(), some(&merged));
        context.tell(&say!(
            lang,
            "So sánh với năm trước: {count} đơn vị hợp nhất từ nhiều đơn vị nên không so sánh: {names}",
            "Compared with the year before: {} made of several, which are not compared: {names}",
            counted(count, "unit")
        ))?;
    }
    if !unclear.is_empty() {
        let (count, names) = (unclear.len(), some(unclear));
        context.tell(&say!(
            lang,
            "So sánh với năm trước: {count} tên khớp với nhiều đơn vị năm nay nên không so sánh: {names}",
            "Compared with the year before: {} that may mean several units of today: {names}",
            counted(count, "name")
        ))?;
    }
    Ok(())
}

/// What a file says; every fault of it is told.
fn of_file(path: &Path, batch: &mut Batch, context: &mut Context) -> anyhow::Result<Earlier> {
    let lang = context.lang;
    let bytes = bytes_of(path, lang)?;
    let sets: Vec<&CriteriaSet> = batch.parts.iter().map(|part| &part.set).collect();
    let read = read_earlier(&shown(path), &bytes, &sets, lang);
    batch.inputs.push(path.to_path_buf());
    match read {
        Ok(earlier) => Ok(earlier),
        Err(faults) => {
            for fault in &faults {
                context.tell(fault)?;
            }
            Err(unusable(path, lang).into())
        }
    }
}

fn unusable(path: &Path, lang: Lang) -> Refused {
    let path = shown(path);
    Refused(say!(
        lang,
        "Kết quả năm trước “{path}” không dùng được nên chưa lập văn bản nào. Sửa tệp, hoặc bỏ dòng previous trong round.toml.",
        "The results of the year before, “{path}”, cannot be used, so no paper was written. Mend them, or take `previous` out of round.toml."
    ))
}

/// What a round comes to, read and ranked as `rank` does it.
fn of_round(path: &Path, batch: &mut Batch, context: &mut Context) -> anyhow::Result<Earlier> {
    let lang = context.lang;
    if path.is_dir() && !path.join("round.toml").is_file() {
        let path = shown(path);
        return Err(Refused(say!(
            lang,
            "Thư mục “{path}” không có round.toml. Hãy ghi tên tệp kết quả năm trước, hoặc thư mục đợt chấm điểm của năm đó.",
            "The folder “{path}” has no round.toml. Name the file with the results of the year before, or the folder of its round."
        ))
        .into());
    }
    let input = cli::Input { paths: vec![path.to_path_buf()], criteria: None, units: None, points: None };
    let mut before = batch::read(&input, context)?;
    let basis = basis(None, &before, lang)?;
    let mut scored: Vec<_> = before.parts.iter().map(|part| scored(part, basis)).collect();
    let findings = findings(&mut before, &mut scored, basis, false);
    let rankings = sources::rankings(&before, &scored);
    let results = sources::results(&before, &scored, &rankings, &findings, basis);
    if !results.is_final() && !context.quiet {
        let path = shown(path);
        context.tell(&say!(
            lang,
            "Cảnh báo: kết quả năm trước “{path}” còn đơn vị thiếu điểm, có lỗi hoặc chưa gửi hồ sơ.",
            "Warning: in the results of the year before, “{path}”, units are incomplete, faulty or missing."
        ))?;
    }
    let earlier = of_results(&results);
    let inputs: Vec<PathBuf> = before.inputs.clone();
    batch.inputs.extend(inputs);
    Ok(earlier)
}

/// The same as a file of these results would say it.
fn of_results(results: &Results) -> Earlier {
    let unit = |(block, unit): (&crate::results::Block, crate::results::Unit)| {
        let set = unit.set();
        let precision = set.scoring.precision;
        let field = |at: &usize| {
            let (node, index) = (&set.nodes[*at], unit.card.nodes[*at].index()?);
            Some((node.code.to_string(), node.name.clone(), index.rounded(precision)))
        };
        EarlierUnit {
            name: unit.name().to_string(),
            block: block.name().map(|_| block.id().to_owned()),
            rank: unit.place.map(|place| place.rank),
            index: unit.card.index.as_ref().map(|index| index.rounded(precision)),
            class: unit.class().map(str::to_owned),
            fields: set.fields.iter().filter_map(field).collect(),
            at: String::new(),
        }
    };
    Earlier { year: results.year, units: results.units().map(unit).collect() }
}

/// The names of the units without a register, each with its part and assessment.
fn names(batch: &Batch) -> (Names, Vec<(usize, usize)>) {
    let (mut names, mut units) = (Names::default(), Vec::new());
    for (at, part) in batch.parts.iter().enumerate().filter(|(_, part)| part.register.is_none()) {
        for (unit, assessment) in part.assessments.iter().enumerate() {
            names.add(&assessment.unit, []);
            units.push((at, unit));
        }
    }
    (names, units)
}

/// The unit that a name of then means today: by the registers as everywhere, else by the names of those who sent.
fn today<'b>(batch: &'b Batch, (names, units): &(Names, Vec<(usize, usize)>), name: &str) -> Today<'b> {
    let unit = |part: usize, at: usize| {
        let part = batch.parts.get(part)?;
        let assessment = part.assessments.get(at)?;
        Some(Today::Unit { name: &*assessment.unit, set: &part.set, block: assessment.block, block_of })
    };
    let mut unclear = false;
    for (at, part) in batch.parts.iter().enumerate() {
        match part.register.as_ref().map(|register| register.find(name)) {
            Some(Found::Unit(found) | Found::Former(found, _)) => {
                return unit(at, found).unwrap_or(Today::Gone);
            }
            Some(Found::Several(_)) => unclear = true,
            Some(Found::Elsewhere | Found::Nowhere) | None => {}
        }
    }
    match names.find(name) {
        Match::One(at) | Match::Former(at, _) => {
            let found = units.get(at).and_then(|(part, at)| unit(*part, *at));
            found.unwrap_or(Today::Gone)
        }
        Match::Several(_) => Today::Unclear,
        Match::None if unclear => Today::Unclear,
        Match::None => Today::Gone,
    }
}
