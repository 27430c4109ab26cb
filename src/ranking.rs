//! From indices to ranks and classes, block by block. Pure; ties, classes and rounding are the set's.

use crate::criteria::{CriteriaSet, TieBreak, Ties};
use crate::points::Number;
use crate::score::ScoreCard;
use crate::sorting::Order as _;

/// The ranking of all blocks, in the order of the set; units without a block come last.
#[derive(Debug)]
pub struct Ranking {
    /// One per block that has units.
    pub blocks: Vec<BlockRanking>,
}

/// The ranking of one block.
#[derive(Debug)]
pub struct BlockRanking {
    /// Block of the set (index); `None` where all units are one block, or the unit names none.
    pub block: Option<usize>,
    /// The ranked units, best first.
    pub rows: Vec<Ranked>,
    /// Units to which nothing applies, so that they have no index (indices of cards).
    pub unranked: Vec<usize>,
    /// Plain mean of the indices.
    pub mean: Option<Number>,
    /// Highest index.
    pub highest: Option<Number>,
    /// Lowest index.
    pub lowest: Option<Number>,
    /// Per class of the block (index) how many units.
    pub classes: Vec<(usize, usize)>,
}

impl Ranking {
    /// Adds the blocks of units that sent nothing, where no unit of them is ranked: they are shown for the missing.
    #[must_use]
    pub fn with_silent(mut self, missing: impl Iterator<Item = Option<usize>>) -> Ranking {
        let mut silent: Vec<Option<usize>> =
            missing.filter(|block| !self.blocks.iter().any(|ranked| ranked.block == *block)).collect();
        silent.order_by_key(|block| block.unwrap_or(usize::MAX));
        silent.dedup();
        self.blocks.extend(silent.into_iter().map(BlockRanking::empty));
        self
    }
}

impl BlockRanking {
    /// A block of which no unit is ranked.
    fn empty(block: Option<usize>) -> BlockRanking {
        let (rows, unranked, classes) = (Vec::new(), Vec::new(), Vec::new());
        BlockRanking { block, rows, unranked, mean: None, highest: None, lowest: None, classes }
    }
}

/// One unit in its block.
#[derive(Debug)]
pub struct Ranked {
    /// The unit's card (index).
    pub card: usize,
    /// Its rank.
    pub rank: usize,
    /// Another unit is equal in everything that decides.
    pub tied: bool,
    /// Its place against an equal index was decided by a tie-break.
    pub broken: bool,
    /// Its place would be another one without rounding (or with it).
    pub by_rounding: bool,
    /// Its class (index); `None` below the lowest.
    pub class: Option<usize>,
}

/// Ranks the cards. Units that sent nothing must not be among them.
pub fn rank(set: &CriteriaSet, cards: &[ScoreCard]) -> Ranking {
    let blocks = (0..set.blocks.len()).map(Some).chain([None]);
    let blocks = blocks
        .map(|block| {
            let members = (0..cards.len()).filter(|card| cards[*card].block == block).collect();
            rank_block(set, cards, block, members)
        })
        .filter(|block| !block.rows.is_empty() || !block.unranked.is_empty())
        .collect();
    Ranking { blocks }
}

/// What decides about a unit's place.
struct Standing {
    card: usize,
    /// The index on which rank and class are decided.
    compared: Number,
    /// The values of the tie-breaks; `None` (nothing applies) is the lowest.
    breaks: Vec<Option<Number>>,
    exact: Number,
    published: Number,
}

fn rank_block(
    set: &CriteriaSet,
    cards: &[ScoreCard],
    block: Option<usize>,
    members: Vec<usize>,
) -> BlockRanking {
    let precision = set.scoring.precision;
    let policy = &set.ranking;
    let mut standings: Vec<Standing> = members
        .iter()
        .filter_map(|card| {
            let exact = cards[*card].index.clone()?;
            let published = exact.rounded(precision);
            let compared = set.compared(&exact);
            let breaks = policy.tie_break.iter().map(|by| tie_value(set, &cards[*card], by)).collect();
            Some(Standing { card: *card, compared, breaks, exact, published })
        })
        .collect();
    // The sort is stable: what decides nothing keeps the order of the input.
    standings.sort_by(|a, b| b.compared.cmp(&a.compared).then_with(|| b.breaks.cmp(&a.breaks)));
    // Runs within runs, so that many equal units are each looked at once: equal as published, equal in the index that
    // decides, equal in everything.
    let mut rows: Vec<Ranked> = Vec::new();
    for published in standings.chunk_by(|a, b| a.published == b.published) {
        let by_rounding = published.iter().any(|standing| standing.exact != published[0].exact);
        for compared in published.chunk_by(|a, b| a.compared == b.compared) {
            let broken =
                compared.first().map(|first| &first.breaks) != compared.last().map(|last| &last.breaks);
            for equal in compared.chunk_by(|a, b| a.breaks == b.breaks) {
                let tied = equal.len() > 1;
                for (shares, standing) in equal.iter().enumerate().map(|(nth, standing)| (nth > 0, standing))
                {
                    let rank = match (policy.ties, rows.last()) {
                        (_, None) => 1,
                        (Ties::Ordinal, Some(last)) => last.rank + 1,
                        (_, Some(last)) if shares => last.rank,
                        (Ties::Dense, Some(last)) => last.rank + 1,
                        (Ties::Competition, Some(_)) => rows.len() + 1,
                    };
                    let class = class_of_card(set, &cards[standing.card]);
                    rows.push(Ranked { card: standing.card, rank, tied, broken, by_rounding, class });
                }
            }
        }
    }
    let indices = || standings.iter().map(|standing| &standing.exact);
    let classes = set
        .classes_of(block)
        .map(|(class, _)| (class, rows.iter().filter(|row| row.class == Some(class)).count()))
        .collect();
    BlockRanking {
        block,
        unranked: members.into_iter().filter(|card| cards[*card].index.is_none()).collect(),
        mean: indices().sum::<Number>().checked_div(&Number::from(standings.len())),
        highest: indices().max().cloned(),
        lowest: indices().min().cloned(),
        rows,
        classes,
    }
}

/// The value of a tie-break, as it is compared; `None` (nothing applies) is the lowest.
pub fn tie_value(set: &CriteriaSet, card: &ScoreCard, by: &TieBreak) -> Option<Number> {
    let value = match by {
        TieBreak::Survey => card.survey.clone(),
        TieBreak::Appraised => card.appraised.clone(),
        TieBreak::Node(node) => card.nodes[*node].index(),
    };
    value.map(|value| set.compared(&value))
}

/// The class of a unit; `None` below the lowest.
pub fn class_of_card(set: &CriteriaSet, card: &ScoreCard) -> Option<usize> {
    set.class_of(card.block, card.index.as_ref()?, |node| card.nodes[node].index())
}
