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

    /// The day so many days after 01/01/1970.
    pub fn after_1970(days: u64) -> Option<Day> {
        let (mut year, mut rest) = (1970, days);
        loop {
            for month in 1..=12 {
                let length = u64::from(Day::last_of(year, month)?);
                if rest < length {
                    return Day::new(year, month, u8::try_from(rest).ok()? + 1);
                }
                rest -= length;
            }
            year = year.checked_add(1)?;
        }
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
        let shown = |days| Day::after_1970(days).map(|day| day.to_string());
        assert_eq!(shown(0).as_deref(), Some("01/01/1970"));
        assert_eq!(shown(59).as_deref(), Some("01/03/1970"));
        assert_eq!(shown(19_782).as_deref(), Some("29/02/2024"));
        assert_eq!(shown(20_454).as_deref(), Some("01/01/2026"));
        assert_eq!(shown(u64::MAX), None);
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
