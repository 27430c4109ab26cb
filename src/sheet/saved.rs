//! When a workbook was saved last, as the program that saved it wrote down: copying a file does not change it.

use std::fmt;

use memchr::memmem;

use super::compound;
use super::detect::{Kind, kind};
use super::package::Package;
use super::value::{civil, days, iso_date};
use super::xlsx::{Archive, Parts};
use super::xml::Xml;

/// Vietnam is so many minutes ahead of UTC.
const VIETNAM: i64 = 7 * 60;
/// Days from 1 January 1601, from which Windows counts, to 1 January 1970.
const WINDOWS: i64 = 134_774;
/// The time of the last saving in the properties of an xls file, and its kind of value.
const LAST_SAVED: u32 = 13;
const FILETIME: u32 = 64;

/// A minute, by the clock in Vietnam; earlier ones are less.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    /// Minutes from 1 January 1970 on.
    minutes: i64,
}

/// `16/12/2025 09:12`.
impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let of_day = self.minutes.rem_euclid(24 * 60);
        match civil(self.minutes.div_euclid(24 * 60)) {
            Some(day) => write!(
                f,
                "{:02}/{:02}/{} {:02}:{:02}",
                day.day,
                day.month,
                day.year,
                of_day / 60,
                of_day % 60
            ),
            None => f.write_str("?"),
        }
    }
}

/// When a file was saved last; `None` where it does not say so.
pub fn saved(bytes: &[u8]) -> Option<Moment> {
    let moment = match kind(bytes).ok()? {
        Kind::Zip => {
            let archive = Archive::open(bytes).ok();
            match archive {
                Some(archive) => of_package(&archive),
                None => of_package(&Package::open(bytes).ok()?),
            }
        }
        Kind::Xls => of_properties(compound::streams(bytes, &["\u{5}SummaryInformation"]).ok()?.first()?),
        Kind::Text | Kind::Markup(_) => None,
    }?;
    // Programs without a clock write 1601, 1980 or nothing.
    let year = civil(moment.minutes.div_euclid(24 * 60))?.year;
    (2000..2100).contains(&year).then_some(moment)
}

/// `dcterms:modified` of an xlsx file, `dc:date` of an ods file.
fn of_package(parts: &impl Parts) -> Option<Moment> {
    let mut content = Vec::new();
    for (part, element) in [("docProps/core.xml", "modified"), ("meta.xml", "date")] {
        if !parts.unpack(part, &mut content).ok()? {
            continue;
        }
        let mut xml = Xml::new(&content).ok()?;
        while let Some(tag) = xml.tag().ok()? {
            if tag.local() == element && !tag.closing && !tag.empty {
                let time = xml.content().ok()?.trim().to_owned();
                // LibreOffice writes the time of its place, and calls it UTC.
                let program = parts.unpack("docProps/app.xml", &mut content);
                let of_place =
                    matches!(program, Ok(true)) && memmem::find(&content, b"LibreOffice").is_some();
                return iso_moment(if of_place { time.trim_end_matches('Z') } else { &time });
            }
        }
    }
    None
}

/// `2025-12-16T02:12:33Z`; without a zone it is the time where the file was saved.
fn iso_moment(text: &str) -> Option<Moment> {
    let day = days(iso_date(text)?);
    let (_, time) = text.split_once('T')?;
    let number = |from: usize| -> Option<i64> {
        let digits = time.get(from..from + 2).filter(|two| two.bytes().all(|byte| byte.is_ascii_digit()))?;
        digits.parse().ok()
    };
    let (hours, minutes) = (number(0)?, number(3)?);
    let zone = time.find(['Z', '+', '-']).map(|at| {
        let ahead = number(at + 1).unwrap_or_default() * 60 + number(at + 4).unwrap_or_default();
        if time[at..].starts_with('-') { -ahead } else { ahead }
    });
    let shift = zone.map_or(0, |ahead| VIETNAM - ahead);
    let sound = time.as_bytes().get(2) == Some(&b':') && hours < 24 && minutes < 60;
    sound.then_some(Moment { minutes: day * 24 * 60 + hours * 60 + minutes + shift })
}

/// The time in the property set of an xls file.
fn of_properties(set: &[u8]) -> Option<Moment> {
    let long = |at: usize| {
        let four = set.get(at..at.checked_add(4)?)?;
        Some(u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
    };
    let section = long(44)? as usize;
    let count = long(section.checked_add(4)?)?.min(64) as usize;
    let properties = (0..count).map(|n| section.saturating_add(8 + n * 8));
    let mut of_time = properties.filter(|at| long(*at) == Some(LAST_SAVED));
    let at = long(of_time.next()?.checked_add(4)?)? as usize;
    let value = section.checked_add(at)?;
    let [low, high] = [value.checked_add(4)?, value.checked_add(8)?];
    if long(value)? != FILETIME {
        return None;
    }
    // Tenths of a microsecond.
    let ticks = u64::from(long(high)?) << 32 | u64::from(long(low)?);
    let minutes = i64::try_from(ticks / 600_000_000).ok()?;
    Some(Moment { minutes: minutes - WINDOWS * 24 * 60 + VIETNAM })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_those_of_vietnam() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(iso_moment(text).map(|moment| moment.to_string()).as_deref(), expected, "{text}");
        };
        check("2025-12-16T02:12:33Z", Some("16/12/2025 09:12"));
        check("2025-12-31T17:30:00.123Z", Some("01/01/2026 00:30"));
        check("2025-12-16T09:12:33+07:00", Some("16/12/2025 09:12"));
        check("2025-12-16T09:12:33.456789", Some("16/12/2025 09:12"));
        check("2024-02-28T20:00:00Z", Some("29/02/2024 03:00"));
        check("2025-12-16T09:12:33-05:00", Some("16/12/2025 21:12"));
        for text in ["", "2025-12-16", "2025-12-16T", "2025-12-16T9:1", "2025-12-16T99:12", "x", "TTTT"] {
            check(text, None);
        }
        assert!(iso_moment("2025-12-16T02:12:33Z") > iso_moment("2025-12-10T08:00:00Z"));
    }

    #[test]
    fn the_properties_of_an_xls_file_have_a_time() {
        let mut set = vec![0_u8; 48];
        set[44] = 48;
        // One property besides, then the time; the section begins at 48.
        for number in [0_u32, 2, 1, 24, LAST_SAVED, 24, FILETIME] {
            set.extend(number.to_le_bytes());
        }
        // 16 December 2025, 02:12 UTC.
        let minutes = (days(iso_date("2025-12-16").unwrap()) + WINDOWS) * 24 * 60 + 132;
        set.extend((minutes * 600_000_000).to_le_bytes());
        assert_eq!(of_properties(&set).map(|moment| moment.to_string()).as_deref(), Some("16/12/2025 09:12"));
        for cut in 0..set.len() {
            assert_eq!(of_properties(&set[..cut]), None);
        }
    }
}
