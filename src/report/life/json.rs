//! The JSON of `explain`; its keys are described in `docs/schema/explain.v1.schema.json`.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::words::origin_id;
use crate::criteria::CriteriaSet;
use crate::diagnostic::Finding;
use crate::life::{
    Data, Evidence, Explained, Given, Life, Loss, Losses, Round, Standing, Subject, Text, Value,
};
use crate::message::{Lang, Scorer};
use crate::points::Number;
use crate::report::findings::FindingJson;
use crate::report::json::{CriteriaJson, Published, document};
use crate::report::set::rule_text;
use crate::rule::Outcome;
use crate::score::{NodeScore, Origin, Status};

#[derive(Serialize)]
struct ExplainJson<'a> {
    schema: &'static str,
    version: u8,
    criteria: CriteriaJson,
    by: &'static str,
    unit: &'a str,
    block: Option<&'a str>,
    life: Option<LifeJson<'a>>,
    losses: Option<LossesJson<'a>>,
    findings: Vec<FindingJson<'a>>,
}

/// A number as it is published, and under `…_exact` the exact one where that is another.
struct NumberJson {
    key: &'static str,
    value: Option<Published>,
    exact: Option<String>,
}

impl Serialize for NumberJson {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry(self.key, &self.value)?;
        if let Some(exact) = &self.exact {
            map.serialize_entry(&format!("{}_exact", self.key), exact)?;
        }
        map.end()
    }
}

#[derive(Serialize)]
struct LifeJson<'a> {
    code: &'a str,
    name: &'a str,
    kind: &'static str,
    scored_by: Option<&'static str>,
    #[serde(flatten)]
    max: NumberJson,
    rule: Option<String>,
    unconfirmed: Option<&'a str>,
    basis: Option<&'a str>,
    sources: &'a [String],
    appraised_by: Option<&'a str>,
    declared: Option<DataJson<'a>>,
    computed: Option<ComputedJson>,
    evidence: Option<EvidenceJson<'a>>,
    #[serde(rename = "self")]
    own: Option<GivenJson<'a>>,
    rounds: Vec<RoundJson<'a>>,
    explanations: Vec<ExplainedJson<'a>>,
    survey: Option<GivenJson<'a>>,
    exempt: Option<&'a str>,
    #[serde(rename = "final")]
    last: FinalJson<'a>,
}

#[derive(Serialize)]
struct DataJson<'a> {
    fault: bool,
    given: Vec<DatumJson<'a>>,
}

#[derive(Serialize)]
struct DatumJson<'a> {
    id: Option<&'a str>,
    name: &'a str,
    #[serde(flatten)]
    value: NumberJson,
    at: &'a str,
}

#[derive(Serialize)]
struct ComputedJson {
    steps: Vec<String>,
    #[serde(flatten)]
    points: NumberJson,
    not_applicable: bool,
}

#[derive(Debug, Serialize)]
pub(in crate::report) struct EvidenceJson<'a> {
    given: bool,
    word: Option<&'a str>,
    documents: &'a [String],
    at: &'a str,
}

#[derive(Serialize)]
struct GivenJson<'a> {
    #[serde(flatten)]
    points: NumberJson,
    status: &'static str,
    at: Option<&'a str>,
}

#[derive(Debug, Serialize)]
pub(in crate::report) struct TextJson<'a> {
    text: &'a str,
    at: &'a str,
}

#[derive(Serialize)]
struct RoundJson<'a> {
    round: u8,
    #[serde(flatten)]
    given: GivenJson<'a>,
    standing: &'static str,
    replaced_by: Option<u8>,
    reason: Option<TextJson<'a>>,
    appraiser: Option<TextJson<'a>>,
    copied_self: Option<GivenJson<'a>>,
}

#[derive(Debug, Serialize)]
pub(in crate::report) struct ExplainedJson<'a> {
    answers_round: Option<u8>,
    #[serde(flatten)]
    said: TextJson<'a>,
    documents: Option<TextJson<'a>>,
}

#[derive(Serialize)]
struct FinalJson<'a> {
    #[serde(flatten)]
    points: NumberJson,
    status: &'static str,
    from: Option<&'static str>,
    round: Option<u8>,
    source: Option<&'a str>,
}

#[derive(Serialize)]
struct LossesJson<'a> {
    code: Option<&'a str>,
    name: Option<&'a str>,
    #[serde(flatten)]
    points: NumberJson,
    #[serde(flatten)]
    max: NumberJson,
    #[serde(flatten)]
    index: NumberJson,
    #[serde(flatten)]
    lost: NumberJson,
    full: usize,
    not_applicable: Vec<&'a str>,
    leaves: Vec<LossJson<'a>>,
    parts: Vec<PartJson<'a>>,
    result: Option<ResultJson<'a>>,
}

