//! Cases on one measured value: steps, and rates that count in proportion.

use super::condition::Condition;
use super::draft::{Draft, Input, list, percent};
use super::formula::Expr;
use super::measure::{Measure, content, full_at, plain_rate};
use super::naming;
use super::phrase::has_any;
use super::range::Bound;
use super::reading::{Case, Reading};
use super::statement::Award;
use super::token::Source;
use super::words;
use crate::message::Doubt;
use crate::points::Number;
use crate::rule::WhenZero;
use crate::sorting::Order as _;

/// A step from its lower edge on; the one above ends where it begins.
#[derive(Clone, Debug)]
struct Step {
    low: Option<Bound>,
    high: Option<Bound>,
    award: Award,
}

/// What the steps are steps of.
enum Of {
    /// A rate.
    Rate(Expr),
    /// A number of things.
    Count(String),
}

/// The rule of cases that all name a range.
pub(super) fn draft(
    source: &Source,
    reading: &Reading,
    cases: &[&Case],
    otherwise: Option<&Award>,
    name: &str,
    max: &Number,
) -> Option<Draft> {
    let mut doubts = Vec::new();
    let of = of(source, reading, cases, otherwise, name, &mut doubts)?;
    let is_rate = matches!(of, Of::Rate(_));
    let whole = matches!(&of, Of::Count(thing) if is_whole(thing));
    let mut steps: Vec<Step> = cases.iter().filter_map(|case| step(case, is_rate)).collect();
    order(&mut steps);
    if steps.iter().any(|step| step.award == Award::Excluded) {
        return None;
    }
    let otherwise = otherwise.filter(|award| !between(&mut steps, award));
    complete(&mut steps, otherwise, is_rate, max, &mut doubts)?;
    join(&steps, whole, &mut doubts);
    // `dưới 80% tính theo tỷ lệ`: of the maximum, or of the points at 80 %?
    let below_target =
        steps.first().is_some_and(|top| top.low.as_ref().is_some_and(|low| low.value != Number::ONE));
    if below_target && reading.cases.iter().any(|case| case.implied) {
        doubts.push(Doubt::Unread("tính theo tỷ lệ".to_owned()));
    }
    let above_whole = steps.iter().any(|step| step.low.as_ref().is_some_and(|low| low.value > Number::ONE));
    let mut draft = match &of {
        Of::Count(thing) => {
            let input = Input {
                id: "n".to_owned(),
                name: thing.clone(),
                whole_number: is_whole(thing),
                ..Input::default()
            };
            let rule = bands(&steps, "n", max)?;
            Draft { inputs: vec![input], rule, ..Draft::default() }
        }
        Of::Rate(expr) => {
            let exceeds = words::EXCEEDED.iter().any(|word| name.to_lowercase().contains(word));
            let measure = Measure::of(expr, reading, name, !above_whole && !exceeds);
            let text = measure.text(expr);
            let rule = proportional(&steps, &text, max).or_else(|| bands(&steps, &text, max))?;
            Draft { inputs: measure.inputs, doubts: measure.doubts, rule, ..Draft::default() }
        }
    };
    draft.doubts.extend(doubts);
    Some(draft)
}

/// Values of which states in words with ranges say nothing, or two things.
pub(super) fn between_states(cases: &[&Case], doubts: &mut Vec<Doubt>) {
    let percent = |case: &&Case| {
        case.condition
            .range
            .as_ref()
            .is_some_and(|range| range.low.iter().chain(&range.high).any(|bound| bound.percent))
    };
    let is_rate = cases.iter().any(percent);
    let mut steps: Vec<Step> = cases.iter().filter_map(|case| step(case, is_rate)).collect();
    order(&mut steps);
    join(&steps, !is_rate, doubts);
}

