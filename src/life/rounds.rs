//! What was given on the way: self scores, each round of appraisal, what the unit explained.

use crate::assessment::{self, Appraisal, Assessment, Mark, Stated, Written};
use crate::message::{Lang, say};
use crate::points::{Number, Precision};
use crate::score::Origin;
use crate::sorting::Order as _;

/// What stands in a cell of points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Points that can be used.
    Points(Number),
    /// The criterion does not apply.
    NotApplicable,
    /// Something that cannot be used, with the points where some were typed.
    Fault(Option<Number>),
}

/// A value and its cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// The value.
    pub value: Value,
    /// The cell as `file!sheet!cell`; `None` where the form has none.
    pub at: Option<String>,
}

impl Given {
    /// What a mark states; `None` where it is blank.
    pub(super) fn of(mark: &Mark) -> Option<Given> {
        let value = match mark.stated {
            Stated::Blank => return None,
            Stated::Points(points) => Value::Points(points.into()),
            Stated::NotApplicable => Value::NotApplicable,
            Stated::Fault(typed) => Value::Fault(typed.map(Number::from)),
        };
        Some(Given { value, at: mark.at.as_ref().map(|at| at.place().to_string()) })
    }
}

/// A text and its cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// As written.
    pub text: String,
    /// The cell as `file!sheet!cell`.
    pub at: String,
}

impl Text {
    fn of(written: &Written) -> Text {
        Text { text: written.text.clone(), at: written.at.place().to_string() }
    }
}

/// Whether the points of a round count, and if not, why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// They count: the last round that is filled.
    Counts,
    /// This later round counts in their place.
    Replaced(u8),
    /// The sheet of the council counts in their place.
    Overruled,
    /// Another cell of the same round states the same, and counts.
    Same,
    /// Another cell of the same round states something else, and counts.
    Differs,
}

impl Standing {
    /// The word in JSON.
    pub fn id(self) -> &'static str {
        match self {
            Standing::Counts => "counts",
            Standing::Replaced(_) => "replaced",
            Standing::Overruled => "overruled",
            Standing::Same => "same",
            Standing::Differs => "differs",
        }
    }
}

/// Points of one round, as one cell states them.
#[derive(Clone, Debug)]
pub struct Round {
    /// 1 or 2.
    pub round: u8,
    /// The points.
    pub given: Given,
    /// Whether they count.
    pub standing: Standing,
    /// Why these points.
    pub reason: Option<Text>,
    /// Who gave them.
    pub appraiser: Option<Text>,
    /// The self score beside them, where it is another one than the form's now.
    pub copied: Option<Given>,
}

/// What the unit explained.
#[derive(Clone, Debug)]
pub struct Explained {
    /// It answers the first round; else it stands in the form.
    pub answers: bool,
    /// What it says.
    pub said: Text,
    /// The documents that it names besides.
    pub evidence: Option<Text>,
}

/// The rounds of one subject in their order. `counted` is the mark that counts among them and its round; `own` the self
/// score as it is now.
pub(super) fn rounds_of(
    unit: &Assessment,
    of: assessment::Subject,
    (counted, last): (&Mark, u8),
    own: Option<&Number>,
    precision: Precision,
) -> Vec<Round> {
    let mut kept: Vec<&Appraisal> = unit.appraisals.iter().filter(|kept| kept.of == of).collect();
    kept.order_by_key(|kept| kept.round);
    let counts = |kept: &&&Appraisal| counted.is_filled() && kept.mark.at == counted.at;
    let by_council = kept.iter().find(counts).is_some_and(|kept| kept.paper.is_council());
    let round = |kept: &&Appraisal| {
        let is_it = counts(&kept);
        let standing = match kept {
            _ if is_it => Standing::Counts,
            kept if kept.round < last => Standing::Replaced(last),
            kept if by_council && !kept.paper.is_council() => Standing::Overruled,
            kept if kept.mark.typed() == counted.typed() => Standing::Same,
            _ => Standing::Differs,
        };
        let given = Given::of(if is_it { counted } else { &kept.mark })?;
        let copied = kept.copied.as_ref().filter(|copied| {
            let rounded = |points: &Number| points.rounded(precision);
            copied.typed().as_ref().map(rounded) != own.map(rounded)
        });
        Some(Round {
            round: kept.round,
            given,
            standing,
            reason: kept.reason.as_ref().map(Text::of),
            appraiser: kept.appraiser.as_ref().map(Text::of),
            copied: copied.and_then(Given::of),
        })
    };
    let mut rounds: Vec<Round> = kept.iter().filter_map(round).collect();
    // Points that count are never left out, whatever was kept of them.
    if let (false, Some(given)) = (kept.iter().any(|kept| counts(&kept)), Given::of(counted)) {
        let (reason, appraiser, copied) = (None, None, None);
        rounds.push(Round { round: last, given, standing: Standing::Counts, reason, appraiser, copied });
    }
    rounds
}

