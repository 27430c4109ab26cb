//! The board of a round: per block and unit what is there and what is lacking, and the verdict.

mod json;
mod words;

pub use json::board_json;

use super::table::{Align, Cell, Column, Table};
use crate::analysis::{BlockStanding, Counts, Received, Share, Standing, Totals, UnitStanding};
use crate::day::Day;
use crate::message::{Lang, counted, say};

/// So many units of a block are listed unless all are asked for.
const LISTED: usize = 50;

/// A board to show.
pub struct Board<'a> {
    /// How far the round is.
    pub standing: &'a Standing,
    /// Title of the round.
    pub title: Option<&'a str>,
    /// Year of the round.
    pub year: Option<i64>,
    /// Today.
    pub today: Day,
    /// Its deadline.
    pub deadline: Option<Day>,
    /// Every unit is listed.
    pub all: bool,
    /// What was asked for, for commands to copy.
    pub asked: &'a str,
    /// Language.
    pub lang: Lang,
}

/// The sums of all blocks, then a table for each block with units to list; the verdict stands below the last one.
pub fn board_tables(board: &Board) -> Vec<Table> {
    let mut tables = vec![sums(board)];
    tables.extend(board.standing.blocks.iter().filter_map(|block| units(board, block)));
    if let Some(last) = tables.last_mut() {
        last.notes.extend(words::verdict(board));
    }
    tables
}

/// The columns that the table of blocks and those of units share.
fn columns(first: [Column; 2], appraised: String, lang: Lang) -> Vec<Column> {
    let right = |head: String, key: &str| Column::new(head, key, Align::Right);
    let mut columns: Vec<Column> = first.into();
    columns.extend([
        right(say!(lang, "Lỗi", "Errors"), "errors"),
        right(say!(lang, "Cảnh báo", "Warnings"), "warnings"),
        right(appraised, "appraised"),
        right(say!(lang, "Giải trình", "Explained"), "explained"),
        right(say!(lang, "Thẩm định lần 2", "Round 2"), "appraised2"),
        right(say!(lang, "Điều tra XHH", "Survey"), "survey"),
    ]);
    columns
}

fn sums(board: &Board) -> Table {
    let (lang, standing) = (board.lang, board.standing);
    let first = [
        Column::new(say!(lang, "Khối", "Block"), "block", Align::Left),
        Column::new(say!(lang, "Đã gửi", "Received"), "received", Align::Right),
    ];
    let mut columns = columns(first, say!(lang, "Thẩm định xong", "Appraised"), lang);
    columns.push(Column::new(say!(lang, "Hoàn thành", "Complete"), "complete", Align::Right));
    let row = |name: String, totals: &Totals| {
        let units = |done| share(Share { done, of: totals.units });
        vec![
            Cell::Text(name),
            units(totals.received),
            Cell::Count(totals.errors),
            Cell::Count(totals.warnings),
            units(totals.appraised),
            share(totals.explained),
            share(totals.second),
            share(totals.survey),
            units(totals.complete),
        ]
    };
    let mut rows: Vec<Vec<Cell>> =
        standing.blocks.iter().map(|block| row(name(board, block), &block.totals)).collect();
    let mut bold = Vec::new();
    if rows.len() != 1 {
        bold.push(rows.len());
        rows.push(row(say!(lang, "Tất cả", "All"), &standing.totals));
    }
    let Counts { errors, warnings } = standing.loose;
    let mut notes = Vec::new();
    if errors + warnings > 0 {
        let (in_errors, in_warnings) = (counted(errors, "error"), counted(warnings, "warning"));
        notes.push(say!(
            lang,
            "Ngoài ra {errors} lỗi, {warnings} cảnh báo không thuộc riêng đơn vị nào.",
            "Besides, {in_errors} and {in_warnings} that concern no one unit."
        ));
    }
    Table { heading: words::heading(board), columns, rows, bold, notes }
}

/// The units of a block that lack something, or all.
fn units(board: &Board, block: &BlockStanding) -> Option<Table> {
    let lang = board.lang;
    let wanted: Vec<&UnitStanding> =
        block.units.iter().filter(|unit| board.all || !unit.is_complete()).collect();
    if wanted.is_empty() {
        return None;
    }
    let most = if board.all { usize::MAX } else { LISTED };
    let first = [
        Column::new(say!(lang, "Đơn vị", "Unit"), "unit", Align::Left),
        Column::new(say!(lang, "Đã gửi", "Received"), "received", Align::Left),
    ];
    let columns = columns(first, say!(lang, "Thẩm định", "Appraised"), lang);
    let row = |unit: &&UnitStanding| {
        vec![
            Cell::Text(unit.unit.to_string()),
            Cell::Text(received(unit, lang)),
            Cell::Count(unit.errors),
            Cell::Count(unit.warnings),
            share(unit.appraised),
            share(unit.explained),
            share(unit.second),
            share(unit.survey),
        ]
    };
    let rows = wanted.iter().take(most).map(row).collect();
    let (name, count) = (name(board, block), wanted.len());
    let head = if board.all {
        say!(lang, "{name}: {count} đơn vị", "{name}: {}", words::units(count))
    } else {
        say!(lang, "{name}: {count} đơn vị chưa hoàn thành", "{name}: {} not complete", words::units(count))
    };
    let mut notes = Vec::new();
    if count > most {
        let (more, asked) = (count - most, board.asked);
        notes.push(say!(
            lang,
            "… và {more} đơn vị nữa; xem tất cả: parindex status{asked} --all",
            "… and {more} more; to see all: parindex status{asked} --all"
        ));
    }
    Some(Table { heading: vec![head], columns, rows, bold: Vec::new(), notes })
}

fn received(unit: &UnitStanding, lang: Lang) -> String {
    match unit.received {
        Received::No => say!(lang, "chưa gửi", "no"),
        Received::Blank => say!(lang, "biểu trống", "blank form"),
        Received::Files(1) => say!(lang, "đã gửi", "yes"),
        Received::Files(files) => say!(lang, "{files} tệp", "{files} files"),
    }
}

/// The name of a block; of units without one that of the whole.
fn name(board: &Board, block: &BlockStanding) -> String {
    let lang = board.lang;
    match &block.block {
        Some((_, name)) => name.clone(),
        None if board.standing.blocks.len() == 1 => say!(lang, "Các đơn vị", "Units"),
        None => say!(lang, "Chưa xếp khối", "Without block"),
    }
}

/// `3/12`; nothing where nothing must be there.
fn share(share: Share) -> Cell {
    if share.of == 0 { Cell::Blank } else { Cell::Text(format!("{}/{}", share.done, share.of)) }
}