/// What all cases measure; `None` where they measure different things.
fn of(
    source: &Source,
    reading: &Reading,
    cases: &[&Case],
    otherwise: Option<&Award>,
    name: &str,
    doubts: &mut Vec<Doubt>,
) -> Option<Of> {
    let percent = cases
        .iter()
        .filter_map(|case| case.condition.range.as_ref())
        .any(|range| range.low.iter().chain(&range.high).any(|bound| bound.percent));
    let formulas = cases.iter().map(|case| &case.award).chain(otherwise).filter_map(|award| match award {
        Award::Formula(expr) => Some(expr),
        _ => None,
    });
    let factors: Vec<Expr> =
        formulas.filter_map(|expr| expr.factored(&Number::ONE)).map(|(_, left)| left).collect();
    let written = cases.iter().filter_map(|case| case.condition.of.clone());
    let named = reading.measure.iter().filter_map(|expr| expr.factored(&Number::ONE)).map(|(_, left)| left);
    let all: Vec<Expr> = named.chain(written).chain(factors).map(|expr| unified(&expr)).collect();
    let (rates, explicit): (Vec<&Expr>, Vec<&Expr>) = all.iter().partition(|expr| is_rate(expr));
    if explicit.windows(2).any(|pair| pair[0] != pair[1]) {
        return None;
    }
    about_one_thing(cases, doubts)?;
    if let Some(first) = explicit.first() {
        // `dưới 90%: chỉ số × 5`: of what the index is a share, the text does not say.
        if let Expr::Atom(atom) = first
            && percent
            && !atom.id
        {
            doubts.push(Doubt::Unread(atom.label.clone()));
        }
        let falls = rates.iter().any(|rate| !generic(rate));
        return (!falls).then(|| Of::Rate((*first).clone()));
    }
    // Rates with names of their own must be one.
    let mut named: Vec<Vec<String>> =
        rates.iter().filter(|rate| !generic(rate)).map(|rate| rate_content(rate)).collect();
    named.dedup();
    if named.len() > 1 {
        return None;
    }
    if let Some(rate) = rates.iter().find(|rate| !generic(rate)) {
        return Some(Of::Rate((*rate).clone()));
    }
    let about = |case: &&Case| case.condition.about.clone();
    let says_rate = cases.iter().flat_map(about).any(|token| token.is_word("lệ"))
        || !rates.is_empty()
        || reading.ratio.is_some();
    if percent || says_rate {
        let all = |word: &str| cases.iter().all(|case| label(&case.condition).starts_with(word));
        let label = if all("giảm") {
            "tỷ lệ giảm"
        } else if all("tăng") {
            "tỷ lệ tăng"
        } else {
            "tỷ lệ"
        };
        let mut named = cases.iter().filter_map(|case| naming::written(source, &case.condition.about));
        let written = named.next().filter(|_| label == "tỷ lệ").unwrap_or_else(|| label.to_owned());
        return Some(Of::Rate(plain_rate(&written)));
    }
    let things = cases.iter().map(|case| label(&case.condition)).find(|label| !label.is_empty());
    let thing = things.unwrap_or_else(|| name.to_owned());
    let thing = thing.strip_prefix("có ").unwrap_or(&thing);
    Some(Of::Count(if thing.starts_with("số ") { thing.to_owned() } else { format!("Số {thing}") }))
}

/// Whether there are no parts of such a thing.
fn is_whole(thing: &str) -> bool {
    !thing.split(' ').any(|word| words::DIVISIBLE.contains(&word))
}

/// The words of a condition besides its range.
fn label(condition: &Condition) -> String {
    let words: Vec<&str> = condition.about.iter().filter_map(|token| token.word()).collect();
    words.join(" ")
}

/// A sum or product that is one rate is that rate.
fn unified(expr: &Expr) -> Expr {
    match expr {
        Expr::Product(factors) if factors.len() == 1 && !factors[0].0 => factors[0].1.clone(),
        other => other.clone(),
    }
}

fn is_rate(expr: &Expr) -> bool {
    matches!(expr, Expr::Atom(atom) if atom.rate)
}

fn rate_content(expr: &Expr) -> Vec<String> {
    match expr {
        Expr::Atom(atom) => content(&atom.label),
        _ => Vec::new(),
    }
}

/// `tỷ lệ`, `tỷ lệ %`: the rate that the text speaks of.
fn generic(expr: &Expr) -> bool {
    is_rate(expr) && rate_content(expr).is_empty()
}

/// Whether the words besides the ranges speak of one thing; words that the first case has not are a doubt.
fn about_one_thing(cases: &[&Case], doubts: &mut Vec<Doubt>) -> Option<()> {
    let sets: Vec<Vec<String>> = cases.iter().map(|case| content(&label(&case.condition))).collect();
    let fullest = sets.iter().max_by_key(|set| set.len())?;
    for (set, case) in sets.iter().zip(cases) {
        if set.iter().any(|word| !fullest.contains(word)) {
            doubts.push(Doubt::Unread(label(&case.condition)));
        }
        let qualified = has_any(&case.condition.about, words::QUALIFIED);
        let same = sets.iter().all(|other| other == set);
        if qualified && !same {
            doubts.push(Doubt::Unread(label(&case.condition)));
        }
    }
    Some(())
}

