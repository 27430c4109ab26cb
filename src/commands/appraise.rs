//! `appraise`: the workbooks in which the council gives points, and in which units explain.

use std::path::{Path, PathBuf};

use super::batch::{self, Batch};
use super::evidence::Texts;
use super::files::shown;
use super::folder::Folder;
use super::outcome::{Context, Done, Refused};
use crate::cli::{Appraise, Round, Whose};
use crate::message::{counted, say};
use crate::workbook::council::{About, Booklet, CouncilPaper, Matter, Wanted, booklets, has_first_round};
use crate::workbook::template::file_names;

/// Runs the command.
pub fn run(args: &Appraise, context: &mut Context) -> anyhow::Result<Done> {
    let lang = context.lang;
    let paper = match args.round {
        _ if args.explanations => CouncilPaper::Explanation,
        Round::First => CouncilPaper::First,
        Round::Second => CouncilPaper::Second,
    };
    let batch = batch::read_whole(&args.input, context)?;
    let first = batch.parts.iter().any(|part| has_first_round(&part.assessments));
    if paper != CouncilPaper::First && !first {
        return Err(Refused(say!(
            lang,
            "Chưa có điểm thẩm định lần 1 nên chưa lập được bảng này. Đưa các bảng thẩm định lần 1 đã điền vào thư mục mà round.toml ghi ở appraisal rồi chạy lại.",
            "There are no points of the first round yet, so this cannot be made. Put the workbooks of the first round, filled, into the folder that round.toml names as appraisal, and run again."
        ))
        .into());
    }
    let texts = Texts::of(&batch);
    let evidence = |at: &crate::assessment::Source| texts.at(at);
    let about = About { title: batch.title.as_deref(), agency: batch.agency.as_deref(), year: batch.year };
    let matters: Vec<Matter> = batch
        .parts
        .iter()
        .map(|part| Matter {
            set: &part.set,
            assessments: &part.assessments,
            bests: &part.bests,
            findings: &batch.findings,
            evidence: &evidence,
            about,
            lang,
        })
        .collect();
    let wanted = Wanted { paper, by_unit: args.by == Whose::Unit, only_disputed: args.only_disputed };
    let all: Vec<(&Matter, Booklet)> = matters
        .iter()
        .flat_map(|matter| booklets(matter, wanted).into_iter().map(move |booklet| (matter, booklet)))
        .collect();
    // A department appraises by each set of the round.
    let of_set = |(matter, booklet): &(&Matter, Booklet)| match matters.len() {
        1 => booklet.whose.clone(),
        _ if wanted.is_by_unit() => booklet.whose.clone(),
        _ => format!("{} {}", booklet.whose, matter.set.id),
    };
    let labels: Vec<String> = all.iter().map(of_set).collect();
    let names = file_names(labels.iter().map(String::as_str));
    let path = args.output.clone().unwrap_or_else(|| default(&batch, paper));
    let paths: Vec<PathBuf> = names.iter().map(|name| path.join(format!("{name}.xlsx"))).collect();
    let folder = Folder { path: &path, option: "--output", force: args.force, forms: true };
    folder.check(&batch.searched, lang)?;
    let make = |at: usize| -> anyhow::Result<Vec<u8>> {
        let Some((matter, booklet)) = all.get(at) else { return Ok(Vec::new()) };
        Ok(booklet.bytes(matter)?)
    };
    let written = folder.write(&paths, make, &batch.inputs, context)?;
    if !context.quiet {
        let rows: usize = all.iter().map(|(_, booklet)| booklet.grid.rows.len()).sum();
        tell(&path, written.new, written.same, rows, paper, context)?;
        for (_, booklet) in all.iter().filter(|(_, booklet)| booklet.unassigned) {
            let count = booklet.criteria();
            context.tell(&say!(
                lang,
                "{count} tiêu chí hoặc khoản cộng, trừ chưa phân công cơ quan thẩm định: xem tệp riêng; ghi appraiser vào bộ tiêu chí để phân công.",
                "Nobody is named to appraise {}: they have a workbook of their own; name an appraiser in the criteria set.",
                counted(count, "item")
            ))?;
        }
    }
    Ok(Done::Clean)
}

/// Where the workbooks go unless another folder is named: into the round, beside what it reads.
fn default(batch: &Batch, paper: CouncilPaper) -> PathBuf {
    let folder = match paper {
        CouncilPaper::First => "to-appraise",
        CouncilPaper::Explanation => "to-explain",
        CouncilPaper::Second => "to-appraise-2",
    };
    batch.folder.as_deref().unwrap_or(Path::new("")).join(folder)
}

/// What was written.
fn tell(
    path: &Path,
    new: usize,
    same: usize,
    rows: usize,
    paper: CouncilPaper,
    context: &mut Context,
) -> anyhow::Result<()> {
    let (lang, path) = (context.lang, shown(path));
    let [books, lines] = [(new, "workbook"), (rows, "row")].map(|(count, thing)| counted(count, thing));
    let kept = if same == 0 {
        String::new()
    } else {
        say!(lang, "; {same} tệp đã có và không thay đổi", "; {same} there already, unchanged")
    };
    let line = match paper {
        _ if new + same == 0 => say!(
            lang,
            "Không có dòng nào như yêu cầu nên không ghi tệp nào.",
            "There is no such row, so nothing was written."
        ),
        CouncilPaper::Explanation => say!(
            lang,
            "Đã ghi {new} bảng giải trình ({rows} dòng) vào “{path}”{kept}. Gửi cho đơn vị; nhận về thì để vào thư mục mà round.toml ghi ở explanations.",
            "Wrote {books} to explain ({lines}) to “{path}”{kept}. Send them to the units; what comes back goes into the folder that round.toml names as explanations."
        ),
        _ => {
            let key = if paper == CouncilPaper::First { "appraisal" } else { "appraisal2" };
            say!(
                lang,
                "Đã ghi {new} bảng thẩm định ({rows} dòng) vào “{path}”{kept}. Điền xong thì chuyển vào thư mục mà round.toml ghi ở {key}.",
                "Wrote {books} to appraise ({lines}) to “{path}”{kept}. When they are filled, move them into the folder that round.toml names as {key}."
            )
        }
    };
    Ok(context.tell(&line)?)
}
