//! Why a unit stands where it stands, in words: who is before and behind it and by how much, where the difference comes
//! from, what would bring the next rank, what decided between equal units.

use serde::Serialize;

use super::shares::{Part, Shares};
use super::texts::Both;
use crate::criteria::{NotApplicable, TieBreak};
use crate::message::{Lang, number, say};
use crate::points::{Number, Precision};
use crate::ranking::tie_value;
use crate::report::build::{shown, tie_break_word};
use crate::results::{Block, LeafDetail, Previous, Unit};
use crate::score::Status;

/// How many units a sentence names.
const NAMED: usize = 3;

/// A sentence and what it is about, by which the page sets it; where it tells of a difference, what makes it.
#[derive(Serialize)]
pub(super) struct Why {
    about: &'static str,
    text: Both,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    parts: Vec<Part>,
}

/// The ranked units of a block, what their fields bring to their indices, and to the mean of them.
pub(super) struct Ranks<'r, 'a> {
    units: &'r [Unit<'a>],
    shares: Vec<Shares>,
    mean: Shares,
}

impl<'r, 'a> Ranks<'r, 'a> {
    pub fn of(units: &'r [Unit<'a>]) -> Ranks<'r, 'a> {
        let (shares, mean) = Shares::of_all(units);
        Ranks { units, shares, mean }
    }
}

/// The sentences of the unit at a place among the ranked units; none of its place where it is not ranked. Where most was
/// lost the page says itself.
pub(super) fn why(
    ranks: &Ranks,
    at: usize,
    leaves: &[LeafDetail],
    block: &Block,
    previous: Option<&Previous>,
) -> Vec<Why> {
    let mut all: Vec<Why> = Vec::new();
    let mut add = |about, parts: Vec<Part>, text: &dyn Fn(Lang) -> Option<String>| {
        if let (Some(vi), Some(en)) = (text(Lang::Vi), text(Lang::En)) {
            all.push(Why { about, text: Both::new(&vi, &en), parts });
        }
    };
    let ranked = ranks.units;
    if let Some(unit) = ranked.get(at) {
        add("place", Vec::new(), &|lang| place(ranked, at, lang));
        add("above", Vec::new(), &|lang| above(ranked, at, lang));
        if let Some((other, gap)) = before(ranked, at).zip(gap_before(ranked, at)) {
            let parts = ranks.shares[at].against(&ranks.shares[other], &gap, unit.set());
            if !parts.is_empty() {
                add("fields", parts, &|lang| Some(against(unit, &ranked[other], &gap, lang)));
            }
        }
        add("need", Vec::new(), &|lang| need(ranked, at, lang));
        add("below", Vec::new(), &|lang| below(ranked, at, lang));
        if let Some(gap) = gap_mean(unit, block) {
            let parts = ranks.shares[at].against(&ranks.mean, &gap, unit.set());
            add("mean", parts, &|lang| Some(mean(unit, &gap, lang)));
        }
        add("previous", Vec::new(), &|lang| since(unit, previous?, lang));
        add("equal", Vec::new(), &|lang| equal(ranked, at, lang));
    }
    add("marks", Vec::new(), &|lang| marks(leaves, lang));
    all
}

/// The published index.
fn index(unit: &Unit) -> Option<Number> {
    Some(unit.card.index.as_ref()?.rounded(unit.set().scoring.precision))
}

fn digits(unit: &Unit, value: &Number, lang: Lang) -> String {
    shown(unit.set(), value, lang)
}

fn signed(unit: &Unit, value: &Number, lang: Lang) -> String {
    let sign = match value {
        value if value.is_zero() => "",
        value if value.is_negative() => "−",
        _ => "+",
    };
    format!("{sign}{}", digits(unit, &value.abs(), lang))
}

