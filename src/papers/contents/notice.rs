//! What the notice tells a unit: its result, what it achieved, where it lost points and what it needs.

use super::block::left_out;
use super::told::told;
use super::words::{Named, Names, label, listed, plain, shown, shown_of, way};
use crate::criteria::{CriteriaSet, Effect, NotApplicable};
use crate::life::{Life, Subject};
use crate::message::{Lang, Scorer, one_line};
use crate::points::Number;
use crate::results::{Block, FieldFigures, LeafDetail, Previous, Unit};
use crate::rule::Rule;
use crate::score::{Basis, Status};

/// So many losses are named one by one.
const LOSSES: usize = 10;
/// From this component index on a field is strong where the unit is alone.
const STRONG: i32 = 90;

/// What all units of a block are held against, computed once.
#[derive(Debug)]
pub struct Yardstick<'a> {
    /// The block.
    pub block: &'a Block<'a>,
    /// The year before.
    pub previous: Option<&'a Previous>,
    /// The fields of the block.
    pub fields: Vec<FieldFigures<'a>>,
}

told! {
    /// What the notice tells a unit.
    pub struct NoticeFacts {
        /// Its name.
        pub unit: String,
        /// `khối Xã`; nothing where all units are one block.
        pub block: String,
        /// How many units are ranked with it.
        pub count: usize,
        /// Its rank; `None` where nothing applies to it.
        pub rank: Option<usize>,
        /// Who shares its rank.
        pub tied: Names,
        /// Its index.
        pub index: Option<String>,
        /// Its class; `None` below the lowest, or where there are none.
        pub class: Option<String>,
        /// The set has classes.
        pub has_classes: bool,
        /// Points in all.
        pub points: String,
        /// Maximum of what applies.
        pub max: String,
        /// Appraised points.
        pub appraised: Option<String>,
        /// Survey points.
        pub survey: Option<String>,
        /// Bonus, where it has some.
        pub bonus: Option<String>,
        /// Penalty, where it has some.
        pub penalty: Option<String>,
        /// Its self scores beside what was given for them; only criteria that have both.
        pub judged: Option<JudgedUnit>,
        /// The scale to which its appraised points are rescaled, where something does not apply to it.
        pub rescaled: Option<String>,
        /// Its bonuses and penalties.
        pub adjustments: Vec<AdjustmentFacts>,
        /// Which points make the result.
        pub basis: &'static str,
        /// The mean of the block; `None` where it is alone.
        pub mean: Option<Against>,
        /// The highest index of the block.
        pub highest: Option<String>,
        /// What changed since the year before.
        pub before: Option<Before>,
        /// Every criterion has points that can be used.
        pub complete: bool,
        /// Errors in its files.
        pub errors: usize,
        /// Its result is provisional.
        pub provisional: bool,
        /// Criteria without points, and their codes.
        pub lacking: Codes,
        /// Criteria with faulty points, and their codes.
        pub faults: Codes,
        /// What it achieved, field by field.
        pub achieved: Vec<Achieved>,
        /// How many criteria have all points.
        pub full: usize,
        /// How many criteria apply.
        pub applying: usize,
        /// The largest losses, largest first.
        pub losses: Vec<LossFacts>,
        /// What these need, criteria with the same need together.
        pub remedies: Vec<Remedy>,
        /// How many losses there are.
        pub loss_count: usize,
        /// How many smaller losses there are besides.
        pub more: usize,
        /// Those of them that brought nothing at all: `Tên (1.2); Tên (1.3)`.
        pub zeros: Codes,
        /// Survey criteria that wait for their results, and their codes; they are no losses.
        pub awaited: Codes,
        /// What was lost at those.
        pub more_lost: String,
        /// What was lost in all; `None` where nothing was.
        pub lost: Option<String>,
        /// Codes that do not apply, with their reasons.
        pub not_applicable: Vec<LeftOut>,
    }
}

told! {
    /// Self scores beside what was given for them.
    pub struct JudgedUnit {
        /// Sum of the self scores.
        pub own: String,
        /// Sum of the appraised points, and the difference.
        pub appraised: String,
        /// The difference without its sign.
        pub difference: String,
        /// `more` where more was given than claimed, `less`, `same`.
        pub way: &'static str,
    }
}

told! {
    /// A bonus or a penalty.
    pub struct AdjustmentFacts {
        /// Its name.
        pub name: String,
        /// What counts of it, without a sign.
        pub points: String,
        /// It is taken off.
        pub penalty: bool,
        /// Why, in the words of the council, on one line.
        pub reason: Option<String>,
    }
}

