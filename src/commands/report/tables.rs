//! The tables as Markdown, and the ranking as CSV.

use super::{Desk, Paper};
use crate::message::Lang;
use crate::papers::contents::LOST;
use crate::report::{
    Table, changes_table, classes_table, csv, differences_table, field_changes_table, fields_table,
    figures_table, lost_table, markdown, not_applicable_table, rank_flat, ranking_table, strengths_table,
};
use crate::results::{Block, Results};

/// All tables of the result, block by block.
fn tables(results: &Results, lang: Lang) -> Vec<Table> {
    let mut tables = vec![figures_table(&results.blocks, lang)];
    for block in &results.blocks {
        tables.extend([
            ranking_table(block, lang),
            classes_table(block, lang),
            fields_table(block, lang),
            strengths_table(block, lang),
            lost_table(block, LOST, lang),
            differences_table(block, lang),
            not_applicable_table(block, lang),
        ]);
        if let Some(previous) = &results.previous {
            tables.extend([changes_table(block, previous, lang), field_changes_table(block, previous, lang)]);
        }
    }
    tables.retain(|table| !table.rows.is_empty() || !table.notes.is_empty());
    tables
}

pub(super) fn markdown_papers<'a>(desk: &'a Desk) -> Vec<Paper<'a>> {
    let make = || {
        let tables = tables(desk.results, desk.lang);
        let texts: Vec<String> = tables.iter().map(|table| markdown(table, desk.lang)).collect();
        Ok(texts.join("\n").into_bytes())
    };
    vec![Paper::new("ket-qua.md", make)]
}

pub(super) fn csv_papers<'a>(desk: &'a Desk) -> Vec<Paper<'a>> {
    let make = || {
        let of_set = |blocks: &[Block]| -> Vec<u8> {
            let Some(first) = blocks.first() else { return Vec::new() };
            csv(&rank_flat(first.set(), first.source.cards, blocks.iter().map(|block| block.ranking)))
        };
        let sets = desk.results.blocks.chunk_by(|a, b| std::ptr::eq(a.set(), b.set()));
        let mut bytes = b"\xef\xbb\xbf".to_vec();
        bytes.extend(sets.flat_map(of_set));
        Ok(bytes)
    };
    vec![Paper::new("xep-hang.csv", make)]
}
