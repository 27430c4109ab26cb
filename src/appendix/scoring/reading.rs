//! All that a text says, clause by clause, before it becomes a rule.

use super::clause::{self, Clause};
use super::condition::{self, Condition};
use super::definitions::{self, Definition};
use super::formula::{self, Expr};
use super::measure;
use super::phrase::{find_any, has_any, starts_any, trimmed};
use super::statement::{self, Award, Lone, Part, Statement};
use super::token::{Source, Token};
use super::words;
use crate::points::Number;

/// A condition and what it is worth.
#[derive(Clone, Debug)]
pub(super) struct Case {
    pub condition: Condition,
    pub award: Award,
    pub minus: bool,
    pub each: bool,
    /// In proportion, without a formula.
    pub implied: bool,
}

/// What a text says.
#[derive(Default)]
#[allow(clippy::struct_excessive_bools)] // What a text may mention, each for itself.
pub(super) struct Reading {
    pub cases: Vec<Case>,
    pub caps: Vec<Option<Number>>,
    pub definitions: Vec<Definition>,
    /// `tỷ lệ giữa B và A`: the part and the whole.
    pub ratio: Option<(String, String)>,
    /// What is measured, where a clause of its own says it.
    pub measure: Option<Expr>,
    /// From where a score comes, and out of how many points.
    pub basis: Option<String>,
    pub scale: Option<Number>,
    /// What each thing is worth counts on average.
    pub mean: bool,
    /// The points are a sum of items.
    pub sum: bool,
    /// A survey is mentioned.
    pub survey: bool,
    /// The deduction may go below 0.
    pub below_zero: bool,
    /// The text has parts within parts, or headings between.
    pub grouped: bool,
    /// One of the parts that are not understood has points.
    pub awards_unread: bool,
    /// Parts that are not understood.
    pub unread: Vec<String>,
}

impl Reading {
    /// Reads the clauses of a text.
    pub fn of(source: &Source) -> Reading {
        let mut reading = Reading { mean: has_any(&source.tokens, words::MEAN), ..Reading::default() };
        let clauses = clause::clauses(source);
        let mut bullets: Vec<char> = Vec::new();
        for (n, clause) in clauses.iter().enumerate() {
            let cases = reading.cases.len();
            reading.clause(source, clause, n == 0, clauses.len() == 1);
            if reading.cases.len() > cases || clause.introduces {
                bullets.extend(clause.bullet);
            }
        }
        bullets.dedup();
        reading.grouped |= bullets.len() > 1;
        // `Tính điểm theo tỷ lệ hồ sơ đúng hạn:` only announces the steps.
        if reading.cases.iter().any(|case| case.condition.range.is_some()) {
            reading.cases.retain(|case| !(case.implied && case.condition.tokens.is_empty()));
        }
        // `có 01 mô hình được 1 điểm, tối đa 2 điểm`
        if let [case] = reading.cases.as_mut_slice()
            && !reading.caps.is_empty()
        {
            let one = |token: &Token| {
                token.number().is_some_and(|(value, percent)| !percent && *value == Number::ONE)
            };
            case.each |= case.condition.tokens.iter().any(one);
        }
        reading
    }

    fn clause(&mut self, source: &Source, clause: &Clause, first: bool, only: bool) {
        let tokens = clause.tokens.as_slice();
        if !only && self.finds_rate(source, tokens) {
            return;
        }
        if let Some(definitions) = definitions::read(source, tokens) {
            self.definitions.extend(definitions);
            return;
        }
        self.survey |= has_any(tokens, words::SURVEY);
        if starts_any(tokens, words::EVIDENCE).is_some() {
            return;
        }
        let tokens = self.introduction(source, tokens);
        let mut parts = statement::read(source, tokens, self.lone());
        // `b/a × 2, trong đó a: …, b: …`
        if let Some(Part::Rest(rest)) = parts.last()
            && let Some(definitions) = definitions::read(source, rest)
        {
            self.definitions.extend(definitions);
            parts.pop();
        }
        let awards = parts.iter().any(|part| matches!(part, Part::Statement(_)));
        for part in parts {
            match part {
                Part::Statement(statement) => self.statement(source, statement),
                Part::Cap(cap) => self.caps.push(cap),
                Part::Rest(rest) => self.rest(source, &rest, first && !awards, clause.introduces),
            }
        }
    }

