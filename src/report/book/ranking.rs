//! The ranking, with what decides about places beside it; units × fields.

use rust_xlsxwriter::{Workbook, XlsxError};

use super::index;
use super::lay::{Gives, Held, Layout, Page};
use super::look::Look;
use super::matrix::{APPLIES, APPRAISED, SURVEY};
use super::overview::remarks;
use super::plan::{INDEX, POINTS, Plan};
use super::refs::{beside, fixed, on};
use crate::criteria::TieBreak;
use crate::message::{Lang, say};
use crate::points::Number;
use crate::points::cells::computed;
use crate::ranking::tie_value;
use crate::report::build::{marked, rank_columns};
use crate::report::table::{Align, Cell, Column, Table};
use crate::report::tables::{fields_table, ranking_table};
use crate::results::{Parts, Unit};

/// Letters that still can be read where they are all on one page, and the part of their size, in percent, at which more
/// are printed on several.
const WIDEST: usize = 210;
const PRINTED: u16 = 70;

pub(super) fn ranking(book: &mut Workbook, look: &mut Look, plan: &Plan) -> Result<(), XlsxError> {
    let mut table = ranking_table(plan.block, plan.lang);
    let mut layout = Layout::of(unit_widths(&table));
    layout.beside = table.columns.len();
    add_deciding(plan, &mut table, &mut layout);
    let sheet = book.add_worksheet().set_name(&plan.ranking)?;
    let mut page = Page::new(sheet, look, plan.lang, plan.precision(), &layout)?;
    page.heading(&table.heading)?;
    let units: Vec<(Unit, Parts)> = plan.block.units().map(|unit| (unit, unit.parts())).collect();
    let holds = |row: usize, column: usize| {
        let (unit, parts) = &units[row];
        of_ranking(plan, row, unit, parts, u16::try_from(column).unwrap_or(u16::MAX))
    };
    let head = page.table(&table, &layout, &holds)?;
    let last = page.row - 1;
    let remarks = remarks(plan.block, plan.lang);
    page.notes(&[vec![rank_columns(plan.set, plan.lang)], remarks].concat())?;
    let end = page.row - 1;
    page.sheet.set_repeat_rows(head, head)?.set_freeze_panes(head + 1, 2)?;
    if plan.units > 0 {
        let columns = u16::try_from(table.columns.len()).unwrap_or(u16::MAX);
        page.sheet.autofilter(head, 0, last, columns - 1)?;
    }
    page.sheet.set_print_area(0, 0, end, plan.at.key - 1)?;
    Ok(())
}

/// The columns beside the table: on what rank and class are decided.
fn add_deciding(plan: &Plan, table: &mut Table, layout: &mut Layout) {
    let lang = plan.lang;
    let mut heads = vec![say!(lang, "Căn cứ xếp hạng", "Decides the rank")];
    heads.extend(plan.breaks().map(|(_, by)| tie_break(plan, by, lang)));
    heads.extend(plan.at.also.iter().map(|(node, _)| {
        let code = &plan.set.nodes[*node].code;
        say!(lang, "Chỉ số {code} (%)", "Index {code} (%)")
    }));
    heads.extend(plan.at.first.map(|_| say!(lang, "Đầu nhóm bằng nhau", "First of equals")));
    for head in heads {
        table.columns.push(Column::new(head, "", Align::Right));
        layout.widths.push(13);
        table.rows.iter_mut().for_each(|row| row.push(Cell::Blank));
    }
}

fn tie_break(plan: &Plan, by: &TieBreak, lang: Lang) -> String {
    match by {
        TieBreak::Survey => say!(lang, "Khi bằng nhau: điểm điều tra", "If equal: survey"),
        TieBreak::Appraised => say!(lang, "Khi bằng nhau: điểm thẩm định", "If equal: appraised"),
        TieBreak::Node(node) => {
            let code = &plan.set.nodes[*node].code;
            say!(lang, "Khi bằng nhau: chỉ số {code}", "If equal: index {code}")
        }
    }
}

/// What a cell of the ranking holds.
fn of_ranking(plan: &Plan, nth: usize, unit: &Unit, parts: &Parts, column: u16) -> Held {
    let (at, card, row) = (&plan.at, unit.card, plan.row(nth));
    let sum = |sum: u32, of_leaves: &Option<Number>, of_card: &Option<Number>| {
        // What no leaf counts, as appraised points where the result is by self scores, is a number without a formula.
        let formula = (of_leaves == of_card).then(|| plan.sum(nth, sum));
        Held::live_or(formula, of_card.as_ref())
    };
    match column {
        0 => rank_cell(index::rank(plan, nth), unit),
        1 => Held::Shown,
        _ if column == at.appraised => sum(APPRAISED, &parts.appraised, &card.appraised),
        _ if column == at.survey => sum(SURVEY, &parts.survey, &card.survey),
        _ if column == at.points => Held::live(index::total(plan, nth), Some(&card.points)),
        _ if column == at.max => Held::live(plan.sum(nth, APPLIES), Some(&card.max)),
        _ if column == at.index => Held::live(index::index(plan, nth), card.index.as_ref()),
        _ if Some(column) == at.class => {
            index::class(plan, nth).map_or(Held::Shown, |class| Held::Live(class, Gives::Shown))
        }
        _ if at.adjusted && column == at.points - 2 => Held::Exact(card.bonus.clone()),
        _ if at.adjusted && column == at.points - 1 => Held::Exact(card.penalty.clone()),
        _ if column >= at.key => deciding(plan, nth, unit, column),
        _ => {
            let field = usize::from(column - at.fields);
            let index = plan.set.fields.get(field).and_then(|node| card.nodes[*node].index());
            let percent = u16::try_from(3 + 2 * field).unwrap_or(u16::MAX);
            Held::live(on(&plan.fields, &fixed(row, percent)), index.as_ref())
        }
    }
}