fn step(case: &Case, is_rate: bool) -> Option<Step> {
    let range = case.condition.range.as_ref()?;
    let hundredth = Number::from_scaled(1, 2);
    let scaled = |bound: &Bound| {
        // `tỷ lệ từ 80` is 80 %.
        let percent = bound.percent || (is_rate && bound.value > Number::ONE);
        let value = if percent && !bound.percent { &bound.value * &hundredth } else { bound.value.clone() };
        Bound { value, percent: is_rate, closed: bound.closed }
    };
    let (low, mut high) = (range.low.as_ref().map(scaled), range.high.as_ref().map(scaled));
    // 100 % is the end of a rate.
    if is_rate && high.as_ref().is_some_and(|high| high.value == Number::ONE && high.closed) {
        high = None;
    }
    Some(Step { low, high, award: case.award.clone() })
}

/// The highest first; of steps without a lower edge each begins where the one below ends.
fn order(steps: &mut [Step]) {
    let key = |step: &Step| {
        let low = step.low.as_ref().map(|low| (low.value.clone(), !low.closed));
        let high = step.high.as_ref().map(|high| (high.value.clone(), high.closed));
        (low, high.is_none(), high)
    };
    steps.order_by_key(|step| std::cmp::Reverse(key(step)));
    for at in (0..steps.len().saturating_sub(1)).rev() {
        if steps[at].low.is_none() {
            let below = steps[at + 1].high.clone();
            steps[at].low = below.map(|high| Bound { closed: !high.closed, ..high });
        }
    }
}

/// Whether what else is said belongs between the steps, where they have both ends: `dưới 50%: 0; từ 95%: điểm tối đa`.
fn between(steps: &mut Vec<Step>, award: &Award) -> bool {
    let ends =
        |step: Option<&Step>, end: fn(&Step) -> &Option<Bound>| step.is_some_and(|step| end(step).is_none());
    if !ends(steps.first(), |step| &step.high) || !ends(steps.last(), |step| &step.low) {
        return false;
    }
    let turned = |bound: &Bound| Bound { closed: !bound.closed, ..bound.clone() };
    let gap = steps.windows(2).enumerate().find_map(|(at, pair)| {
        let (low, high) = (pair[0].low.as_ref()?, pair[1].high.as_ref()?);
        (low.value > high.value).then(|| (at + 1, turned(high), turned(low)))
    });
    let Some((at, low, high)) = gap else { return false };
    steps.insert(at, Step { low: Some(low), high: Some(high), award: award.clone() });
    true
}

/// The ends: values above and below all steps.
fn complete(
    steps: &mut Vec<Step>,
    otherwise: Option<&Award>,
    is_rate: bool,
    max: &Number,
    doubts: &mut Vec<Doubt>,
) -> Option<()> {
    let mut otherwise = otherwise.cloned();
    // `đạt 95%: 2; dưới 95%: 0`: nobody means that more is worth less.
    if let [top, next, ..] = steps.as_mut_slice()
        && top.low == top.high
        && next
            .high
            .as_ref()
            .is_some_and(|high| !high.closed && top.high.as_ref().is_some_and(|top| top.value == high.value))
    {
        top.high = None;
    }
    let first = steps.first()?;
    if let Some(high) = first.high.clone() {
        // `từ 80% đến dưới 100%: tỷ lệ × điểm tối đa` goes on at 100 %.
        let goes_on =
            is_rate && high.value == Number::ONE && proportion(&first.award, max) == Some(Number::ONE);
        if goes_on {
            steps[0].high = None;
        } else {
            let low = Bound { closed: !high.closed, ..high.clone() };
            let award = otherwise.take();
            if award.is_none() {
                doubts.push(Doubt::Unsaid(shown(&low, true)));
            }
            let award = award.unwrap_or(Award::Points(Number::ZERO));
            steps.insert(0, Step { low: Some(low), high: None, award });
        }
    }
    if let Some(low) = steps.last()?.low.clone()
        && low.value > Number::ZERO
    {
        let high = Bound { closed: !low.closed, ..low };
        let award = otherwise.take();
        if award.is_none() {
            doubts.push(Doubt::Unsaid(shown(&high, false)));
        }
        steps.push(Step { low: None, high: Some(high), award: award.unwrap_or(Award::Points(Number::ZERO)) });
    }
    // Nothing is left for the other cases.
    if otherwise.is_some() {
        doubts.push(Doubt::Unread(words::OTHERWISE[0].to_owned()));
    }
    Some(())
}

