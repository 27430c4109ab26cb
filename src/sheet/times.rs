//! Times of day and durations: no number that somebody meant, so they are put as texts such as `00:05`.

use super::text::clean_cell;
use super::value::{Epoch, iso_date, whole};
use super::{Date, SheetBuilder};

/// Puts `mantissa / 10^scale` days that are shown as a date or a time of day: the part of a day without a day is a time.
pub(super) fn put_day(
    builder: &mut SheetBuilder,
    (row, column): (u32, u32),
    (mantissa, scale): (i64, u8),
    epoch: Epoch,
    formula: bool,
) {
    let day = whole(mantissa, scale);
    match epoch.date(day) {
        Some(date) if day > 0 || scale == 0 => builder.date(row, column, date, formula),
        _ if day == 0 => builder.text(row, column, &of_days(mantissa, scale), formula),
        _ => builder.number(row, column, mantissa, scale, formula),
    }
}

/// Puts `2025-10-01T00:00:00`; a time is written as one of a day before there were any.
pub(super) fn put_iso(builder: &mut SheetBuilder, (row, column): (u32, u32), text: &str, formula: bool) {
    match (iso_date(text), text.trim().split_once('T')) {
        (Some(Date { year: ..1900, .. }), Some((_, time))) => {
            let time = time.split('.').next().unwrap_or(time);
            builder.text(row, column, &clean_cell(time.strip_suffix(":00").unwrap_or(time)), formula);
        }
        (Some(date), _) => builder.date(row, column, date, formula),
        (None, _) => builder.text(row, column, &clean_cell(text), formula),
    }
}

/// `mantissa / 10^scale` days in hours, minutes, and seconds where there are any.
pub(super) fn of_days(mantissa: i64, scale: u8) -> String {
    // Less than a part of 10^38 is nothing.
    let unit = 10_i128.checked_pow(u32::from(scale));
    let seconds = unit.map_or(0, |unit| (i128::from(mantissa.unsigned_abs()) * 86_400 + unit / 2) / unit);
    shown(mantissa < 0, seconds)
}

/// The same of `PT00H05M00S`, as an `OpenDocument` spreadsheet writes it; another text stays.
pub(super) fn of_iso(text: &str) -> String {
    let read = || {
        let (negative, mut rest) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        rest = rest.strip_prefix("PT")?;
        let mut seconds = 0;
        for (unit, length) in [('H', 3_600), ('M', 60), ('S', 1)] {
            if let Some((digits, behind)) = rest.split_once(unit) {
                let whole = digits.split(['.', ',']).next()?;
                seconds += i128::from(whole.parse::<u64>().ok()?) * length;
                rest = behind;
            }
        }
        rest.is_empty().then(|| shown(negative, seconds))
    };
    read().unwrap_or_else(|| clean_cell(text).into_owned())
}

fn shown(negative: bool, seconds: i128) -> String {
    let sign = if negative { "-" } else { "" };
    let (hours, minutes, seconds) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    let rest = if seconds > 0 { format!(":{seconds:02}") } else { String::new() };
    format!("{sign}{hours:02}:{minutes:02}{rest}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::Value;

    fn held(put: impl FnOnce(&mut SheetBuilder)) -> String {
        let mut builder = SheetBuilder::default();
        put(&mut builder);
        let sheet = builder.finish("S");
        let held = sheet.rows().flat_map(|row| {
            row.cells()
                .map(|(_, value)| match value {
                    Value::Text(text) => text.to_owned(),
                    Value::Date(date) => format!("{}-{}-{}", date.year, date.month, date.day),
                    value => format!("{value:?}"),
                })
                .collect::<Vec<_>>()
        });
        held.collect()
    }

    #[test]
    fn a_part_of_a_day_is_a_time() {
        use Epoch::{Y1900, Y1904};
        for (number, epoch, expected) in [
            ((5, 1), Y1900, "12:00"),
            ((347_222_222_222, 14), Y1900, "00:05"),
            ((0, 0), Y1900, "00:00"),
            ((5, 1), Y1904, "12:00"),
            ((0, 0), Y1904, "1904-1-1"),
            ((456_675, 1), Y1900, "2025-1-10"),
            ((15, 1), Y1900, "1900-1-1"),
        ] {
            assert_eq!(held(|builder| put_day(builder, (0, 0), number, epoch, false)), expected);
        }
    }

    #[test]
    fn durations_are_shown_in_hours_and_minutes() {
        for (days, expected) in [
            ((15, 1), "36:00"),
            ((-5, 1), "-12:00"),
            ((115_740_740_741, 16), "00:00:01"),
            ((1, 200), "00:00"),
            ((i64::MAX, 0), "221360928884514619368:00"),
        ] {
            assert_eq!(of_days(days.0, days.1), expected);
        }
        for (text, expected) in [
            ("PT00H05M00S", "00:05"),
            ("PT36H00M01.5S", "36:00:01"),
            ("-PT5M", "-00:05"),
            ("P1DT5M", "P1DT5M"),
            ("PTxH", "PTxH"),
        ] {
            assert_eq!(of_iso(text), expected);
        }
    }

    #[test]
    fn a_time_of_no_day_is_a_time() {
        for (text, expected) in [
            ("1899-12-31T00:05:00.000", "00:05"),
            ("1899-12-31T12:00:01", "12:00:01"),
            ("2025-10-01T12:00:00.000", "2025-10-1"),
            ("10:30:00", "10:30:00"),
        ] {
            assert_eq!(held(|builder| put_iso(builder, (0, 0), text, false)), expected);
        }
    }
}
