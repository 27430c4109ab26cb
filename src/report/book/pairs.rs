//! Self scores beside appraised points: per unit and criterion, and per criterion over all units.

use rust_xlsxwriter::{Workbook, XlsxError};

use super::lay::{Gives, Held, Layout, Page};
use super::look::Look;
use super::matrix::{across_units, many_pages};
use super::plan::{BEFORE_PAIRS, INDEX, POINTS, Plan};
use super::refs::{beside, down};
use crate::points::Number;
use crate::points::cells::computed;
use crate::report::paper::widths;
use crate::report::tables::{differences_table, pairs_table};
use crate::results::{LeafFigures, Pair, Unit};
use crate::score::Status;

/// Widths of code, name, maximum and kind.
const WIDTHS: [usize; 4] = [8, 34, 8, 11];

/// Both sheets; none where no unit has both scores of any criterion.
pub(super) fn pairs(book: &mut Workbook, look: &mut Look, plan: &Plan) -> Result<(), XlsxError> {
    let mut leaves = plan.block.leaf_figures();
    leaves.retain(|leaf| leaf.both > 0);
    if leaves.is_empty() {
        return Ok(());
    }
    means(book, look, plan, &leaves)?;
    all(book, look, plan, &leaves)
}

/// Per criterion over all units.
fn means(book: &mut Workbook, look: &mut Look, plan: &Plan, leaves: &[LeafFigures]) -> Result<(), XlsxError> {
    let table = differences_table(plan.block, plan.lang);
    let layout = Layout::of(widths(&table, plan.lang));
    let sheet = book.add_worksheet().set_name(&plan.means)?;
    let mut page = Page::new(sheet, look, plan.lang, plan.precision(), &layout)?;
    page.heading(&table.heading)?;
    let holds = |row: usize, column: usize| {
        let leaf = &leaves[row];
        let differences = plan.pairs_of(row, 2);
        let mean = |sum: &Number| sum.checked_div(&Number::from(leaf.both));
        let of = |kind: usize, sum: &Number| {
            // Only of units that have both.
            let sums = format!("SUMIFS({},{differences},\">-1000000000\")", plan.pairs_of(row, kind));
            let mean_of = computed(&format!("{sums}/COUNT({differences})"), INDEX, plan.precision());
            Held::live(mean_of, mean(sum).as_ref())
        };
        match column {
            2 => Held::Exact(leaf.node.max.clone()),
            3 => of(0, &leaf.own),
            4 => of(1, &leaf.appraised),
            5 => {
                let mean_of = computed(&format!("AVERAGE({differences})"), INDEX, plan.precision());
                Held::live(mean_of, mean(&(&leaf.appraised - &leaf.own)).as_ref())
            }
            6 => {
                // As people see them: what a rule computes has more digits than anybody types.
                let seen =
                    |kind| format!("ROUND({},{})", plan.pairs_of(row, kind), plan.precision().decimals);
                let cut = format!("IF({}<{},1,0)", seen(1), seen(0));
                Held::Live(format!("SUM(IF(ISNUMBER({differences}),{cut},0))"), Gives::OverRanges)
            }
            _ => Held::Shown,
        }
    };
    let head = page.table(&table, &layout, &holds)?;
    page.sheet.set_repeat_rows(head, head)?.set_freeze_panes(head + 1, 2)?;
    Ok(())
}

/// Per unit and criterion.
fn all(book: &mut Workbook, look: &mut Look, plan: &Plan, leaves: &[LeafFigures]) -> Result<(), XlsxError> {
    let table = pairs_table(plan.block, plan.lang);
    let mut layout = across_units(&WIDTHS, plan.units);
    layout.joined = Some((3, 3));
    let sheet = book.add_worksheet().set_name(&plan.pairs)?;
    let mut page = Page::new(sheet, look, plan.lang, plan.precision(), &layout)?;
    page.heading(&table.heading)?;
    let units: Vec<(Unit, Vec<Pair>)> = plan.block.units().map(|unit| (unit, unit.pairs())).collect();
    let holds = |row: usize, column: usize| {
        let (leaf, kind) = (&leaves[row / 3], row % 3);
        let Some(nth) = column.checked_sub(BEFORE_PAIRS.into()) else {
            return if column == 2 { Held::Exact(leaf.node.max.clone()) } else { Held::Shown };
        };
        let (unit, pairs) = &units[nth];
        if unit.card.leaves[leaf.leaf].status == Status::NotApplicable {
            return Held::Shown;
        }
        let value = pairs[leaf.leaf].shown(kind);
        if kind < 2 {
            return value.map_or(Held::Shown, Held::Exact);
        }
        let column = u16::try_from(column).unwrap_or(u16::MAX);
        let [own, appraised] = [0, 1].map(|kind| beside(plan.pair_row(row / 3, kind), column));
        let both = down((plan.pair_row(row / 3, 0), plan.pair_row(row / 3, 1)), column);
        let difference = computed(&format!("({appraised}-{own})"), POINTS, plan.precision());
        Held::live(format!("IF(COUNT({both})=2,{difference},\"\")"), value.as_ref())
    };
    let head = page.table(&table, &layout, &holds)?;
    many_pages(&mut page, head, BEFORE_PAIRS, plan.units)
}