told! {
    /// Criteria by their codes.
    pub struct Codes {
        /// How many.
        pub count: usize,
        /// `1.1, 1.2 và 3.1`.
        pub text: String,
    }
}

told! {
    /// A figure beside another.
    pub struct Against {
        /// The other.
        pub value: String,
        /// The difference without its sign.
        pub difference: String,
        /// `more` where the unit lies above, `less`, `same`.
        pub way: &'static str,
    }
}

told! {
    /// The year before.
    pub struct Before {
        /// The year, where it is known.
        pub year: Option<String>,
        /// The rank then.
        pub rank: Option<usize>,
        /// The class then.
        pub class: Option<String>,
        /// The index then, and the difference.
        pub index: Option<Against>,
        /// By how many places it moved, without the sign.
        pub places: Option<usize>,
        /// `more` where it rose, `less` where it fell, `same`; nothing where a rank is not known.
        pub places_way: &'static str,
    }
}

told! {
    /// What was achieved in a field.
    pub struct Achieved {
        /// The field.
                pub field: Named,
        /// Points.
        pub points: String,
        /// Maximum of what applies.
        pub out_of: String,
        /// Component index.
        pub index: String,
        /// Beside the mean of the block; `None` where the unit is alone.
        pub mean: Option<Against>,
        /// It is the best of the block (of more than one unit).
        pub best: bool,
        /// Its criteria with all points.
        pub full: Vec<Named>,
        /// How many they are.
        pub full_count: usize,
        /// How many criteria of it apply.
        pub applying: usize,
    }
}

told! {
    /// A loss.
    pub struct LossFacts {
        /// The criterion; `need` says what it takes.
                pub criterion: Named,
        /// What it counts.
        pub points: String,
        /// What was lost.
        pub lost: String,
        /// The self score.
        pub own: Option<String>,
        /// `scored`, `missing`, `fault`.
        pub status: &'static str,
        /// `survey` where respondents decided, `council` or `unit`.
        pub scored_by: &'static str,
        /// Why, in the words of the appraiser, on one line.
        pub reason: Option<String>,
    }
}

told! {
    /// What criteria need for all points.
    pub struct Remedy {
        /// `1.2 và 3.1`.
        pub codes: String,
        /// What they need; nothing where only the council can say it.
        pub need: Option<String>,
        /// The council said why points were lost.
        pub has_reason: bool,
        /// They lack points, or have faulty ones.
        pub lacking: bool,
    }
}

told! {
    /// What does not apply.
    pub struct LeftOut {
        /// The field or criterion: `lĩnh vực 3`.
        pub code: String,
        /// Why.
        pub reason: Option<String>,
    }
}

