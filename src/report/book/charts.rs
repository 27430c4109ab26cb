//! Classes, the profile of the fields, and both charts of a block.

use rust_xlsxwriter::{
    Chart, ChartFont, ChartFormat, ChartLegendPosition, ChartLine, ChartSolidFill, Workbook, XlsxError,
};

use super::lay::{Gives, Held, Layout, Page};
use super::look::{Look, SERIES};
use super::plan::{INDEX, Plan};
use super::refs::{beside, down, on};
use crate::message::say;
use crate::points::Number;
use crate::points::cells::computed;
use crate::report::paper::{FONT, widths};
use crate::report::tables::{classes_table, profile_table};

/// How many units a bar is drawn for, and how many have a profile.
const BARS: usize = 40;
const PROFILES: usize = 3;
/// Longest name of a field that stands beside its ray.
const LONGEST: usize = 90;

pub(super) fn charts(book: &mut Workbook, look: &mut Look, plan: &Plan) -> Result<(), XlsxError> {
    let profile = profile_table(plan.block, PROFILES, plan.lang);
    let mut layout = Layout::of(widths(&profile, plan.lang));
    for (at, width) in layout.widths.iter_mut().enumerate().skip(1) {
        *width = (*width).max(if at == 1 { 40 } else { 12 });
    }
    let sheet = book.add_worksheet().set_name(&plan.charts)?;
    let mut page = Page::new(sheet, look, plan.lang, plan.precision(), &layout)?;
    classes(&mut page, plan, &layout)?;
    page.heading(&profile.heading)?;
    let fields = plan.block.fields();
    let holds = |row: usize, column: usize| {
        let field = &fields[row];
        let percent = u16::try_from(3 + 2 * row).unwrap_or(u16::MAX);
        let all = on(&plan.fields, &down(plan.rows(), percent));
        let over = |function: &str, gives: Option<&Number>| {
            let value = computed(&format!("{function}({all})"), INDEX, plan.precision());
            Held::live(format!("IF(COUNT({all})=0,\"\",{value})"), gives)
        };
        let extreme = |of: &Option<(Number, Vec<&str>)>| of.as_ref().map(|(value, _)| value.clone());
        match column {
            0 | 1 => Held::Shown,
            2 => over("AVERAGE", field.mean.as_ref()),
            3 => over("MAX", extreme(&field.highest).as_ref()),
            4 => over("MIN", extreme(&field.lowest).as_ref()),
            _ => {
                let index =
                    plan.block.units().nth(column - 5).and_then(|unit| unit.card.nodes[field.at].index());
                let cell = on(&plan.fields, &super::refs::fixed(plan.row(column - 5), percent));
                Held::live(cell, index.as_ref())
            }
        }
    };
    let head = page.table(&profile, &layout, &holds)?;
    if plan.units == 0 {
        return Ok(());
    }
    let rows = (head + 1, head + u32::try_from(fields.len()).unwrap_or(1));
    let radar = radar(plan, rows, profile.columns.len());
    // Each chart stands on a page of its own.
    let below = page.row + 1;
    let across: usize = layout.widths.iter().sum();
    let wide = u32::try_from(across * 7).unwrap_or(900).clamp(600, 1100);
    page.sheet.insert_chart_with_offset(below, 0, &radar.set(wide, 560), 4, 4)?;
    let next = below + 30;
    page.sheet.set_page_breaks(&[below, next])?;
    page.sheet.insert_chart_with_offset(next, 0, &bars(plan).set(wide, 600), 4, 4)?;
    Ok(())
}

/// How many units are in each class.
fn classes(page: &mut Page, plan: &Plan, layout: &Layout) -> Result<(), XlsxError> {
    let table = classes_table(plan.block, plan.lang);
    let Some(column) = plan.at.class.filter(|_| !table.rows.is_empty()) else { return Ok(()) };
    page.heading(&table.heading)?;
    // The names stand in the wide column.
    let layout =
        Layout { widths: layout.widths.get(1..).unwrap_or_default().to_vec(), left: 1, ..layout.clone() };
    let first = page.row + 1;
    let shares = plan.block.classes();
    let ranked = plan.ranked(column);
    let holds = |row: usize, column: usize| {
        let at = first + u32::try_from(row).unwrap_or(0);
        let name = if shares[row].name.is_some() { beside(at, 1) } else { "\"\"".to_owned() };
        match column {
            1 => Held::Live(format!("SUMPRODUCT(--EXACT({ranked},{name}))"), Gives::Shown),
            2 => {
                let all = plan.ranked(plan.at.index);
                let share = format!("{}*100/COUNT({all})", beside(at, 2));
                let share = computed(&share, INDEX, plan.precision());
                Held::live(format!("IF(COUNT({all})=0,0,{share})"), Some(&shares[row].share))
            }
            _ => Held::Shown,
        }
    };
    page.table(&table, &layout, &holds)?;
    page.row += 1;
    Ok(())
}

