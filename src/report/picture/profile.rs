//! The fields: those of a block with mean, best and lowest, and those of a unit beside mean and best of its block.

use rust_decimal::Decimal;

use super::colours::{BAR, BEST, Colour, GRID, INK, LOWEST, QUIET, WHITE};
use super::frame::{
    BOTTOM, Frame, GAP, MARGIN, ROOM, Words, below, column, middle, number, of_year, open, per_page,
};
use super::scale::Scale;
use super::{Anchor, Picture, clean, font};
use crate::message::{Lang, say};
use crate::report::build::shown;
use crate::report::table::Table;
use crate::report::tables::{class_cell, rank_cell, strengths_table, unit_fields_table};
use crate::results::{Block, FieldFigures, Unit};

/// So many fields stand on one picture.
const MOST: usize = 14;
/// Where charts begin.
const TOP: i32 = 258;
/// Where the heads of the numbers stand.
const HEADS: i32 = 190;
/// How wide a column of numbers is.
const NUMBERS: i32 = 184;
/// At most as wide are the names of the fields.
const NAMES: i32 = 560;

/// What a number is drawn as.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Bar,
    Mean,
    Best,
    Lowest,
}

/// A column of numbers: where they are in the table, how they are drawn, what their head says.
type Measure = (&'static str, Mark, String);

/// The fields of a block; none where the set has no fields.
pub fn fields_pictures(block: &Block, year: Option<i64>, lang: Lang) -> Vec<Picture> {
    let measures = [
        ("mean", Mark::Bar, say!(lang, "Trung bình", "Mean")),
        ("highest", Mark::Best, say!(lang, "Cao nhất", "Highest")),
        ("lowest", Mark::Lowest, say!(lang, "Thấp nhất", "Lowest")),
    ];
    let title = say!(lang, "Chỉ số thành phần theo lĩnh vực", "Component indices by field");
    let count = block.units().len();
    let count = say!(lang, "{count} đơn vị", "Units: {count}");
    let below = below(block, vec![count, say!(lang, "Đơn vị tính: %", "In %")]);
    let words = Words { title: of_year(title, year, lang), below, notes: open(block, lang) };
    pictures(&strengths_table(block, lang), &measures, &words, lang)
}

/// The fields of a unit beside its block; `fields` are those of the block.
pub fn unit_pictures(
    block: &Block,
    unit: &Unit,
    fields: &[FieldFigures],
    year: Option<i64>,
    lang: Lang,
) -> Vec<Picture> {
    let measures = [
        ("index", Mark::Bar, say!(lang, "Đơn vị", "Unit")),
        ("mean", Mark::Mean, say!(lang, "Trung bình khối", "Mean of block")),
        ("best", Mark::Best, say!(lang, "Cao nhất khối", "Best of block")),
    ];
    let title = say!(lang, "Kết quả theo lĩnh vực", "Results by field");
    let mut more = vec![of_year(title, year, lang)];
    more.extend(block.name().map(str::to_owned));
    if let Some(index) = &unit.card.index {
        let index = shown(unit.set(), index, lang);
        more.push(say!(lang, "Chỉ số {index} %", "Index {index} %"));
    }
    if unit.place.is_some() {
        let (rank, count) = (rank_cell(unit).shown(lang), block.units().len());
        more.push(say!(lang, "Hạng {rank} trong {count} đơn vị", "Rank {rank} of {count}"));
    } else {
        more.push(say!(lang, "Không xếp hạng", "Not ranked"));
    }
    let class = class_cell(unit).shown(lang);
    if !class.is_empty() {
        more.push(say!(lang, "Xếp loại: {class}", "Class: {class}"));
    }
    let mut notes = Vec::new();
    if !unit.is_final() {
        notes.push(say!(
            lang,
            "Chưa phải kết quả cuối cùng: đơn vị còn thiếu điểm hoặc có lỗi",
            "Not final: points of the unit are missing or faulty"
        ));
    }
    let words = Words { title: unit.name().to_string(), below: more.join(" · "), notes };
    pictures(&unit_fields_table(unit, fields, lang), &measures, &words, lang)
}

/// A field.
struct Row {
    name: String,
    /// Per measure its value and how it is written.
    values: Vec<Option<(Decimal, String)>>,
}

fn rows(table: &Table, measures: &[Measure; 3], lang: Lang) -> Vec<Row> {
    let places = measures.each_ref().map(|(key, ..)| column(table, key));
    let row = |cells: &Vec<crate::report::table::Cell>| {
        let shown = |at: usize| cells.get(at).map_or_else(String::new, |cell| cell.shown(lang));
        let value = |at: &Option<usize>| Some((number(cells.get((*at)?))?, shown((*at)?)));
        Row {
            name: clean(&format!("{}. {}", shown(0), shown(1))),
            values: places.iter().map(value).collect(),
        }
    };
    table.rows.iter().map(row).collect()
}

fn pictures(table: &Table, measures: &[Measure; 3], words: &Words, lang: Lang) -> Vec<Picture> {
    let rows = rows(table, measures, lang);
    let per_page = per_page(rows.len(), MOST);
    let pages = rows.len().div_ceil(per_page);
    let names = rows.iter().map(|row| font::width(&row.name, 26, false)).max().unwrap_or(0).min(NAMES);
    let values = rows.iter().flat_map(|row| row.values.iter().flatten().map(|(value, _)| *value));
    let scale = Scale::of(values, 100, MARGIN + names + 2 * GAP, MARGIN + ROOM - 3 * NUMBERS - 2 * GAP);
    let page = |(n, rows): (usize, &[Row])| {
        let mut frame = Frame::new(words, (n + 1, pages));
        heads(&mut frame, measures);
        let count = i32::try_from(per_page).unwrap_or(1);
        let high = ((BOTTOM - TOP) / count).min(110);
        frame.axis(&scale, TOP, TOP + count * high);
        for (n, row) in (0..).zip(rows) {
            let middle = TOP + n * high + high / 2;
            draw(&mut frame, row, measures, &scale, middle, high, names);
            let said = row.values.iter().zip(measures).map(|(value, (.., head))| match value {
                Some((_, shown)) => format!("{head} {shown}"),
                None => format!("{head} –"),
            });
            let said = said.collect::<Vec<_>>().join(", ");
            frame.say(&format!("{}: {said}", row.name));
        }
        frame.done()
    };
    rows.chunks(per_page).enumerate().map(page).collect()
}

/// The middle of a column of numbers.
fn middle_of(measure: usize) -> i32 {
    let right = i32::try_from(2_usize.saturating_sub(measure)).unwrap_or(0);
    MARGIN + ROOM - right * NUMBERS - NUMBERS / 2
}

/// The heads of the numbers with the marks that they have in the chart.
fn heads(frame: &mut Frame, measures: &[Measure; 3]) {
    for (n, (_, mark, head)) in measures.iter().enumerate() {
        let x = middle_of(n);
        if *mark == Mark::Bar {
            frame.rectangle((x - 26, HEADS - 10), (52, 20), BAR);
        } else {
            draw_mark(frame, *mark, (x, HEADS), 32);
        }
        frame.text_in(head, (x, TOP - 18), 21, true, Anchor::Middle, INK, NUMBERS - 8);
    }
}

fn draw(frame: &mut Frame, row: &Row, measures: &[Measure; 3], scale: &Scale, y: i32, high: i32, names: i32) {
    let size = 26.min(high * 13 / 20);
    let thick = (high * 11 / 20).min(46);
    frame.label(&row.name, (MARGIN, y), size, (names, high - 4), INK);
    let zero = scale.at(Decimal::ZERO);
    for (value, (_, mark, _)) in row.values.iter().zip(measures) {
        let Some((value, _)) = value else { continue };
        let x = scale.at(*value);
        if *mark == Mark::Bar {
            frame.rectangle((x.min(zero), y - thick / 2), ((x - zero).abs(), thick), BAR);
        } else {
            draw_mark(frame, *mark, (x, y), (high * 7 / 10).min(60));
        }
    }
    frame.level(y + high / 2, MARGIN, MARGIN + ROOM, 1, GRID);
    for (n, value) in row.values.iter().enumerate() {
        // The width of 100 with two decimals, so that the decimal signs stand below each other.
        let x = middle_of(n) + font::width("100,00", size, n == 0) / 2;
        let (shown, colour) = value.as_ref().map_or(("–", QUIET), |(_, shown)| (&**shown, INK));
        frame.text_in(shown, (x, middle(y, size)), size, n == 0, Anchor::End, colour, NUMBERS - 8);
    }
}

/// A mark at a value; with a light edge, to be seen on bars and on paper.
fn draw_mark(frame: &mut Frame, mark: Mark, at: (i32, i32), high: i32) {
    let (x, y) = at;
    let mut shape = |points: [(i32, i32); 4], colour: Colour| {
        frame.polygon(points.iter().map(|(dx, dy)| (x + dx, y + dy)).collect(), colour);
    };
    match mark {
        Mark::Bar => {}
        Mark::Mean => {
            let h = high / 2;
            for (w, h, colour) in [(5, h + 2, WHITE), (3, h, INK)] {
                shape([(-w, -h), (w, -h), (w, h), (-w, h)], colour);
            }
        }
        Mark::Best => {
            let r = (high / 2).min(14);
            for (r, colour) in [(r + 3, WHITE), (r, BEST)] {
                shape([(0, -r), (r, 0), (0, r), (-r, 0)], colour);
            }
        }
        Mark::Lowest => {
            let r = (high / 2).min(12);
            for (r, colour) in [(r + 3, WHITE), (r, LOWEST)] {
                shape([(-r, -r), (r, -r), (0, r), (0, r)], colour);
            }
        }
    }
}
