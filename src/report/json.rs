//! The JSON of results: keys of the contract, numbers with the published digits.

use std::io;

use rayon::prelude::*;
use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::{Formatter, PrettyFormatter};
use serde_json::value::RawValue;

use super::life::{EvidenceJson, ExplainedJson, TextJson, evidence, explained, origin_id, text};
use crate::criteria::CriteriaSet;
use crate::message::printable_json;
use crate::points::{Number, Precision};
use crate::ranking::{BlockRanking, Ranked, Ranking};
use crate::results::{Block, LeafDetail, Previous, Unit};
use crate::score::{Backing, Origin, ScoreCard};

/// A document: indented, with a line end, and nothing in it that could do harm on a terminal.
pub fn document(value: &impl Serialize) -> serde_json::Result<Vec<u8>> {
    let mut json = serde_json::to_vec_pretty(value)?;
    json.push(b'\n');
    Ok(printable_json(json))
}

/// A number with the published digits; no trailing zeros.
#[derive(Clone, Debug)]
pub struct Published(String);

impl Published {
    /// Rounds for publication.
    pub fn new(value: &Number, precision: Precision) -> Published {
        Published(value.published_digits(precision))
    }
}

impl Serialize for Published {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // Digits are always JSON.
        let digits: &RawValue = serde_json::from_str(&self.0).map_err(serde::ser::Error::custom)?;
        digits.serialize(serializer)
    }
}

/// Which set made the results.
#[derive(Debug, Serialize)]
pub struct CriteriaJson {
    id: String,
    title: String,
    status: &'static str,
    scale: Published,
}

impl CriteriaJson {
    /// The set in brief.
    pub fn new(set: &CriteriaSet) -> CriteriaJson {
        CriteriaJson {
            id: set.id.clone(),
            title: set.title.clone(),
            status: set.status.id(),
            scale: Published::new(&set.scale, set.scoring.precision),
        }
    }
}

/// Of a field or leaf nothing but the code is the same for all units.
#[derive(Debug, Serialize)]
struct FieldJson<'a> {
    code: &'a str,
    points: Published,
    max: Published,
    index: Option<Published>,
}

/// A leaf of one unit.
#[derive(Debug, Serialize)]
struct LeafJson<'a> {
    code: &'a str,
    #[serde(rename = "self")]
    own: Option<Published>,
    appraised: Option<Published>,
    survey: Option<Published>,
    points: Published,
    max: Published,
    status: &'static str,
    source: Option<String>,
    #[serde(flatten)]
    more: Option<LeafMore<'a>>,
}

/// What stands behind a leaf besides.
#[derive(Debug, Serialize)]
struct LeafMore<'a> {
    lost: Published,
    from: Option<&'static str>,
    round: Option<u8>,
    reason: Option<TextJson<'a>>,
    explanations: Vec<ExplainedJson<'a>>,
    evidence: Option<EvidenceJson<'a>>,
}

/// What changed since the year before.
#[derive(Debug, Serialize)]
struct ChangeJson<'a> {
    rank: Option<usize>,
    index: Option<Published>,
    class: Option<&'a str>,
    places: Option<i64>,
    index_change: Option<Published>,
    fields: Vec<FieldChangeJson<'a>>,
}

#[derive(Debug, Serialize)]
struct FieldChangeJson<'a> {
    code: &'a str,
    index: Published,
    index_change: Option<Published>,
}

/// One unit.
#[derive(Debug, Serialize)]
pub struct UnitJson<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    rank: Option<usize>,
    unit: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    block: Option<&'a str>,
    points: Published,
    max: Published,
    index: Option<Published>,
    class: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tied: Option<bool>,
    complete: bool,
    errors: usize,
    #[serde(rename = "self")]
    own: Option<Published>,
    appraised: Option<Published>,
    survey: Option<Published>,
    bonus: Published,
    penalty: Published,
    fields: Vec<FieldJson<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    previous: Option<ChangeJson<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    leaves: Option<Vec<LeafJson<'a>>>,
}

