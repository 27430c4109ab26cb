//! The words that `criteria show` writes of a rule, read back; every part must be in its place.

use super::draft::{Draft, Input, list, quoted};
use super::token::Source;
use crate::message::Scorer;
use crate::points::Number;
use crate::rule::WhenZero;

const RATE: &str = "tỷ lệ % × điểm tối đa";

/// The rule of a text in these words.
pub(super) fn draft(source: &Source) -> Option<Draft> {
    let text = source.text.replace(":\n", ": ");
    let mut parts = parts(&text);
    let mut draft = Draft { lists: true, ..Draft::default() };
    if let Some(at) = parts.iter().position(|part| part.starts_with("Trong đó: ")) {
        for (n, part) in parts.split_off(at).into_iter().enumerate() {
            let part = if n == 0 { part.strip_prefix("Trong đó: ")? } else { part };
            let (id, name) = part.split_once(" là ")?;
            draft.inputs.push(Input { id: id.to_owned(), name: name.to_owned(), ..Input::default() });
        }
    }
    let zero = parts.last().and_then(|part| part.strip_prefix("Không phát sinh: "));
    if let Some(zero) = zero {
        draft.when_zero = Some(match zero {
            "điểm tối đa" => WhenZero::Full,
            "0" => WhenZero::Zero,
            "không đánh giá" => WhenZero::NotApplicable,
            _ => return None,
        });
        parts.pop();
    }
    let (first, rest) = parts.split_first()?;
    draft.rule = match heading(first) {
        Some(Heading::Survey(one)) => {
            draft.scored_by = Some(Scorer::Survey);
            survey(one, rest)?
        }
        Some(Heading::Deduct(one)) => deduct(&mut draft, one, rest)?,
        Some(Heading::Bands(of, one)) => bands(&expression(of, &draft)?, one, rest)?,
        None => single(first, rest, &draft).or_else(|| proportional(&parts, &draft))?,
    };
    Some(draft)
}

/// The clauses, also of one line; arguments stay together.
fn parts(text: &str) -> Vec<&str> {
    let mut depth = 0_usize;
    let ends = |c: char| {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && matches!(c, ';' | '\n')
    };
    text.split(ends).map(str::trim).filter(|part| !part.is_empty()).collect()
}

enum Heading<'t> {
    Survey(&'t str),
    Deduct(&'t str),
    Bands(&'t str, &'t str),
}

/// What the first clause announces, and its first part.
fn heading(first: &str) -> Option<Heading<'_>> {
    if let Some(one) = first.strip_prefix("Mức bình quân của các phiếu trả lời × điểm tối đa: ")
    {
        return Some(Heading::Survey(one));
    }
    if let Some(one) = first.strip_prefix("Điểm tối đa, trừ: ") {
        return Some(Heading::Deduct(one));
    }
    let of = first.strip_prefix("Tỷ lệ ").or_else(|| first.strip_prefix("Giá trị "))?;
    let (of, one) = of.split_once(": ")?;
    Some(Heading::Bands(of, one))
}

