//! The Word papers: which there are, by which sentences, and why a decision is withheld.

mod reports;

use std::fs;
use std::path::Path;

use rayon::prelude::*;

use super::super::files::{bytes_up_to, cannot_read, shown};
use super::super::init::Left;
use super::super::outcome::{Context, Done, Refused};
use super::{Desk, Paper};
use crate::keys::closest;
use crate::message::{Lang, counted, one_line, say};
use crate::papers::{BUILT_IN, Facts, Fault, Kind, Office, Parts, Sentences, lacking, result_facts};
use crate::report::document::Document;
use crate::report::{docx_document, ranking_table};
use crate::score::Basis;

/// How many units are named where the decision is withheld.
const NAMED: usize = 10;

/// What all Word papers are made of.
pub(super) struct Word<'a> {
    sentences: Sentences,
    /// Sentences of the round stand in place of some of ours.
    is_changed: bool,
    office: Office<'a>,
    /// What every template may say of the result.
    result: Facts,
}

/// A Word paper: its name, and what makes its document.
struct WordPaper<'w> {
    name: String,
    make: Box<dyn Fn() -> Result<Document, Fault> + Send + Sync + 'w>,
}

impl<'a> Word<'a> {
    /// By the sentences that the round names.
    pub fn of(desk: &Desk<'a>) -> anyhow::Result<Word<'a>> {
        let batch = desk.batch;
        let folder = batch.papers.sentences.as_ref();
        let folder = folder.map(|folder| batch.folder.as_deref().unwrap_or(Path::new("")).join(folder));
        let own = folder.as_deref().map(|folder| own_sentences(folder, desk.lang)).transpose()?;
        let own = own.unwrap_or_default();
        let find = |name: &str| own.iter().find(|(of, ..)| of == name).map(|(_, own)| own.clone());
        Ok(Word {
            sentences: Sentences::read(find).map_err(|faults| refused(&faults, desk.lang))?,
            is_changed: !own.is_empty(),
            office: Office::new(&batch.papers, batch.agency.as_deref()).with_draft(desk.draft),
            result: result_facts(desk.results, desk.draft),
        })
    }

    /// The papers. Where sentences are changed all are tried before any is written.
    pub fn papers<'w>(&'w self, desk: &'w Desk) -> anyhow::Result<Vec<Paper<'w>>> {
        let lang = desk.lang;
        let papers = self.word_papers(desk);
        if self.is_changed {
            let faults: Vec<Fault> = papers.par_iter().filter_map(|paper| (paper.make)().err()).collect();
            if !faults.is_empty() {
                return Err(refused(&faults, lang).into());
            }
        }
        let paper = |paper: WordPaper<'w>| {
            let make = move || {
                let document = (paper.make)().map_err(|fault| refused(&[fault], lang))?;
                Ok(docx_document(&document, Lang::Vi)?)
            };
            Paper::new(paper.name, make)
        };
        Ok(papers.into_iter().map(paper).collect())
    }

    fn word_papers<'w>(&'w self, desk: &'w Desk) -> Vec<WordPaper<'w>> {
        let mut papers = Vec::new();
        if withheld(desk).is_none() {
            papers.push(self.decision(desk));
        }
        papers.push(self.report(desk));
        // Self scores are not what a council decided.
        if desk.results.basis != Basis::Own {
            papers.push(self.minutes(desk));
        }
        papers.extend(self.notices(desk));
        papers
    }

    /// The decision with the ranking of each block as annex.
    fn decision<'w>(&'w self, desk: &'w Desk) -> WordPaper<'w> {
        let make = move || {
            let mut parts = self.parts(Kind::Decision);
            for (block, number) in desk.results.blocks.iter().zip(1..) {
                parts = parts.with_table(format!("ranking {number}"), || ranking_table(block, Lang::Vi));
            }
            self.document(desk, "quyet-dinh.txt", Kind::Decision, &Facts::new(), &parts)
        };
        WordPaper { name: "quyet-dinh.docx".to_owned(), make: Box::new(make) }
    }

    /// Head and end of a kind of paper.
    fn parts<'p>(&self, kind: Kind) -> Parts<'p> {
        Parts::new(self.office.letterhead(kind), self.office.signature(kind))
    }

    /// The document of a template; `own` are the facts of this paper alone.
    fn document(
        &self,
        desk: &Desk,
        template: &str,
        kind: Kind,
        own: &Facts,
        parts: &Parts,
    ) -> Result<Document, Fault> {
        let office = self.office.facts(kind);
        let document = self.sentences.document(template, &[&self.result, &office, own], parts)?;
        let title = desk.results.title.unwrap_or_default().to_owned();
        Ok(Document { title, draft: kind == Kind::Decision && desk.draft, ..document })
    }
}