fn place(ranked: &[Unit], at: usize, lang: Lang) -> Option<String> {
    let unit = &ranked[at];
    let (place, count) = (unit.place?, ranked.len());
    let (rank, index) = (place.rank, digits(unit, &index(unit)?, lang));
    let (points, max) = (digits(unit, &unit.card.points, lang), digits(unit, &unit.card.max, lang));
    let tied: Vec<&str> = ranked
        .iter()
        .filter(|other| place.tied && other.place.is_some_and(|of| of.rank == rank && of.card != place.card))
        .map(|other| &**other.name())
        .collect();
    let tied = if tied.is_empty() {
        String::new()
    } else {
        let names = some(&tied, lang);
        say!(lang, ", đồng hạng với {names}", ", tied with {names}")
    };
    let class =
        unit.class().map_or_else(String::new, |class| say!(lang, "; xếp loại {class}", "; class {class}"));
    let stretched = if is_stretched(unit) {
        say!(
            lang,
            " (phần thẩm định quy đổi về thang đầy đủ vì có tiêu chí không áp dụng)",
            " (appraised part rescaled to its full maximum, as criteria do not apply)"
        )
    } else {
        String::new()
    };
    Some(say!(
        lang,
        "Hạng {rank}/{count}{tied}: đạt {points} trên {max} điểm, chỉ số {index} %{stretched}{class}.",
        "Rank {rank} of {count}{tied}: {points} of {max} points, index {index} %{stretched}{class}."
    ))
}

/// The last unit before this one whose index or tie-break is better.
fn before(ranked: &[Unit], at: usize) -> Option<usize> {
    let rank = ranked[at].place?.rank;
    ranked[..at].iter().rposition(|other| other.place.is_some_and(|place| place.rank != rank))
}

/// By how much the published index differs from that of the unit before it.
fn gap_before(ranked: &[Unit], at: usize) -> Option<Number> {
    Some(&index(&ranked[at])? - &index(&ranked[before(ranked, at)?])?)
}

fn above(ranked: &[Unit], at: usize, lang: Lang) -> Option<String> {
    let unit = &ranked[at];
    let Some(other) = before(ranked, at).map(|other| &ranked[other]) else {
        let alone = ranked.len() == 1;
        return Some(if alone {
            say!(lang, "Là đơn vị duy nhất được xếp hạng trong khối.", "The only unit ranked in its block.")
        } else {
            say!(lang, "Đứng đầu khối.", "First of its block.")
        });
    };
    let (rank, name, gap) = (other.place?.rank, other.name(), &index(other)? - &index(unit)?);
    if gap.is_zero() {
        let by = decided(unit, other, "<", lang)?;
        return Some(say!(
            lang,
            "Chỉ số bằng {name} (hạng {rank}), đứng sau vì {by}.",
            "Its index equals that of {name} (rank {rank}); it stands behind by {by}."
        ));
    }
    let gap = digits(unit, &gap, lang);
    Some(say!(
        lang,
        "Kém hạng {rank} ({name}) {gap} điểm phần trăm.",
        "{gap} percentage points behind rank {rank} ({name})."
    ))
}

/// What decided between two units of equal published indices, with both values.
fn decided(unit: &Unit, other: &Unit, sign: &str, lang: Lang) -> Option<String> {
    let set = unit.set();
    let [own, of] = [unit, other].map(|unit| unit.card.index.as_ref().map(|index| set.compared(index)));
    let compare = |word: String, own: Option<Number>, of: Option<Number>| {
        let [short, other] = [&own, &of].map(|value| value.as_ref().map(|value| shown(set, value, lang)));
        let none = || say!(lang, "không có", "none");
        if short == other {
            let [own, of] = [own, of].map(|value| value.map_or_else(none, |value| number(&value, lang)));
            return format!("{word} {own} {sign} {of}");
        }
        let [own, of] = [short, other].map(|value| value.unwrap_or_else(none));
        format!("{word} {own} {sign} {of}")
    };
    if own != of {
        let word = say!(lang, "Chỉ số chưa làm tròn", "the unrounded index");
        return Some(compare(word, own, of));
    }
    let values = |by: &TieBreak| [unit, other].map(|unit| tie_value(set, unit.card, by));
    let by = set.ranking.tie_break.iter().find(|by| {
        let [own, of] = values(by);
        own != of
    })?;
    let [own, of] = values(by);
    Some(compare(tie_break_word(set, by, lang), own, of))
}

