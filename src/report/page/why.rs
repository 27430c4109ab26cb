//! Why a unit stands where it stands, in words: who is before and behind it and by how much, where the difference comes
//! from, where most was lost, what decided between equal units.

use serde::Serialize;

use super::texts::Both;
use crate::message::{Lang, say};
use crate::points::Number;
use crate::report::build::{shown, tie_break_words};
use crate::results::{Block, FieldFigures, LeafDetail, Unit};

/// How many fields and criteria a sentence names.
const NAMED: usize = 3;

/// A sentence and what it is about, by which the page sets it.
#[derive(Serialize)]
pub(super) struct Why {
    about: &'static str,
    text: Both,
}

/// The sentences of the unit at a place among the ranked units; none where it is not ranked.
pub(super) fn why(
    ranked: &[Unit],
    at: usize,
    fields: &[FieldFigures],
    leaves: &[LeafDetail],
    block: &Block,
) -> Vec<Why> {
    let mut all: Vec<Why> = Vec::new();
    let mut add = |about, text: &dyn Fn(Lang) -> Option<String>| {
        if let (Some(vi), Some(en)) = (text(Lang::Vi), text(Lang::En)) {
            all.push(Why { about, text: Both::new(&vi, &en) });
        }
    };
    if ranked.get(at).is_some() {
        add("place", &|lang| place(ranked, at, lang));
        add("above", &|lang| above(ranked, at, lang));
        add("fields", &|lang| against(ranked, at, lang));
        add("below", &|lang| below(ranked, at, lang));
        add("mean", &|lang| mean(&ranked[at], block, fields, lang));
        add("equal", &|lang| equal(ranked, at, lang));
    }
    add("lost", &|lang| lost(leaves, block, lang));
    add("marks", &|lang| marks(leaves, lang));
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
    let sign = if value.is_negative() { "−" } else { "+" };
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
    Some(say!(
        lang,
        "Hạng {rank}/{count}{tied}: đạt {points} trên {max} điểm, chỉ số {index} %{class}.",
        "Rank {rank} of {count}{tied}: {points} of {max} points, index {index} %{class}."
    ))
}

/// The last unit before this one whose index or tie-break is better.
fn before<'r, 'a>(ranked: &'r [Unit<'a>], at: usize) -> Option<&'r Unit<'a>> {
    let rank = ranked[at].place?.rank;
    ranked[..at].iter().rev().find(|other| other.place.is_some_and(|place| place.rank != rank))
}

fn above(ranked: &[Unit], at: usize, lang: Lang) -> Option<String> {
    let unit = &ranked[at];
    let Some(other) = before(ranked, at) else {
        let alone = ranked.len() == 1;
        return Some(if alone {
            say!(lang, "Là đơn vị duy nhất được xếp hạng trong khối.", "The only unit ranked in its block.")
        } else {
            say!(lang, "Đứng đầu khối.", "First of its block.")
        });
    };
    let (rank, name, gap) = (other.place?.rank, other.name(), &index(other)? - &index(unit)?);
    if gap.is_zero() {
        return Some(say!(
            lang,
            "Chỉ số công bố bằng hạng {rank} ({name}).",
            "Its published index equals that of rank {rank} ({name})."
        ));
    }
    let gap = digits(unit, &gap, lang);
    Some(say!(
        lang,
        "Kém hạng {rank} ({name}) {gap} điểm phần trăm.",
        "{gap} percentage points behind rank {rank} ({name})."
    ))
}

/// Where the difference to the unit before it comes from: points by field, where both have the same scale; else indices.
fn against(ranked: &[Unit], at: usize, lang: Lang) -> Option<String> {
    let (unit, other) = (&ranked[at], before(ranked, at)?);
    let precision = unit.set().scoring.precision;
    let by_points = unit.card.max == other.card.max;
    let difference = |field: &usize| {
        let (own, of) = (&unit.card.nodes[*field], &other.card.nodes[*field]);
        let difference = if by_points {
            &own.points.rounded(precision) - &of.points.rounded(precision)
        } else {
            &own.index()?.rounded(precision) - &of.index()?.rounded(precision)
        };
        Some((*field, difference))
    };
    let mut all: Vec<(usize, Number)> = unit.set().fields.iter().filter_map(difference).collect();
    all.retain(|(_, difference)| !difference.is_zero());
    all.sort_by(|a, b| a.1.cmp(&b.1));
    let named = |all: Vec<&(usize, Number)>| {
        let one = |(field, difference): &&(usize, Number)| {
            let (code, difference) = (&unit.set().nodes[*field].code, signed(unit, difference, lang));
            say!(lang, "lĩnh vực {code} ({difference})", "field {code} ({difference})")
        };
        all.iter().map(one).collect::<Vec<_>>().join(", ")
    };
    let worse: Vec<_> = all.iter().filter(|(_, difference)| difference.is_negative()).collect();
    let better: Vec<_> = all.iter().rev().filter(|(_, difference)| !difference.is_negative()).collect();
    let name = other.name();
    let what =
        if by_points { say!(lang, "điểm", "points") } else { say!(lang, "chỉ số %", "index, %") };
    Some(match (worse.is_empty(), better.is_empty()) {
        (true, true) => return None,
        (false, true) => {
            let worse = named(worse);
            say!(
                lang,
                "So với {name} ({what}), kém ở {worse}.",
                "Against {name} ({what}), behind in {worse}."
            )
        }
        (true, false) => {
            let better = named(better);
            say!(
                lang,
                "So với {name} ({what}), hơn ở {better}.",
                "Against {name} ({what}), ahead in {better}."
            )
        }
        (false, false) => {
            let (worse, better) = (named(worse), named(better));
            say!(
                lang,
                "So với {name} ({what}), kém ở {worse}; hơn ở {better}.",
                "Against {name} ({what}), behind in {worse}; ahead in {better}."
            )
        }
    })
}