/// A clause by itself.
fn single(first: &str, rest: &[&str], draft: &Draft) -> Option<String> {
    if !rest.is_empty() {
        return None;
    }
    if let Some(judged) = first.strip_prefix("Từ ") {
        let (min, step) = judged.split_once(" đến điểm tối đa theo mức độ thực hiện")?;
        let min = number(min)?;
        return Some(match step.strip_prefix(", mỗi bước ") {
            Some(step) => format!("rule.judged = {{ step = {}, min = {min} }}\n", number(step)?),
            None if step.is_empty() && min.is_zero() => "rule.judged = {}\n".to_owned(),
            None if step.is_empty() => format!("rule.judged = {{ min = {min} }}\n"),
            None => return None,
        });
    }
    if let Some(imported) =
        first.strip_prefix("Kết quả ").and_then(|rest| rest.strip_suffix(" × điểm tối đa"))
        && draft.inputs.is_empty()
    {
        let (from, out_of) = imported.rsplit_once(" / ")?;
        return Some(format!(
            "rule.imported = {{ source = {}, out_of = {} }}\n",
            quoted(from),
            number(out_of)?
        ));
    }
    let points = first.strip_prefix("Điểm = ")?;
    if let Some(of) = points.strip_suffix(" / giá trị cao nhất của khối × điểm tối đa") {
        return Some(format!(
            "rule.relative = {{ of = \"{}\", best = \"highest\" }}\n",
            expression(of, draft)?
        ));
    }
    let lowest = points.strip_prefix("giá trị thấp nhất của khối / ");
    if let Some(of) = lowest.and_then(|rest| rest.strip_suffix(" × điểm tối đa")) {
        return Some(format!(
            "rule.relative = {{ of = \"{}\", best = \"lowest\" }}\n",
            expression(of, draft)?
        ));
    }
    match points.strip_suffix(", không quá điểm tối đa") {
        Some(counted) => {
            let (of, each) = counted.rsplit_once(" × ")?;
            Some(format!(
                "rule.count = {{ of = \"{}\", each = {} }}\n",
                expression(of, draft)?,
                number(each)?
            ))
        }
        None => Some(format!("rule.formula = \"{}\"\n", expression(points, draft)?)),
    }
}

fn survey(first: &str, rest: &[&str]) -> Option<String> {
    let answer = |part: &&str| {
        let (label, share) = part.rsplit_once(": ")?;
        Some(format!("label = {}, share = {}", quoted(label), share_of(share)?))
    };
    let answers: Option<Vec<String>> = std::iter::once(&first).chain(rest).map(answer).collect();
    Some(format!("rule.survey = {{ {} }}\n", list("answers", &answers?).trim_end()))
}

fn deduct(draft: &mut Draft, first: &str, rest: &[&str]) -> Option<String> {
    let (last, events) = rest.split_last()?;
    let min = number(last.strip_prefix("Thấp nhất: ")?)?;
    let mut lines = Vec::new();
    for event in std::iter::once(&first).chain(events) {
        let (name, points) = event.split_once(": mỗi trường hợp trừ ")?;
        let id = format!("n{}", lines.len() + 1);
        lines.push(format!("input = \"{id}\", points = {}", number(points)?));
        draft.inputs.push(Input { id, name: name.to_owned(), whole_number: true, ..Input::default() });
    }
    Some(format!("rule.deduct = {{ {}, min = {min} }}\n", list("events", &lines).trim_end()))
}

/// Steps of which each ends where the one above begins.
fn bands(of: &str, first: &str, rest: &[&str]) -> Option<String> {
    let mut above: Option<(&str, bool)> = None;
    let (mut lines, mut otherwise) = (Vec::new(), String::new());
    for part in std::iter::once(&first).chain(rest) {
        let (range, award) = part.rsplit_once(": ")?;
        if !otherwise.is_empty() {
            return None;
        }
        let below =
            above.map(|(at, over)| if over { format!("Từ {at} trở xuống") } else { format!("Dưới {at}") });
        if below.is_some_and(|below| below == range) {
            otherwise = format!(", otherwise = {}", number(award)?);
            continue;
        }
        let (word, at, end) = edge(range)?;
        let joins = match above {
            None => end == if word == "from" { " trở lên" } else { "" } || range.starts_with("Đạt 100%"),
            Some((top, true)) => end == format!(" đến {top}") || range == format!("Bằng {top}"),
            Some((top, false)) => end == format!(" đến dưới {top}"),
        };
        if !joins {
            return None;
        }
        let value = if at.ends_with('%') { share_of(at)? } else { number(at)?.to_string() };
        let award = match award {
            RATE => "proportional = true".to_owned(),
            award => match award.strip_suffix(" điểm tối đa") {
                Some(share) => format!("share = {}", share_of(share)?),
                None => format!("points = {}", number(award)?),
            },
        };
        lines.push(format!("{word} = {value}, {award}"));
        above = Some((at, word == "over"));
    }
    let steps = list("steps", &lines);
    (!otherwise.is_empty())
        .then(|| format!("rule.bands = {{ of = \"{of}\", {}{otherwise} }}\n", steps.trim_end()))
}

