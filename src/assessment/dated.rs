//! The date that a form bears: `Xã Mẫu 01, ngày 15 tháng 12 năm 2025`.

use crate::day::Day;
use crate::evidence::first_day;
use crate::sheet::{Row, Sheet, Value};

/// Rows with more cells are rows of a table.
const CELLS: usize = 3;
/// A place has no more words.
const WORDS: usize = 8;

/// The day that a sheet is dated, above or below its table; `None` where it bears none, or several.
pub fn dated(sheet: &Sheet) -> Option<Day> {
    let lines = sheet.rows().filter(|row| row.cells().len() <= CELLS).flat_map(Row::cells);
    let mut days = lines.filter_map(|(_, value)| match value {
        Value::Text(text) => day_of(text),
        _ => None,
    });
    let day = days.next()?;
    days.all(|other| other == day).then_some(day)
}

/// The day of a text that is a place and a date, or a date alone.
fn day_of(text: &str) -> Option<Day> {
    let lower = text.to_lowercase();
    let (place, rest) = lower.split_once("ngày")?;
    let place = place.trim_end();
    // `Quyết định số 12/QĐ-UBND ngày …` is dated, not the form.
    let is_place = place.is_empty() || place.ends_with(',') && !place.contains(['/', '(', ':']);
    if !is_place || place.split(' ').count() > WORDS {
        return None;
    }
    first_day(rest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::SheetBuilder;

    #[test]
    fn a_place_and_a_day() {
        let check = |text: &str, expected: Option<(u16, u8, u8)>| {
            let found = day_of(text).map(|date| (date.year, date.month, date.day));
            assert_eq!(found, expected, "{text}");
        };
        check("Xã Mẫu 01, ngày 15 tháng 12 năm 2025", Some((2025, 12, 15)));
        check("Mẫu, ngày 5 tháng 1 năm 2026 TM. ỦY BAN NHÂN DÂN", Some((2026, 1, 5)));
        check("NGÀY 15 THÁNG 12 NĂM 2025", Some((2025, 12, 15)));
        check("Mẫu, ngày 15/12/2025", Some((2025, 12, 15)));
        check("Mẫu, ngày … tháng … năm 2025", None);
        check("Mẫu, ngày 31 tháng 11 năm 2025", None);
        check("Kế hoạch số 10/KH-UBND, ngày 15 tháng 1 năm 2025", None);
        check("(Kèm theo Báo cáo ngày 15 tháng 1 năm 2025)", None);
        check("Trong ngày 15 tháng 1 năm 2025", None);
        check("Điểm", None);
    }

    #[test]
    fn several_days_are_none() {
        let sheet = |days: &[&str]| {
            let mut builder = SheetBuilder::default();
            for (row, day) in (0..).zip(days) {
                builder.text(row, 2, day, false);
            }
            dated(&builder.finish("Sheet1")).map(|date| date.day)
        };
        assert_eq!(sheet(&["Mẫu, ngày 15 tháng 12 năm 2025", "", "Mẫu, ngày 15/12/2025"]), Some(15));
        assert_eq!(sheet(&["Mẫu, ngày 15 tháng 12 năm 2025", "Mẫu, ngày 16 tháng 12 năm 2025"]), None);
        assert_eq!(sheet(&["Đơn vị: Xã Mẫu 01"]), None);
    }
}