/// Why a leaf has the points that count, in the words of the round that gave them.
pub fn reason(unit: &Assessment, leaf: usize, origin: Option<Origin>, precision: Precision) -> Option<Text> {
    leaf_remark(unit, leaf, origin, precision).last
}

/// What the council says of the points of a leaf.
pub fn leaf_remark(unit: &Assessment, leaf: usize, origin: Option<Origin>, precision: Precision) -> Remark {
    let Some(Origin::Round(decided)) = origin else { return Remark::default() };
    let counted = (&unit.entries[leaf].appraised, decided);
    remark_of(&rounds_of(unit, assessment::Subject::Leaf(leaf), counted, None, precision), origin)
}

/// What the council says of points: the words of the round that gave them, and where a later round only kept the points of
/// the first, the words of that one too, which say what is wanting.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Remark {
    /// The words of the round that counts.
    pub last: Option<Text>,
    /// The words of the first round, whose points were kept.
    pub first: Option<Text>,
}

impl Remark {
    /// As papers quote it; nothing where nobody said anything.
    pub fn text(&self, lang: Lang) -> Option<String> {
        let said = |text: &Option<Text>| {
            let text = text.as_ref().map(|text| text.text.trim()).filter(|text| !text.is_empty());
            text.map(str::to_owned)
        };
        let (last, first) = (said(&self.last), said(&self.first));
        let first = first.filter(|first| last.as_ref() != Some(first));
        match (last, first) {
            (Some(last), Some(first)) => {
                let last = last.trim_end_matches(['.', ';']);
                Some(say!(lang, "{last}; lần 1: {first}", "{last}; round 1: {first}"))
            }
            (None, Some(first)) => Some(say!(lang, "Lần 1: {first}", "Round 1: {first}")),
            (last, None) => last,
        }
    }
}

/// What the rounds say of the points that count.
pub(super) fn remark_of(rounds: &[Round], origin: Option<Origin>) -> Remark {
    let Some(Origin::Round(decided)) = origin else { return Remark::default() };
    let mut rounds: Vec<&Round> = rounds.iter().collect();
    // The paper that counts speaks first.
    rounds.order_by_key(|round| round.standing != Standing::Counts);
    let counted = rounds.first().map(|round| &round.given.value);
    let kept = |round: &Round| Some(&round.given.value) == counted;
    let words =
        |is: &dyn Fn(&Round) -> bool| rounds.iter().filter(|of| is(of)).find_map(|of| of.reason.clone());
    Remark {
        last: words(&|round| round.round == decided),
        first: words(&|round| round.round < decided && kept(round)),
    }
}

/// What the unit explained of a leaf: first in its form, then in answer to the first round.
pub fn explained(unit: &Assessment, leaf: usize) -> Vec<Explained> {
    let of_leaf = unit.explanations.iter().filter(|told| told.leaf == leaf);
    let mut all: Vec<Explained> = of_leaf
        .map(|told| Explained {
            answers: told.paper == assessment::Paper::Explanation,
            said: Text::of(&told.said),
            evidence: told.evidence.as_ref().filter(|evidence| **evidence != told.said).map(Text::of),
        })
        .collect();
    all.order_by_key(|told| told.answers);
    all
}
