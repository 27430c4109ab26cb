//! A day of the calendar.

use std::fmt;

/// A day of the calendar; earlier days are less.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    /// Year.
    pub year: u16,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day, 1 to 31.
    pub day: u8,
}

impl Day {
    /// The day, where the calendar has it.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Day> {
        (1..=Day::last_of(year, month)?).contains(&day).then_some(Day { year, month, day })
    }

    /// How many days a month has.
    pub fn last_of(year: u16, month: u8) -> Option<u8> {
        let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        match month {
            2 => Some(if leap { 29 } else { 28 }),
            4 | 6 | 9 | 11 => Some(30),
            1..=12 => Some(31),
            _ => None,
        }
    }

    /// The day so many days after 1 January 1970; the last of the calendar where it has no such day.
    pub fn from_epoch(days: u64) -> Day {
        let mut left = days;
        for year in 1970..u16::MAX {
            for month in 1..=12 {
                let last = Day::last_of(year, month).unwrap_or(31);
                match u8::try_from(left) {
                    Ok(before) if before < last => return Day { year, month, day: before + 1 },
                    _ => left -= u64::from(last),
                }
            }
        }
        Day { year: u16::MAX, month: 12, day: 31 }
    }

    /// `2025-10-01`.
    pub fn from_iso(text: &str) -> Option<Day> {
        let mut parts = text.split('-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        let plain = [year, month, day].iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
        if !plain || parts.next().is_some() {
            return None;
        }
        Day::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
    }
}

/// `01/10/2025`.
impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}/{:02}/{}", self.day, self.month, self.year)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_since_1970() {
        let shown = |days| Day::from_epoch(days).to_string();
        assert_eq!(shown(0), "01/01/1970");
        assert_eq!(shown(59), "01/03/1970");
        assert_eq!(shown(19_782), "29/02/2024");
        assert_eq!(shown(20_454), "01/01/2026");
        assert_eq!(shown(u64::MAX), "31/12/65535");
    }

    #[test]
    fn only_days_of_the_calendar() {
        let shown = |text| Day::from_iso(text).map(|day| day.to_string());
        assert_eq!(shown("2025-10-01").as_deref(), Some("01/10/2025"));
        assert_eq!(shown("2024-02-29").as_deref(), Some("29/02/2024"));
        for text in ["2025-02-29", "2025-13-01", "2025-00-10", "2025-04-31", "2025-1", "+2025-01-01", ""] {
            assert_eq!(shown(text), None, "{text}");
        }
        assert!(Day::from_iso("2024-12-31") < Day::from_iso("2025-01-01"));
    }
}
