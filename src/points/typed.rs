//! Numbers as people type them.

use rust_decimal::Decimal;

/// Most digits that a number in a file may have; more is a fault of the file, not a number we round.
const MOST_DIGITS: usize = 15;

/// What a person typed where a number belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    /// The value; `80%` is 0.8.
    pub value: Decimal,
    /// The decimal sign was a comma.
    pub comma: bool,
    /// A percent sign followed.
    pub percent: bool,
    /// `14.158` may also mean fourteen thousand one hundred and fifty-eight: that other reading.
    pub grouped: Option<Decimal>,
}

/// Reads what a person typed: `0.5`, `0,5`, `1,50 điểm`, `２`, no-break spaces, `80%`, `1.234.567`.
///
/// `None` where it is no number: `1/2`, `-`, `x`, an empty text, more than 15 digits.
pub fn read_typed(text: &str) -> Option<Typed> {
    if let Some(value) = read_plain(text) {
        return Some(Typed { value, comma: false, percent: false, grouped: None });
    }
    let text: String = text.chars().map(plain_character).collect();
    let text = strip_unit(text.trim());
    let (text, percent) = text.strip_suffix('%').map_or((text, false), |rest| (rest.trim_end(), true));
    let (text, negative) = match text.strip_prefix(['-', '+']) {
        Some(rest) => (rest.trim_start(), text.starts_with('-')),
        None => (text, false),
    };
    let (value, comma, grouped) = read_separated(text)?;
    let signed = |number: Decimal| if negative { -number } else { number };
    let hundredth = |number: Decimal| {
        if percent { number.checked_mul(Decimal::new(1, 2)).unwrap_or(number) } else { number }
    };
    Some(Typed {
        value: hundredth(signed(value)),
        comma,
        percent,
        grouped: grouped.map(|number| hundredth(signed(number))),
    })
}

/// A plain number that has one reading only: `2`, `0.25`, `-1`; [`read_typed`] reads the rest.
pub fn read_plain(text: &str) -> Option<Decimal> {
    // Three digits after the point may be a group of thousands.
    let perhaps_grouped = text.as_bytes().iter().rev().nth(3) == Some(&b'.');
    plain(text).filter(|_| !perhaps_grouped)
}

/// Digits with `.`, `,` or spaces between them: the value, whether the decimal sign is a comma, the other reading.
fn read_separated(text: &str) -> Option<(Decimal, bool, Option<Decimal>)> {
    let separators: Vec<(usize, char)> = text.char_indices().filter(|(_, c)| !c.is_ascii_digit()).collect();
    let groups: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).collect();
    let in_threes = |groups: &[&str]| {
        groups.len() > 1
            && (1..=3).contains(&groups[0].len())
            && !groups[0].starts_with('0')
            && groups[1..].iter().all(|group| group.len() == 3)
    };
    let same = separators.windows(2).all(|pair| pair[0].1 == pair[1].1);
    match separators.as_slice() {
        [] => Some((plain(text)?, false, None)),
        [(at, sign @ ('.' | ','))] => {
            let value = plain(&format!("{}.{}", &text[..*at], &text[at + 1..]))?;
            let grouped = in_threes(&groups).then(|| plain(&groups.concat()));
            Some((value, *sign == ',', grouped.flatten()))
        }
        [(_, '.' | ',' | ' '), ..] if same && in_threes(&groups) => {
            Some((plain(&groups.concat())?, false, None))
        }
        [.., (_, thousands), (at, sign @ ('.' | ','))] if thousands != sign => {
            let (whole, fraction) = groups.split_at(groups.len() - 1);
            let one_kind = separators[..separators.len() - 1].iter().all(|(_, c)| c == thousands);
            let fits = one_kind && in_threes(whole) && *at + 1 < text.len();
            let number = format!("{}.{}", whole.concat(), fraction[0]);
            fits.then(|| plain(&number))?.map(|value| (value, *sign == ',', None))
        }
        _ => None,
    }
}

/// Full-width digits and signs, every kind of space and minus as plain characters.
fn plain_character(c: char) -> char {
    match c {
        '０'..='９' => char::from_digit(c as u32 - '０' as u32, 10).unwrap_or(c),
        '．' => '.',
        '，' => ',',
        '％' => '%',
        '−' | '–' | '－' => '-',
        c if c.is_whitespace() => ' ',
        c => c,
    }
}

fn strip_unit(text: &str) -> &str {
    let lower = text.to_lowercase();
    for unit in ["điểm", "điểm.", "đ", "đ.", "diem"] {
        let Some(at) = lower.len().checked_sub(unit.len()) else { continue };
        // Lower-casing keeps the length of what we strip; where it did not, nothing is stripped.
        if lower.ends_with(unit) && lower.len() == text.len() && at > 0 && text.is_char_boundary(at) {
            return text[..at].trim_end();
        }
    }
    text
}

/// A plain decimal: digits with at most one point, at most 15 of them.
#[inline]
pub(super) fn plain(text: &str) -> Option<Decimal> {
    plain_digits(text).map(|(mantissa, scale)| Decimal::new(mantissa, scale))
}

/// The same as `mantissa / 10^scale`.
fn plain_digits(text: &str) -> Option<(i64, u32)> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (mut mantissa, mut scale, mut significant, mut point) = (0_i64, 0_u32, 0_usize, false);
    for byte in digits.bytes() {
        match byte {
            b'0'..=b'9' => {
                mantissa = mantissa.checked_mul(10)?.checked_add(i64::from(byte - b'0'))?;
                scale += u32::from(point);
                significant += usize::from(mantissa != 0 || point);
            }
            b'.' if !point => point = true,
            _ => return None,
        }
    }
    let closed = digits.starts_with(|c: char| c.is_ascii_digit()) && !digits.ends_with('.');
    let mantissa = if text.starts_with('-') { -mantissa } else { mantissa };
    (closed && significant <= MOST_DIGITS).then_some((mantissa, scale.min(28)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::points::Number;
    use crate::points::n;

    #[test]
    fn trap_26_what_people_type_is_read() {
        let check = |text: &str, value: &str| {
            assert_eq!(read_typed(text).map(|typed| typed.value.into()), Some(n(value)), "{text:?}");
        };
        check("0.5", "0.5");
        check("0,5", "0.5");
        check("1,50 điểm", "1.5");
        check("1,50 ĐIỂM", "1.5");
        check("1.5đ", "1.5");
        check("2 đ.", "2");
        check(" \u{a0}1\u{202f}", "1");
        check("１，５", "1.5");
        check("\u{2212}1", "-1");
        check("- 0,25", "-0.25");
        check("+1", "1");
        check("80%", "0.8");
        check("79,995 %", "0.79995");
        check("1.234.567", "1234567");
        check("14 158", "14158");
        check("1.234,5", "1234.5");
        check("0.125", "0.125");
        assert_eq!(read_typed("14.158").unwrap().grouped.map(Number::from), Some(n("14158")));
        assert_eq!(read_typed("0.125").unwrap().grouped, None);
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in [
            "",
            " ",
            "-",
            "x",
            "1/2",
            "0.5/1",
            "1.",
            ".5",
            "1e3",
            "1_000",
            "1,2,3",
            "điểm",
            "đ",
            "1 2",
            "NaN",
            "inf",
            "1234567890123456",
            "1.23.4",
            "12..5",
            "--1",
            "%",
            "1,,5",
            "0x10",
            "một",
        ] {
            assert_eq!(read_typed(text), None, "{text:?}");
        }
    }
}
