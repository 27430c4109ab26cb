//! What a reader gives as one cell, made exact: floats to decimals, serial days to dates, raw text to clean text.

// What a library gives as a whole number is one of a file, whose numbers are floats.
#![allow(clippy::cast_precision_loss)]

use calamine::{CellErrorType, DataRef};

use super::text::clean_cell;
use super::{Date, SheetBuilder, times};

/// Significant digits that a spreadsheet shows.
const SHOWN: i32 = 15;
/// Significant digits that are kept of a fraction; what a spreadsheet computes beyond them is noise.
const DIGITS: i32 = 12;
/// A number that begins so far behind the point is what rounding left of a difference, not what somebody meant.
const NOTHING: i32 = -12;

/// Puts a cell into the sheet. A formula without a value is put as such.
pub(super) fn put(
    builder: &mut SheetBuilder,
    place: (u32, u32),
    value: &DataRef,
    formula: bool,
    epoch: Epoch,
) {
    let (row, column) = place;
    match value {
        DataRef::Empty if formula => builder.uncached(row, column),
        DataRef::Empty => {}
        DataRef::Int(value) => put_float(builder, place, *value as f64, formula),
        DataRef::Float(value) => put_float(builder, place, *value, formula),
        DataRef::String(text) => builder.text(row, column, &clean_cell(text), formula),
        DataRef::DurationIso(text) => builder.text(row, column, &times::of_iso(text), formula),
        DataRef::SharedString(text) => builder.text(row, column, &clean_cell(text), formula),
        DataRef::Bool(value) => builder.bool(row, column, *value, formula),
        DataRef::Error(error) => builder.error(row, column, error_text(error), formula),
        DataRef::DateTime(time) => match decimal(time.as_f64()) {
            Written::Exact(mantissa, scale) if time.is_datetime() => {
                times::put_day(builder, place, (mantissa, scale), epoch, formula);
            }
            Written::Exact(mantissa, scale) => {
                builder.text(row, column, &times::of_days(mantissa, scale), formula);
            }
            _ => put_float(builder, place, time.as_f64(), formula),
        },
        DataRef::DateTimeIso(text) => times::put_iso(builder, place, text, formula),
    }
}

fn put_float(builder: &mut SheetBuilder, (row, column): (u32, u32), value: f64, formula: bool) {
    match decimal(value) {
        Written::Exact(mantissa, scale) => builder.number(row, column, mantissa, scale, formula),
        Written::TooLarge => builder.text(row, column, &format!("{value:e}"), formula),
        Written::NotFinite => builder.error(row, column, "#NUM!", formula),
    }
}

fn error_text(error: &CellErrorType) -> &'static str {
    match error {
        CellErrorType::Div0 => "#DIV/0!",
        CellErrorType::NA => "#N/A",
        CellErrorType::Name => "#NAME?",
        CellErrorType::Null => "#NULL!",
        CellErrorType::Num => "#NUM!",
        CellErrorType::Ref => "#REF!",
        CellErrorType::Value => "#VALUE!",
        CellErrorType::GettingData => "#GETTING_DATA",
    }
}

/// A number that is written in decimal digits.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Written {
    /// `mantissa / 10^scale`.
    Exact(i64, u8),
    /// More than eighteen digits before the point.
    TooLarge,
    NotFinite,
}

/// The shortest decimal that is this float. The float is only printed, never computed with.
fn decimal(value: f64) -> Written {
    if !value.is_finite() {
        return Written::NotFinite;
    }
    written(&format!("{value:e}")).unwrap_or(Written::NotFinite)
}

