//! `explain`: the life of a score, where a unit lost points, or the page of a finding.

use std::path::Path;

use super::batch::{self, Batch, Part};
use super::files::no_such_path;
use super::outcome::{Context, Done, Refused, ending};
use super::results::{basis, one_unit, scored};
use crate::cli::{Explain, TextFormat};
use crate::criteria::CriteriaSet;
use crate::diagnostic::Code;
use crate::keys::closest;
use crate::life::{Life, Losses, Surroundings};
use crate::message::{Lang, one_line, pages, say};
use crate::report::{
    Heading, Screen, life_json, life_markdown, life_text, losses_json, losses_markdown, losses_text,
};
use crate::score::Basis;
use crate::sheet::fold;
use crate::unit::Names;

/// What is asked for.
enum Asked {
    Leaf(usize),
    Adjustment(usize),
    /// A branch (node), or the whole unit.
    Losses(Option<usize>),
}

/// Runs the command.
pub fn run(args: &Explain, context: &mut Context) -> anyhow::Result<Done> {
    let lang = context.lang;
    let format = args.format.unwrap_or(match ending(&args.output).as_deref() {
        Some("json") => TextFormat::Json,
        Some("md") => TextFormat::Markdown,
        _ => TextFormat::Text,
    });
    let alone = args.code.is_none() && args.input.paths.is_empty();
    if alone && (pages::page(&args.what, lang).is_some() || !is_round_here()) {
        return page(args, format, context);
    }
    let (batch, code) = read(args, context)?;
    let (part, unit) = find_unit(&batch, &args.what, lang)?;
    let asked = match &code {
        Some(code) => asked(&part.set, code, lang)?,
        None => Asked::Losses(None),
    };
    // Where only some units are appraised yet, this one is shown by what it has, and has no rank.
    let of_all = basis(args.by, &batch, lang).ok();
    let of_unit = if part.assessments[unit].has_appraised { Basis::Final } else { Basis::Own };
    let basis = of_all.unwrap_or(of_unit);
    let around = Surroundings {
        set: &part.set,
        unit: &part.assessments[unit],
        bests: &part.bests,
        basis,
        findings: &batch.findings,
    };
    let bytes = match asked {
        Asked::Leaf(leaf) => life(&Life::of_leaf(around, leaf), format, lang)?,
        Asked::Adjustment(at) => life(&Life::of_adjustment(around, at), format, lang)?,
        Asked::Losses(branch) => {
            let losses = losses(part, unit, around, branch, of_all.is_some(), lang)?;
            let heading = Heading { title: batch.title.as_deref(), year: batch.year, basis };
            let width = context.width.filter(|_| args.output.output.is_none());
            match format {
                TextFormat::Text => {
                    losses_text(&losses, heading, &Screen { width, ..context.screen() }).into_bytes()
                }
                TextFormat::Markdown => losses_markdown(&losses, heading, lang).into_bytes(),
                TextFormat::Json => losses_json(&losses, lang)?,
            }
        }
    };
    batch.deliver(&args.output, &bytes, context)?;
    Ok(Done::Clean)
}

fn life(life: &Life, format: TextFormat, lang: Lang) -> serde_json::Result<Vec<u8>> {
    Ok(match format {
        TextFormat::Text => life_text(life, lang).into_bytes(),
        TextFormat::Markdown => life_markdown(life, lang).into_bytes(),
        TextFormat::Json => life_json(life, lang)?,
    })
}

/// The losses of a unit; the whole of it with its place among the others.
fn losses<'a>(
    part: &Part,
    unit: usize,
    around: Surroundings<'a>,
    branch: Option<usize>,
    ranked: bool,
    lang: Lang,
) -> Result<Losses<'a>, Refused> {
    if branch.is_some() {
        return Ok(Losses::of(around, branch, None));
    }
    let all = scored(part, around.basis);
    let Some(own) = all.units.iter().position(|of| *of == unit) else {
        let name = &around.unit.unit;
        return Err(Refused(say!(
            lang,
            "“{name}” chưa gửi hồ sơ nên chưa có điểm.",
            "“{name}” has sent nothing, so it has no points."
        )));
    };
    Ok(Losses::of(around, None, ranked.then_some((&all.cards, own))))
}

fn is_round_here() -> bool {
    Path::new("round.toml").is_file()
}

