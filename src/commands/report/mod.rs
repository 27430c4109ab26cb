//! `report`: the papers of the year, all from one result.

mod asked;
mod book;
mod data;
mod page;
mod pictures;
mod previous;
mod sources;
mod tables;
mod word;

use std::path::{Path, PathBuf};

use asked::{Asked, Kind};

use super::batch::{self, Batch};
use super::files::shown;
use super::folder::Folder;
use super::outcome::{Context, Done};
use super::results::{basis, findings, tell};
use crate::cli;
use crate::message::{Lang, counted, say};
use crate::results::Results;

/// A paper to write: its name in the folder, and what makes its bytes when it is its turn, so that few are in memory.
struct Paper<'a> {
    /// The name, with folders between `/`.
    name: String,
    /// Makes the bytes.
    make: Box<dyn Fn() -> anyhow::Result<Vec<u8>> + Send + Sync + 'a>,
}

impl<'a> Paper<'a> {
    fn new(
        name: impl Into<String>,
        make: impl Fn() -> anyhow::Result<Vec<u8>> + Send + Sync + 'a,
    ) -> Paper<'a> {
        Paper { name: name.into(), make: Box::new(make) }
    }
}

/// What every kind of paper is made from.
struct Desk<'a> {
    /// The result.
    results: &'a Results<'a>,
    /// The batch.
    #[allow(dead_code)]
    batch: &'a Batch,
    /// Language of the texts; papers of office are in Vietnamese whatever it is.
    lang: Lang,
    /// Units of which notices and pictures are asked for (names); all where it is empty.
    #[allow(dead_code)]
    units: Vec<String>,
    /// The decision is wanted although results are not final.
    #[allow(dead_code)]
    draft: bool,
}

/// Runs the command.
pub fn run(args: &cli::Report, context: &mut Context) -> anyhow::Result<Done> {
    let lang = context.lang;
    if let Some(folder) = &args.sentences {
        return word::write_sentences(folder, context);
    }
    let asked = Asked::of(args, lang)?;
    let mut batch = batch::read_whole(&asked.input, context)?;
    let basis = basis(args.by, &batch, lang)?;
    let mut scored: Vec<_> = batch.parts.iter().map(|part| super::results::scored(part, basis)).collect();
    let findings = findings(&mut batch, &mut scored, basis, false);
    let errors = tell(&findings, false, &asked.input, context)?;
    let rankings = sources::rankings(&batch, &scored);
    let previous = previous::previous(args, &mut batch, context)?;
    let mut results = sources::results(&batch, &scored, &rankings, &findings, basis);
    results.previous = previous;
    let cards: Vec<_> = scored.iter().flat_map(|part| &part.cards).collect();
    let chosen = super::results::chosen(&args.unit, &batch, &scored, lang)?;
    let units = chosen.into_iter().map(|at| cards[at].unit.to_string()).collect();
    let desk = Desk { results: &results, batch: &batch, lang, units, draft: args.draft };
    let word = asked.kinds.contains(&Kind::Docx).then(|| word::Word::of(&desk)).transpose()?;
    let mut papers = Vec::new();
    for kind in &asked.kinds {
        papers.extend(match kind {
            Kind::Xlsx => book::xlsx_papers(&desk),
            Kind::Markdown => tables::markdown_papers(&desk),
            Kind::Csv => tables::csv_papers(&desk),
            Kind::Docx => match &word {
                Some(word) => word.papers(&desk)?,
                None => Vec::new(),
            },
            Kind::Pictures => pictures::papers(&desk),
            Kind::Tidy => data::tidy_papers(&desk, &asked),
            Kind::Json => data::json_papers(&desk),
            Kind::Html => page::page_papers(&desk),
        });
    }
    if let (Some(line), false) = (pictures::left_out(&desk, &asked.kinds), context.quiet) {
        context.tell(&line)?;
    }
    write(&asked, &batch, &papers, context)?;
    let withheld = word.as_ref().and_then(|word| word.withheld(&desk));
    if let Some(why) = &withheld {
        context.err.write_all(why.as_bytes())?;
    }
    Ok(Done::with_errors(errors || withheld.is_some()))
}

/// Writes the papers, each when it is its turn.
fn write(asked: &Asked, batch: &Batch, papers: &[Paper], context: &mut Context) -> anyhow::Result<()> {
    let lang = context.lang;
    let output = asked.output(batch.folder.as_deref());
    let parent = output.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let path = if asked.is_file { parent } else { &output };
    let mut paths: Vec<PathBuf> = papers.iter().map(|paper| path.join(&paper.name)).collect();
    // What belongs to the paper lies beside it.
    if let (true, Some(first)) = (asked.is_file, paths.first_mut()) {
        first.clone_from(&output);
    }
    let folder = Folder { path, option: "--output", force: asked.force, forms: false };
    // Of an input something else is said.
    folder.spare(paths.iter(), &batch.inputs, lang)?;
    folder.check(&batch.searched, lang)?;
    let make = |at: usize| papers.get(at).map_or_else(|| Ok(Vec::new()), |paper| (paper.make)());
    let written = folder.write(&paths, make, &batch.inputs, context)?;
    if !context.quiet {
        let (new, same, path) = (written.new, written.same, shown(&output));
        let kept = if same == 0 {
            String::new()
        } else {
            say!(lang, "; {same} tệp đã có và không thay đổi", "; {same} there already, unchanged")
        };
        context.tell(&say!(
            lang,
            "Đã ghi {new} tệp vào “{path}”{kept}.",
            "Wrote {} to “{path}”{kept}.",
            counted(new, "file")
        ))?;
    }
    Ok(())
}
