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

    /// How many days lie between this day and a later one; below 0 where it is an earlier one.
    pub fn until(self, other: Day) -> i64 {
        other.number() - self.number()
    }

    /// Days since the beginning of the calendar.
    fn number(self) -> i64 {
        let before = i64::from(self.year) - 1;
        let years = before * 365 + before / 4 - before / 100 + before / 400;
        let months = (1..self.month).filter_map(|month| Day::last_of(self.year, month)).map(i64::from);
        years + months.sum::<i64>() + i64::from(self.day)
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
    fn days_are_counted() {
        let day = |text| Day::from_iso(text).unwrap();
        let check = |from, to, days| assert_eq!(day(from).until(day(to)), days, "{from} {to}");
        check("2025-12-05", "2025-12-20", 15);
        check("2025-12-20", "2025-12-05", -15);
        check("2025-12-31", "2026-01-01", 1);
        check("2024-02-28", "2024-03-01", 2);
        check("2000-01-01", "2001-01-01", 366);
        check("1970-01-01", "2025-11-22", 20414);
        for days in [0, 58, 59, 11016, 20414, 20513] {
            let day = Day::after_1970(days).unwrap();
            assert_eq!(Day::from_iso("1970-01-01").unwrap().until(day), i64::try_from(days).unwrap());
        }
        assert_eq!(Day::after_1970(20414).unwrap().to_string(), "22/11/2025");
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
