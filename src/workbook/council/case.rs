//! One criterion of one unit, as the council sees it.

use std::collections::HashMap;

use super::{CouncilPaper, Matter, words};
use crate::assessment::{Appraisal, Around, Assessment, Mark, Paper, Stated, Subject};
use crate::diagnostic::{Finding, Place};
use crate::message::{Lang, Scorer, number};
use crate::points::{Number, Precision};
use crate::rule::{Answer, Outcome, Rule};

/// One criterion of one unit, or a bonus or a penalty of it.
pub(super) struct Case {
    /// The unit (index).
    pub unit: usize,
    /// What is scored.
    pub of: Subject,
    /// The self score.
    pub own: Shown,
    /// What the data give.
    pub computed: Shown,
    /// The data.
    pub declared: String,
    /// The evidence that the form names.
    pub evidence: String,
    /// What the unit explains in its form, and after the first round.
    pub explained: [String; 2],
    /// The documents that it names after the first round.
    pub more_evidence: String,
    /// What was found, and what else is to be known.
    pub remarks: Vec<String>,
    /// The first round: points, reason, who.
    pub first: Option<(Shown, String, String)>,
    /// It does not apply, so that there is nothing to fill.
    pub closed: bool,
    /// There is something to settle.
    pub disputed: bool,
}

/// Points, or what stands in their place.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Shown {
    Blank,
    Points(Number),
    Text(String),
}

impl Shown {
    pub fn points(&self) -> Option<&Number> {
        if let Shown::Points(points) = self { Some(points) } else { None }
    }
}

impl Case {
    /// The points of the first round.
    pub fn first_points(&self) -> Option<&Number> {
        self.first.as_ref().and_then(|(points, ..)| points.points())
    }
}

/// The findings of each unit and criterion.
pub(super) struct Found<'a>(HashMap<&'a str, HashMap<&'a str, Vec<&'a Finding>>>);