impl<'a> Yardstick<'a> {
    /// Of a block.
    pub fn of(block: &'a Block<'a>, previous: Option<&'a Previous>) -> Yardstick<'a> {
        Yardstick { block, previous, fields: block.fields() }
    }

    /// Several units are ranked together.
    fn compares(&self) -> bool {
        self.block.ranking.rows.len() > 1
    }
}

impl NoticeFacts {
    /// Of a unit of the block; `leaves` are its own.
    pub fn of(unit: &Unit, leaves: &[LeafDetail], beside: &Yardstick) -> NoticeFacts {
        let (set, card, ranking) = (unit.set(), unit.card, beside.block.ranking);
        let compares = beside.compares();
        let with_status = |status: Status| {
            let of = leaves.iter().filter(|leaf| leaf.status == status && leaf.leaf.rule != Rule::Info);
            let codes: Vec<String> = of.map(|leaf| leaf.node.code.to_string()).collect();
            Codes { count: codes.len(), text: listed(&codes) }
        };
        let scored = || leaves.iter().filter(|leaf| leaf.status != Status::NotApplicable && counts(leaf));
        let awaits =
            |leaf: &LeafDetail| leaf.status == Status::Missing && leaf.leaf.scored_by == Scorer::Survey;
        let awaited: Vec<String> =
            scored().filter(|leaf| awaits(leaf)).map(|leaf| leaf.node.code.to_string()).collect();
        let mut losses: Vec<&LeafDetail> =
            scored().filter(|leaf| !leaf.lost.is_zero() && !awaits(leaf)).collect();
        losses.sort_by(|a, b| b.lost.cmp(&a.lost));
        let lost: Number = losses.iter().map(|leaf| &leaf.lost).sum();
        let more = losses.get(LOSSES..).unwrap_or_default();
        let adjusted = |value: &Number| (!value.is_zero()).then(|| shown(set, value));
        let mean = ranking.mean.as_ref().filter(|_| compares);
        let told: Vec<LossFacts> = losses.iter().take(LOSSES).map(|leaf| loss(set, leaf)).collect();
        NoticeFacts {
            unit: one_line(unit.name()),
            block: label(beside.block.name()).replacen("Khối", "khối", 1),
            count: ranking.rows.len(),
            rank: unit.place.map(|place| place.rank),
            tied: tied(unit, beside),
            index: shown_of(set, card.index.as_ref()),
            class: unit.class().map(one_line),
            has_classes: !set.classes.is_empty(),
            points: shown(set, &card.points),
            max: shown(set, &card.max),
            appraised: shown_of(set, card.appraised.as_ref()),
            survey: shown_of(set, card.survey.as_ref()),
            bonus: adjusted(&card.bonus),
            penalty: adjusted(&card.penalty),
            judged: judged(unit, beside),
            rescaled: rescaled(unit, leaves),
            adjustments: unit.adjustments().iter().filter_map(|life| adjustment(set, life)).collect(),
            basis: beside.block.source.basis.id(),
            mean: card.index.as_ref().zip(mean).map(|(index, mean)| against(set, index, mean)),
            highest: shown_of(set, ranking.highest.as_ref().filter(|_| compares)),
            before: before(unit, beside),
            complete: card.complete,
            errors: card.errors,
            provisional: !unit.is_final(),
            lacking: with_status(Status::Missing),
            faults: with_status(Status::Fault),
            achieved: beside
                .fields
                .iter()
                .filter_map(|field| achieved(unit, leaves, field, compares))
                .collect(),
            full: scored().count() - losses.len() - awaited.len(),
            zeros: zeros(more),
            awaited: Codes { count: awaited.len(), text: listed(&awaited) },
            applying: scored().count(),
            remedies: remedies(&told),
            loss_count: losses.len(),
            more: more.len(),
            more_lost: shown(set, &more.iter().map(|leaf| &leaf.lost).sum()),
            lost: (!lost.is_zero()).then(|| shown(set, &lost)),
            losses: told,
            not_applicable: left_out(set, unit)
                .into_iter()
                .map(|(code, reason)| LeftOut { code, reason })
                .collect(),
        }
    }
}

fn judged(unit: &Unit, beside: &Yardstick) -> Option<JudgedUnit> {
    let (set, judged) = (unit.set(), unit.judged());
    if judged.leaves == 0 || beside.block.source.basis == Basis::Own {
        return None;
    }
    // As a reader takes the printed one from the other.
    let Against { value, difference, way } = against(set, &judged.appraised, &judged.own);
    Some(JudgedUnit { own: value, appraised: shown(set, &judged.appraised), difference, way })
}

/// The whole appraised part, where that of the unit is rescaled to it.
fn rescaled(unit: &Unit, leaves: &[LeafDetail]) -> Option<String> {
    let set = unit.set();
    let is_appraised = |leaf: &&LeafDetail| leaf.leaf.scored_by != Scorer::Survey && counts(leaf);
    let of_part = || leaves.iter().filter(is_appraised);
    let rescales = set.scoring.not_applicable == NotApplicable::RescaleAppraised;
    let left_out = of_part().any(|leaf| leaf.status == Status::NotApplicable);
    (rescales && left_out).then(|| plain(&of_part().map(|leaf| &leaf.node.max).sum()))
}

fn adjustment(set: &CriteriaSet, life: &Life) -> Option<AdjustmentFacts> {
    let Subject::Adjustment(adjustment) = life.subject else { return None };
    (!life.points.is_zero()).then(|| AdjustmentFacts {
        name: one_line(&adjustment.name),
        points: shown(set, &life.points),
        penalty: adjustment.effect == Effect::Penalty,
        reason: life.remark().text(Lang::Vi).map(|text| one_line(&text)),
    })
}

/// The criteria that brought nothing, by name; of many only the codes.
fn zeros(losses: &[&LeafDetail]) -> Codes {
    let zeros = || losses.iter().filter(|leaf| leaf.points.is_zero() && leaf.status == Status::Scored);
    let count = zeros().count();
    let codes: Vec<String> = zeros().map(|leaf| leaf.node.code.to_string()).collect();
    let named = zeros().map(|leaf| format!("{} ({})", one_line(&leaf.node.name), leaf.node.code));
    let text = if count > LOSSES { listed(&codes) } else { named.collect::<Vec<_>>().join("; ") };
    Codes { count, text }
}

/// Whether a leaf brings points at all.
fn counts(leaf: &LeafDetail) -> bool {
    leaf.leaf.rule != Rule::Info
}

/// The others of its rank. A run of equal units is as long as it is: looked for from its place, not over all units.
fn tied(unit: &Unit, beside: &Yardstick) -> Names {
    let Some(place) = unit.place.filter(|place| place.tied) else { return Names::none() };
    let others = beside
        .block
        .units()
        .filter(|other| other.place.is_some_and(|of| of.rank == place.rank && of.card != place.card));
    Names::of(others.map(|other| &**other.name()).collect::<Vec<_>>())
}

/// A value beside another, as a reader takes the printed one from the other.
fn against(set: &CriteriaSet, value: &Number, other: &Number) -> Against {
    let precision = set.scoring.precision;
    let difference = &value.rounded(precision) - &other.rounded(precision);
    Against { value: shown(set, other), difference: shown(set, &difference.abs()), way: way(&difference) }
}

fn before(unit: &Unit, beside: &Yardstick) -> Option<Before> {
    let (set, previous) = (unit.set(), beside.previous?);
    let change = previous.change(unit)?;
    let index = change.before.index.as_ref().zip(unit.card.index.as_ref());
    Some(Before {
        year: previous.year.map(|year| year.to_string()),
        rank: change.before.rank,
        class: change.before.class.as_deref().map(one_line),
        index: index.map(|(then, now)| against(set, now, then)),
        places: change.places.and_then(|places| usize::try_from(places.unsigned_abs()).ok()),
        places_way: change.places.map_or("", |places| way(&Number::from(places))),
    })
}

/// What a unit achieved in a field; `None` where that is nothing to tell of.
fn achieved(unit: &Unit, leaves: &[LeafDetail], field: &FieldFigures, compares: bool) -> Option<Achieved> {
    let set = unit.set();
    let score = &unit.card.nodes[field.at];
    let index = score.index()?;
    let mean = field.mean.as_ref().filter(|_| compares);
    let applying: Vec<&LeafDetail> = set
        .leaves_under(field.at)
        .filter_map(|leaf| leaves.get(leaf))
        .filter(|leaf| leaf.status != Status::NotApplicable && counts(leaf))
        .collect();
    let full = applying.iter().filter(|leaf| leaf.lost.is_zero());
    let full: Vec<Named> = full.map(|leaf| Named::of(set, leaf.node)).collect();
    let precision = set.scoring.precision;
    let strong = match mean {
        Some(mean) => index.rounded(precision) >= mean.rounded(precision) || index >= Number::from(100),
        None => index >= Number::from(STRONG) || !full.is_empty(),
    };
    let highest = field.highest.as_ref().map(|(highest, _)| highest);
    strong.then(|| Achieved {
        field: Named::of(set, field.node),
        points: shown(set, &score.points),
        out_of: shown(set, &score.max),
        index: shown(set, &index),
        mean: mean.map(|mean| against(set, &index, mean)),
        best: compares && highest == Some(&index),
        full_count: full.len(),
        full,
        applying: applying.len(),
    })
}

/// What losses need, in their order; the same need is said once.
fn remedies(losses: &[LossFacts]) -> Vec<Remedy> {
    let mut all: Vec<(Vec<String>, Remedy)> = Vec::new();
    for loss in losses {
        let lacking = loss.status != Status::Scored.id();
        let need = loss.criterion.need.clone().filter(|_| !lacking);
        let has_reason = loss.reason.is_some();
        let same = |(_, known): &&mut (Vec<String>, Remedy)| {
            known.lacking == lacking
                && known.need == need
                && (need.is_some() || known.has_reason == has_reason)
        };
        match all.iter_mut().find(same) {
            Some((codes, _)) => codes.push(loss.criterion.code.clone()),
            None => {
                let remedy = Remedy { codes: String::new(), need, has_reason, lacking };
                all.push((vec![loss.criterion.code.clone()], remedy));
            }
        }
    }
    all.into_iter().map(|(codes, remedy)| Remedy { codes: listed(&codes), ..remedy }).collect()
}

fn loss(set: &CriteriaSet, leaf: &LeafDetail) -> LossFacts {
    LossFacts {
        criterion: Named::of(set, leaf.node),
        points: shown(set, &leaf.points),
        lost: shown(set, &leaf.lost),
        own: shown_of(set, leaf.own.as_ref()),
        status: leaf.status.id(),
        scored_by: match leaf.leaf.scored_by {
            Scorer::Unit => "unit",
            Scorer::Council => "council",
            Scorer::Survey => "survey",
        },
        reason: leaf.remark.text(Lang::Vi).map(|text| one_line(&text)),
    }
}