    fn lone(&self) -> Lone {
        match (self.survey, self.mean) {
            (true, _) => Lone::Answer,
            (_, true) => Lone::Counted,
            _ => Lone::Stated,
        }
    }

    /// `Tính tỷ lệ % số A so với số B`, before what it is worth.
    fn finds_rate(&mut self, source: &Source, tokens: &[Token]) -> bool {
        let finds = starts_any(tokens, words::FINDS_RATE).is_some()
            && tokens
                .iter()
                .all(|token| token.number().is_none() && !token.is_sign(':') && !token.is_sign('='))
            && !has_any(tokens, words::CHANGES)
            && !has_any(tokens, words::MAXIMUM);
        if finds {
            self.ratio = between(source, tokens).or_else(|| self.ratio.take());
        }
        finds
    }

    /// Whether words only say on what the points rest; numbers among them can only be the scale of a score.
    fn based(&mut self, source: &Source, tokens: &[Token]) -> bool {
        let begins = starts_any(tokens, words::BASIS).is_some();
        // Decision 766 gave its name to a set of indicators.
        let numbers = tokens.iter().filter_map(Token::number).map(|(value, _)| value);
        let numbers: Vec<&Number> = numbers.filter(|value| **value != Number::from(766)).collect();
        let scale = match numbers.as_slice() {
            [] => None,
            [scale] if has_any(tokens, words::SOURCES) && has_any(tokens, &["thang điểm", "thang"]) => {
                Some((*scale).clone())
            }
            _ => return false,
        };
        let based = begins && !has_any(tokens, words::CHANGES) && !source.part(tokens).contains(['×', '=']);
        if based && scale.is_some() {
            self.scale = scale;
        }
        based
    }

    fn statement(&mut self, source: &Source, statement: Statement) {
        let Statement { condition, award, minus, each } = statement;
        // `2 điểm, trong đó: có kế hoạch 1 điểm, …`
        self.grouped |= has_any(&condition, &["trong đó"]);
        let condition = condition::read(source, &condition);
        let (award, implied) = match award {
            // The words say what is measured, where no condition does.
            Award::InProportion(label) => {
                let label = if condition.tokens.is_empty() { label.as_str() } else { "tỷ lệ" };
                (
                    Award::Formula(Expr::Product(vec![
                        (false, measure::plain_rate(label)),
                        (false, Expr::Max),
                    ])),
                    true,
                )
            }
            award => (award, false),
        };
        // `Điểm quy đổi = …`
        let named = starts_any(&condition.tokens, &["điểm", "số điểm", "kết quả"]).is_some();
        let condition = if named && matches!(award, Award::Formula(_)) && condition.range.is_none() {
            condition::read(source, &[])
        } else {
            condition
        };
        // `Tỷ lệ = b/a`, `tỷ lệ % = (b/a) x 100%`
        let defines =
            starts_any(&condition.tokens, &["tỷ lệ", "tỷ số"]).is_some() && condition.range.is_none();
        if let Award::Formula(expr) = &award
            && defines
            && self.measure.is_none()
        {
            self.measure = Some(expr.clone());
            return;
        }
        // `không đánh giá, loại khỏi thang điểm` says it twice.
        let again = award == Award::Excluded && condition.tokens.is_empty();
        if !again || self.cases.last().is_none_or(|last| last.award != Award::Excluded) {
            self.cases.push(Case { condition, award, minus, each, implied });
        }
    }

