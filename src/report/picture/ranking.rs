//! The ranking of a block: a bar for each unit with its rank, index and class, and the mean of the block.

use rust_decimal::Decimal;

use super::colours::{BAR, BELOW, INK, QUIET, WHITE, of_class};
use super::frame::{
    BOTTOM, Frame, GAP, MARGIN, PAPER, ROOM, Words, below, column, middle, number, of_year, open, per_page,
};
use super::scale::Scale;
use super::{Anchor, Colour, Picture, clean, font};
use crate::message::{Lang, say};
use crate::report::table::Table;
use crate::report::tables::{classes_table, figures_table, ranking_table};
use crate::results::Block;

/// So many bars stand one below the other and can still be read from the last row of a hall.
const COLUMN: usize = 20;
/// Where charts begin.
const TOP: i32 = 216;
/// Where the legend stands.
const LEGEND: i32 = 182;
/// Between two columns.
const BETWEEN: i32 = 60;

/// A unit.
struct Row {
    rank: String,
    name: String,
    index: Decimal,
    shown: String,
    class: String,
}

/// The ranking of a block; several pictures where one has no room for all units, none where nobody is ranked.
pub fn ranking_pictures(block: &Block, year: Option<i64>, lang: Lang) -> Vec<Picture> {
    let table = ranking_table(block, lang);
    let rows = rows(&table, lang);
    let per_page = per_page(rows.len(), 2 * COLUMN);
    let pages = rows.len().div_ceil(per_page);
    let legend = Legend::of(block, lang);
    let mut notes = open(block, lang);
    // What the marks beside names and ranks mean, in the words of all papers; no slide tells which command to call.
    let marks = ["* ", "= "];
    notes.extend(table.notes.into_iter().filter(|note| marks.iter().any(|mark| note.starts_with(mark))));
    if block.units().any(|unit| unit.card.errors > 0) {
        notes.push(say!(lang, "! Tệp của đơn vị có lỗi", "! The unit's files have errors"));
    }
    let title = say!(lang, "Kết quả xếp hạng Chỉ số cải cách hành chính", "Ranking by the PAR Index");
    let words = Words { title: of_year(title, year, lang), below: legend.line.clone(), notes };
    let widths = Widths::of(&rows, if rows.len() > COLUMN { 2 } else { 1 });
    let values = rows.iter().map(|row| row.index).chain(legend.mean.iter().map(|(mean, _)| *mean));
    let scale = Scale::of(values, 100, widths.chart.0, widths.chart.1);
    let page = |(n, rows): (usize, &[Row])| {
        let mut frame = Frame::new(&words, (n + 1, pages));
        legend.draw(&mut frame, lang);
        let in_column = rows.len().div_ceil(widths.columns);
        for (at, rows) in rows.chunks(in_column.max(1)).enumerate() {
            let left = MARGIN + i32::try_from(at).unwrap_or(0) * (widths.column + BETWEEN);
            let scale = scale.moved(left);
            draw(&mut frame, rows, in_column, left, &widths, &scale, &legend);
        }
        for row in rows {
            let Row { rank, name, shown, class, .. } = row;
            let class = if class.is_empty() { String::new() } else { format!(" ({class})") };
            frame.say(&format!("{rank}. {name}: {shown}{class}"));
        }
        frame.done()
    };
    rows.chunks(per_page).enumerate().map(page).collect()
}

/// The rows of the table that all papers show.
fn rows(table: &Table, lang: Lang) -> Vec<Row> {
    let at = |key| column(table, key);
    let [rank, unit, index, class] = ["rank", "unit", "index", "class"].map(at);
    let row = |cells: &Vec<_>| {
        let shown = |at: Option<usize>| {
            let cell: Option<&crate::report::table::Cell> = cells.get(at?);
            cell.map(|cell| clean(&cell.shown(lang)))
        };
        Some(Row {
            rank: shown(rank)?,
            name: shown(unit)?,
            index: number(cells.get(index?))?,
            shown: shown(index)?,
            class: shown(class).unwrap_or_default(),
        })
    };
    table.rows.iter().filter_map(row).collect()
}

/// How wide everything is, the same on all pictures of the block.
struct Widths {
    columns: usize,
    column: i32,
    rank: i32,
    name: i32,
    /// From where to where bars go, from the left of their column.
    chart: (i32, i32),
    size: i32,
}

impl Widths {
    fn of(rows: &[Row], columns: usize) -> Widths {
        let (column, most, size) =
            if columns == 1 { (ROOM, 640, 26) } else { ((ROOM - BETWEEN) / 2, 330, 24) };
        let widest = |of: fn(&Row) -> &String, bold| {
            rows.iter().map(|row| font::width(of(row), size, bold)).max().unwrap_or(0)
        };
        let (rank, value) = (widest(|row| &row.rank, false), widest(|row| &row.shown, true));
        let name = widest(|row| &row.name, false).min(most);
        let from = rank + name + 2 * GAP;
        Widths { columns, column, rank, name, chart: (from, column - value - GAP), size }
    }
}

/// The classes with their colours, and the mean.
struct Legend {
    line: String,
    /// Name, colour, count.
    classes: Vec<(String, Colour, String)>,
    mean: Option<(Decimal, String)>,
}