/// What a cell beside the ranking holds.
fn deciding(plan: &Plan, nth: usize, unit: &Unit, column: u16) -> Held {
    let (at, card, row) = (&plan.at, unit.card, plan.row(nth));
    let compared = |of: Option<Number>| of.map_or(Number::from(index::LOWEST), |of| plan.set.compared(&of));
    if column == at.key {
        let key = compared(card.index.clone());
        return Held::live(index::compared(plan, &beside(row, at.index)), Some(&key));
    }
    if let Some((_, by)) = plan.breaks().find(|(of, _)| *of == column) {
        let value = tie_value(plan.set, card, by).unwrap_or(Number::from(index::LOWEST));
        let formula = match by {
            TieBreak::Survey => Some(beside(row, at.survey)),
            TieBreak::Appraised => Some(beside(row, at.appraised)),
            TieBreak::Node(node) => match plan.field_of(*node) {
                Some(field) => Some(beside(row, at.field(field))),
                None => index::component(plan, nth, *node).map(|formula| format!("({formula})")),
            },
        };
        return Held::live_or(formula.map(|value| index::compared(plan, &value)), Some(&value));
    }
    if let Some((node, _)) = at.also.iter().find(|(_, of)| *of == column) {
        return Held::live_or(index::component(plan, nth, *node), card.nodes[*node].index().as_ref());
    }
    let place = unit.place.map_or(0, |place| place.rank);
    let above = nth.checked_sub(1).and_then(|above| plan.block.units().nth(above)?.place);
    let first = above.is_none_or(|above| above.rank != place);
    Held::Live(index::first_of_equals(plan, nth), Gives::Rank(usize::from(first), false))
}

/// A rank, as papers show it.
pub(super) fn rank_cell(formula: String, unit: &Unit) -> Held {
    match unit.place {
        Some(place) => Held::Live(formula, Gives::Rank(place.rank, place.tied)),
        None => Held::Shown,
    }
}

/// Widths of a table that has a unit in each row: its name gets what it needs, within bounds; of the rest each its longest
/// word.
fn unit_widths(table: &Table) -> Vec<usize> {
    let letters = |text: &str| text.chars().count();
    let of = |(at, column): (usize, &Column)| {
        let texts = table.rows.iter().filter_map(|row| match row.get(at) {
            Some(Cell::Text(text)) => Some(letters(text)),
            _ => None,
        });
        match (at, column.align) {
            (0, _) => 7,
            (1, _) => texts.max().unwrap_or(0).clamp(14, 32) + 2,
            (_, Align::Left) => texts.max().unwrap_or(0).clamp(9, 16) + 2,
            _ => 8,
        }
    };
    table.columns.iter().enumerate().map(of).collect()
}

/// Units × fields.
pub(super) fn fields(book: &mut Workbook, look: &mut Look, plan: &Plan) -> Result<(), XlsxError> {
    let table = fields_table(plan.block, plan.lang);
    let layout = Layout::of(unit_widths(&table));
    let sheet = book.add_worksheet().set_name(&plan.fields)?;
    let mut page = Page::new(sheet, look, plan.lang, plan.precision(), &layout)?;
    page.heading(&table.heading)?;
    let units: Vec<Unit> = plan.block.units().collect();
    let holds = |row: usize, column: usize| {
        let unit = &units[row];
        match column {
            0 => rank_cell(plan.of_ranking(unit, row, 0, 1, &marked(unit.card)), unit),
            1 => Held::Shown,
            _ => of_field(plan, row, unit, column),
        }
    };
    let head = page.table(&table, &layout, &holds)?;
    page.notes(&table.notes)?;
    page.sheet.set_repeat_rows(head, head)?.set_freeze_panes(head + 1, 2)?;
    if layout.widths.iter().sum::<usize>() > WIDEST {
        // Units on every page, rather than letters that nobody can read.
        page.sheet.set_print_scale(PRINTED).set_repeat_columns(0, 1)?;
    }
    Ok(())
}

fn of_field(plan: &Plan, nth: usize, unit: &Unit, column: usize) -> Held {
    let Some(node) = plan.set.fields.get(column / 2 - 1) else { return Held::Shown };
    let score = &unit.card.nodes[*node];
    let index = score.index();
    let branch = index::branch(plan, nth, *node);
    if column.is_multiple_of(2) {
        let formula = branch
            .map(|(points, max)| format!("IF({max}=0,\"\",{})", computed(&points, POINTS, plan.precision())));
        Held::live_or(formula, index.is_some().then_some(&score.points))
    } else {
        let formula = branch.map(|(_, max)| {
            let cell = beside(plan.row(nth), u16::try_from(column - 1).unwrap_or(u16::MAX));
            let index = computed(&format!("{cell}*100/{max}"), INDEX, plan.precision());
            format!("IF({cell}=\"\",\"\",{index})")
        });
        Held::live_or(formula, index.as_ref())
    }
}