/// A number as a spreadsheet writes it (`0.5`, `-12`, `5.0000000000000003E-2`), made exact without a float.
///
/// It is rounded, the half up, to the 15 digits that a spreadsheet shows; if it is then no whole number, to 12 digits
/// or to all those before the point, because what is left of computing in binary reaches further than to the 16th.
/// `None` where the text is no number.
pub(super) fn written(text: &str) -> Option<Written> {
    let digits = Digits::read(text)?;
    if digits.mantissa == 0 {
        return Some(Written::Exact(0, 0));
    }
    // Digits before the point; 0 or less where the number begins behind it.
    let before = digits.exponent.saturating_add(1);
    if before > 309 {
        return Some(Written::NotFinite);
    }
    let (mut mantissa, mut scale) = round(digits.mantissa, digits.scale, SHOWN)?;
    if scale > 0 {
        let kept = DIGITS.max(before.clamp(0, SHOWN));
        (mantissa, scale) = round(mantissa, scale, kept)?;
    }
    // What is left of 0.1 + 0.2 − 0.3 is nothing.
    if before <= NOTHING {
        return Some(Written::Exact(0, 0));
    }
    if scale < 0 {
        let whole = 10_u64.checked_pow(scale.unsigned_abs()).and_then(|unit| mantissa.checked_mul(unit));
        let Some(whole) = whole.filter(|whole| i64::try_from(*whole).is_ok()) else {
            return Some(Written::TooLarge);
        };
        (mantissa, scale) = (whole, 0);
    }
    let mantissa = i64::try_from(mantissa).ok()?;
    Some(Written::Exact(if digits.negative { -mantissa } else { mantissa }, u8::try_from(scale).ok()?))
}

/// The digits of a number: `mantissa / 10^scale`, the first 18 digits of it.
struct Digits {
    negative: bool,
    mantissa: u64,
    scale: i32,
    /// The power of ten of the first digit.
    exponent: i32,
}

impl Digits {
    fn read(text: &str) -> Option<Digits> {
        let (negative, unsigned) = signed(text.as_bytes());
        let word = |word: &str| unsigned.eq_ignore_ascii_case(word.as_bytes());
        if word("inf") || word("infinity") || word("nan") {
            return Some(Digits { negative, mantissa: 1, scale: 0, exponent: i32::MAX });
        }
        let (mut mantissa, mut kept, mut scale, mut seen) = (0_u64, 0, 0_i32, false);
        let mut point = false;
        let mut bytes = unsigned.iter();
        let mut written_exponent = 0;
        while let Some(byte) = bytes.next() {
            match byte {
                b'0'..=b'9' => {
                    seen = true;
                    if kept < 18 {
                        mantissa = mantissa * 10 + u64::from(byte - b'0');
                        kept += i32::from(mantissa > 0);
                        scale += i32::from(point);
                    } else {
                        scale -= i32::from(!point);
                    }
                }
                b'.' if !point => point = true,
                b'e' | b'E' if seen => {
                    written_exponent = exponent(bytes.as_slice())?;
                    break;
                }
                _ => return None,
            }
        }
        let scale = scale.checked_sub(written_exponent)?;
        seen.then_some(Digits { negative, mantissa, scale, exponent: kept - 1 - scale })
    }
}

/// Whether there is a minus, and what stands behind the sign.
fn signed(text: &[u8]) -> (bool, &[u8]) {
    match text {
        [sign @ (b'-' | b'+'), rest @ ..] => (*sign == b'-', rest),
        rest => (false, rest),
    }
}

/// What stands behind the `e`; one of more than five digits is as good as any.
fn exponent(text: &[u8]) -> Option<i32> {
    let (negative, digits) = signed(text);
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let value = digits.iter().fold(0, |value: i32, digit| {
        value.saturating_mul(10).saturating_add(i32::from(digit - b'0')).min(99_999)
    });
    Some(if negative { -value } else { value })
}

/// Rounds to so many significant digits, the half up, and takes the zeros at the end of a fraction away.
fn round(mut mantissa: u64, mut scale: i32, digits: i32) -> Option<(u64, i32)> {
    let limit = 10_u64.pow(digits.unsigned_abs());
    let mut half = false;
    while mantissa >= limit {
        half = mantissa % 10 >= 5;
        mantissa /= 10;
        scale = scale.checked_sub(1)?;
    }
    mantissa += u64::from(half);
    while scale > 0 && mantissa.is_multiple_of(10) && mantissa > 0 {
        mantissa /= 10;
        scale -= 1;
    }
    Some((mantissa, scale))
}

/// The whole part of `mantissa / 10^scale`.
pub(super) fn whole(mantissa: i64, scale: u8) -> i64 {
    10_i64.checked_pow(u32::from(scale)).map_or(0, |unit| mantissa.div_euclid(unit))
}

/// What day 0 of a workbook is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Epoch {
    /// Day 1 is 1 January 1900, and day 60 the 29 February that never was.
    Y1900,
    /// Day 0 is 1 January 1904.
    Y1904,
}

