//! The form of one commune as a workbook of one sheet.

use parindex::criteria::{CriteriaSet, Node};
use parindex::points::Number;
use rust_xlsxwriter::utility::row_col_to_cell;
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Formula, Workbook, Worksheet, XlsxError};

use super::dice::Dice;
use super::points::{Choices, Stated};

const HEADS: [(&str, f64); 9] = [
    ("STT", 8.0),
    ("Lĩnh vực/TC/TCTP", 48.0),
    ("Điểm tối đa", 9.0),
    ("Điểm tự chấm", 9.0),
    ("Điểm thẩm định", 9.0),
    ("Tài liệu kiểm chứng", 44.0),
    ("Ghi chú", 20.0),
    ("Đơn vị tính", 9.0),
    ("Thời hạn", 12.0),
];
const MAX: u16 = 2;
const OWN: u16 = 3;
const APPRAISED: u16 = 4;
/// The row of the heads, from 0.
const HEAD: u32 = 6;

/// The workbook of the commune with this number.
pub fn workbook(set: &CriteriaSet, choices: &Choices, number: u32) -> anyhow::Result<Vec<u8>> {
    let mut dice = Dice::new(number);
    let stated = choices.roll(set, &mut dice);
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("Bảng chấm điểm")?;
    letterhead(sheet, number)?;
    let styles = Styles::new();
    for (column, (head, width)) in (0..).zip(HEADS) {
        sheet.set_column_width(column, width)?;
        sheet.write_with_format(HEAD, column, head, &styles.head)?;
    }
    for (at, node) in set.nodes.iter().enumerate() {
        let row = row_of(at);
        sheet.write_with_format(row, 0, &*node.code, &styles.text)?;
        sheet.write_with_format(row, 1, node.name.as_str(), &styles.text)?;
        sheet.write_with_format(row, MAX, float(&node.max), &styles.points)?;
        match &node.leaf {
            Some(leaf) => leaf_row(sheet, row, &stated[leaf.index], &mut dice, &styles)?,
            None => group_row(sheet, set, at, node, &stated, &styles)?,
        }
    }
    Ok(book.save_to_buffer()?)
}

fn row_of(node: usize) -> u32 {
    HEAD + 1 + u32::try_from(node).unwrap_or_default()
}

fn letterhead(sheet: &mut Worksheet, number: u32) -> Result<(), XlsxError> {
    let center = Format::new().set_align(FormatAlign::Center).set_bold();
    sheet.merge_range(0, 0, 0, 2, "ỦY BAN NHÂN DÂN TỈNH MẪU", &center)?;
    sheet.merge_range(0, 4, 0, 8, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", &center)?;
    sheet.merge_range(1, 4, 1, 8, "Độc lập - Tự do - Hạnh phúc", &center)?;
    let title = "BẢNG TỰ ĐÁNH GIÁ, CHẤM ĐIỂM CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2025";
    sheet.merge_range(3, 0, 3, 8, title, &center)?;
    sheet.write(4, 0, format!("Đơn vị: Xã Mẫu {number:05}"))?;
    Ok(())
}

struct Styles {
    head: Format,
    text: Format,
    points: Format,
    date: Format,
}

impl Styles {
    fn new() -> Styles {
        let cell = Format::new().set_border(FormatBorder::Thin).set_font_name("Times New Roman");
        Styles {
            head: cell.clone().set_bold().set_text_wrap().set_align(FormatAlign::Center),
            text: cell.clone().set_text_wrap(),
            points: cell.clone().set_num_format("0.00"),
            date: cell.set_num_format("dd/mm/yyyy"),
        }
    }
}

fn leaf_row(
    sheet: &mut Worksheet,
    row: u32,
    stated: &Stated,
    dice: &mut Dice,
    styles: &Styles,
) -> Result<(), XlsxError> {
    for (column, points) in [(OWN, &stated.own), (APPRAISED, &stated.appraised)] {
        match points {
            Some(points) => sheet.write_with_format(row, column, float(points), &styles.points)?,
            None => sheet.write_blank(row, column, &styles.points)?,
        };
    }
    sheet.write_with_format(row, 5, dice.evidence(), &styles.text)?;
    sheet.write_with_format(row, 6, dice.note(), &styles.text)?;
    sheet.write_with_format(row, 7, "Điểm", &styles.text)?;
    sheet.write_with_format(row, 8, 45_992 - dice.below(300), &styles.date)?;
    Ok(())
}

/// Sums of the rows below, as formulas with their results.
fn group_row(
    sheet: &mut Worksheet,
    set: &CriteriaSet,
    at: usize,
    node: &Node,
    stated: &[Stated],
    styles: &Styles,
) -> Result<(), XlsxError> {
    for (column, of) in [(OWN, own as fn(&Stated) -> Option<&Number>), (APPRAISED, appraised)] {
        let parts: Vec<String> =
            node.children.iter().map(|child| row_col_to_cell(row_of(*child), column)).collect();
        let sum: Number = set.leaves_under(at).filter_map(|leaf| of(&stated[leaf])).sum();
        let formula = Formula::new(format!("SUM({})", parts.join(","))).set_result(sum.to_string());
        sheet.write_with_format(row_of(at), column, formula, &styles.points)?;
    }
    Ok(())
}

fn own(stated: &Stated) -> Option<&Number> {
    stated.own.as_ref()
}

fn appraised(stated: &Stated) -> Option<&Number> {
    stated.appraised.as_ref()
}

/// Published points end after a few decimals, so that their text is a plain number.
fn float(number: &Number) -> f64 {
    number.to_string().parse().unwrap_or_default()
}
