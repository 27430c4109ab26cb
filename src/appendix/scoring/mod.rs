//! From the scoring text of an appendix to a rule, as far as the text is understood.

mod apart;
mod clause;
mod condition;
mod definitions;
mod draft;
mod events;
mod formula;
mod listed;
mod measure;
mod naming;
mod normalise;
mod phrase;
mod range;
mod reading;
mod shown;
mod special;
mod statement;
mod steps;
mod token;
#[rustfmt::skip] // Tables, many words to a line.
mod words;

use self::draft::Draft;
use self::reading::Reading;
use self::statement::Award;
use self::token::Source;
use crate::message::{Doubt, Scorer};
use crate::points::Number;
use crate::rule::{Input, Rule, WhenZero};
use crate::sorting::Order as _;

/// What a scoring text says, as a rule of a leaf.
///
/// The rule is proven: it reaches the maximum and never passes it.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// The raw data that the rule asks for.
    pub inputs: Vec<Input>,
    /// What follows where nothing arose, where the text says it.
    pub when_zero: Option<WhenZero>,
    /// Who gives the points, where the text says it.
    pub scored_by: Option<Scorer>,
    /// The rule.
    pub rule: Rule,
    /// What a person must decide; empty where every word of the text is accounted for.
    pub doubts: Vec<Doubt>,
    lines: String,
}

/// How much of a text is behind its rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// Every word is accounted for.
    Full,
    /// A rule was read, but the text leaves doubts.
    Partly,
}

impl Proposal {
    /// Whether there are doubts.
    pub fn certainty(&self) -> Certainty {
        if self.doubts.is_empty() { Certainty::Full } else { Certainty::Partly }
    }

    /// The lines `scored_by = …`, `inputs = …`, `when_zero = …`, `rule.… = …` of the leaf, each ended.
    pub fn toml(&self) -> String {
        self.lines.clone()
    }
}

/// Reads the scoring text of a leaf with this name and maximum; `None` where no rule is understood, so that the leaf
/// is judged.
pub fn read(text: &str, name: &str, max: &Number) -> Option<Proposal> {
    if text.len() > LONGEST || *max <= Number::ZERO {
        return None;
    }
    let source = Source::new(text);
    if let Some(proposal) = shown::draft(&source).and_then(|draft| draft.proven(max)) {
        return Some(proposal);
    }
    let reading = Reading::of(&source);
    // Points in a part that is not understood change every reading.
    let unread: Vec<Doubt> = reading.unread.iter().cloned().map(Doubt::Unread).collect();
    if reading.awards_unread {
        return None;
    }
    drafts(&source, &reading, name, max).into_iter().find_map(|mut draft| {
        let unread = if draft.lists { &[] } else { unread.as_slice() };
        if reading.survey && draft.scored_by.is_none() {
            draft.doubts.push(Doubt::Unread(words::SURVEY[0].to_owned()));
        }
        draft.doubts.extend_from_slice(unread);
        draft.doubts.extend(elsewhere(&source).map(Doubt::Unread));
        let doubts = std::mem::take(&mut draft.doubts);
        for doubt in doubts {
            if !draft.doubts.contains(&doubt) {
                draft.doubts.push(doubt);
            }
        }
        draft.proven(max)
    })
}

/// The points with which every word of a text would be read, where they are another number than the maximum:
/// `các mức cao nhất là 4, điểm tối đa là 5`.
pub fn reaches(text: &str, name: &str, max: &Number) -> Option<Number> {
    let digits = |c: char| !(c.is_ascii_digit() || c == ',' || c == '.');
    let words = text.split(digits).map(|word| word.trim_matches([',', '.']).replace(',', "."));
    let mut points: Vec<Number> = words.filter_map(|word| Number::from_plain(&word)).collect();
    points.order();
    points.dedup();
    let read = |points: &&Number| {
        read(text, name, points).is_some_and(|proposal| proposal.certainty() == Certainty::Full)
    };
    points.iter().rev().filter(|points| *points != max).take(MOST_POINTS).find(read).cloned()
}

/// The result of another criterion, which is no raw data of this one: `kết quả tiêu chí 7.8.1`.
fn elsewhere(source: &Source) -> Option<String> {
    let codes = |token: &token::Token| {
        token.word().is_some_and(|word| word.contains('.') && word.starts_with(|c: char| c.is_ascii_digit()))
    };
    let at = source
        .tokens
        .windows(3)
        .position(|three| three[0].is_word("tiêu") && three[1].is_word("chí") && codes(&three[2]))?;
    Some(source.part(&source.tokens[at..at + 3]).to_owned())
}