/// Gaps and overlaps between neighbours.
fn join(steps: &[Step], whole: bool, doubts: &mut Vec<Doubt>) {
    for pair in steps.windows(2) {
        let (Some(low), Some(high)) = (&pair[0].low, &pair[1].high) else { continue };
        let next = whole && low.closed && high.closed && low.value == &high.value + &Number::ONE;
        if next || (low.value == high.value && low.closed != high.closed) {
            continue;
        }
        let one = low.value == high.value;
        let text = if one { edge(low) } else { format!("{} – {}", edge(high), edge(low)) };
        let gap = low.value > high.value || (one && !low.closed);
        doubts.push(if gap {
            Doubt::Gap(text)
        } else {
            Doubt::Overlap(if one { text } else { format!("{} – {}", edge(low), edge(high)) })
        });
    }
}

fn edge(bound: &Bound) -> String {
    if bound.percent { format!("{}%", &bound.value * &Number::from(100)) } else { bound.value.to_string() }
}

fn shown(bound: &Bound, above: bool) -> String {
    let sign = match (above, bound.closed) {
        (true, true) => "≥",
        (true, false) => ">",
        (false, true) => "≤",
        (false, false) => "<",
    };
    format!("{sign} {}", edge(bound))
}

/// Where a formula reaches the maximum: 1 for `tỷ lệ × điểm tối đa`.
fn proportion(award: &Award, max: &Number) -> Option<Number> {
    match award {
        Award::Formula(expr) => full_at(&expr.factored(max)?.0, max),
        _ => None,
    }
}

/// What an award is worth; `None` where it is no fixed value.
pub(super) fn points(award: &Award, max: &Number) -> Option<Number> {
    match award {
        Award::Points(points) => Some(points.clone()),
        Award::Share(share) => Some(share * max),
        Award::Formula(_) | Award::InProportion(_) | Award::Excluded => None,
    }
}

/// A rate that counts in proportion: with a floor, and full from a target on.
fn proportional(steps: &[Step], of: &str, max: &Number) -> Option<String> {
    let (above, rest) =
        steps.split_at(steps.iter().position(|step| matches!(step.award, Award::Formula(_)))?);
    let (step, below) = rest.split_first()?;
    let full = proportion(&step.award, max)?;
    let target = match above {
        [] => step.high.is_none() && full == Number::ONE,
        [top] => {
            let low = top.low.as_ref()?;
            low.value == full && points(&top.award, max).as_ref() == Some(max)
        }
        _ => false,
    };
    let nothing = below.iter().all(|step| points(&step.award, max).is_some_and(|points| points.is_zero()));
    if !target || !nothing || below.len() > 1 {
        return None;
    }
    let floor = match &step.low {
        Some(low) if !below.is_empty() => {
            if !low.closed {
                return None;
            }
            format!(", floor = {}", percent(&low.value))
        }
        _ => String::new(),
    };
    let full_at = if full == Number::ONE { String::new() } else { format!(", full_at = {}", percent(&full)) };
    Some(format!("rule.proportional = {{ of = \"{of}\"{floor}{full_at} }}\n"))
}

fn bands(steps: &[Step], of: &str, max: &Number) -> Option<String> {
    let mut lines = Vec::new();
    let mut otherwise = String::new();
    for step in steps {
        let award = match &step.award {
            Award::Points(points) => format!("points = {points}"),
            Award::Share(share) => format!("share = {}", percent(share)),
            // Only the plain rate can be a step.
            award => {
                if proportion(award, max)? != Number::ONE {
                    return None;
                }
                "proportional = true".to_owned()
            }
        };
        match &step.low {
            Some(low) => {
                let word = if low.closed { "from" } else { "over" };
                let at = if low.percent { percent(&low.value) } else { low.value.to_string() };
                lines.push(format!("{word} = {at}, {award}"));
            }
            None => match points(&step.award, max) {
                Some(points) => otherwise = format!(", otherwise = {points}"),
                None => lines.push(format!("from = {}, {award}", percent(&Number::ZERO))),
            },
        }
    }
    let steps = list("steps", &lines);
    Some(format!("rule.bands = {{ of = \"{of}\", {}{otherwise} }}\n", steps.trim_end()))
}

/// What follows where nothing arose.
pub(super) fn when_zero(award: &Award, max: &Number) -> Option<WhenZero> {
    match award {
        Award::Excluded => Some(WhenZero::NotApplicable),
        award => match points(award, max)? {
            points if points == *max => Some(WhenZero::Full),
            points if points.is_zero() => Some(WhenZero::Zero),
            _ => None,
        },
    }
}
