//! What a unit declares for a rate of which the text names neither the part nor the whole.

use super::draft::Input;
use super::measure::content;
use super::phrase::{has_any, starts_any, trimmed};
use super::token::{Source, Token};
use super::words;

/// The part and the whole of a rate, in the words of its name; of things that are counted both are whole numbers.
pub(super) fn of_rate(topic: &str) -> (Input, Input) {
    let source = Source::new(topic);
    let tokens = without_sign(trimmed(&source.tokens));
    let rate = starts_any(tokens, words::RATE);
    let about = trimmed(&tokens[rate.unwrap_or(0)..]);
    let name = source.part(about);
    let both = |part: String, whole: String, whole_number: bool| {
        let input = |name| Input { name, whole_number, ..Input::default() };
        (input(part), input(whole))
    };
    if fulfils(about) {
        return both("Số nhiệm vụ hoàn thành".to_owned(), "Tổng số nhiệm vụ".to_owned(), true);
    }
    let counted = &about[starts_any(about, &["số"]).unwrap_or(0)..];
    match starts_any(counted, words::COUNTABLE).filter(|length| *length < counted.len() && rate.is_some()) {
        Some(length) => {
            let (thing, noun) = (source.part(counted), source.part(&counted[..length]));
            both(format!("Số {}", small(thing)), format!("Tổng số {}", small(noun)), true)
        }
        None => {
            let said = rate.is_some() && starts_any(about, words::ACTS).is_none() && !about.is_empty();
            let name = if name.is_empty() { topic.to_owned() } else { small(name) };
            let part =
                if said { format!("Số {name}") } else { format!("Tử số của tỷ lệ {name}") };
            both(part, format!("Tổng số (mẫu số của tỷ lệ {name})"), false)
        }
    }
}

/// What a rate is called: by its own words, or by the leaf where that says at least as much.
pub(super) fn topic<'t>(label: &'t str, name: &'t str) -> &'t str {
    let (own, of_leaf) = (content(label), content(name));
    let named = starts_any(trimmed(&Source::new(name).tokens), words::RATE).is_some();
    let says_more = own.iter().any(|word| !of_leaf.contains(word));
    let source = Source::new(label);
    let about = &source.tokens[starts_any(&source.tokens, words::RATE).unwrap_or(0)..];
    let speaks = !own.is_empty() || fulfils(about) && !has_any(&Source::new(name).tokens, words::EXCEEDED);
    let counts_more = names_thing(label) && !names_thing(name);
    if speaks && (says_more || counts_more || !named) { label } else { name }
}

fn names_thing(label: &str) -> bool {
    let source = Source::new(label);
    let rest = trimmed(&source.tokens[starts_any(&source.tokens, words::RATE).unwrap_or(0)..]);
    counts(rest)
}

/// Whether words begin with a thing that is counted, and say more of it.
fn counts(about: &[Token]) -> bool {
    let counted = &about[starts_any(about, &["số"]).unwrap_or(0)..];
    starts_any(counted, words::COUNTABLE).is_some_and(|length| length < counted.len())
}

/// The name of the rate that the words of a condition besides its range are.
pub(super) fn written(source: &Source, about: &[Token]) -> Option<String> {
    let about = trimmed(about);
    let rate = starts_any(about, words::RATE);
    let rest = trimmed(&about[rate.unwrap_or(0)..]);
    let named = counts(rest) || fulfils(rest) || (rate.is_some() && !rest.is_empty());
    named.then(|| format!("tỷ lệ {}", source.joined(rest)))
}

/// Whether there are no parts of what a name counts: `tổng số hồ sơ`.
pub(super) fn is_counted(name: &str) -> bool {
    let source = Source::new(name);
    let number = starts_any(&source.tokens, &["tổng số", "số", "tổng số lượng", "số lượng"]);
    number.is_some_and(|length| starts_any(&source.tokens[length..], words::COUNTABLE).is_some())
}

/// `hoàn thành kế hoạch …`: the tasks of a plan are counted.
fn fulfils(about: &[Token]) -> bool {
    starts_any(about, words::FULFILS).is_some() && !has_any(about, words::EXCEEDED)
}

/// The tokens without `(%)` at the end.
fn without_sign(tokens: &[Token]) -> &[Token] {
    match tokens {
        [rest @ .., open, sign, close] if open.is_sign('(') && sign.is_sign('%') && close.is_sign(')') => {
            rest
        }
        _ => tokens,
    }
}

/// The text with a small letter in front, unless a short form begins it.
fn small(text: &str) -> String {
    let mut chars = text.chars();
    match (chars.next(), chars.clone().next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => first.to_lowercase().chain(chars).collect(),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_is_declared_as_its_part_and_its_whole() {
        let check = |topic: &str, part: &str, whole: &str, counted: bool| {
            let (one, all) = of_rate(topic);
            assert_eq!((one.name.as_str(), all.name.as_str()), (part, whole), "{topic}");
            assert_eq!((one.whole_number, all.whole_number), (counted, counted), "{topic}");
        };
        check("Tỷ lệ hồ sơ trễ hạn", "Số hồ sơ trễ hạn", "Tổng số hồ sơ", true);
        check("Tỉ lệ (%) số hồ sơ đúng hạn", "Số hồ sơ đúng hạn", "Tổng số hồ sơ", true);
        check("Tỷ lệ TTHC trực tuyến (%)", "Số TTHC trực tuyến", "Tổng số TTHC", true);
        let plan = "Mức độ hoàn thành kế hoạch cải cách hành chính";
        check(plan, "Số nhiệm vụ hoàn thành", "Tổng số nhiệm vụ", true);
        let water = "Tỷ lệ nước sạch";
        check(water, "Số nước sạch", "Tổng số (mẫu số của tỷ lệ nước sạch)", false);
        check(
            "Giải quyết đúng hạn",
            "Tử số của tỷ lệ giải quyết đúng hạn",
            "Tổng số (mẫu số của tỷ lệ giải quyết đúng hạn)",
            false,
        );
    }

    #[test]
    fn the_text_names_a_rate_before_the_leaf_does() {
        let late = "tỷ lệ hồ sơ trễ hạn";
        assert_eq!(topic(late, "Tỷ lệ hồ sơ đúng hạn"), late);
        assert_eq!(topic("tỷ lệ đúng hạn", "Tỷ lệ hồ sơ đúng hạn"), "Tỷ lệ hồ sơ đúng hạn");
        assert_eq!(topic("tỷ lệ", "Hồ sơ"), "Hồ sơ");
        assert_eq!(topic("tỷ lệ hồ sơ đúng hạn", "Tỷ lệ giải quyết hồ sơ đúng hạn"), "tỷ lệ hồ sơ đúng hạn");
    }
}
