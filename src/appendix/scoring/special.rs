//! Points that are not the unit's own account: surveys, scores from elsewhere, the best of a block, a council; and
//! formulas by themselves.

use super::draft::{Draft, Input, list, percent, quoted};
use super::events;
use super::formula::{Atom, Expr};
use super::listed::label;
use super::measure::{Measure, full_at};
use super::phrase::{find_any, has_any, starts, starts_any, trimmed};
use super::reading::{Case, Reading};
use super::statement::Award;
use super::token::{Kind, Source, Token};
use super::words;
use crate::message::Scorer;
use crate::points::Number;
use crate::sorting::Order as _;

/// A survey: with its answers, or only that it gives the points.
pub(super) fn survey(source: &Source, reading: &Reading, max: &Number) -> Option<Draft> {
    let survey = |rule: String| Draft { scored_by: Some(Scorer::Survey), rule, ..Draft::default() };
    let converted = |case: &Case| {
        case.award == Award::Share(Number::ONE) && has_any(&case.condition.tokens, words::SURVEY)
    };
    let cases = reading.cases.iter().filter(|case| !events::is_mean(case, max));
    if reading.cases.iter().all(converted) {
        return Some(survey("rule.judged = {}\n".to_owned()));
    }
    let mut entries = Vec::new();
    for case in cases {
        let share = match &case.award {
            Award::Share(share) if !case.minus => share.clone(),
            Award::Points(points) if points.is_zero() => Number::ZERO,
            _ => return None,
        };
        if case.condition.range.is_some() || case.condition.otherwise || case.each {
            return None;
        }
        entries.push(format!("label = {}, share = {}", quoted(&label(source, case)), percent(&share)));
    }
    if entries.len() < 2 {
        return None;
    }
    Some(survey(list("rule.survey = { answers", &entries).trim_end().to_owned() + " }\n"))
}

/// Any value up to the maximum: `chấm từ 0 đến 2 điểm, mỗi mức chênh lệch 0,25 điểm`.
pub(super) fn judged(source: &Source, max: &Number) -> Option<Draft> {
    levels(source, max).or_else(|| between(source, max))
}

/// `chấm theo thang điểm 0 - 0,5 - 1`.
fn levels(source: &Source, max: &Number) -> Option<Draft> {
    let numbers = source.tokens.iter().position(|token| token.number().is_some())?;
    let (before, levels) = source.tokens.split_at(numbers);
    let judges = |token: &Token| {
        token.word().is_none_or(|word| {
            words::JUDGES.contains(&word) || ["các", "thang", "sau", "một", "trong", "bằng"].contains(&word)
        })
    };
    if before.is_empty() || !before.iter().all(judges) {
        return None;
    }
    let mut values = Vec::new();
    for token in levels {
        match (token.number(), &token.kind) {
            (Some((value, false)), _) => values.push(value.clone()),
            (None, Kind::Sign('-' | '/' | ',' | ';' | '.')) => {}
            (None, Kind::Word(word)) if ["điểm", "đ", "và", "hoặc"].contains(&word.as_str()) => {}
            _ => return None,
        }
    }
    values.order();
    let [low, next, _, ..] = values.as_slice() else { return None };
    let step = next - low;
    let even = values.windows(2).all(|pair| &pair[1] - &pair[0] == step);
    let rule = format!("rule.judged = {{ step = {step}, min = {low} }}\n");
    let whole = even && !step.is_zero() && values.last() == Some(max);
    whole.then(|| Draft { rule, lists: true, ..Draft::default() })
}

fn between(source: &Source, max: &Number) -> Option<Draft> {
    let plain: Vec<Token> =
        source.tokens.iter().filter(|token| !token.is_sign('(') && !token.is_sign(')')).cloned().collect();
    let tokens = trimmed(&plain);
    let (at, _) = find_any(tokens, &["từ"])?;
    let [low, to, high, unit, rest @ ..] = &tokens[at + 1..] else { return None };
    let number =
        |token: &Token| token.number().filter(|(_, percent)| !percent).map(|(value, _)| value.clone());
    let (low, high) = (number(low)?, number(high)?);
    let joined = to.is_word("đến") || to.is_sign('-');
    if !joined || !(unit.is_word("điểm") || unit.is_word("đ")) || high != *max {
        return None;
    }
    let before = tokens[..at].iter().all(|token| {
        token.word().is_some_and(|word| words::JUDGES.contains(&word))
            || token.is_sign(',')
            || token.is_sign(':')
    });
    let rest = trimmed(rest);
    if !before {
        return None;
    }
    let mut line = Vec::new();
    if !rest.is_empty() {
        let step =
            words::STEPS.iter().find_map(|phrase| starts(rest, phrase).map(|length| &rest[length..]))?;
        let (value, end) = (number(step.first()?)?, trimmed(&step[1..]));
        if end.iter().any(|token| !token.is_word("điểm") && !token.is_word("đ")) {
            return None;
        }
        line.push(format!("step = {value}"));
    }
    line.push(format!("min = {low}"));
    Some(Draft { rule: format!("rule.judged = {{ {} }}\n", line.join(", ")), ..Draft::default() })
}