/// Reads the batch, and tells whether the second word is a code or the first of the paths.
fn read(args: &Explain, context: &mut Context) -> anyhow::Result<(Batch, Option<String>)> {
    let Some(word) = &args.code else { return Ok((batch::read_whole(&args.input, context)?, None)) };
    let names_folder = word.contains(['/', '\\']) || [".", ".."].contains(&&**word);
    if !Path::new(word).exists() {
        if names_folder {
            return Err(Refused(no_such_path(Path::new(word), context.lang)).into());
        }
        return Ok((batch::read_whole(&args.input, context)?, Some(word.clone())));
    }
    // A file may be named as a code is: then the set decides.
    if !names_folder && (is_round_here() || !args.input.paths.is_empty()) {
        let batch = batch::read_whole(&args.input, context)?;
        let knows = |part: &Part| part.set.node(word).is_some() || part.set.adjustment_of(word).is_some();
        if batch.parts.iter().any(knows) {
            return Ok((batch, Some(word.clone())));
        }
    }
    let mut input = args.input.clone();
    input.paths.insert(0, word.into());
    Ok((batch::read_whole(&input, context)?, None))
}

fn asked(set: &CriteriaSet, code: &str, lang: Lang) -> Result<Asked, Refused> {
    if let Some(adjustment) = set.adjustment_of(code) {
        return Ok(Asked::Adjustment(adjustment));
    }
    let Some(at) = set.node_of(code) else { return Err(no_such_code(set, code, lang)) };
    Ok(set.nodes[at].leaf.as_ref().map_or(Asked::Losses(Some(at)), |leaf| Asked::Leaf(leaf.index)))
}

/// Refuses a code with those that come close, by their signs or by their names, at most three.
fn no_such_code(set: &CriteriaSet, code: &str, lang: Lang) -> Refused {
    let names = set.nodes.iter().map(|node| (&*node.code, &*node.name));
    let adjustments = set.adjustments.iter().map(|adjustment| (&*adjustment.code, &*adjustment.name));
    let all: Vec<(&str, &str)> = names.chain(adjustments).collect();
    let words = fold(code);
    let by_name = |name: &str| words.chars().count() > 3 && fold(name).contains(&words);
    let parent = code.rsplit_once('.').and_then(|(parent, _)| set.node(parent));
    let siblings: Vec<&str> =
        parent.iter().flat_map(|node| &node.children).map(|child| &*set.nodes[*child].code).collect();
    let close = closest(code, all.iter().map(|(code, _)| *code));
    let mut near: Vec<String> = Vec::new();
    let by_code = all.iter().filter(|(of, _)| close.as_deref() == Some(*of));
    let others = all.iter().filter(|(of, name)| by_name(name) || siblings.contains(of));
    for (code, name) in by_code.chain(others) {
        let shown = format!("{code} {name}");
        if near.len() < 3 && !near.contains(&shown) {
            near.push(shown);
        }
    }
    let near = near.join("; ");
    let (id, code) = (&set.id, one_line(code));
    let guess =
        if near.is_empty() { near } else { say!(lang, " Có phải: {near}?", " Did you mean: {near}?") };
    Refused(say!(
        lang,
        "Bộ tiêu chí {id} không có mã {code}.{guess} Xem các mã: parindex criteria show {id}",
        "The set {id} has no code {code}.{guess} To see the codes: parindex criteria show {id}"
    ))
}

/// The page of a finding's code.
fn page(args: &Explain, format: TextFormat, context: &mut Context) -> anyhow::Result<Done> {
    let (lang, word) = (context.lang, &args.what);
    let Some(page) = pages::page(word, lang) else {
        let close = closest(word, Code::ALL.iter().map(|code| code.id()));
        let guess = close
            .map_or_else(String::new, |close| say!(lang, " Có phải “{close}”?", " Did you mean “{close}”?"));
        return Err(Refused(say!(
            lang,
            "“{word}” không phải mã phát hiện.{guess} Để xem điểm của một đơn vị, ghi thêm thư mục của đợt chấm điểm, và mã tiêu chí nếu chỉ cần một tiêu chí: parindex explain \"Xã Mẫu 01\" 1.1.1 THƯ_MỤC",
            "“{word}” is not the code of a finding.{guess} To see the points of a unit, add the folder of the round, and the code of a criterion if one is meant: parindex explain \"Xã Mẫu 01\" 1.1.1 FOLDER"
        ))
        .into());
    };
    if format == TextFormat::Json {
        return Err(Refused(say!(
            lang,
            "Trang giải thích một phát hiện chỉ có dạng text và markdown.",
            "The page of a finding is text or markdown."
        ))
        .into());
    }
    context.deliver(&args.output, page.as_bytes(), &[])?;
    Ok(Done::Clean)
}

/// The set that scores a unit, and the unit in it.
fn find_unit<'b>(batch: &'b Batch, name: &str, lang: Lang) -> Result<(&'b Part, usize), Refused> {
    let mut names = Names::default();
    let of_part = |part: &'b Part| (0..part.assessments.len()).map(move |unit| (part, unit));
    let all: Vec<(&Part, usize)> = batch.parts.iter().flat_map(of_part).collect();
    for (part, unit) in &all {
        names.add(&part.assessments[*unit].unit, []);
    }
    one_unit(&names, &batch.name_of(name), lang).map(|at| all[at])
}
