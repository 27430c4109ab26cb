//! Criteria × units: the points on which all formulas rest, with their sums below.

use std::ops::RangeInclusive;

use rust_xlsxwriter::{ConditionalFormat3ColorScale, ConditionalFormatType, Workbook, XlsxError};

use super::lay::{Held, Layout, Page};
use super::look::{Look, SCALE};
use super::plan::{BEFORE, MAX, POINTS, Plan, unit_column};
use super::refs::down;
use crate::points::Number;
use crate::points::cells::{computed, number};
use crate::report::tables::{matrix_sums_table, matrix_table};
use crate::results::Parts;
use crate::score::Status;

/// The sums below the leaves, in the order of their table.
pub(super) const ALL: u32 = 0;
pub(super) const APPLIES: u32 = 1;
pub(super) const APPRAISED: u32 = 2;
pub(super) const APPRAISED_MAX: u32 = 3;
pub(super) const SURVEY: u32 = 4;

/// Widths of code, name and maximum, and of a unit.
const WIDTHS: [usize; 3] = [8, 40, 8];
const UNIT: usize = 7;
/// Part of the size at which it is printed, in percent.
const PRINTED: u16 = 66;
/// Fewer units surely fit on a page at that size; so many get one page by smaller letters, and more get several.
const SQUEEZED: RangeInclusive<usize> = 10..=15;

/// The layout of a table of criteria × units.
pub(super) fn across_units(before: &[usize], units: usize) -> Layout {
    let mut layout = Layout::of(before.to_vec());
    layout.widths.extend(std::iter::repeat_n(UNIT, units));
    layout.upright = Some(before.len());
    if units > *SQUEEZED.end() {
        // Above what every page repeats, since a title that goes further is cut on all pages but the first.
        layout.titled = before.len();
    }
    layout
}

/// As many pages as the units need, with the criteria on each.
pub(super) fn many_pages(page: &mut Page, head: u32, before: u16, units: usize) -> Result<(), XlsxError> {
    if !SQUEEZED.contains(&units) {
        page.sheet.set_print_scale(PRINTED);
    }
    page.sheet.set_repeat_rows(head, head)?.set_repeat_columns(0, before - 1)?;
    page.sheet.set_freeze_panes(head + 1, before)?;
    Ok(())
}

pub(super) fn matrix(book: &mut Workbook, look: &mut Look, plan: &Plan) -> Result<(), XlsxError> {
    let (block, lang) = (plan.block, plan.lang);
    let mut table = matrix_table(block, lang);
    let leaves = table.rows.len();
    let sums = matrix_sums_table(block, lang);
    table.bold.extend(leaves..leaves + sums.rows.len());
    table.rows.extend(sums.rows);
    let layout = across_units(&WIDTHS, plan.units);
    let sheet = book.add_worksheet().set_name(&plan.matrix)?;
    let mut page = Page::new(sheet, look, lang, plan.precision(), &layout)?;
    page.heading(&table.heading)?;
    let units: Vec<_> = block.units().map(|unit| (unit, unit.parts())).collect();
    let holds = |row: usize, column: usize| -> Held {
        let Some(unit) = column.checked_sub(BEFORE.into()) else {
            let max = || plan.set.leaves.get(row).map(|leaf| plan.set.nodes[*leaf].max.clone());
            return if column == usize::from(MAX) {
                max().map_or(Held::Shown, Held::Exact)
            } else {
                Held::Shown
            };
        };
        let (of, parts) = &units[unit];
        match row.checked_sub(leaves) {
            Some(nth) => sum(plan, parts, nth, unit_column(unit)),
            None if of.card.leaves[row].status == Status::Scored => {
                Held::Exact(of.card.leaves[row].points.clone())
            }
            None => Held::Shown,
        }
    };
    let head = page.table(&table, &layout, &holds)?;
    page.notes(&table.notes)?;
    many_pages(&mut page, head, BEFORE, plan.units)?;
    if plan.units > 0 {
        for (nth, leaf) in (0..).zip(&plan.set.leaves) {
            let row = head + 1 + nth;
            let last = unit_column(plan.units - 1);
            let scale = scale(&plan.set.nodes[*leaf].max);
            page.sheet.add_conditional_format(row, BEFORE, row, last, &scale)?;
        }
    }
    Ok(())
}

/// Colours from nothing to the maximum.
fn scale(max: &Number) -> ConditionalFormat3ColorScale {
    let most: f64 = number(max).parse().unwrap_or(1.0);
    let half: f64 = number(&(max * &Number::from_scaled(5, 1))).parse().unwrap_or(0.5);
    ConditionalFormat3ColorScale::new()
        .set_minimum(ConditionalFormatType::Number, 0)
        .set_midpoint(ConditionalFormatType::Number, half)
        .set_maximum(ConditionalFormatType::Number, most)
        .set_minimum_color(SCALE[0])
        .set_midpoint_color(SCALE[1])
        .set_maximum_color(SCALE[2])
}

/// A sum below the leaves of a unit.
fn sum(plan: &Plan, parts: &Parts, nth: usize, column: u16) -> Held {
    let end = plan.sum_row(0).saturating_sub(1);
    let all = |column| down((plan.first, end), column);
    let sum_of = |of_survey: bool| {
        let runs = plan.runs(of_survey, column);
        let points = each("SUM", &runs)?;
        let points = computed(&points, POINTS, plan.precision());
        Some(format!("IF({}=0,\"\",{points})", each("COUNT", &runs)?))
    };
    let points = |value: &str| computed(value, POINTS, plan.precision());
    match u32::try_from(nth).unwrap_or(u32::MAX) {
        ALL => Held::live(points(&format!("SUM({})", all(column))), Some(&parts.points)),
        APPLIES => {
            let max = format!("SUMIF({},{},{})", all(column), plan.applies(), all(MAX));
            Held::live(points(&max), Some(&parts.max))
        }
        APPRAISED => Held::live_or(sum_of(false), parts.appraised.as_ref()),
        APPRAISED_MAX => {
            let pairs = plan.runs(false, column).into_iter().zip(plan.runs(false, MAX));
            let terms = pairs.map(|(run, max)| format!("SUMIF({run},{},{max})", plan.applies()));
            let terms = terms.collect::<Vec<_>>().join("+");
            let formula = (!terms.is_empty()).then(|| points(&format!("({terms})")));
            Held::live_or(formula, Some(&parts.appraised_max))
        }
        SURVEY => Held::live_or(sum_of(true), parts.survey.as_ref()),
        _ => Held::Shown,
    }
}

/// A function over all ranges, called as often as its arguments need; `None` without any.
fn each(function: &str, ranges: &[String]) -> Option<String> {
    let calls: Vec<String> =
        ranges.chunks(255).map(|some| format!("{function}({})", some.join(","))).collect();
    match calls.as_slice() {
        [] => None,
        [one] => Some(one.clone()),
        _ => Some(format!("({})", calls.join("+"))),
    }
}