impl Legend {
    fn of(block: &Block, lang: Lang) -> Legend {
        let figures = figures_table(std::slice::from_ref(block), lang);
        let figure = |key: &str| {
            let cell = figures.rows.first()?.get(column(&figures, key)?)?;
            Some((number(Some(cell))?, cell.shown(lang)))
        };
        let shown = |key| figure(key).map_or_else(|| "–".to_owned(), |(_, shown)| shown);
        let (count, highest, lowest) = (shown("count"), shown("highest"), shown("lowest"));
        let line = below(
            block,
            vec![
                say!(lang, "{count} đơn vị", "Units: {count}"),
                say!(lang, "Cao nhất {highest}", "Highest {highest}"),
                say!(lang, "Thấp nhất {lowest}", "Lowest {lowest}"),
                say!(lang, "Đơn vị tính: %", "In %"),
            ],
        );
        let table = classes_table(block, lang);
        let named = block.classes().iter().filter(|class| class.name.is_some()).count();
        let class = |(place, cells): (usize, &Vec<crate::report::table::Cell>)| {
            let colour = if place < named { of_class(place, named) } else { BELOW };
            let shown = |at: usize| cells.get(at).map_or_else(String::new, |cell| clean(&cell.shown(lang)));
            (shown(0), colour, shown(1))
        };
        Legend { line, classes: table.rows.iter().enumerate().map(class).collect(), mean: figure("mean") }
    }

    /// The colour of the bar of a class.
    fn colour(&self, class: &str) -> Colour {
        if self.classes.is_empty() {
            return BAR;
        }
        self.classes.iter().find(|(name, ..)| name == class).map_or(BELOW, |(_, colour, _)| *colour)
    }

    fn draw(&self, frame: &mut Frame, lang: Lang) {
        let mut x = MARGIN;
        let entries = i32::try_from(self.classes.len() + 1).unwrap_or(i32::MAX);
        let room = ROOM / entries - 60;
        if let Some((_, mean)) = &self.mean {
            frame.upright(x + 12, LEGEND - 16, LEGEND + 16, 4, INK, true);
            let mean = say!(lang, "Chỉ số trung bình {mean}", "Mean index {mean}");
            let at = (x + 34, middle(LEGEND, 24));
            x += 34 + 40 + frame.text_in(&mean, at, 24, true, Anchor::Start, INK, room);
        }
        for (name, colour, count) in &self.classes {
            frame.rectangle((x, LEGEND - 12), (24, 24), *colour);
            let at = (x + 34, middle(LEGEND, 24));
            x += 34
                + 40
                + frame.text_in(&format!("{name} ({count})"), at, 24, false, Anchor::Start, INK, room);
        }
    }
}

/// One column of bars.
fn draw(
    frame: &mut Frame,
    rows: &[Row],
    in_column: usize,
    left: i32,
    widths: &Widths,
    scale: &Scale,
    legend: &Legend,
) {
    let count = i32::try_from(in_column).unwrap_or(1).max(1);
    let high = ((BOTTOM - TOP) / count).min(96);
    let thick = (high * 7 / 10).min(54);
    let size = widths.size.min(high * 13 / 20);
    let bottom = TOP + count * high;
    frame.axis(scale, TOP, bottom);
    let zero = scale.at(Decimal::ZERO);
    let ends = |row: &Row| (scale.at(row.index).min(zero), scale.at(row.index).max(zero));
    let centre = |n: i32| TOP + n * high + high / 2;
    for (n, row) in (0..).zip(rows) {
        let (from, to) = ends(row);
        frame.rectangle((from, centre(n) - thick / 2), (to - from, thick), legend.colour(&row.class));
    }
    if let Some((mean, _)) = &legend.mean {
        // Light beside dark, to be seen on bars and on paper.
        frame.upright(scale.at(*mean), TOP, bottom, 8, WHITE, false);
        frame.upright(scale.at(*mean), TOP, bottom, 4, INK, true);
    }
    for (n, row) in (0..).zip(rows) {
        let (y, (from, to)) = (centre(n), ends(row));
        frame.text(&row.rank, (left + widths.rank, middle(y, size)), size, false, Anchor::End, QUIET);
        let name = left + widths.rank + GAP;
        frame.label(&row.name, (name, y), size, (widths.name, high), INK);
        let width = font::width(&row.shown, size, true);
        // Beside the line of the mean rather than on it.
        let mean = legend
            .mean
            .as_ref()
            .map(|(mean, _)| scale.at(*mean))
            .filter(|mean| (to..=to + 8 + width).contains(mean));
        let start = mean.map_or(to + 8, |mean| mean + 10).min(left + widths.column - width).max(to + 8);
        frame.over(&row.shown, (start, middle(y, size)), size, true, INK, PAPER);
        // The class in words too: colours alone tell some people nothing.
        let small = size * 4 / 5;
        let beside = start + width + 14;
        let (inside, outside) = (to - from - 24, left + widths.column - beside);
        let class = font::width(&row.class, small, false);
        if row.class.is_empty() {
        } else if class <= inside {
            let colour = legend.colour(&row.class);
            frame.over(&row.class, (from + 12, middle(y, small)), small, false, WHITE, colour);
        } else {
            let at = (beside, middle(y, small));
            frame.text_in(&row.class, at, small, false, Anchor::Start, QUIET, outside);
        }
    }
}
