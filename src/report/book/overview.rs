//! The first sheet: the figures of each block, and what must be known of the result. The last ones of a block: what does
//! not apply, and the year before.

use rust_xlsxwriter::{Workbook, XlsxError};

use super::lay::{Gives, Held, Layout, Page};
use super::look::{Look, Style};
use super::plan::{INDEX, Plan};
use super::ranking::rank_cell;
use super::refs::{beside, down};
use crate::message::{Lang, say};
use crate::points::cells::computed;
use crate::report::build::{Heading, rank_remarks};
use crate::report::paper::widths;
use crate::report::tables::{changes_table, field_changes_table, figures_table, not_applicable_table};
use crate::results::{Block, Previous, Results, Unit};

pub(super) fn overview(
    book: &mut Workbook,
    look: &mut Look,
    name: &str,
    results: &Results,
    plans: &[Plan],
    lang: Lang,
) -> Result<(), XlsxError> {
    let Some(first) = plans.first() else {
        book.add_worksheet().set_name(name)?;
        return Ok(());
    };
    let table = figures_table(&results.blocks, lang);
    let layout = Layout::of(vec![46, 18, 18, 18, 18]);
    let sheet = book.add_worksheet().set_name(name)?;
    let mut page = Page::new(sheet, look, lang, first.precision(), &layout)?;
    page.heading(&heading(results, lang))?;
    let holds = |row: usize, column: usize| figure(&plans[row], column);
    page.table(&table, &layout, &holds)?;
    for block in &results.blocks {
        let notes = remarks(block, lang);
        if notes.is_empty() {
            continue;
        }
        page.row += 1;
        if let Some(name) = block.name() {
            page.paragraph(name, Style { bold: true, ..Style::default() })?;
        }
        for note in &notes {
            page.paragraph(note, Style::default())?;
        }
    }
    page.notes(&[say!(
        lang,
        "Các cột tổng, chỉ số, hạng và xếp loại là công thức tính từ sheet “Tiêu chí”: số hiển thị đã làm tròn, số trong ô giữ nguyên.",
        "Totals, indices, ranks and classes are formulas over the sheet “Criteria”: what is shown is rounded, what the cells hold is not."
    )])
}

/// What must be known of single places: texts, which do not follow when points are changed, and say so.
pub(super) fn remarks(block: &Block, lang: Lang) -> Vec<String> {
    let missing: Vec<String> = block.missing().map(str::to_owned).collect();
    let notes = rank_remarks(block.set(), block.source.cards, block.ranking, &missing, lang);
    let first = say!(
        lang,
        "Theo số liệu khi lập bảng (không đổi theo khi sửa điểm):",
        "As of the results that the workbook was made of (what does not follow when points are changed):"
    );
    let first = (!notes.is_empty()).then_some(first);
    first.into_iter().chain(notes).collect()
}