/// Where the difference to the unit before it comes from; the parts follow.
fn against(unit: &Unit, other: &Unit, gap: &Number, lang: Lang) -> String {
    let (name, gap) = (other.name(), signed(unit, gap, lang));
    say!(
        lang,
        "So với {name}, Chỉ số chênh {gap} điểm phần trăm, gồm:",
        "Against {name} the index differs by {gap} percentage points, made of:"
    )
}

/// Whether the index is more than points ÷ maximum, because criteria do not apply.
fn is_stretched(unit: &Unit) -> bool {
    unit.set().scoring.not_applicable == NotApplicable::RescaleAppraised
        && unit.card.leaves.iter().any(|leaf| leaf.status == Status::NotApplicable)
}

/// How many points more bring the next higher index; only where the index is points ÷ maximum.
fn need(ranked: &[Unit], at: usize, lang: Lang) -> Option<String> {
    let unit = &ranked[at];
    let set = unit.set();
    let own = unit.card.index.as_ref()?;
    if is_stretched(unit) {
        return None;
    }
    let compared = |unit: &Unit| unit.card.index.as_ref().map(|index| set.compared(index));
    let other = ranked[..at].iter().rev().find(|other| compared(other) > compared(unit))?;
    let goal = compared(other)?;
    let part = unit.card.max.checked_div(&Number::from(100))?;
    let needed = up(&(&(&goal - &set.compared(own)) * &part), set.scoring.precision);
    // Rounding may leave it one digit short.
    let reaches =
        |points: &Number| points.checked_div(&part).is_some_and(|more| set.compared(&(own + &more)) >= goal);
    let step = Number::from_scaled(1, set.scoring.precision.decimals);
    let more = &needed + &step;
    let needed = [needed, more].into_iter().find(reaches)?;
    let (needed, rank, name) = (digits(unit, &needed, lang), other.place?.rank, other.name());
    Some(say!(
        lang,
        "Cần thêm {needed} điểm để bằng Chỉ số của hạng {rank} ({name}).",
        "{needed} points more would equal the index of rank {rank} ({name})."
    ))
}

/// Rounded up.
fn up(value: &Number, precision: Precision) -> Number {
    let rounded = value.rounded(precision);
    if rounded < *value { &rounded + &Number::from_scaled(1, precision.decimals) } else { rounded }
}

fn below(ranked: &[Unit], at: usize, lang: Lang) -> Option<String> {
    let unit = &ranked[at];
    let rank = unit.place?.rank;
    let other = ranked[at..].iter().find(|other| other.place.is_some_and(|place| place.rank != rank))?;
    let (rank, name, gap) = (other.place?.rank, other.name(), &index(unit)? - &index(other)?);
    if gap.is_zero() {
        let by = decided(unit, other, ">", lang)?;
        return Some(say!(
            lang,
            "Chỉ số bằng {name} (hạng {rank}), đứng trước vì {by}.",
            "Its index equals that of {name} (rank {rank}); it stands before it by {by}."
        ));
    }
    let gap = digits(unit, &gap, lang);
    Some(say!(
        lang,
        "Hơn hạng {rank} ({name}) {gap} điểm phần trăm.",
        "{gap} percentage points ahead of rank {rank} ({name})."
    ))
}

/// By how much the published index differs from the published mean; `None` where the unit is alone.
fn gap_mean(unit: &Unit, block: &Block) -> Option<Number> {
    let mean = block.ranking.mean.as_ref().filter(|_| block.units().len() > 1)?;
    Some(&index(unit)? - &mean.rounded(unit.set().scoring.precision))
}

/// Against the mean of the block; the parts follow.
fn mean(unit: &Unit, gap: &Number, lang: Lang) -> String {
    let gap = signed(unit, gap, lang);
    say!(
        lang,
        "So với trung bình khối: {gap} điểm phần trăm, gồm:",
        "Against the mean of the block: {gap} percentage points, made of:"
    )
}