/// A formula beside the best of the block.
pub(super) fn relative(source: &Source, reading: &Reading, name: &str, max: &Number) -> Option<Draft> {
    if let Some(draft) = to_the_best(source, reading, name, max) {
        return Some(draft);
    }
    let mut formula = None;
    for case in &reading.cases {
        match &case.award {
            Award::Formula(expr) if formula.is_none() && !case.each => formula = Some(expr),
            // `Đơn vị có số dự án cao nhất: điểm tối đa`
            Award::Points(_) | Award::Share(_) if is_best(case, max) => {}
            // Whoever has none gets none.
            Award::Points(points)
                if points.is_zero() && starts(&case.condition.tokens, "không có").is_some() => {}
            _ => return None,
        }
    }
    let (constant, left) = formula?.factored(max)?;
    let at = full_at(&constant, max)?;
    let Expr::Product(factors) = left else { return None };
    let [(false, Expr::Atom(above)), (true, Expr::Atom(below))] = factors.as_slice() else { return None };
    let is = |atom: &Atom, table: &[&str]| has_any(&Source::new(&named(reading, atom)).tokens, table);
    let (value, best) = if is(below, words::HIGHEST) && !is(above, words::HIGHEST) {
        (above, "highest")
    } else if is(above, words::LOWEST) && !is(below, words::LOWEST) {
        (below, "lowest")
    } else {
        return None;
    };
    let input = Input { id: "n".to_owned(), name: named(reading, value), ..Input::default() };
    (at == Number::ONE).then(|| Draft {
        inputs: vec![input],
        rule: format!("rule.relative = {{ of = \"n\", best = \"{best}\" }}\n"),
        ..Draft::default()
    })
}

/// `Đơn vị có số dự án nhiều nhất: 2 điểm; các đơn vị khác tính theo tỷ lệ so với đơn vị đó`.
fn to_the_best(source: &Source, reading: &Reading, name: &str, max: &Number) -> Option<Draft> {
    let [best, others] = reading.cases.as_slice() else { return None };
    if !is_best(best, max) || !others.implied || !others.condition.otherwise {
        return None;
    }
    let tokens = &best.condition.tokens;
    let (at, best, length) = [(words::HIGHEST, "highest"), (words::LOWEST, "lowest")]
        .iter()
        .find_map(|(table, best)| find_any(tokens, table).map(|(at, length)| (at, *best, length)))?;
    let begin = find_any(&tokens[..at], &["có", "đạt"]).map_or(0, |(at, length)| at + length);
    let behind = trimmed(&tokens[at + length..]);
    if !behind.is_empty()
        && starts_any(
            behind,
            &[
                "làm chuẩn",
                "làm mốc",
                "toàn tỉnh",
                "trong tỉnh",
                "trong khối",
                "khối",
                "cụm",
                "toàn khối",
                "của khối",
            ],
        )
        .is_none()
    {
        return None;
    }
    let thing = trimmed(&tokens[begin..at]);
    let named = begin > 0 && !thing.is_empty();
    let name = if named { source.part(thing).to_owned() } else { name.to_owned() };
    let input = Input { id: "n".to_owned(), name, ..Input::default() };
    let rule = format!("rule.relative = {{ of = \"n\", best = \"{best}\" }}\n");
    Some(Draft { inputs: vec![input], rule, ..Draft::default() })
}

fn is_best(case: &Case, max: &Number) -> bool {
    let full = case.award == Award::Share(Number::ONE) || case.award == Award::Points(max.clone());
    let best =
        has_any(&case.condition.tokens, words::HIGHEST) || has_any(&case.condition.tokens, words::LOWEST);
    full && best && !case.minus
}

fn named(reading: &Reading, atom: &Atom) -> String {
    let same = |id: &str| id.to_lowercase() == atom.label.to_lowercase();
    reading
        .definitions
        .iter()
        .find(|definition| same(&definition.id))
        .map_or_else(|| atom.label.clone(), |definition| definition.name.clone())
}

/// `Lấy kết quả Bộ chỉ số 766 (thang điểm 100) quy đổi sang thang điểm 6`.
pub(super) fn imported(source: &Source, max: &Number) -> Option<Draft> {
    let tokens = trimmed(&source.tokens);
    let begin = starts_any(tokens, words::BASIS)?;
    let known = has_any(tokens, words::SOURCES) && has_any(tokens, &["quy đổi", "quy về", "quy ra"]);
    if !known || has_any(tokens, &["trừ", "cộng", "giảm", "nếu", "mỗi", "không", "trường hợp", "="])
    {
        return None;
    }
    let of_name = |value: &Number| *value == Number::from(766);
    let numbers = tokens.iter().filter_map(Token::number).filter(|(value, _)| !of_name(value));
    let scales: Vec<&Number> = numbers.map(|(value, _)| value).filter(|value| *value != max).collect();
    let [scale] = scales[..] else { return None };
    let end = find_any(tokens, &["(", "thang", "quy đổi", "quy về", "quy ra"])?.0.max(begin);
    let name = quoted(source.part(trimmed(&tokens[begin..end])));
    let rule = format!("rule.imported = {{ source = {name}, out_of = {scale} }}\n");
    (*scale > Number::ONE && end > begin).then(|| Draft { rule, lists: true, ..Draft::default() })
}