/// No rule takes more bytes than this to say.
const LONGEST: usize = 5000;

/// So many numbers of a text may be its highest points.
const MOST_POINTS: usize = 20;

/// What the text may mean, the likeliest first; more than one only where each is a reading of all of it.
fn drafts(source: &Source, reading: &Reading, name: &str, max: &Number) -> Vec<Draft> {
    let first = special::judged(source, max)
        .or_else(|| special::imported(source, max))
        .or_else(|| if reading.survey { special::survey(source, reading, max) } else { None })
        .or_else(|| special::relative(source, reading, name, max))
        .or_else(|| events::average(source, reading, name, max));
    if let Some(draft) = first {
        return vec![draft];
    }
    let taken = |case: &reading::Case| case.minus && matches!(case.award, Award::Points(_));
    if reading.cases.iter().any(taken) {
        return events::deductions(source, reading, max).into_iter().collect();
    }
    if reading.cases.iter().any(|case| case.each) {
        return events::counts(source, reading, max).into_iter().collect();
    }
    let formulas = reading.cases.iter().any(|case| matches!(case.award, Award::Formula(_)));
    // States are told apart by words, not by what is calculated.
    let formulas = formulas || reading.cases.iter().any(|case| case.condition.of.is_some());
    let states = if formulas { None } else { listed::draft(source, reading, max) };
    measured(source, reading, name, max).into_iter().chain(states).collect()
}

/// A rule on one measured value; `None` where a case is none.
fn measured(source: &Source, reading: &Reading, name: &str, max: &Number) -> Option<Draft> {
    let (mut ranged, mut bare, mut zero) = (Vec::new(), Vec::new(), Vec::new());
    let mut more = Vec::new();
    let (mut otherwise, mut states, mut short) = (None, Vec::new(), Vec::new());
    for case in &reading.cases {
        match &case.award {
            _ if case.minus => return None,
            _ if case.condition.nothing => {
                if phrase::has_any(&case.condition.tokens, words::AND_MORE) {
                    more.push(&case.condition.tokens);
                }
                zero.push(&case.award);
            }
            award if case.condition.otherwise => {
                if otherwise.replace(award).is_some() {
                    return None;
                }
            }
            _ if case.condition.range.is_some() => ranged.push(case),
            Award::Formula(_) if phrase::starts_any(&case.condition.tokens, words::SHORT).is_some() => {
                short.push(&case.award);
            }
            Award::Formula(_) if case.condition.tokens.is_empty() => bare.push(&case.award),
            award => states.push((case, award)),
        }
    }
    // `đạt chỉ tiêu: 1 điểm; không đạt: tỷ lệ × 1`
    if let ([award], []) = (short.as_slice(), bare.as_slice()) {
        let full = |(case, award): &(&reading::Case, &Award)| {
            listed::is_target(&case.condition) && steps::points(award, max).as_ref() == Some(max)
        };
        match states.as_slice() {
            [state] if ranged.is_empty() && otherwise.is_none() && full(state) => states.clear(),
            [] if !ranged.is_empty() => {}
            _ => return None,
        }
        bare.push(*award);
    } else if !short.is_empty() {
        return None;
    }
    // `dưới 90%: 0 điểm`, and the formula for the others.
    if !ranged.is_empty()
        && otherwise.is_none()
        && let [award] = bare.as_slice()
    {
        otherwise = Some(*award);
        bare.clear();
    }
    let (mut doubts, mut none_of) = (Vec::new(), Vec::new());
    // `không có phản ánh: 1 điểm`, `chưa xử lý: 0 điểm`
    for (case, award) in states {
        let begins = |words: &[&str]| phrase::starts_any(&case.condition.tokens, words).is_some();
        let worth = steps::when_zero(award, max);
        let none =
            if ranged.is_empty() { begins(&["không"]) && !bare.is_empty() } else { begins(words::NONE) };
        let arises = match worth {
            Some(WhenZero::Full) => none,
            Some(WhenZero::NotApplicable) => begins(words::NONE),
            Some(_) => none && begins(&["không có"]) && ranged.is_empty(),
            None => false,
        };
        if arises {
            none_of.push(&case.condition.tokens);
            zero.push(award);
        } else if *award == Award::Excluded {
            doubts.push(Doubt::Unread(source.part(&case.condition.tokens).to_owned()));
        } else if !(begins(&["không", "chưa"]) && !bare.is_empty() && worth == Some(WhenZero::Zero)) {
            return None;
        }
    }
    let mut draft = match (ranged.as_slice(), bare.as_slice()) {
        ([], [Award::Formula(expr)]) if otherwise.is_none() => special::formula(reading, expr, name, max)?,
        ([_, ..], []) if !same_twice(&ranged) => {
            steps::draft(source, reading, &ranged, otherwise, name, max)?
        }
        _ => return None,
    };
    draft.doubts.extend(doubts);
    // Nothing of something else is not nothing of what is measured.
    let whole = draft.inputs.first().map_or("", |input| input.name.as_str());
    let known = if source.text.contains(whole) {
        format!("{whole} {name}")
    } else {
        format!("{whole} {name} {}", source.text)
    };
    for tokens in none_of {
        let part = source.part(tokens);
        let known = measure::content(&known.replacen(part, "", 1));
        let says = |word: &String| !words::NEGATES.contains(&word.as_str()) && known.contains(word);
        if phrase::has_any(tokens, words::AND_MORE) || !measure::content(part).iter().any(says) {
            draft.doubts.push(Doubt::Unread(part.to_owned()));
        }
    }
    draft.doubts.extend(more.iter().map(|tokens| Doubt::Unread(source.part(tokens).to_owned())));
    zero.dedup();
    match zero.as_slice() {
        [] => {}
        [award] => {
            draft.when_zero = Some(steps::when_zero(award, max)?);
            // No points, or no criterion?
            let unclear = phrase::find_any(&source.tokens, words::NO_POINTS);
            if let (Some(WhenZero::Zero), Some((at, length))) = (draft.when_zero, unclear) {
                let part = source.part(&source.tokens[at..at + length]);
                draft.doubts.push(Doubt::Unread(part.to_owned()));
            }
        }
        _ => return None,
    }
    Some(draft)
}