impl<'a> UnitJson<'a> {
    fn new(set: &'a CriteriaSet, card: &'a ScoreCard, class: Option<usize>) -> UnitJson<'a> {
        let precision = set.scoring.precision;
        let published = |value: &Number| Published::new(value, precision);
        let fields = set.fields.iter().map(|field| {
            let score = &card.nodes[*field];
            FieldJson {
                code: &set.nodes[*field].code,
                points: published(&score.points),
                max: published(&score.max),
                index: score.index().as_ref().map(published),
            }
        });
        UnitJson {
            rank: None,
            unit: &card.unit,
            block: None,
            points: published(&card.points),
            max: published(&card.max),
            index: card.index.as_ref().map(published),
            class: class.map(|class| set.classes[class].name.as_str()),
            tied: None,
            complete: card.complete,
            errors: card.errors,
            own: card.own.as_ref().map(published),
            appraised: card.appraised.as_ref().map(published),
            survey: card.survey.as_ref().map(published),
            bonus: published(&card.bonus),
            penalty: published(&card.penalty),
            fields: fields.collect(),
            previous: None,
            leaves: None,
        }
    }

    /// A unit with all of its leaves.
    pub fn with_leaves(
        set: &'a CriteriaSet,
        card: &'a ScoreCard,
        backing: Vec<Backing>,
        class: Option<usize>,
        tied: bool,
    ) -> UnitJson<'a> {
        let precision = set.scoring.precision;
        let published = |value: &Number| Published::new(value, precision);
        let leaves =
            set.leaf_nodes().zip(&card.leaves).zip(backing).map(|(((node, _), leaf), behind)| LeafJson {
                code: &node.code,
                own: behind.own.as_ref().map(published),
                appraised: behind.appraised.as_ref().map(published),
                survey: behind.survey.as_ref().map(published),
                points: published(&leaf.points),
                max: published(&node.max),
                status: leaf.status.id(),
                source: behind.source,
                more: None,
            });
        UnitJson {
            block: card.block.map(|block| set.blocks[block].id.as_str()),
            tied: Some(tied),
            leaves: Some(leaves.collect()),
            ..UnitJson::new(set, card, class)
        }
    }

    /// A unit as `rank` shows it, with all of its leaves, what stands behind them, and what changed.
    fn whole(unit: &Unit<'a>, leaves: &'a [LeafDetail], previous: Option<&'a Previous>) -> UnitJson<'a> {
        let set = unit.set();
        let precision = set.scoring.precision;
        let published = |value: &Number| Published::new(value, precision);
        let leaf = |leaf: &'a LeafDetail| LeafJson {
            code: &leaf.node.code,
            own: leaf.own.as_ref().map(published),
            appraised: leaf.appraised.as_ref().map(published),
            survey: leaf.survey.as_ref().map(published),
            points: published(&leaf.points),
            max: published(&leaf.node.max),
            status: leaf.status.id(),
            source: leaf.source.clone(),
            more: Some(LeafMore {
                lost: published(&leaf.lost),
                from: leaf.origin.map(origin_id),
                round: if let Some(Origin::Round(round)) = leaf.origin { Some(round) } else { None },
                reason: leaf.remark.last.as_ref().map(text),
                explanations: leaf.explained.iter().map(explained).collect(),
                evidence: leaf.evidence.as_ref().map(evidence),
            }),
        };
        let change = previous.and_then(|previous| previous.change(unit)).map(|change| {
            let field = |at: &usize| {
                let (before, rise) = change.field(unit, *at)?;
                let (index, index_change) = (published(before), rise.as_ref().map(published));
                Some(FieldChangeJson { code: &set.nodes[*at].code, index, index_change })
            };
            ChangeJson {
                rank: change.before.rank,
                index: change.before.index.as_ref().map(published),
                class: change.before.class.as_deref(),
                places: change.places,
                index_change: change.index.as_ref().map(published),
                fields: set.fields.iter().filter_map(field).collect(),
            }
        });
        UnitJson {
            rank: unit.place.map(|place| place.rank),
            tied: unit.place.map(|place| place.tied),
            previous: change,
            leaves: Some(leaves.iter().map(leaf).collect()),
            ..UnitJson::new(set, unit.card, unit.place.and_then(|place| place.class))
        }
    }
}

/// The JSON of `score`.
#[derive(Debug, Serialize)]
pub struct ScoreJson<'a> {
    /// Name and version of the form.
    pub schema: &'static str,
    /// The set; of several the first.
    pub criteria: Option<CriteriaJson>,
    /// Basis of the scores.
    pub by: &'static str,
    /// The units.
    pub units: Vec<UnitJson<'a>>,
    /// Units of the register that sent nothing.
    pub missing: Vec<&'a str>,
}

/// One block of `rank`.
#[derive(Debug, Serialize)]
pub struct BlockJson<'a> {
    /// Where the blocks of a round have sets of their own.
    #[serde(skip_serializing_if = "Option::is_none")]
    criteria: Option<CriteriaJson>,
    id: &'a str,
    name: &'a str,
    count: usize,
    mean: Option<Published>,
    highest: Option<Published>,
    lowest: Option<Published>,
    #[serde(serialize_with = "as_map")]
    classes: Vec<(&'a str, usize)>,
    units: Vec<Box<RawValue>>,
    unranked: Vec<Box<RawValue>>,
    missing: Vec<&'a str>,
}