/// One formula for all: in proportion, a score from elsewhere, a count, or a free formula.
pub(super) fn formula(reading: &Reading, expr: &Expr, name: &str, max: &Number) -> Option<Draft> {
    // `Điểm = tỷ lệ × điểm tối đa` where the text says how the rate comes about.
    let expr = &with_measure(expr, reading);
    let capped =
        !reading.caps.is_empty() && reading.caps.iter().all(|cap| cap.as_ref().is_none_or(|cap| cap == max));
    if let Some(draft) = maximum_less(expr, reading, max) {
        return Some(draft);
    }
    let factored = expr.factored(max);
    if let Some((constant, Expr::Atom(atom))) = &factored {
        let mut words = named(reading, atom);
        // `điểm đạt được = kết quả × điểm tối đa / 100`
        let bare = Source::new(&words).tokens;
        if let Some(basis) = &reading.basis
            && bare.iter().all(|token| token.word().is_some_and(|word| words::SCORE.contains(&word)))
        {
            words.clone_from(basis);
        }
        let tokens = Source::new(&words).tokens;
        if has_any(&tokens, words::SOURCES) && !words.to_lowercase().starts_with("số ") {
            let at = full_at(constant, max)?;
            let out_of = if at == Number::ONE { Number::from(100) } else { max.checked_div(constant)? };
            let rule = format!("rule.imported = {{ source = {}, out_of = {out_of} }}\n", quoted(&words));
            let told = reading.scale.as_ref().is_none_or(|scale| *scale == out_of);
            return (told && out_of > Number::ONE).then(|| Draft { rule, ..Draft::default() });
        }
        if !atom.rate {
            let input = Input { id: "n".to_owned(), name: words, ..Input::default() };
            let rule = format!("rule.count = {{ of = \"n\", each = {constant} }}\n");
            return capped.then(|| Draft { inputs: vec![input], rule, ..Draft::default() });
        }
    }
    let measure = Measure::of(expr, reading, name, true);
    // A sum stays a formula: what passes the maximum is a fault, never cut.
    let ratio = factored
        .as_ref()
        .filter(|(_, left)| !adds(left))
        .and_then(|(constant, left)| Some((full_at(constant, max)?, left)));
    let rule = match ratio {
        Some((at, left)) if at == Number::ONE || (capped && at < Number::ONE) => {
            let full =
                if at == Number::ONE { String::new() } else { format!(", full_at = {}", percent(&at)) };
            format!("rule.proportional = {{ of = \"{}\"{full} }}\n", measure.text(left))
        }
        _ => format!("rule.formula = \"{}\"\n", measure.text(expr)),
    };
    Some(Draft { inputs: measure.inputs, doubts: measure.doubts, rule, ..Draft::default() })
}

/// Whether what is divided is a sum.
fn adds(expr: &Expr) -> bool {
    match expr {
        Expr::Sum(_) => true,
        Expr::Product(factors) => factors.iter().any(|(divides, factor)| !divides && adds(factor)),
        _ => false,
    }
}

/// `Điểm tối đa - (số hồ sơ trễ hạn × 0,1)`.
fn maximum_less(expr: &Expr, reading: &Reading, max: &Number) -> Option<Draft> {
    let Expr::Sum(terms) = expr else { return None };
    let [(false, whole), lost @ ..] = terms.as_slice() else { return None };
    if *whole != Expr::Max && *whole != Expr::Number(max.clone()) {
        return None;
    }
    let mut draft = Draft::default();
    let mut events = Vec::new();
    for (n, (minus, term)) in lost.iter().enumerate() {
        let (points, Expr::Atom(atom)) = term.factored(&Number::ONE)? else { return None };
        if !minus || atom.rate || has_any(&Source::new(&atom.label).tokens, words::MAXIMUM) {
            return None;
        }
        let id = if lost.len() == 1 { "n".to_owned() } else { format!("n{}", n + 1) };
        events.push(format!("input = \"{id}\", points = {points}"));
        draft.inputs.push(Input { id, name: named(reading, &atom), whole_number: true, ..Input::default() });
    }
    draft.rule = format!("rule.deduct = {{ {}, min = 0 }}\n", list("events", &events).trim_end());
    Some(draft)
}

/// The formula with the measure of the text in the place of a bare rate.
fn with_measure(expr: &Expr, reading: &Reading) -> Expr {
    let Some((_, measure)) = reading.measure.as_ref().and_then(|measure| measure.factored(&Number::ONE))
    else {
        return expr.clone();
    };
    let inside = |parts: &[(bool, Expr)]| {
        parts.iter().map(|(inverse, part)| (*inverse, with_measure(part, reading))).collect()
    };
    match expr {
        Expr::Atom(atom) if atom.rate => measure,
        Expr::Sum(parts) => Expr::Sum(inside(parts)),
        Expr::Product(parts) => Expr::Product(inside(parts)),
        other => other.clone(),
    }
}