/// Title of the round, and each set with the basis of the scores.
fn heading(results: &Results, lang: Lang) -> Vec<String> {
    let heading = Heading { title: results.title, year: results.year, basis: results.basis };
    let mut lines: Vec<String> = Vec::new();
    for block in &results.blocks {
        for line in heading.lines(block.set(), lang) {
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
    }
    lines
}

/// A figure of a block.
fn figure(plan: &Plan, column: usize) -> Held {
    let ranking = plan.block.ranking;
    let all = plan.ranked(plan.at.index);
    if plan.units == 0 {
        return Held::Shown;
    }
    let over = |function: &str| computed(&format!("{function}({all})"), INDEX, plan.precision());
    match column {
        1 => Held::Live(format!("COUNT({all})"), Gives::Shown),
        2 => Held::live(over("AVERAGE"), ranking.mean.as_ref()),
        3 => Held::live(over("MAX"), ranking.highest.as_ref()),
        4 => Held::live(over("MIN"), ranking.lowest.as_ref()),
        _ => Held::Shown,
    }
}

/// What does not apply to whom; no sheet where everything does.
pub(super) fn exempt(book: &mut Workbook, look: &mut Look, plan: &Plan) -> Result<(), XlsxError> {
    let table = not_applicable_table(plan.block, plan.lang);
    if table.rows.is_empty() {
        return Ok(());
    }
    let layout = Layout::of(widths(&table, plan.lang));
    let sheet = book.add_worksheet().set_name(&plan.exempt)?;
    let mut page = Page::new(sheet, look, plan.lang, plan.precision(), &layout)?;
    page.heading(&table.heading)?;
    let head = page.table(&table, &layout, &|_, _| Held::Shown)?;
    page.sheet.set_repeat_rows(head, head)?.set_freeze_panes(head + 1, 1)?;
    page.sheet.autofilter(head, 0, page.row - 1, 4)?;
    Ok(())
}

/// The year before beside this one.
pub(super) fn changes(
    book: &mut Workbook,
    look: &mut Look,
    plan: &Plan,
    previous: &Previous,
) -> Result<(), XlsxError> {
    let table = changes_table(plan.block, previous, plan.lang);
    let layout = Layout::of(widths(&table, plan.lang));
    let sheet = book.add_worksheet().set_name(&plan.changes)?;
    let mut page = Page::new(sheet, look, plan.lang, plan.precision(), &layout)?;
    page.heading(&table.heading)?;
    let units: Vec<Unit> = plan.block.units().collect();
    let holds = |row: usize, column: usize| change(plan, previous, row, &units[row], column);
    let head = page.table(&table, &layout, &holds)?;
    page.sheet.set_repeat_rows(head, head)?.set_freeze_panes(head + 1, 1)?;
    page.row += 1;
    let rows = (head + 1, head + u32::try_from(table.rows.len()).unwrap_or(u32::MAX));
    // Of the index first, where any is compared, then of places.
    let index = units.iter().any(|unit| previous.change(unit).is_some_and(|change| change.index.is_some()));
    let columns = index.then_some(6).into_iter().chain([3]);
    for (note, column) in table.notes.iter().zip(columns) {
        let all = down(rows, column);
        page.counted(note, &["\">0\"", "\"<0\"", "0"].map(|sign| format!("COUNTIF({all},{sign})")))?;
    }
    field_changes(book, look, plan, previous)
}

/// The fields that were there the year before; no sheet where there is none.
fn field_changes(
    book: &mut Workbook,
    look: &mut Look,
    plan: &Plan,
    previous: &Previous,
) -> Result<(), XlsxError> {
    let table = field_changes_table(plan.block, previous, plan.lang);
    if table.rows.is_empty() {
        return Ok(());
    }
    let layout = Layout::of(widths(&table, plan.lang));
    let sheet = book.add_worksheet().set_name(&plan.field_changes)?;
    let mut page = Page::new(sheet, look, plan.lang, plan.precision(), &layout)?;
    page.heading(&table.heading)?;
    page.table(&table, &layout, &|_, _| Held::Shown)?;
    page.notes(&table.notes)
}

fn change(plan: &Plan, previous: &Previous, nth: usize, unit: &Unit, column: usize) -> Held {
    let cell = |column| beside(plan.row(nth), column);
    let ranked = |column| plan.of_ranking(unit, nth, column, 0, unit.name());
    let change = previous.change(unit);
    let before = change.as_ref().map(|change| change.before);
    match (column, before) {
        (2, _) => rank_cell(ranked(0), unit),
        (3, Some(_)) => match change.as_ref().and_then(|change| change.places) {
            Some(places) => Held::Live(format!("{}-{}", cell(1), cell(2)), Gives::Signed(places)),
            None => Held::Shown,
        },
        (4, Some(before)) => before.index.clone().map_or(Held::Shown, Held::Exact),
        (5, _) => Held::live(ranked(plan.at.index), unit.card.index.as_ref()),
        (6, Some(_)) => match change.as_ref().and_then(|change| change.index.as_ref()) {
            Some(difference) => {
                let now = format!("ROUND({},{})", cell(5), plan.precision().decimals);
                let formula = computed(&format!("({now}-{})", cell(4)), INDEX, plan.precision());
                Held::live(formula, Some(difference))
            }
            None => Held::Shown,
        },
        _ => Held::Shown,
    }
}

/// Whether there is a year before for any unit of the block.
pub(super) fn has_changes(block: &Block, previous: &Previous) -> bool {
    block.units().any(|unit| previous.change(&unit).is_some())
}
