//! Tables as workbooks: one sheet, ready to print on A4 across.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::paper::{FONT, PAGE, clean, lines, text, widths};
use super::table::{Align, Cell, Table};
use crate::message::Lang;

/// Height of a line, in points.
const LINE: u32 = 15;
/// Excel knows no higher row.
const HIGHEST: u32 = 409;
/// A4 in the numbers of Excel.
const A4: u8 = 9;

/// The table as a workbook; the same table gives the same bytes.
pub fn xlsx(table: &Table, name: &str, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // A fixed day: the time at which a workbook was written must not show in its bytes.
    let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let title = table.heading.first().map(|title| clean(title)).unwrap_or_default();
    book.set_properties(&DocProperties::new().set_title(title).set_creation_datetime(&day));
    let sheet = book.add_worksheet();
    sheet.set_name(name)?;
    write_table(sheet, table, lang)?;
    book.save_to_buffer()
}

/// The table on a sheet: the heading centred above, a head that every page repeats, rows with borders, notes below.
/// Codes and all other texts stay texts; numbers are numbers.
pub fn write_table(sheet: &mut Worksheet, table: &Table, lang: Lang) -> Result<(), XlsxError> {
    page(sheet);
    let base = Format::new().set_font_name(FONT).set_font_size(12).set_text_wrap();
    let centred = base.clone().set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter);
    let last = u16::try_from(table.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    let widths = widths(table, lang);
    for (column, width) in (0u16..).zip(&widths) {
        sheet.set_column_width(column, small(*width))?;
    }
    let mut row = 0;
    for (at, line) in table.heading.iter().enumerate() {
        let format =
            if at == 0 { centred.clone().set_bold().set_font_size(14) } else { centred.clone().set_italic() };
        paragraph(sheet, row, last, &clean(line), &format)?;
        row += 1;
    }
    row += u32::from(!table.heading.is_empty());
    let head = centred.set_bold().set_border(FormatBorder::Thin);
    for (column, of) in (0..).zip(&table.columns) {
        sheet.write_string_with_format(row, column, clean(&of.head), &head)?;
    }
    let heads = table.columns.iter().map(|column| clean(&column.head));
    set_height(sheet, row, heads, &widths)?;
    sheet.set_repeat_rows(row, row)?;
    sheet.set_freeze_panes(row + 1, 0)?;
    let cell = base.clone().set_align(FormatAlign::Top).set_border(FormatBorder::Thin);
    for (at, cells) in table.rows.iter().enumerate() {
        row += 1;
        let cell = if table.is_bold(at) { cell.clone().set_bold() } else { cell.clone() };
        set_height(sheet, row, cells.iter().map(|cell| text(cell, lang)), &widths)?;
        for ((column, of), value) in (0..).zip(&table.columns).zip(cells) {
            let format = match of.align {
                Align::Left => &cell,
                Align::Right => &cell.clone().set_align(FormatAlign::Right).set_indent(1),
            };
            match value {
                Cell::Blank => sheet.write_blank(row, column, format)?,
                Cell::Text(_) => sheet.write_string_with_format(row, column, text(value, lang), format)?,
                Cell::Number(number) => sheet.write_with_format(row, column, *number, format)?,
                Cell::Count(count) => sheet.write_with_format(row, column, *count as u64, format)?,
            };
        }
    }
    row += 1;
    for note in &table.notes {
        row += 1;
        paragraph(sheet, row, last, &clean(note), &base)?;
    }
    Ok(())
}

/// A4 across, one page wide, with page numbers.
pub(crate) fn page(sheet: &mut Worksheet) {
    sheet.set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, 0).set_footer("&C&P/&N");
    sheet.set_margins(0.6, 0.4, 0.6, 0.6, 0.3, 0.3);
}

/// A line over the whole width, as high as its text needs: cells that are merged do not grow by themselves.
pub(crate) fn paragraph(
    sheet: &mut Worksheet,
    row: u32,
    last: u16,
    text: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    if last > 0 {
        sheet.merge_range(row, 0, row, last, text, format)?;
    } else {
        sheet.write_string_with_format(row, 0, text, format)?;
    }
    sheet.set_row_height(row, (LINE * small(lines(text, PAGE))).min(HIGHEST))?;
    Ok(())
}

/// Makes a row as high as its texts need: five letters of a text are as wide as four of Excel's. Programs for spreadsheets do not agree on whether they do so by themselves.
fn set_height(
    sheet: &mut Worksheet,
    row: u32,
    texts: impl Iterator<Item = String>,
    widths: &[usize],
) -> Result<(), XlsxError> {
    let most = texts.zip(widths).map(|(text, width)| lines(&text, width * 5 / 4)).max();
    sheet.set_row_height(row, (LINE * small(most.unwrap_or(1))).min(HIGHEST))?;
    Ok(())
}

fn small(size: usize) -> u32 {
    u32::try_from(size).unwrap_or(u32::MAX)
}
