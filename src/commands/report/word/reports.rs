//! The report, the minutes, and a notice for each unit.

use std::sync::{Arc, OnceLock};

use super::{Desk, Word, WordPaper};
use crate::message::{Lang, one_line};
use crate::papers::contents::{LOST, NoticeFacts, RoundFacts, Yardstick};
use crate::papers::{Fault, Kind, Parts};
use crate::report::document::Document;
use crate::report::{
    Table, appraisal_table, changes_table, figures_table, leaves_table, lost_table, ranking_table,
    second_round_table, strengths_table, unit_fields_table,
};
use crate::results::{Block, Unit};
use crate::workbook::template::file_names;

impl Word<'_> {
    /// The report on the results.
    pub(super) fn report<'w>(&'w self, desk: &'w Desk) -> WordPaper<'w> {
        let make = move || {
            let results = desk.results;
            let mut parts = self.parts(Kind::Report);
            parts = parts.with_table("figures", || figures_table(&results.blocks, Lang::Vi));
            for (block, number) in results.blocks.iter().zip(1..) {
                parts = by_block(parts, "ranking", number, block, ranking_table);
                parts = by_block(parts, "strengths", number, block, strengths_table);
                parts = by_block(parts, "lost", number, block, |block, lang| lost_table(block, LOST, lang));
                if let Some(previous) = &results.previous {
                    let changes = |block: &Block, lang| changes_table(block, previous, lang);
                    parts = by_block(parts, "changes", number, block, changes);
                }
            }
            let facts = RoundFacts::of(results).facts();
            self.document(desk, "bao-cao.txt", Kind::Report, &facts, &parts)
        };
        WordPaper { name: "bao-cao.docx".to_owned(), make: Box::new(make) }
    }

    /// The minutes of the appraisal.
    pub(super) fn minutes<'w>(&'w self, desk: &'w Desk) -> WordPaper<'w> {
        let make = move || {
            let results = desk.results;
            let mut parts = self.parts(Kind::Minutes);
            for (block, number) in results.blocks.iter().zip(1..) {
                parts = by_block(parts, "appraisal", number, block, appraisal_table);
                parts = by_block(parts, "second", number, block, second_round_table);
            }
            let facts = RoundFacts::of(results).facts();
            self.document(desk, "bien-ban.txt", Kind::Minutes, &facts, &parts)
        };
        WordPaper { name: "bien-ban.docx".to_owned(), make: Box::new(make) }
    }

    /// A notice for each unit that is asked for. What a block as a whole comes to is computed once, by the first notice that
    /// needs it.
    pub(super) fn notices<'w>(&'w self, desk: &'w Desk) -> Vec<WordPaper<'w>> {
        let blocks = &desk.results.blocks;
        let all = || blocks.iter().flat_map(Block::all);
        let mut names = file_names(all().map(|unit| &**unit.name())).into_iter();
        let mut papers = Vec::new();
        for block in blocks {
            let beside: Arc<OnceLock<Yardstick>> = Arc::default();
            for (unit, name) in block.all().zip(names.by_ref()) {
                if !desk.units.is_empty() && !desk.units.iter().any(|asked| **asked == **unit.name()) {
                    continue;
                }
                let beside = Arc::clone(&beside);
                let make = move || {
                    let of = || Yardstick::of(block, desk.results.previous.as_ref());
                    self.notice(desk, &unit, beside.get_or_init(of))
                };
                papers.push(WordPaper { name: format!("thong-bao/{name}.docx"), make: Box::new(make) });
            }
        }
        papers
    }

    fn notice(&self, desk: &Desk, unit: &Unit, beside: &Yardstick) -> Result<Document, Fault> {
        let leaves = unit.leaves();
        let mut parts = self
            .parts(Kind::Notice)
            .with_table("fields", || unit_fields_table(unit, &beside.fields, Lang::Vi))
            .with_table("leaves", || leaves_table(unit, &leaves, Lang::Vi));
        parts.signature.recipients.insert(0, recipient(&one_line(unit.name())));
        let facts = NoticeFacts::of(unit, &leaves, beside).facts().with("year", year(desk));
        self.document(desk, "thong-bao.txt", Kind::Notice, &facts, &parts)
    }
}

/// A unit as recipient: of a commune it is its committee.
fn recipient(unit: &str) -> String {
    let begins = ["Xã ", "Phường ", "Đặc khu ", "Thị trấn ", "Huyện ", "Quận ", "Thị xã ", "Thành phố "];
    match begins.iter().find(|word| unit.starts_with(**word)) {
        Some(word) => format!("UBND {}{}", word.to_lowercase(), &unit[word.len()..]),
        None => unit.to_owned(),
    }
}

/// The year, or nothing: a sentence does without it.
fn year(desk: &Desk) -> Option<String> {
    desk.results.year.map(|year| year.to_string())
}

/// With a table of a block.
fn by_block<'p>(
    parts: Parts<'p>,
    name: &str,
    number: usize,
    block: &'p Block<'p>,
    make: impl Fn(&Block, Lang) -> Table + 'p,
) -> Parts<'p> {
    parts.with_table(format!("{name} {number}"), move || make(block, Lang::Vi))
}