impl<'a> Found<'a> {
    pub fn new(findings: &'a [Finding]) -> Found<'a> {
        let mut of: HashMap<_, HashMap<_, Vec<&Finding>>> = HashMap::new();
        for finding in findings {
            if let (Some(unit), Some(code)) = (&finding.unit, &finding.criterion) {
                of.entry(&**unit).or_default().entry(&**code).or_default().push(finding);
            }
        }
        Found(of)
    }

    fn of(&self, unit: &str, code: &str) -> &[&'a Finding] {
        let of_unit = self.0.get(unit).and_then(|codes| codes.get(code));
        of_unit.map(Vec::as_slice).unwrap_or_default()
    }
}

/// Whether any unit has points of the first round.
pub fn has_first_round(assessments: &[Assessment]) -> bool {
    assessments.iter().flat_map(|unit| &unit.appraisals).any(|appraisal| appraisal.round == 1)
}

/// What is known of a leaf, or of a bonus or a penalty, of a unit.
pub(super) fn case(matter: &Matter, found: &Found, unit: usize, of: Subject, paper: CouncilPaper) -> Case {
    let (set, lang, assessment) = (matter.set, matter.lang, &matter.assessments[unit]);
    let (code, own) = match of {
        Subject::Leaf(n) => (&set.leaf(n).0.code, &assessment.entries[n].own),
        Subject::Adjustment(n) => (&set.adjustments[n].code, &assessment.adjustments[n].own),
    };
    let first = first_round(assessment, of);
    let findings = found.of(&assessment.unit, code);
    let form = own.at.as_ref().map(|at| &*at.sheet.file);
    let mut case = Case {
        unit,
        of,
        own: shown(own, set.scoring.precision, lang),
        computed: Shown::Blank,
        declared: String::new(),
        evidence: String::new(),
        explained: [String::new(), String::new()],
        more_evidence: String::new(),
        remarks: findings.iter().map(|finding| remark(finding, form, lang)).collect(),
        first: first.map(|first| {
            let text = |written: Option<&crate::assessment::Written>| {
                written.map(|written| written.text.clone()).unwrap_or_default()
            };
            (exactly(&first.mark, lang), text(first.reason.as_ref()), text(first.appraiser.as_ref()))
        }),
        closed: false,
        disputed: !findings.is_empty(),
    };
    if let Subject::Leaf(n) = of {
        leaf(&mut case, matter, n, paper);
    }
    if !assessment.sent {
        case.remarks.insert(0, words::sent_nothing(lang));
    }
    let differs = |points: Option<&Number>| match (case.own.points(), points) {
        (Some(own), Some(points)) => *own != points.rounded(set.scoring.precision),
        _ => false,
    };
    let explained = case.explained.iter().any(|text| !text.is_empty()) || !case.more_evidence.is_empty();
    let corrected = paper == CouncilPaper::Second && differs(case.first_points());
    case.disputed |= explained || corrected || differs(case.computed.points());
    case.disputed &= !case.closed;
    case
}

/// What is known of a leaf besides.
fn leaf(case: &mut Case, matter: &Matter, n: usize, paper: CouncilPaper) {
    let (set, lang, assessment) = (matter.set, matter.lang, &matter.assessments[case.unit]);
    let (leaf, entry) = (set.leaf(n).1, &assessment.entries[n]);
    case.computed = match assessment.computed(n) {
        None => Shown::Blank,
        Some(Outcome::NotApplicable) => Shown::Text(words::not_applicable(lang)),
        Some(Outcome::Points(points)) => Shown::Points(points.rounded(set.scoring.precision)),
    };
    if assessment.exempt[n] {
        case.closed = true;
        let reason = assessment.exempt_by(set, n).map(|exemption| exemption.reason.as_str());
        case.remarks.insert(0, words::exempt(reason, lang));
    }
    // The cells of what the council scores alone are read as its own.
    if let Some(declared) = entry.declared.as_ref().filter(|_| leaf.scored_by == Scorer::Unit) {
        case.declared = data(matter, assessment, n, &declared.answer);
    }
    let evidence = entry.evidence.as_ref().and_then(|(_, at)| (matter.evidence)(at));
    case.evidence = evidence.unwrap_or_default();
    for told in assessment.explanations.iter().filter(|told| told.leaf == n) {
        let later = told.paper == Paper::Explanation;
        if later && paper == CouncilPaper::First {
            continue;
        }
        let evidence = told.evidence.as_ref().map(|evidence| evidence.text.as_str());
        // Documents alone are no explanation.
        if evidence != Some(&told.said.text) {
            add(&mut case.explained[usize::from(later)], &told.said.text);
        }
        add(&mut case.more_evidence, evidence.unwrap_or_default());
    }
}

/// The points of the first round that count: of two papers the first one, and the council's before all others.
fn first_round(assessment: &Assessment, of: Subject) -> Option<&Appraisal> {
    let mut first = assessment.appraisals.iter().filter(|kept| kept.of == of && kept.round == 1);
    first.clone().find(|kept| kept.paper.is_council()).or_else(|| first.next())
}

fn add(text: &mut String, more: &str) {
    if !text.is_empty() && !more.is_empty() {
        text.push('\n');
    }
    text.push_str(more);
}

/// What stands in a cell of points, as it is published: what a formula gave has more digits.
fn shown(mark: &Mark, precision: Precision, lang: Lang) -> Shown {
    match exactly(mark, lang) {
        Shown::Points(points) => Shown::Points(points.rounded(precision)),
        other => other,
    }
}

/// What stands in a cell of points; of faulty ones what was typed.
fn exactly(mark: &Mark, lang: Lang) -> Shown {
    match (&mark.stated, mark.typed()) {
        (_, Some(points)) => Shown::Points(points),
        (Stated::NotApplicable, None) => Shown::Text(words::not_applicable(lang)),
        (Stated::Fault(_), None) => Shown::Text("?".to_owned()),
        _ => Shown::Blank,
    }
}

/// A finding in short words, with its cell and its code; another file than the form is named.
fn remark(finding: &Finding, form: Option<&str>, lang: Lang) -> String {
    let message = finding.text(lang).message;
    // What stands behind says more of the same.
    let message = message.split("; ").next().unwrap_or_default().trim_end_matches('.');
    let file = Some(finding.place.path()).filter(|path| Some(&***path) != form);
    let file = file.map(|path| path.rsplit('/').next().unwrap_or(path));
    let cell = match &finding.place {
        Place::Cell { cell: Some(cell), .. } => Some(cell.to_string()),
        _ => None,
    };
    let at: Vec<String> = file.map(str::to_owned).into_iter().chain(cell).collect();
    let at = if at.is_empty() { String::new() } else { format!("{}: ", at.join("!")) };
    format!("{at}{message} [{}]", finding.code().id())
}

/// What a unit declared, readable, and the rate that follows from it.
fn data(matter: &Matter, assessment: &Assessment, n: usize, answer: &Answer) -> String {
    let (set, lang) = (matter.set, matter.lang);
    let leaf = set.leaf(n).1;
    let mut lines: Vec<String> = Vec::new();
    match &leaf.rule {
        Rule::Choice(choice) => {
            let option = answer.option.and_then(|option| choice.options.get(option));
            lines.extend(option.map(|option| option.label.clone()));
        }
        Rule::Checklist(list) => {
            if let Some(holding) = &answer.items {
                let line = |(at, item): (usize, &crate::rule::Item)| {
                    words::item(holding.contains(&at), &item.label, lang)
                };
                lines.extend(list.items.iter().enumerate().map(line));
            }
        }
        _ => {
            let inputs = leaf.inputs.iter().zip(&answer.inputs);
            let line = |(input, given): (&crate::rule::Input, &Option<Number>)| {
                Some(format!("{}: {}", input.name, number(given.as_ref()?, lang)))
            };
            lines.extend(inputs.filter_map(line));
        }
    }
    let rate = match &leaf.rule {
        Rule::Proportional(_) => true,
        Rule::Bands(bands) => bands.steps.iter().all(|step| step.percent),
        _ => false,
    };
    if rate {
        let around = Around::new(set, assessment, matter.bests, n);
        let measured = leaf.rule.measured(&set.frame(n), answer, &around);
        let percent = measured.map(|rate| (rate * Number::from(100)).published(set.scoring.precision));
        lines.extend(percent.map(|rate| format!("→ {}%", number(&rate.into(), lang))));
    }
    lines.join("\n")
}