/// Where a step begins, and what is said of its end.
fn edge(range: &str) -> Option<(&'static str, &str, &str)> {
    let (word, rest) = if let Some(rest) = range.strip_prefix("Trên ") {
        ("over", rest)
    } else {
        let begins = ["Từ ", "Bằng ", "Đạt "].iter().find_map(|word| range.strip_prefix(word));
        ("from", begins?)
    };
    let end = rest.find(' ').unwrap_or(rest.len());
    Some((word, &rest[..end], &rest[end..]))
}

fn proportional(parts: &[&str], draft: &Draft) -> Option<String> {
    let (of, parts) = parts.split_last()?;
    let of = expression(of.strip_prefix("Tỷ lệ % = ")?, draft)?;
    let rule = |floor: Option<&str>, full: Option<&str>| {
        let key = |key: &str, share: Option<&str>| match share {
            Some(share) => Some(format!(", {key} = {}", share_of(share)?)),
            None => Some(String::new()),
        };
        let (floor, full) = (key("floor", floor)?, key("full_at", full)?);
        Some(format!("rule.proportional = {{ of = \"{of}\"{floor}{full} }}\n"))
    };
    let full =
        |part: &str| part.strip_prefix("Từ ")?.strip_suffix(" trở lên: điểm tối đa").map(str::to_owned);
    match *parts {
        ["Tỷ lệ % × điểm tối đa"] => rule(None, None),
        [from, below] if from.ends_with(&format!(" đến 100%: {RATE}")) => {
            let (_, floor, _) = edge(from)?;
            let whole = from == format!("Từ {floor} đến 100%: {RATE}") && below == format!("Dưới {floor}: 0");
            if whole { rule(Some(floor), None) } else { None }
        }
        [top, ref rest @ ..] => {
            let at = full(top)?;
            let rate = if at == "100%" { RATE.to_owned() } else { format!("{RATE} / {at}") };
            match *rest {
                [below] if below == format!("Dưới {at}: {rate}") => rule(None, Some(&at)),
                [below] if below == format!("Dưới {at}: 0") => rule(Some(&at), Some(&at)),
                [from, below] => {
                    let (_, floor, _) = edge(from)?;
                    let whole = from == format!("Từ {floor} đến dưới {at}: {rate}");
                    if whole && below == format!("Dưới {floor}: 0") {
                        rule(Some(floor), Some(&at))
                    } else {
                        None
                    }
                }
                _ => None,
            }
        }
        [] => None,
    }
}

/// An expression over the inputs that the text defines; all of them are used.
fn expression(text: &str, draft: &Draft) -> Option<String> {
    let mut plain = String::new();
    let text = text.replace("điểm tối đa", "max_points").replace('×', "*");
    let chars: Vec<char> = text.chars().collect();
    for (at, c) in chars.iter().enumerate() {
        plain.push(match c {
            ',' if chars.get(at + 1).is_some_and(char::is_ascii_digit) => '.',
            ';' => ',',
            '\'' | '"' | '\\' | '{' | '}' | '=' => return None,
            c => *c,
        });
    }
    let known = |word: &str| draft.inputs.iter().any(|input| input.id == word);
    let words: Vec<&str> = plain
        .split(|c: char| !c.is_alphanumeric() && c != '_' && c != '.')
        .filter(|word| !word.is_empty())
        .collect();
    let own = |word: &&str| {
        known(word)
            || ["max_points", "max", "min"].contains(word)
            || word.starts_with(|c: char| c.is_ascii_digit())
    };
    let used = draft.inputs.iter().all(|input| words.contains(&input.id.as_str()));
    (words.iter().all(own) && used && !draft.inputs.is_empty()).then_some(plain)
}

fn number(text: &str) -> Option<Number> {
    Number::from_plain(&text.replace(',', "."))
}

fn share_of(text: &str) -> Option<String> {
    Some(format!("\"{}%\"", number(text.strip_suffix('%')?)?))
}