/// Whether two cases have the same range, so that something else tells them apart.
fn same_twice(cases: &[&reading::Case]) -> bool {
    cases
        .iter()
        .enumerate()
        .any(|(n, case)| cases[..n].iter().any(|other| other.condition.range == case.condition.range))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn n(text: &str) -> Number {
        Number::from_plain(text).unwrap()
    }

    fn lines(text: &str, max: &str) -> String {
        read(text, "Hồ sơ đúng hạn", &n(max)).map(|proposal| proposal.toml()).unwrap_or_default()
    }

    #[test]
    fn a_rule_is_written_as_criteria_files_write_it() {
        let text = "Từ 95% số hồ sơ trở lên: (b/a)*2; dưới 95%: 0. Trong đó: a là tổng số \"hồ sơ\"; b là số đúng hạn";
        let expected = "inputs = [\n  { id = \"a\", name = \"Tổng số 'hồ sơ'\" },\n  \
            { id = \"b\", name = \"Số đúng hạn\", part_of = \"a\" },\n]\n\
            rule.proportional = { of = \"b / a\", floor = \"95%\" }\n";
        assert_eq!(lines(text, "2"), expected);
    }

    #[test]
    fn what_does_not_reach_the_maximum_or_passes_it_is_not_proposed() {
        assert_eq!(lines("Có: 1; không: 0", "2"), "");
        assert_eq!(lines("Có: 3; không: 0", "2"), "");
        assert_eq!(lines("Có: 2; không: 0", "0"), "");
        assert_ne!(lines("Có: 2; không: 0", "2"), "");
    }

    #[test]
    fn what_a_text_reaches_is_told_where_the_maximum_is_another() {
        let reaches = |text| reaches(text, "x", &n("5")).map(|most| most.to_string());
        assert_eq!(reaches("≥ 80%: 4; < 80%: 0").as_deref(), Some("4"));
        assert_eq!(reaches("Tốt: 4; khá: 2; kém: 0").as_deref(), Some("4"));
        assert_eq!(reaches("Có kế hoạch: 1; có báo cáo: 2").as_deref(), Some("2"));
        assert_eq!(reaches("≥ 80%: 5; < 80%: 0"), None);
        assert_eq!(reaches("Theo quy chế"), None);
    }

    #[test]
    fn doubts_make_a_proposal_partial() {
        let certainty = |text| read(text, "x", &n("2")).map(|proposal| proposal.certainty());
        assert_eq!(certainty("≥ 80%: 2; < 80%: 0"), Some(Certainty::Full));
        assert_eq!(certainty("≥ 80%: 2; < 79%: 0"), Some(Certainty::Partly));
        assert_eq!(certainty("Theo quy chế làm việc"), None);
    }
}
