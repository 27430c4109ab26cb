//! The web page of a result: one file that needs nothing else. What it shows is made here; `html` writes it.

mod bins;
mod block;
mod html;
mod lives;
mod packed;
mod set;
mod shares;
mod texts;
mod unit;
mod why;

use serde::Serialize;

use crate::message::Lang;
use crate::report::build::basis;
use crate::results::Results;
use block::BlockData;
use set::SetData;
use texts::Both;

/// What the script of the page is given; the details of units lie beside it, packed.
#[derive(Serialize)]
struct Data<'a> {
    lang: &'static str,
    title: Both,
    year: Option<i64>,
    basis: Both,
    is_final: bool,
    has_previous: bool,
    swaps: [(&'static str, &'static str); 6],
    sets: Vec<SetData<'a>>,
    blocks: Vec<BlockData>,
}

/// The page, with texts in both languages; it opens in this one. Paths within `root` are told from there.
pub fn page(results: &Results, root: &str, lang: Lang) -> anyhow::Result<Vec<u8>> {
    let mut sets: Vec<SetData> = Vec::new();
    let mut blocks = Vec::new();
    let mut parts = Vec::new();
    for block in &results.blocks {
        // Blocks of one set stand side by side.
        if sets.last().is_none_or(|last| !std::ptr::eq(last.set, block.set())) {
            sets.push(SetData::of(block.set()));
        }
        let details = unit::packed_units(block, results.previous.as_ref(), root)?;
        let at = blocks.len();
        blocks.push(BlockData::of(block, sets.len() - 1));
        parts.push((format!("part-{at}-tables"), block::tables(block, results.previous.as_ref())?));
        parts.push((format!("part-{at}-points"), block::points(block)?));
        parts.extend(details.into_iter().enumerate().map(|(n, part)| (format!("part-{at}-{n}"), part)));
    }
    let set_title = || results.blocks.first().map(|block| block.set().title.clone()).unwrap_or_default();
    let data = Data {
        lang: if lang == Lang::Vi { "vi" } else { "en" },
        title: Both::same(results.title.map_or_else(set_title, str::to_owned)),
        year: results.year,
        basis: Both::of(|lang| basis(results.basis, lang).to_owned()),
        is_final: results.is_final(),
        has_previous: results.previous.is_some(),
        swaps: lives::SWAPS,
        sets,
        blocks,
    };
    let title = data.title.clone();
    Ok(html::write(results, &title, &serde_json::to_string(&data)?, &parts, lang))
}