/// The JSON of `rank`.
#[derive(Debug, Serialize)]
pub struct RankJson<'a> {
    /// Name and version of the form.
    pub schema: &'static str,
    /// The set; of several the first.
    pub criteria: Option<CriteriaJson>,
    /// Basis of the scores.
    pub by: &'static str,
    /// The blocks.
    pub blocks: Vec<BlockJson<'a>>,
}

fn as_map<S: serde::Serializer>(pairs: &[(&str, usize)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(pairs.iter().map(|(name, count)| (name, count)))
}

/// The blocks of a ranking; `missing` are the units of the register that sent nothing, with their blocks.
pub fn blocks<'a>(
    set: &'a CriteriaSet,
    cards: &'a [ScoreCard],
    ranking: &Ranking,
    missing: &'a [(Option<usize>, String)],
    several_sets: bool,
) -> serde_json::Result<Vec<BlockJson<'a>>> {
    let ranked = |row: &Ranked| {
        let unit = UnitJson::new(set, &cards[row.card], row.class);
        nested(&UnitJson { rank: Some(row.rank), tied: Some(row.tied), ..unit }, UNIT_DEPTH)
    };
    let unranked = |card: usize| nested(&UnitJson::new(set, &cards[card], None), UNIT_DEPTH);
    let block = |block: &BlockRanking| {
        let missing = missing.iter().filter(|(at, _)| *at == block.block).map(|(_, unit)| unit.as_str());
        let json = block_json(set, block, missing.collect(), &ranked, &unranked)?;
        Ok(BlockJson { criteria: several_sets.then(|| CriteriaJson::new(set)), ..json })
    };
    ranking.blocks.iter().map(block).collect()
}

/// A block of which each unit has all of its leaves.
pub(super) fn whole_block<'a>(
    block: &Block<'a>,
    previous: Option<&Previous>,
    several_sets: bool,
) -> serde_json::Result<BlockJson<'a>> {
    let whole = |unit: Unit| nested(&UnitJson::whole(&unit, &unit.leaves(), previous), UNIT_DEPTH);
    let ranked = |row: &Ranked| whole(block.ranked(row));
    let unranked = |card: usize| whole(block.of_card(card));
    let set = block.set();
    let json = block_json(set, block.ranking, block.missing().collect(), &ranked, &unranked)?;
    Ok(BlockJson { criteria: several_sets.then(|| CriteriaJson::new(set)), ..json })
}

fn block_json<'a, 'b>(
    set: &'a CriteriaSet,
    block: &'b BlockRanking,
    missing: Vec<&'a str>,
    ranked: &(impl Fn(&'b Ranked) -> serde_json::Result<Box<RawValue>> + Sync),
    unranked: &(impl Fn(usize) -> serde_json::Result<Box<RawValue>> + Sync),
) -> serde_json::Result<BlockJson<'a>> {
    let precision = set.scoring.precision;
    let published = |value: &Number| Published::new(value, precision);
    let counts = block.classes.iter().filter(|(_, count)| *count > 0);
    Ok(BlockJson {
        criteria: None,
        id: block.block.map_or("all", |at| set.blocks[at].id.as_str()),
        name: block.block.map_or("", |at| set.blocks[at].name.as_str()),
        count: block.rows.len(),
        mean: block.mean.as_ref().map(published),
        highest: block.highest.as_ref().map(published),
        lowest: block.lowest.as_ref().map(published),
        classes: counts.map(|(class, count)| (set.classes[*class].name.as_str(), *count)).collect(),
        units: block.rows.par_iter().map(ranked).collect::<Result<_, _>>()?,
        unranked: block.unranked.iter().map(|card| unranked(*card)).collect::<Result<_, _>>()?,
        missing,
    })
}

/// How deep a unit stands in the JSON of `rank`.
const UNIT_DEPTH: usize = 4;

/// A part of pretty JSON, as it stands so deep in the whole; thus parts are written on all cores.
fn nested(value: &impl Serialize, depth: usize) -> serde_json::Result<Box<RawValue>> {
    let mut formatter = PrettyFormatter::new();
    for _ in 0..depth {
        formatter.begin_array(&mut io::sink()).map_err(serde_json::Error::io)?;
    }
    let mut text = Vec::new();
    value.serialize(&mut Serializer::with_formatter(&mut text, formatter))?;
    RawValue::from_string(String::from_utf8(text).map_err(serde::ser::Error::custom)?)
}
