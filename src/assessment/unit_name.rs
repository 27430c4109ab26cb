//! The unit of a form: the cell that names it, else the sheet, else the file.

use std::sync::Arc;

use super::entry::SheetRef;
use super::header::{Header, LOOK};
use super::submission::StatedBlock;
use crate::diagnostic::Place;
use crate::sheet::fold;
use crate::sheet::{Row, Sheet, Value};
use crate::unit::short;

/// The name of the unit of a form, and where it stands.
pub(super) fn of_form(at: &Arc<SheetRef>, sheet: &Sheet, header: &Header, several: bool) -> (String, Place) {
    for row in sheet.rows().take(header.first) {
        if let Some((column, name)) = labelled(row) {
            return (name, Place::cell(&at.file, &at.sheet, row.at(column)));
        }
    }
    if several {
        return (at.sheet.to_string(), Place::sheet(&at.file, &at.sheet));
    }
    let file = at.file.rsplit('/').next().unwrap_or(&at.file);
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    (stem.replace('_', " "), Place::file(&at.file))
}

/// Whether a cell above the table names the unit.
pub(super) fn stands_above(sheet: &Sheet, header: &Header) -> bool {
    sheet.rows().take(header.first).rev().take(LOOK).any(|row| labelled(row).is_some())
}

/// The block that a heading above the table names: `Khối: Phường`.
pub(super) fn block_above(sheet: &Sheet, header: &Header) -> Option<StatedBlock> {
    let is_label = |text: &str| ["khoi", "nhom", "khoi thi dua", "thuoc khoi"].contains(&fold(text).as_str());
    sheet.rows().take(header.first).find_map(|row| {
        let (column, text) = beside_label(row, is_label, |_| None)?;
        Some(StatedBlock { text: short(&text).into_owned(), at: row.at(column), in_heading: true })
    })
}

/// `Đơn vị: UBND xã …`, in one cell or two; the column of the name and the name.
pub(super) fn labelled(row: Row) -> Option<(u32, String)> {
    beside_label(row, is_label, text_after_label)
}

/// What stands behind a label, in its cell or in the next one.
fn beside_label(
    row: Row,
    is_label: impl Fn(&str) -> bool,
    text_after_label: impl Fn(&str) -> Option<&str>,
) -> Option<(u32, String)> {
    let cells: Vec<(u32, Value)> = row.cells().collect();
    for (at, (column, value)) in cells.iter().enumerate() {
        let Value::Text(text) = value else { continue };
        let beside = || match cells.get(at + 1) {
            Some((column, Value::Text(next))) => Some((*column, *next)),
            _ => None,
        };
        let found = match text.split_once(':') {
            Some((label, rest)) if is_label(label) => {
                let rest = (*column, rest);
                if is_name(rest.1) { Some(rest) } else { beside() }
            }
            Some(_) => None,
            None => match text_after_label(text) {
                Some(rest) => Some((*column, rest)),
                None if is_label(text) => beside(),
                None => None,
            },
        };
        if let Some((column, name)) = found.filter(|(_, name)| is_name(name)) {
            return Some((column, name.trim().trim_end_matches(['.', '…']).trim().to_owned()));
        }
    }
    None
}

fn is_label(text: &str) -> bool {
    let folded = fold(text);
    let begins = ["don vi", "ten don vi", "co quan", "ten co quan", "unit"]
        .iter()
        .any(|label| folded.starts_with(label));
    begins
        && folded.len() <= 40
        && !folded.contains("tinh")
        && !folded.contains("chu quan")
        && !folded.contains("cap tren")
        // Who appraises, not who is appraised.
        && !folded.contains("tham dinh")
        && !folded.contains("chu tri")
}

/// `Tên đơn vị UBND xã …` without a colon.
fn text_after_label(text: &str) -> Option<&str> {
    ["Tên đơn vị ", "TÊN ĐƠN VỊ ", "Tên cơ quan, đơn vị "].iter().find_map(|label| text.strip_prefix(label))
}

fn is_name(text: &str) -> bool {
    let folded = fold(text);
    !folded.is_empty() && !["diem", "tinh diem", "vnd", "dong"].contains(&folded.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::SheetBuilder;

    #[test]
    fn the_cell_that_names_the_unit() {
        let check = |cells: &[&str], expected: Option<&str>| {
            let mut builder = SheetBuilder::default();
            for (column, text) in (0..).zip(cells) {
                builder.text(0, column, text, false);
            }
            let sheet = builder.finish("Sheet1");
            let found = sheet.nth_row(0).and_then(labelled).map(|(_, name)| name);
            assert_eq!(found.as_deref(), expected, "{cells:?}");
        };
        check(&["Đơn vị: UBND xã Mẫu 01"], Some("UBND xã Mẫu 01"));
        check(&["Đơn vị:", "UBND xã Mẫu 01"], Some("UBND xã Mẫu 01"));
        check(&["Tên đơn vị", "Xã Mẫu 01"], Some("Xã Mẫu 01"));
        check(&["Tên đơn vị Xã Mẫu 01"], Some("Xã Mẫu 01"));
        check(&["Tên cơ quan, đơn vị: Sở Mẫu"], Some("Sở Mẫu"));
        check(&["Đơn vị tự chấm: Xã Mẫu 02 ……"], Some("Xã Mẫu 02"));
        check(&["Đơn vị tính: điểm"], None);
        check(&["Đơn vị: điểm"], None);
        check(&["Đơn vị: ………"], None);
        check(&["BẢNG TỰ CHẤM ĐIỂM"], None);
    }
}
