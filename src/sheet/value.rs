//! What a reader gives as one cell, made exact: floats to decimals, serial days to dates, raw text to clean text.

// The casts test whether a float is whole and cut its fraction off; both are checked.
#![allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)]

use std::fmt::{self, Write};

use calamine::{CellErrorType, DataRef};

use super::text::clean;
use super::{Date, SheetBuilder};

/// Significant digits that are kept; what a spreadsheet computes beyond them is noise.
const DIGITS: usize = 12;
/// A number below 10 to this power is what rounding left of a difference, not a number that somebody meant.
const NOTHING: i32 = -12;
/// Digits after the decimal point that are kept.
const SCALE: i32 = 28;

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
        DataRef::String(text) | DataRef::DurationIso(text) => {
            builder.text(row, column, &clean(text), formula);
        }
        DataRef::SharedString(text) => builder.text(row, column, &clean(text), formula),
        DataRef::Bool(value) => builder.bool(row, column, *value, formula),
        DataRef::Error(error) => builder.error(row, column, error_text(error), formula),
        DataRef::DateTime(time) => match epoch.date(time.as_f64()) {
            Some(date) if time.is_datetime() => builder.date(row, column, date, formula),
            _ => put_float(builder, place, time.as_f64(), formula),
        },
        DataRef::DateTimeIso(text) => match iso_date(text) {
            Some(date) => builder.date(row, column, date, formula),
            None => builder.text(row, column, &clean(text), formula),
        },
    }
}

