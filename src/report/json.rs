//! The JSON of results: keys of the contract, numbers with the published digits.

use rust_decimal::Decimal;
use serde::{Serialize, Serializer};

use crate::criteria::CriteriaSet;
use crate::points::{Number, Precision};
use crate::ranking::{BlockRanking, Ranking};
use crate::score::{Backing, ScoreCard};

/// A number with the published digits; no trailing zeros.
#[derive(Clone, Copy, Debug)]
pub struct Published(Decimal);

impl Published {
    /// Rounds for publication.
    pub fn new(value: &Number, precision: Precision) -> Published {
        Published(value.published(precision))
    }
}

impl Serialize for Published {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let number = self.0.normalize();
        if let (0, Ok(whole)) = (number.scale(), i64::try_from(number.mantissa())) {
            return serializer.serialize_i64(whole);
        }
        let digits = number.to_string();
        let number: serde_json::Number = digits.parse().map_err(serde::ser::Error::custom)?;
        number.serialize(serializer)
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
struct FieldJson {
    code: String,
    points: Published,
    max: Published,
    index: Option<Published>,
}

/// A leaf of one unit.
#[derive(Debug, Serialize)]
struct LeafJson {
    code: String,
    #[serde(rename = "self")]
    own: Option<Published>,
    appraised: Option<Published>,
    survey: Option<Published>,
    points: Published,
    max: Published,
    status: &'static str,
    source: Option<String>,
}

/// One unit.
#[derive(Debug, Serialize)]
pub struct UnitJson {
    #[serde(skip_serializing_if = "Option::is_none")]
    rank: Option<usize>,
    unit: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    block: Option<String>,
    points: Published,
    max: Published,
    index: Option<Published>,
    class: Option<String>,
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
    fields: Vec<FieldJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    leaves: Option<Vec<LeafJson>>,
}

impl UnitJson {
    fn new(set: &CriteriaSet, card: &ScoreCard, class: Option<usize>) -> UnitJson {
        let precision = set.scoring.precision;
        let published = |value: &Number| Published::new(value, precision);
        let fields = set.fields.iter().map(|field| {
            let score = &card.nodes[*field];
            FieldJson {
                code: set.nodes[*field].code.to_string(),
                points: published(&score.points),
                max: published(&score.max),
                index: score.index().as_ref().map(published),
            }
        });
        UnitJson {
            rank: None,
            unit: card.unit.to_string(),
            block: None,
            points: published(&card.points),
            max: published(&card.max),
            index: card.index.as_ref().map(published),
            class: class.map(|class| set.classes[class].name.clone()),
            tied: None,
            complete: card.complete,
            errors: card.errors,
            own: card.own.as_ref().map(published),
            appraised: card.appraised.as_ref().map(published),
            survey: card.survey.as_ref().map(published),
            bonus: published(&card.bonus),
            penalty: published(&card.penalty),
            fields: fields.collect(),
            leaves: None,
        }
    }

    /// A unit with all of its leaves.
    pub fn with_leaves(
        set: &CriteriaSet,
        card: &ScoreCard,
        backing: Vec<Backing>,
        class: Option<usize>,
        tied: bool,
    ) -> UnitJson {
        let precision = set.scoring.precision;
        let published = |value: &Number| Published::new(value, precision);
        let leaves = set.leaf_nodes().zip(&card.leaves).zip(backing).map(|(((node, _), leaf), behind)| LeafJson {
            code: node.code.to_string(),
            own: behind.own.as_ref().map(published),
            appraised: behind.appraised.as_ref().map(published),
            survey: behind.survey.as_ref().map(published),
            points: published(&leaf.points),
            max: published(&node.max),
            status: leaf.status.id(),
            source: behind.source,
        });
        UnitJson {
            block: card.block.map(|block| set.blocks[block].id.clone()),
            tied: Some(tied),
            leaves: Some(leaves.collect()),
            ..UnitJson::new(set, card, class)
        }
    }
}

/// The JSON of `score`.
#[derive(Debug, Serialize)]
pub struct ScoreJson {
    /// The set; of several the first.
    pub criteria: Option<CriteriaJson>,
    /// Basis of the scores.
    pub by: &'static str,
    /// The units.
    pub units: Vec<UnitJson>,
    /// Units of the register that sent nothing.
    pub missing: Vec<String>,
}

/// One block of `rank`.
#[derive(Debug, Serialize)]
pub struct BlockJson {
    /// Where the blocks of a round have sets of their own.
    #[serde(skip_serializing_if = "Option::is_none")]
    criteria: Option<CriteriaJson>,
    id: String,
    name: String,
    count: usize,
    mean: Option<Published>,
    highest: Option<Published>,
    lowest: Option<Published>,
    #[serde(serialize_with = "as_map")]
    classes: Vec<(String, usize)>,
    units: Vec<UnitJson>,
    unranked: Vec<UnitJson>,
    missing: Vec<String>,
}

/// The JSON of `rank`.
#[derive(Debug, Serialize)]
pub struct RankJson {
    /// The set; of several the first.
    pub criteria: Option<CriteriaJson>,
    /// Basis of the scores.
    pub by: &'static str,
    /// The blocks.
    pub blocks: Vec<BlockJson>,
}

fn as_map<S: Serializer>(pairs: &[(String, usize)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(pairs.iter().map(|(name, count)| (name, count)))
}

/// The blocks of a ranking; `missing` are the units of the register that sent nothing, with their blocks.
pub fn blocks(
    set: &CriteriaSet,
    cards: &[ScoreCard],
    ranking: &Ranking,
    missing: &[(Option<usize>, String)],
    several_sets: bool,
) -> Vec<BlockJson> {
    let block = |block: &BlockRanking| BlockJson {
        criteria: several_sets.then(|| CriteriaJson::new(set)),
        ..block_json(set, cards, block, missing)
    };
    ranking.blocks.iter().map(block).collect()
}

fn block_json(
    set: &CriteriaSet,
    cards: &[ScoreCard],
    block: &BlockRanking,
    missing: &[(Option<usize>, String)],
) -> BlockJson {
    let precision = set.scoring.precision;
    let published = |value: &Number| Published::new(value, precision);
    let units = block.rows.iter().map(|row| UnitJson {
        rank: Some(row.rank),
        tied: Some(row.tied),
        ..UnitJson::new(set, &cards[row.card], row.class)
    });
    let counts = block.classes.iter().filter(|(_, count)| *count > 0);
    BlockJson {
        criteria: None,
        id: block.block.map_or_else(|| "all".to_owned(), |at| set.blocks[at].id.clone()),
        name: block.block.map_or_else(String::new, |at| set.blocks[at].name.clone()),
        count: block.rows.len(),
        mean: block.mean.as_ref().map(published),
        highest: block.highest.as_ref().map(published),
        lowest: block.lowest.as_ref().map(published),
        classes: counts.map(|(class, count)| (set.classes[*class].name.clone(), *count)).collect(),
        units: units.collect(),
        unranked: block.unranked.iter().map(|card| UnitJson::new(set, &cards[*card], None)).collect(),
        missing: missing.iter().filter(|(at, _)| *at == block.block).map(|(_, unit)| unit.clone()).collect(),
    }
}