#[derive(Serialize)]
struct LossJson<'a> {
    code: &'a str,
    name: &'a str,
    scored_by: &'static str,
    #[serde(flatten)]
    max: NumberJson,
    #[serde(flatten)]
    own: NumberJson,
    #[serde(rename = "final")]
    last: FinalJson<'a>,
    #[serde(flatten)]
    lost: NumberJson,
    #[serde(flatten)]
    cumulated: NumberJson,
    #[serde(flatten)]
    share: NumberJson,
    reason: Option<TextJson<'a>>,
}

#[derive(Serialize)]
struct PartJson<'a> {
    code: &'a str,
    name: &'a str,
    #[serde(flatten)]
    points: NumberJson,
    #[serde(flatten)]
    max: NumberJson,
    #[serde(flatten)]
    index: NumberJson,
    #[serde(flatten)]
    lost: NumberJson,
    #[serde(flatten)]
    share: NumberJson,
}

#[derive(Serialize)]
struct ResultJson<'a> {
    #[serde(flatten)]
    points: NumberJson,
    #[serde(flatten)]
    max: NumberJson,
    #[serde(flatten)]
    index: NumberJson,
    #[serde(flatten)]
    bonus: NumberJson,
    #[serde(flatten)]
    penalty: NumberJson,
    class: Option<&'a str>,
    complete: bool,
    errors: usize,
    rank: Option<usize>,
    tied: Option<bool>,
    count: Option<usize>,
}

/// Shows the numbers of a set.
#[derive(Clone, Copy)]
struct Of<'a>(&'a CriteriaSet);

impl<'a> Of<'a> {
    fn number<'n>(self, key: &'static str, value: impl Into<Option<&'n Number>>) -> NumberJson {
        let (value, precision) = (value.into(), self.0.scoring.precision);
        let exact = value.filter(|value| value.rounded(precision) != **value).map(Number::to_string);
        NumberJson { key, value: value.map(|value| Published::new(value, precision)), exact }
    }

    fn index(self, score: &NodeScore) -> NumberJson {
        self.number("index", score.index().as_ref())
    }

    fn given(self, given: &'a Given) -> GivenJson<'a> {
        let (points, status) = match &given.value {
            Value::Points(points) => (Some(points), "points"),
            Value::NotApplicable => (None, "not-applicable"),
            Value::Fault(typed) => (typed.as_ref(), "fault"),
        };
        GivenJson { points: self.number("points", points), status, at: given.at.as_deref() }
    }

    fn data(self, data: &'a Data) -> DataJson<'a> {
        let given = data.given.iter().map(|datum| DatumJson {
            id: datum.id,
            name: datum.name,
            value: self.number("value", datum.value),
            at: &datum.at,
        });
        DataJson { fault: data.fault, given: given.collect() }
    }

    fn round(self, round: &'a Round) -> RoundJson<'a> {
        RoundJson {
            round: round.round,
            given: self.given(&round.given),
            standing: round.standing.id(),
            replaced_by: match round.standing {
                Standing::Replaced(by) => Some(by),
                _ => None,
            },
            reason: round.reason.as_ref().map(text),
            appraiser: round.appraiser.as_ref().map(text),
            copied_self: round.copied.as_ref().map(|copied| self.given(copied)),
        }
    }

    fn last(
        self,
        points: &Number,
        status: Status,
        origin: Option<Origin>,
        source: Option<&'a str>,
    ) -> FinalJson<'a> {
        FinalJson {
            points: self.number("points", points),
            status: status.id(),
            from: origin.map(origin_id),
            round: match origin {
                Some(Origin::Round(round)) => Some(round),
                _ => None,
            },
            source,
        }
    }

    fn loss(self, row: &'a Loss) -> LossJson<'a> {
        LossJson {
            code: &row.node.code,
            name: &row.node.name,
            scored_by: row.leaf.scored_by.id(),
            max: self.number("max", &row.node.max),
            own: self.number("self", row.own.as_ref()),
            last: self.last(&row.points, row.status, row.origin, row.source.as_deref()),
            lost: self.number("lost", &row.lost),
            cumulated: self.number("cumulated", &row.cumulated),
            share: self.number("share", row.share.as_ref()),
            reason: row.reason.as_ref().map(text),
        }
    }
}

pub(in crate::report) fn text(text: &Text) -> TextJson<'_> {
    TextJson { text: &text.text, at: &text.at }
}

pub(in crate::report) fn explained(told: &Explained) -> ExplainedJson<'_> {
    ExplainedJson {
        answers_round: told.answers.then_some(1),
        said: text(&told.said),
        documents: told.evidence.as_ref().map(text),
    }
}

pub(in crate::report) fn evidence(evidence: &Evidence) -> EvidenceJson<'_> {
    EvidenceJson {
        given: evidence.given,
        word: Some(&*evidence.word).filter(|word| !word.is_empty()),
        documents: &evidence.documents,
        at: &evidence.at,
    }
}