/// Why the decision is not written; `None` where it is.
pub(super) fn withheld(desk: &Desk) -> Option<String> {
    let (results, lang) = (desk.results, desk.lang);
    if results.blocks.iter().all(|block| block.units().len() == 0) {
        return Some(say!(
            lang,
            "Chưa lập dự thảo quyết định: chưa có đơn vị nào được xếp hạng.\n",
            "No decision was written: no unit is ranked yet.\n"
        ));
    }
    if desk.draft {
        return None;
    }
    let tail = say!(
        lang,
        "Xem còn thiếu gì bằng: parindex status. Cần bản dự thảo ngay thì thêm --draft: văn bản sẽ ghi DỰ THẢO và nêu rõ các đơn vị này.\n",
        "See what is lacking with: parindex status. For a draft now, add --draft: it says DỰ THẢO and names these units.\n"
    );
    if results.is_final() {
        return (results.basis == Basis::Own).then(|| {
            say!(
                lang,
                "Chưa lập dự thảo quyết định: kết quả tính theo điểm tự chấm, không phải điểm thẩm định. Cần bản dự thảo ngay thì thêm --draft: văn bản sẽ ghi DỰ THẢO và ghi rõ kết quả tạm tính theo điểm tự chấm.\n",
                "No decision was written: the result is by self scores, not by what the council gave. For a draft now, add --draft: it says DỰ THẢO and that it is by self scores.\n"
            )
        });
    }
    let lacking: Vec<(String, String)> =
        results.blocks.iter().flat_map(|block| lacking(block, lang)).collect();
    let count = lacking.len();
    let mut text = say!(
        lang,
        "Chưa lập dự thảo quyết định: {count} đơn vị chưa có kết quả cuối cùng.\n",
        "No decision was written: the results of {} are not final.\n",
        counted(count, "unit")
    );
    for (unit, reason) in lacking.iter().take(NAMED) {
        text += &format!("  {}: {reason}\n", one_line(unit));
    }
    if count > NAMED {
        let more = count - NAMED;
        text += &say!(lang, "  … và {more} đơn vị khác\n", "  … and {more} more\n");
    }
    Some(text + &tail)
}

/// Writes our sentences into a folder, over nothing.
pub(super) fn write_sentences(folder: &Path, context: &mut Context) -> anyhow::Result<Done> {
    let lang = context.lang;
    let mut left = Left::default();
    left.folder(folder, lang)?;
    for (name, text) in BUILT_IN {
        left.file(&folder.join(name), text, lang)?;
    }
    let mut out = left.text(lang);
    let folder = one_line(&shown(folder));
    out += &say!(
        lang,
        "Sửa câu văn trong các tệp này, rồi ghi vào round.toml, dưới [papers]: sentences = \"{folder}\" (tính từ thư mục của đợt). Tệp nào không sửa thì nên xoá đi để dùng bản mới của chương trình.\n",
        "Change the sentences in these files, then write below [papers] in round.toml: sentences = \"{folder}\" (from the folder of the round). Remove the files that you do not change, so that newer ones of the program are used.\n"
    );
    context.print(out.as_bytes())?;
    Ok(Done::Clean)
}

/// Bytes of a template of a round; ours have a hundredth of it.
const LONGEST: u64 = 1 << 20;

/// A template of the round: its name, and the shown name and text of the file.
type OwnSentences = (String, (String, String));

/// The templates in the folder of a round.
fn own_sentences(folder: &Path, lang: Lang) -> anyhow::Result<Vec<OwnSentences>> {
    let name = shown(folder);
    if !folder.is_dir() {
        let told = say!(
            lang,
            "Không có thư mục câu văn “{name}” mà round.toml ghi ở [papers]. Tạo thư mục bằng: parindex report --sentences {name}",
            "There is no folder of sentences “{name}”, which round.toml names in [papers]. Make it with: parindex report --sentences {name}"
        );
        return Err(Refused(told).into());
    }
    let entries = fs::read_dir(folder).map_err(|error| cannot_read(folder, &error, lang))?;
    let mut paths: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
    paths.sort();
    let mut own = Vec::new();
    for path in paths {
        let file = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let path_shown = shown(&path).to_string();
        let known = BUILT_IN.map(|(name, _)| name);
        if !known.contains(&&*file) {
            let mut told = say!(
                lang,
                "“{path_shown}” không phải là tên mẫu của văn bản nào.",
                "“{path_shown}” is the template of no paper."
            );
            if let Some(close) = closest(&file, known) {
                told += &say!(lang, " Có phải là {close}?", " Is {close} meant?");
            }
            let known = known.join(", ");
            told += &say!(lang, " Các tên đúng: {known}.", " There are: {known}.");
            return Err(Refused(told).into());
        }
        let text = String::from_utf8(bytes_up_to(&path, LONGEST, lang)?).map_err(|_| {
            Refused(say!(
                lang,
                "Không đọc được “{path_shown}”. Trong Notepad chọn Lưu với tên khác, mã hoá UTF-8.",
                "Cannot read “{path_shown}”. Save it as UTF-8."
            ))
        })?;
        own.push((file, (path_shown, text)));
    }
    Ok(own)
}

/// Faults of sentences, each once, and that nothing was written.
fn refused(faults: &[Fault], lang: Lang) -> Refused {
    let mut lines: Vec<String> = faults.iter().map(|fault| fault.text(lang)).collect();
    lines.dedup();
    lines.truncate(NAMED);
    lines.push(say!(
        lang,
        "Sửa câu văn rồi chạy lại; các tên được dùng có trong docs/report.vi.md.",
        "Mend the sentences and run again; docs/report.md lists the names."
    ));
    Refused(lines.join("\n"))
}