    /// What a sum announces before its first item: `Điểm là tổng điểm các nội dung sau: Có …`.
    fn introduction<'t>(&mut self, source: &Source, tokens: &'t [Token]) -> &'t [Token] {
        let Some(colon) = tokens.iter().take(30).position(|token| token.is_sign(':')) else { return tokens };
        let (before, after) = (&tokens[..colon], &tokens[colon + 1..]);
        if has_any(before, words::SUM) {
            self.sum = true;
            return after;
        }
        let harmless = starts_any(before, words::HARMLESS).is_some_and(|length| length == before.len());
        let survey = has_any(before, words::SURVEY) && before.iter().all(|token| token.number().is_none());
        self.survey |= survey;
        let awards = |part: &Part| matches!(part, Part::Statement(_));
        let based = self.based(source, before);
        let opens = |part: Option<&Part>| match part {
            Some(Part::Statement(statement)) => {
                !based || !statement.condition.is_empty() || matches!(statement.award, Award::Formula(_))
            }
            _ => true,
        };
        let parts = statement::read(source, after, self.lone());
        if (harmless || survey || based) && parts.iter().any(awards) && opens(parts.first()) {
            if based {
                self.basis = Some(basis(source, before));
            }
            self.grouped |= has_any(before, &["trong đó"]);
            return after;
        }
        tokens
    }

    /// Words that award nothing.
    fn rest(&mut self, source: &Source, rest: &[Token], first: bool, introduces: bool) {
        let rest = trimmed(rest);
        if let Some(ratio) = between(source, rest) {
            self.ratio = Some(ratio);
            return;
        }
        if has_any(rest, words::SUM) {
            self.sum = true;
            return;
        }
        if let Some(length) = starts_any(rest, words::BELOW_ZERO)
            && length == rest.len()
        {
            self.below_zero = true;
            return;
        }
        if starts_any(rest, words::HARMLESS).is_some_and(|length| length == rest.len()) {
            return;
        }
        if let Some((expr, length)) = formula::read(source, rest)
            && length == rest.len()
            && expr.calculates()
            && self.measure.is_none()
        {
            self.measure = Some(expr);
            return;
        }
        if self.based(source, rest) {
            self.basis = Some(basis(source, rest));
            return;
        }
        let survey = has_any(rest, words::SURVEY);
        let numbers = rest.iter().any(|token| token.number().is_some());
        let measures = starts_any(rest, words::INTRODUCES).is_some() && !numbers;
        let changes = has_any(rest, words::CHANGES);
        if (first && (introduces || measures) && !numbers && !changes) || (survey && !numbers) {
            return;
        }
        self.grouped |= introduces && !first;
        let points =
            |pair: &[Token]| pair[0].number().is_some() && (pair[1].is_word("điểm") || pair[1].is_word("đ"));
        self.awards_unread |= rest.windows(2).any(points);
        self.unread.push(source.part(rest).to_owned());
    }
}

/// The words of a basis without its verb and its scale.
fn basis(source: &Source, tokens: &[Token]) -> String {
    let begin = starts_any(tokens, words::BASIS).unwrap_or(0);
    let end = tokens
        .iter()
        .position(|token| token.is_sign('(') || token.number().is_some())
        .unwrap_or(tokens.len());
    // `chỉ số hài lòng (SIPAS)`
    let end = if tokens[end.min(tokens.len())..].iter().any(|token| token.number().is_some()) {
        end
    } else {
        tokens.len()
    };
    source.part(trimmed(&tokens[begin.min(end)..end])).to_owned()
}

/// `tỷ lệ % giữa B và tổng số A`, `tỷ lệ B trên tổng số A`, `tỷ lệ B so với A`.
fn between(source: &Source, tokens: &[Token]) -> Option<(String, String)> {
    let (rate, length) = find_any(tokens, &["tỷ lệ", "tỷ lệ %", "tỷ lệ phần trăm"])?;
    let rest = &tokens[rate + length..];
    let rest = &rest[rest.iter().take_while(|token| token.is_sign('%')).count()..];
    let (begin, joins): (usize, &[&str]) = match starts_any(rest, &["giữa"]) {
        Some(length) => (length, &["và", "với", "trên", "so với", "và tổng", "trên tổng", "/"]),
        None => (0, &["trên tổng số", "so với tổng số", "/ tổng số", "trên số"]),
    };
    let rest = &rest[begin..];
    // The last of them: the names may have an `và` themselves.
    let at = (1..rest.len()).rev().find(|at| {
        !rest[at - 1].is_word("so")
            && starts_any(&rest[*at..], joins).is_some()
            && rest[*at + 1..].iter().any(|token| token.is_word("số") || token.is_word("tổng"))
    })?;
    let join = if starts_any(&rest[at..], &["so với"]).is_some() { 2 } else { 1 };
    let (part, whole) = (trimmed(&rest[..at]), trimmed(&rest[at + join..]));
    let plain = |tokens: &[Token]| !tokens.is_empty() && tokens.iter().all(|token| token.number().is_none());
    (plain(part) && plain(whole)).then(|| (source.part(part).to_owned(), source.part(whole).to_owned()))
}