/// Against the year before.
fn since(unit: &Unit, previous: &Previous, lang: Lang) -> Option<String> {
    let change = previous.change(unit)?;
    let year = previous.year.map_or_else(|| say!(lang, "năm trước", "last year"), |year| year.to_string());
    let places = change.before.rank.zip(change.places).map(|(rank, places)| match places {
        0 => say!(lang, "giữ nguyên hạng {rank}", "the same rank {rank}"),
        up if up > 0 => say!(lang, "tăng {up} hạng (từ hạng {rank})", "up by {up} (from rank {rank})"),
        down => {
            let down = down.unsigned_abs();
            say!(lang, "giảm {down} hạng (từ hạng {rank})", "down by {down} (from rank {rank})")
        }
    });
    let index = change.index.as_ref().map(|index| {
        let index = signed(unit, index, lang);
        say!(lang, "chỉ số {index} điểm phần trăm", "index {index} percentage points")
    });
    let told: Vec<String> = places.into_iter().chain(index).collect();
    let told = if told.is_empty() { return None } else { told.join("; ") };
    Some(say!(lang, "So với {year}: {told}.", "Against {year}: {told}."))
}

/// Why units share a rank, and what rounding made equal.
fn equal(ranked: &[Unit], at: usize, lang: Lang) -> Option<String> {
    let unit = &ranked[at];
    let (set, place) = (unit.set(), unit.place?);
    let mut parts = Vec::new();
    if place.tied {
        let index = digits(unit, &index(unit)?, lang);
        let mut values = vec![say!(lang, "Chỉ số {index} %", "index {index} %")];
        values.extend(set.ranking.tie_break.iter().map(|by| {
            let value = tie_value(set, unit.card, by).map(|value| shown(set, &value, lang));
            let value = value.unwrap_or_else(|| say!(lang, "không có", "none"));
            format!("{} {value}", tie_break_word(set, by, lang))
        }));
        let values = values.join(", ");
        parts.push(say!(
            lang,
            "Đồng hạng vì bằng nhau ở mọi căn cứ xếp hạng: {values}.",
            "The rank is shared because all that decides is equal: {values}."
        ));
    }
    if place.by_rounding {
        parts.push(say!(
            lang,
            "Có đơn vị bằng chỉ số công bố nhưng khác giá trị chưa làm tròn.",
            "Another unit has the same published index but another value before rounding."
        ));
    }
    if parts.is_empty() { None } else { Some(parts.join(" ")) }
}

/// Leaves that count nothing for another reason than their points.
fn marks(leaves: &[LeafDetail], lang: Lang) -> Option<String> {
    let codes = |status| {
        let of = leaves.iter().filter(|leaf| leaf.status == status);
        of.map(|leaf| &*leaf.node.code).collect::<Vec<_>>()
    };
    let mut parts = Vec::new();
    let missing = codes(Status::Missing).join(", ");
    if !missing.is_empty() {
        parts.push(say!(lang, "Chưa có điểm (tính 0): {missing}.", "No points yet (count 0): {missing}."));
    }
    let faulty = codes(Status::Fault).join(", ");
    if !faulty.is_empty() {
        parts.push(say!(lang, "Điểm lỗi (tính 0): {faulty}.", "Faulty points (count 0): {faulty}."));
    }
    let out = codes(Status::NotApplicable).join(", ");
    if !out.is_empty() {
        parts.push(say!(
            lang,
            "Không áp dụng, ra khỏi thang điểm: {out}.",
            "Not applicable, outside the scale: {out}."
        ));
    }
    if parts.is_empty() { None } else { Some(parts.join(" ")) }
}

fn some(names: &[&str], lang: Lang) -> String {
    let first = names.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(NAMED) {
        0 => first,
        more => say!(lang, "{first} và {more} đơn vị khác", "{first} and {more} more"),
    }
}