fn findings<'a>(findings: &[&'a Finding], lang: Lang) -> Vec<FindingJson<'a>> {
    findings.iter().map(|finding| FindingJson::new(finding, lang)).collect()
}

fn whole<'a>(
    set: &'a CriteriaSet,
    by: &'static str,
    unit: &'a str,
    block: Option<usize>,
    found: Vec<FindingJson<'a>>,
) -> ExplainJson<'a> {
    ExplainJson {
        schema: "parindex/explain/1",
        version: 1,
        criteria: CriteriaJson::new(set),
        by,
        unit,
        block: block.map(|at| set.blocks[at].id.as_str()),
        life: None,
        losses: None,
        findings: found,
    }
}

/// The JSON of one score.
pub fn life_json(life: &Life, lang: Lang) -> serde_json::Result<Vec<u8>> {
    let of = Of(life.set);
    let (node, leaf) = match life.subject {
        Subject::Leaf(node, leaf) => (Some(node), Some(leaf)),
        Subject::Adjustment(_) => (None, None),
    };
    let (code, name, kind, max) = match life.subject {
        Subject::Leaf(node, _) => (&node.code, &node.name, "criterion", Some(&node.max)),
        Subject::Adjustment(at) => (&at.code, &at.name, at.effect.id(), at.cap.as_ref()),
    };
    let computed = ComputedJson {
        steps: life.steps.iter().map(|step| step.text(lang)).collect(),
        points: of.number(
            "points",
            match life.computed {
                Some(Outcome::Points(points)) => Some(points),
                _ => None,
            },
        ),
        not_applicable: life.computed == Some(&Outcome::NotApplicable),
    };
    let json = LifeJson {
        code,
        name,
        kind,
        scored_by: life.scored_by().map(Scorer::id),
        max: of.number("max", max),
        rule: leaf.map(|leaf| rule_text(leaf, lang)),
        unconfirmed: leaf.and_then(|leaf| leaf.unconfirmed.as_deref()),
        basis: node.and_then(|node| node.basis.as_deref()),
        sources: &life.set.sources,
        appraised_by: leaf.and_then(|leaf| leaf.appraiser.as_deref()),
        declared: life.data.as_ref().map(|data| of.data(data)),
        computed: (life.computed.is_some() || !life.steps.is_empty()).then_some(computed),
        evidence: life.evidence.as_ref().map(evidence),
        own: life.own.as_ref().map(|own| of.given(own)),
        rounds: life.rounds.iter().map(|round| of.round(round)).collect(),
        explanations: life.explanations.iter().map(explained).collect(),
        survey: life.survey.as_ref().map(|survey| of.given(survey)),
        exempt: life.exempt,
        last: of.last(&life.points, life.status, life.origin, life.source.as_deref()),
    };
    let (unit, found) = (life.unit, findings(&life.findings, lang));
    let whole = whole(life.set, life.basis.id(), &unit.unit, unit.block, found);
    document(&ExplainJson { life: Some(json), ..whole })
}

/// The JSON of where a unit lost points.
pub fn losses_json(losses: &Losses, lang: Lang) -> serde_json::Result<Vec<u8>> {
    let of = Of(losses.set);
    let parts = losses.parts.iter().map(|part| PartJson {
        code: &part.node.code,
        name: &part.node.name,
        points: of.number("points", &part.score.points),
        max: of.number("max", &part.score.max),
        index: of.index(&part.score),
        lost: of.number("lost", &part.lost),
        share: of.number("share", part.share.as_ref()),
    });
    let (card, place) = (&losses.card, losses.place);
    let result = losses.branch.is_none().then(|| ResultJson {
        points: of.number("points", &card.points),
        max: of.number("max", &card.max),
        index: of.number("index", card.index.as_ref()),
        bonus: of.number("bonus", &card.bonus),
        penalty: of.number("penalty", &card.penalty),
        class: losses.class.map(|class| losses.set.classes[class].name.as_str()),
        complete: card.complete,
        errors: card.errors,
        rank: place.map(|place| place.rank),
        tied: place.map(|place| place.tied),
        count: place.map(|place| place.count),
    });
    let json = LossesJson {
        code: losses.branch.map(|node| &*node.code),
        name: losses.branch.map(|node| node.name.as_str()),
        points: of.number("points", &losses.sum.points),
        max: of.number("max", &losses.sum.max),
        index: of.index(&losses.sum),
        lost: of.number("lost", &losses.lost),
        full: losses.full,
        not_applicable: losses.left_out.iter().map(|node| &*node.code).collect(),
        leaves: losses.rows.iter().map(|row| of.loss(row)).collect(),
        parts: parts.collect(),
        result,
    };
    let (unit, found) = (losses.unit, findings(&losses.findings, lang));
    let whole = whole(losses.set, losses.basis.id(), &unit.unit, unit.block, found);
    document(&ExplainJson { losses: Some(json), ..whole })
}