impl Epoch {
    /// The epoch of a workbook.
    pub(super) fn of(is_1904: bool) -> Epoch {
        if is_1904 { Epoch::Y1904 } else { Epoch::Y1900 }
    }

    /// The date of a serial day. `None` outside the calendar of a spreadsheet, and for a
    /// time without a day.
    pub(super) fn date(self, day: i64) -> Option<Date> {
        let since_1970 = match self {
            Epoch::Y1900 => match day {
                1..=59 => day - 25_568,
                60 => -25_509,
                61..=2_958_465 => day - 25_569,
                _ => return None,
            },
            Epoch::Y1904 if (0..=2_957_003).contains(&day) => day - 24_107,
            Epoch::Y1904 => return None,
        };
        civil(since_1970)
    }
}

/// The civil date of a day counted from 1 January 1970 (the algorithm of Howard Hinnant, `civil_from_days`).
pub(super) fn civil(day: i64) -> Option<Date> {
    let day = day + 719_468;
    let era = day.div_euclid(146_097);
    let of_era = day.rem_euclid(146_097);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let shifted = (5 * of_year + 2) / 153;
    let (month, next) = if shifted < 10 { (shifted + 3, 0) } else { (shifted - 9, 1) };
    Some(Date {
        year: u16::try_from(year + era * 400 + next).ok()?,
        month: u8::try_from(month).ok()?,
        day: u8::try_from(of_year - (153 * shifted + 2) / 5 + 1).ok()?,
    })
}

/// The days from 1 January 1970 to a date: the way back.
pub(super) fn days(date: Date) -> i64 {
    let (month, day) = (i64::from(date.month), i64::from(date.day));
    let year = i64::from(date.year) - i64::from(month <= 2);
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// `2025-10-01`, with or without a time behind it.
pub(super) fn iso_date(text: &str) -> Option<Date> {
    Date::from_iso(text.trim().split(['T', ' ']).next()?)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::float_arithmetic, clippy::excessive_precision)]
mod tests {
    use super::*;

    #[test]
    fn written_numbers_are_read_exactly() {
        use Written::{Exact, NotFinite, TooLarge};
        for (text, expected) in [
            ("0", Some(Exact(0, 0))),
            ("-0.0", Some(Exact(0, 0))),
            ("0e999", Some(Exact(0, 0))),
            ("+1.50", Some(Exact(15, 1))),
            (".5", Some(Exact(5, 1))),
            ("5.", Some(Exact(5, 0))),
            ("0.30000000000000004", Some(Exact(3, 1))),
            ("69.24999999999998", Some(Exact(6_925, 2))),
            ("5.0000000000000003E-2", Some(Exact(5, 2))),
            ("1.5e3", Some(Exact(1_500, 0))),
            ("2.5e-13", Some(Exact(0, 0))),
            ("1234567890123", Some(Exact(1_234_567_890_123, 0))),
            ("999999999999999.9", Some(Exact(1_000_000_000_000_000, 0))),
            ("1e18", Some(Exact(1_000_000_000_000_000_000, 0))),
            ("1e19", Some(TooLarge)),
            ("1e999", Some(NotFinite)),
            ("nan", Some(NotFinite)),
            ("-Infinity", Some(NotFinite)),
            ("1e99999999999999999999", Some(NotFinite)),
            ("1e-99999999999999999999", Some(Exact(0, 0))),
            ("", None),
            ("-", None),
            (".", None),
            ("1,5", None),
            ("0x10", None),
            ("1e", None),
            ("1e5x", None),
            ("1e+ 5", None),
            ("1.5.1", None),
            ("e5", None),
        ] {
            assert_eq!(written(text), expected, "{text}");
        }
    }