fn put_float(builder: &mut SheetBuilder, (row, column): (u32, u32), value: f64, formula: bool) {
    match decimal(value) {
        Decimal::Exact(mantissa, scale) => builder.number(row, column, mantissa, scale, formula),
        Decimal::TooLarge(text) => builder.text(row, column, &text, formula),
        Decimal::NotFinite => builder.error(row, column, "#NUM!", formula),
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

/// A float as a decimal.
#[derive(Debug, PartialEq, Eq)]
enum Decimal {
    /// `mantissa / 10^scale`.
    Exact(i64, u8),
    /// More than eighteen digits before the point: its text.
    TooLarge(String),
    NotFinite,
}

/// The shortest decimal that is this float, then rounded to 12 significant digits, the half up. The float is only
/// printed, never computed with.
fn decimal(value: f64) -> Decimal {
    let whole = value as i64;
    if (whole as f64).to_bits() == value.to_bits() && whole.unsigned_abs() < 1_000_000_000_000 {
        return Decimal::Exact(whole, 0);
    }
    if !value.is_finite() {
        return Decimal::NotFinite;
    }
    if let Some((mantissa, scale)) = short_decimal(value) {
        return Decimal::Exact(mantissa, scale);
    }
    let mut printed = Printed::default();
    // `1.2345e-3`; a float has at most 17 digits, so the buffer holds it.
    if write!(printed, "{value:e}").is_err() {
        return Decimal::NotFinite;
    }
    let (mut mantissa, mut digits, mut exponent, mut after, mut round_up) =
        (0_i64, 0_usize, 0_i32, 0_i32, false);
    let (mut negative, mut in_exponent, mut in_fraction, mut exponent_sign) = (false, false, false, 1);
    for byte in printed.bytes() {
        match byte {
            b'-' if in_exponent => exponent_sign = -1,
            b'-' => negative = true,
            b'.' => in_fraction = true,
            b'e' => in_exponent = true,
            digit if in_exponent => exponent = exponent * 10 + i32::from(digit - b'0'),
            digit => {
                if digits < DIGITS {
                    mantissa = mantissa * 10 + i64::from(digit - b'0');
                    after += i32::from(in_fraction);
                } else if digits == DIGITS {
                    round_up = digit >= b'5';
                }
                digits += 1;
            }
        }
    }
    // What is left of 0.1 + 0.2 − 0.3 is nothing.
    if exponent * exponent_sign < NOTHING {
        return Decimal::Exact(0, 0);
    }
    mantissa += i64::from(round_up);
    let mut scale = after - exponent * exponent_sign;
    while mantissa % 10 == 0 && mantissa != 0 && scale > 0 {
        mantissa /= 10;
        scale -= 1;
    }
    if scale > SCALE {
        mantissa = 10_i64.checked_pow((scale - SCALE).unsigned_abs()).map_or(0, |unit| mantissa / unit);
        scale = SCALE;
    }
    if scale < 0 {
        let unit = 10_i64.checked_pow(scale.unsigned_abs());
        match unit.and_then(|unit| mantissa.checked_mul(unit)) {
            Some(whole) => (mantissa, scale) = (whole, 0),
            None => return Decimal::TooLarge(format!("{value:e}")),
        }
    }
    if mantissa == 0 {
        scale = 0;
    }
    Decimal::Exact(if negative { -mantissa } else { mantissa }, u8::try_from(scale).unwrap_or_default())
}

/// The decimal with at most 6 digits after the point and 12 in all that this float stands for, where there is one.
///
/// A float is `bits / 2^shift`, and stands for every decimal less than half a unit of `bits` away; of decimals with at
/// most 15 digits there is at most one. All of it in whole numbers.
fn short_decimal(value: f64) -> Option<(i64, u8)> {
    const UNIT: u128 = 1_000_000;
    let raw = value.to_bits();
    let bits = u128::from(raw & ((1 << 52) - 1) | 1 << 52);
    let shift = 1_075_u64.checked_sub(raw >> 52 & 0x7FF).filter(|shift| (1..=73).contains(shift))?;
    let scaled = bits * UNIT;
    let mut decimal = (scaled + (1 << (shift - 1))) >> shift;
    let rest = scaled.abs_diff(decimal << shift);
    // Below a power of two floats lie closer together: only what is exact is certain there.
    let near = if bits == 1 << 52 { rest == 0 } else { rest * 2 < UNIT };
    if !near || decimal == 0 || decimal >= 1_000_000_000_000 {
        return None;
    }
    let mut scale = 6;
    while scale > 0 && decimal.is_multiple_of(10) {
        decimal /= 10;
        scale -= 1;
    }
    let mantissa = i64::try_from(decimal).ok()?;
    Some((if value.is_sign_negative() { -mantissa } else { mantissa }, scale))
}

/// A number as it is printed, without a heap.
#[derive(Default)]
struct Printed {
    bytes: [u8; 32],
    len: usize,
}

impl Printed {
    fn bytes(&self) -> impl Iterator<Item = u8> + '_ {
        self.bytes.iter().copied().take(self.len)
    }
}

impl Write for Printed {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let end = self.len + text.len();
        self.bytes.get_mut(self.len..end).ok_or(fmt::Error)?.copy_from_slice(text.as_bytes());
        self.len = end;
        Ok(())
    }
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

    /// The date of a serial day; the time of day is dropped. `None` outside the calendar of a spreadsheet, and for a
    /// time without a day.
    fn date(self, serial: f64) -> Option<Date> {
        // A cast cuts the fraction off and keeps what is out of range at the ends.
        let day = serial as i64;
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
fn civil(day: i64) -> Option<Date> {
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

/// `2025-10-01`, with or without a time behind it.
fn iso_date(text: &str) -> Option<Date> {
    let day = text.trim().split(['T', ' ']).next()?;
    let mut parts = day.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let plain = [year, month, day].iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    if !plain || parts.next().is_some() {
        return None;
    }
    let date = Date { year: year.parse().ok()?, month: month.parse().ok()?, day: day.parse().ok()? };
    let leap =
        date.year.is_multiple_of(4) && (!date.year.is_multiple_of(100) || date.year.is_multiple_of(400));
    let last = match date.month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    (1..=last).contains(&date.day).then_some(date)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::float_arithmetic, clippy::excessive_precision)]
mod tests {
    use super::*;

    #[test]
    fn floats_become_decimals_without_noise() {
        let check = |value: f64, mantissa, scale| {
            assert_eq!(decimal(value), Decimal::Exact(mantissa, scale), "{value}");
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
        check(123_456_789_012_345.0, 123_456_789_012_000, 0);
        assert_eq!(decimal(1e300), Decimal::TooLarge("1e300".to_owned()));
        assert_eq!(decimal(f64::NAN), Decimal::NotFinite);
        assert_eq!(decimal(f64::NEG_INFINITY), Decimal::NotFinite);
    }

    proptest::proptest! {
        #[test]
        fn a_float_is_the_decimal_it_was_written_as(mantissa in -999_999_999_999_i64..=999_999_999_999, scale in 0_u8..15) {
            let value: f64 = format!("{mantissa}e-{scale}").parse().unwrap();
            let (mut mantissa, mut scale) = (mantissa, scale);
            while scale > 0 && mantissa % 10 == 0 {
                (mantissa, scale) = (mantissa / 10, scale - 1);
            }
            proptest::prop_assert_eq!(decimal(value), Decimal::Exact(mantissa, scale));
        }
    }

    #[test]
    fn serial_days_become_dates() {
        let check = |epoch: Epoch, serial: f64, expected: Option<(u16, u8, u8)>| {
            let found = epoch.date(serial).map(|date| (date.year, date.month, date.day));
            assert_eq!(found, expected, "{serial}");
        };
        check(Epoch::Y1900, 1.0, Some((1900, 1, 1)));
        check(Epoch::Y1900, 59.0, Some((1900, 2, 28)));
        check(Epoch::Y1900, 60.0, Some((1900, 2, 28)));
        check(Epoch::Y1900, 61.0, Some((1900, 3, 1)));
        check(Epoch::Y1900, 45_667.9, Some((2025, 1, 10)));
        check(Epoch::Y1900, 2_958_465.0, Some((9999, 12, 31)));
        check(Epoch::Y1900, 2_958_466.0, None);
        check(Epoch::Y1900, 0.5, None);
        check(Epoch::Y1900, f64::NAN, None);
        check(Epoch::Y1900, -1.0, None);
        check(Epoch::Y1904, 0.0, Some((1904, 1, 1)));
        check(Epoch::Y1904, 45_667.0 - 1_462.0, Some((2025, 1, 10)));
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