fn below(ranked: &[Unit], at: usize, lang: Lang) -> Option<String> {
    let unit = &ranked[at];
    let rank = unit.place?.rank;
    let other = ranked[at..].iter().find(|other| other.place.is_some_and(|place| place.rank != rank))?;
    let (rank, name, gap) = (other.place?.rank, other.name(), &index(unit)? - &index(other)?);
    if gap.is_zero() {
        return Some(say!(
            lang,
            "Chỉ số công bố bằng hạng {rank} ({name}).",
            "Its published index equals that of rank {rank} ({name})."
        ));
    }
    let gap = digits(unit, &gap, lang);
    Some(say!(
        lang,
        "Hơn hạng {rank} ({name}) {gap} điểm phần trăm.",
        "{gap} percentage points ahead of rank {rank} ({name})."
    ))
}

/// Against the mean of the block: in all, and the fields that stand out.
fn mean<'a>(unit: &Unit, block: &Block, fields: &[FieldFigures<'a>], lang: Lang) -> Option<String> {
    if block.units().len() < 2 {
        return None;
    }
    let precision = unit.set().scoring.precision;
    let gap = &index(unit)? - &block.ranking.mean.as_ref()?.rounded(precision);
    let difference = |field: &FieldFigures<'a>| {
        let own = unit.card.nodes[field.at].index()?.rounded(precision);
        Some((field.node, &own - &field.mean.as_ref()?.rounded(precision)))
    };
    let mut all: Vec<_> = fields.iter().filter_map(difference).collect();
    all.sort_by(|a, b| b.1.cmp(&a.1));
    let named = |all: Vec<&(&crate::criteria::Node, Number)>| {
        let one = |(node, difference): &&(&crate::criteria::Node, Number)| {
            let (code, name, difference) = (&node.code, &node.name, signed(unit, difference, lang));
            format!("{code} {name} ({difference})")
        };
        all.iter().take(NAMED).map(one).collect::<Vec<_>>().join("; ")
    };
    let better = named(all.iter().filter(|(_, gap)| !gap.is_negative() && !gap.is_zero()).collect());
    let worse = named(all.iter().rev().filter(|(_, gap)| gap.is_negative()).collect());
    let gap = signed(unit, &gap, lang);
    let better = if better.is_empty() {
        better
    } else {
        say!(lang, " Hơn trung bình khối rõ nhất ở: {better}.", " Most above the mean in: {better}.")
    };
    let worse = if worse.is_empty() {
        worse
    } else {
        say!(lang, " Kém trung bình khối rõ nhất ở: {worse}.", " Most below the mean in: {worse}.")
    };
    Some(say!(
        lang,
        "So với trung bình khối: {gap} điểm phần trăm.{better}{worse}",
        "Against the mean of the block: {gap} percentage points.{better}{worse}"
    ))
}

/// What decided between units that look equal.
fn equal(ranked: &[Unit], at: usize, lang: Lang) -> Option<String> {
    let unit = &ranked[at];
    let place = unit.place?;
    let mut parts = Vec::new();
    if place.broken {
        let by = tie_break_words(unit.set(), lang);
        parts.push(say!(
            lang,
            "Có đơn vị bằng chỉ số; thứ hạng phân định theo {by}.",
            "Another unit has the same index; the place was decided by {by}."
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

/// The leaves at which most was lost.
fn lost(leaves: &[LeafDetail], block: &Block, lang: Lang) -> Option<String> {
    let mut worst: Vec<&LeafDetail> =
        leaves.iter().filter(|leaf| !leaf.lost.is_zero() && !leaf.lost.is_negative()).collect();
    worst.sort_by(|a, b| b.lost.cmp(&a.lost));
    let rest = worst.len().saturating_sub(NAMED);
    let named: Vec<String> = worst
        .iter()
        .take(NAMED)
        .map(|leaf| {
            let (code, name) = (&leaf.node.code, &leaf.node.name);
            let shown = |value: &Number| shown(block.set(), value, lang);
            let (lost, max) = (shown(&leaf.lost), shown(&leaf.node.max));
            say!(lang, "{code} {name} (mất {lost}/{max})", "{code} {name} ({lost} of {max} lost)")
        })
        .collect();
    if named.is_empty() {
        return Some(say!(lang, "Không mất điểm ở tiêu chí nào.", "No points were lost."));
    }
    let named = named.join("; ");
    let more = match rest {
        0 => String::new(),
        more => say!(lang, "; và {more} tiêu chí khác", "; and {more} more"),
    };
    Some(say!(lang, "Mất nhiều điểm nhất ở: {named}{more}.", "Most was lost in: {named}{more}."))
}

/// Leaves that count nothing for another reason than their points.
fn marks(leaves: &[LeafDetail], lang: Lang) -> Option<String> {
    use crate::score::Status;
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