    #[test]
    fn floats_become_decimals_without_noise() {
        let check = |value: f64, mantissa, scale| {
            assert_eq!(decimal(value), Written::Exact(mantissa, scale), "{value}");
        };
        check(0.0, 0, 0);
        check(-0.0, 0, 0);
        check(12.0, 12, 0);
        check(-0.25, -25, 2);
        check(1.1, 11, 1);
        check(0.1 + 0.2, 3, 1);
        check(8.800_000_000_000_001, 88, 1);
        check(434.999_999_999_999_94, 435, 0);
        check(19.989_999_999_999_998, 1999, 2);
        check(1.0 / 3.0, 333_333_333_333, 12);
        check(2.0 / 3.0, 666_666_666_667, 12);
        check(0.999_999_999_999_999, 1, 0);
        check(1_234_567.891, 1_234_567_891, 3);
        check(1e15, 1_000_000_000_000_000, 0);
        check(1e-300, 0, 0);
        check(1.25e-20, 0, 0);
        check(-2.775_557_561_562_891_4e-17, 0, 0);
        check(4e-28, 0, 0);
        check(2.5e-13, 0, 0);
        check(2.5e-12, 25, 13);
        check(123_456_789_012_345.0, 123_456_789_012_345, 0);
        check(1_234_567_890_123.46, 1_234_567_890_123, 0);
        check(123_456_789.123_46, 123_456_789_123, 3);
        assert_eq!(decimal(1e300), Written::TooLarge);
        assert_eq!(decimal(f64::NAN), Written::NotFinite);
        assert_eq!(decimal(f64::NEG_INFINITY), Written::NotFinite);
    }

    proptest::proptest! {
        #[test]
        fn a_float_is_the_decimal_it_was_written_as(mantissa in -999_999_999_999_i64..=999_999_999_999, scale in 0_u8..15) {
            let value: f64 = format!("{mantissa}e-{scale}").parse().unwrap();
            let (mut mantissa, mut scale) = (mantissa, scale);
            while scale > 0 && mantissa % 10 == 0 {
                (mantissa, scale) = (mantissa / 10, scale - 1);
            }
            proptest::prop_assert_eq!(decimal(value), Written::Exact(mantissa, scale));
        }
    }

    #[test]
    fn serial_days_become_dates() {
        let check = |epoch: Epoch, serial: i64, expected: Option<(u16, u8, u8)>| {
            let found = epoch.date(serial).map(|date| (date.year, date.month, date.day));
            assert_eq!(found, expected, "{serial}");
        };
        check(Epoch::Y1900, 1, Some((1900, 1, 1)));
        check(Epoch::Y1900, 59, Some((1900, 2, 28)));
        check(Epoch::Y1900, 60, Some((1900, 2, 28)));
        check(Epoch::Y1900, 61, Some((1900, 3, 1)));
        check(Epoch::Y1900, 45_667, Some((2025, 1, 10)));
        check(Epoch::Y1900, 2_958_465, Some((9999, 12, 31)));
        check(Epoch::Y1900, 2_958_466, None);
        check(Epoch::Y1900, 0, None);
        check(Epoch::Y1900, -1, None);
        check(Epoch::Y1904, 0, Some((1904, 1, 1)));
        check(Epoch::Y1904, 45_667 - 1_462, Some((2025, 1, 10)));
    }

    #[test]
    fn times_of_a_library_are_no_numbers() {
        use calamine::{
            ExcelDateTime,
            ExcelDateTimeType::{DateTime, TimeDelta},
        };
        let serial = |days: f64, kind| DataRef::DateTime(ExcelDateTime::new(days, kind, false));
        for (value, expected) in [
            (serial(5.0 / 1_440.0, DateTime), "00:05"),
            (serial(1.5, TimeDelta), "36:00"),
            (serial(0.0, TimeDelta), "00:00"),
            (DataRef::DurationIso("PT00H05M00S".to_owned()), "00:05"),
        ] {
            let mut builder = SheetBuilder::default();
            put(&mut builder, (0, 0), &value, false, Epoch::Y1900);
            let sheet = builder.finish("S");
            let row = sheet.rows().next().unwrap();
            assert_eq!(row.get(0), Some(crate::sheet::Value::Text(expected)), "{value:?}");
        }
    }

    #[test]
    fn iso_dates_are_read() {
        let check = |text: &str, expected: Option<(u16, u8, u8)>| {
            assert_eq!(iso_date(text).map(|date| (date.year, date.month, date.day)), expected, "{text}");
        };
        check("2025-10-01T00:00:00", Some((2025, 10, 1)));
        check("2024-02-29", Some((2024, 2, 29)));
        check("2025-02-29", None);
        check("2025-13-01", None);
        check("2025-1-+1", None);
        check("10:30:00", None);
        check("", None);
    }
}
