//! What stands around the table: letterhead, title, head rows, place and date, signatures; page setup.

use anyhow::Result;
use rust_xlsxwriter::{Format, Worksheet};

use super::layout::Cell;
use super::style::Styles;
use super::write::Form;

/// A text over several columns.
fn span(sheet: &mut Worksheet, row: u32, (from, to): (u16, u16), text: &str, style: &Format) -> Result<()> {
    if from == to {
        sheet.write_string_with_format(row, from, text, style)?;
    } else {
        sheet.merge_range(row, from, row, to, text, style)?;
    }
    Ok(())
}

/// The columns on the left, up to the names, and those on the right.
fn halves(form: &Form) -> ((u16, u16), (u16, u16)) {
    let name = form.layout.column(Cell::Name).unwrap_or_default();
    ((0, name), (name + 1, last(form)))
}

fn last(form: &Form) -> u16 {
    u16::try_from(form.layout.heads.len()).unwrap_or(1) - 1
}

/// `UBND xã Mẫu 01`; a department keeps its name.
fn full_name(form: &Form) -> String {
    let name = &form.office.name;
    match name.split_once(' ') {
        Some((kind @ ("Xã" | "Phường"), rest)) => format!("UBND {} {rest}", kind.to_lowercase()),
        _ => name.clone(),
    }
}

/// Letterhead, title and unit; gives the row of the head.
pub fn letterhead(form: &Form, sheet: &mut Worksheet, styles: &Styles) -> Result<u32> {
    for (column, head) in (0..).zip(form.layout.heads) {
        sheet.set_column_width(column, head.width)?;
    }
    let (left, right) = halves(form);
    span(sheet, 0, left, "UBND TỈNH MẪU", &styles.plain)?;
    span(sheet, 0, right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", &styles.bold)?;
    span(sheet, 1, left, &full_name(form).to_uppercase(), &styles.bold)?;
    span(sheet, 1, right, "Độc lập - Tự do - Hạnh phúc", &styles.bold)?;
    let title = format!("BẢNG TỰ CHẤM ĐIỂM CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM {}", form.year);
    span(sheet, 3, (0, last(form)), &title, &styles.title)?;
    sheet.set_row_height(3, 24)?;
    span(sheet, 4, (0, last(form)), &format!("Đơn vị: {}", full_name(form)), &styles.subtitle)?;
    Ok(6)
}

/// The head, one row or two; gives the first row of the table's body. Sets the page up besides.
pub fn head(form: &Form, sheet: &mut Worksheet, styles: &Styles, row: u32) -> Result<u32> {
    let heads = form.layout.heads;
    if !form.layout.two_rows() {
        for (column, head) in (0..).zip(heads) {
            sheet.write_string_with_format(row, column, head.text, &styles.head)?;
        }
        sheet.set_row_height(row, 36)?;
        return page(form, sheet, row, row + 1);
    }
    for (column, head) in (0_u16..).zip(heads) {
        match head.over {
            None => drop(sheet.merge_range(row, column, row + 1, column, head.text, &styles.head)?),
            Some(over) => {
                sheet.write_string_with_format(row + 1, column, head.text, &styles.head)?;
                let first = heads.iter().position(|head| head.over == Some(over)).unwrap_or_default();
                if first == usize::from(column) {
                    let several = heads.iter().filter(|head| head.over == Some(over)).count();
                    let end = column + u16::try_from(several).unwrap_or(1) - 1;
                    span(sheet, row, (column, end), over, &styles.head)?;
                }
            }
        }
    }
    sheet.set_row_height(row, 20)?;
    sheet.set_row_height(row + 1, 36)?;
    page(form, sheet, row, row + 2)
}

fn page(form: &Form, sheet: &mut Worksheet, head: u32, body: u32) -> Result<u32> {
    let name = form.layout.column(Cell::Name).unwrap_or_default();
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    sheet.set_margins(0.6, 0.4, 0.6, 0.6, 0.3, 0.3).set_print_center_horizontally(true);
    sheet.set_repeat_rows(head, body - 1)?;
    sheet.set_freeze_panes(body, name + 1)?;
    sheet.set_footer("&C&\"Times New Roman\"&P/&N");
    Ok(body)
}

/// Place, date and signatures.
pub fn below(form: &Form, sheet: &mut Worksheet, styles: &Styles, row: u32) -> Result<()> {
    let (left, right) = halves(form);
    let place = &form.office.name;
    span(sheet, row, right, &format!("{place}, ngày 10 tháng 12 năm {}", form.year), &styles.italic)?;
    span(sheet, row + 1, left, "NGƯỜI LẬP BẢNG", &styles.bold)?;
    let commune = full_name(form) != *place;
    let (on_behalf, post) =
        if commune { ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH") } else { ("THỦ TRƯỞNG CƠ QUAN", "") };
    span(sheet, row + 1, right, on_behalf, &styles.bold)?;
    span(sheet, row + 2, left, "(Đã ký)", &styles.italic)?;
    if commune {
        span(sheet, row + 2, right, post, &styles.bold)?;
        return span(sheet, row + 3, right, "(Đã ký)", &styles.italic);
    }
    span(sheet, row + 2, right, "(Đã ký)", &styles.italic)
}