/// A chart of the house, and its size.
struct Drawn(Chart);

impl Drawn {
    fn set(mut self, wide: u32, high: u32) -> Chart {
        self.0.set_width(wide).set_height(high);
        self.0
    }
}

fn font(size: u32) -> ChartFont {
    let mut font = ChartFont::new();
    font.set_name(FONT).set_size(size);
    font
}

/// The indices of the first units, the first on top.
fn bars(plan: &Plan) -> Drawn {
    let drawn = plan.units.min(BARS);
    let rows = (plan.first, plan.row(drawn - 1));
    let letters = if drawn > 20 { 7 } else { 10 };
    let mut chart = Chart::new_bar();
    let colour = ChartSolidFill::new().set_color(SERIES[0]).clone();
    chart
        .add_series()
        .set_name(&say!(plan.lang, "Chỉ số (%)", "Index (%)"))
        .set_categories((&*plan.ranking, rows.0, 1, rows.1, 1))
        .set_values((&*plan.ranking, rows.0, plan.at.index, rows.1, plan.at.index))
        .set_format(ChartFormat::new().set_solid_fill(&colour))
        .set_gap(40)
        .set_data_label(rust_xlsxwriter::ChartDataLabel::new().show_value().set_font(&font(letters)));
    let title = if drawn < plan.units {
        say!(
            plan.lang,
            "Chỉ số CCHC: {drawn} đơn vị đứng đầu (%)",
            "PAR Index of the first {drawn} units (%)"
        )
    } else {
        say!(plan.lang, "Chỉ số CCHC theo thứ hạng (%)", "PAR Index by rank (%)")
    };
    let mut bold = font(14);
    bold.set_bold();
    chart.title().set_name(&title).set_font(&bold);
    chart.legend().set_hidden();
    // Of bars, the units stand on what the library calls the y axis.
    chart.y_axis().set_reverse().set_font(&font(letters));
    let mut lines = ChartLine::new();
    lines.set_color(0x00D9_D9D9);
    chart.x_axis().set_min(0).set_font(&font(10)).set_major_gridlines(true).set_major_gridlines_line(&lines);
    Drawn(chart)
}

/// Where the rays of the fields begin, so that profiles lie apart: one ten below the lowest index.
fn least(plan: &Plan) -> u32 {
    let fields = plan.block.fields();
    let lowest = fields.iter().filter_map(|field| Some(&field.lowest.as_ref()?.0)).min();
    let tens = (1..10_u32).rev().find(|tens| lowest.is_some_and(|lowest| *lowest >= Number::from(tens * 10)));
    tens.map_or(0, |tens| (tens - 1) * 10)
}

/// The fields: mean and best of the block, and the first units.
fn radar(plan: &Plan, rows: (u32, u32), columns: usize) -> Drawn {
    let mut chart = Chart::new_radar();
    let head = rows.0 - 1;
    // Around the chart there is no room for long names.
    let longest = plan.set.fields.iter().map(|field| plan.set.nodes[*field].name.chars().count()).max();
    let names = u16::from(longest.is_some_and(|longest| longest <= LONGEST) && rows.1 - rows.0 < 10);
    let series = (2..columns).filter(|column| *column != 4);
    for (nth, column) in series.enumerate() {
        let column = u16::try_from(column).unwrap_or(u16::MAX);
        let mut line = ChartLine::new();
        line.set_color(SERIES[nth % SERIES.len()]).set_width(if nth == 0 { 3.0 } else { 1.75 });
        chart
            .add_series()
            .set_name((&*plan.charts, head, column))
            .set_categories((&*plan.charts, rows.0, names, rows.1, names))
            .set_values((&*plan.charts, rows.0, column, rows.1, column))
            .set_format(ChartFormat::new().set_line(&line));
    }
    let mut bold = font(14);
    bold.set_bold();
    let title = say!(plan.lang, "Chỉ số thành phần theo lĩnh vực (%)", "Component indices by field (%)");
    chart.title().set_name(&title).set_font(&bold);
    chart.legend().set_position(ChartLegendPosition::Bottom).set_font(&font(10));
    chart.x_axis().set_font(&font(9));
    chart.y_axis().set_min(least(plan)).set_font(&font(9));
    Drawn(chart)
}
